/* What may happen to a place on a programme, by example and in random lives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rules/enrolment.h"

enum { LIVES = 4000, CHANGES = 30, DAYS = 400, FIRST_DAY = 20000 };

static struct arena	arena;

/* A life is a list of changes that were all found good. */
struct life {
	struct change		changes[CHANGES];
	struct place		places[CHANGES + 1];	/* after so many */
	size_t			n;
	struct change_facts	facts;
};

static struct date
day(int n)
{
	return (date_from_number(FIRST_DAY + n));
}

static struct life
begin(enum change_kind kind, int starts)
{
	struct life	l = { .n = 1, .facts = { .today = day(DAYS),
			    .cohort_starts = day(0), .cohort_ends = day(300),
			    .ends = day(300), .latest_end = day(350) } };

	l.changes[0] = (struct change){ .kind = kind, .on = day(0),
	    .cohort = 1, .employer = 1, .starts_on = day(starts) };
	l.places[1] = place_after(l.changes, 1);
	return (l);
}

static bool
same(const struct place *a, const struct place *b)
{
	return (a->state == b->state && a->cohort == b->cohort &&
	    a->employer == b->employer &&
	    date_compare(a->starts_on, b->starts_on) == 0 &&
	    date_compare(a->ends_on, b->ends_on) == 0);
}

static bool
try(struct life *l, struct change c)
{
	struct change_fault	fault;
	struct place		was = l->places[l->n];

	l->changes[l->n] = c;
	l->facts.ends = date_is_set(was.ends_on) ? was.ends_on : day(300);
	fault = change_check(&arena, l->changes, l->n + 1, &l->facts);
	assert_true((fault.why == NULL) == (fault.field == NULL));
	if (fault.why != NULL) {
		assert_true(strlen(fault.why) > 20);
		return (false);
	}
	l->n++;
	l->places[l->n] = place_after(l->changes, l->n);
	return (true);
}

static struct change
on(enum change_kind kind, int n)
{
	return ((struct change){ .kind = kind, .on = day(n) });
}

static struct change
undo(size_t which)
{
	return ((struct change){ .kind = CHANGE_UNDONE, .undoes = which,
	    .on = day(DAYS) });
}

static struct change
random_change(const struct life *l)
{
	struct change	c = on((enum change_kind)(rand() % CHANGE_KINDS),
			    rand() % (DAYS + 10));

	if (rand() % 3 != 0)	/* mostly soon after the last */
		c.on = date_plus_days(l->changes[l->n - 1].on, rand() % 20);
	if (c.kind == CHANGE_UNDONE)
		c.undoes = rand() % 4 == 0 ? (size_t)rand() % l->n :
		    change_latest(l->changes, l->n);
	if (c.kind == CHANGE_TRANSFERRED || c.kind == CHANGE_ENROLLED) {
		c.cohort = 1 + rand() % 3;
		c.employer = c.kind == CHANGE_ENROLLED ? 0 : 1 + rand() % 3;
		c.starts_on = day(rand() % 320);
	}
	if (c.kind == CHANGE_EXTENDED)
		c.ends_on = day(280 + rand() % 80);
	return (c);
}

static struct life
random_life(int seed)
{
	struct life	l;

	srand((unsigned)seed);
	l = begin(rand() % 4 == 0 ? CHANGE_OFFERED : CHANGE_ENROLLED,
	    rand() % 40);
	for (int i = 0; i < 200 && l.n < CHANGES; i++)
		try(&l, random_change(&l));
	return (l);
}

/* Which of the changes stand, worked out as a stack. */
static size_t
standing(const struct life *l, size_t n, size_t stack[CHANGES])
{
	size_t	height = 0;

	for (size_t i = 0; i < n; i++) {
		if (l->changes[i].kind == CHANGE_UNDONE)
			height--;
		else
			stack[height++] = i;
	}
	return (height);
}

static void
test_an_undoing_restores_exactly_what_was_before(void **state)
{
	size_t	undone = 0;

	for (int seed = 0; seed < LIVES; seed++) {
		struct life	l = random_life(seed);
		size_t		stack[CHANGES], height;

		for (size_t i = 1; i < l.n; i++) {
			if (l.changes[i].kind != CHANGE_UNDONE)
				continue;
			height = standing(&l, i, stack);
			assert_true(height > 1);
			assert_int_equal(l.changes[i].undoes,
			    stack[height - 1]);
			assert_true(same(&l.places[i + 1],
			    &l.places[stack[height - 1]]));
			undone++;
		}
		arena_reset(&arena);
	}
	assert_true(undone > LIVES);
}

/* The replay of all, against each change applied by the table alone. */
static void
test_the_state_is_always_the_replay_of_what_stands(void **state)
{
	for (int seed = 0; seed < LIVES; seed++) {
		struct life	l = random_life(seed);
		enum place_state is;
		size_t		stack[CHANGES], height;

		for (size_t n = 1; n <= l.n; n++) {
			height = standing(&l, n, stack);
			is = PLACE_NONE;
			for (size_t i = 0; i < height; i++) {
				is = change_leads(is,
				    l.changes[stack[i]].kind);
				assert_int_not_equal(is, PLACE_NONE);
			}
			assert_int_equal(l.places[n].state, is);
			assert_int_equal(change_latest(l.changes, n),
			    height > 1 ? stack[height - 1] : n);
		}
		arena_reset(&arena);
	}
}

static bool
is_away(const struct away *v, size_t n, struct date d)
{
	for (size_t i = 0; i < n; i++)
		if (date_compare(v[i].from, d) <= 0 &&
		    (!date_is_set(v[i].to) || date_compare(d, v[i].to) < 0))
			return (true);
	return (false);
}

