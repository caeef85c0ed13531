-- The demonstration's ASYEs: the oldest cohorts, who have qualified, in their
-- first year at work.

-- Somebody who can sign in has a name that is told; before anything is written
-- that repeats it.

-- exec demo_nqsw_named(given text, family text, organisation_id int8)
UPDATE waymark.person p
   SET given_name = :given, family_name = :family,
       email = lower(:given || '.' || :family) || '@example.org'
 WHERE p.id = (SELECT e.person_id FROM waymark.enrolment e
     JOIN waymark.cohort c ON c.id = e.cohort_id
    WHERE e.state = 'completed'
    ORDER BY e.employer_id <> :organisation_id, c.starts_on, e.id LIMIT 1);

-- row demo_nqsw(person_id int8)

-- one demo_nqsw_called(given text, family text) demo_nqsw
SELECT id AS person_id FROM waymark.person
 WHERE given_name = :given AND family_name = :family;

-- exec demo_person_named(id int8, given text, family text, swe_number int8)
INSERT INTO waymark.person (id, given_name, family_name, email, swe_number,
    programme_ids) OVERRIDING SYSTEM VALUE
VALUES (:id, :given, :family,
    lower(:given || '.' || :family) || '@example.org',
    'SW' || nullif(:swe_number, 0), '{1}');

-- row demo_workplace(organisation_id int8!, n int8!)

-- Who employs how many of them: who completed the programme, and who is at
-- work in its second year.

-- many demo_workplaces() demo_workplace
SELECT e.employer_id AS organisation_id, count(*) AS n
  FROM waymark.enrolment e
 WHERE e.state = 'completed' OR e.state = 'enrolled' AND EXISTS (
       SELECT 1 FROM waymark.placement p WHERE p.enrolment_id = e.id
          AND p.stage = 'last' AND p.state = 'confirmed')
 GROUP BY e.employer_id ORDER BY e.employer_id;

-- Each has been at work for up to thirteen months; the one of the sign-in for
-- seven, and most of their employer's, who took more on, longer than a year.
-- Whoever has not finished their last placement long before starts later.  One
-- in twelve is on none.

-- exec demo_asyes_add(as_of date, named int8, trust int8)
INSERT INTO waymark.asye (id, enrolment_id, person_id, programme_id,
    framework_id, employer_id, host_id, provider_id, team_id, role_title,
    qualified_on, swe_registered_on, employed_on, starts_on, fte_percent)
OVERRIDING SYSTEM VALUE
SELECT row_number() OVER (ORDER BY e.id), e.id, e.person_id, e.programme_id,
       (SELECT f.id FROM waymark.framework f
         WHERE f.kind = 'adults' AND f.during @> s.starts_on),
       w.employer_id, p.organisation_id,
       CASE WHEN e.id % 9 = 0 THEN p.organisation_id ELSE w.employer_id END,
       p.team_id, CASE e.id % 5 WHEN 0 THEN 'Mental health social worker'
           WHEN 1 THEN 'Social worker, community team'
           ELSE 'Social worker' END,
       least(p.ends_on + 30, s.starts_on - 40),
       s.starts_on - (5 + e.id % 17)::integer, s.starts_on - (CASE e.id % 6
           WHEN 0 THEN 4 ELSE 0 END), s.starts_on,
       CASE e.id % 8 WHEN 3 THEN 60 WHEN 5 THEN 80 ELSE 100 END
  FROM waymark.enrolment e
  JOIN LATERAL (SELECT q.* FROM waymark.placement q
       WHERE q.enrolment_id = e.id ORDER BY q.starts_on DESC LIMIT 1) p ON true
 CROSS JOIN LATERAL (SELECT CASE WHEN e.id % 9 = 4
           AND e.state = 'completed' THEN :trust
           ELSE e.employer_id END AS employer_id) w
 CROSS JOIN LATERAL (SELECT greatest(p.ends_on + 45, (:as_of - CASE e.person_id
           WHEN :named THEN 217 ELSE CASE WHEN w.employer_id = :trust
               AND e.id % 5 > 0 THEN 432 + e.id * 131 % 20
               ELSE 4 + e.id * 131 % 390 END END::integer)) AS starts_on) s
 WHERE (e.state = 'completed' OR e.state = 'enrolled' AND p.stage = 'last'
        AND p.state = 'confirmed')
   AND s.starts_on <= :as_of - 3
   AND (e.person_id = :named OR e.id % 12 <> 5)
 ORDER BY e.id;

