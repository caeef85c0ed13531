/* Support plans: written with an organisation's promise, agreed to or
 * questioned by the trainee, revised, reviewed and ended. */
#include <stdio.h>

#include "pages/nonsense.h"
#include "pages.h"
#include "queries.h"
#include "rules/support_plans.h"

static const char *
path_of(const char *rest)
{
	static char	path[100];

	snprintf(path, sizeof(path), "/support-plans/%ld%s",
	    (long)owner_asks("SELECT max(id) FROM support_plan"), rest);
	return (path);
}

/* The latest action of an owner. */
static const char *
action_of(const char *owner)
{
	static char	path[100], sql[120];

	snprintf(sql, sizeof(sql), "SELECT max(id) FROM support_action "
	    "WHERE owner = '%s'", owner);
	snprintf(path, sizeof(path), "/support-actions/%ld",
	    (long)owner_asks(sql));
	return (path);
}

static const char *
state_now(void)
{
	return (owner_reads("SELECT state::text FROM support_plan "
	    "ORDER BY id DESC LIMIT 1"));
}

#define REVIEW	"&review-day=13&review-month=7&review-year=2026"
#define PROMISE	"what-1=Name+an+educator&owner-1=o9002&"		\
		"action-1-day=22&action-1-month=6&action-1-year=2026"
#define OWN	"&what-2=Log+the+days&owner-2=trainee&"			\
		"action-2-day=19&action-2-month=6&action-2-year=2026"
#define EWANS	"&what-3=Meet+weekly&owner-3=c11&"			\
		"action-3-day=30&action-3-month=6&action-3-year=2026"

/* Ines, Mary's tutor, writes one. */
static void
plan_as_ines(void)
{
	sign_in_as(INES);
	assert_answer(OK, ask("/trainees/102/support-plans/new"));
	assert_answer(SEE_OTHER, submit("/trainees/102/support-plans/new",
	    "aim=To+catch+up&" PROMISE OWN EWANS REVIEW));
}

static enum status
take(const char *step, const char *fields)
{
	char	path[200];

	snprintf(path, sizeof(path), "%s?step=%s", path_of("/next"), step);
	assert_answer(OK, ask(path));
	return (submit(path_of("/next"), fields));
}

static void
test_a_plan_says_what_the_organisation_will_do(void **state)
{
	sign_in_as(INES);
	assert_answer(OK, ask("/trainees/102/support-plans/new"));
	assert_answer(INVALID, submit("/trainees/102/support-plans/new",
	    "aim=&what-2=Log&owner-2=trainee" REVIEW));
	assert_shows("Enter what the plan is for");
	assert_shows("Enter what the organisation will do");
	assert_shows("Select which organisation does it");
	assert_shows("Enter the date by which it is done");
	assert_answer(INVALID, submit("/trainees/102/support-plans/new",
	    "aim=To+catch+up&what-1=Log&owner-1=c11&action-1-day=1&"
	    "action-1-month=6&action-1-year=2026&review-day=15&"
	    "review-month=6&review-year=2026"));
	assert_shows("Select which organisation does it");
	assert_shows("The action must be today or in the future");
	assert_shows("The review must be in the future");
	assert_answer(SEE_OTHER, submit("/trainees/102/support-plans/new",
	    "aim=To+catch+up&" PROMISE REVIEW));
	assert_answer(OK, follow());
	assert_shows("Support plan written. Mary Smith-Jones was told");
	assert_shows("Ashby NHS Trust");
	assert_shows("To be agreed");
	assert_answer(SEE_OTHER, ask("/trainees/102/support-plans/new"));
	assert_leads_to(path_of(""));
}

static void
test_the_trainee_is_told_and_agrees_to_it(void **state)
{
	plan_as_ines();
	assert_owner_asks(1, "SELECT count(*) FROM post.letter WHERE "
	    "person_id = 2 AND body LIKE '%/support-plans/%' "
	    "AND body NOT LIKE '%catch up%'");
	sign_in_as(MARY);
	assert_answer(OK, ask("/"));
	assert_shows("Agree to your support plan, or ask for a change");
	assert_shows("Log the days");
	assert_answer(OK, ask(path_of("")));
	assert_shows("Name an educator");
	assert_shows("Ines Marsh leads it");
	assert_hides("Revise");
	assert_answer(SEE_OTHER, take("agreed", "words="));
	assert_string_equal(state_now(), "agreed");
	assert_answer(OK, follow());
	assert_shows("You have agreed to the plan");
	assert_owner_asks(1, "SELECT count(*) FROM post.letter WHERE "
	    "person_id = 41 AND subject = 'A support plan has moved on'");
	assert_answer(OK, ask("/trainees/102/at-risk"));
	assert_shows("To catch up");
	assert_answer(OK, ask("/trainees/102/history"));
	assert_shows("Support plan agreed to");
	assert_shows("Support plan written");
}

