-- Findings of the equity report: who owns them, what is done about them.

-- enum finding_state(seen, in_hand, closed)
-- enum finding_cause_state(to_test, supported, not_supported, cannot_tell)
-- enum finding_action_state(open, done, dropped)

-- row equity_finding
--   id              int8
--   programme_id    int8
--   programme       text
--   outcome         text
--   characteristic  text
--   of              text
--   against         text?
--   title           text
--   state           finding_state
--   first_seen_on   date
--   seen_by         text?
--   owner_id        int8?
--   owner           text?
--   review_on       date?
--   reason          text?
--   closed_by       text?
--   closed_at       timestamptz?
--   version         int8
--   measures        int8!
--   latest          text?
--   measured_on     date?
--   open_actions    int8!
--   overdue         int8!
--   lacks           text?
--   of_all          int8!

-- Those that are open, whose review comes first, or those that are closed.

-- many findings_of(programme_id int8, closed bool, at_most int8, skip int8) equity_finding
SELECT f.id, f.programme_id, g.name AS programme, f.outcome, f.characteristic,
       f.of, f.against, f.title, f.state, f.first_seen_on, finding_person(f.programme_id, f.seen_by) AS seen_by,
       f.owner_id,
       finding_person(f.programme_id, f.owner_id) AS owner, f.review_on,
       f.reason, finding_person(f.programme_id, f.closed_by) AS closed_by,
       f.closed_at, f.version, coalesce(m.number, 0) AS measures,
       m.code AS latest, m.measured_on, a.open AS open_actions, a.overdue,
       NULL::text AS lacks, count(*) OVER () AS of_all
  FROM equity_finding f
  JOIN programme g ON g.id = f.programme_id
  LEFT JOIN LATERAL (SELECT m.number, m.code, m.measured_on
       FROM equity_measure m WHERE m.finding_id = f.id
      ORDER BY m.number DESC LIMIT 1) m ON true
 CROSS JOIN LATERAL (SELECT count(*) AS open,
       count(*) FILTER (WHERE a.due_on < today()) AS overdue
       FROM equity_action a
      WHERE a.finding_id = f.id AND a.state = 'open') a
 WHERE f.programme_id = :programme_id
   AND (f.state = 'closed') = :closed
 ORDER BY f.closed_at DESC, f.review_on NULLS FIRST, f.id
 LIMIT :at_most OFFSET :skip;

-- one finding_by_id(id int8) equity_finding
SELECT f.id, f.programme_id, g.name AS programme, f.outcome, f.characteristic,
       f.of, f.against, f.title, f.state, f.first_seen_on, finding_person(f.programme_id, f.seen_by) AS seen_by,
       f.owner_id,
       finding_person(f.programme_id, f.owner_id) AS owner, f.review_on,
       f.reason, finding_person(f.programme_id, f.closed_by) AS closed_by,
       f.closed_at, f.version, coalesce(m.number, 0) AS measures,
       m.code AS latest, m.measured_on, a.open AS open_actions, a.overdue,
       finding_lacks(f.id) AS lacks, 1::bigint AS of_all
  FROM equity_finding f
  JOIN programme g ON g.id = f.programme_id
  LEFT JOIN LATERAL (SELECT m.number, m.code, m.measured_on
       FROM equity_measure m WHERE m.finding_id = f.id
      ORDER BY m.number DESC LIMIT 1) m ON true
 CROSS JOIN LATERAL (SELECT count(*) AS open,
       count(*) FILTER (WHERE a.due_on < today()) AS overdue
       FROM equity_action a
      WHERE a.finding_id = f.id AND a.state = 'open') a
 WHERE f.id = :id;

-- row finding_measure
--   number        int8
--   cohorts       text
--   code          text
--   sentence      text
--   rate          text
--   rate_against  text
--   ratio         text
--   measured_on   date
--   by            text?

-- many finding_measures(finding_id int8) finding_measure
SELECT m.number, m.cohorts, m.code, m.sentence, m.rate, m.rate_against,
       m.ratio, m.measured_on,
       finding_person(m.programme_id, m.by_id) AS by
  FROM equity_measure m
 WHERE m.finding_id = :finding_id
 ORDER BY m.number DESC
 LIMIT 40;

