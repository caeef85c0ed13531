/* Identifiers of people who use services: what is found, and what is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/text.h"
#include "rules/identifiers.h"
#include "unit/mutate.h"

static struct arena		arena;
static const struct date	today = { 2026, 6, 15 };

static int
release_the_arena(void **state)
{
	arena_release(&arena);
	return (0);
}

/* What was found, as "kind:text|kind:text". */
static const char *
finds(const char *text)
{
	static const char *const	kinds[] = { "nhs", "birth", "postcode",
					    "ni", "phone", "email" };
	struct identifier_list		l = identifiers_find(&arena, text,
					    today);
	char				*all = arena_strdup(&arena, "");

	for (size_t i = 0; i < l.n; i++)
		all = arena_printf(&arena, "%s%s%s:%.*s", all,
		    i > 0 ? "|" : "", kinds[l.v[i].kind], (int)l.v[i].length,
		    text + l.v[i].at);
	return (all);
}

static void
finds_nothing(const char *const *texts)
{
	for (; *texts != NULL; texts++)
		if (*finds(*texts) != '\0')
			fail_msg("“%s”: %s", *texts, finds(*texts));
}

/* Each text is what is found, of that kind, with and without words around. */
static void
finds_each(const char *kind, const char *const *texts)
{
	for (; *texts != NULL; texts++) {
		assert_string_equal(finds(*texts), arena_printf(&arena,
		    "%s:%s", kind, *texts));
		assert_string_equal(finds(arena_printf(&arena,
		    "Ünder (%s), then", *texts)), arena_printf(&arena,
		    "%s:%s", kind, *texts));
	}
}

static void
test_nhs_numbers_are_found_in_any_spacing(void **state)
{
	finds_each("nhs", (const char *const []){ "943 476 5919",
	    "9434765919", "943-476-5919", "9 4 3 4 7 6 5 9 1 9",
	    "94347 65919", "943\u00A0476\u00A05919", "943\n476\n5919",
	    "943 -\n 476 5919", "943\u2009476\u20115919", "943.476.5919",
	    "943\t476  5919", "401 023 2137", "\uFF19\uFF14\uFF13 476 5919",
	    "\u0669\u0664\u0663\u0664\u0667\u0666\u0665\u0669\u0661\u0669",
	    "\U0001D7F5\U0001D7F0\U0001D7DB 476 5919",
	    "943\u200B476\u20605919", NULL });
	assert_string_equal(finds("NHS9434765919."), "nhs:9434765919");
	assert_string_equal(finds("a 43 943 476 5919 7 b"),
	    "nhs:943 476 5919");
	assert_string_equal(finds("943 476 5919 and 401-023-2137"),
	    "nhs:943 476 5919|nhs:401-023-2137");
	assert_string_equal(finds("9434765919@example.org"),
	    "nhs:9434765919");
}

static void
test_other_digits_are_no_nhs_number(void **state)
{
	finds_nothing((const char *const []){ "943 476 5918", "9434765910",
	    "987 654 4321", "94347659190", "19434765919", "943 476 591",
	    "943, 476, 5919", "943/476/5919", "5 June at 14:30",
	    "2026-06-15 10:30", "£1,234,567.89", "1234567890123456",
	    "ISBN 978-0-306-40615-7", "3.14159 26535 89793", "SW123456",
	    "Section 117 and section 136", "", " ", "943", NULL });
}

/* A check digit of ten is none: such numbers are not given out. */
static void
test_the_check_digit_is_of_modulus_11(void **state)
{
	char	d[11];

	assert_true(nhs_number("9434765919"));
	assert_true(nhs_number("4010232137"));
	assert_true(nhs_number("0000000000"));
	for (int last = 0; last < 10; last++) {
		snprintf(d, sizeof(d), "943476591%d", last);
		assert_int_equal(nhs_number(d), last == 9);
		snprintf(d, sizeof(d), "100000001%d", last);
		assert_false(nhs_number(d));
	}
}

static void
test_phone_numbers_are_phone_numbers(void **state)
{
	finds_each("phone", (const char *const []){ "07700 900123",
	    "07700900123", "020 7946 0958", "0161 496 0000", "01632 960 001",
	    "0113-496-0999", "+44 7700 900123", "+44 (0)20 7946 0958",
	    "0044 20 7946 0958", "+1 415 555 2671", "016977 2345", NULL });
	assert_string_equal(finds("Ring (020) 7946 0958"),
	    "phone:020) 7946 0958");
	finds_nothing((const char *const []){ "999", "111", "116 123",
	    "0800 1111", "0.5", "005", "on 01 02 2026", "+44", "2 + 2 = 4",
	    "a rise of +20 to 100", NULL });
}

