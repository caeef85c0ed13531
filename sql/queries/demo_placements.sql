-- The demonstration's placements: what happened to each of them, as far as its
-- documents and dates carry it.

-- Of those that were ended, some were extended, some began late; a few of
-- people who left were terminated first.

-- exec demo_placements_happen(today int8)
WITH day AS (SELECT date '1970-01-01' + :today::bigint::integer AS as_of),
     paper AS (
       SELECT placement_id,
              max(signed_at::date) FILTER (WHERE kind = 'learning_agreement')
              AS agreement,
              max(signed_at::date) FILTER (WHERE kind = 'midpoint_review')
              AS midpoint,
              max(signed_at::date) FILTER (WHERE kind = 'final_report')
              AS report,
              max(substring(lower(outcome) FROM '^(pass|fail)'))
              FILTER (WHERE kind = 'final_report') AS recommended,
              count(*) FILTER (WHERE kind = 'direct_observation') AS seen,
              count(*) FILTER (WHERE kind = 'feedback') AS heard,
              count(*) FILTER (WHERE kind = 'reflection') AS thought,
              count(*) FILTER (WHERE kind = 'anonymity_declaration') AS said,
              coalesce(sum(minutes) FILTER (WHERE kind =
                  'supervision_record'), 0) AS supervised
         FROM waymark.document
        WHERE state = 'signed' AND placement_id IS NOT NULL
        GROUP BY placement_id),
     place AS (
       SELECT p.*, day.as_of, e.state AS place_state, c.agreement, c.midpoint,
              CASE WHEN s.enough THEN c.report END AS report,
              c.recommended, y.latest_on, left_on.day AS left_on,
              p.id % 41 = 7 AND p.starts_on < day.as_of - 20 AS late,
              p.id % 37 = 5 AND p.ends_on > day.as_of + 21
              AND p.starts_on < day.as_of - 28 AS longer,
              e.state = 'withdrawn' AND y.latest_on < p.ends_on
              AND p.id % 3 = 0 AS terminated
         FROM waymark.placement p
        CROSS JOIN day
         JOIN waymark.enrolment e ON e.id = p.enrolment_id
         JOIN waymark.placement_tally y ON y.placement_id = p.id
         LEFT JOIN paper c ON c.placement_id = p.id
         LEFT JOIN LATERAL (SELECT min(v.on_date) AS day
              FROM waymark.enrolment_event v
             WHERE v.enrolment_id = e.id AND v.change = 'withdrawn') left_on
                ON true
        CROSS JOIN LATERAL (SELECT CASE p.stage
              WHEN 'contrasting' THEN least(c.seen, c.heard, c.thought) >= 1
              ELSE c.seen >= CASE WHEN p.required_halves >= 160 THEN 4
                  ELSE 3 END AND c.heard >= 3
               AND c.thought >= CASE WHEN p.required_halves >= 160 THEN 5
                  ELSE 4 END END
              AND c.said >= 1 AND c.supervised >= p.required_halves * 6
              AS enough) s),
     step AS (
       SELECT id, 1 AS n, least(starts_on, as_of) - 49 AS on_date,
              'planned' AS change, 'begun' AS reason, 'planned' AS state,
              'planned' AS decided, NULL::text AS decision,
              NULL::daterange AS gap FROM place
       UNION ALL
       SELECT id, 2, least(starts_on, as_of) - 35, 'matched', 'arranged',
              'matched', 'matched', NULL, NULL FROM place
       UNION ALL
       SELECT id, 3, agreement, 'followed', 'facts', 'agreement_signed',
              'matched', NULL, NULL FROM place
        WHERE agreement < starts_on
       UNION ALL
       SELECT id, 4, starts_on - 2, 'replanned', 'equipment_late', NULL, NULL,
              NULL, NULL FROM place WHERE late
       UNION ALL
       SELECT id, 5, greatest(starts_on, agreement), 'followed', 'facts',
              'active', 'matched', NULL, NULL FROM place
        WHERE agreement <= as_of AND starts_on <= as_of
       UNION ALL
       SELECT p.id, 6, lower(i.during), 'interrupted', CASE i.reason
              WHEN 'Bereavement' THEN 'bereavement'
              WHEN 'Caring for a family member' THEN 'caring'
              WHEN 'The host team was closed' THEN 'host_closed'
              WHEN 'Waiting for a reasonable adjustment'
              THEN 'adjustment_not_in_place' ELSE 'illness' END, NULL, NULL,
              NULL, i.during
         FROM place p
         JOIN waymark.placement_interruption i ON i.placement_id = p.id
        WHERE i.event_id IS NULL AND NOT upper_inf(i.during)
       UNION ALL
       SELECT id, 7, as_of - 9, 'extended', 'more_time', NULL, NULL, NULL, NULL
         FROM place WHERE longer
       UNION ALL
       SELECT id, 8, greatest(midpoint, starts_on, agreement), 'followed',
              'facts', 'midpoint_reviewed', 'matched', NULL, NULL FROM place
        WHERE agreement <= as_of AND starts_on <= as_of AND midpoint <= as_of
       UNION ALL
       SELECT id, 9, greatest(report, midpoint), 'followed', 'facts',
              CASE WHEN recommended IS NULL THEN 'final_report'
                  ELSE 'recommended' END, 'matched', NULL, NULL FROM place
        WHERE agreement <= as_of AND midpoint <= as_of AND report <= as_of
       UNION ALL
       SELECT id, 10, greatest(report, midpoint) + 12, 'panel_held',
              'assessed', 'panel', 'panel', 'fail', NULL FROM place
        WHERE agreement <= as_of AND midpoint <= as_of
          AND greatest(report, midpoint) + 28 <= as_of
          AND recommended = 'fail'
       UNION ALL
       SELECT id, 11, greatest(report, midpoint) + 28, 'board_decided',
              'assessed', 'confirmed', 'confirmed', CASE recommended
              WHEN 'fail' THEN 'repeat' ELSE 'pass' END, NULL FROM place
        WHERE agreement <= as_of AND midpoint <= as_of
          AND greatest(report, midpoint) + 28 <= as_of
          AND recommended IS NOT NULL
       UNION ALL
       SELECT id, 12, ends_on, 'terminated', 'host_withdrew', 'terminated',
              'terminated', NULL, NULL FROM place
        WHERE terminated AND (report IS NULL OR report > as_of)
       UNION ALL
       SELECT id, 13, greatest(left_on, as_of - 2000), 'followed', 'facts',
              'withdrawn', 'matched', NULL, NULL FROM place
        WHERE place_state = 'withdrawn' AND NOT terminated
          AND (report IS NULL OR greatest(report, midpoint) + 28 > as_of)),
     told AS (
       SELECT s.*, row_number() OVER life AS version,
              (array_agg(s.state) FILTER (WHERE s.state IS NOT NULL)
                  OVER life) AS states,
              (array_agg(s.decided) FILTER (WHERE s.decided IS NOT NULL)
                  OVER life) AS decisions
         FROM step s
       WINDOW life AS (PARTITION BY s.id ORDER BY s.n)),
     written AS (
       INSERT INTO waymark.placement_event (placement_id, enrolment_id,
           person_id, programme_id, version, change, on_date, reason,
           decision, gap, minutes, before, state, decided, outcome,
           organisation_id, team_id, starts_on, ends_on, required_halves,
           by_id, at)
       SELECT p.id, p.enrolment_id, p.person_id, p.programme_id, t.version,
              t.change::waymark.placement_change, t.on_date, t.reason,
              t.decision::waymark.placement_decision, t.gap,
              CASE t.change WHEN 'board_decided' THEN 'The board read the '
                  'recommendation and the portfolio and agreed.'
                  WHEN 'panel_held' THEN 'The panel read the portfolio and '
                  'heard the practice educator and the trainee.'
                  ELSE '' END,
              (CASE WHEN t.version > 1 THEN t.states[cardinality(t.states) -
                  (t.state IS NOT NULL)::integer] END)
              ::waymark.placement_state,
              t.states[cardinality(t.states)]::waymark.placement_state,
              t.decisions[cardinality(t.decisions)]
              ::waymark.placement_state,
              CASE t.change WHEN 'board_decided' THEN
                  t.decision::waymark.placement_decision END,
              p.organisation_id, p.team_id,
              CASE WHEN p.late AND t.n < 4 THEN p.starts_on - 7
                  ELSE p.starts_on END,
              CASE WHEN p.longer AND t.n < 7 THEN p.ends_on - 14
                  ELSE p.ends_on END, p.required_halves,
              CASE WHEN t.change <> 'followed' THEN (SELECT min(r.person_id)
                  FROM waymark.role_held r WHERE r.role = 'staff'
                   AND r.programme_id = p.programme_id) END,
              (t.on_date + time '10:00') AT TIME ZONE 'Europe/London'
         FROM told t JOIN place p ON p.id = t.id
        ORDER BY p.id, t.version)
