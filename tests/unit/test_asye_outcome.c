/* Notice, appeals and their days, by example and in random lives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "rules/asye_outcome.h"
#include "rules/bank_holidays.h"

enum { LIVES = 3000, TRIES = 60 };

static void
assert_day(struct date d, int year, int month, int day)
{
	assert_int_equal(d.year, year);
	assert_int_equal(d.month, month);
	assert_int_equal(d.day, day);
}

static void
test_working_days_skip_weekends_and_bank_holidays(void **state)
{
	/* Thursday 2 April 2026; Good Friday and Easter Monday follow. */
	assert_day(working_days_after((struct date){ 2026, 4, 2 }, 1),
	    2026, 4, 7);
	assert_day(working_days_after((struct date){ 2026, 4, 2 }, 10),
	    2026, 4, 20);
	/* Friday 12 June 2026. */
	assert_day(working_days_after((struct date){ 2026, 6, 12 }, 1),
	    2026, 6, 15);
	assert_day(working_days_after((struct date){ 2026, 6, 12 }, 10),
	    2026, 6, 26);
	/* Over Christmas: 25 December and the substitute for the 26th. */
	assert_day(working_days_after((struct date){ 2026, 12, 23 }, 3),
	    2026, 12, 30);
	/* None still leaves the next working day. */
	assert_day(working_days_after((struct date){ 2026, 6, 12 }, 0),
	    2026, 6, 15);
}

static void
test_days_that_are_left_count_today_and_the_last(void **state)
{
	struct date	monday = { 2026, 6, 15 }, friday = { 2026, 6, 19 };

	assert_int_equal(working_days_left(monday, friday), 5);
	assert_int_equal(working_days_left(friday, friday), 1);
	assert_int_equal(working_days_left(friday, monday), 0);
}

/* It is a working day, so many of them after, whatever day it starts from. */
static void
test_what_is_due_is_a_working_day_and_so_many_later(void **state)
{
	for (int i = 0; i < 4000; i++) {
		struct date	from = date_from_number(20000 + i);
		int		n = 1 + i % 60, counted = 0;
		struct date	due = working_days_after(from, n);

		assert_true(date_weekday(due) < SATURDAY);
		assert_false(bank_holiday(due));
		for (struct date d = date_plus_days(from, 1);
		    date_compare(d, due) <= 0; d = date_plus_days(d, 1))
			counted += date_weekday(d) < SATURDAY &&
			    !bank_holiday(d);
		assert_int_equal(counted, n);
		assert_int_equal(working_days_left(date_plus_days(from, 1),
		    due), n);
	}
}

/* No appeal without notice, none upheld or dismissed unheard but one that is
 * withdrawn, and nothing after the end. */
static void
test_no_life_skips_what_it_stands_on(void **state)
{
	int	ended = 0;

	for (int seed = 0; seed < LIVES; seed++) {
		enum outcome_is	is = OUTCOME_IS_DECIDED, next;
		bool		been[OUTCOME_STATES] = { false }, withdrew =
				    false;

		srand((unsigned)seed);
		for (int i = 0; i < TRIES; i++) {
			enum outcome_do	step = (enum outcome_do)(rand() %
					    OUTCOME_STEPS);

			next = outcome_leads(is, step);
			assert_int_equal(next == OUTCOME_IS_NONE,
			    outcome_takers(is, step) == 0);
			if (next == OUTCOME_IS_NONE)
				continue;
			assert_false(outcome_over(is));
			withdrew |= step == OUTCOME_DO_WITHDRAW;
			been[is] = true;
			is = next;
		}
		if (is == OUTCOME_IS_UPHELD || (is == OUTCOME_IS_DISMISSED &&
		    !withdrew))
			assert_true(been[OUTCOME_IS_HEARD]);
		if (been[OUTCOME_IS_APPEALED])
			assert_true(been[OUTCOME_IS_NOTICED]);
		ended += outcome_over(is);
	}
	assert_true(ended > LIVES / 2);
}

static void
test_only_whose_it_is_acknowledges_or_withdraws(void **state)
{
	assert_int_equal(outcome_takers(OUTCOME_IS_NOTICED,
	    OUTCOME_DO_ACKNOWLEDGE), OUTCOME_BY_NQSW);
	assert_int_equal(outcome_takers(OUTCOME_IS_APPEALED,
	    OUTCOME_DO_WITHDRAW), OUTCOME_BY_NQSW);
	assert_int_equal(outcome_takers(OUTCOME_IS_HEARD,
	    OUTCOME_DO_UPHOLD), OUTCOME_BY_DECIDER);
}

static void
test_a_certificate_names_what_was_completed(void **state)
{
	assert_string_equal(certificate_says("ASYE for child and family"),
	    "has completed the Assessed and Supported Year in Employment");
	assert_string_equal(certificate_says("Early Career Development "
	    "Programme"), "has completed the");
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(
		    test_working_days_skip_weekends_and_bank_holidays),
		cmocka_unit_test(
		    test_days_that_are_left_count_today_and_the_last),
		cmocka_unit_test(
		    test_what_is_due_is_a_working_day_and_so_many_later),
		cmocka_unit_test(test_no_life_skips_what_it_stands_on),
		cmocka_unit_test(
		    test_only_whose_it_is_acknowledges_or_withdraws),
		cmocka_unit_test(test_a_certificate_names_what_was_completed),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
