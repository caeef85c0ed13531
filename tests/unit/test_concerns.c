/* How concerns and suitability cases go on, by example and in random lives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rules/concerns.h"

enum { LIVES = 3000, TRIES = 200 };

static const struct concern_limits	limits = {
	.acknowledge = 3, .arrange = 5, .plan = 6, .review = 28, .decide = 4,
	.panel = 14, .outcome = 21, .close = 10
};

/* Somebody who knows only the one next step gets to an end from anywhere. */
static void
test_the_next_step_may_always_be_taken_and_leads_to_an_end(void **state)
{
	for (enum concern_is is = CONCERN_IS_RAISED; is < CONCERN_STATES;
	    is++) {
		enum concern_is	at = is;
		int		steps = 0;

		while (!concern_over(at) && steps++ < CONCERN_STATES) {
			if (at == CONCERN_IS_REVIEWED) {
				assert_int_equal(concern_next(at),
				    CONCERN_DO_NONE);
				at = CONCERN_IS_NOT_MET;
				continue;
			}
			at = concern_leads(at, concern_next(at));
			assert_int_not_equal(at, CONCERN_IS_NONE);
		}
		assert_true(concern_over(at));
	}
}

static void
test_what_is_over_goes_nowhere(void **state)
{
	for (enum concern_do step = CONCERN_DO_NONE; step < CONCERN_STEPS;
	    step++) {
		assert_int_equal(concern_leads(CONCERN_IS_CLOSED, step),
		    CONCERN_IS_NONE);
		assert_int_equal(concern_leads(CONCERN_IS_WITHDRAWN, step),
		    CONCERN_IS_NONE);
	}
	for (enum suitability_do step = SUITABILITY_DO_NONE;
	    step < SUITABILITY_STEPS; step++)
		assert_int_equal(suitability_leads(SUITABILITY_IS_CLOSED,
		    step), SUITABILITY_IS_NONE);
}

/* No plan is met without a review, no panel decides that was not called. */
static void
test_no_life_skips_what_it_stands_on(void **state)
{
	size_t	ended = 0, panels = 0;

	for (int seed = 0; seed < LIVES; seed++) {
		enum concern_is	is = CONCERN_IS_RAISED, next;
		bool		been[CONCERN_STATES] = { [CONCERN_IS_RAISED] =
				    true };

		srand((unsigned)seed);
		for (int i = 0; i < TRIES; i++) {
			next = concern_leads(is,
			    (enum concern_do)(rand() % CONCERN_STEPS));
			if (next == CONCERN_IS_NONE)
				continue;
			if (next == CONCERN_IS_MET ||
			    next == CONCERN_IS_NOT_MET)
				assert_true(been[CONCERN_IS_REVIEWED] &&
				    been[CONCERN_IS_PLANNED]);
			if (next == CONCERN_IS_PLANNED)
				assert_true(been[CONCERN_IS_MEETING_HELD]);
			if (next == CONCERN_IS_DECIDED)
				assert_true(been[CONCERN_IS_PANEL]);
			if (next == CONCERN_IS_CLOSED)
				assert_true(been[CONCERN_IS_MEETING_HELD]);
			been[is = next] = true;
		}
		ended += concern_over(is);
		panels += been[CONCERN_IS_PANEL];
	}
	assert_int_equal(ended, LIVES);
	assert_true(panels > LIVES / 50);
}

static void
test_a_panel_is_staffs_alone(void **state)
{
	assert_true(concern_may(CONCERN_IS_NOT_MET, CONCERN_DO_CALL_PANEL,
	    true));
	assert_false(concern_may(CONCERN_IS_NOT_MET, CONCERN_DO_CALL_PANEL,
	    false));
	assert_false(concern_may(CONCERN_IS_PANEL, CONCERN_DO_DECIDE, false));
	assert_false(concern_may(CONCERN_IS_PANEL, CONCERN_DO_WITHDRAW, false));
	assert_true(concern_may(CONCERN_IS_RAISED, CONCERN_DO_WITHDRAW, false));
	assert_false(concern_may(CONCERN_IS_RAISED, CONCERN_DO_DECIDE, true));
}

