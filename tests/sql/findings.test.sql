-- A finding: seen by staff and equity leads, its evidence kept, closed by a
-- person once something was done about it and it was measured after that.
BEGIN;
\ir world.sql
SELECT plan(51);

INSERT INTO waymark.role_held (person_id, role, programme_id, during)
VALUES (32, 'equity_lead', 1, '[2026-01-01,)');
INSERT INTO equality.answer (person_id, question, choice) VALUES
    (1, 'sex', 'female'), (2, 'sex', 'female'), (3, 'sex', 'male'),
    (4, 'sex', 'not_said');
CREATE FUNCTION pg_temp.measure() RETURNS void LANGUAGE sql AS $$
	INSERT INTO waymark.equity_measure (finding_id, programme_id, pooled,
	    cohorts, code, sentence, rate, rate_against, ratio)
	SELECT f.id, f.programme_id, ARRAY[1::bigint], '1 cohort',
	       'INCONCLUSIVE', 'It cannot be told.', '[c]', '[c]', 'Not shown'
	  FROM waymark.equity_finding f
$$;
GRANT EXECUTE ON FUNCTION pg_temp.measure() TO waymark_web;

SELECT is_empty($$
	SELECT c.oid::regclass FROM pg_class c
	  JOIN pg_namespace n ON n.oid = c.relnamespace
	 WHERE c.relname IN ('equity_finding', 'equity_measure',
	       'equity_cause', 'equity_action', 'finding_count')
	   AND has_table_privilege('waymark_web', c.oid, 'DELETE')
$$, 'nothing of a finding is deleted');
SELECT is_empty($$
	SELECT r.rolname, p.privilege FROM (VALUES ('waymark_web'),
	    ('waymark_jobs')) r (rolname)
	 CROSS JOIN (VALUES ('SELECT'), ('INSERT'), ('UPDATE')) p (privilege)
	 WHERE has_any_column_privilege(r.rolname, 'equality.finding_count',
	     p.privilege)
$$, 'no role that signs in reaches the counts');
SELECT is_empty($$
	SELECT c.relname FROM pg_class c
	  JOIN pg_namespace n ON n.oid = c.relnamespace
	 WHERE n.nspname = 'waymark' AND c.relname LIKE 'equity%'
	   AND c.relkind = 'r' AND has_any_column_privilege('waymark_jobs',
	       c.oid, 'INSERT, UPDATE')
$$, 'no job writes to a finding');

-- Who finds flags knows nobody: no table, no function and no trigger of theirs
-- leads into the room.
SELECT is(has_schema_privilege('waymark_flags', 'equality', 'USAGE'), false,
    'the role that finds flags cannot enter the room of equality');
SELECT is_empty($$
	SELECT p.oid::regprocedure FROM pg_proc p
	  JOIN pg_namespace n ON n.oid = p.pronamespace
	 WHERE n.nspname = 'equality' AND has_function_privilege(
	       'waymark_flags', p.oid, 'EXECUTE')
$$, 'nor ask one of its functions');
SELECT is_empty($$
	SELECT c.oid::regclass FROM pg_class c
	  JOIN pg_namespace n ON n.oid = c.relnamespace
	 WHERE n.nspname = 'equality' AND c.relkind IN ('r', 'v')
	   AND (has_table_privilege('waymark_flags', c.oid,
	            'SELECT, INSERT, UPDATE, DELETE')
	        OR has_any_column_privilege('waymark_flags', c.oid, 'SELECT'))
$$, 'nor read one of its tables');
SET ROLE waymark_web;
SELECT pg_temp.act_as(11) \g /dev/null
SELECT is_empty($$SELECT * FROM equality.flag_counts(1, 'staff', 'r')$$,
    'an educator does not know how flags fall on groups');
SELECT pg_temp.act_as(21) \g /dev/null
SELECT is_empty($$SELECT * FROM equality.flag_counts(1, 'partner', 'r')$$,
    'nor does a partner, however they ask');
SELECT pg_temp.act_as(31) \g /dev/null
SELECT is_empty($$SELECT * FROM equality.flag_counts(1, 'lead', 'r')$$,
    'nor do staff exactly');
