/*
 * observers - the assessor asks an observer without an account to sign an
 * observation; the observer reads it by a link and signs it, once.  Nothing
 * happens on a GET: those who scan mail open links.
 */
#include <string.h>

#include "core/secret.h"
#include "core/session.h"
#include "pages.h"
#include "pages/documents.h"
#include "pages/give_feedback.h"
#include "rules/documents.h"
#include "rules/email_address.h"
#include "rules/words.h"
#include "views.h"
#include "views/observers.h"

const char *
observer_standing(struct arena *a, const struct observer_link *l)
{
	if (l->state == OBSERVER_STATE_SIGNED)
		return (arena_printf(a, "Signed by %s, %s%s", l->signed_name,
		    date_words(a, moment_clock(l->signed_at).date),
		    l->latest ? "" : ", in a version that is not the latest"));
	if (l->state == OBSERVER_STATE_WITHDRAWN)
		return ("The link was withdrawn");
	if (!l->latest)
		return ("The observation changed since: make a new link");
	return (arena_printf(a, "%s %s", l->over ? "The link ended on" :
	    "Asked to sign, until", date_words(a, l->expires_on)));
}

static bool
observer_page_asked(struct request *req, struct observer_shown *s)
{
	*s = (struct observer_shown){ .d = document_by_id(req->db,
	    req->id[0]) };
	if (s->d == NULL)
		return (false);
	s->who = observer_named_in(req->db, s->d->id);
	s->links = observer_links_of(req->db, s->d->id);
	return (s->who != NULL && (s->who->may_ask || s->links.n > 0));
}

/* Nothing but its hash is kept of a link: it is shown in the browser that made
 * it, as long as that is open. */
static void
find_link(struct request *req, struct observer_shown *s)
{
	const char		*token = session_kept(req, KEPT_LINK);
	struct observer_asked	*l = token == NULL ? NULL :
				    observer_behind_link(req->db, token);

	if (l != NULL && s->links.n > 0 && l->id == s->links.v[0].id)
		s->link = arena_printf(req->arena, "%s/sign-observation/%s",
		    own_origin(), token);
}

enum status
observer_page(struct request *req)
{
	struct observer_shown	s;

	if (!observer_page_asked(req, &s))
		return (NOT_FOUND);
	find_link(req, &s);
	request_reads(req, "document", s.d->id, s.d->person_id,
	    s.d->programme_id);
	observer_form(req->out, req, &s);
	return (OK);
}

static void
write_to(struct request *req, const struct observer_shown *s,
    const char *email, const char *token)
{
	struct arena	*a = req->arena;

	letter_write_outside(req->db, s->d->person_id, s->who->name, email,
	    arena_printf(a, "Sign your observation of %s", s->d->trainee),
	    arena_printf(a, "Dear %s,\n\nYou observed the practice of %s, a "
	    "newly qualified social worker. Read what is recorded of it, and "
	    "sign it:\n%s/sign-observation/%s\n\nYou need your Social Work "
	    "England number. The link is for you alone and for one "
	    "signature.\n\nYou get this because the assessor entered your "
	    "address. It is not kept.\n", s->who->name, s->d->trainee,
	    own_origin(), token));
}

static enum status
ask_observer(struct request *req, struct observer_shown *s)
{
	const char	*token = secret_token(req->arena);
	const char	*email = form_optional_text(req->form, "email",
			    "The email address", 254);

	if (!s->who->may_ask)
		form_refuse(req->form, "email", "It is signed already, or "
		    "nobody can be asked to sign it now");
	else if (email != NULL && !email_address(email))
		form_refuse(req->form, "email", "Enter an email address in "
		    "the correct format, like name@example.org");
	if (!form_ok(req->form)) {
		observer_form(req->out, req, s);
		return (INVALID);
	}
	if (observer_ask(req->db, s->d->id, token) == 0)
		return (CONFLICT);
	if (email != NULL) {
		write_to(req, s, email, token);
		return (done(req, "The link is sent", "/documents/%ld/observer",
		    s->d->id));
	}
	session_keep(req, KEPT_LINK, token);
	return (see_other(req, "/documents/%ld/observer", s->d->id));
}

