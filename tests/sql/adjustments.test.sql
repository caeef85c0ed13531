-- Reasonable adjustments: who knows that somebody waits, who reads for what,
-- and what the database refuses whoever asks.
BEGIN;
\ir world.sql
\o /dev/null
\ir ../pages/fixtures_asye.sql
\o
SELECT plan(66);

-- Asked for as the web does it; naming the person of the last argument.
CREATE FUNCTION pg_temp.asks(asye bigint, enrolment bigint, person bigint,
    placement bigint, organisation bigint, who bigint) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
	made bigint;
BEGIN
	INSERT INTO waymark.adjustment (enrolment_id, person_id, programme_id,
	    asye_id, placement_id, organisation_id, provider_id, due_on,
	    programme_on)
	VALUES ($2, $3, 1, $1, $4, $5, CASE WHEN $1 IS NOT NULL THEN $5 END,
	    '2026-06-17', '2026-06-24') RETURNING id INTO made;
	INSERT INTO waymark.adjustment_detail (adjustment_id, enrolment_id,
	    person_id, programme_id, what, why)
	VALUES (made, $2, $3, 1, 'A screen reader', 'My eyesight');
	INSERT INTO waymark.adjustment_actor (adjustment_id, enrolment_id,
	    trainee_id, programme_id, person_id)
	VALUES (made, $2, $3, 1, $6);
	RETURN made;
END
$$;
CREATE FUNCTION pg_temp.takes(wanted bigint, version bigint, step text,
    needs_money boolean DEFAULT NULL, funder text DEFAULT NULL,
    undoes bigint DEFAULT NULL, on_date date DEFAULT '2026-06-15')
RETURNS void LANGUAGE sql AS $$
	INSERT INTO waymark.adjustment_event (adjustment_id, enrolment_id,
	    person_id, programme_id, version, step, on_date, words, undoes,
	    due_on, programme_on, needs_money, funder)
	SELECT a.id, a.enrolment_id, a.person_id, a.programme_id, $2,
	       $3::waymark.adjustment_step, $7, 'Private words', $6,
	       '2026-06-29', '2026-07-06', $4, $5::waymark.adjustment_funder
	  FROM waymark.adjustment a WHERE a.id = $1
$$;
CREATE TEMPORARY TABLE made (nth bigint, id bigint);
GRANT ALL ON made TO waymark_web;
CREATE FUNCTION pg_temp.nth(bigint) RETURNS bigint LANGUAGE sql AS
$$ SELECT id FROM made WHERE nth = $1 $$;
GRANT USAGE ON SCHEMA waymark TO waymark_web;

SET ROLE waymark_web;
SELECT is((SELECT count(*) FROM adjustment), 0::bigint, 'nobody sees none');

-- Asking.
SELECT pg_temp.act_as(71) \g /dev/null
SELECT throws_ok('SELECT pg_temp.asks(NULL, 101, 1, 201, 9002, 11)', '42501',
    NULL, 'nobody asks for somebody else');
SELECT throws_ok('SELECT pg_temp.asks(700, 171, 71, NULL, 9003, 12)', '23514',
    NULL, 'only whoever supports or runs the training is named');
SELECT throws_ok('SELECT pg_temp.asks(700, 171, 71, NULL, 9003, 22)', '23514',
    NULL, 'and never a partner');
SELECT lives_ok('INSERT INTO made SELECT 1,
    pg_temp.asks(700, 171, 71, NULL, 9003, 75)',
    'somebody asks, and names their line manager');
SELECT is((SELECT (state, waits_from, organisation_id, provider_id)::text
    FROM adjustment), '(requested,2026-06-15,9003,9003)',
    'who waits from that day');
SELECT is((SELECT why FROM adjustment_detail), 'My eyesight',
    'they read what they said');
SELECT is((SELECT count(*) FROM adjustment_event), 1::bigint,
    'and every step');
SELECT results_eq($$SELECT name FROM adjustment_choices(171) ORDER BY name$$,
    $$VALUES ('Asa Berg'), ('Cora Dean'), ('Lina Frost'), ('Sam Hall')$$,
    'they can name who has a duty, coordinates or is of the staff');
SELECT throws_ok($$INSERT INTO adjustment (enrolment_id, person_id,
    programme_id, asye_id, organisation_id, provider_id, promise_document_id,
    promise_number, due_on, programme_on) VALUES (171, 71, 1, 700, 9003, 9003,
    1, 1, '2026-06-17', '2026-06-24')$$, '23514', NULL,
    'no promise is kept that nobody gave');
SAVEPOINT alone;
SELECT lives_ok($$INSERT INTO adjustment (enrolment_id, person_id,
    programme_id, due_on, programme_on)
    VALUES (171, 71, 1, '2026-06-17', '2026-06-24')$$, 'an adjustment alone');
SELECT throws_ok('SET CONSTRAINTS ALL IMMEDIATE', '23514', NULL,
    'says nothing to nobody, and is none');
