/* Forms: what arrives, how each kind of field is read, and what is said. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "core/arena.h"
#include "core/form.h"
#include "core/text.h"
#include "unit/mutate.h"

#define R	"\xEF\xBF\xBD"	/* U+FFFD */
#define ITEMS(array)	(sizeof(array) / sizeof(*(array)))

static struct arena	arena;
static struct form	form;

static int
empty_the_arena(void **state)
{
	arena_reset(&arena);
	return (0);
}

static int
release_the_arena(void **state)
{
	arena_release(&arena);
	return (0);
}

static struct form *
sent(const char *body)
{
	form_parse_urlencoded(&form, &arena, body, strlen(body));
	return (&form);
}

static void
assert_error(const char *name, const char *why)
{
	const char	*found = form_error(&form, name);

	assert_string_equal(found == NULL ? "(none)" : found,
	    why == NULL ? "(none)" : why);
	assert_int_equal(form_ok(&form), why == NULL);
}

static void
test_fields_are_decoded(void **state)
{
	static const struct { const char *body, *value; } cases[] = {
		{ "a=1", "1" }, { "a=", "" }, { "a", "" }, { "=&a=1", "1" },
		{ "&&a=1&&", "1" }, { "a=b=c", "b=c" }, { "a=x+y", "x y" },
		{ "a=x%2By", "x+y" }, { "a=%41%6a%4A", "AjJ" },
		{ "a=100%", "100%" }, { "a=100%&b=1", "100%" },
		{ "a=%4", "%4" }, { "a=%4&b", "%4" }, { "a=%zz%4g", "%zz%4g" },
		{ "a=%%41", "%A" }, { "%61=1", "1" }, { "a=%26%3D", "&=" },
		{ "a=%0D%0Ab%0Dc%0A", "\nb\nc\n" }, { "a=%09", "\t" },
		{ "a=Zo%C3%AB", "Zo\u00EB" }, { "a=Zo\u00EB", "Zo\u00EB" },
		{ "a=first&a=second", "first" }, { "b=1", "" }, { "", "" },
		{ "a=%00b", R "b" }, { "a=%ED%A0%80", R R R },
	};

	for (size_t i = 0; i < ITEMS(cases); i++)
		assert_string_equal(form_value(sent(cases[i].body), "a"),
		    cases[i].value);
	assert_false(form_has(sent("b=1"), "a"));
	assert_true(form_has(sent("a"), "a"));
}

static void
test_a_body_without_bytes_has_no_fields(void **state)
{
	form_parse_urlencoded(&form, &arena, NULL, 0);
	assert_int_equal(form.nfields, 0);
	assert_true(form_ok(&form));
}

static char *
repeated(const char *pair, size_t n)
{
	size_t	 length = strlen(pair);
	char	*s = arena_alloc(&arena, n * length + 1);

	for (size_t i = 0; i < n; i++)
		memcpy(s + i * length, pair, length);
	return (s);
}

static void
test_a_thousand_fields_are_read_and_one_more_refused(void **state)
{
	assert_int_equal(sent(repeated("a=1&", 1000))->nfields, 1000);
	assert_null(form.malformed);
	assert_int_equal(sent(repeated("a=1&", 1001))->nfields, 0);
	assert_string_equal(form.malformed, "It has more than 1,000 fields");
	assert_false(form_ok(&form));
}

static void
test_a_large_body_takes_no_time(void **state)
{
	clock_t		 start = clock();
	char		*body;
	const char	*values[1001];

	sent(repeated("%E2%80%99", 500000));
	assert_int_equal(strlen(form.fields[0].name), 1500000);
	body = repeated("a=1&", 1000);
	body = arena_printf(&arena, "%sx=%s", body + 4,
	    repeated("%FF", 1300000));
	assert_int_equal(strlen(form_value(sent(body), "x")), 3900000);
	form_text(&form, "x", "X", 10, "Enter x");
	assert_int_equal(form_values(&form, "a", values, 1001), 999);
	for (int i = 0; i < 1000; i++)
		form_text(&form, arena_printf(&arena, "field%d", i), "X", 10,
		    "Enter");
	assert_int_equal(form.nerrors, 1001);
	assert_true(clock() - start < 5 * CLOCKS_PER_SEC);
}

