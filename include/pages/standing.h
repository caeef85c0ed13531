#pragma once
/*
 * standing - placements as the rules see them: the rows of the database turned
 * into schedules, and what their days amount to.
 */
#include "core/request.h"
#include "rules/placement_days.h"
#include "rules/schedule.h"

struct placement;
struct placement_list;
struct pattern_row_list;
struct interruption_row_list;

/* The thresholds of a programme that hold today. */
struct day_settings	 day_settings_of(struct request *, int64_t programme);

/* The schedule of one placement, from rows of any number of placements that
 * are ordered by placement. */
struct schedule		 schedule_of(struct arena *, const struct placement *,
			    const struct pattern_row_list *,
			    const struct interruption_row_list *);
/* The same for one placement, asking the database. */
struct schedule		 schedule_asked(struct request *,
			    const struct placement *);
/* A placement of whoever asks; NULL when it is not there or not theirs. */
struct placement	*placement_own(struct request *, int64_t id);
/* The placement that runs today, else the next, else the last; or NULL. */
struct placement	*placement_now(const struct placement_list *,
			    struct date today);
/* Ids of a list, for a query that takes them. */
struct int_list		 placement_ids(struct arena *,
			    const struct placement_list *);
