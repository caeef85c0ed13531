/* log_rank - do events come as fast in one group as in another? */
#include <math.h>
#include <stdlib.h>

#include "equity/numbers.h"
#include "equity/solve.h"
#include "equity/survival.h"

static int
by_stratum_and_time(const void *a, const void *b)
{
	const struct life	*x = a, *y = b;

	if (x->stratum != y->stratum)
		return (x->stratum < y->stratum ? -1 : 1);
	return (x->time < y->time ? -1 : x->time > y->time);
}

/* What one time adds: n[g] at risk of each group, d of all had the event. */
static void
add_time(const double *n, size_t k, double d, double *expected, double *V)
{
	double	all = 0, share;

	for (size_t g = 0; g < k; g++)
		all += n[g];
	if (d == 0)
		return;
	share = all > 1 ? d * (all - d) / (all - 1) : 0;
	for (size_t g = 0; g < k; g++) {
		expected[g] += n[g] * d / all;
		for (size_t h = 0; h < k; h++)
			V[g * k + h] += share * n[g] / all *
			    ((g == h) - n[h] / all);
	}
}

/* (O - E)' V^-1 (O - E), without the last group, which follows from the
 * others. */
static double
quadratic(const double *gap, const double *V, size_t k)
{
	size_t	 n = k - 1;
	double	*a = numbers(n * n), sum;

	for (size_t g = 0; g < n; g++)
		for (size_t h = 0; h < n; h++)
			a[g * n + h] = V[g * k + h];
	sum = distance_of(gap, a, n);
	free(a);
	return (sum);
}

/* One stratum's lives, in the order of time. */
static void
add_stratum(const struct life *l, size_t n, size_t k, double *observed,
    double *expected, double *V)
{
	double	*at_risk = numbers(k), d;

	for (size_t i = 0; i < n; i++)
		at_risk[l[i].group]++;
	for (size_t i = 0, next; i < n; i = next) {
		d = 0;
		for (next = i; next < n && l[next].time == l[i].time; next++)
			if (l[next].what != 0) {
				d++;
				observed[l[next].group]++;
			}
		add_time(at_risk, k, d, expected, V);
		for (size_t j = i; j < next; j++)
			at_risk[l[j].group]--;
	}
	free(at_risk);
}

struct chi
log_rank(const struct life *all, size_t n, size_t k, double *observed,
    double *expected, double *variance)
{
	struct life	*l = things(n, sizeof(*l));
	double		*V = numbers(k * k), *gap = numbers(k), chi;

	for (size_t i = 0; i < n; i++)
		l[i] = all[i];
	qsort(l, n, sizeof(*l), by_stratum_and_time);
	for (size_t g = 0; g < k; g++)
		observed[g] = expected[g] = 0;
	for (size_t i = 0, next; i < n; i = next) {
		for (next = i; next < n && l[next].stratum == l[i].stratum;)
			next++;
		add_stratum(l + i, next - i, k, observed, expected, V);
	}
	for (size_t g = 0; g < k; g++) {
		gap[g] = observed[g] - expected[g];
		variance[g] = V[g * k + g];
	}
	chi = quadratic(gap, V, k);
	free(l);
	free(V);
	free(gap);
	return ((struct chi){ chi, k - 1, isnan(chi) ? NAN :
	    chi_squared_above(chi, k - 1) });
}

struct pooled
peto(double observed, double expected, double variance, double z)
{
	double	l = (observed - expected) / variance, e = 1 / sqrt(variance);

	return ((struct pooled){ exp(l), e, { exp(l - z * e),
	    exp(l + z * e) } });
}
