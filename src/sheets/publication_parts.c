/* What stands before and behind the tables of a publication. */
#include "core/arena.h"
#include "publishing.h"

enum { PAGE_WIDTH = 96, CHART_ROW = 4 };

static void
put_cover(struct publishing *g)
{
	lxw_worksheet	*s = publish_sheet(g, "Cover", g->p->title);
	lxw_row_t	 row = 1;

	if (s == NULL)
		return;
	book_note(&g->book, worksheet_set_column(s, 0, 0, PAGE_WIDTH, NULL));
	for (const char *const *c = g->p->cover; *c != NULL; c++)
		publish_line(g, s, row++, *c, g->cells[SHEET_TEXT]);
	worksheet_activate(s);
}

static void
put_link(struct publishing *g, lxw_worksheet *s, lxw_row_t row,
    const char *name)
{
	book_note(&g->book, worksheet_write_url_opt(s, row, 0,
	    arena_printf(g->book.arena, "internal:'%s'!A1", name), g->link,
	    name, NULL));
}

/* What the sheets behind it are called, and hold. */
static struct sheet_cell *
contents_of(struct publishing *g, size_t *n)
{
	const struct publication	*p = g->p;
	struct sheet_cell		*all = arena_array(g->book.arena,
					    2 * (2 + 2 * p->ntables),
					    sizeof(*all)), *c = all;
	size_t				 charts = 0;

	*c++ = sheet_text("Notes");
	*c++ = sheet_text("Notes, and what marks in cells mean");
	*c++ = sheet_text("Definitions");
	*c++ = sheet_text("What every column of every table says");
	for (size_t i = 0; i < p->ntables; i++) {
		*c++ = sheet_text(publish_name(g, "Table", i));
		*c++ = sheet_text(p->tables[i].title);
	}
	for (size_t i = 0; i < p->ntables; i++)
		if (p->tables[i].chart.title != NULL) {
			*c++ = sheet_text(publish_name(g, "Chart", charts++));
			*c++ = sheet_text(p->tables[i].chart.title);
		}
	*n = (size_t)(c - all) / 2;
	return (all);
}

static void
put_contents(struct publishing *g)
{
	static const struct sheet_column columns[] = {
		{ "Sheet", SHEET_TEXT }, { "What it holds", SHEET_TEXT } };
	lxw_worksheet	*s = publish_sheet(g, "Contents", "Contents");
	struct sheet	 t = { NULL, "contents", columns, 2, NULL, 0 };

	if (s == NULL)
		return;
	t.cells = contents_of(g, &t.nrows);
	publish_line(g, s, 1, "This worksheet contains one table, whose first "
	    "column links to the other worksheets.", g->text);
	publish_table(g, s, 2, &t, true);
	for (size_t i = 0; i < t.nrows; i++)
		put_link(g, s, 3 + (lxw_row_t)i, t.cells[2 * i].text);
}

static bool
any_has(const struct publication *p, int mark)
{
	for (size_t i = 0; i < p->ntables; i++)
		if (mark_stands(&p->tables[i].sheet, mark))
			return (true);
	return (false);
}

static void
put_notes(struct publishing *g)
{
	static const struct sheet_column columns[] = {
		{ "Note or mark", SHEET_TEXT },
		{ "What it says", SHEET_TEXT } };
	lxw_worksheet		*s = publish_sheet(g, "Notes", "Notes");
	struct sheet		 t = { NULL, "notes", columns, 2, NULL, 0 };
	struct sheet_cell	*c;
	size_t			 n = 0;

	if (s == NULL)
		return;
	while (g->p->notes[n] != NULL)
		n++;
	t.cells = c = arena_array(g->book.arena, 2 * (n + MARKS), sizeof(*c));
	for (size_t i = 0; i < n; i++) {
		*c++ = sheet_text(arena_printf(g->book.arena, "[note %zu]",
		    i + 1));
		*c++ = sheet_text(g->p->notes[i]);
	}
	for (int i = 0; i < MARKS; i++)
		if (any_has(g->p, i)) {
			*c++ = sheet_text(marks[i].sign);
			*c++ = sheet_text(marks[i].means);
		}
	t.nrows = (size_t)(c - t.cells) / 2;
	publish_line(g, s, 1, "This worksheet contains one table.", g->text);
	publish_table(g, s, 2, &t, true);
}

