#pragma once
/*
 * allocation - who educates in a placement, and the check before that.
 */
#include "core/request.h"
#include "pages/register.h"
#include "queries.h"
#include "rules/educators.h"

struct allocation_asked {
	const struct placed_trainee	*placement;
	struct allocated_list		 allocated;	/* to that placement */
	const struct registered		*educator;
	enum educator_duty		 duty;
	struct date			 from, to;
	const struct allocated		*replaced;	/* or NULL */
	struct warning_list		 warnings;
	bool				 refused; /* one is no warning */
	const char			*ids;	/* "educator=7&duty=...&..." */
};

/*
 * Reads educator, duty and from out of the form; what will not do is refused
 * there.  Warnings are those of today's records.
 */
struct allocation_asked	*allocation_asked(struct request *,
			    const struct placed_trainee *);
/* "reason-overloaded" */
const char		*reason_field(struct arena *, enum warning_kind);
const struct option	*duty_options(void);
