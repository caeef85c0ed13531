-- Documents of an ASYE: who begins, writes, reads and signs them, what a signed
-- agreement promises, who observed, and where the ASYE goes with them.
BEGIN;
\ir world.sql
\o /dev/null
\ir ../pages/fixtures_asye.sql
\o
SELECT plan(60);

-- 71 is the newly qualified social worker, 72 the assessor, 75 the line
-- manager, 73 coordinates, 31 is staff.  11 becomes a supervisor.
INSERT INTO asye_duty (id, asye_id, trainee_id, programme_id, person_id, duty,
    during) OVERRIDING SYSTEM VALUE VALUES
	(7003, 700, 71, 1, 11, 'supervisor', '[2026-01-01,)');

CREATE FUNCTION pg_temp.start(kind document_kind, stage document_stage
    DEFAULT NULL) RETURNS bigint LANGUAGE sql AS $$
	INSERT INTO document (kind, stage, asye_id, enrolment_id, person_id,
	    programme_id)
	SELECT $1, $2, a.id, a.enrolment_id, a.person_id, a.programme_id
	  FROM asye a WHERE a.id = 700
	RETURNING id
$$;
CREATE FUNCTION pg_temp.write(whose bigint, version bigint, part document_part,
    fields text[], answers text[], lacks document_part[]) RETURNS bigint
LANGUAGE sql AS $$
	INSERT INTO document_version (document_id, version, part, edition,
	    fields, questions, answers, lacks)
	VALUES ($1, $2, $3, 1, $4, $4, $5, $6) RETURNING version
$$;
CREATE FUNCTION pg_temp.move(whose bigint, version bigint,
    change document_change, reason text DEFAULT NULL) RETURNS text
LANGUAGE sql AS $$
	INSERT INTO document_event (document_id, version, change, reason)
	VALUES ($1, $2, $3, $4) RETURNING after::text
$$;
CREATE FUNCTION pg_temp.sign(whose bigint, version bigint,
    party document_party) RETURNS text
LANGUAGE sql AS $$
	INSERT INTO signature (document_id, version, party, hash)
	VALUES ($1, $2, $3, (SELECT v.hash FROM document_version v
	    WHERE v.document_id = $1 AND v.version = $2))
	RETURNING name || ', ' || role
$$;
CREATE FUNCTION pg_temp.state(whose bigint) RETURNS text
LANGUAGE sql SECURITY DEFINER AS $$
	SELECT state || ' ' || version FROM waymark.document WHERE id = $1
$$;
CREATE FUNCTION pg_temp.stands() RETURNS text
LANGUAGE sql SECURITY DEFINER AS $$
	SELECT state::text FROM waymark.asye WHERE id = 700
$$;
-- Written by the assessor as version 1 and sent; a version later, again.
CREATE FUNCTION pg_temp.send(whose bigint, version bigint, fields text[],
    answers text[]) RETURNS text
LANGUAGE sql AS $$
	SELECT pg_temp.write($1, $2, 'assessor', $3, $4, '{}');
	SELECT pg_temp.move($1, $2, 'submitted');
$$;
CREATE FUNCTION pg_temp.three_sign(whose bigint, version bigint) RETURNS text
LANGUAGE sql AS $$
	SELECT pg_temp.act_as(71);
	SELECT pg_temp.sign($1, $2, 'trainee');
	SELECT pg_temp.act_as(72);
	SELECT pg_temp.sign($1, $2, 'asye_assessor');
	SELECT pg_temp.act_as(75);
	SELECT pg_temp.sign($1, $2, 'line_manager');
$$;

SET ROLE waymark_web;
SELECT is(pg_temp.start('asye_agreement'), NULL, 'nobody starts nothing');
SELECT pg_temp.act_as(12) \g /dev/null
SELECT is(pg_temp.start('asye_agreement'), NULL,
    'nor does somebody without a part in it');

