/* Feedback from outside, as those give it who have no account. */
#include "giving.h"
#include "golden.h"
#include "rules/feedback_code.h"

static void
test_somebody_gives_feedback_in_easy_read(void **state)
{
	handed_over(NINA, "giver=lived_experience&channel=code&about=Visits");
	take_browser(1);
	assert_answer(OK, ask(link_path));
	assert_shows("Say what you think about Nina Sol’s work");
	assert_answer(SEE_OTHER, submit(link_path, ""));
	assert_answer(OK, follow());
	assert_shows("How do you want to answer about Nina Sol?");
	assert_answer(INVALID, submit("/give-feedback/start", ""));
	assert_shows("Choose how you want to answer");
	assert_answer(SEE_OTHER, submit("/give-feedback/start",
	    "form=easy_read"));
	assert_answer(OK, follow());
	assert_shows("You do not have to do this. You can say no.");
	assert_answer(INVALID, submit("/give-feedback/consent", ""));
	assert_shows("Choose “Yes, I agree”, or “No”");
	agreed();
	assert_shows("Question 1 of 9");
	assert_shows("Did Nina listen to you?");
	assert_answer(INVALID, submit(question(1), ""));
	assert_int_equal(page_count("Choose an answer"), 2);
	all_answered("She+listens", "0");
	assert_true(page_shows_in_order("Did Nina listen to you?",
	    "Can Nina read what you said?"));
	sent();
	assert_shows("Your reference is");
	assert_shows("FB-");
	assert_owner_asks(1, "SELECT count(*) FROM feedback_given WHERE share "
	    "AND help = 'family' AND form = 'easy_read' AND edition = 1 "
	    "AND answers[3] = 'Sometimes' AND answers[6] = 'She listens' "
	    "AND asked[6] = 'What did Nina do well?' AND consent_words "
	    "LIKE '%You do not have to do this%' AND cardinality(asked) = 9");
	assert_owner_asks(0, "SELECT count(*) FROM feedback_begun");
}

/* Scanners of mail open every link that they find. */
static void
test_opening_a_link_changes_nothing(void **state)
{
	handed_over(NINA, "giver=carer&channel=link&about=");
	take_browser(1);
	for (int i = 0; i < 3; i++)
		assert_answer(OK, ask(link_path));
	assert_owner_asks(1, "SELECT count(*) FROM feedback_request "
	    "WHERE state = 'asked' AND version = 1");
	assert_owner_asks(0, "SELECT count(*) FROM link_visit");
	assert_answer(BAD_REQUEST, send_bare(link_path, ""));
	assert_answer(SEE_OTHER, ask("/give-feedback/start"));
	assert_leads_to("/give-feedback?again=yes");
	assert_answer(OK, follow());
	assert_shows("Type your code, or open your link again");
	assert_owner_asks(0, "SELECT count(*) FROM link_visit");
}

static void
test_a_link_leaves_the_address_and_is_told_to_nobody(void **state)
{
	handed_over(NINA, "giver=carer&channel=link&about=");
	opened(1, "standard");
	assert_string_equal(answer_header("referrer-policy"), "no-referrer");
	assert_non_null(strstr(answer_header("x-robots-tag"), "noindex"));
	assert_hides(link_path);
	agreed();
	assert_hides(link_path);
	/* Such a page sends its forms with an origin that says nothing. */
	manner.origin = "null";
	answered(1, "0");
	manner.origin = "https://evil.example.org";
	assert_answer(BAD_REQUEST, submit(question(2), "answer=0"));
	manner.origin = NULL;
	manner.fetch_site = "cross-site";
	assert_answer(OK, ask(question(2)));
	assert_answer(BAD_REQUEST, submit(question(2), "answer=0"));
	assert_owner_asks(1, "SELECT cardinality(answers) FROM feedback_begun");
}

static enum status
typed(const char *what)
{
	char	fields[60];

	snprintf(fields, sizeof(fields), "code=%s", what);
	assert_answer(OK, ask(ORIGIN));
	return (submit(ORIGIN, fields));
}

