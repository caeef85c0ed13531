-- The timetable of an ASYE: who asks, who agrees, what moves, and what the
-- database refuses whoever asks.  And whose calendar an address opens.
BEGIN;
\ir world.sql
\o /dev/null
\ir ../pages/fixtures_asye.sql
\o
SELECT plan(67);

INSERT INTO asye_event (asye_id, change) VALUES (700, 'agreement_signed');
INSERT INTO asye_review (id, asye_id, person_id, programme_id, number, months,
    state, first_on, due_on, employer_id, provider_id)
OVERRIDING SYSTEM VALUE VALUES
	(801, 700, 71, 1, 1, 3, 'due', '2025-12-01', '2025-12-01', 1, 1),
	(802, 700, 71, 1, 2, 6, 'due', '2026-03-01', '2026-03-01', 1, 1),
	(803, 700, 71, 1, 3, 9, 'optional', '2026-06-01', '2026-06-01', 1, 1),
	(804, 700, 71, 1, 4, 12, 'due', '2026-09-01', '2026-09-01', 1, 1);
INSERT INTO asye_event (asye_id, change) VALUES (700, 'reviewed_3');

CREATE FUNCTION pg_temp.asks(kind text, reason text, from_on date,
    back_on date, months bigint DEFAULT NULL, percent bigint DEFAULT NULL)
RETURNS void LANGUAGE sql AS $$
	INSERT INTO waymark.asye_request (asye_id, person_id, programme_id,
	    kind, reason, terms, from_on, back_on, from_number, months, weeks,
	    percent)
	VALUES (700, 71, 1, $1::waymark.asye_request_kind, $2,
	    'In these words', $3, $4, CASE WHEN $5 IS NOT NULL THEN 4 END, $5,
	    CASE WHEN $5 IS NOT NULL THEN 0 END, $6)
$$;
CREATE FUNCTION pg_temp.last() RETURNS waymark.asye_request
LANGUAGE sql STABLE AS $$
	SELECT q FROM waymark.asye_request q ORDER BY q.id DESC LIMIT 1
$$;
CREATE FUNCTION pg_temp.takes(step text, reason text DEFAULT NULL,
    returned_on date DEFAULT NULL, version bigint DEFAULT NULL)
RETURNS bigint LANGUAGE sql AS $$
	WITH made AS (
	    INSERT INTO waymark.asye_request_event (request_id, asye_id,
	        person_id, programme_id, version, step, name, terms, reason,
	        words, returned_on, state)
	    SELECT q.id, q.asye_id, q.person_id, q.programme_id,
	           coalesce($4, q.version + 1),
	           $1::waymark.asye_request_step, '', 'In these words', $2,
	           'Why', $3, 'asked'
	      FROM pg_temp.last() q RETURNING 1)
	SELECT count(*) FROM made
$$;
CREATE FUNCTION pg_temp.moves(review bigint, before_on date, after_on date,
    reason text, undoes bigint DEFAULT NULL, request bigint DEFAULT NULL)
RETURNS void LANGUAGE sql AS $$
	INSERT INTO waymark.asye_move (review_id, asye_id, person_id,
	    programme_id, cause, before_on, after_on, reason, undoes,
	    request_id)
	VALUES ($1, 700, 71, 1, CASE WHEN $5 IS NULL
	    THEN 'moved' ELSE 'undone' END::waymark.asye_cause, $2, $3, $4, $5,
	    $6)
$$;
GRANT USAGE ON SCHEMA waymark TO waymark_web;

SELECT results_eq('SELECT state::text, held_on FROM asye_review
    WHERE asye_id = 700 ORDER BY number',
    $$VALUES ('held', '2026-06-15'::date), ('due', NULL), ('optional', NULL),
    ('due', NULL)$$, 'a review is held when the ASYE''s events say so');
INSERT INTO asye_event (asye_id, change, reason, undoes)
SELECT 700, 'undone', 'recorded_wrongly', version FROM asye WHERE id = 700;
SELECT is((SELECT state::text FROM asye_review WHERE id = 801), 'due',
    'and due again when that is undone');
