/* asye_changes - a pause, a delay, an extension or other hours of an ASYE:
 * chosen, described, checked, asked for. */
#include <string.h>

#include "pages.h"
#include "pages/asye.h"
#include "pages/asye_timetable.h"
#include "views.h"

static const char *
path_of(struct request *req, const char *page)
{
	return (arena_printf(req->arena, "/asye/%ld/changes/%s", req->id[0],
	    page));
}

/* What was typed before it was checked, when somebody goes back to it. */
static void
take_up(struct request *req)
{
	struct draft	*d = draft_of(req->db, path_of(req, "check"));
	struct form	 form;

	if (d == NULL || strcmp(form_value(req->form, "again"), "yes") != 0)
		return;
	form_parse_urlencoded(&form, req->arena, d->body, strlen(d->body));
	if (strcmp(form_value(&form, "kind"),
	    form_value(req->form, "kind")) == 0)
		*req->form = form;
}

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
	take_up(req);
	asye_change_form(req->out, req, &w);
	return (OK);
}

/* What will do waits as a draft of the page that shows it once more. */
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
	draft_save(req->db, path_of(req, "check"),
	    form_encode(req->arena, req->form));
	return (see_other(req, "/asye/%ld/changes/check", req->id[0]));
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
	draft_save(req->db, path_of(req, "new"),
	    form_encode(req->arena, req->form));
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
	struct draft		*d = draft_of(req->db, req->path);
	const char		*seen = form_value(req->form, "saved");
	const char		*shown = form_value(req->form, "terms");
	int64_t			 id;

	if (!wish_begin(req, &w))
		return (NOT_FOUND);
	if (d == NULL)
		return (see_other(req, "/asye/%ld/changes/new", req->id[0]));
	form_parse_urlencoded(req->form, req->arena, d->body, strlen(d->body));
	if (!asye_wish_kind(req, &w))
		return (look_again(req, &w));
	asye_timetable_write(req, w.t.asye, &w.t);
	asye_wish_read(req, &w);
	if (!form_ok(req->form) || strcmp(shown, w.terms) != 0 ||
	    strcmp(seen, arena_printf(req->arena, "%ld",
	    (long)d->saved_at.s)) != 0 || (id = record(req, &w)) == 0)
		return (look_again(req, &w));
	tell(req, &w, id);
	return (done(req, w.kind == ASYE_REQUEST_KIND_HOURS ?
	    "Change of hours recorded. Everybody involved was told by email." :
	    "Asked for. Everybody who has to agree was told by email.",
	    "/asye/changes/%ld", (long)id));
}
