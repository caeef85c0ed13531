/*
 * One trainee of the demonstration: from the first day to the last placement,
 * or to today, or to when they left.
 */
#include "demo_parts.h"

enum {
	FULL_TIME = 2222200,
	AMARAS_WEEK = 2202200,
	WEEKS_TO_PLACEMENT = 5,
	MATCHED_BEFORE = 42,	/* days; a placement is known so early */
	SLACK = 14,		/* days; to make up what was missed */
	FOUR_YEARS = 4 * 366
};

/* Most work full time; about 18 in 100 do not, and a few change. */
static void
set_weeks(struct life *l)
{
	static const int64_t	part_time[] = {
		2222000, 2202200, 222200 /* not on Mondays */, 2222100,
		2220000, 2211100, 2022100, 222000,
	};

	l->week = l->later_week = FULL_TIME;
	if (l->amara)
		l->week = l->later_week = AMARAS_WEEK;
	else if (dice_chance(&l->dice, 180))
		l->week = l->later_week = part_time[dice_below(&l->dice, 8)];
	else if (dice_chance(&l->dice, 35))
		l->later_week = part_time[dice_below(&l->dice, 8)];
}

static void
set_stops(struct life *l)
{
	const struct demo_cohort	*c = l->cohort;
	int			 latest = c->demo->today - c->starts - 5;

	if (l->state == WITHDRAWN || l->state == PAUSED)
		l->stops = c->starts + dice_between(&l->dice, 38,
		    latest < 300 ? latest : 300);
	else if (!l->davids && dice_chance(&l->dice, 40))
		l->interrupted = dice_chance(&l->dice, 500) ? FIRST : LAST;
}

/* The day on which a week's pattern has filled so many half-days. */
static int
filled_on(const struct course *c, int day, int halves)
{
	int	last = day + FOUR_YEARS;

	for (; halves > 0 && day < last; day++)
		halves -= course_expects(c, day);
	return (day - 1);
}

static int
friday_after(int day)
{
	return (monday_after(day + 1) - 3);
}

static int
course_ends(const struct life *l, const struct course *c)
{
	struct course	as_planned = *c;
	int		ends, again;

	if (c->finished != 0)
		return (c->finished);
	if (l->state == WITHDRAWN && l->stops <= c->today)
		return (c->cut - 1);
	if (c->away_until == 0)
		as_planned.away_from = 0;
	ends = filled_on(&as_planned, c->starts, c->required) + SLACK;
	again = filled_on(&as_planned, c->today, c->required - c->done);
	if (c->cut == c->today && again > ends)
		ends = again;
	return (friday_after(ends));
}

/* What interrupts this placement, when anything does. */
static void
set_interruption(struct life *l, struct course *c, int stage)
{
	if (l->stops != 0 && l->stops <= c->today) {
		c->cut = l->stops;
		if (l->state == PAUSED)
			c->away_from = l->stops;
	} else if (l->interrupted == stage) {
		c->away_from = c->starts + dice_between(&l->dice, 8, 70);
		c->away_until = c->away_from + dice_between(&l->dice, 10, 30);
		if (c->away_from > c->today - 3)
			c->away_from = c->away_until = 0;
	}
}

static void
set_educators(struct life *l, struct course *c, int stage)
{
	const int64_t	*both = l->unit->educators[l->cohort->year]
			    [stage - FIRST];

	c->educators[0] = both[l->half];
	c->educators[1] = both[!l->half];
	if (!l->davids && c->educators[1] != c->educators[0] &&
	    c->educators[1] != l->cohort->demo->david &&
	    dice_chance(&l->dice, 50))
		c->educator_changes = c->starts +
		    dice_between(&l->dice, 12, 30);
	if (c->educator_changes >= c->cut)
		c->educator_changes = 0;
	c->review_gap = dice_chance(&l->dice, 50) ?
	    dice_between(&l->dice, 17, 24) : dice_between(&l->dice, 3, 9);
	if (l->davids)
		c->review_gap = 9;
}

