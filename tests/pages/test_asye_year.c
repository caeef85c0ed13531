/*
 * An ASYE's year from end to end: its dates corrected with what becomes of its
 * reviews, what waits because evidence is missing or a file was refused, what
 * finds it, and who is told what a panel decided.
 */
#include "golden.h"
#include "nonsense.h"
#include "outcomes.h"

#define NEW	"/asye/700/corrections/new"
#define CHECK	"/asye/700/corrections/check"
#define DATE(name, d, m, y) "&" name "-day=" d "&" name "-month=" m "&"	\
	    name "-year=" y
/* Of Nina, who is recorded to have started on 1 September 2025. */
#define AS_IT_IS "title=Social+worker" DATE("qualified", "10", "7", "2025") \
	    DATE("registered", "20", "8", "2025")
#define LATER	AS_IT_IS DATE("employed", "15", "9", "2025")		\
	    DATE("starts", "15", "9", "2025")

static void
is_refused(const char *fields, const char *words)
{
	assert_answer(OK, ask(NEW));
	assert_answer(INVALID, submit(NEW, fields));
	assert_shows(words);
	assert_owner_asks(0, "SELECT count(*) FROM asye_correction");
}

/* Up to the page that shows it once more. */
static void
describe(const char *fields)
{
	assert_answer(OK, ask(NEW));
	assert_answer(SEE_OTHER, submit(NEW, fields));
	assert_leads_to(CHECK);
	assert_answer(OK, follow());
}

static void
test_a_start_is_corrected_and_reviews_to_come_follow(void **state)
{
	sign_in_as(CORA);
	describe(LATER "&reason=start_agreed&words=By+email");
	assert_true(page_shows_in_order("1 September 2025",
	    "15 September 2025"));
	assert_true(page_shows_in_order("Final review", "15 September 2026"));
	assert_owner_asks(0, "SELECT count(*) FROM asye_correction");
	assert_answer(SEE_OTHER, submit(CHECK, ""));
	assert_leads_to("/asye/700");
	assert_answer(OK, follow());
	assert_shows("Corrected since it was registered");
	assert_shows("start: 15 September 2025 instead of 1 September 2025. "
	    "Another start was agreed.");
	assert_owner_asks(1, "SELECT count(*) FROM asye WHERE id = 700 "
	    "AND starts_on = '2025-09-15' AND employed_on = '2025-09-15'");
	assert_owner_asks(0, "SELECT count(*) FROM asye_review r "
	    "JOIN asye a ON a.id = r.asye_id WHERE r.due_on <> (a.starts_on "
	    "+ make_interval(months => r.months::integer))::date");
	assert_owner_asks(4, "SELECT count(*) FROM asye_move "
	    "WHERE cause = 'corrected' AND reason = 'start_agreed'");
	assert_owner_asks(3, "SELECT count(*) FROM post.letter WHERE subject "
	    "= 'The record of an ASYE was corrected'");
	assert_answer(OK, ask("/asye/700/timetable"));
	assert_shows("because the start was corrected");
	sign_in_as(NINA);
	assert_answer(OK, ask("/asye/700"));
	assert_shows("By email");
	assert_hides("Correct its dates");
	sign_in_as(SAM);
	assert_answer(OK, ask("/trainees/171/history"));
	assert_shows("Dates or job title of the ASYE corrected");
}

