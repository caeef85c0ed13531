-- Support plans, contacts and answers to flags: who sees and writes them, and
-- what the database refuses whoever asks.
BEGIN;
\ir world.sql
\o /dev/null
\ir ../pages/fixtures_asye.sql
\o
SELECT plan(61);

INSERT INTO flag (id, person_id, enrolment_id, programme_id, placement_id,
    asye_id, rule, rule_version, about, raised_on, severity, severity_on,
    sentence, why, clears_when, who)
OVERRIDING SYSTEM VALUE VALUES
	(901, 2, 102, 1, 202, NULL, 'days_behind', 1, 'progress', '2026-06-08',
	    'act', '2026-06-08', 'Two days are behind.', 'It is so.',
	    'They are logged.', '{trainee}'),
	(902, 2, 102, 1, 202, NULL, 'guide_missing', 1, 'support',
	    '2026-06-10', 'urgent', '2026-06-10', 'Nobody educates.',
	    'It is so.', 'Somebody does.', '{programme}'),
	(903, 2, 102, 1, NULL, NULL, 'concern_open', 1, 'progress',
	    '2026-06-01', 'watch', '2026-06-01', 'A concern is open.',
	    'It is so.', 'It is followed up.', '{programme}'),
	(904, 3, 103, 1, 203, NULL, 'days_behind', 1, 'progress', '2026-06-02',
	    'watch', '2026-06-02', 'Two days are behind.', 'It is so.',
	    'They are logged.', '{trainee}'),
	(905, 71, 171, 1, NULL, 700, 'supervision_gap', 1, 'support',
	    '2026-06-05', 'act', '2026-06-05', 'Supervision is late.',
	    'It is so.', 'It is held.', '{line_manager}');

CREATE FUNCTION pg_temp.answers(flag bigint, version bigint, kind text,
    reason text, undoes bigint DEFAULT NULL)
RETURNS void LANGUAGE sql AS $$
	INSERT INTO waymark.flag_answer (flag_id, enrolment_id, person_id,
	    programme_id, version, kind, reason, words, undoes)
	SELECT f.id, f.enrolment_id, f.person_id, f.programme_id, $2,
	       $3::waymark.flag_answer_kind, $4, 'I asked', $5
	  FROM waymark.flag f WHERE f.id = $1
$$;
CREATE FUNCTION pg_temp.plans(enrolment bigint, person bigint)
RETURNS void LANGUAGE sql AS $$
	INSERT INTO waymark.support_plan (enrolment_id, person_id,
	    programme_id, aim, review_on)
	VALUES ($1, $2, 1, 'To catch up', '2026-07-10')
$$;
CREATE FUNCTION pg_temp.does(enrolment bigint, owner text, colleague bigint,
    organisation bigint) RETURNS void LANGUAGE sql AS $$
	INSERT INTO waymark.support_action (plan_id, enrolment_id, person_id,
	    programme_id, step_version, owner, colleague_id, organisation_id,
	    what, due_on)
	SELECT p.id, p.enrolment_id, p.person_id, p.programme_id, p.version,
	       $2::waymark.support_action_owner, $3, $4, 'Meet weekly', '2026-06-30'
	  FROM waymark.support_plan p WHERE p.enrolment_id = $1 AND p.open
$$;
CREATE FUNCTION pg_temp.takes(enrolment bigint, version bigint, step text,
    undoes bigint DEFAULT NULL) RETURNS void LANGUAGE sql AS $$
	INSERT INTO waymark.support_plan_event (plan_id, enrolment_id, person_id,
	    programme_id, version, step, words, review_on, outcome, undoes)
	SELECT p.id, p.enrolment_id, p.person_id, p.programme_id, $2,
	       $3::waymark.support_plan_step, 'Said', '2026-07-20',
	       CASE $3 WHEN 'ended' THEN 'met'::waymark.support_plan_outcome END, $4
	  FROM waymark.support_plan p WHERE p.enrolment_id = $1 AND p.open
$$;
CREATE FUNCTION pg_temp.contacts(enrolment bigint, person bigint, flag bigint)
RETURNS void LANGUAGE sql AS $$
	INSERT INTO waymark.contact (enrolment_id, person_id, programme_id,
	    on_date, how, flags, note)
	VALUES ($1, $2, 1, '2026-06-14', 'phone', ARRAY[$3], 'We spoke')
