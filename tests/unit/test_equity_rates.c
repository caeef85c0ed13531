/*
 * Equity, rates: what must hold between the answers, whatever the numbers are.
 * Single values are held by the reference cases.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "equity/bayes.h"
#include "equity/exact.h"
#include "equity/fairness.h"
#include "equity/firth.h"
#include "equity/groups.h"
#include "equity/multiplicity.h"
#include "equity/power.h"
#include "equity/wording.h"

enum { TRIES = 400, STRATA = 5 };
static const double	z95 = 1.959963984540054, nearly = 1e-9;
static uint64_t		dice = 20261122;

/* 0..below - 1, the same in every run. */
static int64_t
roll(int64_t below)
{
	dice = dice * 6364136223846793005u + 1442695040888963407u;
	return ((int64_t)(dice >> 33) % below);
}

static struct two
any_two(void)
{
	struct two	t = { .n1 = 1 + roll(80), .n2 = 1 + roll(150) };

	t.x1 = roll(t.n1 + 1);
	t.x2 = roll(t.n2 + 1);
	return (t);
}

static struct two
swapped(struct two t)
{
	return ((struct two){ t.x2, t.n2, t.x1, t.n1 });
}

/* Those who did not have the outcome. */
static struct two
others(struct two t)
{
	return ((struct two){ t.n1 - t.x1, t.n1, t.n2 - t.x2, t.n2 });
}

static void
assert_near(double a, double b)
{
	if (isinf(a) && a == b)
		return;
	assert_true(fabs(a - b) <= 1e-7 * fmax(1, fabs(b)));
}

static void
test_swapped_groups_give_the_inverse_ratio(void **state)
{
	for (int i = 0; i < TRIES; i++) {
		struct two	t = any_two(), s = swapped(t);
		struct interval	k = koopman(t, z95), ks = koopman(s, z95),
				m = miettinen_ratio(t, z95),
				ms = miettinen_ratio(s, z95);

		if (!isnan(two_ratio(t)))
			assert_near(two_ratio(s), 1 / two_ratio(t));
		assert_near(ks.low, 1 / k.high);
		assert_near(ks.high, 1 / k.low);
		assert_near(ms.low, 1 / m.high);
		assert_near(two_difference(s), -two_difference(t));
		assert_near(newcombe(s, 0.95).low, -newcombe(t, 0.95).high);
		assert_near(miettinen_difference(s, z95).low,
		    -miettinen_difference(t, z95).high);
		assert_near(fisher(s).mid_p, fisher(t).mid_p);
		assert_near(fisher(s).two_sided, fisher(t).two_sided);
		assert_near(fisher(s).less, fisher(t).greater);
	}
}

static void
test_the_other_outcome_inverts_odds_and_not_the_ratio(void **state)
{
	bool	differs = false;

	for (int i = 0; i < TRIES; i++) {
		struct two	t = any_two(), o = others(t);

		if (!isnan(two_odds_ratio(t)))
			assert_near(two_odds_ratio(o), 1 / two_odds_ratio(t));
		assert_near(newcombe(o, 0.95).low, -newcombe(t, 0.95).high);
		assert_near(fisher(o).mid_p, fisher(t).mid_p);
		if (t.x1 > 0 && t.x2 > 0 && t.x1 < t.n1)
			differs |= fabs(two_ratio(o) - 1 / two_ratio(t)) >
			    0.01;
	}
	assert_true(differs);
}

static void
test_limits_contain_the_estimate(void **state)
{
	for (int i = 0; i < TRIES; i++) {
		struct two	t = any_two();
		struct interval	k = koopman(t, z95), n = newcombe(t, 0.95),
				w = wilson(t.x1, t.n1, 0.95),
				c = clopper_pearson(t.x1, t.n1, 0.95),
				h = mid_p_interval(t.x1, t.n1, 0.95);
		double		p = (double)t.x1 / t.n1;

		if (!isnan(two_ratio(t)))
			assert_true(k.low <= two_ratio(t) + nearly &&
			    (isinf(k.high) || k.high >= two_ratio(t) -
			    nearly));
		assert_true(n.low <= two_difference(t) + nearly &&
		    n.high >= two_difference(t) - nearly);
		assert_true(w.low <= p + nearly && w.high >= p - nearly);
		assert_true(c.low <= h.low + nearly && h.low <= p + nearly);
		assert_true(c.high >= h.high - nearly && h.high >= p - nearly);
	}
}

