#pragma once
/*
 * raw - counts as they are in the database.  They never leave this room: what
 * goes out of it are tokens (protect.h) and what is computed from them.
 */
#include <stdbool.h>
#include <stdint.h>

#include "report/equity.h"

/* Of a group: in the base of an outcome, happened; all who started, and those
 * of whom nothing is decided. */
struct raw_count { int64_t people, events, started, pending; };

struct raw_group {
	const char	*name;		/* NULL: not known */
	bool		 coarse;
	struct raw_count all;		/* the cohorts together */
	struct raw_count *cohorts;	/* each, oldest first */
};

/* Of one characteristic and one outcome: coarse groups, fine ones if they are
 * others, who is not known, everybody. */
struct raw_table {
	struct raw_group	*coarse, *fine;
	size_t			 ncoarse, nfine;
	struct raw_group	 unknown, everybody;
};

struct raw;

/* outcome: only that one; NULL each. */
struct raw	*raw_read(struct db *, struct arena *, enum equity_audience,
		    int64_t programme, struct int_list cohorts,
		    const char *outcome, const char *reference);
struct raw_table raw_table(struct arena *, const struct raw *,
		    const struct equity_characteristic *, int64_t bit,
		    bool of_assessed);
size_t		 raw_cohorts(const struct raw *);
