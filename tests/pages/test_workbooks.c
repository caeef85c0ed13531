/* A workbook goes where a CSV file goes: it waits until the jobs have read it,
 * and then its rows have the same verdicts. */
#include <stdio.h>
#include <xlsxwriter.h>

#include "jobs/workbooks.h"
#include "jobs.h"
#include "unit/samples.h"
#include "unit/workbook_read.h"

#define HEADINGS	"first_name,last_name,email,swe_number,employer_code," \
			"starts_on,working_days\n"
#define GOOD		"Zoë,O’Neill,zoe@example.com,,ZZ02,2026-09-14,\n"
#define BAD		"Bob,Day,bob,,ZZ02,2026-09-14,\n"


/* A cell as somebody types it: dates become dates, numbers numbers. */
static void
put_cell(lxw_worksheet *s, lxw_row_t row, lxw_col_t col, const char *cell,
    lxw_format *day)
{
	lxw_datetime	 d = { 0 };
	char		*end;
	double		 number = strtod(cell, &end);

	if (sscanf(cell, "%4d-%2d-%2d", &d.year, &d.month, &d.day) == 3)
		worksheet_write_datetime(s, row, col, &d, day);
	else if (*cell != '\0' && *end == '\0')
		worksheet_write_number(s, row, col, number, NULL);
	else if (*cell == '=')
		worksheet_write_formula_str(s, row, col, "=A1", NULL,
		    cell + 1);
	else if (*cell != '\0')
		worksheet_write_string(s, row, col, cell, NULL);
}

static void
put_sheet(lxw_workbook *book, const char *name, const char *csv)
{
	lxw_worksheet	*s = workbook_add_worksheet(book, name);
	lxw_format	*day = workbook_add_format(book);
	lxw_row_t	 row = 0;
	lxw_col_t	 col = 0;
	size_t		 n;

	format_set_num_format(day, "dd/mm/yyyy");
	for (; *csv != '\0'; csv += n + 1) {
		n = strcspn(csv, ",\n");
		put_cell(s, row, col++, arena_strndup(&arena, csv, n), day);
		if (csv[n] == '\n') {
			row++;
			col = 0;
		}
	}
}

/* Sheets, each a name and its cells; a name that is NULL ends them. */
static struct sample
workbook_of(const char *const sheets[][2])
{
	char		 file[] = "/tmp/waymark-XXXXXX.xlsx";
	int		 fd = mkstemps(file, 5);
	lxw_workbook	*book = workbook_new(file);
	struct sample	 s = { 0 };
	char		 piece[4096];
	ssize_t		 n;

	for (; (*sheets)[0] != NULL; sheets++)
		put_sheet(book, (*sheets)[0], (*sheets)[1]);
	assert_int_equal(workbook_close(book), LXW_NO_ERROR);
	unlink(file);
	while ((n = read(fd, piece, sizeof(piece))) > 0)
		add(&s, piece, (size_t)n);
	close(fd);
	return (s);
}

static const char *
newest(const char *of, const char *rest)
{
	return (arena_printf(&arena, "/%ss/%ld%s", of, (long)owner_asks(
	    arena_printf(&arena, "SELECT max(id) FROM %s", of)), rest));
}

static enum status
send_bytes_as(const char *to, const char *name, const void *bytes, size_t n)
{
	if (strcmp(to, "/imports/new") == 0)
		return (send_file(to, "cohort", "1", "file", name, bytes, n));
	return (send_file(to, NULL, NULL, "file", name, bytes, n));
}

static void
send_sheets(const char *to, const char *const sheets[][2])
{
	struct sample	s = workbook_of(sheets);

	assert_answer(SEE_OTHER, send_bytes_as(to, "people.xlsx", s.s, s.n));
	free(s.s);
	assert_leads_to(newest("workbook", ""));
	assert_answer(OK, follow());
	assert_shows("The workbook is being read");
	assert_shows("people.xlsx");
}

static void
read_them(void)
{
	assert_true(workbooks_read(jobs, &jobs_arena) >= 1);
	assert_answer(OK, ask(newest("workbook", "")));
}

/* Sent, read, and gone on with. */
static enum status
check(const char *to, const char *csv)
{
	send_sheets(to, (const char *const[][2]){ { "People", csv },
	    { NULL } });
	read_them();
	assert_shows("The workbook was read");
	return (submit(to, ""));
}

static void
test_a_workbook_of_people_is_checked_as_a_csv_file_is(void **state)
{
	sign_in_as(SAM);
	assert_answer(SEE_OTHER, check("/imports/new", HEADINGS GOOD BAD));
	assert_leads_to(newest("import", ""));
	assert_answer(OK, follow());
	assert_shows("1 of 2 rows fails.");
	assert_shows("people.xlsx, uploaded");
	assert_shows("Row 3: Bob Day");
	assert_shows("‘bob’ is not an email address");
	assert_owner_asks(1, "SELECT count(*) FROM import_row WHERE state = "
	    "'ready' AND cells[1] = 'Zoë' AND cells[6] = '2026-09-14'");
}

