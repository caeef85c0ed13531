/*
 * What an audience is told of counts: nothing that gives a small one away, and
 * every rule of who gets which figure.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../src/report/figures.h"
#include "equity/differencing.h"

enum { COHORTS = 3, ROWS = 3, TABLES = 300, SMALL = 4 };

/* As they are set for every programme. */
static struct equity_thresholds	thresholds = { SMALL, 10, 23, 5, 23, 20, 3, 0 };

static struct arena	arena;

static const struct equity_characteristic by_sex = { "sex", "Sex", "Men",
    "Women", false };
static const struct equity_outcome left = { "withdrawn", "Withdrawn",
    "left the programme", "Who left.", 1, false };

/* Two groups and who did not say: events and people of each cohort. */
struct world { int64_t events[ROWS][COHORTS], people[ROWS][COHORTS]; };

static struct raw_group
group_of(const struct world *w, int row, const char *name)
{
	struct raw_group	g = { .name = name, .coarse = true,
				    .cohorts = arena_array(&arena, COHORTS,
				    sizeof(struct raw_count)) };

	for (int c = 0; c < COHORTS; c++) {
		g.cohorts[c] = (struct raw_count){ w->people[row][c],
		    w->events[row][c], w->people[row][c], 0 };
		g.all.people += w->people[row][c];
		g.all.events += w->events[row][c];
	}
	g.all.started = g.all.people;
	return (g);
}

static struct raw_table
table_of_world(const struct world *w)
{
	struct raw_table	t = { .ncoarse = 2, .coarse =
				    arena_array(&arena, 2,
				    sizeof(struct raw_group)) };
	struct world		all = { 0 };

	t.coarse[0] = group_of(w, 0, "Men");
	t.coarse[1] = group_of(w, 1, "Women");
	t.unknown = group_of(w, 2, NULL);
	for (int c = 0; c < COHORTS; c++)
		for (int i = 0; i < ROWS; i++) {
			all.events[0][c] += w->events[i][c];
			all.people[0][c] += w->people[i][c];
		}
	t.everybody = group_of(&all, 0, NULL);
	return (t);
}

/* A world of one cohort's numbers, the same in each. */
static struct world
same(int64_t x1, int64_t n1, int64_t x2, int64_t n2, int64_t x0, int64_t n0)
{
	struct world	w;

	for (int c = 0; c < COHORTS; c++) {
		w.events[0][c] = x1, w.people[0][c] = n1;
		w.events[1][c] = x2, w.people[1][c] = n2;
		w.events[2][c] = x0, w.people[2][c] = n0;
	}
	return (w);
}

static struct equity_table
shown_to(enum equity_audience audience, struct world w,
    struct shown_table *s)
{
	struct raw_table	raw = table_of_world(&w);
	struct equity_table	t = { .outcome = &left, .by = &by_sex };
	struct equity_selection	selection = { 0 };
	struct protection	p = { audience, &thresholds };

	*s = protect(&arena, &p, &raw, COHORTS, false, true);
	figures(&arena, &p, s, &t);
	judge(&arena, &p, s, &t, 1, &selection);
	return (t);
}

static void
test_the_lead_is_told_everything(void **state)
{
	struct shown_table	s;
	struct equity_table	t = shown_to(EQUITY_AUDIENCE_LEAD,
				    same(1, 40, 2, 110, 0, 10), &s);

	assert_string_equal(t.groups[0].events.text, "3");
	assert_true(t.comparisons[0].pooled_known);
	assert_int_equal(t.ntrend, COHORTS);
	assert_false(isnan(t.trend[2].rolling.value));
	assert_true(isnan(t.trend[1].rolling.value));
}

static void
test_groups_below_ten_are_not_shown_to_staff(void **state)
{
	struct shown_table	s;

	assert_non_null(shown_to(EQUITY_AUDIENCE_STAFF, same(1, 3, 9, 110, 0,
	    10), &s).withheld);
}

