/*
 * Settings as people read and type them: every unit, at its edges, and what
 * holds on which day.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "rules/settings.h"

static struct arena			arena;
static const char *const		no_yes[] = { "No", "Yes" };
static const struct setting_kind	months = { SETTING_WHOLE, "month",
					    "months", 1, 120 };
static const struct setting_kind	share = { SETTING_WHOLE, "%", "%", 0,
					    100 };
static const struct setting_kind	halves = { SETTING_HALF_DAYS, "day",
					    "days", 1, 100 };
static const struct setting_kind	day = { SETTING_MONTH_DAY, "", "", 101,
					    1231 };
static const struct setting_kind	yes = { SETTING_CHOICE, "", "", 0, 1,
					    no_yes, 2 };

static const struct setting_kind	limit = { SETTING_WHOLE, "day", "days",
					    0, 365, NULL, 0, 0, "No limit" };

static int
forget(void **state)
{
	arena_release(&arena);
	return (0);
}

static void
reads(const struct setting_kind *k, const char *typed, int64_t wanted)
{
	int64_t		 value = -1;
	const char	*why = setting_read(&arena, k, typed, &value);

	if (why != NULL)
		fail_msg("%s: %s", typed, why);
	assert_int_equal(value, wanted);
}

static void
refuses(const struct setting_kind *k, const char *typed, const char *wanted)
{
	int64_t		 value = -1;
	const char	*why = setting_read(&arena, k, typed, &value);

	if (why == NULL)
		fail_msg("%s is %ld", typed, value);
	assert_string_equal(why, wanted);
}

static void
test_values_are_said_in_their_unit(void **state)
{
#define SAYS(kind, value, words)					\
	assert_string_equal(setting_in_words(&arena, &kind, value), words)
	SAYS(months, 1, "1 month");
	SAYS(months, 24, "24 months");
	SAYS(share, 80, "80%");
	SAYS(halves, 1, "half a day");
	SAYS(halves, 2, "1 day");
	SAYS(halves, 5, "2½ days");
	SAYS(day, 1130, "30 November");
	SAYS(day, 101, "1 January");
	SAYS(yes, 0, "No");
	SAYS(yes, 1, "Yes");
	SAYS(limit, 0, "No limit");
	SAYS(limit, 1, "1 day");
#undef SAYS
}

static void
test_whole_numbers_are_read_within_their_bounds(void **state)
{
	reads(&months, "1", 1);
	reads(&months, "120", 120);
	reads(&months, "007", 7);
	refuses(&months, "0", "The value must be between 1 and 120 months");
	refuses(&months, "121", "The value must be between 1 and 120 months");
	refuses(&months, "2.5", "Enter a whole number, such as 10");
	refuses(&months, "-2", "Enter a whole number, such as 10");
	refuses(&months, "two", "Enter a whole number, such as 10");
	refuses(&months, "9999999999", "Enter a whole number, such as 10");
	reads(&limit, "0", 0);
	refuses(&limit, "366", "The value must be between 0 and 365 days, "
	    "where 0 is: No limit");
	refuses(&yes, "2", "Select what it is to be");
}

static void
test_half_days_are_read_as_days(void **state)
{
	reads(&halves, "2", 4);
	reads(&halves, "2.0", 4);
	reads(&halves, "2.5", 5);
	reads(&halves, "2½", 5);
	reads(&halves, ".5", 1);
	reads(&halves, "½", 1);
	refuses(&halves, "0", "The value must be between 0.5 and 50 days");
	refuses(&halves, "50.5", "The value must be between 0.5 and 50 days");
	refuses(&halves, "2.25", "Enter days and half days, such as 2 or 2.5");
	refuses(&halves, "x.5", "Enter days and half days, such as 2 or 2.5");
}

static void
test_days_of_the_year_are_read_as_people_write_them(void **state)
{
	static const char	every[] = "Enter a day that every year has, "
				    "such as 30 November";
	static const char	how[] = "Enter a day and a month, such as 30 "
				    "November";

	reads(&day, "30 November", 1130);
	reads(&day, "30 nov", 1130);
	reads(&day, "1/4", 401);
	reads(&day, "01.04", 401);
	refuses(&day, "29 February", every);
	refuses(&day, "31 June", every);
	refuses(&day, "0 May", every);
	refuses(&day, "32 May", how);
	refuses(&day, "30", how);
	refuses(&day, "30 No", how);
	refuses(&day, "November 30", how);
	refuses(&day, "30/13", how);
}

static void
test_what_is_shown_to_be_typed_reads_as_itself(void **state)
{
	static const struct setting_kind *const	kinds[] = { &months, &share,
		&halves, &day, &yes };
	int64_t	value;

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		for (int64_t n = kinds[i]->least; n <= kinds[i]->most; n++) {
			const char	*digits = arena_printf(&arena, "%ld",
					    n);

			if (setting_kept(&arena, kinds[i], digits,
			    &value) != NULL)
				continue;
			assert_int_equal(value, n);
			reads(kinds[i], setting_as_typed(&arena, kinds[i], n),
			    n);
		}
}

/* Versions that follow each other, some of them the national default. */
static void
test_each_day_has_the_value_of_the_version_that_covers_it(void **state)
{
	static const struct setting_span	spans[] = {
		{ { 2026, 9, 1 }, { 0 }, false, 4 },
		{ { 2026, 8, 1 }, { 2026, 8, 31 }, true, 0 },
		{ { 2026, 6, 15 }, { 2026, 7, 31 }, false, 2 },
	};
	static const struct { struct date on; int64_t value; } wanted[] = {
		{ { 2026, 6, 14 }, 3 }, { { 2026, 6, 15 }, 2 },
		{ { 2026, 7, 31 }, 2 }, { { 2026, 8, 1 }, 3 },
		{ { 2026, 8, 31 }, 3 }, { { 2026, 9, 1 }, 4 },
		{ { 2036, 1, 1 }, 4 },
	};

	for (size_t i = 0; i < sizeof(wanted) / sizeof(*wanted); i++)
		assert_int_equal(setting_on(spans, 3, 3, wanted[i].on),
		    wanted[i].value);
	assert_int_equal(setting_on(NULL, 0, 3, wanted[0].on), 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_values_are_said_in_their_unit),
		cmocka_unit_test(
		    test_whole_numbers_are_read_within_their_bounds),
		cmocka_unit_test(test_half_days_are_read_as_days),
		cmocka_unit_test(
		    test_days_of_the_year_are_read_as_people_write_them),
		cmocka_unit_test(
		    test_what_is_shown_to_be_typed_reads_as_itself),
		cmocka_unit_test(
		    test_each_day_has_the_value_of_the_version_that_covers_it),
	};

	return (cmocka_run_group_tests(tests, NULL, forget));
}
