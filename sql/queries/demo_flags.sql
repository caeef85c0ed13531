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
