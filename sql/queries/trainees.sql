-- Trainees: enrolments of people, one by one and in lists of many, and the
-- placements, patterns and interruptions of many at once.

-- enum enrolment_state(offered, enrolled, deferred, paused, withdrawn, completed)

-- row trainee
--   id            int8
--   person_id     int8
--   programme_id  int8
--   cohort_id     int8
--   cohort        text
--   name          text
--   folded        text!
--   email         text
--   swe_number    text?
--   employer_id   int8
--   employer      text
--   state         enrolment_state
--   starts_on     date
--   working       int8[]

-- one trainee_by_id(id int8) trainee
SELECT e.id, e.person_id, e.programme_id, e.cohort_id, c.name AS cohort,
       p.name, p.folded, p.email, p.swe_number, e.employer_id,
       o.name AS employer, e.state, e.starts_on, e.working
  FROM enrolment e
  JOIN person p ON p.id = e.person_id
  JOIN cohort c ON c.id = e.cohort_id
  JOIN organisation o ON o.id = e.employer_id
 WHERE e.id = :id;

-- Lists are in the order of names.  A plan that is made for any number of
-- cohorts would read every person there is: LIMIT makes it look each one up.

-- many trainees_of_cohorts(cohort_ids int8[]) trainee
SELECT e.id, e.person_id, e.programme_id, e.cohort_id, c.name AS cohort,
       p.name, p.folded, p.email, p.swe_number, e.employer_id,
       o.name AS employer, e.state, e.starts_on, e.working
  FROM enrolment e
 CROSS JOIN LATERAL (SELECT * FROM person WHERE id = e.person_id LIMIT 1) p
  JOIN cohort c ON c.id = e.cohort_id
  JOIN organisation o ON o.id = e.employer_id
 WHERE e.cohort_id = ANY (:cohort_ids)
 ORDER BY p.family_name, p.given_name, e.id;

-- many trainees_of_ids(ids int8[]) trainee
SELECT e.id, e.person_id, e.programme_id, e.cohort_id, c.name AS cohort,
       p.name, p.folded, p.email, p.swe_number, e.employer_id,
       o.name AS employer, e.state, e.starts_on, e.working
  FROM enrolment e
  JOIN person p ON p.id = e.person_id
  JOIN cohort c ON c.id = e.cohort_id
  JOIN organisation o ON o.id = e.employer_id
 WHERE e.id = ANY (:ids)
 ORDER BY p.family_name, p.given_name, e.id;

-- row found_trainee(id int8!)

-- many trainees_found(words text[], email text?, swe_number text?, at_most int8) found_trainee
SELECT f AS id
  FROM waymark.trainees_found(:words, :email, :swe_number, :at_most) f;

-- row folded(words text!)

-- one search_fold(typed text) folded
SELECT waymark.fold(:typed) AS words;

-- many placements_of_enrolments(enrolment_ids int8[]) placement
SELECT p.id, p.enrolment_id, p.person_id, p.programme_id, p.organisation_id,
       o.name AS organisation, t.name AS team, p.stage, p.starts_on, p.ends_on,
       p.required_halves, y.confirmed, y.waiting, y.returned, y.absent,
       y.waiting_days, y.returned_days, y.waiting_since, y.latest_on, p.state
  FROM placement p
  JOIN organisation o ON o.id = p.organisation_id
  JOIN team t ON t.id = p.team_id
  JOIN placement_tally y ON y.placement_id = p.id
 WHERE p.enrolment_id = ANY (:enrolment_ids)
 ORDER BY p.enrolment_id, p.starts_on;

-- The same of one: PostgreSQL keeps the plan of a number, and makes the plan of
-- an array again each time.

-- many placements_of_enrolment(enrolment_id int8) placement
SELECT p.id, p.enrolment_id, p.person_id, p.programme_id, p.organisation_id,
       o.name AS organisation, t.name AS team, p.stage, p.starts_on, p.ends_on,
       p.required_halves, y.confirmed, y.waiting, y.returned, y.absent,
       y.waiting_days, y.returned_days, y.waiting_since, y.latest_on, p.state
  FROM placement p
  JOIN organisation o ON o.id = p.organisation_id
  JOIN team t ON t.id = p.team_id
  JOIN placement_tally y ON y.placement_id = p.id
 WHERE p.enrolment_id = :enrolment_id
 ORDER BY p.starts_on;

-- many patterns_of_enrolment(enrolment_id int8) pattern_row
SELECT w.placement_id, lower(w.during) AS from_on,
       upper(w.during) - 1 AS to_on, w.halves
  FROM placement p
  JOIN placement_pattern w ON w.placement_id = p.id
 WHERE p.enrolment_id = :enrolment_id
 ORDER BY w.placement_id, w.during;

-- many interruptions_of_enrolment(enrolment_id int8) interruption_row
SELECT i.placement_id, lower(i.during) AS from_on,
       upper(i.during) - 1 AS to_on, i.reason
  FROM placement p
  JOIN placement_interruption i ON i.placement_id = p.id
 WHERE p.enrolment_id = :enrolment_id
 ORDER BY i.placement_id, i.during;

-- row educator_then
--   placement_id  int8
--   name          text
--   duty          text!
--   to_on         date?
--   ended         bool!

-- Those who educate in placements and those who did, the present ones first.

-- many educators_of_enrolment(enrolment_id int8) educator_then
SELECT e.placement_id, p.name, e.duty::text AS duty,
       upper(e.during) - 1 AS to_on, upper(e.during) <= today() IS TRUE AS ended
  FROM placement l
  JOIN placement_educator e ON e.placement_id = l.id
  JOIN person p ON p.id = e.person_id
 WHERE l.enrolment_id = :enrolment_id AND NOT isempty(e.during)
 ORDER BY e.placement_id, ended, e.duty, lower(e.during) DESC, p.name;

-- row own_organisations(ids int8[]!, shared int8[]!)

-- The organisations whose coordinator I am, and the enrolments towards whom they
-- have a duty of an employer.

-- one own_organisations_of_me() own_organisations
SELECT auth.partner_organisations() AS ids,
       auth.shared_enrolments() AS shared;

-- row logged
--   placement_id  int8
--   on_date       date
--   halves        int8
--   kind          day_kind
--   state         day_state

-- many days_logged(enrolment_id int8) logged
SELECT placement_id, on_date, halves, kind, state
  FROM placement_day
 WHERE enrolment_id = :enrolment_id AND state <> 'withdrawn'
 ORDER BY placement_id, on_date;
