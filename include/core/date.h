#pragma once
/*
 * date - days of the Gregorian calendar and moments in time.
 *
 * A struct date whose year is 0 is "no date"; so is a struct moment whose s is
 * 0 "no moment".  Days are counted from 1970-01-01.  Weekdays count from
 * Monday, 0, to Sunday, 6, as ISO 8601 orders them.
 */
#include <stdbool.h>
#include <stdint.h>

struct date { short year; signed char month, day; };
struct moment { int64_t s; };		/* seconds since 1970-01-01 UTC */

/* Whole words of a clock in the United Kingdom, for a moment. */
struct clock { struct date date; signed char hour, minute; };

enum { MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY };

bool		 date_is_set(struct date);
bool		 date_real(struct date);	/* years 1 to 9999 */
int		 date_compare(struct date, struct date); /* <0, 0, >0 */
int32_t		 date_number(struct date);	/* days since 1970-01-01 */
struct date	 date_from_number(int32_t);
struct date	 date_plus_days(struct date, int);
/* Calendar months, clamped to the month's end: 31 August + 3 is 30 November. */
struct date	 date_plus_months(struct date, int);
int		 date_weekday(struct date);
const char	*date_weekday_name(int weekday);	/* "Monday" */
const char	*date_month_name(int month);		/* 1: "January" */

/* Reads "2026-03-27" and nothing else; false leaves the date as it was. */
bool		 date_parse_iso(const char *, struct date *);

/* The clock on a wall in London: GMT, or BST from the last Sunday of March to
 * the last Sunday of October, changing at 01:00 UTC (Summer Time Act 1972). */
struct clock	 moment_clock(struct moment);
