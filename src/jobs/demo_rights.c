/*
 * Who answers for data in the demonstration, and what some ask about theirs.
 */
#include "demo_parts.h"
#include "queries.h"

void
demo_rights(struct demo *d)
{
	int64_t	person = ++d->store.last[PEOPLE];

	demo_person_named(d->store.db, person, "Winifred", "Ashdown", 0);
	for (int i = 0; i < 2; i++)
		store_row(&d->store, ROLES, person, i == 0 ? ROLE_STAFF :
		    ROLE_DATA_OFFICER, 0, d->newest_starts - 3 * 365, 0);
	demo_sign_in(d, person, "programme staff who answer for data");
	store_flush(&d->store);
	demo_rights_add(d->store.db, person);
}
