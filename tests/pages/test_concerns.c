/* Concerns: raised, taken from step to step, undone, answered, and seen. */
#include <stdio.h>

#include "pages.h"
#include "queries.h"
#include "rules/concerns.h"

/* The concern that was raised last. */
static long
latest(void)
{
	return ((long)owner_asks("SELECT max(id) FROM concern"));
}

static const char *
path_of(const char *rest)
{
	static char	path[100];

	snprintf(path, sizeof(path), "/concerns/%ld%s", latest(), rest);
	return (path);
}

static const char *
state_now(void)
{
	return (owner_reads("SELECT state::text FROM concern "
	    "ORDER BY id DESC LIMIT 1"));
}

#define RAISED	"kind=practice&words=Records+come+late&placement=202"
#define DUE	"&due-day=30&due-month=6&due-year=2026"
#define ON	"&on-day=15&on-month=6&on-year=2026"
#define ACTION	"what-1=Supervise+weekly&owner-1=host&action-1-day=1&"	\
		"action-1-month=7&action-1-year=2026"

/* Ewan, Mary's educator, raises one from a day of hers. */
static void
raise_as_ewan(void)
{
	sign_in_as(EWAN);
	assert_answer(OK, ask("/trainees/102/concerns/new?about=/days/20204"));
	assert_answer(SEE_OTHER, submit("/trainees/102/concerns/new", RAISED));
}

/* A step as its form sends it. */
static enum status
take(const char *step, const char *fields)
{
	char	path[200];

	snprintf(path, sizeof(path), "%s?step=%s", path_of("/next"), step);
	assert_answer(OK, ask(path));
	return (submit(path_of("/next"), fields));
}

static void
take_on(const char *step, const char *fields)
{
	assert_answer(SEE_OTHER, take(step, fields));
}

/* Up to the plan, as Sam of the programme's staff. */
static void
plan_as_sam(void)
{
	raise_as_ewan();
	sign_in_as(SAM);
	take_on("acknowledged", "words=&due-day=20&due-month=6&due-year=2026");
	take_on("meeting_arranged", "words=Room+2&meeting-day=18&"
	    "meeting-month=6&meeting-year=2026");
	take_on("meeting_held", "present=Mary+and+Ewan&words=We+spoke&"
	    "agreed=A+plan" ON DUE);
	take_on("planned", "words=&" ACTION DUE);
}

static void
test_an_educator_raises_one_from_the_page_that_it_is_about(void **state)
{
	raise_as_ewan();
	assert_answer(OK, follow());
	assert_shows("Concern about practice");
	assert_shows("Records come late");
	assert_shows("A placement day");
	assert_shows("href=\"/days/20204\"");
	assert_shows("as practice educator, on 15 June 2026");
	assert_shows("Next, it is acknowledged");
	assert_owner_asks(1, "SELECT count(*) FROM concern WHERE shared AND "
	    "about = '/days/20204' AND placement_id = 202");
}

static void
test_the_trainee_is_told_at_once_and_sees_all_of_it(void **state)
{
	plan_as_sam();
	assert_owner_asks(1, "SELECT count(*) FROM post.letter WHERE "
	    "person_id = 2 AND subject = 'A concern was raised'");
	assert_owner_asks(4, "SELECT count(*) FROM post.letter WHERE "
	    "person_id = 2 AND subject = 'A concern has moved on'");
	assert_owner_asks(0, "SELECT count(*) FROM post.letter WHERE "
	    "body LIKE '%Records%' OR body LIKE '%We spoke%'");
	sign_in_as(MARY);
	assert_answer(OK, ask("/"));
	assert_shows("Concerns about your training");
	assert_shows("Action plan");
	assert_answer(OK, ask(path_of("")));
	assert_shows("Records come late");
	assert_shows("Ewan Reid");
	assert_shows("We spoke");
	assert_shows("Supervise weekly");
	assert_shows("Meeting held on 15 June 2026");
	assert_hides("Undo");
	assert_hides("/next");
}

static void
test_the_trainee_answers_and_the_tutor_hears_of_it(void **state)
{
	raise_as_ewan();
	sign_in_as(MARY);
	assert_answer(OK, ask(path_of("/respond")));
	assert_answer(INVALID, submit(path_of("/respond"), "words="));
	assert_shows("Enter your answer");
	assert_answer(SEE_OTHER, submit(path_of("/respond"),
	    "words=It+was+the+system"));
	assert_answer(OK, follow());
	assert_shows("It was the system");
	assert_owner_asks(1, "SELECT count(*) FROM post.letter WHERE "
	    "person_id = 41 AND subject = 'A concern was answered'");
	sign_in_as(EWAN);
	assert_answer(OK, ask(path_of("")));
	assert_shows("The trainee’s own words");
	assert_shows("It was the system");
}

