/*
 * Quality of placements: audits, actions, feedback, and who is shown what.
 */
#include <stdio.h>

#include "pages.h"
#include "rules/quality.h"

#define AREAS_MET							\
	"policies=met&induction=met&workspace=met&supervision=met&"	\
	"learning=met&lone_working=met&equality=met&adjustments=met&"
#define MANY_AGREE							\
	"policies=4&induction=4&workspace=4&supervision=4&learning=4&"	\
	"lone_working=4&equality=4&adjustments=0&"
#define DONE_ON		"done-day=14&done-month=6&done-year=2026&"
#define DUE_ON		"due-day=1&due-month=9&due-year=2026&"

static void
today_is(const char *day)
{
	owner_doesf("UPDATE demonstration SET as_of = '%s'", day);
}

/* So many people taught Mary and Siân at Ashby, answered alike, and what they
 * said is released. */
static void
answered(int from, int to, const char *answers)
{
	owner_doesf("SET session_replication_role = replica; "
	    "INSERT INTO person (id, given_name, family_name, email) "
	    "OVERRIDING SYSTEM VALUE SELECT 700 + n, 'Given', 'Name' || n, "
	    "n || '@example.org' FROM generate_series(%d, %d) n; "
	    "INSERT INTO placement_feedback (person_id, giver, "
	    "about_placement_id, enrolment_id, trainee_id, "
	    "about_programme_id, organisation_id, answers, worked_well, "
	    "given_on, released_on) SELECT 700 + n, 'educator', 201, 101, 1, "
	    "1, 9002, '%s', 'Words of ' || n, '2026-06-01', '2026-06-02' "
	    "FROM generate_series(%d, %d) n; "
	    "SET session_replication_role = origin", from, to, answers, from,
	    to);
}

static void
test_an_audit_is_recorded_by_staff(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/quality/teams/51"));
	assert_shows("Never audited");
	assert_answer(OK, ask("/teams/51/audits/new"));
	assert_shows("Is there an induction with dates");
	assert_answer(SEE_OTHER, submit("/teams/51/audits/new", DONE_ON
	    AREAS_MET "induction-note=On+the+first+Monday&result=suitable"));
	assert_answer(OK, follow());
	assert_shows("Audit recorded");
	assert_shows("On the first Monday");
	assert_shows("14 June 2028");
	assert_shows("Sam Hall");
	assert_owner_asks(1, "SELECT count(*) FROM audit.event WHERE name = "
	    "'TEAM_AUDITED' AND subject = 'placement_audit' AND "
	    "programme_id = 1");
	assert_answer(OK, ask("/quality/teams/51"));
	assert_shows("govuk-tag--green");
}

static void
test_an_audit_says_what_is_missing(void **state)
{
	sign_in_as(SAM);
	assert_answer(INVALID, send_form("/teams/51/audits/new",
	    "done-day=16&done-month=6&done-year=2026&induction=perhaps"));
	assert_shows("The day of the audit must be today or in the past");
	assert_shows("Select whether it is met: Induction");
	assert_shows("Select what the audit comes to");
	assert_answer(INVALID, send_form("/teams/51/audits/new", DONE_ON
	    "policies=met&induction=not_met&workspace=met&supervision=met&"
	    "learning=met&lone_working=met&equality=met&adjustments=met&"
	    "result=suitable"));
	assert_shows("An area is not met");
	assert_answer(INVALID, send_form("/teams/51/audits/new", DONE_ON
	    AREAS_MET "result=with_actions"));
	assert_shows("Enter what has to be done first");
	assert_shows("Enter the day by which it has to be done");
	assert_owner_asks(0, "SELECT count(*) FROM placement_audit");
}

/* The whole way of an action: the host's coordinator opens it with an audit,
 * answers it, staff send it back, it is answered again and accepted. */
