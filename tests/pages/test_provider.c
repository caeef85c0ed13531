/* Signing in with an account of one's organisation: the browser's part, and
 * what the database makes of what the helper says. */
#include <stdio.h>
#include <stdlib.h>

#include "core/arena.h"
#include "core/secret.h"
#include "pages.h"

#define ISSUER	"https://login.example.org"
#define GO	"/sign-in/provider"
#define WAIT	"/sign-in/provider/wait?to=/"

static struct arena	arena;

static int
world(void **state)
{
	new_world(state);
	give_passwords();
	arena_reset(&arena);
	setenv("WAYMARK_OIDC_ISSUER", ISSUER, true);
	setenv("WAYMARK_OIDC_CLIENT_ID", "waymark", true);
	setenv("WAYMARK_OIDC_NAME", "Ashby sign-in", true);
	owner_does("SELECT auth.provider_heard('" ISSUER "', '" ISSUER
	    "/auth', '" ISSUER "/out', true)");
	return (0);
}

static int
leave(void **state)
{
	unsetenv("WAYMARK_OIDC_ISSUER");
	unsetenv("WAYMARK_OIDC_CLIENT_ID");
	unsetenv("WAYMARK_OIDC_NAME");
	arena_release(&arena);
	return (leave_world(state));
}

/* A parameter of where the last answer led. */
static const char *
asked(const char *name)
{
	const char	*at = strstr(answer_location(),
			    arena_printf(&arena, "&%s=", name));

	assert_non_null(at);
	at += strlen(name) + 2;
	return (arena_strndup(&arena, at, strcspn(at, "&")));
}

/* To the provider and back with a code; where the sign-in then waits. */
static void
come_back(void)
{
	sign_in_as(0);
	assert_answer(SEE_OTHER, ask(GO "?to=/calendar"));
	assert_answer(SEE_OTHER, ask(arena_printf(&arena, GO "/return?code="
	    "a-code&state=%s", asked("state"))));
	assert_leads_to("/sign-in/provider/wait?to=%2Fcalendar");
}

/* What the helper does with an ID token that proves this. */
static void
prove(const char *subject, const char *email, bool verified, bool second)
{
	owner_doesf("SELECT auth.provider_accept(c.token_hash, '" ISSUER "', "
	    "'%s', '%s', %s, %s) FROM auth.provider_claim() c", subject, email,
	    verified ? "true" : "false", second ? "true" : "false");
}

static void
assert_refused(const char *words)
{
	assert_answer(SEE_OTHER, ask("/account"));
	assert_answer(INVALID, ask(WAIT));
	assert_shows("You are not signed in");
	assert_shows(words);
	assert_answer(SEE_OTHER, ask(WAIT));
	assert_leads_to("/sign-in");
}

static void
test_the_button_is_there_where_a_provider_is_set(void **state)
{
	assert_answer(OK, ask("/sign-in?to=/calendar"));
	assert_shows("Sign in with Ashby sign-in");
	assert_shows("href=\"/sign-in/provider?to=%2Fcalendar\"");
	unsetenv("WAYMARK_OIDC_ISSUER");
	assert_answer(OK, ask("/sign-in"));
	assert_hides("Ashby sign-in");
	assert_answer(NOT_FOUND, ask(GO));
	assert_answer(NOT_FOUND, ask(GO "/return?code=a&state=b"));
	assert_answer(NOT_FOUND, ask(WAIT));
}

/* Nothing of it can be guessed from anything else of it. */
static void
test_each_sign_in_has_its_own_state_nonce_and_challenge(void **state)
{
	static const char *const	own[] = { "state", "nonce",
					    "code_challenge" };
	const char			*first[3];

	assert_answer(SEE_OTHER, ask(GO));
	assert_memory_equal(answer_location(), ISSUER "/auth?", 31);
	assert_string_equal(asked("client_id"), "waymark");
	assert_string_equal(asked("code_challenge_method"), "S256");
	assert_non_null(strstr(answer_location(), "response_type=code&"));
	assert_non_null(strstr(asked("redirect_uri"),
	    "%2Fsign-in%2Fprovider%2Freturn"));
	for (int i = 0; i < 3; i++)
		first[i] = asked(own[i]);
	assert_int_equal(strlen(first[2]), 43);
	assert_string_not_equal(first[0], first[1]);
	assert_answer(SEE_OTHER, ask(GO));
	for (int i = 0; i < 3; i++)
		assert_string_not_equal(asked(own[i]), first[i]);
}

static void
test_whoever_is_known_by_a_verified_address_is_signed_in(void **state)
{
	come_back();
	assert_answer(OK, ask(WAIT));
	assert_shows("Signing you in");
	assert_string_equal(answer_header("refresh"), "1");
	prove("m-1", "MARY@example.org", true, false);
	assert_answer(SEE_OTHER, ask("/sign-in/provider/wait?to=/calendar"));
	assert_leads_to("/calendar");
	assert_answer(OK, ask("/account"));
	assert_shows("Mary Smith-Jones");
	assert_shows("Also signs you in");
	assert_owner_asks(1, "SELECT count(*) FROM post.letter WHERE "
	    "person_id = 2 AND subject = 'You can sign in another way'");
	assert_owner_asks(1, "SELECT count(*) FROM audit.event WHERE "
	    "name = 'PROVIDER_ACCOUNT_BOUND' AND person_id = 2");
}

