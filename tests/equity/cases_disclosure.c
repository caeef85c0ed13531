/* cases_disclosure - reference values of suppression, rounding and releases. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "equity/cases.h"
#include "equity/differencing.h"
#include "equity/rounding.h"
#include "equity/suppression.h"
#include "equity/two.h"

enum { CELLS_MAX = (ROWS_MAX + 1) * (COLUMNS_MAX + 1), RELEASES_MAX = 512 };

/* A table that a sheet holds a cell a row; totals are T. */
struct table { struct counts t; int64_t v[CELLS_MAX]; };

/* "3", or the total, which is `last`. */
static int
place(const char *text, int last)
{
	return (strcmp(text, "T") == 0 ? last : (int)strtol(text, NULL, 10));
}

/* The inner cells of the rows that `is` says are of one table with `row`. */
static void
read_table(struct table *to, const struct sheet *data, const char *of,
    const char *scheme)
{
	int	rows = 0, columns = 0;

	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < data->rows; i++) {
			int	r = place(cell(data, i, "row"), -1),
				c = place(cell(data, i, "col"), -1);

			if (!cell_is(data, i, "case", of) || r < 0 || c < 0 ||
			    (*scheme != '\0' && !cell_is(data, i, "scheme",
			    scheme)))
				continue;
			if (pass == 1)
				to->v[r * (columns + 1) + c] =
				    whole(data, i, "value");
			else {
				rows = r >= rows ? r + 1 : rows;
				columns = c >= columns ? c + 1 : columns;
			}
		}
	}
	to->t = (struct counts){ rows, columns, to->v };
	add_totals(rows, columns, to->v);
}

static int
cell_of(const struct sheet *s, size_t row, const struct counts *t)
{
	return (table_cell(t, place(cell(s, row, "row"), t->rows),
	    place(cell(s, row, "col"), t->columns)));
}

static void
check_bounds(struct sheet *s, size_t row, struct told known)
{
	check(s, row, "lower", known.least, 0);
	check(s, row, "upper", known.most >= COUNT_MOST ? INFINITY :
	    known.most, 0);
}

void
check_sdc_expected(struct sheet *s, const char *folder)
{
	struct sheet	*data = sheet_read(folder, "sdc_tables.csv");

	for (size_t row = 0; data != NULL && row < s->rows; row++) {
		struct table		b;
		bool			out[CELLS_MAX];
		struct suppression	r;
		int64_t			small = whole(s, row, "t");
		int			primary = 0, cells;

		read_table(&b, data, cell(s, row, "case"), "");
		cells = table_cells(&b.t);
		r = suppress(&b.t, small, NULL, out);
		for (int e = 0; e < cells - 1; e++)
			primary += b.v[e] >= 1 && b.v[e] <= small;
		check(s, row, "R", b.t.rows, 0);
		check(s, row, "C", b.t.columns, 0);
		check(s, row, "N", b.v[cells - 1], 0);
		check(s, row, "n_primary", primary, 0);
		check(s, row, "feasible", r.how != IMPOSSIBLE &&
		    suppression_holds(&b.t, small, out, NULL), 0);
		check(s, row, "opt_margins", r.totals, 0);
		check(s, row, "opt_cells", r.cells, 0);
		check(s, row, "opt_sum", r.people, 0);
		end_row(s);
	}
	sheet_free(data);
}

/* The cells that a file says are left out of a case. */
static void
pattern_of(const struct sheet *s, const char *of, const struct counts *t,
    bool (*is_out)(const struct sheet *, size_t), struct told *told)
{
	bool	out[CELLS_MAX] = { false };

	for (size_t i = 0; i < s->rows; i++)
		if (cell_is(s, i, "case", of) && is_out(s, i))
			out[cell_of(s, i, t)] = true;
	tell_pattern(t, out, NULL, told);
}

static bool
is_listed(const struct sheet *s, size_t row)
{
	return (cell_is(s, row, "status", "primary") ||
	    cell_is(s, row, "status", "secondary"));
}

static bool
is_suppressed(const struct sheet *s, size_t row)
{
	return (whole(s, row, "suppressed") == 1);
}

void
check_sdc_bounds(struct sheet *s, const char *folder)
{
	struct sheet	*data = sheet_read(folder, "sdc_tables.csv");

	for (size_t row = 0; data != NULL && row < s->rows; row++) {
		struct table	b;
		struct told	told[CELLS_MAX];
		int		at;

		read_table(&b, data, cell(s, row, "case"), "");
		pattern_of(s, cell(s, row, "case"), &b.t, is_listed, told);
		at = cell_of(s, row, &b.t);
		check(s, row, "value", b.v[at], 0);
		check_bounds(s, row, table_bounds(&b.t, told, at));
		end_row(s);
	}
	sheet_free(data);
}

