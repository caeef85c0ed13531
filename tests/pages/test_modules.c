/* Modules: offered, taught, marked, decided, and seen by whom they concern. */
#include <stdio.h>

#include "pages.h"

static char	path[120];

static const char *
at(const char *format, int64_t id)
{
	snprintf(path, sizeof(path), format, (long)id);
	return (path);
}

static int64_t
attempt_of(int64_t person)
{
	char	sql[120];

	snprintf(sql, sizeof(sql), "SELECT max(id) FROM attempt WHERE "
	    "person_id = %ld AND state <> 'withdrawn'", (long)person);
	return (owner_asks(sql));
}

static int64_t
newest(const char *table)
{
	char	sql[120];

	snprintf(sql, sizeof(sql), "SELECT max(id) FROM %s", table);
	return (owner_asks(sql));
}

static int64_t
law(void)
{
	return (owner_asks("SELECT id FROM module WHERE code = 'MHL'"));
}

static void
offer(void)
{
	char	body[300];

	sign_in_as(SAM);
	assert_answer(OK, ask("/modules/new"));
	snprintf(body, sizeof(body), "module=%ld&cohort=1&starts_on-day=1&"
	    "starts_on-month=6&starts_on-year=2026&ends_on-day=31&"
	    "ends_on-month=7&ends_on-year=2026&leader=Dr+Lee", (long)law());
	assert_answer(SEE_OTHER, submit("/modules/new", body));
	assert_leads_to(at("/modules/%ld", newest("offering")));
	assert_answer(OK, follow());
}

/* One essay that is all of it, due on 1 July. */
static void
add_essay(void)
{
	const char	*page = at("/modules/%ld/components/new",
			    newest("offering"));

	assert_answer(OK, ask(page));
	assert_shows("value=\"50\"");
	assert_shows("value=\"100\"");
	assert_answer(SEE_OTHER, submit(page, "title=Essay&weight=100&"
	    "due_on-day=1&due_on-month=7&due_on-year=2026&pass_mark=50"));
	assert_answer(OK, follow());
}

static int
module_world(void **state)
{
	new_world(state);
	offer();
	add_essay();
	return (0);
}

/* Marks that were typed, by person; others of the form are sent as shown. */
static enum status
give_mark(int64_t person, const char *mark)
{
	char		body[200];
	const char	*page = at("/components/%ld/marks",
			    newest("component"));

	assert_answer(OK, ask(page));
	snprintf(body, sizeof(body), "mark-%ld=%s",
	    (long)attempt_of(person), mark);
	return (submit(page, body));
}

static void
must_mark(int64_t person, const char *mark)
{
	assert_answer(SEE_OTHER, give_mark(person, mark));
}

static int64_t
stamp_of(int64_t enrolment)
{
	char	sql[500];

	snprintf(sql, sizeof(sql), "SELECT (a.version + m.version + "
	    "coalesce((SELECT max(d.version) FROM board_decision d WHERE "
	    "d.enrolment_id = a.enrolment_id AND d.state = 'standing'), 0)) "
	    "FROM attempt a JOIN mark m ON m.attempt_id = a.id WHERE "
	    "a.enrolment_id = %ld AND a.state <> 'withdrawn' "
	    "ORDER BY a.number DESC LIMIT 1", (long)enrolment);
	return (owner_asks(sql));
}

static const char *
check_path(const char *rest)
{
	static char	p[200];

	snprintf(p, sizeof(p), "/modules/%ld/board/check%s",
	    (long)newest("offering"), rest);
	return (p);
}

static enum status
decide(int64_t enrolment, const char *outcome)
{
	char	query[100], body[300];

	snprintf(query, sizeof(query), "?decide=%ld.%s.%ld", (long)enrolment,
	    outcome, (long)stamp_of(enrolment));
	assert_answer(OK, ask(check_path(query)));
	snprintf(body, sizeof(body), "board_on-day=15&board_on-month=6&"
	    "board_on-year=2026&resit_due_on-day=13&resit_due_on-month=7&"
	    "resit_due_on-year=2026");
	return (submit(check_path(""), body));
}

