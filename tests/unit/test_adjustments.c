/* Reasonable adjustments and their clock, by example and in random lives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "rules/adjustments.h"
#include "rules/asye_outcome.h"
#include "rules/bank_holidays.h"

enum { LIVES = 2000, TRIES = 100 };

static const struct adjustment_targets	targets = {
	.acknowledge = 2, .agree = 10, .fund = 20, .place = 10, .confirm = 5,
	.review = 60, .escalate = 5
};

static const struct date	thursday = { 2026, 4, 2 };

static void
test_weekends_and_bank_holidays_are_no_working_days(void **state)
{
	/* Maundy Thursday; Good Friday and Easter Monday follow. */
	struct date	next = working_days_after(thursday, 1);

	assert_int_equal(date_compare(next, (struct date){ 2026, 4, 7 }), 0);
	assert_int_equal(working_days_between(thursday, next), 1);
	assert_int_equal(working_days_between(thursday,
	    (struct date){ 2026, 4, 6 }), 0);
	assert_int_equal(working_days_between((struct date){ 2026, 12, 24 },
	    (struct date){ 2027, 1, 4 }), 4);
	assert_int_equal(working_days_between(next, thursday), 0);
	assert_int_equal(working_days_between(next, next), 0);
}

/* Counting by arithmetic is counting day by day. */
static void
test_any_two_days_are_as_far_apart_as_they_are_counted(void **state)
{
	srand(48);
	for (int i = 0; i < LIVES; i++) {
		struct date	from = date_plus_days((struct date){ 2000, 1,
				    1 }, rand() % 30000), to = date_plus_days(
				    from, rand() % 800), d = from;
		int		n = 0;

		while (date_compare(d, to) < 0) {
			d = date_plus_days(d, 1);
			n += date_weekday(d) < SATURDAY && !bank_holiday(d);
		}
		assert_int_equal(working_days_between(from, to), n);
		d = working_days_after(from, 1 + i % 40);
		assert_int_equal(working_days_between(from, d), 1 + i % 40);
	}
}

static void
test_each_stage_has_its_own_target(void **state)
{
	const struct date	monday = { 2026, 6, 15 };

#define DUE(is, money)	working_days_between(monday, adjustment_due(&targets, \
	    ADJUSTMENT_IS_##is, money, monday))
	assert_int_equal(DUE(REQUESTED, false), 2);
	assert_int_equal(DUE(ACKNOWLEDGED, false), 10);
	assert_int_equal(DUE(AGREED, false), 10);
	assert_int_equal(DUE(AGREED, true), 20);
	assert_int_equal(DUE(FUNDED, true), 10);
	assert_int_equal(DUE(IN_PLACE, true), 5);
	assert_int_equal(DUE(CONFIRMED, true), 60);
	assert_int_equal(DUE(REVIEWED, false), 60);
#undef DUE
	assert_false(date_is_set(adjustment_due(&targets,
	    ADJUSTMENT_IS_DECLINED, false, monday)));
	assert_false(date_is_set(adjustment_due(&targets,
	    ADJUSTMENT_IS_WITHDRAWN, false, monday)));
}

static void
test_what_is_late_is_told_to_the_coordinator_then_to_the_programme(void **state)
{
	const struct date	due = { 2026, 6, 17 };
	struct date		on = adjustment_programme_on(&targets,
				    ADJUSTMENT_IS_AGREED, due, true);

	assert_int_equal(date_compare(on, (struct date){ 2026, 6, 24 }), 0);
	assert_int_equal(adjustment_told(due, on, due), TOLD_NAMED);
	assert_int_equal(adjustment_told(due, on, date_plus_days(due, 1)),
	    TOLD_COORDINATOR);
	assert_int_equal(adjustment_told(due, on, date_plus_days(on, -1)),
	    TOLD_COORDINATOR);
	assert_int_equal(adjustment_told(due, on, on), TOLD_PROGRAMME);
	on = adjustment_programme_on(&targets, ADJUSTMENT_IS_AGREED, due,
	    false);
	assert_int_equal(adjustment_told(due, on, date_plus_days(due, 1)),
	    TOLD_PROGRAMME);
	assert_false(date_is_set(adjustment_programme_on(&targets,
	    ADJUSTMENT_IS_CONFIRMED, due, true)));
}

