-- The end of an ASYE: what its assessor recommends and what is said to it, the
-- outcome with its notice and appeal, and the certificate.

-- enum asye_result(pass, fail)
-- enum asye_decision(pass, fail, extend)
-- enum outcome_state(decided, noticed, appealed, heard, upheld, dismissed)
-- enum outcome_step(notice_given, acknowledged, appeal_lodged, appeal_heard,
--   appeal_upheld, appeal_dismissed, appeal_withdrawn)
-- enum notice_way(in_person, video_call, email, recorded_post)
-- enum certificate_state(valid, withdrawn)

-- row asye_recommendation
--   id            int8
--   number        int8
--   recommends    asye_result
--   holistic      text
--   met           bool
--   unmet_reason  text?
--   recommended_by text?
--   at            timestamptz
--   nqsw          text?
--   line_manager  text?
--   latest        bool!

-- The latest first.

-- many asye_recommendations(asye_id int8) asye_recommendation
SELECT r.id, r.number, r.recommends, r.holistic, r.met, r.unmet_reason,
       p.name AS recommended_by, r.at,
       (SELECT c.words FROM asye_comment c WHERE c.recommendation_id = r.id
           AND c.said_as = 'nqsw') AS nqsw,
       (SELECT c.words FROM asye_comment c WHERE c.recommendation_id = r.id
           AND c.said_as = 'line_manager') AS line_manager,
       row_number() OVER (ORDER BY r.number DESC) = 1 AS latest
  FROM asye_recommendation r
  LEFT JOIN person p ON p.id = r.by_id
 WHERE r.asye_id = :asye_id
 ORDER BY r.number DESC;

-- row asye_minimums(met bool!)

-- one asye_minimums_of(asye_id int8) asye_minimums
SELECT asye_final_review_allowed(:asye_id) AS met;

-- exec recommendation_make(asye_id int8, recommends asye_result, holistic text, unmet_reason text?)
INSERT INTO asye_recommendation (asye_id, recommends, holistic, unmet_reason)
VALUES (:asye_id, :recommends, :holistic, :unmet_reason);

-- exec recommendation_comment(recommendation_id int8, own bool, words text)
INSERT INTO asye_comment (recommendation_id, said_as, words)
VALUES (:recommendation_id, CASE WHEN :own::boolean THEN 'nqsw'
    ELSE 'line_manager' END::asye_part, :words)
ON CONFLICT DO NOTHING;

-- row panel_word(verdict panel_verdict?, reasons text?, decided_on date?, sampled bool!, closed bool!, extended bool!, round_id int8)

-- What the panel decided on the latest recommendation of an ASYE.

-- one panel_word_on(asye_id int8) panel_word
SELECT p.verdict, p.reasons, p.decided_on, p.sampled,
       NOT p.sampled AND a.state IN ('moderated', 'confirmed', 'certificated',
           'claim_complete') AS closed, p.extended, p.round_id
  FROM moderation_portfolio p
  JOIN asye a ON a.id = p.asye_id
 WHERE p.asye_id = :asye_id
 ORDER BY p.id DESC LIMIT 1;

-- expected, held: sessions of supervision; promised, minutes: time in it;
-- protected: time for development.  Times are minutes.

-- row asye_support
--   expected           int8!
--   held               int8!
--   promised           int8!
--   minutes            int8!
--   protected_promised int8!
--   protected_taken    int8!
--   observed           int8!
--   reviewed           int8!

-- one asye_support_now(asye_id int8) asye_support
SELECT expected, held, promised, minutes, protected_promised, protected_taken,
       observed, reviewed
  FROM asye_support_of(:asye_id);

-- row asye_outcome
--   id                   int8
--   asye_id              int8
--   decision             asye_decision
--   decided_on           date
--   reasons              text?
--   extended_to          date?
--   state                outcome_state
--   notice_by            date?
--   appeal_by            date?
--   hear_by              date?
--   acknowledged         bool
--   version              int8
--   supervision_expected int8
--   supervision_held     int8
--   supervision_promised int8
--   supervision_minutes  int8
--   protected_promised   int8
--   protected_taken      int8
--   observations_held    int8
--   reviews_held         int8
--   decided_by           text?

-- The latest first.

-- many asye_outcomes(asye_id int8) asye_outcome
SELECT o.id, o.asye_id, o.decision, o.decided_on, o.reasons, o.extended_to,
       o.state, o.notice_by, o.appeal_by, o.hear_by, o.acknowledged, o.version,
       o.supervision_expected, o.supervision_held, o.supervision_promised,
       o.supervision_minutes, o.protected_promised, o.protected_taken,
       o.observations_held, o.reviews_held, p.name AS decided_by
  FROM asye_outcome o
  LEFT JOIN person p ON p.id = o.by_id
 WHERE o.asye_id = :asye_id
 ORDER BY o.id DESC;

