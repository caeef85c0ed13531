#pragma once
/* quality - what the pages of hosts' quality, audits and actions show. */
#include "charts/ranges.h"
#include "pages/list.h"
#include "queries.h"
#include "rules/figures.h"
#include "rules/quality.h"

/* One group: what its people said. */
struct quality_line {
	const char	*label;
	struct sample	 sample;
	struct figure	 figure;
};

/* Groups that are shown together, as a table and as a chart. */
struct quality_lines {
	struct quality_line	*v;
	size_t			 n;
	const char		*id, *caption, *head;
	bool			 compared;	/* each with the others */
	struct ranges_chart	 chart;
};

struct host_line { const struct quality_host *host; struct figure figure; };

struct hosts_shown {
	struct host_line	*v;
	size_t			 n;		/* of this page */
	struct page_of		 page;
	struct sample		 all;
	struct ranges_chart	 chart;
	size_t			 overdue, lapsed, due;
};

struct host_shown {
	int64_t			 id;
	const char		*name;
	bool			 staff;
	int64_t			 fewest;
	struct date		 since;
	struct sample		 all;
	struct figure		 figure;
	struct quality_lines	 areas, teams, cohorts;
	struct quality_response_list responses;
	struct quality_comment_list comments;
	struct page_of		 page;		/* of the comments */
	struct quality_team_list audits;
	struct quality_action_list open;
	int64_t			 renewal_days;
};

struct team_shown {
	const struct quality_team	*team;
	enum audit_standing		 standing;
	bool				 staff;
	struct placement_audit_list	 audits;
	struct quality_action_list	 actions;
};

enum audit_standing team_standing(const struct quality_team *,
		    struct date today, int64_t renewal_days);
const char	*audit_result_words(enum audit_result);
const char	*audit_answer_words(enum audit_answer);
const char	*action_owner_words(enum action_owner);
const char	*giver_words(enum feedback_giver);
/* "4.1 of 5 from 12 people, range 3.8 to 4.4" */
const char	*sample_words(struct arena *, struct sample, struct figure);
/* "9 of 12" */
const char	*response_words(struct arena *,
		    const struct quality_response *);
const struct option	*audit_result_options(void);
const struct option	*audit_answer_options(void);
const struct option	*action_owner_options(void);
const struct option	*agreement_options(void);
