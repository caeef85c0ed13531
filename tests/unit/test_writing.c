/* Tables written row by row: whatever stands in them, however many rows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/mman.h>

#include <cmocka.h>

#include "sheets/writing.h"
#include "unit/workbook_read.h"

#define FOUR(s)	s s s s
#define MANY(s)	FOUR(FOUR(FOUR(FOUR(FOUR(FOUR(s))))))	/* 4,096 */

static const char *const	colours[] = { "Red", "Blå", "Grün", NULL };
static const struct sheet_column	columns[] = {
	{ "Record", SHEET_PLAIN, "A number of ours." },
	{ "Words", SHEET_TEXT, "Whatever somebody wrote." },
	{ "Colour", SHEET_TEXT, "One of three.", true, 0, 0, colours },
	{ "Amount", SHEET_NUMBER, "How many.", true, 0, 9 },
	{ "Day", SHEET_DATE, "When.", true },
	{ "Share", SHEET_REAL, "How much of it." },
};
enum { COLUMNS = 6 };

static struct arena	arena;

static int
empty(void **state)
{
	arena_release(&arena);
	return (0);
}

static struct writing_plan
plan(int64_t rows)
{
	return ((struct writing_plan){ { .title = "Words", .cohort = "2026",
	    .as_of = { 2026, 6, 15 }, .personal = true }, "Words", "words",
	    columns, COLUMNS, rows });
}

static int
new_file(void)
{
	int	fd = memfd_create("written", MFD_CLOEXEC);

	assert_true(fd >= 0);
	return (fd);
}

/* What a script says of the file, which is closed. */
static const char *
read_by(const char *script, int fd)
{
	off_t	 n = lseek(fd, 0, SEEK_END);
	void	*bytes = mmap(NULL, (size_t)n, PROT_READ, MAP_SHARED, fd, 0);
	const char *said;

	assert_true(n > 0 && bytes != MAP_FAILED);
	said = workbook_read_by(&arena, script, bytes, (size_t)n);
	munmap(bytes, (size_t)n);
	close(fd);
	return (said);
}

static void
put(struct writing *w, int64_t n, const char *words)
{
	struct sheet_cell	cells[COLUMNS] = { sheet_number(n),
				    sheet_text(words), sheet_text("Blå"),
				    sheet_number(7),
				    { .date = { 2026, 2, 28 } },
				    sheet_number(0.5) };

	if (n % 2 == 0)
		memset(cells + 2, 0, 4 * sizeof(*cells));
	assert_true(writing_row(w, cells));
}

static const char *const	hostile[] = {
	"=1+1", "+44 20", "-5", "@SUM(A1)", "\tled by a tab", " led by a space",
	"Siân Ó’Brien", "שלום עולם", "علي", "👩🏽‍🎓 🧭", "two\nlines",
	"<&>\"'", "{=1}", "http://example.org/", "1E5", "2026-06-15",
	MANY("0123456789"),
	"bell\a and \xFF and \xC3", "\xED\xA0\x80", "\xEF\xBF\xBE",
};
enum { HOSTILE = sizeof(hostile) / sizeof(*hostile) };

/* As JSON has them, where they come back as they went. */
static const char *const	come_back[] = {
	"\"=1+1\"", "\"+44 20\"", "\"-5\"", "\"@SUM(A1)\"",
	"\"\\tled by a tab\"", "\" led by a space\"", "\"Siân Ó’Brien\"",
	"\"שלום עולם\"", "\"علي\"", "\"👩🏽‍🎓 🧭\"", "\"two\\nlines\"",
	"\"<&>\\\"'\"", "\"{=1}\"", "\"http://example.org/\"", "\"1E5\"",
	"\"2026-06-15\"",
};
enum { COME_BACK = sizeof(come_back) / sizeof(*come_back) };

static void
must_say(const char *said, const char *words)
{
	if (strstr(said, words) == NULL)
		fail_msg("not “%s” in:\n%.3000s", words, said);
}

static void
check_hostile(const char *said)
{
	for (size_t i = 0; i < COME_BACK; i++)
		must_say(said, come_back[i]);
	must_say(said, "6789 [the rest was cut]\"");
	must_say(said, "\"bell\uFFFD and \uFFFD and \uFFFD\"");
}

