-- The end of an ASYE: no way around moderation, and no way from a panel to
-- whose portfolio it reads.
BEGIN;
\ir world.sql
\o /dev/null
\ir ../pages/fixtures_asye.sql
\o
SELECT plan(49);

-- Nina's year is reviewed; 76 Vi and 77 Orr can moderate beside 74 Modi.
INSERT INTO person (id, given_name, family_name, email)
OVERRIDING SYSTEM VALUE VALUES (76, 'Vi', 'Vane', 'vi@example.org'),
	(77, 'Orr', 'Holm', 'orr@example.org');
INSERT INTO role_held (person_id, role, programme_id, during) VALUES
	(76, 'moderator', 1, '[2026-01-01,)'),
	(77, 'moderator', 1, '[2026-01-01,)');
INSERT INTO asye_event (asye_id, change, on_day)
VALUES (700, 'agreement_signed', '2025-09-10');
INSERT INTO asye_event (asye_id, change, on_day)
VALUES (700, 'reviewed_6', '2026-03-02');
INSERT INTO asye_event (asye_id, change, on_day)
VALUES (700, 'final_reviewed', '2026-06-08');

-- Refused by the policies, or by the check of what it would write.
CREATE FUNCTION pg_temp.refused(statement text) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE statement;
	RETURN false;
EXCEPTION WHEN insufficient_privilege OR check_violation THEN
	RETURN true;
END
$$;
CREATE FUNCTION pg_temp.seen() RETURNS bigint LANGUAGE sql AS $$
	SELECT (SELECT count(*) FROM waymark.asye_recommendation)
	     + (SELECT count(*) FROM waymark.asye_comment)
	     + (SELECT count(*) FROM waymark.moderation_portfolio)
	     + (SELECT count(*) FROM waymark.asye_outcome)
	     + (SELECT count(*) FROM waymark.outcome_event)
	     + (SELECT count(*) FROM waymark.asye_certificate)
$$;
-- What is read of the one portfolio, in every way that there is.
CREATE FUNCTION pg_temp.reads() RETURNS bigint LANGUAGE sql AS $$
	SELECT (SELECT count(*) FROM waymark.panel_portfolio p,
	            waymark.portfolio_recommendation(p))
	     + (SELECT count(*) FROM waymark.panel_portfolio p,
	            waymark.portfolio_documents(p))
$$;

SELECT is(waymark.moderation_key('2026-summer', 1), decode(
    '8b1587cd4897196f06ac95c8a0d86e42ca31c60a34a21166b14848fde89b957c',
    'hex'), 'a key is what sha256sum says of seed:number');

SET ROLE waymark_web;
SELECT pg_temp.act_as(75) \g /dev/null
SELECT ok(pg_temp.refused($$INSERT INTO asye_recommendation (asye_id,
    recommends, holistic, unmet_reason) VALUES (700, 'pass', 'So', 'Ill')$$),
    'a line manager does not recommend');
SELECT pg_temp.act_as(73) \g /dev/null
SELECT ok(pg_temp.refused($$INSERT INTO asye_event (asye_id, change)
    VALUES (700, 'recommended')$$), 'nor does an event alone');
SELECT ok(pg_temp.refused($$INSERT INTO asye_outcome (asye_id, decision)
    VALUES (700, 'pass')$$), 'nothing is decided before it is recommended');
SELECT pg_temp.act_as(72) \g /dev/null
SELECT lives_ok($$INSERT INTO asye_recommendation (asye_id, recommends,
    holistic, unmet_reason) VALUES (700, 'pass',
    'Nina Sol (nina@example.org) is able', 'She was ill')$$,
    'the assessor recommends');
SELECT is((SELECT state FROM asye WHERE id = 700), 'recommended'::asye_state,
    'which moves the ASYE');
SELECT ok(pg_temp.refused($$INSERT INTO asye_recommendation (asye_id,
    recommends, holistic, unmet_reason) VALUES (700, 'fail', 'So', 'Ill')$$), 'once');
SELECT ok(pg_temp.refused($$UPDATE asye_recommendation
    SET recommends = 'fail'$$), 'and never rewrites it');
