/* A trainee logs days, is refused in words, corrects, removes and puts back. */
#include <stdio.h>

#include "pages.h"

/* The world stands on Monday 15 June 2026; 15 June is not logged yet. */
#define NEW	"/placements/202/days/new"
#define DATE	"on-day=15&on-month=6&on-year=2026&"
#define DID	"did=Wrote+a+chronology+%26+met+the+family"
#define FULL	"length=full&kind=attended&" DID

enum { DAYS = 24 };		/* in the whole world */

static void
assert_rows(int64_t n)
{
	assert_owner_asks(n, "SELECT count(*) FROM placement_day");
}

/* The sums that lists show are those of the days. */
static void
assert_tally(int64_t placement)
{
	char	sql[1000];

	snprintf(sql, sizeof(sql), "SELECT count(*) FROM placement_tally t "
	    "JOIN (SELECT coalesce(sum(halves) FILTER (WHERE kind <> 'absent' "
	    "AND state = 'confirmed'), 0) c, coalesce(sum(halves) FILTER "
	    "(WHERE kind <> 'absent' AND state = 'submitted'), 0) w, "
	    "coalesce(sum(halves) FILTER (WHERE kind <> 'absent' AND "
	    "state = 'returned'), 0) r, coalesce(sum(halves) FILTER (WHERE "
	    "kind = 'absent' AND state <> 'withdrawn'), 0) a, "
	    "count(*) FILTER (WHERE state = 'submitted') n "
	    "FROM placement_day WHERE placement_id = %ld) d ON (t.confirmed, "
	    "t.waiting, t.returned, t.absent, t.waiting_days) = "
	    "(d.c, d.w, d.r, d.a, d.n) WHERE t.placement_id = %ld",
	    (long)placement, (long)placement);
	assert_owner_asks(1, sql);
}

/* Refused beside the field and in the summary, with what was typed. */
static void
assert_refused(const char *field, const char *why)
{
	char	id[80];

	snprintf(id, sizeof(id), "id=\"%s-error\"", field);
	assert_shows(id);
	assert_shows(why);
	assert_int_equal(page_count(why), 2);
	assert_shows("Wrote a chronology &amp; met the family");
}

static void
test_a_full_day_is_logged(void **state)
{
	sign_in_as(MARY);
	assert_answer(OK, ask(NEW));
	assert_shows("Community team, Ashby NHS Trust");
	assert_answer(SEE_OTHER, submit(NEW, DATE FULL
	    "&standards=1&standards=7"));
	assert_leads_to("/placements/202/days");
	assert_answer(OK, follow());
	assert_shows("Day logged. It now waits for your practice educator");
	assert_shows("Monday 15 June 2026");
	assert_owner_asks(1, "SELECT count(*) FROM placement_day WHERE "
	    "placement_id = 202 AND on_date = '2026-06-15' AND halves = 2 AND "
	    "kind = 'attended' AND state = 'submitted' AND "
	    "did = 'Wrote a chronology & met the family'");
	assert_owner_asks(2, "SELECT count(*) FROM placement_day_standard s "
	    "JOIN placement_day d ON d.id = s.day_id WHERE "
	    "d.on_date = '2026-06-15'");
	assert_tally(202);
	assert_answer(OK, ask("/placements/202/days"));
	assert_hides("Day logged.");
}

static void
test_a_half_day_an_absence_and_a_made_up_day_are_logged(void **state)
{
	sign_in_as(TOM);
	assert_answer(OK, ask("/placements/206/days/new"));
	assert_answer(SEE_OTHER, submit("/placements/206/days/new",
	    "on-day=1&on-month=June&on-year=2026&length=half&kind=attended&"
	    DID));
	ask("/placements/206/days/new");
	assert_answer(SEE_OTHER, submit("/placements/206/days/new",
	    "on-day=2&on-month=6&on-year=2026&length=full&kind=absent&"
	    "absence=bereavement&did="));
	ask("/placements/206/days/new");
	assert_answer(SEE_OTHER, submit("/placements/206/days/new",
	    "on-day=6&on-month=6&on-year=2026&length=full&kind=make_up&" DID));
	assert_owner_asks(1, "SELECT count(*) FROM placement_day WHERE "
	    "halves = 1 AND kind = 'attended' AND person_id = 6");
	assert_owner_asks(1, "SELECT count(*) FROM placement_day WHERE "
	    "absence = 'bereavement' AND kind = 'absent' AND did = ''");
	assert_owner_asks(1, "SELECT count(*) FROM placement_day WHERE "
	    "kind = 'make_up' AND absence IS NULL AND person_id = 6");
	assert_tally(206);
	assert_answer(OK, ask("/placements/206/days"));
	assert_shows("Half day");
	assert_shows("Full day absent: Bereavement");
	assert_shows("Full day, made up");
}

