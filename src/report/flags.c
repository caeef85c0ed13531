/* flags - whether flags find people of one group as well as of another. */
#include <math.h>
#include <string.h>

#include "equity/bayes.h"
#include "equity/exact.h"
#include "equity/fairness.h"
#include "equity/multiplicity.h"
#include "equity/suppression.h"
#include "equity/wording.h"
#include "protect.h"
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
is_safe(int64_t x1, int64_t rest1, int64_t x2, int64_t rest2, int64_t x3,
    int64_t rest3)
{
	int64_t		v[12] = { x1, rest1, 0, x2, rest2, 0, x3, rest3, 0 };
	int		rows = x3 + rest3 > 0 ? 3 : 2;
	struct counts	t = { rows, 2, v };

	add_totals(rows, 2, v);
	if (too_few_people(&t, SMALL))
		return (false);
	for (int e = 0; e < table_cells(&t); e++)
		if (v[e] >= 1 && v[e] <= SMALL)
			return (false);
	for (int i = 0; i < 2; i++) {
		int64_t	x = v[i * 3], n = v[i * 3 + 2];

		if (n < GROUP_LEAST || (n < ONE_SORT && (x == 0 || x == n)))
			return (false);
	}
	return (true);
}

static struct flag_rate
rate_of(struct share s)
{
	struct flag_rate	r = { token_exact(s.x), token_exact(s.n),
				    false, NAN, { NAN, NAN } };

	if (s.n >= RATE_LEAST) {
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
pair_told(struct share of, struct share reference)
{
	struct two		t = { of.x, of.n, reference.x, reference.n };
	struct flag_pair	p = { rate_of(of), rate_of(reference), NAN,
				    NAN, NAN, NAN, { NAN, NAN } };

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
show_line(struct arena *a, enum equity_audience audience,
    const struct both *b, struct flag_line *l)
{
	const struct flags	*o = &b->of.f, *r = &b->reference.f,
				*u = &b->unknown.f;
	bool			 exact = audience == EQUITY_AUDIENCE_LEAD;
	bool			 events = exact || is_safe(o->tp, o->fn,
				    r->tp, r->fn, u->tp, u->fn),
				 others = exact || is_safe(o->fp, o->tn,
				    r->fp, r->tn, u->fp, u->tn);

	for (int i = 0; i < SEENS; i++) {
		bool	known = i == SEEN_RECALL ? events :
			    i == SEEN_FALSE_ALARM ? others : events && others;

		l->seen[i] = known ? pair_told(flag_share(*o, metrics[i]),
		    flag_share(*r, metrics[i])) : pair_hidden();
	}
	for (int k = 0; k < AFTERS; k++) {
		struct share	x = { b->of.after[k], o->tp + o->fp },
				y = { b->reference.after[k], r->tp + r->fp },
				z = { b->unknown.after[k], u->tp + u->fp };

		l->after[k] = exact || (events && others && is_safe(x.x,
		    x.n - x.x, y.x, y.n - y.x, z.x, z.n - z.x)) ?
		    pair_told(x, y) : pair_hidden();
	}
	if (!events && !others)
		l->withheld = few;
	judge_line(a, l, b);
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
	struct flag_audit			*f = arena_alloc(a,
						    sizeof(*f));

	if (rows.n == 0)
		return (NULL);
	*f = (struct flag_audit){ .audience = audience, .lines = arena_array(a,
	    (rules.n + 1) * by.n, sizeof(*f->lines)) };
	for (size_t i = 0; i <= rules.n; i++) {
		size_t	from = f->n;

		each (c, by) {
			struct flag_line	*l = &f->lines[f->n];
			struct both		 b;

			if (c->crossed)
				continue;
			*l = (struct flag_line){ .by = c->code,
			    .characteristic = c->title, .group = c->headline,
			    .reference = c->reference };
			if (i > 0) {
				l->rule = rules.v[i - 1].code;
				l->title = rules.v[i - 1].title;
			}
			b = both_of(rows, l->rule, c);
			show_line(a, audience, &b, l);
			f->n++;
		}
		adjust(&f->lines[from], f->n - from);
	}
	return (f);
}
