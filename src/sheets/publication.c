/* Writes statistics as a workbook in the publication profile. */
#include <sys/mman.h>

#include <string.h>
#include <unistd.h>

#include "core/arena.h"
#include "core/out.h"
#include "core/text.h"
#include "publishing.h"

enum {
	FONT_SIZE = 12, TITLE_SIZE = 16, TEXT_WIDTH_MOST = 44, WIDTH_LEAST = 14,
	PROSE_WIDTH = 80, LINE_HEIGHT = 16, TITLE_HEIGHT = 24
};

const struct mark	marks[] = {
	{ "[c]", "left out to protect people: the number is small, or would "
	    "tell one that is" },
	{ "[z]", "does not apply" },
	{ "[x]", "not available" },
	{ "[low]", "rounds to 0, and is not 0" },
	{ "[u]", "of so few people that it is unreliable" },
};

/* Which of the marks this is, or -1. */
static int
mark_of(const char *text)
{
	for (int i = 0; i < MARKS; i++)
		if (text != NULL && strcmp(text, marks[i].sign) == 0)
			return (i);
	return (-1);
}

static bool
has_value(enum sheet_type type, const struct sheet_cell *c)
{
	if (type == SHEET_TEXT)
		return (c->text != NULL && *c->text != '\0');
	return (type == SHEET_DATE ? date_is_set(c->date) : c->known);
}

/* A mark in the place of a value, which says why there is none. */
static bool
is_marked(enum sheet_type type, const struct sheet_cell *c)
{
	return (mark_of(c->text) >= 0 && (type == SHEET_TEXT ||
	    !has_value(type, c)));
}

static bool
has_blanks(const struct sheet *s)
{
	for (size_t i = 0; i < s->nrows * s->ncolumns; i++) {
		enum sheet_type	type = s->columns[i % s->ncolumns].type;

		if (!has_value(type, &s->cells[i]) &&
		    !is_marked(type, &s->cells[i]))
			return (true);
	}
	return (false);
}

static lxw_format *
format_new(struct publishing *g, int size, bool bold)
{
	lxw_format	*f = workbook_add_format(g->book.book);

	format_set_font_name(f, "Arial");
	format_set_font_size(f, size);
	format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
	if (bold)
		format_set_bold(f);
	return (f);
}

static void
set_formats(struct publishing *g)
{
	static const char *const	numbers[SHEET_TYPES] = {
		[SHEET_NUMBER] = "#,##0", [SHEET_POUNDS] = "\"£\"#,##0",
		[SHEET_DATE] = "d mmmm yyyy", [SHEET_REAL] = "0.00",
		[SHEET_PLAIN] = "0"
	};

	g->title = format_new(g, TITLE_SIZE, true);
	g->text = format_new(g, FONT_SIZE, false);
	g->heading = format_new(g, FONT_SIZE, true);
	format_set_text_wrap(g->heading);
	g->heading_right = format_new(g, FONT_SIZE, true);
	format_set_text_wrap(g->heading_right);
	format_set_align(g->heading_right, LXW_ALIGN_RIGHT);
	g->link = format_new(g, FONT_SIZE, false);
	format_set_underline(g->link, LXW_UNDERLINE_SINGLE);
	format_set_font_color(g->link, 0x0B0C8C);
	for (int i = 0; i < SHEET_TYPES; i++) {
		g->cells[i] = format_new(g, FONT_SIZE, false);
		if (numbers[i] == NULL)
			format_set_text_wrap(g->cells[i]);
		else {
			format_set_num_format(g->cells[i], numbers[i]);
			format_set_align(g->cells[i], LXW_ALIGN_RIGHT);
		}
	}
}

void
publish_line(struct publishing *g, lxw_worksheet *s, lxw_row_t row,
    const char *words, lxw_format *format)
{
	book_note(&g->book, worksheet_write_string(s, row, 0,
	    book_fit(&g->book, words), format));
}

/* A sheet with what it is on top. */
lxw_worksheet *
publish_sheet(struct publishing *g, const char *name, const char *title)
{
	lxw_worksheet	*s = book_sheet(&g->book, name);

	if (s == NULL)
		return (NULL);
	publish_line(g, s, 0, title, g->title);
	book_note(&g->book, worksheet_set_row(s, 0, TITLE_HEIGHT, NULL));
	worksheet_set_landscape(s);
	worksheet_fit_to_pages(s, 1, 0);
	return (s);
}

