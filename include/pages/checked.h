#pragma once
/*
 * checked - a form that is shown once more before it is recorded.
 *
 * It is filled in on the page "new"; what will do waits as a draft of the page
 * "check" beside it, which shows it, and records it when it is sent from there.
 * What is recorded is what was shown: the page sends back, as "saved", when its
 * draft was kept.
 */
#include <stdbool.h>

#include "core/request.h"

/* The address of a page beside this one: "/a/1/check" of "/a/1/new". */
const char	*page_beside(const struct request *, const char *page);

/* Takes up what was typed before it was checked, when somebody goes back to it
 * (again=yes) and it is of the kind that the form is. */
void		 checked_take_up(struct request *);

/* Lets what was typed wait for "check", and leads there. */
enum status	 checked_next(struct request *);

/* What waits, as the form that it was; false when nothing does.  seen: it is
 * what the visitor was shown. */
bool		 checked_form(struct request *, bool *seen);

/* Leaves what was typed as a draft of the page "new", to be sent again. */
void		 checked_back(struct request *);
