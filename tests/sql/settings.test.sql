-- Settings: who sets them, from when, and what the past keeps.
BEGIN;
\ir world.sql
SELECT plan(37);

SELECT is_empty($$
	SELECT n.name FROM setting_name n WHERE NOT EXISTS (SELECT 1
	  FROM setting s WHERE s.name = n.name AND s.programme_id IS NULL
	   AND s.during @> '2026-06-15'::date AND s.value BETWEEN n.least
	       AND n.most)
$$, 'each name has a national default within its bounds');
SELECT throws_ok($$INSERT INTO setting (name, value, source)
    VALUES ('no_such_name', 1, 'X')$$, '23503', NULL,
    'a setting has a name that is known');
SELECT throws_ok($$INSERT INTO setting (name, value, source, during)
    VALUES ('educator_capacity', NULL, 'X', '[1900-01-01,1900-01-02)')$$,
    '23514', NULL, 'a national default has a value');

SET ROLE waymark_web;
SELECT throws_ok($$INSERT INTO setting (programme_id, name, value, reason,
    during, version) VALUES (1, 'educator_capacity', 2, 'X',
    '[2026-06-15,)', 1)$$, '42501', NULL, 'nobody sets nothing');

SELECT pg_temp.act_as(11) \g /dev/null
SELECT throws_ok($$INSERT INTO setting (programme_id, name, value, reason,
    during, version) VALUES (1, 'educator_capacity', 2, 'X',
    '[2026-06-15,)', 1)$$, '42501', NULL, 'nor does an educator');
SELECT pg_temp.act_as(32) \g /dev/null
SELECT throws_ok($$INSERT INTO setting (programme_id, name, value, reason,
    during, version) VALUES (1, 'educator_capacity', 2, 'X',
    '[2026-06-15,)', 1)$$, '42501', NULL,
    'nor do staff of another programme');

SELECT pg_temp.act_as(31) \g /dev/null
SELECT throws_ok($$INSERT INTO setting (programme_id, name, value, reason,
    during, version) VALUES (NULL, 'educator_capacity', 2, NULL,
    '[2026-06-15,)', 1)$$, '42501', NULL, 'nobody sets a national default');
SELECT throws_ok($$INSERT INTO setting (programme_id, name, value, reason,
    during, version) VALUES (1, 'educator_capacity', 2, 'X',
    '[2026-06-14,)', 1)$$, '23514', NULL, 'yesterday is not changed');
SELECT throws_ok($$INSERT INTO setting (programme_id, name, value, reason,
    during, version) VALUES (1, 'educator_capacity', 51, 'X',
    '[2026-06-15,)', 1)$$, '23514', NULL, 'the most holds');
SELECT throws_ok($$INSERT INTO setting (programme_id, name, value, reason,
    during, version) VALUES (1, 'match_milliseconds', 99, 'X',
    '[2026-06-15,)', 1)$$, '23514', NULL, 'and the least');
SELECT throws_ok($$INSERT INTO setting (programme_id, name, value, reason,
    during, version) VALUES (1, 'registration_renewal_day', 1131, 'X',
    '[2026-06-15,)', 1)$$, '22008', NULL, 'a day of the year is one');
SELECT throws_ok($$INSERT INTO setting (programme_id, name, value, reason,
    during, version) VALUES (1, 'educator_capacity', 2, NULL,
    '[2026-06-15,)', 1)$$, '23514', NULL, 'why is said');
SELECT throws_ok($$INSERT INTO setting (programme_id, name, value, reason,
    during, version) VALUES (1, 'educator_capacity', 2, 'X', '(,)', 1)$$,
    '23514', NULL, 'and from when');
SELECT throws_ok($$INSERT INTO setting (programme_id, name, value, reason,
    during, version, by_id) VALUES (1, 'educator_capacity', 2, 'X',
    '[2026-06-15,)', 1, 32)$$, '42501', NULL, 'nobody sets as another');

SELECT lives_ok($$INSERT INTO setting (programme_id, name, value, reason,
    during, version) VALUES (1, 'educator_capacity', 2, 'Fewer',
    '[2026-06-15,)', 1)$$, 'staff set their own from today');
SELECT is(setting_of(1, 'educator_capacity'), 2::bigint, 'it holds');
SELECT is(setting_of(2, 'educator_capacity'), 3::bigint,
    'another programme keeps the national default');
SELECT is((SELECT by_id FROM setting WHERE programme_id = 1), 31::bigint,
    'who set it is kept');
