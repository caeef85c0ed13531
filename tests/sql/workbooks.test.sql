-- Workbooks: their sender's alone, read by the jobs, kept for a day.
BEGIN;
\ir world.sql
SELECT plan(22);
SET ROLE waymark_web;

SELECT is((SELECT workbook_send('a.xlsx', '/imports/new', '', '\x00')), NULL,
    'nobody sends nothing');
SELECT pg_temp.act_as(31) \g /dev/null
SELECT isnt((SELECT workbook_send('a.xlsx', '/imports/new', 'cohort=1',
    '\x504b')), NULL, 'somebody sends a workbook');
SELECT results_eq('SELECT person_id, path, state FROM workbook',
    $$VALUES (31::bigint, '/imports/new', 'waiting'::workbook_state)$$,
    'which waits, and is theirs');
SELECT throws_ok('SELECT * FROM workbook_content', '42501', NULL,
    'the web does not read what is in it');
SELECT throws_ok($$INSERT INTO workbook (person_id, file_name, path, fields)
    VALUES (32, 'a', '/imports/new', '')$$, '42501', NULL,
    'and writes nothing there by itself');
SELECT throws_ok($$UPDATE workbook SET path = '/'$$, '42501', NULL,
    'nor changes anything');
SELECT throws_ok('DELETE FROM workbook', '42501', NULL, 'nor deletes it');
SELECT throws_ok($$SELECT workbook_send('a', 'https://example.org', '', '')$$,
    '23514', NULL, 'its form is one of ours');
SELECT throws_ok($$SELECT workbook_send('a', '//example.org', '', '')$$,
    '23514', NULL, 'of this site');
SELECT throws_ok($$SELECT workbook_send('a', '/a', '',
    decode(repeat('00', 5242881), 'hex'))$$, '23514', NULL,
    'it has at most five megabytes');
SELECT throws_ok('SELECT workbook_claim()', '42501', NULL,
    'the web takes none up');
SELECT throws_ok('SELECT workbook_found(1, NULL)', '42501', NULL,
    'and finds nothing in any');

RESET ROLE;
SET ROLE waymark_jobs;
SELECT results_eq('SELECT bytes FROM workbook_claim()',
    $$VALUES ('\x504b'::bytea)$$, 'the jobs take it up');
SELECT is_empty('SELECT * FROM workbook_claim()', 'once at a time');
SELECT throws_ok('SELECT * FROM workbook', '42501', NULL,
    'and see nobody''s list');
RESET ROLE;
SELECT waymark.workbook_sheet_read(w.id, 1, 'People', false, 2, 'a,b', '{}')
  FROM waymark.workbook w \g /dev/null
SELECT waymark.workbook_found(w.id, NULL) FROM waymark.workbook w \g /dev/null
SELECT is((SELECT count(*) FROM workbook_content), 0::bigint,
    'what was read is not kept as it came');

SET ROLE waymark_web;
SELECT results_eq('SELECT name, csv FROM workbook_sheet',
    $$VALUES ('People', 'a,b')$$, 'its sender reads its sheets');
SELECT pg_temp.act_as(32) \g /dev/null
SELECT is((SELECT count(*) FROM workbook), 0::bigint,
    'nobody else sees the workbook');
SELECT is((SELECT count(*) FROM workbook_sheet), 0::bigint, 'or a sheet');

RESET ROLE;
SELECT waymark.workbook_found(w.id, 'late') FROM waymark.workbook w \g /dev/null
SELECT is((SELECT refused FROM workbook), NULL,
    'what was found once is not found again');
UPDATE waymark.workbook SET arrived_at = now() - interval '23 hours';
SELECT waymark.workbooks_tidy() \g /dev/null
SELECT is((SELECT count(*) FROM workbook_sheet), 1::bigint,
    'it is kept for a day');
UPDATE waymark.workbook SET arrived_at = now() - interval '25 hours';
SELECT waymark.workbooks_tidy() \g /dev/null
SELECT is((SELECT count(*) FROM workbook_sheet), 0::bigint,
    'and then goes with all that was read');

SELECT * FROM finish();
ROLLBACK;
