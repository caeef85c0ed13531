-- Documents: who sees, writes, sends, returns and signs them, and what the
-- database refuses whoever asks.
BEGIN;
\ir world.sql
SELECT plan(69);

-- A reflection is the trainee's alone; a learning agreement has two parts, and
-- of placement 201 is signed by the trainee, 11, 41 and Ashby's coordinator.
CREATE FUNCTION pg_temp.start(kind document_kind, placement bigint)
RETURNS bigint LANGUAGE sql AS $$
	INSERT INTO document (kind, placement_id, enrolment_id, person_id,
	    programme_id, organisation_id)
	SELECT $1, p.id, p.enrolment_id, p.person_id, p.programme_id,
	       p.organisation_id FROM placement p WHERE p.id = $2
	RETURNING id
$$;
CREATE FUNCTION pg_temp.write(whose bigint, version bigint, part document_part,
    fields text[], answers text[], lacks document_part[]) RETURNS bigint
LANGUAGE sql AS $$
	INSERT INTO document_version (document_id, version, part, edition,
	    fields, questions, answers, lacks)
	VALUES ($1, $2, $3, 1, $4, $4, $5, $6) RETURNING version
$$;
CREATE FUNCTION pg_temp.move(whose bigint, version bigint,
    change document_change, reason text DEFAULT NULL) RETURNS text
LANGUAGE sql AS $$
	INSERT INTO document_event (document_id, version, change, reason)
	VALUES ($1, $2, $3, $4) RETURNING after::text
$$;
CREATE FUNCTION pg_temp.sign(whose bigint, version bigint,
    party document_party, hash bytea DEFAULT NULL) RETURNS text
LANGUAGE sql AS $$
	INSERT INTO signature (document_id, version, party, hash)
	VALUES ($1, $2, $3, coalesce($4, (SELECT v.hash FROM document_version v
	    WHERE v.document_id = $1 AND v.version = $2)))
	RETURNING name || ', ' || role
$$;
CREATE FUNCTION pg_temp.state(whose bigint) RETURNS text
LANGUAGE sql SECURITY DEFINER AS $$
	SELECT state || ' ' || version FROM waymark.document WHERE id = $1
$$;

SET ROLE waymark_web;
SELECT is((SELECT count(*) FROM document), 0::bigint, 'nobody sees nobody');
SELECT is(pg_temp.start('reflection', 201), NULL, 'nor starts anything');

-- A reflection.
SELECT pg_temp.act_as(1) \g /dev/null
SELECT pg_temp.start('reflection', 201) AS r \gset
SELECT is(pg_temp.state(:r), 'draft 0', 'a document begins as a draft');
SELECT pg_temp.start('reflection', 201) AS next \gset
SELECT is((SELECT number FROM document WHERE id = :next), 2::bigint,
    'the next of its kind is counted on');
SELECT is(pg_temp.write(:r, 1, 'trainee', '{trainee.what}', '{Words}',
    '{trainee}'), 1::bigint, 'the trainee writes their part');
SELECT is(pg_temp.write(:r, 1, 'trainee', '{trainee.what}', '{Other}',
    '{}'), NULL, 'who saw an older version writes nothing');
SELECT throws_ok(format('SELECT pg_temp.write(%s, 2, ''educator'',
    ''{educator.x}'', ''{X}'', ''{}'')', :r), '23514', NULL,
    'nor writes another''s part');
SELECT throws_ok(format('SELECT pg_temp.move(%s, 1, ''submitted'')', :r),
    '23514', NULL, 'what lacks an answer is not sent');
SELECT throws_ok(format('SELECT pg_temp.move(%s, 1, ''signed'')', :r),
    '23514', NULL, 'nor is it signed by saying so');
SELECT pg_temp.act_as(11) \g /dev/null
SELECT is((SELECT count(*) FROM document WHERE kind = 'reflection'), 2::bigint,
    'the educator knows of it');
SELECT is((SELECT count(*) FROM document_version), 0::bigint,
    'and does not read a draft that is not theirs');
SELECT throws_ok(format('SELECT pg_temp.write(%s, 2, ''trainee'',
    ''{trainee.what}'', ''{X}'', ''{}'')', :r), '23514', NULL,
    'or write in it');
SELECT throws_ok($$SELECT pg_temp.start('reflection', 201)$$, '42501', NULL,
    'or begin one');
SELECT pg_temp.act_as(1) \g /dev/null
SELECT pg_temp.write(:r, 2, 'trainee', '{trainee.what}', '{More words}',
    '{}') \g /dev/null
