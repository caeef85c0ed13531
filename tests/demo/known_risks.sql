-- Who is to be flagged by which rule, from which day and until when, worked out
-- from the records alone: nothing here knows the rules in C, nor what they
-- found.  test_known_risks.c compares every row with the episodes of flags.
--
-- "-- flag RULE" begins a statement of enrolment_id, subject_key, raised_on and
-- cleared_on, which is NULL while it stands; "-- none RULE" one of enrolment_id,
-- subject_key, from_on and until_on: days on which somebody only looked
-- alarming, and the rule is to say nothing of them.

-- given
-- Training that was never paused or undone: one span of days each.

CREATE TEMP VIEW learning AS
SELECT e.id AS enrolment_id, daterange(v.from_on, v.until_on) AS during
  FROM enrolment e
 CROSS JOIN LATERAL (SELECT min(on_date) AS from_on,
       min(on_date) FILTER (WHERE state <> 'enrolled') AS until_on,
       count(*) FILTER (WHERE change IN ('undone', 'resumed', 'reinstated'))
       AS odd
         FROM enrolment_event WHERE enrolment_id = e.id) v
 WHERE v.odd = 0 AND e.cohort_id <= 3 AND v.from_on IS NOT NULL
   AND v.from_on < coalesce(v.until_on, 'infinity');

CREATE TEMP VIEW placed AS
SELECT p.id AS placement_id, p.enrolment_id, p.stage, p.starts_on, p.ends_on,
       p.required_halves, daterange(p.starts_on, v.settled_on) * l.during
       AS during
  FROM placement p
  JOIN learning l USING (enrolment_id)
 CROSS JOIN LATERAL (SELECT min(on_date) FILTER (WHERE state IN
       ('recommended', 'panel', 'confirmed', 'terminated', 'withdrawn'))
       AS settled_on, count(*) FILTER (WHERE change = 'undone') AS odd
         FROM placement_event WHERE placement_id = p.id) v
 WHERE p.state <> 'withdrawn' AND v.odd = 0
   AND p.starts_on < coalesce(v.settled_on, 'infinity')
   AND p.starts_on <= today();

CREATE TEMP VIEW assessed AS
SELECT a.id AS asye_id, a.enrolment_id, a.framework_id, a.starts_on,
       daterange(greatest(a.starts_on, v.from_on), v.until_on) AS during
  FROM asye a
 CROSS JOIN LATERAL (SELECT min(on_day) FILTER (WHERE is_live) AS from_on,
       min(on_day) FILTER (WHERE NOT is_live AND after <> 'eligible')
       AS until_on, count(*) FILTER (WHERE change IN ('undone', 'paused',
           'resumed', 'reinstated', 'returned_by_panel', 'transferred_out'))
       AS odd
         FROM (SELECT *, after IN ('registered', 'agreed', 'review_3',
                   'review_6', 'review_9', 'final_review') AS is_live
                 FROM asye_event WHERE asye_id = a.id) e) v
 WHERE v.odd = 0 AND v.from_on IS NOT NULL AND a.starts_on <= today()
   AND greatest(a.starts_on, v.from_on) < coalesce(v.until_on, 'infinity');

-- flag review_overdue
SELECT a.enrolment_id, 'review ' || r.number AS subject_key,
       r.due_on + 1 AS raised_on, least(r.held_on, upper(a.during))
       AS cleared_on
  FROM asye_review r
  JOIN assessed a USING (asye_id)
 WHERE r.state <> 'optional' AND a.during @> (r.due_on + 1)
   AND r.due_on < today() AND coalesce(r.held_on > r.due_on + 1, true);

-- none review_overdue
-- Held on the last day.
SELECT a.enrolment_id, 'review ' || r.number AS subject_key,
       r.due_on - 30 AS from_on, today() AS until_on
  FROM asye_review r
  JOIN assessed a USING (asye_id)
 WHERE r.held_on = r.due_on;

-- flag milestone_overdue
-- Handed in late; an extension that was agreed moves the day.
SELECT t.enrolment_id, 'attempt ' || t.id AS subject_key,
       w.due_on + 1 AS raised_on,
       least(t.submitted_on, b.decided_on, upper(l.during)) AS cleared_on
  FROM attempt t
  JOIN learning l USING (enrolment_id)
 CROSS JOIN LATERAL (SELECT greatest(t.due_on, (SELECT max(x.due_on)
       FROM extension x WHERE x.attempt_id = t.id AND x.state = 'agreed'))
       AS due_on) w
 CROSS JOIN LATERAL (SELECT min(d.board_on) AS decided_on
         FROM board_decision d
        WHERE d.enrolment_id = t.enrolment_id
          AND d.offering_id = t.offering_id AND d.state <> 'undone'
          AND d.board_on > w.due_on) b
 WHERE t.state <> 'withdrawn' AND w.due_on < today()
   AND l.during @> (w.due_on + 1)
   AND coalesce(t.submitted_on > w.due_on + 1, true)
   AND coalesce(b.decided_on > w.due_on + 1, true);

