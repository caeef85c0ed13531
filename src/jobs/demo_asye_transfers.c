/* The demonstration's ASYEs that another employer took over. */
#include "demo_parts.h"
#include "queries.h"

void
demo_asye_transfers(struct demo *d)
{
	struct db	*db = d->store.db;

	demo_transfers_arrive(db, date_from_number(d->today));
	demo_transfers_follow(db);
	demo_transfers_share(db);
}
