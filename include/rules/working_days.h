#pragma once
/*
 * working_days - the week that somebody works, as they wrote it.
 *
 * Days by name, at least two letters of it, in lists and ranges: "Mon Tue
 * Wed", "Monday - Friday", "Thu to Sat", "Mon-Thu, Fri am".  "am", "pm" and
 * "half" belong to the day or range that they follow.  "5", "full time" and
 * "weekdays" are Monday to Friday.  What could be read in two ways is not
 * read: "Mon-Wed-Fri", "Mon-Thu, half Fri".
 *
 * The unit is the half-day: a day is 2.
 */
#include "core/arena.h"

enum working_days {
	WORKING_READ,
	WORKING_UNNAMED,	/* "3", "part time": which days? */
	WORKING_OTHERWISE
};

/* halves, Monday to Sunday, is changed only when the days were read. */
enum working_days	 working_days(struct arena *, const char *,
			    signed char halves[7]);
/* "Monday to Thursday, Friday (half a day)"; "no days". */
const char		*working_days_words(struct arena *,
			    const signed char halves[7]);
