/* Which page of a list is asked for, and what there is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/arena.h"
#include "pages/list.h"

static struct arena	arena;
static struct form	form;
static struct request	req;

static int
release_the_arena(void **state)
{
	arena_release(&arena);
	return (0);
}

static struct page_of
asked(const char *query, int64_t rows)
{
	struct page_of	page;

	form_parse_urlencoded(&form, &arena, query, strlen(query));
	req = (struct request){ .arena = &arena, .form = &form,
	    .path = "/work", .query = query };
	page = page_asked(&req, 25);
	page_counted(&page, rows);
	return (page);
}

static void
test_nonsense_is_the_first_page(void **state)
{
	static const char *const	nonsense[] = { "", "page=", "page=0",
	    "page=-1", "page=x", "page=1.5", "page=%00", "page=9999999",
	    "page=100001", "page=+2", "other=3", "page=%D9%A2" };

	for (size_t i = 0; i < sizeof(nonsense) / sizeof(*nonsense); i++)
		assert_int_equal(asked(nonsense[i], 100).number, 1);
	assert_int_equal(asked("page=2", 100).number, 2);
	assert_int_equal(asked("page=100000", 100).number, PAGES_MAX);
}

static void
test_pages_are_counted_up(void **state)
{
	static const struct { int64_t rows, pages; } cases[] = {
		{ 0, 1 }, { 1, 1 }, { 24, 1 }, { 25, 1 }, { 26, 2 }, { 50, 2 },
		{ 51, 3 }, { 48000, 1920 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_int_equal(asked("", cases[i].rows).pages,
		    cases[i].pages);
}

static void
test_words_say_which_rows_are_shown(void **state)
{
	static const struct {
		const char	*query;
		int64_t		 rows;
		const char	*words;
	} cases[] = {
		{ "", 0, "" }, { "", 1, "Showing 1 to 1 of 1" },
		{ "", 25, "Showing 1 to 25 of 25" },
		{ "page=2", 26, "Showing 26 to 26 of 26" },
		{ "page=2", 160, "Showing 26 to 50 of 160" },
		{ "page=7", 160, "Showing 151 to 160 of 160" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_string_equal(page_words(&arena, asked(cases[i].query,
		    cases[i].rows)), cases[i].words);
	assert_int_equal(page_skip(asked("page=7", 160)), 150);
}

/* "1 [2] 3 .. 40": the pages that a pagination offers. */
static const char *
offered(const char *query, int64_t rows)
{
	static char		words[200];
	size_t			n = 0;
	struct govuk_pagination	p = page_links(&req, asked(query, rows));

	words[0] = '\0';
	for (size_t i = 0; i < p.nitems; i++)
		n += (size_t)snprintf(words + n, sizeof(words) - n,
		    p.items[i].ellipsis ? "%s.." : p.items[i].current ?
		    "%s[%s]" : "%s%s", i > 0 ? " " : "", p.items[i].number);
	return (words);
}

static void
test_links_lead_to_the_ends_and_the_neighbours(void **state)
{
	static const struct {
		const char	*query;
		int64_t		 pages;
		const char	*offered;
	} cases[] = {
		{ "", 1, "[1]" }, { "", 2, "[1] 2" }, { "page=2", 2, "1 [2]" },
		{ "", 3, "[1] 2 3" }, { "", 4, "[1] 2 .. 4" },
		{ "page=2", 4, "1 [2] 3 4" }, { "page=3", 4, "1 2 [3] 4" },
		{ "page=4", 4, "1 .. 3 [4]" },
		{ "page=3", 5, "1 2 [3] 4 5" },
		{ "page=5", 9, "1 .. 4 [5] 6 .. 9" },
		{ "page=2", 9, "1 [2] 3 .. 9" },
		{ "page=8", 9, "1 .. 7 [8] 9" },
		{ "", 100000, "[1] 2 .. 100000" },
		{ "page=100000", 100000, "1 .. 99999 [100000]" },
		{ "page=50000", 100000, "1 .. 49999 [50000] 50001 .. 100000" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_string_equal(offered(cases[i].query,
		    cases[i].pages * 25), cases[i].offered);
}

static void
test_links_keep_what_else_was_asked(void **state)
{
	struct govuk_pagination	p;

	p = page_links(&req, asked("state=submitted&page=2&q=a%26b", 100));
	assert_string_equal(p.previous.href.s,
	    "/work?state=submitted&q=a%26b");
	assert_string_equal(p.next.href.s,
	    "/work?state=submitted&page=3&q=a%26b");
	p = page_links(&req, asked("", 100));
	assert_null(p.previous.href.s);
	assert_string_equal(p.next.href.s, "/work?page=2");
	p = page_links(&req, asked("page=4", 100));
	assert_null(p.next.href.s);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_nonsense_is_the_first_page),
		cmocka_unit_test(test_pages_are_counted_up),
		cmocka_unit_test(test_words_say_which_rows_are_shown),
		cmocka_unit_test(
		    test_links_lead_to_the_ends_and_the_neighbours),
		cmocka_unit_test(test_links_keep_what_else_was_asked),
	};

	return (cmocka_run_group_tests(tests, NULL, release_the_arena));
}
