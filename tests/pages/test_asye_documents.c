/* Documents of an ASYE: what is asked for, who writes and signs, and that two
 * people who write at once lose no word. */
#include <stdio.h>

#include "filling.h"
#include "pages.h"

#define HOME	"/asye/700/documents"

/* The document that a test began last. */
static char	document[64], page[96];

static const char *
at(const char *rest)
{
	snprintf(page, sizeof(page), "%s%s", document, rest);
	return (page);
}

/* kind: "asye_review.months_3" */
static void
begin(int64_t person, const char *kind)
{
	char	body[64];

	sign_in_as(person);
	assert_answer(OK, ask(HOME "/new"));
	snprintf(body, sizeof(body), "kind=%s", kind);
	assert_answer(SEE_OTHER, submit(HOME "/new", body));
	snprintf(document, sizeof(document), "%s", answer_location());
	*strstr(document, "/write") = '\0';
}

/* Every answer of somebody's part, to the letter as a browser sends it. */
static const char *
part_of(const char *kind, enum writer who)
{
	static char		body[FILLED_MAX];
	struct document_form	form;

	assert_true(document_form(kind, &form));
	snprintf(body, sizeof(body), "%s", filled_part(&form, who,
	    standards_of_set("KSS-ADULTS")));
	return (body);
}

static enum status
keep(int64_t person, const char *answers, const char *how)
{
	static char	body[FILLED_MAX];

	sign_in_as(person);
	assert_answer(OK, ask(at("/write")));
	snprintf(body, sizeof(body), "%sdo=%s", answers, how);
	return (submit(at("/write"), body));
}

static void
sign_as(int64_t person, const char *name)
{
	char	body[200];

	sign_in_as(person);
	assert_answer(OK, ask(at("/sign")));
	snprintf(body, sizeof(body), "name=%s&read=yes", name);
	assert_answer(SEE_OTHER, submit(at("/sign"), body));
	assert_answer(OK, follow());
}

static void
act(int64_t person, const char *what, const char *reason)
{
	char	body[200];

	sign_in_as(person);
	assert_answer(OK, ask(at(what)));
	snprintf(body, sizeof(body), "reason=%s", reason);
	assert_answer(SEE_OTHER, submit(at(what), body));
	assert_answer(OK, follow());
}

/* Both parts of a document, sent to be signed. */
static void
begin_and_send(const char *kind)
{
	char	word[64];

	begin(ASA, kind);
	snprintf(word, sizeof(word), "%.*s", (int)strcspn(kind, "."), kind);
	assert_answer(SEE_OTHER, keep(NINA, part_of(word, TRAINEE_PART),
	    "save"));
	assert_answer(SEE_OTHER, keep(ASA, part_of(word, ASSESSOR_PART),
	    "send"));
	assert_answer(OK, follow());
	assert_shows("Sent. It now waits to be signed.");
}

static void
three_sign(void)
{
	sign_as(NINA, "Nina+Sol");
	sign_as(ASA, "Asa+Berg");
	sign_as(LINA, "Lina+Frost");
	assert_shows("Signed by everybody");
}

static void
test_an_asye_shows_what_its_framework_asks_for(void **state)
{
	sign_in_as(NINA);
	assert_answer(OK, ask(HOME));
	assert_shows("ASYE for adults and mental health, Brook Council");
	assert_shows("since 1 September 2025");
	assert_shows("0 of 3 signed");		/* observations, records */
	assert_shows("3 to begin");
	assert_shows("0 of 22 signed");		/* supervision */
	assert_shows("next: 3 months");		/* reviews */
	assert_shows("next: start");		/* a development plan */
	assert_shows("kind=asye_development_plan.start");
	assert_hides("placement");
	begin(NINA, "asye_development_plan.start");
	assert_answer(OK, ask(HOME));
	assert_shows("Professional development plan, start: the newly "
	    "qualified social worker to write; next: 3 months");
	assert_shows("kind=asye_development_plan.months_3");
	assert_shows("1 document waits on you.");
	sign_in_as(LINA);
	assert_answer(OK, ask(HOME "/new"));
	assert_shows("value=\"asye_supervision\"");
	assert_hides("value=\"asye_review");
	assert_hides("value=\"asye_development_plan");
	sign_in_as(CORA);
	assert_answer(OK, ask(HOME));
	assert_hides("Begin a document");
	assert_answer(NOT_FOUND, ask(HOME "/new"));
	sign_in_as(SAM);
	assert_answer(OK, ask(HOME));
	sign_in_as(MODI);
	assert_answer(NOT_FOUND, ask(HOME));
	assert_answer(NOT_FOUND, ask(document));
	sign_in_as(EWAN);
	assert_answer(NOT_FOUND, ask(HOME));
	assert_answer(NOT_FOUND, ask(document));
}

