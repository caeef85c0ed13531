-- Enrolments: what happened to them, and how one begins.

-- enum enrolment_change(offered, enrolled, deferred, paused, resumed, extended, transferred, withdrawn, reinstated, completed, undone)
-- enum reason_whose(person, system, neither)

-- row enrolment
--   id                int8
--   person_id         int8
--   programme_id      int8
--   name              text
--   given_name        text
--   family_name       text
--   email             text
--   cohort_id         int8
--   cohort            text
--   cohort_starts_on  date
--   cohort_ends_on    date
--   employer_id       int8
--   employer          text
--   employer_code     text
--   state             enrolment_state
--   starts_on         date
--   ends_on           date?
--   version           int8
--   extension_months  int8?

-- One of my programmes, and not my own.

-- one enrolment_mine(id int8) enrolment
SELECT e.id, e.person_id, e.programme_id, p.name, p.given_name,
       p.family_name, p.email, e.cohort_id, c.name AS cohort, c.starts_on AS cohort_starts_on,
       c.ends_on AS cohort_ends_on, e.employer_id, o.name AS employer,
       o.code AS employer_code, e.state, e.starts_on, e.ends_on, e.version,
       setting_of(e.programme_id, 'longest_extension_months')
       AS extension_months
  FROM enrolment e
  JOIN person p ON p.id = e.person_id
  JOIN cohort c ON c.id = e.cohort_id
  JOIN organisation o ON o.id = e.employer_id
 WHERE e.id = :id AND e.person_id <> (SELECT auth.person_id())
   AND e.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]);

-- row enrolment_event
--   version      int8
--   change       enrolment_change
--   on_date      date
--   reason       text
--   whose        reason_whose
--   note         text
--   expected_on  date?
--   undoes       int8?
--   undone       bool!
--   undid        enrolment_change?
--   cohort_id    int8
--   cohort       text
--   employer_id  int8
--   employer     text
--   starts_on    date
--   ends_on      date?
--   recorded_by  text?
--   by_known     bool!
--   at           timestamptz

-- many enrolment_events(enrolment_id int8) enrolment_event
SELECT v.version, v.change, v.on_date, r.label AS reason, r.whose, v.note,
       v.expected_on, v.undoes, u.id IS NOT NULL AS undone,
       d.change AS undid, v.cohort_id, c.name AS cohort, v.employer_id,
       o.name AS employer, v.starts_on, v.ends_on, p.name AS recorded_by,
       v.by_id IS NOT NULL AS by_known, v.at
  FROM enrolment_event v
  JOIN enrolment_reason r ON r.code = v.reason
  JOIN cohort c ON c.id = v.cohort_id
  JOIN organisation o ON o.id = v.employer_id
  LEFT JOIN enrolment_event u
         ON u.enrolment_id = v.enrolment_id AND u.undoes = v.version
  LEFT JOIN enrolment_event d
         ON d.enrolment_id = v.enrolment_id AND d.version = v.undoes
  LEFT JOIN person p ON p.id = v.by_id
 WHERE v.enrolment_id = :enrolment_id
 ORDER BY v.version;

-- row change_reason(code text, label text, whose reason_whose)

-- many change_reasons(change enrolment_change) change_reason
SELECT code, label, whose FROM enrolment_reason
 WHERE :change::enrolment_change = ANY (changes)
 ORDER BY whose, position;

-- row transition(change enrolment_change, before enrolment_state, after enrolment_state)

-- many enrolment_transitions() transition
SELECT change, before, after FROM enrolment_transition;

-- No row where the enrolment changed after that version of it was seen.

-- row recorded(version int8)

-- one enrolment_event_add(enrolment_id int8, seen int8, change enrolment_change, on_date date, reason text, note text, expected_on date?, undoes int8?, cohort_id int8?, employer_id int8?, starts_on date?, ends_on date?) recorded
INSERT INTO enrolment_event (enrolment_id, person_id, programme_id, version,
    change, on_date, reason, note, expected_on, undoes, cohort_id,
    employer_id, starts_on, ends_on)
