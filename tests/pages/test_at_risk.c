/* People with flags: who finds whom, answers, contacts, and what was right. */
#include <stdio.h>

#include "pages.h"

/* Mary is behind and without an educator, and has a concern that is not shared;
 * Zoë is behind a little; Nina's supervision is late. */
static void
add_flags(void)
{
	owner_does("INSERT INTO flag (id, person_id, enrolment_id, "
	    "programme_id, placement_id, asye_id, rule, rule_version, about, "
	    "raised_on, severity, severity_on, sentence, why, clears_when, "
	    "who, record_kinds, record_ids) OVERRIDING SYSTEM VALUE VALUES "
	    "(901, 2, 102, 1, 202, NULL, 'days_behind', 1, 'progress', "
	    "'2026-06-08', 'act', '2026-06-08', 'Two days are behind plan.', "
	    "'It is more than two.', 'They are logged.', '{trainee,educator}', "
	    "'{placement}', '{202}'), "
	    "(902, 2, 102, 1, 202, NULL, 'guide_missing', 1, 'support', "
	    "'2026-06-10', 'urgent', '2026-06-10', 'Nobody educates.', "
	    "'It is long.', 'Somebody does.', '{programme}', '{}', '{}'), "
	    "(903, 2, 102, 1, NULL, NULL, 'concern_open', 1, 'progress', "
	    "'2026-06-01', 'watch', '2026-06-01', 'A concern is open.', "
	    "'It is late.', 'It is followed up.', '{programme}', '{}', '{}'), "
	    "(904, 3, 103, 1, 203, NULL, 'days_behind', 1, 'progress', "
	    "'2026-06-02', 'watch', '2026-06-02', 'A day is behind plan.', "
	    "'It is one.', 'It is logged.', '{trainee}', '{}', '{}')");
	owner_does("INSERT INTO flag (id, person_id, enrolment_id, "
	    "programme_id, rule, rule_version, about, raised_on, cleared_on, "
	    "severity, severity_on, sentence, why, clears_when, who) "
	    "OVERRIDING SYSTEM VALUE VALUES (906, 2, 102, 1, 'no_activity', 1, "
	    "'progress', '2026-05-01', '2026-05-20', 'watch', '2026-05-01', "
	    "'Nothing was recorded.', 'It is long.', 'Something is.', "
	    "'{trainee}')");
}

static int
flagged_world(void **state)
{
	new_world(state);
	add_flags();
	return (0);
}

static int
flagged_asye(void **state)
{
	asye_world(state);
	owner_does("INSERT INTO flag (id, person_id, enrolment_id, "
	    "programme_id, asye_id, rule, rule_version, about, raised_on, "
	    "severity, severity_on, sentence, why, clears_when, who) "
	    "OVERRIDING SYSTEM VALUE VALUES (905, 71, 171, 1, 700, "
	    "'supervision_gap', 1, 'support', '2026-06-05', 'act', "
	    "'2026-06-05', 'Supervision is late.', 'It is long.', "
	    "'It is held.', '{line_manager}')");
	return (0);
}

static void
test_the_most_pressing_stands_first_and_then_the_longest(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/at-risk"));
	assert_true(page_shows_in_order("Mary Smith-Jones", "Zoë Núñez"));
	assert_shows("Nobody educates.");
	assert_shows("1 to 2 of 2");
	assert_shows("Urgent: 1");
	assert_answer(OK, ask("/at-risk?answered=no&severity=urgent"));
	assert_shows("Mary Smith-Jones");
	assert_hides("Zoë Núñez");
	assert_shows("Severity: Urgent");
	assert_answer(OK, ask("/at-risk?about=support"));
	assert_hides("Zoë Núñez");
	assert_answer(OK, ask("/at-risk?rule=10&cohort=1"));
	assert_shows("Zoë Núñez");
	assert_answer(OK, ask("/at-risk?organisation=9003"));
	assert_shows("Mary Smith-Jones");
	assert_answer(OK, ask("/at-risk?educator=12"));
	assert_hides("Mary Smith-Jones");
	assert_shows("Zoë Núñez");
	assert_answer(OK, ask("/at-risk?rule=200"));
	assert_shows("Nobody fits. Remove a filter.");
}

