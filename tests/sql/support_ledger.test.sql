-- The support ledger: what each week promises, who takes which step of it,
-- what counts where two do not agree, and when it is a gap.  71 Nina's ASYE
-- began in the week of 1 September 2025; the week of 8 June 2026 is its 41st.
BEGIN;
\ir world.sql
\o /dev/null
\ir ../pages/fixtures_asye.sql
\o
SELECT plan(74);

CREATE FUNCTION pg_temp.ledger() RETURNS bigint LANGUAGE sql AS $$
	SELECT id FROM waymark.support_ledger WHERE asye_id = 700
$$;
CREATE FUNCTION pg_temp.promised(what text) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
	n bigint;
BEGIN
	EXECUTE format('SELECT sum(%I) FROM waymark.support_due(
	    pg_temp.ledger()) WHERE number <= 41', what) INTO n;
	RETURN n;
END
$$;
-- A step as somebody; what came of it: the week's state, "nothing" for whoever
-- saw an older version, or the code of the refusal.
CREATE FUNCTION pg_temp.step(whose bigint, n bigint, step text,
    seen bigint, sessions bigint DEFAULT NULL, minutes bigint DEFAULT NULL,
    protected bigint DEFAULT NULL, caseload bigint DEFAULT NULL,
    words text DEFAULT '', away boolean DEFAULT false) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
	which bigint := pg_temp.ledger();
	wrote bigint;
	failed text;
BEGIN
	PERFORM pg_temp.act_as(whose);
	SET LOCAL ROLE waymark_web;
	BEGIN
		INSERT INTO waymark.support_entry (ledger_id, number, version,
		    step, sessions, minutes, protected, caseload, words, away)
		VALUES (which, n, seen + 1, step::waymark.support_step,
		    sessions, minutes, protected, caseload, words, away);
		GET DIAGNOSTICS wrote = ROW_COUNT;
	EXCEPTION WHEN OTHERS THEN
		failed := SQLSTATE;
	END;
	RESET ROLE;
	RETURN coalesce(failed, CASE wrote WHEN 0 THEN 'nothing' ELSE (
	    SELECT state::text FROM waymark.support_week
	     WHERE ledger_id = which AND number = n) END);
END
$$;
CREATE FUNCTION pg_temp.seen(whose bigint) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
	n bigint;
BEGIN
	PERFORM pg_temp.act_as(whose);
	SET LOCAL ROLE waymark_web;
	SELECT (SELECT count(*) FROM waymark.support_ledger
	         WHERE asye_id = 700)
	     + (SELECT count(*) FROM waymark.support_week WHERE asye_id = 700)
	     + (SELECT count(*) FROM waymark.support_entry
	         WHERE asye_id = 700) INTO n;
	RESET ROLE;
	RETURN n;
END
$$;

SELECT is((SELECT count(*) FROM support_ledger), 7::bigint,
    'each ASYE and each placement has a ledger');
SELECT is(pg_temp.promised('sessions'), 0::bigint,
    'without an agreement no supervision is promised');

SET session_replication_role = replica;
INSERT INTO asye_promise (asye_id, version, number, during, what, amount, unit,
    document_id, person_id, programme_id)
SELECT 700, 1, n, during::daterange, what::asye_promised, amount,
       unit::asye_promise_unit, 1, 71, 1
  FROM (VALUES
	(1, '[2025-09-01,2025-10-13)', 'supervision_every', 1, 'weeks'),
	(2, '[2025-10-13,2026-03-01)', 'supervision_every', 2, 'weeks'),
	(3, '[2026-03-01,)', 'supervision_every', 1, 'months'),
	(4, '[2025-09-01,2025-10-13)', 'supervision_length', 90, 'minutes'),
	(5, '[2025-10-13,)', 'supervision_length', 60, 'minutes'),
	(6, '[2025-09-01,)', 'caseload', 14, 'cases'),
	(7, '[2025-09-01,)', 'protected_time', 222, 'minutes_a_week'))
       AS p(n, during, what, amount, unit);
SET session_replication_role = origin;

SELECT is(pg_temp.promised('sessions'), 19::bigint,
    'six weekly, ten fortnightly and three monthly sessions');
