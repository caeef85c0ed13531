/*
 * The timetable of an ASYE: what is asked for is agreed by four before anything
 * moves, what was held stays, and everything can be undone.
 */
#include <stdio.h>

#include "golden.h"
#include "nonsense.h"
#include "queries.h"

#define TIMETABLE	"/asye/700/timetable"
#define NEW		"/asye/700/changes/new"
#define CHECK		"/asye/700/changes/check"
#define FROM(d, m, y)	"&from-day=" #d "&from-month=" #m "&from-year=" #y
#define BACK(d, m, y)	"&back-day=" #d "&back-month=" #m "&back-year=" #y
#define ON(d, m, y)	"&on-day=" #d "&on-month=" #m "&on-year=" #y

/* Nina's agreement is signed, and her first review was held. */
static int
timetable_world(void **state)
{
	asye_world(state);
	owner_does("INSERT INTO asye_event (asye_id, change) VALUES "
	    "(700, 'agreement_signed'); INSERT INTO asye_event (asye_id, "
	    "change) VALUES (700, 'reviewed_3')");
	return (0);
}

static const char *
request_path(const char *rest)
{
	static char	path[100];

	snprintf(path, sizeof(path), "/asye/changes/%ld%s",
	    (long)owner_asks("SELECT max(id) FROM asye_request"), rest);
	return (path);
}

static const char *
due(int number)
{
	char	sql[200];

	snprintf(sql, sizeof(sql), "SELECT due_on FROM asye_review WHERE "
	    "asye_id = 700 AND number = %d", number);
	return (owner_reads(sql));
}

static void
ask_for(int64_t person, const char *kind, const char *fields)
{
	char	address[100];

	sign_in_as(person);
	snprintf(address, sizeof(address), NEW "?kind=%s", kind);
	assert_answer(OK, ask(address));
	assert_answer(SEE_OTHER, submit(NEW, fields));
	assert_answer(OK, follow());
	assert_answer(SEE_OTHER, submit(CHECK, ""));
}

static void
answer_as(int64_t person, const char *fields)
{
	sign_in_as(person);
	assert_answer(OK, ask(request_path("")));
	assert_answer(SEE_OTHER, submit(request_path(""), fields));
}

static void
all_agree(void)
{
	answer_as(ASA, "answer=agree");
	answer_as(LINA, "answer=agree");
	answer_as(CORA, "answer=agree");
}

#define A_PAUSE	"reason=illness" FROM(10, 6, 2026) BACK(10, 7, 2026)

static void
test_a_timetable_shows_reviews_and_what_is_next(void **state)
{
	static const int64_t	readers[] = { NINA, ASA, LINA, CORA, SAM };

	for (size_t i = 0; i < 5; i++) {
		sign_in_as(readers[i]);
		assert_answer(OK, ask(TIMETABLE));
		assert_shows("Next: Six-month review, due on 1 March 2026");
		assert_shows("1 December 2025");
		assert_shows("1 September 2026");
		assert_shows("Not planned");
		assert_shows("Overdue");
		assert_shows("1 of 3 reviews held");
	}
	sign_in_as(MARY);
	assert_answer(NOT_FOUND, ask(TIMETABLE));
	sign_in_as(SAL);
	assert_answer(NOT_FOUND, ask(TIMETABLE));
	sign_in_as(PAT);
	assert_answer(NOT_FOUND, ask(TIMETABLE));
	sign_in_as(MODI);
	assert_answer(NOT_FOUND, ask(TIMETABLE));
}

