/* Workbooks: what is written is what another program reads, with its type. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "core/out.h"
#include "sheets/workbook.h"
#include "sheets/xlsx.h"
#include "unit/workbook_read.h"

static struct arena	arena;
static struct out	out;

static const struct sheet_column	columns[] = {
	{ "Name", SHEET_TEXT, "Who it is." },
	{ "Starts", SHEET_DATE, "When they start." },
	{ "Amount", SHEET_POUNDS, "What is claimed." },
	{ "Percent", SHEET_NUMBER, "How much of full time." },
};

static const struct workbook_about	about = { "A claim <&> “it”", "2026",
	"Brook Council", { 2026, 6, 15 }, { 1781530260 }, "Sam Hall",
	"The funder", "To be paid", true };

static int
empty(void **state)
{
	arena_reset(&arena);
	out_reset(&out);
	return (0);
}

static int
release(void **state)
{
	arena_release(&arena);
	out_free(&out);
	return (0);
}

static const char *
written(const struct sheet_cell *cells, size_t nrows)
{
	struct sheet	sheet = { "Claim", "claim", columns, 4, cells, nrows };

	assert_true(workbook_put(&out, &arena, &(struct workbook){ about,
	    &sheet, 1 }));
	return (workbook_read(&arena, out.data, out.len));
}

static void
must_say(const char *said, const char *line)
{
	if (strstr(said, line) == NULL)
		fail_msg("not “%s” in:\n%s", line, said);
}

static void
test_cells_are_read_back_with_their_types(void **state)
{
	const struct sheet_cell	cells[] = {
		sheet_text("Zoë Núñez"), sheet_date(((struct date){ 2026, 2,
		    28 })), sheet_number(1000), sheet_number(60),
		sheet_text(NULL), sheet_date((struct date){ 0 }),
		{ .known = false }, sheet_number(0),
	};
	const char		*said = written(cells, 2);

	must_say(said, "cell Claim!A1 s General 'Name'");
	must_say(said, "cell Claim!A2 s General 'Zoë Núñez'");
	must_say(said, "cell Claim!B2 d d mmmm yyyy "
	    "datetime.datetime(2026, 2, 28, 0, 0)");
	must_say(said, "cell Claim!C2 n \"£\"#,##0 1000");
	must_say(said, "cell Claim!D2 n #,##0 60");
	must_say(said, "cell Claim!D3 n #,##0 0");
	assert_null(strstr(said, "Claim!A3 "));
	assert_null(strstr(said, "Claim!B3 "));
	assert_null(strstr(said, "Claim!C3 "));
}

static void
test_a_table_has_a_name_a_filter_and_a_header_that_stays(void **state)
{
	const char	*said = written((const struct sheet_cell[]){
			    sheet_text("A"), sheet_date(about.as_of),
			    sheet_number(1), sheet_number(2) }, 1);

	must_say(said, "sheet Claim A1:D2 frozen B2 merged 0 state visible");
	must_say(said, "table claim A1:D2 filter A1:D2");
	must_say(said, "width Claim B 19");
	must_say(said, "active About");
	assert_true(strstr(said, "sheet About") < strstr(said, "sheet Claim"));
	must_say(said, "sheet Columns A1:D5 frozen B2");
	must_say(said, "cell Columns!D3 s General 'When they start.'");
}

static void
test_it_says_what_it_is(void **state)
{
	const char	*said = written(NULL, 0);

	must_say(said, "title A claim <&> “it”\nauthor Sam Hall");
	must_say(said, "'A claim <&> “it”'");
	must_say(said, "'Yes: keep it as you keep a personnel file'");
	must_say(said, "'Brook Council'");
	must_say(said, "'15 June 2026'");
	must_say(said, "'15 June 2026 at 14:31'");
	must_say(said, "'The funder'");
	must_say(said, "'To be paid'");
	must_say(said, "table claim A1:D2");
}

static void
test_text_stays_text_whatever_it_begins_with(void **state)
{
	static const char *const	texts[] = { "=1+1", "+44", "-5",
					    "@SUM(A1)", "\tx", "{=1}", "123",
					    "2026-01-01", "https://a.org/",
					    "=HYPERLINK(\"http://a\")" };
	enum { N = sizeof(texts) / sizeof(*texts) };
	struct sheet_cell		cells[4 * N] = { 0 };
	const char			*said;

	for (size_t i = 0; i < N; i++)
		cells[4 * i] = sheet_text(texts[i]);
	said = written(cells, N);
	for (size_t i = 0; i < N; i++)
		must_say(said, arena_printf(&arena, "cell Claim!A%zu s ",
		    i + 2));
	must_say(said, "'=1+1'");
	must_say(said, "'\\tx'");
	assert_null(strstr(said, " f "));
}

static void
keep_text(void *to, const struct xlsx_cell *c)
{
	if (c->type == XLSX_TEXT)
		out_raw(to, arena_printf(&arena, "[%s]", c->text),
		    strlen(c->text) + 2);
}

static void
ignore_sheet(void *to, const struct xlsx_sheet *s)
{
}

static void
ignore_merged(void *to, const char *range)
{
}

/* As a reader has it that knows the format's escapes. */
static void
test_text_that_looks_like_an_escape_stays_as_it_is(void **state)
{
	static const char *const	texts[] = { "_x0041_", "a_x004_", "_x",
					    "_x_x0041_x0042_", "_x004g_" };
	enum { N = sizeof(texts) / sizeof(*texts) };
	struct sheet_cell		cells[4 * N] = { 0 };
	struct out			said = { 0 };
	struct xlsx_taker		taker = { ignore_sheet, keep_text,
					    ignore_merged, &said };

	for (size_t i = 0; i < N; i++)
		cells[4 * i] = sheet_text(texts[i]);
	written(cells, N);
	assert_int_equal(xlsx_read_here(out.data, out.len, &xlsx_usual,
	    &taker).fault, XLSX_SOUND);
	out_raw(&said, "", 1);
	for (size_t i = 0; i < N; i++)
		must_say(said.data, arena_printf(&arena, "[%s]", texts[i]));
	out_free(&said);
}

