/* Changes of an enrolment: described, checked, recorded, told and undone. */
#include <stdio.h>

#include "pages.h"
#include "queries.h"
#include "rules/enrolment.h"

#define NEW	"/trainees/102/changes/new"
#define CHECK	"/trainees/102/changes/check"
#define ON(d)	"on-day=" d "&on-month=6&on-year=2026&"

static void
assert_is(int64_t enrolment, const char *what)
{
	char	sql[300];

	snprintf(sql, sizeof(sql), "SELECT state || ' ' || cohort_id || ' ' ||"
	    " employer_id || ' ' || starts_on || ' ' || coalesce(ends_on::text,"
	    " '-') FROM enrolment WHERE id = %ld", (long)enrolment);
	assert_string_equal(owner_reads(sql), what);
}

/* Describes a change of Mary's enrolment and records what was checked. */
static void
change(const char *kind, const char *fields)
{
	char	address[100];

	snprintf(address, sizeof(address), NEW "?kind=%s", kind);
	assert_answer(OK, ask(address));
	assert_answer(SEE_OTHER, submit(NEW, fields));
	assert_leads_to(CHECK);
	assert_answer(OK, follow());
	assert_answer(SEE_OTHER, submit(CHECK, ""));
	assert_leads_to("/trainees/102");
	assert_answer(OK, follow());
}

static void
test_only_what_may_follow_is_offered(void **state)
{
	static const char *const	enrolled[] = { "paused", "extended",
	    "transferred", "withdrawn", "completed" };
	static const char *const	never[] = { "resumed", "reinstated",
	    "enrolled", "deferred", "offered", "undone" };

	sign_in_as(SAM);
	assert_answer(OK, ask("/trainees/102"));
	assert_shows("href=\"/trainees/102/changes/new\"");
	assert_answer(OK, ask(NEW));
	for (size_t i = 0; i < 5; i++) {
		char	value[40];

		snprintf(value, sizeof(value), "value=\"%s\"", enrolled[i]);
		assert_shows(value);
	}
	for (size_t i = 0; i < 6; i++) {
		char	value[100];

		snprintf(value, sizeof(value), "value=\"%s\"", never[i]);
		assert_hides(value);
		snprintf(value, sizeof(value), NEW "?kind=%s", never[i]);
		assert_answer(INVALID, ask(value));
		assert_shows("Select what happens to the enrolment");
		snprintf(value, sizeof(value), "kind=%s&version=1&" ON("3")
		    "reason=illness", never[i]);
		assert_answer(INVALID, send_form(NEW, value));
	}
	assert_answer(INVALID, ask(NEW "?chosen=yes"));
	assert_shows("Select what happens to the enrolment");
	assert_answer(OK, ask("/trainees/105/changes/new"));
	assert_shows("value=\"deferred\"");
	assert_hides("value=\"paused\"");
	assert_answer(OK, ask("/trainees/104/changes/new"));
	assert_shows("value=\"resumed\"");
	assert_hides("value=\"paused\"");
}

static void
test_a_pause_is_checked_then_recorded_and_told(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask(NEW "?kind=paused"));
	assert_shows("The trainee’s reasons");
	assert_shows("Reasons of the programme, employer or host");
	assert_hides("A decision of the programme or its board");
	assert_answer(SEE_OTHER, submit(NEW, ON("10") "reason=no_educator&"
	    "note=Ewan+left+%3Cb%3E&expected_on-day=1&expected_on-month=9&"
	    "expected_on-year=2026"));
	assert_leads_to(CHECK);
	assert_is(102, "enrolled 1 9003 2026-06-01 -");
	assert_answer(OK, follow());
	assert_shows("No practice educator was available");
	assert_shows("10 June 2026");
	assert_shows("1 September 2026");
	assert_shows("Ewan left &lt;b&gt;");
	assert_owner_asks(0, "SELECT count(*) FROM post.letter");
	assert_answer(SEE_OTHER, submit(CHECK, ""));
	assert_leads_to("/trainees/102");
	assert_answer(OK, follow());
	assert_shows("Enrolment paused. Mary Smith-Jones was told by email.");
	assert_shows("Paused on 10 June 2026: no practice educator was "
	    "available");
	assert_is(102, "paused 1 9003 2026-06-01 -");
	assert_owner_asks(1, "SELECT count(*) FROM placement_interruption "
	    "WHERE placement_id = 202 AND during = '[2026-06-10,)' AND "
	    "reason = 'Programme paused'");
	assert_owner_asks(1, "SELECT count(*) FROM post.letter WHERE "
	    "person_id = 2 AND address = 'mary@example.org' AND body LIKE "
	    "'%Paused on 10 June 2026%' AND body NOT LIKE '%Ewan%' AND "
	    "body NOT LIKE '%educator%'");
	assert_owner_asks(0, "SELECT count(*) FROM draft");
}

