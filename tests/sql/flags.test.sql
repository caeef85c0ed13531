-- Flags are found without knowing who somebody is, and kept as they were.
BEGIN;
\ir world.sql
SELECT plan(51);

-- Every column that the role reads, each named here with a reason to be read.
SELECT set_eq($$
	SELECT c.relname || '.' || a.attname FROM pg_class c
	  JOIN pg_namespace n ON n.oid = c.relnamespace
	  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
	   AND NOT a.attisdropped
	 WHERE n.nspname IN ('waymark', 'auth', 'audit', 'post', 'equality')
	   AND c.relkind IN ('r', 'v') AND c.relname NOT LIKE 'flag%'
	   AND has_column_privilege('waymark_flags', c.oid, a.attnum, 'SELECT')
	   AND a.attname ~ '(name|email|folded|reason|absence|did|words|note|'
	       'answer|address|region|code|text|present|agreed|minutes|kind|'
	       'title|working|state|who|raised_by|employer|organisation)'
	$$, $$VALUES ('enrolment.state'), ('enrolment_event.state'),
	('placement.state'), ('placement.organisation_id'),
	('placement_event.state'), ('placement_event.organisation_id'),
	('placement_day.kind'), ('placement_day.state'), ('educator.state'),
	('educator.organisation_id'),
	('document.kind'), ('document.state'), ('document.minutes'),
	('concern.state'), ('concern_event.state'), ('module.code'),
	('module.title'), ('component.title'), ('attempt.state'),
	('extension.state'), ('board_decision.state'), ('attendance.state'),
	('framework.kind'), ('framework_review.name'), ('asye.state'),
	('asye_event.employer_id'), ('asye_duty.state'), ('asye_review.state'),
	('support_week.state'), ('support_week.minutes')
	$$, 'nothing that it reads says who somebody is, or why');
SELECT is(has_schema_privilege('waymark_flags', 'equality', 'USAGE'), false,
    'it cannot enter the room of equality answers');
SELECT is(has_schema_privilege('waymark_flags', 'auth', 'USAGE'), false,
    'nor that of credentials');
SELECT is_empty($$
	SELECT p.oid::regprocedure FROM pg_proc p
	  JOIN pg_namespace n ON n.oid = p.pronamespace
	 WHERE n.nspname IN ('waymark', 'auth', 'audit', 'post', 'equality')
	   AND has_function_privilege('waymark_flags', p.oid, 'EXECUTE')
	   AND p.oid::regprocedure::text NOT IN ('waymark.today()',
	       'today()', 'setting_of(bigint,text)',
	       'day_of(timestamp with time zone)', 'flag_day_follows(date)',
	       'evidence_of(document_kind)',
	       'document_stage_months(document_stage,bigint)',
	       'stage_month(document_stage,document_kind,bigint)')
$$, 'and asks no function that could tell it');
SELECT is_empty($$
	SELECT c.oid::regclass, p FROM pg_class c
	  JOIN pg_namespace n ON n.oid = c.relnamespace
	 CROSS JOIN unnest('{INSERT,UPDATE,DELETE,TRUNCATE}'::text[]) p
	 WHERE n.nspname IN ('waymark', 'auth', 'audit', 'post', 'equality')
	   AND c.relkind = 'r' AND c.relname NOT IN ('flag', 'flag_snapshot',
	       'flag_day', 'flag_progress')
	   AND has_table_privilege('waymark_flags', c.oid, p)
$$, 'it writes flags and nothing else');
SELECT is_empty($$
	SELECT c.oid::regclass FROM pg_class c
	 WHERE c.relname IN ('flag', 'flag_snapshot', 'flag_day')
	   AND (has_table_privilege('waymark_flags', c.oid, 'DELETE, TRUNCATE')
	    OR has_table_privilege('waymark_web', c.oid,
	        'INSERT, UPDATE, DELETE, TRUNCATE')
	    OR has_any_column_privilege('waymark_web', c.oid, 'INSERT, UPDATE')
	    OR has_table_privilege('waymark_jobs', c.oid,
	        'INSERT, UPDATE, DELETE, TRUNCATE'))
$$, 'nobody removes a flag, and nobody else writes one');
SELECT is(pg_has_role('waymark_jobs', 'waymark_flags', 'MEMBER'), true,
    'the jobs can become it');
SELECT is(pg_has_role('waymark_jobs', 'waymark_flags', 'USAGE'), false,
    'and as themselves have none of its rights');
SELECT is(pg_has_role('waymark_web', 'waymark_flags', 'MEMBER'), false,
    'the web cannot');

