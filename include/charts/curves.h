#pragma once
/*
 * charts/curves - shares that fall in steps as time goes on, a line a group, at
 * most four.
 *
 * Times are whole, from 0; shares are thousandths, and everybody at time 0.
 * Lines differ in their dashes as well as their colours.  A table with the same
 * numbers stands beside it on the page.
 */
#include <stddef.h>

#include "core/out.h"

enum { CURVE_LINES = 4 };

struct curve_step { int time, share; };

struct curve_line {
	const char		*label;		/* at most 40 characters */
	const struct curve_step	*steps;		/* in the order of time */
	size_t			 n;
};

struct curves_chart {
	const char		*id, *title, *finding;	/* see svg_head */
	const char		*unit;		/* "months" */
	const struct curve_line	*lines;
	size_t			 n;
};

void	curves_chart(struct out *, const struct curves_chart *);
