#pragma once
/*
 * schedule - which half-days a placement expects, and by when.
 *
 * The unit is the half-day, a whole number: a full day is 2.  Dates are both
 * included (a daterange of PostgreSQL ends a day later).  All is computed from
 * what it is given; nothing here knows what day it is.
 *
 * A day is expected when it lies within the placement, is no bank holiday of
 * England and Wales, lies in no interruption, and the pattern that covers it
 * gives its weekday one or two halves.  Where patterns overlap, the one that
 * starts last counts.  A day that no pattern covers expects nothing.
 *
 * A day may be logged on the day itself, so nobody is behind with it until it
 * has passed: what is expected by a date are the days before that date.  Never
 * more than is required.  Once the placement has ended, all that is required
 * is expected, also when the pattern left too few days for it - but while an
 * interruption lasts beyond the end, only once that is over.
 */
#include <stddef.h>

#include "core/arena.h"
#include "core/date.h"

/* Halves, 0 to 2, Monday to Sunday; without a `to`, until further notice. */
struct pattern { struct date from, to; signed char halves[7]; };
/* An interruption; without a `to`, it has not ended. */
struct span { struct date from, to; const char *why; };

struct schedule {
	struct date		 from, to; /* no `from`: no placement */
	int			 required_halves;
	const struct pattern	*patterns;
	size_t			 npatterns;
	const struct span	*interruptions;
	size_t			 ninterruptions;
};

/* Halves by the start of each date, in the order of time. */
struct curve { size_t n; struct date *on; int *halves; };

/* The halves that one day expects: 0, 1 or 2. */
int		 halves_on(const struct schedule *, struct date);
/* The interruption that covers a day; NULL when none does. */
const struct span *interruption_on(const struct schedule *, struct date);
/* The halves expected to be done before a date. */
int		 expected_halves(const struct schedule *, struct date);
/* The same for each of n days, the first day of the placement on. */
void		 expected_each_day(const struct schedule *, int n,
		    int *halves);
/* The same from the first day, week by week, and at the last day and the day
 * after it; no points when there is no placement. */
struct curve	 expected_curve(struct arena *, const struct schedule *);
/*
 * The day on which the last half is done when `done` are done already and
 * every day of the pattern from `after` on is worked.  Beyond the placement's
 * end its last pattern goes on, so that people see how much longer it takes.
 * No date when nothing is left to do, or four years would not do it.
 */
struct date	 finish_on(const struct schedule *, int done_halves,
		    struct date after);