static void
test_a_pause_takes_effect_when_all_four_agreed(void **state)
{
	ask_for(NINA, "pause", A_PAUSE "&words=An+operation");
	assert_answer(OK, follow());
	assert_shows("To be agreed");
	assert_shows("the ASYE assessor, line manager and ASYE coordinator");
	assert_owner_asks(3, "SELECT count(*) FROM post.letter WHERE "
	    "body NOT LIKE '%operation%' AND body LIKE '%/asye/changes/%'");
	assert_string_equal(due(4), "2026-09-01");
	answer_as(ASA, "answer=agree");
	answer_as(LINA, "answer=agree");
	assert_string_equal(due(4), "2026-09-01");
	assert_owner_asks(0, "SELECT count(*) FROM asye WHERE id = 700 AND "
	    "state = 'paused'");
	answer_as(CORA, "answer=agree");
	assert_string_equal(due(1), "2025-12-01");
	assert_string_equal(due(2), "2026-03-01");
	assert_string_equal(due(4), "2026-10-01");
	assert_owner_asks(1, "SELECT count(*) FROM asye WHERE id = 700 AND "
	    "state = 'paused'");
	assert_answer(OK, ask(TIMETABLE));
	assert_shows("This ASYE is paused");
	assert_shows("1 September 2026 became 1 October 2026");
	assert_shows("Illness or injury, because a pause was agreed");
	assert_answer(OK, ask(request_path("")));
	assert_shows("by Nina Sol, as newly qualified social worker");
	assert_shows("by Cora Dean, as ASYE coordinator");
	assert_shows("Final review: from 1 September 2026 to 1 October 2026");
}

static void
test_the_form_says_that_a_pause_is_never_for_capability(void **state)
{
	sign_in_as(NINA);
	assert_answer(OK, ask(NEW "?kind=pause"));
	assert_shows("never for concerns about somebody’s capability");
	assert_shows("human resources");
	assert_hides("value=\"more_time\"");
	assert_answer(INVALID, submit(NEW, "reason=more_time"
	    FROM(10, 6, 2026) BACK(10, 7, 2026)));
	assert_shows("Select the reason");
	assert_answer(OK, ask(NEW "?kind=extension"));
	assert_shows("value=\"more_time\"");
}

static void
test_back_early_the_dates_move_again(void **state)
{
	ask_for(NINA, "pause", A_PAUSE);
	all_agree();
	sign_in_as(LINA);
	assert_answer(OK, ask(request_path("/resume")));
	assert_answer(INVALID, submit(request_path("/resume"),
	    "reason=ready" BACK(16, 6, 2026)));
	assert_shows("The day must be today or in the past");
	assert_answer(SEE_OTHER, submit(request_path("/resume"),
	    "reason=ready" BACK(13, 6, 2026)));
	assert_string_equal(due(4), "2026-09-04");
	assert_owner_asks(1, "SELECT count(*) FROM asye WHERE id = 700 AND "
	    "state = 'review_3'");
	assert_answer(NOT_FOUND, ask(request_path("/resume")));
	sign_in_as(CORA);
	assert_answer(OK, ask(request_path("/undo")));
	assert_shows("Undo the return");
	assert_answer(SEE_OTHER, submit(request_path("/undo"),
	    "reason=recorded_wrongly"));
	assert_string_equal(due(4), "2026-10-01");
	assert_owner_asks(1, "SELECT count(*) FROM asye WHERE id = 700 AND "
	    "state = 'paused'");
	assert_answer(OK, ask(request_path("/undo")));
	assert_shows("Undo the pause");
	assert_answer(SEE_OTHER, submit(request_path("/undo"),
	    "reason=plan_changed&words=It+was+not"));
	assert_string_equal(due(4), "2026-09-01");
	assert_owner_asks(1, "SELECT count(*) FROM asye WHERE id = 700 AND "
	    "state = 'review_3'");
	assert_owner_asks(4, "SELECT count(*) FROM asye_move");
}

static void
test_each_may_decline_with_a_reason(void **state)
{
	ask_for(ASA, "extension", "review=4&months=3&reason=more_time");
	sign_in_as(NINA);
	assert_answer(OK, ask(request_path("")));
	assert_shows("Final review: from 1 September 2026 to 1 December 2026");
	assert_answer(INVALID, submit(request_path(""), ""));
	assert_shows("Select whether you agree");
	assert_answer(INVALID, submit(request_path(""), "answer=decline"));
	assert_shows("Enter why you do not agree");
	assert_answer(SEE_OTHER, submit(request_path(""),
	    "answer=decline&words=Sooner"));
	assert_answer(OK, follow());
	assert_shows("Declined");
	assert_shows("Sooner");
	assert_string_equal(due(4), "2026-09-01");
	assert_answer(OK, ask(NEW));
	sign_in_as(LINA);
	assert_answer(OK, ask(request_path("")));
	assert_hides("Your answer");
}

