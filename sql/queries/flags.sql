-- Facts for the rules of flags, and the flags that they find.  What rules read
-- is asked as the role waymark_flags, which is granted each column by itself.
--
-- Facts come for many people at once, in the order of their enrolments, then of
-- what they belong to.  from_on: what was over before that day is left out.

-- enum flag_severity(watch, act, urgent)
-- enum flag_about(support, progress)
-- enum flag_snapshot_state(taken, missed, computed)

-- row flag_role(role text!)

-- one flags_as_role() flag_role
SELECT set_config('role', 'waymark_flags', true) AS role;

-- row flag_number(name text!, value int8!)

-- many flag_numbers(programme_id int8, names text[]) flag_number
SELECT n AS name, setting_of(:programme_id, n) AS value
  FROM unnest(:names::text[]) n;

-- row flag_person
--   id            int8
--   person_id     int8
--   programme_id  int8

-- Whom rules are asked about, behind an enrolment.

-- many flag_people(after_id int8, at_most int8) flag_person
SELECT e.id, e.person_id, e.programme_id
  FROM enrolment e
 WHERE e.id > :after_id
   AND (e.state IN ('enrolled', 'paused')
    OR EXISTS (SELECT 1 FROM asye a WHERE a.enrolment_id = e.id
          AND a.state NOT IN ('withdrawn', 'transferred', 'confirmed',
              'certificated', 'claim_complete'))
    OR EXISTS (SELECT 1 FROM flag f WHERE f.enrolment_id = e.id
          AND f.cleared_on IS NULL))
 ORDER BY e.id LIMIT :at_most;

-- Everybody who ever was, for days gone by.

-- many flag_everybody(after_id int8, at_most int8) flag_person
SELECT e.id, e.person_id, e.programme_id
  FROM enrolment e
 WHERE e.id > :after_id
 ORDER BY e.id LIMIT :at_most;

-- Of whom a record changed since an event: their own, or that of somebody who
-- guides or assesses them.

-- many flag_people_changed(after_event int8) flag_person
WITH changed AS MATERIALIZED (
     SELECT DISTINCT v.person_id FROM audit.event v
      WHERE v.id > :after_event AND v.person_id IS NOT NULL
        AND v.subject NOT IN ('flag', 'draft', 'person'))
SELECT e.id, e.person_id, e.programme_id
  FROM enrolment e
 WHERE e.person_id IN (SELECT c.person_id FROM changed c)
    OR e.id IN (SELECT p.enrolment_id FROM changed c
          JOIN placement_educator g ON g.person_id = c.person_id
          JOIN placement p ON p.id = g.placement_id)
    OR e.id IN (SELECT a.enrolment_id FROM changed c
          JOIN asye_duty g ON g.person_id = c.person_id
          JOIN asye a ON a.id = g.asye_id)
 ORDER BY e.id;

-- row fact_state
--   enrolment_id  int8
--   on_date       date
--   state         text!

-- many fact_states(ids int8[]) fact_state
SELECT v.enrolment_id, v.on_date, v.state::text AS state
  FROM enrolment_event v
 WHERE v.enrolment_id = ANY (:ids) AND v.change <> 'undone'
   AND NOT EXISTS (SELECT 1 FROM enrolment_event u
        WHERE u.enrolment_id = v.enrolment_id AND u.undoes = v.version)
 ORDER BY v.enrolment_id, v.version;

-- row fact_placement
--   id               int8
--   enrolment_id     int8
--   stage            text!
--   starts_on        date
--   ends_on          date
--   required_halves  int8

-- many fact_placements(ids int8[], from_on date) fact_placement
SELECT p.id, p.enrolment_id, p.stage::text AS stage, p.starts_on, p.ends_on,
       p.required_halves
  FROM placement p
 WHERE p.enrolment_id = ANY (:ids) AND p.state <> 'withdrawn'
   AND (p.state NOT IN ('recommended', 'panel', 'confirmed', 'terminated')
    OR EXISTS (SELECT 1 FROM placement_event v
        WHERE v.placement_id = p.id AND v.on_date >= :from_on))
 ORDER BY p.enrolment_id, p.id;

