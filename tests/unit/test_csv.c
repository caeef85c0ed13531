/* CSV: as spreadsheets save it, files that are none, and the way back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "core/arena.h"
#include "core/out.h"
#include "core/text.h"
#include "sheets/csv.h"
#include "unit/mutate.h"

#define ITEMS(array)	(sizeof(array) / sizeof(*(array)))
#define SAVE_AS	"In Excel, choose ‘File’, then ‘Save as’, then the type " \
		"‘CSV UTF-8 (Comma delimited)’, and select the new file"

static struct arena	arena;
static struct csv_table	table;

static int
empty_the_arena(void **state)
{
	arena_reset(&arena);
	return (0);
}

static int
release_the_arena(void **state)
{
	arena_release(&arena);
	return (0);
}

static struct csv_table *
read_bytes(const char *s, size_t n)
{
	char	*exact = malloc(n + (n == 0));	/* no NUL after the file */

	memcpy(exact, s, n);
	table = csv_read(&arena, exact, n);
	free(exact);
	return (&table);
}

static struct csv_table *
read_text(const char *s)
{
	return (read_bytes(s, strlen(s)));
}

/* "a|b/c|d": the rows, with their numbers before them when they are odd. */
static const char *
shown(void)
{
	const char	*s = "";

	if (table.refused != NULL)
		return (table.refused);
	for (size_t r = 0; r < table.nrows; r++) {
		s = arena_printf(&arena, "%s%s%zu:", s, r > 0 ? "/" : "",
		    table.rows[r].number);
		for (size_t c = 0; c < table.ncolumns; c++)
			s = arena_printf(&arena, "%s%s%s", s, c > 0 ? "|" : "",
			    table.rows[r].cells[c]);
	}
	return (s);
}

static void
test_rows_are_read_and_numbered_as_a_spreadsheet_does(void **state)
{
	static const char *const	cases[][2] = {
		{ "a,b\n1,2\n3,4\n", "2:1|2/3:3|4" },
		{ "a,b\r\n1,2\r\n3,4", "2:1|2/3:3|4" },
		{ "a,b\r1,2\r3,4\r", "2:1|2/3:3|4" },
		{ "\xEF\xBB\xBF" "a,b\n1,2", "2:1|2" },
		{ "a,b\n\n1,2\n\n\n", "3:1|2" },
		{ "a,b\r\n,\r\n1,2\r\n,,,\r\n", "3:1|2" },
		{ "\n\na,b\n1,2", "4:1|2" },
		{ "a,b,,\n1,2,,", "2:1|2" },
		{ "a,b\n\"1\r\n1\",2\n3,4", "2:1\n1|2/3:3|4" },
		{ "a,b\n\"x \"\"y\"\", z\",\"\"", "2:x \"y\", z|" },
		{ "a,b\n 1 ,\" 2 \"", "2:1| 2 " },
		{ "a;b\n1,5;2", "2:1,5|2" }, { "a\tb\n1\t2", "2:1|2" },
		{ "\"a;x\",b\n1;1,2", "2:1;1|2" },
		{ "\"a,x\";b\n1;2", "2:1|2" },
		{ "a\n1\n\"\"\n2", "2:1/4:2" },
		{ "n\nZo\xC3\xAB \xE2\x80\x99", "2:Zo\u00EB \u2019" },
		{ "n,m\n'=1,'-5", "2:=1|-5" }, { "n\n''=1", "2:'=1" },
		{ "n\n'quoted'", "2:'quoted'" },
	};

	for (size_t i = 0; i < ITEMS(cases); i++) {
		read_text(cases[i][0]);
		assert_string_equal(shown(), cases[i][1]);
		for (size_t r = 0; r < table.nrows; r++)
			assert_null(table.rows[r].wrong);
	}
}

