#pragma once
/*
 * db - one PostgreSQL transaction for one request.
 *
 * The first statement that fails marks the transaction failed.  From then on
 * every query answers nothing and changes nothing, as PostgreSQL itself does,
 * and the request ends in a 500 whatever its page returned.  So pages and
 * queries do not check for errors: absence is the only thing that they see.
 *
 * Waits have deadlines: a server that does not answer within DB_WAIT_MS, or all
 * of a transaction within what db_all_within() allows it, fails the transaction
 * and drops the connection.  A connection is alive and idle
 * when a transaction begins, else it is reset or rolled back first; only a
 * BEGIN that never reached the server is sent again.
 *
 * Values live in the arena that db_begin() was given.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/date.h"

struct arena;

enum { DB_CONNECT_MS = 2000, DB_WAIT_MS = 6000 };

/* For each row of a list, x points to it; break and continue do their work. */
#define each(x, list)							\
	for (__typeof__(list) x##_all = (list), *x##_once = &x##_all;	\
	    x##_once != NULL; x##_once = NULL)				\
		for (__typeof__(*x##_all.v) *x = x##_all.v;		\
		    x != NULL && x < x##_all.v + x##_all.n; x++)

/* Numbers and truths that may be unknown (NULL). */
struct maybe_int { bool known; int64_t value; };
struct maybe_real { bool known; double value; };
struct maybe_bool { bool known; bool value; };

struct bytes { const void *data; size_t length; };
struct int_list { const int64_t *v; size_t n; };	/* int8[] */
struct text_list { const char *const *v; size_t n; };	/* text[] */

enum db_type {
	DB_INT8, DB_FLOAT8, DB_BOOL, DB_TEXT, DB_DATE, DB_MOMENT, DB_BYTES,
	DB_INT8_LIST, DB_TEXT_LIST, DB_ENUM
};

/* A PostgreSQL enum: words[0] is NULL and stands for "none"; NULL ends it. */
struct db_enum { const char *name; const char *const *words; size_t n; };

/* Which word of an enum this is; 0 for NULL and for what is none of them. */
int		 db_word(const struct db_enum *, const char *);

struct column {
	const char		*name;
	enum db_type		 type;
	bool			 null;
	size_t			 at;		/* offset in the row's struct */
	const struct db_enum	*words;		/* of a DB_ENUM */
	bool			 sure;		/* declared !, see queryc */
};

struct query {
	const char		*name, *sql;
	const char		*file;		/* where it is written */
	int			 line;
	int			 nparams, ncolumns;
	const struct column	*params;	/* at is unused */
	const struct column	*columns;
	size_t			 row;		/* sizeof the struct it fills */
};

union param {
	int64_t int8; double float8; bool boolean; const char *text;
	struct date date; struct moment moment; struct bytes bytes;
	struct maybe_int maybe_int; struct maybe_real maybe_real;
	struct maybe_bool maybe_bool; struct int_list int8_list;
	struct text_list text_list; int word;
};

struct db;

/* Never fails: a server that is away is asked for again at db_begin(). */
struct db	*db_open(const char *conninfo);
/* Statements may take as long as they need: for the command and for jobs. */
struct db	*db_open_patient(const char *conninfo);
/* For whoever may not be kept: so long for each transaction as a whole. */
void		 db_all_within(struct db *, int ms);
void		 db_close(struct db *);

/* DB_AT_ONCE: one statement that is a transaction by itself, one round trip. */
enum db_mode { DB_READS, DB_WRITES, DB_AT_ONCE };

void		 db_begin(struct db *, struct arena *, enum db_mode);
bool		 db_commit(struct db *);	/* false if anything failed */
void		 db_rollback(struct db *);
bool		 db_failed(const struct db *);
/* The server was away, frozen or refused us: "try again", not "our fault". */
bool		 db_unavailable(const struct db *);
/* The server was lost while it committed: nobody knows whether it did. */
bool		 db_in_doubt(const struct db *);
/* What failed first; names the query and its file, holds no parameter. */
const char	*db_error(const struct db *);
/* SQLSTATE of the first failure, "" when there is none. */
const char	*db_state(const struct db *);

/*
 * Savepoints for pages that try a thing and go on when it is refused:
 * db_try() ... db_tried() is true when nothing failed since.  What is not about
 * the thing, a lost server or a full disk, fails the transaction all the same.
 */
void		 db_try(struct db *);
bool		 db_tried(struct db *);

void		*db_rows(struct db *, const struct query *, const union param *,
		    size_t *n);
/* The only row, or NULL; a second row is a failure. */
void		*db_one(struct db *, const struct query *, const union param *);
/*
 * The rows one by one, as they come: memory does not grow with them.  Each is
 * good until the next.  take() asks nothing of this connection, and answers
 * false when it wants no more; with that the transaction fails (57014).  How
 * many rows were taken.
 */
int64_t		 db_stream(struct db *, const struct query *,
		    const union param *, bool (*take)(void *, const void *row),
		    void *state);
/* How many rows it touched. */
int64_t		 db_exec(struct db *, const struct query *,
		    const union param *);
/* How a query differs from the live schema ("file:line: why"), or NULL. */
const char	*db_mismatch(struct db *, const struct query *);

/* Statements of our own that are no query: migrations and tests. */
bool		 db_run(struct db *, const char *sql);
/* Gives a role a password without showing it to the server's log. */
bool		 db_set_password(struct db *, const char *role,
		    const char *password);

extern const struct query *const queries[];	/* ends with NULL */
const struct query *query_named(const char *name);	/* or NULL */
