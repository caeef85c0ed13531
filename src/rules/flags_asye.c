/*
 * Flags of an ASYE: reviews and observations overdue, evidence behind plan, a
 * host that changed, and silence.
 */
#include <ctype.h>

#include "flags_find.h"

static struct flag_record
year(const struct flag_asye *y)
{
	return ((struct flag_record){ THING_ASYE, y->id });
}

static const char *
lower_first(struct arena *a, const char *words)
{
	char	*s = arena_strdup(a, words);

	*s = (char)tolower((unsigned char)*s);
	return (s);
}

static void
flag_reviews(struct finding *q, const struct flag_asye *y)
{
	const struct flag_review	*r;
	struct found_flag		*f;

	for (r = y->reviews; r < y->reviews + y->nreviews; r++) {
		if (q->on <= r->due || r->held <= q->on)
			continue;
		f = flag_raise(q, FLAG_REVIEW_OVERDUE, (struct flag_record)
		    { THING_REVIEW, r->number }, r->due + 1, SEVERITY_WATCH);
		f->asye = y->id;
		f->who = ACTOR_ASSESSOR | ACTOR_MANAGER | ACTOR_COORDINATOR;
		flag_rests_on(f, THING_ASYE, y->id);
		if (q->arena == NULL)
			continue;
		f->sentence = arena_printf(q->arena, "The %s was due on %s and "
		    "is not signed.", lower_first(q->arena, r->name),
		    flag_date(q->arena, r->due));
		f->clears_when = "The review is held and signed, or moved "
		    "with a reason.";
	}
}

/* When the next piece of a kind was due: so many by each review. */
static int
next_due(const struct finding *q, const struct flag_asye *y,
    const struct flag_need *need, int *have, int *by_now)
{
	int	n = (int)y->nreviews, due = FLAG_NEVER;

	*have = flag_signed(y->documents, y->ndocuments, need->kind, q->on);
	*by_now = 0;
	for (int i = 0; i < n; i++) {
		if (due == FLAG_NEVER &&
		    need->at_least * (i + 1) / n > *have)
			due = y->reviews[i].due + q->s->evidence_days;
		if (y->reviews[i].due + q->s->evidence_days < q->on)
			*by_now = need->at_least * (i + 1) / n;
	}
	return (due);
}

static void
flag_observed(struct finding *q, const struct flag_asye *y,
    const struct flag_need *need)
{
	struct found_flag	*f;
	int			 have, by_now, due;

	due = next_due(q, y, need, &have, &by_now);
	if (q->on <= due)
		return;
	f = flag_raise(q, FLAG_OBSERVATION_OVERDUE, year(y), due + 1,
	    SEVERITY_WATCH);
	f->asye = y->id;
	f->who = ACTOR_ASSESSOR | ACTOR_TRAINEE;
	flag_rests_on(f, THING_ASYE, y->id);
	if (q->arena == NULL)
		return;
	f->sentence = arena_printf(q->arena, "Of %s due in the ASYE by %s, %s "
	    "signed.", flag_count(q->arena, by_now, "direct observation",
	    "direct observations"), flag_date(q->arena, due),
	    flag_number_is(q->arena, have));
	f->clears_when = "The observations that are due are signed.";
}

static const char *
paper_words(struct arena *a, enum flag_paper kind, int n)
{
	switch (kind) {
	case PAPER_FEEDBACK:
		return (arena_printf(a, "%s from people who use services",
		    flag_count(a, n, "piece of feedback",
		    "pieces of feedback")));
	case PAPER_PROFESSIONALS:
		return (arena_printf(a, "%s from professionals",
		    flag_count(a, n, "piece of feedback",
		    "pieces of feedback")));
	case PAPER_WRITTEN_RECORD:
		return (flag_count(a, n, "written record",
		    "written records"));
	default:
		return (flag_count(a, n, "reflection", "reflections"));
	}
}

/* "a, b and c", a part at a time. */
static const char *
joined(struct arena *a, const char *so_far, const char *next, bool last)
{
	if (*so_far == '\0')
		return (next);
	return (arena_printf(a, "%s%s%s", so_far, last ? " and " : ", ",
	    next));
}

