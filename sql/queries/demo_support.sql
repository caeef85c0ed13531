-- The demonstration's support: what each week promised by its agreement, what
-- was entered of it, and check-ins.  Every fourth organisation gives less than
-- it promised.  What chance would decide, numbers of rows do.
--
-- Among the others some ASYEs are planted: of every twenty-three the caseload
-- is above the cap in two weeks running, or in one alone, and so is protected
-- time below what was agreed.

-- exec demo_support_ledgers_add(as_of date)
INSERT INTO waymark.support_ledger (asye_id, placement_id, enrolment_id,
    person_id, programme_id, organisation_id, live, followed_on)
SELECT a.id, NULL::bigint, a.enrolment_id, a.person_id, a.programme_id,
       a.employer_id, waymark.asye_is_live(a.state), :as_of
  FROM waymark.asye a
UNION ALL
SELECT NULL, p.id, p.enrolment_id, p.person_id, p.programme_id,
       p.organisation_id, p.ends_on > :as_of - 28, :as_of
  FROM waymark.placement p
 ORDER BY 1, 2;

-- Two weeks of leave in a year, which expect nothing.

-- exec demo_support_leave_add(as_of date)
INSERT INTO waymark.support_week (ledger_id, number, week_on, asye_id,
    enrolment_id, person_id, programme_id, organisation_id, expected, state,
    version, entered_side, away)
SELECT l.id, n.number, waymark.monday(a.starts_on) + 7 * (n.number - 1)::integer,
       a.id, l.enrolment_id, l.person_id, l.programme_id, l.organisation_id,
       false, 'confirmed', 2, 'trainee', true
  FROM waymark.support_ledger l
  JOIN waymark.asye a ON a.id = l.asye_id AND a.state <> 'eligible'
 CROSS JOIN LATERAL (VALUES (14 + a.id % 6), (31 + a.id % 5)) AS n(number)
 WHERE waymark.monday(a.starts_on) + 7 * n.number::integer <= :as_of
   AND EXISTS (SELECT 1 FROM waymark.asye_duty d
        WHERE d.asye_id = a.id AND d.duty = 'assessor'
          AND d.state = 'recorded' AND d.during @>
              waymark.monday(a.starts_on) + 7 * (n.number - 1)::integer);

-- chance: of this week, 0 to 1008.  Nobody confirms where nobody supervised.

-- exec demo_support_weeks_add(as_of date)
WITH signed AS MATERIALIZED (
    SELECT l.id AS ledger_id, g.*
      FROM waymark.support_ledger l
     CROSS JOIN LATERAL waymark.support_signed(l) g)
INSERT INTO waymark.support_week (ledger_id, number, week_on, asye_id,
    placement_id, enrolment_id, person_id, programme_id, organisation_id,
    halves, promised_sessions, promised_minutes, promised_protected,
    promised_cap, promised_observations, promised_induction, signed_sessions,
    signed_minutes, signed_observations, state, version, entered_side,
    said_sessions, said_minutes, said_protected, said_caseload,
    said_observations, said_induction, their_minutes)
