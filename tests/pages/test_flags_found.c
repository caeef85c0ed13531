/*
 * The jobs find flags as a role that knows nobody: they come, change and go
 * with the records, each day is kept once, and no answer about somebody's
 * identity moves any of them.
 */
#include <stdio.h>

#include "core/db.h"
#include "jobs/flags.h"
#include "pages.h"

static struct arena	arena;
static struct db	*jobs;

static int
found_world(void **state)
{
	asye_world(state);
	if (jobs == NULL)
		jobs = db_open(getenv("WAYMARK_JOBS_URL"));
	return (0);
}

static int
leave(void **state)
{
	db_close(jobs);
	arena_release(&arena);
	return (leave_world(state));
}

static void
catch_up(void)
{
	assert_true(flags_follow(jobs, &arena));
}

static void
becomes(const char *day)
{
	owner_doesf("UPDATE waymark.demonstration SET as_of = '%s'", day);
}

static int64_t
standing(const char *rule)
{
	char	sql[200];

	snprintf(sql, sizeof(sql), "SELECT count(*) FROM waymark.flag WHERE "
	    "cleared_on IS NULL AND rule = '%s'", rule);
	return (owner_asks(sql));
}

static void
test_who_is_behind_is_flagged_and_cleared_when_they_catch_up(void **state)
{
	catch_up();
	assert_string_equal(owner_reads("SELECT string_agg(enrolment_id || "
	    "' ' || raised_on || ' ' || severity, ', ') FROM waymark.flag "
	    "WHERE rule = 'days_behind'"), "103 2026-06-10 watch, "
	    "106 2026-06-06 act");
	sign_in_as(ZOE);
	assert_answer(OK, ask("/"));
	assert_shows("2 of the 10 days expected by 15 June 2026 are logged in "
	    "the first placement: 8 days fewer than planned.");
	owner_does("INSERT INTO waymark.placement_day (placement_id, "
	    "enrolment_id, person_id, programme_id, organisation_id, on_date, "
	    "halves, kind, did) SELECT 203, 103, 3, 1, 9003, d, 2, 'attended', "
	    "'Visited' FROM generate_series('2026-06-04'::date, '2026-06-12', "
	    "'1 day') d WHERE extract(isodow FROM d) < 6 ON CONFLICT DO "
	    "NOTHING");
	catch_up();
	assert_int_equal(standing("days_behind"), 1);
	assert_string_equal(owner_reads("SELECT cleared_on::text FROM "
	    "waymark.flag WHERE rule = 'days_behind' AND enrolment_id = 103"),
	    "2026-06-15");
	assert_answer(OK, ask("/"));
	assert_hides("fewer than planned");
}

static void
test_nothing_is_written_when_nothing_changed(void **state)
{
	int64_t	before;

	catch_up();
	before = owner_asks("SELECT sum(xmin::text::bigint) FROM "
	    "waymark.flag");
	catch_up();
	assert_int_equal(flags_whole(jobs, &arena), 7);
	assert_int_equal(owner_asks("SELECT sum(xmin::text::bigint) FROM "
	    "waymark.flag"), before);
}

static void
test_a_record_of_whoever_guides_is_looked_at_too(void **state)
{
	catch_up();
	assert_int_equal(standing("guide_lapsed"), 0);
	owner_does("INSERT INTO waymark.educator (person_id, programme_id, "
	    "registration, registered_until) VALUES (12, 1, 'registered', "
	    "'2026-06-03')");
	catch_up();
	assert_string_equal(owner_reads("SELECT string_agg(enrolment_id || "
	    "' ' || raised_on, ', ' ORDER BY enrolment_id) FROM waymark.flag "
	    "WHERE rule = 'guide_lapsed'"), "103 2026-06-04");
}

static void
test_assessors_and_educators_from_off_site_are_looked_at_too(void **state)
{
	owner_does("INSERT INTO waymark.educator (person_id, programme_id, "
	    "registration, registered_until, organisation_id) SELECT "
	    "person_id, 1, 'registered', '2026-06-03', NULL FROM (SELECT "
	    "person_id FROM waymark.asye_duty WHERE duty = 'assessor' AND "
	    "state = 'recorded' UNION SELECT 12) g");
	catch_up();
	assert_int_equal(owner_asks("SELECT count(*) FROM waymark.asye_duty "
	    "WHERE duty = 'assessor' AND state = 'recorded'"), 1);
	assert_string_equal(owner_reads("SELECT string_agg(raised_on::text || "
	    "' ' || who::text, ', ') FROM waymark.flag WHERE rule = "
	    "'guide_lapsed' AND asye_id IS NOT NULL"),
	    "2026-06-04 {assessor,coordinator}");
	assert_string_equal(owner_reads("SELECT string_agg(enrolment_id || "
	    "' ' || subject_key || ' ' || raised_on, ', ' ORDER BY id) FROM "
	    "waymark.flag WHERE rule = 'guide_missing' AND placement_id IS NOT "
	    "NULL"), "103 supervisor 203 2026-06-09");
}

