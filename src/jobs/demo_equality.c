/*
 * What the demonstration's trainees say of themselves.  What happened to them
 * is there already: who answers what is drawn after it, so that withdrawals and
 * fails fall on some groups more than on others (jobs/planted.h).  Everything
 * else that people answer has nothing to do with it.
 */
#include <string.h>

#include "demo_parts.h"
#include "jobs/planted.h"
#include "queries.h"

enum { ANSWERS_AT_ONCE = 12000, QUESTIONS_MAX = 12 };

static const struct planted_share	gem[] = {
	{ "indian", 70 }, { "pakistani", 90 }, { "bangladeshi", 50 },
	{ "chinese", 30 }, { "asian_other", 60 }, { "black_african", 260 },
	{ "black_caribbean", 140 }, { "black_other", 40 },
	{ "white_black_caribbean", 70 }, { "white_black_african", 30 },
	{ "white_asian", 50 }, { "mixed_other", 40 }, { "arab", 30 },
	{ "other", 40 }, { 0 },
}, white[] = {
	{ "white_british", 860 }, { "white_irish", 30 },
	{ "gypsy_traveller", 4 }, { "roma", 6 }, { "white_other", 100 }, { 0 },
}, gender[] = {
	{ "same", 965 }, { "different", 10 }, { "not_said", 20 }, { NULL, 5 },
	{ 0 },
}, disability[] = {
	{ "limits_a_lot", 30 }, { "limits_a_little", 95 },
	{ "limits_not", 45 }, { "none", 780 }, { "not_said", 50 }, { 0 },
}, orientation[] = {
	{ "heterosexual", 800 }, { "gay_lesbian", 45 }, { "bisexual", 60 },
	{ "other", 10 }, { "not_said", 75 }, { NULL, 10 }, { 0 },
}, religion[] = {
	{ "none", 470 }, { "christian", 320 }, { "muslim", 90 },
	{ "hindu", 20 }, { "sikh", 12 }, { "jewish", 8 }, { "buddhist", 10 },
	{ "other", 10 }, { "not_said", 60 }, { 0 },
}, age[] = {
	{ "to24", 330 }, { "to29", 310 }, { "to39", 220 }, { "to49", 100 },
	{ "to59", 30 }, { "not_said", 10 }, { 0 },
}, caring[] = {
	{ "none", 740 }, { "child", 150 }, { "disabled_child", 15 },
	{ "adult", 40 }, { "several", 15 }, { "not_said", 25 }, { NULL, 15 },
	{ 0 },
}, first_in_family[] = {
	{ "no_degree", 420 }, { "degree", 520 }, { "unknown", 20 },
	{ "not_said", 40 }, { 0 },
}, school_meals[] = {
	{ "yes", 190 }, { "no", 660 }, { "not_applicable", 60 },
	{ "unknown", 60 }, { "not_said", 30 }, { 0 },
}, occupation[] = {
	{ "professional", 290 }, { "manager", 130 }, { "clerical", 100 },
	{ "technical", 110 }, { "routine", 190 }, { "small_business", 70 },
	{ "unemployed", 45 }, { "other", 25 }, { "not_said", 40 }, { 0 },
};

/* Those that nothing is planted in. */
static const struct { const char *code; const struct planted_share *shares; }
    questions[] = {
	{ "gender", gender }, { "disability", disability },
	{ "orientation", orientation }, { "religion", religion },
	{ "age", age }, { "caring", caring },
	{ "first_in_family", first_in_family },
	{ "school_meals", school_meals }, { "occupation", occupation },
};

/* Answers on their way; said and until are days, until 0 for one that holds. */
struct answers {
	struct db	*db;
	int64_t		 people[ANSWERS_AT_ONCE], said[ANSWERS_AT_ONCE],
			 until[ANSWERS_AT_ONCE];
	const char	*questions[ANSWERS_AT_ONCE], *choices[ANSWERS_AT_ONCE],
			*words[ANSWERS_AT_ONCE];
	size_t		 n;
};

