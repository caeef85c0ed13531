#pragma once
/*
 * ledger - the days of a placement week by week: what was expected, what was
 * done, and why the two differ.
 *
 * Amounts are half-days.  A week is Monday to Sunday.  The weeks cover every
 * day that is expected or logged: each day is in exactly one of them, so that
 * the sums of the weeks are the totals of the days, and the last week's
 * `expected_by` is all that the pattern expects (never more than required).
 */
#include <stddef.h>

#include "core/arena.h"
#include "rules/placement_days.h"
#include "rules/schedule.h"

struct ledger_week {
	struct date	 monday;
	int		 expected;	/* by the pattern, in this week */
	int		 confirmed, waiting, returned, absent, made_up;
	int		 expected_by, done_by;	/* when the week has ended */
	const char	*notes;		/* "Bank holiday: Boxing Day; ..." */
};

struct ledger {
	struct ledger_week	*weeks;
	size_t			 n;
	struct day_totals	 totals;
};

/* Days in the order of time. */
struct ledger	 ledger_of(struct arena *, const struct schedule *,
		    const struct logged_day *, size_t);
