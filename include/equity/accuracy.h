#pragma once
/*
 * accuracy - how often a rule that flags people was right, and how early.
 *
 * Of people whose outcome is known: events had it; flagged were flagged at
 * some day, late of them only after their outcome came; at[i] of those with
 * the outcome were flagged lead_weeks[i] or more before it.  So at[0] are those
 * found by the day of the outcome.  Counts come from snapshots that were taken
 * day by day, so nothing in them is known with hindsight.
 *
 * Precision is of people who were flagged before their outcome, or had none: a
 * flag behind the event foresees nothing, and is counted as late instead.
 * Limits are Wilson's, 95 percent.  A share of nobody has no value: n is 0.
 */
#include <stdbool.h>
#include <stdint.h>

#include "equity/proportion.h"

enum { LEADS = 4, TUNING_EVENTS = 20 };
extern const int	lead_weeks[LEADS];	/* 0, 4, 8, 12 */

struct alarm_counts {
	int64_t	people, events, flagged, late, at[LEADS];
};

struct rate { int64_t x, n; struct interval within; };

struct accuracy {
	struct rate	precision;	/* of those flagged in time */
	struct rate	recall;		/* of the events, whenever flagged */
	struct rate	recall_at[LEADS];
	struct rate	late;		/* of the events that were flagged */
};

struct rate	 rate_of(int64_t x, int64_t n);
struct accuracy	 accuracy_of(const struct alarm_counts *);

/* Are there enough events to judge another threshold by? */
bool		 may_tune(const struct alarm_counts *);
/* What another threshold would have done beside the one there is: so many
 * people fewer flagged, of them so many false alarms; so many fewer of the
 * events found by their day. */
struct threshold_effect { int64_t fewer, fewer_false, fewer_found; };
struct threshold_effect threshold_effect(const struct alarm_counts *now,
		    const struct alarm_counts *other);
