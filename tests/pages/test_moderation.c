/*
 * Moderation: what is drawn, who reads what under which label, how a panel
 * decides, and what two panels agree on.
 */
#include "core/arena.h"
#include "golden.h"
#include "outcomes.h"
#include "rules/moderation_sample.h"

static void
recommend_all(void)
{
	recommends(700, "fail");
	for (int64_t id = 781; id <= 785; id++)
		recommends(id, "pass");
}

static void
test_a_round_is_drawn_by_rule_and_by_a_seed_that_can_be_checked(void **state)
{
	struct arena	arena = { 0 };
	struct draw	d[NQSWS] = { { .id = 700, .by_rule = true } };
	char		sql[200], seed[20];

	recommend_all();
	begins_round();
	assert_answer(OK, ask(ROUND("")));
	assert_shows("6 recommendations wait to be moderated");
	draws();
	assert_answer(OK, follow());
	assert_shows("found the same sample");
	assert_owner_asks(2, "SELECT count(*) FROM moderation_portfolio "
	    "WHERE sampled");
	assert_owner_asks(2, "SELECT count(*) FROM panel_portfolio");
	snprintf(seed, sizeof(seed), "%s", owner_reads("SELECT seed FROM "
	    "moderation_round"));
	assert_shows(seed);
	for (int i = 1; i < NQSWS; i++)
		d[i].id = 780 + i;
	assert_int_equal(moderation_draw(&arena, seed, 10, d, NQSWS), 2);
	for (int i = 0; i < NQSWS; i++) {
		snprintf(sql, sizeof(sql), "SELECT sampled::int FROM "
		    "moderation_portfolio WHERE asye_id = %ld", (long)d[i].id);
		assert_owner_asks(d[i].sampled, sql);
	}
	arena_release(&arena);
	/* Once is all. */
	assert_answer(NOT_FOUND, ask(ROUND("/draw")));
	assert_false(web_does("UPDATE waymark.moderation_portfolio "
	    "SET sampled = true"));
}

static void
test_a_sample_needs_a_quorum_and_something_to_draw_from(void **state)
{
	recommends(700, "pass");
	sign_in_as(CORA);
	assert_answer(OK, ask("/moderation/new"));
	assert_answer(INVALID, submit("/moderation/new", "name=Summer"));
	assert_shows("Select whose recommendations are moderated");
	assert_answer(OK, ask("/moderation/new"));
	assert_answer(SEE_OTHER, submit("/moderation/new",
	    "place=1-9003&name=Summer"));
	names(panel_of("internal"), MODI, "yes");
	assert_answer(OK, ask(ROUND("/draw")));
	assert_answer(INVALID, submit(ROUND("/draw"), ""));
	assert_shows("Name at least 2 members of the internal panel first");
	names(panel_of("internal"), VI, "no");
	owner_does("INSERT INTO asye_event (asye_id, change, reason) VALUES "
	    "(700, 'paused', 'illness')");
	assert_answer(OK, ask(ROUND("/draw")));
	assert_answer(INVALID, submit(ROUND("/draw"), ""));
	assert_shows("There is nothing to draw from");
}

static void
test_whoever_decides_on_outcomes_is_on_no_panel(void **state)
{
	owner_does("INSERT INTO role_held (person_id, role, programme_id, "
	    "during) VALUES (73, 'moderator', 1, '[2026-01-01,)'), "
	    "(31, 'moderator', 1, '[2026-01-01,)')");
	recommends(700, "pass");
	begins_round();
	assert_answer(OK, ask(path_with(ROUND("/panels/"),
	    panel_of("internal"), "/members")));
	assert_shows("Orr Holm");
	assert_hides("<option value=\"73\"");
	assert_hides("<option value=\"31\"");
	assert_hides("<option value=\"74\"");		/* is on it */
	assert_answer(INVALID, submit(path_with(ROUND("/panels/"),
	    panel_of("internal"), "/members"), "person=73&chair=no&"
	    "capability=Can"));
	assert_shows("Select who is on the panel");
	assert_answer(INVALID, submit(path_with(ROUND("/panels/"),
	    panel_of("internal"), "/members"), "person=77&chair=yes&"
	    "capability=Can"));
	assert_shows("The panel has a chair");
}

/* Everything that a moderator can open, byte by byte. */
static const char *const	names_of_nina[] = { "Nina", "NINA", "Sol ",
				    "Sol,", "Sol.", "Sol&", "SOL", "nina@",
				    "SW1071", "sw1071" };

