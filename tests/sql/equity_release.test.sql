-- What was given is kept, cell by cell, where nobody who signs in reads it.
BEGIN;
\ir world.sql
SELECT plan(15);

SELECT is_empty($$
	SELECT c.oid::regclass FROM pg_class c
	  JOIN pg_namespace n ON n.oid = c.relnamespace
	 CROSS JOIN (VALUES ('waymark_web'), ('waymark_jobs')) r (rolname)
	 WHERE n.nspname = 'equality'
	   AND c.relname IN ('member', 'release', 'release_set',
	       'release_cell')
	   AND (has_table_privilege(r.rolname, c.oid,
	            'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')
	        OR has_any_column_privilege(r.rolname, c.oid,
	            'SELECT, INSERT, UPDATE'))
$$, 'no role that signs in reaches the ledger');
SELECT ok(NOT has_function_privilege('waymark_web', 'equality.sets_of(text[],
    text[], bigint[], text[], equality.cell_measure[])', 'EXECUTE'),
    'nor asks for the set of a cell');

SELECT is_empty('SELECT id FROM waymark.enrolment
    EXCEPT SELECT enrolment_id FROM equality.member',
    'everybody has their place since they enrolled');

INSERT INTO equality.answer (person_id, question, choice, during) VALUES
	(1, 'sex', 'female', '[2026-05-01,)'),
	(2, 'sex', 'female', '[2026-05-01,)'),
	(3, 'sex', 'male', '[2026-05-01,)');

-- Everybody and the groups by sex, of who paused: Kwame, who did not say.
CREATE FUNCTION pg_temp.sets() RETURNS text[] LANGUAGE sql AS $$
	SELECT array_agg(encode(set_hash, 'hex') ORDER BY cell)
	  FROM equality.release_sets(1, 'staff', '{1}',
	      array_fill('paused'::text, '{5}'), array_fill('sex'::text, '{5}'),
	      '{0,0,0,0,0}', '{Women,Men,Not known,Everybody,Everybody}',
	      '{people,people,people,people,events}')
$$;
CREATE FUNCTION pg_temp.asked(lowest bigint[], highest bigint[])
RETURNS SETOF record LANGUAGE sql AS $$
	SELECT cells, people, told_least, told_most, is_known
	  FROM equality.release_atoms(1, 'staff', 'paused', 'sex',
	      pg_temp.sets(), lowest, highest)
$$;
CREATE FUNCTION pg_temp.kept() RETURNS void LANGUAGE sql AS $$
	SELECT equality.release_keep(1, 'staff', 'paused', 'sex', '{1}',
	    '{Women,Men,Not known,Everybody,Everybody}',
	    '{people,people,people,people,events}', '{2,c,c,4,c}',
	    '{2,-1,-1,4,-1}', '{2,0,0,4,0}',
	    '{2,1000000000,1000000000,4,1000000000}', pg_temp.sets(), 'test')
$$;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA pg_temp TO waymark_web;

SET ROLE waymark_web;
SELECT pg_temp.act_as(31) \g /dev/null
SELECT results_eq($$SELECT cells, people FROM pg_temp.asked('{2,0,0,4,0}',
    '{2,9,9,4,9}') AS t (cells bigint[], people bigint, a bigint, b bigint,
    c boolean) WHERE people IS NOT NULL ORDER BY cells$$,
    $$VALUES ('{1,4}'::bigint[], 2::bigint), ('{2,4}', 1), ('{3,4,5}', 1)$$,
    'atoms are people whom the same cells count');
SELECT results_eq($$SELECT count(*) FROM pg_temp.asked('{2,0,0,4,0}',
    '{2,9,9,4,9}') AS t (cells bigint[], people bigint, a bigint, b bigint,
    c boolean) WHERE people IS NULL AND NOT c$$, 'VALUES (5::bigint)',
    'nothing was told before');
SELECT lives_ok('SELECT pg_temp.kept()', 'a table is given');
SELECT results_eq($$SELECT count(*) FROM pg_temp.asked('{2,0,0,4,0}',
    '{2,1000000000,1000000000,4,1000000000}') AS t (cells bigint[],
    people bigint, a bigint, b bigint, c boolean)
    WHERE people IS NULL AND c$$, 'VALUES (5::bigint)',
    'the same table tells nothing new');
SELECT results_eq($$SELECT line, measure, token FROM equality.released(1,
    'staff', 'paused', 'sex', '{1}') WHERE line = 'Everybody'$$,
    $$VALUES ('Everybody', 'people', '4'), ('Everybody', 'events', 'c')$$,
    'what was given can be given again');
SELECT is_empty($$SELECT * FROM equality.released(1, 'partner', 'paused',
    'sex', '{1}')$$, 'to the same audience');
RESET ROLE;
SELECT throws_ok('UPDATE equality.release_cell SET value = 1', '42501', NULL,
    'what was given cannot be changed');
SELECT throws_ok('DELETE FROM equality.release', '42501', NULL,
    'nor forgotten');
SELECT is((SELECT count(*) FROM audit.event
    WHERE name = 'EQUITY_FIGURES_RELEASED'), 1::bigint,
    'that it was given is recorded');

-- Who takes everything back is nobody's place any more.
SELECT pg_temp.act_as(1) \g /dev/null
SELECT equality.take_back() \g /dev/null
SELECT is_empty('SELECT * FROM equality.member WHERE person_id = 1',
    'who takes their answers back leaves the list');
SET ROLE waymark_web;
SELECT pg_temp.act_as(11) \g /dev/null
SELECT is_empty($$SELECT * FROM equality.released(1, 'staff', 'paused', 'sex',
    '{1}')$$, 'an educator reads nothing of it');
SELECT is_empty($$SELECT * FROM pg_temp.asked('{2,0,0,4,0}', '{2,9,9,4,9}')
    AS t (cells bigint[], people bigint, a bigint, b bigint, c boolean)$$,
    'and asks nothing');

SELECT * FROM finish();
ROLLBACK;