SELECT lives_ok($$INSERT INTO waymark.equity_finding (programme_id, outcome,
    characteristic, of, against, title) VALUES (1, 'withdrawn', 'sex', 'Men',
    'Women', 'Withdrawn: Men compared with Women')$$, 'staff open a finding');
SELECT throws_ok($$INSERT INTO waymark.equity_finding (programme_id, outcome,
    characteristic, of, against, title) VALUES (1, 'withdrawn', 'sex', 'Men',
    'Women', 'The same again')$$, '23505', NULL,
    'one comparison is one finding while it is open');
SELECT throws_ok($$INSERT INTO waymark.equity_finding (programme_id, outcome,
    characteristic, of, title) VALUES (2, 'withdrawn', 'sex', 'Men', 'x')$$,
    '42501', NULL, 'of their own programme');
SELECT lives_ok('SELECT pg_temp.measure()', 'they measure it');
SELECT throws_ok($$UPDATE waymark.equity_measure SET code = 'SIMILAR'$$,
    '42501', NULL, 'and what was measured stays');
SELECT throws_ok($$UPDATE waymark.equity_finding SET title = 'x'$$, '42501',
    NULL, 'as does what it is of');
SELECT throws_ok('SELECT * FROM equality.finding_count', '42501', NULL,
    'staff read no count');
SELECT is_empty($$SELECT * FROM equality.finding_counts((SELECT id
    FROM waymark.equity_finding), 'r')$$, 'nor by the function');
SELECT throws_ok($$SELECT * FROM equality.compared(1, ARRAY[1::bigint],
    'withdrawn', 'sex', 'Men', NULL)$$, '42501', NULL,
    'nor by what counts for it');
SELECT results_eq($$SELECT count(*)::int FROM waymark.waiting_finding_to_review
$$, 'VALUES (1)', 'a finding that is nobody''s waits on them');

SELECT pg_temp.act_as(32) \g /dev/null
SELECT results_eq($$SELECT title FROM waymark.equity_finding$$,
    $$VALUES ('Withdrawn: Men compared with Women')$$,
    'the equity lead sees it');
SELECT results_eq($$SELECT x, n, x_against, n_against, unknown
    FROM equality.finding_counts((SELECT id FROM waymark.equity_finding),
    'r')$$, 'VALUES (0::bigint, 1::bigint, 0::bigint, 2::bigint, 1::bigint)',
    'and its counts, which PostgreSQL made itself');
SELECT isnt_empty($$SELECT * FROM waymark.waiting_mine() w
    WHERE (w.item).kind = 'finding_to_review' AND w.mine$$,
    'and what waits is on their list');

SELECT pg_temp.act_as(11) \g /dev/null
SELECT is_empty('SELECT * FROM waymark.equity_finding',
    'an educator sees no finding');
SELECT is_empty('SELECT * FROM waymark.equity_measure', 'nor its figures');
SELECT is_empty($$SELECT * FROM equality.finding_counts((SELECT min(id)
    FROM waymark.equity_finding), 'r')$$, 'nor its counts');
SELECT is_empty('SELECT * FROM waymark.finding_workers(1)',
    'nor who would act on it');
SELECT pg_temp.act_as(21) \g /dev/null
SELECT is_empty('SELECT * FROM waymark.equity_finding', 'nor does a partner');
SELECT pg_temp.act_as(1) \g /dev/null
SELECT is_empty('SELECT * FROM waymark.equity_finding', 'nor a trainee');

SELECT pg_temp.act_as(31) \g /dev/null
SELECT throws_ok($$UPDATE waymark.equity_finding SET state = 'closed',
    reason = 'p is 0.4'$$, '23514', 'a finding that is seen cannot become '
    'closed', 'nobody closes what nobody took in hand');
SELECT throws_ok($$UPDATE waymark.equity_finding SET state = 'in_hand',
    owner_id = 11, review_on = '2026-12-01'$$, '23514',
    'staff and equity leads own findings', 'an educator owns none');
SELECT lives_ok($$UPDATE waymark.equity_finding SET state = 'in_hand',
    owner_id = 32, review_on = '2026-12-01'$$, 'the equity lead may');
