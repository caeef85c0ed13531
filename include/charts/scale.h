#pragma once
/*
 * scale - from whole values to places in a drawing, and where ticks stand.
 *
 * Places are tenths of a unit of the drawing, whole numbers: the same numbers
 * always make the same bytes.
 */
#include <stddef.h>

#include "core/date.h"

/* Low stands at `from`, high at `to`; `to` may be the smaller place. */
struct scale { int low, high, from, to; };

/* Rounded to the nearest tenth; when low is high, everything is at `from`. */
int	scale_place(const struct scale *, int value);

/* The smallest of 1, 2, 5, 10, 20, 50, ... of which at most `most` steps lie
 * between 0 and `high`. */
int	tick_step(int high, int most);

/* The first days of months from `from` to `to`, every month or every second,
 * third, sixth or twelfth, such that they are at most `most`. */
size_t	month_ticks(struct date from, struct date to, struct date *ticks,
	    size_t most);
