/* adjustments - lists of reasonable adjustments, and one with its clock. */
#include <string.h>

#include "core/session.h"
#include "pages.h"
#include "pages/asye_timetable.h"
#include "views.h"

/* ?which=late, =all, or nothing for what is waiting. */
static struct adjustment_line_list
find(struct request *req, const struct page_of *page)
{
	const char	*wish = form_value(req->form, "which");
	bool		 late = strcmp(wish, "late") == 0;
	bool		 all = strcmp(wish, "all") == 0 ||
			    !request_is(req, EDUCATOR | STAFF | PARTNER |
			    TUTOR | LEAD | ASSESSOR | COORDINATOR);

	return (adjustments_found(req->db, (struct maybe_bool){
	    .known = !all, .value = true }, late ? req->today :
	    (struct date){ 0 }, page->size, page_skip(*page)));
}

enum status
adjustment_list(struct request *req)
{
	struct adjustments_shown	s = { .page = page_asked(req,
					    PAGE_ROWS) };
	const struct adjustment_enrolment *mine = adjustment_enrolment_mine(
					    req->db);

	s.own = mine == NULL ? 0 : mine->id;
	s.rows = find(req, &s.page);
	if (s.rows.n == 0 && s.page.number > 1) {
		s.page.number = 1;
		form_replace(req->form, "page", "");
		s.rows = find(req, &s.page);
	}
	page_counted(&s.page, s.rows.n != 0 ? s.rows.v[0].of_all : 0);
	if (request_is(req, PARTNER))
		s.counts = adjustments_counted(req->db);
	s.chosen = *form_value(req->form, "which") != '\0';
	adjustments_page(req->out, req, &s);
	return (OK);
}

bool
adjustment_open_to(const struct adjustment_record *a)
{
	return (a->own || a->named);
}

int
adjustment_parts(const struct adjustment_record *a)
{
	return (a->own ? ADJUSTMENT_TRAINEE : a->named ? ADJUSTMENT_NAMED : 0);
}

bool
adjustment_takes(const struct adjustment_record *a, enum adjustment_step step)
{
	return (step != ADJUSTMENT_STEP_NONE && adjustment_may(
	    (enum adjustment_is)a->state, (enum adjustment_do)step,
	    a->needs_money.value, adjustment_parts(a)));
}

/* The one that is next stands first. */
size_t
adjustment_steps(const struct adjustment_record *a,
    enum adjustment_step steps[ADJUSTMENT_STEP_UNDONE])
{
	enum adjustment_step	next = (enum adjustment_step)adjustment_next(
				    (enum adjustment_is)a->state,
				    a->needs_money.value);
	size_t			n = 0;

	if (adjustment_takes(a, next))
		steps[n++] = next;
	for (enum adjustment_step s = ADJUSTMENT_STEP_REQUESTED;
	    s < ADJUSTMENT_STEP_UNDONE; s++)
		if (s != next && adjustment_takes(a, s))
			steps[n++] = s;
	return (n);
}

static const struct adjustment_event *
standing(struct adjustment_event_list events, size_t *n)
{
	while (*n > 0) {
		const struct adjustment_event	*v = &events.v[--*n];

		if (v->step != ADJUSTMENT_STEP_UNDONE && !v->undone)
			return (v);
	}
	return (NULL);
}

const struct adjustment_event *
adjustment_undoable(const struct request *req,
    const struct adjustment_shown *s)
{
	size_t				 n = s->events.n;
	const struct adjustment_event	*v = standing(s->events, &n);

	if (v == NULL || !v->by_id.known ||
	    v->by_id.value != req->visitor.id ||
	    standing(s->events, &n) == NULL)
		return (NULL);
	return (v);
}

bool
adjustment_begin(struct request *req, struct adjustment_shown *s)
{
	int64_t	id = req->id[0];

	*s = (struct adjustment_shown){ .is = adjustment_by_id(req->db, id) };
	if (s->is == NULL)
		return (false);
	s->actors = adjustment_actors(req->db, id);
	if (adjustment_open_to(s->is))
		s->events = adjustment_events(req->db, id);
	if (s->is->asye_id.known)
		s->moves = adjustment_moves(req->db, s->is->asye_id.value,
		    s->is->waits_from, date_is_set(s->is->in_place_on) ?
		    s->is->in_place_on : req->today);
	s->may_delay = s->is->asye_id.known &&
	    asye_may_delay(req, s->is->asye_id.value);
	return (true);
}

/* Whoever reads what it is leaves a trace; so does who sees that it is. */
enum status
adjustment_show(struct request *req)
{
	struct adjustment_shown	s;

	if (!adjustment_begin(req, &s))
		return (NOT_FOUND);
	if (!s.is->own)
		request_reads(req, s.is->named ? "adjustment_detail" :
		    "adjustment", s.is->id, s.is->person_id,
		    s.is->programme_id);
	adjustment_page(req->out, req, &s);
	return (OK);
}

struct adjustment_dates
adjustment_dates(struct request *req, int64_t programme,
    enum adjustment_is is, bool needs_money, bool coordinated, struct date on)
{
	const struct adjustment_targets_row	*t = adjustment_targets_of(
						    req->db, programme);
	struct adjustment_targets		 targets = { 0 };
	struct adjustment_dates			 d;

	if (t != NULL)
		targets = (struct adjustment_targets){
		    .acknowledge = (int)t->acknowledge, .agree = (int)t->agree,
		    .fund = (int)t->fund, .place = (int)t->place,
		    .confirm = (int)t->confirm, .review = (int)t->review,
		    .escalate = (int)t->escalate };
	d.due_on = adjustment_due(&targets, is, needs_money, on);
	d.programme_on = adjustment_programme_on(&targets, is, d.due_on,
	    coordinated);
	return (d);
}

/* That somebody needs an adjustment is no word for a letter either. */
void
adjustment_tell(struct request *req, int64_t id)
{
	struct adjustment_person_list	people = adjustment_people(req->db,
					    id);

	each (p, people)
		letter_write(req->db, p->person_id, p->email, p->own ?
		    "There is news of something that you asked for" :
		    "Somebody asks you to act", arena_printf(req->arena,
		    "Dear %s,\n\n%s\n\nSign in to read it: %s%s\n", p->name,
		    p->own ? "Something that you asked for has moved on." :
		    "You are named as somebody who can see to something that "
		    "was asked for, and it has moved on.", own_origin(),
		    p->own ? "/" : "/work"));
}
