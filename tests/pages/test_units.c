/* Units and who leads them, tutors, and which organisation does what. */
#include <stdio.h>

#include "pages.h"

/* Ashby's unit 61 has Siân and Mary and is led by Leo; Ines tutors both, and
 * Zoë. */

#define FROM(day, month)						\
	"from-day=" #day "&from-month=" #month "&from-year=2026"

static int
rows(void)
{
	return ((int)page_count("<tr class=\"govuk-table__row\">") -
	    (int)page_count("<thead "));
}

/* Another tutor, another lead who has no number, and another unit, at Brook. */
static int
more_guides(void **state)
{
	new_world(state);
	owner_does("INSERT INTO person (id, given_name, family_name, email) "
	    "OVERRIDING SYSTEM VALUE VALUES (43, 'Tia', 'Rose', 'tia@a.org'), "
	    "(44, 'Lin', 'Vale', 'lin@a.org'); "
	    "INSERT INTO role_held (id, person_id, role, programme_id, during) "
	    "OVERRIDING SYSTEM VALUE VALUES "
	    "(903, 43, 'tutor', 1, '[2026-01-01,)'), "
	    "(904, 44, 'lead', 1, '[2026-01-01,)'); "
	    "INSERT INTO unit (id, programme_id, organisation_id, team_id, "
	    "name, opened_on) OVERRIDING SYSTEM VALUE VALUES "
	    "(62, 1, 9003, 52, 'Brook crisis unit', '2026-06-01')");
	return (0);
}

static void
test_the_list_holds_each_unit_against_its_settings(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/units"));
	assert_int_equal(rows(), 2);
	assert_shows("Ashby community unit");
	assert_shows("Fewer than 4 in it.");
	assert_shows("Nobody leads it.");
	assert_answer(OK, ask("/units?size=small"));
	assert_int_equal(rows(), 2);
	assert_answer(OK, ask("/units?size=large"));
	assert_int_equal(rows(), 0);
	assert_shows("No unit fits");
	assert_answer(OK, ask("/units?lead=none"));
	assert_int_equal(rows(), 1);
	assert_shows("Brook crisis unit");
	assert_answer(OK, ask("/units?search=gra"));
	assert_int_equal(rows(), 1);
	assert_shows("Leo Grant");
	assert_answer(OK, ask("/units?host=9003"));
	assert_int_equal(rows(), 1);
	assert_answer(OK, ask("/units?state=closed"));
	assert_int_equal(rows(), 0);
	owner_does("INSERT INTO setting (programme_id, name, value, reason, "
	    "during) VALUES (1, 'unit_size_most', 1, 'Test', "
	    "'[2026-06-15,)')");
	assert_answer(OK, ask("/units?size=large"));
	assert_int_equal(rows(), 1);
	assert_shows("More than 1 in it.");
	assert_answer(OK, ask("/units?size=nonsense&host=x&page=99"));
	assert_int_equal(rows(), 2);
}

