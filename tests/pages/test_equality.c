/*
 * Equality questions: kept, changed, erased and objected to; and read by nobody
 * else, whichever way they ask.
 */
#include <stdio.h>

#include "pages.h"

#define OWN_WORDS "Zanzibari Swahili"
static const char	answers[] = "ethnicity=other&ethnicity-words="
    "Zanzibari+Swahili&sex=female&religion=not_said&age=to39";

static void
answer_as(int64_t person)
{
	sign_in_as(person);
	assert_answer(SEE_OTHER, send_form("/equality/change", answers));
	assert_answer(OK, follow());
}

static void
test_answers_are_kept_and_shown_to_their_person(void **state)
{
	sign_in_as(MARY);
	assert_answer(OK, ask("/equality"));
	assert_shows("Not answered");
	assert_shows("Nobody has to answer");
	answer_as(MARY);
	assert_shows("Nobody but you can read them");
	assert_shows("Any other ethnic group: “" OWN_WORDS "”");
	assert_shows("Prefer not to say");
	assert_shows("30 to 39");
	assert_answer(OK, ask("/equality/change"));
	assert_shows("value=\"" OWN_WORDS "\"");
}

static void
test_answers_change_one_by_one(void **state)
{
	answer_as(MARY);
	assert_answer(SEE_OTHER, send_form("/equality/change",
	    "ethnicity=indian&sex=female"));
	assert_answer(OK, follow());
	assert_shows("Indian");
	assert_hides(OWN_WORDS);
	assert_hides("30 to 39");
	assert_owner_asks(2, "SELECT count(*) FROM equality.answer "
	    "WHERE upper_inf(during)");
	/* A trend may use what held before; what was left out is gone. */
	assert_owner_asks(0, "SELECT count(*) FROM equality.answer "
	    "WHERE question = 'age'");
}

static void
test_nonsense_is_refused_and_nothing_is_lost(void **state)
{
	char	body[600], words[400] = "";

	sign_in_as(MARY);
	for (int i = 0; i < 30; i++)
		strcat(words, "long+words");
	snprintf(body, sizeof(body), "sex=dragon&ethnicity=other&"
	    "ethnicity-words=%s&religion-words=Druid", words);
	assert_answer(INVALID, send_form("/equality/change", body));
	assert_shows("Select one of the answers");
	assert_shows("Your own words must be 100 characters or fewer");
	assert_shows("Select an answer to go with your own words");
	assert_shows("Druid");
	assert_owner_asks(0, "SELECT count(*) FROM equality.answer");
}

static void
test_all_answers_are_erased_at_once(void **state)
{
	answer_as(MARY);
	assert_answer(SEE_OTHER, send_form("/equality/change",
	    "ethnicity=indian"));
	assert_answer(OK, ask("/equality/erase"));
	assert_answer(SEE_OTHER, send_form("/equality/erase", ""));
	assert_owner_asks(0, "SELECT count(*) FROM equality.answer");
}

static void
test_an_objection_is_dated_and_taken_back(void **state)
{
	answer_as(MARY);
	assert_answer(INVALID, send_form("/equality/objection", ""));
	assert_shows("Select what you want");
	assert_answer(SEE_OTHER, send_form("/equality/objection",
	    "what=objects"));
	assert_answer(OK, follow());
	assert_shows("You have objected to the use of your answers since");
	assert_answer(SEE_OTHER, send_form("/equality/objection",
	    "what=takes-back"));
	assert_answer(OK, follow());
	assert_hides("You have objected");
}

static void
test_staff_see_how_many_answered_and_nothing_else(void **state)
{
	answer_as(MARY);
	sign_in_as(SAM);
	assert_answer(OK, ask("/programmes/1/equality"));
	assert_shows("What is your ethnic group?");
	assert_shows("about 0 of ");
	assert_hides(">1 of ");
	assert_hides(OWN_WORDS);
	assert_hides("Female");
	assert_owner_asks(1, "SELECT count(*) FROM audit.event "
	    "WHERE name = 'EQUALITY_RESPONSES_READ' AND actor_id = 31");
	assert_answer(NOT_FOUND, ask("/programmes/2/equality"));
}

static void
test_nobody_else_finds_an_answer_anywhere(void **state)
{
	static const int64_t	others[] = { EWAN, PAT, BO, SAM, INES, LEO,
				    KWAME };
	static const char *const pages[] = { "/equality", "/equality/change",
		"/trainees/101", "/trainees/102", "/trainees/102/timeline",
		"/trainees/102/history", "/people/2", "/cohorts/1",
		"/search?q=Zanzibari", "/search?q=Mary", "/attention",
		"/work", "/programmes/1/equality" };

	answer_as(MARY);
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		for (size_t j = 0; j < sizeof(pages) / sizeof(*pages); j++) {
			sign_in_as(others[i]);
			ask(pages[j]);
			/* What they searched for is theirs to read. */
			if (strstr(pages[j], "Zanzibari") == NULL)
				assert_hides("Zanzibari");
			assert_hides("Swahili");
		}
	assert_owner_asks(0, "SELECT count(*) FROM audit.event "
	    "WHERE concat(before, after) ~ 'Zanzibari|to39'");
	assert_owner_asks(0, "SELECT count(*) FROM draft "
	    "WHERE body ~ 'Zanzibari'");
	sign_in_as(SAM);
	assert_false(web_does("SELECT own_words FROM equality.answer"));
	assert_false(web_does("SELECT person_id FROM equality.objection"));
	assert_false(web_does("UPDATE equality.answer SET choice = 'male'"));
	assert_false(web_does("COPY equality.answer TO STDOUT"));
}

#define STORY(test) cmocka_unit_test_setup(test, new_world)

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		STORY(test_answers_are_kept_and_shown_to_their_person),
		STORY(test_answers_change_one_by_one),
		STORY(test_nonsense_is_refused_and_nothing_is_lost),
		STORY(test_all_answers_are_erased_at_once),
		STORY(test_an_objection_is_dated_and_taken_back),
		STORY(test_staff_see_how_many_answered_and_nothing_else),
		STORY(test_nobody_else_finds_an_answer_anywhere),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
