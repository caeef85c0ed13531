/*
 * Reads the facts that the rules of flags ask for, for many people at once:
 * each statement comes in the order of the people, so that a row is met once.
 */
#include <stdlib.h>
#include <string.h>

#include "flags_facts.h"

int
day_or(struct date d, int otherwise)
{
	return (date_is_set(d) ? date_number(d) : otherwise);
}

int
day_of(struct date d)
{
	return (day_or(d, FLAG_NEVER));
}

static const struct { const char *kind; enum flag_paper paper; } papers[] = {
	{ "learning_agreement", PAPER_AGREEMENT },
	{ "midpoint_review", PAPER_MIDPOINT },
	{ "final_report", PAPER_FINAL_REPORT },
	{ "supervision_record", PAPER_SUPERVISION },
	{ "direct_observation", PAPER_OBSERVATION },
	{ "feedback", PAPER_FEEDBACK },
	{ "reflection", PAPER_REFLECTION },
	{ "asye_agreement", PAPER_AGREEMENT },
	{ "asye_observation", PAPER_OBSERVATION },
	{ "asye_written_record", PAPER_WRITTEN_RECORD },
	{ "asye_reflection_log", PAPER_REFLECTION },
	{ "asye_supervision", PAPER_SUPERVISION },
};

static enum flag_paper
paper_of(const struct fact_document *d)
{
	for (size_t i = 0; i < sizeof(papers) / sizeof(papers[0]); i++)
		if (strcmp(papers[i].kind, d->kind) == 0)
			return (d->asked_for ? papers[i].paper : PAPER_OTHER);
	return (PAPER_OTHER);
}

int
known_on(const struct facts *r, struct date d)
{
	int	day = day_of(d);

	return (day != FLAG_NEVER && day > r->today ? r->today : day);
}

struct flag_document *
documents_from(struct facts *r, const struct fact_document *d, size_t n,
    size_t more)
{
	struct flag_document	*v = arena_array(r->arena, n + more,
				    sizeof(*v));

	for (size_t i = 0; i < n; i++)
		v[i] = (struct flag_document){ .id = d[i].id,
		    .kind = paper_of(&d[i]), .held = day_of(d[i].held_on),
		    .minutes = (int)d[i].minutes.value,
		    .touched = known_on(r, d[i].started_on),
		    .sent = known_on(r, d[i].sent_on),
		    .signed_on = known_on(r, d[i].signed_on) };
	return (v);
}

size_t
sessions_from(const struct facts *r, const struct fact_week *w, size_t n,
    bool of_week, struct flag_document *v)
{
	size_t	count = 0;

	for (size_t i = 0; i < n; i++) {
		int	held = day_of(w[i].week_on) + FRIDAY;
		int	known = known_on(r, w[i].known_on);

		if (w[i].sessions == 0)
			continue;
		v[count++] = (struct flag_document){
		    .kind = PAPER_SUPERVISION,
		    .held = held < known ? held : known,
		    .minutes = (int)(w[i].minutes /
		    (of_week ? 1 : w[i].sessions)), .touched = known,
		    .sent = known, .signed_on = FLAG_NEVER };
	}
	return (count);
}

struct flag_span *
returns_from(struct facts *r, const struct fact_return *rows, size_t n)
{
	struct flag_span	*v = arena_array(r->arena, n, sizeof(*v));

	for (size_t i = 0; i < n; i++)
		v[i] = (struct flag_span){ known_on(r, rows[i].from_on),
		    known_on(r, rows[i].until_on) };
	return (v);
}

static int
person_before(const void *key, const void *row)
{
	int64_t	person = *(const int64_t *)key;
	int64_t	other = ((const struct fact_load *)row)->person_id;

	return ((person > other) - (person < other));
}

/* All whom somebody has. */
static void
read_load(struct facts *r, const struct fact_load_list *all, int64_t person,
    struct flag_guide *g)
{
	const struct fact_load	*first, *end = all->v + all->n;
	struct flag_span	*spans;

	first = all->n == 0 ? NULL : bsearch(&person, all->v, all->n,
	    sizeof(*all->v), person_before);
	if (first == NULL)
		return;
	while (first > all->v && first[-1].person_id == person)
		first--;
	while (first + g->nothers < end &&
	    first[g->nothers].person_id == person)
		g->nothers++;
	g->others = spans = arena_array(r->arena, g->nothers, sizeof(*spans));
	for (size_t i = 0; i < g->nothers; i++)
		spans[i] = (struct flag_span){ day_or(first[i].from_on, 0),
		    day_of(first[i].until_on) };
}

