/*
 * What happened to the placements of the demonstration.
 */
#include "demo_parts.h"
#include "queries.h"

void
demo_placements(struct demo *d)
{
	demo_placements_matched(d->store.db, d->today);
}
