-- The timetable of an ASYE: its reviews, what was asked for and agreed, why
-- they moved; what is next of many; and the calendar of whoever asks.

-- enum asye_review_state(optional, due, held)
-- enum asye_request_kind(pause, delay, extension, hours)
-- enum asye_request_state(asked, standing, over, declined, withdrawn, undone)
-- enum asye_request_step(asked, agreed, declined, withdrawn, recorded, resumed,
--   reopened, undone)
-- enum asye_cause(pause, delay, extension, hours, moved, resumed, reopened,
--   undone, unheld, corrected)
-- enum asye_part(nqsw, assessor, line_manager, supervisor, coordinator, staff,
--   moderator)

-- One at a time works on an ASYE's timetable until its transaction ends.

-- exec asye_timetable_hold(asye_id int8)
SELECT asye_timetable_hold(:asye_id);

-- row asye_review_line
--   id        int8?
--   number    int8
--   months    int8
--   name      text
--   optional  bool
--   final     bool
--   state     asye_review_state!
--   first_on  date?
--   due_on    date?
--   held_on   date?
--   version   int8?

-- The framework's, with what is kept of each; id NULL: nothing yet.

-- many asye_reviews(asye_id int8) asye_review_line
SELECT r.id, f.number, f.months, f.name, f.optional, f.final,
       coalesce(r.state, CASE WHEN EXISTS (SELECT 1 FROM asye_event v
               WHERE v.asye_id = a.id AND v.change = f.change
                 AND NOT EXISTS (SELECT 1 FROM asye_event u
                      WHERE u.asye_id = a.id AND u.undoes = v.version))
           THEN 'held' WHEN f.optional AND setting_of(a.programme_id,
               'asye_nine_month_review') = 0 THEN 'optional' ELSE 'due'
           END::asye_review_state) AS state,
       r.first_on, r.due_on, r.held_on, r.version
  FROM asye a
  JOIN framework_review f ON f.framework_id = a.framework_id
  LEFT JOIN asye_review r ON r.asye_id = a.id AND r.number = f.number
 WHERE a.id = :asye_id
 ORDER BY f.number;

-- exec asye_review_add(asye_id int8, number int8, state asye_review_state, due_on date)
INSERT INTO asye_review (asye_id, person_id, programme_id, number, months,
    state, first_on, due_on, employer_id, provider_id)
SELECT a.id, a.person_id, a.programme_id, f.number, f.months, :state, :due_on,
       :due_on, a.employer_id, a.provider_id
  FROM asye a
  JOIN framework_review f ON f.framework_id = a.framework_id
 WHERE a.id = :asye_id AND f.number = :number
ON CONFLICT (asye_id, number) DO NOTHING;

-- exec asye_review_choose(id int8, version int8, state asye_review_state)
UPDATE asye_review SET state = :state
 WHERE id = :id AND version = :version;

-- row asye_request_line
--   id           int8
--   asye_id      int8
--   kind         asye_request_kind
--   reason       text
--   reason_label text
--   words        text
--   terms        text
--   from_on      date?
--   back_on      date?
--   returned_on  date?
--   from_number  int8?
--   months       int8?
--   weeks        int8?
--   percent      int8?
--   state        asye_request_state
--   missing      text[]!
--   begun        bool
--   asked_by     int8?
--   asked_on     date
--   version      int8

-- many asye_requests(asye_id int8) asye_request_line
SELECT q.id, q.asye_id, q.kind, q.reason, r.label AS reason_label, q.words,
       q.terms, q.from_on, q.back_on, q.returned_on, q.from_number, q.months,
       q.weeks, q.percent, q.state, q.missing::text[] AS missing, q.begun,
       q.asked_by, q.asked_on, q.version
  FROM asye_request q
  JOIN asye_reason r ON r.code = q.reason
 WHERE q.asye_id = :asye_id
 ORDER BY q.id;

