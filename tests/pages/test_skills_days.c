/* Skills days: a register for everybody, those that trainees log, what the 200
 * days are made of, and the ledger. */
#include <stdio.h>

#include "waits.h"

#define LOG	"/trainees/102/skills-days/new"
#define COHORT	"/cohorts/1/skills-days"
#define JUNE(d)	"on-day=" d "&on-month=6&on-year=2026&"

static void
recorded(const char *day, const char *title)
{
	char	fields[200];

	assert_answer(OK, ask(COHORT "/new"));
	snprintf(fields, sizeof(fields), "on-day=%s&on-month=6&on-year=2026&"
	    "length=full&title=%s", day, title);
	assert_answer(SEE_OTHER, submit(COHORT "/new", fields));
	assert_answer(OK, follow());
}

static const char *
register_path(void)
{
	static char	path[60];

	snprintf(path, sizeof(path), "/skills-days/%ld",
	    (long)owner_asks("SELECT max(id) FROM skills_day"));
	return (path);
}

static void
test_a_register_confirms_everybody_at_once(void **state)
{
	sign_in_as(SAM);
	recorded("13", "Law");
	assert_shows("Who was there?");
	assert_shows("Siân O&#39;Brien");
	assert_answer(SEE_OTHER, submit(register_path(), "present=101&"
	    "present=102"));
	assert_answer(OK, follow());
	assert_shows("Register saved");
	assert_owner_asks(2, "SELECT count(*) FROM skills_entry WHERE state = "
	    "'confirmed' AND decided_by = 31 AND halves = 2");
	assert_answer(SEE_OTHER, submit(register_path(), "present=102"));
	assert_owner_asks(1, "SELECT count(*) FROM skills_entry WHERE state = "
	    "'confirmed'");
	assert_answer(OK, ask(register_path()));
	assert_answer(SEE_OTHER, submit(register_path(), "present=101&"
	    "present=102&present=106&present=abc"));
	assert_owner_asks(2, "SELECT count(*) FROM skills_entry WHERE state = "
	    "'confirmed'");
	assert_owner_asks(0, "SELECT count(*) FROM skills_entry WHERE "
	    "enrolment_id = 106");
	assert_answer(OK, ask(COHORT));
	assert_shows("Law");
}

static void
test_a_whole_skills_day_expects_nothing_of_a_placement(void **state)
{
	sign_in_as(SAM);
	recorded("9", "Ethics");
	assert_shows("Logged something else on this date");
	assert_answer(SEE_OTHER, submit(register_path(), "present=101&"
	    "present=102"));
	assert_answer(OK, follow());
	assert_shows("who logged something else that day: Siân O&#39;Brien");
	assert_owner_asks(1, "SELECT count(*) FROM placement_interruption "
	    "WHERE placement_id = 202 AND reason = 'Skills day' "
	    "AND during = '[2026-06-09,2026-06-10)'");
	assert_answer(OK, ask("/placements/202/ledger"));
	assert_shows("Skills day on 9 June 2026");
	sign_in_as(MARY);
	assert_answer(INVALID, send_form("/placements/202/days/new",
	    "on-day=9&on-month=6&on-year=2026&length=full&kind=attended&"
	    "did=Visits"));
	sign_in_as(SAM);
	assert_answer(OK, ask(register_path()));
	assert_answer(SEE_OTHER, submit(register_path(), ""));
	assert_owner_asks(0, "SELECT count(*) FROM placement_interruption "
	    "WHERE placement_id = 202");
}

static void
test_a_trainee_logs_one_and_staff_confirm_or_return_it(void **state)
{
	sign_in_as(MARY);
	assert_answer(OK, ask("/"));
	assert_shows("3 of 200 days in practice settings");
	assert_answer(OK, ask(LOG));
	assert_answer(INVALID, submit(LOG, ""));
	assert_shows("Enter the date of the skills day");
	assert_shows("Enter what it was about");
	assert_answer(INVALID, submit(LOG, JUNE("16") "length=full&title=Law"));
	assert_shows("The date must be today or in the past");
	assert_answer(INVALID, submit(LOG, JUNE("1") "length=full&title=Law"));
	assert_shows("Another skills day or a placement day is logged");
	assert_answer(SEE_OTHER, submit(LOG, JUNE("5") "length=full&"
	    "title=Law+%3Cb%3E"));
	assert_answer(OK, follow());
	assert_shows("Law &lt;b&gt;");
	assert_shows("It waits for your programme");
	sign_in_as(SAM);
	assert_answer(OK, ask(COHORT));
	assert_answer(INVALID, submit(COHORT, ""));
	assert_shows("Select the skills days that you confirm");
	assert_answer(SEE_OTHER, submit(COHORT, "entry=1000000"));
	assert_owner_asks(1, "SELECT count(*) FROM skills_entry WHERE state = "
	    "'submitted'");
}