static void
test_a_printed_code_is_typed_in_any_way(void **state)
{
	char	low[12];

	handed_over(NINA, "giver=carer&channel=code&about=");
	for (size_t i = 0; i <= strlen(code); i++)
		low[i] = (char)(code[i] == '-' ? '+' : code[i] >= 'A' ?
		    code[i] + 'a' - 'A' : code[i]);
	take_browser(1);
	assert_answer(SEE_OTHER, typed(low));
	assert_leads_to("/give-feedback/start");
	take_browser(2);
	assert_answer(SEE_OTHER, typed(code));
	assert_owner_asks(2, "SELECT count(*) FROM link_visit");
}

/* The words of a refusal, which must be the same for all. */
static void
check_refused(const char *what)
{
	assert_answer(INVALID, typed(what));
	assert_int_equal(page_count("This code does not work. Check that you "
	    "typed it as it is printed. It may also have been used, or be too "
	    "old."), 2);
}

static void
test_wrong_codes_old_ones_and_used_ones_sound_the_same(void **state)
{
	given("Kind", "0");
	take_browser(2);
	check_refused(code);
	check_refused("C7C-7C7-C7C");
	check_refused("hello");
	check_refused("%3Cscript%3E");
	take_browser(0);
	handed_over(NINA, "giver=carer&channel=code&about=");
	owner_does("SET session_replication_role = replica; "
	    "UPDATE feedback_request SET expires_on = today() - 1 "
	    "WHERE state = 'asked'; SET session_replication_role = origin");
	take_browser(2);
	check_refused(code);
	assert_answer(OK, ask(link_path));
	assert_shows("This link does not work");
}

static void
test_guessing_codes_is_braked(void **state)
{
	char	guess[] = "C7C-7C7-C7C";

	handed_over(NINA, "giver=carer&channel=code&about=");
	take_browser(1);
	manner.address = "203.0.113.9";
	for (int i = 0; i < 20; i++) {
		guess[10] = FEEDBACK_SIGNS[i];
		assert_answer(INVALID, typed(guess));
	}
	assert_answer(TOO_MANY, typed(code));
	assert_shows("There were too many tries");
	manner.address = "203.0.113.10";
	assert_answer(SEE_OTHER, typed(code));
	/* The same code from many places. */
	for (int i = 0; i < 5; i++)
		assert_answer(INVALID, typed("CCC-CCC-CCC"));
	manner.address = "203.0.113.11";
	assert_answer(TOO_MANY, typed("CCC-CCC-CCC"));
	/* What no code looks like keeps nobody else waiting. */
	for (int i = 0; i < 6; i++) {
		manner.address = i % 2 == 0 ? "203.0.113.12" : "203.0.113.13";
		assert_answer(INVALID, typed("rubbish"));
	}
}

static void
test_guessing_links_finds_nothing(void **state)
{
	char	guess[100];

	handed_over(NINA, "giver=carer&channel=code&about=");
	take_browser(1);
	for (int i = 0; i < 64; i++) {
		snprintf(guess, sizeof(guess), "%s", link_path);
		guess[15 + i] = guess[15 + i] == 'a' ? 'b' : 'a';
		assert_answer(OK, ask(guess));
		assert_shows("This link does not work");
	}
	link_path[strlen(link_path) - 1] = '\0';
	assert_answer(NOT_FOUND, ask(link_path));
	assert_answer(NOT_FOUND, ask("/give-feedback/ABCDEF"));
	assert_owner_asks(0, "SELECT count(*) FROM link_visit");
}

