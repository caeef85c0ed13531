/* Settings: who changes them, what a change is shown to do, what is kept. */
#include <stdio.h>

#include "pages.h"

enum { PATH = 200 };

static int64_t
id_of(const char *name)
{
	char	sql[PATH];

	snprintf(sql, sizeof(sql), "SELECT id FROM setting_name "
	    "WHERE name = '%s'", name);
	return (owner_asks(sql));
}

/* "/settings/1/5/check?value=2&from=..." */
static const char *
path_of(const char *name, const char *behind)
{
	static char	paths[2][PATH];
	static int	turn;

	turn = !turn;
	snprintf(paths[turn], PATH, "/settings/1/%ld%s", id_of(name), behind);
	return (paths[turn]);
}

/* The page that shows what a value from today would do. */
static void
look_at(const char *name, int value)
{
	char	behind[PATH];

	snprintf(behind, sizeof(behind), "/check?value=%d&from=2026-06-15",
	    value);
	assert_answer(OK, ask(path_of(name, behind)));
}

static void
set(const char *name, int value, const char *from)
{
	char	behind[PATH];

	snprintf(behind, sizeof(behind), "/check?value=%d&from=%s", value,
	    from);
	assert_answer(OK, ask(path_of(name, behind)));
	assert_answer(SEE_OTHER, submit(path_of(name, "/check"),
	    "reason=Our+board+decided"));
}

static void
test_staff_see_every_setting_of_their_programme(void **state)
{
	char	label[PATH];

	sign_in_as(SAM);
	assert_answer(SEE_OTHER, ask("/settings"));
	assert_leads_to("/settings/1");
	assert_answer(OK, follow());
	assert_owner_asks((int64_t)page_count("<th scope=\"row\""),
	    "SELECT count(*) FROM setting_name");
	snprintf(label, sizeof(label), "%s", owner_reads("SELECT label FROM "
	    "setting_name WHERE name = 'educator_capacity'"));
	assert_shows(label);
	assert_shows("3 trainees");
	assert_shows("30 November");
	assert_shows("No limit");
	assert_answer(NOT_FOUND, ask("/settings/2"));
	sign_in_as(SAL);
	assert_answer(NOT_FOUND, ask(path_of("educator_capacity", "")));
	sign_in_as(EWAN);
	assert_answer(NOT_FOUND, ask(path_of("educator_capacity", "")));
}

static void
test_staff_of_several_programmes_choose_one(void **state)
{
	owner_does("INSERT INTO role_held (person_id, role, programme_id, "
	    "during) VALUES (31, 'staff', 2, '[2026-01-01,)')");
	sign_in_as(SAM);
	assert_answer(OK, ask("/settings"));
	assert_shows("Northern programme");
	assert_shows("href=\"/settings/2\"");
	assert_answer(OK, ask("/settings/2"));
}

static void
test_a_value_is_asked_for_as_people_write_it(void **state)
{
	const char	*path;

	sign_in_as(SAM);
	path = path_of("behind_after_halves", "/new");
	assert_answer(OK, ask(path));
	assert_shows("A value between 0.5 and 50 days. The national default "
	    "is 2 days");
	assert_answer(INVALID, submit(path, "value=2.2&from-day=15"
	    "&from-month=6&from-year=2026"));
	assert_shows("Enter days and half days, such as 2 or 2.5");
	assert_answer(INVALID, submit(path, "value=2&from-day=15"
	    "&from-month=6&from-year=2026"));
	assert_shows("It is 2 days on 15 June 2026 already");
	assert_answer(INVALID, submit(path, "value=3&from-day=14"
	    "&from-month=6&from-year=2026"));
	assert_shows("The first day must be today or later");
	assert_answer(INVALID, submit(path, "value=5.5&from-day=15"
	    "&from-month=6&from-year=2026"));
	assert_shows("The value must be 5 days or less, for well behind is 5 "
	    "days");
	assert_answer(SEE_OTHER, submit(path, "value=1.5&from-day=1"
	    "&from-month=7&from-year=2026"));
	assert_leads_to(path_of("behind_after_halves",
	    "/check?value=3&from=2026-07-01"));
}