static void
test_nobody_agrees_for_the_trainee_who_ends_nothing(void **state)
{
	plan_as_ines();
	assert_answer(OK, ask(path_of("/next?step=agreed")));
	assert_shows("What do you want to record?");
	assert_hides("Agree to it");
	assert_answer(INVALID, send_form(path_of("/next"),
	    "step=agreed&version=1&words="));
	sign_in_as(MARY);
	assert_answer(INVALID, send_form(path_of("/next"),
	    "step=ended&version=1&outcome=met&words=Done"));
	assert_string_equal(state_now(), "proposed");
	sign_in_as(ZOE);
	assert_answer(NOT_FOUND, ask(path_of("")));
	sign_in_as(ESI);
	assert_answer(NOT_FOUND, ask(path_of("")));
	sign_in_as(BO);
	assert_answer(NOT_FOUND, ask(path_of("")));
	sign_in_as(SAL);
	assert_answer(NOT_FOUND, ask("/trainees/102/support-plans/new"));
}

static void
test_a_question_waits_on_whoever_leads_the_plan(void **state)
{
	plan_as_ines();
	sign_in_as(MARY);
	assert_answer(INVALID, take("questioned", "words="));
	assert_shows("Enter what should be different");
	assert_answer(SEE_OTHER, take("questioned", "words=Fridays+are+bad"));
	sign_in_as(INES);
	assert_answer(OK, ask("/work"));
	assert_shows("Revise the support plan of Mary Smith-Jones");
	assert_answer(SEE_OTHER, take("revised", "words=On+Mondays&what-1="
	    "Meet+on+Mondays&owner-1=c41&action-1-day=29&action-1-month=6&"
	    "action-1-year=2026" REVIEW));
	assert_string_equal(state_now(), "proposed");
	assert_answer(OK, ask(path_of("")));
	assert_shows("Meet on Mondays");
	assert_shows("Fridays are bad");
	assert_answer(OK, ask("/work"));
	assert_hides("Revise the support plan");
	assert_shows("Mary Smith-Jones: Meet on Mondays");
}

static void
test_what_came_of_each_action_is_said_before_it_ends(void **state)
{
	plan_as_ines();
	assert_answer(INVALID, take("ended", "outcome=met&words=All"));
	assert_shows("Say of each action what came of it");
	sign_in_as(EWAN);
	assert_answer(OK, ask("/work"));
	assert_shows("Mary Smith-Jones: Meet weekly");
	assert_answer(OK, ask(action_of("colleague")));
	assert_answer(INVALID, submit(action_of("colleague"), "outcome="));
	assert_shows("Select whether it was done");
	assert_answer(SEE_OTHER, submit(action_of("colleague"),
	    "state=not_done&on-day=15&on-month=6&on-year=2026&"
	    "outcome=No+room+was+free"));
	sign_in_as(MARY);
	assert_answer(NOT_FOUND, ask(action_of("colleague")));
	assert_answer(OK, ask(action_of("trainee")));
	assert_answer(INVALID, submit(action_of("trainee"), "state=done&"
	    "on-day=16&on-month=6&on-year=2026&outcome=Done"));
	assert_shows("The date must be today or in the past");
	assert_answer(SEE_OTHER, submit(action_of("trainee"), "state=done&"
	    "on-day=15&on-month=6&on-year=2026&outcome=All+logged"));
	sign_in_as(INES);
	assert_answer(OK, ask(action_of("organisation")));
	assert_answer(SEE_OTHER, submit(action_of("organisation"),
	    "state=done&on-day=15&on-month=6&on-year=2026&outcome=Esi"));
	assert_answer(SEE_OTHER, take("ended", "outcome=partly&words=Most"));
	assert_answer(OK, follow());
	assert_shows("Some of it is reached");
	assert_shows("No room was free");
	assert_answer(NOT_FOUND, ask(action_of("trainee")));
	assert_answer(OK, ask("/trainees/102/support-plans/new"));
}

static void
test_an_action_marked_by_mistake_is_opened_again(void **state)
{
	plan_as_ines();
	assert_answer(OK, ask(action_of("organisation")));
	keep_fields(action_of("organisation"));
	assert_answer(SEE_OTHER, submit(action_of("organisation"),
	    "state=done&on-day=15&on-month=6&on-year=2026&outcome=Esi"));
	assert_answer(INVALID, send_form(action_of("organisation"),
	    "version=1"));
	assert_shows("This action changed while you had it open");
	assert_answer(OK, ask(action_of("organisation")));
	assert_answer(SEE_OTHER, submit(action_of("organisation"), ""));
	assert_answer(OK, follow());
	assert_shows("The action is open again");
	assert_owner_asks(3, "SELECT count(*) FROM support_action "
	    "WHERE state = 'open'");
}

