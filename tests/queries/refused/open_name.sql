-- expect 4: a quoted name that never ends
-- exec go()
SELECT 1,
  "it;
