-- Registering on an ASYE, being on none, and that frameworks follow one another
-- without moving anybody.
BEGIN;
\ir world.sql
\o /dev/null
\ir ../pages/fixtures_asye.sql
SET session_replication_role = replica;
UPDATE enrolment SET state = 'completed' WHERE id IN (101, 103);
SET session_replication_role = origin;
SELECT waymark.asye_await(id) FROM enrolment WHERE id IN (101, 103);
\o
SELECT plan(25);

CREATE FUNCTION pg_temp.register(whose bigint, kind framework_kind,
    starts date) RETURNS bigint
LANGUAGE sql AS $$
	SELECT waymark.asye_register(whose, kind, 9002, 9002, 9002, NULL, '',
	    'Social worker', 'designated', starts - 60, starts - 10, starts,
	    starts, 100, '', '', 9002, 9002, 9002)
$$;

SET ROLE waymark_web;
SELECT pg_temp.act_as(73) \g /dev/null
SELECT is((SELECT count(*) FROM waymark.asye_candidate(101)), 0::bigint,
    'a coordinator does not register another employer''s people');
SELECT is(pg_temp.register(101, 'adults', '2026-06-01'), NULL,
    'whatever they send');
SELECT is((SELECT name FROM waymark.asye_candidate(103)), 'Zoë Núñez',
    'but their own');
SELECT throws_ok('SELECT pg_temp.register(103, ''adults'', ''2026-06-01'')',
    '23514', NULL, 'who is registered with Social Work England');
SELECT results_eq('SELECT enrolment_id FROM asye_awaited',
    'VALUES (103::bigint)', 'and sees whom an ASYE is awaited for');
SELECT throws_ok($$INSERT INTO asye_absence (enrolment_id, person_id,
    programme_id, employer_id, host_id, reason) VALUES (101, 1, 1, 9002, 9002,
    'chose_not')$$, '42501', NULL, 'nor says why others are on none');
SELECT lives_ok($$INSERT INTO asye_absence (enrolment_id, person_id,
    programme_id, employer_id, host_id, reason) VALUES (103, 3, 1, 9003, 9003,
    'chose_not')$$, 'of their own they do');
SELECT is((SELECT count(*) FROM asye_awaited), 0::bigint,
    'and nothing is awaited any more');
SELECT throws_ok($$UPDATE asye_absence SET reason = 'on_leave'$$, '42501',
    NULL, 'a reason is not rewritten');
UPDATE asye_absence SET state = 'removed';
SELECT is((SELECT count(*) FROM asye_awaited), 1::bigint,
    'taken away, it is awaited again');
SELECT throws_ok($$UPDATE asye_absence SET state = 'recorded'$$, '23514', NULL,
    'and is not put back');

SELECT pg_temp.act_as(31) \g /dev/null
SELECT throws_ok($$INSERT INTO asye_absence (enrolment_id, person_id,
    programme_id, employer_id, host_id, reason) VALUES (102, 2, 1, 9003, 9003,
    'chose_not')$$, '23514', NULL, 'who has not qualified is awaited nowhere');
SELECT throws_ok($$INSERT INTO asye_absence (enrolment_id, person_id,
    programme_id, employer_id, host_id, reason) VALUES (171, 71, 1, 9003, 9003,
    'chose_not')$$, '23514', NULL, 'nor who is on an ASYE');
SELECT ok(pg_temp.register(101, 'adults', '2026-06-01') IS NOT NULL,
    'staff register');
SELECT is(pg_temp.register(101, 'adults', '2026-06-01'), NULL, 'once');
SELECT is((SELECT count(*) FROM waymark.asye_shares((SELECT id FROM asye
    WHERE person_id = 1))), 4::bigint, 'with what each organisation does');
SELECT pg_temp.act_as(21) \g /dev/null
SELECT is((SELECT count(*) FROM waymark.asye_shares((SELECT id FROM asye
    WHERE person_id = 1))), 0::bigint, 'which a partner is not told');
SELECT pg_temp.act_as(1) \g /dev/null
SELECT is(pg_temp.register(101, 'adults', '2026-06-01'), NULL,
    'nobody registers themself');

-- Duties.
SELECT pg_temp.act_as(72) \g /dev/null
SELECT throws_ok($$INSERT INTO asye_duty (asye_id, trainee_id, programme_id,
    person_id, duty, during) VALUES (700, 71, 1, 75, 'supervisor',
    '[2026-06-01,)')$$, '42501', NULL, 'an assessor gives nobody a duty');
SELECT is((SELECT refusal FROM waymark.asye_worker(700, 'A', 'B', 'a@b.org',
    NULL, 'a b')), 'not_yours', 'nor adds anybody');
RESET ROLE;
UPDATE asye_duty SET during = '[2025-09-01,2026-06-15)' WHERE id = 7001;
SELECT ok((SELECT unassessed FROM asye WHERE id = 700),
    'without an assessor it is said');
SELECT is((SELECT count(*) FROM audit.event WHERE subject = 'asye'
    AND after ? 'unassessed'), 0::bigint, 'and that is no event of its own');

-- Whatever the day and the kind, whoever starts has the framework of that day,
-- or none, and keeps it through all that comes.
SELECT is_empty($$SELECT d, k FROM generate_series('2022-08-25'::date,
    '2029-01-01', '1 day') d, unnest(enum_range(NULL::framework_kind)) k
    WHERE framework_for(k, d::date) IS DISTINCT FROM (SELECT f.id
        FROM framework f WHERE f.kind = k AND d::date >= lower(f.during)
         AND (upper(f.during) IS NULL OR d::date < upper(f.during)))$$,
    'a framework is that of the first day, on each of 2,300 days');
CREATE FUNCTION pg_temp.lives(which bigint) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
	changes text[] := '{registered,agreement_signed,reviewed_3,paused,
	    resumed,transferred_out,transferred_in,reviewed_6,withdrawn,
	    reinstated,reviewed_9,final_reviewed,recommended,
	    returned_by_panel,recommended,moderated}';
	reasons jsonb := '{"paused": "illness", "resumed": "ready",
	    "transferred_out": "moved", "transferred_in": "arrived",
	    "withdrawn": "illness", "reinstated": "ready"}';
	kept bigint := (SELECT framework_id FROM asye WHERE id = which);
	moved bigint := 0;
	c text;
BEGIN
	PERFORM set_config('waymark.session', '', true);
	FOREACH c IN ARRAY changes LOOP
		IF c <> 'registered' THEN
			INSERT INTO asye_event (asye_id, change, reason,
			    employer_id, host_id, provider_id)
			VALUES (which, c::asye_change, reasons ->> c, 9002,
			    9002, 9002);
		END IF;
		moved := moved + (kept <> (SELECT framework_id FROM asye
		    WHERE id = which))::int;
	END LOOP;
	RETURN moved;
END
$$;
SELECT is(pg_temp.lives(700), 0::bigint,
    'nobody''s framework changes, whatever happens to them');
SELECT is((SELECT state FROM asye WHERE id = 700),
    'moderated'::asye_state, 'from the first day to the last');

SELECT * FROM finish();
ROLLBACK;
