/*
 * The support ledger: a week is entered in one press, confirmed or disputed by
 * the other side, and a gap reaches whoever answers for it.
 */
#include <stdio.h>

#include "core/arena.h"
#include "nonsense.h"
#include "rules/bank_holidays.h"
#include "rules/support.h"

#define LAST_WEEK	41
#define SIX	"sessions=1&minutes=45&protected=200&caseload=15&observations=0"

/* Nina's agreement: monthly sessions by now, 222 minutes a week, 14 people. */
static int
support_world(void **state)
{
	asye_world(state);
	owner_does("SET session_replication_role = replica; "
	    "INSERT INTO asye_promise (asye_id, version, number, during, "
	    "what, amount, unit, document_id, person_id, programme_id) "
	    "SELECT 700, 1, n, during::daterange, what::asye_promised, "
	    "amount, unit::asye_promise_unit, 1, 71, 1 FROM (VALUES "
	    "(1, '[2025-09-01,2026-06-01)', 'supervision_every', 2, 'weeks'), "
	    "(2, '[2026-06-01,)', 'supervision_every', 1, 'weeks'), "
	    "(3, '[2025-09-01,)', 'supervision_length', 60, 'minutes'), "
	    "(4, '[2025-09-01,)', 'caseload', 14, 'cases'), "
	    "(5, '[2025-09-01,)', 'protected_time', 222, 'minutes_a_week')) "
	    "AS p(n, during, what, amount, unit); "
	    "SET session_replication_role = origin");
	return (0);
}

static long
ledger(void)
{
	return ((long)owner_asks("SELECT id FROM support_ledger "
	    "WHERE asye_id = 700"));
}

static const char *
at(int number, const char *rest)
{
	static char	paths[4][100];
	static int	next;
	char		*path = paths[next++ % 4];

	if (number == 0)
		snprintf(path, 100, "/support/%ld%s", ledger(), rest);
	else
		snprintf(path, 100, "/support/%ld/weeks/%d%s", ledger(),
		    number, rest);
	return (path);
}

static void
enter(int64_t person, int number, const char *fields)
{
	sign_in_as(person);
	assert_answer(OK, ask(at(number, "")));
	assert_answer(SEE_OTHER, submit(at(number, ""), fields));
}

static const char *
state_of(int number)
{
	char	sql[120];

	snprintf(sql, sizeof(sql), "SELECT state FROM support_week WHERE "
	    "asye_id = 700 AND number = %d", number);
	return (owner_reads(sql));
}

static void
test_a_week_is_entered_in_one_press(void **state)
{
	sign_in_as(NINA);
	assert_answer(SEE_OTHER, ask("/support"));
	assert_answer(OK, follow());
	assert_shows("Week of 8 June 2026");
	assert_shows("It is filled in with what was promised");
	assert_shows("name=\"sessions\" type=\"text\" value=\"1\"");
	assert_shows("name=\"minutes\" type=\"text\" value=\"60\"");
	assert_shows("name=\"protected\" type=\"text\" value=\"222\"");
	assert_shows("name=\"caseload\" type=\"text\" value=\"14\"");
	assert_shows("name=\"observations\" type=\"text\" value=\"0\"");
	assert_int_equal(page_count("inputmode=\"numeric\""), 5);
	assert_shows("Promised: 3 hours 42 minutes");
	assert_answer(SEE_OTHER, submit(at(LAST_WEEK, ""), "sessions=1&"
	    "minutes=60&protected=222&caseload=14&observations=0"));
	assert_answer(OK, follow());
	assert_shows("Week of 8 June 2026 saved");
	assert_shows("1 session of 1 session");
	assert_string_equal(state_of(LAST_WEEK), "entered");
	assert_answer(SEE_OTHER, ask("/support"));
	assert_answer(OK, follow());
	assert_shows("Week of 1 June 2026");
}

static void
test_wrong_numbers_are_said_and_nothing_is_lost(void **state)
{
	sign_in_as(NINA);
	assert_answer(OK, ask(at(LAST_WEEK, "")));
	assert_answer(INVALID, submit(at(LAST_WEEK, ""), "sessions=0&"
	    "minutes=45&protected=&caseload=100&observations=x"));
	assert_shows("Enter how many sessions these minutes were");
	assert_shows("Enter how many minutes of protected time were taken, 0 "
	    "for none");
	assert_shows("People on the caseload must be");
	assert_shows("value=\"45\"");
	assert_owner_asks(0, "SELECT count(*) FROM support_entry");
}

