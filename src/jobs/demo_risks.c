/*
 * Risks that are planted among the demonstration's people: something that went
 * wrong on a known day, and what went nearly wrong.
 */
#include "demo_parts.h"
#include "queries.h"

static void
hosts_change(struct demo *d)
{
	struct db			*db = d->store.db;
	struct demo_host_change_list	 list = demo_host_changes(db,
					    date_from_number(d->today));
	int64_t				*placements, *days, *versions;
	struct int_list			 ids, of;

	placements = arena_array(d->store.arena, list.n, sizeof(*placements));
	days = arena_array(d->store.arena, list.n, sizeof(*days));
	versions = arena_array(d->store.arena, list.n, sizeof(*versions));
	for (size_t i = 0; i < list.n; i++) {
		placements[i] = list.v[i].placement_id;
		days[i] = list.v[i].on_day;
		versions[i] = list.v[i].version;
	}
	ids = (struct int_list){ placements, list.n };
	of = (struct int_list){ versions, list.n };
	demo_events_aside(db, ids, of);
	demo_events_back(db, ids);
	demo_hosts_change(db, ids, (struct int_list){ days, list.n }, of);
}

void
demo_risks(struct demo *d)
{
	struct date	today = date_from_number(d->today);

	demo_managers_leave(d->store.db, today);
	demo_managers_follow(d->store.db, today);
	demo_logs_come_late(d->store.db, today);
	demo_papers_wait(d->store.db, today);
	demo_boards_look_again(d->store.db, today);
	demo_boards_compensate(d->store.db);
	hosts_change(d);
}
