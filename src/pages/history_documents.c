/* history_documents - what happened to documents, in words. */
#include <stdlib.h>
#include <string.h>

#include "pages/documents.h"
#include "pages/history.h"

/* Of "direct_observation 2" or "asye_review 1 3 months". */
static struct document
document_at(struct arena *a, const char *place)
{
	size_t		 length = strcspn(place, " ");
	struct document	 d = { .kind = document_kind_from(arena_strndup(a,
			    place, length)) };
	char		*stage;

	d.number = strtol(place + length, &stage, 10);
	if (*stage == ' ')
		d.of_stage = stage + 1;
	return (d);
}

const char *
document_event_words(struct arena *a, const struct event *e)
{
	struct document	 d;
	const char	*title;

	if (strcmp(e->subject, "document") != 0 &&
	    strcmp(e->subject, "document_event") != 0 &&
	    strcmp(e->subject, "signature") != 0)
		return (NULL);
	d = document_at(a, e->place != NULL ? e->place : "");
	title = d.kind != DOCUMENT_KIND_NONE ? document_title(a, &d) :
	    "A document";
	if (strcmp(e->subject, "document") == 0)
		return (arena_printf(a, "%s begun", title));
	if (strcmp(e->subject, "signature") == 0)
		return (arena_printf(a, "%s signed as %s", title,
		    document_party_words(d.kind,
		    document_party_from(e->state))));
	return (arena_printf(a, "%s: %s", title, document_deed_words(a, d.kind,
	    &(struct document_deed){ .change = document_change_from(e->state),
	    .reason = e->reason })));
}
