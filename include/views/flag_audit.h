#pragma once
/*
 * flag_audit - what the page of the fairness of flags shows: one rule, or any.
 */
#include "report/flags.h"
#include "views/components.h"

struct flag_audit_shown {
	int64_t			 programme;
	const char		*name, *rule;	/* title; NULL: any */
	const struct flag_line	*lines;		/* one a characteristic */
	size_t			 n;
	const struct option	*rules;
	bool			 exact;
};

/* What a column of rates is about, and how it is headed. */
struct flag_column {
	const char		*heading;	/* NULL ends */
	bool			 after;		/* what followed a flag */
	int			 which;		/* flag_after, or flag_seen */
	bool			 wait;		/* no rate, but how long */
};

extern const struct flag_column	flag_seen_columns[], flag_after_columns[];

/* "12 of 60 (20%, 12% to 32%)", "3 of 4", "[c]". */
const char	*flag_rate_words(struct arena *, const struct flag_rate *);
/* "After 9 days", "Within 2 weeks", "Most never were", "[c]". */
const char	*flag_wait_words(struct arena *, const struct flag_wait *,
		    bool exact);
/* "1.4 times (0.9 to 2.1)", or "". */
const char	*flag_ratio_words(struct arena *, const struct flag_pair *);
