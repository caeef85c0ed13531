/*
 * The demonstration's flags: each stands from its day on, not the day before,
 * until the day on which its cause ends; and the jobs find nothing that is not
 * there.
 */
#include <stdio.h>

#include "core/db.h"
#include "jobs/flags.h"
#include "pages/pages.h"

enum { EPISODES_LEAST = 1000, AT_ONCE = 200 };

static struct arena	arena;

/* What the owner reads of episodes, in their order. */
static int64_t
episodes(const char *where)
{
	char	sql[2000];

	snprintf(sql, sizeof(sql), "SELECT count(*) FROM waymark.flag f "
	    "JOIN waymark.enrolment e ON e.id = f.enrolment_id %s", where);
	return (owner_asks(sql));
}

static void
test_the_jobs_find_what_the_past_led_to(void **state)
{
	struct db	*jobs = db_open_patient(getenv("WAYMARK_JOBS_URL"));
	const char	*all = "SELECT md5(string_agg(f::text, ';' "
			    "ORDER BY id)) FROM waymark.flag f";
	char		 before[64];

	snprintf(before, sizeof(before), "%s", owner_reads(all));
	assert_true(flags_whole(jobs, &arena) > 400);
	assert_string_equal(owner_reads(all), before);
	db_close(jobs);
}

/* One episode, and what the rules say of the days around it. */
struct around { bool before, first, last, after; };

static bool
stands(const struct flag_facts *facts, const struct flag_settings *s,
    const char *rule, const char *subject, int day)
{
	struct found_flags	all;

	flags_on(NULL, facts, s, day, &all);
	for (size_t i = 0; i < all.n; i++)
		if (strcmp(flag_rule_code(all.v[i].rule), rule) == 0 &&
		    strcmp(flag_subject(&arena, all.v[i].subject), subject)
		    == 0)
			return (true);
	return (false);
}

static struct flag_facts *
facts_of(struct db *db, int64_t enrolment, int today)
{
	struct flag_person	 person = { .id = enrolment };
	struct flag_person_list	 people = { &person, 1 };
	struct date		 ever = { 1970, 1, 1 };

	return (flags_read(db, &arena, &people, ever, today, today));
}

/* Of every rule that ever found something: some of its episodes. */
static void
test_each_stands_from_its_day_until_its_cause_ends(void **state)
{
	struct db		*jobs = db_open_patient(
				    getenv("WAYMARK_JOBS_URL"));
	struct flag_numbers	 known = { .n = 0 };
	const char		*list = "SELECT string_agg(concat_ws('|', "
				    "enrolment_id, rule, subject_key, "
				    "raised_on - DATE '1970-01-01', "
				    "coalesce(cleared_on - DATE '1970-01-01', "
				    "0)), E'\\n' ORDER BY id) FROM (SELECT *, "
				    "row_number() OVER (PARTITION BY rule "
				    "ORDER BY md5(id::text)) AS n "
				    "FROM waymark.flag) f WHERE n <= 12";
	int			 today = (int)owner_asks("SELECT "
				    "waymark.today() - DATE '1970-01-01'");
	static char		 text[60000];
	char			*line, *rest = text, rule[40], subject[40];
	long			 enrolment, seen = 0;
	int			 raised, cleared, n;

	snprintf(text, sizeof(text), "%s", owner_reads(list));
	db_begin(jobs, &arena, DB_READS);
	flags_as_role(jobs);
	while ((line = strsep(&rest, "\n")) != NULL) {
		struct flag_facts		*f;
		const struct flag_settings	*s;

		subject[0] = '\0';
		n = sscanf(line, "%ld|%39[^|]|%39[^|]|%d|%d", &enrolment, rule,
		    subject, &raised, &cleared);
		if (n == 2)
			n = 3 + sscanf(line, "%*d|%*[^|]||%d|%d", &raised,
			    &cleared);
		assert_int_equal(n, 5);
		f = facts_of(jobs, enrolment, today);
		s = flags_settings(jobs, &known, 1);
		if (!stands(f, s, rule, subject, raised))
			fail_msg("%s: does not stand on its day", line);
		if (cleared > 0 && (!stands(f, s, rule, subject, cleared - 1)
		    || stands(f, s, rule, subject, cleared)))
			fail_msg("%s: is not cleared on its day", line);
		if (cleared == 0 && !stands(f, s, rule, subject, today))
			fail_msg("%s: does not stand", line);
		if (stands(f, s, rule, subject, raised - 1) && owner_asks(
		    arena_printf(&arena, "SELECT count(*) FROM waymark.flag "
		    "WHERE enrolment_id = %ld AND rule = '%s' AND subject_key "
		    "= '%s' AND cleared_on - DATE '1970-01-01' = %d",
		    enrolment, rule, subject, raised)) == 0)
			fail_msg("%s: stood before its day", line);
		seen++;
	}
	assert_false(db_failed(jobs));
	db_rollback(jobs);
	db_close(jobs);
	assert_true(seen > 100);
	assert_true(episodes("") > EPISODES_LEAST);
}

