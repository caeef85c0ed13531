-- What happens to an enrolment: only the transitions of the table, each with a
-- reason that fits, and an enrolment that nobody moves in another way.
BEGIN;
\ir world.sql

-- Brings enrolment 101 to a state, tries a change of it as somebody, and says
-- whether it went; all of it is then forgotten.
CREATE FUNCTION pg_temp.may(was enrolment_state, what enrolment_change,
    whose bigint) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
	moved enrolment_state;
BEGIN
	RESET ROLE;
	UPDATE cohort SET ends_on = '2027-05-31' WHERE id = 1;
	SET LOCAL session_replication_role = replica;
	UPDATE enrolment SET state = was, version = 7, starts_on =
	    CASE what WHEN 'deferred' THEN date '2026-07-01'
	        ELSE date '2026-06-01' END WHERE id = 101;
	INSERT INTO enrolment_event (enrolment_id, person_id, programme_id,
	    version, change, on_date, reason, state, cohort_id, employer_id,
	    starts_on)
	VALUES (101, 1, 1, 7, CASE was WHEN 'offered' THEN 'offered'
	    ELSE 'enrolled' END::enrolment_change, '2026-06-02', 'not_kept',
	    was, 1, 9002, '2026-06-01');
	SET LOCAL session_replication_role = origin;
	PERFORM pg_temp.act_as(whose);
	SET LOCAL ROLE waymark_web;
	BEGIN
		INSERT INTO enrolment_event (enrolment_id, person_id,
		    programme_id, version, change, on_date, reason, undoes,
		    cohort_id, employer_id, starts_on, ends_on)
		SELECT 101, 1, 1, 8, what, '2026-06-10', r.code,
		       CASE what WHEN 'undone' THEN 7 END,
		       CASE what WHEN 'transferred' THEN 2 ELSE 1 END, 9002,
		       '2026-06-08', '2027-08-31'
		  FROM enrolment_reason r WHERE what = ANY (r.changes)
		 ORDER BY r.code LIMIT 1;
		RESET ROLE;
		SELECT e.state INTO moved FROM enrolment e
		 WHERE e.id = 101 AND e.version = 8;
		RAISE EXCEPTION 'forget it' USING ERRCODE = 'ZZ000';
	EXCEPTION WHEN check_violation OR insufficient_privilege THEN
		moved := NULL;
	WHEN SQLSTATE 'ZZ000' THEN
		NULL;
	END;
	RESET ROLE;
	SET LOCAL session_replication_role = replica;
	DELETE FROM enrolment_event WHERE enrolment_id = 101 AND version > 1;
	SET LOCAL session_replication_role = origin;
	RETURN moved IS NOT NULL AND (what = 'undone' OR moved =
	    (SELECT t.after FROM enrolment_transition t
	      WHERE t.change = what AND t.before = was));
END
$$;

SELECT plan(66 + 18 + 4 + 14);

-- Every change from every state; a first event alone is never undone, and here
-- one lies before it.
SELECT is(pg_temp.may(s, c, 31), c = 'undone' OR EXISTS
    (SELECT 1 FROM enrolment_transition t
      WHERE t.change = c AND t.before = s), format('%s, %s', s, c))
  FROM unnest(enum_range(NULL::enrolment_state)) s,
       unnest(enum_range(NULL::enrolment_change)) c;
SELECT is(pg_temp.may(t.before, t.change, whose), false,
    format('not by person %s: %s', whose, t.change))
  FROM enrolment_transition t, (VALUES (1), (11), (21), (32)) w (whose)
 WHERE t.change IN ('paused', 'resumed') OR (t.change = 'withdrawn'
   AND t.before = 'enrolled' AND whose <> 21)
    OR (t.change = 'completed' AND whose <> 21)
    OR (t.change = 'reinstated');

RESET ROLE;
SELECT results_eq($$SELECT change::text, before::text, after::text
    FROM enrolment_transition WHERE before = 'completed'$$,
    $$SELECT ''::text, '', '' WHERE false$$,
    'nothing follows a completion but its undoing');
SELECT is_empty($$SELECT e.id FROM enrolment e WHERE NOT EXISTS
    (SELECT 1 FROM enrolment_event v WHERE v.enrolment_id = e.id
      AND v.version = 1)$$, 'every enrolment begins with an event');
SELECT is_empty($$SELECT code FROM enrolment_reason
    WHERE 'paused' = ANY (changes) AND code = 'decision'$$,
    'a pause is never for capability');
SELECT is_empty($$SELECT c FROM unnest(enum_range(NULL::enrolment_change)) c
    WHERE NOT EXISTS (SELECT 1 FROM enrolment_reason r
        WHERE c = ANY (r.changes))$$, 'every change has a reason');

-- Nobody goes round the events, not even the owner.
SELECT throws_ok($$UPDATE enrolment SET state = 'completed' WHERE id = 102$$,
    '23514', NULL, 'the owner does not move a state');
SELECT throws_ok($$UPDATE enrolment SET employer_id = 9002 WHERE id = 102$$,
    '23514', NULL, 'nor an employer');
SELECT throws_ok($$INSERT INTO enrolment (programme_id, cohort_id, person_id,
    employer_id, starts_on, state) VALUES (1, 2, 1, 9002, '2026-09-01',
    'completed')$$, '23514', NULL, 'an enrolment does not begin completed');
SELECT throws_ok($$UPDATE enrolment_event SET note = 'Other'$$, '42501', NULL,
    'what happened is not rewritten');
SELECT throws_ok($$DELETE FROM enrolment_event$$, '42501', NULL,
    'nor removed');
SELECT pg_temp.act_as(31) \g /dev/null
SET ROLE waymark_web;
SELECT throws_ok($$UPDATE enrolment SET state = 'paused'$$, '42501', NULL,
    'the web does not move a state');
SELECT throws_ok($$UPDATE enrolment_event SET note = 'Other'$$, '42501', NULL,
    'nor rewrites an event');
SELECT throws_ok($$INSERT INTO enrolment_event (enrolment_id, person_id,
    programme_id, version, change, on_date, reason) VALUES (102, 2, 1, 2,
    'paused', '2026-06-10', 'moved')$$, '23514', NULL,
    'a reason fits its change');
SELECT throws_ok($$INSERT INTO enrolment_event (enrolment_id, person_id,
    programme_id, version, change, on_date, reason) VALUES (102, 2, 1, 2,
    'paused', '2026-06-16', 'illness')$$, '23514', NULL,
    'nothing happens tomorrow');
SELECT throws_ok($$INSERT INTO enrolment_event (enrolment_id, person_id,
    programme_id, version, change, on_date, reason) VALUES (106, 6, 2, 2,
    'paused', '2026-06-10', 'illness')$$, '42501', NULL,
    'another programme is not mine to change');
SELECT lives_ok($$INSERT INTO enrolment_event (enrolment_id, person_id,
    programme_id, version, change, on_date, reason) VALUES (102, 2, 1, 5,
    'paused', '2026-06-10', 'illness')$$, 'who saw another version ...');
SELECT is_empty($$SELECT 1 FROM enrolment_event WHERE enrolment_id = 102
    AND version > 1$$, '... writes nothing');
SELECT pg_temp.act_as(11) \g /dev/null
SELECT is_empty('SELECT 1 FROM enrolment_event',
    'an educator reads no reasons');
SELECT pg_temp.act_as(2) \g /dev/null
SELECT results_eq('SELECT DISTINCT person_id FROM enrolment_event',
    'SELECT 2::bigint', 'a trainee reads their own');
RESET ROLE;

SELECT * FROM finish();
ROLLBACK;
