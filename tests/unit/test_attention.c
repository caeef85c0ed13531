/* Which records need attention: each matter on both sides of its number. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "rules/attention.h"

static const struct date		today = { 2026, 6, 15 };
static const struct attention_settings	settings = { .weeks_ahead = 6,
	.waiting_days = 14, .returned_days = 7, .silent_weeks = 2,
	.behind_halves = 10, .number_weeks = 8, .invited_days = 14,
	.marking_days = 21, .report_days = 14 };
static struct arena			arena;

static struct date
days_on(int days)
{
	return (date_plus_days(today, days));
}

static const char *
why(enum matter m, struct matter_facts f)
{
	if (f.what == NULL)
		f.what = "last";
	return (matter_judged(&arena, m, &f, &settings, today).reason);
}

static void
assert_says(const char *words, const char *reason)
{
	assert_non_null(reason);
	assert_string_equal(words, reason);
}

/* One that looks ahead: up to so many days, and no further. */
static void
assert_looks_ahead(enum matter m, int days)
{
	struct matter_facts	f = { .on = days_on(days),
				    .until = days_on(200), .n = 1 };

	assert_non_null(why(m, f));
	f.on = days_on(days + 1);
	assert_null(why(m, f));
}

/* One that looks back: after so many days, and no sooner. */
static void
assert_looks_back(enum matter m, int days)
{
	struct matter_facts	f = { .on = days_on(-days),
				    .until = days_on(200), .n = 1 };

	assert_null(why(m, f));
	f.on = days_on(-days - 1);
	assert_non_null(why(m, f));
}

static void
test_gaps_are_told_so_many_weeks_ahead(void **state)
{
	assert_looks_ahead(NO_PLACEMENT_AHEAD, 42);
	assert_looks_ahead(NO_EDUCATOR, 42);
	assert_looks_ahead(NO_WORKING_PATTERN, 42);
	assert_looks_ahead(NUMBER_MISSING, 56);
}

static void
test_what_waits_is_told_after_so_long(void **state)
{
	assert_looks_back(DAYS_WAITING, 14);
	assert_looks_back(DAYS_RETURNED, 7);
	assert_looks_back(SILENT, 14);
	assert_looks_back(REPORT_MISSING, 14);
	assert_looks_back(MARKS_MISSING, 21);
	assert_looks_back(NEVER_SIGNED_IN, 14);
	assert_looks_back(PAUSE_OVER, 0);
}

static void
test_nothing_to_count_is_nothing_to_attend_to(void **state)
{
	static const enum matter	counted[] = { DAYS_WAITING,
		DAYS_RETURNED, MARKS_MISSING, SETTING_UNKNOWN, AUDIT_MISSING,
		EDUCATOR_LAPSES, FAR_BEHIND };

	for (size_t i = 0; i < sizeof(counted) / sizeof(*counted); i++)
		assert_null(why(counted[i], (struct matter_facts){
		    .on = days_on(-400) }));
}

static void
test_a_date_that_is_not_there_needs_nothing(void **state)
{
	static const enum matter	dated[] = { NO_PLACEMENT_AHEAD,
		NO_EDUCATOR, NO_WORKING_PATTERN, DAYS_WAITING, DAYS_RETURNED,
		REPORT_MISSING, MARKS_MISSING, PAUSE_OVER, NUMBER_MISSING,
		NEVER_SIGNED_IN };

	for (size_t i = 0; i < sizeof(dated) / sizeof(*dated); i++)
		assert_null(why(dated[i], (struct matter_facts){ .n = 3 }));
}

static void
test_behind_counts_half_days(void **state)
{
	assert_null(why(FAR_BEHIND, (struct matter_facts){ .n = 9 }));
	assert_says("5 days behind what their own pattern expects by today",
	    why(FAR_BEHIND, (struct matter_facts){ .n = 10 }));
	assert_null(why(FAR_BEHIND, (struct matter_facts){ .n = -20 }));
}

static void
test_a_placement_that_is_over_is_not_silent(void **state)
{
	struct matter_facts	f = { .on = days_on(-40), .until = today,
				    .n = 1 };

	assert_says("No day was logged for 7 May 2026 or after",
	    why(SILENT, f));
	f.n = 0;
	assert_says("No day was ever logged; the placement began on "
	    "6 May 2026", why(SILENT, f));
	f.until = days_on(-1);
	assert_null(why(SILENT, f));
}

static void
test_reasons_say_what_and_since_when(void **state)
{
	struct matter_facts	f = { .on = days_on(-20), .n = 1,
				    .what = "last" };

	assert_says("No last placement since 26 May 2026",
	    why(NO_PLACEMENT_AHEAD, f));
	f.on = days_on(20);
	assert_says("No last placement from 5 July 2026",
	    why(NO_PLACEMENT_AHEAD, f));
	assert_says("No practice educator from 5 July 2026",
	    why(NO_EDUCATOR, f));
	f.on = days_on(-30);
	assert_says("1 day waits to be confirmed, the oldest since "
	    "16 May 2026", why(DAYS_WAITING, f));
	f.n = 3;
	assert_says("3 days were returned, the first on 16 May 2026, not "
	    "corrected yet", why(DAYS_RETURNED, f));
	assert_says("3 pieces of work have no mark; it was due on 16 May 2026",
	    why(MARKS_MISSING, f));
	f.what = "paused";
	assert_says("Still paused; the return was planned for 16 May 2026",
	    why(PAUSE_OVER, f));
	f.on = (struct date){ 0 };
	assert_says("Has no audit that holds; 3 trainees are placed there",
	    why(AUDIT_MISSING, f));
}

static void
test_every_matter_has_a_code_of_its_own(void **state)
{
	for (enum matter m = 0; m < MATTERS; m++) {
		assert_int_equal(m, matter_from(matter_code(m)));
		assert_true(strspn(matter_code(m),
		    "abcdefghijklmnopqrstuvwxyz-") == strlen(matter_code(m)));
	}
	assert_int_equal(MATTERS, matter_from(""));
	assert_int_equal(MATTERS, matter_from("no-such-thing"));
}

static int
drop(void **state)
{
	arena_release(&arena);
	return (0);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_gaps_are_told_so_many_weeks_ahead),
		cmocka_unit_test(test_what_waits_is_told_after_so_long),
		cmocka_unit_test(test_nothing_to_count_is_nothing_to_attend_to),
		cmocka_unit_test(test_a_date_that_is_not_there_needs_nothing),
		cmocka_unit_test(test_behind_counts_half_days),
		cmocka_unit_test(test_a_placement_that_is_over_is_not_silent),
		cmocka_unit_test(test_reasons_say_what_and_since_when),
		cmocka_unit_test(test_every_matter_has_a_code_of_its_own),
	};

	return (cmocka_run_group_tests(tests, NULL, drop));
}