static void
test_what_was_given_is_given_once(void **state)
{
	struct reply	replies[3];
	char		body[1000];

	handed_over(NINA, "giver=lived_experience&channel=code&about=");
	opened(1, "easy_read");
	agreed();
	all_answered("Kind", "1");
	snprintf(body, sizeof(body), "%s",
	    hidden_fields("/give-feedback/check"));
	send_at_once("/give-feedback/check", body, "SELECT 1 FROM "
	    "feedback_request FOR UPDATE", replies, 3);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(replies[i].status, SEE_OTHER);
		assert_string_equal(replies[i].location, "/give-feedback/done");
	}
	assert_owner_asks(1, "SELECT count(*) FROM feedback_given");
	assert_answer(OK, ask("/give-feedback/done"));
	assert_shows("giver__big");
	/* Again, by the old form, the link and the code. */
	assert_answer(SEE_OTHER, send_bare("/give-feedback/check", body));
	assert_leads_to("/give-feedback/done");
	assert_answer(SEE_OTHER, ask(question(1)));
	assert_leads_to("/give-feedback/done");
	take_browser(2);
	assert_answer(OK, ask(link_path));
	assert_shows("This link does not work");
	check_refused(code);
	assert_owner_asks(1, "SELECT count(*) FROM feedback_given");
}

static void
test_two_phones_with_one_link_lose_nothing(void **state)
{
	handed_over(NINA, "giver=lived_experience&channel=code&about=");
	opened(1, "easy_read");
	agreed();
	keep_fields(question(1));
	opened(2, "easy_read");
	assert_answer(OK, ask(question(1)));
	answered(1, "2");
	answered(2, "0");
	take_browser(1);
	assert_answer(INVALID, send_kept(question(1), "answer=0"));
	assert_shows("Your answers were changed on another phone");
	assert_answer(SEE_OTHER, submit(question(1), "answer=0"));
	assert_owner_asks(1, "SELECT count(*) FROM feedback_begun WHERE "
	    "answers = '{Yes,Yes}'");
	for (int n = 3; n <= 9; n++) {
		assert_answer(OK, ask(question(n)));
		answered(n, n == 6 || n == 7 ? "" : "0");
	}
	keep_fields("/give-feedback/check");
	take_browser(2);
	assert_answer(OK, ask("/give-feedback/check"));
	sent();
	assert_answer(SEE_OTHER, submit("/give-feedback/done", ""));
	take_browser(1);
	assert_answer(SEE_OTHER, send_kept("/give-feedback/check", ""));
	assert_leads_to("/give-feedback/done");
	assert_answer(OK, follow());
	assert_shows("They were sent from another phone");
	assert_hides("giver__big");
	assert_owner_asks(1, "SELECT count(*) FROM feedback_given");
}

static void
test_a_link_ends_at_midnight(void **state)
{
	handed_over(NINA, "giver=carer&channel=code&about=");
	owner_does("UPDATE feedback_request SET expires_on = today()");
	opened(1, "easy_read");
	agreed();
	answered(1, "0");
	owner_does("SET session_replication_role = replica; "
	    "UPDATE feedback_request SET expires_on = today() - 1; "
	    "SET session_replication_role = origin");
	assert_answer(SEE_OTHER, submit(question(2), "answer=0"));
	assert_leads_to("/give-feedback?again=yes");
	assert_answer(SEE_OTHER, ask("/give-feedback/decline"));
	take_browser(0);
	assert_answer(OK, ask(of_request("")));
	assert_shows("Expired");
	owner_does("SELECT feedback_expires()");
	assert_owner_asks(1, "SELECT count(*) FROM feedback_request WHERE "
	    "state = 'expired'");
	assert_owner_asks(0, "SELECT count(*) FROM feedback_begun");
	owner_does("SELECT feedback_expires()");
	assert_answer(OK, ask(of_request("")));
	assert_shows("Make a new page or link");
}

