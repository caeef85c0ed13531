/*
 * Text from outside: what is kept, what is replaced, and what counts as the
 * same word.  The broken sequences are those of the Unicode Standard's
 * table 3-8 and of Markus Kuhn's UTF-8 stress test.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "core/arena.h"
#include "core/text.h"
#include "unit/mutate.h"

#define R	"\xEF\xBF\xBD"	/* U+FFFD */

static struct arena	arena;

static int
empty_the_arena(void **state)
{
	arena_release(&arena);
	return (0);
}

static void
assert_cleaned(const char *sent, size_t n, const char *kept)
{
	bool	broken, expected = strstr(kept, R) != NULL;
	char	*s = text_clean(&arena, sent, n, &broken);

	assert_string_equal(s, kept);
	assert_int_equal(broken, expected);
	assert_int_equal(text_valid(sent, n),
	    !expected && strlen(kept) == n && memcmp(kept, sent, n) == 0);
}

#define CLEANED(sent, kept) assert_cleaned((sent), sizeof(sent) - 1, (kept))

static void
test_writing_of_every_kind_is_kept(void **state)
{
	CLEANED("", "");
	CLEANED("a\tb\nc", "a\tb\nc");
	CLEANED("Zo\u00EB \u2014 \u05E9\u05DC\u05D5\u05DD \u0639\u0631\u0628",
	    "Zo\u00EB \u2014 \u05E9\u05DC\u05D5\u05DD \u0639\u0631\u0628");
	CLEANED("\U0001F469\u200D\u2695\uFE0F", "\U0001F469\u200D\u2695\uFE0F");
	CLEANED("\xF4\x8F\xBF\xBD", "\xF4\x8F\xBF\xBD");
	CLEANED("\u200Fa\u202Eb\u2066c\u2069", "\u200Fa\u202Eb\u2066c\u2069");
	CLEANED("\u00A0\u2028\u00AD", "\u00A0\u2028\u00AD");
}

static void
test_every_line_end_becomes_a_line_feed(void **state)
{
	CLEANED("a\r\nb\rc\nd\r", "a\nb\nc\nd\n");
	CLEANED("\r\r\n\n\r", "\n\n\n\n");
}

static void
test_bytes_that_are_not_utf8_are_replaced(void **state)
{
	CLEANED("caf\xE9!", "caf" R "!");
	CLEANED("\x80", R);
	CLEANED("\xC3", R);
	CLEANED("\xC3(", R "(");
	CLEANED("\xE2\x82", R R);
	CLEANED("\xE2\x82x", R R "x");
	CLEANED("\xF0\x9F\x98", R R R);
	CLEANED("\xFE\xFF", R R);
	CLEANED("\xC0\x80", R R);		/* overlong NUL */
	CLEANED("\xC1\xBF", R R);
	CLEANED("\xE0\x80\xAF", R R R);		/* overlong slash */
	CLEANED("\xF0\x80\x80\xAF", R R R R);
	CLEANED("\xED\xA0\x80", R R R);		/* a surrogate */
	CLEANED("\xED\xA0\xBD\xED\xB8\x80", R R R R R R); /* CESU-8 */
	CLEANED("\xF4\x90\x80\x80", R R R R);	/* above U+10FFFF */
	CLEANED("\xF8\x88\x80\x80\x80", R R R R R);
}

static void
test_characters_that_no_writing_has_are_replaced(void **state)
{
	CLEANED("a\0b", "a" R "b");
	CLEANED("\x01\x0B\x1B\x7F", R R R R);
	CLEANED("\xC2\x85\xC2\x9F", R R);	/* C1 controls */
	CLEANED("\uFFFE\uFFFF", R R);
	CLEANED("\uFDD0\uFDEF\uFDCF\uFDF0", R R "\uFDCF\uFDF0");
	CLEANED("\U0001FFFE\U0010FFFF", R R);
	CLEANED("already lost: " R, "already lost: " R);
}

