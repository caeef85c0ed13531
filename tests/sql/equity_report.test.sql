-- What the equity report counts, for whom, and that nobody counts unseen.
BEGIN;
\ir world.sql
SELECT plan(37);

SELECT is_empty($$
	SELECT p.oid::regprocedure FROM pg_proc p
	  JOIN pg_namespace n ON n.oid = p.pronamespace
	 WHERE n.nspname = 'equality'
	   AND p.proname IN ('counted', 'facts', 'groups', 'may_have')
	   AND (has_function_privilege('waymark_web', p.oid, 'EXECUTE')
	        OR has_function_privilege('waymark_jobs', p.oid, 'EXECUTE'))
$$, 'nobody who signs in asks for what became of one person');
SELECT is_empty($$
	SELECT p.oid::regprocedure FROM pg_proc p
	  JOIN pg_namespace n ON n.oid = p.pronamespace
	 WHERE n.nspname = 'equality'
	   AND has_function_privilege('waymark_jobs', p.oid, 'EXECUTE')
$$, 'and the jobs ask for nothing');
SELECT is_empty($$
	SELECT p.proname FROM pg_proc p
	  JOIN pg_namespace n ON n.oid = p.pronamespace
	 WHERE n.nspname = 'equality' AND p.proname ~ '^report_'
	   AND pg_get_function_result(p.oid) ~ 'person|enrolment'
$$, 'no function of the report answers people');
SELECT is_empty($$
	SELECT code FROM equality.outcome_definition WHERE measure = 'rate'
	 GROUP BY code HAVING count(*) FILTER (WHERE during @>
	     waymark.today()) <> 1
$$, 'every outcome has one definition today');
SELECT throws_ok($$INSERT INTO equality.outcome_definition (position, bit,
    code, version, title, adverse, base, measure, definition)
    SELECT position, bit, 'another', 1, title, adverse, base, measure,
           definition
      FROM equality.outcome_definition WHERE code = 'paused'$$, '23P01', NULL,
    'two outcomes are not counted in one place');
SELECT is_empty($$
	SELECT h.code FROM equality.characteristic h WHERE h.headline IS NOT NULL
	   AND NOT EXISTS (SELECT 1 FROM equality.choice c
	        WHERE c.question = h.question AND c.two = h.headline)
	UNION ALL
	SELECT h.code FROM equality.characteristic h
	 WHERE h.reference IS NOT NULL
	   AND NOT EXISTS (SELECT 1 FROM equality.choice c
	        WHERE c.question = h.question AND c.two = h.reference)
$$, 'headlines compare groups that can be answered');

-- Siân and Mary said something before their cohort began, Mary changed it
-- later; Zoë said it afterwards; Kwame kept it to himself.
INSERT INTO equality.answer (person_id, question, choice, during) VALUES
	(1, 'sex', 'female', '[2026-05-01,)'),
	(1, 'ethnicity', 'white_british', '[2026-05-01,)'),
	(2, 'sex', 'female', '[2026-05-01,2026-06-10)'),
	(2, 'sex', 'male', '[2026-06-10,)'),
	(2, 'ethnicity', 'indian', '[2026-05-01,)'),
	(3, 'sex', 'female', '[2026-06-10,)'),
	(4, 'sex', 'not_said', '[2026-05-01,)');

CREATE FUNCTION pg_temp.people(which text)
RETURNS TABLE (answered text, how_many bigint) LANGUAGE sql AS $$
	SELECT coalesce(coarse, '-'), people
	  FROM equality.report_counts(1, '{1}', 'lead', 'test')
	 WHERE characteristic = which ORDER BY 1
$$;
CREATE FUNCTION pg_temp.happened(outcome text) RETURNS bigint LANGUAGE sql AS $$
	SELECT sum(r.happened[d.bit + 1])::bigint
	  FROM equality.report_counts(1, '{1}', 'lead', 'test') r
	  JOIN equality.outcome_definition d ON d.code = outcome
	 WHERE r.characteristic = 'sex'
$$;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA pg_temp TO waymark_web;

SET ROLE waymark_web;
SELECT pg_temp.act_as(79) \g /dev/null
SELECT results_eq('SELECT id, audience::text FROM equality.programmes()',
    $$VALUES (1::bigint, 'lead')$$, 'an equity lead is of one programme');
SELECT results_eq('SELECT id FROM equality.cohorts(1)',
    'VALUES (1::bigint)', 'whose cohorts are counted once they began');
SELECT results_eq($$SELECT * FROM pg_temp.people('sex')$$,
    $$VALUES ('-', 1::bigint), ('Women', 3::bigint)$$,
    'an answer counts as it stood at the start, or as it was first given');
SELECT results_eq($$SELECT * FROM pg_temp.people('ethnicity')$$,
    $$VALUES ('-', 2::bigint), ('Global Ethnic Majority', 1), ('White', 1)$$,
    'who did not say is not known');
SELECT results_eq($$SELECT * FROM pg_temp.people('ethnicity_sex')$$,
    $$VALUES ('-', 2::bigint), ('Global Ethnic Majority, Women', 1),
    ('White, Women', 1)$$, 'two questions together need both');
SELECT is(pg_temp.happened('paused'), 1::bigint, 'a pause is counted');
SELECT is(pg_temp.happened('withdrawn'), 0::bigint, 'and nothing else is');
SELECT is_empty($$SELECT * FROM equality.report_counts(2, '{3}', 'lead', 't')$$,
    'not of another programme');
