-- The team: who may give and end what, as a table; two people; nobody for
-- themselves; a programme keeps one of the staff; what ends is over at once.
BEGIN;
\ir world.sql
SELECT plan(50);
INSERT INTO person (id, given_name, family_name, email) OVERRIDING SYSTEM VALUE
VALUES (991, 'Col', 'League', 'col@example.org'),
       (992, 'Dora', 'Third', 'dora@example.org'),
       (993, 'Nia', 'New', 'nia@example.org');
INSERT INTO role_held (id, person_id, role, programme_id, organisation_id,
    during) OVERRIDING SYSTEM VALUE VALUES
    (9911, 991, 'staff', 1, NULL, '[2026-01-01,)'),
    (9921, 992, 'staff', 1, NULL, '[2026-01-01,)'),
    (9931, 993, 'partner', NULL, 9003, '[2026-01-01,)');
-- Who gives: as everybody whom the world knows.
CREATE FUNCTION pg_temp.gives(who bigint, whose bigint, wanted text,
    organisation bigint DEFAULT NULL, programme bigint DEFAULT 1)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	became text;
BEGIN
	PERFORM pg_temp.act_as(who);
	INSERT INTO role_change (person_id, programme_id, organisation_id,
	    role, change, on_day, reason)
	VALUES (whose, programme, organisation, wanted::role_name, 'given',
	    today(), 'Because')
	RETURNING state INTO became;
	RAISE EXCEPTION USING MESSAGE = became, ERRCODE = 'WMXXX';
EXCEPTION
	WHEN SQLSTATE 'WMXXX' THEN RETURN SQLERRM;
	WHEN insufficient_privilege THEN RETURN 'not theirs';
	WHEN check_violation THEN
		RETURN coalesce(substring(SQLERRM from ': (.*)$'), SQLERRM);
END
$$;
GRANT EXECUTE ON FUNCTION pg_temp.gives(bigint, bigint, text, bigint, bigint)
    TO waymark_web;
SET ROLE waymark_web;

SELECT results_eq($$
	SELECT r.role::text, pg_temp.gives(31, 991, r.role::text,
	    CASE WHEN r.of_organisation THEN 9002 END)
	  FROM role_rule r ORDER BY r.position $$,
    $$VALUES ('staff', 'there_already'), ('partner', 'done'),
	('coordinator', 'done'), ('moderator', 'done'),
	('suitability', 'asked'), ('equity_lead', 'asked'),
	('auditor', 'asked'), ('data_officer', 'asked')$$,
    'staff give each role of the team, and those that see most with another');
SELECT results_eq($$
	SELECT r.role::text, pg_temp.gives(31, 993, r.role::text,
	    CASE WHEN r.of_organisation THEN 9002 END)
	  FROM role_rule r ORDER BY r.position $$,
    $$VALUES ('staff', 'asked'), ('partner', 'done'),
	('coordinator', 'done'), ('moderator', 'done'),
	('suitability', 'not_staff'), ('equity_lead', 'asked'),
	('auditor', 'not_staff'), ('data_officer', 'not_staff')$$,
    'what is beside the role of staff is for staff');
SELECT results_eq($$
	SELECT DISTINCT w.id, pg_temp.gives(w.id, 993, r.role::text,
	    CASE WHEN r.of_organisation THEN 9002 END)
	  FROM role_rule r
	 CROSS JOIN unnest('{2,11,21,22,32,41,42,79}'::bigint[]) w (id)
	 ORDER BY 1 $$,
    $$SELECT i, 'not theirs' FROM unnest(
	'{2,11,21,22,32,41,42,79}'::bigint[]) i$$,
    'nobody but its staff gives a role of a programme');
SELECT is(pg_temp.gives(31, 31, 'moderator'), 'yourself',
    'nobody gives themselves a role');
SELECT is(pg_temp.gives(31, 993, 'partner', 9003), 'there_already',
    'or one that somebody has, from whichever programme');
SELECT is(pg_temp.gives(31, 2, 'moderator'), 'in_training',
    'or one to a trainee');
SELECT is(pg_temp.gives(31, 993, 'partner'), 'no_such_role',
    'a partner is one of an organisation');
