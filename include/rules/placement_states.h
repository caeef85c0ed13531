#pragma once
/*
 * placement_states - what may happen to a placement, what state it is in after
 * that, and what it does to the schedule.
 *
 * People decide: that the host agreed, that the placement is suspended or
 * terminated, what is recommended, what panel and board decide.  Decided
 * "matched", a placement is in the state that its facts carry it to: documents
 * that are signed, the first day, the evidence.  The database has the same
 * transitions (waymark.placement_transition) and the same function of the
 * facts (waymark.placement_carried).
 *
 * Sources: domain.md 4.2 and 4.6.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/date.h"
#include "rules/schedule.h"

/* All three in the order of the database's enums. */
enum placed_state {
	PLACED_NONE, PLACED_PLANNED, PLACED_MATCHED, PLACED_AGREEMENT_SIGNED,
	PLACED_ACTIVE, PLACED_MIDPOINT_REVIEWED, PLACED_FINAL_REPORT,
	PLACED_RECOMMENDED, PLACED_PANEL, PLACED_CONFIRMED, PLACED_SUSPENDED,
	PLACED_TERMINATED, PLACED_WITHDRAWN, PLACED_STATES
};

enum move_kind {
	MOVE_NONE, MOVE_PLANNED, MOVE_MATCHED, MOVE_REPLANNED,
	MOVE_REPATTERNED, MOVE_INTERRUPTED, MOVE_INTERRUPTION_ENDED,
	MOVE_EXTENDED, MOVE_SUSPENDED, MOVE_RESUMED, MOVE_TERMINATED,
	MOVE_EVIDENCE_ACCEPTED, MOVE_RECOMMENDED, MOVE_PANEL_HELD,
	MOVE_BOARD_DECIDED, MOVE_FOLLOWED, MOVE_UNDONE, MOVE_KINDS
};

enum verdict {
	VERDICT_NONE, VERDICT_PASS, VERDICT_FAIL, VERDICT_REPEAT,
	VERDICT_EXTEND, VERDICT_MORE_EVIDENCE, VERDICTS
};

struct move {
	enum move_kind	 kind;
	struct date	 on;
	enum verdict	 decision;
	struct span	 gap;		/* without a `to`, until it is ended */
	struct date	 back_on;
	struct pattern	 pattern;	/* from its `from` on */
	struct date	 from, to;	/* the placement's, where they change */
	int		 required_halves;
	size_t		 undoes;	/* place in the list */
};

/* Documents that are signed, and what else carries a placement on. */
struct placed_facts {
	bool		 withdrawn;	/* from the programme */
	bool		 agreement, begun, midpoint;
	bool		 report;	/* since a board last asked for more */
	bool		 evidence;	/* all that is needed */
	enum verdict	 recommended;	/* by the report */
};

struct decided {
	enum placed_state	 state;
	bool		 accepted;	/* the evidence, as it is */
	enum verdict	 outcome;
};

enum placed_state placed_carried(const struct decided *,
		    const struct placed_facts *);
/* May it be recorded in that state? */
bool		 move_fits(enum placed_state, enum move_kind);
/* What is decided after a move; as it was, where it decides nothing. */
struct decided	 placed_after_move(struct decided, const struct move *);
/* The same after n moves, of which some are undone. */
struct decided	 placed_after(const struct move *, size_t n);
/* The latest move that stands, by its place; n when none may be undone. */
size_t		 move_latest(const struct move *, size_t n);

/* What a move is held against. */
struct move_facts {
	struct date	 today;
	struct date	 decided_on;	/* of what was decided last, or none */
	struct date	 earliest, latest;	/* days that it may have */
	const struct schedule *schedule;	/* as it is */
	const struct date	*logged;	/* days, in order */
	size_t		 nlogged;
	bool		 panel_always, panel_before_fail;
	enum placed_state	 state;
	enum verdict	 recommended;
	bool		 report;	/* the final report is signed */
};

/* What is wrong with it, and which of its fields is to blame. */
struct move_fault { const char *field, *why; };

struct move_fault move_check(struct arena *, const struct move *,
		    const struct move_facts *);

/* The schedule after a move; its lists live in the arena. */
struct schedule	 schedule_after(struct arena *, const struct schedule *,
		    const struct move *);

const char	*placed_state_words(enum placed_state);	/* "Agreement signed" */
const char	*verdict_words(enum verdict);		/* "Repeat placement" */
