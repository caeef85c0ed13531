/* fairness_words - figures of the equity report in words. */
#include <math.h>

#include "pages.h"
#include "views.h"

const char *
comparison_title(struct arena *a, const struct equity_comparison *c)
{
	return (arena_printf(a, "%s v %s", c->group, c->reference));
}

const char *
fairness_share_words(struct arena *a, double share)
{
	return (isnan(share) ? "" : arena_printf(a, "%.0f%%", 100 * share));
}

const char *
group_rate_words(struct arena *a, const struct equity_group *g)
{
	return (g->has_rate ? percent_words(a, g->rate, g->people.value) :
	    "");
}

const char *
rate_range_words(struct arena *a, const struct equity_group *g)
{
	if (!g->has_rate)
		return ("");
	return (arena_printf(a, "%s to %s", percent_words(a, g->within.low,
	    g->people.value), percent_words(a, g->within.high,
	    g->people.value)));
}

const char *
comparison_ratio_words(struct arena *a, const struct equity_comparison *c)
{
	if (isnan(c->within.low))
		return ("Not calculated");
	if (isnan(c->ratio) || isinf(c->ratio))
		return (limits_words(a, c->within));
	return (arena_printf(a, "%s (%s)", ratio_words(a, c->ratio),
	    limits_words(a, c->within)));
}

const char *
comparison_counts_words(struct arena *a, const struct token *x,
    const struct token *n)
{
	return (arena_printf(a, "%s of %s", token_words(a, x),
	    token_words(a, n)));
}

const char *
pooled_words(struct arena *a, struct pooled p)
{
	if (isnan(p.value) || isinf(p.value))
		return ("Not calculated");
	if (isnan(p.within.low))
		return (ratio_words(a, p.value));
	return (arena_printf(a, "%s (%s)", ratio_words(a, p.value),
	    limits_words(a, p.within)));
}

const char *
point_words(struct arena *a, const struct equity_point *p)
{
	if (isnan(p->within.low))
		return ("Not calculated");
	if (isnan(p->ratio) || isinf(p->ratio))
		return (limits_words(a, p->within));
	return (arena_printf(a, "%s (%s)", ratio_words(a, p->ratio),
	    limits_words(a, p->within)));
}

const char *
finding_words(enum finding_code code)
{
	static const char *const	words[] = {
		[GROUP_TOO_SMALL] = "Group too small",
		[NO_EVENTS] = "Nobody", [ALL_EVENTS] = "Everybody",
		[TOO_FEW_EVENTS] = "Too few to compare",
		[STRONG_HIGHER] = "Higher, strong evidence",
		[STRONG_LOWER] = "Lower, strong evidence",
		[CLEAR_HIGHER] = "Higher, clear evidence",
		[CLEAR_LOWER] = "Lower, clear evidence",
		[POSSIBLE_HIGHER] = "Possibly higher",
		[POSSIBLE_LOWER] = "Possibly lower",
		[SIMILAR] = "Similar", [INCONCLUSIVE] = "Inconclusive",
	};

	return (words[code]);
}

const char *
unit_verdict_words(const struct equity_unit *u)
{
	if (!u->has_rate)
		return ("Too few people, or left out");
	if (u->rate > u->high998 || u->rate < u->low998)
		return ("Beyond what chance explains");
	if (u->rate > u->high95 || u->rate < u->low95)
		return ("At the edge of chance");
	return ("Within chance");
}

bool
groups_tell_started(const struct equity_table *t)
{
	for (size_t i = 0; i < t->ngroups; i++)
		if (t->groups[i].row != EQUITY_EVERYBODY &&
		    *t->groups[i].started.text != '\0')
			return (true);
	return (false);
}

const char *
pending_words(struct arena *a, const struct equity_table *t)
{
	for (size_t i = 0; i < t->ngroups; i++) {
		const struct equity_group	*g = &t->groups[i];

		if (g->row == EQUITY_EVERYBODY && *g->started.text != '\0')
			return (arena_printf(a, "Of %s who started, it is not "
			    "decided yet for %s.", token_words(a, &g->started),
			    token_words(a, &g->pending)));
	}
	return (NULL);
}

