-- Standards and minimums of an ASYE: who sees and maps what, what corresponds,
-- and what a final review waits for.
BEGIN;
\ir world.sql
\o /dev/null
\ir ../pages/fixtures_asye.sql
\o
SELECT plan(44);

-- Evidence as it is when it is signed, whoever wrote it: how documents come to
-- be signed is tried elsewhere.
CREATE FUNCTION pg_temp.has(item bigint, kind document_kind, n bigint,
    stage document_stage DEFAULT NULL, outcome text DEFAULT NULL,
    registered boolean DEFAULT NULL, own boolean DEFAULT NULL,
    state document_state DEFAULT 'signed') RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
	SET LOCAL session_replication_role = replica;
	INSERT INTO document (id, kind, number, stage, asye_id, enrolment_id,
	    person_id, programme_id, once, writers, state, version, lacks,
	    parties, held_on, outcome, started_by, sent_at, signed_at)
	OVERRIDING SYSTEM VALUE VALUES (item, kind, n, stage, 700, 171, 71, 1,
	    stage IS NOT NULL, '{trainee}', state, 1, '{}', '{trainee}',
	    '2026-01-10', outcome, 71, now(), now());
	IF registered IS NOT NULL THEN
		INSERT INTO asye_observer (document_id, asye_id, person_id,
		    programme_id, observer_id, name, swe_number,
		    is_registered, by_assessor)
		VALUES (item, 700, 71, 1, 72, 'Asa Berg', 'SW1072',
		    registered, own);
	END IF;
	SET LOCAL session_replication_role = origin;
	PERFORM waymark.asye_counts_again(700);
END
$$;
CREATE FUNCTION pg_temp.given(item bigint, giver giver_kind, share boolean)
RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
	SET LOCAL session_replication_role = replica;
	INSERT INTO feedback_request (id, asye_id, enrolment_id, person_id,
	    programme_id, employer_id, provider_id, giver, channel,
	    giver_name, giver_role, asked_by, token_hash, code_hash,
	    expires_on, state) OVERRIDING SYSTEM VALUE
	VALUES (item, 700, 171, 71, 1, 9003, 9003, giver, 'link',
	    CASE giver WHEN 'professional' THEN 'Pat' END,
	    CASE giver WHEN 'professional' THEN 'Nurse' END, 71,
	    sha256(('t' || item)::bytea), sha256(('c' || item)::bytea),
	    '2026-12-31', 'given');
	INSERT INTO feedback_given (id, asye_id, person_id, programme_id,
	    employer_id, provider_id, giver, form, edition, consent_words,
	    asked, answers, share, help, reference, withdraw_hash)
	VALUES (item, 700, 71, 1, 9003, 9003, giver, CASE giver
	    WHEN 'professional' THEN 'professional' ELSE 'standard' END
	    ::giver_form, 1, 'Yes', '{How?}', '{Well}', share, 'alone',
	    'FB-ABCDEGH' || chr(64 + (item % 20)::integer),
	    sha256(('w' || item)::bytea));
	SET LOCAL session_replication_role = origin;
	PERFORM waymark.asye_counts_again(700);
END
$$;
CREATE FUNCTION pg_temp.lacks(of evidence_kind) RETURNS bigint
LANGUAGE sql AS $$
	SELECT more FROM waymark.asye_minimums(700) WHERE evidence = $1
$$;
CREATE FUNCTION pg_temp.standard(of text, which text) RETURNS bigint
LANGUAGE sql AS $$
	SELECT s.id FROM waymark.standard s
	  JOIN waymark.standard_set c ON c.id = s.set_id
	 WHERE c.code = $1 AND s.code = $2
$$;

-- The catalogue.
SELECT is_empty($$SELECT s.id FROM standard s
    JOIN standard_set c ON c.id = s.set_id
   WHERE c.code IN ('PCF', 'KSS-ADULTS') AND NOT EXISTS (
       SELECT 1 FROM crosswalk_on(1, today()) x WHERE x.from_id = s.id)$$,
    'something corresponds to each domain and each section for adults');
SELECT is_empty($$SELECT s.code FROM standard s
    JOIN standard_set c ON c.id = s.set_id
   WHERE c.code = 'SWE' AND NOT EXISTS (
       SELECT 1 FROM crosswalk_on(1, today()) x
         JOIN standard t ON t.id = x.to_id
         JOIN standard_set d ON d.id = t.set_id AND d.code = 'PCF'
        WHERE x.from_id = s.id)$$,
    'each of the regulator''s standards leads to a domain');
SELECT is_empty($$SELECT x.from_id FROM crosswalk_on(1, today()) x
    WHERE NOT EXISTS (SELECT 1 FROM crosswalk_on(1, today()) y
        WHERE y.from_id = x.to_id AND y.to_id = x.from_id)$$,
    'a pair holds both ways');
SELECT is_empty($$SELECT * FROM crosswalk c JOIN standard s
    ON s.id = c.standard_id JOIN standard t ON t.id = c.other_id
    WHERE s.set_id = t.set_id$$, 'and never within one set');
