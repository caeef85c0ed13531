/* Marks from a file: checked, corrected, confirmed; every row or none. */
#include <stdio.h>
#include <time.h>

#include "pages.h"

#define HEADINGS	"name,email,swe_number,mark\r\n"
#define SIANS		"Siân O'Brien,sian@example.org,SW1001,62\r\n"
#define MARYS		"Mary Smith-Jones,mary@example.org,SW1002,48\r\n"
#define FORM		"/components/521/marks/import"
#define MARKS		"SELECT string_agg(person_id || ':' || mark, ' ' " \
			"ORDER BY person_id) FROM mark WHERE state <> " \
			"'withdrawn'"

static char	path[200];

/* An essay of the first cohort; nobody has a mark yet. */
static int
marks_world(void **state)
{
	new_world(state);
	owner_does("INSERT INTO offering (id, module_id, programme_id, "
	    "cohort_id, starts_on, ends_on, leader) OVERRIDING SYSTEM VALUE "
	    "SELECT 501, min(id), 1, 1, '2026-06-01', '2026-07-31', 'Jo' "
	    "FROM module; INSERT INTO component (id, offering_id, "
	    "programme_id, cohort_id, title, weight, due_on, pass_mark) "
	    "OVERRIDING SYSTEM VALUE VALUES (521, 501, 1, 1, 'Essay', 100, "
	    "'2026-06-05', 50); INSERT INTO offering (id, module_id, "
	    "programme_id, cohort_id, starts_on, ends_on, leader) "
	    "OVERRIDING SYSTEM VALUE SELECT 502, min(id), 2, 3, "
	    "'2026-06-01', '2026-07-31', 'Jo' FROM module; "
	    "INSERT INTO component (id, offering_id, programme_id, "
	    "cohort_id, title, weight, due_on, pass_mark) OVERRIDING SYSTEM "
	    "VALUE VALUES (522, 502, 2, 3, 'Essay', 100, '2026-06-05', 50)");
	sign_in_as(SAM);
	return (0);
}

static const char *
of_import(const char *rest)
{
	snprintf(path, sizeof(path), "/imports/%ld%s",
	    (long)owner_asks("SELECT max(id) FROM import"), rest);
	return (path);
}

static enum status
upload(const char *csv)
{
	return (send_file(FORM, NULL, NULL, "file", "marks.csv", csv,
	    strlen(csv)));
}

static void
upload_well(const char *csv)
{
	assert_answer(SEE_OTHER, upload(csv));
	assert_leads_to(of_import(""));
	assert_answer(OK, follow());
}

static enum status
confirm(void)
{
	assert_answer(OK, ask(of_import("/confirm")));
	return (submit(of_import("/confirm"), ""));
}

/* A mark that is recorded beside the file. */
static void
mark_mary(int mark)
{
	owner_doesf("UPDATE attempt SET state = 'submitted' "
	    "WHERE person_id = 2; "
	    "INSERT INTO mark AS m (attempt_id, component_id, offering_id, "
	    "programme_id, enrolment_id, person_id, mark) SELECT id, "
	    "component_id, offering_id, programme_id, enrolment_id, "
	    "person_id, %d FROM attempt WHERE person_id = 2 "
	    "ON CONFLICT (attempt_id) DO UPDATE SET mark = excluded.mark",
	    mark);
}

static void
test_the_file_to_fill_in_holds_everybody_and_their_marks(void **state)
{
	static char	file[2000];

	mark_mary(58);
	owner_does("UPDATE attempt SET state = 'not_submitted' "
	    "WHERE person_id = 4");
	assert_answer(OK, ask("/components/521/marks"));
	assert_shows("Import marks from a file");
	assert_answer(OK, ask(FORM));
	assert_shows("/components/521/template.csv");
	assert_answer(OK, ask("/components/521/template.csv"));
	assert_string_equal(answer_header("content-disposition"),
	    "attachment; filename=\"waymark-marks.csv\"");
	assert_shows("\xEF\xBB\xBF" HEADINGS);
	assert_shows("Siân O'Brien,sian@example.org,SW1001,\r\n");
	assert_shows("Mary Smith-Jones,mary@example.org,SW1002,58\r\n");
	assert_shows("Kwame Okafor,kwame@example.org,,NS\r\n");
	assert_hides("Amira");
	snprintf(file, sizeof(file), "%s", page_text());
	upload_well(file);
	assert_shows("Every row is ready.");
	assert_answer(OK, ask(of_import("/confirm")));
	assert_shows("Rows that change nothing</dt>");
	assert_answer(SEE_OTHER, submit(of_import("/confirm"), ""));
	assert_string_equal(owner_reads(MARKS), "2:58");
	assert_owner_asks(0, "SELECT stored FROM import");
}

