/* Modules corrected: dates, what is assessed, editions; and what somebody was
 * assessed by before they moved. */
#include <stdio.h>

#include "pages.h"

#define DATES(s, e)	"leader=Dr+Lee&starts_on-day=" s "&starts_on-month=6" \
			"&starts_on-year=2026&ends_on-day=" e \
			"&ends_on-month=7&ends_on-year=2026"
#define DUE(day)	"due_on-day=" day "&due_on-month=7&due_on-year=2026"

static int
assessed_world(void **state)
{
	new_world(state);
	owner_does("INSERT INTO module (id, programme_id, code, edition, "
	    "title, credits, level, topics) OVERRIDING SYSTEM VALUE VALUES "
	    "(571, 1, 'OWN', 1, 'Own module', 20, 7, '{Law,Rights}'); "
	    "INSERT INTO offering (id, module_id, programme_id, cohort_id, "
	    "starts_on, ends_on, leader) OVERRIDING SYSTEM VALUE VALUES "
	    "(501, 571, 1, 1, '2026-06-01', '2026-07-31', 'Jo'); "
	    "INSERT INTO module_session (id, offering_id, programme_id, "
	    "cohort_id, on_date, minutes, title) OVERRIDING SYSTEM VALUE "
	    "VALUES (511, 501, 1, 1, '2026-06-10', 60, 'Day'); "
	    "INSERT INTO component (id, offering_id, programme_id, "
	    "cohort_id, title, weight, due_on, pass_mark) OVERRIDING SYSTEM "
	    "VALUE VALUES (521, 501, 1, 1, 'Essay', 60, '2026-07-01', 50), "
	    "(522, 501, 1, 1, 'Talk', 40, '2026-07-01', 50)");
	sign_in_as(SAM);
	return (0);
}

static void
release_marys(int mark)
{
	owner_doesf("UPDATE attempt SET state = 'submitted' WHERE person_id = "
	    "2 AND component_id = 521; INSERT INTO mark (attempt_id, "
	    "component_id, offering_id, programme_id, enrolment_id, "
	    "person_id, mark, released) SELECT id, component_id, "
	    "offering_id, programme_id, enrolment_id, person_id, %d, true "
	    "FROM attempt WHERE person_id = 2 AND component_id = 521", mark);
}

static void
test_dates_of_a_module_hold_its_sessions(void **state)
{
	assert_answer(OK, ask("/modules/501"));
	assert_shows("/modules/501/change");
	assert_answer(OK, ask("/modules/501/change"));
	assert_answer(INVALID, submit("/modules/501/change",
	    DATES("11", "31")));
	assert_shows("There is a session on 10 June 2026: the start must be "
	    "then or before");
	assert_answer(SEE_OTHER, submit("/modules/501/change",
	    DATES("8", "30")));
	assert_answer(OK, follow());
	assert_shows("8 June 2026 to 30 July 2026, led by Dr Lee");
	assert_answer(INVALID, send_form("/modules/501/change", "version=1&"
	    DATES("1", "31")));
	assert_shows("The module changed while you had it open");
	assert_owner_asks(1, "SELECT count(*) FROM audit.event WHERE name = "
	    "'MODULE_CHANGED' AND subject = 'offering' AND actor_id = 31");
}

