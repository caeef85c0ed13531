/* Where somebody is signed in, a password that they change, and the letter that
 * tells of a device they never had. */
#include <stdio.h>

#include "pages.h"

#define SESSIONS "/account/sessions"
#define CHANGE	"/account/password"
#define FIREFOX	"Mozilla/5.0 (Windows NT 10.0; rv:132.0) Gecko/20100101 " \
		"Firefox/132.0"
#define IPHONE	"Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) " \
		"Version/18.1 Mobile/15E148 Safari/604.1"

static int
world(void **state)
{
	new_world(state);
	give_passwords();
	return (0);
}

static enum status
try(const char *agent, const char *password)
{
	char	fields[200];

	manner.user_agent = agent;
	sign_in_as(0);
	assert_answer(OK, ask("/sign-in"));
	snprintf(fields, sizeof(fields), "email=mary@example.org&password=%s",
	    password);
	return (submit("/sign-in", fields));
}

static void
assert_live_sessions(int64_t n)
{
	assert_owner_asks(n, "SELECT count(*) FROM auth.session s "
	    "WHERE auth.live(s)");
}

static void
assert_letters(int64_t n, const char *subject)
{
	char	sql[200];

	snprintf(sql, sizeof(sql), "SELECT count(*) FROM post.letter WHERE "
	    "person_id = 2 AND subject = '%s'", subject);
	assert_owner_asks(n, sql);
}

/* Firefox in the first browser, an iPhone in the second, in hand. */
static void
two_devices(void)
{
	take_browser(0);
	assert_answer(SEE_OTHER, try(FIREFOX, PASSWORD));
	take_browser(1);
	manner.address = "10.0.0.7";
	assert_answer(SEE_OTHER, try(IPHONE, PASSWORD));
}

static void
test_sessions_are_listed_in_words(void **state)
{
	two_devices();
	assert_answer(OK, ask(SESSIONS));
	assert_true(page_shows_in_order("Safari on an iPhone",
	    "Here</strong>"));
	assert_true(page_shows_in_order("Here</strong>",
	    "Firefox on Windows"));
	assert_shows("from 10.0.0.7");
	assert_shows("from 127.0.0.1");
	assert_int_equal(page_count("Sign out there"), 1);
	sign_in_as(TOM);
	assert_answer(OK, ask(SESSIONS));
	assert_hides("Firefox");
	assert_shows("You are signed in nowhere else");
}

static void
test_one_is_ended_by_its_owner(void **state)
{
	char	field[80];

	two_devices();
	assert_answer(OK, ask(SESSIONS));
	snprintf(field, sizeof(field), "session=%s", owner_reads("SELECT "
	    "min(id)::text FROM auth.session WHERE person_id = 2"));
	assert_answer(SEE_OTHER, submit(SESSIONS, field));
	assert_answer(OK, follow());
	assert_shows("You are signed out there");
	assert_hides("Firefox");
	take_browser(0);
	assert_answer(SEE_OTHER, ask("/account"));
	take_browser(1);
	assert_owner_asks(1, "SELECT count(*) FROM audit.event WHERE name = "
	    "'SESSION_ENDED_ELSEWHERE' AND person_id = 2 AND actor_id = 2");
	assert_answer(OK, ask(SESSIONS));
	assert_answer(SEE_OTHER, submit(SESSIONS, field));
	assert_answer(OK, follow());
	assert_shows("It has ended already");
}

static void
test_nobody_ends_the_session_of_somebody_else(void **state)
{
	char	field[80];

	assert_answer(SEE_OTHER, try(FIREFOX, PASSWORD));
	snprintf(field, sizeof(field), "session=%s", owner_reads("SELECT "
	    "min(id)::text FROM auth.session WHERE person_id = 2"));
	take_browser(1);
	sign_in_as(TOM);
	assert_answer(OK, ask(SESSIONS));
	assert_answer(SEE_OTHER, submit(SESSIONS, field));
	assert_answer(OK, follow());
	assert_shows("It has ended already");
	assert_live_sessions(2);
}

