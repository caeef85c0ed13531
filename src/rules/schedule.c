/*
 * Which half-days a placement expects, and by when.
 */
#include <stdbool.h>
#include <string.h>

#include "rules/bank_holidays.h"
#include "rules/schedule.h"

enum { LONGEST_FORECAST = 4 * 366 };

static bool
covers(struct date from, struct date to, struct date d)
{
	return (date_compare(from, d) <= 0 &&
	    (!date_is_set(to) || date_compare(d, to) <= 0));
}

static const struct pattern *
pattern_on(const struct schedule *s, struct date d)
{
	const struct pattern	*p, *latest = NULL;

	for (p = s->patterns; p < s->patterns + s->npatterns; p++) {
		if (covers(p->from, p->to, d) && (latest == NULL ||
		    date_compare(latest->from, p->from) <= 0))
			latest = p;
	}
	return (latest);
}

const struct span *
interruption_on(const struct schedule *s, struct date d)
{
	const struct span	*i;

	for (i = s->interruptions; i < s->interruptions + s->ninterruptions;
	    i++) {
		if (covers(i->from, i->to, d))
			return (i);
	}
	return (NULL);
}

static int
halves_of(const struct schedule *s, const struct pattern *p, struct date d)
{
	int	halves = p == NULL ? 0 : p->halves[date_weekday(d)];

	if (halves == 0 || interruption_on(s, d) != NULL || bank_holiday(d))
		return (0);
	return (halves);
}

int
halves_on(const struct schedule *s, struct date d)
{
	if (!date_is_set(s->from) || !covers(s->from, s->to, d))
		return (0);
	return (halves_of(s, pattern_on(s, d), d));
}

/*
 * The last day before all that is required falls due: the placement's last,
 * or that of the interruptions that run on from it; no date while one of them
 * has no end.
 */
static struct date
last_day(const struct schedule *s)
{
	struct date		 last = s->to;
	const struct span	*i = interruption_on(s, last);

	while (i != NULL && date_is_set(i->to)) {
		last = date_plus_days(i->to, 1);
		i = interruption_on(s, last);
	}
	if (i != NULL)
		return ((struct date){ 0 });
	return (date_compare(last, s->to) > 0 ? date_plus_days(last, -1)
					      : last);
}

static bool
all_is_due(const struct schedule *s, struct date on)
{
	struct date	last = last_day(s);

	return (date_is_set(last) && date_compare(on, last) > 0);
}

static int
least(int a, int b)
{
	return (a < b ? a : b);
}

/* The halves of days in a row that one pattern covers without interruption. */
static int
halves_of_run(const struct pattern *p, struct date from, struct date end)
{
	struct bank_holidays	holidays;
	struct date		on;
	int			days = date_number(end) - date_number(from);
	int			weekday = date_weekday(from), halves = 0;

	for (int i = 0; i < 7 && i < days; i++)
		halves += p->halves[(weekday + i) % 7] * ((days - i + 6) / 7);
	for (short year = from.year; year <= end.year; year++) {
		holidays = bank_holidays_of(year);
		for (size_t i = 0; i < holidays.n; i++) {
			on = holidays.v[i].on;
			if (date_compare(from, on) <= 0 &&
			    date_compare(on, end) < 0)
				halves -= p->halves[date_weekday(on)];
		}
	}
	return (halves);
}

/* Brings a day forward to another that comes after d. */
static void
sooner(struct date *day, struct date other, struct date d)
{
	if (date_is_set(other) && date_compare(d, other) < 0 &&
	    date_compare(other, *day) < 0)
		*day = other;
}

/* The first day after d on which a pattern or an interruption begins or is
 * over, or the end before that. */
static struct date
end_of_run(const struct schedule *s, struct date d, struct date end)
{
	struct date	day = end;

	for (size_t i = 0; i < s->npatterns; i++) {
		sooner(&day, s->patterns[i].from, d);
		sooner(&day, date_plus_days(s->patterns[i].to, 1), d);
	}
	for (size_t i = 0; i < s->ninterruptions; i++) {
		sooner(&day, s->interruptions[i].from, d);
		sooner(&day, date_plus_days(s->interruptions[i].to, 1), d);
	}
	return (day);
}

