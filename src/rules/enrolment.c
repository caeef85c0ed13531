/*
 * What may happen to somebody's place on a programme, and what it then is.
 */
#include <string.h>

#include "rules/enrolment.h"
#include "rules/words.h"

static const struct {
	enum change_kind	kind;
	enum place_state	before, after;
} transitions[] = {
	{ CHANGE_OFFERED, PLACE_NONE, PLACE_OFFERED },
	{ CHANGE_ENROLLED, PLACE_NONE, PLACE_ENROLLED },
	{ CHANGE_ENROLLED, PLACE_OFFERED, PLACE_ENROLLED },
	{ CHANGE_ENROLLED, PLACE_DEFERRED, PLACE_ENROLLED },
	{ CHANGE_DEFERRED, PLACE_OFFERED, PLACE_DEFERRED },
	{ CHANGE_DEFERRED, PLACE_ENROLLED, PLACE_DEFERRED },
	{ CHANGE_PAUSED, PLACE_ENROLLED, PLACE_PAUSED },
	{ CHANGE_RESUMED, PLACE_PAUSED, PLACE_ENROLLED },
	{ CHANGE_EXTENDED, PLACE_ENROLLED, PLACE_ENROLLED },
	{ CHANGE_EXTENDED, PLACE_PAUSED, PLACE_PAUSED },
	{ CHANGE_TRANSFERRED, PLACE_OFFERED, PLACE_OFFERED },
	{ CHANGE_TRANSFERRED, PLACE_ENROLLED, PLACE_ENROLLED },
	{ CHANGE_TRANSFERRED, PLACE_DEFERRED, PLACE_DEFERRED },
	{ CHANGE_TRANSFERRED, PLACE_PAUSED, PLACE_PAUSED },
	{ CHANGE_WITHDRAWN, PLACE_OFFERED, PLACE_WITHDRAWN },
	{ CHANGE_WITHDRAWN, PLACE_ENROLLED, PLACE_WITHDRAWN },
	{ CHANGE_WITHDRAWN, PLACE_DEFERRED, PLACE_WITHDRAWN },
	{ CHANGE_WITHDRAWN, PLACE_PAUSED, PLACE_WITHDRAWN },
	{ CHANGE_REINSTATED, PLACE_WITHDRAWN, PLACE_ENROLLED },
	{ CHANGE_COMPLETED, PLACE_ENROLLED, PLACE_COMPLETED },
};

static const char *const state_words[PLACE_STATES] = {
	"not on the programme", "offered a place", "enrolled", "deferred",
	"paused", "withdrawn", "finished"
};

static const char *const kind_words[CHANGE_KINDS] = {
	"changed", "offered a place", "enrolled", "deferred", "paused",
	"resumed", "extended", "transferred", "withdrawn", "reinstated",
	"completed", "undone"
};

static const struct change_fault	no_fault;

enum place_state
change_leads(enum place_state before, enum change_kind kind)
{
	for (size_t i = 0; i < sizeof(transitions) / sizeof(*transitions); i++)
		if (transitions[i].kind == kind &&
		    transitions[i].before == before)
			return (transitions[i].after);
	return (PLACE_NONE);
}

bool
change_fits(const struct place *p, enum change_kind kind, struct date today)
{
	bool	started = date_compare(p->starts_on, today) <= 0;

	if (p->state == PLACE_NONE ||
	    change_leads(p->state, kind) == PLACE_NONE)
		return (false);
	if (kind == CHANGE_PAUSED || kind == CHANGE_COMPLETED)
		return (started);
	return (kind != CHANGE_DEFERRED || p->state == PLACE_OFFERED ||
	    !started);
}

static bool
is_undone(const struct change *changes, size_t n, size_t which)
{
	for (size_t i = which + 1; i < n; i++)
		if (changes[i].kind == CHANGE_UNDONE &&
		    changes[i].undoes == which)
			return (true);
	return (false);
}

static bool
stands(const struct change *changes, size_t n, size_t which)
{
	return (changes[which].kind != CHANGE_UNDONE &&
	    !is_undone(changes, n, which));
}

/* The last that stands before one; n when there is none. */
static size_t
standing_before(const struct change *changes, size_t n, size_t before)
{
	while (before-- > 0)
		if (stands(changes, n, before))
			return (before);
	return (n);
}

size_t
change_latest(const struct change *changes, size_t n)
{
	size_t	latest = standing_before(changes, n, n);

	return (latest < n && standing_before(changes, n, latest) < n ?
	    latest : n);
}

static void
apply(struct place *p, const struct change *c)
{
	p->state = change_leads(p->state, c->kind);
	if (c->kind == CHANGE_OFFERED || c->kind == CHANGE_ENROLLED)
		p->starts_on = c->starts_on;
	if (c->cohort != 0 && c->cohort != p->cohort) {
		p->cohort = c->cohort;
		p->ends_on = (struct date){ 0 };
	}
	if (c->employer != 0)
		p->employer = c->employer;
	if (c->kind == CHANGE_EXTENDED)
		p->ends_on = c->ends_on;
}

struct place
place_after(const struct change *changes, size_t n)
{
	struct place	p = { 0 };

	for (size_t i = 0; i < n; i++)
		if (stands(changes, n, i))
			apply(&p, &changes[i]);
	return (p);
}

static struct change_fault
fault(const char *field, const char *why)
{
	return ((struct change_fault){ field, why });
}