-- What belongs to placements, of the placements that were found.

-- row fact_pattern
--   placement_id  int8
--   from_on       date?
--   until_on      date?
--   halves        int8[]

-- many fact_patterns(placements int8[]) fact_pattern
SELECT w.placement_id, lower(w.during) AS from_on,
       upper(w.during) AS until_on, w.halves
  FROM placement_pattern w
  JOIN placement p ON p.id = w.placement_id
 WHERE w.placement_id = ANY (:placements)
 ORDER BY p.enrolment_id, p.id, w.id;

-- row fact_gap(placement_id int8, from_on date?, until_on date?)

-- many fact_gaps(placements int8[]) fact_gap
SELECT w.placement_id, lower(w.during) AS from_on,
       upper(w.during) AS until_on
  FROM placement_interruption w
  JOIN placement p ON p.id = w.placement_id
 WHERE w.placement_id = ANY (:placements)
 ORDER BY p.enrolment_id, p.id, w.id;

-- row fact_move
--   placement_id  int8
--   on_date       date
--   settled       bool!
--   host          int8

-- many fact_moves(placements int8[]) fact_move
SELECT v.placement_id, v.on_date, v.state IN ('recommended', 'panel',
       'confirmed', 'terminated', 'withdrawn') AS settled,
       v.organisation_id AS host
  FROM placement_event v
 WHERE v.placement_id = ANY (:placements) AND v.change <> 'undone'
   AND NOT EXISTS (SELECT 1 FROM placement_event u
        WHERE u.placement_id = v.placement_id AND u.undoes = v.version)
 ORDER BY v.enrolment_id, v.placement_id, v.version;

-- Each day as a number: from its lowest bit on, 16 of its date, counted from
-- 1970; 16 of when it was logged; 16 of since when it stands returned, or 0; 2
-- of its half-days; 2 of its kind, which are 1 made up and 2 absent.

-- row fact_days(placement_id int8, days int8[]!)

-- many fact_days_of(placements int8[]) fact_days
SELECT d.placement_id, array_agg((d.on_date - DATE '1970-01-01')::bigint
       | (((d.submitted_at AT TIME ZONE 'Europe/London')::date
         - DATE '1970-01-01')::bigint << 16)
       | (CASE d.state WHEN 'returned'
         THEN day_of(d.decided_at) - DATE '1970-01-01' ELSE 0 END::bigint << 32)
       | (d.halves << 48)
       | (CASE d.kind WHEN 'make_up' THEN 1 WHEN 'absent' THEN 2
         ELSE 0 END::bigint << 50)) AS days
  FROM placement_day d
 WHERE d.placement_id = ANY (:placements) AND d.state <> 'withdrawn'
 GROUP BY d.enrolment_id, d.placement_id
 ORDER BY d.enrolment_id, d.placement_id;

-- Who guides: has_entry: they stand in the register; off_site: and work for
-- somebody else than the host.

-- row fact_guide
--   placement_id      int8?
--   asye_id           int8?
--   person_id         int8
--   duty              text!
--   from_on           date?
--   until_on          date?
--   has_entry         bool!
--   registered_until  date?
--   capacity          int8?
--   off_site          bool!

-- many fact_educators(placements int8[]) fact_guide
SELECT g.placement_id, NULL::bigint AS asye_id, g.person_id,
       g.duty::text AS duty, lower(g.during) AS from_on,
       upper(g.during) AS until_on, r.id IS NOT NULL AS has_entry,
       CASE WHEN r.registration IN ('registered', 'conditions')
           THEN r.registered_until END AS registered_until, r.capacity,
       r.id IS NOT NULL AND r.organisation_id IS DISTINCT FROM
           p.organisation_id AS off_site
  FROM placement_educator g
  JOIN placement p ON p.id = g.placement_id
  LEFT JOIN educator r ON r.person_id = g.person_id
        AND r.programme_id = p.programme_id
 WHERE g.placement_id = ANY (:placements)
   AND NOT isempty(g.during)
 ORDER BY p.enrolment_id, p.id, g.id;