static void
test_reasons_stand_in_order_and_the_first_is_kept(void **state)
{
	sent("");
	form_refuse(&form, "b", "Enter b");
	form_refusef(&form, "a", "Enter %s", "a");
	form_refuse(&form, "b", "Enter something else");
	form_refuse(&form, "c", NULL);
	assert_int_equal(form.nerrors, 2);
	assert_string_equal(form.errors[0].why, "Enter b");
	assert_string_equal(form.errors[1].why, "Enter a");
	assert_null(form_error(&form, "c"));
}

static void
test_text_is_trimmed_composed_and_measured(void **state)
{
	static const struct { const char *body, *value, *why; } cases[] = {
		{ "t=%20one%20%0A", "one", NULL },
		{ "t=Zoe%CC%88", "Zo\u00EB", NULL },
		{ "t=12345", "12345", NULL },
		{ "t=%C3%AB%C3%AB%C3%AB%C3%AB%C3%AB+",
		    "\u00EB\u00EB\u00EB\u00EB\u00EB", NULL },
		{ "t=e%CC%88e%CC%88e%CC%88e%CC%88e%CC%88",
		    "\u00EB\u00EB\u00EB\u00EB\u00EB", NULL },
		{ "t=%F0%9F%98%80%F0%9F%98%80", "\U0001F600\U0001F600", NULL },
		{ "t=123456", "", "Name must be 5 characters or fewer" },
		{ "", "", "Enter a name" }, { "t=", "", "Enter a name" },
		{ "t=+%0D%0A%09", "", "Enter a name" },
		{ "t=%C2%A0%E2%80%8B", "", "Enter a name" },
		{ "t=a%00", "",
		    "Name includes characters that cannot be saved" },
		{ "t=%FF", "",
		    "Name includes characters that cannot be saved" },
		{ "t=a&t=a", "", "Name was sent more than once" },
		{ "t=%E2%80%AEb", "\u202Eb", NULL },
	};

	for (size_t i = 0; i < ITEMS(cases); i++) {
		sent(cases[i].body);
		assert_string_equal(form_text(&form, "t", "Name", 5,
		    "Enter a name"), cases[i].value);
		assert_error("t", cases[i].why);
	}
	form_text(sent(repeated("t=1234567890", 1)), "t", "Name", 5, "");
	assert_string_equal(form_value(&form, "t"), "1234567890");
	form_text(sent("t=x"), "t", "Name", 0, "");
	form_text(sent(arena_printf(&arena, "t=%s", repeated("x", 2001))),
	    "t", "What you did", 2000, "");
	assert_error("t", "What you did must be 2,000 characters or fewer");
}

static void
test_optional_text_may_be_missing(void **state)
{
	assert_null(form_optional_text(sent("t=+"), "t", "Name", 5));
	assert_error("t", NULL);
	assert_string_equal(form_optional_text(sent("t=+a"), "t", "Name", 5),
	    "a");
	assert_null(form_optional_text(sent("t=123456"), "t", "Name", 5));
	assert_error("t", "Name must be 5 characters or fewer");
}

static void
test_a_choice_is_one_of_its_words(void **state)
{
	static const char *const	words[] = { "full", "half", NULL };
	static const struct { const char *body, *why; int at; } cases[] = {
		{ "c=full", NULL, 0 }, { "c=half", NULL, 1 },
		{ "c=Half", "Select one", -1 }, { "c=", "Select one", -1 },
		{ "", "Select one", -1 }, { "c=half+", "Select one", -1 },
		{ "c=half&c=half", "Your answer was sent more than once", -1 },
	};

	for (size_t i = 0; i < ITEMS(cases); i++) {
		assert_int_equal(form_choice(sent(cases[i].body), "c", words,
		    "Select one"), cases[i].at);
		assert_error("c", cases[i].why);
	}
}

