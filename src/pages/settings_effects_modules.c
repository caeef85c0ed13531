/* settings_effects_modules - what a change would mean for modules. */
#include <string.h>

#include "pages/modules.h"
#include "pages/settings.h"
#include "rules/words.h"
#include "views.h"

static struct module_rules
rules_with(struct module_rules r, const char *name, int value)
{
	if (strcmp(name, "module_attempts_most") == 0)
		r.attempts_most = value;
	else if (strcmp(name, "module_rounding") == 0)
		r.rounding = value == 1 ? ROUND_DOWN : ROUND_NEAREST;
	else if (strcmp(name, "module_component_passes") == 0)
		r.component_passes = value != 0;
	else if (strcmp(name, "module_compensate_from") == 0)
		r.compensate_from = value;
	else if (strcmp(name, "module_resit_capped") == 0)
		r.resit_capped = value != 0;
	return (r);
}

/* Everybody in modules that some board has still to decide upon; those of the
 * latest, when there are more than can be looked at. */
struct running {
	struct offering_list	offerings;
	struct standing_in_list	all;
};

static struct running
running_modules(struct request *req, const struct setting_change *c,
    struct setting_effect *e)
{
	int64_t			 programme = c->entry->line->programme_id;
	struct module_numbers	 m = module_numbers_of(req, programme);
	struct running		 r = { .offerings = offerings_running(req->db,
				    programme, MODULES_MOST) };
	int64_t			*ids = arena_array(req->arena,
				    r.offerings.n, sizeof(*ids));
	size_t			 n = 0;

	e->who = "Trainee and module";
	e->more = r.offerings.n > 0 &&
	    r.offerings.v[0].of_all > (int64_t)r.offerings.n;
	each (f, r.offerings)
		ids[n++] = f->id;
	r.all = standings_in(req, (struct int_list){ ids, n },
	    (struct maybe_int){ 0 }, (struct maybe_int){ 0 }, &m);
	return (r);
}

static const char *
module_name(const struct running *r, int64_t offering)
{
	each (f, r->offerings)
		if (f->id == offering)
			return (f->title);
	return ("");
}

static void
add(struct request *req, struct setting_effect *e, const struct running *r,
    const struct standing_in *s, const char *was, const char *becomes)
{
	effect_add(req->arena, e, (struct affected){ arena_printf(req->arena,
	    "%s, %s", s->taker->name, module_name(r, s->taker->offering_id)),
	    url_to(req->arena, "/modules/%ld", s->taker->offering_id), was,
	    becomes });
}

/* "Result 49, the rules propose: Resit" */
static const char *
outcome_words(struct arena *a, const struct module_standing *s)
{
	if (s->proposal == WISH_NONE)
		return (module_state_words(s->state));
	return (arena_printf(a, "Result %d, proposed: %s", s->result,
	    board_wish_words(s->proposal)));
}

void
effect_on_results(struct request *req, const struct setting_change *c,
    struct setting_effect *e)
{
	const struct setting_line	*l = c->entry->line;
	struct running		 r = running_modules(req, c, e);
	struct module_rules	 base = module_numbers_of(req,
				    l->programme_id).rules;
	struct module_rules	 was = rules_with(base, l->name,
				    (int)c->was);
	struct module_rules	 becomes = rules_with(base, l->name,
				    (int)c->becomes);
	struct module_standing	 now, then;
	enum board_wish		 decided;

	each (s, r.all) {
		decided = wish_of(s->taker->outcome);
		now = module_standing(req->arena, s->assessed, decided, &was,
		    req->today);
		then = module_standing(req->arena, s->assessed, decided,
		    &becomes, req->today);
		if (now.state != then.state || now.result != then.result ||
		    now.proposal != then.proposal)
			add(req, e, &r, s, outcome_words(req->arena, &now),
			    outcome_words(req->arena, &then));
	}
	e->finding = effect_count(req->arena, e, "result that no board has "
	    "decided upon would be another", "results that no board has "
	    "decided upon would be others");
}

static const char *
attendance_words(struct arena *a, int share, int64_t least)
{
	return (arena_printf(a, "%s, %s", share_words(a, share),
	    share < least ? "pointed out" : "not pointed out"));
}

void
effect_on_attendance(struct request *req, const struct setting_change *c,
    struct setting_effect *e)
{
	struct running	r = running_modules(req, c, e);

	each (s, r.all)
		if (s->share >= 0 &&
		    (s->share < c->was) != (s->share < c->becomes))
			add(req, e, &r, s, attendance_words(req->arena,
			    s->share, c->was), attendance_words(req->arena,
			    s->share, c->becomes));
	e->finding = effect_count(req->arena, e, "trainee’s attendance of a "
	    "module would be seen differently", "trainees’ attendances of "
	    "modules would be seen differently");
}

void
effect_on_components(struct request *req, const struct setting_change *c,
    struct setting_effect *e)
{
	struct offering_short_list	list = offerings_short(req->db,
					    c->entry->line->programme_id,
					    MODULES_MOST);

	e->who = "Module";
	each (f, list)
		effect_add(req->arena, e, (struct affected){
		    arena_printf(req->arena, "%s %s, %s", f->code, f->title,
		    f->cohort), url_to(req->arena, "/modules/%ld", f->id),
		    arena_printf(req->arena, "Its components weigh %ld of 100",
		    f->weight), arena_printf(req->arena, "Components that are "
		    "added start with %ld", c->becomes) });
	e->finding = effect_count(req->arena, e, "module has components still "
	    "to be added", "modules have components still to be added");
}

void
effect_on_resits(struct request *req, const struct setting_change *c,
    struct setting_effect *e)
{
	e->finding = arena_printf(req->arena, "A board that decides on %s "
	    "would propose resits for %s; with the value that there is, for "
	    "%s", date_words(req->arena, c->from), date_words(req->arena,
	    date_plus_days(c->from, (int)c->becomes)), date_words(req->arena,
	    date_plus_days(c->from, (int)c->was)));
}