static void
test_whoever_asked_may_withdraw(void **state)
{
	ask_for(NINA, "pause", A_PAUSE);
	sign_in_as(ASA);
	assert_answer(NOT_FOUND, ask(request_path("/withdraw")));
	sign_in_as(NINA);
	assert_answer(NOT_FOUND, ask(NEW));
	assert_answer(OK, ask(request_path("/withdraw")));
	assert_answer(SEE_OTHER, submit(request_path("/withdraw"), "words="));
	assert_answer(OK, ask(NEW));
	assert_owner_asks(0, "SELECT count(*) FROM asye_move");
}

static void
test_an_extension_moves_those_from_its_number_on(void **state)
{
	ask_for(CORA, "extension", "review=2&months=1&weeks=2&"
	    "reason=evidence_not_possible");
	answer_as(NINA, "answer=agree");
	answer_as(ASA, "answer=agree");
	answer_as(LINA, "answer=agree");
	assert_string_equal(due(1), "2025-12-01");
	assert_string_equal(due(2), "2026-04-15");
	assert_string_equal(due(4), "2026-10-15");
	assert_owner_asks(1, "SELECT count(*) FROM asye WHERE id = 700 AND "
	    "state = 'review_3'");
}

static void
test_part_time_makes_it_longer_from_its_day(void **state)
{
	sign_in_as(NINA);
	assert_answer(INVALID, ask(NEW "?kind=hours"));
	ask_for(LINA, "hours", "percent=50&reason=part_time"
	    FROM(1, 6, 2026));
	assert_string_equal(due(4), "2026-12-01");
	assert_answer(OK, ask(TIMETABLE));
	assert_shows("Change of hours to 50% from 1 June 2026");
	sign_in_as(CORA);
	assert_answer(OK, ask(request_path("/undo")));
	assert_answer(SEE_OTHER, submit(request_path("/undo"),
	    "reason=recorded_wrongly"));
	assert_string_equal(due(4), "2026-09-01");
}

static void
test_where_hours_do_not_count_they_move_nothing(void **state)
{
	owner_does("INSERT INTO setting (programme_id, name, value, reason, "
	    "during, version, state) VALUES (1, 'asye_pro_rata', 0, 'So', "
	    "'[2025-01-01,)', 1, 'standing')");
	ask_for(LINA, "hours", "percent=50&reason=part_time"
	    FROM(1, 6, 2026));
	assert_string_equal(due(4), "2026-09-01");
}

static void
test_a_delay_moves_dates_and_pauses_nothing(void **state)
{
	ask_for(NINA, "delay", "reason=adjustment_not_in_place"
	    FROM(1, 2, 2026) BACK(1, 3, 2026));
	all_agree();
	assert_string_equal(due(2), "2026-03-29");
	assert_string_equal(due(4), "2026-09-29");
	assert_owner_asks(1, "SELECT count(*) FROM asye WHERE id = 700 AND "
	    "state = 'review_3'");
	assert_owner_asks(1, "SELECT count(*) FROM asye_request WHERE "
	    "state = 'over' AND NOT begun");
}

static void
test_days_are_left_out_once(void **state)
{
	ask_for(NINA, "pause", A_PAUSE);
	all_agree();
	sign_in_as(NINA);
	assert_answer(OK, ask(NEW "?kind=delay"));
	assert_answer(INVALID, submit(NEW, "reason=equipment_late"
	    FROM(1, 7, 2026) BACK(1, 8, 2026)));
	assert_shows("Some of these days are left out already");
}

static void
test_more_than_two_years_are_warned_of(void **state)
{
	sign_in_as(ASA);
	assert_answer(OK, ask(NEW "?kind=extension"));
	assert_answer(SEE_OTHER, submit(NEW, "review=4&months=13&"
	    "reason=more_time"));
	assert_answer(OK, follow());
	assert_shows("1 October 2027, more than 24 months after the start");
}

