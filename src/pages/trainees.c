/* trainees - the people that somebody may see, and the record of one. */
#include <string.h>

#include "core/text.h"
#include "pages.h"
#include "pages/selection.h"
#include "pages/standing.h"
#include "views.h"

enum { FOUND_MAX = 250 };

static struct int_list
find_trainees(struct request *req, const struct selection *s)
{
	const struct search_terms	*t = &s->terms;
	struct found_trainee_list	 found = trainees_found(req->db,
					    t->words, t->email, t->number,
					    FOUND_MAX + 1);
	int64_t		*ids = arena_array(req->arena, found.n, sizeof(*ids));
	size_t		 n = 0;

	each(f, found)
		ids[n++] = f->id;
	return ((struct int_list){ ids, n });
}

/* More than can be sorted at once: in the order of names, one page at a time,
 * without the filters that only a whole list can answer. */
static struct progress_list
page_of_many(struct request *req, struct trainees_shown *t, struct int_list ids)
{
	static const char *const	unused[] = { "standing", "host",
		"stage", "state", "waiting", "sort", "saved" };
	struct asked			*asked = &t->selection.asked;
	struct trainee_list		 trainees;
	size_t				 skip;

	t->truncated = true;
	asked->fixed = true;
	asked->sorting = NAME_COLUMN;
	asked->reversed = false;
	for (size_t i = 0; i < sizeof(unused) / sizeof(*unused); i++)
		form_replace(req->form, unused[i], "");
	page_counted(&t->page, FOUND_MAX);
	if (t->page.number > t->page.pages)
		t->page.number = t->page.pages;
	form_replace(req->form, "page", arena_printf(req->arena, "%ld",
	    t->page.number));
	skip = (size_t)page_skip(t->page);
	trainees = trainees_of_ids(req->db, (struct int_list){ ids.v + skip,
	    (size_t)t->page.size });
	return (progress_of(req, &trainees));
}

static struct progress_list
page_of_all(struct request *req, struct trainees_shown *t, struct int_list ids)
{
	struct trainee_list	trainees = trainees_of_ids(req->db, ids);
	struct progress_list	all = progress_of(req, &trainees), chosen;
	struct selection	s = t->selection;

	s.terms.words.n = 0;	/* the database has found them already */
	t->selection.asked.rows[BY_HOST] = host_options(req->arena, &all);
	t->saved = saved_links(req, &t->selection.asked, selection_counted,
	    &(struct kept_of){ &all, *s.terms.typed != '\0' });
	chosen = selection_of(req->arena, &s, &all);
	return (selection_page(req, &t->page, &chosen));
}

static struct own_organisations
own_organisations(struct request *req)
{
	struct own_organisations	*own = NULL;

	if (request_is(req, PARTNER))
		own = own_organisations_of_me(req->db);
	return (own != NULL ? *own : (struct own_organisations){ 0 });
}

enum status
trainee_list(struct request *req)
{
	struct trainees_shown	 t = { 0 };
	struct int_list		 ids;

	t.ours = own_organisations(req);
	t.selection = selection_asked(req, &trainee_listing);
	t.page = page_asked(req, PAGE_ROWS);
	ids = find_trainees(req, &t.selection);
	if (ids.n > FOUND_MAX)
		t.rows = page_of_many(req, &t, ids);
	else
		t.rows = page_of_all(req, &t, ids);
	if (!t.truncated)
		t.chosen = listing_chosen(req, &t.selection.asked);
	trainees_page(req->out, req, &t, ids.n > 0);
	return (OK);
}

/* The pattern that holds today, else the last one before or the first after. */
static const char *
pattern_of(struct arena *a, const struct schedule *s, struct date today)
{
	const struct pattern	*found = NULL;

	for (size_t i = 0; i < s->npatterns; i++)
		if (found == NULL ||
		    date_compare(s->patterns[i].from, today) <= 0)
			found = &s->patterns[i];
	return (found == NULL ? NULL : pattern_words(a, found->halves));
}

/* What a line of steps says before a date. */
static int
line_at(const struct days_line *l, struct date on)
{
	int	halves = 0;

	for (size_t i = 0; i < l->n && date_compare(l->on[i], on) <= 0; i++)
		halves = l->halves[i];
	return (halves);
}

/* The chart's numbers: at the start of each month, today, and at the end. */
static struct days_row_list
days_table(struct arena *a, const struct schedule *s,
    const struct days_chart *c)
{
	enum { ROWS = 64 };
	struct days_row	*rows = arena_array(a, ROWS, sizeof(*rows));
	struct date	 on = { c->from.year, c->from.month, 1 };
	struct date	 end = date_plus_days(c->to, 1), next;
	size_t		 n = 0;
	bool		 passed = false;

	for (; n < ROWS && date_compare(on, end) < 0; on = next) {
		next = date_plus_months((struct date){ on.year, on.month, 1 },
		    1);
		if (!passed && date_compare(on, c->today) < 0 &&
		    date_compare(c->today, next) < 0 &&
		    date_compare(c->today, end) < 0)
			next = c->today;
		passed = passed || date_compare(on, c->today) >= 0;
		if (date_compare(on, c->from) > 0)
			rows[n++].on = on;
	}
	if (n < ROWS)
		rows[n++].on = end;
	for (size_t i = 0; i < n; i++) {
		rows[i].expected = expected_halves(s, rows[i].on);
		rows[i].past = date_compare(rows[i].on, c->today) <= 0;
		rows[i].confirmed = line_at(&c->confirmed, rows[i].on);
		rows[i].logged = line_at(&c->logged, rows[i].on);
	}
	return ((struct days_row_list){ rows, n });
}