static void
test_what_was_held_stays_and_bounds_the_start(void **state)
{
	sign_in_as(SAM);
	describe(LATER "&reason=start_agreed");
	owner_does("INSERT INTO asye_event (asye_id, change, on_day) VALUES "
	    "(700, 'agreement_signed', '2025-09-10')");
	assert_answer(SEE_OTHER, submit(CHECK, ""));
	owner_does("INSERT INTO asye_event (asye_id, change, on_day) VALUES "
	    "(700, 'reviewed_3', '2025-12-16')");
	assert_owner_asks(1, "SELECT count(*) FROM asye_review WHERE number = "
	    "1 AND held_on = '2025-12-16'");
	assert_answer(OK, ask(NEW));
	assert_answer(INVALID, submit(NEW, AS_IT_IS DATE("employed", "16",
	    "12", "2025") DATE("starts", "16", "12", "2025")
	    "&reason=start_agreed"));
	assert_shows("The start must be on or before 15 December 2025");
	describe(AS_IT_IS DATE("employed", "1", "9", "2025")
	    DATE("starts", "1", "9", "2025") "&reason=recorded_wrongly");
	assert_answer(SEE_OTHER, submit(CHECK, ""));
	assert_owner_asks(1, "SELECT count(*) FROM asye_review WHERE number = "
	    "1 AND held_on = '2025-12-16' AND due_on = '2025-12-15'");
	assert_owner_asks(1, "SELECT count(*) FROM asye_review WHERE number = "
	    "4 AND due_on = '2026-09-01'");
	assert_owner_asks(2, "SELECT count(*) FROM asye_correction");
}

static void
test_a_title_is_corrected_and_no_review_moves(void **state)
{
	owner_does("UPDATE asye SET qualified_on = '2019-07-10' "
	    "WHERE id = 700");	/* which is not asked of a title */
	sign_in_as(CORA);
	describe("title=Approved+social+worker" DATE("qualified", "10", "7",
	    "2019") DATE("registered", "20", "8", "2025") DATE("employed",
	    "1", "9", "2025") DATE("starts", "1", "9", "2025")
	    "&reason=post_renamed");
	assert_shows("No review moves");
	assert_answer(SEE_OTHER, submit(CHECK, ""));
	assert_answer(OK, follow());
	assert_shows("role: Approved social worker instead of Social worker. "
	    "The post has another title.");
	assert_owner_asks(0, "SELECT count(*) FROM asye_move");
}

static void
test_what_could_not_be_registered_is_no_correction(void **state)
{
	sign_in_as(CORA);
	is_refused(AS_IT_IS DATE("employed", "1", "9", "2025")
	    DATE("starts", "1", "9", "2025") "&reason=start_agreed",
	    "Nothing differs from what is recorded");
	is_refused(LATER, "Select the reason");
	is_refused(LATER "&reason=illness", "Select the reason");
	is_refused(AS_IT_IS DATE("employed", "1", "8", "2025")
	    DATE("starts", "1", "8", "2025") "&reason=start_agreed",
	    "The ASYE cannot start before Nina Sol was registered");
	is_refused("title=" DATE("qualified", "10", "7", "2025")
	    DATE("registered", "20", "8", "2025") DATE("employed", "", "9",
	    "2025") DATE("starts", "1", "9", "2025"), "Enter the job title");
	is_refused(AS_IT_IS DATE("employed", "1", "9", "2025")
	    DATE("starts", "8", "9", "2025") "&reason=start_agreed",
	    "7 days after employment began");
	assert_answer(SEE_OTHER, submit(NEW, AS_IT_IS DATE("employed", "1",
	    "9", "2025") DATE("starts", "8", "9", "2025")
	    "&reason=start_agreed&accept=yes"));
}

static void
test_two_who_correct_at_once_do_not_overwrite_each_other(void **state)
{
	sign_in_as(SAM);
	describe(LATER "&reason=start_agreed");
	take_browser(1);
	sign_in_as(CORA);
	describe(AS_IT_IS DATE("employed", "8", "9", "2025")
	    DATE("starts", "8", "9", "2025") "&reason=start_agreed");
	assert_answer(SEE_OTHER, submit(CHECK, ""));
	take_browser(0);
	assert_answer(SEE_OTHER, ask(CHECK));
	assert_answer(OK, follow());
	assert_shows("value=\"15\"");
	assert_answer(INVALID, submit(NEW, LATER "&reason=start_agreed"));
	assert_shows("This ASYE was corrected while you had this open");
	assert_owner_asks(1, "SELECT count(*) FROM asye WHERE id = 700 "
	    "AND starts_on = '2025-09-08'");
	assert_answer(SEE_OTHER, submit(NEW, LATER "&reason=start_agreed"));
	assert_answer(OK, follow());
	assert_true(page_shows_in_order("8 September 2025",
	    "15 September 2025"));
	assert_answer(SEE_OTHER, submit(CHECK, ""));
	assert_owner_asks(2, "SELECT count(*) FROM asye_correction");
}

