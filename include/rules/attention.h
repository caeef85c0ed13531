#pragma once
/*
 * attention - which records need attention, why, and since when.
 *
 * A matter is one kind of gap or delay in a record.  Its rule takes the facts
 * of one record, the numbers of its programme and the day, and answers with
 * the reason in words, or with none.  Facts are found by sql/queries/
 * attention.sql, which may find some that a rule lets pass, never fewer; what
 * clears a matter and where it is done stands in src/pages/attention_words.c.
 * A new matter is a word here, a rule, a query and a line there.
 */
#include <stdint.h>

#include "core/arena.h"
#include "core/date.h"

enum matter {
	NO_PLACEMENT_AHEAD, NO_EDUCATOR, EDUCATOR_LAPSES, NO_WORKING_PATTERN,
	DAYS_WAITING, DAYS_RETURNED, SILENT, FAR_BEHIND, REPORT_MISSING,
	MARKS_MISSING, PAUSE_OVER, NUMBER_MISSING, TUTOR_MISSING,
	LEAD_MISSING, SETTING_UNKNOWN, AUDIT_MISSING, NEVER_SIGNED_IN,
	SAME_NAME, MATTERS
};

/* Numbers of a programme: settings named attention_... */
struct attention_settings {
	int	weeks_ahead, waiting_days, returned_days, silent_weeks;
	int	behind_halves, number_weeks, invited_days, marking_days;
	int	report_days;
};

/*
 * What a matter is judged by.  on: the day that it counts from, which each
 * rule names; until: a second day, where it has one; n: how many; what: a word
 * of it ("last"), a name, or a reason that other rules have found.
 */
struct matter_facts {
	struct date	 on, until;
	int64_t		 n;
	const char	*what;
};

/* reason: NULL when the record needs no attention.  since: from when it has
 * needed it, or a day to come; no date where nobody can say. */
struct matter_found {
	const char	*reason;
	struct date	 since;
};

/* "no-educator", as addresses and what is set aside have it. */
const char		*matter_code(enum matter);
enum matter		 matter_from(const char *code);	/* MATTERS: none */

struct matter_found	 matter_judged(struct arena *, enum matter,
			    const struct matter_facts *,
			    const struct attention_settings *,
			    struct date today);
