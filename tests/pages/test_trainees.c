/* Trainees: who sees whom, how they are found, and the record of one. */
#include <stdio.h>

#include "pages.h"

static const struct { int64_t enrolment; const char *name; } trainees[] = {
	{ 101, "Siân O&#39;Brien" }, { 102, "Mary Smith-Jones" },
	{ 103, "Zoë Núñez" }, { 104, "Kwame Okafor" },
	{ 105, "Amira Khan" }, { 106, "Tom Lee" },
};

enum { TRAINEES = sizeof(trainees) / sizeof(*trainees) };

/* Who sees whose record: one letter a trainee, y or n. */
static const struct { int64_t person; const char *sees; } sights[] = {
	{ SAM, "yyyyyn" }, { SAL, "nnnnny" },
	{ EWAN, "yynnnn" }, { ESI, "nnyynn" }, { UNA, "nnnnny" },
	{ PAT, "yynyyy" }, { BO, "nyyyyn" },
};

static size_t
people_on_page(void)
{
	return (page_count("<th scope=\"row\" class=\"govuk-table__header\">"
	    "<a class=\"govuk-link\" href=\"/trainees/"));
}

static void
test_the_list_holds_exactly_those_that_one_may_see(void **state)
{
	for (size_t i = 0; i < sizeof(sights) / sizeof(*sights); i++) {
		size_t	n = 0;

		sign_in_as(sights[i].person);
		assert_int_equal(ask("/trainees"), OK);
		for (size_t t = 0; t < TRAINEES; t++) {
			bool	yes = sights[i].sees[t] == 'y';

			if (page_has(trainees[t].name) != yes)
				fail_msg("%ld %s %s", sights[i].person,
				    yes ? "does not see" : "sees",
				    trainees[t].name);
			n += yes;
		}
		assert_int_equal(people_on_page(), n);
	}
}

static void
test_a_record_opens_for_exactly_those_who_may_see_it(void **state)
{
	char	address[40];

	for (size_t i = 0; i < sizeof(sights) / sizeof(*sights); i++) {
		sign_in_as(sights[i].person);
		for (size_t t = 0; t < TRAINEES; t++) {
			snprintf(address, sizeof(address), "/trainees/%ld",
			    trainees[t].enrolment);
			if (ask(address) != (sights[i].sees[t] == 'y' ? OK :
			    NOT_FOUND))
				fail_msg("%ld asks %s", sights[i].person,
				    address);
		}
	}
	sign_in_as(SIAN);
	assert_int_equal(ask("/trainees/101"), OK);
	assert_int_equal(ask("/trainees/102"), NOT_FOUND);
	assert_int_equal(ask("/trainees"), NOT_FOUND);
	sign_in_as(0);
	assert_int_equal(ask("/trainees/101"), SEE_OTHER);
}

static void
test_a_partner_sees_sums_and_their_tie_but_no_day(void **state)
{
	sign_in_as(PAT);
	assert_int_equal(ask("/trainees"), OK);
	assert_true(page_has("You employ and host them"));
	assert_true(page_has("You host them"));
	assert_true(page_has("You employ them"));
	assert_true(page_has("First placement: Planned"));
	assert_int_equal(ask("/trainees/102"), OK);
	assert_true(page_has(">Planned<"));
	assert_true(page_has("4 days done (1 day not confirmed yet), "
	    "6 expected by today"));
	assert_true(page_has("You host them"));
	assert_false(page_has("/placements/202/"));
	assert_false(page_has("Visited a family"));
	assert_false(page_has("/history"));
	assert_false(page_has("<svg class=\"chart\""));
	assert_int_equal(ask("/trainees/102/history"), NOT_FOUND);
}

static void
test_a_relationship_that_ended_opens_nothing(void **state)
{
	owner_does("UPDATE role_held SET during = '[2026-01-01,2026-06-15)'"
	    "WHERE person_id IN (21, 31);"
	    "UPDATE placement_educator SET during = '[2026-01-01,2026-03-01)'"
	    "WHERE person_id = 12");
	sign_in_as(PAT);
	assert_int_equal(ask("/trainees"), NOT_FOUND);
	sign_in_as(SAM);
	assert_int_equal(ask("/trainees/101"), NOT_FOUND);
	sign_in_as(ESI);
	assert_int_equal(ask("/trainees"), OK);
	assert_int_equal(people_on_page(), 0);
	assert_true(page_has("no trainees for you to see"));
	assert_int_equal(ask("/trainees/103"), NOT_FOUND);
}

