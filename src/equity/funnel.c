/* funnel - limits within which the rates of units fall by chance. */
#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>

#include "equity/funnel.h"

static const double winsorised = 0.1;

/* The smallest r with P(R <= r) > q, and how far between r - 1 and r. */
double
funnel_limit(double p0, int64_t n, double q)
{
	int64_t	low = 0, high = n, middle;
	double	below;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (gsl_cdf_binomial_P((unsigned)middle, p0, (unsigned)n) > q)
			high = middle;
		else
			low = middle + 1;
	}
	below = gsl_cdf_binomial_P((unsigned)low, p0, (unsigned)n) - q;
	return ((low - below / gsl_ran_binomial_pdf((unsigned)low, p0,
	    (unsigned)n)) / n);
}

double
funnel_limit_normal(double p0, int64_t n, double q)
{
	return (p0 + gsl_cdf_ugaussian_Pinv(q) * sqrt(p0 * (1 - p0) / n));
}

double
funnel_z(double p0, int64_t x, int64_t n)
{
	return (((double)x / n - p0) / sqrt(p0 * (1 - p0) / n));
}

static int
by_size(const void *a, const void *b)
{
	double	x = *(const double *)a, y = *(const double *)b;

	return (x < y ? -1 : x > y);
}

double
overdispersion(double *z, int64_t n)
{
	int64_t	cut = (int64_t)floor(n * winsorised);
	double	sum = 0;

	qsort(z, (size_t)n, sizeof(*z), by_size);
	for (int64_t i = 0; i < n; i++) {
		double	v = z[i < cut ? cut : i >= n - cut ? n - 1 - cut : i];

		sum += v * v;
	}
	return (sum / n);
}
