/* The audit's chain: what is sealed is whole, and whatever is done to it later
 * is found and named. */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "jobs/audit.h"
#include "pages.h"

enum { EVENTS = 12 };

static struct db	*jobs, *admin;
static struct arena	 arena;
static char		*said;
static size_t		 said_length;

/* No event and no seal, and connections of the jobs and an administrator. */
static int
empty_audit(void **state)
{
	new_world(state);
	if (jobs == NULL) {
		jobs = db_open_patient(getenv("WAYMARK_JOBS_URL"));
		admin = db_open_patient(getenv("DATABASE_URL"));
	}
	owner_does("SET session_replication_role = replica;"
	    "DELETE FROM audit.event; DELETE FROM audit.seal;"
	    "DELETE FROM audit.head; DELETE FROM audit.digest;"
	    "SET session_replication_role = origin");
	return (0);
}

static int
leave_audit(void **state)
{
	db_close(jobs);
	db_close(admin);
	free(said);
	arena_release(&arena);
	return (leave_world(state));
}

static void
tamper(const char *sql)
{
	owner_doesf("SET LOCAL session_replication_role = replica; %s", sql);
}

/* Events of every kind: changes and readings. */
static void
make_events(int n)
{
	for (int i = 0; i < n; i++)
		owner_doesf("INSERT INTO audit.event (actor_id, name, subject, "
		    "subject_id, person_id, programme_id, before, after, "
		    "reference) VALUES (%s, 'EVENT_%c', 'thing', %d, 2, 1, "
		    "%s, %s, 'abc')", i % 4 == 0 ? "NULL" : "31", 'A' + i, i,
		    i % 3 == 2 ? "'{\"a\": 1}'" : "NULL",
		    i % 3 != 0 ? "'{\"a\": \"été\"}'" : "NULL");
}

static int64_t
seal(void)
{
	int64_t	n = audit_seal(jobs, &arena);

	assert_true(n >= 0);
	return (n);
}

/* How many faults; what was said of them stays in said. */
static int64_t
verify_with(const char *digests)
{
	FILE	*kept = NULL, *say;
	int64_t	 faults;

	free(said);
	if (digests != NULL)
		kept = fmemopen((void *)digests, strlen(digests), "r");
	say = open_memstream(&said, &said_length);
	assert_non_null(say);
	faults = audit_verify(admin, kept, say);
	fclose(say);
	if (kept != NULL)
		fclose(kept);
	return (faults);
}

static void
assert_whole(void)
{
	if (verify_with(NULL) != 0)
		fail_msg("%s", said);
	assert_non_null(strstr(said, "Nothing was changed, removed, put in or "
	    "moved.\n"));
}

static void
assert_says(const char *words)
{
	if (strstr(said, words) == NULL)
		fail_msg("\"%s\" is not in:\n%s", words, said);
}

/* An erasure empties what events said, and says how many; nobody else does. */
static void
test_what_an_erasure_emptied_is_known_and_no_more(void **state)
{
	make_events(EVENTS);
	owner_does("INSERT INTO erasure (id, person_id, programme_id, reason, "
	    "classes, asked_by) OVERRIDING SYSTEM VALUE VALUES (1, 2, 1, 'x', "
	    "'{own}', 31)");
	owner_does("INSERT INTO audit.event (name, subject, subject_id, "
	    "after, reference) VALUES ('RECORD_ERASED', 'erasure', 1, "
	    "'{\"emptied\": 1}', 'x')");
	assert_true(seal() > 0);
	tamper("UPDATE audit.event SET after = '{}' WHERE subject_id = 1 AND "
	    "subject = 'thing'; UPDATE audit.seal s SET salt = NULL FROM "
	    "audit.event e WHERE e.id = s.event_id AND e.subject = 'thing' "
	    "AND e.subject_id = 1");
	assert_int_equal(verify_with(NULL), 1);
	assert_says("what it says was changed");
	owner_does("INSERT INTO audit.emptied SELECT id, 1 FROM audit.event "
	    "WHERE subject = 'thing' AND subject_id = 1");
	assert_whole();
	assert_says("1 of them was emptied by erasures");
	tamper("UPDATE audit.event SET before = '{}' WHERE subject_id = 2 AND "
	    "subject = 'thing'; UPDATE audit.seal s SET salt = NULL FROM "
	    "audit.event e WHERE e.id = s.event_id AND e.subject = 'thing' "
	    "AND e.subject_id = 2; INSERT INTO audit.emptied SELECT id, 1 "
	    "FROM audit.event WHERE subject = 'thing' AND subject_id = 2");
	assert_true(verify_with(NULL) >= 1);
	assert_says("erasure 1: 2 events were emptied as its, and it emptied "
	    "1");
}

