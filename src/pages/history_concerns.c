/* history_concerns - what happened to concerns of somebody, in words. */
#include <string.h>

#include "pages/history.h"
#include "queries.h"

/* By the table, and the step or the state that a row came with. */
static const struct { const char *subject, *state, *words; } sayings[] = {
	{ "concern_event", "raised", "Concern raised" },
	{ "concern_event", "acknowledged", "Concern acknowledged" },
	{ "concern_event", "meeting_arranged",
	    "Meeting about a concern arranged" },
	{ "concern_event", "meeting_held", "Meeting about a concern held" },
	{ "concern_event", "planned", "Action plan of a concern written" },
	{ "concern_event", "reviewed", "Action plan of a concern reviewed" },
	{ "concern_event", "met", "Action plan of a concern met" },
	{ "concern_event", "extended", "Action plan of a concern extended" },
	{ "concern_event", "not_met", "Action plan of a concern not met" },
	{ "concern_event", "panel", "Panel about a concern called" },
	{ "concern_event", "decided", "Panel decided about a concern" },
	{ "concern_event", "closed", "Concern closed" },
	{ "concern_event", "withdrawn", "Concern withdrawn" },
	{ "concern_event", "undone", "Step of a concern undone" },
	{ "concern_action", "done", "Action of a plan done" },
	{ "concern_action", "dropped", "Action of a plan dropped" },
	{ "concern_action", "open", "Action of a plan to be done" },
	{ "concern_response", NULL, "Concern answered in own words" },
};

const char *
concern_event_words(const struct event *e)
{
	for (size_t i = 0; i < sizeof(sayings) / sizeof(*sayings); i++)
		if (strcmp(sayings[i].subject, e->subject) == 0 &&
		    (sayings[i].state == NULL || (e->state != NULL &&
		    strcmp(sayings[i].state, e->state) == 0)))
			return (sayings[i].words);
	return (NULL);
}
