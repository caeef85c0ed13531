/*
 * Bank holidays of England and Wales against the lists that were published,
 * and against what holds in every year.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "rules/bank_holidays.h"

enum { MOST = 10 };

struct year { short year; const char *days[MOST + 1]; };

/* https://www.gov.uk/bank-holidays, England and Wales. */
static const struct year published[] = {
	{ 2002, { "01-01", "03-29", "04-01", "05-06", "06-03", "06-04",
		"08-26", "12-25", "12-26" } },
	{ 2011, { "01-03", "04-22", "04-25", "04-29", "05-02", "05-30",
		"08-29", "12-26", "12-27" } },
	{ 2012, { "01-02", "04-06", "04-09", "05-07", "06-04", "06-05",
		"08-27", "12-25", "12-26" } },
	{ 2018, { "01-01", "03-30", "04-02", "05-07", "05-28", "08-27",
		"12-25", "12-26" } },
	{ 2019, { "01-01", "04-19", "04-22", "05-06", "05-27", "08-26",
		"12-25", "12-26" } },
	{ 2020, { "01-01", "04-10", "04-13", "05-08", "05-25", "08-31",
		"12-25", "12-28" } },
	{ 2021, { "01-01", "04-02", "04-05", "05-03", "05-31", "08-30",
		"12-27", "12-28" } },
	{ 2022, { "01-03", "04-15", "04-18", "05-02", "06-02", "06-03",
		"08-29", "09-19", "12-26", "12-27" } },
	{ 2023, { "01-02", "04-07", "04-10", "05-01", "05-08", "05-29",
		"08-28", "12-25", "12-26" } },
	{ 2024, { "01-01", "03-29", "04-01", "05-06", "05-27", "08-26",
		"12-25", "12-26" } },
	{ 2025, { "01-01", "04-18", "04-21", "05-05", "05-26", "08-25",
		"12-25", "12-26" } },
	{ 2026, { "01-01", "04-03", "04-06", "05-04", "05-25", "08-31",
		"12-25", "12-28" } },
	{ 2027, { "01-01", "03-26", "03-29", "05-03", "05-31", "08-30",
		"12-27", "12-28" } },
	{ 2028, { "01-03", "04-14", "04-17", "05-01", "05-29", "08-28",
		"12-25", "12-26" } },
};

static const char *
name_on(short year, signed char month, signed char day)
{
	return (bank_holiday_name((struct date){ year, month, day }));
}

static bool
listed(const struct year *y, struct date d)
{
	const char	*const *day;

	for (day = y->days; *day != NULL; day++) {
		if (((*day)[0] - '0') * 10 + (*day)[1] - '0' == d.month &&
		    ((*day)[3] - '0') * 10 + (*day)[4] - '0' == d.day)
			return (true);
	}
	return (false);
}

static void
test_every_day_of_a_published_year_is_as_published(void **state)
{
	const struct year	*y;
	struct date		 d;
	size_t			 i;

	for (i = 0; i < sizeof(published) / sizeof(published[0]); i++) {
		y = &published[i];
		d = (struct date){ y->year, 1, 1 };
		for (; d.year == y->year; d = date_plus_days(d, 1)) {
			if (bank_holiday(d) != listed(y, d))
				fail_msg("%d-%02d-%02d is %sa holiday", d.year,
				    d.month, d.day,
				    listed(y, d) ? "" : "not ");
		}
	}
}

static void
test_holidays_carry_their_published_names(void **state)
{
	assert_string_equal(name_on(2026, 1, 1), "New Year's Day");
	assert_string_equal(name_on(2022, 1, 3),
	    "New Year's Day (substitute day)");
	assert_string_equal(name_on(2026, 4, 3), "Good Friday");
	assert_string_equal(name_on(2026, 4, 6), "Easter Monday");
	assert_string_equal(name_on(2026, 5, 4), "Early May bank holiday");
	assert_string_equal(name_on(2022, 6, 2), "Spring bank holiday");
	assert_string_equal(name_on(2026, 8, 31), "Summer bank holiday");
	assert_string_equal(name_on(2022, 12, 26), "Boxing Day");
	assert_string_equal(name_on(2022, 12, 27),
	    "Christmas Day (substitute day)");
	assert_string_equal(name_on(2021, 12, 27),
	    "Christmas Day (substitute day)");
	assert_string_equal(name_on(2021, 12, 28),
	    "Boxing Day (substitute day)");
	assert_string_equal(name_on(2026, 12, 28),
	    "Boxing Day (substitute day)");
	assert_null(name_on(2026, 12, 24));
}

/* Easter Sundays of years that are hard for a computus. */
static void
test_easter_falls_where_the_church_keeps_it(void **state)
{
	static const struct date sundays[] = { { 2000, 4, 23 },
		{ 2008, 3, 23 }, { 2011, 4, 24 }, { 2035, 3, 25 },
		{ 2038, 4, 25 }, { 2049, 4, 18 }, { 2076, 4, 19 },
		{ 2100, 3, 28 } };
	struct date	friday, monday;
	size_t		i;

	for (i = 0; i < sizeof(sundays) / sizeof(sundays[0]); i++) {
		friday = date_plus_days(sundays[i], -2);
		monday = date_plus_days(sundays[i], 1);
		assert_string_equal(bank_holiday_name(friday), "Good Friday");
		assert_string_equal(bank_holiday_name(monday),
		    "Easter Monday");
	}
}

static int
usual_count(short year)
{
	switch (year) {
	case 2002:
	case 2011:
	case 2012:
	case 2023:
		return (9);
	case 2022:
		return (10);
	default:
		return (8);
	}
}

static void
test_each_year_has_eight_on_weekdays_but_for_proclamations(void **state)
{
	struct date	d = { 2000, 1, 1 };
	short		year;
	int		count;

	for (year = 2000; year <= 2100; year++) {
		for (count = 0; d.year == year; d = date_plus_days(d, 1)) {
			if (!bank_holiday(d))
				continue;
			assert_true(date_weekday(d) <= FRIDAY);
			count++;
		}
		assert_int_equal(count, usual_count(year));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    test_every_day_of_a_published_year_is_as_published),
		cmocka_unit_test(test_holidays_carry_their_published_names),
		cmocka_unit_test(test_easter_falls_where_the_church_keeps_it),
		cmocka_unit_test(
		    test_each_year_has_eight_on_weekdays_but_for_proclamations),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
