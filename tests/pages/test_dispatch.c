/*
 * What stands around every page: forged forms, sessions that end, drafts, and
 * forms that are sent twice.
 */
#include <stdio.h>

#include "core/session.h"
#include "pages.h"

#define NEW	"/placements/202/days/new"
#define DAY	"on-day=15&on-month=6&on-year=2026&length=full&" \
		"kind=attended&did=Wrote+a+chronology"
#define TYPED	"Wrote a chronology</textarea>"

static void
assert_nothing_was_done(void)
{
	assert_owner_asks(24, "SELECT count(*) FROM placement_day");
	assert_owner_asks(0, "SELECT count(*) FROM draft");
	assert_owner_asks(0, "SELECT count(*) FROM auth.done_form");
}

static void
end_sessions(void)
{
	owner_does("UPDATE auth.session SET ended_at = now() "
	    "WHERE ended_at IS NULL");
}

static enum status
sign_in_with(const char *email)
{
	char	fields[200];

	snprintf(fields, sizeof(fields), "email=%s&password=" PASSWORD, email);
	return (submit("/sign-in", fields));
}

/* Forgery. */

static void
test_a_form_without_its_token_is_refused(void **state)
{
	static const char *const	tokens[] = { "", "csrf=&", "csrf=00&",
	    "csrf=%00&", "csrf=zz&",
	    "csrf=0000000000000000000000000000000000000000000000000000000000"
	    "000000000000000000000000000000000000000000000000000000000000"
	    "00000000&" };
	char				body[400];

	sign_in_as(MARY);
	for (size_t i = 0; i < sizeof(tokens) / sizeof(*tokens); i++) {
		snprintf(body, sizeof(body), "%sonce=%064d&" DAY, tokens[i],
		    (int)i);
		assert_answer(BAD_REQUEST, send_bare(NEW, body));
		assert_shows("Nothing was changed");
	}
	assert_nothing_was_done();
}

static void
test_a_form_with_the_token_of_a_stranger_is_refused(void **state)
{
	take_browser(1);
	assert_answer(OK, ask("/sign-in"));
	keep_fields("/sign-in");
	take_browser(0);
	sign_in_as(MARY);
	assert_answer(BAD_REQUEST, send_kept(NEW, DAY));
	assert_nothing_was_done();
}

/* A token that was somebody's once does nothing in the name of another. */
static void
test_the_token_of_another_session_does_nothing_here(void **state)
{
	take_browser(1);
	sign_in_as(TOM);
	assert_answer(OK, ask("/"));
	keep_fields("/sign-out");
	take_browser(0);
	sign_in_as(MARY);
	assert_answer(SEE_OTHER, send_kept(NEW, DAY));
	assert_leads_to("/");
	assert_owner_asks(24, "SELECT count(*) FROM placement_day");
	assert_owner_asks(0, "SELECT count(*) FROM draft WHERE person_id = 2");
}

static void
test_a_mask_that_was_tampered_with_is_refused(void **state)
{
	char	body[400], *digit;

	sign_in_as(MARY);
	assert_answer(OK, ask(NEW));
	snprintf(body, sizeof(body), "%s" DAY, hidden_fields(NEW));
	digit = strstr(body, "csrf=") + 100;
	*digit = *digit == '0' ? '1' : '0';
	assert_answer(BAD_REQUEST, send_bare(NEW, body));
	assert_nothing_was_done();
}

static void
test_a_form_from_another_site_is_refused(void **state)
{
	static const struct { const char *fetch_site, *origin; } cases[] = {
		{ "cross-site", NULL }, { "same-site", NULL },
		{ "cross-site", "http://127.0.0.1:8080" }, { "", NULL },
		{ NULL, "https://evil.example" }, { NULL, "null" },
		{ NULL, "http://127.0.0.1:8080.evil.example" },
	};

	sign_in_as(MARY);
	assert_answer(OK, ask(NEW));
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		manner.fetch_site = cases[i].fetch_site;
		manner.origin = cases[i].origin;
		assert_answer(BAD_REQUEST, send_form(NEW, DAY));
	}
	assert_nothing_was_done();
	manner.fetch_site = NULL;
	manner.origin = own_origin();
	assert_answer(SEE_OTHER, send_form(NEW, DAY));
}

