-- Second factors: no table of theirs is the web's, a code is taken once, and a
-- reset takes two of the staff.
BEGIN;
\ir world.sql
SELECT plan(26);
INSERT INTO person (id, given_name, family_name, email) OVERRIDING SYSTEM VALUE
VALUES (991, 'Col', 'League', 'col@example.org');
INSERT INTO role_held (person_id, role, programme_id, during)
VALUES (991, 'staff', 1, '[2026-01-01,)');
SELECT auth.begin_step(2, repeat('ab', 32)) \g /dev/null

SELECT ok(auth.factor_needed(31), 'staff need a second factor');
SELECT ok(auth.factor_needed(79), 'so do equity leads');
SELECT ok(NOT auth.factor_needed(2), 'a trainee does not');
UPDATE role_held SET during = '[2026-01-01,2026-02-01)' WHERE person_id = 79;
SELECT ok(NOT auth.factor_needed(79), 'nor does whose role is over');
INSERT INTO setting (programme_id, name, value, reason, during)
VALUES (1, 'second_factor_needed', 0, 'A trial', '[2026-01-01,)');
SELECT ok(NOT auth.factor_needed(31), 'a programme decides for its staff');
SELECT ok(auth.factor_needed(32), 'and for nobody else''s');

SET ROLE waymark_web;
SELECT is((SELECT person_id FROM auth.factor(repeat('cd', 32), 'a')), NULL,
    'a token of no step stands for nobody');
SELECT is((SELECT person_id FROM auth.factor('', 'a')), NULL,
    'nor does no session');
SELECT is((SELECT person_id FROM auth.factor(repeat('ab', 32), 'a')),
    2::bigint, 'a step stands for whose password was right');
SELECT is(auth.person_id(), NULL, 'but opens nothing');
SELECT auth.set_factor(repeat('ab', 32), decode(repeat('00', 60), 'hex'), 100,
    ARRAY[repeat('11', 32), repeat('22', 32)]) \g /dev/null
SELECT ok(NOT auth.take_code(repeat('ab', 32), 100), 'the code that set it up '
    'is not taken again');
SELECT ok(auth.take_code(repeat('ab', 32), 101), 'the next one is');
SELECT ok(NOT auth.take_code(repeat('ab', 32), 101), 'once');
SELECT ok(auth.take_recovery_code(repeat('ab', 32),
    decode(repeat('11', 32), 'hex')), 'a recovery code is taken');
SELECT ok(NOT auth.take_recovery_code(repeat('ab', 32),
    decode(repeat('11', 32), 'hex')), 'once, too');
SELECT throws_ok('SELECT auth.asking('''')', '42501', NULL,
    'what stands behind these functions is not the web''s');

SELECT pg_temp.act_as(31) \g /dev/null
SELECT throws_ok($$INSERT INTO factor_reset (person_id, programme_id, checked)
    VALUES (31, 1, 'Myself')$$, '23514', NULL, 'nobody asks for themselves');
SELECT throws_ok($$INSERT INTO factor_reset (person_id, programme_id, checked)
    VALUES (6, 1, 'Tom')$$, '23514', NULL, 'or for another programme''s');
SELECT lives_ok($$INSERT INTO factor_reset (person_id, programme_id, checked)
    VALUES (2, 1, 'Rang')$$, 'staff ask for a trainee');
SELECT throws_ok($$UPDATE factor_reset SET state = 'done'$$, '23514', NULL,
    'and do not decide it alone');
SELECT pg_temp.act_as(32) \g /dev/null
SELECT is((SELECT count(*) FROM factor_reset), 0::bigint,
    'another programme''s staff see nothing of it');
SELECT pg_temp.act_as(991) \g /dev/null
UPDATE factor_reset SET state = 'done';
SELECT results_eq('SELECT state::text, asked_by, settled_by FROM factor_reset',
    $$VALUES ('done', 31::bigint, 991::bigint)$$, 'a colleague does');
SELECT throws_ok($$UPDATE factor_reset SET state = 'refused'$$, '23514', NULL,
    'what was decided stays');
RESET ROLE;
SELECT is((SELECT count(*) FROM auth.second_factor), 0::bigint,
    'the second factor is gone');

INSERT INTO auth.second_factor (person_id, sealed, last_step)
VALUES (2, decode(repeat('00', 60), 'hex'), 1);
INSERT INTO auth.recovery_code (person_id, code_hash)
VALUES (2, decode(repeat('33', 32), 'hex'));
\o /dev/null
\ir ../../sql/schema/072_recovery_codes.sql
\o
SELECT is((SELECT count(*) FROM auth.recovery_code), 0::bigint,
    'shorter recovery codes of before have ended');
SELECT results_eq($$SELECT person_id FROM post.letter
    WHERE subject = 'Make new recovery codes for Waymark'$$,
    'VALUES (2::bigint)', 'and whoever had some was told');
SELECT * FROM finish();
ROLLBACK;