static size_t
longest_word(const char *s)
{
	size_t	longest = 0, n = 0;

	for (; *s != '\0'; text_next(&s)) {
		n = *s == ' ' ? 0 : n + 1;
		longest = n > longest ? n : longest;
	}
	return (longest);
}

/* How many lines a text takes in a column of so many letters. */
static int
lines_in(const char *s, size_t width)
{
	size_t	at = 0, word;
	int	lines = 1;

	while (s != NULL && *s != '\0') {
		for (word = 0; *s != '\0' && *s != ' '; text_next(&s))
			word++;
		if (at > 0 && at + 1 + word > width) {
			lines++;
			at = word;
		} else
			at += (at > 0) + word;
		while (*s == ' ')
			s++;
	}
	return (lines);
}

/* In letters; prose: of the last column, which is text to read. */
static size_t
width_of(const struct sheet *t, size_t col, bool prose)
{
	size_t	widest = longest_word(t->columns[col].heading) + 2;

	for (size_t row = 0; row < t->nrows; row++) {
		const char	*s = t->cells[row * t->ncolumns + col].text;
		size_t		 n = s == NULL ? 0 : text_length(s);

		widest = n > widest ? n : widest;
	}
	if (t->columns[col].type == SHEET_DATE && widest < WIDTH_LEAST + 3)
		widest = WIDTH_LEAST + 3;
	if (prose && col == t->ncolumns - 1)
		return (PROSE_WIDTH);
	widest = widest > TEXT_WIDTH_MOST ? TEXT_WIDTH_MOST : widest;
	return (widest < WIDTH_LEAST ? WIDTH_LEAST : widest);
}

/* Programs that open it do not all find out how high a row has to be. */
static void
set_height(struct publishing *g, lxw_worksheet *s, lxw_row_t row,
    const struct sheet *t, const struct sheet_cell *cells, bool prose)
{
	int	most = 1, n;

	for (size_t col = 0; col < t->ncolumns; col++) {
		n = lines_in(cells == NULL ? t->columns[col].heading :
		    cells[col].text, width_of(t, col, prose));
		most = n > most ? n : most;
	}
	book_note(&g->book, worksheet_set_row(s, row, most * LINE_HEIGHT,
	    NULL));
}

static void
put_cell(struct publishing *g, lxw_worksheet *s, lxw_row_t row, lxw_col_t col,
    enum sheet_type type, const struct sheet_cell *c)
{
	if (type != SHEET_TEXT && is_marked(type, c))
		book_note(&g->book, worksheet_write_string(s, row, col,
		    c->text, g->cells[type]));
	else
		book_cell(&g->book, s, row, col, type, c, g->cells[type]);
}

/* A table whose headings stand in this row: marked up as one, and without
 * filters or stripes. */
void
publish_table(struct publishing *g, lxw_worksheet *s, lxw_row_t top,
    const struct sheet *t, bool prose)
{
	struct arena		*a = g->book.arena;
	lxw_table_column	*all = arena_array(a, t->ncolumns,
				    sizeof(*all));
	lxw_table_column	**list = arena_array(a, t->ncolumns + 1,
				    sizeof(*list));
	lxw_table_options	 options = { .name = arena_strdup(a,
				    t->table), .columns = list,
				    .no_autofilter = LXW_TRUE,
				    .no_banded_rows = LXW_TRUE,
				    .style_type = LXW_TABLE_STYLE_TYPE_LIGHT };

	for (size_t col = 0; col < t->ncolumns; col++) {
		all[col].header = arena_strdup(a, t->columns[col].heading);
		all[col].header_format = t->columns[col].type == SHEET_TEXT ?
		    g->heading : g->heading_right;
		list[col] = &all[col];
		/* Letters of this size are wider than those of widths. */
		book_note(&g->book, worksheet_set_column(s, (lxw_col_t)col,
		    (lxw_col_t)col, 1.25 * (double)width_of(t, col, prose),
		    NULL));
	}
	set_height(g, s, top, t, NULL, prose);
	for (size_t row = 0; row < t->nrows; row++)
		set_height(g, s, top + 1 + (lxw_row_t)row, t,
		    &t->cells[row * t->ncolumns], prose);
	book_note(&g->book, worksheet_add_table(s, top, 0,
	    top + (lxw_row_t)t->nrows, (lxw_col_t)(t->ncolumns - 1),
	    &options));
	for (size_t i = 0; i < t->nrows * t->ncolumns; i++)
		put_cell(g, s, top + 1 + (lxw_row_t)(i / t->ncolumns),
		    (lxw_col_t)(i % t->ncolumns),
		    t->columns[i % t->ncolumns].type, &t->cells[i]);
}