static void
assert_blind(const char *path)
{
	assert_answer(OK, ask(path));
	for (size_t i = 0; i < sizeof(names_of_nina) /
	    sizeof(*names_of_nina); i++)
		assert_hides(names_of_nina[i]);
	assert_hides("/asye/700");
}

static void
add_documents(void)
{
	owner_does("SET session_replication_role = replica; "
	    "INSERT INTO document (id, kind, number, enrolment_id, person_id, "
	    "programme_id, asye_id, once, writers, state, version, lacks, "
	    "parties, held_on, started_by, sent_at, signed_at) "
	    "OVERRIDING SYSTEM VALUE SELECT n, k::document_kind, 1, 171, 71, "
	    "1, 700, false, '{trainee,assessor}', 'signed', 1, '{}', "
	    "'{trainee}', d::date, 72, '2026-06-01', '2026-06-01' FROM "
	    "(VALUES (9001, 'asye_final_review', '2026-06-08'), "
	    "(9002, 'asye_observation', '2026-02-01'), "
	    "(9003, 'asye_agreement', '2025-09-10'), "
	    "(9004, 'asye_review', '2025-12-01'), "
	    "(9005, 'asye_supervision', '2025-10-01')) AS v (n, k, d); "
	    "INSERT INTO document_version (document_id, version, kind, "
	    "enrolment_id, person_id, programme_id, asye_id, writers, part, "
	    "edition, fields, questions, answers, lacks, hash, by_id, "
	    "sent_at) SELECT d.id, 1, d.kind, 171, 71, 1, 700, d.writers, "
	    "'assessor', 1, '{trainee.a,assessor.b}', "
	    "'{What did you do?,What did Nina show?}', ARRAY['I, Nina Sol, "
	    "did it. Solar panels stay.', 'Nina (SW1071) did well. Sol''s "
	    "line manager Lina Frost agrees with ASA BERG.'], '{}', "
	    "sha256('x'), 72, now() FROM document d WHERE d.id > 9000; "
	    "SET session_replication_role = origin");
}

static void
test_moderators_read_in_order_and_without_names(void **state)
{
	add_documents();
	recommends(700, "pass");
	sign_in_as(NINA);
	assert_answer(OK, ask(NINAS("/recommend/comment")));
	assert_answer(SEE_OTHER, submit(NINAS("/recommend/comment"),
	    "words=I,+Nina,+agree.+My+number+is+sw1071"));
	begins_round();
	draws();
	sign_in_as(MODI);
	assert_blind("/moderation");
	assert_blind(ROUND(""));
	assert_blind(portfolio("internal", 700, ""));
	assert_blind(portfolio("internal", 700, "/declare"));
	assert_shows("Asa Berg");
	declares("internal", 700, MODI, "conflict=none");
	assert_blind(portfolio("internal", 700, ""));
	assert_true(page_shows_in_order("documents/9003", "documents/9005"));
	assert_true(page_shows_in_order("documents/9005", "documents/9004"));
	assert_true(page_shows_in_order("documents/9004", "documents/9002"));
	assert_true(page_shows_in_order("documents/9002", "documents/9001"));
	for (int64_t id = 9001; id <= 9005; id++) {
		assert_blind(path_with(portfolio("internal", 700,
		    "/documents/"), id, ""));
		assert_shows("I, [the newly qualified social worker], did it. "
		    "Solar panels stay.");
		assert_shows("[the line manager] agrees with [the assessor]");
		assert_shows("What did [the newly qualified social worker] "
		    "show?");
	}
	assert_blind(portfolio("internal", 700, "/recommendation"));
	assert_shows("shows judgement");
	assert_shows("What the newly qualified social worker says");
	assert_blind(portfolio("internal", 700, "/judge"));
	judges("internal", 700, VI, "agree");
	sign_in_as(MODI);
	assert_answer(OK, ask(portfolio("internal", 700, "/judge")));
	assert_answer(SEE_OTHER, submit(portfolio("internal", 700, "/judge"),
	    ALL_YES "&verdict=agree&words=Sound"));
	assert_blind(portfolio("internal", 700, "/decide"));
	assert_blind("/work");
	/* Nor whose it is by any other way. */
	assert_answer(NOT_FOUND, ask("/asye/700"));
	assert_answer(NOT_FOUND, ask(NINAS("/recommend")));
	assert_answer(NOT_FOUND, ask(NINAS("/outcome")));
	assert_answer(NOT_FOUND, ask("/documents/9001"));
}

