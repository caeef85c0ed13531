/*
 * Flags where people read them: the same sentence for all, and only what they
 * may open behind it.
 */
#include <stdio.h>

#include "pages.h"

#define SENTENCE	"2 of the 10 days expected by 15 June 2026 are logged"

/* Zoë is behind, and the flag rests on days and on a concern that is hers. */
static int
flagged_world(void **state)
{
	asye_world(state);
	owner_does("INSERT INTO waymark.flag (person_id, enrolment_id, "
	    "programme_id, placement_id, asye_id, rule, rule_version, about, "
	    "raised_on, severity, severity_on, sentence, why, clears_when, "
	    "who, record_kinds, record_ids) VALUES "
	    "(3, 103, 1, 203, NULL, 'days_behind', 1, 'progress', "
	    "'2026-06-09', 'act', '2026-06-11', '" SENTENCE " in the first "
	    "placement: 8 days fewer than planned.', 'It is at least 8 days "
	    "behind plan.', 'Enough days are logged.', "
	    "'{trainee,educator}', '{days}', '{203}'), "
	    "(3, 103, 1, NULL, NULL, 'module_failed', 1, 'progress', "
	    "'2026-06-10', 'urgent', '2026-06-10', 'The board decided that "
	    "the module is failed.', 'It is.', 'It is passed.', "
	    "'{trainee,tutor}', '{module,concern}', '{1,1}'), "
	    "(71, 171, 1, NULL, 700, 'review_overdue', 1, 'support', "
	    "'2025-12-02', 'urgent', '2026-01-13', 'The three-month review "
	    "was due on 1 December 2025 and is not signed.', 'It has lasted.', "
	    "'It is signed.', '{assessor,coordinator}', "
	    "'{asye,support}', '{700,700}')");
	return (0);
}

static void
test_everybody_reads_the_same_sentence(void **state)
{
	const int	readers[] = { ZOE, ESI, SAM, INES };

	for (size_t i = 0; i < sizeof(readers) / sizeof(readers[0]); i++) {
		sign_in_as(readers[i]);
		assert_answer(OK, ask("/trainees/103"));
		assert_shows(SENTENCE);
		assert_shows("Since 9 June 2026");
		assert_shows("The trainee or newly qualified social worker or "
		    "practice educator can act.");
		assert_shows("href=\"/placements/203/days\">Days</a>");
	}
	sign_in_as(ZOE);
	assert_answer(OK, ask("/"));
	assert_shows(SENTENCE);
}

static void
test_the_most_severe_comes_first(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/trainees/103"));
	assert_true(strstr(page_text(), "The board decided that") <
	    strstr(page_text(), SENTENCE));
}

static void
test_educators_read_what_is_about_their_placement(void **state)
{
	sign_in_as(ESI);
	assert_answer(OK, ask("/trainees/103"));
	assert_hides("The board decided that");
	sign_in_as(BO);
	assert_answer(OK, ask("/trainees/103"));
	assert_hides(SENTENCE);
	assert_hides("What may need help");
}

static void
test_a_record_that_somebody_cannot_open_is_not_linked(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/trainees/103"));
	assert_hides("/modules/1\"");
	assert_hides("/concerns/1\"");
}

static void
test_an_asye_shows_its_flags_to_those_who_take_part(void **state)
{
	const int	readers[] = { NINA, ASA, LINA, CORA, SAM };

	for (size_t i = 0; i < sizeof(readers) / sizeof(readers[0]); i++) {
		sign_in_as(readers[i]);
		assert_answer(OK, ask("/asye/700"));
		assert_shows("The three-month review was due on 1 December "
		    "2025 and is not signed.");
		assert_shows("It is about the support that was promised.");
	}
	assert_shows("href=\"/asye/700/support\">Support</a>");
	assert_answer(SEE_OTHER, ask("/asye/700/support"));
	sign_in_as(PAT);
	assert_answer(OK, ask("/asye/700"));
	assert_hides("is not signed");
}

static void
test_what_was_cleared_is_gone(void **state)
{
	owner_does("UPDATE waymark.flag SET cleared_on = '2026-06-15'");
	sign_in_as(SAM);
	assert_answer(OK, ask("/trainees/103"));
	assert_hides("What may need help");
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test_setup(test_everybody_reads_the_same_sentence,
		    flagged_world),
		cmocka_unit_test_setup(test_the_most_severe_comes_first,
		    flagged_world),
		cmocka_unit_test_setup(
		    test_educators_read_what_is_about_their_placement,
		    flagged_world),
		cmocka_unit_test_setup(
		    test_a_record_that_somebody_cannot_open_is_not_linked,
		    flagged_world),
		cmocka_unit_test_setup(
		    test_an_asye_shows_its_flags_to_those_who_take_part,
		    flagged_world),
		cmocka_unit_test_setup(test_what_was_cleared_is_gone,
		    flagged_world),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
