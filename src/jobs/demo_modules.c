/*
 * Modules of the demonstration: the curriculum of each cohort with who was
 * there, what was handed in, and what boards decided, by the rules.
 */
#include "demo_parts.h"
#include "queries.h"
#include "rules/modules.h"

enum {
	SESSIONS = 5, PARTS = 2, WEEK = 7, TO_MARK = 21, TO_RELEASE = 28,
	TO_BOARD = 42, TO_RESIT = 35, ROW_COLUMNS = 8
};
/* As the types of PostgreSQL order their words. */
enum { DUE = 1, HANDED_IN, NOTHING_CAME };
enum { PRESENT = 1, AWAY, EXCUSED };
enum { STANDS = 1, REPLACED };

static const struct taught {
	const char	*code, *titles[PARTS];
	int		 week, weights[PARTS];	/* from the cohort's start */
} curriculum[] = {
	{ "MHL", { "Law examination", "Case study" }, 0, { 60, 40 } },
	{ "CAS", { "Care assessment", "Essay" }, 2, { 50, 50 } },
	{ "MIN", { "Recorded interview" }, 6, { 100 } },
	{ "TIP", { "Essay", "Presentation" }, 10, { 70, 30 } },
	{ "SSH", { "Safety plan with commentary" }, 15, { 100 } },
	{ "SDH", { "Report on a neighbourhood", "Presentation" }, 19,
	    { 60, 40 } },
	{ "REC", { "Essay" }, 23, { 100 } },
	{ "MDT", { "Reflection on a team" }, 27, { 100 } },
	{ "CPE", { "Account of an intervention" }, 31, { 100 } },
	{ "LEA", { "Leadership project", "Presentation" }, 35, { 70, 30 } },
};

/* What the settings of the programme are when nobody has changed them. */
static const struct module_rules	rules = {
	.attempts_most = 2, .component_passes = true, .compensate_from = 40,
	.resit_capped = true
};
enum { PASS_MARK = 50 };

struct rows { int64_t *column[ROW_COLUMNS]; size_t n, room; };

struct offered {
	struct demo		*demo;
	const struct taught	*taught;
	int64_t			 id, components[PARTS];
	int			 starts, ends, due[PARTS], board, nparts;
	struct demo_taker_list	 takers;
	bool			 completes;	/* the trainee in hand, all */
	struct rows		 attempts, marks, extensions, decisions;
};

/* The ids that were given; one demonstration is made at a time. */
static struct { int64_t offering, session, component, decision, attempt; }
	last;

static struct rows
rows_for(struct arena *a, size_t room)
{
	struct rows	r = { .room = room };

	for (int i = 0; i < ROW_COLUMNS; i++)
		r.column[i] = arena_array(a, room, sizeof(int64_t));
	return (r);
}

static void
add_row(struct rows *r, const int64_t *values)
{
	for (int i = 0; i < ROW_COLUMNS && r->n < r->room; i++)
		r->column[i][r->n] = values[i];
	r->n++;
}

#define row(rows, ...)							\
	add_row((rows), (const int64_t[ROW_COLUMNS]){ __VA_ARGS__ })
#define C(rows, i) ((struct int_list){ (rows)->column[i], (rows)->n })

/* One in twenty finds the work hard; the others vary around sixty. */
static int
ability(struct demo *d, int64_t enrolment)
{
	struct dice	dice = dice_for(d->seed, 'a', (uint64_t)enrolment);

	return (dice_chance(&dice, 50) ? dice_between(&dice, 38, 48) :
	    dice_between(&dice, 54, 70));
}

static int
drawn_mark(struct demo *d, struct dice *dice, int64_t enrolment)
{
	int	mark = ability(d, enrolment) + dice_between(dice, -9, 9);

	return (mark < 0 ? 0 : mark > 100 ? 100 : mark);
}

/* One attempt of one trainee, up to today. */
static struct assessed
add_attempt(struct offered *o, struct dice *dice, int64_t enrolment, int part,
    int number, int due, int64_t opened_by)
{
	int		 today = o->demo->today, until = due;
	bool		 late = number == 1 && dice_chance(dice, 60);
	bool		 missing = dice_chance(dice, 15);
	int		 mark = drawn_mark(o->demo, dice, enrolment) +
			    (number > 1 ? 6 : 0);
	int		 early = dice_below(dice, 3);
	int		 reason = dice_between(dice, 1, 8);
	struct assessed	 a = { .weight = o->taught->weights[part],
			    .pass_mark = PASS_MARK, .number = number };
	int		 state = DUE;

	/* Whoever completed the programme passed in the end. */
	if (number > 1 && o->completes && (missing || mark < PASS_MARK)) {
		missing = false;
		mark = dice_between(dice, PASS_MARK, PASS_MARK + 8);
	}
	mark = mark > 100 ? 100 : mark;
	if (late)
		until += 14;
	if (until < today)
		state = !missing ? HANDED_IN : until + 14 < today ?
		    NOTHING_CAME : DUE;
	row(&o->attempts, ++last.attempt, o->components[part], enrolment,
	    number, due, state, state == HANDED_IN ? until - early : 0,
	    opened_by);
	if (late && due - 3 <= today)
		row(&o->extensions, last.attempt, until, reason);
	a.stage = state == HANDED_IN ? ATTEMPT_SUBMITTED : state ==
	    NOTHING_CAME ? ATTEMPT_NOT_SUBMITTED : ATTEMPT_DUE;
	if (state == HANDED_IN && until + TO_MARK <= today) {
		a.stage = ATTEMPT_MARKED;
		a.mark = mark;
		row(&o->marks, last.attempt, mark,
		    until + TO_RELEASE <= today, 0);
	}
	return (a);
}

