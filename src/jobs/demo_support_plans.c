/*
 * The demonstration's support plans, contacts and answers: what was done about
 * flags, most about those that are urgent, and some of it late.
 */
#include <string.h>

#include "demo_help.h"
#include "demo_parts.h"
#include "queries.h"

enum {
	URGENT = 3, ACTIONS = 3, STEPS_MOST = 5, REVIEW_AFTER = 28,
	ANSWERS_MOST = 2
};

#define COUNT(v)	((int)(sizeof(v) / sizeof(*(v))))

static const char *const done_words[] = {
	"Done, and it helped.", "Done, as it was agreed.",
	"Done, a week later than agreed.", "Both say that it works.",
};
static const char *const not_done_words[] = {
	"Nobody was free to take it on. It is asked for again.",
	"It was put off twice because of sickness in the team.",
};
static const char *const hows[] = { "met", "video", "phone", "email",
	"tried" };

/* Columns of the rows that are written. */
struct told {
	int64_t		*contact_of, *contact_person, *contact_day,
			*contact_flag, *contact_by;
	const char	**contact_how, **note;
	size_t		 ncontacts;
	int64_t		*flag, *answer_no, *answer_day, *answer_by;
	const char	**kind, **reason, **words;
	size_t		 nanswers;
	int64_t		*plan_of, *plan_person, *leader, *begun, *since,
			*review, *version;
	const char	**aim, **state;
	size_t		 nplans;
	int64_t		*event_of, *event_no, *event_day, *event_review,
			*event_by;
	const char	**step, **event_state, **says, **outcome;
	size_t		 nevents;
	int64_t		*action_of, *whose, *action_begun, *due, *done;
	const char	**owner, **what, **action_state, **came;
	size_t		 nactions;
};

static struct told
told_for(struct arena *a, size_t n)
{
	struct told	t = { 0 };

#define ROOM(member, n)	t.member = arena_array(a, (n), sizeof(*t.member))
	ROOM(contact_of, n); ROOM(contact_person, n); ROOM(contact_day, n);
	ROOM(contact_flag, n); ROOM(contact_by, n); ROOM(contact_how, n);
	ROOM(note, n);
	ROOM(flag, ANSWERS_MOST * n); ROOM(answer_no, ANSWERS_MOST * n);
	ROOM(answer_day, ANSWERS_MOST * n); ROOM(answer_by, ANSWERS_MOST * n);
	ROOM(kind, ANSWERS_MOST * n); ROOM(reason, ANSWERS_MOST * n);
	ROOM(words, ANSWERS_MOST * n);
	ROOM(plan_of, n); ROOM(plan_person, n); ROOM(leader, n);
	ROOM(begun, n); ROOM(since, n); ROOM(review, n); ROOM(version, n);
	ROOM(aim, n); ROOM(state, n);
	ROOM(event_of, STEPS_MOST * n); ROOM(event_no, STEPS_MOST * n);
	ROOM(event_day, STEPS_MOST * n); ROOM(event_review, STEPS_MOST * n);
	ROOM(event_by, STEPS_MOST * n); ROOM(step, STEPS_MOST * n);
	ROOM(event_state, STEPS_MOST * n); ROOM(says, STEPS_MOST * n);
	ROOM(outcome, STEPS_MOST * n);
	ROOM(action_of, ACTIONS * n); ROOM(whose, ACTIONS * n);
	ROOM(action_begun, ACTIONS * n); ROOM(due, ACTIONS * n);
	ROOM(done, ACTIONS * n); ROOM(owner, ACTIONS * n);
	ROOM(what, ACTIONS * n); ROOM(action_state, ACTIONS * n);
	ROOM(came, ACTIONS * n);
#undef ROOM
	return (t);
}

#define THROW(dice, v)	((v)[dice_below((dice), COUNT(v))])

static void
tell_contact(struct told *t, struct dice *dice, const struct demo_flagged *f,
    int today)
{
	int	day = (int)f->raised + dice_between(dice, 1, 21);
	size_t	n = t->ncontacts;

	if (!dice_chance(dice, 180 + 160 * (int)f->severity) || day > today ||
	    (f->cleared != 0 && day >= f->cleared))
		return;
	t->contact_of[n] = f->enrolment_id;
	t->contact_person[n] = f->person_id;
	t->contact_day[n] = day;
	t->contact_flag[n] = f->flag_id;
	t->contact_by[n] = f->supporter;
	t->contact_how[n] = THROW(dice, hows);
	t->note[n] = strcmp(t->contact_how[n], "tried") == 0 ?
	    "Left a message and wrote to them." :
	    THROW(dice, demo_help_with(f->rule)->notes);
	t->ncontacts++;
}

