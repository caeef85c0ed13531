/* wording - what may be said of a comparison, by one order of rules. */
#include <math.h>

#include "equity/wording.h"

enum { SMALL = 5 };
static const double level = 0.05, low_band = 0.8, high_band = 1.25;

static int64_t
least_of(int64_t a, int64_t b)
{
	return (a < b ? a : b);
}

/* The code of a finding one way or the other. */
static enum finding_code
way(struct two t, enum finding_code higher)
{
	return (two_difference(t) > 0 ? higher : higher + 1);
}

enum finding_code
finding_code(struct two t, double mid_p, double holm, double bh)
{
	int64_t		events = t.x1 + t.x2, others = t.n1 + t.n2 - events;
	struct interval	within;

	if (least_of(t.n1, t.n2) < SMALL)
		return (GROUP_TOO_SMALL);
	if (events == 0 || others == 0)
		return (events == 0 ? NO_EVENTS : ALL_EVENTS);
	if (least_of(events, others) < SMALL)
		return (TOO_FEW_EVENTS);
	if (holm <= level)
		return (way(t, STRONG_HIGHER));
	if (bh <= level)
		return (way(t, CLEAR_HIGHER));
	if (mid_p <= level)
		return (way(t, POSSIBLE_HIGHER));
	within = koopman(t, normal_within(1 - level));
	return (within.low >= low_band && within.high <= high_band ? SIMILAR :
	    INCONCLUSIVE);
}

const char *
finding_name(enum finding_code code)
{
	static const char *const names[] = {
		[GROUP_TOO_SMALL] = "GROUP_TOO_SMALL",
		[NO_EVENTS] = "NO_EVENTS", [ALL_EVENTS] = "ALL_EVENTS",
		[TOO_FEW_EVENTS] = "TOO_FEW_EVENTS",
		[STRONG_HIGHER] = "STRONG_HIGHER",
		[STRONG_LOWER] = "STRONG_LOWER",
		[CLEAR_HIGHER] = "CLEAR_HIGHER",
		[CLEAR_LOWER] = "CLEAR_LOWER",
		[POSSIBLE_HIGHER] = "POSSIBLE_HIGHER",
		[POSSIBLE_LOWER] = "POSSIBLE_LOWER",
		[SIMILAR] = "SIMILAR", [INCONCLUSIVE] = "INCONCLUSIVE",
	};

	return (names[code]);
}

const char *
percent_words(struct arena *a, double share, int64_t n)
{
	return (arena_printf(a, n < 100 ? "%.0f%%" : "%.1f%%", 100 * share));
}

const char *
ratio_words(struct arena *a, double ratio)
{
	return (arena_printf(a, ratio >= 9.95 ? "%.0f" : ratio < 0.095 ?
	    "%.2f" : "%.1f", ratio));
}

const char *
p_words(struct arena *a, double p)
{
	if (p < 0.001)
		return ("less than 0.001");
	return (arena_printf(a, p >= 0.0995 ? "%.2f" : p >= 0.00995 ? "%.3f" :
	    "%.4f", p));
}

const char *
together_sentence(struct arena *a, size_t groups, struct groups_test test)
{
	const char	*how = test.exact ? "Freeman and Halton's exact test" :
			    "chi-squared test";

	if (isnan(test.p))
		return (arena_printf(a, "The %zu groups are not tested "
		    "together: they are too large for that to be exact, and "
		    "one is too small for it to be nearly so.", groups));
	if (test.p <= 0.05)
		return (arena_printf(a, "Looked at together, the rates of the "
		    "%zu groups differ more than chance is likely to explain "
		    "(p %s, %s).", groups, p_words(a, test.p), how));
	return (arena_printf(a, "Looked at together, the rates of the %zu "
	    "groups differ no more than chance may explain (p %s, %s). Read a "
	    "group that stands out alone with that in mind. It is not "
	    "evidence that rates are equal.", groups, p_words(a, test.p),
	    how));
}

const char *
gap_trend_sentence(struct arena *a, struct gap_trend t)
{
	const char	*found = arena_printf(a, "From each cohort to the next "
			    "the odds ratio is multiplied by about %s (95%% "
			    "range %s, p %s, Firth's logistic regression).",
			    ratio_words(a, exp(t.value)), limits_words(a,
			    (struct interval){ exp(t.low), exp(t.high) }),
			    p_words(a, t.p));

	return (arena_printf(a, "%s %s", found, t.p > 0.05 ? "That is no more "
	    "than chance may explain, and no evidence that the gap stays the "
	    "same." : "The gap changes more than chance is likely to "
	    "explain."));
}

const char *
limits_words(struct arena *a, struct interval i)
{
	if (isinf(i.high))
		return (i.low > 0 ? arena_printf(a, "at least %s",
		    ratio_words(a, i.low)) : "anything");
	return (arena_printf(a, "%s to %s", ratio_words(a, i.low),
	    ratio_words(a, i.high)));
}

