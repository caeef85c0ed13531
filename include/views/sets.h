#pragma once
/*
 * sets - what the views of monthly sets show.
 */
#include "views/exports.h"

/* What can be set up: what can be asked for once, and for whom. */
struct sets_offered {
	struct exports_offered	 can;
	const struct option	*tables, *readers, *of;
};

/* "partner coordinators" */
const char	*set_readers_words(enum monthly_set_readers);
/* "On 1 July 2026", "Paused", "Ended" */
const char	*set_state_words(struct arena *, const struct monthly_set *);
/* "Fetched twice, last on ...", "Not fetched yet", "Being made" */
const char	*set_copy_words(const struct monthly_set_copy *);