/* One is outside Koopman's limits exactly when Pearson's test says so. */
static void
test_the_ratios_limits_agree_with_the_chi_squared(void **state)
{
	for (int i = 0; i < TRIES; i++) {
		struct two	t = any_two();
		struct interval	k = koopman(t, z95);
		double		chi = two_chi_squared(t);

		if (fabs(chi - z95 * z95) < 1e-6)
			continue;
		assert_int_equal(k.low > 1 || k.high < 1, chi > z95 * z95);
	}
}

static void
test_one_stratum_is_the_crude_table(void **state)
{
	double	se;

	for (int i = 0; i < TRIES; i++) {
		struct two	t = any_two(), twice[] = { t, t };
		struct pooled	one = mantel_haenszel_ratio(&t, 1, z95),
				two = mantel_haenszel_ratio(twice, 2, z95);

		assert_near(mantel_haenszel_difference(&t, 1, z95, &se).value,
		    two_difference(t));
		if (t.x1 == 0 || t.x2 == 0)
			continue;
		assert_near(one.value, two_ratio(t));
		assert_near(two.value, one.value);
		assert_near(two.error * two.error * 2, one.error * one.error);
		if (t.x1 < t.n1 && t.x2 < t.n2)
			assert_near(mantel_haenszel_odds(&t, 1, z95).value,
			    two_odds_ratio(t));
	}
}

static void
test_the_order_of_strata_does_not_matter(void **state)
{
	for (int i = 0; i < TRIES; i++) {
		struct two	t[STRATA], back[STRATA];

		for (int j = 0; j < STRATA; j++)
			back[STRATA - 1 - j] = t[j] = any_two();
		assert_near(mantel_haenszel_ratio(t, STRATA, z95).value,
		    mantel_haenszel_ratio(back, STRATA, z95).value);
		assert_near(cochran_mantel_haenszel(t, STRATA, 0).value,
		    cochran_mantel_haenszel(back, STRATA, 0).value);
	}
}

static void
test_holm_is_at_least_bh_which_is_at_least_raw(void **state)
{
	double	p[STRATA], holm[STRATA], bh[STRATA], bonferroni[STRATA];

	for (int i = 0; i < TRIES; i++) {
		for (int j = 0; j < STRATA; j++)
			p[j] = (double)roll(10001) / 10000;
		adjust_holm(p, STRATA, holm);
		adjust_bh(p, STRATA, bh);
		adjust_bonferroni(p, STRATA, bonferroni);
		for (int j = 0; j < STRATA; j++) {
			assert_true(bonferroni[j] >= holm[j] - nearly);
			assert_true(holm[j] >= bh[j] - nearly);
			assert_true(bh[j] >= p[j] - nearly);
		}
	}
}

/* A saturated two by two: the coefficient is the odds ratio with half a person
 * more in each cell. */
static void
test_firth_of_two_groups_is_known_in_closed_form(void **state)
{
	for (int i = 0; i < 60; i++) {
		struct two	t = any_two();
		double		x[] = { 1, 1, 1, 0 }, events[] = { t.x1, t.x2 },
				trials[] = { t.n1, t.n2 }, odds;
		struct logit	m = { 2, 2, x, events, trials };
		struct fit	f = firth_fit_of(&m, 1);

		haldane(t, z95, &odds);
		assert_true(f.converged);
		assert_near(f.of[1].value, log(odds));
		assert_true(f.of[1].low < f.of[1].value &&
		    f.of[1].value < f.of[1].high);
	}
}