static void
test_everybody_finds_those_whom_they_support(void **state)
{
	sign_in_as(EWAN);
	assert_answer(OK, ask("/at-risk"));
	assert_shows("Mary Smith-Jones");
	assert_hides("Zoë Núñez");
	assert_hides("A concern is open.");
	assert_hides("/at-risk/accuracy");
	assert_answer(OK, ask("/trainees/102/at-risk"));
	assert_hides("A concern is open.");
	assert_answer(NOT_FOUND, ask("/trainees/103/at-risk"));
	assert_answer(NOT_FOUND, ask("/flags/903/answer"));
	sign_in_as(INES);
	assert_answer(OK, ask("/at-risk"));
	assert_shows("Zoë Núñez");
	sign_in_as(SAL);
	assert_answer(OK, ask("/at-risk"));
	assert_shows("Nobody has a flag now.");
	sign_in_as(BO);
	assert_answer(NOT_FOUND, ask("/at-risk"));
	assert_answer(NOT_FOUND, ask("/trainees/102/at-risk"));
}

static void
test_the_trainee_reads_the_same_sentences(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/trainees/102/at-risk"));
	assert_shows("Two days are behind plan.");
	assert_shows("href=\"/placements/202\"");
	assert_shows("Nothing was recorded.");
	sign_in_as(MARY);
	assert_answer(OK, ask("/trainees/102/at-risk"));
	assert_shows("Two days are behind plan.");
	assert_shows("A concern is open.");
	assert_shows("Flags that are over");
	assert_hides("/flags/901/answer");
	assert_hides("Record a contact");
	assert_answer(NOT_FOUND, ask("/flags/901/answer"));
	assert_answer(NOT_FOUND, ask("/trainees/103/at-risk"));
	assert_owner_asks(1, "SELECT count(*) FROM audit.event "
	    "WHERE name = 'FLAGS_READ' AND person_id = 2");
}

static enum status
answer(const char *fields)
{
	assert_answer(OK, ask("/flags/901/answer"));
	return (submit("/flags/901/answer", fields));
}

static void
test_an_answer_stands_beside_the_flag_and_falls_in_order(void **state)
{
	sign_in_as(EWAN);
	assert_answer(INVALID, answer("kind=&reason=&words="));
	assert_shows("Select what became of it");
	assert_shows("Select a reason");
	assert_shows("Enter how you know");
	assert_answer(INVALID, answer("kind=cleared&reason=record_wrong&"
	    "words=I+saw+them"));
	assert_shows("Select a reason for: Cleared");
	assert_answer(SEE_OTHER, answer("kind=false_alarm&"
	    "reason=recorded_late&words=I+saw+the+days"));
	assert_answer(OK, follow());
	assert_shows("Your answer is recorded");
	assert_shows("False alarm");
	assert_shows("It was done in time, and recorded late");
	assert_shows("I saw the days");
	assert_owner_asks(1, "SELECT count(*) FROM flag WHERE id = 901 "
	    "AND cleared_on IS NULL");
	sign_in_as(MARY);
	assert_answer(OK, ask("/trainees/102/at-risk"));
	assert_shows("Ewan Reid");
	assert_answer(OK, ask("/trainees/102/history"));
	assert_shows("Flag answered as a false alarm");
	sign_in_as(SAM);
	assert_answer(OK, ask("/at-risk?severity=urgent"));
	assert_shows("1 answered");
}

static void
test_whoever_owes_support_does_not_clear_it(void **state)
{
	sign_in_as(EWAN);
	assert_answer(OK, ask("/flags/902/answer"));
	assert_shows("Programme staff or the ASYE coordinator say");
	assert_hides("It is a false alarm");
	assert_answer(INVALID, submit("/flags/902/answer", "kind=cleared&"
	    "reason=support_given&words=Done"));
	assert_shows("Select what became of it");
	assert_answer(SEE_OTHER, submit("/flags/902/answer", "kind=handled&"
	    "reason=asked&words=The+trust+looks+for+one"));
	sign_in_as(SAM);
	assert_answer(OK, ask("/flags/902/answer"));
	assert_answer(SEE_OTHER, submit("/flags/902/answer", "kind=cleared&"
	    "reason=support_given&words=I+asked+the+trust"));
	assert_owner_asks(2, "SELECT count(*) FROM flag_answer "
	    "WHERE flag_id = 902");
}

static void
test_an_answer_is_undone_by_an_event(void **state)
{
	sign_in_as(EWAN);
	assert_answer(NOT_FOUND, ask("/flags/901/undo"));
	assert_answer(SEE_OTHER, answer("kind=handled&reason=talking&"
	    "words=We+meet"));
	assert_answer(OK, ask("/flags/901/undo"));
	assert_answer(INVALID, submit("/flags/901/undo", "words="));
	assert_shows("Enter why the answer is undone");
	assert_answer(SEE_OTHER, submit("/flags/901/undo",
	    "words=Meant+another"));
	assert_answer(OK, follow());
	assert_shows("undone since");
	assert_shows("Meant another");
	assert_owner_asks(3, "SELECT unanswered FROM flagged "
	    "WHERE enrolment_id = 102");
}

