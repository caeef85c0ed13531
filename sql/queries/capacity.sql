-- Capacity: what hosts offer, their teams, and how far apart areas are.

-- enum offer_state(offered, withdrawn, filled)

-- row offer
--   id               int8
--   programme_id     int8
--   programme        text
--   organisation_id  int8
--   organisation     text
--   team_id          int8
--   team             text
--   setting          text?
--   statutory        bool
--   stages           text[]
--   places           int8
--   at_least         int8
--   taken            int8
--   starts_on        date
--   ends_on          date
--   days             int8[]
--   area_id          int8?
--   area             text?
--   features         text[]
--   state            offer_state
--   version          int8
--   of_all           int8!

-- Those of my organisations and of my programmes, what is still to come first.

-- many offers_mine(state offer_state?, stage placement_stage?, at_most int8, skip int8) offer
SELECT o.id, o.programme_id, g.name AS programme, o.organisation_id,
       h.name AS organisation, o.team_id, t.name AS team,
       t.setting::text AS setting, t.statutory, o.stages::text[] AS stages,
       o.places, o.at_least, o.taken, o.starts_on, o.ends_on, o.days,
       o.area_id, a.name AS area, o.features::text[] AS features, o.state,
       o.version, count(*) OVER () AS of_all
  FROM placement_offer o
  JOIN programme g ON g.id = o.programme_id
  JOIN organisation h ON h.id = o.organisation_id
  JOIN team t ON t.id = o.team_id
  LEFT JOIN travel_area a ON a.id = o.area_id
 WHERE (o.organisation_id = ANY ((SELECT auth.partner_organisations())::bigint[])
    OR o.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]))
   AND (:state::offer_state IS NULL OR o.state = :state)
   AND (:stage::placement_stage IS NULL OR :stage = ANY (o.stages))
 ORDER BY o.ends_on < today(), o.starts_on, h.name, t.name, o.id
 LIMIT :at_most OFFSET :skip;

-- one offer_by_id(id int8) offer
SELECT o.id, o.programme_id, g.name AS programme, o.organisation_id,
       h.name AS organisation, o.team_id, t.name AS team,
       t.setting::text AS setting, t.statutory, o.stages::text[] AS stages,
       o.places, o.at_least, o.taken, o.starts_on, o.ends_on, o.days,
       o.area_id, a.name AS area, o.features::text[] AS features, o.state,
       o.version, 1::bigint AS of_all
  FROM placement_offer o
  JOIN programme g ON g.id = o.programme_id
  JOIN organisation h ON h.id = o.organisation_id
  JOIN team t ON t.id = o.team_id
  LEFT JOIN travel_area a ON a.id = o.area_id
 WHERE o.id = :id;

-- row offer_id(id int8)

-- one offer_add(programme_id int8, team_id int8, stages text[], places int8, at_least int8, starts_on date, ends_on date, days int8[], area_id int8?, features text[]) offer_id
INSERT INTO placement_offer (programme_id, organisation_id, team_id, stages,
    places, at_least, starts_on, ends_on, days, area_id, features)
SELECT :programme_id, t.organisation_id, t.id,
       :stages::text[]::placement_stage[], :places, :at_least, :starts_on,
       :ends_on, :days, :area_id, :features::text[]::placement_feature[]
  FROM team t WHERE t.id = :team_id
RETURNING id;

-- The team may become another one of the same host.

-- one offer_change(id int8, version int8, team_id int8, stages text[], places int8, at_least int8, starts_on date, ends_on date, days int8[], area_id int8?, features text[]) offer_id
UPDATE placement_offer o
   SET team_id = t.id, stages = :stages::text[]::placement_stage[],
       places = :places, at_least = :at_least, starts_on = :starts_on,
       ends_on = :ends_on, days = :days, area_id = :area_id,
       features = :features::text[]::placement_feature[]
  FROM team t
 WHERE o.id = :id AND o.version = :version AND o.state = 'offered'
   AND t.id = :team_id AND t.organisation_id = o.organisation_id
RETURNING o.id;

-- one offer_put(id int8, version int8, state offer_state) offer_id
UPDATE placement_offer SET state = :state
 WHERE id = :id AND version = :version AND state <> :state
   AND state <> 'filled'
RETURNING id;

-- row host_team
--   id               int8
--   organisation_id  int8
--   organisation     text
--   name             text
--   statutory        bool
--   setting          text?

-- The teams of my organisations; for staff, those of all.

