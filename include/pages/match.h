#pragma once
/*
 * match - a round of matching as its pages have it: the facts that hold now,
 * and what is proposed against them.
 */
#include "core/request.h"
#include "matching/plan.h"
#include "queries.h"

struct match_now {
	const struct match_round	*round;
	struct match_terms		 terms;
	struct match_need		*needs;
	size_t				 nneeds;
	struct match_offer		*offers;
	size_t				 noffers;
	const struct match_pair		*pairs;	/* noffers for each need */
	struct held_pair_list		 proposed;
	int				*given;	/* proposals of each offer */
};

/* What the database says now; needs are held as the round's proposals are. */
struct match_now	 match_now_of(struct request *,
			    const struct match_round *);
/* The index of an enrolment's need, or of an offer; -1 when it is not there. */
int			 need_index(const struct match_now *, int64_t);
int			 offer_index(const struct match_now *, int64_t);
const struct match_pair	*pair_now(const struct match_now *, int need,
			    int offer);

/* Solve the round and put down what is proposed; false when the time was over
 * before there was any plan, and then nothing is changed. */
bool			 match_solve(struct request *, struct match_now *);
/* Put down what a hand chose for one: the index of an offer, or -1. */
void			 match_hold(struct request *, const struct match_now *,
			    int need, int offer);

/* must: sentences about what cannot be confirmed.  may: about what can, but
 * should be known. */
struct match_check { struct match_reasons must, may; };
struct match_check	 match_check_of(struct request *,
			    const struct match_now *);
