/* imports_send_back - a spreadsheet that left and was changed is sent back. */
#include <string.h>

#include "pages.h"
#include "pages/exports.h"
#include "pages/import.h"
#include "pages/newcomers.h"
#include "pages/register.h"
#include "views.h"

/* "‘Registration’, ‘Registered until’ and ‘Capacity’" */
const char *
editable_words(struct arena *a, const struct exchange_table *t)
{
	const char	*all = "";
	size_t		 left = 0;

	for (size_t i = 0; i < t->ncolumns; i++)
		left += t->columns[i].editable;
	for (size_t i = 0; i < t->ncolumns; i++)
		if (t->columns[i].editable)
			all = arena_printf(a, "%s‘%s’%s", all,
			    t->columns[i].heading, --left == 0 ? "" :
			    left == 1 ? " and " : ", ");
	return (all);
}

bool
export_comes_back(const struct request *req, enum export_reader reader,
    const struct exchange_table *t)
{
	return (request_is(req, STAFF | PARTNER) && exchange_reader_of(reader)
	    == (request_is(req, STAFF) ? FOR_STAFF : FOR_PARTNER) &&
	    exchange_edits(t, exchange_reader_of(reader)));
}

/* What may be sent back, and of which programme or of whose organisation:
 * staff of a programme send anybody's rows, others their own. */
struct returns {
	enum export_reader		 reader;
	const struct option		*tables;
	struct staff_programme_list	 programmes;
	struct import_place_list	 places;
};

static const struct option *
editable_tables(const struct request *req, enum export_reader reader)
{
	size_t		 n = 0;
	struct option	*all, *to;

	for (const struct exchange_table *t = exchange_tables;
	    t->code != NULL; t++)
		n += export_comes_back(req, reader, t);
	all = to = arena_array(req->arena, n + 1, sizeof(*all));
	for (const struct exchange_table *t = exchange_tables;
	    t->code != NULL; t++)
		if (export_comes_back(req, reader, t))
			*to++ = (struct option){ t->code, t->title,
			    arena_printf(req->arena, "Changes to %s are "
			    "taken in", editable_words(req->arena, t)) };
	return (all);
}

static struct returns
returns_of(struct request *req)
{
	struct returns	r = { EXPORT_READER_PARTNER };

	if (request_is(req, STAFF)) {
		r.reader = EXPORT_READER_STAFF;
		r.programmes = programmes_of_staff(req->db);
	} else
		r.places = import_places(req->db);
	r.tables = editable_tables(req, r.reader);
	return (r);
}

static const char *
place_value(struct arena *a, const struct import_place *p)
{
	return (arena_printf(a, "%ld-%ld", (long)p->programme_id,
	    (long)p->organisation_id));
}

static const struct option *
place_options(struct arena *a, struct import_place_list places)
{
	struct option	*all = arena_array(a, places.n + 2, sizeof(*all));
	struct option	*to = all;

	*to++ = (struct option){ "", "Choose whose places" };
	each (p, places)
		*to++ = (struct option){ place_value(a, p), arena_printf(a,
		    "%s, %s", p->organisation, p->programme) };
	return (all);
}

static void
show_form(struct request *req, const struct returns *r)
{
	import_send_back_form(req->out, req, r->tables, r->programmes.n > 1 ?
	    programme_options(req->arena, r->programmes) : NULL,
	    r->places.n > 1 ? place_options(req->arena, r->places) : NULL);
}

enum status
import_send_back_page(struct request *req)
{
	struct returns	r = returns_of(req);

	show_form(req, &r);
	return (OK);
}

static struct import_target
place_chosen(struct request *req, struct import_place_list places)
{
	const char	*typed = form_value(req->form, "place");

	each (p, places)
		if (places.n == 1 || strcmp(place_value(req->arena, p),
		    typed) == 0)
			return ((struct import_target){
			    .programme = p->programme_id,
			    .organisation = p->organisation_id });
	form_refuse(req->form, "place", places.n == 0 ? "Your organisation "
	    "has offered no places yet, so no spreadsheet of them can come "
	    "back" : "Select whose places they are");
	return ((struct import_target){ 0 });
}

static struct import_target
target_chosen(struct request *req, const struct returns *r)
{
	struct import_target	to = { 0 };

	if (r->reader == EXPORT_READER_PARTNER)
		return (place_chosen(req, r->places));
	to.programme = programme_chosen(req, r->programmes);
	if (to.programme == 0)
		form_refuse(req->form, "programme", "Select the programme");
	return (to);
}

/* Where there is one alone, nobody is asked. */
static const struct import_subject *
subject_chosen(struct request *req, const struct returns *r)
{
	return (table_subject(r->tables[1].label == NULL ?
	    r->tables[0].value : option_chosen(req->form, "table", r->tables,
	    "Select which spreadsheet it is")));
}

enum status
import_send_back(struct request *req)
{
	struct returns			 r = returns_of(req);
	struct import_target		 to = target_chosen(req, &r);
	const struct import_subject	*subject = subject_chosen(req, &r);
	struct new_import		*new = NULL;
	enum status			 waits;

	if (workbook_came(req, "file") &&
	    (waits = workbook_wait(req, "file")) != NOT_FOUND)
		return (waits);
	if (subject != NULL)
		new = import_stage(req, subject, &to);
	else
		form_file(req->form, "file", "Select the spreadsheet");
	if (new != NULL)
		return (see_other(req, "/imports/%ld", new->id));
	if (form_ok(req->form))
		return (FAILED);
	show_form(req, &r);
	return (INVALID);
}
