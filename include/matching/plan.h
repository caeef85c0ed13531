#pragma once
/*
 * plan - who is placed where: an optimum over all trainees and offers at once.
 *
 * As many as possible are placed; among such plans the points add up to the
 * fewest (see rules/matching.h for a pair's points).  Nobody is placed twice.
 * An offer takes none, or from its least number up to its places.  Two with a
 * conflict are never in one team.  A pair that is held by hand is in the plan
 * whatever blocks it; where what is held would leave no plan at all, offers
 * with somebody held take fewer than their least number, and an offer takes
 * all who are held for it.
 *
 * The order in which needs and offers are given changes nothing: the same
 * facts give the same plan, unless the time ran out.
 */
#include <stdbool.h>
#include <stddef.h>

#include "core/arena.h"
#include "rules/matching.h"

struct match_facts {
	const struct match_need		*needs;
	size_t				 nneeds;
	const struct match_offer	*offers;
	size_t				 noffers;
	const struct match_pair		*pairs;	/* noffers for each need */
};

struct match_plan {
	bool	 solved;	/* false: the time was over before any plan */
	bool	 cut;		/* it was over before the best was certain */
	int	*offer_of;	/* of each need: an offer's index, or -1 */
	int	*taken;		/* of each offer */
	size_t	 placed;
	int64_t	 cost;
};

/* Every need against every offer, noffers for each need. */
struct match_pair	*match_pairs(struct arena *, const struct match_terms *,
			    const struct match_need *, size_t nneeds,
			    const struct match_offer *, size_t noffers);
struct match_plan	 match_plan(struct arena *, const struct match_facts *,
			    int milliseconds);
