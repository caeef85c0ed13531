/* exports_ask - asks for a spreadsheet: what, of whom, for whom and why. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "pages.h"
#include "pages/exports.h"
#include "pages/register.h"
#include "views.h"

static const struct option	formats[] = {
	{ "workbook", "Excel workbook", "With types, a filter, and what every "
	    "column means" },
	{ "csv", "CSV", "The same rows for another system" }, { 0 }
};

static const struct option	readers[] = {
	{ "staff", "Programme staff" },
	{ "partner", "A partner organisation", "Its own people alone, and "
	    "fewer columns" },
	{ "university", "The university" },
	{ "funder", "A funder", "Without names" }, { 0 }
};

/* The readers for whom whoever asks may make a file. */
static int
readers_of(const struct request *req)
{
	return ((request_is(req, STAFF) ? FOR_STAFF | FOR_PARTNER |
	    FOR_UNIVERSITY | FOR_FUNDER : 0) |
	    (request_is(req, PARTNER | COORDINATOR) ? FOR_PARTNER : 0) |
	    (request_is(req, TRAINEE) ? FOR_SELF : 0));
}

static bool
is_offered(const struct request *req, const struct exchange_table *t)
{
	return (request_is(req, t->askers) &&
	    (exchange_readers(t) & readers_of(req)) != 0);
}

static const struct option *
tables_for(const struct request *req)
{
	size_t		 n = 0;
	struct option	*all, *to;

	for (const struct exchange_table *t = exchange_tables;
	    t->code != NULL; t++)
		n++;
	all = to = arena_array(req->arena, n + 1, sizeof(*all));
	for (const struct exchange_table *t = exchange_tables;
	    t->code != NULL; t++)
		if (is_offered(req, t))
			*to++ = (struct option){ t->code, t->title, t->what };
	return (all);
}

/* Rows by their id; nothing: what stands first, for no choice. */
static const struct option *
places(struct arena *a, struct export_place_list list, const char *nothing)
{
	struct option	*all = arena_array(a, list.n + 2, sizeof(*all));
	struct option	*to = all;

	if (nothing != NULL)
		*to++ = (struct option){ "", nothing };
	each (p, list)
		*to++ = (struct option){ arena_printf(a, "%ld", (long)p->id),
		    p->name };
	return (all);
}

static const struct option *
programme_choices(struct arena *a, struct export_programme_list list)
{
	struct option	*all = arena_array(a, list.n + 1, sizeof(*all));

	for (size_t i = 0; i < list.n; i++)
		all[i] = (struct option){ arena_printf(a, "%ld",
		    (long)list.v[i].id), list.v[i].name };
	return (all);
}

static struct exports_offered
offered(struct request *req)
{
	struct exports_offered	 o = { export_programmes(req->db) };
	int64_t			*ids = arena_array(req->arena,
				    o.programmes.n + 1, sizeof(*ids));

	for (size_t i = 0; i < o.programmes.n; i++)
		ids[i] = o.programmes.v[i].id;
	o.staff = request_is(req, STAFF);
	o.cohorts = export_cohorts(req->db, (struct int_list){ ids,
	    o.programmes.n });
	o.organisations = export_organisations(req->db);
	o.tables = tables_for(req);
	o.in = places(req->arena, o.cohorts, "All cohorts");
	o.of = places(req->arena, o.organisations, o.staff ?
	    "Everybody" : NULL);
	o.programme_options = programme_choices(req->arena, o.programmes);
	o.readers = readers;
	o.formats = formats;
	return (o);
}

/* What was asked for, while it is read. */
struct wish {
	const struct exchange_table	*table;
	struct export_programme		*programme;
	int64_t				 cohort, organisation, person;
	bool				 own;	/* organisation */
	enum export_reader		 reader;
	enum export_format		 format;
	const char			*recipient, *purpose;
};

static struct export_place *
place_chosen(struct form *f, const char *name, struct export_place_list list,
    const char *select)
{
	const char	*typed = form_value(f, name);
	int64_t		 id = strtoll(typed, NULL, 10);

	if (*typed == '\0' && select == NULL)
		return (NULL);
	each (p, list)
		if (p->id == id)
			return (p);
	form_refuse(f, name, select != NULL ? select :
	    "Choose one of the list");
	return (NULL);
}

/* That of the cohort, else the one there is, else the one that was chosen. */
static struct export_programme *
programme_chosen(struct request *req, const struct exports_offered *o,
    const struct export_place *cohort)
{
	int64_t	id = cohort != NULL ? cohort->programme_id.value :
		    o->programmes.n == 1 ? o->programmes.v[0].id :
		    strtoll(form_value(req->form, "programme"), NULL, 10);

	each (p, o->programmes)
		if (p->id == id)
			return (p);
	form_refuse(req->form, "programme", "Select a programme");
	return (NULL);
}