static void
test_answers_are_kept_half_way(void **state)
{
	handed_over(NINA, "giver=lived_experience&channel=code&about=");
	opened(1, "easy_read");
	agreed();
	answered(1, "0");
	answered(2, "3");
	assert_answer(SEE_OTHER, submit("/give-feedback/later", ""));
	assert_answer(OK, follow());
	assert_shows("Your answers are kept");
	assert_answer(SEE_OTHER, ask(question(2)));
	assert_leads_to("/give-feedback?again=yes");
	/* Days later, on another phone. */
	take_browser(2);
	assert_answer(OK, ask(link_path));
	assert_shows("Go on with your answers");
	assert_answer(SEE_OTHER, submit(link_path, ""));
	assert_answer(OK, follow());
	assert_answer(SEE_OTHER, submit("/give-feedback/start",
	    "form=easy_read"));
	assert_leads_to(question(3));
	assert_answer(OK, ask(question(2)));
	assert_shows("Your answer");
	answered(2, "1");
	assert_shows("Question 3 of 9");
	assert_answer(SEE_OTHER, ask(question(5)));
	assert_leads_to(question(3));
	assert_answer(SEE_OTHER, ask("/give-feedback/check"));
	assert_leads_to(question(3));
	assert_owner_asks(1, "SELECT count(*) FROM feedback_begun WHERE "
	    "answers = '{Yes,Sometimes}'");
}

static void
test_an_answer_is_changed_from_the_last_page(void **state)
{
	handed_over(NINA, "giver=carer&channel=code&about=");
	opened(1, "standard");
	agreed();
	assert_shows("Did Nina listen to you and take what you said seriously");
	all_answered("Kind", "1");
	assert_answer(OK, ask(question(6)));
	assert_shows("Kind</textarea>");
	assert_answer(SEE_OTHER, submit(question(6), "answer=Kind+and+quick"));
	assert_leads_to("/give-feedback/check");
	assert_answer(OK, follow());
	assert_shows("Kind and quick");
	sent();
	assert_owner_asks(1, "SELECT count(*) FROM feedback_given WHERE NOT "
	    "share AND giver = 'carer' AND form = 'standard'");
}

static void
test_who_changes_the_words_keeps_the_answers(void **state)
{
	handed_over(NINA, "giver=carer&channel=code&about=");
	opened(1, "easy_read");
	agreed();
	answered(1, "1");
	assert_answer(SEE_OTHER, submit("/give-feedback/start", ""));
	assert_leads_to("/give-feedback/consent");
	assert_answer(SEE_OTHER, ask(question(2)));
	assert_leads_to("/give-feedback/consent");
	assert_answer(OK, follow());
	assert_shows("You do not have to take part");
	assert_answer(SEE_OTHER, submit("/give-feedback/consent",
	    "agree=yes"));
	assert_leads_to(question(2));
	assert_answer(OK, ask(question(1)));
	assert_shows("value=\"1\" checked");
	keep_fields(question(1));
	assert_answer(SEE_OTHER, send_kept("/give-feedback/start",
	    "form=professional"));
	assert_leads_to("/give-feedback?again=yes");
}

static void
test_nothing_is_asked_before_somebody_agrees(void **state)
{
	handed_over(NINA, "giver=carer&channel=code&about=");
	opened(1, "easy_read");
	assert_answer(SEE_OTHER, ask(question(1)));
	assert_leads_to("/give-feedback/consent");
	assert_answer(OK, follow());
	keep_fields("/give-feedback/consent");
	assert_answer(SEE_OTHER, send_kept(question(1), "answer=0&version=1"));
	assert_leads_to("/give-feedback/consent");
	assert_answer(SEE_OTHER, send_kept("/give-feedback/check",
	    "version=1"));
	assert_owner_asks(0, "SELECT cardinality(answers) FROM feedback_begun");
}

static void
test_somebody_says_no_and_thinks_again(void **state)
{
	handed_over(NINA, "giver=lived_experience&channel=code&about=");
	opened(1, "easy_read");
	agreed();
	answered(1, "0");
	assert_answer(OK, ask("/give-feedback/decline"));
	assert_answer(INVALID, submit("/give-feedback/decline", ""));
	assert_shows("Choose what fits best");
	assert_answer(SEE_OTHER, submit("/give-feedback/decline",
	    "reason=another_way"));
	assert_answer(OK, follow());
	assert_shows("Nothing that you wrote is kept");
	assert_owner_asks(0, "SELECT count(*) FROM feedback_begun");
	assert_answer(SEE_OTHER, ask(question(1)));
	assert_leads_to("/give-feedback/decline");
	take_browser(0);
	assert_answer(OK, ask(of_request("")));
	assert_shows("They would like to be asked in another way");
	take_browser(1);
	assert_answer(OK, ask("/give-feedback/start"));
	assert_answer(SEE_OTHER, submit("/give-feedback/start",
	    "form=standard"));
	assert_leads_to("/give-feedback/consent");
	assert_owner_asks(1, "SELECT count(*) FROM feedback_request WHERE "
	    "state = 'opened' AND refusal IS NULL");
	assert_answer(OK, follow());
	agreed();
	all_answered("Kind", "0");
	sent();
}

