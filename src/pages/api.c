/* api - who asks for what, and that it is written down. */
#include <string.h>
#include <strings.h>

#include "core/answer.h"
#include "core/secret.h"
#include "core/session.h"
#include "exchange/order.h"
#include "pages.h"
#include "pages/api.h"
#include "views.h"

static const char *
title_of(enum status status)
{
	switch (status) {
	case BAD_REQUEST:
		return ("Bad Request");
	case UNAUTHORISED:
		return ("Unauthorized");
	case FORBIDDEN:
		return ("Forbidden");
	case NOT_FOUND:
		return ("Not Found");
	case NOT_ALLOWED:
		return ("Method Not Allowed");
	case NOT_ACCEPTABLE:
		return ("Not Acceptable");
	case TOO_MANY:
		return ("Too Many Requests");
	case UNAVAILABLE:
		return ("Service Unavailable");
	default:
		return ("Internal Server Error");
	}
}

enum status
api_problem(struct request *req, enum status status, const char *why)
{
	out_reset(req->out);
	req->type = "application/problem+json";
	request_header(req, "cache-control", "no-store");
	json_put(req->out, json_made("{s:s, s:s, s:i, s:s, s:s}", "type",
	    "about:blank", "title", title_of(status), "status", (int)status,
	    "detail", why, "reference", req->reference));
	return (status);
}

void
api_error(struct request *req, enum status status)
{
	const char	*why = "There is a problem with Waymark, not with "
			    "what you asked for. Tell its staff the "
			    "reference.";

	if (status == NOT_FOUND)
		why = "There is nothing at this address. "
		    "/api/v1/openapi.json says what there is.";
	else if (status == NOT_ALLOWED)
		why = "The API only reads: ask with GET or HEAD.";
	else if (status == BAD_REQUEST)
		why = "What stands behind the ? of the address cannot be "
		    "read.";
	else if (status == UNAVAILABLE)
		why = "Waymark is not available. Try again in a minute.";
	api_problem(req, status, why);
}

/* What comes behind "Bearer "; NULL: nothing that could be a token. */
static const char *
bearer(const struct request *req)
{
	static const char	 scheme[] = "Bearer ";
	const char		*sent = req->authorization;

	if (sent == NULL || strncasecmp(sent, scheme, strlen(scheme)) != 0)
		return (NULL);
	sent += strlen(scheme);
	sent += strspn(sent, " ");
	if (strncmp(sent, API_PREFIX, strlen(API_PREFIX)) != 0 ||
	    !secret_is_token(sent + strlen(API_PREFIX)))
		return (NULL);
	return (sent);
}

static enum status
unknown(struct request *req, const char *why)
{
	request_header(req, "www-authenticate", req->authorization == NULL ?
	    "Bearer realm=\"Waymark\"" :
	    "Bearer realm=\"Waymark\", error=\"invalid_token\"");
	return (api_problem(req, UNAUTHORISED, why));
}

/* It would stand in logs and histories. */
static bool
has_token_in_address(const struct request *req)
{
	static const char *const	names[] = { "token", "access_token",
					    "api_key", "key", "authorization",
					    "bearer" };
	const struct form		*f = req->form;

	for (size_t i = 0; i < f->nfields; i++) {
		if (strstr(f->fields[i].value, API_PREFIX) != NULL ||
		    strncmp(f->fields[i].name, API_PREFIX,
		    strlen(API_PREFIX)) == 0)
			return (true);
		for (size_t n = 0; n < sizeof(names) / sizeof(*names); n++)
			if (strcasecmp(f->fields[i].name, names[n]) == 0)
				return (true);
	}
	return (false);
}

static enum status
too_often(struct api_call *c)
{
	struct request	*req = c->req;

	request_header(req, "retry-after", arena_printf(req->arena, "%ld",
	    (long)c->who->wait_seconds));
	return (api_problem(req, TOO_MANY, arena_printf(req->arena, "This "
	    "token was used %ld times within a minute, which is all that it "
	    "may. Wait %ld seconds.", (long)c->who->requests_most,
	    (long)c->who->wait_seconds)));
}

/* Who asks, if they may ask at all. */
static enum status
enter(struct api_call *c)
{
	struct request	*req = c->req;
	const char	*token = bearer(req);

	request_named(req->db, req->route->audit, req->reference);
	if (token != NULL)
		c->who = api_enter(req->db, token);
	if (has_token_in_address(req))
		return (api_problem(req, BAD_REQUEST, "A token stands in no "
		    "address, where logs and histories keep it. If you sent "
		    "one there, revoke it in Waymark, make another, and send "
		    "that in the header: Authorization: Bearer waymark_..."));
	if (c->who == NULL)
		return (unknown(req, req->authorization == NULL ? "Send your "
		    "token in the header: Authorization: Bearer waymark_..." :
		    "There is no such token. Look whether it was copied "
		    "whole."));
	c->reader = exchange_reader_of(c->who->reader);
	if (strcmp(c->who->standing, "revoked") == 0)
		return (unknown(req, "This token was revoked."));
	if (strcmp(c->who->standing, "expired") == 0)
		return (unknown(req, "This token has expired. Make another in "
		    "Waymark."));
	if (strcmp(c->who->standing, "over") == 0)
		return (api_problem(req, FORBIDDEN, "Whoever made this token "
		    "does not hold the role any more with which they made it. "
		    "Somebody else has to make another."));
	if (strcmp(c->who->standing, "often") == 0)
		return (too_often(c));
	if (!answer_accepts(req->accept, "application/json"))
		return (api_problem(req, NOT_ACCEPTABLE, "Answers are "
		    "application/json alone: your Accept header refuses "
		    "that."));
	return (OK);
}

