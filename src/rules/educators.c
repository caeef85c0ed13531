/*
 * What speaks against an allocation of an educator to a placement.
 */
#include <stdarg.h>

#include "rules/educators.h"
#include "rules/words.h"

struct judging {
	struct arena			*arena;
	const struct educator_facts	*educator;
	const struct educator_rules	*rules;
	const struct allocation		*to;
	struct warning_list		 found;
};

static void	warn(struct judging *, enum warning_kind, enum gravity,
		    const char *, ...) __attribute__((format(printf, 4, 5)));

static void
warn(struct judging *j, enum warning_kind kind, enum gravity gravity,
    const char *fmt, ...)
{
	va_list	ap;

	va_start(ap, fmt);
	j->found.v[j->found.n++] = (struct warning){ kind, gravity,
	    arena_vprintf(j->arena, fmt, ap) };
	va_end(ap);
}

const char *
warning_code(enum warning_kind kind)
{
	static const char *const	codes[WARNINGS] = {
		"conflict", "stage-missing", "stage-1-last", "works-elsewhere",
		"no-supervisor", "not-registered", "registration-lapses",
		"currency-lapsed", "currency-lapses", "overloaded",
		"not-audited"
	};

	return (codes[kind]);
}

static bool
overlaps(const struct allocation *a, struct date from, struct date to)
{
	return ((!date_is_set(from) || date_compare(from, a->to) <= 0) &&
	    (!date_is_set(to) || date_compare(to, a->from) >= 0));
}

static void
judge_conflicts(struct judging *j)
{
	const struct allocation	*a = j->to;
	const struct interest	*c;

	for (c = a->conflicts; c < a->conflicts + a->nconflicts; c++)
		if (overlaps(a, c->from, c->to)) {
			warn(j, WARN_CONFLICT, REFUSAL, "%s has a conflict of "
			    "interest with %s: %s", j->educator->name,
			    a->trainee, c->what);
			return;
		}
}

static void
judge_stage(struct judging *j)
{
	const char	*name = j->educator->name;
	enum peps	 stage = peps_on(j->educator, j->to->from);

	if (!j->to->assesses || stage == STAGE_2)
		return;
	if (stage == STAGE_1 && j->to->last)
		warn(j, WARN_STAGE_1_LAST, WARNING, "%s has stage 1, which may "
		    "contribute to a last placement but not assess it: stage "
		    "2 is needed", name);
	else if (stage == NO_STAGE)
		warn(j, WARN_STAGE_MISSING, WARNING, "%s is working towards "
		    "stage 1 on %s: %s is needed", name,
		    date_words(j->arena, j->to->from), j->to->last ?
		    "stage 2" : "stage 1 or 2");
}

/* The first day on which nobody suitable supervises; none when all are. */
static struct date
unsupervised_on(const struct allocation *a)
{
	struct date	on = a->from;
	size_t		i = 0;

	while (i < a->nsupervisors && date_compare(on, a->to) <= 0) {
		const struct on_site	*s = &a->supervisors[i++];

		if ((a->last && !s->registered) ||
		    date_compare(s->from, on) > 0 ||
		    (date_is_set(s->to) && date_compare(s->to, on) < 0))
			continue;
		if (!date_is_set(s->to))
			return ((struct date){ 0 });
		on = date_plus_days(s->to, 1);
		i = 0;		/* an earlier row may go on from here */
	}
	return (date_compare(on, a->to) <= 0 ? on : (struct date){ 0 });
}

static void
judge_place(struct judging *j)
{
	const struct allocation	*a = j->to;
	struct date		 on;

	if (j->educator->organisation == a->organisation)
		return;
	warn(j, WARN_WORKS_ELSEWHERE, a->assesses ? NOTE : WARNING, "%s does "
	    "not work at %s%s", j->educator->name, a->host, a->assesses ?
	    ", and educates from off site" :
	    ", and cannot supervise there from day to day");
	if (!a->assesses)
		return;
	on = unsupervised_on(a);
	if (date_is_set(on))
		warn(j, WARN_NO_SUPERVISOR, WARNING, "An educator from off "
		    "site needs an on-site supervisor%s: there is none from "
		    "%s", a->last ? " who is a registered social worker" : "",
		    date_words(j->arena, on));
}

