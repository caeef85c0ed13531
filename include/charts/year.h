#pragma once
/*
 * charts/year - a line of time with what is due on it and what it leaves out.
 *
 * Marks stand above the line with their names, those that are done filled;
 * bands lie on it.  Names that would touch go to a row of their own.  A table
 * with the same dates stands beside it on the page.
 */
#include <stdbool.h>
#include <stddef.h>

#include "core/date.h"
#include "core/out.h"

struct year_mark {
	struct date	 on;
	const char	*label;		/* at most 30 characters */
	bool		 done;
};

struct year_band { struct date from, to; };	/* to: not in it any more */

struct year_chart {
	const char		*id, *title, *finding;	/* see svg_head */
	struct date		 from, to, today;
	const struct year_mark	*marks;		/* in the order of days */
	size_t			 nmarks;
	const struct year_band	*bands;
	size_t			 nbands;
};

void	year_chart(struct out *, const struct year_chart *);
