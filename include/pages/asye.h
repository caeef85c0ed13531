#pragma once
/*
 * asye - what the pages of an ASYE share.
 *
 * Filters of the register: search= state= kind= organisation= assessor=;
 * columns: "name", "starts", "employer", "state" and "met".  See
 * pages/listing.h.
 */
#include "core/request.h"
#include "pages/filters.h"
#include "pages/list.h"
#include "pages/listing.h"
#include "queries.h"
#include "views/asye.h"

/* Of ASYEs, and of who is on none. */
extern const struct listing	asye_listing, uncovered_listing;
/* The filters of one of them that the asker kept. */
struct saved_links		asye_filters_saved(struct request *,
				    const struct asked *);

/* The ASYE of the path, read from now on; NULL: not there, or not mine. */
struct asye_record	*asye_asked(struct request *);
/* The same, where I may record what happens to it: staff, and coordinators. */
struct asye_record	*asye_kept(struct request *);
/* Whoever the path's enrolment is, where I may register them; or NULL. */
struct asye_candidate	*asye_candidate_asked(struct request *);
/* The organisation whose code a field has; refused, and NULL, otherwise. */
struct asye_place	*asye_place_typed(struct request *, const char *name,
			    const char *enter);
/* Whoever asks has a part in it: not a partner, who sees its stage. */
bool			 asye_takes_part(struct request *,
			    const struct asye_record *);
/* A letter says that there is something to read, and nothing of what. */
#define OUTCOME_CONFIRMED "The outcome of your ASYE is confirmed"
void			 outcome_tell(struct request *, int64_t asye,
			    int64_t person, const char *name,
			    const char *email, const char *subject);
/* The days of the form that registers or corrects one. */
void			 asye_dates_read(struct form *,
			    struct asye_applicant *);
/* What stops somebody is refused at its field; what asks is to be accepted. */
void			 asye_judge(struct request *,
			    const struct asye_applicant *, int64_t programme,
			    struct cautions *);
/* The form was made from what there is now; else it says so. */
bool			 asye_seen(struct request *,
			    const struct asye_record *);
