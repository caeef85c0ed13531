/* When the reviews of an ASYE are due, by example and in random histories. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rules/asye_timetable.h"

enum { HISTORIES = 2000, MOST = 6, FINAL = 4 };

static struct date
iso(const char *s)
{
	struct date	d = { 0 };

	if (!date_parse_iso(s, &d))
		fail_msg("%s is no date", s);
	return (d);
}

#define assert_date(wanted, is) \
	assert_int_equal(date_number(iso(wanted)), date_number(is))

static struct asye_facts
starting(const char *on)
{
	return ((struct asye_facts){ .starts_on = iso(on) });
}

static int
days(struct date from, struct date to)
{
	return (date_number(to) - date_number(from));
}

static void
test_reviews_are_due_calendar_months_after_the_start(void **state)
{
	static const char *const	starts[][5] = {
		{ "2025-09-01", "2025-12-01", "2026-03-01", "2026-06-01",
		    "2026-09-01" },
		{ "2025-08-31", "2025-11-30", "2026-02-28", "2026-05-31",
		    "2026-08-31" },
		{ "2023-11-30", "2024-02-29", "2024-05-30", "2024-08-30",
		    "2024-11-30" },
	};

	for (size_t i = 0; i < 3; i++)
		for (int n = 1; n <= 4; n++) {
			struct asye_facts	f = starting(starts[i][0]);

			assert_date(starts[i][n], asye_due_on(&f, n, 3 * n));
			f.pro_rata = true;
			assert_date(starts[i][n], asye_due_on(&f, n, 3 * n));
		}
}

static void
test_part_time_takes_longer_in_proportion(void **state)
{
	static const struct { int percent; const char *three, *twelve; }
		of[] = {
		{ 60, "2026-02-01", "2027-05-01" },
		{ 80, "2025-12-25", "2026-12-01" },
		{ 50, "2026-03-01", "2027-09-01" },
		{ 100, "2025-12-01", "2026-09-01" },
	};

	for (size_t i = 0; i < sizeof(of) / sizeof(*of); i++) {
		struct asye_hours	h = { iso("2025-09-01"),
					    of[i].percent };
		struct asye_facts	f = starting("2025-09-01");

		f.hours = &h;
		f.nhours = 1;
		assert_date("2026-09-01", asye_due_on(&f, FINAL, 12));
		f.pro_rata = true;
		assert_date(of[i].three, asye_due_on(&f, 1, 3));
		assert_date(of[i].twelve, asye_due_on(&f, FINAL, 12));
	}
}

static void
test_hours_that_change_count_from_their_day(void **state)
{
	struct asye_hours	h[] = { { iso("2025-09-01"), 100 },
				    { iso("2026-03-01"), 50 } };
	struct asye_out		sick = { iso("2025-11-01"),
				    iso("2025-11-11"), false };
	struct asye_facts	f = starting("2025-09-01");

	f.pro_rata = true;
	f.hours = h;
	f.nhours = 2;
	assert_date("2026-03-01", asye_due_on(&f, 2, 6));
	assert_date("2027-03-01", asye_due_on(&f, FINAL, 12));
	f.outs = &sick;
	f.nouts = 1;
	h[1].from = iso("2026-03-11");
	assert_date("2026-03-11", asye_due_on(&f, 2, 6));
	assert_date("2027-03-11", asye_due_on(&f, FINAL, 12));
}

static void
test_days_out_move_what_was_due_from_their_first_day_on(void **state)
{
	struct asye_out		outs[] = {
		{ iso("2025-12-02"), iso("2025-12-12"), false },
		{ iso("2026-03-11"), iso("2026-03-12"), true },
	};
	struct asye_facts	f = starting("2025-09-01");

	f.outs = outs;
	f.nouts = 1;
	assert_date("2025-12-01", asye_due_on(&f, 1, 3));
	assert_date("2026-03-11", asye_due_on(&f, 2, 6));
	f.nouts = 2;
	assert_date("2026-03-12", asye_due_on(&f, 2, 6));
	assert_date("2026-09-12", asye_due_on(&f, FINAL, 12));
	outs[0].from = iso("2025-12-01");
	assert_date("2025-12-12", asye_due_on(&f, 1, 3));
}

static void
test_an_extension_moves_the_reviews_from_its_number_on(void **state)
{
	struct asye_extra	more[] = { { FINAL, 2, 0 }, { 2, 0, 3 } };
	struct asye_facts	f = starting("2025-08-31");

	f.extras = more;
	f.nextras = 2;
	assert_date("2025-11-30", asye_due_on(&f, 1, 3));
	assert_date("2026-03-21", asye_due_on(&f, 2, 6));
	assert_date("2026-11-21", asye_due_on(&f, FINAL, 12));
}

/* A pause within an extension, after the first end, moves the end too. */
static void
test_a_pause_within_an_extension_moves_it(void **state)
{
	struct asye_extra	more = { FINAL, 3, 0 };
	struct asye_out		out = { iso("2026-10-01"),
				    iso("2026-10-15"), false };
	struct asye_facts	f = starting("2025-09-01");

	f.outs = &out;
	f.nouts = 1;
	assert_date("2026-09-01", asye_due_on(&f, FINAL, 12));
	f.extras = &more;
	f.nextras = 1;
	assert_date("2026-12-15", asye_due_on(&f, FINAL, 12));
}