static void
test_numbers_are_whole_and_in_range(void **state)
{
	static const struct {
		const char *body; int64_t n; const char *why;
	} cases[] = {
		{ "n=1", 1, NULL }, { "n=+1200+", 1200, NULL },
		{ "n=1,200", 1200, NULL }, { "n=%2B7", 7, NULL },
		{ "n=007", 7, NULL }, { "n=", 0, "Enter days" },
		{ "", 0, "Enter days" },
		{ "n=0", 0, "Days must be between 1 and 1,200" },
		{ "n=-3", 0, "Days must be between 1 and 1,200" },
		{ "n=1201", 0, "Days must be between 1 and 1,200" },
		{ "n=99999999999999999999", 0,
		    "Days must be between 1 and 1,200" },
		{ "n=1.5", 0, "Days must be a whole number" },
		{ "n=1,000.25", 0, "Days must be a whole number" },
		{ "n=ten", 0, "Days must be a number" },
		{ "n=1,2", 0, "Days must be a number" },
		{ "n=1234,567", 0, "Days must be a number" },
		{ "n=1,", 0, "Days must be a number" },
		{ "n=1.", 0, "Days must be a number" },
		{ "n=.5", 0, "Days must be a whole number" },
		{ "n=--1", 0, "Days must be a number" },
		{ "n=-", 0, "Days must be a number" },
		{ "n=0x10", 0, "Days must be a number" },
		{ "n=1e3", 0, "Days must be a number" },
		{ "n=%FF", 0, "Days includes characters that cannot be saved" },
		{ "n=1&n=1", 0, "Days was sent more than once" },
	};

	for (size_t i = 0; i < ITEMS(cases); i++) {
		assert_int_equal(form_number(sent(cases[i].body), "n", "Days",
		    1, 1200, "Enter days"), cases[i].n);
		assert_error("n", cases[i].why);
	}
	form_number(sent("n=-1234567"), "n", "Days", -1000, INT64_MAX, "");
	assert_error("n", "Days must be -1,000 or more");
	assert_int_equal(form_number(sent("n=-1234567"), "n", "Days",
	    -9999999, 0, ""), -1234567);
}

static const struct {
	const char *body; struct date date; const char *why, *wrong;
} date_cases[] = {
	{ "d-day=27&d-month=3&d-year=2026", { 2026, 3, 27 } },
	{ "d-day=01&d-month=09&d-year=2026", { 2026, 9, 1 } },
	{ "d-day=+1+&d-month=%C2%A09&d-year=2026%0A", { 2026, 9, 1 } },
	{ "d-day=1&d-month=sep&d-year=2026", { 2026, 9, 1 } },
	{ "d-day=1&d-month=Sept.&d-year=2026.", { 2026, 9, 1 } },
	{ "d-day=1&d-month=SEPTEMBER&d-year=2026", { 2026, 9, 1 } },
	{ "d-day=31&d-month=May&d-year=2026", { 2026, 5, 31 } },
	{ "d-day=29&d-month=feb&d-year=2028", { 2028, 2, 29 } },
	{ "", { 0 }, "Enter it", "day month year" },
	{ "d-day=&d-month=+&d-year=%E2%80%8B", { 0 }, "Enter it",
	    "day month year" },
	{ "d-month=3&d-year=2026", { 0 },
	    "Start date must include a day", "day" },
	{ "d-day=3&d-year=2026", { 0 },
	    "Start date must include a month", "month" },
	{ "d-day=3&d-month=3", { 0 },
	    "Start date must include a year", "year" },
	{ "d-year=2026", { 0 },
	    "Start date must include a day and month", "day month" },
	{ "d-month=3", { 0 },
	    "Start date must include a day and year", "day year" },
	{ "d-day=3", { 0 },
	    "Start date must include a month and year", "month year" },
	{ "d-day=3&d-month=3&d-year=26", { 0 },
	    "Year must include 4 numbers", "year" },
	{ "d-day=3&d-month=3&d-year=20260", { 0 },
	    "Year must include 4 numbers", "year" },
	{ "d-day=3&d-month=3&d-year=0026", { 0 },
	    "Start date must be a real date", "year" },
	{ "d-day=31&d-month=2&d-year=2026", { 0 },
	    "Start date must be a real date", "day month year" },
	{ "d-day=29&d-month=2&d-year=2027", { 0 },
	    "Start date must be a real date", "day month year" },
	{ "d-day=32&d-month=2&d-year=2026", { 0 },
	    "Start date must be a real date", "day" },
	{ "d-day=0&d-month=13&d-year=2026", { 0 },
	    "Start date must be a real date", "day month" },
	{ "d-day=1&d-month=Smarch&d-year=2026", { 0 },
	    "Start date must be a real date", "month" },
	{ "d-day=-1&d-month=1&d-year=20x6", { 0 },
	    "Start date must be a real date", "day year" },
	{ "d-day=1&d-month=ja&d-year=2026", { 0 },
	    "Start date must be a real date", "month" },
	{ "d-day=1%FF&d-month=1&d-year=2026", { 0 },
	    "Start date must be a real date", "day" },
	{ "d-day=1&d-day=2&d-month=1&d-year=2026", { 0 },
	    "Start date was sent more than once", "day month year" },
};

