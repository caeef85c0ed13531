/* Signing in and out, the brake on guessing, and passwords by a link. */
#include <stdio.h>

#include "core/secret.h"
#include "pages.h"

#define WRONG	"The email address or the password is not right"
#define FORGOT	"/forgotten-password"
#define CHOOSE	"/choose-password"

/* Every password that is looked at comes through here. */
static int	looked_at;

bool	__real_password_right(const char *, const char *);
bool	__wrap_password_right(const char *, const char *);

bool
__wrap_password_right(const char *hash, const char *password)
{
	looked_at++;
	return (__real_password_right(hash, password));
}

static int
world_with_passwords(void **state)
{
	new_world(state);
	give_passwords();
	looked_at = 0;
	return (0);
}

static enum status
try(const char *email, const char *password)
{
	char	fields[2200];

	if (ask("/sign-in") != OK)
		fail_msg("the sign-in page is not there");
	snprintf(fields, sizeof(fields), "email=%s&password=%s", email,
	    password);
	return (submit("/sign-in", fields));
}

static void
assert_live_sessions(int64_t n)
{
	assert_owner_asks(n, "SELECT count(*) FROM auth.session s "
	    "WHERE auth.live(s)");
}

/* Who did it and whose record it is; 0 is nobody. */
static void
assert_event(const char *name, int actor, int person)
{
	char	sql[200];

	snprintf(sql, sizeof(sql), "SELECT count(*) FROM audit.event WHERE "
	    "name = '%s' AND coalesce(actor_id, 0) = %d AND "
	    "coalesce(person_id, 0) = %d AND reference <> ''", name, actor,
	    person);
	assert_owner_asks(1, sql);
}

static void
test_the_right_password_signs_in(void **state)
{
	assert_answer(SEE_OTHER, try("mary@example.org", PASSWORD));
	assert_leads_to("/");
	assert_non_null(strstr(answer_header("set-cookie"), "; Path=/; "
	    "HttpOnly; SameSite=Lax"));
	assert_true(secret_is_token(session_cookie()));
	assert_answer(OK, follow());
	assert_shows("Mary Smith-Jones");
	assert_live_sessions(1);
	assert_event("SESSION_STARTED", MARY, MARY);
	assert_answer(SEE_OTHER, ask("/sign-in"));
	assert_leads_to("/");
}

static void
test_case_and_space_around_an_address_do_not_matter(void **state)
{
	assert_answer(SEE_OTHER, try("+MARY@Example.ORG+", PASSWORD));
	assert_live_sessions(1);
}

static void
test_a_cookie_over_tls_is_kept_to_this_host(void **state)
{
	setenv("WAYMARK_ORIGIN", "https://waymark.example.org", 1);
	assert_answer(SEE_OTHER, try("mary@example.org", PASSWORD));
	assert_memory_equal(answer_header("set-cookie"), "__Host-waymark=", 15);
	assert_non_null(strstr(answer_header("set-cookie"), "; Secure"));
	assert_answer(OK, follow());
	unsetenv("WAYMARK_ORIGIN");
	assert_answer(OK, ask("/"));
}

/* Neither words nor time tell which of the two was wrong. */
static void
test_a_wrong_password_and_an_unknown_account_look_the_same(void **state)
{
	static const char *const	emails[] = { "mary@example.org",
					    "nobody@example.org" };
	size_t				lengths[2];

	for (int i = 0; i < 2; i++) {
		looked_at = 0;
		assert_answer(INVALID, try(emails[i], "not+the+password"));
		assert_int_equal(looked_at, 1);
		assert_int_equal(page_count(WRONG), 2);
		assert_shows(emails[i]);
		assert_hides("not the password");
		lengths[i] = strlen(page_text()) - strlen(emails[i]);
		assert_null(answer_header("set-cookie"));
	}
	assert_int_equal(lengths[0], lengths[1]);
	assert_live_sessions(0);
	assert_event("SIGN_IN_REFUSED", 0, MARY);
	assert_event("SIGN_IN_REFUSED", 0, 0);
}

