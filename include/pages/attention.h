#pragma once
/*
 * attention - the records that need attention of whoever asks, matter by
 * matter, with what clears each and what was set aside.
 */
#include "core/request.h"
#include "core/url.h"
#include "pages/list.h"
#include "queries.h"
#include "rules/attention.h"

/* So many of a matter are looked up; more are "more than 100". */
enum { GAPS_MOST = 100 };

struct gap {
	const struct noted	*noted;
	const char		*reason;
	struct date		 since;		/* or no date */
	struct url		 record;	/* { NULL }: has no page */
	struct url		 action;	/* the one that clears it */
	const char		*action_words;
	const struct set_aside	*aside;		/* or NULL */
};
struct gap_list { struct gap *v; size_t n; };

/* A matter and the records that it is about, those set aside apart. */
struct gap_group {
	enum matter		 matter;
	const char		*heading;
	struct gap_list	 rows, aside;
	bool			 more;		/* than were looked up */
};
struct gap_group_list { struct gap_group *v; size_t n; };

/* May this person look at a matter at all? */
bool			 matter_is_for(const struct request *, enum matter);
struct gap_group	 attention_of(struct request *, enum matter);
/* One record of a matter, or NULL: not there, or not a problem any more. */
const struct gap	*gap_of_record(struct request *, enum matter,
			    int64_t record);

/* "Without a practice educator" */
const char		*matter_heading(enum matter);
/* "12 records", "more than 100 records" */
const char		*group_words(struct arena *,
			    const struct gap_group *);
