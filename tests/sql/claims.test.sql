-- Claims: made once by whom it concerns, what the records say, and undone with
-- a reason.
BEGIN;
\ir world.sql
\o /dev/null
\ir ../pages/fixtures_asye.sql
\o
SELECT plan(31);

-- Ola (761), whose year is confirmed and certificated, and Pia (762), at Brook.
\o /dev/null
INSERT INTO person (id, given_name, family_name, email, swe_number)
OVERRIDING SYSTEM VALUE VALUES
	(761, 'Ola', 'Zane', 'ola@example.org', 'SW1761'),
	(762, 'Pia', 'May', 'pia@example.org', 'SW1762');
INSERT INTO enrolment (id, programme_id, cohort_id, person_id, employer_id,
    starts_on) OVERRIDING SYSTEM VALUE
SELECT id, 1, 4, id, 9003, '2025-09-01' FROM person WHERE id > 760;
INSERT INTO asye (id, enrolment_id, person_id, programme_id, framework_id,
    employer_id, host_id, provider_id, qualified_on, swe_registered_on,
    employed_on, starts_on) OVERRIDING SYSTEM VALUE
SELECT id, id, id, 1, framework_for('children', '2025-09-01'), 9003, 9003,
       9003, '2025-07-01', '2025-08-01', '2025-09-01', '2025-09-01'
  FROM person WHERE id > 760;
INSERT INTO asye_event (asye_id, change, on_day)
VALUES (761, 'registered', '2025-09-01'), (762, 'registered', '2026-05-02');
SET LOCAL session_replication_role = replica;
INSERT INTO asye_event (asye_id, enrolment_id, person_id, programme_id,
    version, change, before, after, on_day, employer_id, host_id, provider_id)
VALUES (761, 761, 761, 1, 3, 'confirmed', 'moderated', 'confirmed',
    '2026-06-01', 9003, 9003, 9003), (761, 761, 761, 1, 4, 'certificated',
    'confirmed', 'certificated', '2026-06-02', 9003, 9003, 9003);
UPDATE asye SET state = 'certificated', version = 4 WHERE id = 761;
SET LOCAL session_replication_role = origin;
\o
CREATE FUNCTION pg_temp.period(of framework_kind) RETURNS bigint
LANGUAGE sql AS $$
	SELECT id FROM waymark.claim_period
	 WHERE kind = $1 AND during @> date '2026-06-15'
$$;
CREATE FUNCTION pg_temp.claims(whose bigint) RETURNS void
LANGUAGE sql AS $$
	INSERT INTO waymark.claim (programme_id, organisation_id, period_id)
	VALUES (1, $1, pg_temp.period('children'))
$$;
CREATE FUNCTION pg_temp.line(who bigint, for_what claim_part) RETURNS void
LANGUAGE sql AS $$
	INSERT INTO waymark.claim_line (claim_id, asye_id, part)
	SELECT max(id), $1, $2 FROM waymark.claim
$$;

-- Who makes one.
SET ROLE waymark_web;
SELECT pg_temp.act_as(71);
SELECT throws_ok('SELECT pg_temp.claims(9003)', '42501', NULL,
    'whom it is about makes no claim');
SELECT pg_temp.act_as(72);
SELECT throws_ok('SELECT pg_temp.claims(9003)', '42501', NULL,
    'nor does an assessor');
SELECT pg_temp.act_as(73);
SELECT throws_ok('SELECT pg_temp.claims(9002)', '42501', NULL,
    'nor a coordinator for another employer');
SELECT lives_ok('SELECT pg_temp.claims(9003)',
    'the employer''s own coordinator does');
SELECT is((SELECT number FROM claim), 1::bigint, 'the first is number 1');
SELECT throws_ok($$INSERT INTO claim (programme_id, organisation_id,
    period_id, number) VALUES (1, 9003, pg_temp.period('children'), 7)$$,
    '42501', NULL, 'nobody chooses the number');