static void
must_decide(int64_t enrolment, const char *outcome)
{
	assert_answer(SEE_OTHER, decide(enrolment, outcome));
}

static void
test_a_module_is_offered_once_to_a_cohort(void **state)
{
	char	body[300];

	assert_shows("Mental health law");
	assert_shows("led by Dr Lee");
	assert_answer(OK, ask("/modules/new"));
	snprintf(body, sizeof(body), "module=%ld&cohort=1&starts_on-day=1&"
	    "starts_on-month=6&starts_on-year=2026&ends_on-day=31&"
	    "ends_on-month=5&ends_on-year=2026&leader=Dr+Lee", (long)law());
	assert_answer(INVALID, submit("/modules/new", body));
	assert_shows("The end must be on the day of the start or after it");
	assert_answer(OK, ask("/modules/new"));
	snprintf(body, sizeof(body), "module=%ld&cohort=1&starts_on-day=1&"
	    "starts_on-month=6&starts_on-year=2026&ends_on-day=1&"
	    "ends_on-month=8&ends_on-year=2026&leader=Dr+Lee", (long)law());
	assert_answer(INVALID, submit("/modules/new", body));
	assert_shows("This module is offered to the cohort already");
	assert_answer(OK, ask("/modules"));
	assert_shows("MHL Mental health law");
	assert_shows("href=\"/cohorts/1/modules\"");
}

static void
test_everybody_of_the_cohort_has_a_first_attempt(void **state)
{
	assert_owner_asks(4, "SELECT count(*) FROM attempt WHERE number = 1 "
	    "AND state = 'due' AND due_on = '2026-07-01'");
	owner_does("INSERT INTO person (id, given_name, family_name, email) "
	    "OVERRIDING SYSTEM VALUE VALUES (50, 'New', 'One', 'n@a.org'); "
	    "INSERT INTO enrolment (programme_id, cohort_id, person_id, "
	    "employer_id, starts_on) VALUES (1, 1, 50, 9002, '2026-06-08')");
	assert_owner_asks(1, "SELECT count(*) FROM attempt WHERE "
	    "person_id = 50");
	assert_answer(OK, ask(at("/modules/%ld", newest("offering"))));
	assert_shows("Everybody (5)");
	assert_shows("due 1 July 2026");
}

static void
test_whoever_leaves_the_cohort_leaves_its_modules(void **state)
{
	must_mark(MARY, "62");
	owner_does("SET session_replication_role = replica; "
	    "UPDATE enrolment SET cohort_id = 2 WHERE id = 101; "
	    "SET session_replication_role = origin");
	assert_answer(OK, ask(at("/modules/%ld", newest("offering"))));
	assert_shows("Everybody (3)");
	assert_shows("62 provisional");
	assert_hides("O&#39;Brien");
	assert_owner_asks(4, "SELECT count(*) FROM attempt");
	owner_does("SET session_replication_role = replica; "
	    "DELETE FROM attempt WHERE person_id = 1; "
	    "SET session_replication_role = origin; "
	    "ALTER TABLE enrolment DISABLE TRIGGER guard; "
	    "UPDATE enrolment SET cohort_id = 1 WHERE id = 101; "
	    "ALTER TABLE enrolment ENABLE TRIGGER guard");
	assert_owner_asks(1, "SELECT count(*) FROM attempt WHERE "
	    "person_id = 1 AND number = 1");
}

static void
test_weights_add_up_to_a_hundred_and_no_more(void **state)
{
	const char	*page = at("/modules/%ld/components/new",
			    newest("offering"));

	assert_answer(OK, ask(page));
	assert_shows("The components add up to 100 already.");
	assert_answer(INVALID, send_form(page, "title=More&weight=1&"
	    "due_on-day=1&due_on-month=7&due_on-year=2026&pass_mark=50"));
	assert_owner_asks(1, "SELECT count(*) FROM component");
	assert_false(web_does("INSERT INTO component (offering_id, "
	    "programme_id, cohort_id, title, weight, due_on, pass_mark) "
	    "SELECT offering_id, 1, 1, 'B', 1, '2026-07-01', 50 "
	    "FROM component"));
}

