-- The demonstration's support plans, contacts and answers to flags, and what
-- follows from its flags.  Days are numbers, counted from 1970-01-01; 0 is
-- none.

-- row demo_flagged
--   flag_id          int8!
--   rule             text!
--   enrolment_id     int8!
--   person_id        int8!
--   of_support       bool!
--   severity         int8!
--   raised           int8!
--   cleared          int8!
--   supporter        int8!
--   organisation_id  int8!

-- Every flag that stands or did in the last year, the worst of each person
-- first, with who educates or assesses there and who promised the support.

-- many demo_flagged_people(today int8, staff int8) demo_flagged
SELECT f.id AS flag_id, f.rule, f.enrolment_id, f.person_id,
       f.about = 'support' AS of_support,
       CASE f.severity WHEN 'urgent' THEN 3 WHEN 'act' THEN 2 ELSE 1
           END::bigint AS severity,
       (f.raised_on - date '1970-01-01')::bigint AS raised,
       coalesce(f.cleared_on - date '1970-01-01', 0)::bigint AS cleared,
       coalesce((SELECT d.person_id FROM waymark.placement_educator d
           WHERE d.placement_id = f.placement_id
             AND d.duty = 'practice_educator'
           ORDER BY lower(d.during) DESC LIMIT 1),
           (SELECT y.person_id FROM waymark.asye_duty y
             WHERE y.asye_id = f.asye_id AND y.state = 'recorded'
             ORDER BY y.duty, lower(y.during) DESC LIMIT 1),
           :staff) AS supporter,
       coalesce((SELECT p.organisation_id FROM waymark.placement p
           WHERE p.id = f.placement_id),
           (SELECT a.employer_id FROM waymark.asye a WHERE a.id = f.asye_id),
           e.employer_id) AS organisation_id
  FROM waymark.flag f
  JOIN waymark.enrolment e ON e.id = f.enrolment_id
 WHERE f.programme_id = 1
   AND coalesce(f.cleared_on, 'infinity') >
       date '1970-01-01' + :today::bigint::integer - 365
 ORDER BY f.enrolment_id, f.cleared_on IS NOT NULL, f.severity DESC,
       f.raised_on, f.id;

-- exec demo_contacts_add(enrolments int8[], people int8[], days int8[], hows text[], flags int8[], notes text[], by int8[])
INSERT INTO waymark.contact (enrolment_id, person_id, programme_id, on_date,
    how, flags, note, by_id, at)
SELECT t.enrolment, t.person, 1, date '1970-01-01' + t.day::integer,
       t.how::waymark.contact_how, ARRAY[t.flag], t.note, t.by,
       (date '1970-01-01' + t.day::integer + time '16:10')
           AT TIME ZONE 'Europe/London'
  FROM unnest(:enrolments::int8[], :people::int8[], :days::int8[],
      :hows::text[], :flags::int8[], :notes::text[], :by::int8[])
      WITH ORDINALITY
    AS t(enrolment, person, day, how, flag, note, by, n)
 ORDER BY t.n;

-- exec demo_flag_answers_add(flags int8[], versions int8[], kinds text[], reasons text[], words text[], days int8[], by int8[])
INSERT INTO waymark.flag_answer (flag_id, enrolment_id, person_id,
    programme_id, version, kind, reason, words, severity, undoes, on_date,
    by_id, at)
SELECT f.id, f.enrolment_id, f.person_id, 1, t.version,
       t.kind::waymark.flag_answer_kind, nullif(t.reason, ''), t.words,
       f.severity, CASE t.kind WHEN 'undone' THEN t.version - 1 END,
       date '1970-01-01' + t.day::integer, t.by,
       (date '1970-01-01' + t.day::integer + time '12:40')
           AT TIME ZONE 'Europe/London'
  FROM unnest(:flags::int8[], :versions::int8[], :kinds::text[],
      :reasons::text[], :words::text[], :days::int8[], :by::int8[])
      WITH ORDINALITY
    AS t(flag, version, kind, reason, words, day, by, n)
  JOIN waymark.flag f ON f.id = t.flag
 ORDER BY t.n;

-- exec demo_support_plans_add(enrolments int8[], people int8[], aims text[], leaders int8[], begun int8[], states text[], since int8[], reviews int8[], versions int8[])
INSERT INTO waymark.support_plan (id, enrolment_id, person_id, programme_id,
    aim, led_by, begun_on, state, since_on, review_on, version)
OVERRIDING SYSTEM VALUE
SELECT t.n, t.enrolment, t.person, 1, t.aim, t.leader,
       date '1970-01-01' + t.begun::integer,
       t.state::waymark.support_plan_state,
       date '1970-01-01' + t.since::integer,
       date '1970-01-01' + nullif(t.review, 0)::integer, t.version
  FROM unnest(:enrolments::int8[], :people::int8[], :aims::text[],
      :leaders::int8[], :begun::int8[], :states::text[], :since::int8[],
      :reviews::int8[], :versions::int8[]) WITH ORDINALITY
    AS t(enrolment, person, aim, leader, begun, state, since, review, version,
      n)
 ORDER BY t.n;

