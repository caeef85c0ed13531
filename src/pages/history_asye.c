/* history_asye - what happened to an ASYE and its timetable, in words. */
#include <string.h>

#include "pages/asye.h"
#include "pages/history.h"
#include "queries.h"

static const struct saying	sayings[] = {
	{ "asye_review", NULL, OF_NEW, "Review of the ASYE planned" },
	{ "asye_review", "held", OF_CHANGED, "Review of the ASYE held" },
	{ "asye_review", "optional", OF_CHANGED,
	    "Review of the ASYE left out" },
	{ "asye_review", "due", OF_CHANGED, "Review of the ASYE to be held" },
	{ "asye_review", NULL, OF_CHANGED,
	    "Date of a review of the ASYE changed" },
	{ "asye_move", NULL, OF_NEW, "Review of the ASYE moved" },
	{ "asye_request", NULL, OF_NEW,
	    "Change of the ASYE's timetable asked for or recorded" },
	{ "asye_request", NULL, OF_CHANGED,
	    "Change of the ASYE's timetable went on" },
	{ "asye_request_event", "asked", OF_NEW,
	    "Change of the ASYE's timetable agreed by one" },
	{ "asye_request_event", "standing", OF_NEW,
	    "Change of the ASYE's timetable took effect" },
	{ "asye_request_event", "over", OF_NEW, "Return to the ASYE recorded" },
	{ "asye_request_event", "declined", OF_NEW,
	    "Change of the ASYE's timetable declined" },
	{ "asye_request_event", "withdrawn", OF_NEW,
	    "Change of the ASYE's timetable withdrawn" },
	{ "asye_request_event", "undone", OF_NEW,
	    "Change of the ASYE's timetable undone" },
	{ "calendar_feed", NULL, OF_NEW, "Address of a calendar made" },
	{ "calendar_feed", NULL, OF_CHANGED, "Address of a calendar ended" },
};

const char *
timetable_event_words(const struct event *e)
{
	return (saying_of(e, sayings, sizeof(sayings) / sizeof(*sayings)));
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
	if (strcmp(e->subject, "asye_correction") == 0)
		return ("Dates or job title of the ASYE corrected");
	if (strcmp(e->subject, "asye_absence") == 0)
		return (e->inserted ? "Recorded why there is no ASYE" :
		    "Took away why there is no ASYE");
	return (NULL);
}
