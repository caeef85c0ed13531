/*
 * Who read whose record in the demonstration, and who reads the audit.
 */
#include "demo_parts.h"
#include "queries.h"

void
demo_audit(struct demo *d)
{
	int64_t	person = ++d->store.last[PEOPLE];

	demo_person_named(d->store.db, person, "Judith", "Fairweather", 0);
	for (int i = 0; i < 2; i++)
		store_row(&d->store, ROLES, person, i == 0 ? ROLE_STAFF :
		    ROLE_AUDITOR, 0, d->newest_starts - 3 * 365, 0);
	demo_sign_in(d, person, "programme staff who read the audit");
	store_flush(&d->store);
	demo_readings_add(d->store.db, date_from_number(d->today));
}
