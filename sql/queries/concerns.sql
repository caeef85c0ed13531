-- Concerns: lists of them, one of them with its steps, its actions and the
-- trainee's own words, and what somebody writes of them.

-- enum concern_kind(practice, support, conduct, health, other)
-- enum concern_state(raised, acknowledged, meeting_arranged, meeting_held,
--   planned, reviewed, met, extended, not_met, panel, decided, closed, withdrawn)
-- enum concern_step(raised, acknowledged, meeting_arranged, meeting_held,
--   planned, reviewed, met, extended, not_met, panel, decided, closed, withdrawn,
--   undone)
-- enum concern_outcome(continue_placement, repeat_placement, terminate_placement)
-- enum concern_part(trainee, practice_educator, onsite_supervisor, tutor, lead,
--   staff)
-- enum concern_owner(trainee, educator, host, employer, programme)
-- enum concern_action_state(open, done, dropped)

-- row concern_record
--   id            int8
--   enrolment_id  int8
--   person_id     int8
--   programme_id  int8
--   placement_id  int8?
--   trainee       text
--   cohort        text
--   organisation  text?
--   team          text?
--   kind          concern_kind
--   words         text
--   about         text?
--   shared        bool
--   raised_by     int8
--   raiser        text?
--   raised_as     concern_part
--   raised_on     date
--   state         concern_state
--   open          bool
--   since_on      date
--   follow_up_on  date?
--   version       int8
--   handles       bool!
--   staffs        bool!
--   educates      bool!

-- handles: as somebody who takes its steps; staffs: those of staff's, too;
-- educates: as an educator with whom it is shared.

-- one concern_by_id(id int8) concern_record
SELECT c.id, c.enrolment_id, c.person_id, c.programme_id, c.placement_id,
       p.name AS trainee, h.name AS cohort, o.name AS organisation,
       t.name AS team, c.kind, c.words, c.about, c.shared, c.raised_by,
       r.name AS raiser, c.raised_as, c.raised_on, c.state, c.open,
       c.since_on, c.follow_up_on, c.version,
       c.person_id <> (SELECT auth.person_id()) AND (c.programme_id =
           ANY ((SELECT auth.staff_programmes())::bigint[])
        OR c.enrolment_id =
           ANY ((SELECT auth.guided_enrolments())::bigint[])) AS handles,
       c.person_id <> (SELECT auth.person_id()) AND c.programme_id =
           ANY ((SELECT auth.staff_programmes())::bigint[]) AS staffs,
       c.person_id <> (SELECT auth.person_id()) AND coalesce(c.placement_id =
           ANY ((SELECT auth.educator_placements())::bigint[]), false)
       AS educates
  FROM concern c
  JOIN person p ON p.id = c.person_id
  JOIN enrolment e ON e.id = c.enrolment_id
  JOIN cohort h ON h.id = e.cohort_id
  LEFT JOIN person r ON r.id = c.raised_by
  LEFT JOIN placement l ON l.id = c.placement_id
  LEFT JOIN organisation o ON o.id = c.organisation_id
  LEFT JOIN team t ON t.id = l.team_id
 WHERE c.id = :id;

-- row concern_line
--   id            int8
--   enrolment_id  int8
--   trainee       text
--   cohort        text
--   kind          concern_kind
--   state         concern_state
--   open          bool
--   since_on      date
--   follow_up_on  date?
--   raised_as     concern_part
--   of_all        int8!

-- Those that the asker sees, what is due first on top: open or of a state, late
-- by a day, of a cohort.

-- many concerns_found(state concern_state?, open bool?, due_before date?, cohort_id int8?, at_most int8, skip int8) concern_line
SELECT c.id, c.enrolment_id, p.name AS trainee, h.name AS cohort, c.kind,
       c.state, c.open, c.since_on, c.follow_up_on, c.raised_as,
       count(*) OVER () AS of_all
  FROM concern c
  JOIN person p ON p.id = c.person_id
  JOIN enrolment e ON e.id = c.enrolment_id
  JOIN cohort h ON h.id = e.cohort_id
 WHERE (:state::concern_state IS NULL OR c.state = :state)
   AND (:open::boolean IS NULL OR c.open = :open)
   AND (:due_before::date IS NULL OR c.follow_up_on < :due_before)
   AND (:cohort_id::bigint IS NULL OR e.cohort_id = :cohort_id)
 ORDER BY c.follow_up_on NULLS LAST, c.since_on DESC, c.id
 LIMIT :at_most OFFSET :skip;

