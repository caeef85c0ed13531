-- expect 2: expected ( before "day"
-- many days day
SELECT 1;
