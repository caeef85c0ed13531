/* Whose turn it is, by example and in random histories; and what speaks
 * against who joins a unit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "histories.h"
#include "rules/turns.h"
#include "rules/units.h"

enum { STEPS = 25, FIRST_DAY = 20000, DAYS = 500 };

static struct arena	arena;

static struct date
day(int n)
{
	return (date_from_number(FIRST_DAY + n));
}

struct book { struct turn v[STEPS]; size_t n; };

static struct turns
of(const struct book *b)
{
	return ((struct turns){ b->v, b->n });
}

/* As the database records it. */
static void
begin(struct book *b, int64_t who, struct date from)
{
	struct turn	*latest = (struct turn *)turn_latest(of(b));
	struct turn	 t = { .id = (int64_t)b->n + 1, .who = who,
			    .from = from };

	if (latest != NULL && !date_is_set(latest->to)) {
		latest->to = date_plus_days(from, -1);
		t.replaces = latest->id;
	}
	b->v[b->n++] = t;
}

static void
undo(struct book *b)
{
	struct turn_undone	u = turn_undoing(of(b));
	struct date		never = { 0 };

	if (u.undoing == END_TAKEN_BACK)
		((struct turn *)u.turn)->to = never;
	if (u.undoing == TURN_REMOVED)
		((struct turn *)u.turn)->removed = true;
	if (u.goes_on != NULL)
		((struct turn *)u.goes_on)->to = never;
}

static void
test_nobody_holds_what_nobody_was_given(void **state)
{
	struct turns	none = { NULL, 0 };

	assert_null(turn_latest(none));
	assert_null(turn_on(none, day(0)));
	assert_int_equal(turn_undoing(none).undoing, NOTHING_TO_UNDO);
	assert_int_equal(date_compare(turn_free_from(none, day(3)), day(3)),
	    0);
}

static void
test_a_hand_over_ends_the_day_before(void **state)
{
	struct book	b = { 0 };

	begin(&b, 7, day(0));
	begin(&b, 8, day(30));
	assert_int_equal(turn_on(of(&b), day(29))->who, 7);
	assert_int_equal(turn_on(of(&b), day(30))->who, 8);
	assert_null(turn_on(of(&b), day(-1)));
	undo(&b);
	assert_int_equal(turn_on(of(&b), day(400))->who, 7);
	undo(&b);
	assert_null(turn_on(of(&b), day(0)));
}

static void
test_the_next_begins_after_what_stands(void **state)
{
	struct book	b = { 0 };

	begin(&b, 7, day(0));
	assert_int_equal(date_compare(turn_free_from(of(&b), day(-5)), day(1)),
	    0);
	assert_int_equal(date_compare(turn_free_from(of(&b), day(9)), day(9)),
	    0);
	b.v[0].to = day(40);
	assert_int_equal(date_compare(turn_free_from(of(&b), day(9)),
	    day(41)), 0);
	b.v[0].removed = true;
	assert_int_equal(date_compare(turn_free_from(of(&b), day(9)), day(9)),
	    0);
}

/* One of the steps that may be taken now. */
static void
step(struct book *b, struct history *h)
{
	const struct turn	*latest = turn_latest(of(b));
	struct date		 free = turn_free_from(of(b), day(0));

	if (chance(h, 3) == 0 && latest != NULL &&
	    !date_is_set(latest->to)) {
		((struct turn *)latest)->to = date_plus_days(latest->from,
		    chance(h, 40));
		return;
	}
	begin(b, chance(h, 5), date_plus_days(free, chance(h, 30)));
}

static void
test_one_holds_a_place_at_a_time_in_every_history(void **state)
{
	for (int seed = 1; seed <= HISTORIES; seed++) {
		struct history	h = { .seed = (uint64_t)seed * 7919 + 1 };
		struct book	b = { 0 };

		while (b.n < STEPS - 1) {
			step(&b, &h);
			if (chance(&h, 4) == 0)
				undo(&b);
		}
		for (int d = -1; d < DAYS; d += 7) {
			int	holders = 0;

			for (size_t i = 0; i < b.n; i++)
				holders += turn_on((struct turns){ &b.v[i],
				    1 }, day(d)) != NULL;
			assert_in_range(holders, 0, 1);
		}
	}
}

