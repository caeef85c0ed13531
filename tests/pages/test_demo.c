/*
 * The demonstration programme: what it holds, that a seed decides it, and
 * which databases it will not touch.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/arena.h"
#include "core/db.h"
#include "core/migrate.h"
#include "core/secret.h"
#include "jobs/demo.h"

static const struct demo_wish	usual = {
	.seed = 7, .as_of = { 2026, 11, 20 }, .cohorts = 3, .size = 160
};

static struct arena	 arena;
static struct db	*db;		/* of the database that is looked at */
static char		*said;		/* by the last load */

/* The address of another database of the cluster that the tests run beside. */
static const char *
database(const char *name)
{
	const char	*url = getenv("DATABASE_URL"), *rest;

	if (url == NULL || (rest = strstr(url, "/waymark?")) == NULL)
		fail_msg("DATABASE_URL: run tests/with-database");
	return (arena_printf(&arena, "%.*s/%s%s", (int)(rest - url), url, name,
	    rest + strlen("/waymark")));
}

static void
create(const char *name, const char *from)
{
	if (system(arena_printf(&arena, "psql -qX '%s' -c 'CREATE DATABASE %s "
	    "TEMPLATE %s'", database("postgres"), name, from)) != 0)
		fail_msg("%s could not be made", name);
}

static bool
load(const char *name, struct demo_wish wish)
{
	size_t	 size;
	FILE	*say;
	bool	 done;

	free(said);
	if ((say = open_memstream(&said, &size)) == NULL)
		fail_msg("no memory");
	done = demo_load(database(name), &wish, say);
	fclose(say);
	return (done);
}

static void
look_at(const char *name)
{
	db_close(db);
	db = db_open(database(name));
}

static void *
ask(enum db_type type, size_t size, const char *sql)
{
	const struct column	 answer = { "answer", type };
	const struct query	 q = { "ask", sql, __FILE__, __LINE__, 0, 1,
				    NULL, &answer, size };
	void			*row;
	size_t			 n;

	db_begin(db, &arena, DB_READS);
	row = db_rows(db, &q, NULL, &n);
	if (!db_commit(db) || n != 1)
		fail_msg("%s: %s", sql, db_error(db));
	return (row);
}

static int64_t
number(const char *sql)
{
	/* A statement is prepared under its name: each has its own. */
	look_at("demo_one");
	return (*(int64_t *)ask(DB_INT8, sizeof(int64_t), sql));
}

static const char *
text(const char *sql)
{
	return (*(const char **)ask(DB_TEXT, sizeof(char *), sql));
}

static int
load_once(void **state)
{
	FILE	*say = fopen("/dev/null", "w");

	secret_start();
	create("demo_empty", "template0");
	assert_true(migrate(database("demo_empty"), "sql", say));
	fclose(say);
	create("demo_one", "demo_empty");
	assert_true(load("demo_one", usual));
	return (0);
}

static int
close_all(void **state)
{
	db_close(db);
	free(said);
	arena_release(&arena);
	return (0);
}

static void
test_it_says_who_can_sign_in_and_how(void **state)
{
	static const char *const	who[] = {
		"amara.okafor@example.org", "david.llewellyn@example.org",
		"priya.raman@example.org", "tomasz.zielinski@example.org",
		DEMO_PASSWORD
	};

	for (size_t i = 0; i < sizeof(who) / sizeof(who[0]); i++)
		assert_non_null(strstr(said, who[i]));
	look_at("demo_one");
	assert_true(password_right(text("SELECT c.password_hash"
	    "  FROM auth.credential c JOIN waymark.person p"
	    "    ON p.id = c.person_id"
	    " WHERE p.email = 'amara.okafor@example.org'"), DEMO_PASSWORD));
	assert_int_equal(number("SELECT count(DISTINCT password_hash)"
	    "  FROM auth.credential"), 1);
}

static void
test_three_cohorts_of_160_start_in_september(void **state)
{
	assert_int_equal(number("SELECT count(*) FROM (SELECT 1"
	    "  FROM waymark.cohort c JOIN waymark.enrolment e"
	    "    ON e.cohort_id = c.id"
	    " GROUP BY c.id HAVING count(*) = 160) x"), 3);
	assert_int_equal(number("SELECT count(*) FROM waymark.cohort"
	    " WHERE name = extract(year FROM starts_on) || ' cohort'"
	    "   AND extract(isodow FROM starts_on) = 1"
	    "   AND extract(month FROM starts_on) = 9"
	    "   AND extract(day FROM starts_on) <= 7"), 3);
}

