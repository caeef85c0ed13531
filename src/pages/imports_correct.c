/* imports_correct - take corrected rows in the place of those that failed. */
#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "pages.h"
#include "pages/import.h"
#include "views.h"

enum status
import_corrections_page(struct request *req)
{
	struct import	*i = import_asked(req);

	if (i == NULL)
		return (NOT_FOUND);
	import_corrections_form(req->out, req, i);
	return (OK);
}

/* The line that a corrected row names by its number; NULL is refused. */
static struct staged_line *
line_named(struct request *req, const struct csv_table *t,
    const struct csv_row *row, struct staged *s)
{
	const char		*cell = text_trim(req->arena, row->cells[
				    csv_column(req->arena, t,
				    IMPORT_ROW_HEADING)]);
	struct staged_line	*line;
	int64_t			 number;

	if (*cell == '\0' || strlen(cell) > 9 ||
	    strspn(cell, "0123456789") != strlen(cell)) {
		form_refusef(req->form, "file", "Row %zu of the selected file "
		    "does not say which row it corrects. Enter the number in "
		    "the column ‘row’, as it was in the failing rows",
		    row->number);
		return (NULL);
	}
	number = strtoll(cell, NULL, 10);
	if ((line = staged_line_of(s, number)) == NULL)
		form_refusef(req->form, "file", "Row %zu of the selected file "
		    "corrects row %ld, which is left out or not in this "
		    "import", row->number, number);
	return (line);
}

/* Every row of the table to its place; false when one has none. */
static bool
correct(struct request *req, const struct csv_table *t, struct staged *s)
{
	size_t			*by = arena_array(req->arena, s->n,
				    sizeof(*by));
	struct staged_line	*line;

	for (size_t i = 0; i < t->nrows; i++) {
		if ((line = line_named(req, t, &t->rows[i], s)) == NULL)
			return (false);
		if (by[line - s->lines] != 0) {
			form_refusef(req->form, "file", "Rows %zu and %zu of "
			    "the selected file both correct row %ld",
			    by[line - s->lines], t->rows[i].number,
			    line->number);
			return (false);
		}
		by[line - s->lines] = t->rows[i].number;
		import_cells(req->arena, s->subject, t, &t->rows[i], line);
	}
	return (true);
}

static const char *
outcome(struct arena *a, size_t corrected, size_t failing)
{
	return (arena_printf(a, "%s taken in. %s.",
	    rows_counted(a, (int64_t)corrected), failing == 0 ?
	    "No row fails any more" : failing == 1 ? "1 row still fails" :
	    arena_printf(a, "%zu rows still fail", failing)));
}

enum status
import_correct(struct request *req)
{
	struct import		*i = import_asked(req);
	struct table_file	 f;
	struct import_target	 to;
	struct staged		 s;
	enum status		 waits;

	if (i == NULL)
		return (NOT_FOUND);
	if (i->state != IMPORT_STATE_CHECKED)
		return (see_other(req, "/imports/%ld", i->id));
	if (workbook_came(req, "file") &&
	    (waits = workbook_wait(req, "file")) != NOT_FOUND)
		return (waits);
	s = staged_of(req, i);
	if (!import_read(req, s.subject, "file", IMPORT_ROW_HEADING, &f) ||
	    !correct(req, &f.table, &s)) {
		import_corrections_form(req->out, req, i);
		return (INVALID);
	}
	to = import_target(i);
	staged_judge(req, &s, &to);
	staged_store(req, i->id, i->programme_id, &s);
	import_judged(req->db, i->id, s.seen);
	return (done(req, outcome(req->arena, f.table.nrows, s.nfailing),
	    "/imports/%ld", i->id));
}
