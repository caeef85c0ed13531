#pragma once
/*
 * What the files of db share: the connection, its waits, values on the wire.
 */
#include <libpq-fe.h>

#include "core/arena.h"
#include "core/db.h"

enum {
	PARAMS_MAX = 64,	/* queryc refuses more */
	PREPARED_SLOTS = 2048,	/* at most half full: queryc refuses more */
	OWED_MAX = 4,
};

/* PostgreSQL's numbers for its own types; they never change. */
enum {
	OID_BOOL = 16, OID_BYTEA = 17, OID_INT8 = 20, OID_TEXT = 25,
	OID_FLOAT8 = 701, OID_TEXT_LIST = 1009, OID_INT8_LIST = 1016,
	OID_DATE = 1082, OID_TIMESTAMPTZ = 1184
};

/* PostgreSQL counts from 2000-01-01, we from 1970-01-01. */
enum { DAYS_TO_2000 = 10957, SECONDS_TO_2000 = DAYS_TO_2000 * 86400 };

struct db {
	PGconn			*conn;		/* NULL: none; else pipelined */
	char			*conninfo;
	bool			 patient;
	bool			 dying;		/* the server said goodbye */
	struct arena		*arena;
	enum db_mode		 mode;
	int			 all_ms;	/* for a transaction, or 0 */
	int64_t			 until;		/* it is over, or fails */
	bool			 open;		/* between begin and the end */
	bool			 asked;		/* anything, since it began */
	bool			 failed, unavailable, in_doubt;
	char			 error[1024], state[6];
	int			 tries;		/* savepoints that stand */
	int			 try_failed;	/* 1 + tries when it failed */
	/* Commands that ride with the next statement: BEGIN, SAVEPOINT. */
	const struct query	*owed[OWED_MAX];
	int			 nowed;
	/* What this connection has prepared, hashed by address. */
	const struct query	*prepared[PREPARED_SLOTS];
};

/* Values on their way: all go and come in PostgreSQL's binary form. */
struct wire {
	Oid		 oids[PARAMS_MAX];
	const char	*values[PARAMS_MAX];
	int		 lengths[PARAMS_MAX], binary[PARAMS_MAX];
};

/* db_wait.c: nothing here waits longer than its deadline. */
bool		 db_connect(struct db *);	/* when there is need */
void		 db_drop(struct db *);		/* the connection, at once */
/* The next result; NULL between two statements and when the wait failed. */
PGresult	*db_next_result(struct db *);

/*
 * db_exchange.c: sends what is owed and a statement, whether or not anything
 * failed; the statement's result, or NULL.
 */
PGresult	*db_exchange(struct db *, const struct query *,
		    const struct wire *);

/* db_error.c: only the first failure is kept. */
void		 db_fail(struct db *, const struct query *, const char *state,
		    const char *fmt, ...)
		    __attribute__((format(printf, 4, 5)));
void		 db_fail_result(struct db *, const struct query *,
		    const PGresult *, const char *sql);
void		 db_fail_connection(struct db *, const char *state,
		    const char *why);

/* db_encode.c and db_decode.c */
Oid		 db_oid(enum db_type);		/* 0 for an enum */
bool		 db_encode(struct db *, const struct query *,
		    const union param *, struct wire *);
void		*db_decode(struct db *, const struct query *, const PGresult *);
/* Runs a query; its result, or NULL when anything failed. */
PGresult	*db_ask(struct db *, const struct query *, const union param *);

/* Statements outside the pipeline: leave it, send one, collect its results. */
bool		 db_leave_pipeline(struct db *);
PGresult	*db_collect(struct db *, bool sent, const struct query *,
		    const char *sql);
