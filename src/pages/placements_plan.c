/* placements_plan - staff plan a placement by hand: stage and host, team and
 * dates, checked, then made. */
#include <string.h>

#include "core/session.h"
#include "pages.h"
#include "pages/changes.h"
#include "pages/checked.h"
#include "pages/choices.h"
#include "pages/placements.h"
#include "pages/register.h"
#include "pages/selection.h"
#include "rules/words.h"
#include "views.h"

static bool
plan_begin(struct request *req, struct plan_entry *e)
{
	*e = (struct plan_entry){
	    .enrolment = enrolment_to_plan(req->db, req->id[0]) };
	if (e->enrolment == NULL)
		return (false);
	e->others = placed_of_enrolment(req->db, req->id[0]);
	return (true);
}

/* One of a stage at a time; another when that was terminated, or did not pass
 * and may be repeated. */
static void
check_stage(struct request *req, const struct plan_entry *e)
{
	const char	*stage = stage_words(e->stage);
	int		 failed = 0;

	each (o, e->others) {
		if (o->stage != e->stage ||
		    o->state == PLACEMENT_STATE_TERMINATED)
			continue;
		if (o->outcome == PLACEMENT_DECISION_FAIL ||
		    o->outcome == PLACEMENT_DECISION_REPEAT)
			failed++;
		else
			form_refusef(req->form, "stage", "%s has this "
			    "placement already, at %s, from %s (%s)",
			    e->enrolment->trainee, o->organisation,
			    date_words(req->arena, o->starts_on), stage);
	}
	if (failed > 0 && failed > e->enrolment->repeats.value)
		form_refuse(req->form, "stage", "This stage was repeated as "
		    "often as the programme allows");
}

/* Stage and host, which decide what else is asked. */
static bool
read_choice(struct request *req, struct plan_entry *e)
{
	int	stage = form_choice(req->form, "stage", stage_codes,
		    "Select which placement it is");

	e->host = employer_of_form(req);
	if (stage >= 0) {
		e->stage = (enum placement_stage)(stage + 1);
		check_stage(req, e);
	}
	if (!form_ok(req->form) || e->host == NULL)
		return (false);
	e->teams = teams_of_organisation(req->db, e->host->id);
	return (true);
}

static void
fill(struct request *req, const struct plan_entry *e)
{
	const struct planned_enrolment	*p = e->enrolment;
	const struct maybe_int	halves = e->stage == PLACEMENT_STAGE_FIRST ?
	    p->first : e->stage == PLACEMENT_STAGE_LAST ? p->last :
	    p->contrasting;

	if (!form_has(req->form, "days"))
		show_days(req, "days", p->working);
	form_set(req->form, "required", arena_printf(req->arena, "%ld%s",
	    halves.value / 2, halves.value % 2 == 1 ? ".5" : ""));
}

enum status
plan_new(struct request *req)
{
	struct plan_entry	e;

	if (!plan_begin(req, &e))
		return (NOT_FOUND);
	if (!form_has(req->form, "stage") && !form_has(req->form, "chosen") &&
	    !form_has(req->form, "again")) {
		plan_choice(req->out, req, &e);
		return (OK);
	}
	checked_take_up(req);
	if (!read_choice(req, &e)) {
		plan_choice(req->out, req, &e);
		return (INVALID);
	}
	fill(req, &e);
	plan_form(req->out, req, &e);
	return (OK);
}

static void
read_team(struct request *req, struct plan_entry *e)
{
	const char	*sent = form_value(req->form, "team");

	each (t, e->teams)
		if (strcmp(sent, arena_printf(req->arena, "%ld", t->id)) == 0)
			e->team = t;
	if (e->team == NULL)
		form_refusef(req->form, "team", "Select a team of %s",
		    e->host->name);
}

static void
check_dates(struct request *req, const struct plan_entry *e)
{
	const struct planned_enrolment	*p = e->enrolment;
	struct arena			*a = req->arena;

	if (date_compare(e->to, e->from) <= 0)
		form_refuse(req->form, "to", "The last day must be after the "
		    "first day");
	if (date_compare(e->from, p->starts_on) < 0)
		form_refusef(req->form, "from", "The first day must be on or "
		    "after %s, when their programme starts",
		    date_words(a, p->starts_on));
	if (date_compare(e->to, p->latest) > 0)
		form_refusef(req->form, "to", "The last day must be on or "
		    "before %s, the latest that their programme can end",
		    date_words(a, p->latest));
	each (o, e->others)
		if (date_compare(o->starts_on, e->to) <= 0 &&
		    date_compare(o->ends_on, e->from) >= 0)
			form_refusef(req->form, "from", "Their placement at %s "
			    "is from %s to %s. Two placements cannot meet",
			    o->organisation, date_words(a, o->starts_on),
			    date_words(a, o->ends_on));
}

