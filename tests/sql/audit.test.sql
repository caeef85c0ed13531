-- Every change is an event, and no event is ever changed.
BEGIN;
\ir world.sql
SELECT plan(13);

SELECT set_config('waymark.event', 'PLACEMENT_DAY_LOGGED', true),
       set_config('waymark.reference', 'abc', true) \g /dev/null
SELECT pg_temp.act_as(1) \g /dev/null
SET ROLE waymark_web;
INSERT INTO placement_day (placement_id, enrolment_id, person_id, programme_id,
    organisation_id, on_date, halves, kind, did)
VALUES (201, 101, 1, 1, 9002, '2026-06-15', 2, 'attended', 'Visited');
SELECT results_eq($$SELECT name, actor_id, person_id, programme_id,
    placement_id, reference, before IS NULL, after ->> 'did'
    FROM audit.event ORDER BY id DESC LIMIT 1$$,
    $$VALUES ('PLACEMENT_DAY_LOGGED'::text, 1::bigint, 1::bigint, 1::bigint,
    201::bigint, 'abc'::text, true, 'Visited'::text)$$,
    'an insert is an event with who, whose and what');

SELECT set_config('waymark.event', 'PLACEMENT_DAY_CORRECTED', true)
    \g /dev/null
UPDATE placement_day SET halves = 1 WHERE on_date = '2026-06-15';
SELECT results_eq($$SELECT before -> 'halves', after -> 'halves',
    before ? 'did' FROM audit.event ORDER BY id DESC LIMIT 1$$,
    $$VALUES ('2'::jsonb, '1'::jsonb, false)$$,
    'a change says what was before and after, and only that');

SELECT throws_ok('INSERT INTO audit.event (name, subject, reference)
    VALUES (''X'', ''y'', ''z'')', '42501', NULL, 'the web invents no event');
SELECT throws_ok('UPDATE audit.event SET name = ''X''', '42501', NULL,
    'changes none');
SELECT throws_ok('DELETE FROM audit.event', '42501', NULL, 'removes none');
SELECT throws_ok('TRUNCATE audit.event', '42501', NULL, 'and wipes none');

RESET ROLE;
SET ROLE waymark_owner;
SELECT throws_ok('UPDATE audit.event SET name = ''X''', '42501', NULL,
    'nor does the owner change one');
SELECT throws_ok('DELETE FROM audit.event', '42501', NULL, 'remove one');
SELECT throws_ok('TRUNCATE audit.event', '42501', NULL, 'or wipe them');
RESET ROLE;

SET ROLE waymark_web;
SELECT is((SELECT count(*) FROM audit.event WHERE reference = 'abc'
    AND subject = 'placement_day'), 2::bigint, 'a person reads their history');
SELECT pg_temp.act_as(2) \g /dev/null
SELECT is((SELECT count(*) FROM audit.event WHERE person_id = 1), 0::bigint,
    'another trainee does not');
SELECT pg_temp.act_as(11) \g /dev/null
SELECT is((SELECT count(*) FROM audit.event WHERE placement_id = 201
    AND subject = 'placement_day' AND reference = 'abc'), 2::bigint,
    'the educator reads the placement''s');
SELECT pg_temp.act_as(22) \g /dev/null
SELECT is((SELECT count(*) FROM audit.event WHERE person_id <> 22), 0::bigint,
    'a partner only their own');

SELECT * FROM finish();
ROLLBACK;
