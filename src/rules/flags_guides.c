/*
 * Flags of those who guide and assess: nobody has the duty, a registration has
 * lapsed, or they have too many people.  Once a placement has ended, its last
 * day counts.
 */
#include "flags_find.h"

/* Of whom the rule is asked: a placement or an ASYE, and which day counts. */
struct guided {
	const struct flag_placement	*p;
	const struct flag_asye		*y;
	const struct flag_guide		*guides;
	size_t				 n;
	int				 from, on;
};

static const char *
duty_words(enum flag_duty duty)
{
	return (duty == DUTY_EDUCATOR ? "practice educator" :
	    duty == DUTY_ASSESSOR ? "ASYE assessor" : "line manager");
}

/* "practice educator for the last placement"; an ASYE is the only one. */
static const char *
duty_in(struct arena *a, const struct guided *g, enum flag_duty duty,
    const char *of)
{
	return (g->p == NULL ? duty_words(duty) : arena_printf(a, "%s%s%s",
	    duty_words(duty), of, flag_placement_words(a, g->p)));
}

static const struct flag_guide *
guide_on(const struct guided *g, enum flag_duty duty, int on)
{
	for (size_t i = 0; i < g->n; i++)
		if (g->guides[i].duty == duty && g->guides[i].from <= on &&
		    on < g->guides[i].until)
			return (&g->guides[i]);
	return (NULL);
}

static struct found_flag *
raise(struct finding *q, const struct guided *g, enum flag_rule rule,
    enum flag_duty duty, int since)
{
	struct flag_record	 of = { g->p != NULL ? THING_PLACEMENT :
				    THING_ASYE,
				    g->p != NULL ? g->p->id : g->y->id };
	struct found_flag	*f;

	f = flag_raise(q, rule, of, since, SEVERITY_WATCH);
	if (duty == DUTY_MANAGER)
		f->subject.what = THING_MANAGER;
	if (g->p != NULL) {
		f->placement = g->p->id;
		f->who = ACTOR_PROGRAMME | ACTOR_HOST;
	} else {
		f->asye = g->y->id;
		f->who = ACTOR_COORDINATOR;
	}
	flag_rests_on(f, of.what, of.id);
	return (f);
}

static void
flag_missing(struct finding *q, const struct guided *g, enum flag_duty duty)
{
	struct found_flag	*f;
	int			 left = g->from;

	if (guide_on(g, duty, g->on) != NULL)
		return;
	for (size_t i = 0; i < g->n; i++)
		if (g->guides[i].duty == duty && g->guides[i].until <= g->on &&
		    g->guides[i].until > left)
			left = g->guides[i].until;
	if (q->on <= left + q->s->guide_days)
		return;
	f = raise(q, g, FLAG_GUIDE_MISSING, duty,
	    left + q->s->guide_days + 1);
	if (q->arena == NULL)
		return;
	f->sentence = arena_printf(q->arena, "There has been no %s since %s.",
	    duty_in(q->arena, g, duty, " for "), flag_date(q->arena, left));
	f->clears_when = arena_printf(q->arena, "Somebody is named as %s.",
	    duty_words(duty));
}

static void
flag_lapsed(struct finding *q, const struct guided *g)
{
	const struct flag_guide	*guide = guide_on(g, DUTY_EDUCATOR, g->on);
	struct found_flag	*f;

	if (guide == NULL || guide->registered > g->on)
		return;
	f = raise(q, g, FLAG_GUIDE_LAPSED, DUTY_EDUCATOR,
	    guide->registered > guide->from ? guide->registered :
	    guide->from);
	f->who = ACTOR_EDUCATOR | ACTOR_PROGRAMME;
	if (q->arena == NULL)
		return;
	f->sentence = guide->registered <= 0 ?
	    arena_printf(q->arena, "The %s has no registration with Social "
	    "Work England on record.", duty_in(q->arena, g, DUTY_EDUCATOR,
	    " of ")) :
	    arena_printf(q->arena, "The registration of the %s lasted until "
	    "%s on record.", duty_in(q->arena, g, DUTY_EDUCATOR, " of "),
	    flag_date(q->arena, guide->registered - 1));
	f->clears_when = "The registration is recorded, or somebody else is "
	    "the practice educator.";
}

static int
load_on(const struct flag_guide *guide, int on)
{
	int	load = 0;

	for (size_t i = 0; i < guide->nothers; i++)
		load += guide->others[i].from <= on &&
		    on < guide->others[i].until;
	return (load);
}

static void
flag_overloaded(struct finding *q, const struct guided *g,
    enum flag_duty duty)
{
	const struct flag_guide	*guide = guide_on(g, duty, g->on);
	int			 most, since = g->on;
	struct found_flag	*f;

	if (guide == NULL)
		return;
	most = duty == DUTY_ASSESSOR ? q->s->assessor_most :
	    guide->most < 0 ? q->s->educator_most : guide->most;
	if (load_on(guide, since) <= most)
		return;
	while (since > guide->from && load_on(guide, since - 1) > most)
		since--;
	f = raise(q, g, FLAG_GUIDE_OVERLOADED, duty, since);
	f->who |= duty == DUTY_ASSESSOR ? ACTOR_ASSESSOR : ACTOR_EDUCATOR;
	if (q->arena == NULL)
		return;
	f->sentence = arena_printf(q->arena, "The %s has %s and can take "
	    "%d.", duty_in(q->arena, g, duty, " of "),
	    flag_count(q->arena, load_on(guide, g->on), "person", "people"),
	    most);
	f->clears_when = arena_printf(q->arena, "They have %d or fewer, or "
	    "somebody else has the duty.", most);
}

void
flags_of_guides(struct finding *q, const struct flag_placement *p,
    const struct flag_asye *y)
{
	struct guided	g = { .p = p, .y = y };

	if (p != NULL) {
		g.guides = p->guides;
		g.n = p->nguides;
		g.from = p->from;
		g.on = flag_day_of(p, q->on);
		flag_missing(q, &g, DUTY_EDUCATOR);
		flag_lapsed(q, &g);
		flag_overloaded(q, &g, DUTY_EDUCATOR);
		return;
	}
	g.guides = y->guides;
	g.n = y->nguides;
	g.from = y->starts;
	g.on = q->on;
	flag_missing(q, &g, DUTY_ASSESSOR);
	flag_missing(q, &g, DUTY_MANAGER);
	flag_overloaded(q, &g, DUTY_ASSESSOR);
}
