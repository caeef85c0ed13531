/*
 * What may happen to a placement, and what state it is in after that.
 */
#include <string.h>

#include "rules/placement_states.h"
#include "rules/words.h"

#define IN(state)	(1u << PLACED_##state)

enum {
	BEFORE_REPORT = IN(PLANNED) | IN(MATCHED) | IN(AGREEMENT_SIGNED) |
	    IN(ACTIVE) | IN(MIDPOINT_REVIEWED),
	AGREED = BEFORE_REPORT & ~IN(PLANNED),
};

static const struct { unsigned before; enum placed_state decides; }
moves[MOVE_KINDS] = {
	[MOVE_PLANNED] = { IN(NONE), PLACED_PLANNED },
	[MOVE_MATCHED] = { IN(PLANNED), PLACED_MATCHED },
	[MOVE_REPLANNED] = { BEFORE_REPORT, PLACED_NONE },
	[MOVE_REPATTERNED] = { BEFORE_REPORT, PLACED_NONE },
	[MOVE_INTERRUPTED] = { AGREED, PLACED_NONE },
	[MOVE_INTERRUPTION_ENDED] = { AGREED, PLACED_NONE },
	[MOVE_EXTENDED] = { AGREED, PLACED_NONE },
	[MOVE_SUSPENDED] = { AGREED | IN(FINAL_REPORT), PLACED_SUSPENDED },
	[MOVE_RESUMED] = { IN(SUSPENDED), PLACED_MATCHED },
	[MOVE_TERMINATED] = { BEFORE_REPORT | IN(FINAL_REPORT) | IN(SUSPENDED),
	    PLACED_TERMINATED },
	[MOVE_EVIDENCE_ACCEPTED] = { IN(MIDPOINT_REVIEWED), PLACED_NONE },
	[MOVE_RECOMMENDED] = { IN(FINAL_REPORT), PLACED_RECOMMENDED },
	[MOVE_PANEL_HELD] = { IN(RECOMMENDED), PLACED_PANEL },
	[MOVE_BOARD_DECIDED] = { IN(RECOMMENDED) | IN(PANEL),
	    PLACED_CONFIRMED },
};

static const char *const state_words[PLACED_STATES] = {
	"Not planned", "Planned", "Matched", "Agreement signed", "Active",
	"Midpoint reviewed", "Final report signed", "Recommended",
	"With the panel", "Confirmed", "Suspended", "Terminated", "Withdrawn"
};

static const char *const verdicts[VERDICTS] = {
	"", "Pass", "Fail", "Repeat placement", "Extend", "More evidence"
};

static const struct move_fault	no_fault;

const char *
placed_state_words(enum placed_state state)
{
	return (state_words[state]);
}

const char *
verdict_words(enum verdict v)
{
	return (verdicts[v]);
}

enum placed_state
placed_carried(const struct decided *p, const struct placed_facts *f)
{
	if (p->state == PLACED_CONFIRMED || p->state == PLACED_TERMINATED)
		return (p->state);
	if (f->withdrawn)
		return (PLACED_WITHDRAWN);
	if (p->state != PLACED_MATCHED || !f->agreement)
		return (p->state);
	if (!f->begun)
		return (PLACED_AGREEMENT_SIGNED);
	if (!f->midpoint)
		return (PLACED_ACTIVE);
	if (!f->report || !(f->evidence || p->accepted))
		return (PLACED_MIDPOINT_REVIEWED);
	return (f->recommended == VERDICT_NONE ? PLACED_FINAL_REPORT :
	    PLACED_RECOMMENDED);
}

bool
move_fits(enum placed_state state, enum move_kind kind)
{
	return ((moves[kind].before & (1u << state)) != 0);
}

static bool
asks_for_more(const struct move *m)
{
	return ((m->kind == MOVE_PANEL_HELD || m->kind == MOVE_BOARD_DECIDED) &&
	    (m->decision == VERDICT_EXTEND ||
	    m->decision == VERDICT_MORE_EVIDENCE));
}

struct decided
placed_after_move(struct decided p, const struct move *m)
{
	if (moves[m->kind].decides != PLACED_NONE)
		p.state = moves[m->kind].decides;
	if (m->kind == MOVE_EVIDENCE_ACCEPTED)
		p.accepted = true;
	if (asks_for_more(m)) {
		p.state = PLACED_MATCHED;
		p.accepted = false;
	} else if (m->kind == MOVE_BOARD_DECIDED)
		p.outcome = m->decision;
	return (p);
}

