-- The demonstration's units, tutors and shared duties, from who is enrolled
-- and placed.

-- Trainees whose first placement is with one team are its unit, or several of
-- at most so many.  A unit is there for the year of placements.

-- exec demo_units_add(as_of date, most int8, names text[])
WITH placed AS (
    SELECT e.id, e.person_id, e.cohort_id, p.organisation_id, p.team_id,
           p.starts_on, (SELECT max(v.on_date) FROM waymark.enrolment_event v
               WHERE v.enrolment_id = e.id AND v.change = 'withdrawn'
                 AND e.state = 'withdrawn') AS left_on,
           row_number() OVER (PARTITION BY e.cohort_id, p.team_id
               ORDER BY e.id) - 1 AS place,
           count(*) OVER (PARTITION BY e.cohort_id, p.team_id) AS of_all
      FROM waymark.enrolment e
      JOIN waymark.placement p ON p.enrolment_id = e.id AND p.stage = 'first'),
parted AS (
    SELECT l.*, l.place * ((l.of_all + :most - 1) / :most) / l.of_all AS part
      FROM placed l),
numbered AS (
    SELECT r.*, dense_rank() OVER (ORDER BY r.cohort_id, r.team_id, r.part)
           AS unit_id, dense_rank() OVER (PARTITION BY r.cohort_id,
               r.organisation_id ORDER BY r.team_id, r.part) AS of_host, c.starts_on AS opened_on, c.name AS cohort,
           CASE WHEN c.starts_on + 364 < :as_of THEN c.starts_on + 364 END
           AS closed_on
      FROM parted r
      JOIN waymark.cohort c ON c.id = r.cohort_id),
made AS (
    INSERT INTO waymark.unit (id, programme_id, organisation_id, team_id, name,
        opened_on, closed_on, state)
    OVERRIDING SYSTEM VALUE
    SELECT DISTINCT n.unit_id, 1, n.organisation_id, n.team_id,
           (:names::text[])[(n.organisation_id * 5 + n.of_host)
               % cardinality(:names::text[]) + 1] || ' unit, ' || n.cohort,
           n.opened_on, n.closed_on, CASE WHEN n.closed_on IS NULL THEN 'open'
               ELSE 'closed' END::waymark.unit_state
      FROM numbered n)
INSERT INTO waymark.enrolment_unit (enrolment_id, person_id, programme_id,
    unit_id, during)
SELECT n.id, n.person_id, 1, n.unit_id,
       daterange(n.starts_on, least(n.left_on, n.closed_on), '[]')
  FROM numbered n
 WHERE n.starts_on <= least(n.left_on, n.closed_on, :as_of + 60)
 ORDER BY n.id;

-- row demo_unit(id int8, organisation_id int8, team_id int8, opened_on date, closed_on date?)

-- The youngest first.

-- many demo_units_made() demo_unit
SELECT u.id, u.organisation_id, u.team_id, u.opened_on, u.closed_on
  FROM waymark.unit u
  JOIN (SELECT unit_id, min(enrolment_id) AS first_one
          FROM waymark.enrolment_unit GROUP BY unit_id) m ON m.unit_id = u.id
 ORDER BY u.opened_on DESC, m.first_one;

-- exec demo_leads_add(units int8[], people int8[], starts int8[], ends int8[])
INSERT INTO waymark.unit_lead (unit_id, person_id, programme_id,
    organisation_id, during)
SELECT u.id, t.person, 1, u.organisation_id,
       daterange(date '1970-01-01' + t.starts::integer,
           date '1970-01-01' + nullif(t.ends, 0)::integer, '[]')
  FROM unnest(:units::bigint[], :people::bigint[], :starts::bigint[],
      :ends::bigint[]) WITH ORDINALITY AS t(unit, person, starts, ends, n)
  JOIN waymark.unit u ON u.id = t.unit
 ORDER BY t.n;

-- row demo_provider(id int8)

-- one demo_provider_of_programme() demo_provider
SELECT provider_id AS id FROM waymark.programme WHERE id = 1;

-- row demo_tutee(id int8, cohort_id int8, of_cohort int8!, starts_on date, ended_on date?)

-- The youngest cohorts first.  ended_on: when somebody left, or their cohort
-- was done.

-- many demo_tutees(as_of date) demo_tutee
SELECT e.id, e.cohort_id,
       count(*) OVER (PARTITION BY e.cohort_id) AS of_cohort,
       c.starts_on, CASE e.state WHEN 'withdrawn' THEN (
           SELECT max(v.on_date) FROM waymark.enrolment_event v
            WHERE v.enrolment_id = e.id AND v.change = 'withdrawn')
           WHEN 'completed' THEN least(c.ends_on, :as_of) END AS ended_on
  FROM waymark.enrolment e
  JOIN waymark.cohort c ON c.id = e.cohort_id
 ORDER BY c.starts_on DESC, e.cohort_id, e.id;

-- exec demo_tutors_add(ids int8[], enrolments int8[], people int8[], starts int8[], ends int8[], replaces int8[])
INSERT INTO waymark.enrolment_tutor (id, enrolment_id, trainee_id,
    programme_id, person_id, during, replaces)
OVERRIDING SYSTEM VALUE
SELECT t.id, e.id, e.person_id, 1, t.person,
       daterange(date '1970-01-01' + t.starts::integer,
           date '1970-01-01' + nullif(t.ends, 0)::integer, '[]'),
       nullif(t.replaces, 0)
  FROM unnest(:ids::bigint[], :enrolments::bigint[], :people::bigint[],
      :starts::bigint[], :ends::bigint[], :replaces::bigint[])
    AS t(id, enrolment, person, starts, ends, replaces)
  JOIN waymark.enrolment e ON e.id = t.enrolment;

-- Where a council employs whom a trust hosts, each has its part; the ASYE of
-- some is provided by a third organisation.

-- exec demo_duties_add()
INSERT INTO waymark.hosting_duty (enrolment_id, person_id, programme_id, duty,
    organisation_id, during)
SELECT e.id, e.person_id, 1, d.duty,
       CASE WHEN d.duty IN ('supervises', 'assesses') THEN p.organisation_id
            WHEN d.duty = 'provides_asye' AND e.id % 3 = 0 THEN third.id
            ELSE e.employer_id END, daterange(e.starts_on, NULL)
  FROM waymark.enrolment e
  JOIN waymark.placement p ON p.enrolment_id = e.id AND p.stage = 'first'
  JOIN waymark.organisation host ON host.id = p.organisation_id
 CROSS JOIN unnest(enum_range(NULL::waymark.shared_duty)) AS d(duty)
  LEFT JOIN LATERAL (
       SELECT o.id FROM waymark.organisation o
        WHERE o.invented AND o.kind = 'nhs_trust' AND o.region = host.region
          AND o.id <> host.id
        ORDER BY o.id LIMIT 1) third ON true
 WHERE e.employer_id <> p.organisation_id
   AND e.state IN ('enrolled', 'paused') AND e.id % 2 = 0
   AND NOT (d.duty = 'provides_asye' AND e.id % 3 = 0 AND third.id IS NULL)
 ORDER BY e.id, d.duty;

-- exec demo_guides_follow()
SELECT setval(pg_get_serial_sequence('waymark.unit', 'id'),
           (SELECT max(id) FROM waymark.unit)),
       setval(pg_get_serial_sequence('waymark.enrolment_tutor', 'id'),
           (SELECT max(id) FROM waymark.enrolment_tutor));
