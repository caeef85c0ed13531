/* Auditors read the audit, and everybody who has read their own record. */
#include <stdio.h>

#include "pages.h"

/* Sal is the second programme's staff; Sam, the first's, reads its audit. */
static int
audited_world(void **state)
{
	new_world(state);
	owner_does("SET session_replication_role = replica; "
	    "DELETE FROM audit.event; SET session_replication_role = origin; "
	    "INSERT INTO role_held (person_id, role, programme_id, during) "
	    "VALUES (31, 'auditor', 1, '[2020-01-01,)')");
	return (0);
}

static void
read_records(void)
{
	sign_in_as(EWAN);
	assert_answer(OK, ask("/trainees/102"));
	assert_answer(OK, ask("/days/20204"));
	assert_answer(NOT_FOUND, ask("/trainees/106"));
	sign_in_as(MARY);
	assert_answer(SEE_OTHER, send_form("/days/20204/change", "version=1&"
	    "on-day=8&on-month=6&on-year=2026&length=half&kind=attended&"
	    "did=Visited+a+family"));
}

static void
test_an_auditor_reads_what_happened_newest_first(void **state)
{
	read_records();
	sign_in_as(SAM);
	assert_answer(OK, ask("/audit"));
	assert_true(page_shows_in_order("Placement day corrected",
	    "Placement day read"));
	assert_true(page_shows_in_order("Placement day read",
	    "Trainee record read"));
	assert_shows(": halves, version, submitted at");
	assert_shows("Page refused");
	assert_hides("Visited a family");
	assert_shows("That promise needs a digest of the chain that is kept "
	    "elsewhere");
	assert_answer(OK, ask("/audit"));
	assert_shows("Audit read");
}

static void
test_nobody_but_an_auditor_reads_it(void **state)
{
	static const int	others[] = { MARY, EWAN, BO, SAL, INES, LEO };

	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		sign_in_as(others[i]);
		assert_answer(NOT_FOUND, ask("/audit"));
	}
}

/* Whose programme is another sees nothing of this one's. */
static void
test_an_auditor_sees_their_programme_alone(void **state)
{
	owner_does("INSERT INTO role_held (person_id, role, programme_id, "
	    "during) VALUES (32, 'auditor', 2, '[2020-01-01,)')");
	read_records();
	sign_in_as(SAL);
	assert_answer(OK, ask("/audit"));
	assert_hides("Trainee record read");
	assert_hides("Ewan");
	assert_answer(OK, ask("/audit?programme=1"));
	assert_hides("Trainee record read");
	assert_answer(OK, ask("/audit?about=2"));
	assert_hides("Trainee record read");
}

/* The role alone, without being staff of that programme, opens nothing. */
static void
test_an_auditor_who_left_the_staff_reads_nothing(void **state)
{
	read_records();
	owner_does("UPDATE role_held SET during = '[2020-01-01,2020-02-01)' "
	    "WHERE person_id = 31 AND role = 'staff'");
	sign_in_as(SAM);
	assert_answer(OK, ask("/audit"));
	assert_shows("No event fits.");
}

static void
test_filters_are_of_kind_person_and_time(void **state)
{
	read_records();
	sign_in_as(SAM);
	assert_answer(OK, ask("/audit?kind=reading"));
	assert_shows("Trainee record read");
	assert_hides("Placement day corrected");
	assert_hides("Page refused");
	assert_answer(OK, ask("/audit?kind=refusal"));
	assert_shows("Page refused");
	assert_hides("Trainee record read");
	assert_answer(OK, ask("/audit?kind=role"));
	assert_hides("Page refused");
	assert_answer(OK, ask("/audit?by=2"));
	assert_shows("Done by: Mary Smith-Jones");
	assert_shows("Placement day corrected");
	assert_hides("Trainee record read");
	assert_answer(OK, ask("/audit?about=2&by=11&kind=reading"));
	assert_shows("Trainee record read");
	assert_hides("Placement day corrected");
	assert_answer(OK, ask("/audit?until=1+January+2020"));
	assert_shows("No event fits.");
	assert_answer(OK, ask("/audit?from=1+January+2020"));
	assert_shows("Trainee record read");
	assert_answer(OK, ask("/audit?from=never&kind=nothing"));
	assert_shows("Enter the date like 14 June 2026");
	assert_shows("Trainee record read");
}

