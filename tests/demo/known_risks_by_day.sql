-- Known risks, as in known_risks.sql, by looking at each day in its turn: what
-- was expected by then, what was done, and what had last been held.

-- given
-- As https://www.gov.uk/bank-holidays has them.

CREATE TEMP TABLE free (on_day date);
INSERT INTO free SELECT unnest('{2022-08-29,2022-09-19,2022-12-26,2022-12-27,
    2023-01-02,2023-04-07,2023-04-10,2023-05-01,2023-05-08,2023-05-29,
    2023-08-28,2023-12-25,2023-12-26,2024-01-01,2024-03-29,2024-04-01,
    2024-05-06,2024-05-27,2024-08-26,2024-12-25,2024-12-26,2025-01-01,
    2025-04-18,2025-04-21,2025-05-05,2025-05-26,2025-08-25,2025-12-25,
    2025-12-26,2026-01-01,2026-04-03,2026-04-06,2026-05-04,2026-05-25,
    2026-08-31,2026-12-25,2026-12-28}'::date[]);

CREATE TEMP TABLE held AS
SELECT d.placement_id, d.asye_id, least(day_of(d.sent_at), today()) AS sent_on,
       coalesce(d.held_on, day_of(d.started_at)) AS held_on,
       coalesce(d.minutes, 0) AS minutes, d.id AS n
  FROM document d
 WHERE d.kind IN ('supervision_record', 'asye_supervision')
   AND d.sent_at IS NOT NULL AND d.state <> 'withdrawn'
 UNION ALL
SELECT w.placement_id, w.asye_id, w.known_on, least(w.week_on + 4, w.known_on),
       CASE WHEN w.asye_id IS NULL THEN w.minutes
           ELSE w.minutes / w.sessions END, w.id + 1000000000
  FROM said w WHERE w.signed_sessions = 0 AND w.sessions > 0;
CREATE INDEX ON held (placement_id);
CREATE INDEX ON held (asye_id);

-- Every third placement, and those in which days were logged late, of those
-- without interruptions: expected, before the day; done and missed, by its end;
-- heard: minutes of supervision.
CREATE TEMP TABLE day_of_placement AS
WITH place AS MATERIALIZED (
     SELECT p.* FROM placed p
      WHERE (p.placement_id % 3 = 0 OR EXISTS (SELECT 1 FROM placement_day d
           WHERE d.placement_id = p.placement_id
             AND day_of(d.submitted_at) > d.on_date + 13))
        AND NOT EXISTS (SELECT 1 FROM placement_interruption i
           WHERE i.placement_id = p.placement_id)),
     logged AS (
     SELECT d.placement_id, greatest(d.on_date, least(day_of(d.submitted_at),
                today())) AS known_on,
            CASE d.state WHEN 'returned' THEN least(day_of(d.decided_at),
                today()) END AS lost_on,
            d.halves, d.kind::text AS kind
       FROM placement_day d WHERE d.state <> 'withdrawn'),
     moved AS (
     SELECT placement_id, known_on AS on_day, halves AS done, 0 AS missed,
            1 AS logs, 0 AS heard FROM logged WHERE kind <> 'absent'
      UNION ALL
     SELECT placement_id, lost_on, -halves, 0, 0, 0 FROM logged
      WHERE kind <> 'absent' AND lost_on IS NOT NULL
      UNION ALL
     SELECT placement_id, known_on, 0, CASE kind WHEN 'absent' THEN halves
            ELSE -halves END, CASE kind WHEN 'absent' THEN 1 ELSE 0 END, 0
       FROM logged WHERE kind IN ('absent', 'make_up')
      UNION ALL
     SELECT placement_id, greatest(sent_on, held_on), 0, 0, 0, minutes
       FROM held WHERE placement_id IS NOT NULL),
     per_day AS (
     SELECT placement_id, on_day, sum(done) AS done, sum(missed) AS missed,
            sum(logs) AS logs, sum(heard) AS heard
       FROM moved GROUP BY placement_id, on_day),
     day AS (
     SELECT p.placement_id, p.enrolment_id, p.during, p.required_halves,
            p.starts_on, p.ends_on, g::date AS on_day,
            CASE WHEN g::date > p.ends_on OR g::date IN (SELECT on_day
                FROM free) THEN 0 ELSE coalesce((SELECT w.halves[
                    extract(isodow FROM g)::integer]
                  FROM placement_pattern w
                 WHERE w.placement_id = p.placement_id
                   AND w.during @> g::date
                 ORDER BY lower(w.during) DESC NULLS LAST LIMIT 1), 0) END
            AS halves
       FROM place p
      CROSS JOIN generate_series(p.starts_on, least(p.ends_on, today()),
            '1 day') g)
SELECT d.*, least(sum(d.halves) OVER w - d.halves, d.required_halves)
       AS expected, coalesce(sum(m.done) OVER w, 0) AS done,
       coalesce(sum(m.missed) OVER w, 0) AS missed,
       coalesce(sum(m.heard) OVER w, 0) AS heard,
       coalesce(max(d.on_day) FILTER (WHERE m.logs > 0) OVER w,
           d.starts_on - 1) AS last_on
  FROM day d
  LEFT JOIN per_day m USING (placement_id, on_day)
