/* What every workbook of ours shares. */
#include <sys/mman.h>
#include <sys/stat.h>

#include <stdio.h>
#include <string.h>
#include <xlsxwriter.h>

#include "core/arena.h"
#include "core/out.h"
#include "core/text.h"
#include "book.h"

enum { WIDTH_LEAST = 8, WIDTH_MOST = 60, FILTER_ARROW = 3, DATE_WIDTH = 18,
    PAGE_WIDTH = 180,
    A4 = 9, WIDTH_LINE = 52, HEIGHT_MOST = 409 };

void
book_note(struct book *b, lxw_error error)
{
	b->failed |= error != LXW_NO_ERROR;
}

static bool
plain_ascii(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] < ' ' || s[i] > '~')
			return (false);
	return (true);
}

/* "_x0041_" is how a workbook writes the character 41, an A: ECMA-376 part 1,
 * 22.9.2.19. */
static const char *
escape_at(const char *s)
{
	while ((s = strstr(s, "_x")) != NULL && (strspn(s + 2,
	    "0123456789abcdefABCDEF") < 4 || s[6] != '_'))
		s += 2;
	return (s);
}

/* What looks like such an escape stands behind one of its own first sign. */
static const char *
unescaped(struct arena *a, const char *s)
{
	struct out	 out = { 0 };
	const char	*at;

	if (escape_at(s) == NULL)
		return (s);
	for (; (at = escape_at(s)) != NULL; s = at + 1) {
		out_raw(&out, s, (size_t)(at - s));
		out_raw(&out, "_x005F_", 7);
	}
	out_raw(&out, s, strlen(s) + 1);
	s = arena_strdup(a, out.data);
	out_free(&out);
	return (s);
}

/* libxlsxwriter takes any bytes, and makes a file that nobody can open. */
const char *
book_fit(struct book *b, const char *s)
{
	size_t		 n = strlen(s);
	const char	*end;
	bool		 broken;

	if (n <= SHEET_TEXT_MAX && plain_ascii(s, n) && escape_at(s) == NULL)
		return (s);
	s = unescaped(b->arena, text_clean(b->arena, s, n, &broken));
	if (text_length(s) <= SHEET_TEXT_MAX)
		return (s);
	end = s;
	for (int i = 0; i < SHEET_TEXT_MAX; i++)
		text_next(&end);
	return (arena_printf(b->arena, "%.*s [the rest was cut]",
	    (int)(end - s), s));
}

lxw_worksheet *
book_sheet(struct book *b, const char *name)
{
	lxw_worksheet	*s = workbook_add_worksheet(b->book, name);

	b->failed |= s == NULL;
	if (s != NULL)
		worksheet_set_paper(s, A4);
	return (s);
}

void
book_cell(struct book *b, lxw_worksheet *s, lxw_row_t row, lxw_col_t col,
    enum sheet_type type, const struct sheet_cell *cell, lxw_format *format)
{
	lxw_datetime	 when = { cell->date.year, cell->date.month,
			    cell->date.day, 0, 0, 0 };
	bool		 open = format == b->open[type];

	if (type == SHEET_TEXT && cell->text != NULL && *cell->text != '\0')
		book_note(b, worksheet_write_string(s, row, col,
		    book_fit(b, cell->text), format));
	else if (type == SHEET_DATE && date_is_set(cell->date))
		book_note(b, worksheet_write_datetime(s, row, col, &when,
		    format));
	else if (type != SHEET_TEXT && type != SHEET_DATE && cell->known)
		book_note(b, worksheet_write_number(s, row, col, cell->number,
		    format));
	else if (open)
		book_note(b, worksheet_write_blank(s, row, col, format));
}

double
book_width(const struct sheet_column *c, size_t longest)
{
	size_t	widest = text_length(c->heading) + FILTER_ARROW;

	if (c->type != SHEET_TEXT)
		return (widest > DATE_WIDTH ? (double)widest : DATE_WIDTH);
	widest = longest > widest ? longest : widest;
	widest = widest < WIDTH_LEAST ? WIDTH_LEAST : widest;
	return ((double)(widest > WIDTH_MOST ? WIDTH_MOST : widest) + 2);
}

