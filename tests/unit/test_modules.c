/* Where somebody stands in a module, and what a board may decide about it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "rules/modules.h"

static const struct module_rules	usual = {
	.attempts_most = 2, .rounding = ROUND_NEAREST,
	.component_passes = true, .compensate_from = 40, .resit_capped = true
};
static const struct date	today = { 2026, 11, 20 };
static struct arena		arena;

enum { PARTS_MAX = 5, CASES = 20000 };
struct made { struct assessed v[PARTS_MAX]; size_t n; };

/* xorshift64*: the same cases on every machine. */
static uint64_t	seed = 88172645463325252u;

static int
chance(int below)
{
	seed ^= seed >> 12;
	seed ^= seed << 25;
	seed ^= seed >> 27;
	return ((int)((seed * 2685821657736338717u >> 33) % (uint64_t)below));
}

static struct assessed
marked(int weight, int mark)
{
	return ((struct assessed){ .weight = weight, .pass_mark = 50,
	    .number = 1, .stage = ATTEMPT_MARKED, .mark = mark });
}

static struct assessed
due(int weight, struct date on)
{
	return ((struct assessed){ .weight = weight, .pass_mark = 50,
	    .number = 1, .stage = ATTEMPT_DUE, .due = on });
}

#define list(...) ((struct assessed_list){				\
	(struct assessed[]){ __VA_ARGS__ },				\
	sizeof((struct assessed[]){ __VA_ARGS__ }) /			\
	sizeof(struct assessed) })

static void
test_a_result_is_the_weighted_mean_a_half_goes_up(void **state)
{
	struct module_rules	down = usual;

	down.rounding = ROUND_DOWN;
	assert_int_equal(module_result(list(marked(100, 62)), &usual), 62);
	assert_int_equal(module_result(list(marked(50, 61), marked(50, 62)),
	    &usual), 62);
	assert_int_equal(module_result(list(marked(50, 61), marked(50, 62)),
	    &down), 61);
	assert_int_equal(module_result(list(marked(33, 50), marked(67, 51)),
	    &usual), 51);
	assert_int_equal(module_result(list(marked(70, 49), marked(30, 50)),
	    &usual), 49);
}

static void
test_there_is_no_result_while_something_is_missing(void **state)
{
	struct assessed	submitted = marked(40, 0);

	submitted.stage = ATTEMPT_SUBMITTED;
	assert_int_equal(module_result(list(marked(60, 70), due(40, today)),
	    &usual), NO_RESULT);
	assert_int_equal(module_result(list(marked(60, 70), submitted),
	    &usual), NO_RESULT);
	assert_int_equal(module_result(list(marked(60, 70)), &usual),
	    NO_RESULT);
	submitted.stage = ATTEMPT_NOT_SUBMITTED;
	assert_int_equal(module_result(list(marked(60, 70), submitted),
	    &usual), 42);
}

static void
test_a_resit_counts_as_a_pass_at_most(void **state)
{
	struct assessed		resit = marked(100, 80);
	struct module_rules	uncapped = usual;

	resit.number = 2;
	uncapped.resit_capped = false;
	assert_int_equal(module_result(list(resit), &usual), 50);
	assert_int_equal(module_result(list(resit), &uncapped), 80);
	resit.mark = 44;
	assert_int_equal(module_result(list(resit), &usual), 44);
	assert_int_equal(attempts_left(1, &usual), 1);
	assert_int_equal(attempts_left(2, &usual), 0);
	assert_int_equal(attempts_left(3, &usual), 0);
}

static void
test_the_rules_propose_what_the_marks_say(void **state)
{
	struct assessed	last = marked(100, 30);

	last.number = 2;
	assert_int_equal(board_proposal(list(marked(50, 50), marked(50, 50)),
	    &usual), WISH_PASS);
	assert_int_equal(board_proposal(list(marked(50, 42), marked(50, 60)),
	    &usual), WISH_COMPENSATED);
	assert_int_equal(board_proposal(list(marked(50, 39), marked(50, 70)),
	    &usual), WISH_RESIT);
	assert_int_equal(board_proposal(list(marked(100, 49)), &usual),
	    WISH_RESIT);
	assert_int_equal(board_proposal(list(last), &usual), WISH_FAIL);
	assert_int_equal(board_proposal(list(marked(50, 60), due(50, today)),
	    &usual), WISH_NONE);
}

static void
test_a_board_may_judge_but_not_against_the_record(void **state)
{
	struct assessed_list	passed = list(marked(100, 60));
	struct assessed_list	failed = list(marked(100, 30));
	struct assessed		last = marked(100, 30);

	last.number = 2;
	assert_null(board_refusal(&arena, WISH_PASS, passed, &usual));
	assert_null(board_refusal(&arena, WISH_FAIL, passed, &usual));
	assert_null(board_refusal(&arena, WISH_REPEAT, failed, &usual));
	assert_string_equal(board_refusal(&arena, WISH_PASS, failed, &usual),
	    "The result is below the pass mark");
	assert_string_equal(board_refusal(&arena, WISH_RESIT, passed, &usual),
	    "Every component was passed: there is nothing to resit");
	assert_string_equal(board_refusal(&arena, WISH_COMPENSATED, failed,
	    &usual), "Only a passing result with no mark below 40 can be "
	    "compensated");
	assert_string_equal(board_refusal(&arena, WISH_RESIT, list(last),
	    &usual), "No attempt is left: the programme allows 2");
	assert_null(board_refusal(&arena, WISH_DEFERRED,
	    list(due(100, today)), &usual));
	assert_string_equal(board_refusal(&arena, WISH_FAIL,
	    list(due(100, today)), &usual), "Not everything is marked yet: "
	    "the board can only defer");
}

