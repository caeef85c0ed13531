/* support_steps - a week of support disputed, stood by, or a step undone. */
#include <string.h>

#include "pages.h"
#include "pages/support.h"
#include "views.h"

enum { WORDS_MOST = 2000 };

/* The week of the path; NULL where there is none. */
static const struct support_week *
week_asked(struct request *req, struct support_week_shown *s)
{
	const struct support_ledger	*l = support_asked(req);

	*s = (struct support_week_shown){ 0 };
	if (l != NULL)
		*s = support_week_asked(req, l);
	return (s->week);
}

/* Did the step find the week as it was shown? */
static enum status
taken(struct request *req, const struct support_week_shown *s, int64_t wrote,
    const char *what)
{
	if (wrote == 0)
		return (CONFLICT);
	return (done(req, what, "/support/%ld/weeks/%ld", s->ledger->id,
	    s->week->number));
}

enum status
support_dispute_page(struct request *req)
{
	struct support_week_shown	s;

	if (week_asked(req, &s) == NULL || !s.disputes)
		return (NOT_FOUND);
	form_set_version(req->form, s.week->version);
	support_dispute_form(req->out, req, &s);
	return (OK);
}

static struct maybe_int
maybe(struct support_amount n)
{
	return ((struct maybe_int){ n.known, n.n });
}

enum status
support_disputed(struct request *req)
{
	struct support_week_shown	 s;
	struct support_sent		 sent;
	const char			*words;

	if (week_asked(req, &s) == NULL || !s.disputes)
		return (NOT_FOUND);
	words = form_text(req->form, "words", "What you dispute", WORDS_MOST,
	    "Enter what you dispute");
	sent = support_typed(req, s.week, false);
	if (!support_unchanged(req, s.week) || !form_ok(req->form)) {
		support_dispute_form(req->out, req, &s);
		return (INVALID);
	}
	return (taken(req, &s, support_enter(req->db, s.ledger->id,
	    s.week->number, s.week->version + 1, SUPPORT_STEP_DISPUTED, false,
	    maybe(sent.of[SUPPORT_SESSIONS]), maybe(sent.of[SUPPORT_MINUTES]),
	    maybe(sent.of[SUPPORT_PROTECTED]),
	    maybe(sent.of[SUPPORT_CASELOAD]),
	    maybe(sent.of[SUPPORT_OBSERVATIONS]),
	    maybe(sent.of[SUPPORT_INDUCTION]), words), "Disputed. Your view is "
	    "kept beside what was entered."));
}

enum status
support_answer_page(struct request *req)
{
	struct support_week_shown	s;

	if (week_asked(req, &s) == NULL || !s.answers)
		return (NOT_FOUND);
	form_set_version(req->form, s.week->version);
	support_answer_form(req->out, req, &s);
	return (OK);
}

enum status
support_answered(struct request *req)
{
	struct support_week_shown	 s;
	const char			*words;

	if (week_asked(req, &s) == NULL || !s.answers)
		return (NOT_FOUND);
	words = form_text(req->form, "words", "Why you stand by it",
	    WORDS_MOST, "Enter why you stand by what you entered");
	if (!support_unchanged(req, s.week) || !form_ok(req->form)) {
		support_answer_form(req->out, req, &s);
		return (INVALID);
	}
	return (taken(req, &s, support_take(req->db, s.ledger->id,
	    s.week->number, s.week->version + 1, SUPPORT_STEP_STOOD_BY, words),
	    "Both views are kept"));
}

enum status
support_undo_page(struct request *req)
{
	struct support_week_shown	s;

	if (week_asked(req, &s) == NULL || !s.undoes)
		return (NOT_FOUND);
	form_set_version(req->form, s.week->version);
	support_undo_form(req->out, req, &s);
	return (OK);
}

enum status
support_undone(struct request *req)
{
	struct support_week_shown	s;

	if (week_asked(req, &s) == NULL || !s.undoes)
		return (NOT_FOUND);
	if (!support_unchanged(req, s.week)) {
		support_undo_form(req->out, req, &s);
		return (INVALID);
	}
	return (taken(req, &s, support_take(req->db, s.ledger->id,
	    s.week->number, s.week->version + 1, SUPPORT_STEP_UNDONE, ""),
	    "Undone"));
}
