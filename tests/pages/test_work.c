/* What waits on a practice educator: days to confirm, or to return. */
#include <stdio.h>

#include "pages.h"

/* Ewan educates Siân and Mary at Ashby; here Zoë at Brook as well. */
static int
world_with_two_hosts(void **state)
{
	new_world(state);
	owner_does("UPDATE placement_educator SET person_id = 11 "
	    "WHERE placement_id = 203; "
	    "SET session_replication_role = replica; "
	    "INSERT INTO placement_day (id, placement_id, enrolment_id, "
	    "person_id, programme_id, organisation_id, on_date, halves, kind, "
	    "did, submitted_at) OVERRIDING SYSTEM VALUE VALUES "
	    "(20304, 203, 103, 3, 1, 9003, '2026-06-04', 2, 'attended', "
	    "'Oldest of all', '2026-06-04 17:00+01'), "
	    "(20305, 203, 103, 3, 1, 9003, '2026-06-05', 1, 'make_up', "
	    "'Newest of all', '2026-06-14 17:00+01'); "
	    "SET session_replication_role = origin; "
	    "SELECT waymark.tally_placements('{203}')");
	return (0);
}

static void
assert_state(int64_t day, const char *state)
{
	char	sql[200];

	snprintf(sql, sizeof(sql), "SELECT count(*) FROM placement_day WHERE "
	    "id = %ld AND state = '%s'", (long)day, state);
	assert_owner_asks(1, sql);
}

static void
test_one_list_holds_what_waits_in_every_host_oldest_first(void **state)
{
	sign_in_as(EWAN);
	assert_answer(SEE_OTHER, ask("/"));
	assert_leads_to("/work");
	assert_answer(OK, follow());
	assert_shows("3 days wait to be confirmed, the longest waiting first");
	assert_true(page_shows_in_order("Oldest of all", "Visited a family"));
	assert_true(page_shows_in_order("Visited a family", "Newest of all"));
	assert_true(page_shows_in_order("Brook Council", "Ashby NHS Trust"));
	assert_shows("Half day, made up");
	assert_int_equal(page_count("name=\"day\""), 3);
}

static void
test_several_days_are_confirmed_at_once(void **state)
{
	sign_in_as(EWAN);
	assert_answer(OK, ask("/work"));
	assert_answer(SEE_OTHER, submit("/work", "day=20304.1&day=20204.1"));
	assert_leads_to("/work");
	assert_answer(OK, follow());
	assert_shows("2 days confirmed");
	assert_shows("1 day waits to be confirmed");
	assert_state(20304, "confirmed");
	assert_state(20204, "confirmed");
	assert_state(20305, "submitted");
	assert_owner_asks(2, "SELECT count(*) FROM placement_day WHERE "
	    "decided_by = 11 AND id IN (20304, 20204) AND decided_at > "
	    "now() - interval '1 minute'");
	assert_owner_asks(2, "SELECT count(*) FROM audit.event WHERE "
	    "name = 'PLACEMENT_DAYS_CONFIRMED' AND actor_id = 11 AND "
	    "before ->> 'state' = 'submitted' AND "
	    "after ->> 'state' = 'confirmed'");
	assert_owner_asks(6, "SELECT confirmed FROM placement_tally WHERE "
	    "placement_id = 203");
}

static void
test_a_day_that_changed_meanwhile_stays_and_is_said(void **state)
{
	sign_in_as(EWAN);
	assert_answer(OK, ask("/work"));
	keep_fields("/work");
	take_browser(1);
	sign_in_as(ZOE);
	assert_answer(OK, ask("/days/20304/change"));
	assert_answer(SEE_OTHER, submit("/days/20304/change", "on-day=4&"
	    "on-month=6&on-year=2026&length=half&kind=attended&did=Less"));
	take_browser(0);
	assert_answer(SEE_OTHER, send_kept("/work",
	    "day=20304.1&day=20204.1"));
	assert_answer(OK, follow());
	assert_shows("1 day confirmed. 1 day changed while you had the list "
	    "open: look again before you confirm.");
	assert_shows("Less");
	assert_state(20304, "submitted");
}

static void
test_a_day_ticked_twice_is_one_day(void **state)
{
	sign_in_as(EWAN);
	assert_answer(OK, ask("/work"));
	assert_answer(SEE_OTHER, submit("/work", "day=20304.1&day=20304.1"));
	assert_answer(OK, follow());
	assert_shows("1 day confirmed");
	assert_hides("changed while you had the list open");
}