static void
test_a_form_is_masked_anew_in_each_rendering(void **state)
{
	char	first[400], second[400];

	sign_in_as(MARY);
	assert_answer(OK, ask(NEW));
	snprintf(first, sizeof(first), "%s", hidden_fields(NEW));
	assert_answer(OK, ask(NEW));
	snprintf(second, sizeof(second), "%s", hidden_fields(NEW));
	for (size_t i = 5; i + 16 < 5 + 128; i += 16)
		assert_memory_not_equal(first + i, second + i, 16);
	assert_string_not_equal(strstr(first, "once="),
	    strstr(second, "once="));
	assert_false(page_has(session_cookie()));
}

/* Sessions that end. */

static void
test_a_form_of_an_ended_session_is_found_again(void **state)
{
	give_passwords();
	sign_in_as(MARY);
	assert_answer(OK, ask(NEW));
	end_sessions();
	assert_answer(SEE_OTHER, submit(NEW, DAY));
	assert_leads_to("/sign-in?to=%2Fplacements%2F202%2Fdays%2Fnew"
	    "&kept=yes");
	assert_owner_asks(24, "SELECT count(*) FROM placement_day");
	assert_answer(OK, follow());
	assert_shows("Your session had ended. What you typed was kept");
	assert_hides("chronology");
	assert_answer(SEE_OTHER, sign_in_with("mary@example.org"));
	assert_leads_to(NEW);
	assert_answer(OK, follow());
	assert_shows(TYPED);
	assert_shows("This is your draft");
	assert_answer(SEE_OTHER, submit(NEW, DAY));
	assert_owner_asks(25, "SELECT count(*) FROM placement_day");
	assert_owner_asks(0, "SELECT count(*) FROM draft");
}

static void
test_another_who_signs_in_on_that_browser_does_not_see_it(void **state)
{
	give_passwords();
	sign_in_as(MARY);
	assert_answer(OK, ask(NEW));
	end_sessions();
	assert_answer(SEE_OTHER, submit(NEW, DAY));
	assert_answer(OK, follow());
	assert_answer(SEE_OTHER, sign_in_with("sian@example.org"));
	assert_answer(NOT_FOUND, follow());
	assert_hides("chronology");
	assert_answer(OK, ask("/"));
	assert_hides("A placement day</a>, saved");
	sign_in_as(MARY);
	assert_answer(OK, ask(NEW));
	assert_shows(TYPED);
}

static void
test_a_form_is_kept_when_another_tab_signed_out(void **state)
{
	give_passwords();
	sign_in_as(MARY);
	assert_answer(OK, ask(NEW));
	keep_fields(NEW);
	assert_answer(SEE_OTHER, submit("/sign-out", ""));
	assert_leads_to("/sign-in?out=yes");
	assert_string_equal(session_cookie(), "");
	assert_answer(SEE_OTHER, send_kept(NEW, DAY));
	assert_answer(OK, follow());
	assert_shows("What you typed was kept");
	assert_answer(SEE_OTHER, sign_in_with("mary@example.org"));
	assert_answer(OK, follow());
	assert_shows(TYPED);
}

static void
test_a_form_is_kept_when_another_tab_signed_in_again(void **state)
{
	sign_in_as(MARY);
	assert_answer(OK, ask(NEW));
	keep_fields(NEW);
	end_sessions();
	sign_in_as(MARY);
	assert_answer(SEE_OTHER, send_kept(NEW, DAY));
	assert_leads_to(NEW);
	assert_answer(OK, follow());
	assert_shows("You signed in again after you opened this page.");
	assert_shows(TYPED);
	assert_owner_asks(24, "SELECT count(*) FROM placement_day");
}

static void
test_a_form_is_kept_for_its_person_when_another_signed_in(void **state)
{
	sign_in_as(MARY);
	assert_answer(OK, ask(NEW));
	keep_fields(NEW);
	sign_in_as(SIAN);
	assert_answer(SEE_OTHER, send_kept(NEW, DAY));
	assert_leads_to("/");
	assert_answer(OK, follow());
	assert_hides("A placement day</a>, saved");
	assert_owner_asks(1, "SELECT count(*) FROM draft WHERE person_id = 2");
	assert_owner_asks(1, "SELECT count(*) FROM draft");
}

/* There is no page to come back to, and nothing to lose. */
static void
test_signing_out_of_an_ended_session_leads_to_sign_in(void **state)
{
	sign_in_as(MARY);
	assert_answer(OK, ask("/"));
	end_sessions();
	assert_answer(SEE_OTHER, submit("/sign-out", ""));
	assert_leads_to("/sign-in");
	assert_owner_asks(0, "SELECT count(*) FROM draft");
}

