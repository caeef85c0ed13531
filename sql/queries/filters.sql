-- Filters of lists that somebody saved, for themself or their team.

-- enum filter_state(kept, removed)

-- row saved_filter
--   id            int8
--   person_id     int8
--   by_name       text?
--   programme_id  int8?
--   programme     text?
--   path          text
--   query         text
--   name          text
--   state         filter_state
--   version       int8

-- many filters_of_path(path text) saved_filter
SELECT f.id, f.person_id, p.name AS by_name, f.programme_id,
       g.name AS programme, f.path, f.query, f.name, f.state, f.version
  FROM saved_filter f
  LEFT JOIN person p ON p.id = f.person_id
  LEFT JOIN programme g ON g.id = f.programme_id
 WHERE f.path = :path AND f.state = 'kept'
   AND (f.person_id = (SELECT auth.person_id()) OR f.programme_id =
        ANY ((SELECT auth.staff_programmes())::bigint[]))
 ORDER BY lower(f.name), f.id
 LIMIT 50;

-- many filters_mine() saved_filter
SELECT f.id, f.person_id, p.name AS by_name, f.programme_id,
       g.name AS programme, f.path, f.query, f.name, f.state, f.version
  FROM saved_filter f
  LEFT JOIN person p ON p.id = f.person_id
  LEFT JOIN programme g ON g.id = f.programme_id
 WHERE f.person_id = (SELECT auth.person_id()) OR f.programme_id =
       ANY ((SELECT auth.staff_programmes())::bigint[])
 ORDER BY f.state, f.path, lower(f.name), f.id
 LIMIT 200;

-- one filter_by_id(id int8) saved_filter
SELECT f.id, f.person_id, p.name AS by_name, f.programme_id,
       g.name AS programme, f.path, f.query, f.name, f.state, f.version
  FROM saved_filter f
  LEFT JOIN person p ON p.id = f.person_id
  LEFT JOIN programme g ON g.id = f.programme_id
 WHERE f.id = :id;

-- row filter_id(id int8)

-- one filter_make(programme_id int8?, path text, query text, name text) filter_id
INSERT INTO saved_filter (programme_id, path, query, name)
VALUES (:programme_id, :path, :query, :name)
RETURNING id;

-- one filter_change(id int8, version int8, programme_id int8?, query text, name text) filter_id
UPDATE saved_filter
   SET programme_id = :programme_id, query = :query, name = :name
 WHERE id = :id AND version = :version AND state = 'kept'
RETURNING id;

-- one filter_put(id int8, version int8, state filter_state) filter_id
UPDATE saved_filter SET state = :state
 WHERE id = :id AND version = :version AND state <> :state
RETURNING id;
