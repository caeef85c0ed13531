/* The days of a week are logged at once: all of them, or none. */
#include <stdio.h>

#include "pages.h"

/* Tom has logged nothing; today is Monday 15 June. */
#define WEEK	"/placements/206/weeks/new"
#define MONDAY	"monday-length=full&monday-kind=attended&" \
		"monday-did=Read+the+files&monday-standards=4"
#define TUESDAY	"tuesday-length=half&tuesday-kind=attended&" \
		"tuesday-did=Sat+in+court"
#define FRIDAY	"friday-length=full&friday-kind=absent&friday-absence=caring"
/* What a browser sends of a day that was left alone. */
#define ALONE	"&wednesday-length=&wednesday-kind=attended&" \
		"wednesday-absence=&wednesday-did="

static void
assert_days(int64_t n)
{
	assert_owner_asks(n, "SELECT count(*) FROM placement_day "
	    "WHERE placement_id = 206");
}

static void
test_a_week_is_logged_at_once(void **state)
{
	sign_in_as(TOM);
	assert_answer(OK, ask(WEEK "?week=2026-06-10"));
	assert_shows("Week of 8 June 2026");
	assert_answer(SEE_OTHER, submit(WEEK, MONDAY "&" TUESDAY "&" FRIDAY
	    ALONE));
	assert_leads_to("/placements/206/days");
	assert_answer(OK, follow());
	assert_shows("3 days logged. They now wait");
	assert_days(3);
	assert_owner_asks(1, "SELECT count(*) FROM placement_day d JOIN "
	    "placement_day_standard s ON s.day_id = d.id WHERE "
	    "on_date = '2026-06-08' AND halves = 2 AND did = 'Read the files'");
	assert_owner_asks(1, "SELECT count(*) FROM placement_day WHERE "
	    "on_date = '2026-06-09' AND halves = 1");
	assert_owner_asks(1, "SELECT count(*) FROM placement_day WHERE "
	    "on_date = '2026-06-12' AND absence = 'caring'");
	assert_owner_asks(1, "SELECT count(*) FROM placement_tally WHERE "
	    "placement_id = 206 AND waiting = 3 AND absent = 2 AND "
	    "waiting_days = 3");
	assert_owner_asks(3, "SELECT count(*) FROM audit.event WHERE "
	    "name = 'PLACEMENT_WEEK_LOGGED' AND actor_id = 6");
	assert_answer(OK, ask(WEEK "?week=2026-06-08"));
	assert_shows("Full day absent: Caring for somebody");
	assert_hides("name=\"monday-did\"");
	assert_shows("name=\"wednesday-did\"");
}

static void
test_one_day_that_will_not_do_keeps_all_of_them_out(void **state)
{
	sign_in_as(TOM);
	assert_answer(OK, ask(WEEK "?week=2026-06-08"));
	assert_answer(INVALID, submit(WEEK, MONDAY "&tuesday-length=half&"
	    "tuesday-kind=attended&" FRIDAY "&thursday-did=Typed+only"));
	assert_int_equal(page_count("Enter what you did"), 2);
	assert_int_equal(page_count("Select full day or half day"), 2);
	assert_shows("id=\"tuesday-did-error\"");
	assert_shows("id=\"thursday-length-error\"");
	assert_shows("Read the files</textarea>");
	assert_shows("Typed only</textarea>");
	assert_shows("value=\"caring\" selected");
	assert_days(0);
	assert_answer(SEE_OTHER, submit(WEEK, MONDAY));
	assert_days(1);
}

static void
test_a_day_logged_meanwhile_keeps_all_of_them_out(void **state)
{
	sign_in_as(TOM);
	assert_answer(OK, ask(WEEK "?week=2026-06-08"));
	keep_fields(WEEK);
	assert_answer(OK, ask("/placements/206/days/new"));
	assert_answer(SEE_OTHER, submit("/placements/206/days/new",
	    "on-day=8&on-month=6&on-year=2026&length=full&kind=attended&"
	    "did=Elsewhere"));
	assert_answer(INVALID, send_kept(WEEK, MONDAY "&" TUESDAY));
	assert_int_equal(page_count("You have already logged 8 June 2026. "
	    "Change that day instead."), 2);
	assert_shows("id=\"monday-on\"");
	assert_shows("Read the files</textarea>");
	assert_shows("Sat in court</textarea>");
	assert_days(1);
}

