/* Working weeks as people write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/text.h"
#include "rules/working_days.h"
#include "unit/mutate.h"

static struct arena	arena;

static int
release_the_arena(void **state)
{
	arena_release(&arena);
	return (0);
}

static void
test_weeks_are_read_as_half_days(void **state)
{
	static const char *const	cases[][2] = {
		{ "Mon Tue Wed", "2220000" }, { "Monday-Friday", "2222200" },
		{ "5", "2222200" }, { "Mon-Thu, Fri am", "2222100" },
		{ "monday, tuesday & wednesday", "2220000" },
		{ "Mon \u2013 Fri", "2222200" }, { "Monday to Friday",
		    "2222200" }, { "MON/WED/FRI", "2020200" },
		{ "Mo Tu We Th Fr Sa Su", "2222222" },
		{ "Tues, Weds, Thurs", "0222000" }, { "Thur Fri", "0002200" },
		{ "Fri-Mon", "2000222" }, { "Sat to Sun", "0000022" },
		{ "Mon-Fri am", "1111100" }, { "Fri am, Fri pm", "0000200" },
		{ "Fri a.m. and p.m.", NULL }, { "Fri am pm", "0000200" },
		{ "Mon, Tue, Wed pm", "2210000" }, { "Mon am Tue pm",
		    "1100000" }, { "Fri (mornings)", "0000100" },
		{ "Wed a.m.", "0010000" }, { "Fri half day", "0000100" },
		{ "Fri half-day, Mon", "2000100" }, { "Mon Mon", "2000000" },
		{ "5 days", "2222200" }, { "5 days a week", "2222200" },
		{ "4 days: Mon-Thu", "2222000" }, { "Mon-Thu (4 days)",
		    "2222000" }, { "Full time", "2222200" },
		{ "full-time", "2222200" }, { "FT", "2222200" },
		{ "Full time (Mon-Fri)", "2222200" },
		{ "Part-time Mon Tue", "2200000" }, { "weekdays", "2222200" },
		{ "Weekdays and Sat", "2222220" }, { "every Monday",
		    "2000000" }, { "Mondays", "2000000" },
		{ "all day Tue", "0200000" }, { "Mon.\nTue.", "2200000" },
		{ "3", "?" }, { "3 days", "?" }, { "part time", "?" },
		{ "part-time", "?" }, { "4", "?" },
		{ "", NULL }, { "-", NULL }, { "none", NULL }, { "0", NULL },
		{ "Mon-", NULL }, { "-Fri", NULL }, { "Mon--Fri", NULL },
		{ "Mon-Wed-Fri", NULL }, { "Mon-Thu, half Fri", NULL },
		{ "Mon-Thu half Fri", NULL }, { "Mon-Thu, am Fri", NULL },
		{ "am", NULL }, { "Mon am-Wed", NULL }, { "M T W", NULL },
		{ "MTWTF", NULL }, { "Mon-Fri 9-5", NULL }, { "0.6 FTE", NULL },
		{ "Mon Tues Wodensday", NULL }, { "Mon-Fri except Wed", NULL },
		{ "3 days Mon Tue", NULL }, { "full time Mon Tue", NULL },
		{ "55", NULL }, { "Mond\u00E9", NULL }, { "Mon \u2713", NULL },
	};
	signed char	halves[7];
	char		found[8];

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		memset(halves, 9, sizeof(halves));
		switch (working_days(&arena, cases[i][0], halves)) {
		case WORKING_READ:
			for (int day = 0; day < 7; day++)
				found[day] = (char)('0' + halves[day]);
			found[7] = '\0';
			break;
		case WORKING_UNNAMED:
			strcpy(found, "?");
			break;
		default:
			strcpy(found, "");
		}
		if (strcmp(found, cases[i][1] == NULL ? "" : cases[i][1]) != 0)
			fail_msg("%s: %s", cases[i][0], found);
		if (*found == '?' || *found == '\0')
			assert_int_equal(halves[0], 9);
	}
}

static void
test_a_week_is_said_in_words_that_can_be_read_again(void **state)
{
	static const struct {
		signed char halves[7]; const char *s;
	} cases[] = {
		{ { 2, 2, 2, 2, 2 }, "Monday to Friday" },
		{ { 2, 2, 2, 2, 1 },
		    "Monday to Thursday, Friday (half a day)" },
		{ { 2, 0, 2 }, "Monday, Wednesday" },
		{ { 2, 2 }, "Monday and Tuesday" },
		{ { 1, 1, 1, 0, 0, 0, 2 },
		    "Monday to Wednesday (half days), Sunday" },
		{ { 0 }, "no days" },
	};
	signed char	read[7];

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		assert_string_equal(working_days_words(&arena,
		    cases[i].halves), cases[i].s);
		if (strcmp(cases[i].s, "no days") == 0)
			continue;
		assert_int_equal(working_days(&arena, cases[i].s, read),
		    WORKING_READ);
		assert_memory_equal(read, cases[i].halves, sizeof(read));
	}
}

static void
test_whatever_is_written_a_week_has_seven_days(void **state)
{
	static const char	sample[] = "Mon-Thu, Fri am & Sat half, 5 days";
	struct mutator		m = { 20261125 };
	signed char		halves[7];
	char			*bytes;
	size_t			 n;
	bool			 broken;
	int			 sum;

	for (int i = 0; i < 50000; i++) {
		n = sizeof(sample) - 1;
		bytes = mutate(&m, sample, &n);
		if (working_days(&arena, text_clean(&arena, bytes, n, &broken),
		    halves) == WORKING_READ) {
			sum = 0;
			for (int day = 0; day < 7; day++) {
				assert_in_range(halves[day], 0, 2);
				sum += halves[day];
			}
			assert_true(sum > 0);
		}
		free(bytes);
		if (i % 500 == 0)
			arena_reset(&arena);
	}
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_weeks_are_read_as_half_days),
		cmocka_unit_test(
		    test_a_week_is_said_in_words_that_can_be_read_again),
		cmocka_unit_test(
		    test_whatever_is_written_a_week_has_seven_days),
	};

	return (cmocka_run_group_tests(tests, NULL, release_the_arena));
}