static void
test_about_92_in_100_of_the_oldest_cohort_qualify(void **state)
{
	int64_t	n = number("SELECT count(*) FROM waymark.enrolment"
	    " WHERE state = 'completed' AND cohort_id ="
	    " (SELECT id FROM waymark.cohort ORDER BY starts_on LIMIT 1)");

	assert_in_range(n, 144, 150);
	assert_int_equal(number("SELECT count(*) FROM waymark.enrolment e"
	    " WHERE e.state = 'completed' AND (SELECT sum(t.confirmed)"
	    "  FROM waymark.placement p JOIN waymark.placement_tally t"
	    "    ON t.placement_id = p.id WHERE p.enrolment_id = e.id)"
	    "  IS DISTINCT FROM 400"), 0);
}

static void
test_every_tally_is_the_sum_of_its_days(void **state)
{
	assert_true(number("SELECT count(*) FROM waymark.placement_tally")
	    > 1000);
	assert_int_equal(number("SELECT count(*) FROM waymark.placement p"
	    "  LEFT JOIN waymark.placement_tally t ON t.placement_id = p.id"
	    "  LEFT JOIN (SELECT placement_id,"
	    "    sum(halves) FILTER (WHERE kind <> 'absent'"
	    "      AND state = 'confirmed') AS confirmed,"
	    "    sum(halves) FILTER (WHERE kind <> 'absent'"
	    "      AND state = 'submitted') AS waiting,"
	    "    sum(halves) FILTER (WHERE kind <> 'absent'"
	    "      AND state = 'returned') AS returned,"
	    "    sum(halves) FILTER (WHERE kind = 'absent') AS absent,"
	    "    count(*) FILTER (WHERE state = 'submitted') AS waits"
	    "    FROM waymark.placement_day GROUP BY 1) d"
	    "    ON d.placement_id = p.id"
	    " WHERE (t.confirmed, t.waiting, t.returned, t.absent,"
	    "    t.waiting_days) IS DISTINCT FROM (coalesce(d.confirmed, 0),"
	    "    coalesce(d.waiting, 0), coalesce(d.returned, 0),"
	    "    coalesce(d.absent, 0), coalesce(d.waits, 0))"), 0);
}

static void
test_every_day_lies_in_its_placement_and_in_the_past(void **state)
{
	assert_int_equal(number("SELECT count(*) FROM waymark.placement_day d"
	    "  JOIN waymark.placement p ON p.id = d.placement_id"
	    " WHERE d.on_date NOT BETWEEN p.starts_on AND p.ends_on"
	    "    OR d.on_date >= '2026-11-20'"
	    "    OR d.submitted_at >= '2026-11-20'"
	    "    OR d.submitted_at < d.on_date"
	    "    OR d.decided_at < d.submitted_at"
	    "    OR d.decided_at >= '2026-11-20'"), 0);
	assert_int_equal(number("SELECT count(*) FROM waymark.placement_day d"
	    "  JOIN waymark.placement_interruption i"
	    "    ON i.placement_id = d.placement_id"
	    " WHERE i.during @> d.on_date"), 0);
}

static void
test_nobody_does_more_than_is_required(void **state)
{
	assert_int_equal(number("SELECT count(*) FROM waymark.placement p"
	    "  JOIN waymark.placement_tally t ON t.placement_id = p.id"
	    " WHERE t.confirmed + t.waiting + t.returned > p.required_halves"),
	    0);
}

static void
test_who_decided_a_day_educated_then(void **state)
{
	assert_true(number("SELECT count(*) FROM waymark.placement_day"
	    " WHERE state = 'confirmed'") > 50000);
	assert_int_equal(number("SELECT count(*) FROM waymark.placement_day d"
	    " WHERE d.state IN ('confirmed', 'returned') AND NOT EXISTS"
	    " (SELECT 1 FROM waymark.placement_educator e"
	    "   WHERE e.placement_id = d.placement_id"
	    "     AND e.person_id = d.decided_by"
	    "     AND e.duty = 'practice_educator'"
	    "     AND lower(e.during) <= d.decided_at::date"
	    "     AND upper(e.during) + 42 > d.decided_at::date)"), 0);
}

