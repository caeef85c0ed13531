#pragma once
/*
 * charts/bars - how many are in each of a few groups, one bar a group.
 *
 * A bar that counts somebody may lead to exactly those.  A table with the same
 * numbers stands beside it on the page.
 */
#include <stddef.h>

#include "core/out.h"

enum { BAR_SUPPRESSED = -1 };	/* written [c]: never drawn as nothing */

struct bar {
	const char	*label;		/* at most 20 characters */
	int		 count;
	struct url	 href;		/* NULL in it: no link */
};

struct bars_chart {
	const char		*id, *title, *finding;	/* see svg_head */
	const struct bar	*bars;
	size_t			 n;
};

void	bars_chart(struct out *, const struct bars_chart *);