static void
test_an_agreement_is_signed_by_three_and_promises(void **state)
{
	begin_and_send("asye_agreement");
	assert_shows("It waits for the newly qualified social worker, the ASYE "
	    "assessor and the line manager to sign.");
	sign_as(NINA, "Nina+Sol");
	assert_shows("Newly qualified social worker");
	sign_as(LINA, "Lina+Frost");
	assert_owner_asks(0, "SELECT count(*) FROM asye_promise");
	sign_as(ASA, "Asa+Berg");
	assert_shows("govuk-tag--green\">Signed");
	assert_shows("ASYE assessor");
	assert_owner_asks(1, "SELECT count(*) FROM asye WHERE id = 700 AND "
	    "state = 'agreed'");
	assert_owner_asks(11, "SELECT amount FROM asye_promise "
	    "WHERE what = 'workload'");
	assert_answer(OK, ask(HOME));
	assert_shows("1 of 1 signed");
	assert_answer(NOT_FOUND, ask("/placements/700/documents"));
	act(ASA, "/unlock", "A+new+team");
	assert_owner_asks(1, "SELECT count(*) FROM asye WHERE id = 700 AND "
	    "state = 'agreed'");
	assert_answer(SEE_OTHER, keep(ASA, part_of("asye_agreement",
	    ASSESSOR_PART), "send"));
	assert_answer(OK, follow());
	assert_shows("Version 2, which is not the latest");
	three_sign();
	sign_in_as(SAM);
	assert_answer(OK, ask("/trainees/171/history"));
	assert_shows("Support and assessment agreement begun");
	assert_shows("Support and assessment agreement signed as line "
	    "manager");
}

static void
test_guidance_for_protected_time_goes_by_the_hours(void **state)
{
	begin(ASA, "asye_agreement");
	assert_answer(OK, ask(at("/write")));
	assert_shows("protects 10 percent of the working week");
	assert_shows("Of 100 percent of 37 hours that is 222 minutes a week, "
	    "or 3 hours 42 minutes.");
	owner_does("UPDATE asye SET fte_percent = 60 WHERE id = 700");
	assert_answer(OK, ask(at("/write")));
	assert_shows("Of 60 percent of 37 hours that is 133 minutes a week, "
	    "or 2 hours 13 minutes.");
	/* The hours of today, where they changed. */
	owner_does("INSERT INTO asye_request (asye_id, person_id, "
	    "programme_id, kind, reason, terms, from_on, percent) VALUES "
	    "(700, 71, 1, 'hours', 'part_time', 'Half', '2026-06-01', 50), "
	    "(700, 71, 1, 'hours', 'part_time', 'More', '2026-07-01', 90)");
	assert_answer(OK, ask(at("/write")));
	assert_shows("Of 50 percent of 37 hours that is 111 minutes a week, "
	    "or 1 hour 51 minutes.");
	begin(ASA, "asye_observation");
	assert_answer(OK, ask(at("/write")));
	assert_hides("National guidance protects");
}

