/*
 * The equity report: exact for its lead, protected for everybody else, and the
 * same on every page and in every file.
 */
#include <stdio.h>

#include "../unit/workbook_read.h"
#include "fair_world.h"
#include "unit/workbook_read.h"

#define REPORT "/programmes/1/fairness"
#define LEFT_BY_SEX "outcome=withdrawn&by=sex"

static const char *const places[] = { "", "/groups", "/board", "/fairness.csv",
    "/fairness.xlsx" };
enum { PLACES = sizeof(places) / sizeof(*places) };

static enum status
look(const char *place, const char *query)
{
	char	address[300];

	snprintf(address, sizeof(address), REPORT "%s?%s", place, query);
	return (ask(address));
}

static void
test_the_lead_reads_exact_numbers_and_is_recorded(void **state)
{
	fair_leave(1, 1, 10);
	fair_leave(2, 1, 10);
	fair_leave(3, 41, 10);
	sign_in_as(EQUI);
	assert_answer(OK, look("", "outcome=withdrawn"));
	assert_shows("Men: 20 of 120 (16.7%) left the programme. Women: 10 of "
	    "330 (3.0%). That is 5.5 times the rate (95% range 2.7 to 11).");
	assert_shows("Do not copy them");
	assert_shows("What this report cannot say");
	assert_shows("href=\"" REPORT "/groups?outcome=withdrawn&amp;"
	    "cohorts=&amp;for=lead&amp;by=sex\"");
	assert_answer(OK, look("/groups", LEFT_BY_SEX));
	assert_shows(">Cohort of 2022</th>");
	assert_shows("10 of 40");
	assert_shows("mid-p");
	assert_shows("within each cohort and then pooled");
	assert_shows("From each cohort to the next the odds ratio is "
	    "multiplied by about 0.");
	assert_shows("The gap changes more than chance is likely to explain.");
	assert_shows("probably have been noticed");
	assert_owner_asks(1, "SELECT (count(*) >= 2)::int FROM audit.event "
	    "WHERE name = 'EQUITY_REPORT_READ' AND actor_id = 79");
}

#define LEFT_BY_ETHNICITY "outcome=withdrawn&by=ethnicity"

/* Before any one of them is: who reads of several sees whether they differ at
 * all.  Of two there is nothing more to say, and partners get no p-value. */
static void
test_several_groups_are_looked_at_together(void **state)
{
	fair_leave(1, 1, 20);
	fair_leave(2, 1, 20);
	sign_in_as(EQUI);
	assert_answer(OK, look("/groups", LEFT_BY_ETHNICITY));
	assert_shows("Looked at together, the rates of the 3 groups differ no "
	    "more than chance may explain (p 0.");
	assert_shows("Freeman and Halton&#39;s exact test");
	assert_answer(OK, look("/fairness.csv", LEFT_BY_ETHNICITY));
	assert_shows("Ethnic group,All groups,,");
	assert_shows("Ethnic group,Trend,,");
	assert_answer(OK, look("/groups", LEFT_BY_SEX));
	assert_hides("Looked at together");
	sign_in_as(PAT);
	assert_answer(OK, look("/groups", LEFT_BY_ETHNICITY));
	assert_hides("Looked at together");
}

static void
test_groups_of_fewer_than_five_are_counts_without_rates(void **state)
{
	owner_does("DELETE FROM equality.answer WHERE question = 'sex' AND "
	    "choice = 'male' AND person_id > 2203");
	fair_leave(1, 1, 2);
	sign_in_as(EQUI);
	assert_answer(OK, look("", "outcome=withdrawn"));
	assert_shows("Men: 2 of 3 left the programme. Women: 0 of 330. A group "
	    "of fewer than 5 people is too small to compare.");
}

static void
test_who_objects_is_in_no_figure(void **state)
{
	fair_leave(1, 1, 10);
	owner_does("INSERT INTO equality.objection (person_id, during) "
	    "VALUES (2201, '[2026-01-01,)')");
	sign_in_as(EQUI);
	assert_answer(OK, look("", "outcome=withdrawn"));
	assert_shows("Men: 9 of 119");
}

