/*
 * One PostgreSQL transaction for one request.
 */
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "db_private.h"

static const struct query begin_reads = {
	"db begin reads", "BEGIN READ ONLY"
};
static const struct query begin_writes = { "db begin writes", "BEGIN" };
static const struct query commit = { "db commit", "COMMIT" };
static const struct query rollback = { "db rollback", "ROLLBACK" };
static const struct query savepoint = { "db try", "SAVEPOINT tried" };
static const struct query release = { "db tried", "RELEASE tried" };
static const struct query undo = { "db undo", "ROLLBACK TO tried" };

static struct db *
new_db(const char *conninfo, bool patient)
{
	struct db	*db = calloc(1, sizeof(*db));

	if (db == NULL || (db->conninfo = strdup(conninfo)) == NULL)
		abort();
	db->patient = patient;
	return (db);
}

void
db_all_within(struct db *db, int ms)
{
	db->all_ms = ms;
}

struct db *
db_open(const char *conninfo)
{
	return (new_db(conninfo, false));
}

struct db *
db_open_patient(const char *conninfo)
{
	return (new_db(conninfo, true));
}

void
db_close(struct db *db)
{
	if (db == NULL)
		return;
	db_drop(db);
	free(db->conninfo);
	free(db);
}

PGresult *
db_ask(struct db *db, const struct query *q, const union param *params)
{
	struct wire	w;

	if (db->failed)
		return (NULL);
	if (!db->open) {
		db_fail(db, q, "25P01", "asked outside a transaction");
		return (NULL);
	}
	if (db->mode == DB_AT_ONCE && db->asked) {
		db_fail(db, q, "25P01", "asked after the one statement");
		return (NULL);
	}
	db->asked = true;
	if (!db_encode(db, q, params, &w))
		return (NULL);
	return (db_exchange(db, q, &w));
}

/* Let a command of ours ride with the next statement. */
static void
owe(struct db *db, const struct query *command)
{
	if (db->failed)
		return;
	if (db->nowed == OWED_MAX)
		db_exec(db, command, NULL);
	else
		db->owed[db->nowed++] = command;
}

static bool
pay(struct db *db)
{
	if (db->nowed > 0)
		db_exec(db, db->owed[--db->nowed], NULL);
	return (!db->failed);
}

static bool
owes(const struct db *db, const struct query *command)
{
	return (db->nowed > 0 && db->owed[db->nowed - 1] == command);
}

/* Whether the server has heard nothing of this transaction. */
static bool
unheard(const struct db *db)
{
	return (db->nowed > 0 && (db->owed[0] == &begin_reads ||
	    db->owed[0] == &begin_writes));
}

void
db_begin(struct db *db, struct arena *arena, enum db_mode mode)
{
	db_rollback(db);
	db->arena = arena;
	db->mode = mode;
	db->until = db->all_ms > 0 ? now_ms() + db->all_ms : INT64_MAX;
	db->failed = db->unavailable = db->in_doubt = false;
	db->tries = 0;
	db->nowed = 0;
	db->open = true;
	db->asked = false;
	if (db_connect(db) && mode != DB_AT_ONCE)
		owe(db, mode == DB_READS ? &begin_reads : &begin_writes);
}

bool
db_commit(struct db *db)
{
	PGresult	*r;

	if (db->open && !db->failed && !unheard(db) &&
	    db->mode != DB_AT_ONCE) {
		r = db_ask(db, &commit, NULL);
		if (r != NULL && strcmp(PQcmdStatus(r), "COMMIT") != 0)
			db_fail(db, &commit, "25P02", "it was rolled back");
		PQclear(r);
		db->in_doubt = db->failed &&
		    (strncmp(db->state, "08", 2) == 0 ||
		    strncmp(db->state, "57", 2) == 0);
	}
	db_rollback(db);
	return (!db->failed);
}

/*
 * Statements that PostgreSQL planned for tables that changed since (0A000), or
 * does not know any more (26000), are prepared again on a new connection.
 */
static bool
is_stale(const struct db *db)
{
	return (db->failed && (strcmp(db->state, "0A000") == 0 ||
	    strcmp(db->state, "26000") == 0));
}

