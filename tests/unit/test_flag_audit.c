/*
 * What an audience is told of flags by group: which parts of a line, rates and
 * ratios, when a rule is to be reviewed, and how long a wait was.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../src/report/flags_told.h"

enum { LINES = 400 };

static const struct equity_thresholds	thresholds = { 4, 10, 23, 5, 23, 20,
					    3, 0 };
static const struct protection	lead = { EQUITY_AUDIENCE_LEAD, &thresholds },
				staff = { EQUITY_AUDIENCE_STAFF,
				    &thresholds };
static struct arena		arena;

/* Of either group: flagged before an outcome or not, flagged without one or
 * not. */
static struct both
both(int64_t tp1, int64_t fn1, int64_t fp1, int64_t tn1, int64_t tp2,
    int64_t fn2, int64_t fp2, int64_t tn2)
{
	return ((struct both){ .of.f = { .tp = tp1, .fn = fn1, .fp = fp1,
	    .tn = tn1 }, .reference.f = { .tp = tp2, .fn = fn2, .fp = fp2,
	    .tn = tn2 } });
}

static struct flag_line
shown_to(const struct protection *p, struct both b)
{
	struct flag_line	l = { .group = "Men", .reference = "Women" };
	struct safe		s = safe_of(p, &b);

	show_line(&arena, p, &b, &s, &l);
	return (l);
}

static void
assert_near(double a, double b)
{
	assert_true(fabs(a - b) < 1e-12);
}

static void
test_rates_are_those_of_the_four_counts(void **state)
{
	struct flag_line	l = shown_to(&staff, both(12, 18, 10, 80, 48,
				    12, 60, 210));

	assert_near(l.seen[SEEN_FLAGGED].of.rate, 22. / 120);
	assert_near(l.seen[SEEN_SETBACK].of.rate, 30. / 120);
	assert_near(l.seen[SEEN_RECALL].of.rate, 12. / 30);
	assert_near(l.seen[SEEN_PRECISION].of.rate, 12. / 22);
	assert_near(l.seen[SEEN_FALSE_ALARM].of.rate, 10. / 90);
	assert_near(l.seen[SEEN_RECALL].ratio, (12. / 30) / (48. / 60));
	assert_near(l.seen[SEEN_RECALL].gap, 12. / 30 - 48. / 60);
	assert_true(l.seen[SEEN_RECALL].within.low < 0.5 &&
	    l.seen[SEEN_RECALL].within.high > 0.5);
}

static void
test_a_recall_ten_points_lower_calls_for_a_review(void **state)
{
	struct flag_line	l = shown_to(&staff, both(12, 18, 10, 80, 48,
				    12, 60, 210));

	assert_true(l.review);
	assert_string_equal(l.sentence, "Flags came in time for fewer Men "
	    "than Women. Look at what the rule rests upon.");
	l = shown_to(&staff, both(45, 15, 30, 120, 48, 12, 60, 210));
	assert_false(l.review);
	/* Lower by 20 points, and of so few that it may be chance. */
	l = shown_to(&lead, both(3, 2, 5, 20, 4, 1, 5, 20));
	assert_false(l.review);
}

static void
test_flags_that_outcomes_do_not_explain_call_for_a_review(void **state)
{
	struct flag_line	l = shown_to(&staff, both(24, 6, 60, 30, 24,
				    6, 9, 81));

	assert_true(l.review);
	assert_string_equal(l.sentence, "Men are flagged more often than "
	    "outcomes explain.");
	l = shown_to(&staff, both(24, 6, 9, 81, 24, 6, 60, 30));
	assert_string_equal(l.sentence, "Men are flagged less often than "
	    "outcomes explain.");
	/* Twice as often flagged, with twice the setbacks. */
	l = shown_to(&staff, both(48, 12, 10, 50, 24, 6, 5, 85));
	assert_false(l.review);
}

static void
test_staff_are_told_no_part_with_a_few_in_it(void **state)
{
	struct flag_line	l;
	const struct both	few_missed = both(27, 3, 10, 80, 48, 12, 60,
				    210), few_alarms = both(12, 18, 4, 86, 48,
				    12, 60, 210);

	l = shown_to(&staff, few_missed);
	assert_string_equal(l.seen[SEEN_RECALL].of.x.text, "c");
	assert_string_equal(l.seen[SEEN_FLAGGED].of.x.text, "c");
	assert_string_equal(l.seen[SEEN_FALSE_ALARM].of.x.text, "10");
	assert_null(l.withheld);
	l = shown_to(&staff, few_alarms);
	assert_string_equal(l.seen[SEEN_RECALL].of.x.text, "12");
	assert_string_equal(l.seen[SEEN_FALSE_ALARM].of.x.text, "c");
	assert_string_equal(l.seen[SEEN_PRECISION].of.n.text, "c");
	l = shown_to(&staff, both(27, 3, 4, 86, 48, 12, 60, 210));
	assert_non_null(l.withheld);
	l = shown_to(&lead, few_missed);
	assert_string_equal(l.seen[SEEN_RECALL].of.x.text, "27");
}