static void
test_two_at_once_do_not_answer_over_each_other(void **state)
{
	sign_in_as(EWAN);
	assert_answer(OK, ask("/flags/901/answer"));
	keep_fields("/flags/901/answer");
	take_browser(1);
	sign_in_as(SAM);
	assert_answer(SEE_OTHER, answer("kind=cleared&reason=on_leave&"
	    "words=He+was+away"));
	take_browser(0);
	assert_answer(INVALID, send_kept("/flags/901/answer",
	    "kind=handled&reason=talking&words=We+meet"));
	assert_shows("Somebody else answered this flag");
	assert_owner_asks(1, "SELECT count(*) FROM flag_answer");
}

static void
test_a_contact_is_recorded_seen_and_taken_back(void **state)
{
	sign_in_as(EWAN);
	assert_answer(OK, ask("/trainees/102/contacts/new"));
	assert_shows("Partners do not see it");
	assert_hides("A concern is open.");
	assert_answer(INVALID, submit("/trainees/102/contacts/new",
	    "on-day=16&on-month=6&on-year=2026&note="));
	assert_shows("The date must be today or in the past");
	assert_shows("Select how it was");
	assert_shows("Enter what was said");
	assert_answer(SEE_OTHER, submit("/trainees/102/contacts/new",
	    "on-day=14&on-month=6&on-year=2026&how=phone&flags=901&"
	    "flags=904&note=We+spoke+for+an+hour"));
	sign_in_as(MARY);
	assert_answer(OK, ask("/trainees/102/at-risk"));
	assert_shows("We spoke for an hour");
	assert_shows("About: Days behind plan");
	assert_hides("Take it back");
	sign_in_as(SAM);
	assert_answer(OK, ask("/at-risk"));
	assert_shows("Contact on 14 June 2026");
	assert_owner_asks(1, "SELECT cardinality(flags) FROM contact");
	sign_in_as(EWAN);
	assert_answer(OK, ask("/trainees/102/at-risk"));
	assert_shows("Take it back");
	char	path[60];
	snprintf(path, sizeof(path), "/trainees/102/contacts/%ld",
	    (long)owner_asks("SELECT id FROM contact"));
	sign_in_as(SAM);
	assert_answer(NOT_FOUND, ask(path));
	sign_in_as(EWAN);
	assert_answer(OK, ask(path));
	assert_answer(SEE_OTHER, submit(path, ""));
	assert_answer(OK, follow());
	assert_shows("(taken back)");
	assert_hides("We spoke for an hour");
}

static void
test_who_supports_an_asye_sees_its_flags(void **state)
{
	sign_in_as(ASA);
	assert_answer(OK, ask("/at-risk"));
	assert_shows("Nina Sol");
	assert_answer(OK, ask("/trainees/171/at-risk"));
	assert_shows("Supervision is late.");
	assert_answer(OK, ask("/flags/905/answer"));
	assert_hides("It is a false alarm");
	sign_in_as(CORA);
	assert_answer(OK, ask("/at-risk"));
	assert_shows("Nina Sol");
	assert_answer(OK, ask("/flags/905/answer"));
	assert_answer(SEE_OTHER, submit("/flags/905/answer", "kind=cleared&"
	    "reason=support_given&words=It+was+held"));
	sign_in_as(MODI);
	assert_answer(NOT_FOUND, ask("/at-risk"));
	assert_answer(NOT_FOUND, ask("/trainees/171/at-risk"));
}

static void
take_snapshots(void)
{
	owner_does("INSERT INTO flag_snapshot (on_date, state, people, flags) "
	    "SELECT d, 'taken', 6, 1 FROM generate_series('2026-05-01'::date, "
	    "'2026-06-15', '1 day') d; "
	    "INSERT INTO flag_day (on_date, enrolment_id, person_id, "
	    "programme_id, rule_version, severity, rule, subject_key) "
	    "SELECT d, 102, 2, 1, 1, CASE WHEN d < '2026-06-01' THEN 'watch' "
	    "ELSE 'urgent' END::flag_severity, 'days_behind', '' "
	    "FROM generate_series('2026-05-20'::date, '2026-06-15', '1 day') "
	    "d; INSERT INTO flag_day SELECT '2026-06-08', 101, 1, 1, 1, "
	    "'watch', 'days_behind', ''; "
	    "SELECT flag_day_follows(d::date) FROM generate_series("
	    "'2026-05-01'::date, '2026-06-15', '1 day') d");
}

