/* Whether somebody can start an ASYE: every reason, and both sides of every
 * limit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "rules/asye_eligibility.h"

static struct arena	arena;
static const struct asye_limits	limits = { 24, 48, 36, false };

static struct date
on(short year, short month, short day)
{
	return ((struct date){ year, month, day });
}

static struct asye_applicant
usual(void)
{
	return ((struct asye_applicant){ .name = "Nina Sol", .number = "SW1071",
	    .qualified_on = on(2025, 7, 10), .registered_on = on(2025, 8, 20),
	    .employed_on = on(2025, 9, 1), .starts_on = on(2025, 9, 1),
	    .kind = KIND_ADULTS, .framework = true, .post = POST_DESIGNATED,
	    .today = on(2025, 9, 10) });
}

static enum asye_verdict
verdict(const struct asye_applicant *s, enum asye_about about)
{
	struct asye_findings	f = asye_judged(&arena, s, &limits);

	for (size_t i = 0; i < f.n; i++)
		if (f.v[i].about == about)
			return (f.v[i].verdict);
	return (ASYE_MET);
}

static const char *
words(const struct asye_applicant *s, enum asye_about about)
{
	struct asye_findings	f = asye_judged(&arena, s, &limits);

	for (size_t i = 0; i < f.n; i++)
		if (f.v[i].about == about)
			return (f.v[i].words);
	return ("");
}

static void
test_who_has_just_qualified_starts_with_nothing_asked(void **state)
{
	struct asye_applicant	s = usual();
	struct asye_findings	f = asye_judged(&arena, &s, &limits);

	assert_true(asye_may_start(&f));
	for (size_t i = 0; i < f.n; i++)
		assert_int_equal(f.v[i].verdict, ASYE_MET);
	assert_string_equal(words(&s, ABOUT_QUALIFIED),
	    "Starts 1 month after qualifying");
}

static void
test_nobody_starts_without_a_number(void **state)
{
	struct asye_applicant	s = usual();

	s.number = NULL;
	assert_int_equal(verdict(&s, ABOUT_NUMBER), ASYE_STOPS);
}

static void
test_nobody_is_registered_before_they_qualify(void **state)
{
	struct asye_applicant	s = usual();

	s.registered_on = s.qualified_on;
	assert_int_equal(verdict(&s, ABOUT_REGISTERED), ASYE_MET);
	s.registered_on = on(2025, 7, 9);
	assert_int_equal(verdict(&s, ABOUT_REGISTERED), ASYE_STOPS);
	s.registered_on = on(2025, 9, 11);
	assert_int_equal(verdict(&s, ABOUT_REGISTERED), ASYE_STOPS);
}

static void
test_two_and_four_years_ask_the_employer(void **state)
{
	static const struct { struct date qualified; enum asye_verdict is; }
	tried[] = {
		{ { 2023, 9, 1 }, ASYE_MET },		/* 2 years to the day */
		{ { 2023, 8, 31 }, ASYE_ASKS },
		{ { 2021, 9, 1 }, ASYE_ASKS },
		{ { 2021, 8, 31 }, ASYE_ASKS },
	};
	struct asye_applicant	s = usual();

	for (size_t i = 0; i < sizeof(tried) / sizeof(*tried); i++) {
		s.qualified_on = tried[i].qualified;
		assert_int_equal(verdict(&s, ABOUT_QUALIFIED), tried[i].is);
	}
	assert_non_null(strstr(words(&s, ABOUT_QUALIFIED),
	    "the employer alone has chosen"));
	s.qualified_on = on(2021, 9, 1);
	assert_non_null(strstr(words(&s, ABOUT_QUALIFIED),
	    "the employer is satisfied that Nina Sol’s knowledge is current"));
	assert_non_null(strstr(words(&s, ABOUT_QUALIFIED), "starts 4 years"));
	s.qualified_on = on(2025, 9, 11);
	assert_int_equal(verdict(&s, ABOUT_QUALIFIED), ASYE_STOPS);
}

static void
test_a_start_is_behind_registration_and_employment(void **state)
{
	struct asye_applicant	s = usual();

	s.starts_on = on(2025, 8, 31);
	assert_int_equal(verdict(&s, ABOUT_START), ASYE_STOPS);
	s.registered_on = on(2025, 9, 5);
	s.starts_on = on(2025, 9, 4);
	assert_int_equal(verdict(&s, ABOUT_START), ASYE_STOPS);
	assert_non_null(strstr(words(&s, ABOUT_START), "registered"));
	s.starts_on = on(2025, 9, 5);
	assert_int_equal(verdict(&s, ABOUT_START), ASYE_ASKS);
	assert_non_null(strstr(words(&s, ABOUT_START), "4 days after"));
}

