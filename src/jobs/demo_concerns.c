/*
 * The demonstration's concerns: raised about some eight trainees in a hundred,
 * most of them met, a few open at each step; and three suitability cases.
 */
#include <string.h>

#include "demo_concerns.h"
#include "queries.h"
#include "rules/concerns.h"

enum {
	PER_THOUSAND = 65, NOW_PER_THOUSAND = 150, STEPS_MOST = 16,
	BRISK = 3,		/* times as fast as others */
};

/* As the settings have it. */
static const struct concern_limits	limits = {
	.acknowledge = 3, .arrange = 5, .plan = 5, .review = 28, .decide = 5,
	.panel = 14, .outcome = 21, .close = 14
};

/* Columns of the rows that are written; n counts those of each kind. */
struct concern_columns {
	int64_t		*enrolments, *people, *placements, *hosts, *shared,
			*raisers, *raised, *since, *due, *versions;
	const char	**kinds, **words, **parts, **states;
	size_t		 n;
	int64_t		*of, *numbers, *days, *meetings, *dues, *by;
	const char	**steps, **says, **present, **agreed, **outcomes;
	size_t		 nevents;
	int64_t		*action_of, *action_step, *action_due, *action_done;
	const char	**owners, **what;
	size_t		 nactions;
	int64_t		*response_of, *response_on;
	const char	**responses;
	size_t		 nresponses;
};

static struct concern_columns
columns_for(struct arena *a, size_t n)
{
	struct concern_columns	c = { 0 };
	size_t			events = n * STEPS_MOST;

#define ROOM(member, n)	c.member = arena_array(a, (n), sizeof(*c.member))
	ROOM(enrolments, n);
	ROOM(people, n);
	ROOM(placements, n);
	ROOM(hosts, n);
	ROOM(shared, n);
	ROOM(raisers, n);
	ROOM(raised, n);
	ROOM(since, n);
	ROOM(due, n);
	ROOM(versions, n);
	ROOM(kinds, n);
	ROOM(words, n);
	ROOM(parts, n);
	ROOM(states, n);
	ROOM(of, events);
	ROOM(numbers, events);
	ROOM(days, events);
	ROOM(meetings, events);
	ROOM(dues, events);
	ROOM(by, events);
	ROOM(steps, events);
	ROOM(says, events);
	ROOM(present, events);
	ROOM(agreed, events);
	ROOM(outcomes, events);
	ROOM(action_of, 3 * n);
	ROOM(action_step, 3 * n);
	ROOM(action_due, 3 * n);
	ROOM(action_done, 3 * n);
	ROOM(owners, 3 * n);
	ROOM(what, 3 * n);
	ROOM(response_of, n);
	ROOM(response_on, n);
	ROOM(responses, n);
#undef ROOM
	return (c);
}

/* One concern on its way. */
struct tale {
	struct concern_columns	*to;
	struct dice		*dice;
	int			 today, day, kind;
	int64_t			 staff;
	enum concern_is		 is;
	bool			 extended, brisk, now;
};

static int
due_of(const struct tale *t, int meeting)
{
	struct date	d = concern_due(&limits, t->is,
			    date_from_number(t->day));

	if (meeting != 0)
		return (meeting);
	return (date_is_set(d) ? date_number(d) : 0);
}

static void
write_event(struct tale *t, const char *says, int64_t by, int meeting)
{
	struct concern_columns	*c = t->to;
	size_t			 i = c->nevents++, n = c->n;
	bool			 held = t->is == CONCERN_IS_MEETING_HELD;

	c->of[i] = (int64_t)n + 1;
	c->numbers[i] = ++c->versions[n];
	c->steps[i] = concern_state_word((enum concern_state)t->is);
	c->days[i] = t->day;
	c->says[i] = says;
	c->present[i] = held ? concern_text(t->dice, TEXT_PRESENT) : "";
	c->agreed[i] = held ? concern_text(t->dice, TEXT_AGREED) : "";
	c->meetings[i] = meeting;
	c->outcomes[i] = t->is != CONCERN_IS_DECIDED ? "" :
	    dice_chance(t->dice, 500) ? "continue_placement" :
	    "repeat_placement";
	c->dues[i] = due_of(t, meeting);
	c->by[i] = by;
	c->states[n] = c->steps[i];
	c->since[n] = t->day;
	c->due[n] = c->dues[i];
}

