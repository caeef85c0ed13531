/*
 * judge - what may be said of comparisons that stand together on a page: those
 * of the headlines by Holm, others by Benjamini and Hochberg.
 */
#include <math.h>
#include <string.h>

#include "equity/exact.h"
#include "equity/multiplicity.h"
#include "equity/power.h"
#include "figures.h"

enum { TABLES_EXACTLY = 1200 * 1200 };

/* Comparisons of one kind, and the p-values of those that are defined. */
struct family {
	struct equity_comparison	**of;
	double				 *p, *holm, *bh;
	size_t				  n;
};

/* For whom counts are rounded a judgement is made of true ones, if both groups
 * are large and neither has a few events. */
static bool
band_allowed(const struct protection *p, struct two t)
{
	return (t.n1 >= p->at->band_people && t.n2 >= p->at->band_people &&
	    (t.x1 == 0 || t.x1 > ROUNDED_SMALL) &&
	    (t.x2 == 0 || t.x2 > ROUNDED_SMALL));
}

static double
p_of(const struct protection *p, const struct shown_table *s,
    const struct equity_comparison *c)
{
	struct two	t = s->true_pair;

	if (!is_for_partners(p))
		return (c->mid_p);
	if (!c->headline || !band_allowed(p, t) || t.x1 + t.x2 == 0 ||
	    t.x1 + t.x2 == t.n1 + t.n2)
		return (NAN);
	return (fisher(t).mid_p);
}

static void
gather(struct family *f, const struct protection *for_whom,
    const struct shown_table *s, struct equity_table *t, size_t n,
    bool headline)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < t[i].ncomparisons; k++) {
			struct equity_comparison	*c =
			    &t[i].comparisons[k];
			double				 p;

			if (c->headline != headline)
				continue;
			p = p_of(for_whom, &s[i], c);
			if (!isnan(p)) {
				f->of[f->n] = c;
				f->p[f->n++] = p;
			}
		}
}

static void
adjust(struct arena *a, const struct protection *p,
    const struct shown_table *s, struct equity_table *t, size_t n,
    bool headline)
{
	size_t		most = 1;
	struct family	f = { 0 };

	for (size_t i = 0; i < n; i++)
		most += t[i].ncomparisons;
	f.of = arena_array(a, most, sizeof(struct equity_comparison *));
	f.p = arena_array(a, most, sizeof(double));
	f.holm = arena_array(a, most, sizeof(double));
	f.bh = arena_array(a, most, sizeof(double));
	gather(&f, p, s, t, n, headline);
	adjust_holm(f.p, f.n, f.holm);
	adjust_bh(f.p, f.n, f.bh);
	for (size_t i = 0; i < f.n; i++) {
		f.of[i]->judged = true;
		f.of[i]->mid_p = f.p[i];
		f.of[i]->holm = headline ? f.holm[i] : 1;
		f.of[i]->bh = f.bh[i];
	}
}

/* The smallest ratio above 1 that would have been noticed; NaN: none. */
static double
noticeable(struct two t)
{
	struct region_of_test	*region;
	double			 p2 = fmax((double)t.x2, 0.5) / (double)t.n2,
				 ratio;

	if (t.n1 * t.n2 > TABLES_EXACTLY)
		return (detectable_ratio_normal(t.n1, t.n2, p2, 0.05, 0.8));
	region = region_of_test(t.n1, t.n2, 0.05);
	ratio = detectable_ratio(region, p2, 0.8);
	region_of_test_free(region);
	return (ratio);
}

static enum equity_band
band_of(enum finding_code code, double ratio)
{
	if (code > CLEAR_LOWER || code < STRONG_HIGHER || isnan(ratio) ||
	    (ratio > 0.8 && ratio < 1.25))
		return (BAND_SIMILAR);
	if (ratio > 1)
		return (ratio > 4 ? BAND_MORE_FOUR : ratio > 2 ?
		    BAND_MORE_DOUBLE : BAND_MORE);
	return (ratio < 0.25 ? BAND_LESS_QUARTER : ratio < 0.5 ?
	    BAND_LESS_HALF : BAND_LESS);
}

static const char *
band_sentence(struct arena *a, const struct equity_comparison *c,
    const char *adverse)
{
	static const char *const	words[] = {
		[BAND_LESS_QUARTER] = "less than a quarter of the rate",
		[BAND_LESS_HALF] = "a quarter to half of the rate",
		[BAND_LESS] = "half to four fifths of the rate",
		[BAND_MORE] = "1.25 to 2 times the rate",
		[BAND_MORE_DOUBLE] = "2 to 4 times the rate",
		[BAND_MORE_FOUR] = "more than 4 times the rate",
	};

	if (c->band == BAND_SIMILAR)
		return (arena_printf(a, "%s and %s: no clear difference in "
		    "how many %s. This is not evidence that outcomes are "
		    "equal.", c->group, c->reference, adverse));
	return (arena_printf(a, "%s %s at %s of the group %s. A difference "
	    "this large is unlikely to be chance. It does not by itself show "
	    "the cause.", c->group, adverse, words[c->band], c->reference));
}

static void
judge_rounded(struct arena *a, const struct protection *p,
    const struct shown_table *s, const struct equity_table *t,
    struct equity_comparison *c)
{
	struct said_of	f = { c->group, c->reference, t->outcome->adverse,
			    pair_of(c), INCONCLUSIVE, 0, true };

	if (date_is_set(s->released_on)) {
		c->sentence = "As these figures were given before, they are "
		    "not compared anew.";
		return;
	}
	if (!c->headline || !band_allowed(p, s->true_pair)) {
		c->sentence = "These groups are too small to be compared "
		    "here.";
		return;
	}
	c->code = f.code = finding_code(s->true_pair, c->mid_p, c->holm,
	    c->bh);
	if (s->ratio_allowed) {
		c->sentence = finding_sentence(a, &f);
	} else {
		c->band = band_of(c->code, s->true_ratio);
		c->sentence = band_sentence(a, c, t->outcome->adverse);
	}
	c->judged = true;
	c->mid_p = c->holm = c->bh = NAN;
}

static void
judge_exact(struct arena *a, const struct protection *p,
    const struct equity_table *t, struct equity_comparison *c,
    bool detectable)
{
	struct said_of	f = { c->group, c->reference, t->outcome->adverse,
			    pair_of(c), INCONCLUSIVE, 0, false };

	c->detectable = 0;
	if (!c->exact || c->n1.value < 1 || c->n2.value < 1) {
		c->sentence = c->exact ? "One of the groups has nobody in it."
		    : "Some of these numbers are too small to be shown to "
		    "you, so nothing is compared here.";
		return;
	}
	c->code = f.code = finding_code(f.counts, c->mid_p, c->holm, c->bh);
	if (detectable && f.counts.n1 >= p->at->rate_least &&
	    f.counts.n2 >= p->at->rate_least)
		c->detectable = f.detectable = noticeable(f.counts);
	c->judged = true;
	c->sentence = finding_sentence(a, &f);
}

void
judge(struct arena *a, const struct protection *p,
    const struct shown_table *s, struct equity_table *t, size_t n,
    const struct equity_selection *asked)
{
	adjust(a, p, s, t, n, true);
	adjust(a, p, s, t, n, false);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < t[i].ncomparisons; k++)
			if (is_for_partners(p))
				judge_rounded(a, p, &s[i], &t[i],
				    &t[i].comparisons[k]);
			else
				judge_exact(a, p, &t[i], &t[i].comparisons[k],
				    asked->detectable && (asked->by == NULL ||
				    strcmp(asked->by, t[i].by->code) == 0));
}