-- Who begins what.
SELECT pg_temp.act_as(71) \g /dev/null
SELECT throws_ok($$INSERT INTO document (kind, asye_id, placement_id,
    enrolment_id, person_id, programme_id, organisation_id) VALUES
    ('asye_agreement', 700, 201, 171, 71, 1, 9002)$$, '23514', NULL,
    'a document has one home');
SELECT throws_ok($$SELECT pg_temp.start('reflection')$$, '23514', NULL,
    'an ASYE has no document of a placement');
SELECT pg_temp.act_as(1) \g /dev/null
SELECT throws_ok($$INSERT INTO document (kind, placement_id, enrolment_id,
    person_id, programme_id, organisation_id) VALUES ('asye_observation', 201,
    101, 1, 1, 9002)$$, '23514', NULL, 'nor a placement one of an ASYE');
SELECT pg_temp.act_as(71) \g /dev/null
SELECT throws_ok($$SELECT pg_temp.start('asye_review')$$, '23514', NULL,
    'a review is of a moment');
SELECT throws_ok($$SELECT pg_temp.start('asye_review', 'start')$$, '23503',
    NULL, 'that there is a review at');
SELECT throws_ok($$SELECT pg_temp.start('asye_observation', 'start')$$,
    '23514', NULL, 'an observation is of none');
SELECT pg_temp.start('asye_reflection_log', 'start') AS log \gset
SELECT throws_ok($$SELECT pg_temp.start('asye_reflection_log', 'start')$$,
    '23505', NULL, 'a part of the log is begun once');
SELECT isnt(pg_temp.start('asye_reflection_log', 'months_3'), NULL,
    'the next part beside it');
SELECT pg_temp.act_as(11) \g /dev/null
SELECT throws_ok($$SELECT pg_temp.start('asye_agreement')$$, '42501', NULL,
    'a supervisor begins no agreement');
SELECT throws_ok($$SELECT pg_temp.start('asye_reflection_log', 'end')$$,
    '42501', NULL, 'nor somebody else''s reflection');
SELECT isnt(pg_temp.start('asye_supervision'), NULL,
    'but a record of supervision');
SELECT pg_temp.act_as(73) \g /dev/null
SELECT throws_ok($$SELECT pg_temp.start('asye_agreement')$$, '42501', NULL,
    'a coordinator writes none');

-- A log is its writer's until it is sent.
SELECT pg_temp.act_as(71) \g /dev/null
SELECT pg_temp.write(:log, 1, 'trainee', '{trainee.stands}', '{Words}', '{}')
    \g /dev/null
SELECT pg_temp.act_as(72) \g /dev/null
SELECT is((SELECT count(*) FROM document WHERE id = :log), 1::bigint,
    'an assessor knows of a log');
SELECT is((SELECT count(*) FROM document_version), 0::bigint,
    'and reads no draft of it');
SELECT throws_ok(format('SELECT pg_temp.write(%s, 2, ''assessor'',
    ''{assessor.x}'', ''{X}'', ''{}'')', :log), '23514', NULL,
    'or writes in it');
SELECT pg_temp.act_as(71) \g /dev/null
SELECT pg_temp.move(:log, 1, 'submitted') \g /dev/null
SELECT pg_temp.act_as(73) \g /dev/null
SELECT is((SELECT count(*) FROM document_version), 1::bigint,
    'what was sent its coordinator reads');
SELECT pg_temp.act_as(31) \g /dev/null
SELECT is((SELECT count(*) FROM document_version WHERE document_id = :log),
    1::bigint, 'and the staff');
SELECT pg_temp.act_as(74) \g /dev/null
SELECT is((SELECT count(*) FROM document), 0::bigint, 'no moderator');
SELECT pg_temp.act_as(22) \g /dev/null
SELECT is((SELECT count(*) FROM document), 0::bigint, 'and no partner');