static void
test_nothing_ticked_and_nonsense_are_refused(void **state)
{
	static const char *const	ticks[] = { "", "day=", "day=x",
	    "day=20304", "day=.1", "day=20304.", "day=-1.1", "day=1.1.1",
	    "day=99999999999999999999999999999999999999999999999.1",
	    "day=0.1", "day=20304.0", "day=%00", "day=%FF.1" };

	sign_in_as(EWAN);
	for (size_t i = 0; i < sizeof(ticks) / sizeof(*ticks); i++) {
		assert_answer(OK, ask("/work"));
		assert_answer(INVALID, submit("/work", ticks[i]));
		assert_int_equal(page_count("Select the days that you "
		    "confirm"), 2);
	}
	assert_owner_asks(0, "SELECT count(*) FROM placement_day WHERE "
	    "decided_at > now() - interval '1 minute'");
}

static void
test_days_that_are_not_mine_to_confirm_stay_as_they_are(void **state)
{
	sign_in_as(ESI);
	assert_answer(OK, ask("/work"));
	assert_shows("Nothing waits on you");
	assert_answer(SEE_OTHER, send_form("/work", "day=20304.1"));
	assert_answer(OK, follow());
	assert_shows("0 days confirmed. 1 day changed");
	assert_state(20304, "submitted");
	assert_answer(NOT_FOUND, ask("/days/20304"));
	assert_answer(NOT_FOUND, ask("/days/20304/return"));
	assert_answer(NOT_FOUND, send_form("/days/20304/return",
	    "version=1&reason=No"));
	assert_state(20304, "submitted");
}

/* Returned, read, corrected, sent again and confirmed; both see all of it. */
static void
test_a_day_goes_back_and_forth_and_both_see_its_history(void **state)
{
	static const char *const	history[] = {
		"Returned Thursday 4 June 2026: Say who &amp; when",
		"Corrected and sent again Thursday 4 June 2026",
		"by Ewan Reid", "by Zoë Núñez",
	};

	sign_in_as(EWAN);
	assert_answer(OK, ask("/days/20304/return"));
	assert_shows("Return 4 June 2026 to Zoë Núñez");
	assert_answer(SEE_OTHER, submit("/days/20304/return",
	    "reason=Say+who+%26+when"));
	assert_leads_to("/work");
	assert_answer(OK, follow());
	assert_shows("Day returned to Zoë Núñez with your reason");
	assert_hides("Oldest of all");
	take_browser(1);
	sign_in_as(ZOE);
	assert_answer(OK, ask("/"));
	assert_shows("Say who &amp; when");
	assert_shows("Returned by Ewan Reid");
	assert_answer(OK, ask("/days/20304/change"));
	assert_answer(SEE_OTHER, submit("/days/20304/change", "on-day=4&"
	    "on-month=6&on-year=2026&length=full&kind=attended&did=Met+Mrs+K"));
	take_browser(0);
	assert_answer(OK, ask("/work"));
	assert_shows("Met Mrs K");
	assert_answer(SEE_OTHER, submit("/work", "day=20304.3"));
	for (int browser = 0; browser < 2; browser++) {
		take_browser(browser);
		assert_answer(OK, ask("/days/20304"));
		for (int i = 0; i < 4; i++)
			assert_shows(history[i]);
	}
	assert_state(20304, "confirmed");
}

static void
test_a_return_needs_a_reason_of_a_fair_length(void **state)
{
	static char	fields[3100], typed[1002];

	sign_in_as(EWAN);
	assert_answer(OK, ask("/days/20304/return"));
	assert_answer(INVALID, submit("/days/20304/return", "reason=++"));
	assert_int_equal(page_count("Enter what has to change"), 2);
	memset(typed, 'r', 1001);
	snprintf(fields, sizeof(fields), "reason=%s", typed);
	assert_answer(INVALID, submit("/days/20304/return", fields));
	assert_int_equal(page_count("The reason must be 1,000 characters or "
	    "fewer"), 2);
	assert_shows(typed);
	assert_state(20304, "submitted");
	fields[strlen("reason=") + 1000] = '\0';
	assert_answer(SEE_OTHER, submit("/days/20304/return", fields));
	assert_state(20304, "returned");
}

static void
test_a_day_changed_while_a_reason_was_written_is_shown(void **state)
{
	sign_in_as(EWAN);
	assert_answer(OK, ask("/days/20304/return"));
	keep_fields("/days/20304/return");
	take_browser(1);
	sign_in_as(ZOE);
	assert_answer(OK, ask("/days/20304/change"));
	assert_answer(SEE_OTHER, submit("/days/20304/change", "on-day=4&"
	    "on-month=6&on-year=2026&length=full&kind=attended&did=Now+more"));
	take_browser(0);
	assert_answer(INVALID, send_kept("/days/20304/return",
	    "reason=Too+short"));
	assert_shows("This day changed while you had it open");
	assert_shows("Now more");
	assert_shows("Too short</textarea>");
	assert_answer(SEE_OTHER, submit("/days/20304/return",
	    "reason=Too+short"));
	assert_state(20304, "returned");
	assert_answer(OK, ask("/days/20304/return"));
	assert_shows("cannot be changed like that");
}