static void
test_small_numbers_are_left_out_for_staff(void **state)
{
	fair_leave(1, 1, 3);
	fair_leave(1, 41, 20);
	sign_in_as(SAM);
	for (int i = 0; i < PLACES; i++) {
		assert_answer(OK, look(places[i], LEFT_BY_SEX));
		assert_hides("3 of 120");
		assert_hides("2.5%");
		assert_hides(">117<");
		assert_hides(",117,");
		assert_hides("117 of");
		assert_hides("0.41");
	}
	assert_answer(OK, look("/groups", LEFT_BY_SEX));
	assert_shows("[c] of 120");
	assert_hides("about 0");
	assert_shows("too small to be shown to you");
	assert_answer(OK, look("/fairness.csv", LEFT_BY_SEX));
	assert_shows("Group,Men,,120,,");
	assert_shows("[c]");
}

/* The same of people that are told apart by hidden numbers alone. */
static void
keep_all(char *to[PLACES], size_t n[PLACES], const char *query)
{
	for (int i = 0; i < PLACES; i++) {
		const char	*bytes;

		assert_answer(OK, look(places[i], query));
		bytes = page_bytes(&n[i]);
		to[i] = malloc(n[i]);
		memcpy(to[i], bytes, n[i]);
	}
}

/* A page's own secrets are new each time: they go from both. */
static size_t
without_secrets(char *s, size_t n)
{
	static const char *const	begins[] = { "name=\"csrf\" value=\"",
					    "name=\"once\" value=\"" };

	for (size_t k = 0; k < 2; k++)
		for (char *p = s; (p = memmem(p, n - (size_t)(p - s),
		    begins[k], strlen(begins[k]))) != NULL;) {
			p += strlen(begins[k]);
			while (*p != '"')
				*p++ = '-';
		}
	return (n);
}

static void
assert_same(char *a[PLACES], const size_t an[PLACES], char *b[PLACES],
    const size_t bn[PLACES])
{
	for (int i = 0; i < PLACES; i++) {
		assert_int_equal(an[i], bn[i]);
		without_secrets(a[i], an[i]);
		without_secrets(b[i], bn[i]);
		assert_memory_equal(a[i], b[i], an[i]);
		free(a[i]);
		free(b[i]);
	}
}

static void
test_two_exports_of_the_same_are_the_same_bytes(void **state)
{
	char	*a[PLACES], *b[PLACES];
	size_t	 an[PLACES], bn[PLACES];

	fair_leave(1, 1, 10);
	fair_leave(2, 41, 12);
	sign_in_as(EQUI);
	keep_all(a, an, LEFT_BY_SEX);
	keep_all(b, bn, LEFT_BY_SEX);
	assert_same(a, an, b, bn);
}

/*
 * No byte that staff get depends on a hidden number: two worlds that differ in
 * nothing else look the same.  Of men 3 or 2 left, and of those who did not
 * say 3 or 4.
 */
static void
test_no_byte_depends_on_a_hidden_number(void **state)
{
	char	*a[PLACES], *b[PLACES];
	size_t	 an[PLACES], bn[PLACES];

	fair_leave(1, 1, 3);
	fair_leave(1, 41, 20);
	fair_leave(1, 151, 3);
	sign_in_as(SAM);
	keep_all(a, an, LEFT_BY_SEX);
	fair_world(state);
	fair_leave(1, 1, 2);
	fair_leave(1, 41, 20);
	fair_leave(1, 151, 4);
	sign_in_as(SAM);
	keep_all(b, bn, LEFT_BY_SEX);
	assert_same(a, an, b, bn);
}

static void
test_partners_get_rounded_numbers_and_words(void **state)
{
	fair_leave(1, 1, 13);
	fair_leave(1, 41, 33);
	fair_leave(2, 151, 3);
	sign_in_as(PAT);
	assert_answer(OK, look("/groups", LEFT_BY_SEX));
	assert_shows("about 120");
	assert_shows("about 15");
	assert_shows("about 35");
	assert_shows("1 to 7");
	assert_hides("13 of");
	assert_hides("odds ratio");
	assert_hides("33 of");
	assert_hides("mid-p");
	assert_shows("no clear difference");
	assert_answer(OK, look("/fairness.csv", LEFT_BY_SEX));
	assert_shows("Rounded");
	assert_answer(NOT_FOUND, look("", "for=staff"));
	assert_answer(NOT_FOUND, look("", "for=lead"));
}

static void
test_partners_ratios_are_of_rounded_numbers(void **state)
{
	fair_leave(1, 1, 23);
	fair_leave(1, 41, 22);
	sign_in_as(PAT);
	assert_answer(OK, look("", "outcome=withdrawn"));
	/* 25 of 120 against 20 of 330, not 23 against 22. */
	assert_shows("That is 3.4 times the rate");
	assert_hides("2.9 times");
}