-- many fact_assessors(asyes int8[]) fact_guide
SELECT NULL::bigint AS placement_id, u.asye_id, u.person_id,
       u.duty::text AS duty, lower(u.during) AS from_on,
       upper(u.during) AS until_on, r.id IS NOT NULL AS has_entry,
       CASE WHEN r.registration IN ('registered', 'conditions')
           THEN r.registered_until END AS registered_until,
       NULL::bigint AS capacity, false AS off_site
  FROM asye_duty u
  JOIN asye a ON a.id = u.asye_id
  LEFT JOIN educator r ON r.person_id = u.person_id
        AND r.programme_id = a.programme_id
 WHERE u.asye_id = ANY (:asyes) AND u.state = 'recorded'
   AND u.duty IN ('assessor', 'line_manager')
 ORDER BY a.enrolment_id, a.id, u.id;

-- All whom they have, in the order of who has them.

-- row fact_load(person_id int8, from_on date?, until_on date?)

-- many fact_loads_of_educators(people int8[]) fact_load
SELECT g.person_id, lower(g.during) AS from_on, upper(g.during) AS until_on
  FROM placement_educator g
 WHERE g.person_id = ANY (:people) AND NOT isempty(g.during)
 ORDER BY g.person_id, g.id;

-- many fact_loads_of_assessors(people int8[]) fact_load
SELECT u.person_id, lower(u.during) AS from_on, CASE WHEN a.state IN
       ('withdrawn', 'transferred', 'confirmed', 'certificated',
       'claim_complete') THEN coalesce(upper(u.during), (
           SELECT max(v.on_day) FROM asye_event v
            WHERE v.asye_id = a.id)) ELSE upper(u.during) END AS until_on
  FROM asye_duty u
  JOIN asye a ON a.id = u.asye_id
 WHERE u.person_id = ANY (:people) AND u.state = 'recorded'
   AND u.duty = 'assessor'
 ORDER BY u.person_id, u.id;

-- Documents, in the order of what they belong to.  months: of an ASYE's log,
-- whether its framework asks for one of that month.

-- row fact_document
--   id            int8
--   kind          text!
--   placement_id  int8?
--   asye_id       int8?
--   held_on       date
--   minutes       int8?
--   started_on    date!
--   sent_on       date?
--   signed_on     date?
--   asked_for     bool!

-- many fact_documents(placements int8[], asyes int8[]) fact_document
SELECT d.id, d.kind::text AS kind, d.placement_id, d.asye_id,
       coalesce(d.held_on, day_of(d.started_at)) AS held_on, d.minutes,
       day_of(d.started_at) AS started_on, day_of(d.sent_at) AS sent_on,
       CASE WHEN d.state = 'signed' THEN day_of(d.signed_at) END AS signed_on,
       d.kind <> 'asye_reflection_log' OR EXISTS (
           SELECT 1 FROM asye a
             JOIN framework f ON f.id = a.framework_id
             JOIN framework_minimum m ON m.framework_id = f.id
              AND m.evidence = 'reflection'
            WHERE a.id = d.asye_id AND stage_month(d.stage, d.kind, f.months)
                  = ANY (m.at_months)) AS asked_for
  FROM document d
 WHERE (d.placement_id = ANY (:placements) OR d.asye_id = ANY (:asyes))
   AND d.state <> 'withdrawn'
 ORDER BY d.enrolment_id, d.placement_id, d.asye_id, d.held_on, d.id;

-- Documents that came back: from the day until they were sent again, or
-- whatever else became of them.

-- row fact_return
--   placement_id  int8?
--   asye_id       int8?
--   from_on       date
--   until_on      date?

