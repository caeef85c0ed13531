/*
 * The end of an ASYE: recommended, confirmed after moderation and not before,
 * with notice, appeal and the support beside it; and the certificate.
 */
#include "golden.h"
#include "outcomes.h"
#include "queries.h"
#include "rules/asye_outcome.h"

static void
test_an_assessor_recommends_and_others_comment(void **state)
{
	sign_in_as(ASA);
	assert_answer(OK, ask(NINAS("/recommend")));
	assert_answer(INVALID, submit(NINAS("/recommend"), ""));
	assert_shows("Select pass or fail");
	assert_shows("Enter the holistic assessment");
	assert_shows("minimum unmet");
	recommends(700, "pass");
	assert_answer(OK, follow());
	assert_shows("It goes to moderation");
	assert_owner_asks(1, "SELECT count(*) FROM asye WHERE id = 700 AND "
	    "state = 'recommended'");
	assert_answer(NOT_FOUND, send_form(NINAS("/recommend"),
	    "recommends=pass&holistic=Again"));
	sign_in_as(LINA);
	assert_answer(OK, ask(NINAS("/recommend/comment")));
	assert_answer(INVALID, submit(NINAS("/recommend/comment"), ""));
	assert_shows("Enter your comment");
	assert_answer(SEE_OTHER, submit(NINAS("/recommend/comment"),
	    "words=She+grew"));
	assert_answer(NOT_FOUND, ask(NINAS("/recommend/comment")));
	sign_in_as(NINA);
	assert_answer(OK, ask(NINAS("/recommend")));
	assert_shows("She grew");
	assert_answer(OK, ask(NINAS("/recommend/comment")));
	assert_answer(SEE_OTHER, submit(NINAS("/recommend/comment"),
	    "words=I+agree"));
	sign_in_as(CORA);
	assert_answer(OK, ask(NINAS("/recommend")));
	assert_shows("I agree");
	assert_answer(NOT_FOUND, ask(NINAS("/recommend/comment")));
	sign_in_as(BO);
	assert_answer(NOT_FOUND, ask(NINAS("/recommend")));
	assert_owner_asks(0, "SELECT count(*) FROM audit.event WHERE "
	    "after::text LIKE '%She grew%'");
}

/* By hand and by every page: no way around the panel. */
static void
test_nothing_is_confirmed_before_moderation(void **state)
{
	recommends(700, "pass");
	sign_in_as(CORA);
	assert_answer(OK, ask(NINAS("/outcome")));
	assert_shows("It has not been moderated yet");
	assert_answer(NOT_FOUND, ask(NINAS("/outcome/new")));
	assert_answer(NOT_FOUND, send_form(NINAS("/outcome/new"),
	    "decision=pass"));
	assert_false(web_does("INSERT INTO waymark.asye_outcome (asye_id, "
	    "decision) VALUES (700, 'pass')"));
	assert_false(web_does("INSERT INTO waymark.asye_event (asye_id, "
	    "change) VALUES (700, 'confirmed')"));
	assert_false(web_does("INSERT INTO waymark.asye_event (asye_id, "
	    "change) VALUES (700, 'moderated')"));
	begins_round();
	draws();
	assert_answer(NOT_FOUND, ask(NINAS("/outcome/new")));
	assert_owner_asks(0, "SELECT count(*) FROM asye_outcome");
}

