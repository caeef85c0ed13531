/* imports_show - one import: its rows with their verdicts, and what fails. */
#include <string.h>

#include "pages.h"
#include "pages/import.h"
#include "pages/list.h"
#include "views.h"

/* ?show=failing; all of them for any other word. */
static enum import_row_state
state_shown(struct request *req)
{
	const char	*show = form_value(req->form, "show");

	return (strcmp(show, "left-out") == 0 ? IMPORT_ROW_STATE_LEFT_OUT :
	    import_row_state_from(show));
}

enum status
import_record(struct request *req)
{
	struct page_of		 page = page_asked(req, IMPORT_LINES);
	enum import_row_state	 shown = state_shown(req);
	struct import		*i = import_asked(req);
	struct import_line_list	 lines;

	if (i == NULL)
		return (NOT_FOUND);
	lines = import_lines(req->db, i->id, shown, page.size,
	    page_skip(page));
	page_counted(&page, lines.n == 0 ? 0 : lines.v[0].of_all);
	import_page(req->out, req, i, lines, page, shown);
	return (OK);
}

/* "email: ‘x’ is not an email address; starts_on: ..." */
static const char *
all_problems(struct arena *a, struct text_list problems, size_t which)
{
	const char	*all = "";

	for (size_t i = 0; i + 2 < problems.n; i += 3)
		all = arena_printf(a, "%s%s%s%s%s", all, i == 0 ? "" : "; ",
		    problems.v[i], *problems.v[i] == '\0' ? "" : ": ",
		    problems.v[i + which]);
	return (all);
}

/* The row's number, its cells as they were typed, and what to do. */
static void
put_failing(struct request *req, const struct import *i,
    const struct import_subject *subject)
{
	size_t			 n = subject->ncolumns;
	const char		**cells = arena_array(req->arena, n + 3,
				    sizeof(*cells));
	struct import_line_list	 lines;

	cells[0] = IMPORT_ROW_HEADING;
	for (size_t c = 0; c < n; c++)
		cells[c + 1] = subject->columns[c].heading;
	cells[n + 1] = IMPORT_WRONG_HEADING;
	cells[n + 2] = IMPORT_TO_DO_HEADING;
	csv_put_mark(req->out);
	csv_put_row(req->out, cells, n + 3);
	lines = import_lines(req->db, i->id, IMPORT_ROW_STATE_FAILING,
	    CSV_ROWS_MAX, 0);
	each (l, lines) {
		cells[0] = arena_printf(req->arena, "%ld", l->number);
		memcpy(cells + 1, l->cells.v, n * sizeof(*cells));
		cells[n + 1] = all_problems(req->arena, l->problems, 1);
		cells[n + 2] = all_problems(req->arena, l->problems, 2);
		csv_put_row(req->out, cells, n + 3);
	}
}

enum status
import_failing(struct request *req)
{
	struct import	*i = import_asked(req);

	if (i == NULL)
		return (NOT_FOUND);
	put_failing(req, i, import_subject(i));
	return (file(req, "text/csv; charset=utf-8", "failing-rows.csv"));
}
