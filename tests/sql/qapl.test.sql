-- Quality of placements: who audits, who answers, who reads what was said, and
-- that nobody is told apart by it.
BEGIN;
\ir world.sql
SELECT plan(69);

-- Audits.
SET ROLE waymark_web;
SELECT throws_ok($$INSERT INTO placement_audit (programme_id, organisation_id,
    team_id, done_on, answers, notes, result) VALUES (1, 9002, 51,
    '2026-06-01', array_fill('met'::audit_answer, '{8}'),
    array_fill(''::text, '{8}'), 'suitable')$$, '42501', NULL,
    'nobody audits nothing');
SELECT pg_temp.act_as(1) \g /dev/null
SELECT throws_ok($$INSERT INTO placement_audit (programme_id, organisation_id,
    team_id, done_on, answers, notes, result) VALUES (1, 9002, 51,
    '2026-06-01', array_fill('met'::audit_answer, '{8}'),
    array_fill(''::text, '{8}'), 'suitable')$$, '42501', NULL,
    'nor does a trainee');
SELECT pg_temp.act_as(22) \g /dev/null
SELECT throws_ok($$INSERT INTO placement_audit (programme_id, organisation_id,
    team_id, done_on, answers, notes, result) VALUES (1, 9002, 51,
    '2026-06-01', array_fill('met'::audit_answer, '{8}'),
    array_fill(''::text, '{8}'), 'suitable')$$, '42501', NULL,
    'nor another host');
SELECT pg_temp.act_as(21) \g /dev/null
SELECT lives_ok($$INSERT INTO placement_audit (programme_id, organisation_id,
    team_id, done_on, answers, notes, result) VALUES (1, 9002, 51,
    '2024-06-30', array_fill('met'::audit_answer, '{8}'),
    array_fill(''::text, '{8}'), 'suitable')$$,
    'a host audits its own team');
SELECT is((SELECT valid_until FROM placement_audit), '2026-06-30'::date,
    'for as long as the setting says');
SELECT is((SELECT done_by FROM placement_audit), 21::bigint,
    'and it is written down who did');
UPDATE placement_audit SET state = 'withdrawn';
SELECT is((SELECT state::text FROM placement_audit), 'recorded',
    'but withdraws nothing');
SELECT ok(team_audited(51, '2026-06-30'), 'a team is audited to the last day');
SELECT ok(NOT team_audited(51, '2026-07-01'), 'and not on the day after it');
SELECT ok(NOT team_audited(51, '2024-06-29'), 'nor on the day before it');
SELECT ok(NOT team_audited(52, '2026-06-15'), 'no audit is no audit');

SELECT pg_temp.act_as(32) \g /dev/null
SELECT is((SELECT count(*) FROM placement_audit), 0::bigint,
    'staff of another programme do not read it');
SELECT ok(team_audited(51, '2026-06-15'), 'but may know that it stands');
SELECT pg_temp.act_as(31) \g /dev/null
SELECT throws_ok($$INSERT INTO placement_audit (programme_id, organisation_id,
    team_id, done_on, answers, notes, result) VALUES (1, 9002, 51,
    '2026-06-16', array_fill('met'::audit_answer, '{8}'),
    array_fill(''::text, '{8}'), 'suitable')$$, '23514', NULL,
    'nothing is audited tomorrow');
SELECT throws_ok($$INSERT INTO placement_audit (programme_id, organisation_id,
    team_id, done_on, answers, notes, result) VALUES (1, 9003, 51,
    '2026-06-14', array_fill('met'::audit_answer, '{8}'),
    array_fill(''::text, '{8}'), 'suitable')$$, '23503', NULL,
    'a team stays with its host');
SELECT throws_ok($$INSERT INTO placement_audit (programme_id, organisation_id,
    team_id, done_on, answers, notes, result) VALUES (1, 9002, 51,
    '2026-06-14', array_fill('not_met'::audit_answer, '{8}'),
    array_fill(''::text, '{8}'), 'suitable')$$, '23514', NULL,
    'what is not met is not suitable');
