-- The chain: who may touch it, and in which order it stands.
BEGIN;
\ir world.sql
SELECT plan(15);

SET ROLE waymark_web;
SELECT throws_ok('SELECT 1 FROM audit.seal', '42501', NULL,
    'the web reads no seal');
SELECT throws_ok('SELECT audit.seal_events(1)', '42501', NULL, 'seals nothing');
SELECT throws_ok('SELECT 1 FROM audit.head', '42501', NULL,
    'does not reach the head');
SELECT throws_ok('SELECT * FROM audit.digest_of_day()', '42501', NULL,
    'makes no digest');
RESET ROLE;

SELECT is((SELECT count(*) FROM audit.seal), 0::bigint,
    'nothing of this transaction can be sealed yet');
SET ROLE waymark_jobs;
SELECT lives_ok('SELECT audit.seal_events(100)', 'the jobs seal');
SELECT throws_ok('SELECT 1 FROM audit.seal', '42501', NULL,
    'and reach nothing else of it');
SELECT throws_ok('SELECT 1 FROM audit.event', '42501', NULL,
    'nor of the events');
RESET ROLE;

INSERT INTO audit.seal (n, event_id, leaf, link)
VALUES (1000000, -1, sha256('a'), sha256('b'));
SET ROLE waymark_owner;
SELECT throws_ok('UPDATE audit.seal SET n = n + 1', '42501', NULL,
    'the owner changes no seal');
SELECT throws_ok('DELETE FROM audit.seal', '42501', NULL, 'removes none');
SELECT throws_ok('TRUNCATE audit.seal', '42501', NULL, 'and wipes none');
SELECT throws_ok('DELETE FROM audit.digest', '42501', NULL,
    'nor a digest');
RESET ROLE;

SELECT is(audit.framed('été') || audit.framed(NULL) || audit.framed(''),
    '5:été,~,0:,', 'values are framed by their length in bytes');
SELECT is((SELECT audit.chain(x ORDER BY i) FROM (VALUES (1, 'a'::bytea),
    (2, 'b'), (3, 'c')) v(i, x)),
    sha256(sha256(sha256('a') || 'b') || 'c'),
    'each link is of the one before and the leaf');
SELECT ok((SELECT bool_and(e.xid = pg_current_xact_id()) FROM audit.event e
    WHERE e.at > now()), 'an event knows its transaction');

SELECT * FROM finish();
ROLLBACK;
