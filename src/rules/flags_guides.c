/*
 * Flags of those who guide and assess: nobody has the duty, a registration has
 * lapsed, or they have too many people.  Once a placement has ended, its last
 * day counts.
 */
#include <string.h>

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
	static const char	*const words[DUTIES] = {
		[DUTY_EDUCATOR] = "practice educator",
		[DUTY_SUPERVISOR] = "on-site supervisor",
		[DUTY_ASSESSOR] = "ASYE assessor",
		[DUTY_MANAGER] = "line manager" };

	return (words[duty]);
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
	else if (duty == DUTY_SUPERVISOR)
		f->subject.what = THING_SUPERVISOR;
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

/* An educator from off site, at the host that the placement has now. */
static bool
is_off_site(const struct guided *g, int on)
{
	const struct flag_guide	*guide = guide_on(g, DUTY_EDUCATOR, on);

	return (on >= g->from && guide != NULL && guide->off_site);
}

static void
flag_unsupervised(struct finding *q, const struct guided *g)
{
	struct found_flag	*f;
	int			 since = g->on;

	if (!is_off_site(g, since) ||
	    guide_on(g, DUTY_SUPERVISOR, since) != NULL)
		return;
	while (is_off_site(g, since - 1) &&
	    guide_on(g, DUTY_SUPERVISOR, since - 1) == NULL)
		since--;
	if (q->on <= since + q->s->guide_days)
		return;
	f = raise(q, g, FLAG_GUIDE_MISSING, DUTY_SUPERVISOR,
	    since + q->s->guide_days + 1);
	if (q->arena == NULL)
		return;
	f->sentence = arena_printf(q->arena, "There has been no %s since %s, "
	    "and the practice educator works off site.",
	    duty_in(q->arena, g, DUTY_SUPERVISOR, " for "),
	    flag_date(q->arena, since));
	f->clears_when = "Somebody is named as on-site supervisor, or the "
	    "practice educator is somebody who works at the host.";
}

static unsigned
who_mends(enum flag_duty duty)
{
	return (duty == DUTY_ASSESSOR ? ACTOR_ASSESSOR | ACTOR_COORDINATOR :
	    duty == DUTY_EDUCATOR ? ACTOR_EDUCATOR | ACTOR_PROGRAMME :
	    ACTOR_HOST | ACTOR_PROGRAMME);
}

static void
flag_lapsed(struct finding *q, const struct guided *g, enum flag_duty duty)
{
	const struct flag_guide	*guide = guide_on(g, duty, g->on);
	struct found_flag	*f;

	if (guide == NULL || guide->registered > g->on)
		return;
	f = raise(q, g, FLAG_GUIDE_LAPSED, duty,
	    guide->registered > guide->from ? guide->registered :
	    guide->from);
	f->who = who_mends(duty);
	if (q->arena == NULL)
		return;
	f->sentence = guide->registered <= 0 ?
	    arena_printf(q->arena, "The %s has no registration with Social "
	    "Work England on record.", duty_in(q->arena, g, duty, " of ")) :
	    arena_printf(q->arena, "The registration of the %s lasted until "
	    "%s on record.", duty_in(q->arena, g, duty, " of "),
	    flag_date(q->arena, guide->registered - 1));
	f->clears_when = arena_printf(q->arena, "The registration is recorded, "
	    "or somebody else is the %s.", duty_words(duty));
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
	f->who |= who_mends(duty);
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
		flag_lapsed(q, &g, DUTY_EDUCATOR);
		flag_overloaded(q, &g, DUTY_EDUCATOR);
		flag_overloaded(q, &g, DUTY_SUPERVISOR);
		if (strcmp(p->stage, "last") == 0)
			flag_lapsed(q, &g, DUTY_SUPERVISOR);
		if (p->nmoved > 0)
			g.from = p->moved[p->nmoved - 1];
		flag_unsupervised(q, &g);
		return;
	}
	g.guides = y->guides;
	g.n = y->nguides;
	g.from = y->starts;
	g.on = q->on;
	flag_missing(q, &g, DUTY_ASSESSOR);
	flag_missing(q, &g, DUTY_MANAGER);
	flag_lapsed(q, &g, DUTY_ASSESSOR);
	flag_overloaded(q, &g, DUTY_ASSESSOR);
}
