/*
 * Stages, registrations, currency and load of a practice educator.
 */
#include "rules/educators.h"

static bool
has_begun(struct date since, struct date on)
{
	return (date_is_set(since) && date_compare(since, on) <= 0);
}

static bool
lasts_until(struct date to, struct date on)
{
	return (!date_is_set(to) || date_compare(to, on) >= 0);
}

static struct date
later(struct date a, struct date b)
{
	return (date_compare(a, b) < 0 ? b : a);
}

static struct date
earlier(struct date a, struct date b)
{
	return (date_compare(a, b) < 0 ? a : b);
}

enum peps
peps_on(const struct educator_facts *e, struct date on)
{
	if (has_begun(e->stage_2_on, on))
		return (STAGE_2);
	return (has_begun(e->stage_1_on, on) ? STAGE_1 : NO_STAGE);
}

const char *
peps_words(enum peps stage)
{
	static const char *const	words[] = {
		[NO_STAGE] = "Working towards stage 1",
		[STAGE_1] = "Stage 1", [STAGE_2] = "Stage 2"
	};

	return (words[stage]);
}

/* The renewal day of a year; 29 February is the 28th where there is none. */
static struct date
renewal_day(const struct educator_rules *r, int year)
{
	struct date	d = { (short)year, (signed char)(r->renewal_day / 100),
			    (signed char)(r->renewal_day % 100) };

	while (!date_real(d) && d.day > 1)
		d.day--;
	return (d);
}

struct date
registration_year_end(const struct educator_rules *r, struct date on)
{
	struct date	end = renewal_day(r, on.year);

	return (date_compare(on, end) <= 0 ? end :
	    renewal_day(r, on.year + 1));
}

struct date
registration_furthest(const struct educator_rules *r, struct date on)
{
	return (registration_year_end(r, date_plus_days(
	    registration_year_end(r, on), 1)));
}

struct date
registration_renewed(const struct educator_rules *r, struct date until,
    struct date on)
{
	if (!date_is_set(until) || date_compare(until, on) < 0)
		return (registration_year_end(r, on));
	return (registration_year_end(r, date_plus_days(until, 1)));
}

struct date
currency_until(const struct educator_facts *e, const struct educator_rules *r,
    struct date on)
{
	struct date	since = { 0 };

	if (has_begun(e->stage_1_on, on))
		since = later(since, e->stage_1_on);
	if (has_begun(e->stage_2_on, on))
		since = later(since, e->stage_2_on);
	for (size_t i = 0; i < e->nlearners; i++) {
		const struct learner	*l = &e->learners[i];

		if (l->assesses && has_begun(l->from, on))
			since = later(since, date_is_set(l->to) ?
			    earlier(l->to, on) : on);
	}
	if (peps_on(e, on) == NO_STAGE)
		return ((struct date){ 0 });
	return (date_plus_months(since, r->currency_months));
}

/* Is this learner counted before, by an earlier row for the same day? */
static bool
is_counted(const struct educator_facts *e, size_t n, struct date on)
{
	for (size_t i = 0; i < n; i++)
		if (e->learners[i].who == e->learners[n].who &&
		    has_begun(e->learners[i].from, on) &&
		    lasts_until(e->learners[i].to, on))
			return (true);
	return (false);
}

int
load_on(const struct educator_facts *e, struct date on)
{
	int	n = 0;

	for (size_t i = 0; i < e->nlearners; i++)
		n += has_begun(e->learners[i].from, on) &&
		    lasts_until(e->learners[i].to, on) &&
		    !is_counted(e, i, on);
	return (n);
}

/* A load grows only on a day on which somebody begins. */
int
load_peak(const struct educator_facts *e, struct date from, struct date to,
    struct date *when)
{
	struct date	on = from, begins;
	int		peak = load_on(e, from), load;

	for (size_t i = 0; i < e->nlearners; i++) {
		begins = e->learners[i].from;
		if (date_compare(begins, from) <= 0 ||
		    !lasts_until(to, begins))
			continue;
		load = load_on(e, begins);
		if (load > peak || (load == peak &&
		    date_compare(begins, on) < 0)) {
			peak = load;
			on = begins;
		}
	}
	if (when != NULL)
		*when = on;
	return (peak);
}
