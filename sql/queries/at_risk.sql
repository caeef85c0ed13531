-- People with flags: lists of them, how many there were, and all of one.

-- row supported
--   enrolment_id  int8!
--   person_id     int8!
--   programme_id  int8!
--   name          text!
--   cohort        text!
--   employer      text!
--   asye_id       int8?
--   staffs        bool!
--   supports      bool!
--   answers       bool!

-- Whom a page is about, for whoever may see it.  supports: may plan, record and
-- answer; answers: also for what the organisation owes.

-- one supported_by_id(enrolment_id int8) supported
SELECT enrolment_id, person_id, programme_id, name, cohort, employer, asye_id,
       staffs, supports, answers
  FROM supported_person(:enrolment_id);

-- row at_risk_line
--   enrolment_id  int8!
--   trainee       text
--   cohort        text
--   employer      text
--   severity      flag_severity!
--   since_on      date!
--   answered      bool!
--   open          int8!
--   unanswered    int8!
--   sentence      text?
--   plan          support_plan_state?
--   contacted_on  date?

-- Of a programme, or with none of those whom I support; what is most pressing
-- first.

-- many at_risk_found(programme_id int8?, severity flag_severity?, about flag_about?, rule text?, unanswered bool, cohort_id int8?, organisation_id int8?, educator int8?, at_most int8, skip int8) at_risk_line
SELECT g.enrolment_id, p.name AS trainee, c.name AS cohort, o.name AS employer,
       g.severity, g.since_on, g.answered, g.open, g.unanswered,
       (SELECT f.sentence FROM flag f WHERE f.id = g.flag_id) AS sentence,
       (SELECT s.state FROM support_plan s
         WHERE s.enrolment_id = g.enrolment_id AND s.open) AS plan,
       (SELECT max(k.on_date) FROM contact k
         WHERE k.enrolment_id = g.enrolment_id AND k.state = 'recorded')
       AS contacted_on
  FROM flagged_found(:programme_id, :severity, :about, :rule, :unanswered,
       :cohort_id, :organisation_id, :educator, :at_most, :skip) g
  JOIN person p ON p.id = g.person_id
  JOIN cohort c ON c.id = g.cohort_id
  JOIN organisation o ON o.id = g.employer_id
 ORDER BY g.rank, g.since_on, g.enrolment_id;

-- row at_risk_count(n int8!)

-- one at_risk_counted(programme_id int8?, severity flag_severity?, about flag_about?, rule text?, unanswered bool, cohort_id int8?, organisation_id int8?, educator int8?, at_most int8) at_risk_count
SELECT count(*) AS n
  FROM flagged_found(:programme_id, :severity, :about, :rule, :unanswered,
       :cohort_id, :organisation_id, :educator, :at_most, 0);

-- row at_risk_then
--   enrolment_id  int8!
--   trainee       text
--   cohort        text
--   severity      flag_severity?
--   rules         text!
--   of_all        int8!

-- Who was flagged on a day gone by.

-- many at_risk_on(programme_id int8?, on_date date, cohort_id int8?, rule text?, severity flag_severity?, at_most int8, skip int8) at_risk_then
SELECT g.enrolment_id, p.name AS trainee, c.name AS cohort, g.severity,
       (SELECT string_agg(DISTINCT r.title, ', ') FROM flag_rule r
         WHERE r.code = ANY (g.rules)) AS rules,
       count(*) OVER () AS of_all
  FROM flagged_then(:programme_id, :on_date, :cohort_id, :rule, :severity) g
  JOIN person p ON p.id = g.person_id
  JOIN cohort c ON c.id = g.cohort_id
 ORDER BY g.severity DESC NULLS LAST, p.family_name, p.given_name,
       g.enrolment_id
 LIMIT :at_most OFFSET :skip;

-- row at_risk_week
--   on_date  date?
--   people   int8?
--   urgent   int8?
--   act      int8?
--   watch    int8?

