#pragma once
/*
 * claims - for whom a funder pays, and why not for others.
 *
 * A funder pays for the registration of a newly qualified social worker and
 * again for the completion, each once.  A period of claims has an amount for
 * each; one that nobody entered is unknown, and nothing is claimed then.
 * Sources: Department for Education, ASYE funding 2026 to 2027 (registered
 * with Social Work England, qualified within four years, not agency staff,
 * claims dated within the window).
 */
#include <stdbool.h>

#include "core/arena.h"
#include "core/date.h"

enum claimed_part { CLAIM_REGISTRATION, CLAIM_COMPLETION, CLAIM_PARTS };

enum claim_bar {
	CLAIM_FREE,			/* nothing stands in the way */
	CLAIM_MADE_BEFORE, CLAIM_NOT_REGISTERED, CLAIM_NOT_CONFIRMED,
	CLAIM_LEFT, CLAIM_NO_NUMBER, CLAIM_AGENCY, CLAIM_QUALIFIED_EARLY,
	CLAIM_BEFORE_PERIOD, CLAIM_AFTER_PERIOD, CLAIM_NO_AMOUNT, CLAIM_BARS
};

/* Of somebody on an ASYE; a day that has not come is no date. */
struct claim_facts {
	struct date	 qualified_on, starts_on;
	struct date	 registered_on, confirmed_on;
	bool		 left;		/* withdrawn, or transferred */
	bool		 has_number;	/* of Social Work England */
	bool		 agency;
	bool		 claimed[CLAIM_PARTS];
};

struct claim_rules {
	struct date	 from, to;	/* both days are within */
	bool		 pays_agency;
	int		 years;		/* since qualifying; 0: any */
	int		 pounds[CLAIM_PARTS];	/* -1: not known */
};

enum claim_bar	 claim_judge(enum claimed_part, const struct claim_facts *,
		    const struct claim_rules *);
/* "Registered on 1 May 2025, before the period began". */
const char	*claim_bar_words(struct arena *, enum claim_bar,
		    enum claimed_part, const struct claim_facts *,
		    const struct claim_rules *);
const char	*claim_part_words(enum claimed_part);
