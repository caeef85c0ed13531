/* history_asye - what happened to an ASYE and its timetable, in words. */
#include <string.h>

#include "pages/asye.h"
#include "pages/history.h"
#include "queries.h"

/* By the table, and the state that a row came with; inserted: of new ones. */
static const struct {
	const char	*subject, *state;
	bool		 inserted;
	const char	*words;
} sayings[] = {
	{ "asye_review", NULL, true, "Review of the ASYE planned" },
	{ "asye_review", "held", false, "Review of the ASYE held" },
	{ "asye_review", "optional", false, "Review of the ASYE left out" },
	{ "asye_review", "due", false, "Review of the ASYE to be held" },
	{ "asye_review", NULL, false, "Date of a review of the ASYE changed" },
	{ "asye_move", NULL, true, "Review of the ASYE moved" },
	{ "asye_request", NULL, true, "Change of the ASYE's timetable asked "
	    "for or recorded" },
	{ "asye_request", NULL, false, "Change of the ASYE's timetable went "
	    "on" },
	{ "asye_request_event", "asked", true, "Change of the ASYE's "
	    "timetable agreed by one" },
	{ "asye_request_event", "standing", true, "Change of the ASYE's "
	    "timetable took effect" },
	{ "asye_request_event", "over", true, "Return to the ASYE recorded" },
	{ "asye_request_event", "declined", true, "Change of the ASYE's "
	    "timetable declined" },
	{ "asye_request_event", "withdrawn", true, "Change of the ASYE's "
	    "timetable withdrawn" },
	{ "asye_request_event", "undone", true, "Change of the ASYE's "
	    "timetable undone" },
	{ "calendar_feed", NULL, true, "Address of a calendar made" },
	{ "calendar_feed", NULL, false, "Address of a calendar ended" },
};

const char *
timetable_event_words(const struct event *e)
{
	for (size_t i = 0; i < sizeof(sayings) / sizeof(*sayings); i++)
		if (strcmp(sayings[i].subject, e->subject) == 0 &&
		    sayings[i].inserted == e->inserted &&
		    (sayings[i].state == NULL || (e->state != NULL &&
		    strcmp(sayings[i].state, e->state) == 0)))
			return (sayings[i].words);
	return (NULL);
}

const char *
asye_history_words(struct arena *a, const struct event *e)
{
	enum asye_change	change;

	if (strcmp(e->subject, "asye_event") == 0) {
		change = asye_change_from(e->state != NULL ? e->state : "");
		return (change == ASYE_CHANGE_NONE ? "ASYE changed" :
		    arena_printf(a, "ASYE: %s", asye_deed_words(change)));
	}
	if (strcmp(e->subject, "asye_duty") == 0)
		return (e->inserted ? "Given a duty on an ASYE" :
		    "A duty on an ASYE changed");
	if (strcmp(e->subject, "asye_absence") == 0)
		return (e->inserted ? "Recorded why there is no ASYE" :
		    "Took away why there is no ASYE");
	return (NULL);
}
