/*
 * Equity, disclosure: nobody works out what was left out.  Bounds and patterns
 * are held against every table that there is, every pattern that there is, and
 * an independent linear programme.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <glpk.h>

#include "equity/differencing.h"
#include "equity/rounding.h"
#include "equity/suppression.h"

enum { CELLS_MAX = (ROWS_MAX + 1) * (COLUMNS_MAX + 1), SMALL = 4 };
static uint64_t	dice = 20261122;

static int64_t
roll(int64_t below)
{
	dice = dice * 6364136223846793005u + 1442695040888963407u;
	return ((int64_t)(dice >> 33) % below);
}

struct table { struct counts t; int64_t v[CELLS_MAX]; };

static void
any_table(struct table *b, int rows, int columns, int64_t most)
{
	memset(b->v, 0, sizeof(b->v));
	for (int i = 0; i < rows; i++)
		for (int j = 0; j < columns; j++)
			b->v[i * (columns + 1) + j] = roll(3) == 0 ? roll(6) :
			    roll(most);
	add_totals(rows, columns, b->v);
	b->t = (struct counts){ rows, columns, b->v };
}

/* The same question as a linear programme: what cell can be, given what is
 * told of all, and that rows and columns add up. */
static double
programme(const struct counts *t, const struct told *told, int cell, int way)
{
	glp_prob	*p = glp_create_prob();
	int		 cells = table_cells(t), at[CELLS_MAX + 1], len;
	double		 one[CELLS_MAX + 1], found;

	glp_term_out(GLP_OFF);
	glp_add_cols(p, cells);
	for (int e = 0; e < cells; e++) {
		glp_set_col_bnds(p, e + 1, told[e].most >= COUNT_MOST ?
		    GLP_LO : told[e].least == told[e].most ? GLP_FX : GLP_DB,
		    (double)told[e].least, (double)told[e].most);
		glp_set_obj_coef(p, e + 1, e == cell);
	}
	for (int line = 0; line <= t->rows + t->columns + 1; line++) {
		bool	is_row = line <= t->rows;
		int	many = is_row ? t->columns : t->rows;

		len = 0;
		for (int k = 0; k <= many; k++) {
			at[++len] = 1 + (is_row ? table_cell(t, line, k) :
			    table_cell(t, k, line - t->rows - 1));
			one[len] = k == many ? -1 : 1;
		}
		glp_add_rows(p, 1);
		glp_set_mat_row(p, line + 1, len, at, one);
		glp_set_row_bnds(p, line + 1, GLP_FX, 0, 0);
	}
	glp_set_obj_dir(p, way);
	assert_int_equal(glp_simplex(p, NULL), 0);
	found = glp_get_status(p) == GLP_UNBND ? INFINITY :
	    glp_get_obj_val(p);
	glp_delete_prob(p);
	return (found);
}

static void
assert_same_bounds(const struct counts *t, const struct told *told, int cell)
{
	struct told	known = table_bounds(t, told, cell);
	double		most = programme(t, told, cell, GLP_MAX);

	assert_int_equal(known.least, llround(programme(t, told, cell,
	    GLP_MIN)));
	if (isinf(most))
		assert_true(known.most >= COUNT_MOST);
	else
		assert_int_equal(known.most, llround(most));
}

/* A thousand tables, each cell that is left out. */
static void
test_no_hidden_cell_is_bounded_within_its_protection(void **state)
{
	struct table	b;
	struct told	told[CELLS_MAX];
	bool		out[CELLS_MAX];
	int		hidden = 0;

	for (int i = 0; i < 1000; i++) {
		any_table(&b, 2 + (int)roll(4), 2 + (int)roll(2), 40);
		if (suppress(&b.t, SMALL, NULL, out).how == IMPOSSIBLE)
			continue;
		assert_true(suppression_holds(&b.t, SMALL, out, NULL));
		tell_pattern(&b.t, out, NULL, told);
		for (int e = 0; e < table_cells(&b.t) - 1; e++) {
			if (b.v[e] < 1 || b.v[e] > SMALL)
				continue;
			hidden++;
			assert_true(out[e]);
			assert_true(programme(&b.t, told, e, GLP_MIN) <= 1);
			assert_true(programme(&b.t, told, e, GLP_MAX) >=
			    SMALL);
		}
	}
	assert_true(hidden > 1000);
}