/* So many characters beside each other can still be read on paper; what is
 * wider goes on on the next page, behind the first column. */
void
book_paper(lxw_worksheet *s, double width)
{
	int	pages = 1 + (int)(width / PAGE_WIDTH);

	worksheet_repeat_rows(s, 0, 0);
	if (pages > 1)
		worksheet_repeat_columns(s, 0, 0);
	worksheet_set_landscape(s);
	worksheet_fit_to_pages(s, (uint16_t)pages, 0);
}

size_t
book_lines(const char *text)
{
	size_t	n = text == NULL ? 0 : strlen(text);

	if (n > WIDTH_MOST && (n = text_length(text)) > WIDTH_MOST)
		return ((n + WIDTH_LINE - 1) / WIDTH_LINE);
	return (1);
}

void
book_height(struct book *b, lxw_worksheet *s, lxw_row_t row, size_t lines)
{
	double	points = LXW_DEF_ROW_HEIGHT * (double)lines;

	if (lines > 1)
		book_note(b, worksheet_set_row(s, row, points > HEIGHT_MOST ?
		    HEIGHT_MOST : points, NULL));
}

/* A heading stands where what is below it stands. */
static lxw_format *
heading_of(struct book *b, const struct sheet_column *c)
{
	return (c->type == SHEET_TEXT ? b->words_heading :
	    b->number_heading);
}

static void
put_row_of_headings(struct book *b, lxw_worksheet *s,
    const struct sheet_column *columns, size_t ncolumns)
{
	for (size_t col = 0; col < ncolumns; col++)
		book_note(b, worksheet_write_string(s, 0, (lxw_col_t)col,
		    columns[col].heading, heading_of(b, &columns[col])));
}

void
book_headings(struct book *b, lxw_worksheet *s, const char *table,
    const struct sheet_column *columns, size_t ncolumns, size_t nrows)
{
	lxw_table_column	*all = arena_array(b->arena, ncolumns,
				    sizeof(*all));
	lxw_table_column	**list = arena_array(b->arena, ncolumns + 1,
				    sizeof(*list));
	lxw_table_options	 options = { .name = arena_strdup(b->arena,
				    table), .columns = list };

	if (b->constant) {
		put_row_of_headings(b, s, columns, ncolumns);
		return;
	}
	for (size_t col = 0; col < ncolumns; col++) {
		all[col].header = arena_strdup(b->arena,
		    columns[col].heading);
		all[col].header_format = heading_of(b, &columns[col]);
		list[col] = &all[col];
	}
	book_note(b, worksheet_add_table(s, 0, 0,
	    (lxw_row_t)(nrows == 0 ? 1 : nrows), (lxw_col_t)(ncolumns - 1),
	    &options));
}

static size_t
longest_text(const struct sheet *t, size_t col)
{
	size_t	longest = 0, n;

	for (size_t row = 0; row < t->nrows; row++) {
		const char	*s = t->cells[row * t->ncolumns + col].text;

		n = s == NULL ? 0 : text_length(s);
		longest = n > longest ? n : longest;
	}
	return (longest);
}

static void
put_row(struct book *b, lxw_worksheet *s, const struct sheet *t, size_t row)
{
	const struct sheet_cell	*cells = t->cells + row * t->ncolumns;
	size_t			 most = 1, lines;

	for (size_t col = 0; col < t->ncolumns; col++) {
		enum sheet_type	type = t->columns[col].type;

		lines = type == SHEET_TEXT ? book_lines(cells[col].text) : 1;
		most = lines > most ? lines : most;
		book_cell(b, s, (lxw_row_t)row + 1, (lxw_col_t)col, type,
		    &cells[col], b->formats[type]);
	}
	book_height(b, s, (lxw_row_t)row + 1, most);
}