int
expected_halves(const struct schedule *s, struct date on)
{
	struct date		 d, next, end = date_plus_days(s->to, 1);
	const struct pattern	*p;
	int			 halves = 0;

	if (!date_is_set(s->from))
		return (0);
	if (date_compare(on, s->to) > 0 && all_is_due(s, on))
		return (s->required_halves);
	if (date_compare(on, end) < 0)
		end = on;
	for (d = s->from; date_compare(d, end) < 0; d = next) {
		next = end_of_run(s, d, end);
		p = pattern_on(s, d);
		if (p != NULL && interruption_on(s, d) == NULL)
			halves += halves_of_run(p, d, next);
	}
	return (least(halves, s->required_halves));
}

/* The halves of each day of a run, counted from the first day. */
static void
halves_of_days(const struct pattern *p, struct date from, int first, int last,
    int *halves)
{
	struct bank_holidays	holidays;
	struct date		to = date_plus_days(from, last);
	int			weekday = date_weekday(from), day;

	for (day = first; day < last; day++)
		halves[day] = p->halves[(weekday + day) % 7];
	for (short year = from.year; year <= to.year; year++) {
		holidays = bank_holidays_of(year);
		for (size_t i = 0; i < holidays.n; i++) {
			day = date_number(holidays.v[i].on) -
			    date_number(from);
			if (first <= day && day < last)
				halves[day] = 0;
		}
	}
}

void
expected_each_day(const struct schedule *s, int n, int *halves)
{
	struct date		 d, next, end = date_plus_days(s->to, 1);
	const struct pattern	*p;
	int			 first = date_number(s->from), days, sum = 0;

	days = least(n, date_number(end) - first);
	memset(halves, 0, (size_t)n * sizeof(*halves));
	end = date_plus_days(s->from, days);
	for (d = s->from; date_compare(d, end) < 0; d = next) {
		next = end_of_run(s, d, end);
		p = pattern_on(s, d);
		if (p != NULL && interruption_on(s, d) == NULL)
			halves_of_days(p, s->from, date_number(d) - first,
			    date_number(next) - first, halves);
	}
	for (int day = 0; day < n; day++) {
		sum += halves[day];
		halves[day] = least(sum - halves[day], s->required_halves);
		if (day >= days)
			halves[day] = expected_halves(s,
			    date_plus_days(s->from, day));
	}
}

struct curve
expected_curve(struct arena *arena, const struct schedule *s)
{
	struct curve	c = { 0 };
	struct date	end = date_plus_days(s->to, 1);
	int		day, days, halves = 0;

	if (!date_is_set(s->from))
		return (c);
	days = date_number(end) - date_number(s->from);
	c.on = arena_array(arena, (size_t)days / 7 + 3, sizeof(*c.on));
	c.halves = arena_array(arena, (size_t)days / 7 + 3, sizeof(int));
	for (day = 0; day < days; day++) {
		if (day % 7 == 0 || day == days - 1) {
			c.on[c.n] = date_plus_days(s->from, day);
			c.halves[c.n++] = least(halves, s->required_halves);
		}
		halves += halves_on(s, date_plus_days(s->from, day));
	}
	c.on[c.n] = end;
	c.halves[c.n++] = expected_halves(s, end);
	return (c);
}

struct date
finish_on(const struct schedule *s, int done_halves, struct date after)
{
	int			 left = s->required_halves - done_halves;
	struct date		 d = after, pattern_day;
	int			 days;

	if (!date_is_set(s->from) || left <= 0)
		return ((struct date){ 0 });
	if (date_compare(d, s->from) < 0)
		d = s->from;
	for (days = 0; days < LONGEST_FORECAST; days++) {
		pattern_day = date_compare(d, s->to) > 0 ? s->to : d;
		left -= halves_of(s, pattern_on(s, pattern_day), d);
		if (left <= 0)
			return (d);
		d = date_plus_days(d, 1);
	}
	return ((struct date){ 0 });
}
