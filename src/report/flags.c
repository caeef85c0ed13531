/* flags - whether flags find people of one group as well as of another. */
#include <math.h>
#include <string.h>

#include "equity/multiplicity.h"
#include "flags_told.h"
#include "release.h"

/* What all lines are made of. */
struct auditing {
	struct releasing				 r;
	struct equity_raw_flags_list			 rows;
	struct equity_raw_difference_list		 differences;
	struct equity_characteristic_row_list		 by;
	struct flag_audit				*f;
};

static void
take(struct counted *c, const struct equity_raw_flags *r)
{
	c->f.tp += r->tp;
	c->f.fp += r->fp;
	c->f.fn += r->fn;
	c->f.tn += r->tn;
	c->after[AFTER_WITHIN] += r->within;
	c->after[AFTER_PLANNED] += r->planned;
	c->after[AFTER_OVERRIDDEN] += r->overridden;
	c->after[AFTER_CLEARED] += r->cleared;
	c->half_after = r->half_after.known ? r->half_after.value + 1 : 0;
}

static bool
same(const char *a, const char *b)
{
	return (a == NULL || b == NULL ? a == b : strcmp(a, b) == 0);
}

static struct both
both_of(struct equity_raw_flags_list rows, const char *rule,
    const struct equity_characteristic_row *by)
{
	struct both	b = { 0 };

	each (r, rows) {
		if (!same(r->rule, rule) || !same(r->characteristic, by->code))
			continue;
		take(same(r->coarse, by->headline) ? &b.of :
		    same(r->coarse, by->reference) ? &b.reference :
		    &b.unknown, r);
	}
	return (b);
}

/* The line of a rule that was made before, or NULL. */
static const struct flag_line *
line_of(const struct flag_audit *f, const char *rule, const char *by)
{
	for (size_t i = 0; i < f->n; i++)
		if (same(f->lines[i].rule, rule) &&
		    strcmp(f->lines[i].by, by) == 0)
			return (&f->lines[i]);
	return (NULL);
}

static bool
differs_by_few(const struct token *of_all, int64_t count, int64_t few)
{
	return (token_is_exact(of_all) && of_all->value - count >= 1 &&
	    of_all->value - count <= few);
}

/* What followed a flag of this rule followed one of any: who is left over is
 * known, too, but for who was spoken to in time, which each rule counts from
 * its own day. */
static void
hide_what_is_left(const struct flag_line *any, const struct both *b,
    int64_t few, struct safe *s)
{
	for (int k = AFTER_PLANNED; k < AFTERS; k++)
		if (differs_by_few(&any->after[k].of.x, b->of.after[k], few) ||
		    differs_by_few(&any->after[k].reference.x,
		    b->reference.after[k], few))
			s->after[k] = false;
}

/* A line beside those before it: what it would tell together with one of them
 * of very few people is not told. */
static void
hide_differences(const struct auditing *g, const char *rule, const char *by,
    const struct both *b, struct safe *s)
{
	const struct flag_line	*any = rule == NULL ? NULL :
				    line_of(g->f, NULL, by);

	each (d, g->differences) {
		const struct flag_line	*l;

		if (strcmp(d->characteristic, by) != 0 ||
		    (!same(d->rule, rule) && !same(d->of_rule, rule)))
			continue;
		l = line_of(g->f, same(d->rule, rule) ? d->of_rule : d->rule,
		    by);
		if (l != NULL && token_is_exact(&l->seen[d->had_it ?
		    SEEN_RECALL : SEEN_FALSE_ALARM].of.x))
			*(d->had_it ? &s->events : &s->others) = false;
	}
	for (int k = 0; k < AFTERS; k++)
		s->after[k] = s->after[k] && s->events && s->others;
	if (any != NULL && !is_for_lead(g->r.for_whom))
		hide_what_is_left(any, b, few_of(g->r.for_whom), s);
}

/* The counts of one side of a line, and whether they are told. */
static void
add_side(struct arena *a, struct series *s, const char *by, const char *side,
    const struct counted *c, const struct safe *safe)
{
	const int64_t	four[] = { c->f.tp, c->f.fn, c->f.fp, c->f.tn };

	for (int i = 0; i < 4; i++)
		series_add(a, s, arena_printf(a, "%s %s %d", by, side, i),
		    four[i], i < 2 ? safe->events : safe->others);
	for (int k = 0; k < AFTERS; k++)
		series_add(a, s, arena_printf(a, "%s %s after %d", by, side,
		    k), c->after[k], safe->after[k]);
	series_add(a, s, arena_printf(a, "%s %s half after", by, side),
	    c->half_after, false);
}

static void
add_line(const struct auditing *g, struct series *s, const char *rule,
    const struct equity_characteristic_row *by)
{
	struct both	b = both_of(g->rows, rule, by);
	struct safe	safe = safe_of(g->r.for_whom, &b);

	hide_differences(g, rule, by->code, &b, &safe);
	add_side(g->r.arena, s, by->code, "of", &b.of, &safe);
	add_side(g->r.arena, s, by->code, "reference", &b.reference, &safe);
	add_side(g->r.arena, s, by->code, "unknown", &b.unknown, &safe);
}

