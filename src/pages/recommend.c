/* recommend - the assessor recommends, and others say what they think of it. */
#include <string.h>

#include "pages.h"
#include "pages/asye.h"
#include "views.h"

/* Whoever is concerned: not a partner, who sees the state alone. */
static bool
shown(struct request *req, struct recommend_shown *s)
{
	const struct asye_minimums	*minimums;
	const struct asye_record	*a = asye_asked(req);

	*s = (struct recommend_shown){ .asye = a };
	if (a == NULL || !(a->own || a->assesses || a->manages ||
	    a->supervises || a->coordinates || a->of_staff))
		return (false);
	s->list = asye_recommendations(req->db, a->id);
	s->recommends = a->assesses && a->state == ASYE_STATE_FINAL_REVIEW;
	minimums = asye_minimums_of(req->db, a->id);
	s->met = minimums != NULL && minimums->met;
	if (s->list.n > 0 && (a->state == ASYE_STATE_RECOMMENDED ||
	    a->state == ASYE_STATE_MODERATED))
		s->comments = (a->own && s->list.v[0].nqsw == NULL) ||
		    (a->manages && s->list.v[0].line_manager == NULL);
	return (s->list.n > 0 || s->recommends);
}

enum status
recommend_page(struct request *req)
{
	struct recommend_shown	s;

	if (!shown(req, &s))
		return (NOT_FOUND);
	recommend_show(req->out, req, &s);
	return (OK);
}

enum status
recommend(struct request *req)
{
	static const char *const	 words[] = { "pass", "fail", NULL };
	struct recommend_shown		 s;
	const char			*holistic, *reason = NULL;
	int				 result;

	if (!shown(req, &s) || !s.recommends)
		return (NOT_FOUND);
	result = form_choice(req->form, "recommends", words, "Select pass or "
	    "fail");
	holistic = form_text(req->form, "holistic", "The holistic assessment",
	    HOLISTIC_MAX, "Enter the holistic assessment");
	if (!s.met)
		reason = form_text(req->form, "unmet", "The reason",
		    UNMET_REASON_MAX, "Enter why you recommend it with a "
		    "minimum unmet");
	if (!form_ok(req->form)) {
		recommend_show(req->out, req, &s);
		return (INVALID);
	}
	recommendation_make(req->db, s.asye->id, result == 0 ?
	    ASYE_RESULT_PASS : ASYE_RESULT_FAIL, holistic, reason);
	return (done(req, "Recommendation recorded. It goes to moderation.",
	    "/asye/%ld/recommend", s.asye->id));
}

enum status
recommend_comment_page(struct request *req)
{
	struct recommend_shown	s;

	if (!shown(req, &s) || !s.comments)
		return (NOT_FOUND);
	recommend_comment_form(req->out, req, &s);
	return (OK);
}

enum status
recommend_comment(struct request *req)
{
	struct recommend_shown	 s;
	const char		*words;

	if (!shown(req, &s) || !s.comments)
		return (NOT_FOUND);
	words = form_text(req->form, "words", "Your comment", COMMENT_MAX,
	    "Enter your comment");
	if (!form_ok(req->form)) {
		recommend_comment_form(req->out, req, &s);
		return (INVALID);
	}
	if (recommendation_comment(req->db, s.list.v[0].id, s.asye->own,
	    words) == 0)
		return (done(req, "There was a comment of yours already. "
		    "Nothing changed.", "/asye/%ld/recommend", s.asye->id));
	return (done(req, "Your comment is recorded",
	    "/asye/%ld/recommend", s.asye->id));
}