static void
test_bounds_are_those_of_a_linear_programme(void **state)
{
	struct table	b;
	struct told	told[CELLS_MAX];

	for (int i = 0; i < 150; i++) {
		any_table(&b, 2 + (int)roll(3), 2 + (int)roll(3), 60);
		for (int e = 0; e < table_cells(&b.t); e++)
			told[e] = i % 2 == 0 ? rounded(i % 4 == 0 ?
			    ROUNDING_HESA : ROUNDING_NHS, b.v[e]).told :
			    roll(2) == 0 ? (struct told){ 0, COUNT_MOST } :
			    (struct told){ b.v[e], b.v[e] };
		for (int e = 0; e < table_cells(&b.t); e++)
			assert_same_bounds(&b.t, told, e);
	}
}

/* Totals, cells and people of a pattern as one number. */
static int64_t
cost_of(const struct counts *t, unsigned pattern)
{
	int64_t	cost = 0;

	for (int e = 0; e < table_cells(t); e++)
		if (pattern >> e & 1)
			cost += (is_margin(t, e) ? 1000000000000 : 1000000) +
			    t->v[e];
	return (cost);
}

/* Every pattern of tables of two by two, and three by two. */
static void
test_no_pattern_is_better_than_the_best(void **state)
{
	struct table		b;
	bool			out[CELLS_MAX];
	struct suppression	r;

	for (int i = 0; i < 60; i++) {
		int64_t	best = INT64_MAX;
		int	cells;

		any_table(&b, 2 + (i % 6 == 0), 2, 30);
		cells = table_cells(&b.t);
		for (unsigned p = 0; p < 1u << (cells - 1); p++) {
			if (cost_of(&b.t, p) >= best)
				continue;
			for (int e = 0; e < cells; e++)
				out[e] = p >> e & 1;
			if (suppression_holds(&b.t, SMALL, out, NULL))
				best = cost_of(&b.t, p);
		}
		r = suppress(&b.t, SMALL, NULL, out);
		if (best == INT64_MAX)
			assert_int_equal(r.how, IMPOSSIBLE);
		else
			assert_int_equal(r.totals * 1000000000000 +
			    r.cells * 1000000 + r.people, best);
	}
}

/* The table with its rows and columns turned round. */
static int
turned(const struct counts *t, int cell)
{
	int	i = cell / (t->columns + 1), j = cell % (t->columns + 1);

	return (table_cell(t, i < t->rows ? t->rows - 1 - i : i,
	    j < t->columns ? t->columns - 1 - j : j));
}

static void
test_turned_tables_have_turned_bounds(void **state)
{
	struct table	b, c;
	struct told	told[CELLS_MAX], also[CELLS_MAX], x, y;

	for (int i = 0; i < 60; i++) {
		any_table(&b, 3, 3, 30);
		c = b;
		c.t.v = c.v;
		for (int e = 0; e < table_cells(&b.t); e++) {
			told[e] = roll(2) == 0 ? (struct told){ 0, COUNT_MOST }
			    : (struct told){ b.v[e], b.v[e] };
			c.v[turned(&b.t, e)] = b.v[e];
			also[turned(&b.t, e)] = told[e];
		}
		for (int e = 0; e < table_cells(&b.t); e++) {
			x = table_bounds(&b.t, told, e);
			y = table_bounds(&c.t, also, turned(&b.t, e));
			assert_int_equal(x.least, y.least);
			assert_int_equal(x.most, y.most);
		}
	}
}

/* Hiding one more never tells more; showing one more never tells less. */
static void
test_hiding_more_never_narrows_what_is_known(void **state)
{
	struct table	b;
	struct told	told[CELLS_MAX], was, now;

	for (int i = 0; i < 100; i++) {
		int	more;

		any_table(&b, 3, 3, 30);
		for (int e = 0; e < table_cells(&b.t); e++)
			told[e] = roll(3) == 0 ? (struct told){ 0, COUNT_MOST }
			    : (struct told){ b.v[e], b.v[e] };
		more = (int)roll(table_cells(&b.t) - 1);
		for (int e = 0; e < table_cells(&b.t); e++) {
			struct told	kept = told[more];

			was = table_bounds(&b.t, told, e);
			told[more] = (struct told){ 0, COUNT_MOST };
			now = table_bounds(&b.t, told, e);
			told[more] = kept;
			assert_true(now.least <= was.least &&
			    now.most >= was.most);
		}
	}
}

static void
test_a_cell_that_must_be_nothing_is_never_left_out(void **state)
{
	struct table	b = { .v = { 0, 3, 0, 9, 9, 0, 20, 30, 0 } };
	bool		fixed[CELLS_MAX] = { true }, out[CELLS_MAX];

	b.t = (struct counts){ 2, 2, b.v };
	add_totals(2, 2, b.v);
	suppress(&b.t, SMALL, fixed, out);
	assert_false(out[0]);
}

