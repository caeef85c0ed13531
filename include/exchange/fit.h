#pragma once
/*
 * fit - may a row that came back become what it says?  What follows of itself
 * is filled in: a mark says that something was handed in, and who is not
 * registered is so until no day.
 */
#include "core/date.h"
#include "exchange/change.h"
#include "rules/placement_states.h"

struct educator_fit { struct date furthest; };	/* a registration's last day */

void	educator_fits(struct arena *, const struct exchange_table *,
	    struct exchange_came *, const struct educator_fit *);

/* gone: whoever made the attempt has left, or takes the module elsewhere. */
struct attempt_fit { struct date today; bool decided, gone; };

void	attempt_fits(struct arena *, const struct exchange_table *,
	    struct exchange_came *, const struct attempt_fit *);

/*
 * What a plan is held against; meets, another placement on those days, or NULL.
 * What an import changed is undone only while it is the latest that was
 * recorded of the placement.
 */
struct plan_fit {
	struct move_facts	 facts;
	bool			 own, undoing, undoable;
	const char		*meets;		/* "Their placement at ..." */
};

void	plan_fits(struct arena *, const struct exchange_table *,
	    struct exchange_came *, const struct plan_fit *);

/* at_least: the team takes nobody, or so many. */
struct offer_fit { struct date today; int64_t at_least; };

void	offer_fits(struct arena *, const struct exchange_table *,
	    struct exchange_came *, const struct offer_fit *);