static void
test_what_no_cell_can_hold_is_made_fit(void **state)
{
	struct sheet_cell	 cells[12] = { 0 };
	char			*longest = arena_alloc(&arena, 100001);
	const char		*said;

	memset(longest, 'x', 100000);
	cells[0] = sheet_text("a\xff\x01" "b\xed\xa0\x80");
	cells[4] = sheet_text(longest);
	cells[8] = sheet_text("]]> \U0001F600 \u202E");
	said = written(cells, 3);
	must_say(said, "'a\uFFFD\uFFFDb\uFFFD");
	must_say(said, "x [the rest was cut]'");
	must_say(said, "]]> \U0001F600");
}

static void
test_too_many_rows_are_refused_and_write_nothing(void **state)
{
	struct sheet	sheet = { "Claim", "claim", columns, 4, NULL,
			    SHEET_ROWS_MAX + 1 };

	assert_false(workbook_put(&out, &arena, &(struct workbook){ about,
	    &sheet, 1 }));
	assert_int_equal(out.len, 0);
}

static void
test_two_thousand_rows_are_one_table(void **state)
{
	struct sheet_cell	*cells = arena_array(&arena, 8000,
				    sizeof(*cells));

	for (size_t i = 0; i < 8000; i += 4) {
		cells[i] = sheet_text(arena_printf(&arena, "Person %zu", i));
		cells[i + 2] = sheet_number(i);
	}
	must_say(written(cells, 2000), "table claim A1:D2001");
}

/* Where a program does not work it out, rows would lie on each other; and a
 * number would touch the words beside it. */
static void
test_a_row_is_as_high_as_its_words_need(void **state)
{
	char			 longest[200];
	struct sheet_cell	 cells[8] = { sheet_text("Ada"), { 0 }, { 0 },
				    { 0 }, { 0 }, { 0 }, { 0 }, { 0 } };
	const char		*said;

	memset(longest, 'a', sizeof(longest) - 1);
	longest[sizeof(longest) - 1] = '\0';
	cells[4] = sheet_text(longest);
	said = written(cells, 2);
	must_say(said, "height Claim 3 60");
	assert_null(strstr(said, "height Claim 2 "));
	must_say(said, "heading Claim!A1 left 1");
	must_say(said, "heading Claim!B1 right 0");
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test_setup(
		    test_cells_are_read_back_with_their_types, empty),
		cmocka_unit_test_setup(
		    test_a_table_has_a_name_a_filter_and_a_header_that_stays,
		    empty),
		cmocka_unit_test_setup(test_it_says_what_it_is, empty),
		cmocka_unit_test_setup(
		    test_text_stays_text_whatever_it_begins_with, empty),
		cmocka_unit_test_setup(
		    test_text_that_looks_like_an_escape_stays_as_it_is, empty),
		cmocka_unit_test_setup(
		    test_what_no_cell_can_hold_is_made_fit, empty),
		cmocka_unit_test_setup(
		    test_too_many_rows_are_refused_and_write_nothing, empty),
		cmocka_unit_test_setup(
		    test_two_thousand_rows_are_one_table, empty),
		cmocka_unit_test_setup(
		    test_a_row_is_as_high_as_its_words_need, empty),
	};

	return (cmocka_run_group_tests(tests, NULL, release));
}
