/*
 * The days of a placement week by week.
 */
#include <string.h>

#include "rules/bank_holidays.h"
#include "rules/ledger.h"
#include "rules/words.h"

static struct date
monday_of(struct date d)
{
	return (date_plus_days(d, -date_weekday(d)));
}

static struct date
earlier(struct date a, struct date b)
{
	return (date_compare(a, b) <= 0 ? a : b);
}

static struct date
later(struct date a, struct date b)
{
	return (date_compare(a, b) >= 0 ? a : b);
}

static const char *
joined(struct arena *a, const char *notes, const char *more)
{
	return (arena_printf(a, "%s%s%s", notes, *notes == '\0' ? "" : "; ",
	    more));
}

/* The pattern that holds on a day expects work there, were it no holiday. */
static bool
would_work(const struct schedule *s, struct date d)
{
	const struct pattern	*latest = NULL;

	for (size_t i = 0; i < s->npatterns; i++)
		if (date_compare(s->patterns[i].from, d) <= 0 &&
		    (!date_is_set(s->patterns[i].to) ||
		    date_compare(d, s->patterns[i].to) <= 0) &&
		    (latest == NULL || date_compare(latest->from,
		    s->patterns[i].from) <= 0))
			latest = &s->patterns[i];
	return (latest != NULL && latest->halves[date_weekday(d)] > 0);
}

static const char *
span_note(struct arena *a, const struct span *i)
{
	if (!date_is_set(i->to))
		return (arena_printf(a, "%s from %s on", i->why,
		    date_words(a, i->from)));
	if (date_compare(i->from, i->to) == 0)
		return (arena_printf(a, "%s on %s", i->why,
		    date_words(a, i->from)));
	return (arena_printf(a, "%s from %s to %s", i->why,
	    date_words(a, i->from), date_words(a, i->to)));
}

static bool
covers_week(const struct span *i, struct date monday)
{
	return (date_compare(i->from, date_plus_days(monday, 6)) <= 0 &&
	    (!date_is_set(i->to) || date_compare(i->to, monday) >= 0));
}

static const char *
week_notes(struct arena *a, const struct schedule *s, struct date monday)
{
	const char	*notes = "";

	for (int day = 0; day < 7; day++) {
		struct date	d = date_plus_days(monday, day);

		if (date_compare(d, s->from) >= 0 &&
		    date_compare(d, s->to) <= 0 && bank_holiday(d) &&
		    would_work(s, d))
			notes = joined(a, notes, arena_printf(a,
			    "Bank holiday: %s", bank_holiday_name(d)));
		for (size_t i = 0; i < s->npatterns; i++)
			if (date_compare(s->patterns[i].from, d) == 0 &&
			    date_compare(d, s->from) > 0)
				notes = joined(a, notes, arena_printf(a,
				    "From %s on %s", date_words(a, d),
				    pattern_words(a, s->patterns[i].halves)));
	}
	for (size_t i = 0; i < s->ninterruptions; i++)
		if (covers_week(&s->interruptions[i], monday))
			notes = joined(a, notes, span_note(a,
			    &s->interruptions[i]));
	return (notes);
}

static void
add_day(struct ledger_week *w, const struct logged_day *d)
{
	if (d->kind == LOGGED_ABSENT)
		w->absent += d->halves;
	else if (d->state == LOGGED_RETURNED)
		w->returned += d->halves;
	else if (d->state == LOGGED_CONFIRMED)
		w->confirmed += d->halves;
	else
		w->waiting += d->halves;
	if (d->kind == LOGGED_MAKE_UP && d->state != LOGGED_RETURNED)
		w->made_up += d->halves;
}

static size_t
week_count(const struct schedule *s, const struct logged_day *days, size_t n,
    struct date *first)
{
	struct date	from = s->from, to = s->to;

	for (size_t i = 0; i < n; i++) {
		if (days[i].state == LOGGED_WITHDRAWN)
			continue;
		from = earlier(from, days[i].on);
		to = later(to, days[i].on);
	}
	*first = monday_of(from);
	return ((size_t)(date_number(monday_of(to)) - date_number(*first)) / 7
	    + 1);
}

struct ledger
ledger_of(struct arena *a, const struct schedule *s,
    const struct logged_day *days, size_t n)
{
	struct ledger	l = { .totals = day_totals(days, n) };
	struct date	first;
	int		expected = 0, done = 0;

	if (!date_is_set(s->from))
		return (l);
	l.n = week_count(s, days, n, &first);
	l.weeks = arena_array(a, l.n, sizeof(*l.weeks));
	for (size_t i = 0; i < n; i++)
		if (days[i].state != LOGGED_WITHDRAWN)
			add_day(&l.weeks[(date_number(days[i].on) -
			    date_number(first)) / 7], &days[i]);
	for (size_t i = 0; i < l.n; i++) {
		struct ledger_week	*w = &l.weeks[i];

		w->monday = date_plus_days(first, (int)i * 7);
		for (int day = 0; day < 7; day++)
			w->expected += halves_on(s,
			    date_plus_days(w->monday, day));
		expected += w->expected;
		done += w->confirmed + w->waiting;
		w->expected_by = expected < s->required_halves ? expected :
		    s->required_halves;
		w->done_by = done;
		w->notes = week_notes(a, s, w->monday);
	}
	return (l);
}
