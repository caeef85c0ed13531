-- Known risks, as in known_risks.sql: what was promised, and the days of a
-- placement.

-- given
-- Weeks of support, and when each came to be known.

CREATE TEMP VIEW said AS
SELECT w.*, least((SELECT day_of(min(e.at)) FROM support_entry e
       WHERE e.week_id = w.id AND e.step = 'entered'), today()) AS known_on
  FROM support_week w
 WHERE w.state <> 'missing';

-- flag caseload_high
-- The second week running, until one is at the cap again.
WITH week AS (
     SELECT asye_id, week_on, known_on, caseload > promised_cap AS broken,
            count(*) FILTER (WHERE caseload <= promised_cap)
            OVER (PARTITION BY asye_id ORDER BY week_on) AS run
       FROM said WHERE asye_id IS NOT NULL AND promised_cap > 0
        AND caseload > 0),
     second AS (
     SELECT asye_id, run, (array_agg(known_on ORDER BY week_on))[2] AS on_day
       FROM week WHERE broken GROUP BY asye_id, run HAVING count(*) > 1)
SELECT a.enrolment_id, 'asye ' || a.asye_id AS subject_key,
       s.on_day AS raised_on, least((SELECT w.known_on FROM week w
           WHERE w.asye_id = s.asye_id AND w.run = s.run + 1
             AND NOT w.broken), upper(a.during)) AS cleared_on
  FROM second s
  JOIN assessed a USING (asye_id)
 WHERE a.during @> s.on_day;

-- none caseload_high
-- One week above it, and back the week after.
WITH week AS (
     SELECT asye_id, caseload > promised_cap AS broken, known_on,
            lag(caseload > promised_cap) OVER w AS before,
            lead(caseload > promised_cap) OVER w AS after,
            lead(known_on) OVER w AS next_on
       FROM said WHERE asye_id IS NOT NULL AND promised_cap > 0
        AND caseload > 0
     WINDOW w AS (PARTITION BY asye_id ORDER BY week_on))
SELECT a.enrolment_id, 'asye ' || a.asye_id AS subject_key,
       w.known_on AS from_on, w.next_on AS until_on
  FROM week w
  JOIN assessed a USING (asye_id)
 WHERE w.broken AND NOT w.before AND NOT w.after;

-- flag protected_time
WITH week AS (
     SELECT asye_id, week_on, known_on, broken, count(*) FILTER
            (WHERE NOT broken) OVER (PARTITION BY asye_id ORDER BY week_on)
            AS run
       FROM (SELECT *, 100 * protected < 80 * promised_protected AS broken
               FROM said WHERE asye_id IS NOT NULL AND NOT away
                AND protected IS NOT NULL AND promised_protected > 0) s),
     second AS (
     SELECT asye_id, run, (array_agg(known_on ORDER BY week_on))[2] AS on_day
       FROM week WHERE broken GROUP BY asye_id, run HAVING count(*) > 1)
SELECT a.enrolment_id, 'asye ' || a.asye_id AS subject_key,
       s.on_day AS raised_on, least((SELECT w.known_on FROM week w
           WHERE w.asye_id = s.asye_id AND w.run = s.run + 1
             AND NOT w.broken), upper(a.during)) AS cleared_on
  FROM second s
  JOIN assessed a USING (asye_id)
 WHERE a.during @> s.on_day;

-- none protected_time
-- One week without it, and most of it the week after.
WITH week AS (
     SELECT asye_id, known_on, broken, lag(broken) OVER w AS before,
            lead(broken) OVER w AS after, lead(known_on) OVER w AS next_on
       FROM (SELECT *, 100 * protected < 80 * promised_protected AS broken
               FROM said WHERE asye_id IS NOT NULL AND NOT away
                AND protected IS NOT NULL AND promised_protected > 0) s
     WINDOW w AS (PARTITION BY asye_id ORDER BY week_on))
SELECT a.enrolment_id, 'asye ' || a.asye_id AS subject_key,
       w.known_on AS from_on, w.next_on AS until_on
  FROM week w
  JOIN assessed a USING (asye_id)
 WHERE w.broken AND NOT w.before AND NOT w.after;

