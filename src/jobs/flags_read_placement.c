/*
 * Reads the facts of a placement: its days, its plan and what happened to it.
 */
#include <stdlib.h>
#include <string.h>

#include "flags_facts.h"

static struct date
day_before(struct date d)
{
	return (date_is_set(d) ? date_plus_days(d, -1) : d);
}

static void
read_schedule(struct facts *r, const struct fact_placement *row,
    struct schedule *s)
{
	const struct fact_pattern	*w;
	const struct fact_gap		*g;
	struct pattern			*patterns;
	struct span			*spans;

	s->from = row->starts_on;
	s->to = row->ends_on;
	s->required_halves = (int)row->required_halves;
	TAKE(r, pattern, placement_id, row->id, w, s->npatterns);
	s->patterns = patterns = arena_array(r->arena, s->npatterns,
	    sizeof(*patterns));
	for (size_t i = 0; i < s->npatterns; i++) {
		patterns[i].from = w[i].from_on;
		patterns[i].to = day_before(w[i].until_on);
		for (size_t d = 0; d < 7 && d < w[i].halves.n; d++)
			patterns[i].halves[d] = (signed char)w[i].halves.v[d];
	}
	TAKE(r, gap, placement_id, row->id, g, s->ninterruptions);
	s->interruptions = spans = arena_array(r->arena, s->ninterruptions,
	    sizeof(*spans));
	for (size_t i = 0; i < s->ninterruptions; i++)
		spans[i] = (struct span){ g[i].from_on,
		    day_before(g[i].until_on), "" };
}

static void
read_moves(struct facts *r, struct flag_placement *p)
{
	const struct fact_move	*m;
	int			*moved;
	size_t			 n;

	p->settled = FLAG_NEVER;
	TAKE(r, move, placement_id, p->id, m, n);
	p->moved = moved = arena_array(r->arena, n, sizeof(*moved));
	for (size_t i = 0; i < n; i++) {
		if (!m[i].settled)
			p->settled = FLAG_NEVER;
		else if (p->settled == FLAG_NEVER)
			p->settled = day_of(m[i].on_date);
		if (i > 0 && m[i].host != m[i - 1].host &&
		    day_of(m[i].on_date) > p->from)
			moved[p->nmoved++] = day_of(m[i].on_date);
	}
}

static int
by_day(const void *a, const void *b)
{
	const struct flag_day	*x = a, *y = b;

	return ((x->on > y->on) - (x->on < y->on));
}

/* See fact_days_of. */
static void
read_days(struct facts *r, struct flag_placement *p)
{
	const struct fact_days	*row;
	struct flag_day		*days;
	size_t			 n;

	TAKE(r, days, placement_id, p->id, row, n);
	if (n == 0)
		return;
	p->ndays = row->days.n;
	p->days = days = arena_array(r->arena, p->ndays, sizeof(*days));
	for (size_t i = 0; i < p->ndays; i++) {
		uint64_t	bits = (uint64_t)row->days.v[i];
		int		lost = (int)(bits >> 32 & 0xffff);
		int		kind = (int)(bits >> 50 & 3);

		days[i].on = (int)(bits & 0xffff);
		days[i].known = (int)(bits >> 16 & 0xffff);
		if (days[i].known > r->today)
			days[i].known = r->today;
		if (days[i].known < days[i].on)
			days[i].known = days[i].on;
		days[i].lost = lost == 0 ? FLAG_NEVER : lost < r->today ?
		    lost : r->today;
		days[i].halves = (int)(bits >> 48 & 3);
		days[i].make_up = kind == 1;
		days[i].absent = kind == 2;
	}
	qsort(days, p->ndays, sizeof(*days), by_day);
}

void
read_placement(struct facts *r, const struct fact_placement *row,
    struct flag_placement *p)
{
	const struct fact_document	*d;
	const struct fact_return	*back;
	const struct fact_week		*w;
	const struct fact_guide		*g;
	struct flag_document		*papers;
	size_t				 weeks;

	p->id = row->id;
	p->stage = row->stage;
	p->contrasting = strcmp(row->stage, "contrasting") == 0;
	p->from = day_of(row->starts_on);
	p->to = day_of(row->ends_on);
	read_schedule(r, row, &p->schedule);
	read_moves(r, p);
	read_days(r, p);
	TAKE(r, document, placement_id.value, row->id, d, p->ndocuments);
	TAKE(r, week, placement_id.value, row->id, w, weeks);
	p->documents = papers = documents_from(r, d, p->ndocuments, weeks);
	p->ndocuments += sessions_from(r, w, weeks, true,
	    papers + p->ndocuments);
	TAKE(r, returned, placement_id.value, row->id, back, p->nreturns);
	p->returns = returns_from(r, back, p->nreturns);
	TAKE(r, educator, placement_id.value, row->id, g, p->nguides);
	p->guides = guides_from(r, g, p->nguides, &r->educator_load);
}
