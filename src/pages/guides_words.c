/* guides_words - what happened to who is beside a trainee, in words. */
#include <string.h>

#include "pages/history.h"
#include "queries.h"
#include "rules/words.h"

const char *
guide_event_words(struct arena *a, const struct event *e)
{
	bool		 unit = strcmp(e->subject, "enrolment_unit") == 0;
	const char	*place = e->place != NULL ? e->place : unit ?
			    "a unit" : "an organisation";

	if (e->state != NULL && strcmp(e->state, "removed") == 0)
		return (arena_printf(a, unit ? "Taken out of %s, as recorded "
		    "wrongly" : "Duty of %s taken away, as recorded wrongly",
		    place));
	if (e->inserted)
		return (arena_printf(a, unit ? "Put into %s" :
		    "Duty of %s recorded", place));
	return (arena_printf(a, unit ? "Time in %s changed" :
	    "Time of a duty of %s changed", place));
}