$$;
GRANT USAGE ON SCHEMA waymark TO waymark_web;

SELECT results_eq('SELECT enrolment_id, severity::text, since_on, open
    FROM flagged ORDER BY rank, since_on, enrolment_id', $$VALUES
	(102::bigint, 'urgent', '2026-06-10'::date, 3::bigint),
	(171, 'act', '2026-06-05', 1), (103, 'watch', '2026-06-02', 1)$$,
    'people stand by what is most severe of theirs, then by time');

SET ROLE waymark_web;
SELECT is((SELECT count(*) FROM flagged) + (SELECT count(*)
    FROM flagged_supported()), 0::bigint, 'nobody sees nobody');

-- The educator of 202.
SELECT pg_temp.act_as(11) \g /dev/null
SELECT results_eq('SELECT enrolment_id, open, severity::text
    FROM flagged_supported()', $$VALUES (102::bigint, 2::bigint, 'urgent')$$,
    'an educator sees their own people, without a concern that is not shared');
SELECT is((SELECT count(*) FROM flagged), 0::bigint,
    'and not the list of the programme');
SELECT throws_ok($$SELECT pg_temp.answers(902, 1, 'cleared',
    'support_given')$$, '23514', NULL,
    'nobody who owes support says that it was given');
SELECT lives_ok($$SELECT pg_temp.answers(902, 1, 'handled', 'asked')$$,
    'but that it is being handled');
SELECT lives_ok($$SELECT pg_temp.answers(901, 1, 'false_alarm',
    'record_wrong')$$, 'they answer for how the trainee gets on');
SELECT throws_ok($$SELECT pg_temp.answers(901, 2, 'cleared',
    'record_wrong')$$, '23503', NULL, 'with a reason of that kind');
SELECT lives_ok($$SELECT pg_temp.answers(903, 1, 'handled', 'asked')$$,
    'what they do not see');
SELECT is((SELECT count(*) FROM flag_answer WHERE flag_id = 903), 0::bigint,
    'they do not answer');
SELECT throws_ok($$INSERT INTO flag_answer (flag_id, enrolment_id, person_id,
    programme_id, version, kind, reason, words)
    VALUES (903, 102, 2, 1, 1, 'handled', 'asked', 'I asked')$$, '42501',
    NULL, 'by no way');
SELECT is((SELECT count(*) FROM flag_answer), 2::bigint, 'and see theirs');
SELECT throws_ok('SELECT pg_temp.plans(103, 3)', '42501', NULL,
    'they plan for nobody else''s trainee');
SELECT lives_ok('SELECT pg_temp.contacts(102, 2, 901)',
    'they record a contact');
SELECT throws_ok('SELECT pg_temp.contacts(102, 2, 904)', '23514', NULL,
    'about flags of that trainee');

-- The order falls with answers.
RESET ROLE;
SELECT results_eq('SELECT severity::text, answered, unanswered FROM flagged
    WHERE enrolment_id = 102', $$VALUES ('watch', false, 1::bigint)$$,
    'what is answered falls behind what is not');
UPDATE flag SET severity = 'urgent', severity_on = '2026-06-15' WHERE id = 901;
SELECT results_eq('SELECT severity::text, answered, unanswered FROM flagged
    WHERE enrolment_id = 102', $$VALUES ('urgent', false, 2::bigint)$$,
    'and an answer holds until the flag grows worse');
SELECT is((SELECT cleared_on FROM flag WHERE id = 901), NULL,
    'but never clears the flag itself');
SET ROLE waymark_web;

-- The trainee.
SELECT pg_temp.act_as(2) \g /dev/null
SELECT is((SELECT count(*) FROM flag_answer) + (SELECT count(*) FROM contact),
    3::bigint, 'the trainee sees every answer and contact');
SELECT throws_ok($$SELECT pg_temp.answers(901, 2, 'handled', 'talking')$$,
    '42501', NULL, 'answers none of their own flags');
SELECT throws_ok('SELECT pg_temp.contacts(102, 2, 901)', '42501', NULL,
    'and records no contact');