static void
test_a_unit_is_set_up_changed_closed_and_opened_again(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/units/new"));
	assert_answer(INVALID, submit("/units/new", "name=&team=&opened-day="
	    "&opened-month=&opened-year="));
	assert_shows("Enter the name of the unit");
	assert_shows("Select the team that the unit is with");
	assert_shows("Enter the day that it opens");
	assert_answer(OK, ask("/units/new"));
	assert_answer(INVALID, submit("/units/new", "name=ashby COMMUNITY unit"
	    "&team=51&opened-day=1&opened-month=6&opened-year=2026"));
	assert_shows("Ashby NHS Trust has a unit of this name already");
	assert_answer(SEE_OTHER, submit("/units/new", "name=East&team=51"
	    "&opened-day=1&opened-month=6&opened-year=2026"));
	assert_answer(OK, follow());
	assert_shows("East is set up");
	assert_owner_asks(1, "SELECT count(*) FROM unit WHERE name = 'East' "
	    "AND organisation_id = 9002 AND programme_id = 1");

	assert_answer(OK, ask("/units/61/change"));
	assert_answer(INVALID, submit("/units/61/change", "name=East&team=51"));
	assert_shows("has a unit of this name already");
	assert_answer(SEE_OTHER, submit("/units/61/change",
	    "name=West&team=51"));
	assert_answer(OK, ask("/units/61/close"));
	keep_fields("/units/61/close");
	assert_answer(INVALID, send_kept("/units/61/close",
	    "last-day=31&last-month=5&last-year=2026"));
	assert_shows("when it opens, or after");
	assert_answer(OK, ask("/units/61/close"));
	assert_answer(SEE_OTHER, submit("/units/61/close",
	    "last-day=30&last-month=6&last-year=2026"));
	assert_owner_asks(3, "SELECT (SELECT count(*) FROM enrolment_unit "
	    "WHERE upper(during) = '2026-07-01') + (SELECT count(*) FROM "
	    "unit_lead WHERE upper(during) = '2026-07-01')");
	assert_answer(SEE_OTHER, ask("/units/61/close"));
	assert_answer(SEE_OTHER, ask("/units/61/lead"));
	assert_answer(NOT_FOUND, ask("/units/61/members"));
	assert_answer(OK, ask("/units/61/lead/undo"));
	assert_answer(INVALID, submit("/units/61/lead/undo", ""));
	assert_shows("West has closed. Open it again before you undo this");
	assert_answer(OK, ask("/trainees/101/guides/2/undo"));
	assert_answer(INVALID, submit("/trainees/101/guides/2/undo", ""));
	assert_shows("West has closed");
	assert_answer(OK, ask("/units/61/open"));
	assert_answer(SEE_OTHER, submit("/units/61/open", ""));
	assert_answer(OK, ask("/units/61/lead/undo"));
	assert_shows("Leo Grant goes on until further notice");
	assert_answer(SEE_OTHER, submit("/units/61/lead/undo", ""));
	assert_answer(OK, ask("/units/61/history"));
	assert_shows("Closed on 30 June 2026");
	assert_shows("Opened again");
	assert_shows("Renamed: West");
	assert_shows("Leo Grant leads it until further notice");
	assert_shows("Siân O&#39;Brien is in it until 30 June 2026");
}

static void
test_a_unit_stays_open_for_who_is_to_join(void **state)
{
	owner_does("UPDATE enrolment_unit SET during = '[2026-06-01,"
	    "2026-07-01)' WHERE enrolment_id = 101; INSERT INTO "
	    "enrolment_unit (enrolment_id, person_id, programme_id, unit_id, "
	    "during) VALUES (101, 1, 1, 62, '[2026-09-01,)')");
	sign_in_as(SAM);
	assert_answer(OK, ask("/units/62/close"));
	assert_answer(INVALID, submit("/units/62/close",
	    "last-day=31&last-month=8&last-year=2026"));
	assert_shows("Somebody joins or begins to lead it on 1 September "
	    "2026");
}

static void
test_several_join_once_what_speaks_against_is_read(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/units/62/members?cohort=1"));
	assert_shows("Moves from Ashby community unit");
	assert_shows("Placed with the host. In no unit");
	assert_true(page_shows_in_order("Kwame Okafor", "Mary Smith-Jones"));
	assert_answer(INVALID, submit("/units/62/members", FROM(1, 7)));
	assert_shows("Select who joins the unit");
	assert_answer(OK, ask("/units/62/members?cohort=1"));
	assert_answer(INVALID, submit("/units/62/members",
	    "trainee=101&trainee=103&" FROM(1, 7)));
	assert_shows("Siân O&#39;Brien is employed by Ashby NHS Trust, not by "
	    "Brook Council, which hosts the unit.");
	assert_hides("Zoë Núñez is employed");
	assert_shows("Read what speaks against it");
	assert_owner_asks(0, "SELECT count(*) FROM enrolment_unit WHERE "
	    "unit_id = 62");
	assert_answer(SEE_OTHER, submit("/units/62/members",
	    "trainee=101&trainee=103&accept=yes&" FROM(1, 7)));
	assert_answer(OK, follow());
	assert_shows("2 trainees join Brook crisis unit from 1 July 2026");
	assert_owner_asks(2, "SELECT count(*) FROM enrolment_unit WHERE "
	    "unit_id = 62 AND during = '[2026-07-01,)'");
	assert_owner_asks(1, "SELECT count(*) FROM enrolment_unit WHERE "
	    "enrolment_id = 101 AND during = '[2026-06-01,2026-07-01)'");
	assert_owner_asks(2, "SELECT count(*) FROM post.letter WHERE subject "
	    "= 'You are in Brook crisis unit'");

	/* Nobody goes on before it was there to be read. */
	assert_answer(OK, ask("/units/62/members?cohort=1"));
	assert_answer(INVALID, submit("/units/62/members",
	    "trainee=104&accept=yes&" FROM(1, 7)));
	assert_shows("Kwame Okafor is employed by Ashby NHS Trust");
	assert_shows("Read what speaks against it");
}

