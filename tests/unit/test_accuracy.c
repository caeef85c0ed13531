/* Accuracy of rules, against the reference of flags that were scored. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <math.h>
#include <stdlib.h>

#include <cmocka.h>

#include "equity/accuracy.h"
#include "equity/fairness.h"

enum { PEOPLE = 60, WORLDS = 300 };

/* The same counts as the database makes, of people one by one. */
static struct alarm_counts
counted(const struct scored *s, size_t n)
{
	struct alarm_counts	c = { .people = (int64_t)n };

	for (size_t i = 0; i < n; i++) {
		bool	flagged = !isnan(s[i].flag_week);

		c.events += s[i].outcome;
		c.flagged += flagged;
		if (!flagged || !s[i].outcome)
			continue;
		c.late += s[i].flag_week > s[i].outcome_week;
		for (int l = 0; l < LEADS; l++)
			c.at[l] += s[i].outcome_week - s[i].flag_week >=
			    lead_weeks[l];
	}
	return (c);
}

static void
throw_people(struct scored *s)
{
	for (int i = 0; i < PEOPLE; i++) {
		s[i] = (struct scored){ .outcome = rand() % 4 == 0,
			.flag_week = rand() % 2 ? rand() % 50 : NAN,
			.outcome_week = NAN };
		if (s[i].outcome)
			s[i].outcome_week = rand() % 50;
	}
}

static double
share(struct rate r)
{
	return (r.n == 0 ? NAN : (double)r.x / (double)r.n);
}

static void
test_recall_is_that_of_the_audit_of_fairness(void **state)
{
	struct scored	s[PEOPLE];

	for (int seed = 0; seed < WORLDS; seed++) {
		struct alarm_counts	c;
		struct accuracy		a;
		struct alarms		all;

		srand((unsigned)seed);
		throw_people(s);
		c = counted(s, PEOPLE);
		a = accuracy_of(&c);
		all = alarms(s, PEOPLE);
		assert_int_equal(a.recall.x, all.right);
		assert_int_equal(a.recall.n, all.events);
		assert_int_equal(a.late.x, all.late);
		for (int l = 0; l < LEADS; l++)
			assert_true(fabs(share(a.recall_at[l]) -
			    recall_at(s, PEOPLE, lead_weeks[l])) < 1e-12);
	}
}

static void
test_an_earlier_lead_never_finds_more(void **state)
{
	struct scored	s[PEOPLE];

	for (int seed = 0; seed < WORLDS; seed++) {
		struct alarm_counts	c;
		struct accuracy		a;

		srand((unsigned)seed);
		throw_people(s);
		c = counted(s, PEOPLE);
		a = accuracy_of(&c);
		assert_true(a.recall_at[0].x <= a.recall.x);
		for (int l = 1; l < LEADS; l++)
			assert_true(a.recall_at[l].x <= a.recall_at[l - 1].x);
		assert_true(a.precision.x <= a.precision.n);
		assert_true(a.precision.within.low <= share(a.precision) ||
		    a.precision.n == 0);
	}
}

/* 40 people, 10 events; 16 flagged: 6 in time, 2 late, 8 without an event. */
static const struct alarm_counts	known = {
	.people = 40, .events = 10, .flagged = 16, .late = 2,
	.at = { 6, 5, 3, 1 }
};

static void
test_a_flag_after_the_event_foresees_nothing(void **state)
{
	struct accuracy	a = accuracy_of(&known);

	assert_int_equal(a.precision.x, 6);
	assert_int_equal(a.precision.n, 14);
	assert_int_equal(a.recall.x, 8);
	assert_int_equal(a.recall.n, 10);
	assert_int_equal(a.recall_at[0].x, 6);
	assert_int_equal(a.recall_at[3].x, 1);
	assert_int_equal(a.late.x, 2);
	assert_int_equal(a.late.n, 8);
	/* Wilson of 8 of 10, by hand. */
	assert_true(fabs(a.recall.within.low - 0.490162) < 1e-5);
	assert_true(fabs(a.recall.within.high - 0.943318) < 1e-5);
}

static void
test_a_share_of_nobody_has_no_value(void **state)
{
	struct alarm_counts	none = { .people = 12 };
	struct accuracy		a = accuracy_of(&none);

	assert_int_equal(a.precision.n, 0);
	assert_int_equal(a.recall.n, 0);
	assert_int_equal(a.late.n, 0);
}

static void
test_a_threshold_is_judged_by_twenty_events_at_least(void **state)
{
	struct alarm_counts	c = { .people = 100, .events = 19 };

	assert_false(may_tune(&c));
	c.events = 20;
	assert_true(may_tune(&c));
}

static void
test_a_higher_threshold_loses_alarms_and_what_they_found(void **state)
{
	const struct alarm_counts	other = { .people = 40, .events = 10,
					    .flagged = 9, .late = 1,
					    .at = { 5, 4, 2, 0 } };
	struct threshold_effect		e = threshold_effect(&known, &other);

	assert_int_equal(e.fewer, 7);
	assert_int_equal(e.fewer_false, 5);
	assert_int_equal(e.fewer_found, 1);
	e = threshold_effect(&known, &known);
	assert_int_equal(e.fewer + e.fewer_false + e.fewer_found, 0);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_recall_is_that_of_the_audit_of_fairness),
		cmocka_unit_test(test_an_earlier_lead_never_finds_more),
		cmocka_unit_test(test_a_flag_after_the_event_foresees_nothing),
		cmocka_unit_test(test_a_share_of_nobody_has_no_value),
		cmocka_unit_test(
		    test_a_threshold_is_judged_by_twenty_events_at_least),
		cmocka_unit_test(
		    test_a_higher_threshold_loses_alarms_and_what_they_found),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
