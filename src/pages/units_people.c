/* units_people - who joins a unit, several at once, and who leads it. */
#include <string.h>

#include "pages.h"
#include "pages/guides.h"
#include "pages/units.h"
#include "rules/words.h"
#include "views.h"

enum { COHORTS_MAX = 50 };

static const struct option *
cohort_choices(struct arena *a, struct cohort_list cohorts, int64_t programme)
{
	struct option	*options = arena_array(a, cohorts.n + 2,
			    sizeof(*options));
	size_t		 n = 0;

	options[n++] = (struct option){ "", "Choose a cohort" };
	each(c, cohorts)
		if (c->programme_id == programme)
			options[n++] = (struct option){ arena_printf(a, "%ld",
			    c->id), c->name };
	return (options);
}

static const struct option *
tick_options(struct arena *a, const struct candidate_list *rows)
{
	struct option	*options = arena_array(a, rows->n + 1,
			    sizeof(*options));
	size_t		 n = 0;

	each(r, *rows)
		options[n++] = (struct option){ arena_printf(a, "%ld", r->id),
		    r->name, arena_printf(a, "Employed by %s. %s%s",
		    r->employer, r->placed ? "Placed with the host. " : "",
		    r->unit == NULL ? "In no unit" : arena_printf(a,
		    "Moves from %s", r->unit)) };
	return (options);
}

/* The cohort that the form says, else the latest. */
static const struct cohort *
cohort_asked(struct request *req, struct cohort_list all, int64_t programme)
{
	int64_t			 id = id_typed(form_value(req->form,
				    "cohort"));
	const struct cohort	*first = NULL;

	each(c, all) {
		if (c->programme_id != programme)
			continue;
		if (c->id == id)
			return (c);
		if (first == NULL)
			first = c;
	}
	return (first);
}

static bool
load_candidates(struct request *req, struct joining_form *j)
{
	struct cohort_list	all;

	j->unit = unit_of_mine(req);
	if (j->unit == NULL || j->unit->state == UNIT_STATE_CLOSED)
		return (false);
	all = cohorts_mine(req->db, COHORTS_MAX, 0);
	j->cohort = cohort_asked(req, all, j->unit->programme_id);
	j->cohorts = cohort_choices(req->arena, all, j->unit->programme_id);
	if (j->cohort == NULL)
		return (true);
	form_replace(req->form, "cohort", arena_printf(req->arena, "%ld",
	    j->cohort->id));
	j->page = page_asked(req, TICKS_MAX);
	j->candidates = unit_candidates(req->db, j->unit->id, j->cohort->id,
	    j->page.size, page_skip(j->page));
	page_counted(&j->page, j->candidates.n != 0 ?
	    j->candidates.v[0].of_all : 0);
	j->choices = tick_options(req->arena, &j->candidates);
	return (true);
}

enum status
unit_join_page(struct request *req)
{
	struct joining_form	j = { 0 };

	if (!load_candidates(req, &j))
		return (NOT_FOUND);
	unit_join_form(req->out, req, &j);
	return (OK);
}

/* Those who were ticked and can join, each once. */
static struct candidate_list
joiners(struct request *req, const struct joining_form *j)
{
	struct candidate_list	list = { arena_array(req->arena,
				    j->candidates.n, sizeof(*list.v)), 0 };

	each(c, j->candidates)
		if (form_ticked(req->form, "trainee", arena_printf(req->arena,
		    "%ld", c->id)))
			list.v[list.n++] = *c;
	if (list.n == 0)
		form_refuse(req->form, "trainee", "Select who joins the unit");
	return (list);
}

static void
tell_joiner(struct request *req, const struct guided *t,
    const struct unit_row *u, struct date from)
{
	struct arena	*a = req->arena;

	letter_write(req->db, t->person_id, t->email, arena_printf(a,
	    "You are in %s", u->name), arena_printf(a, "Dear %s,\n\nFrom %s "
	    "you are in the unit %s, %s at %s. It is led by %s.\n", t->name,
	    date_words(a, from), u->name, u->team, u->organisation,
	    u->lead == NULL ? "a Consultant Social Worker, who is still to be "
	    "named" : u->lead));
}