static void
test_an_account_without_a_password_is_refused_like_any(void **state)
{
	owner_does("DELETE FROM auth.credential WHERE person_id = 2");
	assert_answer(INVALID, try("mary@example.org", PASSWORD));
	assert_int_equal(looked_at, 1);
	assert_int_equal(page_count(WRONG), 2);
}

static void
test_what_is_missing_is_asked_for(void **state)
{
	assert_answer(INVALID, try("", ""));
	assert_int_equal(page_count("Enter your email address"), 2);
	assert_int_equal(page_count("Enter your password"), 2);
	assert_int_equal(looked_at, 0);
	assert_answer(INVALID, try("mary@example.org", ""));
	assert_shows("value=\"mary@example.org\"");
	assert_owner_asks(0, "SELECT count(*) FROM auth.attempt");
}

/* The brake. */

static void
test_after_five_wrong_passwords_an_account_waits(void **state)
{
	for (int i = 0; i < 5; i++)
		assert_answer(INVALID, try(i % 2 == 0 ? "mary@example.org" :
		    "MARY@example.org", "wrong"));
	owner_does("UPDATE auth.attempt SET at = clock_timestamp() + "
	    "interval '40 seconds'");
	looked_at = 0;
	manner.address = "10.0.0.9";
	assert_answer(TOO_MANY, try("mary@example.org", PASSWORD));
	assert_int_equal(looked_at, 0);
	assert_shows("There were too many tries. Wait ");
	assert_live_sessions(0);
	assert_answer(SEE_OTHER, try("sian@example.org", PASSWORD));
	take_browser(1);
	owner_does("UPDATE auth.attempt SET at = clock_timestamp() - "
	    "interval '2 seconds'");
	assert_answer(SEE_OTHER, try("mary@example.org", PASSWORD));
	assert_owner_asks(0, "SELECT count(*) FROM auth.attempt "
	    "WHERE whose = auth.account_key('mary@example.org')");
}

