/*
 * What the equity report must not tell although each of its figures may be
 * told: a small number that follows from two of them, and whatever is worked
 * out from a hidden one.
 */
#include <math.h>
#include <stdio.h>

#include "../unit/workbook_read.h"
#include "equity/wording.h"
#include "fair_world.h"

#define REPORT "/programmes/1/fairness"
#define LEFT_BY(what) "outcome=withdrawn&by=" what

static const char *const places[] = { "", "/groups", "/board", "/fairness.csv",
    "/fairness.xlsx" };
enum { PLACES = sizeof(places) / sizeof(*places), DERIVED_MAX = 40 };

static struct arena	arena;

static enum status
look(const char *place, const char *query)
{
	char	address[300];

	snprintf(address, sizeof(address), REPORT "%s?%s", place, query);
	return (ask(address));
}

/* What a place says, a workbook as another program reads it. */
static const char *
said_at(int place, const char *query)
{
	size_t		 n;
	const char	*bytes;

	assert_answer(OK, look(places[place], query));
	bytes = page_bytes(&n);
	if (strstr(places[place], "xlsx") != NULL)
		return (workbook_read(&arena, bytes, n));
	return (arena_printf(&arena, "%.*s", (int)n, bytes));
}

/*
 * Of x of n people who are hidden, and of those they are compared with: every
 * figure that could be worked out from x, as the report would write it.
 */
struct derived { const char *v[DERIVED_MAX]; size_t n; };

static void
derive(struct derived *d, const char *fmt, double value)
{
	d->v[d->n++] = arena_printf(&arena, fmt, value);
}

/* Files have two decimals. */
static double
rounded_as_written(double v)
{
	return (round(100 * v) / 100);
}

static struct derived
derived_from(struct two t)
{
	struct derived	d = { 0 };
	struct interval	rate = wilson(t.x1, t.n1, 0.95),
			ratio = koopman(t, normal_within(0.95)),
			gap = newcombe(t, 0.95);
	double		share = (double)t.x1 / (double)t.n1;

	d.v[d.n++] = arena_printf(&arena, "%ld of %ld", (long)t.x1,
	    (long)t.n1);
	d.v[d.n++] = arena_printf(&arena, ",%ld,%ld,", (long)t.n1, (long)t.x1);
	derive(&d, "%.1f%%", 100 * share);
	derive(&d, ",%.2f,", 100 * share);
	derive(&d, "%.1f%%", 100 * rate.high);
	derive(&d, ",%.2f,", 100 * rate.high);
	derive(&d, ",%.2f,", two_ratio(t));
	derive(&d, ",%.2f,", ratio.high);
	derive(&d, " %g\n", rounded_as_written(100 * share));
	derive(&d, " %g\n", rounded_as_written(two_ratio(t)));
	derive(&d, " %g\n", rounded_as_written(ratio.high));
	d.v[d.n++] = arena_printf(&arena, "%s (%s)", ratio_words(&arena,
	    two_ratio(t)), limits_words(&arena, ratio));
	d.v[d.n++] = arena_printf(&arena, "The gap is %.1f percentage points "
	    "(95%% range %.1f to %.1f)", 100 * two_difference(t), 100 *
	    gap.low, 100 * gap.high);
	return (d);
}

/* How many of the figures are told in any place; which: those that are. */
static size_t
told(const struct derived *d, const char *query, bool *which)
{
	size_t	found = 0;

	memset(which, 0, DERIVED_MAX * sizeof(*which));
	for (int p = 0; p < PLACES; p++) {
		const char	*said = said_at(p, query);

		for (size_t i = 0; i < d->n; i++)
			which[i] |= strstr(said, d->v[i]) != NULL;
	}
	for (size_t i = 0; i < d->n; i++)
		found += which[i];
	return (found);
}

/* The lead is told each of them, so that the search can find them; staff and
 * partners none. */