static void
test_a_review_is_of_its_moment_and_moves_the_asye(void **state)
{
	begin_and_send("asye_agreement");
	three_sign();
	begin_and_send("asye_review.months_3");
	assert_shows("Progress review, 3 months");
	three_sign();
	assert_owner_asks(1, "SELECT count(*) FROM asye WHERE id = 700 AND "
	    "state = 'review_3'");
	sign_in_as(ASA);
	assert_answer(OK, ask(HOME "/new"));
	assert_hides("value=\"asye_review.months_3\"");
	assert_shows("value=\"asye_review.months_6\"");
	assert_answer(INVALID, submit(HOME "/new",
	    "kind=asye_review.months_3"));
	assert_shows("Select which document to begin");
	assert_answer(INVALID, send_form(HOME "/new", "kind=asye_review"));
	assert_answer(INVALID, send_form(HOME "/new",
	    "kind=asye_review.months_4"));
	assert_answer(INVALID, send_form(HOME "/new", "kind=reflection"));
	act(CORA, "/unlock", "A+wrong+date");
	sign_in_as(NINA);
	assert_answer(OK, ask(document));
	assert_shows("Cora Dean unlocked it");
	assert_owner_asks(1, "SELECT count(*) FROM asye WHERE id = 700 AND "
	    "state = 'agreed'");
	act(CORA, "/undo", "");
	assert_owner_asks(1, "SELECT count(*) FROM asye WHERE id = 700 AND "
	    "state = 'review_3'");
}

static void
test_an_observer_without_an_account_is_named(void **state)
{
	static char	body[FILLED_MAX];
	const char	*wrong;

	begin(ASA, "asye_observation");
	snprintf(body, sizeof(body), "%s", part_of("asye_observation",
	    TRAINEE_PART));
	assert_answer(SEE_OTHER, keep(NINA, body, "save"));
	assert_answer(INVALID, keep(ASA, "assessor.observed_by="
	    "Another+registered+social+worker&", "send"));
	assert_shows("Enter the name of who observed");
	assert_shows("Enter their Social Work England number");
	assert_answer(INVALID, keep(ASA, "assessor.observed_by=I+did&",
	    "send"));
	assert_hides("Enter the name of who observed");
	wrong = "assessor.observer_number=SW0123&assessor.observed_by="
	    "Another+registered+social+worker&";
	assert_answer(INVALID, keep(ASA, wrong, "save"));
	assert_shows("Enter a Social Work England number, such as SW123456");
	assert_answer(SEE_OTHER, keep(LINA, part_of("asye_observation",
	    ASSESSOR_PART), "send"));
	assert_owner_asks(1, "SELECT count(*) FROM asye_observer "
	    "WHERE observer_id = 75 AND is_registered AND NOT by_assessor");
	assert_answer(OK, follow());
	assert_shows("It waits for the newly qualified social worker and the "
	    "line manager to sign.");
	sign_in_as(ASA);
	assert_answer(SEE_OTHER, ask(at("/sign")));
	act(LINA, "/return", "The+assessor+observed");
	assert_answer(SEE_OTHER, keep(ASA, part_of("asye_observation",
	    ASSESSOR_PART), "send"));
	assert_owner_asks(1, "SELECT count(*) FROM asye_observer "
	    "WHERE observer_id = 72 AND is_registered AND by_assessor");
}

static void
test_a_final_review_waits_for_the_minimums_or_a_reason(void **state)
{
	static char	body[FILLED_MAX];
	char		*end;

	begin(ASA, "asye_final_review");
	assert_answer(SEE_OTHER, keep(NINA, part_of("asye_final_review",
	    TRAINEE_PART), "save"));
	snprintf(body, sizeof(body), "%s", part_of("asye_final_review",
	    ASSESSOR_PART));
	end = strstr(body, "assessor.shortfall=");
	memcpy(end, "nothing", 7);
	assert_answer(INVALID, keep(ASA, body, "send"));
	assert_shows("A minimum of the evidence is not met: ");
	assert_owner_asks(1, "SELECT max(version) FROM document_version");
	assert_answer(SEE_OTHER, keep(ASA, part_of("asye_final_review",
	    ASSESSOR_PART), "send"));
	assert_owner_asks(1, "SELECT count(*) FROM document WHERE kind = "
	    "'asye_final_review' AND state = 'submitted' AND outcome = "
	    "'Pass'");
}