SELECT l.id, d.number, d.week_on, l.asye_id, l.placement_id, l.enrolment_id,
       l.person_id, l.programme_id, l.organisation_id, d.halves, d.sessions,
       d.minutes, d.protected, d.cap, d.observations, d.induction,
       coalesce(g.sessions, 0), coalesce(g.minutes, 0),
       coalesce(g.observations, 0), t.state,
       CASE t.state WHEN 'missing' THEN 0 WHEN 'entered' THEN 1
           WHEN 'disagreed' THEN 3 ELSE 2 END,
       CASE WHEN t.state = 'missing' THEN NULL
            WHEN c.chance % 6 = 0 AND w.person_id IS NOT NULL THEN 'supporter'
            ELSE 'trainee' END::waymark.support_side,
       s.sessions, s.sessions * CASE WHEN d.sessions > 0
           THEN d.minutes / d.sessions - CASE WHEN u.less THEN 20 ELSE 0 END
           ELSE 60 END,
       CASE WHEN t.state <> 'missing' THEN d.protected * CASE WHEN u.less
           THEN c.chance % 60 WHEN v.short THEN 50
           ELSE 88 + c.chance % 20 END / 100 END,
       CASE WHEN t.state <> 'missing' THEN coalesce(d.cap, 7) - 2
           + c.chance % 3 + CASE WHEN u.less OR v.over THEN 3 ELSE 0 END
           END,
       CASE WHEN t.state <> 'missing' THEN d.observations END,
       CASE WHEN t.state <> 'missing' THEN d.induction END,
       CASE WHEN t.state IN ('disputed', 'disagreed')
           THEN s.sessions * 40 END
  FROM waymark.support_ledger l
  LEFT JOIN waymark.placement p ON p.id = l.placement_id
 CROSS JOIN LATERAL waymark.support_due(l.id) d
  LEFT JOIN signed g ON g.ledger_id = l.id AND g.week_on = d.week_on
 CROSS JOIN LATERAL (SELECT (l.id * 7919 + d.number * 104729) % 1009)
       AS c(chance)
 CROSS JOIN LATERAL (SELECT l.organisation_id % 4 = 1) AS u(less)
 CROSS JOIN LATERAL (SELECT l.asye_id % 23 = 5 AND d.number IN (10, 11)
           OR l.asye_id % 23 = 6 AND d.number = 10,
       l.asye_id % 23 = 7 AND d.number IN (12, 13)
           OR l.asye_id % 23 = 8 AND d.number = 12) AS v(over, short)
  LEFT JOIN LATERAL (
       SELECT x.person_id FROM waymark.asye_duty x
        WHERE x.asye_id = l.asye_id AND x.duty = 'assessor'
          AND x.state = 'recorded' AND x.during @> (d.week_on + 4)
        UNION ALL
       SELECT e.person_id FROM waymark.placement_educator e
        WHERE e.placement_id = l.placement_id
          AND e.duty = 'practice_educator' AND e.during @> (d.week_on + 4)
        LIMIT 1) w ON true
 CROSS JOIN LATERAL (SELECT CASE WHEN c.chance % 11 = 0 THEN 'missing'
       WHEN w.person_id IS NULL OR d.week_on + 14 > :as_of THEN 'entered'
       WHEN c.chance % 67 = 1 THEN 'disputed'
       WHEN c.chance % 67 = 2 THEN 'disagreed'
       ELSE 'confirmed' END::waymark.support_state) AS t(state)
 CROSS JOIN LATERAL (SELECT CASE WHEN t.state <> 'missing' THEN greatest(
       d.sessions - CASE WHEN u.less AND c.chance % 2 = 0 THEN 1 ELSE 0 END,
       g.sessions, 0) END) AS s(sessions)
 WHERE d.halves > 0 AND d.week_on + 7 <= :as_of
   AND (l.asye_id IS NOT NULL
       OR p.starts_on <= :as_of AND p.ends_on > :as_of - 28)
 ORDER BY l.id, d.number;

-- Who took the steps by which each week is as it is.

-- exec demo_support_entries_add()
WITH week AS (
    SELECT k.*, coalesce((SELECT x.person_id FROM waymark.asye_duty x
            WHERE x.asye_id = k.asye_id AND x.duty = 'assessor'
              AND x.state = 'recorded' AND x.during @> (k.week_on + 4)
            LIMIT 1), (SELECT e.person_id
             FROM waymark.placement_educator e
            WHERE e.placement_id = k.placement_id
              AND e.duty = 'practice_educator'
              AND e.during @> (k.week_on + 4) LIMIT 1), k.person_id)
           AS supporter_id
      FROM waymark.support_week k WHERE k.version > 0)
INSERT INTO waymark.support_entry (ledger_id, number, week_id, asye_id,
    placement_id, enrolment_id, person_id, programme_id, version, step, side,
    away, sessions, minutes, protected, caseload, observations, induction,
    words, before, after, by_id, at)