static void
test_what_the_form_lacks_is_said_and_nothing_is_lost(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask(NEW "?kind=paused"));
	assert_answer(INVALID, submit(NEW, "note=Kept+words"));
	assert_shows("Enter the date that the pause began");
	assert_shows("Select the reason");
	assert_shows("Kept words");
	assert_answer(INVALID, submit(NEW, ON("16") "reason=illness"));
	assert_shows("The date must be today or in the past");
	assert_answer(INVALID, submit(NEW, ON("10") "reason=moved"));
	assert_shows("Select the reason");
	assert_answer(INVALID, submit(NEW, ON("10") "reason=illness&"
	    "expected_on-day=10&expected_on-month=6&expected_on-year=2026"));
	assert_shows("must be after the date of the change");
	assert_owner_asks(1, "SELECT version FROM enrolment WHERE id = 102");
}

static void
test_going_back_from_the_check_keeps_what_was_typed(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask(NEW "?kind=paused"));
	assert_answer(SEE_OTHER, submit(NEW, ON("10") "reason=illness&"
	    "note=Typed+once"));
	assert_answer(OK, follow());
	assert_shows("changes/new?kind=paused&amp;again=yes");
	assert_answer(OK, ask(NEW "?kind=paused&again=yes"));
	assert_shows("Typed once");
	assert_shows("value=\"illness\" checked");
	assert_answer(OK, ask(NEW "?kind=paused"));
	assert_hides("Typed once");
}

static void
test_who_came_second_looks_again(void **state)
{
	owner_does("INSERT INTO role_held (person_id, role, programme_id, "
	    "during) VALUES (32, 'staff', 1, '[2026-01-01,)')");
	sign_in_as(SAM);
	assert_answer(OK, ask(NEW "?kind=paused"));
	assert_answer(SEE_OTHER, submit(NEW, ON("10") "reason=illness"));
	assert_answer(OK, follow());
	keep_fields(CHECK);
	take_browser(1);
	sign_in_as(SAL);
	change("extended", ON("11") "reason=caring&ends_on-day=1&"
	    "ends_on-month=7&ends_on-year=2027");
	take_browser(0);
	assert_answer(SEE_OTHER, send_kept(CHECK, ""));
	assert_leads_to(NEW "?kind=paused");
	assert_answer(OK, follow());
	assert_shows("Nothing was recorded");
	assert_shows("value=\"illness\" checked");
	assert_is(102, "enrolled 1 9003 2026-06-01 2027-07-01");
	assert_answer(INVALID, submit(NEW, ON("10") "reason=illness"));
	assert_shows("on or after 11 June 2026");
	assert_answer(SEE_OTHER, submit(NEW, ON("12") "reason=illness"));
	assert_answer(OK, follow());
	assert_answer(SEE_OTHER, submit(CHECK, ""));
	assert_is(102, "paused 1 9003 2026-06-01 2027-07-01");
}

/* Somebody else's change is on its way when this one is sent. */
static void
test_who_comes_in_between_is_not_run_over(void **state)
{
	struct reply	 reply;
	char		*body;

	sign_in_as(SAM);
	assert_answer(OK, ask(NEW "?kind=withdrawn"));
	assert_answer(SEE_OTHER, submit(NEW, ON("12") "reason=other_path"));
	assert_answer(OK, follow());
	body = strdup(hidden_fields(CHECK));
	send_at_once(CHECK, body, "INSERT INTO enrolment_event (enrolment_id, "
	    "person_id, programme_id, version, change, on_date, reason) "
	    "VALUES (102, 2, 1, 2, 'paused', '2026-06-15', 'illness')",
	    &reply, 1);
	assert_int_equal(reply.status, SEE_OTHER);
	assert_string_equal(reply.location, NEW "?kind=withdrawn");
	assert_is(102, "paused 1 9003 2026-06-01 -");
	assert_owner_asks(2, "SELECT count(*) FROM enrolment_event WHERE "
	    "enrolment_id = 102");
	assert_owner_asks(0, "SELECT count(*) FROM post.letter");
	free(body);
}

