-- Modules: who sees a mark, what may follow what, and what a board settles.
BEGIN;
\ir world.sql
SELECT plan(57);

INSERT INTO offering (id, module_id, programme_id, cohort_id, starts_on,
    ends_on, leader) OVERRIDING SYSTEM VALUE
SELECT v.id, (SELECT min(id) FROM module), v.p, v.c, '2026-06-01',
       '2026-07-31', 'Lee' FROM (VALUES (1, 1, 1), (2, 2, 3)) v (id, p, c);
INSERT INTO component (id, offering_id, programme_id, cohort_id, title,
    weight, due_on, pass_mark) OVERRIDING SYSTEM VALUE VALUES
	(1, 1, 1, 1, 'Essay', 60, '2026-07-01', 50),
	(2, 1, 1, 1, 'Talk', 40, '2026-07-01', 50),
	(3, 2, 2, 3, 'Essay', 100, '2026-07-01', 50);
CREATE FUNCTION pg_temp.attempt(component bigint, person bigint)
RETURNS bigint LANGUAGE sql SECURITY DEFINER AS $$
	SELECT id FROM waymark.attempt WHERE component_id = component
	   AND person_id = person AND state <> 'withdrawn'
	 ORDER BY number DESC LIMIT 1
$$;
-- As staff do: handed in, then marked.
CREATE FUNCTION pg_temp.mark(component bigint, person bigint, wanted bigint)
RETURNS void LANGUAGE sql AS $$
	UPDATE waymark.attempt SET state = 'submitted'
	 WHERE id = pg_temp.attempt(component, person) AND state <> 'submitted';
	INSERT INTO waymark.mark (attempt_id, component_id, offering_id,
	    programme_id, enrolment_id, person_id, mark)
	SELECT id, component_id, offering_id, programme_id, enrolment_id,
	       person_id, wanted FROM waymark.attempt
	 WHERE id = pg_temp.attempt(component, person)
	ON CONFLICT (attempt_id) DO UPDATE SET mark = excluded.mark,
	    state = 'provisional';
$$;
CREATE FUNCTION pg_temp.decide(wanted board_outcome, result bigint)
RETURNS void LANGUAGE sql AS $$
	INSERT INTO waymark.board_decision (offering_id, programme_id,
	    cohort_id, enrolment_id, person_id, outcome, result, board_on,
	    resit_due_on)
	VALUES (1, 1, 1, 102, 2, wanted, result, '2026-06-15',
	    CASE WHEN wanted = 'resit' THEN '2026-07-13'::date END);
$$;

-- Every pair of states, and the table.
CREATE FUNCTION pg_temp.may(what text, before text, after text)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
	refused boolean := false;
BEGIN
	SET LOCAL session_replication_role = replica;
	EXECUTE format('UPDATE %I SET state = %L%s', what, before, CASE
	    WHEN what = 'board_decision' THEN format(', undone_because = %L',
	        CASE WHEN before = 'undone' THEN 'x' END)
	    ELSE '' END);
	SET LOCAL session_replication_role = origin;
	BEGIN
		EXECUTE format('UPDATE %I SET state = %L%s', what, after, CASE
		    WHEN what = 'board_decision' THEN
		        format(', undone_because = %L', CASE WHEN
		        after = 'undone' THEN 'x' END) ELSE '' END);
	EXCEPTION WHEN check_violation THEN
		refused := true;
	END;
	RETURN NOT refused;
END
$$;
SAVEPOINT pairs;
SELECT is(pg_temp.may('attempt', b, a), EXISTS (SELECT 1 FROM
    module_transition t WHERE (t.subject, t.before, t.after) =
    ('attempt', b, a)), format('an attempt: %s to %s', b, a))
  FROM unnest(enum_range(NULL::attempt_state)::text[]) b,
       unnest(enum_range(NULL::attempt_state)::text[]) a;
INSERT INTO board_decision (offering_id, programme_id, cohort_id,
    enrolment_id, person_id, outcome, board_on, decided_by)
VALUES (1, 1, 1, 102, 2, 'deferred', '2026-06-15', 31);
SELECT is(pg_temp.may('board_decision', b, a), EXISTS (SELECT 1 FROM
    module_transition t WHERE (t.subject, t.before, t.after) =
    ('board_decision', b, a)), format('a decision: %s to %s', b, a))
  FROM unnest(enum_range(NULL::decision_state)::text[]) b,
       unnest(enum_range(NULL::decision_state)::text[]) a;
ROLLBACK TO pairs;

SET ROLE waymark_web;
SELECT pg_temp.act_as(31) \g /dev/null
SELECT results_eq('SELECT id FROM offering', 'VALUES (1::bigint)',
    'staff see the modules of their programme');
SELECT is((SELECT count(*) FROM attempt), 8::bigint,
    'and that everybody has a first attempt at each component');
SELECT throws_ok($$INSERT INTO mark (attempt_id, component_id, offering_id,
    programme_id, enrolment_id, person_id, mark) SELECT id, component_id,
    offering_id, programme_id, enrolment_id, person_id, 50 FROM attempt
    LIMIT 1$$, '23514', NULL, 'only what was submitted is marked');
