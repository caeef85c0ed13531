#pragma once
/* work - what the work list shows. */
#include "pages/list.h"
#include "pages/selection.h"
#include "pages/waiting.h"
#include "queries.h"

struct work_shown {
	struct waiting_list		 mine, others;	/* by my relations */
	struct draft_list		 drafts;
	bool				 confirms;	/* an educator's days */
	struct day_list			 days;
	struct page_of			 page;		/* of them */

	/* Of the programmes whose staff I am. */
	bool				 staff;
	struct waiting_filter		 filter;
	struct waiting_list		 programme;
	struct waiting_count_list	 counts;
	const struct option		*kinds, *cohorts;
	struct chosen_list		 chosen;
	struct url			 next;		/* NULL: no more */
};
