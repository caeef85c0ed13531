#pragma once
/*
 * filters - what somebody asks of a list, kept under a name.
 *
 * A filter is kept as the list's path and its query.  It may not fit any more:
 * a value that Waymark no longer knows, a host or a cohort that has gone.
 */
#include "core/request.h"
#include "pages/listing.h"
#include "queries.h"

/* A filter that is saved, in words. */
struct filter_shown {
	const struct saved_filter	*filter;
	const char			*list;		/* "Autumn 2026" */
	const char			*words[FILTERS_MAX];
	size_t				 nwords;
	const char			*misfit;	/* why, or NULL */
	struct url			 open;		/* the list as saved */
};

struct filter_shown	 filter_shown(struct request *,
			    const struct saved_filter *);
/* The listing at a path that filters can be saved of, or NULL. */
const struct listing	*listing_at(const struct request *, const char *path);

/* Those of a list, as links above it. */
struct saved_link {
	const char	*name;
	struct url	 href;
	int64_t		 count;		/* of people now; -1: not counted */
	bool		 current, fits;
};
struct saved_links {
	struct saved_link	*v;
	size_t			 n;
	bool			 may_save;	/* something is asked for */
	struct url		 save;
	const struct saved_filter *open;	/* the one that is open */
	bool			 changed;	/* since it was saved */
	struct url		 change;
	const char		*misfit;	/* of the open one, or NULL */
};

/*
 * count: how many of a list's people a query asks for, cheaply; -1 where only
 * the database could say.
 */
struct saved_links	 saved_links(struct request *, const struct asked *,
			    int64_t (*count)(struct request *,
			    const char *query, void *list), void *list);
