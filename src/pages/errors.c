/* errors - the answer when there is no page, or no page can be made. */
#include <string.h>

#include "core/session.h"
#include "pages.h"
#include "pages/api.h"
#include "views.h"

static const char *
title_of(enum status status)
{
	switch (status) {
	case NOT_FOUND:
		return ("Page not found");
	case NOT_ALLOWED:
	case BAD_REQUEST:
		return ("That could not be done");
	case FORBIDDEN:
		return ("This programme is closed");
	case CONFLICT:
		return ("This form was sent already");
	case TOO_LARGE:
		return ("That is too large");
	case UNAVAILABLE:
		return ("Waymark is not available");
	default:
		return ("Sorry, there is a problem with Waymark");
	}
}

/* What was typed, so that it can be sent again: nothing is lost.  A password
 * never stands in a page. */
static bool
can_try_again(const struct request *req, enum status status)
{
	return (req->method == POST && req->form != NULL &&
	    req->form->nfiles == 0 && req->form->nfields != 0 &&
	    !form_has(req->form, "password") &&
	    !form_has(req->form, "new_password") &&
	    !form_has(req->form, "totp") &&
	    (status == FAILED || status == UNAVAILABLE));
}

void
error_page(struct request *req, enum status status)
{
	if (strncmp(req->path, "/api/", 5) == 0)
		api_error(req, status);
	else
		error_view(req->out, req, title_of(status), status,
		    can_try_again(req, status), req->db != NULL &&
		    db_in_doubt(req->db));
}