static void
test_confirmed_rows_are_stored_whole(void **state)
{
	mark_mary(58);
	owner_does("UPDATE mark SET released = true");
	upload_well(HEADINGS "sian obrien , Sian@example.org ,, 62% \r\n"
	    MARYS "\"Núñez, Zoë\",zoe@example.org,,NS\r\n"
	    "Kwame Okafor,kwame@example.org,,\r\n");
	assert_shows("Every row is ready.");
	assert_shows("The mark is 58 now. It becomes 48.");
	assert_shows("There is no mark in it. Nothing changes with this row.");
	assert_string_equal(owner_reads(MARKS), "2:58");
	assert_answer(OK, ask(of_import("/confirm")));
	assert_shows("Store the marks of 4 rows in Essay of");
	assert_true(page_shows_in_order("New marks",
	    "Marks that become others"));
	assert_answer(SEE_OTHER, submit(of_import("/confirm"), ""));
	assert_answer(OK, follow());
	assert_shows("3 trainees’ records changed in");
	assert_string_equal(owner_reads(MARKS), "1:62 2:48");
	assert_owner_asks(1, "SELECT count(*) FROM attempt WHERE person_id = "
	    "3 AND state = 'not_submitted'");
	assert_owner_asks(1, "SELECT count(*) FROM attempt WHERE person_id = "
	    "4 AND state = 'due'");
	assert_owner_asks(1, "SELECT count(*) FROM audit.event WHERE subject "
	    "= 'mark' AND name = 'IMPORT_CONFIRMED' AND actor_id = 31 "
	    "AND before IS NULL AND person_id = 1");
	assert_answer(OK, ask("/imports"));
	assert_shows("Marks of Essay, Spring 2026");
	assert_shows("3 trainees’ records changed");
}

static void
test_each_failing_row_says_its_column_and_what_to_do(void **state)
{
	static const char *const	problems[] = {
		"2", "email", "Nobody who takes this module has the email "
		    "address ‘nobody@example.org’",
		"3", "mark", "‘101’ is more than 100",
		"4", "email", "Amira Khan is in Autumn 2026 and does not "
		    "take this module",
		"5", "name", "The row names ‘Zoë Núñez’, but its email "
		    "address or number is that of Kwame Okafor",
		"6", "", "The row has 2 cells, but there are 4 headings. "
		    "Check for missing or extra commas",
	};
	char	sql[600];

	upload_well(HEADINGS "Ann Lee,nobody@example.org,,62\r\n"
	    "Siân O'Brien,sian@example.org,,101\r\n"
	    "Amira Khan,amira@example.org,,62\r\n"
	    "Zoë Núñez,kwame@example.org,,62\r\n"
	    "Zoë Núñez,zoe@example.org\r\n" MARYS);
	assert_shows("5 of 6 rows fail. No mark is stored until each of them "
	    "is corrected or left out.");
	assert_hides("employers.csv");
	for (size_t i = 0; i < sizeof(problems) / sizeof(*problems); i += 3) {
		snprintf(sql, sizeof(sql), "SELECT count(*) FROM import_row "
		    "WHERE row_number = %s AND state = 'failing' AND "
		    "problems[1] = '%s' AND problems[2] = '%s' AND "
		    "problems[3] <> '' AND cardinality(problems) = 3",
		    problems[i], problems[i + 1], problems[i + 2]);
		assert_owner_asks(1, sql);
	}
	assert_answer(INVALID, send_form(of_import("/confirm"), "version=1"));
	assert_shows("Nothing was stored");
	assert_owner_asks(0, "SELECT count(*) FROM mark");
}

static void
test_failing_rows_go_out_and_come_back_corrected(void **state)
{
	upload_well(HEADINGS SIANS "Mary Smith-Jones,mary@example.org,SW1002,"
	    "4x\r\n");
	assert_answer(OK, ask(of_import("/failing.csv")));
	assert_shows("row,name,email,swe_number,mark,what_is_wrong,"
	    "what_to_do\r\n3,Mary Smith-Jones,mary@example.org,SW1002,4x,"
	    "mark: ‘4x’ is not a mark");
	assert_hides("sian@example.org");
	assert_answer(OK, ask(of_import("/corrections")));
	assert_answer(INVALID, send_file(of_import("/corrections"), NULL,
	    NULL, "file", "a.csv", HEADINGS, strlen(HEADINGS)));
	assert_answer(SEE_OTHER, send_file(of_import("/corrections"), NULL,
	    NULL, "file", "a.csv", "row," HEADINGS "3," MARYS,
	    strlen("row," HEADINGS "3," MARYS)));
	assert_answer(OK, follow());
	assert_shows("No row fails any more");
	assert_answer(SEE_OTHER, confirm());
	assert_string_equal(owner_reads(MARKS), "1:62 2:48");
}