static void
test_what_happened_to_all_or_none_of_a_few_is_not_shown(void **state)
{
	struct shown_table	s;

	assert_non_null(shown_to(EQUITY_AUDIENCE_STAFF, same(0, 7, 9, 110, 0,
	    10), &s).withheld);
	assert_null(shown_to(EQUITY_AUDIENCE_STAFF, same(0, 8, 9, 110, 0,
	    10), &s).withheld);
}

static void
test_partners_ratios_need_twenty_on_both_sides(void **state)
{
	struct shown_table		 s;
	struct equity_table		 t;

	t = shown_to(EQUITY_AUDIENCE_PARTNER, same(8, 40, 7, 110, 0, 10), &s);
	assert_false(isnan(t.comparisons[0].ratio));
	/* 24 and 21 people: 25 of 120 against 20 of 330. */
	assert_true(fabs(t.comparisons[0].ratio - 25. / 120 / (20. / 330)) <
	    1e-12);
	t = shown_to(EQUITY_AUDIENCE_PARTNER, same(8, 40, 6, 110, 0, 10), &s);
	assert_true(isnan(t.comparisons[0].ratio));
	assert_int_not_equal(t.comparisons[0].band, BAND_NONE);
	assert_true(isnan(t.comparisons[0].mid_p));
}

static void
test_partners_compare_no_small_group_and_no_few_events(void **state)
{
	struct shown_table	s;
	struct equity_table	t;

	t = shown_to(EQUITY_AUDIENCE_PARTNER, same(2, 40, 30, 110, 0, 10),
	    &s);
	assert_false(t.comparisons[0].judged);
	t = shown_to(EQUITY_AUDIENCE_PARTNER, same(0, 40, 30, 110, 0, 10),
	    &s);
	assert_true(t.comparisons[0].judged);
}

static void
test_partners_rates_need_large_numbers_on_both_sides(void **state)
{
	struct shown_table	s;
	struct equity_table	t = shown_to(EQUITY_AUDIENCE_PARTNER,
				    same(2, 40, 30, 110, 0, 10), &s);

	assert_string_equal(t.groups[0].events.text, "*");
	assert_false(t.groups[0].has_rate);
	assert_true(t.groups[1].has_rate);
}

/* As HESA does: 3 are 5 and 1 is 0, and a rate is made of neither. */
static void
test_a_programme_can_round_to_five_throughout(void **state)
{
	struct shown_table	s;
	struct equity_table	t;

	thresholds.rounding = 1;
	t = shown_to(EQUITY_AUDIENCE_PARTNER, same(1, 40, 30, 110, 0, 0), &s);
	assert_string_equal(t.groups[0].events.text, "5");
	assert_false(t.groups[0].has_rate);
	assert_true(t.groups[1].has_rate);
	t = shown_to(EQUITY_AUDIENCE_PARTNER, same(0, 40, 30, 110, 0, 0), &s);
	assert_string_equal(token_words(&arena, &t.groups[0].events),
	    "0 to 2");
	assert_false(t.groups[0].has_rate);
	thresholds.rounding = 0;
}

/* 3 and 3 of 6 would be 5 and 5 of 5, which leaves 3 or 4 for each. */
static void
test_what_fives_alone_would_tell_is_left_out(void **state)
{
	struct shown_table	s;
	struct equity_table	t;

	thresholds.rounding = 1;
	t = shown_to(EQUITY_AUDIENCE_PARTNER, same(1, 40, 1, 110, 0, 0), &s);
	assert_string_equal(t.groups[0].events.text, "*");
	thresholds.rounding = 0;
}

static void
test_nothing_is_worked_out_of_what_is_hidden(void **state)
{
	srand(7);
	for (int n = 0; n < TABLES; n++) {
		struct world		w;
		struct shown_table	s;
		struct equity_table	t;

		for (int i = 0; i < ROWS; i++)
			for (int c = 0; c < COHORTS; c++) {
				w.people[i][c] = rand() % 60;
				w.events[i][c] = rand() %
				    (w.people[i][c] / 3 + 1);
			}
		t = shown_to(n % 2 == 0 ? EQUITY_AUDIENCE_STAFF :
		    EQUITY_AUDIENCE_PARTNER, w, &s);
		for (size_t i = 0; i < t.ngroups; i++)
			if (t.groups[i].has_rate)
				assert_true(t.groups[i].people.value > 0 &&
				    t.groups[i].events.value >= 0);
		for (size_t i = 0; i < t.ncomparisons; i++)
			if (!isnan(t.comparisons[i].ratio))
				assert_true(t.comparisons[i].x1.value >= 0 &&
				    t.comparisons[i].x2.value >= 0);
	}
}