static int
outcome_of(enum board_wish wish)
{
	static const int	outcomes[] = { [WISH_PASS] = 1,
		[WISH_COMPENSATED] = 2, [WISH_RESIT] = 3, [WISH_FAIL] = 5 };

	return (outcomes[wish]);
}

/* Marks from `from` on are confirmed by this decision. */
static void
confirm(struct offered *o, size_t from, int64_t decision)
{
	for (size_t i = from; i < o->marks.n; i++) {
		o->marks.column[2][i] = 1;
		o->marks.column[3][i] = decision;
	}
}

static int64_t
decide(struct offered *o, int64_t enrolment, struct assessed_list all,
    enum board_wish wish, int on, int64_t replaces)
{
	row(&o->decisions, ++last.decision, enrolment, outcome_of(wish),
	    module_result(all, &rules), on, wish == WISH_RESIT ?
	    on + TO_RESIT : 0, STANDS, replaces);
	return (last.decision);
}

/* Those components that were not passed, once more, and the board after it. */
static void
resit(struct offered *o, struct dice *dice, int64_t enrolment,
    struct assessed *v, size_t marks, int64_t decision)
{
	struct assessed_list	all = { v, (size_t)o->nparts };
	int			due = o->board + TO_RESIT;
	size_t			which = o->decisions.n - 1;

	for (int i = 0; i < o->nparts; i++)
		if (!assessed_passed(&v[i]))
			v[i] = add_attempt(o, dice, enrolment, i, 2, due,
			    decision);
	if (due + TO_BOARD > o->demo->today || !all_is_in(all))
		return;
	o->decisions.column[6][which] = REPLACED;
	confirm(o, marks, decide(o, enrolment, all, board_proposal(all,
	    &rules), due + TO_BOARD, decision));
}

static void
add_taker(struct offered *o, const struct demo_taker *taker)
{
	int64_t			 enrolment = taker->id;
	struct dice		 dice = dice_for(o->demo->seed, 'm',
				    ((uint64_t)o->id << 32) +
				    (uint64_t)enrolment);
	struct assessed		 v[PARTS];
	struct assessed_list	 all = { v, (size_t)o->nparts };
	size_t			 marks = o->marks.n;
	enum board_wish		 wish;
	int64_t			 decision;

	o->completes = taker->completed;
	for (int i = 0; i < o->nparts; i++)
		v[i] = add_attempt(o, &dice, enrolment, i, 1, o->due[i], 0);
	if (o->board > o->demo->today || !all_is_in(all))
		return;
	wish = board_proposal(all, &rules);
	decision = decide(o, enrolment, all, wish, o->board, 0);
	confirm(o, marks, decision);
	if (wish == WISH_RESIT)
		resit(o, &dice, enrolment, v, marks, decision);
}

/* On Thursdays, or the day before a bank holiday. */
static int
teaching_day(const struct offered *o, int week)
{
	int	day = o->starts + week * WEEK + THURSDAY;

	while (calendar_holiday(day))
		day--;
	return (day);
}

static void
add_presence(struct offered *o, struct rows *to, int64_t session,
    int64_t enrolment)
{
	struct dice	whose = dice_for(o->demo->seed, 'p',
			    (uint64_t)enrolment);
	struct dice	dice = dice_for(o->demo->seed, 's',
			    ((uint64_t)session << 32) + (uint64_t)enrolment);
	int		away = dice_chance(&whose, 40) ? 300 : 45, state;

	state = dice_chance(&dice, away) ? AWAY : dice_chance(&dice, 15) ?
	    EXCUSED : PRESENT;
	row(to, session, enrolment, state, state == PRESENT ? 0 :
	    dice_between(&dice, 1, 5));
}

