-- expect 2: expected the name of the row that it answers before ""
-- many days()
SELECT 1;
