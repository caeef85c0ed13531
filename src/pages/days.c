/* days - the ledger of a placement, and one day of it with its history. */
#include <string.h>

#include "pages.h"
#include "pages/day_entry.h"
#include "pages/history.h"
#include "pages/list.h"
#include "pages/standing.h"
#include "views.h"

/* The days that the address asks for: all, those of a state, or absences. */
static struct day_list
days_asked(struct request *req, const struct placement *p,
    struct page_of *page)
{
	enum day_state		state = day_state_from(form_value(req->form,
				    "state"));
	bool			absent = strcmp(form_value(req->form, "kind"),
				    "absent") == 0;
	struct maybe_bool	only = { absent || state != DAY_STATE_NONE,
				    absent };
	struct day_list		days;

	*page = page_asked(req, PAGE_ROWS);
	days = days_of_placement(req->db, p->id, state, only, page->size,
	    page_skip(*page));
	if (days.n == 0 && page_skip(*page) > 0) {
		page->number = 1;
		days = days_of_placement(req->db, p->id, state, only,
		    page->size, 0);
	}
	page_counted(page, days.n != 0 ? days.v[0].of_all : 0);
	return (days);
}

static const char *
name_of(struct request *req, int64_t person)
{
	struct named	*n = person_named(req->db, person);

	return (n != NULL ? n->name : "");
}

enum status
placement_days(struct request *req)
{
	struct placement	*p = placement_by_id(req->db, req->id[0]);
	struct day_list		 days;
	struct schedule		 s;
	struct day_standing	 standing;
	struct page_of		 page;
	struct day_settings	 settings;

	if (p == NULL)
		return (NOT_FOUND);
	days = days_asked(req, p, &page);
	s = schedule_asked(req, p);
	settings = day_settings_of(req, p->programme_id);
	standing = day_standing(req->arena, &s, (int)p->confirmed,
	    (int)p->waiting, &settings, req->today);
	request_reads(req, "placement", p->id, p->person_id, p->programme_id);
	day_ledger(req->out, req, p, name_of(req, p->person_id),
	    &standing, days, page);
	return (OK);
}

enum status
day_record(struct request *req)
{
	struct day	*d = day_by_id(req->db, req->id[0]);

	if (d == NULL)
		return (NOT_FOUND);
	request_reads(req, "placement_day", d->id, d->person_id,
	    d->programme_id);
	day_page(req->out, req, d, events_of_day(req->db, d->id));
	return (OK);
}
