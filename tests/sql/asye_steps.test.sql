-- Every step of what belongs to an ASYE, tried from every state by everybody:
-- what is listed here works, each for whom it is for, and nothing else does.
-- Steps of the ASYE itself and of outcomes are tried through pages
-- (tests/pages/test_asye.c, test_outcomes.c), feedback's by giver and asker in
-- asye_feedback.test.sql.
BEGIN;
\ir world.sql
\o /dev/null
\ir ../pages/fixtures_asye.sql

INSERT INTO person (id, given_name, family_name, email, swe_number)
OVERRIDING SYSTEM VALUE VALUES
	(76, 'Suri', 'Vale', 'suri@example.org', 'SW1076'),
	(77, 'Otto', 'Pike', 'otto@example.org', NULL);
INSERT INTO role_held (person_id, role, programme_id, organisation_id, during)
VALUES (76, 'assessor', NULL, NULL, '[2025-09-01,)'),
	(77, 'coordinator', NULL, 9001, '[2025-09-01,)');
INSERT INTO asye_duty (asye_id, trainee_id, programme_id, person_id, duty,
    during) VALUES (700, 71, 1, 76, 'supervisor', '[2025-09-01,)');

SET session_replication_role = replica;
INSERT INTO reflection (id, person_id, on_day, title, words, happened, so_what,
    now_what, standard_ids) OVERRIDING SYSTEM VALUE
VALUES (9500, 71, '2026-06-01', 'Day', '', 'H', 'S', 'N', '{}');
INSERT INTO document (id, kind, number, enrolment_id, person_id, programme_id,
    asye_id, once, writers, state, version, lacks, parties, held_on,
    started_by, sent_at) OVERRIDING SYSTEM VALUE
VALUES (9500, 'asye_observation', 1, 171, 71, 1, 700, false,
    '{trainee,assessor}', 'submitted', 1, '{}', '{trainee}', '2026-02-01', 71,
    now());
INSERT INTO document_version (document_id, version, kind, enrolment_id,
    person_id, programme_id, asye_id, writers, part, edition, fields,
    questions, answers, lacks, hash, by_id, sent_at)
VALUES (9500, 1, 'asye_observation', 171, 71, 1, 700, '{trainee,assessor}',
    'assessor', 1, '{assessor.a}', '{Seen?}', '{Well done}', '{}',
    sha256('x'), 72, now());
SET session_replication_role = origin;

CREATE TEMPORARY TABLE somebody (part text PRIMARY KEY, id bigint);
INSERT INTO somebody VALUES ('nqsw', 71), ('assessor', 72),
    ('line_manager', 75), ('supervisor', 76), ('coordinator', 73),
    ('staff', 31), ('moderator', 74), ('partner', 22), ('other_staff', 32),
    ('other_coordinator', 77), ('other_trainee', 1), ('equity_lead', 79);
SELECT pg_temp.act_as(id) FROM somebody;
\o
SELECT plan(18);

-- Does a step do anything, taken by somebody when all is as prepared?  Whatever
-- it did is taken back.
CREATE FUNCTION pg_temp.works(whose bigint, prepare text, step text)
RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
	n bigint := 0;
BEGIN
	SET LOCAL session_replication_role = replica;
	EXECUTE prepare;
	SET LOCAL session_replication_role = origin;
	PERFORM pg_temp.act_as(whose);
	SET LOCAL ROLE waymark_web;
	BEGIN
		EXECUTE step;
		GET DIAGNOSTICS n = ROW_COUNT;
	EXCEPTION WHEN check_violation OR insufficient_privilege THEN
		n := 0;
	END;
	RAISE EXCEPTION USING ERRCODE = 'WM001';
EXCEPTION WHEN SQLSTATE 'WM001' THEN
	RETURN n > 0;
END
$$;

-- From which state to which, by which step, and for whom: all that works.
-- %1$s is the state, %2$s the step.
CREATE FUNCTION pg_temp.works_for(states text[], steps text[], prepare text,
    step text) RETURNS TABLE (said text)
LANGUAGE plpgsql AS $$
DECLARE
	s text;
	c text;
	who text;