static void
add_answer(struct told *t, const struct demo_flagged *f, int no, int day,
    int64_t by, const char *kind, const char *reason, const char *words)
{
	size_t	n = t->nanswers++;

	t->flag[n] = f->flag_id;
	t->answer_no[n] = no;
	t->answer_day[n] = day;
	t->answer_by[n] = by;
	t->kind[n] = kind;
	t->reason[n] = reason;
	t->words[n] = words;
}

/* Staff alone clear what the organisation owes. */
static void
tell_answer(struct told *t, struct dice *dice, const struct demo_flagged *f,
    int today, int64_t staff)
{
	const struct demo_answer	*a = demo_help_with(f->rule)->answers;
	int	day = (int)f->raised + dice_between(dice, 2, 25);
	bool	by_staff = f->of_support || dice_chance(dice, 300);

	if (!dice_chance(dice, 270) || day > today ||
	    (f->cleared != 0 && day >= f->cleared))
		return;
	a += dice_below(dice, dice_chance(dice, 550) ? HELP_HANDLED :
	    HELP_ANSWERS);
	add_answer(t, f, 1, day, by_staff ? staff : f->supporter, a->kind,
	    a->reason, a->words);
	if (dice_chance(dice, 60) && day + 1 <= today)
		add_answer(t, f, 2, day + 1, by_staff ? staff : f->supporter,
		    "undone", "", "It was meant for another flag.");
}

static void
add_step(struct told *t, const char *step, const char *state, int day,
    const char *says, int review, const char *outcome, int64_t by)
{
	size_t	i = t->nevents++, n = t->nplans;

	t->event_of[i] = (int64_t)n + 1;
	t->event_no[i] = ++t->version[n];
	t->event_day[i] = day;
	t->event_review[i] = review;
	t->event_by[i] = by;
	t->step[i] = step;
	t->event_state[i] = state;
	t->says[i] = says;
	t->outcome[i] = outcome;
	if (t->state[n] == NULL || strcmp(t->state[n], state) != 0)
		t->since[n] = day;
	t->state[n] = state;
	t->review[n] = review;
}

/* over: something must be said of it by now. */
static void
add_action(struct told *t, struct dice *dice, const char *owner, int64_t whose,
    const char *what, int begun, int today, bool over)
{
	size_t	i = t->nactions++;
	int	due = begun + dice_between(dice, 7, 35);
	int	done = due - dice_between(dice, -4, 6);

	t->action_of[i] = (int64_t)t->nplans + 1;
	t->owner[i] = owner;
	t->whose[i] = whose;
	t->what[i] = what;
	t->action_begun[i] = begun;
	t->due[i] = due;
	t->action_state[i] = "open";
	t->came[i] = "";
	if (over || (done <= today && !dice_chance(dice, 220))) {
		bool	was = dice_chance(dice, 850);

		t->action_state[i] = was ? "done" : "not_done";
		t->came[i] = was ? THROW(dice, done_words) :
		    strcmp(owner, "trainee") == 0 ? "I could not do it in "
		    "time, and said so." : THROW(dice, not_done_words);
		t->done[i] = !was ? 0 : done > begun && done <= today ? done :
		    begun;
	}
}

/* Agreed or questioned, looked at again each month, and ended by the third. */
static void
live_plan(struct told *t, struct dice *dice, const struct demo_flagged *f,
    int begun, int today, bool ends)
{
	const struct demo_help	*help = demo_help_with(f->rule);
	int			 day = begun, review = begun + REVIEW_AFTER;

	add_step(t, "proposed", "proposed", day, "", review, "", f->supporter);
	day += dice_between(dice, 1, 6);
	if (day > today || (!ends && dice_chance(dice, 120)))
		return;
	if (!ends && dice_chance(dice, 110)) {
		add_step(t, "questioned", "questioned", day,
		    help->question, review, "", f->person_id);
		return;
	}
	add_step(t, "agreed", "agreed", day, "", review, "", f->person_id);
	/* Some reviews are overdue. */
	if (review > today || (!ends && dice_chance(dice, 350)))
		return;
	add_step(t, "reviewed", "agreed", review, THROW(dice, help->reviews),
	    review + REVIEW_AFTER, "", f->supporter);
	if (ends)
		add_step(t, "ended", "ended", review, "The flag has not come "
		    "back since.", 0, dice_chance(dice, 700) ? "met" :
		    "partly", f->supporter);
}

