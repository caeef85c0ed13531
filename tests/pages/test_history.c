/* The history of a record, in words. */
#include "pages.h"

static void
test_each_day_that_was_logged_is_in_the_history(void **state)
{
	sign_in_as(SAM);
	assert_int_equal(ask("/trainees/102/history"), OK);
	assert_true(page_has("Logged Monday 1 June 2026, full day"));
	assert_true(page_has("Enrolled in Spring 2026"));
	assert_true(page_has("Placement at Ashby NHS Trust arranged, "
	    "1 June 2026 to 30 October 2026"));
}

static void
test_a_return_says_why_and_by_whom(void **state)
{
	sign_in_as(ESI);
	assert_int_equal(send_form("/days/20401/return", "version=1&reason="
	    "Say+what+you+did"), SEE_OTHER);
	sign_in_as(KWAME);
	assert_int_equal(ask("/days/20401"), OK);
	assert_true(page_has("Returned Monday 1 June 2026: Say what you did"));
	assert_true(page_has("by Esi Mensah"));
	assert_int_equal(ask("/trainees/104/history"), OK);
	assert_true(page_has("Returned Monday 1 June 2026: Say what you did"));
}

static void
test_a_history_is_for_those_who_see_the_days(void **state)
{
	static const struct { int person; enum status status; } asked[] = {
		{ SIAN, OK }, { EWAN, OK }, { SAM, OK },
		{ MARY, NOT_FOUND }, { ESI, NOT_FOUND }, { PAT, NOT_FOUND },
		{ SAL, NOT_FOUND },
	};

	for (size_t i = 0; i < sizeof(asked) / sizeof(*asked); i++) {
		sign_in_as(asked[i].person);
		assert_int_equal(ask("/trainees/101/history"),
		    asked[i].status);
	}
	sign_in_as(0);
	assert_int_equal(ask("/trainees/101/history"), SEE_OTHER);
}

static void
test_the_newest_comes_first(void **state)
{
	sign_in_as(SAM);
	assert_int_equal(ask("/trainees/102/history"), OK);
	assert_true(page_shows_in_order("Logged Tuesday 2 June 2026",
	    "Logged Monday 1 June 2026"));
	assert_false(page_shows_in_order("Logged Monday 1 June 2026",
	    "Logged Tuesday 2 June 2026"));
}

static void
test_a_page_beyond_the_end_is_the_first(void **state)
{
	sign_in_as(SAM);
	assert_int_equal(ask("/trainees/102/history?page=900"), OK);
	assert_true(page_has("Enrolled in Spring 2026"));
	assert_true(page_has("<title>History of Mary Smith-Jones - Waymark"));
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test_setup(
		    test_each_day_that_was_logged_is_in_the_history, new_world),
		cmocka_unit_test_setup(test_a_return_says_why_and_by_whom,
		    new_world),
		cmocka_unit_test_setup(
		    test_a_history_is_for_those_who_see_the_days, new_world),
		cmocka_unit_test_setup(test_a_page_beyond_the_end_is_the_first,
		    new_world),
		cmocka_unit_test_setup(test_the_newest_comes_first, new_world),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
