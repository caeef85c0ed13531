/*
 * Days of the Gregorian calendar, and the clock on a wall in London, by
 * arithmetic alone: no time zone of the machine can change an answer.
 *
 * Days are counted in eras of 400 years (146,097 days) whose years start on
 * 1 March, so that the day that comes and goes is the last one of its year.
 */
#include <stddef.h>

#include "core/date.h"

enum {
	DAYS_IN_ERA = 146097,
	EPOCH = 719468, /* days from 0000-03-01 to 1970-01-01 */
	MINUTE = 60,
	HOUR = 60 * MINUTE,
	DAY = 24 * HOUR,
	MARCH = 3,
	OCTOBER = 10,
	SHORTEST_MONTH = 28,
	LONGEST_MONTH = 31, /* both March and October have as many days */
};

static bool
leap(int year)
{
	return (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
}

static int
days_in_month(int year, int month)
{
	static const signed char days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30,
		31, 30, 31 };

	return (days[month - 1] + (month == 2 && leap(year)));
}

/* Division that rounds down, also below zero. */
static int64_t
floor_div(int64_t n, int64_t by)
{
	return (n / by - (n % by < 0));
}

bool
date_is_set(struct date d)
{
	return (d.year != 0);
}

bool
date_real(struct date d)
{
	return (d.year >= 1 && d.year <= 9999 && d.month >= 1 &&
	    d.month <= 12 && d.day >= 1 &&
	    d.day <= days_in_month(d.year, d.month));
}

int
date_compare(struct date a, struct date b)
{
	if (a.year != b.year)
		return (a.year - b.year);
	if (a.month != b.month)
		return (a.month - b.month);
	return (a.day - b.day);
}

int32_t
date_number(struct date d)
{
	int	year = d.month > 2 ? d.year : d.year - 1;
	int	era = (int)floor_div(year, 400);
	int	year_of_era = year - era * 400;
	int	month = d.month > 2 ? d.month - 3 : d.month + 9;
	int	day_of_year = (153 * month + 2) / 5 + d.day - 1;
	int	day_of_era = year_of_era * 365 + year_of_era / 4 -
		    year_of_era / 100 + day_of_year;

	return (era * DAYS_IN_ERA + day_of_era - EPOCH);
}

struct date
date_from_number(int32_t number)
{
	int64_t	n = (int64_t)number + EPOCH;
	int	era = (int)floor_div(n, DAYS_IN_ERA);
	int	day_of_era = (int)(n - (int64_t)era * DAYS_IN_ERA);
	int	year_of_era = (day_of_era - day_of_era / 1460 +
		    day_of_era / 36524 - day_of_era / 146096) / 365;
	int	day_of_year = day_of_era - (365 * year_of_era +
		    year_of_era / 4 - year_of_era / 100);
	int	month = (5 * day_of_year + 2) / 153;

	return ((struct date){
	    .year = (short)(era * 400 + year_of_era + (month >= 10)),
	    .month = (signed char)(month < 10 ? month + 3 : month - 9),
	    .day = (signed char)(day_of_year - (153 * month + 2) / 5 + 1),
	});
}

struct date
date_plus_days(struct date d, int days)
{
	if (!date_is_set(d))
		return (d);
	if (days >= 0 && days <= SHORTEST_MONTH - d.day) {
		d.day = (signed char)(d.day + days);
		return (d);
	}
	return (date_from_number(date_number(d) + days));
}

struct date
date_plus_months(struct date d, int months)
{
	int	month, last;

	if (!date_is_set(d))
		return (d);
	month = d.year * 12 + d.month - 1 + months;
	d.year = (short)floor_div(month, 12);
	d.month = (signed char)(month - d.year * 12 + 1);
	last = days_in_month(d.year, d.month);
	if (d.day > last)
		d.day = (signed char)last;
	return (d);
}

int
date_weekday(struct date d)
{
	/* The first day of the count, 1970-01-01, was a Thursday. */
	int64_t	since_monday = (int64_t)date_number(d) + THURSDAY;

	return ((int)(since_monday - floor_div(since_monday, 7) * 7));
}

const char *
date_weekday_name(int weekday)
{
	static const char *const names[] = { "Monday", "Tuesday", "Wednesday",
		"Thursday", "Friday", "Saturday", "Sunday" };

	return (weekday >= MONDAY && weekday <= SUNDAY ? names[weekday] : "");
}

const char *
date_month_name(int month)
{
	static const char *const names[] = { "January", "February", "March",
		"April", "May", "June", "July", "August", "September",
		"October", "November", "December" };

	return (month >= 1 && month <= 12 ? names[month - 1] : "");
}

/* The number that n digits write, or -1 when one of them is not a digit. */
static int
digits(const char *s, int n)
{
	int	value = 0;

	for (; n > 0; n--, s++) {
		if (*s < '0' || *s > '9')
			return (-1);
		value = value * 10 + *s - '0';
	}
	return (value);
}

bool
date_parse_iso(const char *s, struct date *date)
{
	struct date	d;
	int		year, month, day;

	if (s == NULL || (year = digits(s, 4)) < 0 || s[4] != '-' ||
	    (month = digits(s + 5, 2)) < 0 || s[7] != '-' ||
	    (day = digits(s + 8, 2)) < 0 || s[10] != '\0')
		return (false);
	d = (struct date){ (short)year, (signed char)month, (signed char)day };
	if (!date_real(d))
		return (false);
	*date = d;
	return (true);
}

/* The moment at which the clocks change in a month of 31 days. */
static int64_t
clock_change(short year, signed char month)
{
	struct date	last = { year, month, LONGEST_MONTH };
	int		since_sunday = (date_weekday(last) + 1) % 7;

	return ((int64_t)(date_number(last) - since_sunday) * DAY + HOUR);
}

struct clock
moment_clock(struct moment m)
{
	struct date	utc = date_from_number((int32_t)floor_div(m.s, DAY));
	int64_t		s = m.s, days;

	if (m.s == 0)
		return ((struct clock){ 0 });
	if (s >= clock_change(utc.year, MARCH) &&
	    s < clock_change(utc.year, OCTOBER))
		s += HOUR;
	days = floor_div(s, DAY);
	s -= days * DAY;
	return ((struct clock){
	    .date = date_from_number((int32_t)days),
	    .hour = (signed char)(s / HOUR),
	    .minute = (signed char)(s % HOUR / MINUTE),
	});
}