static void
test_headings_are_found_however_they_are_written(void **state)
{
	read_text(" First_Name ,Email,\"SWE  number\",\u00C9quipe,\nA,B,C,D,");
	assert_int_equal(csv_column(&arena, &table, "first_name"), 0);
	assert_int_equal(csv_column(&arena, &table, "First name"), 0);
	assert_int_equal(csv_column(&arena, &table, "email"), 1);
	assert_int_equal(csv_column(&arena, &table, "swe_number"), 2);
	assert_int_equal(csv_column(&arena, &table, "equipe"), 3);
	assert_int_equal(csv_column(&arena, &table, "name"), -1);
	assert_string_equal(table.titles[2], "SWE number");
	assert_string_equal(table.names[2], "swenumber");
}

static void
test_a_row_that_will_not_do_is_kept_with_its_reason(void **state)
{
	static const char *const	cases[][2] = {
		{ "a,b\n1", "The row has 1 cell, but there are 2 headings. "
		    "Check for missing or extra commas" },
		{ "a,b\n1,2,3", "The row has 3 cells, but there are 2 "
		    "headings. Check for missing or extra commas" },
		{ "a,b\n1,\x01", "The cell in column B includes characters "
		    "that cannot be saved" },
		{ "a,b\n\xEF\xBF\xBD,1", "The cell in column A includes "
		    "characters that cannot be saved" },
	};

	for (size_t i = 0; i < ITEMS(cases); i++) {
		read_text(cases[i][0]);
		assert_null(table.refused);
		assert_int_equal(table.nrows, 1);
		assert_int_equal(table.rows[0].number, 2);
		assert_string_equal(table.rows[0].wrong, cases[i][1]);
		assert_non_null(table.rows[0].cells[1]);
	}
}

static void
test_a_file_that_is_none_is_refused_in_words(void **state)
{
	static const struct { const char *s; size_t n; const char *why; }
	    cases[] = {
		{ "", 0, "The selected file is empty" },
		{ " \r\n\n", 4, "The selected file is empty" },
		{ "\xEF\xBB\xBF", 3, "The selected file is empty" },
		{ "a,b\n", 4, "The selected file has headings but no rows" },
		{ "a,b\n,\n", 6, "The selected file has headings but no rows" },
		{ "PK\x03\x04zip", 7, "The selected file is a workbook, not a "
		    "CSV file. " SAVE_AS },
		{ "\xD0\xCF\x11\xE0", 4, "The selected file is a workbook, "
		    "not a CSV file. " SAVE_AS },
		{ "\xFF\xFE" "a\0,\0", 6, "The selected file is saved as "
		    "‘Unicode text’ (UTF-16). " SAVE_AS },
		{ "\xFE\xFF\0a", 4, "The selected file is saved as "
		    "‘Unicode text’ (UTF-16). " SAVE_AS },
		{ "a\0,\0b\0", 6, "The selected file is saved as "
		    "‘Unicode text’ (UTF-16). " SAVE_AS },
		{ "%PDF-1.7", 8, "The selected file must be a CSV file" },
		{ "a,b\n1,\0", 7, "The selected file must be a CSV file" },
		{ "n\nZo\xEB", 5, "The selected file is saved in an older "
		    "encoding (such as Windows-1252), so that accents in names "
		    "would be lost. " SAVE_AS },
		{ "a,b\n1,\"2\n3,4\n", 13, "Row 2 has a quotation mark (\") "
		    "that does not close, or that stands inside a cell. "
		    "Correct it in the spreadsheet. " SAVE_AS },
		{ "a,b\n1,2\n3,x\"y\n", 14, "Row 3 has a quotation mark (\") "
		    "that does not close, or that stands inside a cell. "
		    "Correct it in the spreadsheet. " SAVE_AS },
		{ "a\n\"x\"y", 6, "Row 2 has a quotation mark (\") "
		    "that does not close, or that stands inside a cell. "
		    "Correct it in the spreadsheet. " SAVE_AS },
		{ "A b,c,a_B\n1,2,3", 15, "Columns A and C are both called "
		    "‘a_B’. Delete or rename one of them" },
		{ "a,\x01\n1,2", 7, "Row 1: The cell in column B includes "
		    "characters that cannot be saved" },
	};

	for (size_t i = 0; i < ITEMS(cases); i++) {
		read_bytes(cases[i].s, cases[i].n);
		assert_string_equal(shown(), cases[i].why);
		assert_int_equal(table.nrows + table.ncolumns, 0);
	}
}

