#pragma once
/* search - what the pages of search show. */
#include "core/arena.h"
#include "core/out.h"
#include "pages/list.h"
#include "pages/search.h"
#include "queries.h"

/* What was found of one kind. */
struct search_found {
	const char			*code, *heading, *more;
	struct finding_list	 rows;
	const struct url	*links;			/* one each */
	int64_t			 of_all;		/* see FOUND_MOST */
};

/* Counting ends there: more than that is "more than 250". */
enum { FOUND_MOST = 250 };

struct search_shown {
	struct search_terms		 terms;
	const struct search_found	*found;		/* those with rows */
	size_t				 nfound;
	const struct search_found	*only;	/* of one kind, or NULL */
	struct page_of			 page;		/* of that kind */
	struct near_name_list		 near;		/* when nothing is */
};

/* The text with what the words match between <mark> and </mark>. */
struct html	 marked(struct arena *, const char *text,
		    struct text_list words);
/* "5 of 23", "5 of more than 250" */
const char	*found_words(struct arena *, const struct search_found *);
