#pragma once
/*
 * charts/forest - ratios with the range in which each may lie, one line each,
 * on one logarithmic scale.
 *
 * The band from 0.8 to 1.25 is shaded.  What lies beyond the scale, and what
 * nothing bounds, ends in an arrow.  A line whose numbers may not be shown says
 * [c].  beside is a second ratio on the same line, a hollow mark; NaN: none.  A
 * table with the same numbers stands beside it on the page.
 */
#include <stdbool.h>
#include <stddef.h>

#include "core/out.h"

struct forest_row {
	const char	*label;			/* at most 50 characters */
	double		 ratio, low, high;	/* NaN: nothing is drawn */
	double		 beside;
	bool		 hidden;
};

struct forest_chart {
	const char		*id, *title, *finding;	/* see svg_head */
	const struct forest_row	*rows;
	size_t			 n;
};

void	forest_chart(struct out *, const struct forest_chart *);