static void
test_the_other_side_confirms_weeks_from_one_list(void **state)
{
	char	fields[60];

	enter(NINA, LAST_WEEK, SIX);
	enter(NINA, LAST_WEEK - 1, SIX);
	sign_in_as(ASA);
	assert_answer(OK, ask(at(0, "")));
	assert_shows("Weeks to confirm");
	assert_shows("1 session, 45 minutes of supervision; 3 hours 20 "
	    "minutes of protected time; 15 people on the caseload");
	assert_answer(INVALID, submit(at(0, ""), ""));
	assert_shows("Select the weeks that you confirm");
	snprintf(fields, sizeof(fields), "week=%d.1&week=%d.7", LAST_WEEK,
	    LAST_WEEK - 1);
	assert_answer(SEE_OTHER, submit(at(0, ""), fields));
	assert_answer(OK, follow());
	assert_shows("1 week confirmed");
	assert_string_equal(state_of(LAST_WEEK), "confirmed");
	assert_string_equal(state_of(LAST_WEEK - 1), "entered");
	assert_answer(INVALID, submit(at(0, ""), "week=40.7"));
	assert_shows("These weeks changed since you saw them");
	sign_in_as(NINA);
	assert_answer(OK, ask(at(0, "")));
	assert_hides("Weeks to confirm");
}

static void
test_a_dispute_keeps_both_views(void **state)
{
	enter(NINA, LAST_WEEK, SIX);
	sign_in_as(LINA);
	assert_answer(OK, ask(at(LAST_WEEK, "/dispute")));
	assert_answer(INVALID, submit(at(LAST_WEEK, "/dispute"), "minutes=x"));
	assert_shows("Enter what you dispute");
	assert_answer(SEE_OTHER, submit(at(LAST_WEEK, "/dispute"),
	    "words=We+sat+for+an+hour&minutes=60"));
	assert_answer(OK, follow());
	assert_shows("We sat for an hour");
	assert_shows("Both views are kept");
	assert_shows("45 minutes of 1 hour");
	sign_in_as(NINA);
	assert_answer(OK, ask(at(0, "")));
	assert_shows("<h2 class=\"govuk-heading-m\">Disputed</h2>");
	assert_answer(OK, ask(at(LAST_WEEK, "/answer")));
	assert_shows("We sat for an hour");
	assert_answer(INVALID, submit(at(LAST_WEEK, "/answer"), ""));
	assert_answer(SEE_OTHER, submit(at(LAST_WEEK, "/answer"),
	    "words=I+left+early"));
	assert_answer(OK, follow());
	assert_shows("I left early");
	assert_string_equal(state_of(LAST_WEEK), "disagreed");
	assert_answer(NOT_FOUND, ask(at(LAST_WEEK, "/answer")));
	assert_answer(OK, ask(at(LAST_WEEK, "/undo")));
	assert_answer(SEE_OTHER, submit(at(LAST_WEEK, "/undo"), ""));
	assert_string_equal(state_of(LAST_WEEK), "disputed");
	enter(NINA, LAST_WEEK, "sessions=1&minutes=60&protected=200&"
	    "caseload=15&observations=0");
	assert_string_equal(state_of(LAST_WEEK), "entered");
	assert_owner_asks(5, "SELECT count(*) FROM support_entry");
}

static void
test_a_week_that_changed_is_not_overwritten(void **state)
{
	enter(NINA, LAST_WEEK, SIX);
	take_browser(1);
	sign_in_as(ASA);
	assert_answer(OK, ask(at(LAST_WEEK, "/dispute")));
	keep_fields(at(LAST_WEEK, "/dispute"));
	take_browser(0);
	enter(NINA, LAST_WEEK, "sessions=2&minutes=90&protected=222&"
	    "caseload=14&observations=0");
	take_browser(1);
	assert_answer(INVALID, send_kept(at(LAST_WEEK, "/dispute"),
	    "words=No"));
	assert_shows("This week changed while you had it open");
	assert_owner_asks(2, "SELECT count(*) FROM support_entry");
}

