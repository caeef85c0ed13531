/*
 * Charts of the equity report: ratios, curves and funnels.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "charts/curves.h"
#include "charts/forest.h"
#include "charts/funnel.h"

static struct out	out;

static const char *
drawn(void)
{
	out_raw(&out, "", 1);
	return (out.data);
}

static int
forget(void **state)
{
	out_reset(&out);
	return (0);
}

static void
draw_forest(const struct forest_row *rows, size_t n)
{
	struct forest_chart	c = { "r", "Ratios", "A finding", rows, n };

	out_reset(&out);
	forest_chart(&out, &c);
}

/* The place of the only filled mark. */
static double
mark(double ratio)
{
	struct forest_row	row = { "A v B", ratio, ratio / 2, ratio * 2,
				    NAN, false };

	draw_forest(&row, 1);
	return (atof(strstr(drawn(), " cx=\"") + 5));
}

static void
test_a_ratio_of_one_stands_in_the_middle(void **state)
{
	assert_true(fabs(mark(1) - 210) < 0.11);
}

static void
test_a_ratio_and_its_inverse_are_as_far_from_one(void **state)
{
	assert_true(fabs(mark(1.7) - 210 - (210 - mark(1 / 1.7))) < 0.21);
	assert_true(mark(1.2) < mark(1.3));
}

static void
test_what_nothing_bounds_ends_in_an_arrow(void **state)
{
	struct forest_row	row = { "A v B", INFINITY, 1.2, INFINITY, NAN,
				    false };

	draw_forest(&row, 1);
	assert_null(strstr(drawn(), "inf"));
	assert_null(strstr(drawn(), "nan"));
	assert_null(strstr(drawn(), "<circle"));
	row.low = 0;
	draw_forest(&row, 1);
	assert_null(strstr(drawn(), "nan"));
}

static void
test_a_hidden_line_draws_nothing_but_that(void **state)
{
	struct forest_row	row = { "A v B", 1.7, 1.2, 2.5, 1.9, true };
	char			*first;

	draw_forest(&row, 1);
	assert_non_null(strstr(drawn(), "[c]"));
	assert_null(strstr(drawn(), "<circle"));
	first = strdup(drawn());
	row = (struct forest_row){ "A v B", NAN, NAN, NAN, NAN, true };
	draw_forest(&row, 1);
	assert_string_equal(drawn(), first);
	free(first);
}

static void
test_labels_are_escaped(void **state)
{
	struct forest_row	row = { "<b>R&D</b>", 1, 0.5, 2, NAN, false };
	struct curve_line	line = { "<b>R&D</b>", NULL, 0 };
	struct curves_chart	c = { "c", "<i>", "A finding", "days", &line,
				    1 };

	draw_forest(&row, 1);
	assert_null(strstr(drawn(), "<b>"));
	out_reset(&out);
	curves_chart(&out, &c);
	assert_null(strstr(drawn(), "<b>"));
	assert_null(strstr(drawn(), "<i>"));
}

static void
test_a_curve_falls_in_steps_from_everybody(void **state)
{
	static const struct curve_step	steps[] = { { 5, 500 }, { 10, 0 } };
	struct curve_line		line = { "One", steps, 2 };
	struct curves_chart		c = { "c", "Curves", "A finding",
					    "days", &line, 1 };
	const char			*path;

	curves_chart(&out, &c);
	path = strstr(drawn(), " d=\"M");
	assert_non_null(path);
	assert_memory_equal(path, " d=\"M62 12H233V111H404V210\"", 27);
}

static void
test_a_point_of_a_funnel_stands_at_its_people_and_share(void **state)
{
	static const struct funnel_point points[] = {
		{ 50, 100, 0, 200, 0, 400 }, { 100, 300, 50, 150, 0, 200 },
	};
	struct funnel_chart	c = { "f", "Funnel", "A finding", 100, points,
				    2 };

	funnel_chart(&out, &c);
	assert_non_null(strstr(drawn(), "cx=\"233\" cy=\"175.5\""));
	assert_non_null(strstr(drawn(), "cx=\"404\" cy=\"66.5\""));
}

static void
test_an_empty_funnel_is_drawn_all_the_same(void **state)
{
	struct funnel_chart	c = { "f", "Funnel", "A finding", 0, NULL, 0 };

	funnel_chart(&out, &c);
	assert_non_null(strstr(drawn(), "</svg>"));
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test_teardown(
		    test_a_ratio_of_one_stands_in_the_middle, forget),
		cmocka_unit_test_teardown(
		    test_a_ratio_and_its_inverse_are_as_far_from_one, forget),
		cmocka_unit_test_teardown(
		    test_what_nothing_bounds_ends_in_an_arrow, forget),
		cmocka_unit_test_teardown(
		    test_a_hidden_line_draws_nothing_but_that, forget),
		cmocka_unit_test_teardown(test_labels_are_escaped, forget),
		cmocka_unit_test_teardown(
		    test_a_curve_falls_in_steps_from_everybody, forget),
		cmocka_unit_test_teardown(
		    test_a_point_of_a_funnel_stands_at_its_people_and_share,
		    forget),
		cmocka_unit_test_teardown(
		    test_an_empty_funnel_is_drawn_all_the_same, forget),
	};
	int			failed = cmocka_run_group_tests(tests, NULL,
				    NULL);

	out_free(&out);
	return (failed);
}
