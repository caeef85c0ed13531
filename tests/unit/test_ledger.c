/* The ledger of a placement: its weeks never disagree with its days. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "histories.h"
#include "rules/bank_holidays.h"
#include "rules/ledger.h"

static struct arena	arena;

static struct date
on(short year, int month, int day)
{
	return ((struct date){ year, (signed char)month, (signed char)day });
}

/* Days in order, each once, some before and after the placement. */
static size_t
random_days(struct history *h, struct logged_day *days, size_t most)
{
	struct date	d = date_plus_days(h->schedule.from, -9);
	size_t		n = 0;

	while (n < most) {
		d = date_plus_days(d, 1 + chance(h, 6));
		days[n++] = (struct logged_day){ .on = d,
		    .halves = 1 + chance(h, 2),
		    .kind = (enum logged_kind)chance(h, 3),
		    .state = (enum logged_state)chance(h, 4) };
	}
	return (n);
}

static void
test_the_weeks_add_up_to_the_days_of_any_history(void **state)
{
	for (int seed = 1; seed <= HISTORIES; seed++) {
		struct history		 h = random_history(seed);
		const struct schedule	*s = schedule_of(&h);
		struct logged_day	 days[60];
		size_t			 n = random_days(&h, days, 60);
		struct ledger		 l = ledger_of(&arena, s, days, n);
		struct day_totals	 t = day_totals(days, n), sum = { 0 };
		int			 expected = 0;

		for (size_t i = 0; i < l.n; i++) {
			sum.confirmed += l.weeks[i].confirmed;
			sum.waiting += l.weeks[i].waiting;
			sum.returned += l.weeks[i].returned;
			sum.absent += l.weeks[i].absent;
			sum.made_up += l.weeks[i].made_up;
			expected += l.weeks[i].expected;
			assert_int_equal(MONDAY,
			    date_weekday(l.weeks[i].monday));
		}
		assert_int_equal(t.confirmed, sum.confirmed);
		assert_int_equal(t.waiting, sum.waiting);
		assert_int_equal(t.returned, sum.returned);
		assert_int_equal(t.absent, sum.absent);
		assert_int_equal(t.made_up, sum.made_up);
		assert_int_equal(t.confirmed + t.waiting,
		    l.weeks[l.n - 1].done_by);
		assert_int_equal(expected < s->required_halves ? expected :
		    s->required_halves, l.weeks[l.n - 1].expected_by);
		arena_reset(&arena);
	}
}

/* While the placement runs, each week says what the schedule says. */
static void
test_what_a_week_expects_is_what_the_schedule_expects(void **state)
{
	for (int seed = 1; seed <= HISTORIES; seed++) {
		struct history		 h = random_history(seed);
		const struct schedule	*s = schedule_of(&h);
		struct ledger		 l = ledger_of(&arena, s, NULL, 0);

		for (size_t i = 0; i < l.n; i++) {
			struct date	next = date_plus_days(
					    l.weeks[i].monday, 7);

			if (date_compare(next, s->to) <= 0)
				assert_int_equal(expected_halves(s, next),
				    l.weeks[i].expected_by);
		}
		arena_reset(&arena);
	}
}

static struct schedule
full_time(struct pattern *p, struct date from, struct date to)
{
	*p = (struct pattern){ .from = from,
	    .halves = { 2, 2, 2, 2, 2, 0, 0 } };
	return ((struct schedule){ .from = from, .to = to,
	    .required_halves = 400, .patterns = p, .npatterns = 1 });
}

static void
test_bank_holidays_are_named_where_they_fall(void **state)
{
	struct pattern	p;
	struct schedule	s = full_time(&p, on(2026, 12, 14), on(2027, 1, 15));
	struct ledger	l = ledger_of(&arena, &s, NULL, 0);

	assert_int_equal(5, l.n);
	assert_string_equal("Bank holiday: Christmas Day", l.weeks[1].notes);
	assert_int_equal(8, l.weeks[1].expected);
	assert_non_null(strstr(l.weeks[2].notes, "Boxing Day"));
	assert_non_null(strstr(l.weeks[2].notes, "New Year"));
}

/* Each year to 2035: a year's expected days are its weekdays less its bank
 * holidays, leap years and clock changes included. */
static void
test_every_year_to_2035_is_its_weekdays_less_its_holidays(void **state)
{
	for (short year = 2026; year <= 2035; year++) {
		struct pattern	p;
		struct schedule	s = full_time(&p, on(year, 1, 1),
				    on(year, 12, 31));
		struct ledger	l;
		int		wanted = 0, sum = 0;

		s.required_halves = 1000;
		for (struct date d = s.from; date_compare(d, s.to) <= 0;
		    d = date_plus_days(d, 1))
			if (date_weekday(d) <= FRIDAY && !bank_holiday(d))
				wanted += 2;
		l = ledger_of(&arena, &s, NULL, 0);
		for (size_t i = 0; i < l.n; i++)
			sum += l.weeks[i].expected;
		assert_int_equal(wanted, sum);
		assert_true(wanted == 506 || wanted == 504 || wanted == 508 ||
		    wanted == 502);
	}
}

static void
test_a_week_over_the_end_of_february_is_whole(void **state)
{
	struct pattern	p;
	struct schedule	s = full_time(&p, on(2028, 2, 21), on(2028, 3, 10));
	struct ledger	l = ledger_of(&arena, &s, NULL, 0);

	assert_int_equal(3, l.n);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(10, l.weeks[i].expected);
	assert_int_equal(0, date_compare(on(2028, 2, 28), l.weeks[1].monday));
}

static void
test_interruptions_and_new_patterns_are_told(void **state)
{
	struct pattern	p[2];
	struct span	gap = { on(2026, 10, 20), on(2026, 10, 30),
			    "Placement interrupted" };
	struct schedule	s = full_time(p, on(2026, 10, 5), on(2026, 11, 13));
	struct ledger	l;

	p[1] = (struct pattern){ .from = on(2026, 11, 2),
	    .halves = { 2, 2, 2, 0, 0, 0, 0 } };
	s.npatterns = 2;
	s.interruptions = &gap;
	s.ninterruptions = 1;
	l = ledger_of(&arena, &s, NULL, 0);
	assert_int_equal(6, l.n);
	assert_int_equal(2, l.weeks[2].expected);
	assert_int_equal(0, l.weeks[3].expected);
	assert_int_equal(6, l.weeks[4].expected);
	assert_string_equal("Placement interrupted from 20 October 2026 to "
	    "30 October 2026", l.weeks[3].notes);
	assert_string_equal("From 2 November 2026 on Monday to Wednesday",
	    l.weeks[4].notes);
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
		cmocka_unit_test(
		    test_the_weeks_add_up_to_the_days_of_any_history),
		cmocka_unit_test(
		    test_what_a_week_expects_is_what_the_schedule_expects),
		cmocka_unit_test(test_bank_holidays_are_named_where_they_fall),
		cmocka_unit_test(
		    test_every_year_to_2035_is_its_weekdays_less_its_holidays),
		cmocka_unit_test(
		    test_a_week_over_the_end_of_february_is_whole),
		cmocka_unit_test(test_interruptions_and_new_patterns_are_told),
	};

	return (cmocka_run_group_tests(tests, NULL, leave));
}