static void
test_what_people_do_is_sealed_and_verifies(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/trainees/102"));
	sign_in_as(MARY);
	assert_answer(SEE_OTHER, send_form("/placements/202/days/new",
	    "on-day=15&on-month=6&on-year=2026&length=full&kind=attended&"
	    "did=Met+a+family"));
	assert_int_equal(seal(), owner_asks("SELECT count(*) "
	    "FROM audit.event"));
	assert_whole();
	assert_says("2 events are sealed, 0 to be sealed.\n");
	assert_int_equal(seal(), 0);
}

static void
test_the_chain_goes_on_from_batch_to_batch(void **state)
{
	for (int i = 0; i < 3; i++) {
		make_events(4);
		assert_int_equal(seal(), 4);
		assert_whole();
	}
	assert_says("12 events are sealed");
	owner_does("INSERT INTO audit.event (name, subject, reference) "
	    "SELECT 'MANY', 'thing', g::text FROM generate_series(1, 12000) g");
	assert_int_equal(seal(), 12000);
	assert_whole();
	assert_says("12012 events are sealed");
}

/* An event has its number before its transaction commits: one that commits
 * late must not come to stand before what is sealed, nor be forgotten. */
static void
test_what_commits_late_is_sealed_in_its_place(void **state)
{
	struct arena	 mine = { 0 };
	struct db	*late = db_open(getenv("DATABASE_URL"));

	make_events(2);
	db_begin(late, &mine, DB_WRITES);
	assert_true(db_run(late, "INSERT INTO audit.event (name, subject, "
	    "reference) VALUES ('LATE', 'thing', 'x')"));
	make_events(3);
	assert_int_equal(seal(), 2);
	assert_whole();
	assert_says("2 events are sealed, 3 to be sealed.");
	assert_true(db_run(late, "INSERT INTO audit.event (name, subject, "
	    "reference) VALUES ('LATER', 'thing', 'x')"));
	assert_true(db_commit(late));
	assert_int_equal(seal(), 5);
	assert_whole();
	assert_owner_asks(3, "SELECT n FROM audit.seal s JOIN audit.event e "
	    "ON e.id = s.event_id WHERE e.name = 'LATE'");
	assert_owner_asks(4, "SELECT n FROM audit.seal s JOIN audit.event e "
	    "ON e.id = s.event_id WHERE e.name = 'LATER'");
	db_close(late);
	arena_release(&mine);
}

static void
test_a_transaction_that_is_rolled_back_leaves_no_gap(void **state)
{
	struct arena	 mine = { 0 };
	struct db	*other = db_open(getenv("DATABASE_URL"));

	make_events(1);
	db_begin(other, &mine, DB_WRITES);
	assert_true(db_run(other, "INSERT INTO audit.event (name, subject, "
	    "reference) VALUES ('NEVER', 'thing', 'x')"));
	make_events(1);
	db_rollback(other);
	assert_int_equal(seal(), 2);
	assert_whole();
	db_close(other);
	arena_release(&mine);
}

/*
 * What somebody with every right could do to the event E, whose seal has the
 * number N, and what must be said of it; # stands for the event's number, @ for
 * that of its seal, % for that of the event that they put in.
 */