-- many fact_returns(placements int8[], asyes int8[]) fact_return
SELECT v.placement_id, v.asye_id, day_of(v.at) AS from_on, (
           SELECT day_of(n.at) FROM document_event n
            WHERE n.document_id = v.document_id AND n.id > v.id
            ORDER BY n.id LIMIT 1) AS until_on
  FROM document_event v
 WHERE (v.placement_id = ANY (:placements) OR v.asye_id = ANY (:asyes))
   AND v.after = 'returned'
 ORDER BY v.enrolment_id, v.placement_id, v.asye_id, v.id;

-- row fact_asye
--   id            int8
--   enrolment_id  int8
--   framework_id  int8
--   starts_on     date

-- many fact_asyes(ids int8[], from_on date) fact_asye
SELECT a.id, a.enrolment_id, a.framework_id, a.starts_on
  FROM asye a
 WHERE a.enrolment_id = ANY (:ids) AND a.state <> 'eligible'
   AND (a.state NOT IN ('withdrawn', 'transferred', 'confirmed',
       'certificated', 'claim_complete')
    OR EXISTS (SELECT 1 FROM asye_event v
        WHERE v.asye_id = a.id AND v.on_day >= :from_on))
 ORDER BY a.enrolment_id, a.id;

-- row fact_year
--   asye_id  int8
--   on_date  date
--   live     bool!
--   host     int8
--   employer int8

-- many fact_years(asyes int8[]) fact_year
SELECT v.asye_id, v.on_day AS on_date, v.after IN ('registered', 'agreed',
       'review_3', 'review_6', 'review_9', 'final_review') AS live,
       v.host_id AS host, v.employer_id AS employer
  FROM asye_event v
 WHERE v.asye_id = ANY (:asyes) AND v.change <> 'undone'
   AND NOT EXISTS (SELECT 1 FROM asye_event u
        WHERE u.asye_id = v.asye_id AND u.undoes = v.version)
 ORDER BY v.enrolment_id, v.asye_id, v.version;

-- row fact_review
--   asye_id  int8
--   number   int8
--   name     text
--   due_on   date
--   held_on  date?

-- many fact_reviews(asyes int8[]) fact_review
SELECT r.asye_id, r.number, w.name, r.due_on, r.held_on
  FROM asye_review r
  JOIN asye a ON a.id = r.asye_id
  JOIN framework_review w ON w.framework_id = a.framework_id
   AND w.number = r.number
 WHERE r.asye_id = ANY (:asyes) AND r.state <> 'optional'
 ORDER BY a.enrolment_id, a.id, r.number;

-- row fact_need
--   framework_id  int8
--   evidence      text!
--   at_least      int8

-- many fact_needs() fact_need
SELECT m.framework_id, m.evidence::text AS evidence, m.at_least
  FROM framework_minimum m
 WHERE m.at_least > 0 AND m.evidence IN ('observation', 'feedback_people',
       'feedback_professionals', 'written_record', 'reflection')
 ORDER BY m.framework_id, m.evidence;

-- row fact_promise
--   asye_id   int8
--   from_on   date?
--   until_on  date?
--   what      text!
--   amount    int8
--   unit      text!

-- many fact_promises(asyes int8[]) fact_promise
SELECT p.asye_id, lower(p.during) AS from_on, upper(p.during) AS until_on,
       p.what::text AS what, p.amount, p.unit::text AS unit
  FROM asye_promise p
  JOIN asye a ON a.id = p.asye_id
 WHERE p.asye_id = ANY (:asyes)
   AND p.what IN ('supervision_every', 'supervision_length')
 ORDER BY a.enrolment_id, a.id, p.document_id, p.version, p.number;

-- row fact_feedback
--   asye_id       int8
--   professional  bool!
--   given_on      date

-- many fact_feedback_given(asyes int8[]) fact_feedback
SELECT g.asye_id, g.giver = 'professional' AS professional, g.given_on
  FROM feedback_given g
  JOIN asye a ON a.id = g.asye_id
 WHERE g.asye_id = ANY (:asyes) AND g.erased_at IS NULL
 ORDER BY a.enrolment_id, a.id, g.given_on, g.id;

