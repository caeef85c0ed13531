/* dispatch - one request in, one transaction, one answer out. */
#include <string.h>

#include "core/asset.h"
#include "core/log.h"
#include "core/request.h"
#include "core/secret.h"
#include "core/session.h"
#include "queries.h"

enum {
	BODY_MAX = 4 * 1024 * 1024,		/* of a form without files */
	UPLOAD_MAX = 11 * 1024 * 1024,		/* as Kore has it */
	DRAFT_MAX = 200 * 1024,
};

/* On every answer.  Pages hold no inline script or style, and go nowhere. */
static const struct header always[] = {
	{ "content-security-policy", "default-src 'none'; img-src 'self'; "
	    "style-src 'self'; script-src 'self'; font-src 'self'; "
	    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
	    "base-uri 'none'; object-src 'none'" },
	{ "x-content-type-options", "nosniff" },
	{ "referrer-policy", "same-origin" },
	{ "cross-origin-opener-policy", "same-origin" },
	{ "cross-origin-resource-policy", "same-origin" },
	{ "permissions-policy", "camera=(), geolocation=(), microphone=()" },
	{ "cache-control", "no-store" },
};

static bool
is_multipart(const struct request *req)
{
	return (req->content_type != NULL && strncasecmp(req->content_type,
	    "multipart/form-data", 19) == 0);
}

/* The form: the query of a GET, the body of a POST. */
static enum status
read_form(struct request *req)
{
	size_t	max = req->route->upload ? UPLOAD_MAX : BODY_MAX;

	if (req->method == GET) {
		form_parse_urlencoded(req->form, req->arena, req->query,
		    strlen(req->query));
		return (OK);
	}
	if (req->body_length > max)
		return (TOO_LARGE);
	if (!is_multipart(req))
		form_parse_urlencoded(req->form, req->arena, req->body,
		    req->body_length);
	else if (req->route->upload || req->route->one_click)
		form_parse_multipart(req->form, req->arena, req->content_type,
		    req->body, req->body_length);
	else
		return (BAD_REQUEST);
	return (req->form->malformed != NULL ? BAD_REQUEST : OK);
}

static bool
has_page(const char *path)
{
	int64_t	unused[IDS_MAX];

	return (route_of(GET, path, unused) != NULL);
}

/* A draft is shown by its form's own page, and never holds a password. */
static bool
may_be_draft(const struct request *req)
{
	return ((req->route->roles & ANYONE) == 0 && !is_multipart(req) &&
	    has_page(req->path));
}

/* What was typed, to be kept; NULL when it is too much. */
static const char *
draft_body(const struct request *req)
{
	const char	*body;

	if (req->body_length > DRAFT_MAX)
		return (NULL);
	body = form_encode(req->arena, req->form);
	return (strlen(body) <= DRAFT_MAX ? body : NULL);
}

/* The page to go back to, by whose path what was typed is kept; or NULL. */
static const char *
asked_for(const struct request *req)
{
	if (!has_page(req->path))
		return (NULL);
	return (req->method == POST ? req->path : request_target(req));
}

static enum status
sign_in_first(struct request *req, bool kept)
{
	const char	*to = asked_for(req);

	if (to == NULL)
		return (see_other(req, "/sign-in"));
	if (kept)
		return (see_other(req, "/sign-in?to=%s&kept=yes", to));
	return (see_other(req, "/sign-in?to=%s", to));
}

/* What was typed goes into the drafts of whoever typed it. */
static enum status
keep_form(struct request *req, int64_t person)
{
	bool		 keeps = may_be_draft(req);
	const char	*body;

	if ((req->route->roles & ANYONE) != 0)
		return (BAD_REQUEST);
	if (keeps) {
		if ((body = draft_body(req)) == NULL)
			return (TOO_LARGE);
		form_keep(req->db, person, req->path, body);
	}
	if (req->visitor.id == 0)
		return (sign_in_first(req, keeps));
	if (keeps && person == req->visitor.id)
		return (done(req, "You signed in again after you opened this "
		    "page. What you typed was kept. Check it and send it "
		    "again.", "%s", req->path));
	return (see_other(req, "/"));
}