/* Every step, undone in turn, leads back over each state to nothing. */
static void
test_undoing_retraces_every_history(void **state)
{
	struct book	was[STEPS];

	for (int seed = 1; seed <= HISTORIES; seed++) {
		struct history	h = { .seed = (uint64_t)seed * 104729 + 1 };
		struct book	b = { 0 };
		int		steps = 0;

		for (; steps < STEPS - 1; steps++) {
			was[steps] = b;
			step(&b, &h);
		}
		while (steps-- > 0) {
			undo(&b);
			for (int d = -1; d < DAYS; d += 11) {
				const struct turn *is = turn_on(of(&b),
				    day(d)), *then = turn_on(of(&was[steps]),
				    day(d));

				assert_int_equal(is == NULL ? -1 : is->who,
				    then == NULL ? -1 : then->who);
			}
		}
		assert_int_equal(turn_undoing(of(&b)).undoing,
		    NOTHING_TO_UNDO);
	}
}

static void
test_a_unit_has_as_many_as_the_programme_has_set(void **state)
{
	assert_int_equal(unit_size(3, 4, 6), UNIT_SMALL);
	assert_int_equal(unit_size(4, 4, 6), UNIT_FITS);
	assert_int_equal(unit_size(6, 4, 6), UNIT_FITS);
	assert_int_equal(unit_size(7, 4, 6), UNIT_LARGE);
}

static void
test_what_speaks_against_it_is_said_once_each(void **state)
{
	struct joiner	mary = { "Mary", "Brook", 3 }, sian = { "Sian",
			    "Ashby", 2 };
	struct cautions	c = { .n = 0 };

	caution_size(&arena, &c, "North unit", 6, 6);
	caution_employer(&arena, &c, &sian, 2, "Ashby");
	caution_load(&arena, &c, "Ines", 16, 16);
	assert_int_equal(c.n, 0);
	caution_size(&arena, &c, "North unit", 7, 6);
	caution_employer(&arena, &c, &mary, 2, "Ashby");
	caution_load(&arena, &c, "Ines", 17, 16);
	assert_int_equal(c.n, 3);
	assert_string_equal(c.v[0], "North unit would have 7 trainees. The "
	    "programme has set 6 at most");
	assert_string_equal(c.v[1], "Mary is employed by Brook, not by Ashby, "
	    "which hosts the unit");
	assert_string_equal(c.v[2], "Ines would have 17 trainees. The "
	    "programme has set 16 at once");
	for (int i = 0; i < 2 * CAUTIONS_MAX; i++)
		caution_add(&c, "More");
	assert_int_equal(c.n, CAUTIONS_MAX);
	assert_non_null(strstr(c.v[CAUTIONS_MAX - 1], "choose fewer"));
}

static void
test_a_lead_is_registered_until_the_last_day(void **state)
{
	struct lead_facts	l = { .name = "Leo", .swe_number = "SW1",
				    .registered_until = day(10) };

	assert_null(lead_unregistered(&arena, &l, day(10)));
	assert_non_null(lead_unregistered(&arena, &l, day(11)));
	l.registered_until = (struct date){ 0 };
	assert_null(lead_unregistered(&arena, &l, day(11)));
	l.refused = true;
	assert_non_null(strstr(lead_unregistered(&arena, &l, day(0)),
	    "suspended"));
	l.swe_number = NULL;
	assert_non_null(strstr(lead_unregistered(&arena, &l, day(0)),
	    "No Social Work England number"));
}

static int
leave(void **state)
{
	arena_reset(&arena);
	return (0);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
#define test(name) cmocka_unit_test(name)
		test(test_nobody_holds_what_nobody_was_given),
		test(test_a_hand_over_ends_the_day_before),
		test(test_the_next_begins_after_what_stands),
		test(test_one_holds_a_place_at_a_time_in_every_history),
		test(test_undoing_retraces_every_history),
		test(test_a_unit_has_as_many_as_the_programme_has_set),
		test(test_what_speaks_against_it_is_said_once_each),
		test(test_a_lead_is_registered_until_the_last_day),
	};

	return (cmocka_run_group_tests(tests, NULL, leave));
}