-- An agreement is signed by three, and promises.
SELECT pg_temp.act_as(72) \g /dev/null
SELECT pg_temp.start('asye_agreement') AS a \gset
SELECT is(pg_temp.send(:a, 1, '{assessor.applies_from,assessor.first_weeks,
    assessor.second_months,assessor.supervision.1.every,
    assessor.supervision.1.minutes,assessor.supervision.2.every,
    assessor.supervision.2.minutes,assessor.supervision.3.every,
    assessor.supervision.3.minutes,assessor.workload,assessor.caseload,
    assessor.protected_time,assessor.review_3_on,assessor.panel_on,
    assessor.adjustments.1.what,assessor.adjustments.1.by}',
    '{1 September 2025,6,6,Weekly,90,Every two weeks,90,Monthly,60,90,18,222,
    1 December 2025,20 September 2026,A screen reader,15 September 2025}'),
    'submitted', 'an assessor writes and sends an agreement');
SELECT is((SELECT parties FROM document WHERE id = :a),
    '{trainee,asye_assessor,line_manager}', 'to three who sign');
SELECT is(pg_temp.sign(:a, 1, 'asye_assessor'), 'Asa Berg, ASYE assessor',
    'the assessor signs');
SELECT throws_ok(format('SELECT pg_temp.sign(%s, 1, ''line_manager'')', :a),
    '23514', NULL, 'for themself alone');
SELECT pg_temp.act_as(75) \g /dev/null
SELECT pg_temp.sign(:a, 1, 'line_manager') \g /dev/null
SELECT is(pg_temp.stands(), 'registered', 'two signatures are not three');
SELECT is_empty('SELECT 1 FROM asye_promise', 'and promise nothing');
SELECT pg_temp.act_as(71) \g /dev/null
SELECT is(pg_temp.sign(:a, 1, 'trainee'),
    'Nina Sol, Newly qualified social worker', 'with the third');
SELECT is(pg_temp.state(:a), 'signed 1', 'it is signed');
SELECT is(pg_temp.stands(), 'agreed', 'and the ASYE agreed');
SELECT results_eq($$SELECT what::text, amount, unit::text, during
    FROM asye_promise ORDER BY number$$, $$VALUES
    ('supervision_every', 1::bigint, 'weeks', '[2025-09-01,2025-10-13)'::daterange),
    ('supervision_every', 2, 'weeks', '[2025-10-13,2026-03-01)'),
    ('supervision_every', 1, 'months', '[2026-03-01,)'),
    ('supervision_length', 90, 'minutes', '[2025-09-01,2025-10-13)'),
    ('supervision_length', 90, 'minutes', '[2025-10-13,2026-03-01)'),
    ('supervision_length', 60, 'minutes', '[2026-03-01,)'),
    ('workload', 90, 'percent', '[2025-09-01,)'),
    ('caseload', 18, 'cases', '[2025-09-01,)'),
    ('protected_time', 222, 'minutes_a_week', '[2025-09-01,)'),
    ('review_3', 1, 'meetings', '[2025-12-01,2025-12-02)'),
    ('panel', 1, 'meetings', '[2026-09-20,2026-09-21)'),
    ('adjustment', 1, 'adjustments', '[2025-09-15,)')$$,
    'what it promises is there, phase by phase');
SELECT is((SELECT words FROM asye_promise WHERE what = 'adjustment'),
    'A screen reader', 'in words where it is no number');
SELECT pg_temp.act_as(11) \g /dev/null
SELECT isnt_empty('SELECT 1 FROM asye_promise', 'a supervisor reads promises');
SELECT pg_temp.act_as(12) \g /dev/null
SELECT is_empty('SELECT 1 FROM asye_promise', 'others do not');

-- A later agreement.
SELECT pg_temp.act_as(72) \g /dev/null
SELECT is(pg_temp.move(:a, 1, 'unlocked', 'A new team'), 'returned',
    'an agreement is revised');
