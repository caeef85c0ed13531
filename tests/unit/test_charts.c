/*
 * Charts: scales and ticks by their properties, drawings by golden files that
 * a person has looked at.  GOLDEN=write writes those files anew.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "charts/bars.h"
#include "charts/days.h"
#include "charts/moments.h"
#include "charts/ranges.h"
#include "charts/scale.h"
#include "charts/sparkline.h"

enum { POINTS = 110, GOLDEN_MOST = 32768 };

static struct out	out;

static void
test_a_scale_holds_its_ends_and_its_order(void **state)
{
	struct scale	up = { 0, 140, 400, 3360 };
	struct scale	down = { 0, 140, 2520, 300 };
	int		v;

	assert_int_equal(scale_place(&up, 0), 400);
	assert_int_equal(scale_place(&up, 140), 3360);
	assert_int_equal(scale_place(&up, 70), 1880);
	assert_int_equal(scale_place(&down, 0), 2520);
	assert_int_equal(scale_place(&down, 140), 300);
	for (v = 1; v <= 140; v++) {
		assert_true(scale_place(&up, v) > scale_place(&up, v - 1));
		assert_true(scale_place(&down, v) <
		    scale_place(&down, v - 1));
	}
}

static void
test_a_scale_rounds_to_the_nearest_tenth(void **state)
{
	struct scale	up = { 0, 3, 0, 10 }, down = { 0, 3, 10, 0 };

	assert_int_equal(scale_place(&up, 1), 3);
	assert_int_equal(scale_place(&up, 2), 7);
	assert_int_equal(scale_place(&down, 1), 7);
	assert_int_equal(scale_place(&down, 2), 3);
	assert_int_equal(scale_place(&up, -1), -3);
}

static void
test_a_scale_without_extent_has_one_place(void **state)
{
	struct scale	s = { 5, 5, 100, 900 };

	assert_int_equal(scale_place(&s, 5), 100);
	assert_int_equal(scale_place(&s, 9), 100);
}

static void
test_ticks_are_round_few_and_not_too_few(void **state)
{
	int	high, step, leading;

	assert_int_equal(tick_step(70, 5), 20);
	assert_int_equal(tick_step(100, 5), 20);
	assert_int_equal(tick_step(30, 5), 10);
	assert_int_equal(tick_step(5, 5), 1);
	assert_int_equal(tick_step(0, 5), 1);
	for (high = 0; high < 200000; high += 1 + high / 40) {
		step = tick_step(high, 5);
		assert_true(high / step <= 5);
		assert_true(step == 1 || high / step >= 2);
		for (leading = step; leading >= 10; leading /= 10)
			assert_int_equal(leading % 10, 0);
		assert_true(leading == 1 || leading == 2 || leading == 5);
	}
}

static void
test_month_ticks_are_first_days_within_and_evenly_apart(void **state)
{
	struct date	from, to, ticks[6];
	size_t		i, n;
	int		days;

	for (days = 0; days < 2000; days += 13) {
		from = date_from_number(20000 + days * 3);
		to = date_plus_days(from, days);
		n = month_ticks(from, to, ticks, 6);
		assert_true(n <= 6);
		assert_true(n >= 1 || days < 31);
		for (i = 0; i < n; i++) {
			assert_int_equal(ticks[i].day, 1);
			assert_true(date_compare(from, ticks[i]) <= 0);
			assert_true(date_compare(ticks[i], to) <= 0);
			assert_true(i < 2 || date_compare(ticks[i],
			    date_plus_months(ticks[i - 1],
			    (ticks[1].year - ticks[0].year) * 12 +
			    ticks[1].month - ticks[0].month)) == 0);
		}
	}
}

/* Compares what was drawn with tests/unit/golden/NAME.svg. */
static void
assert_golden(const char *name)
{
	static char	 golden[GOLDEN_MOST];
	const char	*wish = getenv("GOLDEN");
	bool		 write = wish != NULL && strcmp(wish, "write") == 0;
	char		 path[128];
	size_t		 n;
	FILE		*f;

	snprintf(path, sizeof(path), "tests/unit/golden/%s.svg", name);
	if ((f = fopen(path, write ? "w" : "r")) == NULL)
		fail_msg("cannot open %s from the root of the tree", path);
	if (write)
		n = fwrite(out.data, 1, out.len, f);
	else
		n = fread(golden, 1, sizeof(golden), f);
	if (fclose(f) != 0)
		fail_msg("cannot close %s", path);
	if (n != out.len || (!write && memcmp(golden, out.data, n) != 0))
		fail_msg("%s is not what was drawn:\n%.*s", path,
		    (int)out.len, out.data);
	out_reset(&out);
}

