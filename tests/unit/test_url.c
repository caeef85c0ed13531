/* Addresses: what is encoded, what is kept, and what leads nowhere else. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/arena.h"
#include "core/form.h"
#include "core/url.h"
#include "unit/mutate.h"

#define ITEMS(array)	(sizeof(array) / sizeof(*(array)))
#define assert_url(url, expected) assert_string_equal((url).s, (expected))

static struct arena	arena;

static int
release_the_arena(void **state)
{
	arena_release(&arena);
	return (0);
}

static void
test_values_are_encoded_and_numbers_are_not(void **state)
{
	assert_url(url_to(&arena, "/trainees/%ld/days/%d", 12L, -3),
	    "/trainees/12/days/-3");
	assert_url(url_to(&arena, "/search?q=%s", "a b&c=d/e?f#g%h+i"),
	    "/search?q=a%20b%26c%3Dd%2Fe%3Ff%23g%25h%2Bi");
	assert_url(url_to(&arena, "/q/%s", "Zo\u00EB-_.~"), "/q/Zo%C3%AB-_.~");
	assert_url(url_to(&arena, "/q/%s", "'\"<>\n"), "/q/%27%22%3C%3E%0A");
	assert_url(url_to(&arena, "/q?a=%s&b=%s", "", NULL), "/q?a=&b=");
	assert_url(url_to(&arena, "/"), "/");
}

static void
test_no_value_makes_a_path_that_leaves(void **state)
{
	assert_url(url_to(&arena, "/%s/evil.example", ""), "/");
	assert_url(url_to(&arena, "/a/%s/b", ".."), "/");
	assert_url(url_to(&arena, "/a/%s", "."), "/");
	assert_url(url_to(&arena, "/a/%s", "..."), "/a/...");
	assert_url(url_to(&arena, "%s", "https://evil.example"), "/");
	assert_url(url_to(&arena, ""), "/");
	assert_url(url_to(&arena, "%s", "/a?b=c"), "/a?b=c");
	assert_url(url_to(&arena, "%s", NULL), "/");
}

static void
test_a_format_that_it_does_not_know_aborts(void **state)
{
	static const char *const	formats[] = { "/%x", "/%", "/%l",
	    "/%5d" };
	int				status;
	pid_t				pid;

	for (size_t i = 0; i < ITEMS(formats); i++) {
		if ((pid = fork()) == 0) {
			signal(SIGABRT, SIG_DFL);
			close(STDERR_FILENO);
			url_to(&arena, formats[i], 1L);
			_exit(0);
		}
		assert_int_equal(waitpid(pid, &status, 0), pid);
		assert_true(WIFSIGNALED(status));
		assert_int_equal(WTERMSIG(status), SIGABRT);
	}
}

static void
test_one_name_of_a_query_changes_in_its_place(void **state)
{
	static const struct {
		const char *query, *name, *value, *expected;
	} cases[] = {
		{ "", "sort", "name", "/t?sort=name" },
		{ "", "sort", NULL, "/t" },
		{ "a=1&sort=days&b=2", "sort", "name", "/t?a=1&sort=name&b=2" },
		{ "a=1&sort=days&b=2", "sort", NULL, "/t?a=1&b=2" },
		{ "a=1&sort=days&b=2", "sort", "", "/t?a=1&b=2" },
		{ "a=&b=2", "c", "3", "/t?b=2&c=3" },
		{ "h=1&h=2&a=1", "a", "2", "/t?h=1&h=2&a=2" },
		{ "h=1&h=2&a=1", "h", "3", "/t?h=3&a=1" },
		{ "page=4&a=1", "a", "2", "/t?a=2" },
		{ "page=4&a=1", "page", "5", "/t?page=5&a=1" },
		{ "page=4&a=1", "page", NULL, "/t?a=1" },
		{ "q=Zo%C3%AB+%26&x%3D=1", "a", "%", "/t?q=Zo%C3%AB%20%26&"
		    "x%3D=1&a=%25" },
		{ "q=%FF&a=1", "b", "2", "/t?a=1&b=2" },
	};
	struct form	query;

	for (size_t i = 0; i < ITEMS(cases); i++) {
		form_parse_urlencoded(&query, &arena, cases[i].query,
		    strlen(cases[i].query));
		assert_url(url_with(&arena, "/t", &query, cases[i].name,
		    cases[i].value), cases[i].expected);
	}
	form_parse_urlencoded(&query, &arena, "", 0);
	assert_url(url_with(&arena, "//evil", &query, "a", "1"), "/");
	assert_url(url_with(&arena, "/t?old=1#x", &query, "a", "1"), "/t?a=1");
}

static void
test_only_paths_of_our_own_are_followed(void **state)
{
	static const char *const	good[] = { "/", "/trainees/12",
	    "/trainees?q=a..b&sort=name", "/a/b/?x=/../", "/a...b", "/..a",
	    "/a#..", "/%41", "/x?y=https://a.example/", "/~a/(b);c=1,2!$'*" };
	static const char *const	bad[] = { "", "trainees",
	    "//evil.example", "/\\evil.example", "\\/evil", "/a\\b",
	    "https://evil.example/",
	    "javascript:alert(1)", " /a", "/\t/evil.example", "/\n/evil",
	    "/a\r\nSet-Cookie: x", "/a\x7F", "/a\x01", "/..", "/../a", "/a/..",
	    "/a/../b", "/.", "/./a", "/a/%2e%2E/b", "/.%2e", "/%2E", "/..?x",
	    "/..#x", "/.//evil.example" };

	for (size_t i = 0; i < ITEMS(good); i++)
		assert_url(url_local(&arena, good[i]), good[i]);
	for (size_t i = 0; i < ITEMS(bad); i++)
		assert_url(url_local(&arena, bad[i]), "/");
	assert_url(url_local(&arena, NULL), "/");
	assert_url(url_local(&arena, "/q?n=Zo\u00EB \"<>"),
	    "/q?n=Zo%C3%AB%20%22%3C%3E");
}

static void
test_a_path_that_is_too_long_is_not_followed(void **state)
{
	char	path[2002];

	memset(path, 'a', sizeof(path));
	path[0] = '/';
	path[2000] = '\0';
	assert_url(url_local(&arena, path), path);
	path[2000] = 'a';
	path[2001] = '\0';
	assert_url(url_local(&arena, path), "/");

	/* Its length is that of the address: what is encoded takes three. */
	path[1000] = '\0';
	path[1] = '"';
	assert_int_equal(strlen(url_local(&arena, path).s), 1002);
	memset(path + 1, '"', 666);
	path[667] = '\0';
	assert_int_equal(strlen(url_local(&arena, path).s), 1999);
	path[667] = '"';
	path[668] = '\0';
	assert_url(url_local(&arena, path), "/");
}

