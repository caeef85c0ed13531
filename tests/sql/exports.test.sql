-- Exports: what somebody may ask for and have, how one moves on, and that what
-- is in it is whole or not there.
BEGIN;
\ir world.sql
SELECT plan(30);

PREPARE asks AS INSERT INTO export (programme_id, organisation_id, person_id,
    tables, format, reader, recipient, purpose)
VALUES ($1, $2, $3, '{days}', 'csv', $4, 'Board', 'To plan');

SET ROLE waymark_web;
SELECT pg_temp.act_as(31);
SELECT lives_ok($$EXECUTE asks (1, NULL, NULL, 'staff')$$,
    'staff ask for their programme');
SELECT throws_ok($$EXECUTE asks (2, NULL, NULL, 'staff')$$, '42501', NULL,
    'and for no other');
SELECT throws_ok($$EXECUTE asks (1, NULL, NULL, 'partner')$$, '23514', NULL,
    'one for a partner is of their people');
SELECT throws_ok($$EXECUTE asks (1, NULL, NULL, 'self')$$, '23514', NULL,
    'one of a person says of whom');
SELECT pg_temp.act_as(22);
SELECT lives_ok($$EXECUTE asks (1, 9003, NULL, 'partner')$$,
    'a partner asks for their own organisation');
SELECT throws_ok($$EXECUTE asks (1, 9002, NULL, 'partner')$$, '42501', NULL,
    'and for no other');
SELECT throws_ok($$EXECUTE asks (1, 9003, NULL, 'staff')$$, '42501', NULL,
    'never as staff have it');
SELECT pg_temp.act_as(2);
SELECT lives_ok($$EXECUTE asks (1, NULL, 2, 'self')$$,
    'a trainee asks for their own record');
SELECT throws_ok($$EXECUTE asks (1, NULL, 1, 'self')$$, '42501', NULL,
    'and for nobody else''s');

SELECT is((SELECT count(*) FROM export), 1::bigint, 'everybody sees their own');
SELECT throws_ok($$UPDATE export SET state = 'done'$$, '23514', NULL,
    'nobody makes theirs by saying so');
SELECT lives_ok($$UPDATE export SET state = 'cancelled'$$,
    'one that waits is cancelled');
SELECT lives_ok($$UPDATE export SET state = 'queued'$$, 'and asked for again');
SELECT throws_ok($$INSERT INTO export_download (export_id)
    SELECT id FROM export$$, 'P0002', NULL, 'what is not made is not had');

-- Read as an organisation would.
SELECT throws_ok($$SELECT auth.stand_in(1, 9003)$$, '42501', NULL,
    'a trainee reads as no organisation');
SELECT pg_temp.act_as(22);
SELECT throws_ok($$SELECT auth.stand_in(1, 9002)$$, '42501', NULL,
    'a partner as no other than theirs');
SELECT pg_temp.act_as(31);
SELECT throws_ok($$SELECT auth.stand_in(2, 9003)$$, '42501', NULL,
    'staff not in another programme');
SELECT auth.stand_in(1, 9003) \g /dev/null
SELECT is(auth.staff_programmes(), '{}', 'whoever does is staff of nothing');
SELECT is(auth.partner_organisations() || auth.asye_coordinated(),
    '{9003,9003}', 'and coordinates there alone');
SELECT is((SELECT array_agg(id ORDER BY id) FROM enrolment),
    '{102,103,104,105}', 'they see who is employed or hosted there');
SELECT throws_ok($$SELECT auth.stand_in(1, 9002)$$, '42501', NULL,
    'and read as nobody else from there');
SELECT auth.stand_back() \g /dev/null
SELECT is(auth.person_id(), 31::bigint, 'until they are themselves again');
SELECT pg_temp.act_as(2);

RESET ROLE;
UPDATE export SET asked_at = asked_at - interval '1 minute';
SET ROLE waymark_web;
SELECT throws_ok($$SELECT export_keep(id, 1, 'a') FROM export$$, '23514',
    NULL, 'and not written by the web later');
SELECT throws_ok($$SELECT export_claim()$$, '42501', NULL,
    'the jobs alone take one up');

RESET ROLE;
SELECT set_config('waymark.session', '', true) \g /dev/null
SELECT is((SELECT count(*) FROM audit.event WHERE subject = 'export'
    AND person_id = 2 AND after ? 'state'), 3::bigint, 'each move is an event');
UPDATE export SET state = 'working', tries = 1 WHERE person_id = 2;
SELECT pg_advisory_lock(export_lock(id)), pg_advisory_lock(export_lock(id))
  FROM export WHERE person_id = 2 \g /dev/null
SELECT is((SELECT export_progress(id, 1, 5, 9) FROM export
    WHERE person_id = 2), true, 'its maker says how far it is');
SELECT is((SELECT export_progress(id, 7, 6, 9) FROM export
    WHERE person_id = 2), false, 'another is told to stop');
SELECT is((SELECT export_done(id, 7, 9, 1) FROM export
    WHERE person_id = 2), false, 'and cannot say that it is whole');
UPDATE export SET state = 'cancelled' WHERE person_id = 2;
SELECT is((SELECT export_done(id, 1, 9, 1) FROM export
    WHERE person_id = 2), false, 'nor can whoever made one that was cancelled');
SELECT throws_ok($$UPDATE export SET purpose = 'Another'$$, '23514', NULL,
    'an export stays what was asked for');

SELECT * FROM finish();
ROLLBACK;
