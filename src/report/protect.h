#pragma once
/*
 * protect - from counts to what an audience is told (the equity method,
 * section 6.2).
 */
#include "raw.h"

enum {
	SMALL = 4,		/* counts of 1 to SMALL are hidden from staff */
	GROUP_LEAST = 10,	/* people of a group that staff see */
	RATE_LEAST = 5,		/* people of a rate that the lead sees */
	BAND_PEOPLE = 23,	/* people of a group compared for partners */
	RATIO_EVENTS = 20,	/* events on both sides of a partners' ratio */
	POOLED_LEAST = 3,	/* cohorts together, for partners */
	ONE_SORT = 23		/* all or none of fewer people is no secret */
};

/* A group as it is told; cohorts oldest first, NULL where they are not. */
struct shown {
	const char	*name;
	enum equity_row	 row;
	bool		 coarse;
	struct token	 people, events, rest, started, pending;
	struct token	*cohort_people, *cohort_events, *cohort_rest;
};

/* Groups: coarse, then fine, who is not known, everybody.  true_*: of the two
 * first coarse groups, for words alone. */
struct shown_table {
	const char	*withheld, *trend_withheld;
	struct date	 released_on;	/* set: as it was given then */
	struct shown	*v;
	size_t		 n, ncohorts;
	bool		 ratio_allowed;
	struct two	 true_pair;
	double		 true_ratio;
};

struct token	token_exact(int64_t);
struct token	token_hidden(void);

/* one_by_one: cohorts too, where that tells nothing small. */
struct shown_table protect(struct arena *, enum equity_audience,
		    const struct raw_table *, size_t ncohorts, bool crossed,
		    bool one_by_one);

/* The parts of it: what staff are told, and partners. */
void	protect_for_staff(struct arena *, const struct raw_table *,
	    struct shown_table *, bool one_by_one);
void	protect_rounded(struct arena *, const struct raw_table *,
	    struct shown_table *);
/* at: a cohort, or -1 for all of them. */
bool	has_unsafe_group(const struct raw_table *, int at);
/* The table of events and rest, with totals, whose last row before them is who
 * is not known if there are any. */
struct counts	table_of(struct arena *, const struct raw_table *,
		    int64_t **numbers, int at);
