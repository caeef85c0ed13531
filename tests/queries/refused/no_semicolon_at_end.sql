-- expect 3: go: no ; ends its statement
-- exec go()
SELECT 1
