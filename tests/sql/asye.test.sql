-- ASYEs: who sees whose, what may follow what and by whom, and that nobody's
-- framework changes.
BEGIN;
\ir world.sql
\o /dev/null
\ir ../pages/fixtures_asye.sql
\o
SELECT plan(40);

-- Frameworks.
SELECT is(framework_for('adults', '2026-06-01'), (SELECT id FROM framework
    WHERE code = 'adults_2022'), 'a framework is chosen by the first day');
SELECT is(framework_for('children', '2027-03-31'), (SELECT id FROM framework
    WHERE code = 'children_2022'), 'for child and family until March 2027');
SELECT is(framework_for('children', '2027-04-01'), NULL,
    'and no longer after it');
SELECT is(framework_for('early_career', '2027-08-31'), NULL,
    'the early career programme has not begun');
SELECT is(framework_for('early_career', '2027-09-01'), (SELECT id
    FROM framework WHERE code = 'early_career_2027'),
    'before September 2027');
SELECT is_empty($$SELECT f.code, e FROM framework f
    CROSS JOIN unnest(enum_range(NULL::evidence_kind)) e
    WHERE NOT EXISTS (SELECT 1 FROM framework_minimum m
        WHERE m.framework_id = f.id AND m.evidence = e)$$,
    'each framework says what it needs of every kind of evidence');
SELECT is_empty($$SELECT f.code FROM framework f WHERE f.months <>
    (SELECT max(r.months) FROM framework_review r
      WHERE r.framework_id = f.id AND r.final)$$,
    'and ends with its final review');
SELECT results_eq($$SELECT at_least, by_registered, by_assessor
    FROM framework_minimum m JOIN framework f ON f.id = m.framework_id
    WHERE f.code = 'adults_2022' AND evidence = 'observation'$$,
    'VALUES (3::bigint, 3::bigint, 2::bigint)',
    'three observations, two of them by the assessor');
SELECT throws_ok($$UPDATE asye SET framework_id = framework_for('children',
    '2025-09-01') WHERE id = 700$$, '23514', NULL,
    'nobody''s framework changes');
SELECT throws_ok($$INSERT INTO asye (enrolment_id, person_id, programme_id,
    framework_id, employer_id, host_id, provider_id, qualified_on,
    swe_registered_on, employed_on, starts_on) SELECT 101, 1, 1, id, 9002,
    9002, 9002, '2026-01-01', '2026-01-01', '2026-01-01', '2026-01-01'
    FROM framework WHERE code = 'early_career_2027'$$, '23514', NULL,
    'nor does anybody start on one that has not begun');
SELECT throws_ok($$INSERT INTO asye (enrolment_id, person_id, programme_id,
    framework_id, employer_id, host_id, provider_id, qualified_on,
    swe_registered_on, employed_on, starts_on) VALUES (171, 71, 1,
    framework_for('adults', '2026-01-01'), 9002, 9002, 9002, '2025-07-10',
    '2025-08-20', '2026-01-01', '2026-01-01')$$, '23505', NULL,
    'nor is anybody on two');
SELECT throws_ok($$INSERT INTO asye (enrolment_id, person_id, programme_id,
    framework_id, employer_id, host_id, provider_id, qualified_on,
    swe_registered_on, employed_on, starts_on) VALUES (101, 1, 1,
    framework_for('adults', '2026-01-01'), 9002, 9002, 9002, '2025-07-10',
    '2026-02-20', '2026-01-01', '2026-01-01')$$, '23514', NULL,
    'nor starts before they are registered');
SELECT is((SELECT count(*) FROM asye_event WHERE asye_id = 700
    AND change = 'found_eligible'), 1::bigint, 'an ASYE has its first event');

-- Duties.
SELECT throws_ok($$INSERT INTO asye_duty (asye_id, trainee_id, programme_id,
    person_id, duty, during) VALUES (700, 71, 1, 31, 'assessor',
    '[2024-09-01,2025-01-01)')$$, '23514', NULL,
    'an assessor is a registered social worker');
SELECT throws_ok($$INSERT INTO asye_duty (asye_id, trainee_id, programme_id,
    person_id, duty, during) VALUES (700, 71, 1, 75, 'assessor',
    '[2026-01-01,)')$$, '23P01', NULL, 'there is one assessor at a time');
SELECT throws_ok($$INSERT INTO asye_duty (asye_id, trainee_id, programme_id,
    person_id, duty, during) VALUES (700, 71, 1, 71, 'supervisor',
    '[2026-01-01,)')$$, '23514', NULL, 'and never oneself');
INSERT INTO asye_duty (asye_id, trainee_id, programme_id, person_id, duty,
    during) VALUES (700, 71, 1, 11, 'supervisor', '[2026-06-01,)');