-- many at_risk_weeks(programme_id int8, cohort_id int8?, rule text?, weeks int8) at_risk_week
SELECT on_date, people, urgent, act, watch
  FROM flag_trend(:programme_id, :cohort_id, :rule, :weeks);

-- many at_risk_weeks_supported(rule text?, weeks int8) at_risk_week
SELECT on_date, people, NULL::bigint AS urgent, NULL::bigint AS act,
       NULL::bigint AS watch
  FROM flag_trend_supported(:rule, :weeks);

-- row at_risk_rule(code text, position int8, about flag_about, title text, raised_when text)

-- many at_risk_rules() at_risk_rule
SELECT DISTINCT ON (position) code, position, about, title, raised_when
  FROM flag_rule ORDER BY position, version DESC;

-- row at_risk_choice(id int8!, name text!)

-- many at_risk_programmes() at_risk_choice
SELECT g.id, g.name FROM programme g
 WHERE g.id = ANY ((SELECT auth.staff_programmes())::bigint[])
 ORDER BY g.name;

-- Organisations and educators that lists can be asked for: of those whom I
-- support, all; of programmes, those that have somebody now.

-- many at_risk_organisations(programme_id int8?) at_risk_choice
SELECT o.id, o.name FROM organisation o
 WHERE o.id IN (SELECT e.employer_id FROM enrolment e
                 WHERE e.programme_id = :programme_id
                   AND e.state IN ('enrolled', 'paused')
                UNION SELECT p.organisation_id FROM placement p
                 WHERE p.programme_id = :programme_id
                   AND today() BETWEEN p.starts_on AND p.ends_on
                UNION SELECT a.host_id FROM asye a
                 WHERE a.programme_id = :programme_id
                   AND a.state NOT IN ('withdrawn', 'transferred')
                UNION SELECT g.employer_id FROM flagged_supported() g
                 WHERE :programme_id::bigint IS NULL)
 ORDER BY o.name LIMIT 500;

-- row at_risk_flag
--   id            int8
--   rule          text
--   title         text
--   about         flag_about
--   raised_on     date
--   cleared_on    date?
--   severity      flag_severity
--   severity_on   date
--   sentence      text
--   why           text
--   clears_when   text
--   who           text[]
--   record_kinds  text[]!
--   record_ids    int8[]!
--   answers       int8!
--   answer        flag_answer_kind?
--   reason        text?
--   words         text?
--   answered_on   date?
--   answered_by   text?
--   answer_no     int8?

-- answers: how many there were, whatever became of them; answer and what
-- follows it: the one that stands.  What stands comes first, and of that what
-- nobody answered.

-- many at_risk_flags(enrolment_id int8, at_most int8) at_risk_flag
SELECT f.id, f.rule, r.title, f.about, f.raised_on, f.cleared_on, f.severity,
       f.severity_on, f.sentence, f.why, f.clears_when, f.who,
       o.kinds AS record_kinds, o.ids AS record_ids, (SELECT count(*) FROM flag_answer n
         WHERE n.flag_id = f.id) AS answers,
       v.kind AS answer, w.label AS reason, v.words,
       v.on_date AS answered_on, p.name AS answered_by, v.version AS answer_no
  FROM flag f
  JOIN flag_rule r ON r.code = f.rule AND r.version = f.rule_version
 CROSS JOIN LATERAL flag_records_open(f.record_kinds, f.record_ids) o
  LEFT JOIN LATERAL (SELECT * FROM flag_answer a
       WHERE a.flag_id = f.id AND flag_answer_stands(a, f.severity)
       ORDER BY a.version DESC LIMIT 1) v ON true
  LEFT JOIN flag_answer_reason w ON w.code = v.reason
  LEFT JOIN person p ON p.id = v.by_id
 WHERE f.enrolment_id = :enrolment_id
 ORDER BY f.cleared_on DESC NULLS FIRST, v.kind IS NOT NULL,
       f.severity DESC, f.raised_on, f.id
 LIMIT :at_most;

