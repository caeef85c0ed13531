#pragma once
/*
 * modules - where somebody stands in a module: the result that marks add up
 * to, what is missing, what a board may decide, and all of it in words.
 *
 * Marks and weights are whole numbers from 0 to 100.  The numbers of a scheme
 * (pass mark, attempts, rounding ...) are the programme's settings; none is
 * here.  Sentences live in the arena or the program.
 */
#include <stdbool.h>
#include <stddef.h>

#include "core/arena.h"
#include "core/date.h"

enum { NO_RESULT = -1 };

enum module_rounding { ROUND_NEAREST, ROUND_DOWN };

struct module_rules {
	int			 attempts_most;
	enum module_rounding	 rounding;	/* nearest: a half goes up */
	bool			 component_passes; /* each must be passed */
	int			 compensate_from;
	bool			 resit_capped;	/* counts as a pass at most */
	int			 attendance_least;	/* of 100 */
};

enum attempt_stage {
	ATTEMPT_DUE, ATTEMPT_SUBMITTED, ATTEMPT_NOT_SUBMITTED, ATTEMPT_MARKED
};

/* A component with the latest attempt at it; mark counts when it is MARKED. */
struct assessed {
	int			 weight, pass_mark;
	int			 number;	/* of the attempt, from 1 */
	enum attempt_stage	 stage;
	int			 mark;
	struct date		 due;		/* extensions included */
};

struct assessed_list { const struct assessed *v; size_t n; };

enum board_wish {
	WISH_NONE, WISH_PASS, WISH_COMPENSATED, WISH_RESIT, WISH_REPEAT,
	WISH_FAIL, WISH_DEFERRED
};

enum module_state {
	MODULE_UNASSESSED,	/* no component yet, or weights short of 100 */
	MODULE_OVERDUE,		/* something is due and has not come */
	MODULE_TO_COME,		/* something is due, on a day still ahead */
	MODULE_TO_MARK,		/* all has come, not all is marked */
	MODULE_TO_DECIDE,	/* waits for the board */
	MODULE_PASSED, MODULE_COMPENSATED, MODULE_REPEATING, MODULE_FAILED,
	MODULE_DEFERRED,
	MODULE_STATES
};

struct module_standing {
	enum module_state	 state;
	int			 result;	/* NO_RESULT until all is in */
	enum board_wish		 proposal;	/* WISH_NONE until then */
	const char		*reason;	/* a sentence */
};

/* A mark as it counts: of a resit perhaps no more than the pass mark; what was
 * not handed in counts as 0. */
int		 mark_counted(const struct assessed *,
		    const struct module_rules *);
bool		 assessed_passed(const struct assessed *);
/* Everything is marked or known not to come, and the weights are 100. */
bool		 all_is_in(struct assessed_list);
/* The weighted mean of the marks as they count, rounded; NO_RESULT while
 * something is missing. */
int		 module_result(struct assessed_list,
		    const struct module_rules *);
/* How many attempts follow this one. */
int		 attempts_left(int number, const struct module_rules *);
bool		 attempt_overdue(const struct assessed *, struct date today);

/* What the rules would have a board decide; WISH_NONE while something is
 * missing. */
enum board_wish	 board_proposal(struct assessed_list,
		    const struct module_rules *);
/* Why a board cannot decide this here, or NULL: what is a matter of judgement
 * is allowed, what the record contradicts is not. */
const char	*board_refusal(struct arena *, enum board_wish,
		    struct assessed_list, const struct module_rules *);

/* decided: what stands, or WISH_NONE.  What a resit opened counts again. */
struct module_standing	 module_standing(struct arena *,
			    struct assessed_list, enum board_wish decided,
			    const struct module_rules *, struct date today);

/* Of 100 sessions that count, how many somebody was at, rounded down; those
 * that were excused do not count; -1 when none does. */
int		 attendance_share(int present, int absent);

const char	*module_state_words(enum module_state);
/* For addresses: "overdue", "to-mark" ... */
const char	*module_state_code(enum module_state);
const char	*board_wish_words(enum board_wish);
