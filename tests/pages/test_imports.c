/* A cohort from a file: checked, corrected, confirmed; all or nobody. */
#include <stdio.h>
#include <time.h>

#include "pages.h"

#define HEADINGS	"first_name,last_name,email,swe_number,employer_code," \
			"starts_on,working_days\r\n"
#define GOOD		"Ann,Lee,ann@example.com,,ZZ02,2026-09-14,\r\n"
#define BAD		"Bob,Day,bob,,ZZ02,2026-09-14,\r\n"

static char	path[200];

/* The address of a page of the import that came last. */
static const char *
of_import(const char *rest)
{
	snprintf(path, sizeof(path), "/imports/%ld%s",
	    (long)owner_asks("SELECT max(id) FROM import"), rest);
	return (path);
}

static enum status
upload_bytes(const char *bytes, size_t n)
{
	return (send_file("/imports/new", "cohort", "1", "file", "people.csv",
	    bytes, n));
}

static enum status
upload(const char *csv)
{
	return (upload_bytes(csv, strlen(csv)));
}

static void
upload_well(const char *csv)
{
	sign_in_as(SAM);
	assert_answer(SEE_OTHER, upload(csv));
	assert_leads_to(of_import(""));
	assert_answer(OK, follow());
}

static enum status
correct(const char *csv)
{
	return (send_file(of_import("/corrections"), NULL, NULL, "file",
	    "failing-rows.csv", csv, strlen(csv)));
}

static enum status
confirm(void)
{
	assert_answer(OK, ask(of_import("/confirm")));
	return (submit(of_import("/confirm"), ""));
}

static void
upload_cohort(void)
{
	static char	csv[1 << 16];
	FILE		*f = fopen("tests/pages/files/cohort.csv", "r");

	if (f == NULL)
		fail_msg("tests/pages/files/cohort.csv cannot be read");
	csv[fread(csv, 1, sizeof(csv) - 1, f)] = '\0';
	fclose(f);
	upload_well(csv);
}

static void
test_the_list_of_imports_is_empty_at_first(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/imports"));
	assert_shows("Nothing has been imported yet");
	assert_shows("href=\"/imports/new\"");
}

static void
test_the_template_names_every_column(void **state)
{
	static char	template[1000];

	sign_in_as(SAM);
	assert_answer(OK, ask("/imports/template.csv"));
	assert_shows("\xEF\xBB\xBF" HEADINGS "Ada,Example,");
	assert_string_equal(answer_header("content-disposition"),
	    "attachment; filename=\"waymark-cohort.csv\"");
	snprintf(template, sizeof(template), "%s", page_text());
	upload_well(template);
	assert_shows("This is the example of the template. Leave the row out.");
	assert_answer(OK, ask("/imports/employers.csv"));
	assert_shows("employer_code,name\r\n");
	assert_shows("ZZ02,Ashby NHS Trust\r\n");
	assert_answer(OK, ask("/imports/new"));
	assert_shows("working_days (optional)");
}

static void
test_a_file_of_160_rows_has_a_verdict_for_each(void **state)
{
	static const char *const	problems[] = {
		"17", "email", "The same email address stands in row 42",
		"42", "email", "The same email address stands in row 17",
		"23", "starts_on", "‘31/02/2027’ is not a real date",
		"30", "starts_on", "‘06/13/2026’ has its month before its day",
		"55", "swe_number",
		    "‘SW0123’ is not a Social Work England number",
		"60", "swe_number", "The same Social Work England number "
		    "stands in row 61",
		"61", "swe_number", "The same Social Work England number "
		    "stands in row 60",
		"70", "email", "The email address is missing",
		"80", "employer_code", "‘XX99’ is not an employer’s code",
		"90", "starts_on",
		    "31 January 2025 is outside the cohort’s dates",
		"100", "email",
		    "Somebody with this email address is in this cohort "
		    "already",
		"101", "email",
		    "Somebody with this email address has an account already",
		"120", "working_days", "‘3’ does not say which days",
		"130", "first_name", "The first name is missing",
		"131", "swe_number", "Somebody with this Social Work England "
		    "number has an account already",
	};
	char				sql[400];

	upload_cohort();
	assert_shows("15 of 160 rows fail.");
	assert_shows("All rows (160)");
	assert_shows("Ready (145)");
	assert_shows("Failing (15)");
	assert_shows("Left out (0)");
	assert_shows("This column was not read, because Waymark does not know "
	    "it:\n‘Phone’.");
	for (size_t i = 0; i < sizeof(problems) / sizeof(*problems); i += 3) {
		snprintf(sql, sizeof(sql), "SELECT count(*) FROM import_row "
		    "WHERE row_number = %s AND state = 'failing' AND "
		    "problems[1] = '%s' AND problems[2] = '%s' AND "
		    "problems[3] <> '' AND cardinality(problems) = 3",
		    problems[i], problems[i + 1], problems[i + 2]);
		assert_owner_asks(1, sql);
	}
	assert_owner_asks(15,
	    "SELECT count(*) FROM import_row WHERE state = 'failing'");
	assert_owner_asks(2, "SELECT count(*) FROM import_row WHERE state = "
	    "'ready' AND problems <> '{}' AND row_number IN (110, 111)");
	assert_owner_asks(2, "SELECT count(*) FROM import_row WHERE state = "
	    "'ready' AND problems <> '{}'");
	assert_owner_asks(0, "SELECT count(*) FROM person WHERE id > 1000");
}

