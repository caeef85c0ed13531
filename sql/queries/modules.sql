-- Modules: what is offered to whom, its sessions with who was there, what is
-- assessed, and how each trainee stands.

-- enum attendance_state(present, absent, excused)
-- enum attempt_state(due, submitted, not_submitted, withdrawn)
-- enum mark_state(provisional, confirmed, withdrawn)
-- enum board_outcome(pass, compensated, resit, repeat, fail, deferred)
-- enum decision_state(standing, replaced, undone)

-- row module
--   id       int8
--   code     text
--   edition  int8
--   title    text
--   credits  int8
--   level    int8
--   topics   text[]
--   own      bool!

-- The newest edition of each module that a programme may offer, or any of mine.

-- many modules_known(programme_id int8?) module
SELECT DISTINCT ON (m.code) m.id, m.code, m.edition, m.title, m.credits,
       m.level, m.topics, m.programme_id IS NOT NULL AS own
  FROM module m
 WHERE m.programme_id IS NULL OR m.programme_id = :programme_id
    OR (:programme_id IS NULL AND m.programme_id =
        ANY ((SELECT auth.staff_programmes())::bigint[]))
 ORDER BY m.code, m.programme_id NULLS LAST, m.edition DESC;

-- row offering
--   id            int8
--   module_id     int8
--   code          text
--   edition       int8
--   title         text
--   credits       int8
--   level         int8
--   topics        text[]
--   programme_id  int8
--   cohort_id     int8
--   cohort        text
--   starts_on     date
--   ends_on       date
--   leader        text
--   of_all        int8!

-- Those of my programmes, the latest first.

-- many offerings_mine(cohort_id int8?, at_most int8, skip int8) offering
SELECT f.id, f.module_id, m.code, m.edition, m.title, m.credits, m.level,
       m.topics, f.programme_id, f.cohort_id, c.name AS cohort, f.starts_on,
       f.ends_on, f.leader, count(*) OVER () AS of_all
  FROM offering f
  JOIN module m ON m.id = f.module_id
  JOIN cohort c ON c.id = f.cohort_id
 WHERE f.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
   AND (:cohort_id IS NULL OR f.cohort_id = :cohort_id)
 ORDER BY c.starts_on DESC, f.starts_on, f.id
 LIMIT :at_most OFFSET :skip;

-- one offering_mine(id int8) offering
SELECT f.id, f.module_id, m.code, m.edition, m.title, m.credits, m.level,
       m.topics, f.programme_id, f.cohort_id, c.name AS cohort, f.starts_on,
       f.ends_on, f.leader, 1::bigint AS of_all
  FROM offering f
  JOIN module m ON m.id = f.module_id
  JOIN cohort c ON c.id = f.cohort_id
 WHERE f.id = :id
   AND f.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]);

-- What I take myself, in the order in which it starts.

-- many offerings_of_me() offering
SELECT f.id, f.module_id, m.code, m.edition, m.title, m.credits, m.level,
       m.topics, f.programme_id, f.cohort_id, c.name AS cohort, f.starts_on,
       f.ends_on, f.leader, count(*) OVER () AS of_all
  FROM offering f
  JOIN module m ON m.id = f.module_id
  JOIN cohort c ON c.id = f.cohort_id
 WHERE f.cohort_id = ANY ((SELECT auth.own_cohorts())::bigint[])
 ORDER BY f.starts_on, f.id;

-- One at a time changes what belongs to an offering: others wait here.

-- exec offering_lock(id int8)
SELECT FROM offering
 WHERE id = :id
   AND programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
   FOR UPDATE;

-- row added(id int8)

-- one offering_add(module_id int8, cohort_id int8, starts_on date, ends_on date, leader text) added
INSERT INTO offering (module_id, programme_id, cohort_id, starts_on, ends_on,
    leader)
SELECT m.id, c.programme_id, c.id, :starts_on, :ends_on, :leader
  FROM cohort c
  JOIN module m ON m.id = :module_id
   AND coalesce(m.programme_id, c.programme_id) = c.programme_id
 WHERE c.id = :cohort_id
   AND c.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
ON CONFLICT DO NOTHING
RETURNING id;

-- Whoever takes an offering: how often they were there, and what the board
-- decided, if it did.

-- row taker
--   offering_id   int8
--   enrolment_id  int8
--   person_id     int8
--   name          text
--   state         enrolment_state
--   present       int8!
--   absent        int8!
--   excused       int8!
--   decision_id   int8?
--   outcome       board_outcome?
--   result        int8?
--   board_on      date?
--   decision_version  int8!