static char *
repeated(const char *part, size_t n, const char *before)
{
	size_t	 length = strlen(part), start = strlen(before);
	char	*s = arena_alloc(&arena, start + n * length + 1);

	memcpy(s, before, start);
	for (size_t i = 0; i < n; i++)
		memcpy(s + start + i * length, part, length);
	return (s);
}

static void
test_limits_are_kept_and_named(void **state)
{
	char	*wide;

	assert_int_equal(read_text(repeated("x\n", 5000, "a\n"))->nrows, 5000);
	read_text(repeated("x\n", 5001, "a\n"));
	assert_string_equal(shown(), "The selected file has more than 5,000 "
	    "rows. Split it into smaller files");
	wide = repeated("1,", 99, "");
	read_text(arena_printf(&arena, "%s1\n%s1,,", repeated("\"\",", 99, ""),
	    wide));
	assert_string_equal(table.refused == NULL ? "" : table.refused, "");
	assert_int_equal(table.ncolumns, 100);
	read_text(arena_printf(&arena, "a\n%s1,1", wide));
	assert_string_equal(shown(), "Row 2 has more than 100 columns. Delete "
	    "those that are not needed and select the file again");
	read_text(repeated("\u00EB", 10000, "a\n"));
	assert_null(table.rows[0].wrong);
	read_text(repeated("\u00EB", 10001, "a,b\n1,"));
	assert_string_equal(table.rows[0].wrong,
	    "The cell in column B has more than 10,000 characters");
	read_text(repeated("x", CSV_BYTES_MAX - 1, "\n\n"));
	assert_string_equal(shown(),
	    "The selected file must be smaller than 5MB");
}

static void
test_columns_past_z_have_two_letters(void **state)
{
	read_text(arena_printf(&arena, "%sz\n%s\x01", repeated("\"\",", 26, ""),
	    repeated(",", 26, "")));
	assert_string_equal(table.rows[0].wrong, "The cell in column AA "
	    "includes characters that cannot be saved");
}

static void
test_the_largest_files_take_no_time(void **state)
{
	static const char *const	parts[] = { ",", "\n", "\"", "x,y\n",
	    "\"\"", "\u00EB", " ", "\"\n\"," };
	clock_t	start = clock();

	for (size_t i = 0; i < ITEMS(parts); i++) {
		read_text(repeated(parts[i], (CSV_BYTES_MAX - 8) /
		    strlen(parts[i]), "a,b\n"));
		arena_reset(&arena);
	}
	assert_true(clock() - start < 10 * CLOCKS_PER_SEC);
}

static const char *
written(const char *const *cells, size_t n)
{
	static struct out	o;

	out_reset(&o);
	csv_put_row(&o, cells, n);
	return (arena_strndup(&arena, o.data, o.len));
}

