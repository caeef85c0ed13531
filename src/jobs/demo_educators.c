/*
 * The demonstration's register: an entry for everybody who educates, such as a
 * programme would have - most of them in order, some lapsing, overloaded or
 * without the stage that their trainees need.
 */
#include "demo_parts.h"
#include "queries.h"

enum { LINES_EACH = 6, YEAR = 365 };

static const char *const trainings[] = {
	"Assessing with fairness", "Holding difficult conversations",
	"Direct observation and feedback", "Supporting a struggling trainee",
	"Reasonable adjustments on placement", "Reflective supervision",
};
static const char *const providers[] = {
	"Bridgewell", "University of Harrowmere", "Northern Training Alliance",
	"Wyrevale Social Work Academy",
};

#define SOME(list, dice)						\
	(list)[dice_below((dice), (int)(sizeof(list) / sizeof(*(list))))]

struct entries {
	int64_t		*people, *organisations, *until, *capacities, *since;
	size_t		 n;
	int64_t		*whose, *starts, *ends;
	const char	**kinds, **titles, **providers;
	size_t		 nlines;
};

static struct entries
entries_for(struct arena *a, size_t n)
{
	struct entries	e = { 0 };
	size_t		lines = n * LINES_EACH;

#define ROOM(member, n)	e.member = arena_array(a, (n), sizeof(*e.member))
	ROOM(people, n);
	ROOM(organisations, n);
	ROOM(until, n);
	ROOM(capacities, n);
	ROOM(since, n);
	ROOM(whose, lines);
	ROOM(starts, lines);
	ROOM(ends, lines);
	ROOM(kinds, lines);
	ROOM(titles, lines);
	ROOM(providers, lines);
#undef ROOM
	return (e);
}

static void
add_line(struct entries *e, int64_t person, const char *kind,
    const char *title, const char *provider, int from, int to)
{
	e->whose[e->nlines] = person;
	e->kinds[e->nlines] = kind;
	e->titles[e->nlines] = title;
	e->providers[e->nlines] = provider;
	e->starts[e->nlines] = from;
	e->ends[e->nlines++] = to;
}

/* The last 30 November that somebody has renewed for, of this year's. */
static int
registered_until(struct demo *d, struct dice *dice)
{
	struct date	today = date_from_number(d->today);
	struct date	end = { today.year, 11, 30 };
	int		until = date_number(end);

	if (date_compare(today, end) > 0)
		until = date_number((struct date){ today.year + 1, 11, 30 });
	if (dice_chance(dice, 15))
		return (date_number((struct date){ (short)(date_from_number(
		    until).year - 1), 11, 30 }));
	/* Renewals open in September; most have done it by November. */
	if (until - d->today < 90 && dice_chance(dice, 900))
		return (date_number((struct date){ (short)(date_from_number(
		    until).year + 1), 11, 30 }));
	return (until);
}

/* Stage 2 before their first last placement; in a few it never came. */
static void
add_stages(struct entries *e, struct demo *d, struct dice *dice,
    const struct demo_educator *p)
{
	int	first = p->first != 0 ? (int)p->first : d->newest_starts;
	int	one = first - dice_between(dice, 300, 5 * YEAR);
	int	last = p->first_last != 0 ? (int)p->first_last : first;
	bool	second = p->first_last != 0 ? !dice_chance(dice, 30) :
		    dice_chance(dice, p->assesses ? 400 : 0);

	if (!p->assesses && dice_chance(dice, 600))
		return;
	if (p->assesses && p->first_last == 0 && dice_chance(dice, 15))
		return;
	add_line(e, p->person, "stage_1", "Stage 1", SOME(providers, dice),
	    one, 0);
	if (second)
		add_line(e, p->person, "stage_2", "Stage 2",
		    SOME(providers, dice), one + (last - one) *
		    dice_between(dice, 40, 95) / 100, 0);
	/* Who only supervises here mostly keeps current elsewhere. */
	if (!p->assesses && dice_chance(dice, 850))
		add_line(e, p->person, "learner", "A student of the University "
		    "of Harrowmere, in a community team", "", d->today - 500,
		    d->today - dice_between(dice, 60, 400));
}

static void
add_trainings(struct entries *e, struct demo *d, struct dice *dice,
    const struct demo_educator *p)
{
	int	n = dice_between(dice, 0, 3);

	for (int i = 0; i < n; i++)
		add_line(e, p->person, "training", SOME(trainings, dice),
		    SOME(providers, dice), d->today -
		    dice_between(dice, 10, 3 * YEAR), 0);
}

/* Who takes more than is usual agreed to it, most of the time. */
static int64_t
capacity_of(struct dice *dice, const struct demo_educator *p, bool davids)
{
	enum { USUAL = 3 };

	if (p->most <= USUAL || davids || dice_chance(dice, 100))
		return (0);
	return (p->most);
}

static void
add_entry(struct entries *e, struct demo *d, const struct demo_educator *p)
{
	struct dice	dice = dice_for(d->seed, 'r', (uint64_t)p->person);

	e->people[e->n] = p->person;
	e->organisations[e->n] = p->organisation.known ?
	    p->organisation.value : 0;
	e->until[e->n] = registered_until(d, &dice);
	e->capacities[e->n] = capacity_of(&dice, p, p->person == d->david);
	e->since[e->n++] = p->since;
	add_stages(e, d, &dice, p);
	add_trainings(e, d, &dice, p);
}

void
demo_educator_entries(struct demo *d)
{
	struct db			*db = d->store.db;
	struct demo_educator_list	 all;
	struct entries			 e;

	store_flush(&d->store);
	all = demo_educators(db);
	e = entries_for(d->store.arena, all.n);
	each (p, all)
		add_entry(&e, d, p);
#define INTS(v, n)	((struct int_list){ (v), (n) })
#define TEXTS(v, n)	((struct text_list){ (v), (n) })
	demo_register_add(db, INTS(e.people, e.n), INTS(e.organisations, e.n),
	    INTS(e.until, e.n), INTS(e.capacities, e.n), INTS(e.since, e.n));
	demo_register_entries_add(db, INTS(e.whose, e.nlines),
	    TEXTS(e.kinds, e.nlines), TEXTS(e.titles, e.nlines),
	    TEXTS(e.providers, e.nlines), INTS(e.starts, e.nlines),
	    INTS(e.ends, e.nlines));
	demo_conflicts_add(db);
#undef INTS
#undef TEXTS
}
