-- A portfolio made whole: files as evidence, what moderators read, and the
-- signature of an observer without an account.
BEGIN;
\ir world.sql
\o /dev/null
\ir ../pages/fixtures_asye.sql
\o
SELECT plan(46);

-- Two files of Nina's ASYE that were checked, and one that was not.
CREATE FUNCTION pg_temp.has_file(n bigint, of file_state) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
	SET LOCAL session_replication_role = replica;
	INSERT INTO file (id, sha256, size, kind, state, scanned_at, engine,
	    pages) OVERRIDING SYSTEM VALUE VALUES (n,
	    sha256(convert_to('f' || n, 'UTF8')), 8, 'pdf', of,
	    CASE of WHEN 'clean' THEN now() END,
	    CASE of WHEN 'clean' THEN 'Test' END, 2);
	INSERT INTO file_content (file_id, bytes) VALUES (n, '%PDF-1.7');
	INSERT INTO attachment (id, file_id, label, asye_id, enrolment_id,
	    person_id, programme_id, by_id) OVERRIDING SYSTEM VALUE VALUES
	    (n, n, 'Nina Sol report ' || n || '.pdf', 700, 171, 71, 1, 71);
	SET LOCAL session_replication_role = origin;
END
$$;
SELECT pg_temp.has_file(901, 'clean');
SELECT pg_temp.has_file(902, 'clean');
SELECT pg_temp.has_file(903, 'quarantined');
CREATE FUNCTION pg_temp.have() RETURNS bigint
LANGUAGE sql AS $$
	SELECT have FROM waymark.asye_minimums(700)
	 WHERE evidence = 'written_record'
$$;
CREATE FUNCTION pg_temp.offers(n bigint, kind evidence_kind, sort text)
RETURNS void
LANGUAGE sql AS $$
	INSERT INTO waymark.file_evidence (attachment_id, asye_id, person_id,
	    programme_id, kind, sort, made_on, about)
	VALUES (n, 700, 71, 1, kind, sort, '2026-02-01', 'A court report')
$$;

-- Files as evidence.
SET ROLE waymark_web;
SELECT pg_temp.act_as(2);
SELECT throws_ok($$SELECT pg_temp.offers(901, 'written_record', 'other')$$,
    '23514', NULL, 'nobody offers the file of somebody else');
SELECT pg_temp.act_as(72);
SELECT throws_ok($$SELECT pg_temp.offers(901, 'written_record', 'other')$$,
    '23514', NULL, 'nor does whoever would assess it');
SELECT pg_temp.act_as(71);
SELECT throws_ok($$SELECT pg_temp.offers(901, 'written_record', NULL)$$,
    '23514', NULL, 'a written record is of a sort');
SELECT throws_ok($$SELECT pg_temp.offers(901, 'feedback_people', NULL)$$,
    '23514', NULL, 'feedback is given by its giver and is no file');
SELECT lives_ok($$SELECT pg_temp.offers(901, 'written_record',
    'external_report')$$, 'whose file it is offers it');
SELECT is((SELECT state::text FROM asye_facts(700) WHERE source = 'file'),
    'offered', 'it is among the evidence');
RESET ROLE;
SELECT is(pg_temp.have(), 0::bigint, 'and does not count yet');
SET ROLE waymark_web;
SELECT pg_temp.act_as(71);
SELECT throws_ok($$UPDATE file_evidence SET state = 'accepted',
    assessed = 'Good' WHERE attachment_id = 901$$, '23514', NULL,
    'nobody assesses their own');
SELECT pg_temp.act_as(75);
SELECT throws_ok($$UPDATE file_evidence SET state = 'accepted',
    assessed = 'Good' WHERE attachment_id = 901$$, '23514', NULL,
    'nor does the line manager');
SELECT pg_temp.act_as(73);
UPDATE file_evidence SET state = 'accepted', assessed = 'Good'
 WHERE attachment_id = 901;
SELECT is((SELECT state::text FROM file_evidence), 'offered',
    'nor the coordinator, who sees it');
SELECT pg_temp.act_as(72);
SELECT is((SELECT count(*) FROM waiting_file_to_assess), 1::bigint,
    'it waits on the assessor');
SELECT throws_ok($$UPDATE file_evidence SET state = 'accepted'
    WHERE attachment_id = 901$$, '23514', NULL,
    'what is accepted is assessed in words');
SELECT throws_ok($$UPDATE file_evidence SET state = 'accepted',
    assessed = 'Good', about = 'Other' WHERE attachment_id = 901$$, '23514',
    NULL, 'what is assessed is what was offered');
