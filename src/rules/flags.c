/*
 * The rules by name, the order of what they find, and what they share.
 */
#include <stdlib.h>
#include <string.h>

#include "flags_find.h"
#include "rules/words.h"

/* The version of a rule goes up when what raises or clears it changes. */
static const struct {
	const char	*code;
	int		 version;
	enum flag_side	 side;
} rules[FLAG_RULES] = {
	[FLAG_DAYS_BEHIND] = { "days_behind", 1, SIDE_PROGRESS },
	[FLAG_MILESTONE_OVERDUE] = { "milestone_overdue", 1, SIDE_PROGRESS },
	[FLAG_REVIEW_OVERDUE] = { "review_overdue", 1, SIDE_SUPPORT },
	[FLAG_SUPERVISION_GAP] = { "supervision_gap", 1, SIDE_SUPPORT },
	[FLAG_SUPERVISION_SHORT] = { "supervision_short", 1, SIDE_SUPPORT },
	[FLAG_OBSERVATION_OVERDUE] = { "observation_overdue", 1,
		SIDE_SUPPORT },
	[FLAG_EVIDENCE_BEHIND] = { "evidence_behind", 1, SIDE_PROGRESS },
	[FLAG_RETURNED_AGAIN] = { "returned_again", 1, SIDE_PROGRESS },
	[FLAG_CONCERN_OPEN] = { "concern_open", 1, SIDE_PROGRESS },
	[FLAG_MODULE_FAILED] = { "module_failed", 1, SIDE_PROGRESS },
	[FLAG_ATTEMPTS_LOW] = { "attempts_low", 1, SIDE_PROGRESS },
	[FLAG_ABSENCE_PATTERN] = { "absence_pattern", 1, SIDE_PROGRESS },
	[FLAG_CASELOAD_HIGH] = { "caseload_high", 1, SIDE_SUPPORT },
	[FLAG_PROTECTED_TIME] = { "protected_time", 1, SIDE_SUPPORT },
	[FLAG_ADJUSTMENT_LATE] = { "adjustment_late", 1, SIDE_SUPPORT },
	[FLAG_GUIDE_MISSING] = { "guide_missing", 1, SIDE_SUPPORT },
	[FLAG_GUIDE_LAPSED] = { "guide_lapsed", 1, SIDE_SUPPORT },
	[FLAG_GUIDE_OVERLOADED] = { "guide_overloaded", 1, SIDE_SUPPORT },
	[FLAG_HOST_CHANGED] = { "host_changed", 1, SIDE_SUPPORT },
	[FLAG_NO_ACTIVITY] = { "no_activity", 1, SIDE_PROGRESS },
};

static const char *const things[THINGS] = { [THING_NONE] = "",
	[THING_PLACEMENT] = "placement", [THING_DAYS] = "days",
	[THING_DOCUMENT] = "document", [THING_CONCERN] = "concern",
	[THING_MODULE] = "module", [THING_ATTEMPT] = "attempt",
	[THING_SESSIONS] = "sessions", [THING_ASYE] = "asye",
	[THING_REVIEW] = "review", [THING_ADJUSTMENT] = "adjustment",
	[THING_SUPPORT] = "support", [THING_MANAGER] = "manager",
	[THING_SUPERVISOR] = "supervisor" };

static const struct { const char *code, *words; } actors[] = {
	{ "trainee", "trainee or newly qualified social worker" },
	{ "educator", "practice educator" }, { "tutor", "tutor" },
	{ "assessor", "ASYE assessor" }, { "line_manager", "line manager" },
	{ "coordinator", "ASYE coordinator" }, { "host", "host" },
	{ "programme", "programme staff" },
};
enum { ACTORS = sizeof(actors) / sizeof(actors[0]) };

/* What the national defaults of the settings are. */
const struct flag_settings	flag_settings_usual = {
	.behind = 10, .behind_act = 20, .behind_urgent = 40, .act_days = 14,
	.urgent_days = 42, .milestone_days = 28, .supervision_days = 14,
	.supervision_grace = 7, .supervision_sessions = 3,
	.supervision_percent = 75, .supervision_minutes = 60,
	.evidence_days = 14, .returned_items = 2, .absent_halves = 10,
	.absent_sessions = 3, .guide_days = 7, .educator_most = 3,
	.assessor_most = 6, .host_days = 14, .silent_days = 14,
	.asye_silent_days = 42, .attempts_most = 2, .long_halves = 160,
	.observations_long = 4,
	.observations_short = 3, .observations_contrasting = 1,
	.reflections_long = 5, .reflections_short = 4,
	.reflections_contrasting = 1, .feedback = 3,
	.feedback_contrasting = 1, .weeks_in_row = 2,
	.protected_percent = 80,
};

const char *
flag_rule_code(enum flag_rule rule)
{
	return (rules[rule].code);
}

int
flag_rule_version(enum flag_rule rule)
{
	return (rules[rule].version);
}

const char *
flag_thing_code(enum flag_thing thing)
{
	return (things[thing]);
}

enum flag_thing
flag_thing_from(const char *code)
{
	for (int i = THING_NONE + 1; i < THINGS; i++)
		if (strcmp(things[i], code) == 0)
			return ((enum flag_thing)i);
	return (THING_NONE);
}

const char *
flag_actor_words(const char *code)
{
	for (size_t i = 0; i < ACTORS; i++)
		if (strcmp(actors[i].code, code) == 0)
			return (actors[i].words);
	return (NULL);
}

const char *
flag_actor_codes(struct arena *a, unsigned who)
{
	const char	*codes = "";

	for (size_t i = 0; i < ACTORS; i++)
		if (who & 1U << i)
			codes = arena_printf(a, "%s%s%s", codes,
			    *codes != '\0' ? "," : "", actors[i].code);
	return (codes);
}

