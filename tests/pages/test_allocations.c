/* Allocations: chosen, checked, made with reasons, replaced and ended. */
#include <stdio.h>

#include "pages.h"

#define NEW	"/placements/204/educators/new"
#define CHECK	"/placements/204/educators/check"

/* Placement 204 is a last one at Brook, of Kwame, with Esi; today is 15 June.
 * Ewan works for Ashby, stage 1; Una for Brook, stage 2, and is free. */
static int
allocation_world(void **state)
{
	new_world(state);
	owner_does("UPDATE person SET swe_number = 'SW' || id, programme_ids "
	    "= programme_ids || '{1}' WHERE id IN (11, 12, 13);"
	    "INSERT INTO educator (id, person_id, programme_id,"
	    "organisation_id, registration, registered_until)"
	    "OVERRIDING SYSTEM VALUE VALUES"
	    "(501, 11, 1, 9002, 'registered', '2026-10-29'),"
	    "(502, 13, 1, 9003, 'registered', '2026-11-30'),"
	    "(503, 12, 1, 9003, 'registered', '2026-11-30');"
	    "INSERT INTO educator_entry (educator_id, person_id, programme_id,"
	    "kind, title, from_on) VALUES"
	    "(501, 11, 1, 'stage_1', 'Stage 1', '2025-01-01'),"
	    "(502, 13, 1, 'stage_1', 'Stage 1', '2025-01-01'),"
	    "(502, 13, 1, 'stage_2', 'Stage 2', '2026-01-01'),"
	    "(503, 12, 1, 'stage_1', 'Stage 1', '2025-01-01'),"
	    "(503, 12, 1, 'stage_2', 'Stage 2', '2026-01-01');"
	    "INSERT INTO placement_audit (programme_id, organisation_id,"
	    "team_id, done_on, answers, notes, result) SELECT 1,"
	    "organisation_id, id, '2026-05-01',"
	    "array_fill('met'::audit_answer, '{8}'),"
	    "array_fill(''::text, '{8}'), 'suitable' FROM team");
	sign_in_as(SAM);
	return (0);
}

#define FROM(d, m)	"&from-day=" #d "&from-month=" #m "&from-year=2026"

static void
test_staff_see_who_educates_and_who_could(void **state)
{
	assert_answer(OK, ask("/placements/204/educators"));
	assert_shows("Esi Mensah</a>");
	assert_answer(OK, ask(NEW));
	assert_true(page_shows_in_order("Esi Mensah, Stage 2, 2 of 3 today",
	    "Ewan Reid, Stage 1, 2 of 3 today"));
	assert_shows("value=\"15\"");
	assert_answer(OK, ask(NEW "?search=ewan"));
	assert_hides("Esi Mensah");
	assert_answer(NOT_FOUND, ask("/placements/206/educators"));
}

static void
test_a_choice_that_cannot_be_is_refused_with_a_reason(void **state)
{
	assert_answer(OK, ask(NEW));
	assert_answer(INVALID, submit(NEW, "duty=x"));
	assert_shows("Select what they will be");
	assert_shows("Select an educator");
	assert_shows("Enter the first day");
	assert_answer(INVALID, submit(NEW, "duty=practice_educator&educator="
	    "502" FROM(31, 10)));
	assert_shows("The first day must be within the placement, 1 June 2026 "
	    "to 30 October 2026");
	assert_answer(INVALID, submit(NEW, "duty=practice_educator&educator="
	    "502" FROM(1, 6)));
	assert_shows("Esi Mensah is practice educator from 1 June 2026. Choose "
	    "a later first day");
	assert_answer(INVALID, submit(NEW, "duty=practice_educator&educator="
	    "503" FROM(2, 6)));
	assert_shows("Esi Mensah is the practice educator already");
	assert_answer(SEE_OTHER, ask(CHECK "?educator=999&duty=x&from=y"));
	assert_leads_to(NEW);
}

/* It is known before anybody is sent there, and needs no answer. */
static void
test_a_team_without_an_audit_is_noted(void **state)
{
	owner_does("UPDATE placement_audit SET state = 'withdrawn'");
	assert_answer(OK, ask(NEW));
	assert_answer(SEE_OTHER, submit(NEW, "duty=practice_educator&educator="
	    "502" FROM(1, 7)));
	assert_answer(OK, follow());
	assert_shows("Crisis team has no audit that stands when the placement "
	    "starts");
	assert_answer(SEE_OTHER, submit(CHECK, ""));
}

