/*
 * suitability_refer - somebody refers a trainee and keeps a receipt; a trainee
 * reads what they were told, and answers.
 */
#include "core/session.h"
#include "pages.h"
#include "views.h"

/* Who handles cases hears that there is something, and nothing of whom. */
static void
call(struct request *req, int64_t programme)
{
	suitability_call(req->db, programme,
	    "There is something for you to read in Waymark",
	    arena_printf(req->arena, "Sign in to read it:\n%s/suitability\n",
	    own_origin()));
}

enum status
suitability_new(struct request *req)
{
	struct trainee	*t = trainee_by_id(req->db, req->id[0]);

	if (t == NULL)
		return (NOT_FOUND);
	suitability_refer_form(req->out, req, t);
	return (OK);
}

enum status
suitability_make(struct request *req)
{
	struct trainee	*t = trainee_by_id(req->db, req->id[0]);
	struct receipt	*receipt;
	const char	*words;

	if (t == NULL)
		return (NOT_FOUND);
	words = form_text(req->form, "words", "What you know",
	    SUITABILITY_WORDS_MAX, "Enter what you know");
	if (!form_ok(req->form)) {
		suitability_refer_form(req->out, req, t);
		return (INVALID);
	}
	if ((receipt = receipt_new(req->db)) == NULL)
		return (UNAVAILABLE);
	suitability_refer(req->db, receipt->number, t->id, t->person_id,
	    t->programme_id, words);
	call(req, t->programme_id);
	return (see_other(req, "/suitability/receipts/%ld", receipt->number));
}

enum status
suitability_receipt_show(struct request *req)
{
	struct receipt_of	*r = suitability_receipt(req->db, req->id[0]);

	if (r == NULL || !date_is_set(r->received_on))
		return (NOT_FOUND);
	suitability_receipt_page(req->out, req, r->received_on);
	return (OK);
}

static const struct own_case *
own_case_asked(struct request *req)
{
	struct own_case_list	mine = suitability_of_me(req->db);

	each (c, mine)
		if (c->id == req->id[0])
			return (c);
	return (NULL);
}

static void
show_own(struct request *req, const struct own_case *c)
{
	/* Every reading is kept, the trainee's own among them. */
	req->reading = (struct reading){ "suitability_case", c->id,
	    req->visitor.id, c->programme_id };
	suitability_own_page(req->out, req, c,
	    suitability_told_me(req->db, c->id));
}

enum status
suitability_mine(struct request *req)
{
	const struct own_case	*c = own_case_asked(req);

	if (c == NULL)
		return (NOT_FOUND);
	show_own(req, c);
	return (OK);
}

enum status
suitability_answer(struct request *req)
{
	const struct own_case	*c = own_case_asked(req);
	struct responded	*answer;
	const char		*words;

	if (c == NULL || c->state == SUITABILITY_STATE_CLOSED)
		return (NOT_FOUND);
	words = form_text(req->form, "words", "Your answer",
	    SUITABILITY_WORDS_MAX, "Enter your answer");
	if (form_ok(req->form) && ((answer = suitability_respond(req->db,
	    c->id, words)) == NULL || !answer->done))
		form_refuse(req->form, "words", "This was closed while you "
		    "wrote. Talk to the programme’s staff");
	if (!form_ok(req->form)) {
		show_own(req, c);
		return (INVALID);
	}
	call(req, c->programme_id);
	return (done(req, "Your answer is recorded", "/my/suitability/%ld",
	    c->id));
}
