#pragma once
/* needs - what the pages of needs, conflicts and travel show. */
#include "pages/choices.h"
#include "queries.h"

struct needs_shown {
	const struct trainee		*trainee;
	struct need_list		 needs;
	struct conflict_list		 conflicts;
	bool				 own;	/* the reader's */
};

struct need_choices {
	const struct trainee	*trainee;
	enum placement_stage	 stage;
	const struct option	*areas;
	bool			 own;
};

struct cohort_needs {
	const struct cohort	*cohort;
	enum placement_stage	 stage;
	bool			 missing;	/* only those */
	struct need_line_list	 lines;
	struct page_of		 page;
	int64_t			 unknown;	/* among all */
};

/* The need of a stage; NULL when none was stated. */
const struct need	*need_at(struct need_list, enum placement_stage);
const struct option	*minutes_options(void);
