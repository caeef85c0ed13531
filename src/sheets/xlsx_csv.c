/* xlsx_csv - the cells of a workbook are written as CSV, sheet by sheet. */
#include <stdlib.h>
#include <string.h>

#include "core/arena.h"
#include "core/out.h"
#include "sheets/csv.h"
#include "sheets/xlsx_csv.h"

/* The first of some cells, and how many there are. */
struct some_cells { uint32_t row, column; size_t n; };

/* One row while its cells come. */
struct writer {
	struct arena		*arena;
	const struct xlsx_limits *limits;
	struct xlsx_csv		 book;
	struct out		 csv;
	const char		**cells;
	uint32_t		 row, column, width, written;
	struct some_cells	 formulas, unworked;
	size_t			 nmerged;
	const char		*merged;
	bool			 too_much;
};

static const char *
number_text(struct arena *a, double n)
{
	if (n > -1e15 && n < 1e15 && n == (double)(int64_t)n)
		return (arena_printf(a, "%ld", (long)n));
	return (arena_printf(a, "%.15g", n));
}

static const char *
time_text(struct arena *a, int32_t s)
{
	return (s % 60 == 0 ? arena_printf(a, "%02d:%02d", s / 3600,
	    s / 60 % 60) : arena_printf(a, "%02d:%02d:%02d", s / 3600,
	    s / 60 % 60, s % 60));
}

static const char *
cell_text(struct arena *a, const struct xlsx_cell *c)
{
	const char	*day;

	switch (c->type) {
	case XLSX_NUMBER:
		return (number_text(a, c->number));
	case XLSX_DATE:
		day = arena_printf(a, "%04d-%02d-%02d", c->date.year,
		    c->date.month, c->date.day);
		return (c->seconds == 0 ? day : arena_printf(a, "%s %s", day,
		    time_text(a, c->seconds)));
	case XLSX_TIME:
		return (time_text(a, c->seconds));
	case XLSX_BOOLEAN:
		return (c->number != 0 ? "TRUE" : "FALSE");
	case XLSX_NOT_WORKED_OUT:
		return (XLSX_CSV_NO_VALUE);
	default:
		return (arena_strdup(a, c->text));
	}
}

static void
count(struct some_cells *s, const struct xlsx_cell *c)
{
	if (s->n++ > 0)
		return;
	s->row = c->row;
	s->column = c->column;
}

static struct xlsx_csv_sheet *
current(struct writer *w)
{
	return (w->book.nsheets == 0 ? NULL :
	    &w->book.sheets[w->book.nsheets - 1]);
}

/* The row that was gathered, behind empty ones for those between. */
static void
put_row(struct writer *w)
{
	if (w->column == 0)
		return;
	if (w->width < w->column)
		w->width = current(w)->nrows == 0 ? w->column : w->width;
	for (; w->written + 1 < w->row; w->written++)
		out_raw(&w->csv, "\r\n", 2);
	if (w->csv.len > CSV_BYTES_MAX)
		w->too_much = true;
	else
		csv_put_row(&w->csv, w->cells, w->column > w->width ?
		    w->column : w->width);
	memset(w->cells, 0, (w->limits->columns + 1) * sizeof(*w->cells));
	w->written = w->row;
	w->column = 0;
	current(w)->nrows++;
}

static void
note(struct xlsx_csv_sheet *s, const char *words)
{
	s->notes[s->nnotes++] = words;
}

/* "Cell D5 holds a formula", "3 cells, the first is D5, hold formulas" */
static void
note_formulas(struct writer *w, struct xlsx_csv_sheet *s)
{
	const char	*first = xlsx_place(w->arena, w->formulas.row,
			    w->formulas.column);

	if (w->formulas.n == 1)
		note(s, arena_printf(w->arena, "Cell %s holds a formula. The "
		    "value that it had when the workbook was saved is read",
		    first));
	else if (w->formulas.n > 1)
		note(s, arena_printf(w->arena, "%zu cells hold formulas, the "
		    "first is %s. The values that they had when the workbook "
		    "was saved are read", w->formulas.n, first));
	if (w->unworked.n > 0)
		note(s, arena_printf(w->arena, "The formula in cell %s%s has "
		    "no value yet. Open the workbook in Excel or LibreOffice, "
		    "save it and select it again", xlsx_place(w->arena,
		    w->unworked.row, w->unworked.column),
		    w->unworked.n == 1 ? "" : arena_printf(w->arena,
		    ", as %zu more,", w->unworked.n - 1)));
}

static void
end_sheet(struct writer *w)
{
	struct xlsx_csv_sheet	*s = current(w);

	if (s == NULL)
		return;
	put_row(w);
	s->csv = arena_strndup(w->arena, w->csv.len > 0 ? w->csv.data : "",
	    w->csv.len);
	note_formulas(w, s);
	if (w->nmerged > 0)
		note(s, arena_printf(w->arena, "Merged cells%s, %s: only the "
		    "first of them has the value, the others are empty",
		    w->nmerged == 1 ? "" : " are in several places, the first "
		    "is", w->merged));
	out_reset(&w->csv);
	w->row = w->written = w->width = w->column = 0;
	w->formulas = w->unworked = (struct some_cells){ 0 };
	w->nmerged = 0;
}

static void
take_sheet(void *to, const struct xlsx_sheet *s)
{
	struct writer	*w = to;

	end_sheet(w);
	w->book.sheets[w->book.nsheets++] = (struct xlsx_csv_sheet){
	    .name = arena_strdup(w->arena, s->name), .hidden = s->hidden };
}

static void
take_cell(void *to, const struct xlsx_cell *c)
{
	struct writer	*w = to;

	if (w->too_much)
		return;
	if (c->row != w->row)
		put_row(w);
	w->row = c->row;
	w->column = c->column;
	w->cells[c->column - 1] = cell_text(w->arena, c);
	if (c->type == XLSX_NOT_WORKED_OUT)
		count(&w->unworked, c);
	else if (c->formula)
		count(&w->formulas, c);
}

static void
take_merged(void *to, const char *range)
{
	struct writer	*w = to;

	if (w->nmerged++ == 0)
		w->merged = arena_strdup(w->arena, range);
}

struct xlsx_csv
xlsx_csv(struct arena *a, const void *bytes, size_t n,
    const struct xlsx_limits *limits)
{
	struct writer			 w = { .arena = a, .limits = limits };
	const struct xlsx_taker		 taker = { take_sheet, take_cell,
					    take_merged, &w };
	struct xlsx_verdict		 v;

	w.cells = arena_array(a, limits->columns + 1, sizeof(*w.cells));
	w.book.sheets = arena_array(a, limits->sheets,
	    sizeof(*w.book.sheets));
	v = xlsx_read(bytes, n, limits, &taker);
	end_sheet(&w);
	out_free(&w.csv);
	if (w.too_much && v.fault == XLSX_SOUND)
		v.fault = XLSX_UNPACKS;
	if (v.fault != XLSX_SOUND)
		w.book = (struct xlsx_csv){ .refused = xlsx_refusal(a, v,
		    limits), .later = v.fault == XLSX_LATER };
	return (w.book);
}