static void
write_action(struct tale *t, const char *owner, enum concern_text what)
{
	struct concern_columns	*c = t->to;
	size_t			 i = c->nactions++;
	int			 due = t->day + dice_between(t->dice, 7, 24);
	int			 done = due - dice_between(t->dice, 0, 6);

	c->action_of[i] = (int64_t)c->n + 1;
	c->action_step[i] = c->versions[c->n];
	c->owners[i] = owner;
	c->what[i] = concern_text(t->dice, what);
	c->action_due[i] = due;
	c->action_done[i] = done <= t->today &&
	    !dice_chance(t->dice, 150) ? done : 0;
}

static void
write_plan(struct tale *t)
{
	if (t->kind != TEXT_SUPPORT)
		write_action(t, "trainee", TEXT_OF_TRAINEE);
	write_action(t, "educator", TEXT_OF_EDUCATOR);
	if (dice_chance(t->dice, 700))
		write_action(t, "host", TEXT_OF_HOST);
	else
		write_action(t, "programme", TEXT_OF_PROGRAMME);
}

/* What a step says, how long after the one before it, and where it leads. */
static const struct {
	enum concern_text	says;
	int			least, most;	/* days */
} steps[CONCERN_STATES] = {
	[CONCERN_IS_MEETING_HELD] = { TEXT_SAID, 0, 0 },
	[CONCERN_IS_ACKNOWLEDGED] = { 0, 0, 4 },
	[CONCERN_IS_MEETING_ARRANGED] = { 0, 1, 6 },
	[CONCERN_IS_PLANNED] = { 0, 0, 6 },
	[CONCERN_IS_REVIEWED] = { TEXT_REVIEWED, 20, 32 },
	[CONCERN_IS_MET] = { TEXT_MET, 0, 4 },
	[CONCERN_IS_EXTENDED] = { TEXT_EXTENDED, 0, 4 },
	[CONCERN_IS_NOT_MET] = { TEXT_NOT_MET, 0, 4 },
	[CONCERN_IS_PANEL] = { TEXT_PANEL, 5, 14 },
	[CONCERN_IS_DECIDED] = { TEXT_DECIDED, 10, 22 },
	[CONCERN_IS_CLOSED] = { TEXT_SETTLED, 1, 13 },
	[CONCERN_IS_WITHDRAWN] = { TEXT_WITHDRAWN, 1, 5 },
};

static enum concern_is
next_of(struct tale *t)
{
	switch (t->is) {
	case CONCERN_IS_RAISED:
		return (dice_chance(t->dice, 80) ? CONCERN_IS_WITHDRAWN :
		    CONCERN_IS_ACKNOWLEDGED);
	case CONCERN_IS_MEETING_HELD:
		return (dice_chance(t->dice, 220) ? CONCERN_IS_CLOSED :
		    CONCERN_IS_PLANNED);
	case CONCERN_IS_REVIEWED:
		if (dice_chance(t->dice, t->brisk ? 350 : 700))
			return (CONCERN_IS_MET);
		return (t->extended || dice_chance(t->dice, 400) ?
		    CONCERN_IS_NOT_MET : CONCERN_IS_EXTENDED);
	default:
		return (concern_leads(t->is, concern_next(t->is)));
	}
}

static int
days_until(struct tale *t, int least, int most)
{
	int	days = dice_between(t->dice, least, most);

	return (t->brisk ? (days + BRISK - 1) / BRISK : days);
}

/* On until it is over, or until today. */
static void
go_on(struct tale *t)
{
	int	meeting = 0, day;

	while (!concern_over(t->is)) {
		enum concern_is	next = next_of(t);
		const char	*says = steps[next].says == 0 ? "" :
				    concern_text(t->dice, steps[next].says);

		day = meeting != 0 ? meeting : t->day + days_until(t,
		    steps[next].least, steps[next].most);
		/* Some wait longer than they should, and are overdue. */
		if (day > t->today || (t->now && dice_chance(t->dice, 130)))
			return;
		t->day = day;
		t->is = next;
		meeting = next == CONCERN_IS_MEETING_ARRANGED ?
		    day + days_until(t, 3, 10) : 0;
		t->extended = t->extended || next == CONCERN_IS_EXTENDED;
		write_event(t, says, t->staff, meeting);
		if (next == CONCERN_IS_PLANNED)
			write_plan(t);
	}
}

static int
kind_thrown(struct dice *dice)
{
	int	n = dice_below(dice, 100);

	return (n < 42 ? TEXT_PRACTICE : n < 75 ? TEXT_SUPPORT :
	    n < 85 ? TEXT_CONDUCT : n < 93 ? TEXT_HEALTH : TEXT_OTHER);
}

