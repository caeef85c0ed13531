#pragma once
/*
 * claims - what the pages of claims share.
 */
#include "core/request.h"
#include "queries.h"
#include "views/claims.h"

/* The claim of the path with its lines; false: not there, or not mine. */
bool	claim_asked(struct request *, struct claim_shown *);
/* Writes the claim as a workbook, for one release of it; false when it cannot
 * be made. */
bool	claim_workbook(struct request *, const struct claim_shown *,
	    const struct claim_release *);