static void
test_nothing_is_read_before_a_declaration_or_after_a_conflict(void **state)
{
	add_documents();
	recommends(700, "pass");
	begins_round();
	draws();
	sign_in_as(MODI);
	assert_answer(NOT_FOUND, ask(portfolio("internal", 700,
	    "/documents/9001")));
	assert_answer(NOT_FOUND, ask(portfolio("internal", 700, "/judge")));
	assert_answer(NOT_FOUND, ask(portfolio("internal", 700,
	    "/recommendation")));
	assert_answer(OK, ask(portfolio("internal", 700, "/declare")));
	assert_answer(INVALID, submit(portfolio("internal", 700, "/declare"),
	    ""));
	assert_shows("Select whether you have a conflict of interest");
	assert_answer(INVALID, submit(portfolio("internal", 700, "/declare"),
	    "conflict=conflict&words="));
	assert_shows("Enter what the conflict is");
	declares("internal", 700, MODI, "conflict=none");
	assert_answer(OK, ask(portfolio("internal", 700,
	    "/documents/9001")));
	/* It shows while they read. */
	declares("internal", 700, MODI, "conflict=conflict&words=A+friend");
	assert_answer(NOT_FOUND, ask(portfolio("internal", 700,
	    "/documents/9001")));
	assert_answer(NOT_FOUND, ask(portfolio("internal", 700, "/judge")));
	assert_answer(NOT_FOUND, ask(portfolio("internal", 700,
	    "/declare")));
	assert_answer(OK, ask(portfolio("internal", 700, "")));
	assert_shows("You have a conflict of interest");
	/* Who is not on the panel reaches nothing; who sets it up decides
	 * nothing. */
	sign_in_as(ORR);
	assert_answer(NOT_FOUND, ask(ROUND("")));
	assert_answer(NOT_FOUND, ask(portfolio("internal", 700, "")));
	sign_in_as(CORA);
	assert_answer(NOT_FOUND, ask(portfolio("internal", 700, "")));
	assert_answer(NOT_FOUND, ask(portfolio("internal", 700,
	    "/decide")));
}

static void
test_what_waymark_knows_is_a_conflict(void **state)
{
	owner_does("INSERT INTO asye_duty (asye_id, trainee_id, programme_id, "
	    "person_id, duty, during) VALUES (700, 71, 1, 76, 'supervisor', "
	    "'[2025-09-01,2025-12-01)')");
	recommends(700, "pass");
	begins_round();
	draws();
	declares("internal", 700, VI, "conflict=none");
	assert_answer(OK, follow());
	assert_shows("You have a conflict of interest");
	assert_owner_asks(1, "SELECT count(*) FROM moderation_declaration "
	    "WHERE conflict AND found AND member_id = 76");
}

static void
test_a_panel_decides_with_its_quorum_and_by_its_chair(void **state)
{
	recommends(700, "pass");
	begins_round();
	draws();
	judges("internal", 700, MODI, "agree");
	assert_answer(NOT_FOUND, ask(portfolio("internal", 700, "/decide")));
	judges("internal", 700, VI, "return");
	assert_answer(NOT_FOUND, ask(portfolio("internal", 700, "/decide")));
	sign_in_as(MODI);
	assert_answer(OK, ask(portfolio("internal", 700, "/decide")));
	assert_shows("Vi Vane");
	assert_answer(INVALID, submit(portfolio("internal", 700, "/decide"),
	    "verdict=agree"));
	assert_shows("Enter the reasons of the panel");
	assert_answer(INVALID, submit(portfolio("internal", 700, "/decide"),
	    "reasons=So"));
	assert_shows("Select what the panel decided");
	assert_answer(SEE_OTHER, submit(portfolio("internal", 700,
	    "/decide"), "verdict=agree&reasons=Sound"));
	assert_answer(NOT_FOUND, ask(portfolio("internal", 700, "/decide")));
	assert_answer(NOT_FOUND, ask(portfolio("internal", 700, "/judge")));
	assert_owner_asks(1, "SELECT count(*) FROM asye WHERE id = 700 AND "
	    "state = 'moderated'");
}

/* Where the chair has a conflict, any who judged says what was decided. */
static void
test_a_chair_with_a_conflict_leaves_the_decision_to_the_others(void **state)
{
	recommends(700, "pass");
	begins_round();
	names(panel_of("internal"), PIM, "no");
	draws();
	declares("internal", 700, MODI, "conflict=conflict&words=Kin");
	judges("internal", 700, VI, "agree");
	judges("internal", 700, PIM, "agree");
	assert_answer(OK, ask(portfolio("internal", 700, "/decide")));
	sign_in_as(MODI);
	assert_answer(NOT_FOUND, ask(portfolio("internal", 700, "/decide")));
}