static void
test_a_password_is_never_kept(void **state)
{
	char	body[600];

	sign_in_as(MARY);
	assert_answer(OK, ask("/forgotten-password"));
	snprintf(body, sizeof(body), "%slink=%064d&password=" PASSWORD,
	    hidden_fields("/forgotten-password"), 0);
	end_sessions();
	assert_answer(BAD_REQUEST, send_bare("/choose-password", body));
	assert_answer(BAD_REQUEST, send_bare("/sign-in", body));
	sign_in_as(MARY);
	assert_answer(BAD_REQUEST, send_form("/choose-password",
	    "draft=save&password=" PASSWORD));
	assert_nothing_was_done();
}

static void
test_a_form_of_a_session_of_long_ago_is_refused(void **state)
{
	sign_in_as(MARY);
	assert_answer(OK, ask(NEW));
	owner_does("UPDATE auth.session SET seen_at = now() - "
	    "interval '8 days'");
	assert_answer(BAD_REQUEST, submit(NEW, DAY));
	assert_nothing_was_done();
}

static void
test_what_was_asked_for_is_found_after_signing_in(void **state)
{
	give_passwords();
	assert_answer(SEE_OTHER, ask("/placements/202/days?state=submitted"));
	assert_leads_to("/sign-in?to=%2Fplacements%2F202%2Fdays%3Fstate%3D"
	    "submitted");
	assert_answer(OK, follow());
	assert_answer(SEE_OTHER, sign_in_with("mary@example.org"));
	assert_leads_to("/placements/202/days?state=submitted");
	assert_answer(OK, follow());
	assert_shows("Monday 8 June 2026");
}

/* Drafts. */

static void
test_a_draft_is_saved_found_and_gone_once_it_is_sent(void **state)
{
	sign_in_as(MARY);
	assert_answer(OK, ask(NEW));
	assert_answer(SEE_OTHER, submit(NEW, DAY "&standards=3&draft=save"));
	assert_leads_to("/");
	assert_answer(OK, follow());
	assert_shows("Draft saved. You can find it on your home page.");
	assert_shows("<a class=\"govuk-link\" href=\"" NEW "\">A placement "
	    "day</a>, saved");
	assert_owner_asks(24, "SELECT count(*) FROM placement_day");
	assert_answer(OK, ask(NEW));
	assert_shows(TYPED);
	assert_shows("value=\"3\" checked");
	assert_shows("value=\"full\" checked");
	assert_answer(INVALID, submit(NEW, "did=Other"));
	assert_owner_asks(1, "SELECT count(*) FROM draft");
	assert_answer(SEE_OTHER, submit(NEW, DAY));
	assert_owner_asks(0, "SELECT count(*) FROM draft");
}

static void
test_a_draft_is_saved_quietly_and_discarded(void **state)
{
	sign_in_as(MARY);
	assert_answer(OK, ask(NEW));
	assert_answer(OK, submit(NEW, DAY "&draft=auto"));
	assert_string_equal(page_text(), "");
	assert_answer(OK, ask(NEW));
	assert_shows(TYPED);
	assert_answer(SEE_OTHER, submit(NEW, "draft=discard"));
	assert_leads_to(NEW);
	assert_answer(OK, follow());
	assert_shows("Draft discarded");
	assert_hides(TYPED);
	assert_nothing_was_done();
}

static void
test_a_discarded_draft_leaves_what_was_asked(void **state)
{
	sign_in_as(MARY);
	assert_answer(OK, ask(NEW));
	assert_answer(SEE_OTHER, submit(NEW, DAY "&draft=save"));
	assert_answer(OK, ask(NEW "?length=full"));
	assert_shows(TYPED);
	assert_answer(SEE_OTHER, submit(NEW "?length=full", "draft=discard"));
	assert_leads_to(NEW "?length=full");
	assert_answer(OK, follow());
	assert_shows("Draft discarded");
	assert_hides(TYPED);
	assert_nothing_was_done();
}

static void
test_a_draft_is_seen_by_whom_it_is_of(void **state)
{
	sign_in_as(EWAN);
	assert_answer(OK, ask("/days/20204/return"));
	assert_answer(SEE_OTHER, submit("/days/20204/return",
	    "reason=Hidden+words&draft=save"));
	assert_answer(SEE_OTHER, follow());
	assert_answer(OK, follow());
	assert_shows("Draft saved");
	assert_shows("A day to return");
	assert_answer(OK, ask("/days/20204/return"));
	assert_shows("Hidden words");
	sign_in_as(MARY);
	assert_answer(OK, ask("/"));
	assert_hides("A day to return");
	assert_false(web_does("DO $$BEGIN ASSERT EXISTS (SELECT FROM "
	    "waymark.draft); END$$"));
}

