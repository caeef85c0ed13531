-- expect 3: a quote that never ends
-- exec go()
SELECT $a$ it; $b$;
