/* asye_reviews - one review of an ASYE is moved by itself, that is undone, or
 * an optional one is added or left out. */
#include <string.h>

#include "pages.h"
#include "pages/asye.h"
#include "pages/asye_timetable.h"
#include "rules/words.h"
#include "views.h"

/* The review of the path, for those who plan; not when it was held. */
static bool
review_begin(struct request *req, struct asye_review_entry *e)
{
	const struct asye_record	*a = asye_asked(req);

	*e = (struct asye_review_entry){ 0 };
	if (a == NULL || !asye_plans(a) || !asye_is_live(a->state))
		return (false);
	if (req->method == POST)
		asye_timetable_write(req, a, &e->t);
	else
		asye_timetable_read(req, a, &e->t);
	return (true);
}

static bool
review_asked(struct request *req, struct asye_review_entry *e)
{
	if (!review_begin(req, e))
		return (false);
	for (size_t i = 0; i < e->t.reviews.n; i++) {
		const struct asye_review_line	*r = &e->t.reviews.v[i];

		if (r->number != req->id[1] ||
		    r->state == ASYE_REVIEW_STATE_HELD)
			continue;
		e->review = r;
		e->due = e->t.due[i].on;
	}
	e->reasons = asye_reasons(req->db, ASYE_CAUSE_MOVED);
	return (e->review != NULL);
}

static bool
move_asked(struct request *req, struct asye_review_entry *e)
{
	return (review_asked(req, e) &&
	    e->review->state == ASYE_REVIEW_STATE_DUE);
}

/* A review is written for the first time by what is sent; before that its
 * version is 0. */
static int64_t
version_of(const struct asye_review_entry *e)
{
	return (e->review->version.known ? e->review->version.value : 0);
}

static void
check_version(struct request *req, const struct asye_review_entry *e)
{
	int64_t	version = form_version(req->form, "Open the page again");

	if (version <= 0 || version == version_of(e))
		return;
	form_refuse(req->form, "version", "This review moved while you had it "
	    "open. Check that this is still right, then send it again");
	form_replace_version(req->form, version_of(e));
}

enum status
asye_review_move_page(struct request *req)
{
	struct asye_review_entry	e;

	if (!move_asked(req, &e))
		return (NOT_FOUND);
	form_set_version(req->form, version_of(&e));
	if (!form_has(req->form, "on-day"))
		form_set_date(req->form, "on", e.due);
	asye_review_form(req->out, req, &e);
	return (OK);
}

/* It stays between the reviews around it, and after the start. */
static void
check_moved(struct request *req, const struct asye_review_entry *e,
    struct date on)
{
	struct date	start = e->t.asye->starts_on;

	if (!date_is_set(on))
		return;
	if (date_compare(on, e->due) == 0)
		form_refuse(req->form, "on", "The review is due on that day "
		    "already");
	else if (date_compare(on, start) <= 0)
		form_refusef(req->form, "on", "The date must be after %s, "
		    "when the ASYE starts", date_words(req->arena, start));
	for (size_t i = 0; i < e->t.reviews.n; i++) {
		const struct asye_review_line	*r = &e->t.reviews.v[i];
		int	order = date_compare(on, e->t.due[i].on);

		if (r->state == ASYE_REVIEW_STATE_OPTIONAL ||
		    r->number == e->review->number)
			continue;
		if ((r->number < e->review->number && order <= 0) ||
		    (r->number > e->review->number && order >= 0))
			form_refusef(req->form, "on", "The date must be %s "
			    "the %s on %s", r->number < e->review->number ?
			    "after" : "before", r->name,
			    date_words(req->arena, e->t.due[i].on));
	}
}

static const char *
reason_chosen(struct request *req, const struct asye_review_entry *e)
{
	const char	*sent = form_value(req->form, "reason");

	each (r, e->reasons)
		if (strcmp(r->code, sent) == 0)
			return (r->code);
	form_refuse(req->form, "reason", "Select the reason");
	return ("");
}

static void
tell(struct request *req, const struct asye_review_entry *e, struct date on)
{
	asye_timetable_tell(req, e->t.asye, "A review of an ASYE moved",
	    arena_printf(req->arena, "This is about the ASYE of %s. The %s is "
	    "now due on %s.", e->t.asye->name, e->review->name,
	    date_words(req->arena, on)), arena_printf(req->arena,
	    "/asye/%ld/timetable", (long)e->t.asye->id));
}

