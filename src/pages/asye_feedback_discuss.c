/* asye_feedback_discuss - record that what was said was discussed with whom it
 * is about, and take that back. */
#include "pages/asye_feedback.h"
#include "pages/choices.h"
#include "pages/telltales.h"
#include "rules/words.h"
#include "views.h"

/* What was given, where I may say that it was discussed. */
static struct feedback_words *
discussable(struct request *req, struct feedback_request **r)
{
	struct feedback_words	*w;

	*r = feedback_request_by_id(req->db, req->id[0]);
	if (*r == NULL || !(*r)->shown)
		return (NULL);
	w = feedback_words_of(req->db, (*r)->id);
	return (w != NULL && w->may_discuss ? w : NULL);
}

enum status
feedback_discuss_page(struct request *req)
{
	struct feedback_request	*r;
	struct feedback_words	*w = discussable(req, &r);

	if (w == NULL)
		return (NOT_FOUND);
	form_set_date(req->form, "on", w->discussed_on);
	form_set(req->form, "discussion", w->discussion);
	form_set_version(req->form, w->version);
	feedback_discuss_form(req->out, req, r, w);
	return (OK);
}

enum status
feedback_discussed(struct request *req)
{
	struct feedback_request	*r;
	struct feedback_words	*w = discussable(req, &r);
	struct date		 on;
	const char		*words;

	if (w == NULL)
		return (NOT_FOUND);
	on = form_date(req->form, "on", "The date",
	    "Enter the date that you discussed it");
	words = form_text(req->form, "discussion", "What was taken from it",
	    FEEDBACK_DISCUSSION_MAX, "Enter what was taken from it");
	if (date_is_set(on) && date_compare(on, req->today) > 0)
		form_refuse(req->form, "on",
		    "The date must be today or in the past");
	else if (date_is_set(on) && date_compare(on, r->state_on) < 0)
		form_refusef(req->form, "on", "The date must be on or after "
		    "%s, when the feedback was given",
		    date_words(req->arena, r->state_on));
	telltales_checked(req, &words, 1);
	is_version(req, w->version, "This feedback");
	if (!form_ok(req->form)) {
		feedback_discuss_form(req->out, req, r, w);
		return (INVALID);
	}
	if (feedback_discuss(req->db, r->id, w->version, on, words) == NULL)
		return (CONFLICT);
	return (done(req, "Marked as discussed", "/feedback-requests/%ld",
	    (long)r->id));
}

enum status
feedback_undiscuss_page(struct request *req)
{
	struct feedback_request	*r;
	struct feedback_words	*w = discussable(req, &r);

	if (w == NULL || !date_is_set(w->discussed_on))
		return (NOT_FOUND);
	form_set_version(req->form, w->version);
	feedback_undiscuss_form(req->out, req, r);
	return (OK);
}

enum status
feedback_undiscuss(struct request *req)
{
	struct feedback_request	*r;
	struct feedback_words	*w = discussable(req, &r);

	if (w == NULL || !date_is_set(w->discussed_on))
		return (NOT_FOUND);
	is_version(req, w->version, "This feedback");
	if (!form_ok(req->form)) {
		feedback_undiscuss_form(req->out, req, r);
		return (INVALID);
	}
	if (feedback_discuss_undo(req->db, r->id, w->version) == NULL)
		return (CONFLICT);
	return (done(req, "The mark is taken away", "/feedback-requests/%ld",
	    (long)r->id));
}
