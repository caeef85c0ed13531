/*
 * Flags of what was promised: the caseload, protected time, and reasonable
 * adjustments.  The latest weeks that were entered count: that no more are
 * entered clears nothing.
 */
#include "flags_find.h"
#include "rules/documents.h"

/* Is a week as the rule asks?  said: whether it says anything of it at all. */
enum week { WEEK_SILENT, WEEK_KEPT, WEEK_BROKEN };

static enum week
caseload(const struct finding *q, const struct flag_week *w)
{
	(void)q;
	if (w->cap == 0 || w->caseload == 0)
		return (WEEK_SILENT);
	return (w->caseload > w->cap ? WEEK_BROKEN : WEEK_KEPT);
}

static enum week
protected_time(const struct finding *q, const struct flag_week *w)
{
	if (!w->protected_said || w->protected_due == 0)
		return (WEEK_SILENT);
	return (100 * w->protected_given <
	    q->s->protected_percent * w->protected_due ?
	    WEEK_BROKEN : WEEK_KEPT);
}

/* How many of the latest weeks were broken in a row, and when that came to be
 * known of as many as it takes. */
struct broken { int n, since; const struct flag_week *last; };

static struct broken
broken_weeks(const struct finding *q, const struct flag_asye *y,
    enum week (*is)(const struct finding *, const struct flag_week *))
{
	struct broken	b = { .since = FLAG_NEVER };

	for (size_t i = 0; i < y->nweeks; i++) {
		const struct flag_week	*w = &y->weeks[i];

		if (w->known > q->on || is(q, w) == WEEK_SILENT)
			continue;
		if (is(q, w) == WEEK_KEPT) {
			b = (struct broken){ .since = FLAG_NEVER };
			continue;
		}
		b.last = w;
		if (++b.n == q->s->weeks_in_row)
			b.since = w->known;
	}
	return (b);
}

static struct found_flag *
raise(struct finding *q, const struct flag_asye *y, enum flag_rule rule,
    int since)
{
	struct found_flag	*f = flag_raise(q, rule,
				    (struct flag_record){ THING_ASYE, y->id },
				    since, SEVERITY_WATCH);

	f->asye = y->id;
	f->who = ACTOR_MANAGER | ACTOR_ASSESSOR | ACTOR_COORDINATOR;
	flag_rests_on(f, THING_SUPPORT, y->id);
	return (f);
}

void
flags_of_weeks(struct finding *q, const struct flag_asye *y)
{
	struct broken		 b = broken_weeks(q, y, caseload);
	struct found_flag	*f;

	if (b.since != FLAG_NEVER) {
		f = raise(q, y, FLAG_CASELOAD_HIGH, b.since);
		if (q->arena != NULL) {
			f->sentence = arena_printf(q->arena, "The caseload was "
			    "above what was agreed in %s running: %d cases in "
			    "the week of %s, where %d were agreed.",
			    flag_count(q->arena, b.n, "week", "weeks"),
			    b.last->caseload, flag_date(q->arena,
			    b.last->from), b.last->cap);
			f->clears_when = "The caseload of a week is at what "
			    "was agreed, or below.";
		}
	}
	b = broken_weeks(q, y, protected_time);
	if (b.since == FLAG_NEVER)
		return;
	f = raise(q, y, FLAG_PROTECTED_TIME, b.since);
	if (q->arena == NULL)
		return;
	f->sentence = arena_printf(q->arena, "Less protected time was given "
	    "than agreed in %s running: %s in the week of %s, where %s were "
	    "agreed.", flag_count(q->arena, b.n, "week", "weeks"),
	    time_words(q->arena, b.last->protected_given),
	    flag_date(q->arena, b.last->from),
	    time_words(q->arena, b.last->protected_due));
	f->clears_when = arena_printf(q->arena, "At least %d%% of it is given "
	    "in a week.", q->s->protected_percent);
}

static void
flag_adjustment(struct finding *q, const struct flag_adjustment *j)
{
	struct found_flag	*f;

	if (q->on < j->from || q->on <= j->due || j->until <= q->on)
		return;
	f = flag_raise(q, FLAG_ADJUSTMENT_LATE,
	    (struct flag_record){ THING_ADJUSTMENT, j->id }, j->from > j->due ?
	    j->from : j->due + 1, SEVERITY_ACT);
	f->who = ACTOR_COORDINATOR | ACTOR_MANAGER | ACTOR_PROGRAMME;
	flag_rests_on(f, THING_ADJUSTMENT, j->id);
	if (q->arena == NULL)
		return;
	f->sentence = arena_printf(q->arena, "A support arrangement that was "
	    "asked for on %s is not in place, and its next step was due by "
	    "%s.", flag_date(q->arena, j->asked), flag_date(q->arena, j->due));
	f->clears_when = "The next step is taken, or it is in place or no "
	    "longer wanted.";
	if (f->severity == SEVERITY_ACT)
		f->why = "What somebody needs to take part is owed to them.";
}

void
flags_of_adjustments(struct finding *q)
{
	for (size_t i = 0; i < q->facts->nadjustments; i++)
		flag_adjustment(q, &q->facts->adjustments[i]);
}