-- Weeks of the support ledger that somebody entered; sessions: those that no
-- signed document shows.

-- row fact_week
--   placement_id  int8?
--   asye_id       int8?
--   week_on       date
--   known_on      date!
--   away          bool
--   sessions      int8!
--   minutes       int8!
--   caseload      int8!
--   cap           int8!
--   protected_due int8!
--   protected     int8?

-- many fact_weeks(placements int8[], asyes int8[]) fact_week
SELECT w.placement_id, w.asye_id, w.week_on, (
           SELECT day_of(min(e.at)) FROM support_entry e
            WHERE e.week_id = w.id AND e.step = 'entered') AS known_on, w.away,
       CASE w.signed_sessions WHEN 0 THEN coalesce(w.sessions, 0) ELSE 0 END
       AS sessions, coalesce(w.minutes, 0) AS minutes,
       coalesce(w.caseload, 0) AS caseload,
       coalesce(w.promised_cap, 0) AS cap,
       w.promised_protected AS protected_due, w.protected
  FROM support_week w
 WHERE (w.placement_id = ANY (:placements) OR w.asye_id = ANY (:asyes))
   AND w.state <> 'missing'
 ORDER BY w.enrolment_id, w.placement_id, w.asye_id, w.week_on;

-- What waited for its next step longer than it may (programme_on: as long as
-- it waits, programme staff are to be told): from one step until the next.

-- row fact_adjustment
--   id            int8
--   enrolment_id  int8
--   requested_on  date
--   from_on       date
--   due_on        date!
--   until_on      date?

-- many fact_adjustments(ids int8[]) fact_adjustment
SELECT j.id, j.enrolment_id, j.requested_on, v.on_date AS from_on, v.due_on,
       n.on_date AS until_on
  FROM adjustment j
  JOIN adjustment_event v ON v.adjustment_id = j.id
   AND v.programme_on IS NOT NULL
  LEFT JOIN adjustment_event n
    ON n.adjustment_id = v.adjustment_id AND n.version = v.version + 1
 WHERE j.enrolment_id = ANY (:ids)
   AND (n.on_date IS NULL OR n.on_date > v.due_on + 1)
 ORDER BY j.enrolment_id, j.id, v.version;

-- Attempts that may still be open: decided_on, when a board decided upon the
-- module after the attempt was due.

-- row fact_attempt
--   id            int8
--   enrolment_id  int8
--   offering_id   int8
--   part          text
--   module        text!
--   number        int8
--   opened_on     date?
--   due_on        date!
--   handed_in_on  date?
--   decided_on    date?

-- many fact_attempts(ids int8[], from_on date) fact_attempt
SELECT t.id, t.enrolment_id, t.offering_id, c.title AS part,
       m.title AS module, t.number, o.board_on AS opened_on,
       w.due_on, t.submitted_on AS handed_in_on, (
           SELECT min(b.board_on) FROM board_decision b
            WHERE b.enrolment_id = t.enrolment_id
              AND b.offering_id = t.offering_id AND b.state <> 'undone'
              AND b.board_on > w.due_on) AS decided_on
  FROM attempt t
  JOIN component c ON c.id = t.component_id
  JOIN offering f ON f.id = t.offering_id
  JOIN module m ON m.id = f.module_id
  LEFT JOIN board_decision o ON o.id = t.opened_by
 CROSS JOIN LATERAL (
       SELECT greatest(t.due_on, (SELECT max(x.due_on) FROM extension x
           WHERE x.attempt_id = t.id AND x.state = 'agreed')) AS due_on) w
 WHERE t.enrolment_id = ANY (:ids) AND t.state <> 'withdrawn'
   AND (t.submitted_on IS NULL OR t.submitted_on >= :from_on)
   AND NOT EXISTS (
       SELECT 1 FROM board_decision b
        WHERE b.enrolment_id = t.enrolment_id
          AND b.offering_id = t.offering_id AND b.state <> 'undone'
          AND b.board_on > w.due_on AND b.board_on < :from_on)
 ORDER BY t.enrolment_id, t.id;

