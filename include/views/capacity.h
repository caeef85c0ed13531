#pragma once
/* capacity - what the pages of offers, teams and travel show. */
#include "pages/choices.h"
#include "queries.h"

/* What the form of an offer lets choose from. */
struct offer_choices {
	const struct offer	*offer;		/* that is changed, or NULL */
	const struct option	*teams, *areas;
	const struct option	*programmes;	/* NULL: only one */
	size_t			 nteams;
};

/* "Offered", "Withdrawn", "All places taken" */
const char	*offer_state_words(enum offer_state);
/* "3 of 4 places left, at least 2 together" */
const char	*places_words(struct arena *, const struct offer *);
