/* bayes - how likely one rate is so many times another. */
#include <math.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_sf_gamma.h>

#include "equity/bayes.h"

enum { PANELS = 24, POINTS = 32 };
static const double nearly_none = 1e-15;

struct question { double a1, b1, a2, b2, times; };

/* With p the square of a sine, nothing is infinite at the ends. */
static double
density(double angle, void *of)
{
	const struct question	*q = of;
	double			s = sin(angle), c = cos(angle), p = s * s,
				log_f;

	if (s <= 0 || c <= 0)
		return (0);
	log_f = M_LN2 + (2 * q->a1 - 1) * log(s) + (2 * q->b1 - 1) * log(c) -
	    gsl_sf_lnbeta(q->a1, q->b1);
	return (exp(log_f) * gsl_cdf_beta_P(fmin(1, p / q->times), q->a2,
	    q->b2));
}

double
chance_of_times(struct two t, double times)
{
	struct question	q = { t.x1 + 0.5, t.n1 - t.x1 + 0.5, t.x2 + 0.5,
			    t.n2 - t.x2 + 0.5, times };
	gsl_function	f = { density, &q };
	gsl_integration_glfixed_table *table =
	    gsl_integration_glfixed_table_alloc(POINTS);
	double		low = asin(sqrt(beta_quantile(nearly_none, q.a1,
			    q.b1))), high = asin(sqrt(1 - beta_quantile(
			    nearly_none, q.b1, q.a1))), sum = 0,
			wide = (high - low) / PANELS;

	for (int i = 0; i < PANELS; i++)
		sum += gsl_integration_glfixed(&f, low + i * wide,
		    low + (i + 1) * wide, table);
	gsl_integration_glfixed_table_free(table);
	return (fmin(1, sum));
}