-- flag guide_missing
-- Nobody for more than a week.
SELECT a.enrolment_id, CASE d.duty WHEN 'assessor' THEN 'asye '
       ELSE 'manager ' END || a.asye_id AS subject_key,
       lower(x) + 8 AS raised_on, least(upper(x), upper(a.during))
       AS cleared_on
  FROM assessed a
 CROSS JOIN (VALUES ('assessor'), ('line_manager')) AS d(duty)
 CROSS JOIN LATERAL (SELECT unnest(datemultirange(daterange(a.starts_on,
       NULL)) - coalesce(range_agg(u.during), '{}')) AS x
         FROM asye_duty u
        WHERE u.asye_id = a.asye_id AND u.state = 'recorded'
          AND u.duty::text = d.duty) h
 WHERE a.during @> (lower(x) + 8) AND lower(x) + 8 <= today()
   AND coalesce(upper(x) > lower(x) + 8, true)
 UNION ALL
-- An educator from off site, and nobody who supervises there.
SELECT p.enrolment_id, 'supervisor ' || p.placement_id, lower(x) + 8,
       CASE WHEN x @> p.ends_on THEN upper(p.during) ELSE upper(x) END
  FROM placed p
  JOIN placement q ON q.id = p.placement_id
 CROSS JOIN LATERAL (SELECT max(on_date) AS on_day
       FROM (SELECT on_date, organisation_id <> lag(organisation_id)
                    OVER (ORDER BY version) AS moved
               FROM placement_event
              WHERE placement_id = p.placement_id) v
      WHERE v.moved AND v.on_date > p.starts_on) m
 CROSS JOIN LATERAL (SELECT unnest((SELECT range_agg(g.during)
           FROM placement_educator g
           JOIN educator r ON r.person_id = g.person_id
            AND r.programme_id = q.programme_id
          WHERE g.placement_id = p.placement_id
            AND g.duty = 'practice_educator'
            AND r.organisation_id IS DISTINCT FROM q.organisation_id)
       * datemultirange(daterange(coalesce(m.on_day, p.starts_on), NULL))
       - coalesce((SELECT range_agg(g.during) FROM placement_educator g
          WHERE g.placement_id = p.placement_id
            AND g.duty = 'onsite_supervisor'), '{}')) AS x) h
 WHERE p.during @> (lower(x) + 8) AND lower(x) + 8 <= today()
   AND lower(x) <= p.ends_on
   AND (x @> p.ends_on OR upper(x) > lower(x) + 8);

-- none guide_missing
-- One left, and another followed within the week.
SELECT a.enrolment_id, 'manager ' || a.asye_id AS subject_key,
       upper(u.during) - 30 AS from_on, upper(u.during) + 20 AS until_on
  FROM assessed a
  JOIN asye_duty u USING (asye_id)
  JOIN asye_duty n ON n.asye_id = u.asye_id AND n.duty = u.duty
   AND n.state = 'recorded' AND lower(n.during) > upper(u.during)
   AND lower(n.during) <= upper(u.during) + 7
 WHERE u.duty = 'line_manager' AND u.state = 'recorded';

-- given
-- Days on which somebody has more people than they can take.

CREATE TEMP VIEW has AS
SELECT 'assessor' AS duty, u.person_id, 6::bigint AS most,
       CASE WHEN a.state IN ('withdrawn', 'transferred', 'confirmed',
           'certificated', 'claim_complete') THEN daterange(lower(u.during),
           coalesce(upper(u.during), (SELECT max(v.on_day) FROM asye_event v
               WHERE v.asye_id = a.id))) ELSE u.during END AS during
  FROM asye_duty u
  JOIN asye a ON a.id = u.asye_id
 WHERE u.state = 'recorded' AND u.duty = 'assessor'
   AND (a.state NOT IN ('withdrawn', 'transferred', 'confirmed',
       'certificated', 'claim_complete') OR upper(u.during) IS NOT NULL
    OR lower(u.during) < (SELECT max(v.on_day) FROM asye_event v
        WHERE v.asye_id = a.id))
 UNION ALL
SELECT 'practice_educator', g.person_id, coalesce((SELECT r.capacity
       FROM educator r WHERE r.person_id = g.person_id), 3), g.during
  FROM placement_educator g
 WHERE NOT isempty(g.during);

