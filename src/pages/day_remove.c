/* day_remove - take a day out of the ledger, and put it back. */
#include "pages.h"
#include "pages/day_entry.h"
#include "views.h"

static struct day *
own_day(struct request *req)
{
	struct day	*d = day_by_id(req->db, req->id[0]);

	return (d != NULL && d->person_id == req->visitor.id ? d : NULL);
}

static int64_t
version_sent(struct request *req)
{
	return (form_version(req->form, "Open the day again"));
}

enum status
day_remove_page(struct request *req)
{
	struct day	*d = own_day(req);

	if (d == NULL)
		return (NOT_FOUND);
	if (d->state == DAY_STATE_CONFIRMED || d->state == DAY_STATE_WITHDRAWN)
		day_settled(req->out, req, d);
	else
		day_removal(req->out, req, d);
	return (OK);
}

enum status
day_remove(struct request *req)
{
	struct day	*d = own_day(req);

	if (d == NULL)
		return (NOT_FOUND);
	if (day_withdraw(req->db, d->id, version_sent(req)) != NULL)
		return (done(req, "Day removed. You can put it back from its "
		    "own page.", "/days/%ld", d->id));
	day_settled(req->out, req, d);
	return (INVALID);
}

enum status
day_put_back_page(struct request *req)
{
	struct day	*d = own_day(req);

	if (d == NULL)
		return (NOT_FOUND);
	if (d->state != DAY_STATE_WITHDRAWN)
		day_settled(req->out, req, d);
	else
		day_return_to_ledger(req->out, req, d);
	return (OK);
}

enum status
day_put_back(struct request *req)
{
	struct day	*d = own_day(req);

	if (d == NULL)
		return (NOT_FOUND);
	if (day_restore(req->db, d->id, version_sent(req)) != NULL)
		return (done(req, "Day put back. It now waits for your "
		    "practice educator to confirm it.", "/days/%ld", d->id));
	day_settled(req->out, req, d);
	return (INVALID);
}