static void
test_a_pass_is_confirmed_and_certificated(void **state)
{
	char	path[ADDRESS_MAX];

	moderated("pass", "agree");
	decides("decision=pass");
	assert_answer(OK, follow());
	assert_shows("Outcome: Pass");
	assert_shows("Support delivered up to the decision");
	assert_answer(OK, ask(NINAS("/certificate")));
	assert_answer(SEE_OTHER, submit(NINAS("/certificate"), ""));
	assert_answer(OK, follow());
	assert_shows("Nina Sol");
	assert_shows("The PDF is made within a minute");
	assert_answer(NOT_FOUND, ask(NINAS("/certificate.pdf")));
	owner_does("SELECT certificate_drawn(max(id), '%PDF-1.5 so') "
	    "FROM asye_certificate");
	sign_in_as(NINA);
	assert_answer(OK, ask(NINAS("/certificate")));
	assert_answer(OK, ask(NINAS("/certificate.pdf")));
	assert_non_null(strstr(answer_header("content-disposition"),
	    "asye-certificate.pdf"));
	assert_shows("%PDF-1.5 so");
	assert_answer(NOT_FOUND, ask(NINAS("/certificate/withdraw")));
	/* Anybody who has the number. */
	snprintf(path, sizeof(path), "%s", path_with("/certificates/",
	    owner_asks("SELECT number FROM asye_certificate"), ""));
	sign_in_as(0);
	assert_answer(OK, ask(path));
	assert_shows("Nina Sol");
	assert_shows("Valid");
	assert_hides("SW1071");
	assert_hides("Brook");
	assert_hides("Asa");
	assert_answer(OK, ask("/certificates/100000000000001"));
	assert_shows("There is no certificate with this number");
	assert_answer(OK, ask("/certificates"));
	assert_answer(INVALID, ask("/certificates?number=12"));
	assert_shows("has 15 digits");
	assert_answer(SEE_OTHER, ask("/certificates?number="
	    "483+920+175+562+019"));
	assert_leads_to("/certificates/483920175562019");
	sign_in_as(CORA);
	assert_answer(OK, ask(NINAS("/certificate/withdraw")));
	assert_answer(INVALID, submit(NINAS("/certificate/withdraw"), ""));
	assert_shows("Enter why the certificate is withdrawn");
	assert_answer(OK, ask(NINAS("/certificate/withdraw")));
	assert_answer(SEE_OTHER, submit(NINAS("/certificate/withdraw"),
	    "why=The+name+was+misspelt"));
	assert_owner_asks(1, "SELECT count(*) FROM asye WHERE id = 700 AND "
	    "state = 'confirmed'");
	sign_in_as(0);
	assert_answer(OK, ask(path));
	assert_shows("Withdrawn");
	assert_hides("misspelt");
	sign_in_as(SAM);
	assert_answer(OK, ask(NINAS("/certificate")));
	assert_answer(SEE_OTHER, submit(NINAS("/certificate"), ""));
	assert_owner_asks(2, "SELECT count(*) FROM asye_certificate");
}

static void
test_a_decision_that_differs_has_reasons(void **state)
{
	moderated("pass", "disagree");
	sign_in_as(CORA);
	assert_answer(OK, ask(NINAS("/outcome/new")));
	assert_shows("Does not agree with the recommendation");
	assert_answer(INVALID, submit(NINAS("/outcome/new"), ""));
	assert_shows("Select the decision");
	assert_answer(OK, ask(NINAS("/outcome/new")));
	assert_answer(INVALID, submit(NINAS("/outcome/new"),
	    "decision=pass"));
	assert_shows("Enter the reasons");
	assert_false(web_does("INSERT INTO waymark.asye_outcome (asye_id, "
	    "decision) VALUES (700, 'pass')"));
	decides("decision=pass&reasons=We+saw+more+than+the+panel+did");
	assert_owner_asks(1, "SELECT count(*) FROM asye WHERE id = 700 AND "
	    "state = 'confirmed'");
}

static void
test_a_fail_has_notice_with_proof_and_an_appeal_clock(void **state)
{
	moderated("fail", "agree");
	sign_in_as(CORA);
	assert_answer(OK, ask(NINAS("/outcome/new")));
	assert_shows("Support delivered");
	assert_shows("Notice is then due by 22 June 2026");
	decides("decision=fail&reasons=Too+little+evidence");
	assert_owner_asks(0, "SELECT count(*) FROM post.letter WHERE "
	    "person_id = 71 AND subject LIKE '%outcome%'");
	assert_answer(NOT_FOUND, ask(NINAS("/certificate")));
	assert_answer(OK, ask(NINAS("/outcome/next?step=notice_given")));
	assert_answer(INVALID, submit(NINAS("/outcome/next"), ""));
	assert_shows("Select how notice was given");
	assert_shows("Enter what proves that notice was given");
	takes(CORA, "notice_given", GIVEN "&way=recorded_post&"
	    "words=KX123456789GB");
	assert_answer(OK, follow());
	/* Ten working days after 15 June 2026. */
	assert_shows("An appeal can be lodged until 29 June 2026");
	assert_owner_asks(1, "SELECT count(*) FROM post.letter WHERE "
	    "person_id = 71 AND subject LIKE '%outcome%' "
	    "AND body NOT LIKE '%ail%'");
	sign_in_as(NINA);
	assert_answer(OK, ask(NINAS("/outcome")));
	assert_shows("11 working days with today");
	assert_shows("KX123456789GB");
	assert_shows("Too little evidence");
	takes(NINA, "acknowledged", "");
	assert_answer(NOT_FOUND, ask(NINAS(
	    "/outcome/next?step=acknowledged")));
	takes(NINA, "appeal_lodged", GIVEN "&words=My+supervision+lapsed");
	sign_in_as(CORA);
	assert_answer(OK, ask(NINAS("/outcome")));
	assert_shows("The appeal is to be heard by 13 July 2026");
	assert_answer(NOT_FOUND, ask(NINAS(
	    "/outcome/next?step=appeal_upheld")));
	takes(CORA, "appeal_heard", GIVEN "&words=By+the+director");
	takes(CORA, "appeal_upheld", GIVEN "&words=It+did+lapse");
	assert_owner_asks(1, "SELECT count(*) FROM asye WHERE id = 700 AND "
	    "state = 'final_review'");
	/* Which is recommended and moderated again. */
	recommends(700, "pass");
	assert_owner_asks(1, "SELECT count(*) FROM asye_outcome "
	    "WHERE state = 'upheld'");
}

