/*
 * main - the door: Kore on one side, dispatch() on the other.
 *
 * The only file that knows Kore.  It hands the dispatcher a request that has
 * arrived whole, and sends what comes back.  A worker answers one request at
 * a time, with one arena, one buffer and one connection to the database.
 */
#include <kore/kore.h>
#include <kore/http.h>
#include <kore/seccomp.h>

#include <arpa/inet.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/answer.h"
#include "core/asset.h"
#include "core/clock.h"
#include "core/inner.h"
#include "core/metrics.h"
#include "core/request.h"
#include "core/secret.h"
#include "calls.h"

enum {
	TICK_MS = 250,
	ALL_MS = 7000,		/* of PostgreSQL for one request */
	WATCHDOG_S = 8,		/* longer than DB_CONNECT_MS and ALL_MS */
};

static struct db	*db;
static struct arena	 arena;
static struct out	 out;
static bool		 behind_proxy;

void	kore_parent_configure(int, char **);
void	kore_worker_configure(void);
void	kore_worker_teardown(void);
void	kore_seccomp_hook(void);
int	answer(struct http_request *);
int	inner(struct http_request *);

static void
tick(void *arg, u_int64_t now)
{
	alarm(WATCHDOG_S);
}

static const char *
setting(const char *name, const char *otherwise)
{
	const char	*value = getenv(name);

	return (value != NULL && *value != '\0' ? value : otherwise);
}

/* Once, before the workers are forked: they share what is loaded here. */
void
kore_parent_configure(int argc, char **argv)
{
	fflush(stdout);		/* else each worker repeats what waits there */
	setvbuf(stdout, NULL, _IOLBF, 0);
	secret_read_key();
	assets_load(setting("WAYMARK_ASSETS", "assets/dist"));
	metrics_share(routes, worker_count);
}

void
kore_seccomp_hook(void)
{
	kore_seccomp_filter("waymark", calls, ncalls);
}

/* Must not fail: a database that is away is asked for again at each request. */
void
kore_worker_configure(void)
{
	behind_proxy = *setting("WAYMARK_BEHIND_PROXY", "") == '1';
	metrics_worker(worker->id - 1);
	db = db_open(setting("WAYMARK_WEB_URL", ""));
	db_all_within(db, ALL_MS);
	kore_timer_add(tick, TICK_MS, NULL, 0);
	tick(NULL, 0);
}

void
kore_worker_teardown(void)
{
	alarm(0);
	db_close(db);
	arena_release(&arena);
	out_free(&out);
}

static const char *
header(struct http_request *http, const char *name)
{
	const char	*value;

	return (http_request_header(http, name, &value) ? value : NULL);
}

/*
 * The client's address; behind nginx, the one that nginx says it saw.  Nobody
 * else may open the Unix socket on which nginx comes.
 */
static const char *
address(struct http_request *http)
{
	const struct connection	*c = http->owner;
	const char		*seen;
	char			 text[INET6_ADDRSTRLEN] = "";

	if ((behind_proxy || c->family == AF_UNIX) &&
	    (seen = header(http, "x-real-ip")) != NULL)
		return (seen);
	if (c->family == AF_INET)
		inet_ntop(AF_INET, &c->addr.ipv4.sin_addr, text, sizeof(text));
	else if (c->family == AF_INET6)
		inet_ntop(AF_INET6, &c->addr.ipv6.sin6_addr, text,
		    sizeof(text));
	return (arena_strdup(&arena, text));
}

static enum method
method_of(const struct http_request *http)
{
	switch (http->method) {
	case HTTP_METHOD_GET:
	case HTTP_METHOD_HEAD:
		return (GET);
	case HTTP_METHOD_POST:
		return (POST);
	default:
		return (OTHER);
	}
}

static void
receive(struct request *req, struct http_request *http)
{
	*req = (struct request){
		.method = method_of(http),
		.head = http->method == HTTP_METHOD_HEAD,
		.path = http->path,
		.query = http->query_string != NULL ? http->query_string : "",
		.cookies = header(http, "cookie"),
		.content_type = header(http, "content-type"),
		.origin = header(http, "origin"),
		.fetch_site = header(http, "sec-fetch-site"),
		.accept_encoding = header(http, "accept-encoding"),
		.if_none_match = header(http, "if-none-match"),
		.user_agent = header(http, "user-agent"),
		.accept = header(http, "accept"),
		.authorization = header(http, "authorization"),
		.address = address(http),
		.body = "",
		.arena = &arena, .db = db, .out = &out,
	};
	if (http->http_body != NULL) {
		req->body = (const char *)http->http_body->data;
		req->body_length = http->http_body_length;
	}
}

