/*
 * Reads the facts of an ASYE: its reviews, evidence, promises and people.
 */
#include <string.h>

#include "flags_facts.h"

static void
read_live(struct facts *r, struct flag_asye *y)
{
	const struct fact_year	*v;
	struct flag_span	*spans;
	int			*moved;
	size_t			 n;
	bool			 in = false;

	TAKE(r, year, asye_id, y->id, v, n);
	y->live = spans = arena_array(r->arena, n, sizeof(*spans));
	y->moved = moved = arena_array(r->arena, n, sizeof(*moved));
	for (size_t i = 0; i < n; i++) {
		int	on = day_of(v[i].on_date);

		if (v[i].live && !in)
			spans[y->nlive++] = (struct flag_span){
			    on > y->starts ? on : y->starts, FLAG_NEVER };
		if (in && !v[i].live)
			spans[y->nlive - 1].until = on;
		in = v[i].live;
		if (i > 0 && on > y->starts &&
		    (v[i].host != v[i - 1].host ||
		    v[i].employer != v[i - 1].employer))
			moved[y->nmoved++] = on;
	}
}

static void
read_reviews(struct facts *r, struct flag_asye *y)
{
	const struct fact_review	*row;
	struct flag_review		*v;

	TAKE(r, review, asye_id, y->id, row, y->nreviews);
	y->reviews = v = arena_array(r->arena, y->nreviews, sizeof(*v));
	for (size_t i = 0; i < y->nreviews; i++)
		v[i] = (struct flag_review){ (int)row[i].number,
		    day_of(row[i].due_on), day_of(row[i].held_on),
		    row[i].name };
}

static void
read_needs(struct facts *r, int64_t framework, struct flag_asye *y)
{
	static const struct { const char *evidence; enum flag_paper is; }
				 kinds[] = {
		{ "observation", PAPER_OBSERVATION },
		{ "feedback_people", PAPER_FEEDBACK },
		{ "feedback_professionals", PAPER_PROFESSIONALS },
		{ "written_record", PAPER_WRITTEN_RECORD },
		{ "reflection", PAPER_REFLECTION },
	};
	struct flag_need	*v = arena_array(r->arena, r->need.n,
				    sizeof(*v));

	y->needs = v;
	each (n, r->need)
		for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++)
			if (n->framework_id == framework &&
			    strcmp(kinds[k].evidence, n->evidence) == 0)
				v[y->nneeds++] = (struct flag_need){
				    kinds[k].is, (int)n->at_least };
}

static void
read_agreed(struct facts *r, struct flag_asye *y)
{
	const struct fact_promise	*p;
	struct flag_agreed		*v;

	TAKE(r, promise, asye_id, y->id, p, y->nagreed);
	y->agreed = v = arena_array(r->arena, y->nagreed, sizeof(*v));
	for (size_t i = 0; i < y->nagreed; i++) {
		int	amount = (int)p[i].amount;

		v[i].from = day_or(p[i].from_on, 0);
		v[i].until = day_of(p[i].until_on);
		if (strcmp(p[i].what, "supervision_length") == 0)
			v[i].minutes = amount;
		else if (strcmp(p[i].unit, "months") == 0)
			v[i].months = amount;
		else
			v[i].weeks = amount;
	}
}

static struct flag_week *
weeks_from(struct facts *r, const struct fact_week *w, size_t n)
{
	struct flag_week	*v = arena_array(r->arena, n, sizeof(*v));

	for (size_t i = 0; i < n; i++)
		v[i] = (struct flag_week){ .known = known_on(r, w[i].known_on),
		    .from = day_of(w[i].week_on),
		    .caseload = (int)w[i].caseload, .cap = (int)w[i].cap,
		    .protected_due = (int)w[i].protected_due,
		    .protected_given = (int)w[i].protected.value,
		    .protected_said = w[i].protected.known && !w[i].away };
	return (v);
}

static void
read_evidence(struct facts *r, struct flag_asye *y)
{
	const struct fact_document	*d;
	const struct fact_feedback	*g;
	const struct fact_week		*w;
	struct flag_document		*v;
	size_t				 given;
	int				 on;

	TAKE(r, document, asye_id.value, y->id, d, y->ndocuments);
	TAKE(r, feedback, asye_id, y->id, g, given);
	TAKE(r, week, asye_id.value, y->id, w, y->nweeks);
	y->documents = v = documents_from(r, d, y->ndocuments,
	    given + y->nweeks);
	y->ndocuments += sessions_from(r, w, y->nweeks, false,
	    v + y->ndocuments);
	y->weeks = weeks_from(r, w, y->nweeks);
	for (size_t i = 0; i < given; i++) {
		on = day_of(g[i].given_on);
		v[y->ndocuments++] = (struct flag_document){
		    .kind = g[i].professional ? PAPER_PROFESSIONALS :
		    PAPER_FEEDBACK, .held = on, .touched = on, .sent = on,
		    .signed_on = on };
	}
}

void
read_asye(struct facts *r, const struct fact_asye *row, struct flag_asye *y)
{
	const struct fact_guide		*g;
	const struct fact_return	*d;

	y->id = row->id;
	y->starts = day_of(row->starts_on);
	read_live(r, y);
	read_reviews(r, y);
	read_needs(r, row->framework_id, y);
	read_agreed(r, y);
	read_evidence(r, y);
	TAKE(r, returned, asye_id.value, y->id, d, y->nreturns);
	y->returns = returns_from(r, d, y->nreturns);
	TAKE(r, assessor, asye_id.value, y->id, g, y->nguides);
	y->guides = guides_from(r, g, y->nguides, &r->assessor_load);
}
