/*
 * Memory that lives as long as one request.
 */
#include <sys/wait.h>

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/arena.h"

static struct arena	arena;

static void
test_memory_is_zeroed_and_aligned(void **state)
{
	static const size_t	sizes[] = { 0, 1, 15, 16, 17, 4000, 100000 };
	unsigned char		*p;

	for (int round = 0; round < 3; round++) {
		for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
			p = arena_alloc(&arena, sizes[i]);
			assert_int_equal((uintptr_t)p % 16, 0);
			for (size_t n = 0; n < sizes[i]; n++)
				assert_int_equal(p[n], 0);
			memset(p, 0xff, sizes[i]);
		}
		arena_reset(&arena);
	}
}

static void
test_no_two_share_memory(void **state)
{
	enum { N = 5000 };
	unsigned char	*p[N];
	size_t		 size;

	for (int i = 0; i < N; i++) {
		size = (size_t)(i * 7) % 300 + (i % 500 == 0 ? 70000 : 0);
		p[i] = arena_alloc(&arena, size + 1);
		memset(p[i], i % 251, size + 1);
	}
	for (int i = 0; i < N; i++) {
		size = (size_t)(i * 7) % 300 + (i % 500 == 0 ? 70000 : 0);
		assert_int_equal(p[i][0], i % 251);
		assert_int_equal(p[i][size], i % 251);
	}
	arena_reset(&arena);
}

static void
test_even_nothing_has_an_address_of_its_own(void **state)
{
	assert_ptr_not_equal(arena_alloc(&arena, 0), arena_alloc(&arena, 0));
	assert_non_null(arena_copy(&arena, NULL, 0));
	assert_non_null(arena_array(&arena, 0, 8));
	assert_non_null(arena_array(&arena, 8, 0));
}

static void
test_texts_are_copied(void **state)
{
	char	 text[] = "placement";
	char	*copy = arena_strdup(&arena, text);
	char	*part = arena_strndup(&arena, text, 5);
	char	*whole = arena_strndup(&arena, text, 500);
	char	*bytes = arena_copy(&arena, "a\0b", 4);

	text[0] = 'X';
	assert_string_equal(copy, "placement");
	assert_string_equal(part, "place");
	assert_string_equal(whole, "placement");
	assert_memory_equal(bytes, "a\0b", 4);
	assert_string_equal(arena_strdup(&arena, ""), "");
}

static void
test_a_format_may_be_longer_than_a_block(void **state)
{
	char	*s = arena_printf(&arena, "%s %d%%", "half", 50);

	assert_string_equal(s, "half 50%");
	s = arena_printf(&arena, "%0200000d", 7);
	assert_int_equal(strlen(s), 200000);
	assert_string_equal(s + 199998, "07");
}

static void
test_what_was_reset_is_used_again(void **state)
{
	void	*first;

	arena_reset(&arena);
	first = arena_alloc(&arena, 100);
	for (int i = 0; i < 1000; i++)
		arena_alloc(&arena, 1000);
	arena_reset(&arena);
	assert_non_null(arena.blocks);
	arena_alloc(&arena, 100);
	for (int i = 0; i < 10; i++) {
		arena_reset(&arena);
		first = arena_alloc(&arena, 100);
		arena_alloc(&arena, 30000);
		arena_reset(&arena);
		assert_ptr_equal(arena_alloc(&arena, 100), first);
	}
}

static void
test_a_released_arena_is_a_new_one(void **state)
{
	arena_alloc(&arena, 10);
	arena_release(&arena);
	assert_null(arena.blocks);
	arena_release(&arena);
	arena_reset(&arena);
	assert_string_equal(arena_strdup(&arena, "again"), "again");
	arena_release(&arena);
}

static void
test_a_size_that_overflows_aborts(void **state)
{
	int	status;
	pid_t	pid = fork();

	assert_true(pid >= 0);
	if (pid == 0) {
		signal(SIGABRT, SIG_DFL);
		arena_array(&arena, SIZE_MAX / 8 + 2, 8);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGABRT);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_memory_is_zeroed_and_aligned),
		cmocka_unit_test(test_no_two_share_memory),
		cmocka_unit_test(test_even_nothing_has_an_address_of_its_own),
		cmocka_unit_test(test_texts_are_copied),
		cmocka_unit_test(test_a_format_may_be_longer_than_a_block),
		cmocka_unit_test(test_what_was_reset_is_used_again),
		cmocka_unit_test(test_a_released_arena_is_a_new_one),
		cmocka_unit_test(test_a_size_that_overflows_aborts),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
