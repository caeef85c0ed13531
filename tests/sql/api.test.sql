-- The API's tokens: who may make, see and revoke which, whom one stands for and
-- for how long, and that what it was answered stays.
BEGIN;
\ir world.sql
SELECT plan(32);

PREPARE makes AS INSERT INTO api_token (programme_id, organisation_id, reader,
    tables, name, recipient, purpose, prefix, token_hash, expires_on)
VALUES ($1, $2, $3, '{days,marks}', 'Warehouse', 'Team', 'To plan',
    'waymark_01234567', sha256(convert_to($4, 'UTF8')), $5);

SET ROLE waymark_web;
SELECT pg_temp.act_as(31);
SELECT lives_ok($$EXECUTE makes (1, NULL, 'staff', 'waymark_a', '2026-06-20')$$,
    'staff make one for their programme');
SELECT lives_ok($$EXECUTE makes (1, 9003, 'partner', 'waymark_b',
    '2026-06-15')$$, 'and one for a partner');
SELECT throws_ok($$EXECUTE makes (2, NULL, 'staff', 'waymark_c',
    '2026-06-20')$$, '42501', NULL, 'and none for another programme');
SELECT throws_ok($$EXECUTE makes (1, NULL, 'partner', 'waymark_c',
    '2026-06-20')$$, '23514', NULL, 'one for a partner is of their people');
SELECT throws_ok($$EXECUTE makes (1, NULL, 'self', 'waymark_c',
    '2026-06-20')$$, '23514', NULL, 'none is for whom it is about');
SELECT throws_ok($$EXECUTE makes (1, NULL, 'staff', 'waymark_c',
    '2026-06-14')$$, '23514', NULL, 'none ends before it begins');
SELECT throws_ok($$EXECUTE makes (1, NULL, 'staff', 'waymark_c',
    '2027-06-16')$$, '23514', NULL, 'none lasts longer than the setting');
SELECT throws_ok($$EXECUTE makes (1, NULL, 'staff', 'waymark_a',
    '2026-06-20')$$, '23505', NULL, 'no two are the same');
SELECT pg_temp.act_as(22);
SELECT lives_ok($$EXECUTE makes (1, 9003, 'partner', 'waymark_d',
    '2027-06-15')$$, 'a partner makes one for their organisation');
SELECT throws_ok($$EXECUTE makes (1, 9002, 'partner', 'waymark_e',
    '2026-06-20')$$, '42501', NULL, 'and for no other');
SELECT throws_ok($$EXECUTE makes (1, 9003, 'university', 'waymark_e',
    '2026-06-20')$$, '42501', NULL, 'never with the columns of others');
SELECT throws_ok($$INSERT INTO api_token (programme_id, organisation_id,
    reader, tables, name, recipient, purpose, prefix, token_hash, expires_on,
    made_by) SELECT 1, 9003, 'partner', '{days}', 'A', 'B', 'C',
    'waymark_01234567', sha256('x'), '2026-06-20', 31$$, '42501', NULL,
    'nor in the name of somebody else');
SELECT is((SELECT count(*) FROM api_token), 2::bigint,
    'they see their organisation''s, whoever made it');
SELECT throws_ok('SELECT token_hash FROM api_token', '42501', NULL,
    'and no hash');
SELECT pg_temp.act_as(21);
SELECT is((SELECT count(*) FROM api_token), 0::bigint,
    'another partner sees none');
SELECT pg_temp.act_as(2);
SELECT throws_ok($$EXECUTE makes (1, NULL, 'staff', 'waymark_f',
    '2026-06-20')$$, '42501', NULL, 'a trainee makes none');

-- Whom one stands for.
SELECT set_config('waymark.session', '', true) \g /dev/null
SELECT is_empty($$SELECT * FROM auth.api_enter('waymark_x')$$,
    'what was never made is nobody''s');
SELECT is(auth.person_id(), NULL, 'and reads as nobody');
SELECT results_eq($$SELECT standing, reader::text, organisation_id
    FROM auth.api_enter('waymark_d')$$,
    $$VALUES ('live', 'partner', 9003::bigint)$$, 'one that works says what '
    'it is for');
SELECT is(auth.person_id(), 22::bigint, 'and reads as whoever made it');
SELECT is((SELECT count(*) FROM enrolment), 4::bigint,
    'what their policies leave');
SELECT lives_ok($$SELECT api_used('days', '', 200, 7, '127.0.0.1')$$,
    'what it was answered is written down');
SELECT is(auth.person_id(), NULL, 'and with that it is nobody again');
SELECT throws_ok($$INSERT INTO api_use (token_id, programme_id, reader, asked,
    status, rows, address) SELECT id, 1, 'staff', '', 200, 1, ''
    FROM api_token$$, '42501', NULL, 'nobody writes it otherwise');
RESET ROLE;
SELECT is((SELECT count(*) FROM auth.session WHERE address = 'jobs'),
    0::bigint, 'and no session is left');
SELECT throws_ok('UPDATE api_use SET rows = 0', '42501', NULL,
    'what was answered stays, also for the owner');
SELECT throws_ok('DELETE FROM api_use', '42501', NULL, 'all of it');

UPDATE demonstration SET as_of = '2026-06-16';
SET ROLE waymark_web;
SELECT is((SELECT standing FROM auth.api_enter('waymark_b')), 'expired',
    'one ends with its last day');
SELECT is(auth.person_id(), NULL, 'and reads as nobody then');
SELECT pg_temp.act_as(22);
UPDATE api_token SET state = 'revoked' WHERE made_by = 31;
SELECT is((SELECT count(*) FROM api_token WHERE state = 'revoked'
    AND revoked_by = 22), 1::bigint, 'a partner revokes one of theirs');
SELECT throws_ok($$UPDATE api_token SET state = 'live'$$, NULL, NULL,
    'for good');
SELECT set_config('waymark.session', '', true) \g /dev/null
SELECT is((SELECT standing FROM auth.api_enter('waymark_b')), 'revoked',
    'which is what it is then');

SELECT * FROM finish();
ROLLBACK;