static void
test_nothing_that_follows_from_a_hidden_number_is_told(void **state)
{
	struct derived	d;
	bool		which[DERIVED_MAX];

	fair_leave(1, 1, 3);
	fair_leave(1, 41, 20);
	fair_leave(1, 151, 6);
	d = derived_from((struct two){ 3, 120, 20, 330 });
	sign_in_as(EQUI);
	told(&d, LEFT_BY("sex"), which);
	for (size_t i = 0; i < d.n; i++)
		if (!which[i])
			fail_msg("the lead is not told \"%s\"", d.v[i]);
	sign_in_as(SAM);
	if (told(&d, LEFT_BY("sex"), which) > 0)
		for (size_t i = 0; i < d.n; i++)
			if (which[i])
				fail_msg("staff are told \"%s\"", d.v[i]);
	sign_in_as(PAT);
	assert_int_equal(told(&d, LEFT_BY("sex"), which), 0);
}

/* "All" and "women": the men are the difference. */
static void
test_all_and_women_do_not_tell_the_men(void **state)
{
	const char	*all;

	fair_leave(1, 1, 3);
	fair_leave(1, 41, 20);
	fair_leave(1, 151, 6);
	sign_in_as(SAM);
	for (int p = 0; p < 3; p++)
		said_at(p, LEFT_BY("ethnicity"));
	all = said_at(3, "outcome=withdrawn");
	assert_non_null(strstr(all, "Withdrawn,Sex,Group,Everybody,,480,29,"));
	assert_null(strstr(all, "Withdrawn,Sex,Group,Men,,120,3,"));
	assert_true(strstr(all, "Withdrawn,Sex,Group,Women,,330,20,") == NULL
	    || strstr(all, "Withdrawn,Sex,Group,Not known,,30,6,") == NULL);
}

/* Ethnic groups five and two: only the lead is told the five. */
static void
test_five_groups_are_not_given_beside_two(void **state)
{
	fair_leave(1, 1, 30);
	fair_leave(2, 41, 40);
	sign_in_as(EQUI);
	assert_non_null(strstr(said_at(3, LEFT_BY("ethnicity")),
	    "Group,Black,"));
	for (int who = 0; who < 2; who++) {
		sign_in_as(who == 0 ? SAM : PAT);
		for (int p = 0; p < PLACES; p++) {
			const char	*said = said_at(p,
					    LEFT_BY("ethnicity"));

			assert_null(strstr(said, "Black"));
			assert_null(strstr(said, "Asian"));
		}
	}
}

/* Of men 10 left, of the Global Ethnic Majority 23; of both together 3, which
 * the other three of four would tell. */
static void
test_two_questions_together_are_held_against_each(void **state)
{
	fair_leave(1, 1, 10);
	fair_leave(1, 41, 60);
	sign_in_as(SAM);
	assert_answer(OK, look("/groups", LEFT_BY("sex")));
	assert_shows("10 of 120");
	assert_answer(OK, look("/groups", LEFT_BY("ethnicity")));
	assert_shows("23 of 159");
	assert_answer(OK, look("/groups", LEFT_BY("ethnicity_sex")));
	assert_shows("These figures are not given");
	assert_null(strstr(said_at(3, LEFT_BY("ethnicity_sex")), ",20,"));
}

/* Who asks for two questions together first takes nothing from others. */
static void
test_each_question_is_given_before_two_together(void **state)
{
	fair_leave(1, 1, 10);
	fair_leave(1, 41, 60);
	sign_in_as(SAM);
	assert_answer(OK, look("/groups", LEFT_BY("ethnicity_sex")));
	assert_shows("These figures are not given");
	assert_answer(OK, look("/groups", LEFT_BY("sex")));
	assert_shows("10 of 120");
}

/* Half of everybody at either host. */
static void
place_everybody(void)
{
	owner_does("SET session_replication_role = replica; "
	    "INSERT INTO placement (enrolment_id, person_id, programme_id, "
	    "organisation_id, team_id, stage, starts_on, ends_on, "
	    "required_halves) SELECT e.id, e.person_id, 1, 9002 + e.id % 2, "
	    "51 + e.id % 2, 'first', e.starts_on, e.starts_on + 100, 140 "
	    "FROM enrolment e WHERE e.programme_id = 1; "
	    "SET session_replication_role = origin");
}