/* All or none. */
static bool
join_each(struct request *req, const struct joining_form *j,
    struct candidate_list list, struct date from)
{
	each(c, list) {
		const struct guided	*t = guided_by_id(req->db, c->id);
		struct place_held	 p = place_held(req, HELD_UNIT, c->id);
		struct date		 free;

		if (t == NULL)
			continue;
		free = turn_free_from(p.turns, t->starts_on);
		if (date_compare(from, free) < 0)
			form_refusef(req->form, "from", "For %s the first day "
			    "must be %s or after", t->name,
			    date_words(req->arena, free));
		else if (date_compare(from, t->ends_on) > 0)
			form_refusef(req->form, "from", "For %s the first day "
			    "must be %s or before", t->name,
			    date_words(req->arena, t->ends_on));
		else if (turn_give(req, &p, j->unit->id, from))
			tell_joiner(req, t, j->unit, from);
		else
			form_refuse(req->form, "trainee", "This changed while "
			    "you had it open. Look again at who is where");
	}
	return (form_ok(req->form));
}

enum status
unit_join(struct request *req)
{
	struct joining_form	 j = { 0 };
	struct candidate_list	 list;
	struct date		 from;
	struct arena		*a = req->arena;

	if (!load_candidates(req, &j))
		return (NOT_FOUND);
	list = joiners(req, &j);
	from = form_date(req->form, "from", "The first day",
	    "Enter the first day in the unit");
	caution_size(a, &j.cautions, j.unit->name, j.unit->members +
	    (int64_t)list.n, j.unit->most);
	each(c, list)
		caution_employer(a, &j.cautions, &(struct joiner){ c->name,
		    c->employer, c->employer_id }, j.unit->organisation_id,
		    j.unit->organisation);
	if (form_ok(req->form) && unit_open_on(req, j.unit->id, from) &&
	    cautions_read(req, &j.cautions) && join_each(req, &j, list, from))
		return (done(req, arena_printf(a, "%zu %s %s from %s. All were "
		    "told by email.", list.n, list.n == 1 ? "trainee joins" :
		    "trainees join", j.unit->name, date_words(a, from)),
		    "/units/%ld", j.unit->id));
	unit_join_form(req->out, req, &j);
	return (INVALID);
}

static bool
lead_asked(struct request *req, struct lead_form *l)
{
	l->unit = unit_of_mine(req);
	if (l->unit == NULL)
		return (false);
	l->place = place_held(req, HELD_LEAD, l->unit->id);
	l->latest = turn_row_of(&l->place, turn_latest(l->place.turns));
	return (true);
}

static struct guide_list
show_lead(struct request *req, struct lead_form *l, bool show)
{
	struct guide_list	leads = guides_of_programme(req->db,
				    l->unit->programme_id, ROLE_NAME_LEAD,
				    CHOICES_MAX);

	l->choices = guide_options(req->arena, leads, ROLE_NAME_LEAD,
	    "Choose a Consultant Social Worker");
	l->by_email = leads.n != 0 && leads.v[0].of_all > CHOICES_MAX;
	if (show)
		unit_lead_form(req->out, req, l);
	return (leads);
}

static enum status
to_unit(struct request *req)
{
	return (see_other(req, "/units/%ld", req->id[0]));
}

enum status
unit_lead_page(struct request *req)
{
	struct lead_form	l = { 0 };

	if (!lead_asked(req, &l))
		return (NOT_FOUND);
	if (l.unit->state == UNIT_STATE_CLOSED)
		return (to_unit(req));
	form_set_version(req->form, l.place.steps);
	if (!form_has(req->form, "from-day"))
		form_set_date(req->form, "from", turn_free_from(l.place.turns,
		    date_compare(l.unit->opened_on, req->today) > 0 ?
		    l.unit->opened_on : req->today));
	show_lead(req, &l, true);
	return (OK);
}

static void
tell_lead(struct request *req, const struct guide *g, const struct unit_row *u,
    struct date from)
{
	struct arena	*a = req->arena;