-- one asye_request_by_id(id int8) asye_request_line
SELECT q.id, q.asye_id, q.kind, q.reason, r.label AS reason_label, q.words,
       q.terms, q.from_on, q.back_on, q.returned_on, q.from_number, q.months,
       q.weeks, q.percent, q.state, q.missing::text[] AS missing, q.begun,
       q.asked_by, q.asked_on, q.version
  FROM asye_request q
  JOIN asye_reason r ON r.code = q.reason
 WHERE q.id = :id;

-- row asye_request_step_line
--   request_id   int8
--   version      int8
--   step         asye_request_step
--   parts        text[]!
--   name         text
--   terms        text
--   reason_label text?
--   words        text
--   returned_on  date?
--   at           timestamptz

-- many asye_request_steps(request_id int8) asye_request_step_line
SELECT v.request_id, v.version, v.step, v.parts::text[] AS parts, v.name,
       v.terms, r.label AS reason_label, v.words, v.returned_on, v.at
  FROM asye_request_event v
  LEFT JOIN asye_reason r ON r.code = v.reason
 WHERE v.request_id = :request_id
 ORDER BY v.version;

-- row asye_move_line
--   id           int8
--   number       int8
--   review       text
--   cause        asye_cause
--   before_on    date
--   after_on     date
--   reason_label text
--   words        text
--   request_id   int8?
--   undoes       int8?
--   undone       bool!
--   by_name      text?
--   at           timestamptz

-- many asye_moves(asye_id int8) asye_move_line
SELECT m.id, v.number, f.name AS review, m.cause, m.before_on, m.after_on,
       r.label AS reason_label, m.words, m.request_id, m.undoes,
       EXISTS (SELECT 1 FROM asye_move u WHERE u.undoes = m.id) AS undone,
       p.name AS by_name, m.at
  FROM asye_move m
  JOIN asye_review v ON v.id = m.review_id
  JOIN asye a ON a.id = m.asye_id
  JOIN framework_review f
    ON f.framework_id = a.framework_id AND f.number = v.number
  JOIN asye_reason r ON r.code = m.reason
  LEFT JOIN person p ON p.id = m.by_id
 WHERE m.asye_id = :asye_id
 ORDER BY m.id;

-- exec asye_move_add(review_id int8, cause asye_cause, before_on date, after_on date, reason text, words text, request_id int8?, undoes int8?)
INSERT INTO asye_move (review_id, asye_id, person_id, programme_id, cause,
    before_on, after_on, reason, words, request_id, undoes)
SELECT r.id, r.asye_id, r.person_id, r.programme_id, :cause, :before_on,
       :after_on, :reason, :words, :request_id, :undoes
  FROM asye_review r
 WHERE r.id = :review_id;

-- row asye_numbers
--   pro_rata           bool!
--   longest_months     int8!
--   weekly_weeks       int8!
--   fortnightly_until  int8!

-- one asye_numbers_of(asye_id int8, programme_id int8) asye_numbers
SELECT asye_in_proportion(:asye_id) AS pro_rata,
       setting_of(:programme_id, 'asye_longest_months') AS longest_months,
       setting_of(:programme_id, 'asye_weekly_weeks') AS weekly_weeks,
       setting_of(:programme_id, 'asye_fortnightly_until_week')
       AS fortnightly_until;

-- row asye_reason_line(code text, label text, whose text!)

-- many asye_reasons(cause asye_cause) asye_reason_line
SELECT code, label, whose::text AS whose FROM asye_reason
 WHERE :cause = ANY (causes)
 ORDER BY position;

-- row new_asye_request(id int8, version int8)

-- one asye_request_add(asye_id int8, kind asye_request_kind, reason text, words text, terms text, from_on date?, back_on date?, from_number int8?, months int8?, weeks int8?, percent int8?) new_asye_request
INSERT INTO asye_request (asye_id, person_id, programme_id, kind, reason,
    words, terms, from_on, back_on, from_number, months, weeks, percent)
