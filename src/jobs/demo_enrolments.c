/*
 * What happened to the enrolments of the demonstration: an event for each state
 * that somebody is in, and here and there a deferral, an extension or a
 * transfer on the way.
 */
#include <stdlib.h>
#include <string.h>

#include "demo_parts.h"
#include "queries.h"

enum {
	EVENT_COLUMNS = 11, EVENTS_AT_ONCE = 6000, EVENTS_A_LIFE = 3,
	DEFERRED_BELOW = 15, EXTENDED_BELOW = 45, TRANSFERRED_BELOW = 60
};

/* Reasons as they are counted here, from 1. */
enum reason {
	ACCEPTED = 1, ILLNESS, BEREAVEMENT, PARENTAL_LEAVE, CARING, OTHER_PATH,
	HOST_WITHDREW, NO_EDUCATOR, SUPPORT, ADJUSTMENT, FUNDING,
	EMPLOYER_CHANGED, DECISION, REQUIREMENTS_MET
};
static const char *const codes[] = {
	"accepted", "illness", "bereavement", "parental_leave", "caring",
	"other_path", "host_withdrew", "no_educator", "support_not_in_place",
	"adjustment_not_in_place", "funding", "employer_changed", "decision",
	"requirements_met"
};

struct events {
	struct demo	*demo;
	int64_t		 column[EVENT_COLUMNS][EVENTS_AT_ONCE];
	size_t		 n;
};

/* An event, and the enrolment as it leaves it. */
struct happening {
	enum enrolment_change	 change;
	enum reason		 reason;
	enum enrolment_state	 state;
	int64_t			 on, expected, cohort, employer, starts, ends;
};

static void
flush(struct events *v)
{
#define C(i)	((struct int_list){ v->column[i], v->n })
	demo_enrolment_events_add(v->demo->store.db, C(0), C(1), C(2), C(3),
	    C(4), C(5), C(6), C(7), C(8), C(9), C(10),
	    (struct text_list){ codes, sizeof(codes) / sizeof(*codes) });
#undef C
	v->n = 0;
}

static void
add(struct events *v, const struct demo_enrolled *e, int64_t version,
    const struct happening *h)
{
	const int64_t	row[EVENT_COLUMNS] = { e->id, version, h->change, h->on,
			    h->reason, h->expected, h->state, h->cohort,
			    h->employer, h->starts, h->ends };

	for (size_t i = 0; i < EVENT_COLUMNS; i++)
		v->column[i][v->n] = row[i];
	v->n++;
}

static enum reason
one_of(struct dice *dice, const enum reason *reasons, int n)
{
	return (reasons[dice_below(dice, n)]);
}

/* The reason that the interruption was given, else any. */
static enum reason
why_paused(struct dice *dice, const char *why)
{
	static const struct { const char *words; enum reason reason; } known[] =
	{
		{ "Sickness", ILLNESS }, { "Bereavement", BEREAVEMENT },
		{ "Caring for a family member", CARING },
		{ "The host team was closed", HOST_WITHDREW },
		{ "Waiting for a reasonable adjustment", ADJUSTMENT },
	};
	static const enum reason	other[] = { PARENTAL_LEAVE, SUPPORT,
		NO_EDUCATOR, ILLNESS };

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (strcmp(known[i].words, why) == 0)
			return (known[i].reason);
	return (one_of(dice, other, 4));
}

static int64_t
between(struct dice *dice, int64_t from, int64_t to)
{
	return (dice_between(dice, (int)from, (int)(to < from ? from : to)));
}

/* How it ended, or stands. */
static bool
ends_in(struct demo *d, struct dice *dice, const struct demo_enrolled *e,
    struct happening *h)
{
	static const enum reason	left[] = { OTHER_PATH, ILLNESS, CARING,
		FUNDING, SUPPORT, DECISION };
	int64_t				known = e->latest_day + 1;