static void
test_rows_are_shown_by_state_and_by_page(void **state)
{
	upload_cohort();
	assert_int_equal(page_count("id=\"row-"), 50);
	assert_shows("Showing 1 to 50 of 160");
	assert_answer(OK, ask(of_import("?page=4")));
	assert_int_equal(page_count("id=\"row-"), 10);
	assert_shows("id=\"row-161\"");
	assert_answer(OK, ask(of_import("?show=failing")));
	assert_int_equal(page_count("id=\"row-"), 15);
	assert_true(page_shows_in_order("id=\"row-17\"", "<strong>email"
	    "</strong>:\nThe same email address stands in row 42. Correct "
	    "or delete one of the rows."));
	assert_answer(OK, ask(of_import("?show=left-out")));
	assert_shows("There is no such row.");
	assert_answer(OK, ask("/imports"));
	assert_shows("15 rows to correct");
	assert_shows("people.csv");
}

static void
test_a_file_of_160_rows_is_judged_in_well_under_a_second(void **state)
{
	struct timespec	from, to;

	sign_in_as(SAM);
	clock_gettime(CLOCK_MONOTONIC, &from);
	upload_cohort();
	clock_gettime(CLOCK_MONOTONIC, &to);
	assert_true(to.tv_sec - from.tv_sec + (to.tv_nsec - from.tv_nsec) / 1e9
	    < 1.0);
}

static void
test_failing_rows_come_back_as_they_were_typed_and_safe(void **state)
{
	upload_well(HEADINGS GOOD
	    "=cmd,\"D'Souza, Ana\",nowhere,SW0,zz02,soon,3\r\n");
	assert_answer(OK, ask(of_import("/failing.csv")));
	assert_shows("row,first_name,last_name,email,swe_number,employer_code,"
	    "starts_on,working_days,what_is_wrong,what_to_do\r\n"
	    "3,'=cmd,\"D'Souza, Ana\",nowhere,SW0,zz02,soon,3,");
	assert_shows("email: ‘nowhere’ is not an email address; swe_number: ");
	assert_string_equal(answer_header("content-disposition"),
	    "attachment; filename=\"failing-rows.csv\"");
	assert_hides("ann@example.com");
}

static void
test_corrected_rows_take_the_place_of_those_that_failed(void **state)
{
	upload_well(HEADINGS GOOD BAD "Cy,Fox,cy,,ZZ02,2026-09-14,\r\n");
	assert_answer(OK, ask(of_import("/corrections")));
	assert_answer(SEE_OTHER, correct("row," HEADINGS
	    "3,Bob,Day,bob@example.com,,ZZ02,2026-09-14,\r\n"));
	assert_answer(OK, follow());
	assert_shows("1 row taken in. 1 row still fails.");
	assert_answer(SEE_OTHER, correct("row," HEADINGS
	    "4,Cy,Fox,ANN@example.com,,ZZ02,2026-09-14,\r\n"));
	assert_answer(OK, follow());
	assert_shows("2 rows still fail.");
	assert_shows("The same email address stands in row 4");
	assert_answer(SEE_OTHER, correct("what_to_do,row," HEADINGS
	    "x,4,Cy,Fox,cy@example.com,,ZZ02,2026-09-14,\r\n"));
	assert_answer(OK, follow());
	assert_shows("No row fails any more.");
	assert_shows("Every row is ready.");
	assert_owner_asks(3, "SELECT count(*) FROM import_row");
}

