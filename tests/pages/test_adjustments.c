/* Adjustments: asked for, acted on, confirmed, and seen by those who may. */
#include <stdio.h>

#include "pages.h"
#include "queries.h"
#include "rules/adjustments.h"

static const char *
path_of(const char *rest)
{
	static char	path[100];

	snprintf(path, sizeof(path), "/adjustments/%ld%s",
	    (long)owner_asks("SELECT max(id) FROM adjustment"), rest);
	return (path);
}

static const char *
state_now(void)
{
	return (owner_reads("SELECT state::text FROM adjustment "
	    "ORDER BY id DESC LIMIT 1"));
}

#define NEED	"what=A+screen+reader&why=My+eyesight"

/* Nina asks her line manager. */
static void
ask_as_nina(void)
{
	sign_in_as(NINA);
	assert_answer(OK, ask("/trainees/171/adjustments/new"));
	assert_answer(SEE_OTHER, submit("/trainees/171/adjustments/new",
	    NEED "&who=75"));
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
take_on(const char *step, const char *fields)
{
	assert_answer(SEE_OTHER, take(step, fields));
}

static void
days_pass(const char *until)
{
	owner_doesf("UPDATE demonstration SET as_of = '%s'", until);
}

static void
test_a_trainee_asks_and_names_who_must_act(void **state)
{
	sign_in_as(NINA);
	assert_answer(OK, ask("/adjustments"));
	assert_shows("Ask for a reasonable adjustment");
	assert_answer(OK, ask("/trainees/171/adjustments/new"));
	assert_shows("Lina Frost");
	assert_shows("line manager");
	assert_shows("Cora Dean");
	assert_answer(INVALID, submit("/trainees/171/adjustments/new",
	    "what=&why="));
	assert_shows("Enter what you need");
	assert_shows("Select who can see to it");
	assert_answer(INVALID, submit("/trainees/171/adjustments/new",
	    NEED "&who=12"));
	assert_shows("from the list");
	ask_as_nina();
	assert_answer(OK, follow());
	assert_shows("A screen reader");
	assert_shows("My eyesight");
	assert_shows("Lina Frost");
	assert_shows("Waiting for less than a working day");
	assert_shows("Next, somebody answers, by 17 June 2026");
	assert_owner_asks(1, "SELECT count(*) FROM adjustment WHERE asye_id = "
	    "700 AND due_on = '2026-06-17' AND programme_on = '2026-06-24'");
}

static void
test_a_letter_says_nothing_of_what_it_is(void **state)
{
	ask_as_nina();
	assert_owner_asks(1, "SELECT count(*) FROM post.letter WHERE "
	    "person_id = 75");
	assert_owner_asks(0, "SELECT count(*) FROM post.letter WHERE "
	    "subject || body ~* 'adjust|screen|eyesight|health'");
}

static void
test_others_know_that_somebody_waits_and_for_how_long(void **state)
{
	static const int	others[] = { ASA, CORA, SAM };

	ask_as_nina();
	days_pass("2026-06-22");
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		sign_in_as(others[i]);
		assert_answer(OK, ask("/adjustments"));
		assert_shows("Nina Sol");
		assert_shows("Waiting for 5 working days");
		assert_shows("Late");
		assert_answer(OK, ask(path_of("")));
		assert_shows("Waiting for 5 working days");
		assert_shows("Lina Frost");
		assert_hides("screen reader");
		assert_hides("eyesight");
		assert_hides("Acknowledge");
		assert_answer(NOT_FOUND, ask(path_of("/next")));
		assert_answer(NOT_FOUND, ask(path_of("/people")));
	}
	sign_in_as(BO);
	assert_answer(OK, ask("/adjustments"));
	assert_hides("Nina");
	assert_shows("Fewer than 10 people with you");
	assert_answer(NOT_FOUND, ask(path_of("")));
	sign_in_as(SAL);
	assert_answer(NOT_FOUND, ask(path_of("")));
}

