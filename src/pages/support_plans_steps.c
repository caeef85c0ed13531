/* support_plans_steps - a step of a support plan is taken or undone. */
#include <string.h>

#include "core/form.h"
#include "core/session.h"
#include "pages.h"
#include "pages/support_plans.h"
#include "views.h"

/* The plan of the path, and the step that is asked for if it may be. */
static bool
entry_begin(struct request *req, struct support_plan_entry *e)
{
	enum support_plan_step	step = support_plan_step_from(form_value(
				    req->form, "step"));

	*e = (struct support_plan_entry){ 0 };
	if (!support_plan_begin(req, req->id[0], &e->on))
		return (false);
	if (support_plan_takes(&e->on, step)) {
		e->step = step;
		if (support_plan_lines(step) > 0)
			e->helpers = support_helpers(req->db,
			    e->on.who->enrolment_id);
	}
	return (support_plan_choices(req, &e->on)->label != NULL);
}

enum status
support_plan_step_page(struct request *req)
{
	struct support_plan_entry	e;

	if (!entry_begin(req, &e))
		return (NOT_FOUND);
	if (e.step == SUPPORT_PLAN_STEP_NONE) {
		if (form_has(req->form, "chosen"))
			form_refuse(req->form, "step", "Select what you want "
			    "to record");
		support_plan_choice_form(req->out, req, &e.on);
		return (form_ok(req->form) ? OK : INVALID);
	}
	form_set_version(req->form, e.on.plan->version);
	if (plan_reviews((enum plan_do)e.step))
		support_plan_fill(req);
	support_plan_step_form(req->out, req, &e);
	return (OK);
}

/* False when somebody else took a step meanwhile. */
static bool
take(struct request *req, const struct support_plan_entry *e)
{
	const struct support_plan	*p = e->on.plan;

	if (support_plan_take(req->db, p->id, p->version, e->step, e->words,
	    e->review_on, e->outcome, (struct maybe_int){ 0 }) == 0)
		return (false);
	support_plan_add_deeds(req, e);
	return (true);
}

/* A letter says that there is something to read, and nothing of what. */
void
support_plan_tell(struct request *req, const struct support_plan_shown *s,
    const char *subject, const char *what)
{
	struct support_plan_letter	*to = support_plan_letter_of(req->db,
					    s->plan->id);

	if (to == NULL)
		return;
	letter_write(req->db, to->id, to->email, subject,
	    arena_printf(req->arena, "Dear %s,\n\nThis is about a support "
	    "plan %s:\n%s/support-plans/%ld\n\n%s\n", to->name, s->own ?
	    "that you lead" : "for you", own_origin(), (long)s->plan->id,
	    what));
}

enum status
support_plan_step_take(struct request *req)
{
	struct support_plan_entry		 e;
	const struct support_plan_words	*w;

	if (!entry_begin(req, &e))
		return (NOT_FOUND);
	if (e.step == SUPPORT_PLAN_STEP_NONE) {
		form_refuse(req->form, "step", "Select what you want to "
		    "record. The plan may have changed while you had it open");
		support_plan_choice_form(req->out, req, &e.on);
		return (INVALID);
	}
	support_plan_read(req, &e);
	if (form_ok(req->form) && !take(req, &e))
		form_refuse(req->form, "version", "This plan changed while you "
		    "had it open. Open it again");
	if (!form_ok(req->form)) {
		support_plan_step_form(req->out, req, &e);
		return (INVALID);
	}
	w = support_plan_step_words(e.step);
	support_plan_tell(req, &e.on, "A support plan has moved on", w->told);
	return (done(req, w->done, "/support-plans/%ld",
	    (long)e.on.plan->id));
}

static const struct support_plan_event *
undo_begin(struct request *req, struct support_plan_entry *e)
{
	*e = (struct support_plan_entry){ .step = SUPPORT_PLAN_STEP_UNDONE };
	return (support_plan_begin(req, req->id[0], &e->on) ?
	    support_plan_undoable(&e->on) : NULL);
}

enum status
support_plan_undo_page(struct request *req)
{
	struct support_plan_entry		 e;
	const struct support_plan_event	*v = undo_begin(req, &e);

	if (v == NULL)
		return (NOT_FOUND);
	form_set_version(req->form, e.on.plan->version);
	support_plan_undo_form(req->out, req, &e, v);
	return (OK);
}

enum status
support_plan_undo(struct request *req)
{
	struct support_plan_entry		 e;
	const struct support_plan_event	*v = undo_begin(req, &e);

	if (v == NULL)
		return (NOT_FOUND);
	e.words = form_text(req->form, "words", "Why it is undone",
	    SUPPORT_PLAN_WORDS_MAX, "Enter why the step is undone");
	if (support_plan_version(req, e.on.plan) && form_ok(req->form) &&
	    support_plan_take(req->db, e.on.plan->id, e.on.plan->version,
	    e.step, e.words, (struct date){ 0 }, SUPPORT_PLAN_OUTCOME_NONE,
	    (struct maybe_int){ true, v->version }) == 0)
		form_refuse(req->form, "version", "This plan changed while you "
		    "had it open. Open it again");
	if (!form_ok(req->form)) {
		support_plan_undo_form(req->out, req, &e, v);
		return (INVALID);
	}
	support_plan_tell(req, &e.on, "A step of a support plan was undone",
	    "Its latest step was a mistake, and was undone.");
	return (done(req, "Step undone", "/support-plans/%ld",
	    (long)e.on.plan->id));
}
