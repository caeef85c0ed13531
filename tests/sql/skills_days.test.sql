-- Skills days: who writes and decides what, and that a day has two halves.
BEGIN;
\ir world.sql
SELECT plan(16 + 11);

INSERT INTO skills_entry (id, enrolment_id, person_id, programme_id, on_date,
    halves, title) OVERRIDING SYSTEM VALUE
VALUES (701, 102, 2, 1, '2026-06-05', 2, 'Law');

-- Every move from every state, by the trainee and by staff: the table's alone.
CREATE FUNCTION pg_temp.may(was day_state, becomes day_state, whose bigint)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
	went boolean;
BEGIN
	SET LOCAL session_replication_role = replica;
	UPDATE skills_entry SET state = was, decided_by = 31,
	    decided_at = now(), return_reason = 'Why' WHERE id = 701;
	SET LOCAL session_replication_role = origin;
	PERFORM pg_temp.act_as(whose);
	BEGIN
		UPDATE skills_entry SET state = becomes WHERE id = 701;
		went := true;
	EXCEPTION WHEN check_violation THEN
		went := false;
	END;
	RETURN went;
END
$$;
SELECT is(pg_temp.may(a, b, 31), EXISTS (SELECT 1 FROM skills_transition t
    WHERE t.before = a AND t.after = b AND NOT t.by_trainee),
    format('staff: %s, %s', a, b))
  FROM unnest(enum_range(NULL::day_state)) a,
       unnest(enum_range(NULL::day_state)) b;
SELECT is(count(*) FILTER (WHERE pg_temp.may(a, b, 2)), 2::bigint,
    'a trainee takes back what waits or was returned')
  FROM unnest(enum_range(NULL::day_state)) a,
       unnest(enum_range(NULL::day_state)) b;

SET LOCAL session_replication_role = replica;
UPDATE skills_entry SET state = 'submitted' WHERE id = 701;
SET LOCAL session_replication_role = origin;
SELECT pg_temp.act_as(31) \g /dev/null
UPDATE skills_entry SET state = 'confirmed', decided_by = 31 WHERE id = 701;
SELECT results_eq($$SELECT during, reason FROM placement_interruption
    WHERE placement_id = 202$$, $$VALUES ('[2026-06-05,2026-06-06)'::daterange,
    'Skills day')$$, 'a whole day interrupts the placement');
INSERT INTO placement_event (placement_id, enrolment_id, person_id,
    programme_id, version, change, on_date, reason, gap) VALUES
    (202, 102, 2, 1, 2, 'matched', '2026-06-01', 'arranged', NULL);
INSERT INTO placement_event (placement_id, enrolment_id, person_id,
    programme_id, version, change, on_date, reason, gap) VALUES
    (202, 102, 2, 1, 3, 'interrupted', '2026-06-15', 'illness',
    '[2026-06-04,2026-06-08)');
SELECT results_eq($$SELECT during FROM placement_interruption
    WHERE placement_id = 202 ORDER BY during$$, $$VALUES
    ('[2026-06-04,2026-06-05)'::daterange), ('[2026-06-05,2026-06-06)'),
    ('[2026-06-06,2026-06-08)')$$, 'an interruption lies around it');
UPDATE skills_entry SET state = 'returned', return_reason = 'Why'
 WHERE id = 701;
SELECT is((SELECT count(*) FROM placement_interruption
    WHERE skills_entry_id IS NOT NULL), 0::bigint,
    'returned, it interrupts nothing');

SELECT throws_ok($$INSERT INTO skills_entry (enrolment_id, person_id,
    programme_id, on_date, halves, title) VALUES (102, 2, 1, '2026-06-01', 1,
    'Law')$$, '23514', NULL, 'a day has two halves');
SELECT throws_ok($$INSERT INTO skills_entry (enrolment_id, person_id,
    programme_id, on_date, halves, title) VALUES (102, 2, 1, '2026-06-16', 1,
    'Law')$$, '23514', NULL, 'nobody was there tomorrow');
SELECT throws_ok($$INSERT INTO skills_entry (enrolment_id, person_id,
    programme_id, on_date, halves, title) VALUES (102, 2, 1, '2026-06-05', 1,
    'Law')$$, '23505', NULL, 'there is one of a day');

SELECT pg_temp.act_as(11) \g /dev/null
SET ROLE waymark_web;
SELECT results_eq('SELECT id FROM skills_entry', 'SELECT 701::bigint',
    'an educator sees those of whom they educate');
SELECT is_empty('SELECT * FROM keep_skills_register(1, ''{102}'')',
    'and keeps no register');
SELECT throws_ok($$UPDATE skills_entry SET title = 'Other'$$, '42501', NULL,
    'nobody rewrites what it was about');
RESET ROLE;
SELECT pg_temp.act_as(32) \g /dev/null
SET ROLE waymark_web;
SELECT is_empty('SELECT 1 FROM skills_entry',
    'another programme''s staff see none');
RESET ROLE;

SELECT * FROM finish();
ROLLBACK;