/* A draft is saved without asking who it is again. */
static bool
must_confirm(struct request *req)
{
	bool	draft = req->method == POST &&
		    *form_value(req->form, "draft") != '\0';

	return ((req->route->roles & CONFIRMED) != 0 && !draft &&
	    !session_confirmed(req));
}

/* Who is it, before what matters most?  What was typed waits meanwhile. */
static enum status
confirm_first(struct request *req)
{
	const char	*to = asked_for(req), *body = "";

	if (to == NULL)
		to = "/";
	if (req->method == GET)
		return (see_other(req, "/confirm?to=%s", to));
	if (may_be_draft(req) && (body = draft_body(req)) == NULL)
		return (TOO_LARGE);
	if (*body == '\0')
		return (see_other(req, "/confirm?to=%s", to));
	form_keep(req->db, req->visitor.id, req->path, body);
	return (see_other(req, "/confirm?to=%s&kept=yes", to));
}

/* A form whose session has ended is kept; one that is not ours is refused. */
static enum status
check_form(struct request *req)
{
	int64_t	person = 0;

	if (req->route->one_click)
		return (OK);
	switch (session_check_form(req, &person)) {
	case GENUINE:
		if ((req->visitor.roles & req->route->roles) != 0)
			return (must_confirm(req) ? confirm_first(req) : OK);
		return (req->visitor.id == 0 ? sign_in_first(req, false) :
		    NOT_FOUND);
	case FROM_ENDED_SESSION:
		return (keep_form(req, person));
	case FOREIGN:
		break;
	}
	return (BAD_REQUEST);
}

/* "Save as draft", the script that does so quietly, and "Discard draft". */
static enum status
answer_draft(struct request *req, const char *wish)
{
	const char	*body;

	if (!may_be_draft(req))
		return (BAD_REQUEST);
	if (strcmp(wish, "discard") == 0) {
		draft_drop(req->db, req->path);
		return (done(req, "Draft discarded", "%s",
		    request_target(req)));
	}
	if ((body = draft_body(req)) == NULL)
		return (TOO_LARGE);
	draft_save(req->db, req->path, body);
	if (strcmp(wish, "auto") != 0)
		return (done(req, "Draft saved. You can find it on your home "
		    "page.", "/"));
	req->type = "text/plain; charset=utf-8";
	return (OK);
}

/*
 * Claims a form: OK the first time.  All the forms of a page carry one name of
 * its showing, so that a claim is of the name and of where the form goes.
 */
static enum status
claim(struct request *req, const char *name)
{
	struct claim	*c = form_claim(req->db, name, (struct bytes){
			    secret_sha256(req->arena, req->body,
			    req->body_length), SECRET_BYTES });

	if (c == NULL || c->first)
		return (OK);
	return (c->same ? see_other(req, "%s", c->location) : CONFLICT);
}

/* Do the page's work, once for each form that was rendered. */
static enum status
answer_post(struct request *req)
{
	const char	*once = form_value(req->form, "once");
	const char	*wish = form_value(req->form, "draft");
	const char	*name;
	enum status	 status;

	request_named(req->db, req->route->audit, req->reference);
	if (secret_is_token(once))
		req->once = once;
	if (req->visitor.id == 0 || req->route->one_click)
		return (req->route->page(req));
	if (*wish != '\0')
		return (answer_draft(req, wish));
	if (!secret_is_token(once))
		return (BAD_REQUEST);
	name = arena_printf(req->arena, "%s %s", once, req->path);
	if ((status = claim(req, name)) != OK)
		return (status);
	status = req->route->page(req);
	if (status == SEE_OTHER || (status == OK && req->location != NULL)) {
		form_done(req->db, name, req->location);
		draft_drop(req->db, req->path);
	} else if (req->recorded) {
		form_forget(req->db, name);
	}
	return (status);
}

/* Does the draft hold everything that the address asks for? */
static bool
answers(const struct form *draft, const struct form *asked)
{
	for (size_t i = 0; i < asked->nfields; i++)
		if (strcmp(form_value(draft, asked->fields[i].name),
		    asked->fields[i].value) != 0)
			return (false);
	return (true);
}

