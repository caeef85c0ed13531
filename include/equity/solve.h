#pragma once
/*
 * solve - what several statistics end with: where a curve is highest, and how
 * far a row of gaps lies from 0 by their variances.
 */
#include <stddef.h>

/* Where f, of one peak between two ends, is highest, as near as asked. */
double	highest_at(double (*f)(const void *of, double at), const void *of,
	    double low, double high, double near);

/* gap' V^-1 gap, of n gaps and n times n covariances, which are overwritten;
 * NaN where there is no inverse. */
double	distance_of(const double *gap, double *V, size_t n);