static void
test_everybody_who_educates_is_on_the_register(void **state)
{
	assert_int_equal(number("SELECT count(*) FROM"
	    " waymark.placement_educator d WHERE NOT EXISTS (SELECT 1"
	    "  FROM waymark.educator e WHERE e.person_id = d.person_id)"), 0);
	/* Most of those who assess a last placement may, and some may not. */
#define LASTS	"SELECT count(DISTINCT d.person_id)"			\
	"  FROM waymark.placement_educator d JOIN waymark.placement p"	\
	"    ON p.id = d.placement_id WHERE p.stage = 'last'"		\
	"   AND d.duty = 'practice_educator' AND %s EXISTS (SELECT 1"	\
	"  FROM waymark.educator_entry n WHERE n.person_id = d.person_id" \
	"   AND n.kind = 'stage_2' AND n.from_on < p.starts_on)"
	assert_in_range(number(arena_printf(&arena, LASTS, "NOT")), 1, 15);
	assert_true(number(arena_printf(&arena, LASTS, "")) > 40);
	assert_in_range(number("SELECT count(*) FROM waymark.educator"
	    " WHERE registered_until < '2026-11-20'"), 1, 15);
	assert_in_range(number("SELECT count(*) FROM waymark.educator"
	    " WHERE registered_until = '2026-11-30'"), 5, 80);
	assert_int_equal(number("SELECT count(*) FROM waymark.educator_entry"
	    " WHERE from_on >= '2026-11-20' OR to_on >= '2026-11-20'"), 0);
	assert_int_equal(number("SELECT count(*) FROM waymark.educator_entry a"
	    "  JOIN waymark.educator_entry b ON b.educator_id = a.educator_id"
	    " WHERE a.kind = 'stage_1' AND b.kind = 'stage_2'"
	    "   AND b.from_on < a.from_on"), 0);
	assert_int_equal(number("SELECT count(*)"
	    "  FROM waymark.educator_conflict"), 3);
}

/* Every state, no words without consent, and no day that is to come. */
static void
test_feedback_from_outside_came_to_everything(void **state)
{
	assert_int_equal(number("SELECT count(DISTINCT state)"
	    " FROM waymark.feedback_request"), 7);
	assert_int_equal(number("SELECT count(*)"
	    "  FROM waymark.feedback_request r"
	    "  FULL JOIN waymark.feedback_given g ON g.id = r.id"
	    " WHERE (r.state IN ('given', 'consent_withdrawn'))"
	    "       IS DISTINCT FROM (g.id IS NOT NULL)"
	    "    OR (r.state = 'consent_withdrawn')"
	    "       IS DISTINCT FROM coalesce(g.answers = '{}', false)"
	    "    OR r.state_on > '2026-11-20' OR g.discussed_on > '2026-11-20'"
	    "    OR g.asye_id <> r.asye_id"), 0);
	assert_int_equal(number("SELECT count(*) FROM waymark.feedback_given"
	    " WHERE cardinality(answers) NOT IN (0, 8, 9)"), 0);
}

static void
test_amara_has_days_that_came_back_and_days_that_wait(void **state)
{
#define AMARA	" FROM waymark.person a"				\
	" JOIN waymark.placement p ON p.person_id = a.id"		\
	" JOIN waymark.placement_tally t ON t.placement_id = p.id"	\
	" WHERE a.email = 'amara.okafor@example.org'"			\
	"   AND date '2026-11-20' BETWEEN p.starts_on AND p.ends_on"

	assert_int_equal(number("SELECT count(*)" AMARA
	    " AND p.stage = 'first'"), 1);
	assert_int_equal(number("SELECT t.returned_days" AMARA), 2);
	assert_true(number("SELECT t.waiting_days" AMARA) >= 3);
	assert_int_equal(number("SELECT (SELECT sum(h)::bigint FROM"
	    " unnest(w.halves) h)" " FROM waymark.placement_pattern w"
	    " WHERE w.placement_id = (SELECT p.id" AMARA ")"), 8);
	assert_int_equal(number("SELECT count(*) FROM waymark.role_held r"
	    "  JOIN waymark.person t ON t.id = r.person_id"
	    " WHERE t.email = 'tomasz.zielinski@example.org'"
	    "   AND r.role = 'partner' AND r.organisation_id ="
	    " (SELECT p.organisation_id" AMARA ")"), 1);
}