static void
test_the_wait_grows_to_a_quarter_of_an_hour_and_no_more(void **state)
{
	static const struct { int tries, wait; } cases[] = {
		{ 4, 0 }, { 5, 1 }, { 6, 2 }, { 7, 4 }, { 8, 8 }, { 10, 32 },
		{ 14, 512 }, { 15, 900 }, { 400, 900 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		owner_doesf("DELETE FROM auth.attempt; "
		    "INSERT INTO auth.attempt (whose) SELECT "
		    "auth.account_key('mary@example.org') "
		    "FROM generate_series(1, %d)", cases[i].tries);
		assert_owner_asks(cases[i].wait, "SELECT greatest(0, "
		    "ceil(wait_seconds + extract(epoch FROM "
		    "clock_timestamp() - (SELECT max(at) FROM "
		    "auth.attempt)) - 1))::bigint FROM "
		    "auth.credential_of('mary@example.org', '10.0.0.1')");
	}
}

static void
test_the_wait_is_said_in_minutes_when_it_is_long(void **state)
{
	owner_does("INSERT INTO auth.attempt (whose) SELECT "
	    "auth.account_key('mary@example.org') FROM generate_series(1, 15)");
	assert_answer(TOO_MANY, try("mary@example.org", PASSWORD));
	assert_int_equal(page_count("Wait 15 minutes, then try again"), 2);
}

static void
test_an_address_waits_after_twenty_wrong_passwords(void **state)
{
	manner.address = "10.0.0.7";
	assert_answer(INVALID, try("mary@example.org", "wrong"));
	owner_does("INSERT INTO auth.attempt (whose, at) SELECT "
	    "auth.address_key('10.0.0.7'), clock_timestamp() + "
	    "interval '40 seconds' FROM generate_series(1, 18)");
	assert_answer(INVALID, try("sian@example.org", "wrong"));
	assert_answer(TOO_MANY, try("zoe@example.org", PASSWORD));
	assert_live_sessions(0);
	manner.address = "10.0.0.8";
	assert_answer(SEE_OTHER, try("zoe@example.org", PASSWORD));
}

/* Sessions. */

static void
test_each_sign_in_ends_the_session_before_it(void **state)
{
	char	first[80];

	assert_answer(OK, ask("/sign-in"));
	set_session_cookie("00000000000000000000000000000000"
	    "11111111111111111111111111111111");
	assert_answer(SEE_OTHER, try("mary@example.org", PASSWORD));
	snprintf(first, sizeof(first), "%s", session_cookie());
	assert_null(strstr(first, "1111111111111111"));
	sign_in_as(0);
	assert_answer(OK, ask("/sign-in"));
	set_session_cookie(first);
	assert_answer(SEE_OTHER, submit("/sign-in",
	    "email=mary@example.org&password=" PASSWORD));
	assert_string_not_equal(session_cookie(), first);
	assert_answer(OK, ask("/"));
	assert_live_sessions(1);
	set_session_cookie(first);
	assert_answer(SEE_OTHER, ask("/"));
	assert_leads_to("/sign-in?to=%2F");
}

/* The sign-in page stands open in two windows, as it does when a browser
 * opens again what it had open. */
static void
test_the_sign_in_page_of_a_second_window_signs_in_too(void **state)
{
	assert_answer(OK, ask("/sign-in?to=%2Fwork"));
	keep_fields("/sign-in");
	assert_answer(SEE_OTHER, try("ewan@example.org", PASSWORD));
	assert_answer(SEE_OTHER, send_kept("/sign-in",
	    "email=ewan@example.org&password=" PASSWORD));
	assert_leads_to("/work");
	assert_answer(OK, follow());
	assert_live_sessions(1);
}

static void
test_a_session_ends_after_half_an_hour_without_use(void **state)
{
	sign_in_as(MARY);
	owner_does("UPDATE auth.session SET seen_at = now() - "
	    "interval '29 minutes'");
	assert_answer(OK, ask("/"));
	assert_owner_asks(1, "SELECT count(*) FROM auth.session WHERE "
	    "seen_at > now() - interval '1 minute'");
	owner_does("UPDATE auth.session SET seen_at = now() - "
	    "interval '31 minutes'");
	assert_answer(SEE_OTHER, ask("/"));
	assert_leads_to("/sign-in?to=%2F");
}

static void
test_a_session_ends_after_twelve_hours_whatever_its_use(void **state)
{
	sign_in_as(MARY);
	owner_does("UPDATE auth.session SET started_at = now() - "
	    "interval '719 minutes'");
	assert_answer(OK, ask("/"));
	owner_does("UPDATE auth.session SET started_at = now() - "
	    "interval '721 minutes'");
	assert_answer(SEE_OTHER, ask("/"));
}

static void
test_signing_out_ends_the_session_for_good(void **state)
{
	char	token[80];

	sign_in_as(MARY);
	assert_answer(OK, ask("/"));
	snprintf(token, sizeof(token), "%s", session_cookie());
	assert_answer(SEE_OTHER, submit("/sign-out", ""));
	assert_leads_to("/sign-in?out=yes");
	assert_string_equal(answer_header("clear-site-data"), "\"cache\"");
	assert_string_equal(session_cookie(), "");
	assert_live_sessions(0);
	assert_event("SESSION_ENDED", MARY, MARY);
	assert_answer(OK, follow());
	assert_shows("You are signed out.");
	set_session_cookie(token);
	assert_answer(SEE_OTHER, ask("/"));
}

static void
test_roles_that_ended_open_nothing(void **state)
{
	sign_in_as(MARY);
	owner_does("UPDATE role_held SET during = '[2026-01-01,2026-06-15)' "
	    "WHERE person_id = 2");
	assert_answer(NOT_FOUND, ask("/placements/202/days"));
	assert_answer(OK, ask("/"));
	assert_shows("You hold no role at the moment");
	assert_answer(SEE_OTHER, submit("/sign-out", ""));
	assert_live_sessions(0);
}

static void
test_the_way_on_leads_nowhere_but_here(void **state)
{
	static const struct { const char *to, *leads; } cases[] = {
		{ "/work?page=2", "/work?page=2" }, { "", "/" },
		{ "//evil.example", "/" }, { "/%5Cevil.example", "/" },
		{ "https://evil.example/", "/" },
		{ "javascript:alert(1)", "/" },
		{ "/%09/evil.example", "/" }, { "/%0d%0aset-cookie:a=b", "/" },
		{ "/a/..//evil.example", "/" }, { "%00", "/" },
		{ "evil.example", "/" }, { "/%2f/x", "/" },
	};
	char	address[200];

	sign_in_as(EWAN);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		snprintf(address, sizeof(address), "/sign-in?to=%s",
		    cases[i].to);
		assert_answer(SEE_OTHER, ask(address));
		assert_leads_to(cases[i].leads);
	}
	sign_in_as(0);
	assert_answer(OK, ask("/sign-in?to=//evil.example"));
	assert_answer(SEE_OTHER, submit("/sign-in",
	    "email=ewan@example.org&password=" PASSWORD));
	assert_leads_to("/");
}

