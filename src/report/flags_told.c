/* flags_told - from counts of flags to what is told of them. */
#include <math.h>

#include "equity/bayes.h"
#include "equity/exact.h"
#include "equity/fairness.h"
#include "equity/suppression.h"
#include "flags_told.h"

enum { WEEK = 7 };
static const char	few[] = "The numbers are too small for this to be "
    "shown to you.";
static const double	level = 0.05;
static const enum flag_metric metrics[SEENS] = { METRIC_FLAG, METRIC_BASE,
    METRIC_TPR, METRIC_PPV, METRIC_FPR };

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

void
hide_line(struct flag_line *l)
{
	l->withheld = few;
	for (int i = 0; i < SEENS; i++)
		l->seen[i] = pair_hidden();
	for (int k = 0; k < AFTERS; k++)
		l->after[k] = pair_hidden();
}

struct safe
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

/* In whole weeks for whom small numbers are hidden from: the middle one of ten
 * people is one of them. */
static struct flag_wait
wait_of(const struct protection *p, const struct counted *c)
{
	int64_t			people = c->f.tp + c->f.fp,
				days = c->half_after - 1;
	struct flag_wait	w = { .told = people >= (is_for_lead(p) ?
				    p->at->rate_least : p->at->group_least) };

	if (!w.told || c->half_after == 0)
		return (w);
	w.reached = true;
	w.days = is_for_lead(p) ? days : days <= WEEK ? WEEK :
	    (days + WEEK - 1) / WEEK * WEEK;
	return (w);
}

void
show_line(struct arena *a, const struct protection *p, const struct both *b,
    const struct safe *safe, struct flag_line *l)
{
	const struct flags	*o = &b->of.f, *r = &b->reference.f;
	bool			 both = safe->events && safe->others;

	for (int i = 0; i < SEENS; i++) {
		bool	known = i == SEEN_RECALL ? safe->events :
			    i == SEEN_FALSE_ALARM ? safe->others : both;

		l->seen[i] = known ? pair_told(p, flag_share(*o, metrics[i]),
		    flag_share(*r, metrics[i])) : pair_hidden();
	}
	for (int k = 0; k < AFTERS; k++)
		l->after[k] = safe->after[k] ? pair_told(p, (struct share){
		    b->of.after[k], o->tp + o->fp }, (struct share){
		    b->reference.after[k], r->tp + r->fp }) : pair_hidden();
	if (both) {
		l->wait_of = wait_of(p, &b->of);
		l->wait_reference = wait_of(p, &b->reference);
	}
	if (!safe->events && !safe->others)
		l->withheld = few;
	judge_line(a, l, b);
}