	letter_write(req->db, g->person_id, g->email, arena_printf(a,
	    "You lead %s", u->name), arena_printf(a, "Dear %s,\n\nFrom %s you "
	    "lead the unit %s, %s at %s. You see the records and the placement "
	    "days of its trainees in Waymark.\n", g->name,
	    date_words(a, from), u->name, u->team, u->organisation));
}

enum status
unit_lead_set(struct request *req)
{
	struct lead_form	 l = { 0 };
	struct lead_facts	 facts;
	const struct guide	*g;
	struct date		 from, never = { 0 };

	if (!lead_asked(req, &l))
		return (NOT_FOUND);
	if (l.unit->state == UNIT_STATE_CLOSED)
		return (to_unit(req));
	g = guide_chosen(req, show_lead(req, &l, false), ROLE_NAME_LEAD,
	    "Select who leads the unit");
	from = turn_first_day(req, &l.place, l.unit->opened_on, never);
	turn_seen(req, &l.place);
	if (g != NULL && l.latest != NULL && g->person_id == l.latest->who &&
	    !date_is_set(l.latest->to_on))
		form_refusef(req->form, "who", "%s leads it already", g->name);
	if (form_ok(req->form)) {
		facts = lead_facts_of(g);
		caution_add(&l.cautions, lead_unregistered(req->arena, &facts,
		    from));
		if (cautions_read(req, &l.cautions) &&
		    !turn_give(req, &l.place, g->person_id, from))
			form_refuse(req->form, "version", "This changed while "
			    "you had it open. Open the form again");
	}
	if (!form_ok(req->form)) {
		show_lead(req, &l, true);
		return (INVALID);
	}
	tell_lead(req, g, l.unit, from);
	return (done(req, arena_printf(req->arena, "%s leads %s from %s, and "
	    "was told by email.", g->name, l.unit->name,
	    date_words(req->arena, from)), "/units/%ld", l.unit->id));
}

enum status
unit_lead_end_page(struct request *req)
{
	struct lead_form	l = { 0 };

	if (!lead_asked(req, &l))
		return (NOT_FOUND);
	if (l.latest == NULL || date_is_set(l.latest->to_on))
		return (to_unit(req));
	form_set_version(req->form, l.place.steps);
	unit_lead_end_form(req->out, req, &l);
	return (OK);
}

enum status
unit_lead_end(struct request *req)
{
	struct lead_form	l = { 0 };
	struct date		last;

	if (!lead_asked(req, &l))
		return (NOT_FOUND);
	if (l.latest == NULL || date_is_set(l.latest->to_on))
		return (to_unit(req));
	last = turn_last_day(req, &l.place);
	turn_seen(req, &l.place);
	if (form_ok(req->form) && turn_end(req, &l.place, last))
		return (done(req, "The last day is recorded.", "/units/%ld",
		    l.unit->id));
	if (form_ok(req->form))
		form_refuse(req->form, "version", "This changed while you had "
		    "it open. Open the form again");
	unit_lead_end_form(req->out, req, &l);
	return (INVALID);
}

enum status
unit_lead_undo_page(struct request *req)
{
	struct lead_form	l = { 0 };

	if (!lead_asked(req, &l))
		return (NOT_FOUND);
	if (l.latest == NULL)
		return (to_unit(req));
	form_set_version(req->form, l.place.steps);
	unit_lead_undo_form(req->out, req, &l);
	return (OK);
}

enum status
unit_lead_undo(struct request *req)
{
	struct lead_form	l = { 0 };

	if (!lead_asked(req, &l))
		return (NOT_FOUND);
	if (l.latest == NULL)
		return (to_unit(req));
	if (turn_seen(req, &l.place) && unit_goes_on(req, l.unit->id) &&
	    turn_undo(req, &l.place))
		return (done(req, "Undone. Both stay in the history.",
		    "/units/%ld", l.unit->id));
	if (form_ok(req->form))
		form_refuse(req->form, "version", "This changed while you had "
		    "it open. Open the form again");
	unit_lead_undo_form(req->out, req, &l);
	return (INVALID);
}
