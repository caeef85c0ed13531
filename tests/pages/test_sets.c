/* Monthly sets: who sets one up, who gets it when it is due, who is told, who
 * fetched it, and that it can be paused and ended. */
#include <stdio.h>

#include "jobs/exports.h"
#include "jobs.h"
#include "queries.h"
#include "unit/workbook_read.h"

#define MONTHLY	"&purpose=To+plan+supervision&day=15"


/* As the jobs do it now and then; how many exports they made after it. */
static int
jobs_work(void)
{
	int	made = 0;

	arena_reset(&arena);
	db_begin(jobs, &arena, DB_WRITES);
	monthly_sets_begin(jobs);
	assert_true(db_commit(jobs));
	while (made < 20 && exports_turn(jobs, reader, &arena) == 1)
		made++;
	return (made);
}

/* The path of its page. */
static const char *
set_up(const char *fields)
{
	static char	path[60];

	assert_answer(OK, ask("/sets/new"));
	assert_answer(SEE_OTHER, submit("/sets/new", fields));
	snprintf(path, sizeof(path), "%s", answer_location());
	assert_answer(OK, follow());
	return (path);
}

static void
press(const char *path, const char *to)
{
	char	fields[60];

	assert_answer(OK, ask(path));
	snprintf(fields, sizeof(fields), "version=%ld&to=%s",
	    (long)owner_asks("SELECT version FROM monthly_set"), to);
	assert_answer(SEE_OTHER, send_form(path, fields));
	assert_answer(OK, follow());
}

static void
move_to_day(const char *day)
{
	owner_doesf("UPDATE demonstration SET as_of = '%s'", day);
}

static void
must_say(const char *said, const char *words)
{
	if (strstr(said, words) == NULL)
		fail_msg("not “%s” in:\n%.3000s", words, said);
}

static const char *
address_of_export(void)
{
	static char	address[60];

	snprintf(address, sizeof(address), "/exports/%ld/download",
	    (long)owner_asks("SELECT max(id) FROM export"));
	return (address);
}

static void
test_a_set_of_staff_reaches_the_partner_on_its_day(void **state)
{
	const char	*path, *said, *bytes;
	size_t		 n;

	sign_in_as(SAM);
	path = set_up("table=progress&table=placements&cohort=1"
	    "&organisation=9003&readers=partner" MONTHLY);
	assert_shows("Monthly set set up");
	assert_shows("On 15 June 2026");
	assert_shows("Progress, Placements");
	assert_shows("It was not made yet");
	assert_int_equal(jobs_work(), 1);
	assert_answer(OK, ask(path));
	assert_shows("On 15 July 2026");
	assert_shows("Not yet");
	sign_in_as(BO);
	assert_answer(OK, ask(address_of_export()));
	bytes = page_bytes(&n);
	said = workbook_read_by(&arena, "read_cells.py", bytes, n);
	must_say(said, "table progress A1");
	must_say(said, "table placements A1");
	must_say(said, "Mary Smith-Jones");
	assert_null(strstr(said, "Siân O'Brien"));
	must_say(said, ", Brook Council\"]");
	must_say(said, "[\"Purpose\", \"To plan supervision\"]");
	must_say(said, "[\"Made by\", \"Waymark, each month, as Sam Hall set "
	    "it up\"]");
	sign_in_as(SAM);
	assert_answer(OK, ask(path));
	assert_shows("Once, on");
	assert_answer(NOT_FOUND, ask(address_of_export()));
}

static void
test_the_letter_holds_a_link_and_nothing_else(void **state)
{
	sign_in_as(SAM);
	set_up("table=progress&organisation=9003&readers=partner" MONTHLY);
	jobs_work();
	assert_owner_asks(1, "SELECT count(*) FROM post.letter l JOIN export e "
	    "ON l.body LIKE '%/exports/' || e.id || E'\\n%' "
	    "WHERE l.person_id = 22 AND l.body NOT LIKE '%Mary%'");
	assert_owner_asks(1, "SELECT count(*) FROM message WHERE person_id = "
	    "22 AND subject LIKE 'Your monthly spreadsheet, Brook%'");
	assert_owner_asks(0, "SELECT count(*) FROM post.letter "
	    "WHERE person_id <> 22");
}

static void
test_it_goes_to_who_has_the_role_on_that_day(void **state)
{
	const char	*path;

	sign_in_as(SAM);
	path = set_up("table=progress&organisation=9003&readers=partner"
	    MONTHLY);
	owner_does("UPDATE role_held SET during = '[2026-01-01,2026-06-15)' "
	    "WHERE person_id = 22; INSERT INTO role_held (person_id, role, "
	    "organisation_id, during) VALUES (12, 'partner', 9003, "
	    "'[2026-06-01,)'), (11, 'partner', 9003, '[2026-07-01,)')");
	assert_int_equal(jobs_work(), 1);
	assert_owner_asks(12, "SELECT asked_by FROM export");
	sign_in_as(BO);
	assert_answer(NOT_FOUND, ask(path));
	assert_answer(NOT_FOUND, ask(address_of_export()));
}

static void
test_nobody_to_get_it_is_said(void **state)
{
	const char	*path;

	sign_in_as(SAM);
	path = set_up("table=support&organisation=9003&readers=coordinator"
	    MONTHLY);
	assert_int_equal(jobs_work(), 0);
	assert_answer(OK, ask(path));
	assert_shows("Nobody: nobody had the role that day");
}

