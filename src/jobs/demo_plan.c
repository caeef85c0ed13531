/*
 * Where the units of a group of cohorts are, and who educates in them.
 *
 * A unit is four to six trainees in one trust; its contrasting placement is
 * in a children's team of a council nearby.  Each of a unit's two halves has
 * an educator in each stage; some of them come from elsewhere and work across
 * hosts, and then somebody in the team supervises from day to day.
 */
#include "demo_parts.h"

enum { TRAINEES_A_UNIT = 5, TICKETS = 64 };

/* Each host's number, once for each step of its size, in the dice's order. */
static int
tickets(struct dice *dice, const struct demo_host *hosts, int nhosts, int *v)
{
	int	n = 0;

	for (int i = 0; i < nhosts; i++)
		for (int k = 0; k < hosts[i].size && n < TICKETS; k++)
			v[n++] = i;
	dice_shuffle(dice, v, n);
	return (n);
}

static const struct demo_host *
council_near(struct dice *dice, int area)
{
	const struct demo_host	*c;

	do
		c = &demo_councils()[dice_below(dice, COUNCILS)];
	while (c->area != area);
	return (c);
}

static int64_t
new_educator(struct demo *d, struct dice *dice, const struct demo_host *host)
{
	int64_t	person = store_person(&d->store, demo_name(dice), true);

	store_row(&d->store, ROLES, person, ROLE_EDUCATOR, host->id,
	    d->newest_starts - dice_between(dice, 3, 9) * 365, 0);
	return (person);
}

/* Most educators stay from one year to the next. */
static void
find_educators(struct demo *d, struct dice *dice, struct unit *u, int stage,
    int half, const struct demo_host *host)
{
	int64_t	person = 0;

	for (int year = YEARS - 1; year >= 0; year--) {
		if (person == 0 || dice_chance(dice, 300))
			person = new_educator(d, dice, host);
		u->educators[year][stage - FIRST][half] = person;
	}
}

static void
staff_unit(struct demo *d, struct dice *dice, struct unit *u)
{
	for (int half = 0; half < 2; half++) {
		find_educators(d, dice, u, FIRST, half, u->trust);
		find_educators(d, dice, u, CONTRASTING, half, u->council);
		for (int year = 0; year < YEARS; year++)
			u->educators[year][LAST - FIRST][half] =
			    u->educators[year][0][half];
	}
	u->supervisors[0] = new_educator(d, dice, u->trust);
	u->supervisors[1] = new_educator(d, dice, u->council);
}

/* The educator of one unit's half takes another's as well. */
static void
share_educator(const struct unit *from, struct unit *to, int half)
{
	for (int year = 0; year < YEARS; year++) {
		to->educators[year][0][half] = from->educators[year][0][half];
		to->educators[year][2][half] = from->educators[year][2][half];
	}
	to->from_elsewhere[half] = true;
}

static void
share_educators(struct dice *dice, struct plan *plan)
{
	struct unit	*u, *other;

	for (u = plan->units + 2; u < plan->units + plan->n; u++) {
		for (other = plan->units + 2; other < u; other++) {
			if (other->trust != u->trust &&
			    other->trust->area == u->trust->area &&
			    !other->from_elsewhere[1] && dice_chance(dice, 250))
				break;
		}
		if (other < u)
			share_educator(other, u, 1);
	}
}

/* David Llewellyn works at two trusts, and goes along to the council. */
static void
place_david(struct demo *d, struct plan *plan)
{
	for (int i = 0; i < 2 && i < plan->n; i++) {
		for (int stage = 0; stage < 3; stage++)
			plan->units[i].educators[0][stage][0] = d->david;
		plan->units[i].from_elsewhere[0] = true;
	}
}

struct plan
demo_plan(struct demo *d, int group)
{
	struct dice	 dice = dice_for(d->seed, 'p', (uint64_t)group);
	struct plan	 plan = { 0 };
	struct unit	*u;
	int		 hosts[TICKETS], n;

	n = tickets(&dice, demo_trusts(), TRUSTS, hosts);
	plan.n = (d->size + TRAINEES_A_UNIT - 1) / TRAINEES_A_UNIT;
	plan.units = arena_array(&d->plans, (size_t)plan.n, sizeof(*u));
	for (int i = 0; i < plan.n; i++) {
		u = &plan.units[i];
		u->trust = &demo_trusts()[i < 2 && group == 0 ? i :
		    hosts[i % n]];
		u->council = council_near(&dice, u->trust->area);
		u->teams[0] = u->trust->teams[dice_below(&dice,
		    u->trust->nteams)];
		u->teams[1] = u->council->teams[dice_below(&dice,
		    u->council->nteams)];
		u->teams[2] = u->trust->teams[dice_below(&dice,
		    u->trust->nteams)];
		staff_unit(d, &dice, u);
	}
	share_educators(&dice, &plan);
	if (group == 0)
		place_david(d, &plan);
	return (plan);
}
