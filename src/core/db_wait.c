/*
 * The connection to PostgreSQL, and waiting for it: never past a deadline.
 *
 * libpq only ever works without blocking here.  A connection is in pipeline
 * mode all its life, so that BEGIN travels with the first statement.
 */
#include <sys/socket.h>

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "core/metrics.h"
#include "db_private.h"

enum { OPTIONS_MAX = 64, WARNINGS_MAX = 16 };

/* Each of our connections has these, whatever its role. */
#define COMMON_OPTIONS							\
	"-c search_path=waymark,extensions,pg_temp "			\
	"-c timezone=Europe/London -c jit=off "				\
	"-c client_min_messages=warning "

#define REQUEST_OPTIONS COMMON_OPTIONS					\
	"-c statement_timeout=5000 -c lock_timeout=2000 "		\
	"-c idle_in_transaction_session_timeout=5000"

/* Wait for events on the socket; false when there is none to wait for. */
static bool
wait_until(PGconn *conn, short events, int64_t deadline)
{
	struct pollfd	pfd = { .fd = PQsocket(conn), .events = events };
	int64_t		left;
	int		n;

	if (pfd.fd == -1)		/* poll() would wait all the same */
		return (false);
	do {
		left = deadline - now_ms();
		if (left < 0)
			left = 0;
		n = poll(&pfd, 1, deadline == INT64_MAX ? -1 : (int)left);
	} while (n == -1 && errno == EINTR);
	return (n > 0);
}

/* What the server says while nobody asks: only a goodbye (57P) concerns us. */
static void
receive_notice(void *arg, const PGresult *r)
{
	struct db	*db = arg;
	const char	*state = PQresultErrorField(r, PG_DIAG_SQLSTATE);

	if (state != NULL && strncmp(state, "57P", 3) == 0)
		db->dying = true;
}

/* The connection as it was asked for, and what we add to every one. */
static PGconn *
connect_start(struct db *db, char **why)
{
	const char		*keys[OPTIONS_MAX], *values[OPTIONS_MAX];
	PQconninfoOption	*given, *o;
	PGconn			*conn;
	int			 n = 0;

	if ((given = PQconninfoParse(db->conninfo, why)) == NULL)
		return (NULL);
	keys[n] = "options";
	values[n++] = db->patient ? COMMON_OPTIONS : REQUEST_OPTIONS;
	keys[n] = "client_encoding";
	values[n++] = "UTF8";
	keys[n] = "gssencmode";
	values[n++] = "disable";
	keys[n] = "fallback_application_name";
	values[n++] = "waymark";
	for (o = given; o->keyword != NULL && n < OPTIONS_MAX - 1; o++)
		if (o->val != NULL && *o->val != '\0') {
			keys[n] = o->keyword;
			values[n++] = o->val;
		}
	keys[n] = NULL;
	values[n] = NULL;
	conn = PQconnectStartParams(keys, values, 0);
	PQconninfoFree(given);
	return (conn);
}

static bool
connect_finish(PGconn *conn)
{
	int64_t			  deadline = now_ms() + DB_CONNECT_MS;
	PostgresPollingStatusType next = PGRES_POLLING_WRITING;

	while (PQstatus(conn) != CONNECTION_BAD && next != PGRES_POLLING_OK) {
		if (!wait_until(conn, next == PGRES_POLLING_READING ?
		    POLLIN : POLLOUT, deadline))
			return (false);
		next = PQconnectPoll(conn);
	}
	return (true);
}

static const char *
option(const PQconninfoOption *all, const char *keyword)
{
	for (; all->keyword != NULL; all++)
		if (strcmp(all->keyword, keyword) == 0 && all->val != NULL)
			return (all->val);
	return ("");
}

/* Sockets and loopback, of each host of a list; libpq's own without one. */
static bool
here(const char *hosts)
{
	static const char *const	names[] = { "localhost", "::1",
					    "127.0.0.1" };
	size_t				n;
	bool				is;

	for (;; hosts += n + 1) {
		n = strcspn(hosts, ",");
		is = n == 0 || *hosts == '/' || *hosts == '@';
		for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
			is = is || (strlen(names[i]) == n &&
			    strncmp(hosts, names[i], n) == 0);
		if (!is || hosts[n] == '\0')
			return (is);
	}
}

