/* annual - the annual return, from counts to what may be told. */
#include <string.h>

#include "equity/suppression.h"
#include "report/annual.h"
#include "release.h"

enum { COHORTS_MOST = 6 };

#define ANNUAL(code, ...) static const struct annual_figure code##_figures[] = {
#define FIGURE(heading, definition) { heading, definition },
#define END(code) };
#include "annual.def"
#undef ANNUAL
#undef FIGURE
#undef END

#define ANNUAL(code, title, line, of, asked, counted)			\
	{ #code, title, line, of, asked, counted, code##_figures,	\
	    sizeof(code##_figures) / sizeof(*code##_figures) },
#define FIGURE(...)
#define END(code)
static const struct annual_table	defined[] = {
#include "annual.def"
};
enum { TABLES = sizeof(defined) / sizeof(*defined) };

static const char	too_small[] = "The numbers are too small for this "
    "table to be given.";
static const char	too_near[] = "This table is not given: beside what was "
    "given before it would tell about very few people.";

const struct token *
annual_token(const struct annual_table *t, size_t line, size_t figure)
{
	return (&t->tokens[line * (t->nfigures + 1) + figure]);
}

/* The counts of a table with their totals, as they came. */
static struct counts
counts_of(struct arena *a, struct annual_table *t,
    struct equity_raw_annual_line_list all)
{
	int64_t	*v = arena_array(a, (all.n + 1) * (t->nfigures + 1),
		    sizeof(*v));

	t->lines = arena_array(a, all.n + 1, sizeof(*t->lines));
	each (l, all) {
		if (strcmp(l->what, t->code) != 0 ||
		    l->counts.n != t->nfigures || t->nlines == ROWS_MAX)
			continue;
		for (size_t i = 0; i < t->nfigures; i++)
			v[t->nlines * (t->nfigures + 1) + i] =
			    l->counts.v[i];
		t->lines[t->nlines++] = l->line;
	}
	add_totals((int)t->nlines, (int)t->nfigures, v);
	return ((struct counts){ (int)t->nlines, (int)t->nfigures, v });
}

/* Tables of the same people have the same totals of lines: one that had to
 * leave out such a total, which is not small, would have it told by another. */
static bool
leaves_out_a_shared_total(const struct counts *c, int64_t small,
    const bool *out)
{
	for (int row = 0; row < c->rows; row++) {
		int	e = table_cell(c, row, c->columns);

		if (out[e] && c->v[e] > small)
			return (true);
	}
	return (false);
}

/* What staff are told; NULL: nothing protects it. */
static bool *
pattern(struct arena *a, const struct protection *p, const struct counts *c)
{
	bool			*out = arena_array(a, (size_t)table_cells(c),
				    sizeof(*out));
	struct suppression	 s;

	if (too_few_people(c, p->at->small))
		return (NULL);
	s = suppress(c, p->at->small, NULL, out);
	if (s.how == IMPOSSIBLE || !suppression_holds(c, p->at->small, out,
	    NULL) || leaves_out_a_shared_total(c, p->at->small, out))
		return (NULL);
	return (out);
}

/* Fills the tokens; false when the table cannot be told. */
static bool
protect_counts(struct arena *a, const struct protection *p,
    struct annual_table *t, const struct counts *c)
{
	bool	is_rounded = is_for_partners(p);
	bool	*out = NULL;

	t->tokens = arena_array(a, (size_t)table_cells(c),
	    sizeof(*t->tokens));
	if (is_rounded ? !rounded_table_holds(c, ROUNDING_NHS) :
	    (out = pattern(a, p, c)) == NULL)
		return (false);
	for (int e = 0; e < table_cells(c); e++)
		t->tokens[e] = is_rounded ? rounded(ROUNDING_NHS, c->v[e]) :
		    out[e] ? token_hidden() : token_exact(c->v[e]);
	return (true);
}

static const char *
label_of(struct arena *a, const struct annual_table *t, const struct counts *c,
    int cell)
{
	size_t	line = (size_t)(cell / (c->columns + 1));
	size_t	figure = (size_t)(cell % (c->columns + 1));

	return (arena_printf(a, "%s|%s", line == t->nlines ? "*" :
	    t->lines[line], figure == t->nfigures ? "*" :
	    t->figures[figure].heading));
}

/* Held against all that was given; what may be given in its place. */
static void
give(const struct releasing *r, struct annual_table *t,
    const struct counts *now)
{
	struct series		 mine = { 0 };
	const struct series	*given;
	struct counts		 then = { now->rows, now->columns, NULL };
	int64_t			*v = arena_array(r->arena,
				    (size_t)table_cells(now), sizeof(*v));

	for (int e = 0; e < table_cells(now); e++)
		series_add(r->arena, &mine, label_of(r->arena, t, now, e),
		    now->v[e], token_is_exact(&t->tokens[e]));
	given = release_series(r, arena_printf(r->arena, "annual_%s",
	    t->code), &mine);
	if (given == &mine)
		return;
	t->withheld = too_near;
	if (given == NULL)
		return;
	for (int e = 0; e < table_cells(now); e++)
		if ((v[e] = series_count(given, label_of(r->arena, t, now,
		    e))) < 0)
			return;
	then.v = v;
	if (!protect_counts(r->arena, r->for_whom, t, &then))
		return;
	t->withheld = NULL;
	t->released_on = given->released_on;
}

static struct int_list
latest_cohorts(struct db *db, struct arena *a, int64_t programme)
{
	struct equity_cohort_row_list	 all = equity_cohorts(db, programme);
	size_t				 n = all.n < COHORTS_MOST ? all.n :
					    COHORTS_MOST;
	int64_t				*ids = arena_array(a, n + 1,
					    sizeof(*ids));

	for (size_t i = 0; i < n; i++)
		ids[i] = all.v[i].id;
	return ((struct int_list){ ids, n });
}

static void
fill(const struct releasing *r, struct annual_table *t,
    struct equity_raw_annual_line_list all)
{
	struct counts	c = counts_of(r->arena, t, all);

	if (t->nlines == 0)
		t->withheld = "There is nothing to count yet.";
	else if (!protect_counts(r->arena, r->for_whom, t, &c))
		t->withheld = too_small;
	else
		give(r, t, &c);
}

struct annual_return *
annual_return(struct db *db, struct arena *a, enum equity_audience audience,
    int64_t programme, struct date today, const char *reference)
{
	struct annual_programme	*of = annual_programme_of(db, programme);
	struct protection	 whom = { audience, of == NULL ? NULL :
				    equity_thresholds_of(db, programme) };
	struct releasing	 r = { .db = db, .arena = a,
				    .for_whom = &whom,
				    .programme = programme,
				    .reference = reference };
	struct annual_return	*all = arena_alloc(a, sizeof(*all));
	struct equity_raw_annual_line_list lines;

	if (of == NULL || whom.at == NULL)
		return (NULL);
	r.cohorts = latest_cohorts(db, a, programme);
	*all = (struct annual_return){ of->name, audience, today,
	    arena_array(a, TABLES, sizeof(*all->tables)), TABLES };
	memcpy(all->tables, defined, sizeof(defined));
	if (r.cohorts.n > 0)
		lines = equity_raw_annual(db, programme, r.cohorts,
		    reference);
	else
		lines = (struct equity_raw_annual_line_list){ 0 };
	for (size_t i = 0; i < TABLES; i++)
		fill(&r, &all->tables[i], lines);
	return (all);
}
