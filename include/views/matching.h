#pragma once
/* matching - what the pages of rounds and proposals show. */
#include "pages/choices.h"
#include "pages/match.h"
#include "queries.h"

struct match_shown {
	const struct match_round	*round;
	struct proposal_list		 proposals;
	struct page_of			 page;
	const char			*show;	/* the filter, or "" */
	struct match_check		 check;
};

/* An offer beside the one that is proposed. */
struct alternative {
	int64_t			 offer;
	const char		*label;		/* team and organisation */
	struct match_reasons	 reasons, blocks;
	int64_t			 points;
	int			 left;		/* places, but for this one */
};

struct alternatives { const struct alternative *v; size_t n; };

struct proposal_shown {
	const struct match_round	*round;
	const struct proposal		*proposal;
	struct alternatives		 possible, blocked;
	const struct option		*options;
};

/* "Not solved yet", "Proposed", "Confirmed" */
const char	*match_state_words(const struct match_round *);
/* "148 of 160 placed" */
const char	*placed_words(struct arena *, const struct match_round *);
