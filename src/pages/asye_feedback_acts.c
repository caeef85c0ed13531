/* asye_feedback_acts - what is done to a request for feedback that was made:
 * ask again, remind, withdraw, put back; each on a page that asks first. */
#include "pages/asye_feedback.h"
#include "pages/choices.h"
#include "views.h"

/* When it may be done, and the page that asks. */
struct act {
	bool	(*may)(const struct request *, const struct feedback_request *);
	void	(*form)(struct out *, const struct request *,
		    const struct feedback_request *);
};
static const struct act	renewing = { feedback_may_hand_over,
			    feedback_again_form };
static const struct act	reminding = { feedback_may_remind,
			    feedback_remind_form };
static const struct act	withdrawing = { feedback_may_withdraw,
			    feedback_withdraw_request_form };
static const struct act	putting_back = { feedback_may_put_back,
			    feedback_put_back_form };

static struct feedback_request *
request_for(struct request *req, const struct act *act)
{
	struct feedback_request	*r = feedback_request_by_id(req->db,
				    req->id[0]);

	return (r != NULL && act->may(req, r) ? r : NULL);
}

static enum status
asks(struct request *req, const struct act *act)
{
	struct feedback_request	*r = request_for(req, act);

	if (r == NULL)
		return (NOT_FOUND);
	form_set_version(req->form, r->version);
	act->form(req->out, req, r);
	return (OK);
}

/* The request that is to be changed; or NULL, and what is answered. */
static struct feedback_request *
sent(struct request *req, const struct act *act, enum status *answer)
{
	struct feedback_request	*r = request_for(req, act);

	if (r == NULL) {
		*answer = NOT_FOUND;
		return (NULL);
	}
	is_version(req, r->version, "This request");
	if (form_ok(req->form))
		return (r);
	act->form(req->out, req, r);
	*answer = INVALID;
	return (NULL);
}

/* A new link that works as long as the first did. */
static bool
renews(struct request *req, struct feedback_request *r,
    struct feedback_secret secret, bool reminds)
{
	struct feedback_asye	*a = feedback_asye_by_id(req->db, r->asye_id);

	if (a == NULL)
		return (false);
	r->expires_on = date_plus_days(req->today, (int)a->link_days);
	return (feedback_link_renew(req->db, r->id, r->version, secret.token,
	    secret.code, r->expires_on, reminds) != NULL);
}

enum status
feedback_again_page(struct request *req)
{
	return (asks(req, &renewing));
}

enum status
feedback_again(struct request *req)
{
	enum status		 answer;
	struct feedback_request	*r = sent(req, &renewing, &answer);
	struct feedback_secret	 secret = feedback_secret(req);

	if (r == NULL)
		return (answer);
	if (!renews(req, r, secret, false))
		return (CONFLICT);
	return (feedback_hand(req, r->id, secret));
}

enum status
feedback_remind_page(struct request *req)
{
	return (asks(req, &reminding));
}

enum status
feedback_remind(struct request *req)
{
	enum status		 answer;
	struct feedback_request	*r = sent(req, &reminding, &answer);
	struct feedback_secret	 secret = feedback_secret(req);

	if (r == NULL)
		return (answer);
	if (!renews(req, r, secret, true))
		return (CONFLICT);
	feedback_write(req, r, secret, true);
	return (done(req, "A reminder is on its way. The link of the earlier "
	    "email does not work any more", "/feedback-requests/%ld",
	    (long)r->id));
}

enum status
feedback_withdraw_page(struct request *req)
{
	return (asks(req, &withdrawing));
}

enum status
feedback_withdraw(struct request *req)
{
	enum status		 answer;
	struct feedback_request	*r = sent(req, &withdrawing, &answer);

	if (r == NULL)
		return (answer);
	if (feedback_request_withdraw(req->db, r->id, r->version) == NULL)
		return (CONFLICT);
	return (done(req, "The request is withdrawn. Its link and its code do "
	    "not work any more", "/feedback-requests/%ld", (long)r->id));
}

enum status
feedback_put_back_page(struct request *req)
{
	return (asks(req, &putting_back));
}

enum status
feedback_put_back(struct request *req)
{
	enum status		 answer;
	struct feedback_request	*r = sent(req, &putting_back, &answer);

	if (r == NULL)
		return (answer);
	if (feedback_request_put_back(req->db, r->id, r->version) == NULL)
		return (CONFLICT);
	return (done(req, "The request is back. Its link and its code work "
	    "again", "/feedback-requests/%ld", (long)r->id));
}
