-- Flags of the demonstration, as the rules would have found them day by day.

-- Those of the first cohorts of each year: what is there for measuring alone
-- has no past.

-- many demo_flag_people(after_id int8, at_most int8, cohorts int8) flag_person
SELECT e.id, e.person_id, e.programme_id
  FROM enrolment e
 WHERE e.id > :after_id AND e.cohort_id <= :cohorts
 ORDER BY e.id LIMIT :at_most;

-- exec demo_flag_snapshots(days int8[], people int8[], flags int8[])
INSERT INTO flag_snapshot (on_date, state, people, flags, at)
SELECT DATE '1970-01-01' + t.day::integer, 'computed', t.people, t.flags,
       now()
  FROM unnest(:days::bigint[], :people::bigint[], :flags::bigint[])
       AS t(day, people, flags);

-- exec demo_flag_days(days int8[], enrolments int8[], people int8[], programmes int8[], versions int8[], severities text[], rules text[], subjects text[])
INSERT INTO flag_day (on_date, enrolment_id, person_id, programme_id,
    rule_version, severity, rule, subject_key)
SELECT DATE '1970-01-01' + t.day::integer, t.enrolment, t.person, t.programme,
       t.version, t.severity::flag_severity, t.rule, t.subject
  FROM unnest(:days::bigint[], :enrolments::bigint[], :people::bigint[],
       :programmes::bigint[], :versions::bigint[], :severities::text[],
       :rules::text[], :subjects::text[])
       AS t(day, enrolment, person, programme, version, severity, rule,
       subject);

-- Line managers who leave: nobody follows the first; somebody the second, after
-- some weeks.  Of ASYEs under way, those that come in their turn.

-- exec demo_managers_leave(today date)
UPDATE asye_duty u
   SET during = daterange(lower(u.during), :today - CASE c.n WHEN 1 THEN 40
       ELSE 60 END)
  FROM (SELECT u.id, row_number() OVER (ORDER BY a.id) AS n
          FROM asye_duty u
          JOIN asye a ON a.id = u.asye_id
         WHERE u.duty = 'line_manager' AND u.state = 'recorded'
           AND u.during @> :today AND lower(u.during) < :today - 90
           AND a.state IN ('agreed', 'review_3') AND a.id % 7 = 3
           AND NOT EXISTS (SELECT 1 FROM asye_request r
                WHERE r.asye_id = a.id)
         ORDER BY a.id LIMIT 2) c
 WHERE c.id = u.id;

-- exec demo_manager_follows(today date)
INSERT INTO asye_duty (asye_id, trainee_id, programme_id, person_id, duty,
    during, replaces)
SELECT u.asye_id, u.trainee_id, u.programme_id, o.person_id, 'line_manager',
       daterange(:today - 20, NULL), u.id
  FROM asye_duty u
 CROSS JOIN LATERAL (
       SELECT m.person_id FROM asye_duty m
        WHERE m.duty = 'line_manager' AND m.person_id <> u.person_id
        ORDER BY m.id LIMIT 1) o
 WHERE u.duty = 'line_manager' AND u.state = 'recorded'
   AND upper(u.during) = :today - 60 AND u.asye_id % 7 = 3
 ORDER BY u.id LIMIT 1;
