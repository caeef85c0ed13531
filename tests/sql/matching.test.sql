-- Matching: who sees offers, needs, conflicts and rounds; what may follow what;
-- and that the optimum knows nobody.
BEGIN;
\ir world.sql
SELECT plan(39);
INSERT INTO travel_area (id, name) OVERRIDING SYSTEM VALUE
VALUES (1, 'North'), (2, 'South');
UPDATE team SET setting = 'children_and_families' WHERE id = 52;
INSERT INTO placement_offer (id, programme_id, organisation_id, team_id,
    stages, places, starts_on, ends_on, area_id) OVERRIDING SYSTEM VALUE VALUES
	(501, 1, 9003, 52, '{contrasting}', 2, '2026-11-02', '2027-06-30', 1),
	(502, 1, 9002, 51, '{contrasting}', 1, '2026-11-02', '2027-06-30', 1),
	(503, 2, 9002, 51, '{contrasting}', 1, '2026-11-02', '2027-06-30', 1);
INSERT INTO placement_need (id, enrolment_id, person_id, programme_id, stage,
    area_id, minutes_at_most) OVERRIDING SYSTEM VALUE VALUES
	(601, 101, 1, 1, 'contrasting', 1, 60),
	(602, 106, 6, 2, 'contrasting', 1, 60);
INSERT INTO placement_conflict (id, enrolment_id, person_id, programme_id,
    with_organisation_id, with_person_id, reason) OVERRIDING SYSTEM VALUE
VALUES (701, 101, 1, 1, 9002, NULL, 'A relative works there'),
       (702, 101, 1, 1, NULL, 2, ''), (703, 101, 1, 1, NULL, 12, '');
INSERT INTO match_round (id, programme_id, cohort_id, stage, starts_on,
    required_halves, slack_days, settings_needed, minutes_at_most,
    minutes_within_area, milliseconds, per_ten_minutes, per_week_later,
    not_employer, not_preferred, not_statutory, made_by)
OVERRIDING SYSTEM VALUE
VALUES (801, 1, 1, 'contrasting', '2026-11-02', 60, 14, 2, 60, 30, 2000, 10, 7,
        20, 30, 15, 31),
       (802, 2, 3, 'contrasting', '2026-11-02', 60, 14, 2, 60, 30, 2000, 10, 7,
        20, 30, 15, 32);
INSERT INTO match_proposal (id, round_id, programme_id, enrolment_id, offer_id,
    points, starts_on, ends_on) OVERRIDING SYSTEM VALUE
VALUES (901, 801, 1, 101, 501, 3, '2026-11-02', '2027-01-15'),
       (902, 801, 1, 102, 501, 3, '2026-11-02', '2027-01-15'),
       (903, 802, 2, 106, NULL, NULL, NULL, NULL);
SET ROLE waymark_web;

SELECT is((SELECT count(*) FROM placement_offer) +
    (SELECT count(*) FROM placement_need) + (SELECT count(*) FROM match_round) +
    (SELECT count(*) FROM match_proposal) + (SELECT count(*) FROM travel_area),
    0::bigint, 'nobody sees nothing of it');

SELECT pg_temp.act_as(22) \g /dev/null
SELECT results_eq('SELECT id FROM placement_offer', 'VALUES (501::bigint)',
    'a partner sees the offers of their own organisation');
SELECT is((SELECT count(*) FROM placement_need) +
    (SELECT count(*) FROM placement_conflict) +
    (SELECT count(*) FROM match_proposal) +
    (SELECT count(*) FROM match_need) + (SELECT count(*) FROM travel_time),
    (SELECT count(*) FROM match_need),
    'and neither needs, conflicts nor proposals');
SELECT is((SELECT count(*) FROM match_need WHERE area_id IS NOT NULL
    OR hosts <> '{}'), 0::bigint, 'also not through what is matched from');
SELECT throws_ok($$INSERT INTO placement_offer (programme_id, organisation_id,
    team_id, stages, places, starts_on, ends_on) VALUES (1, 9002, 51,
    '{last}', 1, '2027-01-01', '2027-02-01')$$, '42501', NULL,
    'they offer nothing of others');
SELECT throws_ok($$UPDATE placement_offer SET state = 'filled'$$, '42501',
    NULL, 'nor say that places are taken');
SELECT throws_ok($$UPDATE placement_offer SET taken = 1$$, '42501', NULL,
    'nor how many');
UPDATE placement_offer SET places = 4 WHERE id = 502;
SELECT throws_ok($$DELETE FROM placement_offer$$, '42501', NULL,
    'nothing is deleted');
UPDATE placement_offer SET state = 'withdrawn';
UPDATE placement_offer SET state = 'offered';
SELECT is((SELECT version FROM placement_offer WHERE id = 501), 3::bigint,
    'each change is a new version');
SELECT throws_ok($$INSERT INTO team (organisation_id, name, statutory)
    VALUES (9002, 'Theirs', true)$$, '42501', NULL, 'nor name others’ teams');
SELECT is((SELECT confirm_round(801, 1)), -1::bigint, 'nor confirm a round');

SELECT pg_temp.act_as(11) \g /dev/null
SELECT is((SELECT count(*) FROM placement_need) +
    (SELECT count(*) FROM placement_conflict) +
    (SELECT count(*) FROM match_round), 0::bigint,
    'an educator sees none of it');

