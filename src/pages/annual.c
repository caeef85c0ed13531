/* annual - the annual return: a page, a published workbook, its CSV twin. */
#include <string.h>

#include "pages.h"
#include "sheets/csv.h"
#include "sheets/publication.h"
#include "views.h"

enum { CSV_COLUMNS = 7 };

struct url
annual_to(struct arena *a, const struct annual *of, const char *page)
{
	return (url_to(a, "%s", arena_printf(a, "/programmes/%ld%s%s",
	    (long)of->programme, page, of->for_funder ? "?for=funder" : "")));
}

enum status
annual_index(struct request *req)
{
	struct annual_programme_list	all = annual_programmes(req->db);

	if (all.n == 1)
		return (see_other(req, "/programmes/%ld/annual",
		    (long)all.v[0].id));
	annual_programmes_page(req->out, req, all);
	return (OK);
}

/* The return that the address asks for; NULL in report: nobody's business. */
static struct annual
annual_asked(struct request *req)
{
	const char	*whom = form_value(req->form, "for");
	struct annual	 a = { .programme = req->id[0],
			    .for_funder = strcmp(whom, "funder") == 0 };

	if (*whom == '\0' || a.for_funder)
		a.report = annual_return(req->db, req->arena, a.for_funder ?
		    EQUITY_AUDIENCE_PUBLIC : EQUITY_AUDIENCE_STAFF,
		    a.programme, req->today, req->reference);
	return (a);
}

enum status
annual(struct request *req)
{
	struct annual	a = annual_asked(req);

	if (a.report == NULL)
		return (NOT_FOUND);
	annual_page(req->out, req, &a);
	return (OK);
}

/* A line, its figures and their total, as columns of a sheet. */
static const struct sheet_column *
columns_of(struct arena *a, const struct annual_table *t)
{
	struct sheet_column	*c = arena_array(a, t->nfigures + 2,
				    sizeof(*c));

	c[0] = (struct sheet_column){ t->line, SHEET_TEXT,
	    arena_printf(a, "%s %s", t->counted, t->asked) };
	for (size_t i = 0; i < t->nfigures; i++)
		c[i + 1] = (struct sheet_column){ t->figures[i].heading,
		    SHEET_NUMBER, t->figures[i].definition };
	c[t->nfigures + 1] = (struct sheet_column){ arena_printf(a,
	    "%s [note 2]", t->of), SHEET_NUMBER,
	    "All figures of the line together." };
	return (c);
}

static struct sheet_cell
cell_of(const struct token *t)
{
	return (t->value < 0 ? sheet_text("[c]") : sheet_number(t->value));
}

static struct published_chart
chart_of(struct arena *a, const struct annual_table *t)
{
	struct published_chart	c = { arena_printf(a, "%s of each line of "
				    "the table", t->title),
				    arena_printf(a, "For each line a bar of "
				    "each figure: %s.", t->counted), "Number",
				    0, { 0 }, 0 };

	while (c.nvalues < t->nfigures && c.nvalues < CHART_SERIES_MOST) {
		c.values[c.nvalues] = c.nvalues + 1;
		c.nvalues++;
	}
	return (c);
}

static struct published_table
table_of(struct arena *a, const struct annual_table *t)
{
	size_t			 width = t->nfigures + 2;
	struct sheet_cell	*cells = arena_array(a, (t->nlines + 1) *
				    width, sizeof(*cells)), *c = cells;
	struct published_table	 p = { arena_printf(a, "%s [note 1]",
				    t->title), date_is_set(t->released_on) ?
				    arena_printf(a, "As it was given on %s.",
				    date_words(a, t->released_on)) : NULL,
				    { NULL, t->code, columns_of(a, t), width,
				    cells, t->nlines + 1 }, { 0 } };

	for (size_t line = 0; line <= t->nlines; line++) {
		*c++ = sheet_text(line == t->nlines ? "All of these" :
		    t->lines[line]);
		for (size_t i = 0; i <= t->nfigures; i++)
			*c++ = cell_of(annual_token(t, line, i));
	}
	if (strcmp(t->code, "trainees") == 0)
		p.chart = chart_of(a, t);
	return (p);
}

