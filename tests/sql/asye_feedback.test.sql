-- Feedback from outside: what may follow what and by whom, who reads which
-- words, that a link is good once and that words go with the consent.
BEGIN;
\ir world.sql
\o /dev/null
\ir ../pages/fixtures_asye.sql
\o
SELECT plan(53);

CREATE FUNCTION pg_temp.key(n integer) RETURNS text
LANGUAGE sql AS $$ SELECT encode(sha256(convert_to('k' || n, 'UTF8')), 'hex') $$;
GRANT EXECUTE ON FUNCTION pg_temp.key(integer) TO waymark_web;

-- 901 for a person, 902 for a carer, 903 for a professional; link n, code n.
INSERT INTO feedback_request (id, asye_id, enrolment_id, person_id,
    programme_id, giver, channel, giver_name, giver_role, asked_by, token_hash,
    code_hash, expires_on)
OVERRIDING SYSTEM VALUE
SELECT 900 + n, 700, 171, 71, 1, giver::giver_kind, 'code',
       CASE n WHEN 3 THEN 'Pam Gill' END, CASE n WHEN 3 THEN 'Nurse' END,
       CASE n WHEN 2 THEN 72 ELSE 71 END, feedback_token(pg_temp.key(n)),
       feedback_code('CODE' || n), today() + 28
  FROM (VALUES (1, 'lived_experience'), (2, 'carer'), (3, 'professional'))
       AS t (n, giver);

SELECT results_eq('SELECT employer_id, provider_id FROM feedback_request
    WHERE id = 901', 'VALUES (9003::bigint, 9003::bigint)',
    'a request knows where its ASYE is');

-- Of each sort of giver, the last request alone can be one to ask again.
CREATE VIEW pg_temp.unanswered AS
SELECT subject_id FROM waiting_outside_feedback_unanswered;
SAVEPOINT before_midnight;
UPDATE feedback_request SET state = 'expired', expires_on = today() - 1;
SELECT results_eq('SELECT subject_id FROM pg_temp.unanswered ORDER BY 1',
    'VALUES (902::bigint), (903)', 'who was asked last is asked again');
INSERT INTO feedback_request (id, asye_id, enrolment_id, person_id,
    programme_id, giver, channel, asked_by, token_hash, code_hash, expires_on)
OVERRIDING SYSTEM VALUE VALUES (904, 700, 171, 71, 1, 'lived_experience',
    'code', 71, feedback_token(pg_temp.key(4)), feedback_code('CODE4'),
    today() + 28);
SELECT results_eq('SELECT subject_id FROM pg_temp.unanswered',
    'VALUES (903::bigint)', 'until somebody is');
SELECT set_eq('SELECT asye_id, professional, request_id FROM feedback_last',
    $$SELECT DISTINCT ON (asye_id, giver = 'professional') asye_id,
        giver = 'professional', id FROM feedback_request
       ORDER BY asye_id, giver = 'professional', state_on DESC, id DESC$$,
    'and the last of each is known');
SELECT pg_temp.act_as(73) \g /dev/null
INSERT INTO asye_event (asye_id, change, reason)
VALUES (700, 'withdrawn', 'illness');
SELECT is_empty('SELECT subject_id FROM pg_temp.unanswered',
    'nobody is asked again once it has come to its end');
ROLLBACK TO before_midnight;

-- Every change of a state, by each party, but those that are drawn.
CREATE FUNCTION pg_temp.may_become(party text, was giver_state,
    wanted giver_state) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
	SET LOCAL session_replication_role = replica;
	UPDATE feedback_request SET state = was, refusal = CASE was
	    WHEN 'declined' THEN 'do_not_want'::giver_refusal END
	 WHERE id = 901;
	SET LOCAL session_replication_role = origin;
	PERFORM set_config('waymark.giver',
	    CASE party WHEN 'giver' THEN '901' ELSE '' END, true);
	PERFORM set_config('waymark.session', '', true);
	IF party = 'asker' THEN
		PERFORM pg_temp.act_as(71);
	END IF;
	BEGIN
		UPDATE feedback_request SET state = wanted,
		    refusal = CASE wanted WHEN 'declined'
		        THEN 'do_not_want'::giver_refusal END
		 WHERE id = 901;
	EXCEPTION WHEN check_violation THEN
		RETURN false;
	END;
	RETURN true;
