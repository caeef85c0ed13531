#pragma once
/*
 * moderation - a round of moderation with its panels and its sample, and one
 * portfolio as a moderator reads it.
 */
#include "core/request.h"
#include "views/moderation.h"

/* The round of the path; NULL: it is not there for the asker. */
const struct moderation_round *round_asked(struct request *);
/* The same, for who sets rounds up. */
const struct moderation_round *round_decided(struct request *);
/* The form is of the version that there is; else it says what is wrong. */
bool		 round_unchanged(struct request *, int64_t version);

/* The portfolio of the path, of a panel that the asker is on. */
bool		 portfolio_asked(struct request *, struct portfolio_shown *);
/* It is noted who reads it, and not whose it is: nobody here knows. */
void		 portfolio_noted(struct request *,
		    const struct portfolio_shown *);