static void
test_an_appeal_after_its_time_is_refused(void **state)
{
	moderated("fail", "agree");
	decides("decision=fail&reasons=Too+little");
	takes(CORA, "notice_given", GIVEN "&way=in_person&words=Both+there");
	owner_does("UPDATE demonstration SET as_of = '2026-06-30'");
	sign_in_as(NINA);
	assert_answer(OK, ask(NINAS("/outcome")));
	assert_shows("The time to appeal ended on 29 June 2026");
	assert_answer(NOT_FOUND, ask(NINAS(
	    "/outcome/next?step=appeal_lodged")));
	sign_in_as(CORA);
	assert_answer(OK, ask(NINAS("/outcome/next?step=appeal_lodged")));
	assert_answer(INVALID, submit(NINAS("/outcome/next"),
	    "on-day=30&on-month=6&on-year=2026&words=Late"));
	assert_shows("An appeal is lodged by 29 June 2026");
	/* A letter that came in time can be recorded later. */
	takes(CORA, "appeal_lodged", "on-day=29&on-month=6&on-year=2026&"
	    "words=By+letter");
}

static void
test_an_extension_leads_back_and_is_read_by_the_next_panel(void **state)
{
	moderated("pass", "disagree");
	sign_in_as(CORA);
	assert_answer(OK, ask(NINAS("/outcome/new")));
	assert_answer(INVALID, submit(NINAS("/outcome/new"),
	    "decision=extend&reasons=More+time&until-day=1&until-month=6&"
	    "until-year=2026"));
	assert_shows("must be in the future");
	decides("decision=extend&reasons=More+time&until-day=1&"
	    "until-month=9&until-year=2026");
	assert_owner_asks(1, "SELECT count(*) FROM asye WHERE id = 700 AND "
	    "state = 'final_review'");
	takes(CORA, "notice_given", GIVEN "&way=email&words=Read+receipt");
	takes(NINA, "appeal_lodged", GIVEN "&words=I+was+ready");
	takes(NINA, "appeal_withdrawn", "words=I+take+the+time");
	assert_owner_asks(1, "SELECT count(*) FROM asye_outcome "
	    "WHERE state = 'dismissed'");
	recommends(700, "pass");
	sign_in_as(CORA);
	assert_answer(OK, ask("/moderation/new"));
	assert_answer(SEE_OTHER, submit("/moderation/new",
	    "place=1-9003&name=Autumn+2026"));
	names(panel_of("internal"), MODI, "yes");
	names(panel_of("internal"), VI, "no");
	draws();
	assert_owner_asks(1, "SELECT count(*) FROM moderation_portfolio p "
	    "JOIN moderation_round r ON r.id = p.round_id "
	    "WHERE r.name LIKE 'Autumn%' AND p.extended AND p.by_rule "
	    "AND p.sampled");
}

/* Two of them in one transaction are refused, whoever writes. */
static void
test_to_fail_or_extend_is_decided_one_by_one(void **state)
{
	recommends(700, "fail");
	recommends(781, "fail");
	begins_round();
	draws();
	panel_decides(700, "agree");
	panel_decides(781, "agree");
	sign_in_as(CORA);
	assert_false(web_does("INSERT INTO waymark.asye_outcome (asye_id, "
	    "decision, reasons, notice_by) VALUES (700, 'fail', 'So', "
	    "'2026-07-01'), (781, 'fail', 'So', '2026-07-01')"));
	assert_true(web_does("INSERT INTO waymark.asye_outcome (asye_id, "
	    "decision, reasons, notice_by) VALUES (700, 'fail', 'So', "
	    "'2026-07-01')"));
	assert_owner_asks(1, "SELECT count(*) FROM asye_outcome");
}