static void
test_dates_of_birth_are_told_from_other_dates(void **state)
{
	static const char *const	told[][2] = {
		{ "born on 3 May 2026", "3 May 2026" },
		{ "DOB 12/5/87", "12/5/87" },
		{ "DOB: 12.05.1987", "12.05.1987" },
		{ "D.O.B. 12 05 1987", "12 05 1987" },
		{ "her birthday is 3rd of May, 2020", "3rd of May, 2020" },
		{ "date of birth\n2019-11-30", "2019-11-30" },
		{ "12 June 2019 (date of birth)", "12 June 2019" },
		{ "aged 6 (May 12th, 2020)", "May 12th, 2020" },
		{ "date of birth 05/13/2019", "05/13/2019" },
	};

	for (size_t i = 0; i < sizeof(told) / sizeof(*told); i++)
		assert_string_equal(finds(told[i][0]),
		    arena_printf(&arena, "birth:%s", told[i][1]));
	finds_each("birth", (const char *const []){ "12/05/1987",
	    "1-Feb-1990", "12\u00A0May\u00A01987", "1st January 1950",
	    "12th of September, 1987", "September 12 1987", "2001-12-31",
	    "\u0661\u0662/05/1987", "14 June 2016", NULL });
	finds_nothing((const char *const []){ "On 3 May 2026 we met",
	    "12/5/87", "15 June 2016", "the Mental Health Act 1983",
	    "31 February 1987", "the Care Act 2014", "born in May", "in 1987",
	    "Born free. A long walk to the next part of it: 3 May 2026",
	    "the stubborn facts of 3 May 2026", "born on 3 May 2027",
	    "12/13/14/1987", "1 in 10", "3.5.1", "version 1.2.1999.4",
	    "aged 14", "1/2/1800", NULL });
}

static void
test_postcodes_are_found(void **state)
{
	finds_each("postcode", (const char *const []){ "SW1A 1AA", "M1 1AE",
	    "m11ae", "B33 8TH", "CR2 6XH", "DN55 1PT", "W1A 0AX", "EC1A 1BB",
	    "EC1A\u00A01BB", "EC1A\n1BB", "\uFF33\uFF37\uFF11\uFF21 1AA",
	    NULL });
	finds_nothing((const char *const []){ "ward B4 2nd bed",
	    "ward E1 4th floor", "SW1A 1AC", "QQ1 1AA", "1:1 sessions", "PC1",
	    "ASYE1 1AA", "SW1A 1AAB", "KSS 4 5AB", "at 9am", "B4", NULL });
}

static void
test_national_insurance_numbers_are_found(void **state)
{
	finds_each("ni", (const char *const []){ "AB123456C", "ab123456c",
	    "AB 12 34 56 C", "AB\u00A012\u00A034\u00A056\u00A0C",
	    "JG-10-37-59-A", "AB 123456C", NULL });
	finds_nothing((const char *const []){ "SW123456", "SW123456 a visit",
	    "SW123456 A visit", "DA123456A", "AO123456C", "GB123456A",
	    "AB123456E", "AB1234567C", "XAB123456C", "AB123456CD", NULL });
}

static void
test_addresses_of_email_are_found(void **state)
{
	finds_each("email", (const char *const []){ "sam@example.org",
	    "sam.o'neill+x@mail.example.co.uk", "zo\u00EB@ex\u00E4mple.org",
	    NULL });
	assert_string_equal(finds("to sam@example.org."),
	    "email:sam@example.org");
	finds_nothing((const char *const []){ "@home", "a @ b", "3 @ 2.50",
	    "sam@localhost", "@example.org", "a@b.", NULL });
}

static void
test_each_kind_has_its_sentence(void **state)
{
	for (int kind = IDENTIFIER_NHS; kind <= IDENTIFIER_EMAIL; kind++)
		assert_non_null(strstr(identifier_sentence(
		    (enum identifier_kind)kind), "This looks like a"));
}

/* Ten digits with the right check digit; false when nine have none. */
static bool
make_number(struct mutator *m, char digits[11])
{
	for (int i = 0; i < 9; i++)
		digits[i] = (char)('0' + mutate_random(m, 10));
	digits[10] = '\0';
	for (digits[9] = '0'; digits[9] <= '9'; digits[9]++)
		if (nhs_number(digits))
			return (true);
	return (false);
}

static char *
spaced(struct mutator *m, const char *digits)
{
	static const char *const	between[] = { "", "", " ", "-", "\n",
					    "\u00A0", "  ", "\u2009", ".",
					    "\u200B", " - " };
	char				*s = arena_strdup(&arena, "");

	for (; *digits != '\0'; digits++)
		s = arena_printf(&arena, "%s%c%s", s, *digits,
		    digits[1] == '\0' ? "" : between[mutate_random(m,
		    sizeof(between) / sizeof(*between))]);
	return (s);
}