UPDATE waymark.placement q
   SET version = l.version, state = l.state::waymark.placement_state,
       outcome = CASE l.state WHEN 'confirmed' THEN
           l.decision::waymark.placement_decision END
  FROM (SELECT DISTINCT ON (id) id, version, decision,
               states[cardinality(states)] AS state
          FROM told ORDER BY id, version DESC) l
 WHERE q.id = l.id;

-- Interruptions are those of their events, and say no more than that.

-- exec demo_interruptions_follow()
WITH ended AS (
       INSERT INTO waymark.placement_interruption
           (id, placement_id, placement_event_id, during, reason)
       OVERRIDING SYSTEM VALUE
       SELECT (SELECT max(id) FROM waymark.placement_interruption)
              + row_number() OVER (ORDER BY v.id), v.placement_id, v.id,
              daterange(v.on_date, NULL), 'Placement terminated'
         FROM waymark.placement_event v
        WHERE v.change = 'terminated' AND NOT EXISTS
              (SELECT 1 FROM waymark.placement_interruption o
                WHERE o.placement_id = v.placement_id
                  AND o.during && daterange(v.on_date, NULL)))
UPDATE waymark.placement_interruption i
   SET placement_event_id = v.id, reason = 'Placement interrupted'
  FROM waymark.placement_event v
 WHERE v.placement_id = i.placement_id AND v.change = 'interrupted'
   AND v.gap = i.during;

