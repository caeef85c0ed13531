/* claims_change - undoing a claim, paying back, and letting it leave. */
#include <string.h>

#include "pages.h"
#include "pages/claims.h"
#include "sheets/workbook.h"
#include "views.h"

static bool
may_be_undone(const struct claim_shown *s)
{
	if (s->claim->state != CLAIM_STATE_MADE)
		return (false);
	each (l, s->lines)
		if (l->state == CLAIM_LINE_STATE_REPAID)
			return (false);
	return (true);
}

enum status
claim_undo_page(struct request *req)
{
	struct claim_shown	s;

	if (!claim_asked(req, &s) || !may_be_undone(&s))
		return (NOT_FOUND);
	claim_undo_form(req->out, req, s.claim);
	return (OK);
}

enum status
claim_take_back(struct request *req)
{
	struct claim_shown	 s;
	const char		*reason;

	if (!claim_asked(req, &s) || !may_be_undone(&s))
		return (NOT_FOUND);
	reason = form_text(req->form, "reason", "The reason", CLAIM_REASON_MAX,
	    "Enter why you undo the claim");
	if (!form_ok(req->form) ||
	    claim_undo(req->db, s.claim->id, reason) == 0) {
		claim_undo_form(req->out, req, s.claim);
		return (INVALID);
	}
	return (done(req, "Claim undone. What it claimed can be claimed again.",
	    "/claims/%ld", s.claim->id));
}

/* A line of the path that can be marked as paid back, or as not. */
static const struct claim_line *
line_asked(struct request *req, struct claim_shown *s)
{
	if (!claim_asked(req, s))
		return (NULL);
	each (l, s->lines)
		if (l->id == req->id[1] &&
		    l->state != CLAIM_LINE_STATE_UNDONE)
			return (l);
	return (NULL);
}

enum status
claim_line_page(struct request *req)
{
	struct claim_shown	 s;
	const struct claim_line	*l = line_asked(req, &s);

	if (l == NULL)
		return (NOT_FOUND);
	claim_line_form(req->out, req, s.claim, l);
	return (OK);
}

static struct date
repaid_typed(struct request *req, const struct claim_shown *s)
{
	struct date	day = form_date(req->form, "repaid",
			    "The date that it was paid back",
			    "Enter the date that it was paid back");

	if (date_is_set(day) && (date_compare(day, req->today) > 0 ||
	    date_compare(day, s->claim->made_on) < 0))
		form_refuse(req->form, "repaid", "The date must be between "
		    "the claim and today");
	return (day);
}

enum status
claim_line_keep(struct request *req)
{
	struct claim_shown	 s;
	const struct claim_line	*l = line_asked(req, &s);
	struct date		 day = { 0 };
	bool			 back;

	if (l == NULL)
		return (NOT_FOUND);
	back = l->state == CLAIM_LINE_STATE_REPAID;
	if (!back)
		day = repaid_typed(req, &s);
	if (!form_ok(req->form) || claim_line_settle(req->db, l->id,
	    s.claim->id, l->state, back ? CLAIM_LINE_STATE_CLAIMED :
	    CLAIM_LINE_STATE_REPAID, day) == 0) {
		claim_line_form(req->out, req, s.claim, l);
		return (INVALID);
	}
	return (done(req, back ? "Marked as claimed" : "Marked as paid back",
	    "/claims/%ld", s.claim->id));
}

enum status
claim_release_page(struct request *req)
{
	struct claim_shown	s;

	if (!claim_asked(req, &s) || s.claim->state != CLAIM_STATE_MADE)
		return (NOT_FOUND);
	claim_release_form(req->out, req, s.claim);
	return (OK);
}

enum status
claim_release_keep(struct request *req)
{
	struct claim_shown	 s;
	const char		*recipient, *purpose;

	if (!claim_asked(req, &s) || s.claim->state != CLAIM_STATE_MADE)
		return (NOT_FOUND);
	recipient = form_text(req->form, "recipient", "Who gets it",
	    CLAIM_RECIPIENT_MAX, "Enter who gets the workbook");
	purpose = form_text(req->form, "purpose", "What it is for",
	    CLAIM_WORDS_MAX, "Enter what the workbook is for");
	if (!form_ok(req->form)) {
		claim_release_form(req->out, req, s.claim);
		return (INVALID);
	}
	claim_release_add(req->db, s.claim->id, s.claim->programme_id,
	    s.claim->organisation_id, recipient, purpose);
	return (done(req, "Recorded. The workbook is ready to download.",
	    "/claims/%ld", s.claim->id));
}

enum status
claim_release_file(struct request *req)
{
	struct claim_shown	 s;
	struct claim_release	*r;

	if (!claim_asked(req, &s))
		return (NOT_FOUND);
	r = claim_release_by_id(req->db, s.claim->id, req->id[1]);
	if (r == NULL)
		return (NOT_FOUND);
	return (claim_workbook(req, &s, r) ? file(req,
	    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	    arena_printf(req->arena, "waymark-claim-%ld.xlsx",
	    s.claim->number)) : FAILED);
}
