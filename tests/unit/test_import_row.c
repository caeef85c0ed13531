/* Rows of a cohort's file: what is taken from them and what is said of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "core/text.h"
#include "rules/import_row.h"
#include "unit/mutate.h"

#define ITEMS(array)	(sizeof(array) / sizeof(*(array)))

static const struct import_employer employers[] = {
	{ 7, "RX1", "northgate care trust" },
	{ 8, "E0800", "borough of saint merin" },
};
static const struct import_facts facts = {
	employers, 2, { 2026, 8, 1 }, { 2026, 12, 31 },
};
static const char *const good[IMPORT_COLUMNS] = {
	"Zoë", "O’Neill", "zoe@example.com", "SW12345", "RX1", "1/9/2026",
	"Mon-Thu, Fri am",
};

static struct arena		arena;
static struct import_row	row;

static int
release_the_arena(void **state)
{
	arena_release(&arena);
	return (0);
}

/* A good row with one cell changed. */
static void
judge(enum import_column column, const char *cell)
{
	const char	*cells[IMPORT_COLUMNS];

	memcpy(cells, good, sizeof(cells));
	cells[column] = cell;
	row = import_row(&arena, 2, cells, &facts);
}

static void
assert_problem(enum import_column column, const char *cell, const char *wrong,
    const char *to_do)
{
	judge(column, cell);
	assert_int_equal(row.problems.n, 1);
	assert_int_equal(row.problems.v[0].column, column);
	assert_string_equal(row.problems.v[0].wrong, wrong);
	assert_string_equal(row.problems.v[0].to_do, to_do);
}

static void
test_a_good_row_is_taken_whole(void **state)
{
	judge(IMPORT_FIRST_NAME, good[IMPORT_FIRST_NAME]);
	assert_int_equal(row.problems.n, 0);
	assert_int_equal(row.number, 2);
	assert_string_equal(row.first_name, "Zoë");
	assert_string_equal(row.last_name, "O’Neill");
	assert_string_equal(row.email, "zoe@example.com");
	assert_string_equal(row.swe_number, "SW12345");
	assert_int_equal(row.employer_id, 7);
	assert_int_equal(date_compare(row.starts_on,
	    (struct date){ 2026, 9, 1 }), 0);
	assert_memory_equal(row.halves, "\2\2\2\2\1\0\0", 7);
}

static void
test_names_of_people_are_names(void **state)
{
	static const char *const	cases[][2] = {
		{ "X", "X" }, { "  Anne  Marie ", "Anne Marie" },
		{ "Zoe\u0308", "Zo\u00EB" }, { "O'Neill", "O'Neill" },
		{ "O\u2019Neill\u00A0", "O\u2019Neill" },
		{ "Smith-Jones", "Smith-Jones" },
		{ "d\u2019Arcy", "d\u2019Arcy" },
		{ "\u05D0\u05D1\u05E8\u05D4\u05DD",
		    "\u05D0\u05D1\u05E8\u05D4\u05DD" },
		{ "\u200F\u0645\u062D\u0645\u062F\u200F",
		    "\u200F\u0645\u062D\u0645\u062F\u200F" },
		{ "\u674E", "\u674E" }, { "S\u00E3o", "S\u00E3o" },
		{ "JO\u00C3O", "JO\u00C3O" }, { "\u00C2ngela", "\u00C2ngela" },
		{ "Sr. Mary 2nd", "Sr. Mary 2nd" },
		{ "\u0921\u093E\u0915\u0942", "\u0921\u093E\u0915\u0942" },
	};

	for (size_t i = 0; i < ITEMS(cases); i++) {
		judge(IMPORT_LAST_NAME, cases[i][0]);
		assert_int_equal(row.problems.n, 0);
		assert_string_equal(row.last_name, cases[i][1]);
	}
}

static const char *
long_name(size_t n)
{
	char	*s = arena_alloc(&arena, 2 * n + 1);

	for (size_t i = 0; i < n; i++)
		memcpy(s + 2 * i, "\u00EB", 2);
	return (s);
}