static void
test_corrections_must_say_which_rows_they_correct(void **state)
{
	static const char *const	refused[][2] = {
		{ HEADINGS BAD, "no column called ‘row’" },
		{ "row," HEADINGS "," BAD, "Row 2 of the selected file does "
		    "not say which row it corrects" },
		{ "row," HEADINGS "3x," BAD, "Row 2 of the selected file does "
		    "not say which row it corrects" },
		{ "row," HEADINGS "9," BAD, "corrects row 9, which is left "
		    "out or not in this import" },
		{ "row," HEADINGS "2," GOOD "2," GOOD,
		    "Rows 2 and 3 of the selected file both correct row 2" },
		{ "row," HEADINGS "99999999999999999999," GOOD,
		    "does not say which row it corrects" },
		{ "", "The selected file is empty" },
	};

	upload_well(HEADINGS BAD);
	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
		assert_answer(INVALID, correct(refused[i][0]));
		assert_shows(refused[i][1]);
	}
	assert_owner_asks(1, "SELECT version FROM import");
}

static void
test_a_row_that_is_left_out_frees_what_it_shared(void **state)
{
	upload_well(HEADINGS GOOD GOOD);
	assert_shows("2 of 2 rows fail.");
	assert_answer(OK, ask(of_import("/rows/3/leave-out")));
	assert_shows("ann@example.com");
	assert_answer(SEE_OTHER, submit(of_import("/rows/3/leave-out"), ""));
	assert_answer(OK, follow());
	assert_shows("Row 3 is left out.");
	assert_shows("Every row is ready.");
	assert_shows("Left out (1)");
	assert_answer(INVALID, correct("row," HEADINGS "3," GOOD));
	assert_shows("corrects row 3, which is left out");
	assert_answer(OK, ask(of_import("/rows/3/put-back")));
	assert_answer(SEE_OTHER, submit(of_import("/rows/3/put-back"), ""));
	assert_answer(OK, follow());
	assert_shows("2 of 2 rows fail.");
	assert_answer(NOT_FOUND, ask(of_import("/rows/4/leave-out")));
	assert_answer(INVALID, send_form(of_import("/rows/3/leave-out"),
	    "version=1"));
	assert_shows("The import changed while you had this page open");
}

static void
test_nobody_is_enrolled_while_a_row_fails(void **state)
{
	upload_well(HEADINGS GOOD BAD);
	assert_answer(OK, ask(of_import("/confirm")));
	assert_shows("This import cannot be confirmed yet");
	assert_hides("<form method=\"post\" novalidate>\n    <input");
	assert_answer(INVALID, send_form(of_import("/confirm"), "version=1"));
	assert_shows("Nobody was enrolled");
	assert_owner_asks(0, "SELECT count(*) FROM person WHERE id > 1000");
	assert_owner_asks(0, "SELECT count(*) FROM post.letter");
}

static void
make_the_cohort_ready(void)
{
	upload_cohort();
	owner_does("UPDATE import_row SET state = 'left_out' "
	    "WHERE state = 'failing'");
}

static void
test_a_confirmed_cohort_is_enrolled_and_invited_whole(void **state)
{
	make_the_cohort_ready();
	assert_answer(OK, ask(of_import("/confirm")));
	assert_shows("Enrol 145 people in Spring 2026");
	assert_answer(SEE_OTHER, confirm());
	assert_answer(OK, follow());
	assert_shows("145 people enrolled in Spring 2026");
	assert_shows("href=\"/cohorts/1\"");
	assert_hides("Leave out<");
	assert_answer(OK, ask(of_import("")));
	assert_shows("145 people enrolled in");
	assert_owner_asks(145, "SELECT count(*) FROM enrolment e "
	    "JOIN person p ON p.id = e.person_id JOIN role_held r ON "
	    "r.person_id = p.id AND r.role = 'trainee' AND r.programme_id = 1 "
	    "AND r.during @> today() WHERE p.id > 1000 AND e.cohort_id = 1 "
	    "AND p.programme_ids = '{1}'");
	assert_owner_asks(145, "SELECT count(*) FROM post.letter l "
	    "JOIN person p ON p.id = l.person_id AND p.email = l.address "
	    "AND l.body LIKE 'Dear ' || p.name || ',%/choose-password?link=%'");
	assert_owner_asks(145, "SELECT count(*) FROM auth.link WHERE "
	    "purpose = 'invitation' AND expires_at::date = "
	    "(now() + interval '14 days')::date");
	assert_owner_asks(1, "SELECT count(*) FROM person p JOIN enrolment e "
	    "ON e.person_id = p.id WHERE p.given_name = 'Siân' AND "
	    "p.family_name = 'O’Neill' AND p.email = 'Trainee5@example.com' "
	    "AND p.swe_number = 'SW20005' AND e.employer_id = 9002 AND "
	    "e.starts_on = '2026-09-14' AND e.working = '{2,2,2,2,2,0,0}'");
	assert_owner_asks(436, "SELECT count(*) FROM audit.event WHERE name = "
	    "'IMPORT_CONFIRMED' AND actor_id = 31 AND subject IN ('import', "
	    "'person', 'role_held', 'enrolment')");
	assert_owner_asks(1, "SELECT count(*) FROM audit.event WHERE name = "
	    "'IMPORT_CONFIRMED' AND subject = 'import' AND programme_id = 1 "
	    "AND after ->> 'stored' = '145'");
	assert_answer(OK, ask("/imports"));
	assert_shows("145 people enrolled");
}