/* A new password by a link. */

/* Asks for a link and answers the address in the letter. */
static const char *
link_for(const char *email)
{
	static char	address[200];
	char		fields[100];

	assert_answer(OK, ask(FORGOT));
	snprintf(fields, sizeof(fields), "email=%s", email);
	assert_answer(SEE_OTHER, submit(FORGOT, fields));
	assert_leads_to(FORGOT "?sent=yes");
	snprintf(address, sizeof(address), "%s", owner_reads("SELECT "
	    "(SELECT substring(body FROM 'http://127.0.0.1:8080(/[^\\n]+)') "
	    "FROM post.letter ORDER BY id DESC LIMIT 1)"));
	return (address);
}

static void
test_over_tls_a_cookie_is_of_this_host_alone(void **state)
{
	static const char *const	has[] = { "__Host-waymark-visitor=",
	    "; Path=/;", "; Secure", "; HttpOnly", "; SameSite=Lax" };
	const char			*cookie;

	sign_in_as(0);
	setenv("WAYMARK_ORIGIN", "https://waymark.example.org", 1);
	assert_answer(OK, ask("/sign-in"));
	unsetenv("WAYMARK_ORIGIN");
	assert_non_null(cookie = answer_header("set-cookie"));
	for (size_t i = 0; i < sizeof(has) / sizeof(*has); i++)
		assert_non_null(strstr(cookie, has[i]));
	assert_null(strstr(cookie, "Domain"));
	assert_answer(OK, ask("/sign-in"));
	if ((cookie = answer_header("set-cookie")) != NULL)
		assert_null(strstr(cookie, "Secure"));
}

static void
test_nobodys_letter_box_is_filled_with_links(void **state)
{
	for (int i = 0; i < 5; i++) {
		assert_answer(OK, ask(FORGOT));
		assert_answer(SEE_OTHER, submit(FORGOT,
		    "email=mary@example.org"));
		assert_leads_to(FORGOT "?sent=yes");
	}
	assert_owner_asks(3, "SELECT count(*) FROM post.letter");
	owner_does("UPDATE auth.attempt SET at = at - interval '16 minutes'");
	link_for("mary@example.org");
	assert_owner_asks(4, "SELECT count(*) FROM post.letter");
}

static void
test_a_link_is_sent_and_changes_the_password_once(void **state)
{
	const char	*link = link_for("MARY@example.org");

	take_browser(1);
	assert_answer(SEE_OTHER, try("mary@example.org", PASSWORD));
	take_browser(0);
	assert_answer(OK, ask(link));
	assert_shows("For Mary Smith-Jones, mary@example.org");
	assert_answer(SEE_OTHER, submit(CHOOSE, "password=three+odd+words"));
	assert_leads_to("/");
	assert_answer(OK, follow());
	assert_shows("Your password is changed, and you are signed in");
	assert_event("PASSWORD_CHANGED", MARY, MARY);
	assert_live_sessions(1);
	take_browser(1);
	assert_answer(SEE_OTHER, ask("/"));
	assert_answer(OK, ask(link));
	assert_shows("This link does not work any more");
	assert_answer(INVALID, try("mary@example.org", PASSWORD));
	assert_answer(SEE_OTHER, try("mary@example.org", "three+odd+words"));
}