-- many takers_of(offering_ids int8[], enrolment_id int8?, person_id int8?) taker
SELECT f.id AS offering_id, e.id AS enrolment_id, e.person_id, p.name, e.state,
       coalesce(n.present, 0) AS present, coalesce(n.absent, 0) AS absent,
       coalesce(n.excused, 0) AS excused, d.id AS decision_id, d.outcome,
       d.result, d.board_on, coalesce(d.version, 0) AS decision_version
  FROM offering f
  JOIN enrolment e ON e.cohort_id = f.cohort_id AND e.state <> 'withdrawn'
  JOIN person p ON p.id = e.person_id
  LEFT JOIN (SELECT t.offering_id, t.enrolment_id,
               count(*) FILTER (WHERE t.state = 'present') AS present,
               count(*) FILTER (WHERE t.state = 'absent') AS absent,
               count(*) FILTER (WHERE t.state = 'excused') AS excused
          FROM attendance t
          JOIN module_session s ON s.id = t.session_id AND NOT s.cancelled
         WHERE t.offering_id = ANY (:offering_ids)
         GROUP BY t.offering_id, t.enrolment_id) n
    ON n.offering_id = f.id AND n.enrolment_id = e.id
  LEFT JOIN board_decision d ON d.offering_id = f.id
        AND d.enrolment_id = e.id AND d.state = 'standing'
 WHERE f.id = ANY (:offering_ids)
   AND (:enrolment_id IS NULL OR e.id = :enrolment_id)
   AND (:person_id IS NULL OR e.person_id = :person_id)
 ORDER BY p.family_name, p.given_name, e.id, f.starts_on, f.id;

-- The latest attempt of each trainee at each component; stamp counts up with
-- every change of it.

-- row part
--   offering_id   int8
--   component_id  int8
--   component     text
--   weight        int8
--   pass_mark     int8
--   enrolment_id  int8
--   person_id     int8
--   trainee       text
--   email         text
--   swe_number    text?
--   attempt_id    int8
--   number        int8
--   state         attempt_state
--   due_on        date
--   extended_to   date?
--   submitted_on  date?
--   mark          int8?
--   mark_state    mark_state?
--   released      bool?
--   stamp         int8!

-- many parts_of(offering_ids int8[], component_id int8?, enrolment_id int8?, person_id int8?) part
SELECT a.offering_id, a.component_id, c.title AS component, c.weight,
       c.pass_mark, a.enrolment_id, a.person_id, p.name AS trainee, p.email,
       p.swe_number, a.id AS attempt_id, a.number, a.state, a.due_on,
       x.due_on AS extended_to, a.submitted_on, m.mark, m.state AS mark_state,
       m.released, a.version + coalesce(m.version, 0) AS stamp
  FROM (SELECT DISTINCT ON (enrolment_id, component_id) *
          FROM attempt
         WHERE offering_id = ANY (:offering_ids) AND state <> 'withdrawn'
           AND (:component_id IS NULL OR component_id = :component_id)
           AND (:enrolment_id IS NULL OR enrolment_id = :enrolment_id)
           AND (:person_id IS NULL OR person_id = :person_id)
         ORDER BY enrolment_id, component_id, number DESC) a
  JOIN component c ON c.id = a.component_id
  JOIN offering f ON f.id = a.offering_id
  JOIN enrolment e ON e.id = a.enrolment_id AND e.state <> 'withdrawn'
        AND e.cohort_id = f.cohort_id
  JOIN person p ON p.id = a.person_id
  LEFT JOIN mark m ON m.attempt_id = a.id AND m.state <> 'withdrawn'
  LEFT JOIN (SELECT attempt_id, max(due_on) AS due_on FROM extension
              WHERE offering_id = ANY (:offering_ids) AND state = 'agreed'
              GROUP BY attempt_id) x ON x.attempt_id = a.id
 ORDER BY p.family_name, p.given_name, e.id, f.starts_on, f.id, c.due_on, c.id;

-- row component
--   id            int8
--   offering_id   int8
--   programme_id  int8
--   title         text
--   weight        int8
--   due_on        date
--   pass_mark     int8

-- many components_of(offering_id int8) component
SELECT id, offering_id, programme_id, title, weight, due_on, pass_mark
  FROM component WHERE offering_id = :offering_id ORDER BY due_on, id;

-- one component_mine(id int8) component
SELECT id, offering_id, programme_id, title, weight, due_on, pass_mark
  FROM component
 WHERE id = :id
   AND programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]);

-- one component_add(offering_id int8, title text, weight int8, due_on date, pass_mark int8) added
INSERT INTO component (offering_id, programme_id, cohort_id, title, weight,
    due_on, pass_mark)
SELECT f.id, f.programme_id, f.cohort_id, :title, :weight, :due_on, :pass_mark
  FROM offering f WHERE f.id = :offering_id
ON CONFLICT DO NOTHING
RETURNING id;

-- row module_session
--   id            int8
--   offering_id   int8
--   on_date       date
--   minutes       int8
--   title         text
--   cancelled     bool
--   version       int8
--   present       int8!
--   absent        int8!
--   excused       int8!

