#pragma once
/* roles - what the pages that give and end roles of a team share. */
#include "core/request.h"
#include "queries.h"
#include "views/roles.h"

/* Puts why a role cannot be changed so into the form, in words: a reason of
 * 065_team.sql; false when there is none. */
bool		 role_refused(struct form *, const char *field,
		    const char *why);
/* Writes to whoever is to know of a change as it is now; answers the sentence
 * for whoever made it. */
const char	*role_tell(struct request *, int64_t change);
/* Why, as everybody who is told reads it. */
const char	*role_reason(struct form *);
/* Where a change leads: to the role, or to what waits for a colleague. */
enum status	 role_changed(struct request *, int64_t change);