/* Support is missed by the trainee themself, most of the time. */
static void
add_head(struct tale *t, const struct demo_concern_trainee *p)
{
	struct concern_columns	*c = t->to;
	bool	own = dice_chance(t->dice, t->kind == TEXT_SUPPORT ? 750 :
		    t->kind == TEXT_PRACTICE ? 0 : 200);
	bool	staff = !own && (p->educator == 0 ||
		    dice_chance(t->dice, 150));
	size_t	n = c->n;

	c->enrolments[n] = p->enrolment_id;
	c->people[n] = p->person_id;
	c->placements[n] = p->placement_id;
	c->hosts[n] = p->organisation_id;
	c->kinds[n] = concern_kind_word((enum concern_kind)(t->kind + 1));
	c->words[n] = concern_text(t->dice, (enum concern_text)t->kind);
	c->raisers[n] = own ? p->person_id : staff ? t->staff : p->educator;
	c->parts[n] = own ? "trainee" : staff ? "staff" : "practice_educator";
	c->shared[n] = !own || dice_chance(t->dice, 400);
	c->raised[n] = t->day;
	c->versions[n] = 0;
}

static void
add_response(struct tale *t, int from)
{
	struct concern_columns	*c = t->to;
	int			 on = from + dice_between(t->dice, 1, 4);

	if (on > t->today || !dice_chance(t->dice, 450))
		return;
	c->response_of[c->nresponses] = (int64_t)c->n + 1;
	c->response_on[c->nresponses] = on;
	c->responses[c->nresponses++] = concern_text(t->dice, TEXT_RESPONSE);
}

static void
add_tale(struct concern_columns *c, struct demo *d,
    const struct demo_concern_trainee *p, int64_t staff)
{
	struct dice	dice = dice_for(d->seed, 'c', (uint64_t)p->person_id);
	bool		now = p->ends >= d->today;
	struct tale	t = { .to = c, .dice = &dice, .today = d->today,
			    .staff = staff, .is = CONCERN_IS_RAISED,
			    .now = now };
	int		first = (int)p->starts + 4, last = (int)p->ends,
			raised;

	if (!dice_chance(&dice, now ? NOW_PER_THOUSAND : PER_THOUSAND))
		return;
	if (last > d->today - 1)
		last = d->today - 1;
	if (first > last)
		return;
	/* What is raised early and taken briskly is far by now. */
	if (now && (t.brisk = dice_chance(&dice, 600)) && last > first + 3)
		last = first + 3;
	raised = t.day = dice_between(&dice, first, last);
	t.kind = kind_thrown(&dice);
	add_head(&t, p);
	write_event(&t, "", c->raisers[c->n], 0);
	go_on(&t);
	if (c->raisers[c->n] != p->person_id)
		add_response(&t, raised);
	c->n++;
}

#define INTS(v, n)	((struct int_list){ (v), (n) })
#define WORDS(v, n)	((struct text_list){ (v), (n) })

static void
write_columns(struct db *db, const struct concern_columns *c)
{
	size_t	n = c->n, e = c->nevents, a = c->nactions;

	demo_concerns_add(db, INTS(c->enrolments, n), INTS(c->people, n),
	    INTS(c->placements, n), INTS(c->hosts, n), WORDS(c->kinds, n),
	    WORDS(c->words, n), INTS(c->shared, n), INTS(c->raisers, n),
	    WORDS(c->parts, n), INTS(c->raised, n), WORDS(c->states, n),
	    INTS(c->since, n), INTS(c->due, n), INTS(c->versions, n));
	demo_concern_events_add(db, INTS(c->of, e), INTS(c->numbers, e),
	    WORDS(c->steps, e), INTS(c->days, e), WORDS(c->says, e),
	    WORDS(c->present, e), WORDS(c->agreed, e), INTS(c->meetings, e),
	    WORDS(c->outcomes, e), INTS(c->dues, e), INTS(c->by, e));
	demo_concern_actions_add(db, INTS(c->action_of, a),
	    INTS(c->action_step, a), WORDS(c->owners, a), WORDS(c->what, a),
	    INTS(c->action_due, a), INTS(c->action_done, a));
	demo_concern_responses_add(db, INTS(c->response_of, c->nresponses),
	    WORDS(c->responses, c->nresponses),
	    INTS(c->response_on, c->nresponses));
	demo_concern_sequence_follows(db);
}

void
demo_concerns(struct demo *d)
{
	struct db				*db = d->store.db;
	struct demo_concern_trainee_list	 all;
	struct demo_staff			*staff;
	struct concern_columns			 c;

	store_flush(&d->store);
	all = demo_concern_trainees(db, d->today);
	staff = demo_first_staff(db);
	c = columns_for(d->store.arena, all.n);
	each (p, all)
		add_tale(&c, d, p, staff->person_id);
	write_columns(db, &c);
	demo_suitability(d, all);
}