SELECT is(pg_temp.gives(31, 993, 'moderator', 9002), 'no_such_role',
    'and a moderator is not');
SELECT is(pg_temp.gives(32, 993, 'staff', NULL, 2), 'done',
    'who is alone on the staff gives the role of staff alone');
SELECT is(pg_temp.gives(32, 993, 'equity_lead', NULL, 2), 'no_colleague',
    'and no other that takes two');

-- Two people.
SELECT pg_temp.act_as(31) \g /dev/null
INSERT INTO role_change (person_id, programme_id, role, change, on_day, reason)
VALUES (991, 1, 'data_officer', 'given', today(), 'To answer');
SELECT is((SELECT state::text FROM role_change), 'asked', 'it waits');
SELECT is((SELECT count(*) FROM role_held WHERE role = 'data_officer'),
    0::bigint, 'and nothing is held meanwhile');
SELECT throws_ok($$INSERT INTO role_change (person_id, programme_id, role,
    change, on_day, reason) VALUES (991, 1, 'data_officer', 'given', today(),
    'Again')$$, '23505', NULL, 'it is asked for once');
SELECT throws_ok($$UPDATE role_change SET state = 'done'$$, '23514', NULL,
    'who asked does not agree');
SELECT pg_temp.act_as(991) \g /dev/null
SELECT throws_ok($$UPDATE role_change SET state = 'done'$$, '23514', NULL,
    'nor whom it is about');
SELECT throws_ok($$UPDATE role_change SET state = 'withdrawn'$$, '23514', NULL,
    'who did not ask does not take it back');
SELECT pg_temp.act_as(32) \g /dev/null
SELECT is((SELECT count(*) FROM role_change), 0::bigint,
    'another programme''s staff see nothing of it');
SELECT pg_temp.act_as(992) \g /dev/null
UPDATE role_change SET state = 'done';
SELECT results_eq('SELECT state::text, asked_by, settled_by FROM role_change',
    $$VALUES ('done', 31::bigint, 992::bigint)$$, 'a third does');
SELECT is((SELECT count(*) FROM role_held WHERE role = 'data_officer'
    AND person_id = 991 AND during @> today()), 1::bigint, 'and it is held');
SELECT throws_ok($$UPDATE role_change SET state = 'refused'$$, '23514', NULL,
    'what was decided stays');
SELECT throws_ok($$UPDATE role_change SET reason = 'Another'$$, '42501', NULL,
    'and so does why');
SELECT throws_ok($$DELETE FROM role_change$$, '42501', NULL, 'all of it');
SELECT throws_ok($$INSERT INTO role_held (person_id, role, programme_id, during)
    VALUES (993, 'auditor', 1, '[2026-01-01,)')$$, '42501', NULL,
    'nobody goes around it');
SELECT throws_ok($$UPDATE role_held SET during = '[2026-01-01,)'$$, '42501',
    NULL, 'or lengthens what is held');

-- Ending.
RESET ROLE;
CREATE FUNCTION pg_temp.ends(who bigint, held bigint, day date,
    programme bigint DEFAULT 1) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_temp.act_as(who);
	INSERT INTO role_change (role_id, programme_id, change, on_day, reason)
	VALUES (held, programme, 'ended', day, 'Left');
	RETURN 'done';
EXCEPTION
	WHEN insufficient_privilege THEN RETURN 'not theirs';
	WHEN check_violation THEN
		RETURN coalesce(substring(SQLERRM from ': (.*)$'), SQLERRM);
END
$$;
GRANT EXECUTE ON FUNCTION pg_temp.ends(bigint, bigint, date, bigint)
    TO waymark_web;
SET ROLE waymark_web;
-- Whoever was given a role signs in anew.
RESET ROLE;
SELECT is((SELECT count(*) FROM auth.session WHERE person_id = 991
    AND ended_at IS NULL), 0::bigint, 'whoever was given a role is signed out');
UPDATE auth.session SET ended_at = NULL WHERE person_id = 991;
SET ROLE waymark_web;
SELECT is(pg_temp.ends(991, 9911, today()), 'own_staff',
    'nobody ends their own role as staff');
SELECT is(pg_temp.ends(31, 9911, today() - 1), 'too_soon',
    'or one in the past');
