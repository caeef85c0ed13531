#pragma once
/*
 * findings - what the pages of findings show: a disparity, and what is done
 * about it.
 */
#include "pages/list.h"
#include "queries.h"
#include "views/actions.h"
#include "views/components.h"

enum {
	FINDING_WORDS_MAX = 500, FINDING_SAID_MAX = 1000,
	FINDING_REASON_MAX = 2000
};

struct findings_shown {
	int64_t				 programme;
	const char			*name;
	struct equity_finding_list	 findings;
	struct page_of			 page;
	bool				 closed;
};

struct finding_shown {
	const struct equity_finding	*finding;
	const char			*definition;	/* of its outcome */
	struct finding_measure_list	 measures;	/* the latest first */
	struct finding_cause_list	 causes;
	struct finding_action_list	 actions;
	struct event_list		 events;
};

/* A comparison that a finding can be opened of. */
struct findings_to_open {
	int64_t				 programme;
	const char			*name;
	const struct option		*outcomes, *characteristics;
	/* Once both are chosen, what the report says; NULL before. */
	const struct option		*comparisons;
	const char			*outcome, *by;	/* their codes */
	const char			*title, *cohorts, *withheld;
};

const char	*finding_state_words(enum finding_state);
const char	*finding_cause_words(enum finding_cause_state);
const char	*finding_action_words(enum finding_action_state);
/* Of one finding, each with a way to say more of it while that is open. */
const struct action_line *finding_action_lines(const struct request *,
		    const struct finding_shown *);
/* "Higher, strong evidence", of a code as it was kept. */
const char	*finding_code_words(const char *name);
const struct option *finding_cause_options(void);