/* What other statements say of the same records. */
static void
test_the_days_are_those_of_the_records(void **state)
{
	assert_true(episodes("WHERE rule = 'review_overdue' AND subject_key "
	    "LIKE 'review %'") > 20);
	assert_int_equal(episodes("JOIN waymark.asye_review r ON r.asye_id = "
	    "f.asye_id AND 'review ' || r.number = f.subject_key WHERE rule = "
	    "'review_overdue' AND raised_on <> r.due_on + 1"), 0);
	assert_int_equal(episodes("JOIN waymark.asye_review r ON r.asye_id = "
	    "f.asye_id AND 'review ' || r.number = f.subject_key WHERE rule = "
	    "'review_overdue' AND cleared_on > r.held_on"), 0);
	assert_int_equal(owner_asks("SELECT count(*) FROM waymark.concern c "
	    "JOIN waymark.enrolment e ON e.id = c.enrolment_id AND e.state = "
	    "'enrolled' LEFT JOIN waymark.flag f ON f.rule = 'concern_open' "
	    "AND f.subject_key = 'concern ' || c.id AND f.cleared_on IS NULL "
	    "WHERE c.open AND c.follow_up_on < waymark.today() AND "
	    "f.raised_on IS DISTINCT FROM c.follow_up_on + 1"), 0);
	assert_true(episodes("WHERE rule = 'concern_open' AND cleared_on IS "
	    "NULL") > 5);
	assert_int_equal(episodes("WHERE rule = 'module_failed' AND NOT EXISTS "
	    "(SELECT 1 FROM waymark.board_decision b WHERE b.enrolment_id = "
	    "f.enrolment_id AND b.board_on = f.raised_on AND b.outcome IN "
	    "('fail', 'repeat'))"), 0);
}

/* A line manager left and nobody followed; another was followed after a
 * while. */
static void
test_those_that_were_planted_are_found(void **state)
{
	assert_int_equal(episodes("WHERE rule = 'guide_missing' AND "
	    "subject_key LIKE 'manager %' AND raised_on = waymark.today() - 32 "
	    "AND cleared_on IS NULL AND severity = 'act'"), 1);
	assert_int_equal(episodes("WHERE rule = 'guide_missing' AND "
	    "subject_key LIKE 'manager %' AND raised_on = waymark.today() - 52 "
	    "AND cleared_on = waymark.today() - 20"), 1);
	assert_int_equal(episodes("WHERE rule = 'guide_missing' AND "
	    "subject_key NOT LIKE 'supervisor %'"), 2);
}

/* Those who are away with a reason that is recorded only look alarming. */
static void
test_who_is_away_is_not_flagged_for_it(void **state)
{
	assert_true(owner_asks("SELECT count(*) FROM waymark.enrolment WHERE "
	    "state = 'paused'") > 5);
	assert_int_equal(episodes("WHERE e.state = 'paused' AND cleared_on IS "
	    "NULL AND asye_id IS NULL AND rule <> 'adjustment_late'"), 0);
	assert_int_equal(episodes("JOIN waymark.asye a ON a.id = f.asye_id "
	    "AND a.state = 'paused' WHERE cleared_on IS NULL"), 0);
	assert_true(owner_asks("SELECT count(*) FROM "
	    "waymark.placement_interruption WHERE upper(during) - "
	    "lower(during) > 14") > 5);
	assert_int_equal(episodes("JOIN waymark.placement_interruption i ON "
	    "i.placement_id = f.placement_id WHERE rule = 'no_activity' AND "
	    "i.during @> f.raised_on"), 0);
}

/* Who left for another employer is nobody's to flag until they have arrived;
 * then a new agreement is due. */
#define MOVED	"JOIN waymark.asye_event o ON o.asye_id = f.asye_id AND " \
	"o.change = 'transferred_out' JOIN waymark.asye_event i ON "	\
	"i.asye_id = o.asye_id AND i.change = 'transferred_in' "

static void
test_nobody_is_flagged_between_two_employers(void **state)
{
	assert_true(owner_asks("SELECT count(*) FROM waymark.asye a JOIN "
	    "waymark.asye_event v ON v.asye_id = a.id AND v.change = "
	    "'transferred_in' WHERE a.state <> 'transferred'") > 2);
	assert_int_equal(episodes(MOVED "WHERE raised_on < i.on_day AND "
	    "coalesce(cleared_on, 'infinity') > o.on_day"), 0);
	assert_true(episodes(MOVED "WHERE raised_on >= i.on_day") > 0);
	assert_true(episodes(MOVED "WHERE rule = 'host_changed' AND raised_on "
	    "= i.on_day + 15") > 0);
}

static void
test_weeks_gone_by_are_kept_as_they_were(void **state)
{
	assert_int_equal(owner_asks("SELECT count(*) FROM "
	    "waymark.flag_snapshot s WHERE state = 'computed' AND s.flags <> "
	    "(SELECT count(*) FROM waymark.flag_day d WHERE d.on_date = "
	    "s.on_date)"), 0);
	assert_true(owner_asks("SELECT count(*) FROM waymark.flag_snapshot "
	    "WHERE state = 'computed'") > 50);
	/* What stood on a day is an episode around it. */
	assert_int_equal(owner_asks("SELECT count(*) FROM waymark.flag_day d "
	    "WHERE d.on_date < waymark.today() AND NOT EXISTS (SELECT 1 FROM "
	    "waymark.flag f WHERE f.enrolment_id = d.enrolment_id AND f.rule = "
	    "d.rule AND f.subject_key = d.subject_key AND f.raised_on <= "
	    "d.on_date AND coalesce(f.cleared_on, 'infinity') > d.on_date)"),
	    0);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test_setup(test_the_jobs_find_what_the_past_led_to,
		    open_world),
		cmocka_unit_test_setup(
		    test_each_stands_from_its_day_until_its_cause_ends,
		    open_world),
		cmocka_unit_test_setup(test_the_days_are_those_of_the_records,
		    open_world),
		cmocka_unit_test_setup(test_those_that_were_planted_are_found,
		    open_world),
		cmocka_unit_test_setup(test_who_is_away_is_not_flagged_for_it,
		    open_world),
		cmocka_unit_test_setup(
		    test_nobody_is_flagged_between_two_employers, open_world),
		cmocka_unit_test_setup(test_weeks_gone_by_are_kept_as_they_were,
		    open_world),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
