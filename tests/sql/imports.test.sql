-- What is staged: of their own programme's staff alone, and decided once.
BEGIN;
\ir world.sql
SELECT plan(36);
INSERT INTO import (id, programme_id, cohort_id, file_name, uploaded_by)
OVERRIDING SYSTEM VALUE VALUES (1, 1, 1, 'a.csv', 31), (2, 2, 3, 'b.csv', 32);
INSERT INTO import_row (import_id, programme_id, row_number, state, cells)
VALUES (1, 1, 2, 'ready', '{a,b,c,d,e,f,g}'),
       (2, 2, 2, 'ready', '{a,b,c,d,e,f,g}');
SET ROLE waymark_web;

SELECT is((SELECT count(*) FROM import), 0::bigint, 'nobody sees no import');
SELECT is((SELECT count(*) FROM import_row), 0::bigint, 'and no row');
SELECT is((SELECT count(*) FROM taken('{sian@example.org}', '{}', 1)),
    0::bigint, 'and is not told who is known');

SELECT pg_temp.act_as(21) \g /dev/null
SELECT is((SELECT count(*) FROM import_row), 0::bigint,
    'a partner sees no row');
SELECT is((SELECT count(*) FROM taken('{sian@example.org}', '{}', 1)),
    0::bigint, 'and is not told who is known');

SELECT pg_temp.act_as(31) \g /dev/null
SELECT results_eq('SELECT id FROM import', 'VALUES (1::bigint)',
    'staff see the imports of their programme');
SELECT results_eq('SELECT import_id FROM import_row', 'VALUES (1::bigint)',
    'with their rows');
SELECT results_eq($$SELECT email, swe_number, here FROM
    taken('{SIAN@example.org,tom@example.org,new@example.org}',
    '{SW1002,SW1,SW1006}', 1) ORDER BY 1, 2$$,
    $$VALUES ('sian@example.org', NULL, true),
    ('tom@example.org', NULL, false), (NULL, 'SW1002', true),
    (NULL, 'SW1006', false)$$,
    'are told only of what they asked, and whether it is in the cohort');
SELECT is((SELECT count(*) FROM taken('{tom@example.org}', '{}', 3)),
    0::bigint, 'and nothing for another programme’s cohort');
SELECT throws_ok($$INSERT INTO import (programme_id, cohort_id, file_name)
    VALUES (2, 3, 'c.csv')$$, '42501', NULL,
    'they import into no other programme');
SELECT throws_ok($$INSERT INTO import_row (import_id, programme_id,
    row_number, state, cells) VALUES (2, 2, 3, 'ready', '{a,b,c,d,e,f,g}')$$,
    '42501', NULL, 'nor into its imports');
SELECT throws_ok($$INSERT INTO import_row (import_id, programme_id,
    row_number, state, cells) VALUES (2, 1, 3, 'ready', '{a,b,c,d,e,f,g}')$$,
    '23503', NULL, 'not even by naming their own');
SELECT throws_ok($$INSERT INTO import (programme_id, cohort_id, file_name,
    uploaded_by) VALUES (1, 1, 'c.csv', 1)$$, '42501', NULL,
    'nor in somebody else’s name');
SELECT throws_ok($$UPDATE import SET version = 1$$, '42501', NULL,
    'nor do they write versions');
SELECT throws_ok($$UPDATE import_row SET state = 'failing'$$, '23514', NULL,
    'a row does not fail without a reason');
UPDATE import SET state = 'discarded', decided_at = now();
SELECT results_eq('SELECT version FROM import', 'VALUES (2::bigint)',
    'a decision is a new version');
SELECT throws_ok($$UPDATE import SET state = 'checked', decided_at = NULL$$,
    '23514', NULL, 'and is not undone');

RESET ROLE;
SELECT setval(pg_get_serial_sequence('import', 'id'), 100) \g /dev/null
INSERT INTO offering (id, module_id, programme_id, cohort_id, starts_on,
    ends_on, leader) OVERRIDING SYSTEM VALUE
SELECT 501 + g, min(id), 1 + g, 1 + 2 * g, '2026-06-01', '2026-07-31', 'Jo'
  FROM module CROSS JOIN generate_series(0, 1) g GROUP BY g;
INSERT INTO component (id, offering_id, programme_id, cohort_id, title, weight,
    due_on, pass_mark) OVERRIDING SYSTEM VALUE
SELECT 521 + g, 501 + g, 1 + g, 1 + 2 * g, 'Essay', 100, '2026-07-01', 50
  FROM generate_series(0, 1) g;
SET ROLE waymark_web;
SELECT lives_ok($$INSERT INTO import (kind, programme_id, cohort_id,
    component_id, seen, file_name) VALUES ('marks', 1, 1, 521, 7, 'm.csv')$$,
    'staff import marks of a component of theirs');
