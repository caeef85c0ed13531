/* closings - a programme that is over is closed, and opened again. */
#include "pages.h"
#include "views.h"

enum { REASON_MAX = 1000 };

static void
show(struct request *req, const struct closing_programme *g)
{
	closing_view(req->out, req, g, closing_open_of(req->db, g->id),
	    closings_of(req->db, g->id));
}

enum status
closing_page(struct request *req)
{
	struct closing_programme	*g = closing_programme_of(req->db,
					    req->id[0]);

	if (g == NULL)
		return (NOT_FOUND);
	show(req, g);
	return (OK);
}

/* Closes one that is open, and opens one that is closed. */
enum status
closing_changed(struct request *req)
{
	static const char *const	wishes[] = { "close", "open", NULL };
	struct closing_programme	*g = closing_programme_of(req->db,
					    req->id[0]);
	struct closing_made		*made = NULL;
	const char			*reason;
	int				 wish;

	if (g == NULL)
		return (NOT_FOUND);
	wish = form_choice(req->form, "wish", wishes, "Open the page again");
	reason = form_text(req->form, "reason", "The reason", REASON_MAX,
	    "Enter why");
	if (form_ok(req->form))
		made = wish == 0 ? closing_add(req->db, g->id, reason) :
		    closing_undo(req->db, g->id, reason);
	if (form_ok(req->form) && made == NULL)
		form_refuse(req->form, "reason", wish == 0 ? "The programme is "
		    "closed already" : "The programme is open already");
	if (!form_ok(req->form)) {
		show(req, g);
		return (INVALID);
	}
	return (done(req, wish == 0 ? "The programme is closed. It can be "
	    "read and taken away." : "The programme is open again.",
	    "/programmes/%ld/close", (long)g->id));
}