/* Every refusal of a day: in words, beside its field, nothing stored. */
static void
test_each_refusal_is_said_and_loses_nothing(void **state)
{
	static const struct { const char *fields, *at, *why; } cases[] = {
		{ "on-day=8&on-month=6&on-year=2026&" FULL, "on",
		    "You have already logged 8 June 2026. Change that day "
		    "instead." },
		{ "on-day=1&on-month=6&on-year=2026&" FULL, "on",
		    "You have already logged 1 June 2026, and your practice "
		    "educator has confirmed it." },
		{ "on-day=29&on-month=5&on-year=2026&" FULL, "on",
		    "29 May 2026 is outside this placement. This placement "
		    "runs from 1 June 2026 to 30 October 2026." },
		{ "on-day=16&on-month=6&on-year=2026&" FULL, "on",
		    "16 June 2026 is in the future." },
		{ "on-day=31&on-month=6&on-year=2026&" FULL, "on",
		    "The date must be a real date" },
		{ FULL, "on", "Enter the date" },
		{ DATE "kind=attended&" DID, "length",
		    "Select full day or half day" },
		{ DATE "length=full&" DID, "kind",
		    "Select whether you were on placement" },
		{ DATE "length=full&kind=absent&" DID, "absence",
		    "Select why you were absent" },
		{ "on-day=4&on-month=6&on-year=2026&length=full&kind=absent&"
		    "absence=leave&" DID, "kind",
		    "Thursday 4 June 2026 is not one of the working days of "
		    "this placement. You do not need to log an absence" },
	};

	sign_in_as(MARY);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		assert_answer(OK, ask(NEW));
		assert_answer(INVALID, submit(NEW, cases[i].fields));
		assert_refused(cases[i].at, cases[i].why);
		assert_shows("<title>Error: ");
	}
	assert_answer(INVALID, submit(NEW, DATE "length=full&kind=attended"));
	assert_shows("Enter what you did");
	assert_shows("value=\"15\"");
	assert_rows(DAYS);
	assert_tally(202);
}

static void
test_a_day_in_an_interruption_is_refused(void **state)
{
	owner_does("INSERT INTO placement_interruption (placement_id, during, "
	    "reason) VALUES (202, '[2026-06-15,)', 'ill')");
	sign_in_as(MARY);
	ask(NEW);
	assert_answer(INVALID, submit(NEW, DATE FULL));
	assert_refused("on", "You cannot log 15 June 2026: the placement is "
	    "interrupted from 15 June 2026");
	assert_rows(DAYS);
}

static void
test_an_absence_is_no_longer_than_what_was_expected(void **state)
{
	owner_does("UPDATE placement_pattern SET halves = '{1,2,2,0,0,0,0}' "
	    "WHERE placement_id = 202");
	sign_in_as(MARY);
	ask(NEW);
	assert_answer(INVALID, submit(NEW, DATE "length=full&kind=absent&"
	    "absence=leave&" DID));
	assert_refused("length", "You were expected for half a day on Monday "
	    "15 June 2026. Log the absence as half a day.");
	assert_rows(DAYS);
}