SELECT throws_ok($$INSERT INTO import (kind, programme_id, cohort_id,
    component_id, file_name) VALUES ('marks', 1, 1, 522, 'm.csv')$$, '23503',
    NULL, 'and of no other');
SELECT throws_ok($$INSERT INTO import (kind, programme_id, cohort_id,
    file_name) VALUES ('marks', 1, 1, 'm.csv')$$, '23514', NULL,
    'marks are of a component');
SELECT throws_ok($$INSERT INTO import (programme_id, cohort_id, component_id,
    file_name) VALUES (1, 1, 521, 'm.csv')$$, '23514', NULL,
    'and people are not');


-- A table that comes back: of no cohort, undone once, and only as a whole.
SELECT throws_ok($$INSERT INTO import (kind, programme_id, cohort_id,
    table_code, file_name) VALUES ('table', 1, 1, 'marks', 't.csv')$$, '23514',
    NULL, 'a table is of no cohort');
SELECT throws_ok($$INSERT INTO import (kind, programme_id, file_name)
    VALUES ('people', 1, 't.csv')$$, '23514', NULL, 'people are of one');
INSERT INTO import (kind, programme_id, table_code, file_name)
VALUES ('table', 1, 'marks', 't.csv');
PREPARE changes AS INSERT INTO import_change (import_id, programme_id,
    row_number, record, key, before, after)
SELECT max(id), 1, 2, $1, 'mark', '50', '60' FROM import WHERE kind = 'table';
SELECT lives_ok('EXECUTE changes (1)', 'what it changes is kept with it');
SELECT throws_ok($$UPDATE import SET state = 'undone', undone_at = now(),
    restored = 0 WHERE kind = 'table'$$, '23514', NULL,
    'what changed nothing is not undone');
UPDATE import SET state = 'confirmed', decided_at = now(), stored = 1
 WHERE kind = 'table';
SELECT throws_ok('EXECUTE changes (2)', '42501', NULL, 'and not added to');
SELECT throws_ok($$UPDATE import SET state = 'undone', undone_at = now(),
    restored = 1, seen = 9 WHERE kind = 'table'$$, '23514', NULL,
    'undoing changes nothing else');
SELECT lives_ok($$UPDATE import SET state = 'undone', undone_at = now(),
    restored = 1 WHERE kind = 'table'$$, 'what changed something is undone');
SELECT throws_ok($$UPDATE import SET restored = 0 WHERE kind = 'table'$$,
    '23514', NULL, 'once');

-- What a partner sends back: their own, of what they offer.
RESET ROLE;
SET session_replication_role = replica;
INSERT INTO import (id, programme_id, kind, table_code, organisation_id,
    file_name, uploaded_by)
OVERRIDING SYSTEM VALUE VALUES
    (901, 1, 'table', 'capacity', 9002, 'ashby.xlsx', 21),
    (902, 1, 'table', 'capacity', 9003, 'brook.xlsx', 22);
INSERT INTO import_row (import_id, programme_id, row_number, state, cells)
VALUES (901, 1, 2, 'ready', '{61}'), (902, 1, 2, 'ready', '{62}');
INSERT INTO import_change (import_id, programme_id, row_number, record, key,
    before, after)
VALUES (901, 1, 2, 61, 'places', '3', '5'),
       (902, 1, 2, 62, 'places', '2', '6');
SET session_replication_role = origin;
SET ROLE waymark_web;
SELECT pg_temp.act_as(22) \g /dev/null
SELECT results_eq('SELECT id FROM import', 'VALUES (902::bigint)',
    'a partner sees what their organisation sent');
SELECT results_eq('SELECT import_id FROM import_row', 'VALUES (902::bigint)',
    'with its rows');
SELECT results_eq('SELECT import_id FROM import_change',
    'VALUES (902::bigint)', 'and with what it changed');
SELECT throws_ok($$INSERT INTO import (programme_id, kind, table_code,
    organisation_id, file_name) VALUES (1, 'table', 'capacity', 9002, 'x')$$,
    '42501', NULL, 'sends nothing for another organisation');
SELECT throws_ok($$INSERT INTO import (programme_id, kind, table_code,
    organisation_id, file_name) VALUES (1, 'table', 'educators', 9003, 'x')$$,
    '23514', NULL, 'nor another table');
SELECT throws_ok($$INSERT INTO import_change (import_id, programme_id,
    row_number, record, key, before, after) VALUES (901, 1, 3, 61, 'state',
    'offered', 'withdrawn')$$, '42501', NULL,
    'nor changes what another has sent');
WITH put AS (UPDATE import SET seen = 1 WHERE id = 901 RETURNING id)
SELECT is((SELECT count(*) FROM put), 0::bigint, 'nor decides about it');

SELECT * FROM finish();
ROLLBACK;