SELECT is(pg_temp.move(:r, 1, 'submitted'), NULL,
    'an older version is not sent');
SELECT is(pg_temp.move(:r, 2, 'submitted'), 'submitted', 'the latest is');
SELECT throws_ok(format('SELECT pg_temp.write(%s, 3, ''trainee'',
    ''{trainee.what}'', ''{X}'', ''{}'')', :r), '23514', NULL,
    'what was sent is not rewritten');
SELECT throws_ok(format('SELECT pg_temp.sign(%s, 2, ''practice_educator'')',
    :r), '23514', NULL, 'a trainee does not sign as their educator');
SELECT is(pg_temp.sign(:r, 2, 'trainee', '\x00'), NULL,
    'another text is not signed');
SELECT is(pg_temp.sign(:r, 1, 'trainee'), NULL, 'nor an older version');
SELECT is(pg_temp.sign(:r, 2, 'trainee'), 'Siân O''Brien, Trainee',
    'the trainee signs, by the name and role that they have');
SELECT is(pg_temp.sign(:r, 2, 'trainee'), NULL, 'once');
SELECT is(pg_temp.state(:r), 'submitted 2', 'one signature is not all');
SELECT pg_temp.act_as(12) \g /dev/null
SELECT is((SELECT count(*) FROM document), 0::bigint,
    'an educator of others sees none of it');
SELECT throws_ok(format('SELECT pg_temp.move(%s, 2, ''returned'', ''No'')',
    :r), '23514', NULL, 'nor returns it');
SELECT pg_temp.act_as(11) \g /dev/null
SELECT is((SELECT array_agg(version) FROM document_version), '{2}',
    'its educator reads what was sent, and no draft before it');
SELECT is(pg_temp.move(:r, 2, 'returned', 'Say more'), 'returned',
    'and may return it with a reason');
SELECT throws_ok(format('SELECT pg_temp.move(%s, 2, ''returned'')', :r),
    '23514', NULL, 'once');
SELECT is(pg_temp.move(:r, 2, 'undone'), 'submitted',
    'what was returned too soon is undone');
SELECT pg_temp.move(:r, 2, 'returned', 'Say more') \g /dev/null
SELECT pg_temp.act_as(1) \g /dev/null
SELECT throws_ok(format('SELECT pg_temp.move(%s, 2, ''undone'')', :r),
    '23514', NULL, 'by whoever did it');
SELECT throws_ok(format('SELECT pg_temp.move(%s, 2, ''submitted'')', :r),
    '23514', NULL, 'what came back is not sent again as it was');
SELECT pg_temp.write(:r, 3, 'trainee', '{trainee.what}', '{Still more}',
    '{}') \g /dev/null
SELECT pg_temp.move(:r, 3, 'submitted') \g /dev/null
SELECT pg_temp.act_as(11) \g /dev/null
SELECT pg_temp.sign(:r, 3, 'practice_educator') \g /dev/null
SELECT is(pg_temp.state(:r), 'submitted 3',
    'a signature of an older version does not count for this one');
SELECT pg_temp.act_as(1) \g /dev/null
SELECT pg_temp.sign(:r, 3, 'trainee') \g /dev/null
SELECT is(pg_temp.state(:r), 'signed 3', 'with the last signature it is signed');
SELECT is(documents_signed(201, 'reflection'), 1::bigint, 'and counted');
SELECT throws_ok(format('SELECT pg_temp.move(%s, 3, ''unlocked'', ''Typo'')',
    :r), '23514', NULL, 'the trainee does not unlock it');
SELECT throws_ok(format('SELECT pg_temp.move(%s, 3, ''withdrawn'', ''Typo'')',
    :r), '23514', NULL, 'nor withdraws it');
SELECT pg_temp.act_as(31) \g /dev/null
SELECT is((SELECT array_agg(version ORDER BY version) FROM document_version),
    '{2,3}', 'staff read what was sent');
SELECT is(pg_temp.move(:r, 3, 'unlocked', 'The date is wrong'), 'returned',
    'and unlock it with a reason');
SELECT is(pg_temp.move(:r, 3, 'undone'), 'signed', 'or undo that');
SELECT pg_temp.move(:r, 3, 'unlocked', 'The date is wrong') \g /dev/null
SELECT pg_temp.act_as(1) \g /dev/null
SELECT pg_temp.write(:r, 4, 'trainee', '{trainee.what}', '{Right}', '{}')
    \g /dev/null
SELECT pg_temp.move(:r, 4, 'submitted') \g /dev/null
SELECT is((SELECT count(*) FROM signature WHERE document_id = :r), 3::bigint,
    'earlier signatures stay');