END
$$;
SELECT set_eq($$SELECT p, a::text, b::text
    FROM unnest('{asker,giver,midnight}'::text[]) p,
         unnest(enum_range(NULL::giver_state)) a,
         unnest(enum_range(NULL::giver_state)) b
   WHERE a <> b AND pg_temp.may_become(p, a, b)$$,
    $$VALUES ('asker', 'asked', 'withdrawn'), ('asker', 'opened', 'withdrawn'),
    ('asker', 'withdrawn', 'asked'), ('asker', 'expired', 'asked'),
    ('giver', 'asked', 'opened'), ('giver', 'opened', 'given'),
    ('giver', 'opened', 'declined'), ('giver', 'declined', 'opened'),
    ('giver', 'given', 'consent_withdrawn'), ('midnight', 'asked', 'expired'),
    ('midnight', 'opened', 'expired')$$,
    'only the drawn changes are made, each by its party');
SET LOCAL session_replication_role = replica;
UPDATE feedback_request SET state = 'asked', refusal = NULL, version = 1;
SET LOCAL session_replication_role = origin;
SELECT set_config('waymark.giver', '', true) \g /dev/null
SELECT set_config('waymark.session', '', true) \g /dev/null

-- Without an account.
SET LOCAL ROLE waymark_web;
SELECT is_empty('SELECT id FROM feedback_request',
    'nobody without a session reads a request');
SELECT throws_ok('SELECT request_id FROM feedback_begun', '42501', NULL,
    'nor answers in the making');
SELECT throws_ok('SELECT token_hash FROM feedback_request', '42501', NULL,
    'and the hash of a link is nobody''s');
SELECT throws_ok('SELECT withdraw_hash FROM feedback_given', '42501', NULL,
    'nor is that of a withdrawal code');
SELECT is((SELECT given_name FROM feedback_behind(pg_temp.key(1))), 'Nina',
    'a link says whom it is about');
SELECT is_empty('SELECT 1 FROM feedback_behind(pg_temp.key(4))',
    'a link that is none says nothing');
SELECT ok(feedback_open(pg_temp.key(1), pg_temp.key(11)), 'it opens');
SELECT ok(NOT feedback_open(pg_temp.key(4), pg_temp.key(14)),
    'and one that is none does not');
SELECT is((SELECT live FROM feedback_visit_shows(pg_temp.key(11), 'W')), true,
    'the browser has a key of its own');
SELECT is_empty('SELECT 1 FROM feedback_visit_shows(pg_temp.key(1), ''W'')',
    'which the link is not');
SELECT ok(NOT feedback_answer(pg_temp.key(11), 1, 1, 'Yes'),
    'nothing is answered before there is a form');
SELECT ok(NOT feedback_choose(pg_temp.key(11), 'professional'),
    'which is not that of somebody else');
SELECT ok(feedback_choose(pg_temp.key(11), 'easy_read'), 'a form is chosen');
SELECT ok(NOT feedback_answer(pg_temp.key(11), 1, 1, 'Yes'),
    'nothing is answered before somebody agreed');
SELECT ok(feedback_agree(pg_temp.key(11), 'What is told', 1), 'they agree');
SELECT ok(feedback_answer(pg_temp.key(11), 2, 1, 'Yes'), 'and answer');
SELECT ok(feedback_answer(pg_temp.key(11), 2, 1, 'Yes'),
    'the same answer twice is one');
SELECT ok(NOT feedback_answer(pg_temp.key(11), 2, 1, 'No'),
    'another from an older page is none');
SELECT ok(NOT feedback_answer(pg_temp.key(11), 3, 3, 'No'),
    'questions come in their order');
SELECT ok(feedback_answer(pg_temp.key(11), 3, 2, 'Kind'), 'one after another');
SELECT ok(feedback_choose(pg_temp.key(11), 'standard'), 'they change the words');
SELECT results_eq('SELECT agreed, answers FROM
    feedback_visit_shows(pg_temp.key(11), ''W'')',
    'VALUES (false, ''{Yes,Kind}''::text[])',
    'which keeps the answers, and asks to agree again');
SELECT ok(feedback_agree(pg_temp.key(11), 'What is told', 1), 'they agree');
SELECT ok(NOT feedback_give(pg_temp.key(11), 6, '{One}', false, 'alone',
    'FB-K7M3XWT4', 'WITHDRAW1'), 'what was not asked is not given');