static void
test_what_was_confirmed_counts_until_it_is_returned(void **state)
{
	char	fields[60], path[80];
	long	id;

	sign_in_as(MARY);
	assert_answer(SEE_OTHER, send_form(LOG, JUNE("5") "length=full&"
	    "title=Law"));
	id = (long)owner_asks("SELECT max(id) FROM skills_entry");
	sign_in_as(SAM);
	assert_answer(OK, ask(COHORT));
	snprintf(fields, sizeof(fields), "entry=%ld", id);
	assert_answer(SEE_OTHER, submit(COHORT, fields));
	assert_answer(OK, follow());
	assert_shows("1 skills day confirmed");
	assert_answer(OK, ask("/trainees/102/requirement"));
	assert_shows("4 of 200 days count so far");
	snprintf(path, sizeof(path), "/skills-entries/%ld/return", id);
	assert_answer(OK, ask(path));
	assert_answer(INVALID, submit(path, ""));
	assert_shows("Enter why you return it");
	assert_answer(SEE_OTHER, submit(path, "reason=Say+where"));
	assert_answer(OK, follow());
	assert_shows("3 of 200 days count so far");
	assert_shows("Say where");
	sign_in_as(MARY);
	snprintf(path, sizeof(path), "/skills-entries/%ld/remove", id);
	assert_answer(OK, ask(path));
	assert_answer(SEE_OTHER, submit(path, ""));
	assert_owner_asks(1, "SELECT count(*) FROM skills_entry WHERE state = "
	    "'withdrawn'");
	assert_answer(NOT_FOUND, ask(path));
}

static void
test_a_skills_day_waits_until_it_is_decided(void **state)
{
	static const char	confirm[] = "the skills day of Friday 5 June";
	static const char	again[] = "Log the skills day of Friday 5 June";
	char			path[80];

	sign_in_as(MARY);
	assert_answer(SEE_OTHER, send_form(LOG, JUNE("5") "length=full&"
	    "title=Law"));
	assert_waits(confirm, "-o---- --- -- y- --");
	sign_in_as(SAM);
	assert_answer(OK, ask("/work"));
	assert_shows("href=\"" COHORT "\"");
	snprintf(path, sizeof(path), "/skills-entries/%ld/return",
	    (long)owner_asks("SELECT max(id) FROM skills_entry"));
	assert_answer(OK, ask(path));
	assert_answer(SEE_OTHER, submit(path, "reason=Say+where"));
	assert_waits(again, "-y---- --- -- o- --");
	snprintf(path, sizeof(path), "/skills-entries/%ld/remove",
	    (long)owner_asks("SELECT max(id) FROM skills_entry"));
	sign_in_as(MARY);
	assert_answer(OK, ask(path));
	assert_answer(SEE_OTHER, submit(path, ""));
	assert_waits(again, NOBODY);
}

static void
test_the_requirement_says_what_is_missing(void **state)
{
	owner_does("UPDATE team SET setting = 'adult_mental_health' "
	    "WHERE id = 51");
	sign_in_as(MARY);
	assert_answer(OK, ask("/trainees/102/requirement"));
	assert_shows("First placement, Ashby NHS Trust");
	assert_shows("197 days more");
	assert_shows("another kind of setting");
	assert_hides("Days in a statutory setting</li>");
	assert_hides("Plan a placement");
	owner_does("UPDATE team SET statutory = false WHERE id = 51");
	sign_in_as(SAM);
	assert_answer(OK, ask("/trainees/102/requirement"));
	assert_shows("Days in a statutory setting");
	assert_shows("Plan a placement");
	assert_answer(OK, ask("/trainees/102"));
	assert_shows("3 of 200 days in practice settings");
}

/* The ledger's sums, the tally and the days say the same. */
static void
test_the_ledger_agrees_with_the_days(void **state)
{
	sign_in_as(MARY);
	assert_answer(OK, ask("/placements/202/ledger"));
	assert_shows("The weeks of the placement");
	assert_shows("Bank holiday: Summer bank holiday");
	assert_owner_asks(0, "SELECT count(*) FROM placement_tally t WHERE "
	    "t.confirmed + t.waiting IS DISTINCT FROM (SELECT "
	    "coalesce(sum(halves), 0) FROM placement_day d WHERE "
	    "d.placement_id = t.placement_id AND kind <> 'absent' AND state "
	    "IN ('confirmed', 'submitted'))");
	sign_in_as(PAT);
	assert_answer(NOT_FOUND, ask("/placements/202/ledger"));
}

static void
test_an_entry_is_decided_by_staff_alone(void **state)
{
	sign_in_as(MARY);
	assert_answer(SEE_OTHER, send_form(LOG, JUNE("5") "length=half&"
	    "title=Law"));
	assert_false(web_does("UPDATE skills_entry SET state = 'confirmed', "
	    "decided_by = 2, decided_at = now()"));
	assert_false(web_does("INSERT INTO skills_entry (enrolment_id, "
	    "person_id, programme_id, on_date, halves, title) VALUES (101, 1, "
	    "1, '2026-06-13', 1, 'Law')"));
	sign_in_as(SAM);
	assert_false(web_does("UPDATE skills_entry SET title = 'Other'"));
	assert_owner_asks(1, "SELECT count(*) FROM skills_entry WHERE state = "
	    "'submitted' AND title = 'Law'");
}

int
main(void)
{
#define test(name) cmocka_unit_test_setup(name, new_world)
	const struct CMUnitTest	tests[] = {
		test(test_a_register_confirms_everybody_at_once),
		test(test_a_whole_skills_day_expects_nothing_of_a_placement),
		test(test_a_trainee_logs_one_and_staff_confirm_or_return_it),
		test(test_what_was_confirmed_counts_until_it_is_returned),
		test(test_a_skills_day_waits_until_it_is_decided),
		test(test_the_requirement_says_what_is_missing),
		test(test_the_ledger_agrees_with_the_days),
		test(test_an_entry_is_decided_by_staff_alone),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
