/* Feedback from outside, as those see it whom it is about and who assess. */
#include "giving.h"
#include "golden.h"

#define LIST	"/asye/700/feedback"

static void
test_a_page_to_hand_over_is_shown_where_it_was_made(void **state)
{
	char	path[60];

	handed_over(NINA, "giver=lived_experience&channel=code&"
	    "about=Visits+in+May");
	assert_shows("class=\"qr\"");
	assert_shows("Tell us what you think about Nina Sol’s work");
	assert_shows(link_path);
	assert_shows("You can answer until");
	snprintf(path, sizeof(path), "%s", of_request("/page"));
	assert_answer(OK, ask(path));
	assert_shows(code);
	take_browser(2);
	sign_in_as(NINA);
	assert_answer(OK, ask(path));
	assert_hides("class=\"qr\"");
	assert_shows("nothing is kept");
	sign_in_as(SAM);
	assert_answer(NOT_FOUND, ask(path));
	sign_in_as(NINA);
	assert_answer(OK, ask(LIST));
	assert_shows("Visits in May");
	assert_shows("Until");
	assert_hides(code);
}

static void
test_a_new_page_ends_the_one_before(void **state)
{
	char	old[100];

	handed_over(NINA, "giver=carer&channel=code&about=");
	snprintf(old, sizeof(old), "%s", link_path);
	opened(1, "easy_read");
	agreed();
	answered(1, "0");
	take_browser(0);
	assert_answer(OK, ask(of_request("/again")));
	keep_fields(of_request("/again"));
	assert_answer(SEE_OTHER, submit(of_request("/again"), ""));
	assert_answer(OK, follow());
	copy_behind("/give-feedback/", link_path + 15, 65);
	assert_string_not_equal(old, link_path);
	take_browser(1);
	assert_answer(SEE_OTHER, ask(question(2)));
	assert_leads_to("/give-feedback?again=yes");
	assert_answer(OK, ask(old));
	assert_shows("This link does not work");
	assert_answer(OK, ask(link_path));
	assert_hides("Go on with your answers");
	assert_owner_asks(0, "SELECT count(*) FROM feedback_begun");
	/* The page of before knows another version. */
	take_browser(0);
	assert_answer(OK, ask(of_request("/withdraw")));
	owner_does("UPDATE feedback_request SET reminded_on = today()");
	assert_answer(INVALID, submit(of_request("/withdraw"), ""));
	assert_shows("This request changed while you had this page open");
	assert_answer(SEE_OTHER, submit(of_request("/withdraw"), ""));
}

static void
test_a_professional_is_written_to_and_reminded(void **state)
{
	char	old[100];

	sign_in_as(NINA);
	assert_answer(OK, ask(ASK));
	assert_answer(INVALID, submit(ASK, "giver=professional&channel=email"));
	assert_shows("Enter the professional&#39;s name");
	assert_shows("Enter their role and organisation");
	assert_shows("Enter their email address");
	assert_answer(INVALID, submit(ASK, "giver=professional&channel=email&"
	    "name=Pam&role=Nurse&email=pam"));
	assert_shows("in the correct format");
	assert_answer(SEE_OTHER, submit(ASK, "giver=professional&"
	    "channel=email&name=Pam+Gill&role=Nurse&email=pam@example.org"));
	assert_leads_to(LIST);
	assert_answer(OK, follow());
	assert_shows("An email to Pam Gill is on its way");
	snprintf(link_path, sizeof(link_path), "%s", owner_reads("SELECT "
	    "substring(body FROM '/give-feedback/[0-9a-f]{64}') "
	    "FROM post.letter WHERE address = 'pam@example.org' AND person_id "
	    "= 71 AND outside = 'Pam Gill'"));
	opened(1, "professional");
	agreed();
	answered(1, "Joint+visits");
	take_browser(0);
	assert_answer(NOT_FOUND, ask(of_request("/remind")));
	assert_answer(NOT_FOUND, ask(of_request("/again")));
	assert_answer(NOT_FOUND, ask(of_request("/page")));
	owner_does("SET session_replication_role = replica; "
	    "UPDATE feedback_request SET asked_on = asked_on - 7; "
	    "SET session_replication_role = origin");
	assert_answer(OK, ask(of_request("")));
	assert_shows("Send a reminder");
	assert_answer(OK, ask(of_request("/remind")));
	assert_answer(SEE_OTHER, submit(of_request("/remind"), ""));
	assert_answer(OK, follow());
	assert_hides("Send a reminder");
	snprintf(old, sizeof(old), "%s", link_path);
	snprintf(link_path, sizeof(link_path), "%s", owner_reads("SELECT "
	    "substring(body FROM '/give-feedback/[0-9a-f]{64}') "
	    "FROM post.letter WHERE subject LIKE 'Reminder: Feedback on %'"));
	take_browser(1);
	assert_answer(OK, ask(old));
	assert_shows("This link does not work");
	assert_answer(OK, ask(link_path));
	assert_shows("Go on with your answers");
	/* Staff see that it was sent, and to whom. */
	sign_in_as(SAM);
	assert_answer(OK, ask("/letters"));
	assert_shows("pam@example.org");
	assert_shows("Pam Gill");
}

