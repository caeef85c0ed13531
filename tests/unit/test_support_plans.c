/* How support plans go on, by example and in random lives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "rules/support_plans.h"

enum { LIVES = 2000, TRIES = 60 };

static const struct date	today = { 2026, 6, 15 };

static void
test_the_trainee_alone_agrees_and_never_writes_the_plan(void **state)
{
	for (enum plan_is is = PLAN_IS_PROPOSED; is < PLAN_STATES;
	    is++)
		for (enum plan_do step = PLAN_DO_PROPOSE;
		    step < PLAN_STEPS; step++)
			assert_false(plan_may(is, step, true) &&
			    plan_may(is, step, false));
	assert_true(plan_may(PLAN_IS_PROPOSED, PLAN_DO_AGREE, true));
	assert_false(plan_may(PLAN_IS_PROPOSED, PLAN_DO_AGREE,
	    false));
	assert_false(plan_may(PLAN_IS_AGREED, PLAN_DO_REVISE, true));
	assert_false(plan_may(PLAN_IS_AGREED, PLAN_DO_END, true));
}

/* Whatever was agreed to before, a change of it is put to the trainee. */
static void
test_no_life_agrees_to_what_the_trainee_did_not_see(void **state)
{
	int	ended = 0;

	for (int seed = 0; seed < LIVES; seed++) {
		enum plan_is	is = PLAN_IS_PROPOSED, next;
		bool		agreed = false;

		srand((unsigned)seed);
		for (int i = 0; i < TRIES; i++) {
			enum plan_do	step = (enum plan_do)(rand() %
					    PLAN_STEPS);

			next = plan_leads(is, step);
			if (next == PLAN_IS_NONE)
				continue;
			assert_false(plan_over(is));
			if (step == PLAN_DO_AGREE)
				agreed = true;
			if (step == PLAN_DO_REVISE)
				agreed = false;
			assert_true(agreed || next != PLAN_IS_AGREED);
			is = next;
		}
		ended += plan_over(is);
	}
	assert_int_equal(ended, LIVES);
}

static void
test_what_is_over_goes_nowhere(void **state)
{
	for (enum plan_do step = PLAN_DO_NONE; step < PLAN_STEPS;
	    step++) {
		assert_int_equal(plan_leads(PLAN_IS_ENDED, step),
		    PLAN_IS_NONE);
		assert_int_equal(plan_leads(PLAN_IS_WITHDRAWN, step),
		    PLAN_IS_NONE);
	}
	assert_int_equal(plan_stands_out(PLAN_IS_ENDED, false, today, today),
	    PLAN_DO_NONE);
}

static void
test_a_review_stands_out_on_its_day(void **state)
{
	const struct date	tomorrow = { 2026, 6, 16 };

	assert_int_equal(plan_stands_out(PLAN_IS_AGREED, false, today, today),
	    PLAN_DO_REVIEW);
	assert_int_equal(plan_stands_out(PLAN_IS_AGREED, false, tomorrow,
	    today), PLAN_DO_NONE);
	assert_int_equal(plan_stands_out(PLAN_IS_QUESTIONED, false, today,
	    today), PLAN_DO_REVISE);
	assert_int_equal(plan_stands_out(PLAN_IS_PROPOSED, true, tomorrow,
	    today), PLAN_DO_AGREE);
	assert_int_equal(plan_stands_out(PLAN_IS_AGREED, true, today, today),
	    PLAN_DO_NONE);
}

/* What stands out can be done. */
static void
test_what_stands_out_may_be_taken(void **state)
{
	for (enum plan_is is = PLAN_IS_PROPOSED; is < PLAN_STATES;
	    is++)
		for (int trainee = 0; trainee < 2; trainee++) {
			enum plan_do	next = plan_stands_out(is, trainee,
					    today, today);

			assert_true(next == PLAN_DO_NONE ||
			    plan_may(is, next, trainee));
		}
}

static void
test_a_step_that_keeps_a_plan_going_says_until_when(void **state)
{
	assert_true(plan_reviews(PLAN_DO_PROPOSE));
	assert_true(plan_reviews(PLAN_DO_REVIEW));
	assert_true(plan_reviews(PLAN_DO_REVISE));
	assert_false(plan_reviews(PLAN_DO_AGREE));
	assert_false(plan_reviews(PLAN_DO_END));
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(
		    test_the_trainee_alone_agrees_and_never_writes_the_plan),
		cmocka_unit_test(
		    test_no_life_agrees_to_what_the_trainee_did_not_see),
		cmocka_unit_test(test_what_is_over_goes_nowhere),
		cmocka_unit_test(
		    test_a_review_stands_out_on_its_day),
		cmocka_unit_test(test_what_stands_out_may_be_taken),
		cmocka_unit_test(
		    test_a_step_that_keeps_a_plan_going_says_until_when),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
