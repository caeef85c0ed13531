/*
 * Records that need attention: each matter is found with its reason and what
 * clears it, by whom it is for; set aside by a team, and brought back.
 */
#include <stdio.h>

#include "pages.h"

/* What makes a matter of the small world, and what is then shown of it. */
static const struct {
	const char	*about, *made_by, *name, *reason, *action;
} matters[] = {
	{ "no-placement", "UPDATE enrolment_tally SET unplaced_from = "
	    "'2026-07-01', next_stage = 'last' WHERE enrolment_id = 101",
	    "Si\u00e2n O&#39;Brien", "No last placement from 1 July 2026.",
	    "href=\"/matching\"" },
	{ "no-educator", "UPDATE placement_educator SET during = "
	    "'[2026-06-01,2026-07-01)' WHERE placement_id = 202",
	    "Mary Smith-Jones", "No practice educator from 1 July 2026.",
	    "href=\"/placements/202/educators/new\"" },
	{ "educator-lapses", "INSERT INTO educator (id, person_id, "
	    "programme_id, organisation_id, registration, registered_until) "
	    "OVERRIDING SYSTEM VALUE VALUES (301, 11, 1, 9002, 'registered', "
	    "'2026-06-01'); UPDATE person SET swe_number = 'SW77' WHERE "
	    "id = 11; INSERT INTO educator_entry (educator_id, person_id, "
	    "programme_id, kind, title, from_on) VALUES (301, 11, 1, "
	    "'stage_1', 'Stage 1', '2026-01-01')",
	    "Ewan Reid", "Educates 2 trainees.",
	    "href=\"/educators/301/registration\"" },
	{ "no-pattern", "DELETE FROM placement_pattern WHERE "
	    "placement_id = 202", "Mary Smith-Jones",
	    "No working pattern for the placement from 1 June 2026",
	    "href=\"/placements/202/changes/new\"" },
	{ "days-waiting", "UPDATE placement_tally SET waiting_since = "
	    "'2026-05-20' WHERE placement_id = 202", "Mary Smith-Jones",
	    "1 day waits to be confirmed, the oldest since 20 May 2026.",
	    "href=\"/placements/202/days\"" },
	{ "days-returned", "ALTER TABLE placement_day DISABLE TRIGGER USER; "
	    "UPDATE placement_day SET decided_at = '2026-06-02' "
	    "WHERE id = 20303; ALTER TABLE placement_day ENABLE TRIGGER USER",
	    "Zo\u00eb N\u00fa\u00f1ez",
	    "1 day was returned, the first on 2 June 2026",
	    "href=\"/placements/203/days\"" },
	{ "silent", "UPDATE placement_tally SET latest_on = '2026-05-30' "
	    "WHERE placement_id = 202", "Mary Smith-Jones",
	    "No day was logged for 31 May 2026 or after.",
	    "href=\"/placements/202/changes/new\"" },
	{ "far-behind", "INSERT INTO setting (programme_id, name, value, "
	    "reason, during) VALUES (1, 'attention_behind_halves', 4, 'Test', "
	    "'[2026-06-01,)')",
	    "Mary Smith-Jones", "2 days behind what their own pattern expects",
	    "href=\"/trainees/102/changes/new\"" },
	{ "pause-over", "UPDATE enrolment_tally SET expected_on = "
	    "'2026-06-10' WHERE enrolment_id = 104", "Kwame Okafor",
	    "Still paused; the return was planned for 10 June 2026.",
	    "href=\"/trainees/104/changes/new\"" },
	{ "number-missing", "UPDATE cohort SET ends_on = '2026-07-01' "
	    "WHERE id = 1", "Zo\u00eb N\u00fa\u00f1ez",
	    "No Social Work England number; the programme ends on "
	    "1 July 2026.", "href=\"/trainees/103/number\"" },
	{ "no-tutor", "DELETE FROM enrolment_tutor WHERE enrolment_id = 102",
	    "Mary Smith-Jones", "No tutor.",
	    "href=\"/trainees/102/guides\"" },
	{ "no-lead", "DELETE FROM unit_lead", "Ashby community unit",
	    "Nobody leads the unit.", "href=\"/units/61/lead\"" },
	{ "setting-unknown", "", "Community team",
	    "What kind of setting it is, is not known; 3 trainees are placed "
	    "there.", "href=\"/teams/51/change\"" },
	{ "never-signed-in", "INSERT INTO auth.link (token_hash, person_id, "
	    "purpose, made_at, expires_at) VALUES (sha256('x'), 3, "
	    "'invitation', '2026-05-20 12:00+01', '2026-06-03')",
	    "Zo\u00eb N\u00fa\u00f1ez",
	    "Invited on 20 May 2026 and has not signed in since.",
	    "href=\"/people/3/invitation\"" },
	{ "same-name", "UPDATE person SET given_name = 'Zo\u00eb', "
	    "family_name = 'Nunez' WHERE id = 2", "Zo\u00eb N\u00fa\u00f1ez",
	    "Has the same name and employer as somebody in Spring 2026",
	    "href=\"/trainees/102\"" },
};
enum { MATTERS_MADE = sizeof(matters) / sizeof(*matters) };