static void
test_reading_what_it_is_is_written_down(void **state)
{
	ask_as_nina();
	sign_in_as(LINA);
	assert_answer(OK, ask(path_of("")));
	assert_shows("A screen reader");
	sign_in_as(SAM);
	assert_answer(OK, ask(path_of("")));
	assert_owner_asks(1, "SELECT count(*) FROM audit.event WHERE name = "
	    "'ADJUSTMENT_READ' AND subject = 'adjustment_detail' AND "
	    "actor_id = 75 AND person_id = 71");
	assert_owner_asks(1, "SELECT count(*) FROM audit.event WHERE name = "
	    "'ADJUSTMENT_READ' AND subject = 'adjustment' AND actor_id = 31");
}

static void
test_it_goes_from_step_to_step_until_it_is_confirmed(void **state)
{
	ask_as_nina();
	sign_in_as(LINA);
	assert_answer(OK, ask("/work"));
	assert_shows("Take the next step of a reasonable adjustment");
	take_on("acknowledged", "words=");
	assert_answer(INVALID, take("agreed", "words="));
	assert_shows("Select yes if it takes money");
	take_on("agreed", "words=The+software&money=yes");
	assert_answer(OK, ask(path_of("/next?step=in_place")));
	assert_shows("What happened?");
	take_on("funded", "words=&funder=access_to_work&on-day=15&on-month=6&"
	    "on-year=2026");
	days_pass("2026-06-19");
	assert_answer(INVALID, take("in_place", "words=&on-day=20&on-month=6&"
	    "on-year=2026"));
	assert_shows("The date must be today or in the past");
	take_on("in_place", "words=&on-day=18&on-month=6&on-year=2026");
	sign_in_as(NINA);
	assert_answer(OK, ask("/"));
	assert_shows("Say whether your adjustment is in place");
	assert_answer(OK, ask(path_of("")));
	assert_shows("In place after 3 working days");
	assert_shows("Access to Work pays");
	take_on("confirmed", "words=It+reads+well");
	assert_string_equal(state_now(), "confirmed");
	assert_answer(OK, follow());
	assert_shows("It reads well");
}

static void
test_a_trainee_says_that_it_is_not_there_and_the_clock_goes_on(void **state)
{
	ask_as_nina();
	sign_in_as(LINA);
	take_on("agreed", "words=&money=no");
	days_pass("2026-06-17");
	take_on("in_place", "words=&on-day=17&on-month=6&on-year=2026");
	sign_in_as(NINA);
	assert_answer(INVALID, take("not_in_place", "words="));
	assert_shows("Enter what is missing");
	take_on("not_in_place", "words=It+does+not+start");
	assert_string_equal(state_now(), "agreed");
	days_pass("2026-06-22");
	assert_answer(OK, ask(path_of("")));
	assert_shows("Waiting for 5 working days");
	assert_answer(OK, ask(path_of("/undo")));
	assert_answer(SEE_OTHER, submit(path_of("/undo"), "words=It+does"));
	assert_string_equal(state_now(), "in_place");
	/* What stands now is Lina's step, and hers to undo. */
	assert_answer(NOT_FOUND, ask(path_of("/undo")));
}

static void
test_what_is_late_stands_on_the_coordinators_list_then_on_staffs(void **state)
{
	ask_as_nina();
	sign_in_as(CORA);
	assert_answer(OK, ask("/work"));
	assert_hides("reasonable adjustment on");
	days_pass("2026-06-18");
	assert_answer(OK, ask("/work"));
	assert_shows("Help a reasonable adjustment on");
	sign_in_as(SAM);
	assert_answer(OK, ask("/work"));
	assert_hides("reasonable adjustment on");
	days_pass("2026-06-24");
	assert_answer(OK, ask("/work"));
	assert_shows("Help a reasonable adjustment on");
	assert_hides("screen reader");
}

