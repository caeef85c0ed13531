-- What happens to a placement: only the transitions of the table, each with a
-- reason that fits; its state, plan and interruptions follow, and an undoing
-- puts all of them back.
BEGIN;
\ir world.sql

-- Leaves placement 201 as an event 7 that decided `was` would have it, whatever
-- its documents, behind an event 1.
CREATE FUNCTION pg_temp.stand(was placement_state) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
	RESET ROLE;
	SET LOCAL session_replication_role = replica;
	DELETE FROM placement_event WHERE placement_id = 201 AND version > 1;
	INSERT INTO placement_event (placement_id, enrolment_id, person_id,
	    programme_id, version, change, on_date, reason, decision, before,
	    state, decided, outcome, organisation_id, team_id, starts_on,
	    ends_on, required_halves)
	SELECT 201, 101, 1, 1, 7, CASE was WHEN 'recommended' THEN
	       'recommended' ELSE 'matched' END::placement_change,
	       '2026-06-02', 'arranged',
	       CASE was WHEN 'recommended' THEN 'pass'
	       END::placement_decision, 'planned', was,
	       CASE WHEN was IN ('planned', 'recommended', 'panel',
	           'confirmed', 'suspended', 'terminated') THEN was
	           ELSE 'matched' END,
	       CASE was WHEN 'confirmed' THEN 'pass'
	       END::placement_decision, 9002, 51, '2026-06-01',
	       '2026-10-30', 140;
	UPDATE placement SET state = was, version = 7, outcome =
	    CASE was WHEN 'confirmed' THEN 'pass' END::placement_decision
	 WHERE id = 201;
	SET LOCAL session_replication_role = origin;
END
$$;

CREATE FUNCTION pg_temp.add(what placement_change, version bigint,
    decision placement_decision DEFAULT NULL) RETURNS void
LANGUAGE sql AS $$
	INSERT INTO placement_event (placement_id, enrolment_id, person_id,
	    programme_id, version, change, on_date, reason, note, undoes,
	    decision, gap, back_on, halves_from, halves, ends_on)
	SELECT 201, 101, 1, 1, version, what, '2026-06-15', r.code, 'So it was',
	       CASE what WHEN 'undone' THEN version - 1 END,
	       coalesce(decision, CASE WHEN what IN ('recommended',
	           'panel_held', 'board_decided') THEN
	           'pass'::placement_decision END),
	       CASE what WHEN 'interrupted'
	           THEN daterange('2026-06-22', '2026-07-06') END,
	       CASE what WHEN 'interruption_ended' THEN date '2026-06-20' END,
	       CASE what WHEN 'repatterned' THEN date '2026-07-01' END,
	       CASE what WHEN 'repatterned' THEN '{2,2,2,0,0,0,0}'::bigint[]
	       END, CASE what WHEN 'extended' THEN date '2026-11-30' END
	  FROM placement_reason r WHERE what = ANY (r.changes)
	 ORDER BY r.code LIMIT 1
$$;

SET session_replication_role = replica;
INSERT INTO document (kind, number, placement_id, enrolment_id, person_id,
    programme_id, organisation_id, once, writers, state, version, lacks,
    parties, started_by, sent_at, signed_at)
VALUES ('final_report', 1, 201, 101, 1, 1, 9002, true, '{trainee}', 'signed',
    1, '{}', '{trainee}', 1, now(), now());
SET session_replication_role = origin;

-- May somebody record it, where the placement stands so?
CREATE FUNCTION pg_temp.may(was placement_state, what placement_change,
    whose bigint) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
	went boolean;
BEGIN
	PERFORM pg_temp.stand(was);
	IF what = 'interruption_ended' THEN
		SET LOCAL session_replication_role = replica;
		INSERT INTO placement_event (placement_id, enrolment_id,
		    person_id, programme_id, version, change, on_date, reason,
		    gap, state, decided, organisation_id, team_id, starts_on,
		    ends_on, required_halves)
		VALUES (201, 101, 1, 1, 6, 'interrupted', '2026-06-15',
		    'illness', daterange('2026-06-15', NULL), was, 'matched',
		    9002, 51, '2026-06-01', '2026-10-30', 140);
		SET LOCAL session_replication_role = origin;
	END IF;
	PERFORM pg_temp.act_as(whose);
	SET LOCAL ROLE waymark_web;
	BEGIN
		PERFORM pg_temp.add(what, 8);
		RESET ROLE;
		went := EXISTS (SELECT 1 FROM placement WHERE id = 201
		    AND version >= 8);
		RAISE EXCEPTION 'forget it' USING ERRCODE = 'ZZ000';
	EXCEPTION WHEN check_violation OR insufficient_privilege THEN
		went := false;
	WHEN SQLSTATE 'ZZ000' THEN
		NULL;
	END;
	RESET ROLE;
	RETURN went;