static void
test_people_who_use_services_are_not_written_to(void **state)
{
	sign_in_as(NINA);
	assert_answer(OK, ask(ASK));
	assert_answer(INVALID, submit(ASK, ""));
	assert_shows("Select whom you ask");
	assert_shows("Select how you ask them");
	assert_answer(INVALID, submit(ASK, "giver=carer&channel=email&"
	    "email=a@b.org"));
	assert_shows("Email is for professionals");
	assert_answer(INVALID, submit(ASK, "giver=carer&channel=link&"
	    "about=Visit+to+SW1A+1AA"));
	assert_shows("Leave out whatever could tell who somebody is");
	assert_answer(INVALID, submit(ASK, "giver=carer&channel=link&"
	    "about=Visit+to+J.S.+in+May"));
	assert_shows("Leave out initials");
	assert_answer(SEE_OTHER, submit(ASK, "giver=carer&channel=link&"
	    "name=Ada&role=Aunt&email=a@b.org&about="));
	assert_owner_asks(0, "SELECT count(*) FROM feedback_request WHERE "
	    "giver_name IS NOT NULL OR giver_email IS NOT NULL");
}

/* Words of a person who agreed or did not, and of a professional. */
static void
check_readers(bool nina_reads)
{
	static const struct { int person; bool asks; } readers[] = {
		{ ASA, true }, { LINA, true }, { CORA, true }, { SAM, true },
		{ MARY, false }, { EWAN, false }, { BO, false }, { SAL, false },
		{ MODI, false }, { PAT, false } };

	take_browser(0);
	for (size_t i = 0; i < sizeof(readers) / sizeof(*readers); i++) {
		sign_in_as(readers[i].person);
		assert_answer(readers[i].asks ? OK : NOT_FOUND,
		    ask(of_request("")));
		if (readers[i].asks)
			assert_shows("Read me");
	}
	sign_in_as(NINA);
	assert_answer(OK, ask(of_request("")));
	if (nina_reads)
		assert_shows("Read me");
	else
		assert_hides("Read me");
	assert_true(nina_reads != page_has("only those who assess read it"));
}

static void
test_words_are_read_by_those_that_the_giver_was_told(void **state)
{
	given("Read+me", "0");
	check_readers(true);
	given("Read+me", "1");
	check_readers(false);
	take_browser(0);
	sign_in_as(ASA);
	assert_answer(OK, ask(of_request("")));
	assert_shows("They did not agree that Nina Sol reads it");
	assert_owner_asks(2, "SELECT count(*) FROM feedback_given");
	sign_in_as(NINA);
	assert_answer(OK, ask(LIST));
	assert_shows("2 of at least 3 so far, 1 more to come");
	assert_shows("2 of 2 asked by the newly qualified social worker");
}

