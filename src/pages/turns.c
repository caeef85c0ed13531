/* turns - a place that one holds at a time, as the database has it. */
#include <string.h>

#include "pages/turns.h"
#include "rules/words.h"

static enum shared_duty
duty_of(enum held held)
{
	return ((enum shared_duty)(SHARED_DUTY_PAYS + (held - HELD_PAYS)));
}

static enum asye_duty_kind
asye_duty_of(enum held held)
{
	return ((enum asye_duty_kind)(ASYE_DUTY_KIND_ASSESSOR +
	    (held - HELD_ASSESSOR)));
}

static struct turn_row_list
rows_of(struct db *db, enum held held, int64_t of)
{
	switch (held) {
	case HELD_TUTOR:
		return (tutor_turns(db, of));
	case HELD_UNIT:
		return (unit_turns(db, of));
	case HELD_LEAD:
		return (lead_turns(db, of));
	case HELD_ASSESSOR:
	case HELD_MANAGER:
	case HELD_SUPERVISOR:
		return (asye_duty_turns(db, of, asye_duty_of(held)));
	default:
		return (duty_turns(db, of, duty_of(held)));
	}
}

struct place_held
place_held(struct request *req, enum held held, int64_t of)
{
	struct place_held	 p = { .held = held, .of = of,
				    .rows = rows_of(req->db, held, of) };
	struct turn		*v = arena_array(req->arena, p.rows.n,
				    sizeof(*v));

	each(r, p.rows) {
		v[p.turns.n++] = (struct turn){ .id = r->id, .who = r->who,
		    .replaces = r->replaces.known ? r->replaces.value : 0,
		    .from = r->from_on, .to = r->to_on,
		    .removed = r->removed };
		p.steps += r->version;
	}
	p.turns.v = v;
	return (p);
}

const struct turn_row *
turn_row_of(const struct place_held *p, const struct turn *t)
{
	return (t == NULL ? NULL : &p->rows.v[t - p->turns.v]);
}

static bool
add(struct db *db, const struct place_held *p, int64_t who, struct date from,
    struct maybe_int replaces)
{
	switch (p->held) {
	case HELD_TUTOR:
		return (tutor_turn_add(db, p->of, who, from, replaces) > 0);
	case HELD_UNIT:
		return (unit_turn_add(db, p->of, who, from, replaces) > 0);
	case HELD_LEAD:
		return (lead_turn_add(db, p->of, who, from, replaces) > 0);
	case HELD_ASSESSOR:
	case HELD_MANAGER:
	case HELD_SUPERVISOR:
		return (asye_duty_turn_add(db, p->of, asye_duty_of(p->held),
		    who, from, replaces) > 0);
	default:
		return (duty_turn_add(db, p->of, duty_of(p->held), who, from,
		    replaces) > 0);
	}
}

/* No date: until further notice. */
static bool
last_until(struct db *db, enum held held, const struct turn_row *r,
    struct date last)
{
	switch (held) {
	case HELD_TUTOR:
		return (tutor_turn_until(db, r->id, r->version, last) > 0);
	case HELD_UNIT:
		return (unit_turn_until(db, r->id, r->version, last) > 0);
	case HELD_LEAD:
		return (lead_turn_until(db, r->id, r->version, last) > 0);
	case HELD_ASSESSOR:
	case HELD_MANAGER:
	case HELD_SUPERVISOR:
		return (asye_duty_turn_until(db, r->id, r->version, last) > 0);
	default:
		return (duty_turn_until(db, r->id, r->version, last) > 0);
	}
}

static bool
take_away(struct db *db, enum held held, const struct turn_row *r)
{
	switch (held) {
	case HELD_TUTOR:
		return (tutor_turn_remove(db, r->id, r->version) > 0);
	case HELD_UNIT:
		return (unit_turn_remove(db, r->id, r->version) > 0);
	case HELD_LEAD:
		return (lead_turn_remove(db, r->id, r->version) > 0);
	case HELD_ASSESSOR:
	case HELD_MANAGER:
	case HELD_SUPERVISOR:
		return (asye_duty_turn_remove(db, r->id, r->version) > 0);
	default:
		return (duty_turn_remove(db, r->id, r->version) > 0);
	}
}