END
$$;

SELECT plan(192 + 45 + 36 + 12);

-- Every change from every state.  A first event is never undone alone; here
-- one lies before it.
SELECT is(pg_temp.may(s, c, 31), c = 'undone' OR EXISTS
    (SELECT 1 FROM placement_transition t
      WHERE t.change = c AND t.before = s), format('%s, %s', s, c))
  FROM unnest(enum_range(NULL::placement_state)) s,
       unnest(enum_range(NULL::placement_change)) c;

-- By the programme's staff alone; only a recommendation by the educator too.
SELECT is(pg_temp.may(before, change, whose),
    change = 'recommended' AND whose = 11, format('by person %s: %s, %s',
    whose, before, change))
  FROM (SELECT change, min(before) AS before FROM placement_transition
         GROUP BY change) t, (VALUES (1), (11), (12), (21), (32)) w (whose)
 WHERE change IN ('matched', 'replanned', 'interrupted', 'suspended',
    'terminated', 'evidence_accepted', 'recommended', 'panel_held',
    'board_decided');

SELECT pg_temp.stand('matched') \g /dev/null
SELECT pg_temp.act_as(31) \g /dev/null

-- An interruption is in the schedule, ends when it ends, and goes with undoing.
SET ROLE waymark_web;
SELECT pg_temp.add('interrupted', 8) \g /dev/null
RESET ROLE;
SELECT results_eq($$SELECT during, reason FROM placement_interruption
    WHERE placement_id = 201$$, $$VALUES ('[2026-06-22,2026-07-06)'::daterange,
    'Placement interrupted')$$, 'an interruption is in the schedule');
SELECT throws_ok($$SELECT pg_temp.add('interrupted', 9)$$, '23514', NULL,
    'two do not meet');
SELECT pg_temp.add('undone', 9) \g /dev/null
SELECT is_empty($$SELECT 1 FROM placement_interruption
    WHERE placement_id = 201$$, 'undone, it is gone');

-- What the enrolment interrupts gives way and comes back.
INSERT INTO placement_event (placement_id, enrolment_id, person_id,
    programme_id, version, change, on_date, reason, gap) VALUES
    (204, 104, 4, 1, 2, 'matched', '2026-06-01', 'arranged', NULL);
INSERT INTO placement_event (placement_id, enrolment_id, person_id,
    programme_id, version, change, on_date, reason, gap) VALUES
    (204, 104, 4, 1, 3, 'interrupted', '2026-06-15', 'host_closed',
    daterange('2026-06-22', '2026-06-29'));
SELECT results_eq($$SELECT during FROM placement_interruption
    WHERE placement_id = 204 ORDER BY during$$, $$VALUES
    ('[2026-06-15,2026-06-22)'::daterange), ('[2026-06-22,2026-06-29)'),
    ('[2026-06-29,)')$$, 'a pause fills what an interruption leaves');
INSERT INTO placement_event (placement_id, enrolment_id, person_id,
    programme_id, version, change, on_date, reason, undoes)
VALUES (204, 104, 4, 1, 4, 'undone', '2026-06-15', 'recorded_wrongly', 3);
SELECT results_eq($$SELECT during FROM placement_interruption
    WHERE placement_id = 204$$, $$VALUES ('[2026-06-15,)'::daterange)$$,
    'and all of it again');

-- Patterns.
SELECT pg_temp.add('repatterned', 10) \g /dev/null
SELECT results_eq($$SELECT during, halves FROM placement_pattern
    WHERE placement_id = 201 ORDER BY during$$, $$VALUES
    ('[2026-06-01,2026-07-01)'::daterange, '{2,2,2,2,2,0,0}'::bigint[]),
    ('[2026-07-01,)', '{2,2,2,0,0,0,0}')$$, 'a new pattern begins');
SELECT pg_temp.add('undone', 11) \g /dev/null
SELECT results_eq($$SELECT during, halves FROM placement_pattern
    WHERE placement_id = 201$$, $$VALUES ('[2026-06-01,)'::daterange,
    '{2,2,2,2,2,0,0}'::bigint[])$$, 'undone, the old one goes on');

-- Extensions, with whoever educates until the end.
SELECT pg_temp.add('extended', 12) \g /dev/null
SELECT results_eq($$SELECT p.ends_on, upper(d.during) FROM placement p
    JOIN placement_educator d ON d.placement_id = p.id WHERE p.id = 201$$,
    $$VALUES (date '2026-11-30', date '2026-12-01')$$,
    'an extension takes the educator along');
