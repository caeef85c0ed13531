/*
 * What the demonstration's people find in their inboxes.
 */
#include "demo_parts.h"
#include "queries.h"

void
demo_post(struct demo *d)
{
	struct date	as_of = date_from_number(d->today);

	demo_reminders_set(d->store.db, as_of);
	demo_messages_add(d->store.db, as_of);
}
