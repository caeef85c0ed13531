/*
 * Which days are bank holidays in England and Wales, and their names.
 */
#include <stddef.h>

#include "rules/bank_holidays.h"

enum { JANUARY = 1, MAY = 5, AUGUST = 8, DECEMBER = 12 };

/* Days that a proclamation made a holiday, or (no name) moved one away from. */
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
enum { PROCLAIMED = sizeof(proclaimed) / sizeof(proclaimed[0]) };

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

/* The first Monday on or after a day. */
static struct date
monday_from(short year, int month, int day)
{
	struct date	d = { year, (signed char)month, (signed char)day };

	return (date_plus_days(d, (7 - date_weekday(d)) % 7));
}

/* A day that a proclamation moved its holiday away from. */
static bool
moved_away(struct date d)
{
	for (size_t i = 0; i < PROCLAIMED; i++)
		if (proclaimed[i].name == NULL &&
		    date_compare(proclaimed[i].on, d) == 0)
			return (true);
	return (false);
}

static void
keep(struct bank_holidays *all, struct date on, const char *name)
{
	if (!moved_away(on))
		all->v[all->n++] = (struct bank_holiday){ on, name };
}

/* One of a fixed date: on a weekend, a substitute day is kept instead. */
static void
keep_fixed(struct bank_holidays *all, struct date on, int after_saturday,
    int after_sunday, const char *name, const char *substitute)
{
	int	weekday = date_weekday(on);

	if (weekday < SATURDAY)
		keep(all, on, name);
	else
		keep(all, date_plus_days(on, weekday == SATURDAY ?
		    after_saturday : after_sunday), substitute);
}

struct bank_holidays
bank_holidays_of(short year)
{
	struct bank_holidays	all = { .n = 0 };
	struct date		sunday = easter(year);

	keep_fixed(&all, (struct date){ year, JANUARY, 1 }, 2, 1,
	    "New Year's Day", "New Year's Day (substitute day)");
	keep(&all, date_plus_days(sunday, -2), "Good Friday");
	keep(&all, date_plus_days(sunday, 1), "Easter Monday");
	keep(&all, monday_from(year, MAY, 1), "Early May bank holiday");
	keep(&all, monday_from(year, MAY, 25), "Spring bank holiday");
	keep(&all, monday_from(year, AUGUST, 25), "Summer bank holiday");
	keep_fixed(&all, (struct date){ year, DECEMBER, 25 }, 2, 2,
	    "Christmas Day", "Christmas Day (substitute day)");
	keep_fixed(&all, (struct date){ year, DECEMBER, 26 }, 2, 2,
	    "Boxing Day", "Boxing Day (substitute day)");
	for (size_t i = 0; i < PROCLAIMED; i++)
		if (proclaimed[i].on.year == year && proclaimed[i].name != NULL)
			keep(&all, proclaimed[i].on, proclaimed[i].name);
	return (all);
}

const char *
bank_holiday_name(struct date d)
{
	struct bank_holidays	all = bank_holidays_of(d.year);

	for (size_t i = 0; i < all.n; i++)
		if (date_compare(all.v[i].on, d) == 0)
			return (all.v[i].name);
	return (NULL);
}

bool
bank_holiday(struct date d)
{
	return (bank_holiday_name(d) != NULL);
}