static const struct tampering {
	const char	*sql, *says;
	bool		 needs_text;	/* an event that says something */
} tamperings[] = {
	{ "UPDATE audit.event SET name = 'OTHER' WHERE id = E",
	    "event #, number @ (" },
	{ "UPDATE audit.event SET at = at + interval '1 microsecond' "
	    "WHERE id = E", "event #, number @ (" },
	{ "UPDATE audit.event SET actor_id = 32 WHERE id = E",
	    "event #, number @ (" },
	{ "UPDATE audit.event SET actor_id = NULL, person_id = 31 "
	    "WHERE id = E", "event #, number @ (" },
	{ "UPDATE audit.event SET subject = 'other' WHERE id = E",
	    "event #, number @ (" },
	{ "UPDATE audit.event SET subject_id = NULL WHERE id = E",
	    "event #, number @ (" },
	{ "UPDATE audit.event SET person_id = 3 WHERE id = E",
	    "event #, number @ (" },
	{ "UPDATE audit.event SET programme_id = NULL WHERE id = E",
	    "event #, number @ (" },
	{ "UPDATE audit.event SET placement_id = 1 WHERE id = E",
	    "event #, number @ (" },
	{ "UPDATE audit.event SET reference = 'abd' WHERE id = E",
	    "event #, number @ (" },
	{ "UPDATE audit.event SET xid = '3' WHERE id = E",
	    "event #, number @ (" },
	{ "UPDATE audit.event SET after = '{\"a\": 2}' WHERE id = E",
	    "event #, number @ (" },
	{ "UPDATE audit.event SET before = after, after = before "
	    "WHERE id = E", "what it says was changed", true },
	{ "UPDATE audit.event SET before = NULL, after = NULL WHERE id = E",
	    "what it says was changed", true },
	{ "DELETE FROM audit.event WHERE id = E",
	    "event #, number @: was removed\n" },
	{ "DELETE FROM audit.seal WHERE event_id = E",
	    "event # (" },
	{ "DELETE FROM audit.event WHERE id = E; "
	    "DELETE FROM audit.seal WHERE event_id = E",
	    "numbers @ to @, " },
	{ "DELETE FROM audit.event WHERE id = E; "
	    "DELETE FROM audit.seal WHERE event_id = E; "
	    "UPDATE audit.seal SET n = n + 1000 WHERE n > N ; "
	    "UPDATE audit.seal SET n = n - 1001 WHERE n > 1000; "
	    "UPDATE audit.head SET n = n - 1", ", number @ (" },
	{ "UPDATE audit.seal SET salt = NULL WHERE event_id = E",
	    "event #, number @ (", true },
	{ "UPDATE audit.seal SET content = sha256('x') WHERE event_id = E",
	    "event #, number @ (" },
	{ "UPDATE audit.seal SET leaf = sha256('x') WHERE event_id = E",
	    "event #, number @ (" },
	{ "UPDATE audit.seal SET link = sha256('x') WHERE event_id = E",
	    "event #, number @ (" },
	{ "INSERT INTO audit.event (name, subject, reference, xid) "
	    "SELECT 'PUT_IN', subject, reference, xid FROM audit.event "
	    "WHERE id = E", "event % (PUT_IN" },
	{ "INSERT INTO audit.event (name, subject, reference, xid) "
	    "SELECT 'PUT_IN', subject, reference, '9000000000000' "
	    "FROM audit.event WHERE id = E", "event % (PUT_IN" },
	{ "INSERT INTO audit.event (name, subject, reference, xid) "
	    "SELECT 'PUT_IN', subject, reference, xid FROM audit.event "
	    "WHERE id = E ; UPDATE audit.seal SET n = n + 1000 WHERE n > N ; "
	    "UPDATE audit.seal SET n = n - 999 WHERE n > 1000; INSERT INTO "
	    "audit.seal (n, event_id, leaf, link) SELECT s.n + 1, p.id, "
	    "p.leaf, sha256(s.link || p.leaf) FROM audit.seal s, (SELECT e.id, "
	    "sha256(convert_to(audit.heading(e), 'UTF8')) AS leaf FROM "
	    "audit.event e WHERE e.name = 'PUT_IN') p WHERE s.n = N ; "
	    "UPDATE audit.head SET n = n + 1",
	    "event %, number ", false },
};