static void
ask_about(const char *about)
{
	char	path[80];

	snprintf(path, sizeof(path), "/attention?about=%s", about);
	assert_answer(OK, ask(path));
}

static void
test_each_matter_is_shown_with_its_reason_and_what_clears_it(void **state)
{
	for (size_t i = 0; i < MATTERS_MADE; i++) {
		new_world(NULL);
		owner_does(matters[i].made_by);
		sign_in_as(SAM);
		ask_about(matters[i].about);
		assert_shows(matters[i].name);
		assert_shows(matters[i].reason);
		assert_shows(matters[i].action);
		assert_answer(OK, ask("/attention"));
		assert_shows(matters[i].reason);
	}
}

static void
test_work_without_a_mark_is_shown_with_its_component(void **state)
{
	owner_does("INSERT INTO module (id, programme_id, code, title, "
	    "credits, level, source) OVERRIDING SYSTEM VALUE "
	    "VALUES (571, 1, 'LAW', 'Law', 20, 7, 'Test'); "
	    "INSERT INTO offering (id, module_id, programme_id, cohort_id, "
	    "starts_on, ends_on, leader) OVERRIDING SYSTEM VALUE "
	    "VALUES (572, 571, 1, 1, '2026-04-01', '2026-05-01', 'A Tutor'); "
	    "INSERT INTO component (id, offering_id, programme_id, cohort_id, "
	    "title, weight, due_on, pass_mark) OVERRIDING SYSTEM VALUE "
	    "VALUES (573, 572, 1, 1, 'Essay', 100, '2026-05-01', 50); "
	    "UPDATE attempt SET state = 'submitted', "
	    "submitted_on = '2026-05-01' WHERE enrolment_id IN (101, 102)");
	sign_in_as(SAM);
	ask_about("marks-missing");
	assert_shows("LAW Essay");
	assert_shows("2 pieces of work have no mark; it was due on 1 May");
	assert_shows("href=\"/components/573/marks\"");
}

static void
test_a_setting_moves_what_needs_attention(void **state)
{
	owner_does("UPDATE placement_tally SET waiting_since = '2026-06-08' "
	    "WHERE placement_id = 202");
	sign_in_as(SAM);
	ask_about("days-waiting");
	assert_shows("No record needs this now");
	owner_does("INSERT INTO setting (programme_id, name, value, reason, "
	    "during) VALUES (1, 'attention_waiting_days', 5, 'Test', "
	    "'[2026-06-01,)')");
	ask_about("days-waiting");
	assert_shows("Mary Smith-Jones");
}

static void
test_everybody_sees_the_matters_of_their_own_people(void **state)
{
	owner_does("UPDATE placement_tally SET waiting_since = '2026-05-20' "
	    "WHERE waiting_days > 0; UPDATE placement_tally SET "
	    "latest_on = '2026-05-20' WHERE placement_id IN (201, 203, 206)");
	sign_in_as(EWAN);
	assert_answer(OK, ask("/attention"));
	assert_shows("Mary Smith-Jones");
	assert_shows("href=\"/work\"");
	assert_shows("Si\u00e2n");
	assert_hides("N\u00fa\u00f1ez");
	assert_hides("Tom Lee");
	assert_hides("Not a problem");
	sign_in_as(BO);
	assert_answer(OK, ask("/attention"));
	assert_shows("N\u00fa\u00f1ez");
	assert_hides("Si\u00e2n");
	assert_hides("Tom Lee");
	assert_answer(OK, ask("/attention?about=number-missing"));
	assert_hides("Without a registration number");
	sign_in_as(SAM);
	assert_answer(OK, ask("/attention"));
	assert_hides("Tom Lee");
	sign_in_as(MARY);
	assert_answer(NOT_FOUND, ask("/attention"));
}

static void
make_wait(void)
{
	owner_does("UPDATE placement_tally SET waiting_since = '2026-05-20' "
	    "WHERE placement_id = 202");
	sign_in_as(SAM);
}

static void
test_what_is_set_aside_leaves_the_teams_list_and_comes_back(void **state)
{
	make_wait();
	assert_answer(OK, ask("/attention/aside?about=days-waiting"
	    "&record=202"));
	assert_shows("1 day waits to be confirmed");
	assert_answer(SEE_OTHER, submit("/attention/aside", "until-day=1"
	    "&until-month=7&until-year=2026&reason=Ewan+is+away"));
	assert_leads_to("/attention?about=days-waiting");
	assert_answer(OK, follow());
	assert_shows("Mary Smith-Jones is set aside until 1 July 2026");
	assert_shows("until 1 July 2026, because \u201cEwan is away\u201d "
	    "(Sam Hall,");
	assert_hides("days-waiting&amp;record=202");
	assert_owner_asks(1, "SELECT count(*) FROM audit.event "
	    "WHERE name = 'RECORD_SET_ASIDE' AND actor_id = 31");

	owner_does("UPDATE demonstration SET as_of = '2026-07-01'");
	ask_about("days-waiting");
	assert_shows("days-waiting&amp;record=202");
}