SELECT is(pg_temp.promised('minutes'), 6 * 90 + 13 * 60::bigint,
    'each as long as its phase says');
-- Five weeks have a bank holiday, and one has two.
SELECT is(pg_temp.promised('protected'), 35 * 222 + 5 * 178 + 133::bigint,
    'protected time every week, on the days that are worked');
SELECT is(pg_temp.promised('observations'), 2::bigint,
    'two of the three observations by then');
SELECT is((SELECT array_agg(induction) FROM support_due(pg_temp.ledger())
    WHERE number <= 5), '{2,3,2,3,0}', 'ten items over four weeks');
SELECT is((SELECT array_agg(DISTINCT cap) FROM support_due(pg_temp.ledger())),
    '{14}', 'and a cap');
SELECT is((SELECT max(number) FROM support_due(pg_temp.ledger())), 42::bigint,
    'this week is the last');
SELECT is_empty($$SELECT 1 FROM support_due(pg_temp.ledger())
    WHERE week_on <> '2025-09-01'::date + 7 * (number - 1)::integer$$,
    'weeks are numbered without holes');

-- Away: a pause of four weeks, and a part of one.
SAVEPOINT whole;
INSERT INTO asye_event (asye_id, change, reason, on_day)
VALUES (700, 'paused', 'illness', '2026-03-02');
INSERT INTO asye_event (asye_id, change, reason, on_day)
VALUES (700, 'resumed', 'ready', '2026-03-30');
SELECT is((SELECT array_agg(number) FROM support_due(pg_temp.ledger())
    WHERE halves = 0), '{27,28,29,30}', 'a pause expects nothing');
SELECT is(pg_temp.promised('sessions'), 18::bigint,
    'and what comes after it comes later');
ROLLBACK TO whole;
INSERT INTO asye_event (asye_id, change, reason, on_day)
VALUES (700, 'paused', 'illness', '2026-06-10');
SELECT results_eq($$SELECT number, halves, protected
    FROM support_due(pg_temp.ledger()) WHERE number >= 40$$,
    $$VALUES (40::bigint, 10::bigint, 222::bigint), (41, 4, 89),
    (42, 0, 0)$$, 'two days of five promise two fifths');
ROLLBACK TO whole;

-- Between two employers nobody owes anything, nor to somebody who had left.
INSERT INTO asye_event (asye_id, change, reason, on_day)
VALUES (700, 'transferred_out', 'new_post', '2026-03-02');
SELECT is((SELECT max(number) FROM support_due(pg_temp.ledger())), 26::bigint,
    'who left for another employer is promised nothing by the one before');
INSERT INTO asye_event (asye_id, change, reason, on_day, employer_id, host_id,
    provider_id)
SELECT 700, 'transferred_in', 'arrived', '2026-03-30', 9002, host_id, 9002
  FROM asye WHERE id = 700;
SELECT is((SELECT array_agg(number) FROM support_due(pg_temp.ledger())
    WHERE halves = 0), '{27,28,29,30}',
    'nor by anybody until they arrive');
SELECT is(pg_temp.promised('sessions'), 18::bigint,
    'then it goes on where it was');
SET session_replication_role = replica;
UPDATE asye SET state = 'confirmed' WHERE id = 700;
INSERT INTO asye_event (asye_id, enrolment_id, person_id, programme_id, version,
    change, before, after, on_day, employer_id, host_id, provider_id)
SELECT id, enrolment_id, person_id, programme_id, version + 1, 'confirmed',
       'moderated', 'confirmed', '2026-06-01', employer_id, host_id,
       provider_id
  FROM asye WHERE id = 700;
SET session_replication_role = origin;
SELECT is((SELECT upper(support_span(l)) FROM support_ledger l
    WHERE asye_id = 700), '2026-06-01'::date,
    'and ends with the outcome, not when they left once');
ROLLBACK TO whole;
INSERT INTO asye_event (asye_id, change, reason, on_day)
VALUES (700, 'paused', 'illness', '2026-02-23');
INSERT INTO asye_event (asye_id, change, reason, on_day)
VALUES (700, 'withdrawn', 'illness', '2026-03-02');
INSERT INTO asye_event (asye_id, change, reason, on_day)
VALUES (700, 'reinstated', 'ready', '2026-03-16');
INSERT INTO asye_event (asye_id, change, reason, on_day)
VALUES (700, 'resumed', 'ready', '2026-03-30');
SELECT is((SELECT array_agg(number) FROM support_due(pg_temp.ledger())
    WHERE halves = 0), '{26,27,28,29,30}',
    'whoever is reinstated while paused is away until they resume');
