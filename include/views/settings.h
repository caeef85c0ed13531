#pragma once
/* settings - what the views of settings show. */
#include "pages/settings.h"

struct setting_check {
	const struct setting_change	*change;
	const char			*asked;	/* "value=24&from=2026-07-01" */
	struct setting_effect		 effect;
	struct page_of			 page;
	const struct affected		*rows;	/* of this page */
	size_t				 nrows;
	const struct request		*paged;	/* where links to pages lead */
};

const struct option	*setting_options(struct arena *,
			    const struct setting_entry *);
/* "A value between 1 and 120 months. The national default is 24 months" */
const char		*setting_hint(struct arena *,
			    const struct setting_entry *);