static void
test_dates_are_read_from_three_boxes(void **state)
{
	char		wrong[32];
	struct date	d;

	for (size_t i = 0; i < ITEMS(date_cases); i++) {
		sent(date_cases[i].body);
		d = form_date(&form, "d", "Start date", "Enter it");
		assert_int_equal(date_compare(d, date_cases[i].date), 0);
		assert_error("d", date_cases[i].why);
		snprintf(wrong, sizeof(wrong), "%s%s%s",
		    form_date_part_wrong(&form, "d", "day") ? " day" : "",
		    form_date_part_wrong(&form, "d", "month") ? " month" : "",
		    form_date_part_wrong(&form, "d", "year") ? " year" : "");
		assert_string_equal(*wrong == '\0' ? "" : wrong + 1,
		    date_cases[i].wrong == NULL ? "" : date_cases[i].wrong);
		if (date_cases[i].wrong == NULL)
			assert_null(form_date_wrong_part(&form, "d"));
		else
			assert_memory_equal(form_date_wrong_part(&form, "d"),
			    date_cases[i].wrong, 3);
	}
}

static void
test_a_real_date_that_a_page_refuses_is_wrong_as_a_whole(void **state)
{
	sent("d-day=1&d-month=1&d-year=2026");
	form_date(&form, "d", "Start date", "Enter it");
	form_refuse(&form, "d", "Start date must be in the past");
	assert_string_equal(form_date_wrong_part(&form, "d"), "day");
	assert_true(form_date_part_wrong(&form, "d", "month"));
	assert_true(form_date_part_wrong(&form, "d", "year"));
	assert_false(form_date_part_wrong(&form, "d", "century"));
}

static void
test_an_optional_date_may_be_missing_but_not_in_part(void **state)
{
	assert_false(date_is_set(form_date(sent(""), "d", "End date", NULL)));
	assert_error("d", NULL);
	form_date(sent("d-day=1"), "d", "End date", NULL);
	assert_error("d", "End date must include a month and year");
}

static void
test_a_record_fills_only_what_was_not_sent(void **state)
{
	sent("name=&d-month=4");
	form_set(&form, "name", "Anne");
	form_set(&form, "town", "Leeds");
	form_set_date(&form, "d", (struct date){ 2026, 3, 27 });
	form_set_date(&form, "e", (struct date){ 0 });
	assert_string_equal(form_value(&form, "name"), "");
	assert_string_equal(form_value(&form, "town"), "Leeds");
	assert_string_equal(form_value(&form, "d-day"), "27");
	assert_string_equal(form_value(&form, "d-month"), "4");
	assert_string_equal(form_value(&form, "d-year"), "2026");
	assert_false(form_has(&form, "e-day"));
}

