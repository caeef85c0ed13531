/*
 * Every query's prototype, held against the live schema.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/arena.h"
#include "queries.h"

static struct db	*db;
static struct arena	 arena;

static const char *const	 mood_words[] = { NULL, "glad", "sad", NULL };
static const struct db_enum	 mood = { "mood", mood_words, 3 };
static const struct column	 mood_column = { "e", DB_ENUM, .words = &mood };

/* Misfits: a statement with a wrong prototype, and what must be said of it. */
static const struct misfit {
	const char	*sql;
	struct column	 column;
	const char	*why;
} misfits[] = {
	{ "SELECT n AS i FROM public.kept", { "i", DB_INT8 }, NULL },
	{ "SELECT n AS i FROM public.kept", { "i", DB_INT8, true }, NULL },
	{ "SELECT n AS number FROM public.kept", { "i", DB_INT8 },
	    "m.sql:9: m: column 1 is number, declared i" },
	{ "SELECT n::int4 AS i FROM public.kept", { "i", DB_INT8 },
	    "m.sql:9: m: i is int4, declared int8" },
	{ "SELECT n, n FROM public.kept", { "n", DB_INT8 },
	    "m.sql:9: m: answers 2 columns, declared 1" },
	{ "SELECT note FROM public.kept", { "note", DB_TEXT },
	    "m.sql:9: m: note may be NULL in its table: declare it text?, or "
	    "text! if it never is here" },
	{ "SELECT note FROM public.kept", { "note", DB_TEXT, true }, NULL },
	{ "SELECT note FROM public.kept", { "note", DB_TEXT, .sure = true },
	    NULL },
	{ "SELECT note || '' AS note FROM public.kept", { "note", DB_TEXT },
	    NULL },
	{ "SELECT ARRAY[n] AS l FROM public.kept", { "l", DB_TEXT_LIST },
	    "m.sql:9: m: l is int8[], declared text[]" },
	{ "SELECT 'sad'::public.mood AS e", { "e", DB_ENUM, .words = &mood },
	    NULL },
	{ "SELECT 'sad'::text AS e", { "e", DB_ENUM, .words = &mood },
	    "m.sql:9: m: e is text, declared mood" },
	{ "SELECT 'sad'::sorry.mood AS e", { "e", DB_ENUM, .words = &mood },
	    "m.sql:9: m: the enum mood is (sad, glad), declared (glad, sad)" },
	{ "SELECT 1 AS i FROM public.nowhere", { "i", DB_INT8 },
	    "m.sql:9: m: line 1: relation \"public.nowhere\" does not exist "
	    "(42P01)" },
};

static void
test_a_misfit_is_named_with_file_and_line(void **state)
{
	struct query	 q = { "m", .file = "m.sql", .line = 9, .ncolumns = 1,
		.row = 8 };
	const char	*why;

	db_begin(db, &arena, DB_WRITES);
	assert_true(db_run(db, "CREATE SCHEMA sorry;"
	    "CREATE TYPE public.mood AS ENUM ('glad', 'sad');"
	    "CREATE TYPE sorry.mood AS ENUM ('sad', 'glad');"
	    "CREATE TABLE public.kept (n int8 NOT NULL, note text)"));
	for (size_t i = 0; i < sizeof(misfits) / sizeof(*misfits); i++) {
		q.sql = misfits[i].sql;
		q.columns = &misfits[i].column;
		why = db_mismatch(db, &q);
		assert_string_equal(why == NULL ? "fits" : why,
		    misfits[i].why == NULL ? "fits" : misfits[i].why);
	}
	q = (struct query){ "m", "SELECT $1::sorry.mood", "m.sql", 9, 1, 0,
		&mood_column };
	assert_string_equal(db_mismatch(db, &q), "m.sql:9: m: the enum mood is "
	    "(sad, glad), declared (glad, sad)");
	assert_false(db_failed(db));
	db_rollback(db);
}

static void
test_every_query_fits_the_schema(void **state)
{
	const char	*why;
	int		 wrong = 0, n = 0;

	db_begin(db, &arena, DB_READS);
	for (const struct query *const *q = queries; *q != NULL; q++, n++)
		if ((why = db_mismatch(db, *q)) != NULL) {
			print_error("%s\n", why);
			wrong++;
		}
	assert_true(db_commit(db));
	assert_true(n > 0);
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_a_misfit_is_named_with_file_and_line),
		cmocka_unit_test(test_every_query_fits_the_schema),
	};
	int			failed;

	db = db_open(getenv("DATABASE_URL"));
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	db_close(db);
	arena_release(&arena);
	return (failed);
}