INSERT INTO asye_event (asye_id, change) VALUES (700, 'reviewed_3');
SELECT throws_ok($$INSERT INTO asye_review (asye_id, person_id, programme_id,
    number, months, state, first_on, due_on, employer_id, provider_id)
    VALUES (700, 71, 1, 5, 15, 'due', '2026-12-01', '2026-12-01', 1, 1)$$,
    '23514', NULL, 'a review is one of its framework''s');

-- Who sees it.
SET ROLE waymark_web;
SELECT is((SELECT count(*) FROM asye_review), 0::bigint, 'nobody sees none');
SELECT pg_temp.act_as(1) \g /dev/null
SELECT is((SELECT count(*) FROM asye_review), 0::bigint,
    'nor does another trainee');
SELECT pg_temp.act_as(72) \g /dev/null
SELECT is((SELECT count(*) FROM asye_review), 4::bigint, 'the assessor does');
SELECT pg_temp.act_as(73) \g /dev/null
SELECT is((SELECT count(*) FROM asye_review), 4::bigint, 'the coordinator');
SELECT pg_temp.act_as(32) \g /dev/null
SELECT is((SELECT count(*) FROM asye_review), 0::bigint,
    'staff of another programme do not');

-- A pause is asked for, by whom it concerns.
SELECT throws_ok($$SELECT pg_temp.asks('pause', 'illness', '2026-06-10',
    '2026-07-10')$$, '23514', NULL, 'a stranger asks for nothing');
SELECT pg_temp.act_as(71) \g /dev/null
SELECT throws_ok($$SELECT pg_temp.asks('pause', 'more_time', '2026-06-10',
    '2026-07-10')$$, '23514', NULL, 'capability is no reason for a pause');
SELECT throws_ok($$SELECT pg_temp.asks('pause', 'illness', '2025-08-10',
    '2026-07-10')$$, '23514', NULL, 'no pause begins before the start');
SELECT throws_ok($$SELECT pg_temp.asks('hours', 'part_time', '2026-06-10',
    NULL, NULL, 60)$$, '23514', NULL,
    'nobody records their own hours');
SELECT lives_ok($$SELECT pg_temp.asks('pause', 'illness', '2026-06-10',
    '2026-07-10')$$, 'she asks for a pause');
SELECT results_eq('SELECT state::text, missing::text[] FROM asye_request',
    $$VALUES ('asked', '{assessor,line_manager,coordinator}'::text[])$$,
    'which is to agree to it');
SELECT throws_ok($$SELECT pg_temp.asks('extension', 'more_time', NULL, NULL,
    3)$$, '23505', NULL, 'one thing is asked at a time');
SELECT results_eq('SELECT subject_id FROM waiting_asye_change_to_agree',
    'SELECT 1::bigint WHERE false', 'it does not wait on her any more');
SELECT throws_ok($$SELECT pg_temp.takes('agreed')$$, '23514', NULL,
    'nobody agrees twice');
SELECT throws_ok($$SELECT pg_temp.takes('undone', 'recorded_wrongly')$$,
    '23514', NULL, 'what does not stand is not undone');

SELECT pg_temp.act_as(31) \g /dev/null
SELECT is((SELECT count(*) FROM waiting_asye_change_unsettled), 1::bigint,
    'staff see that it waits');
SELECT throws_ok($$SELECT pg_temp.takes('agreed')$$, '23514', NULL,
    'and agree in nobody''s place');
SELECT pg_temp.act_as(72) \g /dev/null
SELECT is((SELECT count(*) FROM waiting_asye_change_for_assessor), 1::bigint,
    'it waits on the assessor');
SELECT throws_ok($$SELECT pg_temp.moves(802, '2026-03-01', '2026-03-31',
    'illness', NULL, (pg_temp.last()).id)$$, '23514', NULL,
    'nothing moves for what is not agreed');
SELECT is(pg_temp.takes('agreed', NULL, NULL, 3), 0::bigint,
    'whoever saw another version writes nothing');
SELECT is(pg_temp.takes('agreed'), 1::bigint, 'the assessor agrees');
SELECT is((SELECT count(*) FROM waiting_asye_change_for_assessor), 0::bigint,
    'and it waits on the assessor no more');
SELECT pg_temp.act_as(73) \g /dev/null
SELECT is((SELECT count(*) FROM waiting_asye_change_for_coordinator),
    1::bigint, 'it waits on the coordinator');
