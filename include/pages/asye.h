#pragma once
/*
 * asye - what the pages of an ASYE share.
 *
 * Filters of the register: search= state= kind= organisation= assessor=;
 * columns: "name", "starts", "employer" and "state".  See pages/listing.h.
 */
#include "core/request.h"
#include "pages/list.h"
#include "pages/listing.h"
#include "queries.h"
#include "views/asye.h"

/* The ASYE of the path, read from now on; NULL: not there, or not mine. */
struct asye_record	*asye_asked(struct request *);