static void
test_names_that_are_none_are_refused(void **state)
{
	assert_problem(IMPORT_FIRST_NAME, "", "The first name is missing",
	    "Enter the first name");
	assert_problem(IMPORT_FIRST_NAME, " \u00A0\u200B", "The first name is "
	    "missing", "Enter the first name");
	assert_problem(IMPORT_LAST_NAME, NULL, "The last name is missing",
	    "Enter the last name");
	assert_problem(IMPORT_LAST_NAME, "-", "‘-’ is not a name",
	    "Enter the last name");
	assert_problem(IMPORT_LAST_NAME, "07700 900123",
	    "‘07700 900123’ is not a name", "Enter the last name");
	assert_problem(IMPORT_LAST_NAME, "a@example.com",
	    "‘a@example.com’ is not a name", "Enter the last name");
	assert_problem(IMPORT_FIRST_NAME, "Zo\u00C3\u00AB",
	    "‘Zo\u00C3\u00AB’ holds ‘\u00C3\u00AB’, which is an accent that "
	    "was lost", "Type the first name again");
	assert_problem(IMPORT_LAST_NAME, "O\u00E2\u20AC\u2122Neill",
	    "‘O\u00E2\u20AC\u2122Neill’ holds ‘\u00E2\u20AC’, which is an "
	    "accent that was lost", "Type the last name again");
	assert_problem(IMPORT_FIRST_NAME, "Zo\xEF\xBF\xBD",
	    "The cell includes characters that cannot be saved",
	    "Type the first name again");
	assert_null(row.first_name);
	judge(IMPORT_FIRST_NAME, long_name(100));
	assert_int_equal(row.problems.n, 0);
	assert_problem(IMPORT_FIRST_NAME, long_name(101),
	    "The first name has 101 characters",
	    "Shorten it to 100 characters or fewer");
}

static void
test_email_addresses_are_tidied(void **state)
{
	static const char *const	cases[][2] = {
		{ "  Zoe.Smith@Example.COM ", "Zoe.Smith@example.com" },
		{ "o'neill+x@nhs.net.", "o'neill+x@nhs.net" },
		{ "\u202Aa@b.co\u202C", "a@b.co" }, { "a@b.co;", "a@b.co" },
		{ "a@b-c.d1.xn--p1ai", "a@b-c.d1.xn--p1ai" },
	};
	static const char *const	bad[] = { "a", "a@", "@b.co", "a@b",
	    "a b@c.co", "a@b..co", "a@.co", "a@-b.co", "a@b-.co", "a@b.c",
	    ".a@b.co", "a.@b.co", "a..b@c.co", "a@b@c.co", "a@b.co, c@d.co",
	    "a@b.123", "<a@b.co>", "zo\u00EB@b.co", "a@b\u00E9.co", "a@b_c.co",
	    "\"a\"@b.co" };
	const char			*local = long_name(0);

	for (size_t i = 0; i < ITEMS(cases); i++) {
		judge(IMPORT_EMAIL, cases[i][0]);
		assert_int_equal(row.problems.n, 0);
		assert_string_equal(row.email, cases[i][1]);
	}
	for (size_t i = 0; i < ITEMS(bad); i++) {
		assert_problem(IMPORT_EMAIL, bad[i], arena_printf(&arena,
		    "‘%s’ is not an email address", bad[i]),
		    "Enter one email address in the correct format, such as "
		    "name@example.com");
		assert_null(row.email);
	}
	for (int i = 0; i < 65; i++)
		local = arena_printf(&arena, "%sx", local);
	assert_problem(IMPORT_EMAIL, arena_printf(&arena, "%s@b.co", local),
	    arena_printf(&arena, "‘%.40s…’ is not an email address", local),
	    "Enter one email address in the correct format, such as "
	    "name@example.com");
	judge(IMPORT_EMAIL, arena_printf(&arena, "%s@b.co", local + 1));
	assert_int_equal(row.problems.n, 0);
}

