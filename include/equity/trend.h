#pragma once
/*
 * trend - does a rate change from cohort to cohort, and does a gap?
 */
#include <stddef.h>

#include "equity/groups.h"

/* Cochran and Armitage's test in one group: z, positive when the rate grows
 * with the score; NaN when all or nobody had the outcome. */
double	cochran_armitage(const struct group *, const double *score, size_t k);

/* By how much the logarithm of the odds ratio of group 1 grows from cohort to
 * cohort: exp() of it is what the ratio is multiplied by.  ml is that of plain
 * maximum likelihood, with its likelihood ratio test; the others are Firth's,
 * with limits and test by the profile. */
struct gap_trend {
	double	ml, chi, chi_p, value, low, high, p;
};
struct gap_trend gap_trend(const struct two *cohorts, const double *score,
	    size_t k);