SELECT ok(pg_temp.refused($$INSERT INTO asye_comment (recommendation_id,
    said_as, words) SELECT id, 'nqsw', 'I' FROM asye_recommendation$$),
    'nor speaks for somebody else');

SELECT pg_temp.act_as(73) \g /dev/null
SELECT ok(pg_temp.refused($$INSERT INTO moderation_round (programme_id,
    organisation_id, name) VALUES (1, 9002, 'Theirs')$$),
    'a coordinator begins no round of another employer');
SELECT lives_ok($$INSERT INTO moderation_round (programme_id,
    organisation_id, name) VALUES (1, 9003, 'Summer')$$,
    'but one of their own');
SELECT ok(pg_temp.refused($$UPDATE moderation_round SET state = 'drawn'$$),
    'no sample without a panel');
SELECT lives_ok($$INSERT INTO moderation_panel (round_id, kind)
    SELECT id, 'internal' FROM moderation_round$$, 'which is set up');
SELECT ok(pg_temp.refused($$INSERT INTO moderation_member (panel_id, member_id,
    chair, capability) SELECT id, 72, false, 'Assesses'
    FROM moderation_panel$$), 'of moderators alone');
SELECT lives_ok($$INSERT INTO moderation_member (panel_id, member_id, chair,
    capability) SELECT p.id, m.id, m.id = 74, 'Moderates'
    FROM moderation_panel p, (VALUES (74), (76)) AS m (id)$$,
    'with its members');
SELECT ok(pg_temp.refused($$UPDATE moderation_round SET state = 'closed'$$),
    'nothing is closed that was not drawn');
SELECT lives_ok($$UPDATE moderation_round SET state = 'drawn'$$,
    'a sample is drawn');
SELECT ok((SELECT key = waymark.moderation_key(r.seed, 700) AND sampled
    FROM moderation_portfolio, moderation_round r),
    'by its seed, and at least one');
SELECT ok(pg_temp.refused($$UPDATE moderation_round SET seed = 'a'$$),
    'which nobody chooses');
SELECT ok(pg_temp.refused($$UPDATE moderation_portfolio SET sampled = false$$),
    'nor the sample');
SELECT ok(pg_temp.refused($$UPDATE moderation_round SET state = 'closed'$$),
    'and the panel decides before it is closed');
SELECT ok(pg_temp.refused($$UPDATE panel_portfolio SET verdict = 'agree',
    reasons = 'So'$$) OR NOT EXISTS (SELECT 1 FROM panel_portfolio
    WHERE verdict IS NOT NULL), 'who set it up decides nothing');

SELECT pg_temp.act_as(77) \g /dev/null
SELECT is((SELECT count(*) FROM moderation_round), 0::bigint,
    'a moderator of no panel of it sees no round');
SELECT pg_temp.act_as(74) \g /dev/null
SELECT is(pg_temp.seen(), 0::bigint,
    'a member sees nothing that says whose it is');
SELECT is((SELECT count(*) FROM person WHERE id = 71), 0::bigint,
    'nor who they are');
SELECT is(pg_temp.reads(), 0::bigint, 'and reads nothing undeclared');
SELECT ok(pg_temp.refused($$INSERT INTO moderation_judgement
    (panel_portfolio_id, version, answers, reasons, verdict, words)
    SELECT id, 1, array_fill('yes'::moderation_answer, ARRAY[11]),
    array_fill(''::text, ARRAY[11]), 'agree', 'So' FROM panel_portfolio$$),
    'nor judges it');
INSERT INTO moderation_declaration (panel_portfolio_id, conflict)
SELECT id, false FROM panel_portfolio;
SELECT is(pg_temp.reads(), 1::bigint, 'but after a declaration');
SELECT is((SELECT r.holistic FROM panel_portfolio p,
    waymark.portfolio_recommendation(p) r),
    '[the newly qualified social worker] '
    '([the newly qualified social worker]) is able', 'without names');
SELECT ok(pg_temp.refused($$INSERT INTO moderation_judgement
    (panel_portfolio_id, version, answers, reasons, verdict, words)
    SELECT id, 1, array_fill('no'::moderation_answer, ARRAY[11]),
    array_fill(''::text, ARRAY[11]), 'agree', 'So' FROM panel_portfolio$$),
    'a no has its reason');