static void
test_the_assessor_asks_so_that_not_all_are_chosen(void **state)
{
	handed_over(ASA, "giver=carer&channel=code&about=");
	assert_answer(OK, ask(of_request("")));
	assert_shows("Asa Berg, who assesses");
	opened(1, "standard");
	agreed();
	all_answered("Kind", "0");
	sent();
	take_browser(2);
	sign_in_as(NINA);
	assert_answer(OK, ask(LIST));
	assert_shows("0 of 1 asked by the newly qualified social worker");
	take_browser(0);
	handed_over(ASA, "giver=carer&channel=code&about=");
	take_browser(2);
	assert_answer(OK, ask(of_request("")));
	assert_shows("Asa Berg");
	assert_hides("Withdraw the request");
	assert_answer(NOT_FOUND, ask(of_request("/withdraw")));
	assert_answer(NOT_FOUND, ask(of_request("/again")));
	assert_answer(NOT_FOUND, ask(of_request("/page")));
	sign_in_as(CORA);
	assert_answer(NOT_FOUND, ask(ASK));
}

static void
test_a_request_is_withdrawn_and_put_back(void **state)
{
	handed_over(NINA, "giver=carer&channel=code&about=");
	opened(1, "easy_read");
	agreed();
	answered(1, "0");
	keep_fields(question(2));
	take_browser(0);
	assert_answer(OK, ask(of_request("/withdraw")));
	assert_answer(SEE_OTHER, submit(of_request("/withdraw"), ""));
	assert_answer(OK, follow());
	assert_shows("Withdrawn");
	take_browser(1);
	assert_answer(SEE_OTHER, send_kept(question(2), "answer=0"));
	assert_leads_to("/give-feedback?again=yes");
	take_browser(0);
	assert_answer(NOT_FOUND, ask(of_request("/withdraw")));
	assert_answer(OK, ask(of_request("/put-back")));
	assert_answer(INVALID, send_form(of_request("/put-back"), "version=1"));
	assert_answer(OK, ask(of_request("/put-back")));
	assert_answer(SEE_OTHER, submit(of_request("/put-back"), ""));
	take_browser(1);
	assert_answer(OK, ask(link_path));
	assert_answer(SEE_OTHER, submit(link_path, ""));
	assert_answer(OK, ask(question(2)));
	assert_answer(OK, ask("/give-feedback/start"));
}

static void
test_an_assessor_says_when_it_was_discussed(void **state)
{
	char	path[60];

	given("Kind", "0");
	take_browser(2);
	sign_in_as(ASA);
	assert_answer(OK, ask("/work"));
	assert_shows("Discuss the feedback that was given on");
	snprintf(path, sizeof(path), "%s", of_request("/discuss"));
	assert_shows(path);
	assert_answer(OK, ask(path));
	assert_answer(INVALID, submit(path, ""));
	assert_shows("Enter the date that you discussed it");
	assert_shows("Enter what was taken from it");
	assert_answer(INVALID, submit(path, "on-day=14&on-month=6&on-year=2026&"
	    "discussion=Text"));
	assert_shows("when the feedback was given");
	assert_answer(INVALID, submit(path, "on-day=16&on-month=6&on-year=2026&"
	    "discussion=Text"));
	assert_shows("The date must be today or in the past");
	assert_answer(SEE_OTHER, submit(path, "on-day=15&on-month=6&"
	    "on-year=2026&discussion=Rings+ahead+now+%3Cb%3E"));
	assert_answer(OK, follow());
	assert_shows("Asa Berg discussed it with Nina Sol on 15 June 2026");
	assert_shows("Rings ahead now &lt;b&gt;");
	assert_answer(OK, ask("/work"));
	assert_hides("Discuss the feedback that was given on");
	sign_in_as(NINA);
	assert_answer(OK, ask(LIST));
	assert_shows("Discussed on 15 June 2026");
	assert_answer(NOT_FOUND, ask(path));
	sign_in_as(ASA);
	assert_answer(OK, ask(path));
	keep_fields(path);
	assert_answer(OK, ask(path));
	assert_answer(SEE_OTHER, submit(path, "on-day=15&on-month=6&"
	    "on-year=2026&discussion=Other"));
	assert_answer(INVALID, send_kept(path, "on-day=15&on-month=6&"
	    "on-year=2026&discussion=Third"));
	assert_shows("This feedback changed while you had this page open");
	assert_shows("Third");
	snprintf(path, sizeof(path), "%s", of_request("/undiscuss"));
	assert_answer(OK, ask(path));
	assert_answer(INVALID, send_form(path, ""));
	assert_answer(OK, ask(path));
	assert_answer(SEE_OTHER, submit(path, ""));
	assert_answer(NOT_FOUND, ask(path));
	assert_answer(OK, ask("/work"));
	assert_shows("Discuss the feedback that was given on");
}

