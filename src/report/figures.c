/* figures - a table as it is shown: groups, rates, and comparisons. */
#include <math.h>
#include <stdio.h>

#include "equity/groups.h"
#include "figures.h"

enum {
	UNKNOWN_MUCH = 10,
	EVENTS_LEAST = 5,		/* and people without one */
	TOGETHER_STEPS = 200000,	/* some thousandths of a second */
};

/* A rounded 0 or 5 may be one of a few. */
static bool
may_be_few(const struct token *t)
{
	return (t->told.least <= ROUNDED_SMALL && t->told.most >= 1);
}

/* May a rate be made of what is told?  A rounded 25 is 23 or more. */
static bool
has_rate(const struct protection *p, const struct shown *s)
{
	if (s->people.value < 1 || s->events.value < 0 || s->rest.value < 0)
		return (false);
	switch (p->audience) {
	case EQUITY_AUDIENCE_LEAD:
		return (s->people.value >= p->at->rate_least);
	case EQUITY_AUDIENCE_STAFF:
		return (s->people.value >= p->at->group_least);
	default:
		return (s->people.value >= (int64_t)nearest_five(
		    (double)p->at->band_people) &&
		    s->events.value <= s->people.value &&
		    !may_be_few(&s->events) && !may_be_few(&s->rest));
	}
}

static struct equity_group
group_of(const struct protection *p, const struct shown *s)
{
	struct equity_group	g = { .name = s->name, .row = s->row,
				    .people = s->people, .events = s->events,
				    .started = s->started,
				    .pending = s->pending, .rate = NAN,
				    .within = { NAN, NAN } };

	if (!has_rate(p, s))
		return (g);
	g.has_rate = true;
	g.rate = (double)s->events.value / (double)s->people.value;
	g.within = wilson(s->events.value, s->people.value, 0.95);
	return (g);
}

static struct side
side_of(const struct shown *s)
{
	return ((struct side){ s->events, s->people, s->cohort_events,
	    s->cohort_people });
}

static struct token
sum(struct token t, struct token more)
{
	return (token_is_exact(&t) && token_is_exact(&more) ?
	    token_exact(t.value + more.value) : token_hidden());
}

static void
sum_cohorts(struct arena *a, const struct shown_table *s, struct side *rest,
    const struct shown *more)
{
	if (more->cohort_events == NULL) {
		rest->cohort_x = rest->cohort_n = NULL;
		return;
	}
	for (size_t i = 0; i < s->ncohorts && rest->cohort_x != NULL; i++) {
		rest->cohort_x[i] = sum(rest->cohort_x[i],
		    more->cohort_events[i]);
		rest->cohort_n[i] = sum(rest->cohort_n[i],
		    more->cohort_people[i]);
	}
}

/* Everyone else of whom the same is known: no group is the norm. */
static struct side
everyone_else(struct arena *a, const struct shown_table *s, size_t of)
{
	struct side	rest = { token_exact(0), token_exact(0),
			    arena_array(a, s->ncohorts, sizeof(struct token)),
			    arena_array(a, s->ncohorts,
			    sizeof(struct token)) };

	for (size_t i = 0; i < s->ncohorts; i++)
		rest.cohort_x[i] = rest.cohort_n[i] = token_exact(0);
	for (size_t i = 0; i < s->n; i++)
		if (i != of && s->v[i].row == EQUITY_GROUP &&
		    s->v[i].coarse == s->v[of].coarse) {
			rest.x = sum(rest.x, s->v[i].events);
			rest.n = sum(rest.n, s->v[i].people);
			sum_cohorts(a, s, &rest, &s->v[i]);
		}
	return (rest);
}

/* Is it compared with everyone else?  Of two questions together only groups
 * that are large enough to be looked at. */
