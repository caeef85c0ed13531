/* quality_audits - an audit of a team: recorded, read, withdrawn. */
#include <string.h>

#include "pages.h"
#include "pages/choices.h"
#include "pages/quality.h"
#include "views.h"

enum { NOTE_MAX = 900 };

static const char *const	answers[] = { "met", "partly", "not_met",
    NULL };
static const char *const	results[] = { "suitable", "with_actions",
    "not_yet", NULL };

static enum status
show_audit_form(struct request *req, const struct quality_team *t,
    enum status status)
{
	struct host_list	programmes = audit_programmes(req->db);

	team_audit_form(req->out, req, t, programmes.n < 2 ? NULL :
	    host_options_of(req->arena, programmes, "Choose a programme"));
	return (status);
}

enum status
team_audit_new(struct request *req)
{
	struct quality_team	*t = quality_team_by_id(req->db, req->id[0]);

	return (t == NULL ? NOT_FOUND : show_audit_form(req, t, OK));
}

struct audit_entry {
	int64_t			 programme;
	struct date		 done_on;
	const char		*answers[QUALITY_AREAS];
	const char		*notes[QUALITY_AREAS];
	enum audit_result	 result;
	const char		*what;
	struct date		 due_on;
	bool			 missed;	/* an area is not met */
};

static void
read_areas(struct request *req, struct audit_entry *e)
{
	const char	*name, *note;
	int		 chosen;

	for (int i = 0; i < QUALITY_AREAS; i++) {
		name = area_code(i);
		chosen = form_choice(req->form, name, answers,
		    arena_printf(req->arena, "Select whether it is met: %s",
		    area_words(i)));
		e->answers[i] = chosen < 0 ? "" : answers[chosen];
		e->missed |= chosen == 2;
		note = form_optional_text(req->form, arena_printf(req->arena,
		    "%s-note", name), "What you found", NOTE_MAX);
		e->notes[i] = note == NULL ? "" : note;
	}
}

static void
read_result(struct request *req, struct audit_entry *e)
{
	e->result = (enum audit_result)(form_choice(req->form, "result",
	    results, "Select what the audit comes to") + 1);
	if (e->result == AUDIT_RESULT_SUITABLE && e->missed)
		form_refuse(req->form, "result", "An area is not met: select "
		    "suitable with actions, or not suitable yet");
	if (e->result != AUDIT_RESULT_WITH_ACTIONS)
		return;
	e->what = form_text(req->form, "what", "What has to be done",
	    ACTION_WHAT_MAX, "Enter what has to be done first");
	e->due_on = action_due_typed(req);
}

static void
read_audit(struct request *req, struct audit_entry *e)
{
	struct host_list	programmes = audit_programmes(req->db);

	e->programme = programmes.n == 1 ? programmes.v[0].id :
	    host_chosen(req, "programme", programmes,
	    "Select the programme that the audit is for");
	e->done_on = form_date(req->form, "done", "The day of the audit",
	    "Enter the day of the audit");
	if (date_is_set(e->done_on) &&
	    date_compare(e->done_on, req->today) > 0)
		form_refuse(req->form, "done", "The day of the audit must be "
		    "today or in the past");
	else if (date_is_set(e->done_on) && e->done_on.year < 2000)
		form_refuse(req->form, "done", "The day of the audit must be "
		    "after 31 December 1999");
	read_areas(req, e);
	read_result(req, e);
}

enum status
team_audit_record(struct request *req)
{
	struct quality_team	*t = quality_team_by_id(req->db, req->id[0]);
	struct audit_entry	 e = { 0 };
	struct quality_id	*audit;

	if (t == NULL)
		return (NOT_FOUND);
	read_audit(req, &e);
	if (!form_ok(req->form))
		return (show_audit_form(req, t, INVALID));
	audit = audit_add(req->db, e.programme, t->id, e.done_on,
	    (struct text_list){ e.answers, QUALITY_AREAS },
	    (struct text_list){ e.notes, QUALITY_AREAS }, e.result);
	if (audit == NULL)
		return (CONFLICT);
	if (e.result == AUDIT_RESULT_WITH_ACTIONS)
		action_add(req->db, e.programme, t->id,
		    (struct maybe_int){ true, audit->id }, ACTION_OWNER_HOST,
		    e.what, e.due_on);
	return (done(req, "Audit recorded", "/audits/%ld", audit->id));
}

static bool
is_mine(struct request *req, const struct placement_audit *a)
{
	struct host_list	programmes = audit_programmes(req->db);

	each (p, programmes)
		if (p->id == a->programme_id)
			return (request_is(req, STAFF));
	return (false);
}

enum status
team_audit(struct request *req)
{
	struct placement_audit	*a = audit_by_id(req->db, req->id[0]);

	if (a == NULL)
		return (NOT_FOUND);
	team_audit_page(req->out, req, a, actions_of_audit(req->db, a->id),
	    is_mine(req, a));
	return (OK);
}

/* Withdrawing and putting back are one page: what it is not now. */
enum status
team_audit_withdraw_page(struct request *req)
{
	struct placement_audit	*a = audit_by_id(req->db, req->id[0]);

	if (a == NULL || !is_mine(req, a))
		return (NOT_FOUND);
	form_set_version(req->form, a->version);
	team_audit_withdraw_form(req->out, req, a);
	return (OK);
}

enum status
team_audit_withdraw(struct request *req)
{
	struct placement_audit	*a = audit_by_id(req->db, req->id[0]);
	bool			 stands;

	if (a == NULL || !is_mine(req, a))
		return (NOT_FOUND);
	stands = a->state == AUDIT_STATE_RECORDED;
	if (is_version(req, a->version, "The audit") && audit_put(req->db,
	    a->id, a->version, stands ? AUDIT_STATE_WITHDRAWN :
	    AUDIT_STATE_RECORDED) != NULL)
		return (done(req, stands ? "Audit withdrawn" :
		    "Audit put back", "/audits/%ld", a->id));
	team_audit_withdraw_form(req->out, req, a);
	return (INVALID);
}