SELECT throws_ok($$INSERT INTO placement_audit (programme_id, organisation_id,
    team_id, done_on, answers, notes, result) VALUES (1, 9002, 51,
    '2026-06-14', array_fill('met'::audit_answer, '{7}'),
    array_fill(''::text, '{8}'), 'suitable')$$, '23514', NULL,
    'every area is answered');
SELECT lives_ok($$INSERT INTO placement_audit (programme_id, organisation_id,
    team_id, done_on, answers, notes, result) VALUES (1, 9002, 51,
    '2026-06-14', array_fill('not_met'::audit_answer, '{8}'),
    array_fill(''::text, '{8}'), 'not_yet')$$, 'staff audit too');
SELECT ok(NOT team_audited(51, '2026-06-15'), 'the latest audit counts');
SELECT is(team_audited_until(51), NULL, 'so it holds until no day');
SELECT ok(team_audited(51, '2026-06-13'), 'from its day on');
SELECT throws_ok($$UPDATE placement_audit SET result = 'suitable'$$, '42501',
    NULL, 'what an audit said is not rewritten');
SELECT throws_ok($$DELETE FROM placement_audit$$, '42501', NULL,
    'nor wiped');
UPDATE placement_audit SET state = 'withdrawn' WHERE result = 'not_yet';
SELECT ok(team_audited(51, '2026-06-15'), 'one that was withdrawn does not');
SELECT is(team_audited_until(51), '2026-06-30'::date, 'the one before does');
UPDATE placement_audit SET state = 'recorded' WHERE result = 'not_yet';
SELECT ok(NOT team_audited(51, '2026-06-15'), 'until it is put back');

-- Actions.
SELECT pg_temp.act_as(21) \g /dev/null
SELECT throws_ok($$INSERT INTO quality_action (programme_id, organisation_id,
    team_id, source, owner, what, due_on) VALUES (1, 9002, 51, 'feedback',
    'host', 'X', '2026-07-01')$$, '42501', NULL,
    'a host opens no action from feedback');
SELECT lives_ok($$INSERT INTO quality_action (programme_id, organisation_id,
    team_id, source, audit_id, owner, what, due_on) SELECT 1, 9002, 51,
    'audit', id, 'host', 'A desk', '2026-07-01' FROM placement_audit
    WHERE result = 'suitable'$$, 'but from its own audit');
SELECT throws_ok($$UPDATE quality_action SET state = 'done', said = 'Done'$$,
    '23514', NULL, 'and closes none');
SELECT throws_ok($$UPDATE quality_action SET what = 'Less'$$, '23514', NULL,
    'nor makes it smaller');
SELECT throws_ok($$UPDATE quality_action SET state = 'answered'$$, '23514',
    NULL, 'it answers with evidence');
SELECT lives_ok($$UPDATE quality_action SET state = 'answered',
    said = 'Here it is'$$, 'so');
SELECT is((SELECT said_by FROM quality_action), 21::bigint,
    'and by name');
SELECT pg_temp.act_as(22) \g /dev/null
SELECT is((SELECT count(*) FROM quality_action), 0::bigint,
    'another host reads none of it');
SELECT pg_temp.act_as(31) \g /dev/null
SELECT throws_ok($$UPDATE quality_action SET state = 'done', what = 'X'$$,
    '23514', NULL, 'staff decide on what was asked, not on something else');
SELECT lives_ok($$UPDATE quality_action SET state = 'open',
    said = 'It wobbles'$$, 'they send it back');
SELECT lives_ok($$UPDATE quality_action SET state = 'done', said = 'Seen'$$,
    'or accept it');
SELECT throws_ok($$UPDATE quality_action SET state = 'dropped', said = 'X'$$,
    '23514', NULL, 'what is done is not dropped');
SELECT lives_ok($$INSERT INTO quality_action (programme_id, organisation_id,
    team_id, source, owner, what, due_on) VALUES (1, 9002, 51, 'feedback',
    'programme', 'Explain earlier', '2026-07-01')$$,
    'staff open one from feedback');
