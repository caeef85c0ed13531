/* timeline - a record in the order of the calendar. */
#include <string.h>

#include "pages.h"
#include "pages/timeline.h"
#include "views.h"

static const struct timeline_kind	kinds[] = {
	{ "enrolment", "Enrolment", 0 }, { "placement", "Placements", 0 },
	{ "days", "Days by week", 0 }, { "modules", "Modules", 0 },
	{ "documents", "Documents", 0 }, { "people", "People", 0 },
	{ "concerns", "Concerns", 0 }, { "asye", "ASYE", 0 },
	{ "asye_outcome", "Outcome of the ASYE", 0 },
	{ "asye_change", "Pauses and hours of an ASYE", 0 },
};
enum { KINDS = sizeof(kinds) / sizeof(*kinds) };

/* Of the kind that the address asks for, when there is such a kind. */
static void
choose(struct request *req, struct timeline *t, struct moment_of_list all)
{
	const char	*asked = form_value(req->form, "kind");

	t->kinds = arena_copy(req->arena, kinds, sizeof(kinds));
	t->nkinds = KINDS;
	t->all = all.n;
	for (size_t i = 0; i < KINDS; i++) {
		each (m, all)
			t->kinds[i].n += strcmp(m->kind,
			    t->kinds[i].code) == 0;
		if (strcmp(asked, t->kinds[i].code) == 0)
			t->chosen = &t->kinds[i];
	}
	t->moments.v = arena_array(req->arena, all.n, sizeof(*all.v));
	each (m, all)
		if (t->chosen == NULL ||
		    strcmp(m->kind, t->chosen->code) == 0)
			t->moments.v[t->moments.n++] = *m;
}

bool
begins_month(const struct timeline *t, const struct moment_of *m)
{
	const struct date	*on = &m->on_date;

	return (m == t->moments.v || m[-1].on_date.month != on->month ||
	    m[-1].on_date.year != on->year);
}

bool
begins_future(const struct request *req, const struct timeline *t,
    const struct moment_of *m)
{
	return (date_compare(m->on_date, req->today) > 0 &&
	    (m == t->moments.v ||
	    date_compare(m[-1].on_date, req->today) <= 0));
}

enum status
trainee_timeline(struct request *req)
{
	struct trainee	*who = trainee_by_id(req->db, req->id[0]);
	struct timeline	 t = { 0 };

	if (who == NULL)
		return (NOT_FOUND);
	choose(req, &t, timeline_of(req->db, who->id));
	request_reads(req, "enrolment", who->id, who->person_id,
	    who->programme_id);
	trainee_timeline_page(req->out, req, who, &t);
	return (OK);
}