static void
test_a_judgement_has_reasons_and_can_be_changed(void **state)
{
	recommends(700, "pass");
	begins_round();
	draws();
	declares("internal", 700, VI, "conflict=none");
	assert_answer(OK, ask(portfolio("internal", 700, "/judge")));
	assert_answer(INVALID, submit(portfolio("internal", 700, "/judge"),
	    "answer-1=no"));
	assert_shows("Enter the reason for A");
	assert_shows("Select an answer for Sufficient");
	assert_shows("Select whether you agree");
	assert_answer(OK, ask(portfolio("internal", 700, "/judge")));
	keep_fields(portfolio("internal", 700, "/judge"));
	assert_answer(OK, ask(portfolio("internal", 700, "/judge")));
	assert_answer(SEE_OTHER, submit(portfolio("internal", 700, "/judge"),
	    "reason-1=No+date&" ALL_YES "&verdict=agree&words=So"));
	assert_answer(INVALID, send_kept(portfolio("internal", 700,
	    "/judge"), ALL_YES "&verdict=return&words=Older"));
	assert_shows("This changed while you had it open");
	assert_answer(OK, ask(portfolio("internal", 700, "/judge")));
	assert_shows("No date");
	assert_answer(SEE_OTHER, submit(portfolio("internal", 700, "/judge"),
	    ALL_YES "&verdict=return&words=Later"));
	assert_owner_asks(2, "SELECT count(*) FROM moderation_judgement");
}

static void
test_a_panel_returns_for_more_evidence(void **state)
{
	moderated("pass", "return");
	assert_owner_asks(1, "SELECT count(*) FROM asye WHERE id = 700 AND "
	    "state = 'final_review'");
	sign_in_as(NINA);
	assert_answer(OK, ask(NINAS("/outcome")));
	assert_shows("Returned for more evidence");
	assert_shows("As we read it");
	recommends(700, "pass");
	assert_owner_asks(2, "SELECT max(number) FROM asye_recommendation");
}

static void
test_what_was_not_sampled_is_moderated_when_the_round_closes(void **state)
{
	recommend_all();
	begins_round();
	draws();
	assert_answer(OK, ask(ROUND("/close")));
	assert_answer(INVALID, submit(ROUND("/close"), ""));
	assert_shows("has not decided on the whole sample");
	panel_decides(700, "agree");
	panel_decides(owner_asks("SELECT asye_id FROM moderation_portfolio "
	    "WHERE sampled AND NOT by_rule"), "agree");
	assert_owner_asks(2, "SELECT count(*) FROM asye "
	    "WHERE state = 'moderated'");
	sign_in_as(CORA);
	assert_answer(OK, ask(ROUND("/close")));
	assert_answer(SEE_OTHER, submit(ROUND("/close"), ""));
	assert_owner_asks(6, "SELECT count(*) FROM asye "
	    "WHERE state = 'moderated'");
	sign_in_as(MODI);
	assert_answer(NOT_FOUND, ask(portfolio("internal", 700, "/judge")));
	/* Passes at once, but not the fail. */
	sign_in_as(CORA);
	assert_answer(OK, ask(ROUND("/confirm")));
	assert_shows("Decided one by one");
	assert_answer(INVALID, submit(ROUND("/confirm"), ""));
	assert_shows("Select whose pass is confirmed");
	assert_answer(INVALID, submit(ROUND("/confirm"), "asye=700"));
	assert_shows("are decided one by one");
	assert_answer(SEE_OTHER, submit(ROUND("/confirm"), "asye=700&"
	    "asye=781&asye=782&asye=783&asye=784&asye=785"));
	assert_answer(OK, follow());
	assert_shows("5 passes are confirmed");
	assert_owner_asks(5, "SELECT count(*) FROM post.letter WHERE subject "
	    "= 'The outcome of your ASYE is confirmed' AND person_id > 80 "
	    "AND body LIKE '%/asye/' || person_id + 700 || '/outcome%'");
	assert_owner_asks(5, "SELECT count(*) FROM asye "
	    "WHERE state = 'confirmed'");
}

