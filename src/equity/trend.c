/* trend - does a rate change from cohort to cohort, and does a gap? */
#include <math.h>
#include <stdlib.h>

#include "equity/firth.h"
#include "equity/numbers.h"
#include "equity/trend.h"

double
cochran_armitage(const struct group *g, const double *score, size_t k)
{
	struct group	all = groups_together(g, k);
	double		p = (double)all.x / all.n, T = 0, nt = 0, ntt = 0, V;

	for (size_t i = 0; i < k; i++) {
		double	t = score[i] - score[0];

		T += t * (g[i].x - g[i].n * p);
		nt += g[i].n * t;
		ntt += g[i].n * t * t;
	}
	V = p * (1 - p) * (ntt - nt * nt / all.n);
	return (V > 0 ? T / sqrt(V) : NAN);
}

enum { ONE, GROUP, TIME, BOTH, TERMS };

struct gap_trend
gap_trend(const struct two *c, const double *score, size_t k)
{
	double		*x = numbers(2 * k * TERMS), *events = numbers(2 * k),
			*trials = numbers(2 * k),
			*small = numbers(2 * k * BOTH);
	struct logit	 m = { 2 * k, TERMS, x, events, trials },
			 less = { 2 * k, BOTH, small, events, trials };
	struct fit	 ml, without, f;
	struct gap_trend t;

	for (size_t i = 0; i < 2 * k; i++) {
		double	g = i % 2, at = score[i / 2] - score[0], row[] = {
			    1, g, at, g * at };

		for (size_t j = 0; j < TERMS; j++)
			x[i * TERMS + j] = row[j];
		for (size_t j = 0; j < BOTH; j++)
			small[i * BOTH + j] = row[j];
		events[i] = g == 1 ? c[i / 2].x1 : c[i / 2].x2;
		trials[i] = g == 1 ? c[i / 2].n1 : c[i / 2].n2;
	}
	ml = logit_fit(&m);
	without = logit_fit(&less);
	f = firth_fit_of(&m, BOTH);
	t.ml = ml.converged ? ml.of[BOTH].value : NAN;
	t.chi = fmax(0, 2 * (ml.likelihood - without.likelihood));
	t.chi_p = chi_squared_above(t.chi, 1);
	t.value = f.of[BOTH].value;
	t.low = f.of[BOTH].low;
	t.high = f.of[BOTH].high;
	t.p = f.of[BOTH].p;
	free(x);
	free(small);
	free(events);
	free(trials);
	return (t);
}