static void
test_what_was_recommended_stays_as_it_was_registered(void **state)
{
	static const int	others[] = { NINA, ASA, LINA, MODI, PAT, SAL };

	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		sign_in_as(others[i]);
		assert_answer(NOT_FOUND, ask(NEW));
		assert_answer(NOT_FOUND, send_form(NEW, LATER
		    "&reason=start_agreed"));
	}
	recommends(700, "pass");
	sign_in_as(CORA);
	assert_answer(NOT_FOUND, ask(NEW));
	assert_answer(OK, ask("/asye/700"));
	assert_hides("Correct its dates");
}

#define UNDO(number)	"/asye/700/corrections/" number "/undo"
#define AS_BEFORE	"SELECT count(*) FROM asye WHERE id = 700 AND "	\
	    "starts_on = '2025-09-01' AND employed_on = '2025-09-01' AND " \
	    "role_title = 'Social worker'"

static void
corrects(const char *fields)
{
	describe(fields);
	assert_answer(SEE_OTHER, submit(CHECK, ""));
}

static void
test_a_correction_is_undone_and_its_reviews_go_back(void **state)
{
	sign_in_as(CORA);
	corrects(LATER "&reason=start_agreed");
	assert_answer(OK, ask("/asye/700"));
	assert_shows("href=\"" UNDO("1") "\"");
	assert_answer(OK, ask(UNDO("1")));
	assert_true(page_shows_in_order("15 September 2025",
	    "1 September 2025"));
	assert_true(page_shows_in_order("Final review", "1 September 2026"));
	assert_answer(INVALID, submit(UNDO("1"), ""));
	assert_shows("Select the reason");
	assert_answer(SEE_OTHER, submit(UNDO("1"), "reason=recorded_wrongly"
	    "&words=It+was+somebody+else"));
	assert_answer(OK, follow());
	assert_shows("Undone. Everybody involved was told by email.");
	assert_shows("Undone: employed: 1 September 2025 instead of 15 "
	    "September 2025; start: 1 September 2025 instead of 15 September "
	    "2025. Recorded wrongly.");
	assert_shows("instead of 1 September 2025 (undone).");
	assert_hides(UNDO("1"));
	assert_owner_asks(1, AS_BEFORE);
	assert_owner_asks(0, "SELECT count(*) FROM asye_review r "
	    "JOIN asye a ON a.id = r.asye_id WHERE r.due_on <> (a.starts_on "
	    "+ make_interval(months => r.months::integer))::date");
	assert_owner_asks(2, "SELECT count(*) FROM asye_correction");
	assert_owner_asks(4, "SELECT count(*) FROM asye_move WHERE cause = "
	    "'corrected' AND reason = 'recorded_wrongly'");
	assert_owner_asks(6, "SELECT count(*) FROM post.letter WHERE subject "
	    "= 'The record of an ASYE was corrected'");
	sign_in_as(NINA);
	assert_answer(OK, ask("/asye/700"));
	assert_shows("It was somebody else");
}