-- Everybody has an assessor and a line manager of their employer; workers come
-- with their employer and their duty, and share its people.

-- exec demo_asye_duties_add(people int8[], organisations int8[], duties text[], named int8, assessor int8, as_of date)
WITH worker AS (
    SELECT person, organisation, duty, row_number() OVER (
           PARTITION BY organisation, duty ORDER BY person) - 1 AS place,
           count(*) OVER (PARTITION BY organisation, duty) AS of_all
      FROM unnest(:people::bigint[], :organisations::bigint[],
          :duties::text[]) AS t(person, organisation, duty)),
whose AS (
    SELECT a.*, row_number() OVER (PARTITION BY a.employer_id ORDER BY a.id)
           - 1 AS place
      FROM waymark.asye a)
INSERT INTO waymark.asye_duty (asye_id, trainee_id, programme_id, person_id,
    duty, during)
SELECT a.id, a.person_id, a.programme_id,
       CASE WHEN a.person_id = :named AND w.duty = 'assessor'
           THEN :assessor ELSE w.person END,
       w.duty::waymark.asye_duty_kind, daterange(a.starts_on, NULL)
  FROM whose a
  JOIN worker w ON w.organisation = a.employer_id
   AND (w.duty <> 'assessor' OR a.starts_on < :as_of - 6)
   AND w.place = a.place % w.of_all
 ORDER BY a.id, w.duty;

-- What happened so far goes by how long somebody has been at work, in full-time
-- months; some leave, and of those in their seventh month some for another
-- employer.  Final reviews are the last of it here: what a panel does with them
-- is told by who makes panels.

-- exec demo_asye_events_add(as_of date, named int8)
INSERT INTO waymark.asye_event (asye_id, enrolment_id, person_id, programme_id,
    version, change, before, after, reason, on_day, employer_id, host_id,
    provider_id, agency_id, team_id, by_id)
SELECT a.id, a.enrolment_id, a.person_id, a.programme_id,
       row_number() OVER (PARTITION BY a.id ORDER BY v.n),
       v.change::waymark.asye_change,
       lag(v.after::waymark.asye_state) OVER (PARTITION BY a.id
           ORDER BY v.n), v.after::waymark.asye_state, CASE v.n
           WHEN 8 THEN 'other_path' WHEN 9 THEN 'new_post' END, d.on_day,
       a.employer_id, a.host_id, a.provider_id, a.agency_id, a.team_id,
       CASE WHEN v.n BETWEEN 3 AND 7 THEN (SELECT y.person_id
           FROM waymark.asye_duty y
          WHERE y.asye_id = a.id AND y.duty = 'assessor') END
  FROM waymark.asye a
 CROSS JOIN (VALUES
	(1, 'found_eligible', 'eligible', 0, -5),
	(2, 'registered', 'registered', 0, 0),
	(3, 'agreement_signed', 'agreed', 0, 18),
	(4, 'reviewed_3', 'review_3', 3, 3),
	(5, 'reviewed_6', 'review_6', 6, 4),
	(6, 'reviewed_9', 'review_9', 9, 2),
	(7, 'final_reviewed', 'final_review', 12, 0),
	(8, 'withdrawn', 'withdrawn', 4, 9),
	(9, 'transferred_out', 'transferred', 4, 21))
       AS v (n, change, after, months, days)
 CROSS JOIN LATERAL (SELECT (a.starts_on + make_interval(months =>
           v.months * 100 / a.fte_percent::integer))::date + v.days +
           CASE WHEN v.n > 2 THEN (a.id % 4)::integer ELSE 0 END AS on_day) d
 CROSS JOIN LATERAL (SELECT CASE WHEN a.fte_percent = 100
           AND a.person_id <> :named THEN CASE WHEN a.id % 41 = 9 THEN 8
               WHEN a.id % 41 = 14 OR a.id % 7 = 5 AND a.starts_on
                   BETWEEN :as_of::date - 225 AND :as_of::date - 180
               THEN 9 END END AS how) leaves
 WHERE d.on_day < :as_of AND (v.n <> 6 OR a.id % 3 = 0)
   AND CASE WHEN leaves.how IS NULL THEN v.n < 8
           ELSE v.n <= 4 OR v.n = leaves.how END
 ORDER BY a.id, v.n;

