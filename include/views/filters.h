#pragma once
/* filters - what the pages of saved filters show. */
#include "pages/filters.h"

struct filter_shown_list { struct filter_shown *v; size_t n; };

/* A form of a filter: what it saves, and who may be chosen to see it. */
struct filter_form_shown {
	struct filter_shown	 saved;		/* as it is, or would be */
	struct filter_shown	 now;		/* what the list shows now */
	bool			 differs;	/* and is another */
	const struct option	*sharing;	/* NULL: only oneself */
};