static void
test_a_draft_that_is_too_large_is_refused(void **state)
{
	static char	fields[300 * 1024];
	static char	bytes[180 * 1024];

	sign_in_as(MARY);
	snprintf(fields, sizeof(fields), "draft=save&did=%0*d", 210 * 1024, 0);
	assert_answer(TOO_LARGE, send_form(NEW, fields));
	/* These are nine times as long once they are kept. */
	memset(bytes, 0xff, sizeof(bytes) - 1);
	snprintf(fields, sizeof(fields), "draft=save&did=%s", bytes);
	assert_answer(TOO_LARGE, send_form(NEW, fields));
	assert_nothing_was_done();
}

static void
test_a_form_of_an_ended_session_that_is_too_large_says_so(void **state)
{
	static char	fields[300 * 1024];

	sign_in_as(MARY);
	assert_answer(OK, ask(NEW));
	end_sessions();
	snprintf(fields, sizeof(fields), "did=%0*d", 210 * 1024, 0);
	assert_answer(TOO_LARGE, submit(NEW, fields));
	assert_nothing_was_done();
}

/* A draft belongs to what the address asks for. */
static void
test_a_draft_of_one_week_does_not_hide_another(void **state)
{
	sign_in_as(TOM);
	assert_answer(OK, ask("/placements/206/weeks/new"));
	assert_answer(SEE_OTHER, submit("/placements/206/weeks/new",
	    "monday-length=full&monday-did=Half+written&draft=save"));
	assert_answer(OK, ask("/placements/206/weeks/new"));
	assert_shows("Half written");
	assert_answer(OK, ask("/placements/206/weeks/new?week=2026-06-08"));
	assert_shows("Week of 8 June 2026");
	assert_hides("Half written");
	assert_answer(OK, ask("/placements/206/weeks/new?week=2026-06-15"));
	assert_shows("Half written");
}

/* Forms that are sent twice. */

static void
test_a_form_sent_twice_is_done_once(void **state)
{
	sign_in_as(MARY);
	assert_answer(OK, ask(NEW));
	keep_fields(NEW);
	assert_answer(SEE_OTHER, send_kept(NEW, DAY));
	assert_leads_to("/placements/202/days");
	assert_answer(SEE_OTHER, send_kept(NEW, DAY));
	assert_leads_to("/placements/202/days");
	assert_answer(OK, follow());
	assert_owner_asks(25, "SELECT count(*) FROM placement_day");
	assert_owner_asks(1, "SELECT count(*) FROM audit.event WHERE name = "
	    "'PLACEMENT_DAY_LOGGED'");
}

static void
test_a_form_sent_twice_at_the_same_time_is_done_once(void **state)
{
	char		body[600];
	struct reply	replies[2];

	sign_in_as(MARY);
	assert_answer(OK, ask(NEW));
	snprintf(body, sizeof(body), "%s" DAY, hidden_fields(NEW));
	send_at_once(NEW, body, "SELECT 1 FROM placement_tally "
	    "WHERE placement_id = 202 FOR UPDATE", replies, 2);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(replies[i].status, SEE_OTHER);
		assert_string_equal(replies[i].location,
		    "/placements/202/days");
	}
	assert_owner_asks(25, "SELECT count(*) FROM placement_day");
}

static void
test_the_same_form_with_other_answers_is_refused(void **state)
{
	char	first[600], second[700];

	sign_in_as(MARY);
	assert_answer(OK, ask(NEW));
	snprintf(first, sizeof(first), "%s" DAY, hidden_fields(NEW));
	snprintf(second, sizeof(second), "%s+again", first);
	assert_answer(SEE_OTHER, send_bare(NEW, first));
	assert_answer(CONFLICT, send_bare(NEW, second));
	assert_shows("The first is kept, the second was not stored");
	assert_owner_asks(1, "SELECT count(*) FROM placement_day WHERE "
	    "did = 'Wrote a chronology'");
}

static void
test_a_form_that_was_refused_may_be_sent_again(void **state)
{
	sign_in_as(MARY);
	assert_answer(OK, ask(NEW));
	assert_answer(INVALID, submit(NEW, "length=full"));
	assert_answer(SEE_OTHER, submit(NEW, DAY));
	assert_owner_asks(25, "SELECT count(*) FROM placement_day");
}

