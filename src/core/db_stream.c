/*
 * The rows of a query one by one, as they come.
 *
 * libpq hands on each row before it reads the next, so that memory does not
 * grow with them; the server sends no more than the socket holds, and works on
 * while we do.
 */
#include "db_private.h"

/* A query while its rows come; each has the arena to itself. */
struct stream {
	const struct query	*q;
	bool			(*take)(void *, const void *);
	void			*state;
	struct arena		 row;
	int64_t			 taken;
};

/* What comes after a row that was not wanted ends soon, and as a failure. */
static void
stop(struct db *db, const struct stream *s)
{
	PGcancel	*cancel = PQgetCancel(db->conn);
	char		 why[256];

	db_fail(db, s->q, "57014", "its reader wants no more");
	if (cancel == NULL || PQcancel(cancel, why, sizeof(why)) != 1)
		db_fail_connection(db, "57014", "cannot be stopped");
	PQfreeCancel(cancel);
}

static void
pass_on(struct db *db, struct stream *s, const PGresult *r)
{
	struct arena	*arena = db->arena;
	void		*row;

	arena_reset(&s->row);
	db->arena = &s->row;
	row = db_decode(db, s->q, r);
	db->arena = arena;
	if (row == NULL)
		return;
	if (s->take(s->state, row))
		s->taken++;
	else
		stop(db, s);
}

static void
receive(struct db *db, struct stream *s)
{
	PGresult	*r;

	while ((r = db_next_result(db)) != NULL) {
		switch (PQresultStatus(r)) {
		case PGRES_SINGLE_TUPLE:
			if (!db->failed)
				pass_on(db, s, r);
			break;
		case PGRES_TUPLES_OK:
			break;
		default:
			db_fail_result(db, s->q, r, NULL);
		}
		PQclear(r);
	}
}

/* libpq would go on giving rows one by one in the pipeline, until a statement
 * outside of it begins anew. */
static void
go_on(struct db *db)
{
	if (db->conn != NULL)
		PQclear(db_collect(db, PQsendQuery(db->conn, "") == 1, NULL,
		    ""));
}

int64_t
db_stream(struct db *db, const struct query *q, const union param *params,
    bool (*take)(void *, const void *), void *state)
{
	struct stream	s = { .q = q, .take = take, .state = state };
	struct wire	w;

	if (db->failed || !db_encode(db, q, params, &w) ||
	    !db_leave_pipeline(db))
		return (0);
	db->asked = true;
	if (PQsendQueryParams(db->conn, q->sql, q->nparams, w.oids, w.values,
	    w.lengths, w.binary, 1) != 1)
		db_fail_connection(db, "08006", PQerrorMessage(db->conn));
	else if (PQsetSingleRowMode(db->conn) != 1)
		db_fail_connection(db, "08006", "rows come all at once");
	receive(db, &s);
	go_on(db);
	arena_release(&s.row);
	return (s.taken);
}