static void
test_hosts_are_given_again_when_more_than_a_few_left(void **state)
{
	place_everybody();
	fair_leave(1, 1, 20);
	fair_leave(1, 41, 30);
	sign_in_as(SAM);
	assert_answer(OK, look("/groups", LEFT_BY("sex")));
	assert_shows("25 of 240");
	owner_does("SET session_replication_role = replica; "
	    "UPDATE placement SET organisation_id = 9002, team_id = 51 "
	    "WHERE enrolment_id IN (2201, 2203); "
	    "SET session_replication_role = origin");
	assert_answer(OK, look("/groups", LEFT_BY("sex")));
	assert_shows("As given on");
	assert_hides("27 of 242");
	assert_hides("23 of 238");
	owner_does("SET session_replication_role = replica; "
	    "UPDATE placement SET organisation_id = 9002, team_id = 51 "
	    "WHERE enrolment_id IN (2205, 2207, 2209, 2211, 2213); "
	    "SET session_replication_role = origin");
	assert_answer(OK, look("/groups", LEFT_BY("sex")));
	assert_hides("As given on");
	assert_shows("32 of 247");
	assert_owner_asks(2, "SELECT count(*) FROM equality.release_series "
	    "WHERE what = 'hosts, withdrawn'");
}

/* Those without a host are the difference of two totals. */
static void
test_hosts_do_not_tell_of_a_few_who_have_none(void **state)
{
	place_everybody();
	fair_leave(1, 1, 20);
	fair_leave(1, 41, 30);
	owner_does("SET session_replication_role = replica; "
	    "DELETE FROM placement WHERE enrolment_id IN (2201, 2299); "
	    "SET session_replication_role = origin");
	sign_in_as(SAM);
	assert_answer(OK, look("/groups", LEFT_BY("sex")));
	assert_shows("this would tell about very few people");
	assert_hides("Ashby");
}

/* At Ashby 22, 22 and 3 of the three cohorts left: the 3 are left out, and
 * would be told by all cohorts and the two others. */
static void
test_hosts_of_two_cohorts_do_not_tell_the_third(void **state)
{
	place_everybody();
	for (int c = 1; c <= 2; c++) {
		fair_leave(c, 1, 20);
		fair_leave(c, 41, 24);
	}
	owner_does("SET session_replication_role = replica; "
	    "UPDATE enrolment SET state = 'withdrawn' WHERE id IN (SELECT "
	    "2600 + n FROM generate_series(1, 59) n WHERE n % 2 = 1 AND "
	    "(n < 20 OR n > 40) OR n IN (2, 42, 44)); "
	    "SET session_replication_role = origin");
	sign_in_as(SAM);
	assert_answer(OK, look("/groups", LEFT_BY("sex")));
	assert_shows("47 of 240");
	assert_answer(OK, look("/groups", LEFT_BY("sex") "&cohorts=11"));
	assert_shows("22 of 80");
	assert_answer(OK, look("/groups", LEFT_BY("sex") "&cohorts=12"));
	assert_hides("22 of 80");
	assert_shows("20 of 40");
	assert_shows("beside what was given of other cohorts it would tell");
	sign_in_as(EQUI);
	assert_answer(OK, look("/groups", LEFT_BY("sex") "&cohorts=13"));
	assert_shows("3 of 80");
}

/* One more who left is the difference of everybody by sex and, later, by ethnic
 * group; five more are not. */
static void
test_everybody_is_held_against_everybody_by_others(void **state)
{
	fair_leave(1, 1, 20);
	fair_leave(1, 41, 30);
	sign_in_as(SAM);
	assert_answer(OK, look("/groups", LEFT_BY("sex")));
	assert_shows("20 of 120");
	fair_leave(2, 3, 1);
	assert_answer(OK, look("/groups", LEFT_BY("ethnicity")));
	assert_shows("These figures are not given");
	fair_leave(2, 1, 12);
	assert_answer(OK, look("/groups", LEFT_BY("ethnicity")));
	assert_hides("These figures are not given");
}

static void
take_from_hosts(int64_t first, int64_t last)
{
	owner_doesf("SET session_replication_role = replica; "
	    "DELETE FROM placement WHERE enrolment_id BETWEEN %ld AND %ld; "
	    "SET session_replication_role = origin", (long)first, (long)last);
}

