/* asye_change_steps - a change of a timetable that was asked for: read, agreed
 * to or declined, withdrawn, ended by a return, undone. */
#include <string.h>

#include "pages.h"
#include "pages/asye.h"
#include "pages/asye_timetable.h"
#include "rules/words.h"
#include "views.h"

static bool
is_missing(const struct asye_request_line *q, const char *part)
{
	for (size_t i = 0; i < q->missing.n; i++)
		if (strcmp(q->missing.v[i], part) == 0)
			return (true);
	return (false);
}

static bool
agrees(const struct asye_record *a, const struct asye_request_line *q)
{
	return (q->state == ASYE_REQUEST_STATE_ASKED &&
	    asye_is_live(a->state) &&
	    ((a->own && is_missing(q, "nqsw")) ||
	    (a->assesses && is_missing(q, "assessor")) ||
	    (a->manages && is_missing(q, "line_manager")) ||
	    (a->coordinates && is_missing(q, "coordinator"))));
}

/* May a pause be put back, or taken away: has the ASYE not gone on since? */
static bool
can_go_back(const struct asye_record *a, const struct asye_request_line *q)
{
	return (q->kind != ASYE_REQUEST_KIND_PAUSE || !q->begun ||
	    q->state == ASYE_REQUEST_STATE_OVER ||
	    a->state == ASYE_STATE_PAUSED);
}

static enum asye_request_step
last_step(const struct asye_request_shown *s)
{
	return (s->steps.n == 0 ? ASYE_REQUEST_STEP_NONE :
	    s->steps.v[s->steps.n - 1].step);
}

static void
find_out(struct request *req, struct asye_request_shown *s)
{
	const struct asye_record	*a = s->t.asye;
	const struct asye_request_line	*q = s->q;
	bool	standing = q->state == ASYE_REQUEST_STATE_STANDING;
	bool	over = q->state == ASYE_REQUEST_STATE_OVER;

	s->agrees = agrees(a, q);
	s->withdraws = q->state == ASYE_REQUEST_STATE_ASKED &&
	    (asye_corrects(a) || (q->asked_by.known &&
	    q->asked_by.value == req->visitor.id));
	s->resumes = standing && asye_request_is_out(q) &&
	    date_compare(q->from_on, req->today) < 0 &&
	    (!q->begun || a->state == ASYE_STATE_PAUSED);
	s->reopens = over && asye_corrects(a) &&
	    last_step(s) == ASYE_REQUEST_STEP_RESUMED && asye_is_live(
	    a->state) && a->state != ASYE_STATE_PAUSED;
	s->undoes = (standing || over) && asye_corrects(a) &&
	    can_go_back(a, q);
}

/* The request of the path, for those who take part in its ASYE. */
static bool
request_begin(struct request *req, struct asye_request_shown *s)
{
	const struct asye_request_line	*q = asye_request_by_id(req->db,
					    req->id[0]);
	const struct asye_record	*a;

	*s = (struct asye_request_shown){ 0 };
	if (q == NULL || (a = asye_by_id(req->db, q->asye_id)) == NULL ||
	    !(asye_plans(a) || a->own || a->supervises))
		return (false);
	if (req->method == POST) {
		asye_timetable_write(req, a, &s->t);
		q = asye_request_by_id(req->db, req->id[0]);
	} else
		asye_timetable_read(req, a, &s->t);
	if (q == NULL)			/* the transaction has failed */
		return (false);
	s->q = q;
	s->steps = asye_request_steps(req->db, q->id);
	find_out(req, s);
	s->would = asye_due_with(req, &s->t, q->state ==
	    ASYE_REQUEST_STATE_ASKED ? q : NULL);
	s->terms = asye_terms(req, &s->t, q, s->would);
	if (a->person_id != req->visitor.id)
		request_reads(req, "asye", a->id, a->person_id,
		    a->programme_id);
	return (true);
}

enum status
asye_change_show(struct request *req)
{
	struct asye_request_shown	s;

	if (!request_begin(req, &s))
		return (NOT_FOUND);
	form_set_version(req->form, s.q->version);
	asye_request_page(req->out, req, &s);
	return (OK);
}

/* The version that the form was made from is the one there is. */
static void
check_version(struct request *req, const struct asye_request_shown *s)
{
	int64_t	version = form_version(req->form, "Open the page again");

	if (version != -1 && version != s->q->version) {
		form_refuse(req->form, "version", "Somebody else took a step "
		    "while you had this open. Check that this is still right, "
		    "then send it again");
		form_replace_version(req->form, s->q->version);
	}
}

static bool
take(struct request *req, const struct asye_request_shown *s,
    enum asye_request_step step, const char *reason, const char *words,
    struct date returned)
{
	bool	stood = s->q->state == ASYE_REQUEST_STATE_STANDING ||
		    s->q->state == ASYE_REQUEST_STATE_OVER;

