/* document_acts - send, return, withdraw, put back, unlock a document, and undo
 * a return: each a page with one button. */
#include "pages.h"
#include "pages/asye_evidence.h"
#include "pages/documents.h"
#include "views.h"

enum { REASON_MAX = 1000 };

static const struct document_act	acts[] = {
	[DOCUMENT_CHANGE_SUBMITTED] = { .path = "send", .title = "Send",
	    .what = "It can then not be changed any more, unless somebody who "
	    "has to sign it returns it.", .button = "Send to be signed",
	    .notice = "Sent. It now waits to be signed." },
	[DOCUMENT_CHANGE_RETURNED] = { .path = "return", .title = "Return",
	    .what = "Whoever wrote it reads your reason, corrects it and sends "
	    "it again. Signatures that it has stay with this version.",
	    .button = "Return", .reason = "What has to change?",
	    .enter = "Enter what has to change", .notice = "Returned",
	    .harsh = true },
	[DOCUMENT_CHANGE_WITHDRAWN] = { .path = "withdraw",
	    .title = "Withdraw", .what = "It does not count any more. What was "
	    "written is kept, and it can be put back.", .button = "Withdraw",
	    .reason = "Why is it withdrawn?",
	    .enter = "Enter why it is withdrawn", .notice = "Withdrawn. It can "
	    "be put back from its own page.", .harsh = true },
	[DOCUMENT_CHANGE_PUT_BACK] = { .path = "put-back", .title = "Put back",
	    .what = "It is then as it was before it was withdrawn.",
	    .button = "Put back", .notice = "Put back" },
	[DOCUMENT_CHANGE_UNLOCKED] = { .path = "unlock", .title = "Unlock",
	    .what = "It can then be corrected. A correction is a new version, "
	    "which everybody signs again; the signatures of this one stay with "
	    "it.", .button = "Unlock", .reason = "Why is it unlocked?",
	    .enter = "Enter why it is unlocked", .notice = "Unlocked. It can "
	    "now be corrected.", .harsh = true },
	[DOCUMENT_CHANGE_UNDONE] = { .path = "undo", .title = "Undo the return "
	    "of", .what = "It is then as it was before it came back. That can "
	    "be done as long as nobody has written in it.", .button = "Undo",
	    .notice = "Undone. It is as it was before." },
};

static enum status
show(struct request *req, const struct document *d, enum document_change what,
    enum status status)
{
	struct document_act	act = acts[what];

	act.change = what;
	document_act_form(req->out, req, d, &act);
	return (status);
}

static enum status
act_page(struct request *req, enum document_change what)
{
	struct document	*d = document_asked(req);

	if (d == NULL)
		return (NOT_FOUND);
	if (!document_offers(d, what))
		return (see_other(req, "/documents/%ld", d->id));
	if (req->drafted_at.s == 0)
		form_set_version(req->form, d->version);
	return (show(req, d, what, OK));
}

static bool
move(struct request *req, const struct document *d, enum document_change what,
    const char *reason)
{
	int64_t	rows;

	db_try(req->db);
	rows = document_move(req->db, d->id, d->version, what, reason);
	return (db_tried(req->db) && rows > 0);
}

/* Why a final review is not sent yet, where its minimums hold it. */
static void
check_review(struct request *req, const struct document *d)
{
	struct answer_list	 stored = answers_of_version(req->arena,
				    document_version_latest(req->db, d->id));
	const char		*why = final_review_refused(req, d, &stored);

	if (why != NULL)
		form_refuse(req->form, "version", why);
}

static enum status
act(struct request *req, enum document_change what)
{
	struct document	*d = document_asked(req);
	const char	*reason = NULL;
	int64_t		 version;

	if (d == NULL)
		return (NOT_FOUND);
	version = form_version(req->form, "Open the document again");
	if (acts[what].reason != NULL)
		reason = form_text(req->form, "reason", "Your reason",
		    REASON_MAX, acts[what].enter);
	if (what == DOCUMENT_CHANGE_SUBMITTED)
		check_review(req, d);
	if (form_ok(req->form) && version == d->version &&
	    document_offers(d, what) && move(req, d, what, reason))
		return (done(req, acts[what].notice, "/documents/%ld", d->id));
	if (form_ok(req->form))
		form_refuse(req->form, "version", "This cannot be done: the "
		    "document changed while you had it open. Go back to it and "
		    "look again.");
	return (show(req, d, what, INVALID));
}

#define ACT(name, what)							\
	enum status name##_page(struct request *req)			\
	{ return (act_page(req, what)); }				\
	enum status name(struct request *req)				\
	{ return (act(req, what)); }

ACT(document_send, DOCUMENT_CHANGE_SUBMITTED)
ACT(document_return, DOCUMENT_CHANGE_RETURNED)
ACT(document_withdraw, DOCUMENT_CHANGE_WITHDRAWN)
ACT(document_put_back, DOCUMENT_CHANGE_PUT_BACK)
ACT(document_unlock, DOCUMENT_CHANGE_UNLOCKED)
ACT(document_undo, DOCUMENT_CHANGE_UNDONE)
