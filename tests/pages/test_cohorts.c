/* Cohorts: every trainee against what their own pattern expects. */
#include <stdio.h>

#include "pages.h"

static void
test_staff_find_their_cohorts_and_no_others(void **state)
{
	sign_in_as(SAM);
	assert_int_equal(ask("/cohorts"), OK);
	assert_true(page_has("Spring 2026"));
	assert_true(page_has("Autumn 2026"));
	assert_false(page_has("South 2026"));
	assert_true(page_shows_in_order("Autumn 2026", "Spring 2026"));
	assert_int_equal(ask("/cohorts?page=99"), OK);
	assert_true(page_has("Spring 2026"));
	assert_int_equal(ask("/cohorts/1"), OK);
	assert_int_equal(ask("/cohorts/3"), NOT_FOUND);
	assert_int_equal(ask("/cohorts/77"), NOT_FOUND);
	sign_in_as(SAL);
	assert_int_equal(ask("/cohorts/3"), OK);
	assert_true(page_has("Tom Lee"));
	assert_int_equal(ask("/cohorts/1"), NOT_FOUND);
}

static void
test_cohorts_are_for_staff(void **state)
{
	static const int	others[] = { SIAN, EWAN, PAT };

	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		sign_in_as(others[i]);
		assert_int_equal(ask("/cohorts"), NOT_FOUND);
		assert_int_equal(ask("/cohorts/1"), NOT_FOUND);
	}
	sign_in_as(0);
	assert_int_equal(ask("/cohorts/1"), SEE_OTHER);
}

static void
test_a_programme_without_cohorts_says_so(void **state)
{
	owner_does("SET session_replication_role = replica;"
	    "DELETE FROM placement_day; DELETE FROM placement_educator;"
	    "DELETE FROM placement_pattern; DELETE FROM placement_tally;"
	    "DELETE FROM placement_interruption; DELETE FROM enrolment_event;"
	    "DELETE FROM placement; DELETE FROM enrolment; DELETE FROM cohort;"
	    "SET session_replication_role = origin");
	sign_in_as(SAM);
	assert_int_equal(ask("/cohorts"), OK);
	assert_true(page_has("Your programme has no cohorts yet"));
}

static void
test_a_cohort_without_people_says_so(void **state)
{
	owner_does("INSERT INTO cohort (programme_id, name, starts_on, ends_on)"
	    "VALUES (1, 'Empty', '2027-01-01', '2027-12-31')");
	sign_in_as(SAM);
	assert_int_equal(ask("/cohorts"), OK);
	assert_int_equal(ask("/cohorts/100001"), OK);
	assert_true(page_has("Nobody has been enrolled in this cohort yet"));
}

/* The cells of somebody's row: done, expected, behind, to be confirmed. */
static bool
row_says(const char *name, const char *done, const char *expected,
    const char *behind, const char *waiting)
{
	const char	*row = strstr(page_text(), name);
	const char	*cells[] = { done, expected, behind, waiting };

	for (int i = 0; row != NULL && i < 4; i++) {
		row = strstr(row, "__cell--numeric\">");
		if (row == NULL)
			return (false);
		row += strlen("__cell--numeric\">");
		if (strncmp(row, cells[i], strlen(cells[i])) != 0 ||
		    row[strlen(cells[i])] != '<')
			return (false);
	}
	return (row != NULL);
}

static void
test_each_is_held_against_their_own_pattern(void **state)
{
	sign_in_as(SAM);
	assert_int_equal(ask("/cohorts/1"), OK);
	assert_true(row_says("Siân O&#39;Brien</a>", "10", "10", "0", "0"));
	assert_true(row_says("Mary Smith-Jones</a>", "4", "6", "2", "1"));
	assert_true(row_says("Zoë Núñez</a>", "2", "10", "8", "0"));
	assert_true(row_says("Kwame Okafor</a>", "7", "10", "3", "0"));
}

static void
test_an_earlier_placement_counts_on(void **state)
{
	owner_does("INSERT INTO placement (id, enrolment_id, person_id,"
	    "programme_id, organisation_id, team_id, stage, starts_on, ends_on,"
	    "required_halves) OVERRIDING SYSTEM VALUE VALUES (301, 101, 1, 1,"
	    "9003, 52, 'first', '2026-01-05', '2026-01-30', 20)");
	sign_in_as(SAM);
	assert_int_equal(ask("/cohorts/1"), OK);
	assert_true(row_says("Siân O&#39;Brien</a>", "10", "20", "10", "0"));
	assert_int_equal(ask("/cohorts/1?standing=well-behind"), OK);
	assert_true(page_has("Siân O&#39;Brien</a>"));
}

