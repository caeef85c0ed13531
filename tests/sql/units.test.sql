-- Tutors, units and shared duties: who sees whose, and what the database
-- refuses whoever asks.
BEGIN;
\ir world.sql
SELECT plan(53);
SELECT setval(pg_get_serial_sequence('waymark.' || t, 'id'), 100000)
  FROM unnest(ARRAY['unit_lead', 'enrolment_unit', 'enrolment_tutor',
    'hosting_duty']) t \g /dev/null

-- A tutor: people, placements and days, with what was written.
SET ROLE waymark_web;
SELECT pg_temp.act_as(41) \g /dev/null
SELECT results_eq('SELECT id FROM enrolment ORDER BY id',
    'VALUES (101::bigint), (102), (103)', 'a tutor sees whom they tutor');
SELECT results_eq('SELECT id FROM placement ORDER BY id',
    'VALUES (201::bigint), (202), (203)', 'their placements');
SELECT results_eq($$SELECT DISTINCT placement_id FROM placement_day
    WHERE did <> '' ORDER BY 1$$, 'VALUES (201::bigint), (202), (203)',
    'what was written of their days');
SELECT results_eq('SELECT placement_id FROM placement_tally ORDER BY 1',
    'VALUES (201::bigint), (202), (203)', 'and the sums');
SELECT results_eq('SELECT id FROM person ORDER BY id',
    'VALUES (1::bigint), (2), (3), (11), (12), (41), (42)',
    'the people, their educators and who leads them');
SELECT results_eq('SELECT id FROM unit', 'VALUES (61::bigint)',
    'and the unit that some are in');
SELECT is((SELECT count(*) FROM enrolment_event), 0::bigint,
    'never why somebody stopped');
SELECT is((SELECT count(*) FROM placement_need)
    + (SELECT count(*) FROM placement_conflict), 0::bigint,
    'nor what a placement must have');
SELECT is((SELECT count(*) FROM audit.event WHERE person_id <> 41), 0::bigint,
    'nor anybody''s history');
UPDATE placement_day SET state = 'confirmed', decided_by = 41,
    decided_at = now() WHERE state = 'submitted';
SELECT is((SELECT count(*) FROM placement_day WHERE decided_by = 41),
    0::bigint, 'and decides no day');
SELECT throws_ok($$INSERT INTO enrolment_tutor (enrolment_id, trainee_id,
    programme_id, person_id, during) VALUES (104, 4, 1, 41,
    '[2026-06-01,)')$$, '42501', NULL, 'nor takes anybody on');

-- Who leads a unit.
SELECT pg_temp.act_as(42) \g /dev/null
SELECT results_eq('SELECT id FROM enrolment ORDER BY id',
    'VALUES (101::bigint), (102)', 'a lead sees whom their unit has');
