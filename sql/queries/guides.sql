-- Guides: tutors and Consultant Social Workers, whom they have, and who is
-- beside a trainee.

-- enum role_name(trainee, educator, staff, partner, tutor, lead, suitability,
--   assessor, coordinator, moderator, equity_lead, auditor, data_officer)

-- row guided
--   id            int8
--   person_id     int8
--   programme_id  int8
--   cohort_id     int8
--   name          text
--   email         text
--   cohort        text
--   employer_id   int8
--   employer      text
--   starts_on     date
--   ends_on       date!
--   mine          bool!
--   transferable  bool!

-- mine: of a programme whose staff I am, and not myself.

-- one guided_by_id(id int8) guided
SELECT e.id, e.person_id, e.programme_id, e.cohort_id, p.name, p.email,
       c.name AS cohort, e.employer_id, o.name AS employer, e.starts_on,
       coalesce(e.ends_on, c.ends_on) AS ends_on,
       e.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
           AND e.person_id <> (SELECT auth.person_id()) AS mine,
       EXISTS (SELECT 1 FROM enrolment_transition t
                WHERE t.change = 'transferred' AND t.before = e.state)
           AS transferable
  FROM enrolment e
  JOIN person p ON p.id = e.person_id
  JOIN cohort c ON c.id = e.cohort_id
  JOIN organisation o ON o.id = e.employer_id
 WHERE e.id = :id;

-- row beside
--   tutor      text?
--   tutor_on   date?
--   unit_id    int8?
--   unit       text?
--   unit_host  text?
--   lead       text?

-- Who is beside somebody today.

-- one beside_today(enrolment_id int8) beside
SELECT p.name AS tutor, lower(t.during) AS tutor_on, u.id AS unit_id,
       u.name AS unit, o.name AS unit_host, w.name AS lead
  FROM (SELECT waymark.today() AS today) d
  LEFT JOIN enrolment_tutor t ON t.enrolment_id = :enrolment_id
        AND t.state = 'recorded' AND t.during @> d.today
  LEFT JOIN person p ON p.id = t.person_id
  LEFT JOIN enrolment_unit m ON m.enrolment_id = :enrolment_id
        AND m.state = 'recorded' AND m.during @> d.today
  LEFT JOIN unit u ON u.id = m.unit_id
  LEFT JOIN organisation o ON o.id = u.organisation_id
  LEFT JOIN unit_lead l ON l.unit_id = u.id AND l.state = 'recorded'
        AND l.during @> d.today
  LEFT JOIN person w ON w.id = l.person_id;

-- row site
--   organisation  text
--   team          text
--   stage         placement_stage
--   starts_on     date
--   ends_on       date

-- many sites_of(enrolment_id int8) site
SELECT o.name AS organisation, t.name AS team, p.stage, p.starts_on, p.ends_on
  FROM placement p
  JOIN organisation o ON o.id = p.organisation_id
  JOIN team t ON t.id = p.team_id
 WHERE p.enrolment_id = :enrolment_id
 ORDER BY p.starts_on;

-- row guide
--   id                int8
--   person_id         int8
--   programme_id      int8!
--   programme         text
--   name              text
--   email             text
--   swe_number        text?
--   organisation      text?
--   refused           bool!
--   registered_until  date?
--   load              int8!
--   capacity          int8!
--   of_all            int8!

-- Who holds a role in my programmes today.  load: a tutor's trainees today, or
-- the units that somebody leads.  words: parts of the name, folded; fuller:
-- true for those with more than the programme has set, false for those with
-- room.

-- many guides_found(role role_name, words text[], fuller bool?, at_most int8, skip int8) guide
SELECT r.id, r.person_id, r.programme_id, g.name AS programme, p.name, p.email,
       p.swe_number, o.name AS organisation,
       coalesce(d.registration IN ('suspended', 'not_registered'), false)
           AS refused, d.registered_until, n.load,
       setting_of(r.programme_id, 'tutor_capacity') AS capacity,
       count(*) OVER () AS of_all
  FROM role_held r
  JOIN person p ON p.id = r.person_id
  JOIN programme g ON g.id = r.programme_id
  LEFT JOIN organisation o ON o.id = r.organisation_id
  LEFT JOIN educator d ON d.person_id = r.person_id
        AND d.programme_id = r.programme_id
 CROSS JOIN LATERAL (SELECT CASE r.role WHEN 'tutor' THEN (
       SELECT count(*) FROM enrolment_tutor t
         JOIN enrolment e ON e.id = t.enrolment_id
        WHERE t.person_id = r.person_id AND t.programme_id = r.programme_id
          AND t.state = 'recorded' AND t.during @> today()
          AND e.state NOT IN ('withdrawn', 'completed'))
       ELSE (SELECT count(*) FROM unit_lead l
        WHERE l.person_id = r.person_id AND l.programme_id = r.programme_id
          AND l.state = 'recorded' AND l.during @> today()) END AS load) n
 WHERE r.role = :role AND r.during @> today()
   AND r.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
   AND NOT EXISTS (SELECT 1 FROM unnest(:words::text[]) w
        WHERE strpos(p.folded, w) = 0)
   AND (:fuller IS NULL OR :fuller = (n.load >
        setting_of(r.programme_id, 'tutor_capacity')))
 ORDER BY p.family_name, p.given_name, r.id
 LIMIT :at_most OFFSET :skip;