static void
test_what_was_set_aside_is_brought_back_once(void **state)
{
	char	path[80];

	make_wait();
	owner_does("INSERT INTO attention_aside (programme_id, kind, "
	    "record_id, until_on, reason, by_id) VALUES "
	    "(1, 'days-waiting', 202, '2026-07-01', 'Away', 31)");
	snprintf(path, sizeof(path), "/attention/aside/%ld/end",
	    (long)owner_asks("SELECT id FROM attention_aside"));
	assert_answer(OK, ask(path));
	keep_fields(path);
	assert_answer(SEE_OTHER, submit(path, ""));
	assert_answer(OK, follow());
	assert_shows("days-waiting&amp;record=202");
	assert_answer(INVALID, send_form(path, "version=1"));
	assert_shows("It has been brought back already");
	sign_in_as(SAL);
	assert_answer(NOT_FOUND, ask(path));
}

static void
test_setting_aside_asks_for_a_day_to_come_and_why(void **state)
{
	static const char	fields[] = "about=days-waiting&record=202";
	char			body[200];

	make_wait();
	assert_answer(INVALID, send_form("/attention/aside", fields));
	assert_shows("Enter the date until which it is no problem");
	assert_shows("Enter why it is no problem");
	snprintf(body, sizeof(body), "%s&until-day=15&until-month=6"
	    "&until-year=2026&reason=x", fields);
	assert_answer(INVALID, send_form("/attention/aside", body));
	assert_shows("must be in the future");
	snprintf(body, sizeof(body), "%s&until-day=17&until-month=6"
	    "&until-year=2027&reason=x", fields);
	assert_answer(INVALID, send_form("/attention/aside", body));
	assert_shows("must be within a year");
	assert_answer(INVALID, send_form("/attention/aside",
	    "about=days-waiting&record=201&until-day=1&until-month=7"
	    "&until-year=2026&reason=x"));
	assert_shows("needs no attention any more");
	assert_owner_asks(0, "SELECT count(*) FROM attention_aside");
}

static void
test_a_number_is_recorded_once_and_is_nobody_elses(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/trainees/103/number"));
	assert_answer(INVALID, submit("/trainees/103/number", ""));
	assert_shows("Enter the Social Work England number");
	assert_answer(INVALID, send_form("/trainees/103/number",
	    "swe_number=SW1002"));
	assert_shows("Somebody else is recorded with this number");
	assert_answer(INVALID, send_form("/trainees/103/number",
	    "swe_number=SW0"));
	assert_answer(SEE_OTHER, send_form("/trainees/103/number",
	    "swe_number=sw+4567"));
	assert_owner_asks(1, "SELECT count(*) FROM person WHERE id = 3 "
	    "AND swe_number = 'SW4567'");
	assert_owner_asks(1, "SELECT count(*) FROM audit.event "
	    "WHERE name = 'NUMBER_RECORDED' AND person_id = 3");
	assert_answer(INVALID, send_form("/trainees/103/number",
	    "swe_number=SW4568"));
	assert_shows("They have a number already");
	assert_answer(NOT_FOUND, ask("/trainees/106/number"));
}

static void
test_who_never_signed_in_is_invited_again(void **state)
{
	sign_in_as(SAM);
	assert_answer(NOT_FOUND, ask("/people/3/invitation"));
	owner_does("INSERT INTO auth.link (token_hash, person_id, purpose, "
	    "made_at, expires_at) VALUES (sha256('x'), 3, 'invitation', "
	    "'2026-05-20', '2026-06-03'), (sha256('y'), 6, 'invitation', "
	    "'2026-05-20', '2026-06-03')");
	assert_answer(OK, ask("/people/3/invitation"));
	assert_shows("zoe@example.org");
	assert_answer(SEE_OTHER, submit("/people/3/invitation", ""));
	assert_owner_asks(1, "SELECT count(*) FROM post.letter "
	    "WHERE person_id = 3 AND body LIKE '%/choose-password?link=%'");
	assert_owner_asks(2, "SELECT count(*) FROM auth.link "
	    "WHERE person_id = 3 AND purpose = 'invitation'");
	assert_answer(NOT_FOUND, ask("/people/6/invitation"));
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
#define TEST(name)	cmocka_unit_test_setup(name, new_world)
	TEST(test_each_matter_is_shown_with_its_reason_and_what_clears_it),
	TEST(test_work_without_a_mark_is_shown_with_its_component),
	TEST(test_a_setting_moves_what_needs_attention),
	TEST(test_everybody_sees_the_matters_of_their_own_people),
	TEST(test_what_is_set_aside_leaves_the_teams_list_and_comes_back),
	TEST(test_what_was_set_aside_is_brought_back_once),
	TEST(test_setting_aside_asks_for_a_day_to_come_and_why),
	TEST(test_a_number_is_recorded_once_and_is_nobody_elses),
	TEST(test_who_never_signed_in_is_invited_again),
#undef TEST
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
