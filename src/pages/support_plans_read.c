/* support_plans_read - what a form says of a support plan and its steps. */
#include <stdlib.h>
#include <string.h>

#include "core/form.h"
#include "pages/support_plans.h"
#include "views/support_plans.h"

enum { MONTHS_AHEAD = 12, REVIEW_DAYS = 28 };

size_t
support_plan_lines(enum support_plan_step step)
{
	if (step == SUPPORT_PLAN_STEP_PROPOSED)
		return (SUPPORT_PLAN_LINES);
	return (step == SUPPORT_PLAN_STEP_REVISED ||
	    step == SUPPORT_PLAN_STEP_REVIEWED ? SUPPORT_PLAN_LINES_LATER : 0);
}

bool
support_plan_version(struct request *req, const struct support_plan *plan)
{
	int64_t	version = form_version(req->form, "Open the plan again");

	if (version == plan->version)
		return (true);
	form_refuse(req->form, "version", "This plan changed while you had it "
	    "open. Check that this is still right, then send it again");
	form_replace_version(req->form, plan->version);
	return (false);
}

void
support_plan_fill(struct request *req)
{
	if (!form_has(req->form, "review-day"))
		form_set_date(req->form, "review", date_plus_days(req->today,
		    REVIEW_DAYS));
}

/* From a day on, and not in another life. */
static void
check_ahead(struct request *req, const char *name, const char *what,
    struct date d, int least)
{
	if (!date_is_set(d))
		return;
	if (date_compare(d, date_plus_days(req->today, least)) < 0)
		form_refusef(req->form, name, "%s must be %s", what,
		    least == 0 ? "today or in the future" : "in the future");
	else if (date_compare(d, date_plus_months(req->today,
	    MONTHS_AHEAD)) > 0)
		form_refusef(req->form, name, "%s must be within %d months",
		    what, MONTHS_AHEAD);
}

/* "trainee", "c12" and "o12": a person and an organisation by their ids. */
static bool
read_owner(const char *code, const struct support_helper_list *helpers,
    struct support_plan_deed *d)
{
	int64_t	id = *code == '\0' ? 0 : strtoll(code + 1, NULL, 10);

	if (strcmp(code, "trainee") == 0) {
		d->owner = SUPPORT_ACTION_OWNER_TRAINEE;
		return (true);
	}
	each (h, *helpers) {
		if (*code == 'c' && h->person_id.known &&
		    h->person_id.value == id) {
			d->owner = SUPPORT_ACTION_OWNER_COLLEAGUE;
			d->colleague = h->person_id;
		} else if (*code == 'o' && h->organisation_id.known &&
		    h->organisation_id.value == id) {
			d->owner = SUPPORT_ACTION_OWNER_ORGANISATION;
			d->organisation = h->organisation_id;
		}
	}
	return (d->owner != SUPPORT_ACTION_OWNER_NONE);
}

static void
read_deed(struct request *req, struct support_plan_entry *e, size_t line)
{
	struct arena		*a = req->arena;
	struct form		*f = req->form;
	bool			 promise = line == 1 && e->step ==
				    SUPPORT_PLAN_STEP_PROPOSED;
	const char		*what = arena_printf(a, "what-%zu", line);
	const char		*owner = arena_printf(a, "owner-%zu", line);
	const char		*due = arena_printf(a, "action-%zu", line);
	struct support_plan_deed	 d = { 0 };

	if (!promise && *form_value(f, what) == '\0' &&
	    *form_value(f, owner) == '\0' &&
	    *form_value(f, arena_printf(a, "%s-day", due)) == '\0')
		return;
	d.what = form_text(f, what, promise ? "What the organisation will do" :
	    "The action", SUPPORT_ACTION_MAX, promise ?
	    "Enter what the organisation will do" : "Enter what is done");
	if (!read_owner(form_value(f, owner), &e->helpers, &d) ||
	    (promise && d.owner != SUPPORT_ACTION_OWNER_ORGANISATION))
		form_refuse(f, owner, promise ?
		    "Select which organisation does it" :
		    "Select who does it");
	d.due_on = form_date(f, due, "The date",
	    "Enter the date by which it is done");
	check_ahead(req, due, "The action", d.due_on, 0);
	e->deeds[e->ndeeds++] = d;
}

static enum support_plan_outcome
outcome_chosen(struct request *req, const struct support_plan_entry *e)
{
	enum support_plan_outcome	outcome = support_plan_outcome_from(
					    form_value(req->form, "outcome"));

	if (outcome == SUPPORT_PLAN_OUTCOME_NONE)
		form_refuse(req->form, "outcome", "Select what came of the "
		    "plan");
	if (support_plan_open_actions(&e->on) > 0)
		form_refuse(req->form, "outcome", "Say of each action what "
		    "came of it before you end the plan");
	return (outcome);
}

void
support_plan_read(struct request *req, struct support_plan_entry *e)
{
	const struct support_plan_words	*w = support_plan_step_words(e->step);

	if (e->step == SUPPORT_PLAN_STEP_PROPOSED)
		e->aim = form_text(req->form, "aim", "What the plan is for",
		    SUPPORT_PLAN_AIM_MAX, "Enter what the plan is for");
	for (size_t line = 1; line <= support_plan_lines(e->step); line++)
		read_deed(req, e, line);
	if (e->step == SUPPORT_PLAN_STEP_ENDED)
		e->outcome = outcome_chosen(req, e);
	if (e->step != SUPPORT_PLAN_STEP_PROPOSED)
		e->words = w->enter != NULL ? form_text(req->form, "words",
		    w->what, SUPPORT_PLAN_WORDS_MAX, w->enter) :
		    form_optional_text(req->form, "words", w->what,
		    SUPPORT_PLAN_WORDS_MAX);
	if (e->words == NULL)
		e->words = "";
	if (plan_reviews((enum plan_do)e->step)) {
		e->review_on = form_date(req->form, "review", "The date",
		    "Enter the date on which the plan is looked at again");
		check_ahead(req, "review", "The review", e->review_on, 1);
	}
	if (e->on.plan != NULL)
		support_plan_version(req, e->on.plan);
}