SELECT throws_ok('SELECT pg_temp.plans(102, 2)', '42501', NULL, 'or plan');
SELECT is((SELECT staffs OR supports OR answers FROM supported_person(102)),
    false, 'as themself alone');
SELECT is((SELECT count(*) FROM supported_person(103)), 0::bigint,
    'another''s page is not there');

-- Staff.
SELECT pg_temp.act_as(31) \g /dev/null
SELECT lives_ok($$SELECT pg_temp.answers(902, 1, 'cleared',
    'support_given')$$, 'whoever saw an older version');
SELECT is((SELECT count(*) FROM flag_answer WHERE flag_id = 902), 1::bigint,
    'writes nothing');
SELECT lives_ok($$SELECT pg_temp.answers(902, 2, 'cleared',
    'support_given')$$, 'staff answer for support');
SELECT throws_ok($$SELECT pg_temp.answers(902, 3, 'undone', NULL, 1)$$,
    '23514', NULL, 'the latest answer is undone first');
SELECT lives_ok($$SELECT pg_temp.answers(902, 3, 'undone', NULL, 2)$$,
    'by an answer of its own');
SELECT is((SELECT flag_answer_stands(a, 'urgent') FROM flag_answer a
    WHERE flag_id = 902 AND version = 1), true, 'so that the one before stands');
SELECT throws_ok('DELETE FROM flag_answer', '42501', NULL,
    'none is wiped');
SELECT is((SELECT count(*) FROM support_around(102)
    WHERE organisation_id IN (9001, 9002, 9003) OR person_id IN (11, 31, 41,
    42)), 7::bigint,
    'whoever is around the trainee can be named');
SELECT lives_ok('SELECT pg_temp.plans(102, 2)', 'staff write a plan');
SELECT lives_ok('SELECT pg_temp.does(102, ''trainee'', NULL, NULL)',
    'with what the trainee does');
SELECT throws_ok('SET CONSTRAINTS ALL IMMEDIATE', '23514', NULL,
    'a plan says what the organisation will do');
SELECT lives_ok('SELECT pg_temp.does(102, ''organisation'', NULL, 9002)',
    'and by whom');
SELECT lives_ok('SET CONSTRAINTS ALL IMMEDIATE', 'it is one');
SELECT throws_ok('SELECT pg_temp.does(102, ''colleague'', 12, NULL)', '23514',
    NULL, 'nobody far from the trainee is named');
SELECT lives_ok('SELECT pg_temp.does(102, ''colleague'', 11, NULL)',
    'a colleague is');
SELECT throws_ok('SELECT pg_temp.plans(102, 2)', '23505', NULL,
    'there is one plan at a time');
SELECT throws_ok($$SELECT pg_temp.takes(102, 2, 'agreed')$$, '23514', NULL,
    'nobody agrees for the trainee');
SELECT throws_ok($$UPDATE support_plan SET state = 'agreed'$$, '42501', NULL,
    'or moves a plan but by a step');
SELECT is((SELECT count(*) FROM waiting_of_programme(1, true, 'plan_to_agree',
    NULL, NULL, NULL, NULL, NULL)), 1::bigint,
    'it waits on the trainee to agree');

SELECT pg_temp.act_as(2) \g /dev/null
SELECT results_eq($$SELECT (item).kind::text, mine FROM waiting_mine()
    WHERE (item).kind::text ~ 'plan_to|action_to_do' ORDER BY 1$$,
    $$VALUES ('own_action_to_do', true), ('plan_to_agree', true)$$,
    'who finds it on their list');
SELECT throws_ok($$SELECT pg_temp.takes(102, 2, 'ended')$$, '23514', NULL,
    'the trainee does not end it');
SELECT lives_ok($$SELECT pg_temp.takes(102, 2, 'questioned')$$,
    'but asks for a change');
SELECT is((SELECT state::text || version FROM support_plan), 'questioned2',
    'and the plan says so');
SELECT lives_ok($$SELECT pg_temp.takes(102, 3, 'undone', 2),
    pg_temp.takes(102, 4, 'agreed')$$, 'takes that back, and agrees');
WITH m AS (UPDATE support_action SET state = 'done', done_on = '2026-06-15',
    outcome = 'It helped' RETURNING owner)
SELECT is((SELECT string_agg(owner::text, ',') FROM m), 'trainee',
    'they mark their own action and no other');