static void
test_a_day_off_the_pattern_is_logged_once_ticked(void **state)
{
	static const char	friday[] = "on-day=12&on-month=6&on-year=2026&"
				    FULL;

	sign_in_as(MARY);
	ask(NEW);
	assert_hides("name=\"sure\"");
	assert_answer(INVALID, submit(NEW, friday));
	assert_refused("sure", "Friday 12 June 2026 is not one of the working "
	    "days of this placement. Check the date, or log it as a make-up "
	    "day.");
	assert_shows("name=\"sure\"");
	assert_rows(DAYS);
	assert_answer(SEE_OTHER, submit(NEW,
	    "sure=yes&on-day=12&on-month=6&on-year=2026&" FULL));
	assert_rows(DAYS + 1);
	assert_tally(202);
}

static void
test_a_day_is_corrected_and_sent_again(void **state)
{
	sign_in_as(ZOE);
	assert_answer(OK, ask("/"));
	assert_shows("Say which family");
	assert_answer(OK, ask("/days/20303/change"));
	assert_shows("returned this day");
	assert_shows("Say which family");
	assert_shows("Visited a family</textarea>");
	assert_answer(SEE_OTHER, submit("/days/20303/change",
	    "on-day=3&on-month=6&on-year=2026&length=half&kind=attended&"
	    "did=Visited+the+family+in+Elm+Road&standards=2"));
	assert_leads_to("/days/20303");
	assert_answer(OK, follow());
	assert_shows("Day corrected. It now waits");
	assert_shows("Visited the family in Elm Road");
	assert_owner_asks(1, "SELECT count(*) FROM placement_day WHERE "
	    "id = 20303 AND halves = 1 AND state = 'submitted'");
	assert_tally(203);
	assert_answer(OK, ask("/days/20303/change"));
	assert_answer(SEE_OTHER, submit("/days/20303/change",
	    "on-day=4&on-month=6&on-year=2026&" FULL));
	assert_owner_asks(0, "SELECT count(*) FROM placement_day_standard "
	    "WHERE day_id = 20303");
	assert_owner_asks(1, "SELECT count(*) FROM placement_day WHERE "
	    "id = 20303 AND on_date = '2026-06-04'");
}

static void
test_a_day_changed_meanwhile_shows_both(void **state)
{
	sign_in_as(MARY);
	assert_answer(OK, ask("/days/20204/change"));
	take_browser(1);
	sign_in_as(MARY);
	ask("/days/20204/change");
	assert_answer(SEE_OTHER, submit("/days/20204/change",
	    "on-day=8&on-month=6&on-year=2026&length=full&kind=attended&"
	    "did=First+words"));
	take_browser(0);
	assert_answer(INVALID, send_form("/days/20204/change",
	    "version=1&on-day=8&on-month=6&on-year=2026&" FULL));
	assert_shows("This day was changed while you had it open");
	assert_shows("First words");
	assert_shows("Wrote a chronology &amp; met the family");
	assert_owner_asks(1, "SELECT count(*) FROM placement_day WHERE "
	    "id = 20204 AND did = 'First words'");
	assert_answer(SEE_OTHER, submit("/days/20204/change",
	    "on-day=8&on-month=6&on-year=2026&" FULL));
	assert_owner_asks(1, "SELECT count(*) FROM placement_day WHERE "
	    "id = 20204 AND did = 'Wrote a chronology & met the family'");
}

static void
test_a_day_confirmed_meanwhile_says_so_and_loses_nothing(void **state)
{
	sign_in_as(EWAN);
	ask("/work");
	assert_answer(SEE_OTHER, submit("/work", "day=20204.1"));
	sign_in_as(MARY);
	assert_answer(INVALID, send_form("/days/20204/change",
	    "version=1&on-day=8&on-month=6&on-year=2026&" FULL));
	assert_shows("confirmed this day");
	assert_shows("Wrote a chronology &amp; met the family");
	assert_answer(OK, ask("/days/20204/change"));
	assert_shows("cannot be changed like that");
	assert_answer(INVALID, send_form("/days/20204/remove", "version=2"));
	assert_owner_asks(1, "SELECT count(*) FROM placement_day WHERE "
	    "id = 20204 AND state = 'confirmed'");
}

