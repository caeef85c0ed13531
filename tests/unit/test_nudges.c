/* Digests, word for word, and what they never say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rules/nudges.h"

static struct arena	arena;
static const struct date	today = { 2026, 12, 4 };

#define COMPOSE(...)	compose((const struct nudge[]){ __VA_ARGS__ },	\
	    sizeof((const struct nudge[]){ __VA_ARGS__ }) /		\
	    sizeof(struct nudge))

static struct digest
compose(const struct nudge *nudges, size_t n)
{
	return (digest_compose(&arena, "Sam Taylor", nudges, n, today,
	    "https://waymark.example.org"));
}

static void
test_one_thing_is_the_subject_itself(void **state)
{
	struct digest	d = COMPOSE({ "asye_review_due", 1,
			    { 2026, 12, 18 } });

	assert_string_equal(d.subject, "1 ASYE review to hold");
	assert_string_equal(d.body, "Dear Sam Taylor,\n"
	    "\n"
	    "This waits on you:\n"
	    "\n"
	    "- 1 ASYE review to hold, by 18 December 2026\n"
	    "\n"
	    "Sign in to see it: https://waymark.example.org/\n"
	    "\n"
	    "You are getting this because you have an account with Waymark. "
	    "Change reminders: https://waymark.example.org/account/reminders"
	    "\n");
	assert_int_equal(d.items, 1);
}

static void
test_many_things_are_counted_and_the_first_day_is_said(void **state)
{
	struct digest	d = COMPOSE({ "days_to_confirm", 3, { 0 } },
			    { "document_to_sign", 1, { 2026, 12, 1 } },
			    { "document_for_tutor", 2, { 2026, 12, 9 } },
			    { "concern_to_follow", 1, { 2026, 12, 1 } },
			    { "flag_own", 2, { 0 } });

	assert_string_equal(d.subject, "9 things wait on you");
	assert_string_equal(d.body, "Dear Sam Taylor,\n"
	    "\n"
	    "These wait on you:\n"
	    "\n"
	    "- 3 placement days to confirm\n"
	    "- 3 documents to sign, due since 1 December 2026\n"
	    "- 3 other things to see\n"
	    "\n"
	    "Sign in to see them: https://waymark.example.org/\n"
	    "\n"
	    "You are getting this because you have an account with Waymark. "
	    "Change reminders: https://waymark.example.org/account/reminders"
	    "\n");
}

static void
test_with_nothing_to_say_nothing_is_said(void **state)
{
	struct digest	d = compose(NULL, 0);

	assert_int_equal(d.items, 0);
	assert_string_equal(d.body, "");
}

/* By the name of its kind alone it would be known what it is about. */
static void
test_what_is_private_is_not_called_by_its_name(void **state)
{
	static const char *const	kinds[] = { "concern_to_follow",
					    "adjustment_to_act",
					    "adjustment_to_confirm",
					    "outcome_to_read",
					    "appeal_to_hear", "pause_to_end",
					    "asye_pause_to_end",
					    "marks_to_release",
					    "plan_to_agree", "flag_own",
					    "flag_new", "what_comes_later" };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		struct digest	d = COMPOSE({ kinds[i], 1,
				    { 2026, 12, 18 } });

		assert_string_equal(d.subject, "1 thing to see");
		assert_non_null(strstr(d.body, "\n- 1 thing to see\n"));
	}
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_one_thing_is_the_subject_itself),
		cmocka_unit_test(
		    test_many_things_are_counted_and_the_first_day_is_said),
		cmocka_unit_test(test_with_nothing_to_say_nothing_is_said),
		cmocka_unit_test(
		    test_what_is_private_is_not_called_by_its_name),
	};
	int	failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_release(&arena);
	return (failed);
}