static void
test_whatever_is_sent_stays_here(void **state)
{
	static const char	sample[] = "/a/../b?c=%2e&d=//e#f\\";
	struct mutator		m = { 20261001 };
	struct form		query;
	struct url		url;
	char			*bytes, *s;
	size_t			 n;

	for (int i = 0; i < 50000; i++) {
		n = sizeof(sample) - 1;
		bytes = mutate(&m, sample, &n);
		s = arena_strndup(&arena, bytes, n);
		url = url_local(&arena, s);
		assert_true(url.s[0] == '/' && url.s[1] != '/');
		assert_null(strpbrk(url.s, "\\ \"<>\r\n\t"));
		assert_url(url_local(&arena, url.s), url.s);
		url = url_to(&arena, "/q?s=%s", s);
		form_parse_urlencoded(&query, &arena, url.s + 3,
		    strlen(url.s + 3));
		assert_url(url_with(&arena, "/q", &query, "none", NULL),
		    *form_value(&query, "s") == '\0' ||
		    query.fields[0].broken ? "/q" : url_to(&arena, "/q?s=%s",
		    form_value(&query, "s")).s);
		free(bytes);
		if (i % 500 == 0)
			arena_reset(&arena);
	}
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_values_are_encoded_and_numbers_are_not),
		cmocka_unit_test(test_no_value_makes_a_path_that_leaves),
		cmocka_unit_test(test_a_format_that_it_does_not_know_aborts),
		cmocka_unit_test(test_one_name_of_a_query_changes_in_its_place),
		cmocka_unit_test(test_only_paths_of_our_own_are_followed),
		cmocka_unit_test(test_a_path_that_is_too_long_is_not_followed),
		cmocka_unit_test(test_whatever_is_sent_stays_here),
	};

	return (cmocka_run_group_tests(tests, NULL, release_the_arena));
}
