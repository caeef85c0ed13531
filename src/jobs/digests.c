/* digests - reminds everybody once a day of what waits on them. */
#include "core/arena.h"
#include "core/db.h"
#include "core/log.h"
#include "core/session.h"
#include "jobs/digests.h"
#include "queries.h"
#include "rules/nudges.h"

/* What waits on somebody, as they would read it. */
static struct nudge_row_list
nudges_of(struct db *db, int64_t person)
{
	struct nudge_row_list	list;

	stand_for(db, person);
	role_take(db, "waymark_web");
	list = nudges_now(db);
	role_take(db, "none");
	stand_down(db);
	return (list);
}

static void
write_digest(struct db *db, struct arena *a, const struct digest_person *p)
{
	struct nudge_row_list	 list = nudges_of(db, p->person_id);
	struct nudge		*nudges = arena_array(a, list.n + 1,
				    sizeof(*nudges));
	struct digest		 d;

	for (size_t i = 0; i < list.n; i++)
		nudges[i] = (struct nudge){ list.v[i].kind,
		    list.v[i].how_many, list.v[i].due_on };
	d = digest_compose(a, p->name, nudges, list.n, p->today,
	    own_origin());
	digest_write(db, p->person_id, d.items, d.subject, d.body, p->mails);
}

/* A fault with one person's keeps no others waiting; it was logged. */
static void
skip(struct db *db, struct arena *a, int64_t person)
{
	arena_reset(a);
	db_begin(db, a, DB_WRITES);
	digest_skip(db, person);
	db_commit(db);
}

int
digests_turn(struct db *db, struct arena *a)
{
	const struct digest_person	*p;
	int				 n;

	for (n = 0; n < DIGESTS_AT_ONCE; n++) {
		arena_reset(a);
		db_begin(db, a, DB_WRITES);
		if ((p = digest_next(db)) != NULL)
			write_digest(db, a, p);
		if (!db_commit(db)) {
			log_line("a reminder was not written", db_error(db));
			if (p != NULL)
				skip(db, a, p->person_id);
			break;
		}
		if (p == NULL)
			break;
	}
	return (n);
}
