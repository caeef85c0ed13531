/* A table that leaves as a spreadsheet, is changed in another program and comes
 * back: what of it is taken in, what is refused and why, and its undoing. */
#include "returning.h"

#define EDUCATORS	"Educators"
#define MARKS		"Marks"
#define CAPACITIES	"SELECT string_agg(coalesce(capacity::text, '-'), " \
			"' ' ORDER BY id) FROM educator"
#define MARKED		"SELECT string_agg(a.id || ':' || a.state || ':' || " \
			"coalesce(m.mark::text, '-'), ' ' ORDER BY a.id) " \
			"FROM attempt a LEFT JOIN mark m ON m.attempt_id = " \
			"a.id AND m.state <> 'withdrawn' WHERE a.offering_id " \
			"= 501"

/* Four educators, one of another programme, and an essay that four take. */
static int
tables_world(void **state)
{
	new_world(state);
	arena_reset(&arena);
	owner_does("UPDATE person SET swe_number = 'SW20' || id WHERE id IN "
	    "(11, 13); UPDATE person SET programme_ids = '{1,2}' "
	    "WHERE id = 13; "
	    "INSERT INTO educator (id, person_id, programme_id, "
	    "organisation_id, registration, registered_until, capacity, "
	    "joined_on) OVERRIDING SYSTEM VALUE VALUES "
	    "(51, 11, 1, 9002, 'registered', '2026-11-30', NULL, "
	    "'2026-01-01'), (52, 12, 1, 9003, 'not_registered', NULL, 4, "
	    "'2026-01-01'), (53, 13, 2, NULL, 'registered', '2026-11-30', 2, "
	    "'2026-01-01'), (54, 13, 1, NULL, 'registered', '2026-11-30', 1, "
	    "'2026-02-01'); "
	    "INSERT INTO offering (id, module_id, programme_id, "
	    "cohort_id, starts_on, ends_on, leader) OVERRIDING SYSTEM VALUE "
	    "SELECT 501, min(id), 1, 1, '2026-06-01', '2026-07-31', 'Jo' "
	    "FROM module; "
	    "SELECT setval(pg_get_serial_sequence('attempt', 'id'), 600); "
	    "INSERT INTO component (id, offering_id, "
	    "programme_id, cohort_id, title, weight, due_on, pass_mark) "
	    "OVERRIDING SYSTEM VALUE VALUES (521, 501, 1, 1, 'Essay', 100, "
	    "'2026-06-05', 50)");
	sign_in_as(SAM);
	return (0);
}

static void
test_a_changed_row_is_taken_in_and_the_others_are_left_alone(void **state)
{
	send_changed("educators", EDUCATORS, "'[\"set\", 52, "
	    "\"Capacity\", 6]'");
	assert_shows("Changes to ‘Practice educators and their currency’");
	assert_shows("What was changed is ready.");
	assert_shows("2 rows are as they were.");
	assert_shows("Row 2: Esi Mensah");
	assert_shows("4 becomes 6.");
	assert_true(page_shows_in_order("Esi Mensah", "Ewan Reid"));
	assert_string_equal(owner_reads(CAPACITIES), "- 4 2 1");
	assert_answer(OK, ask(newest("import", "/confirm")));
	assert_shows("Change 1 row in Northern programme");
	confirm_well();
	assert_shows("1 row changed in Northern programme");
	assert_string_equal(owner_reads(CAPACITIES), "- 6 2 1");
	assert_owner_asks(1, "SELECT count(*) FROM audit.event WHERE name = "
	    "'IMPORT_CONFIRMED' AND subject = 'educator' AND subject_id = 52 "
	    "AND before->>'capacity' = '4' AND after->>'capacity' = '6'");
	assert_owner_asks(0, "SELECT count(*) FROM educator WHERE version > 1 "
	    "AND id <> 52");
}