/* Each event is looked at twice, in case it is seen late. */
static void
test_a_setting_that_changes_looks_at_everybody(void **state)
{
	catch_up();
	assert_int_equal(standing("days_behind"), 2);
	owner_does("INSERT INTO waymark.setting (programme_id, name, value, "
	    "reason, during) VALUES (1, 'flag_behind_halves', 20, 'Try', "
	    "'[2026-06-15,)')");
	catch_up();
	assert_int_equal(standing("days_behind"), 1);
}

static void
test_each_day_is_kept_once_and_those_that_were_missed_say_so(void **state)
{
	catch_up();
	becomes("2026-06-16");
	catch_up();
	assert_int_equal(flags_whole(jobs, &arena), 7);
	becomes("2026-06-19");
	catch_up();
	assert_string_equal(owner_reads("SELECT string_agg(on_date || ' ' || "
	    "state || ' ' || people, ', ' ORDER BY on_date) FROM "
	    "waymark.flag_snapshot"), "2026-06-15 taken 7, 2026-06-16 taken "
	    "7, 2026-06-17 missed 0, 2026-06-18 missed 0, 2026-06-19 taken 7");
	assert_int_equal(owner_asks("SELECT count(*) FROM waymark.flag_day d "
	    "FULL JOIN waymark.flag f ON f.enrolment_id = d.enrolment_id AND "
	    "f.rule = d.rule AND f.subject_key = d.subject_key WHERE "
	    "d.on_date = '2026-06-19' AND f.cleared_on IS NOT NULL"), 0);
	assert_int_equal(owner_asks("SELECT count(*) FROM waymark.flag_day "
	    "WHERE on_date = '2026-06-19'"), owner_asks("SELECT count(*) FROM "
	    "waymark.flag WHERE cleared_on IS NULL"));
}

/* What a pass did before it was cut short stays, and the day is kept later. */
static void
test_a_pass_that_was_cut_short_is_done_again(void **state)
{
	owner_does("REVOKE INSERT ON waymark.flag_snapshot FROM "
	    "waymark_flags");
	assert_false(flags_follow(jobs, &arena));
	assert_int_equal(owner_asks("SELECT count(*) FROM "
	    "waymark.flag_snapshot"), 0);
	assert_int_equal(standing("days_behind"), 2);
	owner_does("GRANT INSERT ON waymark.flag_snapshot TO waymark_flags");
	catch_up();
	assert_int_equal(standing("days_behind"), 2);
	assert_int_equal(owner_asks("SELECT count(*) FROM waymark.flag_day"),
	    owner_asks("SELECT count(*) FROM waymark.flag"));
}

static void
test_a_pause_clears_what_is_about_the_placement(void **state)
{
	catch_up();
	owner_does("INSERT INTO waymark.enrolment_event (enrolment_id, "
	    "person_id, programme_id, version, change, on_date, reason) "
	    "VALUES (103, 3, 1, 2, 'paused', '2026-06-15', 'illness')");
	catch_up();
	assert_int_equal(owner_asks("SELECT count(*) FROM waymark.flag WHERE "
	    "enrolment_id = 103 AND cleared_on IS NULL"), 0);
}

static void
test_an_asye_without_an_assessor_is_flagged(void **state)
{
	owner_does("UPDATE waymark.asye_duty SET during = "
	    "'[2025-09-01,2026-05-01)' WHERE id = 7001");
	catch_up();
	assert_string_equal(owner_reads("SELECT raised_on || ' ' || sentence "
	    "FROM waymark.flag WHERE rule = 'guide_missing'"), "2026-05-09 "
	    "There has been no ASYE assessor since 1 May 2026.");
	sign_in_as(CORA);
	assert_answer(OK, ask("/asye/700"));
	assert_shows("There has been no ASYE assessor since 1 May 2026.");
}

static void
test_weeks_of_the_ledger_count(void **state)
{
	owner_does("SET session_replication_role = replica; "
	    "DELETE FROM waymark.support_week WHERE asye_id = 700; "
	    "INSERT INTO waymark.support_week (id, ledger_id, number, week_on, "
	    "asye_id, enrolment_id, person_id, programme_id, organisation_id, "
	    "state, entered_side, promised_cap, said_caseload, "
	    "promised_protected, said_protected, said_sessions, said_minutes) "
	    "OVERRIDING SYSTEM VALUE SELECT n, l.id, n, DATE '2026-05-25' + "
	    "7 * n::integer, 700, 171, 71, 1, 9003, 'entered', 'trainee', 12, "
	    "15, 222, 60, 1, 90 FROM waymark.support_ledger l, "
	    "generate_series(1, 2) n WHERE l.asye_id = 700; "
	    "INSERT INTO waymark.support_entry (ledger_id, number, week_id, "
	    "asye_id, enrolment_id, person_id, programme_id, version, step, "
	    "side, before, after, by_id, at, sessions) SELECT w.ledger_id, "
	    "w.number, w.id, 700, 171, 71, 1, 1, 'entered', 'trainee', "
	    "'missing', 'entered', 71, w.week_on + 6, 1 FROM "
	    "waymark.support_week w WHERE w.asye_id = 700; "
	    "SET session_replication_role = origin");
	catch_up();
	assert_string_equal(owner_reads("SELECT string_agg(rule || ' ' || "
	    "raised_on, ', ' ORDER BY rule) FROM waymark.flag WHERE rule IN "
	    "('caseload_high', 'protected_time', 'supervision_gap')"),
	    "caseload_high 2026-06-14, protected_time 2026-06-14");
}