/* Every form of a page carries the same name of its showing. */
static void
test_signing_out_from_a_page_that_was_sent_signs_out(void **state)
{
	char	out[600];

	sign_in_as(MARY);
	assert_answer(OK, ask(NEW));
	snprintf(out, sizeof(out), "%s", hidden_fields("/sign-out"));
	assert_answer(SEE_OTHER, submit(NEW, DAY));
	assert_answer(SEE_OTHER, send_bare("/sign-out", out));
	assert_leads_to("/sign-in?out=yes");
	assert_owner_asks(0, "SELECT count(*) FROM auth.session WHERE "
	    "ended_at IS NULL");
}

static void
test_a_form_that_does_not_name_its_showing_is_refused(void **state)
{
	char	body[600], *once;

	sign_in_as(MARY);
	assert_answer(OK, ask(NEW));
	snprintf(body, sizeof(body), "%s" DAY, hidden_fields(NEW));
	once = strstr(body, "once=");
	memset(once + 5, 'x', 64);
	assert_answer(BAD_REQUEST, send_bare(NEW, body));
	memcpy(once, "none", 4);
	assert_answer(BAD_REQUEST, send_bare(NEW, body));
	assert_nothing_was_done();
}

/* Notices. */

static void
test_a_notice_waits_until_a_page_shows_it(void **state)
{
	sign_in_as(MARY);
	assert_answer(OK, ask(NEW));
	owner_does("UPDATE auth.session SET seen_at = now() - "
	    "interval '5 minutes'");
	assert_answer(SEE_OTHER, submit(NEW, DAY));
	assert_answer(OK, follow());
	assert_shows("Day logged.");
	assert_owner_asks(1, "SELECT count(*) FROM auth.session WHERE "
	    "seen_at > now() - interval '1 minute' AND notice IS NULL");
	assert_answer(OK, ask("/"));
	assert_hides("Day logged.");
}

static void
test_an_address_says_which_method_it_takes(void **state)
{
	sign_in_as(MARY);
	assert_answer(NOT_ALLOWED, ask("/sign-out"));
	assert_string_equal(answer_header("allow"), "POST");
	assert_answer(NOT_ALLOWED, send_form("/days/20204", ""));
	assert_string_equal(answer_header("allow"), "GET, HEAD");
	assert_answer(NOT_FOUND, ask("/days/020204"));
	assert_answer(NOT_FOUND, ask("/days/0"));
	assert_answer(NOT_FOUND, ask("/days/-1"));
	assert_answer(NOT_FOUND, ask("/days/9999999999999999999"));
	assert_answer(NOT_FOUND, ask("/days/999999999999999999"));
	assert_answer(NOT_FOUND, ask("/days/20204/"));
	assert_answer(NOT_FOUND, ask("//days/20204"));
}

int
main(void)
{
#define test(name) cmocka_unit_test_setup(name, new_world)
	const struct CMUnitTest	tests[] = {
		test(test_a_form_without_its_token_is_refused),
		test(test_a_form_with_the_token_of_a_stranger_is_refused),
		test(test_the_token_of_another_session_does_nothing_here),
		test(test_a_mask_that_was_tampered_with_is_refused),
		test(test_a_form_from_another_site_is_refused),
		test(test_a_form_is_masked_anew_in_each_rendering),
		test(test_a_form_of_an_ended_session_is_found_again),
		test(test_another_who_signs_in_on_that_browser_does_not_see_it),
		test(test_a_form_is_kept_when_another_tab_signed_out),
		test(test_a_form_is_kept_when_another_tab_signed_in_again),
		test(test_a_form_is_kept_for_its_person_when_another_signed_in),
		test(test_signing_out_of_an_ended_session_leads_to_sign_in),
		test(test_a_password_is_never_kept),
		test(test_a_form_of_a_session_of_long_ago_is_refused),
		test(test_what_was_asked_for_is_found_after_signing_in),
		test(test_a_draft_is_saved_found_and_gone_once_it_is_sent),
		test(test_a_draft_is_saved_quietly_and_discarded),
		test(test_a_discarded_draft_leaves_what_was_asked),
		test(test_a_draft_is_seen_by_whom_it_is_of),
		test(test_a_draft_that_is_too_large_is_refused),
		test(test_a_form_of_an_ended_session_that_is_too_large_says_so),
		test(test_a_draft_of_one_week_does_not_hide_another),
		test(test_a_form_sent_twice_is_done_once),
		test(test_a_form_sent_twice_at_the_same_time_is_done_once),
		test(test_the_same_form_with_other_answers_is_refused),
		test(test_a_form_that_was_refused_may_be_sent_again),
		test(test_signing_out_from_a_page_that_was_sent_signs_out),
		test(test_a_form_that_does_not_name_its_showing_is_refused),
		test(test_a_notice_waits_until_a_page_shows_it),
		test(test_an_address_says_which_method_it_takes),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