static void
test_an_action_goes_its_way(void **state)
{
	long	id;
	char	path[40];

	sign_in_as(PAT);
	assert_answer(SEE_OTHER, send_form("/teams/51/audits/new", DONE_ON
	    AREAS_MET DUE_ON "programme=1&result=with_actions&"
	    "what=A+desk+that+is+free"));
	assert_answer(OK, follow());
	assert_shows("A desk that is free");
	id = owner_asks("SELECT max(id) FROM quality_action");
	snprintf(path, sizeof(path), "/actions/%ld", id);
	assert_answer(OK, ask(path));
	assert_shows("It is done");
	assert_hides("Drop it");
	assert_answer(INVALID, submit(path, "step=accept&said=Done"));
	assert_shows("Select what has become of it");
	assert_answer(INVALID, submit(path, "step=answer&said="));
	assert_shows("Enter what was done, or why");
	assert_answer(SEE_OTHER, submit(path, "step=answer&said=It+stands"));
	assert_answer(OK, follow());
	assert_shows("Answered");

	sign_in_as(SAM);
	assert_answer(OK, ask(path));
	assert_shows("It stands");
	assert_shows("The host’s coordinator");
	assert_answer(SEE_OTHER, submit(path,
	    "step=send-back&said=It+wobbles"));
	sign_in_as(PAT);
	assert_answer(OK, ask(path));
	assert_shows("It wobbles");
	assert_answer(SEE_OTHER, submit(path, "step=answer&said=It+holds"));
	sign_in_as(SAM);
	assert_answer(OK, ask(path));
	assert_answer(SEE_OTHER, submit(path, "step=accept&said=Seen"));
	assert_answer(OK, follow());
	assert_shows("Open it again");
	assert_owner_asks(5, "SELECT version FROM quality_action");
}

static void
test_the_steps_of_the_rules_are_those_of_the_database(void **state)
{
	static const char *const	words[] = { "", "open", "answered",
	    "done", "dropped" };
	enum action_stage		after;
	int				n = 0;
	char				sql[300];

	for (int is = ACTION_OPEN; is < ACTION_STAGES; is++)
		for (int step = 0; step < ACTION_STEPS; step++)
			for (int host = 0; host < 2; host++) {
				after = action_after((enum action_stage)is,
				    (enum action_step)step, host);
				if (after == ACTION_NONE)
					continue;
				n++;
				snprintf(sql, sizeof(sql), "SELECT count(*) "
				    "FROM action_transition WHERE before = "
				    "'%s' AND after = '%s' AND by_host = "
				    "(%d = 1)", words[is], words[after], host);
				assert_owner_asks(1, sql);
			}
	assert_owner_asks(n, "SELECT count(*) FROM action_transition");
}

static void
test_what_is_late_is_said_to_be(void **state)
{
	owner_does("INSERT INTO quality_action (programme_id, "
	    "organisation_id, team_id, source, owner, what, due_on) VALUES "
	    "(1, 9002, 51, 'feedback', 'host', 'Late thing', '2026-06-14'), "
	    "(1, 9002, 51, 'feedback', 'programme', 'Our thing', "
	    "'2026-06-15')");
	sign_in_as(SAM);
	assert_answer(OK, ask("/quality/actions"));
	assert_shows("Late thing");
	assert_shows("Our thing");
	assert_int_equal(page_count("Overdue</strong>"), 1);
	assert_answer(OK, ask("/quality/actions?show=overdue"));
	assert_hides("Our thing");
	assert_answer(OK, ask("/quality/actions?owner=programme"));
	assert_hides("Late thing");
	assert_answer(OK, ask("/quality/actions?show=closed"));
	assert_shows("There is no such action");
	sign_in_as(PAT);
	assert_answer(OK, ask("/quality/hosts/9002"));
	assert_shows("Late thing");
	sign_in_as(BO);
	assert_answer(OK, ask("/quality/actions"));
	assert_hides("Late thing");
}

static void
test_an_open_action_is_changed_by_staff(void **state)
{
	owner_does("INSERT INTO quality_action (id, programme_id, "
	    "organisation_id, team_id, source, owner, what, due_on) "
	    "OVERRIDING SYSTEM VALUE VALUES (5, 1, 9002, 51, 'feedback', "
	    "'host', 'Something', '2026-06-14')");
	sign_in_as(SAM);
	assert_answer(OK, ask("/actions/5/change"));
	keep_fields("/actions/5/change");
	assert_answer(OK, ask("/actions/5/change"));
	assert_answer(INVALID, submit("/actions/5/change",
	    "what=&owner=nobody&due-day=14&due-month=6&due-year=2026"));
	assert_shows("Enter what has to be done");
	assert_shows("Select who has to do it");
	assert_shows("The day must be today or in the future");
	assert_answer(SEE_OTHER, submit("/actions/5/change",
	    "what=Something+else&owner=programme&" DUE_ON));
	assert_answer(OK, follow());
	assert_shows("Something else");
	assert_answer(INVALID, send_kept("/actions/5/change",
	    "what=Something+old&owner=host&" DUE_ON));
	assert_shows("changed while you had this page open");
	assert_answer(OK, ask("/actions/5"));
	assert_answer(SEE_OTHER, submit("/actions/5",
	    "step=drop&said=Not+needed"));
	assert_answer(SEE_OTHER, ask("/actions/5/change"));
}