SELECT pg_temp.act_as(1) \g /dev/null
SELECT results_eq('SELECT id FROM placement_need', 'VALUES (601::bigint)',
    'a trainee sees their own needs');
SELECT is((SELECT count(*) FROM placement_conflict), 3::bigint,
    'and conflicts');
SELECT is((SELECT count(*) FROM match_proposal) +
    (SELECT count(*) FROM match_round), 0::bigint,
    'not what is proposed for them');
SELECT is((SELECT count(*) FROM audit.event WHERE subject = 'match_proposal'),
    0::bigint, 'not in their history either');
SELECT throws_ok($$INSERT INTO placement_need (enrolment_id, person_id,
    programme_id, stage, area_id, minutes_at_most)
    VALUES (102, 2, 1, 'last', 1, 60)$$, '42501', NULL,
    'and states no needs of others');
SELECT throws_ok($$INSERT INTO placement_need (enrolment_id, person_id,
    programme_id, stage, area_id, minutes_at_most)
    VALUES (102, 1, 1, 'last', 1, 60)$$, '23503', NULL,
    'nor in their own name for others');

SELECT pg_temp.act_as(32) \g /dev/null
SELECT results_eq('SELECT id FROM match_round', 'VALUES (802::bigint)',
    'staff see the rounds of their programme');
SELECT results_eq('SELECT id FROM placement_need', 'VALUES (602::bigint)',
    'and its needs');
SELECT is((SELECT confirm_round(801, 1)), -1::bigint,
    'and confirm no other one');

SELECT pg_temp.act_as(31) \g /dev/null
SELECT is((SELECT places FROM placement_offer WHERE id = 502), 1::bigint,
    'a partner changes nothing that others offer');
SELECT is((SELECT string_agg(DISTINCT attname, ' ' ORDER BY attname)
    FROM pg_attribute WHERE attnum > 0 AND attrelid IN
    ('match_need'::regclass, 'match_offer'::regclass)),
    'area_id at_least cohort_id days earlier earlier_statutory ' ||
    'earlier_unknown educators employer_id ends_on enrolment_id features ' ||
    'free_from hosts minutes_at_most offer_id organisation_id others ' ||
    'places prefers programme_id setting stage stages starts_on ' ||
    'statutory team_id teams working',
    'the optimum is found from ids, areas, days and codes alone');
SELECT results_eq($$SELECT hosts, teams, others FROM match_need
    WHERE enrolment_id = 101 AND stage = 'contrasting'$$,
    $$VALUES ('{9002}'::bigint[], '{52}'::bigint[], '{102}'::bigint[])$$,
    'conflicts are hosts, teams of whom one conflicts with, and enrolments');
SELECT is((SELECT free_from FROM match_need WHERE enrolment_id = 101
    AND stage = 'contrasting'), '2026-10-31'::date,
    'somebody is free when the placement before has ended');
SELECT is((SELECT count(*) FROM match_need WHERE enrolment_id = 104),
    0::bigint, 'who is paused is not matched');
SELECT is((SELECT count(*) FROM match_need WHERE enrolment_id = 101
    AND stage = 'first'), 0::bigint, 'nor twice for one placement');
SELECT throws_ok($$UPDATE match_round SET state = 'confirmed',
    confirmed_at = now()$$, '42501', NULL, 'no round confirms itself');
SELECT throws_ok($$INSERT INTO match_proposal (round_id, programme_id,
    enrolment_id) VALUES (802, 1, 103)$$, '23514', NULL,
    'a proposal is of its own programme’s round');
SELECT is((SELECT confirm_round(801, 7)), -1::bigint,
    'a round is confirmed as it was seen');
SELECT is((SELECT confirm_round(801, 1)), 2::bigint,
    'confirming makes the placements');
SELECT results_eq($$SELECT p.enrolment_id, p.team_id, p.required_halves,
    w.halves FROM placement p JOIN placement_pattern w ON w.placement_id = p.id
    WHERE p.stage = 'contrasting' ORDER BY 1$$,
    $$VALUES (101::bigint, 52::bigint, 60::bigint, '{2,2,2,2,2,0,0}'::bigint[]),
    (102, 52, 60, '{2,2,2,2,2,0,0}')$$, 'each with the trainee’s week');
SELECT results_eq($$SELECT taken, state::text FROM placement_offer
    WHERE id = 501$$, $$VALUES (2::bigint, 'filled')$$,
    'and the offer is full');
SELECT throws_ok($$UPDATE match_proposal SET held = true WHERE id = 901$$,
    '23514', NULL, 'what was confirmed is no proposal any more');
SELECT is((SELECT confirm_round(801, 2)), -1::bigint, 'nor confirmed twice');
SELECT is((SELECT undo_round(801, 2)), 2::bigint, 'it can be undone');
SELECT is((SELECT count(*) FROM placement WHERE stage = 'contrasting'),
    0::bigint, 'then the placements are gone');
SELECT results_eq($$SELECT taken, state::text FROM placement_offer
    WHERE id = 501$$, $$VALUES (0::bigint, 'offered')$$,
    'and the places free');
RESET ROLE;
UPDATE placement_offer SET places = 1 WHERE id = 501;
SET ROLE waymark_web;
SELECT pg_temp.act_as(31) \g /dev/null
SELECT is((SELECT confirm_round(801, 3)), -2::bigint,
    'more than there are places is not confirmed');

SELECT * FROM finish();
ROLLBACK;