static void
test_consent_is_taken_back_for_good(void **state)
{
	char	fields[60];

	given("Secret+words", "0");
	take_browser(0);
	assert_answer(OK, ask(of_request("")));
	assert_shows("Secret words");
	assert_answer(OK, ask("/asye/700/feedback"));
	assert_shows("1 of at least 3 so far");
	take_browser(3);
	snprintf(fields, sizeof(fields), "code=%s", withdrawal);
	assert_answer(OK, ask("/give-feedback/withdraw"));
	assert_answer(INVALID, submit("/give-feedback/withdraw", "code="));
	assert_answer(INVALID, submit("/give-feedback/withdraw",
	    "code=C7C-7C7-C7C"));
	assert_shows("This code does not work");
	assert_answer(INVALID, submit("/give-feedback/withdraw",
	    "code=rubbish"));
	assert_answer(OK, submit("/give-feedback/withdraw", fields));
	assert_shows("Take your words away for good?");
	assert_owner_asks(1, "SELECT count(*) FROM feedback_given WHERE "
	    "erased_at IS NULL");
	assert_answer(SEE_OTHER, submit("/give-feedback/withdraw", ""));
	assert_answer(OK, follow());
	assert_shows("What you said is removed");
	assert_owner_asks(0, "SELECT count(*) FROM feedback_given WHERE "
	    "answers <> '{}' OR discussion <> ''");
	assert_owner_asks(0, "SELECT count(*) FROM audit.event WHERE "
	    "concat(before, after) LIKE '%Secret%'");
	assert_answer(OK, ask("/give-feedback/withdraw"));
	assert_answer(INVALID, submit("/give-feedback/withdraw", fields));
	take_browser(0);
	assert_answer(OK, ask(of_request("")));
	assert_hides("Secret words");
	assert_shows("Consent was withdrawn");
	assert_answer(OK, ask("/asye/700/feedback"));
	assert_shows("0 of at least 3 so far, 3 more to come");
	take_browser(1);
	assert_answer(OK, ask("/give-feedback/done"));
	assert_shows("Nobody can read it any more");
}

static void
test_every_kind_of_writing_is_kept_to_the_letter(void **state)
{
	static const char	odd[] = "%3Cscript%3Ealert(1)%3C/script%3E+"
				    "%D7%A9%D7%9C%D7%95%D7%9D+%F0%9F%91%A9%E2"
				    "%80%8D%E2%9A%95%EF%B8%8F+%E2%80%AEabc+%26";
	static char		much[40001 + 7];

	handed_over(NINA, "giver=lived_experience&channel=code&about=");
	opened(1, "easy_read");
	agreed();
	for (int n = 1; n <= 5; n++)
		answered(n, "0");
	memcpy(much, "answer=", 7);
	memset(much + 7, 'm', 40000);
	assert_answer(INVALID, submit(question(6), much));
	assert_shows("Your answer must be 4,000 characters or fewer");
	assert_shows(much + 7);
	assert_answer(INVALID, submit(question(6), "answer=%ED%A0%80"));
	assert_shows("characters that cannot be saved");
	answered(6, odd);
	answered(7, "");
	answered(8, "0");
	answered(9, "0");
	assert_hides("<script>alert");
	assert_shows("&lt;script&gt;alert(1)&lt;/script&gt; "
	    "\u05E9\u05DC\u05D5\u05DD \U0001F469\u200D\u2695\uFE0F "
	    "\u202Eabc &amp;");
	assert_shows("Nothing written");
	sent();
	take_browser(0);
	assert_answer(OK, ask(of_request("")));
	assert_hides("<script>alert");
	assert_shows("&lt;script&gt;alert(1)&lt;/script&gt;");
}

