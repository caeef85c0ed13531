/* protect - from counts to what an audience is told of them. */
#include <stdio.h>

#include "protect.h"

static const char too_small[] = "The numbers are too small for this to be "
    "shown to you.";

struct token
token_exact(int64_t n)
{
	struct token	t = { .value = n, .told = { n, n } };

	snprintf(t.text, sizeof(t.text), "%ld", (long)n);
	return (t);
}

struct token
token_hidden(void)
{
	return ((struct token){ .text = "c", .value = -1,
	    .told = { 0, COUNT_MOST } });
}

bool
is_for_lead(const struct protection *p)
{
	return (p->audience == EQUITY_AUDIENCE_LEAD);
}

bool
is_for_partners(const struct protection *p)
{
	return (p->audience == EQUITY_AUDIENCE_PARTNER ||
	    p->audience == EQUITY_AUDIENCE_PUBLIC);
}

enum rounding
rounding_of(const struct equity_thresholds *at)
{
	return (at->rounding == 0 ? ROUNDING_NHS : ROUNDING_HESA);
}

int64_t
few_of(const struct protection *p)
{
	return (is_for_partners(p) ? ROUNDED_SMALL : p->at->small);
}

bool
token_is_exact(const struct token *t)
{
	return (*t->text != '\0' && t->told.least == t->told.most);
}

/* Rows of a table for a cohort, or for all of them (at is -1). */
static struct raw_count
count_at(const struct raw_group *g, int at)
{
	return (at < 0 ? g->all : g->cohorts[at]);
}

struct counts
table_of(struct arena *a, const struct raw_table *t, int64_t **numbers,
    int at)
{
	int	rows = (int)t->ncoarse + (t->unknown.all.people > 0);
	int64_t	*v = arena_array(a, (size_t)(rows + 1) * 3, sizeof(*v));

	for (int i = 0; i < rows; i++) {
		const struct raw_group	*g = i < (int)t->ncoarse ?
					    &t->coarse[i] : &t->unknown;
		struct raw_count	 c = count_at(g, at);

		v[i * 3] = c.events;
		v[i * 3 + 1] = c.people - c.events;
	}
	add_totals(rows, 2, v);
	*numbers = v;
	return ((struct counts){ rows, 2, v });
}

/* Of a group so small nothing is shown; nor what would say something of
 * everybody in one. */
bool
has_unsafe_group(const struct protection *p, const struct raw_table *t,
    int at)
{
	for (size_t i = 0; i < t->ncoarse; i++) {
		struct raw_count	c = count_at(&t->coarse[i], at);

		if (c.people < p->at->group_least ||
		    (c.people < p->at->one_sort && (c.events == 0 ||
		    c.events == c.people)))
			return (true);
	}
	return (false);
}

static struct shown *
show(struct shown_table *s, const struct raw_group *g, enum equity_row row)
{
	struct shown	*one = &s->v[s->n++];

	one->name = row == EQUITY_UNKNOWN ? "Not known" :
	    row == EQUITY_EVERYBODY ? "Everybody" : g->name;
	one->row = row;
	one->coarse = g->coarse;
	return (one);
}

static void
show_exactly(struct arena *a, struct shown_table *s, const struct raw_group *g,
    enum equity_row row)
{
	struct shown	*one = show(s, g, row);

	one->people = token_exact(g->all.people);
	one->events = token_exact(g->all.events);
	one->rest = token_exact(g->all.people - g->all.events);
	one->started = token_exact(g->all.started);
	one->pending = token_exact(g->all.pending);
	one->cohort_people = arena_array(a, s->ncohorts,
	    sizeof(struct token));
	one->cohort_events = arena_array(a, s->ncohorts,
	    sizeof(struct token));
	one->cohort_rest = arena_array(a, s->ncohorts, sizeof(struct token));
	for (size_t i = 0; i < s->ncohorts; i++) {
		struct raw_count	c = g->cohorts[i];

		one->cohort_people[i] = token_exact(c.people);
		one->cohort_events[i] = token_exact(c.events);
		one->cohort_rest[i] = token_exact(c.people - c.events);
	}
}

static void
protect_for_lead(struct arena *a, const struct raw_table *t,
    struct shown_table *s)
{
	for (size_t i = 0; i < t->ncoarse; i++)
		show_exactly(a, s, &t->coarse[i], EQUITY_GROUP);
	for (size_t i = 0; i < t->nfine; i++)
		show_exactly(a, s, &t->fine[i], EQUITY_GROUP);
	show_exactly(a, s, &t->unknown, EQUITY_UNKNOWN);
	show_exactly(a, s, &t->everybody, EQUITY_EVERYBODY);
}

/* The ratio in truth, within cohorts where there are several. */
static void
true_pair(struct arena *a, const struct protection *p,
    const struct raw_table *t, struct shown_table *s)
{
	struct two	*strata = arena_array(a, s->ncohorts + 1,
			    sizeof(*strata));
	const struct raw_group	*g = &t->coarse[0], *r = &t->coarse[1];
	size_t		 n = 0;

	s->true_pair = (struct two){ g->all.events, g->all.people,
	    r->all.events, r->all.people };
	for (size_t i = 0; i < s->ncohorts; i++)
		if (g->cohorts[i].people > 0 && r->cohorts[i].people > 0)
			strata[n++] = (struct two){ g->cohorts[i].events,
			    g->cohorts[i].people, r->cohorts[i].events,
			    r->cohorts[i].people };
	s->true_ratio = n > 1 ? mantel_haenszel_ratio(strata, n,
	    normal_within(0.95)).value : two_ratio(s->true_pair);
	s->ratio_allowed = s->true_pair.x1 >= p->at->ratio_events &&
	    s->true_pair.x2 >= p->at->ratio_events;
}

/* Groups without people, and their names, are lines of the table all the
 * same; rounding shows no empty ones. */
static void
protect_tokens(struct arena *a, const struct protection *p,
    const struct raw_table *t, struct shown_table *s, bool one_by_one)
{
	for (size_t i = 0; i < t->ncoarse; i++)
		show(s, &t->coarse[i], EQUITY_GROUP);
	if (t->unknown.all.people > 0)
		show(s, &t->unknown, EQUITY_UNKNOWN);
	show(s, &t->everybody, EQUITY_EVERYBODY);
	if (p->audience == EQUITY_AUDIENCE_STAFF)
		protect_for_staff(a, p, t, s, one_by_one);
	else
		protect_rounded(a, p, t, s);
}

struct shown_table
protect(struct arena *a, const struct protection *p,
    const struct raw_table *t, size_t ncohorts, bool crossed,
    bool one_by_one)
{
	struct shown_table	 s = { .v = arena_array(a, t->ncoarse +
				    t->nfine + 2, sizeof(*s.v)),
				    .ncohorts = ncohorts };

	if (t->everybody.all.people == 0)
		s.withheld = "Nobody is counted here yet.";
	else if (t->ncoarse < 2)
		s.withheld = "Nobody, or everybody who answered, is of one "
		    "group.";
	else if (is_for_partners(p) &&
	    ((int64_t)ncohorts < p->at->pooled_least || crossed))
		s.withheld = arena_printf(a, "These figures are given for %ld "
		    "cohorts together, and of one question at a time.",
		    (long)p->at->pooled_least);
	else if (!is_for_lead(p) && has_unsafe_group(p, t, -1))
		s.withheld = too_small;
	if (s.withheld != NULL)
		return (s);
	true_pair(a, p, t, &s);
	if (is_for_lead(p))
		protect_for_lead(a, t, &s);
	else
		protect_tokens(a, p, t, &s, one_by_one && !crossed);
	return (s);
}