static int64_t
count_in(const struct series *s, const char *label)
{
	int64_t	count = series_count(s, label);

	return (count < 0 ? 0 : count);
}

static struct counted
side_in(struct arena *a, const struct series *s, const char *by,
    const char *side)
{
	struct counted	 c = { 0 };
	int64_t		*four[] = { &c.f.tp, &c.f.fn, &c.f.fp, &c.f.tn };

	for (int i = 0; i < 4; i++)
		*four[i] = count_in(s, arena_printf(a, "%s %s %d", by, side,
		    i));
	for (int k = 0; k < AFTERS; k++)
		c.after[k] = count_in(s, arena_printf(a, "%s %s after %d", by,
		    side, k));
	c.half_after = count_in(s, arena_printf(a, "%s %s half after", by,
	    side));
	return (c);
}

/* Which of it was told when it was given. */
static struct safe
safe_in(struct arena *a, const struct series *s, const char *by)
{
	struct safe	safe = {
		series_told(s, arena_printf(a, "%s of 0", by)),
		series_told(s, arena_printf(a, "%s of 2", by)), { 0 } };

	for (int k = 0; k < AFTERS; k++)
		safe.after[k] = series_told(s, arena_printf(a,
		    "%s of after %d", by, k));
	return (safe);
}

/* Recall within the headline comparisons of one rule. */
static void
adjust(struct flag_line *lines, size_t n)
{
	double	p[16], holm[16];
	size_t	at[16], k = 0;

	for (size_t i = 0; i < n && k < 16; i++)
		if (!isnan(lines[i].seen[SEEN_RECALL].mid_p)) {
			p[k] = lines[i].seen[SEEN_RECALL].mid_p;
			at[k++] = i;
		}
	adjust_holm(p, k, holm);
	for (size_t i = 0; i < k; i++)
		lines[at[i]].seen[SEEN_RECALL].holm = holm[i];
}

static struct flag_line
line_given(const struct auditing *g, const struct series *given,
    const struct equity_flag_rule *u,
    const struct equity_characteristic_row *by)
{
	struct arena		*a = g->r.arena;
	struct flag_line	 l = { .rule = u == NULL ? NULL : u->code,
				    .title = u == NULL ? NULL : u->title,
				    .by = by->code,
				    .characteristic = by->title,
				    .group = by->headline,
				    .reference = by->reference };
	struct both		 b;
	struct safe		 safe;

	if (given == NULL) {
		hide_line(&l);
		return (l);
	}
	b = (struct both){ side_in(a, given, by->code, "of"),
	    side_in(a, given, by->code, "reference"),
	    side_in(a, given, by->code, "unknown") };
	safe = safe_in(a, given, by->code);
	l.released_on = given->released_on;
	show_line(a, g->r.for_whom, &b, &safe, &l);
	return (l);
}

/* The lines of one rule, as they may be given. */
static void
add_rule(struct auditing *g, const struct equity_flag_rule *u)
{
	const char		*rule = u == NULL ? NULL : u->code;
	struct series		 now = { 0 };
	const struct series	*given;
	size_t			 from = g->f->n, n = from;

	each (c, g->by)
		if (!c->crossed)
			add_line(g, &now, rule, c);
	given = release_series(&g->r, arena_printf(g->r.arena, "flags, %s",
	    rule == NULL ? "any" : rule), &now);
	each (c, g->by)
		if (!c->crossed)
			g->f->lines[n++] = line_given(g, given, u, c);
	g->f->n = n;
	adjust(&g->f->lines[from], n - from);
}

static struct int_list
cohorts_of(struct db *db, struct arena *a, int64_t programme)
{
	struct equity_cohort_row_list	 all = equity_cohorts(db, programme);
	int64_t				*ids = arena_array(a, all.n + 1,
					    sizeof(*ids));

	for (size_t i = 0; i < all.n; i++)
		ids[i] = all.v[all.n - 1 - i].id;
	return ((struct int_list){ ids, all.n });
}

struct flag_audit *
flag_audit(struct db *db, struct arena *a, enum equity_audience audience,
    int64_t programme, const char *reference)
{
	struct equity_flag_rule_list	 rules = equity_flag_rules(db);
	struct protection		 p = { audience,
					    equity_thresholds_of(db,
					    programme) };
	struct auditing			 g = { .r = { db, a, &p, programme,
					    "flags", NULL, reference,
					    { 0 } } };

	g.rows = equity_raw_flags(db, programme, audience, reference);
	if (g.rows.n == 0)
		return (NULL);
	if (!is_for_lead(&p))
		g.differences = equity_raw_flag_differences(db, programme,
		    audience, few_of(&p));
	g.by = equity_characteristics(db);
	g.r.cohorts = cohorts_of(db, a, programme);
	g.f = arena_alloc(a, sizeof(*g.f));
	*g.f = (struct flag_audit){ .audience = audience,
	    .lines = arena_array(a, (rules.n + 1) * g.by.n,
	    sizeof(*g.f->lines)) };
	add_rule(&g, NULL);
	each (u, rules)
		add_rule(&g, u);
	return (g.f);
}