-- Skills days of the first cohorts: four weeks of them before placements, and
-- a few that somebody logged on a Saturday.

-- exec demo_skills_days_add(today int8, titles text[])
WITH day AS (
       INSERT INTO waymark.skills_day (programme_id, cohort_id, on_date,
           halves, title, by_id, at)
       SELECT c.programme_id, c.id, d::date, 2,
              (:titles::text[])[1 + (n - 1) % cardinality(:titles::text[])],
              (SELECT min(r.person_id) FROM waymark.role_held r
                WHERE r.role = 'staff' AND r.programme_id = c.programme_id),
              (d::date + time '17:00') AT TIME ZONE 'Europe/London'
         FROM waymark.cohort c
        CROSS JOIN LATERAL (SELECT d, row_number() OVER (ORDER BY d) AS n
              FROM generate_series(c.starts_on, c.starts_on + 27,
                  interval '1 day') d
             WHERE extract(isodow FROM d) < 6) w
        WHERE c.id <= 3
          AND d::date < date '1970-01-01' + :today::bigint::integer
        ORDER BY c.id, d
       RETURNING *),
     own AS (
       INSERT INTO waymark.skills_entry (enrolment_id, person_id,
           programme_id, on_date, halves, title, submitted_at)
       SELECT e.id, e.person_id, e.programme_id, s.on_date, 1,
              'A workshop of the local recovery college',
              (s.on_date + time '18:00') AT TIME ZONE 'Europe/London'
         FROM waymark.enrolment e
        CROSS JOIN LATERAL (SELECT d::date AS on_date
              FROM generate_series(
                  date '1970-01-01' + :today::bigint::integer - 14,
                  date '1970-01-01' + :today::bigint::integer - 1,
                  interval '1 day') d
             WHERE extract(isodow FROM d) = 6 ORDER BY d LIMIT 1) s
        WHERE e.id % 40 = 3 AND e.state = 'enrolled' AND e.cohort_id <= 3
          AND NOT EXISTS (SELECT 1 FROM waymark.placement_day l
               WHERE l.enrolment_id = e.id AND l.on_date = s.on_date))
INSERT INTO waymark.skills_entry (skills_day_id, enrolment_id, person_id,
    programme_id, on_date, halves, title, state, submitted_at, decided_by,
    decided_at)
SELECT d.id, e.id, e.person_id, e.programme_id, d.on_date, d.halves, d.title,
       'confirmed', d.at, d.by_id, d.at
  FROM day d
  JOIN waymark.enrolment e ON e.cohort_id = d.cohort_id
   AND e.starts_on <= d.on_date
 WHERE (e.id * 31 + d.id * 17) % 23 <> 0
   AND NOT EXISTS (SELECT 1 FROM waymark.placement p
        WHERE p.enrolment_id = e.id
          AND d.on_date BETWEEN p.starts_on AND p.ends_on)
   AND NOT EXISTS (SELECT 1 FROM waymark.enrolment_event v
        WHERE v.enrolment_id = e.id AND v.change = 'withdrawn'
          AND v.on_date <= d.on_date)
 ORDER BY d.id, e.id;
