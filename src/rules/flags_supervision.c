/*
 * Flags of supervision: too long ago, and too little of it.
 */
#include "flags_find.h"
#include "rules/documents.h"
#include "rules/words.h"

enum { FIVE_DAYS = 10, LEAST_MINUTES = 120, MONTH = 31, WEEK = 7 };

static void
say_gap(const struct finding *q, struct found_flag *f,
    const struct flag_document *last, const char *where, int from,
    const char *every)
{
	if (q->arena == NULL)
		return;
	if (last != NULL)
		f->sentence = arena_printf(q->arena, "The latest supervision "
		    "on record in %s was on %s; it is to be held %s.", where,
		    flag_date(q->arena, last->held), every);
	else
		f->sentence = arena_printf(q->arena, "No supervision is on "
		    "record in %s, which started on %s; it is to be held %s.",
		    where, flag_date(q->arena, from), every);
	f->clears_when = "Supervision is held and its record is sent.";
}

/* The n-th day after another that no interruption takes out; FLAG_NEVER when
 * that is later than `latest`. */
static int
day_after(const struct flag_placement *p, int from, int n, int latest)
{
	for (int day = from + 1; day <= latest; day++) {
		n -= interruption_on(&p->schedule, date_from_number(day)) ==
		    NULL;
		if (n == 0)
			return (day);
	}
	return (FLAG_NEVER);
}

static void
flag_gap(struct finding *q, const struct flag_placement *p)
{
	const struct flag_document	*last = flag_last_held(p->documents,
					    p->ndocuments, PAPER_SUPERVISION,
					    q->on);
	int	 from = last != NULL ? last->held : p->from - 1;
	int	 since = day_after(p, from, q->s->supervision_days +
		     q->s->supervision_grace + 1, flag_day_of(p, q->on));
	struct found_flag	*f;

	if (since == FLAG_NEVER)
		return;
	f = flag_raise(q, FLAG_SUPERVISION_GAP,
	    (struct flag_record){ THING_PLACEMENT, p->id }, since,
	    SEVERITY_WATCH);
	f->placement = p->id;
	f->who = ACTOR_EDUCATOR | ACTOR_TUTOR;
	flag_rests_on(f, THING_PLACEMENT, p->id);
	if (last != NULL)
		flag_rests_on(f, THING_DOCUMENT, last->id);
	if (q->arena != NULL)
		say_gap(q, f, last, flag_placement_words(q->arena, p), p->from,
		    arena_printf(q->arena, "every %d days",
		    q->s->supervision_days));
}

/* What the days done call for, of those that some time has passed since; and
 * whether what is on record falls short. */
static int
minutes_due(const struct finding *q, const struct flag_placement *p, int on)
{
	return (flag_curve(p, p->curves.done, on - q->s->supervision_grace) /
	    FIVE_DAYS * q->s->supervision_minutes);
}

static bool
too_little(const struct finding *q, const struct flag_placement *p, int on)
{
	int	due = minutes_due(q, p, on);

	return (due >= LEAST_MINUTES && 100 * flag_curve(p, p->curves.minutes,
	    on) < q->s->supervision_percent * due);
}

static void
flag_short(struct finding *q, const struct flag_placement *p)
{
	struct found_flag	*f;
	int			 since = q->on;

	if (!too_little(q, p, since))
		return;
	while (since > p->from && too_little(q, p, since - 1))
		since--;
	f = flag_raise(q, FLAG_SUPERVISION_SHORT,
	    (struct flag_record){ THING_PLACEMENT, p->id }, since,
	    SEVERITY_WATCH);
	f->placement = p->id;
	f->who = ACTOR_EDUCATOR | ACTOR_TUTOR;
	flag_rests_on(f, THING_PLACEMENT, p->id);
	if (q->arena == NULL)
		return;
	f->sentence = arena_printf(q->arena, "The days done in %s by %s call "
	    "for %s of supervision; on record: %s.",
	    flag_placement_words(q->arena, p),
	    flag_date(q->arena, q->on - q->s->supervision_grace),
	    time_words(q->arena, minutes_due(q, p, q->on)),
	    time_words(q->arena, flag_curve(p, p->curves.minutes, q->on)));
	f->clears_when = arena_printf(q->arena, "At least %d%% of it is held "
	    "and on record.", q->s->supervision_percent);
}

void
flags_of_supervision(struct finding *q, const struct flag_placement *p)
{
	flag_gap(q, p);
	flag_short(q, p);
}

/* What was agreed for a day; without an agreement, what the settings say. */
static struct flag_agreed
agreed_on(const struct finding *q, const struct flag_asye *y, int day)
{
	struct flag_agreed	a = { 0 };

	for (size_t i = 0; i < y->nagreed; i++)
		if (y->agreed[i].from <= day && day < y->agreed[i].until) {
			if (y->agreed[i].weeks + y->agreed[i].months > 0) {
				a.weeks = y->agreed[i].weeks;
				a.months = y->agreed[i].months;
			}
			if (y->agreed[i].minutes > 0)
				a.minutes = y->agreed[i].minutes;
		}
	if (a.weeks + a.months == 0)
		a.weeks = (q->s->supervision_days + WEEK - 1) / WEEK;
	return (a);
}

