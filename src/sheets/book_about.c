/* The sheets "About" and "Columns" of a workbook. */
#include <string.h>

#include "core/arena.h"
#include "core/clock.h"
#include "core/text.h"
#include "book.h"

enum { KEY_WIDTH = 26, ABOUT_WIDTH = 80, ABOUT_LINE = 70 };

static const char *
date_text(struct book *b, struct date d)
{
	return (arena_printf(b->arena, "%d %s %d", d.day,
	    date_month_name(d.month), d.year));
}

static lxw_row_t
put_line(struct book *b, lxw_worksheet *s, lxw_row_t row, const char *what,
    const char *words)
{
	size_t	lines;

	if (words == NULL || *words == '\0')
		return (row);
	lines = (text_length(words) + ABOUT_LINE - 1) / ABOUT_LINE;
	book_height(b, s, row, lines);
	book_note(b, worksheet_write_string(s, row, 0, what, b->heading));
	book_note(b, worksheet_write_string(s, row, 1, book_fit(b, words),
	    b->wrapped));
	return (row + 1);
}

static const char *
made_words(struct book *b, const struct workbook_about *a)
{
	struct clock	c = moment_clock(a->made_at);

	return (a->made_at.s == 0 ? NULL : arena_printf(b->arena,
	    "%s at %d:%02d", date_text(b, c.date), c.hour, c.minute));
}

/* A printer cuts the title, which is large and bold, where the columns end. */
static double
value_width(const char *title)
{
	double	width = (double)strlen(title) * 1.45 - KEY_WIDTH;

	return (width > ABOUT_WIDTH ? width : ABOUT_WIDTH);
}

void
book_about(struct book *b, const struct workbook_about *a)
{
	lxw_worksheet	*s = book_sheet(b, "About");
	lxw_row_t	 row = 1;

	if (s == NULL)
		return;
	worksheet_set_column(s, 0, 0, KEY_WIDTH, NULL);
	worksheet_set_column(s, 1, 1, value_width(a->title), NULL);
	worksheet_set_landscape(s);
	worksheet_fit_to_pages(s, 1, 0);
	book_note(b, worksheet_write_string(s, 0, 0, book_fit(b, a->title),
	    b->title));
	row = put_line(b, s, row, "Contains personal data",
	    a->personal ? "Yes: keep it as you keep a personnel file" : "No");
	row = put_line(b, s, row, "Who it is about", a->whose);
	row = put_line(b, s, row, "Cohort", a->cohort);
	row = put_line(b, s, row, "What was chosen", a->filters);
	if (date_is_set(a->as_of))
		row = put_line(b, s, row, "As of", date_text(b, a->as_of));
	row = put_line(b, s, row, "Made", made_words(b, a));
	row = put_line(b, s, row, "Made by", a->made_by);
	row = put_line(b, s, row, "Made for", a->made_for);
	row = put_line(b, s, row, "Purpose", a->purpose);
	row = put_line(b, s, row, "Left out", a->withheld);
	if (date_is_set(a->expires_on))
		put_line(b, s, row, "Delete it by",
		    date_text(b, a->expires_on));
	worksheet_activate(s);
}

void
book_definitions(struct book *b, const struct sheet *sheets, size_t nsheets)
{
	static const struct sheet_column	columns[] = {
		{ "Sheet", SHEET_TEXT, NULL }, { "Column", SHEET_TEXT, NULL },
		{ "Holds", SHEET_TEXT, NULL },
		{ "What it says", SHEET_TEXT, NULL },
	};
	static const char *const	types[] = { "Text", "Number", "Pounds",
					    "Date", "Number", "Number" };
	struct sheet			definitions = { "Columns", "columns",
					    columns, 4, NULL, 0 };
	struct sheet_cell		*cell;
	lxw_worksheet			*s = book_sheet(b, "Columns");

	for (size_t i = 0; i < nsheets; i++)
		definitions.nrows += sheets[i].ncolumns;
	definitions.cells = cell = arena_array(b->arena,
	    definitions.nrows * 4, sizeof(*cell));
	for (size_t i = 0; i < nsheets; i++)
		for (size_t c = 0; c < sheets[i].ncolumns; c++) {
			const struct sheet_column	*of =
			    &sheets[i].columns[c];

			*cell++ = sheet_text(sheets[i].name);
			*cell++ = sheet_text(of->heading);
			*cell++ = sheet_text(types[of->type]);
			*cell++ = sheet_text(of->definition);
		}
	if (s != NULL)
		book_table(b, s, &definitions);
}
