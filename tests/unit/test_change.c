/* Rows of a table that come back: what is a change, and what is none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/arena.h"
#include "exchange/change.h"

enum { COLUMNS = 32, ROUNDS = 2000 };

static struct arena		 arena;
static unsigned int		 seed = 20261122;
static const struct exchange_table *table;

/* A row as it left: what the database had, and what the file has. */
struct row {
	const char	*values[COLUMNS], *cells[COLUMNS], *now[COLUMNS];
};

static int
dice(int sides)
{
	return ((int)((unsigned int)rand_r(&seed) % (unsigned int)sides));
}

static size_t
place(const char *key)
{
	return ((size_t)(exchange_column_of(table, key) - table->columns));
}

static struct sheet_cell
any_cell(const struct exchange_column *c)
{
	static const char *const	names[] = { "Zoë Ólafsdóttir",
					    "O’Neill", "=SUM(A1)", "-5",
					    "مريم", "" };
	int				n = 0;

	if (dice(4) == 0 && strcmp(c->key, "record") != 0)
		return (c->type == SHEET_TEXT ? sheet_text(NULL) :
		    (struct sheet_cell){ 0 });
	if (c->type == SHEET_DATE)
		return (sheet_date(date_plus_days((struct date){ 2026, 1, 1 },
		    dice(900))));
	if (c->type == SHEET_REAL)
		return (sheet_number(1 + dice(900) / 2.0));
	if (c->type != SHEET_TEXT)
		return (sheet_number(1 + dice(c->least < c->most ? c->most :
		    5000)));
	if (c->choices == NULL)
		return (sheet_text(names[dice(6)]));
	while (c->choices[n].code != NULL)
		n++;
	return (sheet_text(c->choices[dice(n)].label));
}

/* As a reader of the file has it. */
static const char *
cell_text(const struct exchange_column *c, const struct sheet_cell *cell)
{
	if (c->type == SHEET_TEXT)
		return (cell->text == NULL ? "" : cell->text);
	return (exchange_value(&arena, c, cell));
}

static struct row
any_row(const char *version)
{
	struct row	r;

	for (size_t i = 0; i < table->ncolumns; i++) {
		struct sheet_cell	cell = any_cell(&table->columns[i]);

		r.values[i] = exchange_value(&arena, &table->columns[i],
		    &cell);
		r.cells[i] = cell_text(&table->columns[i], &cell);
	}
	r.values[place("version")] = r.cells[place("version")] =
	    exchange_seal(&arena, table, version, r.values);
	memcpy(r.now, r.values, sizeof(r.now));
	return (r);
}

static struct exchange_came
compare(const struct row *r)
{
	return (exchange_compare(&arena, table, r->cells, r->now));
}

/* A column that can be edited, or one that cannot; no record, no version. */
static size_t
any_column(bool editable)
{
	size_t	i;

	do
		i = (size_t)dice((int)table->ncolumns);
	while (table->columns[i].editable != editable ||
	    i == place("record") || i == place("version"));
	return (i);
}

/* Another value in a column, in the file. */
static void
type_over(struct row *r, size_t i)
{
	struct sheet_cell	cell;

	do
		cell = any_cell(&table->columns[i]);
	while (strcmp(exchange_value(&arena, &table->columns[i], &cell),
	    r->values[i]) == 0);
	r->cells[i] = cell_text(&table->columns[i], &cell);
}

/* The row is another one in the database than what left. */
static void
change_there(struct row *r, const char *version)
{
	struct row	other = any_row(version);

	memcpy(r->now, other.now, sizeof(r->now));
	r->now[place("record")] = r->values[place("record")];
}

static void
each_editable(void (*holds)(void))
{
	for (table = exchange_tables; table->code != NULL; table++)
		for (int i = 0; exchange_editable(table) && i < ROUNDS; i++) {
			holds();
			arena_reset(&arena);
		}
}

static void
holds_unchanged(void)
{
	struct row		r = any_row("3");
	struct exchange_came	c;

	if (dice(2) == 0)
		change_there(&r, dice(2) == 0 ? "3" : "4.1");
	c = compare(&r);
	assert_int_equal(c.nchanged, 0);
	assert_int_equal(c.problems.n, 0);
	assert_string_equal(arena_printf(&arena, "%ld", (long)c.record),
	    r.values[place("record")]);
}

static void
test_what_comes_back_as_it_left_is_no_change_whatever_is_there(void **state)
{
	each_editable(holds_unchanged);
}

