/* A ZIP is as long as was promised, and never pretends to be whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/arena.h"
#include "core/out.h"
#include "sheets/archive.h"

static struct arena	arena;
static struct out	out;
static const struct date on = { 2026, 6, 15 };

static int
begin(void **state)
{
	arena_reset(&arena);
	out_reset(&out);
	return (0);
}

static int
leave(void **state)
{
	arena_release(&arena);
	out_free(&out);
	return (0);
}

static void
test_its_length_is_known_before_its_bytes_are(void **state)
{
	static const size_t	sizes[] = { 1, 2, ARCHIVE_BLOCK - 1,
				    ARCHIVE_BLOCK, ARCHIVE_BLOCK + 1,
				    3 * ARCHIVE_BLOCK, 200 * 1000 };
	enum { SIZES = sizeof(sizes) / sizeof(*sizes) };
	char			*bytes = calloc(1, sizes[SIZES - 1]);
	struct archive		*a = archive_begin(&out, &arena, on);
	uint64_t		 length;

	assert_true(archive_add(a, "a/index.html", "<p>", 3));
	assert_true(archive_add(a, "a/none.txt", "", 0));
	for (size_t i = 0; i < SIZES; i++)
		assert_true(archive_promise(a, arena_printf(&arena,
		    "a/files/%zu.pdf", i), sizes[i]));
	length = archive_length(a);
	for (size_t i = 0; i < SIZES; i++)
		assert_true(archive_more(a, &out, bytes, sizes[i]));
	assert_true(archive_end(a, &out));
	assert_int_equal(out.len, length);
	free(bytes);
}

static void
test_what_was_promised_comes_in_pieces(void **state)
{
	struct archive	*a = archive_begin(&out, &arena, on);
	char		*bytes = calloc(3, ARCHIVE_BLOCK);
	uint64_t	 length;

	assert_true(archive_promise(a, "a.pdf", 3 * ARCHIVE_BLOCK - 7));
	length = archive_length(a);
	assert_true(archive_more(a, &out, bytes, 2 * ARCHIVE_BLOCK));
	assert_true(archive_more(a, &out, bytes, ARCHIVE_BLOCK - 7));
	assert_true(archive_end(a, &out));
	assert_int_equal(out.len, length);
	free(bytes);
}

static void
test_it_does_not_end_before_all_came(void **state)
{
	struct archive	*a = archive_begin(&out, &arena, on);
	char		*bytes = calloc(3, ARCHIVE_BLOCK);

	assert_true(archive_promise(a, "a.pdf", 2 * ARCHIVE_BLOCK));
	assert_false(archive_end(a, &out));
	assert_true(archive_more(a, &out, bytes, ARCHIVE_BLOCK));
	assert_false(archive_end(a, &out));
	assert_false(archive_more(a, &out, bytes, 5));	/* no whole block */
	assert_false(archive_more(a, &out, bytes, 2 * ARCHIVE_BLOCK));
	assert_true(archive_more(a, &out, bytes, ARCHIVE_BLOCK));
	assert_false(archive_more(a, &out, bytes, 1));
	assert_true(archive_end(a, &out));
	free(bytes);
}

static void
test_it_takes_no_more_than_a_plain_zip_holds(void **state)
{
	struct archive	*a = archive_begin(&out, &arena, on);

	assert_false(archive_promise(a, "none.pdf", 0));
	assert_true(archive_promise(a, "a.pdf", ARCHIVE_LATER_MAX - 5));
	assert_false(archive_promise(a, "b.pdf", 6));
	assert_true(archive_promise(a, "b.pdf", 5));
	/* What is packed at once comes first. */
	assert_false(archive_add(a, "late.html", "<p>", 3));
	assert_true(archive_length(a) < UINT32_MAX);
}

/* What counts is what it is packed, for that is what is held. */
static void
test_what_is_packed_at_once_has_its_limit(void **state)
{
	enum { LARGE = 15 * 1024 * 1024 };
	struct archive	*a = archive_begin(&out, &arena, on);
	unsigned char	*bytes = calloc(1, LARGE);
	uint64_t	 dice = 1;

	assert_true(archive_add(a, "a.html", bytes, LARGE));
	assert_true(archive_add(a, "b.html", bytes, LARGE));
	for (size_t i = 0; i < LARGE; i++) {
		dice = dice * 6364136223846793005u + 1442695040888963407u;
		bytes[i] = (unsigned char)(dice >> 56);
	}
	assert_false(archive_add(a, "c.html", bytes, LARGE));
	assert_true(archive_add(a, "d.html", bytes, LARGE / 2));
	assert_false(archive_add(a, "e.html", bytes, LARGE / 2));
	assert_true(archive_end(a, &out));
	assert_true(out.len < ARCHIVE_BYTES_MAX + 1000);
	free(bytes);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test_setup(
		    test_its_length_is_known_before_its_bytes_are, begin),
		cmocka_unit_test_setup(test_what_was_promised_comes_in_pieces,
		    begin),
		cmocka_unit_test_setup(test_it_does_not_end_before_all_came,
		    begin),
		cmocka_unit_test_setup(
		    test_it_takes_no_more_than_a_plain_zip_holds, begin),
		cmocka_unit_test_setup(
		    test_what_is_packed_at_once_has_its_limit, begin),
	};

	return (cmocka_run_group_tests(tests, NULL, leave));
}