/* Days done at a pace: `halves` a week from a Monday on. */
struct pace { size_t n; struct date on[POINTS]; int halves[POINTS]; };

static void
pace_set(struct pace *p, struct date from, int weeks, int weekly, int most)
{
	int	week, halves;

	for (p->n = 0, week = 0; week <= weeks; week++) {
		halves = week * weekly;
		p->on[p->n] = date_plus_days(from, week * 7);
		p->halves[p->n++] = halves < most ? halves : most;
	}
}

static struct days_line
line_of(const struct pace *p)
{
	return ((struct days_line){ p->n, p->on, p->halves });
}

static struct pace	expected, confirmed, logged;

/* A placement of 70 days in autumn, drawn on 14 December, after 14 weeks. */
static struct days_chart
autumn(int confirmed_weekly, int confirmed_weeks, int logged_weekly)
{
	struct date	from = { 2026, 9, 7 };

	pace_set(&expected, from, 20, 8, 140);
	pace_set(&confirmed, from, confirmed_weeks, confirmed_weekly, 140);
	pace_set(&logged, from, 14, logged_weekly, 140);
	return ((struct days_chart){ .id = "days-7",
	    .title = "Days done against days expected",
	    .finding = "42 days done, 56 expected by today: 14 days behind",
	    .from = from, .to = { 2027, 1, 29 }, .today = { 2026, 12, 14 },
	    .required_halves = 140, .expected = line_of(&expected),
	    .confirmed = line_of(&confirmed), .logged = line_of(&logged) });
}

static void
test_days_behind_are_drawn_below_what_is_expected(void **state)
{
	struct days_chart	c = autumn(6, 12, 6);

	days_chart(&out, &c);
	assert_golden("days_behind");
}

static void
test_days_ahead_are_drawn_above_what_is_expected(void **state)
{
	struct days_chart	c = autumn(9, 14, 9);

	days_chart(&out, &c);
	assert_golden("days_ahead");
}

static void
test_a_placement_about_to_start_has_nothing_done(void **state)
{
	struct days_chart	c = autumn(0, 0, 0);

	c.today = (struct date){ 2026, 9, 1 };
	c.confirmed.n = c.logged.n = 1;
	c.finding = "The placement starts on 7 September 2026";
	days_chart(&out, &c);
	assert_golden("days_not_started");
}

static void
test_a_placement_that_ended_is_drawn_to_its_end(void **state)
{
	struct days_chart	c = autumn(10, 14, 10);

	c.today = (struct date){ 2027, 3, 1 };
	c.finding = "70 days done of 70: complete";
	days_chart(&out, &c);
	assert_golden("days_complete");
}

static void
test_labels_keep_clear_of_each_other_and_of_the_edges(void **state)
{
	struct days_chart	c = autumn(0, 14, 1);

	c.finding = "7 days done (7 days not confirmed yet)";
	days_chart(&out, &c);
	assert_golden("days_unconfirmed");
	c = autumn(10, 13, 10);
	c.finding = "70 days done (5 days not confirmed yet)";
	days_chart(&out, &c);
	assert_golden("days_nearly_complete");
}

static void
test_a_chart_without_lines_still_says_what_is_needed(void **state)
{
	struct days_chart	c = { .id = "empty", .title = "Days",
		.finding = "No working pattern", .from = { 2026, 9, 7 },
		.to = { 2026, 9, 7 }, .today = { 2026, 9, 7 },
		.required_halves = 1 };

	days_chart(&out, &c);
	assert_golden("days_empty");
}