void
check_sdc_attack(struct sheet *s, const char *folder)
{
	for (size_t row = 0; row < s->rows; row++) {
		struct table	b;
		struct told	told[CELLS_MAX], known;
		int64_t		small = whole(s, row, "t");
		int		at;

		read_table(&b, s, cell(s, row, "case"), "");
		pattern_of(s, cell(s, row, "case"), &b.t, is_suppressed, told);
		at = cell_of(s, row, &b.t);
		known = table_bounds(&b.t, told, at);
		check(s, row, "value", b.v[at], 0);
		check_bounds(s, row, known);
		check(s, row, "cell_ok", !gives_away(b.v[at], known, small,
		    false), 0);
		end_row(s);
	}
}

static enum rounding
scheme_of(const struct sheet *s, size_t row)
{
	static const char *const names[ROUNDINGS] = { "HESA5", "NHSD",
	    "OFQUAL", "SWE" };

	for (int i = 0; i < ROUNDINGS; i++)
		if (cell_is(s, row, "scheme", names[i]))
			return ((enum rounding)i);
	return (ROUNDINGS);
}

void
check_rounding_rules(struct sheet *s, const char *folder)
{
	for (size_t row = 0; row < s->rows; row++) {
		double	v = number(s, row, "value"),
			of = number(s, row, "denominator"), percent;
		char	text[64];

		if (cell_is(s, row, "kind", "count"))
			snprintf(text, sizeof(text), "%s", rounded(scheme_of(s,
			    row), (int64_t)v).text);
		else if (cell_is(s, row, "kind", "fpe"))
			snprintf(text, sizeof(text), "%g", nearest_five(v));
		else if (cell_is(s, row, "kind", "average_allowed"))
			snprintf(text, sizeof(text), "%s", hesa_mean_allowed(
			    isnan(of) ? v : of) ? "publish" : "suppressed");
		else if (hesa_percentage(v, of, &percent))
			snprintf(text, sizeof(text), "%.1f", percent);
		else
			snprintf(text, sizeof(text), "suppressed");
		check_text(s, row, "expected", text);
		end_row(s);
	}
}

void
check_rounded_audit(struct sheet *s, const char *folder)
{
	for (size_t row = 0; row < s->rows; row++) {
		struct table	b;
		struct told	told[CELLS_MAX], known;
		enum rounding	how = scheme_of(s, row);
		struct token	token;
		int		at;

		read_table(&b, s, cell(s, row, "case"), cell(s, row,
		    "scheme"));
		for (int e = 0; e < table_cells(&b.t); e++)
			told[e] = rounded(how, b.v[e]).told;
		at = cell_of(s, row, &b.t);
		token = rounded(how, b.v[at]);
		known = table_bounds(&b.t, told, at);
		check(s, row, "value", b.v[at], 0);
		check_text(s, row, "token", token.text);
		check(s, row, "token_lo", token.told.least, 0);
		check(s, row, "token_hi", token.told.most, 0);
		check_bounds(s, row, known);
		check(s, row, "candidates", known.most - known.least + 1, 0);
		end_row(s);
	}
}

/* Is an atom among those of a cell, "a+b+c"? */
static bool
has_atom(const char *atoms, const char *atom)
{
	size_t	length = strlen(atom);

	for (; atoms != NULL; atoms = strchr(atoms, '+') != NULL ?
	    strchr(atoms, '+') + 1 : NULL)
		if (strncmp(atoms, atom, length) == 0 &&
		    (atoms[length] == '+' || atoms[length] == '\0'))
			return (true);
	return (false);
}

/* A case's cells over its atoms, which are the rows of s. */
static int
released_of(const struct sheet *data, const struct sheet *s, size_t row,
    struct released *to, int *atoms, int *at)
{
	int	n = 0;

	*atoms = 0;
	for (size_t a = 0; a < s->rows; a++) {
		if (!same(s, a, s, row, "case"))
			continue;
		if (a == row)
			*at = *atoms;
		n = 0;
		for (size_t i = 0; i < data->rows; i++) {
			double	most = number(data, i, "token_hi");

			if (!same(data, i, s, row, "case"))
				continue;
			to[n].told = (struct told){ whole(data, i, "token_lo"),
			    isinf(most) ? COUNT_MOST : (int64_t)most };
			to[n++].atoms[*atoms] = has_atom(cell(data, i,
			    "atoms"), cell(s, a, "atom"));
		}
		++*atoms;
	}
	return (n);
}