BEGIN
	FOREACH s IN ARRAY states LOOP
		FOREACH c IN ARRAY steps LOOP
			SELECT string_agg(b.part, ',' ORDER BY b.part) INTO who
			  FROM pg_temp.somebody b
			 WHERE pg_temp.works(b.id, format(prepare, s, c),
			       format(step, s, c));
			IF who IS NOT NULL THEN
				said := format('%s, %s: %s', s, c, who);
				RETURN NEXT;
			END IF;
		END LOOP;
	END LOOP;
END
$$;
CREATE FUNCTION pg_temp.all_of(kind regtype) RETURNS text[]
LANGUAGE sql AS $$
	SELECT array_agg(enumlabel ORDER BY enumsortorder) FROM pg_enum
	 WHERE enumtypid = kind
$$;

-- What changes a timetable: the line manager asked, and so has agreed.
SELECT set_eq($$SELECT said FROM pg_temp.works_for(
    pg_temp.all_of('asye_request_state'), pg_temp.all_of('asye_request_step'),
    'INSERT INTO asye_request (id, asye_id, person_id, programme_id, kind,
        reason, terms, from_on, back_on, returned_on, state, missing,
        asked_by, version) OVERRIDING SYSTEM VALUE
     VALUES (9500, 700, 71, 1, ''delay'', ''no_assessor'', ''So'',
        ''2026-05-01'', ''2026-07-01'', CASE %1$L WHEN ''over''
        THEN date ''2026-06-01'' END, %1$L, CASE %1$L WHEN ''asked''
        THEN ''{nqsw,assessor,coordinator}''::asye_part[] ELSE ''{}'' END, 75,
        1)',
    'INSERT INTO asye_request_event (request_id, asye_id, person_id,
        programme_id, version, step, name, terms, reason, words, returned_on,
        state)
     SELECT 9500, 700, 71, 1, 2, %2$L, '''', ''So'', (SELECT code
        FROM asye_reason WHERE %2$L IN (''resumed'', ''reopened'', ''undone'')
         AND %2$L = ANY (causes::text[]) ORDER BY position LIMIT 1), ''Why'',
        CASE %2$L WHEN ''resumed'' THEN date ''2026-06-10'' END, %1$L')$$,
    ARRAY['asked, agreed: assessor,coordinator,nqsw',
	'asked, declined: assessor,coordinator,line_manager,nqsw',
	'asked, withdrawn: coordinator,line_manager,staff',
	'standing, resumed: assessor,coordinator,line_manager,nqsw,staff',
	'standing, undone: coordinator,staff',
	'over, reopened: coordinator,staff',
	'over, undone: coordinator,staff'],
    'a request: those who have to agree, whoever asked, and who keeps dates');

-- The optional review is added and left out, and none is held by hand.
SELECT set_eq($$SELECT said FROM pg_temp.works_for(
    pg_temp.all_of('asye_review_state'), pg_temp.all_of('asye_review_state'),
    'INSERT INTO asye_review (id, asye_id, person_id, programme_id, number,
        months, state, first_on, due_on, held_on, live, employer_id,
        provider_id) OVERRIDING SYSTEM VALUE
     SELECT 9500, 700, 71, 1, f.number, f.months, %1$L, ''2026-06-01'',
        ''2026-06-01'', CASE %1$L WHEN ''held'' THEN date ''2026-06-01'' END,
        true, 9003, 9003
       FROM asye a JOIN framework_review f USING (framework_id)
      WHERE a.id = 700 AND f.optional',
    'UPDATE asye_review SET state = %2$L WHERE id = 9500 AND %1$L <> %2$L')$$,
    ARRAY['optional, due: assessor,coordinator,line_manager,staff,supervisor',
	'due, optional: assessor,coordinator,line_manager,staff,supervisor'],
    'a review: everybody but whom it is about');

-- Files.
CREATE FUNCTION pg_temp.attached(by_whom bigint) RETURNS text
LANGUAGE sql AS $$
	SELECT format('INSERT INTO file (id, sha256, size, kind, state)
	    OVERRIDING SYSTEM VALUE VALUES (9500, sha256(''x''), 9, ''pdf'',
	    ''unscanned''); INSERT INTO attachment (id, file_id, label,
	    asye_id, enrolment_id, person_id, programme_id, by_id, state,
	    version, removed_at) OVERRIDING SYSTEM VALUE
	    VALUES (9500, 9500, ''a.pdf'', 700, 171, 71, 1, %s,
	    CASE %%1$L WHEN ''removed'' THEN ''removed''
	    ELSE ''attached'' END::attachment_state, 1, CASE %%1$L
	    WHEN ''removed'' THEN now() END)', by_whom)
$$;
CREATE FUNCTION pg_temp.files(by_whom bigint) RETURNS SETOF text
LANGUAGE sql AS $$
	SELECT said FROM pg_temp.works_for(pg_temp.all_of('attachment_state'),
	    pg_temp.all_of('attachment_change'), pg_temp.attached(by_whom),
	    'INSERT INTO attachment_event (attachment_id, version, change)
	     VALUES (9500, 2, %2$L)')
$$;
SELECT set_eq('SELECT pg_temp.files(71)',
    ARRAY['attached, removed: coordinator,nqsw,staff',
	'removed, put_back: coordinator,nqsw,staff'],
    'a file: whoever attached it, and who keeps the record');
SELECT set_eq('SELECT pg_temp.files(72)',
    ARRAY['attached, removed: assessor,coordinator,staff',
	'removed, put_back: assessor,coordinator,staff'],
    'which is not always whom it is about');

CREATE FUNCTION pg_temp.evidence(by_whom bigint) RETURNS SETOF text
LANGUAGE sql AS $$
	SELECT said FROM pg_temp.works_for(
	    pg_temp.all_of('file_evidence_state'),
	    pg_temp.all_of('file_evidence_state'), pg_temp.attached(71)
	    || format('; INSERT INTO file_evidence (attachment_id, asye_id,
	    person_id, programme_id, kind, made_on, about, state, offered_by,
	    assessed, assessed_by, assessed_at) VALUES (9500, 700, 71, 1,
	    ''development_plan'', ''2026-06-01'', ''Plan'', %%1$L, %s,
	    CASE WHEN %%1$L IN (''accepted'', ''returned'') THEN ''So'' END,
	    CASE WHEN %%1$L IN (''accepted'', ''returned'') THEN 72 END,
	    CASE WHEN %%1$L IN (''accepted'', ''returned'') THEN now() END)',
	    by_whom),
	    'UPDATE file_evidence SET state = %2$L, assessed = CASE
	     WHEN %2$L IN (''accepted'', ''returned'') THEN ''So'' END
	     WHERE attachment_id = 9500')
$$;
SELECT set_eq('SELECT pg_temp.evidence(71)',
    ARRAY['offered, accepted: assessor', 'offered, returned: assessor',
	'offered, withdrawn: line_manager,nqsw,supervisor',
	'accepted, offered: assessor',
	'returned, offered: line_manager,nqsw,supervisor',
	'returned, withdrawn: line_manager,nqsw,supervisor',
	'withdrawn, offered: line_manager,nqsw,supervisor'],
    'evidence by file: the assessor assesses, the others offer');
SELECT set_eq('SELECT pg_temp.evidence(72)',
    ARRAY['offered, withdrawn: line_manager,nqsw,supervisor',
	'accepted, offered: assessor',
	'returned, offered: line_manager,nqsw,supervisor',
	'returned, withdrawn: line_manager,nqsw,supervisor',
	'withdrawn, offered: line_manager,nqsw,supervisor'],
    'nobody assesses what they offered');

-- What evidence shows.
CREATE FUNCTION pg_temp.tags(by_whom bigint) RETURNS SETOF text
LANGUAGE sql AS $$
	SELECT said FROM pg_temp.works_for(pg_temp.all_of('tag_state'),
	    pg_temp.all_of('tag_state'), pg_temp.attached(71)
	    || format('; INSERT INTO evidence_standard (id, asye_id, person_id, programme_id,
	    attachment_id, standard_id, state, tagged_by, judged_by, judged_at,
	    question) OVERRIDING SYSTEM VALUE SELECT 9500, 700, 71, 1, 9500,
	    min(id), %%1$L, %s, 72, now(), CASE %%1$L WHEN ''questioned''
	    THEN ''Where?'' END FROM standard', by_whom),
	    'UPDATE evidence_standard SET state = %2$L, question = CASE %2$L
	     WHEN ''questioned'' THEN ''Where?'' END WHERE id = 9500')
$$;
SELECT set_eq('SELECT pg_temp.tags(71)',
    ARRAY['tagged, confirmed: assessor', 'tagged, questioned: assessor',
	'tagged, removed: assessor,line_manager,nqsw,supervisor',
	'confirmed, tagged: assessor', 'confirmed, questioned: assessor',
	'questioned, tagged: assessor', 'questioned, confirmed: assessor',
	'questioned, removed: assessor,line_manager,nqsw,supervisor',
	'removed, tagged: assessor,line_manager,nqsw,supervisor'],
    'a mapping: the assessor judges it');
SELECT set_eq('SELECT pg_temp.tags(72)',
    ARRAY['tagged, removed: assessor,line_manager,nqsw,supervisor',
	'confirmed, tagged: assessor', 'questioned, tagged: assessor',
	'questioned, removed: assessor,line_manager,nqsw,supervisor',
	'removed, tagged: assessor,line_manager,nqsw,supervisor'],
    'but not one of their own');

-- Rounds of moderation.
SELECT set_eq($$SELECT said FROM pg_temp.works_for(
    pg_temp.all_of('round_state'), pg_temp.all_of('round_state'),
    'UPDATE asye SET state = ''recommended'' WHERE id = 700;
     INSERT INTO asye_recommendation (asye_id, person_id, programme_id,
        organisation_id, number, recommends, holistic, met, by_id)
     VALUES (700, 71, 1, 9003, 1, ''pass'', ''Well'', true, 72);
     INSERT INTO moderation_round (id, programme_id, organisation_id, name,
        quorum, percent, seed, state, drawn_at, closed_at, begun_by)
     OVERRIDING SYSTEM VALUE
     SELECT 9500, 1, 9003, ''Round'', 1, x.percent, x.seed, %1$L, x.at,
        CASE %1$L WHEN ''closed'' THEN now() END, 73
       FROM (SELECT 1) one LEFT JOIN (VALUES (10, repeat(''a'', 16), now()))
            AS x(percent, seed, at) ON %1$L <> ''gathering'';
     INSERT INTO moderation_panel (id, round_id, programme_id,
        organisation_id, kind) OVERRIDING SYSTEM VALUE
     VALUES (9500, 9500, 1, 9003, ''internal'');
     INSERT INTO moderation_member (panel_id, round_id, programme_id,
        organisation_id, member_id, chair, capability)
     VALUES (9500, 9500, 1, 9003, 74, true, ''Assesses'')',
    'UPDATE moderation_round SET state = %2$L WHERE id = 9500')$$,
    ARRAY['gathering, drawn: coordinator,staff',
	'drawn, closed: coordinator,staff'],
    'a round: who coordinates it, and no moderator');

-- Reflections: what was submitted, and what was shared.
SELECT set_eq($$SELECT said FROM pg_temp.works_for(
    pg_temp.all_of('submission_state'), pg_temp.all_of('submission_state'),
    'INSERT INTO reflection_submission (id, reflection_id, asye_id, person_id,
        programme_id, version, on_day, title, words, happened, so_what,
        now_what, standard_ids, state, withdrawn_at, reason)
     OVERRIDING SYSTEM VALUE
     VALUES (9500, 9500, 700, 71, 1, 1, ''2026-06-01'', ''Day'', '''', ''H'',
        ''S'', ''N'', ''{}'', %1$L, CASE %1$L WHEN ''withdrawn'' THEN now()
        END, CASE %1$L WHEN ''withdrawn'' THEN ''Why'' END)',
    'UPDATE reflection_submission SET state = %2$L, reason = ''Why''
      WHERE id = 9500')$$,
    ARRAY['submitted, withdrawn: nqsw'],
    'what was submitted: its writer withdraws it');