static void
test_one_review_is_moved_and_moved_back(void **state)
{
	sign_in_as(NINA);
	assert_answer(NOT_FOUND, ask("/asye/700/reviews/2/move"));
	sign_in_as(ASA);
	assert_answer(NOT_FOUND, ask("/asye/700/reviews/1/move"));
	assert_answer(OK, ask("/asye/700/reviews/2/move"));
	assert_answer(INVALID, submit("/asye/700/reviews/2/move",
	    "reason=diaries" ON(1, 9, 2026)));
	assert_shows("before the Final review on 1 September 2026");
	assert_answer(INVALID, submit("/asye/700/reviews/2/move",
	    "reason=more_time" ON(1, 7, 2026)));
	assert_shows("Select the reason");
	assert_answer(SEE_OTHER, submit("/asye/700/reviews/2/move",
	    "reason=diaries&words=A+day+in+July" ON(1, 7, 2026)));
	assert_string_equal(due(2), "2026-07-01");
	assert_answer(OK, follow());
	assert_shows("Everybody could not meet on that day, because it was "
	    "moved by itself");
	assert_shows("A day in July");
	ask_for(NINA, "pause", A_PAUSE);
	all_agree();
	assert_string_equal(due(2), "2026-07-31");
	sign_in_as(ASA);
	assert_answer(OK, ask(TIMETABLE));
	{
		char	path[100];

		snprintf(path, sizeof(path), "/asye/700/moves/%ld/undo",
		    (long)owner_asks("SELECT min(id) FROM asye_move"));
		assert_answer(OK, ask(path));
		assert_answer(SEE_OTHER, submit(path,
		    "reason=recorded_wrongly"));
		assert_string_equal(due(2), "2026-03-01");
		assert_answer(NOT_FOUND, ask(path));
	}
}

static void
test_an_optional_review_is_added_and_left_out(void **state)
{
	sign_in_as(ASA);
	assert_answer(NOT_FOUND, ask("/asye/700/reviews/4/needed"));
	assert_answer(OK, ask("/asye/700/reviews/3/needed"));
	assert_answer(SEE_OTHER, submit("/asye/700/reviews/3/needed", ""));
	assert_answer(OK, follow());
	assert_shows("of 4 reviews held");
	assert_answer(OK, ask("/asye/700/reviews/3/needed"));
	assert_answer(SEE_OTHER, submit("/asye/700/reviews/3/needed", ""));
	assert_answer(OK, follow());
	assert_shows("of 3 reviews held");
}

/* A review that was held and is not any more is due when it would have been. */
static void
test_a_review_that_was_not_held_after_all_moves_too(void **state)
{
	owner_does("INSERT INTO asye_event (asye_id, change) VALUES "
	    "(700, 'reviewed_6')");
	ask_for(NINA, "delay", "reason=equipment_late" FROM(1, 2, 2026)
	    BACK(11, 2, 2026));
	all_agree();
	assert_string_equal(due(2), "2026-03-01");
	assert_string_equal(due(4), "2026-09-11");
	owner_does("INSERT INTO asye_event (asye_id, change, reason, undoes) "
	    "SELECT 700, 'undone', 'recorded_wrongly', version FROM asye "
	    "WHERE id = 700");
	sign_in_as(ASA);
	assert_answer(OK, ask(TIMETABLE));
	assert_shows("due on 11 March 2026");
	assert_answer(OK, ask("/asye/700/reviews/3/needed"));
	assert_answer(SEE_OTHER, submit("/asye/700/reviews/3/needed", ""));
	assert_string_equal(due(2), "2026-03-11");
}

static void
test_an_answer_to_an_older_page_is_refused(void **state)
{
	ask_for(NINA, "extension", "review=4&months=1&reason=more_time");
	sign_in_as(LINA);
	assert_answer(OK, ask(request_path("")));
	keep_fields(request_path(""));
	sign_in_as(ASA);
	answer_as(ASA, "answer=agree");
	sign_in_as(LINA);
	assert_answer(OK, ask(request_path("")));
	keep_fields(request_path(""));
	owner_does("INSERT INTO asye_event (asye_id, change) VALUES "
	    "(700, 'reviewed_6')");
	assert_answer(INVALID, send_kept(request_path(""), "answer=agree"));
	assert_shows("The dates changed while you had this open");
	assert_owner_asks(1, "SELECT count(*) FROM asye_request_event WHERE "
	    "step = 'agreed'");
}

