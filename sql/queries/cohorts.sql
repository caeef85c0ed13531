-- Cohorts: who starts and ends together.

-- row cohort
--   id            int8
--   programme_id  int8
--   programme     text
--   name          text
--   starts_on     date
--   ends_on       date
--   of_all        int8!

-- Those of my programmes, the latest first.

-- many cohorts_mine(at_most int8, skip int8) cohort
SELECT c.id, c.programme_id, g.name AS programme, c.name, c.starts_on,
       c.ends_on, count(*) OVER () AS of_all
  FROM cohort c
  JOIN programme g ON g.id = c.programme_id
 WHERE c.programme_id = ANY (auth.staff_programmes())
 ORDER BY c.starts_on DESC, c.name
 LIMIT :at_most OFFSET :skip;

-- one cohort_mine(id int8) cohort
SELECT c.id, c.programme_id, g.name AS programme, c.name, c.starts_on,
       c.ends_on, 1::bigint AS of_all
  FROM cohort c
  JOIN programme g ON g.id = c.programme_id
 WHERE c.id = :id AND c.programme_id = ANY (auth.staff_programmes());