/* As it left, through LibreOffice, and as CSV. */
static void
test_what_comes_back_as_it_left_changes_nothing(void **state)
{
	static const struct { const char *table, *sheet, *how; } all[] = {
		{ "educators", EDUCATORS, "" },
		{ "educators", EDUCATORS, "'[\"libreoffice\", \"xlsx\"]'" },
		{ "marks", MARKS, "" },
		{ "marks", MARKS, "'[\"libreoffice\", \"csv\"]'" },
	};

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		export_as(all[i].table, "workbook");
		change(all[i].sheet, all[i].how);
		send_back(all[i].table);
		assert_shows("No row of it changes anything.");
		assert_answer(OK, ask(newest("import", "/confirm")));
		assert_shows("This import cannot be confirmed yet");
	}
	export_as("educators", "csv");
	send_back("educators");
	assert_shows("No row of it changes anything.");
	assert_owner_asks(0, "SELECT count(*) FROM import_row WHERE state <> "
	    "'unchanged'");
	assert_owner_asks(1, "SELECT max(version) FROM educator");
}

static void
test_time_that_passes_is_no_change_of_what_nobody_may_change(void **state)
{
	export_as("educators", "workbook");
	owner_does("UPDATE educator SET joined_on = '2026-01-05'; "
	    "UPDATE person SET family_name = 'Reid-Hall' WHERE id = 11");
	change(EDUCATORS, "");
	send_back("educators");
	assert_shows("No row of it changes anything.");
}

static void
test_a_row_that_changed_meanwhile_is_refused_if_it_was_typed_in(void **state)
{
	export_as("educators", "workbook");
	owner_does("UPDATE educator SET capacity = 5 WHERE id IN (52, 54)");
	change(EDUCATORS, "'[\"set\", 52, \"Capacity\", 6]'");
	send_back("educators");
	assert_shows("1 of 1 rows fails.");
	assert_shows("The row was changed in "
	    "Waymark after the spreadsheet was made: ‘Capacity’ is 5 there. "
	    "Make the spreadsheet again and change it there, or leave the "
	    "row out.");
	assert_answer(OK, ask(newest("import", "/confirm")));
	assert_shows("This import cannot be confirmed yet");
	assert_string_equal(owner_reads(CAPACITIES), "- 5 2 5");
}

static void
test_what_nobody_may_change_is_put_back_or_refused(void **state)
{
	send_changed("educators", EDUCATORS, "'[\"set\", 52, \"Works for\", "
	    "\"Ashby NHS Trust\"]' '[\"set\", 51, \"Version\", \"v9\"]'");
	assert_shows("2 of 2 rows fail.");
	assert_shows("It cannot be changed in a "
	    "spreadsheet. Waymark has ‘Brook Council’. Put back what was "
	    "exported, or leave the row out.");
	assert_shows("The version is missing, or it "
	    "is not the one that was exported.");
}

static void
test_a_column_that_was_sorted_alone_is_found_out(void **state)
{
	send_changed("educators", EDUCATORS,
	    "'[\"sort\", \"Practice educator\"]'");
	assert_shows("2 of 2 rows fail.");
	assert_shows("Waymark has ‘Esi Mensah’");
	assert_shows("Waymark has ‘Una Ward’");
}

static void
test_rows_that_are_none_of_ours_are_refused_and_deleted_ones_stay(
    void **state)
{
	send_changed("educators", EDUCATORS, "'[\"delete\", 51]' "
	    "'[\"double\", 54]' '[\"add\", [\"\", \"\", \"Una Ward\"]]' "
	    "'[\"add\", [53, \"v1-00000000-00000000\", \"Una Ward\"]]' "
	    "'[\"add\", [\"x\", \"\", \"Una Ward\"]]'");
	assert_shows("5 of 5 rows fail.");
	assert_shows("Row 3 has the same record");
	assert_shows("Row 4 has the same record");
	assert_shows("The row has no record, so it is none that was exported");
	assert_shows("There is no educator with the record 53 in this "
	    "programme");
	assert_shows("‘x’ is not the number of a record");
	assert_owner_asks(3, "SELECT count(*) FROM educator "
	    "WHERE programme_id = 1");
}

