-- expect 2: db: a word that C or queryc keeps
-- exec go(db int8)
SELECT :db;
