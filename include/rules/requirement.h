#pragma once
/*
 * requirement - what somebody's days in practice settings are made of, and
 * what is still missing.
 *
 * Source: Social Work England, education and training standards 2021, 2.1: at
 * least 200 days in practice settings, of which up to 30 may be skills days,
 * in at least two contrasting settings and at least one statutory one.  All
 * four numbers are settings.  Amounts are half-days.
 *
 * What a board did not pass counts for nothing; the days of a placement that
 * was terminated stay done.  Days beyond what a placement requires do not make
 * up for another, and only what is confirmed counts.
 */
#include <stdbool.h>
#include <stddef.h>

#include "core/arena.h"

struct practised {
	const char	*setting;	/* its code, or NULL: not known */
	const char	*setting_words;	/* "adult community" */
	bool		 statutory;
	bool		 failed;	/* a board did not pass it */
	int		 required, confirmed, waiting;
	int		 counts;	/* answered: of what is confirmed */
};

struct required { int total, skills_most, settings, statutory; };

enum { MISSING_MOST = 4 };

struct requirement {
	int		 placements, skills;	/* that count */
	int		 counts, total;
	int		 waiting;		/* not confirmed yet */
	int		 settings, statutory;	/* kinds; placements */
	const char	*missing[MISSING_MOST + 1];	/* the last: NULL */
	bool		 met;
};

struct requirement requirement_of(struct arena *, struct practised *, size_t n,
		    int skills_confirmed, int skills_waiting,
		    const struct required *);