static void
test_numbers_of_past_weeks_lead_to_exactly_those_people(void **state)
{
	take_snapshots();
	sign_in_as(SAM);
	assert_answer(OK, ask("/at-risk"));
	assert_shows("1 person was flagged on 15 June 2026");
	assert_shows("href=\"/at-risk?on=2026-06-08\"");
	assert_answer(OK, ask("/at-risk?on=2026-06-08"));
	assert_shows("Who was flagged on 8 June 2026");
	assert_shows("Mary Smith-Jones");
	assert_shows("Siân O&#39;Brien");
	assert_true(page_shows_in_order("Mary Smith-Jones", "Siân"));
	assert_answer(OK, ask("/at-risk?on=2026-06-08&severity=watch"));
	assert_hides("Mary Smith-Jones");
	sign_in_as(EWAN);
	assert_answer(OK, ask("/at-risk"));
	assert_shows("href=\"/at-risk?on=2026-06-08\"");
	assert_answer(OK, ask("/at-risk?on=2026-06-08"));
	assert_shows("Mary Smith-Jones");
	assert_hides("Siân");
}

/* Mary left by a decision nine days into a flag of hers; Siân stayed. */
static void
test_a_rule_is_held_against_what_came_of_people(void **state)
{
	take_snapshots();
	owner_does("INSERT INTO enrolment_event (enrolment_id, person_id, "
	    "programme_id, version, change, on_date, reason) VALUES "
	    "(102, 2, 1, 2, 'withdrawn', '2026-06-10', 'decision'), "
	    "(101, 1, 1, 2, 'completed', '2026-06-15', 'requirements_met')");
	sign_in_as(SAM);
	assert_answer(OK, ask("/at-risk/accuracy?outcome=failed"));
	assert_shows("It came to 1 of 2.");
	assert_shows("50% (1 of 2)");
	assert_shows("100% (1 of 1)");
	assert_shows("1.3 weeks");
	assert_shows("With fewer than 20 outcomes nothing is said");
	assert_hides("would have flagged");
	assert_answer(OK, ask("/at-risk/accuracy?outcome=extended"));
	assert_shows("It came to 0 of 2.");
	assert_answer(OK, ask("/at-risk/accuracy"));
	sign_in_as(INES);
	assert_answer(NOT_FOUND, ask("/at-risk/accuracy"));
}

static void
test_another_threshold_is_told_from_twenty_outcomes_on(void **state)
{
	take_snapshots();
	owner_does("INSERT INTO person (id, given_name, family_name, email) "
	    "OVERRIDING SYSTEM VALUE SELECT 2000 + n, 'Ann', 'Other', "
	    "'ann' || n || '@example.org' FROM generate_series(1, 20) n; "
	    "INSERT INTO enrolment (id, programme_id, cohort_id, person_id, "
	    "employer_id, starts_on) OVERRIDING SYSTEM VALUE SELECT 2000 + n, "
	    "1, 1, 2000 + n, 9002, '2026-05-01' FROM generate_series(1, 20) n; "
	    "INSERT INTO enrolment_event (enrolment_id, person_id, "
	    "programme_id, version, change, on_date, reason) SELECT 2000 + n, "
	    "2000 + n, 1, 2, 'withdrawn', '2026-06-10', 'decision' "
	    "FROM generate_series(1, 20) n; "
	    "INSERT INTO flag_run SELECT 2000 + n, 1, 'days_behind', 1, "
	    "'2026-05-10', '2026-06-09', CASE WHEN n > 5 THEN "
	    "'2026-05-20'::date END, NULL FROM generate_series(1, 20) n");
	sign_in_as(SAM);
	assert_answer(OK, ask("/at-risk/accuracy?outcome=failed"));
	assert_shows("It came to 20 of 20.");
	assert_shows("Flagging from 10 days behind instead of 5 days would "
	    "have flagged 15 instead of 20 people");
	assert_shows("missed 5 that were found");
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
#define TEST(name)	cmocka_unit_test_setup(name, flagged_world)
		TEST(test_the_most_pressing_stands_first_and_then_the_longest),
		TEST(test_everybody_finds_those_whom_they_support),
		TEST(test_the_trainee_reads_the_same_sentences),
		TEST(test_an_answer_stands_beside_the_flag_and_falls_in_order),
		TEST(test_whoever_owes_support_does_not_clear_it),
		TEST(test_an_answer_is_undone_by_an_event),
		TEST(test_two_at_once_do_not_answer_over_each_other),
		TEST(test_a_contact_is_recorded_seen_and_taken_back),
		TEST(test_numbers_of_past_weeks_lead_to_exactly_those_people),
		TEST(test_a_rule_is_held_against_what_came_of_people),
		TEST(test_another_threshold_is_told_from_twenty_outcomes_on),
#undef TEST
		cmocka_unit_test_setup(
		    test_who_supports_an_asye_sees_its_flags, flagged_asye),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
