/* imports_show - one import: its rows with their verdicts, and what fails. */
#include <string.h>

#include "pages.h"
#include "pages/import.h"
#include "pages/list.h"
#include "sheets/workbook.h"
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
	lines = import_lines(req->db, i->id, shown, true, page.size,
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

static struct import_line_list
failing_lines(struct request *req, const struct import *i)
{
	return (import_lines(req->db, i->id, IMPORT_ROW_STATE_FAILING, false,
	    CSV_ROWS_MAX, 0));
}

/* The row's number, its cells as they were typed, and what to do. */
static void
put_failing(struct request *req, const struct import *i,
    const struct import_subject *subject)
{
	size_t			 n = import_width(subject);
	const char		**cells = arena_array(req->arena, n + 3,
				    sizeof(*cells));
	struct import_line_list	 lines;

	cells[0] = IMPORT_ROW_HEADING;
	for (size_t c = 0; c < n; c++)
		cells[c + 1] = import_column(subject, c).heading;
	cells[n + 1] = IMPORT_WRONG_HEADING;
	cells[n + 2] = IMPORT_TO_DO_HEADING;
	csv_put_mark(req->out);
	csv_put_row(req->out, cells, n + 3);
	lines = failing_lines(req, i);
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

static const struct sheet_column *
failing_columns(struct arena *a, const struct import_subject *subject)
{
	size_t			 n = import_width(subject);
	struct sheet_column	*c = arena_array(a, n + 3, sizeof(*c));

	c[0] = (struct sheet_column){ IMPORT_ROW_HEADING, SHEET_PLAIN,
	    "The row of the file that was sent. Leave it as it is." };
	for (size_t i = 0; i < n; i++)
		c[i + 1] = (struct sheet_column){ import_column(subject,
		    i).heading, SHEET_TEXT, import_column(subject, i).takes };
	c[n + 1] = (struct sheet_column){ IMPORT_WRONG_HEADING, SHEET_TEXT,
	    "What is wrong, and in which column." };
	c[n + 2] = (struct sheet_column){ IMPORT_TO_DO_HEADING, SHEET_TEXT,
	    "What to do about it." };
	return (c);
}

/* As the CSV has them. */
static bool
put_failing_book(struct request *req, const struct import *i,
    const struct import_subject *subject)
{
	struct import_line_list	 lines = failing_lines(req, i);
	size_t			 width = import_width(subject) + 3;
	struct sheet_cell	*cells = arena_array(req->arena,
				    lines.n * width + 1, sizeof(*cells)), *c;
	struct sheet		 sheet = { "Failing rows", "failing_rows",
				    failing_columns(req->arena, subject),
				    width, cells, lines.n };
	struct workbook		 book = { {
				    .title = arena_printf(req->arena,
				    "Rows to correct: %s",
				    subject->title(req->arena, i)),
				    .cohort = i->cohort, .as_of = req->today,
				    .made_by = req->visitor.name,
				    .purpose = "To be corrected, and sent "
				    "back to the same import", .personal =
				    subject->table == NULL ||
				    exchange_table_of(subject->table)->personal
				    }, &sheet, 1 };

	c = cells;
	each (l, lines) {
		*c++ = sheet_number(l->number);
		for (size_t n = 0; n + 3 < width; n++)
			*c++ = sheet_text(l->cells.v[n]);
		*c++ = sheet_text(all_problems(req->arena, l->problems, 1));
		*c++ = sheet_text(all_problems(req->arena, l->problems, 2));
	}
	return (workbook_put(req->out, req->arena, &book));
}

enum status
import_failing_book(struct request *req)
{
	struct import	*i = import_asked(req);

	if (i == NULL)
		return (NOT_FOUND);
	if (!put_failing_book(req, i, import_subject(i)))
		return (FAILED);
	return (file(req, "application/vnd.openxmlformats-officedocument."
	    "spreadsheetml.sheet", "failing-rows.xlsx"));
}