static void
test_an_absence_without_its_length_is_asked_for(void **state)
{
	sign_in_as(TOM);
	assert_answer(OK, ask(WEEK "?week=2026-06-08"));
	assert_answer(INVALID, submit(WEEK, MONDAY "&friday-length=&"
	    "friday-kind=absent&friday-absence=&friday-did="));
	assert_shows("id=\"friday-length-error\"");
	assert_shows("id=\"friday-absence-error\"");
	assert_days(0);
}

static void
test_a_week_without_a_day_is_refused(void **state)
{
	sign_in_as(TOM);
	assert_answer(OK, ask(WEEK));
	assert_answer(INVALID, submit(WEEK, "monday-length=&"
	    "monday-kind=attended&monday-did=&monday-absence="));
	assert_int_equal(page_count("Fill in at least one day"), 2);
	assert_days(0);
}

static void
test_a_week_offers_the_days_that_may_be_logged(void **state)
{
	sign_in_as(TOM);
	assert_answer(OK, ask(WEEK));
	assert_shows("Week of 15 June 2026");
	assert_shows("name=\"monday-did\"");
	assert_hides("name=\"tuesday-did\"");
	assert_hides("The week after");
	assert_answer(OK, ask(WEEK "?week=2026-06-06"));
	assert_shows("Week of 1 June 2026");
	assert_hides("name=\"saturday-did\"");
	assert_answer(OK, ask(WEEK "?week=2026-05-25"));
	assert_shows("There is no day to log in this week");
	assert_answer(OK, ask(WEEK "?week=nonsense"));
	assert_shows("Week of 15 June 2026");
	assert_answer(OK, ask(WEEK "?week=0001-01-01"));
	assert_answer(OK, ask(WEEK "?week=9999-12-31"));
}

static void
test_a_day_outside_the_placement_is_refused_in_a_week_too(void **state)
{
	sign_in_as(TOM);
	assert_answer(OK, ask(WEEK "?week=2026-05-25"));
	assert_answer(INVALID, submit(WEEK, MONDAY));
	assert_int_equal(page_count("25 May 2026 is outside this placement."),
	    2);
	assert_shows("Read the files</textarea>");
	assert_answer(INVALID, send_form(WEEK, "week=2026-06-15&" TUESDAY));
	assert_int_equal(page_count("16 June 2026 is in the future."), 2);
	assert_days(0);
}

static void
test_a_day_off_the_pattern_needs_its_own_tick(void **state)
{
	sign_in_as(MARY);
	assert_answer(OK, ask("/placements/202/weeks/new?week=2026-06-08"));
	assert_answer(INVALID, submit("/placements/202/weeks/new",
	    "friday-length=full&friday-kind=attended&friday-did=Covered"));
	assert_shows("name=\"friday-sure\"");
	assert_int_equal(page_count("Friday 12 June 2026 is not one of the "
	    "working days"), 2);
	assert_answer(SEE_OTHER, submit("/placements/202/weeks/new",
	    "friday-length=full&friday-kind=attended&friday-did=Covered&"
	    "friday-sure=yes"));
	assert_owner_asks(1, "SELECT count(*) FROM placement_day WHERE "
	    "placement_id = 202 AND on_date = '2026-06-12'");
}

static void
test_a_week_of_somebody_else_is_not_there(void **state)
{
	sign_in_as(MARY);
	assert_answer(NOT_FOUND, ask(WEEK));
	assert_answer(NOT_FOUND, send_form(WEEK, "week=2026-06-08&" MONDAY));
	assert_days(0);
}

int
main(void)
{
#define test(name) cmocka_unit_test_setup(name, new_world)
	const struct CMUnitTest	tests[] = {
		test(test_a_week_is_logged_at_once),
		test(test_one_day_that_will_not_do_keeps_all_of_them_out),
		test(test_a_day_logged_meanwhile_keeps_all_of_them_out),
		test(test_an_absence_without_its_length_is_asked_for),
		test(test_a_week_without_a_day_is_refused),
		test(test_a_week_offers_the_days_that_may_be_logged),
		test(test_a_day_outside_the_placement_is_refused_in_a_week_too),
		test(test_a_day_off_the_pattern_needs_its_own_tick),
		test(test_a_week_of_somebody_else_is_not_there),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
