/* give_feedback_leave - come back later, say no, and take back one's consent
 * with the code that was shown at the end. */
#include <string.h>

#include "core/session.h"
#include "pages/give_feedback.h"
#include "views.h"

/* The answers so far stay under the link. */
enum status
give_feedback_later(struct request *req)
{
	const char	*key = session_kept(req, KEPT_VISIT);

	giver_headers(req);
	if (key != NULL)
		feedback_visit_leave(req->db, key);
	session_keep(req, KEPT_VISIT, "");
	return (see_other(req, "/give-feedback?saved=yes"));
}

static const char *const	reasons[] = { "do_not_want", "another_way",
    "do_not_know", NULL };

enum status
give_feedback_decline_page(struct request *req)
{
	enum status	 status;
	struct giver	*g = giver_asked(req, &status);

	if (g == NULL)
		return (status);
	if (!g->visit->live)
		return (see_other(req, "%s", giver_next(req, g)));
	give_feedback_decline_form(req->out, req, g);
	return (OK);
}

enum status
give_feedback_decline(struct request *req)
{
	enum status		 status;
	struct giver		*g = giver_asked(req, &status);
	struct feedback_step	*s;
	int			 reason;

	if (g == NULL)
		return (status);
	reason = form_choice(req->form, "reason", reasons,
	    "Choose what fits best");
	if (reason < 0) {
		give_feedback_decline_form(req->out, req, g);
		return (INVALID);
	}
	s = feedback_form_decline(req->db, g->key,
	    giver_refusal_from(reasons[reason]));
	return (see_other(req, s != NULL && s->done ?
	    "/give-feedback/decline" : "/give-feedback?again=yes"));
}

enum status
give_feedback_withdraw_page(struct request *req)
{
	giver_headers(req);
	feedback_withdraw_form(req->out, req, NULL);
	return (OK);
}

static enum status
refuse_withdrawal(struct request *req, int64_t seconds)
{
	req->recorded = true;
	if (seconds > 0)
		form_refusef(req->form, "code", "There were too many tries. "
		    "Wait %ld seconds, then try again.", (long)seconds);
	else
		form_refuse(req->form, "code", "This code does not work. Check "
		    "that you typed it as it is written. What you said may "
		    "also have been removed already.");
	feedback_withdraw_form(req->out, req, NULL);
	return (seconds > 0 ? TOO_MANY : INVALID);
}

/* The code first, then what it is of, and then for good. */
enum status
give_feedback_withdraw(struct request *req)
{
	const char		*code;
	struct feedback_consent	*c;
	struct feedback_step	*s;

	giver_headers(req);
	code = form_text(req->form, "code", "The code", 100,
	    "Enter the code that you got at the end");
	if (!form_ok(req->form)) {
		feedback_withdraw_form(req->out, req, NULL);
		return (INVALID);
	}
	code = feedback_code_typed(req->arena, code);
	if (code == NULL)
		code = req->reference;
	c = feedback_consent_of(req->db, code, req->address);
	if (c == NULL)
		return (UNAVAILABLE);
	if (c->reference == NULL)
		return (refuse_withdrawal(req, c->wait_seconds));
	if (strcmp(form_value(req->form, "sure"), "yes") != 0) {
		feedback_withdraw_form(req->out, req, c);
		return (OK);
	}
	s = feedback_consent_withdraw(req->db, code);
	if (s == NULL || !s->done)
		return (CONFLICT);
	return (see_other(req, "/give-feedback?removed=yes"));
}
