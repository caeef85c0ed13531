/* erasures - what is erased, each person's in a transaction of its own. */
#include <stdlib.h>

#include "core/arena.h"
#include "core/db.h"
#include "core/log.h"
#include "jobs/erasures.h"
#include "jobs/ledger.h"
#include "queries.h"

enum { PLANNED_AT_ONCE = 20, ERASED_AT_ONCE = 5 };

/* It is in the list before it is done: what a crash leaves there can be asked
 * for again without harm, and what was done is never missing. */
static bool
listed(const struct erasure_entry *e)
{
	const char	*path = getenv("WAYMARK_ERASURES_FILE");

	if (path == NULL || *path == '\0' || ledger_keep(path, e))
		return (true);
	log_line("an erasure waits: it could not be listed", "the file that "
	    "WAYMARK_ERASURES_FILE names cannot be written");
	return (false);
}

static bool
erase_one(struct db *db, int64_t id)
{
	struct arena		 arena = { 0 };
	struct erasure_ran	*ran;
	bool			 done;

	db_begin(db, &arena, DB_WRITES);
	request_named(db, "RECORD_ERASED", "erasure");
	ran = erasure_run(db, id);
	done = ran != NULL && ran->done;
	if (!db_commit(db)) {
		log_line("an erasure was not done", db_error(db));
		done = false;
	}
	arena_release(&arena);
	return (done);
}

int
erasures_turn(struct db *db, struct arena *arena)
{
	struct erasure_entry_list	due;
	int				n = 0;

	arena_reset(arena);
	db_begin(db, arena, DB_WRITES);
	request_named(db, "ERASURE_PLANNED", "erasure");
	erasures_plan_now(db, PLANNED_AT_ONCE);
	due = erasures_due_now(db, ERASED_AT_ONCE);
	if (!db_commit(db)) {
		log_line("no erasure was looked for", db_error(db));
		return (-1);
	}
	each (e, due)
		if (listed(e))
			n += erase_one(db, e->id);
	return (n);
}
