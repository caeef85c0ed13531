/* A record in the order of the calendar, as each reader may see it. */
#include "pages.h"

#define LINE	"/trainees/102/timeline"

static int
world_of_moments(void **state)
{
	new_world(state);
	owner_does("INSERT INTO offering (id, module_id, programme_id, "
	    "cohort_id, starts_on, ends_on, leader) OVERRIDING SYSTEM VALUE "
	    "SELECT 501, id, 1, 1, '2026-06-01', '2026-06-12', 'Lee' "
	    "FROM module WHERE code = 'MHL'; "
	    "INSERT INTO component (id, offering_id, programme_id, cohort_id, "
	    "title, weight, due_on, pass_mark) OVERRIDING SYSTEM VALUE VALUES "
	    "(521, 501, 1, 1, 'Essay', 60, '2026-06-12', 50), "
	    "(522, 501, 1, 1, 'Talk', 40, '2026-07-12', 50)");
	owner_does("UPDATE attempt SET state = 'submitted', submitted_on = "
	    "'2026-06-11' WHERE component_id = 521 AND person_id = 2; "
	    "INSERT INTO mark (attempt_id, component_id, offering_id, "
	    "programme_id, enrolment_id, person_id, mark) SELECT id, "
	    "component_id, offering_id, programme_id, enrolment_id, "
	    "person_id, 64 FROM attempt WHERE component_id = 521 AND "
	    "person_id = 2; "
	    "INSERT INTO concern (id, enrolment_id, person_id, programme_id, "
	    "kind, words, shared, raised_by, raised_as, raised_on, since_on, "
	    "follow_up_on) OVERRIDING SYSTEM VALUE VALUES (801, 102, 2, 1, "
	    "'support', 'Hidden words', false, 31, 'staff', '2026-06-10', "
	    "'2026-06-10', '2026-06-20')");
	return (0);
}

static void
test_staff_read_all_of_it_in_the_order_of_the_calendar(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask(LINE));
	assert_shows("Timeline of Mary Smith-Jones</h1>");
	assert_true(page_shows_in_order("June 2026</h2>",
	    "Enrolled in Spring 2026"));
	assert_true(page_shows_in_order("Enrolled in Spring 2026",
	    "Handed in: Essay, Mental health law"));
	assert_true(page_shows_in_order("Marked 64 of 100: Essay",
	    "Today is 15 June 2026"));
	assert_true(page_shows_in_order("Today is 15 June 2026",
	    "Due: Talk, Mental health law"));
	assert_true(page_shows_in_order("July 2026</h2>",
	    "Due: Talk, Mental health law"));
	assert_true(page_shows_in_order("October 2026</h2>",
	    "The first placement ends: Community team, Ashby NHS Trust"));
	assert_shows("The first placement began: Community team");
	assert_shows("Week from Monday: 3 days, Ashby NHS Trust");
	assert_shows("Week from Monday: 1 day, 1 day to be confirmed, Ashby");
	assert_shows("Ewan Reid became practice educator");
	assert_shows("A concern was raised");
	assert_hides("Hidden words");
	assert_true(page_shows_in_order("May 2027</h2>",
	    "The programme ends"));
	assert_owner_asks(1, "SELECT count(*) FROM audit.event WHERE name = "
	    "'TRAINEE_TIMELINE_READ'");
}

static void
test_a_trainee_reads_a_mark_once_it_is_released(void **state)
{
	sign_in_as(MARY);
	assert_answer(OK, ask(LINE));
	assert_shows("Handed in: Essay");
	assert_hides("Marked");
	owner_does("UPDATE mark SET released = true");
	assert_answer(OK, ask(LINE));
	assert_shows("Marked 64 of 100: Essay");
	assert_shows("href=\"/my/modules\"");
	assert_answer(NOT_FOUND, ask("/trainees/101/timeline"));
}

static void
test_others_read_what_concerns_them_alone(void **state)
{
	sign_in_as(EWAN);
	assert_answer(OK, ask(LINE));
	assert_shows("Week from Monday");
	assert_shows("href=\"/placements/202/days\"");
	assert_hides("Essay");
	assert_hides("concern");
	sign_in_as(PAT);	/* hosts her */
	assert_answer(OK, ask(LINE));
	assert_shows("The first placement began");
	assert_hides("Week from Monday");
	assert_hides("Essay");
	assert_hides("concern");
	sign_in_as(ESI);
	assert_answer(NOT_FOUND, ask(LINE));
	sign_in_as(SAL);
	assert_answer(NOT_FOUND, ask(LINE));
}

static void
test_a_kind_is_chosen_by_the_address(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask(LINE));
	assert_shows("href=\"/trainees/102/timeline?kind=days\">"
	    "Days by week: 2<");
	assert_answer(OK, ask(LINE "?kind=days"));
	assert_shows("Days by week alone: 2.");
	assert_int_equal(page_count("Week from Monday"), 2);
	assert_hides("Essay");
	assert_shows(">All: ");
	assert_answer(OK, ask(LINE "?kind=documents"));
	assert_shows("There is nothing of that kind.");
	assert_answer(OK, ask(LINE "?kind=x%00%27"));
	assert_shows("Essay");
	assert_answer(OK, ask(LINE "?kind=days&kind=people"));
}

static void
test_what_was_undone_is_no_part_of_it(void **state)
{
	owner_does("INSERT INTO enrolment_event (enrolment_id, person_id, "
	    "programme_id, version, change, on_date, reason, expected_on) "
	    "VALUES (102, 2, 1, 2, 'paused', '2026-06-14', 'illness', "
	    "'2026-07-01')");
	sign_in_as(SAM);
	assert_answer(OK, ask(LINE));
	assert_shows("Enrolment paused: Illness or injury");
	assert_true(page_shows_in_order("July 2026</h2>",
	    "Thought to come back"));
	sign_in_as(EWAN);	/* why is between them and the staff */
	assert_answer(OK, ask(LINE));
	assert_hides("Illness");
	owner_does("INSERT INTO enrolment_event (enrolment_id, person_id, "
	    "programme_id, version, change, on_date, reason, undoes) VALUES "
	    "(102, 2, 1, 3, 'undone', '2026-06-15', 'recorded_wrongly', 2)");
	sign_in_as(SAM);
	assert_answer(OK, ask(LINE));
	assert_hides("paused");
	assert_hides("Thought to come back");
}

int
main(void)
{
#define test(name) cmocka_unit_test_setup(name, world_of_moments)
	const struct CMUnitTest	tests[] = {
		test(test_staff_read_all_of_it_in_the_order_of_the_calendar),
		test(test_a_trainee_reads_a_mark_once_it_is_released),
		test(test_others_read_what_concerns_them_alone),
		test(test_a_kind_is_chosen_by_the_address),
		test(test_what_was_undone_is_no_part_of_it),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
