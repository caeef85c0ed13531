/* imports - what was imported, and a new import of a cohort's people. */
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

const struct import_subject *
import_subject(const struct import *i)
{
	switch (i->kind) {
	case IMPORT_KIND_MARKS:
		return (&marks_subject);
	case IMPORT_KIND_TABLE:
		return (table_subject(i->table_code));
	default:
		return (&people_subject);
	}
}

struct import_target
import_target(const struct import *i)
{
	return ((struct import_target){ .programme = i->programme_id,
	    .organisation = i->organisation_id.value,
	    .cohort = i->cohort_id.value, .from = i->cohort_starts_on,
	    .to = i->cohort_ends_on, .component = i->component_id.value,
	    .offering = i->offering_id.value });
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

struct new_import *
import_stage(struct request *req, const struct import_subject *subject,
    const struct import_target *to)
{
	struct table_file	 f;
	struct staged		 s;
	struct new_import	*new;

	if (!import_read(req, subject, "file", NULL, &f) ||
	    !form_ok(req->form))
		return (NULL);
	s = staged_from_table(req->arena, subject, &f.table);
	staged_judge(req, &s, to);
	new = import_add(req->db, subject->kind, to->programme,
	    (struct maybe_int){ to->cohort != 0, to->cohort },
	    (struct maybe_int){ to->component != 0, to->component },
	    subject->table,
	    (struct maybe_int){ to->organisation != 0, to->organisation },
	    s.seen, f.name, import_ignored(req->arena,
	    subject, &f.table));
	if (new != NULL)
		staged_store(req, new->id, to->programme, &s);
	return (new);
}

enum status
import_upload(struct request *req)
{
	struct cohort		*c = cohort_chosen(req);
	struct import_target	 to = { 0 };
	struct new_import	*new;
	enum status		 waits;

	if (c != NULL)
		to = (struct import_target){ .programme = c->programme_id,
		    .cohort = c->id, .from = c->starts_on, .to = c->ends_on };
	if (workbook_came(req, "file") &&
	    (waits = workbook_wait(req, "file")) != NOT_FOUND)
		return (waits);
	new = import_stage(req, &people_subject, &to);
	if (new != NULL)
		return (see_other(req, "/imports/%ld", new->id));
	if (form_ok(req->form))
		return (FAILED);
	show_form(req);
	return (INVALID);
}
