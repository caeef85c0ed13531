-- Concerns: who sees, raises and handles them, and what the database refuses
-- whoever asks.
BEGIN;
\ir world.sql
SELECT plan(44);

INSERT INTO concern (id, enrolment_id, person_id, programme_id, placement_id,
    organisation_id, kind, words, shared, raised_by, raised_as, raised_on)
OVERRIDING SYSTEM VALUE VALUES
	(801, 102, 2, 1, 202, 9002, 'practice', 'Late records', true, 11,
	    'practice_educator', '2026-06-08'),
	(802, 102, 2, 1, 202, 9002, 'support', 'No supervision', false, 2,
	    'trainee', '2026-06-08'),
	(803, 103, 3, 1, NULL, NULL, 'health', 'Unwell', true, 31, 'staff',
	    '2026-06-08'),
	(804, 106, 6, 2, 206, 9002, 'other', 'Travel', true, 32, 'staff',
	    '2026-06-08');

-- A step, as the web writes it.
CREATE FUNCTION pg_temp.takes(concern bigint, version bigint, step text,
    on_date date DEFAULT '2026-06-15', undoes bigint DEFAULT NULL)
RETURNS void LANGUAGE sql AS $$
	INSERT INTO waymark.concern_event (concern_id, enrolment_id, person_id,
	    programme_id, version, step, on_date, words, present, agreed,
	    meeting_on, outcome, follow_up_on, undoes)
	SELECT c.id, c.enrolment_id, c.person_id, c.programme_id, $2,
	       $3::waymark.concern_step, $4,
	       'Said', CASE $3 WHEN 'meeting_held' THEN 'All' ELSE '' END,
	       CASE $3 WHEN 'meeting_held' THEN 'A plan' ELSE '' END,
	       CASE $3 WHEN 'meeting_arranged' THEN $4 + 3 END,
	       CASE $3 WHEN 'decided'
	           THEN 'continue_placement'::waymark.concern_outcome END,
	       $4 + 7, $5
	  FROM waymark.concern c WHERE c.id = $1
$$;
CREATE FUNCTION pg_temp.plans(concern bigint, version bigint, owner text)
RETURNS void LANGUAGE sql AS $$
	INSERT INTO waymark.concern_action (concern_id, enrolment_id,
	    person_id, programme_id, step_version, owner, what, due_on)
	SELECT c.id, c.enrolment_id, c.person_id, c.programme_id, $2,
	       $3::waymark.concern_owner, 'Meet weekly', '2026-07-01'
	  FROM waymark.concern c WHERE c.id = $1
$$;
CREATE FUNCTION pg_temp.raises(enrolment bigint, person bigint,
    programme bigint, placement bigint, organisation bigint, voice text,
    shared boolean)
RETURNS void LANGUAGE sql AS $$
	INSERT INTO waymark.concern (enrolment_id, person_id, programme_id,
	    placement_id, organisation_id, kind, words, shared, raised_as)
	VALUES ($1, $2, $3, $4, $5, 'other', 'Words', $7,
	    $6::waymark.concern_part)
$$;
GRANT USAGE ON SCHEMA waymark TO waymark_web;

SELECT is((SELECT follow_up_on FROM concern WHERE id = 801),
    '2026-06-11'::date, 'a concern is to be acknowledged in days of a setting');

SET ROLE waymark_web;
SELECT is((SELECT count(*) FROM concern), 0::bigint, 'nobody sees none');

SELECT pg_temp.act_as(2) \g /dev/null
SELECT results_eq('SELECT id FROM concern ORDER BY id',
    'VALUES (801::bigint), (802)', 'the trainee sees all of theirs');
SELECT is((SELECT count(*) FROM concern_event), 2::bigint,
    'with every step');
SELECT isnt((SELECT count(*) FROM audit.event WHERE subject = 'concern'),
    0::bigint, 'and their history');
SELECT throws_ok('SELECT pg_temp.takes(801, 2, ''acknowledged'')', '42501',
    NULL, 'they handle none of theirs');
SELECT throws_ok('SELECT pg_temp.takes(801, 2, ''withdrawn'')', '42501',
    NULL, 'nor take back what another raised');
SELECT lives_ok($$INSERT INTO concern_response (concern_id, enrolment_id,
    person_id, programme_id, words) VALUES (801, 102, 2, 1, 'I answer')$$,
    'but they answer');
SELECT lives_ok($$SELECT pg_temp.raises(102, 2, 1, 202, 9002, 'trainee',
    false)$$, 'they raise one of their own training');
SELECT throws_ok($$SELECT pg_temp.raises(101, 1, 1, 201, 9002, 'trainee',
    false)$$, '42501', NULL, 'none of another''s');
SELECT throws_ok($$SELECT pg_temp.raises(102, 2, 1, 202, 9002, 'staff',
    false)$$, '42501', NULL, 'and not as somebody else');

SELECT pg_temp.act_as(1) \g /dev/null
SELECT is((SELECT count(*) FROM concern), 0::bigint,
    'another trainee sees none');
SELECT pg_temp.act_as(21) \g /dev/null
SELECT is((SELECT count(*) FROM concern) + (SELECT count(*) FROM concern_event)
    + (SELECT count(*) FROM audit.event WHERE subject ~ '^concern'), 0::bigint,
    'a partner sees none');