SELECT results_eq($$SELECT c.code FROM framework_sets(
    framework_for('adults', '2025-09-01')) f
    JOIN standard_set c ON c.id = f.set_id ORDER BY f.place$$,
    ARRAY['KSS-ADULTS', 'PCF', 'SWE'],
    'somebody is held to the sets of their framework and of the register');

-- A programme corrects it.
SET LOCAL ROLE waymark_web;
SELECT pg_temp.act_as(31);
SELECT lives_ok($$INSERT INTO crosswalk_change (programme_id, standard_id,
    other_id, corresponds, why) VALUES (1,
    least(pg_temp.standard('PCF', '9'), pg_temp.standard('KSS-ADULTS', '5')),
    greatest(pg_temp.standard('PCF', '9'), pg_temp.standard('KSS-ADULTS',
    '5')), true, 'As the guide says')$$, 'staff say that a pair corresponds');
SELECT is((SELECT count(*) FROM crosswalk_on(1, today())
    WHERE from_id = pg_temp.standard('PCF', '9')
      AND to_id = pg_temp.standard('KSS-ADULTS', '5')), 1::bigint,
    'and then it does');
SELECT is((SELECT count(*) FROM crosswalk_on(1, today() - 1)
    WHERE from_id = pg_temp.standard('PCF', '9')
      AND to_id = pg_temp.standard('KSS-ADULTS', '5')), 0::bigint,
    'not on the day before');
SELECT is((SELECT count(*) FROM crosswalk_on(2, today())
    WHERE from_id = pg_temp.standard('PCF', '9')
      AND to_id = pg_temp.standard('KSS-ADULTS', '5')), 0::bigint,
    'nor in another programme');
SELECT lives_ok($$INSERT INTO crosswalk_change (programme_id, standard_id,
    other_id, corresponds, why, undoes)
    SELECT 1, standard_id, other_id, corresponds, why, id
      FROM crosswalk_change$$, 'it is undone');
SELECT is((SELECT count(*) FROM crosswalk_on(1, today())
    WHERE from_id = pg_temp.standard('PCF', '9')
      AND to_id = pg_temp.standard('KSS-ADULTS', '5')), 0::bigint,
    'and no longer holds');
SELECT throws_ok($$INSERT INTO crosswalk_change (programme_id, standard_id,
    other_id, corresponds, why) VALUES (2, least(pg_temp.standard('PCF', '9'),
    pg_temp.standard('KSS-ADULTS', '5')), greatest(pg_temp.standard('PCF',
    '9'), pg_temp.standard('KSS-ADULTS', '5')), true, 'No')$$, '42501', NULL,
    'staff correct their own programme''s alone');
SELECT throws_ok($$UPDATE crosswalk_change SET why = 'Other'$$, '42501', NULL,
    'what was said is never rewritten');
RESET ROLE;
SELECT throws_ok($$INSERT INTO crosswalk_change (programme_id, standard_id,
    other_id, corresponds, why, by_id) VALUES (1, pg_temp.standard('PCF', '1'),
    pg_temp.standard('PCF', '2'), true, 'No', 31)$$, '23514', NULL,
    'two of one set never correspond');
SELECT throws_ok($$INSERT INTO crosswalk_change (programme_id, standard_id,
    other_id, corresponds, from_on, why, by_id) SELECT 1, standard_id,
    other_id, false, today() - 1, 'No', 31 FROM crosswalk LIMIT 1$$, '23514',
    NULL, 'nor does a correction reach back');

-- Minimums.
SELECT is(pg_temp.lacks('observation'), 3::bigint, 'nothing yet: three lack');
SELECT is((SELECT met || ' of ' || of_all FROM asye_standing
    WHERE asye_id = 700), '0 of 6', 'of six that a final review waits for');
SELECT pg_temp.has(801, 'asye_observation', 1, NULL, NULL, true, true);
SELECT pg_temp.has(802, 'asye_observation', 2, NULL, NULL, true, false);
SELECT pg_temp.has(803, 'asye_observation', 3, NULL, NULL, true, false);
SELECT is(pg_temp.lacks('observation'), 1::bigint,
    'three with one by the assessor: one more');
SELECT pg_temp.has(804, 'asye_observation', 4, NULL, NULL, true, true,
    'submitted');
SELECT is(pg_temp.lacks('observation'), 1::bigint, 'unsigned is none');
SELECT pg_temp.has(805, 'asye_observation', 5, NULL, NULL, true, true);
SELECT is(pg_temp.lacks('observation'), 0::bigint, 'two by the assessor');
SELECT pg_temp.has(811, 'asye_written_record', 1, NULL,
    'A set of case recordings');
SELECT pg_temp.has(812, 'asye_written_record', 2, NULL,
    'A set of case recordings');
SELECT pg_temp.has(813, 'asye_written_record', 3, NULL,
    'Another piece of writing');
SELECT is(pg_temp.lacks('written_record'), 1::bigint,
    'three records without a report: one more');
SELECT pg_temp.has(814, 'asye_written_record', 4, NULL,
    'A report for an external decision');
