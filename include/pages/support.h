#pragma once
/*
 * support - what the pages of the support ledger share.
 */
#include "core/request.h"
#include "views/support.h"

/* The ledger of the path, read from now on; NULL: not there, or not mine. */
const struct support_ledger	*support_asked(struct request *);
/* The week of it that the path names; week NULL: there is none. */
struct support_week_shown	 support_week_asked(struct request *,
				    const struct support_ledger *);
/* What its sums say of it, or "". */
const char			*support_gap_of(struct request *,
				    const struct support_ledger *);
/* The amounts that a form sent, each known where it was; those that a dispute
 * leaves out are not. */
struct support_sent { struct support_amount of[SUPPORT_ITEMS]; };
struct support_sent		 support_typed(struct request *,
				    const struct support_week *,
				    bool required);
/* The form was made from what the week says now; else it says so. */
bool				 support_unchanged(struct request *,
				    const struct support_week *);
