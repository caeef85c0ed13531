-- expect 3: write :name, not $1
-- exec go()
SELECT $1;