bool
turn_give(struct request *req, const struct place_held *p, int64_t who,
    struct date from)
{
	const struct turn_row	*latest = turn_row_of(p,
				    turn_latest(p->turns));
	struct maybe_int	 replaces = { 0 };

	if (latest != NULL && !date_is_set(latest->to_on)) {
		replaces = (struct maybe_int){ true, latest->id };
		if (!last_until(req->db, p->held, latest,
		    date_plus_days(from, -1)))
			return (false);
	}
	return (add(req->db, p, who, from, replaces));
}

bool
turn_end(struct request *req, const struct place_held *p, struct date last)
{
	const struct turn_row	*latest = turn_row_of(p,
				    turn_latest(p->turns));

	return (latest != NULL && last_until(req->db, p->held, latest, last));
}

bool
turn_undo(struct request *req, const struct place_held *p)
{
	const struct turn_undone u = turn_undoing(p->turns);
	const struct turn_row	*r = turn_row_of(p, u.turn);
	const struct turn_row	*goes_on = turn_row_of(p, u.goes_on);
	struct date		 open = { 0 };

	if (u.undoing == END_TAKEN_BACK)
		return (last_until(req->db, p->held, r, open));
	return (u.undoing == TURN_REMOVED && take_away(req->db, p->held, r) &&
	    (goes_on == NULL || last_until(req->db, p->held, goes_on, open)));
}

bool
turn_seen(struct request *req, const struct place_held *p)
{
	int64_t	seen = form_version(req->form, "Open the form again");

	if (seen >= 0 && seen != p->steps)
		form_refuse(req->form, "version", "This changed while you had "
		    "it open. Open the form again to see how it is now");
	return (seen == p->steps);
}

struct date
turn_first_day(struct request *req, const struct place_held *p,
    struct date least, struct date most)
{
	struct date	from = form_date(req->form, "from", "The first day",
			    "Enter the first day");
	struct date	free = turn_free_from(p->turns, least);
	const struct turn_row	*latest = turn_row_of(p,
				    turn_latest(p->turns));

	if (!date_is_set(from))
		return (from);
	if (date_compare(from, least) < 0)
		form_refusef(req->form, "from", "The first day must be %s or "
		    "after", date_words(req->arena, least));
	else if (date_compare(from, free) < 0)
		form_refusef(req->form, "from", "The first day must be %s or "
		    "after, because of %s", date_words(req->arena, free),
		    latest->name);
	else if (date_is_set(most) && date_compare(from, most) > 0)
		form_refusef(req->form, "from", "The first day must be %s or "
		    "before", date_words(req->arena, most));
	return (from);
}

struct date
turn_last_day(struct request *req, const struct place_held *p)
{
	struct date		 last = form_date(req->form, "last",
				    "The last day", "Enter the last day");
	const struct turn	*latest = turn_latest(p->turns);

	if (date_is_set(last) && latest != NULL &&
	    date_compare(last, latest->from) < 0)
		form_refusef(req->form, "last", "The last day must be %s or "
		    "after", date_words(req->arena, latest->from));
	return (last);
}

/* FNV-1a: it tells one list of sentences from another, and keeps no secret. */
const char *
cautions_mark(struct arena *a, const struct cautions *c)
{
	uint64_t	sum = 14695981039346656037u;

	for (size_t i = 0; i < c->n; i++)
		for (const char *s = c->v[i]; *s != '\0'; s++)
			sum = (sum ^ (unsigned char)*s) * 1099511628211u;
	return (arena_printf(a, "%016lx", sum));
}

bool
cautions_read(struct request *req, const struct cautions *c)
{
	const char	*mark = cautions_mark(req->arena, c);

	if (c->n == 0)
		return (true);
	if (form_ticked(req->form, "accept", "yes") &&
	    strcmp(form_value(req->form, "read"), mark) == 0)
		return (true);
	form_refuse(req->form, "accept", "Read what speaks against it, then "
	    "select that you go on all the same");
	return (false);
}
