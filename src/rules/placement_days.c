/*
 * What the days of a placement add up to, and how that stands.
 */
#include <string.h>

#include "rules/placement_days.h"
#include "rules/words.h"

const struct day_settings	day_settings_usual = {
	.behind_after_halves = 4,
	.well_behind_after_halves = 10,
};

/* The place of a name in a list that ends with NULL, or -1. */
static int
place_of(const char *name, const char *const *names)
{
	int	i;

	for (i = 0; name != NULL && names[i] != NULL; i++) {
		if (strcmp(names[i], name) == 0)
			return (i);
	}
	return (-1);
}

bool
logged_kind_named(const char *name, enum logged_kind *kind)
{
	static const char *const names[] = {
		[LOGGED_ATTENDED] = "attended", [LOGGED_MAKE_UP] = "make_up",
		[LOGGED_ABSENT] = "absent", NULL };
	int	place = place_of(name, names);

	if (place >= 0)
		*kind = (enum logged_kind)place;
	return (place >= 0);
}

bool
logged_state_named(const char *name, enum logged_state *state)
{
	static const char *const names[] = {
		[LOGGED_SUBMITTED] = "submitted",
		[LOGGED_RETURNED] = "returned",
		[LOGGED_CONFIRMED] = "confirmed",
		[LOGGED_WITHDRAWN] = "withdrawn", NULL };
	int	place = place_of(name, names);

	if (place >= 0)
		*state = (enum logged_state)place;
	return (place >= 0);
}

static void
add_day(struct day_totals *t, const struct logged_day *day)
{
	if (day->state == LOGGED_WITHDRAWN)
		return;
	if (day->kind == LOGGED_ABSENT) {
		t->absent += day->halves;
		return;
	}
	if (day->state == LOGGED_RETURNED) {
		t->returned += day->halves;
		return;
	}
	if (day->state == LOGGED_CONFIRMED)
		t->confirmed += day->halves;
	else
		t->waiting += day->halves;
	if (day->kind == LOGGED_MAKE_UP)
		t->made_up += day->halves;
}

struct day_totals
day_totals(const struct logged_day *days, size_t n)
{
	struct day_totals	t = { 0 };
	size_t			i;

	for (i = 0; i < n; i++)
		add_day(&t, &days[i]);
	if (t.absent > t.made_up)
		t.to_make_up = t.absent - t.made_up;
	return (t);
}

struct curve
done_curve(struct arena *arena, const struct schedule *s,
    const struct logged_day *days, size_t n, bool with_waiting)
{
	struct day_totals	t = { 0 };
	struct curve		c = { 0 };
	int			done;
	size_t			i;

	if (!date_is_set(s->from))
		return (c);
	c.on = arena_array(arena, n + 1, sizeof(*c.on));
	c.halves = arena_array(arena, n + 1, sizeof(*c.halves));
	c.on[c.n++] = s->from;
	for (i = 0; i < n; i++) {
		add_day(&t, &days[i]);
		done = t.confirmed + (with_waiting ? t.waiting : 0);
		if (done == c.halves[c.n - 1])
			continue;
		c.on[c.n] = date_plus_days(days[i].on, 1);
		c.halves[c.n++] = done;
	}
	return (c);
}

const char *
standing_words(enum standing standing)
{
	switch (standing) {
	case NO_PLACEMENT:
		return ("No placement");
	case NOT_STARTED:
		return ("Not started");
	case NO_PATTERN:
		return ("No working pattern");
	case ON_TRACK:
		return ("On track");
	case SLIGHTLY_BEHIND:
		return ("Slightly behind");
	case BEHIND:
		return ("Behind");
	case WELL_BEHIND:
		return ("Well behind");
	case COMPLETE:
		return ("Complete");
	}
	return ("");
}

static enum standing
balance_standing(int behind, const struct day_settings *settings)
{
	if (behind > settings->well_behind_after_halves)
		return (WELL_BEHIND);
	if (behind > settings->behind_after_halves)
		return (BEHIND);
	return (behind > 0 ? SLIGHTLY_BEHIND : ON_TRACK);
}

static enum standing
standing_of(const struct schedule *s, int confirmed, int behind,
    const struct day_settings *settings, struct date today)
{
	if (!date_is_set(s->from))
		return (NO_PLACEMENT);
	if (confirmed >= s->required_halves)
		return (COMPLETE);
	if (date_compare(today, s->from) < 0)
		return (NOT_STARTED);
	if (s->npatterns == 0 && date_compare(today, s->to) <= 0)
		return (NO_PATTERN);
	return (balance_standing(behind, settings));
}

