#pragma once
/*
 * demo_told - what the report tells staff of one comparison, in words to keep.
 */
#include <stdbool.h>

#include "core/arena.h"
#include "core/db.h"

struct demo_told {
	const char	*outcome, *reference;	/* titles */
	bool		 headline;
	const char	*cohorts, *code, *sentence, *rate, *rate_against,
			*ratio;
};

/* False when the report has no such comparison. */
bool	demo_told(struct db *, struct arena *, const char *outcome,
	    const char *by, const char *group, struct demo_told *);
