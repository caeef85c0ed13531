#pragma once
/*
 * units - what the pages of units share.
 */
#include "core/request.h"
#include "queries.h"
#include "rules/units.h"
#include "views/units.h"

/* The unit of the path, of a programme whose staff I am; or NULL. */
struct unit_row		*unit_of_mine(struct request *);
struct lead_facts	 unit_lead_facts(const struct unit_row *);
/* Refuses a first day in "from" on which a unit is not open, or one that has
 * closed; and, in "version", that somebody goes on in one that has. */
bool			 unit_open_on(struct request *, int64_t unit,
			    struct date from);
bool			 unit_goes_on(struct request *, int64_t unit);