static void
test_somebody_able_replaces_from_a_day_and_all_are_told(void **state)
{
	assert_answer(OK, ask(NEW));
	assert_answer(SEE_OTHER, submit(NEW, "duty=practice_educator&educator="
	    "502" FROM(1, 7)));
	assert_leads_to(CHECK "?educator=502&duty=practice_educator&"
	    "from=2026-07-01");
	assert_answer(OK, follow());
	assert_shows("Nothing speaks against it");
	assert_shows("Esi Mensah, whose last day is 30 June 2026");
	assert_answer(SEE_OTHER, submit(CHECK, ""));
	assert_answer(OK, follow());
	assert_shows("Una Ward is the practice educator of Kwame Okafor from "
	    "1 July 2026");
	assert_owner_asks(1, "SELECT count(*) FROM placement_educator WHERE "
	    "placement_id = 204 AND person_id = 12 AND "
	    "during = '[2026-06-01,2026-07-01)'");
	assert_owner_asks(1, "SELECT count(*) FROM placement_educator WHERE "
	    "placement_id = 204 AND person_id = 13 AND "
	    "during = '[2026-07-01,2026-10-31)'");
	assert_owner_asks(3, "SELECT count(DISTINCT person_id) FROM "
	    "post.letter WHERE person_id IN (4, 12, 13)");
	assert_owner_asks(2, "SELECT count(*) FROM audit.event WHERE name = "
	    "'EDUCATOR_ALLOCATED' AND subject = 'placement_educator' AND "
	    "actor_id = 31");
	assert_answer(OK, ask("/educators/502/history"));
	assert_shows("Allocated as practice educator to Kwame Okafor at Brook "
	    "Council");
}

static void
test_every_warning_needs_a_reason_that_is_kept(void **state)
{
	owner_does("UPDATE educator SET capacity = 2 WHERE id = 501");
	assert_answer(OK, ask(CHECK "?educator=501&duty=practice_educator&"
	    "from=2026-07-01"));
	assert_shows("may contribute to a last placement but not assess it");
	assert_shows("Ewan Reid does not work at Brook Council");
	assert_shows("needs an on-site supervisor who is a registered social "
	    "worker: there is none from 1 July 2026");
	assert_shows("Ewan Reid is registered until 29 October 2026");
	assert_shows("Ewan Reid would have 3 trainees at once in the week of "
	    "29 June 2026, with room for 2");
	assert_answer(INVALID, submit(CHECK, "reason-stage-1-last=He+awaits"));
	assert_shows("Enter why you allocate them all the same");
	assert_shows("He awaits</textarea>");
	assert_owner_asks(0, "SELECT count(*) FROM allocation_warning");
	assert_answer(SEE_OTHER, submit(CHECK, "reason-stage-1-last=One&"
	    "reason-no-supervisor=Two&reason-registration-lapses=Three&"
	    "reason-overloaded=Four"));
	assert_answer(OK, follow());
	assert_shows("Warnings that were accepted");
	assert_shows("Accepted by Sam Hall on ");
	assert_shows(": Three</li>");
	assert_owner_asks(4, "SELECT count(*) FROM allocation_warning WHERE "
	    "person_id = 11 AND placement_id = 204 AND accepted_by = 31");
	assert_answer(OK, ask("/educators/501/history"));
	assert_shows("Reason: Four");
}

static void
test_a_warning_that_came_meanwhile_is_not_passed(void **state)
{
	assert_answer(OK, ask(CHECK "?educator=502&duty=practice_educator&"
	    "from=2026-07-01"));
	owner_does("UPDATE educator SET capacity = 0 WHERE id = 502");
	assert_answer(INVALID, submit(CHECK, ""));
	assert_shows("with room for 0");
	assert_owner_asks(0, "SELECT count(*) FROM placement_educator WHERE "
	    "placement_id = 204 AND person_id = 13");
}

static void
test_a_conflict_of_interest_cannot_be_accepted(void **state)
{
	owner_does("INSERT INTO educator_conflict (educator_id, person_id,"
	    "programme_id, trainee_id, kind, during) VALUES"
	    "(502, 13, 1, 4, 'friendship', '[2026-01-01,2026-10-31)')");
	assert_answer(OK, ask(CHECK "?educator=502&duty=practice_educator&"
	    "from=2026-07-01"));
	assert_shows("Una Ward has a conflict of interest with Kwame Okafor: "
	    "They are friends");
	assert_hides(">\nAllocate\n");
	assert_answer(INVALID, submit(CHECK, "reason-conflict=Never+mind"));
	assert_shows("A conflict of interest cannot be accepted");
	assert_owner_asks(0, "SELECT count(*) FROM placement_educator WHERE "
	    "placement_id = 204 AND person_id = 13");
}

/* Somebody else's allocation ends while ours waits for it. */
static void
test_who_allocates_a_moment_later_looks_again(void **state)
{
	char		body[600];
	struct reply	reply;

	owner_does("UPDATE educator SET organisation_id = 9002, "
	    "registered_until = '2027-11-30' WHERE id = 502");
	assert_answer(OK, ask("/placements/205/educators/check?educator=502&"
	    "duty=practice_educator&from=2026-09-01"));
	assert_shows("Nothing speaks against it");
	snprintf(body, sizeof(body), "%s",
	    hidden_fields("/placements/205/educators/check"));
	send_at_once("/placements/205/educators/check", body,
	    "INSERT INTO placement_educator (placement_id, person_id, duty, "
	    "during) VALUES (205, 12, 'practice_educator', "
	    "'[2026-10-01,2026-11-01)')", &reply, 1);
	assert_int_equal(reply.status, INVALID);
	assert_owner_asks(12, "SELECT person_id FROM placement_educator WHERE "
	    "placement_id = 205");
	assert_owner_asks(0, "SELECT count(*) FROM post.letter");
}

