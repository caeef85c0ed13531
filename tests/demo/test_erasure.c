/* Everything that the demonstration holds of somebody goes, class by class, and
 * their name with it, wherever it stands. */
#include "core/arena.h"
#include "pages/pages.h"

/* Trainees of each sort for whom nothing is open: with a certificate, with
 * files, who withdrew, with an adjustment, claimed for, with a concern that was
 * closed; none who shares a name with somebody outside who was asked for
 * feedback.  Of two people of one name the other keeps it. */
#define CHOSEN \
	"CREATE TEMPORARY TABLE chosen AS SELECT p.* FROM person p WHERE " \
	"p.id IN ((SELECT max(person_id) FROM asye_certificate), " \
	"(SELECT max(person_id) FROM attachment), " \
	"(SELECT min(person_id) FROM enrolment WHERE state = 'withdrawn'), " \
	"(SELECT max(person_id) FROM adjustment), " \
	"(SELECT max(person_id) FROM claim_line), " \
	"(SELECT max(person_id) FROM concern WHERE NOT open)) " \
	"AND waymark.held_back(p.id) IS NULL AND NOT EXISTS (SELECT FROM " \
	"feedback_request f WHERE f.giver_name = p.name); " \
	"UPDATE role_held SET during = '[1970-01-01,1970-06-01)' " \
	"WHERE person_id IN (SELECT id FROM chosen); "

#define ERASE \
	"INSERT INTO erasure (person_id, programme_id, cause, reason, " \
	"classes, state, asked_by, erase_on) SELECT id, 1, 'time', 'x', " \
	"ARRAY(SELECT code FROM record_class), 'agreed', NULL, " \
	"waymark.today() FROM chosen; " \
	"DO $$BEGIN IF (SELECT count(*) FROM chosen) < 4 OR NOT (SELECT " \
	"bool_and(waymark.erase(e.id)) FROM erasure e JOIN chosen c ON " \
	"c.id = e.person_id) THEN RAISE 'not erased'; END IF; END$$; "

/* Each column of text, of lists of texts and of JSON, of each table. */
#define LOOK_FOR_NAMES \
	"DO $$DECLARE r record; n bigint; names text := (SELECT " \
	"string_agg(regexp_replace(email, '[.+]', '\\\\\\&', 'g') || '|' || " \
	"name, '|') FROM chosen c WHERE (SELECT count(*) FROM person p " \
	"WHERE p.name = c.name) = 0); BEGIN FOR r IN SELECT " \
	"a.attrelid::regclass AS t, a.attname AS c FROM pg_attribute a " \
	"JOIN pg_class k ON k.oid = a.attrelid AND k.relkind = 'r' " \
	"JOIN pg_namespace s ON s.oid = k.relnamespace WHERE s.nspname IN " \
	"('waymark', 'auth', 'audit', 'post', 'equality') AND a.attnum > 0 " \
	"AND NOT a.attisdropped AND a.atttypid IN ('text'::regtype, " \
	"'text[]'::regtype, 'jsonb'::regtype) LOOP EXECUTE format('SELECT " \
	"count(*) FROM %s WHERE %I::text ~ $1', r.t, r.c) INTO n USING " \
	"names; IF n > 0 THEN RAISE 'a name is left in %.%', r.t, r.c; " \
	"END IF; END LOOP; END$$; "

static void
test_nothing_is_left_of_who_is_erased(void **state)
{
	struct arena	 arena = { 0 };
	struct db	*db = db_open_patient(getenv("DATABASE_URL"));

	db_begin(db, &arena, DB_WRITES);
	db_run(db, CHOSEN ERASE);
	db_run(db, LOOK_FOR_NAMES);
	if (db_failed(db))
		fail_msg("%s", db_error(db));
	db_rollback(db);
	db_close(db);
	arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test_setup(test_nothing_is_left_of_who_is_erased,
		    open_world),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