/* What others stand on is kept as long as they are, on each day. */
static void
test_nothing_is_kept_for_longer_than_what_it_stands_on(void **state)
{
	char	path[PATH];

	sign_in_as(SAM);
	assert_answer(OK, ask(path_of("keep_core_months", "/new")));
	assert_answer(INVALID, submit(path_of("keep_core_months", "/new"),
	    "value=71&from-day=15&from-month=6&from-year=2026"));
	assert_shows("The value must be 72 months or more, because “Keep the "
	    "work of training for” is 72 months on 15 June 2026");
	assert_shows("id=\"value-error\"");
	assert_answer(OK, ask(path_of("keep_training_months", "/new")));
	assert_answer(INVALID, submit(path_of("keep_training_months", "/new"),
	    "value=601&from-day=15&from-month=6&from-year=2026"));
	assert_shows("The value must be 600 months or less, because “Keep "
	    "enrolments and results for” is 600 months on 15 June 2026");
	assert_answer(SEE_OTHER, ask(path_of("keep_core_months",
	    "/check?value=71&from=2026-06-15")));
	set("keep_core_months", 72, "2026-06-15");
	assert_answer(OK, ask(path_of("keep_concern_months", "/new")));
	assert_answer(INVALID, submit(path_of("keep_concern_months", "/new"),
	    "value=73&from-day=1&from-month=1&from-year=2027"));
	assert_shows("is 72 months on 1 January 2027");
	set("keep_core_months", 90, "2026-08-01");
	set("keep_training_months", 80, "2026-09-01");
	assert_answer(OK, ask(path_of("keep_core_months", "/new")));
	assert_answer(INVALID, submit(path_of("keep_core_months", "/new"),
	    "value=79&from-day=1&from-month=8&from-year=2026"));
	assert_shows("is 80 months on 1 September 2026");
	snprintf(path, sizeof(path), "/setting-versions/%ld/take-back",
	    owner_asks("SELECT id FROM setting WHERE value = 90 "
	    "AND programme_id = 1"));
	assert_answer(OK, ask(path));
	assert_answer(INVALID, submit(path, ""));
	assert_shows("It cannot be taken back yet. The value must be 80 "
	    "months or more, because “Keep the work of training for” is 80 "
	    "months on 1 September 2026");
	assert_owner_asks(1, "SELECT count(*) FROM setting WHERE value = 90 "
	    "AND programme_id = 1 AND state = 'standing'");
}

static void
test_a_default_that_does_not_last_is_not_gone_back_to(void **state)
{
	sign_in_as(SAM);
	set("keep_core_months", 1000, "2026-06-15");
	set("keep_training_months", 700, "2026-06-15");
	assert_answer(OK, ask(path_of("keep_core_months",
	    "/new?value=national")));
	assert_answer(INVALID, submit(path_of("keep_core_months", "/new"),
	    "from-day=1&from-month=8&from-year=2026"));
	assert_shows("The value must be 700 months or more, because “Keep the "
	    "work of training for” is 700 months on 1 August 2026");
	assert_shows("id=\"from-error\"");
}

static void
test_a_change_from_today_holds_with_its_reason(void **state)
{
	sign_in_as(SAM);
	set("educator_capacity", 2, "2026-06-15");
	assert_leads_to(path_of("educator_capacity", ""));
	assert_answer(OK, follow());
	assert_shows("Trainees at once with a practice educator: 2 trainees "
	    "from today");
	assert_shows("Our board decided");
	assert_shows("by Sam Hall");
	assert_shows("Holds now");
	assert_hides("Take it back");
	assert_owner_asks(2, "SELECT setting_of(1, 'educator_capacity')");
	assert_owner_asks(3, "SELECT setting_of(2, 'educator_capacity')");
	assert_owner_asks(1, "SELECT count(*) FROM audit.event WHERE name = "
	    "'SETTING_CHANGED' AND actor_id = 31 AND programme_id = 1 "
	    "AND before IS NULL");
	assert_answer(OK, ask("/settings/1"));
	assert_shows("Own, since 15 June 2026. The national default is 3 "
	    "trainees");
}

static void
test_a_change_needs_a_reason_and_today_or_later(void **state)
{
	char	sent[PATH];

	sign_in_as(SAM);
	look_at("educator_capacity", 2);
	assert_answer(INVALID, submit(path_of("educator_capacity", "/check"),
	    "reason=+"));
	assert_shows("Enter why the programme changes this");
	snprintf(sent, sizeof(sent), "value=2&from=2026-06-14&version=0"
	    "&reason=Late");
	assert_answer(SEE_OTHER, send_form(path_of("educator_capacity",
	    "/check"), sent));
	snprintf(sent, sizeof(sent), "value=51&from=2026-06-15&version=0"
	    "&reason=Many");
	assert_answer(SEE_OTHER, send_form(path_of("educator_capacity",
	    "/check"), sent));
	assert_owner_asks(0, "SELECT count(*) FROM setting "
	    "WHERE programme_id IS NOT NULL");
}