SELECT is(pg_temp.takes('agreed'), 1::bigint, 'who agrees');
SELECT is((SELECT state::text FROM asye_request), 'asked',
    'three of four are not enough');
SELECT pg_temp.act_as(75) \g /dev/null
SELECT is(pg_temp.takes('agreed'), 1::bigint, 'the line manager agrees');
SELECT results_eq('SELECT q.state::text, q.begun, a.state::text
    FROM asye_request q JOIN asye a ON a.id = q.asye_id',
    $$VALUES ('standing', true, 'paused')$$,
    'all four have, and the ASYE is paused');
SELECT results_eq('SELECT step::text, parts::text[], name
    FROM asye_request_event ORDER BY version', $$VALUES
    ('asked', '{nqsw}'::text[], 'Nina Sol'),
    ('agreed', '{assessor}', 'Asa Berg'),
    ('agreed', '{coordinator}', 'Cora Dean'),
    ('agreed', '{line_manager}', 'Lina Frost')$$,
    'who agreed is kept, as what and under which name');
SELECT throws_ok($$UPDATE asye_request_event SET name = 'Other'$$, '42501',
    NULL, 'and never rewritten');
SELECT throws_ok($$UPDATE asye_request SET state = 'over'$$, '42501', NULL,
    'a request moves by its steps alone');

-- What moves for it.
SELECT throws_ok($$SELECT pg_temp.moves(801, '2025-12-01', '2025-12-31',
    'illness', NULL, (pg_temp.last()).id)$$, '23514', NULL,
    'what was held does not move');
SELECT throws_ok($$SELECT pg_temp.moves(804, '2026-09-02', '2026-10-01',
    'illness', NULL, (pg_temp.last()).id)$$, '23514', NULL,
    'a review moves from where it is');
SELECT lives_ok($$SELECT pg_temp.moves(804, '2026-09-01', '2026-10-01',
    'more_time', NULL, (pg_temp.last()).id)$$, 'the final review moves');
SELECT results_eq('SELECT m.cause::text, m.reason, r.due_on, r.first_on
    FROM asye_move m JOIN asye_review r ON r.id = m.review_id',
    $$VALUES ('pause', 'illness', '2026-10-01'::date, '2026-09-01'::date)$$,
    'with the request''s own reason');
SELECT throws_ok($$UPDATE asye_review SET due_on = '2027-01-01'$$, '42501',
    NULL, 'and in no other way');

-- Back early, wrongly recorded, and back again.
SELECT throws_ok($$SELECT pg_temp.takes('resumed', 'ready', '2026-06-16')$$,
    '23514', NULL, 'nobody is back tomorrow');
SELECT throws_ok($$SELECT pg_temp.takes('resumed', 'ready', '2026-06-10')$$,
    '23514', NULL, 'nor on the first day away');
SELECT throws_ok($$SELECT pg_temp.takes('resumed', 'illness', '2026-06-14')$$,
    '23514', NULL, 'nor for a reason to be away');
SELECT is(pg_temp.takes('resumed', 'ready', '2026-06-14'), 1::bigint,
    'she is back early');
SELECT results_eq('SELECT q.state::text, q.returned_on, a.state::text
    FROM asye_request q JOIN asye a ON a.id = q.asye_id',
    $$VALUES ('over', '2026-06-14'::date, 'review_3')$$,
    'and the ASYE is where it was');
SELECT throws_ok($$SELECT pg_temp.takes('reopened', 'recorded_wrongly')$$,
    '23514', NULL, 'a line manager does not undo that');
SELECT pg_temp.act_as(73) \g /dev/null
SELECT is(pg_temp.takes('reopened', 'recorded_wrongly'), 1::bigint,
    'a coordinator does');
SELECT results_eq('SELECT q.state::text, q.returned_on, a.state::text
    FROM asye_request q JOIN asye a ON a.id = q.asye_id',
    $$VALUES ('standing', NULL::date, 'paused')$$, 'and it is paused again');
SELECT is(pg_temp.takes('undone', 'recorded_wrongly'), 1::bigint,
    'the whole pause is undone');
SELECT results_eq('SELECT q.state::text, a.state::text
    FROM asye_request q JOIN asye a ON a.id = q.asye_id',
    $$VALUES ('undone', 'review_3')$$, 'as if it had not been');