ROLLBACK TO alone;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
SELECT throws_ok($$UPDATE adjustment SET state = 'confirmed'$$, '42501', NULL,
    'nobody moves one but by a step');
SELECT throws_ok('DELETE FROM adjustment_detail', '42501', NULL,
    'nor wipes one');
SELECT throws_ok($$SELECT pg_temp.takes(pg_temp.nth(1), 2, 'acknowledged')$$,
    '23514', NULL, 'nobody answers themselves');

SELECT pg_temp.act_as(1) \g /dev/null
SELECT lives_ok('INSERT INTO made SELECT 2,
    pg_temp.asks(NULL, 101, 1, 201, 9002, 41)',
    'a trainee in a placement asks, and names the tutor');

-- Who knows, and who reads.
SELECT is((SELECT count(*) FROM adjustment), 1::bigint,
    'a trainee sees their own alone');
SELECT pg_temp.act_as(75) \g /dev/null
SELECT is((SELECT what FROM adjustment_detail), 'A screen reader',
    'whoever is named reads what is needed');
SELECT is((SELECT count(*) FROM adjustment_event), 1::bigint,
    'and its steps');
SELECT results_eq($$SELECT DISTINCT subject FROM audit.event
    WHERE subject LIKE 'adjustment%'$$, $$VALUES ('adjustment_actor')$$,
    'not by the history, which says that they were named');
SELECT pg_temp.act_as(72) \g /dev/null
SELECT is((SELECT count(*) FROM adjustment), 1::bigint,
    'the assessor knows that somebody waits');
SELECT is((SELECT count(*) FROM adjustment_detail)
    + (SELECT count(*) FROM adjustment_event), 0::bigint,
    'and not for what');
SELECT results_eq('SELECT name, acts FROM adjustment_actors(pg_temp.nth(1))',
    $$VALUES ('Lina Frost', true)$$, 'they know who must act');
SELECT throws_ok($$SELECT pg_temp.takes(pg_temp.nth(1), 2, 'acknowledged')$$,
    '23514', NULL, 'they take no step');
SELECT throws_ok($$INSERT INTO adjustment_actor (adjustment_id, enrolment_id,
    trainee_id, programme_id, person_id)
    VALUES (pg_temp.nth(1), 171, 71, 1, 72)$$, '42501', NULL,
    'nor name themselves');
SELECT is((SELECT count(*) FROM adjustment_people(pg_temp.nth(1))), 0::bigint,
    'nor learn whom to write to');
SELECT pg_temp.act_as(73) \g /dev/null
SELECT is((SELECT count(*) FROM adjustment), 1::bigint,
    'the coordinator knows');
SELECT is((SELECT count(*) FROM adjustment_detail)
    + (SELECT count(*) FROM adjustment_event), 0::bigint, 'and not for what');
SELECT pg_temp.act_as(31) \g /dev/null
SELECT is((SELECT count(*) FROM adjustment), 2::bigint,
    'staff know of all of their programme''s');
SELECT is((SELECT count(*) FROM adjustment_detail)
    + (SELECT count(*) FROM adjustment_event), 0::bigint, 'and not for what');
SELECT is((SELECT count(*) FROM audit.event WHERE subject IN
    ('adjustment_detail', 'adjustment_event')), 0::bigint,
    'neither by the history');
SELECT isnt((SELECT count(*) FROM audit.event WHERE subject = 'adjustment'),
    0::bigint, 'which says that there is one');
SELECT pg_temp.act_as(32) \g /dev/null
SELECT is((SELECT count(*) FROM adjustment), 0::bigint,
    'another programme''s staff know of none');
SELECT pg_temp.act_as(11) \g /dev/null
SELECT is((SELECT count(*) FROM adjustment), 1::bigint,
    'the educator of the placement knows');
SELECT is((SELECT count(*) FROM adjustment_detail), 0::bigint,
    'and not for what');
SELECT pg_temp.act_as(41) \g /dev/null
SELECT is((SELECT what FROM adjustment_detail), 'A screen reader',
    'the tutor, who is named, reads it');
SELECT pg_temp.act_as(42) \g /dev/null
SELECT is((SELECT count(*) FROM adjustment)
    - (SELECT count(*) FROM adjustment_detail), 1::bigint,
    'the lead, who is not, does not');
SELECT pg_temp.act_as(22) \g /dev/null
SELECT is((SELECT count(*) FROM adjustment), 0::bigint,
    'a partner sees none');
SELECT results_eq('SELECT organisation, people, told_from
    FROM adjustments_counted()', $$VALUES ('Brook Council', NULL::bigint,
    10::bigint)$$, 'and no number that tells who');

-- Steps.
SELECT pg_temp.act_as(75) \g /dev/null
SELECT throws_ok($$SELECT pg_temp.takes(pg_temp.nth(1), 2, 'in_place')$$,
    '23514', NULL, 'a step follows the one before it');
