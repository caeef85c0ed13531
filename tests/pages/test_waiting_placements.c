/*
 * The work list, of placements: their documents and decisions, concerns,
 * actions and feedback.
 */
#include <stdio.h>

#include "waits.h"

/* Of Siân's placement, who has no on-site supervisor. */
static int64_t
begin(int64_t person, const char *kind)
{
	char	body[64];

	sign_in_as(person);
	assert_answer(OK, ask("/placements/201/documents/new"));
	snprintf(body, sizeof(body), "kind=%s", kind);
	assert_answer(SEE_OTHER, submit("/placements/201/documents/new",
	    body));
	return (owner_asks("SELECT max(id) FROM document"));
}

static void
send(int64_t person, int64_t document, const char *page, const char *fields)
{
	char	path[60];

	snprintf(path, sizeof(path), "/documents/%ld/%s", (long)document,
	    page);
	sign_in_as(person);
	assert_answer(OK, ask(path));
	assert_answer(SEE_OTHER, submit(path, fields));
}

#define REFLECTION							\
	"trainee.title=Visit&trainee.held_on-day=8&"			\
	"trainee.held_on-month=6&trainee.held_on-year=2026&"		\
	"trainee.happened=What+happened&trainee.analysis=Why&"		\
	"trainee.self=My+part&trainee.change=More+time&"		\
	"trainee.standards=Professionalism&do=send"

static void
test_a_document_waits_on_each_until_all_have_signed(void **state)
{
	int64_t	id = begin(SIAN, "reflection");

	assert_waits("Write the reflection 1", "y----- o-- -- -- --");
	send(SIAN, id, "write", REFLECTION);
	assert_waits("Write the reflection 1", NOBODY);
	assert_waits("Sign the reflection 1", "y----- --- -- o- --");
	assert_waits("Sign or return the reflection", "------ y-- -- -- --");
	send(SIAN, id, "sign", "name=Sian+OBrien&read=yes");
	assert_waits("Sign the reflection 1", "------ --- -- o- --");
	send(EWAN, id, "return", "reason=Say+more");
	assert_waits("Write the reflection 1", "y----- o-- -- -- --");
	assert_waits("Sign or return the reflection", NOBODY);
	send(SIAN, id, "write", REFLECTION);
	send(SIAN, id, "sign", "name=Sian+OBrien&read=yes");
	send(EWAN, id, "sign", "name=Ewan+Reid&read=yes");
	assert_waits("the reflection 1", NOBODY);
}

/* Of a learning agreement that was sent; how it came there is not asked. */
static void
test_an_agreement_waits_on_tutor_and_host_as_well(void **state)
{
	owner_does("SET session_replication_role = replica; "
	    "INSERT INTO document (id, kind, number, placement_id, "
	    "enrolment_id, person_id, programme_id, organisation_id, once, "
	    "writers, state, version, lacks, parties, started_by, started_at, "
	    "sent_at) OVERRIDING SYSTEM VALUE VALUES (701, "
	    "'learning_agreement', 1, 201, 101, 1, 1, 9002, true, "
	    "'{trainee,educator}', 'submitted', 1, '{}', "
	    "'{trainee,practice_educator,tutor,host}', 1, '2026-06-10', "
	    "'2026-06-12'); INSERT INTO document_version (document_id, "
	    "version, kind, placement_id, enrolment_id, person_id, "
	    "programme_id, organisation_id, writers, part, edition, fields, "
	    "questions, answers, lacks, hash, by_id, sent_at) VALUES (701, 1, "
	    "'learning_agreement', 201, 101, 1, 1, 9002, "
	    "'{trainee,educator}', 'trainee', 1, '{}', '{}', '{}', '{}', "
	    "sha256('x'), 1, '2026-06-12'); "
	    "SET session_replication_role = origin");
	assert_waits("Sign or return the learning agreement",
	    "o----- y-- y- -- y-");
	owner_does("SET session_replication_role = replica; "
	    "INSERT INTO signature (document_id, version, kind, placement_id, "
	    "enrolment_id, person_id, programme_id, organisation_id, party, "
	    "signed_by, name, role, hash) SELECT 701, 1, "
	    "'learning_agreement', 201, 101, 1, 1, 9002, t::document_party, "
	    "41, 'Ines', 'Tutor', sha256('x') "
	    "FROM unnest('{tutor,practice_educator}'::text[]) t; "
	    "SET session_replication_role = origin");
	assert_waits("Sign or return the learning agreement",
	    "o----- --- y- -- --");
}

