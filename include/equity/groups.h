#pragma once
/*
 * groups - several groups compared at once: each with everyone else, and all of
 * them together.
 *
 * k >= 2 groups of x[i] events among n[i] >= 1 people.
 */
#include <stdbool.h>
#include <stddef.h>

#include "equity/strata.h"

struct group { int64_t x, n; };

/* Everyone else; the largest group, the first of several. */
struct two	group_and_rest(const struct group *, size_t k, size_t at);
size_t		largest_group(const struct group *, size_t k);
struct group	groups_together(const struct group *, size_t k);

/* Do their rates differ?  Pearson's chi-squared; Freeman and Halton's exact
 * test (1951), which sums every way to share the events out that is at most as
 * likely as what was seen; NaN when that would take more than steps_most. */
struct chi	groups_chi_squared(const struct group *, size_t k);
double		freeman_halton(const struct group *, size_t k,
		    double steps_most);

/* The first where it can be had in steps_most; else chi-squared if each group
 * would have five events and five people without one were rates the same; p
 * is NaN when neither may be used. */
struct groups_test { double p; bool exact; };
struct groups_test groups_differ(const struct group *, size_t k,
		    double steps_most);

/* The rate of not having the outcome, as a share of the best such rate: the
 * four-fifths rule looks whether it is below 0.8.  It describes, and is no
 * evidence. */
double		four_fifths(const struct group *, size_t k, size_t at);
