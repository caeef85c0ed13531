/* flags - whether flags find people of one group as well as of another. */
#include <math.h>
#include <string.h>

#include "equity/bayes.h"
#include "equity/exact.h"
#include "equity/fairness.h"
#include "equity/multiplicity.h"
#include "equity/suppression.h"
#include "equity/wording.h"
#include "release.h"
#include "report/flags.h"

static const char	few[] = "The numbers are too small for this to be "
    "shown to you.";
static const double	level = 0.05;
static const enum flag_metric metrics[SEENS] = { METRIC_FLAG, METRIC_BASE,
    METRIC_TPR, METRIC_PPV, METRIC_FPR };

/* What the database says of one group: the four, and what followed. */
struct counted { struct flags f; int64_t after[AFTERS]; };

/* One line as it is: the group of the headline, its reference, the rest. */
struct both { struct counted of, reference, unknown; };

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

/*
 * Staff are told a table of two columns when nothing has to be hidden in it,
 * totals included: the totals are those of every other rule's table.  All or
 * nobody of a small group is as much as a small number.
 */
static bool
is_safe(const struct protection *p, int64_t x1, int64_t rest1, int64_t x2,
    int64_t rest2, int64_t x3, int64_t rest3)
{
	int64_t		v[12] = { x1, rest1, 0, x2, rest2, 0, x3, rest3, 0 };
	int		rows = x3 + rest3 > 0 ? 3 : 2;
	struct counts	t = { rows, 2, v };

	add_totals(rows, 2, v);
	if (is_for_lead(p))
		return (true);
	if (too_few_people(&t, few_of(p)))
		return (false);
	for (int e = 0; e < table_cells(&t); e++)
		if (v[e] >= 1 && v[e] <= few_of(p))
			return (false);
	for (int i = 0; i < 2; i++) {
		int64_t	x = v[i * 3], n = v[i * 3 + 2];

		if (n < p->at->group_least || (n < p->at->one_sort &&
		    (x == 0 || x == n)))
			return (false);
	}
	return (true);
}

static struct flag_rate
rate_of(const struct protection *p, struct share s)
{
	struct flag_rate	r = { token_exact(s.x), token_exact(s.n),
				    false, NAN, { NAN, NAN } };

	if (s.n >= p->at->rate_least) {
		r.has_rate = true;
		r.rate = (double)s.x / (double)s.n;
		r.within = wilson(s.x, s.n, 1 - level);
	}
	return (r);
}

static struct flag_pair
pair_hidden(void)
{
	struct flag_rate	no = { token_hidden(), token_hidden(), false,
				    NAN, { NAN, NAN } };

	return ((struct flag_pair){ no, no, NAN, NAN, NAN, NAN,
	    { NAN, NAN } });
}

static struct flag_pair
pair_told(const struct protection *for_whom, struct share of,
    struct share reference)
{
	struct two		t = { of.x, of.n, reference.x, reference.n };
	struct flag_pair	p = { rate_of(for_whom, of),
				    rate_of(for_whom, reference), NAN, NAN,
				    NAN, NAN, { NAN, NAN } };

	if (!p.of.has_rate || !p.reference.has_rate)
		return (p);
	p.ratio = two_ratio(t);
	p.within = koopman(t, normal_within(1 - level));
	p.gap = two_difference(t);
	if (t.x1 + t.x2 > 0 && t.x1 + t.x2 < t.n1 + t.n2)
		p.mid_p = fisher(t).mid_p;
	return (p);
}

/* Recall 10 points lower, and probably so (section 8.3 of the method); or
 * flagged far more or less often than the outcomes explain. */
static void
judge_line(struct arena *a, struct flag_line *l, const struct both *b)
{
	const struct flag_pair	*recall = &l->seen[SEEN_RECALL],
				*flagged = &l->seen[SEEN_FLAGGED],
				*base = &l->seen[SEEN_SETBACK];
	struct two		 missed = flag_shares(b->of.f, b->reference.f,
				    METRIC_FNR);

	if (isnan(recall->gap)) {
		l->sentence = "There are too few people with an outcome to "
		    "say whether flags find one group as well as another.";
		return;
	}
	if (recall->gap <= -0.1 && chance_of_times(missed, 1) >= 0.9) {
		l->review = true;
		l->sentence = arena_printf(a, "Flags came in time for fewer "
		    "%s than %s. Look at what the rule rests upon.", l->group,
		    l->reference);
	} else if (isfinite(flagged->ratio) && isfinite(base->ratio) &&
	    (flagged->ratio < 0.8 || flagged->ratio > 1.25) &&
	    (base->within.high < flagged->ratio ||
	    base->within.low > flagged->ratio)) {
		l->review = true;
		l->sentence = arena_printf(a, "%s are flagged %s often than "
		    "outcomes explain.", l->group, flagged->ratio > 1 ?
		    "more" : "less");
	} else {
		l->sentence = "Nothing here calls for a review. That is not "
		    "evidence that the rule is fair.";
	}
}

