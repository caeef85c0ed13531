/* Writes tables as an Excel workbook, in memory alone. */
#include <sys/mman.h>
#include <sys/stat.h>

#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "core/arena.h"
#include "core/out.h"
#include "core/text.h"
#include "sheets/workbook.h"

enum { WIDTH_LEAST = 8, WIDTH_MOST = 60, FILTER_ARROW = 3, DATE_WIDTH = 18 };

/* A workbook while it is written. */
struct writer {
	struct arena	*arena;
	lxw_workbook	*book;
	lxw_format	*wrapped, *heading, *title, *formats[SHEET_REAL + 1];
	bool		 failed;
};

/* What may stand in a cell: libxlsxwriter takes any bytes, and makes a file
 * that nobody can open. */
static const char *
fit(struct writer *w, const char *s)
{
	const char	*end;
	bool		 broken;

	s = text_clean(w->arena, s, strlen(s), &broken);
	if (text_length(s) <= SHEET_TEXT_MAX)
		return (s);
	end = s;
	for (int n = 0; n < SHEET_TEXT_MAX; n++)
		text_next(&end);
	return (arena_printf(w->arena, "%.*s [the rest was cut]",
	    (int)(end - s), s));
}

static void
note(struct writer *w, lxw_error error)
{
	w->failed |= error != LXW_NO_ERROR;
}

static lxw_worksheet *
add_sheet(struct writer *w, const char *name)
{
	lxw_worksheet	*s = workbook_add_worksheet(w->book, name);

	w->failed |= s == NULL;
	return (s);
}

static const char *
date_text(struct writer *w, struct date d)
{
	return (arena_printf(w->arena, "%d %s %d", d.day,
	    date_month_name(d.month), d.year));
}

static void
put_cell(struct writer *w, lxw_worksheet *s, lxw_row_t row, lxw_col_t col,
    enum sheet_type type, const struct sheet_cell *cell)
{
	lxw_format	*format = w->formats[type];
	lxw_datetime	 when = { cell->date.year, cell->date.month,
			    cell->date.day, 0, 0, 0 };

	if (type == SHEET_TEXT) {
		if (cell->text != NULL && *cell->text != '\0')
			note(w, worksheet_write_string(s, row, col,
			    fit(w, cell->text), format));
	} else if (type == SHEET_DATE) {
		if (date_is_set(cell->date))
			note(w, worksheet_write_datetime(s, row, col, &when,
			    format));
	} else if (cell->known)
		note(w, worksheet_write_number(s, row, col, cell->number,
		    format));
}

/* As wide as what stands there, within reason. */
static double
width_of(const struct sheet *t, size_t col)
{
	size_t	widest = text_length(t->columns[col].heading) + FILTER_ARROW;
	size_t	n;

	if (t->columns[col].type != SHEET_TEXT)
		return (widest > DATE_WIDTH ? (double)widest : DATE_WIDTH);
	for (size_t row = 0; row < t->nrows; row++) {
		const char	*s = t->cells[row * t->ncolumns + col].text;

		n = s == NULL ? 0 : text_length(s);
		widest = n > widest ? n : widest;
	}
	widest = widest < WIDTH_LEAST ? WIDTH_LEAST : widest;
	return ((double)(widest > WIDTH_MOST ? WIDTH_MOST : widest) + 1);
}

static void
put_table(struct writer *w, lxw_worksheet *s, const struct sheet *t)
{
	lxw_table_column	*columns = arena_array(w->arena, t->ncolumns,
				    sizeof(*columns));
	lxw_table_column	**list = arena_array(w->arena, t->ncolumns + 1,
				    sizeof(*list));
	lxw_table_options	 options = { .name = arena_strdup(w->arena,
				    t->table), .columns = list };
	size_t			 rows = t->nrows == 0 ? 1 : t->nrows;

	for (size_t col = 0; col < t->ncolumns; col++) {
		columns[col].header = arena_strdup(w->arena,
		    t->columns[col].heading);
		columns[col].header_format = w->heading;
		list[col] = &columns[col];
		note(w, worksheet_set_column(s, (lxw_col_t)col,
		    (lxw_col_t)col, width_of(t, col), NULL));
	}
	note(w, worksheet_add_table(s, 0, 0, (lxw_row_t)rows,
	    (lxw_col_t)(t->ncolumns - 1), &options));
	for (size_t row = 0; row < t->nrows; row++)
		for (size_t col = 0; col < t->ncolumns; col++)
			put_cell(w, s, (lxw_row_t)row + 1, (lxw_col_t)col,
			    t->columns[col].type,
			    &t->cells[row * t->ncolumns + col]);
	worksheet_freeze_panes(s, 1, 1);
	worksheet_repeat_rows(s, 0, 0);
	worksheet_set_landscape(s);
	worksheet_fit_to_pages(s, 1, 0);
}

static lxw_row_t
put_line(struct writer *w, lxw_worksheet *s, lxw_row_t row, const char *what,
    const char *words)
{
	if (words == NULL || *words == '\0')
		return (row);
	note(w, worksheet_write_string(s, row, 0, what, w->heading));
	note(w, worksheet_write_string(s, row, 1, fit(w, words), w->wrapped));
	return (row + 1);
}

