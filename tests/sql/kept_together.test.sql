-- How long records are kept: what others stand on, as long as they are.
BEGIN;
\ir world.sql
SELECT plan(15);

CREATE FUNCTION pg_temp.keep(wanted text, months bigint, from_on date)
RETURNS void LANGUAGE sql AS $$
	INSERT INTO waymark.setting (programme_id, name, value, reason, during,
	    version)
	VALUES (1, wanted, months, 'X', daterange(from_on, NULL),
	    waymark.setting_version(1, wanted) + 1)
$$;
SELECT is_empty($$
	SELECT c.code FROM record_class c
	 CROSS JOIN LATERAL waymark.kept_apart(NULL, c.setting, NULL,
	       waymark.today(), NULL)
$$, 'by national default nothing goes under what stands on it');
SELECT throws_ok($$SELECT pg_temp.keep('keep_core_months', 71, '2026-06-15')$$,
    '23514', 'keep_core_months keeps for less time than keep_training_months '
    'on 2026-06-15', 'nor by a programme''s own');
SELECT throws_ok($$SELECT pg_temp.keep('keep_training_months', 601,
    '2026-06-15')$$, '23514', NULL, 'nor because the other is kept longer');
SELECT throws_ok($$SELECT pg_temp.keep('keep_training_months', 11,
    '2026-06-15')$$, '23514', NULL, 'with private words it is the same');
SELECT lives_ok($$SELECT pg_temp.keep('keep_core_months', 72, '2026-06-15')$$,
    'as long is long enough');
SELECT throws_ok($$SELECT pg_temp.keep('keep_concern_months', 73,
    '2027-01-01')$$, '23514', 'keep_core_months keeps for less time than '
    'keep_concern_months on 2027-01-01', 'and holds in days to come');
SELECT lives_ok($$SELECT pg_temp.keep('keep_core_months', 96, '2026-08-01')$$,
    'what lasts longer later');
SELECT lives_ok($$SELECT pg_temp.keep('keep_training_months', 90,
    '2026-09-01')$$, 'can be stood on later');
SELECT throws_ok($$SELECT pg_temp.keep('keep_training_months', 90,
    '2026-07-01')$$, '23514', 'keep_core_months keeps for less time than '
    'keep_training_months on 2026-07-01', 'and no sooner');
SELECT throws_ok($$SELECT pg_temp.keep('keep_core_months', 80,
    '2026-07-01'); UPDATE setting SET state = 'taken_back', version = 4
    WHERE name = 'keep_core_months' AND value = 96$$, '23514', 'keep_core_months keeps '
    'for less time than keep_training_months on 2026-09-01',
    'nor is it taken back under what stands on it');
SELECT throws_ok($$SELECT pg_temp.keep('keep_core_months', NULL, '2027-01-01');
    UPDATE setting SET value = 60 WHERE programme_id IS NULL
    AND name = 'keep_core_months'$$, '23514', 'keep_core_months '
    'keeps for less time than keep_training_months on 2026-06-15',
    'or changed as a national default');
ALTER TABLE setting DISABLE TRIGGER keeps;
SELECT pg_temp.keep('keep_core_months', 12, '2026-06-15') \g /dev/null
ALTER TABLE setting ENABLE TRIGGER keeps;
UPDATE role_held SET during = '[2020-01-01,2024-06-15)' WHERE person_id = 2;
SELECT results_eq($$SELECT code, until_on FROM waymark.kept_until(2, 1)
    WHERE code IN ('core', 'training')$$, $$VALUES ('core', '2030-06-15'::date),
    ('training', '2030-06-15')$$,
    'where it was set before, it is kept as long as what stands on it');
SELECT is(waymark.erasures_plan(20), 1::bigint,
    'and what is planned is the rest');
SELECT is((SELECT classes FROM erasure WHERE person_id = 2), '{own,account}',
    'without it');
SELECT is(waymark.erase_again(7, 2, 1, '{core}'), 'done',
    'what is asked for again goes with what stands on it');
SELECT * FROM finish();
ROLLBACK;
