/*
 * What a transaction promises: values that come back as they went, and
 * failures that stay until it ends.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/arena.h"
#include "core/db.h"

static const char *const	 mood_words[] = { NULL, "glad", "sad", NULL };
static const struct db_enum	 mood = { "mood", mood_words, 3 };

struct all {
	int64_t			 i;
	double			 r;
	bool			 b;
	const char		*t;
	struct date		 d;
	struct moment		 m;
	struct bytes		 x;
	struct int_list		 il;
	struct text_list	 tl;
	int			 e;
};

struct maybe {
	struct maybe_int	 i;
	struct maybe_real	 r;
	struct maybe_bool	 b;
	const char		*t;
	struct date		 d;
	struct moment		 m;
	struct bytes		 x;
	struct int_list		 il;
	struct text_list	 tl;
	int			 e;
};

#define COLUMNS(type, maybe)						\
	{ "i", DB_INT8, maybe, offsetof(type, i) },			\
	{ "r", DB_FLOAT8, maybe, offsetof(type, r) },			\
	{ "b", DB_BOOL, maybe, offsetof(type, b) },			\
	{ "t", DB_TEXT, maybe, offsetof(type, t) },			\
	{ "d", DB_DATE, maybe, offsetof(type, d) },			\
	{ "m", DB_MOMENT, maybe, offsetof(type, m) },			\
	{ "x", DB_BYTES, maybe, offsetof(type, x) },			\
	{ "il", DB_INT8_LIST, maybe, offsetof(type, il) },		\
	{ "tl", DB_TEXT_LIST, maybe, offsetof(type, tl) },		\
	{ "e", DB_ENUM, maybe, offsetof(type, e), &mood }

#define SUM_KEPT	"SELECT sum(n)::int8 AS i FROM public.kept"
#define COUNT_KEPT	"SELECT count(*) AS i FROM public.kept"

enum { ALL = 10 };

static const struct column	all_columns[] = {
	COLUMNS(struct all, false)
};
static const struct column	maybe_columns[] = {
	COLUMNS(struct maybe, true)
};

#define SENT_BACK							\
	"SELECT $1 AS i, $2 AS r, $3 AS b, $4 AS t, $5 AS d, "		\
	"$6 AS m, $7 AS x, $8 AS il, $9 AS tl, $10::public.mood AS e"

static const struct query all_sent_back = {
	"all_sent_back", SENT_BACK, "all.sql", 1, ALL, ALL, all_columns,
	all_columns, sizeof(struct all)
};
static const struct query maybe_sent_back = {
	"maybe_sent_back", SENT_BACK, "all.sql", 2, ALL, ALL, maybe_columns,
	maybe_columns, sizeof(struct maybe)
};

static const struct column	text_column = { "t", DB_TEXT };
static const struct query	words = {
	"words", "SELECT concat_ws('|', $1, $2, $3, $4, $5, $6 AT TIME ZONE "
	"'UTC', $7, $8, $9, $10::public.mood) AS t", "words.sql", 1, ALL, 1,
	all_columns, &text_column, sizeof(char *)
};

static struct db	*db;
static struct arena	 arena;
static struct query	 asked[100];	/* a query stays where it is */
static char		 names[100][8];
static int		 nasked;

static void
begin(void)
{
	arena_reset(&arena);
	db_begin(db, &arena, DB_WRITES);
}

/* The first row of a statement that has no parameters. */
static struct all *
ask(const char *sql, const struct column *columns, int ncolumns)
{
	struct query	*q = &asked[nasked];

	assert_true(nasked < 100);
	snprintf(names[nasked], sizeof(names[0]), "q%d", nasked);
	*q = (struct query){ .name = names[nasked++], .sql = sql,
		.columns = columns, .ncolumns = ncolumns,
		.row = sizeof(struct all) };
	return (db_one(db, q, NULL));
}

static int64_t
number(const char *sql)
{
	struct all	*row = ask(sql, all_columns, 1);

	return (row == NULL ? -1 : row->i);
}

