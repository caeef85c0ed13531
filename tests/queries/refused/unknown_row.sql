-- expect 2: day_of: unknown row day
-- one day_of(id int8) day
SELECT 1 WHERE :id = 1;
