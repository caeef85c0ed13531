-- expect 3: a comment that never ends
-- exec go()
SELECT 1 /* /* */;
