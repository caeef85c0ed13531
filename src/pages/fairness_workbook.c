/* fairness_workbook - the equity report as a published workbook. */
#include <math.h>
#include <string.h>

#include "pages.h"
#include "sheets/publication.h"
#include "views.h"

static const struct sheet_column group_columns[] = {
	{ "Outcome", SHEET_TEXT, "What happened; the table of outcomes has "
	    "its definition." },
	{ "By", SHEET_TEXT, "What people are grouped by." },
	{ "Group", SHEET_TEXT, "The group; the last of each are all groups "
	    "together." },
	{ "People [note 1]", SHEET_NUMBER, "How many the rate is of." },
	{ "Happened to", SHEET_NUMBER, "To how many of them it happened." },
	{ "Started", SHEET_NUMBER, "How many started towards it." },
	{ "Pending", SHEET_NUMBER, "Of how many nothing is decided yet." },
	{ "Rate [note 3]", SHEET_REAL, "Percent of the people." },
	{ "Rate from", SHEET_REAL, "Percent: the lower end of the range." },
	{ "Rate to", SHEET_REAL, "Percent: the upper end of the range." },
};
enum { GROUP_COLUMNS = 10 };

static const struct sheet_column comparison_columns[] = {
	{ "Outcome", SHEET_TEXT, "What happened." },
	{ "Comparison", SHEET_TEXT, "A group, and whom it is compared with." },
	{ "By", SHEET_TEXT, "What people are grouped by." },
	{ "People", SHEET_NUMBER, "Of the group." },
	{ "Happened to", SHEET_NUMBER, "To how many of the group." },
	{ "Reference people", SHEET_NUMBER, "Of the reference." },
	{ "Reference happened to", SHEET_NUMBER, "To how many of the "
	    "reference." },
	{ "Ratio [note 4]", SHEET_REAL, "How many times the rate of the "
	    "reference the rate of the group is." },
	{ "Ratio from", SHEET_REAL, "The lower end of its range." },
	{ "Ratio to", SHEET_REAL, "The upper end of its range." },
	{ "Pooled ratio", SHEET_REAL, "The ratio within cohorts, put together "
	    "(Mantel and Haenszel)." },
	{ "In words", SHEET_TEXT, "What may be said of it." },
};
enum { COMPARISON_COLUMNS = 12, AT_NAME = 1, AT_RATIO = 7 };

static const struct sheet_column together_columns[] = {
	{ "Outcome", SHEET_TEXT, "What happened." },
	{ "By", SHEET_TEXT, "What people are grouped by." },
	{ "In words", SHEET_TEXT, "Whether the groups differ, all of them "
	    "looked at together." },
};

static const struct sheet_column trend_columns[] = {
	{ "Outcome", SHEET_TEXT, "What happened." },
	{ "By", SHEET_TEXT, "What people are grouped by." },
	{ "In words", SHEET_TEXT, "Whether the gap of the main comparison "
	    "changes from cohort to cohort." },
};

static const struct sheet_column withheld_columns[] = {
	{ "Outcome", SHEET_TEXT, "What happened." },
	{ "By", SHEET_TEXT, "What people are grouped by." },
	{ "Why", SHEET_TEXT, "Why no figure of it is given." },
};

static const struct sheet_column outcome_columns[] = {
	{ "Outcome", SHEET_TEXT, "Its name." },
	{ "Definition", SHEET_TEXT, "What is counted, and of whom." },
	{ "Version", SHEET_PLAIN, "Of the definition." },
};

/* What may not be told is not a number. */
static struct sheet_cell
token_cell(const struct token *t)
{
	return (*t->text == '\0' || t->value < 0 ? sheet_text("[c]") :
	    sheet_number(t->value));
}

/* Two decimals, so that the same figure is the same bytes; mark: why there is
 * none. */
static struct sheet_cell
real_cell(double v, const char *mark)
{
	if (isnan(v) || isinf(v))
		return (sheet_text(mark));
	if (v > 0 && v < 0.005)
		return (sheet_text("[low]"));
	return (sheet_number(round(100 * v) / 100));
}

/* Why a figure that is worked out from these is not there. */
static const char *
mark_for(const struct token *const *t, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!token_is_exact(t[i]))
			return ("[c]");
	return ("[z]");
}

