/* provider - signing in with an account of one's organisation. */
#include <stdlib.h>
#include <string.h>

#include "core/secret.h"
#include "core/session.h"
#include "pages.h"
#include "pages/accounts.h"
#include "pages/provider.h"
#include "views.h"

enum { CODE_MAX = 2000, WAY_ON_MAX = 500, WAITS_MOST_S = 60 };

static const char *
setting(const char *name)
{
	const char	*s = getenv(name);

	return (s != NULL && *s != '\0' ? s : NULL);
}

static const char *
issuer(void)
{
	return (setting("WAYMARK_OIDC_ISSUER"));
}

const char *
provider_name(void)
{
	const char	*name = setting("WAYMARK_OIDC_NAME");

	if (issuer() == NULL || setting("WAYMARK_OIDC_CLIENT_ID") == NULL)
		return (NULL);
	return (name != NULL ? name : "your organisation's account");
}

struct provider_account *
provider_account_mine(struct request *req)
{
	return (provider_name() == NULL ? NULL :
	    provider_mine(req->db, issuer()));
}

struct url
provider_sign_out(const struct request *req)
{
	struct provider	*p = provider_name() == NULL ? NULL :
			    provider_now(req->db, issuer());

	return ((struct url){ p != NULL && p->answers ? p->sign_out_at : "" });
}

/* What follows from the token that the browser alone keeps, and does not tell
 * the token: the state, the nonce and the verifier of one sign-in. */
static const char *
follows(struct arena *a, const char *what, const char *token, const char *to)
{
	const char	*s = arena_printf(a, "%s %s %s", what, token, to);

	return (secret_hex(a, secret_sha256(a, s, strlen(s)), SECRET_BYTES));
}

static const char *
escaped(struct arena *a, const char *s)
{
	struct form	form = { .arena = a };

	form_add(&form, "x", s);
	return (form_encode(a, &form) + 2);
}

/* Where a browser goes: everything but the challenge is in the clear. */
static const char *
authorize_at(struct request *req, const struct provider *p, const char *token,
    const char *to)
{
	struct arena	*a = req->arena;
	const char	*verifier = follows(a, "verifier", token, "");
	const char	*state = arena_printf(a, "%s.%s",
			    follows(a, "state", token, to), to);
	const char	*back = arena_printf(a, "%s/sign-in/provider/return",
			    own_origin());

	return (arena_printf(a, "%s%sresponse_type=code&scope=openid+email"
	    "&client_id=%s&redirect_uri=%s&state=%s&nonce=%s"
	    "&code_challenge_method=S256&code_challenge=%s", p->authorize_at,
	    strchr(p->authorize_at, '?') == NULL ? "?" : "&",
	    escaped(a, setting("WAYMARK_OIDC_CLIENT_ID")), escaped(a, back),
	    escaped(a, state), follows(a, "nonce", token, ""),
	    secret_base64url(a, secret_sha256(a, verifier, strlen(verifier)),
	    SECRET_BYTES)));
}

static const char *
way_on(struct request *req, const char *sent)
{
	const char	*to = url_local(req->arena, sent).s;

	return (strlen(to) <= WAY_ON_MAX ? to : "/");
}

static enum status
refuse(struct request *req, const char *why)
{
	session_keep(req, KEPT_PROVIDER, "");
	req->recorded = true;
	provider_refused(req->out, req, why);
	return (INVALID);
}

enum status
provider_go(struct request *req)
{
	const char	*to = way_on(req, form_value(req->form, "to"));
	const char	*token;
	struct provider	*p;

	if (provider_name() == NULL)
		return (NOT_FOUND);
	if (req->visitor.id != 0)
		return (see_other(req, "%s", to));
	p = provider_now(req->db, issuer());
	if (p == NULL || !p->answers)
		return (refuse(req, "does not answer now"));
	token = secret_token(req->arena);
	session_keep(req, KEPT_PROVIDER, token);
	req->location = authorize_at(req, p, token, to);
	return (SEE_OTHER);
}

/* The state is of this browser's own sign-in, and so is where it leads. */
static const char *
state_leads_to(struct request *req, const char *token, const char *state)
{
	const char	*to, *own;

	if (token == NULL || strlen(state) < TOKEN_LENGTH + 1 ||
	    state[TOKEN_LENGTH] != '.')
		return (NULL);
	to = state + TOKEN_LENGTH + 1;
	own = follows(req->arena, "state", token, to);
	return (strncmp(own, state, TOKEN_LENGTH) == 0 ? way_on(req, to) :
	    NULL);
}

/* A provider that names itself (RFC 9207) is the one that was asked. */
static bool
is_of_issuer(const struct request *req)
{
	const char	*iss = form_value(req->form, "iss");

	return (*iss == '\0' || strcmp(iss, issuer()) == 0);
}

