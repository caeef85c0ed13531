#pragma once
/*
 * turns - who holds a place that one holds at a time (a trainee's tutor, their
 * unit, a unit's lead), from when to when, and how the latest step is undone.
 *
 * A turn begins; it ends on its own, or because another one replaces it.  What
 * was recorded by mistake is removed and stays in the list.  Dates are both
 * included; without a `to`, until further notice.  Nothing here knows what day
 * it is.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/date.h"

struct turn {
	int64_t		 id, who;
	int64_t		 replaces;	/* whose turn it ended, or 0 */
	struct date	 from, to;
	bool		 removed;
};

struct turns { const struct turn *v; size_t n; };

/* The one with the latest start that stands, or NULL. */
const struct turn	*turn_latest(struct turns);
/* The one that stands on a date, or NULL. */
const struct turn	*turn_on(struct turns, struct date);

/*
 * What the next turn may not begin before: the day after the latest began, for
 * it ends the day before, or the day after it ends; and not before `least`.
 */
struct date		 turn_free_from(struct turns, struct date least);

/* What undoing the latest step does, to which turn. */
enum undoing {
	NOTHING_TO_UNDO,
	END_TAKEN_BACK,		/* it goes on until further notice */
	TURN_REMOVED,		/* and so does the one that it replaced */
};

struct turn_undone {
	enum undoing		 undoing;
	const struct turn	*turn, *goes_on;	/* or NULL */
};

struct turn_undone	 turn_undoing(struct turns);
