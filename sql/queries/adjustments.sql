-- Reasonable adjustments: lists of them, one with its steps and whoever must
-- act, and what somebody writes of them.  What is needed and why is there for
-- those alone who may read it.

-- enum adjustment_state(requested, acknowledged, agreed, funded, in_place,
--   confirmed, reviewed, declined, withdrawn)
-- enum adjustment_step(requested, acknowledged, agreed, funded, in_place,
--   confirmed, not_in_place, reviewed, reopened, declined, asked_again,
--   withdrawn, undone)
-- enum adjustment_funder(employer, access_to_work, programme, host)

-- row adjustment_record
--   id            int8
--   enrolment_id  int8
--   person_id     int8
--   programme_id  int8
--   asye_id       int8?
--   placement_id  int8?
--   trainee       text?
--   cohort        text?
--   state         adjustment_state
--   waiting       bool
--   requested_on  date
--   waits_from    date
--   since_on      date
--   in_place_on   date?
--   due_on        date?
--   programme_on  date?
--   needs_money   bool?
--   funder        adjustment_funder?
--   version       int8
--   own           bool!
--   named         bool!
--   what          text?
--   why           text?
--   promised      text?
--   placement_ends_on  date?

-- own: the trainee's; named: whoever must act reads it.

-- one adjustment_by_id(id int8) adjustment_record
SELECT a.id, a.enrolment_id, a.person_id, a.programme_id, a.asye_id,
       a.placement_id, p.name AS trainee, h.name AS cohort, a.state, a.waiting,
       a.requested_on, a.waits_from, a.since_on, a.in_place_on, a.due_on,
       a.programme_on, a.needs_money, a.funder, a.version,
       a.person_id = (SELECT auth.person_id()) AS own,
       a.id = ANY ((SELECT auth.adjustments_named())::bigint[]) AS named,
       d.what, d.why,
       (SELECT s.words FROM asye_promise s
         WHERE s.asye_id = a.asye_id AND d.what IS NOT NULL
           AND s.document_id = a.promise_document_id
           AND s.number = a.promise_number
         ORDER BY s.version DESC LIMIT 1) AS promised,
       (SELECT l.ends_on FROM placement l
         WHERE l.id = a.placement_id) AS placement_ends_on
  FROM adjustment a
  LEFT JOIN person p ON p.id = a.person_id
  LEFT JOIN enrolment e ON e.id = a.enrolment_id
  LEFT JOIN cohort h ON h.id = e.cohort_id
  LEFT JOIN adjustment_detail d ON d.adjustment_id = a.id
 WHERE a.id = :id;

-- row adjustment_line
--   id            int8
--   enrolment_id  int8
--   trainee       text?
--   cohort        text?
--   own           bool!
--   state         adjustment_state
--   waiting       bool
--   waits_from    date
--   in_place_on   date?
--   due_on        date?
--   programme_on  date?
--   of_all        int8!

-- Those that the asker knows of, who has waited longest on top.

-- many adjustments_found(waiting bool?, due_before date?, at_most int8, skip int8) adjustment_line
SELECT a.id, a.enrolment_id, p.name AS trainee, h.name AS cohort,
       a.person_id = (SELECT auth.person_id()) AS own, a.state, a.waiting,
       a.waits_from, a.in_place_on, a.due_on, a.programme_on,
       count(*) OVER () AS of_all
  FROM adjustment a
  LEFT JOIN person p ON p.id = a.person_id
  LEFT JOIN enrolment e ON e.id = a.enrolment_id
  LEFT JOIN cohort h ON h.id = e.cohort_id
 WHERE (:waiting::boolean IS NULL OR a.waiting = :waiting)
   AND (:due_before::date IS NULL OR a.waiting AND a.due_on < :due_before)
 ORDER BY a.waiting DESC, a.waits_from, a.id
 LIMIT :at_most OFFSET :skip;

-- many adjustments_of_enrolment(enrolment_id int8) adjustment_line
SELECT a.id, a.enrolment_id, p.name AS trainee, h.name AS cohort,
       a.person_id = (SELECT auth.person_id()) AS own, a.state, a.waiting,
       a.waits_from, a.in_place_on, a.due_on, a.programme_on,
       count(*) OVER () AS of_all
  FROM adjustment a
  LEFT JOIN person p ON p.id = a.person_id
  LEFT JOIN enrolment e ON e.id = a.enrolment_id
  LEFT JOIN cohort h ON h.id = e.cohort_id
 WHERE a.enrolment_id = :enrolment_id
 ORDER BY a.waiting DESC, a.waits_from DESC, a.id DESC LIMIT 50;