SELECT lives_ok($$UPDATE file_evidence SET state = 'accepted',
    assessed = 'A clear report' WHERE attachment_id = 901$$,
    'the assessor accepts it');
RESET ROLE;
SELECT is(pg_temp.have(), 1::bigint, 'it counts');
SELECT is((SELECT detail FROM asye_evidence WHERE source = 'file'),
    'external_report', 'as the sort that it is');
SELECT is((SELECT assessed_by FROM file_evidence), 72::bigint,
    'it is kept who assessed it');
UPDATE framework_minimum SET by_file = false;
SELECT is(pg_temp.have(), 0::bigint,
    'it counts where the framework takes files');
SELECT is((SELECT state FROM asye_evidence WHERE source = 'file'), 'beside',
    'and is kept beside where it does not');
UPDATE framework_minimum SET by_file = true
 WHERE evidence = 'written_record';
SET ROLE waymark_web;
SELECT pg_temp.act_as(71);
INSERT INTO attachment_event (attachment_id, version, change)
VALUES (901, 2, 'removed');
RESET ROLE;
SELECT is(pg_temp.have(), 0::bigint, 'a file that is removed counts no more');
SELECT is((SELECT count(*) FROM asye_standing WHERE asye_id = 700), 1::bigint,
    'its ASYE was counted again');
SET ROLE waymark_web;
SELECT pg_temp.act_as(71);
INSERT INTO attachment_event (attachment_id, version, change)
VALUES (901, 3, 'put_back');
RESET ROLE;
SELECT is(pg_temp.have(), 1::bigint, 'and counts again when it is back');
SELECT set_eq($$SELECT before, after FROM file_evidence_transition$$,
    $$VALUES ('offered'::file_evidence_state, 'accepted'::file_evidence_state),
    ('offered', 'returned'), ('accepted', 'offered'), ('returned', 'offered'),
    ('offered', 'withdrawn'), ('returned', 'withdrawn'),
    ('withdrawn', 'offered')$$, 'its ways are these');

-- Mapped once, as other evidence is.
SET ROLE waymark_web;
SELECT pg_temp.act_as(71);
SELECT lives_ok($$INSERT INTO evidence_standard (asye_id, person_id,
    programme_id, attachment_id, standard_id) SELECT 700, 71, 1, 901, s.id
    FROM standard s JOIN standard_set c ON c.id = s.set_id
    WHERE c.code = 'KSS-ADULTS' AND s.code = '5'$$, 'it shows a standard');
SELECT throws_ok($$INSERT INTO evidence_standard (asye_id, person_id,
    programme_id, attachment_id, standard_id) SELECT 700, 71, 1, 902, s.id
    FROM standard s JOIN standard_set c ON c.id = s.set_id
    WHERE c.code = 'KSS-ADULTS' AND s.code = '5'$$, '23514', NULL,
    'a file that is no evidence shows none');
SELECT throws_ok($$INSERT INTO evidence_standard (asye_id, person_id,
    programme_id, attachment_id, standard_id) SELECT 700, 71, 1, 901, s.id
    FROM standard s JOIN standard_set c ON c.id = s.set_id
    WHERE c.code = 'KSS-ADULTS' AND s.code = '5'$$, '23505', NULL,
    'once is all');
RESET ROLE;

-- Names of those who take part are not in what moderators read.
CREATE FUNCTION pg_temp.blind(said text) RETURNS text
LANGUAGE sql AS $$
	SELECT waymark.blinded(said, 700)
$$;
INSERT INTO feedback_request (id, asye_id, enrolment_id, person_id,
    programme_id, giver, channel, giver_name, giver_role, asked_by,
    token_hash, code_hash, expires_on) OVERRIDING SYSTEM VALUE
VALUES (9100, 700, 171, 71, 1, 'professional', 'link', 'Jo Marchbanks',
    'Nurse', 71, sha256('t'), sha256('c'), today() + 7);
SELECT is(pg_temp.blind('nina, NINA and Nina''s: Ms Sol'),
    '[the newly qualified social worker], [the newly qualified social '
    'worker] and [the newly qualified social worker]''s: [the newly '
    'qualified social worker]', 'however it is spelt, and without a title');
SELECT is(pg_temp.blind('SW1071 or sw 1071, nina@example.org'),
    '[the newly qualified social worker] or [the newly qualified social '
    'worker], [the newly qualified social worker]', 'nor a number or address');
SELECT is(pg_temp.blind('Solar panels, a ninan'), 'Solar panels, a ninan',
    'words that only begin so stay');
SELECT is(pg_temp.blind('Said Mr Marchbanks, and Cora Dean'),
    'Said [a professional], and [the coordinator]',
    'nor those who gave feedback or coordinate');
