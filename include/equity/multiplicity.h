#pragma once
/*
 * multiplicity - p-values of several comparisons, made larger for being
 * several.
 *
 * n p-values within [0, 1] in any order; adjusted receives as many in the same
 * order.  Only comparisons that are defined are among them.
 */
#include <stddef.h>

void	adjust_bonferroni(const double *p, size_t n, double *adjusted);
/* Holm (1979): the chance of any false finding stays within the level. */
void	adjust_holm(const double *p, size_t n, double *adjusted);
void	adjust_hochberg(const double *p, size_t n, double *adjusted);
/* Benjamini and Hochberg (1995): the share of false findings among findings. */
void	adjust_bh(const double *p, size_t n, double *adjusted);
/* Benjamini and Yekutieli (2001): also when the comparisons depend. */
void	adjust_by(const double *p, size_t n, double *adjusted);