static void
draw_days(struct request *req, struct placement_shown *p,
    const struct schedule *s, struct logged_list list)
{
	struct arena	*a = req->arena;

	p->chart = days_chart_of(req, p->placement->id, p->standing.reason, s,
	    logged_days(a, &list), list.n);
	p->table = days_table(a, s, &p->chart);
}

/* Those of one placement, from rows that are in the order of placements. */

static struct logged_list
logged_for(const struct logged_list *all, int64_t placement)
{
	struct logged_list	list = { all->v, 0 };

	while (list.v < all->v + all->n && list.v->placement_id < placement)
		list.v++;
	while (list.v + list.n < all->v + all->n &&
	    list.v[list.n].placement_id == placement)
		list.n++;
	return (list);
}

static struct educator_then_list
educators_for(const struct educator_then_list *all, int64_t placement)
{
	struct educator_then_list	list = { all->v, 0 };

	while (list.v < all->v + all->n && list.v->placement_id < placement)
		list.v++;
	while (list.v + list.n < all->v + all->n &&
	    list.v[list.n].placement_id == placement)
		list.n++;
	return (list);
}

/* Who reads days reads documents; a host, the agreement that was sent to it. */
static bool
shows_documents(const struct document_place_list *places, int64_t placement)
{
	each (p, *places)
		if (p->placement_id == placement)
			return (true);
	return (false);
}

static const struct placement_shown *
placements_shown(struct request *req, const struct progress *p, bool with_days)
{
	struct placement_shown	*shown = arena_array(req->arena,
				    p->placements.n, sizeof(*shown));
	struct educator_then_list educators = educators_of_enrolment(req->db,
				    p->trainee->id);
	struct logged_list	 logged = { 0 };
	struct document_place_list places = { 0 };
	size_t			 n = 0;

	if (!with_days)
		places = documents_seen(req->db, p->trainee->id);
	if (with_days)
		logged = days_logged(req->db, p->trainee->id);

	each(l, p->placements) {
		const struct schedule	*s = &p->schedules[n];

		shown[n] = (struct placement_shown){ .placement = l,
		    .standing = p->placed[n].standing, .with_days = with_days,
		    .documents = with_days || shows_documents(&places, l->id),
		    .enrolled = p->trainee->state == ENROLMENT_STATE_ENROLLED,
		    .pattern = pattern_of(req->arena, s, req->today),
		    .finish = finish_on(s, p->placed[n].standing.done,
		        req->today),
		    .educators = educators_for(&educators, l->id) };
		if (with_days)
			draw_days(req, &shown[n], s,
			    logged_for(&logged, l->id));
		n++;
	}
	return (shown);
}

/* Only who moved has been assessed elsewhere. */
static void
show_changes(struct request *req, const struct trainee *t,
    struct trainee_shown *shown)
{
	bool	moved = false;

	shown->changes = enrolment_events(req->db, t->id);
	each (v, shown->changes)
		moved = moved || v->cohort_id != t->cohort_id;
	if (moved)
		shown->earlier = earlier_parts_of(req->db, t->id);
}

enum status
trainee_record(struct request *req)
{
	struct trainee		*t = trainee_by_id(req->db, req->id[0]);
	struct progress		 progress;
	struct trainee_shown	 shown = { .trainee = t };

	if (t == NULL)
		return (NOT_FOUND);
	progress = progress_of_one(req, t);
	shown.progress = &progress;
	shown.with_days = request_is(req, TRAINEE | EDUCATOR | STAFF |
	    TUTOR | LEAD);
	shown.placements = placements_shown(req, &progress, shown.with_days);
	if (request_is(req, STAFF) || t->person_id == req->visitor.id)
		show_changes(req, t, &shown);
	shown.beside = beside_today(req->db, t->id);
	shown.concerns = concerns_of_enrolment(req->db, t->id);
	shown.flags = flags_of_enrolment(req->db, t->id);
	shown.adjustments = adjustments_of_enrolment(req->db, t->id);
	if (shown.with_days)
		shown.requirement = requirement_words(req, t->id,
		    t->programme_id);
	shown.tie = tie_words(own_organisations(req), &progress);
	request_reads(req, "enrolment", t->id, t->person_id, t->programme_id);
	trainee_page(req->out, req, &shown);
	return (OK);
}

const char *
educator_words(const struct educator_then_list *educators)
{
	each(e, *educators)
		if (strcmp(e->duty, "practice_educator") == 0)
			return (e->name);
	return ("a practice educator");
}