SELECT throws_ok($$SELECT pg_temp.add('extended', 13)$$, '23514', NULL,
    'an extension is longer');
SELECT pg_temp.add('undone', 13) \g /dev/null
SELECT results_eq($$SELECT p.ends_on, upper(d.during) FROM placement p
    JOIN placement_educator d ON d.placement_id = p.id WHERE p.id = 201$$,
    $$VALUES (date '2026-10-30', date '2026-10-31')$$,
    'undone, both end when they did');

-- Termination ends the dates, and expects nothing more.
SELECT pg_temp.add('terminated', 14) \g /dev/null
SELECT results_eq($$SELECT p.state, p.ends_on, i.during, upper(d.during)
    FROM placement p JOIN placement_interruption i ON i.placement_id = p.id
    JOIN placement_educator d ON d.placement_id = p.id WHERE p.id = 201$$,
    $$VALUES ('terminated'::placement_state, date '2026-06-15',
    '[2026-06-15,)'::daterange, date '2026-06-16')$$, 'a termination');
SELECT lives_ok($$SELECT plan_placement(101, 52, 'first', '2026-06-16',
    '2026-11-27', 140, '{2,2,2,2,2,0,0}', false)$$,
    'makes room for another of its stage');
SELECT throws_ok($$SELECT pg_temp.add('undone', 15)$$, '23P01', NULL,
    'and is not undone while that stands there');
DELETE FROM placement_tally WHERE placement_id = (SELECT max(id) FROM placement);
DELETE FROM placement_pattern WHERE placement_id =
    (SELECT max(id) FROM placement);
DELETE FROM placement WHERE id = (SELECT max(id) FROM placement);
SELECT pg_temp.add('undone', 15) \g /dev/null
SELECT results_eq($$SELECT state, ends_on, (SELECT count(*)
    FROM placement_interruption WHERE placement_id = 201) FROM placement
    WHERE id = 201$$, $$VALUES ('matched'::placement_state,
    date '2026-10-30', 0::bigint)$$, 'undone, it is as it was');

-- Days.
SELECT throws_ok($$INSERT INTO placement_event (placement_id, enrolment_id,
    person_id, programme_id, version, change, on_date, reason, gap) VALUES
    (201, 101, 1, 1, 16, 'interrupted', '2026-06-15', 'illness',
    '[2026-06-12,2026-06-20)')$$, '23514', NULL,
    'nothing is interrupted where days are logged');
SELECT throws_ok($$INSERT INTO placement_event (placement_id, enrolment_id,
    person_id, programme_id, version, change, on_date, reason, starts_on)
    VALUES (201, 101, 1, 1, 16, 'replanned', '2026-06-15', 'agreed',
    '2026-06-08')$$, '23514', NULL, 'nor planned away');
SELECT throws_ok($$INSERT INTO placement_event (placement_id, enrolment_id,
    person_id, programme_id, version, change, on_date, reason, team_id,
    organisation_id) VALUES (201, 101, 1, 1, 16, 'replanned', '2026-06-15',
    'agreed', 52, 9003)$$, '23514', NULL, 'nor given to another host');
SELECT throws_ok($$INSERT INTO placement_event (placement_id, enrolment_id,
    person_id, programme_id, version, change, on_date, reason, team_id,
    organisation_id) VALUES (205, 105, 5, 1, 2, 'replanned', '2026-06-15',
    'agreed', 52, 9002)$$, '23503', NULL, 'a team is of its host');
SELECT throws_ok($$INSERT INTO placement_event (placement_id, enrolment_id,
    person_id, programme_id, version, change, on_date, reason, ends_on)
    VALUES (205, 105, 5, 1, 2, 'replanned', '2026-06-15', 'agreed',
    '2026-08-31')$$, '23514', NULL, 'it ends after it starts');

-- Recommendations, panels and boards.
SELECT pg_temp.stand('recommended') \g /dev/null
UPDATE setting SET value = 1 WHERE name = 'panel_always';
SELECT throws_ok($$SELECT pg_temp.add('board_decided', 8)$$, '23514', NULL,
    'where every placement has a panel, it comes first');
UPDATE setting SET value = 0 WHERE name = 'panel_always';
SELECT throws_ok($$SELECT pg_temp.add('board_decided', 8, 'fail')$$, '23514',
    NULL, 'who may fail is heard by a panel');
