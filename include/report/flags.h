#pragma once
/*
 * report/flags - whether flags find the people of one group as well as those of
 * another, and what follows a flag; as its audience may know it.
 *
 * Who is flagged was flagged for somebody to act, before it came to an outcome.
 * What matters most of a flag that offers help is that it misses nobody: recall
 * is judged, within the headline comparisons of each rule by Holm.
 *
 * As in report/equity.h, what staff may not know never leaves src/report: they
 * see groups of 10 or more, and a line of which a count is hidden only where
 * the numbers of people with and without the outcome can be told.
 */
#include "core/arena.h"
#include "core/db.h"
#include "equity/proportion.h"
#include "equity/rounding.h"
#include "queries.h"

/* A share of one group, as counts and a rate; told only where both are. */
struct flag_rate {
	struct token	x, n;
	bool		has_rate;
	double		rate;
	struct interval	within;		/* Wilson, 95 percent */
};

/* Of both groups: ratio with Koopman's limits, difference, and p; NaN where
 * there is none. */
struct flag_pair {
	struct flag_rate of, reference;
	double			 ratio, gap, mid_p, holm;
	struct interval		 within;
};

/* Shares of everybody: flagged, with the outcome; of those with it: flagged
 * before; of the flagged: with it; of the others: flagged all the same. */
enum flag_seen { SEEN_FLAGGED, SEEN_SETBACK, SEEN_RECALL, SEEN_PRECISION,
    SEEN_FALSE_ALARM, SEENS };

enum flag_after { AFTER_WITHIN, AFTER_PLANNED, AFTER_OVERRIDDEN,
    AFTER_CLEARED, AFTERS };

/* After how many days half of the flagged had been spoken to; for staff by the
 * end of which week.  reached: they were. */
struct flag_wait { bool told, reached; int64_t days; };

/* One rule (title NULL: any) by one characteristic. */
struct flag_line {
	const char		*rule, *title, *by, *characteristic;
	const char		*group, *reference;
	const char		*withheld;	/* why nothing is shown */
	struct date		 released_on;	/* set: as it was given then */
	struct flag_pair	 seen[SEENS];
	struct flag_pair	 after[AFTERS];	/* of those flagged */
	struct flag_wait	 wait_of, wait_reference;
	bool			 review;	/* it calls for one */
	const char		*sentence;
};

struct flag_audit {
	enum equity_audience	 audience;
	struct flag_line	*lines;		/* any rule first, then each */
	size_t			 n;
};

/* NULL: whoever asks may have none.  Asking is recorded. */
struct flag_audit *flag_audit(struct db *, struct arena *,
		    enum equity_audience, int64_t programme,
		    const char *reference);
