/*
 * The demonstration's known risks: whom each rule is to flag, from which day
 * and until when, as statements work it out from the records (known_risks*);
 * and those who only look alarming.
 */
#include <stdio.h>

#include "core/db.h"
#include "jobs/flags.h"
#include "pages/pages.h"

enum { HEAD_MAX = 60 };

static struct arena	arena;
static const char *const files[] = {
	"tests/demo/known_risks.sql",
	"tests/demo/known_risks_of_support.sql",
	"tests/demo/known_risks_by_day.sql",
};

/* What became of the statements. */
static struct {
	int	known[FLAG_RULES], cleared[FLAG_RULES], alarms;
} seen;

/* "-- flag days_behind" and what follows it, up to the next head. */
struct section { char kind[HEAD_MAX], rule[HEAD_MAX]; const char *sql; };

static char *
text_of(const char *path)
{
	FILE	*f = fopen(path, "r");
	char	*text;
	size_t	 n;

	assert_non_null(f);
	text = arena_alloc(&arena, 1 << 16);
	n = fread(text, 1, (1 << 16) - 1, f);
	assert_true(n > 0 && feof(f));
	fclose(f);
	return (text);
}

static const char *
next_head(const char *s)
{
	const char	*best = NULL, *at;

	for (size_t i = 0; i < 3; i++) {
		at = strstr(s, ((const char *[]){ "\n-- flag ",
		    "\n-- none ", "\n-- given\n" })[i]);
		if (at != NULL && (best == NULL || at < best))
			best = at;
	}
	return (best);
}

static bool
take_section(const char **at, struct section *s)
{
	const char	*head = next_head(*at), *end;

	if (head == NULL)
		return (false);
	*s->rule = '\0';
	assert_true(sscanf(head, "\n-- %59[a-z] %59[a-z_]", s->kind,
	    s->rule) >= 1);
	head = strchr(head + 1, '\n');
	end = next_head(head);
	*at = end != NULL ? end : head + strlen(head);
	s->sql = arena_strndup(&arena, head, (size_t)(*at - head));
	return (true);
}

static int
rule_number(const char *code)
{
	for (int i = 0; i < FLAG_RULES; i++)
		if (strcmp(flag_rule_code((enum flag_rule)i), code) == 0)
			return (i);
	fail_msg("%s is no rule", code);
	return (0);
}

/* The statement, without its end. */
static const char *
unended(const char *sql)
{
	size_t	n = strlen(sql);

	while (n > 0 && strchr(" \n;", sql[n - 1]) != NULL)
		n--;
	return (arena_strndup(&arena, sql, n));
}

static void
compare_known(const struct section *s)
{
	int		 rule = rule_number(s->rule), rows, cleared, other;
	const char	*answer;

	answer = owner_reads(arena_printf(&arena, "WITH known AS (%s\n), "
	    "missed AS (SELECT k.*, EXISTS (SELECT 1 FROM flag f "
	    "WHERE f.enrolment_id = k.enrolment_id AND f.rule = '%s' "
	    "AND f.subject_key = k.subject_key AND f.raised_on = k.raised_on "
	    "AND f.cleared_on IS NOT DISTINCT FROM CASE WHEN k.cleared_on <= "
	    "today() THEN k.cleared_on END) AS is_found FROM known k) "
	    "SELECT count(*) || ' ' || count(*) FILTER (WHERE cleared_on <= "
	    "today()) || ' ' || count(*) FILTER (WHERE NOT is_found) || "
	    "coalesce(' first: ' || (min((enrolment_id, subject_key, "
	    "raised_on, cleared_on)::text) FILTER (WHERE NOT is_found)), '') "
	    "FROM missed", unended(s->sql), s->rule));
	assert_int_equal(sscanf(answer, "%d %d %d", &rows, &cleared, &other),
	    3);
	if (other > 0)
		fail_msg("%s: %s", s->rule, answer);
	seen.known[rule] += rows;
	seen.cleared[rule] += cleared;
}