static void
test_a_trainee_raises_one_that_their_educator_does_not_see(void **state)
{
	sign_in_as(MARY);
	assert_answer(OK, ask("/trainees/102/concerns/new"));
	assert_answer(SEE_OTHER, submit("/trainees/102/concerns/new",
	    "kind=support&words=No+supervision&placement=202&shared=no"));
	assert_answer(OK, follow());
	assert_shows("Concern about support that was not given");
	assert_shows("Not the practice educators");
	sign_in_as(EWAN);
	assert_answer(NOT_FOUND, ask(path_of("")));
	assert_answer(OK, ask("/concerns"));
	assert_shows("No concern is open");
	assert_answer(OK, ask("/trainees/102"));
	assert_hides("not given");
	sign_in_as(INES);
	assert_answer(OK, ask(path_of("")));
	sign_in_as(LEO);
	assert_answer(OK, ask(path_of("")));
	sign_in_as(BO);
	assert_answer(NOT_FOUND, ask(path_of("")));
	sign_in_as(ZOE);
	assert_answer(NOT_FOUND, ask(path_of("")));
}

static void
test_whoever_raised_it_may_take_it_back_until_a_meeting(void **state)
{
	raise_as_ewan();
	assert_answer(OK, ask(path_of("")));
	assert_shows("Withdraw this concern");
	take_on("withdrawn", "words=We+spoke+already");
	assert_string_equal(state_now(), "withdrawn");
	raise_as_ewan();
	sign_in_as(SAM);
	take_on("acknowledged", "words=" DUE);
	take_on("meeting_arranged", "words=&meeting-day=18&meeting-month=6&"
	    "meeting-year=2026");
	sign_in_as(EWAN);
	assert_answer(NOT_FOUND, ask(path_of("/next")));
	assert_answer(NOT_FOUND, send_form(path_of("/next"),
	    "step=withdrawn&version=3&words=No"));
}

static void
test_a_concern_goes_all_the_way_to_a_panel_and_its_end(void **state)
{
	plan_as_sam();
	take_on("reviewed", "words=Not+much+was+done" ON DUE);
	assert_answer(OK, ask(path_of("/next")));
	assert_shows("The plan goes on");
	take_on("extended", "words=Two+weeks+more" DUE);
	take_on("reviewed", "words=Again" ON DUE);
	take_on("not_met", "words=Still+late" DUE);
	take_on("panel", "words=It+meets+in+July" DUE);
	assert_answer(INVALID, take("decided", "words=Why" ON DUE));
	assert_shows("Select what the panel decided");
	take_on("decided", "outcome=repeat_placement&words=Why" ON DUE);
	assert_answer(OK, ask(path_of("")));
	assert_shows("The placement is repeated");
	take_on("closed", "words=All+was+arranged");
	assert_string_equal(state_now(), "closed");
	assert_answer(OK, ask(path_of("")));
	assert_hides("Next, ");
	assert_answer(OK, ask("/concerns"));
	assert_shows("No concern is open");
	assert_answer(OK, ask("/concerns?state=closed"));
	assert_shows("Mary Smith-Jones");
}

static void
test_a_panel_that_terminates_leads_to_the_placements_page(void **state)
{
	plan_as_sam();
	take_on("reviewed", "words=Not+done" ON DUE);
	take_on("not_met", "words=Not+done" DUE);
	take_on("panel", "words=Now" DUE);
	take_on("decided", "outcome=terminate_placement&words=Why" ON DUE);
	assert_answer(OK, ask(path_of("")));
	assert_shows("href=\"/placements/202/changes/new\"");
	assert_answer(OK, ask("/placements/202/changes/new"));
	sign_in_as(INES);
	assert_answer(OK, ask(path_of("")));
	assert_hides("/placements/202/changes/new");
}

