/*
 * One PostgreSQL transaction for one request.
 *
 * A statement makes one round trip: what must come before it (BEGIN, SAVEPOINT,
 * its own preparation) travels in the same pipeline, up to the same Sync.
 */
#include <stdlib.h>
#include <string.h>

#include "db_private.h"

static const struct query begin_reads = { "db begin reads", "BEGIN READ ONLY" };
static const struct query begin_writes = { "db begin writes", "BEGIN" };
static const struct query commit = { "db commit", "COMMIT" };
static const struct query rollback = { "db rollback", "ROLLBACK" };
static const struct query savepoint = { "db try", "SAVEPOINT tried" };
static const struct query release = { "db tried", "RELEASE tried" };
static const struct query undo = { "db undo", "ROLLBACK TO tried" };

/* What a round trip carries, in the order in which the results come back. */
struct trip {
	struct { const struct query *q; bool prepares; } steps[2 * OWED_MAX + 2];
	int	nsteps;
};

static struct db *
new_db(const char *conninfo, bool patient)
{
	struct db	*db = calloc(1, sizeof(*db));

	if (db == NULL || (db->conninfo = strdup(conninfo)) == NULL)
		abort();
	db->patient = patient;
	return (db);
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

/* Where a query stands, or may be put, in the table of prepared ones. */
static const struct query **
slot(struct db *db, const struct query *q)
{
	size_t	i = (uintptr_t)q / _Alignof(struct query) * 40503u;

	for (;; i++) {
		i %= PREPARED_SLOTS;
		if (db->prepared[i] == q || db->prepared[i] == NULL)
			return (&db->prepared[i]);
	}
}

static bool
send_query(struct db *db, struct trip *t, const struct query *q,
    const struct wire *w)
{
	if (*slot(db, q) == NULL) {
		if (PQsendPrepare(db->conn, q->name, q->sql, q->nparams,
		    w->oids) != 1)
			return (false);
		t->steps[t->nsteps].prepares = true;
		t->steps[t->nsteps++].q = q;
	}
	t->steps[t->nsteps++].q = q;
	return (PQsendQueryPrepared(db->conn, q->name, q->nparams, w->values,
	    w->lengths, w->binary, 1) == 1);
}

static bool
send_all(struct db *db, struct trip *t, const struct query *q,
    const struct wire *w)
{
	static const struct wire	none;

	for (int i = 0; i < db->nowed; i++)
		if (!send_query(db, t, db->owed[i], &none))
			return (false);
	db->nowed = 0;
	return (send_query(db, t, q, w) && PQpipelineSync(db->conn) == 1);
}

/* Take one result; true when it is the one that was asked for. */
static bool
take(struct db *db, struct trip *t, int step, const PGresult *r)
{
	const struct query	*q;

	if (step >= t->nsteps) {
		db_fail_connection(db, "08P01", "an answer to no question");
		return (false);
	}
	q = t->steps[step].q;
	switch (PQresultStatus(r)) {
	case PGRES_COMMAND_OK:
	case PGRES_TUPLES_OK:
		if (t->steps[step].prepares)
			*slot(db, q) = q;
		return (step == t->nsteps - 1);
	case PGRES_PIPELINE_ABORTED:
		return (false);
	default:
		db_fail_result(db, q, r, NULL);
		return (false);
	}
}

/* Every result up to the Sync; the last statement's, if all went well. */
static PGresult *
receive_all(struct db *db, struct trip *t)
{
	PGresult	*answer = NULL, *r;
	int		 step = 0, empty = 0;

	while (db->conn != NULL) {
		if ((r = db_next_result(db)) == NULL) {
			/* One stands between statements, never two. */
			if (db->conn != NULL && empty++ > 0)
				db_fail_connection(db, "08006",
				    "the connection was lost");
			continue;
		}
		empty = 0;
		if (PQresultStatus(r) == PGRES_PIPELINE_SYNC) {
			PQclear(r);
			return (answer);
		}
		if (take(db, t, step++, r))
			answer = r;
		else
			PQclear(r);
	}
	PQclear(answer);
	return (NULL);
}

static PGresult *
exchange(struct db *db, const struct query *q, const struct wire *w)
{
	struct trip	t = { .nsteps = 0 };

	if (!send_all(db, &t, q, w)) {
		db_fail_connection(db, "08006", PQerrorMessage(db->conn));
		return (NULL);
	}
	return (receive_all(db, &t));
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
	if (!db_encode(db, q, params, &w))
		return (NULL);
	return (exchange(db, q, &w));
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
	db->failed = db->unavailable = false;
	db->tries = 0;
	db->nowed = 0;
	db->open = true;
	if (db_connect(db))
		owe(db, mode == DB_READS ? &begin_reads : &begin_writes);
}

bool
db_commit(struct db *db)
{
	PGresult	*r;

	if (db->open && !db->failed && !unheard(db)) {
		r = db_ask(db, &commit, NULL);
		if (r != NULL && strcmp(PQcmdStatus(r), "COMMIT") != 0)
			db_fail(db, &commit, "25P02", "it was rolled back");
		PQclear(r);
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
		PQclear(exchange(db, &rollback, &none));
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
	/* What failed before, or took the connection along, stays failed. */
	if (db->try_failed < depth || db->conn == NULL)
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

PGresult *
db_collect(struct db *db, bool sent, const struct query *q, const char *sql)
{
	PGresult	*last = NULL, *r;

	if (!sent)
		db_fail_connection(db, "08006", PQerrorMessage(db->conn));
	while ((r = db_next_result(db)) != NULL) {
		PQclear(last);
		last = r;
		if (PQresultStatus(r) != PGRES_COMMAND_OK &&
		    PQresultStatus(r) != PGRES_TUPLES_OK &&
		    PQresultStatus(r) != PGRES_EMPTY_QUERY)
			db_fail_result(db, q, r, sql);
	}
	if (db->conn != NULL && PQenterPipelineMode(db->conn) != 1)
		db_fail_connection(db, "08006", PQerrorMessage(db->conn));
	if (!db->failed)
		return (last);
	PQclear(last);
	return (NULL);
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