static void
test_more_than_two_years_is_too_long(void **state)
{
	struct asye_facts	f = starting("2025-09-01");

	assert_false(asye_too_long(&f, iso("2027-09-01"), 24));
	assert_true(asye_too_long(&f, iso("2027-09-02"), 24));
	assert_false(asye_too_long(&f, iso("2037-09-02"), 0));
}

static void
test_supervision_is_weekly_for_six_weeks_then_rarer(void **state)
{
	struct asye_facts	f = starting("2025-09-01");
	struct asye_phase	p[ASYE_PHASES];

	asye_phases(&f, iso("2026-09-01"), 6, 26, p);
	assert_date("2025-09-01", p[ASYE_WEEKLY].from);
	assert_date("2025-10-13", p[ASYE_WEEKLY].to);
	assert_date("2026-03-02", p[ASYE_FORTNIGHTLY].to);
	assert_date("2026-09-01", p[ASYE_MONTHLY].to);
	assert_int_equal(p[ASYE_WEEKLY].promised, 6);
	assert_int_equal(p[ASYE_FORTNIGHTLY].promised, 10);
	assert_int_equal(p[ASYE_MONTHLY].promised, 6);
}

static void
test_every_year_that_nothing_interrupts_promises_22(void **state)
{
	for (int start = 0; start < 4 * 366; start++) {
		struct asye_facts	f = { .starts_on = date_plus_days(
					    iso("2024-01-01"), start) };
		struct asye_phase	p[ASYE_PHASES];

		asye_phases(&f, date_plus_months(f.starts_on, 12), 6, 26, p);
		assert_int_equal(p[0].promised + p[1].promised +
		    p[2].promised, 22);
	}
}

static void
test_a_pause_promises_no_supervision_a_delay_does(void **state)
{
	struct asye_out		out = { iso("2025-09-15"),
				    iso("2025-10-13"), false };
	struct asye_facts	f = starting("2025-09-01");
	struct asye_phase	p[ASYE_PHASES];

	f.outs = &out;
	f.nouts = 1;
	asye_phases(&f, asye_due_on(&f, FINAL, 12), 6, 26, p);
	assert_date("2025-11-10", p[ASYE_WEEKLY].to);
	assert_int_equal(p[ASYE_WEEKLY].promised, 6);
	assert_int_equal(p[0].promised + p[1].promised + p[2].promised, 22);
	out.working = true;
	asye_phases(&f, asye_due_on(&f, FINAL, 12), 6, 26, p);
	assert_date("2025-10-13", p[ASYE_WEEKLY].to);
	assert_int_equal(p[0].promised + p[1].promised + p[2].promised, 23);
}

