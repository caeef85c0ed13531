/* history_asye_feedback - what happened to feedback from outside, in words. */
#include <string.h>

#include "pages/history.h"
#include "queries.h"

/* By the state that a request came to. */
static const struct { const char *state, *words; } sayings[] = {
	{ "asked", "Feedback asked for again" },
	{ "opened", "Feedback from outside begun" },
	{ "given", "Feedback from outside given" },
	{ "declined", "Feedback from outside declined" },
	{ "expired", "Request for feedback expired" },
	{ "withdrawn", "Request for feedback withdrawn" },
	{ "consent_withdrawn", "Feedback from outside removed: its giver took "
	    "back their consent" },
};

const char *
asye_feedback_event_words(const struct event *e)
{
	if (strcmp(e->subject, "feedback_given") == 0)
		return (e->inserted ? "Feedback from outside received" :
		    strcmp(e->name, "FEEDBACK_DISCUSSED") == 0 ?
		    "Feedback from outside discussed" : NULL);
	if (strcmp(e->subject, "feedback_request") != 0)
		return (NULL);
	if (e->inserted)
		return ("Feedback asked for");
	if (e->state == NULL)
		return (strcmp(e->name, "FEEDBACK_REMINDED") == 0 ?
		    "Reminder of feedback sent" : NULL);
	for (size_t i = 0; i < sizeof(sayings) / sizeof(*sayings); i++)
		if (strcmp(sayings[i].state, e->state) == 0)
			return (sayings[i].words);
	return (NULL);
}