static void
test_a_change_sent_twice_is_recorded_once(void **state)
{
	struct reply	 replies[2];
	char		*body;

	sign_in_as(SAM);
	assert_answer(OK, ask(NEW "?kind=withdrawn"));
	assert_answer(SEE_OTHER, submit(NEW, ON("12") "reason=other_path"));
	assert_answer(OK, follow());
	body = strdup(hidden_fields(CHECK));
	send_at_once(CHECK, body, "SELECT 1 FROM enrolment WHERE id = 102 "
	    "FOR UPDATE", replies, 2);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(replies[i].status, SEE_OTHER);
		assert_string_equal(replies[i].location, "/trainees/102");
	}
	assert_owner_asks(2, "SELECT count(*) FROM enrolment_event WHERE "
	    "enrolment_id = 102");
	assert_owner_asks(1, "SELECT count(*) FROM post.letter");
	free(body);
}

static void
test_a_whole_life_moves_the_state_and_undoing_restores_it(void **state)
{
	sign_in_as(SAM);
	change("paused", ON("3") "reason=bereavement");
	assert_is(102, "paused 1 9003 2026-06-01 -");
	change("resumed", ON("8") "reason=ready");
	assert_is(102, "enrolled 1 9003 2026-06-01 -");
	assert_owner_asks(1, "SELECT count(*) FROM placement_interruption "
	    "WHERE placement_id = 202 AND during = '[2026-06-03,2026-06-08)'");
	change("transferred", ON("9") "reason=moved&cohort=2&employer=ashby");
	assert_is(102, "enrolled 2 9002 2026-06-01 -");
	change("withdrawn", ON("10") "reason=funding");
	assert_is(102, "withdrawn 2 9002 2026-06-01 -");
	assert_owner_asks(1, "SELECT count(*) FROM role_held WHERE person_id "
	    "= 2 AND upper(during) = '2026-06-10'");
	change("reinstated", ON("12") "reason=put_right");
	assert_is(102, "enrolled 2 9002 2026-06-01 -");
	assert_owner_asks(2, "SELECT count(*) FROM placement_interruption "
	    "WHERE placement_id = 202 AND event_id IS NOT NULL");
	for (int version = 6; version > 1; version--) {
		static const char *const	was[] = { NULL, NULL,
		    "enrolled 1 9003 2026-06-01 -",
		    "paused 1 9003 2026-06-01 -",
		    "enrolled 1 9003 2026-06-01 -",
		    "enrolled 2 9002 2026-06-01 -",
		    "withdrawn 2 9002 2026-06-01 -" };
		char	path[100];

		snprintf(path, sizeof(path), "/trainees/102/changes/%d/undo",
		    version);
		assert_answer(OK, ask("/trainees/102"));
		assert_shows(path);
		assert_answer(OK, ask(path));
		assert_answer(SEE_OTHER, submit(path,
		    "reason=recorded_wrongly"));
		assert_is(102, was[version]);
	}
	assert_owner_asks(0, "SELECT count(*) FROM placement_interruption "
	    "WHERE placement_id = 202");
	assert_owner_asks(1, "SELECT count(*) FROM role_held WHERE person_id "
	    "= 2 AND during = '[2026-01-01,)'");
	assert_answer(OK, ask("/trainees/102"));
	assert_hides("/undo\"");
}

static void
test_only_the_latest_is_undone_and_only_once(void **state)
{
	sign_in_as(SAM);
	change("paused", ON("3") "reason=illness");
	change("resumed", ON("8") "reason=ready");
	assert_answer(OK, ask("/trainees/102/changes/2/undo"));
	assert_shows("Only the latest change can be undone");
	assert_answer(INVALID, send_form("/trainees/102/changes/2/undo",
	    "version=3&reason=recorded_wrongly"));
	assert_answer(INVALID, send_form("/trainees/102/changes/1/undo",
	    "version=3&reason=recorded_wrongly"));
	assert_answer(NOT_FOUND, ask("/trainees/102/changes/9/undo"));
	assert_answer(INVALID, send_form("/trainees/102/changes/3/undo",
	    "version=2&reason=recorded_wrongly"));
	assert_shows("changed while you had it open");
	assert_answer(INVALID, send_form("/trainees/102/changes/3/undo",
	    "version=3"));
	assert_shows("Select the reason");
	assert_answer(SEE_OTHER, send_form("/trainees/102/changes/3/undo",
	    "version=3&reason=plan_changed&note=Not+back"));
	assert_answer(INVALID, send_form("/trainees/102/changes/3/undo",
	    "version=4&reason=plan_changed"));
	assert_shows("undone already");
	assert_answer(NOT_FOUND, ask("/trainees/102/changes/4/undo"));
	assert_is(102, "paused 1 9003 2026-06-01 -");
}