static void
put_group(struct sheet_cell *c, const struct equity_table *t,
    const struct equity_group *g)
{
	const struct token *const	of[] = { &g->people, &g->events };
	const char			*mark = mark_for(of, 2);

	if (!g->has_rate && strcmp(mark, "[z]") == 0 && g->people.value > 0)
		mark = "[u]";
	c[0] = sheet_text(t->outcome->title);
	c[1] = sheet_text(t->by->title);
	c[2] = sheet_text(g->name);
	c[3] = token_cell(&g->people);
	c[4] = token_cell(&g->events);
	c[5] = token_cell(&g->started);
	c[6] = token_cell(&g->pending);
	c[7] = real_cell(g->has_rate ? 100 * g->rate : NAN, mark);
	c[8] = real_cell(g->has_rate ? 100 * g->within.low : NAN, mark);
	c[9] = real_cell(g->has_rate ? 100 * g->within.high : NAN, mark);
}

static void
put_comparison(struct arena *a, struct sheet_cell *c,
    const struct equity_table *t, const struct equity_comparison *k)
{
	const struct token *const	of[] = { &k->x1, &k->n1, &k->x2,
					    &k->n2 };
	const char			*mark = mark_for(of, 4);

	c[0] = sheet_text(t->outcome->title);
	c[1] = sheet_text(comparison_title(a, k));
	c[2] = sheet_text(t->by->title);
	c[3] = token_cell(&k->n1);
	c[4] = token_cell(&k->x1);
	c[5] = token_cell(&k->n2);
	c[6] = token_cell(&k->x2);
	c[7] = real_cell(k->ratio, mark);
	c[8] = real_cell(k->within.low, mark);
	c[9] = real_cell(k->within.high, mark);
	c[10] = real_cell(k->pooled_known ? k->pooled.value : NAN, mark);
	c[11] = sheet_text(k->sentence != NULL && *k->sentence != '\0' ?
	    k->sentence : mark);
}

static struct published_table
groups_of(struct arena *a, const struct equity_report *r)
{
	struct sheet_cell	*cells;
	size_t			 n = 0, most = 1;

	for (size_t i = 0; i < r->ntables; i++)
		most += r->tables[i].ngroups;
	cells = arena_array(a, most * GROUP_COLUMNS, sizeof(*cells));
	for (size_t i = 0; i < r->ntables; i++)
		for (size_t k = 0; k < r->tables[i].ngroups; k++)
			put_group(cells + GROUP_COLUMNS * n++, &r->tables[i],
			    &r->tables[i].groups[k]);
	return ((struct published_table){ "How often it happened, by group",
	    NULL, { NULL, "rates", group_columns, GROUP_COLUMNS, cells, n } });
}

static struct published_table
comparisons_of(struct arena *a, const struct equity_report *r, bool headline)
{
	struct sheet_cell	*cells;
	size_t			 n = 0, most = 1;

	for (size_t i = 0; i < r->ntables; i++)
		most += r->tables[i].ncomparisons;
	cells = arena_array(a, most * COMPARISON_COLUMNS, sizeof(*cells));
	for (size_t i = 0; i < r->ntables; i++)
		for (size_t k = 0; k < r->tables[i].ncomparisons; k++)
			if (r->tables[i].comparisons[k].headline == headline)
				put_comparison(a, cells +
				    COMPARISON_COLUMNS * n++, &r->tables[i],
				    &r->tables[i].comparisons[k]);
	return ((struct published_table){ headline ?
	    "The main comparison of each characteristic [note 2]" :
	    "Further comparisons", NULL, { NULL, headline ? "comparisons" :
	    "further_comparisons", comparison_columns, COMPARISON_COLUMNS,
	    cells, n } });
}

/* A sentence for each table of which there is one. */
static struct sheet
sentences_of(struct arena *a, const struct equity_report *r,
    const char *name, const struct sheet_column columns[3],
    const char *(*of)(const struct equity_table *))
{
	struct sheet_cell	*cells = arena_array(a, 3 * r->ntables + 1,
				    sizeof(*cells)), *c = cells;

	for (size_t i = 0; i < r->ntables; i++)
		if (of(&r->tables[i]) != NULL) {
			*c++ = sheet_text(r->tables[i].outcome->title);
			*c++ = sheet_text(r->tables[i].by->title);
			*c++ = sheet_text(of(&r->tables[i]));
		}
	return ((struct sheet){ NULL, name, columns, 3, cells,
	    (size_t)(c - cells) / 3 });
}

static const char *
why_withheld(const struct equity_table *t)
{
	return (t->withheld);
}

static const char *
said_together(const struct equity_table *t)
{
	return (t->together);
}

static const char *
said_of_trend(const struct equity_table *t)
{
	return (t->gap_trend);
}

