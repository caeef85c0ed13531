/*
 * Equity, time: what must hold between curves, whatever the lives are.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "equity/competing.h"
#include "equity/funnel.h"
#include "equity/shrinkage.h"
#include "equity/trend.h"

enum { TRIES = 60, LIVES = 90, GROUPS = 3 };
static const double	z95 = 1.959963984540054;
static uint64_t		dice = 20261122;

static int64_t
roll(int64_t below)
{
	dice = dice * 6364136223846793005u + 1442695040888963407u;
	return ((int64_t)(dice >> 33) % below);
}

static void
assert_near(double a, double b)
{
	assert_true(fabs(a - b) <= 1e-9 * fmax(1, fabs(b)));
}

static void
any_lives(struct life *l, int causes)
{
	for (int i = 0; i < LIVES; i++)
		l[i] = (struct life){ 1 + roll(30), (int)roll(causes + 1),
		    (int)roll(GROUPS), (int)roll(4) };
}

static void
test_without_censoring_the_curve_is_the_share_left(void **state)
{
	struct life	l[LIVES];

	for (int try = 0; try < TRIES; try++) {
		struct survival	c;

		any_lives(l, 1);
		for (int i = 0; i < LIVES; i++) {
			l[i].what = 1;
			l[i].group = 0;
		}
		c = kaplan_meier(l, LIVES, 0, z95);
		for (double t = 0; t <= 31; t++) {
			double	left = 0;

			for (int i = 0; i < LIVES; i++)
				left += l[i].time > t;
			assert_near(survival_at(&c, t).alive, left / LIVES);
		}
		survival_free(&c);
	}
}

static void
test_the_curve_falls_and_its_limits_contain_it(void **state)
{
	struct life	l[LIVES];

	for (int try = 0; try < TRIES; try++) {
		struct survival	c;
		double		was = 1;

		any_lives(l, 1);
		c = kaplan_meier(l, LIVES, 1, z95);
		for (size_t i = 0; i < c.n; i++) {
			struct survival_step	s = c.steps[i];

			assert_true(s.alive <= was && s.alive >= 0);
			was = s.alive;
			if (!isnan(s.within.low))
				assert_true(s.within.low <= s.alive &&
				    s.alive <= s.within.high);
		}
		assert_true(restricted_mean(&c, 20).mean <= 20);
		assert_true(restricted_mean(&c, 10).mean <=
		    restricted_mean(&c, 20).mean);
		survival_free(&c);
	}
}

static struct chi
tested(const struct life *l)
{
	double	o[GROUPS], e[GROUPS], v[GROUPS];
	struct chi	c = log_rank(l, LIVES, GROUPS, o, e, v);

	assert_near(o[0] + o[1] + o[2], e[0] + e[1] + e[2]);
	return (c);
}

static void
test_log_rank_heeds_the_order_of_times_alone(void **state)
{
	struct life	l[LIVES], m[LIVES];

	for (int try = 0; try < TRIES; try++) {
		any_lives(l, 1);
		for (int i = 0; i < LIVES; i++) {
			m[i] = l[i];
			m[i].time = exp(l[i].time / 5);
		}
		assert_near(tested(l).value, tested(m).value);
		for (int i = 0; i < LIVES; i++)
			m[i].group = (l[i].group + 1) % GROUPS;
		assert_near(tested(l).value, tested(m).value);
	}
}

/* Everybody is still waiting, has completed, or has withdrawn. */
static void
test_incidences_and_those_left_are_everybody(void **state)
{
	struct life	l[LIVES], any[LIVES];

	for (int try = 0; try < TRIES; try++) {
		struct survival	c;

		any_lives(l, 2);
		for (int i = 0; i < LIVES; i++) {
			any[i] = l[i];
			any[i].what = l[i].what != 0;
		}
		c = kaplan_meier(any, LIVES, 2, z95);
		for (double t = 1; t < 30; t += 4)
			assert_near(incidence_at(l, LIVES, 2, 1, t).value +
			    incidence_at(l, LIVES, 2, 2, t).value +
			    survival_at(&c, t).alive, 1);
		survival_free(&c);
	}
}

static void
test_grays_test_does_not_heed_who_is_called_what(void **state)
{
	struct life	l[LIVES], m[LIVES];

	for (int try = 0; try < TRIES; try++) {
		any_lives(l, 2);
		for (int i = 0; i < LIVES; i++) {
			m[i] = l[i];
			m[i].group = (l[i].group + 1) % GROUPS;
		}
		assert_near(gray(l, LIVES, GROUPS, 1).value,
		    gray(m, LIVES, GROUPS, 1).value);
	}
}

static void
test_shrunken_rates_lie_between_their_own_and_everybodys(void **state)
{
	struct group	g[6];

	for (int try = 0; try < TRIES; try++) {
		struct shrinkage	s;

		for (int i = 0; i < 6; i++) {
			g[i].n = 5 + roll(100);
			g[i].x = roll(g[i].n / 3 + 1);
		}
		g[0].x++;
		s = shrinkage_moments(g, 6);
		for (int i = 0; i < 6; i++) {
			double		raw = (double)g[i].x / g[i].n;
			struct smoothed	m = smoothed_rate(g[i], s);

			assert_true(m.mean >= fmin(raw, s.mu) - 1e-12);
			assert_true(m.mean <= fmax(raw, s.mu) + 1e-12);
			assert_true(m.within.low < m.mean &&
			    m.mean < m.within.high);
		}
	}
}

static void
test_funnels_narrow_as_units_grow(void **state)
{
	double	was = 2;

	for (int64_t n = 5; n < 2000; n *= 2) {
		double	wide = funnel_limit(0.1, n, 0.975) -
			    funnel_limit(0.1, n, 0.025);

		assert_true(wide < was);
		was = wide;
		assert_true(funnel_limit(0.1, n, 0.001) <
		    funnel_limit(0.1, n, 0.025));
	}
}

static void
test_a_trend_turned_round_changes_its_sign(void **state)
{
	double		score[] = { 0, 1, 2, 3 };
	struct group	g[] = { { 2, 40 }, { 4, 45 }, { 7, 41 }, { 9, 44 } },
			back[] = { g[3], g[2], g[1], g[0] };

	assert_true(cochran_armitage(g, score, 4) > 1.96);
	assert_near(cochran_armitage(g, score, 4),
	    -cochran_armitage(back, score, 4));
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(
		    test_without_censoring_the_curve_is_the_share_left),
		cmocka_unit_test(
		    test_the_curve_falls_and_its_limits_contain_it),
		cmocka_unit_test(test_log_rank_heeds_the_order_of_times_alone),
		cmocka_unit_test(test_incidences_and_those_left_are_everybody),
		cmocka_unit_test(
		    test_grays_test_does_not_heed_who_is_called_what),
		cmocka_unit_test(
		    test_shrunken_rates_lie_between_their_own_and_everybodys),
		cmocka_unit_test(test_funnels_narrow_as_units_grow),
		cmocka_unit_test(test_a_trend_turned_round_changes_its_sign),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
