/* api_read - which rows a program asks for, and the rows. */
#include <string.h>

#include "core/url.h"
#include "pages.h"
#include "pages/api.h"

static bool
takes(const struct exchange_table *t, const char *name)
{
	if (strcmp(name, "cohort") == 0)
		return (exchange_has_cohorts(t));
	if (strcmp(name, "from") == 0 || strcmp(name, "until") == 0)
		return (exchange_dates_of(t) != NULL);
	return (strcmp(name, "organisation") == 0 ||
	    strcmp(name, "limit") == 0 || strcmp(name, "after") == 0);
}

static const char *
what_it_takes(const struct exchange_table *t)
{
	if (!exchange_has_cohorts(t))
		return ("organisation, limit and after");
	if (exchange_dates_of(t) == NULL)
		return ("cohort, organisation, limit and after");
	return ("cohort, organisation, from, until, limit and after");
}

/* A name that means nothing may be a filter that was meant to leave out. */
static void
check_names(struct api_call *c)
{
	struct form	*f = c->req->form;

	for (size_t i = 0; i < f->nfields; i++)
		if (!takes(c->table, f->fields[i].name))
			form_refusef(f, f->fields[i].name, "This table takes "
			    "no parameter “%s”. It takes %s",
			    f->fields[i].name, what_it_takes(c->table));
}

static int64_t
number(struct form *f, const char *name, int64_t most)
{
	int64_t	n = form_has(f, name) ? form_number(f, name, name, 1, most,
		    "Give each parameter a value, or leave it out") : 0;

	return (n < 1 ? 0 : n);
}

static struct date
day(struct form *f, const char *name)
{
	struct date	d = { 0 };

	if (form_has(f, name) && !date_parse_iso(form_value(f, name), &d))
		form_refusef(f, name, "%s must be a day as 2026-06-14 is one",
		    name);
	return (d);
}

static void
check_twice(struct form *f)
{
	for (size_t i = 1; i < f->nfields; i++)
		for (size_t k = 0; k < i; k++)
			if (strcmp(f->fields[i].name, f->fields[k].name) == 0)
				form_refusef(f, f->fields[i].name, "%s must "
				    "be given once", f->fields[i].name);
}

static const char *
also(struct arena *a, const char *asked, const char *name, int64_t n)
{
	return (n == 0 ? asked : arena_printf(a, "%s%s%s=%ld", asked,
	    *asked == '\0' ? "" : "&", name, (long)n));
}

static const char *
also_day(struct arena *a, const char *asked, const char *name, struct date d)
{
	return (!date_is_set(d) ? asked : arena_printf(a,
	    "%s%s%s=%04d-%02d-%02d", asked, *asked == '\0' ? "" : "&", name,
	    d.year, d.month, d.day));
}

/* Which rows, in one order and one spelling, behind one of them. */
static const char *
as_asked(const struct api_call *c, int64_t after)
{
	const struct exchange_page	*p = &c->page;
	struct arena			*a = c->req->arena;
	const char			*asked = "";

	asked = also(a, asked, "cohort", p->filter.cohort);
	asked = also(a, asked, "organisation", c->organisation);
	asked = also_day(a, asked, "from", p->from);
	asked = also_day(a, asked, "until", p->until);
	if (form_has(c->req->form, "limit"))
		asked = also(a, asked, "limit", c->limit);
	return (also(a, asked, "after", after));
}

static enum status
check_whose(struct api_call *c)
{
	struct maybe_int	own = c->who->organisation_id;

	c->organisation = c->page.filter.organisation;
	if (own.known && c->organisation != 0 && c->organisation != own.value)
		return (api_problem(c->req, FORBIDDEN, "This token reads "
		    "people of one organisation alone, and not of that one."));
	if (own.known)
		c->page.filter.organisation = own.value;
	return (OK);
}

enum status
api_asked(struct api_call *c)
{
	struct form	*f = c->req->form;
	int64_t		 most = c->who->rows_most;

	check_names(c);
	check_twice(f);
	c->page = (struct exchange_page){ .filter = {
	    .programme = c->who->programme_id,
	    .cohort = number(f, "cohort", INT64_MAX / 16),
	    .organisation = number(f, "organisation", INT64_MAX / 16) },
	    .after = number(f, "after", INT64_MAX / 16),
	    .from = day(f, "from"), .until = day(f, "until") };
	c->limit = form_has(f, "limit") ? number(f, "limit", most) : most;
	c->page.filter.most = c->limit + 1;
	if (!form_ok(f))
		return (api_problem(c->req, BAD_REQUEST,
		    arena_printf(c->req->arena, "%s.", f->errors->why)));
	if (check_whose(c) != OK)
		return (FORBIDDEN);
	c->asked = as_asked(c, c->page.after);
	return (OK);
}

/* One more than is sent tells whether there are more. */
static bool
take(void *state, const struct exchange_row *row)
{
	struct api_call	*c = state;
	struct out	*o = c->req->out;

	if (c->rows == c->limit) {
		c->more = true;
		return (true);
	}
	if (c->rows++ > 0)
		out_raw(o, ",", 1);
	exchange_put_json(o, c->table, c->reader, row);
	c->last = row->key;
	return (true);
}

static void
put_next(struct api_call *c)
{
	struct request	*req = c->req;
	const char	*next;

	out_raw(req->out, "],\"next\":", 9);
	if (!c->more) {
		json_put(req->out, json_null());
		return;
	}
	next = arena_printf(req->arena, "/api/v1/%s?%s", c->table->code,
	    as_asked(c, c->last));
	json_put(req->out, json_text(next));
	request_header(req, "link", arena_printf(req->arena,
	    "<%s>; rel=\"next\"", next));
}

enum status
api_rows(struct api_call *c)
{
	struct out	*o = c->req->out;

	out_raw(o, "{\"table\":", 9);
	json_put(o, json_text(c->table->code));
	out_raw(o, ",\"rows\":[", 9);
	exchange_enter(c->req->db, c->reader, &c->page.filter);
	exchange_read_page(c->req->db, c->req->arena, c->table, &c->page,
	    take, c);
	exchange_leave(c->req->db, c->reader);
	put_next(c);
	out_raw(o, "}", 1);
	return (OK);
}