/* An answer whose pieces follow one another.  It has a connection of its own
 * from here on: nothing is read from it, and it ends with the last piece. */
struct sending {
	struct rest	 rest;
	struct out	 out;
	char		*cookies;
	bool		 ended;
};

static void
forget_sending(struct sending *s)
{
	s->rest.end(s->rest.state);
	out_free(&s->out);
	free(s->cookies);
	free(s);
}

static bool
next_piece(struct sending *s)
{
	struct request	req = { .cookies = s->cookies, .arena = &arena,
			    .db = db, .out = &s->out };
	enum piece_is	is;

	if (s->ended)
		return (false);
	arena_reset(&arena);
	out_reset(&s->out);
	is = dispatch_rest(&req, &s->rest);
	s->ended = is != PIECE_MORE;
	return (is != PIECE_LOST);
}

/* One piece was taken, or the client is gone.  Between two of them everybody
 * else has their turn: the next is sent when the loop comes round again. */
static int
send_piece(struct netbuf *taken)
{
	struct sending		*s = taken->extra;
	struct connection	*c = taken->owner;
	struct netbuf		*next;

	if (c->state != CONN_STATE_ESTABLISHED || !next_piece(s)) {
		forget_sending(s);
		return (KORE_RESULT_OK);
	}
	net_send_stream(c, s->out.data, s->out.len, send_piece, &next);
	next->extra = s;
	c->evt.flags &= ~KORE_EVENT_WRITE;
	kore_platform_event_all(c->fd, c);
	return (KORE_RESULT_OK);
}

static void
send_with_rest(struct http_request *http, struct request *req,
    enum status status)
{
	struct connection	*c = http->owner;
	struct sending		*s = calloc(1, sizeof(*s));
	struct netbuf		*first;

	if (s == NULL)
		abort();
	s->rest = req->rest;
	s->cookies = strdup(req->cookies != NULL ? req->cookies : "");
	c->flags |= CONN_CLOSE_EMPTY;
	http->flags |= HTTP_REQUEST_NO_CONTENT_LENGTH;
	http_response_header(http, "content-length",
	    arena_printf(&arena, "%llu", (unsigned long long)
	    s->rest.length));
	http_response(http, status, out.data, out.len);
	if (req->head) {
		forget_sending(s);
		return;
	}
	net_send_stream(c, NULL, 0, send_piece, &first);
	first->extra = s;
}

static void
send_answer(struct http_request *http, struct request *req, enum status status)
{
	size_t	 i;

	for (i = 0; i < req->nheaders; i++)
		http_response_header(http, req->headers[i].name,
		    req->headers[i].value);
	if (req->location != NULL)
		http_response_header(http, "location", req->location);
	if (status == NOT_MODIFIED) {
		http->flags |= HTTP_REQUEST_NO_CONTENT_LENGTH;
		http_response(http, status, NULL, 0);
		return;
	}
	http_response_header(http, "content-type",
	    req->type != NULL ? req->type : "text/html; charset=utf-8");
	if (req->rest.length > 0)
		send_with_rest(http, req, status);
	else
		http_response(http, status, out.data, out.len);
}

int
answer(struct http_request *http)
{
	struct request	 req;
	enum status	 status;
	int64_t		 began = now_us();

	/* Programs are told so in JSON, as of all else. */
	if (method_of(http) == OTHER && strncmp(http->path, "/api/", 5) != 0) {
		http_response_header(http, "allow", "GET, HEAD, POST");
		http_response(http, NOT_ALLOWED, NULL, 0);
		return (KORE_RESULT_OK);
	}
	arena_reset(&arena);
	out_reset(&out);
	receive(&req, http);
	status = dispatch(&req);
	answer_encode(&req);
	send_answer(http, &req, status);
	metrics_request(req.route, status, now_us() - began);
	return (KORE_RESULT_OK);
}

/* Whether a request came through a proxy, which says so in one of these. */
static bool
through_proxy(struct http_request *http)
{
	static const char *const	said[] = {
		"forwarded", "via", "x-forwarded-for", "x-forwarded-host",
		"x-forwarded-proto", "x-real-ip"
	};

	for (size_t i = 0; i < sizeof(said) / sizeof(*said); i++)
		if (header(http, said[i]) != NULL)
			return (true);
	return (false);
}

/* The listener for the machine itself. */
int
inner(struct http_request *http)
{
	const struct connection	*c = http->owner;
	struct request		 req;

	arena_reset(&arena);
	out_reset(&out);
	receive(&req, http);
	send_answer(http, &req, inner_answer(&req, through_proxy(http) ||
	    c->family != AF_INET));
	return (KORE_RESULT_OK);
}
