/*
 * Flags of a placement's documents: agreements, reviews and reports that are
 * overdue, observations and other evidence, and a host that changed.
 */
#include <string.h>

#include "flags_find.h"
#include "rules/documents.h"
#include "rules/words.h"

static struct flag_record
placement_and(const struct flag_placement *p)
{
	return ((struct flag_record){ THING_PLACEMENT, p->id });
}

static const struct flag_document *
signed_by(const struct flag_placement *p, enum flag_paper kind, int on)
{
	for (size_t i = 0; i < p->ndocuments; i++)
		if (p->documents[i].kind == kind &&
		    p->documents[i].signed_on <= on)
			return (&p->documents[i]);
	return (NULL);
}

/* It rests on the document, or where there is none yet on the placement. */
static void
rests_on_paper(struct found_flag *f, const struct flag_placement *p,
    enum flag_paper kind)
{
	const struct flag_document	*d = flag_paper_of(p->documents,
					    p->ndocuments, kind);

	if (d != NULL)
		flag_rests_on(f, THING_DOCUMENT, d->id);
	else
		flag_rests_on(f, THING_PLACEMENT, p->id);
}

static struct found_flag *
flag_unsigned(struct finding *q, const struct flag_placement *p,
    enum flag_rule rule, enum flag_paper kind, int due, const char *what)
{
	struct found_flag	*f;

	if (q->on <= due || signed_by(p, kind, q->on) != NULL)
		return (NULL);
	f = flag_raise(q, rule, placement_and(p), due + 1, SEVERITY_WATCH);
	f->subject.what = THING_PLACEMENT;
	f->placement = p->id;
	rests_on_paper(f, p, kind);
	if (q->arena == NULL)
		return (f);
	f->sentence = arena_printf(q->arena, "The %s of %s was due by %s and "
	    "is not signed.", what, flag_placement_words(q->arena, p),
	    flag_date(q->arena, due));
	f->clears_when = arena_printf(q->arena, "The %s is signed.", what);
	return (f);
}

static void
flag_milestones(struct finding *q, const struct flag_placement *p)
{
	struct found_flag	*f;

	f = flag_unsigned(q, p, FLAG_MILESTONE_OVERDUE, PAPER_AGREEMENT,
	    p->from + q->s->milestone_days, "learning agreement");
	if (f != NULL)
		f->who = ACTOR_TRAINEE | ACTOR_EDUCATOR | ACTOR_HOST |
		    ACTOR_PROGRAMME;
	f = flag_unsigned(q, p, FLAG_MILESTONE_OVERDUE, PAPER_FINAL_REPORT,
	    p->to + q->s->milestone_days, "final report");
	if (f != NULL) {
		f->subject.what = THING_DOCUMENT;
		f->who = ACTOR_EDUCATOR | ACTOR_TUTOR | ACTOR_PROGRAMME;
	}
}

/* The first day before which half of what is required was expected. */
static int
midpoint(const struct flag_placement *p)
{
	const struct flag_curves	*c = &p->curves;
	int				 low = 0, high = c->n;

	while (low < high) {
		int	middle = (low + high) / 2;

		if (2 * c->expected[middle] >= p->schedule.required_halves)
			high = middle;
		else
			low = middle + 1;
	}
	return (low < c->n ? p->from + low : FLAG_NEVER);
}

static void
flag_midpoint(struct finding *q, const struct flag_placement *p, int middle)
{
	struct found_flag	*f;

	if (middle == FLAG_NEVER)
		return;
	f = flag_unsigned(q, p, FLAG_REVIEW_OVERDUE, PAPER_MIDPOINT,
	    middle + q->s->evidence_days, "midpoint review");
	if (f != NULL)
		f->who = ACTOR_EDUCATOR | ACTOR_TUTOR | ACTOR_TRAINEE;
}

/* Half of them by the midpoint, all by the end; when the next was due. */
static int
due_after(const struct finding *q, const struct flag_placement *p, int middle,
    int have, int need)
{
	int	by = have < need / 2 ? middle : have < need ? p->to :
		    FLAG_NEVER;

	return (by == FLAG_NEVER ? by : by + q->s->evidence_days);
}

static int
due_by(const struct finding *q, const struct flag_placement *p, int need)
{
	return (q->on > p->to + q->s->evidence_days ? need : need / 2);
}

