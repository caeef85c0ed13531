#pragma once
/*
 * wording - what may be said of a comparison, by one order of rules.
 *
 * A group is compared with everyone else.  holm and bh are its p-values after
 * the comparisons that it stands among; see equity/multiplicity.h.
 */
#include "core/arena.h"
#include "equity/groups.h"
#include "equity/trend.h"

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

/* What a sentence says of a comparison: adverse is "failed the ASYE".
 * detectable is the least ratio that would have been noticed, NaN: none, 0: not
 * worked out.  rounded: the counts are. */
struct said_of {
	const char	*group, *reference, *adverse;
	struct two	 counts;
	enum finding_code code;
	double		 detectable;
	bool		 rounded;
};
const char	*finding_sentence(struct arena *, const struct said_of *);

/* Do several groups differ, looked at before any one of them? */
const char	*together_sentence(struct arena *, size_t groups,
		    struct groups_test);

/* Does the gap between two groups change from cohort to cohort? */
const char	*gap_trend_sentence(struct arena *, struct gap_trend);

/* "4.8%", "13%": whole where n is below 100; "3.6", "12", "0.04"; "0.012",
 * "less than 0.001". */
const char	*percent_words(struct arena *, double share, int64_t n);
const char	*ratio_words(struct arena *, double ratio);
const char	*p_words(struct arena *, double p);
/* "0.4 to 6.2", "at least 1.2": never an infinite number. */
const char	*limits_words(struct arena *, struct interval);