static void
test_a_week_away_expects_nothing(void **state)
{
	enter(NINA, LAST_WEEK, "away=yes");
	assert_answer(OK, follow());
	assert_shows("<strong class=\"govuk-tag govuk-tag--grey\">Away");
	assert_answer(OK, ask(at(LAST_WEEK, "")));
	assert_shows("Correct it");
	assert_hides("I was away all week");
	owner_does("INSERT INTO asye_event (asye_id, change, reason, on_day) "
	    "VALUES (700, 'paused', 'illness', '2026-06-01')");
	assert_answer(OK, ask(at(0, "")));
	assert_shows("Nothing expected");
	assert_answer(OK, ask(at(40, "")));
	assert_hides("It is filled in");
	assert_answer(NOT_FOUND, send_form(at(40, ""), SIX));
}

static void
test_weeks_that_nobody_entered_are_listed_and_wait(void **state)
{
	owner_does("SELECT support_follow_day(1000)");
	sign_in_as(NINA);
	assert_answer(OK, ask(at(0, "")));
	assert_shows("Weeks that nobody entered");
	assert_shows("Week of 1 June 2026");
	assert_answer(OK, ask("/"));
	assert_shows("Enter 41 weeks of your support");
	enter(NINA, LAST_WEEK, SIX);
	assert_answer(OK, ask("/"));
	assert_shows("Enter 40 weeks of your support");
	sign_in_as(ASA);
	assert_answer(OK, ask("/work"));
	assert_shows("Confirm or answer 1 week of support");
	enter(ASA, LAST_WEEK - 1, SIX);
	sign_in_as(NINA);
	assert_answer(OK, ask("/"));
	assert_shows("Confirm or answer 1 week of your support");
}

static void
test_a_gap_goes_to_the_coordinator_and_waits_for_an_answer(void **state)
{
	char	undo[100];

	for (int i = LAST_WEEK - 3; i <= LAST_WEEK; i++)
		enter(NINA, i, "sessions=0&minutes=0&protected=0&caseload=20&"
		    "observations=0");
	sign_in_as(CORA);
	assert_answer(OK, ask("/work"));
	assert_shows("Say what is done about support that falls short");
	assert_answer(OK, ask(at(0, "")));
	assert_shows("Less than was promised");
	assert_shows("3 sessions of supervision were promised and none held.");
	assert_shows("14 hours 4 minutes of protected time promised, none "
	    "given.");
	assert_shows("The caseload was above the agreed cap in 4 weeks.");
	assert_answer(OK, ask(at(0, "/gap")));
	assert_answer(INVALID, submit(at(0, "/gap"), "again-day=15&"
	    "again-month=6&again-year=2026"));
	assert_shows("Enter what is done about it");
	assert_shows("The date must be after today");
	assert_answer(SEE_OTHER, submit(at(0, "/gap"), "words=A+rota&"
	    "again-day=13&again-month=7&again-year=2026"));
	assert_answer(OK, follow());
	assert_shows("A rota");
	assert_answer(OK, ask("/work"));
	assert_hides("support that falls short");
	snprintf(undo, sizeof(undo), "/support/%ld/answers/%ld/undo",
	    ledger(), (long)owner_asks("SELECT max(id) FROM support_answer"));
	assert_answer(OK, ask(undo));
	assert_answer(SEE_OTHER, submit(undo, ""));
	assert_answer(OK, ask("/work"));
	assert_shows("support that falls short");
	sign_in_as(ASA);
	assert_answer(NOT_FOUND, ask(at(0, "/gap")));
	sign_in_as(NINA);
	assert_answer(OK, ask(at(0, "")));
	assert_shows("A rota");
	assert_shows("(undone)");
}

