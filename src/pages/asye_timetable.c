/* asye_timetable - the timetable of one ASYE: read, kept, and shown. */
#include <stdlib.h>
#include <string.h>

#include "core/session.h"
#include "pages.h"
#include "pages/asye.h"
#include "pages/asye_timetable.h"
#include "rules/words.h"
#include "views.h"

bool
asye_request_is_out(const struct asye_request_line *q)
{
	return (q->kind == ASYE_REQUEST_KIND_PAUSE ||
	    q->kind == ASYE_REQUEST_KIND_DELAY);
}

static bool
counts(const struct asye_request_line *q)
{
	return (q->state == ASYE_REQUEST_STATE_STANDING ||
	    q->state == ASYE_REQUEST_STATE_OVER);
}

static int
by_day(const void *one, const void *other)
{
	const struct asye_hours	*a = one, *b = other;

	return (date_compare(a->from, b->from));
}

/* Room for everything that there is, and for one request more. */
static void
make_room(struct arena *a, const struct asye_timetable *t,
    struct asye_facts *f)
{
	size_t	n = t->requests.n + 2;

	f->hours = arena_array(a, n, sizeof(*f->hours));
	f->outs = arena_array(a, n, sizeof(*f->outs));
	f->extras = arena_array(a, n, sizeof(*f->extras));
	f->shifts = arena_array(a, t->moves.n + 1, sizeof(*f->shifts));
}

static void
add_request(struct asye_facts *f, const struct asye_request_line *q)
{
	struct asye_hours	*hours = (struct asye_hours *)f->hours;
	struct asye_out		*outs = (struct asye_out *)f->outs;
	struct asye_extra	*extras = (struct asye_extra *)f->extras;

	switch (q->kind) {
	case ASYE_REQUEST_KIND_HOURS:
		hours[f->nhours++] = (struct asye_hours){ q->from_on,
		    (int)q->percent.value };
		break;
	case ASYE_REQUEST_KIND_EXTENSION:
		extras[f->nextras++] = (struct asye_extra){
		    (int)q->from_number.value, (int)q->months.value,
		    (int)q->weeks.value };
		break;
	default:
		outs[f->nouts++] = (struct asye_out){ q->from_on,
		    date_is_set(q->returned_on) ? q->returned_on : q->back_on,
		    q->kind == ASYE_REQUEST_KIND_DELAY };
	}
}

static struct asye_facts
facts_of(struct arena *a, const struct asye_timetable *t,
    const struct asye_request_line *more)
{
	struct asye_facts	 f = { .starts_on = t->asye->starts_on,
				    .pro_rata = t->numbers->pro_rata };
	struct asye_shift	*shifts;

	make_room(a, t, &f);
	shifts = (struct asye_shift *)f.shifts;
	*(struct asye_hours *)f.hours = (struct asye_hours){
	    t->asye->starts_on, (int)t->asye->fte_percent };
	f.nhours = 1;
	each (q, t->requests)
		if (counts(q))
			add_request(&f, q);
	if (more != NULL)
		add_request(&f, more);
	qsort((void *)f.hours, f.nhours, sizeof(*f.hours), by_day);
	each (m, t->moves)
		if (m->cause == ASYE_CAUSE_MOVED && !m->undone)
			shifts[f.nshifts++] = (struct asye_shift){
			    (int)m->number, date_number(m->after_on) -
			    date_number(m->before_on) };
	return (f);
}

static struct asye_due *
due_by(struct arena *a, const struct asye_timetable *t,
    const struct asye_facts *f)
{
	struct asye_due	*due = arena_array(a, t->reviews.n + 1, sizeof(*due));

	for (size_t i = 0; i < t->reviews.n; i++) {
		const struct asye_review_line	*r = &t->reviews.v[i];

		due[i] = (struct asye_due){ (int)r->number, (int)r->months,
		    r->state == ASYE_REVIEW_STATE_HELD && r->id.known,
		    r->due_on };
	}
	asye_timetable(f, due, t->reviews.n);
	return (due);
}

struct asye_due *
asye_due_with(struct request *req, const struct asye_timetable *t,
    const struct asye_request_line *more)
{
	struct asye_facts	f = facts_of(req->arena, t, more);

	return (due_by(req->arena, t, &f));
}

void
asye_timetable_read(struct request *req, const struct asye_record *asye,
    struct asye_timetable *t)
{
	*t = (struct asye_timetable){ .asye = asye,
	    .reviews = asye_reviews(req->db, asye->id),
	    .requests = asye_requests(req->db, asye->id),
	    .moves = asye_moves(req->db, asye->id),
	    .numbers = asye_numbers_of(req->db, asye->id,
	    asye->programme_id) };
	if (t->numbers == NULL)		/* the transaction has failed */
		t->numbers = arena_alloc(req->arena, sizeof(*t->numbers));
	t->facts = facts_of(req->arena, t, NULL);
	t->due = due_by(req->arena, t, &t->facts);
}

/* Reviews that are not where the rule has them go there; how many did. */
static size_t
put_right(struct request *req, const struct asye_timetable *t,
    enum asye_cause cause, struct maybe_int request)
{
	size_t	n = 0;