static void
test_each_agreement_is_kept_by_itself(void **state)
{
	ask_for(NINA, "extension", "review=4&months=1&reason=more_time");
	sign_in_as(ASA);
	assert_answer(OK, ask(request_path("")));
	answer_as(CORA, "answer=agree");
	sign_in_as(ASA);
	assert_answer(OK, ask(request_path("")));
	assert_answer(SEE_OTHER, submit(request_path(""), "answer=agree"));
	assert_owner_asks(1, "SELECT count(*) FROM asye_request WHERE "
	    "missing = '{line_manager}'");
}

/* The form that each of a browser's own has open. */
static const char *
about_to_agree(int browser, int64_t person)
{
	static char	bodies[3][600];

	take_browser(browser);
	sign_in_as(person);
	assert_answer(OK, ask(request_path("")));
	snprintf(bodies[browser], sizeof(bodies[0]), "%sanswer=agree",
	    hidden_fields(request_path("")));
	return (bodies[browser]);
}

/* The last three of the four agree in one moment.  Whoever comes behind another
 * is told so and agrees again: each agreement is kept, and what they agree to
 * happens once. */
static void
test_all_who_agree_at_once_are_heard_and_it_happens_once(void **state)
{
	static const int64_t	who[] = { ASA, LINA, CORA };
	struct sending		all[3];
	struct reply		replies[3];
	static char		path[100], lock[120];

	ask_for(NINA, "pause", A_PAUSE);
	snprintf(path, sizeof(path), "%s", request_path(""));
	for (int i = 0; i < 3; i++)
		all[i] = (struct sending){ i, path, about_to_agree(i,
		    who[i]) };
	snprintf(lock, sizeof(lock), "SELECT FROM asye_request WHERE id = %s "
	    "FOR UPDATE", strrchr(path, '/') + 1);
	send_all_at_once(all, lock, replies, 3);
	for (int i = 0; i < 3; i++) {
		if (replies[i].status == SEE_OTHER)
			continue;
		assert_int_equal(replies[i].status, INVALID);
		take_browser(i);
		assert_answer(OK, ask(path));
		assert_answer(SEE_OTHER, submit(path, "answer=agree"));
	}
	take_browser(0);
	assert_owner_asks(3, "SELECT count(DISTINCT by_id) FROM "
	    "asye_request_event WHERE step = 'agreed'");
	assert_owner_asks(1, "SELECT count(*) FROM asye_event WHERE asye_id = "
	    "700 AND change = 'paused'");
	assert_string_equal(due(4), "2026-10-01");
}

static void
test_what_waits_stands_on_work_lists(void **state)
{
	sign_in_as(ASA);
	assert_answer(OK, ask(TIMETABLE));
	ask_for(NINA, "extension", "review=4&months=1&reason=more_time");
	assert_answer(OK, ask("/"));
	assert_shows("Hold the review: Six-month review");
	sign_in_as(ASA);
	assert_answer(OK, ask("/work"));
	assert_shows("Agree to the extension, or decline");
	assert_shows("Hold the review: Six-month review");
	sign_in_as(CORA);
	assert_answer(OK, ask("/work"));
	assert_shows("Agree to the extension, or decline");
	answer_as(ASA, "answer=agree");
	assert_answer(OK, ask("/work"));
	assert_hides("Agree to the extension, or decline");
	sign_in_as(SAM);
	assert_answer(OK, ask("/work?on=others"));
	assert_shows("Agree to the extension, all four");
}

static void
test_milestones_begin_with_what_is_overdue(void **state)
{
	sign_in_as(ASA);
	assert_answer(OK, ask("/asye/milestones"));
	assert_shows("No review is to come");
	ask_for(NINA, "extension", "review=4&months=1&reason=more_time");
	sign_in_as(ASA);
	assert_answer(OK, ask("/asye/milestones"));
	assert_shows("Nina Sol");
	assert_shows("Six-month review");
	assert_shows("Overdue");
	assert_answer(OK, ask("/asye/milestones?due=overdue"));
	assert_shows("Nina Sol");
	sign_in_as(SAM);
	assert_answer(OK, ask("/asye/milestones?due=soon"));
	assert_shows("Nina Sol");
	sign_in_as(SAL);
	assert_answer(OK, ask("/asye/milestones"));
	assert_hides("Nina Sol");
	owner_does("INSERT INTO asye_event (asye_id, change, reason) VALUES "
	    "(700, 'withdrawn', 'moved')");
	sign_in_as(SAM);
	assert_answer(OK, ask("/asye/milestones"));
	assert_hides("Nina Sol");
	assert_answer(OK, ask(TIMETABLE));
	assert_hides("Ask for a pause");
	assert_answer(NOT_FOUND, ask(NEW));
}

