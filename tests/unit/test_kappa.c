/* Kappa against published values and resampling, and where there is none. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rules/kappa.h"

enum { CELLS = KAPPA_CATEGORIES_MAX * KAPPA_CATEGORIES_MAX };

/* Fleiss, Cohen and Everitt 1969, table 1, of 200 diagnoses; their weights. */
static const int64_t	diagnoses[] = { 106, 10, 4, 22, 28, 10, 2, 12, 6 };
static const double	their_weights[] = { 1, 0, 4 / 9.0, 0, 1, 6 / 9.0,
			    4 / 9.0, 6 / 9.0, 1 };
/* Cohen 1968, table 1; disagreement 0, 1, 3, 6 as shares of 6. */
static const int64_t	cohen[] = { 88, 14, 18, 10, 40, 10, 2, 6, 12 };
static const double	cohens_weights[] = { 1, 5 / 6.0, 3 / 6.0, 5 / 6.0, 1, 0,
			    3 / 6.0, 0, 1 };
/* Hout, Duncan and Sobel 1987, in Agresti, Categorical Data Analysis; R's
 * vcd::Kappa(SexualFun) prints what is asserted below. */
static const int64_t	couples[] = { 7, 7, 2, 3, 2, 8, 3, 7, 1, 5, 4, 9, 2, 8,
			    9, 14 };
/* Boyd et al. 1982, 85 mammograms; in Stata's manual under kappa. */
static const int64_t	mammograms[] = { 21, 12, 0, 0, 4, 17, 1, 0, 3, 9, 15,
			    2, 0, 0, 0, 1 };

static struct kappa
weighed(const int64_t *counts, int k, enum kappa_weights how)
{
	double	weights[CELLS];

	kappa_weigh(how, k, weights);
	return (kappa_of(counts, weights, k));
}

static void
near(double value, double wanted, double by)
{
	if (fabs(value - wanted) > by)
		fail_msg("%.6f is not %.6f", value, wanted);
}

static void
test_kappa_is_what_fleiss_cohen_and_everitt_printed(void **state)
{
	struct kappa	plain = weighed(diagnoses, 3, KAPPA_NOMINAL);
	struct kappa	theirs = kappa_of(diagnoses, their_weights, 3);

	assert_int_equal(plain.n, 200);
	near(plain.value, 0.429, 0.0005);
	near(plain.error * plain.error, 0.002885, 0.0000005);
	near(theirs.value, 0.507, 0.0005);
	near(theirs.error * theirs.error, 0.003248, 0.0000005);
}

static void
test_kappa_is_what_cohen_printed(void **state)
{
	near(weighed(cohen, 3, KAPPA_NOMINAL).value, 0.492, 0.0005);
	near(kappa_of(cohen, cohens_weights, 3).value, 0.348, 0.0005);
}

static void
test_kappa_is_what_other_programs_print(void **state)
{
	struct kappa	k = weighed(couples, 4, KAPPA_NOMINAL);

	near(k.value, 0.1293, 0.00005);
	near(k.error, 0.06860, 0.000005);
	k = weighed(couples, 4, KAPPA_LINEAR);
	near(k.value, 0.2374, 0.00005);
	near(k.error, 0.07832, 0.000005);
	near(k.low, 0.2374 - 1.96 * 0.07832, 0.0001);
	near(k.high, 0.2374 + 1.96 * 0.07832, 0.0001);
	near(weighed(mammograms, 4, KAPPA_NOMINAL).value, 0.4728, 0.00005);
	near(weighed(mammograms, 4, KAPPA_LINEAR).value, 0.5684, 0.00005);
	near(weighed(mammograms, 4, KAPPA_QUADRATIC).value, 0.6714, 0.00005);
}

/* Leave one out, n times over. */
static double
jackknife(const int64_t *counts, int k, enum kappa_weights how)
{
	int64_t		without[CELLS];
	struct kappa	whole = weighed(counts, k, how);
	double		n = (double)whole.n, sum = 0, squares = 0, value;

	for (int i = 0; i < k * k; i++) {
		if (counts[i] == 0)
			continue;
		memcpy(without, counts, sizeof(*counts) * (size_t)(k * k));
		without[i]--;
		value = weighed(without, k, how).value;
		sum += (double)counts[i] * value;
		squares += (double)counts[i] * value * value;
	}
	return (sqrt((n - 1) / n * (squares - sum * sum / n)));
}

/* Draw n again with replacement, often; how the kappas of it spread. */
static double
bootstrap(const int64_t *counts, int k, enum kappa_weights how)
{
	enum { TIMES = 4000 };
	int64_t	drawn[CELLS], n = weighed(counts, k, how).n, at;
	double	sum = 0, squares = 0, value;
	int	cell;

	srand(38);
	for (int t = 0; t < TIMES; t++) {
		memset(drawn, 0, sizeof(drawn));
		for (int64_t i = 0; i < n; i++) {
			at = rand() % n;
			for (cell = 0; (at -= counts[cell]) >= 0; cell++)
				continue;
			drawn[cell]++;
		}
		value = weighed(drawn, k, how).value;
		sum += value;
		squares += value * value;
	}
	return (sqrt(squares / TIMES - sum / TIMES * (sum / TIMES)));
}

