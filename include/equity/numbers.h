#pragma once
/*
 * numbers - memory for statistics, which work on rows of numbers.
 *
 * Whoever asks frees.  Without memory the process ends: a statistic that could
 * not be computed must not look like one that was.
 */
#include <stddef.h>

/* n numbers, all of them 0. */
double	*numbers(size_t n);
/* n things of a size, all bytes 0. */
void	*things(size_t n, size_t size);
