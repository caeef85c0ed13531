/* at_risk_person - the flags of somebody, what was said of them, and the
 * contacts that were made. */
#include <stdlib.h>
#include <string.h>

#include "core/form.h"
#include "pages.h"
#include "views.h"

const struct supported *
supported_asked(struct request *req, int64_t enrolment)
{
	struct supported	*who = supported_by_id(req->db, enrolment);

	if (who != NULL && who->person_id != req->visitor.id)
		request_reads(req, "enrolment", who->enrolment_id,
		    who->person_id, who->programme_id);
	return (who);
}

bool
at_risk_begin(struct request *req, int64_t enrolment, struct at_risk_person *p)
{
	*p = (struct at_risk_person){ .who = supported_asked(req, enrolment) };
	if (p->who == NULL)
		return (false);
	p->own = p->who->person_id == req->visitor.id;
	p->flags = at_risk_flags(req->db, enrolment, FLAGS_SHOWN);
	each (f, p->flags)
		p->nopen += !date_is_set(f->cleared_on);
	p->answers = at_risk_answers(req->db, enrolment);
	p->contacts = contacts_of(req->db, enrolment);
	p->plans = support_plans_of(req->db, enrolment);
	if (p->plans.n > 0 && p->plans.v[0].open) {
		p->plan = &p->plans.v[0];
		p->actions = support_actions(req->db, p->plan->id);
	}
	return (true);
}

enum status
at_risk_person(struct request *req)
{
	struct at_risk_person	p;

	if (!at_risk_begin(req, req->id[0], &p))
		return (NOT_FOUND);
	at_risk_person_page(req->out, req, &p);
	return (OK);
}

bool
flag_begin(struct request *req, struct flag_asked *f)
{
	struct flag_of	*is = flag_by_id(req->db, req->id[0]);

	*f = (struct flag_asked){ 0 };
	if (is == NULL || !at_risk_begin(req, is->enrolment_id, &f->of) ||
	    !f->of.who->supports)
		return (false);
	for (size_t i = 0; i < f->of.nopen; i++)
		if (f->of.flags.v[i].id == is->id)
			f->flag = &f->of.flags.v[i];
	return (f->flag != NULL);
}

bool
flag_may_clear(const struct flag_asked *f)
{
	return (f->flag->about == FLAG_ABOUT_PROGRESS || f->of.who->answers);
}

enum status
flag_answer_page(struct request *req)
{
	struct flag_asked	f;

	if (!flag_begin(req, &f))
		return (NOT_FOUND);
	form_set_version(req->form, f.flag->answers);
	flag_answer_form(req->out, req, &f);
	return (OK);
}

/* A reason of the kind that was chosen. */
static const char *
reason_chosen(struct request *req, enum flag_answer_kind kind)
{
	struct flag_reason_list	 all = flag_reasons(req->db);
	const char		*code = form_value(req->form, "reason");

	each (r, all)
		if (strcmp(r->code, code) == 0) {
			if (kind != FLAG_ANSWER_KIND_NONE && r->kind != kind)
				form_refusef(req->form, "reason", "Select a "
				    "reason for: %s", flag_answer_words(kind));
			return (r->code);
		}
	form_refuse(req->form, "reason", "Select a reason");
	return ("");
}

static enum flag_answer_kind
kind_chosen(struct request *req, const struct flag_asked *f)
{
	enum flag_answer_kind	kind = flag_answer_kind_from(form_value(
				    req->form, "kind"));

	if (kind == FLAG_ANSWER_KIND_UNDONE)
		kind = FLAG_ANSWER_KIND_NONE;
	if (kind != FLAG_ANSWER_KIND_NONE &&
	    kind != FLAG_ANSWER_KIND_HANDLED && !flag_may_clear(f))
		kind = FLAG_ANSWER_KIND_NONE;
	if (kind == FLAG_ANSWER_KIND_NONE)
		form_refuse(req->form, "kind", "Select what became of it");
	return (kind);
}

/* The version that the form was made from is the one there is. */
static bool
is_unanswered_since(struct request *req, const struct flag_asked *f)
{
	int64_t	version = form_version(req->form, "Open the page again");

	if (version == f->flag->answers)
		return (true);
	form_refuse(req->form, "version", "Somebody else answered this flag "
	    "while you had it open. Check that this is still right, then send "
	    "it again");
	form_replace_version(req->form, f->flag->answers);
	return (false);
}

enum status
flag_answer_make(struct request *req)
{
	struct flag_asked	 f;
	enum flag_answer_kind	 kind;
	const char		*reason, *words;

	if (!flag_begin(req, &f))
		return (NOT_FOUND);
	kind = kind_chosen(req, &f);
	reason = reason_chosen(req, kind);
	words = form_text(req->form, "words", "What you say of it",
	    FLAG_WORDS_MAX, "Enter how you know");
	if (is_unanswered_since(req, &f) && form_ok(req->form) &&
	    flag_answer_add(req->db, f.flag->id, f.flag->answers, kind, reason,
	    words, (struct maybe_int){ 0 }) == 0)
		form_refuse(req->form, "version", "Somebody else answered "
		    "this flag while you had it open. Open it again");
	if (!form_ok(req->form)) {
		flag_answer_form(req->out, req, &f);
		return (INVALID);
	}
	return (done(req, "Your answer is recorded. The flag stands until the "
	    "records show that its cause is gone.", "/trainees/%ld/at-risk",
	    f.of.who->enrolment_id));
}

/* The answer that stands, of the flag of the path. */
static bool
answer_begin(struct request *req, struct flag_asked *f)
{
	return (flag_begin(req, f) && f->flag->answer_no.known);
}

enum status
flag_undo_page(struct request *req)
{
	struct flag_asked	f;

	if (!answer_begin(req, &f))
		return (NOT_FOUND);
	form_set_version(req->form, f.flag->answers);
	flag_undo_form(req->out, req, &f);
	return (OK);
}

enum status
flag_undo(struct request *req)
{
	struct flag_asked	 f;
	const char		*words;

	if (!answer_begin(req, &f))
		return (NOT_FOUND);
	words = form_text(req->form, "words", "Why it is undone",
	    FLAG_WORDS_MAX, "Enter why the answer is undone");
	if (is_unanswered_since(req, &f) && form_ok(req->form) &&
	    flag_answer_add(req->db, f.flag->id, f.flag->answers,
	    FLAG_ANSWER_KIND_UNDONE, NULL, words, f.flag->answer_no) == 0)
		form_refuse(req->form, "version", "Somebody else answered "
		    "this flag while you had it open. Open it again");
	if (!form_ok(req->form)) {
		flag_undo_form(req->out, req, &f);
		return (INVALID);
	}
	return (done(req, "The answer is undone. It stays to be seen.",
	    "/trainees/%ld/at-risk", f.of.who->enrolment_id));
}
