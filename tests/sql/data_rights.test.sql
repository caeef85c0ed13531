-- Data rights: every table that knows somebody is known, nothing is left
-- standing on what goes, and each step takes who it takes.
BEGIN;
\ir world.sql
SELECT plan(33);

SELECT is_empty($$
	SELECT c.oid::regclass, a.attname FROM pg_class c
	  JOIN pg_namespace n ON n.oid = c.relnamespace
	  JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped
	 WHERE n.nspname IN ('waymark', 'auth', 'audit', 'post', 'equality')
	   AND c.relkind = 'r' AND c.relname <> 'erasing'
	   AND a.attname IN ('person_id', 'trainee_id')
	   AND NOT EXISTS (SELECT FROM held h WHERE h.room = n.nspname
	        AND h.name = c.relname AND h.of_column = a.attname)
$$, 'every table with a column for a person is known');
SELECT is_empty($$
	SELECT k.conrelid::regclass, k.confrelid::regclass
	  FROM pg_constraint k JOIN held h ON k.confrelid =
	       format('%I.%I', h.room, h.name)::regclass
	 WHERE k.contype = 'f' AND k.confdeltype = 'a'
	   AND h.record_class IS NOT NULL
	   AND NOT EXISTS (SELECT FROM held c WHERE c.record_class IS NOT NULL
	        AND format('%I.%I', c.room, c.name)::regclass = k.conrelid)
$$, 'what stands on what goes, goes');
SELECT results_eq($$
	SELECT DISTINCT k.conrelid::regclass::text, k.confrelid::regclass::text
	  FROM pg_constraint k
	  JOIN held p ON k.confrelid = format('%I.%I', p.room, p.name)::regclass
	  JOIN held c ON k.conrelid = format('%I.%I', c.room, c.name)::regclass
	 WHERE k.contype = 'f' AND k.confdeltype = 'a'
	   AND p.record_class IS NOT NULL AND c.record_class IS NOT NULL
	   AND NOT c.record_class = ANY (classes_whole(ARRAY[p.record_class]))
$$, $$VALUES ('reflection_submission', 'reflection')$$,
    'and no later; a reflection that was submitted is emptied first');
SELECT is_empty($$
	SELECT h.name, x FROM held h CROSS JOIN unnest(h.leaves_out) x
	 WHERE NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attname = x
	   AND a.attrelid = format('%I.%I', h.room, h.name)::regclass)
$$, 'what a copy leaves out is there');
SELECT is_empty($$
	SELECT h.room, h.name, a.attname FROM held h JOIN pg_attribute a
	    ON a.attrelid = format('%I.%I', h.room, h.name)::regclass
	 WHERE h.in_copy AND a.attnum > 0 AND NOT a.attisdropped
	   AND NOT a.attname = ANY (h.leaves_out)
	   AND (a.atttypid = 'bytea'::regtype OR a.attname ~ 'token|password')
$$, 'no copy holds a secret');
SELECT is(waymark.classes_whole('{training}'), '{training,own}',
    'with a class goes what stands on it');
SELECT is(cardinality(waymark.classes_whole('{core}')), 6,
    'and with who somebody is, all');
SELECT is(waymark.rights_due('2026-01-31', 1), '2026-03-02',
    'a month after the 31st ends with the month, and on a working day');
SELECT is(waymark.rights_due('2026-11-25', 1), '2026-12-29',
    'and not on a bank holiday');

INSERT INTO person (id, given_name, family_name, email) OVERRIDING SYSTEM VALUE
VALUES (991, 'Col', 'League', 'col@example.org');
INSERT INTO role_held (person_id, role, programme_id, during) VALUES
    (991, 'staff', 1, '[2026-01-01,)'), (31, 'data_officer', 1,
    '[2026-01-01,)');
SET ROLE waymark_web;
SELECT throws_ok('SELECT waymark.erase(1)', '42501', NULL,
    'the web erases nothing');
