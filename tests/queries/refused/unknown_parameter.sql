-- expect 4: :idd: not a parameter of go
-- exec go(id int8)
SELECT :id,
  :idd;
