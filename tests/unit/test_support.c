/*
 * What was promised and given: cases that people meet, and properties of sums
 * that nobody thought of.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "rules/support.h"

enum { TRIALS = 20000 };

static struct arena	arena;

static const struct support_limits	usual = { .weeks = 8, .entered = 2,
    .sessions = 2, .percent = 25, .over = 2 };

#define PAIR(p, g)							\
	((struct support_pair){ { true, p }, { true, g } })

static void
test_each_item_says_how_it_stands(void **state)
{
	static const struct {
		enum support_item	 item;
		struct support_pair	 pair;
		enum support_how	 how;
		const char		*words;
	} cases[] = {
		{ SUPPORT_SESSIONS, PAIR(1, 1), SUPPORT_AS_PROMISED,
		    "As promised" },
		{ SUPPORT_SESSIONS, PAIR(2, 3), SUPPORT_AS_PROMISED,
		    "As promised" },
		{ SUPPORT_SESSIONS, PAIR(2, 1), SUPPORT_SHORT,
		    "1 session short" },
		{ SUPPORT_MINUTES, PAIR(90, 45), SUPPORT_SHORT,
		    "45 minutes short" },
		{ SUPPORT_MINUTES, PAIR(91, 0), SUPPORT_SHORT,
		    "1 hour 31 minutes short" },
		{ SUPPORT_PROTECTED, PAIR(222, 101), SUPPORT_SHORT,
		    "2 hours 1 minute short" },
		{ SUPPORT_PROTECTED, { { true, 222 }, { false, 0 } },
		    SUPPORT_NOT_KNOWN, "Not known" },
		{ SUPPORT_MINUTES, PAIR(0, 45), SUPPORT_NOT_PROMISED,
		    "Nothing promised" },
		{ SUPPORT_CASELOAD, PAIR(14, 14), SUPPORT_AS_PROMISED,
		    "As promised" },
		{ SUPPORT_CASELOAD, PAIR(14, 15), SUPPORT_SHORT,
		    "1 person above the cap" },
		{ SUPPORT_CASELOAD, { { false, 0 }, { true, 30 } },
		    SUPPORT_NOT_PROMISED, "Nothing promised" },
		{ SUPPORT_OBSERVATIONS, PAIR(1, 0), SUPPORT_SHORT,
		    "1 observation short" },
		{ SUPPORT_INDUCTION, PAIR(3, 1), SUPPORT_SHORT,
		    "2 items short" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		assert_int_equal(support_how(cases[i].item, cases[i].pair),
		    cases[i].how);
		assert_string_equal(support_how_words(&arena, cases[i].item,
		    cases[i].pair), cases[i].words);
	}
}

static void
test_amounts_are_said_as_people_say_them(void **state)
{
	static const struct {
		enum support_item	 item;
		int64_t			 n;
		const char		*words;
	} cases[] = {
		{ SUPPORT_SESSIONS, 0, "none" },
		{ SUPPORT_MINUTES, 1, "1 minute" },
		{ SUPPORT_MINUTES, 60, "1 hour" },
		{ SUPPORT_PROTECTED, 222, "3 hours 42 minutes" },
		{ SUPPORT_CASELOAD, 1, "1 person" },
		{ SUPPORT_INDUCTION, 90, "90 items" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_string_equal(support_amount_words(&arena,
		    cases[i].item, cases[i].n), cases[i].words);
	for (int i = 0; i < SUPPORT_ITEMS; i++)
		assert_true(strlen(support_item_words((enum support_item)i))
		    > 7);
}

/* 3.7 hours of 37, and 2.22 at three fifths: 133 minutes. */
static void
test_protected_time_goes_by_the_hours_of_the_week(void **state)
{
	assert_int_equal(protected_minutes(37 * 60, 10, 100), 222);
	assert_int_equal(protected_minutes(37 * 60, 10, 60), 133);
	assert_int_equal(protected_minutes(37 * 60, 10, 80), 178);
	assert_int_equal(protected_minutes(37 * 60, 0, 100), 0);
	assert_int_equal(protected_minutes(3600, 100, 100), 3600);
}