-- many sessions_of(offering_id int8) module_session
SELECT s.id, s.offering_id, s.on_date, s.minutes, s.title, s.cancelled,
       s.version, count(*) FILTER (WHERE t.state = 'present') AS present,
       count(*) FILTER (WHERE t.state = 'absent') AS absent,
       count(*) FILTER (WHERE t.state = 'excused') AS excused
  FROM module_session s
  LEFT JOIN attendance t ON t.session_id = s.id
 WHERE s.offering_id = :offering_id
 GROUP BY s.id
 ORDER BY s.on_date, s.id;

-- one session_mine(id int8) module_session
SELECT s.id, s.offering_id, s.on_date, s.minutes, s.title, s.cancelled,
       s.version, 0::bigint AS present, 0::bigint AS absent,
       0::bigint AS excused
  FROM module_session s
 WHERE s.id = :id
   AND s.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]);

-- one session_add(offering_id int8, on_date date, minutes int8, title text) added
INSERT INTO module_session (offering_id, programme_id, cohort_id, on_date,
    minutes, title)
SELECT f.id, f.programme_id, f.cohort_id, :on_date, :minutes, :title
  FROM offering f WHERE f.id = :offering_id
RETURNING id;

-- one session_change(id int8, version int8, on_date date, minutes int8, title text, cancelled bool) added
UPDATE module_session
   SET on_date = :on_date, minutes = :minutes, title = :title,
       cancelled = :cancelled
 WHERE id = :id AND version = :version
RETURNING id;

-- The register of a session: everybody who takes the module.

-- row register_line
--   enrolment_id  int8
--   name          text
--   state         attendance_state?
--   reason        absence_reason?
--   version       int8!

-- many register_of(session_id int8) register_line
SELECT e.id AS enrolment_id, p.name, t.state, t.reason,
       coalesce(t.version, 0) AS version
  FROM module_session s
  JOIN enrolment e ON e.cohort_id = s.cohort_id AND e.state <> 'withdrawn'
  JOIN person p ON p.id = e.person_id
  LEFT JOIN attendance t ON t.session_id = s.id AND t.enrolment_id = e.id
 WHERE s.id = :session_id
 ORDER BY p.family_name, p.given_name, e.id;

-- exec register_put(session_id int8, enrolment_ids int8[], states text[], reasons text[])
INSERT INTO attendance AS t (session_id, offering_id, programme_id,
    enrolment_id, person_id, state, reason)
SELECT s.id, s.offering_id, s.programme_id, e.id, e.person_id,
       w.state::attendance_state, nullif(w.reason, '')::absence_reason
  FROM unnest(:enrolment_ids::bigint[], :states::text[], :reasons::text[])
       AS w (enrolment_id, state, reason)
  JOIN module_session s ON s.id = :session_id
  JOIN enrolment e ON e.id = w.enrolment_id AND e.cohort_id = s.cohort_id
ON CONFLICT (session_id, enrolment_id) DO UPDATE
   SET state = excluded.state, reason = excluded.reason
 WHERE (t.state, t.reason) IS DISTINCT FROM (excluded.state, excluded.reason);

-- row module_settings
--   pass_mark         int8?
--   attempts_most     int8?
--   rounding          int8?
--   component_passes  int8?
--   compensate_from   int8?
--   resit_capped      int8?
--   attendance_least  int8?
--   resit_days        int8?

-- one module_settings_of(programme_id int8) module_settings
SELECT setting_of(:programme_id, 'module_pass_mark') AS pass_mark,
       setting_of(:programme_id, 'module_attempts_most') AS attempts_most,
       setting_of(:programme_id, 'module_rounding') AS rounding,
       setting_of(:programme_id, 'module_component_passes')
       AS component_passes,
       setting_of(:programme_id, 'module_compensate_from') AS compensate_from,
       setting_of(:programme_id, 'module_resit_capped') AS resit_capped,
       setting_of(:programme_id, 'module_attendance_least')
       AS attendance_least,
       setting_of(:programme_id, 'module_resit_days') AS resit_days;

-- Who was where, of all the sessions of an offering.

-- row attended
--   session_id    int8
--   enrolment_id  int8
--   on_date       date
--   title         text
--   state         attendance_state
--   reason        absence_reason?

-- many attendance_of(offering_id int8) attended
SELECT t.session_id, t.enrolment_id, s.on_date, s.title, t.state, t.reason
  FROM attendance t
  JOIN module_session s ON s.id = t.session_id
 WHERE t.offering_id = :offering_id
 ORDER BY t.enrolment_id, s.on_date, s.id;

-- Sessions that I was not at myself, and that are still to come.

-- row own_session
--   offering_id  int8
--   on_date      date
--   title        text
--   cancelled    bool
--   state        attendance_state?
--   reason       absence_reason?

-- many sessions_of_me() own_session
SELECT s.offering_id, s.on_date, s.title, s.cancelled, t.state, t.reason
  FROM module_session s
  LEFT JOIN attendance t ON t.session_id = s.id
        AND t.person_id = (SELECT auth.person_id())
 WHERE s.cohort_id = ANY ((SELECT auth.own_cohorts())::bigint[])
   AND (s.on_date >= today() OR t.state <> 'present')
 ORDER BY s.on_date, s.id;
