-- The register: who sees and keeps it, what the database refuses whoever asks.
BEGIN;
\ir world.sql
SELECT plan(27);

INSERT INTO educator (id, person_id, programme_id, organisation_id)
OVERRIDING SYSTEM VALUE VALUES
	(501, 11, 1, 9002), (502, 13, 2, 9002), (503, 12, 1, 9003);
INSERT INTO educator_entry (id, educator_id, person_id, programme_id, kind,
    title, from_on, to_on) OVERRIDING SYSTEM VALUE VALUES
	(601, 501, 11, 1, 'training', 'One', '2026-01-01', NULL),
	(602, 502, 13, 2, 'training', 'Two', '2026-01-01', NULL),
	(603, 501, 11, 1, 'stage_1', 'Stage 1', '2024-01-01', NULL),
	(604, 501, 11, 1, 'learner', 'A student', '2025-01-01', '2025-06-01');
INSERT INTO educator_conflict (id, educator_id, person_id, programme_id,
    trainee_id, kind, during) OVERRIDING SYSTEM VALUE VALUES
	(701, 501, 11, 1, 5, 'family', '[2026-01-01,2026-09-02)');

SET ROLE waymark_web;
SELECT is((SELECT count(*) FROM educator), 0::bigint, 'nobody sees nobody');

SELECT pg_temp.act_as(31) \g /dev/null
SELECT results_eq('SELECT id FROM educator ORDER BY id',
    'VALUES (501::bigint), (503)', 'staff see their programme''s register');
SELECT is((SELECT count(*) FROM educator_entry), 3::bigint,
    'with what is recorded');
SELECT is((SELECT count(*) FROM educator_conflict), 1::bigint,
    'and the conflicts');

SELECT pg_temp.act_as(21) \g /dev/null
SELECT results_eq('SELECT id FROM educator ORDER BY id',
    'VALUES (501::bigint), (502)', 'a partner sees whom they employ');
SELECT is((SELECT count(*) FROM person WHERE id = 13), 1::bigint,
    'by name');
SELECT is((SELECT count(*) FROM educator_conflict), 0::bigint,
    'but no conflict');
SELECT throws_ok($$INSERT INTO educator_entry (educator_id, person_id,
    programme_id, kind, title, from_on) VALUES (501, 11, 1, 'training', 'X',
    '2026-01-01')$$, '42501', NULL, 'and records nothing');
UPDATE educator SET capacity = 9;
SELECT is((SELECT count(*) FROM educator WHERE capacity = 9), 0::bigint,
    'nor changes anything');

SELECT pg_temp.act_as(11) \g /dev/null
SELECT results_eq('SELECT id FROM educator', 'VALUES (501::bigint)',
    'an educator sees their own entry');
SELECT lives_ok($$INSERT INTO educator_entry (educator_id, person_id,
    programme_id, kind, title, from_on) VALUES (501, 11, 1, 'training', 'X',
    '2026-01-01')$$, 'records their training');
SELECT throws_ok($$INSERT INTO educator_entry (educator_id, person_id,
    programme_id, kind, title, from_on) VALUES (501, 11, 1, 'stage_2', 'X',
    '2026-01-01')$$, '42501', NULL, 'and no stage');
UPDATE educator SET registration = 'suspended';
UPDATE educator_entry SET state = 'removed' WHERE kind = 'stage_1';
SELECT is((SELECT count(*) FROM educator_entry WHERE state = 'removed'),
    0::bigint, 'nor removes one');
SELECT is((SELECT registration::text FROM educator), 'not_registered',
    'nor changes their registration');

SELECT pg_temp.act_as(1) \g /dev/null
SELECT is((SELECT count(*) FROM educator), 0::bigint,
    'a trainee sees no register');
SELECT throws_ok($$INSERT INTO placement_educator (placement_id, person_id,
    duty, during) VALUES (205, 11, 'practice_educator',
    '[2026-10-01,2026-10-31)')$$, '42501', NULL, 'and allocates nobody');

SELECT pg_temp.act_as(31) \g /dev/null
SELECT throws_ok($$INSERT INTO placement_educator (placement_id, person_id,
    duty, during) VALUES (205, 11, 'practice_educator',
    '[2026-09-01,2026-10-31)')$$, '23514', NULL,
    'nobody is allocated on a day of a conflict');
SELECT lives_ok($$INSERT INTO placement_educator (placement_id, person_id,
    duty, during) VALUES (205, 11, 'practice_educator',
    '[2026-09-02,2026-10-31)')$$, 'on the day after it they may be');
SELECT throws_ok($$INSERT INTO placement_educator (placement_id, person_id,
    duty, during) VALUES (206, 11, 'onsite_supervisor',
    '[2026-09-02,2026-10-31)')$$, '42501', NULL,
    'not in another programme''s placement');
SELECT throws_ok($$DELETE FROM placement_educator$$, '42501', NULL,
    'and nobody''s time is wiped');
SELECT throws_ok($$UPDATE educator_entry SET title = 'Y'$$, '42501', NULL,
    'what was recorded is not rewritten');
SELECT throws_ok($$INSERT INTO role_held (person_id, role, programme_id,
    during) VALUES (11, 'staff', 1, '[2026-01-01,)')$$, '42501', NULL,
    'staff give the role of an educator alone');
SELECT results_eq($$SELECT DISTINCT (learner > 0) FROM
    educator_learners('{11, 13}') ORDER BY 1$$, 'VALUES (false), (true)',
    'learners elsewhere count with those here');
SELECT is((SELECT count(*) FROM educator_learners('{13}')), 0::bigint,
    'nobody''s of another register');

RESET ROLE;
SELECT throws_ok($$UPDATE educator SET state = 'left' WHERE id = 501$$,
    '23514', NULL, 'who leaves has a reason');
UPDATE educator SET state = 'left', left_reason = 'Retired' WHERE id = 501;
SELECT throws_ok($$UPDATE educator SET capacity = 1 WHERE id = 501$$,
    '23514', NULL, 'and is changed no more');
SELECT throws_ok($$UPDATE educator_conflict SET during =
    '[2025-01-01,2026-09-02)'$$, '23514', NULL,
    'a conflict keeps its first day');

SELECT * FROM finish();
ROLLBACK;