static void
add_session(void)
{
	const char	*page = at("/modules/%ld/sessions/new",
			    newest("offering"));

	assert_answer(OK, ask(page));
	assert_answer(SEE_OTHER, submit(page, "title=Sections&on_date-day=2&"
	    "on_date-month=6&on_date-year=2026&minutes=180"));
}

static void
test_a_register_is_kept_for_all_at_once(void **state)
{
	const char	*page;

	add_session();
	page = at("/sessions/%ld", newest("module_session"));
	assert_answer(OK, ask(page));
	assert_shows("3 hours");
	assert_int_equal(page_count("<select "), 4);
	assert_answer(SEE_OTHER, submit(page, "at-102=absent.caring&"
	    "at-103=excused.religious_observance&others=present"));
	assert_answer(OK, follow());
	assert_shows("Register saved: 4 lines changed");
	assert_owner_asks(2, "SELECT count(*) FROM attendance WHERE "
	    "state = 'present' AND reason IS NULL");
	assert_owner_asks(1, "SELECT count(*) FROM attendance WHERE "
	    "person_id = 2 AND state = 'absent' AND reason = 'caring'");
	assert_answer(OK, ask(at("/modules/%ld?attendance=low",
	    newest("offering"))));
	assert_shows("Smith-Jones");
	assert_hides("Núñez");
	assert_answer(OK, ask(at("/modules/%ld/attendance",
	    newest("offering"))));
	assert_shows("Absent: Caring");
}

static void
test_a_line_that_changed_meanwhile_is_said(void **state)
{
	const char	*page;

	add_session();
	page = at("/sessions/%ld", newest("module_session"));
	assert_answer(OK, ask(page));
	keep_fields(page);
	assert_answer(OK, ask(page));
	assert_answer(SEE_OTHER, submit(page, "at-102=absent.sickness"));
	assert_answer(INVALID, send_kept(page, "at-102=present&"
	    "at-101=present"));
	assert_shows("was recorded as ‘absent.sickness’ while you had the");
	assert_owner_asks(1, "SELECT count(*) FROM attendance");
	assert_answer(INVALID, send_form(page, "at-101=asleep"));
	assert_shows("Select whether they were there");
}

static void
test_a_cancelled_session_counts_for_nobody(void **state)
{
	const char	*page;

	add_session();
	page = at("/sessions/%ld", newest("module_session"));
	assert_answer(SEE_OTHER, (ask(page), submit(page,
	    "at-102=absent.sickness&others=present")));
	page = at("/sessions/%ld/change", newest("module_session"));
	assert_answer(OK, ask(page));
	assert_answer(SEE_OTHER, submit(page, "title=Sections&on_date-day=2&"
	    "on_date-month=6&on_date-year=2026&minutes=90&cancelled=yes"));
	assert_answer(OK, follow());
	assert_shows("cancelled");
	assert_shows("None held yet");
	assert_hides("Low attendance");
	page = at("/sessions/%ld", newest("module_session"));
	assert_answer(INVALID, send_form(page, "at-101=present"));
	assert_owner_asks(2, "SELECT version FROM module_session");
}

static void
test_marks_are_entered_changed_and_taken_back(void **state)
{
	must_mark(MARY, "62");
	assert_owner_asks(62, "SELECT mark FROM mark WHERE state = "
	    "'provisional'");
	assert_owner_asks(1, "SELECT count(*) FROM attempt WHERE person_id = 2 "
	    "AND state = 'submitted'");
	must_mark(MARY, "64");
	assert_owner_asks(64, "SELECT mark FROM mark");
	must_mark(MARY, "");
	assert_owner_asks(1, "SELECT count(*) FROM mark WHERE state = "
	    "'withdrawn'");
	assert_owner_asks(4, "SELECT count(*) FROM attempt WHERE state = "
	    "'due'");
	must_mark(MARY, "51");
	assert_owner_asks(1, "SELECT count(*) FROM mark WHERE mark = 51 AND "
	    "state = 'provisional'");
	assert_owner_asks(4, "SELECT count(*) FROM audit.event WHERE "
	    "subject = 'mark' AND name = 'MARKS_ENTERED'");
}

