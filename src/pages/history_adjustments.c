/* history_adjustments - what happened to adjustments of somebody, in words, and
 * how often they want to be reminded. */
#include "pages/history.h"
#include "queries.h"

static const struct saying	sayings[] = {
	{ "adjustment", NULL, OF_ANY, "Reasonable adjustment asked for" },
	{ "adjustment_detail", NULL, OF_NEW,
	    "What is needed of a reasonable adjustment written" },
	{ "adjustment_detail", NULL, OF_CHANGED,
	    "What is needed of a reasonable adjustment changed" },
	{ "adjustment_event", "acknowledged", OF_ANY,
	    "Reasonable adjustment acknowledged" },
	{ "adjustment_event", "agreed", OF_ANY,
	    "Reasonable adjustment agreed" },
	{ "adjustment_event", "funded", OF_ANY,
	    "Money for a reasonable adjustment found" },
	{ "adjustment_event", "in_place", OF_ANY,
	    "Reasonable adjustment said to be in place" },
	{ "adjustment_event", "confirmed", OF_ANY,
	    "Reasonable adjustment confirmed" },
	{ "adjustment_event", "reviewed", OF_ANY,
	    "Reasonable adjustment reviewed" },
	{ "adjustment_event", "declined", OF_ANY,
	    "Reasonable adjustment declined" },
	{ "adjustment_event", "withdrawn", OF_ANY,
	    "Reasonable adjustment withdrawn" },
	{ "adjustment_event", NULL, OF_ANY, "Step of a reasonable adjustment" },
	{ "adjustment_actor", NULL, OF_NEW,
	    "Named to act on a reasonable adjustment" },
	{ "adjustment_actor", NULL, OF_CHANGED,
	    "No longer named on a reasonable adjustment" },
	{ "reminder", NULL, OF_ANY, "Reminders by email chosen" },
};

const char *
adjustment_event_words(const struct event *e)
{
	return (saying_of(e, sayings, sizeof(sayings) / sizeof(*sayings)));
}
