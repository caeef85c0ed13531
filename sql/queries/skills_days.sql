-- Skills days, and what somebody's 200 days are made of.

-- row skills_entry
--   id             int8
--   enrolment_id   int8
--   person_id      int8
--   programme_id   int8
--   trainee        text
--   on_date        date
--   halves         int8
--   title          text
--   state          day_state
--   of_register    bool!
--   decided_by     text?
--   return_reason  text?
--   version        int8
--   of_all         int8!

-- many skills_entries(enrolment_id int8) skills_entry
SELECT s.id, s.enrolment_id, s.person_id, s.programme_id, p.name AS trainee,
       s.on_date, s.halves, s.title, s.state,
       s.skills_day_id IS NOT NULL AS of_register, d.name AS decided_by,
       s.return_reason, s.version, count(*) OVER () AS of_all
  FROM skills_entry s
  JOIN person p ON p.id = s.person_id
  LEFT JOIN person d ON d.id = s.decided_by
 WHERE s.enrolment_id = :enrolment_id AND s.state <> 'withdrawn'
 ORDER BY s.on_date DESC, s.id DESC;

-- one skills_entry_by_id(id int8) skills_entry
SELECT s.id, s.enrolment_id, s.person_id, s.programme_id, p.name AS trainee,
       s.on_date, s.halves, s.title, s.state,
       s.skills_day_id IS NOT NULL AS of_register, d.name AS decided_by,
       s.return_reason, s.version, 1::bigint AS of_all
  FROM skills_entry s
  JOIN person p ON p.id = s.person_id
  LEFT JOIN person d ON d.id = s.decided_by
 WHERE s.id = :id;

-- Those of a cohort that wait for staff, the longest waiting first.

-- many skills_waiting(cohort_id int8, at_most int8) skills_entry
SELECT s.id, s.enrolment_id, s.person_id, s.programme_id, p.name AS trainee,
       s.on_date, s.halves, s.title, s.state,
       s.skills_day_id IS NOT NULL AS of_register, NULL::text AS decided_by,
       s.return_reason, s.version, count(*) OVER () AS of_all
  FROM skills_entry s
  JOIN person p ON p.id = s.person_id
  JOIN enrolment e ON e.id = s.enrolment_id
 WHERE e.cohort_id = :cohort_id AND s.state = 'submitted'
   AND s.person_id <> (SELECT auth.person_id())
 ORDER BY s.submitted_at, s.id
 LIMIT :at_most;

-- row skills_sums(confirmed int8!, waiting int8!)

-- one skills_sums_of(enrolment_id int8) skills_sums
SELECT coalesce(sum(halves) FILTER (WHERE state = 'confirmed'), 0)::bigint
       AS confirmed,
       coalesce(sum(halves) FILTER (WHERE state = 'submitted'), 0)::bigint
       AS waiting
  FROM skills_entry WHERE enrolment_id = :enrolment_id;

-- row required_days(total int8?, skills int8?, settings int8?, statutory int8?)

-- one required_days_of(programme_id int8) required_days
SELECT setting_of(:programme_id, 'required_halves_total') AS total,
       setting_of(:programme_id, 'skills_halves_most') AS skills,
       setting_of(:programme_id, 'match_settings_needed') AS settings,
       setting_of(:programme_id, 'statutory_settings') AS statutory;

-- row own_enrolment(id int8, programme_id int8, starts_on date, cohort text)

-- one enrolment_own(id int8) own_enrolment
SELECT e.id, e.programme_id, e.starts_on, c.name AS cohort
  FROM enrolment e
  JOIN cohort c ON c.id = e.cohort_id
 WHERE e.id = :id AND e.person_id = auth.person_id();

-- No row where something else of that day is logged.

-- one skills_entry_add(enrolment_id int8, on_date date, halves int8, title text) changed
INSERT INTO skills_entry (enrolment_id, person_id, programme_id, on_date,
    halves, title)
SELECT e.id, e.person_id, e.programme_id, :on_date::date, :halves::bigint,
       :title::text
  FROM enrolment e
 WHERE e.id = :enrolment_id AND e.person_id = auth.person_id()
   AND NOT EXISTS (SELECT 1 FROM placement_day d
        WHERE d.enrolment_id = e.id AND d.on_date = :on_date::date
          AND d.state <> 'withdrawn' AND d.halves + :halves::bigint > 2)
