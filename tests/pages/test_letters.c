/* Letters: staff see that they left, and what they say in a demonstration. */
#include "pages.h"

static void
write_letters(void)
{
	owner_does("INSERT INTO post.letter (id, person_id, address, subject,"
	    "body) OVERRIDING SYSTEM VALUE VALUES"
	    "(1, 1, 'sian@example.org', 'Choose a password', 'Go to /x <b>'),"
	    "(2, 6, 'tom@example.org', 'For the south', 'Secret')");
}

static void
test_an_empty_outbox_says_so(void **state)
{
	sign_in_as(SAM);
	assert_int_equal(ask("/letters"), OK);
	assert_true(page_has("No letters have been written yet"));
}

static void
test_staff_see_the_letters_of_their_own_programme(void **state)
{
	write_letters();
	sign_in_as(SAM);
	assert_int_equal(ask("/letters"), OK);
	assert_true(page_has("Choose a password"));
	assert_true(page_has("Waiting to be sent"));
	assert_false(page_has("For the south"));
	assert_int_equal(ask("/letters/1"), OK);
	assert_true(page_has("Go to /x &lt;b&gt;"));
	assert_int_equal(ask("/letters/2"), NOT_FOUND);
	assert_int_equal(ask("/letters?page=99"), OK);
	assert_true(page_has("Choose a password"));
}

static void
test_outside_a_demonstration_nobody_reads_a_letter(void **state)
{
	write_letters();
	owner_does("DELETE FROM demonstration;"
	    "UPDATE role_held SET during = '[2020-01-01,)'");
	sign_in_as(SAM);
	assert_int_equal(ask("/letters/1"), OK);
	assert_true(page_has("Choose a password"));
	assert_false(page_has("Go to /x"));
}

static void
test_letters_are_for_staff(void **state)
{
	static const int	others[] = { SIAN, EWAN, PAT };

	write_letters();
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		sign_in_as(others[i]);
		assert_int_equal(ask("/letters"), NOT_FOUND);
		assert_int_equal(ask("/letters/1"), NOT_FOUND);
	}
}

int
main(void)
{
#define TEST(name)	cmocka_unit_test_setup(name, new_world)
	const struct CMUnitTest	tests[] = {
		TEST(test_an_empty_outbox_says_so),
		TEST(test_staff_see_the_letters_of_their_own_programme),
		TEST(test_outside_a_demonstration_nobody_reads_a_letter),
		TEST(test_letters_are_for_staff),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