static void
test_david_has_much_waiting_across_hosts(void **state)
{
#define DAVID	" FROM waymark.person d"				\
	" JOIN waymark.placement_educator e ON e.person_id = d.id"	\
	" JOIN waymark.placement p ON p.id = e.placement_id"		\
	" JOIN waymark.placement_tally t ON t.placement_id = p.id"	\
	" JOIN waymark.person a ON a.id = p.person_id"			\
	" WHERE d.email = 'david.llewellyn@example.org'"		\
	"   AND e.during @> date '2026-11-20'"

	assert_true(number("SELECT count(DISTINCT p.person_id)" DAVID) >= 5);
	assert_true(number("SELECT count(DISTINCT p.organisation_id)" DAVID)
	    >= 2);
	assert_true(number("SELECT sum(t.waiting_days)::bigint" DAVID) >= 15);
	assert_int_equal(number("SELECT count(*)" DAVID
	    " AND a.email = 'amara.okafor@example.org'"), 1);
}

static void
test_history_tells_how_the_youngest_cohorts_days_became(void **state)
{
	assert_int_equal(number("SELECT count(*) FROM waymark.placement_day d"
	    "  JOIN waymark.enrolment e ON e.id = d.enrolment_id"
	    " WHERE e.cohort_id = (SELECT id FROM waymark.cohort"
	    "   ORDER BY starts_on DESC LIMIT 1)"
	    "   AND (SELECT count(*) FROM audit.event v"
	    "         WHERE v.subject = 'placement_day'"
	    "           AND v.subject_id = d.id) <> d.version"), 0);
	assert_true(number("SELECT count(*) FROM audit.event"
	    " WHERE name = 'PLACEMENT_DAY_CORRECTED'"
	    "   AND before ->> 'state' = 'returned'"
	    "   AND after ->> 'state' = 'submitted'"
	    "   AND before ->> 'did' <> after ->> 'did'") > 10);
}

/* No enrolment says what its events do not. */
static void
test_every_enrolment_is_as_its_events_left_it(void **state)
{
	assert_int_equal(number("SELECT count(*) FROM waymark.enrolment e"
	    "  LEFT JOIN waymark.enrolment_event v"
	    "    ON v.enrolment_id = e.id AND v.version = e.version"
	    " WHERE (v.state, v.cohort_id, v.employer_id, v.starts_on,"
	    "    v.ends_on) IS DISTINCT FROM (e.state, e.cohort_id,"
	    "    e.employer_id, e.starts_on, e.ends_on)"), 0);
	assert_int_equal(number("SELECT count(*) FROM (SELECT *,"
	    "    lag(state) OVER lives AS was, lag(on_date) OVER lives AS"
	    "    was_on, lag(version) OVER lives AS was_version"
	    "    FROM waymark.enrolment_event WINDOW lives AS (PARTITION BY"
	    "    enrolment_id ORDER BY version)) v"
	    "  LEFT JOIN waymark.enrolment_transition t"
	    "    ON t.change = v.change AND t.before = v.was"
	    " WHERE v.on_date > '2026-11-20' OR v.on_date < v.was_on"
	    "    OR v.version <> coalesce(v.was_version, 0) + 1"
	    "    OR v.state IS DISTINCT FROM CASE v.version WHEN 1"
	    "       THEN 'enrolled' ELSE t.after END"), 0);
	assert_int_equal(number("SELECT count(*) FROM waymark.enrolment_event v"
	    "  JOIN waymark.enrolment_reason r ON r.code = v.reason"
	    " WHERE v.change <> ALL (r.changes)"), 0);
}

