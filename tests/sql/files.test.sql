-- Files: who adds them, who reads what is in them and when, and what the
-- database refuses whoever asks.
BEGIN;
\ir world.sql
\o /dev/null
\ir ../pages/fixtures_asye.sql
\o
SELECT plan(62);

CREATE FUNCTION pg_temp.readable() RETURNS bigint
LANGUAGE sql AS $$ SELECT count(*) FROM waymark.file_content $$;
CREATE FUNCTION pg_temp.state(whose bigint) RETURNS text
LANGUAGE sql SECURITY DEFINER AS $$
	SELECT f.state::text FROM waymark.file f
	  JOIN waymark.attachment a ON a.file_id = f.id WHERE a.id = whose
$$;
CREATE FUNCTION pg_temp.file_of(whose bigint) RETURNS bigint
LANGUAGE sql SECURITY DEFINER AS $$
	SELECT file_id FROM waymark.attachment WHERE id = whose
$$;
-- As the jobs do it.
CREATE FUNCTION pg_temp.found(whose bigint, change waymark.file_change,
    refusal waymark.file_refusal DEFAULT NULL, engine text DEFAULT NULL)
RETURNS boolean LANGUAGE sql SECURITY DEFINER AS $$
	SELECT waymark.file_found(a.file_id, $2, $3, $4, NULL)
	  FROM waymark.attachment a WHERE a.id = whose
$$;

-- Nobody, and somebody who has no part in it, add nothing.
SET ROLE waymark_web;
SELECT is(attach(700, NULL, 'a.pdf', 'pdf', '%PDF-a'), NULL,
    'nobody attaches anything');
SELECT pg_temp.act_as(2) \g /dev/null
SELECT is(attach(700, NULL, 'a.pdf', 'pdf', '%PDF-a'), NULL,
    'nor does who has no part in the ASYE');
SELECT pg_temp.act_as(74) \g /dev/null
SELECT is(attach(700, NULL, 'a.pdf', 'pdf', '%PDF-a'), NULL,
    'nor a moderator');
SELECT pg_temp.act_as(71) \g /dev/null
SELECT is(attach(NULL, NULL, 'a.pdf', 'pdf', '%PDF-a'), NULL,
    'what is attached is on a record');
SELECT throws_ok($$SELECT attach(700, NULL, 'a.pdf', 'pdf', '')$$, '23514',
    NULL, 'and is not empty');
SELECT throws_ok($$SELECT attach(700, NULL, 'a.pdf', 'pdf',
    decode(repeat('00', 10485761), 'hex'))$$, '23514', NULL,
    'nor larger than the programme allows');
SELECT throws_ok($$SELECT attach(700, NULL, E'a\nb.pdf', 'pdf', '%PDF-a')$$,
    '23514', NULL, 'its name is one line');
SELECT throws_ok($$SELECT attach(700, NULL, '../a.pdf', 'pdf', '%PDF-a')$$,
    '23514', NULL, 'and no path');

-- The same content is kept once.
SELECT attach(700, NULL, 'a.pdf', 'pdf', '%PDF-a') AS a \gset
SELECT attach(700, NULL, 'b.pdf', 'pdf', '%PDF-a') AS b \gset
SELECT attach(700, NULL, 'c.pdf', 'pdf', '%PDF-c') AS c \gset
SELECT is((SELECT count(*) FROM file), 2::bigint,
    'the same content is kept once');
SELECT is((SELECT count(*) FROM attachment), 3::bigint,
    'under each of its names');
SELECT throws_ok($$SELECT attach(700, NULL, 'a.png', 'png', '%PDF-a')$$,
    '23514', NULL, 'and is of one kind');

-- It waits, and nobody reads it before.
SELECT is(pg_temp.state(:a), 'quarantined', 'a file waits in quarantine');
SELECT is(pg_temp.readable(), 0::bigint, 'its owner does not read it');
SELECT is((SELECT count(*) FROM file), 2::bigint, 'but sees that it waits');
SELECT throws_ok($$UPDATE file SET state = 'clean'$$, '42501', NULL,
    'the web does not change it');
SELECT throws_ok($$INSERT INTO file_event (file_id, change)
    SELECT id, 'passed' FROM file$$, '42501', NULL, 'nor finds anything');