static const char *
missing_words(const struct finding *q, const struct flag_asye *y, int kinds)
{
	const char	*words = "";
	int		 have, by_now, seen = 0;

	for (size_t i = 0; i < y->nneeds; i++) {
		const struct flag_need	*need = &y->needs[i];

		if (need->kind == PAPER_OBSERVATION ||
		    next_due(q, y, need, &have, &by_now) >= q->on)
			continue;
		words = joined(q->arena, words, paper_words(q->arena,
		    need->kind, by_now - have), ++seen == kinds);
	}
	return (words);
}

static void
flag_evidence(struct finding *q, const struct flag_asye *y)
{
	struct found_flag	*f;
	int			 since = FLAG_NEVER, kinds = 0;
	int			 have, by_now, due;

	for (size_t i = 0; i < y->nneeds; i++) {
		if (y->needs[i].kind == PAPER_OBSERVATION)
			continue;
		due = next_due(q, y, &y->needs[i], &have, &by_now);
		kinds += due < q->on;
		if (due < q->on && due + 1 < since)
			since = due + 1;
	}
	if (since == FLAG_NEVER)
		return;
	f = flag_raise(q, FLAG_EVIDENCE_BEHIND, year(y), since,
	    SEVERITY_WATCH);
	f->asye = y->id;
	f->who = ACTOR_TRAINEE | ACTOR_ASSESSOR;
	flag_rests_on(f, THING_ASYE, y->id);
	if (q->arena == NULL)
		return;
	f->sentence = arena_printf(q->arena, "Evidence of the ASYE is missing "
	    "that was due by %s: %s.", flag_date(q->arena, since - 1),
	    missing_words(q, y, kinds));
	f->clears_when = "What is missing is signed or given.";
}

static void
flag_host(struct finding *q, const struct flag_asye *y)
{
	struct found_flag	*f;
	int			 moved = FLAG_NEVER;

	for (size_t i = 0; i < y->nmoved; i++)
		if (y->moved[i] <= q->on)
			moved = y->moved[i];
	if (moved == FLAG_NEVER || q->on <= moved + q->s->host_days)
		return;
	if (flag_agreed_since(y->documents, y->ndocuments, moved, q->on))
		return;
	f = flag_raise(q, FLAG_HOST_CHANGED, year(y),
	    moved + q->s->host_days + 1, SEVERITY_WATCH);
	f->asye = y->id;
	f->who = ACTOR_COORDINATOR | ACTOR_MANAGER | ACTOR_ASSESSOR;
	flag_rests_on(f, THING_ASYE, y->id);
	if (q->arena == NULL)
		return;
	f->sentence = arena_printf(q->arena, "The ASYE moved to another "
	    "employer or host on %s, and no agreement with them is signed.",
	    flag_date(q->arena, moved));
	f->clears_when = "A support and assessment agreement is signed.";
}

static void
later(int *last, int day, int on)
{
	if (day <= on && day > *last)
		*last = day;
}

static void
flag_silence(struct finding *q, const struct flag_asye *y)
{
	const struct flag_document	*d;
	int				 last = y->starts, since;
	struct found_flag		*f;

	for (d = y->documents; d < y->documents + y->ndocuments; d++) {
		later(&last, d->touched, q->on);
		later(&last, d->sent, q->on);
		later(&last, d->signed_on, q->on);
	}
	for (size_t i = 0; i < y->nreviews; i++)
		later(&last, y->reviews[i].held, q->on);
	for (size_t i = 0; i < y->nweeks; i++)
		later(&last, y->weeks[i].known, q->on);
	since = flag_after(y->live, y->nlive, last,
	    q->s->asye_silent_days + 1);
	if (since > q->on)
		return;
	f = flag_raise(q, FLAG_NO_ACTIVITY, year(y), since, SEVERITY_WATCH);
	f->asye = y->id;
	f->who = ACTOR_TRAINEE | ACTOR_ASSESSOR | ACTOR_MANAGER |
	    ACTOR_COORDINATOR;
	flag_rests_on(f, THING_ASYE, y->id);
	if (q->arena == NULL)
		return;
	f->sentence = arena_printf(q->arena, "Nothing has been recorded in "
	    "the ASYE since %s.", flag_date(q->arena, last));
	f->clears_when = "A document or feedback is recorded, or a pause.";
}

void
flags_of_asye(struct finding *q, const struct flag_asye *y)
{
	flag_reviews(q, y);
	for (size_t i = 0; i < y->nneeds; i++)
		if (y->needs[i].kind == PAPER_OBSERVATION)
			flag_observed(q, y, &y->needs[i]);
	flag_evidence(q, y);
	flag_host(q, y);
	flag_silence(q, y);
}
