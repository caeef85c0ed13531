#pragma once
/*
 * words - how rules name days and amounts of days in their reasons.
 *
 * Amounts are half-days: a full day is 2.  All answers live in the arena.
 */
#include "core/arena.h"
#include "core/date.h"

/* "0 days", "half a day", "1 day", "12½ days"; never below zero. */
const char	*days_words(struct arena *, int halves);
/* The same without its unit, beside another amount: "0", "½", "12½". */
const char	*days_number(struct arena *, int halves);
/* "12 October 2026" */
const char	*date_words(struct arena *, struct date);
/* "Monday 12 October 2026" */
const char	*weekday_date_words(struct arena *, struct date);
/* "Monday to Thursday", "Monday, Wednesday and half of Friday"; halves, 0 to 2,
 * Monday to Sunday. */
const char	*pattern_words(struct arena *, const signed char halves[7]);
