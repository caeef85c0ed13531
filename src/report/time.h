#pragma once
/*
 * time - the parts of a report beside its tables: how long it takes, and where
 * it happens.
 */
#include "release.h"

void	curves(const struct releasing *, struct equity_report *);
/* beside: everybody, as they are told of in the table that these stand by. */
void	units(const struct releasing *, struct equity_report *, int64_t bit,
	    bool of_assessed, const struct equity_group *beside);