static void
flag_observations(struct finding *q, const struct flag_placement *p,
    int middle)
{
	const struct flag_settings	*s = q->s;
	int	 need = p->contrasting ? s->observations_contrasting :
		     p->schedule.required_halves >= s->long_halves ?
		     s->observations_long : s->observations_short;
	int	 have = flag_signed(p->documents, p->ndocuments,
		     PAPER_OBSERVATION, q->on);
	int	 due = due_after(q, p, middle, have, need);
	struct found_flag	*f;

	if (q->on <= due || due == FLAG_NEVER)
		return;
	f = flag_raise(q, FLAG_OBSERVATION_OVERDUE, placement_and(p), due + 1,
	    SEVERITY_WATCH);
	f->placement = p->id;
	f->who = ACTOR_EDUCATOR | ACTOR_TRAINEE;
	flag_rests_on(f, THING_PLACEMENT, p->id);
	if (q->arena == NULL)
		return;
	need = due_by(q, p, need);
	f->sentence = arena_printf(q->arena, "Of %s due in %s by %s, %s "
	    "signed.", flag_count(q->arena, need, "direct observation",
	    "direct observations"), flag_placement_words(q->arena, p),
	    flag_date(q->arena, due), flag_number_is(q->arena, have));
	f->clears_when = "The observations that are due are signed.";
}

/* Reflections and feedback: what is missing of each, and since when. */
static void
flag_evidence(struct finding *q, const struct flag_placement *p, int middle)
{
	const struct flag_settings	*s = q->s;
	bool	 is_long = p->schedule.required_halves >= s->long_halves;
	const struct { enum flag_paper kind; int need;
	    const char *one, *many; } kinds[] = {
		{ PAPER_REFLECTION, p->contrasting ?
		    s->reflections_contrasting : is_long ?
		    s->reflections_long : s->reflections_short,
		    "reflection", "reflections" },
		{ PAPER_FEEDBACK, p->contrasting ? s->feedback_contrasting :
		    s->feedback, "piece of feedback", "pieces of feedback" },
	};
	const char		*missing[2] = { NULL, NULL };
	int			 since = FLAG_NEVER;
	struct found_flag	*f;

	for (int i = 0; i < 2; i++) {
		int	have = flag_signed(p->documents, p->ndocuments,
			    kinds[i].kind, q->on);
		int	due = due_after(q, p, middle, have, kinds[i].need);

		if (due == FLAG_NEVER || q->on <= due)
			continue;
		since = due + 1 < since ? due + 1 : since;
		if (q->arena != NULL)
			missing[i] = flag_count(q->arena, due_by(q, p,
			    kinds[i].need) - have, kinds[i].one,
			    kinds[i].many);
	}
	if (since == FLAG_NEVER)
		return;
	f = flag_raise(q, FLAG_EVIDENCE_BEHIND, placement_and(p), since,
	    SEVERITY_WATCH);
	f->placement = p->id;
	f->who = ACTOR_TRAINEE | ACTOR_EDUCATOR;
	flag_rests_on(f, THING_PLACEMENT, p->id);
	if (q->arena == NULL)
		return;
	f->sentence = arena_printf(q->arena, "Evidence of %s is missing that "
	    "was due by %s: %s%s%s.", flag_placement_words(q->arena, p),
	    flag_date(q->arena, since - 1),
	    missing[0] != NULL ? missing[0] : "",
	    missing[0] != NULL && missing[1] != NULL ? " and " : "",
	    missing[1] != NULL ? missing[1] : "");
	f->clears_when = "What is missing is signed.";
}

static void
flag_host(struct finding *q, const struct flag_placement *p)
{
	struct found_flag	*f;
	int			 moved = FLAG_NEVER;

	for (size_t i = 0; i < p->nmoved; i++)
		if (p->moved[i] <= q->on)
			moved = p->moved[i];
	if (moved == FLAG_NEVER || q->on <= moved + q->s->host_days)
		return;
	if (flag_agreed_since(p->documents, p->ndocuments, moved, q->on))
		return;
	f = flag_raise(q, FLAG_HOST_CHANGED, placement_and(p),
	    moved + q->s->host_days + 1, SEVERITY_WATCH);
	f->placement = p->id;
	f->who = ACTOR_HOST | ACTOR_EDUCATOR | ACTOR_PROGRAMME;
	flag_rests_on(f, THING_PLACEMENT, p->id);
	if (q->arena == NULL)
		return;
	f->sentence = arena_printf(q->arena, "The host of %s changed on %s, "
	    "and no agreement with the new host is signed.",
	    flag_placement_words(q->arena, p), flag_date(q->arena, moved));
	f->clears_when = "A learning agreement with the new host is signed.";
}

void
flags_of_papers(struct finding *q, const struct flag_placement *p)
{
	int	middle = midpoint(p);

	flag_milestones(q, p);
	flag_midpoint(q, p, middle);
	flag_observations(q, p, middle);
	flag_evidence(q, p, middle);
	flag_host(q, p);
}
