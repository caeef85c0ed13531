/* What is said of a comparison: counts first, never more than the numbers say,
 * and never "Inf" or "NA". */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <math.h>
#include <string.h>

#include <cmocka.h>

#include "equity/wording.h"

static struct arena	arena;

static const char *
said(struct two t, enum finding_code code, double detectable)
{
	struct said_of	f = { "Men", "Women", "failed", t, code, detectable,
			    false };

	return (finding_sentence(&arena, &f));
}

static void
test_a_difference_is_told_with_counts_and_no_cause(void **state)
{
	assert_string_equal(said((struct two){ 40, 830, 70, 5170 },
	    STRONG_HIGHER, 0), "Men: 40 of 830 (4.8%) failed. Women: 70 of "
	    "5,170 (1.4%). That is 3.6 times the rate (95% range 2.4 to 5.2). "
	    "A difference this large is unlikely to be chance. It does not by "
	    "itself show the cause.");
}

static void
test_what_could_be_chance_is_to_be_watched(void **state)
{
	assert_non_null(strstr(said((struct two){ 9, 60, 5, 100 },
	    POSSIBLE_HIGHER, 0), "This could be chance once we allow for the "
	    "number of groups compared"));
}

static void
test_inconclusive_says_what_could_have_been_noticed(void **state)
{
	const char	*s = said((struct two){ 2, 18, 9, 142 }, INCONCLUSIVE,
			    5.4);

	assert_non_null(strstr(s, "Men: 2 of 18 (11%) failed. Women: 9 of 142 "
	    "(6.3%). The ratio is 1.8, and anything from 0.4 to 6."));
	assert_non_null(strstr(s, "only a ratio of about 5.4 or more would "
	    "have been noticed. This is not evidence that outcomes are "
	    "equal."));
	assert_non_null(strstr(said((struct two){ 2, 18, 9, 142 },
	    INCONCLUSIVE, NAN), "no ratio would have been noticed"));
}

static void
test_nobody_in_the_reference_has_no_ratio(void **state)
{
	const char	*s = said((struct two){ 6, 20, 0, 60 }, STRONG_HIGHER,
			    0);

	assert_non_null(strstr(s, "Women: 0 of 60 (0%)."));
	assert_non_null(strstr(s, "A ratio cannot be calculated; the rate is "
	    "at least"));
	assert_null(strstr(s, "inf"));
	assert_null(strstr(s, "nan"));
}

static void
test_nobody_at_all_could_still_have_been_some(void **state)
{
	assert_string_equal(said((struct two){ 0, 30, 0, 45 }, NO_EVENTS, 0),
	    "Men: 0 of 30 (0%) failed. Women: 0 of 45 (0%). Nobody failed. "
	    "With 75 people, a true rate of up to 4.9% is still compatible.");
}

static void
test_a_small_group_has_counts_alone(void **state)
{
	assert_string_equal(said((struct two){ 1, 3, 4, 60 }, GROUP_TOO_SMALL,
	    0), "Men: 1 of 3 failed. Women: 4 of 60. A group of fewer than 5 "
	    "people is too small to compare.");
}

static void
test_no_words_hold_what_is_not_a_number(void **state)
{
	static const struct two	tables[] = { { 0, 30, 0, 45 },
		{ 6, 20, 0, 60 }, { 0, 20, 6, 60 }, { 20, 20, 60, 60 },
		{ 1, 3, 4, 60 }, { 3, 40, 1, 60 } };

	for (size_t i = 0; i < sizeof(tables) / sizeof(*tables); i++)
		for (double p = 0.0001; p < 1; p *= 3) {
			enum finding_code	code = finding_code(tables[i],
						    p, p, p);
			const char		*s = said(tables[i], code,
						    NAN);

			assert_null(strstr(s, "inf"));
			assert_null(strstr(s, "nan"));
			assert_null(strstr(s, "more likely"));
		}
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(
		    test_a_difference_is_told_with_counts_and_no_cause),
		cmocka_unit_test(test_what_could_be_chance_is_to_be_watched),
		cmocka_unit_test(
		    test_inconclusive_says_what_could_have_been_noticed),
		cmocka_unit_test(test_nobody_in_the_reference_has_no_ratio),
		cmocka_unit_test(
		    test_nobody_at_all_could_still_have_been_some),
		cmocka_unit_test(test_a_small_group_has_counts_alone),
		cmocka_unit_test(test_no_words_hold_what_is_not_a_number),
	};
	int			failed = cmocka_run_group_tests(tests, NULL,
				    NULL);

	arena_release(&arena);
	return (failed);
}