static void
test_160_people_are_enrolled_at_once(void **state)
{
	static char	csv[1 << 15];
	size_t		n = (size_t)sprintf(csv, "%s", HEADINGS);
	struct timespec	from, to;

	for (int i = 0; i < 160; i++)
		n += (size_t)sprintf(csv + n, "Ann,O'Neill %d,a%d@example.com,"
		    "SW9%d,ZZ03,14/09/2026,Mon Tue Wed am\r\n", i, i, i + 1);
	upload_well(csv);
	clock_gettime(CLOCK_MONOTONIC, &from);
	assert_answer(SEE_OTHER, confirm());
	clock_gettime(CLOCK_MONOTONIC, &to);
	assert_true(to.tv_sec - from.tv_sec + (to.tv_nsec - from.tv_nsec) / 1e9
	    < 1.0);
	assert_owner_asks(160, "SELECT count(*) FROM enrolment WHERE "
	    "cohort_id = 1 AND working = '{2,2,1,0,0,0,0}'");
	assert_owner_asks(160, "SELECT count(*) FROM post.letter");
}

static void
test_an_invitation_lets_its_person_choose_a_password(void **state)
{
	static char	link[65];
	char		address[100], body[300];
	int64_t		digit;

	upload_well(HEADINGS GOOD);
	assert_answer(SEE_OTHER, confirm());
	for (int i = 0; i < 64; i++) {
		snprintf(body, sizeof(body), "SELECT ascii(substr(substring("
		    "body FROM 'link=([0-9a-f]{64})'), %d))::bigint "
		    "FROM post.letter", i + 1);
		digit = owner_asks(body);
		link[i] = (char)digit;
	}
	sign_in_as(0);
	snprintf(address, sizeof(address), "/choose-password?link=%s", link);
	assert_answer(OK, ask(address));
	assert_shows("ann@example.com");
	snprintf(body, sizeof(body), "password=purple+monkey+dishes");
	assert_answer(SEE_OTHER, submit("/choose-password", body));
	assert_answer(OK, follow());
	assert_shows("Your password is changed, and you are signed in");
}

static void
test_confirming_twice_enrols_once(void **state)
{
	const char	*fields;
	char		 kept[600];

	upload_well(HEADINGS GOOD);
	assert_answer(OK, ask(of_import("/confirm")));
	fields = hidden_fields(of_import("/confirm"));
	snprintf(kept, sizeof(kept), "%s", fields);
	assert_answer(SEE_OTHER, send_bare(of_import("/confirm"), kept));
	assert_answer(SEE_OTHER, send_bare(of_import("/confirm"), kept));
	assert_leads_to(of_import(""));
	assert_answer(SEE_OTHER, send_form(of_import("/confirm"),
	    "version=2"));
	assert_leads_to(of_import(""));
	assert_owner_asks(1, "SELECT count(*) FROM person WHERE id > 1000");
	assert_owner_asks(1, "SELECT count(*) FROM post.letter");
	assert_answer(SEE_OTHER, correct("row," HEADINGS "2," GOOD));
	assert_answer(NOT_FOUND, ask(of_import("/rows/2/leave-out")));
	assert_answer(SEE_OTHER, send_form(of_import("/discard"), ""));
	assert_owner_asks(1, "SELECT count(*) FROM import WHERE state = "
	    "'confirmed' AND stored = 1");
}

