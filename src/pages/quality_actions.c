/* quality_actions - what has to be done about a team: whose, by when, is it. */
#include <string.h>

#include "pages.h"
#include "pages/choices.h"
#include "pages/quality.h"
#include "pages/register.h"
#include "views.h"

enum { SAID_MAX = 1000, DUE_YEARS = 3 };

static const char *const	owners[] = { "host", "programme", NULL };

/* Only what is open is overdue. */
enum status
quality_actions(struct request *req)
{
	struct page_of	page = page_asked(req, PAGE_ROWS);
	const char	*show = form_value(req->form, "show");
	bool		 closed = strcmp(show, "closed") == 0;
	struct quality_action_list actions = actions_mine(req->db,
			    (struct maybe_int){ 0 }, closed,
			    action_owner_from(form_value(req->form, "owner")),
			    strcmp(show, "overdue") == 0, page.size,
			    page_skip(page));

	page_counted(&page, actions.n == 0 ? 0 : actions.v[0].of_all);
	quality_actions_page(req->out, req, actions, page);
	return (OK);
}

struct action_entry {
	int64_t			 programme;
	enum action_owner	 owner;
	const char		*what;
	struct date		 due_on;
};

struct date
action_due_typed(struct request *req)
{
	struct date	due = form_date(req->form, "due", "The day",
			    "Enter the day by which it has to be done");

	if (!date_is_set(due))
		return (due);
	if (date_compare(due, req->today) < 0)
		form_refuse(req->form, "due", "The day must be today or in "
		    "the future");
	else if (date_compare(due, date_plus_months(req->today,
	    12 * DUE_YEARS)) > 0)
		form_refusef(req->form, "due", "The day must be within %d "
		    "years", DUE_YEARS);
	return (due);
}

/* What a host opens is its own to do. */
static void
read_action(struct request *req, struct action_entry *e)
{
	e->what = form_text(req->form, "what", "What has to be done",
	    ACTION_WHAT_MAX, "Enter what has to be done");
	e->owner = ACTION_OWNER_HOST;
	if (request_is(req, STAFF))
		e->owner = (enum action_owner)(form_choice(req->form, "owner",
		    owners, "Select who has to do it") + 1);
	e->due_on = action_due_typed(req);
}

static struct placement_audit *
audit_asked(struct request *req)
{
	struct placement_audit	*a = audit_by_id(req->db, req->id[0]);

	if (a == NULL || a->state != AUDIT_STATE_RECORDED ||
	    (request_is(req, STAFF) && !is_of_staff(req, a->programme_id)))
		return (NULL);
	return (a);
}

enum status
quality_action_new(struct request *req)
{
	struct placement_audit	*a = audit_asked(req);

	if (a == NULL)
		return (NOT_FOUND);
	quality_action_form(req->out, req, "Open an action", a->team,
	    a->organisation, url_to(req->arena, "/audits/%ld", a->id), NULL);
	return (OK);
}

enum status
quality_action_open(struct request *req)
{
	struct placement_audit	*a = audit_asked(req);
	struct action_entry	 e = { 0 };

	if (a == NULL)
		return (NOT_FOUND);
	read_action(req, &e);
	if (form_ok(req->form) && action_add(req->db, a->programme_id,
	    a->team_id, (struct maybe_int){ true, a->id }, e.owner, e.what,
	    e.due_on) != NULL)
		return (done(req, "Action opened", "/audits/%ld", a->id));
	quality_action_form(req->out, req, "Open an action", a->team,
	    a->organisation, url_to(req->arena, "/audits/%ld", a->id), NULL);
	return (INVALID);
}

static enum status
show_team_action(struct request *req, const struct quality_team *t,
    enum status status)
{
	struct host_list	programmes = audit_programmes(req->db);

	quality_action_form(req->out, req, "Open an action from feedback",
	    t->name, t->organisation, url_to(req->arena, "/quality/teams/%ld",
	    t->id), programmes.n < 2 ? NULL : host_options_of(req->arena,
	    programmes, "Choose a programme"));
	return (status);
}

enum status
team_action_new(struct request *req)
{
	struct quality_team	*t = quality_team_by_id(req->db, req->id[0]);

	return (t == NULL ? NOT_FOUND : show_team_action(req, t, OK));
}

enum status
team_action_open(struct request *req)
{
	struct quality_team	*t = quality_team_by_id(req->db, req->id[0]);
	struct host_list	 programmes;
	struct action_entry	 e = { 0 };

	if (t == NULL)
		return (NOT_FOUND);
	programmes = audit_programmes(req->db);
	e.programme = programmes.n == 1 ? programmes.v[0].id :
	    host_chosen(req, "programme", programmes,
	    "Select the programme that opens it");
	read_action(req, &e);
	if (!form_ok(req->form))
		return (show_team_action(req, t, INVALID));
	action_add(req->db, e.programme, t->id, (struct maybe_int){ 0 },
	    e.owner, e.what, e.due_on);
	return (done(req, "Action opened", "/quality/teams/%ld", t->id));
}