SELECT e.id, e.person_id, e.programme_id, :seen + 1,
       :change::enrolment_change, :on_date::date, :reason::text, :note::text,
       :expected_on::date, :undoes::bigint, :cohort_id::bigint,
       :employer_id::bigint, :starts_on::date, :ends_on::date
  FROM enrolment e
 WHERE e.id = :enrolment_id
   AND e.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
RETURNING version;

-- many cohorts_of_programme(programme_id int8) cohort
SELECT c.id, c.programme_id, g.name AS programme, c.name, c.starts_on,
       c.ends_on, count(*) OVER () AS of_all
  FROM cohort c
  JOIN programme g ON g.id = c.programme_id
 WHERE c.programme_id = :programme_id
   AND c.programme_id = ANY (auth.staff_programmes())
 ORDER BY c.starts_on DESC, c.name
 LIMIT 60;

-- Organisations that are called so, or whose code it is: those alone if there
-- are any, else those whose names hold it.

-- row employer_named(id int8, code text, name text, exact bool!)

-- many employers_named(typed text) employer_named
SELECT o.id, o.code, o.name, coalesce(o.code = upper(:typed)
       OR fold(o.name) = fold(:typed), false) AS exact
  FROM organisation o
 WHERE o.code = upper(:typed)
    OR position(fold(:typed) IN fold(o.name)) > 0
 ORDER BY exact DESC, o.name
 LIMIT 6;

-- row cohort_added(id int8)

-- one cohort_add(programme_id int8, name text, starts_on date, ends_on date) cohort_added
INSERT INTO cohort (programme_id, name, starts_on, ends_on)
VALUES (:programme_id, :name, :starts_on, :ends_on)
ON CONFLICT DO NOTHING
RETURNING id;

-- row enrolled_one(person_id int8!, enrolment_id int8?)

-- Somebody new: no row where the address or the number is known already.

-- one enrol_new(cohort_id int8, programme_id int8, given_name text, family_name text, email text, swe_number text?, employer_id int8, starts_on date, working int8[], state enrolment_state) enrolled_one
WITH one AS (
       INSERT INTO person (given_name, family_name, email, swe_number,
           programme_ids)
       VALUES (:given_name, :family_name, :email, :swe_number,
           ARRAY[:programme_id::bigint])
       ON CONFLICT DO NOTHING
       RETURNING id),
     role AS (
       INSERT INTO role_held (person_id, role, programme_id, during)
       SELECT id, 'trainee', :programme_id,
              daterange(least(:starts_on::date, today()), NULL)
         FROM one),
     place AS (
       INSERT INTO enrolment (programme_id, cohort_id, person_id, employer_id,
           starts_on, working, state)
       SELECT :programme_id, :cohort_id, id, :employer_id, :starts_on,
              :working, :state
         FROM one
       RETURNING person_id, id)
SELECT person_id, id AS enrolment_id FROM place;

-- Somebody whom Waymark knows: no row where that name has no such address, no
-- enrolment where there is one in the cohort already.

-- one enrol_known(cohort_id int8, family_name text, email text, employer_id int8, starts_on date, working int8[], state enrolment_state) enrolled_one
SELECT person_id, enrolment_id
  FROM enrol_known(:email, :family_name, :cohort_id, :employer_id, :starts_on,
       :working, :state);

-- Where somebody with that address takes part in a programme already.

-- row open_place(id int8, cohort text)

-- one open_place(email text, programme_id int8) open_place
SELECT e.id, c.name AS cohort
  FROM enrolment e
  JOIN person p ON p.id = e.person_id
  JOIN cohort c ON c.id = e.cohort_id
 WHERE lower(p.email) = lower(:email) AND e.programme_id = :programme_id
   AND e.state NOT IN ('withdrawn', 'completed')
 ORDER BY e.id DESC
 LIMIT 1;