/* Fifty at a time, each once, also while others are added. */
static void
test_pages_go_back_in_time_without_a_gap(void **state)
{
	char	older[200];

	owner_does("INSERT INTO audit.event (at, actor_id, name, subject, "
	    "programme_id, reference) SELECT timestamptz '2026-06-01 12:00' + "
	    "make_interval(mins => g / 3), 31, 'THING_' || chr(65 + g / 26) || "
	    "chr(65 + g % 26), 'thing', 1, 'x' FROM generate_series(0, 119) g");
	sign_in_as(SAM);
	assert_answer(OK, ask("/audit?by=31&from=1+June+2026&"
	    "until=1+June+2026"));
	assert_int_equal(page_count(">Thing "), 50);
	assert_shows("Thing ep");
	assert_hides("The latest events");
	snprintf(older, sizeof(older), "/audit?by=31&until=1+June+2026&"
	    "behind=%ld", (long)owner_asks("SELECT id FROM audit.event "
	    "WHERE name = 'THING_CS'"));
	assert_answer(OK, ask(older));
	assert_int_equal(page_count(">Thing "), 50);
	assert_shows("Thing cr");
	assert_hides("Thing cs");
	assert_shows("The latest events");
	assert_shows("Earlier events");
}

static void
test_reading_the_audit_is_an_event_itself(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/audit?about=2"));
	assert_owner_asks(1, "SELECT count(*) FROM audit.event WHERE name = "
	    "'AUDIT_READ' AND actor_id = 31 AND person_id = 2 AND "
	    "programme_id = 1 AND kind = 'reading'");
}

/* The name of whoever works with them; of others, in which role. */
static void
test_a_person_sees_who_read_their_record(void **state)
{
	read_records();
	sign_in_as(SAM);
	assert_answer(OK, ask("/trainees/102"));
	sign_in_as(MARY);
	assert_answer(OK, ask("/my/readers"));
	assert_true(page_shows_in_order("Programme staff, ",
	    "Ewan"));
	assert_shows("A practice educator");
	assert_shows("Trainee record read");
	assert_shows("Placement day read");
	assert_hides("Sam ");
	assert_hides("Page refused");
	assert_hides("Placement day corrected");
	sign_in_as(ZOE);
	assert_answer(OK, ask("/my/readers"));
	assert_shows("Nobody has opened your record yet.");
}

/* As what they read it, on that day: not what they are now. */
static void
test_a_reader_is_called_what_they_were(void **state)
{
	read_records();
	owner_does("UPDATE role_held SET during = daterange(lower(during), "
	    "current_date - 1) WHERE person_id = 11; UPDATE placement_educator "
	    "SET during = '[2020-01-01,2020-02-01)' WHERE person_id = 11");
	sign_in_as(MARY);
	assert_answer(OK, ask("/my/readers"));
	assert_shows("Somebody whose role is over");
	assert_hides("A practice educator");
}

static void
test_nobody_learns_of_a_suitability_case_by_who_read_it(void **state)
{
	owner_does("INSERT INTO audit.event (actor_id, name, subject, "
	    "subject_id, person_id, programme_id, reference) VALUES (31, "
	    "'SUITABILITY_CASE_READ', 'suitability_case', 811, 2, 1, 'x')");
	sign_in_as(MARY);
	assert_answer(OK, ask("/my/readers"));
	assert_shows("Nobody has opened your record yet.");
	sign_in_as(SAM);
	assert_answer(OK, ask("/audit"));
	assert_hides("Suitability");
}

static void
test_staff_without_the_role_reach_no_reading(void **state)
{
	read_records();
	sign_in_as(SAM);
	assert_true(web_does("DO $$BEGIN IF NOT EXISTS (SELECT 1 FROM "
	    "audit.event WHERE kind = 'reading') THEN RAISE 'none'; END IF; "
	    "END$$"));
	owner_does("DELETE FROM role_held WHERE role = 'auditor'");
	assert_true(web_does("DO $$BEGIN IF EXISTS (SELECT 1 FROM "
	    "audit.event WHERE kind IN ('reading', 'refusal', 'sign_in') "
	    "AND actor_id <> 31) "
	    "THEN RAISE 'some'; END IF; END$$"));
	assert_true(web_does("DO $$BEGIN IF NOT EXISTS (SELECT 1 FROM "
	    "audit.event WHERE kind = 'change') THEN RAISE 'none'; END IF; "
	    "END$$"));
}

int
main(void)
{
#define test(name) cmocka_unit_test_setup(name, audited_world)
	const struct CMUnitTest	tests[] = {
		test(test_an_auditor_reads_what_happened_newest_first),
		test(test_nobody_but_an_auditor_reads_it),
		test(test_an_auditor_sees_their_programme_alone),
		test(test_an_auditor_who_left_the_staff_reads_nothing),
		test(test_filters_are_of_kind_person_and_time),
		test(test_pages_go_back_in_time_without_a_gap),
		test(test_reading_the_audit_is_an_event_itself),
		test(test_a_person_sees_who_read_their_record),
		test(test_a_reader_is_called_what_they_were),
		test(test_nobody_learns_of_a_suitability_case_by_who_read_it),
		test(test_staff_without_the_role_reach_no_reading),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