-- many concerns_of_enrolment(enrolment_id int8) concern_line
SELECT c.id, c.enrolment_id, p.name AS trainee, h.name AS cohort, c.kind,
       c.state, c.open, c.since_on, c.follow_up_on, c.raised_as,
       count(*) OVER () AS of_all
  FROM concern c
  JOIN person p ON p.id = c.person_id
  JOIN enrolment e ON e.id = c.enrolment_id
  JOIN cohort h ON h.id = e.cohort_id
 WHERE c.enrolment_id = :enrolment_id
 ORDER BY c.open DESC, c.raised_on DESC, c.id DESC
 LIMIT 100;

-- many concerns_of_me() concern_line
SELECT c.id, c.enrolment_id, p.name AS trainee, h.name AS cohort, c.kind,
       c.state, c.open, c.since_on, c.follow_up_on, c.raised_as,
       count(*) OVER () AS of_all
  FROM concern c
  JOIN person p ON p.id = c.person_id
  JOIN enrolment e ON e.id = c.enrolment_id
  JOIN cohort h ON h.id = e.cohort_id
 WHERE c.person_id = (SELECT auth.person_id()) AND c.open
 ORDER BY c.raised_on DESC, c.id DESC;

-- row concern_event
--   version       int8
--   step          concern_step
--   on_date       date
--   words         text
--   present       text
--   agreed        text
--   meeting_on    date?
--   outcome       concern_outcome?
--   follow_up_on  date?
--   undid         concern_step?
--   undone        bool!
--   state         concern_state
--   recorded_by   text?
--   at            timestamptz

-- In the order in which they were taken.

-- many concern_events(concern_id int8) concern_event
SELECT v.version, v.step, v.on_date, v.words, v.present, v.agreed,
       v.meeting_on, v.outcome, v.follow_up_on, b.step AS undid,
       EXISTS (SELECT 1 FROM concern_event u
               WHERE u.concern_id = v.concern_id AND u.undoes = v.version)
       AS undone, v.state, p.name AS recorded_by, v.at
  FROM concern_event v
  LEFT JOIN concern_event b
         ON b.concern_id = v.concern_id AND b.version = v.undoes
  LEFT JOIN person p ON p.id = v.by_id
 WHERE v.concern_id = :concern_id
 ORDER BY v.version;

-- row concern_action
--   id            int8
--   step_version  int8
--   owner         concern_owner
--   what          text
--   due_on        date
--   state         concern_action_state
--   done_on       date?
--   version       int8

-- Those of steps that stand.

-- many concern_actions(concern_id int8) concern_action
SELECT id, step_version, owner, what, due_on, state, done_on, version
  FROM concern_action
 WHERE concern_id = :concern_id AND state <> 'dropped'
 ORDER BY due_on, id;

-- row concern_response(words text, at timestamptz)

-- many concern_responses(concern_id int8) concern_response
SELECT words, at FROM concern_response
 WHERE concern_id = :concern_id ORDER BY id;

-- row concern_place
--   id               int8
--   organisation_id  int8
--   organisation     text
--   team             text
--   starts_on        date
--   ends_on          date
--   educates         bool!
--   supervises       bool!

-- Placements that a concern of an enrolment may be about, for the asker; the
-- latest first.  supervises: as on-site supervisor alone.

-- many concern_places(enrolment_id int8) concern_place
SELECT p.id, p.organisation_id, o.name AS organisation, t.name AS team,
       p.starts_on, p.ends_on,
       p.id = ANY ((SELECT auth.educator_placements())::bigint[]) AS educates,
       NOT EXISTS (SELECT 1 FROM placement_educator d
           WHERE d.placement_id = p.id AND d.duty = 'practice_educator'
             AND d.person_id = (SELECT auth.person_id())) AS supervises
  FROM placement p
  JOIN organisation o ON o.id = p.organisation_id
  JOIN team t ON t.id = p.team_id
 WHERE p.enrolment_id = :enrolment_id
 ORDER BY p.starts_on DESC;

-- row concern_voice(staffs bool!, tutors bool!, leads bool!)

-- What the asker is to a trainee, beside educating them.

-- one concern_voice(enrolment_id int8, programme_id int8) concern_voice
SELECT :programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
       AS staffs,
       :enrolment_id = ANY ((SELECT auth.tutored_enrolments())::bigint[])
       AS tutors,
       :enrolment_id = ANY ((SELECT auth.led_enrolments())::bigint[]) AS leads;