static void
test_numbers_sort_with_the_biggest_first(void **state)
{
	sign_in_as(SAM);
	assert_int_equal(ask("/cohorts/1?sort=behind"), OK);
	assert_true(page_shows_in_order("Zoë Núñez</a>", "Kwame Okafor</a>"));
	assert_true(page_shows_in_order("Kwame Okafor</a>",
	    "Mary Smith-Jones</a>"));
	assert_true(page_shows_in_order("Mary Smith-Jones</a>",
	    "Siân O&#39;Brien</a>"));
	assert_int_equal(page_count("aria-sort=\"descending\""), 1);
	assert_int_equal(ask("/cohorts/1?sort=-behind"), OK);
	assert_true(page_shows_in_order("Siân O&#39;Brien</a>",
	    "Zoë Núñez</a>"));
	assert_int_equal(page_count("aria-sort=\"ascending\""), 1);
}

static void
test_names_sort_by_family_name(void **state)
{
	sign_in_as(SAM);
	assert_int_equal(ask("/cohorts/1"), OK);
	assert_true(page_shows_in_order("Zoë Núñez</a>",
	    "Siân O&#39;Brien</a>"));
	assert_true(page_shows_in_order("Siân O&#39;Brien</a>",
	    "Kwame Okafor</a>"));
	assert_int_equal(ask("/cohorts/1?sort=host"), OK);
	assert_true(page_shows_in_order("Siân O&#39;Brien</a>",
	    "Zoë Núñez</a>"));
}

static void
test_a_sort_keeps_filters_and_goes_to_the_first_page(void **state)
{
	sign_in_as(SAM);
	assert_int_equal(ask("/cohorts/1?standing=behind&page=1"), OK);
	assert_true(page_has("?standing=behind&amp;sort=done\""));
}

static size_t
people_on_page(void)
{
	return (page_count("<th scope=\"row\" class=\"govuk-table__header\">"
	    "<a class=\"govuk-link\" href=\"/trainees/"));
}

static void
test_filters_choose_exactly(void **state)
{
	static const struct { const char *query; size_t n; } asked[] = {
		{ "", 4 }, { "?state=enrolled", 3 }, { "?state=paused", 1 },
		{ "?standing=behind", 1 }, { "?standing=well-behind", 1 },
		{ "?state=enrolled&standing=behind", 0 },
		{ "?standing=complete", 0 }, { "?host=9003", 2 },
		{ "?stage=last", 1 }, { "?stage=first&host=9003", 1 },
		{ "?waiting=yes", 1 }, { "?host=1", 0 },
	};
	char	address[100];

	sign_in_as(SAM);
	for (size_t i = 0; i < sizeof(asked) / sizeof(*asked); i++) {
		snprintf(address, sizeof(address), "/cohorts/1%s",
		    asked[i].query);
		assert_int_equal(ask(address), OK);
		if (people_on_page() != asked[i].n)
			fail_msg("%s shows %zu, not %zu", address,
			    people_on_page(), asked[i].n);
	}
	assert_int_equal(ask("/cohorts/1?standing=complete"), OK);
	assert_true(page_has("Nobody fits"));
}

static void
test_a_chosen_filter_can_be_removed(void **state)
{
	sign_in_as(SAM);
	assert_int_equal(ask("/cohorts/1?standing=behind&host=9003"), OK);
	assert_true(page_has("Standing: Behind"));
	assert_true(page_has("Host organisation: Brook Council"));
	assert_true(page_has("href=\"/cohorts/1?host=9003\">Remove"));
	assert_true(page_has("href=\"/cohorts/1?standing=behind\">Remove"));
	assert_true(page_has("href=\"/cohorts/1\">Clear all filters"));
}

/* Every link of a page to the cohort with a filter, and what it counts. */
static void
check_counts(const char *page)
{
	char		*text, *at, *end, *rest, address[200];
	size_t		 counted, links = 0;

	assert_int_equal(ask(page), OK);
	text = strdup(page_text());
	for (at = text; (at = strstr(at, "href=\"/cohorts/")) != NULL;
	    at = end) {
		at += strlen("href=\"");
		end = strchr(at, '>');
		if (end == NULL || memchr(at, '?', (size_t)(end - at)) == NULL)
			continue;
		counted = strtoul(end + 1, &rest, 10);
		if (rest == end + 1 || strncmp(rest, "<span", 5) == 0)
			continue;	/* no number, or one of days */
		snprintf(address, sizeof(address), "%.*s",
		    (int)strcspn(at, "\""), at);
		for (char *amp; (amp = strstr(address, "&amp;")) != NULL;)
			memmove(amp + 1, amp + 5, strlen(amp + 5) + 1);
		assert_int_equal(ask(address), OK);
		if (people_on_page() != counted)
			fail_msg("%s counts %zu, leads to %zu", address,
			    counted, people_on_page());
		links++;
	}
	free(text);
	assert_true(links >= 3);
}

static void
test_every_count_leads_to_exactly_those_people(void **state)
{
	sign_in_as(SAM);
	check_counts("/cohorts");
	check_counts("/cohorts/1");
}

