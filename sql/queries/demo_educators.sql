-- The demonstration's register of practice educators, made from whom they
-- educate.  Days are numbers counted from 1970-01-01; 0 stands for none.

-- row demo_educator
--   person        int8
--   organisation  int8?
--   since         int8!
--   first         int8!
--   first_last    int8!
--   assesses      bool!
--   most          int8!

-- first: their first learner; first_last: their first last placement; most:
-- the most learners at once.

-- many demo_educators() demo_educator
SELECT r.person_id AS person, min(r.organisation_id) AS organisation,
       min(lower(r.during)) - date '1970-01-01' + 0::bigint AS since,
       coalesce(min(l.first), 0) AS first,
       coalesce(min(l.first_last), 0) AS first_last,
       coalesce(bool_or(l.assesses), false) AS assesses,
       coalesce(min(l.most), 0) AS most
  FROM waymark.role_held r
  LEFT JOIN LATERAL (
       SELECT min(lower(d.during)) - date '1970-01-01' + 0::bigint AS first,
              min(lower(d.during)) FILTER (WHERE p.stage = 'last'
                  AND d.duty = 'practice_educator')
                  - date '1970-01-01' + 0::bigint AS first_last,
              bool_or(d.duty = 'practice_educator') AS assesses,
              max((SELECT count(DISTINCT q.person_id)
                     FROM waymark.placement_educator o
                     JOIN waymark.placement q ON q.id = o.placement_id
                    WHERE o.person_id = d.person_id
                      AND o.during @> lower(d.during))) AS most
         FROM waymark.placement_educator d
         JOIN waymark.placement p ON p.id = d.placement_id
        WHERE d.person_id = r.person_id) l ON true
 WHERE r.role = 'educator'
 GROUP BY r.person_id
 ORDER BY r.person_id;

-- exec demo_register_add(people int8[], organisations int8[], until int8[],
--   capacities int8[], since int8[])
INSERT INTO waymark.educator (person_id, programme_id, organisation_id,
    registration, registered_until, capacity, joined_on)
SELECT person, 1, nullif(organisation, 0), CASE until WHEN 0
       THEN 'not_registered' ELSE 'registered' END
           ::waymark.registration_status,
       date '1970-01-01' + nullif(until, 0)::integer, nullif(capacity, 0),
       date '1970-01-01' + since::integer
  FROM unnest(:people::int8[], :organisations::int8[], :until::int8[],
      :capacities::int8[], :since::int8[]) WITH ORDINALITY
    AS t(person, organisation, until, capacity, since, n)
 ORDER BY n;

-- exec demo_register_entries_add(people int8[], kinds text[], titles text[],
--   providers text[], starts int8[], ends int8[])
INSERT INTO waymark.educator_entry (educator_id, person_id, programme_id, kind,
    title, provider, from_on, to_on)
SELECT e.id, e.person_id, 1, t.kind::waymark.educator_entry_kind, t.title,
       t.provider, date '1970-01-01' + t.starts::integer,
       date '1970-01-01' + nullif(t.ends, 0)::integer
  FROM unnest(:people::int8[], :kinds::text[], :titles::text[],
      :providers::text[], :starts::int8[], :ends::int8[]) WITH ORDINALITY
    AS t(person, kind, title, provider, starts, ends, n)
  JOIN waymark.educator e ON e.person_id = t.person
 ORDER BY t.n;

-- Three educators with a trainee of the newest cohorts whom they never educate.

-- exec demo_conflicts_add()
INSERT INTO waymark.educator_conflict (educator_id, person_id, programme_id,
    trainee_id, kind, during)
SELECT e.id, e.person_id, 1, t.person_id, (ARRAY['family', 'friendship',
       'line_management']::waymark.conflict_kind[])[e.n],
       daterange(t.starts_on, NULL)
  FROM (SELECT *, row_number() OVER (ORDER BY id) AS n
          FROM (SELECT * FROM waymark.educator ORDER BY id LIMIT 3) f) e
 CROSS JOIN LATERAL (
       SELECT m.person_id, m.starts_on FROM waymark.enrolment m
        WHERE NOT EXISTS (SELECT 1 FROM waymark.placement p
              JOIN waymark.placement_educator d ON d.placement_id = p.id
             WHERE p.enrolment_id = m.id AND d.person_id = e.person_id)
        ORDER BY m.starts_on DESC, m.id OFFSET e.n LIMIT 1) t;
