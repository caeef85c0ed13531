/*
 * Suitability: referred by anybody, handled by few, told to the trainee, and
 * not there for everybody else, whichever page they look at.
 */
#include <stdio.h>

#include "nonsense.h"
#include "queries.h"
#include "rules/concerns.h"

enum { LIN = 33 };

/* Lin is of the first programme's staff, and handles suitability. */
static int
suitability_world(void **state)
{
	new_world(state);
	owner_does("INSERT INTO person (id, given_name, family_name, email) "
	    "OVERRIDING SYSTEM VALUE VALUES (33, 'Lin', 'Abara', "
	    "'lin@example.org'); INSERT INTO role_held (person_id, role, "
	    "programme_id, during) VALUES (33, 'staff', 1, '[2026-01-01,)'), "
	    "(33, 'suitability', 1, '[2026-01-01,)')");
	return (0);
}

static const char *
path_of(const char *begins, const char *rest)
{
	static char	path[200];

	snprintf(path, sizeof(path), "%s%ld%s", begins,
	    (long)owner_asks("SELECT max(id) FROM suitability_case"), rest);
	return (path);
}

#define CASE(rest)	path_of("/suitability/", rest)
#define OWN		path_of("/my/suitability/", "")
#define DUE		"&due-day=30&due-month=6&due-year=2026"

static void
refer_as(int64_t person)
{
	sign_in_as(person);
	assert_answer(OK, ask("/trainees/102/suitability/new"));
	assert_answer(SEE_OTHER, submit("/trainees/102/suitability/new",
	    "words=A+caution+that+was+not+declared"));
}

static void
take(const char *step, const char *fields)
{
	char	rest[100];

	snprintf(rest, sizeof(rest), "/next?step=%s", step);
	assert_answer(OK, ask(CASE(rest)));
	assert_answer(SEE_OTHER, submit(CASE("/next"), fields));
}

static void
test_whoever_refers_keeps_a_receipt_and_nothing_else(void **state)
{
	refer_as(EWAN);
	assert_answer(OK, follow());
	assert_shows("We have what you sent");
	assert_shows("15 June 2026");
	assert_hides("Mary");
	assert_hides("caution");
	assert_answer(NOT_FOUND, ask(CASE("")));
	assert_answer(NOT_FOUND, ask("/suitability"));
	assert_answer(OK, ask("/trainees/102/history"));
	assert_hides("uitability");
	sign_in_as(SAM);
	assert_answer(NOT_FOUND, ask(path_of("/suitability/receipts/", "")));
	assert_owner_asks(1, "SELECT count(*) FROM post.letter WHERE "
	    "person_id = 33 AND suitability AND body NOT LIKE '%Mary%'");
}

static void
test_for_everybody_else_it_is_not_there(void **state)
{
	static const int64_t	others[] = { SAM, EWAN, INES, LEO, BO, PAT,
				    MARY, ZOE, SAL };
	static const char *const pages[] = { "/trainees/102",
	    "/trainees/102/history", "/concerns", "/letters", "/" };

	refer_as(EWAN);
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		sign_in_as(others[i]);
		assert_answer(NOT_FOUND, ask(CASE("")));
		assert_answer(NOT_FOUND, ask(CASE("/next")));
		assert_answer(NOT_FOUND, ask(OWN));
		assert_answer(NOT_FOUND, send_form(OWN, "words=I"));
		for (size_t n = 0; n < sizeof(pages) / sizeof(*pages); n++) {
			ask(pages[n]);
			assert_hides("caution");
			assert_hides("\"/suitability");
			assert_hides("/my/suitability");
			assert_hides("omething for you to read");
			assert_hides("Suitability");
			assert_hides("SUITABILITY");
		}
	}
}

/* A number that is not there and one that is not yours look the same. */
static void
test_missing_and_forbidden_look_the_same(void **state)
{
	size_t	forbidden;

	refer_as(EWAN);
	sign_in_as(LIN);
	assert_answer(NOT_FOUND, ask("/suitability/1"));
	forbidden = strlen(page_text());
	sign_in_as(SAM);
	assert_answer(NOT_FOUND, ask(CASE("")));
	assert_in_range(strlen(page_text()), forbidden - 600, forbidden + 600);
	forbidden = strlen(page_text());
	assert_answer(NOT_FOUND, ask("/suitability/1"));
	assert_int_equal(strlen(page_text()), forbidden);
	assert_answer(NOT_FOUND, ask("/suitability"));
	assert_int_equal(strlen(page_text()), forbidden);
}