static void
test_rows_of_people_and_of_groups_are_the_same_model(void **state)
{
	struct two	t = { 6, 32, 5, 128 };
	double		gx[] = { 1, 1, 1, 0 }, ge[] = { 6, 5 },
			gt[] = { 32, 128 }, x[320], e[160], one[160];
	struct logit	groups = { 2, 2, gx, ge, gt },
			people = { 160, 2, x, e, one };
	struct fit	a, b;

	for (int i = 0; i < 160; i++) {
		x[2 * i] = one[i] = 1;
		x[2 * i + 1] = i < t.n1;
		e[i] = i < t.n1 ? i < t.x1 : i - t.n1 < t.x2;
	}
	a = firth_fit(&groups);
	b = firth_fit(&people);
	for (int j = 0; j < 2; j++) {
		assert_near(a.of[j].value, b.of[j].value);
		assert_near(a.of[j].low, b.of[j].low);
		assert_near(a.of[j].p, b.of[j].p);
	}
	assert_int_equal(coefficients_allowed(&people), 2);
}

static void
test_freeman_and_halton_of_two_groups_is_fisher(void **state)
{
	for (int i = 0; i < 60; i++) {
		struct two	t = any_two();
		struct group	g[] = { { t.x1, t.n1 }, { t.x2, t.n2 } };

		assert_near(freeman_halton(g, 2, 1e7), fisher(t).two_sided);
	}
}

static void
test_too_many_ways_are_not_gone_through(void **state)
{
	struct group	g[] = { { 40, 400 }, { 30, 410 }, { 50, 390 },
			    { 45, 420 }, { 20, 400 }, { 35, 405 } };

	assert_true(isnan(freeman_halton(g, 6, 100)));
}

/* Exact while it can be; nearly where every group is large enough. */
static void
test_several_groups_are_compared_as_their_size_allows(void **state)
{
	struct group	few[] = { { 3, 20 }, { 2, 30 }, { 6, 25 } },
			many[] = { { 400, 9000 }, { 300, 8000 },
			    { 520, 9500 } },
			uneven[] = { { 400, 9000 }, { 300, 8000 },
			    { 1, 30 } };

	assert_true(groups_differ(few, 3, 1e5).exact);
	assert_near(groups_differ(few, 3, 1e5).p,
	    freeman_halton(few, 3, 1e8));
	assert_false(groups_differ(many, 3, 1e5).exact);
	assert_near(groups_differ(many, 3, 1e5).p,
	    groups_chi_squared(many, 3).p);
	assert_true(isnan(groups_differ(uneven, 3, 1e5).p));
}

/* What every group's share of all events could be takes the square of their
 * number to work out: of these it would take days. */
static void
test_too_much_to_prepare_is_not_begun(void **state)
{
	struct group	g[] = { { 400000, 9000000 }, { 300000, 8000000 },
			    { 500000, 9500000 } };

	assert_true(isnan(freeman_halton(g, 3, 1e8)));
}

/* Skills for Care's shares of fails and of registrants; admissions to Berkeley
 * in 1973, of men and of women, whose ratio turns within departments (Bickel,
 * Hammel and O'Connell 1975). */
static void
test_the_published_figures_come_out(void **state)
{
	static const struct two	berkeley[] = {
		{ 512, 825, 89, 108 }, { 353, 560, 17, 25 },
		{ 120, 325, 202, 593 }, { 138, 417, 131, 375 },
		{ 53, 191, 94, 393 }, { 22, 373, 24, 341 },
	};
	struct pooled		pooled = mantel_haenszel_ratio(berkeley, 6,
				    normal_within(0.95));

	assert_true(fabs(ratio_of_shares(53, 26, 47, 60) - 2.60) < 0.005);
	assert_true(fabs(two_ratio(strata_crude(berkeley, 6)) - 1.467) <
	    0.0005);
	assert_true(fabs(pooled.value - 0.945) < 0.0005);
	assert_true(pooled.within.low < 1 && pooled.within.high > 1);
}