static void
test_the_latest_correction_that_stands_is_undone(void **state)
{
	sign_in_as(CORA);
	corrects(LATER "&reason=start_agreed");
	corrects("title=Mental+health+social+worker" DATE("qualified", "10",
	    "7", "2025") DATE("registered", "20", "8", "2025")
	    DATE("employed", "15", "9", "2025") DATE("starts", "15", "9",
	    "2025") "&reason=post_renamed");
	assert_answer(OK, ask("/asye/700"));
	assert_shows("href=\"" UNDO("2") "\"");
	assert_hides("href=\"" UNDO("1") "\"");
	assert_answer(SEE_OTHER, ask(UNDO("1")));
	assert_leads_to("/asye/700");
	assert_answer(NOT_FOUND, ask(UNDO("3")));
	assert_answer(OK, ask(UNDO("2")));
	assert_shows("No review moves");
	assert_answer(SEE_OTHER, submit(UNDO("2"), "reason=plan_changed"));
	assert_answer(NOT_FOUND, ask(UNDO("3")));	/* is an undoing */
	assert_answer(OK, ask(UNDO("1")));
	assert_answer(SEE_OTHER, submit(UNDO("1"), "reason=plan_changed"));
	assert_owner_asks(1, AS_BEFORE);
	assert_owner_asks(4, "SELECT count(*) FROM asye_correction");
}

static void
test_two_who_undo_at_once_undo_it_once(void **state)
{
	sign_in_as(SAM);
	corrects(LATER "&reason=start_agreed");
	assert_answer(OK, ask(UNDO("1")));
	keep_fields(UNDO("1"));
	take_browser(1);
	sign_in_as(CORA);
	assert_answer(OK, ask(UNDO("1")));
	assert_answer(SEE_OTHER, submit(UNDO("1"), "reason=plan_changed"));
	take_browser(0);
	assert_answer(INVALID, send_kept(UNDO("1"),
	    "reason=recorded_wrongly"));
	assert_shows("This was undone already");
	assert_owner_asks(2, "SELECT count(*) FROM asye_correction");
}

static void
test_what_happened_since_keeps_a_correction(void **state)
{
	static const int	others[] = { NINA, ASA, LINA, MODI, PAT, SAL };

	sign_in_as(SAM);
	corrects(AS_IT_IS DATE("employed", "25", "8", "2025") DATE("starts",
	    "25", "8", "2025") "&reason=start_agreed");
	owner_does("INSERT INTO asye_event (asye_id, change, on_day) VALUES "
	    "(700, 'agreement_signed', '2025-09-01')");
	owner_does("INSERT INTO asye_event (asye_id, change, on_day) VALUES "
	    "(700, 'reviewed_3', '2025-09-01')");
	assert_answer(OK, ask(UNDO("1")));
	assert_answer(INVALID, submit(UNDO("1"), "reason=plan_changed"));
	assert_shows("The start must be on or before 31 August 2025");
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		sign_in_as(others[i]);
		assert_answer(NOT_FOUND, ask(UNDO("1")));
		assert_answer(NOT_FOUND, send_form(UNDO("1"),
		    "reason=plan_changed"));
	}
	assert_owner_asks(1, "SELECT count(*) FROM asye_correction");
}

/* Corrected again, where the one before is undone. */
static const struct place *
corrected_anew(void *place)
{
	struct place	*p = place;

	sign_in_as(p->person);
	if (owner_asks("SELECT coalesce(asye_correction_standing(700), 0)") ==
	    0)
		corrects(LATER "&reason=start_agreed");
	snprintf(p->page, sizeof(p->page), "/asye/700/corrections/%ld/undo",
	    (long)owner_asks("SELECT asye_correction_standing(700)"));
	snprintf(p->action, sizeof(p->action), "%s", p->page);
	return (p);
}

static void
test_undoing_a_correction_takes_no_nonsense(void **state)
{
	struct place	p = { .person = CORA };

	try_nonsense(corrected_anew(&p), corrected_anew, &p);
}

static void
test_checking_a_correction_looks_as_it_did(void **state)
{
	sign_in_as(CORA);
	describe(LATER "&reason=start_agreed");
	golden_form_at(CHECK);
}

/* The work list of somebody has these words. */
static bool
is_told(int person, const char *words)
{
	sign_in_as(person);
	assert_answer(OK, ask(person == NINA ? "/" : "/work"));
	return (page_has(words));
}

static bool
is_told_others(int person, const char *words)
{
	sign_in_as(person);
	assert_answer(OK, ask("/work?on=others"));
	return (page_has(words));
}