static void
test_few_people_are_no_table(void **state)
{
	struct table	b;

	any_table(&b, 2, 2, 2);
	assert_true(too_few_people(&b.t, SMALL));
	any_table(&b, 2, 2, 400);
	b.v[0] += 50;
	add_totals(2, 2, b.v);
	assert_false(too_few_people(&b.t, SMALL));
}

static void
test_a_token_tells_the_truth(void **state)
{
	for (int how = 0; how < ROUNDINGS; how++)
		for (int64_t v = 0; v < 300; v++) {
			struct token	t = rounded((enum rounding)how, v);

			assert_true(t.told.least <= v && v <= t.told.most);
			for (int64_t w = t.told.least; w <= t.told.most; w++)
				assert_string_equal(rounded((enum rounding)how,
				    w).text, t.text);
		}
}

static void
test_a_rounded_table_that_can_be_solved_is_refused(void **state)
{
	struct table	b = { .v = { 3, 3, 3, 3, 0, 20, 25, 30, 40 } };

	b.t = (struct counts){ 2, 4, b.v };
	add_totals(2, 4, b.v);
	assert_false(rounded_table_holds(&b.t, ROUNDING_HESA));
	assert_true(rounded_table_holds(&b.t, ROUNDING_NHS));
}

/* Bounds of releases, against every way to share people among the atoms. */
static void
test_what_releases_tell_together_is_what_can_be(void **state)
{
	enum { ATOMS = 3, MOST = 8 };
	struct released		r[4];
	struct worked_out	w;
	bool			wanted[ATOMS_MAX] = { false };

	for (int i = 0; i < 80; i++) {
		int64_t		n[ATOMS];
		struct told	can = { INT64_MAX, -1 };

		memset(r, 0, sizeof(r));
		for (int a = 0; a < ATOMS; a++)
			n[a] = roll(MOST);
		for (int c = 0; c < 4; c++) {
			int64_t	sum = 0;

			for (int a = 0; a < ATOMS; a++) {
				r[c].atoms[a] = c == 0 || roll(2) == 0;
				sum += r[c].atoms[a] ? n[a] : 0;
			}
			r[c].told = rounded(c % 2 == 0 ? ROUNDING_HESA :
			    ROUNDING_NHS, sum).told;
		}
		wanted[0] = true;
		for (int64_t x = 0; x < 40; x++)
		for (int64_t y = 0; y < 40; y++)
		for (int64_t z = 0; z < 40; z++) {
			bool	fits = true;

			for (int c = 0; c < 4 && fits; c++) {
				int64_t	sum = r[c].atoms[0] * x +
					    r[c].atoms[1] * y +
					    r[c].atoms[2] * z;

				fits = sum >= r[c].told.least &&
				    sum <= r[c].told.most;
			}
			if (!fits)
				continue;
			can.least = x < can.least ? x : can.least;
			can.most = x > can.most ? x : can.most;
		}
		assert_true(work_out(r, 4, ATOMS, wanted, &w));
		assert_int_equal(w.whole.least, can.least);
		assert_int_equal(w.whole.most, can.most);
		assert_true(w.least <= w.whole.least + 1e-9);
		assert_true(w.most >= w.whole.most - 1e-9);
	}
}

static void
test_releases_that_contradict_are_noticed(void **state)
{
	struct released		r[2] = { { { true }, { 3, 3 } },
				    { { true }, { 5, 5 } } };
	struct worked_out	w;
	bool			wanted[ATOMS_MAX] = { true };

	assert_false(work_out(r, 2, 1, wanted, &w));
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(
		    test_no_hidden_cell_is_bounded_within_its_protection),
		cmocka_unit_test(test_bounds_are_those_of_a_linear_programme),
		cmocka_unit_test(test_no_pattern_is_better_than_the_best),
		cmocka_unit_test(test_turned_tables_have_turned_bounds),
		cmocka_unit_test(
		    test_hiding_more_never_narrows_what_is_known),
		cmocka_unit_test(
		    test_a_cell_that_must_be_nothing_is_never_left_out),
		cmocka_unit_test(test_few_people_are_no_table),
		cmocka_unit_test(test_a_token_tells_the_truth),
		cmocka_unit_test(
		    test_a_rounded_table_that_can_be_solved_is_refused),
		cmocka_unit_test(
		    test_what_releases_tell_together_is_what_can_be),
		cmocka_unit_test(test_releases_that_contradict_are_noticed),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
