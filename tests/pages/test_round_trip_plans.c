/* Plans of placements and offers of places that leave as spreadsheets, are
 * changed there and come back. */
#include "exchange/table.h"
#include "returning.h"

#define PLACEMENTS	"Placements"
#define CAPACITY	"Capacity"
#define PLAN		"SELECT string_agg(id || ' ' || starts_on || ' ' || " \
			"ends_on || ' ' || required_halves, ', ' ORDER BY " \
			"id) FROM placement WHERE id IN (205, 207)"
#define AS_PLANNED	"205 2026-09-01 2027-01-29 140, " \
			"207 2027-02-01 2027-06-30 140"
#define OFFERS		"SELECT string_agg(places || ' ' || starts_on || " \
			"' ' || ends_on || ' ' || state, ', ' ORDER BY id) " \
			"FROM placement_offer"
#define AS_OFFERED	"3 2026-09-01 2027-01-31 offered, " \
			"2 2026-09-01 2027-01-31 offered, " \
			"1 2026-09-01 2027-01-31 filled, " \
			"4 2026-09-01 2027-01-31 withdrawn"
#define REASON(record)	"'[\"set\", " #record ", \"Reason of the change\", " \
			"\"No practice educator was available\"]' "
#define SET(record, heading, value)					\
	"'[\"set\", " #record ", \"" heading "\", " value "]' "
#define DAY(iso)	"{\"date\": \"" iso "\"}"

/* Amira has two placements to come. */
static int
plans_world(void **state)
{
	new_world(state);
	arena_reset(&arena);
	owner_does("INSERT INTO placement (id, enrolment_id, person_id, "
	    "programme_id, organisation_id, team_id, stage, starts_on, "
	    "ends_on, required_halves) OVERRIDING SYSTEM VALUE VALUES "
	    "(207, 105, 5, 1, 9003, 52, 'last', '2027-02-01', '2027-06-30', "
	    "140); INSERT INTO placement_offer (id, programme_id, "
	    "organisation_id, team_id, stages, places, at_least, taken, "
	    "starts_on, ends_on, state) OVERRIDING SYSTEM VALUE VALUES "
	    "(61, 1, 9002, 51, '{first}', 3, 1, 2, '2026-09-01', "
	    "'2027-01-31', 'offered'), (62, 1, 9003, 52, '{last}', 2, 2, 0, "
	    "'2026-09-01', '2027-01-31', 'offered'), (63, 1, 9003, 52, "
	    "'{first}', 1, 1, 1, '2026-09-01', '2027-01-31', 'filled'), "
	    "(64, 1, 9003, 52, '{first}', 4, 1, 0, '2026-09-01', "
	    "'2027-01-31', 'withdrawn')");
	sign_in_as(SAM);
	return (0);
}

static void
test_dates_and_days_of_a_plan_change_for_a_reason(void **state)
{
	send_changed("placements", PLACEMENTS,
	    SET(205, "Starts", DAY("2026-09-07"))
	    SET(205, "Days required", "75.5") REASON(205));
	assert_shows("5 rows are as they were.");
	assert_shows("1 September 2026 becomes 7 September 2026");
	assert_shows("70 becomes 75.5");
	assert_shows("empty becomes No practice educator was available");
	assert_string_equal(owner_reads(PLAN), AS_PLANNED);
	confirm_well();
	assert_string_equal(owner_reads(PLAN), "205 2026-09-07 2027-01-29 "
	    "151, 207 2027-02-01 2027-06-30 140");
	assert_owner_asks(1, "SELECT count(*) FROM placement_event WHERE "
	    "change = 'replanned' AND placement_id = 205 AND by_id = 31 AND "
	    "reason = 'no_educator' AND note = 'Changed in a spreadsheet'");
	assert_owner_asks(1, "SELECT count(*) FROM post.letter WHERE "
	    "person_id = 5 AND body LIKE '%It is planned from 7 September "
	    "2026 to 29 January 2027 now, with 75%'");
	assert_answer(OK, ask("/placements/205"));
	assert_shows("Changed in a spreadsheet");
}

