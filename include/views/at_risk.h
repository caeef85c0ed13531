#pragma once
/* at_risk - what the pages of people with flags show, and their words. */
#include "charts/bars.h"
#include "pages/at_risk.h"
#include "views/components.h"

/* How many are in the list by severity, unanswered; the last are answered. */
struct at_risk_tile { const char *words; int64_t n; struct url href; };

struct at_risk_shown {
	struct asked			 asked;
	struct chosen_list		 chosen;
	struct at_risk_line_list	 rows;
	struct at_risk_then_list	 then;	/* of a day gone by */
	struct date			 day;	/* that day, or none */
	struct page_of			 page;
	bool				 more;	/* than are paged */
	bool				 staff;
	struct at_risk_tile		 tiles[4];
	size_t				 ntiles;
	struct bars_chart		 chart;
	struct at_risk_week_list	 weeks;	/* of the chart's bars */
};

const char	*flag_answer_words(enum flag_answer_kind);
const char	*contact_words(enum contact_how);

const struct option	*severity_options(void);
const struct option	*flag_about_options(void);
const struct option	*flag_answered_options(void);
const struct option	*contact_options(void);
/* The kinds of answer that may be given, and the reasons of all of them. */
const struct option	*flag_kind_options(const struct flag_asked *);
const struct option	*flag_reason_options(struct request *,
			    const struct flag_asked *);
/* The flags of somebody that stand, to tick. */
const struct option	*open_flag_options(struct arena *,
			    const struct at_risk_person *);
/* The titles of flags by their ids: "Days behind plan, Review overdue". */
const char		*flag_titles(struct arena *,
			    const struct at_risk_person *, struct int_list);
/* The same flag, as the list of flags shows it. */
struct flag_shown	 at_risk_flag_shown(const struct at_risk_flag *);