SELECT is(pg_temp.stands(), 'agreed', 'and stays in force meanwhile');
SELECT pg_temp.send(:a, 2, '{assessor.applies_from,assessor.first_weeks,
    assessor.second_months,assessor.supervision.3.every,
    assessor.supervision.3.minutes,assessor.workload}',
    '{1 April 2026,6,6,Every two weeks,75,80}') \g /dev/null
SELECT is((SELECT count(*) FROM asye_promise), 12::bigint,
    'what was promised stands until the next is signed');
SELECT pg_temp.three_sign(:a, 2) \g /dev/null
SELECT results_eq($$SELECT what::text, amount, during FROM asye_promise
    WHERE during @> '2026-04-02'::date ORDER BY what$$, $$VALUES
    ('supervision_every', 2::bigint, '[2026-04-01,)'::daterange),
    ('supervision_length', 75, '[2026-04-01,)'),
    ('workload', 80, '[2026-04-01,)')$$,
    'then it ends on the day from which the next applies');
SELECT results_eq($$SELECT what::text, amount FROM asye_promise
    WHERE during @> '2026-03-31'::date AND what = 'workload'$$,
    $$VALUES ('workload', 90::bigint)$$, 'and not a day before');

-- Reviews: the ASYE goes with what is signed.
SELECT pg_temp.act_as(72) \g /dev/null
SELECT pg_temp.start('asye_review', 'months_6') AS six \gset
SELECT pg_temp.start('asye_review', 'months_3') AS three \gset
SELECT pg_temp.send(:three, 1, '{assessor.held_on}', '{1 December 2025}')
    \g /dev/null
SELECT pg_temp.three_sign(:three, 1) \g /dev/null
SELECT is(pg_temp.stands(), 'review_3', 'a signed review was held');
SELECT pg_temp.act_as(72) \g /dev/null
SELECT pg_temp.move(:three, 1, 'unlocked', 'A wrong date') \g /dev/null
SELECT is(pg_temp.stands(), 'agreed', 'one that is opened again was not');
SELECT is(pg_temp.move(:three, 1, 'undone'), 'signed', 'undone');
SELECT is(pg_temp.stands(), 'review_3', 'it was');
SELECT pg_temp.act_as(31) \g /dev/null
INSERT INTO asye_event (asye_id, change, reason) SELECT 700, 'withdrawn',
    'own_circumstances';
SELECT pg_temp.act_as(72) \g /dev/null
SELECT pg_temp.send(:six, 1, '{assessor.held_on}', '{1 March 2026}')
    \g /dev/null
SELECT pg_temp.three_sign(:six, 1) \g /dev/null
SELECT is(pg_temp.stands(), 'withdrawn', 'who has left goes nowhere');
SELECT pg_temp.act_as(31) \g /dev/null
INSERT INTO asye_event (asye_id, change, reason) SELECT 700, 'reinstated',
    'ready';
SELECT is(pg_temp.stands(), 'review_6',
    'and coming back, to where their documents lead');

-- The gate of the final review.
RESET ROLE;
CREATE OR REPLACE FUNCTION asye_final_review_allowed(which bigint)
RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS 'BEGIN RETURN false; END';
SET ROLE waymark_web;
SELECT pg_temp.act_as(72) \g /dev/null
SELECT pg_temp.start('asye_final_review') AS f \gset
SELECT pg_temp.write(:f, 1, 'assessor', '{assessor.outcome}', '{Pass}', '{}')
    \g /dev/null
SELECT throws_ok(format('SELECT pg_temp.move(%s, 1, ''submitted'')', :f),
    '23514', 'a minimum is not met, and no reason is recorded',
    'a final review waits for the minimums');
SELECT is(pg_temp.send(:f, 2, '{assessor.outcome,assessor.shortfall}',
    '{Pass,The assessor was ill}'), 'submitted', 'or says why not');