SELECT is(pg_temp.state(:r), 'submitted 4', 'with their own versions');

-- A learning agreement.
SELECT pg_temp.start('learning_agreement', 201) AS l \gset
SELECT throws_ok($$SELECT pg_temp.start('learning_agreement', 201)$$, '23505',
    NULL, 'a placement has one of some kinds');
SELECT pg_temp.write(:l, 1, 'trainee', '{trainee.hopes}', '{Hopes}',
    '{educator}') \g /dev/null
SELECT pg_temp.act_as(21) \g /dev/null
SELECT is((SELECT count(*) FROM document), 0::bigint,
    'a host sees no draft of it');
SELECT pg_temp.act_as(11) \g /dev/null
SELECT throws_ok(format('SELECT pg_temp.write(%s, 2, ''educator'',
    ''{trainee.hopes,educator.held_on,educator.minutes}'',
    ''{Other,1 June 2026,90}'', ''{}'')', :l), '23514', NULL,
    'an educator leaves the trainee''s part as it is');
SELECT pg_temp.write(:l, 2, 'educator', '{trainee.hopes,educator.held_on,
    educator.minutes}', '{Hopes,1 June 2026,90}', '{}') \g /dev/null
SELECT results_eq(format('SELECT held_on, minutes FROM document WHERE id = %s',
    :l), $$VALUES ('2026-06-01'::date, 90::bigint)$$,
    'what a list needs of a document is read from it');
SELECT is(pg_temp.move(:l, 2, 'submitted'), 'submitted', 'either sends it');
SELECT is((SELECT parties FROM document WHERE id = :l),
    '{trainee,practice_educator,tutor,host}', 'to those there are');
SELECT pg_temp.act_as(22) \g /dev/null
SELECT is((SELECT count(*) FROM document), 0::bigint,
    'another organisation sees nothing');
SELECT pg_temp.act_as(21) \g /dev/null
SELECT results_eq('SELECT kind::text FROM document',
    $$VALUES ('learning_agreement')$$, 'its host sees it, and nothing else');
SELECT is((SELECT array_agg(version) FROM document_version), '{2}',
    'as it was sent');
SELECT is(pg_temp.sign(:l, 2, 'host'),
    'Pat Ashdown, Coordinator of Ashby NHS Trust', 'and signs it');
SELECT is((SELECT count(*) FROM document_event), 0::bigint,
    'without what happened to it');
SELECT pg_temp.act_as(41) \g /dev/null
SELECT is((SELECT count(*) FROM document_version WHERE sent_at IS NULL),
    0::bigint, 'a tutor reads what was sent');
SELECT is(pg_temp.sign(:l, 2, 'tutor'), 'Ines Marsh, Tutor', 'and signs');
SELECT throws_ok(format('SELECT pg_temp.sign(%s, 2,
    ''practice_educator'')', :l), '23514',
    NULL, 'for themself alone');
SELECT pg_temp.act_as(42) \g /dev/null
SELECT is((SELECT array_agg(version) FROM document_version
    WHERE document_id = :l), '{2}', 'who leads the unit reads it');
SELECT pg_temp.act_as(32) \g /dev/null
SELECT is((SELECT count(*) FROM document), 0::bigint,
    'staff of another programme see nothing');

-- Put away and back.
SELECT pg_temp.act_as(1) \g /dev/null
SELECT pg_temp.start('direct_observation', 201) AS o \gset
SELECT throws_ok(format('SELECT pg_temp.move(%s, 0, ''withdrawn'')', :o),
    '23514', NULL, 'what is withdrawn has a reason');
SELECT pg_temp.move(:o, 0, 'withdrawn', 'Begun twice') \g /dev/null
SELECT is(pg_temp.state(:o), 'withdrawn 0', 'a draft is withdrawn');
SELECT is(pg_temp.move(:o, 0, 'put_back'), 'draft', 'and put back as it was');

