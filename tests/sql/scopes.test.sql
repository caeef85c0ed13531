-- Who sees whom: by relationship, and only while it lasts.
BEGIN;
\ir world.sql
SELECT plan(24);
SET ROLE waymark_web;

SELECT is((SELECT count(*) FROM person), 0::bigint, 'nobody sees nobody');
SELECT is((SELECT count(*) FROM enrolment), 0::bigint, 'and no enrolment');
SELECT is((SELECT count(*) FROM placement_day), 0::bigint, 'and no day');

SELECT set_config('waymark.session', repeat('0', 64), true) \g /dev/null
SELECT is((SELECT count(*) FROM enrolment), 0::bigint,
    'a token that was guessed shows nothing');

SELECT pg_temp.act_as(1) \g /dev/null
SELECT results_eq('SELECT id FROM enrolment', 'VALUES (101::bigint)',
    'a trainee sees their own enrolment');
SELECT results_eq('SELECT DISTINCT person_id FROM placement_day',
    'VALUES (1::bigint)', 'and their own days');
SELECT results_eq('SELECT id FROM person ORDER BY id',
    'VALUES (1::bigint), (11), (41), (42)', 'their educator, tutor and lead');

SELECT pg_temp.act_as(11) \g /dev/null
SELECT results_eq('SELECT id FROM placement ORDER BY id',
    'VALUES (201::bigint), (202)', 'an educator sees their placements');
SELECT results_eq('SELECT DISTINCT placement_id FROM placement_day
    ORDER BY 1', 'VALUES (201::bigint), (202)', 'with their days');
SELECT results_eq('SELECT placement_id FROM placement_tally ORDER BY 1',
    'VALUES (201::bigint), (202)', 'and their sums');

SELECT pg_temp.act_as(21) \g /dev/null
SELECT results_eq('SELECT id FROM enrolment ORDER BY id',
    'VALUES (101::bigint), (102), (104), (105), (106)',
    'a partner sees whom they host or employ');
SELECT is((SELECT count(*) FROM placement_day), 0::bigint,
    'never what was written');
SELECT results_eq('SELECT placement_id FROM placement_tally ORDER BY 1',
    'VALUES (201::bigint), (202), (204), (205), (206)', 'but the sums');
SELECT is((SELECT count(*) FROM audit.event WHERE person_id <> 21), 0::bigint,
    'and no history but their own');

SELECT pg_temp.act_as(31) \g /dev/null
SELECT results_eq('SELECT id FROM enrolment ORDER BY id',
    'VALUES (101::bigint), (102), (103), (104), (105)',
    'staff see their programme');
SELECT pg_temp.act_as(32) \g /dev/null
SELECT results_eq('SELECT id FROM enrolment', 'VALUES (106::bigint)',
    'and no other');
SELECT is((SELECT count(*) FROM person WHERE id IN (1, 2, 3, 4, 5)),
    0::bigint, 'nor its people');

-- A relationship that has ended, within its days of grace and after them.
RESET ROLE;
UPDATE placement_educator SET during = daterange('2026-06-01', '2026-06-08')
 WHERE placement_id = 202;
SET ROLE waymark_web;
SELECT pg_temp.act_as(11) \g /dev/null
SELECT results_eq('SELECT id FROM placement ORDER BY id',
    'VALUES (201::bigint), (202)',
    'days are confirmed for some weeks after a relationship ends');
RESET ROLE;
UPDATE demonstration SET as_of = '2026-07-20';
SET ROLE waymark_web;
SELECT results_eq('SELECT id FROM placement ORDER BY id',
    'VALUES (201::bigint)', 'and not for longer');

-- A role that has ended, and one that has not begun.
RESET ROLE;
UPDATE role_held SET during = daterange('2026-01-01', '2026-07-20')
 WHERE person_id = 31;
UPDATE role_held SET during = daterange('2026-07-21', NULL)
 WHERE person_id = 21;
SET ROLE waymark_web;
SELECT pg_temp.act_as(31) \g /dev/null
SELECT is((SELECT count(*) FROM enrolment), 0::bigint,
    'staff who have left see nobody');
SELECT pg_temp.act_as(21) \g /dev/null
SELECT is((SELECT count(*) FROM enrolment), 0::bigint,
    'a partner who has not begun sees nobody');

-- A session that has ended.
SELECT pg_temp.act_as(1) \g /dev/null
SELECT is(auth.person_id(), 1::bigint, 'a live session is somebody');
RESET ROLE;
UPDATE auth.session SET seen_at = now() - interval '31 minutes'
 WHERE person_id = 1;
SET ROLE waymark_web;
SELECT is(auth.person_id(), NULL, 'after half an hour of silence it is nobody');
RESET ROLE;
UPDATE auth.session SET seen_at = now(), started_at = now() - interval '13 hours'
 WHERE person_id = 1;
SET ROLE waymark_web;
SELECT is(auth.person_id(), NULL, 'and after twelve hours in any case');

SELECT * FROM finish();
ROLLBACK;