static void
test_each_month_has_its_own_and_a_missed_one_has_none(void **state)
{
	sign_in_as(SAM);
	set_up("table=progress&organisation=9003&readers=partner"
	    "&purpose=To+plan&day=1");
	assert_shows("On 1 July 2026");
	assert_int_equal(jobs_work(), 0);
	move_to_day("2026-07-01");
	assert_int_equal(jobs_work(), 1);
	assert_int_equal(jobs_work(), 0);
	move_to_day("2026-10-09");
	assert_int_equal(jobs_work(), 1);
	assert_owner_asks(1, "SELECT count(*) FROM monthly_set "
	    "WHERE next_on = '2026-11-01'");
	move_to_day("2026-06-15");
}

static void
test_a_partner_sets_one_up_for_their_own_people_alone(void **state)
{
	const char	*path;

	sign_in_as(BO);
	assert_answer(OK, ask("/exports"));
	assert_shows("Monthly sets");
	assert_answer(OK, ask("/sets/new"));
	assert_hides("Whose people?");
	assert_hides("Practice educators");
	path = set_up("table=placements&readers=partner" MONTHLY);
	assert_owner_asks(9003, "SELECT organisation_id FROM monthly_set");
	assert_int_equal(jobs_work(), 1);
	sign_in_as(PAT);
	assert_answer(NOT_FOUND, ask(path));
	assert_answer(OK, ask("/sets"));
	assert_hides("Brook Council");
	sign_in_as(SAL);
	assert_answer(NOT_FOUND, ask(path));
	sign_in_as(MARY);
	assert_answer(NOT_FOUND, ask("/sets"));
	sign_in_as(SAM);
	assert_answer(OK, ask("/sets"));
	assert_shows("Brook Council");
}

static void
test_what_cannot_be_set_up_is_said(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/sets/new"));
	assert_answer(INVALID, submit("/sets/new", ""));
	assert_shows("Select what the spreadsheet holds");
	assert_shows("Select whose people it has");
	assert_shows("Select who gets it");
	assert_shows("Enter what it is for");
	assert_shows("Enter the day of the month on which it is made");
	assert_answer(INVALID, submit("/sets/new", "table=marks"
	    "&organisation=9003&readers=partner" MONTHLY));
	assert_shows("Select what the spreadsheet holds");
	assert_answer(INVALID, submit("/sets/new", "table=reviews"
	    "&organisation=9003&readers=partner" MONTHLY));
	assert_shows("ASYE reviews is not for partner coordinators");
	assert_answer(INVALID, submit("/sets/new", "table=progress"
	    "&organisation=9003&readers=partner&purpose=A&day=31"));
	assert_shows("The day of the month must be");
	assert_owner_asks(0, "SELECT count(*) FROM monthly_set");
}

static void
test_it_is_paused_gone_on_with_and_ended(void **state)
{
	const char	*path;

	sign_in_as(SAM);
	path = set_up("table=progress&organisation=9003&readers=partner"
	    MONTHLY);
	press(path, "paused");
	assert_shows("The set is paused");
	assert_int_equal(jobs_work(), 0);
	move_to_day("2026-06-20");
	press(path, "running");
	assert_shows("On 15 July 2026");
	press(path, "ended");
	assert_shows("Ended");
	assert_hides("Go on with it");
	move_to_day("2026-07-15");
	assert_int_equal(jobs_work(), 0);
	assert_owner_asks(4, "SELECT count(*) FROM audit.event "
	    "WHERE subject = 'monthly_set' AND actor_id = 31");
	move_to_day("2026-06-15");
}

static void
test_a_page_that_is_old_moves_nothing(void **state)
{
	const char	*path;

	sign_in_as(SAM);
	path = set_up("table=progress&organisation=9003&readers=partner"
	    MONTHLY);
	assert_answer(OK, ask(path));
	owner_does("UPDATE monthly_set SET state = 'paused'");
	assert_answer(INVALID, send_form(path, "version=1&to=ended"));
	assert_shows("This set changed while you had its page open");
	assert_shows("Paused");
	assert_owner_asks(0, "SELECT count(*) FROM monthly_set "
	    "WHERE state = 'ended'");
}

static void
test_one_whose_reader_lost_the_role_is_not_made(void **state)
{
	const char	*path;

	sign_in_as(SAM);
	path = set_up("table=progress&organisation=9003&readers=partner"
	    MONTHLY);
	arena_reset(&arena);
	db_begin(jobs, &arena, DB_WRITES);
	monthly_sets_begin(jobs);
	assert_true(db_commit(jobs));
	owner_does("UPDATE role_held SET during = '[2026-01-01,2026-06-15)' "
	    "WHERE person_id = 22");
	assert_int_equal(exports_turn(jobs, reader, &arena), 1);
	assert_answer(OK, ask(path));
	assert_shows("Could not be made");
	assert_owner_asks(0, "SELECT count(*) FROM post.letter");
}

#define STORY(test) cmocka_unit_test_setup(test, new_world)

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		STORY(test_a_set_of_staff_reaches_the_partner_on_its_day),
		STORY(test_the_letter_holds_a_link_and_nothing_else),
		STORY(test_it_goes_to_who_has_the_role_on_that_day),
		STORY(test_nobody_to_get_it_is_said),
		STORY(test_each_month_has_its_own_and_a_missed_one_has_none),
		STORY(test_a_partner_sets_one_up_for_their_own_people_alone),
		STORY(test_what_cannot_be_set_up_is_said),
		STORY(test_it_is_paused_gone_on_with_and_ended),
		STORY(test_a_page_that_is_old_moves_nothing),
		STORY(test_one_whose_reader_lost_the_role_is_not_made),
	};

	return (cmocka_run_group_tests(tests, open_jobs, close_jobs));
}