SELECT w.ledger_id, w.number, w.id, w.asye_id, w.placement_id, w.enrolment_id,
       w.person_id, w.programme_id, s.version, s.step, t.side,
       w.away AND s.version = 1,
       CASE WHEN s.version = 1 THEN w.said_sessions END,
       CASE s.step WHEN 'entered' THEN w.said_minutes
           WHEN 'disputed' THEN w.their_minutes END,
       CASE WHEN s.version = 1 THEN w.said_protected END,
       CASE WHEN s.version = 1 THEN w.said_caseload END,
       CASE WHEN s.version = 1 THEN w.said_observations END,
       CASE WHEN s.version = 1 THEN w.said_induction END, s.words, s.before,
       s.after, CASE t.side WHEN 'trainee' THEN w.person_id
           ELSE w.supporter_id END,
       (w.week_on + 4 + s.version::integer + time '16:30')
           AT TIME ZONE 'Europe/London'
  FROM week w
  JOIN (VALUES
	(1, 'entered', '', 'missing', 'entered', '{entered,confirmed,disputed,disagreed}'),
	(2, 'confirmed', '', 'entered', 'confirmed', '{confirmed}'),
	(2, 'disputed', 'We were interrupted for part of it', 'entered',
	    'disputed', '{disputed,disagreed}'),
	(3, 'stood_by', 'We went on afterwards, with the door closed',
	    'disputed', 'disagreed', '{disagreed}'))
       AS v(version, step, words, before, after, of)
       ON w.state = ANY (v.of::waymark.support_state[])
 CROSS JOIN LATERAL (SELECT v.version, v.step::waymark.support_step AS step,
       v.words, v.before::waymark.support_state AS before,
       v.after::waymark.support_state AS after) s
 CROSS JOIN LATERAL (SELECT CASE WHEN (s.version = 2)
       = (w.entered_side = 'trainee') THEN 'supporter'
       ELSE 'trainee' END::waymark.support_side) AS t(side)
 ORDER BY w.id, s.version;

-- exec demo_support_sums_add()
SELECT waymark.support_sums(l.id)
  FROM waymark.support_ledger l
 WHERE EXISTS (SELECT 1 FROM waymark.support_week w WHERE w.ledger_id = l.id);

-- Gaps began some weeks ago; something is done about every third.

-- exec demo_support_gaps_add(as_of date)
UPDATE waymark.support_ledger
   SET gap_since = :as_of - 7 - (id % 30)::integer
 WHERE gap <> '{}';

-- exec demo_support_answers_add(as_of date, by_email text)
WITH answered AS (
    INSERT INTO waymark.support_answer (ledger_id, asye_id, placement_id,
        enrolment_id, person_id, programme_id, organisation_id, words,
        again_on, by_id, at)
    SELECT l.id, l.asye_id, l.placement_id, l.enrolment_id, l.person_id,
           l.programme_id, l.organisation_id,
           'Half a day a week is in the rota from next month, and a second '
           'supervisor stands in', :as_of + 21, p.id,
           (:as_of - 5 + time '10:15') AT TIME ZONE 'Europe/London'
      FROM waymark.support_ledger l
      JOIN waymark.person p ON p.email = :by_email
     WHERE l.gap <> '{}' AND l.id % 3 = 0
     ORDER BY l.id
    RETURNING ledger_id, again_on)
UPDATE waymark.support_ledger l SET quiet_until = a.again_on
  FROM answered a WHERE a.ledger_id = l.id;

-- Check-ins every three weeks of some of those on an ASYE or a placement.

-- exec demo_check_ins_add(as_of date, words text[], notes text[])
INSERT INTO waymark.check_in (person_id, ledger_id, asye_id, placement_id,
    programme_id, organisation_id, on_day, caseload, complex, hours_over, word,
    note, seen_by, written_at)
SELECT l.person_id, l.id, l.asye_id, l.placement_id, l.programme_id,
       l.organisation_id, c.on_day, n.caseload, n.caseload * 2 / 5,
       (l.id + k) % 8, (:words::text[])[1 + (l.id * 3 + k)
           % cardinality(:words::text[])],
       CASE WHEN (l.id + k) % 3 = 0 THEN (:notes::text[])[1 + (l.id + k * 5)
           % cardinality(:notes::text[])] ELSE '' END,
       CASE WHEN l.id % 3 = 0 THEN 'programme' WHEN (l.id + k) % 5 = 1
           THEN 'supervisor' ELSE 'me' END::waymark.check_in_reader,
       (c.on_day + time '17:45') AT TIME ZONE 'Europe/London'
  FROM waymark.support_ledger l
 CROSS JOIN generate_series(0, 5) k
 CROSS JOIN LATERAL (SELECT :as_of - 4 - 21 * k - (l.id % 9)::integer AS on_day) c
 CROSS JOIN LATERAL (SELECT 9 + (l.id + k) % 8 AS caseload) n
 WHERE l.live AND (l.id * 7 + k) % 4 <> 0
   AND EXISTS (SELECT 1 FROM waymark.support_week w
        WHERE w.ledger_id = l.id
          AND c.on_day BETWEEN w.week_on AND w.week_on + 6)
 ORDER BY l.id, k;
