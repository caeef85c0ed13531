#pragma once
/* placements - what the record of a placement shows. */
#include "pages/placements.h"

struct placed_shown {
	const struct placed_record	*placement;
	struct placement_event_list	 events;	/* none for a host */
	struct evidence_list		 evidence;
	const struct placed_papers	*papers;
	bool				 may_record;
	bool				 tells_papers;	/* not for a host */
	const char			*next;		/* what comes next */
};