static void
test_registration_numbers_are_optional_and_exact(void **state)
{
	static const char *const	cases[][2] = {
		{ "SW1", "SW1" }, { "SW123456", "SW123456" },
		{ "sw42", "SW42" }, { " sw 12 34 ", "SW1234" },
		{ "SW-1234.", "SW1234" }, { "SW\u201312", "SW12" },
		{ "\u200BSW12\u00A034", "SW1234" },
	};
	static const char *const	bad[] = { "SW0123", "SW1234567",
	    "123456", "SW", "SW12A", "WS12", "n/a", "SW１２" };

	for (size_t i = 0; i < ITEMS(cases); i++) {
		judge(IMPORT_SWE_NUMBER, cases[i][0]);
		assert_int_equal(row.problems.n, 0);
		assert_string_equal(row.swe_number, cases[i][1]);
	}
	for (size_t i = 0; i < ITEMS(bad); i++)
		assert_problem(IMPORT_SWE_NUMBER, bad[i], arena_printf(&arena,
		    "‘%s’ is not a Social Work England number", bad[i]),
		    "Enter SW and up to 6 digits that do not start with 0, "
		    "such as SW12345, or leave the cell empty");
	judge(IMPORT_SWE_NUMBER, NULL);
	assert_int_equal(row.problems.n, 0);
	assert_null(row.swe_number);
	judge(IMPORT_SWE_NUMBER, " - ");
	assert_int_equal(row.problems.n, 0);
	assert_null(row.swe_number);
}

static void
test_employers_are_known_by_their_code(void **state)
{
	judge(IMPORT_EMPLOYER_CODE, " e-0800 ");
	assert_int_equal(row.problems.n, 0);
	assert_int_equal(row.employer_id, 8);
	assert_problem(IMPORT_EMPLOYER_CODE, "RX2",
	    "‘RX2’ is not an employer’s code",
	    "Enter a code from the list of employers");
	assert_problem(IMPORT_EMPLOYER_CODE, "BOROUGH of saint merin",
	    "‘BOROUGH of saint merin’ is not an employer’s code",
	    "Change it to the code E0800");
	assert_problem(IMPORT_EMPLOYER_CODE, "",
	    "The employer’s code is missing", "Enter the employer’s code");
	assert_int_equal(row.employer_id, 0);
}

static void
test_start_dates_say_how_to_be_corrected(void **state)
{
	static const char *const	bad[][3] = {
		{ "31/02/2026", "‘31/02/2026’ is not a real date",
		    "Change 31/02/2026 to a real date, such as "
		    "1 September 2026" },
		{ "09/13/2026", "‘09/13/2026’ has its month before its day",
		    "Put the day first, such as 13/09/2026" },
		{ "1 Sep 26", "The year in ‘1 Sep 26’ has 2 numbers",
		    "Enter the year with 4 numbers, such as "
		    "1 September 2026" },
		{ "46266", "‘46266’ is a spreadsheet’s own number for a date",
		    "Change it to a date; it may stand for 1 September 2026" },
		{ "soon", "‘soon’ is not a date", "Enter a date, such as "
		    "1 September 2026 or 01/09/2026" },
		{ "31/7/2026", "31 July 2026 is outside the cohort’s dates",
		    "Enter a date from 1 August 2026 to 31 December 2026" },
		{ "2027-01-01", "1 January 2027 is outside the cohort’s dates",
		    "Enter a date from 1 August 2026 to 31 December 2026" },
		{ "", "The start date is missing", "Enter the start date" },
	};

	for (size_t i = 0; i < ITEMS(bad); i++) {
		assert_problem(IMPORT_STARTS_ON, bad[i][0], bad[i][1],
		    bad[i][2]);
		assert_false(date_is_set(row.starts_on));
	}
	judge(IMPORT_STARTS_ON, "31 December 2026\u200E");
	assert_int_equal(row.problems.n, 0);
	judge(IMPORT_STARTS_ON, "2026-08-01");
	assert_int_equal(row.problems.n, 0);
}

static void
test_working_days_say_how_to_be_corrected(void **state)
{
	assert_problem(IMPORT_WORKING_DAYS, "3", "‘3’ does not say which days",
	    "Name the days, such as Mon Tue Wed or Mon-Thu, Fri am");
	assert_problem(IMPORT_WORKING_DAYS, "Mon-Wed-Fri",
	    "‘Mon-Wed-Fri’ cannot be read as days of the week",
	    "Name the days, such as Mon Tue Wed or Mon-Thu, Fri am");
}

