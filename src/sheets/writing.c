/* Writes tables as a workbook, row by row. */
#include <string.h>

#include "core/arena.h"
#include "core/text.h"
#include "sheets/writing.h"
#include "book.h"

enum { LIST_MOST = 100, LISTS_MOST = 26, SHEETS_MOST = 40 };

struct writing {
	struct book			 book;
	const struct writing_plan	*plan;	/* of the sheet in hand */
	lxw_worksheet			*sheet;
	struct arena			 row_arena;
	bool				 fills;	/* has cells to be filled in */
	lxw_row_t			 row;	/* written last; 0: headings */
	size_t				*longest;	/* text, by column */
	struct sheet			 sheets[SHEETS_MOST];
	size_t				 nsheets;
	const struct sheet_column	*lists[LISTS_MOST];
	int				 nlists;
};

static void
begin_sheet(struct writing *w, const struct writing_plan *p)
{
	w->plan = p;
	w->row = 0;
	w->fills = false;
	w->longest = arena_array(w->book.arena, p->ncolumns,
	    sizeof(*w->longest));
	for (size_t col = 0; col < p->ncolumns; col++)
		w->fills |= p->columns[col].editable;
	w->sheets[w->nsheets++] = (struct sheet){ p->sheet, p->table,
	    p->columns, p->ncolumns, NULL, 0 };
	if ((w->sheet = book_sheet(&w->book, p->sheet)) != NULL)
		book_headings(&w->book, w->sheet, p->table, p->columns,
		    p->ncolumns, (size_t)p->rows);
}

struct writing *
writing_begin(struct arena *a, const struct writing_plan *p, int fd,
    const char *dir)
{
	struct writing	*w = arena_alloc(a, sizeof(*w));

	w->plan = p;
	book_open(&w->book, a, fd, dir, p->rows > SHEET_ROWS_MAX, &p->about);
	if (w->book.book == NULL)
		return (w);
	book_about(&w->book, &p->about);
	begin_sheet(w, p);
	return (w);
}

static void
measure(struct writing *w, size_t col, const char *s)
{
	size_t	n = s == NULL ? 0 : strlen(s);

	if (n > w->longest[col])
		n = text_length(s);
	if (n > w->longest[col])
		w->longest[col] = n;
}

bool
writing_row(struct writing *w, const struct sheet_cell *cells)
{
	const struct writing_plan	*p = w->plan;
	struct arena			*arena = w->book.arena;
	size_t				 most = 1, lines;

	if (w->book.failed || w->row >= p->rows)
		return (!(w->book.failed = true));
	arena_reset(&w->row_arena);
	w->book.arena = &w->row_arena;
	w->row++;
	for (size_t col = 0; col < p->ncolumns; col++) {
		const struct sheet_column	*c = &p->columns[col];

		if (c->type == SHEET_TEXT) {
			measure(w, col, cells[col].text);
			lines = book_lines(cells[col].text);
			most = lines > most ? lines : most;
		}
		book_cell(&w->book, w->sheet, w->row, (lxw_col_t)col, c->type,
		    &cells[col], c->editable ? w->book.open[c->type] :
		    w->book.formats[c->type]);
	}
	book_height(&w->book, w->sheet, w->row, most);
	w->book.arena = arena;
	return (!w->book.failed);
}

static const char *
choice_of(const struct sheet_column *c, lxw_row_t n)
{
	for (lxw_row_t i = 0; c->choices[i] != NULL; i++)
		if (i == n)
			return (c->choices[i]);
	return (NULL);
}

static lxw_row_t
last_row(const struct writing *w)
{
	return (w->row == 0 ? 1 : w->row);
}

/* Texts of ours in a rule would be counted in bytes, so that the rule points to
 * the sheet "Lists": at, the column there. */
static void
offer(struct writing *w, size_t col, int at)
{
	const struct sheet_column	*c = &w->plan->columns[col];
	unsigned int			 n = 0;
	lxw_data_validation		 rule = {
					    .validate =
					    LXW_VALIDATION_TYPE_LIST_FORMULA,
					    .error_title = "Choose from the "
					    "list", .error_message = "The "
					    "sheet ‘Lists’ has all that can "
					    "stand here." };

	while (c->choices[n] != NULL)
		n++;
	rule.value_formula = arena_printf(w->book.arena,
	    "=Lists!$%c$2:$%c$%u", 'A' + at, 'A' + at, n + 1);
	book_note(&w->book, worksheet_data_validation_range(w->sheet, 1,
	    (lxw_col_t)col, last_row(w), (lxw_col_t)col, &rule));
}

