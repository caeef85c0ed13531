#pragma once
/*
 * fairness - the equity report as its pages and files share it.
 */
#include "core/request.h"
#include "report/equity.h"
#include "views/components.h"

/* What an address asked for, and the report of it. */
struct fairness {
	int64_t			 programme;
	struct equity_selection	 selection;
	const char		*cohorts;	/* "all", "latest", an id */
	const char		*for_words;	/* whose figures they are */
	struct equity_report	*report;
	const struct equity_outcome *outcome;
};

/* The report that the address asks for; NULL in report: nobody's business. */
struct fairness	 fairness_asked(struct request *, bool detectable,
		    bool with_time);
/* A page of the same choices; by NULL: of every characteristic. */
struct url	 fairness_to(struct arena *, const struct fairness *,
		    const char *page, const char *by);
const char	*equity_audience_name(enum equity_audience);

const struct option *fairness_outcomes(struct request *,
		    const struct fairness *);
const struct option *fairness_cohorts(struct request *,
		    const struct fairness *);
const struct option *fairness_audiences(struct request *,
		    const struct fairness *);

/* Every line of the report, as files give it. */
bool		 fairness_workbook_put(struct request *,
		    const struct fairness *);
void		 fairness_csv_put(struct request *, const struct fairness *);