static void
test_a_page_that_is_out_of_date_confirms_nothing(void **state)
{
	upload_well(HEADINGS GOOD "Eve,Ray,eve@example.com,,ZZ02,"
	    "2026-09-14,\r\n");
	assert_answer(OK, ask(of_import("/rows/3/leave-out")));
	assert_answer(SEE_OTHER, submit(of_import("/rows/3/leave-out"), ""));
	assert_answer(INVALID, send_form(of_import("/confirm"), "version=1"));
	assert_shows("The import changed while you had this page open");
	assert_shows("Enrol 1 person in Spring 2026");
	assert_owner_asks(0, "SELECT count(*) FROM person WHERE id > 1000");
	assert_answer(SEE_OTHER, submit(of_import("/confirm"), ""));
}

static void
test_an_address_taken_meanwhile_fails_and_enrols_nobody(void **state)
{
	upload_well(HEADINGS GOOD "Eve,Ray,eve@example.com,,ZZ02,"
	    "2026-09-14,\r\n");
	owner_does("INSERT INTO person (given_name, family_name, email) "
	    "VALUES ('Ann', 'Other', 'ANN@example.com')");
	assert_answer(INVALID, confirm());
	assert_shows("Nobody was enrolled");
	assert_shows("?show=failing\">1 row</a> fails");
	assert_answer(OK, ask(of_import("?show=failing")));
	assert_shows("Somebody with this email address has an account already");
	assert_owner_asks(0,
	    "SELECT count(*) FROM person WHERE email = 'eve@example.com'");
	assert_owner_asks(0, "SELECT count(*) FROM post.letter");
}

/* The other person's row is there, and is seen only when it is too late. */
static void
test_an_address_taken_at_the_last_moment_enrols_nobody(void **state)
{
	char		body[600];
	struct reply	reply;

	upload_well(HEADINGS GOOD "Eve,Ray,eve@example.com,,ZZ02,"
	    "2026-09-14,\r\n");
	assert_answer(OK, ask(of_import("/confirm")));
	snprintf(body, sizeof(body), "%s",
	    hidden_fields(of_import("/confirm")));
	send_at_once(of_import("/confirm"), body, "INSERT INTO person "
	    "(given_name, family_name, email) VALUES ('Ann', 'Other', "
	    "'ANN@example.com')", &reply, 1);
	assert_int_equal(reply.status, INVALID);
	assert_owner_asks(0,
	    "SELECT count(*) FROM person WHERE email = 'eve@example.com'");
	assert_owner_asks(0, "SELECT count(*) FROM post.letter");
	assert_owner_asks(1, "SELECT count(*) FROM import_row WHERE "
	    "row_number = 2 AND state = 'failing'");
	assert_owner_asks(1, "SELECT count(*) FROM import "
	    "WHERE state = 'checked' AND version = 2");
}

static void
test_two_who_confirm_at_the_same_time_enrol_once(void **state)
{
	char		body[600];
	struct reply	replies[2];

	upload_well(HEADINGS GOOD);
	assert_answer(OK, ask(of_import("/confirm")));
	snprintf(body, sizeof(body), "%s",
	    hidden_fields(of_import("/confirm")));
	send_at_once(of_import("/confirm"), body,
	    "SELECT 1 FROM import FOR UPDATE", replies, 2);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(replies[i].status, SEE_OTHER);
		assert_string_equal(replies[i].location, of_import(""));
	}
	assert_owner_asks(1, "SELECT count(*) FROM post.letter");
}

static void
test_a_conflict_without_a_cause_enrols_nobody(void **state)
{
	upload_well(HEADINGS GOOD "Eve,Ray,eve@example.com,,ZZ02,"
	    "2026-09-14,\r\n");
	assert_answer(OK, ask(of_import("/confirm")));
	owner_does("CREATE FUNCTION first_there() RETURNS trigger LANGUAGE "
	    "plpgsql SECURITY DEFINER AS $$BEGIN RAISE unique_violation; "
	    "END$$; CREATE TRIGGER first_there BEFORE INSERT ON person "
	    "FOR EACH ROW EXECUTE FUNCTION first_there()");
	assert_answer(CONFLICT, submit(of_import("/confirm"), ""));
	owner_does("DROP FUNCTION first_there() CASCADE");
	assert_owner_asks(0, "SELECT count(*) FROM person WHERE id > 1000");
	assert_owner_asks(1, "SELECT count(*) FROM import "
	    "WHERE state = 'checked' AND version = 1");
	assert_answer(SEE_OTHER, confirm());
}

