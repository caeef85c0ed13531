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