static void
test_what_has_not_begun_is_taken_back_and_kept(void **state)
{
	char	path[PATH];

	sign_in_as(SAM);
	set("educator_capacity", 2, "2026-07-01");
	assert_answer(OK, follow());
	assert_shows("You can take it back until then");
	assert_shows("To come");
	assert_owner_asks(3, "SELECT setting_of(1, 'educator_capacity')");
	snprintf(path, sizeof(path), "/setting-versions/%ld/take-back",
	    owner_asks("SELECT id FROM setting WHERE programme_id = 1"));
	assert_answer(OK, ask(path));
	assert_shows("What holds on the day before goes on: 3 trainees");
	assert_answer(SEE_OTHER, submit(path, ""));
	assert_answer(OK, follow());
	assert_shows("Taken back by Sam Hall on");
	assert_answer(OK, ask(path));
	assert_shows("Only what has not begun can be taken back");
	assert_owner_asks(1, "SELECT count(*) FROM audit.event WHERE name = "
	    "'SETTING_TAKEN_BACK' AND after ->> 'state' = 'taken_back'");
	assert_answer(OK, ask("/settings/1"));
	assert_hides("from 1 July 2026");
}

static void
test_what_has_begun_is_not_taken_back(void **state)
{
	char	path[PATH];

	sign_in_as(SAM);
	set("educator_capacity", 2, "2026-06-15");
	snprintf(path, sizeof(path), "/setting-versions/%ld/take-back",
	    owner_asks("SELECT id FROM setting WHERE programme_id = 1"));
	assert_answer(INVALID, send_form(path, "version=1"));
	assert_shows("Only what has not begun can be taken back");
	sign_in_as(SAL);
	assert_answer(NOT_FOUND, send_form(path, "version=1"));
	assert_owner_asks(2, "SELECT setting_of(1, 'educator_capacity')");
}

static void
test_a_stale_form_changes_nothing(void **state)
{
	const char	*path;

	sign_in_as(SAM);
	look_at("educator_capacity", 2);
	keep_fields(path_of("educator_capacity", "/check"));
	owner_does("INSERT INTO setting (programme_id, name, value, reason, "
	    "during, by_id) VALUES (1, 'educator_capacity', 4, 'Other', "
	    "'[2026-06-15,)', 31)");
	path = path_of("educator_capacity", "/check");
	assert_answer(INVALID, send_kept(path, "reason=Mine"));
	assert_shows("This setting changed while you had it open");
	assert_shows("4 trainees");
	assert_owner_asks(4, "SELECT setting_of(1, 'educator_capacity')");
	assert_answer(SEE_OTHER, submit(path, "reason=Mine"));
	assert_owner_asks(2, "SELECT setting_of(1, 'educator_capacity')");
	assert_owner_asks(1, "SELECT count(*) FROM setting "
	    "WHERE programme_id = 1 AND state = 'replaced'");
}

static void
test_whoever_comes_second_is_told(void **state)
{
	struct reply	reply;
	char		*body;

	sign_in_as(SAM);
	look_at("educator_capacity", 2);
	body = strdup(hidden_fields(path_of("educator_capacity", "/check")));
	body = realloc(body, strlen(body) + PATH);
	strcat(body, "reason=Mine");
	send_at_once(path_of("educator_capacity", "/check"), body,
	    "INSERT INTO setting (programme_id, name, value, reason, during, "
	    "by_id) VALUES (1, 'educator_capacity', 4, 'First', "
	    "'[2026-06-15,)', 31)", &reply, 1);
	assert_int_equal(reply.status, INVALID);
	assert_owner_asks(4, "SELECT setting_of(1, 'educator_capacity')");
	assert_owner_asks(1, "SELECT count(*) FROM setting "
	    "WHERE programme_id = 1");
	free(body);
}

static void
test_the_national_default_is_gone_back_to(void **state)
{
	const char	*path;

	sign_in_as(SAM);
	path = path_of("educator_capacity",
	    "/check?value=national&from=2026-06-15");
	assert_answer(SEE_OTHER, ask(path));
	set("educator_capacity", 2, "2026-06-15");
	assert_answer(OK, follow());
	assert_shows("Go back to the national default");
	path = path_of("educator_capacity", "/new");
	assert_answer(OK, ask(path_of("educator_capacity",
	    "/new?value=national")));
	assert_answer(SEE_OTHER, submit(path, "from-day=1&from-month=8"
	    "&from-year=2026"));
	assert_answer(OK, follow());
	assert_shows("The national default, 3 trainees");
	assert_answer(SEE_OTHER, submit(path_of("educator_capacity",
	    "/check"), "reason=As+all+do"));
	assert_owner_asks(1, "SELECT count(*) FROM setting WHERE programme_id "
	    "= 1 AND value IS NULL AND lower(during) = '2026-08-01'");
}

