/* settings_effects - whom a change of a setting would concern, counted. */
#include <stdlib.h>
#include <string.h>

#include "pages/progress.h"
#include "pages/settings.h"
#include "pages/standing.h"
#include "rules/words.h"
#include "views.h"

enum { FOUND_MAX = 5000 };

/* Holds whatever is found: it doubles. */
void
effect_add(struct arena *a, struct setting_effect *e, struct affected one)
{
	struct affected	*wider;

	if (e->n == e->room) {
		e->room = e->room == 0 ? 32 : e->room * 2;
		wider = arena_array(a, e->room, sizeof(*wider));
		if (e->n > 0)
			memcpy(wider, e->v, e->n * sizeof(*wider));
		e->v = wider;
	}
	e->v[e->n++] = one;
}

const char *
effect_count(struct arena *a, const struct setting_effect *e, const char *one,
    const char *many)
{
	return (arena_printf(a, "%zu %s", e->n, e->n == 1 ? one : many));
}

static struct trainee_list
in_training(struct request *req, const struct setting_change *c,
    struct setting_effect *e)
{
	struct trainee_list	list = trainees_in_training(req->db,
				    c->entry->line->programme_id,
				    FOUND_MAX + 1);

	e->who = "Trainee";
	e->more = list.n > FOUND_MAX;
	if (e->more)
		list.n = FOUND_MAX;
	return (list);
}

static struct url
trainee_url(struct request *req, const struct progress *p)
{
	return (url_to(req->arena, "/trainees/%ld", p->trainee->id));
}

/* Where somebody stands with these thresholds. */
static enum standing
standing_with(struct request *req, const struct progress *p,
    const struct day_settings *settings)
{
	struct placed	*placed = arena_array(req->arena, p->placements.n,
			    sizeof(*placed));
	size_t		 n = 0;

	each (l, p->placements) {
		placed[n].required_halves = (int)l->required_halves;
		placed[n].standing = day_standing(NULL, &p->schedules[n],
		    (int)l->confirmed, (int)l->waiting, settings, req->today);
		n++;
	}
	return (course_standing(NULL, placed, n, settings).standing);
}

void
effect_on_standings(struct request *req, const struct setting_change *c,
    struct setting_effect *e)
{
	const struct setting_line	*l = c->entry->line;
	bool			 well = strncmp(l->name, "well", 4) == 0;
	struct day_settings	 was = day_settings_of(req, l->programme_id);
	struct day_settings	 becomes = was;
	struct trainee_list	 trainees = in_training(req, c, e);
	struct progress_list	 all = progress_of(req, &trainees);
	enum standing		 now, then;

	*(well ? &was.well_behind_after_halves :
	    &was.behind_after_halves) = (int)c->was;
	*(well ? &becomes.well_behind_after_halves :
	    &becomes.behind_after_halves) = (int)c->becomes;
	each (p, all) {
		now = standing_with(req, p, &was);
		then = standing_with(req, p, &becomes);
		if (now != then)
			effect_add(req->arena, e, (struct affected){
			    p->trainee->name, trainee_url(req, p),
			    standing_words(now), standing_words(then) });
	}
	e->finding = effect_count(req->arena, e,
	    "trainee would stand differently",
	    "trainees would stand differently");
}

/* Expected halves of today's placements that were not logged before a day. */
struct unlogged { struct date before; struct logged_before_list logged; };

static struct unlogged
unlogged_before(struct request *req, const struct progress_list *all,
    struct date on, int64_t days)
{
	struct unlogged	 u = { 0 };
	int64_t		*ids = arena_array(req->arena, all->n, sizeof(*ids));
	size_t		 n = 0;

	if (days == 0)
		return (u);
	each (p, *all)
		if (p->now != NULL)
			ids[n++] = p->now->id;
	u.before = date_plus_days(on, (int)-days);
	u.logged = days_logged_before(req->db, (struct int_list){ ids, n },
	    u.before);
	return (u);
}

static int
compare_placements(const void *key, const void *row)
{
	int64_t				 id = *(const int64_t *)key;
	const struct logged_before	*l = row;

	return (id < l->placement_id ? -1 : id > l->placement_id);
}

static int
halves_lost(const struct progress *p, const struct unlogged *u)
{
	const struct schedule		*s = &p->schedules[p->now -
					    p->placements.v];
	const struct logged_before	*logged;
	int				 short_of;

	if (!date_is_set(u->before) || date_compare(u->before, s->to) > 0)
		return (0);
	logged = u->logged.n == 0 ? NULL : bsearch(&p->now->id, u->logged.v,
	    u->logged.n, sizeof(*u->logged.v), compare_placements);
	short_of = expected_halves(s, u->before) -
	    (logged != NULL ? (int)logged->halves : 0);
	return (short_of > 0 ? short_of : 0);
}

static const char *
lost_words(struct arena *a, int halves)
{
	return (halves == 0 ? "All can be logged" :
	    arena_printf(a, "%s too long ago to log", days_words(a, halves)));
}

void
effect_on_logging(struct request *req, const struct setting_change *c,
    struct setting_effect *e)
{
	struct trainee_list	 trainees = in_training(req, c, e);
	struct progress_list	 all = progress_of(req, &trainees);
	struct unlogged		 was = unlogged_before(req, &all, c->from,
				    c->was);
	struct unlogged		 becomes = unlogged_before(req, &all, c->from,
				    c->becomes);
	int			 now, then;