	if (asye_request_take(req->db, s->q->id, s->q->version, step,
	    step == ASYE_REQUEST_STEP_AGREED ? s->terms : "", reason,
	    words != NULL ? words : "", returned) == 0) {
		form_refuse(req->form, "version", "Somebody else took a step "
		    "while you had this open. Open the page again");
		return (false);
	}
	if (stood || step == ASYE_REQUEST_STEP_AGREED) {
		const struct asye_request_line	*now = asye_request_by_id(
						    req->db, s->q->id);

		if (now != NULL && now->state != ASYE_REQUEST_STATE_ASKED)
			asye_timetable_follow(req, s->t.asye, s->q->id);
	}
	return (true);
}

static void
tell(struct request *req, const struct asye_request_shown *s,
    const char *happened)
{
	asye_timetable_tell(req, s->t.asye, "A timetable of an ASYE",
	    arena_printf(req->arena, "This is about the ASYE of %s. %s",
	    s->t.asye->name, happened), arena_printf(req->arena,
	    "/asye/changes/%ld", (long)s->q->id));
}

static enum status
agreed(struct request *req, const struct asye_request_shown *s)
{
	const struct asye_request_line	*now = asye_request_by_id(req->db,
					    s->q->id);
	bool	effective = now != NULL &&
		    now->state != ASYE_REQUEST_STATE_ASKED;

	if (effective)
		tell(req, s, "All four agreed to a change, and it took "
		    "effect. The dates of reviews may have moved.");
	return (done(req, effective ? "You agreed. All four have agreed now, "
	    "and the timetable has changed. Everybody was told by email." :
	    "You agreed. It takes effect when all four have agreed.",
	    "/asye/changes/%ld", (long)s->q->id));
}

/* Agree to the words that were shown, or say why not. */
enum status
asye_change_answer(struct request *req)
{
	static const char *const	answers[] = { "agree", "decline",
					    NULL };
	struct asye_request_shown	s;
	const char			*words;
	int				 answer;

	if (!request_begin(req, &s) || !(s.agrees || s.q->state !=
	    ASYE_REQUEST_STATE_ASKED || asye_agrees(s.t.asye)))
		return (NOT_FOUND);
	if (!s.agrees)
		form_refuse(req->form, "answer", "There is nothing for you to "
		    "agree to any more");
	answer = form_choice(req->form, "answer", answers,
	    "Select whether you agree");
	words = answer == 1 ? form_text(req->form, "words", "Why",
	    ASYE_WORDS_MAX, "Enter why you do not agree") :
	    form_optional_text(req->form, "words", "Why", ASYE_WORDS_MAX);
	check_version(req, &s);
	if (form_ok(req->form) && strcmp(form_value(req->form, "terms"),
	    s.terms) != 0)
		form_refuse(req->form, "answer", "The dates changed while you "
		    "had this open. Read them again, then answer");
	if (!form_ok(req->form) || !take(req, &s, answer == 0 ?
	    ASYE_REQUEST_STEP_AGREED : ASYE_REQUEST_STEP_DECLINED, NULL,
	    words, (struct date){ 0 })) {
		asye_request_page(req->out, req, &s);
		return (INVALID);
	}
	if (answer == 0)
		return (agreed(req, &s));
	tell(req, &s, "A change that was asked for was declined. Nothing "
	    "moves.");
	return (done(req, "You declined. Everybody was told by email.",
	    "/asye/changes/%ld", (long)s.q->id));
}

enum status
asye_change_withdraw_page(struct request *req)
{
	struct asye_request_shown	s;

	if (!request_begin(req, &s) || !s.withdraws)
		return (NOT_FOUND);
	form_set_version(req->form, s.q->version);
	asye_withdraw_form(req->out, req, &s);
	return (OK);
}

enum status
asye_change_withdraw(struct request *req)
{
	struct asye_request_shown	s;
	const char			*words;

	if (!request_begin(req, &s) || !s.withdraws)
		return (NOT_FOUND);
	words = form_optional_text(req->form, "words", "Why", ASYE_WORDS_MAX);
	check_version(req, &s);
	if (!form_ok(req->form) || !take(req, &s, ASYE_REQUEST_STEP_WITHDRAWN,
	    NULL, words, (struct date){ 0 })) {
		asye_withdraw_form(req->out, req, &s);
		return (INVALID);
	}
	tell(req, &s, "A change that was asked for was withdrawn. Nothing "
	    "moves.");
	return (done(req, "Withdrawn. Everybody was told by email.",
	    "/asye/changes/%ld", (long)s.q->id));
}