static void
test_gaps_are_told_in_sentences(void **state)
{
	struct support_sums	s = { .weeks = 8, .entered = 7,
				    .promised = { 4, 240, 1776 },
				    .given = { 2, 179, 1332 },
				    .weeks_over = 1 };

	assert_int_equal(support_gaps(&s, &usual), 1 << SUPPORT_SESSIONS |
	    1 << SUPPORT_MINUTES);
	assert_string_equal(support_gap_words(&arena, &s, &usual),
	    "In the last 8 weeks, of which 7 were entered: 4 sessions of "
	    "supervision were promised and 2 sessions held. 4 hours of "
	    "supervision promised, 2 hours 59 minutes given.");
	s.given[SUPPORT_SESSIONS] = 3;
	s.given[SUPPORT_MINUTES] = 180;
	assert_string_equal(support_gap_words(&arena, &s, &usual), "");
	s.given[SUPPORT_PROTECTED] = 1331;
	s.weeks_over = 2;
	assert_string_equal(support_gap_words(&arena, &s, &usual),
	    "In the last 8 weeks, of which 7 were entered: 29 hours 36 "
	    "minutes of protected time promised, 22 hours 11 minutes given. "
	    "The caseload was above the agreed cap in 2 weeks.");
	s.entered = 1;
	assert_string_equal(support_gap_words(&arena, &s, &usual), "");
}

static uint64_t
chance(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005 + 1442695040888963407;
	return (*seed >> 33);
}

static struct support_sums
random_sums(uint64_t *seed)
{
	struct support_sums	s = { .weeks = 8 };

	s.entered = (int64_t)(chance(seed) % 9);
	for (int i = 0; i < SUPPORT_CASELOAD; i++) {
		s.promised[i] = (int64_t)(chance(seed) % 12);
		s.given[i] = (int64_t)(chance(seed) % 12);
	}
	s.weeks_over = (int64_t)(chance(seed) % 4);
	return (s);
}

static void
test_more_support_never_makes_a_gap(void **state)
{
	uint64_t		seed = 47;
	struct support_sums	s, more;
	unsigned		before;
	size_t			item, gaps = 0;

	for (int i = 0; i < TRIALS; i++) {
		more = s = random_sums(&seed);
		before = support_gaps(&s, &usual);
		gaps += before != 0;
		item = chance(&seed) % SUPPORT_CASELOAD;
		more.given[item] += (int64_t)(chance(&seed) % 5);
		assert_int_equal(support_gaps(&more, &usual) & ~before, 0);
		more = s;
		more.promised[item] -= more.promised[item] > 0;
		assert_int_equal(support_gaps(&more, &usual) & ~before, 0);
		more = s;
		more.weeks_over -= more.weeks_over > 0;
		assert_int_equal(support_gaps(&more, &usual) & ~before, 0);
	}
	assert_in_range(gaps, TRIALS / 4, TRIALS - TRIALS / 20);
}

static void
test_who_gave_what_was_promised_has_no_gap(void **state)
{
	uint64_t		seed = 74;
	struct support_sums	s;

	for (int i = 0; i < TRIALS; i++) {
		s = random_sums(&seed);
		memcpy(s.given, s.promised, sizeof(s.given));
		s.weeks_over = 0;
		assert_int_equal(support_gaps(&s, &usual), 0);
		assert_string_equal(support_gap_words(&arena, &s, &usual), "");
	}
}

static void
test_a_sentence_is_said_of_every_gap_and_of_no_other(void **state)
{
	static const char *const	telling[] = { "of supervision were",
					    "of supervision promised",
					    "of protected time",
					    "above the agreed cap" };
	uint64_t			seed = 4;
	struct support_sums		s;
	const char			*words;

	for (int i = 0; i < TRIALS; i++) {
		s = random_sums(&seed);
		if (s.promised[SUPPORT_SESSIONS] == 1)
			continue;
		words = support_gap_words(&arena, &s, &usual);
		for (int j = SUPPORT_SESSIONS; j <= SUPPORT_CASELOAD; j++)
			assert_int_equal(strstr(words, telling[j]) != NULL,
			    (support_gaps(&s, &usual) >> j) & 1);
		arena_reset(&arena);
	}
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_each_item_says_how_it_stands),
		cmocka_unit_test(test_amounts_are_said_as_people_say_them),
		cmocka_unit_test(
		    test_protected_time_goes_by_the_hours_of_the_week),
		cmocka_unit_test(test_gaps_are_told_in_sentences),
		cmocka_unit_test(test_more_support_never_makes_a_gap),
		cmocka_unit_test(test_who_gave_what_was_promised_has_no_gap),
		cmocka_unit_test(
		    test_a_sentence_is_said_of_every_gap_and_of_no_other),
	};
	int			failed;

	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_release(&arena);
	return (failed);
}