WINDOW w AS (PARTITION BY d.placement_id ORDER BY d.on_day);
CREATE INDEX ON day_of_placement (placement_id, on_day);
ANALYZE day_of_placement;

-- flag days_behind
-- Five days, of two halves, or more.
SELECT enrolment_id, 'placement ' || placement_id AS subject_key,
       lower(x) AS raised_on, nullif(upper(x), today() + 1) AS cleared_on
  FROM (SELECT placement_id, enrolment_id, ends_on, during, unnest(range_agg(
               daterange(on_day, on_day + 1))) AS x
          FROM day_of_placement WHERE expected - done >= 10
           AND during @> on_day
         GROUP BY placement_id, enrolment_id, ends_on, during) b
 WHERE upper(x) <= ends_on OR ends_on >= today();

-- none days_behind
-- Four and a half at the most.
SELECT enrolment_id, 'placement ' || placement_id AS subject_key,
       min(on_day) AS from_on, max(on_day) AS until_on
  FROM day_of_placement
 GROUP BY placement_id, enrolment_id
HAVING max(expected - done) BETWEEN 8 AND 9;

-- flag no_activity
-- Two weeks without a word, and more is expected than when they began.
SELECT enrolment_id, 'placement ' || placement_id AS subject_key,
       lower(x) AS raised_on, nullif(upper(x), today() + 1) AS cleared_on
  FROM (SELECT d.placement_id, d.enrolment_id, d.ends_on, unnest(range_agg(
               daterange(d.on_day, d.on_day + 1))) AS x
          FROM day_of_placement d
          JOIN day_of_placement b ON b.placement_id = d.placement_id
           AND b.on_day = d.last_on + 1
         WHERE d.on_day - d.last_on > 14 AND d.done < d.required_halves
           AND d.expected > b.expected AND d.during @> d.on_day
         GROUP BY d.placement_id, d.enrolment_id, d.ends_on) q
 WHERE upper(x) <= ends_on OR ends_on >= today();

-- none no_activity
-- Exactly two weeks.
SELECT d.enrolment_id, 'placement ' || d.placement_id AS subject_key,
       min(d.on_day) AS from_on, max(d.on_day) AS until_on
  FROM day_of_placement d
 GROUP BY d.placement_id, d.enrolment_id
HAVING max(d.on_day - d.last_on) = 14;

-- flag absence_pattern
SELECT enrolment_id, 'placement ' || placement_id AS subject_key,
       lower(x) AS raised_on, nullif(upper(x), today() + 1) AS cleared_on
  FROM (SELECT placement_id, enrolment_id, ends_on, unnest(range_agg(
               daterange(on_day, on_day + 1))) AS x
          FROM day_of_placement WHERE missed >= 10 AND during @> on_day
         GROUP BY placement_id, enrolment_id, ends_on) b
 WHERE upper(x) <= ends_on OR ends_on >= today()
 UNION ALL
-- Three sessions of teaching missed running, until one is attended.
SELECT r.enrolment_id, 'sessions 0', r.third_on, least((SELECT min(s.on_date)
           FROM module_session s
           JOIN attendance t ON t.session_id = s.id
          WHERE t.enrolment_id = r.enrolment_id AND NOT s.cancelled
            AND t.state <> 'absent' AND s.on_date >= r.third_on),
       upper(l.during))
  FROM (SELECT enrolment_id, run, (array_agg(on_date ORDER BY on_date,
               id))[3] AS third_on
          FROM (SELECT t.enrolment_id, s.on_date, s.id, t.state,
                       count(*) FILTER (WHERE t.state <> 'absent') OVER
                       (PARTITION BY t.enrolment_id
                        ORDER BY s.on_date, s.id) AS run
                  FROM attendance t
                  JOIN module_session s ON s.id = t.session_id
                 WHERE NOT s.cancelled) q
         WHERE state = 'absent' GROUP BY enrolment_id, run
        HAVING count(*) >= 3) r
  JOIN learning l USING (enrolment_id)
 WHERE l.during @> r.third_on AND r.third_on <= today()
   AND NOT EXISTS (SELECT 1 FROM attendance t
        JOIN module_session s ON s.id = t.session_id
       WHERE t.enrolment_id = r.enrolment_id AND t.state <> 'absent'
         AND s.on_date = r.third_on);

-- none absence_pattern
-- Two missed running, and then there.
SELECT l.enrolment_id, 'sessions 0' AS subject_key, min(s.on_date) AS from_on,
       max(s.on_date) AS until_on
  FROM learning l
  JOIN (SELECT t.enrolment_id, s.on_date, t.state = 'absent' AND
               lag(t.state) OVER w = 'absent' AS twice,
               t.state = 'absent' AND lag(t.state) OVER w = 'absent' AND
               lag(t.state, 2) OVER w = 'absent' AS thrice
          FROM attendance t
          JOIN module_session s ON s.id = t.session_id AND NOT s.cancelled
        WINDOW w AS (PARTITION BY t.enrolment_id
            ORDER BY s.on_date, s.id)) s USING (enrolment_id)
 GROUP BY l.enrolment_id
