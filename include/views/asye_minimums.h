#pragma once
/* asye_minimums - how the minimums of an ASYE stand, as pages show it. */
#include "queries.h"
#include "rules/asye_minimums.h"

/* What the framework asks for of a kind, and how that stands. */
struct minimum_shown {
	const struct asye_minimum	*asked;
	struct minimum			 rule;
	struct minimum_standing		 standing;
};
struct minimums_shown {
	struct minimum_shown	*v;
	size_t			 n;
	struct minimums_sum	 sum;
	bool			 own, takes_part;
	struct kept_shortfall_list shortfall;	/* of the final review */
};