static void
judge_registration(struct judging *j)
{
	const struct educator_facts	*e = j->educator;

	if (!j->to->assesses && !j->to->last)
		return;
	if (e->swe_number == NULL || !e->registered ||
	    !date_is_set(e->registered_until))
		warn(j, WARN_NOT_REGISTERED, WARNING, "%s %s", e->name,
		    e->swe_number == NULL ?
		    "has no Social Work England number on the register" :
		    "is not recorded as registered with Social Work England");
	else if (date_compare(e->registered_until, j->to->to) < 0)
		warn(j, WARN_REGISTRATION_LAPSES, WARNING, "%s is registered "
		    "until %s; the allocation lasts until %s", e->name,
		    date_words(j->arena, e->registered_until),
		    date_words(j->arena, j->to->to));
}

/* Until when somebody stays current who is so on a day, other learners
 * included. */
static struct date
current_until(const struct educator_facts *e, const struct educator_rules *r,
    struct date from, struct date to)
{
	struct date	until = currency_until(e, r, from), next;

	for (size_t i = 0; i < e->nlearners; i++) {
		const struct learner	*l = &e->learners[i];

		if (!l->assesses || date_compare(l->from, until) > 0 ||
		    date_compare(l->from, to) > 0)
			continue;
		next = currency_until(e, r, !date_is_set(l->to) ||
		    date_compare(l->to, to) > 0 ? to : l->to);
		if (date_compare(next, until) > 0)
			until = next;
	}
	return (until);
}

static void
judge_currency(struct judging *j)
{
	const struct allocation	*a = j->to;
	struct date		 until;

	if (!a->assesses || peps_on(j->educator, a->from) == NO_STAGE)
		return;
	until = currency_until(j->educator, j->rules, a->from);
	if (date_compare(until, a->from) < 0) {
		warn(j, WARN_CURRENCY_LAPSED, WARNING, "%s was current until "
		    "%s, before the allocation begins, and needs support to "
		    "take a learner again", j->educator->name,
		    date_words(j->arena, until));
		return;
	}
	until = current_until(j->educator, j->rules, a->from, a->to);
	if (date_compare(until, a->to) < 0)
		warn(j, WARN_CURRENCY_LAPSES, WARNING, "%s is current until "
		    "%s by learners of before; the allocation lasts until %s",
		    j->educator->name, date_words(j->arena, until),
		    date_words(j->arena, a->to));
}

static void
judge_load(struct judging *j)
{
	const struct educator_facts	*e = j->educator;
	struct date			 on, monday;
	int	peak = load_peak(e, j->to->from, j->to->to, &on) + 1;

	if (peak <= e->capacity)
		return;
	monday = date_plus_days(on, -date_weekday(on));
	warn(j, WARN_OVERLOADED, WARNING, "%s would have %d trainees at once "
	    "in the week of %s, with room for %d", e->name, peak,
	    date_words(j->arena, monday), e->capacity);
}

struct warning_list
allocation_warnings(struct arena *arena, const struct educator_facts *e,
    const struct educator_rules *r, const struct allocation *a)
{
	struct judging	j = { arena, e, r, a, { 0 } };

	judge_conflicts(&j);
	judge_stage(&j);
	judge_place(&j);
	judge_registration(&j);
	judge_currency(&j);
	judge_load(&j);
	if (a->unaudited != NULL)
		warn(&j, WARN_NOT_AUDITED, NOTE, "%s has no audit that stands "
		    "when the placement starts", a->unaudited);
	return (j.found);
}