static void
test_a_row_that_is_there_twice_is_kept_once(void **state)
{
	send_changed("educators", EDUCATORS, "'[\"set\", 54, \"Capacity\", "
	    "3]' '[\"double\", 54]'");
	assert_shows("2 of 2 rows fail.");
	assert_answer(OK, ask(newest("import", "/rows/5/leave-out")));
	assert_answer(SEE_OTHER, submit(newest("import",
	    "/rows/5/leave-out"), ""));
	confirm_well();
	assert_string_equal(owner_reads(CAPACITIES), "- 4 2 3");
}

static void
test_columns_may_move_and_the_sheet_have_another_name(void **state)
{
	send_changed("educators", EDUCATORS, "'[\"set\", 52, \"Capacity\", "
	    "6]' '[\"last\", \"Record\"]' '[\"rename\", \"Ours\"]'");
	assert_shows("4 becomes 6.");
	assert_shows("2 rows are as they were.");
}

static void
test_a_column_that_is_missing_is_told_first(void **state)
{
	export_as("educators", "workbook");
	change(EDUCATORS, "'[\"drop\", \"Practice educator\"]'");
	assert_answer(INVALID, send_to("/imports/changed", "educators"));
	assert_shows("No sheet of the selected file has all of the columns");
	export_as("educators", "csv");
	assert_answer(INVALID, send_to("/imports/changed", "marks"));
	assert_shows("The selected file has no columns called ‘Cohort’, "
	    "‘Trainee’");
	assert_owner_asks(0, "SELECT count(*) FROM import");
}

static void
test_cells_that_will_not_do_say_what_to_do(void **state)
{
	send_changed("educators", EDUCATORS,
	    "'[\"set\", 51, \"Registered until\", \"11/30/2026\"]' "
	    "'[\"set\", 51, \"Capacity\", 51]' "
	    "'[\"set\", 52, \"Registration\", \"Perhaps\"]' "
	    "'[\"set\", 52, \"Capacity\", \"=1+1\"]' "
	    "'[\"set\", 54, \"Capacity\", \"many\"]'");
	assert_shows("3 of 3 rows fail.");
	assert_shows("‘11/30/2026’ has its month before its day");
	assert_shows("‘51’ is not a whole number from 0 to 50");
	assert_shows("‘Perhaps’ is none of its words. Choose ‘Registered’, "
	    "‘Registered with conditions of practice’, ‘Suspended’ or ‘Not "
	    "registered’.");
	assert_shows("The cell holds a formula that has no value yet");
	assert_shows("‘many’ is not a number. Enter a whole number from 0 to "
	    "50, or empty the cell.");
}

static void
test_a_date_as_text_is_a_date(void **state)
{
	send_changed("educators", EDUCATORS, "'[\"set\", 51, \"Registered "
	    "until\", \"30/11/2027\"]' '[\"set\", 54, \"Registered until\", "
	    "{\"date\": \"2027-11-30\"}]'");
	assert_shows("30 November 2026 becomes 30 November 2027");
	confirm_well();
	assert_owner_asks(2, "SELECT count(*) FROM educator "
	    "WHERE registered_until = '2027-11-30'");
}