/* "12 days done", "12½ days done (half a day not confirmed yet)" */
static const char *
done_words(struct arena *arena, int done, int waiting)
{
	const char	*days = done == 1 ? "Half a day"
					  : days_words(arena, done);

	if (waiting == 0)
		return (arena_printf(arena, "%s done", days));
	return (arena_printf(arena, "%s done (%s not confirmed yet)", days,
	    days_words(arena, waiting)));
}

static const char *
balance_words(struct arena *arena, int behind)
{
	if (behind == 0)
		return ("on track");
	return (arena_printf(arena, "%s %s",
	    days_words(arena, behind > 0 ? behind : -behind),
	    behind > 0 ? "behind" : "ahead"));
}

static const char *
standing_reason(struct arena *arena, const struct schedule *s,
    const struct day_standing *st, int waiting, struct date today)
{
	const char	*done = done_words(arena, st->done, waiting);

	switch (st->standing) {
	case NO_PLACEMENT:
		return ("No placement has been arranged yet");
	case NOT_STARTED:
		return (arena_printf(arena, "The placement starts on %s",
		    date_words(arena, s->from)));
	case NO_PATTERN:
		return (arena_printf(arena, "%s of %s: no working pattern has "
		    "been recorded, so none is expected yet", done,
		    days_number(arena, s->required_halves)));
	case COMPLETE:
		return (arena_printf(arena, "%s of %s: complete", done,
		    days_number(arena, s->required_halves)));
	default:
		break;
	}
	if (date_compare(today, s->to) > 0)
		return (arena_printf(arena, "%s, %s needed by %s: %s", done,
		    days_number(arena, st->expected),
		    date_words(arena, s->to),
		    balance_words(arena, st->behind)));
	return (arena_printf(arena, "%s, %s expected by today: %s", done,
	    days_number(arena, st->expected),
	    balance_words(arena, st->behind)));
}

struct day_standing
day_standing(struct arena *arena, const struct schedule *s, int confirmed,
    int waiting, const struct day_settings *settings, struct date today)
{
	struct day_standing	st = { .done = confirmed + waiting };

	st.expected = expected_halves(s, today);
	st.behind = st.expected - st.done;
	st.standing = standing_of(s, confirmed, st.behind, settings, today);
	if (arena != NULL)
		st.reason = standing_reason(arena, s, &st, waiting, today);
	return (st);
}

static bool
all_are(const struct placed *placed, size_t n, enum standing standing)
{
	size_t	i;

	for (i = 0; i < n; i++) {
		if (placed[i].standing.standing != standing)
			return (false);
	}
	return (n > 0);
}

static bool
one_is(const struct placed *placed, size_t n, enum standing standing)
{
	size_t	i;

	for (i = 0; i < n; i++) {
		if (placed[i].standing.standing == standing)
			return (true);
	}
	return (false);
}

static const char *
course_reason(struct arena *arena, const struct day_standing *st, size_t n)
{
	return (arena_printf(arena, "%s done over %zu placements, %s "
	    "expected by today: %s", st->done == 1 ? "Half a day" :
	    days_words(arena, st->done), n, days_number(arena, st->expected),
	    st->standing == COMPLETE ? "complete" :
	    balance_words(arena, st->behind)));
}

struct day_standing
course_standing(struct arena *arena, const struct placed *placed, size_t n,
    const struct day_settings *settings)
{
	struct day_standing	st = { 0 };
	size_t			i;

	if (n == 0)
		return (day_standing(arena, &(struct schedule){ 0 }, 0, 0,
		    settings, (struct date){ 0 }));
	if (n == 1)
		return (placed->standing);
	for (i = 0; i < n; i++) {
		st.done += placed[i].standing.done < placed[i].required_halves ?
		    placed[i].standing.done : placed[i].required_halves;
		st.expected += placed[i].standing.expected;
	}
	st.behind = st.expected - st.done;
	if (all_are(placed, n, COMPLETE) || all_are(placed, n, NOT_STARTED))
		st.standing = placed->standing.standing;
	else if (one_is(placed, n, NO_PATTERN))
		st.standing = NO_PATTERN;
	else
		st.standing = balance_standing(st.behind, settings);
	if (arena != NULL)
		st.reason = course_reason(arena, &st, n);
	return (st);
}