/* The words with the numbers in them. */
static const char *
filled_in(const char *words, int64_t event, int64_t n, int64_t put)
{
	static char	filled[300];
	char		*to = filled;

	for (; *words != '\0'; words++)
		if (*words == '#' || *words == '@' || *words == '%')
			to += sprintf(to, "%ld", (long)(*words == '#' ? event :
			    *words == '@' ? n : put));
		else
			*to++ = *words;
	*to = '\0';
	return (filled);
}

static void
tamper_with(const struct tampering *t, int64_t n)
{
	char	 sql[2000], *to = sql;
	int64_t	 event, put;

	empty_audit(NULL);
	make_events(EVENTS);
	assert_int_equal(seal(), EVENTS);
	owner_does("SELECT nextval('audit.event_id_seq')");
	event = owner_asks("SELECT min(id) FROM audit.event") + n - 1;
	put = owner_asks("SELECT last_value FROM audit.event_id_seq") + 1;
	for (const char *s = t->sql; *s != '\0'; s++)
		if ((*s == 'E' || *s == 'N') && (s[1] == '\0' || s[1] == ';' ||
		    s[1] == ' ' || s[1] == ')') && s[-1] == ' ')
			to += sprintf(to, "%ld", (long)(*s == 'E' ? event : n));
		else
			*to++ = *s;
	*to = '\0';
	tamper(sql);
	if (verify_with(NULL) == 0)
		fail_msg("not found: %s", sql);
	assert_says(filled_in(t->says, event, n, put));
	assert_says("The audit is not what it was: ");
	assert_null(strstr(said, "Nothing was changed"));
}

/* Each of them, to the first event, the last but one, and some between. */
static void
test_whatever_is_done_to_an_event_is_found_and_names_it(void **state)
{
	static const int	places[] = { 1, 2, 3, 7, EVENTS - 1 };

	for (size_t i = 0; i < sizeof(tamperings) / sizeof(*tamperings); i++)
		for (size_t p = 0; p < sizeof(places) / sizeof(*places); p++)
			if (!tamperings[i].needs_text || places[p] % 3 != 1)
				tamper_with(&tamperings[i], places[p]);
}

static void
test_events_that_change_places_are_found_and_named(void **state)
{
	int64_t	first;
	char	words[100];

	for (int far = 1; far <= 5; far += 2) {
		empty_audit(NULL);
		make_events(EVENTS);
		seal();
		first = owner_asks("SELECT min(id) FROM audit.event") + 3;
		owner_doesf("SET LOCAL session_replication_role = replica; "
		    "UPDATE audit.seal SET n = %d - n WHERE n IN (4, %d); "
		    "UPDATE audit.seal SET n = n - 1000 WHERE n > 1000",
		    1008 + far, 4 + far);
		assert_true(verify_with(NULL) > 0);
		snprintf(words, sizeof(words), "event %ld, number %d (",
		    (long)first, 4 + far);
		assert_says(words);
		snprintf(words, sizeof(words), "event %ld, number 4 (",
		    (long)first + far);
		assert_says(words);
	}
}

/* Nothing is left in the tables that tells of the last ones but the head. */
static void
test_an_end_that_was_cut_off_is_found(void **state)
{
	char	words[100];

	make_events(EVENTS);
	seal();
	tamper("DELETE FROM audit.seal WHERE n > 9; DELETE FROM audit.event "
	    "WHERE id NOT IN (SELECT event_id FROM audit.seal)");
	assert_int_equal(verify_with(NULL), 1);
	snprintf(words, sizeof(words), "numbers 10 to 12, at the end behind "
	    "event %ld: their seals were removed\n",
	    (long)owner_asks("SELECT max(id) FROM audit.event"));
	assert_says(words);
}

static const char *
digest_now(void)
{
	static char	line[200];
	FILE		*f = popen("${B:-build}/waymark audit-digest", "r");

	assert_non_null(f);
	assert_non_null(fgets(line, sizeof(line), f));
	assert_int_equal(pclose(f), 0);
	return (line);
}

