/*
 * series - the ledger of what is given beside tables: another is given when no
 * number that is told both times moved by a few people; else the one before it.
 */
#include <stdlib.h>
#include <string.h>

#include "release.h"

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

/* Would the difference of the two tell about a few people? */
static bool
tells_a_few(const struct series *now, const struct series *then, int64_t few)
{
	for (size_t i = 0; i < now->n; i++)
		for (size_t k = 0; k < then->n; k++) {
			int64_t	moved = now->counts[i] - then->counts[k];

			if (now->told[i] && then->told[k] && moved != 0 &&
			    llabs(moved) <= few && strcmp(now->labels[i],
			    then->labels[k]) == 0)
				return (true);
		}
	return (false);
}

const struct series *
release_series(const struct releasing *r, const char *what,
    const struct series *now)
{
	struct equity_raw_series_list	 given;
	struct series			*last = NULL, *then;
	bool				 fits = true;

	if (is_for_lead(r->for_whom))
		return (now);
	given = equity_raw_series_given(r->db, r->programme,
	    r->for_whom->audience, what, r->cohorts);
	each (g, given) {
		then = as_given(r->arena, g);
		if (g->is_same && last == NULL) {
			last = then;
			if (is_same(now, last))
				return (now);
		}
		fits = fits && !tells_a_few(now, then, few_of(r->for_whom));
	}
	if (!fits)
		return (last);
	equity_series_keep(r->db, r->programme, r->for_whom->audience, what,
	    r->cohorts, (struct text_list){ now->labels, now->n },
	    (struct int_list){ now->counts, now->n },
	    (struct int_list){ now->told, now->n }, r->reference);
	return (now);
}