static void
test_a_form_that_nobody_sent_can_be_filled(void **state)
{
	form = (struct form){ .arena = &arena };
	for (int i = 0; i < 100; i++)
		form_set(&form, arena_printf(&arena, "n%d", i), "x");
	assert_int_equal(form.nfields, 100);
	for (int i = 0; i < 100; i++)
		assert_int_equal(atoi(form.fields[i].name + 1), i);
}

static void
test_boxes_may_be_ticked_more_than_once(void **state)
{
	const char	*values[3];

	sent("k=1&k=2&j=3&k=2&k=4");
	assert_int_equal(form_values(&form, "k", values, 3), 3);
	assert_string_equal(values[0], "1");
	assert_string_equal(values[2], "2");
	assert_int_equal(form_values(&form, "none", values, 3), 0);
	assert_true(form_ticked(&form, "k", "4"));
	assert_false(form_ticked(&form, "k", "3"));
	assert_true(form_ok(&form));
}

static void
test_a_draft_holds_what_was_typed_and_no_guard(void **state)
{
	sent("csrf=x&a=1+%26&once=y&b=&a=%0D%0A%C3%AB&draft=auto&files=");
	assert_string_equal(form_encode(&arena, &form),
	    "a=1%20%26&b=&a=%0A%C3%AB&files=");
	assert_string_equal(form_encode(&arena, sent("")), "");
}

static void
test_any_body_is_read_and_comes_round_again(void **state)
{
	static const char	sample[] = "name=Zo%C3%AB+O%E2%80%99Neill&"
	    "d-day=1&d-month=Sep&d-year=2026&n=1,200&t=a%0D%0Ab&k=1&k=2";
	struct mutator		m = { 20260927 };
	struct form		again;
	const char		*round;
	char			*body;
	size_t			 n;

	for (int i = 0; i < 30000; i++) {
		n = sizeof(sample) - 1;
		body = mutate(&m, sample, &n);
		form_parse_urlencoded(&form, &arena, body, n);
		free(body);
		form_date(&form, "d", "Date", "Enter");
		form_date_wrong_part(&form, "d");
		form_number(&form, "n", "Number", 1, 9, "Enter");
		form_text(&form, "name", "Name", 9, "Enter");
		for (size_t f = 0; f < form.nfields; f++)
			assert_true(form.fields[f].broken || text_valid(
			    form.fields[f].value,
			    strlen(form.fields[f].value)));
		round = form_encode(&arena, &form);
		form_parse_urlencoded(&again, &arena, round, strlen(round));
		assert_int_equal(again.nfields, form.nfields);
		for (size_t f = 0; f < form.nfields; f++) {
			assert_string_equal(again.fields[f].name,
			    form.fields[f].name);
			assert_string_equal(again.fields[f].value,
			    form.fields[f].value);
			assert_int_equal(again.fields[f].broken,
			    form.fields[f].broken);
		}
		arena_reset(&arena);
	}
}

#define TEST(t)	cmocka_unit_test_teardown(t, empty_the_arena)

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		TEST(test_fields_are_decoded),
		TEST(test_a_body_without_bytes_has_no_fields),
		TEST(test_a_thousand_fields_are_read_and_one_more_refused),
		TEST(test_a_large_body_takes_no_time),
		TEST(test_reasons_stand_in_order_and_the_first_is_kept),
		TEST(test_text_is_trimmed_composed_and_measured),
		TEST(test_optional_text_may_be_missing),
		TEST(test_a_choice_is_one_of_its_words),
		TEST(test_numbers_are_whole_and_in_range),
		TEST(test_dates_are_read_from_three_boxes),
		TEST(test_a_real_date_that_a_page_refuses_is_wrong_as_a_whole),
		TEST(test_an_optional_date_may_be_missing_but_not_in_part),
		TEST(test_a_record_fills_only_what_was_not_sent),
		TEST(test_a_form_that_nobody_sent_can_be_filled),
		TEST(test_boxes_may_be_ticked_more_than_once),
		TEST(test_a_draft_holds_what_was_typed_and_no_guard),
		TEST(test_any_body_is_read_and_comes_round_again),
	};

	return (cmocka_run_group_tests(tests, NULL, release_the_arena));
}