-- row finding_count(number int8!, x int8!, n int8!, x_against int8!, n_against int8!, unknown int8!)

-- many finding_counts(finding_id int8, reference text) finding_count
SELECT number, x, n, x_against, n_against, unknown
  FROM equality.finding_counts(:finding_id, :reference);

-- row finding_cause
--   id          int8
--   finding_id  int8
--   cause       text
--   test        text
--   state       finding_cause_state
--   found       text?
--   by          text?
--   at          timestamptz
--   version     int8

-- many finding_causes(finding_id int8) finding_cause
SELECT c.id, c.finding_id, c.cause, c.test, c.state, c.found,
       finding_person(c.programme_id, c.by_id) AS by,
       c.at, c.version
  FROM equity_cause c
 WHERE c.finding_id = :finding_id
 ORDER BY c.id
 LIMIT 100;

-- one finding_cause_by_id(id int8) finding_cause
SELECT c.id, c.finding_id, c.cause, c.test, c.state, c.found,
       finding_person(c.programme_id, c.by_id) AS by,
       c.at, c.version
  FROM equity_cause c
 WHERE c.id = :id;

-- row finding_action
--   id          int8
--   finding_id  int8
--   what        text
--   owner_id    int8
--   owner       text?
--   due_on      date
--   opened_on   date
--   state       finding_action_state
--   said        text?
--   settled_by  text?
--   settled_at  timestamptz?
--   version     int8

-- many finding_actions(finding_id int8) finding_action
SELECT a.id, a.finding_id, a.what, a.owner_id,
       finding_person(a.programme_id, a.owner_id) AS owner, a.due_on,
       a.opened_on, a.state, a.said,
       finding_person(a.programme_id, a.settled_by) AS settled_by,
       a.settled_at, a.version
  FROM equity_action a
 WHERE a.finding_id = :finding_id
 ORDER BY a.state, a.due_on, a.id
 LIMIT 100;

-- one finding_action_by_id(id int8) finding_action
SELECT a.id, a.finding_id, a.what, a.owner_id,
       finding_person(a.programme_id, a.owner_id) AS owner, a.due_on,
       a.opened_on, a.state, a.said,
       finding_person(a.programme_id, a.settled_by) AS settled_by,
       a.settled_at, a.version
  FROM equity_action a
 WHERE a.id = :id;

-- row finding_worker(person_id int8!, name text!)

-- many finding_workers(programme_id int8) finding_worker
SELECT person_id, name FROM finding_workers(:programme_id);

-- row finding_id(id int8)

-- A finding of one comparison that is open already is that one.

-- one finding_open_as(programme_id int8, outcome text, characteristic text, of text, against text?) finding_id
SELECT id FROM equity_finding
 WHERE programme_id = :programme_id AND outcome = :outcome
   AND characteristic = :characteristic AND of = :of
   AND against IS NOT DISTINCT FROM :against AND state <> 'closed';

-- one finding_add(programme_id int8, outcome text, characteristic text, of text, against text?, title text) finding_id
INSERT INTO equity_finding (programme_id, outcome, characteristic, of, against,
    title)
VALUES (:programme_id, :outcome, :characteristic, :of, :against, :title)
RETURNING id;

-- exec finding_measure_add(finding_id int8, programme_id int8, pooled int8[], cohorts text, code text, sentence text, rate text, rate_against text, ratio text)
INSERT INTO equity_measure (finding_id, programme_id, pooled, cohorts, code,
    sentence, rate, rate_against, ratio)
VALUES (:finding_id, :programme_id, :pooled, :cohorts, :code, :sentence, :rate,
    :rate_against, :ratio);

-- one finding_take(id int8, version int8, owner_id int8, review_on date) finding_id
UPDATE equity_finding
   SET state = 'in_hand', owner_id = :owner_id, review_on = :review_on
 WHERE id = :id AND version = :version AND state <> 'closed'
RETURNING id;

-- one finding_close(id int8, version int8, reason text) finding_id
UPDATE equity_finding SET state = 'closed', reason = :reason
 WHERE id = :id AND version = :version AND state = 'in_hand'
RETURNING id;

-- one finding_reopen(id int8, version int8, reason text, owner_id int8, review_on date) finding_id
UPDATE equity_finding
   SET state = 'in_hand', reason = :reason, owner_id = :owner_id,
       review_on = :review_on
 WHERE id = :id AND version = :version AND state = 'closed'
