#pragma once
/*
 * enrolment - what may happen to somebody's place on a programme, and what it
 * is after all that happened.
 *
 * A place begins offered or enrolled.  Changes follow in the order of their
 * dates; each leads to a state by the transitions that the database holds too
 * (waymark.enrolment_transition).  The latest change that stands may be undone:
 * then the place is exactly what it was before.  The first never is.
 *
 * Sources: domain.md 1.8 and 9.  A pause is not for capability, so that no
 * decision of a board is a reason for one (Dorset's ASYE).
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/date.h"

/* In the order of the database's enums. */
enum place_state {
	PLACE_NONE, PLACE_OFFERED, PLACE_ENROLLED, PLACE_DEFERRED,
	PLACE_PAUSED, PLACE_WITHDRAWN, PLACE_COMPLETED, PLACE_STATES
};

enum change_kind {
	CHANGE_NONE, CHANGE_OFFERED, CHANGE_ENROLLED, CHANGE_DEFERRED,
	CHANGE_PAUSED, CHANGE_RESUMED, CHANGE_EXTENDED, CHANGE_TRANSFERRED,
	CHANGE_WITHDRAWN, CHANGE_REINSTATED, CHANGE_COMPLETED, CHANGE_UNDONE,
	CHANGE_KINDS
};

/* ends_on is no date where it is the cohort's end. */
struct place {
	enum place_state	 state;
	int64_t			 cohort, employer;
	struct date		 starts_on, ends_on;
};

struct change {
	enum change_kind	 kind;
	struct date		 on;
	struct date		 expected_on;	/* the end of a pause */
	int64_t			 cohort, employer;
	struct date		 starts_on, ends_on;
	size_t			 undoes;	/* place in the list */
};

/* What a change is held against; the dates are of the cohort that it leads
 * to, the others of the place as it stands. */
struct change_facts {
	struct date	 today;
	struct date	 cohort_starts, cohort_ends;
	struct date	 ends;			/* the place's, now */
	struct date	 latest_end;		/* that an extension may have */
};

/* The state that a change leads to; PLACE_NONE where it may not follow. */
enum place_state change_leads(enum place_state, enum change_kind);

/* May the change be offered on that day, whatever its details? */
bool		 change_fits(const struct place *, enum change_kind,
		    struct date today);

/* What is wrong with it, and which of its fields is to blame. */
struct change_fault { const char *field, *why; };

/* The last of n changes against those before it; no why when it may follow. */
struct change_fault change_check(struct arena *, const struct change *,
		    size_t n, const struct change_facts *);

/* The place after n changes that were checked one by one. */
struct place	 place_after(const struct change *, size_t n);

/* The latest change that stands, by its place in the list; n when none may
 * be undone. */
size_t		 change_latest(const struct change *, size_t n);

/* The days on which somebody was away, paused or gone: [from, to), to no date
 * while it lasts.  Answers how many. */
struct away { struct date from, to; };
size_t		 aways(struct arena *, const struct change *, size_t n,
		    struct away **);