-- row adjustment_event
--   version      int8
--   step         adjustment_step
--   on_date      date
--   words        text
--   funder       adjustment_funder?
--   needs_money  bool?
--   state        adjustment_state
--   by_id        int8?
--   undid        adjustment_step?
--   undone       bool!
--   recorded_by  text?
--   at           timestamptz

-- In the order in which they were taken.

-- many adjustment_events(adjustment_id int8) adjustment_event
SELECT v.version, v.step, v.on_date, v.words, v.funder, v.needs_money, v.state,
       v.by_id, b.step AS undid,
       EXISTS (SELECT 1 FROM adjustment_event u
               WHERE u.adjustment_id = v.adjustment_id
                 AND u.undoes = v.version) AS undone,
       p.name AS recorded_by, v.at
  FROM adjustment_event v
  LEFT JOIN adjustment_event b
         ON b.adjustment_id = v.adjustment_id AND b.version = v.undoes
  LEFT JOIN person p ON p.id = v.by_id
 WHERE v.adjustment_id = :adjustment_id
 ORDER BY v.version;

-- row adjustment_actor(id int8, person_id int8, name text, acts bool)

-- acts: still supports or runs the training, and so can act.

-- many adjustment_actors(adjustment_id int8) adjustment_actor
SELECT id, person_id, name, acts FROM adjustment_actors(:adjustment_id);

-- row adjustment_choice(person_id int8, name text, parts text[])

-- many adjustment_choices(enrolment_id int8) adjustment_choice
SELECT person_id, name, parts FROM adjustment_choices(:enrolment_id);

-- row adjustment_basis
--   enrolment_id     int8
--   person_id        int8
--   programme_id     int8
--   trainee          text
--   asye_id          int8?
--   placement_id     int8?
--   organisation_id  int8?
--   provider_id      int8?
--   organisation     text?

-- What an adjustment of the asker's own enrolment is for: the ASYE that goes
-- on, or else the placement of today.

-- one adjustment_basis(enrolment_id int8) adjustment_basis
SELECT e.id AS enrolment_id, e.person_id, e.programme_id, p.name AS trainee,
       y.id AS asye_id,
       CASE WHEN y.id IS NULL THEN l.id END AS placement_id,
       coalesce(y.employer_id, l.organisation_id) AS organisation_id,
       y.provider_id, o.name AS organisation
  FROM enrolment e
  JOIN person p ON p.id = e.person_id
  LEFT JOIN LATERAL (SELECT a.id, a.employer_id, a.provider_id FROM asye a
        WHERE a.enrolment_id = e.id AND asye_is_live(a.state)
        ORDER BY a.id DESC LIMIT 1) y ON true
  LEFT JOIN LATERAL (SELECT x.id, x.organisation_id FROM placement x
        WHERE x.enrolment_id = e.id
          AND today() BETWEEN x.starts_on AND x.ends_on
        ORDER BY x.starts_on DESC LIMIT 1) l ON true
  LEFT JOIN organisation o
    ON o.id = coalesce(y.employer_id, l.organisation_id)
 WHERE e.id = :enrolment_id
   AND e.person_id = (SELECT auth.person_id());

-- row adjustment_enrolment(id int8)

-- Mine for which I can ask for one: it goes on, or its ASYE does.

-- one adjustment_enrolment_mine() adjustment_enrolment
SELECT e.id FROM enrolment e
 WHERE e.person_id = (SELECT auth.person_id())
   AND (e.state IN ('enrolled', 'paused') OR EXISTS (SELECT 1 FROM asye a
        WHERE a.enrolment_id = e.id AND asye_is_live(a.state)))
 ORDER BY e.starts_on DESC, e.id DESC LIMIT 1;

-- row adjustment_promise(document_id int8, number int8, words text!, by_on date)

-- What the agreement that holds now promises, and nobody asked for yet.

-- many adjustment_promises(asye_id int8) adjustment_promise
SELECT s.document_id, s.number, s.words, lower(s.during) AS by_on
  FROM asye_promise s
 WHERE s.asye_id = :asye_id AND s.what = 'adjustment' AND s.words IS NOT NULL
   AND upper_inf(s.during)
   AND NOT EXISTS (SELECT 1 FROM adjustment a
        WHERE a.asye_id = s.asye_id
          AND a.promise_document_id = s.document_id
          AND a.promise_number = s.number AND a.state <> 'withdrawn')
 ORDER BY s.number LIMIT 20;

-- row adjustment_targets_row
--   acknowledge  int8!
--   agree        int8!
--   fund         int8!
--   place        int8!
--   confirm      int8!
--   review       int8!
--   escalate     int8!