static struct change_fault
check_undoing(const struct change *changes, size_t n)
{
	const struct change	*c = &changes[n - 1];
	size_t			 latest = change_latest(changes, n - 1);

	if (latest == n - 1)
		return (fault("kind", "There is nothing that can be undone"));
	if (c->undoes != latest)
		return (fault("kind", "Only the latest change can be undone"));
	return (no_fault);
}

static struct change_fault
check_date(struct arena *a, const struct change *c, struct date before,
    const struct change_facts *facts)
{
	if (date_compare(c->on, facts->today) > 0)
		return (fault("on", "The date must be today or in the past"));
	if (date_compare(c->on, before) < 0)
		return (fault("on", arena_printf(a, "The date must be on or "
		    "after %s, the date of the change before it",
		    date_words(a, before))));
	if (date_is_set(c->expected_on) &&
	    date_compare(c->expected_on, c->on) <= 0)
		return (fault("expected_on", "The date that they are expected "
		    "back must be after the date of the change"));
	return (no_fault);
}

static struct change_fault
check_start(struct arena *a, const struct change *c, const struct place *p)
{
	bool	started = date_compare(p->starts_on, c->on) <= 0;

	if ((c->kind == CHANGE_PAUSED || c->kind == CHANGE_COMPLETED) &&
	    !started)
		return (fault("on", arena_printf(a, "The date must be on or "
		    "after %s, when they started",
		    date_words(a, p->starts_on))));
	if (c->kind == CHANGE_DEFERRED && p->state == PLACE_ENROLLED && started)
		return (fault("on", arena_printf(a, "The date must be before "
		    "%s, when they start: pause the enrolment of somebody who "
		    "has started", date_words(a, p->starts_on))));
	return (no_fault);
}

static struct change_fault
check_resuming(struct arena *a, const struct change *changes, size_t n)
{
	size_t	pause = n;

	for (size_t i = 0; i + 1 < n; i++)
		if (changes[i].kind == CHANGE_PAUSED && stands(changes, n, i))
			pause = i;
	if (pause < n && date_compare(changes[n - 1].on,
	    changes[pause].on) <= 0)
		return (fault("on", arena_printf(a, "The date must be after "
		    "%s, when the pause began",
		    date_words(a, changes[pause].on))));
	return (no_fault);
}

static struct change_fault
check_details(struct arena *a, const struct change *c, const struct place *p,
    const struct change_facts *facts)
{
	if (c->kind == CHANGE_ENROLLED &&
	    (date_compare(c->starts_on, facts->cohort_starts) < 0 ||
	    date_compare(c->starts_on, facts->cohort_ends) > 0))
		return (fault("starts_on", arena_printf(a, "The date that they "
		    "start must be between %s and %s, the dates of the cohort",
		    date_words(a, facts->cohort_starts),
		    date_words(a, facts->cohort_ends))));
	if (c->kind == CHANGE_EXTENDED &&
	    date_compare(c->ends_on, facts->ends) <= 0)
		return (fault("ends_on", arena_printf(a, "The new end must be "
		    "after %s, when they finish now",
		    date_words(a, facts->ends))));
	if (c->kind == CHANGE_EXTENDED &&
	    date_compare(c->ends_on, facts->latest_end) > 0)
		return (fault("ends_on", arena_printf(a, "The new end must be "
		    "on or before %s, the longest that the programme allows",
		    date_words(a, facts->latest_end))));
	if (c->kind == CHANGE_TRANSFERRED && c->cohort == p->cohort &&
	    c->employer == p->employer)
		return (fault("cohort", "Select another cohort or enter "
		    "another employer"));
	return (no_fault);
}

struct change_fault
change_check(struct arena *a, const struct change *changes, size_t n,
    const struct change_facts *facts)
{
	const struct change	*c = &changes[n - 1];
	struct place		 p = place_after(changes, n - 1);
	size_t			 before = standing_before(changes, n - 1,
				    n - 1);
	struct change_fault	 found;

	if (c->kind == CHANGE_UNDONE)
		return (check_undoing(changes, n));
	if (change_leads(p.state, c->kind) == PLACE_NONE)
		return (fault("kind", arena_printf(a, "Somebody who is %s "
		    "cannot be %s", state_words[p.state],
		    kind_words[c->kind])));
	if (p.state == PLACE_NONE)
		return (no_fault);
	found = check_date(a, c, changes[before].on, facts);
	if (found.why == NULL)
		found = check_start(a, c, &p);
	if (found.why == NULL && c->kind == CHANGE_RESUMED)
		found = check_resuming(a, changes, n);
	return (found.why == NULL ? check_details(a, c, &p, facts) : found);
}

static bool
ends_absence(enum change_kind kind)
{
	return (kind == CHANGE_RESUMED || kind == CHANGE_WITHDRAWN ||
	    kind == CHANGE_REINSTATED);
}

size_t
aways(struct arena *a, const struct change *changes, size_t n,
    struct away **list)
{
	struct away	*v = arena_array(a, n, sizeof(*v));
	size_t		 found = 0;
	bool		 open = false;

	for (size_t i = 0; i < n; i++) {
		if (!stands(changes, n, i))
			continue;
		if (open && ends_absence(changes[i].kind)) {
			open = false;
			v[found - 1].to = changes[i].on;
			if (date_compare(v[found - 1].from,
			    v[found - 1].to) == 0)
				found--;
		}
		if (changes[i].kind == CHANGE_PAUSED ||
		    changes[i].kind == CHANGE_WITHDRAWN) {
			v[found++] = (struct away){ .from = changes[i].on };
			open = true;
		}
	}
	*list = v;
	return (found);
}