static void
test_no_cell_is_written_as_a_formula(void **state)
{
	static const char *const	cases[][2] = {
		{ "plain", "plain" }, { "=1+1", "'=1+1" }, { "@a", "'@a" },
		{ "+a", "'+a" }, { "-a", "'-a" }, { "-", "'-" },
		{ "\tx", "\"'\tx\"" }, { "\rx", "\"'\rx\"" },
		{ "-5", "-5" }, { "+44", "+44" }, { "-2.75", "-2.75" },
		{ "-2.", "'-2." }, { "-1+1", "'-1+1" }, { "--1", "'--1" },
		{ "=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\"" },
		{ "'=1", "''=1" }, { "'a", "'a" }, { "O'Neill", "O'Neill" },
		{ "a,b", "\"a,b\"" }, { "a\nb", "\"a\nb\"" },
		{ "a;b", "\"a;b\"" }, { " a", "\" a\"" }, { "a ", "\"a \"" },
		{ "", "" }, { NULL, "" },
	};
	const char	*row[2] = { "x" };

	for (size_t i = 0; i < ITEMS(cases); i++) {
		row[1] = cases[i][0];
		assert_string_equal(written(row, 2),
		    arena_printf(&arena, "x,%s\r\n", cases[i][1]));
	}
	row[0] = "";
	assert_string_equal(written(row, 1), "\"\"\r\n");
}

static void
test_what_was_written_is_what_is_read(void **state)
{
	static const char	sample[] = "=1+1,\"x\" '-a; O\u2019Neill\t"
	    "\n\r @ \u00EB '=z '' -5 ";
	static const char *const headings[] = { "a", "b;", "c" };
	struct mutator		m = { 20261122 };
	struct out		o = { 0 };
	const char		*row[3];
	char			*bytes;
	size_t			 n;
	bool			 broken;

	for (int i = 0; i < 30000; i++) {
		for (int c = 0; c < 3; c++) {
			n = sizeof(sample) - 1;
			bytes = mutate(&m, sample, &n);
			row[c] = text_clean(&arena, bytes, n, &broken);
			free(bytes);
		}
		out_reset(&o);
		if (i % 2)
			csv_put_mark(&o);
		csv_put_row(&o, headings, 3);
		csv_put_row(&o, row, 3);
		read_bytes(o.data, o.len);
		if (table.refused != NULL) {
			for (int c = 0; c < 3; c++)
				assert_true(text_blank(row[c]));
			continue;
		}
		for (int c = 0; c < 3; c++)
			assert_string_equal(table.rows[0].cells[c], row[c]);
		if (i % 100 == 0)
			arena_reset(&arena);
	}
	out_free(&o);
}

static void
test_any_bytes_give_a_table_or_a_reason(void **state)
{
	static const char	sample[] = "\xEF\xBB\xBF" "First name,Email;x"
	    "\r\nZo\xC3\xAB,\"a \"\"b\"\"\r\nc\",3\r\n\r\n'=1,2,\t\r\n";
	struct mutator		m = { 20261123 };
	char			*bytes;
	size_t			 n;

	for (int i = 0; i < 30000; i++) {
		n = sizeof(sample) - 1;
		bytes = mutate(&m, sample, &n);
		table = csv_read(&arena, bytes, n);
		free(bytes);
		assert_true((table.refused == NULL) == (table.nrows > 0));
		for (size_t r = 0; r < table.nrows; r++)
			for (size_t c = 0; c < table.ncolumns; c++)
				assert_true(table.rows[r].wrong != NULL ||
				    text_valid(table.rows[r].cells[c],
				    strlen(table.rows[r].cells[c])));
		if (i % 100 == 0)
			arena_reset(&arena);
	}
}

#define TEST(t)	cmocka_unit_test_teardown(t, empty_the_arena)

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		TEST(test_rows_are_read_and_numbered_as_a_spreadsheet_does),
		TEST(test_headings_are_found_however_they_are_written),
		TEST(test_a_row_that_will_not_do_is_kept_with_its_reason),
		TEST(test_a_file_that_is_none_is_refused_in_words),
		TEST(test_limits_are_kept_and_named),
		TEST(test_columns_past_z_have_two_letters),
		TEST(test_the_largest_files_take_no_time),
		TEST(test_no_cell_is_written_as_a_formula),
		TEST(test_what_was_written_is_what_is_read),
		TEST(test_any_bytes_give_a_table_or_a_reason),
	};

	return (cmocka_run_group_tests(tests, NULL, release_the_arena));
}