static void
assert_standing(struct assessed_list all, enum board_wish decided,
    enum module_state wanted, const char *reason)
{
	struct module_standing	s = module_standing(&arena, all, decided,
				    &usual, today);

	assert_int_equal(s.state, wanted);
	assert_string_equal(s.reason, reason);
}

static void
test_a_standing_says_what_is_next(void **state)
{
	struct assessed	submitted = marked(100, 0), resit;

	submitted.stage = ATTEMPT_SUBMITTED;
	resit = due(100, (struct date){ 2026, 12, 1 });
	resit.number = 2;
	assert_standing((struct assessed_list){ 0 }, WISH_NONE,
	    MODULE_UNASSESSED, "Nothing is assessed yet");
	assert_standing(list(marked(60, 50)), WISH_NONE, MODULE_UNASSESSED,
	    "Its components do not add up to 100 yet");
	assert_standing(list(due(50, (struct date){ 2027, 1, 5 }),
	    due(50, (struct date){ 2026, 11, 19 })), WISH_NONE,
	    MODULE_OVERDUE, "Work was due on 19 November 2026");
	assert_standing(list(due(100, today)), WISH_NONE, MODULE_TO_COME,
	    "Next: work due on 20 November 2026");
	assert_standing(list(submitted), WISH_NONE, MODULE_TO_MARK,
	    "1 of 1 handed in and not marked yet");
	assert_standing(list(marked(100, 58)), WISH_NONE, MODULE_TO_DECIDE,
	    "Provisional result 58. It waits for the board");
	assert_standing(list(marked(100, 58)), WISH_PASS, MODULE_PASSED,
	    "Passed with 58");
	assert_standing(list(resit), WISH_RESIT, MODULE_TO_COME,
	    "Next: a resit due on 1 December 2026");
	assert_standing(list(marked(100, 20)), WISH_FAIL, MODULE_FAILED,
	    "Not passed");
	assert_standing(list(marked(100, 20)), WISH_DEFERRED, MODULE_DEFERRED,
	    "The board decides later");
}

static void
test_attendance_counts_what_was_not_excused(void **state)
{
	assert_int_equal(attendance_share(0, 0), -1);
	assert_int_equal(attendance_share(5, 0), 100);
	assert_int_equal(attendance_share(0, 3), 0);
	assert_int_equal(attendance_share(2, 1), 66);
}

/* Weights that are 100 together, and any mark and attempt. */
static struct made
random_module(void)
{
	struct made	m = { .n = (size_t)chance(PARTS_MAX) + 1 };
	int		left = 100;

	for (size_t i = 0; i < m.n; i++) {
		int	rest = (int)(m.n - i - 1);

		m.v[i] = marked(rest == 0 ? left : 1 + chance(left - rest),
		    chance(101));
		m.v[i].number = 1 + chance(2);
		m.v[i].pass_mark = 40 + chance(21);
		if (chance(10) == 0)
			m.v[i].stage = ATTEMPT_NOT_SUBMITTED;
		left -= m.v[i].weight;
	}
	return (m);
}

static void
test_any_result_lies_between_its_marks(void **state)
{
	struct made		m;
	struct assessed_list	l;
	int			result, low, high, counted;
	enum board_wish		wish;

	for (int i = 0; i < CASES; i++) {
		m = random_module();
		l = (struct assessed_list){ m.v, m.n };
		result = module_result(l, &usual);
		low = 100;
		high = 0;
		for (size_t p = 0; p < m.n; p++) {
			counted = mark_counted(&m.v[p], &usual);
			low = counted < low ? counted : low;
			high = counted > high ? counted : high;
		}
		assert_in_range(result, low, high);
		wish = board_proposal(l, &usual);
		assert_int_not_equal(wish, WISH_NONE);
		assert_null(board_refusal(&arena, wish, l, &usual));
		arena_reset(&arena);
	}
}

static void
test_a_better_mark_never_makes_a_result_worse(void **state)
{
	struct made		m;
	struct assessed_list	l;
	int			before;
	size_t			which;

	for (int i = 0; i < CASES; i++) {
		m = random_module();
		l = (struct assessed_list){ m.v, m.n };
		which = (size_t)chance((int)m.n);
		before = module_result(l, &usual);
		if (m.v[which].mark == 100)
			continue;
		m.v[which].mark++;
		assert_true(module_result(l, &usual) >= before);
	}
}

static void
test_states_have_words_and_codes_of_their_own(void **state)
{
	for (enum module_state s = 0; s < MODULE_STATES; s++)
		for (enum module_state o = 0; o < s; o++) {
			assert_string_not_equal(module_state_words(s),
			    module_state_words(o));
			assert_string_not_equal(module_state_code(s),
			    module_state_code(o));
		}
	for (enum board_wish w = WISH_NONE; w <= WISH_DEFERRED; w++)
		assert_true(*board_wish_words(w) != '\0');
}

int
main(void)
{
#define test(name) cmocka_unit_test(name)
	const struct CMUnitTest	tests[] = {
		test(test_a_result_is_the_weighted_mean_a_half_goes_up),
		test(test_there_is_no_result_while_something_is_missing),
		test(test_a_resit_counts_as_a_pass_at_most),
		test(test_the_rules_propose_what_the_marks_say),
		test(test_a_board_may_judge_but_not_against_the_record),
		test(test_a_standing_says_what_is_next),
		test(test_attendance_counts_what_was_not_excused),
		test(test_any_result_lies_between_its_marks),
		test(test_a_better_mark_never_makes_a_result_worse),
		test(test_states_have_words_and_codes_of_their_own),
	};
	int			failed;

	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_release(&arena);
	return (failed);
}