SELECT throws_ok($$SELECT file_found(1, 'passed', NULL, 'x', NULL)$$, '42501',
    NULL, 'nor acts as the jobs');
SELECT throws_ok($$SELECT file_kept('%PDF-a', 'pdf')$$, '42501', NULL,
    'nor keeps what is on no record');
SELECT throws_ok($$INSERT INTO attachment (file_id, label, asye_id,
    enrolment_id, person_id, programme_id) SELECT file_id, 'x.pdf', 700, 171,
    71, 1 FROM attachment LIMIT 1$$, '42501', NULL,
    'nor attaches what it has not got');
SELECT throws_ok($$DELETE FROM attachment$$, '42501', NULL, 'nor deletes');
RESET ROLE;

-- The jobs take up what is due, one at a time, and put it off.
SET ROLE waymark_jobs;
SELECT is((SELECT convert_from(bytes, 'UTF8') FROM file_claim(false)),
    '%PDF-a', 'the jobs take up the first');
SELECT is((SELECT convert_from(bytes, 'UTF8') FROM file_claim(false)),
    '%PDF-c', 'then the next');
SELECT is((SELECT count(*) FROM file_claim(true)), 0::bigint,
    'and none before it is due again');
SELECT throws_ok('SELECT * FROM file', '42501', NULL,
    'they reach files in no other way');
RESET ROLE;
SELECT is((SELECT count(*) FROM file WHERE tries = 1
    AND due_at = now() + interval '30 seconds'), 2::bigint,
    'after half a minute first');
UPDATE file SET tries = 9, due_at = now();
SELECT is((SELECT count(*) FROM file_claim(false)), 1::bigint, 'due again');
SELECT is((SELECT max(due_at) FROM file), now() + interval '1 hour',
    'and at most an hour later');

-- What is found moves it as the table has it, and in no other way.
SELECT ok(pg_temp.found(:a, 'passed', NULL, 'Scanner 1'), 'it passes');
SELECT is(pg_temp.state(:a), 'clean', 'and is clean');
SELECT is((SELECT engine FROM file WHERE id = pg_temp.file_of(:a)),
    'Scanner 1', 'says who looked');
SELECT ok(NOT pg_temp.found(:a, 'refused', 'locked'),
    'what was found stays found');
SELECT throws_ok(format($$INSERT INTO file_event (file_id, change)
    VALUES (%s, 'refused')$$, pg_temp.file_of(:a)), '23514', NULL,
    'a clean file is not refused');
SELECT throws_ok($$UPDATE file SET state = 'clean' WHERE state =
    'quarantined'$$, '23514', NULL, 'a file follows what was found');
SELECT throws_ok($$UPDATE file SET size = 1$$, '23514', NULL,
    'and stays what it is');
SELECT throws_ok($$UPDATE file_event SET refusal = NULL$$, '42501', NULL,
    'what was found is not rewritten');
SELECT throws_ok(format($$INSERT INTO file_event (file_id, change)
    VALUES (%s, 'passed')$$, pg_temp.file_of(:c)), '23514', NULL,
    'nothing is clean that no scanner saw');
SELECT ok(pg_temp.found(:c, 'refused', 'active'), 'another is refused');
SELECT is((SELECT count(*) FROM file_content WHERE file_id =
    pg_temp.file_of(:c)), 0::bigint, 'and emptied at once');

-- Every change from every state: only the drawn ones work.
SELECT is_empty($$
	SELECT s.state, c.change
	  FROM unnest(enum_range(NULL::file_state)) s(state)
	 CROSS JOIN unnest(enum_range(NULL::file_change)) c(change)
	 WHERE EXISTS (SELECT 1 FROM file_transition t
	        WHERE t.before = s.state AND t.change = c.change)
	   AND (s.state, c.change) NOT IN (('quarantined', 'passed'),
	        ('quarantined', 'passed_unscanned'), ('unscanned', 'passed'),
	        ('quarantined', 'refused'), ('quarantined', 'infected'),
	        ('unscanned', 'infected'), ('clean', 'removed'),
	        ('unscanned', 'removed'), ('refused', 'resent'),
	        ('infected', 'resent'), ('removed', 'resent'))
$$, 'no other change is drawn');

