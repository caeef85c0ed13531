-- Reflections: what is private is its writer's whoever asks and however;
-- copies say what the entry says; what is submitted never changes.
BEGIN;
\ir world.sql
\o /dev/null
\ir ../pages/fixtures_asye.sql
\o
SELECT plan(31);

SELECT pg_temp.act_as(71) \g /dev/null
SET ROLE waymark_web;
INSERT INTO reflection (on_day, title, words)
VALUES ('2026-06-10', 'A visit', 'Secret');
SELECT is((SELECT words FROM reflection), 'Secret', 'its writer reads it');
SELECT throws_ok($$INSERT INTO reflection (on_day, title)
    VALUES ('2026-06-10', 'Empty')$$, '23514', NULL, 'something is said');
SELECT throws_ok($$INSERT INTO reflection (person_id, on_day, title, words)
    VALUES (1, '2026-06-10', 'Theirs', 'x')$$, '42501', NULL,
    'nobody writes as somebody else');
UPDATE reflection SET words = 'Secret 2';
SELECT is((SELECT array_agg(words) FROM reflection_version), '{Secret}',
    'what it said is kept');
SELECT is((SELECT version FROM reflection), 2::bigint, 'under its version');
SELECT throws_ok('UPDATE reflection_version SET words = ''x''', '42501', NULL,
    'and is not rewritten');
SELECT throws_ok('DELETE FROM reflection', '42501', NULL,
    'nothing is deleted as rows');
SELECT throws_ok('UPDATE reflection SET person_id = 1', '42501', NULL,
    'it is not given away');

-- Nobody else, as the web, the jobs or the owner.
RESET ROLE;
CREATE FUNCTION pg_temp.reads(whose bigint, as_role text) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
	n bigint;
BEGIN
	PERFORM pg_temp.act_as(whose);
	EXECUTE format('SET LOCAL ROLE %I', as_role);
	SELECT (SELECT count(*) FROM reflection)
	    + (SELECT count(*) FROM reflection_version) INTO n;
	RESET ROLE;
	RETURN n;
END
$$;
SELECT is((SELECT sum(pg_temp.reads(id, 'waymark_web')) FROM person
    WHERE id <> 71), 0::numeric, 'nobody else reads it as the web');
SELECT is((SELECT sum(pg_temp.reads(id, 'waymark_owner')) FROM person
    WHERE id <> 71), 0::numeric, 'nor with the rights of the tables'' owner');
SELECT throws_ok('SELECT pg_temp.reads(71, ''waymark_jobs'')', '42501', NULL,
    'the jobs read none at all');
SELECT is(pg_temp.reads(71, 'waymark_owner'), 2::bigint,
    'functions read what whoever asks may');

-- Sharing.
SELECT pg_temp.act_as(71) \g /dev/null
SELECT ok(auth.reflection_readers() @> '{72,75}', 'with those of the ASYE');
SELECT ok(NOT auth.reflection_readers() && '{73,74,31,71}', 'and no more');
SET ROLE waymark_web;
SELECT throws_ok($$INSERT INTO reflection_share (reflection_id, person_id,
    with_id) SELECT id, 71, 31 FROM reflection$$, '42501', NULL,
    'not with staff, who are no readers');
INSERT INTO reflection_share (reflection_id, person_id, with_id)
SELECT id, 71, 72 FROM reflection;
UPDATE reflection SET words = 'Secret 3';
SELECT is((SELECT words FROM reflection_share), 'Secret 2',
    'a copy says what the entry said');
RESET ROLE;
SELECT pg_temp.act_as(72) \g /dev/null
SET ROLE waymark_web;
SELECT is((SELECT words FROM reflection_share), 'Secret 2', 'to its reader');
SELECT throws_ok($$INSERT INTO reflection_share (reflection_id, person_id,
    with_id) VALUES ((SELECT reflection_id FROM reflection_share), 71, 75)$$,
    NULL, NULL, 'who does not pass it on');
UPDATE reflection_share SET state = 'ended';
SELECT is((SELECT count(*) FROM reflection_share), 1::bigint,
    'nor takes it back');
RESET ROLE;
SELECT pg_temp.act_as(75) \g /dev/null
SET ROLE waymark_web;
SELECT is((SELECT count(*) FROM reflection_share), 0::bigint,
    'another reader sees none');
RESET ROLE;

-- Submitting.
SELECT pg_temp.act_as(71) \g /dev/null
SET ROLE waymark_web;
INSERT INTO reflection_submission (reflection_id, asye_id, person_id,
    programme_id) SELECT id, 700, 71, 1 FROM reflection;
UPDATE reflection SET words = 'Secret 4';
SELECT throws_ok('UPDATE reflection_submission SET words = ''x''', '42501',
    NULL, 'what is submitted never changes');
SELECT throws_ok($$UPDATE reflection_submission SET state = 'submitted'$$,
    '23514', NULL, 'nor is it submitted again');
SELECT throws_ok($$INSERT INTO reflection_submission (reflection_id, asye_id,
    person_id, programme_id) SELECT id, 700, 2, 1 FROM reflection$$, NULL,
    NULL, 'nor for somebody else');
RESET ROLE;
CREATE FUNCTION pg_temp.evidence(whose bigint) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
	found text;
BEGIN
	PERFORM pg_temp.act_as(whose);
	SET LOCAL ROLE waymark_web;
	SELECT words INTO found FROM reflection_submission;
	RESET ROLE;
	RETURN found;
END
$$;
SELECT is((SELECT array_agg(id ORDER BY id) FROM person
    WHERE pg_temp.evidence(id) = 'Secret 3'), '{31,71,72,73,75}',
    'it is read by those who see the evidence');
SELECT pg_temp.act_as(71) \g /dev/null
SET ROLE waymark_web;
UPDATE reflection_submission SET state = 'withdrawn', reason = 'Why';
RESET ROLE;
SELECT is((SELECT array_agg(id ORDER BY id) FROM person
    WHERE pg_temp.evidence(id) IS NOT NULL), '{71}',
    'withdrawn, it is its writer''s alone');
SELECT is_empty('SELECT 1 FROM asye_reflection_submitted',
    'and counts no more');

-- Deleting.
SELECT pg_temp.act_as(71) \g /dev/null
SET ROLE waymark_web;
UPDATE reflection SET deleted_at = now();
SELECT is((SELECT count(*) FROM reflection WHERE words = '' AND title = ''),
    1::bigint, 'what was deleted is erased, and its row stays');
SELECT is((SELECT count(*) FROM reflection_version WHERE words || title <> ''),
    0::bigint, 'with what it said before');
SELECT is((SELECT count(*) FROM reflection_share WHERE state = 'shared'
    OR words <> ''), 0::bigint, 'and what was shared of it');
SELECT throws_ok('UPDATE reflection SET deleted_at = NULL', '23514', NULL,
    'it does not come back');
RESET ROLE;

SELECT is((SELECT count(*) FROM audit.event e WHERE e::text LIKE '%Secret%'
    OR e::text LIKE '%A visit%'), 0::bigint, 'the history holds no word');

SELECT * FROM finish();
ROLLBACK;