static void
test_a_registration_is_what_it_can_be(void **state)
{
	send_changed("educators", EDUCATORS,
	    "'[\"set\", 51, \"Registration\", \"Suspended\"]' "
	    "'[\"set\", 52, \"Registration\", \"Registered\"]' "
	    "'[\"set\", 54, \"Registered until\", "
	    "{\"date\": \"2028-01-01\"}]'");
	assert_shows("2 of 3 rows fail.");
	assert_shows("Registered becomes Suspended");
	assert_shows("30 November 2026 becomes empty");
	assert_shows("The day until which they are registered is missing");
	assert_shows("Their Social Work England number is not recorded");
	assert_shows("1 January 2028 is further than a registration can be. "
	    "Enter 30 November 2027 or a day before.");
	owner_does("UPDATE educator SET state = 'left', left_reason = 'Moved' "
	    "WHERE id = 51");
	send_changed("educators", EDUCATORS, "'[\"set\", 51, "
	    "\"Capacity\", 1]'");
	assert_shows("They are not on the register any more");
}

static void
test_failing_rows_come_back_with_their_reason_and_are_corrected(void **state)
{
	send_changed("educators", EDUCATORS, "'[\"set\", 51, \"Capacity\", "
	    "99]' '[\"set\", 52, \"Capacity\", 5]'");
	assert_answer(OK, ask(newest("import", "/failing.xlsx")));
	book.bytes = arena_copy(&arena, page_bytes(&book.n), book.n);
	assert_answer(OK, ask(newest("import", "/corrections")));
	change("'Failing rows'", "'[\"set\", 3, \"Capacity\", \"9\"]'");
	assert_answer(SEE_OTHER, send_to(arena_strdup(&arena, newest("import",
	    "/corrections")), NULL));
	assert_answer(OK, follow());
	assert_shows("1 row taken in. No row fails any more.");
	confirm_well();
	assert_string_equal(owner_reads(CAPACITIES), "9 5 2 1");
}

static void
test_a_mark_says_that_something_was_handed_in(void **state)
{
	assert_string_equal(owner_reads(MARKED), "601:due:- 602:due:- "
	    "603:due:- 604:due:-");
	send_changed("marks", MARKS, "'[\"set\", 601, \"Mark\", 62]' "
	    "'[\"set\", 602, \"Handed in\", \"Not handed in\"]' "
	    "'[\"set\", 603, \"Handed in on\", {\"date\": \"2026-06-04\"}]'");
	assert_shows("empty becomes 62");
	assert_shows("Due becomes Not handed in");
	assert_shows("empty becomes 4 June 2026");
	confirm_well();
	assert_shows("3 rows changed");
	assert_string_equal(owner_reads(MARKED), "601:submitted:62 "
	    "602:not_submitted:- 603:submitted:- 604:due:-");
}

static void
test_a_mark_that_does_not_fit_is_refused(void **state)
{
	owner_does("UPDATE attempt SET state = 'submitted' WHERE id = 604; "
	    "INSERT INTO mark (attempt_id, component_id, offering_id, "
	    "programme_id, enrolment_id, person_id, mark) SELECT id, "
	    "component_id, offering_id, programme_id, enrolment_id, "
	    "person_id, 55 FROM attempt WHERE id = 604");
	send_changed("marks", MARKS, "'[\"set\", 601, \"Mark\", 62.5]' "
	    "'[\"set\", 602, \"Handed in\", \"Withdrawn\"]' "
	    "'[\"set\", 603, \"Handed in on\", {\"date\": \"2026-06-16\"}]' "
	    "'[\"set\", 604, \"Handed in\", \"Due\"]'");
	assert_shows("4 of 4 rows fail.");
	assert_shows("‘62.5’ is not a whole number from 0 to 100");
	assert_shows("The board alone takes an attempt back");
	assert_shows("16 June 2026 is still to come");
	assert_shows("What was not handed in has no mark");
}