static void
test_the_letter_goes_to_whom_it_is_of(void **state)
{
	link_for("mary@example.org");
	assert_owner_asks(1, "SELECT count(*) FROM post.letter WHERE "
	    "address = 'mary@example.org' AND person_id = 2 AND sent_at IS "
	    "NULL AND body LIKE 'Dear Mary Smith-Jones,%'");
	assert_owner_asks(0, "SELECT count(*) FROM auth.link l, post.letter p "
	    "WHERE p.body LIKE '%' || encode(l.token_hash, 'hex') || '%'");
	assert_event("RESET_LINK_ASKED", 0, MARY);
}

static void
test_the_answer_to_an_unknown_address_is_the_same(void **state)
{
	link_for("nobody@example.org");
	assert_answer(OK, follow());
	assert_shows("If there is an account for that address, a link");
	assert_hides("nobody@example.org");
	assert_owner_asks(0, "SELECT count(*) FROM post.letter");
	assert_event("RESET_LINK_ASKED", 0, 0);
}

static void
test_a_link_works_once_also_when_it_stands_open_twice(void **state)
{
	const char	*link = link_for("mary@example.org");

	assert_answer(OK, ask(link));
	take_browser(1);
	assert_answer(OK, ask(link));
	keep_fields(CHOOSE);
	take_browser(0);
	assert_answer(OK, ask(link));
	assert_answer(SEE_OTHER, submit(CHOOSE, "password=three+odd+words"));
	take_browser(1);
	assert_answer(INVALID, send_kept(CHOOSE, "password=four+other+words"));
	assert_shows("This link does not work any more");
	assert_answer(SEE_OTHER, try("mary@example.org", "three+odd+words"));
}

static void
test_every_link_dies_with_the_first_that_is_used(void **state)
{
	char	first[200];

	snprintf(first, sizeof(first), "%s", link_for("mary@example.org"));
	assert_answer(OK, ask(link_for("mary@example.org")));
	assert_answer(SEE_OTHER, submit(CHOOSE, "password=three+odd+words"));
	sign_in_as(0);
	assert_answer(OK, ask(first));
	assert_shows("This link does not work any more");
}

static void
test_a_link_is_good_for_two_hours(void **state)
{
	const char	*link = link_for("mary@example.org");

	owner_does("UPDATE auth.link SET expires_at = expires_at - "
	    "interval '119 minutes'");
	assert_answer(OK, ask(link));
	assert_shows("For Mary Smith-Jones");
	owner_does("UPDATE auth.link SET expires_at = expires_at - "
	    "interval '2 minutes'");
	assert_answer(INVALID, submit(CHOOSE, "password=three+odd+words"));
	assert_shows("This link does not work any more");
	assert_answer(OK, ask(link));
	assert_shows("This link does not work any more");
	assert_answer(OK, ask(CHOOSE "?link=%00'"));
	assert_shows("This link does not work any more");
}

static void
test_a_password_that_will_not_do_is_refused_in_words(void **state)
{
	static const struct { const char *typed, *why; } cases[] = {
		{ "", "Enter a password" },
		{ "eleven+char", "The password must be 12 characters or more" },
		{ "mary%20smith-JONES", "The password must be more than your" },
		{ "Mary@Example.org", "The password must be more than your" },
		{ "W%40ymark+2026%21", "The password must be more than your" },
		{ "Social+Work+2026", "The password must be more than your" },
		{ "Northern+Programme", "The password must be more than your" },
		{ "qwerty123456", "Many people use this password" },
		{ "P%40ssw0rd2026", "Many people use this password" },
		{ "password++++", "Many people use this password" },
		{ "three+odd+w%00rds", "The password includes characters that "
		    "cannot be saved" },
	};
	static char	long_one[1200];
	char		fields[100];

	assert_answer(OK, ask(link_for("mary@example.org")));
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		snprintf(fields, sizeof(fields), "password=%s",
		    cases[i].typed);
		assert_answer(INVALID, submit(CHOOSE, fields));
		assert_int_equal(page_count(cases[i].why), 2);
		assert_hides("three odd");
	}
	snprintf(long_one, sizeof(long_one), "password=%01001d", 0);
	assert_answer(INVALID, submit(CHOOSE, long_one));
	assert_int_equal(page_count("The password must be 1,000 characters "
	    "or fewer"), 2);
	assert_answer(SEE_OTHER, submit(CHOOSE, "password=zw%C3%B6lf+B%C3%A4r"
	    "en!"));
	sign_in_as(0);
	assert_answer(SEE_OTHER, try("mary@example.org",
	    "zwo%CC%88lf+Ba%CC%88ren!"));
}