static void
holds_changed(void)
{
	struct row		r = any_row("3");
	size_t			i = any_column(true);
	struct exchange_came	c;

	type_over(&r, i);
	c = compare(&r);
	assert_int_equal(c.problems.n, 0);
	assert_int_equal(c.nchanged, 1);
	assert_true(c.changed[i]);
	assert_string_not_equal(c.values[i], c.now[i]);
}

static void
test_what_was_typed_is_the_one_change(void **state)
{
	each_editable(holds_changed);
}

static void
holds_stale(void)
{
	struct row		r = any_row("3");
	size_t			i = any_column(true);
	struct exchange_came	c;

	type_over(&r, i);
	change_there(&r, "4");
	c = compare(&r);
	if (c.nchanged == 0)
		return;		/* somebody did there what was typed here */
	assert_int_equal(c.problems.n, 1);
	assert_int_equal(c.problems.v[0].column, place("version"));
}

static void
test_what_was_typed_in_a_row_that_changed_there_is_refused(void **state)
{
	each_editable(holds_stale);
}

static void
holds_kept(void)
{
	struct row		r = any_row("3");
	size_t			i = any_column(false);
	struct exchange_came	c;

	type_over(&r, i);
	c = compare(&r);
	assert_int_equal(c.problems.n, 1);
	assert_int_equal(c.problems.v[0].column, i);
}

static void
test_what_nobody_may_change_is_refused_in_its_place(void **state)
{
	each_editable(holds_kept);
}

static void
test_a_row_without_its_version_or_record_is_none(void **state)
{
	static const char *const	versions[] = { "", "3", "v3", "v3-1-2x",
					    "v-0-0", "v3-zz-0" };
	static const char *const	records[] = { "", " ", "x", "-3", "0",
					    "1e99", "99999999999999999999" };
	struct row			r;

	table = exchange_table_of("educators");
	for (size_t i = 0; i < sizeof(versions) / sizeof(*versions); i++) {
		r = any_row("3");
		r.cells[place("version")] = versions[i];
		assert_int_equal(compare(&r).problems.v[0].column,
		    place("version"));
	}
	for (size_t i = 0; i < sizeof(records) / sizeof(*records); i++) {
		r = any_row("3");
		r.cells[place("record")] = records[i];
		assert_int_equal(compare(&r).record, 0);
		assert_int_equal(compare(&r).problems.v[0].column,
		    place("record"));
	}
	arena_reset(&arena);
}

static const char *
read_as(const char *key, const char *cell)
{
	struct import_problems	p = { 0 };
	const char		*value;

	return (exchange_value_read(&arena, table, place(key), cell, &value,
	    &p) && p.n == 0 ? value : NULL);
}

static void
test_values_are_read_past_their_noise(void **state)
{
	table = exchange_table_of("educators");
	assert_string_equal(read_as("registration", " registered  WITH "
	    "conditions of practice"), "conditions");
	assert_string_equal(read_as("registered_until", "30/11/2026"),
	    "2026-11-30");
	assert_string_equal(read_as("registered_until", "30 Nov 2026"),
	    "2026-11-30");
	assert_string_equal(read_as("registered_until", "2026-11-30 00:00"),
	    "2026-11-30");
	assert_string_equal(read_as("capacity", "3.0"), "3");
	assert_string_equal(read_as("capacity", " 3 "), "3");
	assert_string_equal(read_as("capacity", ""), "");
	assert_string_equal(read_as("record", "1,234"), "1234");
	assert_null(read_as("capacity", "0x10"));
	assert_null(read_as("capacity", "nan"));
	assert_null(read_as("capacity", "3.5"));
	assert_null(read_as("capacity", "-1"));
	assert_null(read_as("registered_until", "46266"));
	assert_null(read_as("registered_until", "soon"));
	assert_null(read_as("registration", "registred"));
	arena_reset(&arena);
}

static int
leave(void **state)
{
	arena_release(&arena);
	return (0);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(
	test_what_comes_back_as_it_left_is_no_change_whatever_is_there),
		cmocka_unit_test(test_what_was_typed_is_the_one_change),
		cmocka_unit_test(
	    test_what_was_typed_in_a_row_that_changed_there_is_refused),
		cmocka_unit_test(
		    test_what_nobody_may_change_is_refused_in_its_place),
		cmocka_unit_test(
		    test_a_row_without_its_version_or_record_is_none),
		cmocka_unit_test(test_values_are_read_past_their_noise),
	};

	return (cmocka_run_group_tests(tests, NULL, leave));
}