static void
test_each_group_is_a_bar_that_leads_to_its_people(void **state)
{
	static const struct bar bars[] = {
		{ "Well behind", 6, { "/cohorts/3?standing=well-behind" } },
		{ "Behind", 19, { "/cohorts/3?standing=behind&sort=days" } },
		{ "Slightly behind", 41,
		    { "/cohorts/3?standing=slightly-behind" } },
		{ "On track", 93, { "/cohorts/3?standing=on-track" } },
		{ "Complete", 0, { "/cohorts/3?standing=complete" } },
		{ "No working pattern", 1, { NULL } },
	};
	struct bars_chart	c = { "standing", "Trainees by standing",
		"25 of 160 trainees are behind or well behind", bars,
		sizeof(bars) / sizeof(bars[0]) };

	bars_chart(&out, &c);
	assert_golden("bars_links");
}

static void
test_bars_without_links_are_one_picture_and_hide_no_count(void **state)
{
	static const struct bar bars[] = {
		{ "Small", BAR_SUPPRESSED, { NULL } },
		{ "None", 0, { NULL } },
		{ "Some", 12, { NULL } },
	};
	struct bars_chart	c = { "hidden", "Trainees by group",
		"1 count is suppressed", bars,
		sizeof(bars) / sizeof(bars[0]) };

	bars_chart(&out, &c);
	assert_golden("bars_suppressed");
}

static void
test_a_suppressed_bar_leads_nowhere(void **state)
{
	static const struct bar	bar = { "Few", BAR_SUPPRESSED, { "/few" } };
	struct bars_chart	c = { "x", "Title", "Finding", &bar, 1 };

	bars_chart(&out, &c);
	out_raw(&out, "", 1);
	assert_null(strstr(out.data, "<a"));
	assert_null(strstr(out.data, "<rect"));
	assert_non_null(strstr(out.data, ">[c]</text>"));
	out_reset(&out);
}

static void
test_every_label_is_escaped(void **state)
{
	static const struct bar	bar = { "<b>\"R&D\"</b>", 3,
		{ "/x?a=1&b='\"<" } };
	struct bars_chart	c = { "\"><i", "<t>&", "</desc><script>", &bar,
		1 };

	bars_chart(&out, &c);
	out_raw(&out, "", 1);
	assert_null(strstr(out.data, "<b>"));
	assert_null(strstr(out.data, "<i"));
	assert_null(strstr(out.data, "<t>"));
	assert_null(strstr(out.data, "<script"));
	assert_non_null(strstr(out.data,
	    ">&lt;b&gt;&quot;R&amp;D&quot;&lt;/b&gt;</text>"));
	assert_non_null(strstr(out.data, "href=\"/x?a=1&amp;b="));
	assert_null(strstr(out.data, "style="));
	out_reset(&out);
}

static void
test_a_sparkline_is_its_shape_alone(void **state)
{
	static const int	values[] = { 3, 5, 4, 8, 8, 13, 11, 16 };

	sparkline(&out, values, sizeof(values) / sizeof(values[0]));
	assert_golden("sparkline");
	sparkline(&out, values, 1);
	assert_golden("sparkline_single");
	sparkline(&out, values, 0);
	assert_int_equal(out.len, 0);
}

static struct ranges_chart
ranges_of(const struct range *ranges, size_t n)
{
	return ((struct ranges_chart){ .id = "hosts", .title = "Hosts",
	    .finding = "1 of 4 hosts can be told apart", .from = 100,
	    .to = 500, .from_words = "1 disagree", .to_words = "agree 5",
	    .all = 402, .ranges = ranges, .n = n });
}

/* Left out where there is nothing, hollow where there is no range. */
static void
test_a_mean_is_drawn_with_its_range(void **state)
{
	static const struct range	ranges[] = {
		{ "Brook Council", 291, 240, 342 },
		{ "Ashby NHS Trust", 410, 380, 440 },
		{ "One person alone", 500, RANGE_NONE, RANGE_NONE },
		{ "Nobody yet", RANGE_NONE, RANGE_NONE, RANGE_NONE },
	};
	struct ranges_chart		c = ranges_of(ranges, 4);

	ranges_chart(&out, &c);
	assert_golden("ranges");
}

