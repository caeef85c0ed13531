/* For whom a funder pays: every bar, its edges and its words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "rules/claims.h"

static struct arena	arena;

static const struct claim_rules	rules = { { 2026, 4, 1 }, { 2027, 3, 31 },
	false, 4, { 1000, 1000 } };
static const struct claim_facts	somebody = { { 2025, 7, 1 }, { 2026, 4, 1 },
	{ 2026, 4, 1 }, { 2027, 3, 31 }, .has_number = true };

static int
release(void **state)
{
	arena_release(&arena);
	return (0);
}

static void
test_registration_and_completion_are_each_paid(void **state)
{
	assert_int_equal(claim_judge(CLAIM_REGISTRATION, &somebody, &rules),
	    CLAIM_FREE);
	assert_int_equal(claim_judge(CLAIM_COMPLETION, &somebody, &rules),
	    CLAIM_FREE);
}

static void
test_each_is_paid_once(void **state)
{
	struct claim_facts	f = somebody;

	f.claimed[CLAIM_REGISTRATION] = true;
	assert_int_equal(claim_judge(CLAIM_REGISTRATION, &f, &rules),
	    CLAIM_MADE_BEFORE);
	assert_int_equal(claim_judge(CLAIM_COMPLETION, &f, &rules),
	    CLAIM_FREE);
}

static void
test_the_days_of_the_period_are_within_it(void **state)
{
	struct claim_facts	f = somebody;

	f.registered_on = (struct date){ 2026, 3, 31 };
	assert_int_equal(claim_judge(CLAIM_REGISTRATION, &f, &rules),
	    CLAIM_BEFORE_PERIOD);
	assert_string_equal(claim_bar_words(&arena, CLAIM_BEFORE_PERIOD,
	    CLAIM_REGISTRATION, &f, &rules), "Registered on 31 March 2026, "
	    "before the period began");
	assert_int_equal(claim_judge(CLAIM_COMPLETION, &f, &rules),
	    CLAIM_FREE);
	f.confirmed_on = (struct date){ 2027, 4, 1 };
	assert_int_equal(claim_judge(CLAIM_COMPLETION, &f, &rules),
	    CLAIM_AFTER_PERIOD);
	assert_string_equal(claim_bar_words(&arena, CLAIM_AFTER_PERIOD,
	    CLAIM_COMPLETION, &f, &rules), "Outcome confirmed on 1 April 2027, "
	    "after the period ended");
}

static void
test_four_years_since_qualifying_count_to_the_day(void **state)
{
	struct claim_facts	f = somebody;
	struct claim_rules	any = rules;

	f.qualified_on = (struct date){ 2022, 4, 1 };
	assert_int_equal(claim_judge(CLAIM_REGISTRATION, &f, &rules),
	    CLAIM_FREE);
	f.qualified_on = (struct date){ 2022, 3, 31 };
	assert_int_equal(claim_judge(CLAIM_REGISTRATION, &f, &rules),
	    CLAIM_QUALIFIED_EARLY);
	assert_non_null(strstr(claim_bar_words(&arena, CLAIM_QUALIFIED_EARLY,
	    CLAIM_REGISTRATION, &f, &rules), "more than 4 years"));
	any.years = 0;
	assert_int_equal(claim_judge(CLAIM_REGISTRATION, &f, &any),
	    CLAIM_FREE);
}

static void
test_what_is_missing_is_named(void **state)
{
	struct claim_facts	f = somebody;
	struct claim_rules	r = rules;

	r.pounds[CLAIM_COMPLETION] = -1;
	assert_int_equal(claim_judge(CLAIM_COMPLETION, &f, &r),
	    CLAIM_NO_AMOUNT);
	r.pounds[CLAIM_COMPLETION] = 0;
	assert_int_equal(claim_judge(CLAIM_COMPLETION, &f, &r), CLAIM_FREE);
	f.agency = true;
	assert_int_equal(claim_judge(CLAIM_COMPLETION, &f, &rules),
	    CLAIM_AGENCY);
	r.pays_agency = true;
	assert_int_equal(claim_judge(CLAIM_COMPLETION, &f, &r), CLAIM_FREE);
	f.has_number = false;
	assert_int_equal(claim_judge(CLAIM_COMPLETION, &f, &rules),
	    CLAIM_NO_NUMBER);
	f.confirmed_on = (struct date){ 0 };
	assert_int_equal(claim_judge(CLAIM_COMPLETION, &f, &rules),
	    CLAIM_NOT_CONFIRMED);
	f.left = true;
	assert_int_equal(claim_judge(CLAIM_COMPLETION, &f, &rules),
	    CLAIM_LEFT);
	f.registered_on = (struct date){ 0 };
	assert_int_equal(claim_judge(CLAIM_REGISTRATION, &f, &rules),
	    CLAIM_NOT_REGISTERED);
}

static void
test_every_bar_has_its_words(void **state)
{
	for (int bar = 0; bar < CLAIM_BARS; bar++)
		for (int part = 0; part < CLAIM_PARTS; part++)
			assert_non_null(claim_bar_words(&arena,
			    (enum claim_bar)bar, (enum claimed_part)part,
			    &somebody, &rules));
	assert_string_equal(claim_part_words(CLAIM_COMPLETION), "Completion");
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(
		    test_registration_and_completion_are_each_paid),
		cmocka_unit_test(test_each_is_paid_once),
		cmocka_unit_test(test_the_days_of_the_period_are_within_it),
		cmocka_unit_test(
		    test_four_years_since_qualifying_count_to_the_day),
		cmocka_unit_test(test_what_is_missing_is_named),
		cmocka_unit_test(test_every_bar_has_its_words),
	};

	return (cmocka_run_group_tests(tests, NULL, release));
}
