/* support_plans - a support plan: begun, seen, and its actions marked. */
#include <string.h>

#include "core/form.h"
#include "pages.h"
#include "pages/at_risk.h"
#include "pages/support_plans.h"
#include "views.h"

bool
support_plan_begin(struct request *req, int64_t id,
    struct support_plan_shown *s)
{
	*s = (struct support_plan_shown){ .plan = support_plan_by_id(req->db,
	    id) };
	if (s->plan == NULL || (s->who = supported_asked(req,
	    s->plan->enrolment_id)) == NULL)
		return (false);
	s->own = s->who->person_id == req->visitor.id;
	s->supports = s->who->supports;
	s->events = support_plan_events(req->db, id);
	s->actions = support_actions(req->db, id);
	return (true);
}

bool
support_plan_takes(const struct support_plan_shown *s,
    enum support_plan_step step)
{
	return ((s->own || s->supports) &&
	    plan_may((enum plan_is)s->plan->state,
	    (enum plan_do)step, s->own));
}

/* The last that stands of the first n; n is where it is then. */
static const struct support_plan_event *
standing(struct support_plan_event_list events, size_t *n)
{
	while (*n > 0) {
		const struct support_plan_event	*v = &events.v[--*n];

		if (v->step != SUPPORT_PLAN_STEP_UNDONE && !v->undone)
			return (v);
	}
	return (NULL);
}

const struct support_plan_event *
support_plan_undoable(const struct support_plan_shown *s)
{
	size_t				 n = s->events.n;
	const struct support_plan_event	*v = standing(s->events, &n);

	if (v == NULL || n == 0 || standing(s->events, &n) == NULL ||
	    !(s->own || s->supports) ||
	    plan_by_trainee((enum plan_do)v->step) != s->own)
		return (NULL);
	return (v);
}

size_t
support_plan_open_actions(const struct support_plan_shown *s)
{
	size_t	n = 0;

	each (a, s->actions)
		n += a->state == SUPPORT_ACTION_STATE_OPEN;
	return (n);
}

enum status
support_plan_show(struct request *req)
{
	struct support_plan_shown	s;

	if (!support_plan_begin(req, req->id[0], &s))
		return (NOT_FOUND);
	support_plan_page(req->out, req, &s);
	return (OK);
}

/* Whom a new plan would be for; one that is open is gone on with. */
static bool
new_begin(struct request *req, struct support_plan_entry *e)
{
	*e = (struct support_plan_entry){ .step = SUPPORT_PLAN_STEP_PROPOSED };
	e->on.who = supported_asked(req, req->id[0]);
	if (e->on.who == NULL || !e->on.who->supports)
		return (false);
	e->helpers = support_helpers(req->db, e->on.who->enrolment_id);
	return (true);
}

static int64_t
open_plan(struct request *req, int64_t enrolment)
{
	struct support_plan_list	all = support_plans_of(req->db,
					    enrolment);

	return (all.n > 0 && all.v[0].open ? all.v[0].id : 0);
}

enum status
support_plan_new(struct request *req)
{
	struct support_plan_entry	e;
	int64_t			open;

	if (!new_begin(req, &e))
		return (NOT_FOUND);
	if ((open = open_plan(req, e.on.who->enrolment_id)) != 0)
		return (see_other(req, "/support-plans/%ld", (long)open));
	support_plan_fill(req);
	support_plan_form(req->out, req, &e);
	return (OK);
}

static void
add_deeds(struct request *req, int64_t plan, const struct support_plan_entry *e)
{
	for (size_t i = 0; i < e->ndeeds; i++)
		support_action_add(req->db, plan, e->deeds[i].owner,
		    e->deeds[i].colleague, e->deeds[i].organisation,
		    e->deeds[i].what, e->deeds[i].due_on);
}

