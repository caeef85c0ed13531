#pragma once
/* home - what a trainee's home page shows. */
#include "queries.h"
#include "rules/placement_days.h"

struct trainee_day {
	const struct placement		*placement;	/* now, or NULL */
	struct schedule			 schedule;
	struct day_standing		 standing;
	struct date			 finish;	/* on this pattern */
	struct waiting_list		 mine, others;	/* what waits */
	struct draft_list		 drafts;
	int64_t				 enrolment;	/* or 0 */
	int64_t				 documents;	/* wait on them */
	struct concern_line_list	 concerns;	/* that are open */
	struct flag_shown_list		 flags;		/* that stand */
	const char			*requirement;	/* where there is one */
	struct own_case_list		 cases;		/* told of */
	struct own_asye_list		 asyes;		/* the latest first */
};

/* What a draft is of, from its form's address: "A placement day". */
const char	*draft_words(const char *path);