static void
add_reviews(void)
{
	sign_in_as(CORA);
	assert_answer(OK, ask("/asye/700/reviews/4/move"));
	assert_answer(SEE_OTHER, submit("/asye/700/reviews/4/move",
	    "on-day=1&on-month=8&on-year=2026&reason=diaries"));
}

static void
test_missing_evidence_waits_before_the_final_review(void **state)
{
	static const char	mine[] = "Meet 6 minimums before the final";
	static const char	theirs[] = "See to 6 minimums that the final";

	assert_false(is_told(NINA, mine));
	add_reviews();
	assert_true(is_told(NINA, mine));
	assert_shows("From 1 August 2026");
	assert_true(is_told(ASA, theirs));
	assert_true(is_told(LINA, theirs));
	assert_true(is_told(CORA, theirs));
	assert_shows("Waits on the ASYE assessor");
	assert_true(is_told_others(SAM, theirs));
	assert_false(is_told(PAT, theirs));
	assert_false(is_told(MODI, theirs));
	owner_does("UPDATE setting SET value = 6 "
	    "WHERE name = 'asye_minimums_weeks'");
	assert_false(is_told(NINA, mine));
	assert_false(is_told(ASA, theirs));
	owner_does("UPDATE setting SET value = 7 "
	    "WHERE name = 'asye_minimums_weeks'");
	assert_true(is_told(NINA, mine));
	owner_does("UPDATE asye_standing SET met = 5 WHERE asye_id = 700");
	assert_true(is_told(NINA, "Meet 1 minimum before the final review"));
	owner_does("UPDATE asye_standing SET met = 6 WHERE asye_id = 700");
	assert_false(is_told(NINA, "before the final review"));
	assert_false(is_told(ASA, "that the final review lacks"));
}

static void
test_a_review_form_outlives_what_is_gathered_meanwhile(void **state)
{
	add_reviews();
	assert_answer(OK, ask("/asye/700/reviews/4/move"));
	owner_does("UPDATE asye_standing SET met = 1 WHERE asye_id = 700");
	assert_owner_asks(5, "SELECT unmet FROM asye_review WHERE number = 4 "
	    "AND asye_id = 700");
	assert_answer(SEE_OTHER, submit("/asye/700/reviews/4/move",
	    "on-day=3&on-month=8&on-year=2026&reason=diaries"));
}

static void
test_a_refused_file_waits_on_who_sent_it(void **state)
{
	static const char	words[] = "Take off or replace plan.pdf";

	owner_does("INSERT INTO file (id, sha256, size, kind) OVERRIDING "
	    "SYSTEM VALUE VALUES (41, sha256('x'), 1, 'pdf'); "
	    "INSERT INTO attachment (id, file_id, label, asye_id, "
	    "enrolment_id, person_id, programme_id, by_id) OVERRIDING SYSTEM "
	    "VALUE VALUES (42, 41, 'plan.pdf', 700, 171, 71, 1, 72)");
	assert_false(is_told(ASA, words));
	owner_does("INSERT INTO file_event (file_id, change, refusal) VALUES "
	    "(41, 'refused', 'active')");
	assert_true(is_told(ASA, words));
	assert_shows("/files/42\"");
	assert_false(is_told(NINA, words));
	assert_false(is_told(CORA, words));
	assert_false(is_told_others(SAM, words));
	sign_in_as(ASA);
	assert_answer(OK, ask("/files/42/remove"));
	assert_answer(SEE_OTHER, submit("/files/42/remove", ""));
	assert_false(is_told(ASA, words));
}

static void
finds(int person, const char *query, const char *words, bool there)
{
	char	address[ADDRESS_MAX];

	snprintf(address, sizeof(address), "/search?q=%s", query);
	sign_in_as(person);
	assert_answer(OK, ask(address));
	if (page_has(words) != there)
		fail_msg("%d asks for %s: %s", person, query, words);
}