static void
test_what_came_to_nothing_waits_until_another_is_asked(void **state)
{
	static const char	words[] = "Ask somebody else for feedback";

	handed_over(NINA, "giver=carer&channel=code&about=");
	opened(1, "easy_read");
	assert_answer(OK, ask("/give-feedback/decline"));
	assert_answer(SEE_OTHER, submit("/give-feedback/decline",
	    "reason=do_not_want"));
	take_browser(0);
	sign_in_as(NINA);
	assert_answer(OK, ask("/"));
	assert_shows(words);
	sign_in_as(ASA);
	assert_answer(OK, ask("/work"));
	assert_shows(words);
	sign_in_as(SAM);
	assert_answer(OK, ask("/work?on=others"));
	assert_shows(words);
	sign_in_as(MARY);
	assert_answer(OK, ask("/"));
	assert_hides(words);
	handed_over(NINA, "giver=professional&channel=code&name=Pam&"
	    "role=Nurse");
	assert_answer(OK, ask("/"));
	assert_shows(words);
	handed_over(NINA, "giver=lived_experience&channel=code&about=");
	assert_answer(OK, ask("/"));
	assert_hides(words);
}

static void
test_nobody_is_asked_when_no_evidence_is_gathered(void **state)
{
	handed_over(NINA, "giver=carer&channel=code&about=");
	assert_answer(OK, ask(ASK));
	keep_fields(ASK);
	owner_does("INSERT INTO asye_event (asye_id, change, reason, on_day) "
	    "VALUES (700, 'withdrawn', 'other_path', today())");
	assert_answer(NOT_FOUND, send_kept(ASK, "giver=carer&channel=code"));
	assert_answer(NOT_FOUND, ask(ASK));
	assert_answer(OK, ask(LIST));
	assert_shows("No evidence is gathered at this stage");
	assert_answer(NOT_FOUND, ask(of_request("/again")));
	assert_false(web_does("INSERT INTO feedback_request (asye_id, "
	    "enrolment_id, person_id, programme_id, giver, channel, "
	    "token_hash, code_hash, expires_on) VALUES (700, 171, 71, 1, "
	    "'carer', 'code', feedback_code('a'), feedback_code('b'), "
	    "today())"));
}

static void
test_the_web_cannot_give_feedback_by_itself(void **state)
{
	handed_over(NINA, "giver=carer&channel=code&about=");
	assert_false(web_does("UPDATE feedback_request SET state = 'given'"));
	assert_false(web_does("SELECT set_config('waymark.giver', id::text, "
	    "true) FROM feedback_request; "
	    "UPDATE feedback_request SET state = 'given'"));
	assert_false(web_does("INSERT INTO feedback_given (id) VALUES (1)"));
	assert_false(web_does("SELECT token_hash FROM feedback_request"));
	assert_false(web_does("SELECT * FROM feedback_begun"));
	assert_false(web_does("DELETE FROM feedback_request"));
	assert_owner_asks(1, "SELECT count(*) FROM feedback_request WHERE "
	    "state = 'asked'");
}