ROLLBACK TO whole;

-- Steps.
SELECT is(pg_temp.step(71, 41, 'entered', 0, 1, 60, 200, 13), 'entered',
    'the trainee enters a week');
SELECT results_eq($$SELECT sessions, minutes, protected, caseload,
    promised_protected, promised_cap, entered_side::text
    FROM support_week WHERE number = 41$$, $$VALUES (1::bigint, 60::bigint,
    200::bigint, 13::bigint, 222::bigint, 14::bigint, 'trainee')$$,
    'it counts beside what was promised');
SELECT is(pg_temp.step(71, 41, 'confirmed', 1), '23514',
    'nobody confirms what they entered');
SELECT is(pg_temp.step(72, 41, 'confirmed', 0), 'nothing',
    'nor what changed since they saw it');
SELECT is(pg_temp.step(72, 41, 'entered', 1, 1, 60, 222, 13), '23514',
    'nor enters it again for the other side');
SELECT is(pg_temp.step(72, 41, 'confirmed', 1), 'confirmed',
    'the assessor confirms');
SELECT is(pg_temp.step(71, 41, 'entered', 2, 1, 45, 200, 13), 'entered',
    'a correction is to be confirmed again');
SELECT is(pg_temp.step(75, 41, 'disputed', 3, 1, 60), '23514',
    'a dispute says why');
SELECT is(pg_temp.step(75, 41, 'disputed', 3, 1, 60, 240, 15, 'We sat longer'),
    'disputed', 'the line manager disputes');
SELECT results_eq($$SELECT sessions, minutes, protected, caseload
    FROM support_week WHERE number = 41$$, $$VALUES (1::bigint, 45::bigint,
    200::bigint, 15::bigint)$$, 'what both say was given counts');
SELECT is(pg_temp.step(72, 41, 'stood_by', 4, words => 'x'), '23514',
    'only who entered it stands by it');
SELECT is(pg_temp.step(71, 41, 'stood_by', 4), '23514', 'with words');
SELECT is(pg_temp.step(71, 41, 'stood_by', 4, words => 'I left at 10'),
    'disagreed', 'and both views stand');
SELECT is(pg_temp.step(72, 41, 'undone', 5), '23514',
    'nobody undoes a step of the other side');
SELECT is(pg_temp.step(71, 41, 'undone', 5), 'disputed', 'one''s own, yes');
SELECT is(pg_temp.step(72, 41, 'undone', 6), 'entered',
    'then the dispute itself');
SELECT is((SELECT minutes FROM support_week WHERE number = 41), 45::bigint,
    'and what was entered counts again');
SELECT is(pg_temp.step(71, 41, 'undone', 7), 'confirmed',
    'before it was corrected it was confirmed');
SELECT is((SELECT minutes FROM support_week WHERE number = 41), 60::bigint,
    'with what it said then');
SELECT is(pg_temp.step(73, 40, 'entered', 0, 1, 60, 222, 13), '23514',
    'a coordinator takes no side');
SELECT is(pg_temp.step(31, 40, 'entered', 0, 1, 60, 222, 13), '23514',
    'nor do staff');
SELECT is(pg_temp.step(1, 40, 'entered', 0, 1, 60, 222, 13), '23514',
    'nor anybody else');
SELECT is(pg_temp.step(71, 43, 'entered', 0, 1, 60, 222, 13), '23514',
    'no week is entered before it begins');
SELECT is(pg_temp.step(71, 42, 'entered', 0, 0, 0, 0, 13), 'entered',
    'this week can be');
SELECT is(pg_temp.step(72, 40, 'entered', 0, 0, 0, 222, 13), 'entered',
    'whoever supervises enters weeks too');
SELECT is(pg_temp.step(71, 40, 'confirmed', 1), 'confirmed',
    'for the trainee to confirm');
SELECT is(pg_temp.step(71, 39, 'entered', 0, away => true), 'entered',
    'a week of leave');