SELECT a.id, a.person_id, a.programme_id, :kind, :reason, :words, :terms,
       :from_on, :back_on, :from_number, :months, :weeks, :percent
  FROM asye a
 WHERE a.id = :asye_id
RETURNING id, version;

-- Nothing where somebody took another step meanwhile.  What the step leads to,
-- as what and under which name it was taken, PostgreSQL writes.

-- exec asye_request_take(id int8, version int8, step asye_request_step, terms text, reason text?, words text, returned_on date?)
INSERT INTO asye_request_event (request_id, asye_id, person_id, programme_id,
    version, step, name, terms, reason, words, returned_on, state)
SELECT q.id, q.asye_id, q.person_id, q.programme_id, :version + 1, :step, '',
       :terms, :reason, :words, :returned_on, q.state
  FROM asye_request q
 WHERE q.id = :id;

-- row asye_party(person_id int8!, name text!, email text!)

-- Whom a change of a timetable is told to: its four, but the asker.

-- many asye_parties(asye_id int8) asye_party
SELECT person_id, name, email FROM asye_parties(:asye_id);

-- row milestone
--   asye_id      int8
--   review_id    int8
--   person       text
--   review       text
--   due_on       date
--   state        asye_state
--   employer     text
--   assessor     text?
--   of_all       int8!

-- What is next of each ASYE that goes on, of those that the asker sees: the
-- longest overdue first.  until: no later than that; mine: those on which I have
-- a duty.

-- many asye_milestones(organisation_id int8?, until date?, mine bool, at_most int8, skip int8) milestone
SELECT r.asye_id, r.id AS review_id, p.name AS person, f.name AS review,
       r.due_on, a.state, e.name AS employer, (SELECT q.name FROM asye_duty d
           JOIN person q ON q.id = d.person_id
          WHERE d.asye_id = a.id AND d.duty = 'assessor'
            AND d.state = 'recorded' AND d.during @> today()) AS assessor,
       count(*) OVER () AS of_all
  FROM asye_review r
  JOIN asye a ON a.id = r.asye_id
  JOIN person p ON p.id = r.person_id
  JOIN organisation e ON e.id = a.employer_id
  JOIN framework_review f
    ON f.framework_id = a.framework_id AND f.number = r.number
 WHERE r.state = 'due' AND r.live
   AND (:organisation_id::bigint IS NULL OR r.employer_id = :organisation_id)
   AND (:until::date IS NULL OR r.due_on <= :until)
   AND (NOT :mine::boolean
    OR r.asye_id = ANY ((SELECT auth.asye_mine())::bigint[]))
   AND NOT EXISTS (SELECT 1 FROM asye_review n
        WHERE n.asye_id = r.asye_id AND n.state = 'due'
          AND (n.due_on, n.number) < (r.due_on, r.number))
 ORDER BY r.due_on, r.id
 LIMIT :at_most OFFSET :skip;

-- row own_feed(id int8, made_at timestamptz)

-- one calendar_feed_mine() own_feed
SELECT id, made_at FROM calendar_feed
 WHERE person_id = (SELECT auth.person_id()) AND state = 'live';

-- exec calendar_feed_end()
UPDATE calendar_feed SET state = 'ended'
 WHERE person_id = (SELECT auth.person_id()) AND state = 'live';

-- exec calendar_feed_make(token_hash bytea)
INSERT INTO calendar_feed (token_hash) VALUES (:token_hash);

-- row calendar_owner(person_id int8?)

-- one calendar_owner(token text) calendar_owner
SELECT calendar_person(:token) AS person_id;

-- row calendar_item
--   code     text!
--   id       int8?
--   on_date  date!
--   ends_on  date?
--   n        int8!
--   what     text!
--   path     text!

-- many calendar_items(token text) calendar_item
SELECT code, id, on_date, ends_on, n, what, path FROM calendar_items(:token)
 ORDER BY on_date, code, id, path;