static void
test_a_unit_over_its_size_is_pointed_out_first(void **state)
{
	owner_does("INSERT INTO setting (programme_id, name, value, reason, "
	    "during) VALUES (1, 'unit_size_most', 2, 'Test', "
	    "'[2026-06-15,)')");
	sign_in_as(SAM);
	assert_answer(OK, ask("/trainees/104/guides/2"));
	assert_answer(INVALID, submit("/trainees/104/guides/2", "who=61&"
	    FROM(15, 6)));
	assert_shows("Ashby community unit would have 3 trainees. The "
	    "programme has set 2 at most.");
	assert_answer(SEE_OTHER, submit("/trainees/104/guides/2",
	    "who=61&accept=yes&" FROM(15, 6)));
	assert_answer(OK, ask("/units/61"));
	assert_shows("3 trainees. The programme has set 4 to 2");
	assert_answer(OK, ask("/trainees/104/guides/2"));
	assert_answer(INVALID, submit("/trainees/104/guides/2",
	    "who=61&accept=yes&" FROM(1, 7)));
	assert_shows("That is so already");
}

static void
test_a_lead_without_a_number_is_named_knowingly(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/units/61/lead"));
	assert_shows("So far: Leo Grant, since 1 June 2026");
	assert_answer(INVALID, submit("/units/61/lead", "who=44&"
	    FROM(1, 6)));
	assert_shows("The first day must be 2 June 2026 or after, because of "
	    "Leo Grant");
	assert_answer(INVALID, submit("/units/61/lead", "who=44&"
	    FROM(15, 6)));
	assert_shows("No Social Work England number is recorded for Lin Vale");
	assert_answer(SEE_OTHER, submit("/units/61/lead", "who=44&accept=yes&"
	    FROM(15, 6)));
	assert_answer(OK, follow());
	assert_shows("Lin Vale, since 15 June 2026");
	assert_shows("Leo Grant, 1 June 2026 to 14 June 2026");
	assert_shows("No Social Work England number is recorded for Lin "
	    "Vale.");
	sign_in_as(44);
	assert_answer(OK, ask("/trainees/102"));
	sign_in_as(SAM);
	assert_answer(OK, ask("/units/61/lead/undo"));
	assert_shows("and Leo Grant goes on until further notice");
	assert_answer(SEE_OTHER, submit("/units/61/lead/undo", ""));
	assert_owner_asks(1, "SELECT count(*) FROM unit_lead WHERE person_id "
	    "= 42 AND state = 'recorded' AND during = '[2026-06-01,)'");
	sign_in_as(44);
	assert_answer(NOT_FOUND, ask("/trainees/102"));
}

static void
test_a_tutor_hands_over_to_another_and_back(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/trainees/102/guides/1"));
	assert_answer(INVALID, submit("/trainees/102/guides/1", "who=42&"
	    FROM(1, 7)));
	assert_shows("Select a tutor");
	assert_answer(SEE_OTHER, submit("/trainees/102/guides/1", "who=43&"
	    FROM(15, 6)));
	assert_answer(OK, follow());
	assert_shows("Tia Rose, since 15 June 2026");
	assert_shows("Ines Marsh, 1 June 2026 to 14 June 2026");
	assert_owner_asks(2, "SELECT count(*) FROM post.letter WHERE subject "
	    "IN ('Tia Rose is your tutor', 'You are the tutor of Mary "
	    "Smith-Jones')");
	/* Who handed over reads for six weeks, and who took over from now. */
	sign_in_as(INES);
	assert_answer(OK, ask("/trainees/102"));
	sign_in_as(43);
	assert_answer(OK, ask("/placements/202/days"));
	assert_answer(NOT_FOUND, ask("/trainees/101"));

	sign_in_as(SAM);
	assert_answer(OK, ask("/trainees/102/guides/1/end"));
	assert_answer(INVALID, submit("/trainees/102/guides/1/end",
	    "last-day=14&last-month=6&last-year=2026"));
	assert_shows("The last day must be 15 June 2026 or after");
	assert_answer(SEE_OTHER, submit("/trainees/102/guides/1/end",
	    "last-day=30&last-month=6&last-year=2026"));
	assert_answer(SEE_OTHER, ask("/trainees/102/guides/1/end"));
	for (int i = 0; i < 2; i++) {
		assert_answer(OK, ask("/trainees/102/guides/1/undo"));
		assert_answer(SEE_OTHER, submit("/trainees/102/guides/1/undo",
		    ""));
	}
	assert_owner_asks(41, "SELECT person_id FROM enrolment_tutor WHERE "
	    "enrolment_id = 102 AND state = 'recorded' AND "
	    "during = '[2026-06-01,)'");
	assert_owner_asks(1, "SELECT count(*) FROM enrolment_tutor WHERE "
	    "enrolment_id = 102 AND state = 'removed'");
	/* Staff see what was recorded wrongly, the trainee what counts. */
	assert_answer(OK, ask("/trainees/102/guides"));
	assert_shows("Undone, so it does not count");
	sign_in_as(MARY);
	assert_answer(OK, ask("/trainees/102/guides"));
	assert_shows("Ines Marsh, since 1 June 2026");
	assert_hides("Tia Rose");
	assert_hides("/guides/1/undo");
}

