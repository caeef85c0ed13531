/* proportion - how far a rate that was counted may be from the true one. */
#include <math.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>

#include "equity/proportion.h"

enum { HALVINGS = 200 };

double
normal_within(double confidence)
{
	return (gsl_cdf_ugaussian_Qinv((1 - confidence) / 2));
}

double
chi_squared_above(double x, double df)
{
	return (x <= 0 ? 1 : gsl_cdf_chisq_Q(x, df));
}

double
normal_beyond(double z)
{
	return (2 * gsl_cdf_ugaussian_Q(fabs(z)));
}

struct interval
wilson(int64_t x, int64_t n, double confidence)
{
	double	z = normal_within(confidence), p = (double)x / n,
		centre = (p + z * z / (2 * n)) / (1 + z * z / n),
		half = z * sqrt(p * (1 - p) / n + z * z / (4.0 * n * n)) /
		    (1 + z * z / n);

	return ((struct interval){ x == 0 ? 0 : centre - half,
	    x == n ? 1 : centre + half });
}

/* The p at which a function that falls from 1 to 0 is as much as wanted. */
static double
where(double (*falls)(double p, const double *of), const double *of,
    double wanted)
{
	double	low = 0, high = 1, middle;

	for (int i = 0; i < HALVINGS; i++) {
		middle = (low + high) / 2;
		if (middle == low || middle == high)
			break;
		if (falls(middle, of) > wanted)
			low = middle;
		else
			high = middle;
	}
	return ((low + high) / 2);
}

static double
beta_above(double x, const double *of)
{
	return (gsl_cdf_beta_Q(x, of[0], of[1]));
}

double
beta_quantile(double p, double a, double b)
{
	double	of[] = { a, b };

	if (p <= 0 || p >= 1)
		return (p <= 0 ? 0 : 1);
	return (where(beta_above, of, 1 - p));
}

struct interval
clopper_pearson(int64_t x, int64_t n, double confidence)
{
	double	tail = (1 - confidence) / 2;

	return ((struct interval){
	    x == 0 ? 0 : beta_quantile(tail, x, n - x + 1),
	    x == n ? 1 : beta_quantile(1 - tail, x + 1, n - x) });
}

/* P(X <= x) - P(X = x) / 2 for X binomial of n and p; of: x, n. */
static double
half_below(double p, const double *of)
{
	unsigned	x = (unsigned)of[0], n = (unsigned)of[1];

	return (gsl_cdf_binomial_P(x, p, n) -
	    gsl_ran_binomial_pdf(x, p, n) / 2);
}

struct interval
mid_p_interval(int64_t x, int64_t n, double confidence)
{
	double	tail = (1 - confidence) / 2, of[] = { x, n };

	return ((struct interval){
	    x == 0 ? 0 : where(half_below, of, 1 - tail),
	    x == n ? 1 : where(half_below, of, tail) });
}
