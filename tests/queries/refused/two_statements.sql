-- expect 4: a second statement under the prototype of go
-- exec go()
SELECT 1;
SELECT 2;