static void
test_an_asye_its_reviews_and_its_outcome_are_found(void **state)
{
	static const char	found[] = "href=\"/asye/700\"><mark>Nina";
	static const char	review[] = "href=\"/asye/700/timetable\">"
				    "Final review of <mark>Nina</mark>";
	static const char	outcome[] = "href=\"/asye/700/outcome\">"
				    "<mark>Nina</mark>";

	moderated("pass", "agree");
	sign_in_as(CORA);
	assert_answer(OK, ask("/asye/700/timetable"));
	decides("decision=pass");
	owner_does("INSERT INTO asye_review (asye_id, person_id, "
	    "programme_id, number, months, state, first_on, due_on, "
	    "employer_id, provider_id) VALUES (700, 71, 1, 4, 12, 'due', "
	    "'2026-09-01', '2026-09-01', 1, 1)");
	for (int i = 0; i < 4; i++) {
		int	person = (int[]){ CORA, ASA, SAM, NINA }[i];

		finds(person, "nina", found, true);
		finds(person, "nina", review, true);
		assert_shows("Held on 8 June 2026");
		finds(person, "nina", outcome, true);
		assert_shows("Pass, decided on 15 June 2026");
		finds(person, "nina&in=reviews", review, true);
	}
	finds(PAT, "nina", found, true);
	finds(PAT, "nina", review, false);
	finds(PAT, "nina", outcome, false);
	finds(MODI, "nina", found, false);
	finds(SIAN, "nina", found, false);
	finds(SAL, "nina", found, false);
	finds(CORA, "sw1071", "SW1071", true);
	finds(ASA, "nima", "href=\"/search?q=Nina%20Sol\"", true);
	finds(SIAN, "nima", "Nina Sol", false);
}

static void
test_a_timeline_tells_of_the_asye_to_its_end(void **state)
{
	moderated("pass", "agree");
	decides("decision=pass");
	sign_in_as(SAM);
	assert_answer(OK, ask("/trainees/171/timeline"));
	assert_shows("Registered on an ASYE with Brook");
	assert_shows("The ASYE assessor recommended a result");
	assert_true(page_shows_in_order("The recommendation was moderated",
	    "Outcome of the ASYE: pass"));
	assert_answer(OK, ask("/trainees/171/timeline?kind=asye_outcome"));
	assert_shows("href=\"/asye/700/outcome\"");
	assert_hides("Registered on an ASYE");
}

static void
test_nobody_learns_of_a_fail_before_notice(void **state)
{
	moderated("fail", "agree");
	decides("decision=fail&reasons=Not+safe+yet");
	sign_in_as(NINA);
	assert_answer(OK, ask("/trainees/171/timeline"));
	assert_hides("Outcome of the ASYE");
	finds(NINA, "nina", "decided on", false);
	assert_answer(OK, ask(NINAS("/outcome")));
	assert_hides("Not safe yet");
	finds(ASA, "nina", "Fail, decided on 15 June 2026", true);
	takes(CORA, "notice_given", "step=notice_given&" GIVEN
	    "&way=email&words=Sent");
	sign_in_as(NINA);
	assert_answer(OK, ask("/trainees/171/timeline"));
	assert_shows("Outcome of the ASYE: fail");
	assert_answer(OK, ask(NINAS("/outcome")));
	assert_shows("Not safe yet");
}

static void
test_a_panels_decision_is_told_without_what_it_is(void **state)
{
	moderated("pass", "agree");
	assert_owner_asks(3, "SELECT count(*) FROM post.letter WHERE subject "
	    "= 'A decision about an ASYE has been recorded' "
	    "AND person_id IN (71, 72, 73) "
	    "AND body LIKE '%/asye/700/outcome%'");
	assert_owner_asks(0, "SELECT count(*) FROM post.letter WHERE subject "
	    "= 'A decision about an ASYE has been recorded' "
	    "AND body ~* '\\m(pass|fail|agree|return)'");
	/* Only whoever decided has it told, and at once. */
	sign_in_as(MODI);
	assert_true(web_does("SELECT waymark.panel_decision_told(id, 'x', "
	    "'x', 'x') FROM waymark.panel_portfolio"));
	assert_owner_asks(0, "SELECT count(*) FROM post.letter "
	    "WHERE subject = 'x'");
}