enum status
observer_change(struct request *req)
{
	struct observer_shown	s;

	if (!observer_page_asked(req, &s))
		return (NOT_FOUND);
	if (strcmp(form_value(req->form, "do"), "withdraw") != 0)
		return (ask_observer(req, &s));
	observer_withdraw(req->db, s.d->id);
	return (done(req, "The link is withdrawn, and does not work any more",
	    "/documents/%ld/observer", s.d->id));
}

/* What follows is asked by who holds a link. */

static const char *
token_of(const struct request *req)
{
	return (strrchr(req->path, '/') + 1);
}

enum status
observer_link_page(struct request *req)
{
	giver_headers(req);
	observer_begin_page(req->out, req, observer_behind_link(req->db,
	    token_of(req)));
	return (OK);
}

/* From here on the browser has a key of its own, and the link leaves the
 * address. */
enum status
observer_begin(struct request *req)
{
	const char		*key = secret_token(req->arena);
	struct observer_opened	*o;

	giver_headers(req);
	o = observer_link_open(req->db, token_of(req), key);
	if (o == NULL)
		return (UNAVAILABLE);
	if (!o->opened) {
		observer_begin_page(req->out, req, NULL);
		return (INVALID);
	}
	session_keep(req, KEPT_OBSERVER, key);
	return (see_other(req, "/sign-observation/read"));
}

static struct observer_visit *
visit_asked(struct request *req)
{
	const char	*key = session_kept(req, KEPT_OBSERVER);

	giver_headers(req);
	return (key == NULL ? NULL : observer_visit_of(req->db, key));
}

enum status
observer_read(struct request *req)
{
	struct observer_visit	*v = visit_asked(req);

	if (v == NULL)
		observer_begin_page(req->out, req, NULL);
	else
		observer_sign_page(req->out, req, v);
	return (OK);
}

/* A number that is not theirs is kept as a try. */
static enum status
refuse_signing(struct request *req, struct observer_visit *v,
    const struct observer_signing *s)
{
	if (s != NULL && s->wait_seconds > 0)
		form_refusef(req->form, "number", "There were too many tries. "
		    "Wait %ld seconds, then try again", s->wait_seconds);
	else if (s != NULL && !s->right_number)
		form_refuse(req->form, "number", "This is not the number that "
		    "the assessor entered for you. Check it, or ask the "
		    "assessor");
	else
		form_refuse(req->form, "name", "The observation changed, or "
		    "the link ended. Ask the assessor for a new link");
	req->recorded = true;
	observer_sign_page(req->out, req, v);
	return (s != NULL && s->wait_seconds > 0 ? TOO_MANY : INVALID);
}

enum status
observer_signed(struct request *req)
{
	static const char *const	yes[] = { "yes", NULL };
	struct observer_visit		*v = visit_asked(req);
	struct observer_signing		*s;
	const char			*name, *typed, *number;

	if (v == NULL) {
		observer_begin_page(req->out, req, NULL);
		return (INVALID);
	}
	if (!v->live)
		return (see_other(req, "/sign-observation/read"));
	name = form_text(req->form, "name", "Your name", OBSERVER_NAME_MAX,
	    "Enter your name");
	typed = form_text(req->form, "number", "Your number", 20,
	    "Enter your Social Work England number");
	number = registration_number(req->arena, typed);
	if (*typed != '\0' && number == NULL)
		form_refuse(req->form, "number", "Enter a Social Work England "
		    "number, such as SW123456");
	form_choice(req->form, "observed", yes, "Select that you observed it, "
	    "and that this is what you saw");
	if (!form_ok(req->form)) {
		observer_sign_page(req->out, req, v);
		return (INVALID);
	}
	s = observer_signs(req->db, session_kept(req, KEPT_OBSERVER),
	    form_value(req->form, "hash"), name, number);
	if (s == NULL || !s->done)
		return (refuse_signing(req, v, s));
	return (see_other(req, "/sign-observation/read"));
}
