/*
 * What the demonstration's work lists and search need beside its rows.
 */
#include "demo_parts.h"
#include "queries.h"

void
demo_waiting(struct demo *d)
{
	demo_enrolments_tallied(d->store.db);
	demo_placements_tallied(d->store.db);
	demo_sessions_tallied(d->store.db);
	demo_offerings_tallied(d->store.db);
	demo_placements_worded(d->store.db);
	demo_units_worded(d->store.db);
	demo_asye_year(d);
}
