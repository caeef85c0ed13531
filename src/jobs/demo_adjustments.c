/*
 * The demonstration's reasonable adjustments: about one person in twelve asked
 * for one, and some still wait longer than they should.
 */
#include "demo_parts.h"
#include "queries.h"
#include "rules/adjustments.h"

enum { PER_THOUSAND = 85, STEPS_MOST = 7 };

/* As the settings have it. */
static const struct adjustment_targets	targets = {
	.acknowledge = 2, .agree = 10, .fund = 20, .place = 10, .confirm = 5,
	.review = 60, .escalate = 5
};

static const struct { const char *what, *why; bool costs; } needs[] = {
	{ "Software that reads the screen aloud", "Long texts tire my eyes.",
	    true },
	{ "A chair and a desk of the right height", "", true },
	{ "To start at ten instead of nine",
	    "The early bus has no room for my wheelchair.", false },
	{ "Supervision in a room without echo", "I hear with one ear.",
	    false },
	{ "Templates as text, on a coloured background",
	    "I read slowly on white.", false },
	{ "Speech recognition on my work laptop", "", true },
	{ "A parking place beside the building", "", false },
};
enum { NEEDS = sizeof(needs) / sizeof(*needs) };

struct adjustment_columns {
	int64_t		*enrolments, *people, *asyes, *placements, *hosts,
			*providers, *actors;
	const char	**what, **why;
	size_t		 n;
	int64_t		*of, *versions, *days, *waits, *places, *dues, *told,
			*money, *mine;
	const char	**steps, **states, **funders, **words;
	size_t		 nevents;
};

static struct adjustment_columns
columns_for(struct arena *a, size_t n)
{
	struct adjustment_columns	c = { 0 };
	size_t				events = n * STEPS_MOST;

#define ROOM(member, n)	c.member = arena_array(a, (n), sizeof(*c.member))
	ROOM(enrolments, n);
	ROOM(people, n);
	ROOM(asyes, n);
	ROOM(placements, n);
	ROOM(hosts, n);
	ROOM(providers, n);
	ROOM(actors, n);
	ROOM(what, n);
	ROOM(why, n);
	ROOM(of, events);
	ROOM(versions, events);
	ROOM(days, events);
	ROOM(waits, events);
	ROOM(places, events);
	ROOM(dues, events);
	ROOM(told, events);
	ROOM(money, events);
	ROOM(mine, events);
	ROOM(steps, events);
	ROOM(states, events);
	ROOM(funders, events);
	ROOM(words, events);
#undef ROOM
	return (c);
}

/* One adjustment on its way. */
struct wait {
	struct adjustment_columns	*to;
	struct dice			*dice;
	enum adjustment_is		 is;
	int64_t				 version;
	int				 today, day, from, place;
	bool				 costs, agreed, paid, coordinated;
};

static int
number_or_none(struct date d)
{
	return (date_is_set(d) ? date_number(d) : 0);
}

static void
write_event(struct wait *w, enum adjustment_do step, const char *words)
{
	struct adjustment_columns	*c = w->to;
	size_t				 i = c->nevents++;
	struct date			 due = adjustment_due(&targets, w->is,
					    w->costs, date_from_number(w->day));

	c->of[i] = (int64_t)c->n + 1;
	c->versions[i] = ++w->version;
	c->steps[i] = adjustment_step_word((enum adjustment_step)step);
	c->states[i] = adjustment_state_word((enum adjustment_state)w->is);
	c->days[i] = w->day;
	c->waits[i] = w->from;
	c->places[i] = w->place;
	c->dues[i] = number_or_none(due);
	c->told[i] = number_or_none(adjustment_programme_on(&targets, w->is,
	    due, w->coordinated));
	c->money[i] = !w->agreed ? 0 : w->costs ? 2 : 1;
	c->funders[i] = !w->paid ? "" : c->n % 2 == 0 ? "access_to_work" :
	    "employer";
	c->words[i] = words;
	c->mine[i] = step == ADJUSTMENT_DO_REQUEST ||
	    step == ADJUSTMENT_DO_CONFIRM;
}

