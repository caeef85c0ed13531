/* multiplicity - p-values of several comparisons, made larger for being
 * several. */
#include <math.h>
#include <stdlib.h>

#include "equity/multiplicity.h"
#include "equity/numbers.h"

struct placed { double p; size_t at; };

static int
by_size(const void *a, const void *b)
{
	const struct placed	*x = a, *y = b;

	if (x->p != y->p)
		return (x->p < y->p ? -1 : 1);
	return (x->at < y->at ? -1 : x->at > y->at);
}

static struct placed *
in_order(const double *p, size_t n)
{
	struct placed	*s = things(n, sizeof(*s));

	for (size_t i = 0; i < n; i++)
		s[i] = (struct placed){ p[i], i };
	qsort(s, n, sizeof(*s), by_size);
	return (s);
}

void
adjust_bonferroni(const double *p, size_t n, double *adjusted)
{
	for (size_t i = 0; i < n; i++)
		adjusted[i] = fmin(1, n * p[i]);
}

/* From the smallest up, none less than the one before. */
void
adjust_holm(const double *p, size_t n, double *adjusted)
{
	struct placed	*s = in_order(p, n);
	double		 most = 0;

	for (size_t i = 0; i < n; i++) {
		most = fmax(most, fmin(1, (n - i) * s[i].p));
		adjusted[s[i].at] = most;
	}
	free(s);
}

/* From the largest down, none more than the one before: how many times the
 * one at place i, counted from 0, is taken. */
static void
step_up(const double *p, size_t n, double *adjusted,
    double (*times)(size_t i, size_t n))
{
	struct placed	*s = in_order(p, n);
	double		 least = 1;

	for (size_t i = n; i-- > 0;) {
		least = fmin(least, times(i, n) * s[i].p);
		adjusted[s[i].at] = least;
	}
	free(s);
}

static double
those_left(size_t i, size_t n)
{
	return (n - i);
}

static double
share(size_t i, size_t n)
{
	return ((double)n / (i + 1));
}

static double
share_if_they_depend(size_t i, size_t n)
{
	double	sum = 0;

	for (size_t k = 1; k <= n; k++)
		sum += 1.0 / k;
	return (sum * share(i, n));
}

void
adjust_hochberg(const double *p, size_t n, double *adjusted)
{
	step_up(p, n, adjusted, those_left);
}

void
adjust_bh(const double *p, size_t n, double *adjusted)
{
	step_up(p, n, adjusted, share);
}

void
adjust_by(const double *p, size_t n, double *adjusted)
{
	step_up(p, n, adjusted, share_if_they_depend);
}
