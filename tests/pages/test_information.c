/* What Waymark says of itself, to anybody. */
#include "pages.h"

static void
test_anybody_may_read_these_pages(void **state)
{
	static const struct { const char *path, *title; } pages[] = {
		{ "/accessibility", "Accessibility statement - Waymark" },
		{ "/privacy", "Privacy - Waymark" },
		{ "/cookies", "Cookies - Waymark" },
	};

	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		sign_in_as(0);
		assert_int_equal(ask(pages[i].path), OK);
		assert_true(page_has(pages[i].title));
		sign_in_as(SIAN);
		assert_int_equal(ask(pages[i].path), OK);
		assert_true(page_has(pages[i].title));
	}
}

static void
test_the_cookies_page_names_the_cookies_that_are_set(void **state)
{
	const char	*cookie;

	sign_in_as(0);
	assert_int_equal(ask("/cookies"), OK);
	cookie = answer_header("set-cookie");
	assert_non_null(cookie);
	assert_memory_equal(cookie, "waymark-visitor=", 16);
	assert_true(page_has(">waymark-visitor</th>"));
	assert_true(page_has(">waymark</th>"));
}

static void
test_health_is_two_letters(void **state)
{
	sign_in_as(0);
	assert_int_equal(ask("/health"), OK);
	assert_string_equal(page_text(), "ok\n");
}

static void
test_health_is_bad_when_the_database_does_not_answer(void **state)
{
	lose_database();
	assert_int_equal(ask("/health"), UNAVAILABLE);
	assert_string_not_equal(page_text(), "ok\n");
}

int
main(void)
{
#define TEST(name)	cmocka_unit_test_setup(name, new_world)
	const struct CMUnitTest	tests[] = {
		TEST(test_anybody_may_read_these_pages),
		TEST(test_the_cookies_page_names_the_cookies_that_are_set),
		TEST(test_health_is_two_letters),
		TEST(test_health_is_bad_when_the_database_does_not_answer),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