INSERT INTO setting (programme_id, name, value, reason, during, version)
VALUES (1, 'educator_capacity', 9, 'Late', '[2026-07-01,)', 1);
SELECT is((SELECT count(*) FROM setting WHERE value = 9), 0::bigint,
    'who saw an older version sets nothing');
INSERT INTO setting (programme_id, name, value, reason, during, version)
VALUES (1, 'educator_capacity', 4, 'More', '[2026-09-01,2026-09-02)', 2),
       (1, 'educator_capacity', NULL, 'As all do', '[2026-08-01,)', 3);
SELECT results_eq($$SELECT value, during FROM setting
    WHERE programme_id = 1 ORDER BY lower(during)$$,
    $$VALUES (2::bigint, '[2026-06-15,2026-08-01)'::daterange),
	     (NULL, '[2026-08-01,2026-09-01)'), (4, '[2026-09-01,)')$$,
    'each lasts until the next begins');
SELECT is(setting_version(1, 'educator_capacity'), 3::bigint,
    'every version counts');

UPDATE setting SET state = 'taken_back', version = 3 WHERE value = 4;
SELECT is((SELECT state::text FROM setting
    WHERE value = 4 AND programme_id = 1), 'standing',
    'who saw an older version takes nothing back');
UPDATE setting SET state = 'taken_back', version = 4
 WHERE programme_id = 1 AND value IS NULL;
SELECT results_eq($$SELECT value, during FROM setting WHERE programme_id = 1
    AND state = 'standing' ORDER BY lower(during)$$,
    $$VALUES (2::bigint, '[2026-06-15,2026-09-01)'::daterange),
	     (4, '[2026-09-01,)')$$,
    'what is taken back leaves the one before it to go on');
SELECT throws_ok($$UPDATE setting SET state = 'taken_back', version = 5
    WHERE value = 2 AND programme_id = 1$$, '23514', NULL,
    'what has begun is not taken back');
SELECT throws_ok($$UPDATE setting SET state = 'taken_back', version = 5
    WHERE value IS NULL$$, '23514', NULL, 'nor anything twice');
SELECT throws_ok($$UPDATE setting SET state = 'standing', version = 5
    WHERE value IS NULL$$, '23514', NULL, 'nor is it put back');
SELECT throws_ok($$UPDATE setting SET value = 7$$, '42501', NULL,
    'no version is rewritten');
SELECT throws_ok($$UPDATE setting SET during = '(,)'$$, '42501', NULL,
    'nor moved');
SELECT throws_ok($$DELETE FROM setting$$, '42501', NULL, 'nor wiped');

INSERT INTO setting (programme_id, name, value, reason, during, version)
VALUES (1, 'educator_capacity', 5, 'Typed wrongly', '[2026-06-15,)', 5);
SELECT results_eq($$SELECT value, state::text, during FROM setting
    WHERE programme_id = 1 AND lower(during) = '2026-06-15' ORDER BY version$$,
    $$VALUES (2::bigint, 'replaced', '[2026-06-15,2026-09-01)'::daterange),
	     (5, 'standing', '[2026-06-15,2026-09-01)')$$,
    'another of the same day replaces it, and both are kept');
SELECT is(setting_of(1, 'educator_capacity'), 5::bigint,
    'the later one holds');
SELECT is((SELECT count(*) FROM audit.event WHERE subject = 'setting'
    AND before IS NULL AND programme_id = 1), 4::bigint,
    'each version is an event');
SELECT is((SELECT count(*) FROM audit.event WHERE subject = 'setting'
    AND after ->> 'state' = 'taken_back' AND before IS NOT NULL), 1::bigint,
    'and so is what is taken back');
SELECT throws_ok($$INSERT INTO setting_name (name) VALUES ('x')$$,
    '42501', NULL, 'names are not the web''s');

SELECT pg_temp.act_as(32) \g /dev/null
SELECT is((SELECT count(*) FROM setting WHERE programme_id IS NOT NULL),
    0::bigint, 'staff of another programme see none of it');
UPDATE setting SET state = 'taken_back', version = 6;
SELECT is((SELECT count(*) FROM setting WHERE state = 'taken_back'),
    0::bigint, 'nor take it back');

RESET ROLE;
SELECT set_config('waymark.session', '', true) \g /dev/null
SELECT lives_ok($$INSERT INTO setting (programme_id, name, value, reason,
    during, version, by_id) VALUES (2, 'educator_capacity', 2, 'X',
    '[2026-01-01,)', 1, 32)$$, 'what was set before Waymark can be entered');

SELECT * FROM finish();
ROLLBACK;