static void
test_every_value_comes_back_as_it_went(void **state)
{
	static const int64_t	 numbers[] = { 0, INT64_MIN, INT64_MAX };
	static const char *const texts[] = { "", "Zoë \"O'Neill\"", "a,{b}\\" };
	const union param	 params[] = {
		{ .int8 = INT64_MIN }, { .float8 = -0.1 }, { .boolean = true },
		{ .text = "Siân ’ \x01\n" }, { .date = { 1999, 12, 31 } },
		{ .moment = { -86401 } }, { .bytes = { "a\0\xff", 3 } },
		{ .int8_list = { numbers, 3 } },
		{ .text_list = { texts, 3 } }, { .word = 2 },
	};
	struct all		*row;

	begin();
	row = db_one(db, &all_sent_back, params);
	assert_string_equal(db_error(db), "");
	assert_true(row->i == INT64_MIN && row->r == -0.1 && row->b);
	assert_string_equal(row->t, "Siân ’ \x01\n");
	assert_int_equal(date_compare(row->d, params[4].date), 0);
	assert_int_equal(row->m.s, -86401);
	assert_int_equal(row->x.length, 3);
	assert_memory_equal(row->x.data, "a\0\xff", 3);
	assert_int_equal(row->il.n, 3);
	assert_memory_equal(row->il.v, numbers, sizeof(numbers));
	assert_int_equal(row->tl.n, 3);
	for (size_t i = 0; i < 3; i++)
		assert_string_equal(row->tl.v[i], texts[i]);
	assert_int_equal(row->e, 2);
	assert_true(db_commit(db));
}

static void
test_postgresql_reads_what_we_send_as_we_mean_it(void **state)
{
	const char	**said;

	begin();
	said = db_one(db, &words, (const union param[]){
	    { .int8 = -5 }, { .float8 = 2.5 }, { .boolean = false },
	    { .text = "x" }, { .date = { 2024, 2, 29 } },
	    { .moment = { 1000000000 } }, { .bytes = { "\x01\xfe", 2 } },
	    { .int8_list = { NULL, 0 } },
	    { .text_list = { (const char *const[]){ "a b", "" }, 2 } },
	    { .word = 1 } });
	assert_string_equal(db_error(db), "");
	assert_string_equal(*said, "-5|2.5|f|x|2024-02-29|2001-09-09 01:46:40|"
	    "\\x01fe|{}|{\"a b\",\"\"}|glad");
	db_rollback(db);
}

static void
test_what_is_not_known_comes_back_as_not_known(void **state)
{
	const union param	nothing[ALL] = { { 0 } };
	struct maybe		*row;

	begin();
	row = db_one(db, &maybe_sent_back, nothing);
	assert_string_equal(db_error(db), "");
	assert_false(row->i.known || row->r.known || row->b.known);
	assert_true(row->t == NULL && !date_is_set(row->d) && row->m.s == 0);
	assert_true(row->x.data == NULL && row->il.v == NULL &&
	    row->tl.v == NULL && row->e == 0);
	db_rollback(db);
}

static void
test_zero_and_empty_are_known(void **state)
{
	const union param	empty[ALL] = {
		{ .maybe_int = { true, 0 } }, { .maybe_real = { true, NAN } },
		{ .maybe_bool = { true, false } }, { .text = "" },
		{ .date = { 0 } }, { .moment = { 0 } }, { .bytes = { "", 0 } },
		{ .int8_list = { (int64_t[]){ 0 }, 0 } },
		{ .text_list = { (const char *[]){ "" }, 0 } }, { .word = 0 },
	};
	struct maybe		*row;

	begin();
	row = db_one(db, &maybe_sent_back, empty);
	assert_true(row->i.known && row->i.value == 0);
	assert_true(row->r.known && isnan(row->r.value));
	assert_true(row->b.known && !row->b.value);
	assert_string_equal(row->t, "");
	assert_true(row->x.data != NULL && row->x.length == 0);
	assert_true(row->il.v != NULL && row->il.n == 0);
	assert_true(row->tl.v != NULL && row->tl.n == 0);
	db_rollback(db);
}

static void
assert_refuses(const char *why)
{
	if (strstr(db_error(db), why) == NULL)
		fail_msg("expected %s, not %s", why, db_error(db));
	assert_true(db_failed(db));
	assert_false(db_unavailable(db));
	assert_false(db_commit(db));
}

