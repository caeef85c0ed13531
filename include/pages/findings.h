#pragma once
/*
 * findings - what the pages of findings share.
 */
#include "core/request.h"
#include "queries.h"
#include "views/findings.h"

/* The programme of the path's first number, when it is one whose figures are
 * mine as staff or equity lead; NULL otherwise. */
const struct equity_programme	*finding_programme(struct request *,
				    int64_t id);
/* The finding of the path, which staff and equity leads of it see. */
struct equity_finding		*finding_asked(struct request *);
/* Those who may own what is done, for a select; and who was chosen, 0 when it
 * was refused. */
const struct option	*finding_worker_options(struct request *,
			    int64_t programme);
int64_t			 finding_worker_chosen(struct request *,
			    int64_t programme);
/* A day from tomorrow on, within three years. */
struct date		 finding_day_typed(struct request *, const char *name,
			    const char *what, const char *enter);