static void
test_a_second_panel_judges_without_sight_and_changes_nothing(void **state)
{
	moderated("fail", "agree");
	sign_in_as(CORA);
	assert_answer(OK, ask(ROUND("/agreement")));
	assert_shows("no portfolio has been judged by both panels");
	assert_answer(OK, ask(ROUND("/panels")));
	assert_answer(SEE_OTHER, submit(ROUND("/panels"), "kind=second"));
	names(panel_of("second"), ORR, "yes");
	names(panel_of("second"), PIM, "no");
	judges("second", 700, PIM, "disagree");
	judges("second", 700, ORR, "disagree");
	assert_answer(OK, ask(portfolio("second", 700, "")));
	assert_hides("As we read it");
	assert_hides("Agrees with the recommendation");
	assert_hides("Modi Hurst");
	assert_answer(NOT_FOUND, ask(portfolio("internal", 700, "")));
	assert_answer(OK, ask(portfolio("second", 700, "/decide")));
	assert_answer(SEE_OTHER, submit(portfolio("second", 700, "/decide"),
	    "verdict=disagree&reasons=Not+so"));
	assert_owner_asks(1, "SELECT count(*) FROM asye WHERE id = 700 AND "
	    "state = 'moderated'");
	assert_owner_asks(1, "SELECT count(*) FROM moderation_portfolio "
	    "WHERE verdict = 'agree'");
	sign_in_as(CORA);
	assert_answer(OK, ask(ROUND("/agreement")));
	assert_shows("Two panels decided on 1 of the same portfolios");
	/* One who saw a portfolio on one panel is on no other. */
	assert_false(web_does("INSERT INTO waymark.moderation_member "
	    "(panel_id, member_id, chair, capability) SELECT id, 74, false, "
	    "'Can' FROM waymark.moderation_panel WHERE kind = 'second'"));
}

static void
test_a_partnership_gives_feedback_and_cannot_overturn(void **state)
{
	recommends(700, "pass");
	recommends(781, "fail");
	begins_round();
	draws();
	panel_decides(700, "agree");
	sign_in_as(CORA);
	assert_answer(OK, ask(ROUND("/panels")));
	assert_answer(SEE_OTHER, submit(ROUND("/panels"), "kind=external"));
	/* The passes alone. */
	assert_owner_asks(1, "SELECT count(*) FROM panel_portfolio "
	    "WHERE kind = 'external'");
	names(panel_of("external"), ORR, "yes");
	names(panel_of("external"), PIM, "no");
	judges("external", 700, PIM, "disagree");
	judges("external", 700, ORR, "disagree");
	assert_answer(OK, ask(portfolio("external", 700, "/decide")));
	assert_shows("cannot overturn");
	assert_answer(SEE_OTHER, submit(portfolio("external", 700,
	    "/decide"), "verdict=disagree&reasons=Thin+on+reflection"));
	assert_owner_asks(1, "SELECT count(*) FROM asye WHERE id = 700 AND "
	    "state = 'moderated'");
	sign_in_as(CORA);
	assert_answer(OK, ask(ROUND("")));
	assert_shows("Thin on reflection");
	assert_answer(OK, ask(path_with(ROUND("/panels/"),
	    panel_of("external"), "/close")));
	assert_answer(SEE_OTHER, submit(path_with(ROUND("/panels/"),
	    panel_of("external"), "/close"), ""));
	sign_in_as(ORR);
	assert_answer(NOT_FOUND, ask(portfolio("external", 700,
	    "/recommendation")));
}

static void
test_who_stands_down_reads_no_more_and_does_not_count(void **state)
{
	char	path[ADDRESS_MAX];

	recommends(700, "pass");
	begins_round();
	names(panel_of("internal"), PIM, "no");
	draws();
	judges("internal", 700, VI, "agree");
	snprintf(path, sizeof(path), "%s", path_with(ROUND("/members/"),
	    owner_asks("SELECT id FROM moderation_member WHERE member_id = "
	    "76"), ""));
	sign_in_as(CORA);
	assert_answer(OK, ask(path));
	assert_answer(SEE_OTHER, submit(path, ""));
	assert_answer(NOT_FOUND, ask(path));
	sign_in_as(VI);
	assert_answer(NOT_FOUND, ask(portfolio("internal", 700, "")));
	judges("internal", 700, MODI, "agree");
	assert_answer(NOT_FOUND, ask(portfolio("internal", 700, "/decide")));
	judges("internal", 700, PIM, "agree");
	sign_in_as(MODI);
	assert_answer(OK, ask(portfolio("internal", 700, "/decide")));
}

