/* test_out - each type is written the one right way for its place. */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/out.h"

static struct out	 o;

/* What was written since the last time. */
static const char *
written(void)
{
	out_raw(&o, "", 1);
	out_reset(&o);
	return (o.data);
}

static void
test_text_is_escaped_for_text_and_attributes(void **state)
{
	put_text(&o, "a <b> & \"c\" & 'd'");
	assert_string_equal(written(),
	    "a &lt;b&gt; &amp; &quot;c&quot; &amp; &#39;d&#39;");
	put_attr(&o, "\"><script>");
	assert_string_equal(written(), "&quot;&gt;&lt;script&gt;");
	put_text(&o, "Zoë O'Neill-Núñez");
	assert_string_equal(written(), "Zoë O&#39;Neill-Núñez");
}

static void
test_text_that_is_not_there_writes_nothing(void **state)
{
	const char	*none = NULL;

	put_text(&o, none);
	put_text(&o, "");
	put_attr(&o, none);
	put_query(&o, none);
	put_text(&o, ((struct html){ NULL }));
	put_url(&o, ((struct url){ NULL }));
	put_flag(&o, ((struct flag){ NULL }));
	put_attr(&o, more(NULL));
	put_attr(&o, more(""));
	put_attr(&o, some(0));
	assert_string_equal(written(), "");
}

static void
test_numbers_that_people_read_have_commas(void **state)
{
	put_text(&o, 999);
	assert_string_equal(written(), "999");
	put_text(&o, 1000);
	assert_string_equal(written(), "1,000");
	put_text(&o, -1234567);
	assert_string_equal(written(), "-1,234,567");
	put_text(&o, (int64_t)INT64_MIN);
	assert_string_equal(written(), "-9,223,372,036,854,775,808");
	put_text(&o, (int64_t)INT64_MAX);
	assert_string_equal(written(), "9,223,372,036,854,775,807");
	put_text(&o, -100);
	assert_string_equal(written(), "-100");
}

static void
test_numbers_that_machines_read_have_none(void **state)
{
	put_attr(&o, 1234567);
	assert_string_equal(written(), "1234567");
	put_query(&o, -1234567L);
	assert_string_equal(written(), "-1234567");
	put_text(&o, plain(2026));
	assert_string_equal(written(), "2026");
	put_attr(&o, some(1000));
	assert_string_equal(written(), "1000");
	put_attr(&o, 0);
	assert_string_equal(written(), "0");
}

static void
test_fractions_are_written_shortly(void **state)
{
	put_text(&o, 0.5);
	assert_string_equal(written(), "0.5");
	put_attr(&o, 170.0);
	assert_string_equal(written(), "170");
}

static void
test_dates_are_words_in_text_and_iso_elsewhere(void **state)
{
	struct date	 d = { 2026, 6, 4 }, none = { 0 };

	put_text(&o, d);
	assert_string_equal(written(), "4 June 2026");
	put_attr(&o, d);
	assert_string_equal(written(), "2026-06-04");
	put_query(&o, d);
	assert_string_equal(written(), "2026-06-04");
	put_text(&o, none);
	put_attr(&o, none);
	put_query(&o, none);
	assert_string_equal(written(), "");
}

static void
assert_moment(int64_t s, const char *words, const char *iso)
{
	struct moment	 m = { s };

	put_text(&o, m);
	assert_string_equal(written(), words);
	put_attr(&o, m);
	assert_string_equal(written(), iso);
}

static void
test_moments_are_told_by_the_clock_in_london(void **state)
{
	assert_moment(1781442060, "14 June 2026 at 2:01pm",
	    "2026-06-14T13:01:00Z");
	assert_moment(1768395600, "14 January 2026 at 1pm",
	    "2026-01-14T13:00:00Z");
	assert_moment(1768350900, "14 January 2026 at 12:35am",
	    "2026-01-14T00:35:00Z");
	assert_moment(1768394100, "14 January 2026 at 12:35pm",
	    "2026-01-14T12:35:00Z");
	assert_moment(0, "", "");
}

static void
test_midnight_and_midday_are_words(void **state)
{
	assert_moment(1768348800, "14 January 2026 at midnight",
	    "2026-01-14T00:00:00Z");
	assert_moment(1768392000, "14 January 2026 at midday",
	    "2026-01-14T12:00:00Z");
	assert_moment(1781391600, "14 June 2026 at midnight",
	    "2026-06-13T23:00:00Z");
}

static void
test_a_moment_before_1970_has_its_day(void **state)
{
	assert_moment(-1, "31 December 1969 at 11:59pm",
	    "1969-12-31T23:59:59Z");
}

static void
test_queries_are_percent_encoded(void **state)
{
	put_query(&o, "a-b_c.d~e");
	assert_string_equal(written(), "a-b_c.d~e");
	put_query(&o, "a b&c=d/e?f#g%h+\"<é");
	assert_string_equal(written(),
	    "a%20b%26c%3Dd%2Fe%3Ff%23g%25h%2B%22%3C%C3%A9");
}

static void
test_addresses_are_escaped_and_flags_are_not(void **state)
{
	put_url(&o, ((struct url){ "/a?b=1&c=\"2\"" }));
	assert_string_equal(written(), "/a?b=1&amp;c=&quot;2&quot;");
	put_flag(&o, checked(1));
	put_flag(&o, selected(0));
	put_flag(&o, hidden(1));
	assert_string_equal(written(), " checked hidden");
	put_attr(&o, more("a b"));
	assert_string_equal(written(), " a b");
}

static void
test_a_long_page_is_written_whole(void **state)
{
	static char	 block[1000];
	struct out	 page = { 0 };

	memset(block, 'x', sizeof(block));
	for (int i = 0; i < 1000; i++) {
		out_raw(&page, block, sizeof(block));
		put_text(&page, "<");
	}
	assert_int_equal(page.len, 1000 * (sizeof(block) + 4));
	assert_memory_equal(page.data + page.len - 5, "x&lt;", 5);
	for (size_t i = 0; i < page.len; i++)
		if (memchr("x&lt;", page.data[i], 5) == NULL)
			fail_msg("byte %zu is %d", i, page.data[i]);
	out_free(&page);
	assert_null(page.data);
}

static int
teardown(void **state)
{
	out_free(&o);
	return (0);
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(test_text_is_escaped_for_text_and_attributes),
		cmocka_unit_test(test_text_that_is_not_there_writes_nothing),
		cmocka_unit_test(test_numbers_that_people_read_have_commas),
		cmocka_unit_test(test_numbers_that_machines_read_have_none),
		cmocka_unit_test(test_fractions_are_written_shortly),
		cmocka_unit_test(
		    test_dates_are_words_in_text_and_iso_elsewhere),
		cmocka_unit_test(test_moments_are_told_by_the_clock_in_london),
		cmocka_unit_test(test_midnight_and_midday_are_words),
		cmocka_unit_test(test_a_moment_before_1970_has_its_day),
		cmocka_unit_test(test_queries_are_percent_encoded),
		cmocka_unit_test(test_addresses_are_escaped_and_flags_are_not),
		cmocka_unit_test(test_a_long_page_is_written_whole),
	};

	return (cmocka_run_group_tests(tests, NULL, teardown));
}
