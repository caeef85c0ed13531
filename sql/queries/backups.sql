-- Backups: what they must bring back, and what was erased since.

-- row backup_marked(at text!, admin text!, database text!)

-- A point that a restore can stop at, and how to enter what was restored.

-- one backup_mark(point text) backup_marked
SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at,
       (SELECT rolname::text FROM pg_roles WHERE oid = 10) AS admin,
       current_database()::text AS database
  FROM pg_create_restore_point(:point);

-- row table_named(name text!)

-- many tables_kept() table_named
SELECT format('%I.%I', s.nspname, c.relname) AS name
  FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace
 WHERE c.relkind = 'r' AND c.relpersistence = 'p'
   AND s.nspname NOT LIKE 'pg\_%' AND s.nspname <> 'information_schema'
 ORDER BY 1;

-- The rows of a table, whatever their order: how many, and the sum of a hash of
-- each.

-- row table_counted(n int8!, sum text!)

-- one table_count(name text) table_counted
SELECT (xpath('/table/row/n/text()', x))[1]::text::int8 AS n,
       (xpath('/table/row/sum/text()', x))[1]::text AS sum
  FROM query_to_xml(format('SELECT count(*) AS n, coalesce(sum('
       'hashtextextended(whole_row::text COLLATE "C", 0)), 0) AS sum '
       'FROM %s whole_row', :name::regclass), true, false, '') x;

-- row erasure_entry
--   id            int8!
--   person_id     int8!
--   programme_id  int8!
--   classes       text[]!

-- many erasures_done() erasure_entry
SELECT id, person_id, programme_id, classes FROM waymark.erasure
 WHERE state = 'done' ORDER BY id;

-- row erased_again(outcome text!)

-- one erase_again(entry int8, person_id int8, programme_id int8, classes text[]) erased_again
SELECT waymark.erase_again(:entry, :person_id, :programme_id, :classes)
       AS outcome;
