-- expect 3: state: a parameter that go never uses
-- exec go(id int8,
--   state text)
SELECT :id, ':state', $$:state$$, 1 /* :state */; -- :state