const char *
publish_name(struct publishing *g, const char *what, size_t n)
{
	return (arena_printf(g->book.arena, "%s_%zu", what, n + 1));
}

bool
mark_stands(const struct sheet *t, int mark)
{
	for (size_t i = 0; i < t->nrows * t->ncolumns; i++)
		if (mark_of(t->cells[i].text) == mark &&
		    is_marked(t->columns[i % t->ncolumns].type, &t->cells[i]))
			return (true);
	return (false);
}

/* "Marks in this table: [c] left out ...; [z] does not apply." */
static const char *
marks_words(struct publishing *g, const struct sheet *t)
{
	const char	*words = NULL;

	for (int i = 0; i < MARKS; i++)
		if (mark_stands(t, i))
			words = arena_printf(g->book.arena, "%s%s %s",
			    words == NULL ? "Marks in this table: " :
			    arena_printf(g->book.arena, "%s; ", words),
			    marks[i].sign, marks[i].means);
	return (words == NULL ? NULL : arena_printf(g->book.arena, "%s.",
	    words));
}

/* The row of its headings. */
static lxw_row_t
put_published(struct publishing *g, size_t n)
{
	const struct published_table	*t = &g->p->tables[n];
	const char			*name = publish_name(g, "Table", n);
	lxw_worksheet			*s = publish_sheet(g, name,
					    arena_printf(g->book.arena,
					    "Table %zu: %s", n + 1, t->title));
	const char			*words = marks_words(g, &t->sheet);
	lxw_row_t			 row = 1;

	if (s == NULL)
		return (0);
	publish_line(g, s, row++, "This worksheet contains one table.",
	    g->text);
	if (words != NULL)
		publish_line(g, s, row++, words, g->text);
	if (t->says != NULL)
		publish_line(g, s, row++, t->says, g->text);
	publish_table(g, s, row, &t->sheet, false);
	return (row);
}

static void
put_properties(struct publishing *g)
{
	lxw_doc_properties	properties = {
				    .title = (char *)book_fit(&g->book,
				    g->p->title), .subject = "Statistics",
				    .author = (char *)book_fit(&g->book,
				    g->p->publisher),
				    .company = (char *)book_fit(&g->book,
				    g->p->publisher),
				    .keywords = "statistics, social work",
				    .created = g->p->made_at.s != 0 ?
				    g->p->made_at.s :
				    date_number(g->p->as_of) * 86400 };

	book_note(&g->book, workbook_set_properties(g->book.book,
	    &properties));
	book_note(&g->book, workbook_set_custom_property_string(g->book.book,
	    "Language", "en-GB"));
}

static void
put_all(struct publishing *g)
{
	const struct publication	*p = g->p;
	lxw_row_t			*tops = arena_array(g->book.arena,
					    p->ntables, sizeof(*tops));
	size_t				 charts = 0;

	set_formats(g);
	put_properties(g);
	publish_front(g);
	for (size_t i = 0; i < p->ntables; i++)
		tops[i] = put_published(g, i);
	for (size_t i = 0; i < p->ntables; i++)
		if (p->tables[i].chart.title != NULL)
			publish_chart(g, i, charts++, tops[i]);
}

bool
publication_put(struct out *o, struct arena *a, const struct publication *p)
{
	struct publishing	g = { .p = p };
	struct workbook_about	about = { .title = p->title,
				    .as_of = p->as_of, .made_at = p->made_at,
				    .made_by = p->publisher };
	bool			made;
	int			fd;

	if (p->notes[0] == NULL)
		return (false);
	for (size_t i = 0; i < p->ntables; i++)
		if (p->tables[i].sheet.nrows == 0 ||
		    has_blanks(&p->tables[i].sheet))
			return (false);
	if ((fd = memfd_create("publication", MFD_CLOEXEC)) < 0)
		return (false);
	book_open(&g.book, a, fd, "/dev/shm", false, &about);
	if (g.book.book != NULL)
		put_all(&g);
	made = book_close(&g.book) && book_copy(o, fd);
	close(fd);
	return (made);
}
