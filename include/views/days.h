#pragma once
/* days - what the views of placement days show. */
#include <stdbool.h>

#include "core/date.h"

struct arena;
struct day;
struct standard_list;

/*
 * A day of the form of a week: open to be logged, logged already, or both when
 * it was logged elsewhere meanwhile; what was typed of it is then still shown.
 */
struct week_day {
	const char		*prefix;	/* of its fields: "monday-" */
	struct date		 on;
	int			 expected;	/* halves, by the pattern */
	bool			 open;		/* has fields */
	const struct day	*logged;	/* or NULL */
};

struct week {
	struct date	 monday;
	struct week_day	 days[7];
	int		 nopen;
};

/* What the fields of a day offer. */
const struct option	*absence_options(void);
const struct option	*standard_options(struct arena *,
			    const struct standard_list *);
/* "20 11 2026": how a date is typed into its three boxes. */
const char		*date_hint(struct arena *, struct date);
/* "2026-11-20" */
const char		*iso_words(struct arena *, struct date);
