/* placements_read - what a form says of what happens to a placement. */
#include <stdlib.h>
#include <string.h>

#include "core/session.h"
#include "pages/changes.h"
#include "pages/choices.h"
#include "pages/placements.h"
#include "pages/register.h"
#include "pages/standing.h"
#include "rules/words.h"

enum { HALVES_MOST = 1000 };

static struct schedule
schedule_asked_of(struct request *req, const struct placed_record *p)
{
	struct placement	of = { .id = p->id, .starts_on = p->starts_on,
				    .ends_on = p->ends_on,
				    .required_halves = p->required_halves };

	return (schedule_asked(req, &of));
}

bool
move_begin(struct request *req, struct move_entry *e)
{
	*e = (struct move_entry){
	    .placement = placed_by_id(req->db, req->id[0]) };
	if (e->placement == NULL ||
	    (!e->placement->is_staff && !e->placement->educates))
		return (false);
	e->events = placement_events(req->db, req->id[0]);
	e->schedule = schedule_asked_of(req, e->placement);
	return (true);
}

bool
move_open(const struct move_entry *e, enum move_kind kind)
{
	const struct placed_record	*p = e->placement;
	bool				 away = false;

	for (size_t i = 0; i < e->schedule.ninterruptions; i++)
		away |= !date_is_set(e->schedule.interruptions[i].to);
	if (!move_fits((enum placed_state)p->state, kind))
		return (false);
	if (kind == MOVE_INTERRUPTION_ENDED)
		return (p->is_staff && away);
	return (p->is_staff || (p->educates && kind == MOVE_RECOMMENDED));
}

/* Another host, while nothing has begun there. */
static void
read_host(struct request *req, struct move_entry *e)
{
	const struct placed_record	*p = e->placement;
	int64_t				 host = p->organisation_id;

	if (*form_value(req->form, "employer") != '\0' &&
	    (p->state == PLACEMENT_STATE_PLANNED ||
	    p->state == PLACEMENT_STATE_MATCHED) &&
	    (e->host = employer_of_form(req)) != NULL)
		host = e->host->id;
	e->teams = teams_of_organisation(req->db, host);
}

bool
move_read_kind(struct request *req, struct move_entry *e)
{
	e->move.kind = (enum move_kind)placement_change_from(
	    form_value(req->form, "kind"));
	if (!move_open(e, e->move.kind)) {
		e->move.kind = MOVE_NONE;
		form_refuse(req->form, "kind", "Select what happens to the "
		    "placement");
		return (false);
	}
	e->reasons = placement_reasons(req->db,
	    (enum placement_change)e->move.kind);
	if (e->move.kind == MOVE_REPLANNED)
		read_host(req, e);
	return (true);
}

void
move_read_reason(struct request *req, struct move_entry *e)
{
	const char	*code = form_value(req->form, "reason");

	each (r, e->reasons)
		if (strcmp(r->code, code) == 0 || e->reasons.n == 1)
			e->reason = r;
	if (e->reason == NULL)
		form_refuse(req->form, "reason", "Select the reason");
	e->note = e->move.kind == MOVE_EVIDENCE_ACCEPTED ?
	    form_text(req->form, "note", "The reason", MOVE_NOTE_MAX,
	    "Enter why the evidence is enough") :
	    form_optional_text(req->form, "note", "What else is to be said",
	    MOVE_NOTE_MAX);
}

int
halves_of_form(struct request *req, const char *name)
{
	const char	*typed = form_text(req->form, name, "The days", 6,
			    "Enter how many days");
	size_t		 n = strspn(typed, "0123456789");
	long		 days = strtol(typed, NULL, 10);
	bool		 half = strcmp(typed + n, ".5") == 0;

	if (*typed == '\0')
		return (0);
	if (n > 0 && n < 5 && (half || typed[n] == '\0') &&
	    days * 2 + half > 0 && days * 2 + half <= HALVES_MOST)
		return ((int)(days * 2 + half));
	form_refuse(req->form, name, "The days must be a number from 0.5 to "
	    "500, in whole or half days");
	return (0);
}

static void
read_team(struct request *req, struct move_entry *e)
{
	const char	*sent = form_value(req->form, "team");

	each (t, e->teams)
		if (strcmp(sent, arena_printf(req->arena, "%ld", t->id)) == 0)
			e->team = t;
	if (e->team == NULL)
		form_refusef(req->form, "team", "Select a team of %s",
		    e->host != NULL ? e->host->name :
		    e->placement->organisation);
}

static void
read_week(struct request *req, struct move *m)
{
	struct int_list	week = days_ticked(req, "days");
	int		none = 0;

	for (int day = 0; day < 7; day++) {
		m->pattern.halves[day] = (signed char)week.v[day];
		none += week.v[day] == 0;
	}
	if (form_ticked(req->form, "half", "yes"))
		for (int day = 6; day >= 0; day--)
			if (m->pattern.halves[day] == 2) {
				m->pattern.halves[day] = 1;
				break;
			}
	if (none == 7)
		form_refuse(req->form, "days", "Select the days that they "
		    "work");
}

