/* Dates as spreadsheets hold them, and the ways in which they go wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/text.h"
#include "rules/written_date.h"
#include "unit/mutate.h"

static struct arena	arena;

static int
release_the_arena(void **state)
{
	arena_release(&arena);
	return (0);
}

static void
test_dates_are_read_day_first(void **state)
{
	static const struct {
		const char *s; enum written_date how; struct date d;
	} cases[] = {
		{ "2026-09-01", WRITTEN, { 2026, 9, 1 } },
		{ "2026/9/1", WRITTEN, { 2026, 9, 1 } },
		{ "2026-09-01 00:00:00", WRITTEN, { 2026, 9, 1 } },
		{ "2026-09-01T00:00:00.000Z", WRITTEN, { 2026, 9, 1 } },
		{ "01/09/2026", WRITTEN, { 2026, 9, 1 } },
		{ "1/9/2026", WRITTEN, { 2026, 9, 1 } },
		{ "1-9-2026", WRITTEN, { 2026, 9, 1 } },
		{ "1.9.2026", WRITTEN, { 2026, 9, 1 } },
		{ " 13 / 09 / 2026 ", WRITTEN, { 2026, 9, 13 } },
		{ "01/09/2026 00:00", WRITTEN, { 2026, 9, 1 } },
		{ "1 September 2026", WRITTEN, { 2026, 9, 1 } },
		{ "1 Sep 2026", WRITTEN, { 2026, 9, 1 } },
		{ "1 Sept. 2026", WRITTEN, { 2026, 9, 1 } },
		{ "1-SEP-2026", WRITTEN, { 2026, 9, 1 } },
		{ "01september2026", WRITTEN, { 2026, 9, 1 } },
		{ "1st September, 2026.", WRITTEN, { 2026, 9, 1 } },
		{ "22ND oct 2026", WRITTEN, { 2026, 10, 22 } },
		{ "1\u00A0May\n2026", WRITTEN, { 2026, 5, 1 } },
		{ "29/02/2028", WRITTEN, { 2028, 2, 29 } },
		{ "31/02/2026", WRITTEN_NOT_REAL }, { "29/02/2027",
		    WRITTEN_NOT_REAL }, { "0/9/2026", WRITTEN_NOT_REAL },
		{ "1/0/2026", WRITTEN_NOT_REAL }, { "31 Apr 2026",
		    WRITTEN_NOT_REAL }, { "32/13/2026", WRITTEN_NOT_REAL },
		{ "2026-13-01", WRITTEN_NOT_REAL }, { "1/9/0026",
		    WRITTEN_NOT_REAL }, { "1/32/2026", WRITTEN_NOT_REAL },
		{ "09/13/2026", WRITTEN_MONTH_FIRST },
		{ "12/31/2026", WRITTEN_MONTH_FIRST },
		{ "1 Sep 26", WRITTEN_SHORT_YEAR },
		{ "01/09/26", WRITTEN_SHORT_YEAR },
		{ "46266", WRITTEN_SERIAL, { 2026, 9, 1 } },
		{ "25569", WRITTEN_SERIAL, { 1970, 1, 1 } },
		{ "", WRITTEN_OTHERWISE }, { "soon", WRITTEN_OTHERWISE },
		{ "September 2026", WRITTEN_OTHERWISE },
		{ "1 September", WRITTEN_OTHERWISE },
		{ "1 S 2026", WRITTEN_OTHERWISE },
		{ "1 Septem 2026", WRITTEN_OTHERWISE },
		{ "1/9/2026 09:30", WRITTEN_OTHERWISE },
		{ "1/9/2026 or later", WRITTEN_OTHERWISE },
		{ "20260901", WRITTEN_OTHERWISE },
		{ "5", WRITTEN_OTHERWISE }, { "99999999999999999999",
		    WRITTEN_OTHERWISE }, { "-1/9/2026", WRITTEN_OTHERWISE },
		{ "001/9/2026", WRITTEN_OTHERWISE },
		{ "1/009/2026", WRITTEN_OTHERWISE },
		{ "1/9/20266", WRITTEN_OTHERWISE },
		{ "1/9/4294969322", WRITTEN_OTHERWISE },
		{ "September 1 2026", WRITTEN_OTHERWISE },
		{ "1/9/\u0662\u0660\u0662\u0666", WRITTEN_OTHERWISE },
	};
	struct date	d;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		d = (struct date){ 1, 1, 1 };
		if (written_date(&arena, cases[i].s, &d) != cases[i].how)
			fail_msg("%s", cases[i].s);
		assert_int_equal(date_compare(d, cases[i].d), 0);
	}
}

static void
test_every_way_of_writing_gives_every_day_back(void **state)
{
	struct date	 d, read;
	const char	*ways[5];

	for (int32_t n = 15000; n < 30000; n += 7) {
		d = date_from_number(n);
		ways[0] = arena_printf(&arena, "%04d-%02d-%02d", d.year,
		    d.month, d.day);
		ways[1] = arena_printf(&arena, "%02d/%02d/%d", d.day, d.month,
		    d.year);
		ways[2] = arena_printf(&arena, "%d %s %d", d.day,
		    date_month_name(d.month), d.year);
		ways[3] = arena_printf(&arena, "%d-%.3s-%d", d.day,
		    date_month_name(d.month), d.year);
		ways[4] = arena_printf(&arena, "%d", n + 25569);
		for (int i = 0; i < 5; i++) {
			assert_int_equal(written_date(&arena, ways[i], &read),
			    i < 4 ? WRITTEN : WRITTEN_SERIAL);
			assert_int_equal(date_compare(read, d), 0);
		}
		arena_reset(&arena);
	}
}

static void
test_what_is_read_is_real_whatever_is_written(void **state)
{
	static const char	sample[] = "31/12/2026 1st Sep 2026-09-01";
	struct mutator		m = { 20261124 };
	struct date		d;
	char			*bytes;
	size_t			 n;
	bool			 broken;

	for (int i = 0; i < 50000; i++) {
		n = sizeof(sample) - 1;
		bytes = mutate(&m, sample, &n);
		if (written_date(&arena, text_clean(&arena, bytes, n, &broken),
		    &d) == WRITTEN)
			assert_true(date_real(d));
		free(bytes);
		if (i % 500 == 0)
			arena_reset(&arena);
	}
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_dates_are_read_day_first),
		cmocka_unit_test(
		    test_every_way_of_writing_gives_every_day_back),
		cmocka_unit_test(test_what_is_read_is_real_whatever_is_written),
	};

	return (cmocka_run_group_tests(tests, NULL, release_the_arena));
}