static enum flag_duty
duty_from(const char *duty)
{
	static const char	*const duties[DUTIES] = {
		[DUTY_EDUCATOR] = "practice_educator",
		[DUTY_SUPERVISOR] = "onsite_supervisor",
		[DUTY_ASSESSOR] = "assessor", [DUTY_MANAGER] = "line_manager" };
	enum flag_duty		 d = DUTIES;

	while (d-- > 0 && strcmp(duties[d], duty) != 0)
		;
	return (d);
}

struct flag_guide *
guides_from(struct facts *r, const struct fact_guide *rows, size_t n,
    const struct fact_load_list *loads)
{
	struct flag_guide	*v = arena_array(r->arena, n, sizeof(*v));

	for (size_t i = 0; i < n; i++) {
		v[i].duty = duty_from(rows[i].duty);
		v[i].from = day_or(rows[i].from_on, 0);
		v[i].until = day_of(rows[i].until_on);
		v[i].registered = !rows[i].has_entry ? FLAG_NEVER :
		    date_is_set(rows[i].registered_until) ?
		    day_of(rows[i].registered_until) + 1 : 0;
		v[i].most = rows[i].capacity.known ?
		    (int)rows[i].capacity.value : -1;
		v[i].off_site = rows[i].off_site;
		if (v[i].duty != DUTY_MANAGER)
			read_load(r, loads, rows[i].person_id, &v[i]);
	}
	return (v);
}

static void
read_enrolled(struct facts *r, int64_t id, struct flag_facts *f)
{
	const struct fact_state	*s;
	struct flag_span	*spans;
	size_t			 n;
	bool			 in = false;

	TAKE(r, state, enrolment_id, id, s, n);
	f->enrolled = spans = arena_array(r->arena, n, sizeof(*spans));
	for (size_t i = 0; i < n; i++) {
		bool	is = strcmp(s[i].state, "enrolled") == 0;

		if (is && !in)
			spans[f->nenrolled++] = (struct flag_span){
			    day_of(s[i].on_date), FLAG_NEVER };
		if (in && !is)
			spans[f->nenrolled - 1].until = day_of(s[i].on_date);
		in = is;
	}
}

static void
read_attempts(struct facts *r, int64_t id, struct flag_facts *f)
{
	const struct fact_attempt	*t;
	struct flag_attempt		*v;

	TAKE(r, attempt, enrolment_id, id, t, f->nattempts);
	f->attempts = v = arena_array(r->arena, f->nattempts, sizeof(*v));
	for (size_t i = 0; i < f->nattempts; i++)
		v[i] = (struct flag_attempt){ .id = t[i].id,
		    .offering = t[i].offering_id, .part = t[i].part,
		    .module = t[i].module, .number = (int)t[i].number,
		    .opened = day_or(t[i].opened_on, 0),
		    .due = day_of(t[i].due_on),
		    .handed_in = day_of(t[i].handed_in_on),
		    .decided = day_of(t[i].decided_on) };
}

static void
read_decisions(struct facts *r, int64_t id, struct flag_facts *f)
{
	const struct fact_decision	*d;
	const struct fact_session	*s;
	struct flag_decision		*decisions;
	struct flag_session		*sessions;

	TAKE(r, decision, enrolment_id, id, d, f->ndecisions);
	f->decisions = decisions = arena_array(r->arena, f->ndecisions,
	    sizeof(*decisions));
	for (size_t i = 0; i < f->ndecisions; i++)
		decisions[i] = (struct flag_decision){ d[i].id,
		    d[i].offering_id, d[i].module, day_of(d[i].board_on),
		    d[i].fails, d[i].repeats };
	TAKE(r, session, enrolment_id, id, s, f->nsessions);
	f->sessions = sessions = arena_array(r->arena, f->nsessions,
	    sizeof(*sessions));
	for (size_t i = 0; i < f->nsessions; i++)
		sessions[i] = (struct flag_session){ day_of(s[i].on_date),
		    s[i].missed };
}

static void
read_concerns(struct facts *r, int64_t id, struct flag_facts *f)
{
	const struct fact_concern	*c;
	const struct fact_step		*s;
	struct flag_concern		*v;
	struct flag_step		*steps;

	TAKE(r, concern, enrolment_id, id, c, f->nconcerns);
	f->concerns = v = arena_array(r->arena, f->nconcerns, sizeof(*v));
	for (size_t i = 0; i < f->nconcerns; i++) {
		v[i] = (struct flag_concern){ .id = c[i].id,
		    .placement = c[i].placement_id.value,
		    .of_support = c[i].of_support,
		    .raised = day_of(c[i].raised_on) };
		TAKE(r, step, concern_id, c[i].id, s, v[i].nsteps);
		v[i].steps = steps = arena_array(r->arena, v[i].nsteps,
		    sizeof(*steps));
		for (size_t j = 0; j < v[i].nsteps; j++)
			steps[j] = (struct flag_step){ day_of(s[j].on_date),
			    day_of(s[j].follow_up_on), s[j].is_open };
	}
}

