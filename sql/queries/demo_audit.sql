-- Whose records the demonstration's people opened in the last four weeks:
-- educators those of their trainees, and staff some.

-- exec demo_readings_add(as_of date)
INSERT INTO audit.event (at, actor_id, name, subject, subject_id, person_id,
    programme_id, reference)
SELECT r.at, r.actor, r.name, 'enrolment', r.enrolment_id, r.person_id, 1,
       'demonstration'
  FROM (
    SELECT p.enrolment_id, p.person_id, e.person_id AS actor,
           'TRAINEE_RECORD_READ' AS name,
           ((:as_of::date - (7 * w.n + p.id % 6 + 1)::integer) + time '08:40'
               + make_interval(mins => (e.id * 37 % 540)::integer))
               AT TIME ZONE 'Europe/London' AS at
      FROM waymark.placement p
      JOIN waymark.placement_educator e ON e.placement_id = p.id
           AND e.during @> :as_of::date
     CROSS JOIN generate_series(0, 3) w(n)
    UNION ALL
    SELECT n.id, n.person_id, s.person_id, CASE n.id % 3
               WHEN 0 THEN 'TRAINEE_RECORD_READ'
               WHEN 1 THEN 'TRAINEE_TIMELINE_READ'
               ELSE 'TRAINEE_HISTORY_READ' END,
           ((:as_of::date - (n.id % 25 + 1)::integer) + time '09:10'
               + make_interval(mins => (n.id * 53 % 480)::integer))
               AT TIME ZONE 'Europe/London'
      FROM waymark.enrolment n
     CROSS JOIN (SELECT min(person_id) AS person_id FROM waymark.role_held
          WHERE role = 'staff') s
     WHERE n.state = 'enrolled') r
 ORDER BY r.at, r.enrolment_id;