static void
add_sessions(struct offered *o)
{
	static const char *const	titles[SESSIONS] = { "Introduction",
	    "Foundations", "Practice with cases", "Lived experience",
	    "Review and questions" };
	struct arena	*a = &o->demo->plans;
	struct rows	 held = rows_for(a, o->takers.n * SESSIONS);
	int64_t		 ids[SESSIONS], days[SESSIONS];

	for (int i = 0; i < SESSIONS; i++) {
		ids[i] = ++last.session;
		days[i] = teaching_day(o, i);
		for (size_t t = 0; t < o->takers.n &&
		    days[i] < o->demo->today; t++)
			add_presence(o, &held, ids[i], o->takers.v[t].id);
	}
	demo_sessions_add(o->demo->store.db, o->id,
	    (struct int_list){ ids, SESSIONS },
	    (struct int_list){ days, SESSIONS },
	    (struct text_list){ titles, SESSIONS });
	demo_attendance_add(o->demo->store.db, o->id, C(&held, 0),
	    C(&held, 1), C(&held, 2), C(&held, 3));
}

static void
add_components(struct offered *o)
{
	int64_t	weights[PARTS], days[PARTS];

	for (int i = 0; i < PARTS && o->taught->weights[i] > 0; i++) {
		o->nparts++;
		o->components[i] = ++last.component;
		weights[i] = o->taught->weights[i];
		days[i] = o->due[i] = o->ends + (i == 0 ? 2 : 1) * WEEK;
	}
	o->board = o->due[0] + TO_BOARD;
	demo_components_add(o->demo->store.db, o->id,
	    (struct int_list){ o->components, (size_t)o->nparts },
	    (struct text_list){ o->taught->titles, (size_t)o->nparts },
	    (struct int_list){ weights, (size_t)o->nparts },
	    (struct int_list){ days, (size_t)o->nparts });
}

static void
write_rows(struct offered *o)
{
	struct db		*db = o->demo->store.db;
	const struct rows	*d = &o->decisions, *t = &o->attempts;

	demo_decisions_add(db, o->id, C(d, 0), C(d, 1), C(d, 2), C(d, 3),
	    C(d, 4), C(d, 5), C(d, 6), C(d, 7));
	demo_attempts_add(db, o->id, C(t, 0), C(t, 1), C(t, 2), C(t, 3),
	    C(t, 4), C(t, 5), C(t, 6), C(t, 7));
	demo_extensions_add(db, C(&o->extensions, 0), C(&o->extensions, 1),
	    C(&o->extensions, 2));
	demo_marks_add(db, C(&o->marks, 0), C(&o->marks, 1), C(&o->marks, 2),
	    C(&o->marks, 3));
	demo_judged(db, o->id);
}

static void
add_offering(struct demo *d, const struct taught *taught, int64_t cohort,
    int starts, struct demo_taker_list takers)
{
	struct arena		*a = &d->plans;
	size_t			 room = takers.n * PARTS * 2;
	struct offered		 o = { .demo = d, .taught = taught,
				    .id = ++last.offering, .takers = takers };
	struct dice		 dice = dice_for(d->seed, 'l', (uint64_t)o.id);
	struct full_name	 leader = demo_name(&dice);

	o.starts = starts + taught->week * WEEK;
	o.ends = o.starts + SESSIONS * WEEK - 3;
	o.attempts = rows_for(a, room);
	o.marks = rows_for(a, room);
	o.extensions = rows_for(a, room);
	o.decisions = rows_for(a, room);
	demo_offering_add(d->store.db, o.id, taught->code, cohort, o.starts,
	    o.ends, arena_printf(a, "%s %s",
	    demo_given_names().v[leader.given],
	    demo_family_names().v[leader.family]));
	add_components(&o);
	add_sessions(&o);
	for (size_t i = 0; i < takers.n; i++)
		add_taker(&o, &takers.v[i]);
	write_rows(&o);
}

/* What triggers would do one by one is in the rows already. */
static void
module_triggers(struct demo *d, const char *what)
{
	static const char *const	tables[] = { "offering",
	    "module_session", "attendance", "component", "board_decision",
	    "attempt", "extension", "mark" };

	for (size_t i = 0; i < sizeof(tables) / sizeof(*tables); i++)
		db_run(d->store.db, arena_printf(&d->kept, "ALTER TABLE "
		    "waymark.%s %s TRIGGER USER", tables[i], what));
}

void
demo_modules(struct demo *d)
{
	enum { TAUGHT = sizeof(curriculum) / sizeof(*curriculum) };
	struct date		newest = date_from_number(d->newest_starts);
	int			cohorts = d->cohorts < YEARS ? d->cohorts :
				    YEARS;
	struct demo_taker_list	takers;
	int			starts;

	last.offering = last.session = last.component = 0;
	last.decision = last.attempt = 0;
	module_triggers(d, "DISABLE");
	for (int64_t id = 1; id <= cohorts; id++) {
		starts = september((short)(newest.year - (cohorts - id)));
		takers = demo_takers(d->store.db, id);
		for (int i = 0; i < TAUGHT; i++)
			add_offering(d, &curriculum[i], id, starts, takers);
		arena_reset(&d->plans);
	}
	demo_module_sequences_follow(d->store.db);
	module_triggers(d, "ENABLE");
}
