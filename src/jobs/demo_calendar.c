/*
 * Weeks, bank holidays and clocks for the demonstration, quick enough to be
 * asked a hundred million times.
 */
#include "demo_parts.h"
#include "rules/bank_holidays.h"

enum { DAYS_BEFORE = 3 * 366, DAYS_KEPT = 8 * 366 };

static bool	holidays[DAYS_KEPT];
static int	first_day;

void
calendar_start(int newest_starts)
{
	first_day = newest_starts - DAYS_BEFORE;
	for (int i = 0; i < DAYS_KEPT; i++)
		holidays[i] = bank_holiday(date_from_number(first_day + i));
}

bool
calendar_holiday(int day)
{
	return (day >= first_day && day < first_day + DAYS_KEPT &&
	    holidays[day - first_day]);
}

/* 1970-01-01 was a Thursday. */
int
calendar_weekday(int day)
{
	return ((day + THURSDAY) % 7);
}

int
monday_after(int day)
{
	return (day + (7 - calendar_weekday(day)) % 7);
}

int
september(short year)
{
	return (monday_after(date_number((struct date){ year, 9, 1 })));
}

int
week_halves(int64_t week, int day)
{
	if (calendar_holiday(day))
		return (0);
	for (int left = SUNDAY - calendar_weekday(day); left > 0; left--)
		week /= 10;
	return ((int)(week % 10));
}

/* By the clock of winter: an hour does not matter here. */
int64_t
moment_on(int day, int hour, int minute)
{
	return (((int64_t)day * 24 + hour) * 3600 + minute * 60);
}
