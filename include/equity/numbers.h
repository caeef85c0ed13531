#pragma once
/*
 * numbers - memory for statistics, which work on rows of numbers.
 *
 * Whoever asks frees.  Without memory the process ends: a statistic that could
 * not be computed must not look like one that was.
 */
#include <stddef.h>
#include <stdint.h>

/* n numbers, all of them 0. */
double	*numbers(size_t n);
/* n things of a size, all bytes 0. */
void	*things(size_t n, size_t size);

/* Logarithms of how many ways there are to choose 0..n of n. */
double	*log_choose(int64_t n);
/* The chances of 0..n of n at a rate; choose: the logarithms of n. */
double	*binomial(int64_t n, double p, const double *choose);
