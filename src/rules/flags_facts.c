/*
 * What the rules of flags ask of the facts: spans of days, documents by a day,
 * and what days add up to.
 */
#include <stdlib.h>

#include "flags_find.h"

bool
flag_within(const struct flag_span *spans, size_t n, int on)
{
	for (size_t i = 0; i < n; i++)
		if (spans[i].from <= on && on < spans[i].until)
			return (true);
	return (false);
}

int
flag_without_break(const struct flag_span *spans, size_t n, int on)
{
	int	from = on;

	for (size_t i = n; i-- > 0;)
		if (spans[i].from < from && from <= spans[i].until)
			from = spans[i].from;
	return (from);
}

int
flag_after(const struct flag_span *spans, size_t n, int from, int days)
{
	int	left = days, day = from, begins;

	for (size_t i = 0; i < n && left > 0; i++) {
		if (spans[i].until <= day + 1)
			continue;
		begins = spans[i].from > day + 1 ? spans[i].from : day + 1;
		if (spans[i].until - begins >= left)
			return (begins + left - 1);
		left -= spans[i].until - begins;
		day = spans[i].until - 1;
	}
	return (left == 0 ? day : FLAG_NEVER);
}

int
flag_signed(const struct flag_document *d, size_t n, enum flag_paper kind,
    int on)
{
	int	count = 0;

	for (size_t i = 0; i < n; i++)
		count += d[i].kind == kind && d[i].signed_on <= on;
	return (count);
}

bool
flag_agreed_since(const struct flag_document *d, size_t n, int from, int to)
{
	for (size_t i = 0; i < n; i++)
		if (d[i].kind == PAPER_AGREEMENT && d[i].signed_on >= from &&
		    d[i].signed_on <= to)
			return (true);
	return (false);
}

const struct flag_document *
flag_paper_of(const struct flag_document *d, size_t n, enum flag_paper kind)
{
	for (size_t i = 0; i < n; i++)
		if (d[i].kind == kind)
			return (&d[i]);
	return (NULL);
}

const struct flag_document *
flag_last_held(const struct flag_document *d, size_t n, enum flag_paper kind,
    int on)
{
	const struct flag_document	*last = NULL;

	for (size_t i = 0; i < n; i++)
		if (d[i].kind == kind && d[i].sent <= on && d[i].held <= on &&
		    (last == NULL || d[i].held >= last->held))
			last = &d[i];
	return (last);
}

bool
flag_under_way(const struct finding *q, const struct flag_placement *p)
{
	return (p->from <= q->on && q->on < p->settled);
}

int
flag_day_of(const struct flag_placement *p, int on)
{
	return (on < p->to ? on : p->to);
}

int
flag_curve(const struct flag_placement *p, const int *curve, int on)
{
	int	day = on - p->from;

	if (day < 0 || p->curves.n == 0)
		return (0);
	return (curve[day < p->curves.n ? day : p->curves.n - 1]);
}

/* A change on a day counts from it on; what came before the first, at it. */
static void
change(const struct flag_placement *p, int *curve, int day, int by)
{
	if (day < p->from)
		day = p->from;
	if (day - p->from < p->curves.n)
		curve[day - p->from] += by;
}

static void
add_days(const struct flag_placement *p)
{
	const struct flag_curves	*c = &p->curves;
	const struct flag_day		*d;
	int				 by;

	for (d = p->days; d < p->days + p->ndays; d++) {
		by = d->absent ? 0 : d->halves;
		change(p, c->done, d->known, by);
		if (d->lost != FLAG_NEVER)
			change(p, c->done, d->lost, -by);
		if (d->absent)
			change(p, c->to_make_up, d->known, d->halves);
		else if (d->make_up)
			change(p, c->to_make_up, d->known, -d->halves);
	}
}

static void
sum_up(int *curve, int n)
{
	for (int i = 1; i < n; i++)
		curve[i] += curve[i - 1];
}

static void
make_curves(struct arena *a, struct flag_placement *p, int until)
{
	struct flag_curves		*c = &p->curves;
	const struct flag_document	*d;
	size_t				 size;

	c->n = until - p->from + 1;
	if (c->n <= 0) {
		c->n = 0;
		return;
	}
	size = (size_t)c->n;
	c->expected = arena_array(a, 4 * size, sizeof(int));
	c->done = c->expected + size;
	c->to_make_up = c->done + size;
	c->minutes = c->to_make_up + size;
	expected_each_day(&p->schedule, c->n, c->expected);
	add_days(p);
	for (d = p->documents; d < p->documents + p->ndocuments; d++)
		if (d->kind == PAPER_SUPERVISION && d->sent != FLAG_NEVER)
			change(p, c->minutes,
			    d->sent > d->held ? d->sent : d->held, d->minutes);
	sum_up(c->done, c->n);
	sum_up(c->to_make_up, c->n);
	sum_up(c->minutes, c->n);
}

void
flags_ready(struct arena *a, struct flag_facts *facts, int until)
{
	for (size_t i = 0; i < facts->nplacements; i++)
		make_curves(a, &facts->placements[i], until);
}
