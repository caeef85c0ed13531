/* history_concerns - what happened to concerns of somebody, in words. */
#include "pages/history.h"
#include "queries.h"

/* By the table, and the step or the state that a row came with. */
static const struct saying	sayings[] = {
	{ "concern_event", "raised", OF_ANY, "Concern raised" },
	{ "concern_event", "acknowledged", OF_ANY, "Concern acknowledged" },
	{ "concern_event", "meeting_arranged", OF_ANY,
	    "Meeting about a concern arranged" },
	{ "concern_event", "meeting_held", OF_ANY,
	    "Meeting about a concern held" },
	{ "concern_event", "planned", OF_ANY,
	    "Action plan of a concern written" },
	{ "concern_event", "reviewed", OF_ANY,
	    "Action plan of a concern reviewed" },
	{ "concern_event", "met", OF_ANY, "Action plan of a concern met" },
	{ "concern_event", "extended", OF_ANY,
	    "Action plan of a concern extended" },
	{ "concern_event", "not_met", OF_ANY,
	    "Action plan of a concern not met" },
	{ "concern_event", "panel", OF_ANY, "Panel about a concern called" },
	{ "concern_event", "decided", OF_ANY, "Panel decided about a concern" },
	{ "concern_event", "closed", OF_ANY, "Concern closed" },
	{ "concern_event", "withdrawn", OF_ANY, "Concern withdrawn" },
	{ "concern_event", "undone", OF_ANY, "Step of a concern undone" },
	{ "concern_action", "done", OF_ANY, "Action of a plan done" },
	{ "concern_action", "dropped", OF_ANY, "Action of a plan dropped" },
	{ "concern_action", "open", OF_ANY, "Action of a plan to be done" },
	{ "concern_response", NULL, OF_ANY, "Concern answered in own words" },
};

const char *
concern_event_words(const struct event *e)
{
	return (saying_of(e, sayings, sizeof(sayings) / sizeof(*sayings)));
}
