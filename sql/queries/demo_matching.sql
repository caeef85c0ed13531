-- The demonstration's matching: what hosts offer the youngest cohort for its
-- next placements, and what its trainees need of them.  What looks like chance
-- is a number of the row and the seed.

-- Teams of councils are with children and families.

-- exec demo_settings_add()
UPDATE waymark.team t
   SET setting = CASE WHEN o.kind = 'local_authority'
           THEN 'children_and_families'
           WHEN t.name LIKE 'Older adults%' THEN 'older_people'
           ELSE 'adult_mental_health' END::waymark.setting_kind
  FROM waymark.organisation o
 WHERE o.id = t.organisation_id AND o.invented;

-- Three districts a region; nobody crosses more than one border.

-- exec demo_areas_add(names text[])
INSERT INTO waymark.travel_area (id, name) OVERRIDING SYSTEM VALUE
SELECT n, name FROM unnest(:names::text[]) WITH ORDINALITY AS t(name, n);

-- exec demo_travel_add(seed int8, districts int8)
INSERT INTO waymark.travel_time (one_id, other_id, minutes)
SELECT a.id, b.id, CASE
       WHEN a.id = b.id THEN 20 + (a.id * 7 + :seed % 97) % 16
       WHEN (a.id - 1) / :districts = (b.id - 1) / :districts
           THEN 35 + (a.id * 31 + b.id * 17 + :seed % 97) % 36
       ELSE 90 + (a.id * 13 + b.id * 29 + :seed % 97) % 60 END
  FROM waymark.travel_area a
  JOIN waymark.travel_area b ON a.id <= b.id
   AND (b.id - 1) / :districts - (a.id - 1) / :districts <= 1;

-- The places of a host's teams lie in the districts of its region.

-- exec demo_offers_add(seed int8, hosts int8[], regions int8[], districts int8, starts_on date)
INSERT INTO waymark.placement_offer (id, programme_id, organisation_id,
    team_id, stages, places, at_least, starts_on, ends_on, area_id, features)
OVERRIDING SYSTEM VALUE
SELECT row_number() OVER (ORDER BY t.id), 1, t.organisation_id, t.id,
       CASE WHEN council THEN '{contrasting}' ELSE '{last}'
            END::waymark.placement_stage[],
       places, CASE WHEN n % 4 = 0 THEN least(places, 3) ELSE 1 END,
       CASE WHEN council THEN :starts_on::date + 140
            ELSE :starts_on::date + 210 END,
       CASE WHEN council THEN :starts_on::date + 364
            ELSE :starts_on::date + 700 END,
       CASE WHEN n % 23 <> 0
            THEN h.region * :districts + n % :districts + 1 END,
       ARRAY(SELECT f FROM unnest(enum_range(
               NULL::waymark.placement_feature)) WITH ORDINALITY u (f, i)
              WHERE (n * 5 + i * 3) % 7 <> 0 OR i = 3)
  FROM unnest(:hosts::bigint[], :regions::bigint[]) AS h(id, region)
  JOIN waymark.team t ON t.organisation_id = h.id
  JOIN waymark.organisation o ON o.id = h.id
 CROSS JOIN LATERAL (SELECT o.kind = 'local_authority' AS council,
      t.id * 11 + :seed % 97 AS n) d
 CROSS JOIN LATERAL (SELECT 3 + n % 4 AS places) p;

-- Of about one in fourteen nothing is known yet.

-- exec demo_needs_add(seed int8, hosts int8[], regions int8[], districts int8)
INSERT INTO waymark.placement_need (id, enrolment_id, person_id, programme_id,
    stage, area_id, minutes_at_most, features, prefers, stated_at)
OVERRIDING SYSTEM VALUE
SELECT row_number() OVER (ORDER BY s.stage, e.id), e.id, e.person_id,
       e.programme_id, s.stage,
       h.region * :districts + n % :districts + 1,
       (ARRAY[60, 75, 75, 90])[n % 4 + 1],
       CASE WHEN n % 9 = 0 THEN '{step_free}'
            WHEN n % 9 = 4 THEN '{without_car}'
            WHEN n % 17 = 5 THEN '{fixed_days,quiet_space}'
            ELSE '{}' END::waymark.placement_feature[],
       CASE WHEN s.stage = 'last' AND n % 6 = 1
            THEN 'older_people'::waymark.setting_kind END,
       c.starts_on + time '09:00'
  FROM (SELECT * FROM waymark.cohort ORDER BY starts_on DESC, id LIMIT 1) c
  JOIN waymark.enrolment e ON e.cohort_id = c.id AND e.state = 'enrolled'
  JOIN waymark.placement p ON p.enrolment_id = e.id AND p.stage = 'first'
  JOIN unnest(:hosts::bigint[], :regions::bigint[]) AS h(id, region)
    ON h.id = p.organisation_id
 CROSS JOIN (VALUES ('contrasting'::waymark.placement_stage), ('last'))
      AS s(stage)
 CROSS JOIN LATERAL (SELECT e.id * 5 + :seed % 97 AS n) d
 WHERE n % 14 <> 3;

-- exec demo_matching_follows()
SELECT setval(pg_get_serial_sequence('waymark.travel_area', 'id'),
           (SELECT max(id) FROM waymark.travel_area)),
       setval(pg_get_serial_sequence('waymark.placement_offer', 'id'),
           (SELECT max(id) FROM waymark.placement_offer)),
       setval(pg_get_serial_sequence('waymark.placement_need', 'id'),
           coalesce((SELECT max(id) FROM waymark.placement_need), 1));
