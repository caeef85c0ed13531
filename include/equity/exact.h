#pragma once
/*
 * exact - how surprising two groups are if their rates were the same, without
 * any approximation.
 *
 * See equity/two.h for struct two.
 */
#include "equity/two.h"

/* Fisher's tests given the margins.  two_sided sums what is at most as likely
 * as what was seen; mid_p, which Waymark uses, halves what is just as likely
 * (Lydersen, Fagerland and Laake 2009): where nobody or everybody had the
 * outcome it is 0.5 by its formula and applies to nothing.  doubled is the
 * mid-p that other packages print: twice the smaller tail, at most 1. */
struct fisher { double two_sided, less, greater, seen, mid_p, doubled; };
struct fisher	fisher(struct two);

/* Tests that do not condition on the events: the largest chance, over all rates
 * that both groups may have, of tables that are at most as likely as what was
 * seen: by Fisher's test (Boschloo 1970) or by the pooled z (Suissa and Shuster
 * 1985).  NaN for more than 21,000 tables. */
double		boschloo(struct two);
double		barnard(struct two);

/* The chances of k = least..least + n - 1 events in group 1, given m in all. */
struct hypergeometric { int64_t least, n; double *chance; };
struct hypergeometric	hypergeometric(int64_t n1, int64_t n2, int64_t m);
void		hypergeometric_free(struct hypergeometric *);

/* Are two chances the same but for rounding? */
bool		just_as_likely(double, double of);
