/* wording - what may be said of a comparison, by one order of rules. */
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