static void
test_names_are_found_without_accents_case_and_apostrophes(void **state)
{
	static const struct { const char *query, *name; } asked[] = {
		{ "sian", "Siân O&#39;Brien</a>" },
		{ "SI%C3%82N", "Siân O&#39;Brien</a>" },
		{ "O%27Brien", "Siân O&#39;Brien</a>" },
		{ "o%E2%80%99brien", "Siân O&#39;Brien</a>" },
		{ "obrien", "Siân O&#39;Brien</a>" },
		{ "rien+sia", "Siân O&#39;Brien</a>" },
		{ "nunez", "Zoë Núñez</a>" },
		{ "smith-jo", "Mary Smith-Jones" },
		{ "smith+jones", "Mary Smith-Jones" },
	};
	char	address[100];

	sign_in_as(SAM);
	for (size_t i = 0; i < sizeof(asked) / sizeof(*asked); i++) {
		snprintf(address, sizeof(address), "/cohorts/1?search=%s",
		    asked[i].query);
		assert_int_equal(ask(address), OK);
		if (people_on_page() != 1 || !page_has(asked[i].name))
			fail_msg("%s finds %zu", address, people_on_page());
	}
}

static void
test_nonsense_in_the_address_is_no_fault(void **state)
{
	static const char *const	nonsense[] = {
		"page=0", "page=-1", "page=999999", "page=2", "page=x",
		"sort=", "sort=%00", "sort=-", "sort=';DROP+TABLE+person;--",
		"standing=lost", "state=1", "stage=%F0%9F%98%80",
		"host=999999999999999999999", "host=-1", "waiting=no",
		"search=%25", "search=%5C", "search=_", "search='+OR+1=1--",
		"search=%FF%FE", "search=%ED%A0%80", "search=%00",
		"standing=behind&standing=well-behind", "a[]=1&&=&%",
		"page=1e3",
	};
	char	address[200];

	sign_in_as(SAM);
	for (size_t i = 0; i < sizeof(nonsense) / sizeof(*nonsense); i++) {
		snprintf(address, sizeof(address), "/cohorts/1?%s",
		    nonsense[i]);
		if (ask(address) != OK)
			fail_msg("%s is refused", address);
		assert_true(page_has("<title>Spring 2026 - Waymark</title>"));
	}
	assert_int_equal(ask("/cohorts/1?page=999999"), OK);
	assert_int_equal(people_on_page(), 4);
	assert_int_equal(ask("/cohorts/1?search=%25"), OK);
	assert_int_equal(people_on_page(), 0);
	assert_int_equal(owner_asks("SELECT count(*) FROM person"), 16);
}

static void
test_what_is_typed_is_shown_as_text(void **state)
{
	sign_in_as(SAM);
	assert_int_equal(ask("/cohorts/1?search=%3Cscript%3Ealert(1)%22"), OK);
	assert_false(page_has("<script>alert"));
	assert_true(page_has("&lt;script&gt;alert(1)&#34;") ||
	    page_has("&lt;script&gt;alert(1)&quot;"));
}

static void
test_a_long_cohort_has_pages(void **state)
{
	owner_does("INSERT INTO person (id, given_name, family_name, email)"
	    "OVERRIDING SYSTEM VALUE SELECT i, 'Extra', 'Z' || i,"
	    "'extra' || i || '@example.org' FROM generate_series(501, 556) i;"
	    "INSERT INTO enrolment (programme_id, cohort_id, person_id,"
	    "employer_id, starts_on) SELECT 1, 1, i, 9002, '2026-06-01'"
	    "FROM generate_series(501, 556) i");
	sign_in_as(SAM);
	assert_int_equal(ask("/cohorts/1"), OK);
	assert_int_equal(people_on_page(), 25);
	assert_true(page_has("Showing 1 to 25 of 60"));
	assert_int_equal(ask("/cohorts/1?page=3&sort=-name"), OK);
	assert_int_equal(people_on_page(), 10);
	assert_true(page_has("<title>Spring 2026 (page 3) - Waymark</title>"));
	assert_int_equal(ask("/cohorts/1?page=9"), OK);
	assert_true(page_has("<title>Spring 2026 (page 3) - Waymark</title>"));
	assert_int_equal(people_on_page(), 10);
}

int
main(void)
{
#define TEST(name)	cmocka_unit_test_setup(name, new_world)
	const struct CMUnitTest	tests[] = {
		TEST(test_staff_find_their_cohorts_and_no_others),
		TEST(test_cohorts_are_for_staff),
		TEST(test_a_programme_without_cohorts_says_so),
		TEST(test_a_cohort_without_people_says_so),
		TEST(test_each_is_held_against_their_own_pattern),
		TEST(test_an_earlier_placement_counts_on),
		TEST(test_numbers_sort_with_the_biggest_first),
		TEST(test_names_sort_by_family_name),
		TEST(test_a_sort_keeps_filters_and_goes_to_the_first_page),
		TEST(test_filters_choose_exactly),
		TEST(test_a_chosen_filter_can_be_removed),
		TEST(test_every_count_leads_to_exactly_those_people),
		TEST(test_names_are_found_without_accents_case_and_apostrophes),
		TEST(test_nonsense_in_the_address_is_no_fault),
		TEST(test_what_is_typed_is_shown_as_text),
		TEST(test_a_long_cohort_has_pages),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