/* The provider's subject is who it is from then on, whatever the address. */
static void
test_an_account_is_bound_once(void **state)
{
	come_back();
	prove("m-1", "mary@example.org", true, false);
	assert_answer(SEE_OTHER, ask(WAIT));
	come_back();
	prove("m-1", "tom@example.org", true, false);
	assert_answer(SEE_OTHER, ask(WAIT));
	assert_answer(OK, ask("/account"));
	assert_shows("Mary Smith-Jones");
	assert_owner_asks(1, "SELECT count(*) FROM auth.provider_account");
}

static void
test_an_address_that_is_not_verified_signs_nobody_in(void **state)
{
	come_back();
	prove("m-2", "mary@example.org", false, false);
	assert_refused("does not say that your email address is yours");
	assert_owner_asks(0, "SELECT count(*) FROM auth.provider_account");
}

static void
test_nobody_is_added_by_signing_in(void **state)
{
	int64_t	before = owner_asks("SELECT count(*) FROM person");

	come_back();
	prove("n-1", "new@example.org", true, false);
	assert_refused("an email address that nobody has in Waymark");
	assert_int_equal(owner_asks("SELECT count(*) FROM person"), before);
}

/* Who has an address after somebody else left it is not that person. */
static void
test_a_second_account_is_not_bound_to_the_same_person(void **state)
{
	come_back();
	prove("m-1", "mary@example.org", true, false);
	come_back();
	prove("m-2", "mary@example.org", true, false);
	assert_refused("belongs to another account there");
}

static void
test_its_owner_unbinds_it_and_the_next_is_bound(void **state)
{
	come_back();
	prove("subject-7", "mary@example.org", true, false);
	assert_answer(SEE_OTHER, ask(WAIT));
	assert_answer(OK, ask("/account"));
	assert_shows("href=\"/account/provider\"");
	assert_answer(OK, ask("/account/provider"));
	assert_shows("<h1 class=\"govuk-heading-l\">End signing in with Ashby "
	    "sign-in</h1>");
	owner_does("UPDATE auth.session SET confirmed_at = now() - "
	    "interval '16 minutes'");
	assert_answer(SEE_OTHER, submit("/account/provider", ""));
	assert_owner_asks(1, "SELECT count(*) FROM auth.provider_account");
	owner_does("UPDATE auth.session SET confirmed_at = now()");
	assert_answer(OK, ask("/account/provider"));
	assert_answer(SEE_OTHER, submit("/account/provider", ""));
	assert_leads_to("/account");
	assert_answer(OK, follow());
	assert_shows("Ashby sign-in does not sign you in any more");
	assert_hides("href=\"/account/provider\"");
	assert_owner_asks(0, "SELECT count(*) FROM auth.provider_account");
	assert_owner_asks(1, "SELECT count(*) FROM audit.event WHERE name = "
	    "'PROVIDER_ACCOUNT_UNBOUND' AND person_id = 2 AND actor_id = 2");
	assert_owner_asks(1, "SELECT count(*) FROM post.letter WHERE "
	    "person_id = 2 AND subject = 'An account does not sign you in any "
	    "more'");
	assert_answer(SEE_OTHER, ask("/account/provider"));
	assert_leads_to("/account");
	come_back();
	prove("subject-8", "mary@example.org", true, false);
	assert_answer(SEE_OTHER, ask(WAIT));
	assert_owner_asks(1, "SELECT count(*) FROM auth.provider_account "
	    "WHERE subject = 'subject-8' AND person_id = 2");
}

static void
test_nobody_unbinds_the_account_of_somebody_else(void **state)
{
	come_back();
	prove("subject-7", "mary@example.org", true, false);
	assert_answer(SEE_OTHER, ask(WAIT));
	sign_in_as(TOM);
	assert_answer(SEE_OTHER, ask("/account/provider"));
	assert_answer(OK, ask("/account"));
	assert_answer(SEE_OTHER, send_form("/account/provider", ""));
	assert_owner_asks(1, "SELECT count(*) FROM auth.provider_account");
}

static void
test_what_comes_back_is_of_this_browser_alone(void **state)
{
	const char	*there;

	sign_in_as(0);
	assert_answer(SEE_OTHER, ask(GO));
	there = arena_printf(&arena, GO "/return?code=a&state=%s",
	    asked("state"));
	take_browser(1);
	assert_answer(INVALID, ask(there));
	assert_shows("not from a sign-in that this browser began");
	assert_answer(SEE_OTHER, ask(GO));
	assert_answer(INVALID, ask(there));
	assert_owner_asks(0, "SELECT count(*) FROM auth.provider_sign_in");
}

