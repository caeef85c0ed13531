/* attention - the list of records that need attention. */
#include "core/form.h"
#include "pages.h"
#include "views.h"

static struct gap_group_list
groups_with_rows(struct request *req)
{
	struct gap_group_list	list = { arena_array(req->arena,
					    MATTERS, sizeof(*list.v)), 0 };

	for (enum matter m = 0; m < MATTERS; m++) {
		if (!matter_is_for(req, m))
			continue;
		list.v[list.n] = attention_of(req, m);
		list.n += list.v[list.n].rows.n + list.v[list.n].aside.n > 0;
	}
	return (list);
}

/* One page of a matter; a page behind the last is the last. */
static void
show_one(struct request *req, struct attention_shown *s, enum matter m)
{
	struct gap_group	*g = arena_alloc(req->arena, sizeof(*g));
	size_t			 skip;

	*g = attention_of(req, m);
	s->only = g;
	s->page = page_asked(req, PAGE_ROWS);
	page_counted(&s->page, (int64_t)g->rows.n);
	if (s->page.number > s->page.pages)
		s->page.number = s->page.pages;
	form_replace(req->form, "page", s->page.number == 1 ? "" :
	    arena_printf(req->arena, "%ld", s->page.number));
	skip = (size_t)page_skip(s->page);
	s->rows = (struct gap_list){ g->rows.v + skip,
	    g->rows.n - skip };
	if (s->rows.n > (size_t)s->page.size)
		s->rows.n = (size_t)s->page.size;
}

enum status
attention_list(struct request *req)
{
	enum matter		m = matter_from(form_value(req->form, "about"));
	struct attention_shown	s = { 0 };

	if (m != MATTERS && matter_is_for(req, m))
		show_one(req, &s, m);
	else
		s.groups = groups_with_rows(req);
	attention_page(req->out, req, &s);
	return (OK);
}
