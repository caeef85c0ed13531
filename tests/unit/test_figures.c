/*
 * Figures of few people: against tables and against sums done another way.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <math.h>

#include <cmocka.h>

#include "rules/figures.h"

#define assert_near(is, wanted, within)					\
	assert_true(fabs((is) - (wanted)) <= (within))

/* The 97.5 % points of Student's t, as printed in tables (Fisher and Yates,
 * table III; NIST/SEMATECH 1.3.6.7.2 to three places). */
static void
test_quantiles_are_those_of_the_tables(void **state)
{
	static const struct { double df, t; }	known[] = {
		{ 1, 12.706204736 }, { 2, 4.302652730 }, { 3, 3.182446305 },
		{ 4, 2.776445105 }, { 5, 2.570581836 }, { 10, 2.228138852 },
		{ 20, 2.085963447 }, { 30, 2.042272456 }, { 60, 2.000297822 },
		{ 120, 1.979930405 }, { 1000, 1.962339081 },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		assert_near(student_quantile(0.05, known[i].df), known[i].t,
		    2e-8);
}

/* For 1, 2 and 4 degrees of freedom the tails have closed forms. */
static void
test_tails_are_those_of_the_closed_forms(void **state)
{
	double	s;

	for (double t = 0; t < 40; t += 0.37) {
		assert_near(student_two_sided(t, 1), 1 - 2 / M_PI * atan(t),
		    1e-13);
		s = t / sqrt(2 + t * t);
		assert_near(student_two_sided(t, 2), 1 - s, 1e-13);
		s = t / sqrt(4 + t * t);
		assert_near(student_two_sided(t, 4), 1 - s * (1 + (1 - s * s) /
		    2), 1e-13);
		assert_near(student_two_sided(-t, 4), student_two_sided(t, 4),
		    0);
	}
}

/* The density, summed up by Simpson's rule, for degrees without such forms. */
static double
tail_summed(double t, double df)
{
	double	k = exp(lgamma((df + 1) / 2) - lgamma(df / 2)) /
		    sqrt(df * M_PI), sum = 0, x;
	int	n = 20000;

	for (int i = 0; i <= n; i++) {
		x = t * i / n;
		sum += (i == 0 || i == n ? 1 : i % 2 ? 4 : 2) *
		    k * pow(1 + x * x / df, -(df + 1) / 2);
	}
	return (1 - 2 * sum * t / n / 3);
}

static void
test_tails_are_those_of_the_density(void **state)
{
	static const double	dfs[] = { 3, 7, 12.5, 33, 148, 999 };

	for (size_t i = 0; i < sizeof(dfs) / sizeof(dfs[0]); i++)
		for (double t = 0.1; t < 6; t += 0.6)
			assert_near(student_two_sided(t, dfs[i]),
			    tail_summed(t, dfs[i]), 1e-10);
}

static struct sample
sample_of(const double *values, size_t n)
{
	struct sample	s = { n, 0, 0 };

	for (size_t i = 0; i < n; i++)
		s.mean += values[i] / (double)n;
	for (size_t i = 0; i < n; i++)
		s.squares += (values[i] - s.mean) * (values[i] - s.mean);
	return (s);
}

/*
 * By hand: 4, 5, 3 and 4 against 2, 3 and 1.  Squares 2 and 2, so s^2 = 4/5;
 * t(5) = 2.5705818.  4 +- 2.5705818 * sqrt(0.2) = 4 +- 1.1496; 2 +- 2.5705818 *
 * sqrt(4/15) = 2 +- 1.3275.  The difference is 2, its error sqrt(4/5 * 7/12) =
 * 0.6831, t = 2.9277, p = 0.0327.
 */
static void
test_two_groups_are_as_computed_by_hand(void **state)
{
	static const double	a[] = { 4, 5, 3, 4 }, b[] = { 2, 3, 1 };
	struct sample		groups[] = { sample_of(a, 4), sample_of(b, 3) };
	struct figure		f[2];

	figures_of(groups, 2, f);
	assert_near(f[0].low, 2.8504, 1e-4);
	assert_near(f[0].high, 5, 0);
	assert_near(f[1].low, 1, 0);
	assert_near(f[1].high, 3.3275, 1e-4);
	assert_near(f[0].p, 0.0327, 1e-4);
	assert_near(f[0].p, f[1].p, 1e-15);
	assert_int_equal(f[0].told, TOLD_HIGHER);
	assert_int_equal(f[1].told, TOLD_LOWER);
	f[0] = figure_against(groups[0], groups[1]);
	assert_near(f[0].p, f[1].p, 1e-15);
	assert_near(f[0].low, 2.8504, 1e-4);
}

static void
test_nobody_has_no_figure(void **state)
{
	struct sample	groups[] = { { 0 }, { 3, 4, 1 }, { 3, 4, 1 } };
	struct figure	f[3];

	figures_of(groups, 3, f);
	assert_int_equal(f[0].told, NOBODY_ANSWERED);
	assert_near(f[0].high, 0, 0);
	assert_string_equal(range_words(&(struct arena){ 0 }, f[0]), "None");
	assert_int_equal(f[1].told, NOT_TOLD_APART);
}

/* One person alone says nothing; beside others the spread of those counts. */
static void
test_one_person_has_a_range_from_the_others(void **state)
{
	struct sample	alone = { 1, 3, 0 };
	struct sample	groups[] = { { 1, 3, 0 }, { 5, 3, 4 } };
	struct figure	f[2];

	figures_of(&alone, 1, f);
	assert_int_equal(f[0].told, TOO_FEW);
	assert_near(f[0].high, 0, 0);
	figures_of(groups, 2, f);
	/* s^2 = 4/4, t(4) = 2.7764451 */
	assert_near(f[0].low, 1, 0);
	assert_near(f[0].high, 5, 0);
	assert_near(f[1].low, 3 - 2.7764451 / sqrt(5), 1e-6);
	assert_int_equal(f[0].told, NOT_TOLD_APART);
	groups[1] = (struct sample){ 1, 5, 0 };
	figures_of(groups, 2, f);
	assert_int_equal(f[0].told, TOO_FEW);
}

/* Two who happen to agree are no certainty: s^2 is 1/12 at least. */
static void
test_agreement_by_chance_leaves_a_range(void **state)
{
	struct sample	pair = { 2, 4, 0 };
	struct figure	f;

	figures_of(&pair, 1, &f);
	assert_near(f.low, 4 - 12.7062047 * sqrt(1.0 / 24), 1e-6);
	assert_near(f.high, 5, 0);
	assert_int_equal(f.told, NOT_TOLD_APART);
}

static void
test_ranges_stay_on_the_scale_and_hold_the_mean(void **state)
{
	struct sample	groups[2];
	struct figure	f[2];

	for (size_t n = 1; n < 30; n++)
		for (double mean = 1; mean <= 5; mean += 0.25) {
			groups[0] = (struct sample){ n, mean, 0.5 * (n - 1) };
			groups[1] = (struct sample){ 4, 3, 3 };
			figures_of(groups, 2, f);
			assert_true(f[0].low >= 1 && f[0].high <= 5);
			assert_true(f[0].low <= mean && mean <= f[0].high);
		}
}

/* p of 0.015, 0.02 and 0.03 are told apart alone; Holm asks for 0.0167, 0.025
 * and 0.05, so all three stay; a fourth of 0.2 makes the first too large. */
static void
test_more_comparisons_ask_for_more(void **state)
{
	struct figure	f[] = {
		{ 1, 2, 0.03, TOLD_LOWER }, { 1, 2, 0.015, TOLD_HIGHER },
		{ 1, 2, 0.02, TOLD_LOWER }, { 0, 0, 1, NOBODY_ANSWERED },
		{ 1, 2, 0.2, TOLD_HIGHER },
	}, three[3];

	memcpy(three, f, sizeof(three));
	figures_together(three, 3);
	assert_int_equal(three[0].told, TOLD_LOWER);
	assert_int_equal(three[1].told, TOLD_HIGHER);
	assert_int_equal(three[2].told, TOLD_LOWER);
	figures_together(f, 5);
	for (int i = 0; i < 5; i++)
		assert_int_equal(f[i].told, i == 3 ? NOBODY_ANSWERED :
		    NOT_TOLD_APART);
}

/* A group that differs by much is found among many that do not. */
static void
test_one_that_differs_is_found_and_no_other(void **state)
{
	struct sample	groups[20];
	struct figure	f[20];

	for (int i = 0; i < 20; i++)
		groups[i] = (struct sample){ 12, i == 7 ? 3 :
		    4 + 0.02 * (i % 3), 12 * 0.36 };
	figures_of(groups, 20, f);
	for (int i = 0; i < 20; i++)
		assert_int_equal(f[i].told, i == 7 ? TOLD_LOWER :
		    NOT_TOLD_APART);
}

/* 200 times 20 hosts of which none differs: hardly ever is one told apart. */
static void
test_noise_is_hardly_ever_told_apart(void **state)
{
	struct sample	groups[20];
	struct figure	f[20];
	double		values[12];
	uint64_t	seed = 1;
	int		wrong = 0;

	for (int round = 0; round < 200; round++) {
		for (int i = 0; i < 20; i++) {
			size_t	n = (size_t)(1 + i % 12);

			for (size_t j = 0; j < n; j++) {
				seed ^= seed << 13;
				seed ^= seed >> 7;
				seed ^= seed << 17;
				values[j] = 3 + (double)(seed % 1000) / 500;
			}
			groups[i] = sample_of(values, n);
		}
		figures_of(groups, 20, f);
		for (int i = 0; i < 20; i++)
			if (f[i].told != NOT_TOLD_APART) {
				wrong++;
				break;
			}
	}
	/* 10 are expected; 22 or more have a chance of 1 in 2,000. */
	assert_true(wrong < 22);
}

static void
test_joining_is_counting_all_at_once(void **state)
{
	static const double	v[] = { 1, 4, 2, 5, 3.5, 4.25 };
	struct sample		all = sample_of(v, 6), joined;

	for (size_t n = 0; n <= 6; n++) {
		joined = samples_joined(sample_of(v, n),
		    sample_of(v + n, 6 - n));
		assert_int_equal(joined.people, 6);
		assert_near(joined.mean, all.mean, 1e-12);
		assert_near(joined.squares, all.squares, 1e-12);
	}
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_quantiles_are_those_of_the_tables),
		cmocka_unit_test(test_tails_are_those_of_the_closed_forms),
		cmocka_unit_test(test_tails_are_those_of_the_density),
		cmocka_unit_test(test_two_groups_are_as_computed_by_hand),
		cmocka_unit_test(test_nobody_has_no_figure),
		cmocka_unit_test(test_one_person_has_a_range_from_the_others),
		cmocka_unit_test(test_agreement_by_chance_leaves_a_range),
		cmocka_unit_test(
		    test_ranges_stay_on_the_scale_and_hold_the_mean),
		cmocka_unit_test(test_more_comparisons_ask_for_more),
		cmocka_unit_test(test_one_that_differs_is_found_and_no_other),
		cmocka_unit_test(test_noise_is_hardly_ever_told_apart),
		cmocka_unit_test(test_joining_is_counting_all_at_once),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