static void
test_a_plan_that_does_not_fit_is_refused(void **state)
{
	send_changed("placements", PLACEMENTS,
	    SET(201, "Starts", DAY("2026-06-03")) REASON(201)
	    SET(202, "Ends", DAY("2026-11-06"))
	    REASON(203)
	    SET(204, "Days required", "70.3") REASON(204)
	    SET(205, "Ends", DAY("2027-02-05")) REASON(205)
	    SET(207, "Ends", "\"\"") REASON(207));
	assert_shows("6 of 6 rows fail.");
	assert_shows("The first day must be on or before 1 June 2026, when a "
	    "day is logged");
	assert_shows("It is missing why the plan changes");
	assert_shows("A reason alone changes nothing");
	assert_shows("‘70.3’ is not a number of whole or half days from 1 to "
	    "500");
	assert_shows("Their placement at Brook Council is from 1 February "
	    "2027 to 30 June 2027. Two placements cannot meet");
	assert_shows("The last day is missing");
	assert_string_equal(owner_reads(PLAN), AS_PLANNED);
}

static void
test_what_is_over_keeps_its_plan(void **state)
{
	owner_does("INSERT INTO placement_event (placement_id, enrolment_id, "
	    "person_id, programme_id, version, change, on_date, reason) "
	    "VALUES (205, 105, 5, 1, 2, 'terminated', '2026-06-15', "
	    "'called_off')");
	send_changed("placements", PLACEMENTS,
	    SET(205, "Days required", "60") REASON(205));
	assert_shows("The plan of a placement that is ‘Terminated’ does not "
	    "change any more");
}

/* What of them would meet on the way does not, in the end. */
static void
test_placements_of_one_trainee_move_together(void **state)
{
	send_changed("placements", PLACEMENTS,
	    SET(205, "Ends", DAY("2027-02-26")) REASON(205)
	    SET(207, "Starts", DAY("2027-03-01"))
	    SET(207, "Ends", DAY("2027-07-30")) REASON(207));
	assert_shows("4 rows are as they were.");
	confirm_well();
	assert_string_equal(owner_reads(PLAN), "205 2026-09-01 2027-02-26 "
	    "140, 207 2027-03-01 2027-07-30 140");
	assert_answer(OK, ask(newest("import", "/undo")));
	assert_answer(SEE_OTHER, submit(newest("import", "/undo"), ""));
	assert_string_equal(owner_reads(PLAN), AS_PLANNED);
}

static void
test_a_plan_is_put_back_by_an_event_while_it_is_the_latest(void **state)
{
	send_changed("placements", PLACEMENTS,
	    SET(205, "Days required", "60") REASON(205)
	    SET(207, "Days required", "60") REASON(207));
	confirm_well();
	owner_does("INSERT INTO placement_event (placement_id, enrolment_id, "
	    "person_id, programme_id, version, change, on_date, reason) "
	    "VALUES (207, 105, 5, 1, 3, 'matched', '2026-06-15', "
	    "'arranged')");
	assert_answer(OK, ask(newest("import", "/undo")));
	assert_shows("1 row of 2 becomes again what it was before.");
	assert_shows("Something else was recorded of the placement since");
	assert_answer(SEE_OTHER, submit(newest("import", "/undo"), ""));
	assert_answer(OK, follow());
	assert_string_equal(owner_reads(PLAN), "205 2026-09-01 2027-01-29 "
	    "140, 207 2027-02-01 2027-06-30 120");
	assert_owner_asks(1, "SELECT count(*) FROM placement_event "
	    "WHERE change = 'undone' AND placement_id = 205 AND undoes = 2");
	assert_owner_asks(1, "SELECT count(*) FROM import_row WHERE "
	    "problems::text LIKE '%recorded of the placement since%'");
}

static void
test_a_state_that_followed_makes_no_row_stale(void **state)
{
	export_as("placements", "workbook");
	owner_does("INSERT INTO placement_event (placement_id, enrolment_id, "
	    "person_id, programme_id, version, change, on_date, reason) "
	    "VALUES (207, 105, 5, 1, 2, 'matched', '2026-06-15', "
	    "'arranged'), (205, 105, 5, 1, 2, 'replanned', '2026-06-15', "
	    "'programme')");
	change(PLACEMENTS, SET(207, "Days required", "60") REASON(207)
	    SET(205, "Days required", "60") REASON(205));
	send_back("placements");
	assert_shows("1 of 2 rows fails.");
	assert_shows("The row was changed in Waymark after the spreadsheet "
	    "was made");
}

static void
test_somebody_changes_no_placement_of_their_own(void **state)
{
	owner_does("INSERT INTO role_held (person_id, role, programme_id, "
	    "during) VALUES (5, 'staff', 1, '[2026-01-01,)')");
	sign_in_as(AMIRA);
	send_changed("placements", PLACEMENTS,
	    SET(205, "Days required", "60") REASON(205));
	assert_shows("It is your own placement");
}

