/* A cohort is set up, and people join it one by one. */
#include "pages.h"

#define AUTUMN	"/cohorts/2/enrol"
#define ADA	"email=Ada%40Example.org&first_name=Ada&"		\
	"last_name=Byron&employer=zz02&starts_on-day=7&"		\
	"starts_on-month=9&starts_on-year=2026&working_days=Mon-Thu&"

static void
test_a_cohort_is_set_up_once(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/cohorts/new"));
	assert_answer(INVALID, submit("/cohorts/new", "name=&starts_on-day=1&"
	    "starts_on-month=9&starts_on-year=2027&ends_on-day=1&"
	    "ends_on-month=9&ends_on-year=2027"));
	assert_shows("Enter the name of the cohort");
	assert_shows("The end must be after the start");
	assert_answer(INVALID, submit("/cohorts/new", "name=Spring+2026&"
	    "starts_on-day=1&starts_on-month=9&starts_on-year=2027&"
	    "ends_on-day=1&ends_on-month=9&ends_on-year=2028"));
	assert_shows("has a cohort of this name already");
	assert_answer(SEE_OTHER, submit("/cohorts/new", "name=Autumn+2027&"
	    "starts_on-day=1&starts_on-month=9&starts_on-year=2027&"
	    "ends_on-day=31&ends_on-month=8&ends_on-year=2028"));
	assert_answer(OK, follow());
	assert_shows("Autumn 2027 was set up");
	assert_shows("Enrol one person");
	assert_owner_asks(1, "SELECT count(*) FROM cohort WHERE programme_id "
	    "= 1 AND name = 'Autumn 2027' AND ends_on = '2028-08-31'");
}

static void
test_somebody_new_is_enrolled_and_invited(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask(AUTUMN));
	assert_answer(SEE_OTHER, submit(AUTUMN, ADA "place=enrolled"));
	assert_answer(OK, follow());
	assert_shows("Ada Byron was enrolled in Autumn 2026 and told by email");
	assert_shows("Enrolled in Autumn 2026 on 15 June 2026: accepted the "
	    "place");
	assert_owner_asks(1, "SELECT count(*) FROM enrolment e JOIN person p "
	    "ON p.id = e.person_id WHERE p.email = 'Ada@example.org' AND "
	    "e.cohort_id = 2 AND e.employer_id = 9002 AND e.state = 'enrolled' "
	    "AND e.working = '{2,2,2,2,0,0,0}'");
	assert_owner_asks(1, "SELECT count(*) FROM post.letter WHERE address "
	    "= 'Ada@example.org' AND body LIKE '%/choose-password?link=%'");
	assert_owner_asks(1, "SELECT count(*) FROM role_held r JOIN person p "
	    "ON p.id = r.person_id WHERE p.given_name = 'Ada' AND "
	    "r.role = 'trainee'");
}

static void
test_an_offer_is_taken_up_later(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask(AUTUMN));
	assert_answer(SEE_OTHER, submit(AUTUMN, ADA "place=offered"));
	assert_answer(OK, follow());
	assert_shows("Ada Byron was offered a place in Autumn 2026");
	assert_shows("Offered a place");
	assert_owner_asks(1, "SELECT count(*) FROM enrolment WHERE "
	    "state = 'offered'");
	assert_answer(OK, ask("/cohorts/2?state=offered"));
	assert_shows("Ada Byron");
}

static void
test_somebody_known_joins_with_their_record(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/trainees/102/enrol"));
	assert_answer(SEE_OTHER, ask("/trainees/102/enrol?cohort=2"));
	assert_leads_to("/cohorts/2/enrol?trainee=102");
	assert_answer(OK, follow());
	assert_shows("value=\"mary@example.org\"");
#define MARY_AGAIN	"email=MARY%40example.org&first_name=Mary&"	\
	"last_name=smith+jones&employer=ZZ03&starts_on-day=7&"		\
	"starts_on-month=9&starts_on-year=2026&place=enrolled"
	assert_answer(INVALID, submit(AUTUMN, MARY_AGAIN));
	assert_shows("is in Spring 2026 already. Transfer them");
	owner_does("INSERT INTO enrolment_event (enrolment_id, person_id, "
	    "programme_id, version, change, on_date, reason) VALUES "
	    "(102, 2, 1, 2, 'withdrawn', '2026-06-10', 'illness')");
	assert_answer(SEE_OTHER, submit(AUTUMN, MARY_AGAIN));
	assert_owner_asks(2, "SELECT count(*) FROM enrolment WHERE "
	    "person_id = 2");
	assert_owner_asks(1, "SELECT count(*) FROM person WHERE "
	    "lower(email) = 'mary@example.org'");
	assert_owner_asks(1, "SELECT count(*) FROM role_held WHERE person_id "
	    "= 2 AND role = 'trainee' AND upper_inf(during)");
	assert_owner_asks(1, "SELECT count(*) FROM post.letter WHERE "
	    "person_id = 2 AND body NOT LIKE '%link=%'");
}

static void
test_an_address_of_somebody_else_enrols_nobody(void **state)
{
	int64_t	before = owner_asks("SELECT count(*) FROM person");

	sign_in_as(SAM);
	assert_answer(OK, ask(AUTUMN));
	assert_answer(INVALID, submit(AUTUMN, "email=tom%40example.org&"
	    "first_name=Ada&last_name=Byron&employer=zz02&starts_on-day=7&"
	    "starts_on-month=9&starts_on-year=2026&place=enrolled"));
	assert_shows("belongs to somebody with another name");
	assert_answer(INVALID, submit(AUTUMN, ADA "swe_number=SW1006&"
	    "place=enrolled"));
	assert_shows("belongs to somebody with another name");
	assert_owner_asks(before, "SELECT count(*) FROM person");
	assert_owner_asks(6, "SELECT count(*) FROM enrolment");
	assert_owner_asks(0, "SELECT count(*) FROM post.letter");
}

static void
test_what_will_not_do_is_said_at_its_field(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask(AUTUMN));
	assert_answer(INVALID, submit(AUTUMN, "email=ada&first_name=Ada&"
	    "employer=trust&starts_on-day=7&starts_on-month=9&"
	    "starts_on-year=2030&working_days=sometimes"));
	assert_shows("Enter the last name");
	assert_shows("More than one employer fits");
	assert_shows("Select whether they have accepted the place");
	assert_shows("href=\"#email\"");
	assert_shows("href=\"#starts_on-day\"");
	assert_shows("href=\"#working_days\"");
	assert_shows("value=\"sometimes\"");
	assert_answer(INVALID, ask("/trainees/102/enrol?cohort=3"));
	assert_shows("Select the cohort");
	assert_answer(NOT_FOUND, ask("/cohorts/3/enrol"));
	assert_answer(NOT_FOUND, ask("/trainees/106/enrol"));
}

int
main(void)
{
#define test(name) cmocka_unit_test_setup(name, new_world)
	const struct CMUnitTest	tests[] = {
		test(test_a_cohort_is_set_up_once),
		test(test_somebody_new_is_enrolled_and_invited),
		test(test_an_offer_is_taken_up_later),
		test(test_somebody_known_joins_with_their_record),
		test(test_an_address_of_somebody_else_enrols_nobody),
		test(test_what_will_not_do_is_said_at_its_field),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
