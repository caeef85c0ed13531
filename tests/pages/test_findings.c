/*
 * Findings: opened of a comparison, taken in hand, worked on, measured again
 * and closed, by staff and the equity lead and by nobody else.
 */
#include <stdio.h>

#include "pages.h"

static const char	counts_of_men[] = "16 of 40";

/* 160 more people of the first cohort: of 40 men 16 left, of 80 women 6, and 6
 * of those who said nothing; who leads equity there is staff elsewhere. */
static int
many_people(void **state)
{
	new_world(state);
	owner_does("INSERT INTO role_held (person_id, role, programme_id, "
	    "during) VALUES (32, 'equity_lead', 1, '[2026-01-01,)'); "
	    "SET session_replication_role = replica; "
	    "INSERT INTO person (id, given_name, family_name, email, "
	    "programme_ids) OVERRIDING SYSTEM VALUE "
	    "SELECT 2000 + i, 'Person', 'Number' || i, i || '@example.org', "
	    "'{1}' FROM generate_series(1, 160) i; "
	    "INSERT INTO enrolment (id, programme_id, cohort_id, person_id, "
	    "employer_id, starts_on, state) OVERRIDING SYSTEM VALUE "
	    "SELECT 2000 + i, 1, 1, 2000 + i, 9002, '2026-06-01', "
	    "CASE WHEN i <= 16 OR i BETWEEN 41 AND 46 OR "
	    "i BETWEEN 121 AND 126 THEN 'withdrawn' "
	    "ELSE 'enrolled' END::enrolment_state "
	    "FROM generate_series(1, 160) i; "
	    "INSERT INTO equality.answer (person_id, question, choice, "
	    "during) SELECT 2000 + i, 'sex', CASE WHEN i <= 40 THEN 'male' "
	    "ELSE 'female' END, '[2026-05-01,)' "
	    "FROM generate_series(1, 120) i; "
	    "SET session_replication_role = origin");
	return (0);
}

/* The finding that these tests open, and its pages. */
static const char *
page(const char *what)
{
	static char	address[80];

	snprintf(address, sizeof(address), "/findings/%ld%s",
	    (long)owner_asks("SELECT max(id) FROM equity_finding"), what);
	return (address);
}

static void
open_one(void)
{
	sign_in_as(SAM);
	assert_answer(SEE_OTHER, send_form("/programmes/1/findings/new",
	    "outcome=withdrawn&by=sex&group=Men"));
	assert_answer(OK, follow());
}

static void
take_in_hand(void)
{
	assert_answer(OK, ask(page("/hand")));
	assert_answer(SEE_OTHER, submit(page("/hand"), "owner=31&"
	    "review-day=1&review-month=12&review-year=2026"));
	assert_answer(OK, follow());
}

static void
agree_on_an_action(const char *what)
{
	char	fields[200];

	snprintf(fields, sizeof(fields), "what=%s&owner=31&due-day=1&"
	    "due-month=7&due-year=2026", what);
	assert_answer(SEE_OTHER, send_form(page("/actions/new"), fields));
}

/* What became of the latest action. */
static enum status
update_action(const char *fields)
{
	char	path[80];

	snprintf(path, sizeof(path), "/finding-actions/%ld",
	    (long)owner_asks("SELECT max(id) FROM equity_action"));
	assert_answer(OK, ask(path));
	return (submit(path, fields));
}

static void
test_staff_open_a_finding_of_what_the_report_says(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/programmes/1/findings"));
	assert_shows("There is none.");
	assert_answer(OK, ask("/programmes/1/findings/new"));
	assert_answer(OK, ask("/programmes/1/findings/new?outcome=withdrawn&"
	    "by=sex"));
	assert_shows("Men compared with Women");
	assert_answer(INVALID, send_form("/programmes/1/findings/new",
	    "outcome=withdrawn&by=sex&group=Dragons"));
	assert_shows("Select which comparison it is");
	assert_answer(INVALID, send_form("/programmes/1/findings/new",
	    "outcome=riches&by=sex"));
	assert_shows("Select an outcome and a characteristic");
	open_one();
	assert_shows("Withdrawn: Men compared with Women");
	assert_shows("left the programme");
	assert_shows("Higher, strong evidence");
	assert_shows("5.3 times the rate");
	assert_owner_asks(1, "SELECT count(*) FROM equity_measure");
	assert_owner_asks(16, "SELECT x FROM equality.finding_count");
	assert_owner_asks(80, "SELECT n_against FROM equality.finding_count");
}

static void
test_one_comparison_is_one_finding(void **state)
{
	open_one();
	open_one();
	assert_shows("There is a finding of this already");
	assert_owner_asks(1, "SELECT count(*) FROM equity_finding");
}

static void
test_a_finding_gets_an_owner_and_a_review(void **state)
{
	open_one();
	assert_shows("Nobody&#39;s yet");
	assert_answer(OK, ask(page("/hand")));
	assert_answer(INVALID, submit(page("/hand"), "owner=11&review-day=1&"
	    "review-month=1&review-year=2026"));
	assert_shows("Select who does it");
	assert_shows("The review date must be in the future");
	take_in_hand();
	assert_shows("In hand");
	assert_shows("Owner and review date recorded");
	assert_shows("1 December 2026");
}

static void
test_causes_are_named_and_tested(void **state)
{
	char	path[80];

	open_one();
	assert_answer(INVALID, send_form(page("/causes/new"), "cause=Rotas"));
	assert_shows("Enter how you find out whether it does");
	assert_answer(SEE_OTHER, send_form(page("/causes/new"),
	    "cause=Rotas+clash&test=Compare+rotas"));
	snprintf(path, sizeof(path), "/finding-causes/%ld",
	    (long)owner_asks("SELECT max(id) FROM equity_cause"));
	assert_answer(OK, ask(path));
	assert_answer(INVALID, submit(path, "result=supported"));
	assert_shows("Enter what was found");
	assert_answer(SEE_OTHER, submit(path, "result=supported&"
	    "found=Two+thirds+clash"));
	assert_answer(OK, follow());
	assert_shows("What was found: Two thirds clash");
	assert_shows("Cause found to be supported: Two thirds clash");
}

