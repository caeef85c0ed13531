/* fairness_files - the same figures as a table of values. */
#include <math.h>
#include <string.h>

#include "pages.h"
#include "sheets/csv.h"
#include "sheets/workbook.h"
#include "views.h"

static const struct sheet_column columns[] = {
	{ "Outcome", SHEET_TEXT, "What happened; see the sheet of outcomes." },
	{ "By", SHEET_TEXT, "What people are grouped by." },
	{ "Line", SHEET_TEXT, "Group, Comparison of two, All groups at "
	    "once, or Trend." },
	{ "Group", SHEET_TEXT, "The group of this line." },
	{ "Reference", SHEET_TEXT, "What it is compared with." },
	{ "People", SHEET_NUMBER, "How many the rate is of. Empty where it may "
	    "not be told." },
	{ "Happened to", SHEET_NUMBER, "To how many of them it happened." },
	{ "Started", SHEET_NUMBER, "How many started towards it." },
	{ "Pending", SHEET_NUMBER, "Of how many nothing is decided yet." },
	{ "Reference people", SHEET_NUMBER, "How many the reference has." },
	{ "Reference happened to", SHEET_NUMBER, "To how many of these it "
	    "happened." },
	{ "Rate", SHEET_REAL, "Percent." },
	{ "Rate from", SHEET_REAL, "Percent; lower end of the 95 percent range "
	    "(Wilson)." },
	{ "Rate to", SHEET_REAL, "Percent; its upper end." },
	{ "Ratio", SHEET_REAL, "Of the two rates; of rounded numbers where "
	    "these are rounded." },
	{ "Ratio from", SHEET_REAL, "Lower end of the 95 percent range "
	    "(Koopman)." },
	{ "Ratio to", SHEET_REAL, "Its upper end; empty where nothing bounds "
	    "it." },
	{ "Pooled ratio", SHEET_REAL, "Within cohorts (Mantel and Haenszel)." },
	{ "Status", SHEET_TEXT, "[c]: a number is left out because it is "
	    "small, or would tell one that is. Rounded: to the nearest 5, or "
	    "left out when it is 1 to 7." },
	{ "In words", SHEET_TEXT, "What may be said of it." },
};
enum { COLUMNS = sizeof(columns) / sizeof(*columns) };

static struct sheet_cell
token_cell(const struct token *t)
{
	return (*t->text == '\0' || t->value < 0 ? (struct sheet_cell){ 0 } :
	    sheet_number(t->value));
}

/* Two decimals, so that the same figure is the same bytes. */
static struct sheet_cell
real_cell(double v)
{
	return (isnan(v) || isinf(v) ? (struct sheet_cell){ 0 } :
	    sheet_number(round(100 * v) / 100));
}

static const char *
status_of(const struct token *const *t, size_t n)
{
	const char	*status = "";

	for (size_t i = 0; i < n; i++) {
		if (strcmp(t[i]->text, "c") == 0)
			return ("[c]");
		if (*t[i]->text != '\0' && !token_is_exact(t[i]))
			status = "Rounded";
	}
	return (status);
}

static void
put_group(struct sheet_cell *c, const struct equity_table *t,
    const struct equity_group *g)
{
	const struct token *const	all[] = { &g->people, &g->events,
					    &g->started, &g->pending };
	bool				known = g->has_rate;

	memset(c, 0, COLUMNS * sizeof(*c));
	c[0] = sheet_text(t->outcome->title);
	c[1] = sheet_text(t->by->title);
	c[2] = sheet_text("Group");
	c[3] = sheet_text(g->name);
	c[5] = token_cell(&g->people);
	c[6] = token_cell(&g->events);
	c[7] = token_cell(&g->started);
	c[8] = token_cell(&g->pending);
	c[11] = real_cell(known ? 100 * g->rate : NAN);
	c[12] = real_cell(known ? 100 * g->within.low : NAN);
	c[13] = real_cell(known ? 100 * g->within.high : NAN);
	c[18] = sheet_text(status_of(all, 4));
}

