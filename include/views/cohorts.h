#pragma once
/* cohorts - what the pages of cohorts and of lists of trainees show. */
#include "charts/bars.h"
#include "pages/filters.h"
#include "pages/selection.h"

struct cohort_line { const struct cohort *cohort; struct tally tally; };
struct cohort_line_list { const struct cohort_line *v; size_t n; };

/* A list of trainees: what was chosen of it, and one page of that. */
struct trainees_shown {
	struct selection	 selection;
	struct chosen_list	 chosen;
	struct saved_links	 saved;
	struct progress_list	 rows;
	struct page_of		 page;
	bool			 truncated;	/* there are more */
	struct own_organisations ours;		/* a partner's */
};

struct cohort_shown {
	const struct cohort	*cohort;
	struct tally		 tally;
	struct bars_chart	 chart;
	struct trainees_shown	 trainees;
};

/* "Employer and host", as a partner is to a trainee; "" for others. */
const char	*tie_words(struct own_organisations, const struct progress *);
/* "2½" behind, "1 ahead", "0" */
const char	*behind_words(struct arena *, int halves);

/* The columns of its table. */
extern const struct listing	cohorts_listing;