/* What is not in it, a line a table. */
static struct published_table
missing_of(struct arena *a, const struct annual_return *r)
{
	static const struct sheet_column columns[] = {
		{ "Table", SHEET_TEXT, "What was asked for." },
		{ "Why it is not given", SHEET_TEXT, "The reason." } };
	struct sheet_cell	*cells = arena_array(a, 2 * r->ntables + 2,
				    sizeof(*cells)), *c = cells;

	for (size_t i = 0; i < r->ntables; i++)
		if (r->tables[i].withheld != NULL) {
			*c++ = sheet_text(r->tables[i].title);
			*c++ = sheet_text(r->tables[i].withheld);
		}
	*c++ = sheet_text("After the ASYE");
	*c++ = sheet_text("What people do after the ASYE is not recorded in "
	    "Waymark.");
	return ((struct published_table){ "What is not given", NULL, { NULL,
	    "not_given", columns, 2, cells, (size_t)(c - cells) / 2 },
	    { 0 } });
}

static const char *
protection_words(const struct annual *a)
{
	return (a->for_funder ? "Numbers are rounded to the nearest 5, and 1 "
	    "to 7 are left out, as NHS Digital does." :
	    "For staff of the programme: small numbers, and those that would "
	    "tell one, are left out. Do not pass it on.");
}

static bool
put_workbook(struct request *req, const struct annual *of)
{
	const struct annual_return	*r = of->report;
	struct arena			*a = req->arena;
	const char *const		 cover[] = { arena_printf(a, "The "
					    "latest cohorts that have begun, "
					    "as of %s.", date_words(a,
					    r->as_of)),
					    protection_words(of), "Made by "
					    "Waymark, in which its figures "
					    "are kept as they were given.",
					    NULL };
	const char *const		 notes[] = { protection_words(of),
					    of->for_funder ? "Totals are "
					    "rounded by themselves, so that "
					    "figures need not add up to "
					    "them." : "A total is left out "
					    "only where it is small itself.",
					    NULL };
	struct published_table		*told = arena_array(a, r->ntables + 1,
					    sizeof(*told));
	struct publication		 p = { arena_printf(a, "Annual return, "
					    "%s", r->programme),
					    "Waymark", r->as_of, { 0 }, cover,
					    notes, told, 0 };

	for (size_t i = 0; i < r->ntables; i++)
		if (r->tables[i].withheld == NULL)
			told[p.ntables++] = table_of(a, &r->tables[i]);
	told[p.ntables++] = missing_of(a, r);
	return (publication_put(req->out, a, &p));
}

static const char *
name_of(struct request *req, const struct annual *a, const char *ends)
{
	return (arena_printf(req->arena, "annual-return-%s-%ld-%04d-%02d-%02d"
	    ".%s", a->for_funder ? "funder" : "staff", (long)a->programme,
	    a->report->as_of.year, a->report->as_of.month,
	    a->report->as_of.day, ends));
}

enum status
annual_workbook(struct request *req)
{
	struct annual	a = annual_asked(req);

	if (a.report == NULL)
		return (NOT_FOUND);
	return (put_workbook(req, &a) ? file(req, "application/vnd."
	    "openxmlformats-officedocument.spreadsheetml.sheet",
	    name_of(req, &a, "xlsx")) : FAILED);
}

static void
put_csv_table(struct request *req, const struct annual_table *t)
{
	for (size_t n = 0; t->withheld == NULL &&
	    n < (t->nlines + 1) * (t->nfigures + 1); n++) {
		size_t			 line = n / (t->nfigures + 1);
		size_t			 i = n % (t->nfigures + 1);
		const struct token	*k = annual_token(t, line, i);
		bool			 is_total = i == t->nfigures;
		const char		*row[CSV_COLUMNS] = { t->title,
					    line == t->nlines ?
					    "All of these" : t->lines[line],
					    is_total ? t->of :
					    t->figures[i].heading,
					    k->value < 0 ? NULL :
					    arena_printf(req->arena, "%ld",
					    (long)k->value), k->value < 0 ?
					    "[c]" : token_is_exact(k) ? NULL :
					    "rounded", is_total ? t->counted :
					    t->figures[i].definition, NULL };

		if (date_is_set(t->released_on))
			row[6] = arena_printf(req->arena, "%04d-%02d-%02d",
			    t->released_on.year, t->released_on.month,
			    t->released_on.day);
		csv_put_row(req->out, row, CSV_COLUMNS);
	}
}

enum status
annual_csv(struct request *req)
{
	static const char *const	head[] = { "Table", "Line", "Figure",
					    "Number", "Status", "Definition",
					    "Given on" };
	struct annual			a = annual_asked(req);

	if (a.report == NULL)
		return (NOT_FOUND);
	csv_put_mark(req->out);
	csv_put_row(req->out, head, CSV_COLUMNS);
	for (size_t i = 0; i < a.report->ntables; i++)
		put_csv_table(req, &a.report->tables[i]);
	return (file(req, "text/csv; charset=utf-8", name_of(req, &a,
	    "csv")));
}
