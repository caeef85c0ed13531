/*
 * Days and clocks: every day from 1900 to 2100, the ends of months, leap
 * years, and the hours around each change of the clocks.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "core/date.h"

static void
assert_date(struct date d, int year, int month, int day)
{
	assert_int_equal(d.year, year);
	assert_int_equal(d.month, month);
	assert_int_equal(d.day, day);
}

static struct date
iso(const char *s)
{
	struct date	d = { 0 };

	assert_true(date_parse_iso(s, &d));
	return (d);
}

static bool
parses(const char *s)
{
	struct date	d;

	return (date_parse_iso(s, &d));
}

static void
test_known_days_have_their_numbers(void **state)
{
	assert_int_equal(date_number(iso("1970-01-01")), 0);
	assert_int_equal(date_number(iso("1969-12-31")), -1);
	assert_int_equal(date_number(iso("2000-02-29")), 11016);
	assert_int_equal(date_number(iso("2000-03-01")), 11017);
	assert_int_equal(date_number(iso("2026-09-07")), 20703);
	assert_int_equal(date_number(iso("0001-01-01")), -719162);
	assert_int_equal(date_number(iso("9999-12-31")), 2932896);
}

static void
test_every_day_from_1900_to_2100_follows_the_day_before(void **state)
{
	struct date	d = { 1900, 1, 1 }, next;
	int32_t		n = date_number(d);
	int		weekday = MONDAY, days = 0;

	for (; d.year <= 2100; d = next, n++, days++) {
		assert_true(date_real(d));
		assert_int_equal(date_number(d), n);
		assert_int_equal(date_compare(date_from_number(n), d), 0);
		assert_int_equal(date_weekday(d), weekday);
		weekday = weekday == SUNDAY ? MONDAY : weekday + 1;
		next = date_plus_days(d, 1);
		assert_true(date_compare(d, next) < 0);
		assert_true(date_compare(next, d) > 0);
		assert_int_equal(date_compare(date_plus_days(next, -1), d), 0);
	}
	assert_int_equal(days, 201 * 365 + 49);
}

static void
test_days_agree_with_the_c_library(void **state)
{
	struct tm	tm;
	struct date	d;
	time_t		t;
	int32_t		n;

	for (n = -900000; n <= 2932896; n += 97) {
		t = (time_t)n * 86400;
		assert_non_null(gmtime_r(&t, &tm));
		d = date_from_number(n);
		assert_date(d, tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
		assert_int_equal(date_number(d), n);
		assert_int_equal(date_weekday(d), (tm.tm_wday + 6) % 7);
	}
}

static void
test_only_days_of_the_calendar_are_real(void **state)
{
	static const signed char longest[] = { 31, 29, 31, 30, 31, 30, 31, 31,
		30, 31, 30, 31 };
	signed char	month;

	for (month = 1; month <= 12; month++) {
		assert_true(date_real((struct date){ 2024, month, 1 }));
		assert_true(date_real((struct date){ 2024, month,
		    longest[month - 1] }));
		assert_false(date_real((struct date){ 2024, month,
		    (signed char)(longest[month - 1] + 1) }));
		assert_false(date_real((struct date){ 2024, month, 0 }));
	}
	assert_false(date_real((struct date){ 2024, 0, 1 }));
	assert_false(date_real((struct date){ 2024, 13, 1 }));
	assert_false(date_real((struct date){ 2024, -1, -1 }));
	assert_false(date_real((struct date){ 0, 1, 1 }));
	assert_false(date_real((struct date){ -4, 1, 1 }));
	assert_true(date_real((struct date){ 1, 1, 1 }));
	assert_true(date_real((struct date){ 9999, 12, 31 }));
	assert_false(date_real((struct date){ 10000, 1, 1 }));
}

static void
test_a_leap_year_is_every_fourth_but_not_every_hundredth(void **state)
{
	assert_true(date_real((struct date){ 2024, 2, 29 }));
	assert_false(date_real((struct date){ 2025, 2, 29 }));
	assert_true(date_real((struct date){ 2000, 2, 29 }));
	assert_false(date_real((struct date){ 1900, 2, 29 }));
	assert_false(date_real((struct date){ 2100, 2, 29 }));
	assert_date(date_plus_days((struct date){ 2100, 2, 28 }, 1), 2100, 3,
	    1);
	assert_date(date_plus_days((struct date){ 2096, 2, 28 }, 1), 2096, 2,
	    29);
}

static void
test_months_end_where_the_calendar_ends_them(void **state)
{
	static const struct {
		const char	*start;
		int		 months;
		const char	*answer;
	} cases[] = {
		{ "2025-09-01", 3, "2025-12-01" },
		{ "2025-09-01", 6, "2026-03-01" },
		{ "2025-09-01", 9, "2026-06-01" },
		{ "2025-09-01", 12, "2026-09-01" },
		{ "2025-08-31", 3, "2025-11-30" },
		{ "2025-08-31", 6, "2026-02-28" },
		{ "2025-08-31", 9, "2026-05-31" },
		{ "2025-08-31", 12, "2026-08-31" },
		{ "2023-11-30", 3, "2024-02-29" },
		{ "2023-11-30", 6, "2024-05-30" },
		{ "2023-11-30", 9, "2024-08-30" },
		{ "2023-11-30", 12, "2024-11-30" },
		{ "2024-02-29", 12, "2025-02-28" },
		{ "2024-02-29", 48, "2028-02-29" },
		{ "2024-03-31", -1, "2024-02-29" },
		{ "2026-01-15", -1, "2025-12-15" },
		{ "2026-12-15", 1, "2027-01-15" },
		{ "2026-01-15", -25, "2023-12-15" },
		{ "2026-05-31", 0, "2026-05-31" },
	};
	struct date	d;
	size_t		i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		d = date_plus_months(iso(cases[i].start), cases[i].months);
		assert_int_equal(date_compare(d, iso(cases[i].answer)), 0);
	}
}

static void
test_no_date_stays_no_date(void **state)
{
	struct date	none = { 0 };

	assert_false(date_is_set(none));
	assert_true(date_is_set(iso("2026-01-01")));
	assert_false(date_is_set(date_plus_days(none, 40)));
	assert_false(date_is_set(date_plus_months(none, 14)));
	assert_true(date_compare(none, iso("0001-01-01")) < 0);
}

static void
test_names_are_english_and_nothing_lies_outside(void **state)
{
	assert_string_equal(date_weekday_name(MONDAY), "Monday");
	assert_string_equal(date_weekday_name(SUNDAY), "Sunday");
	assert_string_equal(date_weekday_name(7), "");
	assert_string_equal(date_weekday_name(-1), "");
	assert_string_equal(date_month_name(1), "January");
	assert_string_equal(date_month_name(12), "December");
	assert_string_equal(date_month_name(0), "");
	assert_string_equal(date_month_name(13), "");
}

static void
test_an_iso_date_is_read_whole_or_not_at_all(void **state)
{
	static const char *const refused[] = { "", "2026", "2026-3-27",
		"2026-03-7", "2026-03-27 ", " 2026-03-27", "2026-03-27T10:00",
		"26-03-27", "2026/03/27", "2026-13-01", "2026-00-10",
		"2026-02-29", "0000-01-01", "-026-03-27", "+026-03-27",
		"2026-03-2x", "20260327", "2026-03-", "2026-", "\xd9\xa2" "026",
		"2026-+3-27" };
	struct date	d = { 1, 2, 3 };
	size_t		i;

	assert_date(iso("2026-03-27"), 2026, 3, 27);
	assert_date(iso("2024-02-29"), 2024, 2, 29);
	assert_false(parses(NULL));
	for (i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
		assert_false(date_parse_iso(refused[i], &d));
	assert_date(d, 1, 2, 3);
}

static void
assert_clock(const char *utc_day, int seconds, const char *day, int hour,
    int minute)
{
	struct moment	m = { (int64_t)date_number(iso(utc_day)) * 86400 +
		    seconds };
	struct clock	c = moment_clock(m);

	assert_int_equal(date_compare(c.date, iso(day)), 0);
	assert_int_equal(c.hour, hour);
	assert_int_equal(c.minute, minute);
}

static void
test_clocks_change_at_one_on_the_last_sundays(void **state)
{
	static const struct { const char *march, *october; } years[] = {
		{ "2018-03-25", "2018-10-28" }, { "2019-03-31", "2019-10-27" },
		{ "2020-03-29", "2020-10-25" }, { "2021-03-28", "2021-10-31" },
		{ "2022-03-27", "2022-10-30" }, { "2023-03-26", "2023-10-29" },
		{ "2024-03-31", "2024-10-27" }, { "2025-03-30", "2025-10-26" },
		{ "2026-03-29", "2026-10-25" }, { "2027-03-28", "2027-10-31" },
	};
	const char	*day;
	size_t		 i;

	for (i = 0; i < sizeof(years) / sizeof(years[0]); i++) {
		day = years[i].march;
		assert_clock(day, 3599, day, 0, 59);
		assert_clock(day, 3600, day, 2, 0);
		day = years[i].october;
		assert_clock(day, 3599, day, 1, 59);
		assert_clock(day, 3600, day, 1, 0);
	}
}

static void
test_a_summer_evening_is_already_tomorrow_in_london(void **state)
{
	assert_clock("2026-06-30", 23 * 3600 + 1800, "2026-07-01", 0, 30);
	assert_clock("2026-12-31", 86399, "2026-12-31", 23, 59);
	assert_clock("1969-12-31", 86399, "1969-12-31", 23, 59);
	assert_clock("2099-07-01", 0, "2099-07-01", 1, 0);
}

static void
test_clocks_agree_with_the_time_zone_database(void **state)
{
	struct tm	tm;
	struct clock	c;
	time_t		t;

	if (setenv("TZ", "Europe/London", 1) != 0)
		fail();
	tzset();
	t = 1782864000; /* 1 July 2026 */
	if (localtime_r(&t, &tm) == NULL || tm.tm_isdst != 1)
		skip();
	for (t = 946684800; t < 2145916800; t += 3571) {
		c = moment_clock((struct moment){ t });
		assert_non_null(localtime_r(&t, &tm));
		assert_date(c.date, tm.tm_year + 1900, tm.tm_mon + 1,
		    tm.tm_mday);
		assert_int_equal(c.hour, tm.tm_hour);
		assert_int_equal(c.minute, tm.tm_min);
	}
}