SELECT pg_temp.add('panel_held', 8, 'fail') \g /dev/null
SELECT pg_temp.add('board_decided', 9, 'repeat') \g /dev/null
SELECT results_eq($$SELECT state::text, outcome::text FROM placement
    WHERE id = 201$$, $$VALUES ('confirmed', 'repeat')$$,
    'the board''s decision is the outcome');
SELECT throws_ok($$SELECT plan_placement(101, 51, 'first', '2026-08-01',
    '2026-12-31', 140, '{2,2,2,2,2,0,0}', true)$$, '23P01', NULL,
    'a repeat is no overlap');
SELECT plan_placement(101, 51, 'first', '2026-11-02', '2027-03-31', 140,
    '{2,2,2,2,2,0,0}', true) \g /dev/null
SELECT results_eq($$SELECT state::text, repeat_of FROM placement
    ORDER BY id DESC LIMIT 1$$, $$VALUES ('matched', 201::bigint)$$,
    'a repeat knows what it repeats');
SELECT throws_ok($$SELECT plan_placement(101, 51, 'first', '2027-04-05',
    '2027-05-28', 140, '{2,2,2,2,2,0,0}', true)$$, '23514', NULL,
    'there is one of a stage at a time');
SELECT is(plan_placement(106, 51, 'last', '2026-11-02', '2027-03-31', 200,
    '{2,2,2,2,2,0,0}', true), NULL, 'another programme is not mine to plan');

SELECT pg_temp.stand('panel') \g /dev/null
SELECT pg_temp.add('board_decided', 8, 'more_evidence') \g /dev/null
SELECT results_eq($$SELECT p.state::text, v.reopened_at = now()
    FROM placement p JOIN placement_event v ON v.placement_id = p.id
    AND v.version = p.version WHERE p.id = 201$$,
    $$VALUES ('matched', true)$$,
    'more evidence leads back to what the documents carry');
SELECT pg_temp.add('undone', 9) \g /dev/null
SELECT is((SELECT state FROM placement WHERE id = 201), 'panel',
    'undone, it is with the panel again');

-- Withdrawn with the enrolment, and back with it.
INSERT INTO enrolment_event (enrolment_id, person_id, programme_id, version,
    change, on_date, reason)
VALUES (102, 2, 1, 2, 'withdrawn', '2026-06-15', 'other_path');
SELECT is((SELECT state FROM placement WHERE id = 202), 'withdrawn',
    'who leaves the programme leaves the placement');
INSERT INTO enrolment_event (enrolment_id, person_id, programme_id, version,
    change, on_date, reason, undoes)
VALUES (102, 2, 1, 3, 'undone', '2026-06-15', 'recorded_wrongly', 2);
SELECT is((SELECT state FROM placement WHERE id = 202), 'planned',
    'and comes back to where it was');
SELECT is((SELECT count(*) FROM placement_event WHERE placement_id = 202
    AND change = 'followed' AND by_id IS NULL), 2::bigint,
    'each of them an event of nobody''s');

-- No state without its documents.
CREATE FUNCTION pg_temp.sign(what document_kind, says text DEFAULT NULL,
    lasted bigint DEFAULT NULL) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	made bigint;
BEGIN
	SET LOCAL session_replication_role = replica;
	INSERT INTO document (kind, number, placement_id, enrolment_id,
	    person_id, programme_id, organisation_id, once, writers, state,
	    version, lacks, parties, minutes, outcome, started_by, sent_at)
	VALUES (what, 1 + (SELECT count(*) FROM document WHERE kind = what),
	    203, 103, 3, 1, 9003, false, '{trainee}', 'submitted', 1, '{}',
	    '{trainee}', lasted, says, 3, now()) RETURNING id INTO made;
	INSERT INTO document_event (document_id, version, placement_id,
	    enrolment_id, person_id, programme_id, change, before, after,
	    by_id)
	VALUES (made, 1, 203, 103, 3, 1, 'signed', 'submitted', 'signed', 3);
	INSERT INTO document_version (document_id, version, kind, placement_id,
	    enrolment_id, person_id, programme_id, organisation_id, writers,
	    part, edition, fields, questions, answers, lacks, hash, by_id)
	VALUES (made, 1, what, 203, 103, 3, 1, 9003, '{trainee}', 'trainee', 1,
	    '{}', '{}', '{}', '{}', sha256(''), 3);
	SET LOCAL session_replication_role = origin;
	UPDATE document SET state = 'signed', signed_at = now()
	 WHERE id = made;
END
$$;
CREATE FUNCTION pg_temp.unlock(what document_kind) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
	SET LOCAL session_replication_role = replica;
	INSERT INTO document_event (document_id, version, placement_id,
	    enrolment_id, person_id, programme_id, change, before, after,
	    reason, by_id)
	SELECT id, 1, 203, 103, 3, 1, 'unlocked', 'signed', 'returned',
	       'Once more', 12 FROM document WHERE kind = what;
	SET LOCAL session_replication_role = origin;
	UPDATE document SET state = 'returned' WHERE kind = what;