const char *
unknown_words(struct arena *a, const struct equity_table *t)
{
	if (isnan(t->unknown))
		return (NULL);
	return (arena_printf(a, "%s of the people counted here did not say, "
	    "and are in no comparison.", fairness_share_words(a, t->unknown)));
}

/* A sentence for each thing that bears on a headline comparison. */
struct notes { struct arena *a; const char *v[12]; size_t n; };

static void
note_pooled(struct notes *n, const struct equity_comparison *c)
{
	double	crude = c->ratio, pooled = c->pooled.value;

	if (!c->pooled_known)
		return;
	n->v[n->n++] = arena_printf(n->a, "Added up, the ratio is %s; within "
	    "each cohort and then pooled, %s%s.", comparison_ratio_words(n->a,
	    c), c->differs ? "on average, for it differs between cohorts, " :
	    "", pooled_words(n->a, c->pooled));
	if (c->differs)
		n->v[n->n++] = "Cohorts differ more than chance alone "
		    "explains. Read them one by one first.";
	if (!isnan(crude) && !isnan(pooled) && !isinf(crude) &&
	    !isinf(pooled) && fabs(crude - pooled) > 0.1 * pooled)
		n->v[n->n++] = "The two differ by more than a tenth: which "
		    "cohorts the groups are in explains part of it.";
}

static void
note_numbers(struct notes *n, const struct equity_comparison *c)
{
	if (!isnan(c->mid_p) && !isnan(c->holm))
		n->v[n->n++] = arena_printf(n->a, "Evidence: mid-p %s; %s "
		    "after allowing for the comparisons made (%s).",
		    p_words(n->a, c->mid_p), p_words(n->a, c->headline ?
		    c->holm : c->bh),
		    c->headline ? "Holm" : "Benjamini and Hochberg");
	if (!isnan(c->difference))
		n->v[n->n++] = arena_printf(n->a, "The gap is %.1f percentage "
		    "points (95%% range %.1f to %.1f).", 100 * c->difference,
		    100 * c->gap.low, 100 * c->gap.high);
	if (!isnan(c->excess) && fabs(c->excess) >= 0.5)
		n->v[n->n++] = arena_printf(n->a, "That is about %.0f %s than "
		    "if both rates had been equal.", fabs(c->excess),
		    c->excess > 0 ? "more" : "fewer");
}

static void
note_unsure(struct notes *n, const struct equity_comparison *c,
    const struct equity_table *t)
{
	if (c->exact && isnan(c->detectable))
		n->v[n->n++] = "With groups of this size no ratio would "
		    "probably have been noticed.";
	else if (c->exact && c->detectable > 0)
		n->v[n->n++] = arena_printf(n->a, "With groups of this size a "
		    "ratio of %s or more would probably have been noticed "
		    "(80%% power).", ratio_words(n->a, c->detectable));
	if (isnan(c->bound_low))
		return;
	n->v[n->n++] = arena_printf(n->a, "%s did not say. If all of them "
	    "were of one group, or of the other, the ratio would be %s to "
	    "%s%s.", fairness_share_words(n->a, t->unknown), ratio_words(n->a,
	    c->bound_low), isinf(c->bound_high) ? "any size" :
	    ratio_words(n->a, c->bound_high), c->bound_low < 1 &&
	    c->bound_high > 1 ? ": which group has the higher rate depends on "
	    "them" : "");
}

const char *const *
comparison_notes(struct arena *a, const struct equity_comparison *c,
    const struct equity_table *t)
{
	struct notes	*n = arena_alloc(a, sizeof(*n));

	n->a = a;
	note_pooled(n, c);
	note_numbers(n, c);
	note_unsure(n, c, t);
	n->v[n->n] = NULL;
	return (n->v);
}