static bool
stands(const struct move *list, size_t n, size_t which)
{
	if (list[which].kind == MOVE_UNDONE ||
	    list[which].kind == MOVE_FOLLOWED)
		return (false);
	for (size_t i = which + 1; i < n; i++)
		if (list[i].kind == MOVE_UNDONE && list[i].undoes == which)
			return (false);
	return (true);
}

struct decided
placed_after(const struct move *list, size_t n)
{
	struct decided	p = { 0 };

	for (size_t i = 0; i < n; i++)
		if (stands(list, n, i))
			p = placed_after_move(p, &list[i]);
	return (p);
}

size_t
move_latest(const struct move *list, size_t n)
{
	size_t	latest = n;

	for (size_t i = 0; i < n; i++)
		if (list[i].kind != MOVE_PLANNED && stands(list, n, i))
			latest = i;
	return (latest);
}

static struct move_fault
fault(const char *field, const char *why)
{
	return ((struct move_fault){ field, why });
}

static struct move_fault
check_date(struct arena *a, const struct move *m, const struct move_facts *f)
{
	if (date_compare(m->on, f->today) > 0)
		return (fault("on", "The date must be today or in the past"));
	if (date_is_set(f->decided_on) &&
	    date_compare(m->on, f->decided_on) < 0)
		return (fault("on", arena_printf(a, "The date must be on or "
		    "after %s, the date of what was decided before it",
		    date_words(a, f->decided_on))));
	return (no_fault);
}

/* The first day that is logged within a span; no date when there is none. */
static struct date
logged_within(const struct move_facts *f, struct date from, struct date to)
{
	for (size_t i = 0; i < f->nlogged; i++)
		if (date_compare(f->logged[i], from) >= 0 &&
		    (!date_is_set(to) || date_compare(f->logged[i], to) <= 0))
			return (f->logged[i]);
	return ((struct date){ 0 });
}

static struct move_fault
check_span(struct arena *a, const struct move *m, const struct move_facts *f)
{
	const struct schedule	*s = f->schedule;
	struct date	 day;

	if (date_compare(m->to, m->from) < 0)
		return (fault("to", "The last day must be on or after the "
		    "first day"));
	if (date_compare(m->from, f->earliest) < 0)
		return (fault("from", arena_printf(a, "The first day must be "
		    "on or after %s, when their programme starts",
		    date_words(a, f->earliest))));
	if (date_compare(m->to, f->latest) > 0)
		return (fault("to", arena_printf(a, "The last day must be on "
		    "or before %s, the latest that their programme can end",
		    date_words(a, f->latest))));
	day = logged_within(f, s->from, date_plus_days(m->from, -1));
	if (date_is_set(day))
		return (fault("from", arena_printf(a, "The first day must be "
		    "on or before %s, when a day is logged",
		    date_words(a, day))));
	day = logged_within(f, date_plus_days(m->to, 1), (struct date){ 0 });
	if (date_is_set(day))
		return (fault("to", arena_printf(a, "The last day cannot be "
		    "before %s, when a day is logged", date_words(a, day))));
	return (no_fault);
}

static struct move_fault
check_extension(struct arena *a, const struct move *m,
    const struct move_facts *f)
{
	const struct schedule	*s = f->schedule;

	if (date_compare(m->to, s->to) < 0)
		return (fault("to", arena_printf(a, "The new last day must be "
		    "on or after %s, the last day now", date_words(a, s->to))));
	if (m->required_halves < s->required_halves)
		return (fault("required", arena_printf(a, "The days must be %s "
		    "or more, as many as now", days_number(a,
		    s->required_halves))));
	if (date_compare(m->to, s->to) == 0 &&
	    m->required_halves == s->required_halves)
		return (fault("to", "Enter a later last day, or more days"));
	return (check_span(a, m, f));
}

static bool
overlaps(const struct span *one, const struct span *other)
{
	return ((!date_is_set(one->to) ||
	    date_compare(other->from, one->to) <= 0) &&
	    (!date_is_set(other->to) ||
	    date_compare(one->from, other->to) <= 0));
}

