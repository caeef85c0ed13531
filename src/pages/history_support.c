/* history_support - what happened to support plans, contacts and answers of
 * somebody, in words. */
#include "pages/history.h"
#include "queries.h"

/* By the table, and the step or the state that a row came with. */
static const struct saying	sayings[] = {
	{ "support_plan_event", "proposed", OF_ANY, "Support plan written" },
	{ "support_plan_event", "agreed", OF_ANY, "Support plan agreed to" },
	{ "support_plan_event", "questioned", OF_ANY,
	    "Change of a support plan asked for" },
	{ "support_plan_event", "commented", OF_ANY,
	    "Support plan commented on" },
	{ "support_plan_event", "revised", OF_ANY, "Support plan revised" },
	{ "support_plan_event", "reviewed", OF_ANY, "Support plan reviewed" },
	{ "support_plan_event", "ended", OF_ANY, "Support plan ended" },
	{ "support_plan_event", "withdrawn", OF_ANY, "Support plan withdrawn" },
	{ "support_plan_event", "undone", OF_ANY,
	    "Step of a support plan undone" },
	{ "support_action", "done", OF_ANY, "Action of a support plan done" },
	{ "support_action", "not_done", OF_ANY,
	    "Action of a support plan not done" },
	{ "support_action", "dropped", OF_ANY,
	    "Action of a support plan dropped" },
	{ "support_action", "open", OF_ANY,
	    "Action of a support plan to be done" },
	{ "contact", "recorded", OF_ANY, "Contact recorded" },
	{ "contact", "removed", OF_ANY, "Contact taken back" },
	{ "flag_answer", "cleared", OF_ANY, "Flag answered as cleared" },
	{ "flag_answer", "false_alarm", OF_ANY,
	    "Flag answered as a false alarm" },
	{ "flag_answer", "handled", OF_ANY, "Flag answered as being handled" },
	{ "flag_answer", "undone", OF_ANY, "Answer to a flag undone" },
};

const char *
support_plan_event_words(const struct event *e)
{
	return (saying_of(e, sayings, sizeof(sayings) / sizeof(*sayings)));
}