static void
test_it_shows_who_would_be_behind_or_no_longer(void **state)
{
	sign_in_as(SAM);
	look_at("behind_after_halves", 2);
	assert_shows("1 trainee would stand differently");
	assert_shows("Mary Smith-Jones");
	assert_shows("href=\"/trainees/102\"");
	assert_true(page_shows_in_order("Slightly behind</td>",
	    "Behind</td>"));
	look_at("behind_after_halves", 10);
	assert_shows("1 trainee would stand differently");
	assert_shows("Kwame Okafor");
	look_at("well_behind_after_halves", 16);
	assert_shows("Zoë Núñez");
	assert_hides("Tom Lee");
	look_at("behind_after_halves", 5);
	assert_shows("0 trainees would stand differently");
	assert_hides("With this change</th>");
}

static void
test_it_shows_which_days_could_no_longer_be_logged(void **state)
{
	sign_in_as(SAM);
	look_at("longest_log_days_back", 7);
	assert_shows("1 trainee has expected days");
	assert_shows("Zoë Núñez");
	assert_shows("2 days too long ago to log");
	set("longest_log_days_back", 7, "2026-06-15");
	sign_in_as(ZOE);
	assert_answer(OK, ask("/placements/203/days/new"));
	assert_answer(INVALID, submit("/placements/203/days/new",
	    "on-day=5&on-month=6&on-year=2026&length=full&kind=attended"
	    "&did=Met+a+family"));
	assert_shows("5 June 2026 is more than 7 days ago");
	assert_answer(SEE_OTHER, submit("/placements/203/days/new",
	    "on-day=8&on-month=6&on-year=2026&length=full&kind=attended"
	    "&did=Met+a+family"));
}

static void
test_it_shows_who_would_lose_sight_of_a_placement(void **state)
{
	owner_does("INSERT INTO placement_educator (placement_id, person_id, "
	    "duty, during) VALUES (202, 12, 'onsite_supervisor', "
	    "'[2026-05-01,2026-05-20)')");
	sign_in_as(SAM);
	look_at("educator_access_days_after", 26);
	assert_shows("1 time with a placement would be seen differently");
	assert_shows("Esi Mensah, with Mary Smith-Jones until 19 May 2026");
	assert_shows("Does not see the placement, where 1 day waits for "
	    "confirmation");
	look_at("educator_access_days_after", 27);
	assert_shows("0 times with a placement");
	set("educator_access_days_after", 26, "2026-06-15");
	sign_in_as(ESI);
	assert_answer(NOT_FOUND, ask("/placements/202/days"));
}

static void
test_it_shows_which_educators_would_be_overloaded_or_lapse(void **state)
{
	owner_does("INSERT INTO educator (id, person_id, programme_id, "
	    "organisation_id, registration, registered_until, capacity) "
	    "OVERRIDING SYSTEM VALUE VALUES "
	    "(501, 11, 1, 9002, 'registered', '2026-11-30', NULL), "
	    "(502, 13, 2, 9002, 'registered', '2026-11-30', NULL), "
	    "(503, 12, 1, 9003, 'registered', '2026-11-30', 5); "
	    "UPDATE person SET swe_number = 'SW' || id WHERE id > 10; "
	    "DELETE FROM placement_educator WHERE person_id = 12; "
	    "INSERT INTO educator_entry (educator_id, person_id, "
	    "programme_id, kind, title, from_on) VALUES "
	    "(501, 11, 1, 'stage_1', 'Stage 1', '2020-01-01'), "
	    "(503, 12, 1, 'stage_1', 'Stage 1', '2025-06-01')");
	sign_in_as(SAM);
	look_at("educator_capacity", 1);
	assert_shows("1 practice educator’s entry would say something else");
	assert_shows("Ewan Reid");
	assert_true(page_shows_in_order("Nothing to point out",
	    "Overloaded"));
	look_at("educator_currency_months", 12);
	assert_shows("Esi Mensah");
	assert_hides("Ewan Reid");
	assert_shows("Not current");
	look_at("educator_attention_days", 200);
	assert_shows("2 practice educators’ entries would say something else");
	look_at("registration_renewal_day", 930);
	assert_shows("recorded on 15 June 2026 would run until 30 September "
	    "2026; with the value that there is, until 30 November 2026");
}

