/* marks_import - a file of marks is asked for, and made to be filled in. */
#include "pages.h"
#include "pages/import.h"
#include "pages/modules.h"
#include "rules/marks_row.h"
#include "views.h"

/* The component of the address and its module, of a programme of mine. */
static struct component *
component_asked(struct request *req, struct offering **f)
{
	struct component	*c = component_mine(req->db, req->id[0]);

	if (c == NULL || (*f = offering_mine(req->db, c->offering_id)) == NULL)
		return (NULL);
	return (c);
}

enum status
marks_import_page(struct request *req)
{
	struct offering		*f;
	struct component	*c = component_asked(req, &f);

	if (c == NULL)
		return (NOT_FOUND);
	marks_import_form(req->out, req, f, c);
	return (OK);
}

enum status
marks_import(struct request *req)
{
	struct offering		*f;
	struct component	*c = component_asked(req, &f);
	struct import_target	 to = { 0 };
	struct new_import	*new;
	enum status		 waits;

	if (c == NULL)
		return (NOT_FOUND);
	if (workbook_came(req, "file") &&
	    (waits = workbook_wait(req, "file")) != NOT_FOUND)
		return (waits);
	to = (struct import_target){ .programme = f->programme_id,
	    .cohort = f->cohort_id, .component = c->id, .offering = f->id };
	new = import_stage(req, &marks_subject, &to);
	if (new != NULL)
		return (see_other(req, "/imports/%ld", new->id));
	if (form_ok(req->form))
		return (FAILED);
	marks_import_form(req->out, req, f, c);
	return (INVALID);
}

/* Everybody who takes the module, with what is recorded of them now. */
enum status
marks_template(struct request *req)
{
	struct maybe_int	 any = { 0 };
	struct offering		*f;
	struct component	*c = component_asked(req, &f);
	const char		*cells[MARKS_COLUMNS];
	struct part_list	 parts;

	if (c == NULL)
		return (NOT_FOUND);
	parts = parts_of(req->db, (struct int_list){ &f->id, 1 },
	    (struct maybe_int){ true, c->id }, any, any);
	for (int i = 0; i < MARKS_COLUMNS; i++)
		cells[i] = marks_heading((enum marks_column)i);
	csv_put_mark(req->out);
	csv_put_row(req->out, cells, MARKS_COLUMNS);
	each (p, parts) {
		cells[MARKS_NAME] = p->trainee;
		cells[MARKS_EMAIL] = p->email;
		cells[MARKS_SWE_NUMBER] = p->swe_number;
		cells[MARKS_MARK] = p->mark.known ? arena_printf(req->arena,
		    "%ld", p->mark.value) : p->state ==
		    ATTEMPT_STATE_NOT_SUBMITTED ? "NS" : "";
		csv_put_row(req->out, cells, MARKS_COLUMNS);
	}
	return (file(req, "text/csv; charset=utf-8", "waymark-marks.csv"));
}
