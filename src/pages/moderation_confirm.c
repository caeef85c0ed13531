/* moderation_confirm - moderated passes, confirmed several at once. */
#include "pages.h"
#include "pages/asye.h"
#include "pages/moderation.h"
#include "views.h"

enum { CONFIRM_MAX = 500 };

enum status
moderation_confirm_page(struct request *req)
{
	const struct moderation_round	*r = round_decided(req);

	if (r == NULL)
		return (NOT_FOUND);
	moderation_confirm_form(req->out, req, r, round_confirmable(req->db,
	    r->id));
	return (OK);
}

/* Those that are ticked and can be confirmed so. */
static struct int_list
ticked(struct request *req, struct confirmable_list list)
{
	int64_t	*ids = arena_array(req->arena, list.n + 1, sizeof(*ids));
	size_t	 n = 0;

	each (c, list)
		if (passes_at_once(c) && form_ticked(req->form, "asye",
		    arena_printf(req->arena, "%ld", c->asye_id)))
			ids[n++] = c->asye_id;
	return ((struct int_list){ ids, n });
}

enum status
moderation_confirmed(struct request *req)
{
	const struct moderation_round	*r = round_decided(req);
	struct confirmable_list		 list;
	struct int_list			 ids;
	const char			*sent[CONFIRM_MAX];
	struct confirmed_pass_list	 made;

	if (r == NULL)
		return (NOT_FOUND);
	list = round_confirmable(req->db, r->id);
	ids = ticked(req, list);
	if (form_values(req->form, "asye", sent, CONFIRM_MAX) == 0)
		form_refuse(req->form, "asye", "Select whose pass is "
		    "confirmed");
	else if (ids.n == 0)
		form_refuse(req->form, "asye", "These were confirmed "
		    "meanwhile, or are decided one by one");
	if (!form_ok(req->form)) {
		moderation_confirm_form(req->out, req, r, list);
		return (INVALID);
	}
	made = passes_confirm(req->db, r->id, ids);
	each (p, made)
		outcome_tell(req, p->asye_id, p->person_id, p->name, p->email,
		    OUTCOME_CONFIRMED);
	return (done(req, arena_printf(req->arena, "%zu %s confirmed. Each "
	    "was told by email that there is something to read.", made.n,
	    made.n == 1 ? "pass is" : "passes are"), "/moderation/%ld",
	    r->id));
}