static void
test_no_framework_stops_and_says_which(void **state)
{
	struct asye_applicant	s = usual();

	s.framework = false;
	for (int kind = KIND_ADULTS; kind <= KIND_EARLY_CAREER; kind++) {
		s.kind = (enum asye_kind)kind;
		assert_int_equal(verdict(&s, ABOUT_KIND), ASYE_STOPS);
	}
	s.kind = KIND_CHILDREN;
	assert_non_null(strstr(words(&s, ABOUT_KIND), "early career"));
}

static void
test_the_role_is_designated_or_the_employer_is_satisfied(void **state)
{
	struct asye_applicant	s = usual();

	s.post = POST_EVIDENCED;
	assert_int_equal(verdict(&s, ABOUT_POST), ASYE_ASKS);
	s.post = POST_NEITHER;
	assert_int_equal(verdict(&s, ABOUT_POST), ASYE_STOPS);
}

static void
test_an_agency_agrees_with_its_host_and_is_not_funded(void **state)
{
	struct asye_applicant	s = usual();

	s.agency = true;
	assert_int_equal(verdict(&s, ABOUT_AGENCY), ASYE_STOPS);
	s.agency_agreed = true;
	assert_int_equal(verdict(&s, ABOUT_AGENCY), ASYE_MET);
	assert_int_equal(verdict(&s, ABOUT_FUNDING), ASYE_ASKS);
}

static void
test_nobody_is_on_two_or_starts_again_after_failing(void **state)
{
	struct asye_applicant		s = usual();
	struct asye_limits		again = limits;
	struct asye_findings		f;

	s.on_another = true;
	assert_int_equal(verdict(&s, ABOUT_ANOTHER), ASYE_STOPS);
	s = usual();
	s.failed = true;
	assert_int_equal(verdict(&s, ABOUT_FAILED), ASYE_STOPS);
	again.again_after_fail = true;
	f = asye_judged(&arena, &s, &again);
	assert_true(asye_may_start(&f));
	assert_int_equal(f.v[f.n - 1].verdict, ASYE_ASKS);
}

static void
test_funding_for_child_and_family_has_its_own_test(void **state)
{
	struct asye_applicant	s = usual();

	assert_null(asye_unfunded(&arena, &s, &limits));
	s.kind = KIND_CHILDREN;
	assert_non_null(asye_unfunded(&arena, &s, &limits));
	s.statutory = true;
	assert_null(asye_unfunded(&arena, &s, &limits));
	s.qualified_on = on(2022, 9, 1);
	assert_null(asye_unfunded(&arena, &s, &limits));
	s.qualified_on = on(2022, 8, 31);
	assert_non_null(asye_unfunded(&arena, &s, &limits));
	s.kind = KIND_EARLY_CAREER;
	assert_non_null(asye_unfunded(&arena, &s, &limits));
}

/* However the facts are, every finding is about another thing, and whoever may
 * start later than on some day, for the same employer, is only asked more. */
static void
test_waiting_longer_never_asks_less_of_the_time(void **state)
{
	struct asye_applicant	s = usual();
	enum asye_verdict	last = ASYE_MET, now;
	unsigned		seen;
	struct asye_findings	f;

	for (int day = 0; day < 6 * 366; day++) {
		s.starts_on = date_from_number(date_number(on(2025, 9, 1)) +
		    day);
		f = asye_judged(&arena, &s, &limits);
		seen = 0;
		for (size_t i = 0; i < f.n; i++) {
			assert_false(seen & 1u << f.v[i].about);
			seen |= 1u << f.v[i].about;
		}
		now = verdict(&s, ABOUT_QUALIFIED);
		assert_true(now >= last);
		last = now;
	}
	assert_int_equal(last, ASYE_ASKS);
}

static int
let_go(void **state)
{
	arena_release(&arena);
	return (0);
}

int
main(void)
{
#define test(name) cmocka_unit_test(name)
	const struct CMUnitTest	tests[] = {
		test(test_who_has_just_qualified_starts_with_nothing_asked),
		test(test_nobody_starts_without_a_number),
		test(test_nobody_is_registered_before_they_qualify),
		test(test_two_and_four_years_ask_the_employer),
		test(test_a_start_is_behind_registration_and_employment),
		test(test_no_framework_stops_and_says_which),
		test(test_the_role_is_designated_or_the_employer_is_satisfied),
		test(test_an_agency_agrees_with_its_host_and_is_not_funded),
		test(test_nobody_is_on_two_or_starts_again_after_failing),
		test(test_funding_for_child_and_family_has_its_own_test),
		test(test_waiting_longer_never_asks_less_of_the_time),
	};

	return (cmocka_run_group_tests(tests, NULL, let_go));
}
