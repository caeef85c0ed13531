#pragma once
/*
 * progress - how each of a list of trainees stands, in a bounded number of
 * queries: one each for placements, patterns and interruptions, however many
 * people they are, and one for the settings of each programme.
 */
#include "core/request.h"
#include "queries.h"
#include "rules/placement_days.h"

struct progress {
	const struct trainee	*trainee;
	struct placement_list	 placements;	/* theirs, in time order */
	const struct schedule	*schedules;	/* one each */
	const struct placed	*placed;	/* one each */
	const struct placement	*now;		/* or NULL: placement_now() */
	struct day_standing	 standing;	/* over all of them */
	int64_t			 waiting_days, returned_days;
	size_t			 place;		/* in the list, from 0 */
};

struct progress_list { struct progress *v; size_t n; };

/* In the order of the trainees, without the reasons of their standings. */
struct progress_list	 progress_of(struct request *,
			    const struct trainee_list *);
/* With them. */
struct progress		 progress_of_one(struct request *, struct trainee *);
