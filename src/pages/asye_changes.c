/* asye_changes - a pause, a delay, an extension or other hours of an ASYE:
 * chosen, described, checked, asked for. */
#include <string.h>

#include "pages.h"
#include "pages/asye.h"
#include "pages/asye_timetable.h"
#include "pages/checked.h"
#include "views.h"

/* False when the ASYE is not there for the asker, or nothing may be asked. */
static bool
wish_begin(struct request *req, struct asye_wish *w)
{
	const struct asye_record	*asye = asye_taken_part_in(req);

	*w = (struct asye_wish){ 0 };
	if (asye == NULL)
		return (false);
	if (req->method == POST)
		asye_timetable_hold(req->db, asye->id);
	asye_timetable_read(req, asye, &w->t);
	return (asye_kinds_offered(req, &w->t)->label != NULL);
}

enum status
asye_change_new(struct request *req)
{
	struct asye_wish	w;

	if (!wish_begin(req, &w))
		return (NOT_FOUND);
	if (!form_has(req->form, "kind") && !form_has(req->form, "chosen")) {
		asye_change_choice(req->out, req, &w);
		return (OK);
	}
	if (!asye_wish_kind(req, &w)) {
		asye_change_choice(req->out, req, &w);
		return (INVALID);
	}
	checked_take_up(req);
	asye_change_form(req->out, req, &w);
	return (OK);
}

enum status
asye_change_describe(struct request *req)
{
	struct asye_wish	w;

	if (!wish_begin(req, &w))
		return (NOT_FOUND);
	if (!asye_wish_kind(req, &w)) {
		asye_change_choice(req->out, req, &w);
		return (INVALID);
	}
	asye_wish_read(req, &w);
	if (!form_ok(req->form)) {
		asye_change_form(req->out, req, &w);
		return (INVALID);
	}
	return (checked_next(req));
}

enum status
asye_change_check_page(struct request *req)
{
	struct asye_wish	w;

	if (!wish_begin(req, &w))
		return (NOT_FOUND);
	if (req->drafted_at.s == 0 || !asye_wish_kind(req, &w))
		return (see_other(req, "/asye/%ld/changes/new", req->id[0]));
	asye_wish_read(req, &w);
	if (!form_ok(req->form))
		return (see_other(req, "/asye/%ld/changes/new?kind=%s&"
		    "again=yes", req->id[0], asye_request_kind_word(w.kind)));
	asye_change_check_answers(req->out, req, &w);
	return (OK);
}

/* Back to the form, with what was typed, when it will not do any more. */
static enum status
look_again(struct request *req, const struct asye_wish *w)
{
	if (w->kind == ASYE_REQUEST_KIND_NONE)
		return (done(req, "This timetable changed while you had it "
		    "open. Nothing was recorded.", "/asye/%ld/timetable",
		    req->id[0]));
	checked_back(req);
	return (done(req, "This timetable changed while you had it open. "
	    "Nothing was recorded. Check what you entered, and send it again.",
	    "/asye/%ld/changes/new?kind=%s", req->id[0],
	    asye_request_kind_word(w->kind)));
}

static int64_t
record(struct request *req, const struct asye_wish *w)
{
	const struct asye_request_line	*q = &w->is;
	const struct new_asye_request	*made;

	made = asye_request_add(req->db, w->t.asye->id, w->kind, q->reason,
	    q->words, w->terms, q->from_on, q->back_on, q->from_number,
	    q->months, q->weeks, q->percent);
	if (made == NULL)
		return (0);
	if (w->kind == ASYE_REQUEST_KIND_HOURS)
		asye_timetable_follow(req, w->t.asye, made->id);
	return (made->id);
}

static void
tell(struct request *req, const struct asye_wish *w, int64_t id)
{
	bool		 hours = w->kind == ASYE_REQUEST_KIND_HOURS;
	const char	*what = hours ? "hours of work changed, and with "
			    "them when reviews are due." : arena_printf(
			    req->arena, "timetable is to change: %s was "
			    "asked for. It takes effect when the newly "
			    "qualified social worker, the assessor, the line "
			    "manager and the coordinator have agreed.",
			    asye_kind_words(w->kind));

	asye_timetable_tell(req, w->t.asye, hours ?
	    "A timetable of an ASYE has changed" :
	    "A change of an ASYE is to be agreed",
	    arena_printf(req->arena, "This is about the ASYE of %s. The %s",
	    w->t.asye->name, what), arena_printf(req->arena,
	    "/asye/changes/%ld", (long)id));
}

enum status
asye_change_ask(struct request *req)
{
	struct asye_wish	 w;
	const char		*shown = form_value(req->form, "terms");
	bool			 seen;
	int64_t			 id;

	if (!wish_begin(req, &w))
		return (NOT_FOUND);
	if (!checked_form(req, &seen))
		return (see_other(req, "/asye/%ld/changes/new", req->id[0]));
	if (!asye_wish_kind(req, &w))
		return (look_again(req, &w));
	asye_timetable_write(req, w.t.asye, &w.t);
	asye_wish_read(req, &w);
	if (!form_ok(req->form) || strcmp(shown, w.terms) != 0 || !seen ||
	    (id = record(req, &w)) == 0)
		return (look_again(req, &w));
	tell(req, &w, id);
	return (done(req, w.kind == ASYE_REQUEST_KIND_HOURS ?
	    "Change of hours recorded. Everybody involved was told by email." :
	    "Asked for. Everybody who has to agree was told by email.",
	    "/asye/changes/%ld", (long)id));
}