static void
test_a_history_tells_what_became_of_it(void **state)
{
	given("Kind", "0");
	take_browser(0);
	sign_in_as(SAM);
	assert_answer(OK, ask("/trainees/171/history"));
	assert_shows("Feedback asked for");
	assert_shows("Feedback from outside begun");
	assert_shows("Feedback from outside given");
	assert_hides("Kind");
	assert_answer(OK, ask("/asye/700"));
	assert_shows(LIST);
}

static void
test_nonsense_gets_a_clear_answer(void **state)
{
	static const char *const	values[] = { "", "-1", "99999999999999",
	    "%FF%FE", "a%0D%0Ab", "'%3B+DROP+TABLE", "%3Cb%3E", "2026-02-31" };
	static const char *const	ends[] = { "/discuss", "/undiscuss",
	    "/put-back", "/remind", "/again", "/withdraw" };
	char				fields[200], path[60];
	enum status			status;

	given("Kind", "0");
	take_browser(2);
	sign_in_as(ASA);
	for (size_t e = 0; e < sizeof(ends) / sizeof(*ends); e++)
		for (size_t v = 0; v < 8; v++) {
			snprintf(path, sizeof(path), "%s",
			    of_request(ends[e]));
			snprintf(fields, sizeof(fields), "version=%s&on-day=%s&"
			    "on-month=%s&on-year=%s&discussion=%s", values[v],
			    values[v], values[v], values[v], values[v]);
			status = send_form(path, fields);
			assert_true(status == INVALID || status == NOT_FOUND);
			assert_hides("<b>");
		}
	assert_owner_asks(1, "SELECT count(*) FROM feedback_given WHERE "
	    "version = 1");
}

static void
test_its_other_forms_look_as_they_did(void **state)
{
	sign_in_as(NINA);
	assert_answer(OK, ask(ASK));
	assert_answer(SEE_OTHER, submit(ASK, "giver=professional&"
	    "channel=email&name=Pam+Gill&role=Nurse&email=pam@example.org"));
	owner_does("SET session_replication_role = replica; "
	    "UPDATE feedback_request SET asked_on = asked_on - 7; "
	    "SET session_replication_role = origin");
	golden_form_at(of_request("/remind"));
	assert_answer(OK, ask(of_request("/withdraw")));
	assert_answer(SEE_OTHER, submit(of_request("/withdraw"), ""));
	golden_form_at(of_request("/put-back"));
	given("Kind", "0");
	take_browser(2);
	sign_in_as(ASA);
	golden_form_at(of_request("/discuss"));
	assert_answer(OK, ask(of_request("/discuss")));
	assert_answer(SEE_OTHER, submit(of_request("/discuss"), "on-day=15&"
	    "on-month=6&on-year=2026&discussion=Rings+ahead+now"));
	golden_form_at(of_request("/undiscuss"));
}

int
main(void)
{
#define test(name) cmocka_unit_test_setup(name, asye_world)
	const struct CMUnitTest	tests[] = {
		test(test_a_page_to_hand_over_is_shown_where_it_was_made),
		test(test_a_new_page_ends_the_one_before),
		test(test_a_professional_is_written_to_and_reminded),
		test(test_people_who_use_services_are_not_written_to),
		test(test_words_are_read_by_those_that_the_giver_was_told),
		test(test_the_assessor_asks_so_that_not_all_are_chosen),
		test(test_a_request_is_withdrawn_and_put_back),
		test(test_an_assessor_says_when_it_was_discussed),
		test(test_what_came_to_nothing_waits_until_another_is_asked),
		test(test_nobody_is_asked_when_no_evidence_is_gathered),
		test(test_the_web_cannot_give_feedback_by_itself),
		test(test_a_history_tells_what_became_of_it),
		test(test_nonsense_gets_a_clear_answer),
		test(test_its_other_forms_look_as_they_did),
		cmocka_unit_test(test_no_form_is_kept_that_nobody_sees),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
