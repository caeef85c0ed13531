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
/* The same, where I may record what happens to it: staff, and coordinators. */
struct asye_record	*asye_kept(struct request *);
/* Whoever the path's enrolment is, where I may register them; or NULL. */
struct asye_candidate	*asye_candidate_asked(struct request *);
/* The organisation whose code a field has; refused, and NULL, otherwise. */
struct asye_place	*asye_place_typed(struct request *, const char *name,
			    const char *enter);
/* The form was made from what there is now; else it says so. */
bool			 asye_seen(struct request *,
			    const struct asye_record *);