SELECT pg_temp.three_sign(:f, 2) \g /dev/null
SELECT is(pg_temp.stands(), 'final_review', 'signed, it was the final review');
RESET ROLE;
SELECT pg_temp.act_as(72) \g /dev/null
INSERT INTO asye_event (asye_id, change) VALUES (700, 'recommended');
SET ROLE waymark_web;
SELECT throws_ok(format('SELECT pg_temp.move(%s, 2, ''unlocked'', ''Typo'')',
    :f), '23514', NULL, 'what was recommended rests upon it');

-- Who observed.
SELECT pg_temp.act_as(75) \g /dev/null
SELECT pg_temp.start('asye_observation') AS o \gset
SELECT pg_temp.send(:o, 1, '{assessor.observed_by,assessor.held_on}',
    '{I did,1 May 2026}') \g /dev/null
SELECT is((SELECT parties FROM document WHERE id = :o),
    '{trainee,line_manager}', 'whoever wrote of an observation signs it');
SELECT results_eq($$SELECT observer_id, name, is_registered, by_assessor
    FROM asye_observer$$, $$VALUES (75::bigint, 'Lina Frost', true, false)$$,
    'a manager observed');
SELECT pg_temp.move(:o, 1, 'returned', 'Say more') \g /dev/null
SELECT pg_temp.act_as(72) \g /dev/null
SELECT pg_temp.write(:o, 2, 'assessor', '{assessor.observed_by}', '{I did}',
    '{}') \g /dev/null
SELECT results_eq($$SELECT observer_id, by_assessor FROM asye_observer$$,
    $$VALUES (72::bigint, true)$$, 'the assessor did');
SELECT pg_temp.write(:o, 3, 'assessor', '{assessor.observed_by,
    assessor.observer,assessor.observer_number}',
    '{Another registered social worker,Jo Bell,SW5555}', '{}') \g /dev/null
SELECT results_eq($$SELECT observer_id, name, swe_number, is_registered,
    by_assessor FROM asye_observer$$, $$VALUES (NULL::bigint, 'Jo Bell',
    'SW5555', true, false)$$, 'another social worker did');
SELECT pg_temp.write(:o, 4, 'assessor', '{assessor.observed_by,
    assessor.observer}', '{Another registered social worker,Jo Bell}',
    '{assessor}') \g /dev/null
SELECT is((SELECT is_registered FROM asye_observer), false,
    'who has no number is not known to be registered');
SELECT throws_ok($$UPDATE asye_observer SET by_assessor = true$$, '42501',
    NULL, 'the web does not say who observed');
SELECT throws_ok($$INSERT INTO asye_promise SELECT * FROM asye_promise$$,
    '42501', NULL, 'nor what was promised');

-- What waits on whom.
SELECT is((SELECT string_agg((f.item).what, '; ' ORDER BY (f.item).what)
    FROM waiting_mine() f WHERE f.mine
     AND (f.item).kind = 'asye_document_to_write'),
    'direct observation 1; supervision record 1', 'an assessor is told of what is theirs to write');
SELECT is((SELECT string_agg((f.item).what, '; ') FROM waiting_mine() f
    WHERE f.mine AND (f.item).kind = 'asye_document_to_sign'),
    'critical reflection log, start', 'and to sign');
SELECT pg_temp.act_as(73) \g /dev/null
SELECT is((SELECT string_agg((f.item).what, '; ') FROM waiting_mine() f
    WHERE (f.item).kind = 'asye_document_unsigned'),
    'critical reflection log, start', 'a coordinator of what others have to sign');
SELECT pg_temp.act_as(71) \g /dev/null
SELECT ok((SELECT count(*) FROM waiting_mine() f WHERE f.mine
    AND (f.item).kind IN ('document_to_write', 'document_to_sign')) >= 2,
    'a newly qualified social worker of their own');

SELECT * FROM finish();
ROLLBACK;