static void
test_no_moment_has_no_clock(void **state)
{
	struct clock	c = moment_clock((struct moment){ 0 });

	assert_false(date_is_set(c.date));
	assert_int_equal(c.hour, 0);
	assert_int_equal(c.minute, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_known_days_have_their_numbers),
		cmocka_unit_test(
		    test_every_day_from_1900_to_2100_follows_the_day_before),
		cmocka_unit_test(test_days_agree_with_the_c_library),
		cmocka_unit_test(test_only_days_of_the_calendar_are_real),
		cmocka_unit_test(
		    test_a_leap_year_is_every_fourth_but_not_every_hundredth),
		cmocka_unit_test(test_months_end_where_the_calendar_ends_them),
		cmocka_unit_test(test_no_date_stays_no_date),
		cmocka_unit_test(
		    test_names_are_english_and_nothing_lies_outside),
		cmocka_unit_test(test_an_iso_date_is_read_whole_or_not_at_all),
		cmocka_unit_test(test_clocks_change_at_one_on_the_last_sundays),
		cmocka_unit_test(
		    test_a_summer_evening_is_already_tomorrow_in_london),
		cmocka_unit_test(test_clocks_agree_with_the_time_zone_database),
		cmocka_unit_test(test_no_moment_has_no_clock),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