SELECT pg_temp.act_as(11) \g /dev/null
SELECT results_eq('SELECT id FROM concern', 'VALUES (801::bigint)',
    'an educator sees what is shared with them');
SELECT is((SELECT count(*) FROM audit.event WHERE subject ~ '^concern'),
    0::bigint, 'and no history of what is not');
SELECT throws_ok('SELECT pg_temp.takes(801, 2, ''acknowledged'')', '42501',
    NULL, 'they handle none');
SELECT throws_ok($$SELECT pg_temp.raises(102, 2, 1, 202, 9002,
    'practice_educator', false)$$, '42501', NULL,
    'they raise none that they would not see');
SELECT throws_ok($$INSERT INTO concern_response (concern_id, enrolment_id,
    person_id, programme_id, words) VALUES (801, 102, 2, 1, 'I answer')$$,
    '42501', NULL, 'nor answer for the trainee');

SELECT pg_temp.act_as(41) \g /dev/null
SELECT is((SELECT count(*) FROM concern), 4::bigint,
    'a tutor sees those of whom they tutor');
SELECT is((SELECT count(*) FROM audit.event WHERE subject ~ '^concern'),
    0::bigint, 'by their steps, not by the history');
SELECT pg_temp.act_as(42) \g /dev/null
SELECT is((SELECT count(*) FROM concern), 3::bigint,
    'a Consultant Social Worker those of their unit');
SELECT lives_ok($$SELECT pg_temp.raises(101, 1, 1, 201, 9002, 'lead',
    false)$$, 'and raises one of it');
SELECT throws_ok($$SELECT pg_temp.raises(103, 3, 1, 203, 9003, 'lead',
    false)$$, '42501', NULL, 'none of another unit''s');

SELECT pg_temp.act_as(32) \g /dev/null
SELECT results_eq('SELECT id FROM concern', 'VALUES (804::bigint)',
    'staff see their own programme''s');
SELECT pg_temp.act_as(31) \g /dev/null
SELECT is((SELECT count(*) FROM concern), 5::bigint, 'all of it');
SELECT throws_ok($$UPDATE concern SET state = 'closed'$$, '42501', NULL,
    'nobody moves a concern but by a step');
SELECT throws_ok('DELETE FROM concern', '42501', NULL, 'nor wipes one');
SELECT throws_ok('SELECT pg_temp.takes(801, 2, ''met'')', '23514', NULL,
    'a step follows the one before it');
SELECT throws_ok($$SELECT pg_temp.takes(801, 2, 'acknowledged',
    '2026-06-16')$$, '23514', NULL, 'and never lies in the future');
SELECT throws_ok($$SELECT pg_temp.takes(801, 2, 'acknowledged',
    '2026-06-07')$$, '23514', NULL, 'nor before it');
SELECT lives_ok('SELECT pg_temp.takes(801, 2, ''acknowledged'')',
    'staff acknowledge');
SELECT lives_ok('SELECT pg_temp.takes(801, 2, ''meeting_arranged'')',
    'whoever saw an older version');
SELECT is((SELECT state::text || version FROM concern WHERE id = 801),
    'acknowledged2', 'writes nothing');
SELECT lives_ok($$SELECT pg_temp.takes(801, 3, 'meeting_arranged'),
    pg_temp.takes(801, 4, 'meeting_held'), pg_temp.takes(801, 5, 'planned'),
    pg_temp.plans(801, 5, 'trainee')$$, 'a meeting is held and planned from');
SELECT throws_ok('SET CONSTRAINTS ALL IMMEDIATE', '23514', NULL,
    'a plan is never the trainee''s alone');
SELECT lives_ok($$SELECT pg_temp.plans(801, 5, 'host')$$,
    'the host does its part');
SELECT lives_ok('SET CONSTRAINTS ALL IMMEDIATE', 'then it is a plan');
SELECT throws_ok($$SELECT pg_temp.plans(801, 3, 'host')$$, '23514', NULL,
    'actions come with a plan');

SELECT pg_temp.act_as(11) \g /dev/null
UPDATE concern_action SET state = 'done', done_on = '2026-06-15'
 WHERE owner = 'host';
SELECT is((SELECT count(*) FROM concern_action WHERE state = 'done'),
    1::bigint, 'an educator says that an action was done');
SELECT throws_ok($$UPDATE concern_action SET state = 'dropped'
    WHERE state = 'open'$$, '42501', NULL, 'and drops none');

SELECT pg_temp.act_as(31) \g /dev/null
SELECT throws_ok($$SELECT pg_temp.takes(801, 6, 'undone', undoes => 4)$$,
    '23514', NULL, 'a step beneath another is not undone');
SELECT lives_ok($$SELECT pg_temp.takes(801, 6, 'undone', undoes => 5)$$,
    'the plan was a mistake');
SELECT is((SELECT c.state || string_agg(a.state::text, ' ' ORDER BY a.id)
    FROM concern c JOIN concern_action a ON a.concern_id = c.id
    WHERE c.id = 801 GROUP BY c.id), 'meeting_helddropped done',
    'and what was not done of it is dropped');
SELECT throws_ok($$SELECT pg_temp.takes(801, 7, 'undone', undoes => 3)$$,
    '23514', NULL, 'only the latest step is undone');

SELECT * FROM finish();
ROLLBACK;