SELECT set_eq($$SELECT said FROM pg_temp.works_for(
    pg_temp.all_of('share_state'), pg_temp.all_of('share_state'),
    'INSERT INTO reflection_share (id, reflection_id, person_id, with_id,
        version, on_day, title, words, happened, so_what, now_what, state,
        ended_at) OVERRIDING SYSTEM VALUE
     VALUES (9500, 9500, 71, 72, 1, ''2026-06-01'', '''', '''', '''', '''',
        '''', %1$L, CASE %1$L WHEN ''ended'' THEN now() END)',
    'UPDATE reflection_share SET state = %2$L WHERE id = 9500')$$,
    ARRAY['shared, ended: nqsw'],
    'what was shared: its writer takes it back, and not the reader');

-- Claims: a line is undone with its claim alone.
CREATE FUNCTION pg_temp.claimed() RETURNS text
LANGUAGE sql AS $$
	SELECT 'INSERT INTO claim (id, programme_id, organisation_id, period_id,
	    number, state, made_by, undone_at, reason)
	    OVERRIDING SYSTEM VALUE SELECT 9500, 1, 9003, min(id), 1,
	    CASE %1$L WHEN ''undone'' THEN ''undone'' ELSE ''made''
	    END::claim_state, 73, CASE %1$L WHEN ''undone'' THEN now() END,
	    CASE %1$L WHEN ''undone'' THEN ''Why'' END FROM claim_period;
	    INSERT INTO claim_line (id, claim_id, programme_id,
	    organisation_id, asye_id, person_id, part, pounds, name,
	    swe_number, role_title, framework, host, qualified_on,
	    swe_registered_on, employed_on, starts_on, fte_percent,
	    registered_on, state, repaid_on) OVERRIDING SYSTEM VALUE
	    SELECT 9500, 9500, 1, 9003, id, 71, ''registration'', 1000,
	    ''Nina Sol'', ''SW1071'', role_title, ''F'', ''H'', qualified_on,
	    swe_registered_on, employed_on, starts_on, fte_percent, starts_on,
	    CASE %1$L WHEN ''made'' THEN ''claimed'' ELSE %1$L
	    END::claim_line_state, CASE %1$L WHEN ''repaid''
	    THEN date ''2026-06-01'' END FROM asye WHERE id = 700'
$$;
SELECT set_eq($$
    SELECT 'claim ' || said FROM pg_temp.works_for(
        pg_temp.all_of('claim_state'), pg_temp.all_of('claim_state'),
        pg_temp.claimed(), 'UPDATE claim SET state = %2$L, reason = ''Why''
        WHERE id = 9500')
    UNION ALL
    SELECT 'line ' || said FROM pg_temp.works_for(
        pg_temp.all_of('claim_line_state'), pg_temp.all_of('claim_line_state'),
        pg_temp.claimed(), 'UPDATE claim_line SET state = %2$L,
            repaid_on = CASE %2$L WHEN ''repaid'' THEN date ''2026-06-02'' END
        WHERE id = 9500')$$,
    ARRAY['claim made, undone: coordinator,staff',
	'line claimed, repaid: coordinator,staff',
	'line repaid, claimed: coordinator,staff'],
    'a claim: who made it, and a line is undone with it alone');

-- Links of those who observe and have no account.
SELECT set_eq($$SELECT said FROM pg_temp.works_for(
    pg_temp.all_of('observer_state'), pg_temp.all_of('observer_state'),
    'INSERT INTO observer_link (id, document_id, document_version, asye_id,
        person_id, programme_id, name, swe_number, token_hash, expires_on,
        state, asked_by, signed_name, signed_at, hash)
     OVERRIDING SYSTEM VALUE
     SELECT 9500, 9500, 1, 700, 71, 1, ''Jo Smith'', ''SW4321'', sha256(''t''),
        ''2026-07-01'', %1$L, 72, s.name, s.at, s.hash
       FROM (SELECT 1) one LEFT JOIN (VALUES (''Jo Smith'', now(),
            sha256(''x''))) AS s(name, at, hash) ON %1$L = ''signed''',
    'UPDATE observer_link SET state = %2$L WHERE id = 9500')$$,
    ARRAY['asked, withdrawn: assessor,line_manager,supervisor'],
    'a link: who has a duty withdraws it, and nobody with an account signs');