static void
test_a_professional_says_who_they_are_and_what_they_saw(void **state)
{
	handed_over(NINA, "giver=professional&channel=link&name=Pam+Gill&"
	    "role=District+nurse");
	opened(1, "professional");
	assert_shows("with your name and role");
	assert_hides("Change to easy read");
	agreed();
	assert_answer(INVALID, submit(question(1), "answer=+"));
	assert_shows("Enter how you know Nina&#39;s work");
	answered(1, "Joint+visits");
	for (int n = 2; n <= 6; n++)
		answered(n, "1");
	answered(7, "Plans+well");
	answered(8, "");
	sent();
	assert_owner_asks(1, "SELECT count(*) FROM feedback_given WHERE share "
	    "AND help = 'alone' AND form = 'professional'");
	take_browser(0);
	assert_answer(OK, ask(of_request("")));
	assert_shows("Pam Gill, District nurse");
	assert_shows("As I would expect at this stage");
}

static void
test_nobody_gives_feedback_on_themselves(void **state)
{
	handed_over(NINA, "giver=lived_experience&channel=code&about=");
	assert_answer(OK, ask(link_path));
	assert_shows("This link is for somebody else");
	assert_null(page_form(link_path));
	assert_answer(INVALID, send_form(link_path, ""));
	assert_answer(OK, ask(ORIGIN));
	check_refused(code);
	assert_owner_asks(0, "SELECT count(*) FROM link_visit");
	/* Her assessor writes down what is said on the phone. */
	sign_in_as(ASA);
	assert_answer(OK, ask(link_path));
	assert_answer(SEE_OTHER, submit(link_path, ""));
}

static void
test_who_finishes_leaves_nothing_behind(void **state)
{
	given("Kind", "0");
	assert_answer(OK, ask("/give-feedback/done"));
	assert_shows(withdrawal);
	assert_answer(SEE_OTHER, submit("/give-feedback/done", ""));
	assert_answer(OK, follow());
	assert_shows("This phone or computer has forgotten your answers");
	assert_answer(SEE_OTHER, ask("/give-feedback/done"));
	assert_leads_to("/give-feedback?again=yes");
	assert_owner_asks(0, "SELECT count(*) FROM link_visit");
}

/* It ends after half a day, and the eleventh phone sends the first away. */
static void
test_a_visit_does_not_last(void **state)
{
	handed_over(NINA, "giver=carer&channel=code&about=");
	opened(1, "easy_read");
	assert_answer(OK, ask("/give-feedback/consent"));
	for (int i = 0; i < 10; i++) {
		take_browser(2);
		assert_answer(OK, ask(link_path));
		assert_answer(SEE_OTHER, submit(link_path, ""));
	}
	assert_owner_asks(10, "SELECT count(*) FROM link_visit");
	assert_answer(OK, ask("/give-feedback/consent"));
	take_browser(1);
	assert_answer(SEE_OTHER, ask("/give-feedback/consent"));
	take_browser(2);
	owner_does("UPDATE link_visit SET at = at - interval '13 hours'");
	assert_answer(SEE_OTHER, ask("/give-feedback/consent"));
	owner_does("SELECT feedback_expires()");
	assert_owner_asks(0, "SELECT count(*) FROM link_visit");
}

