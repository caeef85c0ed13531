-- Suitability: who cannot see that a case exists, whichever way they look.
BEGIN;
\ir world.sql
SELECT plan(49);

INSERT INTO person (id, given_name, family_name, email)
OVERRIDING SYSTEM VALUE VALUES (33, 'Lin', 'Abara', 'lin@example.org'),
	(34, 'Roy', 'Nash', 'roy@example.org');
INSERT INTO role_held (person_id, role, programme_id, during) VALUES
	(33, 'staff', 1, '[2026-01-01,)'),
	(33, 'suitability', 1, '[2026-01-01,)'),
	(34, 'suitability', 1, '[2026-01-01,)'),	-- staff nowhere
	(31, 'suitability', 1, '[2026-01-01,2026-06-15)'),	-- until yesterday
	(32, 'suitability', 2, '[2026-01-01,)');

CREATE FUNCTION pg_temp.takes(step text, version bigint,
    told text DEFAULT '', undoes bigint DEFAULT NULL)
RETURNS void LANGUAGE sql AS $$
	INSERT INTO waymark.suitability_event (case_id, enrolment_id,
	    person_id, programme_id, version, step, on_date, words, told,
	    outcome, follow_up_on, undoes)
	SELECT c.id, c.enrolment_id, c.person_id, c.programme_id, $2,
	       $1::waymark.suitability_step, '2026-06-15', 'Inner words', $3,
	       CASE $1 WHEN 'decided'
	           THEN 'conditions'::waymark.suitability_outcome END,
	       '2026-07-15', $4
	  FROM waymark.suitability_case c
$$;
-- What of a case can be seen by whoever asks, in every way that there is.
CREATE FUNCTION pg_temp.seen() RETURNS bigint LANGUAGE sql AS $$
	SELECT (SELECT count(*) FROM waymark.suitability_case)
	     + (SELECT count(*) FROM waymark.suitability_event)
	     + (SELECT count(*) FROM audit.event
	         WHERE subject LIKE 'suitability%')
	     + (SELECT count(*) FROM post.letters(NULL, 100, 0)
	         WHERE subject = 'Closed')
	     + (SELECT count(*) FROM waymark.suitability_of_me())
$$;
-- Refused by the policies, or by the check of what it would write.
CREATE FUNCTION pg_temp.refused(statement text) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE statement;
	RETURN false;
EXCEPTION WHEN insufficient_privilege OR check_violation THEN
	RETURN true;
END
$$;

SET ROLE waymark_web;
SELECT pg_temp.act_as(11) \g /dev/null
SELECT lives_ok($$INSERT INTO suitability_case (receipt, enrolment_id,
    person_id, programme_id, words) VALUES (4711, 102, 2, 1, 'Why')$$,
    'an educator refers their trainee');
SELECT is(suitability_receipt(4711), '2026-06-15'::date,
    'they keep a receipt');
SELECT is(pg_temp.seen(), 0::bigint, 'and see nothing more of it');
SELECT ok(pg_temp.refused($$INSERT INTO suitability_case (receipt,
    enrolment_id, person_id, programme_id, words)
    VALUES (1, 102, 2, 1, 'Why') RETURNING id$$), 'not even by writing it');
SELECT ok(pg_temp.refused($$INSERT INTO suitability_case (receipt,
    enrolment_id, person_id, programme_id, words)
    VALUES (1, 106, 6, 2, 'Why')$$), 'nobody whom they do not know');
SELECT lives_ok('SELECT suitability_call(1, ''Closed'', ''Text'')',
    'those who handle cases hear of it');

-- Whoever is not meant to know, before and after the trainee was told.
SELECT pg_temp.act_as(who) IS NULL FROM (VALUES (12)) v (who) \g /dev/null
SELECT is(pg_temp.seen(), 0::bigint, 'another educator sees none');
SELECT is(suitability_receipt(4711), NULL, 'nor the receipt');
SELECT pg_temp.act_as(31) \g /dev/null
SELECT is(pg_temp.seen(), 0::bigint, 'staff see none, their role being over');
SELECT pg_temp.act_as(32) \g /dev/null
SELECT is(pg_temp.seen(), 0::bigint, 'those of another programme see none');
SELECT pg_temp.act_as(34) \g /dev/null
SELECT is(pg_temp.seen(), 0::bigint, 'the role alone shows none');
SELECT pg_temp.act_as(21) \g /dev/null
SELECT is(pg_temp.seen(), 0::bigint, 'a host sees none');
SELECT pg_temp.act_as(22) \g /dev/null
SELECT is(pg_temp.seen(), 0::bigint, 'an employer sees none');
SELECT pg_temp.act_as(2) \g /dev/null
SELECT is(pg_temp.seen(), 0::bigint, 'the trainee sees none before they are '
    'told');
SELECT ok(NOT suitability_respond((SELECT id FROM suitability_case), 'I'),
    'and answers none');
SELECT pg_temp.act_as(3) \g /dev/null
SELECT is(pg_temp.seen(), 0::bigint, 'another trainee sees none');
RESET ROLE;
SELECT set_config('waymark.session', '', true) \g /dev/null
SET ROLE waymark_web;
SELECT is((SELECT count(*) FROM suitability_case), 0::bigint,
    'nobody sees none');

SELECT pg_temp.act_as(33) \g /dev/null
SELECT is((SELECT count(*) FROM suitability_case), 1::bigint,
    'staff with the role see it');
SELECT is((SELECT count(*) FROM post.letters(NULL, 100, 0)
    WHERE subject = 'Closed'), 2::bigint, 'and the letters of it');
SELECT isnt((SELECT count(*) FROM audit.event
    WHERE subject = 'suitability_case'), 0::bigint, 'and its history');