static void
test_a_form_older_than_the_latest_step_is_refused(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/trainees/102/guides/1"));
	keep_fields("/trainees/102/guides/1");
	owner_does("UPDATE enrolment_tutor SET during = '[2026-06-01,"
	    "2026-07-01)' WHERE enrolment_id = 102");
	assert_answer(INVALID, send_kept("/trainees/102/guides/1", "who=43&"
	    FROM(1, 7)));
	assert_shows("This changed while you had it open");
	assert_answer(OK, ask("/trainees/102/guides/1"));
	assert_answer(SEE_OTHER, submit("/trainees/102/guides/1", "who=43&"
	    FROM(1, 7)));
	assert_answer(OK, ask("/trainees/102/guides/1/undo"));
	assert_shows("as if it had not been recorded");
	assert_answer(SEE_OTHER, submit("/trainees/102/guides/1/undo", ""));
	/* An end of its own stays what it was. */
	assert_owner_asks(1, "SELECT count(*) FROM enrolment_tutor WHERE "
	    "enrolment_id = 102 AND state = 'recorded' AND "
	    "during = '[2026-06-01,2026-07-01)'");
}

static void
test_who_names_a_tutor_a_moment_later_looks_again(void **state)
{
	char		body[600];
	struct reply	reply;

	sign_in_as(SAM);
	assert_answer(OK, ask("/trainees/104/guides/1"));
	snprintf(body, sizeof(body), "%swho=43&" FROM(15, 6),
	    hidden_fields("/trainees/104/guides/1"));
	send_at_once("/trainees/104/guides/1", body, "INSERT INTO "
	    "enrolment_tutor (enrolment_id, trainee_id, programme_id, "
	    "person_id, during) VALUES (104, 4, 1, 41, '[2026-06-01,)')",
	    &reply, 1);
	assert_int_equal(reply.status, INVALID);
	assert_owner_asks(41, "SELECT person_id FROM enrolment_tutor WHERE "
	    "enrolment_id = 104");
	assert_owner_asks(0, "SELECT count(*) FROM post.letter");
}

static void
test_a_tutor_is_named_for_several_of_a_cohort_at_once(void **state)
{
	owner_does("INSERT INTO setting (programme_id, name, value, reason, "
	    "during) VALUES (1, 'tutor_capacity', 1, 'Test', "
	    "'[2026-06-15,)')");
	sign_in_as(SAM);
	assert_answer(OK, ask("/cohorts/1/tutors"));
	assert_shows("Ashby NHS Trust. Ines Marsh, since 1 June 2026");
	assert_answer(OK, ask("/cohorts/1/tutors?tutor=none"));
	assert_shows("Kwame Okafor");
	assert_hides("Mary Smith-Jones");
	assert_answer(INVALID, submit("/cohorts/1/tutors", "who=43&"
	    FROM(1, 7)));
	assert_shows("Select the trainees whom the tutor is named for");
	assert_hides("Mary Smith-Jones");
	assert_answer(OK, ask("/cohorts/1/tutors"));
	assert_answer(INVALID, submit("/cohorts/1/tutors",
	    "trainee=102&trainee=104&trainee=102&trainee=106&who=43&"
	    FROM(1, 7)));
	assert_shows("Tia Rose would have 2 trainees. The programme has set 1 "
	    "at once.");
	assert_answer(INVALID, submit("/cohorts/1/tutors",
	    "trainee=102&trainee=104&who=43&accept=yes&" FROM(1, 6)));
	assert_shows("For Mary Smith-Jones the first day must be 2 June 2026 "
	    "or after");
	assert_owner_asks(0, "SELECT count(*) FROM enrolment_tutor WHERE "
	    "person_id = 43");
	assert_answer(SEE_OTHER, submit("/cohorts/1/tutors",
	    "trainee=102&trainee=104&who=43&accept=yes&" FROM(2, 6)));
	assert_owner_asks(2, "SELECT count(*) FROM enrolment_tutor WHERE "
	    "person_id = 43 AND during = '[2026-06-02,)'");
	assert_answer(OK, ask("/tutors?load=over"));
	assert_int_equal(rows(), 2);
	assert_shows("Has more than the programme has set");
}

