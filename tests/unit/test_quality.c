/*
 * What follows from audits, and what may become of actions.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "histories.h"
#include "rules/quality.h"

#define DAY(y, m, d)	((struct date){ y, m, d })

static void
test_every_area_has_its_words(void **state)
{
	for (int i = 0; i < QUALITY_AREAS; i++) {
		assert_true(strlen(area_words(i)) > 8);
		assert_true(area_question(i)[strlen(area_question(i)) - 1] ==
		    '?');
		for (int g = GIVER_TRAINEE; g <= GIVER_TUTOR; g++)
			assert_true(strlen(area_statement(
			    (enum quality_giver)g, i)) > 20);
		for (int j = 0; j < i; j++)
			assert_string_not_equal(area_code(i), area_code(j));
	}
	for (int i = 0; i <= AGREEMENTS; i++)
		assert_true(*agreement_words(i) != '\0');
}

static void
test_an_audit_stands_to_its_last_day(void **state)
{
	struct audit_facts	a = { DAY(2024, 2, 29), DAY(2026, 2, 28) };

	assert_int_equal(audit_standing(&a, DAY(2025, 12, 29), 60),
	    AUDIT_STANDS);
	assert_int_equal(audit_standing(&a, DAY(2025, 12, 30), 60),
	    AUDIT_DUE);
	assert_int_equal(audit_standing(&a, DAY(2026, 2, 28), 60), AUDIT_DUE);
	assert_int_equal(audit_standing(&a, DAY(2026, 3, 1), 60),
	    AUDIT_OUT_OF_DATE);
	assert_int_equal(audit_standing(&a, DAY(2026, 2, 27), 0),
	    AUDIT_STANDS);
	a.not_yet = true;
	assert_int_equal(audit_standing(&a, DAY(2026, 2, 1), 60),
	    AUDIT_NOT_YET);
	a = (struct audit_facts){ 0 };
	assert_int_equal(audit_standing(&a, DAY(2026, 2, 1), 60),
	    NEVER_AUDITED);
}

/* Whatever is tried, in whatever order: a host only ever answers, nothing that
 * was closed changes but by being opened again, and every state has words. */
static void
test_no_history_takes_a_step_that_is_not_theirs(void **state)
{
	struct history		h;
	enum action_stage	is, next;
	enum action_step	step;
	bool			host;

	for (int seed = 0; seed < HISTORIES; seed++) {
		h = random_history(seed);
		is = ACTION_OPEN;
		for (int i = 0; i < 40; i++) {
			step = (enum action_step)chance(&h, ACTION_STEPS);
			host = chance(&h, 2) == 0;
			next = action_after(is, step, host);
			if (next == ACTION_NONE)
				continue;
			assert_true(*action_stage_words(next) != '\0');
			assert_true(host == (step == STEP_ANSWER));
			if (is == ACTION_DONE || is == ACTION_DROPPED)
				assert_int_equal(step, STEP_OPEN_AGAIN);
			if (next == ACTION_ANSWERED)
				assert_true(host);
			if (step == STEP_CHANGE)
				assert_int_equal(is, next);
			is = next;
		}
	}
}

/* From every state there is a way on for somebody. */
static void
test_no_action_is_stuck(void **state)
{
	for (int is = ACTION_OPEN; is < ACTION_STAGES; is++) {
		int	ways = 0;

		for (int step = 0; step < ACTION_STEPS; step++)
			ways += action_after((enum action_stage)is,
			    (enum action_step)step, false) != ACTION_NONE;
		assert_true(ways > 0);
	}
}

static void
test_an_action_is_overdue_from_the_day_after(void **state)
{
	struct date	due = DAY(2026, 6, 15);

	assert_false(action_overdue(ACTION_OPEN, due, due));
	assert_true(action_overdue(ACTION_OPEN, due, DAY(2026, 6, 16)));
	assert_true(action_overdue(ACTION_ANSWERED, due, DAY(2026, 6, 16)));
	assert_false(action_overdue(ACTION_DONE, due, DAY(2026, 6, 16)));
	assert_false(action_overdue(ACTION_DROPPED, due, DAY(2026, 6, 16)));
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_every_area_has_its_words),
		cmocka_unit_test(test_an_audit_stands_to_its_last_day),
		cmocka_unit_test(
		    test_no_history_takes_a_step_that_is_not_theirs),
		cmocka_unit_test(test_no_action_is_stuck),
		cmocka_unit_test(test_an_action_is_overdue_from_the_day_after),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
