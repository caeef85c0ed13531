#pragma once
/* skills_days - what pages of skills days and of the 200 days show. */
#include "queries.h"
#include "rules/requirement.h"

enum { SKILLS_TITLE_MAX = 200, SKILLS_REASON_MAX = 1000 };

struct requirement_shown {
	int64_t				 enrolment, person;
	const char			*name;
	struct placed_before_list	 placements;
	const struct practised		*practised;	/* one each */
	struct skills_sums		 skills;
	struct skills_entry_list	 entries;
	struct required			 of;
	struct requirement		 is;
};

struct skills_shown {
	const struct cohort		*cohort;
	struct skills_day_list		 days;
	struct skills_entry_list	 waiting;
};

/* "187 of 200 days": for the home page and the record. */
const char	*requirement_words(struct request *, int64_t enrolment,
		    int64_t programme);
