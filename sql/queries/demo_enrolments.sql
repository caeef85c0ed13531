-- The demonstration's enrolments, and what happened to them.  Days are numbers,
-- counted from 1970-01-01; 0 is none.

-- row demo_enrolled
--   id              int8
--   person_id       int8
--   cohort_id       int8
--   earlier_cohort  int8!
--   earlier_starts  int8!
--   employer_id     int8
--   starts          int8!
--   cohort_ends     int8!
--   state           enrolment_state
--   left            int8!
--   paused          int8!
--   why             text!
--   latest_day      int8!

-- many demo_enrolled() demo_enrolled
SELECT e.id, e.person_id, e.cohort_id, coalesce(b.id, 0) AS earlier_cohort,
       coalesce(b.starts_on - date '1970-01-01', 0)::bigint AS earlier_starts,
       e.employer_id, (e.starts_on - date '1970-01-01')::bigint AS starts,
       (c.ends_on - date '1970-01-01')::bigint AS cohort_ends, e.state,
       coalesce(upper(r.during) - date '1970-01-01', 0)::bigint AS left,
       coalesce(i.starts - date '1970-01-01', 0)::bigint AS paused,
       coalesce(i.why, '') AS why,
       coalesce(d.latest - date '1970-01-01', 0)::bigint AS latest_day
  FROM waymark.enrolment e
  JOIN waymark.cohort c ON c.id = e.cohort_id
  JOIN waymark.role_held r ON r.person_id = e.person_id AND r.role = 'trainee'
  LEFT JOIN (SELECT l.id, x.id AS later, l.starts_on,
                    row_number() OVER (PARTITION BY x.id
                        ORDER BY l.starts_on DESC, l.id) AS nth
               FROM waymark.cohort x
               JOIN waymark.cohort l ON l.starts_on < x.starts_on) b
         ON b.later = e.cohort_id AND b.nth = 1
  LEFT JOIN (SELECT p.enrolment_id, min(lower(n.during)) AS starts,
                    min(n.reason) AS why
               FROM waymark.placement_interruption n
               JOIN waymark.placement p ON p.id = n.placement_id
              WHERE upper_inf(n.during) GROUP BY 1) i
         ON i.enrolment_id = e.id
  LEFT JOIN (SELECT p.enrolment_id, max(t.latest_on) AS latest
               FROM waymark.placement_tally t
               JOIN waymark.placement p ON p.id = t.placement_id
              GROUP BY 1) d
         ON d.enrolment_id = e.id
 ORDER BY e.id;

-- exec demo_enrolment_events_add(enrolments int8[], versions int8[],
--   changes int8[], days int8[], reasons int8[], expected int8[],
--   states int8[], cohorts int8[], employers int8[], starts int8[],
--   ends int8[], codes text[])
INSERT INTO waymark.enrolment_event (enrolment_id, person_id, programme_id,
    version, change, on_date, reason, expected_on, state, cohort_id,
    employer_id, starts_on, ends_on, by_id, at)
SELECT e.id, e.person_id, e.programme_id, t.version,
       (enum_range(NULL::waymark.enrolment_change))[t.change],
       date '1970-01-01' + t.on_day::integer, (:codes::text[])[t.reason],
       date '1970-01-01' + nullif(t.expected, 0)::integer,
       (enum_range(NULL::waymark.enrolment_state))[t.state], t.cohort,
       t.employer, date '1970-01-01' + t.starts::integer,
       date '1970-01-01' + nullif(t.ends, 0)::integer,
       (SELECT min(s.person_id) FROM waymark.role_held s
         WHERE s.role = 'staff' AND s.programme_id = e.programme_id),
       (date '1970-01-01' + t.on_day::integer + time '10:00')
           AT TIME ZONE 'Europe/London'
  FROM unnest(:enrolments::int8[], :versions::int8[], :changes::int8[],
           :days::int8[], :reasons::int8[], :expected::int8[],
           :states::int8[], :cohorts::int8[], :employers::int8[],
           :starts::int8[], :ends::int8[]) WITH ORDINALITY
       AS t(enrolment, version, change, on_day, reason, expected, state,
           cohort, employer, starts, ends, n)
  JOIN waymark.enrolment e ON e.id = t.enrolment
 ORDER BY t.n;

-- Enrolments and interruptions as their events leave them, and the history
-- that would have been written.

-- exec demo_enrolments_follow()
UPDATE waymark.enrolment e SET version = v.version, ends_on = v.ends_on
  FROM waymark.enrolment_event v
 WHERE v.enrolment_id = e.id AND v.version > 1
   AND NOT EXISTS (SELECT 1 FROM waymark.enrolment_event n
        WHERE n.enrolment_id = e.id AND n.version > v.version);

-- exec demo_pauses_interrupt()
UPDATE waymark.placement_interruption i
   SET event_id = v.id, reason = 'Programme paused'
  FROM waymark.placement p
  JOIN waymark.enrolment_event v ON v.enrolment_id = p.enrolment_id
 WHERE p.id = i.placement_id AND v.change = 'paused' AND upper_inf(i.during);

-- exec demo_changes_recorded()
INSERT INTO audit.event (at, actor_id, name, subject, subject_id, person_id,
    programme_id, after, reference)
SELECT v.at, v.by_id, 'ENROLMENT_CHANGED', 'enrolment_event', v.id,
       v.person_id, v.programme_id, to_jsonb(v), 'demonstration'
  FROM waymark.enrolment_event v
 WHERE v.version > 1
 ORDER BY v.at, v.id;
