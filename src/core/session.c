/* session - who asks, and whether a form is one of ours. */
#include <stdlib.h>
#include <string.h>

#include "core/device.h"
#include "core/request.h"
#include "core/secret.h"
#include "core/session.h"
#include "queries.h"

const char *
own_origin(void)
{
	const char	*origin = getenv("WAYMARK_ORIGIN");

	return (origin != NULL ? origin : "http://127.0.0.1:8080");
}

static bool
over_tls(void)
{
	return (strncmp(own_origin(), "https://", 8) == 0);
}

/* Over TLS the __Host- prefix makes the browser keep the cookie to us. */
static const char *
cookie_name(struct arena *a, const char *what)
{
	return (arena_printf(a, "%s%s", over_tls() ? "__Host-" : "", what));
}

static const char *
cookie_token(const struct request *req, const char *what)
{
	const char	*token;

	if (req->cookies == NULL)
		return (NULL);
	token = cookie_value(req->arena, req->cookies,
	    cookie_name(req->arena, what));
	return (secret_is_token(token) ? token : NULL);
}

static void
set_cookie(struct request *req, const char *what, const char *token)
{
	request_header(req, "set-cookie", arena_printf(req->arena,
	    "%s=%s; Path=/; HttpOnly; SameSite=Lax%s%s",
	    cookie_name(req->arena, what), token, over_tls() ? "; Secure" : "",
	    *token == '\0' ? "; Max-Age=0" : ""));
}

int
session_roles(struct text_list roles)
{
	static const struct { const char *name; int bit; } known[] = {
		{ "trainee", TRAINEE }, { "educator", EDUCATOR },
		{ "staff", STAFF }, { "partner", PARTNER },
		{ "tutor", TUTOR }, { "lead", LEAD },
		{ "suitability", SUITABILITY }, { "assessor", ASSESSOR },
		{ "coordinator", COORDINATOR }, { "moderator", MODERATOR },
		{ "equity_lead", EQUITY_LEAD }, { "auditor", AUDITOR },
		{ "data_officer", DATA_OFFICER },
	};
	int	bits = 0;

	for (size_t i = 0; i < roles.n; i++)
		for (size_t k = 0; k < sizeof(known) / sizeof(*known); k++)
			if (strcmp(roles.v[i], known[k].name) == 0)
				bits |= known[k].bit;
	return (bits);
}

void
session_enter(struct request *req)
{
	const char	*token = cookie_token(req, "waymark");
	struct visit	*v = visit_begins(req->db, token != NULL ? token : "");

	req->visitor = (struct visitor){ .roles = ANYONE, .token = "" };
	if (v == NULL)
		return;
	req->today = v->today;
	if (date_is_set(v->demonstration_as_of)) {
		struct out	o = { 0 };

		out_date(&o, v->demonstration_as_of);
		req->demonstration = arena_printf(req->arena, "This is a "
		    "demonstration. Every person and host organisation in it "
		    "is invented, and its today is %.*s.", (int)o.len, o.data);
		out_free(&o);
	}
	if (v->closed != NULL)
		req->closed = arena_printf(req->arena, "%s is closed. You can "
		    "read everything and take it away, and nothing of it "
		    "changes.", v->closed);
	if (v->person_id.known) {
		req->visitor = (struct visitor){ .id = v->person_id.value,
		    .name = v->name, .token = token,
		    .roles = ANYONE | SIGNED_IN | session_roles(v->roles),
		    .unread = v->unread.value,
		    .csrf = secret_csrf(req->arena, token) };
		req->notice = v->notice;
		req->stale = v->stale.value || v->notice != NULL;
	} else if ((token = cookie_token(req, "waymark-visitor")) != NULL) {
		req->visitor.csrf = secret_csrf(req->arena, token);
	}
}

void
session_welcome(struct request *req)
{
	const char	*token;

	if (req->visitor.csrf != NULL)
		return;
	token = secret_token(req->arena);
	set_cookie(req, "waymark-visitor", token);
	req->visitor.csrf = secret_csrf(req->arena, token);
}