static void
test_a_value_that_must_be_there_is_missed(void **state)
{
	static const char *const	sql[] = {
		"SELECT NULL::int8 AS i", "SELECT 1::int4 AS i",
		"SELECT 1::int8 AS i, 2 AS r", "SELECT 'x' AS i",
	};
	static const char *const	why[] = {
		"i is NULL, and is not declared ? (22004)",
		"i is not of its type (42804)", "answers 2 columns, declared 1",
		"i is not of its type",
	};

	for (size_t i = 0; i < sizeof(sql) / sizeof(*sql); i++) {
		begin();
		assert_int_equal(number(sql[i]), -1);
		assert_refuses(why[i]);
	}
	begin();
	assert_null(db_one(db, &all_sent_back, (union param[ALL]){ { 0 } }));
	assert_refuses("all.sql:1: all_sent_back: t has no value, and is not "
	    "declared ?");
}

static void
test_a_day_out_of_reach_is_refused(void **state)
{
	static const char *const	days[] = { "infinity", "-infinity",
		"10000-01-01", "0001-12-31 BC" };

	for (size_t i = 0; i < 4; i++) {
		begin();
		ask(arena_printf(&arena, "SELECT '%s'::date AS d", days[i]),
		    &all_columns[4], 1);
		assert_refuses("d has a value that does not fit");
		begin();
		ask(arena_printf(&arena, "SELECT ARRAY[%zu, NULL] AS il", i),
		    &all_columns[7], 1);
		assert_refuses("il is not of its type");
	}
	begin();
	assert_int_equal(ask("SELECT '9999-12-31'::date AS d", &all_columns[4],
	    1)->d.year, 9999);
	assert_int_equal(ask("SELECT '0001-01-01'::date AS d", &all_columns[4],
	    1)->d.year, 1);
	ask("SELECT ARRAY[1, NULL]::int8[] AS il", &all_columns[7], 1);
	assert_refuses("il has a value that does not fit");
}

static void
test_a_failed_statement_silences_the_rest(void **state)
{
	begin();
	assert_true(db_run(db, "INSERT INTO public.kept VALUES (1)"));
	assert_int_equal(number("SELECT 1::int8 / 0 AS i"), -1);
	assert_string_equal(db_state(db), "22012");
	assert_int_equal(number("SELECT 1::int8 AS i"), -1);
	assert_false(db_run(db, "INSERT INTO public.kept VALUES (1)"));
	assert_string_equal(db_state(db), "22012");
	assert_false(db_commit(db));
	assert_string_equal(db_state(db), "22012");
	begin();
	assert_string_equal(db_error(db), "");
	assert_int_equal(number(COUNT_KEPT), 0);
	assert_true(db_commit(db));
}

static void
test_an_error_never_quotes_a_parameter(void **state)
{
	static const struct query	cast = {
		"cast", "SELECT $1::int8", "cast.sql", 7, 1, 0, &all_columns[3]
	};

	begin();
	db_exec(db, &cast, &(union param){ .text = "a secret" });
	assert_null(strstr(db_error(db), "secret"));
	assert_refuses("cast.sql:7: cast: a value that PostgreSQL cannot take "
	    "(22P02)");
}

static void
test_an_error_in_many_statements_has_its_line(void **state)
{
	begin();
	db_run(db, "SELECT 'é';\nSELECT 1;\nSELECT\n  nothing;\n");
	assert_refuses("line 4: column \"nothing\" does not exist (42703)");
	begin();
	db_run(db, "SELECT 1; COMMIT; SELECT 2");
	assert_refuses("it ended the transaction itself");
}

static void
test_two_rows_are_not_one(void **state)
{
	begin();
	assert_int_equal(number("SELECT 1::int8 AS i WHERE false"), -1);
	assert_false(db_failed(db));
	number("SELECT generate_series(1, 2)::int8 AS i");
	assert_refuses("2 rows where one was asked for (21000)");
}

static void
test_nothing_is_asked_outside_a_transaction(void **state)
{
	begin();
	assert_true(db_commit(db));
	assert_int_equal(number("SELECT 1::int8 AS i"), -1);
	assert_string_equal(db_state(db), "25P01");
	begin();
	assert_int_equal(number("SELECT 1::int8 AS i"), 1);
	assert_true(db_commit(db));
	assert_false(db_run(db, "SELECT 1"));
}