static struct move_fault
check_gap(struct arena *a, const struct move *m, const struct move_facts *f)
{
	const struct schedule	*s = f->schedule;
	const struct span	*g = &m->gap;
	struct date		 day;

	if (date_is_set(g->to) && date_compare(g->to, g->from) < 0)
		return (fault("until", "The last day of the interruption must "
		    "be on or after its first"));
	if (date_compare(g->from, s->to) > 0 ||
	    date_compare(g->from, s->from) < 0)
		return (fault("since", arena_printf(a, "The first day must be "
		    "within the placement, %s to %s", date_words(a, s->from),
		    date_words(a, s->to))));
	for (size_t i = 0; i < s->ninterruptions; i++)
		if (overlaps(&s->interruptions[i], g) &&
		    strcmp(s->interruptions[i].why, "Skills day") != 0)
			return (fault("since", arena_printf(a, "The placement "
			    "is interrupted from %s already",
			    date_words(a, s->interruptions[i].from))));
	day = logged_within(f, g->from, g->to);
	if (date_is_set(day))
		return (fault("since", arena_printf(a, "A day is logged on "
		    "%s. Choose other dates, or have it removed first",
		    date_words(a, day))));
	return (no_fault);
}

static const struct span *
open_gap(const struct schedule *s)
{
	for (size_t i = 0; i < s->ninterruptions; i++)
		if (!date_is_set(s->interruptions[i].to))
			return (&s->interruptions[i]);
	return (NULL);
}

static struct move_fault
check_return(struct arena *a, const struct move *m, const struct move_facts *f)
{
	const struct span	*g = open_gap(f->schedule);

	if (g == NULL)
		return (fault("back_on", "The placement is not interrupted"));
	if (date_compare(m->back_on, g->from) <= 0)
		return (fault("back_on", arena_printf(a, "The first day back "
		    "must be after %s, when the interruption began",
		    date_words(a, g->from))));
	return (no_fault);
}

static struct move_fault
check_pattern(struct arena *a, const struct move *m,
    const struct move_facts *f)
{
	const struct schedule	*s = f->schedule;

	for (int day = 0; day < 7; day++)
		if (m->pattern.halves[day] > 0 &&
		    date_compare(m->pattern.from, s->from) >= 0 &&
		    date_compare(m->pattern.from, s->to) <= 0)
			return (no_fault);
	if (date_compare(m->pattern.from, s->from) >= 0 &&
	    date_compare(m->pattern.from, s->to) <= 0)
		return (fault("days", "Select the days that they work"));
	return (fault("since", arena_printf(a, "The first day must be within "
	    "the placement, %s to %s", date_words(a, s->from),
	    date_words(a, s->to))));
}

/* Nobody is away on a day that is logged. */
static struct move_fault
check_stop(struct arena *a, const struct move *m, const struct move_facts *f)
{
	struct date	day = logged_within(f, m->on, (struct date){ 0 });

	if (date_is_set(day))
		return (fault("on", arena_printf(a, "A day is logged on %s. "
		    "Choose a date after that, or have it removed first",
		    date_words(a, day))));
	return (no_fault);
}

static struct move_fault
check_decision(const struct move *m, const struct move_facts *f)
{
	bool	may_fail = m->decision == VERDICT_FAIL ||
	    f->recommended == VERDICT_FAIL;

	if (m->kind == MOVE_BOARD_DECIDED && f->state == PLACED_RECOMMENDED &&
	    (f->panel_always || (f->panel_before_fail && may_fail)))
		return (fault("decision", f->panel_always ?
		    "A panel hears every placement of this programme first" :
		    "A panel hears a placement that may fail before the "
		    "board decides"));
	return (no_fault);
}

struct move_fault
move_check(struct arena *a, const struct move *m, const struct move_facts *f)
{
	struct move_fault	found;

	if (!move_fits(f->state, m->kind))
		return (fault("kind", "This cannot be recorded of the "
		    "placement any more"));
	found = check_date(a, m, f);
	if (found.why != NULL)
		return (found);
	switch (m->kind) {
	case MOVE_REPLANNED:
		return (check_span(a, m, f));
	case MOVE_EXTENDED:
		return (check_extension(a, m, f));
	case MOVE_INTERRUPTED:
		return (check_gap(a, m, f));
	case MOVE_INTERRUPTION_ENDED:
		return (check_return(a, m, f));
	case MOVE_REPATTERNED:
		return (check_pattern(a, m, f));
	case MOVE_SUSPENDED:
	case MOVE_TERMINATED:
		return (check_stop(a, m, f));
	case MOVE_EVIDENCE_ACCEPTED:
		return (f->report ? no_fault : fault("kind",
		    "The final report has to be signed first"));
	default:
		return (check_decision(m, f));
	}
}
