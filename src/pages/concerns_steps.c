/* concerns_steps - a step of a concern is taken, or the latest one undone. */
#include <string.h>

#include "pages.h"
#include "views.h"

/* The concern of the path, and the step that is asked for if it may be. */
static bool
entry_begin(struct request *req, struct concern_entry *e)
{
	enum concern_step	step = concern_step_from(form_value(req->form,
				    "step"));

	*e = (struct concern_entry){ 0 };
	if (!concern_begin(req, &e->on))
		return (false);
	if (concern_takes(req, e->on.concern, step))
		e->step = step;
	return (true);
}

static bool
takes_any(const struct request *req, const struct concern_record *c)
{
	return (concern_choices(req, c)->label != NULL);
}

enum status
concern_step_page(struct request *req)
{
	struct concern_entry	e;

	if (!entry_begin(req, &e) || !takes_any(req, e.on.concern))
		return (NOT_FOUND);
	if (e.step == CONCERN_STEP_NONE) {
		if (form_has(req->form, "chosen"))
			form_refuse(req->form, "step", "Select what happened");
		concern_choice_form(req->out, req, e.on.concern);
		return (form_ok(req->form) ? OK : INVALID);
	}
	concern_fill(req, &e);
	concern_step_form(req->out, req, &e);
	return (OK);
}

/* False when somebody else took a step meanwhile. */
static bool
take(struct request *req, const struct concern_entry *e)
{
	const struct concern_record	*c = e->on.concern;

	if (concern_take(req->db, c->id, c->version, e->step, e->on_date,
	    e->words, e->present, e->agreed, e->meeting_on, e->outcome,
	    e->due_on, (struct maybe_int){ 0 }) == 0)
		return (false);
	for (size_t i = 0; i < e->nactions; i++)
		concern_action_add(req->db, c->id, e->actions[i].owner,
		    e->actions[i].what, e->actions[i].due_on);
	return (true);
}

static enum concern_told
told_of(enum concern_step step)
{
	switch (step) {
	case CONCERN_STEP_ACKNOWLEDGED:
	case CONCERN_STEP_MET:
	case CONCERN_STEP_DECIDED:
	case CONCERN_STEP_CLOSED:
	case CONCERN_STEP_WITHDRAWN:
		return (TELL_RAISER_TOO);
	case CONCERN_STEP_MEETING_ARRANGED:
	case CONCERN_STEP_PANEL:
		return (TELL_GUIDES_TOO);
	default:
		return (TELL_TRAINEE);
	}
}

enum status
concern_step_take(struct request *req)
{
	struct concern_entry	e;

	if (!entry_begin(req, &e))
		return (NOT_FOUND);
	if (e.step == CONCERN_STEP_NONE) {
		if (!takes_any(req, e.on.concern))
			return (NOT_FOUND);
		form_refuse(req->form, "step", "Select what happened. The "
		    "concern may have changed while you had it open");
		concern_choice_form(req->out, req, e.on.concern);
		return (INVALID);
	}
	concern_read(req, &e);
	if (form_ok(req->form) && !take(req, &e))
		form_refuse(req->form, "version", "This concern changed while "
		    "you had it open. Open it again");
	if (!form_ok(req->form)) {
		concern_step_form(req->out, req, &e);
		return (INVALID);
	}
	concern_tell(req, e.on.concern->id, "A concern has moved on",
	    concern_step_words(e.step)->told, told_of(e.step));
	return (done(req, arena_printf(req->arena, "%s. %s",
	    concern_step_words(e.step)->done, e.on.concern->person_id ==
	    req->visitor.id ? "Nothing more is done about it." :
	    "The trainee was told by email."), "/concerns/%ld",
	    e.on.concern->id));
}

static const struct concern_event *
undo_begin(struct request *req, struct concern_entry *e)
{
	*e = (struct concern_entry){ .step = CONCERN_STEP_UNDONE };
	return (concern_begin(req, &e->on) ? concern_undoable(&e->on) : NULL);
}

enum status
concern_undo_page(struct request *req)
{
	struct concern_entry		 e;
	const struct concern_event	*v = undo_begin(req, &e);

	if (v == NULL)
		return (NOT_FOUND);
	form_set_version(req->form, e.on.concern->version);
	concern_undo_form(req->out, req, &e, v);
	return (OK);
}

enum status
concern_undo(struct request *req)
{
	struct concern_entry		 e;
	const struct concern_event	*v = undo_begin(req, &e);
	const struct concern_words	*w;

	if (v == NULL)
		return (NOT_FOUND);
	w = concern_step_words(e.step);
	e.words = form_text(req->form, "words", w->what, CONCERN_WORDS_MAX,
	    w->enter);
	if (concern_version(req, e.on.concern) && form_ok(req->form) &&
	    concern_take(req->db, e.on.concern->id, e.on.concern->version,
	    e.step, req->today, e.words, "", "", (struct date){ 0 },
	    CONCERN_OUTCOME_NONE, (struct date){ 0 },
	    (struct maybe_int){ true, v->version }) == 0)
		form_refuse(req->form, "version", "This concern changed while "
		    "you had it open. Open it again");
	if (!form_ok(req->form)) {
		concern_undo_form(req->out, req, &e, v);
		return (INVALID);
	}
	concern_tell(req, e.on.concern->id, "A step of a concern was undone",
	    w->told, TELL_TRAINEE);
	return (done(req, "Step undone. The trainee was told by email.",
	    "/concerns/%ld", e.on.concern->id));
}
