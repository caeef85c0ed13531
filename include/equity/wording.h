#pragma once
/*
 * wording - what may be said of a comparison, by one order of rules.
 *
 * A group is compared with everyone else.  holm and bh are its p-values after
 * the comparisons that it stands among; see equity/multiplicity.h.
 */
#include "equity/two.h"

enum finding_code {
	GROUP_TOO_SMALL,	/* fewer than 5 people on a side */
	NO_EVENTS, ALL_EVENTS,
	TOO_FEW_EVENTS,		/* fewer than 5 events, or non-events */
	STRONG_HIGHER, STRONG_LOWER,	/* by Holm */
	CLEAR_HIGHER, CLEAR_LOWER,	/* by Benjamini and Hochberg */
	POSSIBLE_HIGHER, POSSIBLE_LOWER, /* by its own p alone */
	SIMILAR,		/* the limits lie within 0.8 to 1.25 */
	INCONCLUSIVE,
};

enum finding_code	finding_code(struct two, double mid_p, double holm,
			    double bh);
/* "STRONG_HIGHER" */
const char		*finding_name(enum finding_code);
