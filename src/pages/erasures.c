/* erasures - one of the staff asks that what is held of somebody is erased,
 * another agrees, and whose it is is told before it is done. */
#include <string.h>

#include "core/session.h"
#include "pages.h"
#include "pages/data_rights.h"
#include "rules/words.h"
#include "views.h"

static const char *const	verdicts[] = { "agreed", "refused",
				    "withdrawn", NULL };

const char *
erasure_state_words(const struct erasure *e)
{
	static const struct { const char *state, *words; } known[] = {
		{ "asked", "Waits for a colleague" }, { "refused", "Refused" },
		{ "withdrawn", "Taken back" }, { "done", "Erased" },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (strcmp(e->state, known[i].state) == 0)
			return (known[i].words);
	return ("To be erased");
}

enum status
erasure_new(struct request *req)
{
	erasure_form(req->out, req);
	return (OK);
}

enum status
erasure_asked(struct request *req)
{
	const char		*reason;
	struct data_subject	*p = data_subject_asked(req, &reason);
	struct erasure_made	*made = NULL;

	if (p != NULL && (made = erasure_ask(req->db, p->person_id,
	    p->programme_id, reason)) == NULL)
		form_refuse(req->form, "email", "Something of theirs is to be "
		    "erased already");
	if (!form_ok(req->form)) {
		erasure_form(req->out, req);
		return (INVALID);
	}
	return (done(req, "Asked for. A colleague of yours decides.",
	    "/data/erasures/%ld", (long)made->id));
}

static void
show(struct request *req, const struct erasure *e)
{
	struct erasure_shown	s = { .e = e };

	if (strcmp(e->state, "done") == 0)
		s.lines = erasure_lines(req->db, e->id);
	else
		s.outlook = erasure_outlook_of(req->db, e->person_id);
	erasure_view(req->out, req, &s);
}

enum status
erasure_page(struct request *req)
{
	struct erasure	*e = erasure_by_id(req->db, req->id[0]);

	if (e == NULL)
		return (NOT_FOUND);
	show(req, e);
	return (OK);
}

/* Who asked can take it back; another decides; then any of them stops it. */
static bool
may_settle(const struct request *req, const struct erasure *e, int verdict)
{
	bool	asker = e->asked_by.known &&
		    e->asked_by.value == req->visitor.id;
	bool	withdraws = strcmp(verdicts[verdict], "withdrawn") == 0;

	if (e->person_id == req->visitor.id)
		return (false);
	if (strcmp(e->state, "agreed") == 0)
		return (withdraws);
	return (strcmp(e->state, "asked") == 0 && withdraws == asker);
}

/* While there is still an address to tell them at. */
static const char *
tell(struct request *req, const struct erasure *e, int verdict,
    struct date erase_on)
{
	if (verdict != 0)
		return (verdict == 1 ? "Refused. Nothing is erased." :
		    "Taken back. Nothing is erased.");
	letter_write(req->db, e->person_id, e->address, "What is held of you "
	    "will be erased", arena_printf(req->arena, "Dear %s,\n\nOn %s "
	    "Waymark erases what it holds of you, but for what the law asks "
	    "your programme to keep. Until then you can take a copy:\n"
	    "%s/my/data\n\nIf you do not want this, tell your programme's "
	    "data protection officer before that day.\n", e->person,
	    date_words(req->arena, erase_on),
	    own_origin()));
	return ("Agreed. They are told, and it is erased once the notice is "
	    "over.");
}

enum status
erasure_settled(struct request *req)
{
	struct erasure		*e = erasure_by_id(req->db, req->id[0]);
	struct erasure_settled	*settled = NULL;
	int			 verdict;

	if (e == NULL)
		return (NOT_FOUND);
	verdict = form_choice(req->form, "verdict", verdicts,
	    "Select what you decide");
	if (verdict >= 0 && !may_settle(req, e, verdict))
		form_refuse(req->form, "verdict", "That is for somebody else "
		    "to decide, or decided already");
	if (form_ok(req->form) && (settled = erasure_settle(req->db, e->id,
	    e->state, verdicts[verdict])) == NULL)
		form_refuse(req->form, "verdict", "Somebody has decided "
		    "already");
	if (!form_ok(req->form)) {
		show(req, e);
		return (INVALID);
	}
	return (done(req, tell(req, e, verdict, settled->erase_on),
	    "/data/erasures/%ld", (long)e->id));
}
