/*
 * When the reviews of an ASYE are due: calendar months from its start, in
 * proportion to the hours worked, moved by what came between.
 */
#include <stdint.h>

#include "rules/asye_timetable.h"

/*
 * A day is one part in 28, 29, 30 or 31 of its month: a month has so many
 * units that each of these divides them, and hours are per cent of it.
 */
enum {
	MONTH_UNITS = 28 * 29 * 15 * 31, FULL_TIME = 100, WEEK = 7,
	MONTHS_MAX = 40 * 12	/* four years at a tenth of full time */
};

static int
days_between(struct date from, struct date to)
{
	return (date_number(to) - date_number(from));
}

static struct date
later(struct date a, struct date b)
{
	return (date_compare(a, b) > 0 ? a : b);
}

static struct date
earlier(struct date a, struct date b)
{
	return (date_compare(a, b) < 0 ? a : b);
}

/* Which days out are looked at. */
enum which { ALL_OUT, PAUSED_ONLY };

/*
 * The next run of days out that begins after `after`, or on it: those that
 * overlap or touch are one.  False when there is none.
 */
static bool
next_out(const struct asye_facts *f, enum which which, struct date after,
    struct asye_out *run)
{
	const struct asye_out	*o, *end = f->outs + f->nouts;
	bool			 found = false, grew = true;
	struct date		 from;

	for (o = f->outs; o < end; o++) {
		from = later(o->from, after);
		if ((which == PAUSED_ONLY && o->working) ||
		    date_compare(o->back, from) <= 0)
			continue;
		if (!found || date_compare(from, run->from) < 0)
			*run = (struct asye_out){ from, o->back, o->working };
		found = true;
	}
	while (found && grew) {
		grew = false;
		for (o = f->outs; o < end; o++) {
			if ((which == PAUSED_ONLY && o->working) ||
			    date_compare(o->from, run->back) > 0 ||
			    date_compare(o->back, run->back) <= 0)
				continue;
			run->back = o->back;
			grew = true;
		}
	}
	return (found);
}

static int
days_out(const struct asye_facts *f, enum which which, struct date before)
{
	struct date	at = f->starts_on;
	struct asye_out	run;
	int		days = 0;

	while (next_out(f, which, at, &run) &&
	    date_compare(run.from, before) < 0) {
		days += days_between(run.from, earlier(run.back, before));
		at = run.back;
	}
	return (days);
}

int
asye_days_out(const struct asye_facts *f, struct date before)
{
	return (days_out(f, ALL_OUT, before));
}

/* Per cent of full time on a day of those that count. */
static int
percent_on(const struct asye_facts *f, const int *from, int day)
{
	int	percent = FULL_TIME;

	for (size_t i = 0; i < f->nhours; i++)
		if (i == 0 || from[i] <= day)
			percent = f->hours[i].percent;
	return (percent);
}

/* Since when hours are worked, in days that count: those out fall away. */
enum { HOURS_MAX = 50 };

static void
hours_counted(const struct asye_facts *f, int from[HOURS_MAX])
{
	for (size_t i = 0; i < f->nhours && i < HOURS_MAX; i++)
		from[i] = date_number(f->hours[i].from) -
		    asye_days_out(f, f->hours[i].from);
}

/* The day on which so many months are done, if no day was out. */
static struct date
months_done(const struct asye_facts *facts, int months)
{
	struct asye_facts	f = *facts;
	int64_t			wanted = (int64_t)months * MONTH_UNITS *
				    FULL_TIME, done = 0;
	int			from[HOURS_MAX], first, last, day;

	if (!f.pro_rata || f.nhours == 0)
		return (date_plus_months(f.starts_on, months));
	if (f.nhours > HOURS_MAX)
		f.nhours = HOURS_MAX;
	hours_counted(&f, from);
	last = date_number(f.starts_on);
	for (int month = 1; month <= MONTHS_MAX; month++) {
		first = last;
		last = date_number(date_plus_months(f.starts_on, month));
		for (day = first; day < last; day++) {
			if (done >= wanted)
				return (date_from_number(day));
			done += (int64_t)percent_on(&f, from, day) *
			    (MONTH_UNITS / (last - first));
		}
	}
	return (date_from_number(last));
}

struct date
asye_due_on(const struct asye_facts *f, int number, int months)
{
	struct date	done = months_done(f, months), at = f->starts_on, due;
	int		more_months = 0, more_days = 0, out = 0;
	struct asye_out	run;

	for (size_t i = 0; i < f->nextras; i++) {
		if (number < f->extras[i].from_number)
			continue;
		more_months += f->extras[i].months;
		more_days += f->extras[i].weeks * WEEK;
	}
	for (size_t i = 0; i < f->nshifts; i++)
		if (f->shifts[i].number == number)
			more_days += f->shifts[i].days;
	for (;;) {
		due = later(at, date_plus_days(date_plus_months(
		    date_plus_days(done, out), more_months), more_days));
		if (!next_out(f, ALL_OUT, at, &run) ||
		    date_compare(run.from, due) > 0)
			return (due);
		out += days_between(run.from, run.back);
		at = run.back;
	}
}

void
asye_timetable(const struct asye_facts *f, struct asye_due *reviews, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!reviews[i].held)
			reviews[i].on = asye_due_on(f, reviews[i].number,
			    reviews[i].months);
}

bool
asye_too_long(const struct asye_facts *f, struct date ends_on,
    int longest_months)
{
	return (longest_months != 0 && date_compare(ends_on,
	    date_plus_months(f->starts_on, longest_months)) > 0);
}

/* The day on which so many days have passed without those of a pause. */
static struct date
day_counted(const struct asye_facts *f, int days)
{
	struct date	due = date_plus_days(f->starts_on, days);
	struct date	at = f->starts_on;
	struct asye_out	run;

	while (next_out(f, PAUSED_ONLY, at, &run) &&
	    date_compare(run.from, due) < 0) {
		due = date_plus_days(due, days_between(run.from, run.back));
		at = run.back;
	}
	return (due);
}

static int
days_counted(const struct asye_facts *f, const struct asye_phase *p)
{
	return (days_between(p->from, p->to) -
	    (days_out(f, PAUSED_ONLY, p->to) -
	    days_out(f, PAUSED_ONLY, p->from)));
}

/* To the nearest: a month of which half is over counts. */
static int
months_in(struct date from, int days)
{
	struct date	to = date_plus_days(from, days), next;
	int		n = 0;

	while (date_compare(next = date_plus_months(from, n + 1), to) <= 0)
		n++;
	from = date_plus_months(from, n);
	return (n + (2 * days_between(from, to) >= days_between(from, next)));
}

void
asye_phases(const struct asye_facts *f, struct date ends_on, int weekly_weeks,
    int fortnightly_until_week, struct asye_phase phases[ASYE_PHASES])
{
	const int	until[] = { weekly_weeks, fortnightly_until_week };
	struct date	from = f->starts_on;

	for (int i = 0; i < ASYE_PHASES; i++) {
		struct asye_phase	*p = &phases[i];
		int			 days;

		p->from = from;
		p->to = i == ASYE_MONTHLY ? ends_on : earlier(ends_on,
		    day_counted(f, until[i] * WEEK));
		p->to = from = later(p->from, p->to);
		days = days_counted(f, p);
		if (i == ASYE_MONTHLY)
			p->promised = months_in(p->from, days);
		else
			p->promised = (2 * days + (i + 1) * WEEK) /
			    (2 * (i + 1) * WEEK);
	}
}