static void
test_the_trainee_reads_why_and_an_educator_does_not(void **state)
{
	sign_in_as(SAM);
	change("paused", ON("3") "reason=bereavement&note=A+private+word");
	sign_in_as(MARY);
	assert_answer(OK, ask("/trainees/102"));
	assert_shows("Paused on 3 June 2026: bereavement");
	assert_shows("A private word");
	assert_hides("changes/new");
	assert_hides("/undo");
	assert_answer(OK, ask("/trainees/102/history"));
	assert_shows("Paused on 3 June 2026: bereavement");
	for (int i = 0; i < 3; i++) {
		static const int	others[] = { EWAN, PAT, BO };

		sign_in_as(others[i]);
		assert_answer(OK, ask("/trainees/102"));
		assert_shows("Paused");
		assert_hides("ereavement");
		assert_hides("private");
	}
	sign_in_as(EWAN);
	assert_answer(OK, ask("/trainees/102/history"));
	assert_hides("ereavement");
}

static void
test_a_transfer_names_one_employer(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask(NEW "?kind=transferred"));
	assert_answer(INVALID, submit(NEW, ON("3") "reason=moved&cohort=1&"
	    "employer=nowhere+at+all"));
	assert_shows("No organisation is called that");
	assert_answer(INVALID, submit(NEW, ON("3") "reason=moved&cohort=1&"
	    "employer=trust"));
	assert_shows("More than one employer fits");
	assert_answer(INVALID, submit(NEW, ON("3") "reason=moved&cohort=3&"
	    "employer=zz02"));
	assert_shows("Select the cohort");
	assert_answer(INVALID, submit(NEW, ON("3") "reason=moved&cohort=1&"
	    "employer=zz03"));
	assert_shows("Select another cohort or enter another employer");
	owner_does("INSERT INTO enrolment (programme_id, cohort_id, person_id, "
	    "employer_id, starts_on) VALUES (1, 2, 2, 9003, '2026-09-01')");
	assert_answer(INVALID, submit(NEW, ON("3") "reason=moved&cohort=2&"
	    "employer=zz02"));
	assert_shows("Mary Smith-Jones is in Autumn 2026 already");
}

static void
test_staff_do_not_change_their_own_enrolment(void **state)
{
	owner_does("INSERT INTO role_held (person_id, role, programme_id, "
	    "during) VALUES (2, 'staff', 1, '[2026-01-01,)')");
	sign_in_as(MARY);
	assert_answer(NOT_FOUND, ask(NEW));
	assert_answer(OK, ask("/trainees/102"));
	assert_hides("changes/new");
}

/* The rules in C and the table in the database say the same. */
static void
test_the_rules_are_those_of_the_database(void **state)
{
	int64_t	n = 0;

	for (int kind = CHANGE_NONE + 1; kind < CHANGE_KINDS; kind++)
		for (int was = PLACE_OFFERED; was < PLACE_STATES; was++) {
			enum place_state after = change_leads(
			    (enum place_state)was, (enum change_kind)kind);
			char		 sql[300];

			snprintf(sql, sizeof(sql), "SELECT count(*) FROM "
			    "enrolment_transition WHERE change = '%s' AND "
			    "before = '%s' AND after = '%s'",
			    enrolment_change_word((enum enrolment_change)kind),
			    enrolment_state_word((enum enrolment_state)was),
			    after == PLACE_NONE ? "offered" :
			    enrolment_state_word((enum enrolment_state)after));
			if (after == PLACE_NONE)
				continue;
			assert_owner_asks(1, sql);
			n++;
		}
	assert_owner_asks(n, "SELECT count(*) FROM enrolment_transition");
}

int
main(void)
{
#define test(name) cmocka_unit_test_setup(name, new_world)
	const struct CMUnitTest	tests[] = {
		test(test_only_what_may_follow_is_offered),
		test(test_a_pause_is_checked_then_recorded_and_told),
		test(test_what_the_form_lacks_is_said_and_nothing_is_lost),
		test(test_going_back_from_the_check_keeps_what_was_typed),
		test(test_who_came_second_looks_again),
		test(test_who_comes_in_between_is_not_run_over),
		test(test_a_change_sent_twice_is_recorded_once),
		test(test_a_whole_life_moves_the_state_and_undoing_restores_it),
		test(test_only_the_latest_is_undone_and_only_once),
		test(test_the_trainee_reads_why_and_an_educator_does_not),
		test(test_a_transfer_names_one_employer),
		test(test_staff_do_not_change_their_own_enrolment),
		test(test_the_rules_are_those_of_the_database),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
