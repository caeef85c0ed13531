-- An organisation: what it is, its teams, and those of its placements that the
-- asker may see.

-- enum organisation_kind(nhs_trust, integrated_care_board, local_authority, university, charity)

-- row organisation
--   id      int8
--   kind    organisation_kind
--   code    text
--   name    text
--   region  text

-- one organisation_by_id(id int8) organisation
SELECT id, kind, code, name, region FROM organisation WHERE id = :id;

-- many teams_of_organisation(organisation_id int8) host_team
SELECT t.id, t.organisation_id, o.name AS organisation, t.name, t.statutory,
       t.setting::text AS setting
  FROM team t
  JOIN organisation o ON o.id = t.organisation_id
 WHERE t.organisation_id = :organisation_id
 ORDER BY t.name, t.id;

-- row hosted
--   id            int8
--   enrolment_id  int8
--   trainee       text
--   team          text
--   stage         placement_stage
--   starts_on     date
--   ends_on       date
--   of_all        int8!

-- The latest first; of one team, or of all.

-- many placements_hosted(organisation_id int8, team_id int8?, size int8, skip int8) hosted
SELECT l.id, l.enrolment_id, p.name AS trainee, t.name AS team, l.stage,
       l.starts_on, l.ends_on, count(*) OVER () AS of_all
  FROM placement l
  JOIN person p ON p.id = l.person_id
  JOIN team t ON t.id = l.team_id
 WHERE l.organisation_id = :organisation_id
   AND (:team_id::bigint IS NULL OR l.team_id = :team_id)
 ORDER BY l.starts_on DESC, p.family_name, p.given_name, l.id
 LIMIT :size OFFSET :skip;