static void
test_a_tutor_handles_one_but_for_what_is_staffs(void **state)
{
	plan_as_sam();
	sign_in_as(INES);
	take_on("reviewed", "words=Not+done" ON DUE);
	take_on("not_met", "words=Not+done" DUE);
	assert_answer(OK, ask(path_of("/next")));
	assert_hides("Call a panel");
	assert_answer(INVALID, send_form(path_of("/next"),
	    "step=panel&version=7&words=Now" DUE));
	assert_string_equal(state_now(), "not_met");
	assert_false(web_does("INSERT INTO concern_event (concern_id, "
	    "enrolment_id, person_id, programme_id, version, step, on_date, "
	    "words, follow_up_on) SELECT id, enrolment_id, person_id, "
	    "programme_id, version + 1, 'panel', '2026-06-15', 'Now', "
	    "'2026-07-01' FROM concern"));
	sign_in_as(SAM);
	take_on("panel", "words=Now" DUE);
	sign_in_as(INES);
	assert_answer(NOT_FOUND, ask(path_of("/undo")));
}

static void
test_a_plan_says_what_the_organisation_does(void **state)
{
	raise_as_ewan();
	sign_in_as(SAM);
	take_on("acknowledged", "words=" DUE);
	take_on("meeting_arranged", "words=&meeting-day=18&meeting-month=6&"
	    "meeting-year=2026");
	take_on("meeting_held", "present=All&words=We&agreed=That" ON DUE);
	assert_answer(INVALID, take("planned", "words=" DUE));
	assert_shows("Enter what is done");
	assert_answer(INVALID, take("planned", "what-1=Write&owner-1=trainee&"
	    "action-1-day=1&action-1-month=7&action-1-year=2026" DUE));
	assert_shows("Add what the practice educator, the host");
	assert_answer(INVALID, take("planned", ACTION "&what-2=More" DUE));
	assert_shows("Select who does it");
	assert_shows("Enter the date by which it is done");
	assert_answer(INVALID, take("planned", "what-1=W&owner-1=host&"
	    "action-1-day=14&action-1-month=6&action-1-year=2026" DUE));
	assert_shows("The action must be today or in the future");
	assert_owner_asks(0, "SELECT count(*) FROM concern_action");
	take_on("planned", ACTION DUE);
	assert_answer(OK, ask(path_of("/plan")));
	assert_shows("Supervise weekly");
	assert_shows("Host organisation");
}

static void
test_an_action_is_done_and_opened_again(void **state)
{
	char	path[200];

	plan_as_sam();
	snprintf(path, sizeof(path), "%s%ld", path_of("/actions/"),
	    (long)owner_asks("SELECT max(id) FROM concern_action"));
	sign_in_as(EWAN);
	assert_answer(OK, ask(path));
	assert_answer(INVALID, submit(path, "on-day=16&on-month=6&"
	    "on-year=2026"));
	assert_shows("The date must be today or in the past");
	assert_answer(OK, ask(path));
	keep_fields(path);
	assert_answer(SEE_OTHER, submit(path, "on-day=15&on-month=6&"
	    "on-year=2026"));
	assert_answer(OK, follow());
	assert_shows("Done on 15 June 2026");
	assert_answer(OK, ask(path));
	assert_answer(SEE_OTHER, submit(path, ""));
	assert_owner_asks(1, "SELECT count(*) FROM concern_action WHERE "
	    "state = 'open' AND done_on IS NULL");
}

static void
test_the_latest_step_is_undone_with_its_actions(void **state)
{
	plan_as_sam();
	assert_answer(OK, ask(path_of("/undo")));
	assert_shows("Action plan written on 15 June 2026");
	assert_answer(INVALID, submit(path_of("/undo"), "words="));
	assert_shows("Enter why the step is undone");
	assert_answer(SEE_OTHER, submit(path_of("/undo"), "words=Wrong+one"));
	assert_answer(OK, follow());
	assert_string_equal(state_now(), "meeting_held");
	assert_shows("“Action plan written” was undone on 15 June 2026");
	assert_shows("Undone since.");
	assert_hides("Supervise weekly");
	assert_owner_asks(1, "SELECT count(*) FROM post.letter WHERE "
	    "person_id = 2 AND subject = 'A step of a concern was undone'");
}

static void
test_nobody_acts_on_what_they_have_not_seen(void **state)
{
	raise_as_ewan();
	sign_in_as(SAM);
	assert_answer(OK, ask(path_of("/next?step=acknowledged")));
	keep_fields(path_of("/next"));
	take_browser(1);
	sign_in_as(INES);
	take_on("acknowledged", "words=" DUE);
	take_on("meeting_arranged", "words=&meeting-day=18&meeting-month=6&"
	    "meeting-year=2026");
	take_browser(0);
	assert_answer(INVALID, send_kept(path_of("/next"), "words=" DUE));
	assert_shows("may have changed while you had it open");
	assert_string_equal(state_now(), "meeting_arranged");
	assert_answer(OK, ask(path_of("/next?step=meeting_arranged")));
	keep_fields(path_of("/next"));
	take_browser(1);
	take_on("meeting_arranged", "words=&meeting-day=19&meeting-month=6&"
	    "meeting-year=2026");
	take_browser(0);
	assert_answer(INVALID, send_kept(path_of("/next"), "words=&"
	    "meeting-day=20&meeting-month=6&meeting-year=2026"));
	assert_shows("This concern changed while you had it open");
	assert_owner_asks(19, "SELECT extract(day FROM follow_up_on) "
	    "FROM concern");
}

