/* The annual return: what staff and funders are told of a programme, the same
 * on the page, in the workbook and in its CSV twin. */
#include <stdio.h>

#include "core/arena.h"
#include "fair_world.h"
#include "unit/workbook_read.h"

#define RETURN	"/programmes/1/annual"

static struct arena	arena;

static int
leave(void **state)
{
	arena_release(&arena);
	return (leave_world(state));
}

static int
annual_world(void **state)
{
	arena_reset(&arena);
	return (fair_world(state));
}

static void
test_staff_read_large_numbers_and_no_small_ones(void **state)
{
	fair_leave(1, 1, 30);
	fair_leave(2, 1, 3);
	sign_in_as(SAM);
	assert_answer(OK, ask("/exports"));
	assert_shows("href=\"/annual\"");
	assert_answer(OK, ask(RETURN));
	assert_shows("Annual return");
	assert_shows("All who began");
	assert_shows("[c]");
	assert_shows("Left before the end, for whatever reason.");
	assert_answer(OK, ask(RETURN "/annual.csv"));
	assert_shows("Trainees,Cohort of 2022,All who began,160,,");
	assert_shows("Trainees,Cohort of 2023,Withdrawn,,[c],");
	assert_shows("Trainees,Cohort of 2023,All who began,160,,");
	assert_hides("Withdrawn,3,");
	assert_hides("In training,157,");
	assert_owner_asks(2, "SELECT count(DISTINCT reference) FROM "
	    "audit.event WHERE name = 'ANNUAL_RETURN_READ' AND actor_id = 31 "
	    "AND programme_id = 1 AND subject = 'programme'");
}

static void
test_nothing_small_can_be_worked_out_from_totals(void **state)
{
	fair_leave(1, 1, 30);
	fair_leave(2, 1, 3);
	sign_in_as(SAM);
	assert_answer(OK, ask(RETURN "/annual.csv"));
	assert_shows("Trainees,All of these,Withdrawn,33,");
	assert_shows("Trainees,Cohort of 2022,Withdrawn,,[c],");
	assert_shows("Trainees,Cohort of 2022,In training,,[c],");
	assert_shows("Trainees,Cohort of 2023,In training,,[c],");
	assert_shows("Trainees,Cohort of 2024,In training,160,,");
}

static void
test_funders_get_rounded_numbers(void **state)
{
	fair_leave(1, 1, 32);
	fair_leave(2, 1, 3);
	sign_in_as(SAM);
	assert_answer(OK, ask(RETURN "?for=funder"));
	assert_shows("rounded to the nearest 5");
	assert_answer(OK, ask(RETURN "/annual.csv?for=funder"));
	assert_shows("Trainees,Cohort of 2022,Withdrawn,30,rounded,");
	assert_shows("Trainees,Cohort of 2022,In training,130,rounded,");
	assert_shows("Trainees,Cohort of 2023,Withdrawn,,[c],");
	assert_shows("Trainees,Cohort of 2024,Withdrawn,0,,");
}

static void
test_what_differs_by_a_few_is_not_given_beside_it(void **state)
{
	fair_leave(1, 1, 30);
	sign_in_as(SAM);
	assert_answer(OK, ask(RETURN "/annual.csv"));
	assert_shows("Trainees,Cohort of 2022,Withdrawn,30,,");
	fair_leave(1, 31, 2);
	assert_answer(OK, ask(RETURN "/annual.csv"));
	assert_shows("Trainees,Cohort of 2022,Withdrawn,30,,");
	assert_shows(",2026-06-15\r\n");
	assert_answer(OK, ask(RETURN));
	assert_shows("differ by so few people");
	fair_leave(1, 33, 30);
	assert_answer(OK, ask(RETURN "/annual.csv"));
	assert_shows("Trainees,Cohort of 2022,Withdrawn,62,,");
	assert_owner_asks(2, "SELECT count(*) FROM equality.release_series "
	    "WHERE what = 'annual_trainees'");
}

static const char *
workbook_of(const char *address, const char *script)
{
	size_t		 n;
	const char	*bytes;

	assert_answer(OK, ask(address));
	bytes = page_bytes(&n);
	return (workbook_read_by(&arena, script, bytes, n));
}

static void
must_say(const char *said, const char *words)
{
	if (strstr(said, words) == NULL)
		fail_msg("not “%s” in:\n%.4000s", words, said);
}

static void
test_the_workbook_is_a_publication(void **state)
{
	const char	*said;

	fair_leave(1, 1, 32);
	fair_leave(2, 1, 3);
	sign_in_as(SAM);
	assert_string_equal(workbook_of(RETURN "/annual.xlsx?for=funder",
	    "check_publication.py"), "published\n");
	assert_string_equal(workbook_of(RETURN "/annual.xlsx",
	    "check_publication.py"), "published\n");
	assert_true(strstr(answer_header("content-disposition"),
	    "annual-return-staff-1-2026-06-15.xlsx") != NULL);
	said = workbook_of(RETURN "/annual.xlsx?for=funder", "read_cells.py");
	must_say(said, "table trainees A4:G9");
	must_say(said, "row Table_1 [\"Cohort of 2022\", 130, 0, 0, 30, 0, "
	    "160]");
	must_say(said, "row Table_1 [\"Cohort of 2023\", 155, 0, 0, \"[c]\", "
	    "0, 160]");
	must_say(said, "row Definitions [\"Table_1\", \"Withdrawn\", \"Left "
	    "before the end, for whatever reason.\"]");
	must_say(said, "\"After the ASYE\", \"What people do after the ASYE");
	must_say(said, "sheet Chart_1 ");
}

static void
test_too_few_people_are_no_table(void **state)
{
	owner_does("SET session_replication_role = replica; "
	    "DELETE FROM enrolment WHERE id NOT BETWEEN 2201 AND 2204; "
	    "SET session_replication_role = origin");
	sign_in_as(SAM);
	assert_answer(OK, ask(RETURN));
	assert_shows("The numbers are too small for this table");
	assert_string_equal(workbook_of(RETURN "/annual.xlsx",
	    "check_publication.py"), "published\n");
}

static void
test_others_are_told_nothing(void **state)
{
	static const int	others[] = { MARY, EWAN, BO, EQUI, SAL };

	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		sign_in_as(others[i]);
		assert_answer(NOT_FOUND, ask(RETURN));
		assert_answer(NOT_FOUND, ask(RETURN "/annual.csv"));
		assert_answer(NOT_FOUND, ask(RETURN "/annual.xlsx"));
	}
	sign_in_as(SAM);
	assert_answer(NOT_FOUND, ask("/programmes/2/annual"));
	assert_answer(NOT_FOUND, ask(RETURN "?for=lead"));
	assert_answer(SEE_OTHER, ask("/annual"));
	assert_leads_to(RETURN);
	assert_owner_asks(0, "SELECT count(*) FROM audit.event "
	    "WHERE name = 'ANNUAL_RETURN_READ'");
}

#define STORY(test) cmocka_unit_test_setup(test, annual_world)

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		STORY(test_staff_read_large_numbers_and_no_small_ones),
		STORY(test_nothing_small_can_be_worked_out_from_totals),
		STORY(test_funders_get_rounded_numbers),
		STORY(test_what_differs_by_a_few_is_not_given_beside_it),
		STORY(test_the_workbook_is_a_publication),
		STORY(test_too_few_people_are_no_table),
		STORY(test_others_are_told_nothing),
	};

	return (cmocka_run_group_tests(tests, NULL, leave));
}