static void
test_the_latest_step_is_undone_by_its_own_side(void **state)
{
	plan_as_ines();
	assert_answer(NOT_FOUND, ask(path_of("/undo")));
	assert_answer(SEE_OTHER, take("revised", "words=More&what-1=Call&"
	    "owner-1=c41&action-1-day=29&action-1-month=6&action-1-year=2026"
	    REVIEW));
	sign_in_as(MARY);
	assert_answer(NOT_FOUND, ask(path_of("/undo")));
	assert_answer(SEE_OTHER, take("agreed", "words=Thanks"));
	sign_in_as(INES);
	assert_answer(NOT_FOUND, ask(path_of("/undo")));
	sign_in_as(MARY);
	assert_answer(OK, ask(path_of("/undo")));
	assert_answer(INVALID, submit(path_of("/undo"), "words="));
	assert_answer(SEE_OTHER, submit(path_of("/undo"), "words=Too+fast"));
	assert_string_equal(state_now(), "proposed");
	sign_in_as(INES);
	assert_answer(OK, ask(path_of("/undo")));
	assert_answer(SEE_OTHER, submit(path_of("/undo"), "words=Mistake"));
	assert_owner_asks(1, "SELECT count(*) FROM support_action "
	    "WHERE state = 'dropped'");
	assert_answer(OK, follow());
	assert_shows("“Revised” was undone on 15 June 2026");
}

static void
test_a_plan_that_moved_on_is_shown_again(void **state)
{
	plan_as_ines();
	assert_answer(OK, ask(path_of("/next?step=withdrawn")));
	keep_fields(path_of("/next"));
	take_browser(1);
	sign_in_as(MARY);
	assert_answer(SEE_OTHER, take("commented", "words=It+helps"));
	take_browser(0);
	assert_answer(INVALID, send_kept(path_of("/next"), "words=Wrong"));
	assert_shows("This plan changed while you had it open");
	assert_string_equal(state_now(), "proposed");
}

static void
test_a_review_is_due_on_its_day(void **state)
{
	plan_as_ines();
	assert_answer(OK, ask("/work"));
	assert_hides("Review the support plan");
	owner_does("UPDATE demonstration SET as_of = '2026-07-13'");
	assert_answer(OK, ask("/work"));
	assert_shows("Review the support plan of Mary Smith-Jones");
	assert_answer(OK, ask(path_of("")));
	assert_shows("Record a review");
	assert_shows("Overdue");
	assert_answer(SEE_OTHER, take("reviewed", "words=It+helped&"
	    "review-day=10&review-month=8&review-year=2026"));
	assert_answer(OK, ask("/work"));
	assert_hides("Review the support plan");
}

/* Another new plan's form, once the first was sent after all. */
static const struct place *
in_a_new_world(void *place)
{
	new_world(NULL);
	sign_in_as(INES);
	return (place);
}

static void
test_nonsense_in_a_new_plan_changes_nothing(void **state)
{
	struct place	p = { INES, "/trainees/102/support-plans/new",
			    "/trainees/102/support-plans/new" };

	try_nonsense(in_a_new_world(&p), in_a_new_world, &p);
}

/* The rule and the database say the same of what may follow what. */
static void
test_the_rule_knows_every_transition_of_the_database(void **state)
{
	int	n = 0;

	for (enum plan_is is = PLAN_IS_PROPOSED; is < PLAN_STATES; is++)
		for (enum plan_do step = PLAN_DO_PROPOSE; step < PLAN_STEPS;
		    step++) {
			char		 sql[300], wanted[60] = "";
			enum plan_is	 to = plan_leads(is, step);

			snprintf(sql, sizeof(sql), "SELECT max(after || ' ' "
			    "|| by_trainee) FROM support_plan_transition "
			    "WHERE step = '%s' AND before = '%s'",
			    support_plan_step_word(
			    (enum support_plan_step)step),
			    support_plan_state_word(
			    (enum support_plan_state)is));
			if (to != PLAN_IS_NONE)
				snprintf(wanted, sizeof(wanted), "%s %s",
				    support_plan_state_word(
				    (enum support_plan_state)to),
				    plan_by_trainee(step) ? "true" : "false");
			assert_string_equal(owner_reads(sql), wanted);
			n += to != PLAN_IS_NONE;
		}
	assert_owner_asks(n, "SELECT count(*) FROM support_plan_transition");
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
#define TEST(name)	cmocka_unit_test_setup(name, new_world)
		TEST(test_a_plan_says_what_the_organisation_will_do),
		TEST(test_the_trainee_is_told_and_agrees_to_it),
		TEST(test_nobody_agrees_for_the_trainee_who_ends_nothing),
		TEST(test_a_question_waits_on_whoever_leads_the_plan),
		TEST(test_what_came_of_each_action_is_said_before_it_ends),
		TEST(test_an_action_marked_by_mistake_is_opened_again),
		TEST(test_the_latest_step_is_undone_by_its_own_side),
		TEST(test_a_plan_that_moved_on_is_shown_again),
		TEST(test_a_review_is_due_on_its_day),
		TEST(test_nonsense_in_a_new_plan_changes_nothing),
		TEST(test_the_rule_knows_every_transition_of_the_database),
#undef TEST
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