HAVING bool_or(s.twice) AND NOT bool_or(s.thrice);

-- flag supervision_gap
-- Every two weeks on placement, or as the ASYE's agreement has it on the day of
-- the latest; a week more is no matter.
SELECT enrolment_id, subject_key, lower(x) AS raised_on,
       nullif(upper(x), today() + 1) AS cleared_on
  FROM (
SELECT d.enrolment_id, 'placement ' || d.placement_id AS subject_key,
       d.ends_on, unnest(range_agg(daterange(d.on_day, d.on_day + 1))) AS x
  FROM day_of_placement d
 CROSS JOIN LATERAL (SELECT coalesce(max(h.held_on), d.starts_on - 1) AS on_day
         FROM held h WHERE h.placement_id = d.placement_id
          AND h.sent_on <= d.on_day AND h.held_on <= d.on_day) l
 WHERE d.during @> d.on_day AND d.on_day >= l.on_day + 22
 GROUP BY d.placement_id, d.enrolment_id, d.ends_on
 UNION ALL
SELECT a.enrolment_id, 'asye ' || a.asye_id, 'infinity', unnest(range_agg(
       daterange(g::date, g::date + 1)))
  FROM assessed a
 CROSS JOIN generate_series(lower(a.during), least(upper(a.during) - 1,
       today()), '1 day') g
 CROSS JOIN LATERAL (SELECT greatest(max(h.held_on), a.starts_on) AS on_day
         FROM held h WHERE h.asye_id = a.asye_id AND h.sent_on <= g::date
          AND h.held_on <= g::date) l
 CROSS JOIN LATERAL (SELECT coalesce((SELECT p.amount * CASE p.unit
               WHEN 'months' THEN 31 ELSE 7 END
          FROM asye_promise p
         WHERE p.asye_id = a.asye_id AND p.what = 'supervision_every'
           AND p.during @> l.on_day
         ORDER BY p.document_id DESC, p.version DESC, p.number DESC LIMIT 1),
       14) AS days) e
 WHERE a.asye_id % 6 = 1
   AND g::date >= greatest(l.on_day + 1, lower(a.during)) + e.days::integer + 7
 GROUP BY a.asye_id, a.enrolment_id) b
 WHERE upper(x) <= ends_on OR ends_on >= today();

-- flag supervision_short
-- On placement an hour for every five days that were done a week before; three
-- quarters of it will do.
SELECT enrolment_id, 'placement ' || placement_id AS subject_key,
       lower(x) AS raised_on, nullif(upper(x), today() + 1) AS cleared_on
  FROM (SELECT d.placement_id, d.enrolment_id, d.ends_on, unnest(range_agg(
               daterange(d.on_day, d.on_day + 1))) AS x
          FROM day_of_placement d
          JOIN day_of_placement b ON b.placement_id = d.placement_id
           AND b.on_day = d.on_day - 7
         WHERE d.during @> d.on_day AND b.done / 10 >= 2
           AND 100 * d.heard < 75 * 60 * floor(b.done / 10)
         GROUP BY d.placement_id, d.enrolment_id, d.ends_on) q
 WHERE upper(x) <= ends_on OR ends_on >= today();

-- flag returned_again
-- As long as two stand returned, of documents on each of their days and of days
-- in a placement today.
WITH back AS (
     SELECT p.enrolment_id, p.during * daterange(least(day_of(d.decided_at),
            today()), NULL) AS x
       FROM placement_day d JOIN placed p USING (placement_id)
      WHERE d.state = 'returned'
      UNION ALL
     SELECT v.enrolment_id, coalesce(p.during, a.during) * daterange(
            least(v.on_day, today()), v.next_on)
       FROM (SELECT enrolment_id, placement_id, asye_id, after,
                    day_of(at) AS on_day, day_of(lead(at) OVER
                    (PARTITION BY document_id ORDER BY id)) AS next_on
               FROM document_event) v
       LEFT JOIN placed p USING (placement_id)
       LEFT JOIN assessed a ON a.asye_id = v.asye_id
      WHERE v.after = 'returned'),
     day AS (
     SELECT enrolment_id, g::date AS on_day
       FROM back CROSS JOIN generate_series(lower(x), least(upper(x) - 1,
            today()), '1 day') g
      GROUP BY 1, 2 HAVING count(*) > 1)
SELECT enrolment_id, '' AS subject_key, lower(y) AS raised_on,
       nullif(upper(y), today() + 1) AS cleared_on
  FROM (SELECT enrolment_id, unnest(range_agg(daterange(on_day, on_day + 1)))
               AS y FROM day GROUP BY enrolment_id) q;

-- none returned_again
-- One alone.
SELECT d.enrolment_id, '' AS subject_key, today() AS from_on,
       today() AS until_on
  FROM (SELECT enrolment_id FROM placement_day WHERE state = 'returned'
         UNION ALL
        SELECT enrolment_id FROM document WHERE state = 'returned') d
 GROUP BY d.enrolment_id HAVING count(*) = 1;