/* Who owns the database can make the whole chain anew, but not what others
 * have kept of it. */
static void
test_a_chain_made_anew_is_found_by_a_kept_digest(void **state)
{
	char		 kept[400];
	struct kept_digest d;

	make_events(EVENTS);
	seal();
	snprintf(kept, sizeof(kept), "Nov 22 host waymark: %sand other "
	    "words\n", digest_now());
	assert_true(audit_digest_read(kept, &d));
	assert_int_equal(d.n, EVENTS);
	make_events(2);
	seal();
	assert_int_equal(verify_with(kept), 0);
	assert_says("1 kept digest was looked at.\n");
	tamper("UPDATE audit.event SET person_id = 3 WHERE name = 'EVENT_C'; "
	    "DELETE FROM audit.seal; DELETE FROM audit.head");
	seal();
	assert_whole();
	assert_int_equal(verify_with(kept), 1);
	assert_says("the digest of 12 events: the chain was another when it "
	    "was kept\n");
	tamper("DELETE FROM audit.seal; DELETE FROM audit.head; DELETE FROM "
	    "audit.event WHERE name > 'EVENT_C'");
	seal();
	assert_int_equal(verify_with(kept), 1);
	assert_says("the digest of 12 events: the chain is not as long any "
	    "more\n");
}

static void
test_a_line_that_holds_no_digest_is_passed_over(void **state)
{
	static const char *const	lines[] = { "", "\n",
	    "waymark-audit-digest", "waymark-audit-digest 12",
	    "waymark-audit-digest 12 abc",
	    "waymark-audit-digest -1 0000000000000000000000000000000000000000"
	    "000000000000000000000000",
	    "waymark-audit-digest 1234567890123456789 00000000000000000000000"
	    "00000000000000000000000000000000000000000" };
	struct kept_digest		d;

	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++)
		assert_false(audit_digest_read(lines[i], &d));
}

/* Numbers of transactions begin anew in another cluster. */
static void
test_a_database_that_was_copied_goes_on(void **state)
{
	make_events(4);
	seal();
	make_events(3);
	tamper("UPDATE audit.event SET xid = (xid::text::bigint + 1000000000)"
	    "::text::xid8; DELETE FROM audit.seal; DELETE FROM audit.head");
	assert_int_equal(seal(), 0);
	owner_does("SET LOCAL session_replication_role = replica; "
	    "INSERT INTO audit.head (settled) VALUES ('2000000000')");
	assert_int_equal(verify_with(NULL), 0);
	assert_says("7 to be sealed.");
	make_events(2);
	assert_int_equal(seal(), 9);
	assert_whole();
	make_events(2);
	assert_int_equal(seal(), 2);
	assert_whole();
	assert_says("11 events are sealed, 0 to be sealed.");
}

static int
status_of(const char *command)
{
	int	status = system(command);

	assert_true(WIFEXITED(status));
	return (WEXITSTATUS(status));
}

static void
test_the_command_says_by_its_status_what_it_found(void **state)
{
#define VERIFY	"${B:-build}/waymark verify-audit"
	make_events(3);
	seal();
	assert_int_equal(status_of(VERIFY " >/dev/null"), 0);
	assert_int_equal(status_of(VERIFY " --digests /dev/null >/dev/null"),
	    0);
	tamper("DELETE FROM audit.event WHERE name = 'EVENT_B'");
	assert_int_equal(status_of(VERIFY " >/dev/null"), 1);
	assert_int_equal(status_of("DATABASE_URL=host=/nonexistent " VERIFY
	    " >/dev/null 2>&1"), 2);
	assert_int_equal(status_of(VERIFY " --digests /nonexistent "
	    "2>/dev/null"), 2);
	assert_int_equal(status_of(VERIFY " now 2>/dev/null"), 64);
	assert_int_equal(status_of("DATABASE_URL= " VERIFY " 2>/dev/null"),
	    64);
}

