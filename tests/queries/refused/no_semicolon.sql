-- expect 3: go: no ; ends its statement
-- exec go()
SELECT 1
-- exec come()
SELECT 1;