static void
test_timeline_and_history_tell_of_it(void **state)
{
	ask_for(NINA, "pause", A_PAUSE);
	all_agree();
	sign_in_as(NINA);
	assert_answer(OK, ask("/trainees/171/timeline"));
	assert_shows("The ASYE was paused");
	assert_shows("Final review is due");
	assert_shows("The ASYE goes on");
	assert_answer(OK, ask("/trainees/171/history"));
	assert_shows("timetable took effect");
}

/* Where a form is, in a world that was made again. */
static const struct place *
anew(void *p)
{
	struct place	*place = p;
	const char	*rest = strrchr(place->action, '/');

	timetable_world(NULL);
	ask_for(NINA, "pause", A_PAUSE);
	if (strcmp(rest, "/resume") == 0 || strcmp(rest, "/undo") == 0)
		all_agree();
	sign_in_as(place->person);
	if (strcmp(rest, "/resume") == 0 || strcmp(rest, "/undo") == 0 ||
	    strcmp(rest, "/withdraw") == 0)
		snprintf(place->page, sizeof(place->page), "%s",
		    request_path(rest));
	else
		snprintf(place->page, sizeof(place->page), "%s",
		    request_path(""));
	snprintf(place->action, sizeof(place->action), "%s", place->page);
	return (place);
}

static void
test_its_forms_take_no_nonsense(void **state)
{
	struct place	answer = { .person = ASA, .action = "/answer" };
	struct place	withdraw = { .person = NINA, .action = "/withdraw" };
	struct place	resume = { .person = LINA, .action = "/resume" };
	struct place	undo = { .person = CORA, .action = "/undo" };

	try_nonsense(anew(&answer), anew, &answer);
	try_nonsense(anew(&withdraw), anew, &withdraw);
	try_nonsense(anew(&resume), anew, &resume);
	try_nonsense(anew(&undo), anew, &undo);
}

static void
test_its_other_forms_look_as_they_did(void **state)
{
	sign_in_as(NINA);
	assert_answer(OK, ask(NEW "?kind=pause"));
	assert_answer(SEE_OTHER, submit(NEW, A_PAUSE));
	golden_form_at(CHECK);
	sign_in_as(ASA);
	golden_form_at("/asye/700/reviews/3/needed");
}

int
main(void)
{
#define test(name) cmocka_unit_test_setup(name, timetable_world)
	const struct CMUnitTest	tests[] = {
		test(test_a_timetable_shows_reviews_and_what_is_next),
		test(test_a_pause_takes_effect_when_all_four_agreed),
		test(test_the_form_says_that_a_pause_is_never_for_capability),
		test(test_back_early_the_dates_move_again),
		test(test_each_may_decline_with_a_reason),
		test(test_whoever_asked_may_withdraw),
		test(test_an_extension_moves_those_from_its_number_on),
		test(test_part_time_makes_it_longer_from_its_day),
		test(test_where_hours_do_not_count_they_move_nothing),
		test(test_a_delay_moves_dates_and_pauses_nothing),
		test(test_days_are_left_out_once),
		test(test_more_than_two_years_are_warned_of),
		test(test_one_review_is_moved_and_moved_back),
		test(test_an_optional_review_is_added_and_left_out),
		test(test_a_review_that_was_not_held_after_all_moves_too),
		test(test_an_answer_to_an_older_page_is_refused),
		test(test_each_agreement_is_kept_by_itself),
		test(test_all_who_agree_at_once_are_heard_and_it_happens_once),
		test(test_what_waits_stands_on_work_lists),
		test(test_milestones_begin_with_what_is_overdue),
		test(test_timeline_and_history_tell_of_it),
		test(test_its_forms_take_no_nonsense),
		test(test_its_other_forms_look_as_they_did),
		cmocka_unit_test(test_no_form_is_kept_that_nobody_sees),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
