#pragma once
/* feedback - what the pages of feedback on placements show. */
#include "queries.h"

enum feedback_window {
	FEEDBACK_TOO_EARLY, FEEDBACK_OPEN, FEEDBACK_TOO_LATE,
	FEEDBACK_CORRECTED,	/* given, and can still be corrected */
	FEEDBACK_RELEASED
};

enum feedback_window feedback_window_on(const struct feedback_asked *,
		    struct date today);
/* "Last, 1 March 2026 to 2 July 2026, Amira Khan"; whose it is for others. */
const char	*placement_in_words(struct arena *,
		    const struct feedback_asked *);
