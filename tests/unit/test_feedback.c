/* Codes and forms of feedback from outside. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "charts/qr.h"
#include "core/arena.h"
#include "core/out.h"
#include "rules/feedback_code.h"
#include "rules/feedback_forms.h"

static struct arena	arena;

static int
empty_the_arena(void **state)
{
	arena_release(&arena);
	return (0);
}

static const char *
made_of(unsigned seed)
{
	unsigned char	random[8];

	for (int i = 0; i < 8; i++)
		random[i] = (unsigned char)((seed *= 2654435761u) >> 24);
	return (feedback_code(&arena, random));
}

static void
test_a_code_has_no_sign_that_is_taken_for_another(void **state)
{
	for (unsigned seed = 1; seed <= 20000; seed++) {
		const char	*code = made_of(seed);

		assert_int_equal(strlen(code), FEEDBACK_CODE_LENGTH);
		assert_int_equal(strspn(code, FEEDBACK_SIGNS),
		    FEEDBACK_CODE_LENGTH);
		assert_null(strpbrk(code, "0O1IL2Z5S8BUAEabc"));
		arena_reset(&arena);
	}
}

static void
test_every_sign_comes_at_every_place(void **state)
{
	bool	seen[FEEDBACK_CODE_LENGTH][256] = { { false } };

	for (unsigned seed = 1; seed <= 4000; seed++) {
		const char	*code = made_of(seed * 7919);

		for (int i = 0; i < FEEDBACK_CODE_LENGTH; i++)
			seen[i][(unsigned char)code[i]] = true;
	}
	for (int i = 0; i < FEEDBACK_CODE_LENGTH; i++)
		for (const char *s = FEEDBACK_SIGNS; *s != '\0'; s++)
			assert_true(seen[i][(unsigned char)*s]);
}

static void
test_a_code_is_read_however_it_is_typed(void **state)
{
	static const char *const	ways[] = { "K7M3XWT4P", "k7m-3xw-t4p",
					    " K7M 3XW T4P. ", "k7m.3xw.t4p",
					    "K7M-3XW-\u200BT4P",
					    "K7M\t3XW\nT4P" };

	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++)
		assert_string_equal(feedback_code_typed(&arena, ways[i]),
		    "K7M3XWT4P");
	assert_string_equal(feedback_code_words(&arena, "K7M3XWT4P"),
	    "K7M-3XW-T4P");
}

static void
test_what_no_code_looks_like_is_none(void **state)
{
	static const char *const	others[] = { "", "K7M3XWT4", "-",
					    "K7M3XWT4PP", "K7M3XWT4O",
					    "K7M3XWT40", "K7M/3XW/T4P",
					    "\u041A7M3XWT4P", "K7M3XWT4é" };

	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		assert_null(feedback_code_typed(&arena, others[i]));
}

static void
test_what_is_printed_is_what_is_read(void **state)
{
	for (unsigned seed = 1; seed <= 5000; seed++) {
		const char	*code = made_of(seed);

		assert_string_equal(feedback_code_typed(&arena,
		    feedback_code_words(&arena, code)), code);
		arena_reset(&arena);
	}
}

/* The third of a form and of another ask for the same, in the same choices. */
static void
test_easy_read_asks_what_the_longer_form_asks(void **state)
{
	size_t				 n, m;
	const struct feedback_question	*easy, *more;

	easy = feedback_questions(FEEDBACK_EASY_READ, &n);
	more = feedback_questions(FEEDBACK_STANDARD, &m);
	assert_int_equal(n, m);
	for (size_t i = 0; i < n; i++) {
		assert_string_equal(easy[i].name, more[i].name);
		assert_int_equal(feedback_nchoices(&easy[i]),
		    feedback_nchoices(&more[i]));
		for (size_t k = 0; k < feedback_nchoices(&easy[i]); k++)
			assert_int_equal(feedback_chosen(&more[i],
			    easy[i].choices[k].words), k);
	}
}

static size_t
words_in(const char *sentence)
{
	size_t	n = *sentence != '\0';

	for (; *sentence != '\0'; sentence++)
		n += *sentence == ' ';
	return (n);
}

/* At most 15 words a sentence, and a picture beside each line. */
static void
check_easy(const char *words, const char *symbol)
{
	char	*copy = arena_strdup(&arena, words), *at;

	assert_non_null(symbol);
	for (char *s = strtok_r(copy, ".?", &at); s != NULL;
	    s = strtok_r(NULL, ".?", &at))
		assert_in_range(words_in(s), 1, 15);
}

static void
test_easy_read_has_short_sentences_and_pictures(void **state)
{
	size_t				 n;
	const struct feedback_question	*q;
	const struct feedback_notice	*told;

	told = feedback_notices(FEEDBACK_EASY_READ, &n);
	for (size_t i = 0; i < n; i++)
		check_easy(told[i].words, told[i].symbol);
	q = feedback_questions(FEEDBACK_EASY_READ, &n);
	for (size_t i = 0; i < n; i++) {
		check_easy(q[i].ask, q[i].symbol);
		for (size_t k = 0; k < feedback_nchoices(&q[i]); k++)
			check_easy(q[i].choices[k].words,
			    q[i].choices[k].symbol);
	}
}

static void
test_every_form_fits_what_keeps_it(void **state)
{
	for (int form = 0; form < FEEDBACK_FORMS; form++) {
		size_t	n, told;

		feedback_questions((enum feedback_form)form, &n);
		feedback_notices((enum feedback_form)form, &told);
		assert_in_range(n, 1, FEEDBACK_QUESTIONS_MAX);
		assert_in_range(told, 1, 20);
		assert_true(feedback_edition((enum feedback_form)form) > 0);
	}
}

static void
test_words_have_the_name_in_them(void **state)
{
	assert_string_equal(feedback_words(&arena, "%n is new. Ask %n.",
	    "Zo\u00EB %n"), "Zo\u00EB %n is new. Ask Zo\u00EB %n.");
	assert_string_equal(feedback_words(&arena, "Nobody", "Ada"), "Nobody");
	assert_non_null(strstr(feedback_consent(&arena, FEEDBACK_STANDARD,
	    "Ada"), "Ada reads it only if you agree."));
	assert_null(strstr(feedback_consent(&arena, FEEDBACK_EASY_READ, "Ada"),
	    "%"));
}

static void
test_a_link_that_is_too_long_for_a_square_is_refused(void **state)
{
	struct out	 o = { 0 };
	char		*text = arena_alloc(&arena, 4001);

	memset(text, 'a', 4000);
	assert_false(qr_code(&o, text, "Long"));
	assert_int_equal(o.len, 0);
	assert_true(qr_code(&o, "https://waymark.example.org/give-feedback/",
	    "<b>"));
	assert_non_null(memmem(o.data, o.len, "&lt;b&gt;", 9));
	out_free(&o);
}

int
main(void)
{
#define test(name) cmocka_unit_test_teardown(name, empty_the_arena)
	const struct CMUnitTest	tests[] = {
		test(test_a_code_has_no_sign_that_is_taken_for_another),
		test(test_every_sign_comes_at_every_place),
		test(test_a_code_is_read_however_it_is_typed),
		test(test_what_no_code_looks_like_is_none),
		test(test_what_is_printed_is_what_is_read),
		test(test_easy_read_asks_what_the_longer_form_asks),
		test(test_easy_read_has_short_sentences_and_pictures),
		test(test_every_form_fits_what_keeps_it),
		test(test_words_have_the_name_in_them),
		test(test_a_link_that_is_too_long_for_a_square_is_refused),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
