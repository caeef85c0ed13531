/* Published workbooks: they hold against the checklist of the guidance, as
 * another program reads them, and what would not is not written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "core/out.h"
#include "sheets/publication.h"
#include "unit/workbook_read.h"

enum { COLUMNS = 4, NAME = 0, PEOPLE, RATE, SINCE };

static struct arena	arena;
static struct out	out;

static const struct sheet_column	columns[] = {
	{ "Cohort", SHEET_TEXT, "Whose figures they are." },
	{ "People [note 1]", SHEET_NUMBER, "How many began." },
	{ "Rate", SHEET_REAL, "Percent of them who passed." },
	{ "Since", SHEET_DATE, "When it began." },
};

static const char *const	cover[] = { "As of 15 June 2026.", "Rounded.",
				    NULL };
static const char *const	notes[] = { "Counted by heads.", NULL };

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

static struct sheet_cell *
cells(void)
{
	const struct sheet_cell	 all[] = {
		sheet_text("Zoë’s <2024> & مريم"), sheet_number(1160),
		sheet_number(92.25), sheet_date(((struct date){ 2024, 9, 2 })),
		sheet_text("=1+1"), sheet_text("[c]"), sheet_text("[c]"),
		sheet_date(((struct date){ 2025, 9, 1 })),
		sheet_text("2026"), sheet_number(0), sheet_text("[low]"),
		sheet_text("[x]"),
	};
	struct sheet_cell	*mine = arena_alloc(&arena, sizeof(all));

	memcpy(mine, all, sizeof(all));
	return (mine);
}

static bool
put(const struct sheet_cell *of, size_t rows)
{
	const struct published_table	tables[] = {
		{ "Cohorts", "Everybody is counted.", { NULL, "cohorts",
		    columns, COLUMNS, of, rows }, { "People of cohorts",
		    "Each bar is how many people a cohort has; the first has "
		    "most.", "People", NAME, { PEOPLE, RATE }, 2 } },
		{ "The same again", NULL, { NULL, "again", columns, COLUMNS,
		    cells(), 1 } },
	};

	return (publication_put(&out, &arena, &(struct publication){
	    "Cohorts <of> a “programme”", "Waymark", { 2026, 6, 15 }, { 0 },
	    cover, notes, tables, 2 }));
}

static const char *
held(void)
{
	return (workbook_read_by(&arena, "check_publication.py", out.data,
	    out.len));
}

static void
must_say(const char *said, const char *line)
{
	if (strstr(said, line) == NULL)
		fail_msg("not “%s” in:\n%s", line, said);
}

static void
test_a_publication_holds_against_the_checklist(void **state)
{
	assert_true(put(cells(), 3));
	assert_string_equal(held(), "published\n");
}

static void
test_its_cells_are_read_back_with_their_types(void **state)
{
	const char	*said;

	assert_true(put(cells(), 3));
	said = workbook_read(&arena, out.data, out.len);
	must_say(said, "title Cohorts <of> a “programme”\nauthor Waymark\n"
	    "active Cover\n");
	must_say(said, "sheet Table_1 A1:D8 frozen None merged 0 state "
	    "visible\ntable cohorts A5:D8");
	must_say(said, "cell Table_1!A1 s General 'Table 1: Cohorts'");
	must_say(said, "cell Table_1!A3 s General 'Marks in this table: [c] "
	    "left out to protect people");
	must_say(said, "; [low] rounds to 0, and is not 0.'");
	must_say(said, "cell Table_1!A6 s General 'Zoë’s <2024> & مريم'");
	must_say(said, "cell Table_1!B6 n #,##0 1160");
	must_say(said, "cell Table_1!C6 n 0.00 92.25");
	must_say(said, "cell Table_1!D6 d d mmmm yyyy "
	    "datetime.datetime(2024, 9, 2, 0, 0)");
	must_say(said, "cell Table_1!A7 s General '=1+1'");
	must_say(said, "cell Table_1!B7 s #,##0 '[c]'");
	must_say(said, "cell Notes!A5 s General '[c]'");
	must_say(said, "cell Definitions!C4 s General 'Whose figures they "
	    "are.'");
	must_say(said, "sheet Chart_1 ");
	assert_null(strstr(said, "[z]"));
}

static void
test_the_same_figures_are_the_same_bytes(void **state)
{
	struct out	again = { 0 };

	assert_true(put(cells(), 3));
	out_raw(&again, out.data, out.len);
	out_reset(&out);
	assert_true(put(cells(), 3));
	assert_int_equal(again.len, out.len);
	assert_memory_equal(again.data, out.data, out.len);
	out_free(&again);
}

static void
test_a_blank_cell_is_not_published(void **state)
{
	struct sheet_cell	*of = cells();

	of[PEOPLE] = (struct sheet_cell){ 0 };
	assert_false(put(of, 3));
	of = cells();
	of[NAME] = sheet_text("");
	assert_false(put(of, 3));
	assert_int_equal(out.len, 0);
}

static void
test_a_mark_that_is_none_is_not_published(void **state)
{
	struct sheet_cell	*of = cells();

	of[PEOPLE] = sheet_text("*");
	assert_false(put(of, 3));
	of[PEOPLE] = sheet_text("[C]");
	assert_false(put(of, 3));
}

static void
test_a_table_without_rows_is_not_published(void **state)
{
	assert_false(put(cells(), 0));
}

/* A workbook to work in breaks most of the checklist: were nothing found
 * wrong with it, the checklist would hold nothing. */
static void
test_the_checklist_finds_what_is_wrong(void **state)
{
	const struct sheet	sheet = { "People", "people", columns,
				    COLUMNS, cells(), 3 };
	const char		*said;

	assert_true(workbook_put(&out, &arena, &(struct workbook){
	    { "People", .as_of = { 2026, 6, 15 } }, &sheet, 1 }));
	said = held();
	must_say(said, "its sheets are not Cover, Contents, Notes");
	must_say(said, "no language among the properties");
	must_say(said, "People has frozen panes");
	must_say(said, "People has a filter in its table");
	must_say(said, "People does not say what it contains");
	must_say(said, "People has no title");
	must_say(said, "People!B3 is blank");
	must_say(said, "People!A2 is in small or other letters");
	must_say(said, "[note 1], which is not among the notes");
}

#define TEST(test) cmocka_unit_test_setup(test, empty)

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		TEST(test_a_publication_holds_against_the_checklist),
		TEST(test_its_cells_are_read_back_with_their_types),
		TEST(test_the_same_figures_are_the_same_bytes),
		TEST(test_a_blank_cell_is_not_published),
		TEST(test_a_mark_that_is_none_is_not_published),
		TEST(test_a_table_without_rows_is_not_published),
		TEST(test_the_checklist_finds_what_is_wrong),
	};

	return (cmocka_run_group_tests(tests, NULL, release));
}
