#pragma once
/*
 * turns - a place that one holds at a time, as the database has it: read, given
 * to somebody, ended, and its latest step undone.
 *
 * Whoever changes one says what they saw, in the form's version: it counts
 * every step, so that a form which is older than the latest step is refused.
 */
#include "core/request.h"
#include "queries.h"
#include "rules/turns.h"
#include "rules/units.h"

/* What is held, in the order of the numbers in /trainees/#/guides/#. */
enum held { HELD_TUTOR = 1, HELD_UNIT, HELD_PAYS, HELD_SUPERVISES,
    HELD_ASSESSES, HELD_ASYE, HELD_LEAD, HELD_ASSESSOR, HELD_MANAGER,
    HELD_SUPERVISOR };

struct place_held {
	enum held		 held;
	int64_t			 of;	/* the enrolment; the unit of a lead;
					 * the ASYE of the last three */
	struct turn_row_list	 rows;	/* in the order they were recorded */
	struct turns		 turns;	/* the same for the rules */
	int64_t			 steps;
};

struct place_held	 place_held(struct request *, enum held, int64_t of);
/* The row of a turn, or NULL for NULL. */
const struct turn_row	*turn_row_of(const struct place_held *,
			    const struct turn *);

/* These are false when somebody else was quicker. */
bool	turn_give(struct request *, const struct place_held *, int64_t who,
	    struct date from);
bool	turn_end(struct request *, const struct place_held *, struct date last);
bool	turn_undo(struct request *, const struct place_held *);

/* The form's version is that of the place; else it says so. */
bool	turn_seen(struct request *, const struct place_held *);
/* The first day of the next turn, from the form. */
struct date	 turn_first_day(struct request *, const struct place_held *,
		    struct date least, struct date most);
/* The last day of the latest turn, from the form. */
struct date	 turn_last_day(struct request *, const struct place_held *);

/*
 * What speaks against it was read: there is nothing, or the form says so of
 * exactly these sentences.  Else it is refused.
 */
bool	cautions_read(struct request *, const struct cautions *);
/* What the form must say of them, in its field "read". */
const char	*cautions_mark(struct arena *, const struct cautions *);