-- none milestone_overdue
-- Handed in after the first day, and within the time that was given.
SELECT t.enrolment_id, 'attempt ' || t.id AS subject_key,
       t.due_on AS from_on, today() AS until_on
  FROM attempt t
  JOIN extension x ON x.attempt_id = t.id AND x.state = 'agreed'
 WHERE t.submitted_on > t.due_on AND t.submitted_on <= x.due_on;

-- flag attempts_low
SELECT t.enrolment_id, 'attempt ' || t.id AS subject_key,
       o.board_on AS raised_on,
       least(t.submitted_on, b.decided_on, upper(l.during)) AS cleared_on
  FROM attempt t
  JOIN learning l USING (enrolment_id)
  JOIN board_decision o ON o.id = t.opened_by
 CROSS JOIN LATERAL (SELECT min(d.board_on) AS decided_on
         FROM board_decision d
        WHERE d.enrolment_id = t.enrolment_id
          AND d.offering_id = t.offering_id AND d.state <> 'undone'
          AND d.board_on > greatest(t.due_on, (SELECT max(x.due_on)
              FROM extension x WHERE x.attempt_id = t.id
               AND x.state = 'agreed'))) b
 WHERE t.state <> 'withdrawn' AND t.number = 2 AND o.board_on <= today()
   AND l.during @> o.board_on
   AND coalesce(t.submitted_on > o.board_on, true);

-- flag module_failed
SELECT d.enrolment_id, 'module ' || d.offering_id AS subject_key,
       d.board_on AS raised_on, least(min(p.board_on), upper(l.during))
       AS cleared_on
  FROM (SELECT enrolment_id, offering_id, min(board_on) AS board_on
          FROM board_decision
         WHERE state <> 'undone' AND outcome IN ('fail', 'repeat')
         GROUP BY enrolment_id, offering_id) d
  JOIN learning l USING (enrolment_id)
  LEFT JOIN board_decision p ON p.enrolment_id = d.enrolment_id
   AND p.offering_id = d.offering_id AND p.state <> 'undone'
   AND p.outcome NOT IN ('fail', 'repeat') AND p.board_on >= d.board_on
 WHERE d.board_on <= today() AND l.during @> d.board_on
 GROUP BY d.enrolment_id, d.offering_id, d.board_on, l.during;

-- none module_failed
-- Below the mark, and passed by the board after all.
SELECT d.enrolment_id, 'module ' || d.offering_id AS subject_key,
       d.board_on - 30 AS from_on, today() AS until_on
  FROM board_decision d
 WHERE d.state <> 'undone' AND EXISTS (SELECT 1 FROM attempt t
       WHERE t.enrolment_id = d.enrolment_id
         AND t.offering_id = d.offering_id AND t.number > 1)
   AND NOT EXISTS (SELECT 1 FROM board_decision o
        WHERE o.enrolment_id = d.enrolment_id
          AND o.offering_id = d.offering_id
          AND o.outcome IN ('fail', 'repeat'));

-- flag concern_open
-- One step follows another; the day to follow up is of the latest.
SELECT c.enrolment_id, 'concern ' || c.id AS subject_key,
       s.follow_up_on + 1 AS raised_on, least(s.next_on, upper(l.during))
       AS cleared_on
  FROM concern c
  JOIN learning l USING (enrolment_id)
  JOIN LATERAL (SELECT v.*, lead(v.on_date) OVER (ORDER BY v.version)
                   AS next_on
                  FROM concern_event v
                 WHERE v.concern_id = c.id) s
       ON s.state NOT IN ('closed', 'withdrawn')
 WHERE NOT EXISTS (SELECT 1 FROM concern_event v
        WHERE v.concern_id = c.id AND v.step = 'undone')
   AND NOT EXISTS (SELECT 1 FROM asye a
        WHERE a.enrolment_id = c.enrolment_id)
   AND l.during @> (s.follow_up_on + 1) AND s.follow_up_on < today()
   AND coalesce(s.next_on > s.follow_up_on + 1, true);