static void
test_a_case_is_taken_through_the_procedure(void **state)
{
	refer_as(PAT);
	sign_in_as(LIN);
	assert_answer(OK, ask("/suitability"));
	assert_shows("Mary Smith-Jones");
	assert_answer(OK, ask(CASE("")));
	assert_shows("A caution that was not declared");
	assert_shows("Pat Ashdown, pat@example.org, on 15 June 2026");
	take("considered", "words=It+has+to+be+looked+into" DUE);
	assert_answer(OK, ask(CASE("/next")));
	assert_shows("Support to study");
	assert_shows("No concern");
	take("stage_1", "words=An+officer+was+named" DUE);
	take("told", "told=You+were+referred");
	assert_answer(OK, ask(CASE("/next?step=stage_2")));
	assert_answer(INVALID, submit(CASE("/next"), "words=Heard" DUE));
	assert_shows("Enter what the trainee is told");
	take("stage_2", "words=Heard&told=A+panel+hears+it" DUE);
	assert_answer(OK, ask(CASE("/next?step=decided")));
	assert_answer(INVALID, submit(CASE("/next"), "words=So&told=So" DUE));
	assert_shows("Select the outcome");
	take("decided", "outcome=conditions&words=So&told=Conditions" DUE);
	take("closed", "words=Done&told=It+is+closed");
	assert_owner_asks(1, "SELECT count(*) FROM suitability_case "
	    "WHERE state = 'closed' AND NOT open");
	assert_answer(OK, ask("/suitability"));
	assert_shows("No case fits");
	assert_answer(OK, ask("/suitability?state=closed"));
	assert_shows("Mary Smith-Jones");
}

static void
test_the_trainee_reads_what_they_were_told_and_answers(void **state)
{
	refer_as(EWAN);
	sign_in_as(LIN);
	take("considered", "words=Inner+words" DUE);
	take("told", "told=You+were+referred");
	assert_owner_asks(1, "SELECT count(*) FROM post.letter WHERE "
	    "person_id = 2 AND suitability AND body NOT LIKE '%suitability "
	    "%'");
	sign_in_as(MARY);
	assert_answer(OK, ask("/"));
	assert_shows("What you were told on 15 June 2026");
	assert_answer(OK, ask(OWN));
	assert_shows("You were referred");
	assert_hides("Inner words");
	assert_hides("caution");
	assert_hides("Ewan");
	assert_answer(INVALID, submit(OWN, "words="));
	assert_shows("Enter your answer");
	assert_answer(SEE_OTHER, submit(OWN, "words=It+was+declared"));
	assert_answer(OK, follow());
	assert_shows("It was declared");
	sign_in_as(LIN);
	assert_answer(OK, ask(CASE("")));
	assert_shows("It was declared");
	assert_shows("The trainee answered on 15 June 2026");
	sign_in_as(SAM);
	assert_answer(OK, ask("/letters"));
	assert_hides("omething for you to read");
	sign_in_as(LIN);
	assert_answer(OK, ask("/letters"));
	assert_shows("There is something for you to read");
}

static void
test_every_reading_is_recorded(void **state)
{
	refer_as(EWAN);
	sign_in_as(LIN);
	assert_answer(OK, ask("/suitability"));
	assert_answer(OK, ask(CASE("")));
	assert_shows("Nobody before you");
	assert_answer(OK, ask(CASE("")));
	assert_shows("Lin Abara");
	take("considered", "words=Inner+words" DUE);
	take("told", "told=You+were+referred");
	sign_in_as(MARY);
	assert_answer(OK, ask(OWN));
	assert_owner_asks(1, "SELECT count(*) FROM audit.event WHERE "
	    "name = 'SUITABILITY_CASES_READ' AND actor_id = 33");
	assert_owner_asks(2, "SELECT count(*) FROM audit.event WHERE "
	    "name = 'SUITABILITY_CASE_READ' AND actor_id = 33");
	assert_owner_asks(1, "SELECT count(*) FROM audit.event WHERE "
	    "name = 'SUITABILITY_CASE_READ' AND actor_id = 2");
	assert_owner_asks(0, "SELECT count(*) FROM audit.event WHERE "
	    "after::text LIKE '%caution%' OR after::text LIKE '%Inner%'");
}

