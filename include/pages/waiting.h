#pragma once
/*
 * waiting - what waits on whom, in words and with the page that acts on it.
 *
 * An address asks for a part of a programme's: ?on=others kind= cohort=
 * whose=mine after=.  A value that means nothing here is treated as absent.
 */
#include <stdbool.h>

#include "core/request.h"
#include "queries.h"
#include "views/components.h"

/* After: the item behind which a page begins, "2026-06-15.day_returned.3". */
struct waiting_filter {
	bool			 others;	/* not on us */
	bool			 own;		/* mine among the staff's */
	enum waiting_kind	 kind;		/* 0: all */
	int64_t			 cohort;	/* 0: all */
	struct date		 after;
	enum waiting_kind	 after_kind;
	int64_t			 after_id;
};

/* Leaves nothing in the query's form that was not understood. */
struct waiting_filter	 waiting_asked(struct request *);

/* Those of a list that wait on its reader, or that do not. */
struct waiting_list	 waiting_part(struct arena *,
			    const struct waiting_list *, bool mine);

/* "Confirm 12 placement days" */
const char	*waiting_words(struct arena *, const struct waiting *);
/* "Mary Smith-Jones, Ashby NHS Trust, Spring 2026", the reader left out, and
 * the cohort for all but staff. */
const char	*waiting_about(const struct request *, const struct waiting *);
/* "Since 3 November 2026, 12 days. Due 1 December 2026" and on whom. */
const char	*waiting_when(const struct request *, const struct waiting *);
/* Where it is done, or looked at by those on whom it does not wait; NULL when
 * this reader has no page for it. */
struct url	 waiting_url(const struct request *, const struct waiting *);

/* "/days/#/change" with the number in its place, when this reader has it. */
struct url	 page_at(const struct request *, const char *path, int64_t id);

/* "Placement days to confirm" */
const char	*waiting_kind_words(enum waiting_kind);
/* "12", "more than 100" */
const char	*waiting_number(struct arena *, int64_t);
/* The work list with one filter changed, or taken out when it is NULL. */
struct url	 waiting_with(const struct request *, const char *name,
		    const char *value);
/* What begins behind this item. */
struct url	 waiting_behind(const struct request *,
		    const struct waiting *);