SELECT throws_ok($$SELECT pg_temp.takes(pg_temp.nth(1), 2, 'acknowledged',
    on_date => '2026-06-16')$$, '23514', NULL, 'and lies in no future');
SELECT throws_ok($$SELECT pg_temp.takes(pg_temp.nth(1), 2, 'withdrawn')$$,
    '23514', NULL, 'only the trainee withdraws it');
SELECT lives_ok($$SELECT pg_temp.takes(pg_temp.nth(1), 2, 'acknowledged')$$,
    'it is acknowledged');
SELECT lives_ok($$SELECT pg_temp.takes(pg_temp.nth(1), 2, 'agreed', true)$$,
    'whoever saw an older version');
SELECT is((SELECT state::text || version FROM adjustment), 'acknowledged2',
    'writes nothing');
SELECT lives_ok($$SELECT pg_temp.takes(pg_temp.nth(1), 3, 'agreed', true)$$,
    'it is agreed, and takes money');
SELECT throws_ok($$SELECT pg_temp.takes(pg_temp.nth(1), 4, 'in_place')$$,
    '23514', NULL, 'what takes money is paid for first');
SELECT lives_ok($$SELECT pg_temp.takes(pg_temp.nth(1), 4, 'funded', NULL,
    'access_to_work')$$, 'by Access to Work');
SELECT lives_ok($$SELECT pg_temp.takes(pg_temp.nth(1), 5, 'in_place')$$,
    'then it is in place');
SELECT is((SELECT (state, in_place_on, funder, waiting, programme_on)::text
    FROM adjustment), '(in_place,2026-06-15,access_to_work,f,)',
    'and the clock stands');
SELECT throws_ok($$SELECT pg_temp.takes(pg_temp.nth(1), 6, 'confirmed')$$,
    '23514', NULL, 'only the trainee confirms it');
SELECT pg_temp.act_as(71) \g /dev/null
SELECT throws_ok($$SELECT pg_temp.takes(pg_temp.nth(1), 6, 'undone', NULL,
    NULL, 5)$$, '23514', NULL, 'nobody undoes what another did');
SELECT lives_ok($$SELECT pg_temp.takes(pg_temp.nth(1), 6, 'not_in_place')$$,
    'who says that it is not');
SELECT is((SELECT (state, in_place_on, waits_from, waiting)::text
    FROM adjustment), '(funded,,2026-06-15,t)',
    'and has waited since the first day');
SELECT lives_ok($$SELECT pg_temp.takes(pg_temp.nth(1), 7, 'undone', NULL, NULL,
    6)$$, 'a mistake of theirs');
SELECT is((SELECT state::text FROM adjustment), 'in_place', 'is undone');
SELECT lives_ok($$SELECT pg_temp.takes(pg_temp.nth(1), 8, 'confirmed')$$,
    'it is confirmed');
SELECT throws_ok($$UPDATE adjustment_detail SET adjustment_id = 1$$, '42501',
    NULL, 'what is needed stays where it is');

-- Naming.
SELECT lives_ok($$INSERT INTO adjustment_actor (adjustment_id, enrolment_id,
    trainee_id, programme_id, person_id)
    VALUES (pg_temp.nth(1), 171, 71, 1, 73)$$, 'they name another');
SELECT lives_ok($$UPDATE adjustment_actor SET ended_at = now()
    WHERE person_id = 75$$, 'and let go the first');
SELECT throws_ok($$UPDATE adjustment_actor SET ended_at = now()
    WHERE person_id = 73 AND ended_at IS NULL$$, '23514', NULL,
    'but never the last');
SELECT pg_temp.act_as(75) \g /dev/null
SELECT is((SELECT count(*) FROM adjustment_detail), 0::bigint,
    'who was let go reads nothing more');
SELECT pg_temp.act_as(73) \g /dev/null
SELECT is((SELECT count(*) FROM adjustment_detail), 1::bigint,
    'who was named reads it');
RESET ROLE;
UPDATE role_held SET during = '[2025-09-01,2026-06-15)' WHERE person_id = 73;
SET ROLE waymark_web;
SELECT is((SELECT count(*) FROM adjustment_detail), 0::bigint,
    'until they do not coordinate any more');

-- Late.
RESET ROLE;
UPDATE demonstration SET as_of = '2026-06-24';
SET ROLE waymark_web;
SELECT pg_temp.act_as(31) \g /dev/null
SELECT results_eq('SELECT subject_id, since FROM waiting_adjustment_escalated',
    $$SELECT pg_temp.nth(2), '2026-06-24'::date$$,
    'what is late comes to programme staff');
SELECT pg_temp.act_as(41) \g /dev/null
SELECT results_eq($$SELECT (w.item).subject_id, mine FROM waiting_mine() w
    WHERE (w.item).kind = 'adjustment_to_act'$$,
    $$SELECT pg_temp.nth(2), true$$, 'and waits on whoever is named');

SELECT * FROM finish();
ROLLBACK;