static void
test_an_asye_that_ends_early_has_shorter_phases(void **state)
{
	struct asye_facts	f = starting("2025-09-01");
	struct asye_phase	p[ASYE_PHASES];

	asye_phases(&f, iso("2025-09-22"), 6, 26, p);
	assert_int_equal(p[ASYE_WEEKLY].promised, 3);
	assert_int_equal(p[ASYE_FORTNIGHTLY].promised, 0);
	assert_int_equal(p[ASYE_MONTHLY].promised, 0);
}

/* A history that chance made, the same for the same seed. */
struct history {
	uint64_t		 seed;
	struct asye_hours	 hours[MOST];
	struct asye_out		 outs[MOST + 1];
	struct asye_extra	 extras[MOST];
	struct asye_shift	 shifts[MOST + 1];
	struct asye_facts	 facts;
};

static int
chance(struct history *h, int below)
{
	h->seed ^= h->seed >> 12;
	h->seed ^= h->seed << 25;
	h->seed ^= h->seed >> 27;
	return ((int)((h->seed * 2685821657736338717u >> 33) %
	    (uint64_t)below));
}

static struct asye_out
random_out(struct history *h)
{
	struct date	from = date_plus_days(h->facts.starts_on,
			    chance(h, 500) - 20);

	return ((struct asye_out){ from, date_plus_days(from,
	    chance(h, 60)), chance(h, 2) == 0 });
}

/* hours: whether anybody works part time in it. */
static void
history(struct history *h, int seed, bool hours)
{
	*h = (struct history){ .seed = (uint64_t)seed * 7919 + 1 };
	h->facts = (struct asye_facts){ .starts_on = date_plus_days(
	    iso("2020-01-01"), chance(h, 3000)), .pro_rata = hours,
	    .hours = h->hours, .outs = h->outs, .extras = h->extras,
	    .shifts = h->shifts, .nhours = hours ? 1 +
	    (size_t)chance(h, MOST) : 0, .nouts = (size_t)chance(h, MOST),
	    .nextras = (size_t)chance(h, 3), .nshifts = (size_t)chance(h, 4) };
	for (size_t i = 0; i < h->facts.nhours; i++)
		h->hours[i] = (struct asye_hours){ date_plus_days(i == 0 ?
		    h->facts.starts_on : h->hours[i - 1].from,
		    i == 0 ? 0 : 1 + chance(h, 120)), 20 + chance(h, 81) };
	for (size_t i = 0; i < h->facts.nouts; i++)
		h->outs[i] = random_out(h);
	for (size_t i = 0; i < h->facts.nextras; i++)
		h->extras[i] = (struct asye_extra){ 1 + chance(h, FINAL),
		    chance(h, 4), chance(h, 6) };
	for (size_t i = 0; i < h->facts.nshifts; i++)
		h->shifts[i] = (struct asye_shift){ 1 + chance(h, FINAL),
		    chance(h, 60) - 20 };
}

static bool
is_out(const struct asye_facts *f, struct date d)
{
	for (size_t i = 0; i < f->nouts; i++)
		if (date_compare(f->outs[i].from, d) <= 0 &&
		    date_compare(d, f->outs[i].back) < 0)
			return (true);
	return (false);
}

/* A second way to the same: days that count, one by one. */
static void
test_counting_days_one_by_one_comes_to_the_same(void **state)
{
	struct history		h;
	struct asye_facts	plain;

	for (int seed = 1; seed <= HISTORIES; seed++) {
		history(&h, seed, false);
		h.facts.nextras = 0;
		plain = (struct asye_facts){ .starts_on = h.facts.starts_on,
		    .shifts = h.facts.shifts, .nshifts = h.facts.nshifts };
		for (int n = 1; n <= FINAL; n++) {
			struct date	d = h.facts.starts_on;
			int		left = days(d, asye_due_on(&plain, n,
					    3 * n));

			while (left > 0 || is_out(&h.facts, d)) {
				left -= !is_out(&h.facts, d);
				d = date_plus_days(d, 1);
			}
			assert_int_equal(date_number(d),
			    date_number(asye_due_on(&h.facts, n, 3 * n)));
		}
	}
}