static void
test_no_measurement_closes_a_finding(void **state)
{
	open_one();
	take_in_hand();
	assert_answer(OK, ask(page("/close")));
	assert_shows("it lacks an action that was done");
	assert_answer(INVALID, send_form(page("/close"), "version=2&"
	    "reason=The+p-value+is+0.2"));
	assert_owner_asks(0, "SELECT count(*) FROM equity_finding "
	    "WHERE state = 'closed'");
}

static void
test_it_is_closed_when_something_was_done_and_measured(void **state)
{
	open_one();
	take_in_hand();
	agree_on_an_action("Change+rotas");
	assert_answer(INVALID, update_action("became=done"));
	assert_shows("Enter what was done and what shows it");
	assert_answer(SEE_OTHER, update_action("became=open&owner=32&"
	    "due-day=1&due-month=8&due-year=2026"));
	assert_answer(SEE_OTHER, update_action("became=done&"
	    "said=New+rotas+from+June"));
	assert_answer(OK, follow());
	assert_shows("Action done: New rotas from June");
	assert_answer(OK, ask(page("/close")));
	assert_shows("it lacks a measurement after the last action");
	assert_answer(OK, ask(page("/measure")));
	assert_answer(SEE_OTHER, send_form(page("/measure"), ""));
	assert_answer(OK, ask(page("/close")));
	assert_answer(INVALID, submit(page("/close"), ""));
	assert_shows("Enter why it is closed");
	assert_answer(OK, ask(page("/close")));
	assert_answer(SEE_OTHER, submit(page("/close"),
	    "reason=Rotas+no+longer+clash"));
	assert_answer(OK, follow());
	assert_shows("Finding closed: Rotas no longer clash");
	assert_answer(OK, ask("/programmes/1/findings"));
	assert_hides("Men compared");
	assert_answer(OK, ask("/programmes/1/findings?show=closed"));
	assert_shows("Men compared");
	assert_answer(NOT_FOUND, ask(page("/causes/new")));
	assert_answer(OK, ask(page("/hand")));
	assert_answer(SEE_OTHER, submit(page("/hand"), "owner=31&"
	    "review-day=1&review-month=12&review-year=2026&"
	    "reason=It+came+back"));
	assert_owner_asks(1, "SELECT count(*) FROM equity_finding "
	    "WHERE state = 'in_hand' AND reason = 'It came back'");
}

static void
test_what_waits_is_on_the_work_list(void **state)
{
	open_one();
	assert_answer(OK, ask("/work"));
	assert_shows("Review Withdrawn: Men compared with Women");
	take_in_hand();
	agree_on_an_action("Change+rotas");
	assert_answer(OK, ask("/work"));
	assert_hides("Review Withdrawn");
	assert_shows("Change rotas");
	sign_in_as(SAL);
	assert_answer(OK, ask("/work"));
	assert_shows("Change rotas");
}

static void
test_the_equity_lead_alone_reads_counts_and_that_is_kept(void **state)
{
	open_one();
	assert_hides("Exact counts");
	assert_answer(NOT_FOUND, ask(page("/counts")));
	sign_in_as(SAL);
	assert_answer(OK, ask("/programmes/1/findings"));
	assert_shows("Men compared");
	assert_answer(OK, ask(page("/counts")));
	assert_shows(counts_of_men);
	assert_shows("6 of 80");
	assert_answer(OK, ask(page("")));
	assert_shows("by Sam Hall");
	assert_owner_asks(1, "SELECT count(*) FROM audit.event "
	    "WHERE name = 'FINDING_COUNTS_READ' AND actor_id = 32");
	assert_owner_asks(0, "SELECT count(*) FROM audit.event "
	    "WHERE subject = 'finding_count'");
}

static void
test_nobody_else_knows_of_a_finding(void **state)
{
	static const int64_t	others[] = { MARY, EWAN, PAT, BO, INES, LEO };

	open_one();
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		sign_in_as(others[i]);
		assert_answer(NOT_FOUND, ask("/programmes/1/findings"));
		assert_answer(NOT_FOUND, ask(page("")));
		assert_answer(NOT_FOUND, ask(page("/counts")));
		assert_answer(NOT_FOUND, send_form(page("/measure"), ""));
	}
	sign_in_as(SAL);
	owner_does("DELETE FROM role_held WHERE role = 'equity_lead'");
	assert_answer(NOT_FOUND, ask(page("")));
	assert_false(web_does("SELECT * FROM equality.finding_count"));
	assert_false(web_does("SELECT * FROM equality.compared(1, "
	    "ARRAY[1::bigint], 'withdrawn', 'sex', 'Men', NULL)"));
}

#define STORY(test) cmocka_unit_test_setup(test, many_people)

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		STORY(test_staff_open_a_finding_of_what_the_report_says),
		STORY(test_one_comparison_is_one_finding),
		STORY(test_a_finding_gets_an_owner_and_a_review),
		STORY(test_causes_are_named_and_tested),
		STORY(test_no_measurement_closes_a_finding),
		STORY(test_it_is_closed_when_something_was_done_and_measured),
		STORY(test_what_waits_is_on_the_work_list),
		STORY(test_the_equity_lead_alone_reads_counts_and_that_is_kept),
		STORY(test_nobody_else_knows_of_a_finding),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
