-- expect 2: id: ! is for columns
-- exec go(id int8!)
SELECT :id;
