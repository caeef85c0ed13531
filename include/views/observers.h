#pragma once
/* observers - what the pages of observers without an account show. */
#include "queries.h"

enum { OBSERVER_NAME_MAX = 200 };

struct observer_shown {
	const struct document		*d;
	const struct observer_named	*who;
	struct observer_link_list	 links;
	const char			*link;	/* just made, or NULL */
};

/* "Asked, until 3 July 2026", "Signed by Jo Smith, 3 July 2026" */
const char	*observer_standing(struct arena *,
		    const struct observer_link *);
