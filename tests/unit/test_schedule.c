/*
 * What a placement expects by a date: cases that people meet, and properties
 * that hold for every history.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "rules/bank_holidays.h"
#include "rules/schedule.h"

#include "histories.h"

static const struct pattern full_time = { .halves = { 2, 2, 2, 2, 2, 0, 0 } };
/* Monday to Wednesday, and Thursday morning. */
static const struct pattern part_time = { .halves = { 2, 2, 2, 1, 0, 0, 0 } };

static struct date
iso(const char *s)
{
	struct date	d = { 0 };

	assert_true(date_parse_iso(s, &d));
	return (d);
}

/* From Monday 7 September 2026 to Friday 29 January 2027. */
static struct schedule
autumn(const struct pattern *pattern)
{
	return ((struct schedule){
	    .from = { 2026, 9, 7 }, .to = { 2027, 1, 29 },
	    .required_halves = 140,
	    .patterns = pattern, .npatterns = 1 });
}

static int
expected(const struct schedule *s, const char *on)
{
	return (expected_halves(s, iso(on)));
}

static void
test_a_day_is_expected_once_it_has_passed(void **state)
{
	struct schedule	s = autumn(&full_time);

	assert_int_equal(expected(&s, "2026-09-01"), 0);
	assert_int_equal(expected(&s, "2026-09-07"), 0);
	assert_int_equal(expected(&s, "2026-09-08"), 2);
	assert_int_equal(expected(&s, "2026-09-12"), 10);
	assert_int_equal(expected(&s, "2026-09-14"), 10);
	assert_int_equal(expected(&s, "2026-09-15"), 12);
}

static void
test_a_part_time_pattern_expects_its_own_days(void **state)
{
	struct schedule	s = autumn(&part_time);

	assert_int_equal(expected(&s, "2026-09-10"), 6);
	assert_int_equal(expected(&s, "2026-09-11"), 7);
	assert_int_equal(expected(&s, "2026-09-14"), 7);
	assert_int_equal(expected(&s, "2026-09-21"), 14);
}

static void
test_bank_holidays_are_not_expected(void **state)
{
	struct schedule	s = autumn(&full_time);

	s.required_halves = 400;
	assert_int_equal(halves_on(&s, iso("2026-12-24")), 2);
	assert_int_equal(halves_on(&s, iso("2026-12-25")), 0);
	assert_int_equal(halves_on(&s, iso("2026-12-28")), 0);
	assert_int_equal(expected(&s, "2026-12-29") -
	    expected(&s, "2026-12-24"), 2);
}

static void
test_an_interruption_expects_nothing_while_it_lasts(void **state)
{
	struct span	sick = { { 2026, 9, 9 }, { 2026, 9, 15 }, "sickness" };
	struct schedule	s = autumn(&full_time);

	s.interruptions = &sick;
	s.ninterruptions = 1;
	assert_int_equal(expected(&s, "2026-09-09"), 4);
	assert_int_equal(expected(&s, "2026-09-16"), 4);
	assert_int_equal(expected(&s, "2026-09-17"), 6);
	assert_string_equal(interruption_on(&s, iso("2026-09-15"))->why,
	    "sickness");
	assert_null(interruption_on(&s, iso("2026-09-16")));
	sick.to = (struct date){ 0 };
	assert_int_equal(expected(&s, "2027-01-29"), 4);
}

static void
test_a_late_start_is_the_start_of_its_pattern(void **state)
{
	struct pattern	late = full_time;
	struct schedule	s = autumn(&late);

	late.from = (struct date){ 2026, 9, 21 };
	assert_int_equal(expected(&s, "2026-09-21"), 0);
	assert_int_equal(expected(&s, "2026-09-22"), 2);
}

static void
test_a_change_of_pattern_counts_from_its_day(void **state)
{
	struct pattern	both[] = { full_time, part_time };
	struct schedule	s = autumn(both);

	s.npatterns = 2;
	both[1].from = (struct date){ 2026, 9, 14 };
	assert_int_equal(expected(&s, "2026-09-14"), 10);
	assert_int_equal(expected(&s, "2026-09-21"), 17);
}

static void
test_no_more_is_expected_than_is_required(void **state)
{
	struct schedule	s = autumn(&full_time);

	s.required_halves = 7;
	assert_int_equal(expected(&s, "2026-09-10"), 6);
	assert_int_equal(expected(&s, "2026-09-11"), 7);
	assert_int_equal(expected(&s, "2028-09-11"), 7);
}

