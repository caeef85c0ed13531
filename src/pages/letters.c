/* letters - the outbox, as a programme's staff see it. */
#include "pages.h"
#include "pages/list.h"
#include "views.h"

enum status
letter_list(struct request *req)
{
	struct page_of		page = page_asked(req, PAGE_ROWS);
	struct letter_list	letters = letters_of_programmes(req->db,
				    page.size, page_skip(page));

	if (letters.n == 0 && page.number > 1) {
		page.number = 1;
		form_replace(req->form, "page", "");
		letters = letters_of_programmes(req->db, page.size, 0);
	}
	page_counted(&page, letters.n != 0 ? letters.v[0].of_all : 0);
	letters_page(req->out, req, letters, page);
	return (OK);
}

/* What a letter says is shown in a demonstration alone: elsewhere it may hold
 * a link that signs its reader in. */
enum status
letter(struct request *req)
{
	struct letter	*l = letter_by_id(req->db, req->id[0]);

	if (l == NULL)
		return (NOT_FOUND);
	letter_page(req->out, req, l);
	return (OK);
}
