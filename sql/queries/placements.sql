-- Placements: where a trainee practises, when, on what pattern, and the sums
-- of the days logged there (half-days).

-- enum placement_stage(first, contrasting, last)

-- row placement
--   id               int8
--   enrolment_id     int8
--   person_id        int8
--   programme_id     int8
--   organisation_id  int8
--   organisation     text
--   team             text
--   stage            placement_stage
--   starts_on        date
--   ends_on          date
--   required_halves  int8
--   confirmed        int8
--   waiting          int8
--   returned         int8
--   absent           int8
--   waiting_days     int8
--   returned_days    int8
--   waiting_since    timestamptz?
--   latest_on        date?
--   state            placement_state

-- one placement_by_id(id int8) placement
SELECT p.id, p.enrolment_id, p.person_id, p.programme_id, p.organisation_id,
       o.name AS organisation, t.name AS team, p.stage, p.starts_on, p.ends_on,
       p.required_halves, y.confirmed, y.waiting, y.returned, y.absent,
       y.waiting_days, y.returned_days, y.waiting_since, y.latest_on, p.state
  FROM placement p
  JOIN organisation o ON o.id = p.organisation_id
  JOIN team t ON t.id = p.team_id
  JOIN placement_tally y ON y.placement_id = p.id
 WHERE p.id = :id;

-- many placements_of_person(person_id int8) placement
SELECT p.id, p.enrolment_id, p.person_id, p.programme_id, p.organisation_id,
       o.name AS organisation, t.name AS team, p.stage, p.starts_on, p.ends_on,
       p.required_halves, y.confirmed, y.waiting, y.returned, y.absent,
       y.waiting_days, y.returned_days, y.waiting_since, y.latest_on, p.state
  FROM placement p
  JOIN organisation o ON o.id = p.organisation_id
  JOIN team t ON t.id = p.team_id
  JOIN placement_tally y ON y.placement_id = p.id
 WHERE p.person_id = :person_id
 ORDER BY p.starts_on, p.id;

-- row pattern_row(placement_id int8, from_on date?, to_on date?, halves int8[])

-- many patterns_of(placement_ids int8[]) pattern_row
SELECT placement_id, lower(during) AS from_on, upper(during) - 1 AS to_on,
       halves
  FROM placement_pattern
 WHERE placement_id = ANY (:placement_ids)
 ORDER BY placement_id, during;

-- row interruption_row(placement_id int8, from_on date?, to_on date?, reason text)

-- many interruptions_of(placement_ids int8[]) interruption_row
SELECT placement_id, lower(during) AS from_on, upper(during) - 1 AS to_on,
       reason
  FROM placement_interruption
 WHERE placement_id = ANY (:placement_ids)
 ORDER BY placement_id, during;

-- row thresholds(behind_after int8?, well_behind_after int8?)

-- How many half-days behind is behind, in a programme, today.

-- one thresholds_of(programme_id int8) thresholds
SELECT setting_of(:programme_id, 'behind_after_halves') AS behind_after,
       setting_of(:programme_id, 'well_behind_after_halves')
       AS well_behind_after;