static void
test_the_clock_stands_when_it_is_in_place(void **state)
{
	const struct date	from = { 2026, 6, 1 }, put = { 2026, 6, 8 },
				today = { 2026, 6, 29 };

	assert_int_equal(adjustment_waited(from, put, today), 5);
	assert_int_equal(adjustment_waited(from, (struct date){ 0 }, today),
	    20);
}

/* Whoever takes only the next step gets it into place and keeps it there. */
static void
test_the_next_step_may_always_be_taken_and_leads_on(void **state)
{
	for (int money = 0; money < 2; money++) {
		enum adjustment_is	is = ADJUSTMENT_IS_REQUESTED;

		for (int i = 0; i < ADJUSTMENT_STATES; i++) {
			enum adjustment_do	next = adjustment_next(is,
						    money);

			assert_true(adjustment_may(is, next, money,
			    ADJUSTMENT_TRAINEE) || adjustment_may(is, next,
			    money, ADJUSTMENT_NAMED));
			is = adjustment_leads(is, next, money);
		}
		assert_int_equal(is, ADJUSTMENT_IS_REVIEWED);
	}
}

static void
test_nobody_answers_or_pays_for_themselves(void **state)
{
	for (enum adjustment_is is = ADJUSTMENT_IS_REQUESTED;
	    is < ADJUSTMENT_STATES; is++)
		for (int money = 0; money < 2; money++) {
			assert_false(adjustment_may(is, ADJUSTMENT_DO_AGREE,
			    money, ADJUSTMENT_TRAINEE));
			assert_false(adjustment_may(is, ADJUSTMENT_DO_FUND,
			    money, ADJUSTMENT_TRAINEE));
			assert_false(adjustment_may(is, ADJUSTMENT_DO_CONFIRM,
			    money, ADJUSTMENT_NAMED));
			assert_false(adjustment_may(is, ADJUSTMENT_DO_WITHDRAW,
			    money, ADJUSTMENT_NAMED));
			assert_int_equal(adjustment_may(is,
			    ADJUSTMENT_DO_WITHDRAW, money, ADJUSTMENT_TRAINEE),
			    !adjustment_over(is));
		}
}

/* Nothing is confirmed that was not agreed, nor what takes money unpaid. */
static void
test_no_life_skips_what_it_stands_on(void **state)
{
	size_t	confirmed = 0;

	for (int seed = 0; seed < LIVES; seed++) {
		enum adjustment_is	is = ADJUSTMENT_IS_REQUESTED, next;
		bool			agreed = false, funded = false;
		bool			money = seed % 2;

		srand((unsigned)seed);
		for (int i = 0; i < TRIES; i++) {
			next = adjustment_leads(is, (enum adjustment_do)
			    (rand() % ADJUSTMENT_STEPS), money);
			if (next == ADJUSTMENT_IS_NONE)
				continue;
			is = next;
			if (is == ADJUSTMENT_IS_REQUESTED ||
			    is == ADJUSTMENT_IS_ACKNOWLEDGED)
				agreed = funded = false;
			agreed = agreed || is == ADJUSTMENT_IS_AGREED;
			funded = funded || is == ADJUSTMENT_IS_FUNDED;
			assert_int_equal(date_is_set(adjustment_due(&targets,
			    is, money, thursday)), !adjustment_over(is));
			if (is != ADJUSTMENT_IS_CONFIRMED)
				continue;
			confirmed++;
			assert_true(agreed && (!money || funded));
		}
	}
	assert_true(confirmed > LIVES / 20);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(
		    test_weekends_and_bank_holidays_are_no_working_days),
		cmocka_unit_test(
		    test_any_two_days_are_as_far_apart_as_they_are_counted),
		cmocka_unit_test(test_each_stage_has_its_own_target),
		cmocka_unit_test(
	    test_what_is_late_is_told_to_the_coordinator_then_to_the_programme),
		cmocka_unit_test(test_the_clock_stands_when_it_is_in_place),
		cmocka_unit_test(
		    test_the_next_step_may_always_be_taken_and_leads_on),
		cmocka_unit_test(test_nobody_answers_or_pays_for_themselves),
		cmocka_unit_test(test_no_life_skips_what_it_stands_on),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
