/*
 * Flags of a person whatever they are placed in: items that stand returned,
 * concerns, modules and teaching.
 */
#include <stdlib.h>

#include "flags_find.h"

enum { RETURNED_MOST = 64 };

struct returns { int on[RETURNED_MOST], n, days; };

static void
add_return(struct returns *r, int since, int on)
{
	if (since <= on && r->n < RETURNED_MOST)
		r->on[r->n++] = since;
}

static void
add_returned(struct returns *r, const struct flag_span *s, size_t n, int on)
{
	for (size_t i = 0; i < n; i++)
		if (on < s[i].until)
			add_return(r, s[i].from, on);
}

static int
by_day(const void *a, const void *b)
{
	const int	*x = a, *y = b;

	return ((*x > *y) - (*x < *y));
}

static struct returns
returns_on(const struct finding *q)
{
	struct returns			 r = { .n = 0 };
	const struct flag_facts		*f = q->facts;

	for (size_t i = 0; i < f->nplacements; i++)
		for (size_t j = 0; j < f->placements[i].ndays &&
		    flag_under_way(q, &f->placements[i]); j++)
			add_return(&r, f->placements[i].days[j].lost, q->on);
	r.days = r.n;
	for (size_t i = 0; i < f->nplacements; i++)
		if (flag_under_way(q, &f->placements[i]))
			add_returned(&r, f->placements[i].returns,
			    f->placements[i].nreturns, q->on);
	for (size_t i = 0; i < f->nasyes; i++)
		if (flag_within(f->asyes[i].live, f->asyes[i].nlive, q->on))
			add_returned(&r, f->asyes[i].returns,
			    f->asyes[i].nreturns, q->on);
	qsort(r.on, (size_t)r.n, sizeof(*r.on), by_day);
	return (r);
}

static void
where_returned(const struct finding *q, struct found_flag *f)
{
	const struct flag_facts	*all = q->facts;

	for (size_t i = 0; i < all->nplacements; i++)
		if (flag_under_way(q, &all->placements[i])) {
			f->placement = all->placements[i].id;
			flag_rests_on(f, THING_DAYS, f->placement);
		}
	if (f->placement == 0 && all->nasyes > 0) {
		f->asye = all->asyes[0].id;
		flag_rests_on(f, THING_ASYE, f->asye);
	}
}

static void
flag_returned(struct finding *q)
{
	struct returns		 r = returns_on(q);
	struct found_flag	*f;
	const char		*days, *papers;

	if (r.n < q->s->returned_items)
		return;
	f = flag_raise(q, FLAG_RETURNED_AGAIN, (struct flag_record){ 0 },
	    r.on[q->s->returned_items - 1], SEVERITY_WATCH);
	f->who = ACTOR_TRAINEE | ACTOR_EDUCATOR | ACTOR_ASSESSOR;
	where_returned(q, f);
	if (q->arena == NULL)
		return;
	days = r.days == 0 ? "" : flag_count(q->arena, r.days, "day", "days");
	papers = r.days == r.n ? "" : flag_count(q->arena, r.n - r.days,
	    "document", "documents");
	f->sentence = arena_printf(q->arena, "%s%s%s stand%s returned and wait "
	    "to be corrected, the first since %s.", days,
	    *days != '\0' && *papers != '\0' ? " and " : "", papers,
	    r.n == 1 ? "s" : "", flag_date(q->arena, r.on[0]));
	f->clears_when = arena_printf(q->arena, "They are corrected and sent "
	    "again, so that fewer than %d stand returned.",
	    q->s->returned_items);
}

static const struct flag_step *
step_on(const struct flag_concern *c, int on)
{
	const struct flag_step	*step = NULL;

	for (size_t i = 0; i < c->nsteps; i++)
		if (c->steps[i].on <= on)
			step = &c->steps[i];
	return (step);
}

static void
flag_concern(struct finding *q, const struct flag_concern *c)
{
	const struct flag_step	*step = step_on(c, q->on);
	struct found_flag	*f;

	if (step == NULL || !step->open || q->on <= step->follow_up)
		return;
	f = flag_raise(q, FLAG_CONCERN_OPEN,
	    (struct flag_record){ THING_CONCERN, c->id }, step->follow_up + 1,
	    SEVERITY_WATCH);
	f->side = c->of_support ? SIDE_SUPPORT : SIDE_PROGRESS;
	f->placement = c->placement;
	f->who = ACTOR_TUTOR | ACTOR_PROGRAMME;
	flag_rests_on(f, THING_CONCERN, c->id);
	if (q->arena == NULL)
		return;
	f->sentence = arena_printf(q->arena, "A concern that was raised on %s "
	    "was to be followed up by %s and has not been.",
	    flag_date(q->arena, c->raised),
	    flag_date(q->arena, step->follow_up));
	f->clears_when = "The next step is recorded, or the concern is "
	    "closed.";
}

void
flags_of_person(struct finding *q)
{
	flag_returned(q);
	for (size_t i = 0; i < q->facts->nconcerns; i++)
		flag_concern(q, &q->facts->concerns[i]);
}