/* Part time: what is done by the day before is less than the months, and by
 * the day itself it is not, in twentieths of a millionth of a month. */
static void
test_hours_done_come_to_the_months_of_the_framework(void **state)
{
	struct history	h;

	for (int seed = 1; seed <= HISTORIES / 4; seed++) {
		struct date	due, month, next, d;
		double		done = 0, before = 0;
		int		k = 0;

		history(&h, seed, true);
		h.facts.nouts = h.facts.nextras = h.facts.nshifts = 0;
		due = asye_due_on(&h.facts, 2, 6);
		month = d = h.facts.starts_on;
		next = date_plus_months(h.facts.starts_on, 1);
		for (; date_compare(d, due) < 0; d = date_plus_days(d, 1)) {
			int	percent = 0;

			if (date_compare(d, next) >= 0) {
				k++;
				month = next;
				next = date_plus_months(h.facts.starts_on,
				    k + 1);
			}
			for (size_t i = 0; i < h.facts.nhours; i++)
				if (date_compare(h.hours[i].from, d) <= 0)
					percent = h.hours[i].percent;
			before = done;
			done += percent / 100.0 / days(month, next);
		}
		assert_true(done > 6 - 5e-8);
		assert_true(before < 6 - 5e-8);
	}
}

static void
test_the_order_of_what_was_recorded_does_not_matter(void **state)
{
	struct history	h, other;

	for (int seed = 1; seed <= HISTORIES; seed++) {
		history(&h, seed, seed % 2 == 0);
		other = h;
		other.facts.hours = other.hours;
		other.facts.outs = other.outs;
		other.facts.extras = other.extras;
		other.facts.shifts = other.shifts;
		for (size_t i = 0; i < h.facts.nouts; i++)
			other.outs[i] = h.outs[h.facts.nouts - 1 - i];
		for (size_t i = 0; i < h.facts.nextras; i++)
			other.extras[i] = h.extras[h.facts.nextras - 1 - i];
		for (size_t i = 0; i < h.facts.nshifts; i++)
			other.shifts[i] = h.shifts[h.facts.nshifts - 1 - i];
		for (int n = 1; n <= FINAL; n++)
			assert_int_equal(date_number(asye_due_on(&h.facts, n,
			    3 * n)), date_number(asye_due_on(&other.facts, n,
			    3 * n)));
	}
}

static void
test_a_pause_moves_nothing_that_was_held_or_due_before_it(void **state)
{
	struct history	h;

	for (int seed = 1; seed <= HISTORIES; seed++) {
		struct asye_due	was[FINAL], is[FINAL];

		history(&h, seed, false);
		for (int n = 0; n < FINAL; n++)
			was[n] = (struct asye_due){ n + 1, 3 * (n + 1),
			    false, { 0 } };
		asye_timetable(&h.facts, was, FINAL);
		memcpy(is, was, sizeof(is));
		is[seed % FINAL].held = true;
		h.outs[h.facts.nouts++] = random_out(&h);
		asye_timetable(&h.facts, is, FINAL);
		for (int n = 0; n < FINAL; n++) {
			struct asye_out	*o = &h.outs[h.facts.nouts - 1];
			int		 moved = days(was[n].on, is[n].on);

			if (is[n].held || date_compare(o->back, o->from) <= 0)
				assert_int_equal(moved, 0);
			else if (date_compare(o->from, was[n].on) > 0)
				assert_int_equal(moved, 0);
			else
				assert_true(moved >= 0);
		}
		h.facts.nouts--;
		asye_timetable(&h.facts, is, FINAL);
		for (int n = 0; n < FINAL; n++)	/* undone, it is as it was */
			assert_int_equal(days(was[n].on, is[n].on), 0);
	}
}