-- row fact_decision
--   id            int8
--   enrolment_id  int8
--   offering_id   int8
--   module        text!
--   board_on      date
--   fails         bool!
--   repeats       bool!

-- many fact_decisions(ids int8[]) fact_decision
SELECT b.id, b.enrolment_id, b.offering_id, m.title AS module,
       b.board_on, b.outcome = 'fail' AS fails, b.outcome = 'repeat' AS repeats
  FROM board_decision b
  JOIN offering f ON f.id = b.offering_id
  JOIN module m ON m.id = f.module_id
 WHERE b.enrolment_id = ANY (:ids) AND b.state <> 'undone'
   AND EXISTS (SELECT 1 FROM board_decision x
        WHERE x.enrolment_id = b.enrolment_id
          AND x.offering_id = b.offering_id AND x.state <> 'undone'
          AND x.outcome IN ('fail', 'repeat'))
 ORDER BY b.enrolment_id, b.offering_id, b.board_on, b.id;

-- row fact_session(enrolment_id int8, on_date date, missed bool!)

-- many fact_sessions(ids int8[]) fact_session
SELECT t.enrolment_id, s.on_date, t.state = 'absent' AS missed
  FROM attendance t
  JOIN module_session s ON s.id = t.session_id AND NOT s.cancelled
 WHERE t.enrolment_id = ANY (:ids)
 ORDER BY t.enrolment_id, s.on_date, s.id;

-- row fact_concern
--   id            int8
--   enrolment_id  int8
--   placement_id  int8?
--   of_support    bool!
--   raised_on     date

-- many fact_concerns(ids int8[], from_on date) fact_concern
SELECT c.id, c.enrolment_id, CASE WHEN c.shared THEN c.placement_id END
       AS placement_id, c.of_support, c.raised_on
  FROM concern c
 WHERE c.enrolment_id = ANY (:ids) AND (c.open OR c.since_on >= :from_on)
 ORDER BY c.enrolment_id, c.id;

-- row fact_step
--   concern_id    int8
--   on_date       date
--   follow_up_on  date?
--   is_open       bool!

-- many fact_steps(concerns int8[]) fact_step
SELECT v.concern_id, v.on_date, v.follow_up_on,
       v.state NOT IN ('closed', 'withdrawn') AS is_open
  FROM concern_event v
 WHERE v.concern_id = ANY (:concerns) AND v.step <> 'undone'
   AND NOT EXISTS (SELECT 1 FROM concern_event u
        WHERE u.concern_id = v.concern_id AND u.undoes = v.version)
 ORDER BY v.enrolment_id, v.concern_id, v.version;

-- What was found.

-- row flag_standing
--   id            int8
--   enrolment_id  int8
--   rule          text
--   rule_version  int8
--   subject_key   text
--   severity      flag_severity
--   sentence      text
--   why           text
--   clears_when   text
--   who           text!
--   records       text!

-- many flags_standing(ids int8[]) flag_standing
SELECT f.id, f.enrolment_id, f.rule, f.rule_version, f.subject_key, f.severity,
       f.sentence, f.why, f.clears_when, array_to_string(f.who, ',') AS who,
       coalesce((SELECT string_agg(r.kind || ':' || r.id, ',' ORDER BY r.n)
           FROM unnest(f.record_kinds, f.record_ids) WITH ORDINALITY
                AS r(kind, id, n)), '') AS records
  FROM flag f
 WHERE f.enrolment_id = ANY (:ids) AND f.cleared_on IS NULL
 ORDER BY f.enrolment_id, f.rule, f.subject_key;

-- The same number of each; days count from 1970, 0 is no id.  A flag that
-- stood before begins at the earliest when that was cleared.

