#pragma once
/* give_feedback - what its pages share. */
#include "pages.h"
#include "views/give_feedback.h"

/* Nothing of these pages is told to other sites or found by a search. */
void		 giver_headers(struct request *);
/*
 * The visit of this browser, its form and answers; NULL when there is none
 * that works, and where to go then is in *status.
 */
struct giver	*giver_asked(struct request *, enum status *);
