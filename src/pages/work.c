/* work - what waits on whom; days to confirm or to return. */
#include <stdlib.h>
#include <string.h>

#include "pages.h"
#include "pages/day_entry.h"
#include "pages/list.h"
#include "pages/waiting.h"
#include "views.h"

enum { WORK_ROWS = 25, REASON_MAX = 1000 };

/* Without the days that an educator finds below, one by one. */
static struct waiting_list
without_days(struct waiting_list list)
{
	size_t	n = 0;

	each (w, list)
		if (w->kind != WAITING_KIND_DAYS_TO_CONFIRM)
			list.v[n++] = *w;
	list.n = n;
	return (list);
}

/* An educator's days to confirm are listed one by one, in a form. */
static void
read_days(struct request *req, struct work_shown *s)
{
	s->page = page_asked(req, WORK_ROWS);
	s->days = days_waiting_on_me(req->db, s->page.size,
	    page_skip(s->page));
	if (s->days.n == 0 && page_skip(s->page) > 0) {
		s->page.number = 1;
		s->days = days_waiting_on_me(req->db, s->page.size, 0);
	}
	page_counted(&s->page, s->days.n != 0 ? s->days.v[0].of_all : 0);
}

static const struct option *
kind_options(struct request *req, const struct work_shown *s)
{
	struct option	*options = arena_array(req->arena, s->counts.n + 3,
			    sizeof(*options));
	size_t		 n = 1;
	bool		 asked = s->filter.kind != 0;

	options[0] = (struct option){ "", "All" };
	each (c, s->counts) {
		options[n++] = (struct option){ waiting_kind_word(c->kind),
		    waiting_kind_words(c->kind) };
		asked = asked && c->kind != s->filter.kind;
	}
	if (asked)
		options[n] = (struct option){
		    waiting_kind_word(s->filter.kind),
		    waiting_kind_words(s->filter.kind) };
	return (options);
}

static const struct option *
latest_cohorts(struct request *req, const struct cohort *asked)
{
	struct cohort_named_list	 latest = cohorts_latest(req->db);
	struct option			*options = arena_array(req->arena,
					    latest.n + 3, sizeof(*options));
	size_t				 n = 1;

	options[0] = (struct option){ "", "All" };
	each (c, latest) {
		options[n++] = (struct option){ arena_printf(req->arena,
		    "%ld", (long)c->id), c->name };
		if (asked != NULL && asked->id == c->id)
			asked = NULL;
	}
	if (asked != NULL)
		options[n] = (struct option){ arena_printf(req->arena, "%ld",
		    (long)asked->id), asked->name };
	return (options);
}

static struct chosen_list
chosen_work(struct request *req, const struct waiting_filter *f,
    const struct cohort *cohort)
{
	struct chosen	*chosen = arena_array(req->arena, 3, sizeof(*chosen));
	size_t		 n = 0;

	if (f->kind != 0)
		chosen[n++] = (struct chosen){ waiting_kind_words(f->kind),
		    waiting_with(req, "kind", NULL) };
	if (cohort != NULL)
		chosen[n++] = (struct chosen){ cohort->name,
		    waiting_with(req, "cohort", NULL) };
	if (f->own)
		chosen[n++] = (struct chosen){ "Begun by me",
		    waiting_with(req, "whose", NULL) };
	return ((struct chosen_list){ chosen, n });
}

/* One page of a programme's, of which one row more was asked for. */
static void
read_programme(struct request *req, struct work_shown *s)
{
	const struct waiting_filter	*f = &s->filter;
	struct cohort	*cohort = f->cohort == 0 ? NULL :
			    cohort_mine(req->db, f->cohort);
	struct maybe_int owner = { f->own, req->visitor.id };
	struct maybe_int of = { f->cohort != 0, f->cohort };

	s->programme = waiting_of_staff(req->db, f->others, f->kind, of, owner,
	    f->after, f->after_kind, (struct maybe_int){ f->after_id != 0,
	    f->after_id });
	s->counts = waiting_counts(req->db, f->others, of, owner);
	if (s->programme.n > WORK_ROWS) {
		s->programme.n = WORK_ROWS;
		s->next = waiting_behind(req,
		    &s->programme.v[WORK_ROWS - 1]);
	}
	s->kinds = kind_options(req, s);
	s->cohorts = latest_cohorts(req, cohort);
	s->chosen = chosen_work(req, f, cohort);
}

static void
show_work(struct request *req)
{
	struct waiting_list	 all = waiting_on_me(req->db);
	struct work_shown	*s = arena_alloc(req->arena, sizeof(*s));

	s->filter = waiting_asked(req);
	s->drafts = drafts_mine(req->db);
	s->mine = waiting_part(req->arena, &all, true);
	s->others = waiting_part(req->arena, &all, false);
	s->confirms = request_is(req, EDUCATOR);
	s->staff = request_is(req, STAFF);
	if (s->confirms) {
		s->mine = without_days(s->mine);
		read_days(req, s);
	}
	if (s->staff)
		read_programme(req, s);
	work_page(req->out, req, s);
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

enum status
work_list(struct request *req)
{
	show_work(req);
	return (OK);
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