static void
test_reviews_move_by_the_days_waited(void **state)
{
	ask_as_nina();
	days_pass("2026-06-29");
	sign_in_as(LINA);
	take_on("agreed", "words=&money=no");
	take_on("in_place", "words=&on-day=29&on-month=6&on-year=2026");
	assert_answer(OK, ask(path_of("")));
	assert_shows("/asye/700/changes/new?kind=delay");
	assert_answer(OK, ask("/asye/700/changes/new?kind=delay&reason="
	    "adjustment_not_in_place&from-day=15&from-month=6&from-year=2026&"
	    "back-day=29&back-month=6&back-year=2026"));
	assert_shows("value=\"29\"");
	assert_answer(SEE_OTHER, submit("/asye/700/changes/new",
	    "reason=adjustment_not_in_place&words=Late&from-day=15&"
	    "from-month=6&from-year=2026&back-day=29&back-month=6&"
	    "back-year=2026"));
	assert_answer(OK, follow());
	assert_answer(SEE_OTHER, submit("/asye/700/changes/check", ""));
	assert_owner_asks(1, "SELECT count(*) FROM asye_request WHERE reason "
	    "= 'adjustment_not_in_place' AND from_on = '2026-06-15'");
	assert_answer(OK, ask(path_of("")));
	assert_shows("A delay from 15 June 2026");
	assert_shows("to be agreed");
	assert_hides("changes/new");
	owner_does("SET session_replication_role = replica; "
	    "UPDATE asye_request SET from_on = '2026-07-06', back_on = "
	    "'2026-07-13'; SET session_replication_role = origin");
	assert_answer(OK, ask(path_of("")));
	assert_hides("changes/new");
}

static void
test_somebody_else_is_named_and_the_first_let_go(void **state)
{
	char	rest[60];

	ask_as_nina();
	assert_answer(OK, ask(path_of("")));
	assert_hides("Let go");
	sign_in_as(LINA);
	assert_answer(OK, ask(path_of("/people")));
	assert_hides("Lina Frost</label>");
	assert_answer(INVALID, submit(path_of("/people"), ""));
	assert_answer(SEE_OTHER, submit(path_of("/people"), "who=73"));
	sign_in_as(CORA);
	assert_answer(OK, ask(path_of("")));
	assert_shows("A screen reader");
	sign_in_as(NINA);
	snprintf(rest, sizeof(rest), "/people/%ld/end", (long)owner_asks(
	    "SELECT max(id) FROM adjustment_actor WHERE person_id = 75"));
	assert_answer(OK, ask(path_of(rest)));
	assert_answer(SEE_OTHER, submit(path_of(rest), ""));
	sign_in_as(LINA);
	assert_answer(OK, ask(path_of("")));
	assert_hides("A screen reader");
}

static void
test_a_trainee_says_it_again_and_withdraws_it(void **state)
{
	ask_as_nina();
	assert_answer(OK, ask(path_of("/change")));
	assert_shows("A screen reader");
	keep_fields(path_of("/change"));
	assert_answer(OK, ask(path_of("/change")));
	assert_answer(SEE_OTHER, submit(path_of("/change"),
	    "what=A+bigger+screen&why="));
	assert_answer(INVALID, send_kept(path_of("/change"),
	    "what=Another&why="));
	assert_answer(OK, ask(path_of("")));
	assert_shows("A bigger screen");
	assert_hides("eyesight");
	take_on("withdrawn", "words=");
	assert_string_equal(state_now(), "withdrawn");
	assert_answer(NOT_FOUND, ask(path_of("/change")));
	sign_in_as(SAM);
	assert_answer(OK, ask("/adjustments"));
	assert_hides("Nina");
	assert_answer(OK, ask("/adjustments?which=all"));
	assert_shows("Nina");
	assert_shows("Not waiting any more");
}

static void
test_a_step_from_a_stale_page_records_nothing(void **state)
{
	ask_as_nina();
	sign_in_as(LINA);
	assert_answer(OK, ask(path_of("/next?step=agreed")));
	keep_fields(path_of("/next"));
	take_on("acknowledged", "words=");
	assert_answer(INVALID, send_kept(path_of("/next"),
	    "words=&money=no"));
	assert_shows("changed while you had it open");
	assert_string_equal(state_now(), "acknowledged");
}

static void
test_somebody_on_a_placement_has_a_clock_too(void **state)
{
	sign_in_as(MARY);
	assert_answer(OK, ask("/trainees/102"));
	assert_shows("You have asked for none");
	assert_answer(OK, ask("/trainees/102/adjustments/new"));
	assert_answer(SEE_OTHER, submit("/trainees/102/adjustments/new",
	    NEED "&who=11&who=41"));
	assert_owner_asks(1, "SELECT count(*) FROM adjustment WHERE "
	    "placement_id = 202 AND organisation_id = 9002 AND programme_on = "
	    "'2026-06-18'");
	days_pass("2026-06-25");
	sign_in_as(SAM);
	assert_answer(OK, ask(path_of("")));
	/* Eight working days behind 30 October 2026. */
	assert_shows("kind=extended&amp;to-day=11&amp;to-month=11&amp;"
	    "to-year=2026");
	assert_answer(OK, ask("/trainees/102"));
	assert_shows("Waiting for 8 working days");
}

