-- Check-ins: private to their writer whoever asks and however, until the
-- writer names who reads one; added up of ten people and more, never fewer;
-- and nothing that flags are made of.
BEGIN;
\ir world.sql
\o /dev/null
\ir ../pages/fixtures_asye.sql
\o
SELECT plan(32);

CREATE FUNCTION pg_temp.readers(as_role text) RETURNS bigint[]
LANGUAGE plpgsql AS $$
DECLARE
	who bigint;
	found bigint[] := '{}';
BEGIN
	FOR who IN SELECT id FROM waymark.person ORDER BY id LOOP
		PERFORM pg_temp.act_as(who);
		EXECUTE format('SET LOCAL ROLE %I', as_role);
		IF EXISTS (SELECT 1 FROM waymark.check_in
		    WHERE note LIKE 'Secret%' OR person_id = 71) THEN
			found := found || who;
		END IF;
		RESET ROLE;
	END LOOP;
	RETURN found;
END
$$;

SELECT pg_temp.act_as(71) \g /dev/null
SET ROLE waymark_web;
INSERT INTO check_in (caseload, complex, hours_over, word, note)
VALUES (14, 5, 6, 'Stretched', 'Secret');
SELECT is((SELECT seen_by::text FROM check_in), 'me', 'private by default');
SELECT is((SELECT asye_id FROM check_in), 700::bigint, 'of the ASYE');
SELECT throws_ok($$INSERT INTO check_in (person_id, note) VALUES (1, 'x')$$,
    '42501', NULL, 'nobody writes as somebody else');
SELECT throws_ok('INSERT INTO check_in (note) VALUES ('''')', '23514', NULL,
    'something is said');
SELECT throws_ok('INSERT INTO check_in (caseload, complex) VALUES (3, 4)',
    '23514', NULL, 'the complex are among the caseload');
SELECT throws_ok('DELETE FROM check_in', '42501', NULL,
    'nothing is deleted as rows');
RESET ROLE;

SELECT is(pg_temp.readers('waymark_web'), '{71}', 'nobody else reads it');
SELECT is(pg_temp.readers('waymark_owner'), '{71}',
    'nor functions with the owner''s rights');
SELECT throws_ok('SELECT pg_temp.readers(''waymark_jobs'')', '42501', NULL,
    'nor the jobs');
SELECT pg_temp.act_as(72) \g /dev/null
SET ROLE waymark_web;
UPDATE check_in SET note = 'Theirs', seen_by = 'programme';
RESET ROLE;

SELECT pg_temp.act_as(71) \g /dev/null
SET ROLE waymark_web;
SELECT is((SELECT note FROM check_in), 'Secret', 'nor changes it');
UPDATE check_in SET seen_by = 'supervisor';
RESET ROLE;
SELECT is(pg_temp.readers('waymark_web'), '{71,72,75}',
    'shown to the supervisor: who has a duty today');
SELECT is(pg_temp.readers('waymark_owner'), '{71}',
    'still not the owner''s functions');
UPDATE asye_duty SET during = daterange(lower(during), '2026-06-15')
 WHERE person_id = 75;
SELECT is(pg_temp.readers('waymark_web'), '{71,72}',
    'and not one day longer');
SELECT pg_temp.act_as(71) \g /dev/null
SET ROLE waymark_web;
UPDATE check_in SET seen_by = 'programme';
RESET ROLE;
SELECT is(pg_temp.readers('waymark_web'), '{31,71}',
    'shown to the programme: its staff');
SELECT pg_temp.act_as(71) \g /dev/null
SET ROLE waymark_web;
UPDATE check_in SET seen_by = 'me';
RESET ROLE;
SELECT is(pg_temp.readers('waymark_web'), '{71}', 'and to nobody again');
SELECT pg_temp.act_as(71) \g /dev/null
SET ROLE waymark_web;
UPDATE check_in SET erased_at = now();
SELECT results_eq('SELECT caseload, word, note FROM check_in',
    $$VALUES (NULL::bigint, '', '')$$, 'taken back, nothing of it is kept');
SELECT throws_ok('UPDATE check_in SET erased_at = NULL, note = ''x''',
    '23514', NULL, 'and it does not come back');
RESET ROLE;
SELECT is_empty($$SELECT 1 FROM audit.event e WHERE e::text ~
    'Secret|Stretched|supervisor'$$, 'the history holds none of it');
