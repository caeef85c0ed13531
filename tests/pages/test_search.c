/* Search, asked by whom it is for: each finds what is theirs and no more. */
#include <stdio.h>

#include "pages.h"

static void
add_educators(void)
{
	owner_does("INSERT INTO educator (id, person_id, programme_id, "
	    "organisation_id) OVERRIDING SYSTEM VALUE VALUES "
	    "(301, 11, 1, 9002), (302, 12, 1, 9003), (303, 13, 2, 9002)");
}

/* Many of one name, in the first cohort. */
static void
add_many(int n)
{
	owner_doesf("WITH p AS (INSERT INTO person (given_name, family_name, "
	    "email, programme_ids) SELECT 'Nia' || i, 'Quill', "
	    "'nia' || i || '@example.org', '{1}' "
	    "FROM generate_series(1, %d) i RETURNING id) "
	    "INSERT INTO enrolment (programme_id, cohort_id, person_id, "
	    "employer_id, starts_on) "
	    "SELECT 1, 1, id, 9002, '2026-06-01' FROM p", n);
}

static void
test_staff_find_people_placements_and_more_at_once(void **state)
{
	add_educators();
	sign_in_as(SAM);
	assert_answer(OK, ask("/search?q=ashby"));
	assert_shows("<h2 class=\"govuk-heading-m\" id=\"placements\">");
	assert_shows("O&#39;Brien at <mark>Ashby</mark> NHS Trust");
	assert_shows("<a class=\"govuk-link\" href=\"/organisations/9002\">"
	    "<mark>Ashby</mark> NHS Trust</a>");
	assert_answer(OK, ask("/search?q=reid"));
	assert_shows("href=\"/educators/301\">Ewan <mark>Reid</mark></a>");
	assert_answer(OK, ask("/search?q=spring"));
	assert_shows("href=\"/cohorts/1\"><mark>Spring</mark> 2026</a>");
	assert_answer(OK, ask("/search?q=crisis"));
	assert_shows("href=\"/organisations/9003?team=52\">");
	assert_answer(OK, ask("/search?q=marsh"));
	assert_shows("Ines <mark>Marsh</mark></a>");
	assert_answer(OK, ask("/search?q=unit+grant"));
	assert_shows("href=\"/units/61\">");
	assert_hides("South 2026");
}

static void
test_names_are_found_however_they_are_written(void **state)
{
	static const char *const	ways[] = { "si%C3%A2n", "SIAN",
		"obrien", "O%27Brien", "o%E2%80%99brien+si%C3%A2n",
		"brien++si", "OBR" };
	char				path[80];

	sign_in_as(SAM);
	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		snprintf(path, sizeof(path), "/search?q=%s", ways[i]);
		assert_answer(OK, ask(path));
		assert_shows("href=\"/trainees/101\"");
	}
	assert_answer(OK, ask("/search?q=jones-smith"));
	assert_shows("Mary <mark>Smith</mark>-<mark>Jones</mark>");
	assert_answer(OK, ask("/search?q=zoe+nunez"));
	assert_shows("<mark>Zo\u00eb</mark> <mark>N\u00fa\u00f1ez</mark>");
}

static void
test_numbers_and_addresses_are_found_by_how_they_begin(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/search?q=sw+100"));
	assert_shows("/trainees/101");
	assert_shows("/trainees/102");
	assert_hides("/trainees/106");
	assert_answer(OK, ask("/search?q=1002"));
	assert_shows("/trainees/102");
	assert_hides("/trainees/101");
	assert_answer(OK, ask("/search?q=Mary%40exam"));
	assert_shows("/trainees/102");
	assert_shows("<mark>mary@exam</mark>ple.org");
	assert_answer(OK, ask("/search?q=zz02"));
	assert_shows("/organisations/9002");
}

static void
test_each_role_finds_what_is_its_own(void **state)
{
	add_educators();
	sign_in_as(EWAN);
	assert_answer(OK, ask("/search?q=kwame"));
	assert_shows("Nothing that you may see was found");
	assert_hides("/trainees/104");
	assert_answer(OK, ask("/search?q=mary"));
	assert_shows("/trainees/102");
	sign_in_as(MARY);
	assert_answer(OK, ask("/search?q=mary"));
	assert_shows("/trainees/102");
	assert_answer(OK, ask("/search?q=sian"));
	assert_hides("/trainees/101");
	assert_hides("Si\u00e2n");
	assert_answer(OK, ask("/search?q=reid"));
	assert_shows("Mary Smith-Jones at Ashby NHS Trust");
	assert_hides("/educators/301");
	sign_in_as(INES);
	assert_answer(OK, ask("/search?q=mary"));
	assert_shows("/trainees/102");
	assert_answer(OK, ask("/search?q=kwame"));
	assert_hides("/trainees/104");
	sign_in_as(BO);
	assert_answer(OK, ask("/search?q=mary"));
	assert_shows("/trainees/102");
	assert_answer(OK, ask("/search?q=tom"));
	assert_hides("/trainees/106");
	assert_answer(OK, ask("/search?q=spring"));
	assert_hides("/cohorts/1");
}

