-- Monthly sets: who may set one up and for whom, how one moves on, and that the
-- jobs alone begin what is due.
BEGIN;
\ir world.sql
SELECT plan(19);

PREPARE sets_up AS INSERT INTO monthly_set (programme_id, organisation_id,
    tables, readers, purpose, day)
VALUES (1, $1, '{progress}', 'partner', 'To plan', $2);

SET ROLE waymark_web;
SELECT pg_temp.act_as(31);
SELECT lives_ok($$EXECUTE sets_up (9003, 15)$$, 'staff set one up');
SELECT throws_ok($$EXECUTE sets_up (9003, 31)$$, '23514', NULL,
    'on a day that every month has');
SELECT is((SELECT next_on FROM monthly_set), date '2026-06-15',
    'it is due from today on');
SELECT pg_temp.act_as(22);
SELECT lives_ok($$EXECUTE sets_up (9003, 1)$$,
    'a partner sets one up for their organisation');
SELECT throws_ok($$EXECUTE sets_up (9002, 1)$$, '42501', NULL,
    'and for no other');
SELECT is((SELECT count(*) FROM monthly_set), 2::bigint,
    'they see those of their organisation');
SELECT pg_temp.act_as(21);
SELECT is((SELECT count(*) FROM monthly_set), 0::bigint, 'another sees none');
SELECT pg_temp.act_as(2);
SELECT throws_ok($$EXECUTE sets_up (9003, 1)$$, '42501', NULL,
    'a trainee sets up none');
SELECT throws_ok($$SELECT monthly_sets_begin()$$, '42501', NULL,
    'the jobs alone begin what is due');
SELECT pg_temp.act_as(31);
SELECT throws_ok($$UPDATE monthly_set SET purpose = 'Another'$$, '42501', NULL,
    'it stays what was set up');
SELECT lives_ok($$UPDATE monthly_set SET state = 'paused' WHERE day = 1$$,
    'it is paused');
SELECT lives_ok($$UPDATE monthly_set SET state = 'ended' WHERE day = 1$$,
    'and ended');
SELECT throws_ok($$UPDATE monthly_set SET state = 'running' WHERE day = 1$$,
    '23514', NULL, 'for good');

RESET ROLE;
SELECT set_config('waymark.session', '', true) \g /dev/null
SELECT is(monthly_sets_begin(), 1::bigint, 'what is due is begun');
SELECT is(monthly_sets_begin(), 0::bigint, 'once');
SELECT is((SELECT array_agg(asked_by) FROM export), ARRAY[22::bigint],
    'for whoever has the role there');
SELECT throws_ok($$DELETE FROM monthly_set_round$$, '42501', NULL,
    'that it was due stays');
SELECT is(ARRAY[monthly_day(15, '2026-06-15'), monthly_day(14, '2026-06-15'),
    monthly_day(1, '2026-12-02'), monthly_day(28, '2028-02-29')],
    ARRAY['2026-06-15', '2026-07-14', '2027-01-01', '2028-03-28']::date[],
    'days of months');
SET ROLE waymark_web;
SELECT pg_temp.act_as(21);
SELECT is_empty($$SELECT * FROM monthly_set_copies((SELECT min(id)
    FROM monthly_set_round), 12)$$, 'others are not told who got it');

SELECT * FROM finish();
ROLLBACK;