static void
test_a_trainee_who_stands_twice_is_left_out_once(void **state)
{
	upload_well(HEADINGS SIANS ",,sw 1001,63\r\n");
	assert_shows("2 of 2 rows fail.");
	assert_shows("The same trainee stands in row 3");
	assert_answer(OK, ask(of_import("/rows/3/leave-out")));
	assert_shows("Nothing of this row is stored with the others");
	assert_answer(SEE_OTHER, submit(of_import("/rows/3/leave-out"), ""));
	assert_answer(SEE_OTHER, confirm());
	assert_string_equal(owner_reads(MARKS), "1:62");
}

static void
test_marks_that_changed_meanwhile_are_refused_and_shown(void **state)
{
	upload_well(HEADINGS SIANS MARYS);
	assert_answer(OK, ask(of_import("/confirm")));
	keep_fields(of_import("/confirm"));
	mark_mary(70);
	assert_answer(INVALID, send_kept(of_import("/confirm"), ""));
	assert_shows("marks of this component changed since the file was "
	    "checked");
	assert_string_equal(owner_reads(MARKS), "2:70");
	assert_answer(OK, ask(of_import("")));
	assert_shows("The mark is 70 now. It becomes 48.");
	assert_answer(SEE_OTHER, confirm());
	assert_string_equal(owner_reads(MARKS), "1:62 2:48");
}

/* Somebody else marks, and is done only when the file is confirmed. */
static void
test_a_mark_of_the_last_moment_is_not_overwritten_unseen(void **state)
{
	char		body[600];
	struct reply	reply;

	mark_mary(50);
	upload_well(HEADINGS SIANS MARYS);
	assert_answer(OK, ask(of_import("/confirm")));
	snprintf(body, sizeof(body), "%s",
	    hidden_fields(of_import("/confirm")));
	send_at_once(of_import("/confirm"), body, "WITH held AS (SELECT FROM "
	    "offering WHERE id = 501 FOR UPDATE), "
	    "counted AS (SELECT count(*) AS n FROM held) "
	    "UPDATE mark SET mark = 70 FROM counted WHERE n = 1", &reply, 1);
	assert_int_equal(reply.status, INVALID);
	assert_string_equal(owner_reads(MARKS), "2:70");
}

static void
test_what_the_board_confirmed_stays(void **state)
{
	owner_does("UPDATE attempt SET state = 'not_submitted' "
	    "WHERE person_id <> 2");
	mark_mary(58);
	upload_well(HEADINGS MARYS);
	owner_does("INSERT INTO board_decision (offering_id, programme_id, "
	    "cohort_id, enrolment_id, person_id, outcome, result, board_on, "
	    "decided_by) VALUES (501, 1, 1, 102, 2, 'pass', 58, "
	    "'2026-06-15', 31)");
	assert_answer(INVALID, confirm());
	assert_shows("what was ready before is not ready any more");
	assert_answer(OK, ask(of_import("?show=failing")));
	assert_shows("The board has confirmed 58: only the board changes it");
	assert_string_equal(owner_reads(MARKS), "2:58");
}

static void
test_confirming_twice_stores_once(void **state)
{
	upload_well(HEADINGS SIANS);
	assert_answer(OK, ask(of_import("/confirm")));
	keep_fields(of_import("/confirm"));
	assert_answer(SEE_OTHER, send_kept(of_import("/confirm"), ""));
	owner_does("UPDATE mark SET mark = 70");
	assert_answer(SEE_OTHER, send_kept(of_import("/confirm"), ""));
	assert_answer(SEE_OTHER, send_form(of_import("/confirm"),
	    "version=2"));
	assert_string_equal(owner_reads(MARKS), "1:70");
}

static void
test_what_breaks_half_way_leaves_nothing(void **state)
{
	static const char *const	tables[] = { "attempt", "mark",
	    "import" };
	char				sql[300];

	upload_well(HEADINGS SIANS MARYS);
	owner_does("CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql "
	    "AS $$BEGIN RAISE EXCEPTION 'broken'; END$$");
	for (size_t i = 0; i < sizeof(tables) / sizeof(*tables); i++) {
		assert_answer(OK, ask(of_import("/confirm")));
		snprintf(sql, sizeof(sql), "CREATE TRIGGER broken AFTER "
		    "INSERT OR UPDATE ON %s FOR EACH STATEMENT "
		    "EXECUTE FUNCTION broken()", tables[i]);
		owner_does(sql);
		assert_answer(FAILED, submit(of_import("/confirm"), ""));
		snprintf(sql, sizeof(sql), "DROP TRIGGER broken ON %s",
		    tables[i]);
		owner_does(sql);
		assert_owner_asks(0, "SELECT (SELECT count(*) FROM mark) + "
		    "(SELECT count(*) FROM attempt WHERE state <> 'due')");
		assert_owner_asks(1,
		    "SELECT count(*) FROM import WHERE state = 'checked'");
	}
	owner_does("DROP FUNCTION broken()");
	assert_answer(SEE_OTHER, confirm());
}

