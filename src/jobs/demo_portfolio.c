/*
 * Portfolios of the demonstration: ASYEs that another employer took over, and
 * files among the evidence.
 */
#include "demo_parts.h"
#include "queries.h"

void
demo_portfolio(struct demo *d)
{
	struct db		*db = d->store.db;
	struct demo_nqsw	*asha = demo_nqsw_called(db, "Asha",
				    "Mistry");

	demo_transfers_arrive(db, date_from_number(d->today));
	demo_transfers_follow(db);
	demo_transfers_share(db);
	demo_file_evidence_add(db, asha != NULL ? asha->person_id : 0);
}