/* Day by day: away exactly when the changes up to then leave them so. */
static void
test_absences_never_overlap_and_hold_every_day_away(void **state)
{
	size_t	found = 0;

	for (int seed = 0; seed < LIVES; seed++) {
		struct life	 l = random_life(seed);
		struct away	*v;
		size_t		 stack[CHANGES], height, n;

		height = standing(&l, l.n, stack);
		n = aways(&arena, l.changes, l.n, &v);
		found += n;
		for (size_t i = 0; i < n; i++) {
			if (i > 0)
				assert_true(date_compare(v[i - 1].to,
				    v[i].from) <= 0);
			assert_true(date_is_set(v[i].to) ?
			    date_compare(v[i].from, v[i].to) < 0 : i + 1 == n);
		}
		for (int d = 0; d <= DAYS; d++) {
			enum place_state is = PLACE_NONE;

			for (size_t i = 0; i < height; i++)
				if (date_compare(l.changes[stack[i]].on,
				    day(d)) <= 0)
					is = change_leads(is,
					    l.changes[stack[i]].kind);
			assert_int_equal(is_away(v, n, day(d)),
			    is == PLACE_PAUSED || is == PLACE_WITHDRAWN);
		}
		arena_reset(&arena);
	}
	assert_true(found > LIVES);
}

static void
test_what_does_not_fit_is_never_found_good_today(void **state)
{
	for (int seed = 0; seed < LIVES; seed++) {
		struct life	l = random_life(seed);
		struct place	p = l.places[l.n];
		struct change	c = random_change(&l);

		if (l.n == CHANGES || c.kind == CHANGE_UNDONE)
			continue;
		c.on = l.facts.today;
		if (try(&l, c))
			assert_true(change_fits(&p, c.kind, l.facts.today));
		arena_reset(&arena);
	}
}

static const char *
why(struct life *l, struct change c)
{
	l->changes[l->n] = c;
	return (change_check(&arena, l->changes, l->n + 1, &l->facts).why);
}

static void
test_reasons_are_in_words(void **state)
{
	struct life	l = begin(CHANGE_ENROLLED, 10);

	l.facts.today = day(100);
	assert_string_equal(why(&l, on(CHANGE_RESUMED, 20)), "Somebody who is "
	    "enrolled cannot be resumed");
	assert_string_equal(why(&l, on(CHANGE_PAUSED, 101)), "The date must "
	    "be today or in the past");
	assert_string_equal(why(&l, on(CHANGE_PAUSED, 9)), "The date must be "
	    "on or after 14 October 2024, when they started");
	assert_string_equal(why(&l, on(CHANGE_DEFERRED, 10)), "The date must "
	    "be before 14 October 2024, when they start: pause the enrolment "
	    "of somebody who has started");
	assert_string_equal(why(&l, undo(0)), "There is nothing that can be "
	    "undone");
	assert_null(why(&l, on(CHANGE_DEFERRED, 9)));
	assert_true(try(&l, on(CHANGE_PAUSED, 20)));
	assert_string_equal(why(&l, on(CHANGE_WITHDRAWN, 19)), "The date must "
	    "be on or after 24 October 2024, the date of the change before "
	    "it");
	assert_string_equal(why(&l, on(CHANGE_RESUMED, 20)), "The date must "
	    "be after 24 October 2024, when the pause began");
	assert_string_equal(why(&l, undo(0)), "Only the latest change can be "
	    "undone");
	assert_null(why(&l, undo(1)));
	assert_null(why(&l, on(CHANGE_RESUMED, 21)));
}

static void
test_an_extension_ends_later_and_within_the_limit(void **state)
{
	struct life	l = begin(CHANGE_ENROLLED, 0);
	struct change	c = on(CHANGE_EXTENDED, 5);

	c.ends_on = day(300);
	assert_string_equal(why(&l, c), "The new end must be after 31 July "
	    "2025, when they finish now");
	c.ends_on = day(351);
	assert_string_equal(why(&l, c), "The new end must be on or before 19 "
	    "September 2025, the longest that the programme allows");
	c.ends_on = day(350);
	assert_true(try(&l, c));
	assert_int_equal(date_compare(l.places[l.n].ends_on, day(350)), 0);
	assert_true(try(&l, (struct change){ .kind = CHANGE_TRANSFERRED,
	    .on = day(6), .cohort = 2, .employer = 1 }));
	assert_false(date_is_set(l.places[l.n].ends_on));
	assert_true(try(&l, undo(2)));
	assert_int_equal(date_compare(l.places[l.n].ends_on, day(350)), 0);
}

static void
test_a_transfer_leads_elsewhere(void **state)
{
	struct life	l = begin(CHANGE_ENROLLED, 0);
	struct change	c = { .kind = CHANGE_TRANSFERRED, .on = day(5),
			    .cohort = 1, .employer = 1 };

	assert_string_equal(why(&l, c), "Select another cohort or enter "
	    "another employer");
	c.employer = 2;
	assert_true(try(&l, c));
	assert_int_equal(l.places[l.n].employer, 2);
	assert_int_equal(l.places[l.n].cohort, 1);
}

static int
drop_arena(void **state)
{
	arena_release(&arena);
	return (0);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(
		    test_an_undoing_restores_exactly_what_was_before),
		cmocka_unit_test(
		    test_the_state_is_always_the_replay_of_what_stands),
		cmocka_unit_test(
		    test_absences_never_overlap_and_hold_every_day_away),
		cmocka_unit_test(
		    test_what_does_not_fit_is_never_found_good_today),
		cmocka_unit_test(test_reasons_are_in_words),
		cmocka_unit_test(
		    test_an_extension_ends_later_and_within_the_limit),
		cmocka_unit_test(test_a_transfer_leads_elsewhere),
	};

	return (cmocka_run_group_tests(tests, NULL, drop_arena));
}