static void
test_those_who_are_paused_are_expected_nowhere(void **state)
{
	assert_int_equal(number("SELECT count(*) FROM waymark.enrolment e"
	    " CROSS JOIN LATERAL waymark.enrolment_away(e.id) a"
	    "  FULL JOIN (SELECT * FROM waymark.placement_interruption"
	    "    WHERE event_id IS NOT NULL) i"
	    "    ON (i.placement_id, i.event_id, i.during, i.reason) ="
	    "       (a.placement_id, a.event_id, a.during, a.reason)"
	    " WHERE i.id IS NULL OR a.event_id IS NULL"), 0);
	assert_true(number("SELECT count(*) FROM"
	    " waymark.placement_interruption WHERE event_id IS NOT NULL") > 5);
}

static void
test_some_were_deferred_extended_or_transferred(void **state)
{
	assert_int_equal(number("SELECT count(DISTINCT change) FROM"
	    " waymark.enrolment_event WHERE change IN ('enrolled', 'deferred',"
	    "    'paused', 'withdrawn', 'completed', 'extended',"
	    "    'transferred')"), 7);
}

static void
test_every_concern_is_where_its_steps_left_it(void **state)
{
	look_at("demo_one");
	assert_int_equal(number("SELECT count(*) FROM waymark.concern c"
	    " LEFT JOIN waymark.concern_event v ON v.concern_id = c.id"
	    "  AND v.version = c.version"
	    " WHERE (c.state, c.since_on) IS DISTINCT FROM"
	    "       (v.state, v.on_date)"
	    "    OR c.follow_up_on IS DISTINCT FROM v.follow_up_on"
	    "    OR c.raised_on > c.since_on"), 0);
	assert_int_equal(number("SELECT count(*) FROM waymark.concern_event v"
	    " JOIN waymark.concern_event b ON b.concern_id = v.concern_id"
	    "  AND b.version = v.version - 1"
	    " WHERE b.on_date > v.on_date OR NOT EXISTS (SELECT 1"
	    "  FROM waymark.concern_transition t WHERE t.step = v.step"
	    "   AND t.before = b.state AND t.after = v.state)"), 0);
	assert_int_equal(number("SELECT count(*) FROM waymark.concern_event v"
	    " WHERE v.step = 'planned' AND NOT EXISTS (SELECT 1"
	    "  FROM waymark.concern_action a WHERE a.owner <> 'trainee'"
	    "   AND a.concern_id = v.concern_id"
	    "   AND a.step_version = v.version)"), 0);
	assert_in_range(number("SELECT count(*) FROM waymark.concern"), 28,
	    48);
	assert_in_range(number("SELECT count(*) FROM waymark.concern"
	    " WHERE open"), 8, 30);
	assert_int_equal(number("SELECT count(*) FROM"
	    " waymark.suitability_case c JOIN waymark.suitability_event v"
	    "  ON v.case_id = c.id AND v.version = c.version"
	    " WHERE v.state = c.state"), 3);
}

/* How many of a hundred, among those to whom something happened or others. */
static int64_t
share_of(const char *question, const char *group, const char *whom)
{
	static char	sql[2][700];
	static int	which;

	which = !which;
	snprintf(sql[which], sizeof(sql[which]), "SELECT 100 * count(*) "
	    "FILTER (WHERE c.two = '%s') / count(*) FROM waymark.enrolment e "
	    "LEFT JOIN equality.answer a ON a.person_id = e.person_id AND "
	    "a.question = '%s' AND upper_inf(a.during) "
	    "LEFT JOIN equality.choice c ON c.question = a.question AND "
	    "c.code = a.choice WHERE %s (e.state = 'withdrawn' OR EXISTS ("
	    "SELECT FROM waymark.placement p WHERE p.enrolment_id = e.id AND "
	    "p.outcome = 'repeat'))", group, question, whom);
	return (number(sql[which]));
}

static void
test_what_happened_falls_on_groups_as_it_was_planted(void **state)
{
	int64_t	share = share_of("ethnicity", "Global Ethnic Majority", "");

	assert_in_range(share, 40, 70);
	share = share_of("ethnicity", "Global Ethnic Majority", "NOT");
	assert_in_range(share, 15, 30);
	assert_in_range(share_of("sex", "Men", ""), 45, 80);
	assert_in_range(number("SELECT count(DISTINCT enrolment_id) FROM "
	    "waymark.placement WHERE outcome = 'repeat'"), 8, 30);
	assert_int_equal(number("SELECT count(*) FROM equality.answer "
	    "WHERE lower(during) > '2026-11-20'"), 0);
	assert_true(number("SELECT count(*) FROM equality.objection") > 0);
	assert_true(number("SELECT count(*) FROM equality.answer "
	    "WHERE NOT upper_inf(during)") > 0);
}

