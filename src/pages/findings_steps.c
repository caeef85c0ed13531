/* findings_steps - a finding is taken in hand, closed, and opened again. */
#include "pages.h"
#include "pages/choices.h"
#include "pages/findings.h"
#include "views.h"

static enum status
show_hand(struct request *req, const struct equity_finding *f,
    enum status status)
{
	finding_hand_form(req->out, req, f, finding_worker_options(req,
	    f->programme_id));
	return (status);
}

enum status
finding_hand_page(struct request *req)
{
	struct equity_finding	*f = finding_asked(req);

	if (f == NULL)
		return (NOT_FOUND);
	form_set_version(req->form, f->version);
	if (f->owner_id.known)
		form_set(req->form, "owner", arena_printf(req->arena, "%ld",
		    f->owner_id.value));
	if (f->state == FINDING_STATE_IN_HAND)
		form_set_date(req->form, "review", f->review_on);
	return (show_hand(req, f, OK));
}

/* Also opens again what was closed, for a reason. */
enum status
finding_hand_keep(struct request *req)
{
	struct equity_finding	*f = finding_asked(req);
	int64_t		 owner;
	struct date	 review;
	const char	*reason = NULL;
	bool		 again;

	if (f == NULL)
		return (NOT_FOUND);
	if (!is_version(req, f->version, "The finding"))
		return (show_hand(req, f, INVALID));
	again = f->state == FINDING_STATE_CLOSED;
	if (again)
		reason = form_text(req->form, "reason", "The reason",
		    FINDING_REASON_MAX, "Enter why it is opened again");
	owner = finding_worker_chosen(req, f->programme_id);
	review = finding_day_typed(req, "review", "The review date",
	    "Enter the date of the review");
	if (!form_ok(req->form))
		return (show_hand(req, f, INVALID));
	if ((again ? finding_reopen(req->db, f->id, f->version, reason, owner,
	    review) : finding_take(req->db, f->id, f->version, owner,
	    review)) == NULL)
		return (CONFLICT);
	return (done(req, again ? "Finding opened again" :
	    "Owner and review date recorded", "/findings/%ld", f->id));
}

static struct equity_finding *
to_close(struct request *req)
{
	struct equity_finding	*f = finding_asked(req);

	return (f == NULL || f->state != FINDING_STATE_IN_HAND ? NULL : f);
}

enum status
finding_close_page(struct request *req)
{
	struct equity_finding	*f = to_close(req);

	if (f == NULL)
		return (NOT_FOUND);
	form_set_version(req->form, f->version);
	finding_close_form(req->out, req, f);
	return (OK);
}

enum status
finding_close_keep(struct request *req)
{
	struct equity_finding	*f = to_close(req);
	const char	*reason;

	if (f == NULL)
		return (NOT_FOUND);
	if (is_version(req, f->version, "The finding")) {
		reason = form_text(req->form, "reason", "The reason",
		    FINDING_REASON_MAX, "Enter why it is closed");
		if (f->lacks != NULL)
			form_refusef(req->form, "reason", "The finding cannot "
			    "be closed yet: it lacks %s", f->lacks);
		if (form_ok(req->form) && finding_close(req->db, f->id,
		    f->version, reason) != NULL)
			return (done(req, "Finding closed", "/findings/%ld",
			    f->id));
	}
	finding_close_form(req->out, req, f);
	return (INVALID);
}