static void
test_the_digest_of_a_day_is_made_once_and_sent(void **state)
{
	make_events(3);
	seal();
	for (int i = 0; i < 2; i++)
		audit_digest_turn(jobs, &arena, "archive@example.org");
	assert_owner_asks(1, "SELECT count(*) FROM audit.digest WHERE n = 3");
	assert_owner_asks(1, "SELECT count(*) FROM post.letter l, "
	    "audit.digest d WHERE l.address = 'archive@example.org' AND "
	    "l.person_id IS NULL AND l.body ~ ('waymark-audit-digest 3 ' || "
	    "encode(d.link, 'hex'))");
}

/* Statements of connections that stay are planned for what is there when they
 * are run: plans that were kept of a small audit go through a large one once an
 * event. */
static void
test_no_plan_is_kept_of_an_audit_that_was_small(void **state)
{
	const struct column	 answer = { "n", DB_INT8 };
	const struct query	 kept = { "kept_plans",
		"SELECT count(*) FILTER (WHERE p.name IN ('sealed_events', "
		"       'unsealed_events') AND p.generic_plans = 0)"
		"       + (SELECT count(*) FROM pg_proc f"
		"           WHERE f.oid = 'audit.unsealed(int8)'::regprocedure"
		"             AND 'plan_cache_mode=force_custom_plan' = "
		"                 ANY (f.proconfig)) AS n"
		"  FROM pg_prepared_statements p",
		__FILE__, __LINE__, 0, 1, NULL, &answer, sizeof(int64_t) };
	int64_t			*n;
	size_t			 rows;

	for (int i = 0; i < 10; i++) {
		make_events(1);
		assert_int_equal(seal(), 1);
		assert_whole();
	}
	db_begin(admin, &arena, DB_READS);
	n = db_rows(admin, &kept, NULL, &rows);
	assert_true(db_commit(admin));
	assert_int_equal(rows, 1);
	assert_int_equal(*n, 3);
}

/* It does not grow with the audit; a sanitizer keeps what was freed. */
static void
test_verifying_many_events_takes_no_more_memory(void **state)
{
	struct rusage	few, many;

	make_events(EVENTS);
	seal();
	owner_does("INSERT INTO audit.event (name, subject, after, reference) "
	    "SELECT 'MANY', 'thing', jsonb_build_object('t', repeat('x', 400)),"
	    " g::text FROM generate_series(1, 5000) g");
	seal();
	assert_whole();
	getrusage(RUSAGE_SELF, &few);
	owner_does("INSERT INTO audit.event (name, subject, after, reference) "
	    "SELECT 'MANY', 'thing', jsonb_build_object('t', repeat('x', 400)),"
	    " g::text FROM generate_series(1, 40000) g");
	seal();
	assert_whole();
	getrusage(RUSAGE_SELF, &many);
#ifndef __SANITIZE_ADDRESS__
	assert_true(many.ru_maxrss - few.ru_maxrss < 4096);
#endif
}

int
main(void)
{
#define test(name) cmocka_unit_test_setup(name, empty_audit)
	const struct CMUnitTest	tests[] = {
		test(test_what_people_do_is_sealed_and_verifies),
		test(test_what_an_erasure_emptied_is_known_and_no_more),
		test(test_the_chain_goes_on_from_batch_to_batch),
		test(test_what_commits_late_is_sealed_in_its_place),
		test(test_a_transaction_that_is_rolled_back_leaves_no_gap),
		test(test_whatever_is_done_to_an_event_is_found_and_names_it),
		test(test_events_that_change_places_are_found_and_named),
		test(test_an_end_that_was_cut_off_is_found),
		test(test_a_chain_made_anew_is_found_by_a_kept_digest),
		test(test_a_line_that_holds_no_digest_is_passed_over),
		test(test_a_database_that_was_copied_goes_on),
		test(test_the_command_says_by_its_status_what_it_found),
		test(test_the_digest_of_a_day_is_made_once_and_sent),
		test(test_no_plan_is_kept_of_an_audit_that_was_small),
		test(test_verifying_many_events_takes_no_more_memory),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_audit));
}
