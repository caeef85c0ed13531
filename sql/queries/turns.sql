-- Turns: who tutors a trainee, which unit they are in, which organisation has
-- which duty towards them, and who leads a unit; one at a time each.

-- enum shared_duty(pays, supervises, assesses, provides_asye)

-- row turn_row
--   id        int8
--   version   int8
--   who       int8!
--   replaces  int8?
--   from_on   date!
--   to_on     date?
--   removed   bool!
--   name      text!
--   place     text!

-- many tutor_turns(enrolment_id int8) turn_row
SELECT t.id, t.version, t.person_id AS who, t.replaces,
       lower(t.during) AS from_on, upper(t.during) - 1 AS to_on,
       t.state = 'removed' AS removed, coalesce(p.name, 'A tutor') AS name,
       '' AS place
  FROM enrolment_tutor t
  LEFT JOIN person p ON p.id = t.person_id
 WHERE t.enrolment_id = :enrolment_id
 ORDER BY t.id;

-- many unit_turns(enrolment_id int8) turn_row
SELECT m.id, m.version, m.unit_id AS who, m.replaces,
       lower(m.during) AS from_on, upper(m.during) - 1 AS to_on,
       m.state = 'removed' AS removed, coalesce(u.name, 'A unit') AS name,
       coalesce(o.name, '') AS place
  FROM enrolment_unit m
  LEFT JOIN unit u ON u.id = m.unit_id
  LEFT JOIN organisation o ON o.id = u.organisation_id
 WHERE m.enrolment_id = :enrolment_id
 ORDER BY m.id;

-- many duty_turns(enrolment_id int8, duty shared_duty) turn_row
SELECT d.id, d.version, d.organisation_id AS who, d.replaces,
       lower(d.during) AS from_on, upper(d.during) - 1 AS to_on,
       d.state = 'removed' AS removed, o.name, '' AS place
  FROM hosting_duty d
  JOIN organisation o ON o.id = d.organisation_id
 WHERE d.enrolment_id = :enrolment_id AND d.duty = :duty
 ORDER BY d.id;

-- many lead_turns(unit_id int8) turn_row
SELECT l.id, l.version, l.person_id AS who, l.replaces,
       lower(l.during) AS from_on, upper(l.during) - 1 AS to_on,
       l.state = 'removed' AS removed,
       coalesce(p.name, 'A Consultant Social Worker') AS name, '' AS place
  FROM unit_lead l
  LEFT JOIN person p ON p.id = l.person_id
 WHERE l.unit_id = :unit_id
 ORDER BY l.id;

-- A turn that meets another which was recorded meanwhile is not added.

-- exec tutor_turn_add(enrolment_id int8, who int8, from_on date, replaces int8?)
INSERT INTO enrolment_tutor (enrolment_id, trainee_id, programme_id, person_id,
    during, replaces)
SELECT e.id, e.person_id, e.programme_id, :who, daterange(:from_on, NULL),
       :replaces
  FROM enrolment e WHERE e.id = :enrolment_id
ON CONFLICT DO NOTHING;

-- exec unit_turn_add(enrolment_id int8, who int8, from_on date, replaces int8?)
INSERT INTO enrolment_unit (enrolment_id, person_id, programme_id, unit_id,
    during, replaces)
SELECT e.id, e.person_id, e.programme_id, :who, daterange(:from_on, NULL),
       :replaces
  FROM enrolment e WHERE e.id = :enrolment_id
ON CONFLICT DO NOTHING;

-- exec duty_turn_add(enrolment_id int8, duty shared_duty, who int8, from_on date, replaces int8?)
INSERT INTO hosting_duty (enrolment_id, person_id, programme_id, duty,
    organisation_id, during, replaces)
SELECT e.id, e.person_id, e.programme_id, :duty, :who,
       daterange(:from_on, NULL), :replaces
  FROM enrolment e WHERE e.id = :enrolment_id
ON CONFLICT DO NOTHING;

-- exec lead_turn_add(unit_id int8, who int8, from_on date, replaces int8?)
INSERT INTO unit_lead (unit_id, person_id, programme_id, organisation_id,
    during, replaces)
SELECT u.id, :who, u.programme_id, u.organisation_id,
       daterange(:from_on, NULL), :replaces
  FROM unit u WHERE u.id = :unit_id
ON CONFLICT DO NOTHING;

-- Its last day, or further notice.

-- exec tutor_turn_until(id int8, version int8, last_on date?)
UPDATE enrolment_tutor SET during = daterange(lower(during), :last_on, '[]')
 WHERE id = :id AND version = :version AND state = 'recorded';

-- exec unit_turn_until(id int8, version int8, last_on date?)
UPDATE enrolment_unit SET during = daterange(lower(during), :last_on, '[]')
 WHERE id = :id AND version = :version AND state = 'recorded';

-- exec duty_turn_until(id int8, version int8, last_on date?)
UPDATE hosting_duty SET during = daterange(lower(during), :last_on, '[]')
 WHERE id = :id AND version = :version AND state = 'recorded';

-- exec lead_turn_until(id int8, version int8, last_on date?)
UPDATE unit_lead SET during = daterange(lower(during), :last_on, '[]')
 WHERE id = :id AND version = :version AND state = 'recorded';

-- exec tutor_turn_remove(id int8, version int8)
UPDATE enrolment_tutor SET state = 'removed'
 WHERE id = :id AND version = :version AND state = 'recorded';

-- exec unit_turn_remove(id int8, version int8)
UPDATE enrolment_unit SET state = 'removed'
 WHERE id = :id AND version = :version AND state = 'recorded';

-- exec duty_turn_remove(id int8, version int8)
UPDATE hosting_duty SET state = 'removed'
 WHERE id = :id AND version = :version AND state = 'recorded';

-- exec lead_turn_remove(id int8, version int8)
UPDATE unit_lead SET state = 'removed'
 WHERE id = :id AND version = :version AND state = 'recorded';
