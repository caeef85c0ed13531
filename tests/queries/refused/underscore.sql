-- expect 2: list_: a name may not end with _
-- exec go(list_ int8)
SELECT :list_;