static void
test_all_others_are_ended_at_once(void **state)
{
	two_devices();
	assert_answer(OK, ask(SESSIONS));
	assert_answer(SEE_OTHER, submit(SESSIONS, "session=others"));
	assert_answer(OK, follow());
	assert_shows("You are signed out everywhere else");
	assert_live_sessions(1);
	assert_answer(SEE_OTHER, send_form(SESSIONS, "session=others"));
	assert_answer(OK, follow());
	assert_shows("You were signed in nowhere else");
}

static void
test_sessions_are_ended_after_asking_again(void **state)
{
	two_devices();
	assert_answer(OK, ask(SESSIONS));
	owner_does("UPDATE auth.session SET confirmed_at = now() - "
	    "interval '16 minutes'");
	assert_answer(SEE_OTHER, submit(SESSIONS, "session=others"));
	assert_leads_to("/confirm?to=%2Faccount%2Fsessions&kept=yes");
	assert_live_sessions(2);
	assert_answer(OK, follow());
	assert_answer(SEE_OTHER, submit("/confirm", "password=" PASSWORD));
	assert_leads_to(SESSIONS);
	assert_answer(OK, follow());
	assert_answer(SEE_OTHER, submit(SESSIONS, "session=others"));
	assert_live_sessions(1);
}

#define MARYS	"/people/2/sessions"

static void
test_staff_sign_somebody_out_everywhere(void **state)
{
	two_devices();
	take_browser(2);
	sign_in_as(SAM);
	assert_answer(OK, ask("/trainees/102"));
	assert_shows("href=\"" MARYS "\"");
	assert_answer(OK, ask(MARYS));
	assert_shows("They are signed in on 2 devices");
	assert_shows("href=\"/trainees/102\" class=\"govuk-back-link\"");
	assert_answer(SEE_OTHER, submit(MARYS, ""));
	assert_answer(OK, follow());
	assert_shows("Mary Smith-Jones is signed out everywhere");
	assert_shows("<h1 class=\"govuk-heading-l\">Mary Smith-Jones is signed "
	    "in nowhere</h1>");
	assert_shows("href=\"/trainees/102\" class=\"govuk-back-link\"");
	assert_live_sessions(1);
	assert_letters(1, "You were signed out of Waymark");
	assert_owner_asks(1, "SELECT count(*) FROM audit.event WHERE name = "
	    "'SESSIONS_ENDED_BY_STAFF' AND person_id = 2 AND actor_id = 31 "
	    "AND programme_id = 1");
	assert_answer(SEE_OTHER, send_form(MARYS, ""));
	assert_letters(1, "You were signed out of Waymark");
	take_browser(0);
	assert_answer(SEE_OTHER, ask("/account"));
}

static void
test_their_page_leads_back_to_whoever_they_are(void **state)
{
	owner_does("INSERT INTO educator (id, person_id, programme_id, "
	    "organisation_id, registration, registered_until, capacity) "
	    "OVERRIDING SYSTEM VALUE VALUES (501, 11, 1, 9002, 'registered', "
	    "'2026-11-30', NULL); INSERT INTO person (id, given_name, "
	    "family_name, email) OVERRIDING SYSTEM VALUE VALUES (991, 'Col', "
	    "'League', 'col@example.org'); INSERT INTO role_held (person_id, "
	    "role, programme_id, during) VALUES (991, 'staff', 1, "
	    "'[2020-01-01,)')");
	sign_in_as(SAM);
	assert_answer(OK, ask("/people/11/sessions"));
	assert_shows("href=\"/educators/501\" class=\"govuk-back-link\"");
	assert_answer(OK, ask("/educators/501"));
	assert_answer(OK, ask("/people/991/sessions"));
	assert_shows("href=\"/team\" class=\"govuk-back-link\"");
}

