#pragma once
/* fairness - what the pages of the equity report show. */
#include "charts/curves.h"
#include "charts/forest.h"
#include "charts/funnel.h"
#include "pages/fairness.h"

struct fairness_shown {
	struct fairness		 f;
	const struct equity_table *table;	/* of the group's page */
	struct forest_chart	 forest, trend;
	struct curves_chart	 curves;
	struct funnel_chart	 hosts, panels;
};

/* "Men and women", for a heading. */
const char	*comparison_title(struct arena *,
		    const struct equity_comparison *);
/* "12 of 95 (13%)", "[c] of 95", "" where nothing is told. */
const char	*group_rate_words(struct arena *, const struct equity_group *);
const char	*rate_range_words(struct arena *, const struct equity_group *);
/* "3.6 (2.4 to 5.2)"; "Not calculated" */
const char	*comparison_ratio_words(struct arena *,
		    const struct equity_comparison *);
const char	*comparison_counts_words(struct arena *,
		    const struct token *x, const struct token *n);
const char	*pooled_words(struct arena *, struct pooled);
const char	*finding_words(enum finding_code);
/* What else is to be known of a headline comparison, sentence by sentence; the
 * list ends with NULL. */
const char *const *comparison_notes(struct arena *,
		    const struct equity_comparison *,
		    const struct equity_table *);
const char	*fairness_share_words(struct arena *, double);
const char	*point_words(struct arena *, const struct equity_point *);
const char	*unit_verdict_words(const struct equity_unit *);
/* Are started and pending told of single groups; else of everybody, or NULL. */
bool		 groups_tell_started(const struct equity_table *);
const char	*pending_words(struct arena *, const struct equity_table *);
const char	*unknown_words(struct arena *, const struct equity_table *);
