/*
 * Flags of a placement's days: behind plan, absence that is not made up, and
 * silence.
 */
#include "flags_find.h"
#include "rules/words.h"

static int
behind(const struct flag_placement *p, int on)
{
	return (flag_curve(p, p->curves.expected, on) -
	    flag_curve(p, p->curves.done, on));
}

/* The first day since when it was at least so much without a break. */
static int
behind_since(const struct flag_placement *p, int on, int at_least)
{
	while (on > p->from && behind(p, on - 1) >= at_least)
		on--;
	return (on);
}

static void
weigh_behind(struct finding *q, const struct flag_placement *p,
    struct found_flag *f)
{
	const struct { enum severity is; int from; const char *and; }
	    steps[] = {
		{ SEVERITY_URGENT, q->s->behind_urgent, ", which is urgent" },
		{ SEVERITY_ACT, q->s->behind_act,
		    ", which calls for action" },
		{ SEVERITY_WATCH, q->s->behind, "" },
	};
	int	i = 0;

	while (i < 2 && behind(p, q->on) < steps[i].from)
		i++;
	flag_weigh(f, steps[i].is, behind_since(p, q->on, steps[i].from),
	    q->arena == NULL ? NULL : arena_printf(q->arena,
	    "It is at least %s behind plan%s.",
	    days_words(q->arena, steps[i].from), steps[i].and));
}

static void
say_behind(struct arena *a, const struct flag_settings *s,
    const struct flag_placement *p, int on, struct found_flag *f)
{
	int	done = flag_curve(p, p->curves.done, on);
	int	due = flag_curve(p, p->curves.expected, on);

	f->sentence = arena_printf(a, "%s of the %s expected by %s %s logged "
	    "in %s: %s fewer than planned.",
	    done == 0 ? "None" : days_number(a, done), days_words(a, due),
	    flag_date(a, on), done == 1 || done == 2 ? "is" : "are",
	    flag_placement_words(a, p), days_words(a, due - done));
	f->clears_when = arena_printf(a, "Enough days are logged that fewer "
	    "than %s are missing.", days_words(a, s->behind));
}

static void
flag_behind(struct finding *q, const struct flag_placement *p)
{
	struct found_flag	*f;

	if (behind(p, q->on) < q->s->behind)
		return;
	f = flag_raise(q, FLAG_DAYS_BEHIND,
	    (struct flag_record){ THING_PLACEMENT, p->id },
	    behind_since(p, q->on, q->s->behind), SEVERITY_WATCH);
	f->placement = p->id;
	f->who = ACTOR_TRAINEE | ACTOR_EDUCATOR | ACTOR_TUTOR |
	    ACTOR_PROGRAMME;
	flag_rests_on(f, THING_DAYS, p->id);
	weigh_behind(q, p, f);
	if (q->arena != NULL)
		say_behind(q->arena, q->s, p, q->on, f);
}

static void
flag_absence(struct finding *q, const struct flag_placement *p)
{
	const int		*missed = p->curves.to_make_up;
	int			 since = q->on;
	struct found_flag	*f;

	if (flag_curve(p, missed, since) < q->s->absent_halves)
		return;
	while (since > p->from &&
	    flag_curve(p, missed, since - 1) >= q->s->absent_halves)
		since--;
	f = flag_raise(q, FLAG_ABSENCE_PATTERN,
	    (struct flag_record){ THING_PLACEMENT, p->id }, since,
	    SEVERITY_WATCH);
	f->placement = p->id;
	f->who = ACTOR_TRAINEE | ACTOR_EDUCATOR | ACTOR_TUTOR;
	flag_rests_on(f, THING_DAYS, p->id);
	if (q->arena == NULL)
		return;
	f->sentence = arena_printf(q->arena, "%s of absence in %s are not made "
	    "up.", days_words(q->arena, flag_curve(p, missed, q->on)),
	    flag_placement_words(q->arena, p));
	f->clears_when = arena_printf(q->arena, "Days are made up, or the plan "
	    "is changed, so that fewer than %s are missing.",
	    days_words(q->arena, q->s->absent_halves));
}

static bool
counts(const struct flag_placement *p, int day)
{
	return (interruption_on(&p->schedule, date_from_number(day)) == NULL);
}

/* The last day on which something was logged, or the day before the first. */
static int
last_logged(const struct flag_placement *p, int on)
{
	int	last = p->from - 1;

	for (size_t i = 0; i < p->ndays; i++)
		if (p->days[i].known <= on && p->days[i].known > last)
			last = p->days[i].known;
	return (last);
}

/* The day on which it was too quiet: days of an interruption do not count, nor
 * days before something was expected. */
static int
quiet_since(const struct finding *q, const struct flag_placement *p, int last)
{
	int	quiet = 0, day;
	int	before = flag_curve(p, p->curves.expected, last + 1);
	int	to = flag_day_of(p, q->on);

	for (day = last + 1; day <= to; day++) {
		quiet += counts(p, day);
		if (quiet > q->s->silent_days &&
		    flag_curve(p, p->curves.expected, day) > before)
			return (day);
	}
	return (FLAG_NEVER);
}

static void
flag_silence(struct finding *q, const struct flag_placement *p)
{
	int			 last = last_logged(p, q->on), since;
	struct found_flag	*f;

	if (q->on - last <= q->s->silent_days ||
	    flag_curve(p, p->curves.done, q->on) >=
	    p->schedule.required_halves)
		return;
	since = quiet_since(q, p, last);
	if (since == FLAG_NEVER)
		return;
	f = flag_raise(q, FLAG_NO_ACTIVITY,
	    (struct flag_record){ THING_PLACEMENT, p->id }, since,
	    SEVERITY_WATCH);
	f->placement = p->id;
	f->who = ACTOR_TRAINEE | ACTOR_EDUCATOR | ACTOR_TUTOR |
	    ACTOR_PROGRAMME;
	flag_rests_on(f, THING_DAYS, p->id);
	if (q->arena == NULL)
		return;
	if (last < p->from)
		f->sentence = arena_printf(q->arena, "Nothing has been logged "
		    "in %s since it started on %s.",
		    flag_placement_words(q->arena, p),
		    flag_date(q->arena, p->from));
	else
		f->sentence = arena_printf(q->arena, "Nothing has been logged "
		    "in %s since %s.", flag_placement_words(q->arena, p),
		    flag_date(q->arena, last));
	f->clears_when = "A day is logged, or an absence, or an interruption "
	    "is recorded.";
}

void
flags_of_days(struct finding *q, const struct flag_placement *p)
{
	flag_behind(q, p);
	flag_absence(q, p);
	flag_silence(q, p);
}