static void
test_partners_get_three_cohorts_together_or_nothing(void **state)
{
	sign_in_as(PAT);
	assert_answer(OK, look("/groups", LEFT_BY_SEX "&cohorts=11"));
	assert_shows("for 3 cohorts together");
	assert_hides("about 1");
}

/* Of figures that are closer than a partner's, and of a programme in which
 * they employ and host nobody, they have none. */
static void
test_partners_reach_no_closer_figure(void **state)
{
	static const char *const	closer[] = { LEFT_BY_SEX "&for=lead",
					    LEFT_BY_SEX "&for=staff" };

	fair_leave(1, 1, 13);
	sign_in_as(PAT);
	for (int i = 0; i < PLACES; i++) {
		assert_answer(OK, look(places[i], LEFT_BY_SEX));
		assert_answer(OK, look(places[i], LEFT_BY_SEX "&for=public"));
		for (size_t k = 0; k < 2; k++)
			assert_answer(NOT_FOUND, look(places[i], closer[k]));
	}
	assert_answer(NOT_FOUND, look("/flags", ""));
	assert_answer(NOT_FOUND, ask("/programmes/1/findings"));
	assert_answer(NOT_FOUND, ask("/programmes/1/equality"));
	owner_does("SET session_replication_role = replica; "
	    "UPDATE enrolment SET employer_id = 9003 WHERE programme_id = 1; "
	    "UPDATE placement SET organisation_id = 9003, team_id = 52 "
	    "WHERE programme_id = 1; "
	    "SET session_replication_role = origin");
	for (int i = 0; i < PLACES; i++)
		assert_answer(NOT_FOUND, look(places[i], LEFT_BY_SEX));
}

/* What one person says of themself changes no byte that partners get. */
static void
test_partners_cannot_tell_one_answer(void **state)
{
	char	*a[PLACES], *b[PLACES];
	size_t	 an[PLACES], bn[PLACES];

	fair_leave(1, 1, 13);
	fair_leave(1, 41, 33);
	sign_in_as(PAT);
	keep_all(a, an, LEFT_BY_SEX);
	owner_does("UPDATE equality.answer SET choice = 'female' "
	    "WHERE person_id = 2220 AND question = 'sex'");
	keep_all(b, bn, LEFT_BY_SEX);
	assert_same(a, an, b, bn);
}

/* Rounded to five throughout, if their programme decides so. */
static void
test_a_programme_rounds_for_partners_as_it_decides(void **state)
{
	struct arena	 arena = { 0 };
	const char	*bytes;
	size_t		 n;

	fair_leave(1, 1, 13);
	fair_leave(1, 41, 33);
	fair_leave(2, 151, 3);
	owner_does("SET session_replication_role = replica; "
	    "INSERT INTO setting (programme_id, name, value, source, reason, "
	    "during, state) VALUES (1, 'equity_rounding', 1, '', 'As others', "
	    "'[2020-01-01,)', 'standing'); "
	    "SET session_replication_role = origin");
	sign_in_as(PAT);
	assert_answer(OK, look("/groups", LEFT_BY_SEX));
	assert_shows("so 1 and 2 are 0");
	assert_shows("about 5");
	assert_shows("about 15");
	assert_hides("3 of");
	assert_answer(OK, look("/fairness.csv", LEFT_BY_SEX));
	assert_shows("Group,Not known,,30,5,");
	assert_answer(OK, look("/fairness.xlsx", LEFT_BY_SEX));
	bytes = page_bytes(&n);
	assert_non_null(strstr(workbook_read(&arena, bytes, n),
	    "as HESA does"));
	arena_release(&arena);
}

/* The traps: each pair of tables differs by very few. */

static void
test_a_later_version_is_not_given_beside_an_earlier(void **state)
{
	fair_leave(1, 1, 20);
	fair_leave(1, 41, 30);
	sign_in_as(SAM);
	assert_answer(OK, look("/groups", LEFT_BY_SEX));
	assert_shows("20 of 120");
	fair_leave(2, 1, 1);
	assert_answer(OK, look("/groups", LEFT_BY_SEX));
	assert_shows("As given on");
	assert_shows("20 of 120");
	assert_hides("21 of");
	assert_answer(OK, look("/fairness.csv", LEFT_BY_SEX));
	assert_hides(",21,");
	fair_leave(2, 2, 9);
	fair_leave(2, 41, 6);
	assert_answer(OK, look("/groups", LEFT_BY_SEX));
	assert_shows("30 of 120");
	assert_hides("As given on");
}

