#pragma once
/* days - what the views of placement days show. */
#include <stdbool.h>

#include "core/date.h"

struct day;

/* A day of the form of a week: open to be logged, or logged already. */
struct week_day {
	const char		*prefix;	/* of its fields: "monday-" */
	struct date		 on;
	int			 expected;	/* halves, by the pattern */
	bool			 open;
	const struct day	*logged;	/* or NULL */
};

struct week {
	struct date	 monday;
	struct week_day	 days[7];
	int		 nopen;
};
