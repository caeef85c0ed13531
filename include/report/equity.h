#pragma once
/*
 * report/equity - every figure of the equity report, as its audience may know
 * it.
 *
 * There is one way to a figure: equity_report().  It asks the database for
 * counts, which nothing outside this room ever holds (src/report/raw.h), turns
 * them into tokens by the rule of the audience, and computes rates, ratios and
 * sentences from these tokens alone.  Pages, charts, files and whatever else
 * shows or keeps figures take them from here; so none of them can tell what its
 * audience may not know.
 *
 *	lead	exact; groups of fewer than 5 as counts, without rates
 *	staff	merged groups of 10 or more; counts of 1 to 4, and those that
 *		would give them away, are left out ("c")
 *	partner	rounded as NHS Digital does, or HESA; ratios of the rounded
 *		counts where both are 20 or more, else words; all cohorts
 *		together
 */
#include <stdbool.h>
#include <stddef.h>

#include "core/arena.h"
#include "core/date.h"
#include "core/db.h"
#include "equity/rounding.h"
#include "equity/strata.h"
#include "equity/wording.h"
#include "queries.h"

enum { EQUITY_LATEST = 3 };

/* What to show, all of it from a fixed menu.  outcome and by are codes; NULL is
 * each of them.  cohort: one of them, 0 all, -1 the latest EQUITY_LATEST. */
struct equity_selection {
	int64_t		 programme;
	const char	*outcome, *by;
	int64_t		 cohort;
	bool		 detectable;	/* work out what could be noticed */
	bool		 with_time;	/* and curves, hosts and panels */
};

/* Is something told exactly? */
bool	token_is_exact(const struct token *);
/* "1,234", "[c]", "1 to 7", "about 45". */
const char *token_words(struct arena *, const struct token *);

struct equity_outcome {
	const char	*code, *title, *adverse, *definition;
	int64_t		 version;
	bool		 of_assessed;	/* else of all who started */
};

struct equity_characteristic {
	const char	*code, *title, *headline, *reference;
	bool		 crossed;	/* two questions together */
};

enum equity_row { EQUITY_GROUP, EQUITY_UNKNOWN, EQUITY_EVERYBODY };

/* One group: people is the number that a rate is of.  started and pending have
 * no text where the audience is not told. */
struct equity_group {
	const char	*name;
	enum equity_row	 row;
	struct token	 people, events, started, pending;
	bool		 has_rate;
	double		 rate;
	struct interval	 within;	/* Wilson, 95 percent */
};

/* A ratio in words, from the true counts, for whom rounded ones are for. */
enum equity_band { BAND_NONE, BAND_LESS_QUARTER, BAND_LESS_HALF, BAND_LESS,
    BAND_SIMILAR, BAND_MORE, BAND_MORE_DOUBLE, BAND_MORE_FOUR };

/* A cohort of a trend: ratio and rolling are NaN where there is none. */
struct equity_point {
	const char	*cohort;
	struct token	 x1, n1, x2, n2;
	double		 ratio;
	struct interval	 within;
	struct pooled	 rolling;	/* over it and the two before */
};

/* A group with a reference.  Numbers are NaN where they are not defined, or not
 * for this audience. */
struct equity_comparison {
	const char	*group, *reference;
	bool		 headline;
	struct token	 x1, n1, x2, n2;
	bool		 exact;		/* the four are; else rounded or less */
	bool		 judged;	/* code is from defined p-values */
	enum finding_code code;
	enum equity_band band;
	double		 ratio, difference, excess;
	struct interval	 within, gap;
	double		 mid_p, holm, bh;
	double		 detectable;	/* the least ratio, 80 percent */
	bool		 pooled_known;	/* over more than one cohort */
	struct pooled	 pooled;	/* Mantel and Haenszel's ratio */
	struct chi	 cmh, tarone, cochran;
	bool		 differs;	/* between cohorts */
	double		 bound_low, bound_high;	/* unknown all one, or other */
	const char	*sentence;
};

/* A curve of who has not passed yet, a step each; share is 0 to 1. */
struct equity_step { double time, alive, low, high; };
struct equity_curve {
	const char		 *group;
	struct equity_step	 *steps;
	size_t			  n;
	const char		 *median;	/* in words */
};

/* A host, or the organisation of a panel; and the limits around all. */
struct equity_unit {
	const char	*name;
	struct token	 people, events;
	bool		 has_rate;
	double		 rate, low95, high95, low998, high998;
};

struct equity_units {
	struct equity_unit	*v;
	size_t			 n;
	double			 target;	/* the rate of all, or NaN */
	bool			 widened;	/* beyond chance alone */
	const char		*withheld;
	struct date		 released_on;	/* set: as given then */
};

struct equity_table {
	const struct equity_outcome		*outcome;
	const struct equity_characteristic	*by;
	const char		 *withheld;	/* why nothing is shown */
	struct date		  released_on;	/* set: as it was given then */
	struct equity_group	 *groups;	/* the last is everybody */
	size_t			  ngroups;
	struct equity_comparison *comparisons;	/* a headline first */
	size_t			  ncomparisons;
	double			  unknown;	/* share, NaN when not told */
	const char		 *together;	/* of several groups at once */
	struct equity_point	 *trend;	/* oldest first */
	size_t			  ntrend;
	const char		 *trend_withheld;
	const char		 *gap_trend;	/* does the gap change? */
};

struct equity_cohort { int64_t id; const char *name; bool counted; };

struct equity_report {
	enum equity_audience	 audience;
	enum rounding		 rounding;	/* for partners */
	const char		*programme, *cohorts;	/* "3 cohorts, ..." */
	struct equity_cohort	*all;
	size_t			 nall, ncounted;
	const struct equity_outcome	   *outcomes;
	const struct equity_characteristic *characteristics;
	size_t			 noutcomes, ncharacteristics;
	struct equity_table	*tables;	/* outcome by outcome */
	size_t			 ntables;
	struct equity_curve	*curves;	/* of the headline groups */
	size_t			 ncurves;
	const char		*curves_withheld, *log_rank;
	struct date		 curves_released_on;
	bool			 in_months;
	struct equity_units	 hosts, panels;
	const char *const	*cannot_say;	/* ends with NULL */
	struct date		 as_of;
};

/* The report for whoever asks, or NULL when they may have none of the kind.
 * That it was asked for is recorded with the reference of the request. */
struct equity_report *equity_report(struct db *, struct arena *,
		    enum equity_audience, const struct equity_selection *,
		    const char *reference);