RETURNING id;

-- one finding_cause_add(finding_id int8, programme_id int8, cause text, test text) finding_id
INSERT INTO equity_cause (finding_id, programme_id, cause, test)
VALUES (:finding_id, :programme_id, :cause, :test)
RETURNING id;

-- one finding_cause_put(id int8, version int8, state finding_cause_state, found text?) finding_id
UPDATE equity_cause SET state = :state, found = :found
 WHERE id = :id AND version = :version
RETURNING id;

-- one finding_action_add(finding_id int8, programme_id int8, what text, owner_id int8, due_on date) finding_id
INSERT INTO equity_action (finding_id, programme_id, what, owner_id, due_on)
VALUES (:finding_id, :programme_id, :what, :owner_id, :due_on)
RETURNING id;

-- one finding_action_put(id int8, version int8, state finding_action_state, said text?, owner_id int8, due_on date) finding_id
UPDATE equity_action
   SET state = :state, said = :said, owner_id = :owner_id, due_on = :due_on
 WHERE id = :id AND version = :version
RETURNING id;

-- What happened to a finding, and to all that belongs to it.

-- many events_of_finding(finding_id int8) event
SELECT e.id, e.at, e.name, e.subject, e.before IS NULL AS inserted,
       a.name AS actor, e.actor_id IS NOT NULL AS actor_known, e.person_id,
       NULL::bigint AS day_id, NULL::date AS on_date, NULL::bigint AS halves,
       NULL::day_kind AS kind, NULL::absence_reason AS absence,
       e.after ->> 'state' AS state, NULL::date AS was_on,
       e.before ->> 'state' AS was_state,
       coalesce(e.after ->> 'reason', e.after ->> 'said',
           e.after ->> 'found', e.after ->> 'what', e.after ->> 'cause')
       AS reason,
       ARRAY(SELECT jsonb_object_keys(e.before)) AS changed,
       NULL::text AS place, NULL::date AS from_on, NULL::date AS to_on,
       NULL::enrolment_change AS change, NULL::enrolment_change AS undid,
       NULL::text AS why, NULL::text AS employer,
       count(*) OVER () AS of_all
  FROM (SELECT 'equity_finding' AS subject, :finding_id::bigint AS id
         UNION ALL
        SELECT 'equity_measure', m.id FROM equity_measure m
         WHERE m.finding_id = :finding_id
         UNION ALL
        SELECT 'equity_cause', c.id FROM equity_cause c
         WHERE c.finding_id = :finding_id
         UNION ALL
        SELECT 'equity_action', x.id FROM equity_action x
         WHERE x.finding_id = :finding_id) o
  JOIN audit.event e ON e.subject = o.subject AND e.subject_id = o.id
  LEFT JOIN person a ON a.id = e.actor_id
 WHERE coalesce(e.before, e.after) IS NOT NULL
 ORDER BY e.id DESC
 LIMIT 100;

-- Flags by group.  Nothing but src/report asks for these counts.

-- row equity_raw_flags
--   rule            text?
--   characteristic  text!
--   coarse          text?
--   tp              int8!
--   fp              int8!
--   fn              int8!
--   tn              int8!
--   within          int8!
--   planned         int8!
--   overridden      int8!
--   cleared         int8!
--   half_after      int8?

-- many equity_raw_flags(programme_id int8, wanted equity_audience, reference text) equity_raw_flags
SELECT rule, characteristic, coarse, tp, fp, fn, tn, within, planned,
       overridden, cleared, half_after
  FROM equality.flag_counts(:programme_id, :wanted, :reference);

-- row equity_raw_difference
--   rule            text?
--   of_rule         text?
--   characteristic  text!
--   coarse          text?
--   had_it          bool!

-- many equity_raw_flag_differences(programme_id int8, wanted equity_audience, few int8) equity_raw_difference
SELECT rule, of_rule, characteristic, coarse, had_it
  FROM equality.flag_differences(:programme_id, :wanted, :few);

-- row equity_flag_rule(code text, title text)

-- many equity_flag_rules() equity_flag_rule
SELECT DISTINCT ON (r.position) r.code, r.title FROM flag_rule r
 ORDER BY r.position, r.version DESC;