static void
test_all_is_expected_once_the_placement_has_ended(void **state)
{
	struct schedule	s = autumn(&part_time);

	s.required_halves = 400;
	assert_true(expected(&s, "2027-01-29") < 160);
	assert_int_equal(expected(&s, "2027-01-30"), 400);
	s.npatterns = 0;
	assert_int_equal(expected(&s, "2027-01-29"), 0);
	assert_int_equal(expected(&s, "2027-01-30"), 400);
}

static void
test_an_interruption_beyond_the_end_defers_what_is_due(void **state)
{
	struct span	two[] = {
		{ { 2027, 1, 18 }, { 2027, 2, 14 }, "sickness" },
		{ { 2027, 2, 15 }, { 2027, 2, 28 }, "bereavement" },
	};
	struct schedule	s = autumn(&part_time);

	s.required_halves = 400;
	s.interruptions = two;
	s.ninterruptions = 2;
	assert_true(expected(&s, "2027-02-28") < 160);
	assert_int_equal(expected(&s, "2027-03-01"), 400);
	two[1].to = (struct date){ 0 };
	assert_true(expected(&s, "2030-03-01") < 160);
}

static void
test_no_placement_expects_nothing(void **state)
{
	struct schedule	s = { .required_halves = 140,
		.patterns = &full_time, .npatterns = 1 };
	struct arena	arena = { 0 };

	assert_int_equal(expected(&s, "2026-09-10"), 0);
	assert_int_equal(halves_on(&s, iso("2026-09-10")), 0);
	assert_int_equal(expected_curve(&arena, &s).n, 0);
	assert_false(date_is_set(finish_on(&s, 0, iso("2026-09-10"))));
}

static void
test_the_finish_is_the_day_that_does_the_last_half(void **state)
{
	struct schedule	s = autumn(&full_time);
	struct date	d;

	s.required_halves = 20;
	d = finish_on(&s, 0, iso("2026-01-01"));
	assert_int_equal(date_compare(d, iso("2026-09-18")), 0);
	d = finish_on(&s, 19, iso("2026-09-12"));
	assert_int_equal(date_compare(d, iso("2026-09-14")), 0);
	assert_false(date_is_set(finish_on(&s, 20, iso("2026-09-12"))));
	s.npatterns = 0;
	assert_false(date_is_set(finish_on(&s, 0, iso("2026-09-12"))));
}

static void
test_the_last_pattern_goes_on_after_the_end(void **state)
{
	struct pattern	p = full_time;
	struct schedule	s = autumn(&p);
	struct date	d;

	p.to = s.to;
	d = finish_on(&s, 130, iso("2027-02-01"));
	assert_int_equal(date_compare(d, iso("2027-02-05")), 0);
	d = finish_on(&s, 130, iso("2027-03-26"));
	assert_int_equal(date_compare(d, iso("2027-04-05")), 0);
}

/* The slow way to the same answer, from the words of the header. */
static int
counted(const struct schedule *s, struct date on)
{
	struct date	d = s->from;
	int		halves = 0;

	for (; date_compare(d, on) < 0; d = date_plus_days(d, 1))
		halves += halves_on(s, d);
	return (halves < s->required_halves ? halves : s->required_halves);
}

static void
test_expected_never_falls_and_is_never_above_required(void **state)
{
	struct history	 h;
	struct schedule	*s;
	struct date	 d;
	int		 seed, halves, before;

	for (seed = 0; seed < HISTORIES; seed++) {
		h = random_history(seed);
		s = schedule_of(&h);
		before = 0;
		d = date_plus_days(s->from, -3);
		for (; date_compare(d, date_plus_days(s->to, 90)) < 0;
		    d = date_plus_days(d, 1 + chance(&h, 9))) {
			halves = expected_halves(s, d);
			assert_true(halves >= before);
			assert_true(halves <= s->required_halves);
			if (date_compare(d, s->to) <= 0)
				assert_int_equal(halves, counted(s, d));
			before = halves;
		}
	}
}

static void
test_another_interruption_never_raises_what_is_expected(void **state)
{
	struct history	 h, more;
	struct date	 d;
	int		 seed;

	for (seed = 0; seed < HISTORIES; seed++) {
		more = h = random_history(seed);
		random_span(&more,
		    &more.spans[more.schedule.ninterruptions++]);
		d = date_plus_days(h.schedule.from, -3);
		for (; date_compare(d, date_plus_days(h.schedule.to, 90)) < 0;
		    d = date_plus_days(d, 11))
			assert_true(expected_halves(schedule_of(&more), d) <=
			    expected_halves(schedule_of(&h), d));
	}
}

