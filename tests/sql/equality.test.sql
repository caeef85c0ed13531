-- What somebody says of themself is read by nobody else, whoever they are and
-- however they ask.
BEGIN;
\ir world.sql
SELECT plan(23);

SELECT is_empty($$
	SELECT c.oid::regclass, r.rolname FROM pg_class c
	  JOIN pg_namespace n ON n.oid = c.relnamespace
	 CROSS JOIN (VALUES ('waymark_web'), ('waymark_jobs')) r (rolname)
	 WHERE n.nspname = 'equality' AND c.relname IN ('answer', 'objection')
	   AND (has_table_privilege(r.rolname, c.oid,
	            'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES')
	        OR has_any_column_privilege(r.rolname, c.oid,
	            'SELECT, INSERT, UPDATE'))
$$, 'no role that signs in reaches an answer');
SELECT is(has_schema_privilege('waymark_jobs', 'equality', 'USAGE'), false,
    'what runs outside requests cannot enter the room');
SELECT is_empty($$
	SELECT p.oid::regprocedure FROM pg_proc p
	  JOIN pg_namespace n ON n.oid = p.pronamespace
	 WHERE n.nspname = 'equality'
	   AND has_function_privilege('waymark_jobs', p.oid, 'EXECUTE')
$$, 'nor ask one of its functions');
SELECT is_empty($$
	SELECT t.tgname FROM pg_trigger t
	  JOIN pg_class c ON c.oid = t.tgrelid
	  JOIN pg_namespace n ON n.oid = c.relnamespace
	 WHERE n.nspname = 'equality' AND NOT t.tgisinternal
	   AND c.relname IN ('answer', 'objection')
$$, 'nothing writes answers down elsewhere');
SELECT results_eq($$SELECT count(*)::int FROM equality.choice
    WHERE question = 'ethnicity' AND code <> 'not_said'$$, 'VALUES (19)',
    'the census has 19 groups');
SELECT is_empty($$SELECT q.code FROM equality.question q WHERE NOT EXISTS (
    SELECT 1 FROM equality.choice c WHERE c.question = q.code
       AND c.code = 'not_said')$$, 'every question can be kept to oneself');

SET ROLE waymark_web;
SELECT pg_temp.act_as(1) \g /dev/null
SELECT lives_ok($$SELECT equality.say('sex', 'female', NULL)$$,
    'somebody answers');
SELECT lives_ok($$SELECT equality.say('ethnicity', 'other', 'Kurdish')$$,
    'in their own words too');
SELECT throws_ok($$SELECT equality.say('sex', 'indian', NULL)$$, '23503', NULL,
    'an answer is one of the question''s');
SELECT results_eq($$SELECT question, choice, own_words FROM equality.mine()
    ORDER BY 1$$, $$VALUES ('ethnicity', 'other', 'Kurdish'),
    ('sex', 'female', NULL)$$, 'and reads them');
SELECT throws_ok('SELECT * FROM equality.answer', '42501', NULL,
    'not even they read the table');
SELECT lives_ok($$SELECT equality.say('sex', 'not_said', NULL)$$,
    'they change their mind');
SELECT results_eq($$SELECT choice FROM equality.mine()
    WHERE question = 'sex'$$, $$VALUES ('not_said')$$, 'and it counts');

SELECT pg_temp.act_as(11) \g /dev/null
SELECT is_empty('SELECT * FROM equality.mine()', 'an educator reads nothing');
SELECT is_empty($$SELECT * FROM equality.responses(1, 'r')$$,
    'and counts nothing');
SELECT pg_temp.act_as(21) \g /dev/null
SELECT is_empty('SELECT * FROM equality.mine()', 'nor a partner');
SELECT pg_temp.act_as(31) \g /dev/null
SELECT is_empty('SELECT * FROM equality.mine()', 'nor staff');
SELECT results_eq($$SELECT sum(answered)::int FROM equality.responses(1, 'r')
    WHERE question = 'ethnicity'$$, 'VALUES (1)', 'staff see how many');
SELECT is_empty($$SELECT * FROM equality.responses(2, 'r')$$,
    'of their own programme');

SELECT pg_temp.act_as(1) \g /dev/null
SELECT equality.object(true) \g /dev/null
SELECT is(equality.objected_on(), waymark.today(), 'an objection has a date');
SELECT pg_temp.act_as(31) \g /dev/null
SELECT results_eq($$SELECT sum(answered)::int FROM equality.responses(1, 'r')
    WHERE question = 'ethnicity'$$, 'VALUES (0)',
    'and takes its person out of what is counted');
SELECT pg_temp.act_as(1) \g /dev/null
SELECT equality.take_back() \g /dev/null
RESET ROLE;
SELECT is_empty('SELECT * FROM equality.answer',
    'what is taken back leaves nothing');
SELECT is((SELECT count(*) FROM audit.event
    WHERE name = 'EQUALITY_RESPONSES_READ'), 2::bigint,
    'whoever counts is recorded');

SELECT * FROM finish();
ROLLBACK;