static void
test_it_shows_rounds_that_keep_what_they_were_started_with(void **state)
{
	owner_does("INSERT INTO match_round (id, programme_id, cohort_id, "
	    "stage, starts_on, required_halves, slack_days, settings_needed, "
	    "minutes_at_most, minutes_within_area, milliseconds, "
	    "per_ten_minutes, per_week_later, not_employer, not_preferred, "
	    "not_statutory, made_by) OVERRIDING SYSTEM VALUE VALUES (521, 1, "
	    "1, 'last', '2026-11-02', 190, 14, 2, 60, 30, 2000, 10, 7, 20, "
	    "30, 15, 31)");
	sign_in_as(SAM);
	look_at("match_halves_last", 180);
	assert_shows("1 round is open");
	assert_shows("href=\"/matching/521\"");
	assert_shows("Keeps 95 days");
	look_at("match_halves_first", 120);
	assert_shows("0 rounds are open");
	look_at("match_minutes_at_most", 45);
	assert_shows("Keeps 60 minutes");
}

static void
test_it_shows_results_that_a_board_would_see_otherwise(void **state)
{
	owner_does("INSERT INTO offering (id, module_id, programme_id, "
	    "cohort_id, starts_on, ends_on, leader) OVERRIDING SYSTEM VALUE "
	    "SELECT 501, min(id), 1, 1, '2026-06-01', '2026-07-31', 'Jo' "
	    "FROM module; INSERT INTO component (id, offering_id, "
	    "programme_id, cohort_id, title, weight, due_on, pass_mark) "
	    "OVERRIDING SYSTEM VALUE VALUES "
	    "(521, 501, 1, 1, 'Essay', 51, '2026-06-05', 50), "
	    "(522, 501, 1, 1, 'Talk', 49, '2026-06-05', 50); "
	    "UPDATE attempt SET state = 'submitted', "
	    "submitted_on = '2026-06-05' WHERE enrolment_id IN (101, 102); "
	    "INSERT INTO mark (attempt_id, component_id, offering_id, "
	    "programme_id, enrolment_id, person_id, mark) "
	    "SELECT id, component_id, offering_id, programme_id, "
	    "enrolment_id, person_id, CASE WHEN enrolment_id = 101 THEN 60 "
	    "WHEN component_id = 521 THEN 45 ELSE 62 END FROM attempt "
	    "WHERE enrolment_id IN (101, 102)");
	sign_in_as(SAM);
	look_at("module_component_passes", 0);
	assert_shows("1 result that no board has decided upon");
	assert_shows("Mary Smith-Jones");
	look_at("module_compensate_from", 46);
	assert_shows("Mary Smith-Jones");
	assert_shows("href=\"/modules/501\"");
	look_at("module_rounding", 1);
	assert_shows("0 results that no board has decided upon");
	owner_does("INSERT INTO board_decision (offering_id, programme_id, "
	    "cohort_id, enrolment_id, person_id, outcome, result, board_on, "
	    "decided_by) VALUES (501, 1, 1, 102, 2, 'pass', 53, "
	    "'2026-06-15', 31)");
	look_at("module_component_passes", 0);
	assert_shows("0 results that no board has decided upon");
	look_at("module_resit_days", 14);
	assert_shows("resits for 29 June 2026; with the value that there is, "
	    "for 13 July 2026");
	look_at("module_pass_mark", 40);
	assert_shows("0 modules have components still to be added");
}

static void
test_it_shows_extensions_that_are_longer_already(void **state)
{
	owner_does("INSERT INTO enrolment_event (enrolment_id, person_id, "
	    "programme_id, version, change, on_date, reason, ends_on) VALUES "
	    "(102, 2, 1, 2, 'extended', '2026-06-15', 'caring', "
	    "'2027-10-31')");
	sign_in_as(SAM);
	look_at("longest_extension_months", 5);
	assert_shows("0 trainees’ programmes end later");
	look_at("longest_extension_months", 4);
	assert_shows("1 trainee’s programme ends later");
	assert_shows("5 whole months after the cohort’s end");
	assert_shows("Still ends on 31 October 2027");
}