static void
test_a_placement_has_its_own(void **state)
{
	char	path[80];

	sign_in_as(MARY);
	assert_answer(SEE_OTHER, ask("/placements/202/support"));
	assert_answer(OK, follow());
	assert_shows("Enter the week of 8 June 2026");
	assert_answer(SEE_OTHER, ask("/support"));
	assert_answer(OK, follow());
	assert_shows("Items of the induction done");
	assert_shows("None is promised for this week");
	snprintf(path, sizeof(path), "/support/%ld/weeks/2", (long)owner_asks(
	    "SELECT id FROM support_ledger WHERE placement_id = 202"));
	assert_answer(SEE_OTHER, submit(path, "sessions=1&minutes=60&"
	    "protected=0&caseload=2&induction=3"));
	sign_in_as(EWAN);
	assert_answer(OK, ask("/work"));
	assert_shows("Confirm or answer 1 week of support");
	sign_in_as(INES);
	assert_answer(OK, ask(path));
	assert_hides("Save the correction");
	assert_hides("Confirm this week");
	sign_in_as(PAT);
	assert_answer(NOT_FOUND, ask(path));
}

static void
test_organisations_are_added_up_without_the_few(void **state)
{
	enter(NINA, LAST_WEEK, SIX);
	sign_in_as(BO);
	assert_answer(OK, ask("/support/organisations"));
	assert_shows("Brook Council");
	assert_shows("Fewer than 5 people: nothing is said of them");
	assert_hides("promised supervision time");
	assert_hides("Nina");
	owner_does("SELECT support_follow_day(1000); "
	    "UPDATE setting SET value = 2 WHERE name = "
	    "'support_fewest_people'");
	assert_answer(OK, ask("/support/organisations"));
	assert_shows("of the promised supervision time");
	assert_shows("1 of ");
	assert_hides("Ashby");
	sign_in_as(SAM);
	assert_answer(OK, ask("/support/organisations"));
	assert_shows("Ashby NHS Trust");
	assert_shows("Too few people show theirs");
}

/* Six people with a gap in Brook, which its coordinator knows to the person. */
static void
test_partners_are_told_of_gaps_to_the_nearest_five(void **state)
{
	owner_does("SET session_replication_role = replica; "
	    "INSERT INTO support_ledger (placement_id, enrolment_id, "
	    "person_id, programme_id, organisation_id, weeks, gap, "
	    "gap_since, live, followed_on) "
	    "SELECT 9900 + n, 101, 9900 + n, 1, (SELECT organisation_id "
	    "FROM support_ledger WHERE person_id = 71), 4, '{minutes}', "
	    "'2026-06-01', true, '2026-06-15' FROM generate_series(1, 6) n; "
	    "SET session_replication_role = origin");
	sign_in_as(CORA);
	assert_answer(OK, ask("/support/organisations"));
	assert_shows("<td class=\"govuk-table__cell govuk-table__cell--numeric"
	    "\">6</td>");
	sign_in_as(BO);
	assert_answer(OK, ask("/support/organisations"));
	assert_shows("About 5");
}

/* A week with a bank holiday expects a day less, and so do its promises. */
static void
test_bank_holidays_are_no_time_at_work(void **state)
{
	struct arena	 a = { 0 };
	const char	*days = "";
	struct date	 d = { 2000, 1, 1 }, end = { 2101, 1, 1 };

	for (; date_compare(d, end) < 0; d = date_plus_days(d, 1))
		if (bank_holiday(d))
			days = arena_printf(&a, "%s%s%04d-%02d-%02d", days,
			    *days != '\0' ? "," : "", d.year, d.month, d.day);
	assert_string_equal(owner_reads("SELECT string_agg(on_day::text, ',' "
	    "ORDER BY on_day) FROM bank_holiday"), days);
	arena_release(&a);
	/* 25 May 2026 is one; the week after has none. */
	assert_owner_asks(8, "SELECT d.halves FROM support_ledger l, "
	    "support_due(l.id) d WHERE l.person_id = 71 AND d.week_on = "
	    "'2026-05-25'");
	assert_owner_asks(10, "SELECT d.halves FROM support_ledger l, "
	    "support_due(l.id) d WHERE l.person_id = 71 AND d.week_on = "
	    "'2026-06-01'");
}

