/*
 * One round trip to PostgreSQL.
 *
 * What must come before a statement (BEGIN, SAVEPOINT, its own preparation)
 * travels in the same pipeline, up to the same Sync.
 */
#include "core/metrics.h"
#include "db_private.h"

/* What a round trip carries, in the order in which the results come back. */
struct trip {
	struct { const struct query *q; bool prepares; }
		steps[2 * OWED_MAX + 2];
	int	nsteps;
};

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

PGresult *
db_exchange(struct db *db, const struct query *q, const struct wire *w)
{
	struct trip	t = { .nsteps = 0 };

	metrics_count(STATEMENTS);
	if (!send_all(db, &t, q, w)) {
		db_fail_connection(db, "08006", PQerrorMessage(db->conn));
		return (NULL);
	}
	return (receive_all(db, &t));
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
