/* compare - a group with a reference, from what is told of both. */
#include <math.h>

#include "equity/exact.h"
#include "figures.h"

static const double	differ = 0.1;

bool
exact_pair(const struct equity_comparison *c)
{
	return (token_is_exact(&c->x1) && token_is_exact(&c->n1) &&
	    token_is_exact(&c->x2) && token_is_exact(&c->n2));
}

struct two
pair_of(const struct equity_comparison *c)
{
	return ((struct two){ c->x1.value, c->n1.value, c->x2.value,
	    c->n2.value });
}

/* Cohorts in which both groups have somebody; 0 when one of their counts is
 * not told. */
static size_t
strata_of(struct side g, struct side r, size_t ncohorts, struct two *strata)
{
	size_t	n = 0;

	if (g.cohort_x == NULL || r.cohort_x == NULL)
		return (0);
	for (size_t i = 0; i < ncohorts; i++) {
		struct equity_comparison	one = { .x1 = g.cohort_x[i],
						    .n1 = g.cohort_n[i],
						    .x2 = r.cohort_x[i],
						    .n2 = r.cohort_n[i] };

		if (!exact_pair(&one))
			return (0);
		if (one.n1.value > 0 && one.n2.value > 0)
			strata[n++] = pair_of(&one);
	}
	return (n);
}

/* Within cohorts, so that their mix does not pass for a difference. */
static void
pool(struct arena *a, struct side g, struct side r, size_t ncohorts,
    struct equity_comparison *c)
{
	struct two	*strata = arena_array(a, ncohorts + 1,
			    sizeof(*strata));
	size_t		 n = strata_of(g, r, ncohorts, strata);

	if (n < 2)
		return;
	c->pooled_known = true;
	c->pooled = mantel_haenszel_ratio(strata, n, normal_within(0.95));
	c->cmh = cochran_mantel_haenszel(strata, n, 0);
	breslow_day(strata, n, &c->tarone);
	c->cochran = cochran_q(strata, n, &(double){ 0 });
	c->differs = c->tarone.p < differ || c->cochran.p < differ;
}

static void
ratio_of(struct equity_comparison *c, struct two t)
{
	c->ratio = two_ratio(t);
	c->within = koopman(t, normal_within(0.95));
	c->difference = two_difference(t);
	c->gap = newcombe(t, 0.95);
}

static void
compare_exactly(struct arena *a, const struct protection *p, struct side g,
    struct side r, size_t ncohorts, struct equity_comparison *c)
{
	struct two	t = pair_of(c);

	c->exact = true;
	if (t.n1 < p->at->rate_least || t.n2 < p->at->rate_least)
		return;
	ratio_of(c, t);
	c->excess = two_excess(t);
	if (t.x1 + t.x2 > 0 && t.x1 + t.x2 < t.n1 + t.n2)
		c->mid_p = fisher(t).mid_p;
	pool(a, g, r, ncohorts, c);
}

void
compare(struct arena *a, const struct protection *p, struct side g,
    struct side r, size_t ncohorts, bool ratio_allowed,
    struct equity_comparison *c)
{
	c->x1 = g.x;
	c->n1 = g.n;
	c->x2 = r.x;
	c->n2 = r.n;
	c->ratio = c->difference = c->excess = c->mid_p = c->holm = c->bh =
	    c->bound_low = c->bound_high = NAN;
	c->within = c->gap = (struct interval){ NAN, NAN };
	if (is_for_partners(p)) {
		if (ratio_allowed)
			ratio_of(c, pair_of(c));
	} else if (exact_pair(c)) {
		compare_exactly(a, p, g, r, ncohorts, c);
	}
}

enum { COHORTS_LEAST = 3, EVENTS_A_TERM = 5, TERMS = 4 };

/* Does the gap change?  Of cohorts whose numbers are all told, as many as a
 * model of four terms needs events, and people without one. */
static const char *
gap_over(struct arena *a, const struct equity_point *p, size_t n)
{
	struct two	*of = arena_array(a, n + 1, sizeof(*of));
	double		*score = arena_array(a, n + 1, sizeof(*score));
	size_t		 known = 0;
	int64_t		 events = 0, people = 0;
	struct gap_trend t;

	for (size_t i = 0; i < n; i++) {
		struct equity_comparison	c = { .x1 = p[i].x1,
						    .n1 = p[i].n1,
						    .x2 = p[i].x2,
						    .n2 = p[i].n2 };

		if (!exact_pair(&c))
			return (NULL);
		if (c.n1.value < 1 || c.n2.value < 1)
			continue;
		of[known] = pair_of(&c);
		score[known++] = (double)i;
		events += c.x1.value + c.x2.value;
		people += c.n1.value + c.n2.value;
	}
	if (known < COHORTS_LEAST || events < EVENTS_A_TERM * TERMS ||
	    people - events < EVENTS_A_TERM * TERMS)
		return (NULL);
	t = gap_trend(of, score, known);
	return (isnan(t.value) || isnan(t.p) ? NULL :
	    gap_trend_sentence(a, t));
}

/* The ratio of each cohort, and of it with the two before. */
void
trend(struct arena *a, const struct protection *for_whom,
    const struct shown_table *s, struct equity_table *t)
{
	const struct shown	*g = &s->v[0], *r = &s->v[1];
	struct two		*strata = arena_array(a, s->ncohorts + 1,
				    sizeof(*strata));
	size_t			 known = 0;

	t->trend_withheld = s->trend_withheld;
	if (s->ncohorts < 2 || g->cohort_events == NULL)
		return;
	t->trend = arena_array(a, s->ncohorts, sizeof(*t->trend));
	for (size_t i = 0; i < s->ncohorts; i++) {
		struct equity_point	*p = &t->trend[t->ntrend++];
		struct equity_comparison c = { .x1 = g->cohort_events[i],
					    .n1 = g->cohort_people[i],
					    .x2 = r->cohort_events[i],
					    .n2 = r->cohort_people[i] };

		*p = (struct equity_point){ .x1 = c.x1, .n1 = c.n1,
		    .x2 = c.x2, .n2 = c.n2, .ratio = NAN,
		    .within = { NAN, NAN }, .rolling = { NAN, NAN,
		    { NAN, NAN } } };
		known = exact_pair(&c) && c.n1.value > 0 && c.n2.value > 0 ?
		    known + 1 : 0;
		if (known == 0)
			continue;
		strata[i] = pair_of(&c);
		if (strata[i].n1 >= for_whom->at->rate_least &&
		    strata[i].n2 >= for_whom->at->rate_least) {
			p->ratio = two_ratio(strata[i]);
			p->within = koopman(strata[i], normal_within(0.95));
		}
		if (known >= EQUITY_LATEST)
			p->rolling = mantel_haenszel_ratio(
			    &strata[i + 1 - EQUITY_LATEST], EQUITY_LATEST,
			    normal_within(0.95));
	}
	t->gap_trend = gap_over(a, t->trend, t->ntrend);
}
