/*
 * How rules name days and amounts of days.
 */
#include "rules/words.h"

const char *
days_number(struct arena *arena, int halves)
{
	if (halves == 1)
		return ("\u00bd");
	return (arena_printf(arena, "%d%s", halves / 2,
	    halves % 2 ? "\u00bd" : ""));
}

const char *
days_words(struct arena *arena, int halves)
{
	if (halves == 1)
		return ("half a day");
	if (halves == 2)
		return ("1 day");
	return (arena_printf(arena, "%s days", days_number(arena, halves)));
}

const char *
date_words(struct arena *arena, struct date d)
{
	return (arena_printf(arena, "%d %s %d", d.day,
	    date_month_name(d.month), d.year));
}

const char *
weekday_date_words(struct arena *arena, struct date d)
{
	return (arena_printf(arena, "%s %s",
	    date_weekday_name(date_weekday(d)), date_words(arena, d)));
}
