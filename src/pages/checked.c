/* checked - a form that is shown once more before it is recorded. */
#include <string.h>

#include "pages.h"
#include "pages/checked.h"
#include "queries.h"

const char *
page_beside(const struct request *req, const char *page)
{
	const char	*last = strrchr(req->path, '/');

	return (arena_printf(req->arena, "%.*s/%s", (int)(last - req->path),
	    req->path, page));
}

void
checked_take_up(struct request *req)
{
	struct draft	*d;
	struct form	 form;

	if (strcmp(form_value(req->form, "again"), "yes") != 0 ||
	    (d = draft_of(req->db, page_beside(req, "check"))) == NULL)
		return;
	form_parse_urlencoded(&form, req->arena, d->body, strlen(d->body));
	if (strcmp(form_value(&form, "kind"),
	    form_value(req->form, "kind")) == 0)
		*req->form = form;
}

enum status
checked_next(struct request *req)
{
	const char	*check = page_beside(req, "check");

	draft_save(req->db, check, form_encode(req->arena, req->form));
	return (see_other(req, "%s", check));
}

bool
checked_form(struct request *req, bool *seen)
{
	struct draft	*d = draft_of(req->db, req->path);

	if (d == NULL)
		return (false);
	*seen = strcmp(form_value(req->form, "saved"),
	    arena_printf(req->arena, "%ld", d->saved_at.s)) == 0;
	form_parse_urlencoded(req->form, req->arena, d->body, strlen(d->body));
	return (true);
}

void
checked_back(struct request *req)
{
	draft_save(req->db, page_beside(req, "new"),
	    form_encode(req->arena, req->form));
}