static void
test_dates_lie_where_they_can(void **state)
{
	raise_as_ewan();
	sign_in_as(SAM);
	assert_answer(INVALID, take("acknowledged", "words=&due-day=14&"
	    "due-month=6&due-year=2026"));
	assert_shows("The next step must be today or in the future");
	assert_answer(INVALID, take("acknowledged", "words=&due-day=16&"
	    "due-month=6&due-year=2027"));
	assert_shows("The next step must be within 12 months");
	take_on("acknowledged", "words=" DUE);
	assert_answer(INVALID, take("meeting_arranged", "words="));
	assert_shows("Enter the date of the meeting");
	take_on("meeting_arranged", "words=&meeting-day=15&meeting-month=6&"
	    "meeting-year=2026");
	assert_answer(INVALID, take("meeting_held", "present=A&words=B&"
	    "agreed=C&on-day=14&on-month=6&on-year=2026" DUE));
	assert_shows("The date must be the same as or after");
	assert_answer(INVALID, take("meeting_held", "present=&words=&agreed=&"
	    "on-day=16&on-month=6&on-year=2026" DUE));
	assert_shows("The date must be today or in the past");
	assert_shows("Enter who was there");
	assert_shows("Enter what was said");
	assert_shows("Enter what was agreed");
}

static void
test_a_page_that_is_not_the_trainees_is_no_origin(void **state)
{
	static const char *const	others[] = { "/days/20601",
		"/days/20101", "//example.org/days/20204", "/days/20204?a=b",
		"/days/../20204", "https://example.org/", "/days/", "/days/0",
		"/trainees/101", "/sessions/1", "/days/20204/%22%3E",
		"/days/99999999999999999999" };
	char				path[200];

	sign_in_as(EWAN);
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		snprintf(path, sizeof(path),
		    "/trainees/102/concerns/new?about=%s", others[i]);
		assert_answer(OK, ask(path));
		assert_hides("name=\"about\"");
	}
	assert_answer(SEE_OTHER, send_form("/trainees/102/concerns/new",
	    RAISED "&about=/days/20601"));
	assert_owner_asks(0, "SELECT count(*) FROM concern WHERE about IS "
	    "NOT NULL");
	assert_answer(OK, ask("/trainees/102/concerns/new?about="
	    "/placements/202/days"));
	assert_shows("name=\"about\" value=\"/placements/202/days\"");
}

static void
test_a_form_that_says_too_little_shows_itself_again(void **state)
{
	sign_in_as(INES);
	assert_answer(INVALID, send_form("/trainees/102/concerns/new",
	    "words=+&placement=206"));
	assert_shows("Select what the concern is about");
	assert_shows("Enter what the concern is");
	assert_shows("Select the placement that it is about");
	assert_shows("Select yes if the practice educators may see it");
	assert_answer(SEE_OTHER, send_form("/trainees/102/concerns/new",
	    "kind=health&words=Unwell&placement=none&shared=yes"));
	assert_owner_asks(1, "SELECT count(*) FROM concern WHERE NOT shared "
	    "AND placement_id IS NULL AND raised_as = 'tutor'");
	sign_in_as(PAT);
	assert_answer(NOT_FOUND, ask("/trainees/102/concerns/new"));
	sign_in_as(ESI);
	assert_answer(NOT_FOUND, ask("/trainees/102/concerns/new"));
	sign_in_as(SIAN);
	assert_answer(NOT_FOUND, ask("/trainees/102/concerns/new"));
}

