/* manifest - counts what a backup must bring back, and compares it. */
#include <inttypes.h>
#include <string.h>
#include <time.h>

#include "core/arena.h"
#include "core/db.h"
#include "core/json.h"
#include "core/out.h"
#include "jobs/backup.h"
#include "queries.h"

enum { TRIES = 60, TRY_AGAIN_MS = 500 };

#define ROWS_MAX	1000000000000	/* of a table: their sum is a number */

/* Less than PostgreSQL waits until it looks for a deadlock, so that whoever
 * writes meanwhile is not the one that gives way. */
#define HOLD_WRITERS							\
	"SET LOCAL lock_timeout = '800ms'; "				\
	"DO $$BEGIN EXECUTE (SELECT 'LOCK TABLE ' || "			\
	"string_agg(format('%I.%I', s.nspname, c.relname), ', ' "	\
	"ORDER BY c.oid) || ' IN SHARE MODE' FROM pg_class c "		\
	"JOIN pg_namespace s ON s.oid = c.relnamespace "		\
	"WHERE c.relkind = 'r' AND c.relpersistence = 'p' "		\
	"AND s.nspname NOT LIKE 'pg\\_%' "				\
	"AND s.nspname <> 'information_schema'); END$$"

/* What a row looks like as text must not hang on who asks. */
#define ONE_SNAPSHOT							\
	"SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; "		\
	"SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'; "	\
	"SET LOCAL IntervalStyle = 'postgres'; "			\
	"SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1; " \
	"SET LOCAL search_path = ''; SET LOCAL row_security = off"

static bool
hold_writers(struct db *db, struct arena *a)
{
	struct timespec	pause = { .tv_nsec = TRY_AGAIN_MS * 1000 * 1000 };

	for (int i = 0; i < TRIES; i++) {
		db_begin(db, a, DB_WRITES);
		if (db_run(db, HOLD_WRITERS))
			return (true);
		if (strcmp(db_state(db), "55P03") != 0)
			return (false);
		db_rollback(db);
		nanosleep(&pause, NULL);
	}
	return (false);
}

static void
count_tables(struct db *db, struct arena *a, struct manifest *m)
{
	struct table_named_list		 tables = tables_kept(db);
	const struct table_counted	*counted;

	m->v = arena_array(a, tables.n, sizeof(*m->v));
	m->n = tables.n;
	for (size_t i = 0; i < tables.n; i++) {
		m->v[i].table = tables.v[i].name;
		if ((counted = table_count(db, tables.v[i].name)) == NULL)
			return;
		m->v[i].n = counted->n;
		m->v[i].sum = counted->sum;
		m->rows += counted->n;
	}
}

bool
manifest_take(struct db *holds, struct db *counts, struct arena *a,
    const char *point, struct manifest *m)
{
	const struct backup_marked	*marked;

	*m = (struct manifest){ .point = point };
	if (!hold_writers(holds, a))
		return (false);
	db_begin(counts, a, DB_READS);
	db_run(counts, ONE_SNAPSHOT);
	marked = backup_mark(counts, point);
	db_rollback(holds);
	if (marked == NULL)
		return (false);
	m->at = marked->at;
	m->admin = marked->admin;
	m->database = marked->database;
	count_tables(counts, a, m);
	return (db_commit(counts));
}

const char *
manifest_text(struct arena *a, const struct manifest *m)
{
	struct out	 o = { 0 };
	json_t		*tables = json_made("{}");
	const char	*text;

	for (size_t i = 0; i < m->n; i++)
		json_give(tables, m->v[i].table, json_made("[Is]",
		    (json_int_t)m->v[i].n, m->v[i].sum));
	json_put(&o, json_made("{ss ss ss ss so}", "point", m->point, "at",
	    m->at, "admin", m->admin, "database", m->database, "tables",
	    tables));
	text = arena_strndup(a, o.data, o.len);
	out_free(&o);
	return (text);
}

static bool
read_tables(struct arena *a, json_t *tables, struct manifest *m)
{
	const char	*name, *sum;
	json_t		*of;
	json_int_t	 n;

	m->v = arena_array(a, json_object_size(tables), sizeof(*m->v));
	json_object_foreach(tables, name, of) {
		if (json_unpack(of, "[Is]", &n, &sum) != 0 || n < 0 ||
		    n > ROWS_MAX)
			return (false);
		m->v[m->n++] = (struct counted){ arena_strdup(a, name), n,
		    arena_strdup(a, sum) };
		m->rows += n;
	}
	return (m->n > 0);
}

bool
manifest_read(struct arena *a, const char *text, struct manifest *m)
{
	json_t	*j = json_loads(text, 0, NULL), *tables;
	bool	 read;

	*m = (struct manifest){ 0 };
	read = j != NULL && json_unpack(j, "{ss ss ss ss so}", "point",
	    &m->point, "at", &m->at, "admin", &m->admin, "database",
	    &m->database, "tables", &tables) == 0;
	if (read) {
		m->point = arena_strdup(a, m->point);
		m->at = arena_strdup(a, m->at);
		m->admin = arena_strdup(a, m->admin);
		m->database = arena_strdup(a, m->database);
		read = read_tables(a, tables, m);
	}
	json_decref(j);
	return (read);
}

static bool
compare_table(struct db *db, struct arena *a, const struct counted *kept,
    FILE *say)
{
	const struct table_counted	*now;
	bool				 same = false;

	arena_reset(a);
	db_begin(db, a, DB_READS);
	db_run(db, ONE_SNAPSHOT);
	now = table_count(db, kept->table);
	if (!db_commit(db) || now == NULL)
		fprintf(say, "%s could not be read: %s\n", kept->table,
		    db_error(db));
	else if (now->n != kept->n)
		fprintf(say, "%s has %" PRId64 " rows, and had %" PRId64 "\n",
		    kept->table, now->n, kept->n);
	else if (strcmp(now->sum, kept->sum) != 0)
		fprintf(say, "%s has %" PRId64 " rows as it had, and what is "
		    "in them is not the same\n", kept->table, now->n);
	else
		same = true;
	return (same);
}

static int64_t
compare_names(struct db *db, struct arena *a, const struct manifest *m,
    FILE *say)
{
	struct table_named_list	tables;
	int64_t			faults = 0;
	size_t			i;

	db_begin(db, a, DB_READS);
	tables = tables_kept(db);
	if (!db_commit(db))
		return (-1);
	each (t, tables) {
		for (i = 0; i < m->n; i++)
			if (strcmp(m->v[i].table, t->name) == 0)
				break;
		if (i == m->n) {
			fprintf(say, "%s was not there\n", t->name);
			faults++;
		}
	}
	return (faults);
}

int64_t
manifest_compare(struct db *db, const struct manifest *m, FILE *say)
{
	struct arena	a = { 0 };
	int64_t		faults = compare_names(db, &a, m, say);

	for (size_t i = 0; faults >= 0 && i < m->n; i++)
		faults += !compare_table(db, &a, &m->v[i], say);
	arena_release(&a);
	return (faults);
}