void
check_differencing(struct sheet *s, const char *folder)
{
	struct sheet	*data = sheet_read(folder, "differencing_releases.csv");

	for (size_t row = 0; data != NULL && row < s->rows; row++) {
		struct released		*r = calloc(RELEASES_MAX, sizeof(*r));
		struct worked_out	 w = { 0 };
		bool			 wanted[ATOMS_MAX] = { false };
		bool			 exact = cell_is(s, row, "scheme",
					    "exact");
		int			 atoms, at = 0, n = released_of(data,
					    s, row, r, &atoms, &at);
		int64_t			 count = whole(s, row, "true_count"),
					 small = whole(s, row, "t");

		wanted[at] = true;
		if (!work_out(r, n, atoms, wanted, &w))
			w.whole = (struct told){ -1, -1 };
		check_bounds(s, row, w.whole);
		check(s, row, "lp_lower", w.least, 1e-9);
		check(s, row, "lp_upper", w.most, 1e-9);
		check(s, row, "candidates", w.whole.most - w.whole.least + 1,
		    0);
		check(s, row, "small", count >= 1 && count <= small, 0);
		check(s, row, "disclosive", gives_away(count, w.whole, small,
		    !exact), 0);
		end_row(s);
		free(r);
	}
	sheet_free(data);
}

static const char *
scheme_of_case(const struct sheet *atoms, const struct sheet *s, size_t row)
{
	for (size_t i = 0; atoms != NULL && i < atoms->rows; i++)
		if (same(atoms, i, s, row, "case"))
			return (cell(atoms, i, "scheme"));
	return ("exact");
}

/* Rounded cells are rounded as we round; what is exact is told exactly. */
void
check_releases(struct sheet *s, const char *folder)
{
	struct sheet	*atoms = sheet_read(folder, "differencing_atoms.csv");

	for (size_t row = 0; row < s->rows; row++) {
		const char	*scheme = scheme_of_case(atoms, s, row);
		int64_t		 count = whole(s, row, "true_count");
		struct token	 t = rounded(strcmp(scheme, "HESA5") == 0 ?
				    ROUNDING_HESA : ROUNDING_NHS, count);
		bool		 is_out = cell_is(s, row, "token", "c");

		if (strcmp(scheme, "exact") == 0) {
			check(s, row, "token_lo", is_out ? 0 : count, 0);
			check(s, row, "token_hi", is_out ? INFINITY : count,
			    0);
		} else {
			check_text(s, row, "token", t.text);
			check(s, row, "token_lo", t.told.least, 0);
			check(s, row, "token_hi", t.told.most, 0);
		}
		end_row(s);
	}
	sheet_free(atoms);
}

static struct told
told_of(struct sheet *s, size_t row, const char *column, const char *token)
{
	struct token	t = rounded(scheme_of(s, row), whole(s, row, column));

	check_text(s, row, token, t.text);
	return (t.told);
}

void
check_inversion(struct sheet *s, const char *folder)
{
	for (size_t row = 0; row < s->rows; row++) {
		struct two	 t = { whole(s, row, "x1"), whole(s, row, "n1"),
				    whole(s, row, "x2"), whole(s, row, "n2") };
		struct interval	 k = koopman(t, normal_within(0.95));
		double		 rr = one_decimal(two_ratio(t)),
				 low = one_decimal(k.low),
				 high = one_decimal(k.high);
		struct told	 c[] = { told_of(s, row, "x1", "tok_x1"),
				    told_of(s, row, "n1", "tok_n1"),
				    told_of(s, row, "x2", "tok_x2"),
				    told_of(s, row, "n2", "tok_n2") };
		struct inversion	alone = invert_ratio(c, rr, low, high,
					    false), both = invert_ratio(c, rr,
					    low, high, true);

		check(s, row, "rr_1dp", rr, 1e-9);
		check(s, row, "lo_1dp", low, 1e-9);
		check(s, row, "hi_1dp", high, 1e-9);
		check(s, row, "tuples_rr", alone.tuples, 0);
		check(s, row, "cand_x1_rr", alone.x1, 0);
		check(s, row, "cand_x2_rr", alone.x2, 0);
		check(s, row, "tuples_rr_ci", both.tuples, 0);
		check(s, row, "cand_x1_rr_ci", both.x1, 0);
		check(s, row, "cand_x2_rr_ci", both.x2, 0);
		end_row(s);
	}
}