static void
test_failing_rows_come_back_as_a_workbook_and_are_corrected_in_it(
    void **state)
{
	const char	*bytes, *read;
	size_t		 n;

	sign_in_as(SAM);
	check("/imports/new", HEADINGS GOOD BAD);
	assert_answer(OK, ask(newest("import", "/failing.xlsx")));
	assert_string_equal(answer_header("content-disposition"),
	    "attachment; filename=\"failing-rows.xlsx\"");
	bytes = page_bytes(&n);
	read = workbook_read(&arena, bytes, n);
	assert_non_null(strstr(read, "cell Failing rows!A2 n 0 3"));
	assert_non_null(strstr(read, "cell Failing rows!D2 s General 'bob'"));
	assert_non_null(strstr(read, "email: ‘bob’ is not an email address"));
	assert_answer(SEE_OTHER, check(newest("import", "/corrections"),
	    "row," HEADINGS "3,Bob,Day,bob@example.com,,ZZ02,2026-09-14,\n"));
	assert_answer(OK, follow());
	assert_shows("1 row taken in. No row fails any more.");
	assert_answer(OK, ask(newest("import", "/confirm")));
	assert_answer(SEE_OTHER, submit(newest("import", "/confirm"), ""));
	assert_owner_asks(2, "SELECT count(*) FROM person WHERE id > 1000");
}

/* The workbook of failing rows, just as it was made. */
static void
test_what_waymark_writes_it_reads(void **state)
{
	const char	*bytes;
	size_t		 n;

	sign_in_as(SAM);
	check("/imports/new", HEADINGS GOOD BAD);
	assert_answer(OK, ask(newest("import", "/failing.xlsx")));
	bytes = page_bytes(&n);
	bytes = arena_copy(&arena, bytes, n);
	assert_answer(SEE_OTHER, send_bytes_as(newest("import",
	    "/corrections"), "failing.xlsx", bytes, n));
	read_them();
	assert_shows("Failing rows");
	assert_answer(SEE_OTHER, submit(newest("import", "/corrections"),
	    ""));
	assert_answer(OK, follow());
	assert_shows("1 row taken in. 1 row still fails.");
}

static void
test_marks_are_imported_from_a_workbook_too(void **state)
{
	static const char	to[] = "/components/521/marks/import";

	owner_does("INSERT INTO offering (id, module_id, programme_id, "
	    "cohort_id, starts_on, ends_on, leader) OVERRIDING SYSTEM VALUE "
	    "SELECT 501, min(id), 1, 1, '2026-06-01', '2026-07-31', 'Jo' "
	    "FROM module; INSERT INTO component (id, offering_id, "
	    "programme_id, cohort_id, title, weight, due_on, pass_mark) "
	    "OVERRIDING SYSTEM VALUE VALUES (521, 501, 1, 1, 'Essay', 100, "
	    "'2026-06-05', 50)");
	sign_in_as(SAM);
	assert_answer(SEE_OTHER, check(to, "name,email,mark\n"
	    "Mary Smith-Jones,mary@example.org,48\n"
	    "Siân O'Brien,sian@example.org,62.5\n"));
	assert_answer(OK, follow());
	assert_shows("1 of 2 rows fails.");
	assert_shows("‘62.5’ is not");
	assert_owner_asks(1, "SELECT count(*) FROM import_row WHERE cells[4] "
	    "= '48' AND state = 'ready'");
}

static void
test_what_cannot_be_read_says_what_to_do(void **state)
{
	sign_in_as(SAM);
	assert_answer(SEE_OTHER, send_bytes_as("/imports/new", "a.xlsx",
	    "PK\3\4 and so on", 14));
	read_them();
	assert_shows("The workbook could not be read");
	assert_shows("is damaged or not whole. Open it in Excel or "
	    "LibreOffice");
	assert_shows("href=\"/imports/new\"");
	assert_null(page_form("/imports/new"));
	assert_answer(SEE_OTHER, send_bytes_as("/imports/new", "a.xls",
	    "\xD0\xCF\x11\xE0", 4));
	read_them();
	assert_shows("old Excel format (.xls)");
	assert_owner_asks(0, "SELECT count(*) FROM workbook_content");
	assert_owner_asks(0, "SELECT count(*) FROM import");
}