static void
test_what_breaks_half_way_leaves_nothing(void **state)
{
	static const char *const	tables[] = { "person", "enrolment",
	    "role_held", "auth.link", "post.letter", "import" };
	char				sql[300];

	upload_well(HEADINGS GOOD "Eve,Ray,eve@example.com,,ZZ02,"
	    "2026-09-14,\r\n");
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
		assert_owner_asks(0, "SELECT (SELECT count(*) FROM person "
		    "WHERE id > 1000) + (SELECT count(*) FROM enrolment WHERE "
		    "id > 1000) + (SELECT count(*) FROM auth.link) + "
		    "(SELECT count(*) FROM post.letter) + (SELECT count(*) "
		    "FROM audit.event WHERE name = 'IMPORT_CONFIRMED')");
		assert_owner_asks(1,
		    "SELECT count(*) FROM import WHERE state = 'checked'");
	}
	owner_does("DROP FUNCTION broken()");
	assert_answer(SEE_OTHER, confirm());
}

static void
test_a_discarded_import_keeps_no_row(void **state)
{
	upload_well(HEADINGS GOOD BAD);
	assert_answer(OK, ask(of_import("/discard")));
	assert_shows("2 rows");
	assert_answer(SEE_OTHER, submit(of_import("/discard"), ""));
	assert_leads_to("/imports");
	assert_answer(OK, follow());
	assert_shows("Import discarded.");
	assert_owner_asks(0, "SELECT count(*) FROM import_row");
	assert_answer(OK, ask(of_import("")));
	assert_shows("This import was discarded");
	assert_answer(SEE_OTHER, ask(of_import("/confirm")));
	assert_answer(SEE_OTHER, send_form(of_import("/confirm"),
	    "version=2"));
	assert_owner_asks(0, "SELECT count(*) FROM person WHERE id > 1000");
}

static void
test_rows_are_kept_for_a_week(void **state)
{
	upload_well(HEADINGS GOOD);
	assert_answer(SEE_OTHER, confirm());
	owner_does("ALTER TABLE import DISABLE TRIGGER import_guard; "
	    "UPDATE import SET uploaded_at = now() - interval '8 days'; "
	    "ALTER TABLE import ENABLE TRIGGER import_guard; "
	    "SELECT tidy_imports()");
	assert_answer(OK, ask(of_import("")));
	assert_shows("1 person enrolled in");
	assert_shows("The rows are not kept any more.");
	upload_well(HEADINGS BAD);
	owner_does("SELECT tidy_imports()");
	assert_owner_asks(1, "SELECT count(*) FROM import_row");
	owner_does("UPDATE import SET uploaded_at = now() - interval '8 days' "
	    "WHERE state = 'checked'; SELECT tidy_imports()");
	assert_answer(OK, ask(of_import("")));
	assert_shows("This import was discarded");
	assert_owner_asks(0, "SELECT count(*) FROM import_row");
}

static void
test_an_import_is_its_own_programmes_staffs_alone(void **state)
{
	static const char *const	pages[] = { "", "/failing.csv",
	    "/corrections", "/rows/2/leave-out", "/rows/2/put-back",
	    "/confirm", "/discard" };
	static const int		others[] = { SAL, SIAN, EWAN, PAT };

	upload_well(HEADINGS GOOD BAD);
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		sign_in_as(others[i]);
		for (size_t n = 0; n < sizeof(pages) / sizeof(*pages); n++) {
			assert_answer(NOT_FOUND, ask(of_import(pages[n])));
			if (n > 2)
				assert_answer(NOT_FOUND, send_form(
				    of_import(pages[n]), "version=1"));
		}
		assert_answer(NOT_FOUND, correct("row," HEADINGS "2," GOOD));
	}
	sign_in_as(SAL);
	assert_answer(OK, ask("/imports"));
	assert_shows("Nothing has been imported yet");
	assert_answer(INVALID, upload(HEADINGS GOOD));
	assert_shows("Select the cohort");
	assert_owner_asks(1, "SELECT count(*) FROM import WHERE version = 1");
	assert_owner_asks(2, "SELECT count(*) FROM import_row");
}