SELECT lives_ok($$SELECT pg_temp.moves(804, '2026-10-01', '2026-09-01',
    'illness', NULL, (pg_temp.last()).id)$$, 'and the review goes back');

-- One review is moved, and that is undone.
SELECT pg_temp.act_as(71) \g /dev/null
SELECT throws_ok($$SELECT pg_temp.moves(802, '2026-03-01', '2026-03-08',
    'diaries')$$, '23514', NULL, 'nobody moves a review of their own');
SELECT pg_temp.act_as(72) \g /dev/null
SELECT throws_ok($$SELECT pg_temp.moves(802, '2026-03-01', '2026-03-08',
    'more_time')$$, '23514', NULL, 'nor for any reason there is');
SELECT lives_ok($$SELECT pg_temp.moves(802, '2026-03-01', '2026-06-20',
    'diaries')$$, 'the assessor moves one');
SELECT is((SELECT what FROM waiting_asye_review_due), 'Six-month review',
    'and it waits, for it is due soon');
SELECT lives_ok($$SELECT pg_temp.moves(802, '2026-06-20', '2026-03-01',
    'recorded_wrongly', (SELECT max(id) FROM asye_move))$$,
    'and moves it back');
SELECT lives_ok($$UPDATE asye_review SET state = 'due' WHERE id = 803$$,
    'the optional review is added');
SELECT throws_ok($$UPDATE asye_review SET state = 'optional'
    WHERE id = 804$$, '23514', NULL, 'the others are never left out');

-- Declined, withdrawn, recorded.
SELECT lives_ok($$SELECT pg_temp.asks('extension', 'more_time', NULL, NULL,
    3)$$, 'an extension is asked for');
SELECT pg_temp.act_as(71) \g /dev/null
SELECT is((SELECT count(*) FROM waiting_asye_change_to_agree), 1::bigint,
    'it waits on her');
SELECT is(pg_temp.takes('declined'), 1::bigint, 'who declines it');
SELECT throws_ok($$SELECT pg_temp.takes('agreed')$$, '23514', NULL,
    'and that is that');
SELECT pg_temp.act_as(75) \g /dev/null
SELECT lives_ok($$SELECT pg_temp.asks('hours', 'part_time', '2026-06-01', NULL,
    NULL, 60)$$, 'a change of hours is recorded');
SELECT is((pg_temp.last()).state::text, 'standing',
    'and needs nobody''s agreement');

-- A pause that is to come begins on its day, without anybody.
RESET ROLE;
SELECT set_config('waymark.session', '', true) \g /dev/null
INSERT INTO asye_request (asye_id, person_id, programme_id, kind, reason,
    terms, from_on, back_on)
VALUES (700, 71, 1, 'pause', 'caring', 'Words', '2026-06-16', '2026-08-01');
ALTER TABLE asye_request DISABLE TRIGGER guard;
UPDATE asye_request SET state = 'standing', missing = '{}'
 WHERE reason = 'caring';
SELECT is(asye_pauses_begin(), 0::bigint, 'a pause to come has not begun');
UPDATE asye_request SET from_on = '2026-06-15' WHERE reason = 'caring';
ALTER TABLE asye_request ENABLE TRIGGER guard;
ALTER TABLE asye_request DISABLE TRIGGER guard;
SELECT is(asye_pauses_begin(), 1::bigint, 'it begins on its day');
SELECT is((SELECT state::text FROM asye WHERE id = 700), 'paused',
    'and the ASYE is paused');

-- Calendars.
SET ROLE waymark_web;
SELECT pg_temp.act_as(72) \g /dev/null
INSERT INTO calendar_feed (token_hash)
VALUES (sha256(decode(repeat('ab', 32), 'hex')));
SELECT set_config('waymark.session', '', true) \g /dev/null
SELECT is((SELECT count(*) FROM calendar_items(repeat('ab', 32))
    WHERE code = 'asye_review'), 3::bigint,
    'an address opens the calendar of whoever made it, without a session');
SELECT is((SELECT count(*) FROM calendar_items(repeat('ac', 32))), 0::bigint,
    'and no other opens anything');

SELECT * FROM finish();
ROLLBACK;