/* Handed in, or decided upon without it, by a day. */
static bool
is_open(const struct flag_attempt *t, int on)
{
	return (t->opened <= on && t->handed_in > on &&
	    (t->decided > on || t->decided < t->due));
}

static struct found_flag *
raise_of_attempt(struct finding *q, enum flag_rule rule,
    const struct flag_attempt *t, int since, enum severity least)
{
	struct found_flag	*f = flag_raise(q, rule,
				    (struct flag_record){ THING_ATTEMPT,
				    t->id }, since, least);

	f->who = ACTOR_TRAINEE | ACTOR_TUTOR | ACTOR_PROGRAMME;
	flag_rests_on(f, THING_MODULE, t->offering);
	return (f);
}

static void
flag_attempt(struct finding *q, const struct flag_attempt *t)
{
	struct found_flag	*f;

	if (!is_open(t, q->on))
		return;
	if (q->on > t->due) {
		f = raise_of_attempt(q, FLAG_MILESTONE_OVERDUE, t, t->due + 1,
		    SEVERITY_WATCH);
		if (q->arena != NULL) {
			f->sentence = arena_printf(q->arena, "\u201c%s\u201d "
			    "of the module %s was due on %s and is not handed "
			    "in.", t->part, t->module,
			    flag_date(q->arena, t->due));
			f->clears_when = "It is handed in, more time is "
			    "given, or a board decides.";
		}
	}
	if (t->number > 1 && t->number >= q->s->attempts_most) {
		f = raise_of_attempt(q, FLAG_ATTEMPTS_LOW, t, t->opened,
		    SEVERITY_ACT);
		if (q->arena != NULL) {
			f->sentence = arena_printf(q->arena, "The last of %d "
			    "attempts at \u201c%s\u201d of the module %s is "
			    "due on %s.", q->s->attempts_most, t->part,
			    t->module, flag_date(q->arena, t->due));
			f->clears_when = "It is handed in, or a board "
			    "decides.";
			if (f->severity == SEVERITY_ACT)
				f->why = "It is the last attempt.";
		}
	}
}

static void
flag_failed(struct finding *q, const struct flag_decision *first,
    const struct flag_decision *end)
{
	const struct flag_decision	*d, *last = NULL;
	int				 since = FLAG_NEVER;
	struct found_flag		*f;

	for (d = first; d < end && d->on <= q->on; d++) {
		last = d;
		if (!d->fails && !d->repeats)
			since = FLAG_NEVER;
		else if (since == FLAG_NEVER)
			since = d->on;
	}
	if (since == FLAG_NEVER)
		return;
	f = flag_raise(q, FLAG_MODULE_FAILED,
	    (struct flag_record){ THING_MODULE, last->offering }, since,
	    SEVERITY_ACT);
	f->who = ACTOR_TRAINEE | ACTOR_TUTOR | ACTOR_PROGRAMME;
	flag_rests_on(f, THING_MODULE, last->offering);
	if (q->arena == NULL)
		return;
	f->sentence = arena_printf(q->arena, "The board decided on %s that the "
	    "module %s %s.", flag_date(q->arena, last->on), last->module,
	    last->fails ? "is failed" : "has to be repeated");
	f->clears_when = "A board decides that the module is passed.";
	if (f->severity == SEVERITY_ACT)
		f->why = "A module that is not passed calls for action.";
}

static void
flag_teaching(struct finding *q)
{
	const struct flag_session	*s = q->facts->sessions;
	int				 missed = 0, since = FLAG_NEVER;
	int				 first = 0;
	struct found_flag		*f;

	for (size_t i = 0; i < q->facts->nsessions && s[i].on <= q->on; i++) {
		missed = s[i].missed ? missed + 1 : 0;
		if (missed == 1)
			first = s[i].on;
		if (missed < q->s->absent_sessions)
			since = FLAG_NEVER;
		else if (since == FLAG_NEVER)
			since = s[i].on;
	}
	if (since == FLAG_NEVER)
		return;
	f = flag_raise(q, FLAG_ABSENCE_PATTERN,
	    (struct flag_record){ THING_SESSIONS, 0 }, since, SEVERITY_WATCH);
	f->who = ACTOR_TRAINEE | ACTOR_TUTOR | ACTOR_PROGRAMME;
	if (q->arena == NULL)
		return;
	f->sentence = arena_printf(q->arena, "The latest %d teaching sessions "
	    "were missed without being excused, the first of them on %s.",
	    missed, flag_date(q->arena, first));
	f->clears_when = "A session is attended, or the absence is excused.";
}

void
flags_of_modules(struct finding *q)
{
	const struct flag_decision	*d = q->facts->decisions, *next;
	const struct flag_decision	*end = d + q->facts->ndecisions;

	for (size_t i = 0; i < q->facts->nattempts; i++)
		flag_attempt(q, &q->facts->attempts[i]);
	for (; d < end; d = next) {
		for (next = d + 1; next < end && next->offering == d->offering;)
			next++;
		flag_failed(q, d, next);
	}
	flag_teaching(q);
}