SELECT pg_temp.mark(1, 2, 62) \g /dev/null
SELECT throws_ok($$SELECT pg_temp.decide('pass', 60)$$, '23514', NULL,
    'a board does not decide before all is marked');
SELECT lives_ok($$SELECT pg_temp.decide('deferred', NULL)$$,
    'but may defer');
SELECT is((SELECT state FROM mark), 'provisional'::mark_state,
    'which confirms no mark');
SELECT throws_ok($$UPDATE attempt SET state = 'due' WHERE
    id = pg_temp.attempt(1, 2)$$, '23514', NULL,
    'what is marked was submitted');

SELECT pg_temp.act_as(2) \g /dev/null
SELECT is((SELECT count(*) FROM mark), 0::bigint,
    'a trainee does not see a mark that is not released');
SELECT is((SELECT count(*) FROM audit.event WHERE subject = 'mark'),
    0::bigint, 'nor its history');
SELECT is((SELECT count(*) FROM attempt WHERE person_id <> 2), 0::bigint,
    'nor anybody else''s attempts');
SELECT pg_temp.act_as(31) \g /dev/null
UPDATE mark SET released = true;
SELECT pg_temp.act_as(2) \g /dev/null
SELECT is((SELECT mark FROM mark), 62::bigint, 'but one that is');
SELECT is((SELECT count(*) FROM audit.event WHERE subject = 'mark'),
    0::bigint, 'its history stays with staff');
UPDATE mark SET mark = 99;
SELECT is((SELECT mark FROM mark), 62::bigint, 'nobody marks themselves');
SELECT pg_temp.act_as(1) \g /dev/null
SELECT is((SELECT count(*) FROM mark), 0::bigint,
    'another trainee sees nothing of it');
SELECT pg_temp.act_as(11) \g /dev/null
SELECT is((SELECT count(*) FROM mark) + (SELECT count(*) FROM attempt)
    + (SELECT count(*) FROM offering), 0::bigint, 'nor does an educator');
SELECT is((SELECT count(*) FROM audit.event WHERE subject = 'mark'),
    0::bigint, 'not in the history either');
SELECT pg_temp.act_as(21) \g /dev/null
SELECT is((SELECT count(*) FROM mark) + (SELECT count(*) FROM attempt)
    + (SELECT count(*) FROM board_decision), 0::bigint, 'nor a partner');
SELECT pg_temp.act_as(32) \g /dev/null
SELECT is((SELECT count(*) FROM mark), 0::bigint,
    'nor staff of another programme');
SELECT throws_ok($$SELECT pg_temp.decide('deferred', NULL)$$, '42501', NULL,
    'who decide nothing here');

SELECT pg_temp.act_as(31) \g /dev/null
SELECT pg_temp.mark(2, 2, 30) \g /dev/null
SELECT lives_ok($$SELECT pg_temp.decide('resit', 49)$$,
    'when all is marked, a board decides');
SELECT results_eq('SELECT state FROM board_decision ORDER BY id',
    $$VALUES ('replaced'::decision_state), ('standing')$$,
    'and a decision takes the place of the one before');
SELECT is((SELECT count(*) FROM mark WHERE state = 'confirmed'), 2::bigint,
    'the marks are confirmed');
SELECT throws_ok($$UPDATE mark SET mark = 70 WHERE component_id = 2$$,
    '23514', NULL, 'and stay');
SELECT throws_ok($$UPDATE mark SET state = 'provisional'$$, '23514', NULL,
    'whatever is tried');
SELECT throws_ok($$UPDATE mark SET decision_id = NULL$$, '42501', NULL,
    'by whomever');
SELECT results_eq($$SELECT component_id, due_on FROM attempt
    WHERE number = 2$$, $$VALUES (2::bigint, '2026-07-13'::date)$$,
    'a resit opens what was not passed, and only that');
SELECT throws_ok($$DELETE FROM board_decision$$, '42501', NULL,
    'no decision is deleted');
UPDATE board_decision SET state = 'undone', undone_because = 'Wrong'
 WHERE state = 'standing';
SELECT results_eq('SELECT state FROM board_decision ORDER BY id',
    $$VALUES ('standing'::decision_state), ('undone')$$,
    'undone, the one before stands again');
SELECT is((SELECT count(*) FROM mark WHERE state = 'provisional'), 2::bigint,
    'the marks are as before');
SELECT is((SELECT count(*) FROM attempt WHERE number = 2
    AND state <> 'withdrawn'), 0::bigint, 'and the resit is gone');
SELECT pg_temp.decide('resit', 49) \g /dev/null
SELECT pg_temp.mark(2, 2, 44) \g /dev/null
SELECT throws_ok($$UPDATE board_decision SET state = 'undone',
    undone_because = 'x' WHERE state = 'standing'$$, '23514', NULL,
    'what was acted upon is not undone');
SELECT throws_ok($$SELECT pg_temp.decide('resit', 49)$$, '23514', NULL,
    'a board gives no third attempt');

SELECT * FROM finish();
ROLLBACK;
