#pragma once
/* allocations - what the pages of a placement's educators show. */
#include "pages/allocation.h"

struct allocations_shown {
	const struct placed_trainee	*placement;
	struct allocated_list		 allocated;
	struct accepted_warning_list	 accepted;
};

struct allocation_choice {
	const struct placed_trainee	*placement;
	struct registered_list		 found;
	bool				 more;		/* than are shown */
	bool				 searched;
};

bool	allocated_on(const struct allocated *, struct date);