-- A panel, who sits on it, and the certificate.
CREATE FUNCTION pg_temp.sits() RETURNS text
LANGUAGE sql AS $$
	SELECT 'INSERT INTO moderation_round (id, programme_id,
	    organisation_id, name, quorum, percent, seed, state, drawn_at,
	    begun_by) OVERRIDING SYSTEM VALUE VALUES (9500, 1, 9003, ''Round'',
	    1, 10, repeat(''a'', 16), ''drawn'', now(), 73);
	    INSERT INTO moderation_panel (id, round_id, programme_id,
	    organisation_id, kind, state) OVERRIDING SYSTEM VALUE
	    VALUES (9500, 9500, 1, 9003, ''second'', %1$L);
	    INSERT INTO moderation_member (id, panel_id, round_id,
	    programme_id, organisation_id, member_id, chair, capability, state)
	    OVERRIDING SYSTEM VALUE VALUES (9500, 9500, 9500, 1, 9003, 74,
	    false, ''Assesses'', %2$L)'
$$;
SELECT set_eq($$SELECT said FROM pg_temp.works_for(
    pg_temp.all_of('panel_state'), pg_temp.all_of('panel_state'),
    format(pg_temp.sits(), '%1$s', 'named'),
    'UPDATE moderation_panel SET state = %2$L WHERE id = 9500')$$,
    ARRAY['open, closed: coordinator,staff'],
    'a panel: who coordinates it closes it, and nobody opens it again');