	h->state = e->state;
	switch (e->state) {
	case ENROLMENT_STATE_PAUSED:
		h->change = ENROLMENT_CHANGE_PAUSED;
		h->on = e->paused != 0 ? e->paused : between(dice,
		    known > e->starts ? known : e->starts, d->today - 1);
		h->reason = why_paused(dice, e->why);
		if (dice_chance(dice, 600))
			h->expected = d->today + dice_between(dice, 20, 120);
		return (true);
	case ENROLMENT_STATE_WITHDRAWN:
		h->change = ENROLMENT_CHANGE_WITHDRAWN;
		h->on = e->left;
		h->reason = one_of(dice, left, 6);
		return (true);
	case ENROLMENT_STATE_COMPLETED:
		h->change = ENROLMENT_CHANGE_COMPLETED;
		h->on = e->left < d->today ? e->left : d->today;
		h->reason = REQUIREMENTS_MET;
		return (true);
	default:
		return (false);
	}
}

/* They were to start a year before. */
static int64_t
defer(struct events *v, struct dice *dice, const struct demo_enrolled *e,
    struct happening *now)
{
	static const enum reason	why[] = { ILLNESS, PARENTAL_LEAVE,
		CARING, FUNDING, HOST_WITHDREW };
	struct happening		was = *now;

	was.cohort = e->earlier_cohort;
	was.starts = e->earlier_starts;
	was.on = was.starts - dice_between(dice, 40, 70);
	add(v, e, 1, &was);
	was.change = ENROLMENT_CHANGE_DEFERRED;
	was.state = ENROLMENT_STATE_DEFERRED;
	was.reason = one_of(dice, why, 5);
	was.on = was.starts - dice_between(dice, 5, 35);
	was.expected = e->starts;
	add(v, e, 2, &was);
	return (2);
}

/* What happened to somebody who goes on, besides that they came. */
static void
go_on(struct events *v, struct dice *dice, const struct demo_enrolled *e,
    struct happening *now, int drawn)
{
	static const enum reason	why[] = { ILLNESS, CARING, NO_EDUCATOR,
		SUPPORT };
	struct happening		was = *now;

	if (drawn < EXTENDED_BELOW) {
		add(v, e, 1, now);
		now->change = ENROLMENT_CHANGE_EXTENDED;
		now->reason = one_of(dice, why, 4);
		now->ends = e->cohort_ends + dice_between(dice, 28, 180);
	} else {
		was.employer = demo_trusts()[dice_below(dice, TRUSTS)].id;
		if (was.employer == e->employer_id) {
			add(v, e, 1, now);
			return;
		}
		add(v, e, 1, &was);
		now->change = ENROLMENT_CHANGE_TRANSFERRED;
		now->reason = EMPLOYER_CHANGED;
	}
	now->on = between(dice, e->starts, v->demo->today - 1);
	add(v, e, 2, now);
}

static void
add_life(struct events *v, const struct demo_enrolled *e)
{
	struct dice		dice = dice_for(v->demo->seed, 'e',
				    (uint64_t)e->id);
	int			drawn = dice_below(&dice, 1000);
	int64_t			version = 0;
	struct happening	h = { .change = ENROLMENT_CHANGE_ENROLLED,
				    .reason = ACCEPTED,
				    .state = ENROLMENT_STATE_ENROLLED,
				    .cohort = e->cohort_id,
				    .employer = e->employer_id,
				    .starts = e->starts };

	if (drawn < DEFERRED_BELOW && e->earlier_cohort != 0)
		version = defer(v, &dice, e, &h);
	h.on = e->starts - dice_between(&dice, 3, 35);
	if (e->state == ENROLMENT_STATE_ENROLLED && version == 0 &&
	    drawn < TRANSFERRED_BELOW) {
		go_on(v, &dice, e, &h, drawn);
		return;
	}
	add(v, e, ++version, &h);
	if (ends_in(v->demo, &dice, e, &h))
		add(v, e, ++version, &h);
}

void
demo_enrolments(struct demo *d)
{
	struct demo_enrolled_list	 all = demo_enrolled(d->store.db);
	struct events			*v = calloc(1, sizeof(*v));

	if (v == NULL)
		abort();
	v->demo = d;
	each(e, all) {
		add_life(v, e);
		if (v->n + EVENTS_A_LIFE + 1 > EVENTS_AT_ONCE)
			flush(v);
	}
	flush(v);
	free(v);
	demo_enrolments_follow(d->store.db);
	demo_pauses_interrupt(d->store.db);
	demo_changes_recorded(d->store.db);
}