static void
test_offers_change_and_are_put_back(void **state)
{
	send_changed("capacity", CAPACITY, SET(61, "Places", "5")
	    SET(61, "To", DAY("2027-02-28"))
	    SET(62, "State", "\"Withdrawn\"")
	    SET(64, "State", "\"Offered\"") SET(64, "Places", "2"));
	assert_shows("Changes to ‘Capacity by host’");
	assert_shows("3 becomes 5");
	assert_shows("Offered becomes Withdrawn");
	assert_shows("1 row is as it was.");
	confirm_well();
	assert_string_equal(owner_reads(OFFERS),
	    "5 2026-09-01 2027-02-28 offered, "
	    "2 2026-09-01 2027-01-31 withdrawn, "
	    "1 2026-09-01 2027-01-31 filled, "
	    "2 2026-09-01 2027-01-31 offered");
	owner_does("UPDATE placement_offer SET places = 6 WHERE id = 64");
	assert_answer(OK, ask(newest("import", "/undo")));
	assert_shows("2 rows of 3 become again what they were before.");
	assert_shows("Crisis team");
	assert_answer(SEE_OTHER, submit(newest("import", "/undo"), ""));
	assert_string_equal(owner_reads(OFFERS),
	    "3 2026-09-01 2027-01-31 offered, "
	    "2 2026-09-01 2027-01-31 offered, "
	    "1 2026-09-01 2027-01-31 filled, "
	    "6 2026-09-01 2027-01-31 offered");
}

static void
test_an_offer_that_does_not_fit_is_refused(void **state)
{
	send_changed("capacity", CAPACITY, SET(61, "Places", "1")
	    SET(62, "Places", "1")
	    SET(63, "Places", "2")
	    SET(64, "Places", "5"));
	assert_shows("4 of 4 rows fail.");
	assert_shows("2 places are taken already");
	assert_shows("The team takes at least 2 together");
	assert_shows("All places of this offer are taken");
	assert_shows("This offer does not stand any more");
	send_changed("capacity", CAPACITY, SET(61, "State", "\"Filled\"")
	    SET(62, "To", DAY("2026-06-14")) SET(62, "From",
	    DAY("2026-06-01")) SET(64, "State", "\"\""));
	assert_shows("3 of 3 rows fail.");
	assert_shows("A round of matching alone fills an offer");
	assert_shows("The last day must be in the future");
	assert_shows("It is missing whether the offer stands");
	assert_string_equal(owner_reads(OFFERS), AS_OFFERED);
}

static void
test_both_come_back_as_they_left_from_libreoffice(void **state)
{
	static const struct { const char *table, *sheet, *how; } all[] = {
		{ "placements", PLACEMENTS, "'[\"libreoffice\", \"csv\"]'" },
		{ "capacity", CAPACITY, "'[\"libreoffice\", \"xlsx\"]'" },
	};

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		export_as(all[i].table, "workbook");
		change(all[i].sheet, all[i].how);
		send_back(all[i].table);
		assert_shows("No row of it changes anything.");
	}
}

/* The reasons that the spreadsheet offers are those of the database. */
static void
test_reasons_are_those_of_a_changed_plan(void **state)
{
	const struct exchange_choice	*c = exchange_column_of(
					    exchange_table_of("placements"),
					    "change_reason")->choices;
	int				 n = 0;

	for (; c[n].code != NULL; n++)
		assert_owner_asks(1, arena_printf(&arena, "SELECT count(*) "
		    "FROM placement_reason WHERE code = '%s' AND label = "
		    "replace('%s', '^', '''') AND 'replanned' = ANY "
		    "(changes)", c[n].code, strcmp(c[n].code, "programme") ==
		    0 ? "The programme^s timetable" : c[n].label));
	assert_owner_asks(n, "SELECT count(*) FROM placement_reason "
	    "WHERE 'replanned' = ANY (changes)");
}

#define TEST(t) cmocka_unit_test_setup(t, plans_world)

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		TEST(test_dates_and_days_of_a_plan_change_for_a_reason),
		TEST(test_a_plan_that_does_not_fit_is_refused),
		TEST(test_what_is_over_keeps_its_plan),
		TEST(test_placements_of_one_trainee_move_together),
		TEST(
		    test_a_plan_is_put_back_by_an_event_while_it_is_the_latest),
		TEST(test_a_state_that_followed_makes_no_row_stale),
		TEST(test_somebody_changes_no_placement_of_their_own),
		TEST(test_offers_change_and_are_put_back),
		TEST(test_an_offer_that_does_not_fit_is_refused),
		TEST(test_both_come_back_as_they_left_from_libreoffice),
		TEST(test_reasons_are_those_of_a_changed_plan),
	};

	return (cmocka_run_group_tests(tests, open_jobs, close_jobs));
}
