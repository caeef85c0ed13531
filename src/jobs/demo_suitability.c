/*
 * The demonstration's suitability cases: one that came to nothing, one in stage
 * 1 whose trainee was told, one that was referred this week; and whoever
 * handles them.
 */
#include "demo_concerns.h"
#include "queries.h"

enum { CASES = 3, FIRST_NUMBER = 1000000 };

struct line {
	int		 which, ago;
	const char	*step, *state, *words, *told;
	int		 due;			/* days after today, or 0 */
};

static const char *const	words[CASES] = {
	"Something was said in a team meeting about a caution some years ago. "
	"I do not know whether it was declared.",
	"A person who uses services says that they were contacted privately, "
	"twice, after the work with them had ended.",
	"There is a photograph of a case file on a public page.",
};

static const struct line	lines[] = {
	{ 0, 120, "referred", "referred", "", "", 0 },
	{ 0, 114, "considered", "considered",
	    "It was declared at selection, and looked at then.", "", 0 },
	{ 0, 114, "no_concern", "no_concern",
	    "Nothing is new. No procedure.", "", 0 },
	{ 0, 113, "closed", "closed", "Closed without more.", "", 0 },
	{ 1, 33, "referred", "referred", "", "", 0 },
	{ 1, 29, "considered", "considered",
	    "Read with the head of programme. It has to be looked into.", "",
	    0 },
	{ 1, 26, "stage_1", "stage_1",
	    "An investigating officer from another programme.", "", 4 },
	{ 1, 25, "told", "stage_1", "",
	    "Somebody has told us about contact with a person who uses "
	    "services, after the work had ended. An investigating officer "
	    "will write to you this week. You may bring somebody with you to "
	    "each meeting, and you can answer here.", 4 },
	{ 2, 3, "referred", "referred", "", "", 7 },
};

enum { LINES = sizeof(lines) / sizeof(*lines) };

/* They are apart in the list, and still enrolled. */
static const struct demo_concern_trainee *
subject_of(struct demo_concern_trainee_list all, int which)
{
	size_t	i = all.n * (size_t)(2 * which + 1) / (2 * CASES);

	while (i < all.n && !(all.v[i].enrolled && all.v[i].educator != 0))
		i++;
	return (i < all.n ? &all.v[i] : NULL);
}

static int64_t
add_handler(struct demo *d)
{
	int64_t	person = store_person(&d->store, demo_name_called("Miriam",
		    "Sinclair"), false);

	for (int i = 0; i < 2; i++)
		store_row(&d->store, ROLES, person, i == 0 ? ROLE_STAFF :
		    ROLE_SUITABILITY, 0, d->newest_starts - 4 * 365, 0);
	store_flush(&d->store);
	demo_sign_in(d, person, "programme staff who handle suitability");
	return (person);
}

static void
write_cases(struct demo *d, const int64_t *ids,
    const struct demo_concern_trainee *subjects)
{
	int64_t		enrolments[CASES], people[CASES], referrers[CASES],
			referred[CASES], since[CASES], due[CASES],
			told[CASES] = { 0 }, versions[CASES] = { 0 };
	const char	*states[CASES], *says[CASES];

	for (int i = 0; i < LINES; i++) {
		const struct line	*l = &lines[i];
		int			 w = l->which;

		if (versions[w]++ == 0)
			referred[w] = d->today - l->ago;
		enrolments[w] = subjects[w].enrolment_id;
		people[w] = subjects[w].person_id;
		referrers[w] = subjects[w].educator;
		says[w] = words[w];
		states[w] = l->state;
		due[w] = l->due != 0 ? d->today + l->due : 0;
		if (l->told[0] != '\0')
			told[w] = d->today - l->ago;
		else
			since[w] = d->today - l->ago;
	}
#define INTS(v)		((struct int_list){ (v), CASES })
#define WORDS(v)	((struct text_list){ (v), CASES })
	demo_suitability_add(d->store.db, INTS(ids), INTS(enrolments),
	    INTS(people), WORDS(says), INTS(referrers), INTS(referred),
	    WORDS(states), INTS(since), INTS(due), INTS(told),
	    INTS(versions));
#undef INTS
#undef WORDS
}

static void
write_lines(struct demo *d, const int64_t *ids, int64_t handler,
    const struct demo_concern_trainee *subjects)
{
	int64_t		cases[LINES], versions[LINES], days[LINES],
			due[LINES], by[LINES], n[CASES] = { 0 };
	const char	*steps[LINES], *states[LINES], *says[LINES],
			*told[LINES];

	for (int i = 0; i < LINES; i++) {
		const struct line	*l = &lines[i];

		cases[i] = ids[l->which];
		versions[i] = ++n[l->which];
		days[i] = d->today - l->ago;
		by[i] = n[l->which] == 1 ? subjects[l->which].educator :
		    handler;
		steps[i] = l->step;
		states[i] = l->state;
		says[i] = l->words;
		told[i] = l->told;
		due[i] = l->step[0] == 'c' && l->step[1] == 'l' ? 0 :
		    days[i] + 10;
		if (l->due != 0)
			due[i] = d->today + l->due;
	}
#define INTS(v)		((struct int_list){ (v), LINES })
#define WORDS(v)	((struct text_list){ (v), LINES })
	demo_suitability_events_add(d->store.db, INTS(cases), INTS(versions),
	    WORDS(steps), WORDS(states), INTS(days), WORDS(says), WORDS(told),
	    INTS(due), INTS(by));
#undef INTS
#undef WORDS
}

void
demo_suitability(struct demo *d, struct demo_concern_trainee_list all)
{
	const struct demo_concern_trainee	*subject;
	struct demo_concern_trainee		 subjects[CASES];
	int64_t					 ids[CASES], handler;
	struct dice				 dice = dice_for(d->seed, 's',
						    0);

	for (int i = 0; i < CASES; i++) {
		if ((subject = subject_of(all, i)) == NULL)
			return;
		subjects[i] = *subject;	/* what was read goes at a flush */
		ids[i] = FIRST_NUMBER + (int64_t)dice_below(&dice,
		    FIRST_NUMBER) * FIRST_NUMBER + 2 * i;
	}
	handler = add_handler(d);
	write_cases(d, ids, subjects);
	write_lines(d, ids, handler, subjects);
}