static void
test_what_is_assessed_changes_and_a_new_date_is_told(void **state)
{
	owner_does("UPDATE attempt SET state = 'submitted' "
	    "WHERE person_id = 2");
	assert_answer(OK, ask("/components/521/change"));
	assert_answer(INVALID, submit("/components/521/change",
	    "title=Talk&weight=61&pass_mark=101&" DUE("1")));
	assert_shows("The weight must be");
	assert_shows("The pass mark must be");
	assert_answer(INVALID, submit("/components/521/change",
	    "title=Talk&weight=60&pass_mark=50&" DUE("8")));
	assert_shows("The module has a component of this title already");
	assert_owner_asks(0, "SELECT count(*) FROM post.letter");
	assert_answer(SEE_OTHER, submit("/components/521/change",
	    "title=Long+essay&weight=55&pass_mark=45&" DUE("8")));
	assert_answer(OK, follow());
	assert_shows("Long essay changed. Those who have still to hand it in "
	    "were told the new date by email.");
	assert_shows("55% of the result, due 8 July 2026, passed with 45");
	assert_owner_asks(3, "SELECT count(*) FROM attempt WHERE component_id "
	    "= 521 AND due_on = '2026-07-08'");
	assert_owner_asks(3, "SELECT count(*) FROM post.letter WHERE subject "
	    "= 'Long essay is due on 8 July 2026' AND body LIKE 'Dear %' "
	    "AND person_id <> 2");
	assert_answer(OK, ask("/components/521/change"));
	assert_answer(SEE_OTHER, submit("/components/521/change",
	    "title=Essay&weight=60&pass_mark=45&" DUE("8")));
	assert_owner_asks(3, "SELECT count(*) FROM post.letter");
	assert_answer(INVALID, send_form("/components/521/change",
	    "version=1&title=Essay&weight=60&pass_mark=45&" DUE("8")));
	assert_shows("The component changed while you had it open");
}

static void
test_a_due_date_is_not_moved_into_the_past(void **state)
{
	assert_answer(OK, ask("/components/521/change"));
	assert_answer(INVALID, submit("/components/521/change",
	    "title=Essay&weight=60&pass_mark=50&due_on-day=14&due_on-month=6&"
	    "due_on-year=2026"));
	assert_shows("The due date must be today or later");
}

static void
test_once_a_mark_is_released_only_titles_change(void **state)
{
	release_marys(62);
	assert_answer(OK, ask("/components/522/change"));
	assert_shows("only its title can be corrected");
	assert_hides("name=\"weight\"");
	assert_answer(SEE_OTHER, submit("/components/522/change",
	    "title=A+talk&weight=10&pass_mark=0&" DUE("9")));
	assert_string_equal(owner_reads("SELECT concat_ws(' ', title, weight, "
	    "due_on, pass_mark) FROM component WHERE id = 522"),
	    "A talk 40 2026-07-01 50");
	assert_answer(OK, ask("/curriculum/571/change"));
	assert_shows("Write a new edition");
	assert_answer(INVALID, send_form("/curriculum/571/change",
	    "version=1&title=Other&credits=20&level=7&topics=Law"));
	assert_shows("Marks of this edition were released or judged");
}

static void
test_a_new_edition_is_for_cohorts_to_come(void **state)
{
	assert_answer(OK, ask("/modules"));
	assert_shows("/curriculum/571/edition");
	assert_answer(OK, ask("/curriculum/571/edition"));
	assert_shows("Law\nRights</textarea>");
	assert_answer(INVALID, submit("/curriculum/571/edition",
	    "title=&credits=999&level=2&topics="));
	assert_shows("Enter the title of the module");
	assert_shows("The credits must be");
	assert_shows("Enter what is taught, a topic on each line");
	assert_answer(SEE_OTHER, submit("/curriculum/571/edition",
	    "title=Own+module&credits=30&level=7&topics=Law%0d%0a%0d%0a+Duty+"
	    "%0d%0a"));
	assert_answer(OK, follow());
	assert_shows("OWN, edition 2, can be offered");
	assert_owner_asks(1, "SELECT count(*) FROM module WHERE code = 'OWN' "
	    "AND edition = 2 AND credits = 30 AND topics = '{Law,Duty}' "
	    "AND programme_id = 1");
	assert_answer(INVALID, send_form("/curriculum/571/edition",
	    "latest=1&title=Own+module&credits=30&level=7&topics=Law"));
	assert_shows("Another edition was written while you had this one open");
	assert_answer(OK, ask("/modules/501"));
	assert_shows("edition 1");
}

