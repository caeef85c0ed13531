/* day_form - log one day, or correct it. */
#include "pages.h"
#include "pages/day_entry.h"
#include "pages/standing.h"
#include "pages/telltales.h"
#include "views.h"

enum status
day_new(struct request *req)
{
	struct placement	*p = placement_own(req, req->id[0]);

	if (p == NULL)
		return (NOT_FOUND);
	day_form(req->out, req, p, NULL, standards_of(req->db, "PCF"));
	return (OK);
}

enum status
day_add(struct request *req)
{
	struct placement	*p = placement_own(req, req->id[0]);
	struct standard_list	 standards = standards_of(req->db, "PCF");
	struct day_entry	 e = { .prefix = "" };
	struct schedule		 s;

	if (p == NULL)
		return (NOT_FOUND);
	e.on = form_date(req->form, "on", "The date", "Enter the date");
	entry_read(req, &e, &standards);
	s = schedule_asked(req, p);
	entry_check(req, p, &s, &e);
	telltales_checked(req, &e.did, 1);
	if (form_ok(req->form) && entry_insert(req, p, &e) != 0)
		return (done(req, "Day logged. It now waits for your practice "
		    "educator to confirm it.", "/placements/%ld/days", p->id));
	day_form(req->out, req, p, NULL, standards);
	return (INVALID);
}

/* A day of mine that may still be corrected, else NULL. */
static struct day *
open_day(struct request *req)
{
	struct day	*d = day_by_id(req->db, req->id[0]);

	if (d == NULL || d->person_id != req->visitor.id)
		return (NULL);
	return (d);
}

static bool
may_change(const struct day *d)
{
	return (d->state == DAY_STATE_SUBMITTED ||
	    d->state == DAY_STATE_RETURNED);
}

enum status
day_change_page(struct request *req)
{
	struct day	*d = open_day(req);

	if (d == NULL)
		return (NOT_FOUND);
	if (!may_change(d)) {
		day_settled(req->out, req, d);
		return (OK);
	}
	if (req->drafted_at.s == 0)
		entry_show(req, "", d);
	day_form(req->out, req, placement_by_id(req->db, d->placement_id), d,
	    standards_of(req->db, "PCF"));
	return (OK);
}

/* Somebody decided or changed the day while the form was open. */
static enum status
changed_meanwhile(struct request *req, const struct day *d)
{
	if (!may_change(d)) {
		day_settled(req->out, req, d);
		return (INVALID);
	}
	form_refuse(req->form, "version", "This day was changed while you had "
	    "it open. What is stored now is shown below your own words: check "
	    "them and save again.");
	form_replace_version(req->form, d->version);
	day_form(req->out, req, placement_by_id(req->db, d->placement_id), d,
	    standards_of(req->db, "PCF"));
	return (INVALID);
}

static bool
store_change(struct request *req, const struct day_entry *e, int64_t version)
{
	struct changed	*row;

	db_try(req->db);
	row = day_update(req->db, e->changes->id, version, e->on, e->halves,
	    e->kind, e->absence, e->did,
	    (struct int_list){ e->standards, e->nstandards });
	if (!db_tried(req->db)) {
		form_refuse(req->form, "on", "That date was logged a moment "
		    "ago, in another window");
		return (false);
	}
	if (row == NULL)
		return (false);
	return (true);
}

enum status
day_change(struct request *req)
{
	struct day		*d = open_day(req);
	struct standard_list	 standards = standards_of(req->db, "PCF");
	struct day_entry	 e = { .prefix = "", .changes = d };
	struct placement	*p;
	struct schedule		 s;
	int64_t			 version;

	if (d == NULL)
		return (NOT_FOUND);
	version = form_version(req->form, "Open the day again");
	if (version != d->version || !may_change(d))
		return (changed_meanwhile(req, d));
	p = placement_by_id(req->db, d->placement_id);
	e.on = form_date(req->form, "on", "The date", "Enter the date");
	entry_read(req, &e, &standards);
	s = schedule_asked(req, p);
	entry_check(req, p, &s, &e);
	telltales_checked(req, &e.did, 1);
	if (form_ok(req->form) && store_change(req, &e, version))
		return (done(req, "Day corrected. It now waits for your "
		    "practice educator to confirm it.", "/days/%ld", d->id));
	if (form_ok(req->form))
		return (changed_meanwhile(req, day_by_id(req->db, d->id)));
	day_form(req->out, req, p, d, standards);
	return (INVALID);
}