SELECT throws_ok('SELECT * FROM waymark.held_rows(2, 1)', '42501', NULL,
    'and reads nobody''s rows');
SELECT throws_ok('INSERT INTO waymark.erasing (person_id) VALUES (2)', '42501',
    NULL, 'nor opens the door through which things leave');
SELECT throws_ok('SELECT auth.being_erased()', '42501', NULL,
    'or asks whether it is open');
SELECT throws_ok('DELETE FROM erasure_line', '42501', NULL,
    'what went stays written down');

SELECT pg_temp.act_as(2) \g /dev/null
SELECT lives_ok($$INSERT INTO rights_request (kind, words)
    VALUES ('objection', 'Mine')$$, 'a trainee asks');
SELECT throws_ok($$UPDATE rights_request SET state = 'done', said = 'Yes'$$,
    '23514', NULL, 'and does not answer themselves');
SELECT throws_ok($$INSERT INTO erasure (person_id, programme_id, reason,
    classes) VALUES (2, 1, 'Mine', '{own}')$$, '42501', NULL,
    'erases nothing');
SELECT is((SELECT count(*) FROM waymark.erasure_outlook(2)), 0::bigint,
    'and nobody but staff learn what would become of a record');

SELECT pg_temp.act_as(991) \g /dev/null
SELECT is((SELECT count(*) FROM rights_request), 0::bigint,
    'staff without the role read nothing of it');
SELECT throws_ok($$INSERT INTO erasure (person_id, programme_id, reason,
    classes) VALUES (2, 1, 'x', '{own}')$$, '42501', NULL,
    'and ask for no erasure');
SELECT lives_ok($$INSERT INTO opening (person_id, programme_id, reason)
    VALUES (2, 1, 'She is missing')$$, 'but ask to open a record');
SELECT throws_ok($$UPDATE opening SET state = 'open'$$, '23514', NULL,
    'which they cannot allow themselves');
SELECT is((SELECT count(*) FROM opening o, waymark.opened_tables(o.id)),
    0::bigint, 'and read nothing of meanwhile');

SELECT pg_temp.act_as(31) \g /dev/null
UPDATE opening SET state = 'open';
SELECT is((SELECT count(*) FROM opening o, waymark.opened_tables(o.id)),
    0::bigint, 'whoever allowed it reads nothing');
SELECT throws_ok($$UPDATE opening SET state = 'withdrawn'$$, '23514', NULL,
    'what was allowed only ends');
SELECT lives_ok($$INSERT INTO erasure (person_id, programme_id, reason,
    classes) VALUES (2, 1, 'She asks', '{core}')$$, 'the officer asks');
SELECT ok((SELECT NOT 'core' = ANY (classes) AND 'own' = ANY (classes)
    FROM erasure), 'for what the law lets go, whatever was written');
SELECT throws_ok($$UPDATE erasure SET state = 'agreed'$$, '23514', NULL,
    'and cannot agree');
SELECT throws_ok($$INSERT INTO legal_hold (person_id, programme_id, reason)
    VALUES (6, 2, 'x')$$, '42501', NULL, 'or hold another programme''s');

SELECT pg_temp.act_as(991) \g /dev/null
SELECT ok((SELECT bool_and(t.label !~ 'reflections|check-ins|equality|inbox')
    AND count(*) > 40 FROM opening o, waymark.opened_tables(o.id) t),
    'an opened record has no private words');
UPDATE erasure SET state = 'agreed';
SELECT throws_ok($$UPDATE erasure SET state = 'done'$$, '23514', NULL,
    'only the jobs erase');
SELECT pg_temp.act_as(32) \g /dev/null
SELECT is((SELECT count(*) FROM erasure) + (SELECT count(*) FROM opening),
    0::bigint, 'another programme sees none of it');
RESET ROLE;
SELECT throws_ok($$UPDATE erasure_line SET removed = 1$$, '42501', NULL,
    'nobody changes what went');
SELECT * FROM finish();
ROLLBACK;