/* Each with a value that it has not and may have. */
static void
test_every_setting_says_what_a_change_of_it_does(void **state)
{
	char	sql[2 * PATH], address[PATH];
	int64_t	all = owner_asks("SELECT count(*) FROM setting_name"), id;

	sign_in_as(SAM);
	for (int64_t n = 0; n < all; n++) {
		snprintf(sql, sizeof(sql), "SELECT id FROM setting_name "
		    "ORDER BY id OFFSET %ld LIMIT 1", (long)n);
		id = owner_asks(sql);
		snprintf(sql, sizeof(sql), "SELECT CASE WHEN n.name ~ "
		    "'behind|^keep' OR d.value = n.least THEN d.value + 1 ELSE "
		    "n.least END FROM setting_name n JOIN setting d "
		    "USING (name) WHERE n.id = %ld AND d.programme_id "
		    "IS NULL", (long)id);
		snprintf(address, sizeof(address), "/settings/1/%ld/check?"
		    "value=%ld&from=2026-07-01", (long)id, owner_asks(sql));
		assert_answer(OK, ask(address));
		assert_shows("What it changes");
	}
}

static void
test_long_lists_are_paged_without_what_was_typed(void **state)
{
	owner_does("INSERT INTO person (id, given_name, family_name, email) "
	    "OVERRIDING SYSTEM VALUE SELECT 1000 + i, 'Ada', 'Byron ' || i, "
	    "'ada' || i || '@example.org' FROM generate_series(1, 30) i; "
	    "INSERT INTO enrolment (id, programme_id, cohort_id, person_id, "
	    "employer_id, starts_on) OVERRIDING SYSTEM VALUE SELECT 1000 + i, "
	    "1, 1, 1000 + i, 9002, '2026-06-01' FROM generate_series(1, 30) i;"
	    "INSERT INTO placement (id, enrolment_id, person_id, "
	    "programme_id, organisation_id, team_id, stage, starts_on, "
	    "ends_on, required_halves) OVERRIDING SYSTEM VALUE SELECT "
	    "1000 + i, 1000 + i, 1000 + i, 1, 9002, 51, 'first', "
	    "'2026-06-01', '2026-10-30', 140 FROM generate_series(1, 30) i; "
	    "INSERT INTO placement_pattern (placement_id, during, halves) "
	    "SELECT 1000 + i, '[2026-06-10,)', '{2,2,2,2,2,0,0}' "
	    "FROM generate_series(1, 30) i");
	sign_in_as(SAM);
	look_at("behind_after_halves", 6);
	assert_shows("31 trainees would stand differently");
	assert_shows("Showing 1 to 25 of 31");
	assert_answer(INVALID, submit(path_of("behind_after_halves",
	    "/check"), ""));
	assert_shows("value=6&amp;from=2026-06-15&amp;page=2");
	assert_hides("csrf=");
	assert_answer(OK, ask(path_of("behind_after_halves",
	    "/check?value=6&from=2026-06-15&page=2")));
	assert_shows("Showing 26 to 31 of 31");
}

#define TEST(name)	cmocka_unit_test_setup(name, new_world)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_staff_see_every_setting_of_their_programme),
		TEST(test_staff_of_several_programmes_choose_one),
		TEST(test_a_value_is_asked_for_as_people_write_it),
		TEST(
		    test_nothing_is_kept_for_longer_than_what_it_stands_on),
		TEST(
		    test_a_default_that_does_not_last_is_not_gone_back_to),
		TEST(test_a_change_from_today_holds_with_its_reason),
		TEST(test_a_change_needs_a_reason_and_today_or_later),
		TEST(
		    test_what_has_not_begun_is_taken_back_and_kept),
		TEST(test_what_has_begun_is_not_taken_back),
		TEST(test_a_stale_form_changes_nothing),
		TEST(test_whoever_comes_second_is_told),
		TEST(test_the_national_default_is_gone_back_to),
		TEST(test_it_shows_who_would_be_behind_or_no_longer),
		TEST(test_it_shows_which_days_could_no_longer_be_logged),
		TEST(test_it_shows_who_would_lose_sight_of_a_placement),
		TEST(
		    test_it_shows_which_educators_would_be_overloaded_or_lapse),
		TEST(
		    test_it_shows_rounds_that_keep_what_they_were_started_with),
		TEST(test_it_shows_results_that_a_board_would_see_otherwise),
		TEST(test_it_shows_extensions_that_are_longer_already),
		TEST(test_every_setting_says_what_a_change_of_it_does),
		TEST(test_long_lists_are_paged_without_what_was_typed),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