static void
read_adjustments(struct facts *r, int64_t id, struct flag_facts *f)
{
	const struct fact_adjustment	*j;
	struct flag_adjustment		*v;

	TAKE(r, adjustment, enrolment_id, id, j, f->nadjustments);
	f->adjustments = v = arena_array(r->arena, f->nadjustments, sizeof(*v));
	for (size_t i = 0; i < f->nadjustments; i++)
		v[i] = (struct flag_adjustment){ j[i].id,
		    day_of(j[i].requested_on), day_of(j[i].from_on),
		    day_of(j[i].due_on), day_of(j[i].until_on) };
}

static void
read_person(struct facts *r, int64_t id, struct flag_facts *f)
{
	const struct fact_placement	*p;
	const struct fact_asye		*a;
	struct flag_asye		*years;

	read_enrolled(r, id, f);
	TAKE(r, placement, enrolment_id, id, p, f->nplacements);
	f->placements = arena_array(r->arena, f->nplacements,
	    sizeof(*f->placements));
	for (size_t i = 0; i < f->nplacements; i++)
		read_placement(r, &p[i], &f->placements[i]);
	TAKE(r, asye, enrolment_id, id, a, f->nasyes);
	f->asyes = years = arena_array(r->arena, f->nasyes, sizeof(*years));
	for (size_t i = 0; i < f->nasyes; i++)
		read_asye(r, &a[i], &years[i]);
	read_attempts(r, id, f);
	read_decisions(r, id, f);
	read_concerns(r, id, f);
	read_adjustments(r, id, f);
}

/* The ids of what was found, to ask for what belongs to it. */
#define IDS(r, list, id, ids) do {					\
	int64_t	*all_ = arena_array((r)->arena, (list).n, 8);		\
									\
	for (size_t i_ = 0; i_ < (list).n; i_++)			\
		all_[i_] = (list).v[i_].id;				\
	(ids) = (struct int_list){ all_, (list).n };			\
} while (0)

static void
ask_about_placements(struct facts *r, struct db *db, struct int_list placements)
{
	struct int_list	people;

	r->pattern = fact_patterns(db, placements);
	r->gap = fact_gaps(db, placements);
	r->move = fact_moves(db, placements);
	r->days = fact_days_of(db, placements);
	r->educator = fact_educators(db, placements);
	IDS(r, r->educator, person_id, people);
	r->educator_load = fact_loads_of_educators(db, people);
}

static void
ask_about_asyes(struct facts *r, struct db *db, struct int_list asyes)
{
	struct int_list	people;

	r->year = fact_years(db, asyes);
	r->review = fact_reviews(db, asyes);
	r->need = fact_needs(db);
	r->promise = fact_promises(db, asyes);
	r->feedback = fact_feedback_given(db, asyes);
	r->assessor = fact_assessors(db, asyes);
	IDS(r, r->assessor, person_id, people);
	r->assessor_load = fact_loads_of_assessors(db, people);
}

static void
ask(struct facts *r, struct db *db, struct int_list people,
    struct date from_on)
{
	struct int_list	placements, asyes, concerns;

	r->state = fact_states(db, people);
	r->placement = fact_placements(db, people, from_on);
	IDS(r, r->placement, id, placements);
	ask_about_placements(r, db, placements);
	r->asye = fact_asyes(db, people, from_on);
	IDS(r, r->asye, id, asyes);
	ask_about_asyes(r, db, asyes);
	r->document = fact_documents(db, placements, asyes);
	r->returned = fact_returns(db, placements, asyes);
	r->week = fact_weeks(db, placements, asyes);
	r->adjustment = fact_adjustments(db, people);
	r->attempt = fact_attempts(db, people, from_on);
	r->decision = fact_decisions(db, people);
	r->session = fact_sessions(db, people);
	r->concern = fact_concerns(db, people, from_on);
	IDS(r, r->concern, id, concerns);
	r->step = fact_steps(db, concerns);
}

struct flag_facts *
flags_read(struct db *db, struct arena *a,
    const struct flag_person_list *people, struct date from_on, int until,
    int today)
{
	struct facts		 r = { .arena = a, .today = today };
	struct flag_facts	*facts = arena_array(a, people->n,
				    sizeof(*facts));
	struct int_list		 ids;

	IDS(&r, *people, id, ids);
	ask(&r, db, ids, from_on);
	for (size_t i = 0; i < people->n && !db_failed(db); i++) {
		read_person(&r, people->v[i].id, &facts[i]);
		flags_ready(a, &facts[i], until);
	}
	return (facts);
}