static struct published_table
outcomes_of(struct arena *a, const struct equity_report *r)
{
	struct sheet_cell	*cells = arena_array(a, 3 * r->noutcomes + 1,
				    sizeof(*cells)), *c = cells;

	for (size_t i = 0; i < r->noutcomes; i++) {
		*c++ = sheet_text(r->outcomes[i].title);
		*c++ = sheet_text(r->outcomes[i].definition);
		*c++ = sheet_number(r->outcomes[i].version);
	}
	return ((struct published_table){ "Outcomes and their definitions",
	    NULL, { NULL, "outcomes", outcome_columns, 3, cells,
	    r->noutcomes } });
}

/* Of one outcome: the ratios that can be told. */
static void
add_chart(struct request *req, const struct fairness *f,
    struct published_table *t)
{
	bool	any = false;

	for (size_t i = 0; i < t->sheet.nrows; i++)
		any |= t->sheet.cells[COMPARISON_COLUMNS * i + AT_RATIO].known;
	if (f->outcome == NULL || !any)
		return;
	t->chart = (struct published_chart){ arena_printf(req->arena,
	    "%s: how many times the rate of the reference",
	    f->outcome->title), arena_printf(req->arena, "A bar for each main "
	    "comparison. A bar that is longer than 1 says that it happened "
	    "more often in the group than in the reference."), "Ratio",
	    AT_NAME, { AT_RATIO }, 1 };
}

static const char *
protection_words(const struct equity_report *r)
{
	switch (r->audience) {
	case EQUITY_AUDIENCE_LEAD:
		return ("Numbers are exact, for the equity lead alone: small "
		    "numbers stand in it. Do not copy them and do not pass it "
		    "on.");
	case EQUITY_AUDIENCE_STAFF:
		return ("Small numbers, and those that would tell one, are "
		    "left out. It is for staff of the programme: do not pass "
		    "it on.");
	default:
		return (r->rounding == ROUNDING_HESA ? "Numbers are rounded "
		    "to the nearest 5, so 1 and 2 are 0, as HESA does. Where "
		    "that would tell a small number, 1 to 7 are left out "
		    "instead. Rounded numbers need not add up." : "Numbers "
		    "are rounded to the nearest 5, and 1 to 7 are left out, "
		    "as NHS Digital does. Rounded numbers need not add up.");
	}
}

bool
fairness_workbook_put(struct request *req, const struct fairness *f)
{
	const struct equity_report	*r = f->report;
	struct arena			*a = req->arena;
	struct published_table		 all[] = { groups_of(a, r),
					    comparisons_of(a, r, true),
					    comparisons_of(a, r, false),
					    { "All groups of a "
					    "characteristic together", NULL,
					    sentences_of(a, r, "together",
					    together_columns,
					    said_together) },
					    { "From cohort to cohort", NULL,
					    sentences_of(a, r, "trend",
					    trend_columns, said_of_trend) },
					    { "What is not given, and why",
					    NULL, sentences_of(a, r,
					    "not_given", withheld_columns,
					    why_withheld) },
					    outcomes_of(a, r) }, told[7];
	const char *const		 cover[] = { arena_printf(a, "%s. %s.",
					    f->outcome == NULL ?
					    "Every outcome" :
					    f->outcome->title, r->cohorts),
					    arena_printf(a, "As of %s.",
					    date_words(a, r->as_of)),
					    f->for_words,
					    protection_words(r), "It is made "
					    "to see whether the programme is "
					    "fair. It shows no cause, and "
					    "says nothing of one person.",
					    "Made by Waymark, in which its "
					    "figures are kept as they were "
					    "given.", NULL };
	const char *const		 notes[] = { protection_words(r),
					    "Which comparison is the main one "
					    "was decided before any figure "
					    "was seen.", "A rate has its 95 "
					    "percent range beside it "
					    "(Wilson).", "A ratio has its 95 "
					    "percent range beside it "
					    "(Koopman). Where numbers are "
					    "rounded it is worked out from "
					    "the rounded ones.", NULL };
	struct publication		 p = { arena_printf(a, "Fairness of "
					    "outcomes, %s",
					    r->programme), "Waymark",
					    r->as_of, { 0 }, cover, notes,
					    told, 0 };

	add_chart(req, f, &all[1]);
	for (size_t i = 0; i < 7; i++)
		if (all[i].sheet.nrows > 0)
			told[p.ntables++] = all[i];
	return (publication_put(req->out, a, &p));
}

enum status
fairness_workbook(struct request *req)
{
	struct fairness	f = fairness_asked(req, false, false);

	if (f.report == NULL)
		return (NOT_FOUND);
	return (fairness_workbook_put(req, &f) ? file(req, "application/"
	    "vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	    arena_printf(req->arena, "fairness-%ld.xlsx",
	    (long)f.programme)) : FAILED);
}