-- exec demo_support_events_add(plans int8[], versions int8[], steps text[], states text[], days int8[], words text[], reviews int8[], outcomes text[], by int8[])
INSERT INTO waymark.support_plan_event (plan_id, enrolment_id, person_id,
    programme_id, version, step, on_date, words, review_on, outcome, state,
    by_id, at)
SELECT p.id, p.enrolment_id, p.person_id, 1, t.version,
       t.step::waymark.support_plan_step,
       date '1970-01-01' + t.day::integer, t.words,
       date '1970-01-01' + nullif(t.review, 0)::integer,
       nullif(t.outcome, '')::waymark.support_plan_outcome,
       t.state::waymark.support_plan_state, t.by,
       (date '1970-01-01' + t.day::integer + time '15:20')
           AT TIME ZONE 'Europe/London'
  FROM unnest(:plans::int8[], :versions::int8[], :steps::text[],
      :states::text[], :days::int8[], :words::text[], :reviews::int8[],
      :outcomes::text[], :by::int8[])
    AS t(plan, version, step, state, day, words, review, outcome, by)
  JOIN waymark.support_plan p ON p.id = t.plan
 ORDER BY t.plan, t.version;

-- exec demo_support_actions_add(plans int8[], owners text[], whose int8[], what text[], begun int8[], due int8[], states text[], done int8[], outcomes text[])
INSERT INTO waymark.support_action (plan_id, enrolment_id, person_id,
    programme_id, step_version, owner, colleague_id, organisation_id, what,
    begun_on, due_on, state, done_on, outcome)
SELECT p.id, p.enrolment_id, p.person_id, 1, 1,
       t.owner::waymark.support_action_owner,
       CASE t.owner WHEN 'colleague' THEN t.whose END,
       CASE t.owner WHEN 'organisation' THEN t.whose END, t.what,
       date '1970-01-01' + t.begun::integer,
       date '1970-01-01' + t.due::integer,
       t.state::waymark.support_action_state,
       date '1970-01-01' + nullif(t.done, 0)::integer, t.outcome
  FROM unnest(:plans::int8[], :owners::text[], :whose::int8[], :what::text[],
      :begun::int8[], :due::int8[], :states::text[], :done::int8[],
      :outcomes::text[]) WITH ORDINALITY
    AS t(plan, owner, whose, what, begun, due, state, done, outcome, n)
  JOIN waymark.support_plan p ON p.id = t.plan
 ORDER BY t.n;

-- exec demo_support_plan_sequence_follows()
SELECT setval(pg_get_serial_sequence('waymark.support_plan', 'id'),
    (SELECT coalesce(max(id), 1) FROM waymark.support_plan));

-- Who is flagged, from the flags and their answers.

-- exec demo_flagged_follow()
SELECT waymark.flagged_follow(ARRAY(SELECT DISTINCT f.enrolment_id
    FROM waymark.flag f WHERE f.cleared_on IS NULL));

-- How many were flagged each day of the last weeks, as flag_day_follows() does
-- it a day at a time.

-- exec demo_flag_sums(today int8)
INSERT INTO waymark.flag_sum
SELECT s.on_date, s.programme_id, e.cohort_id, s.rule, s.severity, count(*)
  FROM (SELECT d.on_date, d.programme_id, d.enrolment_id, coalesce(d.rule, '')
                   AS rule, max(d.severity) AS severity
          FROM waymark.flag_day d
         WHERE d.on_date > date '1970-01-01' + :today::bigint::integer - 92
         GROUP BY GROUPING SETS
               ((d.on_date, d.programme_id, d.enrolment_id, d.rule),
               (d.on_date, d.programme_id, d.enrolment_id))) s
  JOIN waymark.enrolment e ON e.id = s.enrolment_id
 GROUP BY s.on_date, s.programme_id, e.cohort_id, s.rule, s.severity;

-- Snapshots that follow on each other are one run: the number of a snapshot
-- less that among those of a rule is the same throughout it.

-- exec demo_flag_runs()
INSERT INTO waymark.flag_run
SELECT r.enrolment_id, r.programme_id, r.rule, r.rule_version,
       min(r.on_date), max(r.on_date),
       min(r.on_date) FILTER (WHERE r.severity >= 'act'),
       min(r.on_date) FILTER (WHERE r.severity = 'urgent')
  FROM (SELECT d.*, s.no - row_number() OVER
                   (PARTITION BY d.enrolment_id, d.rule, d.rule_version
                    ORDER BY d.on_date) AS island
          FROM (SELECT enrolment_id, programme_id, rule, rule_version, on_date,
                       max(severity) AS severity
                  FROM waymark.flag_day
                 GROUP BY enrolment_id, programme_id, rule, rule_version,
                       on_date) d
          JOIN (SELECT on_date, row_number() OVER (ORDER BY on_date) AS no
                  FROM waymark.flag_snapshot
                 WHERE state <> 'missed') s ON s.on_date = d.on_date) r
 GROUP BY r.enrolment_id, r.programme_id, r.rule, r.rule_version, r.island;