SELECT results_eq('SELECT DISTINCT placement_id FROM placement_day
    ORDER BY 1', 'VALUES (201::bigint), (202)', 'with their days');
SELECT results_eq('SELECT id FROM person ORDER BY id',
    'VALUES (1::bigint), (2), (11), (41), (42)',
    'the people, their educator and tutor');

-- Others.
SELECT pg_temp.act_as(1) \g /dev/null
SELECT results_eq('SELECT id FROM person ORDER BY id',
    'VALUES (1::bigint), (11), (41), (42)',
    'a trainee knows their tutor and who leads their unit');
SELECT is((SELECT count(*) FROM enrolment_unit), 1::bigint,
    'and nobody else of the unit');
SELECT pg_temp.act_as(4) \g /dev/null
SELECT is((SELECT count(*) FROM enrolment_tutor)
    + (SELECT count(*) FROM unit), 0::bigint,
    'who has none sees none');
SELECT pg_temp.act_as(13) \g /dev/null
SELECT is((SELECT count(*) FROM unit) + (SELECT count(*) FROM unit_lead),
    0::bigint, 'nor an educator elsewhere');
SELECT pg_temp.act_as(11) \g /dev/null
SELECT is((SELECT count(*) FROM person WHERE id IN (41, 42)), 2::bigint,
    'an educator knows the tutor and the lead of whom they educate');
SELECT is((SELECT count(*) FROM enrolment_tutor), 2::bigint,
    'and that they are theirs');
SELECT pg_temp.act_as(32) \g /dev/null
SELECT is((SELECT count(*) FROM unit) + (SELECT count(*) FROM unit_lead)
    + (SELECT count(*) FROM enrolment_unit)
    + (SELECT count(*) FROM enrolment_tutor), 0::bigint,
    'staff of another programme see none of it');
SELECT throws_ok($$INSERT INTO unit_lead (unit_id, person_id, programme_id,
    organisation_id, during) VALUES (61, 42, 1, 9002, '[2026-06-01,)')$$,
    '42501', NULL, 'and change none');

-- Staff record, end and hand over; what cannot be is refused.
SELECT pg_temp.act_as(31) \g /dev/null
SELECT throws_ok($$INSERT INTO enrolment_tutor (enrolment_id, trainee_id,
    programme_id, person_id, during) VALUES (101, 1, 1, 41,
    '[2026-09-01,)')$$, '23P01', NULL, 'one tutor at a time');
SELECT throws_ok($$INSERT INTO enrolment_tutor (enrolment_id, trainee_id,
    programme_id, person_id, during) VALUES (104, 4, 1, 42,
    '[2026-06-01,)')$$, '23514', NULL, 'who is no tutor tutors nobody');
SELECT throws_ok($$INSERT INTO enrolment_tutor (enrolment_id, trainee_id,
    programme_id, person_id, during) VALUES (106, 6, 1, 41,
    '[2026-06-01,)')$$, '23503', NULL, 'not another programme''s trainee');
SELECT throws_ok($$INSERT INTO unit_lead (unit_id, person_id, programme_id,
    organisation_id, during) VALUES (61, 42, 1, 9002, '[2027-01-01,)')$$,
    '23P01', NULL, 'one lead at a time');
SELECT throws_ok($$INSERT INTO enrolment_unit (enrolment_id, person_id,
    programme_id, unit_id, during) VALUES (103, 3, 1, 61,
    '[2026-05-31,)')$$, '23514', NULL, 'nobody joins before a unit opens');
SELECT lives_ok($$INSERT INTO enrolment_unit (enrolment_id, person_id,
    programme_id, unit_id, during) VALUES (103, 3, 1, 61,
    '[2026-06-01,)')$$, 'on the day that it opens they may');
SELECT throws_ok($$UPDATE enrolment_unit SET during = '[2026-06-02,)'
    WHERE enrolment_id = 103$$, '23514', NULL,
    'when somebody joined is not rewritten');
SELECT throws_ok($$UPDATE enrolment_unit SET unit_id = 62$$, '42501', NULL,
    'nor where');
SELECT throws_ok($$DELETE FROM enrolment_unit$$, '42501', NULL,
    'and nothing is wiped');
UPDATE enrolment_unit SET state = 'removed' WHERE enrolment_id = 103;
SELECT is((SELECT version FROM enrolment_unit WHERE enrolment_id = 103),
    2::bigint, 'what was recorded by mistake is removed');
SELECT lives_ok($$INSERT INTO enrolment_unit (enrolment_id, person_id,
    programme_id, unit_id, during) VALUES (103, 3, 1, 61,
    '[2026-06-01,)')$$, 'and stands in nobody''s way');

-- A unit closes empty, and opens again.
SELECT throws_ok($$UPDATE unit SET state = 'closed',
    closed_on = '2026-06-30'$$, '23514', NULL,
    'a unit does not close over somebody''s head');
UPDATE enrolment_unit SET during = daterange(lower(during), '2026-07-01')
 WHERE state = 'recorded';
UPDATE unit_lead SET during = daterange(lower(during), '2026-07-01');
SELECT lives_ok($$UPDATE unit SET state = 'closed',
    closed_on = '2026-06-30'$$, 'it closes on their last day');
SELECT throws_ok($$INSERT INTO enrolment_unit (enrolment_id, person_id,
    programme_id, unit_id, during) VALUES (104, 4, 1, 61,
    '[2026-06-30,2026-07-02)')$$, '23514', NULL,
    'nobody is in it when it has closed');
SELECT lives_ok($$UPDATE unit SET state = 'open', closed_on = NULL$$,
    'it opens again');
SELECT throws_ok($$UPDATE unit SET name = ''$$, '23514', NULL,
    'and has a name');

-- What has ended is seen for six weeks, and not for longer.
RESET ROLE;
UPDATE demonstration SET as_of = '2026-08-11';
UPDATE enrolment_tutor SET during = '[2026-06-01,2026-07-01)';
SET ROLE waymark_web;
SELECT pg_temp.act_as(42) \g /dev/null
SELECT is((SELECT count(*) FROM enrolment), 3::bigint,
    'a lead sees whom they led for six weeks');
SELECT pg_temp.act_as(41) \g /dev/null
SELECT is((SELECT count(*) FROM enrolment), 3::bigint, 'a tutor too');
RESET ROLE;
UPDATE demonstration SET as_of = '2026-08-12';
SET ROLE waymark_web;
SELECT is((SELECT count(*) FROM enrolment) + (SELECT count(*) FROM placement)
    + (SELECT count(*) FROM placement_day), 0::bigint, 'and not for longer');
SELECT is((SELECT count(*) FROM person), 1::bigint, 'nor their names');
SELECT pg_temp.act_as(42) \g /dev/null
SELECT is((SELECT count(*) FROM enrolment) + (SELECT count(*) FROM placement)
    + (SELECT count(*) FROM placement_day), 0::bigint, 'nor does a lead');
RESET ROLE;
UPDATE demonstration SET as_of = '2026-05-31';
SET ROLE waymark_web;
SELECT is((SELECT count(*) FROM enrolment), 0::bigint, 'nor before it begins');
RESET ROLE;
UPDATE demonstration SET as_of = '2026-06-15';
UPDATE unit_lead SET state = 'removed';
SET ROLE waymark_web;
SELECT is((SELECT count(*) FROM enrolment), 0::bigint,
    'nor what was recorded by mistake');

-- Shared duties: the organisation that has one sees the person, not the days.
SELECT pg_temp.act_as(22) \g /dev/null
SELECT is((SELECT count(*) FROM enrolment WHERE id = 101), 0::bigint,
    'a partner does not see whom others employ and host');
SELECT pg_temp.act_as(31) \g /dev/null
SELECT lives_ok($$INSERT INTO hosting_duty (enrolment_id, person_id,
    programme_id, duty, organisation_id, during) VALUES (101, 1, 1,
    'provides_asye', 9003, '[2026-06-15,)'), (101, 1, 1, 'pays', 9002,
    '[2026-06-15,)')$$, 'staff say who has which duty');
SELECT throws_ok($$INSERT INTO hosting_duty (enrolment_id, person_id,
    programme_id, duty, organisation_id, during) VALUES (101, 1, 1, 'pays',
    9003, '[2026-12-01,)')$$, '23P01', NULL, 'a duty is one organisation''s');
SELECT pg_temp.act_as(22) \g /dev/null
SELECT is((SELECT count(*) FROM enrolment e JOIN person p
    ON p.id = e.person_id JOIN placement_tally ON placement_id = 201
    WHERE e.id = 101), 1::bigint,
    'then its partner sees who it is, and sums of days');
SELECT results_eq('SELECT duty::text FROM hosting_duty',
    $$VALUES ('provides_asye')$$, 'what its own duty is');
SELECT is((SELECT count(*) FROM placement_day), 0::bigint,
    'and nothing that was written');
SELECT pg_temp.act_as(1) \g /dev/null
SELECT is((SELECT count(*) FROM hosting_duty), 2::bigint,
    'a trainee sees all duties towards them');
RESET ROLE;
UPDATE hosting_duty SET during = '[2026-06-15,2026-06-16)';
UPDATE demonstration SET as_of = '2026-06-16';
SET ROLE waymark_web;
SELECT pg_temp.act_as(22) \g /dev/null
SELECT is((SELECT count(*) FROM enrolment WHERE id = 101), 0::bigint,
    'a duty that is over opens nothing');

SELECT * FROM finish();
ROLLBACK;
