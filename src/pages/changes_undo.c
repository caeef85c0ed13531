/* changes_undo - the latest change of an enrolment is undone, by another. */
#include <string.h>

#include "pages.h"
#include "pages/changes.h"
#include "views.h"

/* The change of the path; NULL when it never was, or is itself an undoing. */
static const struct enrolment_event *
change_asked(struct request *req, struct change_entry *e)
{
	if (!change_begin(req, e))
		return (NULL);
	each(v, e->events)
		if (v->version == req->id[1] &&
		    v->change != ENROLMENT_CHANGE_UNDONE)
			return (v);
	return (NULL);
}

int64_t
change_undoable(struct enrolment_event_list events)
{
	size_t	standing = 0;
	int64_t	latest = 0;

	each(v, events)
		if (v->change != ENROLMENT_CHANGE_UNDONE && !v->undone) {
			standing++;
			latest = v->version;
		}
	return (standing > 1 ? latest : 0);
}

enum status
change_undo_page(struct request *req)
{
	struct change_entry		 e;
	const struct enrolment_event	*v = change_asked(req, &e);

	if (v == NULL)
		return (NOT_FOUND);
	e.reasons = change_reasons(req->db, ENROLMENT_CHANGE_UNDONE);
	form_set_version(req->form, e.enrolment->version);
	change_undo_form(req->out, req, &e, v);
	return (OK);
}

static bool
undo(struct request *req, const struct change_entry *e,
    const struct enrolment_event *v)
{
	return (enrolment_event_add(req->db, e->enrolment->id,
	    e->enrolment->version, ENROLMENT_CHANGE_UNDONE, req->today,
	    e->reason->code, e->note != NULL ? e->note : "",
	    (struct date){ 0 }, (struct maybe_int){ true, v->version },
	    (struct maybe_int){ 0 }, (struct maybe_int){ 0 },
	    (struct date){ 0 }, (struct date){ 0 }) != NULL);
}

static void
read_undoing(struct request *req, struct change_entry *e,
    const struct enrolment_event *v)
{
	change_read_reason(req, e);
	change_read_version(req, e);
	if (form_ok(req->form) && change_undoable(e->events) != v->version)
		form_refuse(req->form, "version", v->undone ?
		    "This change was undone already" :
		    "Only the latest change can be undone, and never the "
		    "first");
}

enum status
change_undo(struct request *req)
{
	struct change_entry		 e;
	const struct enrolment_event	*v = change_asked(req, &e);

	if (v == NULL)
		return (NOT_FOUND);
	e.reasons = change_reasons(req->db, ENROLMENT_CHANGE_UNDONE);
	read_undoing(req, &e, v);
	if (form_ok(req->form) && !undo(req, &e, v))
		form_refuse(req->form, "version", "This enrolment changed "
		    "while you had it open. Open the record again");
	if (!form_ok(req->form)) {
		change_undo_form(req->out, req, &e, v);
		return (INVALID);
	}
	change_tell(req, e.enrolment, arena_printf(req->arena, "This was "
	    "undone: %s.", change_title(req->arena, v)));
	return (done(req, arena_printf(req->arena, "Undone. %s was told by "
	    "email.", e.enrolment->name), "/trainees/%ld", req->id[0]));
}
