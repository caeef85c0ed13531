/* What a partner offers leaves as a spreadsheet, is changed there and comes
 * back: their own organisation's rows, and nobody else's. */
#include "returning.h"

#define CAPACITY	"Capacity"
#define OFFERS		"SELECT string_agg(id || ' ' || places || ' ' || " \
			"state, ', ' ORDER BY id) FROM placement_offer"
#define AS_OFFERED	"61 3 offered, 62 2 offered, 63 1 filled, " \
			"64 4 withdrawn, 65 5 offered"
#define SET(record, heading, value)					\
	"'[\"set\", " #record ", \"" heading "\", " value "]' "

/* Ashby offers 61; Brook 62 to 64, and 65 to the Southern programme. */
static int
partner_world(void **state)
{
	new_world(state);
	arena_reset(&arena);
	owner_does("INSERT INTO placement_offer (id, programme_id, "
	    "organisation_id, team_id, stages, places, at_least, taken, "
	    "starts_on, ends_on, state) OVERRIDING SYSTEM VALUE VALUES "
	    "(61, 1, 9002, 51, '{first}', 3, 1, 2, '2026-09-01', "
	    "'2027-01-31', 'offered'), (62, 1, 9003, 52, '{last}', 2, 2, 0, "
	    "'2026-09-01', '2027-01-31', 'offered'), (63, 1, 9003, 52, "
	    "'{first}', 1, 1, 1, '2026-09-01', '2027-01-31', 'filled'), "
	    "(64, 1, 9003, 52, '{first}', 4, 1, 0, '2026-09-01', "
	    "'2027-01-31', 'withdrawn'), (65, 2, 9003, 52, '{first}', 5, 1, "
	    "0, '2026-09-01', '2027-01-31', 'offered')");
	sign_in_as(BO);
	return (0);
}

/* Brook offers places to two programmes, and says to which. */
static void
send_as_brook(const char *place)
{
	char	address[] = "/imports/changed";

	assert_answer(SEE_OTHER, send_file(address, "place", place, "file",
	    "t.xlsx", book.bytes, book.n));
	assert_true(workbooks_read(jobs, &jobs_arena) >= 1);
	assert_answer(OK, ask(newest("workbook", "")));
	assert_shows("The workbook was read");
	assert_answer(SEE_OTHER, submit(address, ""));
	assert_answer(OK, follow());
}

static void
export_brook(void)
{
	const char	*at;

	assert_answer(OK, ask("/exports/new"));
	assert_answer(SEE_OTHER, submit("/exports/new", "table=capacity&"
	    "programme=1&recipient=Brook&purpose=Plan&format=workbook"));
	at = arena_strdup(&arena, answer_location());
	assert_answer(OK, follow());
	assert_shows("You can change ‘From’, ‘To’, ‘Places’ and ‘State’");
	assert_shows("/imports/changed?table=capacity");
	assert_answer(OK, ask(arena_printf(&arena, "%s/download", at)));
	at = page_bytes(&book.n);
	book.bytes = arena_copy(&arena, at, book.n);
	book.csv = false;
}

static void
test_a_partner_changes_what_they_offer(void **state)
{
	export_brook();
	change(CAPACITY, SET(62, "Places", "6")
	    SET(64, "State", "\"Offered\""));
	send_as_brook("1-9003");
	assert_shows("Changes to ‘Capacity by host’");
	assert_shows("2 becomes 6");
	assert_shows("Withdrawn becomes Offered");
	assert_shows("1 row is as it was.");
	assert_string_equal(owner_reads(OFFERS), AS_OFFERED);
	assert_answer(OK, ask(newest("import", "/confirm")));
	assert_shows("Brook Council");
	confirm_well();
	assert_shows("2 rows changed in Northern programme, Brook Council");
	assert_string_equal(owner_reads(OFFERS), "61 3 offered, 62 6 "
	    "offered, 63 1 filled, 64 4 offered, 65 5 offered");
	assert_owner_asks(1, "SELECT count(*) FROM audit.event WHERE name = "
	    "'IMPORT_CONFIRMED' AND subject = 'import' AND actor_id = 22");
	assert_answer(OK, ask("/imports"));
	assert_shows("2 rows changed");
	assert_hides("Import a cohort");
}

static void
test_it_is_undone_as_one_event(void **state)
{
	export_brook();
	change(CAPACITY, SET(62, "Places", "6")
	    SET(64, "State", "\"Offered\""));
	send_as_brook("1-9003");
	confirm_well();
	assert_answer(OK, ask(newest("import", "/undo")));
	assert_shows("2 rows of 2 become again what they were before.");
	assert_answer(SEE_OTHER, submit(newest("import", "/undo"), ""));
	assert_string_equal(owner_reads(OFFERS), AS_OFFERED);
	assert_owner_asks(1, "SELECT count(DISTINCT reference) FROM "
	    "audit.event WHERE name = 'IMPORT_UNDONE'");
}