-- exec flags_raise(people int8[], enrolments int8[], programmes int8[], placements int8[], asyes int8[], rules text[], versions int8[], subjects text[], sides text[], raised int8[], severities text[], severe int8[], sentences text[], whys text[], clears text[], whos text[], kinds text[], records text[], cleared int8[])
INSERT INTO flag (person_id, enrolment_id, programme_id, placement_id, asye_id,
    rule, rule_version, subject_key, about, raised_on, severity, severity_on,
    sentence, why, clears_when, who, record_kinds, record_ids, cleared_on)
SELECT t.person, t.enrolment, t.programme, nullif(t.placement, 0),
       nullif(t.asye, 0), t.rule, t.version, t.subject, t.side::flag_about,
       b.raised_on, t.severity::flag_severity,
       greatest(b.raised_on, DATE '1970-01-01' + t.severe::integer),
       t.sentence, t.why, t.clears, string_to_array(t.who, ','),
       string_to_array(t.kinds, ','),
       string_to_array(t.records, ',')::bigint[],
       CASE WHEN t.cleared > 0 THEN DATE '1970-01-01' + t.cleared::integer END
  FROM unnest(:people::bigint[], :enrolments::bigint[], :programmes::bigint[],
       :placements::bigint[], :asyes::bigint[], :rules::text[],
       :versions::bigint[], :subjects::text[], :sides::text[],
       :raised::bigint[], :severities::text[], :severe::bigint[],
       :sentences::text[], :whys::text[], :clears::text[], :whos::text[],
       :kinds::text[], :records::text[], :cleared::bigint[])
       AS t(person, enrolment, programme, placement, asye, rule, version,
       subject, side, raised, severity, severe, sentence, why, clears, who,
       kinds, records, cleared)
 CROSS JOIN LATERAL (
       SELECT greatest(DATE '1970-01-01' + t.raised::integer,
                  max(f.cleared_on)) AS raised_on
         FROM flag f
        WHERE f.enrolment_id = t.enrolment AND f.rule = t.rule
          AND f.subject_key = t.subject) b;

-- exec flags_change(ids int8[], versions int8[], severities text[], severe int8[], sentences text[], whys text[], clears text[], whos text[], kinds text[], records text[])
UPDATE flag f
   SET rule_version = t.version, severity = t.severity::flag_severity,
       severity_on = CASE WHEN f.severity = t.severity::flag_severity
           THEN f.severity_on ELSE greatest(f.raised_on,
           DATE '1970-01-01' + t.severe::integer) END,
       sentence = t.sentence, why = t.why, clears_when = t.clears,
       who = string_to_array(t.who, ','),
       record_kinds = string_to_array(t.kinds, ','),
       record_ids = string_to_array(t.records, ',')::bigint[]
  FROM unnest(:ids::bigint[], :versions::bigint[], :severities::text[],
       :severe::bigint[], :sentences::text[], :whys::text[], :clears::text[],
       :whos::text[], :kinds::text[], :records::text[])
       AS t(id, version, severity, severe, sentence, why, clears, who, kinds,
       records)
 WHERE f.id = t.id;

-- exec flags_clear(ids int8[])
UPDATE flag SET cleared_on = greatest(today(), raised_on)
 WHERE id = ANY (:ids) AND cleared_on IS NULL;

-- What is due: a whole pass, of some people, or nothing.

-- row flag_due
--   today        date!
--   whole_on     date?
--   minutes      int8?
--   seen_before  int8!
--   seen         int8!
--   latest       int8!
--   settings     bool!

-- one flags_due() flag_due
SELECT today() AS today, p.whole_on,
       (extract(epoch FROM now() - p.whole_at) / 60)::bigint AS minutes,
       coalesce(p.seen_before, 0) AS seen_before, coalesce(p.seen, 0) AS seen,
       l.latest, EXISTS (
           SELECT 1 FROM audit.event v
            WHERE v.id > coalesce(p.seen_before, 0)
              AND v.subject IN ('setting', 'module_session')) AS settings
  FROM (SELECT coalesce(max(v.id), 0) AS latest FROM audit.event v) l
  LEFT JOIN flag_progress p ON true;