static void
test_marks_that_will_not_do_are_refused_in_words(void **state)
{
	assert_answer(INVALID, give_mark(MARY, "101"));
	assert_shows("The mark of Mary Smith-Jones must be");
	assert_shows("value=\"101\"");
	assert_answer(INVALID, give_mark(MARY, "sixty"));
	assert_answer(INVALID, give_mark(MARY, "-1"));
	assert_answer(INVALID, give_mark(MARY, "50.5"));
	assert_owner_asks(0, "SELECT count(*) FROM mark");
}

static void
test_a_mark_that_changed_meanwhile_is_said(void **state)
{
	char		 body[100];
	const char	*page = at("/components/%ld/marks",
			    newest("component"));

	assert_answer(OK, ask(page));
	keep_fields(page);
	must_mark(MARY, "70");
	snprintf(body, sizeof(body), "mark-%ld=40", (long)attempt_of(MARY));
	assert_answer(INVALID, send_kept(page, body));
	assert_shows("Mary Smith-Jones: 70 provisional now");
	assert_owner_asks(70, "SELECT mark FROM mark");
}

static void
test_nothing_handed_in_is_known_and_is_no_mark(void **state)
{
	char		 body[100];
	const char	*page = at("/components/%ld/marks",
			    newest("component"));

	assert_answer(OK, ask(page));
	snprintf(body, sizeof(body), "mark-%ld=&nothing-%ld=yes",
	    (long)attempt_of(MARY), (long)attempt_of(MARY));
	assert_answer(SEE_OTHER, submit(page, body));
	assert_owner_asks(1, "SELECT count(*) FROM attempt WHERE state = "
	    "'not_submitted'");
	assert_answer(OK, ask(page));
	snprintf(body, sizeof(body), "nothing-%ld=yes&mark-%ld=50",
	    (long)attempt_of(MARY), (long)attempt_of(MARY));
	assert_answer(INVALID, submit(page, body));
	assert_shows("not both");
}

static void
test_a_trainee_sees_a_mark_only_when_it_is_released(void **state)
{
	must_mark(MARY, "62");
	sign_in_as(MARY);
	assert_answer(OK, ask("/my/modules"));
	assert_shows("handed in");
	assert_hides("62 provisional");
	assert_answer(OK, ask("/trainees/102/history"));
	assert_shows("Essay was handed in");
	assert_hides("Essay was marked");
	sign_in_as(SAM);
	assert_answer(OK, ask(at("/components/%ld/release",
	    newest("component"))));
	assert_shows("Release 1 mark");
	assert_answer(SEE_OTHER, submit(at("/components/%ld/release",
	    newest("component")), ""));
	sign_in_as(MARY);
	assert_answer(OK, ask("/my/modules"));
	assert_shows("62 provisional");
	sign_in_as(SIAN);
	assert_answer(OK, ask("/my/modules"));
	assert_hides("62 provisional");
	assert_shows("Next: Essay, due 1 July 2026");
}

static void
test_marks_that_came_meanwhile_are_not_released_unseen(void **state)
{
	const char	*page;

	must_mark(MARY, "62");
	page = at("/components/%ld/release", newest("component"));
	assert_answer(OK, ask(page));
	keep_fields(page);
	must_mark(SIAN, "55");
	page = at("/components/%ld/release", newest("component"));
	assert_answer(INVALID, send_kept(page, ""));
	assert_shows("Marks changed while you had this page open");
	assert_owner_asks(0, "SELECT count(*) FROM mark WHERE released");
}

