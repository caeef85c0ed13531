/* inner - what the machine itself may ask, on a listener of its own. */
#include <string.h>

#include "core/inner.h"
#include "core/metrics.h"
#include "queries.h"

static void
say(struct request *req, const char *text)
{
	out_raw(req->out, text, strlen(text));
}

static void
gauge(struct request *req, const char *name, const char *help, int64_t n)
{
	say(req, arena_printf(req->arena, "# HELP %s %s\n# TYPE %s gauge\n"
	    "%s %lld\n", name, help, name, name, (long long)n));
}

/* NULL when the database is away. */
static const struct jobs_state *
ask_state(struct request *req)
{
	const struct jobs_state	*s;

	db_begin(req->db, req->arena, DB_READS);
	s = jobs_state(req->db);
	return (db_commit(req->db) ? s : NULL);
}

static enum status
metrics(struct request *req)
{
	const struct jobs_state	*s = ask_state(req);

	req->type = "text/plain; version=0.0.4; charset=utf-8";
	metrics_write(req->out, req->arena);
	gauge(req, "waymark_database_up", "Whether PostgreSQL answers.",
	    s != NULL);
	if (s == NULL)
		return (OK);
	gauge(req, "waymark_jobs_last_turn_timestamp_seconds",
	    "When the jobs last came round.", s->turned_at.s);
	gauge(req, "waymark_exports_waiting",
	    "Exports that are not made yet, at most a thousand.", s->exports);
	gauge(req, "waymark_letters_waiting",
	    "Letters that are to be sent, at most a thousand.", s->letters);
	gauge(req, "waymark_letters_stuck",
	    "Letters that somebody must decide on, at most a thousand.",
	    s->letters_stuck);
	gauge(req, "waymark_audit_unsealed",
	    "Events of the audit outside its chain, at most a thousand.",
	    s->unsealed);
	return (OK);
}

/* Ready: whoever asks for a page now is served, and what they save is kept. */
static enum status
ready(struct request *req)
{
	const struct jobs_state	*s = ask_state(req);

	if (s != NULL && s->takes_writes) {
		say(req, "ready\n");
		return (OK);
	}
	say(req, s == NULL ? "the database does not answer\n" :
	    "the database takes no writes\n");
	return (UNAVAILABLE);
}

enum status
inner_answer(struct request *req, bool through_proxy)
{
	req->type = "text/plain; charset=utf-8";
	request_header(req, "cache-control", "no-store");
	request_header(req, "x-content-type-options", "nosniff");
	if (!through_proxy && req->method == GET &&
	    strncmp(req->address, "127.", 4) == 0) {
		if (strcmp(req->path, "/metrics") == 0)
			return (metrics(req));
		if (strcmp(req->path, "/ready") == 0)
			return (ready(req));
		if (strcmp(req->path, "/health") == 0) {
			say(req, "ok\n");
			return (OK);
		}
	}
	say(req, "there is nothing here\n");
	return (NOT_FOUND);
}
