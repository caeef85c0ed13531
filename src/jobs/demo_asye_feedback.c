/*
 * The demonstration's feedback from outside: about nine requests a year at
 * work, most of them answered, some declined, left until they ended, withdrawn,
 * or given and taken back.
 */
#include <string.h>

#include "demo_asye_feedback.h"
#include "demo_parts.h"
#include "queries.h"
#include "rules/feedback_code.h"
#include "rules/feedback_forms.h"

enum {
	SLOTS = 10, FIRST_DAY = 35, SLOT_DAYS = 31, LINK_DAYS = 28,
	PARTS = FEEDBACK_QUESTIONS_MAX
};

/* The columns of what is written at once. */
struct columns {
	int64_t		*ids, *asyes, *chosen, *asked, *state_days;
	const char	**givers, **channels, **abouts, **names, **roles;
	const char	**states, **refusals;
	size_t		 n;
	int64_t		*given, *shares, *discussed;
	const char	**forms, **consents, **helps, **references;
	const char	**discussions;
	size_t		 ngiven;
	int64_t		*whose;
	const char	**questions, **answers;
	size_t		 nanswers;
};

/* One request while it is made up. */
struct made {
	struct demo			*demo;
	const struct demo_nqsw_at_work	*about;
	struct dice			 dice;
	bool				 professional, carer, easy;
	int				 asked, state_day;
	const char			*state, *refusal;
};

#define COLUMN(list, n)	((list) = arena_array(a, (n), sizeof(*(list))))

static struct columns
columns(struct arena *a, size_t most)
{
	struct columns	c = { 0 };

	COLUMN(c.ids, most), COLUMN(c.asyes, most), COLUMN(c.chosen, most);
	COLUMN(c.asked, most), COLUMN(c.state_days, most);
	COLUMN(c.givers, most), COLUMN(c.channels, most);
	COLUMN(c.abouts, most), COLUMN(c.names, most), COLUMN(c.roles, most);
	COLUMN(c.states, most), COLUMN(c.refusals, most);
	COLUMN(c.given, most), COLUMN(c.shares, most);
	COLUMN(c.discussed, most), COLUMN(c.forms, most);
	COLUMN(c.consents, most), COLUMN(c.helps, most);
	COLUMN(c.references, most), COLUMN(c.discussions, most);
	COLUMN(c.whose, most * PARTS), COLUMN(c.questions, most * PARTS);
	COLUMN(c.answers, most * PARTS);
	return (c);
}

static const char *
one_of(struct made *m, struct text_list list)
{
	return (feedback_words(&m->demo->kept,
	    list.v[dice_below(&m->dice, (int)list.n)], m->about->given_name));
}

/* What became of it by today. */
static void
decide(struct made *m)
{
	static const char *const	refusals[] = { "do_not_want",
					    "do_not_want", "another_way",
					    "do_not_know" };
	int				days = dice_between(&m->dice, 1, 20);
	int				fate = dice_below(&m->dice, 100);
	int				today = m->demo->today;

	m->refusal = "";
	m->state_day = m->asked + days;
	m->state = fate < 72 ? "given" : fate < 80 ? "declined" : fate < 84 ?
	    "withdrawn" : fate < 88 ? "consent_withdrawn" : "expired";
	if (strcmp(m->state, "expired") == 0)
		m->state_day = m->asked + LINK_DAYS + 1;
	if (m->state_day > today) {
		m->state = days % 3 == 0 && m->asked < today ? "opened" :
		    "asked";
		m->state_day = m->asked + (*m->state == 'o');
	} else if (strcmp(m->state, "declined") == 0) {
		m->refusal = refusals[dice_below(&m->dice, 4)];
	}
}

static bool
was_given(const struct made *m)
{
	return (strcmp(m->state, "given") == 0 ||
	    strcmp(m->state, "consent_withdrawn") == 0);
}

static const char *
answer(struct made *m, const struct feedback_question *q)
{
	int	throw = dice_below(&m->dice, 100);
	bool	good = strcmp(q->name, "good") == 0;

	if (strcmp(q->name, "share") == 0)
		return (q->choices[throw < 70 ? 0 : 1].words);
	if (strcmp(q->name, "help") == 0)
		return (q->choices[throw < 50 ? 0 : throw < 70 ? 1 : throw <
		    85 ? 2 : throw < 90 ? 3 : 4].words);
	if (q->choices != NULL)
		return (q->choices[throw < 62 ? 0 : throw < 86 ? 1 : throw <
		    92 ? 2 : 3].words);
	if (strcmp(q->name, "capacity") == 0)
		return (one_of(m, feedback_capacities()));
	if (m->professional)
		return (one_of(m, good ? feedback_colleague_goods() :
		    feedback_colleague_betters()));
	if (good && m->carer)
		return (one_of(m, feedback_carer_goods()));
	return (one_of(m, good ? feedback_goods() : feedback_betters()));
}

/* No two alike, however many cohorts there are: the factor has no divisor in
 * common with the number of signs. */
static const char *
reference_of(struct arena *a, int64_t id)
{
	uint64_t	n = (uint64_t)id * 10000000019;
	unsigned char	bytes[8];

	for (int i = 0; i < 8; i++)
		bytes[i] = (unsigned char)(n >> (56 - 8 * i));
	return (feedback_reference(a, bytes));
}

