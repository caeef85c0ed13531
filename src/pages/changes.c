/* changes - staff record what happens to an enrolment, and undo it. */
#include "pages.h"
#include "pages/changes.h"
#include "pages/checked.h"
#include "views.h"

/* A new form opens with what is true now. */
static void
fill(struct request *req, const struct change_entry *e)
{
	const struct enrolment	*is = e->enrolment;

	form_set_version(req->form, is->version);
	form_set(req->form, "cohort", arena_printf(req->arena, "%ld",
	    is->cohort_id));
	form_set(req->form, "employer", is->employer_code);
}

enum status
change_new(struct request *req)
{
	struct change_entry	e;

	if (!change_begin(req, &e))
		return (NOT_FOUND);
	if (!form_has(req->form, "kind") && !form_has(req->form, "chosen")) {
		change_choice(req->out, req, &e);
		return (OK);
	}
	if (!change_read_kind(req, &e)) {
		change_choice(req->out, req, &e);
		return (INVALID);
	}
	checked_take_up(req);
	fill(req, &e);
	change_form(req->out, req, &e);
	return (OK);
}

enum status
change_describe(struct request *req)
{
	struct change_entry	e;

	if (!change_begin(req, &e))
		return (NOT_FOUND);
	if (!change_read_kind(req, &e)) {
		change_choice(req->out, req, &e);
		return (INVALID);
	}
	change_read(req, &e);
	if (!form_ok(req->form)) {
		change_form(req->out, req, &e);
		return (INVALID);
	}
	return (checked_next(req));
}

enum status
change_check_page(struct request *req)
{
	struct change_entry	e;

	if (!change_begin(req, &e))
		return (NOT_FOUND);
	if (req->drafted_at.s == 0 || !change_read_kind(req, &e))
		return (see_other(req, "/trainees/%ld/changes/new",
		    req->id[0]));
	change_read(req, &e);
	if (!form_ok(req->form))
		return (see_other(req, "/trainees/%ld/changes/new?kind=%s&"
		    "again=yes", req->id[0], enrolment_change_word(
		    (enum enrolment_change)e.change.kind)));
	change_check_answers(req->out, req, &e);
	return (OK);
}

/* Back to the form, with what was typed, when it will not do any more. */
static enum status
look_again(struct request *req, const struct change_entry *e)
{
	form_replace_version(req->form, e->enrolment->version);
	if (e->change.kind == CHANGE_NONE)
		return (done(req, "This enrolment changed while you had it "
		    "open. Nothing was recorded.", "/trainees/%ld",
		    req->id[0]));
	checked_back(req);
	return (done(req, "This enrolment changed while you had it open. "
	    "Nothing was recorded. Check what you entered, and send it again.",
	    "/trainees/%ld/changes/new?kind=%s", req->id[0],
	    enrolment_change_word((enum enrolment_change)e->change.kind)));
}

static bool
record(struct request *req, const struct change_entry *e)
{
	const struct change	*c = &e->change;

#define MAYBE(id)	((struct maybe_int){ (id) != 0, (id) })
	return (enrolment_event_add(req->db, e->enrolment->id,
	    e->enrolment->version, (enum enrolment_change)c->kind, c->on,
	    e->reason->code, e->note != NULL ? e->note : "", c->expected_on,
	    (struct maybe_int){ 0 }, MAYBE(c->cohort), MAYBE(c->employer),
	    c->starts_on, c->ends_on) != NULL);
}

/* Tells the trainee what stands now. */
static void
tell(struct request *req)
{
	struct change_entry	now;
	size_t			n;

	if (!change_begin(req, &now) || (n = now.events.n) == 0)
		return;
	change_tell(req, now.enrolment, arena_printf(req->arena, "%s.",
	    change_title(req->arena, &now.events.v[n - 1])));
}

enum status
change_record(struct request *req)
{
	struct change_entry	e;
	bool			seen;

	if (!change_begin(req, &e))
		return (NOT_FOUND);
	if (!checked_form(req, &seen))
		return (see_other(req, "/trainees/%ld/changes/new",
		    req->id[0]));
	if (!change_read_kind(req, &e))
		return (look_again(req, &e));
	change_read(req, &e);
	if (!form_ok(req->form) || !seen || !record(req, &e))
		return (look_again(req, &e));
	tell(req);
	return (done(req, arena_printf(req->arena, "%s. %s was told by email.",
	    change_words(e.change.kind)->done, e.enrolment->name),
	    "/trainees/%ld", req->id[0]));
}
