#pragma once
/*
 * charts/funnel - rates of units of different sizes, within the limits that
 * chance alone would keep them to.
 *
 * Shares are thousandths.  Points stand in the order of their people, and each
 * has the limits of its own size; lines lead through them.  A table with the
 * same numbers stands beside it on the page.
 */
#include <stddef.h>

#include "core/out.h"

struct funnel_point {
	int	people, share;
	int	low95, high95, low998, high998;
};

struct funnel_chart {
	const char			*id, *title, *finding;	/* svg_head */
	int				 target;	/* share of all */
	const struct funnel_point	*points;	/* fewest first */
	size_t				 n;
};

void	funnel_chart(struct out *, const struct funnel_chart *);