/* A page with a form of its own opens with the draft of it, if there is one. */
static void
open_draft(struct request *req)
{
	int64_t		 unused[IDS_MAX];
	struct draft	*d;
	struct form	 form;

	if (req->visitor.id == 0 || route_of(POST, req->path, unused) == NULL ||
	    (d = draft_of(req->db, req->path)) == NULL)
		return;
	form_parse_urlencoded(&form, req->arena, d->body, strlen(d->body));
	if (!answers(&form, req->form))
		return;
	*req->form = form;
	req->drafted_at = d->saved_at;
}

static enum status
answer_get(struct request *req)
{
	if ((req->visitor.roles & req->route->roles) == 0)
		return (req->visitor.id == 0 ? sign_in_first(req, false) :
		    NOT_FOUND);
	if (req->visitor.id == 0)
		session_welcome(req);
	if (must_confirm(req))
		return (confirm_first(req));
	open_draft(req);
	return (req->route->page(req));
}

/* One transaction; a refused form leaves nothing behind. */
static enum status
answer(struct request *req)
{
	enum status	status;

	db_begin(req->db, req->arena, req->method == POST ||
	    req->route->records ? DB_WRITES : DB_READS);
	if (!req->route->api)
		session_enter(req);
	if (req->route->api)
		status = req->route->page(req);
	else if (req->method == GET)
		status = answer_get(req);
	else if ((status = check_form(req)) == OK)
		status = answer_post(req);
	if (!db_failed(req->db) && status >= 400 && !req->recorded) {
		db_rollback(req->db);
		return (status);
	}
	if (db_commit(req->db) || strcmp(db_state(req->db), "WM001") == 0)
		return (db_failed(req->db) ? FORBIDDEN : status); /* closed */
	log_failure(req, db_error(req->db));
	return (db_unavailable(req->db) ? UNAVAILABLE : FAILED);
}

static enum status
find_and_answer(struct request *req)
{
	enum status	status;

	req->route = route_of(req->method, req->path, req->id);
	if (req->route == NULL) {
		if (route_of(req->method == GET ? POST : GET, req->path,
		    req->id) == NULL)
			return (NOT_FOUND);
		request_header(req, "allow",
		    req->method == GET ? "POST" : "GET, HEAD");
		return (NOT_ALLOWED);
	}
	if ((status = read_form(req)) != OK)
		return (status);
	return (answer(req));
}

enum piece_is
dispatch_rest(struct request *req, const struct rest *rest)
{
	enum piece_is	is;

	req->reference = secret_reference(req->arena);
	db_begin(req->db, req->arena, DB_READS);
	session_enter(req);
	is = rest->next(req, rest->state);
	if (db_commit(req->db))
		return (is);
	log_failure(req, db_error(req->db));
	return (PIECE_LOST);
}

/* A program is told in the page's words what was wrong, unless it was us. */
static bool
page_made_it(const struct request *req, enum status status)
{
	if (req->route != NULL && req->route->api && req->out->len > 0 &&
	    status < FAILED)
		return (true);
	return (status == OK || status == SEE_OTHER || status == INVALID ||
	    status == NOT_MODIFIED || status == TOO_MANY);
}

enum status
dispatch(struct request *req)
{
	enum status	status;

	for (size_t i = 0; i < sizeof(always) / sizeof(*always); i++)
		request_header(req, always[i].name, always[i].value);
	if (asset_answer(req, &status))
		return (status);
	req->form = arena_alloc(req->arena, sizeof(*req->form));
	req->reference = secret_reference(req->arena);
	req->once = secret_token(req->arena);
	req->visitor = (struct visitor){ .roles = ANYONE, .token = "" };
	status = find_and_answer(req);
	if (status == SEE_OTHER)
		out_reset(req->out);
	else if (!page_made_it(req, status) ||
	    (req->out->len == 0 && req->type == NULL)) {
		out_reset(req->out);
		req->type = NULL;
		req->location = NULL;
		error_page(req, status);
	}
	if (status == OK)
		req->location = NULL;
	if (status == OK || status == INVALID)
		session_after(req);
	else
		session_refused(req, status);
	return (status);
}
