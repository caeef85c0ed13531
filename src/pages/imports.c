/* imports - what was imported, a new import, and the template for it. */
#include "pages.h"
#include "pages/import.h"
#include "pages/list.h"
#include "views.h"

struct import *
import_asked(struct request *req)
{
	if (req->method == POST)
		import_lock(req->db, req->id[0]);
	return (import_mine(req->db, req->id[0]));
}

bool
import_unchanged(struct request *req, const struct import *i)
{
	int64_t	version;

	version = form_version(req->form, "Open the import again");
	if (version == i->version)
		return (true);
	form_refuse(req->form, "version", "The import changed while you had "
	    "this page open. Check what it says now, then send it again");
	form_replace_version(req->form, i->version);
	return (false);
}

enum status
imports(struct request *req)
{
	struct page_of		page = page_asked(req, PAGE_ROWS);
	struct import_list	list = imports_mine(req->db, page.size,
				    page_skip(page));

	page_counted(&page, list.n == 0 ? 0 : list.v[0].of_all);
	imports_page(req->out, req, list, page);
	return (OK);
}

static void
show_form(struct request *req)
{
	import_form(req->out, req, cohorts_mine(req->db, IMPORT_COHORTS, 0));
}

enum status
import_new(struct request *req)
{
	show_form(req);
	return (OK);
}

static struct cohort *
cohort_chosen(struct request *req)
{
	int64_t		 id = form_number(req->form, "cohort", "The cohort", 1,
			    INT64_MAX - 1, "Select the cohort");
	struct cohort	*c = id < 1 ? NULL : cohort_mine(req->db, id);

	if (c == NULL)
		form_refuse(req->form, "cohort", "Select the cohort");
	return (c);
}

enum status
import_upload(struct request *req)
{
	struct cohort		*c = cohort_chosen(req);
	struct csv_table	 table;
	struct staged		 s;
	struct new_import	*new;

	if (!import_read(req, "file", NULL, &table) || !form_ok(req->form)) {
		show_form(req);
		return (INVALID);
	}
	s = staged_from_table(req->arena, &table);
	staged_judge(req, &s, c->id, c->starts_on, c->ends_on);
	new = import_add(req->db, c->programme_id, c->id,
	    form_file(req->form, "file", NULL)->name,
	    import_ignored(req->arena, &table));
	if (new == NULL)
		return (FAILED);
	staged_store(req, new->id, c->programme_id, &s);
	return (see_other(req, "/imports/%ld", new->id));
}

enum status
import_template(struct request *req)
{
	const char	*headings[IMPORT_COLUMNS], *example[IMPORT_COLUMNS];

	for (enum import_column c = 0; c < IMPORT_COLUMNS; c++) {
		headings[c] = import_heading(c);
		example[c] = import_columns[c].example;
	}
	csv_put_mark(req->out);
	csv_put_row(req->out, headings, IMPORT_COLUMNS);
	csv_put_row(req->out, example, IMPORT_COLUMNS);
	return (file(req, "text/csv; charset=utf-8", "waymark-cohort.csv"));
}

enum status
import_employers(struct request *req)
{
	struct known_employer_list	 known = employers_known(req->db);
	const char			*cells[] = { import_heading(
					    IMPORT_EMPLOYER_CODE), "name" };

	csv_put_mark(req->out);
	csv_put_row(req->out, cells, 2);
	each (e, known) {
		cells[0] = e->code;
		cells[1] = e->name;
		csv_put_row(req->out, cells, 2);
	}
	return (file(req, "text/csv; charset=utf-8", "employers.csv"));
}
