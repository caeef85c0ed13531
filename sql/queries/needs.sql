-- Needs: what each trainee needs of a placement, and with whom they are never
-- placed.

-- row need
--   id               int8
--   stage            placement_stage
--   area_id          int8
--   area             text
--   minutes_at_most  int8
--   free_from        date?
--   features         text[]
--   prefers          text?
--   stated_at        timestamptz
--   version          int8

-- many needs_of(enrolment_id int8) need
SELECT n.id, n.stage, n.area_id, a.name AS area, n.minutes_at_most,
       n.free_from, n.features::text[] AS features, n.prefers::text AS prefers,
       n.stated_at, n.version
  FROM placement_need n
  JOIN travel_area a ON a.id = n.area_id
 WHERE n.enrolment_id = :enrolment_id
 ORDER BY n.stage;

-- row need_id(id int8)

-- version 0: none was stated before.

-- one need_put(enrolment_id int8, stage placement_stage, version int8, area_id int8, minutes_at_most int8, free_from date?, features text[], prefers text?) need_id
INSERT INTO placement_need AS n (enrolment_id, person_id, programme_id, stage,
    area_id, minutes_at_most, free_from, features, prefers)
SELECT e.id, e.person_id, e.programme_id, :stage, :area_id, :minutes_at_most,
       :free_from, :features::text[]::placement_feature[],
       :prefers::text::setting_kind
  FROM enrolment e
 WHERE e.id = :enrolment_id
ON CONFLICT (enrolment_id, stage) DO UPDATE
   SET area_id = excluded.area_id, minutes_at_most = excluded.minutes_at_most,
       free_from = excluded.free_from, features = excluded.features,
       prefers = excluded.prefers
 WHERE n.version = :version
RETURNING id;

-- row conflict
--   id            int8
--   enrolment_id  int8
--   person_id     int8
--   programme_id  int8
--   with          text!
--   is_person     bool!
--   reason        text
--   stated_at     timestamptz

-- Somebody whom the reader may not know by name is "a person".

-- many conflicts_of(enrolment_id int8) conflict
SELECT k.id, k.enrolment_id, k.person_id, k.programme_id,
       coalesce(o.name, p.name, 'a person') AS with,
       k.with_person_id IS NOT NULL AS is_person, k.reason, k.stated_at
  FROM placement_conflict k
  LEFT JOIN organisation o ON o.id = k.with_organisation_id
  LEFT JOIN person p ON p.id = k.with_person_id
 WHERE k.enrolment_id = :enrolment_id AND k.lifted_at IS NULL
 ORDER BY k.id;

-- one conflict_by_id(id int8) conflict
SELECT k.id, k.enrolment_id, k.person_id, k.programme_id,
       coalesce(o.name, p.name, 'a person') AS with,
       k.with_person_id IS NOT NULL AS is_person, k.reason, k.stated_at
  FROM placement_conflict k
  LEFT JOIN organisation o ON o.id = k.with_organisation_id
  LEFT JOIN person p ON p.id = k.with_person_id
 WHERE k.id = :id AND k.lifted_at IS NULL;

-- exec conflict_add(enrolment_id int8, organisation_id int8?, person_id int8?, reason text)
INSERT INTO placement_conflict (enrolment_id, person_id, programme_id,
    with_organisation_id, with_person_id, reason)
SELECT e.id, e.person_id, e.programme_id, :organisation_id, :person_id, :reason
  FROM enrolment e WHERE e.id = :enrolment_id;

-- exec conflict_lift(id int8)
UPDATE placement_conflict SET lifted_at = now()
 WHERE id = :id AND lifted_at IS NULL;

-- Those with teams, where somebody can be placed.

-- many hosts_known() host
SELECT o.id, o.name FROM organisation o
 WHERE EXISTS (SELECT 1 FROM team t WHERE t.organisation_id = o.id)
 ORDER BY o.name;

-- row somebody(id int8, name text)

-- one person_called(email text) somebody
SELECT id, name FROM person WHERE lower(email) = lower(:email);

-- row need_line
--   enrolment_id     int8
--   name             text
--   area             text?
--   minutes_at_most  int8?
--   features         text[]!
--   prefers          text?
--   earlier          text[]!
--   earlier_unknown  bool!
--   conflicts        int8!
--   unknown          int8!
--   of_all           int8!

-- Who is to be placed in a cohort's next placement; missing: only those of
-- whom something is not known yet.  unknown counts those among all.

-- many needs_of_cohort(cohort_id int8, stage placement_stage, missing bool, at_most int8, skip int8) need_line
SELECT l.*, count(*) OVER () AS of_all
  FROM (SELECT n.enrolment_id, p.name, a.name AS area, n.minutes_at_most,
               n.features::text[] AS features, n.prefers::text AS prefers,
               n.earlier::text[] AS earlier, n.earlier_unknown,
               cardinality(n.hosts) + (SELECT count(*)
                   FROM placement_conflict k
                  WHERE k.enrolment_id = n.enrolment_id
                    AND k.lifted_at IS NULL
                    AND k.with_person_id IS NOT NULL) AS conflicts,
               count(*) FILTER (WHERE n.area_id IS NULL OR
                   (n.earlier_unknown AND n.stage <> 'first')) OVER ()
                   AS unknown
          FROM match_need n
          JOIN enrolment e ON e.id = n.enrolment_id
          JOIN person p ON p.id = e.person_id
          LEFT JOIN travel_area a ON a.id = n.area_id
         WHERE n.cohort_id = :cohort_id AND n.stage = :stage
         ORDER BY p.family_name, p.given_name, e.id) l
 WHERE NOT :missing OR l.area IS NULL
    OR (l.earlier_unknown AND :stage <> 'first')
 LIMIT :at_most OFFSET :skip;

-- Mine, that goes on; the latest first.

-- many enrolments_mine() need_id
SELECT id FROM enrolment
 WHERE person_id = auth.person_id() AND state IN ('enrolled', 'paused')
 ORDER BY starts_on DESC, id DESC;