SELECT is_empty('SELECT * FROM waymark.waiting_finding_to_review',
    'then it waits until its review');
SELECT throws_ok($$UPDATE waymark.equity_finding SET state = 'closed',
    reason = 'p is 0.4'$$, '23514', 'closing needs an action that was done',
    'no p-value closes it');
SELECT lives_ok($$INSERT INTO waymark.equity_cause (finding_id, programme_id,
    cause, test) SELECT id, 1, 'Supervision is missed', 'Compare what was '
    'held' FROM waymark.equity_finding$$, 'a cause is named');
SELECT throws_ok($$UPDATE waymark.equity_cause SET state = 'supported'$$,
    '23514', NULL, 'and not decided without words');
SELECT lives_ok($$UPDATE waymark.equity_cause SET state = 'supported',
    found = 'A third was missed'$$, 'but with them');
SELECT lives_ok($$INSERT INTO waymark.equity_action (finding_id, programme_id,
    what, owner_id, due_on) SELECT id, 1, 'Name a second supervisor', 31,
    '2026-07-01' FROM waymark.equity_finding$$, 'an action is agreed');
SELECT results_eq($$SELECT owner_id FROM waymark.waiting_finding_to_act_on$$,
    'VALUES (31::bigint)', 'and waits on whoever has it');
SELECT throws_ok($$UPDATE waymark.equity_action SET state = 'done'$$, '23514',
    NULL, 'it is not done without words of what was done');
SELECT lives_ok($$UPDATE waymark.equity_action SET state = 'done',
    said = 'Every team has two since 1 June'$$, 'with them it is');
SELECT throws_ok($$UPDATE waymark.equity_finding SET state = 'closed',
    reason = 'Done'$$, '23514', 'closing needs a measurement after the last '
    'action', 'what was measured before does not count');
SELECT pg_temp.measure() \g /dev/null
SELECT lives_ok($$INSERT INTO waymark.equity_action (finding_id, programme_id,
    what, owner_id, due_on) SELECT id, 1, 'Ask those who left', 31,
    '2026-07-01' FROM waymark.equity_finding$$, 'another action is agreed');
SELECT throws_ok($$UPDATE waymark.equity_finding SET state = 'closed',
    reason = 'Done'$$, '23514', 'closing needs the end of every action',
    'what is open keeps it open');
UPDATE waymark.equity_action SET state = 'dropped', said = 'Nobody answered'
 WHERE state = 'open';
SELECT pg_temp.measure() \g /dev/null
SELECT throws_ok($$UPDATE waymark.equity_finding SET state = 'closed'$$,
    '23514', 'closing needs a reason, and changes nothing else',
    'nor is it closed without a reason');
SELECT lives_ok($$UPDATE waymark.equity_finding SET state = 'closed',
    reason = 'Supervision is held in every team'$$,
    'a person closes it with a reason');
SELECT results_eq($$SELECT closed_by FROM waymark.equity_finding$$,
    'VALUES (31::bigint)', 'whose it is');
SELECT throws_ok($$INSERT INTO waymark.equity_cause (finding_id, programme_id,
    cause, test) SELECT id, 1, 'x', 'y' FROM waymark.equity_finding$$,
    '23514', 'the finding is closed', 'then it stands still');
SELECT throws_ok($$UPDATE waymark.equity_finding SET state = 'in_hand'$$,
    '23514', 'opening again needs a reason of its own',
    'it is opened again for another reason');
RESET ROLE;
SELECT set_config('waymark.session', '', true) \g /dev/null
SELECT throws_ok($$UPDATE waymark.equity_finding SET state = 'in_hand',
    reason = 'By itself'$$, '23514', 'a person decides on a finding',
    'and never by itself');
SELECT throws_ok($$UPDATE waymark.equity_measure SET sentence = 'x'$$,
    '23514', 'what was measured stays', 'not even its owner rewrites it');
SELECT is((SELECT count(*) FROM audit.event
    WHERE name = 'FINDING_COUNTS_READ' AND actor_id = 32), 1::bigint,
    'whoever reads counts is recorded, each time');

SELECT * FROM finish();
ROLLBACK;