static void
test_an_audit_is_withdrawn_and_put_back(void **state)
{
	char	path[40];

	sign_in_as(SAM);
	assert_answer(SEE_OTHER, send_form("/teams/51/audits/new", DONE_ON
	    AREAS_MET "result=suitable"));
	snprintf(path, sizeof(path), "/audits/%ld/withdraw",
	    (long)owner_asks("SELECT max(id) FROM placement_audit"));
	assert_answer(OK, ask(path));
	keep_fields(path);
	assert_answer(OK, ask(path));
	assert_answer(SEE_OTHER, submit(path, ""));
	assert_answer(OK, follow());
	assert_shows("withdrawn and does not count");
	assert_answer(INVALID, send_kept(path, ""));
	assert_answer(OK, ask("/quality/teams/51"));
	assert_shows("Never audited");
	assert_answer(OK, ask(path));
	assert_answer(SEE_OTHER, submit(path, ""));
	assert_owner_asks(1, "SELECT count(*) FROM placement_audit WHERE "
	    "state = 'recorded' AND version = 3");
}

static void
test_teams_to_be_audited_are_those_without_and_those_due(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/quality/audits"));
	assert_shows("Crisis team");
	owner_does("INSERT INTO placement_audit (programme_id, "
	    "organisation_id, team_id, done_on, answers, notes, result) "
	    "SELECT 1, t.organisation_id, t.id, CASE t.id WHEN 51 THEN "
	    "date '2024-08-14' ELSE '2024-08-15' END, "
	    "array_fill('met'::audit_answer, '{8}'), "
	    "array_fill(''::text, '{8}'), 'suitable' FROM team t");
	assert_answer(OK, ask("/quality/audits"));
	assert_shows("Renewal due");
	assert_shows("Community team");
	assert_hides("Crisis team");
}

static void
test_feedback_is_given_from_halfway_and_corrected(void **state)
{
	sign_in_as(SIAN);
	assert_answer(OK, ask("/placements/201/feedback"));
	assert_shows("You can give feedback from 16 August 2026");
	assert_answer(INVALID, send_form("/placements/201/feedback",
	    MANY_AGREE));
	today_is("2026-08-16");
	assert_answer(OK, ask("/feedback"));
	assert_shows("Community team, Ashby NHS Trust");
	assert_answer(OK, ask("/placements/201/feedback"));
	assert_shows("I felt safe, also when I worked alone");
	keep_fields("/placements/201/feedback");
	assert_answer(INVALID, submit("/placements/201/feedback",
	    "policies=6&induction=4"));
	assert_shows("Select how far you agree: Policies and procedures");
	assert_answer(INVALID, submit("/placements/201/feedback",
	    "policies=0&induction=0&workspace=0&supervision=0&learning=0&"
	    "lone_working=0&equality=0&adjustments=0"));
	assert_shows("at least one of these");
	assert_answer(SEE_OTHER, submit("/placements/201/feedback",
	    MANY_AGREE "worked_well=Everybody"));
	assert_answer(OK, follow());
	assert_shows("Your feedback is kept");
	assert_owner_asks(1, "SELECT count(*) FROM placement_feedback WHERE "
	    "person_id = 1 AND giver = 'trainee' AND score = 4");
	assert_answer(INVALID, send_form("/placements/201/feedback",
	    MANY_AGREE));
	assert_shows("You gave this feedback already");
	assert_answer(OK, ask("/placements/201/feedback"));
	assert_shows("Everybody");
	assert_answer(SEE_OTHER, submit("/placements/201/feedback",
	    MANY_AGREE "worked_well=Nearly+everybody"));
	assert_owner_asks(1, "SELECT count(*) FROM placement_feedback WHERE "
	    "worked_well = 'Nearly everybody' AND version = 2");
}