static void
test_the_list_filters_by_state_cohort_and_what_is_late(void **state)
{
	owner_does("INSERT INTO concern (enrolment_id, person_id, "
	    "programme_id, kind, words, shared, raised_by, raised_as, "
	    "raised_on) SELECT e.id, e.person_id, 1, 'practice', 'Words', "
	    "false, 31, 'staff', date '2026-06-15' - n FROM enrolment e, "
	    "generate_series(0, 9) n WHERE e.programme_id = 1 AND "
	    "e.id IN (103, 104, 105)");
	sign_in_as(SAM);
	assert_answer(OK, ask("/concerns"));
	assert_shows("Showing 1 to 25 of 30");
	assert_shows("Overdue");
	assert_answer(OK, ask("/concerns?page=2"));
	assert_shows("Showing 26 to 30 of 30");
	assert_answer(OK, ask("/concerns?page=9&state=all"));
	assert_shows("Showing 1 to 25 of 30");
	assert_answer(OK, ask("/concerns?cohort=2"));
	assert_shows("Showing 1 to 10 of 10");
	assert_answer(OK, ask("/concerns?overdue=yes"));
	assert_shows("Showing 1 to 18 of 18");
	assert_answer(OK, ask("/concerns?overdue=yes&cohort=2&state=raised"));
	assert_shows("Showing 1 to 6 of 6");
	assert_answer(OK, ask("/concerns?state=closed"));
	assert_shows("None fits");
	assert_answer(OK, ask("/concerns?state=nonsense&cohort=x&page=x"));
	assert_shows("of 30");
	sign_in_as(SAL);
	assert_answer(OK, ask("/concerns"));
	assert_shows("No concern is open");
}

static void
test_reading_and_history_say_what_happened(void **state)
{
	plan_as_sam();
	assert_answer(OK, ask(path_of("")));
	assert_owner_asks(1, "SELECT count(*) FROM audit.event WHERE "
	    "name = 'CONCERN_READ' AND actor_id = 31 AND person_id = 2");
	assert_owner_asks(0, "SELECT count(*) FROM audit.event WHERE "
	    "after::text LIKE '%Records come%' OR after::text LIKE "
	    "'%We spoke%'");
	assert_answer(OK, ask("/trainees/102/history"));
	assert_shows("Concern raised");
	assert_shows("Meeting about a concern held");
	assert_shows("Action plan of a concern written");
	sign_in_as(EWAN);
	assert_answer(OK, ask("/trainees/102/history"));
	assert_hides("oncern");
}

/* The rules and the database have the same table of what may follow what. */
static void
test_the_rules_are_those_of_the_database(void **state)
{
	for (int step = 1; step < CONCERN_STEPS; step++)
		for (int is = 1; is < CONCERN_STATES; is++) {
			enum concern_is	 next = concern_leads(
					    (enum concern_is)is,
					    (enum concern_do)step);
			char		 sql[200];

			snprintf(sql, sizeof(sql), "SELECT (SELECT after || "
			    "' ' || by_staff FROM concern_transition WHERE "
			    "step = '%s' AND before = '%s')",
			    concern_step_word((enum concern_step)step),
			    concern_state_word((enum concern_state)is));
			if (next == CONCERN_IS_NONE) {
				assert_string_equal(owner_reads(sql), "");
				continue;
			}
			assert_memory_equal(owner_reads(sql),
			    concern_state_word((enum concern_state)next),
			    strlen(concern_state_word(
			    (enum concern_state)next)));
			assert_int_equal(strstr(owner_reads(sql), " true") !=
			    NULL, concern_by_staff((enum concern_is)is,
			    (enum concern_do)step));
		}
}

int
main(void)
{
#define test(name) cmocka_unit_test_setup(name, new_world)
	const struct CMUnitTest	tests[] = {
	    test(test_an_educator_raises_one_from_the_page_that_it_is_about),
	    test(test_the_trainee_is_told_at_once_and_sees_all_of_it),
	    test(test_the_trainee_answers_and_the_tutor_hears_of_it),
	    test(test_a_trainee_raises_one_that_their_educator_does_not_see),
	    test(test_whoever_raised_it_may_take_it_back_until_a_meeting),
	    test(test_a_concern_goes_all_the_way_to_a_panel_and_its_end),
	    test(test_a_panel_that_terminates_leads_to_the_placements_page),
	    test(test_a_tutor_handles_one_but_for_what_is_staffs),
	    test(test_a_plan_says_what_the_organisation_does),
	    test(test_an_action_is_done_and_opened_again),
	    test(test_the_latest_step_is_undone_with_its_actions),
	    test(test_nobody_acts_on_what_they_have_not_seen),
	    test(test_dates_lie_where_they_can),
	    test(test_a_page_that_is_not_the_trainees_is_no_origin),
	    test(test_a_form_that_says_too_little_shows_itself_again),
	    test(test_the_list_filters_by_state_cohort_and_what_is_late),
	    test(test_reading_and_history_say_what_happened),
	    test(test_the_rules_are_those_of_the_database),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