void
session_start(struct request *req, int64_t person)
{
	const char		*token = secret_token(req->arena);
	const unsigned char	*secret = secret_csrf(req->arena, token);

	if (req->visitor.id != 0)
		session_ends(req->db, req->visitor.token);
	session_begins(req->db, person, token, (struct bytes){
	    secret_sha256(req->arena, secret, SECRET_BYTES), 32 },
	    req->address, device_words(req->arena, req->user_agent));
	set_cookie(req, "waymark", token);
	if (req->visitor.id == person) {
		req->visitor.token = token;
		req->visitor.csrf = secret;
	}
}

static const char *const	kept_names[] = {
	[KEPT_VISIT] = "waymark-feedback",
	[KEPT_LINK] = "waymark-link",
	[KEPT_OBSERVER] = "waymark-observer",
	[KEPT_STEP] = "waymark-step",
	[KEPT_PROVIDER] = "waymark-provider",
};

const char *
session_kept(const struct request *req, enum token_kept what)
{
	return (cookie_token(req, kept_names[what]));
}

void
session_keep(struct request *req, enum token_kept what, const char *token)
{
	set_cookie(req, kept_names[what], token);
}

void
session_finish(struct request *req)
{
	session_ends(req->db, req->visitor.token);
	set_cookie(req, "waymark", "");
	if (session_kept(req, KEPT_LINK) != NULL)
		session_keep(req, KEPT_LINK, "");
	request_header(req, "clear-site-data", "\"cache\"");
}

bool
session_confirmed(struct request *req)
{
	struct confirmed	*c = session_is_confirmed(req->db);

	return (c != NULL && c->lately);
}

void
session_after(struct request *req)
{
	const struct reading	*r = &req->reading;
	bool			 read = r->subject != NULL;

	if (req->visitor.id == 0 || (!read && !req->stale))
		return;
	db_begin(req->db, req->arena, DB_AT_ONCE);
	after_answer(req->db, req->visitor.token, req->stale,
	    read ? req->route->audit : NULL, r->subject, r->id, r->person,
	    r->programme, req->reference);
	db_commit(req->db);
}

static const char *
refusal_of(int status)
{
	switch (status) {
	case NOT_FOUND:
		return ("PAGE_REFUSED");
	case BAD_REQUEST:
		return ("FORM_REFUSED");
	case FAILED:
		return ("PAGE_FAILED");
	default:
		return (NULL);
	}
}

void
session_refused(struct request *req, int status)
{
	const char	*event = refusal_of(status);

	if (event == NULL || req->route == NULL || req->visitor.id == 0)
		return;
	db_begin(req->db, req->arena, DB_AT_ONCE);
	after_answer(req->db, req->visitor.token, false, event,
	    req->route->name, req->id[0], 0, 0, req->reference);
	db_commit(req->db);
}

/* Browsers say where a form came from; those that do not have the token. */
static bool
from_elsewhere(const struct request *req)
{
	if (req->fetch_site != NULL)
		return (strcmp(req->fetch_site, "same-origin") != 0 &&
		    strcmp(req->fetch_site, "none") != 0);
	/* "null" is what a page says that asks for no referrer; the token
	 * decides. */
	if (req->origin != NULL && strcmp(req->origin, "null") == 0)
		return ((req->route->roles & ANYONE) == 0);
	return (req->origin != NULL && strcmp(req->origin, own_origin()) != 0);
}

enum forgery
session_check_form(struct request *req, int64_t *person)
{
	const unsigned char	*sent, *other;
	const char		*token;
	struct whose		*w;

	sent = secret_unmask(req->arena, form_value(req->form, "csrf"));
	if (from_elsewhere(req) || sent == NULL)
		return (FOREIGN);
	if (req->visitor.csrf != NULL && secret_same(sent, req->visitor.csrf))
		return (GENUINE);
	/* The sign-in page may be open in a second window. */
	if ((req->route->roles & ANYONE) != 0 &&
	    (token = cookie_token(req, "waymark-visitor")) != NULL) {
		other = secret_csrf(req->arena, token);
		if (secret_same(sent, other))
			return (GENUINE);
	}
	w = person_of_form(req->db, (struct bytes){
	    secret_sha256(req->arena, sent, SECRET_BYTES), SECRET_BYTES });
	if (w == NULL || !w->person_id.known)
		return (FOREIGN);
	*person = w->person_id.value;
	return (FROM_ENDED_SESSION);
}

const char *
csrf_mask(const struct request *req)
{
	if (req->visitor.csrf == NULL)
		return ("");
	return (secret_mask(req->arena, req->visitor.csrf));
}