static void
test_what_a_board_decided_stays(void **state)
{
	owner_does("SET session_replication_role = replica; "
	    "INSERT INTO board_decision (id, offering_id, programme_id, "
	    "cohort_id, enrolment_id, person_id, outcome, board_on, "
	    "decided_by) OVERRIDING SYSTEM VALUE VALUES (551, 501, 1, 1, 101, "
	    "1, 'fail', '2026-06-14', 31); "
	    "UPDATE enrolment SET state = 'withdrawn' WHERE id = 102; "
	    "SET session_replication_role = origin");
	send_changed("marks", MARKS, "'[\"set\", 601, \"Mark\", 62]' "
	    "'[\"set\", 602, \"Mark\", 62]' '[\"set\", 603, \"Mark\", 62]'");
	assert_shows("2 of 3 rows fail.");
	assert_shows("The board has decided on this attempt, and alone "
	    "changes it");
	assert_shows("They do not take the module with this cohort any more");
}

static void
test_it_is_undone_as_one_event(void **state)
{
	send_changed("marks", MARKS, "'[\"set\", 601, \"Mark\", 62]' "
	    "'[\"set\", 602, \"Handed in\", \"Not handed in\"]'");
	confirm_well();
	assert_shows("Undo it");
	assert_answer(OK, ask(newest("import", "/undo")));
	assert_shows("2 rows of 2 become again what they were before.");
	keep_fields(newest("import", "/undo"));
	assert_answer(SEE_OTHER, submit(newest("import", "/undo"), ""));
	assert_answer(OK, follow());
	assert_shows("Undone. 2 rows back as they were before.");
	assert_hides("Undo it");
	assert_string_equal(owner_reads(MARKED), "601:due:- 602:due:- "
	    "603:due:- 604:due:-");
	assert_owner_asks(1, "SELECT count(DISTINCT reference) FROM "
	    "audit.event WHERE name = 'IMPORT_UNDONE'");
	assert_owner_asks(1, "SELECT count(*) FROM audit.event WHERE name = "
	    "'IMPORT_UNDONE' AND subject = 'import' AND "
	    "after->>'restored' = '2'");
	assert_answer(SEE_OTHER, ask(newest("import", "/undo")));
	assert_answer(SEE_OTHER, send_kept(newest("import", "/undo"), ""));
	assert_answer(OK, ask("/imports"));
	assert_shows("Undone: 2 rows put back");
}

static void
test_what_was_changed_since_is_not_undone(void **state)
{
	send_changed("educators", EDUCATORS, "'[\"set\", 51, \"Capacity\", "
	    "2]' '[\"set\", 52, \"Capacity\", 2]' '[\"set\", 54, "
	    "\"Capacity\", 2]'");
	confirm_well();
	owner_does("UPDATE educator SET capacity = 7 WHERE id = 52; "
	    "UPDATE educator SET state = 'left', left_reason = 'Moved' "
	    "WHERE id = 54; UPDATE educator SET organisation_id = 9003 "
	    "WHERE id = 51");
	assert_answer(OK, ask(newest("import", "/undo")));
	assert_shows("1 row of 3 becomes again what it was before.");
	assert_shows("It was changed since: it is 7 now");
	assert_shows("They are not on the register any more");
	assert_answer(SEE_OTHER, submit(newest("import", "/undo"), ""));
	assert_answer(OK, follow());
	assert_shows("What was changed since stays as it is.");
	assert_shows("2 rows say below why they stay as they are.");
	assert_shows("It was changed since: it is 7 now");
	assert_string_equal(owner_reads(CAPACITIES), "- 7 2 2");
	assert_owner_asks(1, "SELECT count(*) FROM educator "
	    "WHERE organisation_id = 9003 AND id = 51");
}

static void
test_a_week_later_it_is_not_undone(void **state)
{
	send_changed("educators", EDUCATORS, "'[\"set\", 51, "
	    "\"Capacity\", 2]'");
	confirm_well();
	owner_does("SET session_replication_role = replica; UPDATE import "
	    "SET decided_at = now() - interval '8 days'; "
	    "SET session_replication_role = origin; SELECT tidy_imports()");
	assert_owner_asks(0, "SELECT count(*) FROM import_change");
	assert_answer(SEE_OTHER, ask(newest("import", "/undo")));
	assert_answer(OK, follow());
	assert_hides("Undo it");
}