static void
be(const char *state)
{
	owner_doesf("SET session_replication_role = replica; "
	    "UPDATE placement SET state = '%s' WHERE id = 201; "
	    "SET session_replication_role = origin", state);
}

static void
test_a_placement_waits_for_recommendation_panel_and_board(void **state)
{
	be("final_report");
	assert_waits("Recommend on the first placement",
	    "o----- y-- -- -- --");
	be("recommended");
	assert_waits("Recommend on", NOBODY);
	assert_waits("Decide on the first placement", "o----- o-- -- y- o-");
	be("panel");
	assert_waits("Decide on the first placement", "o----- o-- -- y- o-");
	be("active");
	assert_waits("Decide on", NOBODY);
}

static void
test_a_concern_waits_on_staff_and_is_seen_by_its_people(void **state)
{
	static const char	words[] = "Take the concern&#39;s next step";
	char			path[60];

	sign_in_as(MARY);
	assert_answer(OK, ask("/trainees/102/concerns/new"));
	assert_answer(SEE_OTHER, submit("/trainees/102/concerns/new",
	    "kind=support&placement=202&words=No+desk&shared=no"));
	assert_waits(words, "-o---- --- -- y- oo");
	sign_in_as(SAM);
	snprintf(path, sizeof(path), "/concerns/%ld/next", (long)owner_asks(
	    "SELECT max(id) FROM concern"));
	assert_answer(OK, ask("/work"));
	assert_shows(path);
	strcat(path, "?step=withdrawn");
	assert_answer(OK, ask(path));
	*strchr(path, '?') = '\0';
	assert_answer(SEE_OTHER, submit(path, "words=Raised+by+mistake"));
	assert_waits(words, NOBODY);
}

static void
test_an_action_waits_on_its_host_then_on_staff(void **state)
{
	owner_does("INSERT INTO quality_action (id, programme_id, "
	    "organisation_id, team_id, source, owner, what, due_on) "
	    "OVERRIDING SYSTEM VALUE VALUES (5, 1, 9002, 51, 'feedback', "
	    "'host', 'A chair', '2026-09-01')");
	assert_waits("Answer: A chair", "------ --- y- o- --");
	sign_in_as(PAT);
	assert_answer(OK, ask("/actions/5"));
	assert_answer(SEE_OTHER, submit("/actions/5",
	    "step=answer&said=It+stands"));
	assert_waits("Answer: A chair", NOBODY);
	assert_waits("Settle: A chair", "------ --- o- y- --");
	sign_in_as(SAM);
	assert_answer(OK, ask("/actions/5"));
	assert_answer(SEE_OTHER, submit("/actions/5",
	    "step=accept&said=Seen"));
	assert_waits("A chair", NOBODY);
}

static void
test_feedback_waits_on_each_once_a_placement_has_ended(void **state)
{
	static const char	words[] = "Say how the first placement was";

	assert_waits(words, NOBODY);
	owner_does("UPDATE placement SET ends_on = '2026-06-14' "
	    "WHERE id = 201; UPDATE placement_educator SET during = "
	    "'[2026-06-01,2026-06-15)' WHERE placement_id = 201");
	assert_waits(words, "y----- y-- -- -- y-");
	sign_in_as(SIAN);
	assert_answer(OK, ask("/placements/201/feedback"));
	assert_answer(SEE_OTHER, submit("/placements/201/feedback",
	    "policies=4&induction=4&workspace=4&supervision=4&learning=4&"
	    "lone_working=4&equality=4&adjustments=0&worked_well=All&"
	    "to_improve="));
	assert_waits(words, "------ y-- -- -- y-");
	owner_does("UPDATE setting SET value = 0 WHERE name = "
	    "'qapl_feedback_days'");
	assert_waits(words, NOBODY);
	owner_does("UPDATE setting SET value = 90 WHERE name = "
	    "'qapl_feedback_days'");
}

int
main(void)
{
#define test(name) cmocka_unit_test_setup(name, new_world)
	const struct CMUnitTest	tests[] = {
		test(test_a_document_waits_on_each_until_all_have_signed),
		test(test_an_agreement_waits_on_tutor_and_host_as_well),
		test(test_a_placement_waits_for_recommendation_panel_and_board),
		test(test_a_concern_waits_on_staff_and_is_seen_by_its_people),
		test(test_an_action_waits_on_its_host_then_on_staff),
		test(test_feedback_waits_on_each_once_a_placement_has_ended),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