-- Trying.
GRANT USAGE ON SCHEMA extensions TO waymark_flags;
SET ROLE waymark_flags;
SELECT throws_ok(t, '42501', NULL::text, 'refused: ' || t) FROM unnest(ARRAY[
	'SELECT name FROM waymark.person',
	'SELECT id FROM waymark.person',
	'SELECT folded FROM waymark.person',
	'SELECT * FROM waymark.enrolment',
	'SELECT working FROM waymark.enrolment',
	'SELECT employer_id FROM waymark.enrolment',
	'SELECT region FROM waymark.organisation',
	'SELECT name FROM waymark.organisation',
	'SELECT absence FROM waymark.placement_day',
	'SELECT did FROM waymark.placement_day',
	'SELECT reason FROM waymark.attendance',
	'SELECT reason FROM waymark.extension',
	'SELECT reason FROM waymark.placement_interruption',
	'SELECT reason FROM waymark.enrolment_event',
	'SELECT kind FROM waymark.concern',
	'SELECT words FROM waymark.concern',
	'SELECT answers FROM waymark.document_version',
	'SELECT answers FROM waymark.feedback_given',
	'SELECT * FROM waymark.suitability_case',
	'SELECT * FROM waymark.placement_need',
	'SELECT words FROM waymark.support_entry',
	'SELECT * FROM waymark.check_in',
	'SELECT * FROM waymark.adjustment_detail',
	'SELECT funder FROM waymark.adjustment',
	'SELECT * FROM waymark.mark',
	'SELECT * FROM equality.answer',
	'SELECT * FROM equality.question',
	'SELECT before FROM audit.event']) t;
SELECT lives_ok($$SELECT waymark.setting_of(1, 'flag_behind_halves')$$,
    'it asks what the numbers are');

-- Writing.
SELECT lives_ok($$INSERT INTO waymark.flag (person_id, enrolment_id,
    programme_id, placement_id, rule, rule_version, about, raised_on, severity,
    severity_on, sentence, why, clears_when, who)
    VALUES (1, 101, 1, 201, 'days_behind', 1, 'progress', '2026-06-08',
        'watch', '2026-06-08', 'A.', 'B.', 'C.', '{trainee}'),
    (3, 103, 1, 203, 'no_activity', 1, 'progress', '2026-06-08',
        'act', '2026-06-10', 'A.', 'B.', 'C.', '{trainee}')$$,
    'it raises flags');
SELECT throws_ok($$INSERT INTO waymark.flag (person_id, enrolment_id,
    programme_id, rule, rule_version, about, raised_on, severity, severity_on,
    sentence, why, clears_when, who)
    VALUES (1, 101, 1, 'days_behind', 1, 'progress', '2026-06-09', 'watch',
        '2026-06-09', 'A.', 'B.', 'C.', '{trainee}')$$, '23505', NULL,
    'one of a kind stands at a time');
SELECT lives_ok($$UPDATE waymark.flag SET cleared_on = '2026-06-12'
    WHERE enrolment_id = 101$$, 'and clears them');
SELECT throws_ok($$UPDATE waymark.flag SET cleared_on = NULL
    WHERE enrolment_id = 101$$, '23514', NULL, 'for good');
SELECT lives_ok($$INSERT INTO waymark.flag_snapshot (on_date, state, people,
    flags) VALUES ('2026-06-15', 'taken', 6, 1)$$, 'it keeps a day');
SELECT throws_ok($$INSERT INTO waymark.flag_snapshot (on_date, state)
    VALUES ('2026-06-15', 'taken')$$, '23505', NULL, 'once');

RESET ROLE;
SET ROLE waymark_owner;
SELECT throws_ok($$UPDATE waymark.flag_snapshot SET flags = 2$$, '42501', NULL,
    'not even the owner rewrites it');
RESET ROLE;

-- Reading.
SET ROLE waymark_web;
SELECT pg_temp.act_as(1) \g /dev/null
SELECT results_eq('SELECT enrolment_id FROM waymark.flag', 'VALUES (101::bigint)',
    'somebody sees their own flags');
SELECT pg_temp.act_as(11) \g /dev/null
SELECT results_eq('SELECT enrolment_id FROM waymark.flag', 'VALUES (101::bigint)',
    'an educator those of their placements');
SELECT pg_temp.act_as(41) \g /dev/null
SELECT results_eq('SELECT enrolment_id FROM waymark.flag ORDER BY 1',
    'VALUES (101::bigint), (103)', 'a tutor those of whom they tutor');
SELECT pg_temp.act_as(21) \g /dev/null
SELECT is_empty('SELECT * FROM waymark.flag', 'a partner none');
SELECT pg_temp.act_as(32) \g /dev/null
SELECT is_empty('SELECT * FROM waymark.flag',
    'nor staff of another programme');
SELECT pg_temp.act_as(31) \g /dev/null
SELECT results_eq('SELECT count(*)::int FROM waymark.flag', 'VALUES (2)',
    'staff of the programme all');
SELECT * FROM finish();
ROLLBACK;
