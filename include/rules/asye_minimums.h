#pragma once
/*
 * asye_minimums - whether an ASYE has the evidence that its framework asks for
 * at least, and what is missing, in words.
 *
 * What is needed is rows of the framework; nothing here is a number of the
 * field.  A kind of evidence can be asked for in four ways at once: so many in
 * all, so many by registered social workers and by the ASYE assessor, certain
 * sorts, and one at certain months.  One more piece can help with all of them,
 * so as many are missing as the way that lacks most.  More evidence never makes
 * a minimum less met, and order does not matter.  The database counts the same
 * (waymark.asye_minimums); a test holds the two against each other.
 *
 * Sources: domain.md 1.4.
 */
#include <stdbool.h>
#include <stddef.h>

#include "core/arena.h"

/* In the order of the database's waymark.evidence_kind. */
enum minimum_of {
	MINIMUM_NONE, MINIMUM_OBSERVATION, MINIMUM_FEEDBACK_PEOPLE,
	MINIMUM_FEEDBACK_PROFESSIONALS, MINIMUM_WRITTEN_RECORD,
	MINIMUM_REFLECTION, MINIMUM_DEVELOPMENT_PLAN, MINIMUM_SELF_ASSESSMENT,
	MINIMUM_SUPERVISION, MINIMUM_REVIEW, MINIMUM_KINDS
};

enum { NO_MONTH = -1, MOST_ASKED = 8 };

/* counts: signed, given or received, and neither withdrawn nor without
 * consent.  sort: "external_report", or NULL.  by_assessor: by whoever was the
 * ASYE assessor on its day. */
struct evidence_fact {
	enum minimum_of	 kind;
	bool		 counts, by_registered, by_assessor;
	const char	*sort;
	int		 month;			/* or NO_MONTH */
};

/* gates: a final review waits for it. */
struct minimum {
	enum minimum_of	 kind;
	int		 at_least, by_registered, by_assessor;
	size_t		 sorts, months;		/* how many of these follow */
	const char	*sort[MOST_ASKED];
	int		 month[MOST_ASKED];
	bool		 gates;
};

/* have: how many count.  more: how many are missing; met when none is. */
struct minimum_standing {
	int		 need, have, more;
	bool		 met, gates;
	const char	*missing;		/* NULL when it is met */
};

/* own: to the newly qualified social worker, "your ASYE assessor". */
struct minimum_standing	 minimum_standing(struct arena *,
			    const struct minimum *,
			    const struct evidence_fact *, size_t n, bool own);

/* Of those that gate: how many are met. */
struct minimums_sum { int met, of; };
struct minimums_sum	 minimums_sum(const struct minimum_standing *,
			    size_t n);

/* "Direct observations"; "Observations", above a narrow column; as one and as
 * many are named within a sentence. */
const char		*minimum_title(enum minimum_of);
const char		*minimum_short(enum minimum_of);
const char		*minimum_noun(enum minimum_of, bool many);
/* "a report for an external decision" for "external_report". */
const char		*evidence_sort_words(const char *);
/* "at the start", "at 6 months" */
const char		*evidence_month_words(struct arena *, int month);
/* What the framework asks for, as a sentence. */
const char		*minimum_words(struct arena *, const struct minimum *,
			    bool own);
