#pragma once
/*
 * placement_days - may a day be logged, what do the days add up to, and how
 * does that stand against what is expected.
 *
 * The unit is the half-day, a whole number: a full day is 2.  Sentences are
 * for the person who sees the page; they live in the arena or the program.
 */
#include <stdbool.h>
#include <stddef.h>

#include "core/arena.h"
#include "core/date.h"
#include "rules/schedule.h"

enum logged_kind { LOGGED_ATTENDED, LOGGED_MAKE_UP, LOGGED_ABSENT };
enum logged_state {
	LOGGED_SUBMITTED, LOGGED_RETURNED, LOGGED_CONFIRMED, LOGGED_WITHDRAWN
};

struct logged_day {
	struct date	on;
	int		halves;		/* 1 or 2 */
	enum logged_kind	kind;
	enum logged_state	state;
};

/* Read the names that the database stores, "make_up"; false for another. */
bool	logged_kind_named(const char *, enum logged_kind *);
bool	logged_state_named(const char *, enum logged_state *);

/*
 * What days add up to.  Each day that is not withdrawn counts in exactly one
 * of the first four; an absence counts as absent in whatever state it is.
 */
struct day_totals {
	int	confirmed, waiting, returned;	/* attended and made up */
	int	absent;
	int	made_up;	/* of confirmed and waiting */
	int	to_make_up;	/* absent and not made up yet */
};

struct day_totals	 day_totals(const struct logged_day *, size_t);
/* What was done before each date: one point for each day that changes it, and
 * one at the start; days must be in the order of time. */
struct curve		 done_curve(struct arena *, const struct schedule *,
			    const struct logged_day *, size_t,
			    bool with_waiting);

enum standing {
	NO_PLACEMENT, NOT_STARTED, NO_PATTERN, ON_TRACK, SLIGHTLY_BEHIND,
	BEHIND, WELL_BEHIND, COMPLETE
};

/* More halves behind than these is behind, and well behind. */
struct day_settings { int behind_after_halves, well_behind_after_halves; };

/* Two days and five: a week's work is lost. */
extern const struct day_settings	 day_settings_usual;

/*
 * Done is what was confirmed and what waits to be: nobody is behind because
 * somebody else has not confirmed yet.  Complete is only what was confirmed.
 * A day that was returned counts again once it is sent again.
 */
struct day_standing {
	enum standing	 standing;
	int		 done, expected;
	int		 behind;	/* below zero: ahead */
	const char	*reason;	/* "12 days done, 15 expected by ..." */
};

/* Without an arena there is no reason: lists of hundreds show none. */

/* What stands when `confirmed` and `waiting` halves are logged by today. */
struct day_standing	 day_standing(struct arena *, const struct schedule *,
			    int confirmed, int waiting,
			    const struct day_settings *, struct date today);
/*
 * The same over all placements of a course, of which each has a standing.
 * Days beyond what one placement requires do not make up for another, and
 * what an earlier placement was short of stays to be done.
 */
struct placed { struct day_standing standing; int required_halves; };
struct day_standing	 course_standing(struct arena *, const struct placed *,
			    size_t n, const struct day_settings *);
const char		*standing_words(enum standing);	/* "Slightly behind" */

/*
 * May this day be logged, or an old one be changed to this?
 *
 * A day of work that the pattern does not expect (a weekend, a bank holiday,
 * a day of the week that is not theirs) is only a warning: people swap days.
 * Logged as a make-up day it passes without one.  A placement without any
 * pattern expects Monday to Friday here.  During an interruption nobody is on
 * placement, so no day can count: that is refused, and staff can end it.  An
 * absence is refused on a day that expects nothing, and when it is longer
 * than what the day expects, for each half absent has to be made up.  A
 * programme may limit how long after a day it is logged; one that was logged
 * in time is corrected whenever it has to be.
 */
struct day_asked {
	struct date			 on, today;
	int				 days_back;	/* at most; 0: any */
	int				 halves;
	enum logged_kind			 kind;
	bool				 has_reason;	/* for an absence */
	const struct logged_day		*changes;	/* NULL: a new day */
	const struct logged_day		*other;	/* another one on that date */
};

enum day_verdict {
	DAY_ALLOWED,
	DAY_OFF_PATTERN,	/* a warning; all below are refusals */
	DAY_NO_PLACEMENT, DAY_OUTSIDE_PLACEMENT, DAY_IN_FUTURE, DAY_TOO_OLD,
	DAY_ALREADY_LOGGED, DAY_ALREADY_CONFIRMED, DAY_INTERRUPTED,
	DAY_ABSENCE_UNEXPLAINED, DAY_NOT_EXPECTED, DAY_ABSENCE_TOO_LONG
};

struct day_check { enum day_verdict verdict; const char *sentence; };

/* The sentence is NULL when the day is allowed. */
struct day_check	 check_day(struct arena *, const struct schedule *,
			    const struct day_asked *);
bool			 day_refused(enum day_verdict);