static void
test_the_schema_is_as_it_was(void **state)
{
	static const char	schema[] =
	    "SELECT md5((SELECT string_agg(conrelid::regclass || conname ||"
	    "    pg_get_constraintdef(oid) || convalidated, ' '"
	    "    ORDER BY conrelid::regclass::text, conname)"
	    "    FROM pg_constraint"
	    "    WHERE connamespace = 'waymark'::regnamespace) ||"
	    " (SELECT string_agg(tgrelid::regclass || tgname ||"
	    "    tgenabled::text, ' '"
	    "    ORDER BY tgrelid::regclass::text, tgname)"
	    "    FROM pg_trigger WHERE NOT tgisinternal))";
	const char		*before;

	look_at("demo_empty");
	before = text(schema);
	look_at("demo_one");
	assert_string_equal(text(schema), before);
}

static void
test_what_comes_next_gets_ids_of_its_own(void **state)
{
	look_at("demo_one");
	db_begin(db, &arena, DB_WRITES);
	assert_true(db_run(db, "INSERT INTO waymark.person (given_name,"
	    " family_name, email) VALUES ('New', 'Person', 'n@example.org');"
	    " INSERT INTO waymark.organisation (kind, code, name, region)"
	    " VALUES ('charity', 'ZZ99', 'New', 'London')"));
	db_rollback(db);
}

/* Everything that the demonstration wrote but when, and salted hashes. */
static const char *
checksum(const char *name)
{
	static const char *const	tables[] = {
		"organisation", "programme", "person", "role_held", "cohort",
		"enrolment", "team", "placement", "placement_pattern",
		"placement_interruption", "placement_educator",
		"placement_day", "placement_day_standard", "placement_tally",
		"enrolment_event",
		"educator", "educator_entry", "educator_conflict",
		"concern", "concern_event", "concern_action",
		"concern_response", "suitability_case", "suitability_event",
	};
	const char			*sums = "", *sql;

	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
		look_at(name);
		sql = arena_printf(&arena, "SELECT md5(string_agg(t::text,"
		    " ' ' ORDER BY t::text COLLATE \"C\")) FROM waymark.%s t",
		    tables[i]);
		sums = arena_printf(&arena, "%s %s", sums, text(sql));
	}
	look_at(name);
	return (arena_printf(&arena, "%s %s", sums, text("SELECT"
	    " md5(string_agg((to_jsonb(e) - 'id' - 'xid')::text, ' '"
	    " ORDER BY id))"
	    " FROM audit.event e WHERE reference = 'demonstration'")));
}

/* Of small cohorts: the same code makes them in a third of the time. */
static void
test_a_seed_and_a_day_decide_everything(void **state)
{
	static const char *const	same[] = { "demo_small", "demo_again" };
	struct demo_wish		small = usual;

	small.size = 40;
	for (int i = 0; i < 2; i++) {
		create(same[i], "demo_empty");
		assert_true(load(same[i], small));
	}
	assert_string_equal(checksum(same[0]), checksum(same[1]));
	small.seed = 8;
	create("demo_other", "demo_empty");
	assert_true(load("demo_other", small));
	assert_string_not_equal(checksum(same[0]), checksum("demo_other"));
}

static void
test_the_same_again_changes_nothing_and_another_is_refused(void **state)
{
	struct demo_wish	any_day = usual, other = usual;

	assert_true(load("demo_one", usual));
	assert_non_null(strstr(said, "there already"));
	any_day.as_of = (struct date){ 0 };
	assert_true(load("demo_one", any_day));
	other.seed = 8;
	assert_false(load("demo_one", other));
	other = usual;
	other.size = 100;
	assert_false(load("demo_one", other));
	other.if_empty = true;
	assert_true(load("demo_one", other));
	assert_int_equal(number("SELECT count(*) FROM waymark.enrolment"), 480);
}