static void
test_utf8_is_told_from_other_encodings(void **state)
{
	static const char *const	utf8[] = { "", "a\x01\r", "\u00E9",
	    R, "\uFFFE", "\xF4\x8F\xBF\xBF" };
	static const char *const	other[] = { "caf\xE9", "\x93quoted\x94",
	    "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "a\xE2\x82" };

	for (size_t i = 0; i < sizeof(utf8) / sizeof(*utf8); i++)
		assert_true(text_utf8(utf8[i], strlen(utf8[i])));
	for (size_t i = 0; i < sizeof(other) / sizeof(*other); i++)
		assert_false(text_utf8(other[i], strlen(other[i])));
}

static void
test_a_letter_carries_at_most_thirty_marks(void **state)
{
	char	sent[1 + 2 * (TEXT_MARKS_MAX + 2) + 1] = "a";
	bool	broken;

	for (int i = 0; i < TEXT_MARKS_MAX + 2; i++)
		strcat(sent, i % 2 ? "\u0301" : "\u0316");
	text_clean(&arena, sent, 1 + 2 * TEXT_MARKS_MAX, &broken);
	assert_false(broken);
	assert_string_equal(text_clean(&arena, sent, strlen(sent), &broken) +
	    1 + 2 * TEXT_MARKS_MAX, R R);
	assert_true(broken);
}

static void
test_length_counts_code_points(void **state)
{
	assert_int_equal(text_length(""), 0);
	assert_int_equal(text_length("na\u00EFve"), 5);
	assert_int_equal(text_length("\U0001F469\u200D\u2695"), 3);
	assert_int_equal(text_length("a\nb"), 3);
}

static void
test_code_points_are_walked_to_the_end(void **state)
{
	const char	*s = "a\u00E9\U0001F600";

	assert_int_equal(text_next(&s), 'a');
	assert_int_equal(text_next(&s), 0xE9);
	assert_int_equal(text_next(&s), 0x1F600);
	assert_int_equal(text_next(&s), 0);
	assert_int_equal(text_next(&s), 0);
}

static void
test_white_space_is_trimmed_at_both_ends(void **state)
{
	static const char *const	cases[][2] = {
		{ "", "" }, { "a", "a" }, { "  a b  ", "a b" },
		{ "\t\n a\n", "a" }, { " \n\t ", "" },
		{ "\u00A0a\u00A0", "a" }, { "\u3000\u2003a\u2028", "a" },
		{ "\uFEFFa\u200B", "a" }, { "\u2060", "" },
		{ "\u200Fa\u200F", "\u200Fa\u200F" },
		{ "\u00E9 ", "\u00E9" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_string_equal(text_trim(&arena, cases[i][0]),
		    cases[i][1]);
}

static void
test_what_cannot_be_seen_is_blank(void **state)
{
	assert_true(text_blank(""));
	assert_true(text_blank(" \n\t\u00A0\u200B\uFEFF"));
	assert_true(text_blank("\u200E\u202E\u00AD"));
	assert_false(text_blank("."));
	assert_false(text_blank(" \u0627"));
	assert_false(text_blank("0"));
}

static void
test_nfc_composes(void **state)
{
	const char	*plain = "plain \u00E9 \u02FF";

	assert_ptr_equal(text_nfc(&arena, plain), plain);
	assert_string_equal(text_nfc(&arena, "e\u0301"), "\u00E9");
	assert_string_equal(text_nfc(&arena, "q\u0307\u0323"),
	    "q\u0323\u0307");
	assert_string_equal(text_nfc(&arena, "\u1100\u1161"), "\uAC00");
	assert_string_equal(text_nfc(&arena, "\u212B"), "\u00C5");
	assert_string_equal(text_nfc(&arena, "\uFB01"), "\uFB01");
	assert_string_equal(text_nfc(&arena, ""), "");
}

static void
test_a_name_becomes_one_tidy_line(void **state)
{
	static const char *const	cases[][2] = {
		{ "  Anne  \t Marie\n", "Anne Marie" },
		{ "Zoe\u0308\u00A0Smith", "Zo\u00EB Smith" },
		{ "\u2003", "" }, { "X", "X" },
		{ "O\u2019Neill", "O\u2019Neill" },
		{ "\u05E9\u05DC\u05D5\u05DD  \u05DC\u05D5\u05D9",
		    "\u05E9\u05DC\u05D5\u05DD \u05DC\u05D5\u05D9" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_string_equal(text_line(&arena, cases[i][0]),
		    cases[i][1]);
}

static void
test_formatting_that_cannot_be_seen_is_taken_out(void **state)
{
	assert_string_equal(text_visible(&arena, ""), "");
	assert_string_equal(text_visible(&arena,
	    "\u202Aa\u200B@b\u00AD.\uFEFF\u00EB c\u202C"), "a@b.\u00EB c");
}

static void
test_words_are_found_however_they_are_written(void **state)
{
	static const char *const	cases[][2] = {
		{ "", "" }, { "...", "" }, { "O'Neill-N\u00FA\u00F1ez",
		    "oneill nunez" },
		{ "o\u2019NEILL", "oneill" }, { "O\u02BCNeill", "oneill" },
		{ "O`Neill", "oneill" }, { "\u02BBOkina", "okina" },
		{ "Nu\u0301n\u0303ez", "nunez" },
		{ "  Anne,  Marie. ", "anne marie" },
		{ "Stra\u00DFe", "strasse" }, { "\u0141ukasz", "lukasz" },
		{ "S\u00F8ren \u00C6r\u00F8", "soren aero" },
		{ "\u00DE\u00F3r", "thor" }, { "\u0110\u1EB7ng", "dang" },
		{ "I\u015F\u0131k", "isik" }, { "\u0130pek", "ipek" },
		{ "\uFF21\uFF22\uFF11", "ab1" },
		{ "\u03A3\u0399\u03A3\u03A5\u03A6\u039F\u03A3",
		    "\u03C3\u03B9\u03C3\u03C5\u03C6\u03BF\u03C3" },
		{ "\u05E9\u05B8\u05DC\u05D5\u05DD",
		    "\u05E9\u05DC\u05D5\u05DD" },
		{ "\u674E\u5C0F\u9F99", "\u674E\u5C0F\u9F99" },
		{ "a_b/c@d", "a b c d" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_string_equal(text_fold(&arena, cases[i][0]),
		    cases[i][1]);
}

/* A bound that a quadratic reader would miss by minutes. */
static void
test_a_million_characters_take_no_time(void **state)
{
	enum { N = 1000000 };
	char	*sent = arena_alloc(&arena, 2 * N + 1), *kept;
	bool	 broken;
	clock_t	 start = clock();

	for (int i = 0; i < N; i++)
		memcpy(sent + 2 * i, i % 2 ? "\u0301" : "\u0316", 2);
	kept = text_clean(&arena, sent, 2 * N, &broken);
	assert_true(broken);
	assert_int_equal(text_length(text_nfc(&arena, kept)), N);
	text_fold(&arena, kept);
	text_line(&arena, kept);
	assert_true(clock() - start < 5 * CLOCKS_PER_SEC);
}

static void
test_any_bytes_become_text(void **state)
{
	static const char	sample[] = "Zoe\u0308 \u00E9\r\n\u05E9\u05DC"
	    "\u0301\u0316 \U0001F469\u200D\u2695 \xED\xA0\x80 \xC0\x80 x";
	struct mutator		m = { 20260901 };
	const char		*nfc;
	char			*sent, *kept, *again;
	size_t			 n;
	bool			 broken, still;

	for (int i = 0; i < 50000; i++) {
		n = sizeof(sample) - 1;
		sent = mutate(&m, sample, &n);
		kept = text_clean(&arena, sent, n, &broken);
		assert_int_equal(broken, strstr(kept, R) != NULL);
		again = text_clean(&arena, kept, strlen(kept), &still);
		assert_string_equal(again, kept);
		assert_int_equal(still, broken);
		assert_int_equal(text_valid(kept, strlen(kept)), !broken);
		nfc = text_nfc(&arena, kept);
		assert_string_equal(text_nfc(&arena, nfc), nfc);
		nfc = text_fold(&arena, kept);
		assert_string_equal(text_fold(&arena, nfc), nfc);
		nfc = text_line(&arena, kept);
		assert_string_equal(text_line(&arena, nfc), nfc);
		free(sent);
		if (i % 500 == 0)
			arena_reset(&arena);
	}
}

static void
test_digits_of_any_script_are_read_as_codes_are(void **state)
{
	static const struct { int32_t c, is; } cases[] = {
		{ 'a', 'a' }, { '0', '0' }, { '\n', ' ' }, { '\t', ' ' },
		{ 0xA0, ' ' }, { 0x2009, ' ' }, { 0x2028, ' ' },
		{ 0x0660, '0' }, { 0x0669, '9' }, { 0xFF19, '9' },
		{ 0xFF21, 'A' }, { 0x1D7CE, '0' }, { 0x1D7D8, '0' },
		{ 0x1D7FF, '9' }, { 0x2011, '-' }, { 0x2212, '-' },
		{ 0x200B, 0 }, { 0xFE0F, 0 }, { 0x20E3, 0 },
		{ 0xE9, TEXT_REPLACEMENT }, { 0x1F600, TEXT_REPLACEMENT },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_int_equal(text_coded(cases[i].c), cases[i].is);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_writing_of_every_kind_is_kept),
		cmocka_unit_test(test_every_line_end_becomes_a_line_feed),
		cmocka_unit_test(test_bytes_that_are_not_utf8_are_replaced),
		cmocka_unit_test(
		    test_characters_that_no_writing_has_are_replaced),
		cmocka_unit_test(test_utf8_is_told_from_other_encodings),
		cmocka_unit_test(test_a_letter_carries_at_most_thirty_marks),
		cmocka_unit_test(test_length_counts_code_points),
		cmocka_unit_test(test_code_points_are_walked_to_the_end),
		cmocka_unit_test(test_white_space_is_trimmed_at_both_ends),
		cmocka_unit_test(test_what_cannot_be_seen_is_blank),
		cmocka_unit_test(test_nfc_composes),
		cmocka_unit_test(test_a_name_becomes_one_tidy_line),
		cmocka_unit_test(
		    test_formatting_that_cannot_be_seen_is_taken_out),
		cmocka_unit_test(test_words_are_found_however_they_are_written),
		cmocka_unit_test(
		    test_digits_of_any_script_are_read_as_codes_are),
		cmocka_unit_test(test_a_million_characters_take_no_time),
		cmocka_unit_test(test_any_bytes_become_text),
	};

	return (cmocka_run_group_tests(tests, NULL, empty_the_arena));
}