static void
test_working_days_left_empty_are_monday_to_friday(void **state)
{
	static const signed char	weekdays[7] = { 2, 2, 2, 2, 2 };

	judge(IMPORT_WORKING_DAYS, " ");
	assert_int_equal(row.problems.n, 0);
	assert_memory_equal(row.halves, weekdays, sizeof(weekdays));
	judge(IMPORT_WORKING_DAYS, NULL);
	assert_int_equal(row.problems.n, 0);
	assert_memory_equal(row.halves, weekdays, sizeof(weekdays));
}

static void
test_every_cell_has_its_own_problem_in_order(void **state)
{
	static const char *const	empty[IMPORT_COLUMNS];

	row = import_row(&arena, 9, empty, &facts);
	assert_int_equal(row.problems.n, 5);
	for (size_t i = 0; i < row.problems.n; i++)
		assert_int_equal(row.problems.v[i].column,
		    i + (i >= IMPORT_SWE_NUMBER));
	for (enum import_column c = 0; c < IMPORT_COLUMNS; c++)
		assert_int_equal(import_required(c), c < IMPORT_SWE_NUMBER ||
		    c == IMPORT_EMPLOYER_CODE || c == IMPORT_STARTS_ON);
	assert_string_equal(import_heading(IMPORT_STARTS_ON), "starts_on");
}

static struct import_row
person(size_t number, const char *email, const char *swe_number)
{
	return ((struct import_row){ .number = number, .email = email,
	    .swe_number = swe_number });
}

static void
test_rows_that_share_a_key_name_each_other(void **state)
{
	struct import_row	rows[] = {
		person(2, "Zoe@example.com", "SW1"),
		person(3, "b@example.com", NULL),
		person(5, "zoe@example.com", "SW2"),
		person(6, NULL, "SW1"),
		person(8, "ZOE@example.com", NULL), person(9, NULL, NULL),
	};

	import_find_doubles(&arena, rows, ITEMS(rows));
	assert_int_equal(rows[0].problems.n, 2);
	assert_string_equal(rows[0].problems.v[0].wrong,
	    "The same email address stands in row 5");
	assert_string_equal(rows[0].problems.v[0].to_do,
	    "Correct or delete one of the rows");
	assert_int_equal(rows[0].problems.v[0].column, IMPORT_EMAIL);
	assert_string_equal(rows[0].problems.v[1].wrong,
	    "The same Social Work England number stands in row 6");
	assert_int_equal(rows[0].problems.v[1].column, IMPORT_SWE_NUMBER);
	assert_int_equal(rows[1].problems.n, 0);
	assert_int_equal(rows[2].problems.n, 1);
	assert_string_equal(rows[2].problems.v[0].wrong,
	    "The same email address stands in row 2");
	assert_string_equal(rows[3].problems.v[0].wrong,
	    "The same Social Work England number stands in row 2");
	assert_string_equal(rows[4].problems.v[0].wrong,
	    "The same email address stands in row 2");
	assert_int_equal(rows[5].problems.n, 0);
	import_find_doubles(&arena, NULL, 0);
}

static void
test_people_of_one_name_are_pointed_out(void **state)
{
	struct import_row	rows[] = {
		{ .number = 2, .first_name = "Siân", .last_name = "O’Neill" },
		{ .number = 3, .first_name = "Ann", .last_name = "Lee" },
		{ .number = 9, .first_name = "Sian", .last_name = "O'NEILL" },
		{ .number = 10, .last_name = "Lee" },
	};

	import_find_namesakes(&arena, rows, ITEMS(rows));
	assert_int_equal(rows[0].problems.n, 1);
	assert_string_equal(rows[0].problems.v[0].wrong,
	    "The same name stands in row 9");
	assert_int_equal(rows[0].problems.v[0].column, IMPORT_LAST_NAME);
	assert_string_equal(rows[2].problems.v[0].wrong,
	    "The same name stands in row 2");
	assert_int_equal(rows[1].problems.n + rows[3].problems.n, 0);
}