static struct course
course_of(struct life *l, int stage, int starts)
{
	static const int	required[] = { 140, 60, 200 };
	struct course		c = {
		.dice = &l->dice, .person = l->person,
		.enrolment = l->enrolment, .starts = starts,
		.placement = ++l->cohort->demo->store.last[PLACEMENTS],
		.setting = stage == CONTRASTING ? CHILDREN : ADULTS,
		.organisation = (stage == CONTRASTING ? l->unit->council :
		    l->unit->trust)->id,
		.required = required[stage - FIRST],
		.weeks = { l->week, l->later_week },
		.today = l->cohort->demo->today,
		.cut = l->cohort->demo->today,
		.behind = l->behind, .ahead = l->ahead,
		.returns = l->amara ? 0 : 25,
		.keep_returned = l->amara ? 2 : 0,
	};

	if (l->week != l->later_week)
		c.week_changes = starts + 28;
	set_interruption(l, &c, stage);
	set_educators(l, &c, stage);
	return (c);
}

static void
add_educators(struct life *l, const struct course *c, int stage, int ends)
{
	struct store	*store = &l->cohort->demo->store;
	int		 changes = c->educator_changes;
	bool		 along = c->educators[0] == l->cohort->demo->david ||
	    (stage != CONTRASTING && l->unit->from_elsewhere[l->half]);

	store_row(store, EDUCATORS, c->placement, c->educators[0],
	    PRACTICE_EDUCATOR, c->starts, changes != 0 ? changes : ends + 1);
	if (changes != 0)
		store_row(store, EDUCATORS, c->placement, c->educators[1],
		    PRACTICE_EDUCATOR, changes, ends + 1);
	if (along)
		store_row(store, EDUCATORS, c->placement,
		    l->unit->supervisors[stage == CONTRASTING],
		    ONSITE_SUPERVISOR, c->starts, ends + 1);
}

/* One placement with all that belongs to it; its last day. */
static int
add_placement(struct life *l, struct course *c, int stage)
{
	struct store	*store = &l->cohort->demo->store;
	int		 ends, changes;

	demo_days(store, c);
	ends = course_ends(l, c);
	changes = c->week_changes != 0 && c->week_changes <= ends ?
	    c->week_changes : 0;
	store_add(store, PLACEMENTS, (const int64_t[COLUMNS_MAX]){
	    c->placement, l->enrolment, l->person, c->organisation,
	    l->unit->teams[stage - FIRST], stage, c->starts, ends,
	    c->required });
	store_row(store, PATTERNS, c->placement, c->starts, changes, l->week);
	if (changes != 0)
		store_row(store, PATTERNS, c->placement, changes, 0,
		    l->later_week);
	if (c->away_from != 0 && c->away_from <= ends)
		store_row(store, INTERRUPTIONS, c->placement, c->away_from,
		    c->away_until, dice_between(&l->dice, 1,
		    (int)demo_interruptions().n));
	add_educators(l, c, stage, ends);
	return (ends);
}

static void
add_placements(struct life *l)
{
	int		today = l->cohort->demo->today, stage, ends;
	int		starts = l->cohort->starts + 7 * WEEKS_TO_PLACEMENT;
	struct course	c;

	if (!l->davids && dice_chance(&l->dice, 80))
		starts += 7 * dice_between(&l->dice, 1, 4);
	for (stage = FIRST; stage <= LAST; stage++) {
		if (starts > today + MATCHED_BEFORE ||
		    (l->stops != 0 && l->stops <= starts))
			return;
		c = course_of(l, stage, starts);
		ends = add_placement(l, &c, stage);
		if (c.finished == 0)
			return;
		starts = monday_after(ends + 4);
	}
}

static int64_t
employer(struct life *l)
{
	return (l->amara || dice_chance(&l->dice, 650) ? l->unit->trust->id :
	    l->unit->council->id);
}

void
life_add(struct life *l)
{
	struct demo		*d = l->cohort->demo;
	const struct demo_cohort	*c = l->cohort;
	struct full_name	 name = l->amara ?
	    demo_name_called("Amara", "Okafor") : demo_name(&l->dice);
	int			 until = 0;

	set_weeks(l);
	set_stops(l);
	if (l->state == WITHDRAWN)
		until = l->stops;
	else if (l->state == COMPLETED)
		until = c->starts + 2 * 365;
	l->person = store_person(&d->store, name, l->state == COMPLETED);
	store_row(&d->store, ROLES, l->person, ROLE_TRAINEE, 0, c->starts,
	    until);
	l->enrolment = store_row(&d->store, ENROLMENTS, c->id, l->person,
	    employer(l), c->starts, l->week, l->state);
	add_placements(l);
	store_flush_some(&d->store);
}