static const char *
random_text(struct mutator *m)
{
	static const char *const	words[] = { "I", "saw", "12", "people,",
					    "on 3 May 2026.", "SW1A 1AA",
					    "07700 900123", "(then)",
					    "Zo\u00EB",
					    "2026-06-15 10:30", "a@b.org",
					    "\U0001F600", "1.5", "\u0663",
					    "AB123456C", "DOB 1/2/03" };
	char				*s = arena_strdup(&arena, "");

	for (uint32_t n = mutate_random(m, 8); n > 0; n--)
		s = arena_printf(&arena, "%s%s ", s, words[mutate_random(m,
		    sizeof(words) / sizeof(*words))]);
	return (s);
}

/* Is all of this part of the text within one NHS number that was found? */
static bool
covered(const char *text, size_t at, size_t length)
{
	struct identifier_list	l = identifiers_find(&arena, text, today);

	for (size_t i = 0; i < l.n; i++)
		if (l.v[i].kind == IDENTIFIER_NHS && l.v[i].at <= at &&
		    at + length <= l.v[i].at + l.v[i].length)
			return (true);
	return (false);
}

static void
test_every_nhs_number_in_any_text_is_found(void **state)
{
	struct mutator	 m = { 20260615 };
	char		 digits[11];
	const char	*before, *number, *text;

	for (int i = 0; i < 20000; i++) {
		arena_reset(&arena);
		if (!make_number(&m, digits))
			continue;
		before = random_text(&m);
		number = spaced(&m, digits);
		text = arena_printf(&arena, "%s%s %s", before, number,
		    random_text(&m));
		if (!covered(text, strlen(before), strlen(number)))
			fail_msg("seed 20260615, %d: “%s” in “%s”", i, number,
			    text);
	}
}

static void
test_no_number_with_another_check_digit_is_found(void **state)
{
	struct mutator	 m = { 7 };
	char		 digits[11], right;
	const char	*text;

	for (int i = 0; i < 20000; i++) {
		arena_reset(&arena);
		right = make_number(&m, digits) ? digits[9] : 'x';
		do
			digits[9] = (char)('0' + mutate_random(&m, 10));
		while (digits[9] == right);
		text = arena_printf(&arena, "I saw %s, then",
		    spaced(&m, digits));
		if (strstr(finds(text), "nhs:") != NULL)
			fail_msg("seed 7, %d: “%s”", i, text);
	}
}

/* Whatever bytes come: what is found lies in the text, in order, apart. */
static void
test_any_text_is_read_to_its_end(void **state)
{
	static const char	sample[] = "DOB 12/5/87, 943 476 5919, "
				    "+44 7700 900123, SW1A 1AA, AB 12 34 56 C, "
				    "sam@example.org, 12th of May, 1987";
	struct mutator		m = { 99 };
	struct identifier_list	l;
	size_t			n, end;
	char			*bytes, *text;
	bool			broken;

	for (int i = 0; i < 20000; i++) {
		arena_reset(&arena);
		n = sizeof(sample) - 1;
		bytes = mutate(&m, sample, &n);
		text = text_clean(&arena, bytes, n, &broken);
		free(bytes);
		l = identifiers_find(&arena, text, today);
		end = 0;
		for (size_t k = 0; k < l.n; k++) {
			assert_true(l.v[k].at >= end && l.v[k].length > 0);
			end = l.v[k].at + l.v[k].length;
		}
		assert_true(end <= strlen(text));
	}
}

static void
test_a_long_text_takes_little_time(void **state)
{
	size_t	 n = 200000;
	char	*text = arena_alloc(&arena, n + 1);

	for (size_t i = 0; i < n; i++)
		text[i] = "1 2-3.4@a+"[i % 10];
	identifiers_find(&arena, text, today);
	memset(text, '9', n);
	identifiers_find(&arena, text, today);
	memset(text, '@', n);
	assert_int_equal(identifiers_find(&arena, text, today).n, 0);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_nhs_numbers_are_found_in_any_spacing),
		cmocka_unit_test(test_other_digits_are_no_nhs_number),
		cmocka_unit_test(test_the_check_digit_is_of_modulus_11),
		cmocka_unit_test(test_phone_numbers_are_phone_numbers),
		cmocka_unit_test(test_dates_of_birth_are_told_from_other_dates),
		cmocka_unit_test(test_postcodes_are_found),
		cmocka_unit_test(test_national_insurance_numbers_are_found),
		cmocka_unit_test(test_addresses_of_email_are_found),
		cmocka_unit_test(test_each_kind_has_its_sentence),
		cmocka_unit_test(test_every_nhs_number_in_any_text_is_found),
		cmocka_unit_test(
		    test_no_number_with_another_check_digit_is_found),
		cmocka_unit_test(test_any_text_is_read_to_its_end),
		cmocka_unit_test(test_a_long_text_takes_little_time),
	};

	return (cmocka_run_group_tests(tests, NULL, release_the_arena));
}
