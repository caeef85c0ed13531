/* exports - makes the spreadsheets that are large. */
#include <stdlib.h>
#include <unistd.h>

#include "core/arena.h"
#include "core/db.h"
#include "core/log.h"
#include "core/session.h"
#include "exchange/order.h"
#include "jobs/exports.h"
#include "queries.h"

/* One export while it is made. */
struct job {
	struct db		*db;
	struct arena		*arena;
	struct arena		 scratch;	/* of saying how far it is */
	int64_t			 id, try;
	bool			 stopped;
};

static bool
say_how_far(void *state, int64_t done, int64_t of_all)
{
	struct job		*j = state;
	struct export_answer	*goes_on;

	arena_reset(&j->scratch);
	db_begin(j->db, &j->scratch, DB_WRITES);
	goes_on = export_progress(j->db, j->id, j->try, done, of_all);
	j->stopped = goes_on == NULL || !goes_on->yes;
	j->stopped |= !db_commit(j->db);
	return (!j->stopped);
}

static const char *
directory(void)
{
	const char	*dir = getenv("TMPDIR");

	return (dir != NULL && *dir != '\0' ? dir : "/var/tmp");
}

/* What it says is for whoever asked; NULL: it was made, or is to stop. */
static const char *
make(struct job *j, struct db *reader, int64_t person,
    struct exchange_file *f)
{
	struct exchange_order	 o;
	struct export		*e;
	enum exchange_made	 made = MADE_FAILED;

	db_begin(reader, j->arena, DB_WRITES);
	stand_for(reader, person);
	role_take(reader, "waymark_web");
	e = export_mine(reader, j->id);
	if (e == NULL && !db_failed(reader)) {
		db_rollback(reader);
		return ("You can no longer have what it was to hold");
	}
	if (e != NULL && exchange_order_of(j->arena, e, &o)) {
		o.dir = directory();
		o.goes_on = say_how_far;
		o.state = j;
		made = exchange_make(reader, j->arena, &o, f);
	}
	if (made == MADE_FAILED)
		log_line("an export could not be made", db_error(reader));
	db_rollback(reader);
	if (made == MADE_TOO_MANY)
		return ("One of its tables has more than 20,000 rows. Make a "
		    "spreadsheet of that table alone, or of one cohort");
	return (made == MADE || j->stopped ? NULL : "Waymark could not read "
	    "all that it was to hold. Nothing is wrong with what you asked "
	    "for");
}

static void
fail(struct job *j, const char *why)
{
	arena_reset(&j->scratch);
	db_begin(j->db, &j->scratch, DB_WRITES);
	export_fail(j->db, j->id, j->try, why);
	if (!db_commit(j->db))
		log_line("an export did not fail", db_error(j->db));
}

static void
keep(struct job *j, const struct exchange_file *f)
{
	arena_reset(&j->scratch);
	db_begin(j->db, &j->scratch, DB_WRITES);
	if (!exchange_keep(j->db, j->id, j->try, f)) {
		if (db_failed(j->db))
			log_line("an export was not kept", db_error(j->db));
		db_rollback(j->db);
		return;
	}
	monthly_set_tell(j->db, j->id, own_origin());
	if (!db_commit(j->db))
		log_line("an export was not kept", db_error(j->db));
}

static void
let_go(struct job *j)
{
	arena_reset(&j->scratch);
	db_begin(j->db, &j->scratch, DB_WRITES);
	export_let_go(j->db, j->id);
	if (!db_commit(j->db))
		log_line("an export is held on to", db_error(j->db));
}

static void
work(struct job *j, struct db *reader, int64_t person)
{
	struct exchange_file	 f = { .fd = -1 };
	const char		*why = make(j, reader, person, &f);

	if (why != NULL)
		fail(j, why);
	else if (f.fd >= 0)
		keep(j, &f);
	if (f.fd >= 0)
		close(f.fd);
	let_go(j);
}

int
exports_turn(struct db *db, struct db *reader, struct arena *a)
{
	struct job			 j = { .db = db, .arena = a };
	const struct export_claimed	*c;
	int64_t				 person = 0;

	arena_reset(a);
	db_begin(db, a, DB_WRITES);
	if ((c = export_claim(db)) != NULL) {
		j.id = c->id;
		j.try = c->tries;
		person = c->asked_by;
	}
	if (!db_commit(db)) {
		log_line("no export was taken up", db_error(db));
		return (0);
	}
	if (person == 0)
		return (0);
	work(&j, reader, person);
	arena_release(&j.scratch);
	return (1);
}
