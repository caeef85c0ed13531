/* factor_resets - a phone that is lost: two of the staff, and a letter. */
#include <string.h>

#include "core/session.h"
#include "pages.h"
#include "pages/accounts.h"
#include "views.h"

enum { CHECKED_MAX = 1000, EMAIL_MAX = 254 };

static const char *const	verdicts[] = { "done", "refused", "withdrawn",
				    NULL };

enum status
factor_reset_list(struct request *req)
{
	factor_resets_page(req->out, req, factor_resets(req->db));
	return (OK);
}

enum status
factor_reset_new(struct request *req)
{
	factor_reset_form(req->out, req);
	return (OK);
}

/* What was typed, and whom it is about; NULL: the form says why not. */
static struct factor_to_reset *
whom(struct request *req, const char **checked)
{
	const char		*email;
	struct factor_to_reset	*p = NULL;

	email = form_text(req->form, "email", "The email address", EMAIL_MAX,
	    "Enter their email address");
	*checked = form_text(req->form, "checked", "How you made sure",
	    CHECKED_MAX, "Enter how you made sure that it is them");
	if (form_error(req->form, "email") == NULL) {
		p = factor_to_reset_of(req->db, email);
		if (p == NULL)
			form_refuse(req->form, "email", "Nobody of your "
			    "programme has this address");
		else if (p->person_id == req->visitor.id)
			form_refuse(req->form, "email", "Ask a colleague to "
			    "ask for you");
		else if (!p->has_factor)
			form_refusef(req->form, "email", "%s has no second "
			    "step", p->name);
	}
	return (form_ok(req->form) ? p : NULL);
}

/* Their colleagues, of whom one is enough, and whose account it is: they say
 * so when it was not they who asked. */
static void
tell(struct request *req, const struct factor_to_reset *p, int64_t reset)
{
	struct addressee_list	others = factor_reset_others_of(req->db,
				    reset);

	each (o, others)
		letter_write(req->db, o->person_id, o->address, "Somebody has "
		    "lost their phone: decide with a colleague",
		    arena_printf(req->arena, "Dear %s,\n\n%s asks to take "
		    "away the second step of %s, who has lost their phone. "
		    "It takes two of the staff: make sure yourself that it is "
		    "them, then decide here:\n%s/second-steps/%ld\n", o->name,
		    req->visitor.name, p->name, own_origin(), (long)reset));
	account_letter(req, p->person_id, p->name, p->address, "Your second "
	    "step may be taken away", arena_printf(req->arena, "%s asked to "
	    "take away the second step of your account at Waymark, because "
	    "you lost your phone. A colleague of theirs decides.",
	    req->visitor.name));
}

enum status
factor_reset_asked(struct request *req)
{
	const char			*checked;
	struct factor_to_reset		*p = whom(req, &checked);
	struct factor_reset_made	*made = NULL;

	if (p != NULL) {
		made = factor_reset_ask(req->db, p->person_id,
		    p->programme_id, checked);
		if (made == NULL)
			form_refuse(req->form, "email", "Somebody has asked "
			    "for them already");
	}
	if (made == NULL) {
		factor_reset_form(req->out, req);
		return (INVALID);
	}
	tell(req, p, made->id);
	return (done(req, "Asked for. A colleague of yours decides.",
	    "/second-steps"));
}

enum status
factor_reset_page(struct request *req)
{
	struct factor_reset	*r = factor_reset_by_id(req->db, req->id[0]);

	if (r == NULL)
		return (NOT_FOUND);
	factor_reset_view(req->out, req, r);
	return (OK);
}

/* Who asked can only take it back; whom it is about decides nothing. */
static bool
may_settle(const struct request *req, const struct factor_reset *r,
    int verdict)
{
	bool	asker = r->asked_by == req->visitor.id;

	return (strcmp(r->state, "asked") == 0 &&
	    r->person_id != req->visitor.id &&
	    asker == (strcmp(verdicts[verdict], "withdrawn") == 0));
}

static const char *
tell_outcome(struct request *req, const struct factor_reset *r, int verdict)
{
	if (strcmp(verdicts[verdict], "done") != 0)
		return (strcmp(verdicts[verdict], "refused") == 0 ?
		    "Refused. Nothing was changed." : "Taken back.");
	account_note(req, "SECOND_FACTOR_RESET", r->person_id);
	account_letter(req, r->person_id, r->name, r->address, "Your second "
	    "step was taken away", arena_printf(req->arena, "%s and %s took "
	    "away the second step of your account at Waymark, and signed you "
	    "out everywhere, because you lost your phone. Sign in with your "
	    "password and set it up anew.", r->asker, req->visitor.name));
	return ("Done. They sign in with their password, and set it up anew.");
}

enum status
factor_reset_settled(struct request *req)
{
	struct factor_reset	*r = factor_reset_by_id(req->db, req->id[0]);
	int			 verdict;

	if (r == NULL)
		return (NOT_FOUND);
	verdict = form_choice(req->form, "verdict", verdicts,
	    "Select what you decide");
	if (verdict >= 0 && !may_settle(req, r, verdict))
		form_refuse(req->form, "verdict", "That is for somebody else "
		    "to decide, or decided already");
	if (!form_ok(req->form)) {
		factor_reset_view(req->out, req, r);
		return (INVALID);
	}
	factor_reset_settle(req->db, r->id, verdicts[verdict]);
	return (done(req, tell_outcome(req, r, verdict), "/second-steps"));
}

const char *
reset_state_words(const struct factor_reset *r)
{
	static const struct { const char *state, *words; } known[] = {
		{ "done", "Taken away" }, { "refused", "Refused" },
		{ "withdrawn", "Taken back" },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (strcmp(r->state, known[i].state) == 0)
			return (known[i].words);
	return ("Waits for a colleague");
}