static void
test_a_step_is_undone_but_nothing_that_was_told(void **state)
{
	refer_as(EWAN);
	sign_in_as(LIN);
	assert_answer(NOT_FOUND, ask(CASE("/undo")));
	take("considered", "words=Inner+words" DUE);
	take("told", "told=You+were+referred");
	assert_answer(OK, ask(CASE("/undo")));
	assert_shows("Considered by the programme director on 15 June 2026");
	assert_answer(INVALID, submit(CASE("/undo"), "words="));
	assert_shows("Enter why the step is undone");
	assert_shows("Enter what the trainee is told");
	assert_answer(OK, ask(CASE("/undo")));
	assert_answer(SEE_OTHER, submit(CASE("/undo"), "words=Wrong&"
	    "told=It+starts+again"));
	assert_owner_asks(1, "SELECT count(*) FROM suitability_case WHERE "
	    "state = 'referred' AND told_on IS NOT NULL");
}

static void
test_a_trainee_reports_a_change_of_their_own(void **state)
{
	sign_in_as(MARY);
	assert_answer(OK, ask("/trainees/102"));
	assert_shows("Report a change");
	refer_as(MARY);
	assert_answer(OK, follow());
	assert_shows("We have what you sent");
	assert_answer(NOT_FOUND, ask("/trainees/101/suitability/new"));
	sign_in_as(ESI);
	assert_answer(NOT_FOUND, ask("/trainees/102/suitability/new"));
	assert_answer(NOT_FOUND, send_form("/trainees/102/suitability/new",
	    "words=I+heard"));
	assert_owner_asks(1, "SELECT count(*) FROM suitability_case");
}

/* Nobody acts on what they have not seen. */
static void
test_a_step_on_an_older_page_is_refused(void **state)
{
	refer_as(EWAN);
	sign_in_as(LIN);
	take("considered", "words=Inner+words" DUE);
	assert_answer(OK, ask(CASE("/next?step=stage_1")));
	keep_fields(CASE("/next"));
	take("support", "words=Support" DUE);
	assert_answer(INVALID, send_kept(CASE("/next"), "words=Stage" DUE));
	assert_shows("This case changed while you had it open");
	assert_owner_asks(1, "SELECT count(*) FROM suitability_case WHERE "
	    "state = 'support'");
}

static void
test_the_rules_are_those_of_the_database(void **state)
{
	for (int step = 1; step < SUITABILITY_STEPS; step++)
		for (int is = 1; is < SUITABILITY_STATES; is++) {
			enum suitability_is	next = suitability_leads(
						    (enum suitability_is)is,
						    (enum suitability_do)step);
			const char		*to = suitability_state_word(
						    (enum suitability_state)
						    next);
			char			 sql[200];

			snprintf(sql, sizeof(sql), "SELECT (SELECT after "
			    "FROM suitability_transition WHERE step = '%s' "
			    "AND before = '%s')", suitability_step_word(
			    (enum suitability_step)step),
			    suitability_state_word(
			    (enum suitability_state)is));
			assert_string_equal(owner_reads(sql),
			    to != NULL ? to : "");
		}
}

/* Where a form is, in a world that was made again. */
static const struct place *
anew(void *p)
{
	struct place	*place = p;
	bool		 undo = strstr(place->action, "/undo") != NULL;

	suitability_world(NULL);
	refer_as(EWAN);
	sign_in_as(LIN);
	take("considered", "words=Inner+words" DUE);
	snprintf(place->page, sizeof(place->page), "%s",
	    CASE(undo ? "/undo" : "/next?step=stage_1"));
	snprintf(place->action, sizeof(place->action), "%s",
	    CASE(undo ? "/undo" : "/next"));
	return (place);
}

static void
test_its_forms_take_no_nonsense(void **state)
{
	struct place	next = { .person = LIN, .action = "/next" };
	struct place	undo = { .person = LIN, .action = "/undo" };

	try_nonsense(anew(&next), anew, &next);
	try_nonsense(anew(&undo), anew, &undo);
}

int
main(void)
{
#define test(name) cmocka_unit_test_setup(name, suitability_world)
	const struct CMUnitTest	tests[] = {
		test(test_whoever_refers_keeps_a_receipt_and_nothing_else),
		test(test_for_everybody_else_it_is_not_there),
		test(test_missing_and_forbidden_look_the_same),
		test(test_a_case_is_taken_through_the_procedure),
		test(test_the_trainee_reads_what_they_were_told_and_answers),
		test(test_every_reading_is_recorded),
		test(test_a_step_is_undone_but_nothing_that_was_told),
		test(test_a_trainee_reports_a_change_of_their_own),
		test(test_a_step_on_an_older_page_is_refused),
		test(test_the_rules_are_those_of_the_database),
		test(test_its_forms_take_no_nonsense),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