static void
read_decision(struct request *req, struct move_entry *e)
{
	e->move.decision = (enum verdict)placement_decision_from(option_chosen(
	    req->form, "decision", verdict_options(e->move.kind),
	    "Select what was decided"));
	e->conditions = form_optional_text(req->form, "conditions",
	    "Conditions", MOVE_CONDITIONS_MAX);
	if (e->move.kind != MOVE_RECOMMENDED)
		e->minutes = form_optional_text(req->form, "minutes",
		    "Minutes", MOVE_MINUTES_MAX);
}

static void
read_details(struct request *req, struct move_entry *e)
{
	struct move	*m = &e->move;
	struct form	*f = req->form;

	m->from = e->placement->starts_on;
	m->to = e->placement->ends_on;
	m->required_halves = (int)e->placement->required_halves;
	if (m->kind == MOVE_REPLANNED) {
		m->from = form_date(f, "from", "The first day",
		    "Enter the first day");
		read_team(req, e);
	}
	if (m->kind == MOVE_REPLANNED || m->kind == MOVE_EXTENDED) {
		m->to = form_date(f, "to", "The last day",
		    "Enter the last day");
		m->required_halves = halves_of_form(req, "required");
	}
	if (m->kind == MOVE_INTERRUPTED) {
		m->gap.from = form_date(f, "since", "The first day",
		    "Enter the first day of the interruption");
		m->gap.to = form_date(f, "until", "The last day", NULL);
	}
	if (m->kind == MOVE_INTERRUPTION_ENDED)
		m->back_on = form_date(f, "back_on", "The first day back",
		    "Enter the first day that they are back");
	if (m->kind == MOVE_REPATTERNED) {
		m->pattern.from = form_date(f, "since", "The first day",
		    "Enter the first day of the new pattern");
		read_week(req, m);
	}
	if (m->kind >= MOVE_RECOMMENDED)
		read_decision(req, e);
}

struct date
move_decided_on(struct placement_event_list events)
{
	struct date	on = { 0 };

	each (v, events)
		if (v->change != PLACEMENT_CHANGE_UNDONE && !v->undone &&
		    v->change != PLACEMENT_CHANGE_FOLLOWED &&
		    (v->change == PLACEMENT_CHANGE_MATCHED ||
		    v->change == PLACEMENT_CHANGE_SUSPENDED ||
		    v->change == PLACEMENT_CHANGE_RESUMED ||
		    v->change == PLACEMENT_CHANGE_TERMINATED ||
		    v->decision != PLACEMENT_DECISION_NONE) &&
		    date_compare(v->on_date, on) > 0)
			on = v->on_date;
	return (on);
}

static void
check(struct request *req, struct move_entry *e)
{
	const struct placed_record	*p = e->placement;
	struct date_logged_list		 logged = dates_logged(req->db, p->id);
	struct date			*days = arena_array(req->arena,
					    logged.n, sizeof(*days));
	struct move_fault		 fault;
	struct move_facts		 facts = { .today = req->today,
	    .decided_on = move_decided_on(e->events), .earliest = p->earliest,
	    .latest = p->latest, .schedule = &e->schedule, .logged = days,
	    .state = (enum placed_state)p->state,
	    .recommended = (enum verdict)p->recommended,
	    .panel_always = p->panel_always.value > 0,
	    .panel_before_fail = p->panel_before.value > 0,
	    .report = papers_signed(req->db, p->id)->report > 0 };

	each (d, logged)
		days[facts.nlogged++] = d->on_date;
	fault = move_check(req->arena, &e->move, &facts);
	if (fault.why != NULL)
		form_refuse(req->form, fault.field, fault.why);
}

/* No two placements of somebody meet. */
static void
check_others(struct request *req, const struct move_entry *e)
{
	struct placed_before_list	others = placed_of_enrolment(req->db,
					    e->placement->enrolment_id);

	each (o, others)
		if (o->id != e->placement->id &&
		    date_compare(o->starts_on, e->move.to) <= 0 &&
		    date_compare(o->ends_on, e->move.from) >= 0)
			form_refusef(req->form, date_compare(o->starts_on,
			    e->placement->starts_on) > 0 ? "to" : "from",
			    "Their placement at %s is from %s to %s. Two "
			    "placements cannot meet", o->organisation,
			    date_words(req->arena, o->starts_on),
			    date_words(req->arena, o->ends_on));
}

void
move_read(struct request *req, struct move_entry *e)
{
	const struct move_words	*words = move_words(e->move.kind);

	e->move.on = words->when == NULL ? req->today : form_date(req->form,
	    "on", "The date", words->enter);
	read_details(req, e);
	move_read_reason(req, e);
	is_version(req, e->placement->version, "This placement");
	if (form_ok(req->form))
		check(req, e);
	if (form_ok(req->form) && (e->move.kind == MOVE_REPLANNED ||
	    e->move.kind == MOVE_EXTENDED))
		check_others(req, e);
}

struct move_effect
move_effect(struct request *req, const struct move_entry *e)
{
	const struct placed_record	*p = e->placement;
	struct move_effect		 m = { .before = e->schedule,
	    .after = schedule_after(req->arena, &e->schedule, &e->move),
	    .done = (int)(p->confirmed + p->waiting) };

	m.expected[0] = expected_halves(&m.before, req->today);
	m.expected[1] = expected_halves(&m.after, req->today);
	m.finish[0] = finish_on(&m.before, m.done, req->today);
	m.finish[1] = finish_on(&m.after, m.done, req->today);
	return (m);
}