SELECT ok(feedback_give(pg_temp.key(11), 6, '{One,Two}', false, 'alone',
    'FB-K7M3XWT4', 'WITHDRAW1'), 'they give it');
SELECT ok(NOT feedback_give(pg_temp.key(11), 6, '{One,Two}', false, 'alone',
    'FB-K7M3XWT6', 'WITHDRAW2'), 'once');
SELECT ok(NOT feedback_open(pg_temp.key(1), pg_temp.key(12)),
    'the link is used up');
SELECT ok((SELECT own FROM feedback_visit_shows(pg_temp.key(11),
    'WITHDRAW1')), 'whoever gave sees their withdrawal code');

-- A printed code.
SELECT is((SELECT opened FROM feedback_enter('CODE9', '1.2.3.4',
    pg_temp.key(20))), false, 'a wrong code opens nothing');
SELECT is((SELECT opened FROM feedback_enter('CODE2', '1.2.3.4',
    pg_temp.key(21))), true, 'a right one does');
SELECT feedback_enter('CODE9', '1.2.3.4', pg_temp.key(20))
  FROM generate_series(1, 8) \g /dev/null
SELECT cmp_ok((SELECT wait_seconds FROM feedback_enter('CODE9', '4.3.2.1',
    pg_temp.key(20))), '>', 0::bigint, 'a code is not tried for ever');
SELECT is((SELECT opened FROM feedback_enter('CODE3', '1.2.3.4',
    pg_temp.key(22))), true, 'and another code from there still works');
SELECT ok(feedback_decline(pg_temp.key(21), 'another_way'), 'a carer says no');

-- Whom it is about, and who assesses.
SELECT pg_temp.act_as(71) \g /dev/null
SELECT is((SELECT count(*) FROM feedback_request), 3::bigint,
    'the newly qualified social worker sees who was asked');
SELECT is_empty('SELECT 1 FROM feedback_given',
    'and not what was given for others');
SELECT is((SELECT count(*) FROM asye_feedback_counted WHERE asye_id = 700
    AND evidence = 'feedback_people'), 1::bigint, 'though it counts');
SELECT ok(NOT feedback_open(pg_temp.key(3), pg_temp.key(30)),
    'nobody gives feedback on themselves');
SELECT is_empty('UPDATE feedback_request SET state = ''withdrawn''
    WHERE id = 902 RETURNING id',
    'what the assessor asked for is not theirs to withdraw');
SELECT pg_temp.act_as(72) \g /dev/null
SELECT results_eq('SELECT answers FROM feedback_given',
    'VALUES (''{Yes,Kind}''::text[])', 'the assessor reads it');
SELECT lives_ok('UPDATE feedback_given SET discussed_on = today(),
    discussed_by = 72, discussion = ''Thought about it''',
    'and says that it was discussed');
SELECT throws_ok('UPDATE feedback_given SET answers = ''{Better}''', '42501',
    NULL, 'but writes nothing else');
SELECT pg_temp.act_as(1) \g /dev/null
SELECT is_empty('SELECT 1 FROM feedback_request', 'others see nothing of it');

-- Consent is taken back.
SELECT set_config('waymark.session', '', true) \g /dev/null
SELECT is((SELECT reference FROM feedback_consent('WITHDRAW1', '1.1.1.1')),
    'FB-K7M3XWT4', 'a withdrawal code says what it is of');
SELECT ok(feedback_withdraw_consent('WITHDRAW1'), 'and takes it away');
RESET ROLE;
SELECT results_eq($$SELECT g.answers, g.asked, g.discussion, r.state::text
    FROM feedback_given g JOIN feedback_request r USING (id)$$,
    $$VALUES ('{}'::text[], '{}'::text[], '', 'consent_withdrawn')$$,
    'the words are gone');
SELECT is_empty('SELECT 1 FROM audit.event e WHERE
    e.before::text || coalesce(e.after::text, '''') ~ ''Kind|Thought''
    OR e.after::text ~ ''Kind|Thought|hash''',
    'and no event holds any, nor the hash of a link');
SELECT is((SELECT count(*) FROM asye_feedback_counted), 0::bigint,
    'and it no longer counts');

SELECT * FROM finish();
ROLLBACK;