static void
test_a_database_that_holds_anything_else_is_left_alone(void **state)
{
	struct demo_wish	if_empty = usual;

	create("demo_used", "demo_empty");
	look_at("demo_used");
	db_begin(db, &arena, DB_WRITES);
	db_run(db, "INSERT INTO waymark.person (given_name, family_name, email)"
	    " VALUES ('Real', 'Person', 'real@example.org')");
	assert_true(db_commit(db));
	assert_false(load("demo_used", usual));
	if_empty.if_empty = true;
	assert_true(load("demo_used", if_empty));
	look_at("demo_used");
	assert_string_equal(text("SELECT string_agg(email, ' ')"
	    " FROM waymark.person"), "real@example.org");
}

static void
test_a_later_group_of_cohorts_is_made_too(void **state)
{
	struct demo_wish	more = usual;

	more.cohorts = 5;
	more.size = 20;
	create("demo_more", "demo_empty");
	assert_true(load("demo_more", more));
	look_at("demo_more");
	assert_string_equal(text("SELECT string_agg(name, ', ' ORDER BY name)"
	    " FROM waymark.cohort"), "2024 cohort, group 1, "
	    "2025 cohort, group 1, 2025 cohort, group 2, "
	    "2026 cohort, group 1, 2026 cohort, group 2");
}

/* Each is in the state that its own documents and dates carry it to. */
static void
test_every_placement_is_where_its_documents_carry_it(void **state)
{
	assert_int_equal(0, number("SELECT count(*) FROM waymark.placement p "
	    "WHERE NOT EXISTS (SELECT 1 FROM waymark.placement_event v "
	    "WHERE v.placement_id = p.id AND v.version = p.version "
	    "AND v.state = p.state AND v.state = "
	    "waymark.placement_carried(v))"));
	assert_int_equal(0, number("SELECT count(*) FROM "
	    "waymark.placement_event v JOIN waymark.placement_event w ON "
	    "(w.placement_id, w.version) = (v.placement_id, v.version + 1) "
	    "WHERE w.before IS DISTINCT FROM v.state"));
	assert_true(number("SELECT count(*) FROM waymark.skills_entry") > 1000);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_it_says_who_can_sign_in_and_how),
		cmocka_unit_test(test_three_cohorts_of_160_start_in_september),
		cmocka_unit_test(
		    test_about_92_in_100_of_the_oldest_cohort_qualify),
		cmocka_unit_test(test_every_tally_is_the_sum_of_its_days),
		cmocka_unit_test(
		    test_every_day_lies_in_its_placement_and_in_the_past),
		cmocka_unit_test(test_nobody_does_more_than_is_required),
		cmocka_unit_test(test_who_decided_a_day_educated_then),
		cmocka_unit_test(
		    test_everybody_who_educates_is_on_the_register),
		cmocka_unit_test(
		    test_feedback_from_outside_came_to_everything),
		cmocka_unit_test(
		    test_amara_has_days_that_came_back_and_days_that_wait),
		cmocka_unit_test(test_david_has_much_waiting_across_hosts),
		cmocka_unit_test(
		    test_history_tells_how_the_youngest_cohorts_days_became),
		cmocka_unit_test(test_every_enrolment_is_as_its_events_left_it),
		cmocka_unit_test(
		    test_those_who_are_paused_are_expected_nowhere),
		cmocka_unit_test(
		    test_some_were_deferred_extended_or_transferred),
		cmocka_unit_test(test_every_concern_is_where_its_steps_left_it),
		cmocka_unit_test(
		    test_what_happened_falls_on_groups_as_it_was_planted),
		cmocka_unit_test(test_the_schema_is_as_it_was),
		cmocka_unit_test(test_what_comes_next_gets_ids_of_its_own),
		cmocka_unit_test(test_a_seed_and_a_day_decide_everything),
		cmocka_unit_test(
		    test_the_same_again_changes_nothing_and_another_is_refused),
		cmocka_unit_test(
		    test_a_database_that_holds_anything_else_is_left_alone),
		cmocka_unit_test(test_a_later_group_of_cohorts_is_made_too),
		cmocka_unit_test(
		    test_every_placement_is_where_its_documents_carry_it),
	};

	return (cmocka_run_group_tests(tests, load_once, close_all));
}
