-- Feedback on placements: whose may be given, and what they gave.

-- row feedback_asked
--   placement_id     int8
--   enrolment_id     int8
--   trainee_id       int8
--   trainee          text!
--   programme_id     int8
--   organisation_id  int8
--   organisation     text
--   team             text
--   stage            placement_stage
--   starts_on        date
--   ends_on          date
--   giver            feedback_giver!
--   from_on          date!
--   to_on            date!
--   release_days     int8!
--   id               int8?
--   answers          int8[]?
--   worked_well      text?
--   to_improve       text?
--   given_on         date?
--   released_on      date?
--   version          int8?

-- A placement on which the asker may give feedback or did, also before and
-- after it can be given.

-- one feedback_asked_by_id(placement_id int8) feedback_asked
SELECT l.id AS placement_id, l.enrolment_id, l.person_id AS trainee_id,
       coalesce(p.name, 'A trainee') AS trainee, l.programme_id,
       l.organisation_id, o.name AS organisation, t.name AS team, l.stage,
       l.starts_on, l.ends_on, coalesce(f.giver, g.giver) AS giver,
       w.from_on, w.to_on,
       setting_of(l.programme_id, 'qapl_release_days') AS release_days, f.id,
       f.answers, f.worked_well, f.to_improve, f.given_on,
       nullif(f.released_on, 'infinity') AS released_on,
       f.version
  FROM placement l
  JOIN organisation o ON o.id = l.organisation_id
  JOIN team t ON t.id = l.team_id
  LEFT JOIN person p ON p.id = l.person_id
  LEFT JOIN placement_feedback f ON f.about_placement_id = l.id
        AND f.person_id = (SELECT auth.person_id())
 CROSS JOIN LATERAL (
       SELECT feedback_as(l.id, auth.person_id(), today()) AS giver) g
 CROSS JOIN feedback_window(l.starts_on, l.ends_on, l.programme_id) w
 WHERE l.id = :placement_id AND coalesce(f.giver, g.giver) IS NOT NULL;

-- All of them that can be given now or were given, the newest first.

-- many feedback_of_me(at_most int8) feedback_asked
SELECT l.id AS placement_id, l.enrolment_id, l.person_id AS trainee_id,
       coalesce(p.name, 'A trainee') AS trainee, l.programme_id,
       l.organisation_id, o.name AS organisation, t.name AS team, l.stage,
       l.starts_on, l.ends_on, coalesce(f.giver, g.giver) AS giver,
       w.from_on, w.to_on,
       setting_of(l.programme_id, 'qapl_release_days') AS release_days, f.id,
       f.answers, f.worked_well, f.to_improve, f.given_on,
       nullif(f.released_on, 'infinity') AS released_on,
       f.version
  FROM (SELECT unnest((SELECT auth.educator_placements())::bigint[]) AS id
         UNION
        SELECT id FROM placement
         WHERE person_id = (SELECT auth.person_id())
         UNION
        SELECT id FROM placement WHERE enrolment_id =
               ANY ((SELECT auth.tutored_enrolments())::bigint[])
         UNION
        SELECT about_placement_id FROM placement_feedback
         WHERE person_id = (SELECT auth.person_id())) mine
  JOIN placement l ON l.id = mine.id
  JOIN organisation o ON o.id = l.organisation_id
  JOIN team t ON t.id = l.team_id
  LEFT JOIN person p ON p.id = l.person_id
  LEFT JOIN placement_feedback f ON f.about_placement_id = l.id
        AND f.person_id = (SELECT auth.person_id())
 CROSS JOIN LATERAL (
       SELECT feedback_as(l.id, auth.person_id(), today()) AS giver) g
 CROSS JOIN feedback_window(l.starts_on, l.ends_on, l.programme_id) w
 WHERE coalesce(f.giver, g.giver) IS NOT NULL
   AND (f.id IS NOT NULL OR today() BETWEEN w.from_on AND w.to_on)
 ORDER BY f.id IS NOT NULL, l.ends_on DESC, l.id
 LIMIT :at_most;

-- row feedback_id(id int8)

-- one feedback_add(placement_id int8, giver feedback_giver, answers int8[], worked_well text, to_improve text) feedback_id
INSERT INTO placement_feedback (person_id, giver, about_placement_id,
    enrolment_id, trainee_id, about_programme_id, organisation_id, answers,
    worked_well, to_improve)
SELECT auth.person_id(), :giver, l.id, l.enrolment_id, l.person_id,
       l.programme_id, l.organisation_id, :answers, :worked_well, :to_improve
  FROM placement l WHERE l.id = :placement_id
ON CONFLICT DO NOTHING
RETURNING id;

-- one feedback_correct(id int8, version int8, answers int8[], worked_well text, to_improve text) feedback_id
UPDATE placement_feedback
   SET answers = :answers, worked_well = :worked_well,
       to_improve = :to_improve
 WHERE id = :id AND version = :version AND released_on > today()
RETURNING id;