static void
test_what_came_back_waits_with_its_reason(void **state)
{
	begin(NINA, "asye_reflection_log.start");
	assert_answer(SEE_OTHER, keep(NINA, part_of("asye_reflection_log",
	    TRAINEE_PART), "send"));
	sign_in_as(ASA);
	assert_answer(OK, ask("/work"));
	assert_shows("Sign or return the critical reflection log, start");
	act(ASA, "/return", "Say+more");
	sign_in_as(NINA);
	assert_answer(OK, ask(at("/write")));
	assert_shows("Asa Berg returned it");
	assert_answer(OK, ask(document));
	assert_shows(HOME "\"");
	act(NINA, "/withdraw", "Too+early");
	assert_shows("Withdrawn: Too early");
	act(NINA, "/put-back", "");
	assert_shows("govuk-tag--orange\">Returned");
	sign_in_as(ASA);
	assert_answer(NOT_FOUND, ask(at("/write")));
}

/* The hidden fields of the form in a browser's page, and what it types. */
static char *
typed(int browser, int64_t person, const char *fields)
{
	static char	bodies[4][3000];

	take_browser(browser);
	sign_in_as(person);
	assert_answer(OK, ask(at("/write")));
	snprintf(bodies[browser], sizeof(bodies[0]), "%s%s",
	    hidden_fields(at("/write")), fields);
	return (bodies[browser]);
}

/* Both press Save in the same moment: each form knows of no other. */
static void
test_two_parts_written_at_once_are_both_there(void **state)
{
	struct sending	all[2];
	struct reply	replies[2];
	static char	path[96], lock[100];

	begin(ASA, "asye_supervision");
	snprintf(path, sizeof(path), "%s", at("/write"));
	all[0] = (struct sending){ 0, path, typed(0, NINA,
	    "trainee.learned=To+slow+down&do=save") };
	all[1] = (struct sending){ 1, path, typed(1, ASA,
	    "assessor.minutes=90&do=save") };
	snprintf(lock, sizeof(lock), "SELECT FROM document WHERE id = %s "
	    "FOR UPDATE", strrchr(document, '/') + 1);
	send_all_at_once(all, lock, replies, 2);
	assert_int_equal(replies[0].status, SEE_OTHER);
	assert_int_equal(replies[1].status, SEE_OTHER);
	assert_owner_asks(2, "SELECT version FROM document");
	assert_owner_asks(1, "SELECT count(*) FROM document_version "
	    "WHERE version = 2 AND 'To slow down' = ANY (answers) "
	    "AND '90' = ANY (answers)");
}

/* One part in two windows: one is saved, the other shows both and saves. */
static void
test_one_part_written_at_once_loses_no_word(void **state)
{
	struct sending	all[2];
	struct reply	replies[2];
	static char	path[96], lock[100], again[200];
	int		late;

	begin(ASA, "asye_supervision");
	snprintf(path, sizeof(path), "%s", at("/write"));
	all[0] = (struct sending){ 0, path, typed(0, ASA,
	    "assessor.workload_next=In+the+first&do=save") };
	all[1] = (struct sending){ 1, path, typed(1, ASA,
	    "assessor.workload_next=In+the+second&do=save") };
	snprintf(lock, sizeof(lock), "SELECT FROM document WHERE id = %s "
	    "FOR UPDATE", strrchr(document, '/') + 1);
	send_all_at_once(all, lock, replies, 2);
	late = replies[0].status == SEE_OTHER;
	assert_int_equal(replies[!late].status, SEE_OTHER);
	assert_int_equal(replies[late].status, INVALID);
	take_browser(late);
	snprintf(again, sizeof(again), "version=0&assessor.workload_next="
	    "In+the+%s&do=save", late ? "second" : "first");
	assert_answer(INVALID, send_form(path, again));
	assert_shows("This was changed in another window");
	assert_shows("In the first");
	assert_shows("In the second");
	assert_answer(SEE_OTHER, submit(path, "assessor.workload_next="
	    "In+the+first+and+in+the+second&do=save"));
	assert_owner_asks(2, "SELECT version FROM document");
}