-- What a line says is what the records say.
SELECT lives_ok($$SELECT pg_temp.line(762, 'registration')$$,
    'a registration is claimed');
SELECT results_eq($$SELECT name, swe_number, pounds, registered_on,
    confirmed_on FROM claim_line$$, $$VALUES ('Pia May', 'SW1762',
    1000::bigint, date '2026-05-02', NULL::date)$$, 'as it was recorded');
SELECT throws_ok($$INSERT INTO claim_line (claim_id, asye_id, part, pounds)
    SELECT max(id), 761, 'completion', 9000 FROM claim$$, '42501', NULL,
    'nobody writes what is paid');
SELECT throws_ok($$SELECT pg_temp.line(762, 'registration')$$, '23505', NULL,
    'once');
SELECT throws_ok($$SELECT pg_temp.line(762, 'completion')$$, '23514', NULL,
    'no completion before the outcome is confirmed');
SELECT throws_ok($$SELECT pg_temp.line(700, 'registration')$$, NULL, NULL,
    'nobody of another framework');
SELECT lives_ok($$SELECT pg_temp.line(761, 'completion')$$,
    'a completion is claimed');
RESET ROLE;
SELECT is((SELECT state::text FROM asye WHERE id = 761), 'claim_complete',
    'and the ASYE says so');

-- Nothing of it is rewritten.
SET ROLE waymark_web;
SELECT pg_temp.act_as(73);
SELECT throws_ok($$UPDATE claim_line SET pounds = 1$$, '42501', NULL,
    'a line stays what it is');
SELECT throws_ok($$UPDATE claim SET period_id = period_id$$, '42501', NULL,
    'and a claim');
SELECT throws_ok($$DELETE FROM claim_line$$, '42501', NULL,
    'and nothing is deleted');
SELECT throws_ok($$UPDATE claim SET state = 'undone'$$, '23514', NULL,
    'to undo one takes a reason');
SELECT pg_temp.act_as(21);
SELECT is((SELECT count(*) FROM claim), 0::bigint, 'a partner sees none');
SELECT pg_temp.act_as(74);
SELECT is((SELECT count(*) FROM claim_line), 0::bigint, 'nor a moderator');

-- Paid back, undone, and claimed again.
SELECT pg_temp.act_as(73);
SELECT lives_ok($$UPDATE claim_line SET state = 'repaid',
    repaid_on = '2026-06-10' WHERE asye_id = 762$$, 'a line is paid back');
SELECT throws_ok($$UPDATE claim SET state = 'undone', reason = 'Wrong'$$,
    '23514', NULL, 'what was paid back is not undone');
SELECT lives_ok($$UPDATE claim_line SET state = 'claimed' WHERE asye_id = 762$$,
    'that it was can be a mistake');
SELECT lives_ok($$UPDATE claim SET state = 'undone', reason = 'Wrong'$$,
    'a claim is undone');
SELECT is((SELECT string_agg(DISTINCT state::text, ',') FROM claim_line),
    'undone', 'with its lines');
SELECT throws_ok($$UPDATE claim SET state = 'made'$$, '23514', NULL,
    'and not made again');
SELECT throws_ok($$UPDATE claim_line SET state = 'claimed'$$, '23514', NULL,
    'nor are its lines');
RESET ROLE;
SELECT is((SELECT state::text FROM asye WHERE id = 761), 'certificated',
    'the ASYE goes back');
SET ROLE waymark_web;
SELECT pg_temp.act_as(73);
SELECT lives_ok($$SELECT pg_temp.claims(9003); SELECT pg_temp.line(762,
    'registration')$$, 'what was undone is claimed again');
SELECT is((SELECT max(number) FROM claim), 2::bigint, 'as the next number');

-- Amounts.
SELECT throws_ok($$INSERT INTO claim_amount (period_id, programme_id,
    registration, completion, source) VALUES (pg_temp.period('adults'), 1, 1,
    1, 'Me')$$, '42501', NULL, 'staff alone enter what the funder pays');
RESET ROLE;

SELECT * FROM finish();
ROLLBACK;