SELECT results_eq($$SELECT expected, promised_protected FROM support_week
    WHERE number = 39$$, $$VALUES (false, 0::bigint)$$, 'expects nothing');
SELECT is(pg_temp.step(71, 39, 'entered', 1, 0, 0, 0, 9), 'entered',
    'unless it was none');
SELECT is((SELECT expected FROM support_week WHERE number = 39), true,
    'and then it does');
SET ROLE waymark_web;
SELECT throws_ok('UPDATE support_entry SET words = ''x''', '42501', NULL,
    'steps are not rewritten');
SELECT throws_ok('DELETE FROM support_entry', '42501', NULL, 'nor removed');
SELECT throws_ok('UPDATE support_week SET said_minutes = 999', '42501', NULL,
    'and weeks follow them alone');
RESET ROLE;

-- Signed records count without being entered.
SET session_replication_role = replica;
INSERT INTO document (kind, number, asye_id, enrolment_id, person_id,
    programme_id, once, writers, state, version, lacks, parties, held_on,
    minutes, started_by, sent_at, signed_at)
VALUES ('asye_supervision', 1, 700, 171, 71, 1, false, '{trainee,assessor}',
    'signed', 1, '{}', '{trainee}', '2026-06-05', 75, 72, now(), now());
SET session_replication_role = origin;
SELECT support_follow(pg_temp.ledger(), false) \g /dev/null
SELECT results_eq($$SELECT said_minutes, minutes, sessions FROM support_week
    WHERE number = 40$$, $$VALUES (0::bigint, 75::bigint, 1::bigint)$$,
    'a signed record counts');

-- Every day the weeks that nobody entered are noted.
SELECT is((SELECT missed FROM support_ledger WHERE asye_id = 700), 0::bigint,
    'until then none is missed');
SET ROLE waymark_jobs;
SELECT is(support_follow_day(1000), 7::bigint, 'the jobs follow each ledger');
SELECT is(support_follow_day(1000), 0::bigint, 'once a day');
RESET ROLE;
SELECT results_eq($$SELECT missed, missed_since, on_trainee, on_supporter
    FROM support_ledger WHERE asye_id = 700$$,
    $$VALUES (38::bigint, '2025-09-01'::date, 0::bigint, 2::bigint)$$,
    'weeks missed, and those that wait');
SELECT results_eq($$SELECT count(*), sum(halves)::bigint FROM support_week w
    JOIN placement p ON p.id = w.placement_id WHERE p.id = 202$$,
    $$VALUES (2::bigint, 12::bigint)$$, 'of placements by their pattern');
SELECT is((SELECT count(*) FROM support_week WHERE placement_id = 205),
    0::bigint, 'and none before they begin');

-- Who sees it.
SELECT is((SELECT array_agg(id ORDER BY id) FROM person
    WHERE pg_temp.seen(id) > 0), '{31,71,72,73,75}',
    'both sides, the coordinator and staff see it, and nobody else');
SELECT pg_temp.act_as(74) \g /dev/null
SELECT is((SELECT count(*) FROM support_due_seen(pg_temp.ledger())), 0::bigint,
    'what is promised is not told to others');

-- Gaps: of eight weeks three are entered and one of them confirmed.
SELECT results_eq($$SELECT weeks, weeks_entered, weeks_confirmed, protected,
    promised_protected, gap::text FROM support_ledger WHERE asye_id = 700$$,
    $$VALUES (8::bigint, 3::bigint, 2::bigint, 422::bigint, 622::bigint,
    '{protected}')$$, 'less than three quarters of the time is a gap');