/* Thousands apart: 5,170. */
static const char *
number_words(struct arena *a, int64_t n)
{
	if (n < 1000)
		return (arena_printf(a, "%ld", (long)n));
	return (arena_printf(a, "%s,%03ld", number_words(a, n / 1000),
	    (long)(n % 1000)));
}

static const char *
count_words(struct arena *a, int64_t x, int64_t n)
{
	return (arena_printf(a, "%s of %s (%s)", number_words(a, x),
	    number_words(a, n), percent_words(a, (double)x / (double)n, n)));
}

/* Counts first, in the words that groups have for themselves. */
static const char *
counts_sentence(struct arena *a, const struct said_of *f)
{
	struct two	t = f->counts;

	if (t.n1 < SMALL || t.n2 < SMALL)
		return (arena_printf(a, "%s: %s of %s %s. %s: %s of %s.",
		    f->group, number_words(a, t.x1), number_words(a, t.n1),
		    f->adverse, f->reference, number_words(a, t.x2),
		    number_words(a, t.n2)));
	return (arena_printf(a, "%s: %s%s %s. %s: %s%s.", f->group,
	    f->rounded ? "about " : "", count_words(a, t.x1, t.n1),
	    f->adverse, f->reference, f->rounded ? "about " : "",
	    count_words(a, t.x2, t.n2)));
}

static const char *
times_sentence(struct arena *a, struct two t)
{
	struct interval	 within = koopman(t, normal_within(1 - level));
	double		 ratio = two_ratio(t);

	if (t.x2 == 0)
		return (arena_printf(a, "A ratio cannot be calculated; the "
		    "rate is at least %s times as high.",
		    ratio_words(a, within.low)));
	return (arena_printf(a, "That is %s times the rate (95%% range %s).",
	    ratio_words(a, ratio), limits_words(a, within)));
}

static const char *
noticed_words(struct arena *a, double detectable)
{
	if (isnan(detectable))
		return (" With groups of this size no ratio would have been "
		    "noticed.");
	if (detectable <= 0)
		return ("");
	return (arena_printf(a, " With groups of this size only a ratio of "
	    "about %s or more would have been noticed.",
	    ratio_words(a, detectable)));
}

static const char *
inconclusive(struct arena *a, const struct said_of *f)
{
	struct interval	 within = koopman(f->counts,
			    normal_within(1 - level));
	const char	*ratio = f->counts.x2 == 0 ?
			    "A ratio cannot be calculated" :
			    arena_printf(a, "The ratio is %s",
			    ratio_words(a, two_ratio(f->counts)));

	return (arena_printf(a, "%s, and %s%s is compatible with these "
	    "numbers.%s This is not evidence that outcomes are equal.", ratio,
	    isinf(within.high) && within.low <= 0 ? "" : "anything from ",
	    isinf(within.high) && within.low > 0 ? arena_printf(a,
	    "%s up", ratio_words(a, within.low)) : limits_words(a, within),
	    noticed_words(a, f->detectable)));
}

/* How many could have had it all the same. */
static const char *
nobody(struct arena *a, const struct said_of *f)
{
	int64_t	n = f->counts.n1 + f->counts.n2;

	return (arena_printf(a, "Nobody %s. With %s people, a true rate of up "
	    "to %s is still compatible.", f->adverse, number_words(a, n),
	    percent_words(a, wilson(0, n, 1 - level).high, 100)));
}

static const char *
judgement(struct arena *a, const struct said_of *f)
{
	switch (f->code) {
	case STRONG_HIGHER: case STRONG_LOWER:
	case CLEAR_HIGHER: case CLEAR_LOWER:
		return (arena_printf(a, "%s A difference this large is "
		    "unlikely to be chance. It does not by itself show the "
		    "cause.", times_sentence(a, f->counts)));
	case POSSIBLE_HIGHER: case POSSIBLE_LOWER:
		return (arena_printf(a, "%s This could be chance once we allow "
		    "for the number of groups compared; watch it and pool "
		    "with other cohorts.", times_sentence(a, f->counts)));
	case SIMILAR:
		return ("The rates are similar; a gap larger than 25% either "
		    "way is unlikely.");
	case INCONCLUSIVE:
		return (inconclusive(a, f));
	case GROUP_TOO_SMALL:
		return ("A group of fewer than 5 people is too small to "
		    "compare.");
	case TOO_FEW_EVENTS:
		return (arena_printf(a, "That is too few to compare.%s This "
		    "is not evidence that outcomes are equal.",
		    noticed_words(a, f->detectable)));
	case ALL_EVENTS:
		return ("It was the same for everybody.");
	case NO_EVENTS:
		break;
	}
	return (nobody(a, f));
}

const char *
finding_sentence(struct arena *a, const struct said_of *f)
{
	return (arena_printf(a, "%s %s", counts_sentence(a, f),
	    judgement(a, f)));
}
