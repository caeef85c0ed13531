/* history_modules - what happened to somebody in modules, in words. */
#include <string.h>

#include "pages/history.h"
#include "core/arena.h"
#include "queries.h"

/* %s is what it is about. */
static const struct saying	sayings[] = {
	{ "attempt", NULL, OF_NEW, "%s became due" },
	{ "extension", NULL, OF_NEW, "More time was agreed for %s" },
	{ "mark", NULL, OF_NEW, "%s was marked" },
	{ "attendance", "present", OF_NEW, "Was at %s" },
	{ "attendance", "absent", OF_NEW, "Was absent from %s" },
	{ "attendance", "excused", OF_NEW, "Was excused from %s" },
	{ "board_decision", NULL, OF_NEW, "The board decided on %s" },
	{ "attempt", "submitted", OF_CHANGED, "%s was handed in" },
	{ "attempt", "not_submitted", OF_CHANGED,
	    "Nothing was handed in for %s" },
	{ "attempt", "due", OF_CHANGED, "%s is not handed in yet after all" },
	{ "attempt", "withdrawn", OF_CHANGED, "The resit of %s was withdrawn" },
	{ "attempt", NULL, OF_CHANGED, "The record of %s was corrected" },
	{ "extension", "withdrawn", OF_CHANGED,
	    "More time for %s was withdrawn" },
	{ "mark", "confirmed", OF_CHANGED, "The mark of %s was confirmed" },
	{ "mark", "withdrawn", OF_CHANGED, "The mark of %s was taken back" },
	{ "mark", "provisional", OF_CHANGED,
	    "The mark of %s is provisional again" },
	{ "mark", NULL, OF_CHANGED, "The mark of %s was changed or released" },
	{ "attendance", "present", OF_CHANGED, "Was at %s after all" },
	{ "attendance", "absent", OF_CHANGED, "Was absent from %s after all" },
	{ "attendance", "excused", OF_CHANGED,
	    "Was excused from %s after all" },
	{ "attendance", NULL, OF_CHANGED,
	    "The reason for missing %s was corrected" },
	{ "board_decision", "replaced", OF_CHANGED,
	    "A later decision on %s took the place of this one" },
	{ "board_decision", "undone", OF_CHANGED,
	    "The decision on %s was undone" },
	{ "board_decision", "standing", OF_CHANGED,
	    "The decision on %s before it stands again" },
};

const char *
module_event_words(struct arena *a, const struct event *e)
{
	const char	*words = saying_of(e, sayings, sizeof(sayings) /
			    sizeof(*sayings));
	const char	*about = e->place != NULL ? e->place : "a module";
	const char	*mark;

	if (words == NULL)
		return (NULL);
	mark = strstr(words, "%s");
	return (arena_printf(a, "%.*s%s%s", (int)(mark - words), words, about,
	    mark + 2));
}
