/* history_modules - what happened to somebody in modules, in words. */
#include <string.h>

#include "pages/history.h"
#include "core/arena.h"
#include "queries.h"

/* By the table and the state that a row came to; %s is what it is about. */
static const struct saying {
	const char	*subject, *state, *words;
} inserted[] = {
	{ "attempt", NULL, "%s became due" },
	{ "extension", NULL, "More time was agreed for %s" },
	{ "mark", NULL, "%s was marked" },
	{ "attendance", "present", "Was at %s" },
	{ "attendance", "absent", "Was absent from %s" },
	{ "attendance", "excused", "Was excused from %s" },
	{ "board_decision", NULL, "The board decided on %s" },
	{ NULL }
}, changed[] = {
	{ "attempt", "submitted", "%s was handed in" },
	{ "attempt", "not_submitted", "Nothing was handed in for %s" },
	{ "attempt", "due", "%s is not handed in yet after all" },
	{ "attempt", "withdrawn", "The resit of %s was withdrawn" },
	{ "attempt", NULL, "The record of %s was corrected" },
	{ "extension", "withdrawn", "More time for %s was withdrawn" },
	{ "mark", "confirmed", "The mark of %s was confirmed" },
	{ "mark", "withdrawn", "The mark of %s was taken back" },
	{ "mark", "provisional", "The mark of %s is provisional again" },
	{ "mark", NULL, "The mark of %s was changed or released" },
	{ "attendance", "present", "Was at %s after all" },
	{ "attendance", "absent", "Was absent from %s after all" },
	{ "attendance", "excused", "Was excused from %s after all" },
	{ "attendance", NULL, "The reason for missing %s was corrected" },
	{ "board_decision", "replaced",
	    "A later decision on %s took the place of this one" },
	{ "board_decision", "undone", "The decision on %s was undone" },
	{ "board_decision", "standing",
	    "The decision on %s before it stands again" },
	{ NULL }
};

static bool
fits(const struct saying *s, const struct event *e)
{
	if (strcmp(s->subject, e->subject) != 0)
		return (false);
	return (s->state == NULL || (e->state != NULL &&
	    strcmp(s->state, e->state) == 0));
}

const char *
module_event_words(struct arena *a, const struct event *e)
{
	const struct saying	*s = e->inserted ? inserted : changed;
	const char		*mark, *about = e->place;

	while (s->subject != NULL && !fits(s, e))
		s++;
	if (s->subject == NULL)
		return (NULL);
	if (about == NULL)
		about = "a module";
	mark = strstr(s->words, "%s");
	return (arena_printf(a, "%.*s%s%s", (int)(mark - s->words), s->words,
	    about, mark + 2));
}
