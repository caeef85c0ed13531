#pragma once
/*
 * suppression - the fewest cells to leave out of a table so that no small one
 * can be worked out.
 *
 * Cells and totals of 1..small are left out, and as many others as it takes
 * until whatever a reader works out of each of them covers all of 1..small.
 * The grand total is always shown; zeros may be left out but those that cannot
 * be anything else.  Least is: totals left out, then inner cells, then the
 * people in both.  Exact: branch and bound over the cells that any solution
 * must have one of.
 */
#include "equity/table.h"

enum suppressed {
	OPTIMAL,	/* no better pattern exists */
	FALLBACK,	/* safe, found without proof: it took too long */
	IMPOSSIBLE,	/* nothing that may be left out protects it */
};

struct suppression {
	enum suppressed	 how;
	int64_t		 totals, cells, people, steps;
};

/* out: for each cell of the table, whether it is left out.  fixed: cells that
 * are known to be 0 by their nature, or NULL. */
struct suppression	suppress(const struct counts *, int64_t small,
			    const bool *fixed, bool *out);

/* What is told of each cell of a pattern; told has room for the table. */
void	tell_pattern(const struct counts *, const bool *out,
	    const bool *fixed, struct told *told);

/* Does every small cell stay hidden?  Asked of every pattern before it is
 * shown, whoever made it. */
bool	suppression_holds(const struct counts *, int64_t small,
	    const bool *out, const bool *fixed);

/* A table of so few people is not shown at all. */
bool	too_few_people(const struct counts *, int64_t small);