void
book_table(struct book *b, lxw_worksheet *s, const struct sheet *t)
{
	double	width = 0, all = 0;

	for (size_t col = 0; col < t->ncolumns; col++) {
		width = book_width(&t->columns[col], t->columns[col].type ==
		    SHEET_TEXT ? longest_text(t, col) : 0);
		all += width;
		book_note(b, worksheet_set_column(s, (lxw_col_t)col,
		    (lxw_col_t)col, width, NULL));
	}
	book_headings(b, s, t->table, t->columns, t->ncolumns, t->nrows);
	for (size_t row = 0; row < t->nrows; row++)
		put_row(b, s, t, row);
	worksheet_freeze_panes(s, 1, 1);
	book_paper(s, all);
}

static lxw_format *
format_of(struct book *b, enum sheet_type type)
{
	static const char *const	numbers[SHEET_TYPES] = {
		[SHEET_NUMBER] = "#,##0", [SHEET_POUNDS] = "\"£\"#,##0",
		[SHEET_DATE] = "d mmmm yyyy", [SHEET_REAL] = "0.00",
		[SHEET_PLAIN] = "0"
	};
	lxw_format	*f = workbook_add_format(b->book);

	format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
	if (numbers[type] != NULL)
		format_set_num_format(f, numbers[type]);
	if (type == SHEET_TEXT) {
		format_set_text_wrap(f);
		format_set_indent(f, 1);	/* apart from a number */
	}
	return (f);
}

static lxw_format *
bold(struct book *b)
{
	lxw_format	*f = workbook_add_format(b->book);

	format_set_bold(f);
	format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
	return (f);
}

static void
set_formats(struct book *b)
{
	b->title = workbook_add_format(b->book);
	format_set_bold(b->title);
	format_set_font_size(b->title, 16);
	b->heading = bold(b);
	b->words_heading = bold(b);
	format_set_indent(b->words_heading, 1);
	b->number_heading = bold(b);
	format_set_align(b->number_heading, LXW_ALIGN_RIGHT);
	b->wrapped = workbook_add_format(b->book);
	format_set_text_wrap(b->wrapped);
	format_set_align(b->wrapped, LXW_ALIGN_VERTICAL_TOP);
	for (int i = 0; i < SHEET_TYPES; i++) {
		b->formats[i] = format_of(b, i);
		b->open[i] = format_of(b, i);
		format_set_unlocked(b->open[i]);
		format_set_bg_color(b->open[i], 0xFFF7D6);
	}
}

/* When it is not said, as of midnight of the day that it is about: the library
 * would write down the present moment for 0. */
static time_t
made_at(const struct workbook_about *a)
{
	return (a->made_at.s != 0 ? a->made_at.s :
	    date_number(a->as_of) * 86400);
}

static void
set_properties(struct book *b, const struct workbook_about *a)
{
	const char		*by = a->made_by != NULL ? a->made_by :
				    "Waymark";
	lxw_doc_properties	 properties = {
				    .title = (char *)book_fit(b, a->title),
				    .subject = "Waymark",
				    .author = (char *)book_fit(b, by),
				    .company = "Waymark",
				    .created = made_at(a) };

	book_note(b, workbook_set_properties(b->book, &properties));
}

/* The library writes to a file by its name: that of one which is open. */
void
book_open(struct book *b, struct arena *a, int fd, const char *dir,
    bool constant, const struct workbook_about *about)
{
	struct lxw_workbook_options	options = { .tmpdir = (char *)dir,
					    .constant_memory = constant };

	*b = (struct book){ .arena = a, .constant = constant };
	snprintf(b->path, sizeof(b->path), "/proc/self/fd/%d", fd);
	if ((b->book = workbook_new_opt(b->path, &options)) == NULL) {
		b->failed = true;
		return;
	}
	set_formats(b);
	set_properties(b, about);
}

bool
book_close(struct book *b)
{
	if (b->book != NULL)
		book_note(b, workbook_close(b->book));
	b->book = NULL;
	return (!b->failed);
}

bool
book_copy(struct out *o, int fd)
{
	struct stat	 st;
	void		*data;

	if (fstat(fd, &st) != 0 || st.st_size == 0)
		return (false);
	data = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_SHARED, fd, 0);
	if (data == MAP_FAILED)
		return (false);
	out_raw(o, data, (size_t)st.st_size);
	munmap(data, (size_t)st.st_size);
	return (true);
}