/* The table of the method: 45 people and 115, a reference rate of 3 percent. */
static void
test_one_cohort_detects_a_ratio_of_five_only(void **state)
{
	struct region_of_test	*r = region_of_test(45, 115, 0.05);

	assert_true(fabs(detectable_ratio(r, 0.03, 0.8) - 5.4) < 0.05);
	assert_true(fabs(test_power(r, 0.09, 0.03, 1) - 0.37) < 0.005);
	assert_true(test_power(r, 0.03, 0.03, 0) <= 0.05);
	assert_true(isnan(detectable_ratio_below(r, 0.03, 0.8)));
	region_of_test_free(r);
}

static void
test_a_higher_rate_is_likelier_than_a_much_higher_one(void **state)
{
	for (int i = 0; i < 60; i++) {
		struct two	t = any_two();

		assert_true(chance_of_times(t, 1) >= chance_of_times(t, 1.25));
		assert_true(chance_of_times(t, 1.25) >= chance_of_times(t, 2));
		assert_near(chance_of_times(t, 1) +
		    chance_of_times(swapped(t), 1), 1);
	}
}

/* Chouldechova's identity holds of every table of flags. */
static void
test_false_alarms_follow_from_the_other_shares(void **state)
{
	for (int i = 0; i < TRIES; i++) {
		struct flags	f = { 1 + roll(30), 1 + roll(30), 1 + roll(30),
				    1 + roll(90) };
		double		v[METRICS];

		for (int m = 0; m < METRICS; m++) {
			struct share	s = flag_share(f, (enum flag_metric)m);

			v[m] = (double)s.x / s.n;
		}
		assert_near(implied_fpr(v[METRIC_BASE], v[METRIC_PPV],
		    v[METRIC_TPR]), v[METRIC_FPR]);
	}
}

static void
test_words_never_say_equal_of_small_numbers(void **state)
{
	for (int i = 0; i < TRIES; i++) {
		struct two		t = any_two();
		double			p = fisher(t).mid_p;
		enum finding_code	code = finding_code(t, p,
					    fmin(1, 6 * p), fmin(1, 2 * p));
		struct interval		k = koopman(t, z95);

		if (code == SIMILAR)
			assert_true(k.low >= 0.8 && k.high <= 1.25);
		if (code == STRONG_HIGHER || code == CLEAR_HIGHER ||
		    code == POSSIBLE_HIGHER)
			assert_true(two_difference(t) > 0 && p <= 0.05);
		if (t.n1 < 5)
			assert_int_equal(code, GROUP_TOO_SMALL);
	}
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_swapped_groups_give_the_inverse_ratio),
		cmocka_unit_test(
		    test_the_other_outcome_inverts_odds_and_not_the_ratio),
		cmocka_unit_test(test_limits_contain_the_estimate),
		cmocka_unit_test(
		    test_the_ratios_limits_agree_with_the_chi_squared),
		cmocka_unit_test(test_one_stratum_is_the_crude_table),
		cmocka_unit_test(test_the_order_of_strata_does_not_matter),
		cmocka_unit_test(
		    test_holm_is_at_least_bh_which_is_at_least_raw),
		cmocka_unit_test(
		    test_firth_of_two_groups_is_known_in_closed_form),
		cmocka_unit_test(
		    test_rows_of_people_and_of_groups_are_the_same_model),
		cmocka_unit_test(
		    test_freeman_and_halton_of_two_groups_is_fisher),
		cmocka_unit_test(test_too_many_ways_are_not_gone_through),
		cmocka_unit_test(test_too_much_to_prepare_is_not_begun),
		cmocka_unit_test(
		    test_several_groups_are_compared_as_their_size_allows),
		cmocka_unit_test(test_the_published_figures_come_out),
		cmocka_unit_test(
		    test_one_cohort_detects_a_ratio_of_five_only),
		cmocka_unit_test(
		    test_a_higher_rate_is_likelier_than_a_much_higher_one),
		cmocka_unit_test(
		    test_false_alarms_follow_from_the_other_shares),
		cmocka_unit_test(test_words_never_say_equal_of_small_numbers),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