/* Each form with what should not be there: a page that refuses, or onwards. */
static void
test_nonsense_gets_a_clear_answer(void **state)
{
	static const char *const	names[] = { "answer", "version",
	    "form", "agree", "reason", "code", "sure", "other" };
	static const char *const	values[] = { "", "-1", "99999999999999",
	    "%00", "%FF%FE", "a%0D%0Ab", "'%3B+DROP+TABLE", "%3Cb%3E" };
	static const char *const	paths[] = { "/give-feedback/start",
	    "/give-feedback/consent", "/give-feedback/questions/1",
	    "/give-feedback/questions/9", "/give-feedback/questions/999",
	    "/give-feedback/check", "/give-feedback/decline" };
	char				fields[200];
	enum status			status;

	handed_over(NINA, "giver=lived_experience&channel=code&about=");
	opened(1, "easy_read");
	agreed();
	keep_fields(question(1));
	for (size_t p = 0; p < sizeof(paths) / sizeof(*paths); p++)
		for (size_t n = 0; n < 8; n++)
			for (size_t v = 0; v < 8; v++) {
				snprintf(fields, sizeof(fields), "%s=%s&%s=%s",
				    names[n], values[v], names[n], values[v]);
				status = send_kept(paths[p], fields);
				assert_true(status == INVALID ||
				    status == SEE_OTHER ||
				    status == BAD_REQUEST);
				assert_hides("<b>");
			}
	assert_owner_asks(0, "SELECT cardinality(answers) FROM feedback_begun");
	assert_owner_asks(1, "SELECT count(*) FROM feedback_request WHERE "
	    "state = 'opened'");
}

/* Of each of the three forms: every page, up to what can be taken back. */
static void
test_its_pages_look_as_they_did(void **state)
{
	static const struct { const char *giver, *form; int questions; }
					 forms[] = {
		{ "giver=lived_experience&channel=code&about=Visits",
		    "form=easy_read", QUESTIONS },
		{ "giver=carer&channel=link&about=", "form=standard",
		    QUESTIONS },
		{ "giver=professional&channel=link&name=Pam+Gill&role=Nurse",
		    "", PROFESSIONAL_QUESTIONS },
	};

	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
		take_browser(0);
		handed_over(NINA, forms[i].giver);
		take_browser(1);
		sign_in_as(0);
		assert_answer(OK, ask(link_path));
		golden_form("/give-feedback/$", link_path);
		golden_form_at("/give-feedback/start");
		assert_answer(OK, ask("/give-feedback/start"));
		assert_answer(SEE_OTHER, submit("/give-feedback/start",
		    forms[i].form));
		golden_form_at("/give-feedback/consent");
		golden_form_at("/give-feedback/decline");
		assert_answer(OK, ask("/give-feedback/consent"));
		agreed();
		for (int n = 1; n <= forms[i].questions; n++) {
			golden_form_at(question(n));
			assert_answer(OK, ask(question(n)));
			answered(n, "0");
		}
		golden_form_at("/give-feedback/check");
		golden_form_at("/give-feedback/done");
	}
}

int
main(void)
{
#define test(name) cmocka_unit_test_setup(name, asye_world)
	const struct CMUnitTest	tests[] = {
		test(test_somebody_gives_feedback_in_easy_read),
		test(test_opening_a_link_changes_nothing),
		test(test_a_link_leaves_the_address_and_is_told_to_nobody),
		test(test_a_printed_code_is_typed_in_any_way),
		test(test_wrong_codes_old_ones_and_used_ones_sound_the_same),
		test(test_guessing_codes_is_braked),
		test(test_guessing_links_finds_nothing),
		test(test_what_was_given_is_given_once),
		test(test_two_phones_with_one_link_lose_nothing),
		test(test_a_link_ends_at_midnight),
		test(test_answers_are_kept_half_way),
		test(test_an_answer_is_changed_from_the_last_page),
		test(test_who_changes_the_words_keeps_the_answers),
		test(test_nothing_is_asked_before_somebody_agrees),
		test(test_somebody_says_no_and_thinks_again),
		test(test_consent_is_taken_back_for_good),
		test(test_every_kind_of_writing_is_kept_to_the_letter),
		test(test_a_professional_says_who_they_are_and_what_they_saw),
		test(test_nobody_gives_feedback_on_themselves),
		test(test_who_finishes_leaves_nothing_behind),
		test(test_a_visit_does_not_last),
		test(test_nonsense_gets_a_clear_answer),
		test(test_its_pages_look_as_they_did),
		cmocka_unit_test(test_no_form_is_kept_that_nobody_sees),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