/* What it was answered is written down, but for being told to wait. */
static enum status
leave(struct api_call *c, enum status status)
{
	struct request	*req = c->req;

	if (status == OK && answer_is_known(req)) {
		status = NOT_MODIFIED;
		c->rows = 0;
	}
	if (c->who == NULL || status == TOO_MANY)
		return (status);
	api_used(req->db, c->table != NULL ? c->table->code : NULL, c->asked,
	    status, c->rows, req->address);
	req->recorded = status >= 400;
	return (status);
}

static void
says(struct request *req, const char *cache)
{
	req->type = "application/json";
	request_header(req, "cache-control", cache);
	request_header(req, "vary", "accept, accept-encoding, authorization");
}

static bool
is_in(struct text_list list, const char *word)
{
	for (size_t i = 0; i < list.n; i++)
		if (strcmp(list.v[i], word) == 0)
			return (true);
	return (false);
}

/* Its scope, and what its maker may read today. */
static bool
may_read(const struct api_call *c, const struct exchange_table *t)
{
	int	roles = session_roles(c->who->roles) &
		    (STAFF | PARTNER | COORDINATOR);

	return (is_in(c->who->tables, t->code) && (t->askers & roles) != 0 &&
	    (exchange_readers(t) & (int)c->reader) != 0);
}

static enum status
choose_table(struct api_call *c)
{
	struct request			*req = c->req;
	const char			*code = req->path +
					    strlen("/api/v1/");
	const struct exchange_table	*t = exchange_table_of(code);

	if (t == NULL)
		return (api_problem(req, NOT_FOUND, "There is no such table. "
		    "/api/v1 names those that this token reads."));
	c->table = t;
	if (!may_read(c, t))
		return (api_problem(req, FORBIDDEN, arena_printf(req->arena,
		    "This token does not read “%s”. /api/v1 names the tables "
		    "that it reads.", t->title)));
	return (OK);
}

enum status
api_table(struct request *req)
{
	struct api_call	c = { .req = req, .asked = "" };
	enum status	status = enter(&c);

	if (status == OK && (status = choose_table(&c)) == OK &&
	    (status = api_asked(&c)) == OK)
		status = api_rows(&c);
	if (status == OK)
		says(req, "private, no-cache");
	return (leave(&c, status));
}

static json_t *
tables_read(const struct api_call *c)
{
	json_t	*all = json_made("[]");

	for (const struct exchange_table *t = exchange_tables;
	    t->code != NULL; t++)
		if (may_read(c, t))
			json_append(all, json_made("{s:s, s:s, s:s}", "table",
			    t->code, "title", t->title, "address",
			    arena_printf(c->req->arena, "/api/v1/%s",
			    t->code)));
	return (all);
}

/* Of one organisation it is that one alone. */
static json_t *
named(struct export_place_list list, struct maybe_int alone)
{
	json_t	*all = json_made("[]");

	each (p, list)
		if (!alone.known || alone.value == p->id)
			json_append(all, json_made("{s:I, s:s}", "id",
			    (json_int_t)p->id, "name", p->name));
	return (all);
}

static void
put_index(const struct api_call *c)
{
	struct request		*req = c->req;
	struct int_list		 programme = { &c->who->programme_id, 1 };
	const struct maybe_int	 all = { false, 0 };

	json_put(req->out, json_made("{s:s, s:o, s:I, s:I, s:o, s:o, s:o}",
	    "reader", export_reader_word(c->who->reader),
	    "expires_on", json_day(c->who->expires_on),
	    "rows_most", (json_int_t)c->who->rows_most,
	    "requests_most", (json_int_t)c->who->requests_most,
	    "tables", tables_read(c),
	    "cohorts", named(export_cohorts(req->db, programme), all),
	    "organisations", named(export_organisations(req->db),
	    c->who->organisation_id)));
}

enum status
api_index(struct request *req)
{
	struct api_call	c = { .req = req, .asked = "" };
	enum status	status = enter(&c);

	if (status == OK && req->form->nfields > 0)
		status = api_problem(req, BAD_REQUEST, "This address takes no "
		    "parameters.");
	if (status == OK) {
		put_index(&c);
		says(req, "private, no-cache");
	}
	return (leave(&c, status));
}

/* It holds nothing of anybody: whoever wants to may read it. */
enum status
api_document(struct request *req)
{
	if (!answer_accepts(req->accept, "application/json"))
		return (api_problem(req, NOT_ACCEPTABLE, "This document is "
		    "application/json alone."));
	json_put(req->out, exchange_openapi(req->arena, own_origin()));
	says(req, "no-cache");
	return (answer_is_known(req) ? NOT_MODIFIED : OK);
}

enum status
api_about(struct request *req)
{
	api_page(req->out, req);
	return (OK);
}