static void
test_the_rules_are_those_of_the_database(void **state)
{
	for (int step = 1; step < OUTCOME_STEPS; step++)
		for (int is = 1; is < OUTCOME_STATES; is++) {
			enum outcome_is	next = outcome_leads(
					    (enum outcome_is)is,
					    (enum outcome_do)step);
			int		takers = outcome_takers(
					    (enum outcome_is)is,
					    (enum outcome_do)step);
			const char	*to = outcome_state_word(
					    (enum outcome_state)next);
			char		 sql[300], wanted[80];

			snprintf(sql, sizeof(sql), "SELECT (SELECT after || "
			    "CASE WHEN 'nqsw' = ANY (who) THEN ' own' ELSE '' "
			    "END || CASE WHEN who @> '{coordinator,staff}' "
			    "THEN ' decides' ELSE '' END "
			    "FROM outcome_transition WHERE step = '%s' "
			    "AND before = '%s')", outcome_step_word(
			    (enum outcome_step)step), outcome_state_word(
			    (enum outcome_state)is));
			snprintf(wanted, sizeof(wanted), "%s%s%s",
			    to != NULL ? to : "",
			    takers & OUTCOME_BY_NQSW ? " own" : "",
			    takers & OUTCOME_BY_DECIDER ? " decides" : "");
			assert_string_equal(owner_reads(sql), wanted);
		}
}

/* The outcome as it was decided, and then these steps, whoever's they are. */
static enum outcome_is
lives(const char *steps)
{
	enum outcome_is	 is = OUTCOME_IS_DECIDED;
	char		 life[100], *step;

	owner_does("SET session_replication_role = replica; "
	    "DELETE FROM outcome_event; UPDATE asye_outcome SET "
	    "state = 'decided', version = 1, appeal_by = NULL, "
	    "hear_by = NULL; SET session_replication_role = origin");
	snprintf(life, sizeof(life), "%s", steps);
	for (step = strtok(life, " "); step != NULL; step = strtok(NULL, " ")) {
		owner_doesf("INSERT INTO outcome_event (outcome_id, version, "
		    "step, on_day, way, words, due_on, by_id) SELECT id, "
		    "version + 1, '%s', '2026-06-15', CASE '%s' WHEN "
		    "'notice_given' THEN 'email'::notice_way END, 'So', CASE "
		    "WHEN '%s' IN ('notice_given', 'appeal_lodged') THEN "
		    "'2026-06-29'::date END, 73 FROM asye_outcome", step, step,
		    step);
		is = outcome_leads(is, (enum outcome_do)
		    outcome_step_from(step));
	}
	return (is);
}

/* The step, past all pages and taken back; false when it was refused. */
static bool
web_takes(enum outcome_step step)
{
	char	sql[700];

	snprintf(sql, sizeof(sql), "DO $$ BEGIN INSERT INTO "
	    "waymark.outcome_event (outcome_id, version, step, on_day, way, "
	    "words, due_on) VALUES (%ld, %ld, '%s', '2026-06-15', CASE WHEN "
	    "%d = 1 THEN 'email'::waymark.notice_way END, 'So', CASE WHEN %d "
	    "IN (1, 3) THEN '2026-06-29'::date END); IF FOUND THEN RAISE "
	    "SQLSTATE 'ZZ001'; END IF; RAISE 'nothing'; EXCEPTION WHEN "
	    "SQLSTATE 'ZZ001' THEN NULL; END $$",
	    (long)owner_asks("SELECT id FROM asye_outcome"),
	    (long)owner_asks("SELECT version + 1 FROM asye_outcome"),
	    outcome_step_word(step), (int)step, (int)step);
	return (web_does(sql));
}

