#pragma once
/*
 * timeline - what was and what is to come of a trainee, by month.
 */
#include <stdbool.h>
#include <stddef.h>

#include "core/request.h"
#include "queries.h"

/* A kind of what happens, as addresses have it, and how many there are. */
struct timeline_kind {
	const char	*code, *words;
	size_t		 n;
};

struct timeline {
	struct moment_of_list	 moments;	/* those that are asked for */
	struct timeline_kind	*kinds;
	size_t			 nkinds;
	const struct timeline_kind *chosen;	/* or NULL: all */
	size_t			 all;
};

/* "First placement began: Crisis team, Brook Council" */
const char	*moment_words(const struct request *, const struct moment_of *);
/* The page of it, NULL when this reader has none. */
struct url	 moment_url(const struct request *, const struct moment_of *);
/* Whether a month begins with it: the first, or in another than the last. */
bool		 begins_month(const struct timeline *,
		    const struct moment_of *);
/* "November 2026" */
const char	*month_words(struct arena *, struct date);
/* Whether it is the first that is still to come. */
bool		 begins_future(const struct request *, const struct timeline *,
		    const struct moment_of *);
