/* What somebody's days are made of, and what is missing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "histories.h"
#include "rules/requirement.h"

static struct arena		arena;
static const struct required	usual = { 400, 60, 2, 1 };

static struct practised
at(const char *setting, bool statutory, int required, int confirmed)
{
	return ((struct practised){ .setting = setting,
	    .setting_words = setting, .statutory = statutory,
	    .required = required, .confirmed = confirmed });
}

static void
test_seventy_thirty_hundred_make_two_hundred(void **state)
{
	struct practised	p[] = { at("crisis", true, 140, 140),
	    at("children", true, 60, 60), at("crisis", true, 200, 200) };
	struct requirement	r = requirement_of(&arena, p, 3, 0, 0, &usual);

	assert_true(r.met);
	assert_int_equal(400, r.counts);
	assert_null(r.missing[0]);
}

static void
test_skills_days_count_up_to_their_most(void **state)
{
	struct practised	p[] = { at("crisis", true, 140, 140),
	    at("children", false, 200, 200) };
	struct requirement	r = requirement_of(&arena, p, 2, 60, 0,
				    &usual);

	assert_true(r.met);
	r = requirement_of(&arena, p, 2, 70, 0, &usual);
	assert_int_equal(400, r.counts);
	assert_string_equal("5 days of skills days are beyond the 30 that can "
	    "count", r.missing[0]);
}

static void
test_a_failed_placement_counts_for_nothing(void **state)
{
	struct practised	p[] = { at("crisis", true, 140, 140),
	    at("children", false, 140, 140) };
	struct requirement	r;

	p[0].failed = true;
	r = requirement_of(&arena, p, 2, 0, 0, &usual);
	assert_int_equal(140, r.counts);
	assert_string_equal("130 days more", r.missing[0]);
	assert_string_equal("Days in another kind of setting: all that count "
	    "so far are in children", r.missing[1]);
	assert_string_equal("Days in a statutory setting", r.missing[2]);
	assert_null(r.missing[3]);
}

static void
test_days_beyond_a_placement_make_up_for_no_other(void **state)
{
	struct practised	p[] = { at("crisis", true, 140, 150),
	    at("children", true, 200, 190) };

	assert_int_equal(330, requirement_of(&arena, p, 2, 0, 0,
	    &usual).counts);
}

/* Whatever the placements: what counts is the sum of what counts. */
static void
test_the_whole_is_the_sum_of_its_parts(void **state)
{
	static const char *const	kinds[] = { "a", "b", "c", NULL };

	for (int seed = 1; seed <= HISTORIES; seed++) {
		struct history		h = { .seed = (uint64_t)seed * 31 + 7 };
		struct practised	p[6];
		size_t			n = (size_t)chance(&h, 7);
		int			skills = chance(&h, 100), sum = 0;
		struct requirement	r;

		for (size_t i = 0; i < n; i++) {
			p[i] = at(kinds[chance(&h, 4)], chance(&h, 2) == 0,
			    1 + chance(&h, 200), chance(&h, 220));
			p[i].failed = chance(&h, 5) == 0;
		}
		r = requirement_of(&arena, p, n, skills, 0, &usual);
		for (size_t i = 0; i < n; i++)
			sum += p[i].counts;
		assert_int_equal(r.placements, sum);
		assert_int_equal(r.counts, sum + r.skills);
		assert_true(r.skills <= 60 && r.skills <= skills);
		assert_true(r.met == (r.counts >= 400 && r.settings >= 2 &&
		    r.statutory >= 1));
		assert_true(r.met || r.missing[0] != NULL);
		arena_reset(&arena);
	}
}

static int
leave(void **state)
{
	arena_release(&arena);
	return (0);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_seventy_thirty_hundred_make_two_hundred),
		cmocka_unit_test(test_skills_days_count_up_to_their_most),
		cmocka_unit_test(test_a_failed_placement_counts_for_nothing),
		cmocka_unit_test(
		    test_days_beyond_a_placement_make_up_for_no_other),
		cmocka_unit_test(test_the_whole_is_the_sum_of_its_parts),
	};

	return (cmocka_run_group_tests(tests, NULL, leave));
}