/* How long a step takes, and what is said with it. */
static const struct { int least, most; const char *words; } steps[] = {
	[ADJUSTMENT_DO_ACKNOWLEDGE] = { 0, 3, "" },
	[ADJUSTMENT_DO_AGREE] = { 1, 12, "We agreed to it in supervision." },
	[ADJUSTMENT_DO_FUND] = { 5, 45, "" },
	[ADJUSTMENT_DO_PUT_IN_PLACE] = { 2, 21, "" },
	[ADJUSTMENT_DO_CONFIRM] = { 0, 4, "It helps." },
};

static void
go_on(struct wait *w)
{
	while (w->is != ADJUSTMENT_IS_CONFIRMED) {
		enum adjustment_do	next = adjustment_next(w->is, w->costs);
		int			day = w->day + dice_between(w->dice,
					    steps[next].least,
					    steps[next].most);

		/* Some wait longer than they should. */
		if (day > w->today || dice_chance(w->dice, 120))
			return;
		w->day = day;
		w->is = adjustment_leads(w->is, next, w->costs);
		w->agreed = w->agreed || next == ADJUSTMENT_DO_AGREE;
		w->paid = w->paid || next == ADJUSTMENT_DO_FUND;
		if (next == ADJUSTMENT_DO_PUT_IN_PLACE)
			w->place = day;
		write_event(w, next, steps[next].words);
	}
}

static void
add_one(struct adjustment_columns *c, struct demo *d,
    const struct demo_adjustment_person *p)
{
	struct dice	dice = dice_for(d->seed, 'j', (uint64_t)p->person_id);
	int		first = (int)p->starts + 3;
	struct wait	w = { .to = c, .dice = &dice, .today = d->today,
			    .is = ADJUSTMENT_IS_REQUESTED,
			    .coordinated = p->asye_id != 0 };
	int		need = dice_below(&dice, NEEDS);

	if (!dice_chance(&dice, PER_THOUSAND) && !p->is_named)
		return;
	w.day = w.from = p->is_named ? d->today - 34 :
	    dice_between(&dice, first, d->today - 10);
	w.costs = needs[need].costs;
	c->enrolments[c->n] = p->enrolment_id;
	c->people[c->n] = p->person_id;
	c->asyes[c->n] = p->asye_id;
	c->placements[c->n] = p->placement_id;
	c->hosts[c->n] = p->organisation_id;
	c->providers[c->n] = p->provider_id;
	c->actors[c->n] = p->actor_id;
	c->what[c->n] = needs[need].what;
	c->why[c->n] = needs[need].why;
	write_event(&w, ADJUSTMENT_DO_REQUEST, "");
	if (p->is_named) {
		w.is = ADJUSTMENT_IS_AGREED;
		w.agreed = true;
		w.costs = false;
		w.day += 3;
		write_event(&w, ADJUSTMENT_DO_AGREE,
		    steps[ADJUSTMENT_DO_AGREE].words);
	} else
		go_on(&w);
	c->n++;
}

#define INTS(v, n)	((struct int_list){ (v), (n) })
#define WORDS(v, n)	((struct text_list){ (v), (n) })

void
demo_adjustments(struct demo *d)
{
	struct db				*db = d->store.db;
	struct demo_adjustment_person_list	 people =
	    demo_adjustment_people(db, d->today, "asha.mistry@example.org");
	struct adjustment_columns		 c = columns_for(
						    d->store.arena, people.n);
	size_t					 m;

	each (p, people)
		if (p->starts + 3 <= d->today - 10)
			add_one(&c, d, p);
	m = c.nevents;
	demo_adjustments_add(db, INTS(c.enrolments, c.n), INTS(c.people, c.n),
	    INTS(c.asyes, c.n), INTS(c.placements, c.n), INTS(c.hosts, c.n),
	    INTS(c.providers, c.n), INTS(c.actors, c.n), WORDS(c.what, c.n),
	    WORDS(c.why, c.n));
	demo_adjustment_events_add(db, INTS(c.of, m), INTS(c.versions, m),
	    WORDS(c.steps, m), WORDS(c.states, m), INTS(c.days, m),
	    INTS(c.waits, m), INTS(c.places, m), INTS(c.dues, m),
	    INTS(c.told, m), INTS(c.money, m), WORDS(c.funders, m),
	    WORDS(c.words, m), INTS(c.mine, m));
	demo_adjustments_follow(db);
	demo_adjustment_sequence_follows(db);
}