static void
test_a_day_confirmed_too_soon_may_be_returned(void **state)
{
	sign_in_as(EWAN);
	assert_answer(OK, ask("/days/20301/return"));
	assert_answer(SEE_OTHER, submit("/days/20301/return",
	    "reason=I+was+too+quick"));
	assert_state(20301, "returned");
	assert_owner_asks(2, "SELECT confirmed FROM placement_tally WHERE "
	    "placement_id = 203");
}

/* Six weeks are left to confirm what was done. */
static void
test_who_educated_long_ago_sees_nothing(void **state)
{
	owner_does("UPDATE placement_educator SET during = "
	    "'[2026-03-01,2026-05-05)' WHERE placement_id = 203");
	sign_in_as(EWAN);
	assert_answer(OK, ask("/days/20304"));
	owner_does("UPDATE placement_educator SET during = "
	    "'[2026-03-01,2026-05-04)' WHERE placement_id = 203");
	assert_answer(NOT_FOUND, ask("/days/20304"));
	assert_answer(NOT_FOUND, ask("/placements/203/days"));
	assert_answer(OK, ask("/work"));
	assert_hides("Oldest of all");
	assert_answer(SEE_OTHER, send_form("/work", "day=20304.1"));
	assert_state(20304, "submitted");
}

/* A trainee who educates elsewhere, and by some mistake also here. */
static void
test_nobody_confirms_a_day_of_their_own(void **state)
{
	owner_does("INSERT INTO role_held (person_id, role, during) "
	    "VALUES (3, 'educator', '[2026-01-01,)'); "
	    "UPDATE placement_educator SET person_id = 3 "
	    "WHERE placement_id = 203");
	sign_in_as(ZOE);
	assert_answer(OK, ask("/work"));
	assert_hides("Oldest of all");
	assert_answer(NOT_FOUND, ask("/days/20304/return"));
	assert_answer(NOT_FOUND, send_form("/days/20304/return",
	    "version=1&reason=Mine"));
	assert_answer(SEE_OTHER, send_form("/work", "day=20304.1"));
	assert_state(20304, "submitted");
	assert_false(web_does("UPDATE waymark.placement_day SET state = "
	    "'confirmed', decided_by = 3, decided_at = now() "
	    "WHERE id = 20304"));
	assert_state(20304, "submitted");
}

/* The list in pages: the second is reached, and a form goes on from it. */
static void
test_a_long_list_is_shown_in_pages(void **state)
{
	owner_does("SET session_replication_role = replica; "
	    "INSERT INTO placement_day (placement_id, enrolment_id, "
	    "person_id, programme_id, organisation_id, on_date, halves, kind, "
	    "did, submitted_at) SELECT 203, 103, 3, 1, 9003, "
	    "'2026-06-05'::date + n, 2, 'attended', 'Number ' || n, "
	    "'2026-06-10'::timestamptz + make_interval(mins => n) "
	    "FROM generate_series(1, 60) n; "
	    "SET session_replication_role = origin");
	sign_in_as(EWAN);
	assert_answer(OK, ask("/work"));
	assert_shows("63 days wait");
	assert_shows("Showing 1 to 25 of 63");
	assert_hides("Number 60");
	assert_answer(OK, ask("/work?page=3"));
	assert_shows("Number 60");
	assert_shows("Showing 51 to 63 of 63");
	assert_answer(OK, ask("/work?page=99"));
	assert_shows("Showing 1 to 25 of 63");
	assert_answer(OK, ask("/placements/203/days?page=99"));
	assert_shows("Showing 1 to 25 of ");
	assert_answer(OK, ask("/trainees/103/history?page=99"));
	assert_shows("Showing 1 to ");
}

int
main(void)
{
#define test(name) cmocka_unit_test_setup(name, world_with_two_hosts)
	const struct CMUnitTest	tests[] = {
		test(test_one_list_holds_what_waits_in_every_host_oldest_first),
		test(test_several_days_are_confirmed_at_once),
		test(test_a_day_that_changed_meanwhile_stays_and_is_said),
		test(test_a_day_ticked_twice_is_one_day),
		test(test_nothing_ticked_and_nonsense_are_refused),
		test(test_days_that_are_not_mine_to_confirm_stay_as_they_are),
		test(test_a_day_goes_back_and_forth_and_both_see_its_history),
		test(test_a_return_needs_a_reason_of_a_fair_length),
		test(test_a_day_changed_while_a_reason_was_written_is_shown),
		test(test_a_day_confirmed_too_soon_may_be_returned),
		test(test_who_educated_long_ago_sees_nothing),
		test(test_nobody_confirms_a_day_of_their_own),
		test(test_a_long_list_is_shown_in_pages),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