ON CONFLICT DO NOTHING
RETURNING id;

-- one skills_entry_remove(id int8, version int8) changed
UPDATE skills_entry SET state = 'withdrawn'
 WHERE id = :id AND version = :version AND person_id = auth.person_id()
   AND skills_day_id IS NULL AND state IN ('submitted', 'returned')
RETURNING id;

-- many skills_confirm(ids int8[], cohort_id int8) changed
UPDATE skills_entry s
   SET state = 'confirmed', decided_by = auth.person_id(), decided_at = now()
  FROM enrolment e
 WHERE s.id = ANY (:ids) AND s.state = 'submitted' AND e.id = s.enrolment_id
   AND e.cohort_id = :cohort_id AND s.person_id <> auth.person_id()
   AND s.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
RETURNING s.id;

-- one skills_give_back(id int8, version int8, reason text) changed
UPDATE skills_entry
   SET state = 'returned', return_reason = :reason,
       decided_by = auth.person_id(), decided_at = now()
 WHERE id = :id AND version = :version AND state IN ('submitted', 'confirmed')
   AND skills_day_id IS NULL AND person_id <> auth.person_id()
   AND programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
RETURNING id;

-- row skills_day
--   id         int8
--   cohort_id  int8
--   cohort     text
--   on_date    date
--   halves     int8
--   title      text
--   present    int8!
--   of_all     int8!

-- many skills_days_of(cohort_id int8, at_most int8, skip int8) skills_day
SELECT d.id, d.cohort_id, c.name AS cohort, d.on_date, d.halves, d.title,
       (SELECT count(*) FROM skills_entry s
         WHERE s.skills_day_id = d.id AND s.state = 'confirmed') AS present,
       count(*) OVER () AS of_all
  FROM skills_day d
  JOIN cohort c ON c.id = d.cohort_id
 WHERE d.cohort_id = :cohort_id
 ORDER BY d.on_date DESC, d.id DESC
 LIMIT :at_most OFFSET :skip;

-- one skills_day_mine(id int8) skills_day
SELECT d.id, d.cohort_id, c.name AS cohort, d.on_date, d.halves, d.title,
       (SELECT count(*) FROM skills_entry s
         WHERE s.skills_day_id = d.id AND s.state = 'confirmed') AS present,
       1::bigint AS of_all
  FROM skills_day d
  JOIN cohort c ON c.id = d.cohort_id
 WHERE d.id = :id;

-- one skills_day_add(cohort_id int8, on_date date, halves int8, title text) changed
INSERT INTO skills_day (programme_id, cohort_id, on_date, halves, title)
SELECT c.programme_id, c.id, :on_date::date, :halves::bigint, :title::text
  FROM cohort c
 WHERE c.id = :cohort_id
   AND c.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
ON CONFLICT DO NOTHING
RETURNING id;

-- row skills_line(enrolment_id int8, name text, present bool!, else_where bool!)

-- Everybody of the cohort who has not left; present: on the register.

-- many skills_register(skills_day_id int8) skills_line
SELECT e.id AS enrolment_id, p.name, s.id IS NOT NULL AS present,
       EXISTS (SELECT 1 FROM placement_day l
           WHERE l.enrolment_id = e.id AND l.on_date = d.on_date
             AND l.state <> 'withdrawn' AND l.halves + d.halves > 2)
       OR EXISTS (SELECT 1 FROM skills_entry o
           WHERE o.enrolment_id = e.id AND o.on_date = d.on_date
             AND o.state <> 'withdrawn'
             AND o.skills_day_id IS DISTINCT FROM d.id) AS else_where
  FROM skills_day d
  JOIN enrolment e ON e.cohort_id = d.cohort_id
  JOIN person p ON p.id = e.person_id
  LEFT JOIN skills_entry s ON s.skills_day_id = d.id
        AND s.enrolment_id = e.id AND s.state = 'confirmed'
 WHERE d.id = :skills_day_id AND p.id <> auth.person_id()
   AND (e.state NOT IN ('withdrawn', 'offered') OR s.id IS NOT NULL)
 ORDER BY p.family_name, p.given_name, e.id;

-- row register_kept(enrolment_id int8!, kept bool!)

-- many skills_register_keep(skills_day_id int8, present int8[]) register_kept
SELECT enrolment_id, kept FROM keep_skills_register(:skills_day_id, :present);