CREATE TEMP TABLE overloaded AS
SELECT e.duty, e.person_id, range_agg(daterange(e.on_day, e.next_on)) AS days
  FROM (SELECT duty, person_id, most, on_day, lead(on_day) OVER
               (PARTITION BY duty, person_id ORDER BY on_day) AS next_on
          FROM (SELECT duty, person_id, most, lower(during) AS on_day FROM has
                 UNION SELECT duty, person_id, most, upper(during) FROM has
                 WHERE upper(during) IS NOT NULL) b) e
 WHERE (SELECT count(*) FROM has h WHERE h.duty = e.duty
         AND h.person_id = e.person_id AND h.during @> e.on_day) > e.most
 GROUP BY e.duty, e.person_id;

-- flag guide_overloaded
SELECT a.enrolment_id, 'asye ' || a.asye_id AS subject_key,
       lower(x) AS raised_on, upper(x * a.during) AS cleared_on
  FROM assessed a
  JOIN asye_duty u USING (asye_id)
  JOIN overloaded o ON o.person_id = u.person_id AND o.duty = 'assessor'
 CROSS JOIN LATERAL unnest(o.days * datemultirange(u.during)) AS x
 WHERE u.duty = 'assessor' AND u.state = 'recorded'
   AND a.during @> lower(x) AND lower(x) <= today()
 UNION ALL
SELECT p.enrolment_id, CASE g.duty WHEN 'practice_educator' THEN 'placement '
       ELSE 'supervisor ' END || p.placement_id, lower(x),
       upper(x * p.during)
  FROM placed p
  JOIN placement_educator g USING (placement_id)
  JOIN overloaded o ON o.person_id = g.person_id
   AND o.duty = 'practice_educator'
 CROSS JOIN LATERAL unnest(o.days * datemultirange(g.during)) AS x
 WHERE p.during @> lower(x)
   AND lower(x) <= least(today(), p.ends_on)
   AND (upper(x) <= p.ends_on OR p.ends_on >= today());

-- none guide_overloaded
-- As many as they can take, and not one more.
SELECT a.enrolment_id, 'asye ' || a.asye_id AS subject_key,
       today() AS from_on, today() AS until_on
  FROM assessed a
  JOIN asye_duty u USING (asye_id)
 WHERE u.duty = 'assessor' AND u.state = 'recorded' AND u.during @> today()
   AND a.during @> today()
   AND (SELECT count(*) FROM has h WHERE h.duty = 'assessor'
         AND h.person_id = u.person_id AND h.during @> today()) = 6;

-- flag guide_lapsed
-- Who educates, who supervises a last placement, and assessors who stand in
-- the register.
SELECT p.enrolment_id, CASE g.duty WHEN 'practice_educator' THEN 'placement '
       ELSE 'supervisor ' END || p.placement_id AS subject_key,
       greatest(r.registered_until + 1, lower(g.during)) AS raised_on,
       least(upper(g.during), upper(p.during)) AS cleared_on
  FROM placed p
  JOIN placement_educator g USING (placement_id)
  JOIN placement q ON q.id = p.placement_id
  JOIN educator r ON r.person_id = g.person_id
   AND r.programme_id = q.programme_id
 WHERE (g.duty = 'practice_educator' OR p.stage = 'last')
   AND NOT isempty(g.during)
   AND r.registration IN ('registered', 'conditions')
   AND r.registered_until < least(today(), p.ends_on)
   AND p.during @> greatest(r.registered_until + 1, lower(g.during))
   AND g.during @> greatest(r.registered_until + 1, lower(g.during))
   AND (upper(g.during) IS NULL OR upper(g.during) > p.ends_on)
 UNION ALL
SELECT a.enrolment_id, 'asye ' || a.asye_id,
       greatest(r.registered_until + 1, lower(u.during)),
       upper(u.during * a.during)
  FROM assessed a
  JOIN enrolment e ON e.id = a.enrolment_id
  JOIN asye_duty u USING (asye_id)
  JOIN educator r ON r.person_id = u.person_id
   AND r.programme_id = e.programme_id
 WHERE u.duty = 'assessor' AND u.state = 'recorded'
   AND r.registration IN ('registered', 'conditions')
   AND r.registered_until < today()
   AND u.during * a.during @> greatest(r.registered_until + 1,
       lower(u.during));