static void
read_organisation(struct request *req, const struct exports_offered *o,
    struct wish *w)
{
	bool			 must = w->reader == EXPORT_READER_PARTNER;
	struct export_place	*p;

	if (w->reader == EXPORT_READER_SELF)
		return;
	if (!o->staff && o->organisations.n == 1) {
		w->organisation = o->organisations.v[0].id;
		w->own = true;
		return;
	}
	p = place_chosen(req->form, "organisation", o->organisations, must ?
	    "Select the organisation whose people it has" : NULL);
	w->organisation = p != NULL ? p->id : 0;
	w->own = p != NULL && p->mine;
}

/* Where somebody is no staff, they ask for their own organisation alone. */
static void
check_whose(struct form *f, const struct wish *w)
{
	if (w->programme == NULL || w->programme->staff ||
	    w->reader == EXPORT_READER_SELF ||
	    (w->reader == EXPORT_READER_PARTNER && w->own))
		return;
	form_refusef(f, "organisation", "In the %s you can make spreadsheets "
	    "of your own organisation’s people alone", w->programme->name);
}

static void
read_reader(struct request *req, const struct exports_offered *o,
    struct wish *w)
{
	const char	*chosen;

	if (!o->staff) {
		w->reader = request_is(req, PARTNER | COORDINATOR) ?
		    EXPORT_READER_PARTNER : EXPORT_READER_SELF;
		return;
	}
	chosen = option_chosen(req->form, "reader", readers,
	    "Select whom it is for");
	w->reader = export_reader_from(chosen);
	if (w->table != NULL && chosen != NULL && (exchange_readers(w->table) &
	    (int)exchange_reader_of(w->reader)) == 0)
		form_refusef(req->form, "reader", "%s are not for %s. Select "
		    "another table, or whom else it is for", w->table->title,
		    exchange_reader_words(exchange_reader_of(w->reader)));
}

static void
read_wish(struct request *req, const struct exports_offered *o,
    struct wish *w)
{
	struct form		*f = req->form;
	const char		*code = option_chosen(f, "table", o->tables,
				    "Select what the spreadsheet holds");
	struct export_place	*cohort;

	*w = (struct wish){ .table = code == NULL ? NULL :
	    exchange_table_of(code) };
	cohort = place_chosen(f, "cohort", o->cohorts, NULL);
	w->cohort = cohort != NULL ? cohort->id : 0;
	w->programme = programme_chosen(req, o, cohort);
	read_reader(req, o, w);
	read_organisation(req, o, w);
	check_whose(f, w);
	w->person = w->reader == EXPORT_READER_SELF ? req->visitor.id : 0;
	w->recipient = form_text(f, "recipient", "Who gets it",
	    EXPORT_RECIPIENT_MAX, "Enter who gets the spreadsheet");
	w->purpose = form_text(f, "purpose", "What it is for",
	    EXPORT_PURPOSE_MAX, "Enter what the spreadsheet is for");
	w->format = export_format_from(option_chosen(f, "format", formats,
	    "Select what it is saved as"));
}

static struct maybe_int
maybe(int64_t id)
{
	return ((struct maybe_int){ id != 0, id });
}

/* What it cannot be done with at once, the jobs do: nothing is lost. */
void
export_now(struct request *req, int64_t id, int64_t rows_most)
{
	struct export		*e = export_mine(req->db, id);
	struct exchange_order	 o;
	struct exchange_file	 f;

	if (e == NULL || rows_most == 0 ||
	    !exchange_order_of(req->arena, e, &o))
		return;
	o.filter.most = rows_most;
	db_try(req->db);
	if (exchange_make(req->db, req->arena, &o, &f) == MADE) {
		export_begin(req->db, id);
		exchange_keep(req->db, id, 1, &f);
		close(f.fd);
	}
	db_tried(req->db);
}

enum status
export_new(struct request *req)
{
	struct exports_offered	o = offered(req);

	if (!form_has(req->form, "format"))
		form_set(req->form, "format", "workbook");
	export_form(req->out, req, &o);
	return (OK);
}

enum status
export_create(struct request *req)
{
	struct exports_offered	 o = offered(req);
	struct export_asked	*asked;
	struct wish		 w;

	read_wish(req, &o, &w);
	if (!form_ok(req->form)) {
		export_form(req->out, req, &o);
		return (INVALID);
	}
	asked = export_ask(req->db, w.programme->id, maybe(w.cohort),
	    maybe(w.organisation), maybe(w.person), w.table->code, w.format,
	    w.reader, w.recipient, w.purpose);
	if (asked == NULL)
		return (NOT_FOUND);
	export_now(req, asked->id, w.programme->at_once);
	return (see_other(req, "/exports/%ld", asked->id));
}
