/*
 * A cohort of the demonstration: its name and dates, and what its trainees
 * draw, so that every cohort has its share of each kind of life.
 */
#include "demo_parts.h"
#include "queries.h"

/* What each of a cohort's trainees draws, in shares of a thousand. */
struct share { int per_thousand, value; };

static void
deal(struct dice *dice, const struct share *shares, int *to, const bool *fixed,
    int n)
{
	int	order[TRAINEES_MAX], left = 0, next = 0, count;

	for (int i = 0; i < n; i++)
		if (fixed == NULL || !fixed[i])
			order[left++] = i;
	dice_shuffle(dice, order, left);
	for (; shares->per_thousand > 0; shares++) {
		count = (shares->per_thousand * n + 500) / 1000;
		for (; count > 0 && next < left; count--)
			to[order[next++]] = shares->value;
	}
}

/* About 92 in 100 qualify; a cohort's second year is at work. */
static const struct share states[YEARS][3] = {
	{ { 12, WITHDRAWN }, { 19, PAUSED } },
	{ { 44, WITHDRAWN }, { 25, PAUSED } },
	{ { 62, WITHDRAWN }, { 18, PAUSED } },
};

/* How days stand against those expected, in a placement that runs. */
enum pace { STEADY, FAR_BEHIND, BEHIND, A_LITTLE_BEHIND, AHEAD };
static const struct share paces[] = {
	{ 20, FAR_BEHIND }, { 60, BEHIND }, { 120, A_LITTLE_BEHIND },
	{ 120, AHEAD }, { 0 },
};

static void
set_pace(struct life *l, int pace)
{
	static const int	behind[][2] = {
		[STEADY] = { 0, 0 }, [FAR_BEHIND] = { 11, 18 },
		[BEHIND] = { 5, 9 }, [A_LITTLE_BEHIND] = { 2, 4 },
		[AHEAD] = { 0, 0 },
	};

	l->behind = dice_between(&l->dice, behind[pace][0], behind[pace][1]);
	if (pace == AHEAD)
		l->ahead = dice_between(&l->dice, 2, 6);
	/* Her days that came back do not count until they are sent again. */
	if (l->amara)
		l->behind = l->ahead = 0;
}


/* David Llewellyn's trainees go on, whatever the others draw. */
static bool
is_davids(const struct life *l)
{
	return (l->unit->educators[l->cohort->year][0][l->half] ==
	    l->cohort->demo->david);
}

static struct life
life_of(const struct demo_cohort *c, int number)
{
	struct demo	*d = c->demo;
	int		 unit = number * c->plan->n / d->size;
	int		 first = (unit * d->size + c->plan->n - 1) / c->plan->n;
	struct life	 l = {
		.cohort = c, .unit = &c->plan->units[unit],
		.half = (number - first) % 2,
		.dice = dice_for(d->seed, 't', ((uint64_t)(c->group * YEARS +
		    c->year) << 20) + (uint64_t)number),
	};

	l.davids = is_davids(&l);
	l.amara = l.davids && number == 0;
	return (l);
}

/* The first of each kind in the youngest cohort can sign in. */
static void
offer_sign_in(const struct life *l, int pace)
{
	static const char *const	what[] = {
		[STEADY] = "trainee, on track",
		[FAR_BEHIND] = "trainee, well behind",
		[BEHIND] = "trainee, behind",
		[A_LITTLE_BEHIND] = NULL,
		[AHEAD] = "trainee, ahead",
	};
	struct demo			*d = l->cohort->demo;
	bool				 first = !d->offered[pace];

	if (l->amara)
		demo_sign_in(d, l->person, "trainee, four days a week, a bit "
		    "behind, with days returned");
	else if (l->cohort->year == 0 && l->state == ENROLLED && first &&
	    what[pace] != NULL) {
		demo_sign_in(d, l->person, what[pace]);
		d->offered[pace] = true;
	}
}

static void
add_trainees(const struct demo_cohort *c)
{
	static int	state[TRAINEES_MAX], pace[TRAINEES_MAX];
	static bool	fixed[TRAINEES_MAX];
	struct demo	*d = c->demo;
	struct dice	 dice = dice_for(d->seed, 'c', (uint64_t)c->id);
	struct life	 l;

	for (int i = 0; i < d->size; i++) {
		l = life_of(c, i);
		state[i] = c->year == YEARS - 1 ? COMPLETED : ENROLLED;
		pace[i] = STEADY;
		fixed[i] = l.davids;
	}
	deal(&dice, states[c->year], state, fixed, d->size);
	deal(&dice, paces, pace, NULL, d->size);
	for (int i = 0; i < d->size; i++) {
		l = life_of(c, i);
		l.state = state[i];
		set_pace(&l, pace[i]);
		life_add(&l);
		if (c->group == 0)
			offer_sign_in(&l, pace[i]);
	}
}

static void
add_cohort(const struct demo_cohort *c)
{
	struct demo	*d = c->demo;
	struct date	 starts = date_from_number(c->starts);
	const char	*name;

	name = arena_printf(d->store.arena, d->cohorts > YEARS ?
	    "%d cohort, group %d" : "%d cohort", starts.year, c->group + 1);
	demo_cohort_add(d->store.db, c->id, PROGRAMME, name, starts,
	    date_plus_days(date_plus_months(starts, 24), -1));
}

void
demo_cohort(struct demo *d, const struct plan *plan, int year, int group)
{
	struct date	newest = date_from_number(d->newest_starts);
	struct demo_cohort	c = {
		.demo = d, .plan = plan, .id = ++d->cohorts_added,
		.year = year, .group = group,
		.starts = september((short)(newest.year - year)),
	};

	add_cohort(&c);
	/* The history of all of them would outgrow everything else. */
	store_flush(&d->store);
	d->store.keeps_history = year == 0 && group == 0;
	add_trainees(&c);
	store_flush(&d->store);
	d->store.keeps_history = false;
}
