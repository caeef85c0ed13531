#pragma once
/*
 * icalendar - whole days as a calendar that other programmes subscribe to
 * (RFC 5545): folded, escaped, in UTF-8.
 *
 * The same days always make the same bytes.
 */
#include <stdbool.h>
#include <stddef.h>

#include "core/date.h"
#include "core/out.h"

/* One day, or all from `from` to `to`; uid is of it alone, for ever. */
struct calendar_day {
	const char	*uid, *summary;
	const char	*url;		/* a whole address */
	struct date	 from, to;	/* no `to`: one day */
};

/* stamp: the day that it was made.  False when there is no memory. */
bool	icalendar_write(struct out *, const char *name, struct date stamp,
	    const struct calendar_day *, size_t n);
