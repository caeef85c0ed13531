#pragma once
/* accuracy - what the page of how often rules were right shows. */
#include "equity/accuracy.h"
#include "pages/at_risk.h"
#include "views/components.h"

enum { SEVERITIES = FLAG_SEVERITY_URGENT };

/* A rule: as it is, and had it flagged from a higher severity on. */
struct rule_shown {
	const struct at_risk_rule	*rule;
	struct alarm_counts		 counts[SEVERITIES];
	struct accuracy			 is;		/* as it is */
	struct maybe_real		 lead_weeks;	/* the median */
	double				 a_month;	/* flags raised */
	const char			*effects[SEVERITIES]; /* or NULL */
};

struct accuracy_shown {
	const char			*outcome;	/* its code */
	const struct option		*programmes;	/* NULL: only one */
	struct snapshots_known		*known;
	int64_t				 people, events;
	struct rule_shown		*rules;
	size_t				 n;
};

const struct option	*outcome_kind_options(void);
/* "40% (6 of 15), 20% to 64%", or that nothing can be said. */
const char		*rate_words(struct arena *, struct rate);
/* "3.5 weeks", or "" */
const char		*lead_words(struct arena *, struct maybe_real weeks);
/* "1.4" */
const char		*monthly_words(struct arena *, double);
