/*
 * series - the ledger of what is given beside tables.  A number that is told of
 * some cohorts, less what was told of the same at another time or of cohorts
 * among them, is a number of people, too: where one would be of a few, the
 * series before it is given again.
 */
#include <stdlib.h>
#include <string.h>

#include "release.h"

enum { COHORTS_MAX = 64, STEPS_MAX = 20000 };

/* One number as it was told of some cohorts, a bit each; is_latest: not told of
 * them anew since. */
struct one_told { uint64_t cohorts; int64_t count; bool is_latest; };

/* All that was told of one label, the one that is to be given first; steps: how
 * many sums may still be looked at. */
struct all_told { struct one_told *v; size_t n; int64_t few; int steps; };

struct known_cohorts { int64_t ids[COHORTS_MAX]; size_t n; };

struct told_series { const struct series *s; uint64_t cohorts; size_t hint; };

void
series_add(struct arena *a, struct series *s, const char *label,
    int64_t count, bool told)
{
	struct series	more = *s;

	if (s->n == s->room) {
		more.room = 2 * s->room + 16;
		more.labels = arena_array(a, more.room, sizeof(*s->labels));
		more.counts = arena_array(a, more.room, sizeof(*s->counts));
		more.told = arena_array(a, more.room, sizeof(*s->told));
		for (size_t i = 0; i < s->n; i++) {
			more.labels[i] = s->labels[i];
			more.counts[i] = s->counts[i];
			more.told[i] = s->told[i];
		}
		*s = more;
	}
	s->labels[s->n] = label;
	s->counts[s->n] = count;
	s->told[s->n++] = told;
}

int64_t
series_count(const struct series *s, const char *label)
{
	for (size_t i = 0; i < s->n; i++)
		if (strcmp(s->labels[i], label) == 0)
			return (s->counts[i]);
	return (-1);
}

bool
series_told(const struct series *s, const char *label)
{
	for (size_t i = 0; i < s->n; i++)
		if (strcmp(s->labels[i], label) == 0)
			return (s->told[i] != 0);
	return (false);
}

static struct series *
as_given(struct arena *a, const struct equity_raw_series *g)
{
	struct series	*s = arena_alloc(a, sizeof(*s));

	*s = (struct series){ .released_on = g->made_on };
	for (size_t i = 0; i < g->labels.n; i++)
		series_add(a, s, g->labels.v[i], g->counts.v[i],
		    g->told.v[i] != 0);
	return (s);
}

/* The same numbers in the same order tell nothing new. */
static bool
is_same(const struct series *a, const struct series *b)
{
	for (size_t i = 0; i < a->n && a->n == b->n; i++)
		if (a->counts[i] != b->counts[i] || a->told[i] != b->told[i]
		    || strcmp(a->labels[i], b->labels[i]) != 0)
			return (false);
	return (a->n == b->n);
}

static bool
is_within(struct one_told a, struct one_told b)
{
	return ((a.cohorts & ~b.cohorts) == 0);
}

static struct one_told
without(struct one_told whole, struct one_told less)
{
	return ((struct one_told){ whole.cohorts & ~less.cohorts,
	    whole.count - less.count, true });
}

static bool
is_a_few(const struct all_told *p, struct one_told left)
{
	return (left.count != 0 && llabs(left.count) <= p->few);
}

/* Is what is left of a whole a few, when any of the latest from i on are taken
 * away? */
static bool
leaves_a_few(struct all_told *p, size_t i, struct one_told left)
{
	if (is_a_few(p, left))
		return (true);
	for (; i < p->n; i++)
		if (p->v[i].is_latest && is_within(p->v[i], left) &&
		    (p->steps-- <= 0 || leaves_a_few(p, i + 1,
		    without(left, p->v[i]))))
			return (true);
	return (false);
}

/* The new one less another, or another less the new one, whenever that was
 * told; and, of what was told last of each cohorts, less several. */
static bool
tells_a_few(struct all_told *p)
{
	struct one_told	new = p->v[0];

	for (size_t i = 1; i < p->n; i++) {
		struct one_told	old = p->v[i];

		if (is_within(old, new) && (is_a_few(p, without(new, old)) ||
		    (old.is_latest && leaves_a_few(p, i + 1, without(new,
		    old)))))
			return (true);
		if (is_within(new, old) && (is_a_few(p, without(old, new)) ||
		    (old.is_latest && leaves_a_few(p, 1, without(old, new)))))
			return (true);
	}
	return (false);
}