static void
test_a_password_is_verified_as_it_was_typed(void **state)
{
	static const char *const	others[] = { "+three+odd+words",
		"+three+odd+words+++", "three+odd+words", "+Three+odd+words+" };

	assert_answer(OK, ask(link_for("mary@example.org")));
	assert_answer(SEE_OTHER, submit(CHOOSE,
	    "password=+three+odd+words+"));
	sign_in_as(0);
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		assert_answer(INVALID, try("mary@example.org", others[i]));
	assert_answer(SEE_OTHER, try("mary@example.org",
	    "+three+odd+words+"));
}

/* What was chosen before was hashed without the space around it. */
static void
test_an_older_password_goes_on_working(void **state)
{
	assert_answer(INVALID, try("mary@example.org", PASSWORD "++"));
	owner_does("UPDATE auth.credential SET trimmed = true");
	assert_answer(SEE_OTHER, try("mary@example.org", PASSWORD "++"));
	assert_answer(OK, ask("/account/password"));
	assert_answer(SEE_OTHER, submit("/account/password", "password="
	    PASSWORD "+&new_password=three+odd+words+"));
	sign_in_as(0);
	assert_answer(INVALID, try("mary@example.org", "three+odd+words"));
	assert_answer(SEE_OTHER, try("mary@example.org", "three+odd+words+"));
	assert_owner_asks(0, "SELECT count(*) FROM auth.credential "
	    "WHERE person_id = 2 AND trimmed");
}

int
main(void)
{
#define test(name) cmocka_unit_test_setup(name, world_with_passwords)
	const struct CMUnitTest	tests[] = {
		test(test_the_right_password_signs_in),
		test(test_case_and_space_around_an_address_do_not_matter),
		test(test_a_cookie_over_tls_is_kept_to_this_host),
		test(
		    test_a_wrong_password_and_an_unknown_account_look_the_same),
		test(test_an_account_without_a_password_is_refused_like_any),
		test(test_what_is_missing_is_asked_for),
		test(test_after_five_wrong_passwords_an_account_waits),
		test(test_the_wait_grows_to_a_quarter_of_an_hour_and_no_more),
		test(test_the_wait_is_said_in_minutes_when_it_is_long),
		test(test_an_address_waits_after_twenty_wrong_passwords),
		test(test_each_sign_in_ends_the_session_before_it),
		test(test_the_sign_in_page_of_a_second_window_signs_in_too),
		test(test_a_session_ends_after_half_an_hour_without_use),
		test(test_a_session_ends_after_twelve_hours_whatever_its_use),
		test(test_signing_out_ends_the_session_for_good),
		test(test_roles_that_ended_open_nothing),
		test(test_the_way_on_leads_nowhere_but_here),
		test(test_over_tls_a_cookie_is_of_this_host_alone),
		test(test_nobodys_letter_box_is_filled_with_links),
		test(test_a_link_is_sent_and_changes_the_password_once),
		test(test_the_letter_goes_to_whom_it_is_of),
		test(test_the_answer_to_an_unknown_address_is_the_same),
		test(test_a_link_works_once_also_when_it_stands_open_twice),
		test(test_every_link_dies_with_the_first_that_is_used),
		test(test_a_link_is_good_for_two_hours),
		test(test_a_password_that_will_not_do_is_refused_in_words),
		test(test_a_password_is_verified_as_it_was_typed),
		test(test_an_older_password_goes_on_working),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
