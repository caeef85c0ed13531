/* workbooks - a workbook that a form sent waits until it is read, and is then
 * a table as a CSV file is. */
#include <string.h>

#include "core/text.h"
#include "pages.h"
#include "pages/looking.h"
#include "pages/workbooks.h"
#include "sheets/xlsx.h"
#include "views.h"

enum { FIELDS_MAX = 4000 };		/* bytes, of the rest of a form */

/* A ZIP archive, or a document of OLE, as old workbooks and locked ones are. */
static bool
is_workbook(const struct form_file *f)
{
	return (f->length >= 4 && (memcmp(f->data, "PK\3\4", 4) == 0 ||
	    memcmp(f->data, "\xD0\xCF\x11\xE0", 4) == 0));
}

static const struct form_file *
file_of(const struct form *f, const char *field)
{
	for (size_t i = 0; i < f->nfiles; i++)
		if (strcmp(f->files[i].field, field) == 0)
			return (&f->files[i]);
	return (NULL);
}

bool
workbook_came(struct request *req, const char *field)
{
	const struct form_file	*f = file_of(req->form, field);

	return (f != NULL && is_workbook(f) && form_ok(req->form));
}

static void
keep(struct request *req, const char *field, const struct form_file *f,
    const char *fields, struct workbook_sent **sent)
{
	if (f->length > xlsx_usual.bytes || strlen(fields) > FIELDS_MAX) {
		form_refuse(req->form, field, "The selected file must be "
		    "smaller than 5MB");
		return;
	}
	*sent = workbook_keep(req->db, f->name, req->path, fields,
	    (struct bytes){ (const unsigned char *)f->data, f->length });
	if (*sent != NULL && !(*sent)->id.known)
		form_refuse(req->form, field, "Several workbooks of yours are "
		    "being read. Send this one when they are");
}

enum status
workbook_wait(struct request *req, const char *field)
{
	struct workbook_sent	*sent = NULL;

	keep(req, field, file_of(req->form, field), form_encode(req->arena,
	    req->form), &sent);
	if (!form_ok(req->form))
		return (NOT_FOUND);
	if (sent == NULL)
		return (FAILED);
	return (see_other(req, "/workbooks/%ld", sent->id.value));
}

enum status
workbook_page(struct request *req)
{
	struct workbook_file			*w = workbook_mine(req->db,
					    req->id[0]);
	struct form			 fields = { 0 };
	struct workbook_sheet_list	 sheets;

	if (w == NULL)
		return (NOT_FOUND);
	form_parse_urlencoded(&fields, req->arena, w->fields,
	    strlen(w->fields));
	sheets = workbook_sheets(req->db, w->id);
	workbook_shown(req->out, req, w, &fields, sheets, w->state ==
	    WORKBOOK_STATE_WAITING && looks_again(req, w->arrived_at));
	return (OK);
}

static const char *
quoted_list(struct arena *a, const char *const *names, size_t n)
{
	const char	*all = "";

	for (size_t i = 0; i < n; i++)
		all = arena_printf(a, "%s%s‘%s’", all, i == 0 ? "" :
		    i == n - 1 ? " and " : ", ", names[i]);
	return (all);
}

/* What of the columns a table has not got. */
static size_t
missing_of(struct request *req, const struct csv_table *t,
    const char *const *columns, size_t n, const char **missing)
{
	size_t	nmissing = 0;

	for (size_t i = 0; i < n; i++)
		if (csv_column(req->arena, t, columns[i]) < 0)
			missing[nmissing++] = columns[i];
	return (nmissing);
}

static bool
has_columns(struct request *req, const char *field, const struct csv_table *t,
    const char *const *columns, size_t n, const char *where)
{
	const char	**missing = arena_array(req->arena, n + 1,
			    sizeof(*missing));
	size_t		  nmissing = missing_of(req, t, columns, n, missing);

	if (nmissing > 0)
		form_refusef(req->form, field, "%s has no %s called %s. The "
		    "first row must name the columns", where, nmissing == 1 ?
		    "column" : "columns", quoted_list(req->arena, missing,
		    nmissing));
	return (nmissing == 0);
}

