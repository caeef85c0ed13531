#pragma once
/*
 * time - the parts of a report beside its tables: how long it takes, and where
 * it happens.
 */
#include "raw.h"

void	curves(struct db *, struct arena *, struct equity_report *,
	    const struct equity_selection *, struct int_list cohorts,
	    const char *reference);
void	units(struct db *, struct arena *, struct equity_report *,
	    const struct equity_selection *, struct int_list cohorts,
	    const char *reference, int64_t bit, bool of_assessed);
