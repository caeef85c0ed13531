-- expect 4: go: already at query_named_twice.sql:2
-- exec go()
SELECT 1;
-- exec go()
SELECT 1;
