/* power - which ratio could have been noticed at all. */
#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_cdf.h>

#include "equity/exact.h"
#include "equity/numbers.h"
#include "equity/power.h"

enum { HALVINGS = 60 };

/* way: of each table, a row of n2 + 1 for each number of events in group 1. */
struct region_of_test {
	int64_t		 n1, n2;
	signed char	*way;
	double		*choose1, *choose2;
};

struct chance { double p; int64_t at; };

static int
by_chance(const void *a, const void *b)
{
	double	x = ((const struct chance *)a)->p,
		y = ((const struct chance *)b)->p;

	return (x < y ? -1 : x > y);
}

/* All tables of m events: from the rarest on, as many as the level allows. */
static void
reject(struct region_of_test *r, int64_t m, double alpha)
{
	struct hypergeometric	 h = hypergeometric(r->n1, r->n2, m);
	struct chance		*c = things((size_t)h.n, sizeof(*c));
	double			 below = 0, same;

	for (int64_t i = 0; i < h.n; i++)
		c[i] = (struct chance){ h.chance[i], i };
	qsort(c, (size_t)h.n, sizeof(*c), by_chance);
	for (int64_t i = 0, next; i < h.n; i = next) {
		same = 0;
		for (next = i; next < h.n && just_as_likely(c[i].p, c[next].p);
		    next++)
			same += c[next].p;
		if (below + same / 2 > alpha)
			break;
		for (int64_t j = i; j < next; j++) {
			int64_t	x1 = h.least + c[j].at, x2 = m - x1;
			double	gap = (double)x1 * r->n2 - (double)x2 * r->n1;

			r->way[x1 * (r->n2 + 1) + x2] = gap > 0 ? 1 :
			    gap < 0 ? -1 : 0;
		}
		below += same;
	}
	free(c);
	hypergeometric_free(&h);
}

struct region_of_test *
region_of_test(int64_t n1, int64_t n2, double alpha)
{
	struct region_of_test	*r = things(1, sizeof(*r));

	*r = (struct region_of_test){ n1, n2,
	    things((size_t)((n1 + 1) * (n2 + 1)), 1), log_choose(n1),
	    log_choose(n2) };
	for (int64_t m = 1; m < n1 + n2; m++)
		reject(r, m, alpha);
	return (r);
}

void
region_of_test_free(struct region_of_test *r)
{
	free(r->way);
	free(r->choose1);
	free(r->choose2);
	free(r);
}

/* The chance of rejecting, for each number of events in group 1. */
static double *
rejected(const struct region_of_test *r, double p2, int way)
{
	double	*f = binomial(r->n2, p2, r->choose2),
		*sum = numbers((size_t)r->n1 + 1);

	for (int64_t k = 0; k <= r->n1; k++) {
		const signed char	*row = r->way + k * (r->n2 + 1);

		for (int64_t j = 0; j <= r->n2; j++)
			if (row[j] != 0 && (way == 0 || row[j] == way))
				sum[k] += f[j];
	}
	free(f);
	return (sum);
}

static double
weighed(const struct region_of_test *r, double p1, const double *of)
{
	double	*f = binomial(r->n1, p1, r->choose1), sum = 0;

	for (int64_t k = 0; k <= r->n1; k++)
		sum += f[k] * of[k];
	free(f);
	return (sum);
}

double
test_power(const struct region_of_test *r, double p1, double p2, int way)
{
	double	*of = rejected(r, p2, way), power = weighed(r, p1, of);

	free(of);
	return (power);
}

/* The rate of group 1, between p2 and the end, from which on the power is
 * reached. */
static double
reached(const struct region_of_test *r, double p2, double end, double power)
{
	double	*of = rejected(r, p2, end > p2 ? 1 : -1), near = p2,
		far = end, middle;

	if (weighed(r, end, of) < power)
		far = NAN;
	for (int i = 0; i < HALVINGS && fabs(far - near) > 1e-14; i++) {
		middle = (near + far) / 2;
		if (weighed(r, middle, of) >= power)
			far = middle;
		else
			near = middle;
	}
	free(of);
	return (far);
}

double
detectable_ratio(const struct region_of_test *r, double p2, double power)
{
	return (reached(r, p2, 1, power) / p2);
}

double
detectable_ratio_below(const struct region_of_test *r, double p2, double power)
{
	return (reached(r, p2, 0, power) / p2);
}

static double
normal_power(int64_t n1, int64_t n2, double p1, double p2, double alpha)
{
	double	p = (n1 * p1 + n2 * p2) / (n1 + n2),
		same = sqrt(p * (1 - p) * (1.0 / n1 + 1.0 / n2)),
		own = sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2);

	return (gsl_cdf_ugaussian_P((p1 - p2 - normal_within(1 - alpha) *
	    same) / own));
}

double
detectable_ratio_normal(int64_t n1, int64_t n2, double p2, double alpha,
    double power)
{
	double	near = p2, far = 1, middle;

	if (normal_power(n1, n2, 1 - 1e-12, p2, alpha) < power)
		return (NAN);
	for (int i = 0; i < HALVINGS; i++) {
		middle = (near + far) / 2;
		if (normal_power(n1, n2, middle, p2, alpha) >= power)
			far = middle;
		else
			near = middle;
	}
	return (far / p2);
}
