/*
 * The demonstration's settings: a few of its own, one of them still to come.
 */
#include "demo_parts.h"
#include "queries.h"

void
demo_settings(struct demo *d)
{
	demo_own_settings_add(d->store.db, date_from_number(d->today));
}
