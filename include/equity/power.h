#pragma once
/*
 * power - which ratio could have been noticed at all.
 *
 * Exact: over every table of n1 and n2 people, for the two-sided mid-p test at
 * a level alpha.  Only rejections in the direction that is asked for count.
 */
#include <stdint.h>

/* What the test rejects; made once for n1, n2 and alpha; the caller frees. */
struct region_of_test;
struct region_of_test	*region_of_test(int64_t n1, int64_t n2, double alpha);
void			 region_of_test_free(struct region_of_test *);

/* The chance of rejecting, with group 1 found higher (way 1), lower (-1), or
 * either (0), when the true rates are p1 and p2. */
double	test_power(const struct region_of_test *, double p1, double p2,
	    int way);

/* The smallest ratio above 1 (the largest below 1) that is noticed with this
 * power when group 2 has the rate p2; NaN when none is. */
double	detectable_ratio(const struct region_of_test *, double p2,
	    double power);
double	detectable_ratio_below(const struct region_of_test *, double p2,
	    double power);

/* The same above 1 by the normal distribution, for a rough look. */
double	detectable_ratio_normal(int64_t n1, int64_t n2, double p2,
	    double alpha, double power);