static void
test_nobody_else_signs_people_out(void **state)
{
	static const int64_t	others[] = { MARY, TOM, EWAN };

	two_devices();
	take_browser(2);
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		sign_in_as(others[i]);
		assert_answer(NOT_FOUND, ask(MARYS));
		assert_answer(NOT_FOUND, send_form(MARYS, ""));
	}
	sign_in_as(SAM);
	assert_answer(NOT_FOUND, ask("/people/6/sessions"));
	assert_answer(NOT_FOUND, send_form("/people/6/sessions", ""));
	assert_answer(NOT_FOUND, ask("/people/31/sessions"));
	assert_owner_asks(2, "SELECT count(*) FROM auth.session s WHERE "
	    "auth.live(s) AND person_id = 2 AND device <> ''");
}

static void
test_a_password_is_changed_with_the_one_before(void **state)
{
	char	before[80];

	two_devices();
	snprintf(before, sizeof(before), "%s", session_cookie());
	assert_answer(OK, ask(CHANGE));
	assert_answer(SEE_OTHER, submit(CHANGE, "password=" PASSWORD
	    "&new_password=three+odd+words"));
	assert_leads_to("/account");
	assert_answer(OK, follow());
	assert_shows("Your password is changed");
	assert_string_not_equal(session_cookie(), before);
	assert_live_sessions(1);
	assert_letters(1, "Your password was changed");
	assert_answer(INVALID, try(IPHONE, PASSWORD));
	assert_answer(SEE_OTHER, try(IPHONE, "three+odd+words"));
	set_session_cookie(before);
	assert_answer(SEE_OTHER, ask("/account"));
}

static void
test_a_password_is_not_changed_without_the_one_before(void **state)
{
	static const struct { const char *typed, *why; } cases[] = {
		{ "password=wrong&new_password=three+odd+words",
		    "The password is not right" },
		{ "password=&new_password=three+odd+words",
		    "Enter your password" },
		{ "password=" PASSWORD "&new_password=short",
		    "The password must be 12 characters or more" },
		{ "password=" PASSWORD "&new_password=mary@EXAMPLE.org",
		    "The password must be more than your name" },
		{ "password=" PASSWORD "&new_password=northern-programme-1",
		    "The password must be more than your name" },
		{ "password=" PASSWORD "&new_password=1q2w3e4r5t6y",
		    "Many people use this password" },
	};

	assert_answer(SEE_OTHER, try(FIREFOX, PASSWORD));
	assert_answer(OK, ask(CHANGE));
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		assert_answer(INVALID, submit(CHANGE, cases[i].typed));
		assert_int_equal(page_count(cases[i].why), 2);
		assert_hides("three odd");
	}
	assert_owner_asks(1, "SELECT count(*) FROM audit.event WHERE name = "
	    "'PASSWORD_REFUSED'");
	assert_letters(0, "Your password was changed");
	assert_answer(SEE_OTHER, try(FIREFOX, PASSWORD));
}

static void
test_a_letter_tells_of_a_device_that_is_new(void **state)
{
	assert_answer(SEE_OTHER, try(FIREFOX, PASSWORD));
	assert_answer(SEE_OTHER, try(FIREFOX, PASSWORD));
	assert_letters(0, "You signed in on a new device");
	assert_answer(SEE_OTHER, try(IPHONE, PASSWORD));
	assert_letters(1, "You signed in on a new device");
	assert_owner_asks(1, "SELECT count(*) FROM post.letter "
	    "WHERE body LIKE '%with Safari on an iPhone, %'");
	assert_answer(SEE_OTHER, try(IPHONE, PASSWORD));
	assert_letters(1, "You signed in on a new device");
}

int
main(void)
{
#define test(name) cmocka_unit_test_setup(name, world)
	const struct CMUnitTest	tests[] = {
		test(test_sessions_are_listed_in_words),
		test(test_one_is_ended_by_its_owner),
		test(test_nobody_ends_the_session_of_somebody_else),
		test(test_all_others_are_ended_at_once),
		test(test_sessions_are_ended_after_asking_again),
		test(test_staff_sign_somebody_out_everywhere),
		test(test_their_page_leads_back_to_whoever_they_are),
		test(test_nobody_else_signs_people_out),
		test(test_a_password_is_changed_with_the_one_before),
		test(test_a_password_is_not_changed_without_the_one_before),
		test(test_a_letter_tells_of_a_device_that_is_new),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