-- row concern_about(enrolment_id int8?, placement_id int8?)

-- Whose a page of ours is, when the asker sees it.

-- one concern_about(place text, id int8) concern_about
SELECT CASE :place
       WHEN 'days' THEN (SELECT enrolment_id FROM placement_day
           WHERE id = :id)
       WHEN 'placements' THEN (SELECT enrolment_id FROM placement
           WHERE id = :id)
       WHEN 'documents' THEN (SELECT enrolment_id FROM document WHERE id = :id)
       WHEN 'attempts' THEN (SELECT enrolment_id FROM attempt WHERE id = :id)
       WHEN 'trainees' THEN (SELECT id FROM enrolment WHERE id = :id) END
       AS enrolment_id,
       CASE :place
       WHEN 'days' THEN (SELECT placement_id FROM placement_day
           WHERE id = :id)
       WHEN 'placements' THEN (SELECT id FROM placement WHERE id = :id)
       WHEN 'documents' THEN (SELECT placement_id FROM document
           WHERE id = :id) END AS placement_id;

-- row concern_limits_row
--   acknowledge  int8!
--   arrange      int8!
--   plan         int8!
--   review       int8!
--   decide       int8!
--   panel        int8!
--   outcome      int8!
--   close        int8!

-- one concern_limits_of(programme_id int8) concern_limits_row
SELECT setting_of(:programme_id, 'concern_acknowledge_days') AS acknowledge,
       setting_of(:programme_id, 'concern_arrange_days') AS arrange,
       setting_of(:programme_id, 'concern_plan_days') AS plan,
       setting_of(:programme_id, 'concern_review_days') AS review,
       setting_of(:programme_id, 'concern_decide_days') AS decide,
       setting_of(:programme_id, 'concern_panel_days') AS panel,
       setting_of(:programme_id, 'concern_outcome_days') AS outcome,
       setting_of(:programme_id, 'concern_close_days') AS close;

-- row new_concern(id int8)

-- one concern_raise(enrolment_id int8, person_id int8, programme_id int8, placement_id int8?, organisation_id int8?, kind concern_kind, words text, about text?, shared bool, raised_as concern_part) new_concern
INSERT INTO concern (enrolment_id, person_id, programme_id, placement_id,
    organisation_id, kind, words, about, shared, raised_as)
VALUES (:enrolment_id, :person_id, :programme_id, :placement_id,
    :organisation_id, :kind, :words, :about, :shared, :raised_as)
RETURNING id;

-- Nothing where somebody took another step meanwhile.

-- exec concern_take(concern_id int8, version int8, step concern_step, on_date date, words text, present text, agreed text, meeting_on date?, outcome concern_outcome?, follow_up_on date?, undoes int8?)
INSERT INTO concern_event (concern_id, enrolment_id, person_id, programme_id,
    version, step, on_date, words, present, agreed, meeting_on, outcome,
    follow_up_on, undoes)
SELECT c.id, c.enrolment_id, c.person_id, c.programme_id, :version + 1, :step,
       :on_date, :words, :present, :agreed, :meeting_on, :outcome,
       :follow_up_on, :undoes
  FROM concern c
 WHERE c.id = :concern_id;

-- exec concern_action_add(concern_id int8, owner concern_owner, what text, due_on date)
INSERT INTO concern_action (concern_id, enrolment_id, person_id, programme_id,
    step_version, owner, what, due_on)
SELECT c.id, c.enrolment_id, c.person_id, c.programme_id, c.version, :owner,
       :what, :due_on
  FROM concern c
 WHERE c.id = :concern_id;

-- exec concern_action_mark(concern_id int8, id int8, version int8, state concern_action_state, done_on date?)
UPDATE concern_action SET state = :state, done_on = :done_on
 WHERE concern_id = :concern_id AND id = :id AND version = :version;

-- exec concern_respond(concern_id int8, words text)
INSERT INTO concern_response (concern_id, enrolment_id, person_id,
    programme_id, words)
SELECT c.id, c.enrolment_id, c.person_id, c.programme_id, :words
  FROM concern c
 WHERE c.id = :concern_id AND c.open;

-- row concern_person(person_id int8!, name text!, email text!, part text!)

-- many concern_people(concern_id int8) concern_person
SELECT person_id, name, email, part FROM concern_people(:concern_id);