static void
test_what_was_released_is_read_and_not_corrected(void **state)
{
	today_is("2026-09-01");
	sign_in_as(SIAN);
	assert_answer(SEE_OTHER, send_form("/placements/201/feedback",
	    MANY_AGREE "to_improve=Fewer+meetings"));
	sign_in_as(SAM);
	assert_answer(OK, ask("/quality/hosts/9002"));
	assert_hides("Fewer meetings");
	assert_shows("No answers yet");
	today_is("2027-02-27");
	assert_answer(OK, ask("/quality/hosts/9002"));
	assert_shows("Fewer meetings");
	assert_hides("Siân");
	sign_in_as(SIAN);
	assert_answer(OK, ask("/placements/201/feedback"));
	assert_shows("can no longer be corrected");
	assert_answer(INVALID, send_form("/placements/201/feedback",
	    MANY_AGREE "version=1&to_improve=More+meetings"));
	assert_owner_asks(1, "SELECT count(*) FROM placement_feedback WHERE "
	    "to_improve = 'Fewer meetings' AND version = 1");
}

static void
test_an_educator_and_a_tutor_give_their_own(void **state)
{
	today_is("2026-09-01");
	sign_in_as(EWAN);
	assert_answer(OK, ask("/placements/201/feedback"));
	assert_shows("I had the time to supervise and assess");
	assert_answer(SEE_OTHER, send_form("/placements/201/feedback",
	    MANY_AGREE));
	sign_in_as(INES);
	assert_answer(OK, ask("/placements/201/feedback"));
	assert_shows("Supervision took place as it was agreed");
	assert_answer(SEE_OTHER, send_form("/placements/201/feedback",
	    MANY_AGREE));
	sign_in_as(MARY);
	assert_answer(NOT_FOUND, ask("/placements/201/feedback"));
	sign_in_as(ESI);
	assert_answer(NOT_FOUND, ask("/placements/201/feedback"));
	assert_owner_asks(2, "SELECT count(*) FROM placement_feedback");
}

/* Nothing that anybody but the giver can read holds what they wrote. */
static void
test_nobody_reads_what_is_not_released(void **state)
{
	static const struct { int64_t who; const char *path; } places[] = {
		{ SAM, "/trainees/101/history" },
		{ EWAN, "/trainees/101/history" },
		{ SAM, "/trainees/101" }, { PAT, "/trainees/101" },
		{ SAM, "/quality/hosts/9002" }, { PAT, "/quality/hosts/9002" },
		{ SAM, "/quality/teams/51" }, { PAT, "/quality/teams/51" },
		{ EWAN, "/placements/201/feedback" }, { EWAN, "/feedback" },
		{ INES, "/placements/201/feedback" }, { INES, "/feedback" },
		{ SAM, "/quality" },
	};

	today_is("2026-09-01");
	sign_in_as(SIAN);
	assert_answer(SEE_OTHER, send_form("/placements/201/feedback",
	    MANY_AGREE "to_improve=Secretive+words"));
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		sign_in_as(places[i].who);
		assert_answer(OK, ask(places[i].path));
		assert_hides("Secretive words");
	}
}

static void
test_a_host_sees_means_of_five_and_no_words(void **state)
{
	answered(1, 4, "{4,4,4,4,4,4,4,4}");
	sign_in_as(PAT);
	assert_answer(OK, ask("/quality/hosts/9002"));
	assert_shows("There are not enough answers yet");
	answered(5, 5, "{4,4,4,4,4,4,4,0}");
	assert_answer(OK, ask("/quality/hosts/9002"));
	assert_shows("4.0 of 5 from 5 people");
	assert_hides("Words of");
	assert_hides("By team");
	assert_true(page_shows_in_order("Reasonable adjustments</th>",
	    "<td class=\"govuk-table__cell govuk-table__cell--numeric\">None"));
	answered(6, 9, "{1,1,1,1,1,1,1,1}");
	assert_answer(OK, ask("/quality/hosts/9002"));
	assert_shows("4.0 of 5 from 5 people");
	answered(10, 10, "{1,1,1,1,1,1,1,1}");
	assert_answer(OK, ask("/quality/hosts/9002"));
	assert_shows("2.5 of 5 from 10 people");
	sign_in_as(BO);
	assert_answer(NOT_FOUND, ask("/quality/hosts/9002"));
}