-- Who reads it.
SET ROLE waymark_web;
SELECT pg_temp.act_as(71) \g /dev/null
SELECT is(pg_temp.readable(), 1::bigint, 'its person reads it');
SELECT pg_temp.act_as(72) \g /dev/null
SELECT is(pg_temp.readable(), 1::bigint, 'the assessor');
SELECT pg_temp.act_as(73) \g /dev/null
SELECT is(pg_temp.readable(), 1::bigint, 'the coordinator');
SELECT pg_temp.act_as(75) \g /dev/null
SELECT is(pg_temp.readable(), 1::bigint, 'the line manager');
SELECT pg_temp.act_as(31) \g /dev/null
SELECT is(pg_temp.readable(), 1::bigint, 'staff of the programme');
SELECT pg_temp.act_as(32) \g /dev/null
SELECT is(pg_temp.readable(), 0::bigint, 'not another programme''s');
SELECT pg_temp.act_as(22) \g /dev/null
SELECT is((SELECT count(*) FROM attachment), 0::bigint,
    'not a partner of the employer');
SELECT pg_temp.act_as(74) \g /dev/null
SELECT is((SELECT count(*) FROM attachment), 0::bigint, 'nor a moderator');
SELECT pg_temp.act_as(2) \g /dev/null
SELECT is((SELECT count(*) FROM file), 0::bigint, 'nor another trainee');

-- Sent again by whoever attaches it elsewhere it is seen there too, and what
-- is refused is looked at anew.
SELECT pg_temp.act_as(71) \g /dev/null
SELECT attach(700, NULL, 'd.pdf', 'pdf', '%PDF-c') AS d \gset
SELECT is(pg_temp.state(:d), 'quarantined', 'sent again it waits again');

-- Removed, and put back: by whoever attached it, or answers for the ASYE.
SELECT throws_ok(format($$INSERT INTO attachment_event (attachment_id, version,
    change) VALUES (%s, 2, 'put_back')$$, :a), '23514', NULL,
    'what is attached is not put back');
INSERT INTO attachment_event (attachment_id, version, change)
VALUES (:a, 3, 'removed');
SELECT is((SELECT state FROM attachment WHERE id = :a), 'attached',
    'who saw another version does nothing');
SELECT pg_temp.act_as(72) \g /dev/null
SELECT throws_ok(format($$INSERT INTO attachment_event (attachment_id, version,
    change) VALUES (%s, 2, 'removed')$$, :a), '23514', NULL,
    'an assessor does not remove another''s');
SELECT pg_temp.act_as(73) \g /dev/null
INSERT INTO attachment_event (attachment_id, version, change)
VALUES (:a, 2, 'removed');
SELECT is((SELECT state FROM attachment WHERE id = :a), 'removed',
    'a coordinator does');
SELECT pg_temp.act_as(71) \g /dev/null
SELECT is(pg_temp.readable(), 1::bigint, 'it is read under its other name');
INSERT INTO attachment_event (attachment_id, version, change)
VALUES (:b, 2, 'removed');
SELECT is(pg_temp.readable(), 0::bigint, 'and not when that is removed too');
RESET ROLE;
UPDATE attachment SET removed_at = now() - interval '89 days'
 WHERE state = 'removed';
SELECT is(files_tidy(), 0::bigint, 'it is kept for a while');
UPDATE attachment SET removed_at = now() - interval '91 days' WHERE id = :a;
SELECT is(files_tidy(), 0::bigint, 'as long as any name can be put back');
UPDATE attachment SET removed_at = now() - interval '91 days' WHERE id = :b;
SELECT is(files_tidy(), 1::bigint, 'then it is emptied');
SELECT is(pg_temp.state(:a), 'removed', 'and says so');
SET ROLE waymark_web;
SELECT is((SELECT attachment_open(a) FROM attachment a WHERE id = :a),
    '{}', 'what was emptied is not put back');
RESET ROLE;
SELECT throws_ok(format($$UPDATE attachment SET state = 'attached',
    removed_at = NULL WHERE id = %s$$, :a), '23514', NULL,
    'an attachment follows its events');
SELECT throws_ok(format($$UPDATE attachment SET file_id = file_id + 1
    WHERE id = %s$$, :d), '23514', NULL, 'and stays with its file');

SELECT * FROM finish();
ROLLBACK;