static void
put_about(struct writer *w, const struct workbook_about *a)
{
	lxw_worksheet	*s = add_sheet(w, "About");
	struct clock	 c = moment_clock(a->made_at);
	lxw_row_t	 row = 1;

	if (s == NULL)
		return;
	worksheet_set_column(s, 0, 0, 26, NULL);
	worksheet_set_column(s, 1, 1, 80, NULL);
	note(w, worksheet_write_string(s, 0, 0, fit(w, a->title), w->title));
	row = put_line(w, s, row, "Contains personal data",
	    a->personal ? "Yes: keep it as you keep a personnel file" : "No");
	row = put_line(w, s, row, "Cohort", a->cohort);
	row = put_line(w, s, row, "What was chosen", a->filters);
	if (date_is_set(a->as_of))
		row = put_line(w, s, row, "As of", date_text(w, a->as_of));
	if (a->made_at.s != 0)
		row = put_line(w, s, row, "Made", arena_printf(w->arena,
		    "%s at %d:%02d", date_text(w, c.date), c.hour, c.minute));
	row = put_line(w, s, row, "Made by", a->made_by);
	row = put_line(w, s, row, "Made for", a->made_for);
	put_line(w, s, row, "Purpose", a->purpose);
	worksheet_activate(s);
}

static void
put_definitions(struct writer *w, const struct workbook *b)
{
	static const struct sheet_column	columns[] = {
		{ "Sheet", SHEET_TEXT, NULL }, { "Column", SHEET_TEXT, NULL },
		{ "Holds", SHEET_TEXT, NULL },
		{ "What it says", SHEET_TEXT, NULL },
	};
	static const char *const	types[] = { "Text", "Number", "Pounds",
					    "Date", "Number" };
	struct sheet			definitions = { "Columns", "columns",
					    columns, 4, NULL, 0 };
	struct sheet_cell		*cell;
	lxw_worksheet			*s = add_sheet(w, "Columns");

	for (size_t i = 0; i < b->nsheets; i++)
		definitions.nrows += b->sheets[i].ncolumns;
	definitions.cells = cell = arena_array(w->arena,
	    definitions.nrows * 4, sizeof(*cell));
	for (size_t i = 0; i < b->nsheets; i++)
		for (size_t c = 0; c < b->sheets[i].ncolumns; c++) {
			const struct sheet_column	*of =
			    &b->sheets[i].columns[c];

			*cell++ = sheet_text(b->sheets[i].name);
			*cell++ = sheet_text(of->heading);
			*cell++ = sheet_text(types[of->type]);
			*cell++ = sheet_text(of->definition);
		}
	if (s != NULL)
		put_table(w, s, &definitions);
}

static void
set_formats(struct writer *w)
{
	w->title = workbook_add_format(w->book);
	format_set_bold(w->title);
	format_set_font_size(w->title, 16);
	w->heading = workbook_add_format(w->book);
	format_set_bold(w->heading);
	format_set_align(w->heading, LXW_ALIGN_VERTICAL_TOP);
	w->wrapped = workbook_add_format(w->book);
	format_set_text_wrap(w->wrapped);
	format_set_align(w->wrapped, LXW_ALIGN_VERTICAL_TOP);
	for (int i = SHEET_TEXT; i <= SHEET_REAL; i++) {
		w->formats[i] = workbook_add_format(w->book);
		format_set_align(w->formats[i], LXW_ALIGN_VERTICAL_TOP);
	}
	format_set_text_wrap(w->formats[SHEET_TEXT]);
	format_set_num_format(w->formats[SHEET_NUMBER], "#,##0");
	format_set_num_format(w->formats[SHEET_POUNDS], "\"£\"#,##0");
	format_set_num_format(w->formats[SHEET_DATE], "d mmmm yyyy");
	format_set_num_format(w->formats[SHEET_REAL], "0.00");
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
put_workbook(struct writer *w, const struct workbook *b)
{
	lxw_doc_properties	 properties = {
				    .title = (char *)fit(w, b->about.title),
				    .subject = "Waymark",
				    .author = (char *)fit(w,
				    b->about.made_by != NULL ?
				    b->about.made_by : "Waymark"),
				    .company = "Waymark",
				    .created = made_at(&b->about) };
	lxw_worksheet		*s;

	set_formats(w);
	note(w, workbook_set_properties(w->book, &properties));
	put_about(w, &b->about);
	for (size_t i = 0; i < b->nsheets; i++)
		if ((s = add_sheet(w, b->sheets[i].name)) != NULL)
			put_table(w, s, &b->sheets[i]);
	put_definitions(w, b);
	note(w, workbook_close(w->book));
}

static bool
copy_out(struct out *o, int fd)
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

/*
 * The library writes to a file by its name: that of one which lies in memory.
 * Its parts lie in a file system in memory, without a name once they are open.
 */
bool
workbook_put(struct out *o, struct arena *a, const struct workbook *b)
{
	struct lxw_workbook_options	 options = { .tmpdir = "/dev/shm" };
	struct writer			 w = { .arena = a };
	int				 fd;
	bool				 made;

	for (size_t i = 0; i < b->nsheets; i++)
		if (b->sheets[i].nrows > SHEET_ROWS_MAX)
			return (false);
	if ((fd = memfd_create("workbook", MFD_CLOEXEC)) < 0)
		return (false);
	w.book = workbook_new_opt(arena_printf(a, "/proc/self/fd/%d", fd),
	    &options);
	if (w.book != NULL)
		put_workbook(&w, b);
	made = w.book != NULL && !w.failed && copy_out(o, fd);
	close(fd);
	return (made);
}
