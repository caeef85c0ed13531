/*
 * The documents of the demonstration's ASYEs: what somebody at their point of
 * the year would have, signed where the ASYE has gone past it, with some that
 * are late and some that are missing.
 */
#include "demo_parts.h"
#include "queries.h"
#include "rules/documents.h"

void
demo_asye_documents(struct demo *d)
{
	struct db		*db = d->store.db;
	struct demo_ways	 w = demo_ways(d, true, "KSS-ADULTS");

	demo_asye_documents_add(db, date_from_number(d->today), DEMO_WAYS,
	    WAYS_TEXTS(w, kinds), WAYS_NUMBERS(w), WAYS_TEXTS(w, fields),
	    WAYS_TEXTS(w, answers));
	demo_asye_versions_add(db, DEMO_WAYS, WAYS_TEXTS(w, kinds),
	    WAYS_NUMBERS(w), WAYS_TEXTS(w, fields), WAYS_TEXTS(w, questions),
	    WAYS_TEXTS(w, answers));
	demo_asye_document_events_add(db);
	demo_asye_signatures_add(db);
	demo_asye_promises_add(db);
}
