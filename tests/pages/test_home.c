/* Where somebody starts: what is next, and what waits on whom. */
#include "pages.h"

static void
test_a_trainee_sees_what_is_done_of_what_is_expected(void **state)
{
	sign_in_as(MARY);
	assert_answer(OK, ask("/"));
	assert_shows("Mary Smith-Jones</h1>");
	assert_shows("Community team, Ashby NHS Trust");
	assert_shows("4 days of 70 days");
	assert_shows("30 October 2026");
	assert_true(page_shows_in_order("Expected by today on your pattern",
	    "6 days"));
	assert_shows("/placements/202/days/new");
	assert_shows("/placements/202/weeks/new");
}

static void
test_what_waits_on_others_says_on_whom(void **state)
{
	sign_in_as(MARY);
	assert_answer(OK, ask("/"));
	assert_shows("href=\"/placements/202/days?state=submitted\">Confirm 1 "
	    "placement day<");
	assert_shows("Waits on Ewan Reid since 8 June 2026, 7 days");
	assert_shows("Nothing waits on you.");
	sign_in_as(SIAN);
	assert_answer(OK, ask("/"));
	assert_shows("Nothing waits on anybody else.");
}

static void
test_a_returned_day_waits_on_its_trainee_with_its_reason(void **state)
{
	sign_in_as(ZOE);
	assert_answer(OK, ask("/"));
	assert_shows("href=\"/days/20303/change\">Correct Wednesday 3 June "
	    "2026 and send it again");
	assert_shows("Returned by Esi Mensah: Say which family");
	assert_shows("Since 3 June 2026, 12 days");
	assert_hides("Nothing waits on you.");
}

static void
test_a_placement_without_an_educator_says_so(void **state)
{
	owner_does("DELETE FROM placement_educator WHERE placement_id = 202");
	sign_in_as(MARY);
	assert_answer(OK, ask("/"));
	assert_shows("Waits on a practice educator, who is not named yet");
	assert_shows("Allocate a practice educator");
	assert_shows("Waits on programme staff since 1 June 2026, 14 days");
}

static void
test_a_placement_that_has_not_started_is_shown(void **state)
{
	sign_in_as(AMIRA);
	assert_answer(OK, ask("/"));
	assert_shows("1 September 2026 to 29 January 2027");
	assert_shows("Nothing waits on you.");
}

static void
test_a_trainee_without_a_placement_is_told(void **state)
{
	owner_does("INSERT INTO person (id, given_name, family_name, email) "
	    "OVERRIDING SYSTEM VALUE VALUES (7, 'Ann', 'Other', 'ann@a.org'); "
	    "INSERT INTO role_held (person_id, role, programme_id, during) "
	    "VALUES (7, 'trainee', 1, '[2026-01-01,)')");
	sign_in_as(7);
	assert_answer(OK, ask("/"));
	assert_shows("You have no placement yet.");
}

/* Between two placements, days of the last may still be open. */
static void
test_a_placement_with_days_to_settle_comes_before_the_next(void **state)
{
	owner_does("UPDATE placement SET ends_on = '2026-06-10' "
	    "WHERE id = 202; INSERT INTO placement (id, enrolment_id, "
	    "person_id, programme_id, organisation_id, team_id, stage, "
	    "starts_on, ends_on, required_halves) OVERRIDING SYSTEM VALUE "
	    "VALUES (212, 102, 2, 1, 9003, 52, 'last', '2026-07-01', "
	    "'2026-10-30', 140)");
	sign_in_as(MARY);
	assert_answer(OK, ask("/"));
	assert_shows("/placements/202/days/new");
	assert_hides("/placements/212/days/new");
	sign_in_as(EWAN);
	assert_answer(SEE_OTHER, send_form("/work", "day=20204.1"));
	sign_in_as(MARY);
	assert_answer(OK, ask("/"));
	assert_shows("/placements/212/days/new");
}

static void
test_each_role_starts_where_its_work_is(void **state)
{
	static const struct { int person; const char *leads; } starts[] = {
		{ EWAN, "/work" }, { SAM, "/work" }, { PAT, "/work" },
	};

	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++) {
		sign_in_as(starts[i].person);
		assert_answer(SEE_OTHER, ask("/"));
		assert_leads_to(starts[i].leads);
		assert_answer(OK, follow());
	}
}

/* Somebody who educates and trains finds both. */
static void
test_somebody_of_two_roles_reaches_both(void **state)
{
	owner_does("INSERT INTO role_held (person_id, role, during) VALUES "
	    "(2, 'educator', '[2026-01-01,)')");
	sign_in_as(MARY);
	assert_answer(OK, ask("/"));
	assert_shows("href=\"/work\"");
	assert_answer(OK, ask("/work"));
}

static void
test_a_demonstration_says_so_on_every_page(void **state)
{
	static const char	banner[] = "This is a demonstration. Every "
	    "person and host organisation in it is invented, and its today is "
	    "15 June 2026.";

	assert_answer(OK, ask("/sign-in"));
	assert_shows(banner);
	sign_in_as(MARY);
	assert_answer(OK, ask("/"));
	assert_shows(banner);
	owner_does("DELETE FROM demonstration");
	assert_answer(OK, ask("/"));
	assert_hides("demonstration");
}

int
main(void)
{
#define test(name) cmocka_unit_test_setup(name, new_world)
	const struct CMUnitTest	tests[] = {
		test(test_a_trainee_sees_what_is_done_of_what_is_expected),
		test(test_what_waits_on_others_says_on_whom),
		test(test_a_returned_day_waits_on_its_trainee_with_its_reason),
		test(test_a_placement_without_an_educator_says_so),
		test(test_a_placement_that_has_not_started_is_shown),
		test(test_a_trainee_without_a_placement_is_told),
		test(
		    test_a_placement_with_days_to_settle_comes_before_the_next),
		test(test_each_role_starts_where_its_work_is),
		test(test_somebody_of_two_roles_reaches_both),
		test(test_a_demonstration_says_so_on_every_page),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
