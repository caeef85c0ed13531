#pragma once
/*
 * strata - two groups compared within cohorts (or sites), and pooled.
 *
 * See equity/two.h for struct two; k >= 1 of them.  What is not defined is NaN.
 */
#include <stddef.h>

#include "equity/two.h"

/* The groups added up without their strata. */
struct two	strata_crude(const struct two *, size_t k);

/* An estimate with its error (of its logarithm, for ratios) and limits. */
struct pooled { double value, error; struct interval within; };

/* Mantel and Haenszel's ratio of rates, with the variance of Greenland and
 * Robins (1985); 0 or infinite, without limits, when a group has no events. */
struct pooled	mantel_haenszel_ratio(const struct two *, size_t k, double z);
/* Of odds, with that of Robins, Breslow and Greenland (1986). */
struct pooled	mantel_haenszel_odds(const struct two *, size_t k, double z);
/* Of differences, with that of Sato (1989); greenland: that of Greenland and
 * Robins. */
struct pooled	mantel_haenszel_difference(const struct two *, size_t k,
		    double z, double *greenland);

/* A chi-squared with its degrees of freedom and p. */
struct chi	{ double value, df, p; };

/* Cochran, Mantel and Haenszel's test, 1 df; correction is 0, or 0.5. */
struct chi	cochran_mantel_haenszel(const struct two *, size_t k,
		    double correction);

/* Do the strata differ?  Breslow and Day's test of the odds ratio, and Tarone's
 * (1985), which is the one to read.  Strata in which all or nobody had the
 * outcome say nothing. */
struct chi	breslow_day(const struct two *, size_t k, struct chi *tarone);
/* Cochran's Q of the ratios' logarithms, weighed by their variance; strata
 * without events say nothing; half a person is added to the events of both, and
 * one to the people, where a group has no events or all have them.  beyond: the
 * share of Q that chance does not explain (I squared). */
struct chi	cochran_q(const struct two *, size_t k, double *beyond);