static void
hide_line(struct flag_line *l)
{
	l->withheld = few;
	for (int i = 0; i < SEENS; i++)
		l->seen[i] = pair_hidden();
	for (int k = 0; k < AFTERS; k++)
		l->after[k] = pair_hidden();
}

/* Which parts of a line may be told: of those with an outcome, of the others,
 * and what followed. */
struct safe { bool events, others, after[AFTERS]; };

static struct safe
safe_of(const struct protection *p, const struct both *b)
{
	const struct flags	*o = &b->of.f, *r = &b->reference.f,
				*u = &b->unknown.f;
	struct safe		 s = {
		is_safe(p, o->tp, o->fn, r->tp, r->fn, u->tp, u->fn),
		is_safe(p, o->fp, o->tn, r->fp, r->tn, u->fp, u->tn), { 0 } };

	for (int k = 0; k < AFTERS; k++) {
		int64_t	x = b->of.after[k], y = b->reference.after[k],
			z = b->unknown.after[k];

		s.after[k] = s.events && s.others && is_safe(p, x, o->tp +
		    o->fp - x, y, r->tp + r->fp - y, z, u->tp + u->fp - z);
	}
	return (s);
}

static void
show_line(struct arena *a, const struct protection *p, const struct both *b,
    struct flag_line *l)
{
	const struct flags	*o = &b->of.f, *r = &b->reference.f;
	struct safe		 safe = safe_of(p, b);

	for (int i = 0; i < SEENS; i++) {
		bool	known = i == SEEN_RECALL ? safe.events :
			    i == SEEN_FALSE_ALARM ? safe.others :
			    safe.events && safe.others;

		l->seen[i] = known ? pair_told(p, flag_share(*o, metrics[i]),
		    flag_share(*r, metrics[i])) : pair_hidden();
	}
	for (int k = 0; k < AFTERS; k++)
		l->after[k] = safe.after[k] ? pair_told(p, (struct share){
		    b->of.after[k], o->tp + o->fp }, (struct share){
		    b->reference.after[k], r->tp + r->fp }) : pair_hidden();
	if (!safe.events && !safe.others)
		l->withheld = few;
	judge_line(a, l, b);
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
}

static void
add_line(struct arena *a, const struct protection *p, struct series *s,
    const char *by, const struct both *b)
{
	struct safe	safe = safe_of(p, b);

	add_side(a, s, by, "of", &b->of, &safe);
	add_side(a, s, by, "reference", &b->reference, &safe);
	add_side(a, s, by, "unknown", &b->unknown, &safe);
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
	return (c);
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

/* The lines of one rule, as they may be given. */
static void
add_rule(const struct releasing *r, struct equity_raw_flags_list rows,
    struct equity_characteristic_row_list by, const struct equity_flag_rule *u,
    struct flag_audit *f)
{
	const char		*rule = u == NULL ? NULL : u->code;
	struct series		 now = { 0 };
	const struct series	*given;
	size_t			 from = f->n;

	each (c, by) {
		struct both	b = both_of(rows, rule, c);

		if (!c->crossed)
			add_line(r->arena, r->for_whom, &now, c->code, &b);
	}
	given = release_series(r, arena_printf(r->arena, "flags, %s",
	    rule == NULL ? "any" : rule), &now);
	each (c, by) {
		struct flag_line	*l = &f->lines[f->n];
		struct both		 b;

		if (c->crossed)
			continue;
		*l = (struct flag_line){ .rule = rule, .title = u == NULL ?
		    NULL : u->title, .by = c->code,
		    .characteristic = c->title, .group = c->headline,
		    .reference = c->reference };
		f->n++;
		if (given == NULL) {
			hide_line(l);
			continue;
		}
		b = (struct both){ side_in(r->arena, given, c->code, "of"),
		    side_in(r->arena, given, c->code, "reference"),
		    side_in(r->arena, given, c->code, "unknown") };
		l->released_on = given->released_on;
		show_line(r->arena, r->for_whom, &b, l);
	}
	adjust(&f->lines[from], f->n - from);
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
	struct equity_raw_flags_list		 rows = equity_raw_flags(db,
						    programme, audience,
						    reference);
	struct equity_characteristic_row_list	 by =
	    equity_characteristics(db);
	struct equity_flag_rule_list		 rules =
	    equity_flag_rules(db);
	struct protection			 p = { audience,
						    equity_thresholds_of(db,
						    programme) };
	struct releasing			 r = { db, a, &p, programme,
						    "flags", NULL, reference,
						    { 0 } };
	struct flag_audit			*f = arena_alloc(a,
						    sizeof(*f));

	if (rows.n == 0)
		return (NULL);
	r.cohorts = cohorts_of(db, a, programme);
	*f = (struct flag_audit){ .audience = audience, .lines = arena_array(a,
	    (rules.n + 1) * by.n, sizeof(*f->lines)) };
	add_rule(&r, rows, by, NULL, f);
	each (u, rules)
		add_rule(&r, rows, by, u, f);
	return (f);
}