-- none concern_open
-- Words of alarm, and somebody who sees to them in time.
SELECT c.enrolment_id, 'concern ' || c.id AS subject_key,
       c.raised_on AS from_on, today() AS until_on
  FROM concern c
 WHERE c.open AND c.follow_up_on >= today()
   AND NOT EXISTS (SELECT 1 FROM concern_event v
        JOIN concern_event n ON n.concern_id = v.concern_id
         AND n.version = v.version + 1
       WHERE v.concern_id = c.id AND n.on_date > v.follow_up_on + 1);

-- given
-- What counts in an ASYE, and on which day it came to count.

CREATE TEMP VIEW counted AS
SELECT d.asye_id, CASE d.kind WHEN 'asye_observation' THEN 'observation'
           WHEN 'asye_written_record' THEN 'written_record'
           ELSE 'reflection' END AS evidence,
       least(day_of(d.signed_at), today()) AS on_day
  FROM document d
 WHERE d.asye_id IS NOT NULL AND d.state = 'signed'
   AND (d.kind IN ('asye_observation', 'asye_written_record')
    OR d.kind = 'asye_reflection_log' AND EXISTS (SELECT 1 FROM asye a
        JOIN framework f ON f.id = a.framework_id
        JOIN framework_minimum m ON m.framework_id = f.id
         AND m.evidence = 'reflection'
       WHERE a.id = d.asye_id
         AND stage_month(d.stage, d.kind, f.months) = ANY (m.at_months)))
 UNION ALL
SELECT g.asye_id, CASE g.giver WHEN 'professional'
           THEN 'feedback_professionals' ELSE 'feedback_people' END, g.given_on
  FROM feedback_given g WHERE g.erased_at IS NULL;

-- By each review, so many of all; two weeks later they are late.
CREATE TEMP VIEW late_evidence AS
SELECT r.asye_id, m.evidence = 'observation' AS is_observation,
       daterange(r.due_on + 15, s.on_day) AS during
  FROM (SELECT asye_id, due_on, row_number() OVER w AS i, count(*) OVER
               (PARTITION BY asye_id) AS n
          FROM asye_review WHERE state <> 'optional'
        WINDOW w AS (PARTITION BY asye_id ORDER BY number)) r
  JOIN asye a ON a.id = r.asye_id
  JOIN framework_minimum m ON m.framework_id = a.framework_id
   AND m.at_least * r.i / r.n > 0
   AND m.evidence IN ('observation', 'feedback_people',
       'feedback_professionals', 'written_record', 'reflection')
  LEFT JOIN LATERAL (SELECT c.on_day FROM counted c
        WHERE c.asye_id = r.asye_id AND c.evidence = m.evidence::text
        ORDER BY c.on_day OFFSET m.at_least * r.i / r.n - 1 LIMIT 1) s ON true
 WHERE r.due_on + 15 < coalesce(s.on_day, 'infinity')
   AND r.due_on + 15 <= today();

-- flag observation_overdue
SELECT a.enrolment_id, 'asye ' || a.asye_id AS subject_key,
       lower(x) AS raised_on, upper(x * a.during) AS cleared_on
  FROM (SELECT asye_id, unnest(range_agg(during)) AS x FROM late_evidence
         WHERE is_observation GROUP BY asye_id) e
  JOIN assessed a USING (asye_id)
 WHERE a.during @> lower(x);

-- flag evidence_behind
SELECT a.enrolment_id, 'asye ' || a.asye_id AS subject_key,
       lower(x) AS raised_on, upper(x * a.during) AS cleared_on
  FROM (SELECT asye_id, unnest(range_agg(during)) AS x FROM late_evidence
         WHERE NOT is_observation GROUP BY asye_id) e
  JOIN assessed a USING (asye_id)
 WHERE a.during @> lower(x);

-- none evidence_behind
-- Missing on the day of the review, and there within the two weeks.
SELECT DISTINCT a.enrolment_id, 'asye ' || a.asye_id AS subject_key,
       r.due_on AS from_on, r.due_on + 15 AS until_on
  FROM assessed a
  JOIN asye_review r USING (asye_id)
  JOIN counted c USING (asye_id)
 WHERE c.evidence <> 'observation'
   AND c.on_day BETWEEN r.due_on + 1 AND r.due_on + 14
   AND NOT EXISTS (SELECT 1 FROM late_evidence e
        WHERE e.asye_id = a.asye_id AND NOT e.is_observation
          AND e.during && daterange(r.due_on, r.due_on + 16));