/* The table of the rule is the table of the database. */
static void
test_the_rule_and_the_database_let_the_same_steps_follow(void **state)
{
	for (enum adjustment_is is = ADJUSTMENT_IS_REQUESTED;
	    is < ADJUSTMENT_STATES; is++)
		for (enum adjustment_do step = ADJUSTMENT_DO_ACKNOWLEDGE;
		    step < ADJUSTMENT_DO_UNDO; step++) {
			char			sql[400];
			enum adjustment_is	after = adjustment_leads(is,
						    step, true);

			/* What takes money is another rule's. */
			if (step == ADJUSTMENT_DO_PUT_IN_PLACE &&
			    is == ADJUSTMENT_IS_AGREED)
				after = adjustment_leads(is, step, false);
			snprintf(sql, sizeof(sql), "SELECT count(*) FROM "
			    "adjustment_transition WHERE step = '%s' AND "
			    "before = '%s' AND coalesce(after, 'funded') = "
			    "'%s' AND 'trainee' = ANY (who) = %s",
			    adjustment_step_word((enum adjustment_step)step),
			    adjustment_state_word((enum adjustment_state)is),
			    after == ADJUSTMENT_IS_NONE ? "requested" :
			    adjustment_state_word((enum adjustment_state)
			    after), adjustment_may(is, step, true,
			    ADJUSTMENT_TRAINEE) ? "true" : "false");
			check_number(after != ADJUSTMENT_IS_NONE,
			    owner_asks(sql), sql, __FILE__, __LINE__);
		}
}

static void
test_a_flag_leads_to_the_adjustment_that_it_rests_upon(void **state)
{
	char	link[140];

	ask_as_nina();
	owner_does("INSERT INTO flag (person_id, enrolment_id, programme_id, "
	    "rule, rule_version, about, raised_on, severity, severity_on, "
	    "sentence, why, clears_when, who, record_kinds, record_ids) "
	    "SELECT 71, 171, 1, 'adjustment_late', 1, 'support', "
	    "'2026-06-12', 'act', '2026-06-12', 'It is not in place.', "
	    "'It is owed.', 'It is.', '{coordinator}', '{adjustment}', "
	    "ARRAY[id] FROM adjustment");
	snprintf(link, sizeof(link), "href=\"%s\">Adjustment</a>",
	    path_of(""));
	assert_answer(OK, ask("/trainees/171"));
	assert_shows(link);
	assert_answer(OK, ask(path_of("")));
	sign_in_as(SAM);
	assert_answer(OK, ask("/trainees/171"));
	assert_shows(link);
	assert_answer(OK, ask(path_of("")));
}

int
main(void)
{
#define TEST(name)	cmocka_unit_test_setup(name, asye_world)
	const struct CMUnitTest	tests[] = {
		TEST(test_a_trainee_asks_and_names_who_must_act),
		TEST(test_a_letter_says_nothing_of_what_it_is),
		TEST(test_others_know_that_somebody_waits_and_for_how_long),
		TEST(test_reading_what_it_is_is_written_down),
		TEST(test_it_goes_from_step_to_step_until_it_is_confirmed),
		TEST(
	    test_a_trainee_says_that_it_is_not_there_and_the_clock_goes_on),
		TEST(
	    test_what_is_late_stands_on_the_coordinators_list_then_on_staffs),
		TEST(test_reviews_move_by_the_days_waited),
		TEST(test_somebody_else_is_named_and_the_first_let_go),
		TEST(test_a_trainee_says_it_again_and_withdraws_it),
		TEST(test_a_step_from_a_stale_page_records_nothing),
		TEST(test_somebody_on_a_placement_has_a_clock_too),
		TEST(test_a_flag_leads_to_the_adjustment_that_it_rests_upon),
		TEST(
		    test_the_rule_and_the_database_let_the_same_steps_follow),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