static void
test_the_record_says_what_is_done_expected_and_required(void **state)
{
	sign_in_as(EWAN);
	assert_int_equal(ask("/trainees/102"), OK);
	assert_true(page_has("4 done, 6 expected by today, 70 required"));
	assert_true(page_has("Monday to Wednesday"));
	assert_true(page_has("SW1002"));
	assert_true(page_has("Spring 2026"));
	assert_true(page_has("Brook Council"));
	assert_true(page_has("<svg class=\"chart\""));
	assert_true(page_has("href=\"/placements/202/days\""));
	assert_true(page_has("href=\"/trainees/102/history\""));
	assert_true(page_has("Ewan Reid, practice educator"));
}

static void
test_the_record_says_what_waits_on_whom_since_when(void **state)
{
	sign_in_as(SAM);
	assert_int_equal(ask("/trainees/102"), OK);
	assert_true(page_has("href=\"/placements/202/days?state=submitted\">"
	    "1 day</a>"));
	assert_true(page_has("waits to be confirmed by Ewan Reid, since "
	    "8 June 2026"));
	assert_int_equal(ask("/trainees/103"), OK);
	assert_true(page_has("returned and waits to be corrected by "
	    "Zoë Núñez"));
	assert_int_equal(ask("/trainees/101"), OK);
	assert_true(page_has("Nothing waits to be confirmed or corrected"));
}

static void
test_an_educator_who_left_is_named_with_the_last_day(void **state)
{
	owner_does("UPDATE placement_educator SET during ="
	    "'[2026-06-01,2026-06-11)' WHERE placement_id = 202;"
	    "INSERT INTO placement_educator (placement_id, person_id, duty,"
	    "during) VALUES (202, 12, 'practice_educator', '[2026-06-11,)')");
	sign_in_as(SAM);
	assert_int_equal(ask("/trainees/102"), OK);
	assert_true(page_shows_in_order("Esi Mensah, practice educator",
	    "Ewan Reid, practice educator"));
	assert_true(page_shows_in_order("Ewan Reid, practice educator",
	    "until 10 June 2026"));
	assert_true(page_has("to be confirmed by Esi Mensah"));
}

static void
test_the_finish_follows_from_the_own_pattern(void **state)
{
	sign_in_as(SAM);
	assert_int_equal(ask("/trainees/101"), OK);
	/* 60 days from Monday 15 June, 5 a week, without 31 August. */
	assert_true(page_has("Finishes on this pattern</dt>"));
	assert_true(page_has(">7 September 2026</dd>"));
	assert_int_equal(ask("/trainees/104"), OK);
	assert_true(page_has(">Paused</dd>"));
	assert_false(page_has("Finishes on this pattern"));
}

static void
test_the_chart_stands_beside_its_numbers(void **state)
{
	sign_in_as(SAM);
	assert_int_equal(ask("/trainees/102"), OK);
	assert_true(page_shows_in_order(">15 June 2026</th>",
	    "numeric\">6</td>"));
	assert_true(page_shows_in_order(">15 June 2026</th>",
	    "numeric\">3</td>"));
	assert_true(page_shows_in_order(">15 June 2026</th>",
	    "numeric\">4</td>"));
	assert_true(page_has(">31 October 2026</th>"));
}

static void
test_reading_a_record_is_in_the_audit_but_not_ones_own(void **state)
{
	sign_in_as(EWAN);
	assert_int_equal(ask("/trainees/102"), OK);
	assert_int_equal(owner_asks("SELECT count(*) FROM audit.event WHERE "
	    "name = 'TRAINEE_RECORD_READ' AND actor_id = 11 AND "
	    "person_id = 2 AND subject_id = 102 AND programme_id = 1"), 1);
	sign_in_as(MARY);
	assert_int_equal(ask("/trainees/102"), OK);
	sign_in_as(ESI);
	assert_int_equal(ask("/trainees/102"), NOT_FOUND);
	assert_int_equal(owner_asks("SELECT count(*) FROM audit.event WHERE "
	    "name = 'TRAINEE_RECORD_READ'"), 1);
}

