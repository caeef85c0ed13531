#pragma once
/*
 * charts/ranges - means of groups with the range in which each may lie, one
 * line a group, on one scale.
 *
 * Values are hundredths.  The order is the caller's, and where groups cannot be
 * told apart it must not be that of their means.  A group without a range has a
 * hollow dot, one without a mean its name alone.  A table with the same numbers
 * stands beside it on the page.
 */
#include <stddef.h>

#include "core/out.h"

enum { RANGE_NONE = 0 };

struct range {
	const char	*label;		/* at most 50 characters */
	int		 mean;		/* RANGE_NONE: none */
	int		 low, high;	/* both RANGE_NONE: no range */
};

struct ranges_chart {
	const char		*id, *title, *finding;	/* see svg_head */
	int			 from, to;	/* of the scale */
	const char		*from_words, *to_words;
	int			 all;		/* the mean of all, or none */
	const struct range	*ranges;
	size_t			 n;
};

void	ranges_chart(struct out *, const struct ranges_chart *);
