/* findings_work - causes that are tested and actions that are taken. */
#include <string.h>

#include "pages.h"
#include "pages/choices.h"
#include "pages/findings.h"
#include "views.h"

/* The finding of the path, which is open to change. */
static struct equity_finding *
open_to_change(struct request *req)
{
	struct equity_finding	*f = finding_asked(req);

	return (f == NULL || f->state == FINDING_STATE_CLOSED ? NULL : f);
}

enum status
finding_cause_new(struct request *req)
{
	struct equity_finding	*f = open_to_change(req);

	if (f == NULL)
		return (NOT_FOUND);
	finding_cause_form(req->out, req, f);
	return (OK);
}

enum status
finding_cause_open(struct request *req)
{
	struct equity_finding	*f = open_to_change(req);
	const char	*cause, *test;

	if (f == NULL)
		return (NOT_FOUND);
	cause = form_text(req->form, "cause", "The cause", FINDING_WORDS_MAX,
	    "Enter what may cause it");
	test = form_text(req->form, "test", "The test", FINDING_WORDS_MAX,
	    "Enter how you find out whether it does");
	if (!form_ok(req->form)) {
		finding_cause_form(req->out, req, f);
		return (INVALID);
	}
	finding_cause_add(req->db, f->id, f->programme_id, cause, test);
	return (done(req, "Cause added", "/findings/%ld", f->id));
}

/* The cause of the path, with its finding, which is not closed. */
static struct finding_cause *
cause_asked(struct request *req, struct equity_finding **f)
{
	struct finding_cause	*c = finding_cause_by_id(req->db, req->id[0]);

	*f = c == NULL ? NULL : finding_by_id(req->db, c->finding_id);
	return (*f == NULL || (*f)->state == FINDING_STATE_CLOSED ? NULL : c);
}

enum status
finding_cause_page(struct request *req)
{
	struct equity_finding		*f;
	struct finding_cause	*c = cause_asked(req, &f);

	if (c == NULL)
		return (NOT_FOUND);
	form_set_version(req->form, c->version);
	finding_cause_result_form(req->out, req, f, c);
	return (OK);
}

enum status
finding_cause_keep(struct request *req)
{
	struct equity_finding			*f;
	struct finding_cause		*c = cause_asked(req, &f);
	static const char *const	 results[] = { "supported",
		"not_supported", "cannot_tell", NULL };
	const char			*found;
	int				 result;

	if (c == NULL)
		return (NOT_FOUND);
	if (is_version(req, c->version, "The cause")) {
		result = form_choice(req->form, "result", results,
		    "Select what was found");
		found = form_text(req->form, "found", "What was found",
		    FINDING_SAID_MAX, "Enter what was found");
		if (result >= 0 && (int)c->state == result +
		    FINDING_CAUSE_STATE_SUPPORTED)
			form_refuse(req->form, "result", "This is what was "
			    "found before");
		if (form_ok(req->form) && finding_cause_put(req->db, c->id,
		    c->version, (enum finding_cause_state)(result +
		    FINDING_CAUSE_STATE_SUPPORTED), found) != NULL)
			return (done(req, "Recorded", "/findings/%ld", f->id));
	}
	finding_cause_result_form(req->out, req, f, c);
	return (INVALID);
}

enum status
finding_action_new(struct request *req)
{
	struct equity_finding	*f = open_to_change(req);

	if (f == NULL)
		return (NOT_FOUND);
	finding_action_form(req->out, req, f, finding_worker_options(req,
	    f->programme_id));
	return (OK);
}

enum status
finding_action_open(struct request *req)
{
	struct equity_finding	*f = open_to_change(req);
	const char	*what;
	int64_t		 owner;
	struct date	 due;

	if (f == NULL)
		return (NOT_FOUND);
	what = form_text(req->form, "what", "What has to be done",
	    FINDING_WORDS_MAX, "Enter what has to be done");
	owner = finding_worker_chosen(req, f->programme_id);
	due = finding_day_typed(req, "due", "The day",
	    "Enter the day by which it has to be done");
	if (!form_ok(req->form)) {
		finding_action_form(req->out, req, f, finding_worker_options(
		    req, f->programme_id));
		return (INVALID);
	}
	finding_action_add(req->db, f->id, f->programme_id, what, owner, due);
	return (done(req, "Action added", "/findings/%ld", f->id));
}

static struct finding_action *
action_asked(struct request *req, struct equity_finding **f)
{
	struct finding_action	*a = finding_action_by_id(req->db,
				    req->id[0]);

	*f = a == NULL ? NULL : finding_by_id(req->db, a->finding_id);
	return (*f == NULL || (*f)->state == FINDING_STATE_CLOSED ? NULL : a);
}

static enum status
show_action(struct request *req, const struct equity_finding *f,
    const struct finding_action *a, enum status status)
{
	finding_action_page(req->out, req, f, a, finding_worker_options(req,
	    f->programme_id));
	return (status);
}

enum status
finding_action_record(struct request *req)
{
	struct equity_finding		*f;
	struct finding_action	*a = action_asked(req, &f);

	if (a == NULL)
		return (NOT_FOUND);
	form_set_version(req->form, a->version);
	form_set(req->form, "owner", arena_printf(req->arena, "%ld",
	    a->owner_id));
	form_set_date(req->form, "due", a->due_on);
	return (show_action(req, f, a, OK));
}

/* What becomes of an action: over, with words of what was done or why not; or
 * open, by somebody and a day. */
struct became {
	enum finding_action_state	 state;
	const char			*said;
	int64_t				 owner;
	struct date			 due;
};

static void
read_became(struct request *req, const struct equity_finding *f,
    const struct finding_action *a, struct became *b)
{
	static const char *const	ways[] = { "done", "dropped", "open",
		NULL };
	static const enum finding_action_state	states[] = {
		FINDING_ACTION_STATE_DONE, FINDING_ACTION_STATE_DROPPED,
		FINDING_ACTION_STATE_OPEN };
	int				way = form_choice(req->form, "became",
					    ways, "Select what has become of "
					    "it");

	*b = (struct became){ .owner = a->owner_id, .due = a->due_on };
	if (way < 0)
		return;
	b->state = states[way];
	if (b->state == FINDING_ACTION_STATE_OPEN) {
		b->owner = finding_worker_chosen(req, f->programme_id);
		b->due = finding_day_typed(req, "due", "The day",
		    "Enter the day by which it has to be done");
		return;
	}
	b->said = form_text(req->form, "said", "What was done, or why not,",
	    FINDING_SAID_MAX, way == 0 ? "Enter what was done and what shows "
	    "it" : "Enter why it is not done");
	if (a->state != FINDING_ACTION_STATE_OPEN)
		form_refuse(req->form, "became", "Open it again first");
}

enum status
finding_action_keep(struct request *req)
{
	struct equity_finding		*f;
	struct finding_action	*a = action_asked(req, &f);
	struct became		 b;

	if (a == NULL)
		return (NOT_FOUND);
	if (!is_version(req, a->version, "The action"))
		return (show_action(req, f, a, INVALID));
	read_became(req, f, a, &b);
	if (!form_ok(req->form))
		return (show_action(req, f, a, INVALID));
	if (finding_action_put(req->db, a->id, a->version, b.state, b.said,
	    b.owner, b.due) == NULL)
		return (CONFLICT);
	return (done(req, "Action updated", "/findings/%ld", f->id));
}
