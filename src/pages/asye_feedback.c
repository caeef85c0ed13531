/* asye_feedback - what feedback was asked for on an ASYE, and what was said. */
#include <string.h>

#include "core/secret.h"
#include "core/session.h"
#include "pages/asye_feedback.h"
#include "rules/feedback_code.h"
#include "rules/words.h"
#include "views.h"

enum status
asye_feedback(struct request *req)
{
	struct feedback_listed	s = { feedback_asye_by_id(req->db,
				    req->id[0]) };

	if (s.asye == NULL)
		return (NOT_FOUND);
	s.counts = feedback_counts(req->db, s.asye->id);
	s.requests = feedback_requests(req->db, s.asye->id);
	request_reads(req, "asye", s.asye->id, s.asye->person_id,
	    s.asye->programme_id);
	asye_feedback_page(req->out, req, &s);
	return (OK);
}

enum status
feedback_asked(struct request *req)
{
	struct feedback_request	*r = feedback_request_by_id(req->db,
				    req->id[0]);

	if (r == NULL)
		return (NOT_FOUND);
	request_reads(req, "feedback_request", r->id, r->person_id,
	    r->programme_id);
	feedback_request_page(req->out, req, r,
	    r->shown ? feedback_words_of(req->db, r->id) : NULL);
	return (OK);
}

static const char *
code_of(struct request *req, const char *token)
{
	return (feedback_code(req->arena, secret_sha256(req->arena, token,
	    strlen(token))));
}

struct feedback_secret
feedback_secret(struct request *req)
{
	const char	*token = secret_token(req->arena);

	return ((struct feedback_secret){ token, code_of(req, token) });
}

static const char *
link_of(struct request *req, struct feedback_secret secret)
{
	return (arena_printf(req->arena, "%s/give-feedback/%s", own_origin(),
	    secret.token));
}

enum status
feedback_hand(struct request *req, int64_t request,
    struct feedback_secret secret)
{
	session_keep(req, KEPT_LINK, secret.token);
	return (see_other(req, "/feedback-requests/%ld/page", (long)request));
}

/* Nothing but hashes is kept of a link: its page is shown in the browser that
 * made it, as long as that is open. */
enum status
feedback_page(struct request *req)
{
	struct feedback_handed	 h = { feedback_request_by_id(req->db,
				    req->id[0]) };
	struct feedback_secret	 secret = { session_kept(req, KEPT_LINK) };
	struct feedback_link	*l = NULL;

	if (h.request == NULL || !h.request->may_change ||
	    h.request->channel == GIVER_CHANNEL_EMAIL)
		return (NOT_FOUND);
	if (secret.token != NULL)
		l = feedback_behind_link(req->db, secret.token);
	if (l != NULL && l->id == h.request->id) {
		h.link = link_of(req, secret);
		h.code = feedback_code_words(req->arena,
		    code_of(req, secret.token));
	}
	feedback_handed_page(req->out, req, &h);
	return (OK);
}

void
feedback_write(struct request *req, const struct feedback_request *r,
    struct feedback_secret secret, bool reminder)
{
	struct arena	*a = req->arena;
	const char	*until = date_words(a, r->expires_on);

	letter_write_outside(req->db, r->person_id, r->giver_name,
	    r->giver_email, arena_printf(a, "%sFeedback on the practice of %s, "
	    "by %s", reminder ? "Reminder: " : "", r->nqsw, until),
	    arena_printf(a, "Dear %s,\n\n%s is a newly qualified social worker "
	    "in the assessed and supported year in employment, and you are "
	    "asked for feedback on their practice. It takes about 10 "
	    "minutes.\n\nGive it here until %s:\n%s\n\nThe link is for you "
	    "alone and works until you have sent your answers.%s What happens "
	    "with them is told before you start. If you cannot or do not want "
	    "to, say so there.\n\nYou get this because somebody who is part of "
	    "the assessment entered your address. Nothing else is sent to "
	    "it.\n", r->giver_name, r->nqsw, until, link_of(req, secret),
	    reminder ? " The link of the earlier email does not work any more; "
	    "answers that you began are kept." : ""));
}
