/*
 * One row of a file of marks: whose it is, what it says, and everything that
 * files of marks have wrong with them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/text.h"
#include "rules/marks_row.h"

static struct arena	arena;

static const struct marks_taker	takers[] = {
	{ "Siân O'Brien", "sian obrien", "sian@example.org", "SW1001", 1,
	    NOT_MARKED, false, false },
	{ "Mary Smith-Jones", "mary smith jones", "Mary@example.org",
	    "SW1002", 2, 58, false, false },
	{ "Zoë Núñez", "zoe nunez", "zoe@example.org", NULL, 3, 62, false,
	    true },
	{ "Kwame Okafor", "kwame okafor", "kwame@example.org", NULL, 4,
	    NOT_MARKED, true, false },
};
static const struct marks_stranger	strangers[] = {
	{ "amira@example.org", "SW1005", "Amira Khan", "Autumn 2026" },
};
static const struct marks_facts	facts = { takers, 4, strangers, 1 };

static int
forget(void **state)
{
	arena_release(&arena);
	return (0);
}

static struct marks_row
row_of(const char *name, const char *email, const char *number,
    const char *mark)
{
	const char	*cells[] = { name, email, number, mark };

	return (marks_row(&arena, 2, cells, &facts));
}

static void
gives(struct marks_row row, int64_t attempt, int mark)
{
	if (row.problems.n > 0)
		fail_msg("%s", row.problems.v[0].wrong);
	assert_int_equal(row.taker->attempt, attempt);
	assert_int_equal(row.wish, MARKS_GIVE);
	assert_int_equal(row.mark, mark);
}

static void
fails(struct marks_row row, enum marks_column column, const char *wrong)
{
	assert_int_equal(row.problems.n, 1);
	assert_int_equal(row.problems.v[0].column, column);
	assert_string_equal(row.problems.v[0].wrong, wrong);
	assert_true(*row.problems.v[0].to_do != '\0');
}

static void
test_a_row_is_that_of_its_email_address_or_number(void **state)
{
	gives(row_of("", "sian@example.org", "", "62"), 1, 62);
	gives(row_of(NULL, " SIAN@Example.org. ", NULL, "62"), 1, 62);
	gives(row_of("", "mary@example.org", "sw 1002", "0"), 2, 0);
	gives(row_of("", "", "SW-1002", "100"), 2, 100);
	fails(row_of("", "", "", "62"), MARKS_EMAIL,
	    "The email address is missing");
	fails(row_of("", "nobody@example.org", "", "62"), MARKS_EMAIL,
	    "Nobody who takes this module has the email address "
	    "‘nobody@example.org’");
	fails(row_of("", "", "SW9", "62"), MARKS_SWE_NUMBER, "Nobody who "
	    "takes this module has the Social Work England number ‘SW9’");
	fails(row_of("", "sian@example.org", "SW1002", "62"),
	    MARKS_SWE_NUMBER, "The number is that of Mary Smith-Jones, the "
	    "email address that of Siân O'Brien");
}

static void
test_a_trainee_of_another_cohort_is_named(void **state)
{
	fails(row_of("", "amira@example.org", "", "62"), MARKS_EMAIL,
	    "Amira Khan is in Autumn 2026 and does not take this module");
	fails(row_of("", "", "SW1005", "62"), MARKS_SWE_NUMBER,
	    "Amira Khan is in Autumn 2026 and does not take this module");
}

static void
test_a_name_finds_out_a_row_that_slipped(void **state)
{
	static const char *const	same[] = { "Siân O'Brien",
		"sian obrien", " Siân  O’Brien ", "O'Brien, Siân",
		"SIAN O`BRIEN", "Sia\u0302n O\u2019Brien", "" };

	for (size_t i = 0; i < sizeof(same) / sizeof(*same); i++)
		gives(row_of(same[i], "sian@example.org", "", "62"), 1, 62);
	fails(row_of("Mary Smith-Jones", "sian@example.org", "", "62"),
	    MARKS_NAME, "The row names ‘Mary Smith-Jones’, but its email "
	    "address or number is that of Siân O'Brien");
	fails(row_of("SiÃ¢n O'Brien", "sian@example.org", "", "62"),
	    MARKS_NAME, "‘SiÃ¢n O'Brien’ holds ‘Ã¢’, which is an accent that "
	    "was lost");
}

static void
test_marks_are_whole_numbers_up_to_100(void **state)
{
	static const struct { const char *typed; int mark; } right[] = {
		{ "62", 62 }, { " 62 ", 62 }, { "62%", 62 }, { "62 %", 62 },
		{ "62.0", 62 }, { "062", 62 }, { "0", 0 }, { "100", 100 },
		{ "\u200b62", 62 },
	};
	static const struct { const char *typed, *wrong; } not[] = {
		{ "101", "‘101’ is more than 100" },
		{ "999999999", "‘999999999’ is more than 100" },
		{ "9999999999", "‘9999999999’ is not a mark" },
		{ "-1", "‘-1’ is not a mark" },
		{ "62.5", "‘62.5’ is not a whole mark" },
		{ "62,5", "‘62,5’ is not a whole mark" },
		{ "B+", "‘B+’ is not a mark" },
		{ "6 2", "‘6 2’ is not a mark" },
		{ "pass", "‘pass’ is not a mark" },
		{ "٦٢", "‘٦٢’ is not a mark" },
	};

	for (size_t i = 0; i < sizeof(right) / sizeof(*right); i++)
		gives(row_of("", "sian@example.org", "", right[i].typed), 1,
		    right[i].mark);
	for (size_t i = 0; i < sizeof(not) / sizeof(*not); i++)
		fails(row_of("", "sian@example.org", "", not[i].typed),
		    MARKS_MARK, not[i].wrong);
	fails(row_of("", "sian@example.org", "", "6\xff"), MARKS_MARK,
	    "The cell includes characters that cannot be saved");
}

static void
test_an_empty_cell_changes_nothing_and_ns_does(void **state)
{
	struct marks_row	row = row_of("", "mary@example.org", "", " ");

	assert_int_equal(row.problems.n, 0);
	assert_int_equal(row.wish, MARKS_LEAVE);
	assert_false(marks_changes(&row));
	row = row_of("", "mary@example.org", "", "ns");
	assert_int_equal(row.wish, MARKS_NOTHING);
	assert_true(marks_changes(&row));
	row = row_of("", "kwame@example.org", "", "Not submitted");
	assert_int_equal(row.wish, MARKS_NOTHING);
	assert_false(marks_changes(&row));
}

static void
test_what_the_board_confirmed_is_not_changed(void **state)
{
	gives(row_of("", "zoe@example.org", "", "62"), 3, 62);
	assert_int_equal(row_of("", "zoe@example.org", "", "").problems.n, 0);
	fails(row_of("", "zoe@example.org", "", "63"), MARKS_MARK, "The board "
	    "has confirmed 62: only the board changes it");
	fails(row_of("", "zoe@example.org", "", "NS"), MARKS_MARK, "The board "
	    "has confirmed 62: only the board changes it");
}

static void
test_one_trainee_stands_in_one_row(void **state)
{
	struct marks_row	rows[] = {
		row_of("", "sian@example.org", "", "62"),
		row_of("", "mary@example.org", "", "50"),
		row_of("", "", "sw1001", "63"),
		row_of("", "nobody@example.org", "", "63"),
		row_of("", "nobody@example.org", "", "63"),
	};

	for (size_t i = 0; i < 5; i++)
		rows[i].number = i + 2;
	marks_find_doubles(&arena, rows, 5);
	fails(rows[0], MARKS_EMAIL, "The same trainee stands in row 4");
	assert_int_equal(rows[1].problems.n, 0);
	fails(rows[2], MARKS_EMAIL, "The same trainee stands in row 2");
	assert_int_equal(rows[3].problems.n, 1);
	assert_int_equal(rows[4].problems.n, 1);
}

static void
notes(struct marks_row row, const char *wrong, const char *to_do)
{
	marks_note(&arena, &row);
	if (wrong == NULL) {
		assert_int_equal(row.problems.n, 0);
		return;
	}
	assert_int_equal(row.problems.n, 1);
	assert_string_equal(row.problems.v[0].wrong, wrong);
	assert_string_equal(row.problems.v[0].to_do, to_do);
}

static void
test_what_a_row_does_to_a_record_is_said(void **state)
{
	notes(row_of("", "sian@example.org", "", "62"), NULL, NULL);
	notes(row_of("", "sian@example.org", "", "NS"), NULL, NULL);
	notes(row_of("", "sian@example.org", "", ""), "There is no mark in it",
	    "Nothing changes with this row");
	notes(row_of("", "mary@example.org", "", "58"), "This mark is "
	    "recorded already", "Nothing changes with this row");
	notes(row_of("", "mary@example.org", "", "59"), "The mark is 58 now",
	    "It becomes 59");
	notes(row_of("", "mary@example.org", "", "NS"), "The mark is 58 now",
	    "It is taken back: nothing was handed in");
	notes(row_of("", "kwame@example.org", "", "NS"), "Nothing handed in "
	    "is recorded already", "Nothing changes with this row");
	notes(row_of("", "kwame@example.org", "", "45"), "Nothing handed in "
	    "is recorded now", "It becomes 45");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    test_a_row_is_that_of_its_email_address_or_number),
		cmocka_unit_test(test_a_trainee_of_another_cohort_is_named),
		cmocka_unit_test(test_a_name_finds_out_a_row_that_slipped),
		cmocka_unit_test(test_marks_are_whole_numbers_up_to_100),
		cmocka_unit_test(
		    test_an_empty_cell_changes_nothing_and_ns_does),
		cmocka_unit_test(test_what_the_board_confirmed_is_not_changed),
		cmocka_unit_test(test_one_trainee_stands_in_one_row),
		cmocka_unit_test(test_what_a_row_does_to_a_record_is_said),
	};

	return (cmocka_run_group_tests(tests, NULL, forget));
}