static void
test_an_extension_is_agreed_and_withdrawn(void **state)
{
	const char	*page = at("/attempts/%ld", attempt_of(MARY));

	assert_answer(OK, ask(page));
	assert_answer(INVALID, submit(page, "due_on-day=1&due_on-month=7&"
	    "due_on-year=2026&reason=caring"));
	assert_shows("The new due date must be after 1 July 2026");
	assert_answer(OK, ask(page));
	assert_answer(SEE_OTHER, submit(page, "due_on-day=15&due_on-month=7&"
	    "due_on-year=2026&reason=support_not_in_place&note=Software"));
	assert_answer(OK, follow());
	assert_shows("the programme’s side");
	assert_owner_asks(1, "SELECT count(*) FROM extension WHERE side = "
	    "'system' AND agreed_by = 31");
	sign_in_as(MARY);
	assert_answer(OK, ask("/my/modules"));
	assert_shows("due 15 July 2026");
	assert_shows("Extended from 1 July 2026 to 15 July 2026");
	sign_in_as(SAM);
	page = at("/extensions/%ld/withdraw", newest("extension"));
	assert_answer(OK, ask(page));
	assert_answer(SEE_OTHER, submit(page, ""));
	sign_in_as(MARY);
	assert_answer(OK, ask("/my/modules"));
	assert_shows("due 1 July 2026");
	assert_hides("15 July");
}

static void
test_a_board_confirms_marks_that_then_stay(void **state)
{
	must_mark(MARY, "62");
	must_mark(SIAN, "44");
	assert_answer(OK, ask(at("/modules/%ld/board", newest("offering"))));
	assert_shows("2 of 4 trainees");
	must_decide(102, "pass");
	assert_owner_asks(1, "SELECT count(*) FROM board_decision WHERE "
	    "outcome = 'pass' AND result = 62 AND decided_by = 31");
	assert_owner_asks(1, "SELECT count(*) FROM mark WHERE state = "
	    "'confirmed' AND released AND person_id = 2");
	assert_answer(OK, ask(at("/components/%ld/marks",
	    newest("component"))));
	assert_shows("62, confirmed by the board");
	assert_answer(OK, ask(at("/modules/%ld?show=passed",
	    newest("offering"))));
	assert_shows("Passed with 62");
	assert_hides("O&#39;Brien</a>");
	sign_in_as(MARY);
	assert_answer(OK, ask("/my/modules"));
	assert_shows("Passed with 62");
}

static void
test_what_the_record_contradicts_is_not_decided(void **state)
{
	char	body[120];

	must_mark(MARY, "30");
	snprintf(body, sizeof(body), "decide=102.pass.%ld&board_on-day=15&"
	    "board_on-month=6&board_on-year=2026", (long)stamp_of(102));
	assert_answer(INVALID, send_form(check_path(""), body));
	assert_shows("The result is below the pass mark");
	assert_answer(INVALID, send_form(check_path(""),
	    "board_on-day=15&board_on-month=6&board_on-year=2026"));
	assert_shows("Select a decision for at least one trainee");
	assert_owner_asks(0, "SELECT count(*) FROM board_decision");
}

static void
test_a_decision_on_what_changed_meanwhile_is_not_recorded(void **state)
{
	char		query[100];
	int64_t		stamp;

	must_mark(MARY, "62");
	stamp = stamp_of(102);
	snprintf(query, sizeof(query), "?decide=102.pass.%ld", (long)stamp);
	assert_answer(OK, ask(check_path(query)));
	keep_fields(check_path(""));
	must_mark(MARY, "20");
	assert_answer(INVALID, send_kept(check_path(""), "board_on-day=15&"
	    "board_on-month=6&board_on-year=2026"));
	assert_shows("This changed since you chose");
	assert_owner_asks(0, "SELECT count(*) FROM board_decision");
}

static void
test_a_resit_is_opened_marked_and_capped(void **state)
{
	must_mark(MARY, "30");
	must_decide(102, "resit");
	assert_owner_asks(1, "SELECT count(*) FROM attempt WHERE number = 2 "
	    "AND person_id = 2 AND due_on = '2026-07-13'");
	sign_in_as(MARY);
	assert_answer(OK, ask("/my/modules"));
	assert_shows("Next: Essay, resit due 13 July 2026");
	sign_in_as(SAM);
	must_mark(MARY, "71");
	assert_owner_asks(2, "SELECT count(*) FROM mark WHERE person_id = 2");
	must_decide(102, "pass");
	assert_owner_asks(50, "SELECT result FROM board_decision WHERE state "
	    "= 'standing'");
	assert_owner_asks(1, "SELECT count(*) FROM board_decision WHERE state "
	    "= 'replaced'");
}

