/* list - which page of a list is asked for. */
#include <stdlib.h>
#include <string.h>

#include "pages/list.h"

struct page_of
page_asked(struct request *req, int64_t size)
{
	const char	*s = form_value(req->form, "page");
	int64_t		 number = 1;

	if (*s != '\0' && strlen(s) <= 6 &&
	    strspn(s, "0123456789") == strlen(s))
		number = strtoll(s, NULL, 10);
	if (number < 1 || number > PAGES_MAX)
		number = 1;
	return ((struct page_of){ .number = number, .size = size });
}

void
page_counted(struct page_of *page, int64_t rows)
{
	page->rows = rows;
	page->pages = (rows + page->size - 1) / page->size;
	if (page->pages < 1)
		page->pages = 1;
}

int64_t
page_skip(struct page_of page)
{
	return ((page.number - 1) * page.size);
}

const char *
page_words(struct arena *a, struct page_of page)
{
	int64_t	last = page.number * page.size;

	if (page.rows == 0)
		return ("");
	return (arena_printf(a, "Showing %ld to %ld of %ld",
	    page_skip(page) + 1, last < page.rows ? last : page.rows,
	    page.rows));
}

static struct url
page_url(const struct request *req, int64_t number)
{
	return (url_with(req->arena, req->path, req->form, "page",
	    number == 1 ? NULL : arena_printf(req->arena, "%ld", number)));
}

/* First, last, this one and its neighbours; dots between. */
static bool
page_shown(struct page_of page, int64_t number)
{
	return (number == 1 || number == page.pages ||
	    labs(number - page.number) <= 1);
}

struct govuk_pagination
page_links(const struct request *req, struct page_of page)
{
	struct govuk_pagination	 p = { .label = "Pages" };
	struct govuk_page	*items = arena_array(req->arena, 9,
				    sizeof(*items));
	size_t			 n = 0;

	for (int64_t i = 1; i <= page.pages; i++) {
		if (page_shown(page, i))
			items[n++] = (struct govuk_page){
			    .number = arena_printf(req->arena, "%ld", i),
			    .href = page_url(req, i),
			    .current = i == page.number };
		else if (page_shown(page, i - 1) && n > 0)
			items[n++] = (struct govuk_page){ .ellipsis = true };
		if (i > page.number + 2 && i < page.pages - 1)
			i = page.pages - 1;
	}
	if (page.number > 1)
		p.previous.href = page_url(req, page.number - 1);
	if (page.number < page.pages)
		p.next.href = page_url(req, page.number + 1);
	p.items = items;
	p.nitems = n;
	return (p);
}