/* Every state that is open has a day by which it goes on. */
static void
test_what_is_open_is_due_by_a_day(void **state)
{
	struct date	on = { 2028, 2, 25 };

	for (enum concern_is is = CONCERN_IS_RAISED; is < CONCERN_STATES; is++)
		assert_int_equal(date_is_set(concern_due(&limits, is, on)),
		    !concern_over(is));
	assert_int_equal(date_compare(concern_due(&limits,
	    CONCERN_IS_ACKNOWLEDGED, on), (struct date){ 2028, 3, 1 }), 0);
	assert_int_equal(date_compare(concern_due(&limits, CONCERN_IS_PLANNED,
	    on), (struct date){ 2028, 3, 24 }), 0);
	assert_int_equal(date_compare(concern_due(&limits,
	    CONCERN_IS_MEETING_ARRANGED, on), on), 0);
}

static void
test_what_is_due_today_is_not_late(void **state)
{
	struct date	today = { 2026, 6, 15 };

	assert_false(concern_late(today, today));
	assert_true(concern_late((struct date){ 2026, 6, 14 }, today));
	assert_false(concern_late((struct date){ 0 }, today));
}

static void
test_a_step_lies_between_the_one_before_it_and_today(void **state)
{
	struct date	before = { 2026, 6, 1 }, today = { 2026, 6, 15 };

	assert_null(step_date_fault(before, before, today));
	assert_null(step_date_fault(today, before, today));
	assert_string_equal(step_date_fault((struct date){ 2026, 6, 16 },
	    before, today), "The date must be today or in the past");
	assert_string_equal(step_date_fault((struct date){ 2026, 5, 31 },
	    before, today), "The date must be the same as or after the date "
	    "of the step before it");
}

/* Nothing is decided that was not considered, and all can be closed. */
static void
test_a_case_is_considered_before_anything_else(void **state)
{
	for (int seed = 0; seed < LIVES; seed++) {
		enum suitability_is	is = SUITABILITY_IS_REFERRED, next;
		bool			considered = false;

		srand((unsigned)seed);
		for (int i = 0; i < TRIES; i++) {
			next = suitability_leads(is,
			    (enum suitability_do)(rand() % SUITABILITY_STEPS));
			if (next == SUITABILITY_IS_NONE)
				continue;
			assert_true(considered ||
			    next == SUITABILITY_IS_CONSIDERED);
			considered = true;
			is = next;
		}
		assert_int_equal(is, SUITABILITY_IS_CLOSED);
	}
}

static void
test_a_stage_of_a_case_has_its_own_time(void **state)
{
	const struct suitability_limits	l = { .consider = 10, .stage = 30 };
	struct date			on = { 2026, 12, 20 };

	assert_int_equal(date_compare(suitability_due(&l,
	    SUITABILITY_IS_REFERRED, on), (struct date){ 2026, 12, 30 }), 0);
	assert_int_equal(date_compare(suitability_due(&l,
	    SUITABILITY_IS_STAGE_2, on), (struct date){ 2027, 1, 19 }), 0);
	assert_false(date_is_set(suitability_due(&l, SUITABILITY_IS_CLOSED,
	    on)));
	for (enum suitability_is is = SUITABILITY_IS_REFERRED;
	    is < SUITABILITY_STATES; is++)
		if (suitability_next(is) != SUITABILITY_DO_NONE)
			assert_int_not_equal(suitability_leads(is,
			    suitability_next(is)), SUITABILITY_IS_NONE);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(
		    test_the_next_step_may_always_be_taken_and_leads_to_an_end),
		cmocka_unit_test(test_what_is_over_goes_nowhere),
		cmocka_unit_test(test_no_life_skips_what_it_stands_on),
		cmocka_unit_test(test_a_panel_is_staffs_alone),
		cmocka_unit_test(test_what_is_open_is_due_by_a_day),
		cmocka_unit_test(test_what_is_due_today_is_not_late),
		cmocka_unit_test(
		    test_a_step_lies_between_the_one_before_it_and_today),
		cmocka_unit_test(
		    test_a_case_is_considered_before_anything_else),
		cmocka_unit_test(test_a_stage_of_a_case_has_its_own_time),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
