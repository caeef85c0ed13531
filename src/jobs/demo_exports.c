/*
 * What the demonstration's people get as spreadsheets.
 */
#include "demo_parts.h"
#include "queries.h"

void
demo_exports(struct demo *d)
{
	struct date	as_of = date_from_number(d->today);

	demo_sets_add(d->store.db, as_of);
	demo_exports_add(d->store.db, as_of);
}