-- Whatever people try in whatever order: what is signed has the signature of
-- every party of its version, nobody's signature is lost, and undoing leads
-- back to where it was.
RESET ROLE;
CREATE TEMPORARY TABLE broken (what text);
CREATE TEMPORARY TABLE walked AS SELECT :l::bigint AS id;
GRANT ALL ON walked TO waymark_web;
GRANT ALL ON broken TO waymark_web;
CREATE FUNCTION pg_temp.attempt(whose bigint, step bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
	who bigint := (ARRAY[1, 11, 21, 31, 41])[1 + (random() * 4)::int];
	d document;
BEGIN
	PERFORM pg_temp.act_as(who);
	SELECT * INTO d FROM document WHERE id = whose;
	CASE (random() * 9)::int
	    WHEN 0, 1 THEN
		PERFORM pg_temp.write(whose, d.version + 1,
		    CASE who WHEN 1 THEN 'trainee' ELSE 'educator' END
		        ::document_part,
		    (SELECT v.fields FROM document_version v
		      WHERE v.document_id = whose AND v.version = d.version),
		    (SELECT v.answers FROM document_version v
		      WHERE v.document_id = whose AND v.version = d.version),
		    '{}');
	    WHEN 2, 3 THEN
		PERFORM pg_temp.move(whose, d.version, 'submitted');
	    WHEN 4, 5, 6, 7 THEN
		PERFORM pg_temp.sign(whose, d.version,
		    (enum_range(NULL::document_party))[1
		        + (random() * 4)::int]);
	    ELSE
		PERFORM pg_temp.move(whose, d.version, c, CASE WHEN c IN
		    ('returned', 'unlocked', 'withdrawn') THEN 'Why' END)
		   FROM (SELECT (enum_range(NULL::document_change))[1
		        + (random() * 6)::int] AS c) x;
	END CASE;
EXCEPTION WHEN check_violation OR insufficient_privilege
    OR not_null_violation THEN
	NULL;
END
$$;
CREATE FUNCTION pg_temp.look(whose bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
	d waymark.document := (SELECT o FROM waymark.document o
	    WHERE o.id = whose);
	latest waymark.document_event := waymark.document_latest(whose);
BEGIN
	IF d.state = 'signed' AND NOT waymark.document_is_signed(d) THEN
		INSERT INTO broken VALUES ('signed without a signature');
	ELSIF d.state = 'submitted' AND waymark.document_is_signed(d) THEN
		INSERT INTO broken VALUES ('signed, and nobody noticed');
	ELSIF d.state IS DISTINCT FROM coalesce(latest.after, 'draft') THEN
		INSERT INTO broken VALUES ('not as its latest event left it');
	ELSIF latest.change = 'undone' AND latest.after IS DISTINCT FROM
	    (SELECT e.before FROM waymark.document_event e
	      WHERE e.document_id = whose AND e.id < latest.id
	      ORDER BY e.id DESC LIMIT 1) THEN
		INSERT INTO broken VALUES ('undone to something else');
	ELSIF (SELECT count(*) FROM waymark.signature s
	     WHERE s.document_id = whose) < (SELECT count(*)
	      FROM audit.event e WHERE e.subject = 'signature'
	       AND (e.after ->> 'document_id')::bigint = whose) THEN
		INSERT INTO broken VALUES ('a signature was lost');
	END IF;
END
$$;
SELECT setseed(0.25) \g /dev/null
SET ROLE waymark_web;
DO $$
BEGIN
	FOR step IN 1 .. 1500 LOOP
		PERFORM pg_temp.attempt((SELECT max(id) FROM pg_temp.walked),
		    step);
		PERFORM pg_temp.look((SELECT max(id) FROM pg_temp.walked));
	END LOOP;
END
$$;
SELECT is_empty('SELECT DISTINCT what FROM broken',
    'no order of things breaks a document');
RESET ROLE;
SELECT ok(count(DISTINCT change) >= 6, 'and much was done to it')
  FROM document_event WHERE document_id = :l;
SELECT ok(count(DISTINCT version) > 3, 'in many versions')
  FROM signature WHERE document_id = :l;
SET ROLE waymark_web;

-- What nobody does.
SELECT throws_ok('UPDATE document SET state = ''signed''', '42501', NULL,
    'the web rewrites no document');
SELECT throws_ok('DELETE FROM document_version', '42501', NULL,
    'and deletes nothing');
RESET ROLE;
SELECT throws_ok('UPDATE document_version SET answers = ''{X}''', '42501', NULL,
    'nobody rewrites a version');
SELECT throws_ok(format('UPDATE document SET state = ''signed'' WHERE id = %s',
    :l), '23514', NULL, 'nor makes a document signed that is not');
SELECT throws_ok('DELETE FROM signature', '42501', NULL,
    'nor takes a signature away');
SELECT is_empty($$SELECT 1 FROM document_version WHERE hash <>
    sha256(convert_to(document_text(document_version), 'UTF8'))$$,
    'every hash is that of its text');
SELECT is((SELECT count(*) FROM audit.event WHERE subject = 'document_version'
    AND (after ? 'answers' OR after ? 'questions')), 0::bigint,
    'the audit does not keep what was written a second time');

SELECT * FROM finish();
ROLLBACK;
