-- Everything that the language has, once.
/* A comment of this kind; /* with another inside */ too. */

-- enum day_state(submitted, returned,
--   confirmed)

-- row everything(id int8, share float8, late bool, name text,
--   starts_on date, seen_at timestamptz, photo bytea, ids int8[],
--   names text[], state day_state)

-- row nothing_sure
--   id       int8?
--   share    float8?
--   late     bool?
--   name     text?
--   ends_on	date!
--	state    day_state?

-- many everything_of(id int8, share float8, late bool, name text,
--   starts_on date, seen_at timestamptz, photo bytea, ids int8[],
--   names text[], state day_state) everything
SELECT * FROM thing -- not a :name, and no ; here
 WHERE (id, share, late, name) = (:id, :share, :late, :name)
   AND starts_on = :starts_on::date /* nor :here; */ AND seen_at < :seen_at
   AND photo = :photo AND ids = :ids AND names = :names AND state = :state
   AND name <> ':name; it''s' AND "odd:name;" <> E'\':name;\\'
   AND body <> $$ :name; $$ AND body <> $x$ $$ :name; $x$
   AND name <> 'a "quoted" word';

-- one nothing_of(id int8?, share float8?, late bool?, name text?, on_date date?,
--   state day_state?) nothing_sure
SELECT 1 WHERE :id = 1 OR :share = 1 OR :late OR :name = '' OR :on_date < now()
   OR :state = 'submitted' OR :id = 2;

-- exec nothing_happens()
SELECT 1; -- a comment after the statement
