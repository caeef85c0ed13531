/*
 * What failed, in words that may stand in a log: never a parameter's value.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/metrics.h"
#include "db_private.h"

/*
 * Failures that are the server's state, not a fault in our statements: class
 * 08 (connection), 53 (resources), 57 (operator), and waits that took too long
 * (lock_timeout 55P03, idle_in_transaction_session_timeout 25P03).  A server
 * in recovery refuses writes with 25006, as READ ONLY transactions do.
 */
static bool
is_unavailable(const struct db *db, const char *state)
{
	if (strncmp(state, "08", 2) == 0 || strncmp(state, "53", 2) == 0 ||
	    strncmp(state, "57", 2) == 0)
		return (true);
	if (strcmp(state, "55P03") == 0 || strcmp(state, "25P03") == 0)
		return (true);
	return (strcmp(state, "25006") == 0 && db->mode != DB_READS);
}

static void
fail(struct db *db, const struct query *q, const char *state, const char *why)
{
	size_t	n = 0;

	if (db->failed)
		return;
	db->failed = true;
	db->try_failed = db->tries;
	db->unavailable = is_unavailable(db, state);
	metrics_count(db->unavailable ? STATEMENTS_UNANSWERED :
	    STATEMENTS_REFUSED);
	snprintf(db->state, sizeof(db->state), "%s", state);
	if (q != NULL && q->file != NULL)
		n = (size_t)snprintf(db->error, sizeof(db->error),
		    "%s:%d: %s: ", q->file, q->line, q->name);
	else if (q != NULL)
		n = (size_t)snprintf(db->error, sizeof(db->error), "%s: ",
		    q->name);
	if (n < sizeof(db->error))
		snprintf(db->error + n, sizeof(db->error) - n, "%s (%s)", why,
		    state);
	for (char *s = db->error; *s != '\0'; s++)
		if (*s == '\n' || *s == '\r')
			*s = ' ';
}

void
db_fail(struct db *db, const struct query *q, const char *state,
    const char *fmt, ...)
{
	char	why[512];
	va_list	ap;

	va_start(ap, fmt);
	vsnprintf(why, sizeof(why), fmt, ap);
	va_end(ap);
	fail(db, q, state, why);
}

static int
line_of(const char *sql, const char *position)
{
	int	line = 1;
	long	n = position == NULL ? 0 : strtol(position, NULL, 10);

	for (; n > 1 && *sql != '\0'; sql++) {
		line += *sql == '\n';
		n -= (*sql & 0xc0) != 0x80;	/* it counts characters */
	}
	return (line);
}

/*
 * The message of class 22 (data) may quote what somebody typed, so only its
 * number is told; other messages name tables and constraints.
 */
void
db_fail_result(struct db *db, const struct query *q, const PGresult *r,
    const char *sql)
{
	const char	*state = PQresultErrorField(r, PG_DIAG_SQLSTATE);
	const char	*why = PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY);
	const char	*at = PQresultErrorField(r, PG_DIAG_STATEMENT_POSITION);

	if (state == NULL || why == NULL) {
		db_fail_connection(db, "08006", PQresultErrorMessage(r));
		return;
	}
	if (strncmp(state, "22", 2) == 0 && q != NULL && q->nparams > 0)
		why = "a value that PostgreSQL cannot take";
	if (at != NULL && sql != NULL)
		db_fail(db, q, state, "line %d: %s", line_of(sql, at), why);
	else
		db_fail(db, q, state, "%s", why);
}

/* The connection is of no use any more: it goes too. */
void
db_fail_connection(struct db *db, const char *state, const char *why)
{
	db_fail(db, NULL, state, "%.*s", (int)strcspn(why, "\n"), why);
	db_drop(db);
}

bool
db_failed(const struct db *db)
{
	return (db->failed);
}

bool
db_unavailable(const struct db *db)
{
	return (db->failed && db->unavailable);
}

bool
db_in_doubt(const struct db *db)
{
	return (db->in_doubt);
}

const char *
db_error(const struct db *db)
{
	return (db->failed ? db->error : "");
}

const char *
db_state(const struct db *db)
{
	return (db->failed ? db->state : "");
}