-- one adjustment_targets_of(programme_id int8) adjustment_targets_row
SELECT setting_of(:programme_id, 'adjustment_acknowledge_days')
           AS acknowledge,
       setting_of(:programme_id, 'adjustment_agree_days') AS agree,
       setting_of(:programme_id, 'adjustment_fund_days') AS fund,
       setting_of(:programme_id, 'adjustment_place_days') AS place,
       setting_of(:programme_id, 'adjustment_confirm_days') AS confirm,
       setting_of(:programme_id, 'adjustment_review_days') AS review,
       setting_of(:programme_id, 'adjustment_escalate_days') AS escalate;

-- row new_adjustment(id int8)

-- one adjustment_ask(enrolment_id int8, person_id int8, programme_id int8, asye_id int8?, placement_id int8?, organisation_id int8?, provider_id int8?, promise_document_id int8?, promise_number int8?, due_on date, programme_on date) new_adjustment
INSERT INTO adjustment (enrolment_id, person_id, programme_id, asye_id,
    placement_id, organisation_id, provider_id, promise_document_id,
    promise_number, due_on, programme_on)
VALUES (:enrolment_id, :person_id, :programme_id, :asye_id, :placement_id,
    :organisation_id, :provider_id, :promise_document_id, :promise_number,
    :due_on, :programme_on)
RETURNING id;

-- exec adjustment_say(adjustment_id int8, what text, why text)
INSERT INTO adjustment_detail (adjustment_id, enrolment_id, person_id,
    programme_id, what, why)
SELECT a.id, a.enrolment_id, a.person_id, a.programme_id, :what, :why
  FROM adjustment a WHERE a.id = :adjustment_id;

-- row adjustment_said(version int8)

-- one adjustment_said(adjustment_id int8) adjustment_said
SELECT version FROM adjustment_detail WHERE adjustment_id = :adjustment_id;

-- exec adjustment_reword(adjustment_id int8, version int8, what text, why text)
UPDATE adjustment_detail SET what = :what, why = :why
 WHERE adjustment_id = :adjustment_id AND version = :version;

-- exec adjustment_name(adjustment_id int8, person_id int8)
INSERT INTO adjustment_actor (adjustment_id, enrolment_id, trainee_id,
    programme_id, person_id)
SELECT a.id, a.enrolment_id, a.person_id, a.programme_id, :person_id
  FROM adjustment a WHERE a.id = :adjustment_id
    ON CONFLICT (adjustment_id, person_id) WHERE ended_at IS NULL
    DO NOTHING;

-- exec adjustment_let_go(adjustment_id int8, id int8)
UPDATE adjustment_actor SET ended_at = now()
 WHERE adjustment_id = :adjustment_id AND id = :id AND ended_at IS NULL;

-- Nothing where somebody took another step meanwhile.

-- exec adjustment_take(adjustment_id int8, version int8, step adjustment_step, on_date date, words text, undoes int8?, due_on date?, programme_on date?, needs_money bool?, funder adjustment_funder?)
INSERT INTO adjustment_event (adjustment_id, enrolment_id, person_id,
    programme_id, version, step, on_date, words, undoes, due_on, programme_on,
    needs_money, funder)
SELECT a.id, a.enrolment_id, a.person_id, a.programme_id, :version + 1, :step,
       :on_date, :words, :undoes, :due_on, :programme_on, :needs_money, :funder
  FROM adjustment a WHERE a.id = :adjustment_id;

-- row adjustment_person(person_id int8, name text, email text, own bool)

-- many adjustment_people(adjustment_id int8) adjustment_person
SELECT person_id, name, email, own FROM adjustment_people(:adjustment_id);

-- row adjustment_count(organisation text, people int8?, told_from int8)

-- many adjustments_counted() adjustment_count
SELECT organisation, people, told_from FROM adjustments_counted();

-- row adjustment_move(id int8, kind text, from_on date?, state text)

-- What moved the reviews of an ASYE because an adjustment was not in place,
-- while somebody waited.

-- many adjustment_moves(asye_id int8, from_on date, to_on date) adjustment_move
SELECT q.id, q.kind::text AS kind, q.from_on, q.state::text AS state
  FROM asye_request q
 WHERE q.asye_id = :asye_id AND q.reason = 'adjustment_not_in_place'
   AND q.kind IN ('pause', 'delay')
   AND q.state IN ('asked', 'standing', 'over')
   AND daterange(q.from_on, coalesce(q.returned_on, q.back_on))
    && daterange(:from_on::date, :to_on::date, '[]')
 ORDER BY q.from_on, q.id LIMIT 20;