SELECT is(pg_temp.lacks('written_record'), 0::bigint, 'and with it none');
SELECT pg_temp.has(821, 'asye_reflection_log', 1, 'months_6');
SELECT pg_temp.has(822, 'asye_reflection_log', 2, 'start');
SELECT is(pg_temp.lacks('reflection'), 1::bigint, 'at 12 months one lacks');
SELECT pg_temp.has(823, 'asye_reflection_log', 3, 'end');
SELECT pg_temp.given(831, 'lived_experience', false);
SELECT pg_temp.given(832, 'carer', true);
SELECT pg_temp.given(833, 'lived_experience', true);
SELECT is(pg_temp.lacks('feedback_people'), 0::bigint,
    'three people gave feedback');
UPDATE feedback_given SET answers = '{}', asked = '{}', erased_at = now(),
    consent_words = '-' WHERE id = 832;
SELECT is(pg_temp.lacks('feedback_people'), 1::bigint,
    'without consent it no longer counts');
SELECT is((SELECT met || ' of ' || of_all FROM asye_standing
    WHERE asye_id = 700), '3 of 6', 'and the kept number follows');
SELECT ok(NOT asye_final_review_allowed(700), 'a final review waits');
SELECT pg_temp.given(834, 'lived_experience', true);
SELECT pg_temp.given(835, 'professional', true);
SELECT pg_temp.given(836, 'professional', true);
SELECT pg_temp.given(837, 'professional', true);
SELECT pg_temp.has(841, 'asye_development_plan', 1, 'start');
SELECT pg_temp.has(842, 'asye_development_plan', 2, 'months_3');
SELECT pg_temp.has(843, 'asye_development_plan', 3, 'months_6');
SELECT pg_temp.has(844, 'asye_development_plan', 4, 'end');
SELECT is_empty('SELECT evidence FROM asye_minimums(700)
    WHERE gates AND more > 0', 'all that gates is there');
SELECT ok(asye_final_review_allowed(700), 'and the final review may be sent, '
    'without the self-assessments that are recommended for adults');
SELECT ok(NOT asye_final_review_allowed(1), 'there is none of nobody''s');

-- Who knows of it.
SET LOCAL ROLE waymark_web;
SELECT pg_temp.act_as(71);
SELECT is((SELECT count(*) FROM asye_facts(700)), 23::bigint,
    'whose ASYE it is knows of all evidence');
SELECT is((SELECT count(*) FROM asye_evidence WHERE source = 'feedback'),
    6::bigint, 'and reads what is shared');
SELECT pg_temp.act_as(74);
SELECT is((SELECT count(*) FROM asye_facts(700)), 0::bigint,
    'a moderator who was given nothing knows nothing');
SELECT pg_temp.act_as(22);
SELECT is((SELECT count(*) FROM asye_facts(700))
    + (SELECT count(*) FROM asye_standing), 0::bigint, 'nor does a partner');

-- Tags.
SELECT pg_temp.act_as(71);
SELECT lives_ok($$INSERT INTO evidence_standard (asye_id, person_id,
    programme_id, document_id, standard_id) VALUES (700, 71, 1, 801,
    pg_temp.standard('KSS-ADULTS', '5'))$$, 'their own evidence is mapped');
SELECT throws_ok($$INSERT INTO evidence_standard (asye_id, person_id,
    programme_id, document_id, standard_id) VALUES (700, 71, 1, 801,
    pg_temp.standard('KSS-CHILD-FAMILY', '5'))$$, '23514', NULL,
    'not to what they are not held to');
SELECT throws_ok($$INSERT INTO evidence_standard (asye_id, person_id,
    programme_id, feedback_id, standard_id) VALUES (700, 71, 1, 831,
    pg_temp.standard('KSS-ADULTS', '5'))$$, '42501', NULL,
    'nor what they cannot read');
SELECT throws_ok($$UPDATE evidence_standard SET state = 'confirmed'$$, '23514',
    NULL, 'nobody confirms their own');
SELECT pg_temp.act_as(75);
SELECT throws_ok($$UPDATE evidence_standard SET state = 'confirmed'$$, '23514',
    NULL, 'nor does the line manager');
SELECT pg_temp.act_as(72);
SELECT lives_ok($$UPDATE evidence_standard SET state = 'confirmed'$$,
    'the assessor confirms it');
SELECT pg_temp.act_as(71);
SELECT throws_ok($$UPDATE evidence_standard SET state = 'removed'$$, '23514',
    NULL, 'and it stays until the assessor takes that back');
SELECT pg_temp.act_as(73);
UPDATE evidence_standard SET state = 'tagged';
SELECT is((SELECT state FROM evidence_standard), 'confirmed'::tag_state,
    'a coordinator sees it, and changes nothing');
SELECT pg_temp.act_as(74);
SELECT is_empty('SELECT 1 FROM evidence_standard', 'a moderator sees none');
SELECT pg_temp.act_as(22);
SELECT is_empty('SELECT 1 FROM evidence_standard', 'nor a partner');

SELECT * FROM finish();
ROLLBACK;