END
$$;
CREATE FUNCTION pg_temp.state_now() RETURNS text LANGUAGE sql AS
    'SELECT state::text FROM placement WHERE id = 203';

SELECT pg_temp.sign('learning_agreement') \g /dev/null
SELECT is(pg_temp.state_now(), 'planned',
    'an agreement does not stand for the host''s word');
INSERT INTO placement_event (placement_id, enrolment_id, person_id,
    programme_id, version, change, on_date, reason)
VALUES (203, 103, 3, 1, 2, 'matched', '2026-06-01', 'arranged');
SELECT is(pg_temp.state_now(), 'active',
    'the agreement is signed and the first day has come');
SELECT pg_temp.sign('midpoint_review') \g /dev/null
SELECT is(pg_temp.state_now(), 'midpoint_reviewed', 'a midpoint review');
SELECT pg_temp.unlock('learning_agreement') \g /dev/null
SELECT is(pg_temp.state_now(), 'matched',
    'opened again, it leads back to where the others carry');
SET LOCAL session_replication_role = replica;
INSERT INTO document_event (document_id, version, placement_id, enrolment_id,
    person_id, programme_id, change, before, after, by_id)
SELECT id, 1, 203, 103, 3, 1, 'undone', 'returned', 'signed', 12
  FROM document WHERE kind = 'learning_agreement';
SET LOCAL session_replication_role = origin;
UPDATE document SET state = 'signed' WHERE kind = 'learning_agreement';
SELECT is(pg_temp.state_now(), 'midpoint_reviewed', 'and forward again');
SELECT pg_temp.sign('final_report', 'Pass') \g /dev/null
SELECT is(pg_temp.state_now(), 'midpoint_reviewed',
    'a final report alone is not enough');
SELECT pg_temp.sign(k.kind) FROM (VALUES ('direct_observation'::document_kind,
    3), ('feedback', 3), ('reflection', 4), ('anonymity_declaration', 1))
    AS k(kind, n), generate_series(1, k.n) \g /dev/null
SELECT pg_temp.sign('supervision_record', NULL, 839) \g /dev/null
SELECT is(pg_temp.state_now(), 'midpoint_reviewed',
    'nor with a minute of supervision less than an hour for five days');
SELECT pg_temp.sign('supervision_record', NULL, 1) \g /dev/null
SELECT is(pg_temp.state_now(), 'recommended',
    'with all of it, it is what the report recommends');
SELECT is(placement_recommendation(203)::text, 'pass',
    'which the report says');
SELECT pg_temp.unlock('feedback') \g /dev/null
SELECT is(pg_temp.state_now(), 'midpoint_reviewed',
    'what is not signed any more is not there');
INSERT INTO placement_event (placement_id, enrolment_id, person_id,
    programme_id, version, change, on_date, reason, note)
SELECT 203, 103, 3, 1, version + 1, 'evidence_accepted', '2026-06-15',
       'shown_otherwise', 'In the observations' FROM placement WHERE id = 203;
SELECT is(pg_temp.state_now(), 'recommended',
    'unless staff take it as enough, with a written reason');
INSERT INTO placement_event (placement_id, enrolment_id, person_id,
    programme_id, version, change, on_date, reason, decision)
SELECT 203, 103, 3, 1, version + 1, 'board_decided', '2026-06-15',
       'assessed', 'pass' FROM placement WHERE id = 203;
SELECT throws_ok($$SELECT pg_temp.unlock('final_report')$$, '23514', NULL,
    'what a decision rests upon stays signed');

-- Nobody goes round the events.
SELECT throws_ok($$UPDATE placement SET state = 'confirmed', outcome = 'pass'
    WHERE id = 202$$, '23514', NULL, 'the owner does not move a state');
SELECT throws_ok($$UPDATE placement_event SET note = 'Other'$$, '42501', NULL,
    'what happened is not rewritten');
SELECT throws_ok($$DELETE FROM placement_event$$, '42501', NULL,
    'nor removed');
SELECT pg_temp.act_as(21) \g /dev/null
SET ROLE waymark_web;
SELECT is_empty('SELECT 1 FROM placement_event', 'a host reads no reasons');
SELECT throws_ok($$UPDATE placement SET state = 'active'$$, '42501', NULL,
    'the web does not move a state');
RESET ROLE;

SELECT * FROM finish();
ROLLBACK;