static void
forecast(struct request *req, struct plan_entry *e)
{
	struct pattern	*p = arena_alloc(req->arena, sizeof(*p));
	struct schedule	 s = { .from = e->from, .to = e->to,
			    .required_halves = INT16_MAX, .patterns = p,
			    .npatterns = 1 };

	p->from = e->from;
	for (int day = 0; day < 7; day++)
		p->halves[day] = (signed char)e->week.v[day];
	for (struct date d = e->from; date_compare(d, e->to) <= 0;
	    d = date_plus_days(d, 1))
		e->room += halves_on(&s, d);
	s.required_halves = e->required;
	e->finish = finish_on(&s, 0, e->from);
}

static void
read_plan(struct request *req, struct plan_entry *e)
{
	int	none = 0;

	read_team(req, e);
	e->from = form_date(req->form, "from", "The first day",
	    "Enter the first day");
	e->to = form_date(req->form, "to", "The last day",
	    "Enter the last day");
	e->required = halves_of_form(req, "required");
	e->week = days_ticked(req, "days");
	e->agreed = form_ticked(req->form, "agreed", "yes");
	for (int day = 0; day < 7; day++)
		none += e->week.v[day] == 0;
	if (none == 7)
		form_refuse(req->form, "days", "Select the days that they "
		    "work");
	if (e->enrolment->state == ENROLMENT_STATE_WITHDRAWN ||
	    e->enrolment->state == ENROLMENT_STATE_COMPLETED)
		form_refusef(req->form, "from", "%s is not on the programme "
		    "any more", e->enrolment->trainee);
	if (form_ok(req->form))
		check_dates(req, e);
	if (form_ok(req->form))
		forecast(req, e);
}

enum status
plan_describe(struct request *req)
{
	struct plan_entry	e;

	if (!plan_begin(req, &e))
		return (NOT_FOUND);
	if (!read_choice(req, &e)) {
		plan_choice(req->out, req, &e);
		return (INVALID);
	}
	read_plan(req, &e);
	if (!form_ok(req->form)) {
		plan_form(req->out, req, &e);
		return (INVALID);
	}
	return (checked_next(req));
}

enum status
plan_check_page(struct request *req)
{
	struct plan_entry	 e;
	struct team_audit	*audit;

	if (!plan_begin(req, &e))
		return (NOT_FOUND);
	if (req->drafted_at.s == 0 || !read_choice(req, &e))
		return (see_other(req, "/trainees/%ld/placements/new",
		    req->id[0]));
	read_plan(req, &e);
	if (!form_ok(req->form))
		return (see_other(req, "/trainees/%ld/placements/new?"
		    "again=yes", req->id[0]));
	audit = team_audit_on(req->db, e.team->id, e.from);
	e.unaudited = audit != NULL && !audit->stands;
	plan_check_answers(req->out, req, &e);
	return (OK);
}

/* The placement's number; 0 when somebody was faster. */
static int64_t
make(struct request *req, const struct plan_entry *e)
{
	struct planned	*made;
	const char	*state;

	db_try(req->db);
	made = placement_plan(req->db, req->id[0], e->team->id, e->stage,
	    e->from, e->to, e->required, e->week, e->agreed);
	state = db_state(req->db);
	if (db_failed(req->db) && strcmp(state, "23P01") != 0 &&
	    strcmp(state, "23514") != 0)
		return (0);
	if (!db_tried(req->db) || made == NULL || !made->id.known)
		return (0);
	return (made->id.value);
}

enum status
plan_make(struct request *req)
{
	struct plan_entry	e;
	int64_t			id;
	bool			seen;

	if (!plan_begin(req, &e))
		return (NOT_FOUND);
	if (!checked_form(req, &seen))
		return (see_other(req, "/trainees/%ld/placements/new",
		    req->id[0]));
	if (read_choice(req, &e))
		read_plan(req, &e);
	if (!form_ok(req->form) || !seen || (id = make(req, &e)) == 0)
		return (done(req, "Something changed while you had this open. "
		    "Nothing was planned. Check what you entered, and send it "
		    "again.", "/trainees/%ld/placements/new?again=yes",
		    req->id[0]));
	letter_write(req->db, e.enrolment->person_id, e.enrolment->email,
	    "A placement is planned for you", arena_printf(req->arena,
	    "Dear %s,\n\nA placement is planned for you: %s, %s, from %s to "
	    "%s.\n\nRead more in Waymark:\n%s/placements/%ld\n",
	    e.enrolment->trainee, e.team->name, e.host->name,
	    date_words(req->arena, e.from), date_words(req->arena, e.to),
	    own_origin(), id));
	return (done(req, arena_printf(req->arena, "Placement planned. %s was "
	    "told by email. Allocate a practice educator next.",
	    e.enrolment->trainee), "/placements/%ld", id));
}
