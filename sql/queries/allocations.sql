-- Allocations: who educates in a placement, from when to when, and what was
-- accepted when they were allocated.

-- enum educator_duty(practice_educator, onsite_supervisor)

-- row placed_trainee
--   id               int8
--   enrolment_id     int8
--   person_id        int8
--   programme_id     int8
--   trainee          text
--   email            text
--   organisation_id  int8
--   organisation     text
--   team             text
--   stage            placement_stage
--   starts_on        date
--   ends_on          date
--   audited          bool!

-- A placement of a programme of mine; audited: its team, when it begins.

-- one placement_to_staff(id int8) placed_trainee
SELECT p.id, p.enrolment_id, p.person_id, p.programme_id, t.name AS trainee,
       t.email, p.organisation_id, o.name AS organisation, m.name AS team,
       p.stage, p.starts_on, p.ends_on,
       team_audited(p.team_id, p.starts_on) AS audited
  FROM placement p
  JOIN person t ON t.id = p.person_id
  JOIN organisation o ON o.id = p.organisation_id
  JOIN team m ON m.id = p.team_id
 WHERE p.id = :id
   AND p.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]);

-- row allocated
--   id            int8
--   person_id     int8
--   name          text
--   email         text
--   duty          educator_duty
--   from_on       date!
--   to_on         date?
--   educator_id   int8?
--   registration  registration_status?
--   swe_number    text?

-- many allocations_of(placement_id int8) allocated
SELECT d.id, d.person_id, p.name, p.email, d.duty, lower(d.during) AS from_on,
       upper(d.during) - 1 AS to_on, e.id AS educator_id, e.registration,
       p.swe_number
  FROM placement_educator d
  JOIN placement l ON l.id = d.placement_id
  JOIN person p ON p.id = d.person_id
  LEFT JOIN educator e ON e.person_id = d.person_id
        AND e.programme_id = l.programme_id
 WHERE d.placement_id = :placement_id AND NOT isempty(d.during)
 ORDER BY d.duty, lower(d.during) DESC, d.id;

-- row accepted_warning
--   allocation_id  int8
--   name           text
--   words          text
--   reason         text
--   accepted_by    text
--   accepted_at    timestamptz

-- many warnings_accepted(placement_id int8) accepted_warning
SELECT w.allocation_id, p.name, w.words, w.reason, a.name AS accepted_by,
       w.accepted_at
  FROM allocation_warning w
  JOIN person p ON p.id = w.person_id
  JOIN person a ON a.id = w.accepted_by
 WHERE w.placement_id = :placement_id
 ORDER BY w.id DESC;

-- many conflicts_between(person_id int8, trainee_id int8) educator_conflict
SELECT c.id, c.trainee_id, p.name AS trainee, c.kind,
       lower(c.during) AS from_on, upper(c.during) - 1 AS to_on, c.version
  FROM educator_conflict c
  JOIN person p ON p.id = c.trainee_id
 WHERE c.person_id = :person_id AND c.trainee_id = :trainee_id
 ORDER BY c.during;

-- The last day of somebody's time in a placement; only ever earlier.

-- exec allocation_end(id int8, placement_id int8, last_on date)
UPDATE placement_educator
   SET during = daterange(lower(during), :last_on, '[]')
 WHERE id = :id AND placement_id = :placement_id AND lower(during) <= :last_on
   AND (upper_inf(during) OR upper(during) > :last_on + 1);

-- One that has not begun never does.

-- exec allocation_cancel(id int8, placement_id int8)
UPDATE placement_educator SET during = 'empty'
 WHERE id = :id AND placement_id = :placement_id AND lower(during) > today();

-- row new_allocation(id int8)

-- one allocation_add(placement_id int8, person_id int8, duty educator_duty, from_on date, to_on date) new_allocation
INSERT INTO placement_educator (placement_id, person_id, duty, during)
VALUES (:placement_id, :person_id, :duty, daterange(:from_on, :to_on, '[]'))
RETURNING id;

-- exec allocation_accept(allocation_id int8, placement_id int8, person_id int8, programme_id int8, kinds text[], words text[], reasons text[])
INSERT INTO allocation_warning (allocation_id, placement_id, person_id,
    programme_id, kind, words, reason)
SELECT :allocation_id, :placement_id, :person_id, :programme_id, w.kind,
       w.words, w.reason
  FROM unnest(:kinds::text[], :words::text[], :reasons::text[])
       w (kind, words, reason);