static void
test_a_file_of_the_wrong_structure_is_refused_in_words(void **state)
{
	static const char *const	refused[][2] = {
		{ "", "The selected file is empty" },
		{ HEADINGS, "The selected file has headings but no rows" },
		{ "first_name,email\r\nAnn,a@example.com\r\n",
		    "The selected file has no columns called ‘last_name’, "
		    "‘employer_code’ and ‘starts_on’. The first row must name "
		    "the columns" },
		{ "first_name,last_name,email,employer_code\nA,B,C,D\n",
		    "The selected file has no column called ‘starts_on’" },
		{ HEADINGS "\"Ann", "quotation mark" },
		{ HEADINGS "\xFF\xFE\xFD", "older encoding" },
	};

	sign_in_as(SAM);
	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
		assert_answer(INVALID, upload(refused[i][0]));
		assert_shows(refused[i][1]);
		assert_shows("value=\"1\" selected");
	}
	assert_answer(INVALID, upload_bytes("\xFF\xFE" "f\0i\0", 6));
	assert_shows("UTF-16");
	assert_answer(INVALID, upload_bytes(HEADINGS "\0\0\0\0",
	    sizeof(HEADINGS) + 3));
	assert_shows("The selected file must be a CSV file");
	assert_owner_asks(0, "SELECT count(*) FROM import");
}

static void
test_a_form_without_file_or_cohort_says_so(void **state)
{
	sign_in_as(SAM);
	assert_answer(INVALID, send_form("/imports/new", ""));
	assert_shows("Select the cohort");
	assert_shows("Select a CSV file");
	assert_answer(INVALID, send_file("/imports/new", "cohort", "1",
	    "upload", "people.csv", HEADINGS GOOD, sizeof(HEADINGS GOOD) - 1));
	assert_shows("Select a CSV file");
	assert_answer(INVALID, send_file("/imports/new", "cohort",
	    "1; DROP TABLE person", "file", "people.csv", HEADINGS GOOD,
	    sizeof(HEADINGS GOOD) - 1));
	assert_shows("href=\"#cohort\"");
	assert_answer(INVALID, send_file("/imports/new", "cohort", "3", "file",
	    "people.csv", HEADINGS GOOD, sizeof(HEADINGS GOOD) - 1));
	assert_shows("Select the cohort");
	assert_owner_asks(0, "SELECT count(*) FROM import");
}

static void
test_a_row_of_another_width_fails_until_it_is_corrected(void **state)
{
	upload_well(HEADINGS GOOD "Bob,Day\r\n");
	assert_shows("The row has 2 cells, but there are 7 headings");
	assert_answer(OK, ask(of_import("/rows/2/leave-out")));
	assert_answer(SEE_OTHER, submit(of_import("/rows/2/leave-out"), ""));
	assert_answer(OK, follow());
	assert_shows("The row has 2 cells, but there are 7 headings");
	assert_answer(SEE_OTHER, correct("row," HEADINGS
	    "3,Bob,Day,bob@example.com,,ZZ02,2026-09-14,\r\n"));
	assert_answer(OK, follow());
	assert_shows("Every row is ready.");
}

static char *
many_rows(int n, const char *employer)
{
	char	*csv = malloc((size_t)n * 80 + 100), *at = csv;

	at += sprintf(at, "%s", HEADINGS);
	for (int i = 0; i < n; i++)
		at += sprintf(at, "Ann,Lee,a%d@example.com,,%s,2026-09-14,"
		    "\r\n", i, employer);
	return (csv);
}

static void
test_a_file_has_at_most_5000_rows(void **state)
{
	char	*csv = many_rows(5001, "ZZ02");

	sign_in_as(SAM);
	assert_answer(INVALID, upload(csv));
	assert_shows("The selected file has more than 5,000 rows");
	free(csv);
	csv = many_rows(5000, "ZZ02");
	assert_answer(SEE_OTHER, upload(csv));
	free(csv);
	assert_owner_asks(5000, "SELECT count(*) FROM import_row "
	    "WHERE state = 'ready' AND problems[2] LIKE 'The same name%'");
	assert_answer(SEE_OTHER, confirm());
	assert_owner_asks(5000, "SELECT count(*) FROM post.letter");
}

static void
test_5000_rows_that_fail_hold_nobody_up(void **state)
{
	char		*csv = many_rows(5000, "Ashby NHS");
	struct timespec	 from, to;

	sign_in_as(SAM);
	clock_gettime(CLOCK_MONOTONIC, &from);
	assert_answer(SEE_OTHER, upload(csv));
	clock_gettime(CLOCK_MONOTONIC, &to);
	free(csv);
	assert_true(to.tv_sec - from.tv_sec < 3);
	assert_owner_asks(5000, "SELECT count(*) FROM import_row "
	    "WHERE state = 'failing' AND problems[1] = 'employer_code'");
}