static void
put_comparison(struct sheet_cell *cell, const struct equity_table *t,
    const struct equity_comparison *c)
{
	const struct token *const	all[] = { &c->x1, &c->n1, &c->x2,
					    &c->n2 };

	memset(cell, 0, COLUMNS * sizeof(*cell));
	cell[0] = sheet_text(t->outcome->title);
	cell[1] = sheet_text(t->by->title);
	cell[2] = sheet_text("Comparison");
	cell[3] = sheet_text(c->group);
	cell[4] = sheet_text(c->reference);
	cell[5] = token_cell(&c->n1);
	cell[6] = token_cell(&c->x1);
	cell[9] = token_cell(&c->n2);
	cell[10] = token_cell(&c->x2);
	cell[14] = real_cell(c->ratio);
	cell[15] = real_cell(c->within.low);
	cell[16] = real_cell(c->within.high);
	cell[17] = real_cell(c->pooled_known ? c->pooled.value : NAN);
	cell[18] = sheet_text(status_of(all, 4));
	cell[19] = sheet_text(c->sentence);
}

static void
put_words(struct sheet_cell *c, const struct equity_table *t,
    const char *line, const char *status, const char *words)
{
	memset(c, 0, COLUMNS * sizeof(*c));
	c[0] = sheet_text(t->outcome->title);
	c[1] = sheet_text(t->by->title);
	c[2] = sheet_text(line);
	c[18] = sheet_text(status);
	c[19] = sheet_text(words);
}

static struct sheet
lines_of(struct arena *a, const struct equity_report *r)
{
	size_t			 n = 0, most = 1;
	struct sheet_cell	*cells;

	for (size_t i = 0; i < r->ntables; i++)
		most += r->tables[i].ngroups + r->tables[i].ncomparisons + 3;
	cells = arena_array(a, most * COLUMNS, sizeof(*cells));
	for (size_t i = 0; i < r->ntables; i++) {
		const struct equity_table	*t = &r->tables[i];

		if (t->withheld != NULL)
			put_words(cells + COLUMNS * n++, t, "Not shown",
			    "[c]", t->withheld);
		for (size_t k = 0; k < t->ngroups; k++)
			put_group(cells + COLUMNS * n++, t, &t->groups[k]);
		if (t->together != NULL)
			put_words(cells + COLUMNS * n++, t, "All groups", "",
			    t->together);
		if (t->gap_trend != NULL)
			put_words(cells + COLUMNS * n++, t, "Trend", "",
			    t->gap_trend);
		for (size_t k = 0; k < t->ncomparisons; k++)
			put_comparison(cells + COLUMNS * n++, t,
			    &t->comparisons[k]);
	}
	return ((struct sheet){ "Fairness", "fairness", columns, COLUMNS,
	    cells, n });
}

static const char *
csv_cell(struct arena *a, const struct sheet_column *column,
    const struct sheet_cell *c)
{
	if (column->type == SHEET_TEXT)
		return (c->text);
	if (!c->known)
		return (NULL);
	return (arena_printf(a, column->type == SHEET_REAL ? "%.2f" : "%.0f",
	    c->number));
}

void
fairness_csv_put(struct request *req, const struct fairness *f)
{
	struct sheet	 s = lines_of(req->arena, f->report);
	const char	*row[COLUMNS];

	for (size_t i = 0; i < COLUMNS; i++)
		row[i] = columns[i].heading;
	csv_put_mark(req->out);
	csv_put_row(req->out, row, COLUMNS);
	for (size_t n = 0; n < s.nrows; n++) {
		for (size_t i = 0; i < COLUMNS; i++)
			row[i] = csv_cell(req->arena, &columns[i],
			    &s.cells[n * COLUMNS + i]);
		csv_put_row(req->out, row, COLUMNS);
	}
}

enum status
fairness_csv(struct request *req)
{
	struct fairness	f = fairness_asked(req, false, false);

	if (f.report == NULL)
		return (NOT_FOUND);
	fairness_csv_put(req, &f);
	return (file(req, "text/csv; charset=utf-8",
	    arena_printf(req->arena, "fairness-%ld.csv",
	    (long)f.programme)));
}
