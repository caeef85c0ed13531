#pragma once
/*
 * charts/days - the days of one placement against what was expected, in time.
 *
 * Amounts are half-days.  A table with the same numbers stands beside it on
 * the page.
 */
#include "core/out.h"

/* Halves done, or to be done, before each date, in the order of time. */
struct days_line { size_t n; const struct date *on; const int *halves; };

struct days_chart {
	const char	*id, *title, *finding;	/* see svg_head */
	struct date	 from, to, today;
	int		 required_halves;
	struct days_line expected;
	struct days_line confirmed;
	struct days_line logged;	/* confirmed and waiting: never less;
					 * drawn where it is more */
};

void	days_chart(struct out *, const struct days_chart *);