SELECT pg_temp.act_as(21) \g /dev/null
UPDATE quality_action SET state = 'answered', said = 'X'
 WHERE owner = 'programme';
SELECT is((SELECT count(*) FROM quality_action WHERE state = 'answered'),
    0::bigint, 'what the programme owes the host does not answer');

-- Feedback: from halfway, 16 August, to 90 days after 30 October.
RESET ROLE;
UPDATE demonstration SET as_of = '2026-08-15';
SET ROLE waymark_web;
SELECT pg_temp.act_as(1) \g /dev/null
PREPARE gives (feedback_giver) AS
INSERT INTO placement_feedback (person_id, giver, about_placement_id,
    enrolment_id, trainee_id, about_programme_id, organisation_id, answers,
    worked_well) SELECT auth.person_id(), $1, 201, 101, 1, 1, 9002,
    '{1,2,3,4,5,0,0,3}', 'Who I am';
SELECT throws_ok($$EXECUTE gives('trainee')$$, '23514', NULL,
    'nobody judges a placement before half of it');
RESET ROLE;
UPDATE demonstration SET as_of = '2026-08-16';
SET ROLE waymark_web;
SELECT lives_ok($$EXECUTE gives('trainee')$$, 'from then on a trainee does');
SELECT is((SELECT score FROM placement_feedback), 3::double precision,
    'what they cannot say counts for nothing');
SELECT is((SELECT released_on FROM placement_feedback), '2027-02-27'::date,
    'long after the placement it is released');
SELECT throws_ok($$EXECUTE gives('trainee')$$, '23505', NULL, 'once');
SELECT lives_ok($$UPDATE placement_feedback SET to_improve = 'Less of it'$$,
    'it can be corrected');
SELECT throws_ok($$UPDATE placement_feedback SET released_on = '2026-08-17'$$,
    '42501', NULL, 'and is not released by hand');
SELECT pg_temp.act_as(2) \g /dev/null
SELECT throws_ok($$EXECUTE gives('trainee')$$, '23514', NULL,
    'not by another trainee');
SELECT pg_temp.act_as(12) \g /dev/null
SELECT throws_ok($$EXECUTE gives('educator')$$, '23514', NULL,
    'nor by somebody else''s educator');
SELECT pg_temp.act_as(11) \g /dev/null
SELECT is((SELECT count(*) FROM placement_feedback), 0::bigint,
    'their educator reads nothing of it');
SELECT throws_ok($$EXECUTE gives('trainee')$$, '23514', NULL,
    'answers as nobody else');
SELECT lives_ok($$EXECUTE gives('educator')$$, 'but for themself');
SELECT is((SELECT count(*) FROM audit.event
    WHERE subject = 'placement_feedback'), 1::bigint,
    'an event of it is the giver''s alone');
SELECT pg_temp.act_as(41) \g /dev/null
SELECT throws_ok($$INSERT INTO placement_feedback (person_id, giver,
    about_placement_id, enrolment_id, trainee_id, about_programme_id,
    organisation_id, answers) VALUES (41, 'tutor', 204, 104, 4, 1, 9003,
    '{1,2,3,4,5,0,0,3}')$$, '23514', NULL,
    'nor does a tutor of somebody else');
SELECT lives_ok($$EXECUTE gives('tutor')$$, 'their own tutor does');
RESET ROLE;
DELETE FROM placement_feedback WHERE giver = 'tutor';
SET ROLE waymark_web;
SELECT pg_temp.act_as(31) \g /dev/null
SELECT is((SELECT count(*) FROM placement_feedback), 0::bigint,
    'staff read nothing before its release');
SELECT is((SELECT count(*) FROM audit.event
    WHERE subject = 'placement_feedback'), 0::bigint,
    'not in the history either');
SELECT pg_temp.act_as(21) \g /dev/null
SELECT is((SELECT count(*) FROM placement_feedback), 0::bigint,
    'the host reads nothing');

RESET ROLE;
UPDATE placement SET ends_on = '2026-10-01' WHERE id = 201;
SELECT is((SELECT min(released_on) FROM placement_feedback),
    '2027-01-29'::date, 'the release follows the placement');