static void
add_given(struct columns *c, struct made *m, int64_t id)
{
	static const char *const		helps[] = { "alone", "family",
						    "advocate", "nqsw",
						    "phone" };
	static const char *const		names[] = { "easy_read",
						    "standard",
						    "professional" };
	enum feedback_form			form;
	size_t					n, g = c->ngiven++;
	const struct feedback_question		*q;
	int					talked;

	form = m->professional ? FEEDBACK_PROFESSIONAL : m->easy ?
	    FEEDBACK_EASY_READ : FEEDBACK_STANDARD;
	q = feedback_questions(form, &n);
	c->given[g] = id;
	c->forms[g] = names[form];
	c->consents[g] = feedback_consent(&m->demo->kept, form,
	    m->about->given_name);
	c->shares[g] = 1;
	c->helps[g] = helps[0];
	for (size_t i = 0; i < n; i++) {
		size_t	k = c->nanswers++;

		c->whose[k] = id;
		c->questions[k] = feedback_words(&m->demo->kept, q[i].ask,
		    m->about->given_name);
		c->answers[k] = answer(m, &q[i]);
		if (strcmp(q[i].name, "share") == 0)
			c->shares[g] = feedback_chosen(&q[i],
			    c->answers[k]) == 0;
		if (strcmp(q[i].name, "help") == 0)
			c->helps[g] = helps[feedback_chosen(&q[i],
			    c->answers[k])];
	}
	c->references[g] = reference_of(&m->demo->kept, id);
	talked = m->state_day + dice_between(&m->dice, 3, 25);
	c->discussed[g] = 0;
	c->discussions[g] = "";
	if (strcmp(m->state, "given") == 0 && talked <= m->demo->today &&
	    dice_chance(&m->dice, 850)) {
		c->discussed[g] = talked;
		c->discussions[g] = one_of(m, feedback_discussions());
	}
}

static void
add_request(struct columns *c, struct made *m)
{
	static const char *const	channels[] = { "code", "link",
					    "email" };
	struct text_list		given = demo_given_names();
	struct text_list		family = demo_family_names();
	struct full_name		name = demo_name(&m->dice);
	size_t				i = c->n++;

	c->ids[i] = (int64_t)i + 1;
	c->asyes[i] = m->about->id;
	c->givers[i] = m->professional ? "professional" : m->carer ? "carer" :
	    "lived_experience";
	c->channels[i] = channels[m->professional ?
	    dice_between(&m->dice, 1, 2) : dice_chance(&m->dice, 250)];
	c->names[i] = c->roles[i] = c->abouts[i] = "";
	if (m->professional) {
		c->names[i] = arena_printf(&m->demo->kept, "%s %s",
		    given.v[name.given], family.v[name.family]);
		c->roles[i] = one_of(m, feedback_roles());
	} else {
		c->abouts[i] = one_of(m, feedback_abouts());
	}
	c->chosen[i] = dice_chance(&m->dice, 650);
	decide(m);
	c->asked[i] = m->asked;
	c->states[i] = m->state;
	c->state_days[i] = m->state_day;
	c->refusals[i] = m->refusal;
	if (was_given(m))
		add_given(c, m, c->ids[i]);
}

static void
add_year(struct columns *c, struct demo *d, const struct demo_nqsw_at_work *a)
{
	struct made	m = { .demo = d, .about = a,
			    .dice = dice_for(d->seed, 'F', (uint64_t)a->id) };
	int		starts = date_number(a->starts_on);

	for (int slot = 0; slot < SLOTS; slot++) {
		m.asked = starts + FIRST_DAY + slot * SLOT_DAYS +
		    dice_below(&m.dice, 20);
		m.professional = slot % 3 == 1 || slot == 6;
		m.carer = !m.professional && dice_chance(&m.dice, 350);
		m.easy = dice_chance(&m.dice, 550);
		if (m.asked <= d->today)
			add_request(c, &m);
	}
}

#define NUMBERS(list, n)	((struct int_list){ (list), (n) })
#define TEXTS(list, n)		((struct text_list){ (list), (n) })

void
demo_asye_feedback(struct demo *d)
{
	struct db			*db = d->store.db;
	struct demo_nqsw_at_work_list	 all = demo_nqsws_at_work(db);
	struct columns			 c = columns(&d->kept,
					    all.n * SLOTS + 1);

	each (a, all)
		if (a->assessor_id.known)
			add_year(&c, d, a);
	demo_feedback_requests_add(db, NUMBERS(c.ids, c.n),
	    NUMBERS(c.asyes, c.n), TEXTS(c.givers, c.n),
	    TEXTS(c.channels, c.n), TEXTS(c.abouts, c.n), TEXTS(c.names, c.n),
	    TEXTS(c.roles, c.n), NUMBERS(c.chosen, c.n), NUMBERS(c.asked, c.n),
	    TEXTS(c.states, c.n), NUMBERS(c.state_days, c.n),
	    TEXTS(c.refusals, c.n), LINK_DAYS);
	demo_feedback_given_add(db, NUMBERS(c.given, c.ngiven),
	    TEXTS(c.forms, c.ngiven), TEXTS(c.consents, c.ngiven),
	    NUMBERS(c.shares, c.ngiven), TEXTS(c.helps, c.ngiven),
	    TEXTS(c.references, c.ngiven), NUMBERS(c.discussed, c.ngiven),
	    TEXTS(c.discussions, c.ngiven), NUMBERS(c.whose, c.nanswers),
	    TEXTS(c.questions, c.nanswers), TEXTS(c.answers, c.nanswers));
	demo_feedback_last_add(db);
	demo_feedback_sequence_follows(db);
}