enum status
asye_review_move(struct request *req)
{
	struct asye_review_entry	 e;
	const char			*reason, *words;
	struct date			 on;

	if (!move_asked(req, &e))
		return (NOT_FOUND);
	on = form_date(req->form, "on", "The date",
	    "Enter when the review is to be");
	check_moved(req, &e, on);
	reason = reason_chosen(req, &e);
	words = form_optional_text(req->form, "words", "What else is to be "
	    "said", ASYE_WORDS_MAX);
	check_version(req, &e);
	if (asye_asked_for(&e.t) != NULL)
		form_refuse(req->form, "on", "Something else is being agreed "
		    "that moves reviews. Move this one when that is settled");
	if (!form_ok(req->form)) {
		asye_review_form(req->out, req, &e);
		return (INVALID);
	}
	asye_move_add(req->db, e.review->id.value, ASYE_CAUSE_MOVED,
	    e.review->due_on, on, reason, words != NULL ? words : "",
	    (struct maybe_int){ 0 }, (struct maybe_int){ 0 });
	tell(req, &e, on);
	return (done(req, "Review moved. Everybody was told by email.",
	    "/asye/%ld/timetable", (long)e.t.asye->id));
}

/* The move of the path, when it moved one review by itself and stands. */
static bool
undo_asked(struct request *req, struct asye_review_entry *e)
{
	if (!review_begin(req, e))
		return (false);
	each (m, e->t.moves)
		if (m->id == req->id[1] && m->cause == ASYE_CAUSE_MOVED &&
		    !m->undone)
			e->move = m;
	for (size_t i = 0; e->move != NULL && i < e->t.reviews.n; i++) {
		if (e->t.reviews.v[i].number != e->move->number ||
		    e->t.reviews.v[i].state == ASYE_REVIEW_STATE_HELD)
			continue;
		e->review = &e->t.reviews.v[i];
		e->due = e->t.due[i].on;
	}
	e->reasons = asye_reasons(req->db, ASYE_CAUSE_UNDONE);
	return (e->review != NULL);
}

enum status
asye_move_undo_page(struct request *req)
{
	struct asye_review_entry	e;

	if (!undo_asked(req, &e))
		return (NOT_FOUND);
	form_set_version(req->form, version_of(&e));
	asye_move_undo_form(req->out, req, &e);
	return (OK);
}

/* Where the review is due without that move. */
static struct date
due_without(struct request *req, const struct asye_review_entry *e)
{
	struct asye_timetable	 t = e->t;
	struct asye_move_line	*moves = arena_copy(req->arena, t.moves.v,
				    t.moves.n * sizeof(*moves));
	struct asye_due		*due;

	t.moves.v = moves;
	moves[e->move - e->t.moves.v].undone = true;
	due = asye_due_with(req, &t, NULL);
	for (size_t i = 0; i < t.reviews.n; i++)
		if (t.reviews.v[i].number == e->review->number)
			return (due[i].on);
	return (e->due);
}

enum status
asye_move_undo(struct request *req)
{
	struct asye_review_entry	 e;
	const char			*reason, *words;
	struct date			 on;

	if (!undo_asked(req, &e))
		return (NOT_FOUND);
	reason = reason_chosen(req, &e);
	words = form_optional_text(req->form, "words", "What else is to be "
	    "said", ASYE_WORDS_MAX);
	check_version(req, &e);
	if (!form_ok(req->form)) {
		asye_move_undo_form(req->out, req, &e);
		return (INVALID);
	}
	on = due_without(req, &e);
	asye_move_add(req->db, e.review->id.value, ASYE_CAUSE_UNDONE,
	    e.review->due_on, on, reason, words != NULL ? words : "",
	    (struct maybe_int){ 0 }, (struct maybe_int){ true, e.move->id });
	tell(req, &e, on);
	return (done(req, "Undone. Everybody was told by email.",
	    "/asye/%ld/timetable", (long)e.t.asye->id));
}

static bool
optional_asked(struct request *req, struct asye_review_entry *e)
{
	return (review_asked(req, e) && e->review->optional);
}

enum status
asye_review_needed_page(struct request *req)
{
	struct asye_review_entry	e;

	if (!optional_asked(req, &e))
		return (NOT_FOUND);
	form_set_version(req->form, version_of(&e));
	asye_needed_form(req->out, req, &e);
	return (OK);
}

enum status
asye_review_needed(struct request *req)
{
	struct asye_review_entry	e;
	bool				adds;

	if (!optional_asked(req, &e))
		return (NOT_FOUND);
	adds = e.review->state == ASYE_REVIEW_STATE_OPTIONAL;
	check_version(req, &e);
	if (form_ok(req->form) && asye_review_choose(req->db,
	    e.review->id.value, version_of(&e), adds ?
	    ASYE_REVIEW_STATE_DUE : ASYE_REVIEW_STATE_OPTIONAL) == 0)
		form_refuse(req->form, "version", "This review changed while "
		    "you had it open. Open the timetable again");
	if (!form_ok(req->form)) {
		asye_needed_form(req->out, req, &e);
		return (INVALID);
	}
	return (done(req, adds ? "Review added" : "Review left out",
	    "/asye/%ld/timetable", (long)e.t.asye->id));
}