static void
test_a_discarded_file_stores_nothing(void **state)
{
	upload_well(HEADINGS SIANS);
	assert_answer(OK, ask(of_import("/discard")));
	assert_shows("No mark is stored.");
	assert_answer(SEE_OTHER, submit(of_import("/discard"), ""));
	assert_answer(OK, follow());
	assert_shows("Import discarded. No mark was stored");
	assert_owner_asks(0, "SELECT count(*) FROM mark");
	assert_answer(OK, ask(of_import("")));
	assert_shows("This import was discarded");
	assert_owner_asks(0, "SELECT count(*) FROM import_row");
}

static void
test_files_of_another_kind_are_refused_in_words(void **state)
{
	static const char *const	refused[][2] = {
		{ "", "The selected file is empty" },
		{ HEADINGS, "The selected file has headings but no rows" },
		{ "name,mark\r\nAnn,62\r\n",
		    "The selected file has no column called ‘email’" },
		{ HEADINGS "Si\xE2n,sian@example.org,,62\r\n",
		    "older encoding" },
	};

	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
		assert_answer(INVALID, upload(refused[i][0]));
		assert_shows(refused[i][1]);
	}
	assert_answer(INVALID, send_form(FORM, ""));
	assert_shows("Select a CSV file");
	assert_owner_asks(0, "SELECT count(*) FROM import");
}

static void
test_staff_of_another_programme_see_no_file(void **state)
{
	upload_well(HEADINGS SIANS);
	sign_in_as(SAL);
	assert_answer(NOT_FOUND, ask(FORM));
	assert_answer(NOT_FOUND, ask("/components/521/template.csv"));
	assert_answer(NOT_FOUND, upload(HEADINGS SIANS));
	assert_answer(NOT_FOUND, ask(of_import("")));
	assert_answer(OK, ask("/components/522/template.csv"));
	assert_shows("tom@example.org");
	assert_answer(SEE_OTHER, send_file("/components/522/marks/import",
	    NULL, NULL, "file", "marks.csv", HEADINGS SIANS,
	    strlen(HEADINGS SIANS)));
	assert_answer(OK, follow());
	assert_shows("Nobody who takes this module has the email address "
	    "‘sian@example.org’");
	assert_hides("Spring 2026");
}

static void
test_5000_rows_hold_nobody_up(void **state)
{
	char		*csv = malloc(5000 * 60 + 100), *at = csv;
	struct timespec	 from, to;

	at += sprintf(at, "%s", HEADINGS);
	for (int i = 0; i < 5000; i++)
		at += sprintf(at, "Ann,a%d@example.org,SW%d,%d\r\n", i,
		    20000 + i, i % 101);
	clock_gettime(CLOCK_MONOTONIC, &from);
	assert_answer(SEE_OTHER, upload(csv));
	clock_gettime(CLOCK_MONOTONIC, &to);
	free(csv);
	assert_true(to.tv_sec - from.tv_sec < 3);
	assert_owner_asks(5000, "SELECT count(*) FROM import_row "
	    "WHERE state = 'failing'");
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
#define TEST(test) cmocka_unit_test_setup(test, marks_world)
		TEST(test_the_file_to_fill_in_holds_everybody_and_their_marks),
		TEST(test_confirmed_rows_are_stored_whole),
		TEST(test_each_failing_row_says_its_column_and_what_to_do),
		TEST(test_failing_rows_go_out_and_come_back_corrected),
		TEST(test_a_trainee_who_stands_twice_is_left_out_once),
		TEST(test_marks_that_changed_meanwhile_are_refused_and_shown),
		TEST(test_a_mark_of_the_last_moment_is_not_overwritten_unseen),
		TEST(test_what_the_board_confirmed_stays),
		TEST(test_confirming_twice_stores_once),
		TEST(test_what_breaks_half_way_leaves_nothing),
		TEST(test_a_discarded_file_stores_nothing),
		TEST(test_files_of_another_kind_are_refused_in_words),
		TEST(test_staff_of_another_programme_see_no_file),
		TEST(test_5000_rows_hold_nobody_up),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
