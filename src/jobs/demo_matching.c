/*
 * The demonstration's matching: the youngest cohort's next placements, as its
 * hosts offer them and its trainees need them.
 */
#include "demo_parts.h"
#include "queries.h"

enum { DISTRICTS = 3 };

/* Invented, as the hosts are; three for each of their areas. */
static const char *const districts[AREAS * DISTRICTS] = {
	"Harrowmere", "Aldersyke", "Tarnside",
	"Brackenshaw", "Irkdale", "Wyrevale",
	"Arrowvale", "Corvedale", "Soarbrook",
	"Wensumfield", "Stourmarsh", "Ivelbury",
	"Wandlecross", "Lea Marshes", "Quaggybridge",
	"Medbourne", "Ousehaven", "Itchenvale",
	"Tamarmouth", "Paretcombe", "Frome Vale",
};

void
demo_matching(struct demo *d)
{
	int64_t		ids[TRUSTS + COUNCILS], areas[TRUSTS + COUNCILS];
	struct int_list	hosts = { ids, TRUSTS + COUNCILS };
	struct int_list	regions = { areas, TRUSTS + COUNCILS };
	int64_t		seed = (int64_t)(d->seed % 1000000);

	for (int i = 0; i < TRUSTS + COUNCILS; i++) {
		const struct demo_host	*h = i < TRUSTS ? &demo_trusts()[i] :
					    &demo_councils()[i - TRUSTS];

		ids[i] = h->id;
		areas[i] = h->area;
	}
	demo_settings_add(d->store.db);
	demo_areas_add(d->store.db, (struct text_list){ districts,
	    AREAS * DISTRICTS });
	demo_travel_add(d->store.db, seed, DISTRICTS);
	demo_offers_add(d->store.db, seed, hosts, regions, DISTRICTS,
	    date_from_number(d->newest_starts));
	demo_needs_add(d->store.db, seed, hosts, regions, DISTRICTS);
	demo_matching_follows(d->store.db);
}