static void
compare_alarm(const struct section *s)
{
	int		 rows, found;
	const char	*answer;

	answer = owner_reads(arena_printf(&arena, "WITH calm AS (%s\n) "
	    "SELECT count(DISTINCT (c.enrolment_id, c.subject_key, "
	    "c.from_on)) || ' ' || count(f.id) || coalesce(' first: ' || "
	    "min((c.*)::text) FILTER (WHERE f.id IS NOT NULL), '') "
	    "FROM calm c LEFT JOIN flag f "
	    "ON f.enrolment_id = c.enrolment_id AND f.rule = '%s' AND "
	    "f.subject_key = c.subject_key AND f.raised_on <= c.until_on AND "
	    "coalesce(f.cleared_on, 'infinity') > c.from_on",
	    unended(s->sql), s->rule));
	assert_int_equal(sscanf(answer, "%d %d", &rows, &found), 2);
	if (found > 0 || rows == 0)
		fail_msg("%s, who only looks alarming: %s", s->rule, answer);
	seen.alarms++;
}

static void
compare_file(const char *path)
{
	const char	*at = text_of(path);
	struct section	 s;

	while (take_section(&at, &s))
		if (strcmp(s.kind, "given") == 0)
			owner_does(s.sql);
		else if (strcmp(s.kind, "flag") == 0)
			compare_known(&s);
		else
			compare_alarm(&s);
}

static void
test_each_risk_is_flagged_on_its_day_until_its_cause_ends(void **state)
{
	owner_does("SET search_path = waymark; SET jit = off; "
	    "SET statement_timeout = '2min'");
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
		compare_file(files[i]);
	for (int i = 0; i < FLAG_RULES; i++)
		if (seen.known[i] == 0 || seen.cleared[i] == 0)
			fail_msg("of %d who are known to trip %s, %d see its "
			    "cause end", seen.known[i],
			    flag_rule_code((enum flag_rule)i),
			    seen.cleared[i]);
	assert_true(seen.alarms >= 12);
}

/* And what is done about it now. */
static const struct { const char *rule, *end; } ends[] = {
	{ "adjustment_late", "INSERT INTO adjustment_event (adjustment_id, "
	    "enrolment_id, person_id, programme_id, version, step, on_date, "
	    "state, waits_from, in_place_on, by_id) SELECT id, enrolment_id, "
	    "person_id, programme_id, version + 1, 'in_place', today(), "
	    "'in_place', waits_from, today(), person_id FROM adjustment "
	    "WHERE 'adjustment ' || id = (SELECT subject_key FROM ended)" },
	{ "returned_again", "INSERT INTO document_event (document_id, version, "
	    "placement_id, asye_id, enrolment_id, person_id, programme_id, "
	    "change, before, after, by_id) SELECT id, version + 1, "
	    "placement_id, asye_id, enrolment_id, person_id, programme_id, "
	    "'submitted', 'returned', 'submitted', person_id FROM document "
	    "WHERE state = 'returned' AND enrolment_id = (SELECT enrolment_id "
	    "FROM ended); UPDATE placement_day SET state = 'submitted', "
	    "decided_at = NULL WHERE state = 'returned' AND enrolment_id = "
	    "(SELECT enrolment_id FROM ended)" },
	{ "module_failed", "UPDATE board_decision b SET outcome = 'pass', "
	    "result = 50 FROM ended f WHERE b.enrolment_id = f.enrolment_id "
	    "AND 'module ' || b.offering_id = f.subject_key AND b.outcome IN "
	    "('fail', 'repeat')" },
};

static void
test_what_ends_today_is_cleared_today(void **state)
{
	struct db	*jobs = db_open_patient(getenv("WAYMARK_JOBS_URL"));

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		owner_doesf("SET search_path = waymark; "
		    "CREATE TEMP TABLE ended AS SELECT * FROM flag WHERE rule "
		    "= '%s' AND cleared_on IS NULL ORDER BY id LIMIT 1",
		    ends[i].rule);
		owner_does("SET session_replication_role = replica");
		owner_does(ends[i].end);
		owner_does("SET session_replication_role = origin");
		assert_true(flags_whole(jobs, &arena) > 0);
		if (owner_asks("SELECT count(*) FROM flag f JOIN ended e "
		    "USING (id) WHERE f.cleared_on = today()") != 1)
			fail_msg("%s is not cleared", ends[i].rule);
		owner_does("DROP TABLE ended");
	}
	db_close(jobs);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test_setup(
		    test_each_risk_is_flagged_on_its_day_until_its_cause_ends,
		    open_world),
		cmocka_unit_test_setup(test_what_ends_today_is_cleared_today,
		    open_world),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
