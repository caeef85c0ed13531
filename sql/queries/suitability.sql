-- Suitability: what somebody refers, what those who handle cases see and write,
-- and what the trainee was told.

-- enum suitability_state(referred, considered, no_concern, support, stage_1,
--   stage_2, decided, closed)
-- enum suitability_step(referred, considered, no_concern, support, stage_1,
--   stage_2, decided, closed, told, responded, undone)
-- enum suitability_outcome(no_action, support, conditions, suspension,
--   end_of_training)

-- row receipt(number int8!)

-- one receipt_new() receipt
SELECT random_number() AS number;

-- exec suitability_refer(receipt int8, enrolment_id int8, person_id int8, programme_id int8, words text)
INSERT INTO suitability_case (receipt, enrolment_id, person_id, programme_id,
    words)
VALUES (:receipt, :enrolment_id, :person_id, :programme_id, :words);

-- exec suitability_call(programme_id int8, subject text, body text)
SELECT waymark.suitability_call(:programme_id, :subject, :body);

-- row receipt_of(received_on date?)

-- one suitability_receipt(receipt int8) receipt_of
SELECT waymark.suitability_receipt(:receipt) AS received_on;

-- row suitability_line
--   id            int8
--   trainee       text
--   cohort        text
--   state         suitability_state
--   open          bool
--   since_on      date
--   follow_up_on  date?
--   told_on       date?
--   programme_id  int8
--   of_all        int8!

-- many suitability_cases(open bool?, at_most int8, skip int8) suitability_line
SELECT c.id, p.name AS trainee, h.name AS cohort, c.state, c.open, c.since_on,
       c.follow_up_on, c.told_on, c.programme_id, count(*) OVER () AS of_all
  FROM suitability_case c
  JOIN person p ON p.id = c.person_id
  JOIN enrolment e ON e.id = c.enrolment_id
  JOIN cohort h ON h.id = e.cohort_id
 WHERE :open::boolean IS NULL OR c.open = :open
 ORDER BY c.follow_up_on NULLS LAST, c.since_on DESC, c.id
 LIMIT :at_most OFFSET :skip;

-- row suitability_record
--   id            int8
--   enrolment_id  int8
--   person_id     int8
--   programme_id  int8
--   trainee       text
--   email         text
--   cohort        text
--   words         text
--   referrer      text?
--   referred_on   date
--   state         suitability_state
--   open          bool
--   since_on      date
--   follow_up_on  date?
--   told_on       date?
--   version       int8

-- one suitability_by_id(id int8) suitability_record
SELECT c.id, c.enrolment_id, c.person_id, c.programme_id, p.name AS trainee,
       p.email, h.name AS cohort, c.words,
       waymark.suitability_referrer(c.id) AS referrer, c.referred_on,
       c.state, c.open, c.since_on, c.follow_up_on, c.told_on, c.version
  FROM suitability_case c
  JOIN person p ON p.id = c.person_id
  JOIN enrolment e ON e.id = c.enrolment_id
  JOIN cohort h ON h.id = e.cohort_id
 WHERE c.id = :id;

-- row suitability_event
--   version       int8
--   step          suitability_step
--   on_date       date
--   words         text
--   told          text
--   outcome       suitability_outcome?
--   undid         suitability_step?
--   undone        bool!
--   recorded_by   text?
--   at            timestamptz

-- many suitability_events(case_id int8) suitability_event
SELECT v.version, v.step, v.on_date, v.words, v.told, v.outcome,
       b.step AS undid, EXISTS (SELECT 1 FROM suitability_event u
               WHERE u.case_id = v.case_id AND u.undoes = v.version) AS undone,
       p.name AS recorded_by, v.at
  FROM suitability_event v
  LEFT JOIN suitability_event b
         ON b.case_id = v.case_id AND b.version = v.undoes
  LEFT JOIN person p ON p.id = v.by_id
 WHERE v.case_id = :case_id
 ORDER BY v.version;

-- row suitability_reading(at timestamptz, reader text?)

-- Who read a case, the latest first.

-- many suitability_readings(case_id int8) suitability_reading
SELECT e.at, p.name AS reader
  FROM audit.event e
  LEFT JOIN person p ON p.id = e.actor_id
 WHERE e.subject = 'suitability_case' AND e.subject_id = :case_id
   AND e.name = 'SUITABILITY_CASE_READ'
 ORDER BY e.id DESC
 LIMIT 20;

-- row suitability_limits_row(consider int8!, stage int8!)

-- one suitability_limits_of(programme_id int8) suitability_limits_row
SELECT setting_of(:programme_id, 'suitability_consider_days') AS consider,
       setting_of(:programme_id, 'suitability_stage_days') AS stage;

-- Nothing where another step was taken meanwhile.

-- exec suitability_take(case_id int8, version int8, step suitability_step, on_date date, words text, told text, outcome suitability_outcome?, follow_up_on date?, undoes int8?)
INSERT INTO suitability_event (case_id, enrolment_id, person_id, programme_id,
    version, step, on_date, words, told, outcome, follow_up_on, undoes)
SELECT c.id, c.enrolment_id, c.person_id, c.programme_id, :version + 1, :step,
       :on_date, :words, :told, :outcome, :follow_up_on, :undoes
  FROM suitability_case c
 WHERE c.id = :case_id;

-- exec letter_close(person_id int8, address text, subject text, body text)
SELECT post.write_closed(:person_id, :address, :subject, :body);

-- row own_case
--   id            int8!
--   programme_id  int8!
--   told_on       date!
--   state         suitability_state!
--   since_on      date!
--   outcome       suitability_outcome?

-- many suitability_of_me() own_case
SELECT id, programme_id, told_on, state, since_on, outcome
  FROM waymark.suitability_of_me();

-- row told_me(on_date date!, at timestamptz!, words text!, mine bool!)

-- many suitability_told_me(id int8) told_me
SELECT on_date, at, words, mine FROM waymark.suitability_told_me(:id);

-- row responded(done bool!)

-- one suitability_respond(id int8, words text) responded
SELECT waymark.suitability_respond(:id, :words) AS done;
