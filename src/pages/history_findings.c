/* history_findings - what happened to a finding of the report, in words. */
#include <string.h>

#include "core/arena.h"
#include "pages/history.h"
#include "queries.h"

/* By the table, the state after and the state before. */
static const struct { const char *subject, *state, *was, *words; } sayings[] = {
	{ "equity_finding", "seen", NULL, "Finding opened" },
	{ "equity_finding", "in_hand", "closed", "Finding opened again" },
	{ "equity_finding", "in_hand", NULL, "Finding taken in hand" },
	{ "equity_finding", "closed", NULL, "Finding closed" },
	{ "equity_finding", NULL, NULL, "Owner or review date changed" },
	{ "equity_measure", NULL, NULL, "Measured" },
	{ "equity_cause", "to_test", NULL, "Cause to test added" },
	{ "equity_cause", "supported", NULL, "Cause found to be supported" },
	{ "equity_cause", "not_supported", NULL,
	    "Cause found not to be supported" },
	{ "equity_cause", "cannot_tell", NULL,
	    "Whether it is the cause cannot be told" },
	{ "equity_cause", NULL, NULL, "What was found was corrected" },
	{ "equity_action", "open", "done", "Action opened again" },
	{ "equity_action", "open", "dropped", "Action opened again" },
	{ "equity_action", "open", NULL, "Action agreed" },
	{ "equity_action", "done", NULL, "Action done" },
	{ "equity_action", "dropped", NULL, "Action dropped" },
	{ "equity_action", NULL, NULL, "Action given another day or owner" },
};

static bool
fits(const char *word, const char *is)
{
	return (word == NULL || (is != NULL && strcmp(word, is) == 0));
}

const char *
finding_event_words(struct arena *a, const struct event *e)
{
	for (size_t i = 0; i < sizeof(sayings) / sizeof(*sayings); i++)
		if (strcmp(sayings[i].subject, e->subject) == 0 &&
		    fits(sayings[i].state, e->state) &&
		    fits(sayings[i].was, e->was_state))
			return (e->reason == NULL ? sayings[i].words :
			    arena_printf(a, "%s: %s", sayings[i].words,
			    e->reason));
	return (NULL);
}