PREPARE release_of (text) AS SELECT feedback_release(jsonb_populate_record(p,
    jsonb_build_object('state', $1)), '2026-09-01')
    FROM placement p WHERE id = 201;
SELECT results_eq($$EXECUTE release_of('panel')$$,
    $$VALUES ('infinity'::date)$$,
    'before the board has decided nothing is released by any date');
SET session_replication_role = replica;
INSERT INTO placement_event (placement_id, enrolment_id, person_id,
    programme_id, version, change, on_date, reason, decision, before,
    state, decided, outcome, organisation_id, team_id, starts_on, ends_on, required_halves)
VALUES (201, 101, 1, 1, 9, 'board_decided', '2026-10-20', 'assessed',
    'pass', 'panel', 'confirmed', 'confirmed', 'pass', 9002, 51, '2026-06-01', '2026-10-01',
    140);
SET session_replication_role = origin;
SELECT results_eq($$EXECUTE release_of('confirmed')$$,
    $$VALUES ('2026-10-20'::date)$$, 'then it is');
SELECT results_eq($$EXECUTE release_of('terminated')$$,
    $$VALUES ('2027-01-29'::date)$$, 'and by its date where none decides');
UPDATE demonstration SET as_of = '2027-01-29';
SET ROLE waymark_web;
SELECT pg_temp.act_as(31) \g /dev/null
SELECT is((SELECT count(*) FROM placement_feedback), 2::bigint,
    'on the day of its release staff read it');
SELECT pg_temp.act_as(32) \g /dev/null
SELECT is((SELECT count(*) FROM placement_feedback), 0::bigint,
    'not those of another programme');
SELECT pg_temp.act_as(1) \g /dev/null
SELECT throws_ok($$UPDATE placement_feedback SET to_improve = 'More of it'$$,
    '23514', NULL, 'what was released is not rewritten');

-- What a host sees: nothing of two people, nor of four, but of five; and
-- nothing changes until five more have answered.
RESET ROLE;
CREATE FUNCTION pg_temp.answered_by(n bigint) RETURNS void
LANGUAGE sql AS $$
	INSERT INTO person (id, given_name, family_name, email)
	OVERRIDING SYSTEM VALUE
	VALUES (700 + n, 'P', 'Q', n || '@example.org');
	INSERT INTO placement_educator (placement_id, person_id, duty, during)
	VALUES (202, 700 + n, 'practice_educator',
	    daterange(date '2026-11-01' + n::integer,
	        date '2026-11-02' + n::integer));
	INSERT INTO placement_feedback (person_id, giver, about_placement_id,
	    enrolment_id, trainee_id, about_programme_id, organisation_id,
	    answers, given_on) VALUES (700 + n, 'educator', 202, 102, 2, 1,
	    9002, '{5,5,5,5,5,5,5,5}', date '2026-12-01');
$$;
UPDATE placement SET ends_on = '2026-10-01' WHERE id = 202;
SELECT pg_temp.answered_by(n) FROM generate_series(1, 2) n \g /dev/null
SET ROLE waymark_web;
SELECT pg_temp.act_as(21) \g /dev/null
SELECT is_empty('SELECT * FROM host_published(9002)',
    'of four people a host sees nothing');
RESET ROLE;
SELECT pg_temp.answered_by(n) FROM generate_series(3, 7) n \g /dev/null
SET ROLE waymark_web;
SELECT results_eq('SELECT area, people, mean FROM host_published(9002)
    WHERE area <= 1', $$VALUES (0::bigint, 5::bigint, 4.2::double precision),
    (1, 5, 3.4)$$, 'of nine the mean of the first five');
SELECT is_empty('SELECT * FROM host_published(9002) WHERE area = 6',
    'and nothing of an area that fewer could judge');
SELECT pg_temp.act_as(22) \g /dev/null
SELECT is_empty('SELECT * FROM host_published(9002)',
    'another host sees nothing of it');

SELECT * FROM finish();
ROLLBACK;