SELECT pg_temp.act_as(11) \g /dev/null
SELECT is((SELECT string_agg((item).what, ',') FROM waiting_mine()
    WHERE (item).kind = 'support_action_to_do'),
    'Mary Smith-Jones: Meet weekly', 'a colleague finds theirs');
SELECT throws_ok($$SELECT pg_temp.takes(102, 5, 'ended')$$, '23514', NULL,
    'no plan ends before it is said what came of each action');
SELECT lives_ok($$UPDATE support_action SET state = 'not_done',
    outcome = 'No room was free' WHERE state = 'open'$$,
    'which they say');
SELECT lives_ok($$SELECT pg_temp.takes(102, 5, 'reviewed'),
    pg_temp.takes(102, 6, 'ended')$$, 'then it is reviewed, and ends');
SELECT throws_ok($$UPDATE support_action SET state = 'open', outcome = ''
    WHERE state = 'not_done'$$, '23514', NULL,
    'and stays as it was');

-- On an ASYE.
SELECT pg_temp.act_as(75) \g /dev/null
SELECT throws_ok($$SELECT pg_temp.answers(905, 1, 'cleared',
    'support_given')$$, '23514', NULL,
    'a line manager does not clear what they owe');
SELECT pg_temp.act_as(73) \g /dev/null
SELECT lives_ok($$SELECT pg_temp.answers(905, 1, 'cleared',
    'support_given')$$, 'the coordinator does');
SELECT is((SELECT name FROM supported_person(171)), 'Nina Sol',
    'and knows whom it is about');

-- Who has no part in it.
SELECT pg_temp.act_as(22) \g /dev/null
SELECT is((SELECT count(*) FROM flag_answer) + (SELECT count(*) FROM contact)
    + (SELECT count(*) FROM support_plan) + (SELECT count(*)
    FROM support_plan_event) + (SELECT count(*) FROM flagged) + (SELECT count(*)
    FROM flagged_supported()) + (SELECT count(*) FROM supported_person(102)),
    0::bigint, 'a partner sees none of it');
SELECT pg_temp.act_as(32) \g /dev/null
SELECT is((SELECT count(*) FROM flagged) + (SELECT count(*) FROM contact)
    + (SELECT count(*) FROM rule_counts(1, '{failed}')), 0::bigint,
    'nor do staff of another programme');

-- Snapshots: what a day shows is summed once, and runs follow day after day.
RESET ROLE;
INSERT INTO flag_snapshot (on_date, state, people, flags) VALUES
	('2026-06-12', 'computed', 6, 1), ('2026-06-13', 'taken', 6, 2),
	('2026-06-14', 'missed', 0, 0), ('2026-06-15', 'taken', 6, 1);
INSERT INTO flag_day (on_date, enrolment_id, person_id, programme_id,
    rule_version, severity, rule, subject_key) VALUES
	('2026-06-12', 102, 2, 1, 1, 'watch', 'days_behind', ''),
	('2026-06-13', 102, 2, 1, 1, 'act', 'days_behind', ''),
	('2026-06-13', 102, 2, 1, 1, 'watch', 'no_activity', ''),
	('2026-06-15', 102, 2, 1, 1, 'watch', 'days_behind', '');
SELECT flag_day_follows('2026-06-12'), flag_day_follows('2026-06-13'),
    flag_day_follows('2026-06-15'), flag_day_follows('2026-06-15') \g /dev/null
SELECT results_eq('SELECT rule, from_on, to_on, act_on, urgent_on FROM flag_run
    ORDER BY rule', $$VALUES
	('days_behind', '2026-06-12'::date, '2026-06-15'::date,
	    '2026-06-13'::date, NULL::date),
	('no_activity', '2026-06-13', '2026-06-13', NULL, NULL)$$,
    'a run goes on over a day that was missed');
SELECT results_eq('SELECT rule, severity::text, people FROM flag_sum
    WHERE on_date = ''2026-06-13'' ORDER BY rule', $$VALUES
	('', 'act', 1::bigint), ('days_behind', 'act', 1),
	('no_activity', 'watch', 1)$$,
    'each person is counted once, by the worst of theirs');

SELECT * FROM finish();
ROLLBACK;
