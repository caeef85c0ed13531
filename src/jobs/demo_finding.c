/*
 * The demonstration's saved filters, and a record that its staff set aside.
 */
#include "demo_parts.h"
#include "queries.h"

void
demo_finding(struct demo *d)
{
	demo_filters_add(d->store.db);
	demo_aside_add(d->store.db, date_from_number(d->today));
}