static void
test_any_text_comes_back_or_is_marked_where_it_was_cut(void **state)
{
	struct writing_plan	 p = plan(HOSTILE);
	int			 fd = new_file();
	struct writing		*w = writing_begin(&arena, &p, fd,
				    "/dev/shm");
	const char		*said;

	for (size_t i = 0; i < HOSTILE; i++)
		put(w, (int64_t)i + 1, hostile[i]);
	assert_true(writing_end(w));
	said = read_by("read_cells.py", fd);
	check_hostile(said);
	must_say(said, "table words A1:F21");
	must_say(said, "sheet Words A1:F21 frozen B2 filter None merged 0 "
	    "visible locked");
	must_say(said, "rule C2:C21 list Lists!$A$2:$A$4");
	must_say(said, "rule D2:D21 whole 0");
	must_say(said, "rule E2:E21 date");
	must_say(said, "row Lists [\"Blå\"]");
	must_say(said, "[1, \"=1+1\", \"Blå\", 7, \"2026-02-28\", 0.5]");
	must_say(said, "[2, \"+44 20\", null, null, null, null]");
	must_say(said, "typed Words C3 D3 E3\n");
}

/* Above SHEET_ROWS_MAX rows are forgotten as they are written. */
static void
test_many_rows_are_a_range_with_a_filter(void **state)
{
	struct writing_plan	 p = plan(SHEET_ROWS_MAX + 5);
	int			 fd = new_file();
	struct writing		*w = writing_begin(&arena, &p, fd,
				    "/dev/shm");
	const char		*said;

	for (int64_t i = 0; i < p.rows; i++)
		put(w, i + 1, i < HOSTILE ? hostile[i] : "Words");
	assert_true(writing_end(w));
	said = read_by("read_cells.py", fd);
	check_hostile(said);
	must_say(said, "sheet Words A1:F20006 frozen B2 filter A1:F20006 "
	    "merged 0 visible locked");
	must_say(said, "rule C2:C20006 list Lists!$A$2:$A$4");
	must_say(said, "sheet Columns A1:D7");
	must_say(said, "row Lists [\"Grün\"]");
	must_say(said, "[\"Words\", \"Share\", \"Number\", \"How much of "
	    "it.\"]");
}

static void
test_no_rows_are_an_empty_table(void **state)
{
	struct writing_plan	 p = plan(0);
	int			 fd = new_file();
	struct writing		*w = writing_begin(&arena, &p, fd,
				    "/dev/shm");

	assert_true(writing_end(w));
	must_say(read_by("read_cells.py", fd), "table words A1:F2");
}

static void
test_fewer_or_more_rows_than_were_promised_are_no_workbook(void **state)
{
	struct writing_plan	 p = plan(2);
	int			 fd = new_file();
	struct writing		*w = writing_begin(&arena, &p, fd,
				    "/dev/shm");
	struct sheet_cell	 cells[COLUMNS] = { { 0 } };

	put(w, 1, "one");
	assert_false(writing_end(w));
	w = writing_begin(&arena, &p, fd, "/dev/shm");
	put(w, 1, "one");
	put(w, 3, "two");
	assert_false(writing_row(w, cells));
	assert_false(writing_end(w));
	close(fd);
}

/* LibreOffice, another program again, turns it into text. */
static void
test_libreoffice_opens_it(void **state)
{
	struct writing_plan	 p = plan(HOSTILE);
	int			 fd = new_file();
	struct writing		*w = writing_begin(&arena, &p, fd,
				    "/dev/shm");
	const char		*said;

	for (size_t i = 0; i < HOSTILE; i++)
		put(w, (int64_t)i + 1, hostile[i]);
	assert_true(writing_end(w));
	said = read_by("read_by_libreoffice.py", fd);
	must_say(said, "sheet-Words.csv");
	must_say(said, "1,=1+1,Blå,7,02/28/2026,0.5");
	must_say(said, "9,علي,Blå,7,02/28/2026,0.5");
	must_say(said, "👩🏽‍🎓 🧭");
	must_say(said, "sheet-Lists.csv");
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test_teardown(
		    test_any_text_comes_back_or_is_marked_where_it_was_cut,
		    empty),
		cmocka_unit_test_teardown(
		    test_many_rows_are_a_range_with_a_filter, empty),
		cmocka_unit_test_teardown(test_no_rows_are_an_empty_table,
		    empty),
		cmocka_unit_test_teardown(
		    test_fewer_or_more_rows_than_were_promised_are_no_workbook,
		    empty),
		cmocka_unit_test_teardown(test_libreoffice_opens_it, empty),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
