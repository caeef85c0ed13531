/*
 * Which days are bank holidays in England and Wales, and their names.
 */
#include <stddef.h>

#include "rules/bank_holidays.h"

enum { JANUARY = 1, MARCH = 3, APRIL = 4, MAY = 5, AUGUST = 8, DECEMBER = 12 };

/* Days that a proclamation made a holiday, or (no name) moved one away from,
 * in the order of time. */
static const struct {
	struct date	 on;
	const char	*name;
} proclaimed[] = {
	{ { 2002, 5, 27 }, NULL },
	{ { 2002, 6, 3 }, "Golden Jubilee bank holiday" },
	{ { 2002, 6, 4 }, "Spring bank holiday" },
	{ { 2011, 4, 29 }, "Royal wedding" },
	{ { 2012, 5, 28 }, NULL },
	{ { 2012, 6, 4 }, "Spring bank holiday" },
	{ { 2012, 6, 5 }, "Diamond Jubilee bank holiday" },
	{ { 2020, 5, 4 }, NULL },
	{ { 2020, 5, 8 }, "Early May bank holiday (VE day)" },
	{ { 2022, 5, 30 }, NULL },
	{ { 2022, 6, 2 }, "Spring bank holiday" },
	{ { 2022, 6, 3 }, "Platinum Jubilee bank holiday" },
	{ { 2022, 9, 19 }, "Bank Holiday for the State Funeral of "
			   "Queen Elizabeth II" },
	{ { 2023, 5, 8 }, "Bank holiday for the coronation of "
			  "King Charles III" },
};

/*
 * Easter Sunday: the anonymous Gregorian computus (Meeus, Astronomical
 * Algorithms, chapter 8), whose letters are kept.
 */
static struct date
easter(int year)
{
	int	a = year % 19, b = year / 100, c = year % 100;
	int	d = b / 4, e = b % 4, f = (b + 8) / 25;
	int	g = (b - f + 1) / 3, h = (19 * a + b - d - g + 15) % 30;
	int	i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
	int	m = (a + 11 * h + 22 * l) / 451;
	int	n = h + l - 7 * m + 114;

	return ((struct date){ (short)year, (signed char)(n / 31),
	    (signed char)(n % 31 + 1) });
}

static const char *
easter_holiday(struct date d, int weekday)
{
	struct date	sunday = easter(d.year);

	if (weekday == FRIDAY &&
	    date_compare(date_plus_days(d, 2), sunday) == 0)
		return ("Good Friday");
	if (weekday == MONDAY &&
	    date_compare(date_plus_days(d, -1), sunday) == 0)
		return ("Easter Monday");
	return (NULL);
}

static const char *
new_year_holiday(struct date d, int weekday)
{
	if (d.day == 1)
		return ("New Year's Day");
	if ((d.day == 2 || d.day == 3) && weekday == MONDAY)
		return ("New Year's Day (substitute day)");
	return (NULL);
}

/* A Monday or Tuesday the 27th or 28th follows a weekend with a holiday. */
static const char *
christmas_holiday(struct date d, int weekday)
{
	if (d.day == 25)
		return ("Christmas Day");
	if (d.day == 26)
		return ("Boxing Day");
	if (d.day == 27 && weekday <= TUESDAY)
		return ("Christmas Day (substitute day)");
	if (d.day == 28 && weekday <= TUESDAY)
		return ("Boxing Day (substitute day)");
	return (NULL);
}

static const char *
yearly_holiday(struct date d)
{
	int	weekday = date_weekday(d);

	if (weekday >= SATURDAY)
		return (NULL);
	switch (d.month) {
	case JANUARY:
		return (new_year_holiday(d, weekday));
	case MARCH:
	case APRIL:
		return (easter_holiday(d, weekday));
	case MAY:
		if (weekday == MONDAY && d.day <= 7)
			return ("Early May bank holiday");
		if (weekday == MONDAY && d.day >= 25)
			return ("Spring bank holiday");
		return (NULL);
	case AUGUST:
		return (weekday == MONDAY && d.day >= 25
			? "Summer bank holiday" : NULL);
	case DECEMBER:
		return (christmas_holiday(d, weekday));
	default:
		return (NULL);
	}
}

const char *
bank_holiday_name(struct date d)
{
	size_t	i = sizeof(proclaimed) / sizeof(proclaimed[0]);

	while (i-- > 0 && proclaimed[i].on.year >= d.year) {
		if (date_compare(proclaimed[i].on, d) == 0)
			return (proclaimed[i].name);
	}
	return (yearly_holiday(d));
}

bool
bank_holiday(struct date d)
{
	return (bank_holiday_name(d) != NULL);
}
