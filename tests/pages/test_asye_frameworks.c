/*
 * Each framework from registration on, and that whoever started on one keeps
 * it when another takes its place.
 */
#include <stdio.h>

#include "pages.h"

/* Siân has qualified. */
static int
qualified_world(void **state)
{
	asye_world(state);
	owner_does("SET session_replication_role = replica; "
	    "UPDATE enrolment SET state = 'completed' WHERE id = 101; "
	    "SET session_replication_role = origin; "
	    "SELECT waymark.asye_await(101)");
	return (0);
}

static const char *
at(const char *rest)
{
	static char	path[100];

	snprintf(path, sizeof(path), "/asye/%ld%s", (long)owner_asks("SELECT "
	    "id FROM asye WHERE person_id = 1"), rest);
	return (path);
}

/* On Monday 6 September of that year, with an assessor. */
static void
start(const char *kind, int year)
{
	char	form[700];

	owner_doesf("UPDATE demonstration SET as_of = '%d-10-01'", year);
	snprintf(form, sizeof(form), "qualified-day=1&qualified-month=5&"
	    "qualified-year=%d&registered-day=1&registered-month=6&"
	    "registered-year=%d&employed-day=6&employed-month=9&"
	    "employed-year=%d&starts-day=6&starts-month=9&starts-year=%d&"
	    "title=Social+worker&fte=100&employer=ZZ03&host=ZZ03&"
	    "provider=ZZ03&pays=employer&supervises=host&assesses=provider&"
	    "failed=no&kind=%s&post=designated", year, year, year, year, kind);
	sign_in_as(SAM);
	assert_answer(OK, ask("/trainees/101/asye/new"));
	assert_answer(SEE_OTHER, submit("/trainees/101/asye/new", form));
	owner_does("INSERT INTO asye_duty (asye_id, trainee_id, programme_id, "
	    "person_id, duty, during) SELECT id, 1, 1, 72, 'assessor', "
	    "daterange(starts_on, NULL) FROM asye WHERE person_id = 1");
}

static void
reviews_are_due(const char *days)
{
	assert_string_equal(owner_reads("SELECT string_agg(due_on::text, ' ' "
	    "ORDER BY r.number) FROM asye_review r JOIN asye a "
	    "ON a.id = r.asye_id WHERE a.person_id = 1"), days);
}

/* A form that somebody begins says of which moment it is. */
static void
begins(int64_t person, const char *kind, const char *words)
{
	char	body[64];

	sign_in_as(person);
	assert_answer(OK, ask(at("/documents/new")));
	snprintf(body, sizeof(body), "kind=%s", kind);
	assert_answer(SEE_OTHER, submit(at("/documents/new"), body));
	assert_answer(OK, follow());
	assert_shows(words);
}

static void
test_child_and_family_has_its_own_standards(void **state)
{
	start("children", 2026);
	reviews_are_due("2026-12-06 2027-03-06 2027-06-06 2027-09-06");
	assert_answer(OK, ask(at("")));
	assert_shows("ASYE for child and family");
	assert_answer(OK, ask(at("/evidence")));
	assert_shows("3 more self-assessments");
	assert_answer(OK, ask(at("/standards")));
	assert_shows("Child development");
	assert_hides("Safeguarding");
	begins(SIAN, "asye_self_assessment.start", "Child development");
	begins(ASA, "asye_review.months_3", "Progress review, 3 months");
	assert_shows("Child development");
}

static void
test_the_early_career_programme_takes_two_years(void **state)
{
	start("early_career", 2027);
	reviews_are_due("2028-03-06 2028-09-06 2029-03-06 2029-09-06");
	assert_answer(OK, ask(at("/timetable")));
	assert_shows("Eighteen-month review");
	assert_shows("Assessment at the end of year two");
	assert_shows("6 September 2029");
	assert_answer(OK, ask(at("/evidence")));
	assert_shows("at 24 months");
	begins(ASA, "asye_agreement", "The timetable has: Six-month review, "
	    "6 March 2028; Twelve-month review, 6 September 2028; "
	    "Eighteen-month review, 6 March 2029; Assessment at the end of "
	    "year two, 6 September 2029.");
	begins(ASA, "asye_review.months_3", "Progress review, 6 months");
	begins(SIAN, "asye_reflection_log.months_6",
	    "Critical reflection log, 12 months");
}

/* Four observations are asked for of those who start from July 2026 on. */
static void
test_who_started_keeps_the_framework_of_their_start(void **state)
{
	owner_does("UPDATE framework SET during = '[2022-09-01,2026-07-01)' "
	    "WHERE code = 'adults_2022'; "
	    "INSERT INTO framework (code, kind, name, months, during, "
	    "standard_sets, source) SELECT 'adults_2026', kind, "
	    "'ASYE of 2026', months, '[2026-07-01,)', standard_sets, 'Test' "
	    "FROM framework WHERE code = 'adults_2022'; "
	    "INSERT INTO framework_review SELECT f.id, r.number, r.months, "
	    "r.optional, r.final, r.change, r.name FROM framework f, "
	    "framework_review r WHERE f.code = 'adults_2026' AND "
	    "r.framework_id = framework_for('adults', '2026-06-01'); "
	    "INSERT INTO framework_minimum SELECT f.id, m.evidence, "
	    "m.at_least + CASE m.evidence WHEN 'observation' THEN 1 ELSE 0 "
	    "END, m.by_registered, m.by_assessor, m.must_include, "
	    "m.at_months, m.gates, m.by_file, m.source FROM framework f, "
	    "framework_minimum m WHERE f.code = 'adults_2026' AND "
	    "m.framework_id = framework_for('adults', '2026-06-01')");
	start("adults", 2026);
	assert_answer(OK, ask(at("")));
	assert_shows("ASYE of 2026");
	assert_answer(OK, ask(at("/evidence")));
	assert_shows("4 more direct observations");
	assert_answer(OK, ask("/asye/700/evidence"));
	assert_shows("3 more direct observations");
	assert_hides("4 more direct observations");
}

int
main(void)
{
#define test(name) cmocka_unit_test_setup(name, qualified_world)
	const struct CMUnitTest	tests[] = {
		test(test_child_and_family_has_its_own_standards),
		test(test_the_early_career_programme_takes_two_years),
		test(test_who_started_keeps_the_framework_of_their_start),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