static void
test_labels_of_ranges_are_escaped(void **state)
{
	static const struct range	one = { "<b>R&D</b>", 300, 100, 500 };
	struct ranges_chart		c = ranges_of(&one, 1);

	c.all = RANGE_NONE;
	ranges_chart(&out, &c);
	out_raw(&out, "", 1);
	assert_null(strstr(out.data, "<b>"));
	assert_non_null(strstr(out.data, ">&lt;b&gt;R&amp;D&lt;/b&gt;<"));
	assert_null(strstr(out.data, "dasharray"));
	assert_null(strstr(out.data, "style="));
	out_reset(&out);
}

static struct moments_chart
moments_of(const struct moments_row *rows, size_t n)
{
	return ((struct moments_chart){ .id = "self",
	    .title = "Where you see yourself", .finding = "Further on",
	    .levels = 4, .from_words = "Not yet confident",
	    .to_words = "Confident in complex situations",
	    .moments = { "Start", "Middle", "End" }, .rows = rows, .n = n });
}

static void
test_each_moment_has_its_own_mark_and_height(void **state)
{
	static const struct moments_row	rows[] = {
		{ "5 Mental capacity", { 1, 2, 4 } },
		{ "7 Direct work with individuals and families", { 3, 3, 3 } },
		{ "6 Effective assessments and outcome-based support planning",
		    { 2, MOMENT_NONE, 3 } },
		{ "9 Organisational context", { 0 } },
	};
	struct moments_chart		c = moments_of(rows, 4);

	moments_chart(&out, &c);
	assert_golden("moments");
}

static void
test_one_moment_is_drawn_without_lines(void **state)
{
	static const struct moments_row	one = { "<b> & Co", { 2 } };
	struct moments_chart		c = moments_of(&one, 1);

	c.moments[1] = c.moments[2] = NULL;
	moments_chart(&out, &c);
	assert_golden("moments_first");
	assert_null(memmem(out.data, out.len, "Middle", 6));
	assert_null(memmem(out.data, out.len, "<b>", 3));
}

static int
forget(void **state)
{
	out_free(&out);
	return (0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_scale_holds_its_ends_and_its_order),
		cmocka_unit_test(test_a_scale_rounds_to_the_nearest_tenth),
		cmocka_unit_test(test_a_scale_without_extent_has_one_place),
		cmocka_unit_test(test_ticks_are_round_few_and_not_too_few),
		cmocka_unit_test(
		    test_month_ticks_are_first_days_within_and_evenly_apart),
		cmocka_unit_test(
		    test_days_behind_are_drawn_below_what_is_expected),
		cmocka_unit_test(
		    test_days_ahead_are_drawn_above_what_is_expected),
		cmocka_unit_test(
		    test_a_placement_about_to_start_has_nothing_done),
		cmocka_unit_test(
		    test_a_placement_that_ended_is_drawn_to_its_end),
		cmocka_unit_test(
		    test_labels_keep_clear_of_each_other_and_of_the_edges),
		cmocka_unit_test(
		    test_a_chart_without_lines_still_says_what_is_needed),
		cmocka_unit_test(
		    test_each_group_is_a_bar_that_leads_to_its_people),
		cmocka_unit_test(
		    test_bars_without_links_are_one_picture_and_hide_no_count),
		cmocka_unit_test(test_a_suppressed_bar_leads_nowhere),
		cmocka_unit_test(test_every_label_is_escaped),
		cmocka_unit_test(test_a_sparkline_is_its_shape_alone),
		cmocka_unit_test(test_a_mean_is_drawn_with_its_range),
		cmocka_unit_test(test_labels_of_ranges_are_escaped),
		cmocka_unit_test(test_each_moment_has_its_own_mark_and_height),
		cmocka_unit_test(test_one_moment_is_drawn_without_lines),
	};

	return (cmocka_run_group_tests(tests, NULL, forget));
}
