#pragma once
/*
 * funnel - limits within which the rates of units of different sizes fall by
 * chance.
 *
 * Exact binomial limits made smooth (Spiegelhalter 2005, A.1.1): for a target
 * rate p0 within (0, 1) and n >= 1 people.
 */
#include <stdint.h>

/* The limit below which a share q of units falls; not cut off at 0 and 1. */
double	funnel_limit(double p0, int64_t n, double q);
/* The same by the normal distribution. */
double	funnel_limit_normal(double p0, int64_t n, double q);

/* How much more the units vary than chance would have them: the mean of z
 * squared with the outermost tenth on each side pulled in; z are overwritten in
 * the order of their size.  Above 1.3 the limits are to be widened by its
 * square root. */
double	overdispersion(double *z, int64_t n);
double	funnel_z(double p0, int64_t x, int64_t n);
