#pragma once
/*
 * protect - from counts to what an audience is told (the equity method,
 * section 6.2).
 */
#include "raw.h"

/*
 * For whom, and the programme's settings:
 *
 *	small		counts of 1 to so many are hidden from staff
 *	group_least	people of a group that staff see
 *	one_sort	all or none of fewer people is told to nobody but a lead
 *	rate_least	people of a rate that the lead sees
 *	band_people	people of a group compared for partners
 *	ratio_events	events on both sides of a partners' ratio
 *	pooled_least	cohorts together, for partners
 *	rounding	for partners: as NHS Digital does, or as HESA
 */
struct protection {
	enum equity_audience		 audience;
	const struct equity_thresholds	*at;
};

bool	is_for_lead(const struct protection *);
/* How a programme rounds, unless a table would tell something small. */
enum rounding rounding_of(const struct equity_thresholds *);
/* Are counts rounded for them? */
bool	is_for_partners(const struct protection *);

/* A group as it is told; cohorts oldest first, NULL where they are not. */
struct shown {
	const char	*name;
	enum equity_row	 row;
	bool		 coarse;
	struct token	 people, events, rest, started, pending;
	struct token	*cohort_people, *cohort_events, *cohort_rest;
};

/* Groups: coarse, then fine, who is not known, everybody.  true_*: of the two
 * first coarse groups, for words alone.  sets: whom its cells count, for the
 * ledger (cells.h). */
struct shown_table {
	const char	*withheld, *trend_withheld;
	struct date	 released_on;	/* set: as it was given then */
	struct shown	*v;
	size_t		 n, ncohorts;
	const char	**sets;
	bool		 ratio_allowed;
	struct two	 true_pair;
	double		 true_ratio;
};

/* Counts of 1 to so many are hidden from them. */
int64_t	few_of(const struct protection *);

struct token	token_exact(int64_t);
struct token	token_hidden(void);

/* one_by_one: cohorts too, where that tells nothing small. */
struct shown_table protect(struct arena *, const struct protection *,
		    const struct raw_table *, size_t ncohorts, bool crossed,
		    bool one_by_one);

/* The parts of it: what staff are told, and partners. */
void	protect_for_staff(struct arena *, const struct protection *,
	    const struct raw_table *, struct shown_table *, bool one_by_one);
void	protect_rounded(struct arena *, const struct protection *,
	    const struct raw_table *, struct shown_table *);
/* at: a cohort, or -1 for all of them. */
bool	has_unsafe_group(const struct protection *, const struct raw_table *,
	    int at);
/* The table of events and rest, with totals, whose last row before them is who
 * is not known if there are any. */
struct counts	table_of(struct arena *, const struct raw_table *,
		    int64_t **numbers, int at);