static void
test_people_who_are_known_already_are_not_enrolled_again(void **state)
{
	struct import_row	rows[] = {
		person(2, "Zoe@example.com", "SW1"),
		person(3, "b@example.com", "SW3"),
		person(4, "c@example.com", NULL),
	};
	static const struct import_taken	taken[] = {
		{ "zoe@example.com", "SW9", true }, { NULL, "SW3", false },
		{ "nobody@example.com", NULL, true },
	};

	import_find_taken(&arena, rows, ITEMS(rows), taken, ITEMS(taken));
	assert_int_equal(rows[0].problems.n, 1);
	assert_string_equal(rows[0].problems.v[0].wrong,
	    "Somebody with this email address is in this cohort already");
	assert_string_equal(rows[0].problems.v[0].to_do,
	    "Delete the row if it is the same person, or correct it");
	assert_int_equal(rows[1].problems.n, 1);
	assert_string_equal(rows[1].problems.v[0].wrong, "Somebody with this "
	    "Social Work England number has an account already");
	assert_int_equal(rows[1].problems.v[0].column, IMPORT_SWE_NUMBER);
	assert_int_equal(rows[2].problems.n, 0);
	import_find_taken(&arena, rows, ITEMS(rows), NULL, 0);
}

static void
test_five_thousand_rows_take_no_time(void **state)
{
	enum { N = 5000 };
	struct import_row	*rows = arena_array(&arena, N, sizeof(*rows));
	struct import_taken	*taken = arena_array(&arena, N, sizeof(*taken));
	const char		*cells[IMPORT_COLUMNS];
	clock_t			 start = clock();

	memcpy(cells, good, sizeof(cells));
	for (int i = 0; i < N; i++) {
		cells[IMPORT_EMAIL] = i % 2 ? "same@example.com" :
		    arena_printf(&arena, "p%d@example.com", i);
		rows[i] = import_row(&arena, i + 2, cells, &facts);
		taken[i].email = rows[i].email;
	}
	import_find_doubles(&arena, rows, N);
	assert_int_equal(rows[0].problems.n, 1);
	assert_int_equal(rows[1].problems.n, 2);
	import_find_taken(&arena, rows, N, taken, 2);
	assert_int_equal(rows[1].problems.n, 3);
	assert_true(clock() - start < 3 * CLOCKS_PER_SEC);
}

static void
test_whatever_the_cells_hold_values_are_fit_to_store(void **state)
{
	struct mutator	 m = { 20261126 };
	const char	*cells[IMPORT_COLUMNS];
	char		*bytes;
	size_t		 n;
	bool		 broken;

	for (int i = 0; i < 10000; i++) {
		for (int c = 0; c < IMPORT_COLUMNS; c++) {
			n = strlen(good[c]);
			bytes = mutate(&m, good[c], &n);
			cells[c] = text_clean(&arena, bytes, n, &broken);
			free(bytes);
		}
		row = import_row(&arena, i, cells, &facts);
		if (row.problems.n == 0) {
			assert_true(*row.first_name && *row.last_name);
			assert_true(text_valid(row.first_name,
			    strlen(row.first_name)));
			assert_non_null(strchr(row.email, '@'));
			assert_true(row.employer_id > 0);
			assert_true(date_real(row.starts_on));
		}
		for (size_t p = 0; p < row.problems.n; p++)
			assert_true(*row.problems.v[p].wrong != '\0' &&
			    *row.problems.v[p].to_do != '\0');
		if (i % 100 == 0)
			arena_reset(&arena);
	}
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_a_good_row_is_taken_whole),
		cmocka_unit_test(test_names_of_people_are_names),
		cmocka_unit_test(test_names_that_are_none_are_refused),
		cmocka_unit_test(test_email_addresses_are_tidied),
		cmocka_unit_test(
		    test_registration_numbers_are_optional_and_exact),
		cmocka_unit_test(test_employers_are_known_by_their_code),
		cmocka_unit_test(test_start_dates_say_how_to_be_corrected),
		cmocka_unit_test(test_working_days_say_how_to_be_corrected),
		cmocka_unit_test(
		    test_working_days_left_empty_are_monday_to_friday),
		cmocka_unit_test(
		    test_every_cell_has_its_own_problem_in_order),
		cmocka_unit_test(
		    test_rows_that_share_a_key_name_each_other),
		cmocka_unit_test(test_people_of_one_name_are_pointed_out),
		cmocka_unit_test(
		    test_people_who_are_known_already_are_not_enrolled_again),
		cmocka_unit_test(test_five_thousand_rows_take_no_time),
		cmocka_unit_test(
		    test_whatever_the_cells_hold_values_are_fit_to_store),
	};

	return (cmocka_run_group_tests(tests, NULL, release_the_arena));
}