SELECT is(pg_temp.blind('The frost was hard. Lina Frost came, and FROST'),
    'The frost was hard. [the line manager] came, and [the line manager]',
    'a name that is a word is one where it is written as a name');
SELECT is(pg_temp.blind(''), '', 'nothing stays nothing');
SELECT is(waymark.blinded(NULL, 700), NULL, 'and none stays none');

-- An observer signs by a link.
CREATE FUNCTION pg_temp.observed() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
	SET LOCAL session_replication_role = replica;
	INSERT INTO document (id, kind, number, enrolment_id, person_id,
	    programme_id, asye_id, once, writers, state, version, lacks,
	    parties, held_on, started_by, sent_at) OVERRIDING SYSTEM VALUE
	VALUES (9001, 'asye_observation', 1, 171, 71, 1, 700, false,
	    '{trainee,assessor}', 'submitted', 1, '{}', '{trainee}',
	    '2026-02-01', 71, now());
	INSERT INTO document_version (document_id, version, kind,
	    enrolment_id, person_id, programme_id, asye_id, writers, part,
	    edition, fields, questions, answers, lacks, hash, by_id, sent_at)
	VALUES (9001, 1, 'asye_observation', 171, 71, 1, 700,
	    '{trainee,assessor}', 'assessor', 1, '{assessor.a}', '{Seen?}',
	    '{Well done}', '{}', sha256('x'), 72, now());
	INSERT INTO asye_observer (document_id, asye_id, person_id,
	    programme_id, name, swe_number, is_registered, by_assessor)
	VALUES (9001, 700, 71, 1, 'Jo Smith', 'SW4321', true, false);
	SET LOCAL session_replication_role = origin;
END
$$;
SELECT pg_temp.observed();
CREATE FUNCTION pg_temp.token(n text) RETURNS text
LANGUAGE sql AS $$ SELECT encode(sha256(convert_to(n, 'UTF8')), 'hex') $$;
SET ROLE waymark_web;
SELECT pg_temp.act_as(71);
SELECT throws_ok($$INSERT INTO observer_link (document_id, token_hash)
    VALUES (9001, feedback_token(pg_temp.token('a')))$$, '23514', NULL,
    'whom it is about makes no link');
SELECT pg_temp.act_as(72);
SELECT lives_ok($$INSERT INTO observer_link (document_id, token_hash)
    VALUES (9001, feedback_token(pg_temp.token('a')))$$,
    'the assessor does');
SELECT lives_ok($$INSERT INTO observer_link (document_id, token_hash)
    VALUES (9001, feedback_token(pg_temp.token('b')))$$, 'and another');
SELECT throws_ok($$UPDATE observer_link SET state = 'signed'
    WHERE state = 'asked'$$, NULL, NULL, 'and signs for nobody');
SELECT throws_ok($$SELECT token_hash FROM observer_link$$, '42501', NULL,
    'and reads no hash');
SELECT set_config('waymark.session', '', true) \g /dev/null
SELECT is((SELECT count(*) FROM observer_behind(pg_temp.token('a'))),
    0::bigint, 'the older link is dead');
SELECT is((SELECT name FROM observer_behind(pg_temp.token('b'))), 'Jo Smith',
    'the later one works');
SELECT is(observer_open(pg_temp.token('b'), pg_temp.token('key')), true,
    'it is opened by a form');
SELECT results_eq($$SELECT done, right_number FROM observer_sign(
    pg_temp.token('key'), encode(sha256('x'), 'hex'), 'Jo', 'SW99')$$,
    $$VALUES (false, false)$$, 'not with another number');
SELECT results_eq($$SELECT done FROM observer_sign(pg_temp.token('key'),
    encode(sha256('y'), 'hex'), 'Jo', 'SW4321')$$, $$VALUES (false)$$,
    'not another text');
SELECT results_eq($$SELECT done FROM observer_sign(pg_temp.token('key'),
    encode(sha256('x'), 'hex'), 'Jo Smith', 'sw4321')$$, $$VALUES (true)$$,
    'signed');
SELECT results_eq($$SELECT done FROM observer_sign(pg_temp.token('key'),
    encode(sha256('x'), 'hex'), 'Jo Smith', 'SW4321')$$, $$VALUES (false)$$,
    'once');
RESET ROLE;
SELECT set_eq($$SELECT state, signed_name FROM observer_link$$,
    $$VALUES ('withdrawn'::observer_state, NULL), ('signed', 'Jo Smith')$$,
    'and it is kept by whom');

SELECT * FROM finish();
ROLLBACK;