/* Also the end of a commit: the connection is idle afterwards, or gone. */
void
db_rollback(struct db *db)
{
	static const struct wire	none;

	if (!db->open)
		return;
	db->open = false;
	db->nowed = 0;
	if (db->conn == NULL)
		return;
	if (is_stale(db))
		db_drop(db);
	else if (PQtransactionStatus(db->conn) != PQTRANS_IDLE) {
		PQclear(db_exchange(db, &rollback, &none));
		if (db->conn != NULL &&
		    PQtransactionStatus(db->conn) != PQTRANS_IDLE)
			db_drop(db);
	}
}

void
db_try(struct db *db)
{
	owe(db, &savepoint);
	db->tries++;
}

bool
db_tried(struct db *db)
{
	int	depth = db->tries--;

	if (!db->failed) {
		if (owes(db, &savepoint))
			db->nowed--;
		else
			owe(db, &release);
		return (true);
	}
	/* What failed before, or is the server's state, stays failed: that a
	 * disk is full is no answer to what was tried. */
	if (db->try_failed < depth || db->conn == NULL || db->unavailable)
		return (false);
	db->failed = db->unavailable = false;
	if (owes(db, &savepoint))
		db->nowed--;
	else {
		owe(db, &undo);
		owe(db, &release);
	}
	return (false);
}

void *
db_rows(struct db *db, const struct query *q, const union param *params,
    size_t *n)
{
	PGresult	*r = db_ask(db, q, params);
	void		*rows = NULL;

	*n = 0;
	if (r != NULL && (rows = db_decode(db, q, r)) != NULL)
		*n = (size_t)PQntuples(r);
	PQclear(r);
	return (rows);
}

void *
db_one(struct db *db, const struct query *q, const union param *params)
{
	size_t	 n;
	void	*row = db_rows(db, q, params, &n);

	if (n > 1) {
		db_fail(db, q, "21000", "%zu rows where one was asked for", n);
		return (NULL);
	}
	return (row);
}

int64_t
db_exec(struct db *db, const struct query *q, const union param *params)
{
	PGresult	*r = db_ask(db, q, params);
	int64_t		 touched = 0;

	if (r != NULL)
		touched = strtoll(PQcmdTuples(r), NULL, 10);
	PQclear(r);
	return (touched);
}

bool
db_leave_pipeline(struct db *db)
{
	if (!db->failed && !db->open)
		db_fail(db, NULL, "25P01", "asked outside a transaction");
	if (db->failed || !pay(db))
		return (false);
	if (PQexitPipelineMode(db->conn) != 1)
		db_fail_connection(db, "08006", PQerrorMessage(db->conn));
	return (!db->failed);
}

bool
db_run(struct db *db, const char *sql)
{
	if (!db_leave_pipeline(db))
		return (false);
	PQclear(db_collect(db, PQsendQuery(db->conn, sql) == 1, NULL, sql));
	if (!db->failed && PQtransactionStatus(db->conn) != PQTRANS_INTRANS)
		db_fail(db, NULL, "25000", "it ended the transaction itself");
	return (!db->failed);
}

bool
db_set_password(struct db *db, const char *role, const char *password)
{
	char	*name, *secret, *sql;

	if (db->failed || !pay(db))
		return (false);
	name = PQescapeIdentifier(db->conn, role, strlen(role));
	secret = PQencryptPasswordConn(db->conn, password, role,
	    "scram-sha-256");
	if (name == NULL || secret == NULL)
		db_fail(db, NULL, "28P01", "%s: a password that cannot be kept",
		    role);
	else {
		sql = arena_printf(db->arena, "ALTER ROLE %s PASSWORD '%s'",
		    name, secret);
		db_run(db, sql);
	}
	PQfreemem(secret);
	PQfreemem(name);
	return (!db->failed);
}

const struct query *
query_named(const char *name)
{
	for (const struct query *const *q = queries; *q != NULL; q++)
		if (strcmp((*q)->name, name) == 0)
			return (*q);
	return (NULL);
}