struct sayer { int64_t id; int said; struct dice dice; };

static void
flush(struct answers *a)
{
	demo_answers_add(a->db, (struct int_list){ a->people, a->n },
	    (struct text_list){ a->questions, a->n },
	    (struct text_list){ a->choices, a->n },
	    (struct text_list){ a->words, a->n },
	    (struct int_list){ a->said, a->n },
	    (struct int_list){ a->until, a->n });
	a->n = 0;
}

static double
drawn(struct sayer *s)
{
	return (dice_below(&s->dice, 1000000) / 1000000.0);
}

static void
say(struct answers *a, const struct sayer *s, const char *question,
    const char *choice, const char *words, int until)
{
	if (choice == NULL)
		return;
	a->people[a->n] = s->id;
	a->questions[a->n] = question;
	a->choices[a->n] = choice;
	a->words[a->n] = words;
	a->said[a->n] = s->said;
	a->until[a->n++] = until;
}

static void
say_ethnicity(struct answers *a, struct sayer *s, const char *group)
{
	static const char *const	own[] = { "Polish", "Greek Cypriot",
		"Romanian", "Portuguese" };
	const char			*choice = group;

	if (strcmp(group, "not_said") != 0)
		choice = planted_answer(strcmp(group, "gem") == 0 ? gem :
		    white, drawn(s), false, 0);
	say(a, s, "ethnicity", choice, strcmp(choice, "white_other") == 0 &&
	    dice_chance(&s->dice, 400) ? own[dice_below(&s->dice, 4)] : "", 0);
}

/* A few are found to be disabled on the way, and say so. */
static void
say_disability(struct answers *a, struct sayer *s, const char *choice,
    int today)
{
	int	until = s->said + dice_between(&s->dice, 60, 500);

	if (strcmp(choice, "none") != 0 || until > today ||
	    !dice_chance(&s->dice, 25)) {
		say(a, s, "disability", choice, "", 0);
		return;
	}
	say(a, s, "disability", choice, "", until);
	s->said = until;
	say(a, s, "disability", "limits_a_little", "", 0);
}

static void
say_all(struct answers *a, struct sayer *s, const char *group, bool happened,
    double rate, int today)
{
	int		 said = s->said;
	const char	*choice;

	say_ethnicity(a, s, group);
	say(a, s, "sex", planted_answer(planted_sex, drawn(s), happened, rate),
	    "", 0);
	for (size_t i = 0; i < sizeof(questions) / sizeof(*questions); i++) {
		choice = planted_answer(questions[i].shares, drawn(s), false,
		    0);
		if (questions[i].shares == disability)
			say_disability(a, s, choice, today);
		else
			say(a, s, questions[i].code, choice, "", 0);
		s->said = said;
	}
}

static double
rate_of(struct demo_sayer_list people)
{
	size_t	happened = 0;

	each (p, people)
		happened += p->happened;
	return (people.n == 0 ? 0 : (double)happened / (double)people.n);
}

void
demo_equality(struct demo *d)
{
	struct demo_sayer_list	 people = demo_sayers(d->store.db);
	struct answers		*a = arena_alloc(&d->plans, sizeof(*a));
	double			 rate = d->fair ? 0 : rate_of(people);
	const char		*group;

	*a = (struct answers){ .db = d->store.db };
	each (p, people) {
		struct sayer	s = { p->person_id,
				    (int)p->starts, dice_for(d->seed, 'q',
				    (uint64_t)p->person_id) };
		bool		happened = p->happened && !d->fair;

		s.said -= dice_between(&s.dice, 1, 30);
		group = planted_answer(planted_ethnicity, drawn(&s),
		    happened, rate);
		if (group != NULL)
			say_all(a, &s, group, happened, rate, d->today);
		if (a->n + QUESTIONS_MAX + 1 > ANSWERS_AT_ONCE)
			flush(a);
	}
	flush(a);
	demo_objections_add(d->store.db, date_from_number(d->today));
	arena_reset(&d->plans);
}