static void
test_all_of_a_tutors_trainees_are_handed_over_on_a_day(void **state)
{
	char	path[60];

	sign_in_as(SAM);
	assert_answer(OK, ask("/tutors/903/hand-over"));
	assert_answer(INVALID, submit("/tutors/903/hand-over", "who=41&"
	    FROM(1, 7)));
	assert_shows("Tia Rose has nobody to hand over");
	assert_answer(OK, ask("/tutors?search=ines"));
	assert_shows("3 of 16");
	snprintf(path, sizeof(path), "/tutors/%ld/hand-over",
	    (long)owner_asks("SELECT id FROM role_held WHERE person_id = 41"));
	assert_answer(OK, ask(path));
	assert_answer(INVALID, submit(path, "who=43&" FROM(1, 6)));
	assert_shows("Choose a later day");
	assert_answer(SEE_OTHER, submit(path, "who=43&" FROM(1, 7)));
	assert_answer(OK, follow());
	assert_shows("Tia Rose has 3 trainees of Ines Marsh from 1 July 2026");
	assert_owner_asks(3, "SELECT count(*) FROM enrolment_tutor WHERE "
	    "person_id = 43 AND replaces IS NOT NULL AND during = "
	    "'[2026-07-01,)'");
}

static void
test_a_tutor_and_a_lead_are_invited_or_found(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/tutors/new"));
	assert_answer(INVALID, submit("/tutors/new", "given_name=&family_name="
	    "&email=nobody&organisation=&code=&swe_number=abc"));
	assert_shows("Enter the first name");
	assert_shows("Enter an email address in the correct format");
	assert_shows("Select the organisation that they work for");
	assert_answer(SEE_OTHER, submit("/tutors/new", "given_name=Ada"
	    "&family_name=Byron&email=ada@example.org&organisation=9001&code="
	    "&swe_number="));
	assert_answer(OK, follow());
	assert_shows("0 of 16 trainees");
	assert_owner_asks(1, "SELECT count(*) FROM post.letter WHERE address "
	    "= 'ada@example.org' AND body LIKE '%choose-password?link=%'");
	assert_answer(OK, ask("/tutors/new"));
	assert_answer(INVALID, submit("/tutors/new", "given_name=Ada"
	    "&family_name=Byron&email=ada@example.org&organisation=9001&code="
	    "&swe_number="));
	assert_shows("This person has this role already");
	assert_answer(INVALID, submit("/tutors/new", "given_name=Mary"
	    "&family_name=Smith-Jones&email=mary@example.org"
	    "&organisation=9001&code=&swe_number="));
	assert_shows("This person is a trainee");
	assert_answer(OK, ask("/leads/new"));
	assert_answer(INVALID, submit("/leads/new", "given_name=Ada"
	    "&family_name=Byron&email=ada@example.org&organisation=9002&code="
	    "&swe_number="));
	assert_shows("Enter the number that they are registered under");
	assert_answer(SEE_OTHER, submit("/leads/new", "given_name=Ada"
	    "&family_name=Byron&email=ada@example.org&organisation=9002&code="
	    "&swe_number=SW77"));
	assert_owner_asks(2, "SELECT count(*) FROM role_held r JOIN person p "
	    "ON p.id = r.person_id WHERE p.swe_number = 'SW77'");
}