RESET ROLE;
SELECT is((SELECT count(*) FROM audit.event
    WHERE name = 'EQUITY_REPORT_READ' AND actor_id = 79), 5::bigint,
    'whoever counts is recorded');

-- Undone, a pause did not happen.
INSERT INTO enrolment_event (enrolment_id, person_id, programme_id, version,
    change, on_date, reason, undoes)
VALUES (104, 4, 1, 3, 'undone', '2026-06-15', 'recorded_wrongly', 2);
SELECT pg_temp.act_as(79) \g /dev/null
SELECT is(pg_temp.happened('paused'), 0::bigint, 'undone, it did not happen');
SELECT pg_temp.act_as(1) \g /dev/null
SELECT equality.object(true) \g /dev/null
SELECT pg_temp.act_as(79) \g /dev/null
SELECT results_eq($$SELECT * FROM pg_temp.people('ethnicity')$$,
    $$VALUES ('-', 2::bigint), ('Global Ethnic Majority', 1)$$,
    'who objects is in no count at all');

SET ROLE waymark_web;
SELECT pg_temp.act_as(31) \g /dev/null
SELECT results_eq('SELECT id, audience::text FROM equality.programmes()',
    $$VALUES (1::bigint, 'staff')$$, 'staff have figures as staff');
SELECT is_empty($$SELECT * FROM equality.report_counts(1, '{1}', 'lead', 't')$$,
    'and do not get those of the lead');
SELECT isnt_empty($$SELECT * FROM equality.report_counts(1, '{1}', 'staff',
    't')$$, 'but their own');
SELECT pg_temp.act_as(21) \g /dev/null
SELECT results_eq('SELECT id, audience::text FROM equality.programmes()
    WHERE id = 1', $$VALUES (1::bigint, 'partner')$$,
    'a partner has those of programmes whose trainees they employ or host');
SELECT is_empty($$SELECT * FROM equality.report_counts(1, '{1}', 'staff',
    't')$$, 'as a partner alone');
SELECT is_empty($$SELECT 1 FROM unnest('{lead,staff}'::equity_audience[]) w,
    LATERAL (SELECT 1 FROM equality.report_days(1, '{1}', w, 't')
    UNION ALL SELECT 1 FROM equality.report_units(1, '{1}', w, 't')) r$$,
    'in each function of the report');
SELECT is_empty($$SELECT 1 FROM unnest(enum_range(NULL::equity_audience)) w,
    LATERAL (SELECT 1 FROM equality.flag_counts(1, w, 't')
    UNION ALL SELECT 1 FROM equality.flag_differences(1, w, 4)) r$$,
    'nor any of flags by group');
SELECT is_empty($$SELECT 1 FROM unnest('{lead,staff}'::equity_audience[]) w,
    LATERAL (SELECT 1 FROM equality.released(1, w, 'paused', 'sex', '{1}')
    UNION ALL SELECT 1 FROM equality.series_given(1, w, 'flags, any', '{1}')
    UNION ALL SELECT 1 FROM equality.everybody_given(1, w, 'paused', '{1}')
    UNION ALL SELECT 1 FROM equality.release_sets(1, w, '{1}', '{paused}',
        '{sex}', '{0}', '{Women}', '{people}')
    UNION ALL SELECT 1 FROM equality.release_atoms(1, w, 'paused', 'sex',
        '{0123}', '{0}', '{9}')) r$$,
    'nor what others were given');
SELECT pg_temp.act_as(22) \g /dev/null
SELECT is_empty($$SELECT 1 FROM unnest(enum_range(NULL::equity_audience)) w,
    LATERAL (SELECT 1 FROM equality.report_counts(2, '{3}', w, 't')
    UNION ALL SELECT 1 FROM equality.flag_counts(2, w, 't')) r$$,
    'nor of a programme in which they have nobody');
SELECT pg_temp.act_as(11) \g /dev/null
SELECT is_empty('SELECT * FROM equality.programmes()',
    'an educator has none');
SELECT is_empty($$SELECT * FROM equality.report_counts(1, '{1}', 'public',
    't')$$, 'of any kind');
SELECT is_empty($$SELECT * FROM equality.report_days(1, '{1}', 'public',
    't')$$, 'nor how long it takes');
SELECT is_empty($$SELECT * FROM equality.report_units(1, '{1}', 'public',
    't')$$, 'nor where');
SELECT pg_temp.act_as(1) \g /dev/null
SELECT is_empty($$SELECT * FROM equality.report_counts(1, '{1}', 'public',
    't')$$, 'nor a trainee');
SELECT throws_ok('SELECT * FROM equality.facts(1, ''{1}'')', '42501', NULL,
    'what became of people is nobody''s to ask');
SELECT throws_ok('SELECT * FROM equality.groups(1, ''{1}'')', '42501', NULL,
    'nor what they said');
SELECT throws_ok('SELECT equality.gather(1, ''{1}'', -1)', '42501', NULL,
    'nor both');

-- The list of everybody is there until the transaction ends.
SELECT pg_temp.act_as(31) \g /dev/null
SELECT isnt_empty($$SELECT * FROM equality.report_counts(1, '{1}', 'staff',
    't')$$, 'staff are given counts');
SELECT throws_ok('SELECT * FROM pg_temp.equity_person', '42501', NULL,
    'and no list of whom they count');
RESET ROLE;
SELECT ok(NOT has_database_privilege('waymark_web', current_database(),
    'TEMPORARY'), 'nor may they put one of theirs in its place');

SELECT * FROM finish();
ROLLBACK;