-- row outcome_limits(notice int8!, appeal int8!, heard int8!)

-- In working days.

-- one outcome_limits_of(programme_id int8) outcome_limits
SELECT setting_of(:programme_id, 'asye_notice_working_days') AS notice,
       setting_of(:programme_id, 'asye_appeal_working_days') AS appeal,
       setting_of(:programme_id, 'asye_appeal_heard_working_days') AS heard;

-- exec outcome_decide(asye_id int8, decision asye_decision, reasons text?, extended_to date?, notice_by date?)
INSERT INTO asye_outcome (asye_id, decision, reasons, extended_to, notice_by)
VALUES (:asye_id, :decision, :reasons, :extended_to, :notice_by);

-- row outcome_event
--   outcome_id  int8
--   step        outcome_step
--   on_day      date
--   way         notice_way?
--   words       text?
--   due_on      date?
--   recorded_by text?
--   at          timestamptz

-- many outcome_events_of(asye_id int8) outcome_event
SELECT v.outcome_id, v.step, v.on_day, v.way, v.words, v.due_on,
       p.name AS recorded_by, v.at
  FROM outcome_event v
  LEFT JOIN person p ON p.id = v.by_id
 WHERE v.asye_id = :asye_id
 ORDER BY v.id;

-- Nothing where somebody took another step meanwhile.

-- exec outcome_take(outcome_id int8, version int8, step outcome_step, on_day date, way notice_way?, words text?, due_on date?)
INSERT INTO outcome_event (outcome_id, version, step, on_day, way, words,
    due_on)
VALUES (:outcome_id, :version + 1, :step, :on_day, :way, :words, :due_on);

-- row asye_certificate
--   id            int8
--   asye_id       int8
--   number        int8
--   name          text
--   swe_number    text?
--   framework     text
--   programme     text
--   employer      text
--   completed_on  date
--   issued_on     date
--   state         certificate_state
--   withdrawn_on  date?
--   withdrawn_why text?
--   drawn         bool!
--   version       int8

-- The latest first.

-- many asye_certificates(asye_id int8) asye_certificate
SELECT c.id, c.asye_id, c.number, c.name, c.swe_number, c.framework,
       c.programme, c.employer, c.completed_on, c.issued_on, c.state,
       c.withdrawn_on, c.withdrawn_why, c.pdf IS NOT NULL AS drawn, c.version
  FROM asye_certificate c
 WHERE c.asye_id = :asye_id
 ORDER BY c.id DESC;

-- exec certificate_issue(asye_id int8)
INSERT INTO asye_certificate (asye_id) VALUES (:asye_id);

-- exec certificate_withdraw(id int8, version int8, why text)
UPDATE asye_certificate SET state = 'withdrawn', withdrawn_why = :why
 WHERE id = :id AND version = :version AND state = 'valid';

-- row certificate_bytes(pdf bytea!)

-- one certificate_pdf(asye_id int8) certificate_bytes
SELECT c.pdf FROM asye_certificate c
 WHERE c.asye_id = :asye_id AND c.state = 'valid' AND c.pdf IS NOT NULL
 ORDER BY c.id DESC LIMIT 1;

-- row certificate_known
--   name          text!
--   framework     text!
--   completed_on  date!
--   state         certificate_state!
--   withdrawn_on  date?

-- one certificate_checked(number int8) certificate_known
SELECT name, framework, completed_on, state, withdrawn_on
  FROM certificate_check(:number);

-- row certificate_to_draw
--   id            int8!
--   number        int8!
--   name          text!
--   swe_number    text?
--   framework     text!
--   programme     text!
--   employer      text!
--   completed_on  date!
--   issued_on     date!

-- many certificates_to_draw_now(at_most int8) certificate_to_draw
SELECT id, number, name, swe_number, framework, programme, employer,
       completed_on, issued_on
  FROM waymark.certificates_to_draw(:at_most);

-- exec certificate_keep(id int8, pdf bytea)
SELECT waymark.certificate_drawn(:id, :pdf);

-- row asye_address(person_id int8, name text, email text)

-- Whose ASYE it is, for a letter of somebody who decides on it.

-- one asye_address_of(asye_id int8) asye_address
SELECT p.id AS person_id, p.name, p.email
  FROM asye a JOIN person p ON p.id = a.person_id
 WHERE a.id = :asye_id;