static void
test_a_file_has_at_most_5_megabytes(void **state)
{
	size_t	n = 5 * 1024 * 1024 + 1;
	char	*csv = malloc(12 * 1024 * 1024);

	memset(csv, 'a', 12 * 1024 * 1024);
	sign_in_as(SAM);
	assert_answer(INVALID, upload_bytes(csv, n));
	assert_shows("must be smaller than 5MB");
	assert_answer(TOO_LARGE, upload_bytes(csv, 12 * 1024 * 1024));
	free(csv);
}

static void
test_markup_in_a_file_stays_text(void **state)
{
	upload_well(HEADINGS "<script>alert(1)</script>,Lee,\"<b>\",,"
	    "\"\"\"><i>\",x,y\r\n");
	assert_hides("<script>alert");
	assert_hides("<b>");
	assert_hides("<i>");
	assert_shows("&lt;script&gt;alert(1)&lt;/script&gt;");
}

static void
test_a_cell_of_a_million_characters_is_shown_in_short(void **state)
{
	static char	csv[1000200];
	size_t		n = (size_t)sprintf(csv, "%s\"", HEADINGS);

	memset(csv + n, 'a', 1000000);
	strcpy(csv + n + 1000000, "\",Lee,ann@example.com,,ZZ02,2026-09-14,");
	upload_well(csv);
	assert_shows("The cell in column A has more than 10,000 characters");
	assert_true(strlen(page_text()) < 20000);
	assert_answer(OK, ask(of_import("/rows/2/leave-out")));
	assert_true(strlen(page_text()) < 20000);
}

static void
test_what_was_decided_cannot_be_undone_by_the_web(void **state)
{
	upload_well(HEADINGS GOOD);
	owner_does("UPDATE import SET state = 'confirmed', decided_at = "
	    "now(), stored = 1");
	assert_false(web_does("UPDATE import SET state = 'checked', "
	    "decided_at = NULL, stored = NULL"));
	assert_false(web_does("UPDATE import SET uploaded_by = 1"));
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
#define TEST(test) cmocka_unit_test_setup(test, new_world)
		TEST(test_the_list_of_imports_is_empty_at_first),
		TEST(test_the_template_names_every_column),
		TEST(test_a_file_of_160_rows_has_a_verdict_for_each),
		TEST(test_rows_are_shown_by_state_and_by_page),
		TEST(test_a_file_of_160_rows_is_judged_in_well_under_a_second),
		TEST(test_failing_rows_come_back_as_they_were_typed_and_safe),
		TEST(test_corrected_rows_take_the_place_of_those_that_failed),
		TEST(test_corrections_must_say_which_rows_they_correct),
		TEST(test_a_row_that_is_left_out_frees_what_it_shared),
		TEST(test_nobody_is_enrolled_while_a_row_fails),
		TEST(test_a_confirmed_cohort_is_enrolled_and_invited_whole),
		TEST(test_160_people_are_enrolled_at_once),
		TEST(test_an_invitation_lets_its_person_choose_a_password),
		TEST(test_confirming_twice_enrols_once),
		TEST(test_a_page_that_is_out_of_date_confirms_nothing),
		TEST(test_an_address_taken_meanwhile_fails_and_enrols_nobody),
		TEST(test_an_address_taken_at_the_last_moment_enrols_nobody),
		TEST(test_two_who_confirm_at_the_same_time_enrol_once),
		TEST(test_a_conflict_without_a_cause_enrols_nobody),
		TEST(test_what_breaks_half_way_leaves_nothing),
		TEST(test_a_discarded_import_keeps_no_row),
		TEST(test_rows_are_kept_for_a_week),
		TEST(test_an_import_is_its_own_programmes_staffs_alone),
		TEST(test_a_file_of_the_wrong_structure_is_refused_in_words),
		TEST(test_a_form_without_file_or_cohort_says_so),
		TEST(test_a_row_of_another_width_fails_until_it_is_corrected),
		TEST(test_a_file_has_at_most_5000_rows),
		TEST(test_5000_rows_that_fail_hold_nobody_up),
		TEST(test_a_file_has_at_most_5_megabytes),
		TEST(test_markup_in_a_file_stays_text),
		TEST(
		    test_a_cell_of_a_million_characters_is_shown_in_short),
		TEST(test_what_was_decided_cannot_be_undone_by_the_web),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
