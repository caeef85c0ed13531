/* placements_moves - staff record what happens to a placement: chosen,
 * described, checked, recorded. */
#include <string.h>

#include "core/session.h"
#include "pages.h"
#include "pages/checked.h"
#include "pages/choices.h"
#include "pages/placements.h"
#include "rules/words.h"
#include "views.h"

static const char *
days_typed(struct arena *a, int64_t halves)
{
	return (arena_printf(a, "%ld%s", halves / 2,
	    halves % 2 == 1 ? ".5" : ""));
}

/* A new form opens with what is true now. */
static void
fill(struct request *req, const struct move_entry *e)
{
	const struct placed_record	*p = e->placement;

	form_set_version(req->form, p->version);
	show_number(req, "team", p->team_id);
	if (!form_has(req->form, "to-day"))
		form_set_date(req->form, "to", p->ends_on);
	if (!form_has(req->form, "from-day"))
		form_set_date(req->form, "from", p->starts_on);
	form_set(req->form, "required", days_typed(req->arena,
	    p->required_halves));
}

enum status
move_new(struct request *req)
{
	struct move_entry	e;

	if (!move_begin(req, &e))
		return (NOT_FOUND);
	if (!form_has(req->form, "kind") && !form_has(req->form, "chosen")) {
		move_choice(req->out, req, &e);
		return (OK);
	}
	if (!move_read_kind(req, &e)) {
		move_choice(req->out, req, &e);
		return (INVALID);
	}
	checked_take_up(req);
	fill(req, &e);
	move_form(req->out, req, &e);
	return (OK);
}

enum status
move_describe(struct request *req)
{
	struct move_entry	e;

	if (!move_begin(req, &e))
		return (NOT_FOUND);
	if (!move_read_kind(req, &e)) {
		move_choice(req->out, req, &e);
		return (INVALID);
	}
	move_read(req, &e);
	if (!form_ok(req->form)) {
		move_form(req->out, req, &e);
		return (INVALID);
	}
	return (checked_next(req));
}

enum status
move_check_page(struct request *req)
{
	struct move_entry	e;
	struct move_effect	effect;

	if (!move_begin(req, &e))
		return (NOT_FOUND);
	if (req->drafted_at.s == 0 || !move_read_kind(req, &e))
		return (see_other(req, "/placements/%ld/changes/new",
		    req->id[0]));
	move_read(req, &e);
	if (!form_ok(req->form))
		return (see_other(req, "/placements/%ld/changes/new?kind=%s&"
		    "again=yes", req->id[0], placement_change_word(
		    (enum placement_change)e.move.kind)));
	effect = move_effect(req, &e);
	move_check_answers(req->out, req, &e, &effect);
	return (OK);
}

/* Back to the form, with what was typed, when it will not do any more. */
static enum status
look_again(struct request *req, const struct move_entry *e)
{
	form_replace_version(req->form, e->placement->version);
	if (e->move.kind == MOVE_NONE)
		return (done(req, "This placement changed while you had it "
		    "open. Nothing was recorded.", "/placements/%ld",
		    req->id[0]));
	checked_back(req);
	return (done(req, "This placement changed while you had it open. "
	    "Nothing was recorded. Check what you entered, and send it again.",
	    "/placements/%ld/changes/new?kind=%s", req->id[0],
	    placement_change_word((enum placement_change)e->move.kind)));
}

static struct int_list
week_of(struct request *req, const struct move *m)
{
	int64_t	*week = arena_array(req->arena, 7, sizeof(*week));

	for (int day = 0; day < 7; day++)
		week[day] = m->pattern.halves[day];
	return ((struct int_list){ week,
	    m->kind == MOVE_REPATTERNED ? 7 : 0 });
}

static bool
record(struct request *req, const struct move_entry *e)
{
	const struct move	*m = &e->move;
	bool	plans = m->kind == MOVE_REPLANNED, longer = plans ||
	    m->kind == MOVE_EXTENDED;
	struct date		 none = { 0 };

#define MAYBE(on, id)	((struct maybe_int){ (on), (on) ? (id) : 0 })
	return (placement_event_add(req->db, e->placement->id,
	    e->placement->version, (enum placement_change)m->kind, m->on,
	    e->reason->code, e->note != NULL ? e->note : "",
	    MAYBE(false, 0), (enum placement_decision)m->decision,
	    e->conditions != NULL ? e->conditions : "",
	    e->minutes != NULL ? e->minutes : "",
	    m->kind == MOVE_REPATTERNED ? m->pattern.from : m->gap.from,
	    m->gap.to, m->back_on, week_of(req, m),
	    MAYBE(plans, e->team->organisation_id),
	    MAYBE(plans, e->team->id), plans ? m->from : none,
	    longer ? m->to : none, MAYBE(longer, m->required_halves)) != NULL);
#undef MAYBE
}

/* Somebody who logs a day, plans another placement or records something of
 * this one at the same moment makes it fail; all else is a fault of ours. */
static bool
recorded_alone(struct request *req, const struct move_entry *e)
{
	const char	*state;
	bool		 made;

	db_try(req->db);
	made = record(req, e);
	state = db_state(req->db);
	if (db_failed(req->db) && strcmp(state, "23P01") != 0 &&
	    strcmp(state, "23514") != 0 && strcmp(state, "23503") != 0)
		return (true);
	return (db_tried(req->db) && made);
}

static const char *
plan_words(struct arena *a, const struct placement_told *p)
{
	return (arena_printf(a, "It is planned from %s to %s now, with %s.",
	    date_words(a, p->starts_on), date_words(a, p->ends_on),
	    days_words(a, (int)p->required_halves)));
}

void
moves_tell(struct request *req, struct int_list placements, const char *what)
{
	struct placement_told_list	all = placements_told(req->db,
					    placements);

	each (p, all)
		letter_write(req->db, p->person_id, p->email, p->learns ?
		    "Your placement has changed" :
		    "A placement of yours has changed",
		    arena_printf(req->arena, "Dear %s,\n\n%s’s placement at "
		    "%s (%s):\n\n%s\n\nSign in to Waymark to read the whole "
		    "of it:\n%s/placements/%ld\n", p->name, p->trainee,
		    p->team, p->organisation, what != NULL ? what :
		    plan_words(req->arena, p), own_origin(),
		    (long)p->placement_id));
}

void
move_tell(struct request *req, const struct placed_record *p, const char *what)
{
	int64_t	id = p->id;

	moves_tell(req, (struct int_list){ &id, 1 }, what);
}

/* Tells what stands now. */
static void
tell(struct request *req)
{
	struct move_entry	 now;
	const char		*what = "";

	if (!move_begin(req, &now))
		return;
	each (v, now.events)
		if (v->change != PLACEMENT_CHANGE_FOLLOWED)
			what = move_title(req->arena, v);
	move_tell(req, now.placement, arena_printf(req->arena, "%s.", what));
}

enum status
move_record(struct request *req)
{
	struct move_entry	e;
	bool			seen;

	if (!move_begin(req, &e))
		return (NOT_FOUND);
	if (!checked_form(req, &seen))
		return (see_other(req, "/placements/%ld/changes/new",
		    req->id[0]));
	if (!move_read_kind(req, &e))
		return (look_again(req, &e));
	move_read(req, &e);
	if (!form_ok(req->form) || !seen || !recorded_alone(req, &e))
		return (look_again(req, &e));
	tell(req);
	return (done(req, arena_printf(req->arena, "%s. %s and who educates "
	    "there were told by email.", move_words(e.move.kind)->done,
	    e.placement->trainee), "/placements/%ld", req->id[0]));
}