/* The rule in C and the one that the database decides by. */
static void
test_both_rules_of_gaps_agree(void **state)
{
	static const struct support_limits	usual = { 8, 2, 2, 25, 2 };
	struct support_sums			s = { .weeks = 8 };
	char					sql[700];
	uint64_t				seed = 9;

	for (int i = 0; i < 200; i++) {
		for (int j = 0; j < SUPPORT_CASELOAD; j++) {
			seed = seed * 6364136223846793005 + 1442695040888963407;
			s.promised[j] = (int64_t)(seed >> 40) % 9;
			s.given[j] = (int64_t)(seed >> 50) % 9;
		}
		s.entered = (int64_t)(seed >> 33) % 5;
		s.weeks_over = (int64_t)(seed >> 36) % 4;
		snprintf(sql, sizeof(sql), "SELECT coalesce(sum(1 << "
		    "(array_position(enum_range(NULL::support_gap), g) - 1)), "
		    "0) FROM support_ledger l CROSS JOIN unnest(support_gaps("
		    "jsonb_populate_record(l, jsonb_build_object("
		    "'weeks_entered', %ld, 'promised_sessions', %ld, "
		    "'sessions', %ld, 'promised_minutes', %ld, 'minutes', "
		    "%ld, 'promised_protected', %ld, 'protected', %ld, "
		    "'weeks_over', %ld)))) g WHERE l.asye_id = 700",
		    (long)s.entered, (long)s.promised[0], (long)s.given[0],
		    (long)s.promised[1], (long)s.given[1],
		    (long)s.promised[2], (long)s.given[2],
		    (long)s.weeks_over);
		assert_owner_asks((int64_t)support_gaps(&s, &usual), sql);
	}
}

/* Where a form of the last week is, in a world that was made again. */
static const struct place *
anew(void *p)
{
	struct place	*place = p;
	char		 rest[20];
	bool		 answers, list;

	snprintf(rest, sizeof(rest), "%s", strrchr(place->action, '/'));
	answers = strcmp(rest, "/answer") == 0;
	list = strcmp(rest, "/dispute") != 0 && strcmp(rest, "/undo") != 0 &&
	    !answers;
	support_world(NULL);
	enter(NINA, LAST_WEEK, SIX);
	if (answers) {
		sign_in_as(ASA);
		assert_answer(OK, ask(at(LAST_WEEK, "/dispute")));
		assert_answer(SEE_OTHER, submit(at(LAST_WEEK, "/dispute"),
		    "words=No"));
	}
	sign_in_as(place->person);
	snprintf(place->page, sizeof(place->page), "%s",
	    list ? at(0, "") : at(LAST_WEEK, rest));
	snprintf(place->action, sizeof(place->action), "%s", place->page);
	return (place);
}

static void
test_its_forms_take_no_nonsense(void **state)
{
	struct place	confirm = { .person = ASA, .action = "/list" };
	struct place	dispute = { .person = ASA, .action = "/dispute" };
	struct place	answer = { .person = NINA, .action = "/answer" };
	struct place	undo = { .person = NINA, .action = "/undo" };

	try_nonsense(anew(&dispute), anew, &dispute);
	try_nonsense(anew(&answer), anew, &answer);
	try_nonsense(anew(&undo), anew, &undo);
	try_nonsense(anew(&confirm), anew, &confirm);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
#define IN_SUPPORT(test) cmocka_unit_test_setup(test, support_world)
		IN_SUPPORT(test_a_week_is_entered_in_one_press),
		IN_SUPPORT(test_wrong_numbers_are_said_and_nothing_is_lost),
		IN_SUPPORT(test_the_other_side_confirms_weeks_from_one_list),
		IN_SUPPORT(test_a_dispute_keeps_both_views),
		IN_SUPPORT(test_a_week_that_changed_is_not_overwritten),
		IN_SUPPORT(test_a_week_away_expects_nothing),
		IN_SUPPORT(test_weeks_that_nobody_entered_are_listed_and_wait),
		IN_SUPPORT(
		    test_a_gap_goes_to_the_coordinator_and_waits_for_an_answer),
		IN_SUPPORT(test_a_placement_has_its_own),
		IN_SUPPORT(test_organisations_are_added_up_without_the_few),
		IN_SUPPORT(test_partners_are_told_of_gaps_to_the_nearest_five),
		IN_SUPPORT(test_bank_holidays_are_no_time_at_work),
		IN_SUPPORT(test_both_rules_of_gaps_agree),
		IN_SUPPORT(test_its_forms_take_no_nonsense),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