/* Every cell of the table and of its cohorts that a reader has, as sums. */
static int
cells_had(const struct shown_table *s, struct released *r)
{
	int	n = 0, rows = (int)s->n - 1;

	for (int i = 0; i <= rows; i++)
		for (int c = -1; c < COHORTS; c++)
			for (int m = 0; m < 3; m++) {
				const struct shown	*v = &s->v[i];
				const struct token	*t;

				if (c >= 0 && v->cohort_people == NULL)
					continue;
				t = c < 0 ? (m == 0 ? &v->people : m == 1 ?
				    &v->events : &v->rest) : (m == 0 ?
				    &v->cohort_people[c] : m == 1 ?
				    &v->cohort_events[c] :
				    &v->cohort_rest[c]);
				if (t->told.most >= COUNT_MOST)
					continue;
				r[n] = (struct released){ .told = t->told };
				for (int k = 0; k < COHORTS * rows * 2; k++) {
					int	cohort = k / (rows * 2);
					int	row = k / 2 % rows;

					r[n].atoms[k] = (c < 0 || c == cohort)
					    && (i == rows || i == row) &&
					    (m == 0 || (m == 1) ==
					    (k % 2 == 0));
				}
				n++;
			}
	return (n);
}

static void
test_no_small_cell_of_staff_is_bounded_within_its_protection(void **state)
{
	static struct released	r[(COHORTS + 1) * (ROWS + 1) * 3];
	int			tested = 0;

	srand(11);
	for (int n = 0; n < TABLES; n++) {
		struct world		w;
		struct shown_table	s;
		int			cells, rows;

		for (int i = 0; i < ROWS; i++)
			for (int c = 0; c < COHORTS; c++) {
				w.people[i][c] = 23 + rand() % 60;
				w.events[i][c] = rand() % 12;
			}
		shown_to(EQUITY_AUDIENCE_STAFF, w, &s);
		if (s.withheld != NULL)
			continue;
		cells = cells_had(&s, r);
		rows = (int)s.n - 1;
		for (int k = 0; k < COHORTS * rows * 2; k += 2) {
			int64_t			v = w.events[k / 2 % rows]
						    [k / (rows * 2)];
			bool			wanted[ATOMS_MAX] = { false };
			struct worked_out	o;

			wanted[k] = true;
			if (v < 1 || v > SMALL)
				continue;
			assert_true(work_out(r, cells, COHORTS * rows * 2,
			    wanted, &o));
			assert_false(gives_away(v, o.whole, SMALL, false));
			tested++;
		}
	}
	assert_true(tested > TABLES);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_the_lead_is_told_everything),
		cmocka_unit_test(test_groups_below_ten_are_not_shown_to_staff),
		cmocka_unit_test(
		    test_what_happened_to_all_or_none_of_a_few_is_not_shown),
		cmocka_unit_test(
		    test_partners_ratios_need_twenty_on_both_sides),
		cmocka_unit_test(
		    test_partners_compare_no_small_group_and_no_few_events),
		cmocka_unit_test(
		    test_partners_rates_need_large_numbers_on_both_sides),
		cmocka_unit_test(test_a_programme_can_round_to_five_throughout),
		cmocka_unit_test(test_what_fives_alone_would_tell_is_left_out),
		cmocka_unit_test(test_nothing_is_worked_out_of_what_is_hidden),
		cmocka_unit_test(
		test_no_small_cell_of_staff_is_bounded_within_its_protection),
	};
	int			failed = cmocka_run_group_tests(tests, NULL,
				    NULL);

	arena_release(&arena);
	return (failed);
}
