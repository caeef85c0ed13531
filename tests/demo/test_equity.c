/*
 * The demonstration's equity report, as its lead asks for it: what was planted
 * is found as often as its power predicts, whatever the seed; with nothing
 * planted, nothing is found beyond chance; and flags are audited.
 */
#include <stdio.h>

#include "../../src/jobs/demo_parts.h"
#include "equity/power.h"
#include "equity/proportion.h"
#include "jobs/planted.h"
#include "pages/pages.h"

enum { SEEDS = 12 };
static const double	level = 0.05, chance_allows = 0.99;

static void
be_the_lead(void)
{
	sign_in_as(owner_asks("SELECT min(person_id) FROM waymark.role_held "
	    "WHERE role = 'equity_lead'"));
}

/* Everybody's answers are drawn again. */
static void
answer_again(struct db *db, uint64_t seed, bool fair)
{
	static struct arena	arena;
	struct demo		d = { .seed = seed, .fair = fair,
				    .store = { .db = db, .arena = &arena } };

	d.today = (int)owner_asks("SELECT as_of - DATE '1970-01-01' "
	    "FROM waymark.demonstration");
	owner_does("DELETE FROM equality.answer; "
	    "DELETE FROM equality.objection");
	db_begin(db, &arena, DB_WRITES);
	demo_equality(&d);
	assert_true(db_commit(db));
	arena_release(&d.plans);
	arena_release(&arena);
}

/* What the report says of a headline comparison, in its file. */
static bool
says(const char *line, const char *words)
{
	const char	*at, *end, *found;

	at = strstr(page_text(), line);
	if (at == NULL)
		fail_msg("the file has no \"%s\"", line);
	end = strchr(at, '\n');
	found = strstr(at, words);
	return (found != NULL && found < end);
}

static void
ask_for_withdrawn(void)
{
	be_the_lead();
	assert_answer(OK, ask("/programmes/1/fairness/fairness.csv?"
	    "outcome=withdrawn"));
}

static bool
finds_men(void)
{
	ask_for_withdrawn();
	return (says("Withdrawn,Sex,Comparison,Men,Women,",
	    "times the rate (95%") && !says(
	    "Withdrawn,Sex,Comparison,Men,Women,", ". The ratio is"));
}

/* Any of the six headlines, by Holm. */
static bool
finds_anything(void)
{
	ask_for_withdrawn();
	return (page_has("unlikely to be chance"));
}

/* The table is turned: of those who left and of others, who is a man.  Some of
 * the others had something else happen to them. */
static double
predicted_power(void)
{
	int64_t			 people = owner_asks("SELECT count(*) FROM "
				    "waymark.enrolment WHERE programme_id = "
				    "1 AND state NOT IN ('offered', "
				    "'deferred')");
	int64_t			 left = owner_asks("SELECT count(*) FROM "
				    "waymark.enrolment WHERE programme_id = "
				    "1 AND state = 'withdrawn'");
	double			 rate = 0.09, men = planted_chance(
				    planted_sex, "male", true, rate),
				 others = planted_chance(planted_sex, "male",
				    false, rate);
	struct region_of_test	*r = region_of_test(left, people - left,
				    level);
	double			 power = test_power(r, men, others, 1);

	region_of_test_free(r);
	return (power);
}

static void
test_what_was_planted_is_found_of_the_usual_seed(void **state)
{
	assert_true(finds_men());
}

static void
test_it_is_found_as_often_as_predicted(void **state)
{
	struct db	*db = db_open_patient(getenv("DATABASE_URL"));
	int		 found = 0;
	struct interval	 within;
	double		 power = predicted_power();

	for (int i = 0; i < SEEDS; i++) {
		answer_again(db, (uint64_t)(100 + i), false);
		found += finds_men();
	}
	db_close(db);
	within = clopper_pearson(found, SEEDS, chance_allows);
	print_message("found %d of %d, power %.2f\n", found, SEEDS, power);
	assert_true(power >= within.low && power <= within.high);
	assert_true(found >= SEEDS / 2);
}

static void
test_with_nothing_planted_nothing_is_found_beyond_chance(void **state)
{
	struct db	*db = db_open_patient(getenv("DATABASE_URL"));
	int		 found = 0;

	for (int i = 0; i < SEEDS; i++) {
		answer_again(db, (uint64_t)(200 + i), true);
		found += finds_anything();
	}
	db_close(db);
	print_message("found %d of %d\n", found, SEEDS);
	assert_true(clopper_pearson(found, SEEDS, chance_allows).low <= level);
}

/* With the flags that the rules found. */
static void
test_flags_are_audited_by_group(void **state)
{
	be_the_lead();
	assert_answer(OK, ask("/programmes/1/fairness/flags"));
	assert_shows("Flags by group");
	assert_shows(">Men</th>");
	assert_shows("What followed a flag");
	assert_owner_asks(1, "SELECT (count(*) > 0)::int FROM audit.event "
	    "WHERE name = 'EQUITY_FLAGS_READ'");
}

/* What is not asked for is not read, and moves nothing that is. */
static void
test_an_outcome_alone_is_what_it_is_among_all(void **state)
{
	(void)state;
	assert_owner_asks(0, "WITH every AS (SELECT * FROM equality.facts(1, "
	    "ARRAY(SELECT id FROM waymark.cohort))) SELECT count(*) FROM "
	    "(SELECT 1::bigint << bit::integer AS mask FROM "
	    "equality.outcome_definition WHERE bit IS NOT NULL AND during @> "
	    "waymark.today()) d CROSS JOIN "
	    "LATERAL equality.facts(1, ARRAY(SELECT id FROM waymark.cohort), "
	    "d.mask) f JOIN every e ON e.enrolment_id = f.enrolment_id WHERE "
	    "(e.started & mask, e.settled & mask, e.happened & mask, e.days, "
	    "e.what, e.host_id, e.panel_id) IS DISTINCT FROM "
	    "(f.started & mask, f.settled & mask, f.happened & mask, f.days, "
	    "f.what, f.host_id, f.panel_id)");
	assert_true(owner_asks("SELECT count(*) FROM equality.facts(1, "
	    "ARRAY(SELECT id FROM waymark.cohort), 256) WHERE happened & 256 "
	    "<> 0") > 0);
}

#define TEST(test) cmocka_unit_test_setup(test, open_world)

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		TEST(test_what_was_planted_is_found_of_the_usual_seed),
		TEST(test_flags_are_audited_by_group),
		TEST(test_an_outcome_alone_is_what_it_is_among_all),
		TEST(test_it_is_found_as_often_as_predicted),
		TEST(test_with_nothing_planted_nothing_is_found_beyond_chance),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