void
flag_rests_on(struct found_flag *f, enum flag_thing what, int64_t id)
{
	if (f->nrecords < FLAG_RECORDS)
		f->records[f->nrecords++] = (struct flag_record){ what, id };
}

void
flag_weigh(struct found_flag *f, enum severity severity, int since,
    const char *why)
{
	f->severity = severity;
	f->severity_on = since > f->raised_on ? since : f->raised_on;
	f->why = why;
}

/* The longer it stands, the more severe it is. */
static void
weigh_by_age(const struct finding *q, struct found_flag *f,
    enum severity least)
{
	int		 age = q->on - f->raised_on, after = 0;
	enum severity	 severity = SEVERITY_WATCH;

	if (age >= q->s->urgent_days) {
		severity = SEVERITY_URGENT;
		after = q->s->urgent_days;
	} else if (age >= q->s->act_days) {
		severity = SEVERITY_ACT;
		after = q->s->act_days;
	}
	if (severity <= least) {
		severity = least;
		after = 0;
	}
	flag_weigh(f, severity, f->raised_on + after, q->arena == NULL ? NULL :
	    after > 0 ? arena_printf(q->arena, "It has lasted for %d days or "
	    "more.", after) : arena_printf(q->arena, "It has lasted for less "
	    "than %d days.", q->s->act_days));
}

struct found_flag *
flag_raise(struct finding *q, enum flag_rule rule, struct flag_record subject,
    int since, enum severity least)
{
	static struct found_flag	 spare;
	struct found_flag		*f = &spare;

	if (q->found->n < FLAGS_MOST)
		f = &q->found->v[q->found->n++];
	*f = (struct found_flag){ .rule = rule, .side = rules[rule].side,
		.subject = subject,
		.raised_on = since > q->from ? since : q->from };
	weigh_by_age(q, f, least);
	return (f);
}

const char *
flag_date(struct arena *a, int day)
{
	return (a == NULL ? NULL : date_words(a, date_from_number(day)));
}

const char *
flag_count(struct arena *a, int n, const char *one, const char *many)
{
	return (arena_printf(a, "%d %s", n, n == 1 ? one : many));
}

const char *
flag_number_is(struct arena *a, int n)
{
	if (n == 0)
		return ("none is");
	return (arena_printf(a, "%d %s", n, n == 1 ? "is" : "are"));
}

const char *
flag_placement_words(struct arena *a, const struct flag_placement *p)
{
	return (arena_printf(a, "the %s placement", p->stage));
}

static int
compare(const void *a, const void *b)
{
	const struct found_flag	*x = a, *y = b;

	if (x->severity != y->severity)
		return ((int)y->severity - (int)x->severity);
	if (x->raised_on != y->raised_on)
		return (x->raised_on < y->raised_on ? -1 : 1);
	if (x->rule != y->rule)
		return ((int)x->rule - (int)y->rule);
	return ((x->subject.id > y->subject.id) -
	    (x->subject.id < y->subject.id));
}

static void
flags_of_placement(struct finding *q, const struct flag_placement *p)
{
	flags_of_days(q, p);
	flags_of_papers(q, p);
	flags_of_supervision(q, p);
	flags_of_guides(q, p, NULL);
}

static void
flags_of_year(struct finding *q, const struct flag_asye *y)
{
	flags_of_asye(q, y);
	flags_of_year_supervision(q, y);
	flags_of_weeks(q, y);
	flags_of_guides(q, NULL, y);
}

bool
flags_concern(const struct flag_facts *facts, int on)
{
	if (flag_within(facts->enrolled, facts->nenrolled, on))
		return (true);
	for (size_t i = 0; i < facts->nasyes; i++)
		if (flag_within(facts->asyes[i].live, facts->asyes[i].nlive,
		    on))
			return (true);
	return (false);
}

/* Since when they have been enrolled or on an ASYE without a break. */
static int
here_since(const struct flag_facts *facts, int on)
{
	int	from = on, was;

	do {
		was = from;
		from = flag_without_break(facts->enrolled, facts->nenrolled,
		    from);
		for (size_t i = 0; i < facts->nasyes; i++)
			from = flag_without_break(facts->asyes[i].live,
			    facts->asyes[i].nlive, from);
	} while (from < was);
	return (from);
}

static void
flags_of_years(struct finding *q)
{
	for (size_t i = 0; i < q->facts->nasyes; i++) {
		const struct flag_asye	*y = &q->facts->asyes[i];

		if (!flag_within(y->live, y->nlive, q->on))
			continue;
		q->from = flag_without_break(y->live, y->nlive, q->on);
		flags_of_year(q, y);
	}
}

static void
flags_of_enrolment(struct finding *q)
{
	const struct flag_facts	*f = q->facts;

	if (!flag_within(f->enrolled, f->nenrolled, q->on))
		return;
	q->from = flag_without_break(f->enrolled, f->nenrolled, q->on);
	for (size_t i = 0; i < f->nplacements; i++)
		if (flag_under_way(q, &f->placements[i]))
			flags_of_placement(q, &f->placements[i]);
	flags_of_modules(q);
}

void
flags_on(struct arena *a, const struct flag_facts *facts,
    const struct flag_settings *s, int on, struct found_flags *found)
{
	struct finding	q = { a, facts, s, on, 0, found };

	found->n = 0;
	flags_of_adjustments(&q);
	flags_of_years(&q);
	flags_of_enrolment(&q);
	if (flags_concern(facts, on)) {
		q.from = here_since(facts, on);
		flags_of_person(&q);
	}
	qsort(found->v, found->n, sizeof(*found->v), compare);
}
