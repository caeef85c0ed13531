/* module_views - modules as a trainee sees their own, and a cohort as staff. */
#include "pages.h"
#include "pages/list.h"
#include "pages/modules.h"
#include "views.h"

static struct int_list
offering_ids(struct arena *a, struct offering_list list)
{
	int64_t	*ids = arena_array(a, list.n, sizeof(*ids));
	size_t	 n = 0;

	each (f, list)
		ids[n++] = f->id;
	return ((struct int_list){ ids, n });
}

/* Sessions of one module out of all of mine. */
static void
own_sessions(struct arena *a, struct own_session_list all,
    struct own_module *own)
{
	struct own_session	*mine = arena_array(a, all.n, sizeof(*mine));

	each (s, all)
		if (s->offering_id == own->offering->id)
			mine[own->nsessions++] = *s;
	own->sessions = mine;
}

/* What comes next of all modules: the earliest that is still due. */
static const struct part *
next_part(struct own_module_list list)
{
	const struct part	*next = NULL;

	each (own, list)
		for (size_t i = 0; i < own->in->assessed.n; i++) {
			const struct part	*p = &own->in->parts[i];

			if (own->in->assessed.v[i].stage == ATTEMPT_DUE &&
			    (next == NULL || date_compare(part_due(p),
			    part_due(next)) < 0))
				next = p;
		}
	return (next);
}

enum status
my_modules(struct request *req)
{
	struct offering_list	 list = offerings_of_me(req->db);
	struct module_numbers	 m = module_numbers_of(req, list.n == 0 ? 0 :
				    list.v[0].programme_id);
	struct standing_in_list	 all = standings_in(req,
				    offering_ids(req->arena, list),
				    (struct maybe_int){ 0 }, (struct maybe_int)
				    { true, req->visitor.id }, &m);
	struct own_session_list	 sessions = sessions_of_me(req->db);
	struct own_module	*own = arena_array(req->arena, all.n,
				    sizeof(*own));
	struct own_module_list	 shown = { own, 0 };

	each (f, list)
		each (s, all) {
			if (s->taker->offering_id != f->id)
				continue;
			own[shown.n] = (struct own_module){ f, s };
			own_sessions(req->arena, sessions, &own[shown.n++]);
		}
	my_modules_page(req->out, req, shown, next_part(shown),
	    earlier_parts_of_me(req->db));
	return (OK);
}

/* Standings come by person, then by offering: as many as there are. */
static struct matrix_row_list
matrix_of(struct arena *a, struct standing_in_list all, size_t offerings)
{
	struct matrix_row	*rows;
	size_t			 n = 0;

	if (offerings == 0)
		return ((struct matrix_row_list){ 0 });
	rows = arena_array(a, all.n / offerings, sizeof(*rows));
	for (; (n + 1) * offerings <= all.n; n++)
		rows[n] = (struct matrix_row){ all.v[n * offerings].taker,
		    all.v + n * offerings };
	return ((struct matrix_row_list){ rows, n });
}

static const struct module_tally *
tallies_of(struct arena *a, struct matrix_row_list rows, size_t offerings)
{
	struct module_tally	*t = arena_array(a, offerings, sizeof(*t));

	each (r, rows)
		for (size_t i = 0; i < offerings; i++) {
			t[i].people++;
			t[i].low += r->cells[i].share_low;
			t[i].states[r->cells[i].standing.state]++;
		}
	return (t);
}

enum status
cohort_modules(struct request *req)
{
	struct matrix_shown	 shown = { .cohort = cohort_mine(req->db,
				    req->id[0]), .page = page_asked(req,
				    PAGE_ROWS) };
	struct maybe_int	 any = { 0 };
	struct module_numbers	 m;
	size_t			 from;

	if (shown.cohort == NULL)
		return (NOT_FOUND);
	m = module_numbers_of(req, shown.cohort->programme_id);
	shown.offerings = offerings_mine(req->db, (struct maybe_int){ true,
	    req->id[0] }, MODULES_MOST, 0);
	shown.rows = matrix_of(req->arena, standings_in(req, offering_ids(
	    req->arena, shown.offerings), any, any, &m), shown.offerings.n);
	shown.tallies = tallies_of(req->arena, shown.rows, shown.offerings.n);
	page_counted(&shown.page, (int64_t)shown.rows.n);
	if (shown.page.number > shown.page.pages)
		shown.page.number = 1;
	from = (size_t)page_skip(shown.page);
	shown.rows.v += from;
	shown.rows.n = shown.rows.n - from < PAGE_ROWS ? shown.rows.n - from :
	    PAGE_ROWS;
	cohort_modules_page(req->out, req, &shown);
	return (OK);
}
