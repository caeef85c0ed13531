/* What no password may be: what many use, and what everybody there knows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/arena.h"
#include "core/text.h"
#include "rules/password.h"
#include "unit/mutate.h"

static struct arena	arena;

static int
release_the_arena(void **state)
{
	arena_release(&arena);
	return (0);
}

static const char *const	names[] = { "Mary Smith-Jones",
	"mary@example.org", "Northern programme", "University of the North",
	"Bo Li" };

static bool
of_names(const char *password)
{
	return (password_of_names(&arena, password, names,
	    sizeof(names) / sizeof(*names)));
}

static void
test_what_is_listed_is_refused_and_there_is_enough_of_it(void **state)
{
	FILE	*f = fopen("src/rules/used_passwords.txt", "r");
	char	 word[100];
	int	 long_enough = 0;

	assert_non_null(f);
	while (fgets(word, sizeof(word), f) != NULL) {
		word[strcspn(word, "\n")] = '\0';
		if (strlen(word) < 12)
			continue;
		long_enough++;
		if (!password_used(&arena, word))
			fail_msg("%s", word);
	}
	fclose(f);
	assert_true(long_enough >= 3000);
}

static void
test_decoration_makes_no_other_password(void **state)
{
	static const char *const	cases[] = {
		"qwertyqwerty", "QWERTYqwerty", "password1234", "Password2026!",
		"!!!!password", "p@ssw0rd1234", "P@$$w0rd2026", "sunshine2024",
		"dragondragondragon", "monkeymonke", "password1password1",
		"aaaaaaaaaaaa", "abababababab", "123123123123", "123456123456",
		"1q2w3e4r5t6y", "letmein-letmein-", "2026-sunshine-2026",
		"123456789012", "ABC123abc123", "liverpool1892!",
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (!password_used(&arena, cases[i]))
			fail_msg("%s", cases[i]);
}

static void
test_what_nobody_else_would_choose_will_do(void **state)
{
	static const char *const	cases[] = {
		"three odd words", "correct horse battery", "zw\303\266lf "
		"B\303\244ren!", "sunshine and marmalade", "4kJ-9x!2Lm_Qp",
		"482759105837", "my work is never done by noon", "tea at 7 on "
		"the pier", "\320\273\320\276\321\210\320\260\320\264\321\214 "
		"\320\270 \320\264\320\276\320\274",
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (password_used(&arena, cases[i]) || of_names(cases[i]))
			fail_msg("%s", cases[i]);
}

static void
test_what_everybody_there_knows_makes_it_no_longer(void **state)
{
	static const char *const	cases[] = {
		"Waymark-2026!", "W4ymark 20262026", "socialwork2026",
		"Social Worker 1", "placement-trainee", "asye asye asye 1",
		"mary smith jones", "Smith-Jones1985", "marysmithjones",
		"mary@example.org", "Northern2026!!", "northern programme",
		"uNiversity_of_the_north", "MARYexampleORG", "waymark tiger",
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (!of_names(cases[i]))
			fail_msg("%s", cases[i]);
	assert_false(of_names("waymark and the giraffe"));
	assert_false(of_names("boats and libraries"));
}

static void
test_any_text_is_judged(void **state)
{
	static const char *const	samples[] = { "Mary Smith-Jones",
		"p@ssw0rd1234", "zw\303\266lf B\303\244ren!", "aaaa" };
	struct mutator			 m = { 20261123 };
	const char			*text;
	char				*bytes;
	bool				 broken;
	size_t				 n;

	for (int i = 0; i < 20000; i++) {
		n = strlen(samples[i % 4]);
		bytes = mutate(&m, samples[i % 4], &n);
		text = text_clean(&arena, bytes, n, &broken);
		(void)password_used(&arena, text);
		(void)of_names(text);
		free(bytes);
		arena_reset(&arena);
	}
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(
		    test_what_is_listed_is_refused_and_there_is_enough_of_it),
		cmocka_unit_test(test_decoration_makes_no_other_password),
		cmocka_unit_test(test_what_nobody_else_would_choose_will_do),
		cmocka_unit_test(
		    test_what_everybody_there_knows_makes_it_no_longer),
		cmocka_unit_test(test_any_text_is_judged),
	};

	return (cmocka_run_group_tests(tests, NULL, release_the_arena));
}