/* About the worst flag of somebody; of those that are over, one that lasted. */
static void
tell_plan(struct told *t, struct dice *dice, const struct demo_flagged *f,
    int today)
{
	const struct demo_help	*help = demo_help_with(f->rule);
	int	begun = (int)f->raised + dice_between(dice, 4, 20);
	size_t	n = t->nplans;
	bool	ends = f->cleared != 0;

	if (!dice_chance(dice, f->severity == URGENT ? 520 : 170) ||
	    f->severity < URGENT - 1 || begun > today ||
	    (ends && begun + REVIEW_AFTER > today))
		return;
	t->plan_of[n] = f->enrolment_id;
	t->plan_person[n] = f->person_id;
	t->leader[n] = f->supporter;
	t->begun[n] = begun;
	t->aim[n] = THROW(dice, help->aims);
	t->version[n] = 0;
	t->state[n] = NULL;
	add_action(t, dice, "organisation", f->organisation_id,
	    THROW(dice, help->promises), begun, today, ends);
	add_action(t, dice, "colleague", f->supporter,
	    THROW(dice, help->colleague), begun, today, ends);
	if (!f->of_support)
		add_action(t, dice, "trainee", 0, THROW(dice, help->own),
		    begun, today, ends);
	live_plan(t, dice, f, begun, today, ends);
	t->nplans++;
}

#define INTS(v, n)	((struct int_list){ (v), (n) })
#define WORDS(v, n)	((struct text_list){ (v), (n) })

static void
write_told(struct db *db, const struct told *t)
{
	size_t	c = t->ncontacts, w = t->nanswers, p = t->nplans,
		e = t->nevents, a = t->nactions;

	demo_contacts_add(db, INTS(t->contact_of, c),
	    INTS(t->contact_person, c), INTS(t->contact_day, c),
	    WORDS(t->contact_how, c), INTS(t->contact_flag, c),
	    WORDS(t->note, c), INTS(t->contact_by, c));
	demo_flag_answers_add(db, INTS(t->flag, w), INTS(t->answer_no, w),
	    WORDS(t->kind, w), WORDS(t->reason, w), WORDS(t->words, w),
	    INTS(t->answer_day, w), INTS(t->answer_by, w));
	demo_support_plans_add(db, INTS(t->plan_of, p),
	    INTS(t->plan_person, p), WORDS(t->aim, p), INTS(t->leader, p),
	    INTS(t->begun, p), WORDS(t->state, p), INTS(t->since, p),
	    INTS(t->review, p), INTS(t->version, p));
	demo_support_events_add(db, INTS(t->event_of, e),
	    INTS(t->event_no, e), WORDS(t->step, e),
	    WORDS(t->event_state, e), INTS(t->event_day, e),
	    WORDS(t->says, e), INTS(t->event_review, e),
	    WORDS(t->outcome, e), INTS(t->event_by, e));
	demo_support_actions_add(db, INTS(t->action_of, a),
	    WORDS(t->owner, a), INTS(t->whose, a), WORDS(t->what, a),
	    INTS(t->action_begun, a), INTS(t->due, a),
	    WORDS(t->action_state, a), INTS(t->done, a), WORDS(t->came, a));
	demo_support_plan_sequence_follows(db);
}

void
demo_support_plans(struct demo *d)
{
	struct db			*db = d->store.db;
	struct demo_staff		*staff;
	struct demo_flagged_list	 all;
	struct told			 t;
	int64_t				 before = 0;

	store_flush(&d->store);
	staff = demo_first_staff(db);
	all = demo_flagged_people(db, d->today, staff->person_id);
	t = told_for(d->store.arena, all.n);
	each (f, all) {
		struct dice	dice = dice_for(d->seed, 'h',
				    (uint64_t)f->flag_id);

		tell_contact(&t, &dice, f, d->today);
		tell_answer(&t, &dice, f, d->today, staff->person_id);
		if (f->enrolment_id != before)
			tell_plan(&t, &dice, f, d->today);
		before = f->enrolment_id;
	}
	write_told(db, &t);
	demo_flagged_follow(db);
	demo_flag_sums(db, d->today);
	demo_flag_runs(db);
}