-- row at_risk_answered
--   flag_id  int8
--   version  int8
--   kind     flag_answer_kind
--   reason   text?
--   words    text
--   on_date  date
--   by_name  text?
--   undone   bool!

-- Every answer, also those that were undone, the latest first.

-- many at_risk_answers(enrolment_id int8) at_risk_answered
SELECT a.flag_id, a.version, a.kind, w.label AS reason, a.words, a.on_date,
       p.name AS by_name, EXISTS (SELECT 1 FROM flag_answer u
         WHERE u.flag_id = a.flag_id AND u.undoes = a.version) AS undone
  FROM flag_answer a
  LEFT JOIN flag_answer_reason w ON w.code = a.reason
  LEFT JOIN person p ON p.id = a.by_id
 WHERE a.enrolment_id = :enrolment_id
 ORDER BY a.id DESC LIMIT 200;

-- row flag_reason(code text, kind flag_answer_kind, label text)

-- many flag_reasons() flag_reason
SELECT code, kind, label FROM flag_answer_reason ORDER BY position;

-- row flag_of(id int8, enrolment_id int8)

-- one flag_by_id(id int8) flag_of
SELECT id, enrolment_id FROM flag WHERE id = :id;

-- Nothing where somebody answered meanwhile.

-- exec flag_answer_add(flag_id int8, version int8, kind flag_answer_kind, reason text?, words text, undoes int8?)
INSERT INTO flag_answer (flag_id, enrolment_id, person_id, programme_id,
    version, kind, reason, words, undoes)
SELECT f.id, f.enrolment_id, f.person_id, f.programme_id, :version + 1, :kind,
       :reason, :words, :undoes
  FROM flag f
 WHERE f.id = :flag_id;

-- enum contact_how(met, video, phone, email, letter, tried)
-- enum flag_answer_kind(cleared, false_alarm, handled, undone)

-- row contact_line
--   id       int8
--   on_date  date
--   how      contact_how
--   flags    int8[]
--   note     text
--   by_id    int8
--   by_name  text?
--   removed  bool!
--   version  int8

-- many contacts_of(enrolment_id int8) contact_line
SELECT k.id, k.on_date, k.how, k.flags, k.note, k.by_id, p.name AS by_name,
       k.state = 'removed' AS removed, k.version
  FROM contact k
  LEFT JOIN person p ON p.id = k.by_id
 WHERE k.enrolment_id = :enrolment_id
 ORDER BY k.on_date DESC, k.id DESC LIMIT 200;

-- exec contact_add(enrolment_id int8, person_id int8, programme_id int8, on_date date, how contact_how, flags int8[], note text)
INSERT INTO contact (enrolment_id, person_id, programme_id, on_date, how,
    flags, note)
VALUES (:enrolment_id, :person_id, :programme_id, :on_date, :how, :flags,
    :note);

-- exec contact_mark(enrolment_id int8, id int8, version int8, removed bool)
UPDATE contact SET state = CASE WHEN :removed THEN 'removed'
       ELSE 'recorded' END::entry_state
 WHERE enrolment_id = :enrolment_id AND id = :id AND version = :version;

-- Who educates or assesses somebody of a programme now, or, with none, of those
-- whom I support.

-- many at_risk_educators(programme_id int8?) at_risk_choice
SELECT q.id, q.name FROM person q
 WHERE q.id IN (SELECT d.person_id FROM placement_educator d
                  JOIN placement p ON p.id = d.placement_id
                 WHERE d.during @> today()
                   AND (:programme_id::bigint IS NULL
                    OR p.programme_id = :programme_id)
                UNION SELECT y.person_id FROM asye_duty y
                 WHERE y.during @> today() AND y.state = 'recorded'
                   AND (:programme_id::bigint IS NULL
                    OR y.programme_id = :programme_id))
 ORDER BY q.family_name, q.given_name, q.id LIMIT 500;