/* Every answer is another's, and some say more. */
static void
test_no_answer_about_identity_moves_a_flag(void **state)
{
	static char	before[20000];
	const char	*all = "SELECT string_agg(enrolment_id || rule || "
			    "subject_key || raised_on || severity || sentence, "
			    "';' ORDER BY severity DESC, raised_on, id) "
			    "FROM waymark.flag";
	const char	*questions = "SELECT string_agg(DISTINCT question, ',')"
			    " FROM equality.choice";

	owner_does("INSERT INTO equality.answer (person_id, question, choice) "
	    "SELECT p.id, c.question, min(c.code) FROM waymark.person p CROSS "
	    "JOIN equality.choice c WHERE p.id < 10 GROUP BY 1, 2");
	assert_true(*owner_reads(questions) != '\0');
	catch_up();
	snprintf(before, sizeof(before), "%s", owner_reads(all));
	assert_true(strlen(before) > 200);
	owner_does("UPDATE equality.answer a SET choice = (SELECT c.code FROM "
	    "equality.choice c WHERE c.question = a.question ORDER BY "
	    "md5(c.code || a.person_id) LIMIT 1); "
	    "SET session_replication_role = replica; "
	    "DELETE FROM waymark.flag; DELETE FROM waymark.flag_progress; "
	    "SET session_replication_role = origin");
	assert_int_equal(flags_whole(jobs, &arena), 7);
	assert_string_equal(owner_reads(all), before);
}

static void
test_names_move_no_flag(void **state)
{
	static char	before[20000];
	const char	*all = "SELECT string_agg(enrolment_id || rule || "
			    "subject_key || raised_on || severity || sentence, "
			    "';' ORDER BY severity DESC, raised_on, id) "
			    "FROM waymark.flag";

	catch_up();
	snprintf(before, sizeof(before), "%s", owner_reads(all));
	assert_null(strstr(before, "Zo"));
	owner_does("UPDATE waymark.person SET given_name = md5(id::text), "
	    "family_name = md5(given_name)");
	assert_int_equal(flags_whole(jobs, &arena), 7);
	assert_string_equal(owner_reads(all), before);
}

static void
test_every_rule_is_the_version_that_the_catalogue_has(void **state)
{
	char	sql[300];

	for (int rule = 0; rule < FLAG_RULES; rule++) {
		snprintf(sql, sizeof(sql), "SELECT max(version) FROM "
		    "waymark.flag_rule WHERE code = '%s'",
		    flag_rule_code((enum flag_rule)rule));
		assert_int_equal(owner_asks(sql),
		    flag_rule_version((enum flag_rule)rule));
	}
	assert_int_equal(owner_asks("SELECT count(DISTINCT code) FROM "
	    "waymark.flag_rule"), FLAG_RULES);
}

static void
test_the_numbers_are_those_of_the_settings(void **state)
{
	struct flag_numbers		 known = { .n = 0 };
	const struct flag_settings	*s;

	db_begin(jobs, &arena, DB_READS);
	flags_as_role(jobs);
	s = flags_settings(jobs, &known, 1);
	assert_memory_equal(s, &flag_settings_usual, sizeof(*s));
	assert_true(db_commit(jobs));
}

#define found(test)	cmocka_unit_test_setup(test, found_world)

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		found(
		test_who_is_behind_is_flagged_and_cleared_when_they_catch_up),
		found(test_nothing_is_written_when_nothing_changed),
		found(test_a_record_of_whoever_guides_is_looked_at_too),
		found(
		test_assessors_and_educators_from_off_site_are_looked_at_too),
		found(test_a_setting_that_changes_looks_at_everybody),
		found(
		test_each_day_is_kept_once_and_those_that_were_missed_say_so),
		found(test_a_pass_that_was_cut_short_is_done_again),
		found(test_a_pause_clears_what_is_about_the_placement),
		found(test_an_asye_without_an_assessor_is_flagged),
		found(test_weeks_of_the_ledger_count),
		found(test_no_answer_about_identity_moves_a_flag),
		found(test_names_move_no_flag),
		found(test_every_rule_is_the_version_that_the_catalogue_has),
		found(test_the_numbers_are_those_of_the_settings),
	};

	return (cmocka_run_group_tests(tests, NULL, leave));
}