/* 50 left at first, then 58, of whom 52 were at some host. */
static void
test_hosts_are_held_against_everybody_given_before(void **state)
{
	fair_leave(1, 1, 20);
	fair_leave(1, 41, 30);
	sign_in_as(SAM);
	assert_answer(OK, look("/groups", LEFT_BY("sex")));
	assert_shows("20 of 120");
	place_everybody();
	fair_leave(2, 1, 8);
	take_from_hosts(fair_person(2, 1), fair_person(2, 6));
	assert_answer(OK, look("/groups", LEFT_BY("sex")));
	assert_shows("28 of 120");
	assert_shows("Beside what was given of everybody");
	assert_hides("Ashby");
}

/* Of 56 who left 50 were at some host; then 51 are everybody. */
static void
test_everybody_is_held_against_hosts_given_before(void **state)
{
	place_everybody();
	fair_leave(1, 1, 26);
	fair_leave(1, 41, 30);
	take_from_hosts(fair_person(1, 1), fair_person(1, 6));
	sign_in_as(SAM);
	assert_answer(OK, look("/groups", LEFT_BY("sex")));
	assert_shows("26 of 120");
	assert_shows("Ashby");
	owner_does("SET session_replication_role = replica; "
	    "UPDATE enrolment SET state = 'enrolled' "
	    "WHERE id BETWEEN 2201 AND 2205; "
	    "SET session_replication_role = origin");
	assert_answer(OK, look("/groups", LEFT_BY("sex")));
	assert_shows("As given on");
	assert_hides("21 of 120");
}

/* How many wait for an outcome is a figure, too: one fewer is one person. */
static void
test_how_many_are_pending_is_not_given_beside_one_fewer(void **state)
{
	fair_leave(1, 1, 20);
	fair_leave(1, 41, 30);
	sign_in_as(SAM);
	assert_answer(OK, look("/groups", LEFT_BY("sex")));
	assert_shows("not decided yet for 430.");
	owner_does("SET session_replication_role = replica; "
	    "UPDATE enrolment SET state = 'completed' WHERE id = 2601; "
	    "SET session_replication_role = origin");
	assert_answer(OK, look("/groups", LEFT_BY("sex")));
	assert_hides("for 429");
	assert_shows("20 of 120");
	owner_does("SET session_replication_role = replica; "
	    "UPDATE enrolment SET state = 'completed' "
	    "WHERE id BETWEEN 2602 AND 2640; "
	    "SET session_replication_role = origin");
	assert_answer(OK, look("/groups", LEFT_BY("sex")));
	assert_shows("not decided yet for 390.");
}

static void
test_a_programme_can_be_more_careful(void **state)
{
	fair_leave(1, 1, 6);
	fair_leave(1, 41, 30);
	owner_does("SET session_replication_role = replica; "
	    "INSERT INTO setting (programme_id, name, value, source, reason, "
	    "during, state) VALUES (1, 'equity_small', 7, '', 'Ours is small', "
	    "'[2020-01-01,)', 'standing'); "
	    "SET session_replication_role = origin");
	sign_in_as(SAM);
	assert_answer(OK, look("/groups", LEFT_BY("sex")));
	assert_hides("6 of 120");
	assert_shows("[c] of 120");
}

#define STORY(test) cmocka_unit_test_setup(test, fair_world)

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		STORY(test_nothing_that_follows_from_a_hidden_number_is_told),
		STORY(test_all_and_women_do_not_tell_the_men),
		STORY(test_five_groups_are_not_given_beside_two),
		STORY(test_two_questions_together_are_held_against_each),
		STORY(test_each_question_is_given_before_two_together),
		STORY(test_hosts_are_given_again_when_more_than_a_few_left),
		STORY(test_hosts_do_not_tell_of_a_few_who_have_none),
		STORY(test_hosts_of_two_cohorts_do_not_tell_the_third),
		STORY(test_everybody_is_held_against_everybody_by_others),
		STORY(test_hosts_are_held_against_everybody_given_before),
		STORY(test_everybody_is_held_against_hosts_given_before),
		STORY(test_how_many_are_pending_is_not_given_beside_one_fewer),
		STORY(test_a_programme_can_be_more_careful),
	};
	int			failed = cmocka_run_group_tests(tests, NULL,
				    leave_world);

	arena_release(&arena);
	return (failed);
}
