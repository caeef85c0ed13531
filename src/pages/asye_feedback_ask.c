/* asye_feedback_ask - ask somebody for feedback: a page to print, a link to
 * hand over, or an email to a professional. */
#include <string.h>

#include "pages/asye_feedback.h"
#include "pages/choices.h"
#include "rules/email_address.h"
#include "rules/identifiers.h"
#include "views.h"

static const char *const	kinds[] = { "lived_experience", "carer",
    "professional", NULL };
static const char *const	channels[] = { "code", "link", "email", NULL };

struct asking {
	enum giver_kind		 giver;
	enum giver_channel	 channel;
	const char		*about, *name, *role, *email;
};

/* The ASYE when I may ask for feedback on it, for myself or as who assesses. */
static struct feedback_asye *
askable(struct request *req)
{
	struct feedback_asye	*a = feedback_asye_by_id(req->db, req->id[0]);

	return (a != NULL && a->gathers && (a->own || a->mine) ? a : NULL);
}

enum status
feedback_ask_page(struct request *req)
{
	struct feedback_asye	*a = askable(req);

	if (a == NULL)
		return (NOT_FOUND);
	feedback_ask_form(req->out, req, a);
	return (OK);
}

static void
read_professional(struct request *req, struct asking *k)
{
	struct form	*f = req->form;

	k->name = form_text(f, "name", "The name", FEEDBACK_NAME_MAX,
	    "Enter the professional's name");
	k->role = form_text(f, "role", "The role", FEEDBACK_ROLE_MAX,
	    "Enter their role and organisation");
	if (k->channel != GIVER_CHANNEL_EMAIL)
		return;
	k->email = form_text(f, "email", "The email address", 254,
	    "Enter their email address");
	if (*k->email != '\0' && !email_address(k->email))
		form_refuse(f, "email", "Enter an email address in the correct "
		    "format, like name@example.org");
}

/* "J.S.", in the middle of words or alone. */
static bool
has_initials(const char *s)
{
	for (; *s != '\0'; s++)
		if (s[0] >= 'A' && s[0] <= 'Z' && s[1] == '.' && s[2] >= 'A' &&
		    s[2] <= 'Z' && (s[3] == '.' || s[3] == '\0'))
			return (true);
	return (false);
}

/* What it was about tells nobody who somebody is. */
static const char *
read_about(struct request *req)
{
	const char		*about = form_optional_text(req->form, "about",
				    "What it was about", FEEDBACK_ABOUT_MAX);
	struct identifier_list	 found;

	if (about == NULL)
		return ("");
	found = identifiers_find(req->arena, about, req->today);
	if (found.n > 0)
		form_refusef(req->form, "about", "%s Leave out whatever could "
		    "tell who somebody is",
		    identifier_sentence(found.v[0].kind));
	else if (has_initials(about))
		form_refuse(req->form, "about", "Leave out initials: who "
		    "gives feedback is not recorded");
	return (about);
}

static void
read_asking(struct request *req, struct asking *k)
{
	struct form	*f = req->form;
	int		 kind = form_choice(f, "giver", kinds,
			    "Select whom you ask");
	int		 channel = form_choice(f, "channel", channels,
			    "Select how you ask them");

	*k = (struct asking){ .about = "" };
	if (kind >= 0)
		k->giver = giver_kind_from(kinds[kind]);
	if (channel >= 0)
		k->channel = giver_channel_from(channels[channel]);
	if (k->giver == GIVER_KIND_PROFESSIONAL) {
		read_professional(req, k);
		return;
	}
	if (k->channel == GIVER_CHANNEL_EMAIL && k->giver != GIVER_KIND_NONE)
		form_refuse(f, "channel", "Email is for professionals: the "
		    "addresses of people who use services and of carers are "
		    "not kept. Print a page, or hand over a link");
	k->about = read_about(req);
}

enum status
feedback_ask(struct request *req)
{
	struct feedback_asye	*a = askable(req);
	struct feedback_secret	 secret = feedback_secret(req);
	struct feedback_request	*r;
	struct changed		*made;
	struct asking		 k;

	if (a == NULL)
		return (NOT_FOUND);
	read_asking(req, &k);
	if (!form_ok(req->form)) {
		feedback_ask_form(req->out, req, a);
		return (INVALID);
	}
	made = feedback_request_add(req->db, a->id, k.giver, k.channel,
	    k.about, k.name, k.role, k.email, secret.token, secret.code,
	    date_plus_days(req->today, (int)a->link_days));
	if (made == NULL)
		return (CONFLICT);
	if (k.channel != GIVER_CHANNEL_EMAIL)
		return (feedback_hand(req, made->id, secret));
	if ((r = feedback_request_by_id(req->db, made->id)) == NULL)
		return (FAILED);
	feedback_write(req, r, secret, false);
	return (done(req, arena_printf(req->arena, "An email to %s is on its "
	    "way", r->giver_name), "/asye/%ld/feedback", (long)a->id));
}
