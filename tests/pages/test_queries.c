/*
 * Every query's prototype, held against the live schema.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "core/arena.h"
#include "queries.h"

static void
test_every_query_fits_the_schema(void **state)
{
	struct db	*db = db_open(getenv("DATABASE_URL"));
	struct arena	 arena = { 0 };
	const char	*why;
	int		 misfits = 0, n = 0;

	db_begin(db, &arena, DB_READS);
	for (const struct query *const *q = queries; *q != NULL; q++, n++)
		if ((why = db_mismatch(db, *q)) != NULL) {
			print_error("%s\n", why);
			misfits++;
		}
	assert_true(db_commit(db));
	assert_true(n > 0);
	assert_int_equal(misfits, 0);
	db_close(db);
	arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_every_query_fits_the_schema),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