/* Members judge on their own: what others think is read afterwards. */
static void
test_members_do_not_see_the_others_before_they_judged(void **state)
{
	recommends(700, "pass");
	begins_round();
	draws();
	judges("internal", 700, VI, "disagree");
	declares("internal", 700, MODI, "conflict=none");
	assert_owner_asks(1, "SELECT count(*) FROM moderation_judgement");
	assert_answer(OK, ask(portfolio("internal", 700, "")));
	assert_hides("So it is");
	assert_hides("Does not agree");
}

/* Where a form is, in a world that was made again. */
static const struct place *
anew(void *p)
{
	struct place	*place = p;
	char		 rest[40];

	snprintf(rest, sizeof(rest), "%s", strrchr(place->action, '/'));
	outcome_world(NULL);
	recommends(700, "pass");
	if (strcmp(rest, "/new") == 0)
		return (place);
	begins_round();
	if (strcmp(rest, "/members") == 0 || strcmp(rest, "/panels") == 0 ||
	    strcmp(rest, "/draw") == 0) {
		snprintf(place->page, sizeof(place->page), "%s",
		    strcmp(rest, "/members") != 0 ? ROUND(rest) :
		    path_with(ROUND("/panels/"), panel_of("internal"),
		    "/members"));
		snprintf(place->action, sizeof(place->action), "%s",
		    place->page);
		return (place);
	}
	draws();
	if (strcmp(rest, "/judge") == 0)
		declares("internal", 700, VI, "conflict=none");
	if (strcmp(rest, "/decide") == 0 || strcmp(rest, "/close") == 0 ||
	    strcmp(rest, "/confirm") == 0) {
		judges("internal", 700, VI, "agree");
		judges("internal", 700, MODI, "agree");
	}
	if (strcmp(rest, "/close") == 0 || strcmp(rest, "/confirm") == 0) {
		assert_answer(OK, ask(portfolio("internal", 700, "/decide")));
		assert_answer(SEE_OTHER, submit(portfolio("internal", 700,
		    "/decide"), "verdict=agree&reasons=So"));
		snprintf(place->page, sizeof(place->page), "%s", ROUND(rest));
	} else {
		snprintf(place->page, sizeof(place->page), "%s",
		    portfolio("internal", 700, rest));
	}
	snprintf(place->action, sizeof(place->action), "%s", place->page);
	return (place);
}

/* Those that test_routes does not come to. */
static void
test_its_forms_take_no_nonsense(void **state)
{
	struct place	places[] = {
		{ CORA, "/moderation/new", "/moderation/new" },
		{ CORA, "", "/draw" }, { MODI, "", "/decide" },
		{ CORA, "", "/confirm" },
	};

	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++)
		try_nonsense(anew(&places[i]), anew, &places[i]);
}

static void
test_closing_a_panel_looks_as_it_did(void **state)
{
	recommends(700, "pass");
	begins_round();
	draws();
	panel_decides(700, "agree");
	sign_in_as(CORA);
	assert_answer(OK, ask(ROUND("/panels")));
	assert_answer(SEE_OTHER, submit(ROUND("/panels"), "kind=external"));
	golden_form_at(path_with(ROUND("/panels/"), panel_of("external"),
	    "/close"));
}

int
main(void)
{
#define test(name) cmocka_unit_test_setup(name, outcome_world)
	const struct CMUnitTest	tests[] = {
	test(test_a_round_is_drawn_by_rule_and_by_a_seed_that_can_be_checked),
		test(test_a_sample_needs_a_quorum_and_something_to_draw_from),
		test(test_whoever_decides_on_outcomes_is_on_no_panel),
		test(test_moderators_read_in_order_and_without_names),
	test(test_nothing_is_read_before_a_declaration_or_after_a_conflict),
		test(test_what_waymark_knows_is_a_conflict),
		test(test_a_panel_decides_with_its_quorum_and_by_its_chair),
	test(test_a_chair_with_a_conflict_leaves_the_decision_to_the_others),
		test(test_a_judgement_has_reasons_and_can_be_changed),
		test(test_a_panel_returns_for_more_evidence),
	test(test_what_was_not_sampled_is_moderated_when_the_round_closes),
	test(test_a_second_panel_judges_without_sight_and_changes_nothing),
		test(test_a_partnership_gives_feedback_and_cannot_overturn),
		test(test_who_stands_down_reads_no_more_and_does_not_count),
		test(test_members_do_not_see_the_others_before_they_judged),
		test(test_its_forms_take_no_nonsense),
		test(test_closing_a_panel_looks_as_it_did),
		cmocka_unit_test(test_no_form_is_kept_that_nobody_sees),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
