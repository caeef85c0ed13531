/* modules - what is offered to whom, and how everybody in a module stands. */
#include <string.h>

#include "pages.h"
#include "pages/list.h"
#include "pages/modules.h"
#include "views.h"

enum { OFFERINGS_SHOWN = 15, COHORTS_OFFERED = 100 };

static const struct list_column	columns[] = {
	{ NULL, "Module", false, false },
	{ NULL, "Trainees", true, false },
	{ NULL, "Overdue", true, false },
	{ NULL, "To be marked", true, false },
	{ NULL, "For the board", true, false },
	{ NULL, "Failed", true, false },
};

const struct listing	modules_listing = { "Modules", { { 0 } }, columns,
	sizeof(columns) / sizeof(*columns) };

struct module_tally
tally_modules(struct standing_in_list all)
{
	struct module_tally	t = { .people = all.n };

	each (s, all) {
		t.states[s->standing.state]++;
		t.low += s->share_low;
	}
	return (t);
}

/* Those of one offering, out of those of several. */
static struct standing_in_list
standings_of(struct arena *a, struct standing_in_list all, int64_t offering)
{
	struct standing_in	*mine = arena_array(a, all.n, sizeof(*mine));
	size_t			 n = 0;

	each (s, all)
		if (s->taker->offering_id == offering)
			mine[n++] = *s;
	return ((struct standing_in_list){ mine, n });
}

enum status
modules(struct request *req)
{
	struct page_of		 page = page_asked(req, OFFERINGS_SHOWN);
	struct maybe_int	 any = { 0 };
	struct offering_list	 list = offerings_mine(req->db, any,
				    page.size, page_skip(page));
	struct module_line	*lines = arena_array(req->arena, list.n,
				    sizeof(*lines));
	int64_t			*ids = arena_array(req->arena, list.n,
				    sizeof(*ids));
	struct module_numbers	 m;
	struct standing_in_list	 all;
	size_t			 n = 0;

	page_counted(&page, list.n == 0 ? 0 : list.v[0].of_all);
	each (f, list)
		ids[n++] = f->id;
	m = module_numbers_of(req, list.n == 0 ? 0 : list.v[0].programme_id);
	all = standings_in(req, (struct int_list){ ids, n }, any, any, &m);
	n = 0;
	each (f, list)
		lines[n++] = (struct module_line){ f,
		    tally_modules(standings_of(req->arena, all, f->id)) };
	modules_page(req->out, req, (struct module_line_list){ lines, n },
	    page, modules_known(req->db, any));
	return (OK);
}

/* ?show=overdue, ?attendance=low; nonsense shows everybody. */
static struct module_choice
choice_asked(struct request *req)
{
	const char		*show = form_value(req->form, "show");
	struct module_choice	 c = { MODULE_STATES, strcmp(form_value(
				    req->form, "attendance"), "low") == 0 };

	for (enum module_state s = 0; s < MODULE_STATES; s++)
		if (strcmp(show, module_state_code(s)) == 0)
			c.state = s;
	return (c);
}

static bool
is_chosen(const struct standing_in *s, struct module_choice c)
{
	return ((c.state == MODULE_STATES || s->standing.state == c.state) &&
	    (!c.low || s->share_low));
}

/* The rows of one page of those that were chosen. */
static struct standing_in_list
choose(struct request *req, struct standing_in_list all,
    struct module_choice c, struct page_of *page)
{
	struct standing_in	*rows = arena_array(req->arena, all.n,
				    sizeof(*rows));
	size_t			 n = 0, from, most;

	each (s, all)
		if (is_chosen(s, c))
			rows[n++] = *s;
	page_counted(page, (int64_t)n);
	if (page->number > page->pages)
		page->number = 1;
	from = (size_t)page_skip(*page);
	most = (size_t)page->size;
	return ((struct standing_in_list){ rows + from,
	    n - from < most ? n - from : most });
}

enum status
module_record(struct request *req)
{
	struct module_shown	 shown = { .offering = offering_asked(req,
				    req->id[0]), .choice = choice_asked(req),
				    .page = page_asked(req, PAGE_ROWS) };
	struct maybe_int	 any = { 0 };
	struct module_numbers	 m;
	struct standing_in_list	 all;

	if (shown.offering == NULL)
		return (NOT_FOUND);
	m = module_numbers_of(req, shown.offering->programme_id);
	all = standings_in(req, (struct int_list){ req->id, 1 }, any, any, &m);
	shown.tally = tally_modules(all);
	shown.rows = choose(req, all, shown.choice, &shown.page);
	shown.components = components_of(req->db, req->id[0]);
	each (c, shown.components)
		shown.weight += (int)c->weight;
	shown.sessions = sessions_of(req->db, req->id[0]);
	module_page(req->out, req, &shown);
	return (OK);
}

enum status
module_attendance(struct request *req)
{
	struct offering		*f = offering_asked(req, req->id[0]);
	struct maybe_int	 any = { 0 };

	if (f == NULL)
		return (NOT_FOUND);
	module_attendance_page(req->out, req, f, takers_of(req->db,
	    (struct int_list){ req->id, 1 }, any, any),
	    sessions_of(req->db, f->id), attendance_of(req->db, f->id));
	return (OK);
}

static void
show_module_form(struct request *req)
{
	module_form(req->out, req, modules_known(req->db,
	    (struct maybe_int){ 0 }), cohorts_mine(req->db, COHORTS_OFFERED,
	    0));
}

enum status
module_new(struct request *req)
{
	show_module_form(req);
	return (OK);
}

static void
check_dates(struct request *req, struct date starts_on, struct date ends_on)
{
	if (date_is_set(starts_on) && date_is_set(ends_on) &&
	    date_compare(ends_on, starts_on) < 0)
		form_refuse(req->form, "ends_on", "The end must be on the day "
		    "of the start or after it");
}

enum status
module_add(struct request *req)
{
	struct form	*f = req->form;
	int64_t		 module = form_number(f, "module", "The module", 1,
			    INT64_MAX - 1, "Select the module");
	int64_t		 cohort = form_number(f, "cohort", "The cohort", 1,
			    INT64_MAX - 1, "Select the cohort");
	struct date	 starts_on = form_date(f, "starts_on", "The start",
			    "Enter the date that the module starts");
	struct date	 ends_on = form_date(f, "ends_on", "The end",
			    "Enter the date that the module ends");
	const char	*leader = form_text(f, "leader", "The name", LEADER_MAX,
			    "Enter who leads the module");
	struct added	*new = NULL;

	check_dates(req, starts_on, ends_on);
	if (form_ok(f) && (new = offering_add(req->db, module, cohort,
	    starts_on, ends_on, leader)) == NULL)
		form_refuse(f, "module", "This module is offered to the "
		    "cohort already, or one of them is not yours to choose");
	if (!form_ok(f)) {
		show_module_form(req);
		return (INVALID);
	}
	return (done(req, "Module added. Add its sessions and what is "
	    "assessed.", "/modules/%ld", new->id));
}