enum status
provider_return(struct request *req)
{
	const char		*token = session_kept(req, KEPT_PROVIDER);
	const char		*code = form_value(req->form, "code");
	const char		*to;
	struct provider_kept	*k;

	if (provider_name() == NULL)
		return (NOT_FOUND);
	to = state_leads_to(req, token, form_value(req->form, "state"));
	if (to == NULL || !is_of_issuer(req))
		return (refuse(req, "led back here, but not from a sign-in "
		    "that this browser began"));
	if (*code == '\0' || strlen(code) > CODE_MAX)
		return (refuse(req, "did not sign you in"));
	k = provider_return_keep(req->db, token, code,
	    follows(req->arena, "verifier", token, ""),
	    follows(req->arena, "nonce", token, ""), req->address);
	if (k == NULL || !k->kept)
		return (refuse(req, "is asked too often from where you are. "
		    "Try again in a quarter of an hour"));
	return (see_other(req, "/sign-in/provider/wait?to=%s", to));
}

static const char *
refusal_words(enum provider_refusal refusal)
{
	switch (refusal) {
	case PROVIDER_REFUSAL_UNKNOWN:
		return ("knows you by an email address that nobody has in "
		    "Waymark. Ask the staff of your programme which address "
		    "they have for you");
	case PROVIDER_REFUSAL_UNVERIFIED:
		return ("does not say that your email address is yours, so "
		    "Waymark cannot tell who you are");
	case PROVIDER_REFUSAL_OTHER:
		return ("knows you by an email address whose account in "
		    "Waymark belongs to another account there. Ask the staff "
		    "of your programme");
	case PROVIDER_REFUSAL_ANSWER:
		return ("did not prove who you are");
	default:
		return ("does not answer now");
	}
}

/* Whoever can receive their letters learns that it is bound. */
static void
tell_of_account(struct request *req, int64_t person)
{
	struct addressee	*who = addressee_by_id(req->db, person);

	account_note(req, "PROVIDER_ACCOUNT_BOUND", person);
	if (who != NULL)
		account_letter(req, person, who->name, who->address, "You can "
		    "sign in another way", arena_printf(req->arena, "Somebody, "
		    "most likely you, signed in to Waymark with %s. From now "
		    "on that account signs you in.", provider_name()));
}

static enum status
enter(struct request *req, const char *token)
{
	struct provider_taken	*t = provider_take(req->db, token);
	const char		*to = way_on(req, form_value(req->form, "to"));

	if (t == NULL)
		return (refuse(req, "took too long"));
	session_keep(req, KEPT_PROVIDER, "");
	if (t->bound)
		tell_of_account(req, t->person_id);
	return (account_enters_with(req, t->person_id, "PROVIDER_ACCEPTED",
	    t->second_step, to));
}

enum status
provider_wait(struct request *req)
{
	const char			*token = session_kept(req,
					    KEPT_PROVIDER);
	struct provider_standing	*s = token == NULL ? NULL :
					    provider_standing_of(req->db,
					    token);

	if (provider_name() == NULL)
		return (NOT_FOUND);
	if (s == NULL || s->step == PROVIDER_STEP_TAKEN)
		return (see_other(req, "/sign-in"));
	if (s->step == PROVIDER_STEP_ACCEPTED)
		return (enter(req, token));
	if (s->step == PROVIDER_STEP_REFUSED) {
		account_note(req, "PROVIDER_REFUSED", 0);
		return (refuse(req, refusal_words(s->refusal)));
	}
	if (s->waited > WAITS_MOST_S)
		return (refuse(req, "does not answer now"));
	request_header(req, "refresh", "1");
	provider_waits(req->out, req, way_on(req, form_value(req->form,
	    "to")));
	return (OK);
}

enum status
provider_end_page(struct request *req)
{
	struct provider_account	*bound = provider_account_mine(req);

	if (bound == NULL)
		return (see_other(req, "/account"));
	provider_end_form(req->out, req, bound);
	return (OK);
}

enum status
provider_end(struct request *req)
{
	struct provider_account	*bound = provider_account_mine(req);
	struct addressee	*who = addressee_by_id(req->db,
				    req->visitor.id);
	struct provider_unbound	*is;

	if (bound == NULL || who == NULL)
		return (see_other(req, "/account"));
	is = provider_unbind(req->db, issuer());
	if (is == NULL || !is->was)
		return (see_other(req, "/account"));
	account_note(req, req->route->audit, who->person_id);
	account_letter(req, who->person_id, who->name, who->address,
	    "An account does not sign you in any more",
	    arena_printf(req->arena, "The account that signed you in to "
	    "Waymark with %s was taken away just now, and you were signed out "
	    "everywhere else.", provider_name()));
	account_begins_anew(req);
	return (done(req, arena_printf(req->arena, "%s does not sign you in "
	    "any more. You are signed out everywhere else.",
	    provider_name()), "/account"));
}
