#pragma once
/*
 * claims - what the views of claims show.
 */
#include "queries.h"
#include "rules/claims.h"

enum {
	CLAIM_WORDS_MAX = 500, CLAIM_RECIPIENT_MAX = 200,
	CLAIM_REASON_MAX = 1000
};

struct claims_shown {
	struct funding_claim_list		 claims;
	struct claim_overpaid_line_list	 overpaid;
	struct claim_employer_list	 employers;
};

/* One part of one person's, as it was judged. */
struct claim_judged {
	const struct claim_candidate	*who;
	enum claimed_part		 part;
	enum claim_bar			 bar;
	const char			*words;
	int				 pounds;
};

/* What would be claimed for one employer and period. */
struct claim_draft {
	const struct claim_employer	*employer;
	const struct claim_period	*period;
	struct claim_judged		*judged;
	size_t				 njudged, nfree;
	int64_t				 pounds;
	bool				 no_amount;	/* it is to enter */
};

struct claim_shown {
	const struct funding_claim		*claim;
	struct claim_line_list		 lines;
	struct claim_release_list	 releases;
};

/* "£1,000", or "Not known" below 0. */
const char	*pounds_words(struct arena *, int64_t);
const char	*claim_line_words(struct arena *, const struct claim_line *);