/* The sheets of a workbook, each a table. */
struct tables {
	struct workbook_sheet_list	 sheets;
	struct csv_table		*v;
	const char			**fitting;	/* names of sheets */
	size_t				 nfitting, nfilled;
	const struct csv_table		*one;	/* that has the columns */
	size_t				 first;	/* that is not empty */
};

static struct tables
tables_of(struct request *req, const struct workbook_file *w,
    const char *const *columns, size_t n)
{
	struct tables	  t = { .sheets = workbook_sheets(req->db, w->id) };
	const char	**unused = arena_array(req->arena, n + 1,
			    sizeof(*unused));

	t.v = arena_array(req->arena, t.sheets.n, sizeof(*t.v));
	t.fitting = arena_array(req->arena, t.sheets.n + 1,
	    sizeof(*t.fitting));
	for (size_t i = 0; i < t.sheets.n; i++) {
		if (t.sheets.v[i].nrows == 0)
			continue;
		t.first = t.nfilled++ == 0 ? i : t.first;
		t.v[i] = csv_read(req->arena, t.sheets.v[i].csv,
		    strlen(t.sheets.v[i].csv));
		if (t.v[i].refused != NULL || missing_of(req, &t.v[i], columns,
		    n, unused) > 0)
			continue;
		t.fitting[t.nfitting++] = t.sheets.v[i].name;
		t.one = &t.v[i];
	}
	return (t);
}

static bool
read_workbook(struct request *req, const char *field,
    const struct workbook_file *w, const char *const *columns, size_t n,
    struct csv_table *to)
{
	struct tables	t = tables_of(req, w, columns, n);

	if (t.nfitting == 1) {
		*to = *t.one;
		return (true);
	}
	if (t.nfitting > 1)
		form_refusef(req->form, field, "The sheets %s of the selected "
		    "file all have these columns. Keep the one that is meant, "
		    "delete the others, and select the file again",
		    quoted_list(req->arena, t.fitting, t.nfitting));
	else if (t.nfilled == 0)
		form_refuse(req->form, field, "The selected file is empty");
	else if (t.v[t.first].refused != NULL && t.nfilled == 1)
		form_refuse(req->form, field, t.v[t.first].refused);
	else if (t.nfilled == 1)
		has_columns(req, field, &t.v[t.first], columns, n,
		    "The selected file");
	else
		form_refusef(req->form, field, "No sheet of the selected file "
		    "has all of the columns %s. The first row of a sheet must "
		    "name its columns", quoted_list(req->arena, columns, n));
	return (false);
}

static bool
read_csv(struct request *req, const char *field, const char *const *columns,
    size_t n, struct table_file *to)
{
	const struct form_file	*f = form_file(req->form, field,
				    "Select a CSV file or an Excel workbook");

	if (f == NULL || is_workbook(f))
		return (false);		/* which would be waited for, if all
					 * else stood */
	to->name = f->name;
	to->table = csv_read(req->arena, f->data, f->length);
	if (to->table.refused != NULL) {
		form_refuse(req->form, field, to->table.refused);
		return (false);
	}
	return (has_columns(req, field, &to->table, columns, n,
	    "The selected file"));
}

bool
table_read(struct request *req, const char *field, const char *const *columns,
    size_t n, struct table_file *to)
{
	struct workbook_file	*w;
	int64_t		 id;

	if (!form_has(req->form, "workbook"))
		return (read_csv(req, field, columns, n, to));
	id = form_number(req->form, "workbook", "The workbook", 1,
	    INT64_MAX - 1, "Select the file again");
	w = id < 1 ? NULL : workbook_mine(req->db, id);
	if (w == NULL || w->state != WORKBOOK_STATE_READ) {
		form_refuse(req->form, field, "What was read of the selected "
		    "file is not kept any more. Select it again");
		return (false);
	}
	to->name = w->file_name;
	return (read_workbook(req, field, w, columns, n, &to->table));
}