static void
test_staff_see_every_group_with_its_range(void **state)
{
	answered(1, 3, "{2,2,2,2,2,2,2,2}");
	answered(4, 4, "{5,5,5,5,5,5,5,5}");
	sign_in_as(SAM);
	assert_answer(OK, ask("/quality"));
	/* Mean 2.75; squares 6.75, s^2 = 2.25, t(3) = 3.1824: +- 2.387. */
	assert_shows(">2.8<");
	assert_shows("1.0 to 5.0");
	assert_shows("Cannot be told apart");
	assert_shows("No answers yet");
	assert_answer(OK, ask("/quality/hosts/9002"));
	assert_shows("Words of 4");
	assert_shows("Spring 2026");
	assert_hides("Given Name");
	sign_in_as(SAL);
	assert_answer(OK, ask("/quality/hosts/9002"));
	assert_hides("Words of 4");
}

/* A host that everybody finds worse is named first, others by name. */
static void
test_hosts_are_not_ranked_by_chance(void **state)
{
	answered(1, 12, "{2,2,2,2,2,2,2,2}");
	answered(13, 24, "{4,4,4,4,4,4,4,4}");
	owner_does("SET session_replication_role = replica; "
	    "UPDATE placement_feedback SET organisation_id = 9003 "
	    "WHERE person_id <= 712; "
	    "SET session_replication_role = origin");
	sign_in_as(SAM);
	assert_answer(OK, ask("/quality"));
	assert_true(page_shows_in_order("Brook Council</a>",
	    "Lower than the others together"));
	assert_true(page_shows_in_order("Lower than the others together",
	    "Ashby NHS Trust</a>"));
	owner_does("SET session_replication_role = replica; "
	    "UPDATE placement_feedback SET answers = "
	    "CASE WHEN person_id % 2 = 0 THEN '{4,4,4,4,4,4,4,4}'::bigint[] "
	    "ELSE '{3,3,3,3,3,3,3,3}' END; "
	    "SET session_replication_role = origin");
	assert_answer(OK, ask("/quality"));
	assert_true(page_shows_in_order("Ashby NHS Trust</a>",
	    "Brook Council</a>"));
	assert_hides("than the others together");
}

static void
test_an_action_from_feedback_leads_to_nobody(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/teams/51/actions/new"));
	assert_answer(SEE_OTHER, submit("/teams/51/actions/new",
	    "what=Plan+the+first+week&owner=host&" DUE_ON));
	assert_owner_asks(1, "SELECT count(*) FROM quality_action WHERE "
	    "source = 'feedback' AND audit_id IS NULL");
	sign_in_as(PAT);
	assert_answer(OK, ask("/quality/actions"));
	assert_shows("Plan the first week");
	assert_answer(NOT_FOUND, ask("/teams/51/actions/new"));
}

int
main(void)
{
#define T(test)	cmocka_unit_test_setup(test, new_world)
	const struct CMUnitTest	tests[] = {
		T(test_an_audit_is_recorded_by_staff),
		T(test_an_audit_says_what_is_missing),
		T(test_an_action_goes_its_way),
		T(test_the_steps_of_the_rules_are_those_of_the_database),
		T(test_what_is_late_is_said_to_be),
		T(test_an_open_action_is_changed_by_staff),
		T(test_an_audit_is_withdrawn_and_put_back),
		T(test_teams_to_be_audited_are_those_without_and_those_due),
		T(test_feedback_is_given_from_halfway_and_corrected),
		T(test_what_was_released_is_read_and_not_corrected),
		T(test_an_educator_and_a_tutor_give_their_own),
		T(test_nobody_reads_what_is_not_released),
		T(test_a_host_sees_means_of_five_and_no_words),
		T(test_staff_see_every_group_with_its_range),
		T(test_hosts_are_not_ranked_by_chance),
		T(test_an_action_from_feedback_leads_to_nobody),
	};
#undef T

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
