-- expect 4: go: no statement follows its prototype
-- exec go()

-- exec come()
SELECT 1;
