#pragma once
/* attention - what the pages of records that need attention show. */
#include "pages/attention.h"

struct attention_shown {
	struct gap_group_list	 groups;	/* those with rows */
	const struct gap_group	*only;		/* one of them, or NULL */
	struct gap_list		 rows;		/* one page of that */
	struct page_of			 page;
};
