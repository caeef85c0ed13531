/* history_asye_feedback - what happened to feedback from outside, in words. */
#include <string.h>

#include "pages/history.h"
#include "queries.h"

static const struct saying	sayings[] = {
	{ "feedback_given", NULL, OF_NEW, "Feedback from outside received" },
	{ "feedback_request", NULL, OF_NEW, "Feedback asked for" },
	{ "feedback_request", "asked", OF_CHANGED, "Feedback asked for again" },
	{ "feedback_request", "opened", OF_CHANGED,
	    "Feedback from outside begun" },
	{ "feedback_request", "given", OF_CHANGED,
	    "Feedback from outside given" },
	{ "feedback_request", "declined", OF_CHANGED,
	    "Feedback from outside declined" },
	{ "feedback_request", "expired", OF_CHANGED,
	    "Request for feedback expired" },
	{ "feedback_request", "withdrawn", OF_CHANGED,
	    "Request for feedback withdrawn" },
	{ "feedback_request", "consent_withdrawn", OF_CHANGED,
	    "Feedback from outside removed: its giver took back their "
	    "consent" },
};

const char *
asye_feedback_event_words(const struct event *e)
{
	if (!e->inserted && strcmp(e->subject, "feedback_given") == 0)
		return (strcmp(e->name, "FEEDBACK_DISCUSSED") == 0 ?
		    "Feedback from outside discussed" : NULL);
	if (!e->inserted && e->state == NULL &&
	    strcmp(e->subject, "feedback_request") == 0)
		return (strcmp(e->name, "FEEDBACK_REMINDED") == 0 ?
		    "Reminder of feedback sent" : NULL);
	return (saying_of(e, sayings, sizeof(sayings) / sizeof(*sayings)));
}
