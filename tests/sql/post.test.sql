-- The post: who reads what was written, how a letter goes from state to state,
-- and what only the jobs may do.
BEGIN;
\ir world.sql
SELECT plan(29);

INSERT INTO post.letter (id, person_id, address, subject, body)
OVERRIDING SYSTEM VALUE VALUES
	(1, 1, 'sian@example.org', 'One', 'Words'),
	(2, 6, 'tom@example.org', 'Two', 'Words');
INSERT INTO post.letter (id, person_id, outside, address, subject, body)
OVERRIDING SYSTEM VALUE VALUES
	(3, 1, 'Pam Bell', 'pam@example.org', 'Three', 'Words');
INSERT INTO post.letter (id, person_id, address, subject, body, kind)
OVERRIDING SYSTEM VALUE VALUES
	(4, 1, 'sian@example.org', 'Four', 'A link', 'secret');
SELECT setval(pg_get_serial_sequence('post.letter', 'id'), 1000)
\g /dev/null
INSERT INTO reminder (person_id) VALUES (1), (2);

SELECT results_eq('SELECT letter_id FROM message ORDER BY 1',
    'VALUES (1::bigint), (2)', 'a letter is in the inbox of whom it is to, but '
    'no link and nothing to others');
SELECT throws_ok('UPDATE post.letter SET state = ''sent'', sent_at = now()
    WHERE id = 1', '23514', NULL, 'nothing is sent that was not claimed');
SELECT throws_ok($$INSERT INTO post.letter (address, subject, body)
    VALUES ('a@b', E'Hello\r\nBcc: all', 'x')$$, '23514', NULL,
    'a subject is one line');

SET ROLE waymark_web;
SELECT is((SELECT count(*) FROM message), 0::bigint, 'nobody reads nothing');
SELECT throws_ok('SELECT 1 FROM post.letter', '42501', NULL,
    'the web reads no outbox');
SELECT throws_ok('SELECT 1 FROM post.attempt', '42501', NULL,
    'nor what became of letters');
SELECT throws_ok('SELECT * FROM post.claim()', '42501', NULL,
    'the web sends none');
SELECT throws_ok('SELECT * FROM post.digest_next()', '42501', NULL,
    'and reminds nobody');
SELECT throws_ok('SELECT auth.stand_for(1)', '42501', NULL,
    'and stands for nobody');

SELECT pg_temp.act_as(1) \g /dev/null
SELECT is((SELECT count(*) FROM message), 1::bigint, 'people read their own');
SELECT lives_ok('UPDATE message SET read_at = now()', 'and mark it read');
SELECT throws_ok('UPDATE message SET body = ''x''', '42501', NULL,
    'but change nothing of it');
SELECT throws_ok('DELETE FROM message', '42501', NULL, 'nor lose it');
SELECT is((SELECT count(*) FROM reminder WHERE choice = 'daily'), 1::bigint,
    'they know how often they are reminded');
SELECT lives_ok('UPDATE reminder SET choice = ''never''', 'and choose');
SELECT throws_ok('SELECT token FROM reminder', '42501', NULL,
    'the address that stops it is in letters alone');
SELECT is((SELECT post.decide(1, true)), false,
    'who is no staff decides about no letter');

SELECT pg_temp.act_as(31) \g /dev/null
SELECT is((SELECT count(*) FROM message), 0::bigint,
    'staff read nobody''s inbox');
SELECT results_eq('SELECT id FROM post.letters(NULL, 10, 0) ORDER BY 1',
    'VALUES (1::bigint), (3), (4)', 'but see that letters of theirs left');
SELECT is((SELECT post.decide(1, true)), false,
    'a letter that waits is not decided about');

SET ROLE waymark_jobs;
SELECT throws_ok('SELECT 1 FROM waymark.message', '42501', NULL,
    'the jobs read no inbox');
SELECT is((SELECT array_agg(c.id) FROM (SELECT id FROM post.claim()) c),
    '{1}', 'they claim a letter');
SELECT lives_ok($$SELECT post.settle(1, 'doubt', 'Silence', 3, 60)$$,
    'and say what became of it');
SELECT is((SELECT count(*) FROM post.claim()), 0::bigint,
    'a silent server is left alone');

SET ROLE waymark_web;
SELECT is((SELECT post.decide(1, true)), true, 'staff send again');
SELECT results_eq('SELECT state::text FROM post.attempts(1)',
    $$VALUES ('waiting'), ('doubt'), ('sending')$$,
    'and what happened is kept');
RESET ROLE;
SELECT throws_ok('UPDATE post.attempt SET said = ''x''', '42501', NULL,
    'nobody rewrites it');

SELECT lives_ok($$SELECT post.digest_write(2, 3, 'Three things', 'Body',
    true)$$, 'a digest is written');
SELECT throws_ok($$SELECT post.digest_write(2, 3, 'Three things', 'Body',
    true)$$, '23505', NULL, 'once a day');

SELECT * FROM finish();
ROLLBACK;