static void
put_definitions(struct publishing *g)
{
	static const struct sheet_column columns[] = {
		{ "Table", SHEET_TEXT }, { "Column", SHEET_TEXT },
		{ "What it says", SHEET_TEXT } };
	lxw_worksheet		*s = publish_sheet(g, "Definitions",
				    "Definitions");
	struct sheet		 t = { NULL, "definitions", columns, 3, NULL,
				    0 };
	struct sheet_cell	*c;

	if (s == NULL)
		return;
	for (size_t i = 0; i < g->p->ntables; i++)
		t.nrows += g->p->tables[i].sheet.ncolumns;
	t.cells = c = arena_array(g->book.arena, 3 * t.nrows, sizeof(*c));
	for (size_t i = 0; i < g->p->ntables; i++)
		for (size_t k = 0; k < g->p->tables[i].sheet.ncolumns; k++) {
			const struct sheet_column	*of =
			    &g->p->tables[i].sheet.columns[k];

			*c++ = sheet_text(publish_name(g, "Table", i));
			*c++ = sheet_text(of->heading);
			*c++ = sheet_text(of->definition);
		}
	publish_line(g, s, 1, "This worksheet contains one table.", g->text);
	publish_table(g, s, 2, &t, true);
}

void
publish_front(struct publishing *g)
{
	put_cover(g);
	put_contents(g);
	put_notes(g);
	put_definitions(g);
}

static void
put_series(struct publishing *g, lxw_chart *chart, const struct sheet *t,
    const struct published_chart *c, const char *sheet, lxw_row_t top)
{
	static const lxw_color_t colours[CHART_SERIES_MOST] = { 0x12436D,
				    0x28A197, 0x801650, 0x3D3D3D };
	lxw_row_t		 last = top + (lxw_row_t)t->nrows;

	for (size_t i = 0; i < c->nvalues; i++) {
		lxw_chart_series	*s = chart_add_series(chart, NULL,
					    NULL);
		lxw_chart_fill		 fill = { .color = colours[i] };
		lxw_col_t		 col = (lxw_col_t)c->values[i];

		if (s == NULL) {
			book_note(&g->book, LXW_ERROR_MEMORY_MALLOC_FAILED);
			return;
		}
		chart_series_set_categories(s, sheet, top + 1,
		    (lxw_col_t)c->of, last, (lxw_col_t)c->of);
		chart_series_set_values(s, sheet, top + 1, col, last, col);
		chart_series_set_name_range(s, sheet, top, col);
		chart_series_set_fill(s, &fill);
		chart_series_set_labels(s);
	}
}

void
publish_chart(struct publishing *g, size_t table, size_t n, lxw_row_t top)
{
	const struct published_table	*t = &g->p->tables[table];
	const char			*of = publish_name(g, "Table", table);
	struct arena			*a = g->book.arena;
	lxw_worksheet			*s = publish_sheet(g, publish_name(g,
					    "Chart", n), arena_printf(a,
					    "Chart %zu: %s", n + 1,
					    t->chart.title));
	lxw_chart			*chart = workbook_add_chart(
					    g->book.book, LXW_CHART_BAR);
	lxw_chart_options		 looks = { .x_scale = 1.9,
					    .y_scale = 0.9 + 0.1 *
					    (double)t->sheet.nrows,
					    .description = arena_strdup(a,
					    t->chart.alt) };

	if (s == NULL || chart == NULL)
		return;
	publish_line(g, s, 1, arena_printf(a, "This worksheet contains one "
	    "chart. It shows the same data as %s, where a bar is missing for "
	    "each mark.", of), g->text);
	publish_line(g, s, 2, t->chart.alt, g->text);
	put_series(g, chart, &t->sheet, &t->chart, of, top);
	chart_title_off(chart);
	/* The axis across is that of the values: its bars lie. */
	chart_axis_set_name(chart->y_axis,
	    t->sheet.columns[t->chart.of].heading);
	chart_axis_set_reverse(chart->y_axis);
	chart_axis_set_name(chart->x_axis, t->chart.axis);
	if (t->chart.nvalues == 1)
		chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
	else
		chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
	book_note(&g->book, worksheet_insert_chart_opt(s, CHART_ROW, 0, chart,
	    &looks));
}