SELECT set_eq($$SELECT said FROM pg_temp.works_for(
    pg_temp.all_of('member_state'), pg_temp.all_of('member_state'),
    format(pg_temp.sits(), 'open', '%1$s'),
    'UPDATE moderation_member SET state = %2$L WHERE id = 9500')$$,
    ARRAY['named, stood_down: coordinator,staff'],
    'a member stands down for good');
SELECT set_eq($$SELECT said FROM pg_temp.works_for(
    pg_temp.all_of('certificate_state'), pg_temp.all_of('certificate_state'),
    'UPDATE asye SET state = ''certificated'' WHERE id = 700;
     INSERT INTO asye_certificate (id, asye_id, person_id, programme_id,
        organisation_id, number, name, framework, programme, employer,
        completed_on, state, withdrawn_on, withdrawn_why, by_id)
     OVERRIDING SYSTEM VALUE
     VALUES (9500, 700, 71, 1, 9003, 123456789012345, ''N'', ''F'', ''P'',
        ''E'', ''2026-06-01'', %1$L, CASE %1$L WHEN ''withdrawn''
        THEN date ''2026-06-02'' END, CASE %1$L WHEN ''withdrawn''
        THEN ''Why'' END, 73)',
    'UPDATE asye_certificate SET state = %2$L, withdrawn_why = CASE %2$L
     WHEN ''withdrawn'' THEN ''Why'' END WHERE id = 9500')$$,
    ARRAY['valid, withdrawn: coordinator,staff'],
    'a certificate that was withdrawn is none');

-- Why somebody is on none, and who has a duty.
SELECT set_eq($$SELECT said FROM pg_temp.works_for(
    pg_temp.all_of('entry_state'), pg_temp.all_of('entry_state'),
    'DELETE FROM asye_duty WHERE asye_id = 700;
     DELETE FROM asye_absence WHERE enrolment_id = 171;
     INSERT INTO asye_absence (id, enrolment_id, person_id, programme_id,
        employer_id, host_id, reason, state, by_id)
     OVERRIDING SYSTEM VALUE SELECT 9500, 171, 71, 1, 9003, 9003, code, %1$L,
        73 FROM asye_absence_reason ORDER BY code LIMIT 1',
    'UPDATE asye_absence SET state = %2$L WHERE id = 9500 AND %1$L <> %2$L')$$,
    ARRAY['recorded, removed: coordinator,staff'],
    'why somebody is on none: who registers them');
SELECT set_eq($$SELECT said FROM pg_temp.works_for(
    pg_temp.all_of('entry_state'), pg_temp.all_of('entry_state'),
    'INSERT INTO asye_duty (id, asye_id, trainee_id, programme_id, person_id,
        duty, during, state) OVERRIDING SYSTEM VALUE
     VALUES (9500, 700, 71, 1, 75, ''assessor'', ''[2024-01-01,2024-02-01)'',
        %1$L)',
    'UPDATE asye_duty SET state = %2$L WHERE id = 9500 AND %1$L <> %2$L')$$,
    ARRAY['recorded, removed: coordinator,staff'],
    'a duty: who registers them, and never somebody who has it');

SELECT * FROM finish();
ROLLBACK;