-- many teams_mine() host_team
SELECT t.id, t.organisation_id, o.name AS organisation, t.name, t.statutory,
       t.setting::text AS setting
  FROM team t
  JOIN organisation o ON o.id = t.organisation_id
 WHERE t.organisation_id = ANY ((SELECT auth.partner_organisations())::bigint[])
    OR (SELECT auth.staff_programmes())::bigint[] <> '{}'
 ORDER BY o.name, t.name;

-- one team_mine(id int8) host_team
SELECT t.id, t.organisation_id, o.name AS organisation, t.name, t.statutory,
       t.setting::text AS setting
  FROM team t
  JOIN organisation o ON o.id = t.organisation_id
 WHERE t.id = :id AND (t.organisation_id =
       ANY ((SELECT auth.partner_organisations())::bigint[])
    OR (SELECT auth.staff_programmes())::bigint[] <> '{}');

-- one team_add(organisation_id int8, name text, statutory bool, setting text) offer_id
INSERT INTO team (organisation_id, name, statutory, setting)
VALUES (:organisation_id, :name, :statutory, :setting::text::setting_kind)
ON CONFLICT DO NOTHING
RETURNING id;

-- A team of that name that the organisation has besides this one.

-- row same_team(id int8)

-- one team_named(organisation_id int8, name text, besides int8) same_team
SELECT id FROM team
 WHERE organisation_id = :organisation_id AND lower(name) = lower(:name)
   AND id <> :besides
 LIMIT 1;

-- exec team_change(id int8, name text, statutory bool, setting text)
UPDATE team SET name = :name, statutory = :statutory,
       setting = :setting::text::setting_kind
 WHERE id = :id;

-- row host(id int8, name text)

-- My organisations; for staff, all that there are.

-- many hosts_mine() host
SELECT id, name FROM organisation
 WHERE id = ANY ((SELECT auth.partner_organisations())::bigint[])
    OR (SELECT auth.staff_programmes())::bigint[] <> '{}'
 ORDER BY name;

-- many programmes_known() host
SELECT id, name FROM programme ORDER BY name;

-- many areas_known() host
SELECT id, name FROM travel_area ORDER BY name;

-- row area_id(id int8!)

-- The area of that name, made when there is none.

-- one area_called(name text) area_id
WITH made AS (
    INSERT INTO travel_area (name)
    SELECT :name::text WHERE NOT EXISTS (SELECT 1 FROM travel_area
        WHERE lower(name) = lower(:name))
    ON CONFLICT DO NOTHING
    RETURNING id)
SELECT id FROM made
 UNION ALL
SELECT id FROM travel_area WHERE lower(name) = lower(:name);

-- exec travel_put(one_id int8, other_id int8, minutes int8)
INSERT INTO travel_time AS t (one_id, other_id, minutes)
VALUES (least(:one_id, :other_id), greatest(:one_id, :other_id), :minutes)
ON CONFLICT (one_id, other_id) DO UPDATE SET minutes = excluded.minutes
 WHERE t.minutes <> excluded.minutes;

-- row travel(one text, other text, minutes int8, of_all int8!)

-- many travels(at_most int8, skip int8) travel
SELECT a.name AS one, b.name AS other, t.minutes, count(*) OVER () AS of_all
  FROM travel_time t
  JOIN travel_area a ON a.id = t.one_id
  JOIN travel_area b ON b.id = t.other_id
 ORDER BY least(a.name, b.name), greatest(a.name, b.name)
 LIMIT :at_most OFFSET :skip;

-- Offers that come back in a spreadsheet.

-- exec offers_hold(ids int8[])
SELECT FROM placement_offer
 WHERE id = ANY (:ids)
   AND (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR organisation_id =
       ANY ((SELECT auth.partner_organisations())::bigint[]))
 ORDER BY id FOR UPDATE;

-- row offer_least(id int8, at_least int8)

-- many offers_least(ids int8[]) offer_least
SELECT id, at_least FROM placement_offer WHERE id = ANY (:ids) ORDER BY id;

-- exec offers_put(ids int8[], starts text[], ends text[], places text[],
--   states text[])
UPDATE placement_offer o
   SET starts_on = w.starts::date, ends_on = w.ends::date,
       places = w.places::bigint, state = w.state::offer_state
  FROM unnest(:ids::bigint[], :starts::text[], :ends::text[],
       :places::text[], :states::text[])
       AS w (id, starts, ends, places, state)
 WHERE o.id = w.id;