static void
test_more_of_a_kind_come_in_pages(void **state)
{
	add_many(60);
	sign_in_as(SAM);
	assert_answer(OK, ask("/search?q=quill"));
	assert_int_equal(page_count("<mark>Quill</mark>"), 5);
	assert_shows("5 of 60 are shown");
	assert_shows("href=\"/search?q=quill&amp;in=trainees\"");
	assert_answer(OK, ask("/search?q=quill&in=trainees&page=3"));
	assert_int_equal(page_count("<mark>Quill</mark>"), 10);
	assert_shows("Showing 51 to 60 of 60");
	assert_answer(OK, ask("/search?q=quill&in=trainees&page=9"));
	assert_shows("Showing 1 to 25 of 60");
	assert_answer(OK, ask("/search?q=quill&in=everything"));
	assert_shows("5 of 60 are shown");
}

static void
test_more_than_can_be_counted_say_so(void **state)
{
	add_many(300);
	sign_in_as(SAM);
	assert_answer(OK, ask("/search?q=quill"));
	assert_shows("5 of more than 250 are shown");
	assert_answer(OK, ask("/search?q=quill&in=trainees&page=10"));
	assert_shows("More than 250 were found");
	assert_shows("Showing 226 to 250 of 250");
}

static void
test_what_is_not_found_suggests_what_is_spelt_nearly_so(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/search?q=Okafro"));
	assert_shows("Nothing that you may see was found for "
	    "\u201cOkafro\u201d");
	assert_shows("href=\"/search?q=Kwame%20Okafor\">Kwame Okafor</a>");
	assert_answer(OK, ask("/search?q=qqqqxqqqq"));
	assert_shows("Check the spelling");
	sign_in_as(EWAN);
	assert_answer(OK, ask("/search?q=Okafro"));
	assert_hides("Kwame");
}

static void
test_what_stands_for_anything_elsewhere_stands_for_itself(void **state)
{
	static const char *const	typed[] = { "%25", "_", "%5C",
		"%25%25%25", "%27%3B+DROP", "%F0%9F%98%80", "%E2%80%AE",
		"%D7%A9%D7%9C%D7%95", "%3Cscript%3E", "*" };
	char				path[80];

	sign_in_as(SAM);
	for (size_t i = 0; i < sizeof(typed) / sizeof(*typed); i++) {
		snprintf(path, sizeof(path), "/search?q=%s", typed[i]);
		assert_answer(OK, ask(path));
		assert_hides("/trainees/10");
		assert_hides("<script>");
	}
}

static void
test_what_cannot_be_searched_for_is_said(void **state)
{
	static char	path[1000100];

	sign_in_as(SAM);
	assert_answer(OK, ask("/search?q=+++"));
	assert_hides("was found");
	assert_answer(INVALID, ask("/search?q=a%00b"));
	assert_shows("includes characters that cannot be saved");
	assert_answer(INVALID, ask("/search?q=a&q=b"));
	strcpy(path, "/search?q=");
	memset(path + 10, 'a', 1000000);
	path[1000010] = '\0';
	assert_answer(INVALID, ask(path));
	assert_shows("What you search for must be 200 characters or fewer");
}

static void
test_a_search_leaves_no_trace_of_its_words(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/search?q=wibblewort"));
	assert_owner_asks(0, "SELECT count(*) FROM audit.event "
	    "WHERE to_jsonb(event)::text ILIKE '%wibblewort%'");
	assert_owner_asks(0, "SELECT count(*) FROM audit.event "
	    "WHERE name LIKE '%SEARCH%'");
}

static void
test_an_organisation_shows_its_teams_and_whom_one_may_see(void **state)
{
	owner_does("INSERT INTO team (id, organisation_id, name, statutory) "
	    "OVERRIDING SYSTEM VALUE VALUES (59, 9002, 'Night team', false)");
	sign_in_as(SAM);
	assert_answer(OK, ask("/organisations/9002"));
	assert_shows("Ashby NHS Trust</h1>");
	assert_shows("NHS trust, North, ZZ02");
	assert_shows("/trainees/101");
	assert_hides("/trainees/106");
	assert_shows("/teams/51/change");
	assert_answer(OK, ask("/organisations/9002?team=59"));
	assert_shows("Placements in Night team");
	assert_shows("There is no placement here that you may see");
	assert_answer(OK, ask("/organisations/9002?team=52"));
	assert_shows("/trainees/101");
	sign_in_as(MARY);
	assert_answer(OK, ask("/organisations/9002"));
	assert_shows("/trainees/102");
	assert_hides("/trainees/101");
	assert_hides("/teams/51/change");
	assert_answer(NOT_FOUND, ask("/organisations/9999999"));
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
#define TEST(name)	cmocka_unit_test_setup(name, new_world)
		TEST(test_staff_find_people_placements_and_more_at_once),
		TEST(test_names_are_found_however_they_are_written),
		TEST(test_numbers_and_addresses_are_found_by_how_they_begin),
		TEST(test_each_role_finds_what_is_its_own),
		TEST(test_more_of_a_kind_come_in_pages),
		TEST(test_more_than_can_be_counted_say_so),
		TEST(test_what_is_not_found_suggests_what_is_spelt_nearly_so),
		TEST(test_what_stands_for_anything_elsewhere_stands_for_itself),
		TEST(test_what_cannot_be_searched_for_is_said),
		TEST(test_a_search_leaves_no_trace_of_its_words),
		TEST(test_an_organisation_shows_its_teams_and_whom_one_may_see),
#undef TEST
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
