/* history_documents - what happened to documents, in words. */
#include <stdlib.h>
#include <string.h>

#include "pages/documents.h"
#include "pages/history.h"

/* "direct_observation 2" is "Direct observation 2". */
static const char *
title_of(struct arena *a, const char *place)
{
	size_t		 length = place != NULL ? strcspn(place, " ") : 0;
	struct document	 d;

	if (length == 0)
		return ("A document");
	d = (struct document){ .kind = document_kind_from(arena_strndup(a,
	    place, length)), .number = strtol(place + length, NULL, 10) };
	return (document_title(a, &d));
}

const char *
document_event_words(struct arena *a, const struct event *e)
{
	const char	*title;

	if (strcmp(e->subject, "document") != 0 &&
	    strcmp(e->subject, "document_event") != 0 &&
	    strcmp(e->subject, "signature") != 0)
		return (NULL);
	title = title_of(a, e->place);
	if (strcmp(e->subject, "document") == 0)
		return (arena_printf(a, "%s begun", title));
	if (strcmp(e->subject, "signature") == 0)
		return (arena_printf(a, "%s signed as %s", title,
		    document_party_words(document_party_from(e->state))));
	return (arena_printf(a, "%s: %s", title, document_deed_words(a,
	    &(struct document_deed){ .change = document_change_from(e->state),
	    .reason = e->reason })));
}