/* What somebody is about to sign, in a browser of their own. */
static const char *
about_to_sign(int browser, int64_t person, const char *name)
{
	static char	bodies[4][800];

	take_browser(browser);
	sign_in_as(person);
	assert_answer(OK, ask(at("/sign")));
	snprintf(bodies[browser], sizeof(bodies[0]), "%sname=%s&read=yes",
	    hidden_fields(at("/sign")), name);
	return (bodies[browser]);
}

/* All three sign in one moment: three signatures, one state, one event. */
static void
test_all_who_sign_at_once_have_signed(void **state)
{
	struct sending	all[3];
	struct reply	replies[3];
	static char	path[96], lock[100];

	begin_and_send("asye_agreement");
	snprintf(path, sizeof(path), "%s", at("/sign"));
	all[0] = (struct sending){ 0, path, about_to_sign(0, NINA,
	    "Nina+Sol") };
	all[1] = (struct sending){ 1, path, about_to_sign(1, ASA,
	    "Asa+Berg") };
	all[2] = (struct sending){ 2, path, about_to_sign(2, LINA,
	    "Lina+Frost") };
	snprintf(lock, sizeof(lock), "SELECT FROM document WHERE id = %s "
	    "FOR UPDATE", strrchr(document, '/') + 1);
	send_all_at_once(all, lock, replies, 3);
	for (int i = 0; i < 3; i++)
		assert_int_equal(replies[i].status, SEE_OTHER);
	take_browser(0);
	assert_owner_asks(3, "SELECT count(DISTINCT signed_by) FROM "
	    "signature");
	assert_owner_asks(1, "SELECT count(*) FROM document WHERE state = "
	    "'signed'");
	assert_owner_asks(1, "SELECT count(*) FROM asye_event WHERE change = "
	    "'agreement_signed'");
}

/* A form that is sent twice, by an impatient press or by a browser that got no
 * answer, is done once. */
static void
test_a_form_that_is_sent_again_is_saved_once(void **state)
{
	char	*body;
	char	 path[96];

	begin(ASA, "asye_supervision");
	snprintf(path, sizeof(path), "%s", at("/write"));
	body = typed(0, ASA, "assessor.workload_next=Once&do=save");
	assert_answer(SEE_OTHER, send_bare(path, body));
	assert_answer(SEE_OTHER, send_bare(path, body));
	assert_owner_asks(1, "SELECT version FROM document");
	assert_owner_asks(1, "SELECT count(*) FROM document_version");
}

int
main(void)
{
#define IN_ASYE(test)	cmocka_unit_test_setup(test, asye_world)
	const struct CMUnitTest tests[] = {
		IN_ASYE(test_an_asye_shows_what_its_framework_asks_for),
		IN_ASYE(test_an_agreement_is_signed_by_three_and_promises),
		IN_ASYE(test_guidance_for_protected_time_goes_by_the_hours),
		IN_ASYE(test_a_review_is_of_its_moment_and_moves_the_asye),
		IN_ASYE(test_an_observer_without_an_account_is_named),
		IN_ASYE(test_a_final_review_waits_for_the_minimums_or_a_reason),
		IN_ASYE(test_what_came_back_waits_with_its_reason),
		IN_ASYE(test_two_parts_written_at_once_are_both_there),
		IN_ASYE(test_one_part_written_at_once_loses_no_word),
		IN_ASYE(test_all_who_sign_at_once_have_signed),
		IN_ASYE(test_a_form_that_is_sent_again_is_saved_once),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
