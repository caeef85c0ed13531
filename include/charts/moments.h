#pragma once
/*
 * charts/moments - where somebody sees themself at up to three moments, one
 * row for each thing that they were asked, on one scale of a few levels.
 *
 * Levels count from 1; MOMENT_NONE: nothing was said then.  Each moment has a
 * mark of its own shape and its own height within the row, so that marks on
 * the same level are told apart, and lines lead from one to the next.  A table
 * with the same levels in words stands beside it on the page.
 */
#include <stddef.h>

#include "core/out.h"

enum { MOMENTS = 3, MOMENT_NONE = 0, MOMENT_LABEL = 46 };

struct moments_row {
	const char	*label;	/* cut after MOMENT_LABEL characters */
	int		 level[MOMENTS];
};

struct moments_chart {
	const char	*id, *title, *finding;	/* see svg_head */
	int		 levels;		/* how many: at least 2 */
	const char	*from_words, *to_words;	/* of the scale's ends */
	const char	*moments[MOMENTS];	/* NULL: none */
	const struct moments_row *rows;
	size_t		 n;
};

void	moments_chart(struct out *, const struct moments_chart *);