SELECT ok(pg_temp.refused($$UPDATE suitability_case SET state = 'closed'$$),
    'nobody moves a case but by a step');
SELECT ok(pg_temp.refused($$DELETE FROM suitability_case$$), 'nor wipes it');
SELECT throws_ok($$SELECT pg_temp.takes('stage_1', 2)$$, '23514', NULL,
    'a step follows the one before it');
SELECT lives_ok($$SELECT pg_temp.takes('considered', 2),
    pg_temp.takes('stage_1', 3)$$, 'it is considered, and stage 1 opened');
SELECT ok(pg_temp.refused($$SELECT pg_temp.takes('responded', 4)$$),
    'nobody answers for the trainee');
SELECT throws_ok($$SELECT pg_temp.takes('told', 4)$$, '23514', NULL,
    'who is told is told something');
SELECT lives_ok($$SELECT pg_temp.takes('told', 4, 'You were referred')$$,
    'the trainee is told');
SELECT throws_ok($$SELECT pg_temp.takes('told', 5, 'Again')$$, '23514', NULL,
    'once');
SELECT throws_ok($$SELECT pg_temp.takes('stage_2', 5)$$, '23514', NULL,
    'then of each step');

SELECT pg_temp.act_as(2) \g /dev/null
SELECT results_eq('SELECT state::text FROM suitability_of_me()',
    'VALUES (''stage_1'')', 'the trainee sees where it stands');
SELECT is((SELECT count(*) FROM suitability_case) +
    (SELECT count(*) FROM suitability_event) + (SELECT count(*)
    FROM audit.event WHERE subject LIKE 'suitability%'), 0::bigint,
    'by no other way');
SELECT results_eq('SELECT words FROM suitability_of_me() m,
    suitability_told_me(m.id)', 'VALUES (''You were referred'')',
    'and what they were told, alone');
SELECT ok(suitability_respond((SELECT id FROM suitability_of_me()),
    'I answer'), 'they answer');
SELECT is((SELECT count(*) FROM suitability_of_me() m,
    suitability_told_me(m.id) WHERE mine), 1::bigint, 'and see that they did');
SELECT pg_temp.act_as(1) \g /dev/null
SELECT is((SELECT count(*) FROM suitability_of_me()), 0::bigint,
    'nobody else''s is theirs');

-- Told or not, it is nobody else's.
SELECT pg_temp.act_as(31) \g /dev/null
SELECT is(pg_temp.seen(), 0::bigint, 'staff still see none');
SELECT pg_temp.act_as(11) \g /dev/null
SELECT is(pg_temp.seen(), 0::bigint, 'nor whoever referred');
SELECT pg_temp.act_as(22) \g /dev/null
SELECT is(pg_temp.seen(), 0::bigint, 'nor the employer');

SELECT pg_temp.act_as(33) \g /dev/null
SELECT throws_ok($$SELECT pg_temp.takes('undone', 6, 'Sorry', 5)$$, '23514',
    NULL, 'an answer is not undone');
SELECT lives_ok($$SELECT pg_temp.takes('undone', 6, 'Sorry', 3)$$,
    'a step is');
SELECT is((SELECT state::text FROM suitability_case), 'considered',
    'and leads back');
SELECT lives_ok($$SELECT pg_temp.takes('stage_2', 7, 'Stage 2'),
    pg_temp.takes('decided', 8, 'Decided'),
    pg_temp.takes('closed', 9, 'Closed')$$, 'straight to stage 2, and on');
SELECT is((SELECT state || ' ' || open FROM suitability_case),
    'closed false', 'to the end');
SELECT pg_temp.act_as(2) \g /dev/null
SELECT ok(NOT suitability_respond((SELECT id FROM suitability_of_me()), 'I'),
    'a case that is closed is not answered');

-- A reading is recorded where nobody else reads it.
SELECT pg_temp.act_as(33) \g /dev/null
RESET ROLE;
SELECT auth.after_answer((SELECT token FROM token_of WHERE person_id = 33),
    false, 'SUITABILITY_CASE_READ', 'suitability_case',
    (SELECT id FROM suitability_case), 2, 1, 'r') \g /dev/null
SET ROLE waymark_web;
SELECT pg_temp.act_as(33) \g /dev/null
SELECT is((SELECT count(*) FROM audit.event
    WHERE name = 'SUITABILITY_CASE_READ'), 1::bigint, 'a reading is kept');
SELECT pg_temp.act_as(2) \g /dev/null
SELECT is((SELECT count(*) FROM audit.event
    WHERE name = 'SUITABILITY_CASE_READ'), 0::bigint, 'not for the trainee');
SELECT pg_temp.act_as(31) \g /dev/null
SELECT is((SELECT count(*) FROM audit.event
    WHERE name = 'SUITABILITY_CASE_READ'), 0::bigint, 'nor for staff');

-- Nobody handles a case of their own.
RESET ROLE;
INSERT INTO suitability_case (enrolment_id, person_id, programme_id, words,
    referred_by) VALUES (103, 3, 1, 'Why', 31);
INSERT INTO role_held (person_id, role, programme_id, during) VALUES
	(3, 'staff', 1, '[2026-01-01,)'), (3, 'suitability', 1, '[2026-01-01,)');
SET ROLE waymark_web;
SELECT pg_temp.act_as(3) \g /dev/null
SELECT results_eq('SELECT person_id FROM suitability_case',
    'VALUES (2::bigint)', 'nobody handles a case of their own');
SELECT is((SELECT count(*) FROM audit.event
    WHERE subject = 'suitability_case' AND person_id = 3), 0::bigint,
    'nor reads of it');

SELECT * FROM finish();
ROLLBACK;
