#pragma once
/* ledger - what the ledger of a placement shows. */
#include "pages/ledger.h"

struct ledger_shown {
	const struct placement	*placement;
	const char		*trainee;
	struct day_standing	 standing;
	struct date		 finish;	/* on this pattern */
	struct days_chart	 chart;
	struct ledger		 ledger;
};
