#pragma once
/*
 * list - which page of a list is asked for, and what there is.
 */
#include <stdint.h>

#include "core/request.h"
#include "views/components.h"

enum { PAGE_ROWS = 25, PAGES_MAX = 100000 };

struct page_of {
	int64_t	number;		/* from 1 */
	int64_t	size;
	int64_t	rows;		/* of the whole list, once counted */
	int64_t	pages;
};

/* The ?page= of the request; nonsense is the first.  A page behind the last
 * has no rows: show the first instead. */
struct page_of	 page_asked(struct request *, int64_t size);
void		 page_counted(struct page_of *, int64_t rows);
int64_t		 page_skip(struct page_of);

/* "1 to 25 of 160" and the like; "" for an empty list. */
const char	*page_words(struct arena *, struct page_of);
/* The pages around this one, for the pagination component. */
struct govuk_pagination	 page_links(const struct request *, struct page_of);