static void
test_its_standard_error_is_what_resampling_finds(void **state)
{
	static const struct { const int64_t *counts; int k; } tables[] = {
		{ diagnoses, 3 }, { cohen, 3 }, { couples, 4 },
		{ mammograms, 4 },
	};

	for (size_t i = 0; i < sizeof(tables) / sizeof(*tables); i++)
		for (enum kappa_weights how = KAPPA_NOMINAL;
		    how <= KAPPA_QUADRATIC; how++) {
			const int64_t	*c = tables[i].counts;
			double		 e = weighed(c, tables[i].k, how).error;

			near(jackknife(c, tables[i].k, how), e, 0.06 * e);
			near(bootstrap(c, tables[i].k, how), e, 0.10 * e);
		}
}

static void
test_it_does_not_matter_which_panel_is_first(void **state)
{
	int64_t		turned[CELLS];
	struct kappa	a, b;

	srand(7);
	for (int t = 0; t < 2000; t++) {
		int	k = 2 + rand() % (KAPPA_CATEGORIES_MAX - 1);
		int64_t	counts[CELLS];

		for (int i = 0; i < k * k; i++)
			counts[i] = rand() % 4 == 0 ? rand() % 9 : 0;
		for (int i = 0; i < k * k; i++)
			turned[i % k * k + i / k] = counts[i];
		a = weighed(counts, k, (enum kappa_weights)(t % 3));
		b = weighed(turned, k, (enum kappa_weights)(t % 3));
		assert_int_equal(a.known, b.known);
		if (a.known != KAPPA_KNOWN)
			continue;
		near(a.value, b.value, 1e-9);
		near(a.error, b.error, 1e-9);
		assert_true(a.value >= -1 - 1e-9 && a.value <= 1 + 1e-9);
		assert_true(a.low >= -1 && a.high <= 1 && a.error >= 0);
		assert_true(a.low <= a.value + 1e-9 &&
		    a.value <= a.high + 1e-9);
	}
}

static void
test_with_two_categories_all_weights_are_one(void **state)
{
	static const int64_t	counts[] = { 20, 5, 10, 15 };

	/* Wikipedia's worked example, after Cohen 1960. */
	near(weighed(counts, 2, KAPPA_NOMINAL).value, 0.4, 1e-9);
	near(weighed(counts, 2, KAPPA_LINEAR).value, 0.4, 1e-9);
	near(weighed(counts, 2, KAPPA_QUADRATIC).value, 0.4, 1e-9);
}

static void
test_where_there_is_none_it_says_why(void **state)
{
	static const int64_t	none[9] = { 0 }, same[9] = { [4] = 12 };
	struct kappa		k = weighed(none, 3, KAPPA_LINEAR);

	assert_int_equal(k.known, KAPPA_NOTHING_JUDGED);
	assert_non_null(strstr(kappa_words(&k), "no portfolio"));
	k = weighed(same, 3, KAPPA_LINEAR);
	assert_int_equal(k.known, KAPPA_ONE_CATEGORY);
	assert_int_equal(k.n, 12);
	assert_non_null(strstr(kappa_words(&k), "the same answer"));
}

static void
test_full_agreement_is_one_and_says_that_its_interval_tells_little(
    void **state)
{
	static const int64_t	agreed[] = { 4, 0, 0, 0, 5, 0, 0, 0, 6 };
	static const int64_t	one_constant[] = { 6, 4, 0, 0, 0, 0, 0, 0, 0 };
	struct kappa		k = weighed(agreed, 3, KAPPA_QUADRATIC);

	near(k.value, 1, 1e-12);
	near(k.error, 0, 1e-9);
	assert_non_null(strstr(kappa_words(&k), "no disagreement"));
	/* One panel gives the same answer always: known, and 0. */
	k = weighed(one_constant, 3, KAPPA_LINEAR);
	assert_int_equal(k.known, KAPPA_KNOWN);
	near(k.value, 0, 1e-12);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(
		    test_kappa_is_what_fleiss_cohen_and_everitt_printed),
		cmocka_unit_test(test_kappa_is_what_cohen_printed),
		cmocka_unit_test(test_kappa_is_what_other_programs_print),
		cmocka_unit_test(
		    test_its_standard_error_is_what_resampling_finds),
		cmocka_unit_test(test_it_does_not_matter_which_panel_is_first),
		cmocka_unit_test(test_with_two_categories_all_weights_are_one),
		cmocka_unit_test(test_where_there_is_none_it_says_why),
		cmocka_unit_test(
	    test_full_agreement_is_one_and_says_that_its_interval_tells_little),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
