/* cells - what a table tells, number by number, and whom each of them counts.
 */
#include <string.h>

#include "cells.h"

const char *const measures[MEASURES] = { "people", "events", "rest",
    "started", "pending" };

/* The cells of many tables, as they are looked up; to: where the hash goes. */
struct looked_up {
	size_t		  n;
	const char	**outcomes, **by, **lines, **measures, ***to;
	int64_t		 *cohorts;
};

struct token *
token_of(struct shown *s, size_t measure)
{
	struct token	*all[] = { &s->people, &s->events, &s->rest,
			    &s->started, &s->pending };

	return (all[measure]);
}

/* NULL: it has none. */
static const struct token *
token_at(struct shown *s, size_t measure, int cohort)
{
	const struct token	*one[] = { s->cohort_people,
				    s->cohort_events, s->cohort_rest };

	if (cohort >= 0)
		return (measure <= REST ? &one[measure][cohort] : NULL);
	return (*token_of(s, measure)->text != '\0' ?
	    token_of(s, measure) : NULL);
}

static const char **
set_at(const struct shown_table *s, size_t line, size_t measure, int cohort)
{
	return (&s->sets[((size_t)(cohort + 1) * s->n + line) * MEASURES +
	    measure]);
}

size_t
cohorts_told(const struct shown_table *s)
{
	return (s->v[0].cohort_events != NULL && s->ncohorts > 1 ?
	    s->ncohorts : 0);
}

struct int_list
cohorts_of(const struct releasing *r, int cohort)
{
	return (cohort < 0 ? r->cohorts :
	    (struct int_list){ &r->cohorts.v[cohort], 1 });
}

struct cells
cells_of(struct arena *a, const struct shown_table *s, int cohort)
{
	size_t		most = s->n * MEASURES + 1;
	struct cells	c = { 0 };

	c.lines = arena_array(a, most, sizeof(*c.lines));
	c.measures = arena_array(a, most, sizeof(*c.measures));
	c.tokens = arena_array(a, most, sizeof(*c.tokens));
	c.sets = arena_array(a, most, sizeof(*c.sets));
	c.numbers = arena_array(a, most, sizeof(*c.numbers));
	c.least = arena_array(a, most, sizeof(*c.least));
	c.most = arena_array(a, most, sizeof(*c.most));
	for (size_t i = 0; i < s->n; i++)
		for (size_t k = 0; k < MEASURES; k++) {
			const struct token	*t = token_at(&s->v[i], k,
						    cohort);

			if (t == NULL)
				continue;
			c.lines[c.n] = s->v[i].name;
			c.measures[c.n] = measures[k];
			c.tokens[c.n] = t->text;
			c.sets[c.n] = s->sets == NULL ? NULL :
			    *set_at(s, i, k, cohort);
			c.numbers[c.n] = t->value;
			c.least[c.n] = t->told.least;
			c.most[c.n++] = t->told.most;
		}
	return (c);
}

bool
is_as_before(const struct releasing *r, const struct cells *c, int cohort)
{
	struct equity_released_cell_list given = equity_released(r->db,
					    r->programme,
					    r->for_whom->audience,
					    r->outcome, r->by,
					    cohorts_of(r, cohort));
	size_t				 same = 0;

	each (g, given)
		for (size_t i = 0; i < c->n; i++)
			same += strcmp(g->line, c->lines[i]) == 0 &&
			    strcmp(g->measure, c->measures[i]) == 0 &&
			    strcmp(g->token, c->tokens[i]) == 0;
	return (same == c->n && given.n == c->n);
}

/* What is as it was before needs no looking up. */
static void
add_cells(const struct releasing *r, struct shown_table *s, int cohort,
    struct looked_up *l)
{
	struct cells	c = cells_of(r->arena, s, cohort);

	if (is_as_before(r, &c, cohort))
		return;
	for (size_t i = 0; i < s->n; i++)
		for (size_t k = 0; k < MEASURES; k++) {
			if (token_at(&s->v[i], k, cohort) == NULL)
				continue;
			l->outcomes[l->n] = r->outcome;
			l->by[l->n] = r->by;
			l->lines[l->n] = s->v[i].name;
			l->measures[l->n] = measures[k];
			l->to[l->n] = set_at(s, i, k, cohort);
			l->cohorts[l->n++] = cohort < 0 ? 0 :
			    r->cohorts.v[cohort];
		}
}

static size_t
most_cells(const struct shown_table *s)
{
	return ((s->ncohorts + 1) * s->n * MEASURES);
}

static struct looked_up
room_for(struct arena *a, size_t most)
{
	return ((struct looked_up){
	    .outcomes = arena_array(a, most + 1, sizeof(char *)),
	    .by = arena_array(a, most + 1, sizeof(char *)),
	    .lines = arena_array(a, most + 1, sizeof(char *)),
	    .measures = arena_array(a, most + 1, sizeof(char *)),
	    .to = arena_array(a, most + 1, sizeof(char **)),
	    .cohorts = arena_array(a, most + 1, sizeof(int64_t)) });
}

static void
add_table(const struct releasing *r, struct shown_table *s,
    struct looked_up *l)
{
	s->sets = arena_array(r->arena, most_cells(s) + 1, sizeof(*s->sets));
	add_cells(r, s, -1, l);
	for (size_t i = 0; i < cohorts_told(s); i++)
		add_cells(r, s, (int)i, l);
}

static void
ask_whom_they_count(const struct releasing *r, const struct looked_up *l)
{
	struct equity_set_of_cell_list	found = equity_release_sets(r->db,
					    r->programme,
					    r->for_whom->audience, r->cohorts,
					    (struct text_list){ l->outcomes,
					    l->n }, (struct text_list){ l->by,
					    l->n }, (struct int_list){
					    l->cohorts, l->n },
					    (struct text_list){ l->lines,
					    l->n }, (struct text_list){
					    l->measures, l->n });

	each (f, found)
		*l->to[f->cell - 1] = f->set_hash;
}

void
release_look_up(const struct to_release *all, size_t n)
{
	struct looked_up	l;
	size_t			most = 0;

	for (size_t i = 0; i < n; i++)
		most += most_cells(all[i].table);
	if (n == 0 || is_for_lead(all->by.for_whom))
		return;
	l = room_for(all->by.arena, most);
	for (size_t i = 0; i < n; i++)
		if (all[i].table->withheld == NULL)
			add_table(&all[i].by, all[i].table, &l);
	if (l.n > 0)
		ask_whom_they_count(&all->by, &l);
}