-- none guide_lapsed
-- It ends soon, and has not ended.
SELECT p.enrolment_id, 'placement ' || p.placement_id AS subject_key,
       today() AS from_on, today() AS until_on
  FROM placed p
  JOIN placement_educator g USING (placement_id)
  JOIN educator r ON r.person_id = g.person_id
 WHERE g.duty = 'practice_educator' AND g.during @> today()
   AND p.during @> today()
   AND r.registered_until BETWEEN today() AND today() + 45;

-- flag host_changed
-- Two weeks after it, until something is agreed with the new one.
SELECT a.enrolment_id, 'asye ' || a.asye_id AS subject_key,
       m.on_day + 15 AS raised_on, least(s.on_day, upper(a.during))
       AS cleared_on
  FROM assessed a
  JOIN (SELECT asye_id, on_day, (host_id, employer_id) <> lag((host_id,
               employer_id)) OVER (PARTITION BY asye_id ORDER BY version)
               AS moved FROM asye_event) m USING (asye_id)
 CROSS JOIN LATERAL (SELECT min(day_of(d.signed_at)) AS on_day
         FROM document d
        WHERE d.asye_id = a.asye_id AND d.kind = 'asye_agreement'
          AND d.state = 'signed' AND day_of(d.signed_at) >= m.on_day) s
 WHERE m.moved AND m.on_day > a.starts_on AND m.on_day + 15 <= today()
   AND a.during @> (m.on_day + 15)
   AND coalesce(s.on_day > m.on_day + 15, true)
 UNION ALL
SELECT p.enrolment_id, 'placement ' || p.placement_id, m.on_date + 15,
       least(s.on_day, upper(p.during))
  FROM placed p
  JOIN (SELECT placement_id, on_date, organisation_id <> lag(organisation_id)
               OVER (PARTITION BY placement_id ORDER BY version) AS moved
          FROM placement_event) m USING (placement_id)
 CROSS JOIN LATERAL (SELECT min(day_of(d.signed_at)) AS on_day
         FROM document d
        WHERE d.placement_id = p.placement_id
          AND d.kind = 'learning_agreement' AND d.state = 'signed'
          AND day_of(d.signed_at) >= m.on_date) s
 WHERE m.moved AND m.on_date > p.starts_on AND m.on_date + 15 <= today()
   AND p.during @> (m.on_date + 15)
   AND coalesce(s.on_day > m.on_date + 15, true);

-- none host_changed
-- It changed, and the new one agreed within the two weeks; or has until then.
SELECT p.enrolment_id, 'placement ' || p.placement_id AS subject_key,
       m.on_date AS from_on, today() AS until_on
  FROM placed p
  JOIN (SELECT placement_id, on_date, organisation_id <> lag(organisation_id)
               OVER (PARTITION BY placement_id ORDER BY version) AS moved
          FROM placement_event) m USING (placement_id)
 WHERE m.moved AND m.on_date > p.starts_on
   AND (m.on_date + 14 >= today() OR EXISTS (SELECT 1 FROM document d
       WHERE d.placement_id = p.placement_id
         AND d.kind = 'learning_agreement' AND d.state = 'signed'
         AND day_of(d.signed_at) BETWEEN m.on_date AND m.on_date + 14));

-- given
-- Each step of an adjustment that waits, and the day of the next.
CREATE TEMP TABLE waited AS
SELECT * FROM (SELECT adjustment_id, enrolment_id, state, on_date, due_on,
               lead(on_date) OVER (PARTITION BY adjustment_id
                   ORDER BY version) AS next_on
          FROM adjustment_event) v
 WHERE state IN ('requested', 'acknowledged', 'agreed', 'funded');

-- flag adjustment_late
SELECT enrolment_id, 'adjustment ' || adjustment_id AS subject_key,
       due_on + 1 AS raised_on, next_on AS cleared_on
  FROM waited
 WHERE due_on + 1 <= today() AND coalesce(next_on > due_on + 1, true);

-- none adjustment_late
-- On the last day each time, or before.
SELECT w.enrolment_id, 'adjustment ' || w.adjustment_id AS subject_key,
       min(w.on_date) AS from_on, today() AS until_on
  FROM waited w
 GROUP BY w.adjustment_id, w.enrolment_id
HAVING bool_and(coalesce(w.next_on, today()) <= w.due_on + 1);