static void
test_two_cohorts_are_not_given_beside_three(void **state)
{
	fair_leave(1, 1, 20);
	fair_leave(1, 41, 30);
	fair_leave(2, 1, 20);
	fair_leave(2, 41, 30);
	fair_leave(3, 1, 2);
	fair_leave(3, 41, 30);
	owner_does("SET session_replication_role = replica; "
	    "INSERT INTO cohort (id, programme_id, name, starts_on, ends_on) "
	    "OVERRIDING SYSTEM VALUE VALUES (10, 1, 'Cohort of 2021', "
	    "'2021-09-01', '2022-08-31'); "
	    "UPDATE enrolment SET cohort_id = 10 WHERE cohort_id = 11; "
	    "SET session_replication_role = origin");
	sign_in_as(SAM);
	assert_answer(OK, look("/groups", LEFT_BY_SEX));
	assert_shows("42 of 120");
	assert_answer(OK, look("/groups", LEFT_BY_SEX "&cohorts=13"));
	assert_hides("2 of 40");
	owner_does("UPDATE cohort SET starts_on = '2027-09-01', "
	    "ends_on = '2028-08-31' WHERE id = 13");
	assert_answer(OK, look("/groups", LEFT_BY_SEX));
	assert_hides("40 of 80");
	assert_shows("These figures are not given");
	assert_shows("What is possible");
}

static void
test_others_are_told_nothing(void **state)
{
	static const int64_t	others[] = { MARY, EWAN, INES, LEO };

	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		for (int k = 0; k < PLACES; k++) {
			sign_in_as(others[i]);
			assert_answer(NOT_FOUND, look(places[k], LEFT_BY_SEX));
		}
	sign_in_as(SAM);
	assert_answer(NOT_FOUND, ask("/programmes/2/fairness"));
	assert_answer(NOT_FOUND, look("", "for=lead"));
	assert_answer(NOT_FOUND, look("", "outcome=dragons"));
	assert_answer(NOT_FOUND, look("", "cohorts=99"));
	assert_answer(NOT_FOUND, look("", "cohorts=1%20OR%201"));
	assert_answer(NOT_FOUND, look("/groups", "by=dragons"));
}

static void
test_every_outcome_by_everything_is_one_file(void **state)
{
	fair_leave(1, 1, 20);
	sign_in_as(EQUI);
	assert_answer(OK, look("/fairness.csv", "outcome=each"));
	assert_shows("Paused,Sex,Group,Men,");
	assert_shows("Withdrawn,Ethnic group and sex,Comparison,");
	assert_answer(OK, look("/fairness.xlsx", "outcome=each"));
}

/* The checklist of the guidance, for each who may have one. */
static void
test_each_workbook_is_a_publication(void **state)
{
	static const int64_t	readers[] = { EQUI, SAM, BO };
	struct arena		a = { 0 };
	const char		*bytes;
	size_t			 n;

	fair_leave(1, 1, 20);
	for (size_t i = 0; i < sizeof(readers) / sizeof(*readers); i++) {
		sign_in_as(readers[i]);
		assert_answer(OK, look("/fairness.xlsx", readers[i] == BO ?
		    "outcome=withdrawn" : "outcome=each"));
		bytes = page_bytes(&n);
		assert_string_equal(workbook_read_by(&a,
		    "check_publication.py", bytes, n), "published\n");
	}
	arena_release(&a);
}

#define STORY(test) cmocka_unit_test_setup(test, fair_world)

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		STORY(test_the_lead_reads_exact_numbers_and_is_recorded),
		STORY(test_several_groups_are_looked_at_together),
		STORY(test_groups_of_fewer_than_five_are_counts_without_rates),
		STORY(test_who_objects_is_in_no_figure),
		STORY(test_small_numbers_are_left_out_for_staff),
		STORY(test_two_exports_of_the_same_are_the_same_bytes),
		STORY(test_no_byte_depends_on_a_hidden_number),
		STORY(test_partners_get_rounded_numbers_and_words),
		STORY(test_partners_ratios_are_of_rounded_numbers),
		STORY(test_partners_get_three_cohorts_together_or_nothing),
		STORY(test_partners_reach_no_closer_figure),
		STORY(test_partners_cannot_tell_one_answer),
		STORY(test_a_programme_rounds_for_partners_as_it_decides),
		STORY(test_a_later_version_is_not_given_beside_an_earlier),
		STORY(test_two_cohorts_are_not_given_beside_three),
		STORY(test_others_are_told_nothing),
		STORY(test_each_workbook_is_a_publication),
		STORY(test_every_outcome_by_everything_is_one_file),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
