-- The annual return: counts that nothing but src/report asks for, and the
-- programmes that somebody is of the staff of.

-- row equity_raw_annual_line
--   what    text!
--   line    text!
--   counts  int8[]!

-- many equity_raw_annual(programme_id int8, cohorts int8[], reference text) equity_raw_annual_line
SELECT what, line, counts
  FROM waymark.annual_counts(:programme_id, :cohorts, :reference);

-- row annual_programme(id int8, name text)

-- many annual_programmes() annual_programme
SELECT g.id, g.name FROM programme g
 WHERE g.id = ANY ((SELECT auth.staff_programmes())::bigint[])
 ORDER BY g.name, g.id;

-- one annual_programme_of(id int8) annual_programme
SELECT g.id, g.name FROM programme g
 WHERE g.id = :id AND g.id = ANY ((SELECT auth.staff_programmes())::bigint[]);