static void
test_a_statement_at_once_is_a_transaction_by_itself(void **state)
{
	arena_reset(&arena);
	db_begin(db, &arena, DB_AT_ONCE);
	assert_int_equal(number("INSERT INTO public.kept VALUES (41) "
	    "RETURNING n AS i"), 41);
	assert_true(db_commit(db));
	db_begin(db, &arena, DB_AT_ONCE);
	assert_int_equal(number("DELETE FROM public.kept WHERE n = 41 "
	    "RETURNING n AS i"), 41);
	assert_int_equal(number("SELECT 1::int8 AS i"), -1);
	assert_string_equal(db_state(db), "25P01");
	assert_false(db_commit(db));
	begin();
	assert_int_equal(number("SELECT count(*) AS i FROM public.kept "
	    "WHERE n = 41"), 0);
	assert_true(db_commit(db));
}

static void
test_what_was_tried_can_be_given_up(void **state)
{
	begin();
	db_run(db, "INSERT INTO public.kept VALUES (1)");
	db_try(db);
	db_run(db, "INSERT INTO public.kept VALUES (2)");
	assert_true(db_tried(db));
	db_try(db);
	db_run(db, "INSERT INTO public.kept VALUES (3)");
	number("SELECT 1::int8 / 0 AS i");
	assert_false(db_tried(db));
	assert_false(db_failed(db));
	db_try(db);
	assert_true(db_tried(db));
	assert_int_equal(number(SUM_KEPT), 3);
	db_rollback(db);
}

static void
test_tries_stand_in_each_other(void **state)
{
	begin();
	for (int i = 0; i < 20; i++)
		db_try(db);
	db_run(db, "INSERT INTO public.kept VALUES (1)");
	db_try(db);
	db_run(db, "INSERT INTO public.nowhere VALUES (2)");
	assert_false(db_tried(db));
	for (int i = 0; i < 19; i++)
		assert_true(db_tried(db));
	assert_int_equal(number(SUM_KEPT), 1);
	db_run(db, "INSERT INTO public.nowhere VALUES (2)");
	assert_false(db_tried(db));
	assert_int_equal(number(COUNT_KEPT), 0);
	db_run(db, "INSERT INTO public.nowhere VALUES (2)");
	db_try(db);
	assert_false(db_tried(db));
	assert_refuses("nowhere");
}

static void
test_a_commit_that_is_refused_is_a_failure(void **state)
{
	begin();
	db_run(db, "INSERT INTO public.late VALUES (7)");
	assert_false(db_failed(db));
	assert_false(db_commit(db));
	assert_string_equal(db_state(db), "23503");
	begin();
	assert_int_equal(number("SELECT 1::int8 AS i"), 1);
	assert_true(db_commit(db));
}

static void
test_a_table_that_changed_costs_one_request(void **state)
{
	static const struct query	kept = {
		"kept", "SELECT * FROM public.changing", "k", 1, 0,
		0
	};

	begin();
	db_exec(db, &kept, NULL);
	assert_true(db_commit(db));
	begin();
	db_run(db, "ALTER TABLE public.changing ADD COLUMN more int8");
	assert_true(db_commit(db));
	begin();
	db_exec(db, &kept, NULL);
	assert_string_equal(db_state(db), "0A000");
	assert_false(db_commit(db));
	begin();
	db_exec(db, &kept, NULL);
	assert_true(db_commit(db));
}

static void
test_each_goes_over_a_list_once(void **state)
{
	static const int64_t	v[] = { 1, 2, 3, 4 };
	struct int_list		list = { v, 4 }, none = { NULL, 0 };
	int			sum = 0, times = 0;

	each(x, (times++, list)) {
		if (*x == 2)
			continue;
		if (*x == 4)
			break;
		each(y, list)
			sum += (int)*y;
	}
	each(x, none)
		sum = -1;
	assert_int_equal(sum, 20);
	assert_int_equal(times, 1);
}

static int
set_up(void **state)
{
	db = db_open(getenv("DATABASE_URL"));
	begin();
	db_run(db, "CREATE TYPE public.mood AS ENUM ('glad', 'sad');"
	    "CREATE TABLE public.kept (n int8 UNIQUE NOT NULL);"
	    "CREATE TABLE public.changing (n int8);"
	    "CREATE TABLE public.late (n int8 REFERENCES public.kept (n)"
	    " DEFERRABLE INITIALLY DEFERRED)");
	if (db_commit(db))
		return (0);
	print_error("%s\n", db_error(db));
	return (-1);
}