	each (p, all) {
		if (p->now == NULL)
			continue;
		now = halves_lost(p, &was);
		then = halves_lost(p, &becomes);
		if (now != then)
			effect_add(req->arena, e, (struct affected){
			    p->trainee->name, trainee_url(req, p),
			    lost_words(req->arena, now),
			    lost_words(req->arena, then) });
	}
	e->finding = effect_count(req->arena, e, "trainee has expected days "
	    "that are not logged and would be concerned", "trainees have "
	    "expected days that are not logged and would be concerned");
}

static const char *
seen_words(struct arena *a, const struct access_changed *d, bool sees)
{
	if (sees)
		return ("Sees the placement");
	if (d->waiting_days == 0)
		return ("Does not see the placement");
	return (arena_printf(a, "Does not see the placement, where %ld %s for "
	    "confirmation", d->waiting_days, d->waiting_days == 1 ?
	    "day waits" : "days wait"));
}

void
effect_on_access(struct request *req, const struct setting_change *c,
    struct setting_effect *e)
{
	bool	 shorter = c->becomes < c->was;
	struct access_changed_list found = access_between(req->db,
		    c->entry->line->programme_id, shorter ? c->becomes :
		    c->was, shorter ? c->was : c->becomes, c->from,
		    FOUND_MAX + 1);

	e->who = "Practice educator";
	e->more = found.n > FOUND_MAX;
	if (e->more)
		found.n = FOUND_MAX;
	each (d, found)
		effect_add(req->arena, e, (struct affected){
		    arena_printf(req->arena, "%s, with %s until %s",
		    d->educator, d->trainee, date_words(req->arena,
		    d->last_on)), d->educator_id.known ?
		    url_to(req->arena, "/educators/%ld", d->educator_id.value)
		    : url_to(req->arena, "/placements/%ld/educators",
		    d->placement_id), seen_words(req->arena, d, shorter),
		    seen_words(req->arena, d, !shorter) });
	e->finding = effect_count(req->arena, e, "time with a placement would "
	    "be seen differently", "times with a placement would be seen "
	    "differently");
}

static void
effect_on_rounds(struct request *req, const struct setting_change *c,
    struct setting_effect *e)
{
	const struct setting_line	*l = c->entry->line;
	struct round_open_list		 open = rounds_open(req->db,
					    l->programme_id, l->name);

	e->who = "Round that is open";
	each (r, open)
		if (r->held.known)
			effect_add(req->arena, e, (struct affected){
			    arena_printf(req->arena, "%s, %s placements, from "
			    "%s", r->cohort, placement_stage_word(r->stage),
			    date_words(req->arena, r->starts_on)),
			    url_to(req->arena, "/matching/%ld", r->id),
			    setting_value_words(req->arena, l, r->held.value),
			    arena_printf(req->arena, "Keeps %s",
			    setting_value_words(req->arena, l,
			    r->held.value)) });
	e->finding = arena_printf(req->arena, "It is used by the next round "
	    "that is started. %s", effect_count(req->arena, e,
	    "round is open", "rounds are open"));
}

static const char *
months_words(struct arena *a, int64_t months)
{
	return (arena_printf(a, "%ld whole %s after the cohort’s end", months,
	    months == 1 ? "month" : "months"));
}

static void
effect_on_extensions(struct request *req, const struct setting_change *c,
    struct setting_effect *e)
{
	struct long_extension_list	found = extensions_beyond(req->db,
					    c->entry->line->programme_id,
					    c->becomes, FOUND_MAX);

	e->who = "Trainee";
	each (x, found)
		effect_add(req->arena, e, (struct affected){
		    arena_printf(req->arena, "%s, %s", x->trainee, x->cohort),
		    url_to(req->arena, "/trainees/%ld", x->enrolment_id),
		    months_words(req->arena, x->months), arena_printf(
		    req->arena, "Still ends on %s, but cannot be extended "
		    "further", date_words(req->arena, x->ends_on)) });
	e->finding = effect_count(req->arena, e, "trainee’s programme ends "
	    "later than that already", "trainees’ programmes end later than "
	    "that already");
}

/* A setting that is not here is described by its catalogue alone. */
static const struct {
	const char	*name;		/* or the beginning of many */
	void		(*find)(struct request *, const struct setting_change *,
			    struct setting_effect *);
} effects[] = {
	{ "behind_after_halves", effect_on_standings },
	{ "well_behind_after_halves", effect_on_standings },
	{ "educator_access_days_after", effect_on_access },
	{ "longest_log_days_back", effect_on_logging },
	{ "educator_capacity", effect_on_educators },
	{ "educator_currency_months", effect_on_educators },
	{ "educator_attention_days", effect_on_educators },
	{ "registration_renewal_day", effect_on_registrations },
	{ "match_", effect_on_rounds },
	{ "module_pass_mark", effect_on_components },
	{ "module_attempts_most", effect_on_results },
	{ "module_rounding", effect_on_results },
	{ "module_component_passes", effect_on_results },
	{ "module_compensate_from", effect_on_results },
	{ "module_resit_capped", effect_on_results },
	{ "module_attendance_least", effect_on_attendance },
	{ "module_resit_days", effect_on_resits },
	{ "longest_extension_months", effect_on_extensions },
};

void
setting_effect_of(struct request *req, const struct setting_change *c,
    struct setting_effect *e)
{
	const char	*name = c->entry->line->name;

	if (c->was == c->becomes)
		return;
	for (size_t i = 0; i < sizeof(effects) / sizeof(*effects); i++)
		if (strncmp(name, effects[i].name,
		    strlen(effects[i].name)) == 0) {
			effects[i].find(req, c, e);
			return;
		}
}