static void
test_an_undone_decision_leaves_what_was_before_it(void **state)
{
	const char	*page;

	must_mark(MARY, "30");
	must_decide(102, "resit");
	page = at("/decisions/%ld/undo", newest("board_decision"));
	assert_answer(OK, ask(page));
	assert_answer(INVALID, submit(page, ""));
	assert_shows("Enter why the decision is undone");
	assert_answer(OK, ask(page));
	assert_answer(SEE_OTHER, submit(page, "because=Wrong+person"));
	assert_owner_asks(1, "SELECT count(*) FROM mark WHERE state = "
	    "'provisional' AND mark = 30");
	assert_owner_asks(1, "SELECT count(*) FROM attempt WHERE state = "
	    "'withdrawn' AND number = 2");
	must_mark(MARY, "55");
	must_decide(102, "pass");
	assert_answer(OK, ask(at("/decisions/%ld/undo",
	    newest("board_decision"))));
	assert_shows("Undo the decision");
}

static void
test_a_decision_that_was_acted_upon_is_not_undone(void **state)
{
	const char	*page;

	must_mark(MARY, "30");
	must_decide(102, "resit");
	must_mark(MARY, "71");
	page = at("/decisions/%ld/undo", newest("board_decision"));
	assert_answer(OK, ask(page));
	assert_shows("cannot be undone");
	assert_answer(INVALID, send_form(page, "because=No&version=1"));
	assert_owner_asks(1, "SELECT count(*) FROM board_decision WHERE state "
	    "= 'standing'");
}

static void
test_a_cohort_shows_everybody_in_every_module(void **state)
{
	must_mark(MARY, "62");
	assert_answer(OK, ask("/cohorts/1/modules"));
	assert_shows("Waits for the board, 62");
	assert_shows("?show=to-decide\">1</a>");
	assert_shows("?show=to-come\">3</a>");
	assert_answer(OK, ask("/cohorts/2/modules"));
	assert_shows("No module is offered to this cohort yet");
}

static void
test_neither_educators_nor_partners_see_a_mark(void **state)
{
	static const int	others[] = { EWAN, PAT, BO, SAL };

	must_mark(MARY, "97");
	must_decide(102, "pass");
	assert_answer(OK, ask("/trainees/102/history"));
	assert_shows("Essay was marked");
	assert_shows("The board decided on Mental health law");
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		sign_in_as(others[i]);
		assert_answer(NOT_FOUND, ask(at("/modules/%ld",
		    newest("offering"))));
		assert_answer(NOT_FOUND, ask("/my/modules"));
		ask("/trainees/102/history");
		assert_hides("was marked");
	}
}

int
main(void)
{
#define test(name) cmocka_unit_test_setup(name, module_world)
	const struct CMUnitTest	tests[] = {
		test(test_a_module_is_offered_once_to_a_cohort),
		test(test_everybody_of_the_cohort_has_a_first_attempt),
		test(test_whoever_leaves_the_cohort_leaves_its_modules),
		test(test_weights_add_up_to_a_hundred_and_no_more),
		test(test_a_register_is_kept_for_all_at_once),
		test(test_a_line_that_changed_meanwhile_is_said),
		test(test_a_cancelled_session_counts_for_nobody),
		test(test_marks_are_entered_changed_and_taken_back),
		test(test_marks_that_will_not_do_are_refused_in_words),
		test(test_a_mark_that_changed_meanwhile_is_said),
		test(test_nothing_handed_in_is_known_and_is_no_mark),
		test(test_a_trainee_sees_a_mark_only_when_it_is_released),
		test(test_marks_that_came_meanwhile_are_not_released_unseen),
		test(test_an_extension_is_agreed_and_withdrawn),
		test(test_a_board_confirms_marks_that_then_stay),
		test(test_what_the_record_contradicts_is_not_decided),
		test(test_a_decision_on_what_changed_meanwhile_is_not_recorded),
		test(test_a_resit_is_opened_marked_and_capped),
		test(test_an_undone_decision_leaves_what_was_before_it),
		test(test_a_decision_that_was_acted_upon_is_not_undone),
		test(test_a_cohort_shows_everybody_in_every_module),
		test(test_neither_educators_nor_partners_see_a_mark),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
