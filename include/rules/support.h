#pragma once
/*
 * support - what somebody was promised, what of it they got, and the gap
 * between the two in words.
 *
 * Amounts are sessions, minutes, people, observations or items, as their kind
 * says.  What is not known (nobody said) is no gap.  The sums are those of
 * waymark.support_ledger, and support_gaps() of SQL decides the same; a test
 * compares the two.  More that was given, or less that was promised, never
 * makes a gap; nor does a week that nobody entered.
 */
#include <stdbool.h>
#include <stdint.h>

#include "core/arena.h"

enum support_item {
	SUPPORT_SESSIONS, SUPPORT_MINUTES, SUPPORT_PROTECTED,
	SUPPORT_CASELOAD, SUPPORT_OBSERVATIONS, SUPPORT_INDUCTION,
	SUPPORT_ITEMS
};

struct support_amount { bool known; int64_t n; };

/* One item of one week; of the caseload, promised is its cap. */
struct support_pair { struct support_amount promised, given; };

enum support_how {
	SUPPORT_AS_PROMISED,	/* or more; a caseload at most at its cap */
	SUPPORT_SHORT,
	SUPPORT_NOT_PROMISED,	/* whatever was given */
	SUPPORT_NOT_KNOWN	/* promised, and nobody said what was given */
};

/* How much of a full-time week guidance protects for somebody's part of it, in
 * minutes. */
int		 protected_minutes(int week_minutes, int percent,
		    int fte_percent);

enum support_how support_how(enum support_item, struct support_pair);
/* "Supervision sessions", "Protected time" */
const char	*support_item_words(enum support_item);
/* "45 minutes", "1 hour 30 minutes", "2 sessions", "14 people", "none" */
const char	*support_amount_words(struct arena *, enum support_item,
		    int64_t);
/* "45 minutes short", "2 people above the cap", "As promised" */
const char	*support_how_words(struct arena *, enum support_item,
		    struct support_pair);

/* The last weeks of one ledger, and from where they are a gap. */
struct support_sums {
	int64_t	weeks, entered;
	int64_t	promised[SUPPORT_CASELOAD], given[SUPPORT_CASELOAD];
	int64_t	weeks_over;
};

struct support_limits {
	int64_t	weeks, entered, sessions, percent, over;
};

/* A bit for each item that is a gap. */
unsigned	 support_gaps(const struct support_sums *,
		    const struct support_limits *);
/* "In the last 8 weeks, of which 7 were entered: 4 sessions of supervision were
 * promised and 2 sessions held."
 * A sentence a gap; "" where there is none. */
const char	*support_gap_words(struct arena *, const struct support_sums *,
		    const struct support_limits *);