/* Row by row, for that is how a large workbook is written. */
static void
put_lists(struct writing *w)
{
	const struct sheet_column *const *of = w->lists;
	int		 n = w->nlists;
	lxw_worksheet	*s = n == 0 ? NULL : book_sheet(&w->book, "Lists");
	bool		 more = s != NULL;

	for (int i = 0; more && i < n; i++) {
		worksheet_set_column(s, (lxw_col_t)i, (lxw_col_t)i, 40, NULL);
		book_note(&w->book, worksheet_write_string(s, 0,
		    (lxw_col_t)i, of[i]->heading, w->book.heading));
	}
	for (lxw_row_t row = 0; more && row < LIST_MOST; row++) {
		more = false;
		for (int i = 0; i < n; i++) {
			const char	*words = choice_of(of[i], row);

			if (words == NULL)
				continue;
			more = true;
			book_note(&w->book, worksheet_write_string(s, row + 1,
			    (lxw_col_t)i, words, w->book.wrapped));
		}
	}
}

static void
hold(struct writing *w, size_t col)
{
	const struct sheet_column	*c = &w->plan->columns[col];
	lxw_data_validation		 rule = {
					    .criteria =
					    LXW_VALIDATION_CRITERIA_BETWEEN };

	if (c->type == SHEET_DATE) {
		rule.validate = LXW_VALIDATION_TYPE_DATE;
		rule.minimum_datetime = (lxw_datetime){ 1950, 1, 1, 0, 0, 0 };
		rule.maximum_datetime = (lxw_datetime){ 2100, 1, 1, 0, 0, 0 };
		rule.error_title = "Enter a date";
		rule.error_message = "For example, 27/03/2026.";
	} else {
		rule.validate = c->type == SHEET_REAL ?
		    LXW_VALIDATION_TYPE_DECIMAL : LXW_VALIDATION_TYPE_INTEGER;
		rule.minimum_number = c->least;
		rule.maximum_number = c->most;
		rule.error_title = c->type == SHEET_REAL ? "Enter a number" :
		    "Enter a whole number";
		rule.error_message = arena_printf(w->book.arena,
		    "From %d to %d.", c->least, c->most);
	}
	book_note(&w->book, worksheet_data_validation_range(w->sheet, 1,
	    (lxw_col_t)col, last_row(w), (lxw_col_t)col, &rule));
}

/* What can be typed where, and that nothing can be typed elsewhere. */
static void
put_rules(struct writing *w)
{
	lxw_protection	 allowed = { .format_columns = 1, .format_rows = 1,
			    .sort = 1, .autofilter = 1 };

	if (!w->fills)
		return;
	for (size_t col = 0; col < w->plan->ncolumns; col++) {
		const struct sheet_column	*c = &w->plan->columns[col];

		if (!c->editable)
			continue;
		if (c->type != SHEET_TEXT)
			hold(w, col);
		else if (c->choices != NULL && w->nlists < LISTS_MOST) {
			offer(w, col, w->nlists);
			w->lists[w->nlists++] = c;
		}
	}
	worksheet_protect(w->sheet, NULL, &allowed);
}

static void
put_looks(struct writing *w)
{
	const struct writing_plan	*p = w->plan;
	double				 width, all = 0;

	for (size_t col = 0; col < p->ncolumns; col++) {
		width = book_width(&p->columns[col], w->longest[col]);
		all += width;
		book_note(&w->book, worksheet_set_column(w->sheet,
		    (lxw_col_t)col, (lxw_col_t)col, width, NULL));
	}
	if (w->book.constant)
		book_note(&w->book, worksheet_autofilter(w->sheet, 0, 0,
		    last_row(w), (lxw_col_t)(p->ncolumns - 1)));
	worksheet_freeze_panes(w->sheet, 1, 1);
	book_paper(w->sheet, all);
}

static void
end_sheet(struct writing *w)
{
	w->book.failed |= w->row != w->plan->rows;
	if (w->sheet == NULL)
		return;
	put_looks(w);
	put_rules(w);
}

bool
writing_next(struct writing *w, const struct writing_plan *p)
{
	if (w->book.constant || p->rows > SHEET_ROWS_MAX ||
	    w->nsheets == SHEETS_MOST)
		w->book.failed = true;
	if (w->book.failed)
		return (false);
	end_sheet(w);
	begin_sheet(w, p);
	return (!w->book.failed);
}

bool
writing_end(struct writing *w)
{
	if (w->book.book != NULL) {
		end_sheet(w);
		book_definitions(&w->book, w->sheets, w->nsheets);
		put_lists(w);
	}
	arena_release(&w->row_arena);
	return (book_close(&w->book));
}