static void
test_staff_find_people_by_name_address_and_number(void **state)
{
	static const struct { const char *query; size_t n; const char *name; }
		asked[] = {
		{ "o%27brien", 1, "Siân" }, { "SIAN", 1, "Siân" },
		{ "obrien+sian", 1, "Siân" }, { "n%C3%BA%C3%B1ez", 1, "Zoë" },
		{ "mary%40example.org", 1, "Mary" },
		{ "+MARY%40example.ORG+", 1, "Mary" },
		{ "SW1002", 1, "Mary" }, { "sw+1002.", 1, "Mary" },
		{ "1002", 1, "Mary" },
		{ "tom", 0, NULL }, { "tom%40example.org", 0, NULL },
		{ "SW1006", 0, NULL }, { "ewan", 0, NULL },
		{ "%25", 0, NULL }, { "_", 0, NULL }, { "%5C", 0, NULL },
		{ "'+OR+true--", 0, NULL }, { "%00", 0, NULL },
		{ "SW99999999999999999999", 0, NULL },
	};
	char	address[100];

	sign_in_as(SAM);
	for (size_t i = 0; i < sizeof(asked) / sizeof(*asked); i++) {
		snprintf(address, sizeof(address), "/trainees?search=%s",
		    asked[i].query);
		assert_int_equal(ask(address), OK);
		if (people_on_page() != asked[i].n ||
		    (asked[i].name != NULL && !page_has(asked[i].name)))
			fail_msg("%s finds %zu", address, people_on_page());
	}
}

static void
test_a_partner_finds_nobody_elses_by_any_search(void **state)
{
	static const char *const	searches[] = { "zoe",
		"zoe%40example.org", "nunez", "ewan" };
	char	address[100];

	sign_in_as(PAT);
	for (size_t i = 0; i < sizeof(searches) / sizeof(*searches); i++) {
		snprintf(address, sizeof(address), "/trainees?search=%s",
		    searches[i]);
		assert_int_equal(ask(address), OK);
		assert_int_equal(people_on_page(), 0);
		assert_true(page_has("Nobody fits"));
	}
}

static void
test_the_list_sorts_and_filters(void **state)
{
	sign_in_as(SAM);
	assert_int_equal(ask("/trainees?sort=behind"), OK);
	assert_true(page_shows_in_order("Zoë Núñez</a>",
	    "Mary Smith-Jones</a>"));
	assert_int_equal(ask("/trainees?standing=not-started"), OK);
	assert_int_equal(people_on_page(), 1);
	assert_true(page_has("Amira Khan</a>"));
}

static void
test_more_than_can_be_sorted_come_by_name_in_pages(void **state)
{
	owner_does("INSERT INTO person (id, given_name, family_name, email)"
	    "OVERRIDING SYSTEM VALUE SELECT i, 'Extra',"
	    "'Aa' || lpad(i::text, 4, '0'), 'extra' || i || '@example.org'"
	    "FROM generate_series(501, 800) i;"
	    "INSERT INTO enrolment (programme_id, cohort_id, person_id,"
	    "employer_id, starts_on) SELECT 1, 2, i, 9001, '2026-06-01'"
	    "FROM generate_series(501, 800) i");
	sign_in_as(SAM);
	assert_int_equal(ask("/trainees?sort=behind&standing=behind"), OK);
	assert_int_equal(people_on_page(), 25);
	assert_true(page_has("Extra Aa0501</a>"));
	assert_true(page_has("more than 250 trainees"));
	assert_int_equal(page_count("aria-sort"), 0);
	assert_int_equal(ask("/trainees?page=10"), OK);
	assert_int_equal(people_on_page(), 25);
	assert_true(page_has("Extra Aa0750</a>"));
	assert_int_equal(ask("/trainees?page=11"), OK);
	assert_true(page_has("Extra Aa0750</a>"));
	assert_int_equal(ask("/trainees?search=aa07"), OK);
	assert_int_equal(people_on_page(), 25);
	assert_true(page_has("Showing 1 to 25 of 100"));
}

int
main(void)
{
#define TEST(name)	cmocka_unit_test_setup(name, new_world)
	const struct CMUnitTest	tests[] = {
		TEST(test_the_list_holds_exactly_those_that_one_may_see),
		TEST(test_a_record_opens_for_exactly_those_who_may_see_it),
		TEST(test_a_partner_sees_sums_and_their_tie_but_no_day),
		TEST(test_a_relationship_that_ended_opens_nothing),
		TEST(test_the_record_says_what_is_done_expected_and_required),
		TEST(test_the_record_says_what_waits_on_whom_since_when),
		TEST(test_an_educator_who_left_is_named_with_the_last_day),
		TEST(test_the_finish_follows_from_the_own_pattern),
		TEST(test_the_chart_stands_beside_its_numbers),
		TEST(test_reading_a_record_is_in_the_audit_but_not_ones_own),
		TEST(test_staff_find_people_by_name_address_and_number),
		TEST(test_a_partner_finds_nobody_elses_by_any_search),
		TEST(test_the_list_sorts_and_filters),
		TEST(test_more_than_can_be_sorted_come_by_name_in_pages),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
