/*
 * How a working pattern is said.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rules/words.h"

static void
test_days_in_a_row_are_said_from_the_first_to_the_last(void **state)
{
	static const struct { signed char halves[7]; const char *words; }
		said[] = {
		{ { 2, 2, 2, 2, 2, 0, 0 }, "Monday to Friday" },
		{ { 2, 2, 2, 2, 0, 0, 0 }, "Monday to Thursday" },
		{ { 2, 2, 0, 0, 0, 0, 0 }, "Monday and Tuesday" },
		{ { 2, 2, 0, 2, 2, 0, 0 },
		    "Monday, Tuesday, Thursday and Friday" },
		{ { 2, 2, 0, 0, 1, 0, 0 },
		    "Monday, Tuesday and half of Friday" },
		{ { 2, 0, 2, 0, 1, 0, 0 },
		    "Monday, Wednesday and half of Friday" },
		{ { 1, 1, 1, 1, 1, 0, 0 },
		    "Half of each day, Monday to Friday" },
		{ { 0, 0, 1, 0, 0, 0, 0 }, "Half of Wednesday" },
		{ { 2, 2, 2, 1, 0, 0, 2 },
		    "Monday to Wednesday, half of Thursday and Sunday" },
		{ { 2, 2, 2, 2, 2, 2, 2 }, "Monday to Sunday" },
		{ { 0, 0, 0, 0, 0, 0, 0 }, "No days" },
	};
	struct arena	arena = { 0 };

	for (size_t i = 0; i < sizeof(said) / sizeof(*said); i++)
		assert_string_equal(pattern_words(&arena, said[i].halves),
		    said[i].words);
	arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(
		    test_days_in_a_row_are_said_from_the_first_to_the_last),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