static void
test_an_edition_of_all_programmes_is_followed_by_ones_own(void **state)
{
	char	path[80];
	int64_t	law = owner_asks("SELECT id FROM module WHERE code = 'MHL'");

	snprintf(path, sizeof(path), "/curriculum/%ld/change", (long)law);
	assert_answer(NOT_FOUND, ask(path));
	assert_answer(NOT_FOUND, send_form(path, "version=1&title=X"));
	snprintf(path, sizeof(path), "/curriculum/%ld/edition", (long)law);
	assert_answer(OK, ask(path));
	assert_answer(SEE_OTHER, submit(path, "title=Our+law&credits=20&"
	    "level=7&topics=Law"));
	assert_owner_asks(1, "SELECT count(*) FROM module WHERE code = 'MHL' "
	    "AND programme_id = 1 AND title = 'Our law'");
	assert_answer(OK, ask("/modules/new"));
	assert_shows("Our law");
	sign_in_as(SAL);
	assert_answer(OK, ask("/modules"));
	assert_hides("Our law");
	assert_answer(NOT_FOUND, ask("/curriculum/571/edition"));
	assert_answer(NOT_FOUND, ask("/modules/501/change"));
	assert_answer(NOT_FOUND, ask("/components/521/change"));
}

static void
test_an_edition_that_nobody_was_marked_in_is_corrected(void **state)
{
	assert_answer(OK, ask("/curriculum/571/change"));
	assert_answer(SEE_OTHER, submit("/curriculum/571/change",
	    "title=Own,+corrected&credits=20&level=7&topics=Law"));
	assert_answer(OK, ask("/modules/501"));
	assert_shows("Own, corrected");
	assert_answer(INVALID, send_form("/curriculum/571/change",
	    "version=1&title=Own&credits=20&level=7&topics=Law"));
	assert_shows("The edition changed while you had it open");
}

static void
test_who_moved_keeps_what_they_were_assessed_by(void **state)
{
	release_marys(62);
	assert_answer(OK, ask("/trainees/102"));
	assert_hides("Assessed in an earlier cohort");
	owner_does("INSERT INTO enrolment_event (enrolment_id, person_id, "
	    "programme_id, version, change, on_date, reason, cohort_id, "
	    "employer_id) VALUES (102, 2, 1, 2, 'transferred', '2026-06-15', "
	    "'moved', 2, 9003)");
	assert_answer(OK, ask("/trainees/102"));
	assert_shows("Assessed in an earlier cohort");
	assert_shows("OWN Own module, Spring 2026. Essay: 62, provisional");
	assert_shows("Talk: was due 1 July 2026");
	sign_in_as(MARY);
	assert_answer(OK, ask("/my/modules"));
	assert_shows("Essay: 62, provisional");
	assert_answer(OK, ask("/trainees/102"));
	assert_shows("Essay: 62, provisional");
	owner_does("UPDATE mark SET released = false");
	assert_answer(OK, ask("/my/modules"));
	assert_shows("Essay: handed in");
	assert_hides("62, provisional");
	sign_in_as(EWAN);
	assert_answer(OK, ask("/trainees/102"));
	assert_hides("Assessed in an earlier cohort");
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
#define TEST(test) cmocka_unit_test_setup(test, assessed_world)
		TEST(test_dates_of_a_module_hold_its_sessions),
		TEST(test_what_is_assessed_changes_and_a_new_date_is_told),
		TEST(test_a_due_date_is_not_moved_into_the_past),
		TEST(test_once_a_mark_is_released_only_titles_change),
		TEST(test_a_new_edition_is_for_cohorts_to_come),
		TEST(test_an_edition_of_all_programmes_is_followed_by_ones_own),
		TEST(test_an_edition_that_nobody_was_marked_in_is_corrected),
		TEST(test_who_moved_keeps_what_they_were_assessed_by),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