/* Nothing crosses a network but to a server that proved who it is. */
static bool
may_go(PGconn *conn)
{
	PQconninfoOption	*all = PQconninfo(conn);
	bool			 may;

	if (all == NULL)
		return (false);
	may = strcmp(option(all, "sslmode"), "verify-full") == 0 ||
	    (here(option(all, "host")) && here(option(all, "hostaddr")));
	PQconninfoFree(all);
	return (may);
}

static void
connect_anew(struct db *db)
{
	char	*why = NULL;

	db_drop(db);
	metrics_count(DATABASE_CONNECTIONS);
	if ((db->conn = connect_start(db, &why)) == NULL) {
		db_fail_connection(db, "08001", why == NULL ? "no memory" :
		    why);
		PQfreemem(why);
		return;
	}
	PQsetNoticeReceiver(db->conn, receive_notice, db);
	if (!may_go(db->conn))
		db_fail_connection(db, "08001", "the database is on another "
		    "machine: say sslmode=verify-full, so that nobody reads "
		    "along or takes its place");
	else if (!connect_finish(db->conn))
		db_fail_connection(db, "08001",
		    "the server does not answer a connection");
	else if (PQstatus(db->conn) != CONNECTION_OK)
		db_fail_connection(db, "08001", PQerrorMessage(db->conn));
	else if (PQsetnonblocking(db->conn, 1) != 0 ||
	    PQenterPipelineMode(db->conn) != 1)
		db_fail_connection(db, "08001", PQerrorMessage(db->conn));
	metrics_connected(db->conn != NULL);
}

/* What the socket holds: 1 bytes, the first in *c; 0 its end; -1 nothing. */
static int
peek(PGconn *conn, char *c)
{
	ssize_t	n = recv(PQsocket(conn), c, 1, MSG_PEEK | MSG_DONTWAIT);

	return (n != -1 ? (int)n : errno == EAGAIN ? -1 : 0);
}

/*
 * Whether the connection still stands.  While nobody asks, a server says
 * little: an error or a closed socket means that it has gone, a warning may
 * be followed by either.
 */
static bool
alive(struct db *db)
{
	char	c;
	int	n, warnings = 0;

	if (db->conn == NULL || PQstatus(db->conn) != CONNECTION_OK ||
	    PQtransactionStatus(db->conn) != PQTRANS_IDLE)
		return (false);
	PQisBusy(db->conn);		/* reads what libpq already holds */
	while ((n = peek(db->conn, &c)) == 1) {
		if (c == 'E' || PQconsumeInput(db->conn) != 1 ||
		    warnings++ > WARNINGS_MAX)
			return (false);
		PQisBusy(db->conn);
	}
	return (n == -1 && !db->dying);
}

bool
db_connect(struct db *db)
{
	if (!alive(db))
		connect_anew(db);
	return (db->conn != NULL);
}

/* Without blocking: PQfinish() sends no more than the socket takes. */
void
db_drop(struct db *db)
{
	PQfinish(db->conn);
	db->conn = NULL;
	metrics_connected(false);
	db->dying = false;
	memset(db->prepared, 0, sizeof(db->prepared));
}

/* Send what waits, and read until there is a result to take. */
static bool
pump(struct db *db, int64_t deadline)
{
	int	unsent;

	while ((unsent = PQflush(db->conn)) != 0 || PQisBusy(db->conn)) {
		if (PQstatus(db->conn) != CONNECTION_OK) {
			db_fail_connection(db, "08006",
			    PQerrorMessage(db->conn));
			return (false);
		}
		if (!wait_until(db->conn, unsent > 0 ? POLLIN | POLLOUT :
		    POLLIN, deadline)) {
			db_fail_connection(db, "08006",
			    "the server does not answer");
			return (false);
		}
		/* A failure shows in the status, once what came is read. */
		PQconsumeInput(db->conn);
	}
	return (true);
}

PGresult *
db_next_result(struct db *db)
{
	int64_t	deadline = INT64_MAX;

	if (!db->patient)
		deadline = now_ms() + DB_WAIT_MS;
	if (!db->patient && db->until < deadline)
		deadline = db->until;
	if (db->conn == NULL || !pump(db, deadline))
		return (NULL);
	return (PQgetResult(db->conn));
}