SELECT is(pg_temp.ends(32, 9911, today()), 'not theirs',
    'or one of another programme');
SELECT is(pg_temp.ends(32, 9911, today(), 2),
    'a programme changes its own team', 'whichever they say it is of');
SELECT is(pg_temp.ends(31, 9911, today() + 5), 'done', 'a colleague ends it');
SELECT is((SELECT upper(during) FROM role_held WHERE id = 9911), today() + 5,
    'from a day on');
SELECT is((SELECT upper(during) FROM role_held WHERE person_id = 991
    AND role = 'data_officer'), today() + 5, 'and what is beside it');
SELECT is(pg_temp.ends(31, 9911, today() + 9), 'over_already',
    'what ends before is not ended later');
INSERT INTO role_change (role_id, programme_id, change, on_day, reason)
VALUES (9911, 1, 'put_back', today(), 'Stays after all');
SELECT is((SELECT state::text FROM role_change WHERE change = 'put_back'),
    'asked', 'undoing takes as many as giving');
UPDATE role_change SET state = 'withdrawn' WHERE state = 'asked';
SELECT is((SELECT upper(during) FROM role_held WHERE id = 9911), today() + 5,
    'taken back, it changes nothing');
SELECT is(pg_temp.ends(31, 9921, today()), 'done', 'and another, at once');
SELECT is((SELECT upper(during) FROM role_held WHERE id = 9921), today(),
    'which is today');
RESET ROLE;
SELECT is((SELECT count(*) FROM auth.session WHERE person_id = 992
    AND ended_at IS NULL), 0::bigint, 'whoever lost a role is signed out');
SELECT is((SELECT count(*) FROM auth.session WHERE person_id = 31
    AND ended_at IS NULL), 1::bigint, 'and nobody else');
SET ROLE waymark_web;
SELECT is(pg_temp.ends(991, NULL, today()), 'a programme changes its own team',
    'no role is none of theirs');
SELECT pg_temp.act_as(991) \g /dev/null
SELECT is(pg_temp.ends(991, (SELECT role_id FROM team() WHERE person_id = 31
    AND role = 'staff'), today()), 'last_staff',
    'a programme keeps one of the staff who stays');

-- Undoing.
SELECT pg_temp.act_as(31) \g /dev/null
INSERT INTO role_change (person_id, programme_id, organisation_id, role,
    change, on_day, reason)
VALUES (993, 1, 9002, 'coordinator', 'given', today(), 'To keep them');
SELECT is(pg_temp.ends(31, (SELECT role_id FROM team()
    WHERE role = 'coordinator'), today()), 'done',
    'a role ends on the day that it began');
SELECT ok((SELECT isempty(during) FROM role_held WHERE role = 'coordinator'),
    'and was held on none');
INSERT INTO role_change (role_id, programme_id, change, on_day, reason)
SELECT role_id, 1, 'put_back', today(), 'A mistake' FROM team()
 WHERE role = 'coordinator';
SELECT is((SELECT during FROM role_held WHERE role = 'coordinator'),
    daterange(today(), NULL), 'that end is undone as an event');
SELECT is((SELECT array_agg(change::text ORDER BY id) FROM role_change
    WHERE role = 'coordinator'), '{given,ended,put_back}', 'of three');

-- Organisations that two programmes work with: Ashby hosts and employs for both.
SELECT pg_temp.act_as(32) \g /dev/null
SELECT is((SELECT count(*) FROM team() WHERE role = 'coordinator'), 1::bigint,
    'another programme that works with the organisation sees its role');
SELECT is((SELECT giver FROM team() WHERE role = 'coordinator'),
    (SELECT 'Programme staff of ' || name FROM programme WHERE id = 1),
    'and which programme gave it');
SELECT is((SELECT count(*) FROM team() WHERE organisation =
    (SELECT name FROM organisation WHERE id = 9003)), 0::bigint,
    'not those where it works with nobody');
SELECT is(pg_temp.ends(32, (SELECT role_id FROM team()
    WHERE role = 'coordinator'), today(), 2), 'done', 'it may end it');
SELECT pg_temp.act_as(2) \g /dev/null
SELECT is((SELECT count(*) FROM team()), 0::bigint,
    'a trainee has no team to see');
SELECT finish();
ROLLBACK;
