/* exports_ask - asks for a spreadsheet: what, of whom, for whom and why. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "pages.h"
#include "pages/exports.h"
#include "pages/register.h"
#include "views.h"

static void
read_organisation(struct request *req, const struct exports_offered *o,
    struct export_wish *w)
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
	p = export_place_chosen(req->form, "organisation", o->organisations,
	    must ? "Select the organisation whose people it has" : NULL);
	w->organisation = p != NULL ? p->id : 0;
	w->own = p != NULL && p->mine;
}

/* Where somebody is no staff, they ask for their own organisation alone. */
static void
check_whose(struct form *f, const struct export_wish *w)
{
	if (w->programme == NULL || w->programme->staff ||
	    w->reader == EXPORT_READER_SELF ||
	    (w->reader == EXPORT_READER_PARTNER && w->own))
		return;
	form_refusef(f, "organisation", "In the %s you can make spreadsheets "
	    "of your own organisation’s people alone", w->programme->name);
}

static void
check_reader(struct form *f, const struct export_wish *w)
{
	enum exchange_reader	reader = exchange_reader_of(w->reader);

	each (code, w->tables) {
		const struct exchange_table	*t = exchange_table_of(*code);

		if ((exchange_readers(t) & (int)reader) == 0)
			form_refusef(f, "reader", "%s are not for %s. Select "
			    "another table, or whom else it is for", t->title,
			    exchange_reader_words(reader));
	}
}

static void
read_reader(struct request *req, const struct exports_offered *o,
    struct export_wish *w)
{
	const char	*chosen;

	if (!o->staff) {
		w->reader = request_is(req, PARTNER | COORDINATOR) ?
		    EXPORT_READER_PARTNER : EXPORT_READER_SELF;
		return;
	}
	chosen = option_chosen(req->form, "reader", o->readers,
	    "Select whom it is for");
	w->reader = export_reader_from(chosen);
	if (chosen != NULL)
		check_reader(req->form, w);
}

static void
read_format(struct form *f, const struct exports_offered *o,
    struct export_wish *w)
{
	w->format = export_format_from(option_chosen(f, "format", o->formats,
	    "Select what it is saved as"));
	if (w->format == EXPORT_FORMAT_CSV && w->tables.n > 1)
		form_refuse(f, "format", "A CSV file holds one table. Select "
		    "one table, or save it as an Excel workbook");
}

void
export_read_whose(struct request *req, const struct exports_offered *o,
    const struct export_place *cohort, struct export_wish *w)
{
	w->programme = export_programme_chosen(req, o, cohort);
	read_reader(req, o, w);
	read_organisation(req, o, w);
	check_whose(req->form, w);
}

static void
read_wish(struct request *req, const struct exports_offered *o,
    struct export_wish *w)
{
	struct form		*f = req->form;
	struct export_place	*cohort;

	*w = (struct export_wish){ 0 };
	w->tables = export_tables_chosen(req, o->tables);
	cohort = export_place_chosen(f, "cohort", o->cohorts, NULL);
	w->cohort = cohort != NULL ? cohort->id : 0;
	export_read_whose(req, o, cohort, w);
	w->person = w->reader == EXPORT_READER_SELF ? req->visitor.id : 0;
	w->recipient = form_text(f, "recipient", "Who gets it",
	    EXPORT_RECIPIENT_MAX, "Enter who gets the spreadsheet");
	w->purpose = form_text(f, "purpose", "What it is for",
	    EXPORT_PURPOSE_MAX, "Enter what the spreadsheet is for");
	read_format(f, o, w);
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

/* Whoever can ask for their own record alone is offered all of it. */
static void
suggest_record(struct request *req, const struct exports_offered *o)
{
	if (o->readers_own != FOR_SELF)
		return;
	for (const struct option *t = o->tables; t->label != NULL; t++)
		form_add(req->form, "table", t->value);
	form_set(req->form, "recipient", "Myself");
	form_set(req->form, "purpose", "To have my own record");
}

enum status
export_new(struct request *req)
{
	struct exports_offered	o = exports_offered(req);

	if (!form_has(req->form, "format")) {
		form_set(req->form, "format", "workbook");
		suggest_record(req, &o);
	}
	export_form(req->out, req, &o);
	return (OK);
}

enum status
export_create(struct request *req)
{
	struct exports_offered	 o = exports_offered(req);
	struct export_asked	*asked;
	struct export_wish		 w;

	read_wish(req, &o, &w);
	if (!form_ok(req->form)) {
		export_form(req->out, req, &o);
		return (INVALID);
	}
	asked = export_ask(req->db, w.programme->id, maybe(w.cohort),
	    maybe(w.organisation), maybe(w.person), w.tables, w.format,
	    w.reader, w.recipient, w.purpose);
	if (asked == NULL)
		return (NOT_FOUND);
	export_now(req, asked->id, w.programme->at_once);
	return (see_other(req, "/exports/%ld", asked->id));
}