static bool
has_own_line(const struct protection *p, const struct equity_table *t,
    const struct shown *s)
{
	if (s->row != EQUITY_GROUP)
		return (false);
	if (!t->by->crossed)
		return (!s->coarse);
	return (s->people.value >= p->at->group_least);
}

static void
comparisons(struct arena *a, const struct protection *p,
    const struct shown_table *s, struct equity_table *t)
{
	struct equity_comparison	*c;

	t->comparisons = arena_array(a, s->n + 1, sizeof(*t->comparisons));
	if (!t->by->crossed) {
		c = &t->comparisons[t->ncomparisons++];
		c->headline = true;
		c->group = s->v[0].name;
		c->reference = s->v[1].name;
		compare(a, p, side_of(&s->v[0]), side_of(&s->v[1]),
		    s->ncohorts, s->ratio_allowed, c);
	}
	for (size_t i = 0; i < s->n; i++)
		if (has_own_line(p, t, &s->v[i])) {
			c = &t->comparisons[t->ncomparisons++];
			c->group = s->v[i].name;
			c->reference = "Everyone else";
			compare(a, p, side_of(&s->v[i]),
			    everyone_else(a, s, i), s->ncohorts, false, c);
		}
}

/* With all who are not known put into one group, and into the other. */
static void
bounds(const struct shown_table *s, struct equity_table *t)
{
	const struct shown	*unknown = &s->v[s->n - 2],
				*all = &s->v[s->n - 1];
	struct equity_comparison *c = &t->comparisons[0];
	struct two		 low, high;
	double			 one, other;

	t->unknown = NAN;
	if (unknown->row != EQUITY_UNKNOWN) {
		t->unknown = 0;
		return;
	}
	if (unknown->people.value < 0 || all->people.value < 1)
		return;
	t->unknown = (double)unknown->people.value /
	    (double)all->people.value;
	if (t->ncomparisons == 0 || !c->exact || isnan(c->ratio) ||
	    !token_is_exact(&unknown->events) ||
	    100 * t->unknown <= UNKNOWN_MUCH)
		return;
	low = high = pair_of(c);
	high.x1 += unknown->events.value;
	high.n1 += unknown->people.value;
	low.x2 += unknown->events.value;
	low.n2 += unknown->people.value;
	one = two_ratio(low);
	other = two_ratio(high);
	c->bound_low = fmin(one, other);
	c->bound_high = fmax(one, other);
}

/* Do several groups differ at all?  Of numbers that are all told. */
static void
together(struct arena *a, const struct shown_table *s,
    struct equity_table *t)
{
	struct group	*g = arena_array(a, s->n, sizeof(*g)), all;
	size_t		 k = 0;

	for (size_t i = 0; i < s->n; i++)
		if (s->v[i].row == EQUITY_GROUP &&
		    s->v[i].coarse == t->by->crossed) {
			if (!token_is_exact(&s->v[i].events) ||
			    !token_is_exact(&s->v[i].people))
				return;
			if (s->v[i].people.value > 0)
				g[k++] = (struct group){ s->v[i].events.value,
				    s->v[i].people.value };
		}
	all = groups_together(g, k);
	if (k > 2 && all.x >= EVENTS_LEAST && all.n - all.x >= EVENTS_LEAST)
		t->together = together_sentence(a, k, groups_differ(g, k,
		    TOGETHER_STEPS));
}

void
figures(struct arena *a, const struct protection *p,
    const struct shown_table *s, struct equity_table *t)
{
	t->withheld = s->withheld;
	t->released_on = s->released_on;
	t->unknown = NAN;
	if (s->withheld != NULL)
		return;
	t->groups = arena_array(a, s->n, sizeof(*t->groups));
	for (size_t i = 0; i < s->n; i++)
		t->groups[t->ngroups++] = group_of(p, &s->v[i]);
	comparisons(a, p, s, t);
	bounds(s, t);
	if (!is_for_partners(p))
		together(a, s, t);
	if (!t->by->crossed)
		trend(a, p, s, t);
}