/* Every step from every state by everybody: only those that are drawn. */
static void
test_every_step_from_every_state_by_every_role(void **state)
{
	static const int64_t	people[] = { NINA, ASA, LINA, CORA, SAM, MODI,
				    BO, PAT, MARY, EWAN, SAL };
	static const char	*const all[] = { "", "notice_given",
				    "notice_given appeal_lodged",
				    "notice_given appeal_lodged appeal_heard",
				    "notice_given appeal_lodged appeal_heard "
				    "appeal_upheld", "notice_given "
				    "appeal_lodged appeal_heard "
				    "appeal_dismissed" };
	char			rest[60];

	moderated("fail", "agree");
	decides("decision=fail&reasons=So");
	for (size_t n = 0; n < sizeof(all) / sizeof(*all) * OUTCOME_STEPS *
	    (sizeof(people) / sizeof(*people)); n++) {
		size_t		 l = n / OUTCOME_STEPS /
				    (sizeof(people) / sizeof(*people));
		int64_t		 who = people[n / OUTCOME_STEPS %
				    (sizeof(people) / sizeof(*people))];
		enum outcome_step step = (enum outcome_step)(n %
				    OUTCOME_STEPS);
		enum outcome_is	 is = lives(all[l]);
		int		 mine = who == NINA ? OUTCOME_BY_NQSW :
				    who == CORA || who == SAM ?
				    OUTCOME_BY_DECIDER : 0;
		bool		 drawn = (outcome_takers(is,
				    (enum outcome_do)step) & mine) != 0;

		if (step == OUTCOME_STEP_NONE)
			continue;
		sign_in_as(who);
		snprintf(rest, sizeof(rest), "/outcome/next?step=%s",
		    outcome_step_word(step));
		assert_answer(drawn ? OK : NOT_FOUND, ask(NINAS(rest)));
		if (web_takes(step) != drawn)
			fail_msg("%s by %ld: %s", all[l], (long)who,
			    outcome_step_word(step));
	}
}

/* Where a form is, in a world that was made again. */
static const struct place *
anew(void *p)
{
	struct place	*place = p;
	const char	*page = place->page;

	outcome_world(NULL);
	if (strstr(page, "/recommend") != NULL) {
		if (strstr(page, "/comment") != NULL)
			recommends(700, "pass");
		return (place);
	}
	moderated(strstr(page, "certificate") != NULL ? "pass" : "fail",
	    "agree");
	if (strstr(page, "/outcome/new") != NULL)
		return (place);
	decides(strstr(page, "certificate") != NULL ? "decision=pass" :
	    "decision=fail&reasons=So");
	if (strstr(page, "appeal_lodged") != NULL ||
	    strstr(page, "acknowledged") != NULL)
		takes(CORA, "notice_given", GIVEN "&way=email&words=So");
	if (strstr(page, "withdraw") != NULL) {
		assert_answer(OK, ask(NINAS("/certificate")));
		assert_answer(SEE_OTHER, submit(NINAS("/certificate"), ""));
	}
	return (place);
}

static void
test_its_forms_take_no_nonsense(void **state)
{
	struct place	places[] = {
		{ ASA, "/asye/700/recommend", "/asye/700/recommend" },
		{ NINA, "/asye/700/recommend/comment",
		    "/asye/700/recommend/comment" },
		{ CORA, "/asye/700/outcome/new", "/asye/700/outcome/new" },
		{ CORA, "/asye/700/outcome/next?step=notice_given",
		    "/asye/700/outcome/next" },
		{ NINA, "/asye/700/outcome/next?step=appeal_lodged",
		    "/asye/700/outcome/next" },
		{ CORA, "/asye/700/certificate/withdraw",
		    "/asye/700/certificate/withdraw" },
	};

	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++)
		try_nonsense(anew(&places[i]), anew, &places[i]);
}

static void
test_issuing_a_certificate_looks_as_it_did(void **state)
{
	moderated("pass", "agree");
	decides("decision=pass");
	golden_form_at(NINAS("/certificate"));
}

int
main(void)
{
#define test(name) cmocka_unit_test_setup(name, outcome_world)
	const struct CMUnitTest	tests[] = {
		test(test_an_assessor_recommends_and_others_comment),
		test(test_nothing_is_confirmed_before_moderation),
		test(test_a_pass_is_confirmed_and_certificated),
		test(test_a_decision_that_differs_has_reasons),
		test(test_a_fail_has_notice_with_proof_and_an_appeal_clock),
		test(test_an_appeal_after_its_time_is_refused),
	test(test_an_extension_leads_back_and_is_read_by_the_next_panel),
		test(test_to_fail_or_extend_is_decided_one_by_one),
		test(test_the_rules_are_those_of_the_database),
		test(test_every_step_from_every_state_by_every_role),
		test(test_its_forms_take_no_nonsense),
		test(test_issuing_a_certificate_looks_as_it_did),
		cmocka_unit_test(test_no_form_is_kept_that_nobody_sees),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