SELECT pg_temp.act_as(41) \g /dev/null
SET ROLE waymark_web;
SELECT throws_ok($$INSERT INTO check_in (note, seen_by)
    VALUES ('x', 'programme')$$, '23514', NULL,
    'who is on neither shows it to nobody');
RESET ROLE;

-- Added up.
SET session_replication_role = replica;
ALTER TABLE check_in NO FORCE ROW LEVEL SECURITY;
INSERT INTO person (id, given_name, family_name, email)
OVERRIDING SYSTEM VALUE
SELECT 500 + n, 'P', 'N' || n, n || '@example.org'
  FROM generate_series(1, 20) n;
INSERT INTO check_in (person_id, ledger_id, programme_id, organisation_id,
    on_day, caseload, complex, hours_over, seen_by)
SELECT 500 + n, l.id, 1, 9003, '2026-05-10', 10 + n, 3, 2,
       CASE WHEN n <= 9 THEN 'programme' WHEN n <= 15 THEN 'me'
           ELSE 'supervisor' END::check_in_reader
  FROM generate_series(1, 20) n
  JOIN support_ledger l ON l.asye_id = 700;
ALTER TABLE check_in FORCE ROW LEVEL SECURITY;
SET session_replication_role = origin;
CREATE FUNCTION pg_temp.added(whose bigint, organisation bigint)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	said text;
BEGIN
	PERFORM pg_temp.act_as(whose);
	SET LOCAL ROLE waymark_web;
	SELECT format('%s %s %s %s', people, caseload, complex, hours_over)
	  INTO said FROM waymark.check_ins_added_up(1, organisation);
	RESET ROLE;
	RETURN said;
END
$$;
CREATE FUNCTION pg_temp.show(n bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_temp.act_as(500 + n);
	SET LOCAL ROLE waymark_web;
	UPDATE waymark.check_in SET seen_by = 'programme';
	RESET ROLE;
END
$$;
SELECT is(pg_temp.added(31, NULL), NULL, 'nine are too few');
SELECT throws_ok($$INSERT INTO setting (programme_id, name, value, source,
    during) VALUES (1, 'check_in_fewest_people', 9, 'x', '[2026-06-01,)')$$,
    '23514', NULL, 'no setting takes the floor below ten');
UPDATE setting SET value = 3 WHERE name = 'check_in_fewest_people';
SELECT is(pg_temp.added(31, NULL), NULL, 'nor one that is there all the same');
SELECT pg_temp.show(10) \g /dev/null
SELECT is(pg_temp.added(31, NULL), '10 16 3 2', 'ten are added up');
SELECT is(pg_temp.added(73, 9003), '10 16 3 2',
    'to the organisation''s coordinator too');
SELECT is(pg_temp.added(22, 9003), '10 16 3 2', 'and its partner');
SELECT is(pg_temp.added(21, 9003), NULL, 'not to another''s');
SELECT is(pg_temp.added(22, NULL), NULL, 'nor the programme''s');
SELECT is(pg_temp.added(71, NULL), NULL, 'nor to anybody');
SELECT pg_temp.show(11) \g /dev/null
SELECT is(pg_temp.added(31, NULL), '10 16 3 2',
    'the eleventh cannot be read from the difference');
UPDATE setting SET value = 12 WHERE name = 'check_in_fewest_people';
SELECT is(pg_temp.added(31, NULL), NULL, 'a higher floor holds');

-- Nothing that flags are made of.
SELECT is_empty($$SELECT 1 FROM pg_roles r
    WHERE r.rolname IN ('waymark_flags', 'waymark_jobs')
      AND has_any_column_privilege(r.oid, 'waymark.check_in',
      'SELECT, INSERT, UPDATE')$$, 'neither flags nor jobs can read any');
SELECT is_empty($$SELECT p.oid::regprocedure FROM pg_proc p
    CROSS JOIN pg_roles r
    WHERE p.pronamespace IN ('waymark'::regnamespace, 'auth'::regnamespace)
      AND r.rolname IN ('waymark_flags', 'waymark_jobs')
      AND p.prosrc ~ 'check_in\M' AND p.proname <> 'check_in_guard'
      AND has_function_privilege(r.oid, p.oid, 'EXECUTE')$$,
    'nor ask a function that can');

SELECT * FROM finish();
ROLLBACK;