-- exec flags_seen(seen int8)
INSERT INTO flag_progress AS p (seen_before, seen) VALUES (0, :seen)
ON CONFLICT (only_one) DO UPDATE
   SET seen_before = p.seen, seen = excluded.seen;

-- exec flags_seen_whole(seen int8)
INSERT INTO flag_progress AS p (seen_before, seen, whole_on, whole_at)
VALUES (:seen, :seen, today(), now())
ON CONFLICT (only_one) DO UPDATE
   SET seen_before = p.seen, seen = excluded.seen,
       whole_on = excluded.whole_on, whole_at = excluded.whole_at;

-- Days since the last that was kept, on which nobody looked.

-- exec flags_days_missed()
INSERT INTO flag_snapshot (on_date, state)
SELECT d::date, 'missed'
  FROM (SELECT max(s.on_date) AS on_date FROM flag_snapshot s) last
 CROSS JOIN generate_series(last.on_date + 1, today() - 1, '1 day') d
ON CONFLICT DO NOTHING;

-- What stands today, once.

-- row flag_day_new(on_date date!)

-- one flags_day_taken(people int8) flag_day_new
WITH day AS (
     INSERT INTO flag_snapshot (on_date, state, people, flags)
     SELECT today(), 'taken', :people,
            (SELECT count(*) FROM flag f WHERE f.cleared_on IS NULL)
     ON CONFLICT DO NOTHING RETURNING on_date),
     kept AS (
     INSERT INTO flag_day (on_date, enrolment_id, person_id, programme_id,
         rule_version, severity, rule, subject_key)
     SELECT d.on_date, f.enrolment_id, f.person_id, f.programme_id,
            f.rule_version, f.severity, f.rule, f.subject_key
       FROM day d
       JOIN flag f ON f.cleared_on IS NULL)
SELECT on_date FROM day;

-- exec flags_day_followed(day date)
SELECT flag_day_follows(:day);

-- What people are shown.  Of the records only those that whoever asks can read.

-- row flag_shown
--   id            int8
--   person_id     int8
--   enrolment_id  int8
--   programme_id  int8
--   placement_id  int8?
--   asye_id       int8?
--   rule          text
--   rule_version  int8
--   title         text
--   about         flag_about
--   raised_on     date
--   cleared_on    date?
--   severity      flag_severity
--   sentence      text
--   why           text
--   clears_when   text
--   who           text[]
--   record_kinds  text[]!
--   record_ids    int8[]!

-- many flags_of_enrolment(enrolment_id int8) flag_shown
SELECT f.id, f.person_id, f.enrolment_id, f.programme_id, f.placement_id,
       f.asye_id, f.rule, f.rule_version, r.title, f.about, f.raised_on,
       f.cleared_on, f.severity, f.sentence, f.why, f.clears_when, f.who,
       o.kinds AS record_kinds, o.ids AS record_ids
  FROM flag f
  JOIN flag_rule r ON r.code = f.rule AND r.version = f.rule_version
 CROSS JOIN LATERAL flag_records_open(f.record_kinds, f.record_ids) o
 WHERE f.enrolment_id = :enrolment_id AND f.cleared_on IS NULL
 ORDER BY f.severity DESC, f.raised_on, f.id;

-- many flags_of_me(person_id int8) flag_shown
SELECT f.id, f.person_id, f.enrolment_id, f.programme_id, f.placement_id,
       f.asye_id, f.rule, f.rule_version, r.title, f.about, f.raised_on,
       f.cleared_on, f.severity, f.sentence, f.why, f.clears_when, f.who,
       o.kinds AS record_kinds, o.ids AS record_ids
  FROM flag f
  JOIN flag_rule r ON r.code = f.rule AND r.version = f.rule_version
 CROSS JOIN LATERAL flag_records_open(f.record_kinds, f.record_ids) o
 WHERE f.person_id = :person_id AND f.cleared_on IS NULL
 ORDER BY f.severity DESC, f.raised_on, f.id;