static void
test_a_state_that_was_changed_leads_nowhere(void **state)
{
	static const char *const	others[] = { "", "x", "%2F",
					    ".%2Fcalendar" };

	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		sign_in_as(0);
		assert_answer(SEE_OTHER, ask(GO));
		assert_answer(INVALID, ask(arena_printf(&arena, GO "/return?"
		    "code=a&state=%.*s%s", i == 0 ? 64 : 66, asked("state"),
		    others[i])));
	}
	assert_answer(SEE_OTHER, ask(GO));
	assert_answer(INVALID, ask(arena_printf(&arena, GO "/return?code=a&"
	    "iss=https://elsewhere.example&state=%s", asked("state"))));
}

/* Once to the helper, once to a session; the same address does nothing. */
static void
test_what_came_back_is_good_once(void **state)
{
	const char	*there;

	sign_in_as(0);
	assert_answer(SEE_OTHER, ask(GO));
	there = arena_printf(&arena, GO "/return?code=a&state=%s",
	    asked("state"));
	assert_answer(SEE_OTHER, ask(there));
	assert_answer(SEE_OTHER, ask(there));
	assert_owner_asks(1, "SELECT count(*) FROM auth.provider_sign_in");
	prove("m-1", "mary@example.org", true, false);
	assert_owner_asks(0, "SELECT count(*) FROM auth.provider_claim()");
	assert_owner_asks(0, "SELECT count(*) FROM auth.provider_sign_in "
	    "WHERE code <> '' OR verifier <> '' OR nonce <> ''");
	assert_answer(SEE_OTHER, ask(WAIT));
	assert_answer(INVALID, ask(there));
	assert_owner_asks(1, "SELECT count(*) FROM auth.session "
	    "WHERE person_id = 2");
}

static void
test_what_waits_too_long_is_refused(void **state)
{
	come_back();
	owner_does("UPDATE auth.provider_sign_in SET returned_at = now() - "
	    "interval '61 seconds'");
	owner_does("SELECT auth.provider_claim()");
	assert_refused("does not answer now");
	come_back();
	prove("m-1", "mary@example.org", true, false);
	owner_does("UPDATE auth.provider_sign_in SET settled_at = now() - "
	    "interval '6 minutes'");
	assert_answer(INVALID, ask(WAIT));
	assert_shows("took too long");
}

static void
test_a_provider_that_is_away_is_said_and_passwords_work(void **state)
{
	owner_does("SELECT auth.provider_heard('" ISSUER "', '', '', false)");
	sign_in_as(0);
	assert_answer(INVALID, ask(GO));
	assert_shows("does not answer now");
	owner_does("SELECT auth.provider_heard('" ISSUER "', '" ISSUER
	    "/auth', '', true); UPDATE auth.provider SET asked_at = now() - "
	    "interval '6 minutes'");
	assert_answer(INVALID, ask(GO));
	assert_answer(OK, ask("/sign-in"));
	assert_answer(SEE_OTHER, submit("/sign-in",
	    "email=mary@example.org&password=" PASSWORD));
	assert_answer(OK, ask("/account"));
}

/* What the provider says of itself stands for a second step where it is set. */
static void
test_a_second_step_of_ours_follows_unless_theirs_counts(void **state)
{
	come_back();
	prove("s-1", "sam@example.org", true, false);
	assert_answer(SEE_OTHER, ask(WAIT));
	assert_leads_to("/sign-in/set-up?to=%2F");
	come_back();
	prove("s-1", "sam@example.org", true, true);
	assert_answer(SEE_OTHER, ask(WAIT));
	assert_leads_to("/");
	assert_answer(OK, ask("/account"));
}

static void
test_where_to_sign_out_there_too_is_said(void **state)
{
	sign_in_as(0);
	assert_answer(OK, ask("/sign-in?out=yes"));
	assert_shows("href=\"" ISSUER "/out\"");
	assert_answer(OK, ask("/sign-in"));
	assert_hides(ISSUER "/out");
}

int
main(void)
{
#define test(name) cmocka_unit_test_setup(name, world)
	const struct CMUnitTest	tests[] = {
		test(test_the_button_is_there_where_a_provider_is_set),
		test(test_each_sign_in_has_its_own_state_nonce_and_challenge),
		test(test_whoever_is_known_by_a_verified_address_is_signed_in),
		test(test_an_account_is_bound_once),
		test(test_an_address_that_is_not_verified_signs_nobody_in),
		test(test_nobody_is_added_by_signing_in),
		test(test_its_owner_unbinds_it_and_the_next_is_bound),
		test(test_nobody_unbinds_the_account_of_somebody_else),
		test(test_a_second_account_is_not_bound_to_the_same_person),
		test(test_what_comes_back_is_of_this_browser_alone),
		test(test_a_state_that_was_changed_leads_nowhere),
		test(test_what_came_back_is_good_once),
		test(test_what_waits_too_long_is_refused),
		test(test_a_provider_that_is_away_is_said_and_passwords_work),
		test(test_a_second_step_of_ours_follows_unless_theirs_counts),
		test(test_where_to_sign_out_there_too_is_said),
	};

	return (cmocka_run_group_tests(tests, NULL, leave));
}
