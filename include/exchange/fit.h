#pragma once
/*
 * fit - may a row that came back become what it says?  What follows of itself
 * is filled in: a mark says that something was handed in, and who is not
 * registered is so until no day.
 */
#include "core/date.h"
#include "exchange/change.h"

struct educator_fit { struct date furthest; };	/* a registration's last day */

void	educator_fits(struct arena *, const struct exchange_table *,
	    struct exchange_came *, const struct educator_fit *);

/* gone: whoever made the attempt has left, or takes the module elsewhere. */
struct attempt_fit { struct date today; bool decided, gone; };

void	attempt_fits(struct arena *, const struct exchange_table *,
	    struct exchange_came *, const struct attempt_fit *);
