#pragma once
/*
 * proportion - how far a rate that was counted may be from the true one.
 *
 * x of n people had an outcome: 0 <= x <= n, 1 <= n.  confidence is within
 * (0, 1), 0.95 as a rule.  Limits are rates within [0, 1].
 */
#include <stdint.h>

struct interval { double low, high; };

/* The z that so much of the normal distribution lies within, on both sides. */
double		normal_within(double confidence);
/* P(chi-squared with df degrees of freedom >= x). */
double		chi_squared_above(double x, double df);
/* P(|normal| >= |z|). */
double		normal_beyond(double z);

/* Wilson (1927), the default; exactly 0 below no events, 1 above nothing but
 * events. */
struct interval	wilson(int64_t x, int64_t n, double confidence);

/* Clopper and Pearson (1934), for regulators: never too narrow. */
struct interval	clopper_pearson(int64_t x, int64_t n, double confidence);

/* As Clopper and Pearson, with half of the weight of what was seen. */
struct interval	mid_p_interval(int64_t x, int64_t n, double confidence);

/* The quantile of a beta distribution; p within [0, 1]. */
double		beta_quantile(double p, double a, double b);
