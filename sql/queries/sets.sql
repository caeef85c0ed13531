-- Monthly sets: tables that the people of a partner get each month.

-- enum monthly_set_state(running, paused, ended)
-- enum monthly_set_readers(partner, coordinator)

-- row monthly_set
--   id               int8
--   programme        text
--   cohort           text?
--   organisation     text
--   tables           text[]
--   readers          monthly_set_readers
--   purpose          text
--   day              int8
--   next_on          date
--   state            monthly_set_state
--   made_by          text
--   made_at          timestamptz
--   version          int8
--   of_all           int8!

-- Those that I may see: those that run first, then by organisation.

-- many monthly_sets(at_most int8, skip int8) monthly_set
SELECT s.id, g.name AS programme, c.name AS cohort, o.name AS organisation,
       s.tables, s.readers, s.purpose, s.day, s.next_on, s.state,
       s.made_by_name AS made_by, s.made_at, s.version, count(*) OVER () AS of_all
  FROM monthly_set s
  JOIN programme g ON g.id = s.programme_id
  JOIN organisation o ON o.id = s.organisation_id
  LEFT JOIN cohort c ON c.id = s.cohort_id
 ORDER BY s.state, o.name, s.id
 LIMIT :at_most OFFSET :skip;

-- one monthly_set_by_id(id int8) monthly_set
SELECT s.id, g.name AS programme, c.name AS cohort, o.name AS organisation,
       s.tables, s.readers, s.purpose, s.day, s.next_on, s.state,
       s.made_by_name AS made_by, s.made_at, s.version, 1::bigint AS of_all
  FROM monthly_set s
  JOIN programme g ON g.id = s.programme_id
  JOIN organisation o ON o.id = s.organisation_id
  LEFT JOIN cohort c ON c.id = s.cohort_id
 WHERE s.id = :id;

-- row monthly_set_made(id int8)

-- one monthly_set_make(programme_id int8, cohort_id int8?,
--   organisation_id int8, tables text[], readers monthly_set_readers,
--   purpose text, day int8) monthly_set_made
INSERT INTO monthly_set (programme_id, cohort_id, organisation_id, tables,
    readers, purpose, day)
VALUES (:programme_id, :cohort_id, :organisation_id, :tables, :readers,
    :purpose, :day)
RETURNING id;

-- exec monthly_set_move(id int8, version int8, state monthly_set_state)
UPDATE monthly_set SET state = :state
 WHERE id = :id AND version = :version;

-- Of its latest rounds: who got it.

-- row monthly_set_copy
--   round_id    int8!
--   on_date     date!
--   people      int8!
--   export_id   int8?
--   name        text?
--   state       export_state?
--   fetched     int8?
--   fetched_at  timestamptz?

-- many monthly_set_copies(id int8, rounds int8) monthly_set_copy
SELECT round_id, on_date, people, export_id, name, state, fetched, fetched_at
  FROM waymark.monthly_set_copies(:id, :rounds);

-- What the jobs ask.

-- exec monthly_sets_begin()
SELECT waymark.monthly_sets_begin();

-- exec monthly_set_tell(export_id int8, origin text)
SELECT waymark.monthly_set_tell(:export_id, :origin);
