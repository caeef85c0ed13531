/* cohorts - who starts together, and how each of them stands. */
#include "pages.h"
#include "pages/selection.h"
#include "rules/words.h"
#include "views.h"

enum { COHORT_ROWS = 10 };

static const struct list_column	columns[] = {
	{ NULL, "Cohort", false, false },
	{ NULL, "Enrolled", true, false },
	{ NULL, "Behind", true, false },
	{ NULL, "Well behind", true, false },
	{ NULL, "Days waiting to be confirmed", true, false },
	{ NULL, "Dates", false, false },
};

const struct listing	cohorts_listing = { "Cohorts", { { 0 } }, columns,
	sizeof(columns) / sizeof(*columns) };

/* The people of several cohorts are read at once; pick those of one. */
static struct tally
cohort_tally(struct arena *a, const struct progress_list *all, int64_t cohort)
{
	struct progress_list	list = { arena_array(a, all->n,
				    sizeof(*list.v)), 0 };

	each(p, *all)
		if (p->trainee->cohort_id == cohort)
			list.v[list.n++] = *p;
	return (tally_of(&list));
}

/* One page of my cohorts; the first when there is no such page. */
static struct cohort_list
cohorts_asked(struct request *req, struct page_of *page)
{
	struct cohort_list	list;

	*page = page_asked(req, COHORT_ROWS);
	list = cohorts_mine(req->db, page->size, page_skip(*page));
	if (list.n == 0 && page->number > 1) {
		page->number = 1;
		form_replace(req->form, "page", "");
		list = cohorts_mine(req->db, page->size, 0);
	}
	page_counted(page, list.n != 0 ? list.v[0].of_all : 0);
	return (list);
}

enum status
cohort_list(struct request *req)
{
	struct page_of		 page;
	struct cohort_list	 cohorts = cohorts_asked(req, &page);
	struct cohort_line	*lines = arena_array(req->arena, cohorts.n,
				    sizeof(*lines));
	int64_t			*ids = arena_array(req->arena, cohorts.n,
				    sizeof(*ids));
	struct trainee_list	 trainees;
	struct progress_list	 all;
	size_t			 n = 0;

	each(c, cohorts)
		ids[n++] = c->id;
	trainees = trainees_of_cohorts(req->db, (struct int_list){ ids, n });
	all = progress_of(req, &trainees);
	n = 0;
	each(c, cohorts)
		lines[n++] = (struct cohort_line){ c,
		    cohort_tally(req->arena, &all, c->id) };
	cohorts_page(req->out, req, (struct cohort_line_list){ lines, n },
	    page);
	return (OK);
}

/* How the enrolled stand, the worst first; what is rare only when it is. */
static struct bars_chart
standing_chart(struct request *req, const struct cohort *c,
    const struct tally *t)
{
	static const enum standing	order[] = { WELL_BEHIND, BEHIND,
		SLIGHTLY_BEHIND, ON_TRACK, COMPLETE, NOT_STARTED, NO_PATTERN,
		NO_PLACEMENT };
	enum { ORDER = sizeof(order) / sizeof(*order) };
	struct bar	*bars = arena_array(req->arena, ORDER, sizeof(*bars));
	size_t		 n = 0;

	for (size_t i = 0; i < ORDER; i++) {
		if (i > 4 && t->standing[order[i]] == 0)
			continue;
		bars[n++] = (struct bar){ standing_words(order[i]),
		    (int)t->standing[order[i]], url_to(req->arena,
		    "/cohorts/%ld?state=enrolled&standing=%s", c->id,
		    standing_code(order[i])) };
	}
	return ((struct bars_chart){ .id = "standing",
	    .title = "Enrolled trainees by standing",
	    .finding = arena_printf(req->arena, "%zu of %zu enrolled trainees "
	    "%s behind or well behind", t->standing[BEHIND] +
	    t->standing[WELL_BEHIND], t->enrolled,
	    t->standing[BEHIND] + t->standing[WELL_BEHIND] == 1 ? "is" : "are"),
	    .bars = bars, .n = n });
}

enum status
cohort_record(struct request *req)
{
	struct cohort_shown	 shown = { .cohort = cohort_mine(req->db,
				    req->id[0]) };
	struct trainees_shown	*t = &shown.trainees;
	int64_t			 id = req->id[0];
	struct trainee_list	 trainees;
	struct progress_list	 all, chosen;

	if (shown.cohort == NULL)
		return (NOT_FOUND);
	trainees = trainees_of_cohorts(req->db, (struct int_list){ &id, 1 });
	all = progress_of(req, &trainees);
	shown.tally = tally_of(&all);
	shown.chart = standing_chart(req, shown.cohort, &shown.tally);
	t->selection = selection_asked(req, &cohort_listing);
	t->selection.asked.without = COHORT_COLUMN;
	t->selection.asked.rows[BY_HOST] = host_options(req->arena, &all);
	chosen = selection_of(req->arena, &t->selection, &all);
	t->page = page_asked(req, PAGE_ROWS);
	t->rows = selection_page(req, &t->page, &chosen);
	t->chosen = listing_chosen(req, &t->selection.asked);
	t->saved = saved_links(req, &t->selection.asked, selection_counted,
	    &(struct kept_of){ &all, false });
	cohort_page(req->out, req, &shown);
	return (OK);
}

const char *
behind_words(struct arena *a, int halves)
{
	if (halves < 0)
		return (arena_printf(a, "%s\u00a0ahead",
		    days_number(a, -halves)));
	return (days_number(a, halves));
}

static bool
among(struct int_list ids, int64_t id)
{
	for (size_t i = 0; i < ids.n; i++)
		if (ids.v[i] == id)
			return (true);
	return (false);
}

const char *
tie_words(struct own_organisations ours, const struct progress *p)
{
	bool	employer = among(ours.ids, p->trainee->employer_id);
	bool	host = false;

	each(l, p->placements)
		host = host || among(ours.ids, l->organisation_id);
	if (employer && host)
		return ("You employ and host them");
	if (employer || host)
		return (employer ? "You employ them" : "You host them");
	return (among(ours.shared, p->trainee->id) ?
	    "You have a duty towards them" : "");
}
