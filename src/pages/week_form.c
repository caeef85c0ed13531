/* week_form - log the days of a week at once: all of them, or none. */
#include <string.h>

#include "pages.h"
#include "pages/day_entry.h"
#include "pages/standing.h"
#include "pages/telltales.h"
#include "views.h"
#include "views/days.h"

static const char *const prefixes[7] = { "monday-", "tuesday-", "wednesday-",
    "thursday-", "friday-", "saturday-", "sunday-" };

static struct date
monday_of(struct date d)
{
	return (date_plus_days(d, -date_weekday(d)));
}

/* The week asked for, else this one; nonsense is this one too. */
static struct date
week_asked(struct request *req)
{
	struct date	d;

	if (!date_parse_iso(form_value(req->form, "week"), &d))
		d = req->today;
	return (monday_of(d));
}

/* A day of the week is sent when anything was said of it but its usual kind. */
static bool
day_sent(struct request *req, const char *prefix)
{
	static const char *const	names[] = { "length", "did", "absence",
	    "standards" };
	const char			*kind;

	kind = form_value(req->form, field_of(req->arena, prefix, "kind"));
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (*form_value(req->form, field_of(req->arena, prefix,
		    names[i])) != '\0')
			return (true);
	return (*kind != '\0' && strcmp(kind, "attended") != 0);
}

static bool
may_be_logged(const struct placement *p, const struct schedule *s,
    struct date on, struct date today)
{
	return (date_compare(on, p->starts_on) >= 0 &&
	    date_compare(on, p->ends_on) <= 0 && date_compare(on, today) <= 0 &&
	    interruption_on(s, on) == NULL &&
	    (date_weekday(on) < SATURDAY || halves_on(s, on) > 0));
}

/* What the page shows of each day: a form, the day logged, or nothing. */
static struct week
week_of(struct request *req, const struct placement *p,
    const struct schedule *s, struct date monday)
{
	struct week	w = { .monday = monday };
	struct day_list	days = days_between(req->db, p->id, monday,
			    date_plus_days(monday, 6));

	for (int i = 0; i < 7; i++) {
		struct week_day	*d = &w.days[i];

		d->prefix = prefixes[i];
		d->on = date_plus_days(monday, i);
		d->expected = halves_on(s, d->on);
		each (day, days)
			if (date_compare(day->on_date, d->on) == 0)
				d->logged = day;
		d->open = day_sent(req, d->prefix) || (d->logged == NULL &&
		    may_be_logged(p, s, d->on, req->today));
		if (d->open)
			w.nopen++;
	}
	return (w);
}

static void
show_week(struct request *req, const struct placement *p,
    const struct schedule *s, struct date monday)
{
	struct week	w = week_of(req, p, s, monday);

	week_form(req->out, req, p, &w, standards_of(req->db, "PCF"));
}

enum status
week_new(struct request *req)
{
	struct placement	*p = placement_own(req, req->id[0]);
	struct schedule		 s;

	if (p == NULL)
		return (NOT_FOUND);
	s = schedule_asked(req, p);
	show_week(req, p, &s, week_asked(req));
	return (OK);
}

static size_t
read_week(struct request *req, const struct placement *p,
    const struct schedule *s, struct date monday, struct day_entry *entries)
{
	struct standard_list	standards = standards_of(req->db, "PCF");
	size_t			n = 0;

	for (int i = 0; i < 7; i++) {
		if (!day_sent(req, prefixes[i]))
			continue;
		entries[n] = (struct day_entry){ .prefix = prefixes[i],
		    .on = date_plus_days(monday, i) };
		entry_read(req, &entries[n], &standards);
		entry_check(req, p, s, &entries[n]);
		n++;
	}
	if (n == 0)
		form_refuse(req->form, "days",
		    "Fill in at least one day");
	return (n);
}

enum status
week_add(struct request *req)
{
	struct placement	*p = placement_own(req, req->id[0]);
	struct date		 monday = week_asked(req);
	struct day_entry	 entries[7];
	const char		*did[7];
	struct schedule		 s;
	size_t			 n;

	if (p == NULL)
		return (NOT_FOUND);
	s = schedule_asked(req, p);
	n = read_week(req, p, &s, monday, entries);
	for (size_t i = 0; i < n; i++)
		did[i] = entries[i].did;
	telltales_checked(req, did, n);
	for (size_t i = 0; i < n && form_ok(req->form); i++)
		entry_insert(req, p, &entries[i]);
	if (form_ok(req->form))
		return (done(req, arena_printf(req->arena, "%zu day%s logged. "
		    "They now wait for your practice educator to confirm "
		    "them.", n, n == 1 ? "" : "s"), "/placements/%ld/days",
		    p->id));
	show_week(req, p, &s, monday);
	return (INVALID);
}