static int
tear_down(void **state)
{
	begin();
	db_run(db, "DROP TABLE public.late, public.kept, public.changing;"
	    "DROP TYPE public.mood");
	assert_true(db_commit(db));
	db_close(db);
	arena_release(&arena);
	return (0);
}

/* What a stream passed on: its sum, and when it wants no more. */
struct passed { int64_t n, sum, most; };

static bool
pass(void *state, const void *row)
{
	struct passed	*p = state;

	p->n++;
	p->sum += ((const struct all *)row)->i;
	return (p->n < p->most);
}

static const struct column	counted = { "i", DB_INT8, false,
				    offsetof(struct all, i) };
static const struct query	many_rows = {
	"many_rows", "SELECT i::int8 AS i FROM generate_series(1, 30000) i",
	"many.sql", 1, 0, 1, NULL, &counted, sizeof(struct all)
};
static const struct query	broken_rows = {
	"broken_rows", "SELECT 6::int8 / (i - 300) AS i "
	"FROM generate_series(1, 500) i",
	"many.sql", 2, 0, 1, NULL, &counted, sizeof(struct all)
};

static void
test_a_stream_passes_on_every_row_in_one_transaction(void **state)
{
	struct passed	p = { .most = INT64_MAX };

	begin();
	assert_int_equal(db_stream(db, &many_rows, NULL, pass, &p), 30000);
	assert_int_equal(p.sum, 30000 * 30001L / 2);
	assert_true(arena.blocks == NULL || arena.used < 10000);
	assert_int_equal(ask("SELECT 7::int8 AS i", &counted, 1)->i, 7);
	/* One that is prepared already comes first behind it, too. */
	assert_int_equal(db_stream(db, &many_rows, NULL, pass, &p), 30000);
	assert_non_null(db_one(db, &asked[nasked - 1], NULL));
	assert_true(db_commit(db));
}

static void
test_who_wants_no_more_rows_ends_the_transaction(void **state)
{
	struct passed	p = { .most = 5 };

	begin();
	assert_int_equal(db_stream(db, &many_rows, NULL, pass, &p), 4);
	assert_int_equal(p.n, 5);
	assert_string_equal(db_state(db), "57014");
	assert_false(db_commit(db));
	begin();
	assert_int_equal(ask("SELECT 8::int8 AS i", &counted, 1)->i, 8);
	assert_true(db_commit(db));
}

static void
test_a_stream_that_breaks_fails_the_transaction(void **state)
{
	struct passed	p = { .most = INT64_MAX };

	begin();
	assert_true(db_stream(db, &broken_rows, NULL, pass, &p) < 500);
	assert_string_equal(db_state(db), "22012");
	assert_int_equal(db_stream(db, &many_rows, NULL, pass, &p), 0);
	assert_false(db_commit(db));
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_every_value_comes_back_as_it_went),
		cmocka_unit_test(
		    test_postgresql_reads_what_we_send_as_we_mean_it),
		cmocka_unit_test(
		    test_what_is_not_known_comes_back_as_not_known),
		cmocka_unit_test(test_zero_and_empty_are_known),
		cmocka_unit_test(test_a_value_that_must_be_there_is_missed),
		cmocka_unit_test(test_a_day_out_of_reach_is_refused),
		cmocka_unit_test(test_a_failed_statement_silences_the_rest),
		cmocka_unit_test(test_an_error_never_quotes_a_parameter),
		cmocka_unit_test(test_an_error_in_many_statements_has_its_line),
		cmocka_unit_test(test_two_rows_are_not_one),
		cmocka_unit_test(test_nothing_is_asked_outside_a_transaction),
		cmocka_unit_test(
		    test_a_statement_at_once_is_a_transaction_by_itself),
		cmocka_unit_test(test_what_was_tried_can_be_given_up),
		cmocka_unit_test(test_tries_stand_in_each_other),
		cmocka_unit_test(test_a_commit_that_is_refused_is_a_failure),
		cmocka_unit_test(test_a_table_that_changed_costs_one_request),
		cmocka_unit_test(test_each_goes_over_a_list_once),
		cmocka_unit_test(
		    test_a_stream_passes_on_every_row_in_one_transaction),
		cmocka_unit_test(
		    test_who_wants_no_more_rows_ends_the_transaction),
		cmocka_unit_test(
		    test_a_stream_that_breaks_fails_the_transaction),
	};

	return (cmocka_run_group_tests(tests, set_up, tear_down));
}