static void
test_a_pattern_cut_in_two_changes_nothing(void **state)
{
	struct history	 h, cut;
	struct pattern	*tail;
	struct date	 d;
	int		 seed;

	for (seed = 0; seed < HISTORIES; seed++) {
		cut = h = random_history(seed);
		h.schedule.npatterns = cut.schedule.npatterns = 1;
		random_pattern(&h, &h.patterns[0]);
		cut.patterns[0] = h.patterns[0];
		tail = &cut.patterns[cut.schedule.npatterns++];
		*tail = cut.patterns[0];
		tail->from = date_plus_days(tail->from, 1 + chance(&h, 90));
		cut.patterns[0].to = date_plus_days(tail->from, -1);
		if (date_is_set(tail->to) &&
		    date_compare(tail->from, tail->to) > 0)
			continue;
		d = h.schedule.from;
		for (; date_compare(d, h.schedule.to) <= 0;
		    d = date_plus_days(d, 5))
			assert_int_equal(
			    expected_halves(schedule_of(&cut), d),
			    expected_halves(schedule_of(&h), d));
	}
}

static void
test_every_point_of_the_curve_is_what_is_expected(void **state)
{
	struct arena	 arena = { 0 };
	struct history	 h;
	struct schedule	*s;
	struct curve	 c;
	size_t		 i;
	int		 seed;

	for (seed = 0; seed < HISTORIES; seed++) {
		h = random_history(seed);
		s = schedule_of(&h);
		c = expected_curve(&arena, s);
		assert_true(c.n >= 2);
		assert_int_equal(date_compare(c.on[0], s->from), 0);
		assert_int_equal(date_compare(c.on[c.n - 2], s->to), 0);
		assert_int_equal(date_number(c.on[c.n - 1]),
		    date_number(s->to) + 1);
		for (i = 0; i < c.n; i++) {
			assert_int_equal(c.halves[i],
			    expected_halves(s, c.on[i]));
			assert_true(i == 0 ||
			    date_compare(c.on[i - 1], c.on[i]) < 0);
		}
		arena_reset(&arena);
	}
	arena_release(&arena);
}

static void
test_a_day_less_than_the_finish_does_not_complete(void **state)
{
	struct history	 h;
	struct schedule	*s;
	struct date	 d;
	int		 seed, finished = 0;

	for (seed = 0; seed < HISTORIES; seed++) {
		h = random_history(seed);
		s = schedule_of(&h);
		d = finish_on(s, 0, s->from);
		if (!date_is_set(d) || date_compare(d, s->to) > 0)
			continue;
		finished++;
		assert_true(counted(s, d) < s->required_halves);
		assert_int_equal(counted(s, date_plus_days(d, 1)),
		    s->required_halves);
	}
	assert_true(finished > HISTORIES / 20);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_day_is_expected_once_it_has_passed),
		cmocka_unit_test(test_a_part_time_pattern_expects_its_own_days),
		cmocka_unit_test(test_bank_holidays_are_not_expected),
		cmocka_unit_test(
		    test_an_interruption_expects_nothing_while_it_lasts),
		cmocka_unit_test(test_a_late_start_is_the_start_of_its_pattern),
		cmocka_unit_test(test_a_change_of_pattern_counts_from_its_day),
		cmocka_unit_test(test_no_more_is_expected_than_is_required),
		cmocka_unit_test(
		    test_all_is_expected_once_the_placement_has_ended),
		cmocka_unit_test(
		    test_an_interruption_beyond_the_end_defers_what_is_due),
		cmocka_unit_test(test_no_placement_expects_nothing),
		cmocka_unit_test(
		    test_the_finish_is_the_day_that_does_the_last_half),
		cmocka_unit_test(test_the_last_pattern_goes_on_after_the_end),
		cmocka_unit_test(
		    test_expected_never_falls_and_is_never_above_required),
		cmocka_unit_test(
		    test_another_interruption_never_raises_what_is_expected),
		cmocka_unit_test(test_a_pattern_cut_in_two_changes_nothing),
		cmocka_unit_test(
		    test_every_point_of_the_curve_is_what_is_expected),
		cmocka_unit_test(
		    test_a_day_less_than_the_finish_does_not_complete),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
