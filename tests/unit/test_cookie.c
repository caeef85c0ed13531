/* Cookies: which one of a header is read, and as what. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/arena.h"
#include "core/form.h"
#include "unit/mutate.h"

static struct arena	arena;

static int
release_the_arena(void **state)
{
	arena_release(&arena);
	return (0);
}

static void
test_a_cookie_is_found_by_its_whole_name(void **state)
{
	static const struct { const char *header, *value; } cases[] = {
		{ "s=1", "1" }, { "a=0; s=1; z=2", "1" }, { "a=0;s=1", "1" },
		{ " \ts = 1 \t;x=2", "1" }, { "s=a=b==", "a=b==" },
		{ "s=", "" }, { "s=\"1\"", "1" }, { "s=\"a b\" ;", "a b" },
		{ "s=\"", "\"" }, { "s=\"\"", "" }, { "s=a\"b", "a\"b" },
		{ "s=\"a;b\"", "\"a" }, { ";;s=1;;", "1" }, { "s=1;s=2", "1" },
		{ "s; s=1", "1" }, { "=s; s=1", "1" }, { "x==s=2; s=1", "1" },
		{ "ss=2; s=1", "1" }, { "s=%20", "%20" },
		{ "s", NULL }, { "", NULL }, { ";", NULL }, { "=", NULL },
		{ "S=1", NULL }, { "ss=1", NULL }, { "s x=1", NULL },
		{ "__Host-s=1", NULL }, { NULL, NULL },
	};
	const char	*value;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		value = cookie_value(&arena, cases[i].header, "s");
		if (cases[i].value == NULL)
			assert_null(value);
		else
			assert_string_equal(value, cases[i].value);
	}
	assert_string_equal(cookie_value(&arena, "a=1; __Host-s=2",
	    "__Host-s"), "2");
}

static void
test_the_fiftieth_cookie_is_read_like_the_first(void **state)
{
	const char	*header = "";

	for (int i = 0; i < 50; i++)
		header = arena_printf(&arena, "%s%sc%d=v%d", header,
		    i > 0 ? "; " : "", i, i);
	for (int i = 0; i < 50; i++)
		assert_string_equal(cookie_value(&arena, header,
		    arena_printf(&arena, "c%d", i)),
		    arena_printf(&arena, "v%d", i));
}

static void
test_no_header_leads_out_of_bounds(void **state)
{
	static const char	sample[] = "a=1; __Host-s=\"x=y\" ; s=; =;z";
	struct mutator		m = { 20261009 };
	const char		*value;
	char			*bytes, *header;
	size_t			 n;

	for (int i = 0; i < 50000; i++) {
		n = sizeof(sample) - 1;
		bytes = mutate(&m, sample, &n);
		header = realloc(bytes, n + 1);
		header[n] = '\0';
		value = cookie_value(&arena, header, "__Host-s");
		if (value != NULL) {
			assert_non_null(strstr(header, value));
			assert_null(strchr(value, ';'));
		}
		free(header);
		if (i % 500 == 0)
			arena_reset(&arena);
	}
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_a_cookie_is_found_by_its_whole_name),
		cmocka_unit_test(
		    test_the_fiftieth_cookie_is_read_like_the_first),
		cmocka_unit_test(test_no_header_leads_out_of_bounds),
	};

	return (cmocka_run_group_tests(tests, NULL, release_the_arena));
}