static void
test_the_register_says_how_many_minimums_are_met(void **state)
{
	owner_does("UPDATE asye_standing SET met = 4 WHERE asye_id = 700; "
	    "UPDATE asye_standing SET met = 2 WHERE asye_id = 783");
	sign_in_as(CORA);
	assert_answer(OK, ask("/asye?sort=met"));
	assert_shows("Minimums met");
	assert_true(page_shows_in_order("0 of 6", "2 of 6"));
	assert_true(page_shows_in_order("2 of 6", "4 of 6"));
	assert_answer(OK, ask("/asye?sort=-met"));
	assert_true(page_shows_in_order("4 of 6", "2 of 6"));
	sign_in_as(PAT);
	assert_answer(OK, ask("/asye?sort=met"));
	assert_shows("Nina Sol");
	assert_hides("Minimums met");
	assert_hides("4 of 6");
}

static void
test_filters_of_asyes_are_saved(void **state)
{
	sign_in_as(CORA);
	assert_answer(OK, ask("/asye?standing=live&sort=met"));
	assert_shows("Save these filters");
	assert_answer(OK, ask("/filters/new?path=/asye&"
	    "query=standing%3Dlive%26sort%3Dmet"));
	assert_answer(SEE_OTHER, submit("/filters/new", "name=Most+missing"));
	assert_answer(OK, follow());
	assert_shows("Most missing");
	assert_answer(OK, ask("/filters"));
	assert_shows("On it or not: On it");
	assert_answer(OK, ask("/filters/new?path=/asye/not&"
	    "query=whose%3Dsystem"));
	assert_answer(SEE_OTHER, submit("/filters/new", "name=Not+there"));
	assert_answer(OK, follow());
	assert_shows("Not there");
	sign_in_as(ASA);
	assert_answer(SEE_OTHER, ask("/filters/new?path=/asye/not&"
	    "query=whose%3Dsystem"));
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
#define TEST(world, name) cmocka_unit_test_setup(test_##name, world)
		TEST(asye_world,
		    a_start_is_corrected_and_reviews_to_come_follow),
		TEST(asye_world, what_was_held_stays_and_bounds_the_start),
		TEST(asye_world, a_title_is_corrected_and_no_review_moves),
		TEST(asye_world,
		    what_could_not_be_registered_is_no_correction),
		TEST(asye_world,
		    two_who_correct_at_once_do_not_overwrite_each_other),
		TEST(outcome_world,
		    what_was_recommended_stays_as_it_was_registered),
		TEST(asye_world,
		    a_correction_is_undone_and_its_reviews_go_back),
		TEST(asye_world, the_latest_correction_that_stands_is_undone),
		TEST(asye_world, two_who_undo_at_once_undo_it_once),
		TEST(asye_world, what_happened_since_keeps_a_correction),
		TEST(asye_world, undoing_a_correction_takes_no_nonsense),
		TEST(asye_world,
		    missing_evidence_waits_before_the_final_review),
		TEST(asye_world,
		    a_review_form_outlives_what_is_gathered_meanwhile),
		TEST(asye_world, a_refused_file_waits_on_who_sent_it),
		TEST(outcome_world,
		    an_asye_its_reviews_and_its_outcome_are_found),
		TEST(outcome_world,
		    a_timeline_tells_of_the_asye_to_its_end),
		TEST(outcome_world, nobody_learns_of_a_fail_before_notice),
		TEST(outcome_world,
		    a_panels_decision_is_told_without_what_it_is),
		TEST(outcome_world,
		    the_register_says_how_many_minimums_are_met),
		TEST(outcome_world, filters_of_asyes_are_saved),
		TEST(asye_world, checking_a_correction_looks_as_it_did),
		cmocka_unit_test(test_no_form_is_kept_that_nobody_sees),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