-- exec demo_asyes_follow()
UPDATE waymark.asye a
   SET state = v.after, version = v.version
  FROM (SELECT DISTINCT ON (asye_id) asye_id, after, version
          FROM waymark.asye_event ORDER BY asye_id, version DESC) v
 WHERE v.asye_id = a.id;

-- Who left has nobody with a duty any more, and some who stay have nobody who
-- assesses them.

-- exec demo_asye_duties_follow()
WITH ended AS (
    UPDATE waymark.asye_duty d
       SET during = daterange(lower(d.during), v.on_day + 1), ended_by = v.id
      FROM waymark.asye_event v
     WHERE v.asye_id = d.asye_id
       AND v.change IN ('withdrawn', 'transferred_out'))
UPDATE waymark.asye a
   SET unassessed = a.state NOT IN ('withdrawn', 'transferred') AND NOT EXISTS
       (SELECT 1 FROM waymark.asye_duty d
         WHERE d.asye_id = a.id AND d.duty = 'assessor');

-- Of two thirds of those on none, somebody said why.

-- exec demo_asye_absences_add(as_of date)
INSERT INTO waymark.asye_absence (enrolment_id, person_id, programme_id,
    employer_id, host_id, reason, words, by_id, at)
SELECT e.id, e.person_id, e.programme_id, e.employer_id, coalesce((
           SELECT q.organisation_id FROM waymark.placement q
            WHERE q.enrolment_id = e.id ORDER BY q.starts_on DESC LIMIT 1),
           e.employer_id), (ARRAY['no_partnership', 'role_does_not_fit',
           'no_assessor_there', 'chose_not', 'on_leave', 'other_work',
           'awaits_registration'])[e.id / 12 % 7 + 1], '',
       (SELECT min(r.person_id) FROM waymark.role_held r
         WHERE r.role = 'staff' AND r.programme_id = e.programme_id),
       (:as_of - 20 - (e.id % 60)::integer) + time '11:00'
  FROM waymark.enrolment e
 WHERE e.state = 'completed' AND e.id % 12 = 5 AND e.id % 36 <> 5
   AND NOT EXISTS (SELECT 1 FROM waymark.asye a WHERE a.enrolment_id = e.id);

-- exec demo_asye_awaited()
INSERT INTO waymark.asye_awaited
SELECT e.id, e.person_id, e.programme_id, e.cohort_id, e.employer_id,
       c.ends_on
  FROM waymark.enrolment e
  JOIN waymark.cohort c ON c.id = e.cohort_id
 WHERE e.state = 'completed'
   AND NOT EXISTS (SELECT 1 FROM waymark.asye a WHERE a.enrolment_id = e.id)
   AND NOT EXISTS (SELECT 1 FROM waymark.asye_absence n
        WHERE n.enrolment_id = e.id);

-- Who is on an ASYE goes on as a trainee, though the programme is done.

-- exec demo_asye_roles_follow()
WITH held AS (
    UPDATE waymark.role_held r
       SET during = daterange(lower(r.during), NULL)
      FROM waymark.asye a
     WHERE r.person_id = a.person_id AND r.role = 'trainee')
SELECT setval(pg_get_serial_sequence('waymark.asye', 'id'),
           coalesce((SELECT max(id) FROM waymark.asye), 1));