static void
test_each_organisation_sees_what_its_own_duty_is(void **state)
{
	sign_in_as(BO);
	assert_answer(NOT_FOUND, ask("/trainees/101/guides"));
	sign_in_as(SAM);
	assert_answer(OK, ask("/trainees/101/guides"));
	assert_shows("Ashby NHS Trust, as the employer");
	assert_answer(OK, ask("/trainees/101/guides/6"));
	assert_answer(INVALID, submit("/trainees/101/guides/6", "who=&code=&"
	    FROM(15, 6)));
	assert_shows("Select an organisation");
	assert_answer(INVALID, submit("/trainees/101/guides/6", "who=&code=QQ&"
	    FROM(15, 6)));
	assert_shows("No organisation has this code");
	assert_answer(SEE_OTHER, submit("/trainees/101/guides/6",
	    "who=&code=zz03&" FROM(15, 6)));
	assert_answer(OK, ask("/trainees/101/guides/3"));
	assert_answer(SEE_OTHER, submit("/trainees/101/guides/3",
	    "who=9002&code=&" FROM(15, 6)));
	assert_answer(NOT_FOUND, ask("/trainees/101/guides/7"));
	assert_answer(NOT_FOUND, ask("/trainees/101/guides/0"));

	sign_in_as(BO);
	assert_answer(OK, ask("/trainees/101/guides"));
	assert_shows("Provides the ASYE");
	assert_shows("Brook Council, since 15 June 2026");
	assert_hides("Pays them");
	assert_hides("/guides/6");
	assert_answer(OK, ask("/trainees/101"));
	assert_shows("You have a duty towards them");
	assert_hides("Visited a family");
	assert_answer(NOT_FOUND, ask("/placements/201/days"));
	sign_in_as(PAT);
	assert_answer(OK, ask("/trainees/101/guides"));
	assert_shows("Pays them");
	assert_hides("Provides the ASYE");
	sign_in_as(SIAN);
	assert_answer(OK, ask("/trainees/101/guides"));
	assert_shows("Pays them");
	assert_shows("Provides the ASYE");
}

static void
test_a_tutor_and_a_lead_see_their_people_and_no_others(void **state)
{
	sign_in_as(INES);
	assert_answer(OK, ask("/trainees"));
	assert_shows("Siân O&#39;Brien");
	assert_shows("Zoë Núñez");
	assert_hides("Kwame Okafor");
	assert_answer(OK, ask("/trainees/103"));
	assert_hides("/trainees/103/history");
	assert_answer(OK, ask("/placements/203/days"));
	assert_answer(OK, ask("/days/20301"));
	assert_shows("Visited a family");
	assert_hides("/days/20301/return");
	assert_answer(NOT_FOUND, ask("/trainees/104"));
	assert_answer(NOT_FOUND, ask("/trainees/103/history"));
	assert_answer(NOT_FOUND, ask("/trainees/103/needs"));

	sign_in_as(LEO);
	assert_answer(SEE_OTHER, ask("/units/mine"));
	assert_leads_to("/units/61");
	assert_answer(OK, follow());
	assert_shows("Mary Smith-Jones");
	assert_hides("/units/61/change");
	assert_answer(NOT_FOUND, ask("/units/62"));
	assert_answer(NOT_FOUND, ask("/trainees/103"));
	assert_owner_asks(0, "SELECT count(*) FROM audit.event WHERE name LIKE "
	    "'%READ' AND actor_id = 42 AND person_id = 3");
}

int
main(void)
{
#define test(name) cmocka_unit_test_setup(name, more_guides)
	const struct CMUnitTest	tests[] = {
		test(test_the_list_holds_each_unit_against_its_settings),
		test(test_a_unit_is_set_up_changed_closed_and_opened_again),
		test(test_a_unit_stays_open_for_who_is_to_join),
		test(test_several_join_once_what_speaks_against_is_read),
		test(test_a_unit_over_its_size_is_pointed_out_first),
		test(test_a_lead_without_a_number_is_named_knowingly),
		test(test_a_tutor_hands_over_to_another_and_back),
		test(test_a_form_older_than_the_latest_step_is_refused),
		test(test_who_names_a_tutor_a_moment_later_looks_again),
		test(test_a_tutor_is_named_for_several_of_a_cohort_at_once),
		test(test_all_of_a_tutors_trainees_are_handed_over_on_a_day),
		test(test_a_tutor_and_a_lead_are_invited_or_found),
		test(test_each_organisation_sees_what_its_own_duty_is),
		test(test_a_tutor_and_a_lead_see_their_people_and_no_others),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
