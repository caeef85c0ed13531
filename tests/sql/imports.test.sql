-- Staged people: of their own programme's staff alone, and decided once.
BEGIN;
\ir world.sql
SELECT plan(17);
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

SELECT * FROM finish();
ROLLBACK;