static void
test_all_or_none_of_a_small_group_is_not_told(void **state)
{
	assert_string_equal(shown_to(&staff, both(0, 20, 10, 80, 48, 12, 60,
	    210)).seen[SEEN_RECALL].of.x.text, "c");
	assert_string_equal(shown_to(&staff, both(0, 23, 10, 80, 48, 12, 60,
	    210)).seen[SEEN_RECALL].of.x.text, "0");
	assert_string_equal(shown_to(&staff, both(20, 0, 10, 80, 48, 12, 60,
	    210)).seen[SEEN_RECALL].of.x.text, "c");
}

/* Those of whom nothing is known are the rest of a total that is told. */
static void
test_a_few_of_whom_nothing_is_known_hide_the_others(void **state)
{
	struct both	b = both(12, 18, 10, 80, 48, 12, 60, 210);

	b.unknown.f.tp = 2;
	b.unknown.f.fn = 6;
	assert_string_equal(shown_to(&staff, b).seen[SEEN_RECALL].of.x.text,
	    "c");
	b.unknown.f.tp = 6;
	assert_string_equal(shown_to(&staff, b).seen[SEEN_RECALL].of.x.text,
	    "12");
}

static void
test_what_followed_is_told_when_no_part_of_it_is_few(void **state)
{
	struct both	b = both(12, 18, 18, 72, 48, 12, 60, 210);

	b.of.after[AFTER_PLANNED] = 10;
	b.reference.after[AFTER_PLANNED] = 60;
	assert_near(shown_to(&staff, b).after[AFTER_PLANNED].of.rate,
	    10. / 30);
	b.of.after[AFTER_PLANNED] = 27;
	assert_string_equal(shown_to(&staff, b).after[AFTER_PLANNED].of.x.text,
	    "c");
	assert_string_equal(shown_to(&lead, b).after[AFTER_PLANNED].of.x.text,
	    "27");
}

static void
test_a_wait_is_told_in_weeks_to_staff(void **state)
{
	struct both	b = both(12, 18, 18, 72, 48, 12, 60, 210);

	b.of.half_after = 1 + 9;
	b.reference.half_after = 1;
	assert_int_equal(shown_to(&lead, b).wait_of.days, 9);
	assert_int_equal(shown_to(&lead, b).wait_reference.days, 0);
	assert_int_equal(shown_to(&staff, b).wait_of.days, 14);
	assert_int_equal(shown_to(&staff, b).wait_reference.days, 7);
	b.of.half_after = 0;
	assert_true(shown_to(&staff, b).wait_of.told);
	assert_false(shown_to(&staff, b).wait_of.reached);
	b.of.f.tp = 3;
	assert_false(shown_to(&staff, b).wait_of.told);
}

/* Whatever the counts, no number from 1 to 4 leaves for staff, nor one that
 * gives it away: a part and its whole are told together or not at all. */
static void
test_no_small_number_leaves(void **state)
{
	int	told = 0;

	srand(5);
	for (int n = 0; n < LINES; n++) {
		struct both		b = { 0 };
		struct counted		*of[] = { &b.of, &b.reference,
					    &b.unknown };
		struct flag_line	l;

		for (int i = 0; i < 3; i++)
			of[i]->f = (struct flags){ .tp = rand() % 40,
			    .fn = rand() % 40, .fp = rand() % 40,
			    .tn = rand() % 200 };
		l = shown_to(&staff, b);
		for (int i = 0; i < SEENS; i++) {
			const struct flag_rate	*r = &l.seen[i].of;
			int64_t			 rest = r->n.value -
						    r->x.value;

			if (strcmp(r->x.text, "c") == 0) {
				assert_string_equal(r->n.text, "c");
				assert_false(r->has_rate);
				assert_true(isnan(l.seen[i].ratio));
				continue;
			}
			told++;
			assert_false(r->x.value >= 1 && r->x.value <= 4);
			assert_false(rest >= 1 && rest <= 4);
		}
	}
	assert_true(told > LINES / 2);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_rates_are_those_of_the_four_counts),
		cmocka_unit_test(
		    test_a_recall_ten_points_lower_calls_for_a_review),
		cmocka_unit_test(
		    test_flags_that_outcomes_do_not_explain_call_for_a_review),
		cmocka_unit_test(test_staff_are_told_no_part_with_a_few_in_it),
		cmocka_unit_test(
		    test_all_or_none_of_a_small_group_is_not_told),
		cmocka_unit_test(
		    test_a_few_of_whom_nothing_is_known_hide_the_others),
		cmocka_unit_test(
		    test_what_followed_is_told_when_no_part_of_it_is_few),
		cmocka_unit_test(test_a_wait_is_told_in_weeks_to_staff),
		cmocka_unit_test(test_no_small_number_leaves),
	};
	int			failed = cmocka_run_group_tests(tests, NULL,
				    NULL);

	arena_release(&arena);
	return (failed);
}