SELECT results_eq($$SELECT x.name, support_gaps(jsonb_populate_record(l,
    '{"weeks_entered":8,"promised_sessions":0,"promised_minutes":0,
    "promised_protected":0,"weeks_over":0}'::jsonb || x.sums::jsonb))::text
    FROM support_ledger l CROSS JOIN (VALUES
	('kept', '{"promised_sessions":4,"sessions":3,"minutes":180,
	    "promised_minutes":240,"protected":75,"promised_protected":100,
	    "weeks_over":1}'),
	('sessions', '{"promised_sessions":4,"sessions":2}'),
	('minutes', '{"minutes":179,"promised_minutes":240}'),
	('protected', '{"protected":74,"promised_protected":100}'),
	('caseload', '{"weeks_over":2}'),
	('little', '{"weeks_entered":1,"promised_sessions":4,
	    "sessions":0}')) AS x(name, sums)
    WHERE l.asye_id = 700 ORDER BY x.name COLLATE "C"$$,
    $$VALUES ('caseload', '{caseload}'), ('kept', '{}'), ('little', '{}'),
    ('minutes', '{minutes}'), ('protected', '{protected}'),
    ('sessions', '{sessions}')$$, 'each gap from where its setting says');

CREATE FUNCTION pg_temp.answers(whose bigint, again date) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
	which bigint := pg_temp.ledger();
BEGIN
	PERFORM pg_temp.act_as(whose);
	SET LOCAL ROLE waymark_web;
	BEGIN
		INSERT INTO waymark.support_answer (ledger_id, words,
		    again_on) VALUES (which, 'Half a day is in the rota',
		    again);
	EXCEPTION WHEN OTHERS THEN
		RESET ROLE;
		RETURN SQLSTATE;
	END;
	RESET ROLE;
	RETURN (SELECT quiet_until::text FROM waymark.support_ledger
	         WHERE id = which);
END
$$;
SELECT is(pg_temp.answers(72, '2026-07-13'), '23514',
    'whoever supervises does not answer for the employer');
SELECT is(pg_temp.answers(73, '2026-06-15'), '23514', 'it is looked at again');
SELECT is(pg_temp.answers(73, '2026-07-13'), '2026-07-13',
    'the coordinator says what is done');
SELECT pg_temp.act_as(73) \g /dev/null
SET ROLE waymark_web;
INSERT INTO support_answer (ledger_id, words, undoes)
SELECT ledger_id, '', id FROM support_answer;
RESET ROLE;
SELECT is((SELECT quiet_until FROM support_ledger WHERE asye_id = 700),
    NULL::date, 'and takes it back');

-- By organisation.
SELECT pg_temp.act_as(22) \g /dev/null
SET ROLE waymark_web;
SELECT results_eq('SELECT organisation_id, few, people, minutes
    FROM support_of_organisations(1)',
    $$VALUES (9003::bigint, true, NULL::bigint, NULL::bigint)$$,
    'a partner sees their own, and of few nothing');
SELECT is_empty('SELECT 1 FROM support_week', 'and no week of anybody');
RESET ROLE;
UPDATE setting SET value = 2 WHERE name = 'support_fewest_people';
SELECT pg_temp.act_as(31) \g /dev/null
SET ROLE waymark_web;
SELECT results_eq('SELECT organisation_id, few, people, weeks, weeks_entered
    FROM support_of_organisations(1) ORDER BY 1',
    $$VALUES (9002::bigint, false, 2::bigint, 4::bigint, 0::bigint),
    (9003, false, 3, 12, 3)$$, 'staff see all of them');
SELECT results_eq('SELECT asye_id, weeks, weeks_entered, promised_sessions,
    minutes FROM support_so_far WHERE asye_id = 700',
    $$VALUES (700::bigint, 41::bigint, 3::bigint, 19::bigint, 135::bigint)$$,
    'and the year so far beside it');
RESET ROLE;
SELECT is_empty($$SELECT 1 FROM support_week w WHERE w.expected
    AND w.state = 'missing' AND w.protected IS NOT NULL$$,
    'of a week that nobody entered, nothing is known that is not signed');
SELECT is((SELECT count(*) FROM audit.event WHERE subject = 'support_entry'),
    (SELECT count(*) FROM support_entry), 'every step is in the history');

-- What flags are made of is granted column by column: when a step was taken,
-- not what was said.
SELECT is_empty($$SELECT 1 FROM pg_roles r WHERE r.rolname = 'waymark_flags'
    AND has_column_privilege(r.oid, 'waymark.support_entry', 'words',
    'SELECT')$$,
    'flags do not read what people said to each other');
SELECT is_empty($$SELECT 1 FROM pg_roles r WHERE r.rolname = 'waymark_flags'
    AND has_any_column_privilege(r.oid, 'waymark.support_week',
    'INSERT, UPDATE')$$, 'nor write weeks');

SELECT * FROM finish();
ROLLBACK;