static void
test_a_day_is_removed_and_put_back(void **state)
{
	sign_in_as(MARY);
	assert_answer(OK, ask("/days/20204/remove"));
	assert_answer(SEE_OTHER, submit("/days/20204/remove", ""));
	assert_answer(OK, follow());
	assert_shows("Day removed. You can put it back");
	assert_shows("Put this day back");
	assert_tally(202);
	assert_answer(OK, ask("/placements/202/days"));
	assert_hides("Monday 8 June 2026");
	assert_answer(OK, ask("/days/20204/put-back"));
	assert_answer(SEE_OTHER, submit("/days/20204/put-back", ""));
	assert_answer(OK, follow());
	assert_shows("Day put back");
	assert_tally(202);
	assert_owner_asks(1, "SELECT count(*) FROM placement_day WHERE "
	    "id = 20204 AND state = 'submitted'");
}

static void
test_a_day_is_not_put_back_beside_another_of_its_date(void **state)
{
	sign_in_as(MARY);
	ask("/days/20204/remove");
	assert_answer(SEE_OTHER, submit("/days/20204/remove", ""));
	ask(NEW);
	assert_answer(SEE_OTHER, submit(NEW,
	    "on-day=8&on-month=6&on-year=2026&" FULL));
	assert_answer(OK, ask("/days/20204/put-back"));
	assert_answer(INVALID, submit("/days/20204/put-back", ""));
	assert_shows("unless another day was logged on its date");
	assert_owner_asks(1, "SELECT count(*) FROM placement_day WHERE "
	    "id = 20204 AND state = 'withdrawn'");
	assert_tally(202);
}

static void
test_the_day_of_somebody_else_is_not_there(void **state)
{
	static const char *const	deeds[] = { "change", "remove",
					    "put-back" };
	char				path[40];

	sign_in_as(SIAN);
	assert_answer(NOT_FOUND, ask("/days/20204"));
	assert_answer(NOT_FOUND, ask(NEW));
	assert_answer(NOT_FOUND, send_form(NEW, DATE FULL));
	for (int i = 0; i < 3; i++) {
		snprintf(path, sizeof(path), "/days/20204/%s", deeds[i]);
		assert_answer(NOT_FOUND, ask(path));
		assert_answer(NOT_FOUND, send_form(path, "version=1&" DATE
		    FULL));
	}
	assert_rows(DAYS);
	assert_owner_asks(1, "SELECT version FROM placement_day WHERE "
	    "id = 20204");
}

static void
test_the_numbers_of_the_ledger_lead_to_those_days(void **state)
{
	sign_in_as(ZOE);
	assert_answer(OK, ask("/placements/203/days?state=returned"));
	assert_shows("Wednesday 3 June 2026");
	assert_hides("Monday 1 June 2026");
	assert_answer(OK, ask("/placements/203/days?state=confirmed"));
	assert_hides("Wednesday 3 June 2026");
	assert_answer(OK, ask("/placements/203/days?kind=absent"));
	assert_shows("No days to show");
	assert_answer(OK, ask("/placements/203/days?state=%00&page=-9"));
	assert_shows("Wednesday 3 June 2026");
}

int
main(void)
{
#define test(name) cmocka_unit_test_setup(name, new_world)
	const struct CMUnitTest	tests[] = {
		test(test_a_full_day_is_logged),
		test(test_a_half_day_an_absence_and_a_made_up_day_are_logged),
		test(test_each_refusal_is_said_and_loses_nothing),
		test(test_a_day_in_an_interruption_is_refused),
		test(test_an_absence_is_no_longer_than_what_was_expected),
		test(test_a_day_off_the_pattern_is_logged_once_ticked),
		test(test_a_day_is_corrected_and_sent_again),
		test(test_a_day_changed_meanwhile_shows_both),
		test(test_a_day_confirmed_meanwhile_says_so_and_loses_nothing),
		test(test_a_day_is_removed_and_put_back),
		test(test_a_day_is_not_put_back_beside_another_of_its_date),
		test(test_the_day_of_somebody_else_is_not_there),
		test(test_the_numbers_of_the_ledger_lead_to_those_days),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
