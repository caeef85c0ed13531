#pragma once
/*
 * annual - what the views of the annual return show.
 */
#include "report/annual.h"

struct annual {
	int64_t			 programme;
	struct annual_return	*report;
	bool			 for_funder;
};

struct url	 annual_to(struct arena *, const struct annual *,
		    const char *page);