enum status
support_plan_make(struct request *req)
{
	struct support_plan_entry	 e;
	struct new_support_plan	*made = NULL;
	const struct supported	*who;

	if (!new_begin(req, &e))
		return (NOT_FOUND);
	who = e.on.who;
	support_plan_read(req, &e);
	if (form_ok(req->form) && (made = support_plan_add(req->db,
	    who->enrolment_id, who->person_id, who->programme_id, e.aim,
	    e.review_on)) == NULL)
		form_refuse(req->form, "aim", "Somebody else began a plan "
		    "meanwhile. Open it from the page of flags");
	if (!form_ok(req->form)) {
		support_plan_form(req->out, req, &e);
		return (INVALID);
	}
	add_deeds(req, made->id, &e);
	support_plan_begin(req, made->id, &e.on);
	support_plan_tell(req, &e.on, "A support plan for you to agree to",
	    "Somebody who supports you wrote a plan. Nothing of it is agreed "
	    "until you say so, and you can ask for changes.");
	return (done(req, arena_printf(req->arena, "Support plan written. %s "
	    "was told by email, and is asked to agree to it.", who->name),
	    "/support-plans/%ld", (long)made->id));
}

void
support_plan_add_deeds(struct request *req, const struct support_plan_entry *e)
{
	add_deeds(req, e->on.plan->id, e);
}

/* An action that whoever asks may say of what came of it. */
static const struct support_action *
action_asked(struct request *req, struct support_plan_shown *s)
{
	struct support_action	*a = support_action_by_id(req->db, req->id[0]);

	if (a == NULL || !support_plan_begin(req, a->plan_id, s) ||
	    !s->plan->open)
		return (NULL);
	if (s->own)
		return (a->owner == SUPPORT_ACTION_OWNER_TRAINEE ? a : NULL);
	return (s->supports ? a : NULL);
}

enum status
support_action_page(struct request *req)
{
	struct support_plan_shown		 s;
	const struct support_action	*a = action_asked(req, &s);

	if (a == NULL)
		return (NOT_FOUND);
	form_set_version(req->form, a->version);
	if (a->state == SUPPORT_ACTION_STATE_OPEN &&
	    !form_has(req->form, "on-day"))
		form_set_date(req->form, "on", req->today);
	support_action_form(req->out, req, &s, a);
	return (OK);
}

static struct date
done_on(struct request *req, const struct support_action *a)
{
	struct date	on = form_date(req->form, "on", "The date",
			    "Enter the date that it was done");

	if (!date_is_set(on))
		return (on);
	if (date_compare(on, req->today) > 0)
		form_refuse(req->form, "on", "The date must be today or in "
		    "the past");
	else if (date_compare(on, a->begun_on) < 0)
		form_refuse(req->form, "on", "The date must be the same as or "
		    "after the date that the action was agreed");
	return (on);
}

/* What is said of an action: that it was done, was not, or stands open. */
static enum support_action_state
read_mark(struct request *req, const struct support_action *a,
    struct date *on, const char **outcome)
{
	enum support_action_state	to;

	*on = (struct date){ 0 };
	*outcome = "";
	if (a->state != SUPPORT_ACTION_STATE_OPEN)
		return (SUPPORT_ACTION_STATE_OPEN);
	to = support_action_state_from(form_value(req->form, "state"));
	if (to != SUPPORT_ACTION_STATE_DONE &&
	    to != SUPPORT_ACTION_STATE_NOT_DONE) {
		form_refuse(req->form, "state", "Select whether it was done");
		to = SUPPORT_ACTION_STATE_NONE;
	}
	if (to == SUPPORT_ACTION_STATE_DONE)
		*on = done_on(req, a);
	*outcome = form_text(req->form, "outcome", "What came of it",
	    SUPPORT_PLAN_OUTCOME_MAX, "Enter what came of it, or why it was "
	    "not done");
	return (to);
}

enum status
support_action_record(struct request *req)
{
	struct support_plan_shown		 s;
	const struct support_action	*a = action_asked(req, &s);
	enum support_action_state	 to;
	struct date			 on;
	const char			*outcome;
	int64_t				 version;

	if (a == NULL)
		return (NOT_FOUND);
	to = read_mark(req, a, &on, &outcome);
	version = form_version(req->form, "Open the action again");
	if (form_ok(req->form) && (version != a->version ||
	    support_action_mark(req->db, a->id, version, to, on,
	    outcome) == 0))
		form_refuse(req->form, "version", "This action changed while "
		    "you had it open. Open the plan again");
	if (!form_ok(req->form)) {
		support_action_form(req->out, req, &s, a);
		return (INVALID);
	}
	return (done(req, to == SUPPORT_ACTION_STATE_OPEN ?
	    "The action is open again" : to == SUPPORT_ACTION_STATE_DONE ?
	    "The action is done" : "It is recorded that the action was not "
	    "done", "/support-plans/%ld", (long)s.plan->id));
}