static void
test_what_cannot_be_sent_is_said(void **state)
{
	assert_answer(OK, ask("/imports/changed?table=marks"));
	assert_shows("Changes to ‘Handed in’, ‘Handed in on’ and ‘Mark’ are "
	    "taken in");
	assert_answer(INVALID, send_file("/imports/changed", NULL, NULL,
	    "file", "", "", 0));
	assert_shows("Select which spreadsheet it is");
	assert_answer(INVALID, send_file("/imports/changed", "table",
	    "progress", "file", "a.csv", "a,b\n1,2\n", 8));
	assert_shows("Select which spreadsheet it is");
	assert_answer(INVALID, send_file("/imports/changed", "table",
	    "marks", "file", "", "", 0));
	assert_shows("Select a CSV file or an Excel workbook");
}

static void
test_a_row_that_changes_before_it_is_confirmed_is_not_written(void **state)
{
	send_changed("educators", EDUCATORS, "'[\"set\", 51, "
	    "\"Capacity\", 2]'");
	assert_answer(OK, ask(newest("import", "/confirm")));
	keep_fields(newest("import", "/confirm"));
	owner_does("UPDATE educator SET capacity = 8 WHERE id = 51");
	assert_answer(INVALID, send_kept(newest("import", "/confirm"), ""));
	assert_shows("Nothing was changed: what was ready before is not ready "
	    "any more");
	assert_string_equal(owner_reads(CAPACITIES), "8 4 2 1");
}

static void
test_staff_of_another_programme_change_nothing_of_ours(void **state)
{
	send_changed("educators", EDUCATORS, "'[\"set\", 51, "
	    "\"Capacity\", 2]'");
	sign_in_as(SAL);
	assert_answer(NOT_FOUND, ask(newest("import", "")));
	assert_answer(SEE_OTHER, send_to("/imports/changed", "educators"));
	assert_answer(OK, follow());
	assert_shows("3 of 3 rows fail.");
	assert_shows("There is no educator with the record 51 in this "
	    "programme");
}

#define TEST(t) cmocka_unit_test_setup(t, tables_world)

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		TEST(
		test_a_changed_row_is_taken_in_and_the_others_are_left_alone),
		TEST(test_what_comes_back_as_it_left_changes_nothing),
		TEST(
		test_time_that_passes_is_no_change_of_what_nobody_may_change),
		TEST(
	    test_a_row_that_changed_meanwhile_is_refused_if_it_was_typed_in),
		TEST(test_what_nobody_may_change_is_put_back_or_refused),
		TEST(test_a_column_that_was_sorted_alone_is_found_out),
		TEST(
	    test_rows_that_are_none_of_ours_are_refused_and_deleted_ones_stay),
		TEST(test_a_row_that_is_there_twice_is_kept_once),
		TEST(test_columns_may_move_and_the_sheet_have_another_name),
		TEST(test_a_column_that_is_missing_is_told_first),
		TEST(test_cells_that_will_not_do_say_what_to_do),
		TEST(test_a_date_as_text_is_a_date),
		TEST(test_a_registration_is_what_it_can_be),
		TEST(
	    test_failing_rows_come_back_with_their_reason_and_are_corrected),
		TEST(test_a_mark_says_that_something_was_handed_in),
		TEST(test_a_mark_that_does_not_fit_is_refused),
		TEST(test_what_a_board_decided_stays),
		TEST(test_it_is_undone_as_one_event),
		TEST(test_what_was_changed_since_is_not_undone),
		TEST(test_a_week_later_it_is_not_undone),
		TEST(test_what_cannot_be_sent_is_said),
		TEST(
	    test_a_row_that_changes_before_it_is_confirmed_is_not_written),
		TEST(test_staff_of_another_programme_change_nothing_of_ours),
	};

	return (cmocka_run_group_tests(tests, open_jobs, close_jobs));
}