-- one guide_by_id(id int8, role role_name) guide
SELECT r.id, r.person_id, r.programme_id, g.name AS programme, p.name, p.email,
       p.swe_number, o.name AS organisation,
       coalesce(d.registration IN ('suspended', 'not_registered'), false)
           AS refused, d.registered_until,
       (SELECT count(*) FROM enrolment_tutor t
          JOIN enrolment e ON e.id = t.enrolment_id
         WHERE t.person_id = r.person_id AND t.programme_id = r.programme_id
           AND t.state = 'recorded' AND t.during @> today()
           AND e.state NOT IN ('withdrawn', 'completed')) AS load,
       setting_of(r.programme_id, 'tutor_capacity') AS capacity,
       1::bigint AS of_all
  FROM role_held r
  JOIN person p ON p.id = r.person_id
  JOIN programme g ON g.id = r.programme_id
  LEFT JOIN organisation o ON o.id = r.organisation_id
  LEFT JOIN educator d ON d.person_id = r.person_id
        AND d.programme_id = r.programme_id
 WHERE r.id = :id AND r.role = :role AND r.during @> today()
   AND r.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]);

-- Those of one programme who hold a role today, for a form to choose from.

-- many guides_of_programme(programme_id int8, role role_name, at_most int8) guide
SELECT r.id, r.person_id, r.programme_id, '' AS programme, p.name, p.email,
       p.swe_number, o.name AS organisation,
       coalesce(d.registration IN ('suspended', 'not_registered'), false)
           AS refused, d.registered_until, n.load,
       setting_of(r.programme_id, 'tutor_capacity') AS capacity,
       count(*) OVER () AS of_all
  FROM role_held r
  JOIN person p ON p.id = r.person_id
  LEFT JOIN organisation o ON o.id = r.organisation_id
  LEFT JOIN educator d ON d.person_id = r.person_id
        AND d.programme_id = r.programme_id
 CROSS JOIN LATERAL (SELECT CASE r.role WHEN 'tutor' THEN (
       SELECT count(*) FROM enrolment_tutor t
         JOIN enrolment e ON e.id = t.enrolment_id
        WHERE t.person_id = r.person_id AND t.programme_id = r.programme_id
          AND t.state = 'recorded' AND t.during @> today()
          AND e.state NOT IN ('withdrawn', 'completed'))
       ELSE (SELECT count(*) FROM unit_lead l
        WHERE l.person_id = r.person_id AND l.programme_id = r.programme_id
          AND l.state = 'recorded' AND l.during @> today()) END AS load) n
 WHERE r.role = :role AND r.during @> today()
   AND r.programme_id = :programme_id
   AND r.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
 ORDER BY p.family_name, p.given_name, r.id
 LIMIT :at_most;

-- row tutored
--   enrolment_id  int8
--   name          text
--   cohort        text
--   employer      text
--   from_on       date!
--   to_on         date?
--   open          bool!
--   of_all        int8!

-- A tutor's trainees, now and to come.

-- many tutored_by(person_id int8, programme_id int8, at_most int8, skip int8) tutored
SELECT t.enrolment_id, p.name, c.name AS cohort, o.name AS employer,
       lower(t.during) AS from_on, upper(t.during) - 1 AS to_on,
       upper_inf(t.during) AS open, count(*) OVER () AS of_all
  FROM enrolment_tutor t
  JOIN enrolment e ON e.id = t.enrolment_id
  JOIN person p ON p.id = e.person_id
  JOIN cohort c ON c.id = e.cohort_id
  JOIN organisation o ON o.id = e.employer_id
 WHERE t.person_id = :person_id AND t.programme_id = :programme_id
   AND t.state = 'recorded' AND (upper_inf(t.during)
    OR upper(t.during) > today())
   AND e.state NOT IN ('withdrawn', 'completed')
 ORDER BY p.family_name, p.given_name, t.id
 LIMIT :at_most OFFSET :skip;

-- row tutee
--   id        int8
--   name      text
--   employer  text
--   tutor_id  int8?
--   tutor     text?
--   from_on   date?
--   to_on     date?
--   of_all    int8!

-- A cohort's trainees with their latest tutor: all, those without one (nobody),
-- or those of one tutor.

-- many tutees_of_cohort(cohort_id int8, tutor_id int8?, nobody bool, at_most int8, skip int8) tutee
SELECT e.id, p.name, o.name AS employer, t.person_id AS tutor_id,
       w.name AS tutor, lower(t.during) AS from_on,
       upper(t.during) - 1 AS to_on, count(*) OVER () AS of_all
  FROM enrolment e
  JOIN person p ON p.id = e.person_id
  JOIN organisation o ON o.id = e.employer_id
  LEFT JOIN LATERAL (
       SELECT * FROM enrolment_tutor l
        WHERE l.enrolment_id = e.id AND l.state = 'recorded'
        ORDER BY lower(l.during) DESC LIMIT 1) t ON true
  LEFT JOIN person w ON w.id = t.person_id
 WHERE e.cohort_id = :cohort_id
   AND e.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
   AND e.state NOT IN ('withdrawn', 'completed')
   AND (:tutor_id IS NULL OR t.person_id = :tutor_id)
   AND (NOT :nobody OR t.person_id IS NULL)
 ORDER BY p.family_name, p.given_name, e.id
 LIMIT :at_most OFFSET :skip;

-- row guide_person_found(id int8?, refusal text?, is_new bool!)

-- one guide_person(programme_id int8, role role_name, given text, family text, email text, swe_number text?, known_as text) guide_person_found
SELECT id, refusal, is_new
  FROM waymark.guide_person(:programme_id, :role, :given, :family, :email,
       :swe_number, :known_as);

-- row guide_role(id int8)

-- one guide_role_give(person_id int8, role role_name, programme_id int8, organisation_id int8?) guide_role
INSERT INTO role_held (person_id, role, programme_id, organisation_id, during)
VALUES (:person_id, :role, :programme_id, :organisation_id,
    daterange(today(), NULL))
ON CONFLICT DO NOTHING
RETURNING id;
