/* placements_undo - the latest that was recorded of a placement is undone, by
 * another event. */
#include <string.h>

#include "pages.h"
#include "pages/choices.h"
#include "pages/placements.h"
#include "views.h"

/* The event of the path; NULL when it never was, or is itself an undoing. */
static const struct placement_event *
event_asked(struct request *req, struct move_entry *e)
{
	if (!move_begin(req, e) || !e->placement->is_staff)
		return (NULL);
	each (v, e->events)
		if (v->version == req->id[1] &&
		    v->change != PLACEMENT_CHANGE_UNDONE &&
		    v->change != PLACEMENT_CHANGE_FOLLOWED)
			return (v);
	return (NULL);
}

int64_t
move_undoable(struct placement_event_list events)
{
	int64_t	latest = 0;

	each (v, events)
		if (v->change != PLACEMENT_CHANGE_UNDONE &&
		    v->change != PLACEMENT_CHANGE_FOLLOWED &&
		    v->change != PLACEMENT_CHANGE_PLANNED && !v->undone)
			latest = v->version;
	return (latest);
}

enum status
move_undo_page(struct request *req)
{
	struct move_entry		 e;
	const struct placement_event	*v = event_asked(req, &e);

	if (v == NULL)
		return (NOT_FOUND);
	e.reasons = placement_reasons(req->db, PLACEMENT_CHANGE_UNDONE);
	form_set_version(req->form, e.placement->version);
	move_undo_form(req->out, req, &e, v);
	return (OK);
}

static bool
undo(struct request *req, const struct move_entry *e,
    const struct placement_event *v)
{
	struct maybe_int	 none = { 0 };
	struct date		 no_date = { 0 };
	const char		*state;
	bool			 made;

	db_try(req->db);
	made = placement_event_add(req->db, e->placement->id,
	    e->placement->version, PLACEMENT_CHANGE_UNDONE, req->today,
	    e->reason->code, e->note != NULL ? e->note : "",
	    (struct maybe_int){ true, v->version }, PLACEMENT_DECISION_NONE,
	    "", "", no_date, no_date, no_date, (struct int_list){ 0 }, none,
	    none, no_date, no_date, none) != NULL;
	state = db_state(req->db);
	if (db_failed(req->db) && strcmp(state, "23P01") != 0 &&
	    strcmp(state, "23514") != 0 && strcmp(state, "23503") != 0)
		return (true);
	return (db_tried(req->db) && made);
}

static void
read_undoing(struct request *req, struct move_entry *e,
    const struct placement_event *v)
{
	move_read_reason(req, e);
	is_version(req, e->placement->version, "This placement");
	if (form_ok(req->form) && move_undoable(e->events) != v->version)
		form_refuse(req->form, "version", v->undone ?
		    "This was undone already" :
		    "Only the latest can be undone, and never the plan itself");
}

enum status
move_undo(struct request *req)
{
	struct move_entry		 e;
	const struct placement_event	*v = event_asked(req, &e);

	if (v == NULL)
		return (NOT_FOUND);
	e.reasons = placement_reasons(req->db, PLACEMENT_CHANGE_UNDONE);
	read_undoing(req, &e, v);
	if (form_ok(req->form) && !undo(req, &e, v))
		form_refuse(req->form, "version", "This cannot be undone: "
		    "another placement is planned in those dates, or days are "
		    "logged that it would leave out");
	if (!form_ok(req->form)) {
		move_undo_form(req->out, req, &e, v);
		return (INVALID);
	}
	move_tell(req, e.placement, arena_printf(req->arena,
	    "This was undone: %s.", move_title(req->arena, v)));
	return (done(req, arena_printf(req->arena, "Undone. %s and who "
	    "educates there were told by email.", e.placement->trainee),
	    "/placements/%ld", req->id[0]));
}
