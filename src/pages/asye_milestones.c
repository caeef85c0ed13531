/* asye_milestones - what is next of many ASYEs, the longest overdue first. */
#include <stdlib.h>
#include <string.h>

#include "pages.h"
#include "pages/asye.h"
#include "pages/asye_timetable.h"
#include "views.h"

enum { WEEKS = 7, SOON_WEEKS = 8 };

static const struct option *
employers_offered(struct request *req)
{
	struct asye_organisation_list	 all = asye_organisations(req->db);
	struct option			*list = arena_array(req->arena,
					    all.n + 2, sizeof(*list));
	size_t				 n = 1;

	if (all.n < 2)
		return (NULL);
	list[0] = (struct option){ "", "All" };
	each (o, all)
		list[n++] = (struct option){ arena_printf(req->arena, "%ld",
		    (long)o->id), o->name };
	return (list);
}

static struct maybe_int
employer_asked(const struct request *req, const struct option *list)
{
	const char	*wish = form_value(req->form, "employer");

	for (; list != NULL && list->label != NULL; list++)
		if (*wish != '\0' && strcmp(list->value, wish) == 0)
			return ((struct maybe_int){ true,
			    strtoll(wish, NULL, 10) });
	return ((struct maybe_int){ 0 });
}

static struct date
until_asked(const struct request *req)
{
	const char	*wish = form_value(req->form, "due");

	if (strcmp(wish, "overdue") == 0)
		return (date_plus_days(req->today, -1));
	if (strcmp(wish, "soon") == 0)
		return (date_plus_days(req->today, SOON_WEEKS * WEEKS));
	return ((struct date){ 0 });
}

static struct milestone_list
find(struct request *req, const struct asye_milestones_shown *s)
{
	bool	mine = !request_is(req, STAFF | COORDINATOR) ||
		    strcmp(form_value(req->form, "whose"), "mine") == 0;

	return (asye_milestones(req->db, employer_asked(req, s->employers),
	    until_asked(req), mine, s->page.size, page_skip(s->page)));
}

enum status
asye_milestone_list(struct request *req)
{
	struct asye_milestones_shown	s = { .page = page_asked(req,
					    PAGE_ROWS) };

	if (request_is(req, STAFF | COORDINATOR))
		s.employers = employers_offered(req);
	s.rows = find(req, &s);
	if (s.rows.n == 0 && s.page.number > 1) {
		s.page.number = 1;
		form_replace(req->form, "page", "");
		s.rows = find(req, &s);
	}
	page_counted(&s.page, s.rows.n != 0 ? s.rows.v[0].of_all : 0);
	s.chosen = employer_asked(req, s.employers).known ||
	    date_is_set(until_asked(req));
	asye_milestones_page(req->out, req, &s);
	return (OK);
}