/* The new one comes first, then what was told, the latest first. */
static void
add_part(struct all_told *p, uint64_t cohorts, int64_t count)
{
	bool	is_latest = true;

	for (size_t i = 0; i < p->n; i++) {
		if (p->v[i].cohorts != cohorts)
			continue;
		if (p->v[i].count == count)
			return;
		is_latest = false;
	}
	p->v[p->n++] = (struct one_told){ cohorts, count, is_latest };
}

/* Where a label is told; most stand in the same order.  -1: nowhere. */
static ptrdiff_t
place_of(struct told_series *t, const char *label)
{
	for (size_t k = 0; k < t->s->n; k++) {
		size_t	at = (t->hint + k) % t->s->n;

		if (strcmp(t->s->labels[at], label) == 0) {
			t->hint = at + 1;
			return (t->s->told[at] ? (ptrdiff_t)at : -1);
		}
	}
	return (-1);
}

/* Cohorts as bits; known: which are which.  0: there are too many. */
static uint64_t
bits_of(struct int_list cohorts, struct known_cohorts *known)
{
	uint64_t	bits = 0;

	for (size_t i = 0; i < cohorts.n; i++) {
		size_t	k = 0;

		while (k < known->n && known->ids[k] != cohorts.v[i])
			k++;
		if (k == COHORTS_MAX)
			return (0);
		if (k == known->n)
			known->ids[known->n++] = cohorts.v[i];
		bits |= UINT64_C(1) << k;
	}
	return (bits);
}

/* Does it fit beside all that was given? */
static bool
fits_beside(struct arena *a, const struct series *now, uint64_t cohorts,
    struct told_series *given, size_t n, int64_t few)
{
	struct all_told	p = { .v = arena_array(a, n + 1, sizeof(*p.v)) };

	for (size_t i = 0; i < now->n; i++) {
		if (!now->told[i])
			continue;
		p.n = 0;
		p.few = few;
		p.steps = STEPS_MAX;
		add_part(&p, cohorts, now->counts[i]);
		for (size_t k = 0; k < n; k++) {
			ptrdiff_t	at = place_of(&given[k],
					    now->labels[i]);

			if (at >= 0)
				add_part(&p, given[k].cohorts,
				    given[k].s->counts[at]);
		}
		if (tells_a_few(&p))
			return (false);
	}
	return (true);
}

/* Does it fit beside these?  last: of them, what was told last of the same
 * cohorts, and whether that is the same again. */
struct last { const struct series *s; bool is_it; };

static bool
holds(const struct releasing *r, struct equity_raw_series_list given,
    const struct series *now, struct last *last)
{
	struct known_cohorts	 known = { 0 };
	uint64_t		 cohorts = bits_of(r->cohorts, &known);
	struct told_series	*told = arena_array(r->arena, given.n + 1,
				    sizeof(*told));

	*last = (struct last){ 0 };
	for (size_t i = 0; i < given.n; i++) {
		told[i] = (struct told_series){ as_given(r->arena,
		    &given.v[i]), bits_of(given.v[i].cohorts, &known), 0 };
		if (given.v[i].is_same && last->s == NULL)
			*last = (struct last){ told[i].s,
			    is_same(now, told[i].s) };
		cohorts = told[i].cohorts == 0 ? 0 : cohorts;
	}
	return (last->is_it || (cohorts != 0 && fits_beside(r->arena, now,
	    cohorts, told, given.n, few_of(r->for_whom))));
}

bool
series_fits_everybody(const struct releasing *r, const struct series *now)
{
	struct last	last;

	return (holds(r, equity_raw_everybody_given(r->db, r->programme,
	    r->for_whom->audience, r->outcome, r->cohorts), now, &last));
}

bool
series_fits(const struct releasing *r, const char *what,
    const struct series *now)
{
	struct last	last;

	return (holds(r, equity_raw_series_given(r->db, r->programme,
	    r->for_whom->audience, what, r->cohorts), now, &last));
}

const struct series *
release_series(const struct releasing *r, const char *what,
    const struct series *now)
{
	struct last	last;

	if (is_for_lead(r->for_whom))
		return (now);
	if (!holds(r, equity_raw_series_given(r->db, r->programme,
	    r->for_whom->audience, what, r->cohorts), now, &last))
		return (last.s);
	if (!last.is_it)
		equity_series_keep(r->db, r->programme,
		    r->for_whom->audience, what, r->cohorts,
		    (struct text_list){ now->labels, now->n },
		    (struct int_list){ now->counts, now->n },
		    (struct int_list){ now->told, now->n }, r->reference);
	return (now);
}