static void
test_a_row_that_changed_meanwhile_is_refused(void **state)
{
	export_brook();
	change(CAPACITY, SET(62, "Places", "6") SET(64, "Places", "0"));
	owner_does("UPDATE placement_offer SET places = 7 WHERE id = 62");
	send_as_brook("1-9003");
	assert_shows("2 of 2 rows fail.");
	assert_shows("The row was changed in Waymark after the spreadsheet "
	    "was made: ‘Places’ is 7 there");
	assert_shows("‘0’ is not a whole number from 1 to 30");
	assert_answer(OK, ask(newest("import", "/failing.xlsx")));
	assert_answer(OK, ask(newest("import", "/rows/2/leave-out")));
	assert_answer(SEE_OTHER, submit(newest("import", "/rows/2/leave-out"),
	    ""));
	assert_answer(OK, follow());
	assert_shows("1 of 1 rows fails.");
}

/* Staff's spreadsheet has everybody's rows; of the other programme's too. */
static void
test_no_row_of_another_is_changed(void **state)
{
	sign_in_as(SAM);
	export_as("capacity", "workbook");
	change(CAPACITY, SET(61, "Places", "9") SET(62, "Places", "6"));
	sign_in_as(BO);
	send_as_brook("1-9003");
	assert_shows("1 of 2 rows fails.");
	assert_shows("There is no offer with the record 61 in this programme");
	assert_hides("3 becomes 9");
	assert_shows("2 becomes 6");
	sign_in_as(SAM);
	assert_answer(OK, ask(newest("import", "")));
	assert_answer(OK, ask(newest("import", "/confirm")));
	assert_shows("This import cannot be confirmed yet");
	sign_in_as(BO);
	send_as_brook("2-9003");
	assert_shows("There is no offer with the record 62 in this programme");
	assert_string_equal(owner_reads(OFFERS), AS_OFFERED);
}

static void
test_what_one_partner_sends_is_theirs(void **state)
{
	static const char *const	pages[] = { "", "/confirm",
		"/corrections", "/failing.csv", "/failing.xlsx", "/discard",
		"/undo", "/rows/2/leave-out" };

	export_brook();
	change(CAPACITY, SET(62, "Places", "6"));
	send_as_brook("1-9003");
	sign_in_as(PAT);
	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++)
		assert_answer(NOT_FOUND, ask(newest("import", pages[i])));
	assert_answer(OK, ask("/imports/changed"));
	keep_fields("/imports/changed");
	assert_answer(NOT_FOUND, send_kept(newest("import", "/confirm"), ""));
	assert_answer(NOT_FOUND, send_kept(newest("import", "/undo"), ""));
	assert_answer(OK, ask("/imports"));
	assert_shows("Nothing has been imported yet");
	sign_in_as(SAL);
	assert_answer(NOT_FOUND, ask(newest("import", "")));
	sign_in_as(SAM);
	assert_answer(OK, ask("/imports"));
	assert_shows("Changes to ‘Capacity by host’");
	assert_shows("by Brook Council");
	assert_answer(OK, ask("/work"));
	assert_hides("t.xlsx");
	assert_string_equal(owner_reads(OFFERS), AS_OFFERED);
}

static void
test_a_partner_sends_nothing_else(void **state)
{
	sign_in_as(SAM);
	export_as("placements", "csv");
	sign_in_as(BO);
	assert_answer(OK, ask("/imports/changed"));
	assert_shows("It is ‘Capacity by host’.");
	assert_shows("Whose places are they?");
	assert_answer(INVALID, send_file("/imports/changed", NULL, NULL,
	    "file", "t.csv", book.bytes, book.n));
	assert_shows("Select whose places they are");
	assert_answer(INVALID, send_file("/imports/changed", "place",
	    "1-9003", "file", "t.csv", book.bytes, book.n));
	assert_shows("has no columns called ‘Area’");
	assert_answer(INVALID, send_file("/imports/changed", "place",
	    "1-9002", "file", "t.csv", "a\n1\n", 4));
	assert_shows("Select whose places they are");
	assert_answer(NOT_FOUND, ask("/imports/new"));
	sign_in_as(PAT);
	assert_answer(INVALID, send_file("/imports/changed", "table",
	    "placements", "file", "t.csv", book.bytes, book.n));
	assert_hides("Whose places are they?");
	owner_does("DELETE FROM placement_offer WHERE id = 61");
	assert_answer(INVALID, send_file("/imports/changed", "table",
	    "capacity", "file", "t.csv", book.bytes, book.n));
	assert_shows("Your organisation has offered no places yet");
	assert_owner_asks(0, "SELECT count(*) FROM import");
}

#define TEST(t) cmocka_unit_test_setup(t, partner_world)

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		TEST(test_a_partner_changes_what_they_offer),
		TEST(test_it_is_undone_as_one_event),
		TEST(test_a_row_that_changed_meanwhile_is_refused),
		TEST(test_no_row_of_another_is_changed),
		TEST(test_what_one_partner_sends_is_theirs),
		TEST(test_a_partner_sends_nothing_else),
	};

	return (cmocka_run_group_tests(tests, open_jobs, close_jobs));
}