/* Staff of its programme decide; its host answers what is its own. */
static bool
by_host(struct request *req, const struct quality_action *a)
{
	return (!request_is(req, STAFF) || !is_of_staff(req,
	    a->programme_id));
}

static bool
may_step(struct request *req, const struct quality_action *a,
    enum action_step step)
{
	bool	host = by_host(req, a);

	if (step == STEP_CHANGE || (host && a->owner != ACTION_OWNER_HOST))
		return (false);
	return (action_after((enum action_stage)a->state, step, host) !=
	    ACTION_NONE);
}

static enum status
show_action(struct request *req, const struct quality_action *a,
    enum status status)
{
	struct option	*steps = arena_array(req->arena, ACTION_STEPS + 1,
			    sizeof(*steps));
	size_t		 n = 0;

	for (int i = 0; i < ACTION_STEPS; i++)
		if (may_step(req, a, (enum action_step)i))
			steps[n++] = (struct option){
			    action_step_code((enum action_step)i),
			    action_step_words((enum action_step)i,
			    (enum action_stage)a->state) };
	quality_action_page(req->out, req, a, steps, !by_host(req, a) &&
	    a->state == ACTION_STATE_OPEN);
	return (status);
}

enum status
quality_action(struct request *req)
{
	struct quality_action	*a = action_by_id(req->db, req->id[0]);

	if (a == NULL)
		return (NOT_FOUND);
	form_set_version(req->form, a->version);
	return (show_action(req, a, OK));
}

/* The step that was chosen, one that they may take; ACTION_STEPS for none. */
static enum action_step
step_chosen(struct request *req, const struct quality_action *a)
{
	const char	*sent = form_value(req->form, "step");

	for (int i = 0; i < ACTION_STEPS; i++)
		if (strcmp(sent, action_step_code((enum action_step)i)) == 0 &&
		    may_step(req, a, (enum action_step)i))
			return ((enum action_step)i);
	form_refuse(req->form, "step", "Select what has become of it");
	return (ACTION_STEPS);
}

enum status
quality_action_step(struct request *req)
{
	struct quality_action	*a = action_by_id(req->db, req->id[0]);
	enum action_step	 step;
	const char		*said;

	if (a == NULL)
		return (NOT_FOUND);
	if (!is_version(req, a->version, "The action"))
		return (show_action(req, a, INVALID));
	step = step_chosen(req, a);
	said = form_text(req->form, "said", "What you say about it", SAID_MAX,
	    "Enter what was done, or why");
	if (!form_ok(req->form))
		return (show_action(req, a, INVALID));
	if (action_put(req->db, a->id, a->version, (enum action_state)
	    action_after((enum action_stage)a->state, step, by_host(req, a)),
	    said) == NULL)
		return (CONFLICT);
	return (done(req, "Action updated", "/actions/%ld", a->id));
}

static struct quality_action *
action_to_change(struct request *req)
{
	struct quality_action	*a = action_by_id(req->db, req->id[0]);

	return (a == NULL || by_host(req, a) ? NULL : a);
}

static enum status
show_change(struct request *req, const struct quality_action *a,
    enum status status)
{
	quality_action_form(req->out, req, "Change an action", a->team,
	    a->organisation, url_to(req->arena, "/actions/%ld", a->id), NULL);
	return (status);
}

enum status
quality_action_change_page(struct request *req)
{
	struct quality_action	*a = action_to_change(req);

	if (a == NULL)
		return (NOT_FOUND);
	if (a->state != ACTION_STATE_OPEN)
		return (see_other(req, "/actions/%ld", a->id));
	form_set(req->form, "what", a->what);
	form_set(req->form, "owner", owners[a->owner - 1]);
	form_set_date(req->form, "due", a->due_on);
	form_set_version(req->form, a->version);
	return (show_change(req, a, OK));
}

enum status
quality_action_change(struct request *req)
{
	struct quality_action	*a = action_to_change(req);
	struct action_entry	 e = { 0 };

	if (a == NULL)
		return (NOT_FOUND);
	if (a->state != ACTION_STATE_OPEN)
		return (see_other(req, "/actions/%ld", a->id));
	if (is_version(req, a->version, "The action"))
		read_action(req, &e);
	if (!form_ok(req->form))
		return (show_change(req, a, INVALID));
	if (action_change(req->db, a->id, a->version, e.owner, e.what,
	    e.due_on) == NULL)
		return (CONFLICT);
	return (done(req, "Action changed", "/actions/%ld", a->id));
}