	for (size_t i = 0; i < t->reviews.n; i++) {
		const struct asye_review_line	*r = &t->reviews.v[i];

		if (!r->id.known)
			asye_review_add(req->db, t->asye->id, r->number,
			    r->state == ASYE_REVIEW_STATE_HELD ?
			    ASYE_REVIEW_STATE_DUE : r->state, t->due[i].on);
		else if (date_compare(r->due_on, t->due[i].on) != 0)
			asye_move_add(req->db, r->id.value, cause, r->due_on,
			    t->due[i].on, "recorded_wrongly", "", request,
			    (struct maybe_int){ 0 });
		else
			continue;
		n++;
	}
	return (n);
}

void
asye_timetable_write(struct request *req, const struct asye_record *asye,
    struct asye_timetable *t)
{
	asye_timetable_hold(req->db, asye->id);
	asye_timetable_read(req, asye, t);
	if (put_right(req, t, ASYE_CAUSE_UNHELD, (struct maybe_int){ 0 }) > 0)
		asye_timetable_read(req, asye, t);
}

/* PostgreSQL writes what caused it and why, from the request's last step. */
void
asye_timetable_follow(struct request *req, const struct asye_record *asye,
    int64_t request)
{
	struct asye_timetable	t;

	asye_timetable_read(req, asye, &t);
	put_right(req, &t, ASYE_CAUSE_PAUSE,
	    (struct maybe_int){ true, request });
}

void
asye_timetable_corrected(struct request *req, int64_t id)
{
	const struct asye_record	*asye = asye_by_id(req->db, id);
	struct asye_timetable		 t;

	if (asye == NULL)
		return;
	asye_timetable_read(req, asye, &t);
	put_right(req, &t, ASYE_CAUSE_CORRECTED, (struct maybe_int){ 0 });
}

void
asye_timetable_begin(struct request *req, int64_t id)
{
	const struct asye_record	*asye = asye_by_id(req->db, id);
	struct asye_timetable		 t;

	if (asye != NULL)
		asye_timetable_write(req, asye, &t);
}

struct date
asye_ends_on(const struct asye_timetable *t, const struct asye_due *due)
{
	for (size_t i = 0; i < t->reviews.n; i++)
		if (t->reviews.v[i].final)
			return (due[i].on);
	return ((struct date){ 0 });
}

const struct asye_review_line *
asye_next_review(const struct asye_timetable *t)
{
	const struct asye_review_line	*next = NULL;
	struct date			 on = { 0 };

	for (size_t i = 0; i < t->reviews.n; i++) {
		const struct asye_review_line	*r = &t->reviews.v[i];

		if (r->state != ASYE_REVIEW_STATE_DUE ||
		    (next != NULL && date_compare(on, t->due[i].on) <= 0))
			continue;
		next = r;
		on = t->due[i].on;
	}
	return (next);
}

const struct asye_request_line *
asye_asked_for(const struct asye_timetable *t)
{
	each (q, t->requests)
		if (q->state == ASYE_REQUEST_STATE_ASKED)
			return (q);
	return (NULL);
}

struct asye_record *
asye_taken_part_in(struct request *req)
{
	struct asye_record	*a = asye_asked(req);

	return (a != NULL && asye_is_part(a) ? a : NULL);
}

bool
asye_is_part(const struct asye_record *a)
{
	return (asye_plans(a) || a->own || a->supervises);
}

bool
asye_plans(const struct asye_record *a)
{
	return (a->assesses || a->manages || a->coordinates || a->of_staff);
}

bool
asye_agrees(const struct asye_record *a)
{
	return (a->own || a->assesses || a->manages || a->coordinates);
}

bool
asye_corrects(const struct asye_record *a)
{
	return (a->coordinates || a->of_staff);
}

enum status
asye_timetable_show(struct request *req)
{
	const struct asye_record	*asye = asye_taken_part_in(req);
	struct asye_timetable_shown	 s = { 0 };

	if (asye == NULL)
		return (NOT_FOUND);
	asye_timetable_read(req, asye, &s.t);
	s.next = asye_next_review(&s.t);
	s.asked = asye_asked_for(&s.t);
	s.ends_on = asye_ends_on(&s.t, s.t.due);
	s.chart = asye_timetable_chart(req, &s.t);
	asye_phases(&s.t.facts, s.ends_on, (int)s.t.numbers->weekly_weeks,
	    (int)s.t.numbers->fortnightly_until, s.phases);
	asye_timetable_page(req->out, req, &s);
	return (OK);
}

void
asye_timetable_tell(struct request *req, const struct asye_record *asye,
    const char *subject, const char *what, const char *path)
{
	struct asye_party_list	people = asye_parties(req->db, asye->id);

	each (p, people)
		letter_write(req->db, p->person_id, p->email, subject,
		    arena_printf(req->arena, "Dear %s,\n\n%s\n\nSign in to "
		    "Waymark to read all of it:\n%s%s\n", p->name, what,
		    own_origin(), path));
}
