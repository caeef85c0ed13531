/*
 * What was corrected of the demonstration's ASYEs, and what their work lists
 * need beside their rows.
 */
#include "demo_parts.h"
#include "queries.h"

void
demo_asye_year(struct demo *d)
{
	demo_corrections_add(d->store.db, date_from_number(d->today));
	demo_asyes_unmet(d->store.db);
	demo_claims_followed(d->store.db);
}