static void
test_a_workbook_of_the_wrong_structure_is_told_first(void **state)
{
	sign_in_as(SAM);
	assert_answer(INVALID, check("/imports/new", "first_name,email\n"
	    "A,b\n"));
	assert_shows("The selected file has no columns called ‘last_name’, "
	    "‘employer_code’ and ‘starts_on’");
	send_sheets("/imports/new", (const char *const[][2]){
	    { "One", HEADINGS GOOD }, { "Two", HEADINGS BAD }, { NULL } });
	read_them();
	assert_answer(INVALID, submit("/imports/new", ""));
	assert_shows("The sheets ‘One’ and ‘Two’ of the selected file all have "
	    "these columns");
	send_sheets("/imports/new", (const char *const[][2]){
	    { "One", "a,b\n1,2\n" }, { "Two", "c\n3\n" }, { NULL } });
	read_them();
	assert_answer(INVALID, submit("/imports/new", ""));
	assert_shows("No sheet of the selected file has all of the columns");
	send_sheets("/imports/new", (const char *const[][2]){ { "One", "" },
	    { NULL } });
	read_them();
	assert_answer(INVALID, submit("/imports/new", ""));
	assert_shows("The selected file is empty");
	assert_owner_asks(0, "SELECT count(*) FROM import");
}

static void
test_the_one_sheet_that_fits_is_found_and_formulas_are_named(void **state)
{
	sign_in_as(SAM);
	send_sheets("/imports/new", (const char *const[][2]){
	    { "About", "What this is\nA list\n" }, { "People", HEADINGS
	    "=Ann,Lee,ann@example.com,,ZZ02,2026-09-14,\n" }, { NULL } });
	read_them();
	assert_shows("Cell A2 holds a formula.");
	assert_answer(SEE_OTHER, submit("/imports/new", ""));
	assert_answer(OK, follow());
	assert_shows("Row 2: Ann Lee");
	assert_shows("Every row is ready.");
}

static void
test_a_workbook_is_its_senders_alone(void **state)
{
	const char	*there;

	sign_in_as(SAM);
	send_sheets("/imports/new", (const char *const[][2]){
	    { "People", HEADINGS GOOD }, { NULL } });
	read_them();
	there = newest("workbook", "");
	sign_in_as(SAL);
	assert_answer(NOT_FOUND, ask(there));
	assert_answer(INVALID, send_form("/imports/new", arena_printf(&arena,
	    "cohort=3&workbook=%s", strrchr(there, '/') + 1)));
	assert_shows("is not kept any more. Select it again");
	sign_in_as(SAM);
	assert_answer(INVALID, send_form("/imports/new",
	    "cohort=1&workbook=999999"));
	assert_answer(INVALID, send_form("/imports/new",
	    "cohort=1&workbook=x"));
	assert_owner_asks(0, "SELECT count(*) FROM import");
}

static void
test_nobody_fills_the_queue(void **state)
{
	sign_in_as(SAM);
	for (int i = 0; i < 5; i++)
		assert_answer(SEE_OTHER, send_bytes_as("/imports/new",
		    "a.xlsx", "PK\3\4", 4));
	assert_answer(INVALID, send_bytes_as("/imports/new", "a.xlsx",
	    "PK\3\4", 4));
	assert_shows("Several workbooks of yours are being read");
	assert_int_equal(workbooks_read(jobs, &jobs_arena), 5);
	assert_int_equal(workbooks_read(jobs, &jobs_arena), 0);
}

static void
test_a_workbook_whose_reader_died_is_tried_again_and_then_refused(
    void **state)
{
	sign_in_as(SAM);
	assert_answer(SEE_OTHER, send_bytes_as("/imports/new", "a.xlsx",
	    "PK\3\4", 4));
	owner_does("UPDATE workbook SET tries = 3, due_at = now()");
	assert_int_equal(workbooks_read(jobs, &jobs_arena), 0);
	assert_answer(OK, ask(newest("workbook", "")));
	assert_shows("could not be read. Copy the table alone");
}

#define TEST(t) cmocka_unit_test_setup(t, new_world)

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		TEST(
		    test_a_workbook_of_people_is_checked_as_a_csv_file_is),
		TEST(
    test_failing_rows_come_back_as_a_workbook_and_are_corrected_in_it),
		TEST(test_what_waymark_writes_it_reads),
		TEST(test_marks_are_imported_from_a_workbook_too),
		TEST(test_what_cannot_be_read_says_what_to_do),
		TEST(
		    test_a_workbook_of_the_wrong_structure_is_told_first),
		TEST(
		  test_the_one_sheet_that_fits_is_found_and_formulas_are_named),
		TEST(test_a_workbook_is_its_senders_alone),
		TEST(test_nobody_fills_the_queue),
		TEST(
    test_a_workbook_whose_reader_died_is_tried_again_and_then_refused),
	};

	return (cmocka_run_group_tests(tests, open_jobs, close_jobs));
}
