/* Who it is, asked again before what matters most; nothing typed is lost. */
#include <stdio.h>

#include "pages.h"

#define TUTOR	"/tutors/new"
#define TYPED	"given_name=Ada&family_name=Byron&email=ada@example.org&" \
		"organisation=9001"

static int
world(void **state)
{
	new_world(state);
	give_passwords();
	sign_in_as(SAM);
	return (0);
}

static void
time_passes(int minutes)
{
	owner_doesf("UPDATE auth.session SET confirmed_at = now() - "
	    "interval '%d minutes'", minutes);
}

static void
test_whoever_signed_in_just_now_is_not_asked(void **state)
{
	time_passes(14);
	assert_answer(OK, ask(TUTOR));
	time_passes(16);
	assert_answer(SEE_OTHER, ask(TUTOR));
	assert_leads_to("/confirm?to=%2Ftutors%2Fnew");
}

static void
test_a_page_that_matters_less_is_not_asked_about(void **state)
{
	time_passes(16);
	assert_answer(OK, ask("/cohorts"));
	assert_answer(OK, ask("/account"));
	assert_answer(OK, ask("/cohorts/new"));
}

static void
test_whatever_sends_records_out_is_asked_about(void **state)
{
	static const char *const	paths[] = { "/exports/new",
	    "/sets/new", "/tokens/new", "/programmes/1/annual/annual.csv",
	    "/programmes/1/annual/annual.xlsx" };

	time_passes(16);
	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++) {
		assert_answer(SEE_OTHER, ask(paths[i]));
		assert_true(strncmp(answer_location(), "/confirm?to=", 12) ==
		    0);
	}
	assert_owner_asks(0, "SELECT count(*) FROM audit.event "
	    "WHERE name = 'ANNUAL_RETURN_READ'");
}

static void
test_a_password_leads_on_to_where_one_was_going(void **state)
{
	time_passes(16);
	assert_answer(SEE_OTHER, ask("/exports/new?table=trainees"));
	assert_answer(OK, follow());
	assert_shows("Confirm that it is you");
	assert_hides("Or a code");
	assert_answer(INVALID, submit("/confirm", "password="));
	assert_int_equal(page_count("Enter your password"), 2);
	assert_answer(INVALID, submit("/confirm", "password=wrong"));
	assert_int_equal(page_count("The password is not right"), 2);
	assert_owner_asks(1, "SELECT count(*) FROM audit.event WHERE name = "
	    "'PASSWORD_REFUSED' AND person_id = 31 AND actor_id = 31");
	assert_answer(SEE_OTHER, submit("/confirm", "password=" PASSWORD));
	assert_leads_to("/exports/new?table=trainees");
	assert_answer(OK, follow());
	assert_owner_asks(1, "SELECT count(*) FROM audit.event WHERE name = "
	    "'IDENTITY_CONFIRMED' AND person_id = 31");
}

static void
test_what_was_typed_is_found_again(void **state)
{
	assert_answer(OK, ask(TUTOR));
	time_passes(16);
	assert_answer(SEE_OTHER, submit(TUTOR, TYPED));
	assert_leads_to("/confirm?to=%2Ftutors%2Fnew&kept=yes");
	assert_owner_asks(0, "SELECT count(*) FROM person "
	    "WHERE email = 'ada@example.org'");
	assert_answer(OK, follow());
	assert_shows("What you typed was kept");
	assert_answer(SEE_OTHER, submit("/confirm", "password=" PASSWORD));
	assert_leads_to(TUTOR);
	assert_answer(OK, follow());
	assert_shows("value=\"ada@example.org\"");
	assert_answer(SEE_OTHER, submit(TUTOR, TYPED));
	assert_owner_asks(1, "SELECT count(*) FROM person "
	    "WHERE email = 'ada@example.org'");
	assert_owner_asks(0, "SELECT count(*) FROM draft");
}

static void
test_passwords_and_codes_are_never_kept(void **state)
{
	assert_answer(OK, ask("/account/second-step"));
	time_passes(16);
	assert_answer(SEE_OTHER, submit("/account/second-step",
	    "totp=123456&password=secret&new_password=words"));
	assert_leads_to("/confirm?to=%2Faccount%2Fsecond-step");
	assert_owner_asks(0, "SELECT count(*) FROM draft");
}

static void
test_a_draft_is_saved_without_being_asked(void **state)
{
	assert_answer(OK, ask(TUTOR));
	time_passes(16);
	assert_answer(OK, submit(TUTOR, TYPED "&draft=auto"));
	assert_owner_asks(1, "SELECT count(*) FROM draft");
}

static void
test_an_address_that_speaks_of_a_draft_is_asked_about_too(void **state)
{
	time_passes(16);
	assert_answer(SEE_OTHER, ask(TUTOR "?draft=auto"));
	assert_leads_to("/confirm?to=%2Ftutors%2Fnew%3Fdraft%3Dauto");
}

static void
test_who_may_not_go_there_is_not_asked_either(void **state)
{
	sign_in_as(MARY);
	time_passes(16);
	assert_answer(NOT_FOUND, ask(TUTOR));
	assert_answer(NOT_FOUND, send_form(TUTOR, TYPED));
	assert_owner_asks(0, "SELECT count(*) FROM draft");
}

static void
test_a_programme_decides_how_long(void **state)
{
	owner_does("INSERT INTO setting (programme_id, name, value, reason, "
	    "during) VALUES (1, 'confirm_minutes', 5, 'A trial', "
	    "'[2026-01-01,)')");
	time_passes(4);
	assert_answer(OK, ask(TUTOR));
	time_passes(6);
	assert_answer(SEE_OTHER, ask(TUTOR));
}

static void
test_the_brake_is_that_of_signing_in(void **state)
{
	time_passes(16);
	for (int i = 0; i < 5; i++) {
		assert_answer(OK, ask("/confirm?to=%2Fwork"));
		assert_answer(INVALID, submit("/confirm", "password=wrong"));
	}
	owner_does("UPDATE auth.attempt SET at = clock_timestamp() + "
	    "interval '40 seconds'");
	manner.address = "10.0.0.9";
	assert_answer(TOO_MANY, submit("/confirm", "password=" PASSWORD));
	assert_int_equal(page_count("There were too many tries. Wait"), 2);
	assert_answer(SEE_OTHER, ask(TUTOR));
}

static void
test_the_way_on_leads_nowhere_but_here(void **state)
{
	assert_answer(OK, ask("/confirm?to=//evil.example"));
	assert_answer(SEE_OTHER, submit("/confirm", "password=" PASSWORD));
	assert_leads_to("/");
}

int
main(void)
{
#define test(name) cmocka_unit_test_setup(name, world)
	const struct CMUnitTest	tests[] = {
		test(test_whoever_signed_in_just_now_is_not_asked),
		test(test_a_page_that_matters_less_is_not_asked_about),
		test(test_whatever_sends_records_out_is_asked_about),
		test(test_a_password_leads_on_to_where_one_was_going),
		test(test_what_was_typed_is_found_again),
		test(test_passwords_and_codes_are_never_kept),
		test(test_a_draft_is_saved_without_being_asked),
		test(
		test_an_address_that_speaks_of_a_draft_is_asked_about_too),
		test(test_who_may_not_go_there_is_not_asked_either),
		test(test_a_programme_decides_how_long),
		test(test_the_brake_is_that_of_signing_in),
		test(test_the_way_on_leads_nowhere_but_here),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
