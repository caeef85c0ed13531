/*
 * What needs attention of a practice educator, with the reason in words.
 */
#include <stdarg.h>

#include "rules/educators.h"
#include "rules/words.h"

struct looking {
	struct arena			*arena;
	const struct educator_facts	*educator;
	const struct educator_rules	*rules;
	struct date			 today;
	struct concern_list		 found;
};

static void	say(struct looking *, enum attention, const char *, ...)
		    __attribute__((format(printf, 3, 4)));

static void
say(struct looking *l, enum attention what, const char *fmt, ...)
{
	va_list	ap;

	va_start(ap, fmt);
	l->found.v[l->found.n++] = (struct concern){ what,
	    arena_vprintf(l->arena, fmt, ap) };
	va_end(ap);
}

bool
needs_attention(const struct concern_list *list, enum attention what)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->v[i].what == what)
			return (true);
	return (false);
}

static bool
is_over(const struct learner *l, struct date today)
{
	return (date_is_set(l->to) && date_compare(l->to, today) < 0);
}

/* Only the on-site supervisor of an earlier placement may be unregistered. */
static bool
must_be_registered(const struct looking *l)
{
	const struct educator_facts	*e = l->educator;

	if (date_is_set(e->stage_1_on) || date_is_set(e->stage_2_on))
		return (true);
	for (size_t i = 0; i < e->nlearners; i++)
		if (!is_over(&e->learners[i], l->today) &&
		    (e->learners[i].assesses || e->learners[i].last))
			return (true);
	return (false);
}

static bool
is_soon(const struct looking *l, struct date d)
{
	return (date_compare(d, date_plus_days(l->today,
	    l->rules->attention_days)) <= 0);
}

static void
look_at_registration(struct looking *l)
{
	const struct educator_facts	*e = l->educator;
	const char			*until;

	if (!must_be_registered(l))
		return;
	if (e->swe_number == NULL || !e->registered ||
	    !date_is_set(e->registered_until)) {
		say(l, REGISTRATION_MISSING, "%s", e->swe_number == NULL ?
		    "No Social Work England number is recorded" :
		    "Not recorded as registered with Social Work England");
		return;
	}
	until = date_words(l->arena, e->registered_until);
	if (date_compare(e->registered_until, l->today) < 0)
		say(l, REGISTRATION_LAPSED, "Registration ran until %s and no "
		    "renewal is recorded", until);
	else if (is_soon(l, e->registered_until))
		say(l, REGISTRATION_DUE, "Registration runs until %s", until);
}

static void
look_at_currency(struct looking *l)
{
	struct date	until = currency_until(l->educator, l->rules, l->today);

	if (!date_is_set(until))
		return;
	if (date_compare(until, l->today) < 0)
		say(l, CURRENCY_LAPSED, "No learner for more than %d months: "
		    "current until %s", l->rules->currency_months,
		    date_words(l->arena, until));
	else if (is_soon(l, until))
		say(l, CURRENCY_DUE, "Current until %s, unless they take a "
		    "learner before", date_words(l->arena, until));
}

static void
look_at_load(struct looking *l)
{
	const struct educator_facts	*e = l->educator;
	struct date			 on;
	int	peak = load_peak(e, l->today, (struct date){ 0 }, &on);

	if (peak <= e->capacity)
		return;
	if (date_compare(on, l->today) == 0)
		say(l, OVERLOADED, "%d at once today, with room for %d", peak,
		    e->capacity);
	else
		say(l, OVERLOADED, "%d at once from %s, with room for %d",
		    peak, date_words(l->arena, on), e->capacity);
}

/* On the day on which they begin, or today when they have begun. */
static void
look_at_stage(struct looking *l)
{
	const struct educator_facts	*e = l->educator;
	const struct learner		*one;
	enum peps			 stage;

	for (one = e->learners; one < e->learners + e->nlearners; one++) {
		if (!one->assesses || is_over(one, l->today))
			continue;
		stage = peps_on(e, date_compare(one->from, l->today) > 0 ?
		    one->from : l->today);
		if (one->last ? stage == STAGE_2 : stage != NO_STAGE)
			continue;
		if (one->last)
			say(l, WRONG_STAGE, "Assesses a last placement with%s",
			    stage == STAGE_1 ? " stage 1" : "out a stage");
		else
			say(l, WRONG_STAGE, "Assesses a placement without a "
			    "stage");
		return;
	}
}

struct concern_list
educator_attention(struct arena *a, const struct educator_facts *e,
    const struct educator_rules *r, struct date today)
{
	struct looking	l = { a, e, r, today, { 0 } };

	look_at_registration(&l);
	look_at_currency(&l);
	look_at_load(&l);
	look_at_stage(&l);
	return (l.found);
}