SELECT lives_ok($$INSERT INTO moderation_judgement (panel_portfolio_id,
    version, answers, reasons, verdict, words) SELECT id, 1,
    array_fill('yes'::moderation_answer, ARRAY[11]),
    array_fill(''::text, ARRAY[11]), 'agree', 'So' FROM panel_portfolio$$,
    'a judgement is given');
SELECT ok(pg_temp.refused($$UPDATE panel_portfolio SET verdict = 'agree',
    reasons = 'So'$$), 'one is no quorum');
SELECT pg_temp.act_as(76) \g /dev/null
SELECT is((SELECT count(*) FROM moderation_judgement), 0::bigint,
    'others see it after their own');
INSERT INTO moderation_declaration (panel_portfolio_id, conflict)
SELECT id, false FROM panel_portfolio;
INSERT INTO moderation_judgement (panel_portfolio_id, version, answers,
    reasons, verdict, words)
SELECT id, 1, array_fill('yes'::moderation_answer, ARRAY[11]),
       array_fill(''::text, ARRAY[11]), 'agree', 'So' FROM panel_portfolio;
SELECT is((SELECT count(*) FROM moderation_judgement), 2::bigint, 'then');
SELECT ok(pg_temp.refused($$UPDATE panel_portfolio SET verdict = 'agree',
    reasons = 'So'$$), 'the chair says what was decided');
SELECT pg_temp.act_as(74) \g /dev/null
SELECT lives_ok($$UPDATE panel_portfolio SET verdict = 'agree',
    reasons = 'So'$$, 'who does');
SELECT ok(pg_temp.refused($$UPDATE panel_portfolio SET verdict = 'disagree',
    reasons = 'No'$$), 'once');

RESET ROLE;
SELECT is((SELECT state FROM asye WHERE id = 700), 'moderated'::asye_state,
    'it is moderated');
SELECT throws_ok($$INSERT INTO asye_event (asye_id, change)
    VALUES (700, 'confirmed')$$, '23514', NULL,
    'not even the owner confirms without an outcome');
SET ROLE waymark_web;
SELECT pg_temp.act_as(72) \g /dev/null
SELECT ok(pg_temp.refused($$INSERT INTO asye_outcome (asye_id, decision)
    VALUES (700, 'pass')$$), 'the assessor does not decide');
SELECT pg_temp.act_as(73) \g /dev/null
SELECT ok(pg_temp.refused($$INSERT INTO asye_outcome (asye_id, decision,
    notice_by) VALUES (700, 'fail', '2026-06-22')$$),
    'a fail has its reasons');
SELECT lives_ok($$INSERT INTO asye_outcome (asye_id, decision)
    VALUES (700, 'pass')$$, 'the coordinator confirms');
SELECT lives_ok($$INSERT INTO asye_certificate (asye_id) VALUES (700)$$,
    'and issues the certificate');
SELECT is((SELECT state FROM asye WHERE id = 700),
    'certificated'::asye_state, 'which moves the ASYE');
SELECT is((SELECT c.name FROM asye_certificate k,
    certificate_check(k.number) c), 'Nina Sol', 'whose number tells');
SELECT pg_temp.act_as(22) \g /dev/null
SELECT is(pg_temp.seen(), 0::bigint, 'a partner sees none of it');

-- Whose year was made longer is moderated by rule, whoever made it so.
RESET ROLE;
SELECT ok(NOT asye_was_extended(700), 'who had one year was not extended');
SET LOCAL session_replication_role = replica;
INSERT INTO asye_request (asye_id, person_id, programme_id, kind, reason,
    terms, from_number, months, weeks, state, missing)
SELECT a.id, a.person_id, a.programme_id, 'extension', 'illness', 'Two months',
       4, 2, 0, 'withdrawn', '{}' FROM asye a WHERE a.id = 700;
SELECT ok(NOT asye_was_extended(700), 'nor whose extension was withdrawn');
UPDATE asye_request SET state = 'standing' WHERE asye_id = 700;
SELECT ok(asye_was_extended(700), 'an agreed one counts');
SET LOCAL session_replication_role = origin;

SELECT * FROM finish();
ROLLBACK;