static void
test_moves_and_extensions_add_up(void **state)
{
	struct history	h;

	for (int seed = 1; seed <= HISTORIES; seed++) {
		struct asye_extra	more[2];
		struct asye_shift	shifts[2];
		int			a, b;
		struct date		whole;

		history(&h, seed, seed % 2 == 0);
		a = chance(&h, 40) - 20;
		b = chance(&h, 40) - 20;
		shifts[0] = (struct asye_shift){ FINAL, a + b };
		more[0] = (struct asye_extra){ 2, 3, 5 };
		h.facts.shifts = shifts;
		h.facts.extras = more;
		h.facts.nshifts = h.facts.nextras = 1;
		whole = asye_due_on(&h.facts, FINAL, 12);
		shifts[0].days = a;
		shifts[1] = (struct asye_shift){ FINAL, b };
		more[0] = (struct asye_extra){ 2, 1, 5 };
		more[1] = (struct asye_extra){ FINAL, 2, 0 };
		h.facts.nshifts = h.facts.nextras = 2;
		assert_int_equal(days(whole, asye_due_on(&h.facts, FINAL,
		    12)), 0);
	}
}

static void
test_a_pause_in_two_parts_is_one_pause(void **state)
{
	struct history	h;

	for (int seed = 1; seed <= HISTORIES; seed++) {
		struct asye_out	parts[2], whole;
		struct date	was;

		history(&h, seed, seed % 2 == 0);
		whole = random_out(&h);
		h.facts.outs = &whole;
		h.facts.nouts = 1;
		was = asye_due_on(&h.facts, FINAL, 12);
		parts[1] = parts[0] = whole;
		parts[0].back = parts[1].from = date_plus_days(whole.from,
		    days(whole.from, whole.back) / 2);
		h.facts.outs = parts;
		h.facts.nouts = 2;
		assert_int_equal(days(was, asye_due_on(&h.facts, FINAL, 12)),
		    0);
	}
}

static void
test_later_reviews_are_never_due_before_earlier_ones(void **state)
{
	struct history	h;

	for (int seed = 1; seed <= HISTORIES; seed++) {
		struct date	was;

		history(&h, seed, seed % 2 == 0);
		h.facts.nshifts = 0;
		was = h.facts.starts_on;
		for (int n = 1; n <= FINAL; n++) {
			struct date	is = asye_due_on(&h.facts, n, 3 * n);

			assert_true(date_compare(was, is) < 0);
			assert_false(is_out(&h.facts, is));
			was = is;
		}
	}
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
#define test(name) cmocka_unit_test(name)
		test(test_reviews_are_due_calendar_months_after_the_start),
		test(test_part_time_takes_longer_in_proportion),
		test(test_hours_that_change_count_from_their_day),
		test(test_days_out_move_what_was_due_from_their_first_day_on),
		test(test_an_extension_moves_the_reviews_from_its_number_on),
		test(test_a_pause_within_an_extension_moves_it),
		test(test_more_than_two_years_is_too_long),
		test(test_supervision_is_weekly_for_six_weeks_then_rarer),
		test(test_every_year_that_nothing_interrupts_promises_22),
		test(test_a_pause_promises_no_supervision_a_delay_does),
		test(test_an_asye_that_ends_early_has_shorter_phases),
		test(test_counting_days_one_by_one_comes_to_the_same),
		test(test_hours_done_come_to_the_months_of_the_framework),
		test(test_the_order_of_what_was_recorded_does_not_matter),
		test(test_a_pause_moves_nothing_that_was_held_or_due_before_it),
		test(test_moves_and_extensions_add_up),
		test(test_a_pause_in_two_parts_is_one_pause),
		test(test_later_reviews_are_never_due_before_earlier_ones),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
