/* work - what waits on a practice educator: days to confirm or to return. */
#include <stdlib.h>
#include <string.h>

#include "pages.h"
#include "pages/day_entry.h"
#include "pages/list.h"
#include "views.h"

enum { WORK_ROWS = 25, REASON_MAX = 1000 };

static void
show_work(struct request *req)
{
	struct page_of	page = page_asked(req, WORK_ROWS);
	struct day_list	days = days_waiting_on_me(req->db, page.size,
			    page_skip(page));

	if (days.n == 0 && page_skip(page) > 0) {
		page.number = 1;
		days = days_waiting_on_me(req->db, page.size, 0);
	}
	page_counted(&page, days.n != 0 ? days.v[0].of_all : 0);
	work_page(req->out, req, days, page, drafts_mine(req->db));
}

enum status
work_list(struct request *req)
{
	show_work(req);
	return (OK);
}

/* "17.3" is version 3 of day 17. */
static bool
read_tick(const char *s, int64_t *id, int64_t *version)
{
	char	*end;

	if (strlen(s) > 38 || strspn(s, "0123456789.") != strlen(s))
		return (false);
	*id = strtoll(s, &end, 10);
	if (*end != '.')
		return (false);
	*version = strtoll(end + 1, &end, 10);
	return (*end == '\0' && *id > 0 && *version > 0);
}

static bool
is_among(const int64_t *ids, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (ids[i] == id)
			return (true);
	return (false);
}

static size_t
ticked_days(struct request *req, int64_t *ids, int64_t *versions)
{
	const char	*ticks[WORK_ROWS];
	size_t		 n = form_values(req->form, "day", ticks, WORK_ROWS);
	size_t		 read = 0;

	if (n > WORK_ROWS)
		n = WORK_ROWS;
	for (size_t i = 0; i < n; i++)
		if (read_tick(ticks[i], &ids[read], &versions[read]) &&
		    !is_among(ids, read, ids[read]))
			read++;
	return (read);
}

static const char *
days_counted(struct arena *a, size_t n)
{
	return (n == 1 ? "1 day" : arena_printf(a, "%zu days", n));
}

/* Those that changed meanwhile stay on the list, and are said. */
enum status
work_confirm(struct request *req)
{
	int64_t			ids[WORK_ROWS], versions[WORK_ROWS];
	size_t			n = ticked_days(req, ids, versions);
	struct changed_list	confirmed;

	if (n == 0) {
		form_refuse(req->form, "day", "Select the days that you "
		    "confirm");
		show_work(req);
		return (INVALID);
	}
	confirmed = days_confirm(req->db, (struct int_list){ ids, n },
	    (struct int_list){ versions, n });
	if (confirmed.n == n)
		return (done(req, arena_printf(req->arena, "%s confirmed",
		    days_counted(req->arena, n)), "/work"));
	return (done(req, arena_printf(req->arena, "%s confirmed. %s changed "
	    "while you had the list open: look again before you confirm.",
	    days_counted(req->arena, confirmed.n),
	    days_counted(req->arena, n - confirmed.n)), "/work"));
}

/* A day that this educator may still return, else NULL. */
static struct day *
returnable_day(struct request *req)
{
	struct day	*d = day_by_id(req->db, req->id[0]);

	return (d != NULL && d->decidable ? d : NULL);
}

static bool
may_return(const struct day *d)
{
	return (d->state == DAY_STATE_SUBMITTED ||
	    d->state == DAY_STATE_CONFIRMED);
}

enum status
day_return_page(struct request *req)
{
	struct day	*d = returnable_day(req);

	if (d == NULL)
		return (NOT_FOUND);
	if (may_return(d))
		day_return_form(req->out, req, d);
	else
		day_settled(req->out, req, d);
	return (OK);
}

enum status
day_return(struct request *req)
{
	struct day	*d = returnable_day(req);
	const char	*reason;
	int64_t		 version;

	if (d == NULL)
		return (NOT_FOUND);
	reason = form_text(req->form, "reason", "The reason", REASON_MAX,
	    "Enter what has to change");
	version = form_version(req->form, "Open the day again");
	if (form_ok(req->form) && day_give_back(req->db, d->id, version,
	    reason) != NULL)
		return (done(req, arena_printf(req->arena, "Day returned to "
		    "%s with your reason", d->trainee), "/work"));
	if (form_ok(req->form)) {
		form_refuse(req->form, "version", "This day changed while you "
		    "had it open. What it says now is shown below.");
		form_replace_version(req->form, d->version);
		if (!may_return(d)) {
			day_settled(req->out, req, d);
			return (INVALID);
		}
	}
	day_return_form(req->out, req, d);
	return (INVALID);
}
