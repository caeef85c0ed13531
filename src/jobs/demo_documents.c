/*
 * The documents of the demonstration's placements: some ways of filling in each
 * form, and from these, in PostgreSQL, what a placement of its age would have.
 * Those that have ended have all, signed; those that run are part of the way.
 */
#include "demo_parts.h"
#include "queries.h"
#include "rules/documents.h"

void
demo_documents(struct demo *d)
{
	struct db		*db = d->store.db;
	struct demo_ways	 w = demo_ways(d, false, "PCF");

	demo_documents_add(db, d->today, DEMO_WAYS, WAYS_TEXTS(w, kinds),
	    WAYS_NUMBERS(w), WAYS_TEXTS(w, fields), WAYS_TEXTS(w, answers));
	demo_versions_add(db, DEMO_WAYS, WAYS_TEXTS(w, kinds),
	    WAYS_NUMBERS(w), WAYS_TEXTS(w, fields), WAYS_TEXTS(w, questions),
	    WAYS_TEXTS(w, answers));
	demo_document_events_add(db);
	demo_signatures_add(db);
}
