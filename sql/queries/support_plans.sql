-- Support plans: those of somebody, one with its steps and actions, and what is
-- written of them.

-- enum support_plan_state(proposed, agreed, questioned, ended, withdrawn)
-- enum support_plan_step(proposed, agreed, questioned, commented, revised, reviewed,
--   ended, withdrawn, undone)
-- enum support_plan_outcome(met, partly, not_met, concern, stopped)
-- enum support_action_owner(trainee, colleague, organisation)
-- enum support_action_state(open, done, not_done, dropped)

-- row support_plan
--   id            int8
--   enrolment_id  int8
--   person_id     int8
--   programme_id  int8
--   aim           text
--   led_by        int8
--   leader        text?
--   begun_on      date
--   state         support_plan_state
--   open          bool
--   since_on      date
--   review_on     date?
--   version       int8

-- many support_plans_of(enrolment_id int8) support_plan
SELECT s.id, s.enrolment_id, s.person_id, s.programme_id, s.aim, s.led_by,
       p.name AS leader, s.begun_on, s.state, s.open, s.since_on, s.review_on,
       s.version
  FROM support_plan s
  LEFT JOIN person p ON p.id = s.led_by
 WHERE s.enrolment_id = :enrolment_id
 ORDER BY s.open DESC, s.begun_on DESC, s.id DESC LIMIT 50;

-- one support_plan_by_id(id int8) support_plan
SELECT s.id, s.enrolment_id, s.person_id, s.programme_id, s.aim, s.led_by,
       p.name AS leader, s.begun_on, s.state, s.open, s.since_on, s.review_on,
       s.version
  FROM support_plan s
  LEFT JOIN person p ON p.id = s.led_by
 WHERE s.id = :id;

-- row support_plan_event
--   version    int8
--   step       support_plan_step
--   on_date    date
--   words      text
--   review_on  date?
--   outcome    support_plan_outcome?
--   undid      support_plan_step?
--   undone     bool!
--   state      support_plan_state
--   by_id      int8?
--   by_name    text?
--   at         timestamptz

-- In the order in which they were taken.

-- many support_plan_events(plan_id int8) support_plan_event
SELECT v.version, v.step, v.on_date, v.words, v.review_on, v.outcome,
       b.step AS undid, EXISTS (SELECT 1 FROM support_plan_event u
         WHERE u.plan_id = v.plan_id AND u.undoes = v.version) AS undone,
       v.state, v.by_id, p.name AS by_name, v.at
  FROM support_plan_event v
  LEFT JOIN support_plan_event b
         ON b.plan_id = v.plan_id AND b.version = v.undoes
  LEFT JOIN person p ON p.id = v.by_id
 WHERE v.plan_id = :plan_id
 ORDER BY v.version;

-- row support_action
--   id            int8
--   plan_id       int8
--   step_version  int8
--   owner         support_action_owner
--   colleague     text?
--   organisation  text?
--   what          text
--   due_on        date
--   begun_on      date
--   state         support_action_state
--   done_on       date?
--   outcome       text
--   version       int8

-- Those of steps that stand.

-- many support_actions(plan_id int8) support_action
SELECT a.id, a.plan_id, a.step_version, a.owner, p.name AS colleague,
       o.name AS organisation, a.what, a.due_on, a.begun_on, a.state,
       a.done_on, a.outcome, a.version
  FROM support_action a
  LEFT JOIN person p ON p.id = a.colleague_id
  LEFT JOIN organisation o ON o.id = a.organisation_id
 WHERE a.plan_id = :plan_id AND a.state <> 'dropped'
 ORDER BY a.due_on, a.id;

-- one support_action_by_id(id int8) support_action
SELECT a.id, a.plan_id, a.step_version, a.owner, p.name AS colleague,
       o.name AS organisation, a.what, a.due_on, a.begun_on, a.state,
       a.done_on, a.outcome, a.version
  FROM support_action a
  LEFT JOIN person p ON p.id = a.colleague_id
  LEFT JOIN organisation o ON o.id = a.organisation_id
 WHERE a.id = :id AND a.state <> 'dropped';

-- row support_helper(person_id int8?, organisation_id int8?, name text!, part text!)

-- many support_helpers(enrolment_id int8) support_helper
SELECT person_id, organisation_id, name, part
  FROM support_around(:enrolment_id);

-- row new_support_plan(id int8)

-- Nothing where there is an open one.

-- one support_plan_add(enrolment_id int8, person_id int8, programme_id int8, aim text, review_on date) new_support_plan
INSERT INTO support_plan (enrolment_id, person_id, programme_id, aim,
    review_on)
VALUES (:enrolment_id, :person_id, :programme_id, :aim, :review_on)
ON CONFLICT (enrolment_id) WHERE open DO NOTHING
RETURNING id;

-- Nothing where somebody took another step meanwhile.

-- exec support_plan_take(plan_id int8, version int8, step support_plan_step, words text, review_on date?, outcome support_plan_outcome?, undoes int8?)
INSERT INTO support_plan_event (plan_id, enrolment_id, person_id, programme_id,
    version, step, words, review_on, outcome, undoes)
SELECT s.id, s.enrolment_id, s.person_id, s.programme_id, :version + 1, :step,
       :words, :review_on, :outcome, :undoes
  FROM support_plan s
 WHERE s.id = :plan_id;

-- exec support_action_add(plan_id int8, owner support_action_owner, colleague_id int8?, organisation_id int8?, what text, due_on date)
INSERT INTO support_action (plan_id, enrolment_id, person_id, programme_id,
    step_version, owner, colleague_id, organisation_id, what, due_on)
SELECT s.id, s.enrolment_id, s.person_id, s.programme_id, s.version, :owner,
       :colleague_id, :organisation_id, :what, :due_on
  FROM support_plan s
 WHERE s.id = :plan_id;

-- exec support_action_mark(id int8, version int8, state support_action_state, done_on date?, outcome text)
UPDATE support_action
   SET state = :state, done_on = :done_on, outcome = :outcome
 WHERE id = :id AND version = :version;

-- row support_plan_letter(id int8!, name text!, email text!)

-- The trainee, or whoever leads the plan when the trainee asks.

-- one support_plan_letter_of(plan_id int8) support_plan_letter
SELECT person_id AS id, name, email FROM support_plan_recipient(:plan_id);