static void
test_a_supervisor_comes_beside_the_educator(void **state)
{
	assert_answer(OK, ask(CHECK "?educator=502&duty=onsite_supervisor&"
	    "from=2026-06-15"));
	assert_hides("Replaces");
	assert_answer(SEE_OTHER, submit(CHECK, ""));
	assert_answer(OK, ask(CHECK "?educator=501&duty=practice_educator&"
	    "from=2026-07-01"));
	assert_hides("needs an on-site supervisor");
	assert_answer(OK, ask(CHECK "?educator=501&duty=onsite_supervisor&"
	    "from=2026-07-01"));
	assert_shows("cannot supervise there from day to day");
}

static void
test_somebodys_time_ends_earlier_and_never_later(void **state)
{
	char	path[80];

	snprintf(path, sizeof(path), "/placements/204/educators/%ld/end",
	    owner_asks("SELECT id FROM placement_educator WHERE "
	    "placement_id = 204"));
	assert_answer(OK, ask(path));
	assert_answer(INVALID, submit(path,
	    "last-day=31&last-month=5&last-year=2026"));
	assert_shows("The last day must be 1 June 2026, when they begin, or "
	    "after");
	assert_answer(INVALID, submit(path,
	    "last-day=30&last-month=10&last-year=2026"));
	assert_shows("must be before 30 October 2026");
	assert_answer(SEE_OTHER, submit(path,
	    "last-day=15&last-month=6&last-year=2026"));
	assert_owner_asks(1, "SELECT count(*) FROM placement_educator WHERE "
	    "placement_id = 204 AND upper(during) = '2026-06-16'");
	assert_owner_asks(2, "SELECT count(*) FROM post.letter");
	assert_answer(SEE_OTHER, ask(path));
	assert_answer(OK, ask("/placements/204/educators"));
	assert_shows("Last day today");
}

/* Who begins later can be taken back, and then never was. */
static void
test_an_allocation_is_cancelled_before_it_begins(void **state)
{
	char	path[80];

	owner_does("UPDATE placement_educator SET during = '[2026-07-01,"
	    "2026-10-31)' WHERE placement_id = 204");
	snprintf(path, sizeof(path), "/placements/204/educators/%ld/cancel",
	    owner_asks("SELECT id FROM placement_educator WHERE "
	    "placement_id = 204"));
	assert_answer(OK, ask("/placements/204/educators"));
	assert_shows(path);
	assert_answer(OK, ask(path));
	assert_shows("That has not begun, so it can be cancelled");
	assert_answer(SEE_OTHER, submit(path, ""));
	assert_owner_asks(1, "SELECT count(*) FROM placement_educator WHERE "
	    "placement_id = 204 AND isempty(during)");
	assert_owner_asks(2, "SELECT count(*) FROM post.letter");
	assert_answer(NOT_FOUND, send_form(path, ""));
	assert_answer(OK, ask("/placements/204/educators"));
	assert_shows("Nobody educates here yet");
}

static void
test_an_allocation_that_has_begun_is_not_cancelled(void **state)
{
	char	path[80];

	snprintf(path, sizeof(path), "/placements/204/educators/%ld/cancel",
	    owner_asks("SELECT id FROM placement_educator WHERE "
	    "placement_id = 204"));
	assert_answer(SEE_OTHER, ask(path));
	assert_answer(SEE_OTHER, send_form(path, ""));
	assert_owner_asks(0, "SELECT count(*) FROM placement_educator WHERE "
	    "placement_id = 204 AND isempty(during)");
	assert_owner_asks(0, "SELECT count(*) FROM post.letter");
}

int
main(void)
{
#define TEST(name)	cmocka_unit_test_setup(name, allocation_world)
	const struct CMUnitTest	tests[] = {
		TEST(test_staff_see_who_educates_and_who_could),
		TEST(test_a_choice_that_cannot_be_is_refused_with_a_reason),
		TEST(test_a_team_without_an_audit_is_noted),
		TEST(test_somebody_able_replaces_from_a_day_and_all_are_told),
		TEST(test_every_warning_needs_a_reason_that_is_kept),
		TEST(test_a_warning_that_came_meanwhile_is_not_passed),
		TEST(test_a_conflict_of_interest_cannot_be_accepted),
		TEST(test_who_allocates_a_moment_later_looks_again),
		TEST(test_a_supervisor_comes_beside_the_educator),
		TEST(test_somebodys_time_ends_earlier_and_never_later),
		TEST(test_an_allocation_is_cancelled_before_it_begins),
		TEST(test_an_allocation_that_has_begun_is_not_cancelled),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
