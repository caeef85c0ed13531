/* concerns_read - what a form says of a step of a concern. */
#include <string.h>

#include "pages/concerns.h"
#include "views/concerns.h"

enum { MONTHS_AHEAD = 12 };

size_t
step_lines(enum concern_step step)
{
	if (step == CONCERN_STEP_PLANNED)
		return (ACTION_LINES);
	return (step == CONCERN_STEP_EXTENDED ? EXTENSION_LINES : 0);
}

bool
step_dated(enum concern_step step)
{
	return (step == CONCERN_STEP_MEETING_HELD ||
	    step == CONCERN_STEP_REVIEWED || step == CONCERN_STEP_DECIDED);
}

bool
concern_version(struct request *req, const struct concern_record *c)
{
	int64_t	version = form_version(req->form, "Open the concern again");

	if (version == c->version)
		return (true);
	form_refuse(req->form, "version", "This concern changed while you had "
	    "it open. Check that this is still right, then send it again");
	form_replace_version(req->form, c->version);
	return (false);
}

static enum concern_is
leads_to(const struct concern_entry *e)
{
	return (concern_leads((enum concern_is)e->on.concern->state,
	    (enum concern_do)e->step));
}

static struct concern_limits
limits_of(struct request *req, int64_t programme)
{
	struct concern_limits_row	*l = concern_limits_of(req->db,
					    programme);

	if (l == NULL)
		return ((struct concern_limits){ 0 });
	return ((struct concern_limits){ .acknowledge = (int)l->acknowledge,
	    .arrange = (int)l->arrange, .plan = (int)l->plan,
	    .review = (int)l->review, .decide = (int)l->decide,
	    .panel = (int)l->panel, .outcome = (int)l->outcome,
	    .close = (int)l->close });
}

void
concern_fill(struct request *req, const struct concern_entry *e)
{
	struct concern_limits	limits = limits_of(req,
				    e->on.concern->programme_id);
	struct date		due = concern_due(&limits, leads_to(e),
				    req->today);

	form_set_version(req->form, e->on.concern->version);
	if (!form_has(req->form, "due-day") && date_is_set(due))
		form_set_date(req->form, "due", due);
	if (step_dated(e->step) && !form_has(req->form, "on-day"))
		form_set_date(req->form, "on", req->today);
}

/* From today on, and not in another life. */
static void
check_ahead(struct request *req, const char *name, const char *what,
    struct date d)
{
	if (!date_is_set(d))
		return;
	if (date_compare(d, req->today) < 0)
		form_refusef(req->form, name, "%s must be today or in the "
		    "future", what);
	else if (date_compare(d, date_plus_months(req->today,
	    MONTHS_AHEAD)) > 0)
		form_refusef(req->form, name, "%s must be within %d months",
		    what, MONTHS_AHEAD);
}

static void
read_on(struct request *req, struct concern_entry *e)
{
	const struct concern_event	*latest = concern_latest(e->on.events);
	const char			*why;

	e->on_date = req->today;
	if (!step_dated(e->step))
		return;
	e->on_date = form_date(req->form, "on", "The date", "Enter the date");
	if (date_is_set(e->on_date) && latest != NULL &&
	    (why = step_date_fault(e->on_date, latest->on_date,
	    req->today)) != NULL)
		form_refuse(req->form, "on", why);
}

static void
read_due(struct request *req, struct concern_entry *e)
{
	if (concern_over(leads_to(e)))
		return;
	if (e->step == CONCERN_STEP_MEETING_ARRANGED) {
		e->meeting_on = form_date(req->form, "meeting", "The date",
		    "Enter the date of the meeting");
		check_ahead(req, "meeting", "The meeting", e->meeting_on);
		e->due_on = e->meeting_on;
		return;
	}
	e->due_on = form_date(req->form, "due", "The date",
	    "Enter the date by which the next step is due");
	check_ahead(req, "due", "The next step", e->due_on);
}

static void
read_action(struct request *req, struct concern_entry *e, size_t line)
{
	struct arena		*a = req->arena;
	struct form		*f = req->form;
	const char		*what = arena_printf(a, "what-%zu", line);
	const char		*owner = arena_printf(a, "owner-%zu", line);
	const char		*due = arena_printf(a, "action-%zu", line);
	struct planned_action	 is = { 0 };

	if (*form_value(f, what) == '\0' && *form_value(f, owner) == '\0' &&
	    *form_value(f, arena_printf(a, "%s-day", due)) == '\0')
		return;
	is.what = form_text(f, what, "The action", ACTION_MAX,
	    "Enter what is done");
	is.owner = concern_owner_from(form_value(f, owner));
	if (is.owner == CONCERN_OWNER_NONE)
		form_refuse(f, owner, "Select who does it");
	is.due_on = form_date(f, due, "The date",
	    "Enter the date by which it is done");
	check_ahead(req, due, "The action", is.due_on);
	e->actions[e->nactions++] = is;
}

/* A plan is never the trainee's alone. */
static void
read_actions(struct request *req, struct concern_entry *e)
{
	bool	others = false;

	for (size_t line = 1; line <= step_lines(e->step); line++)
		read_action(req, e, line);
	if (e->step != CONCERN_STEP_PLANNED)
		return;
	for (size_t i = 0; i < e->nactions; i++)
		others = others ||
		    e->actions[i].owner != CONCERN_OWNER_TRAINEE;
	if (e->nactions == 0)
		form_refuse(req->form, "what-1", "Enter what is done");
	else if (!others && form_ok(req->form))
		form_refuse(req->form, "owner-1", "Add what the practice "
		    "educator, the host, the employer or the programme does");
}

static enum concern_outcome
outcome_chosen(struct request *req)
{
	enum concern_outcome	outcome = concern_outcome_from(form_value(
				    req->form, "outcome"));

	if (outcome == CONCERN_OUTCOME_NONE)
		form_refuse(req->form, "outcome", "Select what the panel "
		    "decided");
	return (outcome);
}

void
concern_read(struct request *req, struct concern_entry *e)
{
	const struct concern_words	*w = concern_step_words(e->step);

	e->present = e->agreed = "";
	read_on(req, e);
	if (e->step == CONCERN_STEP_DECIDED)
		e->outcome = outcome_chosen(req);
	if (e->step == CONCERN_STEP_MEETING_HELD)
		e->present = form_text(req->form, "present", "Who was there",
		    PRESENT_MAX, "Enter who was there");
	e->words = w->enter != NULL ? form_text(req->form, "words", w->what,
	    CONCERN_WORDS_MAX, w->enter) : form_optional_text(req->form,
	    "words", w->what, CONCERN_WORDS_MAX);
	if (e->words == NULL)
		e->words = "";
	if (e->step == CONCERN_STEP_MEETING_HELD)
		e->agreed = form_text(req->form, "agreed", "What was agreed",
		    CONCERN_WORDS_MAX, "Enter what was agreed");
	read_actions(req, e);
	read_due(req, e);
	concern_version(req, e->on.concern);
}