static const char *
reason_chosen(struct request *req, const struct asye_request_shown *s)
{
	const char	*sent = form_value(req->form, "reason");

	each (r, s->reasons)
		if (strcmp(r->code, sent) == 0)
			return (r->code);
	form_refuse(req->form, "reason", "Select the reason");
	return (NULL);
}

static bool
resume_begin(struct request *req, struct asye_request_shown *s)
{
	if (!request_begin(req, s) || !s->resumes)
		return (false);
	s->reasons = asye_reasons(req->db, ASYE_CAUSE_RESUMED);
	return (true);
}

enum status
asye_resume_page(struct request *req)
{
	struct asye_request_shown	s;

	if (!resume_begin(req, &s))
		return (NOT_FOUND);
	form_set_version(req->form, s.q->version);
	if (!form_has(req->form, "back-day"))
		form_set_date(req->form, "back", req->today);
	asye_resume_form(req->out, req, &s);
	return (OK);
}

static struct date
returned_on(struct request *req, const struct asye_request_shown *s)
{
	struct date	on = form_date(req->form, "back", "The day",
			    "Enter the first day that counts again");

	if (!date_is_set(on))
		return (on);
	if (date_compare(on, req->today) > 0)
		form_refuse(req->form, "back", "The day must be today or in "
		    "the past");
	else if (date_compare(on, s->q->from_on) <= 0)
		form_refusef(req->form, "back", "The day must be after %s, "
		    "the first day that does not count",
		    date_words(req->arena, s->q->from_on));
	each (q, s->t.requests)
		if (asye_request_is_out(q) && q->id != s->q->id &&
		    (q->state == ASYE_REQUEST_STATE_STANDING ||
		    q->state == ASYE_REQUEST_STATE_OVER) &&
		    date_compare(q->from_on, s->q->from_on) > 0 &&
		    date_compare(on, q->from_on) > 0)
			form_refusef(req->form, "back", "They were away again "
			    "from %s: enter a day before it",
			    date_words(req->arena, q->from_on));
	return (on);
}

enum status
asye_resume(struct request *req)
{
	struct asye_request_shown	s;
	const char			*reason, *words;
	struct date			 on;

	if (!resume_begin(req, &s))
		return (NOT_FOUND);
	on = returned_on(req, &s);
	reason = reason_chosen(req, &s);
	words = form_optional_text(req->form, "words", "What else is to be "
	    "said", ASYE_WORDS_MAX);
	check_version(req, &s);
	if (!form_ok(req->form) || !take(req, &s, ASYE_REQUEST_STEP_RESUMED,
	    reason, words, on)) {
		asye_resume_form(req->out, req, &s);
		return (INVALID);
	}
	tell(req, &s, s.q->kind == ASYE_REQUEST_KIND_PAUSE ? "It goes on: "
	    "the return from the pause was recorded. The dates of reviews "
	    "follow the day." : "Days count again: the end of the delay was "
	    "recorded. The dates of reviews follow the day.");
	return (done(req, "Return recorded. Everybody was told by email.",
	    "/asye/%ld/timetable", (long)s.t.asye->id));
}

/* A return is undone first, and what it ended then. */
static bool
undo_begin(struct request *req, struct asye_request_shown *s)
{
	if (!request_begin(req, s) || !(s->undoes || s->reopens))
		return (false);
	s->reasons = asye_reasons(req->db, s->reopens ? ASYE_CAUSE_REOPENED :
	    ASYE_CAUSE_UNDONE);
	return (true);
}

enum status
asye_change_undo_page(struct request *req)
{
	struct asye_request_shown	s;

	if (!undo_begin(req, &s))
		return (NOT_FOUND);
	form_set_version(req->form, s.q->version);
	asye_change_undo_form(req->out, req, &s);
	return (OK);
}

enum status
asye_change_undo(struct request *req)
{
	struct asye_request_shown	s;
	const char			*reason, *words;

	if (!undo_begin(req, &s))
		return (NOT_FOUND);
	reason = reason_chosen(req, &s);
	words = form_optional_text(req->form, "words", "What else is to be "
	    "said", ASYE_WORDS_MAX);
	check_version(req, &s);
	if (!form_ok(req->form) || !take(req, &s, s.reopens ?
	    ASYE_REQUEST_STEP_REOPENED : ASYE_REQUEST_STEP_UNDONE, reason,
	    words, (struct date){ 0 })) {
		asye_change_undo_form(req->out, req, &s);
		return (INVALID);
	}
	tell(req, &s, "Something that had moved reviews was undone. Their "
	    "dates are as if it had not been.");
	return (done(req, "Undone. Everybody was told by email.",
	    "/asye/%ld/timetable", (long)s.t.asye->id));
}