static const char *
every_words(struct arena *a, const struct flag_agreed *g)
{
	int		 n = g->weeks + g->months;
	const char	*unit = g->weeks > 0 ? "week" : "month";

	return (n == 1 ? arena_printf(a, "every %s", unit) :
	    arena_printf(a, "every %d %ss", n, unit));
}

/* What was agreed on the day of the latest counts until the next: a longer
 * interval that begins meanwhile makes nobody less late. */
static void
flag_year_gap(struct finding *q, const struct flag_asye *y)
{
	const struct flag_document	*last = flag_last_held(y->documents,
					    y->ndocuments, PAPER_SUPERVISION,
					    q->on);
	int			 from = last != NULL && last->held > y->starts ?
				     last->held : y->starts;
	struct flag_agreed	 g = agreed_on(q, y, from);
	int			 since = flag_after(y->live, y->nlive, from,
				     WEEK * g.weeks + MONTH * g.months +
				     q->s->supervision_grace + 1);
	struct found_flag	*f;

	if (since > q->on)
		return;
	f = flag_raise(q, FLAG_SUPERVISION_GAP,
	    (struct flag_record){ THING_ASYE, y->id }, since, SEVERITY_WATCH);
	f->asye = y->id;
	f->who = ACTOR_ASSESSOR | ACTOR_MANAGER | ACTOR_COORDINATOR;
	flag_rests_on(f, THING_ASYE, y->id);
	if (last != NULL)
		flag_rests_on(f, THING_DOCUMENT, last->id);
	if (q->arena != NULL)
		say_gap(q, f, last, "the ASYE", y->starts,
		    every_words(q->arena, &g));
}

/* Sums of the latest sessions of those known on a day, behind the first
 * `skip` of them; how many there are, when the latest was known, and whether
 * it was shorter than agreed itself. */
struct sessions { int n, minutes, agreed, known; bool shortened; };

static int
order(const struct flag_document *d)
{
	return (d->sent > d->held ? d->sent : d->held);
}

static struct sessions
latest_sessions(const struct finding *q, const struct flag_asye *y, int skip)
{
	const struct flag_document	*d, *next, *last = NULL;
	struct sessions			 s = { 0 };

	for (int i = 0; i < skip + q->s->supervision_sessions; i++) {
		next = NULL;
		for (d = y->documents; d < y->documents + y->ndocuments; d++)
			if (d->kind == PAPER_SUPERVISION && d->minutes > 0 &&
			    order(d) <= q->on && (last == NULL ||
			    d->held < last->held || (d->held == last->held &&
			    d < last)) && (next == NULL ||
			    d->held >= next->held))
				next = d;
		if (next == NULL)
			return (s);
		last = next;
		if (i < skip)
			continue;
		if (order(next) > s.known)
			s.known = order(next);
		if (s.n++ == 0)
			s.shortened = next->minutes <
			    agreed_on(q, y, next->held).minutes;
		s.minutes += next->minutes;
		s.agreed += agreed_on(q, y, next->held).minutes;
	}
	return (s);
}

static bool
is_short(const struct finding *q, const struct sessions *s)
{
	return (s->n == q->s->supervision_sessions && s->agreed > 0 &&
	    100 * s->minutes < q->s->supervision_percent * s->agreed);
}

/* A session as long as agreed raises nothing; it may be too little to clear
 * what a short one raised. */
static void
flag_year_short(struct finding *q, const struct flag_asye *y)
{
	struct sessions		 s = latest_sessions(q, y, 0), before = s;
	int			 since = FLAG_NEVER;
	struct found_flag	*f;

	for (int skip = 1; is_short(q, &before); skip++) {
		if (before.shortened)
			since = before.known;
		before = latest_sessions(q, y, skip);
	}
	if (since == FLAG_NEVER)
		return;
	f = flag_raise(q, FLAG_SUPERVISION_SHORT,
	    (struct flag_record){ THING_ASYE, y->id }, since, SEVERITY_WATCH);
	f->asye = y->id;
	f->who = ACTOR_ASSESSOR | ACTOR_MANAGER | ACTOR_COORDINATOR;
	flag_rests_on(f, THING_ASYE, y->id);
	if (q->arena == NULL)
		return;
	f->sentence = arena_printf(q->arena, "The latest %s of supervision "
	    "took %s on average; the agreement says %s.",
	    flag_count(q->arena, s.n, "session", "sessions"),
	    time_words(q->arena, s.minutes / s.n),
	    time_words(q->arena, s.agreed / s.n));
	f->clears_when = arena_printf(q->arena, "The latest %s took at least "
	    "%d%% of what was agreed.", flag_count(q->arena, s.n, "session",
	    "sessions"), q->s->supervision_percent);
}

void
flags_of_year_supervision(struct finding *q, const struct flag_asye *y)
{
	flag_year_gap(q, y);
	flag_year_short(q, y);
}