SELECT is((SELECT count(*) FROM role_held WHERE person_id = 11
    AND role = 'assessor'), 1::bigint, 'whoever has a duty has the role');

-- Who sees what.
SET ROLE waymark_web;
SELECT pg_temp.act_as(72) \g /dev/null
SELECT results_eq('SELECT id FROM asye', 'VALUES (700::bigint)',
    'an assessor sees the ASYE');
SELECT results_eq('SELECT id FROM person ORDER BY id',
    'VALUES (11::bigint), (71), (72), (73), (75)',
    'and who has a duty on it, or coordinates it');
SELECT is((SELECT count(*) FROM enrolment), 0::bigint,
    'but not the enrolment behind it');
SELECT is((SELECT count(*) FROM asye_event), 2::bigint, 'and its events');
SELECT throws_ok($$INSERT INTO asye_event (asye_id, change, reason)
    VALUES (700, 'withdrawn', 'illness')$$, '23514', NULL,
    'and does not withdraw it');
SELECT throws_ok($$INSERT INTO asye_event (asye_id, change)
    VALUES (700, 'agreement_signed')$$, '42501', NULL,
    'nor records what documents do');
SELECT pg_temp.act_as(73) \g /dev/null
SELECT results_eq('SELECT id FROM asye', 'VALUES (700::bigint)',
    'a coordinator sees the ASYEs of the employer');
SELECT is((SELECT count(*) FROM asye_event), 2::bigint, 'and their events');
SELECT pg_temp.act_as(22) \g /dev/null
SELECT results_eq('SELECT id FROM asye', 'VALUES (700::bigint)',
    'a partner of the employer does');
SELECT is((SELECT count(*) FROM asye_event), 0::bigint, 'but not why');
SELECT pg_temp.act_as(21) \g /dev/null
SELECT results_eq('SELECT id FROM asye', 'VALUES (700::bigint)',
    'and the host''s');
SELECT pg_temp.act_as(74) \g /dev/null
SELECT is((SELECT count(*) FROM asye), 0::bigint,
    'a moderator sees nothing that no panel gave them');
SELECT pg_temp.act_as(32) \g /dev/null
SELECT is((SELECT count(*) FROM asye), 0::bigint,
    'nor does another programme''s staff');
SELECT pg_temp.act_as(71) \g /dev/null
SELECT is((SELECT count(*) FROM asye_event), 2::bigint,
    'the newly qualified see their own');
SELECT results_eq('SELECT id FROM person ORDER BY id',
    'VALUES (11::bigint), (71), (72), (73), (75)', 'and know who stands by them');
SELECT throws_ok($$INSERT INTO asye_event (asye_id, change, reason)
    VALUES (700, 'withdrawn', 'illness')$$, '23514', NULL,
    'and do not withdraw themselves');

-- Events.
SELECT pg_temp.act_as(73) \g /dev/null
INSERT INTO asye_event (asye_id, version, change, reason)
VALUES (700, 2, 'withdrawn', 'illness');
SELECT is((SELECT state FROM asye), 'registered'::asye_state,
    'who saw an older version writes nothing');
INSERT INTO asye_event (asye_id, version, change, reason)
VALUES (700, 3, 'withdrawn', 'illness');
SELECT is((SELECT state FROM asye), 'withdrawn'::asye_state,
    'a coordinator withdraws');
SELECT throws_ok($$INSERT INTO asye_event (asye_id, change, reason)
    VALUES (700, 'withdrawn', 'illness')$$, '23514', NULL, 'once');
SELECT throws_ok($$INSERT INTO asye_event (asye_id, change, reason)
    VALUES (700, 'reinstated', 'illness')$$, '23514', NULL,
    'for a reason of that change');
INSERT INTO asye_event (asye_id, change, undoes, reason)
VALUES (700, 'undone', 3, 'recorded_wrongly');
SELECT is((SELECT state FROM asye), 'registered'::asye_state,
    'and undoes it');
RESET ROLE;
INSERT INTO asye_event (asye_id, change) VALUES (700, 'agreement_signed');
INSERT INTO asye_event (asye_id, change) VALUES (700, 'reviewed_3');
INSERT INTO asye_event (asye_id, change, reason) VALUES
    (700, 'paused', 'illness');
INSERT INTO asye_event (asye_id, change, reason) VALUES
    (700, 'resumed', 'ready');
SELECT is((SELECT state FROM asye), 'review_3'::asye_state,
    'what resumes is where it was');
SELECT throws_ok('UPDATE asye SET state = ''confirmed''', '23514', NULL,
    'and no state comes without its event');

SELECT * FROM finish();
ROLLBACK;
